//! Which well-located places come of which option.
//!
//! Places at a site are alike, so which of them a child uses is a matter of book-keeping. Here the children placed at a
//! site are set first against places that stand without the plan, best worth first; the rest, still best worth first,
//! against the funded options in order of id. So an option is credited with what the site would lose first without it,
//! and the credits of all options with what stands anyway add up to the plan's well-located places.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::state::Run;
use crate::audit::worth_of;
use crate::domain::{CareType, Index, Places, ProjectOption, Site, WellLocated, Worth};

/// The well-located places of a plan, by what they come of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// By funded option.
    pub options: BTreeMap<Index<ProjectOption>, WellLocated>,
    /// Of places that stand without the plan.
    pub standing: WellLocated,
}

/// The places of a care type at a site.
type At = (Index<Site>, Index<CareType>);

impl Credit {
    /// The credit for every well-located place of a run's plan.
    #[must_use]
    pub fn of(run: &Run<'_>) -> Self {
        let instance = run.question.instance;
        let mut used: BTreeMap<At, Vec<(Reverse<Worth>, Places)>> = BTreeMap::new();
        for flow in &run.plan.flows {
            if let Some(worth) = worth_of(&run.question, flow) {
                used.entry((flow.site, flow.care_type)).or_default().push((Reverse(worth), flow.places));
            }
        }
        let mut offers: BTreeMap<At, Vec<Index<ProjectOption>>> = BTreeMap::new();
        for &option in &run.plan.funded {
            offers
                .entry((instance[instance[option].project].site, instance[option].care_type))
                .or_default()
                .push(option);
        }
        let mut credit = Self::default();
        for (at, mut used) in used {
            used.sort_unstable();
            credit.give(run, at, used, offers.get(&at).map_or(&[], Vec::as_slice));
        }
        credit
    }

    /// Credits the places used at one site, which are in order of worth. Should there be more of them than places,
    /// which the audit reports, what is over is credited to nobody's option.
    fn give(&mut self, run: &Run<'_>, at: At, used: Vec<(Reverse<Worth>, Places)>, options: &[Index<ProjectOption>]) {
        let mut left = used.into_iter();
        let mut now = left.next();
        let mut take = |mut places: Places| {
            let mut taken = WellLocated::ZERO;
            while places > Places::ZERO
                && let Some((Reverse(worth), there)) = now
            {
                let most = there.min(places);
                taken += worth * most;
                places = places.less(most);
                now = if there > most { Some((Reverse(worth), there.less(most))) } else { left.next() };
            }
            taken
        };
        self.standing += take(standing(run, at));
        for &option in options {
            let places = run.question.places_at(option, run.question.model.horizon);
            self.options.insert(option, take(places));
        }
        self.standing += take(Places::new(u32::MAX));
    }
}

/// The places that stand at a site without the plan.
fn standing(run: &Run<'_>, (site, care_type): At) -> Places {
    let instance = run.question.instance;
    let home = instance[site].home.map(|home| &instance[home]).filter(|home| home.care_type == care_type);
    let horizon = run.question.model.horizon;
    let is_closed = |option: &ProjectOption| instance[option.project].site == site && option.closes_home_in(horizon);
    if run.plan.options(instance).any(is_closed) {
        return Places::ZERO;
    }
    home.map_or(Places::ZERO, |home| home.standing_at(horizon))
}
