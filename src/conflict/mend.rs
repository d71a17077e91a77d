//! The least change to one rule that lets a plan keep all the others.

use super::Named;
use super::edit::{Edit, edited};
use super::examine::{Examiner, Look, Possible};
use crate::audit::{Finding, audit};
use crate::constraints::matching;
use crate::decide::NoDecision;
use crate::domain::{Distances, Plan, ProjectOption};
use crate::model::{Bound, Measure, Question, Sense};
use crate::program::{Direction, Objective};

/// A change to one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The rule.
    pub rule: Named,
    /// What is done to it.
    pub change: Change,
}

/// What is done to a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is left out.
    Drop,
    /// Its number becomes another: pounds, a count, or thousandths of a share.
    Number {
        /// What it is.
        from: i64,
        /// What it becomes.
        to: i64,
        /// Whether it is known that less of a change is not enough.
        sure: Sure,
    },
}

/// Whether something is known, or was not found out within the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// It is known.
    Known,
    /// It is likely, and was not found out.
    NotKnown,
}

impl Repair {
    /// The edit that makes it.
    #[must_use]
    pub fn edit(&self) -> Edit {
        match self.change {
            Change::Drop => Edit::Out(self.rule.clone()),
            Change::Number { to, .. } => Edit::To(self.rule.clone(), to),
        }
    }
}

/// The least change to `name` that, after `others`, lets a plan keep the rules; nothing if none is known to.
pub(super) fn mend(examiner: &Examiner<'_>, others: &[Edit], name: &Named) -> Result<Option<Repair>, NoDecision> {
    let repair = |change| Some(Repair { rule: name.clone(), change });
    let without = with(others, Edit::Out(name.clone()));
    let Some(number) = Number::of(&examiner.question, name) else {
        let enough = matches!(examiner.possible(&without, Look::Search)?, Possible::Yes(_));
        return Ok(if enough { repair(Change::Drop) } else { None });
    };
    let found = match number.objective(&examiner.question, name) {
        Some(objective) => examiner.best(&without, Look::Search, &objective)?,
        None => examiner.possible(&without, Look::Search)?,
    };
    let Possible::Yes(plan) = found else { return Ok(None) };
    let search = Search { examiner, others, name, number };
    let (distance, sure) = search.least(search.needed(&plan))?;
    let to = number.from + number.sign() * distance;
    Ok(repair(Change::Number { from: number.from, to, sure }))
}

fn with(others: &[Edit], edit: Edit) -> Vec<Edit> {
    others.iter().cloned().chain([edit]).collect()
}

/// The number of a rule, and which way it gives.
#[derive(Clone, Copy)]
struct Number {
    from: i64,
    sense: Sense,
}

impl Number {
    /// The number of the rule of this name, if it has one.
    fn of(question: &Question<'_>, name: &Named) -> Option<Self> {
        let model = question.model;
        let at_most = |from| Some(Self { from, sense: Sense::AtMost });
        match name {
            Named::Envelope => at_most(model.envelope.total.pounds()),
            Named::Fund(id) => at_most(model.funds.iter().find(|fund| fund.id == *id)?.amount.pounds()),
            Named::Rule(id) => {
                let rule = model.rules.iter().find(|rule| rule.id == *id)?;
                let from = match rule.bound {
                    Bound::Money(money) => money.pounds(),
                    Bound::Count(count) => count.into(),
                };
                Some(Self { from, sense: rule.sense })
            }
            Named::CoverageFloor => {
                let from = model.coverage_floor.as_ref()?.share.thousandths().into();
                Some(Self { from, sense: Sense::AtLeast })
            }
            Named::FundYears | Named::Commit(_) | Named::Exclude(_) | Named::MatchFunding | Named::Link(_) => None,
        }
    }

    const fn sign(self) -> i64 {
        match self.sense {
            Sense::AtMost => 1,
            Sense::AtLeast => -1,
        }
    }

    /// What is made small or large so that little has to change, where it is a sum over options. Of homes it is the
    /// projects at them, which is near enough to begin with.
    fn objective<'a>(
        self,
        question: &Question<'a>,
        name: &'a Named,
    ) -> Option<impl Fn(&[crate::program::ColumnIndex]) -> Objective + use<'a>> {
        let (problem, model) = (question.problem, question.model);
        let rule = match name {
            Named::Rule(id) => Some(model.rules.iter().find(|rule| rule.id == *id)?),
            // Of a fund it is all spend: the others pay what they can of it.
            Named::Envelope | Named::Fund(_) => None,
            Named::FundYears
            | Named::Commit(_)
            | Named::Exclude(_)
            | Named::MatchFunding
            | Named::CoverageFloor
            | Named::Link(_) => return None,
        };
        let direction = match self.sense {
            Sense::AtMost => Direction::Minimise,
            Sense::AtLeast => Direction::Maximise,
        };
        let amounts: Vec<(usize, i64)> = match rule {
            None => problem.options().iter().map(|option| option.cost.pounds()).enumerate().collect(),
            Some(rule) => matching(problem, &rule.selector)
                .map(|option| (option.position(), amount(&rule.measure, &problem[option])))
                .collect(),
        };
        Some(move |columns: &[crate::program::ColumnIndex]| {
            let sum = amounts.iter().map(|&(option, amount)| (amount, columns[option])).collect();
            Objective { name: "least change", direction, sum }
        })
    }
}

/// What an option adds to a measure.
pub(super) fn amount(measure: &Measure, option: &ProjectOption) -> i64 {
    match measure {
        Measure::Cost(None) => option.cost.pounds(),
        Measure::Cost(Some(years)) => {
            option.spend.iter().filter(|(year, _)| years.contains(year)).map(|(_, spend)| spend.pounds()).sum()
        }
        Measure::Match => option.local_match.pounds(),
        Measure::Additional(estimate) => option.additional.at(*estimate).count().into(),
        Measure::Protected => option.protected.count().into(),
        Measure::Improved => option.improved.count().into(),
        Measure::Projects | Measure::Homes => 1,
    }
}

/// A search for the least change of a number.
struct Search<'a> {
    examiner: &'a Examiner<'a>,
    others: &'a [Edit],
    name: &'a Named,
    number: Number,
}

impl Search<'_> {
    /// The least distance from the number as it is, which is known not to be enough, up to one that is.
    fn least(&self, enough: i64) -> Result<(i64, Sure), NoDecision> {
        let (mut short, mut enough) = (0, enough);
        // What was found is often the least: then one question settles it.
        let mut next = enough - 1;
        while short < next {
            match self.at(next)? {
                Possible::Yes(plan) => enough = self.needed(&plan).min(next),
                Possible::No => short = next,
                Possible::Unknown => return Ok((enough, Sure::NotKnown)),
            }
            next = short + (enough - short) / 2;
        }
        Ok((enough, Sure::Known))
    }

    /// Whether a change by this distance is enough.
    fn at(&self, distance: i64) -> Result<Possible, NoDecision> {
        let to = self.number.from + self.number.sign() * distance;
        self.examiner.possible(&with(self.others, Edit::To(self.name.clone(), to)), Look::Search)
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
            // To nothing at all: the search goes on from there.
            Named::CoverageFloor => self.number.from,
            Named::FundYears | Named::Commit(_) | Named::Exclude(_) | Named::MatchFunding | Named::Link(_) => {
                unreachable!("only what has a number is searched for")
            }
        };
        needed.max(1)
    }

    /// The least by which a fund is raised to pay what the others cannot of this plan.
    fn needed_of_fund(&self, plan: &Plan) -> i64 {
        let pays = |distance: i64| {
            let edit = Edit::To(self.name.clone(), self.number.from + distance);
            let (model, problem) = edited(&self.examiner.question, &with(self.others, edit));
            let distances = &Distances::default();
            let findings = audit(&Question { problem: &problem, model: &model, distances }, plan);
            findings.iter().filter(|finding| finding.family == "funds").all(Finding::holds)
        };
        let problem = self.examiner.question.problem;
        let (mut short, mut enough) = (0, plan.options(problem).map(|option| option.cost.pounds()).sum());
        while enough - short > 1 {
            let middle = short + (enough - short) / 2;
            if pays(middle) { enough = middle } else { short = middle }
        }
        enough
    }
}
