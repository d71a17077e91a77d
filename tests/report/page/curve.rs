//! The drawing of a frontier is of its table, point for point, and tells what is proved without colour.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::given::{Given, Tiny};
use super::beside::Asked;
use super::files::Row;
use super::made::{Made, text};

/// The drawings of the page with what was asked beside a run, each with its table.
fn drawings<'a, 'i>(tree: &'a roxmltree::Document<'i>) -> Vec<(Node<'a, 'i>, &'static [Row])> {
    let drawings =
        tree.descendants().filter(|node| node.has_tag_name("svg") && node.attribute("class") == Some("curve"));
    drawings.map(|node| (node, Made::beside().files_of(node).table("frontier"))).collect()
}

fn number(node: Node<'_, '_>, attribute: &str) -> i64 {
    let value = node.attribute(attribute).unwrap_or_else(|| panic!("{attribute} of {node:?}"));
    value.parse().unwrap_or_else(|_| panic!("{value} is a whole number"))
}

/// Where a number is on an axis, by two of the numbers that stand along it.
struct Scale {
    ticks: Vec<(i64, i64)>,
}

impl Scale {
    fn of(drawing: Node<'_, '_>, class: &str, attribute: &str, shift: i64) -> Self {
        let ticks = drawing.descendants().filter(|node| node.attribute("class") == Some(class));
        let ticks = ticks.filter(|node| node.has_attribute("data-tick"));
        Self { ticks: ticks.map(|node| (number(node, "data-tick"), number(node, attribute) - shift)).collect() }
    }

    /// Fails if `place` is not where `number` should be, to the nearest unit.
    fn holds(&self, number: i64, place: i64) {
        let [(one, at), .., (other, there)] = self.ticks.as_slice() else {
            panic!("an axis has two numbers: {:?}", self.ticks)
        };
        let off = (place - at) * (other - one) - (number - one) * (there - at);
        assert!(off.abs() <= 2 * (other - one).abs(), "{number} is not at {place}: {:?}", self.ticks);
    }
}

/// A number of the table in hundredths, pounds or tenths; nothing where there is none.
fn units(cell: &str) -> Option<i64> {
    if cell.is_empty() { None } else { Some(cell.replace('.', "").parse().expect("digits")) }
}

#[test]
fn numbers_along_an_axis_are_evenly_spaced_and_say_what_they_are() {
    let tree = Made::beside().tree();
    for (drawing, _) in drawings(&tree) {
        for scale in [Scale::of(drawing, "tick up", "y", 50), Scale::of(drawing, "tick across", "x", 0)] {
            scale.ticks.iter().for_each(|(number, place)| scale.holds(*number, *place));
        }
        for tick in drawing.descendants().filter(|node| node.has_attribute("data-tick")) {
            let (value, said) = (number(tick, "data-tick"), text(tick).replace(',', ""));
            let said: String = said.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
            let said: f64 = said.parse().expect("a number");
            let times = if text(tick).ends_with('m') {
                1_000_000.0
            } else if text(tick).ends_with('%') {
                10.0
            } else {
                100.0
            };
            assert!((said * times).round().to_string() == value.to_string(), "{} for {value}", text(tick));
        }
    }
}

#[test]
fn every_setting_is_drawn_where_its_numbers_are_and_as_it_is_proved() {
    let tree = Made::beside().tree();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (drawing, rows) in drawings(&tree) {
        let (up, right) = (Scale::of(drawing, "tick up", "y", 50), Scale::of(drawing, "tick across", "x", 0));
        let points: Vec<Node> = drawing.descendants().filter(|node| node.attribute("class") == Some("point")).collect();
        assert_eq!(points.len(), rows.len(), "a setting for each row");
        for (at, (point, row)) in points.iter().zip(rows).enumerate() {
            assert_eq!(point.attribute("data-rows"), Some(format!("frontier {}", at + 1).as_str()));
            let part = |name: &str| {
                point.children().find(|node| node.attribute("class").is_some_and(|class| class.starts_with(name)))
            };
            let (found, bound) = (units(&row["well_located_places"]), units(&row["bound"]));
            let setting = units(&row["setting"]).expect("a setting");
            if let (Some(dot), Some(found)) = (part("dot"), found) {
                right.holds(setting, number(dot, "cx"));
                up.holds(found, number(dot, "cy"));
                let is_filled = dot.attribute("class") == Some("dot proved");
                assert_eq!(is_filled, row["status"] == "proved", "{row:?}");
            }
            assert_eq!(part("dot").is_some(), found.is_some(), "{row:?}");
            assert_eq!(part("none").is_some(), row["status"] == "impossible", "{row:?}");
            let is_open = bound.is_some() && row["status"] != "proved";
            assert_eq!(part("whisker").is_some(), is_open, "{row:?}");
            if let (Some(whisker), Some(bound)) = (part("whisker"), bound) {
                let drawn = whisker.attribute("d").expect("a path").to_owned();
                let end = drawn.split(['V', 'M']).nth(2).expect("the end of the line");
                up.holds(bound, end.parse().expect("a whole number"));
            }
            *kinds.entry(row["status"].as_str()).or_default() += 1;
        }
    }
    assert_eq!(kinds.keys().copied().collect::<Vec<_>>(), ["impossible", "not proved", "not reached", "proved"]);
}

#[test]
fn between_two_settings_is_shaded_what_the_one_has_and_the_other_allows() {
    let tree = Made::beside().tree();
    let mut boxes = 0;
    for (drawing, rows) in drawings(&tree) {
        let (up, right) = (Scale::of(drawing, "tick up", "y", 50), Scale::of(drawing, "tick across", "x", 0));
        let falls = rows[0]["over"] == "floor";
        let pairs = rows.windows(2).filter_map(|pair| {
            let (tight, loose) = if falls { (&pair[1], &pair[0]) } else { (&pair[0], &pair[1]) };
            Some((pair, units(&tight["well_located_places"])?, units(&loose["bound"])?))
        });
        let drawn: Vec<Node> = drawing.children().filter(|node| node.attribute("class") == Some("between")).collect();
        let pairs: Vec<_> = pairs.collect();
        assert_eq!(drawn.len(), pairs.len());
        for (shade, (pair, low, high)) in drawn.iter().zip(pairs) {
            let [left, top, width, height] = ["x", "y", "width", "height"].map(|name| number(*shade, name));
            right.holds(units(&pair[0]["setting"]).expect("a setting"), left);
            right.holds(units(&pair[1]["setting"]).expect("a setting"), left + width);
            up.holds(high, top);
            up.holds(low, top + height);
            boxes += 1;
        }
    }
    assert!(boxes >= 4, "{boxes}");
}

#[test]
fn a_number_that_is_not_proved_has_its_bound_in_the_same_row() {
    let made = Made::beside();
    let tree = made.tree();
    let tables = tree
        .descendants()
        .filter(|node| node.attribute("id").is_some_and(|id| id.starts_with("frontier-") && id.ends_with("-table")));
    let mut open = 0;
    for table in tables {
        for row in table.descendants().filter(|node| node.has_tag_name("tr")).skip(1) {
            let of = |column: &str| {
                row.descendants()
                    .find(|node| node.attribute("data-of").is_some_and(|of| of.ends_with(&format!(" {column}"))))
            };
            let (status, bound) = (of("status").map(text), of("bound").map(text));
            assert!(status.is_some() && bound.is_some(), "{}", text(row));
            if status.as_deref() == Some("not proved") {
                assert_ne!(bound.as_deref(), Some("–"));
                open += 1;
            }
        }
    }
    assert!(open > 0);
    let this = tree.descendants().filter(|node| node.has_tag_name("th") && text(*node).ends_with("(this run)"));
    let marked: Vec<String> = this.map(text).collect();
    assert_eq!(marked, ["62.0 (this run)", "0.0 (this run)"], "the run's own setting is marked");
}

/// The page of what was decided in the tiny dataset, with this beside it.
fn page_of(asked: fn(&Given) -> Asked) -> Made {
    let tiny = Tiny::new("");
    let given = Given::decided(tiny.case());
    let asked = asked(&given);
    Made::with(&given, &tiny.model().with_file_name("data"), Some(asked), None)
}

#[test]
fn another_plan_at_the_setting_of_the_run_is_said_to_be_one() {
    let made = page_of(Asked::with_another_plan);
    let tree = made.tree();
    let marked = tree.descendants().filter(|node| node.has_tag_name("th") && text(*node).contains("(this run"));
    let marked: Vec<String> = marked.map(text).collect();
    assert_eq!(marked, ["62.0 (this run's setting, another plan)", "0.0 (this run)"]);
}

#[test]
fn what_the_last_money_buys_afresh_is_told_where_the_frontier_says_it() {
    let made = page_of(Asked::with_published_cost);
    let told = text(made.tree().root_element());
    let files = &made.beside["over-money"];
    let rows = files.table("frontier");
    let row = rows.iter().find(|row| row["setting"] == "62000000").expect("the envelope of the model");
    let gained = row["more_places"].trim_end_matches('0').trim_end_matches('.');
    let says = format!("from £61.2m, which the published plan costs, to £62.0m it gains {gained} well-located places");
    assert!(!gained.is_empty() && told.contains(&says), "{says}: {told}");
    let without = page_of(Asked::of);
    let told = text(without.tree().root_element());
    assert!(told.contains("once what the published plan costs and the whole envelope are settings of it"), "{told}");
}
