//! Who can be served from where: places at sites, children who need them, and the pairs of these within reach.
//!
//! It is read off a question once. [`Network::reduced`] makes it smaller and leaves every choice of options worth as
//! many well-located places as before: `settle` takes out what is not contested, `merge` what is alike.

mod merge;
mod settle;
mod supply;

pub use supply::{Supply, supplies};

use crate::domain::{Area, CareType, FinancialYear, Index, Miles, Places, Worth};
use crate::model::Question;

/// Places at sites, children who need them, and which of these are within reach of which.
#[derive(Clone, Debug)]
pub struct Network {
    /// The places that could be there, in order of year, site and care type.
    pub supplies: Vec<Supply>,
    /// The children who need places that one of the supplies could give, in order of year, area and care type.
    pub wants: Vec<DemandNode>,
    /// What is within reach, in order of supply and want; a supply and a want are a pair once at most.
    pub pairs: Vec<Pair>,
}

/// The children of an area, or of several that are alike, who need a care type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemandNode {
    /// The year at whose end they need it.
    pub year: FinancialYear,
    /// Where they are from; of several areas the first.
    pub area: Index<Area>,
    /// The care they need.
    pub care_type: Index<CareType>,
    /// How many they are.
    pub children: Children,
}

/// How many children want places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Children {
    /// This many.
    Count(Places),
    /// Always more than there can be places for them, whatever is funded.
    Unlimited,
}

/// A supply and a want within its reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The position of the supply.
    pub supply: usize,
    /// The position of the want.
    pub want: usize,
    /// How far it is.
    pub miles: Miles,
    /// What a place is worth at that distance.
    pub worth: Worth,
}

impl Network {
    /// The network of `question`: every pair within reach that could use a place, in every year that counts.
    #[must_use]
    pub fn of(question: &Question<'_>) -> Self {
        let mut network = Self { supplies: Vec::new(), wants: Vec::new(), pairs: Vec::new() };
        for year in question.years() {
            let of_year = Self::at(question, year);
            let (supplies, wants) = (network.supplies.len(), network.wants.len());
            let later = |pair: Pair| Pair { supply: supplies + pair.supply, want: wants + pair.want, ..pair };
            network.supplies.extend(of_year.supplies);
            network.wants.extend(of_year.wants);
            network.pairs.extend(of_year.pairs.into_iter().map(later));
        }
        network
    }

    /// The network of `question` at the end of one year.
    #[must_use]
    pub fn at(question: &Question<'_>, year: FinancialYear) -> Self {
        let supplies = supplies(question, year);
        let needs = question.instance.demand_in(year).iter().filter(|need| need.children > Places::ZERO);
        let wants: Vec<DemandNode> = needs
            .map(|need| DemandNode {
                year,
                area: need.area,
                care_type: need.care_type,
                children: Children::Count(need.children),
            })
            .collect();
        let care_types = question.instance.care_types().len();
        let cell = |area: Index<Area>, care_type: Index<CareType>| area.position() * care_types + care_type.position();
        let mut at: Vec<Option<usize>> = vec![None; question.instance.areas().len() * care_types];
        for (position, want) in wants.iter().enumerate() {
            at[cell(want.area, want.care_type)] = Some(position);
        }
        let mut pairs = Vec::new();
        for (position, supply) in supplies.iter().enumerate().filter(|(_, supply)| supply.most() > Places::ZERO) {
            let Some(reach) = question.model.reach.get(&question.instance[supply.care_type].id) else { continue };
            for &(area, miles) in question.distances.from_site(supply.site) {
                let Some(worth) = reach.band(miles).map(|band| band.worth) else { continue };
                let Some(want) = at[cell(area, supply.care_type)] else { continue };
                pairs.push(Pair { supply: position, want, miles, worth });
            }
        }
        pairs.sort_by_key(|pair| (pair.supply, pair.want));
        Self { supplies, wants, pairs }
    }

    /// The same supplies and wants, of which none is within reach of another.
    #[must_use]
    pub fn without_pairs(&self) -> Self {
        Self { supplies: self.supplies.clone(), wants: self.wants.clone(), pairs: Vec::new() }
    }

    /// The same worth for every choice of options, with fewer wants and pairs. Miles no longer mean anything.
    #[must_use]
    pub fn reduced(&self) -> Self {
        merge::merge(&settle::settle(self))
    }
}
