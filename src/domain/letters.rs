//! Letters that cannot be seen, or look like others.

/// Whether a character is an order to a terminal, or takes no room on paper: two texts that differ in such a character
/// alone look the same, and some of them turn the order of the letters round.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Whether a letter is one of the Latin alphabet that anybody sees is not plain, as `é` and `ł` are.
pub(super) fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The code points of the letters outside of ASCII, as in `U+0410, U+200B`; nothing where there are none.
#[must_use]
pub fn code_points(text: &str) -> Option<String> {
    let odd: Vec<String> = text.chars().filter(|c| !c.is_ascii()).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    (!odd.is_empty()).then(|| odd.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_no_room_is_unseen_and_letters_are_not() {
        assert!("\u{1b}\n\u{200b}\u{202e}\u{feff}\u{ad}".chars().all(is_unseen));
        assert!(!"Ynys Môn, £5 – “a” А".chars().any(is_unseen));
    }

    #[test]
    fn letters_that_are_not_plain_are_named() {
        assert_eq!(code_points("\u{410}1\u{200b}").as_deref(), Some("U+0410, U+200B"));
        assert_eq!(code_points("open-new"), None);
    }
}
