//! A briefing as a document for a word processor: headings, sentences, lists and tables, and nothing that varies from one
//! day to the next.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Brief, Said};
use crate::report::page::grid::Grid;
use crate::report::page::piece::Field;
use crate::table::number::plain;

/// The parts that are always the same, by their names.
const FIXED: [(&str, &str); 4] = [
    ("[Content_Types].xml", include_str!("../../../templates/brief.docx/content_types.xml")),
    ("_rels/.rels", include_str!("../../../templates/brief.docx/rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("../../../templates/brief.docx/document_rels.xml")),
    ("word/styles.xml", include_str!("../../../templates/brief.docx/styles.xml")),
];

/// What stands before and after the text: A4, with room at its sides.
const BEFORE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
const AFTER: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"794\" w:right=\"850\" w:bottom=\"794\" w:left=\"850\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/>\
    </w:sectPr></w:body></w:document>";

/// The width of a page between its sides, in twentieths of a point.
const WIDTH: usize = 10_206;

/// The document.
pub(super) fn written(brief: &Brief) -> Vec<u8> {
    let document = format!("{BEFORE}{}{AFTER}", body(brief));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = FIXED.into_iter().chain([("word/document.xml", document.as_str())]);
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part of a name that is new");
        writer.write_all(text.as_bytes()).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

fn body(brief: &Brief) -> String {
    let mut text = String::new();
    text += &paragraph("Title", &brief.title);
    text += &paragraph("Stamp", brief.standing);
    if let Some(broken) = &brief.broken {
        text += &paragraph("Heading1", "This plan breaks rules of its model");
        text += &table(broken);
    }
    section(&mut text, "Answer", &brief.answer);
    text += &table(&brief.headline);
    section(&mut text, "Evidence", &brief.evidence);
    for grid in [&brief.by_line, &brief.regions] {
        text += &table(grid);
    }
    text += &paragraph("Heading1", "Risks");
    for grid in brief.held.iter().chain(&brief.risks) {
        text += &table(grid);
    }
    text += &paragraph("Heading1", "Caveats");
    for said in &brief.caveats {
        text += &paragraph("ListBullet", &said.text);
    }
    text.extend(brief.assumed.as_ref().map(table));
    text += &paragraph("Heading1", "Next steps");
    for (at, step) in brief.steps.iter().enumerate() {
        text += &paragraph("ListBullet", &format!("{}. {step}", at + 1));
    }
    text.extend(brief.licences.as_ref().map(|licences| paragraph("Normal", licences)));
    text
}

/// A heading and its sentences, where there are any.
fn section(text: &mut String, heading: &str, said: &[Said]) {
    if said.is_empty() {
        return;
    }
    *text += &paragraph("Heading1", heading);
    for one in said {
        *text += &paragraph("Normal", &one.text);
    }
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text))
}

fn run(text: &str) -> String {
    let escaped = quick_xml::escape::escape(plain(text)).into_owned();
    format!("<w:r><w:t xml:space=\"preserve\">{escaped}</w:t></w:r>")
}

/// A table under its caption; the first of its columns is as wide as two others.
fn table(grid: &Grid) -> String {
    let columns = grid.headings.len();
    let part = WIDTH / (columns + 1);
    let width = |at: usize| if at == 0 { WIDTH - part * (columns - 1) } else { part };
    let mut text = paragraph("Caption", &grid.caption);
    text += "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>";
    for at in 0..columns {
        write!(text, "<w:gridCol w:w=\"{}\"/>", width(at)).expect("memory takes it");
    }
    text += "</w:tblGrid>";
    let headings = grid.headings.iter().map(|(heading, is_number)| (heading.clone(), *is_number, "Heading"));
    text += &row(headings.collect(), &width, "<w:trPr><w:tblHeader/></w:trPr>");
    for fields in &grid.rows {
        text += &row(fields.iter().map(|field| (read(field), field.is_number, "Cell")).collect(), &width, "");
    }
    text + "</w:tbl>"
}

fn row(cells: Vec<(String, bool, &str)>, width: &dyn Fn(usize) -> usize, before: &str) -> String {
    let cell = |(at, (text, is_number, style)): (usize, (String, bool, &str))| {
        let side = if is_number { "right" } else { "left" };
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>\
             <w:jc w:val=\"{side}\"/></w:pPr>{}</w:p></w:tc>",
            width(at),
            run(&text)
        )
    };
    let cells: String = cells.into_iter().enumerate().map(cell).collect();
    format!("<w:tr>{before}{cells}</w:tr>")
}

/// What is read in a field.
fn read(field: &Field) -> String {
    field.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(field.between)
}
