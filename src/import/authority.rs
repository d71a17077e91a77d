//! Authorities: the headings that people write over them, and the names that they go by.

use super::columns::folded;

/// The headings over an authority of every kind of sheet, as [`folded`], the surest first: [`CODES`] of codes, then those of
/// names.
pub const HEADINGS: [&str; 17] = [
    "la code",
    "new la code",
    "ons code",
    "local authority code",
    "authority code",
    "local authority",
    "la name",
    "local authority name",
    "name of local authority",
    "lead local authority",
    "lead authority",
    "authority name",
    "authority",
    "council name",
    "council",
    "la",
    "area",
];

/// How many of the headings are of codes.
const CODES: usize = 5;

/// Where the authority stands in a heading row: by code where there is one. Beside the usual headings `code` and `name` are
/// taken for its own, in a sheet that has one row an authority.
#[must_use]
pub fn position(cells: &[String], code: &[&str], name: &[&str]) -> Option<usize> {
    let (codes, names) = HEADINGS.split_at(CODES);
    let mut words = codes.iter().chain(code).chain(names).chain(name);
    words.find_map(|word| cells.iter().position(|cell| folded(cell) == *word))
}

/// What names of authorities begin with, and end with, that no two of them differ in.
const BEFORE: [&str; 8] = [
    "london borough of ",
    "royal borough of ",
    "metropolitan borough of ",
    "borough of ",
    "city of ",
    "county of ",
    "county ",
    "the ",
];
const AFTER: [&str; 17] = [
    " metropolitan borough council",
    " metropolitan district council",
    " london borough council",
    " london borough",
    " borough council",
    " city council",
    " county council",
    " district council",
    " council",
    " borough",
    " mbc",
    " lbc",
    " cc",
    " ua",
    " county",
    " city of",
    " county of",
];

/// What a word is compared by where it names an authority: without what such names begin and end with.
#[must_use]
pub fn folded_authority(name: &str) -> String {
    let folded = folded(name);
    let mut bare = folded.as_str();
    loop {
        let cut = BEFORE.iter().find_map(|word| bare.strip_prefix(word));
        let cut = cut.or_else(|| AFTER.iter().find_map(|word| bare.strip_suffix(word)));
        match cut {
            Some(rest) if !rest.is_empty() => bare = rest,
            _ => return bare.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_goes_by_its_name_however_it_is_dressed() {
        for dressed in ["Leeds", "LEEDS CITY COUNCIL", "City of Leeds", "Leeds Council", "The City of Leeds"] {
            assert_eq!(folded_authority(dressed), "leeds", "{dressed}");
        }
        assert_eq!(
            folded_authority("Hammersmith & Fulham"),
            folded_authority("London Borough of Hammersmith and Fulham")
        );
        assert_eq!(
            folded_authority("Kingston upon Hull, City of"),
            folded_authority("Kingston upon Hull City Council")
        );
        assert_eq!(folded_authority("Durham County Council"), folded_authority("County Durham"));
    }
}
