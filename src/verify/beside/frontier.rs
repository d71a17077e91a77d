//! A frontier, read back from its folder.

use std::path::Path;

use super::plans::Plans;
use super::{ReadBack, differences, of_same_question, wrong};
use crate::case::Case;
use crate::domain::WellLocated;
use crate::model::Question;
use crate::read::{Mistake, Mistakes};
use crate::report::whatif::frontier::{own_setting, tables};
use crate::runs::{Row, Rows, Stated, read_stated, read_well_located};
use crate::verify::Difference;
use crate::verify::claims::said_twice;
use crate::whatif::frontier::{Found, Frontier, How, Point};
use crate::whatif::parameter::{Parameter, Relaxes, Setting};

/// The frontier in `folder`, of the question of `case`, which the run of the manifest `run` answers.
///
/// # Errors
///
/// If it is of another question, or a file cannot be read.
pub fn read_frontier(folder: &Path, case: &Case, run: &Stated) -> Result<ReadBack<Frontier>, Mistakes> {
    if !folder.is_dir() {
        let mistake = "there is no such folder: give the one that `placewell frontier` wrote";
        return Err(Mistake::of_file(folder, mistake).into());
    }
    let there = read_stated(folder)?;
    let over = over_of(&there)?;
    of_same_question(&there, case, run)?;
    let parameter = Parameter::of_word(over, &case.model).map_err(|why| there.mistake(&why))?;
    let read = Rows::read(folder, "frontier").map_err(Mistakes::from)?;
    let settings: Vec<Setting> =
        read.iter().map(|row| setting(folder, case, &parameter, row)).collect::<Result<_, _>>()?;
    let mut wide = None;
    if let (Parameter::Reach(_), Some(last)) = (&parameter, settings.last()) {
        let mut measured = case.clone();
        measured.measure_for(&parameter.turned(&case.model, *last))?;
        wide = Some(measured);
    }
    let case = wide.as_ref().unwrap_or(case);
    let has_floor = parameter == Parameter::Floor || case.model.coverage_floor.is_some();
    let of_plans = ("plans", has_floor.then_some("plans_flows"));
    let plans = Plans::of(folder, &case.dataset.instance, "setting", of_plans).map_err(Mistakes::from)?;
    let mut wrongs = Vec::new();
    let points =
        read.iter().zip(settings).map(|(row, setting)| point(case, &parameter, &plans, (row, setting), &mut wrongs));
    let frontier = Frontier { relaxes: parameter.relaxes(&case.model), points: points.collect(), parameter };
    wrongs.extend(beyond(&frontier));
    wrongs.extend(against(&frontier, case, run));
    wrongs.extend(said_twice(&there));
    let tables = tables(case, &frontier);
    let all: Vec<&Rows> = [&read].into_iter().chain(&plans.read).collect();
    let differences = differences(&all, &tables).into_iter().chain(wrongs).collect();
    let parsed = [read.parsed.clone()].into_iter().chain(plans.parsed()).collect();
    Ok(ReadBack { told: frontier, parsed, differences })
}

/// Over which number the frontier of a manifest is.
fn over_of(stated: &Stated) -> Result<&str, Mistakes> {
    stated
        .get("over")
        .as_str()
        .ok_or_else(|| stated.mistake("this is not of a frontier: give the folder that `placewell frontier` wrote"))
}

fn setting(folder: &Path, case: &Case, parameter: &Parameter, row: Row<'_>) -> Result<Setting, Mistakes> {
    Setting::of_word(parameter.scale(&case.model), row.text("setting"))
        .map_err(|why| Mistakes::from(Mistake::of_file(&folder.join("frontier.csv"), &format!("setting: {why}"))))
}

/// What a row says of a setting, with its plan; what is wrong with the plan is noted.
fn point(
    case: &Case,
    parameter: &Parameter,
    plans: &Plans,
    (row, setting): (Row<'_>, Setting),
    wrongs: &mut Vec<Difference>,
) -> Point {
    let how = match row.text("status") {
        "impossible" => How::Impossible,
        "not reached" => How::NotReached,
        "solver failed" => How::Failed(String::new()),
        _ => How::Decided,
    };
    let model = parameter.turned(&case.model, setting);
    let question = Question { model: &model, ..case.question() };
    let plan = (!row.text("spend_gbp").is_empty()).then(|| plans.plan(&question, row.text("setting")));
    if let Some(breach) = plan.as_ref().and_then(|plan| Plans::breach(&question, plan)) {
        wrongs.push(wrong("plans.csv", ("the plan", &setting.to_string()), "it keeps every rule", &breach));
    }
    let found = plan.map(|plan| Found::of(&question, plan));
    Point { setting, found, bound: read_well_located(row.text("bound")), how }
}

/// Where what is found is beyond its bound, or more is allowed and less is found or possible.
fn beyond(frontier: &Frontier) -> Vec<Difference> {
    let mut wrongs = Vec::new();
    let mut points: Vec<&Point> = frontier.points.iter().collect();
    if frontier.relaxes == Relaxes::Falling {
        points.reverse();
    }
    let mut before: [Option<WellLocated>; 2] = [None; 2];
    for point in points {
        let subject = point.setting.to_string();
        let now = [point.found.as_ref().map(|found| found.well_located), point.bound];
        if let [Some(found), Some(bound)] = now
            && found > bound
        {
            let (found, bound) = (found.to_string(), bound.to_string());
            wrongs.push(wrong("frontier.csv", ("bound", &subject), &bound, &format!("{found} or more")));
        }
        for ((column, now), before) in ["well_located_places", "bound"].into_iter().zip(now).zip(&mut before) {
            if let (Some(now), Some(before)) = (now, *before)
                && now < before
            {
                let follows = format!("{before} or more");
                wrongs.push(wrong("frontier.csv", (column, &subject), &now.to_string(), &follows));
            }
            *before = now.or(*before);
        }
    }
    wrongs
}

/// Where the run, which is at a setting of the frontier, has more than that setting is said to allow, or the other way
/// round. A run that breaks rules says nothing of it.
fn against(frontier: &Frontier, case: &Case, run: &Stated) -> Vec<Difference> {
    let own = own_setting(&frontier.parameter, &case.model);
    let Some(point) = frontier.points.iter().find(|point| Some(point.setting) == own) else { return Vec::new() };
    if run.get("broken_rules").as_array().is_some_and(|broken| !broken.is_empty()) {
        return Vec::new();
    }
    let of_run = |key: &str| read_well_located(&run.get("well_located_places")[key].to_string());
    let found = point.found.as_ref().map(|found| found.well_located);
    let pairs = [("bound", of_run("value"), point.bound), ("well_located_places", found, of_run("bound"))];
    let wrongs = pairs.into_iter().filter_map(|(column, least, most)| {
        let (least, most) = least.zip(most).filter(|(least, most)| least > most)?;
        let (stated, follows) = if column == "bound" {
            (most.to_string(), format!("{least} or more, as the run has"))
        } else {
            (least.to_string(), format!("{most} or fewer, as the run proves"))
        };
        Some(wrong("frontier.csv", (column, &point.setting.to_string()), &stated, &follows))
    });
    wrongs.collect()
}
