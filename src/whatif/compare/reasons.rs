//! Which rule explains that a project is done in one plan and not in the other.
//!
//! Only what the runs themselves state is given as a reason: a project that is settled in one of them, an option that
//! costs or opens otherwise, and a rule that speaks of it and is other in the two, or holds only one of them back. Where
//! there is none of these the search prefers it, as the money is better used.

use serde_json::Value;

use super::StatedRun;
use super::changes::less;
use super::sheet::Row;
use crate::domain::hyphened;
use crate::model::CLAUSES;

/// What is other in two runs and may explain a swap.
pub(super) struct Reasons<'a> {
    base: &'a StatedRun,
    other: &'a StatedRun,
}

/// What becomes of a project.
#[derive(Clone, Copy)]
enum Swap {
    In,
    Out,
    Way,
}

impl Swap {
    /// Whether a rule that holds the plan back explains it: an upper limit lets nothing more in, a lower one nothing out.
    fn is_held_by(self, rule: &Row<'_>) -> bool {
        match self {
            Self::In => rule.text("comparison") == "at least",
            Self::Out => rule.text("comparison") == "at most",
            Self::Way => true,
        }
    }
}

/// The columns of an option that an adjustment or another cell of the inputs changes, and the words for them.
const COLUMNS: [(&str, &str); 7] = [
    ("dfe_cost_gbp", "its cost in pounds"),
    ("match_gbp", "its match in pounds"),
    ("opens", "the year it opens"),
    ("additional_low", "the places it adds at the low end"),
    ("additional_likely", "the places it adds"),
    ("additional_high", "the places it adds at the high end"),
    ("protected", "the places it protects"),
];

impl<'a> Reasons<'a> {
    pub const fn between(base: &'a StatedRun, other: &'a StatedRun) -> Self {
        Self { base, other }
    }

    /// Why a project that is done as `was` in the base is done as `is` in the other.
    pub fn of(&self, was: Option<Row<'_>>, is: Option<Row<'_>>) -> Vec<String> {
        let rows: Vec<Row<'_>> = was.into_iter().chain(is).collect();
        let mut reasons = self.fixes(&rows);
        reasons.extend(self.years_that_are_over(was, is));
        for row in &rows {
            reasons.extend(self.cells(row));
        }
        reasons.extend(self.rules(&rows));
        let turn = match (was, is) {
            (Some(_), None) => Swap::Out,
            (None, Some(_)) => Swap::In,
            (Some(_), Some(_)) | (None, None) => Swap::Way,
        };
        reasons.extend(self.findings(&rows, turn));
        let mut seen = std::collections::BTreeSet::new();
        reasons.retain(|reason| seen.insert(reason.clone()));
        reasons
    }

    /// Whatever settles the project in one of the two and not in the other.
    fn fixes(&self, rows: &[Row<'_>]) -> Vec<String> {
        let mut reasons = Vec::new();
        for (list, does) in [("commit", "commits it"), ("exclude", "keeps it out")] {
            let (one, two) = (listed(self.base, list), listed(self.other, list));
            let sides = [(&two, &one, ""), (&one, &two, " in the base only")];
            for (here, there, end) in sides {
                let new = here.iter().filter(|fix| !there.contains(fix));
                let about = new.filter(|fix| self.speaks_of_project(fix, rows));
                reasons.extend(about.map(|fix| format!("{} {does}{end}", fix["id"].as_str().unwrap_or_default())));
            }
        }
        reasons
    }

    /// That one of the two is put as of a year, and the other is not or as of another: what was planned and begun before it
    /// stays, and nothing else begins before it.
    fn years_that_are_over(&self, was: Option<Row<'_>>, is: Option<Row<'_>>) -> Vec<String> {
        let [base, other] =
            [self.base, self.other].map(|run| run.manifest.get("model")["as_of"].as_str().unwrap_or_default());
        let of = |year: &str, own: Option<Row<'_>>, not_own: Option<Row<'_>>, end: &str| {
            let begun = |row: &Row<'_>, planned| row.text("starts") < year && row.text("planned") == planned;
            let told = |row: Row<'_>, what| {
                format!("{} {what} in {}, before {year}{end}", row.id.join("/"), row.text("starts"))
            };
            let stays = own.filter(|row| begun(row, "yes")).map(|row| told(row, "was planned and began"));
            let late = not_own.filter(|row| begun(row, "no")).map(|row| told(row, "would have begun"));
            stays.into_iter().chain(late).collect::<Vec<_>>()
        };
        if base == other { Vec::new() } else { [of(other, is, was, ""), of(base, was, is, " of the base")].concat() }
    }

    /// What is other of an option itself.
    fn cells(&self, row: &Row<'_>) -> Vec<String> {
        let [one, two] = [self.base, self.other].map(|run| run.sheet("plan").row(row.id));
        let (Some(one), Some(two)) = (one, two) else {
            return vec![format!("only one dataset has {}", row.id.join("/"))];
        };
        let other = COLUMNS.iter().filter(|(column, _)| one.text(column) != two.text(column));
        other
            .map(|(column, what)| format!("{what} is {}, in the base {}", two.text(column), one.text(column)))
            .collect()
    }

    /// Every rule that speaks of it and is in one of the two only.
    fn rules(&self, rows: &[Row<'_>]) -> Vec<String> {
        let (one, two) = (listed(self.base, "rule"), listed(self.other, "rule"));
        let find = |rules: &[&Value], id: &Value| rules.iter().find(|rule| rule["id"] == *id).map(|rule| limit(rule));
        let mut reasons = Vec::new();
        for rule in one.iter().chain(&two).filter(|rule| rows.iter().any(|row| speaks_of(rule, row))) {
            let id = rule["id"].as_str().unwrap_or_default();
            match (find(&one, &rule["id"]), find(&two, &rule["id"])) {
                (Some(before), None) => reasons.push(format!("{id}: no rule, in the base {before}")),
                (None, Some(now)) => reasons.push(format!("{id}: {now}, in the base no rule")),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        reasons
    }

    /// What the audit of the two runs finds otherwise: a bound that is other, or a rule that holds back only one.
    fn findings(&self, rows: &[Row<'_>], turn: Swap) -> Vec<String> {
        let mut reasons = Vec::new();
        for now in self.other.sheet("rules").rows().filter(|rule| self.is_about(rule, rows)) {
            let limit = |row: &Row<'_>| {
                let (bound, many) = (row.text("bound"), row.text("unit"));
                let unit = if bound == "1" { many.trim_end_matches('s') } else { many };
                format!("{} {bound} {unit}", row.text("comparison"))
            };
            let Some(before) = self.base.sheet("rules").row(now.id) else {
                let there = self.in_base(&now).filter(|there| falls_short(there, now.text("bound")));
                reasons.extend(there.map(|there| format!("{}: {}, the base has {there}", now.text("id"), limit(&now))));
                if is_clause(&now) && now.text("binding") == "yes" && turn.is_held_by(&now) {
                    reasons.push(format!("{}: {}, the base has no such rule", now.text("id"), limit(&now)));
                }
                continue;
            };
            if before.text("bound") != now.text("bound") {
                reasons.push(format!("{}: {}, in the base {}", now.text("id"), limit(&now), limit(&before)));
            } else if before.text("binding") == "no" && now.text("binding") == "yes" && turn.is_held_by(&now) {
                reasons.push(format!("{} ({}) holds the plan back, not the base", now.text("id"), limit(&now)));
            }
        }
        reasons
    }

    /// What the base has of a floor under a region that is no rule there.
    fn in_base(&self, floor: &Row<'_>) -> Option<String> {
        let regions = self.base.sheet("regions");
        let region = regions.rows().find(|region| floor.text("id") == floor_of(region.text("region")))?;
        Some(region.text("well_located_places").to_owned())
    }

    /// Whether a row of rules.csv is about a project: the envelope, the match of its authority, a rule that speaks of
    /// it, the floor of its region.
    fn is_about(&self, rule: &Row<'_>, rows: &[Row<'_>]) -> bool {
        let id = rule.text("id");
        match rule.text("family") {
            "envelope" => true,
            "match_funding" => rows.iter().any(|row| id == format!("match-{}", row.text("area"))),
            "coverage_floor" => rows.iter().any(|row| id == floor_of(row.text("region"))),
            "limits" => {
                let rules = [self.base, self.other].map(|run| listed(run, "rule")).concat();
                let mut named = rules.iter().filter(|rule| rule["id"] == id);
                named.any(|rule| rows.iter().any(|row| speaks_of(rule, row)))
            }
            family => {
                let about = |row: &Row<'_>| {
                    let column = |name: &str| row.text(name).to_owned();
                    CLAUSES.iter().any(|clause| clause.name == family && (clause.is_about)(id, &column))
                };
                rows.iter().any(about)
            }
        }
    }

    /// Whether a fix speaks of the project of these rows, in one dataset or the other.
    fn speaks_of_project(&self, fix: &Value, rows: &[Row<'_>]) -> bool {
        let Some(project) = rows.first().map(|row| row.text("project")) else { return false };
        let sheets = [self.base, self.other].map(|run| run.sheet("plan"));
        sheets.iter().any(|sheet| sheet.rows().any(|row| row.text("project") == project && speaks_of(fix, &row)))
    }
}

/// Whether a row of rules.csv is of a family of clauses.
fn is_clause(rule: &Row<'_>) -> bool {
    CLAUSES.iter().any(|clause| clause.name == rule.text("family"))
}

/// Whether a number is below another.
fn falls_short(number: &str, least: &str) -> bool {
    less(number, least).is_some_and(|difference| difference.starts_with('-'))
}

/// The id of the floor under a region.
fn floor_of(region: &str) -> String {
    format!("coverage-{}", hyphened(region))
}

/// The tables of a list of the model.
fn listed<'a>(run: &'a StatedRun, list: &str) -> Vec<&'a Value> {
    run.manifest.get("model")[list].as_array().into_iter().flatten().collect()
}

/// The bound of a rule, as its keys have it.
fn limit(rule: &Value) -> String {
    let keys = ["at_most_gbp", "at_least_gbp", "at_most", "at_least"];
    let bounds = keys.iter().filter_map(|key| Some(format!("{} {}", key.replace('_', " "), rule[*key].as_i64()?)));
    bounds.collect::<Vec<_>>().join(", ")
}

/// Whether the `where` of a rule or a fix speaks of an option.
fn speaks_of(named: &Value, option: &Row<'_>) -> bool {
    let Some(keys) = named["where"].as_object() else { return true };
    keys.iter().all(|(key, wanted)| {
        let column = if key == "home" { "site" } else { key.as_str() };
        match (key.as_str(), wanted) {
            ("opens_after", Value::String(year)) => option.text("opens") > year.as_str(),
            (_, Value::Array(list)) => list.iter().any(|one| one.as_str() == Some(option.text(column))),
            (_, Value::Bool(truth)) => option.text(column) == if *truth { "yes" } else { "no" },
            (_, other) => other.as_str() == Some(option.text(column)),
        }
    })
}
