//! Anyone can read a page: with a screen reader, without colour, without a network, and without a script.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::super::given::{Given, Tiny, inside};
use super::made::{Made, repository, text};

#[test]
fn headings_are_in_order_and_there_is_one_at_the_top() {
    for made in Made::all() {
        let tree = made.tree();
        let level = |node: &Node| node.tag_name().name().strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
        let levels: Vec<u32> = tree.descendants().filter_map(|node| level(&node)).collect();
        assert_eq!(levels.first(), Some(&1));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{levels:?}");
    }
}

#[test]
fn the_page_says_its_language_and_its_title_and_can_be_skipped_into() {
    let tree = Made::published().tree();
    assert_eq!(tree.root_element().attribute("lang"), Some("en-GB"));
    let title = tree.descendants().find(|node| node.has_tag_name("title")).expect("a title");
    assert_eq!(text(title), "The published £508m plan: what does it give, and where?");
    let first = tree.descendants().find(|node| node.has_tag_name("a")).expect("a link");
    assert_eq!((first.attribute("class"), first.attribute("href")), (Some("skip"), Some("#main")));
}

#[test]
fn every_table_has_a_caption_and_every_heading_a_scope() {
    for made in Made::all() {
        let tree = made.tree();
        for table in tree.descendants().filter(|node| node.has_tag_name("table")) {
            let caption = table.first_element_child().expect("a caption");
            assert!(caption.has_tag_name("caption") && !text(caption).is_empty());
            for heading in table.descendants().filter(|node| node.has_tag_name("th")) {
                assert!(matches!(heading.attribute("scope"), Some("col" | "row" | "colgroup")), "{}", text(heading));
            }
            let columns: BTreeSet<usize> =
                rows(table).map(|row| row.children().filter(Node::is_element).count()).collect();
            assert_eq!(columns.len(), 1, "{}: every row has every column", text(caption));
        }
    }
}

/// The rows of a table whose cells stand in one column each.
fn rows<'a, 'i>(table: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    let rows = table.descendants().filter(|node| node.has_tag_name("tr"));
    rows.filter(|row| row.children().all(|cell| cell.attribute("colspan").is_none()))
}

#[test]
fn every_picture_has_words_for_who_does_not_see_it() {
    for made in Made::all() {
        let tree = made.tree();
        let outer = tree.descendants().filter(|node| node.has_tag_name("svg"));
        let outer = outer.filter(|node| node.ancestors().skip(1).all(|above| !above.has_tag_name("svg")));
        let is_told = |node: &Node| node.ancestors().all(|above| above.attribute("aria-hidden").is_none());
        for picture in outer.filter(is_told) {
            assert_eq!(picture.attribute("role"), Some("img"));
            let title = picture.first_element_child().expect("a title");
            assert!(title.has_tag_name("title") && !text(title).is_empty());
            assert!(
                picture
                    .attribute("aria-labelledby")
                    .expect("it is labelled")
                    .contains(title.attribute("id").expect("an id"))
            );
            if picture.attribute("class") == Some("map") {
                assert!(picture.children().any(|node| node.has_tag_name("desc") && !text(node).is_empty()));
            }
        }
    }
}

#[test]
fn what_is_pointed_to_is_there_once() {
    for made in Made::all() {
        let tree = made.tree();
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        tree.descendants().filter_map(|node| node.attribute("id")).for_each(|id| *ids.entry(id).or_default() += 1);
        assert!(ids.values().all(|count| *count == 1), "{ids:?}");
        for node in tree.descendants() {
            let labels = node.attribute("aria-labelledby").unwrap_or_default().split(' ').filter(|id| !id.is_empty());
            for id in labels.chain(node.attribute("href").map(|href| href.strip_prefix('#').expect("within the page")))
            {
                assert!(ids.contains_key(id), "#{id}");
            }
        }
    }
}

#[test]
fn the_page_asks_for_nothing_and_its_policy_allows_nothing_else() {
    for made in Made::all() {
        assert!(made.html.len() < 2_000_000, "{} bytes", made.html.len());
        assert!(!made.html.contains("http://") && !made.html.contains("https://") && !made.html.contains("url("));
        let tree = made.tree();
        for node in tree.descendants() {
            for attribute in node.attributes() {
                let name = attribute.name();
                assert!(name != "src" && name != "style" && !name.starts_with("on"), "{name}");
            }
            assert!(!["link", "img", "iframe", "object", "form", "base"].contains(&node.tag_name().name()));
        }
        let policy = tree.descendants().find(|node| node.attribute("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.and_then(|node| node.attribute("content")).expect("a policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    }
}

#[test]
fn the_same_run_makes_the_same_page() {
    let again = Made::of(Given::published(), &inside("inputs/england"));
    assert_eq!(again.html, Made::published().html);
    let [one, other] = [(); 2].map(|()| {
        let tiny = Tiny::new("");
        Made::of(&Given::decided(tiny.case()), &tiny.model().with_file_name("data"))
    });
    assert_eq!(one.html, other.html);
}

#[test]
fn a_plan_that_breaks_rules_says_so_before_anything_else() {
    let tree = Made::nothing().tree();
    let second = tree.descendants().find(|node| node.has_tag_name("h2")).expect("a heading");
    assert_eq!(text(second), "This plan breaks rules of its model");
    let page = text(tree.root_element());
    assert!(page.contains("Checked: breaks rules") && page.contains("Nothing is funded."));
    assert!(!text(Made::published().tree().root_element()).contains("breaks rules of its model"));
}

#[test]
fn only_a_plan_that_is_proved_is_called_so() {
    let state = |made: &Made| {
        let tree = made.tree();
        let states =
            tree.descendants().filter(|node| node.attribute("class").is_some_and(|class| class.starts_with("state")));
        states.map(text).collect::<Vec<_>>()
    };
    assert_eq!(state(Made::tiny())[0], "Proved best on well-located places");
    assert_eq!(state(Made::published())[0], "Given, not chosen");
    assert!(Made::tiny().html.contains("id=\"proofs\"") && !Made::published().html.contains("id=\"proofs\""));
}

/// A colour of the style, by its name.
fn colour(style: &str, name: &str) -> [f64; 3] {
    let hex = style.split_once(&format!("--{name}: #")).unwrap_or_else(|| panic!("no colour {name}")).1;
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour")) / 255.0)
}

/// How light a colour is (WCAG 2.2, relative luminance).
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] =
        colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn words_stand_out_from_what_is_behind_them_and_so_do_shapes() {
    let style = repository("templates/page.css");
    let contrast = |one: &str, other: &str| {
        let [one, other] = [one, other].map(|name| luminance(colour(&style, name)) + 0.05);
        one.max(other) / one.min(other)
    };
    for (ink, paper) in [
        ("ink", "paper"),
        ("quiet", "paper"),
        ("quiet", "tint"),
        ("ink", "tint"),
        ("link", "tint"),
        ("on-band", "band"),
        ("alarm", "alarm-tint"),
        ("ink", "alarm-tint"),
    ] {
        assert!(contrast(ink, paper) >= 4.5, "{ink} on {paper}: {}", contrast(ink, paper));
    }
    for (shape, paper) in [
        ("have", "paper"),
        ("need-edge", "paper"),
        ("open", "land"),
        ("secure", "land"),
        ("quiet", "land"),
        ("have", "need"),
    ] {
        assert!(contrast(shape, paper) >= 3.0, "{shape} on {paper}: {}", contrast(shape, paper));
    }
}

#[test]
fn shades_of_need_are_told_apart_in_grey_and_their_numbers_stand_out() {
    let style = repository("templates/page.css");
    let light = |name: &str| luminance(colour(&style, name)) + 0.05;
    let shades: Vec<f64> = (0..5).map(|shade| light(&format!("shade-{shade}"))).collect();
    for pair in shades.windows(2) {
        assert!(pair[0] / pair[1] >= 1.2, "the next is darker: {shades:?}");
    }
    for (shade, value) in shades.iter().enumerate() {
        let number = light(if shade > 2 { "paper" } else { "ink" });
        assert!(number.max(*value) / number.min(*value) >= 4.5, "the number on shade {shade}");
    }
    // Blues of one hue: who sees no red or no green sees them as they are.
    for shade in 1..5 {
        let [red, green, blue] = colour(&style, &format!("shade-{shade}"));
        assert!(red < green && green < blue, "shade {shade}");
    }
}
