//! Records of separated text, each with its line as an editor numbers it.

use csv::StringRecord;

use super::lenient::Commas;

/// What may part the cells of a row.
pub(super) struct Separator {
    /// The mark.
    pub mark: u8,
    /// What such marks are called.
    pub word: &'static str,
    /// What a table parted by them has that others have not.
    pub passed: &'static str,
}

/// The separators there are, the usual one first.
pub(super) const SEPARATORS: [Separator; 4] = [
    Separator { mark: b',', word: "commas", passed: "" },
    Separator { mark: b';', word: "semicolons", passed: "semicolons in the place of commas" },
    Separator { mark: b'\t', word: "tabs", passed: "tabs in the place of commas" },
    Separator { mark: b'|', word: "bars", passed: "bars in the place of commas" },
];

impl Separator {
    /// The one that parts the cells of a text: that which is in its first row, where no other is.
    pub(super) fn of(text: &str) -> &'static Self {
        let heading = text.lines().find(|line| !line.is_empty()).unwrap_or_default().as_bytes();
        let mut found = SEPARATORS.iter().filter(|separator| heading.contains(&separator.mark));
        found.next().filter(|_| found.next().is_none()).unwrap_or(&SEPARATORS[0])
    }

    /// What a comma within a number may be: where semicolons part the cells, it is the point of a number in many countries.
    pub(super) fn commas(&self) -> Commas {
        if self.mark == b';' { Commas::MayBePoint } else { Commas::PartThousands }
    }
}

/// The text with LF at the end of every line, whatever was there: LF, CR LF or CR.
pub(super) fn plain_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// The line that is so many lines further than `line`.
pub(super) fn further(line: u64, lines: usize) -> u64 {
    let line = u64::try_from(lines).ok().and_then(|lines| line.checked_add(lines));
    line.expect("a text in memory has fewer lines than 64 bits count")
}

/// The line that follows on these bytes, which begin on `line`.
pub(super) fn after(line: u64, bytes: &[u8]) -> u64 {
    further(line, bytes.iter().map(|&byte| usize::from(byte == b'\n')).sum())
}

/// The bytes and cells that there is room for in a record before it is read: most rows take no more.
const ROOM: (usize, usize) = (128, 16);

/// The records of a text, with the line each begins on.
pub(super) struct Records<'t> {
    reader: csv::Reader<&'t [u8]>,
    bytes: &'t [u8],
    /// Up to where lines have been counted.
    counted: usize,
    line: u64,
}

impl<'t> Records<'t> {
    /// The records of `text`, whose lines end in LF and whose cells are parted by this mark.
    pub(super) fn of(text: &'t str, separator: u8) -> Self {
        let bytes = text.as_bytes();
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(bytes);
        Self { reader, bytes, counted: 0, line: 1 }
    }
}

impl Iterator for Records<'_> {
    type Item = (u64, StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = StringRecord::with_capacity(ROOM.0, ROOM.1);
        let found = self.reader.read_record(&mut record).expect("rows of any length of a text in memory can be read");
        if !found {
            return None;
        }
        let position = record.position().expect("a record that was read has a position");
        let before = usize::try_from(position.byte()).expect("a position in memory");
        // The reader's own position may stand before the blank lines that it goes on to skip.
        let blank = self.bytes[before..].iter().take_while(|byte| **byte == b'\n').count();
        let begins = before.checked_add(blank).expect("a position in memory");
        self.line = after(self.line, &self.bytes[self.counted..begins]);
        self.counted = begins;
        Some((self.line, record))
    }
}
