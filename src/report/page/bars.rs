//! Bar charts: tables whose rows have a bar beside their numbers, so that each is read in figures too.

use serde::Serialize;

use super::piece::{Field, Piece, position};
use crate::domain::FinancialYear;
use crate::model::{Measure, Selector, Sense};
use crate::report::run::{Run, rules};
use crate::table::{Cell, Show, Table};

/// The length of the longest bar, in units of the drawing.
const LONGEST: i64 = 1_000;

/// A chart.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Chart {
    /// Its name on the page.
    pub id: &'static str,
    /// What it shows.
    pub caption: &'static str,
    /// The headings of its columns: of names, of bars, and of numbers.
    pub headings: Vec<&'static str>,
    /// Its bars by kind, for the key.
    pub key: Vec<(&'static str, &'static str)>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a chart.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// What it is of.
    pub label: Field,
    /// The same in words, for who does not see the bars.
    pub title: String,
    /// Its bars, from the top.
    pub bars: Vec<Bar>,
    /// Its numbers.
    pub numbers: Vec<Field>,
}

/// A bar.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Bar {
    /// Its kind, by which it is drawn.
    pub kind: &'static str,
    /// Its place from the top, in hundredths of the row.
    pub top: i64,
    /// Its height, in hundredths of the row.
    pub height: i64,
    /// Its length, of [`LONGEST`].
    pub length: i64,
    /// Where its number stands.
    pub of: String,
}

/// Each region's children in need beside its well-located places.
pub(super) fn regions(table: &Table) -> Chart {
    let most = largest(table, &["children", "well_located_places"]);
    let row = |row| Row {
        label: Field::one(Piece::of(table, row, "region")),
        title: titled(table, row, &[("children", "children in need"), ("well_located_places", "well-located places")]),
        bars: vec![
            bar(table, row, "children", "need", (8, 38), most),
            bar(table, row, "well_located_places", "have", (52, 38), most),
        ],
        numbers: ["children", "well_located_places", "met_percent"].map(|column| number(table, row, column)).to_vec(),
    };
    Chart {
        id: "chart-regions",
        caption: "Children in need of a place, by the region they are from, beside the well-located places they have",
        headings: vec!["Region", "Need above, well-located places below", "Children", "Well located", "% met"],
        key: vec![("need", "children in need"), ("have", "well-located places")],
        rows: (0..table.rows.len()).map(row).collect(),
    }
}

/// What is spent in each year, beside the limit of the year where the model sets one.
pub(super) fn years(run: &Run<'_>, table: &Table) -> Chart {
    let rules = rules::table(run);
    let limits: Vec<Option<usize>> = (0..table.rows.len()).map(|row| limit(run, &table.rows[row][0])).collect();
    let of_limits = limits.iter().flatten().map(|&rule| units(&rules.rows[rule][position(&rules, "bound")]));
    let most = of_limits.chain([largest(table, &["dfe_spend_gbp"])]).max().unwrap_or_default();
    let has_limits = limits.iter().any(Option::is_some);
    let row = |(row, rule): (usize, &Option<usize>)| {
        let is_over = table.rows[row][position(table, "over")] == Cell::Yes;
        let kind = if is_over { "over" } else { "have" };
        let mut bars = vec![bar(table, row, "dfe_spend_gbp", kind, (20, 60), most)];
        let mut numbers = vec![number(table, row, "dfe_spend_gbp")];
        bars.extend(rule.map(|rule| bar(&rules, rule, "bound", "limit", (5, 90), most)));
        if has_limits {
            let piece = rule.map(|rule| Piece::shown(&rules, rule, "bound", Show::Millions));
            numbers.push(piece.map_or_else(Field::default, Field::one));
        }
        let title = titled(table, row, &[("dfe_spend_gbp", "£m spent")]);
        let over = is_over.then(|| words("(over)"));
        let label = Field::after([Piece::of(table, row, "year")].into_iter().chain(over).collect());
        Row { label, title, bars, numbers }
    };
    let mut headings = vec!["Financial year", "DfE spend", "£m"];
    headings.extend(has_limits.then_some("Limit, £m"));
    let is_any_over = table.rows.iter().any(|row| row[position(table, "over")] == Cell::Yes);
    let over = is_any_over.then_some(("over", "spent in a year that is over"));
    let limit = has_limits.then_some(("limit", "limit of the year"));
    let spent = (has_limits || is_any_over).then_some(("have", "to be spent"));
    Chart {
        id: "chart-years",
        caption: "What the department spends in each financial year",
        headings,
        key: [spent, over, limit].into_iter().flatten().collect(),
        rows: limits.iter().enumerate().map(row).collect(),
    }
}

/// The places that open in each year, beside those that stand at the end and the children in need.
pub(super) fn opening(years: &Table, regions: &Table) -> Chart {
    let [children, standing] = ["children", "places"].map(|column| (Piece::sum(regions, column), column));
    let whole = |column: &str| {
        let at = position(regions, column);
        regions.rows.iter().map(|row| units(&row[at])).sum::<i64>()
    };
    let most = [whole("children"), whole("places"), largest(years, &["additional_likely"])].into_iter().max();
    let most = most.unwrap_or_default();
    let of_year = |row| Row {
        label: Field::one(Piece::of(years, row, "year")),
        title: titled(years, row, &[("additional_likely", "places open")]),
        bars: vec![bar(years, row, "additional_likely", "have", (20, 60), most)],
        numbers: vec![number(years, row, "additional_likely")],
    };
    let all = |label: &str, kind, (piece, column): (Piece, &str)| Row {
        label: Field::one(words(label)),
        title: format!("{label}: {}", piece.text),
        bars: vec![Bar { kind, top: 20, height: 60, length: length(whole(column), most), of: piece.of.clone() }],
        numbers: vec![Field::one(piece)],
    };
    let rows = (0..years.rows.len()).filter(|&row| units(&years.rows[row][position(years, "additional_likely")]) > 0);
    let ends = [all("Places that stand at the end", "have", standing), all("Children in need", "need", children)];
    Chart {
        id: "chart-opening",
        caption: "Places that open in each financial year, as is likely, beside need",
        headings: vec!["Financial year", "Places that open", "Places"],
        key: vec![("have", "places"), ("need", "children in need")],
        rows: rows.map(of_year).chain(ends).collect(),
    }
}

/// The places that there are at the end of each year to the horizon, beside the children in need.
pub(super) fn standing(years: &Table) -> Chart {
    let at = position(years, "places");
    let most = largest(years, &["places", "children"]);
    let row = |row| Row {
        label: Field::one(Piece::of(years, row, "year")),
        title: titled(years, row, &[("places", "places"), ("children", "children in need")]),
        bars: vec![
            bar(years, row, "places", "have", (8, 40), most),
            bar(years, row, "children", "need", (52, 40), most),
        ],
        numbers: ["places", "children", "well_located_places"].map(|column| number(years, row, column)).to_vec(),
    };
    let rows = (0..years.rows.len()).filter(|&row| years.rows[row][at] != Cell::Empty);
    Chart {
        id: "chart-standing",
        caption: "Places that there are at the end of each financial year to the horizon, beside need",
        headings: vec!["Financial year", "Places and need", "Places", "In need", "Well located"],
        key: vec![("have", "places"), ("need", "children in need")],
        rows: rows.map(row).collect(),
    }
}

/// What each tranche of the envelope pays, of what it has.
pub(super) fn funds(table: &Table) -> Chart {
    let most = largest(table, &["amount_gbp"]);
    let over = position(table, "years_over");
    let is_put = table.rows.iter().any(|row| row[over] != Cell::Empty);
    let columns = ["paid_gbp", "amount_gbp", "left_gbp", "first_year", "last_year", "years_over"];
    let columns = &columns[..columns.len() - usize::from(!is_put)];
    let row = |row| Row {
        label: Field::one(Piece::of(table, row, "fund")),
        title: titled(table, row, &[("paid_gbp", "£m paid"), ("amount_gbp", "£m in all")]),
        bars: vec![
            bar(table, row, "paid_gbp", "have", (20, 60), most),
            bar(table, row, "amount_gbp", "limit", (5, 90), most),
        ],
        numbers: columns.iter().map(|column| number(table, row, column)).collect(),
    };
    let headings = ["Tranche", "Paid, of what there is", "Paid, £m", "Has, £m", "Left, £m", "From", "To", "Over"];
    Chart {
        id: "chart-funds",
        caption: "What each tranche of the envelope pays, of what it has; it pays in its own years only",
        headings: headings[..columns.len() + 2].to_vec(),
        key: vec![("have", "paid"), ("limit", "what there is")],
        rows: (0..table.rows.len()).map(row).collect(),
    }
}

/// The rule that limits what is spent in one year on everything, by its place among the rules.
fn limit(run: &Run<'_>, year: &Cell) -> Option<usize> {
    let of_year = |years: &Option<std::collections::BTreeSet<FinancialYear>>| {
        years.as_ref().is_some_and(|years| years.len() == 1 && years.iter().all(|one| Cell::text(one) == *year))
    };
    let rules = run.question.model.rules.iter().filter(|rule| {
        let spend = matches!(&rule.measure, Measure::Cost(years) if of_year(years));
        spend && rule.sense == Sense::AtMost && rule.selector == Selector::default()
    });
    let places = rules.filter_map(|rule| {
        run.findings.iter().position(|finding| finding.family == "limits" && finding.id == rule.id.as_str())
    });
    places.min_by_key(|&place| run.findings[place].bound)
}

/// What a row's bars say in words: `London: 12 children in need, 8.5 well-located places`.
fn titled(table: &Table, row: usize, columns: &[(&str, &str)]) -> String {
    let part = |(column, name): &(&str, &str)| format!("{} {name}", Piece::of(table, row, column).text);
    let name = table.rows[row][0].on_paper(Show::Words);
    format!("{name}: {}", columns.iter().map(part).collect::<Vec<_>>().join(", "))
}

/// Words that stand in no file.
fn words(text: &str) -> Piece {
    Piece::new(String::new(), &Cell::text(text), Show::Words)
}

fn number(table: &Table, row: usize, column: &str) -> Field {
    Field::one(Piece::of(table, row, column))
}

fn bar(table: &Table, row: usize, column: &str, kind: &'static str, (top, height): (i64, i64), most: i64) -> Bar {
    let length = length(units(&table.rows[row][position(table, column)]), most);
    Bar { kind, top, height, length, of: Piece::of(table, row, column).of }
}

/// The length of the bar of a number, where the longest is that of the most.
fn length(value: i64, most: i64) -> i64 {
    let length = i128::from(value.max(0)) * i128::from(LONGEST) / i128::from(most.max(1));
    i64::try_from(length).expect("no bar is longer than the longest")
}

/// The largest number of these columns.
fn largest(table: &Table, columns: &[&str]) -> i64 {
    let places: Vec<usize> = columns.iter().map(|column| position(table, column)).collect();
    let cells = table.rows.iter().flat_map(|row| places.iter().map(|&at| units(&row[at])));
    cells.max().unwrap_or_default()
}

/// A number in hundredths, so that places and well-located places are drawn to one scale.
fn units(cell: &Cell) -> i64 {
    match cell {
        Cell::Whole(whole) => whole * 100,
        Cell::Money(money) => money.pounds() * 100,
        Cell::Hundredths(hundredths) => *hundredths,
        Cell::Tenths(tenths) => tenths * 10,
        Cell::Text(_) | Cell::Yes | Cell::No | Cell::Empty => 0,
    }
}
