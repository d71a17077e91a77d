//! Columns of options.csv that say who builds with the department, and that may be left out.

use placewell::domain::{Joint, Money, Partner, Places};

use super::folder::Folder;

/// A copy of the tiny dataset of which the first option has these cells, and the others none.
fn with(cells: &str) -> Folder {
    let folder = Folder::new();
    let text = folder.text("options.csv");
    let lines = text.lines().enumerate().map(|(at, line)| match at {
        0 => format!("{line},partner,partner_gbp,partner_places\n"),
        1 => format!("{line},{cells}\n"),
        _ => format!("{line},,,\n"),
    });
    folder.write("options.csv", lines.collect::<String>());
    folder
}

#[test]
fn an_option_has_a_partner_where_one_is_named_and_none_where_the_columns_are_left_out() {
    let joint = |folder: &Folder| -> Vec<Option<Joint>> {
        let instance = folder.read().dataset.expect("no mistakes").instance;
        instance.options().iter().map(|option| option.joint).collect()
    };
    let health = Joint { partner: Partner::Health, pays: Money::from_pounds(250_000), places: Places::new(2) };
    let found = joint(&with("health,250000,2"));
    assert_eq!(found.iter().flatten().copied().collect::<Vec<_>>(), [health]);
    assert_eq!(
        joint(&with("justice,,")).into_iter().flatten().map(|joint| joint.pays).collect::<Vec<_>>(),
        [Money::ZERO]
    );
    assert!(joint(&Folder::new()).iter().all(Option::is_none), "strictly too, they may be left out");
}

#[test]
fn what_nobody_pays_or_has_is_told_at_its_cell() {
    assert_eq!(
        with(",250000,2").mistakes(),
        ["options.csv:2: partner: this cell is blank, and a partner pays or has places here"]
    );
    assert_eq!(with("wealth,1,1").mistakes(), ["options.csv:2: partner: `wealth` is not one of health, justice"]);
}
