//! Homes that close for works.

use std::collections::BTreeMap;

use super::homes::Homes;
use super::options::Options;
use super::projects::{Ground, Projects};
use crate::domain::{FinancialYear, Home, Index, Project};

/// The project that closes a home, and the first and the last year of it.
type Closing = (Index<Project>, FinancialYear, FinancialYear);

/// Notes options that close a home where there is none, and homes that two projects would close at the same time: its
/// places would be taken away twice.
pub(super) fn a_home_closes_for_one_project_at_a_time(homes: &Homes, projects: &Projects, options: &Options) {
    let mut closings: BTreeMap<Index<Home>, Vec<Closing>> = BTreeMap::new();
    let mut in_order: Vec<_> = options.rows.values().collect();
    in_order.sort_by_key(|(line, _)| *line);
    for (line, option) in in_order {
        let Some((from, to)) = option.closed else { continue };
        let Some(bid) = projects.get(option.project) else { continue };
        let Ground::Home(home) = bid.ground else {
            options.table.say(*line, "closed_from", &format!("`{from}` at a new site, where no home closes"));
            continue;
        };
        let met = closings.entry(home).or_default();
        let is_met = |(project, first, last): &&Closing| *project != option.project && *first <= to && from <= *last;
        let other = met.iter().find(is_met).and_then(|(other, ..)| projects.get(*other));
        if let (Some(other), Some(home)) = (other, homes.get(home)) {
            let mistake = format!(
                "`{}` is closed for `{}` in these years already; leave it blank for one of them",
                home.id, other.id
            );
            options.table.say(*line, "closed_from", &mistake);
        }
        met.push((option.project, from, to));
    }
}
