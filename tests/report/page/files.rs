//! The files of a run, read back from their bytes, and how their numbers may be written on a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

/// A row of a file: cells by column.
pub type Row = BTreeMap<String, String>;

/// The files of a run and of its dataset.
pub struct Files {
    tables: BTreeMap<String, Vec<Row>>,
    manifest: Value,
    /// Every text file as it stands, its spaces made single.
    pub words: String,
}

impl Files {
    /// Of these files, this summary as CSV, and the dataset in a folder.
    pub fn of(files: &[(String, Vec<u8>)], summary: &[u8], dataset: &Path) -> Self {
        let tables =
            files.iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".csv")?.to_owned(), rows(bytes))));
        let mut tables: BTreeMap<String, Vec<Row>> = tables.collect();
        tables.insert("headline".to_owned(), headline(summary));
        for (name, keys) in [("assumptions", &["id"][..]), ("sources", &["file", "column"]), ("projects", &["project"])]
        {
            let mut rows = rows(&fs::read(dataset.join(format!("{name}.csv"))).expect("a file of the dataset"));
            rows.sort_by_key(|row| keys.iter().map(|key| row[*key].clone()).collect::<Vec<_>>());
            tables.insert(name.to_owned(), rows);
        }
        let file = |name: &str| files.iter().find(|(other, _)| other == name).expect("a file of a run").1.clone();
        let words = String::from_utf8([file("summary.txt"), file("run.json")].concat()).expect("text");
        Self {
            tables,
            manifest: serde_json::from_slice(&file("run.json")).expect("JSON"),
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// What was asked beside a run: these files, and what was printed of them.
    pub fn beside(files: &[(String, Vec<u8>)], printed: &str) -> Self {
        let tables =
            files.iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".csv")?.to_owned(), rows(bytes))));
        let words = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { tables: tables.collect(), manifest: Value::Null, words }
    }

    /// Puts a table of the page beside them.
    pub fn insert(&mut self, name: &str, rows: Vec<Row>) {
        self.tables.insert(name.to_owned(), rows);
    }

    /// A table by its name.
    pub fn table(&self, name: &str) -> &[Row] {
        self.tables.get(name).unwrap_or_else(|| panic!("there is no {name}.csv"))
    }

    /// What stands at `plan 12 dfe_cost_gbp`, `lines all projects` (a sum) or `run dfe_cost_gbp bound`.
    pub fn at(&self, of: &str) -> String {
        let [file, row, column]: [&str; 3] =
            of.split(' ').collect::<Vec<_>>().try_into().expect("a file, a row and a column");
        if file == "run" {
            return match &self.manifest[row][column] {
                Value::Null => String::new(),
                Value::Bool(truth) => if *truth { "yes" } else { "no" }.to_owned(),
                number => number.to_string(),
            };
        }
        let cell = |row: &Row| row.get(column).unwrap_or_else(|| panic!("{of}: there is no such column")).clone();
        match row {
            "all" => sum(&self.table(file).iter().map(cell).collect::<Vec<_>>()),
            word if word.starts_with('=') => {
                let is_so = |row: &&Row| cell(row).replace(' ', "-") == word[1..];
                self.table(file).iter().filter(is_so).count().to_string()
            }
            number => cell(&self.table(file)[number.parse::<usize>().expect("a row") - 1]),
        }
    }

    /// What the number at this place counts, by the name of its column, of its measure, or by its unit.
    pub fn kind(&self, of: &str) -> Kind {
        let [file, row, column]: [&str; 3] = of.split(' ').collect::<Vec<_>>().try_into().expect("three words");
        let name = match (file, row.parse::<usize>()) {
            ("headline", Ok(row)) => &self.table(file)[row - 1]["measure"],
            ("rules", Ok(row)) => &format!("_{}", self.table(file)[row - 1]["unit"]),
            ("run", _) => row,
            ("frontier", Ok(row)) if column == "setting" && self.table(file)[row - 1]["over"] == "envelope" => "_gbp",
            _ if column.contains("per_1m_gbp") => "",
            _ => column,
        };
        if name.ends_with("_gbp") { Kind::Money } else { Kind::Other }
    }

    /// Every way in which the cells of these rows may be written, and every number within their words.
    pub fn numbers(&self, file: &str, rows: &[usize]) -> BTreeSet<String> {
        let cells = rows.iter().flat_map(|row| self.table(file)[row - 1].values());
        cells.flat_map(|cell| [grouped(cell)].into_iter().chain(tokens(cell))).collect()
    }
}

/// Whether `text` is how people write the number `cell`, which is money or not: with commas, and money in whole pounds
/// with a sign, or in millions with one decimal.
pub fn says(text: &str, kind: Kind, cell: &str) -> bool {
    let bare = text.strip_prefix('+').unwrap_or(text);
    let (sign, bare) = bare.strip_prefix('-').map_or(("", bare), |bare| ("-", bare));
    let written = format!("{sign}{}", bare.strip_prefix('£').unwrap_or(bare));
    let is_money = kind == Kind::Money;
    if let (true, Some((pounds, pence))) = (is_money, cell.split_once('.')) {
        let size: u64 = pounds.trim_start_matches('-').parse().expect("whole pounds");
        let size = size + u64::from(pence.as_bytes()[0] >= b'5');
        let nearest = format!("{sign}{}", grouped(&size.to_string()));
        return if bare.starts_with('£') { written == nearest } else { written == millions(pounds) };
    }
    if is_money && !bare.starts_with('£') {
        return written == millions(cell);
    }
    // Of decimals, noughts at the end may be left out.
    let value = grouped(cell);
    let is_it = written == value || value.contains('.') && written == value.strip_suffix('0').unwrap_or(&value);
    is_it && is_money == bare.starts_with('£')
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pounds.
    Money,
    /// Anything else.
    Other,
}

/// Whole pounds in millions with one decimal, halves away from nought, by another way than the program's: by digits.
fn millions(pounds: &str) -> String {
    let (sign, digits) = pounds.strip_prefix('-').map_or(("", pounds), |digits| ("-", digits));
    let pounds: u64 = digits.parse().expect("whole pounds");
    let tenths = pounds / 100_000 + u64::from(pounds % 100_000 >= 50_000);
    let sign = if tenths == 0 { "" } else { sign };
    format!("{sign}{}.{}", grouped(&(tenths / 10).to_string()), tenths % 10)
}

/// A number with commas between its thousands.
pub fn grouped(number: &str) -> String {
    let (whole, part) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    format!("{sign}{}{}", groups.join(","), part.map(|part| format!(".{part}")).unwrap_or_default())
}

/// Every number that stands in a text.
pub fn tokens(text: &str) -> Vec<String> {
    let is_number = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let tokens = text.split(|c| !is_number(c)).map(|token| token.trim_matches([',', '.']).to_owned());
    tokens.filter(|token| !token.is_empty()).collect()
}

fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().collect::<Result<_, _>>().expect("every row has every column")
}

/// The rows of the headline in a summary, which has one number to a row.
fn headline(summary: &[u8]) -> Vec<Row> {
    let mut found: Vec<Row> = Vec::new();
    for row in rows(summary).into_iter().filter(|row| row["table"] == "headline") {
        if found.last().is_none_or(|last| last["measure"] != row["row"]) {
            found.push(Row::from([("measure".to_owned(), row["row"].clone())]));
        }
        found.last_mut().expect("a row").insert(row["measure"].clone(), row["value"].clone());
    }
    found
}

/// The sum of numbers, of which some are not known; those with decimals have two.
fn sum(cells: &[String]) -> String {
    let known: Vec<i64> = cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(|cell| cell.replace('.', "").parse().expect("a number"))
        .collect();
    let sum: i64 = known.iter().sum();
    match cells.iter().any(|cell| cell.contains('.')) {
        _ if known.is_empty() => String::new(),
        true => format!("{}.{:02}", sum / 100, sum % 100),
        false => sum.to_string(),
    }
}
