//! Bytes as text, in whichever of the usual ways they were written.

use std::path::Path;
use std::string::FromUtf8Error;

use super::Mistake;
use super::records::after;

/// What text was written in, where that was not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-16 with its mark, as a spreadsheet saves "Unicode text".
    Utf16,
    /// Windows-1252, as a spreadsheet saves CSV.
    Windows1252,
}

impl Encoding {
    /// What it is called.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// What a table in it has that others have not.
    pub(super) const fn passed(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16 in the place of UTF-8",
            Self::Windows1252 => "Windows-1252 in the place of UTF-8",
        }
    }
}

/// A byte that UTF-8 does not have where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    byte: u8,
    line: u64,
}

impl Foreign {
    /// The first of bytes that are no UTF-8.
    pub(super) fn first(error: &FromUtf8Error) -> Self {
        let (bytes, sound) = (error.as_bytes(), error.utf8_error().valid_up_to());
        Self { byte: bytes[sound], line: after(1, &bytes[..sound]) }
    }

    /// What to say of it.
    pub(super) fn mistake(self, file: &Path) -> Mistake {
        let meant = match self.byte {
            0x80 => "€",
            0x91 | 0x92 => "a curly quote",
            0x93 | 0x94 => "a curly double quote",
            0x96 | 0x97 => "a dash",
            0xA0 => "a hard space",
            0xA3 => "£",
            _ => "another letter",
        };
        let why = format!(
            "the byte {:02X} is not UTF-8 (in Windows-1252 it is {meant}); save the file as CSV UTF-8",
            self.byte
        );
        Mistake::new(file, self.line, "", &why)
    }
}

/// What bytes were read as, with the line of the first that is no UTF-8.
pub(super) type Read = (String, Option<(Encoding, u64)>);

/// What the bytes from 80 to 9F are in Windows-1252; five of them are nothing.
const WINDOWS: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// The text without its byte-order mark, and what it was written in where that is not UTF-8.
///
/// # Errors
///
/// If it may be text in more than one way, as some of it is UTF-8 and some is not, then the first byte that is none; nothing
/// where it is not text at all.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<Read, Option<Foreign>> {
    let ends: [(_, fn(_) -> u16); 2] = [([0xFF, 0xFE], u16::from_le_bytes), ([0xFE, 0xFF], u16::from_be_bytes)];
    for (mark, of) in ends {
        if let Some(pairs) = bytes.strip_prefix(&mark) {
            let units: Vec<u16> = pairs.chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
            let text = String::from_utf16(&units).ok().filter(|text| pairs.len() % 2 == 0 && !text.contains('\0'));
            return text.map(|text| (text, Some((Encoding::Utf16, 1)))).ok_or(None);
        }
    }
    if bytes.contains(&0) {
        return Err(None);
    }
    let unmarked = |text: String| text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    match String::from_utf8(bytes) {
        Ok(text) => Ok((unmarked(text), None)),
        Err(error) => {
            let (bytes, foreign) = (error.as_bytes(), Foreign::first(&error));
            let is_mixed = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
            let letters: Option<String> = bytes.iter().map(|&byte| letter(byte)).collect();
            let text = letters.filter(|_| !is_mixed).ok_or(Some(foreign))?;
            Ok((text, Some((Encoding::Windows1252, foreign.line))))
        }
    }
}

/// A letter of Windows-1252.
fn letter(byte: u8) -> Option<char> {
    let high = byte.checked_sub(0x80).and_then(|at| WINDOWS.get(usize::from(at)));
    high.copied().unwrap_or(Some(char::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_one_way_that_it_can_be_meant() {
        let read = |bytes: &[u8]| decoded(bytes.to_vec());
        assert_eq!(read("\u{feff}£".as_bytes()), Ok(("£".to_owned(), None)));
        assert_eq!(read(b"a\n\xa3\x92"), Ok(("a\n£’".to_owned(), Some((Encoding::Windows1252, 2)))));
        assert_eq!(read(b"\xff\xfe\xa3\0"), Ok(("£".to_owned(), Some((Encoding::Utf16, 1)))));
        assert_eq!(read(b"\xff\xfe\xa3\0\xa3"), Err(None), "half a letter");
        assert_eq!(read(b"a\0b"), Err(None));
        assert_eq!(
            read("é\n".bytes().chain([0xe9]).collect::<Vec<_>>().as_slice()),
            Err(Some(Foreign { byte: 0xe9, line: 2 })),
            "two encodings"
        );
        assert_eq!(read(b"a\x81"), Err(Some(Foreign { byte: 0x81, line: 1 })), "no letter");
    }
}
