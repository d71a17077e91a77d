//! What of a sheet nobody sees: rows, columns, or all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::part;
use crate::domain::{counted, one_more};

/// What of a sheet is hidden: rows by the numbers that the sheet shows, columns from nought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    rows: Vec<usize>,
    columns: Vec<RangeInclusive<usize>>,
    is_whole: bool,
}

impl Hidden {
    /// What of the sheet `name` is hidden, of the workbook that is in `bytes`. Where that cannot be read nothing is known
    /// to be: that a sheet is damaged is told where its cells are read.
    pub fn of(bytes: &[u8], name: &str) -> Self {
        Self::read(bytes, name).unwrap_or_default()
    }

    fn read(bytes: &[u8], name: &str) -> Option<Self> {
        let mut sheet = None;
        elements(&part(bytes, "xl/workbook.xml")?, "sheet", |found| {
            if found.get("name").is_some_and(|written| written == name) {
                sheet = Some(found);
            }
        })?;
        let sheet = sheet?;
        let is_whole = sheet.get("state").is_some_and(|state| state != "visible");
        let mut target = None;
        elements(&part(bytes, "xl/_rels/workbook.xml.rels")?, "Relationship", |found| {
            if found.get("Id") == sheet.get("id") {
                target = found.get("Target").cloned();
            }
        })?;
        let target = target?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let text = part(bytes, &path)?;
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        let number = |found: &Attributes, key: &str| found.get(key).and_then(|text| text.parse::<usize>().ok());
        // A row that does not say its number follows on the one before.
        let mut last = 0_usize;
        elements(&text, "row", |found| {
            last = number(&found, "r").unwrap_or_else(|| one_more(last));
            rows.extend(Some(last).filter(|_| is_hidden(&found)));
        })?;
        elements(&text, "col", |found| {
            let ends = number(&found, "min").zip(number(&found, "max")).filter(|_| is_hidden(&found));
            columns.extend(ends.map(|(from, to)| from.saturating_sub(1)..=to.saturating_sub(1)));
        })?;
        Some(Self { rows, columns, is_whole })
    }

    /// What of the sheet `name` is read though nobody sees it, of these rows and the columns before `width`: each as a doubt
    /// goes by, and in words.
    pub fn told(&self, name: &str, read: &[u64], width: usize) -> Vec<(&'static str, String)> {
        if self.is_whole {
            return vec![("hidden-sheet", format!("the sheet `{name}` is hidden, and is read"))];
        }
        let hidden: BTreeSet<usize> = self.rows.iter().copied().collect();
        let rows = read.iter().filter(|row| usize::try_from(**row).is_ok_and(|row| hidden.contains(&row))).count();
        let columns = (0..width).filter(|at| self.columns.iter().any(|columns| columns.contains(at))).count();
        let told = |count: usize, one: &str, many: &str| {
            let are = if count == 1 { "is" } else { "are" };
            format!("{} of `{name}` {are} hidden, and {are} read", counted(count, one, many))
        };
        let rows = (rows > 0).then(|| ("hidden-rows", told(rows, "row", "rows")));
        rows.into_iter().chain((columns > 0).then(|| ("hidden-columns", told(columns, "column", "columns")))).collect()
    }

    /// What hides the cell in this row and column, in words; nothing if it is seen.
    pub fn hides(&self, row: usize, column: usize) -> Option<&'static str> {
        if self.is_whole {
            Some("sheet")
        } else if self.rows.contains(&row) {
            Some("row")
        } else {
            self.columns.iter().any(|columns| columns.contains(&column)).then_some("column")
        }
    }
}

/// What an element says of itself, without the prefixes of its names.
type Attributes = BTreeMap<String, String>;

fn is_hidden(found: &Attributes) -> bool {
    found.get("hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"))
}

/// Tells `each` of every element of this name.
fn elements(text: &str, name: &str, mut each: impl FnMut(Attributes)) -> Option<()> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(found) | Event::Empty(found) if found.local_name().as_ref() == name => each(said(&found)?),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

fn said(found: &BytesStart<'_>) -> Option<Attributes> {
    found
        .attributes()
        .map(|attribute| {
            let attribute = attribute.ok()?;
            let key = attribute.key.local_name().as_ref().to_owned();
            Some((key, attribute.value.into_owned()))
        })
        .collect()
}
