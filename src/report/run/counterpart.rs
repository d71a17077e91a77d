//! What a run is compared with, how it is spoken of, and whose files hold its numbers: the published plan, or another run.

use super::headline;
use super::state::Run;
use super::totals::Totals;

/// The plan that a run is compared with.
#[derive(Clone, Debug)]
pub(in crate::report) struct Counterpart<'a> {
    /// Its plan and the question that it answers, as a run.
    pub run: Run<'a>,
    /// What it is called in a sentence.
    pub name: String,
    /// The same, where a plan was just spoken of.
    pub again: String,
    /// What of a plan it has, in a sentence.
    pub part: &'static str,
    /// Its projects, in a sentence.
    pub ones: &'static str,
    /// How its numbers are spoken of in a list.
    pub had: String,
    /// Its heading in a table.
    pub heading: String,
    /// What a bid is that only it has.
    pub alone: &'static str,
    /// The run whose files hold its numbers; nothing where those of the run beside it do.
    pub held: Option<Held>,
}

/// The run whose files hold the numbers of a plan.
#[derive(Clone, Debug)]
pub(in crate::report) struct Held {
    /// Its folder.
    pub folder: String,
    /// Where each measure of the headline beside it stands in its own.
    pub measures: Vec<Option<usize>>,
}

impl<'a> Counterpart<'a> {
    /// The published plan, unless it is this one.
    pub fn published(run: &Run<'a>) -> Option<Self> {
        let plan = run.published.filter(|published| published.funded != run.plan.funded)?;
        Some(Self {
            run: Run { plan, ..*run },
            name: "the published plan".to_owned(),
            again: "the published one".to_owned(),
            part: "the published part",
            ones: "the published ones",
            had: "as published".to_owned(),
            heading: "Published plan".to_owned(),
            alone: "only published",
            held: None,
        })
    }

    /// Another run, of this name, beside a run.
    pub fn of_run(beside: &Run<'_>, name: &str, run: Run<'a>) -> Self {
        let [own, other] = [beside, &run].map(|run| headline::beside(run, None).rows);
        let measures = own.iter().map(|row| other.iter().position(|there| there[0] == row[0]));
        Self {
            name: format!("the plan of {name}"),
            again: format!("that of {name}"),
            part: "that part",
            ones: "those of that plan",
            had: format!("those of {name}"),
            heading: name.to_owned(),
            alone: "only there",
            held: Some(Held { folder: name.to_owned(), measures: measures.collect() }),
            run,
        }
    }

    /// Whether its numbers are counted as those of `run`: the same costs, years and children, and the same places within
    /// reach, by the same miles.
    pub fn is_counted_as(&self, run: &Run<'_>) -> bool {
        let [one, other] = [&self.run, run].map(|run| run.question.model);
        one.adjustments == other.adjustments
            && one.demand_layers == other.demand_layers
            && one.reach == other.reach
            && one.metric == other.metric
            && (one.horizon, one.estimate) == (other.horizon, other.estimate)
            && one.deliverability == other.deliverability
    }

    /// What it is called at the head of a sentence.
    pub fn first(&self) -> String {
        self.name.replacen('t', "T", 1)
    }

    /// It in numbers.
    pub fn totals(&self) -> Totals {
        Totals::of(&self.run.question, self.run.plan)
    }

    /// Whether `run` has all of it, counted in the same way.
    pub fn is_kept(&self, run: &Run<'_>) -> bool {
        self.is_counted_as(run) && self.run.plan.funded.is_subset(&run.plan.funded)
    }
}
