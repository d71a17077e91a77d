//! The problem as a draw makes it, and what is left of a plan there.

use std::collections::BTreeSet;

use super::draw::{Draw, Fate, ONE, YEAR};
use crate::domain::{
    CareType, Demand, Estimate, FinancialYear, Index, Instance, Money, PlaceRange, Places, Project, ProjectOption,
};
use crate::model::Question;

/// A problem after a draw.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// The problem, with the costs, years, places and children of the draw.
    pub instance: Instance,
    /// The projects that are not built: refused, or without the match they need.
    pub lost: BTreeSet<Index<Project>>,
}

impl World {
    /// What `draw` makes of the problem of `question`. What is over stays as it was: nothing befalls an option that opened
    /// before the `as_of` of the model, and a project of the plan that has begun is neither refused nor left without match.
    pub fn of(question: &Question<'_>, draw: &Draw) -> Self {
        let (instance, as_of) = (question.instance, question.model.as_of);
        let changed = instance.changed(|parts| {
            let is_open = |option: &ProjectOption| as_of.is_some_and(|year| option.planned && option.opens < year);
            for option in parts.options.iter_mut().filter(|option| !is_open(option)) {
                befall(option, draw.fates[option.project.position()], as_of);
            }
            for (at, &thousandths) in draw.demand.iter().enumerate() {
                need(&mut parts.demand, Index::new(at), thousandths);
            }
        });
        let is_lost = |project: &Index<Project>| {
            let own = &instance[*project];
            let is_matched = own.option_indices().any(|option| instance[option].local_match > Money::ZERO);
            let has_begun = |option: Index<ProjectOption>| {
                as_of.is_some_and(|year| instance[option].planned && instance[option].begins_before(year))
            };
            let is_hit =
                draw.fates[project.position()].is_refused || (is_matched && draw.withdrawn.contains(&own.area));
            is_hit && !own.option_indices().any(has_begun)
        };
        Self { instance: changed, lost: instance.project_indices().filter(is_lost).collect() }
    }
}

/// What becomes of an option.
fn befall(option: &mut ProjectOption, fate: Fate, as_of: Option<FinancialYear>) {
    overrun(option, fate.overrun, as_of);
    slip(option, fate);
    if let Some(place) = fate.places {
        let [low, high] = [Estimate::Low, Estimate::High].map(|end| i64::from(option.additional.at(end).count()));
        // To the nearest place, halves up.
        let places = low + ((high - low) * place * 2 + ONE) / (2 * ONE);
        let places = Places::new(u32::try_from(places).expect("it is within the range"));
        option.additional = PlaceRange::new(places, places, places).expect("one number is in order");
    }
}

/// Costs so much more in every year, and locally, rounded up to the pound; the last year has what rounding leaves, and
/// what the years before `as_of` would have, which have been paid.
fn overrun(option: &mut ProjectOption, thousandths: i64, as_of: Option<FinancialYear>) {
    let more = |money: Money| {
        let pounds = money.pounds() * (ONE + thousandths);
        Money::from_pounds(-(-pounds).div_euclid(ONE))
    };
    option.local_match = more(option.local_match);
    let cost = more(option.cost);
    let mut left = cost;
    let last = option.spend.len().saturating_sub(1);
    for (at, (year, spend)) in option.spend.iter_mut().enumerate() {
        let is_paid = as_of.is_some_and(|as_of| *year < as_of);
        let more = if is_paid { spend.pounds() } else { spend.pounds() * (ONE + thousandths) / ONE };
        *spend = if at == last { left } else { Money::from_pounds(more) };
        left = left - *spend;
    }
    option.cost = cost;
}

/// Opens as many years later as its works take longer, and has the spend of its last year then.
fn slip(option: &mut ProjectOption, fate: Fate) {
    let years = i64::from(option.opens.ends_in()) - i64::from(option.starts.ends_in()) + 1;
    let months = years * YEAR * fate.works / ONE;
    let later = u16::try_from((fate.month + months) / YEAR).unwrap_or(u16::MAX);
    option.opens = option.opens.later(later).unwrap_or(FinancialYear::LAST);
    if let Some((_, reopens)) = &mut option.closed {
        *reopens = reopens.later(later).unwrap_or(FinancialYear::LAST);
    }
    if let Some((year, _)) = option.spend.last_mut() {
        *year = year.later(later).unwrap_or(FinancialYear::LAST);
    }
}

/// So many children need a care type: the whole of it to the nearest child, and each area its share, rounded down or up
/// by largest remainder.
fn need(demand: &mut [Demand], care_type: Index<CareType>, thousandths: i64) {
    if thousandths == ONE {
        return;
    }
    let own: Vec<usize> = (0..demand.len()).filter(|&at| demand[at].care_type == care_type).collect();
    let children = |at: usize| i64::from(demand[at].children.count());
    let whole: i64 = own.iter().map(|&at| children(at)).sum();
    let wanted = (whole * thousandths * 2 + ONE) / (2 * ONE);
    let mut shares: Vec<(i64, usize, i64)> =
        own.iter().map(|&at| (children(at) * thousandths % ONE, at, children(at) * thousandths / ONE)).collect();
    let left = wanted - shares.iter().map(|(_, _, share)| share).sum::<i64>();
    shares.sort_by_key(|&(remainder, at, _)| (std::cmp::Reverse(remainder), at));
    for (&(_, at, share), place) in shares.iter().zip(0_i64..) {
        let share = share + i64::from(place < left);
        demand[at].children = Places::new(u32::try_from(share).expect("a share is nought or more"));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::case::Case;
    use crate::domain::{Area, Opening, WorksOverrun};

    #[test]
    fn an_overrun_is_paid_by_all_in_every_year_and_to_the_pound() {
        let year = |ends: &str| ends.parse::<FinancialYear>().expect("a year");
        let pounds = Money::from_pounds;
        let places = PlaceRange::new(Places::ZERO, Places::ZERO, Places::ZERO).expect("noughts are in order");
        let mut option = ProjectOption {
            joint: None,
            project: Index::new(0),
            id: "a".parse().expect("an id"),
            scope: String::new(),
            care_type: Index::new(0),
            starts: year("2026-27"),
            opens: year("2027-28"),
            cost: pounds(1_003),
            local_match: pounds(501),
            additional: places,
            protected: Places::ZERO,
            improved: Places::ZERO,
            planned: false,
            closed: None,
            spend: vec![(year("2026-27"), pounds(501)), (year("2027-28"), pounds(502))],
        };
        let asked = option.clone();
        overrun(&mut option, 100, None);
        // 1,103.3 and 551.1 are rounded up; of the years the first has 551.1 rounded down, and the last the rest.
        assert_eq!((option.cost, option.local_match), (pounds(1_104), pounds(552)));
        assert_eq!(option.spend.iter().map(|&(_, spend)| spend).collect::<Vec<_>>(), [pounds(551), pounds(553)]);
        // As of 2027-28 the first has been paid, and the second has all the rest.
        let mut begun = asked;
        overrun(&mut begun, 100, Some(year("2027-28")));
        assert_eq!(begun.spend.iter().map(|&(_, spend)| spend).collect::<Vec<_>>(), [pounds(501), pounds(603)]);
    }

    #[test]
    fn an_option_is_built_and_open_in_time_in_just_the_cases_that_its_chance_counts() {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/deliverability/model.toml");
        let mut case = Case::open(&model).expect("a golden run");
        let ([chance, refused], [high, shared]) = ([90_u32, 15_u32], [60_i64, 30_i64]);
        case.dataset.instance = case.dataset.instance.changed(|parts| {
            for line in &mut parts.lines {
                line.works = Some(WorksOverrun { chance, low: 0, high: 60, shared: 30 });
                line.refusal_percent = Some(refused);
            }
        });
        // By size, in thousandths: in how many ways the two parts of an overrun come to it, as a draw has them.
        let [chance, refused] = [chance, refused].map(u64::from);
        let mut sizes = BTreeMap::from([(0, (100 - chance) * 1_001 * 1_001)]);
        for (one, other) in (0..=ONE).flat_map(|one| (0..=ONE).map(move |other| (one, other))) {
            let even = (shared * one + (100 - shared) * other) / 100;
            *sizes.entry(high * 10 * even / ONE).or_default() += chance;
        }
        let question = case.question();
        let instance = question.instance;
        let mut open = vec![0_u64; instance.options().len()];
        for (&works, &ways) in &sizes {
            for (month, is_refused) in (0..YEAR).flat_map(|month| [(month, false), (month, true)]) {
                let fate = Fate { works, month, is_refused, ..Fate::default() };
                let fates = vec![fate; instance.projects().len()];
                let draw = Draw { fates, withdrawn: BTreeSet::new(), demand: vec![ONE; instance.care_types().len()] };
                let world = World::of(&question, &draw);
                for (at, option) in world.instance.options().iter().enumerate() {
                    let is_open = option.is_open_by(question.model.horizon) && !world.lost.contains(&option.project);
                    open[at] += u64::from(is_open) * ways * if is_refused { refused } else { 100 - refused };
                }
            }
        }
        let chances = instance
            .option_indices()
            .map(|option| Opening::of(instance, option, question.model.horizon, None).chance().cases());
        let chances: Vec<u64> = chances.collect();
        assert_eq!(open, chances);
        assert!(chances.iter().collect::<BTreeSet<_>>().len() >= 3, "{chances:?}");
    }

    #[test]
    fn children_are_shared_out_by_largest_remainder() {
        let row = |area: usize, care: usize, children: u32| Demand {
            area: Index::<Area>::new(area),
            care_type: Index::new(care),
            children: Places::new(children),
        };
        let mut demand = [row(0, 0, 5), row(0, 1, 9), row(1, 0, 3), row(2, 0, 2)];
        need(&mut demand, Index::new(0), 1_300);
        // 10 children become 13: shares of 6.5, 3.9 and 2.6 are rounded down to 6, 3 and 2, and the two largest
        // remainders have one more.
        assert_eq!(demand.map(|row| row.children.count()), [6, 9, 4, 3]);
    }
}
