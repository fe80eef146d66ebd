//! Quotation marks, apostrophes, titles of items.
use super::lexicon;
use crate::{
    document::{Document, Passage},
    finding::Findings,
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{NameKind, names};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULES: [Rule; 6] = [APOSTROPHES, CURLY, PAIRS, INSIDE, ITEMS, TITLE];

const APOSTROPHES: Rule = Rule {
    id: "B-08",
    name: "no apostrophe-s on abbreviations and States",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "“the Government of Brazil”, not “Brazil’s Government”; “MONUSCO troops”, not “MONUSCO’s troops”.",
    source: "United Nations Editorial Manual, Punctuation.",
    good: &["1. Thanks the Government of Brazil;\n2. Decides to return to it."],
    bad: &[bad("1. Welcomes UNMIL’s report;\n2. Decides to return to it."), bad("1. Welcomes UNMIL's report;\n2. Decides to return to it."), bad("1. Thanks Brazil’s Government;\n2. Decides to return to it.")],
    check: apostrophes,
};

static ABBREVIATED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)[A-Z]{2,}[’']s(?-u:\b)").expect("a constant pattern"));

fn apostrophes(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("’s") || p.has("'s")) {
        for found in ABBREVIATED.find_iter(p.text).filter(|f| !p.is_quoted(f.start())) {
            out.report(p.place, found.range(), "abbreviations have no apostrophe: write “of …” or leave the ending out");
        }
        for (at, mark) in p.text.match_indices("’s ").chain(p.text.match_indices("'s ")) {
            let start = p.text[..at].rfind([' ', '(']).map_or(0, |s| s + 1);
            // One word before the capital keeps the State from standing first, where every word has one.
            let name = format!("x {}", &p.text[start..at]);
            let state = names(&name).iter().any(|n| n.kind == NameKind::State && n.text == &p.text[start..at]);
            if state && !p.is_quoted(at) {
                out.report(p.place, start..at + mark.len() - 1, format!("write “of {}”", &p.text[start..at])).at_most(Severity::Note);
            }
        }
    }
}

const CURLY: Rule = Rule {
    id: "B-09",
    name: "curly quotation marks and apostrophes",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Quotations stand in curly double marks, quotations within them in single ones; the apostrophe is curly too.",
    source: "United Nations Editorial Manual, Quotations.",
    good: &["1. Decides on the item entitled “Oceans and the law of the sea”;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Decides on the item entitled \"Oceans and the law of the sea\";\n2. Decides to return to it.", "1. Decides on the item entitled “Oceans and the law of the sea”;\n2. Decides to return to it."),
        fixed("1. Decides on the item entitled ‘Oceans and the law of the sea’;\n2. Decides to return to it.", "1. Decides on the item entitled “Oceans and the law of the sea”;\n2. Decides to return to it."),
        fixed("1. Welcomes the women's forum;\n2. Decides to return to it.", "1. Welcomes the women’s forum;\n2. Decides to return to it."),
    ],
    check: curly,
};

fn curly(doc: &Document, out: &mut Findings) {
    for p in doc.running().chain([&doc.title]).chain(&doc.notes).filter(|p| p.has("\"") || p.has("'")) {
        for (at, c) in p.text.char_indices().filter(|(_, c)| matches!(c, '"' | '\'')) {
            let opens = at == 0 || p.text[..at].ends_with([' ', '(', '“', '—']);
            let instead = match (c, opens) {
                ('"', true) => "“",
                ('"', false) => "”",
                (_, true) => "‘",
                (_, false) => "’",
            };
            out.report(p.place, at..at + 1, "quotation marks and apostrophes are curly").fix(at..at + 1, instead);
        }
    }
    for p in doc.running().filter(|p| p.has("entitled")) {
        for title in SINGLE.captures_iter(p.text).filter_map(|c| c.name("title")).filter(|t| !p.is_quoted(t.start())) {
            let words = &p.text[title.start() + "‘".len()..title.end() - "’".len()];
            out.report(p.place, title.range(), "double marks stand outside, single ones within them").fix(title.range(), format!("“{words}”"));
        }
    }
}

/// A title in single marks, which end before a comma or at the end: an apostrophe does not.
static SINGLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"entitled (?P<title>‘[^‘’“”]+’)(?:[,;.]| and |$)").expect("a constant pattern"));

const PAIRS: Rule = Rule {
    id: "X-08",
    name: "quotation marks and round brackets come in pairs",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "What is opened in a paragraph is closed there. Quotations of several paragraphs, which open in each and close in the last, are left alone.",
    source: "This project.",
    good: &["1. Welcomes the report entitled “Our common sea” (first part);\n2. Decides to return to it."],
    bad: &[
        bad("1. Welcomes the report entitled “Our common sea;\n2. Decides to return to it."),
        bad("1. Welcomes the report (first part;\n2. Decides to return to it."),
        bad("1. Welcomes the report entitled Our common sea”;\n2. Decides to return to it."),
    ],
    check: pairs,
};

fn pairs(doc: &Document, out: &mut Findings) {
    let running: Vec<&Passage> = doc.running().filter(|p| p.has("“") || p.has("”") || p.has("(")).collect();
    let opens = |p: &Passage| p.text.matches('“').count();
    let closes = |p: &Passage| p.text.matches('”').count();
    // One paragraph alone is a slip; more hold a long quotation.
    let long = running.iter().filter(|p| opens(p) != closes(p)).count() > 1;
    for p in &running {
        if !long && let Some(at) = alone(p.text, '“', '”') {
            out.report(p.place, at..at + "“".len(), "a quotation mark stands alone");
        }
        if let Some(at) = alone(p.text, '(', ')') {
            out.report(p.place, at..at + 1, "a bracket stands alone");
        }
    }
}

/// The first mark of a pair whose other is missing; “a)” in running text is a label.
fn alone(text: &str, open: char, close: char) -> Option<usize> {
    let mut opened: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        if c == open {
            opened.push(at);
        } else if c == close && opened.pop().is_none() {
            let label = c == ')' && text[..at].rsplit(' ').next().is_some_and(|w| w.len() <= 3);
            if !label {
                return Some(at);
            }
        }
    }
    opened.first().copied()
}

const INSIDE: Rule = Rule {
    id: "B-10",
    name: "punctuation outside closing quotation marks",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "The comma, semicolon or full stop that ends the paragraph stands after the closing mark: … the sub-item entitled “Implementation of …”.",
    source: "United Nations Editorial Manual, Quotations; 77/63.",
    good: &["1. Decides to include the item entitled “Safety at sea”."],
    bad: &[fixed("1. Requests a report;\n2. Decides to include the item entitled “Safety at sea.”", "1. Requests a report;\n2. Decides to include the item entitled “Safety at sea”.")],
    check: inside,
};

fn inside(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        for mark in [",”", ";”"].into_iter().filter(|m| p.has(m)) {
            for (at, _) in p.text.match_indices(mark) {
                moved(p, at, out);
            }
        }
        if p.is_main() && p.text.ends_with(".”") {
            moved(p, p.text.len() - ".”".len(), out);
        }
    }
}

fn moved(p: &Passage, at: usize, out: &mut Findings) {
    let end = at + 1 + "”".len();
    let instead = format!("”{}", &p.text[at..=at]);
    out.report(p.place, at..end, "punctuation stands outside the closing mark").fix(at..end, instead);
}

const ITEMS: Rule = Rule {
    id: "B-11",
    name: "titles of agenda items in quotation marks",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "After “item entitled” and “sub-item entitled” the title stands in double quotation marks.",
    source: "77/63 and adopted texts throughout.",
    good: &["1. Decides to include the item entitled “Safety at sea”."],
    bad: &[bad("1. Decides to include the item entitled Safety at sea.")],
    check: items,
};

static ENTITLED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?:sub-)?items? (?:entitled|titled) (?P<next>[^“\x22\[‘])").expect("a constant pattern"));

fn items(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("entitled")) {
        for (whole, next) in ENTITLED.captures_iter(p.text).filter_map(|c| c.get(0).zip(c.name("next"))) {
            out.report(p.place, whole.start()..next.start() - 1, "the title of an item stands in quotation marks");
        }
    }
}

const TITLE: Rule = Rule {
    id: "D-28",
    name: "the last item named has the resolution's title",
    severity: Severity::Note,
    scope: Scope::ASSEMBLY,
    on: false,
    explanation: "The item that a text asks for next session mostly bears its own title; where it does not, either is right, but a renamed item is found this way.",
    source: "Measured: the same in 385 of 507 texts.",
    good: &["1. Decides to include in the provisional agenda of its seventy-eighth session the item entitled “Safety at sea”."],
    bad: &[bad("1. Decides to include in the provisional agenda of its seventy-eighth session the item entitled “Lighthouses”.")],
    check: title,
};

fn title(doc: &Document, out: &mut Findings) {
    let own = doc.title.text;
    let Some(p) = doc.running().filter(|p| p.has("provisional agenda") && p.text.contains("entitled “")).last() else { return };
    let Some(open) = p.text.rfind("entitled “").map(|at| at + "entitled “".len()) else { return };
    let Some(end) = p.text[open..].find('”').map(|e| open + e) else { return };
    if !own.is_empty() && !p.text[open..end].eq_ignore_ascii_case(own) && lexicon::whole(p.text, &(open..end)) {
        out.report(p.place, open..end, "the item has another title than the resolution");
    }
}
