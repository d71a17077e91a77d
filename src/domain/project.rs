//! Projects and the ways to do them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{
    Area, CareType, FinancialYear, Index, Joint, Money, OptionId, PlaceRange, Places, ProgrammeLine, ProjectId, Site,
    Status, wide_product,
};

/// A bid for capital. At most one of its options is funded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The id.
    pub id: ProjectId,
    /// The name people use.
    pub name: String,
    /// The programme line it counts in.
    pub line: Index<ProgrammeLine>,
    /// The authority that bids, and that pays any match.
    pub area: Index<Area>,
    /// Where it builds: its home, or a site of its own.
    pub site: Index<Site>,
    /// How far it has come, where that is known.
    pub status: Option<Status>,
    /// The positions of its options in [`Instance::options`](super::Instance::options), which keep them together.
    pub options: Range<usize>,
}

impl Project {
    /// The options of this project, by id.
    pub fn option_indices(&self) -> impl Iterator<Item = Index<ProjectOption>> + use<> {
        self.options.clone().map(Index::new)
    }
}

/// One way to do a project: a scope and a start year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectOption {
    /// The project it is a way to do.
    pub project: Index<Project>,
    /// The id within its project.
    pub id: OptionId,
    /// What is built, in words.
    pub scope: String,
    /// The care its places give.
    pub care_type: Index<CareType>,
    /// The year in which work starts.
    pub starts: FinancialYear,
    /// The year in which its places open; never before it starts.
    pub opens: FinancialYear,
    /// Cost to the department over all years; the sum of `spend`.
    pub cost: Money,
    /// Cost met locally.
    pub local_match: Money,
    /// Places it adds.
    pub additional: PlaceRange,
    /// Places at risk that it keeps; never counted as additional.
    pub protected: Places,
    /// Places it improves; they count neither as additional nor as protected.
    pub improved: Places,
    /// Whether it is in the published plan.
    pub planned: bool,
    /// The first and the last year at whose end its home is closed for the works, where it closes.
    pub closed: Option<(FinancialYear, FinancialYear)>,
    /// The partner who builds with the department, if one does.
    pub joint: Option<Joint>,
    /// Cost to the department by year, in order, without years of nothing.
    pub spend: Vec<(FinancialYear, Money)>,
}

impl ProjectOption {
    /// Whether it starts, or spends anything, before `year`.
    #[must_use]
    pub fn begins_before(&self, year: FinancialYear) -> bool {
        self.begins() < year
    }

    /// The year in which it starts, or in which it first spends where that is sooner.
    #[must_use]
    pub fn begins(&self) -> FinancialYear {
        self.spend.first().map_or(self.starts, |&(first, _)| first.min(self.starts))
    }

    /// Whether its home is closed for the works at the end of `year`.
    #[must_use]
    pub fn closes_home_in(&self, year: FinancialYear) -> bool {
        self.closed.is_some_and(|(first, last)| first <= year && year <= last)
    }

    /// What a partner pays of it.
    #[must_use]
    pub fn partner_pays(&self) -> Money {
        self.joint.map_or(Money::ZERO, |joint| joint.pays)
    }

    /// The places that are kept for a partner's children.
    #[must_use]
    pub fn partner_places(&self) -> Places {
        self.joint.map_or(Places::ZERO, |joint| joint.places)
    }

    /// Whether its places are open at the end of `year`.
    #[must_use]
    pub fn is_open_by(&self, year: FinancialYear) -> bool {
        self.opens <= year
    }

    /// Gives it another cost. Each year spends the same share as before, to the pound; pounds that do not divide go to
    /// the years with the largest remainders, of equal ones the first. An option that spent nothing spends in the year
    /// in which it starts.
    pub fn reprice(&mut self, cost: Money) {
        let before: i128 = self.spend.iter().map(|(_, money)| i128::from(money.pounds())).sum();
        if before == 0 {
            self.spend = vec![(self.starts, cost)];
        } else {
            self.spread(cost, before);
        }
        self.spend.retain(|(_, money)| *money > Money::ZERO);
        self.cost = cost;
    }

    /// Spreads a cost as what is spent is spread, which comes to `before`.
    fn spread(&mut self, cost: Money, before: i128) {
        let part = |money: Money| wide_product(money.pounds(), cost.pounds());
        let mut years: Vec<usize> = (0..self.spend.len()).collect();
        years.sort_by_key(|&at| std::cmp::Reverse(part(self.spend[at].1).checked_rem(before)));
        for (_, money) in &mut self.spend {
            let share = part(*money).checked_div(before).and_then(|share| i64::try_from(share).ok());
            *money = Money::from_pounds(share.expect("a share of a cost is one"));
        }
        let given: Money = self.spend.iter().map(|(_, money)| *money).sum();
        let left = usize::try_from((cost - given).pounds()).expect("each year is rounded down, by less than a pound");
        for at in years.into_iter().take(left) {
            self.spend[at].1 += Money::from_pounds(1);
        }
    }
}

/// The most that each project has of an amount, in any of these ways of doing it; nought where all have less than that.
pub(crate) fn most_of_each<'a>(
    options: impl Iterator<Item = &'a ProjectOption>,
    amount: impl Fn(&ProjectOption) -> i64,
) -> impl Iterator<Item = i64> {
    let mut most: BTreeMap<Index<Project>, i64> = BTreeMap::new();
    for option in options {
        let of_project = most.entry(option.project).or_default();
        *of_project = (*of_project).max(amount(option));
    }
    most.into_values()
}
