//! What a dataset says of itself, and that every answer says it at its top.

use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{files, placewell, printed, refused, rows, text};

/// What every answer about a dataset says at its top, beside whose figures they are.
const PLACE: &str = "A well-located place is one that a child of its kind of care uses within reach of home.";
const HALVES: &str = "One near home counts 1 and one further off a half, so that there are halves.";

/// The words of a page of text on one line, however it is broken.
fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All the words of a workbook.
fn words(book: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).expect("a workbook")).expect("an archive");
    let mut shared = String::new();
    let mut part = archive.by_name("xl/sharedStrings.xml").expect("its words");
    part.read_to_string(&mut shared).expect("text");
    shared
}

#[test]
fn what_the_dataset_is_and_what_a_well_located_place_is_stand_at_the_top_of_every_answer() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "ne", "--from", "england", "--region", "North East"]);
    let whose =
        "The figures are modelled. North East, cut from the dataset england. No list of England's bids is public";
    let said = on_a_line(&printed(desk.path(), &["solve", "ne/model.toml", "--out", "run"]));
    assert!([whose, PLACE, HALVES].iter().all(|sentence| said.matches(sentence).count() == 1), "{said}");
    let at = [whose, PLACE, HALVES, "Proved: "].map(|sentence| said.find(sentence).expect("it is said"));
    assert!(at.is_sorted(), "what is meant is said before what is found: {said}");
    let manifest = fs::read_to_string(desk.path().join("run/run.json")).expect("the manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["dataset"]["status"], "modelled");
    let about = manifest["dataset"]["about"].as_str().expect("words");
    assert!(format!("The figures are modelled. {about}").starts_with(whose), "{about}");
    assert!(manifest["meaning"][0].as_str().is_some_and(|said| said.starts_with(whose)));
    assert_eq!((&manifest["meaning"][1], &manifest["meaning"][2]), (&Value::from(PLACE), &Value::from(HALVES)));

    printed(desk.path(), &["report", "run", "--model", "ne/model.toml", "--out", "page.html"]);
    let page = fs::read_to_string(desk.path().join("page.html")).expect("the page");
    let (header, _) = page.split_once("</header>").expect("a page has a header");
    for sentence in [whose.replace('\'', "&#x27;").as_str(), PLACE, HALVES] {
        assert!(header.contains(sentence), "{sentence}: {header}");
    }
    printed(desk.path(), &["export", "run", "--model", "ne/model.toml", "--xlsx", "--format", "ees", "--out", "out"]);
    for book in ["working.xlsx", "publication.xlsx"] {
        let words = words(&desk.path().join("out").join(book));
        for sentence in [whose, PLACE, HALVES] {
            assert!(words.contains(sentence), "{book}: {sentence}");
        }
    }
    let guidance = fs::read_to_string(desk.path().join("out/data_guidance.txt")).expect("guidance");
    assert!([whose, PLACE, HALVES].iter().all(|sentence| guidance.contains(sentence)), "{guidance}");
}

#[test]
fn a_dataset_that_does_not_say_what_it_is_is_said_once_not_to_and_is_refused_where_it_must() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    fs::remove_file(desk.path().join("mine/inputs/dataset.csv")).expect("it was there");
    let said = on_a_line(&printed(desk.path(), &["solve", "mine/model.toml", "--out", "run"]));
    assert_eq!(said.matches("It is not said whether the figures are real, modelled or a draft").count(), 1, "{said}");
    assert!(!said.contains("left-out"), "{said}");
    let (code, said) = refused(desk.path(), &["check", "mine/model.toml", "--strict"]);
    assert!(code == Some(3) && said.contains("dataset.csv"), "{said}");
}

#[test]
fn a_dataset_says_in_one_row_and_one_of_three_words_what_it_is_as_a_workbook_does() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let file = desk.path().join("mine/inputs/dataset.csv");
    for (row, why) in [
        ("Bids of March,live\n", "dataset.csv:2: status: `live` is not one of modelled, real, draft"),
        ("Bids of March,\n", "dataset.csv:2: status: this cell is blank"),
        ("Bids of March,real\nBids of May,real\n", "dataset.csv:3: this table has one row"),
    ] {
        fs::write(&file, format!("about,status\n{row}")).expect("a file");
        let (code, said) = refused(desk.path(), &["check", "mine/model.toml"]);
        assert!(code == Some(3) && said.contains(why), "{why}: {said}");
    }
    fs::write(&file, "about,status\nBids of March,real\n").expect("a file");
    let said = printed(desk.path(), &["solve", "mine/model.toml", "--out", "run"]);
    assert!(said.contains("The figures are real. Bids of March."), "{said}");

    printed(desk.path(), &["new", "book", "--workbook"]);
    let said = on_a_line(&printed(desk.path(), &["solve", "book/model.toml", "--out", "of-book"]));
    assert!(said.contains("The figures are a draft. Made up, to show what a dataset holds: "), "{said}");
}

#[test]
fn a_dataset_is_a_draft_until_all_of_it_was_imported_or_observed_and_what_its_owner_says_stays() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let about = || rows(&desk.path().join("mine/inputs/dataset.csv")).remove(0);
    let import = |arguments: &[&str]| {
        let done = placewell(desk.path(), &[&["import"], arguments, &["--into", "mine", "--replace"]].concat());
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    };
    let bids = "Name,Council,Line,Care type,Places,Total cost,Match,2026-27,2027-28,Lat,Long\n\
                North,Beckton,open-new,open,4,1000000,0,600000,400000,52.75,-1.25\n";
    fs::write(desk.path().join("bids.csv"), bids).expect("a file");
    import(&["bids.csv"]);
    let told = about();
    assert_eq!(told["status"], "draft");
    let words = "As imported: 1 of 1 bid, 0 of 2 homes and 0 of 6 counts of children are observed, and authorities are modelled; \
                 the last from bids.csv.";
    assert_eq!(told["about"], words, "what was made up is not said of what is not");

    let sources = desk.path().join("mine/inputs/sources.csv");
    let counted =
        fs::read_to_string(&sources).expect("a table").replace("areas.csv,*,modelled", "areas.csv,*,observed");
    fs::write(&sources, counted).expect("a table");
    let own = "about,status\n\"Bids of March. As imported: nothing yet.\",draft\n";
    fs::write(desk.path().join("mine/inputs/dataset.csv"), own).expect("a table");
    let homes = "URN,Provision type,Registration status,Setting name,Local authority,Places\n\
                 SC1,Children's home,Active,Elm House,Beckton,4\n";
    fs::write(desk.path().join("homes.csv"), homes).expect("a file");
    import(&["homes", "homes.csv", "--care-type", "open"]);
    assert_eq!(about()["status"], "draft");
    let secure = homes.replace("SC1", "SC2").replace("Elm", "Oak").replace("Children's home", "Secure children's home");
    fs::write(desk.path().join("secure.csv"), secure).expect("a file");
    import(&["homes", "secure.csv", "--care-type", "secure"]);
    let children = "la_name,number\nAshfordshire,9\nBeckton,7\nColeby,5\n";
    fs::write(desk.path().join("children.csv"), children).expect("a file");
    import(&["demand", "children.csv", "--care-type", "open"]);
    import(&["demand", "children.csv", "--care-type", "secure"]);
    let told = about();
    assert_eq!(told["status"], "real", "{told:?}");
    let words = "Bids of March. As imported: 1 of 1 bid, 2 of 2 homes and 6 of 6 counts of children are observed; the last from \
                 children.csv.";
    assert_eq!(told["about"], words);
    assert!(files(&desk.path().join("mine")).contains_key(Path::new("inputs/dataset.csv")));
}
