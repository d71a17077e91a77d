//! Which well-located places are credited to which option.

use placewell::audit::well_located;
use placewell::domain::WellLocated;
use placewell::report::run::Credit;

use super::given::{Given, Tiny, read_back, sum, table};

#[test]
fn credits_and_what_stands_anyway_add_up_to_the_plans_well_located_places() {
    let given = Given::published();
    let run = given.run();
    let credit = Credit::of(&run);
    let all = well_located(&run.question, run.plan);
    assert!(credit.standing > WellLocated::ZERO);
    assert_eq!(credit.options.values().copied().sum::<WellLocated>() + credit.standing, all);

    let hundredths = |places: WellLocated| i64::try_from(places.hundredths()).expect("a count");
    let rows = read_back(&table(&run, "plan"));
    assert_eq!(sum(&rows, "well_located_places") + hundredths(credit.standing), hundredths(all));
    let empty = |row: &&std::collections::BTreeMap<String, String>| row["well_located_places"].is_empty();
    assert!(rows.iter().filter(empty).all(|row| row["funded"] == "no"));
    assert_eq!(rows.iter().filter(|row| !empty(row)).count(), run.plan.funded.len());
}

/// Atkinson keeps 4 of its 12 places unless they are protected. Devon is within 10 miles of it and has 7 children,
/// Bristol is beyond and has 8; with 12 places protected and 4 added, 15 children use 16.
#[test]
fn places_that_stand_anyway_are_credited_first_and_with_the_best() {
    let bands = "{ miles = 10, worth_percent = 100 }, { miles = 100, worth_percent = 50 }";
    let tiny = Tiny::new("")
        .edit("demand.csv", "E10000008,secure-welfare,3", "E10000008,secure-welfare,7")
        .edit("demand.csv", "E06000023,secure-welfare,2", "E06000023,secure-welfare,8")
        .edit("homes.csv", "24,0,,observed", "0,0,,observed")
        .model_with("{ miles = 100, worth_percent = 100 }", bands);
    let case = tiny.case();
    let instance = &case.dataset.instance;
    let large = instance.option_indices().find(|&option| instance[option].id.as_str() == "large").expect("an option");
    let given = Given::evaluated(case, [large]);
    let credit = Credit::of(&given.run());
    assert_eq!(credit.standing, WellLocated::from_hundredths(400), "4 places for the children of Devon");
    let of_large = WellLocated::from_hundredths(300 + 8 * 50);
    assert_eq!(credit.options.values().copied().collect::<Vec<_>>(), [of_large], "3 more of Devon, 8 of Bristol");
}
