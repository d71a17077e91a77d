//! A native chart of two lines: what was found, and what is possible.

use std::ops::Range;

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartSolidFill, ChartType, Workbook,
};

use super::charts::{COLOURS, font};
use super::page::{Page, new_sheet};
use super::style::Style;
use crate::table::{Cell, Table};

/// Columns of a table that are drawn against one of them, whose numbers rise.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it shows.
    pub title: String,
    /// Which of the tables it is drawn from, from nought.
    pub table: usize,
    /// The column to the right, what it counts, and how its numbers are shown.
    pub across: (&'static str, String, &'static str),
    /// What is counted upwards.
    pub up: &'static str,
    /// The columns upwards, each with what it is called: the first with filled dots, the second with hollow ones.
    pub series: [(&'static str, &'static str); 2],
}

/// The sheet of a line, drawn from the table on `from`, whose heading is in row `top`.
pub(super) fn sheet(
    workbook: &mut Workbook,
    name: &str,
    line: &Line,
    (table, from, top): (&Table, &str, u32),
    style: &Style,
) {
    let sheet = new_sheet(workbook, name);
    let mut page = Page::on(&mut *sheet, &line.title, style);
    let numbers = from.replace('_', " ");
    let drawn = line.drawn(table);
    let left_out = table.rows.len() - drawn.len();
    let said = match left_out {
        0 => format!("The numbers are in {numbers}."),
        _ => format!("The numbers are in {numbers}; rows there without both numbers are not drawn."),
    };
    page.line(&said);
    page.link("Contents", "Back to the contents", "");
    if drawn.len() > 1 {
        sheet
            .insert_chart(top + 1, 0, &line.chart(table, &drawn, (from, top)))
            .expect("a chart of columns that are there");
    }
}

impl Line {
    /// The rows that are drawn: the longest stretch of rows that have every number, as words would be drawn as nought.
    fn drawn(&self, table: &Table) -> Range<usize> {
        let columns: Vec<usize> = self.columns().map(|column| table.position(column)).collect();
        let is_whole = |row: &Vec<Cell>| columns.iter().all(|&at| row[at] != Cell::Empty);
        let (mut longest, mut begun) = (0..0, 0);
        for (at, row) in table.rows.iter().enumerate() {
            if !is_whole(row) {
                begun = at + 1;
            } else if at + 1 - begun > longest.len() {
                longest = begun..at + 1;
            }
        }
        longest
    }

    fn columns(&self) -> impl Iterator<Item = &'static str> {
        [self.across.0].into_iter().chain(self.series.map(|(column, _)| column))
    }

    fn chart(&self, table: &Table, drawn: &Range<usize>, (sheet, top): (&str, u32)) -> Chart {
        let mut chart = Chart::new(ChartType::ScatterStraightWithMarkers);
        self.add_series(&mut chart, table, drawn, (sheet, top));
        let (_, counts, number) = &self.across;
        chart.title().set_name(&self.title).set_font(font(14).set_bold());
        chart.x_axis().set_name(counts).set_name_font(&font(10)).set_font(&font(10)).set_num_format(*number);
        chart.y_axis().set_name(self.up).set_name_font(&font(10)).set_font(&font(10)).set_num_format("#,##0.##");
        chart.y_axis().set_major_gridlines_line(ChartLine::new().set_color(0xD9_D9_D9));
        chart.legend().set_font(&font(10)).set_position(ChartLegendPosition::Bottom);
        chart.set_width(1_000).set_height(460);
        let [(_, first), (_, second)] = self.series;
        chart.set_alt_text(format!(
            "{}: {first} (a line with filled dots) and {second} (a broken line with hollow marks). The numbers are on the \
             sheet {sheet}.",
            self.title
        ));
        chart
    }

    /// Adds the two columns to a chart, each told by its mark and its line as well as by its colour.
    fn add_series(&self, chart: &mut Chart, table: &Table, drawn: &Range<usize>, (sheet, top): (&str, u32)) {
        let row = |at: usize| top + 1 + u32::try_from(at).expect("rows of a sheet are counted");
        let range = |column: &str| {
            let at = u16::try_from(table.position(column)).expect("columns of a sheet are counted");
            (sheet, row(drawn.start), at, row(drawn.end - 1), at)
        };
        let (across, _, _) = &self.across;
        let marks = [ChartMarkerType::Circle, ChartMarkerType::Diamond];
        for (((column, name), colour), mark) in self.series.iter().zip(COLOURS).zip(marks) {
            let is_first = mark == ChartMarkerType::Circle;
            let series = chart.add_series();
            series.set_name(*name).set_categories(range(across)).set_values(range(column));
            let mut stroke = ChartLine::new();
            stroke.set_color(colour).set_width(2.25);
            if !is_first {
                stroke.set_dash_type(ChartLineDashType::Dash);
            }
            series.set_format(ChartFormat::new().set_line(&stroke));
            let mut fill = ChartSolidFill::new();
            fill.set_color(if is_first { colour } else { 0xFF_FF_FF });
            let mut edge = ChartLine::new();
            edge.set_color(colour).set_width(1.5);
            let mut marker = ChartMarker::new();
            marker.set_type(mark).set_size(9);
            marker.set_format(ChartFormat::new().set_solid_fill(&fill).set_line(&edge));
            series.set_marker(&marker);
        }
    }
}
