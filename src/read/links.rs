//! `links.csv`: links between projects.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::cells::{Value, WORDS, in_capitals, one_of};
use super::format::{Format, Tolerance};
use super::lenient::{Commas, Lenient};
use super::passed::Nouns;
use super::projects::Projects;
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Index, Link, LinkId, LinkKind, Malformed, Project};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "links.csv",
    noun: "a link",
    columns: &["link", "kind", "project", "other"],
    optional: &[],
    defaults: &[],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Refused,
};

/// What the `kind` column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The other is funded too.
    Requires,
    /// The other is not.
    Excludes,
    /// One of all is.
    OneOf,
}

/// The words for kinds of link.
pub(super) const KINDS: [(&str, Kind); 3] =
    [("requires", Kind::Requires), ("excludes", Kind::Excludes), ("one-of", Kind::OneOf)];

impl FromStr for Kind {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        one_of(text, KINDS)
    }
}

impl Value for Kind {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// The rows of a link so far.
struct Group {
    line: u64,
    kind: Kind,
    projects: Vec<Index<Project>>,
    /// Whether a row had a mistake, so that others cannot be missed.
    has_mistakes: bool,
}

/// Reads the links, in order of id, each with the line of its first row.
pub(super) fn read(table: &Table, projects: &Projects) -> Vec<(u64, Link)> {
    let (mut groups, mut seen) = (BTreeMap::<LinkId, Group>::new(), Seen::default());
    // Whether a row may belong to any link: then a one-of may have more rows than are seen.
    let mut lost = !table.shows_all(FORMAT.columns) || table.lost_rows().next().is_some();
    for row in table.rows() {
        let id = row.read::<LinkId>("link");
        let kind = row.read::<Kind>("kind");
        let members = members(&row, kind, projects);
        let (Ok(id), Ok(kind)) = (id, kind) else {
            lost = true;
            continue;
        };
        if let Some(group) = groups.get_mut(&id) {
            let joined = members.and_then(|members| join(&row, group, kind, members));
            group.has_mistakes |= joined.is_err();
        } else {
            let new = seen.meet(&row, "link", id.as_str());
            let has_mistakes = members.is_err() || new.is_err();
            let projects = members.unwrap_or_default();
            groups.insert(id, Group { line: row.line(), kind, projects, has_mistakes });
        }
    }
    groups.retain(|_, group| !lost || group.projects.len() > 1);
    groups.into_iter().filter_map(|(id, group)| finish(table, id, group)).collect()
}

/// The projects that a row names.
fn members(row: &Row, kind: Result<Kind, Noted>, projects: &Projects) -> Result<Vec<Index<Project>>, Noted> {
    let project = row.find("project", &projects.keys);
    let other = row.find_or_blank("other", &projects.keys);
    let (kind, project, other) = (kind?, project?, other?);
    match (kind, other) {
        (Kind::OneOf, None) => Ok(vec![project]),
        (Kind::OneOf, Some(_)) => {
            Err(row.say("other", "this cell should be blank: each project of a one-of has its own row"))
        }
        (Kind::Requires | Kind::Excludes, None) => {
            Err(row.say("other", "this cell is blank, and should name the other project"))
        }
        (Kind::Requires | Kind::Excludes, Some(other)) if other == project => {
            Err(row.say("other", &format!("`{}` is linked to itself", row.written("other"))))
        }
        (Kind::Requires | Kind::Excludes, Some(other)) => Ok(vec![project, other]),
    }
}

/// Adds a further row to its group.
fn join(row: &Row, group: &mut Group, kind: Kind, members: Vec<Index<Project>>) -> Result<(), Noted> {
    let (id, line) = (row.written("link"), group.line);
    if kind != Kind::OneOf || group.kind != Kind::OneOf {
        return Err(row.say("link", &format!("`{id}` is on line {line} already; only a one-of has more rows than one")));
    }
    if members.iter().any(|member| group.projects.contains(member)) {
        return Err(row.say("project", &format!("`{}` is in `{id}` twice", row.written("project"))));
    }
    group.projects.extend(members);
    Ok(())
}

/// The link that a group of rows makes.
fn finish(table: &Table, id: LinkId, group: Group) -> Option<(u64, Link)> {
    if group.has_mistakes {
        return None;
    }
    let mut projects = group.projects;
    let kind = match group.kind {
        Kind::OneOf if projects.len() < 2 => {
            table.say(group.line, "link", &format!("`{id}` is one of one: a one-of has at least two rows"));
            return None;
        }
        Kind::OneOf => {
            projects.sort_unstable();
            LinkKind::OneOf(projects)
        }
        Kind::Requires => LinkKind::Requires(projects[0], projects[1]),
        Kind::Excludes => {
            projects.sort_unstable();
            LinkKind::Excludes(projects[0], projects[1])
        }
    };
    Some((group.line, Link { id, kind }))
}
