//! What a plan is worth: the cost of its places, the cost of placements that they avoid, and the present value of both.
//!
//! ```text
//! of an option o of line l, in pence; y runs over years, factors are those of `factors`:
//!   A[o]        = additional[o] · Σ discount[y], the years from its opening  + protected[o] · Σ discount[y], from when
//!                 they would have been lost or it opens, whichever is later; of either as many years as a place counts
//!   capital[o]  = (1 + optimism[l]) · cost[o] · Σ_y spend[o,y]·cash[y] / Σ_y spend[o,y]      the department's; match alike
//!   running[o]  = running[l] · A[o]
//!   placement[o]    = occupancy[l] · (1 − share[l]) · placement[l] · A[o]
//!   unregistered[o] = occupancy[l] · share[l] · unregistered[l] · A[o]
//! costs   = capital + match + running         avoided = placement + unregistered        counted = real share of avoided
//! net present social value = counted − costs  public purse = avoided − costs  all a transfer = − costs
//! benefit-cost ratio = counted / costs
//! ```
//!
//! Every line of the block above is rounded to the penny, halves away from nought, of each option by itself, and then
//! added up: so lines, regions and the whole agree to the penny. The counted parts are rounded from the whole product,
//! and not from the rounded avoided cost. Whole numbers throughout.

mod factors;
mod parts;
mod sums;
mod switching;
mod terms;
mod years;

pub use factors::{Factor, Factors, LAST, ONE};
pub use parts::{By, Part, parts};
pub use sums::Sums;
pub use switching::{Switch, Turned, switching};
pub use terms::{Level, LineTerms, Terms, missing, optimism, row_of};
pub use years::{YearSums, payback, years};

use crate::domain::{
    AppraisalParameter, Estimate, FinancialYear, Index, Instance, Money, Places, Plan, ProjectOption, Risk,
};
use factors::{WHOLE, rounded};

/// Parts in one of how what a project spends is spread over the years: twelve decimals.
pub const SPREAD: i128 = 1_000_000_000_000;

/// A case of an appraisal: its terms, the factors of every year, and what each option comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appraised {
    /// Which it is.
    pub level: Level,
    /// Its terms.
    pub terms: Terms,
    /// The factors of the years in which anything is spent or counts.
    pub factors: Factors,
    /// What each option of the plan comes to, in order.
    pub options: Vec<Valued>,
}

/// What an option comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    /// The option.
    pub option: Index<ProjectOption>,
    /// Places that it adds.
    pub added: Places,
    /// Places that it protects.
    pub protected: Places,
    /// From when the latter count.
    pub protected_from: FinancialYear,
    /// What a pound that it spends is worth in the base year, in parts of [`SPREAD`].
    pub spread: i128,
    /// The sum of the discount factors of each of its years, of the places it adds and of those it protects.
    pub years: [i128; 2],
    /// The money.
    pub sums: Sums,
}

/// Why a plan cannot be appraised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAppraisal {
    /// Parameters are missing.
    #[error("{}", .0.join("; "))]
    Missing(Vec<String>),
    /// A place counts for longer than the rates reach.
    #[error(
        "places of {0} that open in {1} would count for {2} years, beyond what can be discounted: {LAST} years from the \
         base year, and no year after 2099-00"
    )]
    TooLong(String, FinancialYear, u16),
    /// Money is spent long before the base year.
    #[error("{0} spends in {1}, more than {EARLIEST} years before the base year, {2}: take an earlier base-year")]
    TooEarly(String, FinancialYear, FinancialYear),
    /// A project has more places than any home.
    #[error("{0} has {1} places, and an appraisal takes {MOST} of a project at most")]
    TooMany(String, Places),
}

/// How many years before the base year money may be spent.
const EARLIEST: i128 = 10;

/// The most places of a project.
const MOST: u32 = 10_000;

/// The three cases of an appraisal.
///
/// # Errors
///
/// If a parameter is missing, or a place counts for longer than the rates reach.
pub fn appraise(
    instance: &Instance,
    plan: &Plan,
    parameters: &[AppraisalParameter],
    risks: &[Risk],
) -> Result<Vec<Appraised>, NoAppraisal> {
    let missing = missing(instance, parameters);
    if !missing.is_empty() {
        return Err(NoAppraisal::Missing(missing));
    }
    let case = |level| appraised(instance, plan, Terms::of(instance, (parameters, risks), level), level);
    Level::ALL.into_iter().map(case).collect()
}

fn appraised(instance: &Instance, plan: &Plan, terms: Terms, level: Level) -> Result<Appraised, NoAppraisal> {
    let mut first = terms.base;
    let mut last = terms.base;
    for option in plan.options(instance) {
        let project = || instance[option.project].id.to_string();
        let from = protected_from(instance, option);
        let end = terms.last(from).ok_or_else(|| NoAppraisal::TooLong(project(), from, terms.years))?;
        let places = option.additional.at(Estimate::High) + option.protected;
        if places.count() > MOST {
            return Err(NoAppraisal::TooMany(project(), places));
        }
        let spent = spending(option);
        let spent = || spent.iter().map(|(year, _)| *year);
        if let Some(early) = spent().find(|year| factors::between(*year, terms.base) > EARLIEST) {
            return Err(NoAppraisal::TooEarly(project(), early, terms.base));
        }
        first = spent().chain([first]).min().unwrap_or(first);
        last = spent().chain([last, end]).max().unwrap_or(last);
    }
    let factors = Factors::of(&terms, first, last);
    let value = |&option: &Index<ProjectOption>| valued(instance, option, (&terms, &factors), level);
    let options = plan.funded.iter().map(value).collect();
    Ok(Appraised { level, terms, factors, options })
}

/// When the places that an option protects count from: once they would have been lost, and it is open.
fn protected_from(instance: &Instance, option: &ProjectOption) -> FinancialYear {
    let home = instance[instance[option.project].site].home.map(|home| &instance[home]);
    let home = home.filter(|home| home.care_type == option.care_type && option.protected > Places::ZERO);
    let lost = home.and_then(|home| home.at_risk_from);
    lost.map_or(option.opens, |lost| lost.max(option.opens))
}

/// How what an option costs is spread over years: as the department's money is; of one that costs it nothing all in the
/// year in which it starts.
#[must_use]
pub fn spending(option: &ProjectOption) -> Vec<(FinancialYear, Money)> {
    if option.spend.is_empty() { vec![(option.starts, Money::from_pounds(1))] } else { option.spend.clone() }
}

fn valued(
    instance: &Instance,
    index: Index<ProjectOption>,
    (terms, factors): (&Terms, &Factors),
    level: Level,
) -> Valued {
    let option = &instance[index];
    let line = terms.lines[instance[option.project].line.position()];
    let spent = spending(option);
    let pounds = |money: Money| i128::from(money.pounds());
    let worth: i128 = spent.iter().map(|(year, money)| pounds(*money) * factors.years[year].cash).sum();
    let all: i128 = spent.iter().map(|(_, money)| pounds(*money)).sum();
    let spread = rounded(worth * (SPREAD / ONE), all);
    let (added, protected) = (option.additional.at(level.estimate()), option.protected);
    let protected_from = protected_from(instance, option);
    let years = [option.opens, protected_from].map(|from| factors.sum(from, terms.years));
    let count = |places: Places| i128::from(places.count());
    let place_years = place_years([added, protected], years);
    let capital =
        |money: Money| pence(pounds(money) * 100 * (WHOLE + i128::from(line.optimism)) * spread, WHOLE * SPREAD);
    let [running, occupancy, placement, unregistered, share] =
        [line.running, line.occupancy, line.placement, line.unregistered, line.share].map(i128::from);
    let [registered, other] = [(WHOLE - share) * placement, share * unregistered].map(|cost| cost * occupancy);
    let present = |a_place: i128, parts: i128| pence(a_place * place_years, parts * ONE);
    let real = i128::from(terms.real);
    let places = count(added) + count(protected);
    let sums = Sums {
        capital: capital(option.cost),
        local_match: capital(option.local_match),
        running: present(running, 1),
        placement: present(registered, WHOLE * WHOLE),
        unregistered: present(other, WHOLE * WHOLE),
        counted_placement: present(registered * real, WHOLE * WHOLE * WHOLE),
        counted_unregistered: present(other * real, WHOLE * WHOLE * WHOLE),
        running_a_year: pence(running * places, 1),
        placement_a_year: pence(registered * places, WHOLE * WHOLE),
        unregistered_a_year: pence(other * places, WHOLE * WHOLE),
    };
    Valued { option: index, added, protected, protected_from, spread, years, sums }
}

/// Places that are added and protected, each as often as the years for which it counts are worth.
fn place_years(places: [Places; 2], years: [i128; 2]) -> i128 {
    places.into_iter().zip(years).map(|(places, years)| i128::from(places.count()) * years).sum()
}

impl Valued {
    /// Its places, each as often as the years for which it counts are worth, in parts of [`ONE`].
    #[must_use]
    pub fn place_years(&self) -> i128 {
        place_years([self.added, self.protected], self.years)
    }
}

/// Pence, rounded.
fn pence(parts: i128, by: i128) -> i64 {
    i64::try_from(rounded(parts, by)).expect("no plan comes to ninety thousand million million pounds")
}
