//! Versions for a terminal or a pager: what differs, with the wordings, then the table of all rows by their numbers.
use super::{differing, examples, names, place, sentence, summary};
use crate::diff::{Layout, wrapped};
use anstyle::Style;
use chancery_diff::{Row, Versions};
use std::fmt::Write;
use textwrap::core::display_width;

/// The report; with `table`, all rows by the numbers that each version prints.
pub fn versions_terminal(v: &Versions, layout: Layout, table: bool) -> String {
    let bold = Style::new().bold();
    let names = names(v);
    let mut out = String::new();
    let symbol = v.documents.first().map_or("", |d| d.symbol.as_str());
    let _ = writeln!(out, "{bold}{}{bold:#}", format!("{symbol} {}", names.join(" ")).trim());
    if let Some(first) = v.documents.first() {
        wrapped(&first.title, "", layout, &mut out);
    }
    let _ = writeln!(out, "{}", summary(v));
    for (row, of_row) in differing(v) {
        let _ = writeln!(out, "\n{bold}{}{bold:#}", place(&v.rows[row]));
        for d in of_row {
            wrapped(&sentence(d, &names), "  ", layout, &mut out);
        }
        for at in examples(of_row) {
            let wording = v.rows[row].blocks[at].as_ref().map_or("—".to_owned(), |c| format!("{} {}", c.label.as_deref().unwrap_or_default(), c.text));
            wrapped(&format!("{}: {}", names[at], wording.trim()), "  ", layout, &mut out);
        }
    }
    if table {
        rows(v, &names, &mut out);
    }
    out
}

fn rows(v: &Versions, names: &[String], out: &mut String) {
    let label = |row: &Row, at: usize| match &row.blocks[at] {
        Some(cell) => cell.label.clone().unwrap_or_else(|| "·".to_owned()),
        None => "—".to_owned(),
    };
    let mut lines: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(names.iter().cloned()).collect()];
    for row in &v.rows {
        lines.push(std::iter::once(place(row).to_owned()).chain((0..names.len()).map(|at| label(row, at))).collect());
    }
    let width = |column: usize| lines.iter().map(|l| display_width(&l[column])).max().unwrap_or_default();
    let widths: Vec<usize> = (0..=names.len()).map(width).collect();
    out.push('\n');
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - display_width(cell))));
        let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}
