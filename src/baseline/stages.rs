//! The stages of our own, one after the other and without a solver, for a counter of instructions to watch.

use std::collections::BTreeSet;
use std::path::Path;

use crate::audit::audit;
use crate::case::Case;
use crate::domain::Plan;
use crate::formulate::formulate_over;
use crate::network::Network;
use crate::read::Mistakes;
use crate::reduce::reduce;
use crate::report::files::files;
use crate::report::manifest::{Circumstances, Manifest};
use crate::report::run::Run;
use crate::search::{Tries, own_plan};
use crate::serving::nearest_flows;

/// A stage, and all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files are read and distances measured.
    Open,
    /// Who can be served from where, and what of that is settled beforehand.
    Network,
    /// The program is stated and reduced.
    Milp,
    /// A plan of our own is sought, for so many tries.
    Search,
    /// The places of the published plan are divided, it is audited, and its files are made, in memory.
    Write,
}

/// Every stage, in order, with its name and the column that its instructions are on record in.
pub const STAGES: [(Stage, &str, &str); 5] = [
    (Stage::Open, "open", "open_instructions"),
    (Stage::Network, "network", "network_instructions"),
    (Stage::Milp, "program", "program_instructions"),
    (Stage::Search, "search", "search_instructions"),
    (Stage::Write, "write", "write_instructions"),
];

/// Tries of a search: enough to be seen beside all else, and few enough for a counter, which is slow.
const TRIES: Tries = Tries(5_000);

/// Goes through the stages of the case in `file` up to and with `last`; the size of what came of each, which is the
/// same every time.
///
/// # Errors
///
/// Every mistake in the case.
pub fn perform(file: &Path, last: Stage) -> Result<Vec<usize>, Mistakes> {
    let case = Case::open(file)?;
    let question = case.question();
    let mut sizes = vec![case.parsed.len()];
    if last >= Stage::Network {
        let network = Network::of(&question);
        let reduced = network.reduced();
        sizes.extend([network.pairs.len(), reduced.pairs.len()]);
        if last >= Stage::Milp {
            let formulation = formulate_over(&question, &reduced);
            let every: BTreeSet<usize> = (0..formulation.milp.rows().len()).collect();
            sizes.push(reduce(&formulation.milp, formulation.stages.values(), &every).non_zeros());
        }
    }
    if last >= Stage::Search {
        sizes.push(own_plan(&question, TRIES).map_or(0, |plan| plan.funded.len()));
    }
    if last >= Stage::Write {
        let given = case.published().unwrap_or_default();
        let plan = Plan { flows: nearest_flows(&question, &given.funded), ..given };
        let findings = audit(&question, &plan);
        let run = Run::given(question, &plan, &findings);
        let written =
            files(&run, &Manifest::of(&run, &Circumstances { parsed: &case.parsed, ..Circumstances::default() }));
        sizes.extend(written.iter().map(|(_, bytes)| bytes.len()));
    }
    Ok(sizes)
}
