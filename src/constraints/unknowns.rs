//! The unknowns: what is funded, and whom each place serves.

use std::collections::BTreeMap;

use super::supply::{Supply, supplies};
use crate::domain::{Area, CareType, Flow, Index, Miles, Places, Project, ProjectOption, Site, Worth};
use crate::model::{Goal, Question};
use crate::program::{Column, ColumnIndex, ColumnKind, Program};

/// The columns that every family speaks of.
#[derive(Clone, Debug)]
pub struct Unknowns {
    /// By option: 1 if it is funded.
    fund: Vec<ColumnIndex>,
    /// The places that could be used, by site, area and care type.
    servings: Vec<Serving>,
    /// The places that could be there, by site and care type.
    supplies: Vec<Supply>,
    /// The share of demand well located in the worst region, in thousandths, where that is the goal.
    worst_share: Option<ColumnIndex>,
}

/// Places at a site that children of an area could use, within reach.
#[derive(Clone, Copy, Debug)]
pub struct Serving {
    /// Where the places are.
    pub site: Index<Site>,
    /// Where the children are from.
    pub area: Index<Area>,
    /// The care they need.
    pub care_type: Index<CareType>,
    /// How far it is.
    pub miles: Miles,
    /// What a place is worth at that distance.
    pub worth: Worth,
    /// The children who need the care there.
    pub children: Places,
    /// The number of places used.
    pub column: ColumnIndex,
}

impl Unknowns {
    /// Adds the columns of `question` to `program`; places used are columns of `kind`.
    #[must_use]
    pub fn add_to(program: &mut Program, question: &Question<'_>, kind: ColumnKind) -> Self {
        let problem = question.problem;
        let fund = problem.options().iter().map(|option| {
            let label = format!("fund[{}/{}]", problem[option.project].id, option.id);
            program.add_column(Column { label, lower: 0, upper: 1, kind: ColumnKind::Whole })
        });
        let fund = fund.collect();
        let supplies = supplies(question);
        let servings = servings(question, &supplies, kind, program);
        let worst_share = (question.model.goal == Goal::WorstRegion).then(|| {
            let label = "worst_share".to_owned();
            program.add_column(Column { label, lower: 0, upper: 1_000, kind: ColumnKind::Whole })
        });
        Self { fund, servings, supplies, worst_share }
    }

    /// 1 if `option` is funded.
    #[must_use]
    pub fn fund(&self, option: Index<ProjectOption>) -> ColumnIndex {
        self.fund[option.position()]
    }

    /// The number of options of `project` that are funded, as terms of a sum.
    pub fn funded_of(&self, project: &Project) -> impl Iterator<Item = (i64, ColumnIndex)> {
        project.option_indices().map(|option| (1, self.fund(option)))
    }

    /// The places that could be used, in order of site, area and care type.
    #[must_use]
    pub fn servings(&self) -> &[Serving] {
        &self.servings
    }

    /// The places that could be there, in order of site and care type.
    #[must_use]
    pub fn supplies(&self) -> &[Supply] {
        &self.supplies
    }

    /// The share of demand well located in the worst region, in thousandths, where that is the goal.
    #[must_use]
    pub const fn worst_share(&self) -> Option<ColumnIndex> {
        self.worst_share
    }

    /// The flows that these values of the columns say.
    ///
    /// # Panics
    ///
    /// If a number of places is below nought or beyond four billion, which the columns' bounds exclude.
    #[must_use]
    pub fn flows(&self, values: &[i64]) -> Vec<Flow> {
        let used = self.servings.iter().map(|serving| Flow {
            site: serving.site,
            area: serving.area,
            care_type: serving.care_type,
            places: Places::new(u32::try_from(values[serving.column.position()]).expect("places are within bounds")),
        });
        used.filter(|flow| flow.places > Places::ZERO).collect()
    }
}

fn servings(question: &Question<'_>, supplies: &[Supply], kind: ColumnKind, program: &mut Program) -> Vec<Serving> {
    let problem = question.problem;
    let demand: BTreeMap<_, _> =
        problem.demand().iter().map(|need| ((need.area, need.care_type), need.children)).collect();
    let mut servings = Vec::new();
    for supply in supplies.iter().filter(|supply| supply.most() > Places::ZERO) {
        let Some(reach) = question.model.reach.get(&problem[supply.care_type].id) else { continue };
        for &(area, miles) in question.distances.from_site(supply.site) {
            let Some(band) = reach.band(miles) else { continue };
            let Some(&children) = demand.get(&(area, supply.care_type)) else { continue };
            let most = supply.most().min(children);
            if most == Places::ZERO {
                continue;
            }
            let [site, from, care] =
                [problem[supply.site].id.as_str(), problem[area].id.as_str(), problem[supply.care_type].id.as_str()];
            let label = format!("serve[{site}, {from}, {care}]");
            let column = program.add_column(Column { label, lower: 0, upper: most.count().into(), kind });
            let Supply { site, care_type, .. } = *supply;
            servings.push(Serving { site, area, care_type, miles, worth: band.worth, children, column });
        }
    }
    servings.sort_by_key(|serving| (serving.site, serving.area, serving.care_type));
    servings
}
