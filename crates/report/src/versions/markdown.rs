//! Versions as Markdown, for review threads: what differs as a list, then the rows as a table.
use super::{differing, examples, names, place, sentence, summary};
use chancery_diff::Versions;
use chancery_formats::escape_markdown;
use std::fmt::Write;

/// The report.
pub fn versions_markdown(v: &Versions) -> String {
    let names = names(v);
    let mut out = String::new();
    let first = v.documents.first();
    let _ = writeln!(out, "# {}: {}\n", escape_markdown(first.map_or("", |d| &d.symbol)), names.join(" "));
    if let Some(first) = first {
        let _ = writeln!(out, "*{}*\n", escape_markdown(&first.title));
    }
    let _ = writeln!(out, "{}", summary(v));
    for (row, of_row) in differing(v) {
        let _ = writeln!(out, "\n## {}\n", escape_markdown(place(&v.rows[row])));
        for d in of_row {
            let _ = writeln!(out, "- {}", escape_markdown(&sentence(d, &names)));
        }
        out.push('\n');
        for at in examples(of_row) {
            let wording = v.rows[row].blocks[at].as_ref().map_or("—".to_owned(), |c| format!("{} {}", c.label.as_deref().unwrap_or_default(), c.text));
            let _ = writeln!(out, "> **{}** {}\n>", names[at], escape_markdown(wording.trim()));
        }
    }
    let _ = writeln!(out, "\n## Rows\n\n| | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    for row in &v.rows {
        let cells = row.blocks.iter().map(|c| match c {
            Some(c) => escape_markdown(c.label.as_deref().unwrap_or("·")),
            None => "—".to_owned(),
        });
        let _ = writeln!(out, "| {} | {} |", escape_markdown(place(row)), cells.collect::<Vec<String>>().join(" | "));
    }
    out
}
