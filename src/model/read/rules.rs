//! The rules and the fixes of a model.

use super::document::Value;
use super::known::Known;
use super::section::{Entry, Section, note, parse};
use crate::domain::{Money, Places};
use crate::model::{Accept, Bound, Fix, FixKind, Measure, Rule, Scope, Sense};
use crate::read::{Mistake, nearest};

pub(super) fn fixes(root: &mut Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Vec<Fix> {
    let kinds = [("commit", FixKind::Commit), ("exclude", FixKind::Exclude)];
    let mut fixes = Vec::new();
    for (key, kind) in kinds {
        for section in root.tables(key, mistakes) {
            fixes.extend(fix(section, kind, known, mistakes));
        }
    }
    fixes
}

fn fix(mut section: Section<'_>, kind: FixKind, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Option<Fix> {
    let id = section.read("id", mistakes);
    let scope = section.need("of", mistakes).and_then(|entry| match &entry.node.value {
        Value::Text(word) if word == "projects" => Some(Scope::Projects),
        Value::Text(word) if word == "options" => Some(Scope::Options),
        _ => note(mistakes, entry.mistake("this should be one of projects, options")),
    });
    section.need("where", mistakes);
    let selector = known.selector(&mut section, mistakes);
    let source = section.text("source", mistakes);
    section.finish(mistakes);
    Some(Fix { id: id?, kind, selector, scope: scope?, source: source? })
}

/// The funds of partners, which are rules, and the rules.
pub(super) fn rules(
    root: &mut Section<'_>,
    known: &Known<'_>,
    of_partners: Vec<Rule>,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Rule> {
    let funds = of_partners.len();
    let mut rules = of_partners;
    for section in root.tables("rule", mistakes) {
        let written = section.written().clone();
        let Some(rule) = rule(section, known, mistakes) else { continue };
        if rules[..funds].iter().any(|other| other.id == rule.id) {
            let name = format!("rule[{}]", rule.id);
            mistakes.push(written.mistake(&name, "a partner's fund has this id: each needs one of its own"));
        }
        rules.push(rule);
    }
    rules
}

fn rule(mut section: Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Option<Rule> {
    let id = section.read("id", mistakes);
    let measure = measure(&mut section, mistakes);
    let limit = measure.as_ref().and_then(|measure| limit(&mut section, measure, mistakes));
    let selector = known.selector(&mut section, mistakes);
    let source = section.text("source", mistakes);
    // Without a measure it is not known which bound was wanted, and none of them is a mistake of its own.
    for (key, _, _) in BOUNDS {
        section.find(key);
    }
    section.finish(mistakes);
    let (sense, bound) = limit?;
    Some(Rule { id: id?, selector, measure: measure?, sense, bound, source: source? })
}

pub(super) fn accepts(root: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Vec<Accept> {
    root.tables("accept", mistakes).into_iter().filter_map(|section| accept(section, mistakes)).collect()
}

fn accept(mut section: Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<Accept> {
    let [id, reason] = ["id", "reason"].map(|key| section.text(key, mistakes));
    section.finish(mistakes);
    Some(Accept { id: id?, reason: reason? })
}

fn measure(section: &mut Section<'_>, mistakes: &mut Vec<Mistake>) -> Option<Measure> {
    let years = section.find("years").and_then(|_| section.set("years", mistakes));
    let entry = section.need("measure", mistakes)?;
    let Value::Text(word) = &entry.node.value else {
        return note(mistakes, entry.mistake(&format!("this should be one of {}", Measure::words().join(", "))));
    };
    let Some(measure) = Measure::from_word(word) else {
        let hint = nearest(word, Measure::words().into_iter());
        let hint = hint.map_or_else(String::new, |hint| format!("; did you mean `{hint}`?"));
        let mistake = format!("`{word}` is not one of {}{hint}", Measure::words().join(", "));
        return note(mistakes, entry.mistake(&mistake));
    };
    match (measure, years) {
        (measure, None) => Some(measure),
        (Measure::Cost(_), years) => Some(Measure::Cost(years)),
        (_, Some(_)) => note(mistakes, entry.mistake("only cost has `years`")),
    }
}

/// The keys that state a bound: which way it limits, and whether it is in pounds.
const BOUNDS: [(&str, Sense, bool); 4] = [
    ("at_most_gbp", Sense::AtMost, true),
    ("at_least_gbp", Sense::AtLeast, true),
    ("at_most", Sense::AtMost, false),
    ("at_least", Sense::AtLeast, false),
];

fn limit(section: &mut Section<'_>, measure: &Measure, mistakes: &mut Vec<Mistake>) -> Option<(Sense, Bound)> {
    let given: Vec<_> =
        BOUNDS.iter().filter_map(|&(key, sense, pounds)| Some((section.find(key)?, sense, pounds))).collect();
    let wanted = if measure.is_money() { "at_most_gbp or at_least_gbp" } else { "at_most or at_least" };
    match given.as_slice() {
        [(entry, sense, pounds)] if *pounds == measure.is_money() => Some((*sense, bound(entry, measure, mistakes)?)),
        [(entry, _, _)] => note(mistakes, entry.mistake(&format!("{} is limited by {wanted}", measure.word()))),
        [] => note(mistakes, section.written().mistake(&section.key(wanted), "this key is missing")),
        [_, (entry, _, _), ..] => note(mistakes, entry.mistake("a rule has one bound: write a rule for each")),
    }
}

fn bound(entry: &Entry<'_>, measure: &Measure, mistakes: &mut Vec<Mistake>) -> Option<Bound> {
    if measure.is_money() {
        parse::<Money>(entry, mistakes).map(Bound::Money)
    } else {
        parse::<Places>(entry, mistakes).map(|count| Bound::Count(count.count()))
    }
}
