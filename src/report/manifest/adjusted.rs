//! The adjustments and the answers to doubts of a model, under the keys that its file would have.

use serde::Serialize;

use super::resolved::{Where, selector};
use crate::model::{Accept, Adjustment, Effect, Terms};
use crate::table::Cell;

#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct ResolvedAdjustment {
    id: String,
    #[serde(rename = "where")]
    selector: Where,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_percent: Option<Cell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay_years: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdraw_match: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    demand_percent: Option<Cell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner_percent: Option<Cell>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner_places_percent: Option<Cell>,
    source: String,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct ResolvedAccept {
    id: String,
    reason: String,
}

pub(in crate::report) fn accept(accept: &Accept) -> ResolvedAccept {
    ResolvedAccept { id: accept.id.clone(), reason: accept.reason.clone() }
}

pub(in crate::report) fn adjustment(adjustment: &Adjustment) -> ResolvedAdjustment {
    let tenths = |tenths: u32| Some(Cell::Tenths(tenths.into()));
    let plain = ResolvedAdjustment {
        id: adjustment.id.to_string(),
        selector: selector(&adjustment.selector),
        cost_percent: None,
        delay_years: None,
        withdraw_match: None,
        demand_percent: None,
        partner: None,
        partner_percent: None,
        partner_places_percent: None,
        source: adjustment.source.clone(),
    };
    match adjustment.effect {
        Effect::Cost(percent) => ResolvedAdjustment { cost_percent: tenths(percent.tenths()), ..plain },
        Effect::Delay(years) => ResolvedAdjustment { delay_years: Some(years), ..plain },
        Effect::WithdrawMatch => ResolvedAdjustment { withdraw_match: Some(true), ..plain },
        Effect::Join(Terms { partner, pays, places }) => ResolvedAdjustment {
            partner: Some(partner.word()),
            partner_percent: tenths(pays.tenths()),
            partner_places_percent: tenths(places.tenths()),
            ..plain
        },
        Effect::Demand(percent) => ResolvedAdjustment { demand_percent: tenths(percent.tenths()), ..plain },
    }
}
