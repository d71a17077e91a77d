//! Which totals of a run are checked against which.

use super::checks::{Check, Sum, Total, hundredths};
use super::grid::Grid;
use crate::table::Cell;

/// What is summed of the options that are funded: its column, and in words.
const FUNDED: [(&str, &str); 6] = [
    ("dfe_cost_gbp", "DfE cost, £"),
    ("additional_low", "Additional places, low"),
    ("additional_likely", "Additional places, likely"),
    ("additional_high", "Additional places, high"),
    ("protected", "Protected places"),
    ("match_gbp", "Local match, £"),
];

/// The places that are expected, where that is known.
const EXPECTED: &str = "additional_expected";

/// What is summed of children and the places they use: its column, and in words.
const USED: [(&str, &str); 4] = [
    ("well_located_places", "Well-located places"),
    ("places_used", "Places used"),
    ("places_within_20_miles", "Places within 20 miles"),
    ("children", "Children in need"),
];

/// The tables of a run, by name.
pub(super) struct Totals<'a> {
    /// The tables of the workbook.
    pub grids: &'a [Grid],
    /// What the names of those of results begin with.
    pub prefix: &'static str,
}

impl<'a> Totals<'a> {
    /// The checks of a run: the headline against every file, and each line, region and year against the plan.
    pub fn checks(&self) -> Vec<Check> {
        let mut checks = Vec::new();
        self.of_what_is_funded(&mut checks);
        self.of_what_is_used(&mut checks);
        self.of_lines_and_regions(&mut checks);
        self.of_years(&mut checks);
        checks.push(self.of_rules());
        checks
    }

    fn table(&self, name: &str) -> &'a Grid {
        let name = format!("{}{name}", self.prefix);
        self.grids.iter().find(|grid| grid.name == name).expect("a table of every run")
    }

    fn headline(&self, measure: &'static str) -> Total {
        Sum::of(self.table("headline"), "this_plan").says("measure", measure).total()
    }

    fn funded(&self, column: &'static str) -> Sum<'a> {
        Sum::of(self.table("plan"), column).says("funded", "yes")
    }

    fn long(&self, metric: &'static str) -> Sum<'a> {
        Sum::of(self.table("results_long"), "value").says("metric", metric)
    }

    fn of_what_is_funded(&self, checks: &mut Vec<Check>) {
        let mut check = |what: &str, table: &str, left: Total, measure| {
            checks.push(Check {
                what: format!("{what}: {table} and headline"),
                of: String::new(),
                left,
                right: self.headline(measure),
            });
        };
        for (column, what) in FUNDED {
            check(what, "plan", self.funded(column).total(), column);
        }
        for (column, what) in &FUNDED[..5] {
            for table in ["lines", "regions"] {
                check(what, table, Sum::of(self.table(table), column).total(), column);
            }
        }
        let headline = self.table("headline");
        let is_told = |measure: &str| headline.rows.iter().any(|row| row[0] == Cell::text(measure));
        for table in ["lines", "regions"].into_iter().filter(|_| is_told(EXPECTED)) {
            check("Additional places, expected", table, Sum::of(self.table(table), EXPECTED).total(), EXPECTED);
        }
        for (column, what) in &FUNDED[1..] {
            check(what, "results_long", self.long(column).total(), column);
        }
        check("DfE spend, £", "results_long", self.long("dfe_spend_gbp").total(), "dfe_cost_gbp");
        check("DfE spend, £", "years", Sum::of(self.table("years"), "dfe_spend_gbp").total(), "dfe_cost_gbp");
        if !self.table("funds").rows.is_empty() {
            check("Paid by the funds, £", "funds", Sum::of(self.table("funds"), "paid_gbp").total(), "dfe_cost_gbp");
        }
        check("Projects", "lines", Sum::of(self.table("lines"), "projects").total(), "projects");
        check("Projects", "results_long", self.long("projects_opening").total(), "projects");
    }

    fn of_what_is_used(&self, checks: &mut Vec<Check>) {
        let mut check = |what: &str, left: (&str, Total), right: (&str, Total)| {
            let what = format!("{what}: {} and {}", left.0, right.0);
            checks.push(Check { what, of: String::new(), left: left.1, right: right.1 });
        };
        let areas = |column| Sum::of(self.table("areas"), column).total();
        for (column, what) in USED {
            check(what, ("results_long", self.long(column).total()), ("areas", areas(column)));
        }
        for (column, what) in &USED[..3] {
            check(what, ("areas", areas(column)), ("headline", self.headline(column)));
        }
        for (column, what) in [USED[0], USED[1], USED[3]] {
            check(what, ("regions", Sum::of(self.table("regions"), column).total()), ("areas", areas(column)));
        }
        let flows = |column| Sum::of(self.table("flows"), column).total();
        check(USED[0].1, ("flows", flows("well_located_places")), ("headline", self.headline("well_located_places")));
        check(USED[1].1, ("flows", flows("places")), ("headline", self.headline("places_used")));
    }

    fn of_lines_and_regions(&self, checks: &mut Vec<Check>) {
        for (table, key) in [("lines", "line"), ("regions", "region")] {
            for of in self.keys(table) {
                for (column, what) in &FUNDED[..5] {
                    let left = self.funded(column).each(key, of).total();
                    let right = Sum::of(self.table(table), column).each(key, of).total();
                    checks.push(Check { what: format!("{what}: plan and {table}"), of: of.to_owned(), left, right });
                }
            }
        }
        for of in self.keys("regions") {
            for (column, what) in [USED[0], USED[1], USED[3]] {
                let left = Sum::of(self.table("areas"), column).each("region", of).total();
                let right = Sum::of(self.table("regions"), column).each("region", of).total();
                checks.push(Check { what: format!("{what}: areas and regions"), of: of.to_owned(), left, right });
            }
        }
    }

    fn of_years(&self, checks: &mut Vec<Check>) {
        for of in self.keys("years") {
            let right = |column| Sum::of(self.table("years"), column).each("year", of).total();
            let spend = self.long("dfe_spend_gbp").each("year", of).total();
            let what = "DfE spend, £: results_long and years".to_owned();
            checks.push(Check { what, of: of.to_owned(), left: spend, right: right("dfe_spend_gbp") });
            for (column, what) in &FUNDED[1..5] {
                let left = self.funded(column).each("opens", of).total();
                let what = format!("{what}: plan and years");
                checks.push(Check { what, of: of.to_owned(), left, right: right(column) });
            }
        }
    }

    /// How many rules are kept, by their values and bounds and by what is said of them.
    fn of_rules(&self) -> Check {
        let grid = self.table("rules");
        let name = &grid.name;
        let kinds = [("at most", "<="), ("at least", ">="), ("exactly", "=")];
        let kept = kinds.map(|(kind, is)| {
            format!("SUMPRODUCT(({name}[comparison]=\"{kind}\")*(ROUND({name}[value],2){is}ROUND({name}[bound],2)))")
        });
        let at = |row: &[Cell], column: &str| row[grid.position(column)].clone();
        let keeps = |row: &&Vec<Cell>| {
            let [value, bound] = ["value", "bound"].map(|column| hundredths(&at(row, column)));
            match at(row, "comparison").in_files().as_str() {
                "at most" => value <= bound,
                "at least" => value >= bound,
                _ => value == bound,
            }
        };
        let count = |count: usize| 100 * i64::try_from(count).expect("rules are counted in memory");
        let says = grid.rows.iter().filter(|row| at(row, "holds") == Cell::Yes).count();
        Check {
            what: "Rules that are kept: by value and bound, and as stated".to_owned(),
            of: String::new(),
            left: Total {
                formula: format!("={}", kept.join("+")),
                hundredths: count(grid.rows.iter().filter(keeps).count()),
            },
            right: Total { formula: format!("=SUMPRODUCT(({name}[holds]=\"yes\")*1)"), hundredths: count(says) },
        }
    }

    /// What the rows of a table are of, in its first column.
    fn keys(&self, table: &str) -> Vec<&'a str> {
        let first = |row: &'a Vec<Cell>| match &row[0] {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        };
        self.table(table).rows.iter().filter_map(first).collect()
    }
}
