//! The tables of plans that are nearly as good as the best, and their page.

use crate::audit::well_located;
use crate::domain::{Index, Places, Project, WellLocated, counted};
use crate::model::Question;
use crate::report::run::flows;
use crate::table::{Cell, Column, Table, wrapped};
use crate::whatif::alternatives::{Alternative, Alternatives, Membership, Place, Wanted};
use crate::whatif::why::{Base, cost_of};

/// What files say of plans that are nearly as good as the best.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The fewest well-located places within the margin.
    pub floor: WellLocated,
    /// In how many projects any two of the plans differ at least.
    pub apart: usize,
    /// How often a plan was looked for.
    pub attempts: usize,
    /// Whether it is proved that no plan is left which differs enough from all of these.
    pub is_all: bool,
    /// The plans, the best one first.
    pub plans: Vec<Alternative>,
    /// Every project, in order.
    pub projects: Vec<Listing>,
}

/// What files say of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The project.
    pub project: Index<Project>,
    /// Its standing.
    pub standing: Membership,
    /// How many of the plans fund it.
    pub in_plans: usize,
    /// The most well-located places found the other way than the best plan's.
    pub other_found: Option<WellLocated>,
    /// The most that any plan has the other way, where that is known and there may be one.
    pub other_bound: Option<WellLocated>,
}

impl Listed {
    /// What was found, of what was wanted.
    #[must_use]
    pub fn of(base: &Base<'_>, found: &Alternatives, wanted: Wanted) -> Self {
        let listing = |place: &Place| {
            let other = place.other.as_ref();
            Listing {
                project: place.project,
                standing: place.standing,
                in_plans: place.in_plans,
                other_found: other.and_then(|why| why.found.as_ref()).map(|plan| well_located(&base.question, plan)),
                other_bound: other.and_then(|why| why.most.places()),
            }
        };
        Self {
            floor: found.floor,
            apart: wanted.apart,
            attempts: found.attempts,
            is_all: found.is_all,
            plans: found.plans.clone(),
            projects: found.places.iter().map(listing).collect(),
        }
    }
}

/// The tables: plans, what each funds, the standing of every project, and, where regions have a floor, whom the places of
/// each plan serve, which is then a choice.
#[must_use]
pub fn tables(question: &Question<'_>, listed: &Listed) -> Vec<Table> {
    let plans_of = listed.plans.iter().enumerate().map(|(at, one)| (Cell::from(at), &one.plan));
    let has_floor = question.model.coverage_floor.is_some();
    let served = has_floor.then(|| flows::of_plans("alternatives_flows", "plan", question.instance, plans_of));
    [plans(question, listed), options(question, listed), projects(question, listed)].into_iter().chain(served).collect()
}

const OF_PLANS: [Column; 12] = [
    Column::number("plan", "Plan"),
    Column::words("way", "Looked for"),
    Column::number("well_located_places", "Well-located"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::number("projects", "Projects"),
    Column::number("additional_places", "Added"),
    Column::number("apart_from_best", "From best"),
    Column::number("apart_from_nearest", "Nearest"),
    Column::files_only("at_least"),
    Column::files_only("apart_at_least"),
    Column::files_only("attempts"),
    Column::files_only("all_there_are"),
];

fn plans(question: &Question<'_>, listed: &Listed) -> Table {
    let row = |(at, one): (usize, &Alternative)| {
        let places: Places =
            one.plan.options(question.instance).map(|option| option.additional.at(question.model.estimate)).sum();
        let is_best = at == 0;
        let apart = |count: usize| if is_best { Cell::Empty } else { count.into() };
        vec![
            at.into(),
            Cell::text(one.way.words()),
            well_located(question, &one.plan).into(),
            cost_of(question.instance, &one.plan).into(),
            one.plan.funded.len().into(),
            places.into(),
            apart(one.from_best),
            apart(one.from_nearest),
            listed.floor.into(),
            listed.apart.into(),
            listed.attempts.into(),
            listed.is_all.into(),
        ]
    };
    Table::new("alternatives", &OF_PLANS, listed.plans.iter().enumerate().map(row).collect())
}

fn options(question: &Question<'_>, listed: &Listed) -> Table {
    let instance = question.instance;
    let columns = ["plan", "project", "option", "dfe_cost_gbp"].map(Column::files_only);
    let rows = listed.plans.iter().enumerate().flat_map(|(at, one)| {
        one.plan.options(instance).map(move |option| {
            vec![at.into(), Cell::text(&instance[option.project].id), Cell::text(&option.id), option.cost.into()]
        })
    });
    Table::new("alternatives_plans", &columns, rows.collect())
}

const OF_PROJECTS: [&str; 9] =
    ["project", "name", "line", "region", "standing", "in_plans", "of_plans", "other_way_found", "other_way_bound"];

fn projects(question: &Question<'_>, listed: &Listed) -> Table {
    let instance = question.instance;
    let row = |one: &Listing| {
        let project = &instance[one.project];
        vec![
            Cell::text(&project.id),
            Cell::text(&project.name),
            Cell::text(&instance[project.line].id),
            Cell::text(&instance[project.area].region),
            Cell::text(word(one.standing)),
            one.in_plans.into(),
            listed.plans.len().into(),
            one.other_found.into(),
            one.other_bound.into(),
        ]
    };
    let columns = OF_PROJECTS.map(Column::files_only);
    Table::new("alternatives_projects", &columns, listed.projects.iter().map(row).collect())
}

/// Every standing, from all to none.
pub const STANDINGS: [Membership; 6] = [
    Membership::Core,
    Membership::InAllFound,
    Membership::Borderline,
    Membership::InNoneFound,
    Membership::Never,
    Membership::NotLookedAt,
];

/// The word for a standing in files.
#[must_use]
pub const fn word(standing: Membership) -> &'static str {
    match standing {
        Membership::Core => "core",
        Membership::InAllFound => "in all found",
        Membership::Borderline => "borderline",
        Membership::InNoneFound => "in none found",
        Membership::Never => "never",
        Membership::NotLookedAt => "not looked at",
    }
}

/// The page, in at most `columns`.
#[must_use]
pub fn page(base: &Base<'_>, listed: &Listed, wanted: Wanted, columns: u16) -> String {
    let width = usize::from(columns);
    let per_cent = format!("{}.{}%", wanted.within / 10, wanted.within % 10);
    let count = listed.plans.len() - 1;
    let opening = format!(
        "{} found beside the best, in {} for {}: each keeps every rule, has {} well-located places \
         or more (within {per_cent} of the best plan's {}), and differs from every other in {} or more.",
        counted(count, "plan was", "plans were"),
        counted(listed.attempts, "attempt", "attempts"),
        wanted.plans,
        listed.floor,
        base.best.least,
        counted(wanted.apart, "project", "projects"),
    );
    let told = [opening, left(listed, wanted)];
    let told = told.iter().filter(|said| !said.is_empty()).map(|said| wrapped(said, width, 0) + "\n").collect();
    let plans = plans(&base.question, listed).to_text(columns);
    let parts = [told, plans, often(listed, width)];
    parts.into_iter().chain(at_the_margin(base, listed, columns)).collect::<Vec<_>>().join("\n")
}

/// Whether there are more such plans than were found, where those are fewer than were wanted.
fn left(listed: &Listed, wanted: Wanted) -> String {
    let found = listed.plans.len() - 1;
    let apart = counted(wanted.apart, "project", "projects");
    match (listed.is_all, found < wanted.plans) {
        (true, _) if found == 0 => {
            format!("There is none (proved): no plan within the margin differs from the best in {apart} or more.")
        }
        (true, _) => format!("No other plan within the margin differs from all of these in {apart} or more (proved)."),
        (false, true) => {
            "There may be more: the search ended before it had found another, or shown that there is none. \
                          A wider --within or a smaller --apart finds more."
                .to_owned()
        }
        (false, false) => String::new(),
    }
}

/// How often the plans fund the projects: how many projects all of them fund, most of them, few of them and none.
fn often(listed: &Listed, width: usize) -> String {
    let all = listed.plans.len();
    let count = |is: &dyn Fn(&Listing) -> bool| listed.projects.iter().filter(|one| is(one)).count();
    let proved = |standing: Membership, words: &str| match count(&|one| one.standing == standing) {
        0 => String::new(),
        some => format!("; {some} of these {words} within the margin (proved)"),
    };
    let rows = [
        (
            count(&|one| one.in_plans == all),
            format!(
                "in {}{}",
                if all == 1 { "the one plan".to_owned() } else { format!("all {all} plans") },
                proved(Membership::Core, "in every plan")
            ),
        ),
        (count(&|one| one.in_plans < all && one.in_plans * 2 > all), "in more than half of them".to_owned()),
        (
            count(&|one| one.in_plans > 0 && one.in_plans < all && one.in_plans * 2 <= all),
            "in half of them or fewer".to_owned(),
        ),
        (count(&|one| one.in_plans == 0), format!("in none{}", proved(Membership::Never, "in no plan"))),
    ];
    let line =
        |(count, words): &(usize, String)| format!("{count:>5}  {}\n", wrapped(words, width.saturating_sub(7), 7));
    let heading =
        wrapped("Projects, by how many of the plans fund them (alternatives_projects.csv has each)", width, 0);
    format!("{heading}\n{}", rows.iter().filter(|(count, _)| *count > 0).map(line).collect::<String>())
}

/// The most projects that are told one by one.
const TOLD: usize = 8;

/// The projects on which the best plan and the others agree the least: those it funds and few others do, and those it
/// leaves out and many others fund.
fn at_the_margin(base: &Base<'_>, listed: &Listed, columns: u16) -> Vec<String> {
    let instance = base.question.instance;
    let is_best = |one: &&Listing| base.plan.funds(instance, one.project);
    let all = listed.plans.len();
    let mut spared: Vec<&Listing> = listed.projects.iter().filter(|one| is_best(one) && one.in_plans < all).collect();
    spared.sort_by_key(|one| one.in_plans);
    let mut wanted: Vec<&Listing> = listed.projects.iter().filter(|one| !is_best(one) && one.in_plans > 0).collect();
    wanted.sort_by_key(|one| std::cmp::Reverse(one.in_plans));
    let told = |heading: &str, all: Vec<&Listing>| {
        let more = all.len().saturating_sub(TOLD);
        let rows = all.iter().take(TOLD).map(|one| {
            let project = &instance[one.project];
            vec![Cell::text(&project.id), Cell::text(&instance[project.line].id), one.in_plans.into()]
        });
        let table = Table::new("alternatives_margin", &OF_MARGIN, rows.collect()).to_text(columns);
        let rest = if more > 0 { format!("and {more} more\n") } else { String::new() };
        (!all.is_empty()).then(|| format!("{}\n{table}{rest}", wrapped(heading, columns.into(), 0)))
    };
    let parts = [
        told("Least sure of what the best plan funds: projects that the fewest of the plans fund", spared),
        told("Nearest to coming in: projects that the best plan leaves out and the most of the plans fund", wanted),
    ];
    parts.into_iter().flatten().collect()
}

const OF_MARGIN: [Column; 3] =
    [Column::id("project", "Project"), Column::id("line", "Line"), Column::number("in_plans", "In plans")];

/// What a standing means.
#[must_use]
pub const fn meaning(standing: Membership) -> &'static str {
    match standing {
        Membership::Core => "every plan within the margin funds them (proved)",
        Membership::InAllFound => "no plan without them was met, and none is ruled out",
        Membership::Borderline => "some plans within the margin fund them, and some do not",
        Membership::InNoneFound => "no plan with them was met, and none is ruled out",
        Membership::Never => "no plan within the margin funds them (proved)",
        Membership::NotLookedAt => "the work was stopped before",
    }
}
