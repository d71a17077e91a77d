//! Codes of the Office for National Statistics: what is a real place and no upper-tier authority, and what is one.

/// Regions and nations by their codes.
const WIDER: [(&str, &str); 18] = [
    ("E12000001", "a region (North East)"),
    ("E12000002", "a region (North West)"),
    ("E12000003", "a region (Yorkshire and The Humber)"),
    ("E12000004", "a region (East Midlands)"),
    ("E12000005", "a region (West Midlands)"),
    ("E12000006", "a region (East of England)"),
    ("E12000007", "a region (London)"),
    ("E12000008", "a region (South East)"),
    ("E12000009", "a region (South West)"),
    ("E13000001", "a part of a region (Inner London)"),
    ("E13000002", "a part of a region (Outer London)"),
    ("E92000001", "England"),
    ("K02000001", "the United Kingdom"),
    ("K03000001", "Great Britain"),
    ("K04000001", "England and Wales"),
    ("N92000002", "Northern Ireland"),
    ("S92000003", "Scotland"),
    ("W92000004", "Wales"),
];

/// Kinds of places by how their codes begin.
const KINDS: [(&str, &str); 8] = [
    ("E05", "a ward"),
    ("E07", "a district within a county"),
    ("E11", "a metropolitan county"),
    ("E12", "a region"),
    ("E47", "a combined authority"),
    ("N09", "an authority of Northern Ireland"),
    ("S12", "an authority of Scotland"),
    ("W06", "an authority of Wales"),
];

/// The last number that was given to an upper-tier authority of England, by how its code begins: April 2025.
const AUTHORITIES: [(&str, u32); 4] = [("E06", 66), ("E08", 39), ("E09", 33), ("E10", 34)];

/// Signs that tables of official statistics have in the place of a number, by the harmonised standard and before it.
const SIGNS: [&str; 24] = [
    "z", "c", "x", "k", "u", "low", "[z]", "[c]", "[x]", "[k]", "[u]", "[low]", ":", "..", "*", "-", "n/a", "na",
    "#n/a", "null", "...", ".", "–", "s",
];

/// Whether it has the form of a code: a letter of a nation, and eight digits.
fn is_code(text: &str) -> bool {
    text.len() == 9
        && text.starts_with(['E', 'K', 'N', 'S', 'W'])
        && text.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

/// What a code is, if it is one of a place that is no upper-tier authority of England.
pub(super) fn no_authority(code: &str) -> Option<&'static str> {
    let known = WIDER.iter().find(|(wider, _)| *wider == code).map(|(_, what)| *what);
    let kind = || KINDS.iter().find(|(begins, _)| code.starts_with(begins)).map(|(_, what)| *what);
    known.or_else(|| kind().filter(|_| is_code(code)))
}

/// Whether an authority has or had this code, so that nothing else was meant by it.
pub(super) fn is_authority(code: &str) -> bool {
    let number = |begins: &str| code.strip_prefix(begins).and_then(|number| number.parse::<u32>().ok());
    is_code(code)
        && AUTHORITIES.iter().any(|(begins, last)| number(begins).is_some_and(|number| (1..=*last).contains(&number)))
}

/// Whether it stands for a number that is not there.
pub(super) fn is_sign(text: &str) -> bool {
    // A number that is only said to be below another is kept back too.
    let is_below =
        text.strip_prefix('<').is_some_and(|most| !most.is_empty() && most.bytes().all(|b| b.is_ascii_digit()));
    is_below || SIGNS.iter().any(|sign| text.eq_ignore_ascii_case(sign))
}

/// Why there is no number where a sign stands for one, by the harmonised standard; nothing of what is no sign.
#[must_use]
pub fn reason_of(text: &str) -> Option<&'static str> {
    let sign = text.trim().trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    is_sign(text.trim()).then(|| match sign.as_str() {
        "z" => "not applicable",
        "c" | "s" | "*" => "confidential",
        "x" | ":" | ".." | "n/a" | "na" | "#n/a" | "null" => "not available",
        "k" | "low" => "rounds to nought, and is not nought",
        "u" => "of low reliability",
        below if below.starts_with('<') => "below a limit",
        _ => "not given",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_for_a_number_that_is_kept_back() {
        assert!(["c", "[x]", "N/A", "#N/A", "NULL", "<5", "–"].into_iter().all(is_sign));
        assert!(["5", "<", "<five", "#REF!", "cc"].into_iter().all(|text| !is_sign(text)));
    }

    #[test]
    fn a_place_is_known_by_its_code() {
        assert_eq!(no_authority("E12000009"), Some("a region (South West)"));
        assert_eq!(no_authority("E07000223"), Some("a district within a county"));
        assert_eq!(no_authority("E07"), None);
        assert_eq!(no_authority("E08000025"), None);
        assert!(is_authority("E08000039") && is_authority("E10000021"), "one of now, and one of before");
        assert!(!is_authority("E10000099") && !is_authority("E06000000") && !is_authority("Birmingham"));
    }
}
