//! `placewell why`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::ModelFile;
use super::ask::Asked;
use super::beside::Beside;
use super::conflict::explained;
use super::exit::Exit;
use super::number::{MOST, whole};
use super::observer::Pieces;
use super::progress::Teller;
use super::say::columns;
use super::stop::Stop;
use crate::audit::audit;
use crate::case::Case;
use crate::conflict::{Patience, explain};
use crate::decide::{Decision, NoDecision, decide};
use crate::domain::{Index, Project};
use crate::model::{Goal, Question};
use crate::read::{Mistake, Mistakes, named};
use crate::report::question::conflict;
use crate::report::run::Run;
use crate::report::whatif::why as report;
use crate::search::Tries;
use crate::solve::{Effort, Going, Limits, Solver};
use crate::whatif::why::{Base, Why as Reason, why};
use crate::whatif::{Force, Observer, SolveOptions, Span, UpperBound};

/// Of how many, next in line, it is said how they would be in, where nobody says of how many.
const NEXT: usize = 10;

/// The most changes that a search tries.
const TRIES: u32 = 30_000;

/// Explain why a project is in the best plan or not, and what the opposite would cost
///
/// The model is solved first. Then each project is forced out of the plan, or into it. A search finds a plan, and an upper
/// bound says what no plan exceeds: what is not proved is given as the range between the two. For named projects the solver
/// narrows the range for some seconds; with --all it does not; with --exact it closes it, however long that takes.
#[derive(Debug, clap::Args)]
pub(super) struct Why {
    #[command(flatten)]
    model: ModelFile,
    /// The projects, by id or by name, such as open-new-004
    #[arg(value_name = "PROJECT", required_unless_present = "all", conflicts_with = "all")]
    projects: Vec<String>,
    /// Every project: writes why.csv beside the files of the run
    #[arg(long)]
    all: bool,
    /// Solve in full for each project, however long it takes
    #[arg(long)]
    exact: bool,
    /// With --all, of how many, next in line, to say at what price or with how many places they would be in [default: 10]
    #[arg(long, value_name = "NUMBER", conflicts_with = "projects", allow_negative_numbers = true, value_parser = whole::<usize>(0..=u64::MAX, 10))]
    next: Option<usize>,
    /// Stop each solve after this many nodes of the search, which is the same work on any machine
    #[arg(long, value_name = "NODES", allow_negative_numbers = true, value_parser = whole::<u32>(1..=MOST, 1_000))]
    node_limit: Option<u32>,
    #[command(flatten)]
    beside: Beside,
}

impl Why {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        let mut asked = Asked::open(&self.model)?;
        let projects = self.examined(&asked)?;
        counts_places(&asked, "why")?;
        let solver = asked.solver.clone();
        let limits = Limits { nodes: self.node_limit, effort: Effort::Usual, ..Limits::default() };
        let decision = best(&asked, &solver, limits, &stop)?;
        asked.took("solve");
        let question = asked.case.question();
        let base = Base { question, plan: &decision.plan, best: places(&decision) };
        let pieces = Pieces::new("pieces of work", &stop);
        let observer = Observer { told: &|done, all| pieces.tell(done, all), going: &|| pieces.going() };
        let entries = if self.all { self.next.unwrap_or(NEXT) } else { usize::MAX };
        let look = SolveOptions { tries: tries(&question), in_full: self.in_full(limits), solver: &solver, observer };
        let brief = |reason: &Reason| pieces.known(&report::brief(&base, reason));
        let known: &(dyn Fn(&Reason) + Sync) = if self.all { &|_| () } else { &brief };
        let reasons = why(&base, &projects, &look, entries, known);
        pieces.finish();
        let folder = self.beside.folder(&asked, "why");
        let reasons = match reasons {
            Err(none) if self.is_written() => return Err(kept(&asked, &decision, &self.beside, &folder, none)),
            reasons => reasons?,
        };
        let table = report::table(&base, &reasons);
        let page = if self.all {
            let how = if self.exact { "solved in full" } else { "by search and bound" };
            report::page(&base, &reasons, how, columns())
        } else {
            let texts: Vec<String> = reasons.iter().map(|reason| report::text(&base, reason, columns())).collect();
            let patience = Patience { deadline: limits.deadline, nodes: limits.nodes, going: observer.going };
            let blocked = blocked(&asked, &reasons, &solver, patience)?;
            texts.into_iter().chain(report::note(&reasons, columns())).chain(blocked).collect::<Vec<_>>().join("\n")
        };
        self.publish(&mut asked, &decision, table, &page, out)?;
        if stop.is_asked() {
            return Err(Exit::Interrupted("interrupted: what was examined until then is told".to_owned()));
        }
        Ok(if decision.proofs.is_proved() { Exit::Done } else { Exit::NotProved })
    }

    /// The limits within which the solver brings found and bound together, if it is asked to.
    fn in_full(&self, limits: Limits) -> Option<Limits> {
        let effort = if self.exact { Effort::Usual } else { Effort::Little };
        (!self.all || self.exact).then_some(Limits { effort, ..limits })
    }

    /// The projects that are asked about.
    fn examined(&self, asked: &Asked) -> Result<Vec<Index<Project>>, Exit> {
        let instance = &asked.case.dataset.instance;
        if self.all {
            return Ok(instance.project_indices().collect());
        }
        let known: Vec<(&str, &str)> =
            instance.projects().iter().map(|project| (project.id.as_str(), project.name.as_str())).collect();
        let find = |written: &String| {
            let found = named(written, &known, ("project", "projects")).map(Index::new);
            found.map_err(|mistake| Mistake::of_file(&self.model.model, &mistake))
        };
        let (found, mistakes): (Vec<_>, Vec<_>) = self.projects.iter().map(find).partition(Result::is_ok);
        let mistakes: Vec<Mistake> = mistakes.into_iter().filter_map(Result::err).collect();
        if mistakes.is_empty() {
            Ok(found.into_iter().flatten().collect())
        } else {
            Err(Mistakes::new(mistakes).into())
        }
    }

    /// Whether a folder is written.
    const fn is_written(&self) -> bool {
        self.all || self.beside.out.is_some()
    }

    fn publish(
        &self,
        asked: &mut Asked,
        decision: &Decision,
        table: crate::table::Table,
        page: &str,
        out: &mut dyn Write,
    ) -> Result<(), Exit> {
        let tables = [table];
        if self.is_written() {
            asked.took("why");
            let nodes = self.node_limit.map(|nodes| ("node_limit".to_owned(), nodes.to_string()));
            let options: BTreeMap<String, String> = nodes.into_iter().collect();
            let folder = self.beside.folder(asked, "why");
            decided(asked, decision, |run| self.beside.write(&folder, run, (asked, Some(decision)), options, &tables))?;
        }
        self.beside.say(page, &tables, out)
    }
}

/// The changes that the search tries for each project, or each step, or each draw.
pub(super) fn tries(question: &Question<'_>) -> Tries {
    Tries(Tries::for_question(question).0.min(TRIES))
}

/// Refuses a model that does not seek well-located places.
pub(super) fn counts_places(asked: &Asked, command: &str) -> Result<(), Exit> {
    match asked.case.model.goal {
        Goal::WellLocated => Ok(()),
        goal @ (Goal::WorstRegion | Goal::PlaceYears { .. }) => Err(Exit::Inputs(format!(
            "objective.maximise is `{}`: `{command}` counts well-located places, and speaks of models that \
             seek these",
            goal.word()
        ))),
    }
}

/// The decision that is asked about.
pub(super) fn best(asked: &Asked, solver: &dyn Solver, limits: Limits, stop: &Stop) -> Result<Decision, Exit> {
    let question = asked.case.question();
    let mut teller = Teller::new(&question);
    let mut watch = |stage, progress| if stop.is_asked() { Going::Stop } else { teller.tell(stage, progress) };
    let decision = decide(&question, solver, limits, &mut watch);
    teller.finish();
    decision.map_err(|none| match none {
        NoDecision::NothingFound if stop.is_asked() => {
            Exit::Interrupted("interrupted before any plan was found".to_owned())
        }
        none => explained(none, &asked.case, solver, limits, stop),
    })
}

/// Writes the run of a decision all the same, where what was asked of it could not be told for this reason.
pub(super) fn kept(asked: &Asked, decision: &Decision, beside: &Beside, folder: &Path, why: NoDecision) -> Exit {
    let write = |run: &Run<'_>| beside.write(folder, run, (asked, Some(decision)), BTreeMap::new(), &[]);
    decided(asked, decision, write).map_or_else(|exit| exit, |()| why.into())
}

/// Does something with the run that a decision makes.
pub(super) fn decided(
    asked: &Asked,
    decision: &Decision,
    with: impl FnOnce(&Run<'_>) -> Result<(), Exit>,
) -> Result<(), Exit> {
    let question = asked.case.question();
    let findings = audit(&question, &decision.plan);
    let published = asked.published()?;
    with(&Run {
        question,
        plan: &decision.plan,
        findings: &findings,
        proofs: Some(decision.proofs),
        scenarios: &[],
        published: published.as_ref(),
        doubts: &asked.case.dataset.warnings,
    })
}

/// The places of a decision: what its plan has, and the most that any plan can have.
pub(super) fn places(decision: &Decision) -> Span {
    let coverage = decision.proofs.coverage;
    let most = coverage.bound.unwrap_or(crate::domain::WellLocated::from_hundredths(u64::from(u32::MAX)));
    Span::new(coverage.value, most)
}

/// Which named rules stand against each project that no plan can have, or be without.
fn blocked(
    asked: &Asked,
    reasons: &[Reason],
    solver: &dyn Solver,
    patience: Patience<'_>,
) -> Result<Vec<String>, Exit> {
    let mut texts = Vec::new();
    for reason in reasons.iter().filter(|reason| reason.most == UpperBound::NoPlan) {
        let question = asked.case.question();
        let force = if reason.funded.is_some() { Force::Out } else { Force::In };
        let forced = Case { model: force.on(&question, reason.project), ..asked.case.clone() };
        if let Some(explanation) = explain(&forced.question(), solver, patience)? {
            let name = &question.instance[reason.project].id;
            let way = if reason.funded.is_some() { "out" } else { "in" };
            texts.push(format!(
                "What stands against {name} forced {way}:\n{}",
                conflict::text(&forced, &explanation, columns())
            ));
        }
    }
    Ok(texts)
}
