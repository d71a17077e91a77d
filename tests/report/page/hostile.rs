//! Whatever the names of things are, the page is the same page with other words in it.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::given::{Given, Tiny};
use super::beside::Asked;
use super::made::{Made, by_id, text, tree};

/// Names that would be markup, script, style, a template, a formula or an end of what they stand in.
const NAMES: [&str; 50] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "</title><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</script><script>alert(1)</script>",
    "</svg><svg onload=alert(1)>",
    "</td></tr></table><h1>Proved best</h1>",
    "</data><data value=\"9\">9</data>",
    "<!-- all of the rest",
    "--><b>after</b>",
    "<![CDATA[<b>]]>",
    "]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "&lt;b&gt;",
    "&amp;",
    "&",
    "&#60;script&#62;",
    "&nosuchentity;",
    "%3Cscript%3E",
    "{{ 7 * 7 }}",
    "{% for a in range(9) %}x{% endfor %}",
    "{# a comment #}",
    "${7*7}",
    "#{7*7}",
    "<%= 7 * 7 %>",
    "{{ provenance|safe }}",
    "{%- include 'page.html' -%}",
    "{% endraw %}{{ policy }}",
    "javascript:alert(1)",
    "data:text/html,<b>1</b>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "\" style=\"position:fixed",
    "`onerror=alert(1)`",
    "=HYPERLINK(\"http://a.example\")",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "a \"quoted\", and 'single' name",
    "O'Brien & Sons <Ltd>",
    "<b",
    "b>",
    "\\\"><b>",
    "\\u003cscript\\u003e",
    "Ynys Môn – £5m “café” 家 🏠",
    "a name / with <a/> slash",
    "<use href=\"#shape-0\"/>",
];

/// The words of the tiny dataset, the file each stands in once, and what takes their place about a name.
const PLACES: [(&str, &str, &str); 7] = [
    ("projects.csv", "\"A new home, Bristol\"", ""),
    ("areas.csv", "\"Bristol, City of\"", ""),
    ("areas.csv", "West Midlands", ""),
    ("lines.csv", "New open homes", ""),
    ("options.csv", "open-bristol,a,One home", "open-bristol,a,"),
    ("assumptions.csv", "Scales every figure of coverage", ""),
    ("sources.csv", "Blank where not known", ""),
];

/// The page of the tiny dataset with `name` wherever words are free.
fn with(name: &'static str) -> (String, String) {
    let quoted = serde_json::to_string(name).expect("a text");
    let rule = format!("\n[[rule]]\nid = \"few\"\nmeasure = \"projects\"\nat_most = 9\nsource = {quoted}\n");
    let tiny = Tiny::new(&rule).model_with("\"Which projects of the tiny dataset?\"", &quoted);
    let cell = format!("\"{}\"", name.replace('"', "\"\""));
    let put =
        |tiny: Tiny, (file, words, before): &(&str, &str, &str)| tiny.edit(file, words, &format!("{before}{cell}"));
    let tiny = PLACES.iter().fold(tiny, put);
    let given = Given::decided(tiny.case());
    let asked = Asked::of(&given);
    let nothing = Given::evaluated(tiny.case(), []);
    let made = Made::with(&given, &tiny.model().with_file_name("data"), Some(asked), Some((name, &nothing)));
    (made.html, given.case.model.title)
}

/// How many elements there are of each name with each set of attributes, but for the class, by which short words are
/// kept in a line.
fn elements(html: &str) -> BTreeMap<String, usize> {
    let mut elements = BTreeMap::new();
    // The name of a region has one line or two, and a line to its region where it stands aside.
    let is_name = |node: &Node<'_, '_>| matches!(node.attribute("class"), Some("name region-name" | "to-region"));
    for node in tree(html).descendants().filter(|node| node.is_element() && !is_name(node)) {
        let names = node.attributes().map(|attribute| attribute.name());
        let attributes: Vec<&str> = names.filter(|name| *name != "class").collect();
        *elements.entry(format!("{} {}", node.tag_name().name(), attributes.join(" "))).or_default() += 1;
    }
    elements
}

#[test]
fn no_name_is_more_than_words() {
    let plain = elements(&with("A plain name").0);
    for name in NAMES {
        let (html, title) = with(name);
        assert_eq!(title, name, "it was read as it is");
        assert_eq!(elements(&html), plain, "{name}");
        let tree = tree(&html);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let heading = tree.descendants().find(|node| node.has_tag_name("h1")).expect("a heading");
        assert_eq!(text(heading), words(name));
        let all = text(tree.root_element());
        assert!(all.contains(&format!("the plan of {}", words(name))), "{name} is not what the page compares with");
        for table in ["bids", "regions", "by-line", "rules", "assumed", "from"] {
            let spans = by_id(&tree, table).descendants().filter(|node| node.has_tag_name("span"));
            assert!(spans.map(text).any(|text| text == words(name)), "{name} is not in {table}");
        }
        let lists = tree.descendants().filter(|node| node.attribute("class") == Some("names"));
        let spans = lists.flat_map(|list| list.descendants()).filter(|node| node.has_tag_name("span"));
        assert!(spans.map(text).any(|text| text == words(name)), "{name} is not among the projects of other plans");
    }
}
