//! A table on a sheet of a workbook, and what is let pass of such a sheet.

use super::Table;
use crate::domain::Doubt;
use crate::read::findings::Strictness;
use crate::read::place::{Book, Place, sheet_of};

impl Table<'_> {
    /// The table that stands on the sheet of its name.
    pub(super) fn of_sheet(mut self, place: &Place<'_>, book: &Book<'_>) -> Self {
        let file = self.format.file;
        let rows = book.sheet(file).and_then(|sheet| {
            self.note_sheet(&sheet.name, &sheet.hidden);
            sheet.rows.as_ref().map_err(Clone::clone)
        });
        match rows {
            Ok(rows) => {
                self.note_gaps(&rows.iter().map(|(number, _)| *number).collect::<Vec<_>>());
                self.take_in(rows.iter().cloned(), rows.iter().skip(1).cloned());
            }
            Err(mut mistake) => {
                let meant = place.meant(file).filter(|_| !place.has(file));
                mistake.mistake.extend(meant.map(|meant| format!("; did you mean `{meant}`? Rename it")));
                self.findings.mistakes.borrow_mut().push(mistake);
                self.whole = false;
            }
        }
        self
    }

    /// Tells, each once, that a sheet goes by its name in other letters, and what is read of it though nobody sees it.
    fn note_sheet(&self, name: &str, hidden: &[(&'static str, String)]) {
        let wanted = sheet_of(self.format.file);
        let other = || ("sheet-named-otherwise", format!("the sheet `{name}` is read as `{wanted}`"));
        let told = hidden.iter().cloned().chain((name != wanted).then(other));
        let doubts = told.map(|(kind, words)| Doubt::of("lenient", &format!("{kind}-{wanted}"), words));
        self.findings.sheets.borrow_mut().extend(doubts);
    }

    /// Notes rows between others of which the sheet has nothing.
    fn note_gaps(&self, rows: &[u64]) {
        if self.strictness() == Strictness::Strict {
            return;
        }
        for (before, after) in rows.iter().zip(rows.iter().skip(1)) {
            for blank in (*before..*after).skip(1) {
                self.pass(blank, ("row", "rows"), "no value");
            }
        }
    }
}
