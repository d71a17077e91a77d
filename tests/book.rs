//! The documents as a site: every page is in its list of contents, every link leads somewhere, and the reference is what the
//! program states.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use placewell::cli::reference_page;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// The pages of Markdown in a folder and below.
fn pages(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let below = entries.flat_map(|path| if path.is_dir() { pages(&path) } else { [path].into() });
    below.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect()
}

/// The files that the links of a page lead to.
fn links(page: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(page).expect("a page");
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned());
    let own = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
    own.map(|target| page.with_file_name(target.split('#').next().unwrap_or_default())).collect()
}

#[test]
fn every_page_is_in_the_contents_once_and_every_link_leads_somewhere() {
    let contents = docs().join("SUMMARY.md");
    let listed = links(&contents);
    let unique: BTreeSet<PathBuf> = listed.iter().cloned().collect();
    let mut there = pages(&docs());
    assert!(there.remove(&contents) && listed.len() == unique.len());
    assert_eq!(unique, there);
    for page in &there {
        for target in links(page) {
            assert!(target.exists(), "{}: there is no {}", page.display(), target.display());
        }
    }
    let book = fs::read_to_string(docs().join("book.toml")).expect("what the site is made by");
    assert!(toml::from_str::<toml::Table>(&book).expect("TOML")["book"]["src"].as_str() == Some("."));
}

#[test]
fn the_reference_is_what_the_program_states() {
    let page = docs().join("reference.md");
    if std::env::var_os("PLACEWELL_BLESS").is_some() {
        fs::write(&page, reference_page()).expect("the page is written");
    }
    assert_eq!(fs::read_to_string(&page).unwrap_or_default(), reference_page());
}
