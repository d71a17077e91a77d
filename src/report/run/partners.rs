//! `partners.csv`: who pays what of the plan, and the places that are kept for partners' children.

use std::collections::BTreeSet;

use super::state::Run;
use crate::audit::Unit;
use crate::domain::{Money, Partner, Places, ProjectOption};
use crate::model::{Bound, Measure, Rule, Selector, Sense};
use crate::table::{Cell, Column, Table, millions};

const COLUMNS: [Column; 6] = [
    Column::words("payer", "Who pays"),
    Column::millions("pays_gbp", "Pays, £m"),
    Column::number("projects", "Projects"),
    Column::number("places_kept", "Places kept"),
    Column::millions("fund_gbp", "Fund, £m"),
    Column::millions("left_gbp", "Left, £m"),
];

/// The least in pounds that is told in millions.
const LARGE: i64 = 100_000;

/// A row for the department, one for all authorities and one for each partner that any option has; nothing where none has one.
#[must_use]
pub fn table(run: &Run<'_>) -> Option<Table> {
    let partners = partners(run)?;
    let options: Vec<&ProjectOption> = run.plan.options(run.question.instance).collect();
    let paid = |amount: fn(&ProjectOption) -> Money| {
        let pays: Vec<Money> = options.iter().map(|option| amount(option)).filter(|pays| *pays > Money::ZERO).collect();
        (pays.iter().copied().sum::<Money>(), pays.len())
    };
    let own = |payer: &str, (pays, projects): (Money, usize), fund: Option<Money>| {
        let left = fund.map(|fund| fund - pays);
        vec![Cell::text(payer), pays.into(), projects.into(), Cell::Empty, fund.into(), left.into()]
    };
    let department = own("department", paid(|option| option.cost), Some(run.question.model.envelope.total));
    let authorities = own("authorities", paid(|option| option.local_match), None);
    let rows = partners.into_iter().map(|partner| {
        let Share { pays, places, projects } = share(run, partner);
        let fund = fund(run, partner);
        let left = fund.map(|fund| fund - pays);
        vec![Cell::text(&partner), pays.into(), projects.into(), places.into(), fund.into(), left.into()]
    });
    Some(Table::new("partners", &COLUMNS, [department, authorities].into_iter().chain(rows).collect()))
}

/// What each partner of a plan pays and has, in a sentence; nothing where no option has a partner.
pub(in crate::report) fn sentence(run: &Run<'_>) -> Option<String> {
    let shares = partners(run)?.into_iter().map(|partner| (partner, share(run, partner)));
    let told = shares.filter(|(_, share)| share.projects > 0).map(|(partner, Share { pays, places, .. })| {
        let are = if places == Places::ONE { "is" } else { "are" };
        let (pays, places) = (on_paper(pays), Unit::Places.write(places.count().into()));
        format!("{partner} pays {pays} besides, and {places} {are} kept for its children")
    });
    let told = told.collect::<Vec<_>>().join("; ");
    Some(if told.is_empty() {
        "None of its projects is built with a partner.".to_owned()
    } else {
        format!("Built together: {told}.")
    })
}

/// What a partner pays: in millions, or to the pound where that is little.
fn on_paper(pays: Money) -> String {
    if pays.pounds() < LARGE { pays.to_string() } else { format!("£{}m", millions(pays.pounds())) }
}

/// The partners that any option has.
fn partners(run: &Run<'_>) -> Option<BTreeSet<Partner>> {
    let options = run.question.instance.options().iter();
    let partners: BTreeSet<Partner> = options.filter_map(|option| option.joint).map(|joint| joint.partner).collect();
    (!partners.is_empty()).then_some(partners)
}

/// What a partner pays of a plan, and has of it.
struct Share {
    pays: Money,
    places: Places,
    projects: usize,
}

fn share(run: &Run<'_>, partner: Partner) -> Share {
    let joint = run.plan.options(run.question.instance).filter_map(|option| option.joint);
    let own: Vec<_> = joint.filter(|joint| joint.partner == partner).collect();
    Share {
        pays: own.iter().map(|joint| joint.pays).sum(),
        places: own.iter().map(|joint| joint.places).sum(),
        projects: own.len(),
    }
}

/// The fund of a partner, if the model has one.
fn fund(run: &Run<'_>, partner: Partner) -> Option<Money> {
    let of_all = Selector { partners: Some([partner].into()), ..Selector::default() };
    let is_fund =
        |rule: &&Rule| (&rule.measure, rule.sense, &rule.selector) == (&Measure::Partner, Sense::AtMost, &of_all);
    run.question.model.rules.iter().filter(is_fund).find_map(|rule| match rule.bound {
        Bound::Money(money) => Some(money),
        Bound::Count(_) => None,
    })
}
