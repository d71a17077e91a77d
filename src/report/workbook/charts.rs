//! Native charts of results: what they show is on the sheets that they are drawn from.

use rust_xlsxwriter::{Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, Workbook};

use super::grid::Grid;
use super::page::{Page, new_sheet};
use super::style::Style;
use crate::case::RESULT;

/// Dark blue and orange: apart in any light, and in grey.
pub(super) const COLOURS: [u32; 2] = [0x12_43_6D, 0xF4_6A_25];

/// A chart of columns of a table.
struct Drawn {
    title: &'static str,
    table: &'static str,
    category: &'static str,
    /// The columns, each with what it is called.
    series: &'static [(&'static str, &'static str)],
    axis: &'static str,
    /// How numbers are shown.
    number: &'static str,
}

const DRAWN: [Drawn; 4] = [
    Drawn {
        title: "DfE spend by financial year",
        table: "years",
        category: "year",
        series: &[("dfe_spend_gbp", "DfE spend")],
        axis: "£ million",
        number: "#,##0,,",
    },
    Drawn {
        title: "Cost by programme line",
        table: "lines",
        category: "name",
        series: &[("dfe_cost_gbp", "This plan"), ("published_dfe_cost_gbp", "Published")],
        axis: "£ million",
        number: "#,##0,,",
    },
    Drawn {
        title: "By region: share of children in need and of well-located places",
        table: "regions",
        category: "region",
        series: &[("demand_percent", "Children in need"), ("well_located_percent", "Well-located places")],
        axis: "% of England",
        number: "0",
    },
    Drawn {
        title: "By region: well-located places per 100 children in need",
        table: "regions",
        category: "region",
        series: &[("met_percent", "Well-located places per 100 children")],
        axis: "per 100 children",
        number: "0",
    },
];

/// The sheet of charts, one below the other.
pub(super) fn sheet(workbook: &mut Workbook, results: &[Grid], style: &Style) {
    let sheet = new_sheet(workbook, "Charts");
    let mut page = Page::on(&mut *sheet, "Charts", style);
    page.line("The numbers are on the sheets Result_years, Result_lines and Result_regions.");
    // A chart a page.
    sheet.set_page_breaks(&[26, 50, 74]).expect("few breaks, each below the last");
    for (row, drawn) in [3, 27, 51, 75].into_iter().zip(&DRAWN) {
        let name = format!("{RESULT}{}", drawn.table);
        let grid = results.iter().find(|grid| grid.name == name).expect("a table of every run");
        sheet.insert_chart(row, 0, &drawn.chart(grid)).expect("a chart of columns that are there");
    }
}

impl Drawn {
    fn chart(&self, grid: &Grid) -> Chart {
        let mut chart = Chart::new_column();
        let rows = u32::try_from(grid.rows.len().max(1)).expect("rows of a sheet are counted");
        let range = |column: &str| {
            let at = u16::try_from(grid.position(column)).expect("columns of a sheet are counted");
            (grid.name.as_str(), 1, at, rows, at)
        };
        let drawn: Vec<_> = self.series.iter().filter(|(column, _)| grid.has_some(column)).collect();
        for ((column, name), colour) in drawn.iter().zip(COLOURS) {
            let series = chart.add_series();
            series.set_name(*name).set_categories(range(self.category)).set_values(range(column)).set_gap(60);
            series.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)));
        }
        chart.title().set_name(self.title).set_font(font(14).set_bold());
        chart.x_axis().set_font(&font(10));
        chart.y_axis().set_major_gridlines_line(ChartLine::new().set_color(0xD9_D9_D9));
        chart.y_axis().set_name(self.axis).set_name_font(&font(10)).set_font(&font(10)).set_num_format(self.number);
        chart.legend().set_font(&font(10)).set_position(ChartLegendPosition::Bottom);
        if drawn.len() < 2 {
            chart.legend().set_hidden();
        }
        chart.set_width(1_000).set_height(420);
        chart.set_alt_text(format!("{}. The numbers are on the sheet {}.", self.title, grid.name));
        chart
    }
}

/// The letters of a chart.
pub(super) fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Arial").set_size(size).set_color(0x0B_0C_0C);
    font
}
