//! The least change to one rule that lets a plan keep all the others.

use super::Named;
use super::edit::{Edit, edited};
use super::examine::{Best, Examiner, NodeLimit, Possible};
use super::number::{Number, Precision};
use super::repair::{Change, Repair};
use crate::audit::{Finding, audit};
use crate::decide::NoDecision;
use crate::domain::{Distances, Plan};
use crate::formulate::Formulation;
use crate::model::Question;

/// What came of looking for a change to a rule.
pub(super) enum Mended {
    /// This is enough.
    Enough(Repair),
    /// No change to it is.
    Never,
    /// Whether any is was not settled.
    Open,
}

/// The least change to `name` that, after `others`, lets a plan keep the rules.
pub(super) fn mend(examiner: &Examiner<'_>, others: &[Edit], name: &Named) -> Result<Mended, NoDecision> {
    let enough = |change| Ok(Mended::Enough(Repair { rule: name.clone(), change }));
    let without = with(others, Edit::Out(name.clone()));
    let (model, instance) = edited(&examiner.question, others);
    let question = Question { instance: &instance, model: &model, ..examiner.question };
    if *name == Named::AsOf {
        return earlier(examiner, others);
    }
    let Some(number) = Number::of(&model, name) else {
        return match examiner.possible(&without, NodeLimit::Large)? {
            Possible::Yes(_) => enough(Change::Drop),
            Possible::No => Ok(Mended::Never),
            Possible::Unknown => Ok(Mended::Open),
        };
    };
    let aim = |stated: &mut Formulation| number.aim(&question, name, stated);
    let Best { possible, bound } = examiner.best(&without, NodeLimit::Large, &aim)?;
    let plan = match possible {
        Possible::Yes(plan) => plan,
        Possible::No => return Ok(Mended::Never),
        Possible::Unknown => return Ok(Mended::Open),
    };
    let search = Search { examiner, others, name, number };
    let least = bound.and_then(|bound| number.change(&question, name, bound));
    let (distance, short) = search.least(search.needed(&plan), least)?;
    let [to, short] = [distance, short].map(|distance| number.from + number.sign() * distance);
    enough(Change::Number { from: number.from, to, short })
}

/// The latest earlier year that, as the question's, lets a plan keep the rules. Each is asked by itself: of another year
/// adjustments make something else, which may ask for more.
fn earlier(examiner: &Examiner<'_>, others: &[Edit]) -> Result<Mended, NoDecision> {
    let (model, instance) = edited(&examiner.question, others);
    let as_read = instance.as_read().unwrap_or(&instance);
    let begins = as_read.options().iter().map(|option| i64::from(option.begins().ends_in()));
    let Some((Number { from, .. }, first)) = Number::of(&model, &Named::AsOf).zip(begins.min()) else {
        return Ok(Mended::Never);
    };
    let mut short = from;
    for to in (first..from).rev() {
        match examiner.possible(&with(others, Edit::To(Named::AsOf, to)), NodeLimit::Large)? {
            Possible::Yes(_) => {
                let change = Change::Number { from, to, short };
                return Ok(Mended::Enough(Repair { rule: Named::AsOf, change }));
            }
            // What lies before a year that was not settled is not known to be the latest.
            Possible::No if short == to + 1 => short = to,
            Possible::No | Possible::Unknown => {}
        }
    }
    Ok(if short <= first { Mended::Never } else { Mended::Open })
}

fn with(others: &[Edit], edit: Edit) -> Vec<Edit> {
    others.iter().cloned().chain([edit]).collect()
}

/// A search for the least change of a number.
struct Search<'a> {
    examiner: &'a Examiner<'a>,
    others: &'a [Edit],
    name: &'a Named,
    number: Number,
}

/// What is known of the least distance by which a number must change.
struct Between {
    /// This is not enough.
    short: i64,
    /// This is.
    enough: i64,
}

impl Search<'_> {
    /// The least distance from the number as it is, which is known not to be enough, up to one that is; and the next
    /// less that is known not to be.
    fn least(&self, enough: i64, bound: Option<(i64, Precision)>) -> Result<(i64, i64), NoDecision> {
        let mut between = Between { short: 0, enough };
        match bound {
            // No plan needs less, as no plan is better than a bound.
            Some((least, Precision::Exact)) => return Ok((enough, (least - 1).clamp(0, enough - 1))),
            // It is soon shown to be one.
            Some((least, Precision::Approximate)) if (2..enough).contains(&least) => {
                self.narrow(&mut between, least - 1)?;
            }
            Some((_, Precision::Approximate)) | None => {}
        }
        // What was found is often the least: then one question settles it.
        let mut next = between.enough - 1;
        while between.short < next && self.narrow(&mut between, next)? {
            next = between.short + (between.enough - between.short) / 2;
        }
        Ok((between.enough, between.short))
    }

    /// Asks whether a change by `next` is enough; whether that was settled.
    fn narrow(&self, between: &mut Between, next: i64) -> Result<bool, NoDecision> {
        let to = self.number.from + self.number.sign() * next;
        let edits = with(self.others, Edit::To(self.name.clone(), to));
        match self.examiner.possible(&edits, NodeLimit::Large)? {
            Possible::Yes(plan) => between.enough = self.needed(&plan).min(next),
            Possible::No => between.short = next,
            Possible::Unknown => return Ok(false),
        }
        Ok(true)
    }

    /// The distance that this plan needs.
    fn needed(&self, plan: &Plan) -> i64 {
        let question = self.examiner.question;
        let findings = audit(&Question { distances: &Distances::default(), ..question }, plan);
        let value = |family: &str, id: &str| {
            let of = |finding: &&Finding| finding.family == family && finding.id == id;
            findings.iter().find(of).map_or(self.number.from, |finding| finding.value)
        };
        let needed = match self.name {
            Named::Envelope => self.number.sign() * (value("envelope", "envelope") - self.number.from),
            Named::Rule(id) => self.number.sign() * (value("limits", id.as_str()) - self.number.from),
            Named::Fund(_) => self.needed_of_fund(plan),
            Named::Clause(family) => {
                let own = findings.iter().filter(|finding| finding.family == *family);
                let changes = own.map(|finding| self.number.sign() * (finding.value - self.number.from));
                changes.max().unwrap_or(0)
            }
            // To nothing at all: the search goes on from there.
            Named::CoverageFloor => self.number.from,
            Named::AsOf
            | Named::FundYears
            | Named::Commit(_)
            | Named::Exclude(_)
            | Named::MatchFunding
            | Named::Link(_) => {
                unreachable!("only what has a number is searched for")
            }
        };
        needed.max(1)
    }

    /// The least by which a fund is raised to pay what the others cannot of this plan.
    fn needed_of_fund(&self, plan: &Plan) -> i64 {
        let pays = |distance: i64| {
            let edit = Edit::To(self.name.clone(), self.number.from + distance);
            let (model, instance) = edited(&self.examiner.question, &with(self.others, edit));
            let distances = &Distances::default();
            let findings = audit(&Question { instance: &instance, model: &model, distances }, plan);
            findings.iter().filter(|finding| finding.family == "funds").all(Finding::holds)
        };
        let instance = self.examiner.question.instance;
        let (mut short, mut enough) = (0, plan.options(instance).map(|option| option.cost.pounds()).sum());
        while enough - short > 1 {
            let middle = short + (enough - short) / 2;
            if pays(middle) { enough = middle } else { short = middle }
        }
        enough
    }
}
