//! What is doubtful of the year in which a question is put.

use crate::domain::{Doubt, FinancialYear, Instance, Project, ProjectOption, Status, counted};
use crate::model::Model;

/// What `as_of` does not do, and what the dataset says otherwise of projects that are over or under way.
pub(super) fn doubts(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let Some(year) = model.as_of else { return Vec::new() };
    idle(instance, year).into_iter().chain(early(instance, year)).chain(late(instance, year)).collect()
}

/// A year before everything, or after it; or options that have begun, of which none was planned.
fn idle(instance: &Instance, year: FinancialYear) -> Option<Doubt> {
    let options = instance.options();
    let begun = options.iter().filter(|option| option.begins_before(year)).count();
    let planned = options.iter().any(|option| option.planned && option.begins_before(year));
    if begun == 0 {
        return Some(Doubt::new(
            "idle-as-of",
            format!("no option begins before {year}, the `as_of`: it changes nothing"),
        ));
    }
    if begun == options.len() {
        let words = format!("every option begins before {year}, the `as_of`: nothing is left to choose");
        return Some(Doubt::new("as-of-after-all", words));
    }
    (!planned).then(|| {
        let options = counted(begun, "option begins", "options begin");
        let words = format!("{options} before {year}, the `as_of`, and none of them was planned: nothing has begun");
        Doubt::new("as-of-without-plan", words)
    })
}

/// A project with the option of it that is planned.
type Planned<'a> = (&'a Project, &'a ProjectOption);

/// The projects of the published plan of which it is known how far they have come.
fn planned(instance: &Instance, is_meant: impl Fn(Status, &ProjectOption) -> bool) -> Vec<Planned<'_>> {
    let planned = |project: &Project| project.option_indices().map(|at| &instance[at]).find(|option| option.planned);
    let both = instance.projects().iter().filter_map(|project| Some((project, project.status?, planned(project)?)));
    both.filter(|(_, status, option)| is_meant(*status, option)).map(|(project, _, option)| (project, option)).collect()
}

/// A year before what is delivered has opened, or what is under way has begun.
fn early(instance: &Instance, year: FinancialYear) -> Option<Doubt> {
    let over_in = |status: Status, option: &ProjectOption| match status {
        Status::Delivered => Some(option.opens),
        Status::UnderWay => Some(option.begins()),
        Status::Announced | Status::Bid => None,
    };
    let found = planned(instance, |status, option| over_in(status, option).is_some_and(|over| over >= year));
    let last = found.iter().filter_map(|(project, option)| over_in(project.status?, option)).max()?;
    let meant = last.later(1).map_or_else(String::new, |meant| format!(": was {meant} meant?"));
    let projects = counted(found.len(), "project is", "projects are");
    let words = format!(
        "{projects} said to be delivered or under way, {} among them, and by their years not before {year}, the \
         `as_of`{meant}",
        found[0].0.id
    );
    Some(Doubt::new("early-as-of", words))
}

/// A year by which projects that are not said to be delivered would be open.
fn late(instance: &Instance, year: FinancialYear) -> Option<Doubt> {
    let is_open = |status, option: &ProjectOption| status != Status::Delivered && option.opens < year;
    let found = planned(instance, is_open);
    let first = found.iter().map(|(_, option)| option.opens).min()?;
    let projects = counted(found.len(), "project opens", "projects open");
    let words = format!(
        "{projects} before {year}, the `as_of`, and {} among them is not said to be delivered: is the status out of date, \
         or was {first} meant?",
        found[0].0.id
    );
    Some(Doubt::new("late-as-of", words))
}
