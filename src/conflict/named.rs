//! What of a question has a name and can be left out of it.

use std::fmt;

use crate::domain::{FundId, LinkId, RuleId};
use crate::model::{FixKind, Question};

/// A named rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// The most that may be spent.
    Envelope,
    /// The amount of a fund.
    Fund(FundId),
    /// That each fund pays only in its own programme lines and years.
    FundYears,
    /// A rule of the general form.
    Rule(RuleId),
    /// The year before which what was planned stays, and nothing else begins.
    AsOf,
    /// What is committed.
    Commit(RuleId),
    /// What is excluded.
    Exclude(RuleId),
    /// The limits of match funding, of every authority.
    MatchFunding,
    /// The least share of each region's demand.
    CoverageFloor,
    /// The clause of a family of [`crate::model::CLAUSES`], by its name.
    Clause(&'static str),
    /// A link of the dataset.
    Link(LinkId),
}

/// Every named rule of `question`. Those that people would sooner look for elsewhere come first: they are the first to
/// be left out where a conflict can be told without them.
#[must_use]
pub fn names(question: &Question<'_>) -> Vec<Named> {
    let (instance, model) = (question.instance, question.model);
    let fixes = |kind: FixKind| model.fixes.iter().filter(move |fix| fix.kind == kind);
    let years = (!model.funds.is_empty()).then_some(Named::FundYears);
    let links = instance.links().iter().map(|link| Named::Link(link.id.clone()));
    links
        .chain(years)
        .chain(model.funds.iter().map(|fund| Named::Fund(fund.id.clone())))
        .chain(model.match_funding.as_ref().map(|_| Named::MatchFunding))
        .chain(model.coverage_floor.as_ref().map(|_| Named::CoverageFloor))
        .chain(model.clauses.iter().map(|clause| Named::Clause(clause.family().name)))
        .chain(model.as_of.map(|_| Named::AsOf))
        .chain(fixes(FixKind::Exclude).map(|fix| Named::Exclude(fix.id.clone())))
        .chain(model.rules.iter().map(|rule| Named::Rule(rule.id.clone())))
        .chain([Named::Envelope])
        .chain(fixes(FixKind::Commit).map(|fix| Named::Commit(fix.id.clone())))
        .collect()
}

impl Named {
    /// The family of constraints that states it.
    #[must_use]
    pub const fn family(&self) -> &'static str {
        match self {
            Self::Envelope => "envelope",
            Self::Fund(_) | Self::FundYears => "funds",
            Self::Rule(_) => "limits",
            Self::AsOf => "as_of",
            Self::Commit(_) | Self::Exclude(_) => "fixes",
            Self::MatchFunding => "match_funding",
            Self::CoverageFloor => "coverage_floor",
            Self::Clause(family) => family,
            Self::Link(_) => "links",
        }
    }

    /// The section of a model that states it, as in `rule[open-new-places]`; `None` of what a dataset states or several
    /// sections do.
    #[must_use]
    pub fn section(&self) -> Option<String> {
        match self {
            Self::Envelope => Some("envelope".to_owned()),
            Self::AsOf => Some("as_of".to_owned()),
            Self::Fund(id) => Some(format!("fund[{id}]")),
            Self::Rule(id) => Some(format!("rule[{id}]")),
            Self::Commit(id) => Some(format!("commit[{id}]")),
            Self::Exclude(id) => Some(format!("exclude[{id}]")),
            Self::MatchFunding => Some("match_funding".to_owned()),
            Self::CoverageFloor => Some("coverage_floor".to_owned()),
            Self::Clause(family) => Some((*family).to_owned()),
            Self::FundYears | Self::Link(_) => None,
        }
    }
}

impl fmt::Display for Named {
    /// Writes its id, or what of the model it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Envelope => f.pad("envelope"),
            Self::AsOf => f.pad("as_of"),
            Self::Fund(id) => f.pad(id.as_str()),
            Self::FundYears => f.pad("fund-years"),
            Self::Rule(id) | Self::Commit(id) | Self::Exclude(id) => f.pad(id.as_str()),
            Self::MatchFunding => f.pad("match-funding"),
            Self::CoverageFloor => f.pad("coverage-floor"),
            Self::Clause(family) => f.pad(family),
            Self::Link(id) => f.pad(id.as_str()),
        }
    }
}
