//! `homes.csv`: existing homes.

use super::areas::Areas;
use super::care_types::CareTypes;
use super::cells::Basis;
use super::format::{Default, Format, Tolerance};
use super::row::{Noted, Row};
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::{FinancialYear, Home, HomeId, Places};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "homes.csv",
    noun: "a home",
    columns: &[
        "home",
        "name",
        "area",
        "care_type",
        "easting",
        "northing",
        "places",
        "places_at_risk",
        "at_risk_from",
        "basis",
    ],
    optional: &[],
    defaults: &[
        Default::this("places_at_risk", "0", "no place is at risk"),
        Default::this("at_risk_from", "", "no place is at risk"),
        Default::BASIS,
    ],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Refused,
};

/// The homes read.
pub(super) type Homes<'f> = Sheet<'f, Home, HomeId>;

/// Reads the homes.
pub(super) fn read<'f>(table: Table<'f>, areas: &Areas, care_types: &CareTypes) -> Homes<'f> {
    Sheet::read(table, "home", |row, id| {
        let name = row.text("name");
        let area = row.find("area", &areas.keys);
        let care_type = row.find("care_type", &care_types.keys);
        let point = row.point();
        let risk = risk(row);
        let basis = row.read::<Basis>("basis");
        let (places, at_risk, at_risk_from) = basis.and(risk)?;
        Ok(Home {
            id: id?,
            name: name?,
            area: area?,
            care_type: care_type?,
            point: point?,
            places,
            at_risk,
            at_risk_from,
        })
    })
}

/// The places, those at risk, and the year from which they are.
fn risk(row: &Row) -> Result<(Places, Places, Option<FinancialYear>), Noted> {
    let places = row.read::<Places>("places");
    let at_risk = row.read::<Places>("places_at_risk");
    let from = row.read_or_blank::<FinancialYear>("at_risk_from");
    let (places, at_risk, from) = (places?, at_risk?, from?);
    if at_risk > places {
        return Err(row.say("places_at_risk", &format!("{at_risk} is more than the {places} places there are")));
    }
    match from {
        Some(year) if at_risk == Places::ZERO => {
            Err(row.say("at_risk_from", &format!("`{year}` should be blank, for no place is at risk")))
        }
        None if at_risk > Places::ZERO => Err(row.say(
            "at_risk_from",
            &format!("this cell is blank, and should be the year from which {at_risk} places are at risk"),
        )),
        Some(_) | None => Ok((places, at_risk, from)),
    }
}
