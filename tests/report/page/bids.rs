//! The page's own table of bids, worked out anew: each is put into the plan that is without it, and the audit says what breaks.

use std::collections::{BTreeMap, BTreeSet};

use placewell::audit::Unit;
use placewell::domain::{Index, Project, ProjectOption};
use placewell::whatif::put_back::{Broken, Into};
use roxmltree::Node;

use super::super::given::Given;
use super::files::Row;
use super::made::{Made, by_id, text};

/// What a plan does of each project.
type Ways = BTreeMap<Index<Project>, Index<ProjectOption>>;

/// A row for each bid of either plan, by authority and name.
pub fn rows(given: &Given, against: Option<&Given>) -> Vec<Row> {
    let question = given.case.question();
    let instance = question.instance;
    let published = given.published.as_ref().filter(|published| published.funded != given.plan.funded);
    let (published, alone) = against.map_or((published, "only published"), |other| (Some(&other.plan), "only there"));
    let ways = |funded: &BTreeSet<Index<ProjectOption>>| -> Ways {
        funded.iter().map(|&option| (instance[option].project, option)).collect()
    };
    let (here, there) = (ways(&given.plan.funded), published.map(|plan| ways(&plan.funded)).unwrap_or_default());
    let into = |ways: &Ways| {
        let is_there = std::ptr::eq(ways, &raw const there);
        let question = against.filter(|_| is_there).map_or(question, |other| other.case.question());
        Into::new(question, ways.values().copied().collect())
    };
    let mut projects: Vec<Index<Project>> =
        here.keys().chain(there.keys()).copied().collect::<BTreeSet<_>>().into_iter().collect();
    projects.sort_by_key(|&project| {
        let project = &instance[project];
        (&instance[project.area].name, &project.name, &project.id)
    });
    let row = |project: Index<Project>| {
        let (standing, put) = match (here.get(&project), there.get(&project)) {
            (one, other) if one == other => ("in both", None),
            (Some(_), Some(&other)) => ("another way", Some((&here, into(&here).put_option(other)))),
            (Some(_), None) => ("only here", into(&there).put(project).map(|put| (&there, put))),
            (None, _) => (alone, into(&here).put(project).map(|put| (&here, put))),
        };
        let Some((ways, put)) = put.filter(|_| published.is_some()) else { return told(standing, None, "") };
        let other = if std::ptr::eq(ways, &raw const here) { &there } else { &here };
        let alone =
            ways.iter().filter(|(project, _)| !other.contains_key(project)).map(|(_, &option)| option).collect();
        let instead = into(ways).instead(&put, &alone);
        let names = instead.into_iter().map(|option| instance[instance[option].project].name.as_str());
        told(standing, Some(&put.broken), &names.collect::<Vec<_>>().join("; "))
    };
    projects.into_iter().map(row).collect()
}

/// What is told of a bid.
fn told(standing: &str, broken: Option<&[Broken]>, instead: &str) -> Row {
    let name = |one: &Broken| if one.family == "match_funding" { "local match" } else { &one.id }.to_owned();
    let amount = |one: &Broken| (one.unit != Unit::Breaches).then(|| one.unit.write(one.by));
    let whole = |one: &Broken| amount(one).map_or_else(|| name(one), |by| format!("{} by {by}", name(one)));
    let listed = |say: &dyn Fn(&Broken) -> String| match broken {
        None => String::new(),
        Some([]) => "no rule".to_owned(),
        Some(all) => all
            .iter()
            .map(|one| (name(one), say(one)))
            .collect::<BTreeMap<_, _>>()
            .into_values()
            .collect::<Vec<_>>()
            .join("; "),
    };
    let rules = format!("{standing} {}", listed(&name));
    let swapped = if instead.is_empty() { String::new() } else { rules.clone() };
    let own = [
        ("standing", standing),
        ("rules", &rules),
        ("why", &listed(&whole)),
        ("instead", instead),
        ("swapped", &swapped),
    ];
    let own = own.map(|(column, cell)| (column, cell.to_owned()));
    let by = broken
        .unwrap_or_default()
        .iter()
        .filter_map(|one| Some((format!("by:{}", name(one).replace(' ', "-")), amount(one)?)));
    own.into_iter().map(|(column, cell)| (column.to_owned(), cell)).chain(by).collect()
}

#[test]
fn each_bid_that_is_kept_out_says_by_how_much_it_breaks_each_rule_and_what_took_its_place() {
    let (mut amounts, mut placed) = (0, 0);
    for made in [Made::nothing(), Made::mixed(), Made::against()] {
        let tree = made.tree();
        let table = by_id(&tree, "bids");
        let told = |row: Node<'_, '_>| {
            let cells: Vec<String> = row.children().filter(Node::is_element).map(text).collect();
            cells.last_chunk::<2>().expect("two cells").clone()
        };
        let cells: Vec<[String; 2]> =
            table.descendants().filter(|node| node.has_tag_name("tr")).skip(1).map(told).collect();
        let rows = made.files.table("bids");
        assert_eq!(cells.len(), rows.len());
        for (cells, row) in cells.iter().zip(rows) {
            assert_eq!(cells, &[row["why"].clone(), row["instead"].clone()]);
            amounts += cells[0].matches(" by ").count();
            placed += usize::from(!cells[1].is_empty());
        }
        let reasons = tree.descendants().find(|node| node.attribute("class") == Some("reasons")).expect("the reasons");
        let is_kept = rows.iter().any(|row| row["why"].contains(" by "));
        assert_eq!(text(reasons).contains(" by "), is_kept, "{}", text(reasons));
    }
    assert!(amounts > 20 && placed > 3, "{amounts}, {placed}");
}
