//! `placewell report`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::against::Other;
use super::ask::Asked;
use super::exit::Exit;
use super::say::say;
use super::show::show;
use super::verify::model_of;
use super::{Over, print};
use crate::audit::Finding;
use crate::case::Case;
use crate::domain::Plan;
use crate::report::brief::Brief;
use crate::report::page::{Beside, Provenance, Subject, page, write_page};
use crate::report::run::{Run, Status};
use crate::report::whatif::alternatives::Listed;
use crate::runs::{MANIFEST, Stated, read_stated, write_new};
use crate::table::Table;
use crate::verify::{
    Difference, ReadBack, Rebuilt, conclusion, read_alternatives, read_appraisal, read_frontier, read_regret,
};
use crate::whatif::frontier::Frontier;

/// By this as a file the page goes to standard output.
const STANDARD_OUTPUT: &str = "-";

/// Write a run as one HTML page with maps, to read offline and to print
///
/// The run is verified first. A plan that breaks rules gets a page that says so. A run whose numbers do not follow from its
/// plan gets none.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  placewell report runs/figure-11
  placewell report runs/envelope-563 --against runs/figure-11
  placewell report runs/figure-11 --brief
  placewell report runs/figure-11 --brief --out briefing.docx")]
pub(super) struct Report {
    /// A run, such as runs/envelope-563
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// File to write the page to, or - for standard output [default: beside the run, its name and .html]
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Compare with this run of the same inputs, of any model, in the place of the published plan
    #[arg(long, value_name = "OTHER_RUN")]
    against: Option<PathBuf>,
    /// A folder that `placewell frontier` wrote of the same question, to put on the page; once for each
    #[arg(long, value_name = "FOLDER")]
    frontier: Vec<PathBuf>,
    /// The folder that `placewell alternatives` wrote of the same question, to put on the page
    #[arg(long, value_name = "FOLDER")]
    alternatives: Option<PathBuf>,
    /// The folder that `placewell appraise` wrote of the same plan, to put what it is worth on the page
    #[arg(long, value_name = "FOLDER")]
    appraisal: Option<PathBuf>,
    /// Write a briefing of two pages instead: answer, evidence, risks, caveats and next steps; a FILE that ends in .docx
    /// is a document to edit [default: beside the run, its name and -brief.html]
    #[arg(long, conflicts_with_all = ["frontier", "alternatives", "appraisal", "against"])]
    brief: bool,
    /// Open the page in the program that shows pages here
    #[arg(long)]
    open: bool,
    /// The model, and by its name that of the other run [default: the model of a run's name in models/ or models/what-if/]
    #[arg(long = "model", value_name = "MODEL")]
    models: Vec<PathBuf>,
    /// What is laid over the model [default: what was]
    #[command(flatten)]
    over: Over,
}

impl Report {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        self.is_understood()?;
        let stated = read_stated(&self.run)?;
        let given = model_given(&self.models, &stated).or_else(|| self.models.first().cloned());
        let model = model_of(given, self.over.clone(), &self.run, stated.layers())?;
        let provenance = provenance(&stated)?;
        let asked = Asked::open(&model)?;
        let rebuilt = Rebuilt::of(&asked.case, &self.run, &stated, &asked.solver)?;
        let verified = rebuilt.verify(&asked.case, &self.run)?;
        follows(&self.run, &asked.case, &verified.differences)?;
        let run = rebuilt.run(&asked.case);
        let open = |folder: &Path| Other::open(folder, &self.run, &self.models, &asked.case);
        let other = self.against.as_deref().map(open).transpose()?;
        let (frontiers, alternatives) =
            asked_beside((&self.frontier, self.alternatives.as_deref()), &asked.case, (&stated, run.plan))?;
        let [appraisal, regret] = self.tables(&asked.case, (&stated, &run))?;
        let file = self.out.unwrap_or_else(|| beside(&self.run, if self.brief { "-brief" } else { "" }));
        let shown = self.open.then_some(&file).filter(|file| *file != Path::new(STANDARD_OUTPUT));
        if self.brief {
            brief_out(&Brief::of(&run, &asked.case.dataset, &provenance), &file, out)?;
        } else {
            let subject = Subject {
                run,
                dataset: &asked.case.dataset,
                provenance: &provenance,
                checked: &conclusion(&verified),
                files: &rebuilt.parsed,
                frontiers: &frontiers,
                alternatives: alternatives.as_ref(),
                appraisal: appraisal.as_ref(),
                regret: regret.as_ref(),
                against: other.as_ref().map(Other::against),
            };
            deliver(&page(&subject), &file, out)?;
            hint(&self.run, &self.frontier, [self.alternatives.as_deref(), self.appraisal.as_deref()]);
        }
        show_if(shown);
        ended(&verified.findings)
    }

    /// The tables of the appraisal that is to go on the page, and of the regret of a plan that was chosen for the least.
    fn tables(&self, case: &Case, (stated, run): (&Stated, &Run<'_>)) -> Result<[Option<Beside<Vec<Table>>>; 2], Exit> {
        let read = |folder: &Path| checked(folder, case, read_appraisal(folder, case, (stated, run))?);
        let regret = || checked(&self.run, case, read_regret(&self.run, case, run.plan)?);
        let is_for_regret = Status::of(run) == Status::LeastRegret;
        Ok([self.appraisal.as_deref().map(read).transpose()?, is_for_regret.then(regret).transpose()?])
    }

    /// Refuses what cannot be written.
    fn is_understood(&self) -> Result<(), Exit> {
        if !self.brief && self.out.as_deref().is_some_and(is_document) {
            return Err(Exit::Inputs(
                "--out: only a briefing can be a .docx: add --brief, or name a file of .html".to_owned(),
            ));
        }
        Ok(())
    }
}

/// What was asked beside a run.
type AskedBeside = (Vec<Beside<Frontier>>, Option<Beside<Listed>>);

/// The frontiers and the other plans in these folders, of the case and beside the run of this manifest and this plan.
fn asked_beside(
    (frontiers, alternatives): (&[PathBuf], Option<&Path>),
    case: &Case,
    (stated, plan): (&Stated, &Plan),
) -> Result<AskedBeside, Exit> {
    let frontiers = frontiers.iter().map(|folder| checked(folder, case, read_frontier(folder, case, stated)?));
    let read = |folder: &Path| checked(folder, case, read_alternatives(folder, case, (stated, plan))?);
    Ok((frontiers.collect::<Result<_, Exit>>()?, alternatives.map(read).transpose()?))
}

/// Of the models that are given the one of the name of a run.
pub(super) fn model_given(models: &[PathBuf], stated: &Stated) -> Option<PathBuf> {
    let name = stated.layers().model;
    models.iter().find(|file| file.file_stem().is_some_and(|stem| stem.to_string_lossy() == name)).cloned()
}

/// How the program ends: as the plan keeps its rules.
fn ended(findings: &[Finding]) -> Result<Exit, Exit> {
    match findings.iter().filter(|finding| !finding.holds()).count() {
        0 => Ok(Exit::Done),
        1 => Err(Exit::Rules("the plan breaks a rule, as the page says".to_owned())),
        many => Err(Exit::Rules(format!("the plan breaks {many} rules, as the page says"))),
    }
}

/// Whether a file is to be a document for a word processor, by its name.
fn is_document(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx"))
}

/// Writes a briefing to where it should go; a document is edited by hand, so it takes the place of nothing.
fn brief_out(brief: &Brief, file: &Path, out: &mut dyn Write) -> Result<(), Exit> {
    if !is_document(file) {
        return deliver(&brief.to_html(), file, out);
    }
    write_new(file, &brief.to_docx())?;
    say(&format!("written to {}", file.display()));
    Ok(())
}

/// Refuses a folder whose files state what does not follow from the inputs of a case, and says where these have changed.
pub(super) fn follows(folder: &Path, case: &Case, differences: &[Difference]) -> Result<(), Exit> {
    let Some(first) = differences.first() else { return Ok(()) };
    let count = differences.len();
    let rest = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
    let path = folder.display();
    let stated = read_stated(folder)?;
    let why = match stated.changed(&case.parsed).as_slice() {
        [] => "`placewell verify` lists what of a run does not".to_owned(),
        changed => format!("it was made before {} changed: make it again", changed.join(" and ")),
    };
    Err(Exit::Refused(format!(
        "no page was made: {path} states what does not follow from its plans and inputs ({first}{rest}); {why}"
    )))
}

/// What was asked beside the run, if its files say what follows.
fn checked<T>(folder: &Path, case: &Case, back: ReadBack<T>) -> Result<Beside<T>, Exit> {
    follows(folder, case, &back.differences)?;
    let name = folder.file_name().map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into());
    Ok(Beside { name, told: back.told, files: back.parsed })
}

/// Writes the page to where it should go.
pub(super) fn deliver(page: &str, file: &Path, out: &mut dyn Write) -> Result<(), Exit> {
    if file == Path::new(STANDARD_OUTPUT) {
        return print(out, page.as_bytes());
    }
    write_page(file, page)?;
    say(&format!("written to {}", file.display()));
    Ok(())
}

/// Shows the file that is to be shown, if one is.
fn show_if(file: Option<&PathBuf>) {
    if let Some(file) = file {
        show(file);
    }
}

/// Of what a run was made, by its manifest.
fn provenance(stated: &Stated) -> Result<Provenance, Exit> {
    Provenance::of(stated.json())
        .ok_or_else(|| Exit::from(stated.mistake("this manifest is not of this version of placewell")))
}

/// Says of a frontier, other plans or an appraisal that lie beside the run and were not asked for how to put them on the page.
fn hint(run: &Path, frontiers: &[PathBuf], [alternatives, appraisal]: [Option<&Path>; 2]) {
    let (Some(name), Some(parent)) = (run.file_name().and_then(|name| name.to_str()), run.parent()) else { return };
    let entries = fs::read_dir(if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    let names = entries.into_iter().flatten().flatten().map(|entry| entry.file_name());
    let mut folders: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
    folders.sort();
    for folder in folders {
        let flag = match folder.strip_prefix(name) {
            Some("-alternatives") if alternatives.is_none() => "--alternatives",
            Some("-appraisal") if appraisal.is_none() => "--appraisal",
            Some(rest) if rest.starts_with("-frontier-") && frontiers.is_empty() => "--frontier",
            Some(_) | None => continue,
        };
        let folder = parent.join(folder);
        if folder.join(MANIFEST).is_file() {
            say(&format!("{0} is not on the page: {flag} {0} puts it there", folder.display()));
        }
    }
}

/// The file beside a run that has its name.
fn beside(run: &Path, more: &str) -> PathBuf {
    let name = run.file_name().map_or_else(|| "report".into(), |name| name.to_string_lossy().into_owned());
    run.with_file_name(format!("{name}{more}.html"))
}
