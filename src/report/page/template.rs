//! The templates, and what they make of a page.

use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use super::Page;

/// What several pages have parts of.
pub(in crate::report) const PARTS: (&str, &str) = ("parts.html", include_str!("../../../templates/parts.html"));

/// The templates, by name.
const TEMPLATES: [(&str, &str); 4] = [
    ("page.html", include_str!("../../../templates/page.html")),
    PARTS,
    ("map.html", include_str!("../../../templates/map.html")),
    ("beside.html", include_str!("../../../templates/beside.html")),
];

/// The page as the templates have it.
pub(super) fn written(page: &Page<'_>) -> String {
    filled(&TEMPLATES, page)
}

/// The first of these templates, which may name the others, filled with `page`. What they name and the page has not is an
/// error, and never blank.
pub(in crate::report) fn filled(named: &[(&'static str, &'static str)], page: &impl Serialize) -> String {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    for &(name, text) in named {
        templates.add_template(name, text).expect("the templates are tested");
    }
    let template = templates.get_template(named[0].0).expect("it was added");
    without_controls(template.render(Serde(page)).expect("the templates name what the page has"))
}

/// The page with whatever controls a terminal or a printer spelt out, as it is in every text for people.
fn without_controls(page: String) -> String {
    let is_control = |c: char| c.is_control() && c != '\n';
    if !page.contains(is_control) {
        return page;
    }
    page.chars().map(|c| if is_control(c) { c.escape_default().to_string() } else { c.to_string() }).collect()
}
