//! Source files as the compiler sees them: without comments, texts and tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A source file.
#[derive(Debug)]
pub struct Source {
    /// Its path from `src`, as in `solve/highs.rs`.
    pub path: String,
    /// Its lines as written.
    pub lines: usize,
    /// Its code, with blanks for comments, texts and tests, each line where it was.
    pub code: String,
}

impl Source {
    /// Every file under `root`, in order of path.
    pub fn all(root: &Path) -> Vec<Self> {
        let mut sources = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder of the crate") {
                let path = entry.expect("a file of the crate").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name =
                        path.strip_prefix(root).expect("it is under the root").to_string_lossy().replace('\\', "/");
                    sources.push(Self::new(&name, &fs::read_to_string(&path).expect("a source file")));
                }
            }
        }
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        sources
    }

    /// The file of this path that holds `text`.
    pub fn new(path: &str, text: &str) -> Self {
        let is_test = path.ends_with("tests.rs");
        let code = if is_test { String::new() } else { without_tests(&without_comments(text)) };
        Self { path: path.to_owned(), lines: text.lines().count(), code }
    }

    /// The top-level module that it is or belongs to.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().expect("a path has a beginning");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How deep its module lies below the root of the crate.
    fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("mod.rs") { folders } else { folders + 1 }
    }

    /// The top-level modules that it names, its own aside, by `crate::` or by climbing to the root.
    pub fn uses(&self) -> BTreeSet<String> {
        let root = "super::".repeat(self.depth());
        let mut names: BTreeSet<String> = after(&self.code, "crate::").into_iter().flat_map(first_names).collect();
        let climbed = after(&self.code, &root).into_iter().flat_map(first_names);
        names.extend(climbed.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()) && name != "super"));
        names.remove(self.module());
        names
    }

    /// The room of the top-level module `module` that it is or belongs to.
    pub fn room_of(&self, module: &str) -> Option<&str> {
        let within = self.path.strip_prefix(module)?.strip_prefix('/')?;
        let first = within.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }

    /// The rooms of its own top-level module `module` that it names, its own room aside.
    pub fn uses_within(&self, module: &str) -> BTreeSet<String> {
        let climbing = "super::".repeat(self.depth() - 1);
        let outright = after(&self.code, &format!("crate::{module}::"));
        let mut names: BTreeSet<String> = outright.into_iter().flat_map(first_names).collect();
        if !climbing.is_empty() {
            let climbed = after(&self.code, &climbing).into_iter().flat_map(first_names);
            names.extend(climbed.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()) && name != "super"));
        }
        if let Some(room) = self.room_of(module) {
            names.remove(room);
        }
        names
    }

    /// Whether the word stands in its code.
    pub fn has_word(&self, word: &str) -> bool {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        self.code
            .match_indices(word)
            .any(|(at, _)| !self.code[..at].ends_with(is_name) && !self.code[at + word.len()..].starts_with(is_name))
    }

    /// Its functions with the number of their lines, as `rustfmt` lays them out.
    pub fn functions(&self) -> Vec<(String, usize)> {
        let lines: Vec<&str> = self.code.lines().collect();
        let function = |(at, line): (usize, &&str)| {
            let indent = line.len() - line.trim_start().len();
            let (before, name) = line.split_once("fn ")?;
            let modifiers =
                ["pub", "pub(super)", "pub(crate)", "pub(in", "crate::report)", "const", "async", "unsafe", "extern"];
            if !before.split_whitespace().all(|word| modifiers.contains(&word)) {
                return None;
            }
            let ends = |line: &&str| line.ends_with(['{', '}', ';']);
            let opened = lines[at..].iter().position(ends).filter(|opened| !lines[at + opened].ends_with(';'))?;
            let end = format!("{}}}", " ".repeat(indent));
            let is_whole = lines[at + opened].ends_with('}');
            let length = if is_whole { opened } else { lines[at..].iter().position(|line| *line == end)? };
            Some((name.split(['(', '<']).next()?.to_owned(), length + 1))
        };
        lines.iter().enumerate().filter_map(function).collect()
    }
}

/// What follows each place where `prefix` stands by itself.
fn after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let joins = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let places = code.match_indices(prefix).filter(|(at, _)| !code[..*at].ends_with(joins));
    places.map(|(at, _)| &code[at + prefix.len()..]).collect()
}

/// The first name of a path, or of each path in braces; `*` where everything is meant.
fn first_names(path: &str) -> Vec<String> {
    let name = |path: &str| -> String {
        let path = path.trim_start();
        let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(path.len());
        if path.starts_with('*') { "*".to_owned() } else { path[..end].to_owned() }
    };
    let Some(group) = path.trim_start().strip_prefix('{') else { return vec![name(path)] };
    let (mut names, mut depth, mut start) = (Vec::new(), 1, 0);
    for (at, c) in group.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if (c == ',' && depth == 1) || depth == 0 {
            names.push(name(&group[start..at]));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The text with blanks for comments and for what stands in quotes.
fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped(rest, code.chars().next_back());
        let taken = if skipped == 0 { first.len_utf8() } else { skipped };
        let (gone, left) = rest.split_at(taken);
        let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
        code.extend(gone.chars().map(|c| if skipped == 0 { c } else { blank(c) }));
        rest = left;
    }
    code
}

/// How many bytes of the beginning are a comment, a text or a character; none if it is code.
fn skipped(rest: &str, before: Option<char>) -> usize {
    let to = |end: Option<usize>| end.unwrap_or(rest.len());
    let in_a_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let raw = rest.trim_start_matches(['b', 'c']).strip_prefix('r').map(|raw| (raw, raw.trim_start_matches('#')));
    if rest.starts_with("//") {
        return to(rest.find('\n'));
    }
    if rest.starts_with("/*") {
        return to(rest.find("*/").map(|at| at + 2));
    }
    if let Some((raw, quoted)) = raw.filter(|(_, quoted)| !in_a_name && quoted.starts_with('"')) {
        let hashes = raw.len() - quoted.len();
        let end = format!("\"{}", "#".repeat(hashes));
        let begin = rest.len() - quoted.len() + 1;
        return to(rest[begin..].find(&end).map(|at| begin + at + end.len()));
    }
    if rest.starts_with('"') {
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|&(_, c)| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        return to(end.map(|(at, _)| at + 1));
    }
    character(rest)
}

/// How many bytes of the beginning are a character in quotes; a lifetime is none.
fn character(rest: &str) -> usize {
    let Some(quoted) = rest.strip_prefix('\'') else { return 0 };
    if quoted.starts_with('\\') {
        return quoted.char_indices().skip(2).find(|&(_, c)| c == '\'').map_or(0, |(at, _)| at + 2);
    }
    let mut characters = quoted.chars();
    match (characters.next(), characters.next()) {
        (Some(one), Some('\'')) => one.len_utf8() + 2,
        _ => 0,
    }
}

/// The code with blanks for every module that is compiled for tests alone.
fn without_tests(code: &str) -> String {
    let Some(at) = code.find("#[cfg(test)]") else { return code.to_owned() };
    let (before, tests) = code.split_at(at);
    let mut depth = 0;
    let end = tests.char_indices().find(|&(_, c)| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0 && (c == '}' || c == ';')
    });
    let (tests, after) = tests.split_at(end.map_or(tests.len(), |(at, _)| at + 1));
    let blanks: String = tests.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
    format!("{before}{blanks}{}", without_tests(after))
}
