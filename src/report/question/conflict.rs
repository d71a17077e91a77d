//! Why no plan keeps all the rules, and what would let one, as text.

use std::fmt::Write as _;

use crate::audit::{Unit, sentence_of, unit_of};
use crate::case::Case;
use crate::conflict::{Change, Conflict, Explanation, Named, Repair, Sure};
use crate::domain::{FinancialYear, LinkKind, RuleId};
use crate::model::{Fix, FixKind, Rule};
use crate::table::wrapped;

/// The explanation, in lines of a page of at most `columns`.
#[must_use]
pub fn text(case: &Case, explanation: &Explanation, columns: u16) -> String {
    let width = usize::from(columns);
    let mut text = told(case, &explanation.conflict, "These", width);
    for more in &explanation.further {
        text.push('\n');
        text.push_str(&told(case, more, "Beside them, these", width));
    }
    text.push_str(&ways_out(case, explanation, width));
    let open: Vec<String> = explanation.open.iter().map(|name| format!("`{name}`")).collect();
    if !open.is_empty() {
        let left = format!("What change to {} would be enough was not settled within the limits.", open.join(", "));
        let _ = writeln!(text, "\n{}", wrapped(&left, width, 0));
    }
    text
}

/// What would let a plan keep the rules, as far as it was found out.
fn ways_out(case: &Case, explanation: &Explanation, width: usize) -> String {
    let is_open = !explanation.open.is_empty();
    let (heading, changes) = match (explanation.alone.as_slice(), explanation.together.as_slice()) {
        ([], []) if is_open => return String::new(),
        ([], []) => return format!("\n{}\n", wrapped("No change to them that would be enough was found.", width, 0)),
        ([], changes) if is_open => ("No one change is known to be enough. These are, together:", changes),
        ([], changes) => ("No one change is enough. These are, together:", changes),
        ([_], _) if is_open => ("This change to them is enough:", explanation.alone.as_slice()),
        ([_], _) => ("One change to them is enough:", explanation.alone.as_slice()),
        (changes, _) => ("Any one of these changes is enough:", changes),
    };
    let heading = format!("\n{}\n", wrapped(heading, width, 0));
    changes.iter().fold(heading, |text, repair| text + &bullet(&way_out(case, repair), width))
}

/// A conflict: how many rules, each with its words, its source and where it is written.
fn told(case: &Case, conflict: &Conflict, heading: &str, width: usize) -> String {
    let heading = match conflict.rules.len() {
        1 => "This rule cannot hold, even by itself:".to_owned(),
        count => format!("{heading} {count} rules cannot all hold:"),
    };
    let mut text = wrapped(&heading, width, 0) + "\n";
    for name in &conflict.rules {
        let place = place(case, name).map_or_else(String::new, |place| format!(", {place}"));
        let words = format!("`{name}`: {} [{}{place}]", sentence(case, name), source(case, name));
        text.push_str(&bullet(&words, width));
    }
    let sure = match (conflict.rules.len(), conflict.sure) {
        (0 | 1, _) => None,
        (_, Sure::Known) => Some("Without any one of them the others can."),
        (_, Sure::NotKnown) => Some("Whether some of them can be kept all the same was not settled within the limits."),
    };
    for sentence in conflict.sum.as_deref().into_iter().chain(sure) {
        let _ = writeln!(text, "{}", wrapped(sentence, width, 0));
    }
    text
}

fn bullet(words: &str, width: usize) -> String {
    wrapped(&format!("- {words}"), width, 2) + "\n"
}

/// Where a rule is written, as in `models/envelope-563.toml:12`.
pub(in crate::report) fn place(case: &Case, name: &Named) -> Option<String> {
    case.written.get(&name.section()?).map(ToString::to_string)
}

fn rule<'a>(case: &'a Case, name: &Named) -> Option<&'a Rule> {
    case.model.rules.iter().find(|rule| matches!(name, Named::Rule(id) if *id == rule.id))
}

/// A rule in words.
pub(in crate::report) fn sentence(case: &Case, name: &Named) -> String {
    let model = &case.model;
    match name {
        Named::Envelope => format!("The plan costs at most {}{}.", model.envelope.total, model.envelope.proviso()),
        Named::Fund(id) => {
            let fund = model.funds.iter().find(|fund| fund.id == *id);
            fund.map_or_else(String::new, |fund| {
                format!("The fund pays at most {}, from {} to {}.", fund.amount, fund.first_year, fund.last_year)
            })
        }
        Named::AsOf => model.as_of.map_or_else(String::new, |year| {
            format!("What was planned and begun before {year} stays, and nothing else begins before it.")
        }),
        Named::FundYears => "Each fund pays only in its own programme lines and years.".to_owned(),
        Named::Rule(_) => rule(case, name).map_or_else(String::new, sentence_of),
        Named::Commit(_) | Named::Exclude(_) => fixed(case, name),
        Named::MatchFunding => "No authority is asked for more match than it has.".to_owned(),
        Named::CoverageFloor => {
            let floor = model.coverage_floor.as_ref();
            floor.map_or_else(String::new, |floor| {
                format!("In {floor} places worth at least {} of the children there are well located.", floor.share)
            })
        }
        Named::Clause(family) => model.clause(family).map_or_else(String::new, |clause| clause.sentence()),
        Named::Link(_) => link(case, name),
    }
}

fn fixed(case: &Case, name: &Named) -> String {
    let is_it = |fix: &&Fix| match fix.kind {
        FixKind::Commit => *name == Named::Commit(fix.id.clone()),
        FixKind::Exclude => *name == Named::Exclude(fix.id.clone()),
    };
    let fix = case.model.fixes.iter().find(is_it);
    fix.map_or_else(String::new, |fix| {
        let what = match fix.kind {
            FixKind::Commit => "committed",
            FixKind::Exclude => "excluded",
        };
        format!("It is {what}: {}.", fix.selector.to_string().replacen("of ", "", 1))
    })
}

fn link(case: &Case, name: &Named) -> String {
    let instance = &case.dataset.instance;
    let link = instance.links().iter().find(|link| matches!(name, Named::Link(id) if *id == link.id));
    link.map_or_else(String::new, |link| match &link.kind {
        LinkKind::Requires(needy, needed) => {
            format!("{} is funded only with {}.", instance[*needy].id, instance[*needed].id)
        }
        LinkKind::Excludes(one, other) => {
            format!("Not both of {} and {} are funded.", instance[*one].id, instance[*other].id)
        }
        LinkKind::OneOf(group) => {
            let names: Vec<&str> = group.iter().map(|&project| instance[project].id.as_str()).collect();
            format!("Exactly one of {} is funded.", names.join(", "))
        }
    })
}

pub(in crate::report) fn source(case: &Case, name: &Named) -> String {
    let model = &case.model;
    let fix = |kind: FixKind, id: &RuleId| {
        model.fixes.iter().find(|fix| fix.kind == kind && fix.id == *id).map(|fix| fix.source.clone())
    };
    let source = match name {
        Named::Envelope => Some(model.envelope.source.clone()),
        Named::Fund(id) => model.funds.iter().find(|fund| fund.id == *id).map(|fund| fund.source.clone()),
        Named::AsOf => Some("the published plan of the dataset".to_owned()),
        Named::FundYears => Some("the funds of the model".to_owned()),
        Named::Rule(_) => rule(case, name).map(|rule| rule.source.clone()),
        Named::Commit(id) => fix(FixKind::Commit, id),
        Named::Exclude(id) => fix(FixKind::Exclude, id),
        Named::MatchFunding => model.match_funding.clone(),
        Named::CoverageFloor => model.coverage_floor.as_ref().map(|floor| floor.source.clone()),
        Named::Clause(family) => model.clause(family).map(|clause| clause.source().to_owned()),
        Named::Link(_) => Some("links.csv of the dataset".to_owned()),
    };
    source.unwrap_or_default()
}

/// That a rule is to be left out, as an instruction.
fn without(name: &Named) -> String {
    match name {
        Named::MatchFunding => "switch `match_funding` off".to_owned(),
        Named::FundYears => "let every fund pay in any line and year".to_owned(),
        Named::Link(_) => format!("take the link `{name}` away"),
        Named::Envelope
        | Named::AsOf
        | Named::Fund(_)
        | Named::Rule(_)
        | Named::Commit(_)
        | Named::Exclude(_)
        | Named::Clause(_)
        | Named::CoverageFloor => format!("leave `{name}` out"),
    }
}

/// What is to be done, as an instruction.
fn way_out(case: &Case, repair: &Repair) -> String {
    let name = &repair.rule;
    match repair.change {
        Change::Drop => without(name),
        Change::Number { from, to, .. } if *name == Named::AsOf => {
            let years = [from, to].map(|number| written(case, name, number));
            let rest = if repair.sure() == Sure::Known { "; no later year will do" } else { "" };
            format!("put the question as of {}, and not {}{rest}", years[1], years[0])
        }
        Change::Number { from, to, short } => {
            let verb = if to > from { "raise" } else { "lower" };
            let what = if *name == Named::Envelope { "the envelope".to_owned() } else { format!("`{name}`") };
            let by = |number: i64| written(case, name, (number - from).abs());
            let rest = match (repair.sure(), short == from) {
                (Sure::Known, _) => "; no less is enough".to_owned(),
                (Sure::NotKnown, true) => "; whether less is enough was not settled".to_owned(),
                (Sure::NotKnown, false) => {
                    format!("; {} is not enough, and what lies between was not settled", by(short))
                }
            };
            format!(
                "{verb} {what} by {}, from {} to {}{rest}",
                by(to),
                written(case, name, from),
                written(case, name, to)
            )
        }
    }
}

/// An amount in the unit of a rule.
fn written(case: &Case, name: &Named, amount: i64) -> String {
    let clause = if let Named::Clause(family) = name { case.model.clause(family) } else { None };
    match rule(case, name).map(|rule| rule.measure.clone()).or_else(|| Some(clause?.measure())) {
        Some(measure) => unit_of(&measure).write(amount),
        None if *name == Named::AsOf => {
            FinancialYear::ending_in(amount).map_or_else(String::new, |year| year.to_string())
        }
        None if *name == Named::CoverageFloor => format!("{}.{} per cent", amount / 10, amount % 10),
        None => Unit::Pounds.write(amount),
    }
}
