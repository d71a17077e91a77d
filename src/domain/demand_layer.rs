//! Demand layers: children who come on top of those of `demand.csv`, or stand in their place.

use std::collections::BTreeMap;

use super::{Area, CareType, Demand, FinancialYear, Index, LayerId, Places};

/// Whose children they are, and of what care.
type Need = (Index<Area>, Index<CareType>);

/// A layer of demand, which a model may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandLayer {
    /// The id.
    pub id: LayerId,
    /// What it does to the children there are without it.
    pub effect: LayerEffect,
    /// Its children, by area, care type and then year.
    pub rows: Vec<LayerRow>,
    /// Who says so, each once.
    pub sources: Vec<String>,
    /// How many of its rows are observed; the others are modelled.
    pub observed: usize,
}

/// What a layer does to the children there are without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerEffect {
    /// Its children come on top.
    Add,
    /// Its children stand in the place of those of `demand.csv`, of the areas and care types that it speaks of.
    Replace,
}

/// The children of an area who need a care type, from a year on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LayerRow {
    /// Where the children are from.
    pub area: Index<Area>,
    /// The care they need.
    pub care_type: Index<CareType>,
    /// The first year at whose end they count, until another row of the same area and care type does; nothing where they
    /// count in every year before such a row.
    pub from: Option<FinancialYear>,
    /// How many they are.
    pub children: Places,
}

impl LayerEffect {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Add, Self::Replace];

    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Replace => "replace",
        }
    }
}

impl DemandLayer {
    /// The children it speaks of at the end of `year`: of each area and care type those of the latest row that is not of a
    /// later year. Without a year, those of before every year that is named.
    #[must_use]
    pub fn at(&self, year: Option<FinancialYear>) -> BTreeMap<(Index<Area>, Index<CareType>), Places> {
        let so_far = self.rows.iter().filter(|row| row.from <= year);
        so_far.map(|row| ((row.area, row.care_type), row.children)).collect()
    }

    /// The areas and care types it speaks of, in whatever year.
    pub fn needs(&self) -> impl Iterator<Item = (Index<Area>, Index<CareType>)> {
        self.rows.iter().map(|row| (row.area, row.care_type))
    }

    /// The years from which other children count.
    pub fn years(&self) -> impl Iterator<Item = FinancialYear> {
        self.rows.iter().filter_map(|row| row.from)
    }
}

/// The children there are at the end of `year` with these layers, by area and care type: those of `demand`, or those that
/// stand in their place, and those that come on top. An area of which a layer speaks is known in every year. Nothing where
/// an area has more children than there may be.
#[must_use]
pub fn layered(demand: &[Demand], layers: &[&DemandLayer], year: Option<FinancialYear>) -> Option<Vec<Demand>> {
    let mut needs: BTreeMap<Need, Places> =
        demand.iter().map(|need| ((need.area, need.care_type), need.children)).collect();
    for need in layers.iter().flat_map(|layer| layer.needs()) {
        needs.entry(need).or_default();
    }
    let of = |effect| layers.iter().filter(move |layer| layer.effect == effect).flat_map(|layer| layer.at(year));
    needs.extend(of(LayerEffect::Replace));
    for (need, more) in of(LayerEffect::Add) {
        let children = needs.entry(need).or_default();
        *children = Some(*children + more).filter(|children| *children <= Places::LARGEST)?;
    }
    let row = |((area, care_type), children)| Demand { area, care_type, children };
    Some(needs.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(area: usize, from: &str, children: u32) -> LayerRow {
        let from = (!from.is_empty()).then(|| from.parse().expect("a year"));
        LayerRow { area: Index::new(area), care_type: Index::new(0), from, children: Places::new(children) }
    }

    fn layer(effect: LayerEffect, mut rows: Vec<LayerRow>) -> DemandLayer {
        rows.sort_unstable();
        DemandLayer { id: "one".parse().expect("an id"), effect, rows, sources: Vec::new(), observed: 0 }
    }

    /// The children by area, with these layers over 5 in the first area and 3 in the second.
    fn children(layers: &[&DemandLayer], year: &str) -> Vec<(usize, u32)> {
        let need = |area, children| Demand {
            area: Index::new(area),
            care_type: Index::new(0),
            children: Places::new(children),
        };
        let year = (!year.is_empty()).then(|| year.parse().expect("a year"));
        let demand = layered(&[need(0, 5), need(1, 3)], layers, year).expect("few children");
        demand.iter().map(|need| (need.area.position(), need.children.count())).collect()
    }

    #[test]
    fn a_layer_adds_to_the_children_there_are_or_stands_in_their_place() {
        let add = layer(LayerEffect::Add, vec![row(1, "", 2), row(2, "", 4)]);
        let replace = layer(LayerEffect::Replace, vec![row(1, "", 9)]);
        assert_eq!(children(&[&add], "2028-29"), [(0, 5), (1, 5), (2, 4)]);
        assert_eq!(children(&[&replace], "2028-29"), [(0, 5), (1, 9)]);
        for both in [[&add, &replace], [&replace, &add]] {
            assert_eq!(children(&both, "2028-29"), [(0, 5), (1, 11), (2, 4)], "in whatever order");
        }
    }

    #[test]
    fn children_count_from_their_year_on_until_the_next_row() {
        let rows = || vec![row(0, "2026-27", 10), row(0, "2028-29", 20), row(1, "", 1), row(1, "2027-28", 0)];
        let add = layer(LayerEffect::Add, rows());
        let replace = layer(LayerEffect::Replace, rows());
        let over = |layer: &DemandLayer| {
            ["", "2025-26", "2026-27", "2027-28", "2028-29", "2035-36"].map(|year| {
                let by_area = children(&[layer], year);
                [by_area[0].1, by_area[1].1]
            })
        };
        assert_eq!(over(&add), [[5, 4], [5, 4], [15, 4], [15, 3], [25, 3], [25, 3]]);
        assert_eq!(over(&replace), [[5, 1], [5, 1], [10, 1], [10, 0], [20, 0], [20, 0]]);
    }

    #[test]
    fn an_area_has_no_more_children_than_there_may_be() {
        let add = layer(LayerEffect::Add, vec![row(0, "", 999_995)]);
        assert_eq!(layered(&[], &[&add], None).map(|demand| demand.len()), Some(1));
        let need = Demand { area: Index::new(0), care_type: Index::new(0), children: Places::new(5) };
        assert_eq!(layered(&[need], &[&add], None), None);
    }
}
