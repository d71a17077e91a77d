//! Several tables at once: every mistake in one pass, none told twice, and no order of rows that matters.

use std::collections::BTreeSet;
use std::fs;

use placewell::read::{Mistakes, Strictness, read_matrix, read_plan};

use super::folder::{Folder, tiny};

#[test]
fn mistakes_in_several_files_are_told_in_one_pass() {
    let folder = Folder::new();
    folder.edit("areas.csv", "E10000008,Devon,South West", "E10000008,,South West");
    folder.edit("demand.csv", "E08000025,open-high-risk,25", "E08000026,open-hi-risk,twenty");
    folder.edit("homes.csv", "12,8,2027-28", "12,8,2027/28");
    folder.edit("projects.csv", "open-new,E08000025", "open-old,E08000025");
    folder.edit("options.csv", "911000,911000", "£0.911m,911000");
    folder.edit("spend.csv", "open-bham,b,2026-27,600000", "open-bham,b,2026-27,599999");
    folder.edit("links.csv", "not-both,excludes,open-bristol", "not-both,excludes,open-bristle");
    folder.write("lines.csv", folder.text("lines.csv").replace(',', ";"));
    let told = folder.mistakes().join("\n");
    insta::assert_snapshot!(told, @r"
    areas.csv:4: name: this cell is blank, and should not be
    demand.csv:4: area: `E08000026` is not in areas.csv
    demand.csv:4: care_type: `open-hi-risk` is not in care_types.csv; did you mean `open-high-risk`?
    demand.csv:4: children: `twenty` is not a whole number up to 999,999, such as 4
    homes.csv:2: at_risk_from: `2027/28` is not a financial year, such as 2026-27; if it means 2027-28, write that
    lines.csv:1: columns are separated by `;` and should be by commas; save the file as CSV UTF-8
    links.csv:5: project: `open-bristle` is not in projects.csv; did you mean `open-bristol`?
    options.csv:3: dfe_cost_gbp: £600,000 is not the sum of its spend: spend.csv has £599,999, £1 less
    options.csv:4: dfe_cost_gbp: `£0.911m` is not an amount in whole pounds; if it means £911,000, write 911000
    ");
    let all = Mistakes::new(folder.read().mistakes).to_string();
    assert!(all.starts_with("9 mistakes in the inputs\n  "), "{all}");
}

#[test]
fn a_row_with_a_mistake_keeps_its_name() {
    let folder = Folder::new();
    folder.edit("projects.csv", "open-bham,Two new homes in Birmingham,open-new", "open-bham,,");
    folder.edit("areas.csv", "Birmingham,West Midlands,407000", "Birmingham,West Midlands,400");
    let told = folder.mistakes();
    assert_eq!(told.len(), 3, "{told:?}");
    let vocabulary = folder.read().vocabulary;
    let names = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>());
    assert_eq!(vocabulary.projects, names(&["open-bham", "open-bristol", "rebuild-devon"]));
    assert_eq!(vocabulary.areas, names(&["E06000023", "E08000025", "E10000008"]));
    assert_eq!(vocabulary.regions, names(&["South West", "West Midlands"]));
    assert_eq!(vocabulary.homes, names(&["atkinson", "vinney"]));
    assert_eq!(vocabulary.years.map(|years| years.len()), Some(3));
}

#[test]
fn a_file_that_cannot_be_read_whole_accuses_no_other() {
    for (file, unknown) in [("areas.csv", 2), ("projects.csv", 1), ("homes.csv", 1), ("spend.csv", 1)] {
        let folder = Folder::new();
        fs::remove_file(folder.path(file)).expect("the file was there");
        assert_eq!(folder.mistakes(), [format!("{file}: there is no such file")]);
        let vocabulary = folder.read().vocabulary;
        let none = [
            vocabulary.areas.is_none(),
            vocabulary.regions.is_none(),
            vocabulary.projects.is_none(),
            vocabulary.care_types.is_none(),
            vocabulary.homes.is_none(),
            vocabulary.years.is_none(),
        ];
        assert_eq!(none.into_iter().filter(|&none| none).count(), unknown, "{file}");
    }
}

const LEFT_OUT: [&str; 5] = ["assumptions.csv", "care_types.csv", "lines.csv", "links.csv", "sources.csv"];

#[test]
fn a_table_that_may_be_left_out_has_a_stated_default_and_nothing_else_is_other_than_it_was() {
    let whole = Folder::new().read().dataset.expect("no mistakes");
    for file in LEFT_OUT {
        let folder = Folder::lenient();
        fs::remove_file(folder.path(file)).expect("the file was there");
        assert_eq!(folder.mistakes(), [""; 0], "{file}");
        let part = folder.read().dataset.expect("no mistakes");
        let told: Vec<&str> = part.warnings.iter().map(|doubt| doubt.id.as_str()).collect();
        assert_eq!(told, [format!("left-out[{file}]")]);
        let (was, is) = (whole.instance.to_parts(), part.instance.to_parts());
        assert_eq!(
            (&is.projects, &is.options, &is.homes, &is.demand),
            (&was.projects, &was.options, &was.homes, &was.demand)
        );
        let others = [
            ("assumptions.csv", part.assumptions == whole.assumptions),
            ("care_types.csv", is.care_types == was.care_types),
            // Who published a line is said in sources.csv.
            ("lines.csv", is.lines == was.lines || file == "sources.csv"),
            ("links.csv", is.links == was.links),
            ("sources.csv", part.sources == whole.sources),
        ];
        assert_eq!(others.map(|(file, same)| (file, !same)), others.map(|(other, _)| (other, other == file)));
    }
}

#[test]
fn lines_and_care_types_that_are_left_out_go_by_the_ids_that_others_use() {
    let folder = Folder::lenient();
    for file in LEFT_OUT {
        fs::remove_file(folder.path(file)).expect("the file was there");
    }
    assert_eq!(folder.mistakes(), [""; 0]);
    let dataset = folder.read().dataset.expect("no mistakes");
    let lines: Vec<(&str, u32, &str, &str)> = dataset
        .instance
        .lines()
        .iter()
        .map(|line| (line.id.as_str(), line.row, line.name.as_str(), line.home_type.as_str()))
        .collect();
    assert_eq!(lines, [("open-new", 1, "open-new", "open"), ("secure-rebuild", 2, "secure-rebuild", "secure")]);
    assert!(dataset.instance.lines().iter().all(|line| line.published.is_none()));
    let care_types: Vec<&str> = dataset.instance.care_types().iter().map(|care_type| care_type.id.as_str()).collect();
    assert_eq!(care_types, ["open-high-risk", "secure-welfare"]);
    assert!(dataset.instance.links().is_empty() && dataset.sources.is_empty() && dataset.assumptions.is_empty());
    assert_eq!(dataset.warnings.len(), LEFT_OUT.len());
}

#[test]
fn where_a_table_is_left_out_a_mistake_in_another_is_told_once() {
    let folder = Folder::lenient();
    for file in ["lines.csv", "care_types.csv"] {
        fs::remove_file(folder.path(file)).expect("the file was there");
    }
    folder.edit(
        "projects.csv",
        "open-bristol,\"A new home, Bristol\",open-new",
        "open-bristol,\"A new home, Bristol\",open new",
    );
    folder.edit("options.csv", "open-bham,b,One home,open-high-risk", "open-bham,b,One home,");
    let told = folder.mistakes();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("options.csv:3: care_type: this cell is blank"), "{told:?}");
    assert!(told[1].starts_with("projects.csv:3: line: `open new` is not the id of a programme line"), "{told:?}");
    fs::remove_file(folder.path("projects.csv")).expect("the file was there");
    assert_eq!(folder.mistakes().len(), 2, "{:?}", folder.mistakes());
}

/// Columns that may be left out, and what each cell of them then holds: a value, or that of another column.
const COLUMNS_LEFT_OUT: [(&str, &str, Result<&str, &str>); 15] = [
    ("areas.csv", "match_limit_gbp", Ok("")),
    ("care_types.csv", "name", Err("care_type")),
    ("demand.csv", "basis", Ok("modelled")),
    ("homes.csv", "basis", Ok("modelled")),
    ("lines.csv", "name", Err("line")),
    ("options.csv", "scope", Ok("as bid")),
    ("options.csv", "match_gbp", Ok("0")),
    ("options.csv", "additional_low", Err("additional_likely")),
    ("options.csv", "additional_high", Err("additional_likely")),
    ("options.csv", "improved", Ok("0")),
    ("options.csv", "planned", Ok("no")),
    ("projects.csv", "basis", Ok("modelled")),
    ("projects.csv", "source", Ok("not stated")),
    ("assumptions.csv", "owner", Ok("not stated")),
    ("road_edges.csv", "road", Ok("")),
];

/// The file with each cell of a column made another, or without the column.
fn with_column(text: &str, column: &str, cell: Option<Result<&str, &str>>) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    let at = |name: &str| rows[0].iter().position(|heading| heading == name).expect("the column is there");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (number, row) in rows.iter().enumerate() {
        let mut row = row.clone();
        match cell {
            None => drop(row.remove(at(column))),
            Some(_) if number == 0 => {}
            Some(cell) => {
                let made = cell.map_or_else(|other| row[at(other)].clone(), str::to_owned);
                row[at(column)] = made;
            }
        }
        writer.write_record(row).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("a table")).expect("text")
}

#[test]
fn a_column_that_may_be_left_out_has_a_stated_default_and_is_refused_where_strict_forms_alone_are_read() {
    for (file, column, cell) in COLUMNS_LEFT_OUT {
        let (without, with, strict) = (Folder::lenient(), Folder::lenient(), Folder::new());
        let text = with.text(file);
        without.write(file, with_column(&text, column, None));
        strict.write(file, with_column(&text, column, None));
        with.write(file, with_column(&text, column, Some(cell)));
        let [without, with] = [without, with].map(|folder| folder.read().dataset.expect("no mistakes"));
        assert_eq!(without.instance, with.instance, "{file} {column}");
        assert!(without.warnings.iter().any(|doubt| doubt.id == format!("left-out[{file}/{column}]")), "{column}");
        assert_eq!(strict.mistakes(), [format!("{file}:1: {column}: this column is missing")]);
    }
}

#[test]
fn columns_of_others_are_kept_for_plans_and_refused_where_they_would_hide_one_of_ours() {
    let extra = |heading: &str, cells: &str, text: &str| {
        let lines =
            text.lines().enumerate().map(|(at, line)| format!("{line},{}\n", if at == 0 { heading } else { cells }));
        lines.collect::<String>()
    };
    let folder = Folder::lenient();
    folder.write("projects.csv", extra("Officer,Ward", "A. N. Other,=1+1", &folder.text("projects.csv")));
    folder.write("options.csv", extra("Risk", "high", &folder.text("options.csv")));
    folder.write("homes.csv", extra("Ofsted", "Good", &folder.text("homes.csv")));
    let dataset = folder.read().dataset.expect("no mistakes");
    let (own, project) = (dataset.instance.own(), &dataset.instance.projects()[0].id);
    assert_eq!(
        (own.projects.names.as_slice(), own.options.names.as_slice()),
        (&["Officer", "Ward"][..], &["Risk"][..])
    );
    assert_eq!(own.projects.of(project).collect::<Vec<_>>(), ["A. N. Other", "=1+1"]);
    let option = &dataset.instance.options()[0].id;
    assert_eq!(own.options.of(&(project.clone(), option.clone())).collect::<Vec<_>>(), ["high"]);
    let told: Vec<String> = dataset.warnings.iter().map(|doubt| doubt.words.clone()).collect();
    assert_eq!(
        told,
        [
            "3 columns had names of their own, kept for plan.csv, the first at options.csv line 1",
            "1 column had names that are not read, at homes.csv line 1"
        ]
    );
    for (heading, why) in [
        ("Region", "plan.csv has a column of this name already; call this one otherwise"),
        ("=1+1", "there is no such column in projects.csv"),
        ("statsu", "there is no such column; did you mean `status`, which is missing?"),
    ] {
        let folder = Folder::lenient();
        folder.write("projects.csv", extra(heading, "x", &folder.text("projects.csv")));
        let told = folder.mistakes();
        assert!(told.len() == 1 && told[0].ends_with(why), "{told:?}");
    }
    let strict = Folder::new();
    strict.write("projects.csv", extra("Officer", "A. N. Other", &strict.text("projects.csv")));
    assert_eq!(strict.mistakes(), ["projects.csv:1: Officer: there is no such column in projects.csv"]);
}

#[test]
fn places_at_risk_are_protected_by_one_project_only() {
    let folder = Folder::new();
    folder.edit(
        "projects.csv",
        "rebuild-devon,Rebuild",
        "repair-devon,Repair Atkinson,secure-rebuild,E10000008,atkinson,,,modelled,Made for the tests\nrebuild-devon,Rebuild",
    );
    folder.edit(
        "options.csv",
        "rebuild-devon,small",
        "repair-devon,a,Roof,secure-welfare,2026-27,2026-27,5,0,0,0,0,1,0,no\nrebuild-devon,small",
    );
    folder.edit("spend.csv", "rebuild-devon,small,2026-27", "repair-devon,a,2026-27,5\nrebuild-devon,small,2026-27");
    assert_eq!(
        folder.mistakes(),
        [
            "homes.csv:2: places_at_risk: 8 places are at risk, and 9 are protected: rebuild-devon (8), repair-devon (1); \
          each would count more than once"
        ]
    );
}

#[test]
fn a_project_without_an_option_is_told() {
    let folder = Folder::new();
    let option = "open-bristol,a,One home,open-high-risk,2026-27,2027-28,911000,911000,4,4,4,0,0,no\n";
    folder.edit("options.csv", option, "");
    folder.edit("spend.csv", "open-bristol,a,2026-27,400000\nopen-bristol,a,2027-28,511000\n", "");
    assert_eq!(
        folder.mistakes(),
        ["projects.csv:3: project: `open-bristol` has no option in options.csv, and should have at least one"]
    );
}

#[test]
fn the_order_of_rows_never_matters() {
    let plain = Folder::new().read().dataset.expect("no mistakes");
    for turn in 1..4 {
        let folder = Folder::new();
        for entry in fs::read_dir(tiny()).expect("the tiny dataset") {
            let name = entry.expect("a file").file_name().into_string().expect("a plain name");
            if name == "land.geojson" {
                continue;
            }
            let text = folder.text(&name);
            let mut rows: Vec<&str> = text.lines().collect();
            let below = rows.len() - 1;
            rows[1..].rotate_left(turn % below);
            rows[1..].reverse();
            folder.write(&name, rows.join("\n"));
        }
        assert_eq!(folder.mistakes(), Vec::<String>::new());
        assert_eq!(folder.read().dataset, Some(plain.clone()), "turned by {turn}");
    }
}

#[test]
fn the_order_of_columns_never_matters() {
    let folder = Folder::new();
    let swapped: Vec<String> =
        folder.text("care_types.csv").lines().map(|line| line.split(',').rev().collect::<Vec<_>>().join(",")).collect();
    folder.write("care_types.csv", swapped.join("\n"));
    assert_eq!(folder.read().dataset, Folder::new().read().dataset);
}

#[test]
fn a_text_guarded_from_spreadsheets_is_read_without_its_guard() {
    let folder = Folder::new();
    folder.edit("areas.csv", "Birmingham,West", "'=Birmingham,West");
    folder.edit("areas.csv", "Devon,South", "'Devon,South");
    let instance = folder.read().dataset.expect("no mistakes").instance;
    assert_eq!(instance.areas()[1].name, "=Birmingham");
    assert_eq!(instance.areas()[2].name, "'Devon");
}

/// What is doubtful of a dataset, in words.
fn doubted(folder: &Folder) -> String {
    let warnings = folder.read().dataset.expect("no mistakes").warnings;
    warnings.into_iter().map(|doubt| doubt.words).collect::<Vec<_>>().join("\n")
}

#[test]
fn costs_that_are_all_in_thousands_are_doubted_once() {
    let folder = Folder::new();
    for file in ["options.csv", "spend.csv"] {
        let text = folder.text(file);
        let thousands = |cell: &str| match cell.strip_suffix("000") {
            Some(cell) if cell.len() >= 3 => cell.to_owned(),
            _ => cell.to_owned(),
        };
        let line = |line: &str| line.split(',').map(thousands).collect::<Vec<_>>().join(",");
        folder.write(file, text.lines().map(line).collect::<Vec<_>>().join("\n"));
    }
    let told = doubted(&folder);
    assert!(told.ends_with("are costs in thousands of pounds, and not in pounds?") && !told.contains('\n'), "{told}");
}

#[test]
fn what_looks_odd_is_warned_of_and_read() {
    let folder = Folder::new();
    folder.edit("projects.csv", "360000,174000", "174000,360000");
    folder.edit("options.csv", "1200000,1200000", "12000,1200000");
    folder.edit("options.csv", "600000,600000", "600,600000");
    folder.edit("options.csv", "911000,911000", "911,911000");
    folder.edit("spend.csv", "open-bham,a,2026-27,700000", "open-bham,a,2026-27,7000");
    folder.edit("spend.csv", "open-bham,a,2027-28,500000", "open-bham,a,2027-28,5000");
    folder.edit("spend.csv", "open-bham,b,2026-27,600000", "open-bham,b,2026-27,600");
    folder.edit("spend.csv", "open-bristol,a,2026-27,400000", "open-bristol,a,2026-27,400");
    folder.edit("spend.csv", "open-bristol,a,2027-28,511000", "open-bristol,a,2027-28,511");
    assert_eq!(folder.mistakes(), Vec::<String>::new());
    insta::assert_snapshot!(doubted(&folder), @r"
    a place of `open-new` costs £227 and one of `secure-rebuild` £3,750,000, by the median: is one of them not in whole pounds?
    the planned options of `open-new` cost £12,000 and its published cost is £53,000,000: is one of them not in whole pounds?
    `open-bristol` stands 262 km from the centre of Bristol, City of (E06000023): are easting and northing swapped, or the authority wrong?
    ");
}

#[test]
fn given_miles_are_read_and_what_is_not_given_is_out_of_reach() {
    let (folder, instance) = (Folder::new(), Folder::new().read().dataset.expect("no mistakes").instance);
    folder.write("miles.csv", "site,area,miles\nvinney,E06000023,5.5\natkinson,E10000008,8\n");
    let (distances, parsed) = read_matrix(&folder.path("miles.csv"), &instance).expect("no mistakes");
    let miles: Vec<Vec<(usize, String)>> = instance
        .site_indices()
        .map(|site| {
            distances.from_site(site).iter().map(|(area, miles)| (area.position(), miles.to_string())).collect()
        })
        .collect();
    assert_eq!(miles, [vec![(2, "8.0".to_owned())], vec![], vec![], vec![(0, "5.5".to_owned())]]);
    assert_eq!(parsed.bytes, 58);
    folder.write("miles.csv", "site,area,miles\nvinny,E06000023,5.5\natkinson,E10000008,near\natkinson,E10000008,8\n");
    let told = read_matrix(&folder.path("miles.csv"), &instance).expect_err("mistakes").to_string();
    insta::assert_snapshot!(folder.shorn(&told), @r"
    3 mistakes in the inputs
      miles.csv:2: site: `vinny` is not in the sites; did you mean `vinney`?
      miles.csv:3: miles: `near` is not a distance in miles with at most one decimal, such as 20 or 20.5
      miles.csv:4: site: `atkinson, E10000008` is on line 3 already
    ");
}

#[test]
fn a_plan_is_read_as_it_was_written() {
    let (folder, instance) = (Folder::new(), Folder::new().read().dataset.expect("no mistakes").instance);
    let plan = "project,option,funded,cost\nopen-bham,b,yes,1\nrebuild-devon,small,no,2\nopen-bristol,a,yes,'=3\n";
    folder.write("plan.csv", plan);
    let (plan, ..) = read_plan(&folder.path("plan.csv"), &instance, Strictness::Strict).expect("no mistakes");
    assert_eq!(plan.funded.iter().map(|option| option.position()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(plan.flows, []);
    folder.write(
        "plan.csv",
        "project,option,funded\nopen-bham,c,yes\nopen-ham,a,yes\nopen-bham,a,maybe\nopen-bham,a,no\n",
    );
    let told = read_plan(&folder.path("plan.csv"), &instance, Strictness::Strict).expect_err("mistakes").to_string();
    insta::assert_snapshot!(folder.shorn(&told), @r"
    4 mistakes in the inputs
      plan.csv:2: option: `c` is not in the options of `open-bham`, which has a, b
      plan.csv:3: project: `open-ham` is not in projects.csv; did you mean `open-bham`?
      plan.csv:4: funded: `maybe` is not yes or no
      plan.csv:5: option: `open-bham, a` is on line 4 already
    ");
}
