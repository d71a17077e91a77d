//! The unknowns: what is funded, and whom each place serves.

use crate::domain::{Area, CareType, FinancialYear, Flow, Index, Miles, Places, Project, ProjectOption, Site, Worth};
use crate::milp::{Column, ColumnIndex, ColumnKind, Milp};
use crate::model::{Goal, Question};
use crate::network::{Children, Network, Pair, Supply};

/// The columns that every family speaks of.
#[derive(Clone, Debug)]
pub struct Unknowns {
    /// By option: 1 if it is funded.
    fund: Vec<ColumnIndex>,
    /// The places that could be used, by year, site, area and care type.
    servings: Vec<Serving>,
    /// The places that could be there, by year, site and care type.
    supplies: Vec<Supply>,
    /// The share of demand well located in the worst region, in thousandths, where that is the goal.
    worst_share: Option<ColumnIndex>,
    /// The year at whose end plans have their places divided.
    horizon: FinancialYear,
}

/// Places at a site that children of an area could use, within reach.
#[derive(Clone, Copy, Debug)]
pub struct Serving {
    /// The year at whose end they are counted.
    pub year: FinancialYear,
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
    pub children: Children,
    /// The number of places used.
    pub column: ColumnIndex,
}

impl Unknowns {
    /// Adds the columns of `question` to `milp`; places used, over the pairs of `network`, are columns of `kind`.
    #[must_use]
    pub fn add_to(milp: &mut Milp, question: &Question<'_>, network: &Network, kind: ColumnKind) -> Self {
        let instance = question.instance;
        let fund = instance.options().iter().map(|option| {
            let label = format!("fund[{}/{}]", instance[option.project].id, option.id);
            milp.add_column(Column { label, lower: 0, upper: 1, kind: ColumnKind::Whole })
        });
        let fund = fund.collect();
        let servings = servings(question, network, kind, milp);
        let worst_share = (question.model.goal == Goal::WorstRegion).then(|| {
            let label = "worst_share".to_owned();
            milp.add_column(Column { label, lower: 0, upper: 1_000, kind: ColumnKind::Whole })
        });
        let horizon = question.model.horizon;
        Self { fund, servings, supplies: network.supplies.clone(), worst_share, horizon }
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

    /// The places that could be used, in order of year, site, area and care type.
    #[must_use]
    pub fn servings(&self) -> &[Serving] {
        &self.servings
    }

    /// Those of them that are counted at the horizon.
    pub fn at_horizon(&self) -> impl Iterator<Item = &Serving> {
        self.servings.iter().filter(|serving| serving.year == self.horizon)
    }

    /// The places that could be there, in order of year, site and care type.
    #[must_use]
    pub fn supplies(&self) -> &[Supply] {
        &self.supplies
    }

    /// The share of demand well located in the worst region, in thousandths, where that is the goal.
    #[must_use]
    pub const fn worst_share(&self) -> Option<ColumnIndex> {
        self.worst_share
    }

    /// The flows at the horizon that these values of the columns say.
    ///
    /// # Panics
    ///
    /// If a number of places is below nought or beyond four billion, which the columns' bounds exclude.
    #[must_use]
    pub fn flows(&self, values: &[i64]) -> Vec<Flow> {
        let used = self.at_horizon().map(|serving| Flow {
            site: serving.site,
            area: serving.area,
            care_type: serving.care_type,
            places: Places::new(u32::try_from(values[serving.column.position()]).expect("places are within bounds")),
        });
        used.filter(|flow| flow.places > Places::ZERO).collect()
    }
}

fn servings(question: &Question<'_>, network: &Network, kind: ColumnKind, milp: &mut Milp) -> Vec<Serving> {
    let (instance, year_of) = (question.instance, in_year(question));
    let serving = |pair: &Pair| {
        let (supply, want) = (&network.supplies[pair.supply], network.wants[pair.want]);
        let (most, area) = match want.children {
            Children::Count(children) => (supply.most().min(children), instance[want.area].id.as_str()),
            Children::Unlimited => (supply.most(), "anywhere"),
        };
        let (site, care) = (&instance[supply.site].id, &instance[supply.care_type].id);
        let label = format!("serve[{site}, {area}, {care}{}]", year_of(supply.year));
        let column = milp.add_column(Column { label, lower: 0, upper: most.count().into(), kind });
        let Supply { year, site, care_type, .. } = *supply;
        let Pair { miles, worth, .. } = *pair;
        Serving { year, site, area: want.area, care_type, miles, worth, children: want.children, column }
    };
    let mut servings: Vec<Serving> = network.pairs.iter().map(serving).collect();
    servings.sort_by_key(|serving| (serving.year, serving.site, serving.area, serving.care_type));
    servings
}

/// How labels end that speak of a year: only where there are several need it be told.
pub(super) fn in_year(question: &Question<'_>) -> impl Fn(FinancialYear) -> String + use<> {
    let is_told = question.years().len() > 1;
    move |year| if is_told { format!(", {year}") } else { String::new() }
}
