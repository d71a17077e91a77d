//! Whatever takes an id takes a name as well, where one thing alone has it.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{placewell, printed, refused, text};

/// A desk with the small dataset, two bids of which go by one name.
fn desk() -> TempDir {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let projects = desk.path().join("mine/inputs/projects.csv");
    let table = fs::read_to_string(&projects).expect("a table");
    let table = table
        .replace("\"New home, south of Ashfordshire\"", "A new home")
        .replace("\"New home, east of Beckton\"", "a  new home");
    fs::write(&projects, table).expect("a table");
    desk
}

/// An overlay of the model with a bid that is committed.
fn overlay(desk: &TempDir, selector: &str) {
    let committed = format!(
        "title = \"What if?\"\nextends = \"model.toml\"\n\n[[commit]]\nid = \"wanted\"\nof = \"projects\"\nwhere = {{ {selector} }}\n\
         source = \"A test\"\n"
    );
    fs::write(desk.path().join("mine/what-if.toml"), committed).expect("a model");
}

#[test]
fn a_selector_takes_a_name_that_one_thing_alone_has_spaces_and_capitals_aside() {
    let desk = desk();
    let mut runs = Vec::new();
    for selector in [
        "project = \"new-ashford-north\", region = \"Made-up Region\", line = \"open-new\", area = \"ashfordshire\"",
        "project = \"new home,  NORTH of Ashfordshire\", region = \"made-up region\", line = \"New open homes\", area = \"Ashfordshire \"",
    ] {
        overlay(&desk, selector);
        printed(desk.path(), &["solve", "mine/what-if.toml", "--out", "run"]);
        let manifest = fs::read_to_string(desk.path().join("run/run.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
        runs.push(manifest["model"].clone());
    }
    assert_eq!(runs[0], runs[1], "a name is carried as the id that it stands for");
    assert!(runs[0].to_string().contains("new-ashford-north"), "{}", runs[0]);
}

#[test]
fn a_name_that_several_have_is_refused_with_their_ids_and_one_that_none_has_with_what_was_meant() {
    let desk = desk();
    for (selector, why) in [
        ("project = \"A new home\"", "2 are called `A new home`; give an id: new-ashford-south, new-beckton-east"),
        (
            "project = \"New home, nort of Ashfordshire\"",
            "did you mean `new-ashford-north` (New home, north of Ashfordshire)?",
        ),
        ("area = \"Beckto\"", "the dataset has no `Beckto`; did you mean `beckton`?"),
        ("region = \"Made-up Regio\"", "did you mean `Made-up Region`?"),
    ] {
        overlay(&desk, selector);
        let (code, said) = refused(desk.path(), &["check", "mine/what-if.toml"]);
        assert!(code == Some(3) && said.contains(why), "{why}: {said}");
    }
    let (_, said) = refused(desk.path(), &["why", "mine/model.toml", "a new home"]);
    assert!(said.contains("2 projects are called `a new home`; give an id: "), "{said}");
}

#[test]
fn commands_take_the_name_of_a_bid_an_authority_or_a_kind_of_place() {
    let desk = desk();
    let same = |by_id: &[&str], by_name: &[&str]| {
        let [one, other] = [by_id, by_name].map(|arguments| placewell(desk.path(), arguments));
        assert_eq!(one.status.code(), Some(0), "{by_id:?}: {}", text(&one.stderr));
        assert_eq!(text(&one.stdout), text(&other.stdout), "{by_name:?}: {}", text(&other.stderr));
    };
    let list = ["list", "projects", "mine/model.toml", "--where"];
    same(
        &[&list[..], &["project=new-ashford-north"]].concat(),
        &[&list[..], &["project=new home, north  of ashfordshire"]].concat(),
    );
    same(&[&list[..], &["area=beckton"]].concat(), &[&list[..], &["area=Beckton"]].concat());
    same(
        &["why", "mine/model.toml", "new-ashford-north"],
        &["why", "mine/model.toml", "New home, north of Ashfordshire"],
    );
    let frontier = ["frontier", "mine/model.toml", "--at", "20,30", "--format", "csv", "--over"];
    same(&[&frontier[..], &["reach:open"]].concat(), &[&frontier[..], &["reach:Place in an open home"]].concat());
    fs::write(desk.path().join("children.csv"), "la_name,number\nAshfordshire,9\nBeckton,7\nColeby,5\n")
        .expect("a file");
    let import = ["import", "demand", "children.csv", "--into", "mine", "--replace", "--care-type"];
    same(&[&import[..], &["secure"]].concat(), &[&import[..], &["place in a secure home"]].concat());
}
