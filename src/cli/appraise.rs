//! `placewell appraise`.

use std::collections::BTreeMap;
use std::io::Write;

use super::Keep;
use super::beside::Beside;
use super::exit::Exit;
use super::given::{Given, PlanFile};
use super::say::columns;
use crate::report::whatif::appraise::{self as report, Appraisal};
use crate::whatif::appraise::{NoAppraisal, appraise};

/// Appraise a plan: the cost of its places, the placements that they avoid, and net present value
///
/// The parameters are in appraisal.csv of the dataset, each with its range and source; optimism bias is the cost-overrun of
/// risks.csv. An avoided cost is a transfer unless shown otherwise. All of it is worked out in whole numbers, to the penny.
#[derive(Debug, clap::Args)]
pub(super) struct Appraise {
    #[command(flatten)]
    plan: PlanFile,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    beside: Beside,
}

impl Appraise {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let mut given = self.plan.open(self.keep)?;
        let dataset = &given.asked.case.dataset;
        let cases = appraise(&dataset.instance, &given.plan, &dataset.appraisal, &dataset.risks);
        let cases = cases.map_err(|none| refused(&given, &none))?;
        given.asked.took("appraise");
        let (run, dataset) = (given.run(), &given.asked.case.dataset);
        let appraisal = Appraisal { run: &run, parameters: &dataset.appraisal, risks: &dataset.risks, cases: &cases };
        let (tables, page) = (report::tables(&appraisal), report::page(&appraisal, columns()));
        let folder = self.beside.folder_of(&given, "appraisal");
        let options = BTreeMap::from([("plan".to_owned(), "given".to_owned())]);
        let book = || report::book(&appraisal);
        self.beside.write_with_book(&folder, &run, (&given.asked, None), options, (&tables, &book))?;
        self.beside.say(&page, &tables, out)?;
        Ok(Exit::Done)
    }
}

/// Why there is no appraisal, and what to do about it.
fn refused(given: &Given, none: &NoAppraisal) -> Exit {
    let case = &given.asked.case;
    let file = case.model.dataset.join("appraisal.csv").display().to_string();
    Exit::Inputs(match none {
        NoAppraisal::Missing(_) if case.dataset.appraisal.is_empty() => format!(
            "{file}: there is no such table, or it has no rows, and an appraisal takes no figure that nobody has given. It \
             needs a row for each of: {none}. `placewell example england FOLDER` has one to begin with; `placewell help appraisal` \
             says what each is"
        ),
        NoAppraisal::Missing(_) => format!("{file}: a row is missing for each of: {none}"),
        NoAppraisal::TooLong(..) | NoAppraisal::TooEarly(..) | NoAppraisal::TooMany(..) => format!("{file}: {none}"),
    })
}
