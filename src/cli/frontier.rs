//! `placewell frontier`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::ask::Asked;
use super::books::write_with;
use super::exit::Exit;
use super::limiting::Limiting;
use super::progress::terminal_is_dumb;
use super::range::Range;
use super::say::{columns, is_watched, say, warn};
use super::solve::SEED;
use super::stop::Stop;
use super::{Format, ModelFile, print};
use crate::canaries::crates;
use crate::case::Case;
use crate::domain::{WellLocated, counted};
use crate::model::Goal;
use crate::objective::Stage;
use crate::read::{Mistake, Mistakes, named};
use crate::report::whatif::frontier::{Circumstances, TABLES, asked, files, table, text, workbook};
use crate::runs::writable;
use crate::solve::{Going, Progress, version};
use crate::table::json_of;
use crate::table::plot::Letters;
use crate::whatif::frontier::{Follow, Frontier as Line, How, Means, Point, frontier};
use crate::whatif::odd;
use crate::whatif::parameter::{Parameter, Setting};
use crate::whatif::resume::settled;
use crate::whatif::small::doubts;

/// Solve for several values of one setting: the envelope, a rule's bound, the floor under regions or a reach
#[derive(Debug, clap::Args)]
pub(super) struct Frontier {
    #[command(flatten)]
    model: ModelFile,
    /// The number: envelope, rule:ID, floor, or reach:CARE-TYPE (the edge of its first band; the others keep pace)
    #[arg(long, value_name = "NUMBER", default_value = "envelope")]
    over: String,
    #[command(flatten)]
    range: Range,
    #[command(flatten)]
    limiting: Limiting,
    /// Keep what the frontier in the folder has settled, if it asks the same question
    #[arg(long)]
    resume: bool,
    /// Folder to write the tables to, replaced whole [default: runs/, the name of the model, -frontier and the number]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Also write the tables as a workbook: frontier.xlsx
    #[arg(long)]
    xlsx: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Frontier {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        let mut asked = Asked::open(&self.model)?;
        let refused = |why: String| Exit::from(Mistakes::from(Mistake::of_file(&self.model.model, &why)));
        if asked.case.model.goal != Goal::WellLocated {
            let why = "a frontier is of well-located places: set objective.maximise=well-located";
            return Err(refused(why.to_owned()));
        }
        let parameter = parameter(&self.over, &asked.case).map_err(|why| refused(format!("--over: {why}")))?;
        let settings = self.range.settings(parameter.scale(&asked.case.model)).map_err(refused)?;
        let mut doubts = doubts(&asked.case.dataset.instance, &asked.case.model, &parameter, &settings);
        doubts.extend(odd::doubts(&asked.case, &parameter, &settings));
        for doubt in doubts.iter().filter(|doubt| doubt.is_open()) {
            warn(&doubt.to_string());
        }
        asked.case.dataset.warnings.extend(doubts);
        if let Some(last) = settings.last() {
            let furthest = parameter.turned(&asked.case.model, *last);
            asked.case.measure_for(&furthest)?;
        }
        writable(&self.folder(&parameter, &asked), &TABLES)?;
        let known = self.known(&parameter, &asked)?;
        let follower = Follower::new(stop.clone());
        let limits = || self.limiting.limits();
        let solver = asked.solver.clone();
        let means = Means { solver: &solver, limits: &limits, follow: &follower };
        let line = frontier(&asked.case, &parameter, &settings, &known, means)?;
        asked.took("frontier");
        self.publish(&line, &asked, out)?;
        ended(&line, &stop)
    }

    /// The settings that an earlier frontier settled, if they are to be taken.
    fn known(&self, parameter: &Parameter, opened: &Asked) -> Result<Vec<Point>, Exit> {
        if !self.resume {
            return Ok(Vec::new());
        }
        let now = asked(&opened.case, parameter, &self.circumstances(opened));
        let known = settled(&self.folder(parameter, opened), &now, &opened.case, parameter)?;
        say(&format!("{} settled already", counted(known.len(), "setting is", "settings are")));
        Ok(known)
    }

    fn circumstances<'a>(&self, asked: &'a Asked) -> Circumstances<'a> {
        Circumstances {
            parsed: &asked.case.parsed,
            solver_version: version(),
            crates: crates().into_iter().map(|version| (version.name.to_owned(), version.version)).collect(),
            options: self.limiting.options(),
            seed: SEED,
            answers_from_folder: asked.solver.from_folder(),
            timings: asked.timings.clone(),
        }
    }

    fn folder(&self, parameter: &Parameter, asked: &Asked) -> PathBuf {
        self.out.clone().unwrap_or_else(|| {
            let number = parameter.word().replace(':', "-");
            Path::new("runs").join(format!("{}-frontier-{number}", asked.case.model.name))
        })
    }

    fn publish(&self, line: &Line, asked: &Asked, out: &mut dyn Write) -> Result<(), Exit> {
        let instance = &asked.case.dataset.instance;
        let folder = self.folder(&line.parameter, asked);
        let book = self.xlsx.then_some(|| Ok(vec![workbook(&asked.case, line)]));
        let bookless = write_with(&folder, files(&asked.case, line, &self.circumstances(asked)), book)?;
        say(&format!("written to {}", folder.join("frontier.csv").display()));
        match self.format {
            Format::Table => {
                let letters = if terminal_is_dumb() { Letters::Ascii } else { Letters::Unicode };
                print(out, text(&asked.case, line, letters, columns()).as_bytes())
            }
            Format::Csv => print(out, &table(instance, line).to_csv()),
            Format::Json => print(out, &json_of(&[table(instance, line)])),
        }?;
        bookless.map_or(Ok(()), Err)
    }
}

/// How the program ends.
fn ended(line: &Line, stop: &Stop) -> Result<Exit, Exit> {
    let failed = line.points.iter().find_map(|point| match &point.how {
        How::Failed(why) => Some(format!("at {}: {why}", point.setting)),
        How::Decided | How::Impossible | How::NotReached => None,
    });
    if stop.is_asked() {
        return Err(Exit::Interrupted("interrupted: what was done is written".to_owned()));
    }
    if let Some(why) = failed {
        return Err(Exit::Solver(why));
    }
    if line.points.iter().all(|point| point.how == How::Impossible) {
        return Err(Exit::Rules("no plan can keep all the rules at any of these settings".to_owned()));
    }
    if line.points.iter().all(|point| point.found.is_none()) {
        return Err(Exit::NoPlan("no plan was found at any of these settings before the limit".to_owned()));
    }
    let is_proved = line.points.iter().all(Point::is_proved);
    Ok(if is_proved { Exit::Done } else { Exit::NotProved })
}

/// How often a line is written of a setting that is worked on.
const EVERY: Duration = Duration::from_secs(10);

/// Tells on standard error how a frontier comes on.
struct Follower {
    stop: Stop,
    began: Instant,
    told: Mutex<Instant>,
}

impl Follower {
    fn new(stop: Stop) -> Self {
        let now = Instant::now();
        Self { stop, began: now, told: Mutex::new(now) }
    }
}

impl Follow for Follower {
    fn reached(&self, point: &Point) {
        let found = match (&point.found, point.bound) {
            (Some(found), Some(bound)) => {
                let proved = if point.is_proved() { ", proved" } else { "" };
                format!("{} for {}, at most {bound}{proved}", found.well_located.counted(), found.spend)
            }
            (Some(found), None) => format!("{} for {}", found.well_located.counted(), found.spend),
            (None, _) if point.how == How::Impossible => "no plan can keep all the rules".to_owned(),
            (None, _) => "no plan found".to_owned(),
        };
        say(&format!("{} s: {}: {found}", self.began.elapsed().as_secs(), point.setting));
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_asked()
    }

    fn working(&self, setting: Setting, stage: Stage, progress: Progress) -> Going {
        if self.stop.is_asked() {
            return Going::Stop;
        }
        let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if stage == Stage::Coverage && told.elapsed() >= EVERY {
            *told = Instant::now();
            let places = |amount: Option<i64>| {
                let written =
                    amount.map(|amount| WellLocated::from_hundredths(amount.max(0).unsigned_abs()).to_string());
                written.unwrap_or_else(|| "not yet known".to_owned())
            };
            let (best, bound) = (places(progress.best), places(progress.bound));
            let indent = if is_watched() { "  " } else { "" };
            say(&format!("{indent}{} s: {setting}: best {best}, bound {bound}", self.began.elapsed().as_secs()));
        }
        Going::On
    }
}

/// The parameter of this name; a care type may be given by its name.
fn parameter(over: &str, case: &Case) -> Result<Parameter, String> {
    let types = case.dataset.instance.care_types().iter().map(|own| (own.id.as_str(), own.name.as_str()));
    let types: Vec<(&str, &str)> = types.collect();
    let id = over.strip_prefix("reach:").and_then(|word| named(word, &types, ("care type", "care types")).ok());
    let over = id.map_or_else(|| over.to_owned(), |at| format!("reach:{}", types[at].0));
    Parameter::of_word(&over, &case.model)
}
