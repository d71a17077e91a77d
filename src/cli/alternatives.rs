//! `placewell alternatives`.

use std::collections::BTreeMap;
use std::io::Write;

use super::ModelFile;
use super::ask::Asked;
use super::beside::Beside;
use super::exit::Exit;
use super::number::{MOST, whole};
use super::observer::Pieces;
use super::say::columns;
use super::stop::Stop;
use super::why::{best, counts_places, decided, kept, places, tries};
use crate::domain::counted;
use crate::report::whatif::alternatives as report;
use crate::solve::{Effort, Limits};
use crate::whatif::alternatives::{Wanted, alternatives};
use crate::whatif::why::Base;
use crate::whatif::{Observer, SolveOptions};

/// In how many projects any two plans differ where nobody says so.
const APART: usize = 5;

/// Find different plans nearly as good as the best, and which projects all, some or none of them fund
///
/// The model is solved first. Every plan keeps every rule. A project is called "core" (in every such plan) or "never" (in
/// none) only where an upper bound proves it; otherwise it is said that no such plan was found.
#[derive(Debug, clap::Args)]
pub(super) struct Alternatives {
    #[command(flatten)]
    model: ModelFile,
    /// How many plans to find beside the best
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 10, allow_negative_numbers = true, value_parser = whole::<u16>(1..=1_000, 10))]
    number: u16,
    /// How far below the best they may be, as in 2% or 0.5%
    #[arg(long, value_name = "PER_CENT", default_value = "2%", allow_hyphen_values = true, value_parser = thousandths)]
    within: u64,
    /// The least number of projects in which any two of them differ [default: 5, or all where there are fewer]
    #[arg(long, value_name = "PROJECTS", allow_negative_numbers = true, value_parser = whole::<u16>(1..=65_535, 5))]
    apart: Option<u16>,
    /// Stop the first solve after this many nodes of the search, which is the same work on any machine
    #[arg(long, value_name = "NODES", allow_negative_numbers = true, value_parser = whole::<u32>(1..=MOST, 1_000))]
    node_limit: Option<u32>,
    #[command(flatten)]
    beside: Beside,
}

/// Per cents with at most one decimal, in thousandths.
fn thousandths(written: &str) -> Result<u64, String> {
    let number = written.strip_suffix('%').unwrap_or(written);
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths = (digits(whole) && digits(part) && part.len() == 1)
        .then(|| Some(whole.parse::<u64>().ok()? * 10 + part.parse::<u64>().ok()?))
        .flatten();
    thousandths.filter(|part| *part <= 1_000).ok_or_else(|| "write it as 2% or 0.5%, up to 100%".to_owned())
}

impl Alternatives {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        let mut asked = Asked::open(&self.model)?;
        let solver = asked.solver.clone();
        counts_places(&asked, "alternatives")?;
        let apart = self.apart(&asked)?;
        let limits = Limits { nodes: self.node_limit, effort: Effort::Usual, ..Limits::default() };
        let decision = best(&asked, &solver, limits, &stop)?;
        asked.took("solve");
        let question = asked.case.question();
        let base = Base { question, plan: &decision.plan, best: places(&decision) };
        let pieces = Pieces::new("pieces of work", &stop);
        let observer = Observer { told: &|done, all| pieces.tell(done, all), going: &|| pieces.going() };
        let tries = tries(&question);
        let wanted = Wanted { plans: self.number.into(), within: self.within, apart };
        let found = alternatives(&base, wanted, &SolveOptions { tries, in_full: None, solver: &solver, observer });
        pieces.finish();
        let folder = self.beside.folder(&asked, "alternatives");
        let found = match found {
            Err(none) => return Err(kept(&asked, &decision, &self.beside, &folder, none)),
            Ok(found) => found,
        };
        let listed = report::Listed::of(&base, &found, wanted);
        let (tables, page) = (report::tables(&question, &listed), report::page(&base, &listed, wanted, columns()));
        asked.took("alternatives");
        let nodes = self.node_limit.map(|nodes| ("node_limit".to_owned(), nodes.to_string()));
        let options: BTreeMap<String, String> = nodes.into_iter().collect();
        decided(&asked, &decision, |run| self.beside.write(&folder, run, (&asked, Some(&decision)), options, &tables))?;
        self.beside.say(&page, &tables, out)?;
        if stop.is_asked() {
            return Err(Exit::Interrupted("interrupted: what was found until then is told".to_owned()));
        }
        Ok(if decision.proofs.is_proved() { Exit::Done } else { Exit::NotProved })
    }

    /// In how many projects plans are to differ: in no more than there are.
    fn apart(&self, asked: &Asked) -> Result<usize, Exit> {
        let projects = asked.case.dataset.instance.projects().len();
        let Some(apart) = self.apart.map(usize::from) else { return Ok(APART.min(projects)) };
        let all = counted(projects, "project", "projects");
        let why = || format!("--apart {apart}: the dataset has {all}, and no two plans differ in more");
        if apart > projects { Err(Exit::Inputs(why())) } else { Ok(apart) }
    }
}

#[cfg(test)]
mod tests {
    use super::thousandths;

    #[test]
    fn a_margin_is_per_cents_with_at_most_one_decimal() {
        assert_eq!(["2%", "2", "0.5%", "100%"].map(thousandths), [Ok(20), Ok(20), Ok(5), Ok(1_000)]);
        for wrong in ["", "%", "-1%", "2.55%", "101%", "two", "2,5%"] {
            assert!(thousandths(wrong).is_err(), "{wrong} was read as a margin");
        }
    }
}
