//! A model and what is laid over it: what it extends beneath, overlays above, single values on top.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::document::{Node, Value, lay_over, parse};
use super::retold::retold;
use super::{LARGEST, name, set};
use crate::domain::Money;
use crate::model::{LayerNames, Layers};
use crate::read::{Mistake, Parsed, nearest, read_text};

/// How many models may extend one another.
const DEEPEST: usize = 10;

/// The folder beside a model in which overlays go by name.
const OVERLAYS: &str = "what-if";

/// A model with everything laid over it.
#[derive(Debug)]
pub(super) struct Stack {
    pub name: String,
    pub names: LayerNames,
    pub root: Node,
    pub parsed: Vec<Parsed>,
}

/// Reads a model, what it extends, and what is laid over it.
pub(super) fn read(layers: &Layers) -> Result<Stack, Vec<Mistake>> {
    let name_of = |file: &Path| name::name(file).map_err(|why| vec![Mistake::of_file(file, &why)]);
    let model = name_of(&layers.model)?;
    let Chain { root, mut parsed, mut files, .. } = chain(&layers.model, &[])?;
    let mut root = root.ok_or_else(|| vec![Mistake::of_file(&layers.model, "there is no such model")])?;
    let mut names = LayerNames { model, with: Vec::new(), set: Vec::new() };
    let mut titles = Vec::new();
    let mut told = envelope(&root);
    for with in &layers.with {
        let file = overlay(&layers.model, with).map_err(|mistake| vec![mistake])?;
        names.with.push(name_of(&file)?);
        let over = chain(&file, &files)?;
        let refused = |why: &str| Err(vec![Mistake::of_file(&file, why)]);
        match (over.root, over.meets) {
            (None, _) => return refused("this is laid under or over that model already"),
            (Some(_), Meets::Nothing) => {
                return refused(&format!("this extends nothing that {} is built on", layers.model.display()));
            }
            (Some(node), Meets::Stack | Meets::Needless) => {
                titles.extend(title(&node));
                root = lay_over(root, node);
            }
        }
        parsed.extend(over.parsed);
        files.extend(over.files);
    }
    if !titles.is_empty() {
        told = envelope(&root);
    }
    names.set = set::set_all(&mut root, layers).map_err(|mistake| vec![mistake])?;
    let now = envelope(&root);
    retitle(&mut root, &titles, &names.set, told.zip(now));
    Ok(Stack { name: name::composed(&names), names, root, parsed })
}

/// Models that extend one another, down to one that is in the stack already.
struct Chain {
    /// All of them, the first laid over the rest; nothing if the first is in the stack itself.
    root: Option<Node>,
    parsed: Vec<Parsed>,
    files: Vec<PathBuf>,
    meets: Meets,
}

/// How a chain ends.
#[derive(Clone, Copy)]
enum Meets {
    /// In the stack.
    Stack,
    /// In a model that extends nothing, and is not in the stack.
    Nothing,
    /// It is one file that extends nothing: it can lie over anything.
    Needless,
}

/// Reads `file` and what it extends, down to the first that is in `stack`.
fn chain(file: &Path, stack: &[PathBuf]) -> Result<Chain, Vec<Mistake>> {
    let mut layers: Vec<Node> = Vec::new();
    let (mut parsed, mut files) = (Vec::new(), Vec::new());
    let mut next = Some(file.to_owned());
    let mut meets = None;
    while let Some(file) = next {
        let whole = fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
        if stack.contains(&whole) {
            meets = Some(Meets::Stack);
            break;
        }
        let (text, digest) = read_text(&file, LARGEST).map_err(|mistake| vec![mistake])?;
        let mut layer = parse(&file, &text)?;
        next = extends(&mut layer)?;
        if layers.len() == DEEPEST {
            let mistake = "models extend one another more than ten deep, or in a circle";
            return Err(vec![layer.written.mistake("extends", mistake)]);
        }
        parsed.push(digest);
        files.push(whole);
        layers.push(layer);
    }
    let meets = meets.unwrap_or(if layers.len() == 1 { Meets::Needless } else { Meets::Nothing });
    let base = layers.pop();
    let root = base.map(|base| layers.into_iter().rev().fold(base, lay_over));
    Ok(Chain { root, parsed, files, meets })
}

/// Takes `extends` out of a layer: the file it names.
fn extends(layer: &mut Node) -> Result<Option<PathBuf>, Vec<Mistake>> {
    let Value::Table(table) = &mut layer.value else { return Ok(None) };
    match table.remove("extends") {
        None => Ok(None),
        Some(Node { written, value: Value::Text(path) }) => Ok(Some(short(written.relative(&path)))),
        Some(node) => Err(vec![node.written.mistake("extends", "this should be the path of a model, in quotes")]),
    }
}

/// The path without steps into a folder and out again, where that is the same file: `models/a.toml` for
/// `models/what-if/../a.toml`.
fn short(path: PathBuf) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        let steps_back =
            part == Component::ParentDir && matches!(short.components().next_back(), Some(Component::Normal(_)));
        if steps_back {
            short.pop();
        } else {
            short.push(part);
        }
    }
    match (fs::canonicalize(&short), fs::canonicalize(&path)) {
        (Ok(one), Ok(other)) if one == other => short,
        _ => path,
    }
}

/// The file of an overlay: as it is given, or by its name in the folder `what-if` beside the model.
fn overlay(model: &Path, with: &str) -> Result<PathBuf, Mistake> {
    let given = Path::new(with);
    if given.components().count() > 1 || given.extension().is_some_and(|ending| ending == "toml") {
        return Ok(given.to_owned());
    }
    let own = model.parent().unwrap_or(Path::new(""));
    // A model that is a what-if itself has the others beside it.
    let folders = if own.file_name().is_some_and(|name| name == OVERLAYS) {
        vec![own.to_owned()]
    } else {
        vec![own.join(OVERLAYS), own.to_owned()]
    };
    let file = folders.iter().map(|folder| folder.join(format!("{with}.toml"))).find(|file| file.is_file());
    file.ok_or_else(|| {
        let there = folders.iter().flat_map(|folder| names_in(folder)).collect::<Vec<_>>();
        let hint = nearest(with, there.iter().map(String::as_str));
        let hint = hint.map_or_else(String::new, |hint| format!("; did you mean `{hint}`?"));
        let mistake = format!("there is no overlay `{with}` in {}{hint}", folders[0].display());
        Mistake::of_file(Path::new("--with"), &mistake)
    })
}

/// The names of the models in a folder, in order.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let models = entries.filter(|file| file.extension().is_some_and(|ending| ending == "toml"));
    let mut names: Vec<String> =
        models.filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names
}

fn title(node: &Node) -> Option<String> {
    let Value::Table(table) = &node.value else { return None };
    match &table.get("title")?.value {
        Value::Text(title) => Some(title.clone()),
        _ => None,
    }
}

/// The envelope of a model, where one is written.
fn envelope(root: &Node) -> Option<Money> {
    let under = |node: &Node, key: &str| match &node.value {
        Value::Table(table) => table.get(key).cloned(),
        _ => None,
    };
    match under(&under(root, "envelope")?, "total_gbp")?.value {
        Value::Number(text) => text.parse().ok(),
        _ => None,
    }
}

/// Has the title speak of every overlay, of the values that are set, and of the envelope as it is now.
fn retitle(root: &mut Node, titles: &[String], set: &[String], envelopes: Option<(Money, Money)>) {
    let all = if titles.is_empty() { title(root) } else { Some(titles.join(" And: ")) };
    let Value::Table(table) = &mut root.value else { return };
    let (Some(node), Some(all)) = (table.get_mut("title"), all) else { return };
    // A title that is set stands as it is.
    let is_set = node.written.is_set();
    if !is_set && (titles.len() > 1 || !set.is_empty()) {
        let set = if set.is_empty() { String::new() } else { format!(" (with {})", set.join(", ")) };
        node.value = Value::Text(format!("{all}{set}"));
    }
    if let (Value::Text(title), Some((was, now)), false) = (&mut node.value, envelopes, is_set) {
        *title = retold(title, was, now);
    }
}
