//! Conflicts planted in a model that one plan keeps.

/// A conflict.
pub struct Planted {
    /// Its name.
    pub name: &'static str,
    /// What is laid over the model.
    pub overlay: &'static str,
}

pub const PLANTED: [Planted; 28] = [
    Planted {
        name: "no-money-at-all",
        overlay: r"[envelope]
total_gbp = 599999
",
    },
    Planted {
        name: "a-pound-too-little",
        overlay: r"[envelope]
total_gbp = 910999
",
    },
    Planted {
        name: "a-home-that-excludes-another",
        overlay: r#"[[commit]]
id = "devon"
of = "projects"
where.project = "rebuild-devon"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "two-ways-of-one-project",
        overlay: r#"[[commit]]
id = "both"
of = "options"
where.project = "open-bham"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "committed-and-excluded",
        overlay: r#"[[commit]]
id = "bristol"
of = "projects"
where.project = "open-bristol"
source = "Made for the tests"
[[exclude]]
id = "no-bristol"
of = "projects"
where.project = "open-bristol"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "the-very-option-excluded",
        overlay: r#"[[commit]]
id = "bristol"
of = "options"
where.project = "open-bristol"
source = "Made for the tests"
[[exclude]]
id = "no-2026"
of = "options"
where.starts = "2026-27"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "neither-home",
        overlay: r#"[[exclude]]
id = "none"
of = "projects"
where.line = "open-new"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "more-places-than-there-are",
        overlay: r#"[[rule]]
id = "places"
measure = "additional-likely"
where.line = "open-new"
at_least = 11
source = "Made for the tests"
"#,
    },
    Planted {
        name: "more-places-than-can-be-together",
        overlay: r#"[[rule]]
id = "places"
measure = "additional-likely"
where.line = "open-new"
at_least = 5
source = "Made for the tests"
"#,
    },
    Planted {
        name: "more-to-spend-than-fits",
        overlay: r#"[[rule]]
id = "spend"
measure = "cost"
at_least_gbp = 911001
source = "Made for the tests"
"#,
    },
    Planted {
        name: "no-projects-at-all",
        overlay: r#"[[rule]]
id = "few"
measure = "projects"
at_most = 0
source = "Made for the tests"
"#,
    },
    Planted {
        name: "more-match-than-there-is",
        overlay: r#"[[adjust]]
id = "dearer"
where.project = "open-bristol"
cost_percent = 300
source = "Made for the tests"
[match_funding]
source = "Made for the tests"
"#,
    },
    Planted {
        name: "no-start-in-any-region-and-year",
        overlay: r#"[pace]
at_most = 0
source = "Made for the tests"
"#,
    },
    Planted {
        name: "a-fund-too-small",
        overlay: r#"[[fund]]
id = "small"
amount_gbp = 400000
first_year = "2026-27"
last_year = "2028-29"
source = "Made for the tests"
[[fund]]
id = "other"
amount_gbp = 510999
first_year = "2026-27"
last_year = "2028-29"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "a-fund-for-other-lines",
        overlay: r#"[[fund]]
id = "secure"
amount_gbp = 90000000
line = "secure-rebuild"
first_year = "2026-27"
last_year = "2028-29"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "a-fund-that-ends-too-soon",
        overlay: r#"[[fund]]
id = "early"
amount_gbp = 90000000
first_year = "2026-27"
last_year = "2026-27"
source = "Made for the tests"
"#,
    },
    Planted {
        name: "a-year-too-dear",
        overlay: r#"[[rule]]
id = "first-year"
measure = "cost"
years = ["2026-27"]
at_most_gbp = 399999
source = "Made for the tests"
"#,
    },
    Planted {
        name: "too-little-match",
        overlay: r#"[[rule]]
id = "match"
measure = "match"
at_most_gbp = 900000
source = "Made for the tests"
"#,
    },
    Planted {
        name: "more-homes-than-projects",
        overlay: r#"[[rule]]
id = "homes"
measure = "homes"
at_least = 2
source = "Made for the tests"
"#,
    },
    Planted {
        name: "places-to-keep",
        overlay: r#"[[rule]]
id = "keep"
measure = "protected"
at_least = 8
source = "Made for the tests"
"#,
    },
    Planted {
        name: "two-rules-at-odds",
        overlay: r#"[[rule]]
id = "places"
measure = "additional-low"
at_least = 4
source = "Made for the tests"
[[rule]]
id = "cheap"
measure = "cost"
where.line = "open-new"
at_most_gbp = 910000
source = "Made for the tests"
"#,
    },
    Planted {
        name: "too-late-to-open",
        overlay: r#"[[rule]]
id = "soon"
measure = "projects"
where.opens_after = "2026-27"
at_most = 0
source = "Made for the tests"
"#,
    },
    Planted {
        name: "two-conflicts-at-once",
        overlay: r#"[envelope]
total_gbp = 900000
[[rule]]
id = "places"
measure = "additional-likely"
where.line = "open-new"
at_least = 5
source = "Made for the tests"
"#,
    },
    Planted {
        name: "two-rules-of-one-line",
        overlay: r#"[[rule]]
id = "few"
measure = "projects"
at_most = 1
source = "Made for the tests"
[[rule]]
id = "many"
measure = "projects"
at_least = 2
source = "Made for the tests"
"#,
    },
    Planted {
        name: "a-floor-too-high",
        overlay: r#"[coverage_floor]
share_percent = 50
source = "Made for the tests"
"#,
    },
    Planted {
        name: "a-floor-beside-a-ceiling",
        overlay: r#"[coverage_floor]
share_percent = 70.5
region = "South West"
source = "Made for the tests"
[envelope]
total_gbp = 910999
"#,
    },
    Planted {
        name: "planned-and-begun-without-what-it-needs",
        overlay: r#"as_of = "2027-28"
"#,
    },
    Planted {
        name: "committed-in-a-year-that-is-over",
        overlay: r#"as_of = "2028-29"
[[commit]]
id = "one-home"
of = "options"
where.project = "open-bham"
where.planned = false
source = "Made for the tests"
"#,
    },
];
