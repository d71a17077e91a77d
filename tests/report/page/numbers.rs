//! Every number on a page is one of the files, and is written as it should be.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::super::given::{Given, Tiny};
use super::beside::Asked;
use super::files::{Files, Row, says, tokens};
use super::made::{Made, by_id, text};

/// What the page itself says of numbers, whatever the run.
const OWN: [&str; 7] = [
    "September 2025, Figure 11",
    "20 miles",
    "50 miles",
    "per 100 children",
    "SHA-256",
    "Licence v3.0",
    concat!("placewell ", env!("CARGO_PKG_VERSION")),
];

fn of<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute("data-of").filter(|of| *of != "run")
}

#[test]
fn every_number_is_the_one_that_stands_in_the_files() {
    for made in Made::all() {
        let tree = made.tree();
        let mut numbers = 0;
        for node in tree.descendants().filter(|node| node.has_tag_name("data")) {
            let of = of(node).expect("a number says where it stands");
            let (value, read) = (node.attribute("value").expect("a number has a value"), text(node));
            assert_eq!(decimal(value), decimal(&stands(made, node)), "{of}");
            let is_written = says(&read, made.files_of(node).kind(of), value);
            assert!(is_written || is_part(node, &read, value), "{of}: `{read}` is not how {value} is written");
            numbers += 1;
        }
        assert!(numbers > 100, "{numbers}");
    }
}

/// What stands in the files where a number says: a number, or what one is more than another.
fn stands(made: &Made, node: Node<'_, '_>) -> String {
    let own = made.files_of(node).at(of(node).expect("a number says where it stands"));
    let Some(less) = node.attribute("data-less") else { return own };
    let other = made.beside[node.attribute("data-less-from").expect("a folder")].at(less);
    if !own.contains('.') {
        return (own.parse::<i64>().expect("a number") - other.parse::<i64>().expect("a number")).to_string();
    }
    let decimals = own.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let hundredths = (number(&own) * 100.0).round() - (number(&other) * 100.0).round();
    format!("{:.decimals$}", hundredths / 100.0)
}

/// Columns whose rows are parts of a whole: by file, the column, and how many of its units a tenth that is shown has.
const PARTS: [(&str, &str, f64); 6] = [
    ("lines", "dfe_cost_gbp", 100_000.0),
    ("years", "dfe_spend_gbp", 100_000.0),
    ("funds", "paid_gbp", 100_000.0),
    ("regions", "dfe_cost_gbp", 100_000.0),
    ("regions", "demand_percent", 0.1),
    ("regions", "well_located_percent", 0.1),
];

/// Whether it is a part that is rounded so that all sum to the whole, to one of the two tenths that it lies between; or
/// what is left of such parts, or the difference of two.
fn is_part(node: Node<'_, '_>, read: &str, value: &str) -> bool {
    let of = of(node).expect("a number says where it stands");
    let [file, row, column]: [&str; 3] =
        of.split(' ').collect::<Vec<_>>().try_into().expect("a file, a row and a column");
    let parts = PARTS.iter().find(|(name, part, _)| (*name, *part) == (file, column)).map(|(.., unit)| *unit);
    let worth = (file == "appraisal" && column.ends_with("_gbp") && !read.starts_with('£')).then_some(100_000.0);
    let left = [("funds", "left_gbp"), ("funds", "amount_gbp"), ("lines", "dfe_cost_difference_gbp")]
        .contains(&(file, column))
        .then_some(100_000.0);
    let taken =
        (file == "headline" && matches!(column, "this_plan" | "difference" | "published_plan")).then_some(100_000.0);
    let (Some(unit), true) = (parts.or(left).or(taken).or(worth), row != "all") else { return false };
    // What is a difference is one of two that are rounded; a share is told in tenths in the files as well.
    let is_difference = node.has_attribute("data-less");
    let most = if parts.is_some_and(|unit| unit > 1.0) && !is_difference { 1.0 } else { 1.5 };
    (tenths(read) - number(value) / unit).abs() < most
}

fn number(text: &str) -> f64 {
    text.replace(',', "").trim_start_matches('+').parse().expect("a number")
}

/// What is read, in the tenths that are shown.
fn tenths(read: &str) -> f64 {
    number(read) * 10.0
}

#[test]
fn parts_on_the_page_sum_to_the_whole_that_is_shown() {
    let mut sums = 0;
    for made in Made::all() {
        let tree = made.tree();
        let folders = [None, made.against].into_iter().collect::<BTreeSet<_>>();
        for ((file, column, unit), from) in
            PARTS.into_iter().flat_map(|part| folders.iter().map(move |from| (part, *from)))
        {
            let mut parts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
            let is_own = |node: &Node<'_, '_>| node.has_tag_name("data") && !node.has_attribute("data-less");
            for node in tree.descendants().filter(|node| is_own(node) && node.attribute("data-from") == from) {
                let of = of(node).expect("a number says where it stands");
                let value = number(node.attribute("value").expect("a number has a value"));
                let is_one = of.strip_prefix(file).is_some_and(|rest| rest.ends_with(&format!(" {column}")));
                if is_one && !of.contains(" all ") {
                    parts.insert(of, (tenths(&text(node)), value / unit));
                }
            }
            let [shown, whole] =
                parts.values().fold([0.0, 0.0], |[shown, whole], part| [shown + part.0, whole + part.1]);
            // Shares are told to a tenth, and are all of it.
            let whole = if unit < 1.0 && whole > 0.0 { 1_000.0 } else { whole.round() };
            // Of bids of another run only those are told that this one has not.
            if from.is_some() && parts.is_empty() {
                continue;
            }
            assert!((shown - whole).abs() < 0.01, "{file} {column}: {shown} tenths of {whole}: {parts:?}");
            sums += parts.len();
        }
    }
    assert!(sums > 50, "{sums}");
}

/// A decimal without noughts at its end: JSON has `908.0` where CSV has `908.00`.
fn decimal(text: &str) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

#[test]
fn every_word_of_a_file_is_the_one_that_stands_there() {
    for made in Made::all() {
        let tree = made.tree();
        let mut words = 0;
        for node in tree.descendants().filter(|node| node.has_tag_name("span")) {
            let Some(of) = of(node) else { continue };
            let stands = made.files_of(node).at(of);
            let expected = match stands.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])) {
                Some(formula) => formula,
                None if stands.is_empty() => "–",
                None => &stands,
            };
            assert_eq!(text(node), expected.split_whitespace().collect::<Vec<_>>().join(" "), "{of}");
            words += 1;
        }
        assert!(words > 30, "{words}");
    }
}

#[test]
fn a_row_of_the_page_is_of_one_row_of_a_file() {
    for made in Made::all() {
        for row in made.tree().descendants().filter(|node| node.has_tag_name("tr")) {
            let mut rows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for node in row.descendants().filter(|node| of(*node).is_some()) {
                let (file, rest) = of(node).and_then(|of| of.split_once(' ')).expect("a file");
                rows.entry(format!("{file} {:?}", node.attribute("data-from")))
                    .or_default()
                    .insert(rest.split(' ').next().expect("a row").to_owned());
            }
            assert!(rows.values().all(|rows| rows.len() == 1), "{rows:?}");
        }
    }
}

#[test]
fn no_other_number_is_on_the_page() {
    for made in Made::all() {
        let tree = made.tree();
        for node in tree.descendants().filter(Node::is_text) {
            let inside: Vec<Node> = node.ancestors().collect();
            let is = |name: &str| inside.iter().any(|node| node.has_tag_name(name));
            if is("style") || is("script") || inside.iter().any(|node| of(*node).is_some()) {
                continue;
            }
            // The numbers in a hexagon and in a circle are counted below.
            if inside.iter().any(|node| node.has_attribute("data-sum") || node.has_attribute("data-bids")) {
                continue;
            }
            let files = made.files_of(node);
            if let Some(rows) = inside.iter().find_map(|node| node.attribute("data-rows")) {
                stands_in(files, rows, node.text().unwrap_or_default());
                continue;
            }
            // The numbers of an axis are held to the drawing.
            if inside.iter().any(|node| node.has_attribute("data-tick")) {
                continue;
            }
            let words = node.text().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            // What the summary or the manifest says, it says in the same words.
            if made.files.words.contains(&words) || files.words.contains(&words) || is_of_chart(&inside) {
                continue;
            }
            let words = made.against.map_or(words.clone(), |name| words.replace(name, ""));
            let words = OWN.iter().fold(words, |words, own| words.replace(own, ""));
            let strange: Vec<String> =
                tokens(&words).into_iter().filter(|token| !made.files.words.contains(token.as_str())).collect();
            assert!(strange.is_empty(), "{strange:?} in `{words}`");
        }
    }
}

/// Whether it is the title of bars, whose numbers are told beside them.
fn is_of_chart(inside: &[Node<'_, '_>]) -> bool {
    let Some(row) = inside.iter().find(|node| node.has_tag_name("tr")) else { return false };
    let Some(title) = inside.iter().find(|node| node.has_tag_name("title")) else { return false };
    let beside: BTreeSet<String> =
        row.descendants().filter(|node| of(*node).is_some()).flat_map(|node| tokens(&text(node))).collect();
    let told = tokens(&text(*title));
    assert!(told.iter().all(|token| beside.contains(token)), "{told:?} {beside:?}");
    true
}

/// Fails if a number of `words` is in none of the rows, named as in `plan 3 17`.
fn stands_in(files: &Files, rows: &str, words: &str) {
    let (file, rows) = rows.split_once(' ').expect("a file and its rows");
    let rows: Vec<usize> = rows.split(' ').map(|row| row.parse().expect("a row")).collect();
    let known = files.numbers(file, &rows);
    for token in tokens(words) {
        let decimals = [format!("{token}0"), format!("{token}.00"), token.clone()];
        assert!(
            decimals.iter().any(|token| known.contains(token)),
            "{token} of `{words}` is in no row of {file}: {known:?}"
        );
    }
}

/// The rows of a file that a part of the page shows.
fn shown(node: Node<'_, '_>, attribute: &str, file: &str) -> BTreeSet<usize> {
    let values = node.descendants().filter_map(|node| node.attribute(attribute));
    let rows = values.filter_map(|value| value.strip_prefix(file)).flat_map(|rest| rest.split_whitespace());
    rows.filter_map(|row| row.parse().ok()).collect()
}

#[test]
fn what_is_funded_is_listed_and_drawn_and_nothing_else_is() {
    for made in Made::all() {
        let tree = made.tree();
        let rows = |column: &str| -> BTreeSet<usize> {
            let plan = made.files.table("plan").iter().enumerate();
            plan.filter(|(_, row)| row[column] == "yes").map(|(at, _)| at + 1).collect()
        };
        let funded = rows("funded");
        let taken: BTreeSet<&str> =
            funded.iter().map(|row| made.files.table("plan")[row - 1]["project"].as_str()).collect();
        let (others, column) = made.other_way();
        let theirs: BTreeSet<usize> =
            (1..).zip(others).filter(|(_, row)| row[column] == "yes").map(|(at, _)| at).collect();
        let is_free = |row: &usize| !taken.contains(others[row - 1]["project"].as_str());
        let left: BTreeSet<usize> = theirs.iter().copied().filter(is_free).collect();
        let is_compared = funded != theirs && !theirs.is_empty();
        let list = tree.descendants().find(|node| node.attribute("id") == Some("bids"));
        let listed: BTreeSet<usize> = list.map(|list| shown(list, "data-of", "plan")).unwrap_or_default();
        let both: BTreeSet<usize> = if is_compared { funded.union(&left).copied().collect() } else { funded.clone() };
        assert_eq!(listed, both);
        let map = by_id(&tree, "bids-map-title").parent().expect("a map");
        assert_eq!(shown(map, "data-rows", "plan"), both);
    }
}

#[test]
fn each_bid_is_said_to_be_in_the_plans_that_it_is_in() {
    let mut seen = BTreeSet::new();
    for made in Made::all() {
        let tree = made.tree();
        let Some(list) = tree.descendants().find(|node| node.attribute("id") == Some("bids")) else { continue };
        let plan = made.files.table("plan");
        let (others, column) = made.other_way();
        let way = |plan: &'static [Row], project: &str, column: &str| {
            plan.iter().find(|row| row["project"] == project && row[column] == "yes").map(|row| row["option"].as_str())
        };
        if !text(list).contains("Kept out of the other by") {
            continue;
        }
        for row in list.descendants().filter(|node| node.has_tag_name("tr")).skip(1) {
            let at = *shown(row, "data-of", "plan").first().expect("a row of the plan");
            let project = plan[at - 1]["project"].as_str();
            let expected = match (way(plan, project, "funded"), way(others, project, column)) {
                (Some(one), Some(other)) if one == other => "in both",
                (Some(_), Some(_)) => "another way",
                (Some(_), None) => "only here",
                (None, _) if made.against.is_some() => "only there",
                (None, _) => "only published",
            };
            let cells: Vec<String> = row.children().filter(Node::is_element).map(text).collect();
            assert_eq!(cells[1], expected, "{project}");
            seen.insert(expected);
            assert_eq!(cells[cells.len() - 2].is_empty(), expected == "in both", "{cells:?}");
        }
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
}

/// The rows that a part of a drawing is of.
fn rows_of(node: Node<'_, '_>) -> Vec<usize> {
    let rows = node.attribute("data-rows").expect("the rows it is of");
    rows.split(' ').skip(1).map(|row| row.parse().expect("a row")).collect()
}

#[test]
fn a_hexagon_has_the_children_without_a_place_of_its_authority_and_a_shade_that_says_how_many() {
    for made in Made::all() {
        let tree = made.tree();
        let areas = made.files.table("areas");
        let mut all = Vec::new();
        let mut seen = BTreeSet::new();
        for area in tree.descendants().filter(|node| node.attribute("class") == Some("area")) {
            let rows = rows_of(area);
            let known: Vec<i64> =
                rows.iter().filter_map(|row| areas[row - 1]["children_without_place"].parse().ok()).collect();
            let number = area.descendants().find(|node| node.has_attribute("data-sum")).map(text).expect("a number");
            assert_eq!(number, if known.is_empty() { "?".to_owned() } else { known.iter().sum::<i64>().to_string() });
            let shade = area
                .descendants()
                .find_map(|node| node.attribute("class").and_then(|class| class.strip_prefix("hex ")));
            let shade = shade.expect("a shade").to_owned();
            assert_eq!(shade == "unknown", known.is_empty());
            all.extend((!known.is_empty()).then(|| (shade, known.iter().sum::<i64>())));
            seen.extend(rows);
            let path = area.descendants().find_map(|node| node.attribute("d")).expect("a hexagon").to_owned();
            assert!(
                tree.descendants().filter(|node| node.attribute("d") == Some(path.as_str())).count() == 1,
                "two lie in one place"
            );
        }
        assert_eq!(seen.len(), areas.len(), "every area is drawn");
        all.sort_by_key(|(_, count)| *count);
        assert!(all.iter().map(|(shade, _)| shade).is_sorted(), "the darker, the more: {all:?}");
        assert!(all.iter().all(|(shade, count)| (shade == "shade-0") == (*count == 0)), "{all:?}");
        let legend: Vec<i64> = by_id(&tree, "need-map-caption")
            .parent()
            .expect("a figure")
            .descendants()
            .filter_map(|node| node.attribute("data-tick")?.parse().ok())
            .collect();
        assert!(
            legend.is_sorted() && all.last().is_none_or(|(_, most)| *most == 0 || legend.last() == Some(most)),
            "{legend:?}"
        );
    }
}

#[test]
fn circles_of_bids_do_not_lie_over_each_other_and_count_what_they_stand_for() {
    for made in Made::all() {
        let tree = made.tree();
        let is_compared = text(tree.root_element()).contains("Kept out of the other by");
        let plan = made.files.table("plan");
        let number =
            |node: Node<'_, '_>, name: &str| node.attribute(name).expect("a number").parse::<i64>().expect("whole");
        let mut circles: Vec<(i64, i64, i64)> = Vec::new();
        for bids in tree.descendants().filter(|node| node.attribute("class") == Some("bids")) {
            let circle = bids.descendants().find(|node| node.has_tag_name("circle")).expect("a circle");
            circles.push((number(circle, "cx"), number(circle, "cy"), number(circle, "r")));
            let rows = rows_of(bids);
            let (own, others) = ((plan, "funded"), made.other_way());
            let any = |row: usize, (rows, column): (&[Row], &str)| {
                rows.iter().any(|other| other["project"] == plan[row - 1]["project"] && other[column] == "yes")
            };
            let [comes, goes] = [(own, others), (others, own)].map(|(one, other)| {
                rows.iter().filter(|&&row| is_compared && any(row, one) && !any(row, other)).count()
            });
            let signed = |sign: &str, count: usize| if count == 0 { String::new() } else { format!("{sign}{count}") };
            let told = bids.descendants().find(|node| node.has_attribute("data-bids")).map(text).unwrap_or_default();
            let expected = match (comes + goes, rows.len()) {
                (0, 1) => String::new(),
                (0, all) => all.to_string(),
                _ => signed("+", comes) + &signed("−", goes),
            };
            assert_eq!(told, expected);
        }
        for (at, (x, y, radius)) in circles.iter().enumerate() {
            for (other_x, other_y, _) in &circles[at + 1..] {
                let apart = (x - other_x).pow(2) + (y - other_y).pow(2);
                assert!(apart >= (2 * radius).pow(2), "{x} {y} and {other_x} {other_y}");
            }
        }
    }
}

#[test]
fn bars_are_as_long_as_their_numbers_are_large() {
    for made in Made::all() {
        let tree = made.tree();
        for chart in tree.descendants().filter(|node| node.attribute("class") == Some("chart")) {
            let bars: Vec<(f64, f64)> = chart
                .descendants()
                .filter(|node| node.has_tag_name("rect"))
                .map(|bar| {
                    let number: f64 =
                        made.files.at(of(bar).expect("a bar says whose it is")).parse().expect("a number");
                    (number, bar.attribute("width").expect("a width").parse().expect("a number"))
                })
                .collect();
            let most = bars.iter().map(|(number, _)| *number).fold(0.0, f64::max);
            for (number, width) in &bars {
                assert!((number / most.max(1.0) * 1_000.0 - width).abs() <= 1.0, "{number} of {most} is {width} long");
            }
            assert!(bars.len() > 1 || bars.is_empty());
        }
    }
}

/// A page of a decided plan with a frontier that asks for the cost of the published plan too.
fn chosen_again() -> Made {
    let tiny = Tiny::new("");
    let given = Given::decided(tiny.case());
    let asked = Asked::with_published_cost(&given);
    Made::with(&given, &tiny.model().with_file_name("data"), Some(asked), None)
}

#[test]
fn a_waterfall_goes_from_one_plan_to_the_other_and_each_step_begins_where_the_last_one_ended() {
    let mut falls = 0;
    let again = chosen_again();
    for made in Made::all().into_iter().chain([&again]) {
        let tree = made.tree();
        for fall in tree.descendants().filter(|node| node.attribute("class") == Some("chart waterfall")) {
            let step = |row: Node<'_, '_>| {
                let bar = row.descendants().find(|node| node.has_tag_name("rect")).expect("a bar");
                let [left, length] = ["x", "width"].map(|name| number(bar.attribute(name).expect("a number")));
                let told = row.descendants().find(|node| node.has_tag_name("data")).expect("a number");
                let kind = bar.attribute("class").expect("a kind").to_owned();
                (kind, left, left + length, number(told.attribute("value").expect("a value")))
            };
            let steps: Vec<_> = fall.descendants().filter(|node| node.has_tag_name("tr")).skip(1).map(step).collect();
            let is_whole = |kind: &str| kind == "whole";
            let [(first, from, end, told), rest @ ..] = steps.as_slice() else { panic!("{steps:?}") };
            assert!(is_whole(first) && *from == 0.0, "{steps:?}");
            let (mut level, mut sum) = (*end, *told);
            for (kind, left, right, number) in rest {
                if is_whole(kind) {
                    assert!((sum - number).abs() < 0.01 && (level - right).abs() <= 1.0 && *left == 0.0, "{steps:?}");
                    continue;
                }
                let (start, end) = if kind == "less" { (right, left) } else { (left, right) };
                assert!((level - start).abs() <= 1.0, "{steps:?}");
                let is_level = fall.attribute("id") == Some("fall-located");
                let change = if is_level { number - sum } else { *number };
                assert_eq!(kind == "less", change < 0.0, "{steps:?}");
                (level, sum) = (*end, sum + change);
            }
            falls += 1;
        }
    }
    assert!(falls >= 3, "{falls}");
}

#[test]
fn the_limit_of_a_single_year_is_shown_beside_what_is_spent_in_it() {
    let tree = Made::tiny().tree();
    let years = by_id(&tree, "chart-years");
    let limits: Vec<&str> = years.descendants().filter_map(of).filter(|of| of.starts_with("rules")).collect();
    assert_eq!(limits.len(), 2, "a bar and a number: {limits:?}");
    assert_eq!(Made::tiny().files.at(limits[0]), "1500000");
    let none = Made::published().tree();
    assert!(by_id(&none, "chart-years").descendants().filter_map(of).all(|of| of.starts_with("years")));
}
