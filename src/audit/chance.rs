//! The chance that an option is open in time, counted anew for the audit from what `risks.csv` says of its line.
//!
//! Of all that may become of an option (refused or not, works longer or not, each month of opening, each step of the two
//! parts of an overrun) it counts the ways in which it is too late, month by month: how large an overrun that month can
//! no longer bear, and in how many ways the two parts come to one as large.

use crate::domain::{FinancialYear, Index, Instance, Project, ProjectOption, WorksOverrun};

/// The greatest step of a part of an overrun: from none of it, 0, to all of it.
const LAST_STEP: u64 = 1_000;

/// Whether `option` is open at the end of `year` in at least `thousandths` of all ways in which it may go.
pub(super) fn is_sure(
    instance: &Instance,
    option: &ProjectOption,
    (year, as_of): (FinancialYear, Option<FinancialYear>),
    thousandths: u32,
) -> bool {
    let (opens, by) = (option.opens.ends_in(), year.ends_in());
    if opens > by {
        return thousandths == 0;
    }
    if option.planned && as_of.is_some_and(|as_of| opens < as_of.ends_in()) {
        return true;
    }
    let line = &instance[instance[option.project].line];
    let permitted = match line.refusal_percent {
        Some(refused) if !is_under_way(instance, option.project, as_of) => 100 - u64::from(refused),
        Some(_) | None => 100,
    };
    let ways = 12 * (LAST_STEP + 1) * (LAST_STEP + 1);
    let late = line.works.filter(|_| year != FinancialYear::LAST).map_or(0, |works| {
        let years = opens - option.starts.ends_in() + 1;
        let too_late = (0..12).map(|month| {
            // So many months later than planned is the first month after the last year.
            let beyond = u64::from(by - opens + 1) * 12 - month;
            ways_of_at_least(&works, least_size(u64::from(years) * 12, beyond))
        });
        u64::from(works.chance) * too_late.sum::<u64>()
    });
    let open = permitted * (100 * ways - late);
    u128::from(open) * 1_000 >= u128::from(thousandths) * u128::from(100 * 100 * ways)
}

/// Whether a project has an option of the published plan that has started, or spent anything, before the question is put.
fn is_under_way(instance: &Instance, project: Index<Project>, as_of: Option<FinancialYear>) -> bool {
    let Some(as_of) = as_of else { return false };
    let own = instance.options().iter().filter(|option| option.project == project && option.planned);
    own.into_iter().any(|option| option.starts < as_of || option.spend.iter().any(|(year, _)| *year < as_of))
}

/// The least overrun, in thousandths, that makes works of so many months at least `beyond` months longer.
const fn least_size(months: u64, beyond: u64) -> u64 {
    (1_000 * beyond).div_ceil(months)
}

/// In how many ways the two parts come to an overrun of at least `size` thousandths.
fn ways_of_at_least(works: &WorksOverrun, size: u64) -> u64 {
    let [low, high, shared] = [works.low * 10, works.high * 10, works.shared].map(u64::from);
    let within = match size.saturating_sub(low) {
        0 => return (LAST_STEP + 1) * (LAST_STEP + 1),
        more if more > high - low => return 0,
        more => (1_000 * more).div_ceil(high - low),
    };
    let own = 100 - shared;
    let ways = (0..=LAST_STEP).map(|step| {
        let left = (100 * within).saturating_sub(own * step);
        match shared {
            _ if left == 0 => LAST_STEP + 1,
            0 => 0,
            _ => (LAST_STEP + 1).saturating_sub(left.div_ceil(shared)),
        }
    });
    ways.sum()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::case::Case;
    use crate::domain::Opening;

    #[test]
    fn it_agrees_with_what_is_stated_to_the_solver_and_shares_nothing_with_it() {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/deliverability/model.toml");
        let case = Case::open(&model).expect("a golden run");
        let [early, late] = ["2028-29", "2030-31"].map(|year| year.parse::<FinancialYear>().expect("a year"));
        let mut dice = fastrand::Rng::with_seed(3);
        let mut in_part = 0;
        for _ in 0..60 {
            let low = dice.u32(0..120);
            let works = WorksOverrun {
                chance: dice.u32(0..=100),
                low,
                high: low + dice.u32(0..200),
                shared: dice.u32(0..=100),
            };
            let refused = dice.u32(0..=100);
            let instance = case.dataset.instance.changed(|parts| {
                for line in &mut parts.lines {
                    (line.works, line.refusal_percent) = (Some(works), Some(refused));
                }
            });
            let as_of = ["2027-28", "2028-29"].map(|year| Some(year.parse().expect("a year")));
            for (option, as_of) in
                instance.option_indices().flat_map(|option| [(option, None), (option, as_of[0]), (option, as_of[1])])
            {
                for year in [early, late] {
                    let stated = Opening::of(&instance, option, year, as_of).chance().thousandths();
                    let stated = u32::try_from(stated).expect("a thousand at most");
                    in_part += u32::from(0 < stated && stated < 1_000);
                    let sure = |thousandths| is_sure(&instance, &instance[option], (year, as_of), thousandths);
                    assert!(sure(stated) && !sure(stated + 1), "{works:?}, {refused}% refused: {stated} thousandths");
                }
            }
        }
        assert!(in_part > 1_000, "only {in_part} were neither certain nor out of the question");
    }
}
