//! Changes to a question whose effect on its answer is known.

use std::collections::BTreeSet;

use placewell::decide::Decision;
use placewell::domain::{Index, LinkKind, Money, Project};
use placewell::model::{Bound, Fix, FixKind, Scope, Selector};

use super::asked::Asked;

/// The same with every amount of money ten times as large.
pub fn in_tenths_of_a_pound(asked: &Asked) -> Asked {
    let tenfold = |money: &mut Money| *money = Money::from_pounds(money.pounds() * 10);
    let mut asked = asked.clone();
    for option in &mut asked.parts.options {
        tenfold(&mut option.cost);
        tenfold(&mut option.local_match);
        option.joint.iter_mut().for_each(|joint| tenfold(&mut joint.pays));
        option.spend.iter_mut().for_each(|(_, money)| tenfold(money));
    }
    asked.parts.areas.iter_mut().filter_map(|area| area.match_limit.as_mut()).for_each(tenfold);
    tenfold(&mut asked.model.envelope.total);
    asked.model.funds.iter_mut().for_each(|fund| tenfold(&mut fund.amount));
    for rule in &mut asked.model.rules {
        match &mut rule.bound {
            Bound::Money(money) => tenfold(money),
            Bound::Count(_) => {}
        }
    }
    asked
}

/// The same with £1,000 more to spend.
pub fn with_a_thousand_more(asked: &Asked) -> Asked {
    let mut asked = asked.clone();
    asked.model.envelope.total += Money::from_pounds(1_000);
    asked
}

/// The same, put as of a year.
pub fn as_of(asked: &Asked, year: &str) -> Asked {
    let mut asked = asked.clone();
    asked.model.as_of = Some(year.parse().expect("a year"));
    asked
}

/// The same without the first project that is not funded and that nothing speaks of by name, if there is one.
pub fn without_an_unfunded_project(asked: &Asked, decision: &Decision) -> Option<Asked> {
    let funded: BTreeSet<_> = decision.plan.funded.iter().map(|option| asked.option(*option).project).collect();
    let linked: BTreeSet<Index<Project>> = asked.parts.links.iter().flat_map(|link| named(&link.kind)).collect();
    let selectors = || {
        let fixes = asked.model.fixes.iter().map(|fix| &fix.selector);
        fixes.chain(asked.model.rules.iter().map(|rule| &rule.selector))
    };
    let position = (0..asked.parts.projects.len()).find(|&position| {
        let (index, id) = (Index::new(position), &asked.parts.projects[position].id);
        let is_named =
            selectors().any(|selector| selector.projects.as_ref().is_some_and(|projects| projects.contains(id)));
        !funded.contains(&index) && !linked.contains(&index) && !is_named
    })?;
    Some(without(asked, position))
}

fn named(kind: &LinkKind) -> Vec<Index<Project>> {
    match kind {
        LinkKind::Requires(one, other) | LinkKind::Excludes(one, other) => vec![*one, *other],
        LinkKind::OneOf(group) => group.clone(),
    }
}

/// The same without the project at a position; its site stays, and is bare.
fn without(asked: &Asked, position: usize) -> Asked {
    let mut asked = asked.clone();
    let gone = asked.parts.projects.remove(position);
    asked.parts.options.drain(gone.options.clone());
    let moved = |index: &mut Index<Project>| {
        if index.position() > position {
            *index = Index::new(index.position() - 1);
        }
    };
    for project in &mut asked.parts.projects[position..] {
        project.options = project.options.start - gone.options.len()..project.options.end - gone.options.len();
    }
    asked.parts.options.iter_mut().for_each(|option| moved(&mut option.project));
    for link in &mut asked.parts.links {
        match &mut link.kind {
            LinkKind::Requires(one, other) | LinkKind::Excludes(one, other) => [one, other].into_iter().for_each(moved),
            LinkKind::OneOf(group) => group.iter_mut().for_each(moved),
        }
    }
    asked
}

/// The same with every project that is funded committed, and with the very option wherever one can be named.
pub fn with_what_is_funded_committed(asked: &Asked, decision: &Decision) -> Asked {
    let mut again = asked.clone();
    for (number, &index) in decision.plan.funded.iter().enumerate() {
        let option = asked.option(index);
        let project = &asked.parts.projects[option.project.position()];
        let selector = Selector {
            projects: Some([project.id.clone()].into()),
            starts: Some([option.starts].into()),
            planned: Some(option.planned),
            ..Selector::default()
        };
        let own = &asked.parts.options[project.options.clone()];
        let alike = own.iter().filter(|other| (other.starts, other.planned) == (option.starts, option.planned)).count();
        let scope = if alike == 1 { Scope::Options } else { Scope::Projects };
        let id = format!("committed-{number}").parse().expect("a plain id");
        again.model.fixes.push(Fix { id, kind: FixKind::Commit, selector, scope, source: "chance".to_owned() });
    }
    again
}
