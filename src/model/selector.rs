//! The options a rule speaks of.

use std::collections::BTreeSet;
use std::fmt;

use crate::domain::{AreaId, CareTypeId, FinancialYear, GroupId, HomeId, LineId, Partner, ProjectId};

/// The options that match every key that is given; a key that is not given matches all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// In one of these programme lines.
    pub lines: Option<BTreeSet<LineId>>,
    /// Bid by an authority in one of these regions.
    pub regions: Option<BTreeSet<String>>,
    /// Bid by an authority in one of these groups.
    pub groups: Option<BTreeSet<GroupId>>,
    /// Bid by one of these authorities.
    pub areas: Option<BTreeSet<AreaId>>,
    /// Of one of these projects.
    pub projects: Option<BTreeSet<ProjectId>>,
    /// At one of these homes.
    pub homes: Option<BTreeSet<HomeId>>,
    /// Of one of these care types.
    pub care_types: Option<BTreeSet<CareTypeId>>,
    /// Built with one of these partners.
    pub partners: Option<BTreeSet<Partner>>,
    /// In the published plan, or not in it.
    pub planned: Option<bool>,
    /// Opening after this year.
    pub opens_after: Option<FinancialYear>,
    /// Starting in one of these years.
    pub starts: Option<BTreeSet<FinancialYear>>,
}

impl fmt::Display for Selector {
    /// Writes what it speaks of, as the end of a phrase: `of options in open-new, in London`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list<T: fmt::Display>(before: &str, ids: Option<&BTreeSet<T>>) -> Option<String> {
            let ids: Vec<String> = ids?.iter().map(ToString::to_string).collect();
            Some(format!("{before} {}", ids.join(" or ")))
        }
        let planned =
            self.planned.map(|planned| if planned { "in the published plan" } else { "not in the published plan" });
        let keys = [
            list("in", self.lines.as_ref()),
            list("in", self.regions.as_ref()),
            list("in", self.groups.as_ref()),
            list("bid by", self.areas.as_ref()),
            list("of", self.projects.as_ref()),
            list("at", self.homes.as_ref()),
            list("of", self.care_types.as_ref()),
            list("with", self.partners.as_ref()),
            planned.map(str::to_owned),
            self.opens_after.map(|year| format!("opening after {year}")),
            list("starting in", self.starts.as_ref()),
        ];
        let keys: Vec<String> = keys.into_iter().flatten().collect();
        f.pad(&if keys.is_empty() { "of all options".to_owned() } else { format!("of options {}", keys.join(", ")) })
    }
}
