//! How sure one may be that an option is open in time: every way in which it may go is tried, as `stress` draws it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use placewell::domain::{FinancialYear, Instance, ProjectOption, WorksOverrun};
use placewell::model::{Deliverability, Model, Share};

use super::dice::Dice;
use super::verdict::has_begun;

/// How many ways there are: months of opening, and steps of the two parts of an overrun.
const WAYS: u64 = 12 * 1_001 * 1_001;

/// Tries 12 million ways once only.
static LATE: Mutex<BTreeMap<[u32; 5], u64>> = Mutex::new(BTreeMap::new());

/// Says of each line what may keep its places from opening, and asks for a share about which something turns.
pub fn ask(dice: &mut Dice, instance: &Instance, model: &Model) -> (Instance, Model) {
    let instance = instance.changed(|parts| {
        for line in &mut parts.lines {
            line.refusal_percent = dice.pick(&[None, Some(0), Some(5), Some(20), Some(40)]);
            let works = |chance, low, high, shared| Some(WorksOverrun { chance, low, high, shared });
            line.works = dice.pick(&[None, works(100, 0, 60, 50), works(60, 25, 25, 0), works(80, 10, 130, 100)]);
        }
        parts.lines[0].refusal_percent = Some(20);
    });
    let option = &instance.options()[dice.below(instance.options().len())];
    let [open, all] = cases(&instance, model, option, model.horizon);
    let reached = u32::try_from(1_000 * open / all).expect("no share is over all");
    let thousandths = (reached + dice.pick(&[0, 0, 1])).min(1_000);
    let share = Share::from_thousandths(thousandths).expect("a share");
    let deliverability = Some(Deliverability { share, source: "chance".to_owned() });
    (instance, Model { deliverability, ..model.clone() })
}

/// Whether the places of an option count at the end of a year.
pub fn counts(instance: &Instance, model: &Model, option: &ProjectOption, year: FinancialYear) -> bool {
    model.deliverability.as_ref().is_none_or(|asked| {
        let [open, all] = cases(instance, model, option, year);
        1_000 * open >= u64::from(asked.share.thousandths()) * all
    })
}

/// In how many cases an option is open by the end of a year, and of how many.
pub fn cases(instance: &Instance, model: &Model, option: &ProjectOption, year: FinancialYear) -> [u64; 2] {
    let all = 100 * 100 * WAYS;
    let over = |by| model.as_of.is_some_and(|year| by < year);
    if option.opens > year {
        return [0, all];
    }
    if option.planned && over(option.opens) {
        return [all, all];
    }
    let project = &instance[option.project];
    let own = &instance.options()[project.options.clone()];
    let begun = own.iter().any(|own| own.planned && model.as_of.is_some_and(|year| has_begun(own, year)));
    let line = &instance[project.line];
    let refused = if begun { 0 } else { line.refusal_percent.unwrap_or(0) };
    let late = line.works.map_or(0, |works| {
        let years = u32::from(option.opens.ends_in() - option.starts.ends_in()) + 1;
        let spare = u32::from(year.ends_in() - option.opens.ends_in());
        u64::from(works.chance) * late(works, years, spare)
    });
    [u64::from(100 - refused) * (100 * WAYS - late), all]
}

/// In how many ways works of so many years that overrun are too late, with so many years to spare.
fn late(works: WorksOverrun, years: u32, spare: u32) -> u64 {
    let key = [works.low, works.high, works.shared, years, spare];
    let mut known = LATE.lock().expect("nothing panics while it is held");
    *known.entry(key).or_insert_with(|| {
        let mut ways = 0;
        for shared in 0..=1_000 {
            for own in 0..=1_000 {
                let even = (works.shared * shared + (100 - works.shared) * own) / 100;
                let size = 10 * works.low + 10 * (works.high - works.low) * even / 1_000;
                let months = years * 12 * size / 1_000;
                let too_late = (0..12).filter(|month| (month + months) / 12 > spare).count();
                ways += u64::try_from(too_late).expect("twelve at most");
            }
        }
        ways
    })
}
