//! `demand_layers.csv`: layers of demand, which a model may choose. A dataset may do without it.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use super::areas::Areas;
use super::care_types::CareTypes;
use super::cells::{Basis, Value, WORDS, in_capitals, one_of};
use super::format::{Default, Format, Tolerance};
use super::lenient::{Commas, Lenient};
use super::passed::Nouns;
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{DemandLayer, FinancialYear, LayerEffect, LayerId, LayerRow, Malformed, Places};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "demand_layers.csv",
    noun: "the demand of an area in a layer",
    columns: &["layer", "effect", "area", "care_type", "year", "children", "basis", "source"],
    optional: &[],
    defaults: &[Default::this("year", "", "the children of a layer count in every year"), Default::BASIS],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Refused,
};

/// The word by which a model says that it chooses no layer.
const NO_LAYER: &str = "none";

/// The words for what a layer does.
pub(super) const EFFECTS: [(&str, LayerEffect); 2] =
    [(LayerEffect::ALL[0].word(), LayerEffect::ALL[0]), (LayerEffect::ALL[1].word(), LayerEffect::ALL[1])];

/// What a layer does, as a cell says it.
#[derive(Clone, Copy)]
struct Effect(LayerEffect);

impl FromStr for Effect {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        one_of(text, EFFECTS).map(Self)
    }
}

impl Value for Effect {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// A row, with the layer that it is of.
struct Read {
    id: LayerId,
    effect: LayerEffect,
    row: LayerRow,
    basis: Basis,
    source: String,
}

/// Reads the layers, in order of id.
pub(super) fn read(table: &Table, areas: &Areas, care_types: &CareTypes) -> Vec<DemandLayer> {
    let (mut seen, mut spelt) = (Seen::default(), Seen::default());
    let mut effects: BTreeMap<LayerId, (LayerEffect, u64)> = BTreeMap::new();
    let mut rows: BTreeMap<LayerId, Vec<Read>> = BTreeMap::new();
    for row in table.rows() {
        let read = read_row(&row, areas, care_types);
        let key = ["layer", "area", "care_type", "year"].map(|column| row.written(column)).join(", ");
        let unique = seen.meet(&row, "area", key.trim_end_matches(", "));
        let (Ok(read), Ok(())) = (read, unique) else { continue };
        let is_new = !effects.contains_key(&read.id);
        let (effect, line) = *effects.entry(read.id.clone()).or_insert((read.effect, row.line()));
        if is_new && spelt.meet(&row, "layer", read.id.as_str()).is_err() {
            continue;
        }
        if effect == read.effect {
            rows.entry(read.id.clone()).or_default().push(read);
        } else {
            let (id, word) = (&read.id, effect.word());
            row.say("effect", &format!("`{id}` is to {word} on line {line} already, and a layer does one thing"));
        }
    }
    rows.into_iter().map(|(id, rows)| layer(id, rows)).collect()
}

fn read_row(row: &Row, areas: &Areas, care_types: &CareTypes) -> Result<Read, Noted> {
    let id = row.read::<LayerId>("layer").and_then(|id| {
        if id.as_str() == NO_LAYER {
            Err(row.say("layer", "`none` stands for no layer at all; call this one by another word"))
        } else {
            Ok(id)
        }
    });
    let effect = row.read::<Effect>("effect");
    let area = row.find("area", &areas.keys);
    let care_type = row.find("care_type", &care_types.keys);
    let from = row.read_or_blank::<FinancialYear>("year");
    let children = row.read::<Places>("children");
    let basis = row.read::<Basis>("basis");
    let source = row.text("source");
    let row = LayerRow { area: area?, care_type: care_type?, from: from?, children: children? };
    Ok(Read { id: id?, effect: effect?.0, row, basis: basis?, source: source? })
}

/// The layer of these rows, of which there is one at least.
fn layer(id: LayerId, read: Vec<Read>) -> DemandLayer {
    let effect = read.first().map_or(LayerEffect::Add, |read| read.effect);
    let observed = read.iter().filter(|read| read.basis == Basis::Observed).count();
    let mut rows: Vec<LayerRow> = read.iter().map(|read| read.row).collect();
    rows.sort_unstable();
    let sources: BTreeSet<String> = read.into_iter().map(|read| read.source).collect();
    DemandLayer { id, effect, rows, sources: sources.into_iter().collect(), observed }
}
