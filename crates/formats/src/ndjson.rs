//! NDJSON by the contract: one block a line, in document order.
use chancery_model::{Kind, Part, Resolution};
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    id: &'a str,
    part: &'a str,
    kind: &'a str,
    level: u8,
    label: Option<&'a str>,
    text: &'a str,
}

/// Writes every block of the document, masthead and notes included.
pub fn write_ndjson(r: &Resolution) -> String {
    let (mut out, doc) = (String::new(), r.symbol());
    let mut put = |id: &str, part: &str, kind: &str, level: u8, label: Option<&str>, text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = Line { doc: &doc, id, part, kind, level, label, text: &text };
        let json = serde_json::to_string(&line).expect("strings and numbers have a JSON form");
        writeln!(out, "{json}").expect("writing to a string");
    };
    let m = &r.masthead;
    let symbol = m.symbol.as_ref().map(ToString::to_string);
    for (kind, value) in [
        ("symbol", &symbol),
        ("distribution", &m.distribution),
        ("issued", &m.issued),
        ("original", &m.original),
        ("session", &m.session),
        ("committee", &m.committee),
        ("agenda-item", &m.agenda_item),
        ("item-title", &m.item_title),
        ("adoption", &m.adoption),
        ("provenance", &m.provenance),
        ("sponsors", &m.sponsors),
        ("number", &m.number),
    ] {
        if let Some(value) = value {
            put(&format!("masthead.{kind}"), "masthead", kind, 1, None, value);
        }
    }
    for (i, line) in m.other.iter().enumerate() {
        put(&format!("masthead.other{}", i + 1), "masthead", "plain", 1, None, line);
    }
    if !r.title.as_str().is_empty() {
        put("title", "masthead", "title", 1, None, r.title.as_str());
    }
    for b in r.body.iter().filter(|b| b.part != Part::Annex) {
        put(&b.id, part_name(b.part), kind_name(b.kind), b.level, b.label.as_deref(), b.text.as_str());
    }
    for (i, c) in r.closing.iter().enumerate() {
        put(&format!("closing{}", i + 1), "closing", "closing", 1, None, &c.lines().collect::<Vec<_>>().join(" "));
    }
    for b in r.body.iter().filter(|b| b.part == Part::Annex) {
        put(&b.id, "annex", kind_name(b.kind), b.level, b.label.as_deref(), b.text.as_str());
    }
    for (i, n) in r.notes.iter().enumerate() {
        put(&format!("note{}", i + 1), "notes", "note", 1, Some(&n.number), n.text.as_str());
    }
    out
}

pub(crate) fn part_name(part: Part) -> &'static str {
    match part {
        Part::Preamble => "preamble",
        Part::Operative => "operative",
        Part::Annex => "annex",
    }
}

pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Formula => "formula",
        Kind::Heading => "heading",
        Kind::Paragraph => "paragraph",
        Kind::TableRow => "table-row",
    }
}
