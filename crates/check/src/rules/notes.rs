//! Footnotes: sources in them, in sequence, with a full stop.
use crate::{
    document::Document,
    finding::{Findings, Place},
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{MarkKind, Organ, entity::Value};
use std::collections::{HashMap, HashSet};

pub(super) static RULES: [Rule; 5] = [SOURCES, AFTER, ONCE, STOP, SEQUENCE];

const SOURCES: Rule = Rule {
    id: "B-80",
    name: "sources stand in footnotes",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "In resolutions the symbols of documents stand in footnotes, not in the text: in brackets that is a warning, without them a hint.",
    source: "United Nations Editorial Manual, Footnotes, chapter II.",
    good: &["1. Takes note of the report of the Secretary-General;¹\n2. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ A/77/123."],
    bad: &[
        bad("1. Takes note of the report of the Secretary-General (A/77/123);\n2. Decides to return to it."),
        bad("1. Takes note of document A/77/123 of the Secretary-General;\n2. Decides to return to it."),
    ],
    check: sources,
};

fn sources(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has_figures() && ["(", "A/", "S/", "E/"].iter().any(|o| p.has(o))) {
        for e in p.entities().iter().filter(|e| matches!(e.value, Value::Symbol(_)) && !p.is_quoted(e.span.start)) {
            if p.text[..e.span.start].ends_with('(') && p.text[e.span.end..].starts_with(')') {
                out.report(p.place, e.span.start - 1..e.span.end + 1, "the symbol of a document stands in a footnote");
            } else if is_document(p.text, e.span.start, &p.text[e.span.clone()]) {
                out.report(p.place, e.span.clone(), "the symbol of a document stands in a footnote").at_most(Severity::Note);
            }
        }
    }
}

/// A document of the United Nations, not a decision of another body (“decision X/2”, “GC(64)/RES/15”).
fn is_document(text: &str, at: usize, symbol: &str) -> bool {
    let own = ["A/", "S/", "E/"].iter().any(|o| symbol.starts_with(o)) && !symbol.contains("/RES/");
    own && !["decision ", "resolution ", "/", ")"].iter().any(|w| text[..at].ends_with(w))
}

const AFTER: Rule = Rule {
    id: "B-81",
    name: "the mark of a footnote stands after punctuation",
    severity: Severity::Warning,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "In English the mark of a note stands after the comma, semicolon or full stop: “the Convention,¹”; French and Spanish have it before.",
    source: "United Nations Editorial Manual, Footnotes, chapter IX.",
    good: &["Recalling the Convention,¹\n1. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ United Nations, Treaty Series, vol. 2056, No. 35597."],
    bad: &[bad("Recalling the Convention¹,\n1. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ United Nations, Treaty Series, vol. 2056, No. 35597.")],
    check: after,
};

fn after(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        for m in p.marks.marks().iter().filter(|m| matches!(m.kind, MarkKind::NoteRef(_))) {
            if m.start > 0 && p.text[m.end..].starts_with([',', ';', '.']) {
                out.report(p.place, m.end..m.end + 1, "the mark of a note stands after this, not before");
            }
        }
    }
}

const ONCE: Rule = Rule {
    id: "B-82",
    name: "one mark for each footnote",
    severity: Severity::Note,
    scope: Scope::ASSEMBLY.from_session(73),
    on: true,
    explanation: "Since about 2017 a note stands once, at the first mention anywhere; its number is not repeated. Before that it stood at the first mention in the preamble and again in the operative part.",
    source: "United Nations Editorial Manual, Footnotes, chapter V, old and new.",
    good: &["Recalling the Convention,¹\n1. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ United Nations, Treaty Series, vol. 2056, No. 35597."],
    bad: &[bad("Recalling the Convention,¹\n1. Welcomes the Convention;¹\n2. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ United Nations, Treaty Series, vol. 2056, No. 35597.")],
    check: once,
};

/// The note marks of the text, in order.
fn refs<'b>(doc: &'b Document) -> impl Iterator<Item = (Place, usize, &'b str)> {
    std::iter::once(&doc.title).chain(&doc.blocks).flat_map(|p| {
        p.marks.marks().iter().filter_map(|m| if let MarkKind::NoteRef(n) = &m.kind { Some((p.place, m.start, n.as_str())) } else { None })
    })
}

fn once(doc: &Document, out: &mut Findings) {
    let mut seen = HashSet::new();
    for (place, at, n) in refs(doc) {
        if n.bytes().all(|b| b.is_ascii_digit()) && !seen.insert(n) {
            out.report(place, at..at, format!("note {n} has its mark already"));
        }
    }
}

const STOP: Rule = Rule {
    id: "B-83",
    name: "a footnote ends in a full stop",
    severity: Severity::Warning,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Every note ends in a full stop, also one that is a symbol alone: “A/74/89.”",
    source: "United Nations Editorial Manual, Footnotes; 77/63.",
    good: &["1. Takes note of the report;¹\n2. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ A/77/123."],
    bad: &[fixed(
        "1. Takes note of the report;¹\n2. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ A/77/123",
        "1. Takes note of the report;¹\n2. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ A/77/123.",
    )],
    check: stop,
};

fn stop(doc: &Document, out: &mut Findings) {
    for p in doc.notes.iter().filter(|p| !p.text.is_empty()) {
        let end = p.text.len();
        if !p.text.trim_end_matches(['”', ')', '’']).ends_with(['.', '…', '?', '!']) && !p.text.contains("http") {
            out.report(p.place, end..end, "a footnote ends in a full stop").fix(end..end, ".");
        }
    }
}

const SEQUENCE: Rule = Rule {
    id: "B-84",
    name: "footnotes numbered in order, each with its mark and its text",
    severity: Severity::Error,
    scope: Scope::EVERY,
    on: true,
    explanation: "Notes are numbered from 1 in the order of their marks, without gaps; each mark has its note and each note its mark.",
    source: "United Nations Editorial Manual, Footnotes, chapter IX.",
    good: &["1. Takes note of the report;¹\n2. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ A/77/123."],
    bad: &[
        bad("1. Takes note of the report;²\n2. Welcomes the study;¹\n3. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ A/77/123.\n² A/77/124."),
        bad("1. Takes note of the report;¹\n2. Decides to return to it.\n46th plenary meeting\n7 December 2022"),
        bad("1. Takes note of the report;¹\n2. Welcomes the study;²\n3. Decides to return to it.\n46th plenary meeting\n7 December 2022\n¹ A/77/123."),
    ],
    check: sequence,
};

fn sequence(doc: &Document, out: &mut Findings) {
    let notes: HashMap<&str, usize> = doc.resolution.notes.iter().enumerate().map(|(i, n)| (n.number.as_str(), i)).collect();
    if notes.is_empty() {
        if let Some((place, at, n)) = refs(doc).next() {
            out.report(place, at..at, format!("there is no note {n}, nor any other"));
        }
        return;
    }
    let mut seen: HashSet<&str> = HashSet::new();
    // A part of an omnibus text counts on from the part before.
    let first = refs(doc).find_map(|(_, _, n)| n.parse::<usize>().ok()).unwrap_or(1);
    let is_part = doc.resolution.symbol().ends_with(|c: char| c.is_ascii_uppercase());
    // Files of other organs lack a first note, which stands on the cover.
    let cover = doc.resolution.organ != Organ::GeneralAssembly && !notes.contains_key("1");
    let mut last = if is_part || cover { first.saturating_sub(1) } else { 0 };
    for (place, at, n) in refs(doc) {
        let Some(number) = n.parse::<usize>().ok() else { continue };
        if seen.insert(n) {
            if !notes.contains_key(n) {
                out.report(place, at..at, format!("there is no note {n}"));
            } else if number != last + 1 {
                out.report(place, at..at, format!("the mark of note {n} follows that of note {last}: notes are numbered in the order of their marks"));
            }
            last = number;
        }
    }
    for (i, n) in doc.resolution.notes.iter().enumerate() {
        let numbered = n.number.bytes().all(|b| b.is_ascii_digit());
        if numbered && !seen.is_empty() && !seen.contains(n.number.as_str()) {
            out.report_whole(doc, Place::Note(i), format!("no mark in the text belongs to note {}", n.number));
        }
    }
}
