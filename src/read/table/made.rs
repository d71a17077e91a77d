//! Tables that are in no file.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::PathBuf;

use csv::StringRecord;

use super::Table;
use crate::read::findings::Findings;
use crate::read::format::Format;
use crate::read::place::Place;
use crate::read::records::SEPARATORS;

/// Whether rows that are made are all that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Extent {
    /// They are.
    All,
    /// There may be more.
    Some,
}

impl<'f> Table<'f> {
    /// A table without a heading or rows, of which all could be seen.
    pub(super) fn empty(findings: &'f Findings, file: PathBuf, format: &'static Format) -> Self {
        Self {
            findings,
            format,
            file,
            records: Vec::new(),
            places: Vec::new(),
            heading: 1,
            own: Vec::new(),
            unnamed: Vec::new(),
            separator: &SEPARATORS[0],
            width: 0,
            misshapen: BTreeSet::new(),
            whole: true,
            said: Cell::new(0),
        }
    }

    /// A table of these rows, in the place of a file that is not there.
    pub(in crate::read) fn made(
        findings: &'f Findings,
        place: &Place<'_>,
        format: &'static Format,
        rows: Vec<Vec<String>>,
        extent: Extent,
    ) -> Self {
        Self {
            records: (2..).zip(rows.into_iter().map(StringRecord::from)).collect(),
            places: (0..format.columns.len()).map(Some).collect(),
            width: format.columns.len(),
            whole: extent == Extent::All,
            ..Self::empty(findings, place.path(format.file), format)
        }
    }
}
