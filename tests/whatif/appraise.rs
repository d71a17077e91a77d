//! What a plan is worth, worked out a second time: from the files of the dataset and the sentences of `docs/appraisal.md`,
//! in numbers with fractions, and sharing nothing with the program.

use std::collections::BTreeMap;
use std::path::Path;

use placewell::domain::{AppraisalParameter, Figure};
use placewell::whatif::appraise::{Level, Sums, Switch, Turned, appraise, switching};

use super::shop::{Shop, copy};
use crate::report::workbook::with_part;

type Rows = Vec<BTreeMap<String, String>>;

fn rows(text: &str) -> Rows {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().expect("a table")
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}

/// The calendar year in which a financial year ends.
fn ends(year: &str) -> f64 {
    number(&year[..4]) + 1.0
}

fn round(number: f64, decimals: i32) -> f64 {
    (number * 10_f64.powi(decimals)).round() / 10_f64.powi(decimals)
}

/// The tables of a dataset.
struct Dataset {
    tables: BTreeMap<&'static str, Rows>,
    /// Which end of its range counts of a parameter that makes a plan worth more, and of one that is a burden.
    column: [&'static str; 2],
}

impl Dataset {
    fn table(&self, name: &str) -> &Rows {
        &self.tables[name]
    }

    fn row<'a>(&'a self, table: &str, column: &str, says: &str) -> Option<&'a BTreeMap<String, String>> {
        self.table(table).iter().find(|row| row[column] == says)
    }

    /// A parameter of a line.
    fn told(&self, parameter: &str, line: &str) -> &str {
        let burdens = ["running-cost", "discount-rate", "discount-rate-after-30"];
        let column = self.column[usize::from(burdens.contains(&parameter))];
        let of = |of: &str| {
            let mut rows = self.table("appraisal").iter();
            rows.find(|row| row["parameter"] == parameter && row["of"] == of)
        };
        of(line).or_else(|| of("*")).map_or_else(|| panic!("{parameter} of {line}"), |row| row[column].as_str())
    }

    fn of(&self, parameter: &str, line: &str) -> f64 {
        number(self.told(parameter, line))
    }

    fn share(&self, parameter: &str, line: &str) -> f64 {
        self.of(parameter, line) / 100.0
    }

    fn discount(&self, year: f64) -> f64 {
        let after = year - ends(self.told("base-year", "*"));
        let [first, later] = ["discount-rate", "discount-rate-after-30"].map(|rate| 1.0 + self.share(rate, "*"));
        let factor = if after <= 30.0 { first.powf(-after) } else { first.powf(-30.0) * later.powf(30.0 - after) };
        round(factor, 9)
    }

    fn cash(&self, year: f64) -> f64 {
        let price = (1.0 + self.share("inflation", "*")).powf(ends(self.told("price-year", "*")) - year);
        round(round(price, 9) * self.discount(year), 9)
    }

    /// The sum of the factors of the years for which a place counts.
    fn years(&self, from: f64) -> f64 {
        let mut all = 0.0;
        let mut year = from;
        while year < from + self.of("appraisal-years", "*") {
            all += self.discount(year);
            year += 1.0;
        }
        all
    }

    fn optimism(&self, line: &str) -> f64 {
        let risks = self.table("risks").iter();
        let risk = risks.filter(|row| row["risk"] == "cost-overrun" && row["of"] == line).map(|row| {
            let [chance, low, high] =
                ["chance_percent", "low_percent", "high_percent"].map(|column| number(&row[column]));
            match self.column[0] {
                "low" if chance > 0.0 => high / 100.0,
                "central" => round(chance / 100.0 * (low + high) / 200.0, 4),
                "high" if chance > 99.0 => low / 100.0,
                _ => 0.0,
            }
        });
        risk.sum()
    }

    /// What the option comes to: costs, what is avoided and what of it counts, in pounds, by name of column.
    fn value(&self, option: &BTreeMap<String, String>) -> BTreeMap<&'static str, f64> {
        let project = self.row("projects", "project", &option["project"]).expect("its project");
        let line = project["line"].as_str();
        let spent: Vec<(f64, f64)> = self
            .table("spend")
            .iter()
            .filter(|row| row["project"] == option["project"] && row["option"] == option["option"])
            .map(|row| (ends(&row["year"]), number(&row["spend_gbp"])))
            .collect();
        let spent = if spent.is_empty() { vec![(ends(&option["starts"]), 1.0)] } else { spent };
        let all: f64 = spent.iter().map(|(_, money)| money).sum();
        let worth: f64 = spent.iter().map(|(year, money)| money * self.cash(*year)).sum();
        let capital =
            |column: &str| round(number(&option[column]) * (1.0 + self.optimism(line)) * round(worth / all, 12), 2);
        let additional = match self.column[0] {
            "central" => "additional_likely",
            "low" => "additional_low",
            _ => "additional_high",
        };
        let opens = ends(&option["opens"]);
        let home = self.row("homes", "home", &project["home"]).filter(|home| home["care_type"] == option["care_type"]);
        let lost = home.map(|home| home["at_risk_from"].as_str()).filter(|year| !year.is_empty()).map_or(opens, ends);
        let places = [(number(&option[additional]), opens), (number(&option["protected"]), opens.max(lost))];
        let place_years: f64 = places.iter().map(|(places, from)| places * self.years(*from)).sum();
        let share = self.share("unregistered-share", line);
        let occupied = self.share("occupancy", line) * place_years;
        let registered = occupied * (1.0 - share) * self.of("placement-cost", line);
        let unregistered = occupied * share * self.of("unregistered-cost", line);
        let real = self.share("real-resource-share", "*");
        BTreeMap::from([
            ("dfe_capital_pv_gbp", capital("dfe_cost_gbp")),
            ("match_pv_gbp", capital("match_gbp")),
            ("running_pv_gbp", round(self.of("running-cost", line) * place_years, 2)),
            ("avoided_pv_gbp", round(registered, 2) + round(unregistered, 2)),
            ("counted_pv_gbp", round(registered * real, 2) + round(unregistered * real, 2)),
        ])
    }
}

/// Holds the appraisal in a folder to a second reading of the inputs in another.
fn hold(appraisal: &Path, inputs: &Path) {
    let read = |path: &Path| rows(&std::fs::read_to_string(path).expect("a table"));
    let names = ["appraisal", "risks", "projects", "options", "spend", "homes"];
    let tables: BTreeMap<&str, Rows> =
        names.into_iter().map(|name| (name, read(&inputs.join(format!("{name}.csv"))))).collect();
    let areas = read(&inputs.join("areas.csv"));
    let planned: Rows = tables["options"].iter().filter(|row| row["planned"] == "yes").cloned().collect();
    let stated = read(&appraisal.join("appraisal.csv"));
    let mut held = 0;
    for column in [["low", "high"], ["central", "central"], ["high", "low"]] {
        let dataset = Dataset { tables: tables.clone(), column };
        let mut sums: BTreeMap<(&str, String), BTreeMap<&str, f64>> = BTreeMap::new();
        for option in &planned {
            let project = dataset.row("projects", "project", &option["project"]).expect("its project");
            let area = areas.iter().find(|area| area["area"] == project["area"]).expect("its area");
            let value = dataset.value(option);
            for part in [("plan", "all"), ("line", &project["line"]), ("region", &area["region"])] {
                let sum = sums.entry((part.0, part.1.to_owned())).or_default();
                for (name, money) in &value {
                    *sum.entry(name).or_default() += money;
                }
            }
        }
        for ((by, of), mut sum) in sums {
            let costs = sum["dfe_capital_pv_gbp"] + sum["match_pv_gbp"] + sum["running_pv_gbp"];
            sum.insert("npsv_gbp", sum["counted_pv_gbp"] - costs);
            sum.insert("npsv_all_transfer_gbp", -costs);
            sum.insert("purse_npv_gbp", sum["avoided_pv_gbp"] - costs);
            sum.insert("benefit_cost_ratio", round(sum["counted_pv_gbp"] / costs, 2));
            let row = stated.iter().find(|row| row["case"] == column[0] && row["by"] == by && row["of"] == of);
            let row = row.unwrap_or_else(|| panic!("{} {by} {of}", column[0]));
            for (name, money) in sum {
                assert_eq!(
                    format!("{:.2}", number(&row[name])),
                    format!("{money:.2}"),
                    "{} {by} {of}: {name}",
                    column[0]
                );
            }
            held += 1;
        }
    }
    assert_eq!(held, stated.len(), "every row was held");
}

fn shop() -> Shop {
    let shop = Shop::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reasons/worth"), &shop.path("worth"));
    shop.told(0, &["evaluate", "worth/model.toml", "--out", "run"]);
    shop
}

const APPRAISE: [&str; 7] = ["appraise", "run", "--model", "worth/model.toml", "--out", "appraised", "--xlsx"];

#[test]
fn every_case_of_every_part_is_what_a_second_reading_of_the_inputs_comes_to() {
    let shop = shop();
    shop.told(0, &APPRAISE);
    hold(&shop.path("appraised"), &shop.path("worth/inputs"));
}

#[test]
fn so_is_the_published_plan_of_england() {
    let shop = Shop::new();
    let inside = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let model = inside("models/figure-11.toml").to_string_lossy().into_owned();
    shop.told(0, &["evaluate", &model, "--out", "run"]);
    shop.told(0, &["appraise", "run", "--model", &model, "--out", "appraised"]);
    hold(&shop.path("appraised"), &inside("inputs/england"));
    let plan = rows(&shop.text("appraised/appraisal.csv"));
    assert!(plan.iter().all(|row| row["caveat"].starts_with("An avoided cost is a transfer unless shown otherwise")));
}

#[test]
fn a_number_of_an_appraisal_that_does_not_follow_is_found_wherever_it_stands() {
    let shop = shop();
    shop.told(0, &APPRAISE);
    let verify = ["verify", "appraised", "--model", "worth/model.toml"];
    assert!(shop.told(0, &verify).contains("Its 16 files were worked out again"));
    for (file, old, new) in [
        ("appraisal.csv", "-262056.00", "262056.00"),
        ("appraisal.csv", "central,line,open,Open homes,1,2,", "central,line,open,Open homes,1,3,"),
        ("appraisal_years.csv", "1.000000000,0.512000000", "1.000000000,0.512000001"),
        ("appraisal_switching.csv", "192.34", "92.34"),
        ("appraisal_parameters.csv", "gbp,30000,40000,", "gbp,30000,41000,"),
        ("appraisal.csv", "An avoided cost is a transfer unless shown otherwise", "An avoided cost is a gain"),
    ] {
        let path = format!("appraised/{file}");
        let before = shop.text(&path);
        assert!(before.contains(old), "{old} stands in {file}");
        shop.write(&path, &before.replacen(old, new, 1));
        assert!(shop.told(7, &verify).contains(file), "{file} is named for {old}");
        shop.write(&path, &before);
    }
    let book = std::fs::read(shop.path("appraised/appraisal.xlsx")).expect("a workbook");
    // The benefit-cost ratio of the central case, which is on the sheet of results alone.
    let forged = with_part(&book, |sheet| sheet.contains("<v>0.42</v>").then(|| sheet.replace("<v>0.42<", "<v>1.42<")));
    std::fs::write(shop.path("appraised/appraisal.xlsx"), forged).expect("a workbook");
    assert!(shop.told(7, &verify).contains("appraisal.xlsx: Results!"));
    std::fs::write(shop.path("appraised/appraisal.xlsx"), book).expect("a workbook");
    shop.told(0, &verify);
    shop.edit("worth/inputs/appraisal.csv", "running-cost,open,8000,10000", "running-cost,open,8000,10001");
    shop.refused(7, &verify);
}

#[test]
fn a_dataset_without_its_parameters_is_refused_with_what_to_add() {
    let shop = shop();
    let file = "worth/inputs/appraisal.csv";
    shop.edit(file, "occupancy,*,100,100,100,percent,modelled,Made for the tests\n", "");
    let told = shop.refused(3, &APPRAISE);
    assert!(told.contains("a row is missing for each of: occupancy of secure (percent)"), "{told}");
    std::fs::remove_file(shop.path(file)).expect("it is there");
    shop.edit("worth/inputs/sources.csv", "appraisal.csv,*,modelled,Made for the tests,2026-01-01,OGL 3.0,\n", "");
    let told = shop.refused(3, &APPRAISE);
    assert!(told.contains("there is no such table") && told.contains("discount-rate (percent)"), "{told}");
    assert!(!shop.path("appraised").exists());
}

#[test]
fn what_cannot_be_discounted_is_refused_and_not_left_out() {
    let shop = shop();
    let file = "worth/inputs/appraisal.csv";
    shop.edit(file, "base-year,*,2026-27,2026-27,2026-27", "base-year,*,2037-38,2037-38,2037-38");
    assert!(
        shop.refused(3, &APPRAISE).contains("new spends in 2026-27, more than 10 years before the base year, 2037-38")
    );
    shop.edit(file, "base-year,*,2037-38,2037-38,2037-38", "base-year,*,2001-02,2001-02,2001-02");
    shop.edit(file, "appraisal-years,*,1,2,3", "appraisal-years,*,1,2,70");
    assert!(shop.refused(3, &APPRAISE).contains("places of new that open in 2027-28 would count for 70 years, beyond"));
}

#[test]
fn more_places_than_any_home_has_are_refused_before_they_are_multiplied() {
    let shop = shop();
    shop.edit("worth/inputs/options.csv", "100000,50000,1,2,3,", "100000,50000,1,2,10001,");
    let told = shop.refused(3, &APPRAISE);
    assert!(told.contains("new has 10,001 places, and an appraisal takes 10000 of a project at most"), "{told}");
}

#[test]
fn at_its_switching_value_a_plan_is_worth_nothing() {
    let shop = shop();
    let case = shop.open("worth/model.toml", &[], &[]).expect("a case");
    let (dataset, plan) = (&case.dataset, case.published().expect("options are planned"));
    let central = |parameters: &[AppraisalParameter]| {
        let cases = appraise(&dataset.instance, &plan, parameters, &dataset.risks).expect("nothing is missing");
        cases.into_iter().find(|case| case.level == Level::Central).expect("the central case")
    };
    let mut held = 0;
    for Switch { turned, social, purse } in
        switching(&dataset.instance, &dataset.appraisal, &central(&dataset.appraisal))
    {
        let Turned::Row(row) = turned else { continue };
        for (value, is_social) in [(social, true), (purse, false)] {
            let Some(value) = value else { continue };
            let mut parameters = dataset.appraisal.clone();
            parameters[row].central = Figure::Hundredths(value);
            let sums: Sums = central(&parameters).options.iter().map(|valued| valued.sums).sum();
            let left = if is_social { sums.social() } else { sums.purse() };
            // Half a hundredth of a per cent of what is avoided is £12.
            assert!(left.abs() < 1_200, "{:?} at {value}: {left} pence are left", parameters[row].kind);
            held += 1;
        }
    }
    assert_eq!(held, 15, "eight rows, of which the real share does not matter to the purse");
}

#[test]
fn a_parameter_that_cannot_be_is_told_at_its_cell() {
    let shop = shop();
    for (old, new, why) in [
        ("real-resource-share,*,0,80,100", "real-resource-share,*,0,80,101", "high: `101` is not from 0 to 100"),
        (
            "real-resource-share,*,0,80,100",
            "real-resource-share,*,90,80,100",
            "central: `80` is not between low, 90, and high, 100",
        ),
        (
            "real-resource-share,*,",
            "real-resource-share,open,",
            "of: this should be `*`: there is one real-resource-share",
        ),
        ("running-cost,open", "running-cost,opn", "of: `opn` is not in lines.csv"),
        ("running-cost,open", "runing-cost,open", "parameter: `runing-cost` is not one of base-year, price-year"),
        ("running-cost,secure", "running-cost,open", "parameter: `running-cost, open` is on line 9 already"),
        ("years,*,1,2,3", "years,*,1,2,3.5", "high: `3.5` is not a whole number of years"),
        (
            "base-year,*,2026-27,",
            "base-year,*,2025-26,",
            "low: this should be as in central, 2026-27: a year has no range",
        ),
        ("60.5,percent", "60.5,gbp", "unit: `gbp` is not the unit of occupancy, which is percent"),
        ("50000.25", "50000.255", "high: `50000.255` is not a number with at most two decimals, such as 318400 or 3.5"),
        ("12000,gbp", "12000,", ""),
    ] {
        let before = shop.text("worth/inputs/appraisal.csv");
        shop.edit("worth/inputs/appraisal.csv", old, new);
        if why.is_empty() {
            // A unit may be left blank, as may whole columns that have a default.
            shop.told(0, &["check", "worth/model.toml"]);
        } else {
            let told = shop.refused(3, &["check", "worth/model.toml"]);
            assert!(told.contains(why), "{why}: {told}");
        }
        shop.write("worth/inputs/appraisal.csv", &before);
    }
}
