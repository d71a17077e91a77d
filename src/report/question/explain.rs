//! What a model asks for, rule by rule: in words, and in symbols as a solver is told it.

use std::fmt::Write as _;

use super::conflict::{place, sentence, source};
use super::layers::explained;
use crate::case::Case;
use crate::conflict::{Named, names};
use crate::constraints::every_family;
use crate::domain::{Index, Places, counted};
use crate::model::Goal;
use crate::objective::{Stage, cost_unit};
use crate::report::run::other_years::other_years;
use crate::table::wrapped;

/// The symbols that every rule is written in, and what each stands for.
const SYMBOLS: [(&str, &str); 10] = [
    ("x[o]", "1 if option o is funded, else 0"),
    ("X[p]", "1 if an option of project p is funded: the sum of its x[o]"),
    ("f[s,a,c]", "places at site s used by children of area a who need care type c"),
    ("cost[o], match[o], spend[o,y]", "pounds: from the department, from the authority, from the department in year y"),
    (
        "offer[o,c]",
        "places of care type c that option o adds or keeps by the horizon, if it is as sure as [deliverability] asks; less \
         those of a home that it closes for works then",
    ),
    ("standing[s,c]", "places that are at site s anyway by the horizon"),
    ("demand[a,c], demand[r]", "children of area a who need care type c; of region r, all of them"),
    ("worth[s,a,c]", "what a place is worth at its distance: 1 within the first band, less in those further out"),
    ("E(l,y), T", "the funds that may pay line l in year y; any set of funds"),
    ("Γ, z, p[j], over[o]", "how many projects may overrun at once; the columns that hold it; what each may cost more"),
];

/// Families that hold of any plan, whether a model speaks of them or not.
const ALWAYS: [&str; 3] = ["one_option", "capacity", "demand"];

/// What the model of a case asks for, in at most `columns`: what is sought, and every rule in force with its source and place.
#[must_use]
pub fn text(case: &Case, columns: u16) -> String {
    let indented = |words: &str, all, after_first| indented(words, (all, after_first), columns.into());
    let mut text = indented(&case.model.title, 0, 0);
    let layers = explained(case);
    if !layers.is_empty() {
        text.push_str("\nChildren who need a place are those of demand.csv with these layers:\n");
        for layer in &layers {
            text.push_str(&indented(layer, 0, 2));
        }
    }
    text.push_str(&planner(case).map_or_else(String::new, |words| "\n".to_owned() + &indented(&words, 0, 0)));
    text.push_str(&("\n".to_owned() + &indented("Sought, each among the plans that are best in all before it:", 0, 0)));
    for stage in Stage::ALL.into_iter().filter(|stage| is_sought(case, *stage)) {
        let (words, maths) = sought(case, stage);
        let _ = write!(text, "{}{}", indented(&format!("- {words}"), 0, 2), indented(&maths, 4, 2));
    }
    for words in [counted_places(case), other_years(&case.question())].into_iter().flatten() {
        text.push_str(&("\n".to_owned() + &indented(&words, 0, 0)));
    }
    let named = names(&case.question());
    let is_in_force = |name: &str| ALWAYS.contains(&name) || named.iter().any(|one| one.family() == name);
    text.push_str("\nRules in force:\n");
    for (name, rule, maths) in every_family().filter(|(name, ..)| is_in_force(name)) {
        let _ = write!(text, "\n{}{}", indented(rule, 0, 0), indented(maths, 4, 2));
        for one in named.iter().filter(|one| one.family() == name) {
            text.push_str(&indented(&stated(case, one), 2, 2));
        }
    }
    let mut idle: Vec<&str> = every_family().map(|(name, ..)| name).filter(|name| !is_in_force(name)).collect();
    idle.sort_unstable();
    if !idle.is_empty() {
        let _ = write!(text, "\n{}", indented(&format!("Not in force here: {}.", idle.join(", ")), 0, 0));
    }
    text.push_str("\nSymbols:\n");
    for (symbol, meaning) in SYMBOLS {
        text.push_str(&indented(&format!("{symbol}: {meaning}"), 2, 2));
    }
    text
}

/// Who plans, where a group does for itself.
fn planner(case: &Case) -> Option<String> {
    let instance = &case.dataset.instance;
    let group = &instance[instance.planner()?.group];
    Some(format!("{} (`{}`) plans for itself: only its own children, places and bids count.", group.name, group.id))
}

/// What is sought in a stage of a case, in words and in symbols.
fn sought(case: &Case, stage: Stage) -> (String, String) {
    let (words, maths) = stage.sought();
    match (stage, case.model.goal) {
        (Stage::Coverage, Goal::PlaceYears { first }) => (
            format!(
                "As many places as can be are well located, counted at the end of each year from {first} to {} and summed. Each \
                 year has its own places and children, and divides them by itself.",
                case.model.horizon
            ),
            "max Σ_y Σ worth[s,a,c]·f[s,a,c,y]".to_owned(),
        ),
        _ => (words.to_owned(), maths.to_owned()),
    }
}

/// Which places count, where a model asks how sure one must be of them.
fn counted_places(case: &Case) -> Option<String> {
    let (question, horizon) = (case.question(), case.model.horizon);
    let asked = case.model.deliverability.as_ref()?;
    let all =
        |option: &Index<_>| question.instance.places_at(&question.instance[*option], horizon, case.model.estimate);
    let gives = question.instance.option_indices().filter(|option| all(option) > Places::ZERO);
    let (count, unsure) = gives.fold((0, 0), |(count, unsure), option| {
        (count + 1, unsure + usize::from(question.places_at(option, horizon) == Places::ZERO))
    });
    let options = counted(count, "option gives", "options give");
    let none = match unsure {
        0 => "all of these count".to_owned(),
        unsure => format!("the places of {unsure} of these do not count"),
    };
    Some(format!(
        "Places count only where they are open by {horizon} with a chance of at least {asked} [{}]: {options} some by then, \
         and {none}.",
        asked.source
    ))
}

/// Whether a stage is sought of a case.
fn is_sought(case: &Case, stage: Stage) -> bool {
    match stage {
        Stage::WorstRegion => case.model.goal == Goal::WorstRegion,
        Stage::Pounds => {
            let unit = cost_unit(&case.question());
            case.dataset.instance.options().iter().any(|option| option.cost.pounds() % unit != 0)
        }
        Stage::Coverage | Stage::Cost | Stage::Opening | Stage::Travel => true,
    }
}

/// A named rule with its source and where it is written.
fn stated(case: &Case, name: &Named) -> String {
    let place = place(case, name).map_or_else(String::new, |place| format!(", {place}"));
    format!("- `{name}`: {} [{}{place}]", sentence(case, name), source(case, name))
}

/// Words as lines of a page, all of them set in by so much, and those after the first by so much more.
fn indented(words: &str, (all, after_first): (usize, usize), width: usize) -> String {
    let lines = wrapped(words, width.saturating_sub(all), after_first);
    lines.lines().fold(String::new(), |text, line| text + &" ".repeat(all) + line + "\n")
}

/// Every stage and every family of rules, as a page of Markdown.
#[must_use]
pub fn formulation() -> String {
    let mut page = String::from(
        "# Formulation\n\nWhat a solver is told, as `placewell explain MODEL` tells it of one model. This page is made from the \
         program: a test\nfails where the two differ. Unknowns are whole numbers, but for places used where no rule ties them \
         together: those are\nwhole of themselves (Hitchcock 1941).\n\n## Symbols\n\n| symbol | meaning |\n|---|---|\n",
    );
    for (symbol, meaning) in SYMBOLS {
        let _ = writeln!(page, "| `{symbol}` | {meaning} |");
    }
    page.push_str("\n## What is sought\n\nIn stages: each among the plans that are best in all before it.\n\n");
    for stage in Stage::ALL {
        let (words, maths) = stage.sought();
        let _ = writeln!(page, "- **{stage}**: {words}\n  `{maths}`");
    }
    page.push_str("\n## Rules\n");
    for (name, rule, maths) in every_family() {
        let _ = write!(page, "\n### {name}\n\n{rule}\n\n```text\n{maths}\n```\n");
    }
    page
}
