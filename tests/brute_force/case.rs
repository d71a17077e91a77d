//! A random question: the data, what is asked of it, and how far things are apart.

use std::collections::BTreeSet;
use std::fmt;

use placewell::domain::{Distances, Estimate, FinancialYear, Index, Instance, Money, Parts, Places};
use placewell::formulate::formulate;
use placewell::model::{CoverageFloor, Goal, Model, Question, Share};

use super::asks::{Choices, at_most, model};
use super::data::{REGIONS, Size, distances, group, links, parts, year};
use super::dice::Dice;
use super::score::share;
use super::serving::{Way, front, region, ways};
use super::subset::Subset;
use super::sure;
use super::verdict::{cost, has_begun, held};

/// A random question.
pub struct Case {
    /// Which: the same number makes the same case on every machine.
    pub number: u64,
    /// What is known.
    pub instance: Instance,
    /// What is asked.
    pub model: Model,
    /// How far things are apart.
    pub distances: Distances,
    /// Every way within reach.
    pub ways: Vec<Way>,
}

impl Case {
    /// The case of this number.
    pub fn random(number: u64) -> Self {
        let mut dice = Dice::new(number);
        let size = if dice.chance(35) { Size::Tiny } else { Size::Small };
        let mut parts = parts(&mut dice, size);
        let distances = distances(&mut dice, size, &parts);
        let choices = choices(&mut dice, &parts);
        parts.links = links(&mut dice, &parts, choices.kept);
        limit_match(&mut dice, &mut parts, &choices);
        let instance = Instance::new(parts);
        let model = model(&mut dice, &instance, &choices);
        let mut case = Self { number, instance, model, distances, ways: Vec::new() };
        case.ways = ways(&case);
        if size == Size::Tiny {
            case.ask_for_regions(&mut dice, choices.kept);
        }
        if number % 5 == 4 {
            case.stand_overruns(&choices);
        }
        if number % 5 == 2 {
            case.ask_later(&choices);
        }
        if number % 10 == 1 && case.model.goal == Goal::WellLocated {
            case.count_years();
        }
        if number % 24 == 7 {
            // Some of those that stand overruns or are asked later, and some of the others.
            let mut dice = Dice::new(number + 4_000_000);
            (case.instance, case.model) = sure::ask(&mut dice, &case.instance, &case.model);
        }
        case
    }

    /// The same with another problem and model.
    pub fn with(&self, instance: Instance, model: Model) -> Self {
        let mut case =
            Self { number: self.number, instance, model, distances: self.distances.clone(), ways: Vec::new() };
        case.ways = ways(&case);
        case
    }

    /// The question it puts.
    pub const fn question(&self) -> Question<'_> {
        Question { instance: &self.instance, model: &self.model, distances: &self.distances }
    }

    /// Whether regions are spoken of, so that places are divided with an eye to them.
    pub fn speaks_of_regions(&self) -> bool {
        self.model.coverage_floor.is_some() || self.model.goal == Goal::WorstRegion
    }

    /// The position of an area's region.
    pub fn region(&self, area: usize) -> usize {
        region(&self.instance.areas()[area].region)
    }

    /// The children of an area who need a care type.
    pub fn children(&self, area: usize, care: usize) -> u32 {
        self.children_in(self.model.horizon, area, care)
    }

    /// Those at the end of a year.
    pub fn children_in(&self, year: FinancialYear, area: usize, care: usize) -> u32 {
        let (area, care) = (Index::new(area), Index::new(care));
        let need = self.instance.demand_in(year).iter().find(|need| need.area == area && need.care_type == care);
        need.map_or(0, |need| need.children.count())
    }

    /// The children of each region.
    pub fn children_by_region(&self) -> [u64; 2] {
        let mut children = [0; 2];
        for need in self.instance.demand() {
            children[self.region(need.area.position())] += u64::from(need.children.count());
        }
        children
    }

    /// Has the envelope stand overruns, at a total about which a choice turns.
    fn stand_overruns(&mut self, choices: &Choices) {
        let mut dice = Dice::new(self.number + 1_000_000);
        self.instance = self.instance.changed(|parts| {
            for line in &mut parts.lines {
                line.overrun_percent = dice.pick(&[0, 1, 24, 51, 51, 100]);
            }
        });
        self.model.envelope.overruns = dice.pick(&[1, 1, 2, 3]);
        let [kept, tempting] = [choices.kept, choices.tempting]
            .map(|subset| cost(&self.instance, subset) + held(&self.instance, &self.model, subset));
        self.model.envelope.total = Money::from_pounds(at_most(&mut dice, kept, tempting));
    }

    /// Puts the question as of a later year. What is kept and has begun by then was planned, nearly always, and nothing else
    /// that would have.
    fn ask_later(&mut self, choices: &Choices) {
        let mut dice = Dice::new(self.number + 2_000_000);
        let as_of = year(dice.pick(&[0, 1, 1, 1, 2]));
        self.instance = self.instance.changed(|parts| {
            for (at, option) in parts.options.iter_mut().enumerate() {
                // Some spend before they start.
                if option.starts < option.opens && dice.chance(30) {
                    option.starts = option.opens;
                }
                if has_begun(option, as_of) && dice.chance(97) {
                    option.planned = choices.kept.holds(at);
                }
            }
        });
        self.model.as_of = Some(as_of);
    }

    /// Counts places in every year from some year on, with homes that close for works and other children every year.
    fn count_years(&mut self) {
        let mut dice = Dice::new(self.number + 3_000_000);
        let horizon = self.model.horizon;
        let first = year(dice.pick(&[0, 0, 1])).min(horizon);
        self.model.goal = Goal::PlaceYears { first };
        self.instance = self.instance.changed(|parts| {
            let mut closing = BTreeSet::new();
            for option in &mut parts.options {
                let site = parts.projects[option.project.position()].site;
                let closes = parts.sites[site.position()].home.is_some() && dice.chance(60);
                let from = dice.pick(&[option.starts, option.starts, year(0)]);
                // A home closes for one project at a time; its options are alternatives.
                let is_free = closing.iter().all(|&(other, project)| other != site || project == option.project);
                if closes && is_free && from < option.opens {
                    let last = (0..3).map(year).rfind(|year| *year < option.opens).expect("a year before it opens");
                    option.closed = Some((from, last));
                    closing.insert((site, option.project));
                }
            }
            if dice.chance(50) {
                for at in 0..3 {
                    let mut demand = parts.demand.clone();
                    if year(at) < horizon {
                        for need in &mut demand {
                            let more = dice.count(0, 9);
                            need.children = if dice.chance(60) { Places::new(more) } else { need.children };
                        }
                    }
                    parts.demand_from.insert(year(at), demand);
                }
            }
        });
    }

    /// Asks for a floor that a division of what is kept just reaches, or for the worst region, or for both.
    fn ask_for_regions(&mut self, dice: &mut Dice, kept: Subset) {
        if dice.chance(50) {
            self.model.goal = Goal::WorstRegion;
            if dice.chance(60) {
                // Little but the envelope is left, and that is two options' worth, so that the regions compete for it.
                let options = self.instance.options();
                self.model.envelope.total =
                    options[dice.below(options.len())].cost + options[dice.below(options.len())].cost;
                self.model.rules.clear();
                self.model.fixes.clear();
                self.model.funds.clear();
                self.model.match_funding = None;
                self.model.horizon = year(2);
                self.model.estimate = Estimate::High;
            }
        }
        if dice.chance(60) {
            let divisions = front(self, kept);
            let reached = &divisions[dice.below(divisions.len())];
            let regions = if dice.chance(50) { REGIONS.as_slice() } else { &REGIONS[..1] };
            let children = self.children_by_region();
            let shares = regions.iter().map(|name| share(reached.regions[region(name)], children[region(name)]));
            let least = i64::try_from(shares.min().expect("a region")).expect("a share is small");
            let thousandths = (least + dice.pick(&[0, 0, 0, -1, 1])).clamp(0, 1_000);
            // Every other floor in one region is under the group of its areas.
            let is_of_group = regions.len() == 1 && self.number.is_multiple_of(2);
            let groups = if is_of_group { [group(regions[0])].into() } else { [].into() };
            self.model.coverage_floor = Some(CoverageFloor {
                share: Share::from_thousandths(u32::try_from(thousandths).expect("it is clamped")).expect("a share"),
                regions: if regions.len() == 1 && !is_of_group { [regions[0].to_owned()].into() } else { [].into() },
                groups,
                source: "chance".to_owned(),
            });
        }
    }
}

/// A choice to draw limits about, at most one option a project, with its neighbours.
fn choices(dice: &mut Dice, parts: &Parts) -> Choices {
    let mut kept = Subset::NONE;
    let (mut more, mut fewer) = (Vec::new(), Vec::new());
    for project in &parts.projects {
        let option = project.options.start + dice.below(project.options.len());
        if dice.chance(60) {
            kept = kept.with(option);
            fewer.push(option);
        } else {
            more.push(option);
        }
    }
    let tempting = if more.is_empty() { kept } else { kept.with(dice.pick(&more)) };
    let modest = if fewer.is_empty() { kept } else { kept.without(dice.pick(&fewer)) };
    Choices { kept, tempting, modest }
}

fn limit_match(dice: &mut Dice, parts: &mut Parts, choices: &Choices) {
    for at in 0..parts.areas.len() {
        let asked = |subset: Subset| -> i64 {
            let options = parts.options.iter().enumerate().filter(|(option, _)| subset.holds(*option));
            let bids = options.filter(|(_, option)| parts.projects[option.project.position()].area.position() == at);
            bids.map(|(_, option)| option.local_match.pounds()).sum()
        };
        let [kept, tempting] = [choices.kept, choices.tempting].map(asked);
        if dice.chance(70) {
            parts.areas[at].match_limit = Some(Money::from_pounds(at_most(dice, kept, tempting)));
        }
    }
}

impl fmt::Display for Case {
    /// Writes all of it, a row a line, and the rows that a solver is told.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn table<T: fmt::Debug>(f: &mut fmt::Formatter<'_>, name: &str, rows: &[T]) -> fmt::Result {
            writeln!(f, "{name}:")?;
            rows.iter().enumerate().try_for_each(|(at, row)| writeln!(f, "  #{at} {row:?}"))
        }
        let instance = &self.instance;
        writeln!(f, "case {}", self.number)?;
        table(f, "care types", instance.care_types())?;
        table(f, "areas", instance.areas())?;
        table(f, "groups", instance.groups())?;
        table(f, "homes", instance.homes())?;
        table(f, "sites", instance.sites())?;
        table(f, "projects", instance.projects())?;
        table(f, "options", instance.options())?;
        table(f, "demand", instance.demand())?;
        table(f, "links", instance.links())?;
        table(f, "ways", &self.ways)?;
        table(f, "model", std::slice::from_ref(&self.model))?;
        f.write_str(&formulate(&self.question()).milp.rows_as_text())
    }
}
