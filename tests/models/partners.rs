//! What a model asks of partners who build with the department.

use placewell::domain::{Joint, Money, Partner, Places};

use super::folder::{Folder, laid_over, told};

const FUND: &str =
    "\n[[fund]]\nid = \"of-health\"\npayer = \"health\"\namount_gbp = 5_000_000\nsource = \"Made for the tests\"\n";

/// What is told of the model with these lines after its funds.
fn with(lines: &str) -> String {
    told("\n[distance]", &format!("{lines}\n[distance]"))
}

#[test]
fn the_fund_of_a_partner_is_a_rule_on_what_it_pays_and_no_part_of_the_envelope() {
    let model = laid_over(FUND).expect("no mistakes");
    assert_eq!(model.funds.len(), 1, "the tranche of the envelope");
    let rule = &model.rules[0];
    assert_eq!((rule.id.as_str(), rule.measure.word(), rule.bound.number()), ("of-health", "partner", 5_000_000));
    assert_eq!(rule.selector.to_string(), "of options with health");
}

#[test]
fn a_partner_has_one_fund_of_its_own_id_without_lines_and_years() {
    insta::assert_snapshot!(with(&format!("{FUND}{}", FUND.replace("of-health", "more"))), @r"
    1 mistake in the inputs
      model.toml:26: fund[more].payer: this partner has a fund already: one says all that it pays
    ");
    insta::assert_snapshot!(with(&FUND.replace("of-health", "new-places")), @r"
    1 mistake in the inputs
      model.toml:51: rule[new-places]: a partner's fund has this id: each needs one of its own
    ");
    insta::assert_snapshot!(with(&FUND.replace("\"health\"", "\"wealth\"")), @r"
    1 mistake in the inputs
      model.toml:20: fund[of-health].payer: `wealth` is not one of health, justice
    ");
    insta::assert_snapshot!(with(&format!("{FUND}first_year = \"2026-27\"\n")), @r"
    1 mistake in the inputs
      model.toml:23: fund[of-health].first_year: there is no such key; known here: amount_gbp, id, off, payer, source
    ");
}

#[test]
fn a_partner_that_joins_pays_a_part_and_has_places_besides() {
    let join = "[[adjust]]\nid = \"joins\"\nwhere.project = \"open-bristol\"\npartner = \"health\"\npartner_percent = 25\n\
                partner_places_percent = 50\nsource = \"Made for the tests\"\n";
    let folder = Folder::new(&[("\n[distance]", &format!("\n{join}\n[distance]"))]);
    let case = folder.open("model.toml").expect("no mistakes");
    let instance = &case.dataset.instance;
    let joined = instance.options().iter().filter(|option| option.joint.is_some()).collect::<Vec<_>>();
    let [option] = joined.as_slice() else { panic!("Bristol's one option: {joined:?}") };
    let pays = Money::from_pounds(227_750);
    assert_eq!((option.cost, option.local_match), (Money::from_pounds(683_250), Money::from_pounds(911_000)));
    assert_eq!(option.joint, Some(Joint { partner: Partner::Health, pays, places: Places::new(2) }));
    let all_but_a_half = join.replace("= 25", "= 99.5");
    let folder = Folder::new(&[("\n[distance]", &format!("\n{all_but_a_half}\n[distance]"))]);
    let case = folder.open("model.toml").expect("any part under the whole is one");
    let pays = case.dataset.instance.options().iter().find_map(|option| option.joint).map(|joint| joint.pays);
    assert_eq!(pays, Some(Money::from_pounds(906_445)), "£911,000 less £4,555");
    let twice = format!("{join}{}", join.replace("\"joins\"", "\"again\""));
    insta::assert_snapshot!(with(&format!("\n{twice}")), @r"
    1 mistake in the inputs
      model.toml:29: adjust[again].partner_percent: the option `open-bristol/a` has a partner already
    ");
    insta::assert_snapshot!(with(&format!("\n{}", join.replace("= 25", "= 100"))), @r"
    1 mistake in the inputs
      model.toml:22: adjust[joins].partner_percent: a partner pays a part: less than 100 per cent
    ");
}
