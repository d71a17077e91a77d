//! # Opening: the chance that the places of an option are open by the end of a year
//!
//! ```text
//! p = (1 − refused) · (1 − overrun · late)
//! late   = the share of all (u, v, month) with  month + months ≥ 12 · (spare + 1)
//! months = ⌊12 · years · size⌋      size = ⌊low + (high − low) · even⌋      even = ⌊shared · u + (1 − shared) · v⌋
//! ```
//!
//! | symbol          | meaning                                                            | unit            | source        |
//! |-----------------|--------------------------------------------------------------------|-----------------|---------------|
//! | `refused`       | chance that the project is refused planning permission             | per cent        | `risks.csv`   |
//! | `overrun`       | chance that its works take longer                                  | per cent        | `risks.csv`   |
//! | `low`, `high`   | between what sizes, all as likely; `size` in whole thousandths     | per cent        | `risks.csv`   |
//! | `shared`        | the part of the size that is the same for all projects of the line | per cent        | `risks.csv`   |
//! | `u`, `v`        | the shared and the own part: 0, 1, …, 1,000, each as likely        | thousandths     | as `stress`   |
//! | `month`         | the month of opening in its year: 0, 1, …, 11, each as likely      | months          | as `stress`   |
//! | `years`         | from the year in which works start to the year of opening, both in | financial years | `options.csv` |
//! | `spare`         | years from the year of opening to the one that is asked about      | financial years | `options.csv` |
//!
//! `stress` draws just these numbers, so `p` is the share of its draws in which the option is built and open by then, match
//! that is withdrawn apart. What opened before the `as_of` of a model is open for certain, and a project of the plan that
//! has begun is not refused.

use super::{Chance, FinancialYear, Index, Instance, ProgrammeLine, Project, ProjectOption};

/// How many steps the shared part of an overrun of works has, all as likely; its own part has as many.
pub const STEPS: u16 = 1_001;

/// The cases of one step of the shared part.
pub const CASES_OF_STEP: u64 = Chance::WHOLE / 1_001;

/// Months in a year.
const MONTHS: u32 = 12;

/// How much longer the works of a line may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorksOverrun {
    /// In how many of a hundred cases they do.
    pub chance: u32,
    /// By how much at least, in per cent.
    pub low: u32,
    /// By how much at most, in per cent.
    pub high: u32,
    /// How much of that is the same for all projects of the line, in per cent.
    pub shared: u32,
}

/// How sure an option is to be open by the end of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// In how many of a hundred cases it is built; none if it is to open later.
    built: u32,
    /// In how many of a hundred cases its works take longer, and how much of their size is shared.
    works: [u32; 2],
    /// How large, in thousandths of the range, an overrun must be for each month that is too late, one after the other.
    too_late: Vec<u32>,
}

impl Opening {
    /// Of an option by the end of `year`, in a question put as of `as_of`.
    #[must_use]
    pub fn of(
        instance: &Instance,
        option: Index<ProjectOption>,
        year: FinancialYear,
        as_of: Option<FinancialYear>,
    ) -> Self {
        let own = &instance[option];
        let sure = Self { built: 100, works: [0, 0], too_late: Vec::new() };
        if !own.is_open_by(year) {
            return Self { built: 0, ..sure };
        }
        if as_of.is_some_and(|as_of| own.planned && own.opens < as_of) {
            return sure;
        }
        let project = &instance[own.project];
        let ProgrammeLine { refusal_percent, works, .. } = &instance[project.line];
        let refused = refusal_percent.filter(|_| !has_begun(instance, project, as_of)).unwrap_or(0);
        let built = 100_u32.saturating_sub(refused);
        // `stress` knows of no later year than the last, so nothing opens after it.
        let Some(works) = works.filter(|_| year < FinancialYear::LAST) else { return Self { built, ..sure } };
        let years =
            |from: FinancialYear, to: FinancialYear| u32::from(to.ends_in()).saturating_sub(from.ends_in().into());
        let spare = years(own.opens, year);
        let too_late = works.too_late(years(own.starts, own.opens).saturating_add(1), spare);
        Self { built, works: [works.chance, works.shared], too_late }
    }

    /// Whether anything is known of `instance` that may keep places from opening.
    #[must_use]
    pub fn is_known(instance: &Instance) -> bool {
        instance.lines().iter().any(|line| line.refusal_percent.is_some() || line.works.is_some())
    }

    /// The chance that it is open.
    #[must_use]
    pub fn chance(&self) -> Chance {
        if self.is_shared() {
            Chance::of_cases((0..STEPS).map(|step| self.cases_in(step)).sum())
        } else {
            Chance::of_cases(self.cases_in(0).saturating_mul(STEPS.into()))
        }
    }

    /// Whether how sure it is depends on what all projects of its line share.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        let [chance, shared] = self.works;
        chance > 0 && shared > 0 && !self.too_late.is_empty()
    }

    /// In how many of [`CASES_OF_STEP`] it is open when the shared part is this step.
    #[must_use]
    pub fn cases_in(&self, step: u16) -> u64 {
        let [chance, shared] = self.works.map(u64::from);
        let late: u64 = self.too_late.iter().map(|least| own_steps(shared, step.into(), (*least).into())).sum();
        let all = u64::from(MONTHS).saturating_mul(STEPS.into());
        let in_time = all.saturating_mul(100).saturating_sub(late.saturating_mul(chance));
        in_time.saturating_mul(self.built.into())
    }
}

/// Whether a project of the published plan has begun.
fn has_begun(instance: &Instance, project: &Project, as_of: Option<FinancialYear>) -> bool {
    let Some(as_of) = as_of else { return false };
    project.option_indices().any(|option| instance[option].planned && instance[option].begins_before(as_of))
}

/// How many steps of the own part make the size at least `least` thousandths of its range beside this shared part.
fn own_steps(shared: u64, step: u64, least: u64) -> u64 {
    let wanted = least.saturating_mul(100).saturating_sub(shared.saturating_mul(step));
    match 100_u64.saturating_sub(shared) {
        _ if wanted == 0 => STEPS.into(),
        0 => 0,
        own => u64::from(STEPS).saturating_sub(wanted.div_ceil(own)),
    }
}

impl WorksOverrun {
    /// How large an overrun of works of so many years must be, in thousandths of its range, to open each month later than
    /// in the last of the years to spare: with one month more than those one month of opening in twelve is too late, and
    /// with twelve every one is.
    fn too_late(&self, years: u32, spare: u32) -> Vec<u32> {
        let months = |even: u32| {
            let range = self.high.saturating_sub(self.low).saturating_mul(10);
            let size = self.low.saturating_mul(10).saturating_add(range.saturating_mul(even) / 1_000);
            years.saturating_mul(MONTHS).saturating_mul(size) / 1_000
        };
        let spare = spare.saturating_mul(MONTHS);
        let least = |month: u32| (0..u32::from(STEPS)).find(|&even| months(even) >= spare.saturating_add(month));
        (1..=MONTHS).map_while(least).collect()
    }
}
