//! Planted mistakes: each is told once, at its cell, in words that help.

use super::folder::Folder;

/// One a paragraph: a file, what stands there once and what to put instead; then the mistakes that makes.
const PLANTED: &str = include_str!("planted.txt");

/// The text with what cannot be seen in a file, or would break its line, put in.
fn spelt_out(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\e", "\u{1b}").replace("\\O", "\u{41e}")
}

/// The mistakes that an edit makes, in a paragraph as [`PLANTED`] has them.
fn paragraph(edit: &str) -> String {
    let parts: Vec<&str> = edit.trim_end_matches('|').split(" | ").collect();
    let (file, old, new) = (parts[0], parts[1].trim_end(), parts.get(2).copied().unwrap_or_default());
    let folder = Folder::new();
    folder.edit(file, &spelt_out(old), &spelt_out(new));
    folder.mistakes().iter().fold(edit.to_owned(), |text, mistake| text + "\n    " + mistake)
}

#[test]
fn every_planted_mistake_is_told_once_in_these_words() {
    let planted: Vec<&str> = PLANTED.trim_end().split("\n\n").collect();
    assert!(planted.len() >= 80, "only {} mistakes are planted", planted.len());
    for expected in planted {
        let edit = expected.lines().next().expect("a paragraph begins with an edit");
        assert!(expected.lines().count() > 1, "{edit} should be a mistake");
        assert_eq!(paragraph(edit), expected);
    }
}
