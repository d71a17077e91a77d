//! What may go otherwise, as the dataset says it: each kind of risk in a row.

use std::collections::BTreeMap;

use crate::domain::{Risk, RiskKind};
use crate::read::Dataset;
use crate::report::page::grid::Grid;
use crate::report::page::piece::{Field, Piece};
use crate::table::{Cell, Show};

/// The kinds of risk of `risks.csv`, if there is one: of each from the least to the most of all that it speaks of.
pub(super) fn grid(dataset: &Dataset) -> Option<Grid> {
    let mut kinds: BTreeMap<usize, Vec<&Risk>> = BTreeMap::new();
    for risk in &dataset.risks {
        kinds.entry(place(risk.kind)).or_default().push(risk);
    }
    let row = |(kind, risks): (&usize, &Vec<&Risk>)| {
        let word = RiskKind::WORDS[*kind];
        let range = |column: &str, of: &dyn Fn(&Risk) -> i64, sizes: [i64; 2]| {
            let (least, most) = (risks.iter().map(|risk| of(risk)).min(), risks.iter().map(|risk| of(risk)).max());
            let piece = |end: &str, value: i64| {
                Piece::new(format!("risks {end}:{word} {column}"), &Cell::Whole(value), Show::Number)
            };
            Field::range(piece("least", least.unwrap_or(sizes[0])), piece("most", most.unwrap_or(sizes[1])))
        };
        let words = Field::one(Piece::new(String::new(), &Cell::text(meaning(*kind)), Show::Words));
        let chance = range("chance_percent", &|risk| risk.chance.into(), [0, 0]);
        let high = range("high_percent", &|risk| risk.high.into(), [0, 0]);
        vec![words, chance, high]
    };
    (!dataset.risks.is_empty()).then(|| Grid {
        id: "risks".to_owned(),
        caption: "What may go otherwise, as risks.csv assumes it; stress tries the plan against all of it".to_owned(),
        headings: [("What", false), ("Chance, %", true), ("At most, %", true)]
            .map(|(heading, is_number)| (heading.to_owned(), is_number))
            .into(),
        rows: kinds.iter().map(row).collect(),
        ..Grid::default()
    })
}

/// The place of a kind among the words for kinds.
const fn place(kind: RiskKind) -> usize {
    match kind {
        RiskKind::CostOverrun(_) => 0,
        RiskKind::WorksOverrun(_) => 1,
        RiskKind::Refusal(_) => 2,
        RiskKind::PlaceRange(_) => 3,
        RiskKind::MatchWithdrawn => 4,
        RiskKind::Demand(_) => 5,
    }
}

/// What a kind means.
const fn meaning(kind: usize) -> &'static str {
    match kind {
        0 => "Projects cost more than was asked",
        1 => "Works take longer",
        2 => "A project is refused permission and is not built",
        3 => "Places turn out anywhere in the range of their option",
        4 => "An authority withdraws its match, and a part is not built",
        _ => "More or fewer children need a place",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Index;

    #[test]
    fn every_kind_of_risk_has_its_own_word() {
        let kinds = [
            RiskKind::CostOverrun(Index::new(0)),
            RiskKind::WorksOverrun(Index::new(0)),
            RiskKind::Refusal(Index::new(0)),
            RiskKind::PlaceRange(Index::new(0)),
            RiskKind::MatchWithdrawn,
            RiskKind::Demand(Index::new(0)),
        ];
        assert_eq!(kinds.map(place), [0, 1, 2, 3, 4, 5]);
        assert_eq!(RiskKind::WORDS[place(kinds[4])], "match-withdrawn");
    }
}
