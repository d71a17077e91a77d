//! The summary of a plan.

use std::collections::BTreeMap;

use placewell::decide::{Proof, Proofs};
use placewell::domain::{Money, WellLocated};
use placewell::report::run::{Summary, WIDTH};
use serde_json::Value;

use super::given::{Given, Tiny, digits};

fn page(given: &Given) -> String {
    Summary::of(&given.run()).to_text(WIDTH)
}

/// The sentences on proof that come of these proofs.
fn said(proofs: impl Into<Option<Proofs>>, goal: &str) -> String {
    let tiny = Tiny::new("").model_with("maximise = \"well-located\"", &format!("maximise = \"{goal}\""));
    let given = Given::evaluated(tiny.case(), []);
    let page = Summary::of(&given.claiming(proofs.into())).to_text(WIDTH);
    let from = page.find("\n\n").expect("the end of the title") + 2;
    let to = page.find("Checked").or_else(|| page.find("It funds")).expect("what it gives");
    page[from..to].replace('\n', " ").trim().to_owned()
}

fn proofs(coverage: Option<u64>, cost: Option<i64>, travel: Option<u64>) -> Proofs {
    Proofs {
        worst_region: None,
        coverage: Proof {
            value: WellLocated::from_hundredths(90_000),
            bound: coverage.map(WellLocated::from_hundredths),
        },
        cost: Proof { value: Money::from_pounds(500_000_000), bound: cost.map(Money::from_pounds) },
        opening: Proof { value: 70, bound: cost.filter(|_| travel.is_some()).map(|_| 70) },
        travel: Proof { value: 100, bound: travel },
    }
}

#[test]
fn proved_is_said_only_of_what_is_proved() {
    let best = "Proved: no plan that keeps the rules has more well-located places.";
    let cheapest = "Proved: no plan with as many costs less.";
    let (places, pounds, tenths) = (Some(90_000), Some(500_000_000), Some(100));
    assert!(said(proofs(places, pounds, tenths), "well-located").ends_with(&format!("{best} {cheapest}")));
    let cases = [
        (
            proofs(places, pounds, Some(99)),
            "Proved: no plan with as many costs less. Not proved: a plan as good may have its places nearer to the children.",
        ),
        (proofs(places, Some(499_998_766), None), "Not proved: a plan with as many may cost up to £1,234 less."),
        (
            proofs(places, Some(497_650_000), None),
            "Not proved: a plan with as many may cost up to £2,350,000 (£2.4m) less.",
        ),
        (proofs(places, None, None), "Not proved: a plan with as many may cost less."),
        (
            proofs(Some(90_050), None, None),
            "Proved in whole places: no plan that keeps the rules has 901 well-located places; one may have up to 900.5. \
             (--exact settles the fraction.) Not proved: a plan with as many may cost less.",
        ),
        (
            proofs(Some(90_150), None, None),
            "Not proved: the search was stopped. A plan may have up to 1.5 more well-located places; none has more than 901.5.",
        ),
        (
            proofs(None, None, None),
            "Not proved: the search was stopped before any bound on well-located places was known.",
        ),
    ];
    for (proofs, ending) in cases {
        let said = said(proofs, "well-located");
        assert!(said.ends_with(ending), "{said}");
    }
    let fair = said(proofs(places, pounds, tenths), "worst-region");
    assert!(fair.contains("Proved: no plan that keeps the rules does better in the region that does worst"), "{fair}");
    let given = said(None, "well-located");
    assert!(given.contains("Evaluated: this plan was given, and not chosen.") && !given.contains("roved"), "{given}");
}

#[test]
fn nothing_is_called_optimal_or_proved_that_was_only_given() {
    let page = page(Given::published());
    assert!(!page.to_lowercase().contains("optimal") && !page.to_lowercase().contains("proved"), "{page}");
}

#[test]
fn what_is_broken_comes_first_and_loudly() {
    let given = Given::published();
    assert!(!page(given).contains("BREAKS") && page(given).contains("it keeps all 147 rules"));
    let page = page(&Given::nothing());
    let after_title = page.split("\n\n").nth(1).expect("what comes after the title");
    assert!(after_title.starts_with("THIS PLAN BREAKS 17 RULES:\n- open-expand-places: "), "{after_title}");
    assert!(!page.contains("it keeps all"), "{page}");
}

#[test]
fn a_page_has_eighty_columns_whatever_the_names_are() {
    let long = "An authority with a name that is far longer than any column of any table has room for";
    let given = Given::decided(
        Tiny::new("")
            .edit("areas.csv", "Birmingham,West Midlands", &format!("{long},{long}"))
            .edit("lines.csv", "Rebuilding secure homes", long)
            .case(),
    );
    for page in [page(&given), page(Given::published())] {
        for line in page.lines() {
            assert!(line.chars().count() <= usize::from(WIDTH), "{line}");
            assert_eq!(line, line.trim_end(), "nothing hangs over the end of a line");
        }
        assert!(page.ends_with('\n') && !page.ends_with("\n\n") && !page.contains("\n\n\n"));
    }
}

#[test]
fn the_plan_is_set_beside_the_published_one() {
    let given = Given::decided(Tiny::new("").case());
    let page = page(&given);
    insta::assert_snapshot!(page, @r"
    Which projects of the tiny dataset?

    The figures are a draft. Made for the tests.
    A well-located place is one that a child of its kind of care uses within reach
    of home.
    One near home counts 1 and one further off a half, so that there are halves.

    Proved: no plan that keeps the rules has more well-located places.
    Proved: no plan with as many costs less.
    Checked without the solver: it keeps all 8 rules.
    It funds 1 project for £0.9m of the £62.0m envelope: £61.1m is left.
    It adds 4 places.
    9 places are well located, 2 fewer than in the published plan (11).

    In numbers

                                          This plan  Published  Difference
    ------------------------------------- ---------- ---------- -----------
    Projects funded                               1          2          -1
    Cost to DfE, £m                             0.9       61.2       -60.3
    Left of the envelope, £m                   61.1        0.8       +60.3
    Local match, £m                             0.9        1.2        -0.3
    Additional places, low                        4          7          -3
    Additional places, likely                     4         10          -6
    Additional places, high                       4         12          -8
    Protected places                              0          8          -8
    Well-located places                         9.0       11.0        -2.0
      per 100 children in need                 24.3       29.7        -5.4
    Places used                                   9         11          -2
      within 20 miles in a straight line          9         11          -2
      average miles in a straight line          3.0        3.4        -0.4

    By programme line: this plan and what was published (Made for the tests)

    Programme line           Projects  Homes   Places     £m  Done by
    ------------------------ --------- ------ -------- ------ -----------------
    New open homes                  1      1        4    0.9  2028
      published                    49     49      200   53.0  2029
    Rebuilding secure homes         0      0        0    0.0
      published                     3      3    34-38  188.0  2026, 2029, 2029
    Reserve                         0      0        0    0.0
    Total                           1               4    0.9
      published                    52         234-238  241.0

    By region: children and well-located places by where the children are from;
    places added and cost by the authority that bids

    Region         Children   % of     Well   % of     %  Added   £m
                               all  located    all   met
    -------------- --------- ------ -------- ------ ----- ------ ----
    South West           12   32.4      9.0  100.0  75.0      4  0.9
    West Midlands        25   67.6      0.0    0.0   0.0      0  0.0
    All regions          37  100.0      9.0  100.0  24.3      4  0.9

    Of 2 projects left out, 2 could be paid for, and another rule keeps them out or
    they add no well-located place. `placewell why` says of each.
    The published plan breaks 1 rule of this model: it could not have been chosen
    here.
    Of 2 authorities it is not known how many children need a place; they count as
    none.
    Well-located places count places as they stand at the end of 2028-29, and the
    likely estimate of each range.
    ");
}

#[test]
fn text_csv_and_json_say_the_same() {
    let given = Given::decided(Tiny::new("").case());
    let summary = Summary::of(&given.run());
    let bytes = summary.to_csv();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().collect::<Result<_, _>>().expect("it is CSV");
    let json: Value = serde_json::from_slice(&summary.to_json()).expect("it is JSON");
    assert_eq!(json["status"], "proved");
    let mut compared = 0;
    for row in rows.iter().filter(|row| ["headline", "lines", "regions"].contains(&row["table"].as_str())) {
        let table = json[&row["table"]].as_array().expect("a table");
        let key = |object: &&Value| ["measure", "line", "region"].iter().any(|key| object[key] == row["row"].as_str());
        let object = table.iter().find(key).expect("a row");
        let same = match &object[&row["measure"]] {
            Value::Null => row["value"].is_empty(),
            Value::String(text) => *text == row["value"],
            Value::Bool(truth) => row["value"] == if *truth { "yes" } else { "no" },
            number => digits_of(&number.to_string()) == digits_of(&row["value"]),
        };
        assert!(same, "{row:?} and {object}");
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
}

/// A number in hundredths, however many decimals are written.
fn digits_of(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    digits(&format!("{whole}{part:0<2}"))
}

#[test]
fn an_area_that_needs_no_place_is_not_one_of_which_that_is_not_known() {
    let said = |more: &str| {
        let devon = "E10000008,secure-welfare,3,modelled";
        let tiny = Tiny::new("").edit("demand.csv", devon, &format!("{devon}{more}"));
        let page = page(&Given::decided(tiny.case())).replace('\n', " ");
        let told = page.split("Of ").find(|rest| rest.contains("it is not known"));
        told.filter(|rest| rest.contains("authorit")).map(|rest| rest[..11].to_owned())
    };
    assert_eq!(said(""), Some("2 authoriti".to_owned()));
    let nobody = "\nE10000008,open-high-risk,0,modelled";
    assert_eq!(said(nobody), Some("1 authority".to_owned()));
    assert_eq!(said(&format!("{nobody}\nE08000025,secure-welfare,0,modelled")), None);
}
