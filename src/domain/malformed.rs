//! Why a text could not become a value.

/// A text that is not what was wanted, with what was wanted said by example.
///
/// Reads as the end of a sentence: ``` `six` is not a number of places, such as 4 ```.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{written}` is not {wanted}")]
pub struct Malformed {
    written: String,
    wanted: String,
}

impl Malformed {
    /// As [`Malformed::new`] of a whole number; where one was written with a point and noughts, what to write in its place.
    #[must_use]
    pub fn whole(written: &str, wanted: &str) -> Self {
        let meant = whole_of(written).map_or_else(String::new, |meant| format!("; write {meant}"));
        Self::new(written, format!("{wanted}{meant}"))
    }

    /// `written` as the user wrote it; `wanted` with its article and an example, as in "a year, such as 2026-27".
    #[must_use]
    pub fn new(written: &str, wanted: impl Into<String>) -> Self {
        Self { written: written.to_owned(), wanted: wanted.into() }
    }
}

/// The whole number that was meant where it was written with a point and noughts after it, as in `7.0`, or with commas,
/// as in `1,250`; nothing of anything else.
#[must_use]
pub fn whole_of(text: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let thousands: Vec<&str> = whole.split(',').collect();
    let (first, later) = thousands.split_first()?;
    // With a nought before its comma it is a fraction whose point is a comma.
    let plain = digits(first) && (later.is_empty() || first.len() <= 3 && !first.starts_with('0'));
    let plain = plain && later.iter().all(|three| three.len() == 3 && digits(three));
    let is_written_otherwise = whole.len() < text.len() || !later.is_empty();
    let is_whole = part.bytes().all(|byte| byte == b'0');
    (plain && is_written_otherwise && is_whole).then(|| thousands.concat())
}

#[cfg(test)]
mod tests {
    use super::whole_of;

    #[test]
    fn a_whole_number_that_was_written_otherwise_is_known_for_what_was_meant() {
        let meant = ["7.0", "7.", "1,250", "1,250.00"].map(|text| whole_of(text).unwrap_or_default());
        assert_eq!(meant, ["7", "7", "1250", "1250"]);
        for text in ["7", "7.5", "-7.0", ".0", "1,25", "12,34,567", "0,850", "1e3", "seven", ""] {
            assert_eq!(whole_of(text), None, "{text}");
        }
    }
}
