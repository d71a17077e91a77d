//! Codes of authorities that have been replaced.

use super::codes::{is_authority, no_authority};

/// An authority that was replaced: its code, its name, when, and the codes of those that took its place.
type Replaced = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// The upper-tier authorities of England replaced since 2013, by the register of the Office for National Statistics.
const REPLACED: [Replaced; 12] = [
    ("E06000028", "Bournemouth", "April 2019", &["E06000058"]),
    ("E06000029", "Poole", "April 2019", &["E06000058"]),
    ("E06000048", "Northumberland", "April 2013", &["E06000057"]),
    ("E08000016", "Barnsley", "April 2025", &["E08000038"]),
    ("E08000019", "Sheffield", "April 2025", &["E08000039"]),
    ("E08000020", "Gateshead", "April 2013", &["E08000037"]),
    ("E10000002", "Buckinghamshire", "April 2020", &["E06000060"]),
    ("E10000006", "Cumbria", "April 2023", &["E06000063", "E06000064"]),
    ("E10000009", "Dorset", "April 2019", &["E06000058", "E06000059"]),
    ("E10000021", "Northamptonshire", "April 2021", &["E06000061", "E06000062"]),
    ("E10000023", "North Yorkshire", "April 2023", &["E06000065"]),
    ("E10000027", "Somerset", "April 2023", &["E06000066"]),
];

/// The end of a sentence that says what a code is, what became of it, or what code it took the place of; blank of any
/// other code of an authority, as no other was meant by it; nothing of what is no code of a place.
pub(crate) fn fate(code: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    if let Some(what) = no_authority(code) {
        return Some(format!("; it is {what}: keep the rows of authorities alone"));
    }
    if let Some((_, name, when, heirs)) = REPLACED.iter().find(|(old, ..)| *old == code) {
        return Some(format!("; it was {name} until {when}, and is now {}", heirs.join(" and ")));
    }
    let mut forebears = REPLACED.iter().filter(|(old, _, _, heirs)| heirs.contains(&code) && is_known(old));
    let replaced = forebears.next().map(|(old, name, when, _)| {
        format!("; it replaced {name}, `{old}`, in {when}, and this dataset has the older codes")
    });
    replaced.or_else(|| is_authority(code).then(String::new))
}

/// The one authority of those known that is the whole successor of `code`, or that it succeeded alone, with what is said of
/// that; nothing where there were or are several, so that what one had may be another's.
pub(crate) fn carried(code: &str, is_known: impl Fn(&str) -> bool) -> Option<(&'static str, String)> {
    if let Some((_, name, when, [heir])) = REPLACED.iter().find(|(old, ..)| *old == code) {
        return is_known(heir).then(|| (*heir, format!("{name}, `{code}`, is part of {heir} since {when}")));
    }
    let mut forebears = REPLACED.iter().filter(|(_, _, _, heirs)| *heirs == [code]);
    match (forebears.next(), forebears.next()) {
        (Some((old, name, when, _)), None) if is_known(old) => {
            Some((*old, format!("`{code}` is {name} since {when}, which this dataset has by its older code, {old}")))
        }
        _ => None,
    }
}

/// The pairs of a code and one that replaced it among those that are known: children of both would count twice.
pub(super) fn both(is_known: impl Fn(&str) -> bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    let pairs = REPLACED.iter().flat_map(|(old, _, _, heirs)| heirs.iter().map(|heir| (*old, *heir)));
    pairs.filter(move |(old, heir)| is_known(old) && is_known(heir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retired_code_names_those_that_replaced_it_and_a_newer_one_the_code_that_is_known() {
        let said = "; it was Cumbria until April 2023, and is now E06000063 and E06000064";
        assert_eq!(fate("E10000006", |_| false).as_deref(), Some(said));
        let said = "; it replaced Barnsley, `E08000016`, in April 2025, and this dataset has the older codes";
        assert_eq!(fate("E08000038", |code| code == "E08000016").as_deref(), Some(said));
        assert_eq!(fate("E08000038", |_| false).as_deref(), Some(""));
        assert_eq!(fate("E09000001", |_| true).as_deref(), Some(""));
        assert_eq!(fate("E10000099", |_| true), None);
        assert_eq!(fate("E92000001", |_| true).as_deref(), Some("; it is England: keep the rows of authorities alone"));
    }

    #[test]
    fn an_authority_is_carried_to_its_successor_where_there_is_only_one_that_it_can_be() {
        let to = |code: &str, known: &'static [&str]| carried(code, |code| known.contains(&code)).map(|(to, _)| to);
        assert_eq!(to("E10000027", &["E06000066"]), Some("E06000066"), "Somerset");
        assert_eq!(to("E06000028", &["E06000058"]), Some("E06000058"), "Bournemouth lies in one authority");
        assert_eq!(to("E10000006", &["E06000063", "E06000064"]), None, "Cumbria was divided");
        assert_eq!(to("E10000027", &["E06000001"]), None, "its successor is not in the dataset");
        assert_eq!(to("E08000038", &["E08000016"]), Some("E08000016"), "Barnsley, the other way");
        assert_eq!(to("E06000058", &["E06000028"]), None, "Bournemouth is a part of it");
        assert_eq!(to("E06000001", &["E06000001"]), None, "it was never replaced");
    }

    #[test]
    fn a_code_and_its_successor_are_found_together() {
        let known = ["E10000006", "E06000064", "E06000065"];
        assert_eq!(both(|code| known.contains(&code)).collect::<Vec<_>>(), [("E10000006", "E06000064")]);
    }
}
