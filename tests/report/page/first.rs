//! The first screen: a sentence of answer, three figures, what changed, and what is certain.

use roxmltree::Node;

use super::made::{Made, by_id, text};

/// What the heading of a section finds, without its title.
fn finding(made: &Made, id: &str) -> String {
    let tree = made.tree();
    let all = text(by_id(&tree, id));
    all.split_once(": ").map_or(all.clone(), |(_, finding)| finding.to_owned())
}

#[test]
fn a_page_begins_with_its_answer_in_a_sentence_made_from_its_numbers() {
    let row = |made: &Made, measure: &str, column: &str| {
        let rows = made.files.table("headline");
        rows.iter().find(|row| row["measure"] == measure).expect("a measure")[column].clone()
    };
    let published = Made::published();
    assert_eq!(
        finding(published, "answer"),
        "With £508.0m spent, 1,285 children in need have 757.0 well-located places, those in homes of today among them."
    );
    assert_eq!(row(published, "well_located_places", "this_plan"), "757.00");
    let nothing = finding(Made::nothing(), "answer");
    assert!(
        nothing.starts_with("With £0.0m spent, ") && nothing.ends_with("; the published plan has 757.0."),
        "{nothing}"
    );
    let tiny = finding(Made::tiny(), "answer");
    assert!(tiny.starts_with("With £0.9m spent, 37 children") && tiny.contains(" well-located place"), "{tiny}");
}

#[test]
fn every_section_opens_with_a_sentence_and_its_title_stands_small_above_it() {
    for made in Made::all() {
        let tree = made.tree();
        let headings: Vec<Node> = tree.descendants().filter(|node| node.has_tag_name("h2")).collect();
        for heading in headings.iter().filter(|node| !matches!(node.attribute("id"), Some("broken" | "alternatives"))) {
            let words = text(*heading);
            let (title, finding) = words.split_once(": ").unwrap_or_else(|| panic!("`{words}` has no title"));
            assert!(finding.ends_with('.') && finding.len() > 15, "{words}");
            let above = heading.prev_sibling_element().expect("a title above it");
            assert_eq!((above.attribute("class"), text(above).as_str()), (Some("kicker"), title));
        }
        assert!(headings.len() >= 9, "{}", headings.len());
    }
}

#[test]
fn three_figures_stand_beside_what_was_published() {
    let tree = Made::published().tree();
    let figures = tree.descendants().find(|node| node.attribute("class") == Some("figures")).expect("the figures");
    let told: Vec<String> = figures.children().filter(Node::is_element).map(text).collect();
    assert_eq!(
        told,
        [
            "Well-located places757.0",
            "Places added637 to 641 published: 637 to 641",
            "Cost to the department£508.0m published: £508.0m"
        ]
    );
}

#[test]
fn what_is_modelled_is_told_on_the_first_screen_and_so_is_what_is_proved() {
    let told = |made: &Made| {
        let tree = made.tree();
        let basis = tree.descendants().find(|node| node.attribute("class") == Some("basis"));
        text(basis.expect("what is certain"))
    };
    let published = told(Made::published());
    assert!(published.contains("Modelled: what each bid builds and costs, spend by year"), "{published}");
    let bids =
        "In part observed and in part modelled: which bids there are. Of the bids 9 are observed and 346 are modelled.";
    assert!(published.contains(bids), "{published}");
    assert!(published.contains("Observed: authorities and where their children live"), "{published}");
    assert!(told(Made::tiny()).contains("Proved: no plan that keeps the rules has more"));
}
