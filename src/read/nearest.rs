//! What a misspelt word was probably meant to be.

/// How alike two words must be to be taken for one another, from 0 to 1: `dfe_cost` is 0.93 like `dfe_cost_gbp`.
const ALIKE: f64 = 0.84;

/// How many words are looked through: more than England has junctions, and not all that a hostile file can hold.
const MOST: usize = 10_000;

/// The known word most like the one written, capitals aside, if any is like it; of two as like, the first.
///
/// By the Jaro–Winkler similarity, which favours a shared beginning, as ids of one kind have.
pub fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > 100 {
        return None;
    }
    let written = written.trim().to_lowercase();
    let mut best = (ALIKE, None);
    for word in known.take(MOST) {
        let alike = strsim::jaro_winkler(&written, &word.to_lowercase());
        if alike > best.0 {
            best = (alike, Some(word));
        }
    }
    best.1
}

/// The nearest known word as a question, or else all of them behind `heading`.
#[must_use]
pub fn nearest_or_all(written: &str, known: &[&str], heading: &str) -> String {
    let all = || format!("{heading} {}", known.join(", "));
    nearest(written, known.iter().copied()).map_or_else(all, |word| format!("did you mean `{word}`?"))
}

/// The end of a sentence that suggests the nearest known word, or nothing.
pub(super) fn did_you_mean<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(written, known).map_or_else(String::new, |word| format!("; did you mean `{word}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_word() {
        let columns = ["project", "option", "dfe_cost_gbp", "match_gbp", "planned"];
        let meant = |written| nearest(written, columns.into_iter());
        assert_eq!(meant("dfe_cost"), Some("dfe_cost_gbp"));
        assert_eq!(meant("Project "), Some("project"));
        assert_eq!(meant("planed"), Some("planned"));
        assert_eq!(meant("easting"), None);
        assert_eq!(meant(""), None);
    }
}
