//! The envelope, the funds, the reach and the goal of a model.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Value;
use super::known::{Known, unknown};
use super::section::{Section, items, note, parse};
use crate::domain::{CareTypeId, Estimate, FinancialYear, GroupId, LayerId, LineId, Miles, Partner, Places};
use crate::model::{
    Band, Bound, CoverageFloor, Deliverability, Envelope, Fund, Goal, Measure, MetricChoice, Reach, Rule, Selector,
    Sense, Share,
};
use crate::read::Mistake;

/// The most funds a model may have: their sets are listed when they are stated.
const MOST_FUNDS: usize = 12;

/// The year in which the question is put; `none`, in an overlay, takes away what it extends has.
pub(super) fn as_of(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<FinancialYear> {
    let entry = root.find("as_of")?;
    match &entry.node.value {
        Value::Text(word) if word == "none" => None,
        _ => parse(&entry, mistakes),
    }
}

/// The layers of demand that are chosen; `none`, or an empty list, takes away in an overlay what it extends has.
pub(super) fn demand_layers(
    root: &mut Section<'_>,
    known: &Known<'_>,
    mistakes: &mut Vec<Mistake>,
) -> BTreeSet<LayerId> {
    match root.find("layers").map(|entry| &entry.node.value) {
        None => BTreeSet::new(),
        Some(Value::Text(word)) if word == "none" => BTreeSet::new(),
        Some(Value::List(list)) if list.is_empty() => BTreeSet::new(),
        Some(_) => {
            let mut named = BTreeSet::new();
            // What is no text is told where ids are read.
            for (entry, name) in root.texts("layers", &mut Vec::new()).unwrap_or_default() {
                if !named.insert(name) {
                    mistakes.push(entry.mistake(&format!("`{name}` is named twice")));
                }
            }
            known.ids("layers", root, mistakes).unwrap_or_default()
        }
    }
}

/// The group that plans; `none`, in an overlay, takes away what it extends has.
pub(super) fn planner(root: &mut Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Option<GroupId> {
    let entry = root.find("planner")?;
    match &entry.node.value {
        Value::Text(word) if word == "none" => None,
        Value::Text(_) => known.ids("planner", root, mistakes)?.pop_first(),
        _ => note(mistakes, entry.mistake("this should be the id of one group of groups.csv, in quotes")),
    }
}

pub(super) fn envelope(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<Envelope> {
    let entry = root.need("envelope", mistakes)?;
    let mut section = Section::new(&entry.key, entry.node, mistakes)?;
    let (total, source) = (section.read("total_gbp", mistakes), section.text("source", mistakes));
    let overruns = section.find("overruns").map(|entry| parse::<Places>(&entry, mistakes));
    section.finish(mistakes);
    let overruns = overruns.map_or(Some(0), |count| count.map(Places::count))?;
    Some(Envelope { total: total?, overruns, source: source? })
}

/// The tranches of the envelope, and the funds of partners, each of which is a rule on what the partner pays.
pub(super) fn funds(root: &mut Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> (Vec<Fund>, Vec<Rule>) {
    let sections = root.tables("fund", mistakes);
    if let Some(section) = sections.get(MOST_FUNDS) {
        let mistake = format!("there are more than {MOST_FUNDS} funds");
        mistakes.push(section.written().mistake("fund", &mistake));
    }
    let (mut funds, mut of_partners) = (Vec::new(), Vec::<Rule>::new());
    for mut section in sections {
        match section.find("payer") {
            None => funds.extend(fund(section, known, mistakes)),
            Some(entry) => {
                let fund = partner_fund(section, mistakes);
                let is_second = |fund: &&Rule| of_partners.iter().any(|other| other.selector == fund.selector);
                if fund.as_ref().is_some_and(|fund| is_second(&fund)) {
                    mistakes.push(entry.mistake("this partner has a fund already: one says all that it pays"));
                }
                of_partners.extend(fund);
            }
        }
    }
    (funds, of_partners)
}

/// The fund of a partner: the most that it pays, in any line and year.
fn partner_fund(mut section: Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<Rule> {
    let id = section.read("id", mistakes);
    let amount = section.read("amount_gbp", mistakes);
    let payer = section.read::<Partner>("payer", mistakes);
    let source = section.text("source", mistakes);
    section.finish(mistakes);
    let selector = Selector { partners: Some([payer?].into()), ..Selector::default() };
    let (measure, sense, bound) = (Measure::Partner, Sense::AtMost, Bound::Money(amount?));
    Some(Rule { id: id?, selector, measure, sense, bound, source: source? })
}

fn fund(mut section: Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Option<Fund> {
    let id = section.read("id", mistakes);
    let amount = section.read("amount_gbp", mistakes);
    let lines = known.ids("line", &mut section, mistakes).unwrap_or_else(|| every_line(known));
    let years = [section.read("first_year", mistakes), section.read("last_year", mistakes)];
    let source = section.text("source", mistakes);
    if let [Some(first), Some(last)] = years
        && first > last
    {
        let mistake = format!("the first year, {first}, is after the last, {last}");
        mistakes.push(section.written().mistake(&section.key("first_year"), &mistake));
    }
    section.finish(mistakes);
    let [first_year, last_year] = years;
    Some(Fund { id: id?, amount: amount?, lines, first_year: first_year?, last_year: last_year?, source: source? })
}

/// The lines of a fund that names none.
fn every_line(known: &Known<'_>) -> BTreeSet<LineId> {
    known.vocabulary.lines.iter().flatten().filter_map(|line| line.parse().ok()).collect()
}

pub(super) fn metric(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<MetricChoice> {
    let entry = root.need("distance", mistakes)?;
    let mut section = Section::new(&entry.key, entry.node, mistakes)?;
    let metric = section.need("metric", mistakes)?;
    let choice = match &metric.node.value {
        Value::Text(word) if word == "road" => local_road(&mut section, mistakes),
        Value::Text(word) if word == "straight-line" => Some(MetricChoice::StraightLine),
        Value::Text(word) if word == "matrix" => {
            section.need("file", mistakes).and_then(|file| match &file.node.value {
                Value::Text(path) => Some(MetricChoice::Matrix { file: file.node.written.relative(path) }),
                _ => note(mistakes, file.mistake("this should be the path of a CSV file, in quotes")),
            })
        }
        _ => note(mistakes, metric.mistake("this should be one of road, straight-line, matrix")),
    };
    // An overlay may change the metric and leave the settings of the other one standing.
    section.find("file");
    section.find("local_road_percent");
    section.finish(mistakes);
    choice
}

fn local_road(section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<MetricChoice> {
    let entry = section.need("local_road_percent", mistakes)?;
    let Value::Number(text) = &entry.node.value else {
        return note(mistakes, entry.mistake("this should be a whole number of per cent, such as 130"));
    };
    match text.parse() {
        Ok(local_road_percent @ 100..=1_000) => Some(MetricChoice::Road { local_road_percent }),
        _ => note(mistakes, entry.mistake(&format!("`{text}` is not a whole number of per cent from 100 to 1000"))),
    }
}

pub(super) fn reach(
    root: &mut Section<'_>,
    known: &Known<'_>,
    mistakes: &mut Vec<Mistake>,
) -> Option<BTreeMap<CareTypeId, Reach>> {
    let entry = root.need("reach", mistakes)?;
    let section = Section::new(&entry.key, entry.node, mistakes)?;
    let Value::Table(table) = &entry.node.value else { return None };
    let mut reaches = BTreeMap::new();
    for (care_type, node) in table {
        let key = section.key(care_type);
        if let Some(words) = known.vocabulary.care_types.as_ref().filter(|words| !words.contains(care_type)) {
            mistakes.push(node.written.mistake(&key, &unknown(care_type, words, known.names("care_type"))));
            continue;
        }
        let Some(mut section) = Section::new(&key, node, mistakes) else { continue };
        let (bands, source) = (bands(&mut section, mistakes), section.text("source", mistakes));
        section.finish(mistakes);
        if let (Ok(id), Some(bands), Some(source)) = (care_type.parse(), bands, source) {
            reaches.insert(id, Reach { bands, source });
        }
    }
    Some(reaches)
}

fn bands(section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<Vec<Band>> {
    let entry = section.need("bands", mistakes)?;
    let mut bands: Vec<Band> = Vec::new();
    for item in items(&entry) {
        let mut section = Section::new(&item.key, item.node, mistakes)?;
        let (miles, worth) = (section.read::<Miles>("miles", mistakes), section.read("worth_percent", mistakes));
        section.finish(mistakes);
        if let (Some(miles), Some(worth)) = (miles, worth) {
            if bands.last().is_some_and(|inner| inner.miles >= miles) {
                mistakes.push(item.mistake("bands go outwards: each must be further than the one before"));
            }
            bands.push(Band { miles, worth });
        }
    }
    Some(bands)
}

/// What is maximised. Years that count begin with `first_year`, or the `as_of` of the model where that is left out.
pub(super) fn goal(root: &mut Section<'_>, as_of: Option<FinancialYear>, mistakes: &mut Vec<Mistake>) -> Option<Goal> {
    let entry = root.need("objective", mistakes)?;
    let mut section = Section::new(&entry.key, entry.node, mistakes)?;
    let (word, first_year) = (section.need("maximise", mistakes), section.find("first_year"));
    section.finish(mistakes);
    let first = first_year.as_ref().map(|first_year| parse(first_year, mistakes));
    let word = word?;
    let Value::Text(text) = &word.node.value else { return note(mistakes, word.mistake(GOALS)) };
    // An overlay may change the goal and leave the first year of the other one standing.
    let is_read = first.is_some_and(|first| first.is_some());
    let beside = first_year.filter(|year| is_read && year.node.written.file == word.node.written.file);
    if let (Some(first_year), "well-located" | "worst-region") = (&beside, text.as_str()) {
        mistakes.push(first_year.mistake(NO_FIRST_YEAR));
    }
    match text.as_str() {
        "well-located" => Some(Goal::WellLocated),
        "worst-region" => Some(Goal::WorstRegion),
        "place-years" => {
            let first = match first {
                Some(first) => first?,
                None => as_of.or_else(|| note(mistakes, word.mistake(FIRST_YEAR)))?,
            };
            Some(Goal::PlaceYears { first })
        }
        _ => note(mistakes, word.mistake(GOALS)),
    }
}

const GOALS: &str = "this should be one of well-located, worst-region, place-years";

const NO_FIRST_YEAR: &str = "only place-years are summed from a first year on: leave this out, or maximise place-years";

const FIRST_YEAR: &str = "place-years are summed from a first year on: say `first_year` beside this, such as \"2025-26\", or \
    `as_of` of the model";

pub(super) fn match_funding(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<String> {
    let entry = root.find("match_funding")?;
    let mut section = Section::new(&entry.key, entry.node, mistakes)?;
    let off = section.truth("off", mistakes) == Some(true);
    let source = section.text("source", mistakes);
    section.finish(mistakes);
    source.filter(|_| !off)
}

pub(super) fn coverage_floor(
    root: &mut Section<'_>,
    known: &Known<'_>,
    mistakes: &mut Vec<Mistake>,
) -> Option<CoverageFloor> {
    let entry = root.find("coverage_floor")?;
    let mut section = Section::new(&entry.key, entry.node, mistakes)?;
    let off = section.truth("off", mistakes) == Some(true);
    let share = share(&mut section, ("share_percent", "42.5"), mistakes);
    let regions = known.regions(&mut section, mistakes).unwrap_or_default();
    let groups = known.ids("group", &mut section, mistakes).unwrap_or_default();
    let source = section.text("source", mistakes);
    section.finish(mistakes);
    Some(CoverageFloor { share: share?, regions, groups, source: source? }).filter(|_| !off)
}

/// Which places count: the year, the end of each range, and how sure one must be of them.
pub(super) type Counted = (Option<FinancialYear>, Option<Estimate>, Option<Deliverability>);

/// Which places count.
pub(super) fn counted(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Counted {
    (root.read("horizon", mistakes), root.read("count_places", mistakes), deliverability(root, mistakes))
}

fn deliverability(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<Deliverability> {
    let entry = root.find("deliverability")?;
    let mut section = Section::new(&entry.key, entry.node, mistakes)?;
    let off = section.truth("off", mistakes) == Some(true);
    let share = share(&mut section, ("share", "80 or 82.5"), mistakes);
    let source = section.text("source", mistakes);
    section.finish(mistakes);
    Some(Deliverability { share: share?, source: source? }).filter(|_| !off)
}

/// The share under a key, in per cent, with an example of one.
fn share(
    section: &mut Section<'_>,
    (key, example): (&'static str, &str),
    mistakes: &mut Vec<Mistake>,
) -> Option<Share> {
    let entry = section.need(key, mistakes)?;
    // A share has one decimal, as a distance has: 42.5 is 425 thousandths.
    let tenths: Option<Miles> = parse(&entry, &mut Vec::new());
    let share = tenths.and_then(|tenths| Share::from_thousandths(tenths.tenths()));
    let mistake = format!("this should be a share of 0 to 100 per cent, such as {example}");
    share.or_else(|| note(mistakes, entry.mistake(&mistake)))
}
