//! A run: a plan and everything that is said of it.

use crate::audit::Finding;
use crate::decide::Proofs;
use crate::domain::{Doubt, Plan};
use crate::model::Question;

/// A plan and everything that is said of it: what every table is made from.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The question that was put.
    pub question: Question<'a>,
    /// The plan, with its flows.
    pub plan: &'a Plan,
    /// What the audit finds of it, kept or broken.
    pub findings: &'a [Finding],
    /// What is proved of it; nothing where it was given, and not chosen, or chosen for the least regret.
    pub proofs: Option<Proofs>,
    /// The scenarios of demand of which its largest regret is the least that was found; none where it was not chosen so.
    pub scenarios: &'a [String],
    /// The published plan with its own flows, to compare with.
    pub published: Option<&'a Plan>,
    /// What is doubtful of what was read.
    pub doubts: &'a [Doubt],
}

impl<'a> Run<'a> {
    /// A plan that was given, with nothing to compare it with and nothing doubtful.
    #[must_use]
    pub const fn given(question: Question<'a>, plan: &'a Plan, findings: &'a [Finding]) -> Self {
        Self { question, plan, findings, proofs: None, scenarios: &[], published: None, doubts: &[] }
    }
}
