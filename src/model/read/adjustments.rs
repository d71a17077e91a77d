//! What of the dataset is to be other than it says.

use super::known::Known;
use super::section::{Entry, Section, note, parse};
use crate::domain::{Miles, Places};
use crate::model::{Adjustment, Effect, Percent, Selector, Terms};
use crate::read::Mistake;

/// The keys that state an effect.
const EFFECTS: [&str; 5] = ["cost_percent", "delay_years", "withdraw_match", "demand_percent", "partner_percent"];

/// The lists that do what an adjustment might be thought to do.
const ELSEWHERE: [&str; 2] = ["commit", "exclude"];

/// The most years of a delay.
const LONGEST: u32 = 10;

pub(super) fn adjustments(root: &mut Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Vec<Adjustment> {
    root.tables("adjust", mistakes).into_iter().filter_map(|section| adjustment(section, known, mistakes)).collect()
}

fn adjustment(mut section: Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Option<Adjustment> {
    let id = section.read("id", mistakes);
    let place = section.find("where").map(|entry| entry.node.written.clone());
    let selector = known.selector(&mut section, mistakes);
    let source = section.text("source", mistakes);
    for key in ELSEWHERE {
        if let Some(entry) = section.find(key) {
            mistakes.push(entry.mistake(&format!("write [[{key}]] with `of` and `where` instead")));
        }
    }
    let effect = effect(&mut section, mistakes);
    if let (Some(effect), Some(place)) = (effect, place)
        && let Some(wanted) = beyond(effect, &selector)
    {
        mistakes.push(place.mistake(&section.key("where"), wanted));
    }
    section.finish(mistakes);
    Some(Adjustment { id: id?, selector, effect: effect?, source: source? })
}

/// The one effect of an adjustment.
fn effect(section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<Effect> {
    let given: Vec<Entry<'_>> = EFFECTS.iter().filter_map(|key| section.find(key)).collect();
    let wanted = EFFECTS.join(", ");
    match given.as_slice() {
        [_] => {}
        [] => {
            return note(
                mistakes,
                section.written().mistake(&section.key("cost_percent"), &format!("one of {wanted} is missing")),
            );
        }
        [_, second, ..] => return note(mistakes, second.mistake("an adjustment does one thing: write one for each")),
    }
    if let Some(entry) = section.find("cost_percent") {
        return percent(&entry, mistakes).map(Effect::Cost);
    }
    if let Some(entry) = section.find("partner_percent") {
        return terms(section, &entry, mistakes).map(Effect::Join);
    }
    if let Some(entry) = section.find("demand_percent") {
        return percent(&entry, mistakes).map(Effect::Demand);
    }
    if let Some(entry) = section.find("delay_years") {
        let years =
            parse::<Places>(&entry, &mut Vec::new()).map(Places::count).filter(|years| (1..=LONGEST).contains(years));
        let years = years.and_then(|years| u16::try_from(years).ok());
        return match years {
            Some(years) => Some(Effect::Delay(years)),
            None => {
                note(mistakes, entry.mistake(&format!("this should be a whole number of years from 1 to {LONGEST}")))
            }
        };
    }
    let withdrawn = section.truth("withdraw_match", mistakes)?;
    if withdrawn {
        return Some(Effect::WithdrawMatch);
    }
    let mistake = "this should be true; to take an adjustment away write off = true";
    note(mistakes, section.written().mistake(&section.key("withdraw_match"), mistake))
}

/// On which terms a partner joins.
fn terms(section: &mut Section<'_>, paid: &Entry<'_>, mistakes: &mut Vec<Mistake>) -> Option<Terms> {
    let partner = section.read("partner", mistakes);
    let places = section.need("partner_places_percent", mistakes).and_then(|entry| percent(&entry, mistakes));
    let pays = percent(paid, mistakes)?;
    if pays.tenths() >= 1_000 {
        return note(mistakes, paid.mistake("a partner pays a part: less than 100 per cent"));
    }
    Some(Terms { partner: partner?, pays, places: places? })
}

fn percent(entry: &Entry<'_>, mistakes: &mut Vec<Mistake>) -> Option<Percent> {
    // A per cent has one decimal, as a distance has: 107.5 is 1,075 tenths.
    let tenths: Option<Miles> = parse(entry, &mut Vec::new());
    let percent = tenths.and_then(|tenths| Percent::from_tenths(tenths.tenths()));
    let wanted = "this should be a per cent of what it was, from 1 to 1000, such as 108 or 107.5";
    percent.or_else(|| note(mistakes, entry.mistake(wanted)))
}

/// What to say of a selector that asks for more than the effect can tell apart.
fn beyond(effect: Effect, selector: &Selector) -> Option<&'static str> {
    let area = Selector {
        regions: selector.regions.clone(),
        groups: selector.groups.clone(),
        areas: selector.areas.clone(),
        ..Selector::default()
    };
    let care = Selector { care_types: selector.care_types.clone(), ..area.clone() };
    match effect {
        Effect::Cost(_) | Effect::Delay(_) | Effect::Join(_) => None,
        Effect::WithdrawMatch => {
            (*selector != area).then_some("match is of an authority: this takes region, group and area")
        }
        Effect::Demand(_) => (*selector != care)
            .then_some("demand is of an area and a care type: this takes region, group, area and care_type"),
    }
}
