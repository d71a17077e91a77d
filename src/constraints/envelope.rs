//! # Envelope: the plan costs no more than there is, should some of it cost more than was asked
//!
//! ```text
//! Σ_o cost[o] · x[o]  +  max_{S, |S| ≤ Γ} Σ_{o ∈ S} over[o] · x[o]  ≤  envelope
//! ```
//!
//! | symbol     | meaning                                                          | unit | source              |
//! |------------|------------------------------------------------------------------|------|---------------------|
//! | `x[o]`     | 1 if option `o` is funded                                        | none | decision            |
//! | `cost[o]`  | cost to the department, all years                                | £    | `options.csv`       |
//! | `over[o]`  | the most that it may cost beyond that, in whole thousands, up    | £    | `risks.csv`         |
//! | `Γ`        | how many of the funded projects overrun by that much at once     | none | `overruns`, a model |
//! | `envelope` | the most that may be spent                                       | £    | `[envelope]`, same  |
//!
//! The largest `Γ` overruns are stated by the dual of choosing them (Bertsimas and Sim, *The price of robustness*,
//! Operations Research 52, 2004), of which any values that keep the rows are an upper bound and the least is the sum:
//!
//! ```text
//! max_{|S| ≤ Γ} Σ over·x   =   min  Γ·z + Σ_j p[j]     where  z + p[j] ≥ Σ_{o of project j} over[o]·x[o],   z, p ≥ 0
//! ```
//!
//! One row a project is enough, as no more than one option of each is funded. Nothing is added where `Γ` is nought.

use super::money_row::{THOUSAND, add_money_row, add_money_row_with};
use super::{Family, Part, Unknowns};
use crate::domain::Money;
use crate::milp::{Column, ColumnKind, Comparison, Milp, Row, Sum};
use crate::model::{Question, Sense};

pub(super) const FAMILY: Family = Family {
    name: "envelope",
    rule: "The plan costs no more than there is, should some of it cost more than was asked.",
    maths: "Σ_o cost[o]·x[o] + Γ·z + Σ_j p[j] ≤ envelope;  z + p[j] ≥ Σ_{o of j} over[o]·x[o]",
    part: Part::Choosing,
    state,
};

fn state(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) {
    let (instance, envelope) = (question.instance, &question.model.envelope);
    let costs: Vec<_> =
        instance.option_indices().map(|option| (instance[option].cost, unknowns.fund(option))).collect();
    if envelope.overruns == 0 {
        add_money_row(milp, "envelope", &costs, Sense::AtMost, envelope.total);
    } else {
        let held = add_overruns(question, unknowns, milp);
        add_money_row_with(milp, "envelope", (&costs, held), Sense::AtMost, envelope.total);
    }
}

/// Adds the columns and rows of which the least is what the largest overruns come to, in thousands; that sum.
fn add_overruns(question: &Question<'_>, unknowns: &Unknowns, milp: &mut Milp) -> Sum {
    let instance = question.instance;
    let thousands = |money: Money| money.pounds() / THOUSAND;
    let all = || instance.option_indices().map(|option| thousands(instance.overrun(option)));
    let column = |label: String, upper| Column { label, lower: 0, upper, kind: ColumnKind::Divisible };
    let threshold = milp.add_column(column("overrun threshold".to_owned(), all().max().unwrap_or(0)));
    let mut held: Sum = [(i64::from(question.model.envelope.overruns), threshold)].into_iter().collect();
    for project in instance.projects() {
        let own = project.option_indices().map(|option| (-thousands(instance.overrun(option)), unknowns.fund(option)));
        let mut sum: Sum = own.collect();
        let Some(largest) = sum.terms().map(|(_, factor)| -factor).max() else { continue };
        let beyond = milp.add_column(column(format!("overrun[{}]", project.id), largest));
        sum.add(1, threshold);
        sum.add(1, beyond);
        held.add(1, beyond);
        let label = format!("envelope, overrun[{}]", project.id);
        milp.add_row(Row { label, sum, comparison: Comparison::AtLeast, bound: 0 });
    }
    held
}
