//! TOML as a tree whose every value knows its file and line, and the laying of one tree over another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use toml::de::{DeTable, DeValue};

use crate::domain::one_more;
use crate::read::Mistake;

/// Where a value was written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The file.
    pub file: Rc<Path>,
    /// The line, counting from 1.
    pub line: u64,
}

impl Written {
    /// A mistake made here.
    pub fn mistake(&self, key: &str, mistake: &str) -> Mistake {
        Mistake::new(&self.file, self.line, key, mistake)
    }

    /// A path written here, from the folder of the file that says it.
    pub fn relative(&self, path: &str) -> PathBuf {
        self.file.parent().unwrap_or(Path::new("")).join(path)
    }
}

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub written: Written,
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A string.
    Text(String),
    /// A number or a date, as written without underscores.
    Number(String),
    /// True or false.
    Truth(bool),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(BTreeMap<String, Node>),
}

impl Value {
    /// The word for it with its article.
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Number(_) => "a number",
            Self::Truth(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// The tree of the TOML in `text`.
pub(crate) fn parse(file: &Path, text: &str) -> Result<Node, Vec<Mistake>> {
    let file: Rc<Path> = file.into();
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line = |at: usize| {
        let before = ends.partition_point(|&end| end < at);
        u64::try_from(one_more(before)).expect("a length in memory fits 64 bits")
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let at = |offset: usize| Written { file: Rc::clone(&file), line: line(offset) };
        return Ok(Node { written: at(0), value: tree(table.into_inner(), &at) });
    }
    let mistake = |error: &toml::de::Error| {
        let line = error.span().map_or(0, |span| line(span.start));
        Mistake::new(&file, line, "", &error.message().replace('\n', ", "))
    };
    Err(errors.iter().map(mistake).collect())
}

fn tree(table: DeTable<'_>, at: &impl Fn(usize) -> Written) -> Value {
    let entries = table.into_iter().map(|(key, value)| {
        let written = at(key.span().start);
        (key.into_inner().into_owned(), Node { written, value: node(value.into_inner(), at) })
    });
    Value::Table(entries.collect())
}

fn node(value: DeValue<'_>, at: &impl Fn(usize) -> Written) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Datetime(date) => Value::Number(date.to_string()),
        DeValue::Boolean(truth) => Value::Truth(truth),
        DeValue::Array(list) => Value::List(
            list.into_iter()
                .map(|item| Node { written: at(item.span().start), value: node(item.into_inner(), at) })
                .collect(),
        ),
        DeValue::Table(table) => tree(table, at),
    }
}

/// Lays `over` over `base`: tables key by key, lists of tables with an `id` by that, anything else whole.
pub(super) fn lay_over(mut base: Node, over: Node) -> Node {
    lay_onto(&mut base, over);
    base
}

fn lay_onto(base: &mut Node, over: Node) {
    match (&mut base.value, over.value) {
        (Value::Table(below), Value::Table(above)) => {
            for (key, node) in above {
                match below.get_mut(&key) {
                    Some(there) => lay_onto(there, node),
                    None => {
                        below.insert(key, node);
                    }
                }
            }
        }
        (Value::List(below), Value::List(above)) if above.iter().chain(below.iter()).all(|item| id(item).is_some()) => {
            let named = |(place, item)| Some((id(item)?.to_owned(), place));
            // Of two with one id the first is laid over; that there are two is told of later.
            let mut places: BTreeMap<String, usize> = below.iter().enumerate().rev().filter_map(named).collect();
            for node in above {
                let name = id(&node).unwrap_or_default().to_owned();
                if let Some(&place) = places.get(&name) {
                    lay_onto(&mut below[place], node);
                } else {
                    places.insert(name, below.len());
                    below.push(node);
                }
            }
        }
        (_, value) => *base = Node { written: over.written, value },
    }
}

/// The `id` of a table.
pub(super) fn id(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Table(table) => match &table.get("id")?.value {
            Value::Text(id) => Some(id),
            _ => None,
        },
        _ => None,
    }
}
