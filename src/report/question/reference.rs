//! The reference: what may stand in a dataset and in rules, as the program knows it.

use std::fmt::Write as _;

use crate::constraints::every_family;
use crate::domain::DOUBTS;
use crate::model::Measure;
use crate::read::shapes;

/// Tables and columns, rules, measures and doubts, as a page of Markdown.
#[must_use]
pub fn text() -> String {
    let mut page = String::from(
        "# Reference\n\nThis page is made from the program: a test fails where the two differ. The keys of a model are in \
         `models/README.md`,\nwhat the columns mean in `inputs/README.md`.\n\n## Tables and columns\n\nWhat may be left out has \
         its default here, and is told as a doubt. `strict = true` in a model, or `--strict`, takes no default.\n",
    );
    for shape in shapes() {
        let left_out = shape.left_out.map_or_else(String::new, |taken| format!(" May be left out: {taken}."));
        let _ = write!(
            page,
            "\n### {}\n\nEach row is {}.{left_out}\n\n| column | holds | if it is left out |\n|---|---|---|\n",
            shape.file, shape.noun
        );
        for column in shape.columns {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} |",
                column.name,
                column.holds.words(),
                column.left_out.unwrap_or("refused")
            );
        }
    }
    page.push_str(
        "\n## Rules\n\nThe mathematics of each is in `formulation.md`.\n\n| rule | what it says |\n|---|---|\n",
    );
    for (name, rule, _) in every_family() {
        let _ = writeln!(page, "| `{name}` | {rule} |");
    }
    let measures = Measure::words().map(|word| format!("`{word}`")).join(", ");
    let _ = write!(page, "\nWhat a `[[rule]]` may measure: {measures}.\n");
    let doubts: Vec<String> = DOUBTS.iter().map(|kind| format!("`{kind}`")).collect();
    let _ =
        write!(page, "\n## Doubts\n\nThe kinds of doubt, each answered by an `[[accept]]`: {}.\n", doubts.join(", "));
    page
}
