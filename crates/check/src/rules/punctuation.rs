//! How paragraphs and the items of their lists end: the resolution is one sentence.
use crate::{
    document::{Document, Passage},
    finding::{Finding, Findings},
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{Kind, Mood, Organ, Part};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

pub(super) static RULES: [Rule; 4] = [ENDS, INTRODUCES, ITEMS, SENTENCES];

const ENDS: Rule = Rule {
    id: "B-01",
    name: "paragraphs end in comma, semicolon, full stop",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "A resolution is one sentence: each preambular paragraph ends in a comma, each operative paragraph in a semicolon, the last one in a full stop. A paragraph that opens a list ends in a colon, and the last item of the list in what the paragraph would have.",
    source: "Measured: 25,552 of 26,400 preambular paragraphs, 1,441 of 1,490 last operative ones; the rest are annexes and declarations.",
    good: &["Recalling the Charter,\n1. Requests a report;\n2. Decides to remain seized of the matter."],
    bad: &[
        fixed("Recalling the Charter;\n1. Decides to remain seized of the matter.", "Recalling the Charter,\n1. Decides to remain seized of the matter."),
        fixed("1. Requests a report.\n2. Decides to return to it.", "1. Requests a report;\n2. Decides to return to it."),
        fixed("1. Requests a report;\n2. Decides to return to it;", "1. Requests a report;\n2. Decides to return to it."),
        fixed("1. Requests a report,\n2. Decides to return to it.", "1. Requests a report;\n2. Decides to return to it."),
    ],
    check: ends,
};

fn ends(doc: &Document, out: &mut Findings) {
    let main: Vec<usize> = (0..doc.blocks.len()).filter(|i| doc.blocks[*i].is_main() && doc.blocks[*i].phrase.is_some()).collect();
    for (n, &i) in main.iter().enumerate() {
        // The items below take the paragraph's mark.
        let end = (i + 1..doc.blocks.len()).take_while(|j| doc.blocks[*j].level() > 1).last().unwrap_or(i);
        let last = &doc.blocks[end];
        // Whether an item may end so is told by the rule of lists, but for the end of the whole; lists of names have no marks.
        let item = end > i && (last.text.ends_with([';', '.', ',']) || last.text.ends_with('”'));
        if item && (doc.part(i) == Part::Preamble || !is_last(doc, &main, n)) || end > i && !has_item_label(last) || is_title(&doc.blocks[i]) {
            continue;
        }
        // Sections of long texts begin with a preamble of their own.
        let participle = doc.blocks[i].mood() == Some(Mood::Preambular);
        let preambular = doc.part(i) == Part::Preamble || participle && !labelled(&doc.blocks[i]);
        // Its number is what is wrong (B-02), or it is a sentence of a declaration.
        if !preambular && participle && !doc.is_after_operative(i) {
            continue;
        }
        let wanted = match doc.part(i) {
            _ if preambular => ",",
            _ if is_last(doc, &main, n) => ".",
            // Sections of long texts end in a full stop (A-09).
            _ if before_heading(doc, end) => continue,
            // The Security Council joins its last paragraphs with “and”.
            _ if doc.resolution.organ == Organ::SecurityCouncil && last.text.ends_with("; and") => continue,
            _ => ";",
        };
        mark(last, wanted, out);
    }
}

/// A heading that begins like a participle: “Achieving sustainable fisheries”.
fn is_title(p: &Passage) -> bool {
    let open = p.block.is_some_and(|b| b.part == Part::Operative && b.label.is_none());
    open && !p.text.ends_with([',', ';', '.', ':'])
}

/// The last paragraph before the closing, an annex or the next part of an omnibus text.
fn is_last(doc: &Document, main: &[usize], n: usize) -> bool {
    let next = main.get(n + 1).copied();
    next.is_none_or(|next| doc.blocks[main[n]..next].iter().any(|p| p.block.is_some_and(|b| b.kind == Kind::Formula)))
}

fn before_heading(doc: &Document, end: usize) -> bool {
    doc.blocks.get(end + 1).is_some_and(|p| p.block.is_some_and(|b| b.kind != Kind::Paragraph) || !p.is_main() || p.phrase.is_none())
}

fn mark(p: &Passage, wanted: &str, out: &mut Findings) {
    let text = p.text.trim_end_matches(['\u{200e}', '\u{200f}']);
    let Some(end) = text.chars().next_back() else { return };
    if text.ends_with(wanted) || end == ':' || matches!(end, '…' | '—' | '?' | '!') {
        return;
    }
    let what = match wanted {
        "," => "a preambular paragraph ends in a comma",
        "." => "the last operative paragraph ends in a full stop",
        _ => "an operative paragraph ends in a semicolon",
    };
    let at = if matches!(end, ',' | ';' | '.') { text.len() - 1 } else { text.len() };
    out.report(p.place, at..text.len(), what).fix(at..text.len(), wanted);
}

const INTRODUCES: Rule = Rule {
    id: "A-11",
    name: "a paragraph that opens a list ends in a colon",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "The words before sub-paragraphs end in a colon.",
    source: "Measured: 333 of 347 such paragraphs of the Security Council, 2020 to 2026.",
    good: &["1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it."],
    bad: &[fixed(
        "1. Requests the Secretary-General;\n(a) To report;\n(b) To advise;\n2. Decides to return to it.",
        "1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it.",
    )],
    check: introduces,
};

fn introduces(doc: &Document, out: &mut Findings) {
    for pair in doc.blocks.windows(2) {
        let (p, next) = (&pair[0], &pair[1]);
        let opens = next.level() == p.level() + 1 && labelled(next) && first_label(next) && p.block.is_some_and(|b| b.kind == Kind::Paragraph && b.part != Part::Annex);
        // A paragraph with a sentence of its own before the list may end it (A-12).
        // Lists under headings of their own have no words to introduce them.
        let marked = p.text.ends_with([',', ';', '.']) || p.text.ends_with(char::is_alphanumeric) && p.phrase.is_some() && labelled(p);
        if !opens || !marked || p.text.contains(':') || p.text.ends_with("; and,") {
            continue;
        }
        let at = p.text.len() - usize::from(p.text.ends_with([',', ';', '.']));
        out.report(p.place, at..p.text.len(), "words that open a list end in a colon").fix(at..p.text.len(), ":");
    }
}

fn labelled(p: &Passage) -> bool {
    p.block.is_some_and(|b| b.label.is_some())
}

fn has_item_label(p: &Passage) -> bool {
    p.block.and_then(|b| b.label.as_deref()).is_some_and(|l| l.starts_with('(') || l.ends_with('.'))
}

fn first_label(p: &Passage) -> bool {
    p.block.and_then(|b| b.label.as_deref()).is_some_and(|l| matches!(l, "(a)" | "(i)" | "a." | "i."))
}

const ITEMS: Rule = Rule {
    id: "B-06",
    name: "items of a list end in a semicolon, without “and”",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Sub-paragraphs end in a semicolon, and there is no “and” after the one before the last. The Security Council does both.",
    source: "Measured in the General Assembly: “;” 5,173, “; and” 24.",
    good: &["1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it."],
    bad: &[
        fixed(
            "1. Requests the Secretary-General:\n(a) To report; and\n(b) To advise;\n2. Decides to return to it.",
            "1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it.",
        ),
        fixed(
            "1. Requests the Secretary-General:\n(a) To report,\n(b) To advise;\n2. Decides to return to it.",
            "1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it.",
        ),
    ],
    check: items,
};

fn items(doc: &Document, out: &mut Findings) {
    for pair in doc.blocks.windows(2) {
        let (p, next) = (&pair[0], &pair[1]);
        let running = p.block.is_some_and(|b| b.part != Part::Annex) && p.level() > 1 && labelled(p);
        if !running {
            continue;
        }
        let ends_list = next.level() < p.level() && p.is_paragraph(Part::Operative);
        if let Some(stem) = ["; and", ", and", "; or"].iter().find_map(|e| p.text.strip_suffix(e)) {
            let (span, word) = (stem.len()..p.text.len(), if p.text.ends_with("or") { "or" } else { "and" });
            let message = format!("an item of a list ends in a semicolon, without “{word}”");
            if word == "and" {
                out.report(p.place, span.clone(), message).fix(span, ";");
            }
        } else if next.level() == p.level() && labelled(next) && p.text.ends_with([',', '.']) && p.is_paragraph(Part::Operative) || next.level() == p.level() && labelled(next) && p.text.ends_with(char::is_alphanumeric) {
            let sentences = p.text.ends_with('.') && (p.has(". ") || next.text.ends_with('.'));
            if !sentences {
                let at = p.text.len() - usize::from(!p.text.ends_with(char::is_alphanumeric));
                out.report(p.place, at..p.text.len(), "an item of a list ends in a semicolon").fix(at..p.text.len(), ";");
            }
        } else if ends_list && p.text.ends_with(',') && is_operative(next) {
            let at = p.text.len() - 1;
            out.report(p.place, at..at + 1, "the last item of a list ends as its paragraph does").fix(at..at + 1, ";");
        }
    }
}

fn is_operative(p: &Passage) -> bool {
    p.is_main() && p.mood() == Some(Mood::Operative)
}

const SENTENCES: Rule = Rule {
    id: "B-05",
    name: "no full sentence inside a paragraph",
    severity: Severity::Warning,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Because the whole resolution is one sentence, a full stop does not end one inside a paragraph: what follows is joined by “and”, a semicolon, or becomes a paragraph. Quotations, abbreviations and the financial paragraphs with sections are left alone.",
    source: "Follows from B-01.",
    good: &["1. Requests a report, including its annex (see vol. II, No. 35), and decides to return to it."],
    bad: &[bad("1. Requests the Secretary-General to report. The report should be short;")],
    check: sentences,
};

static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"([\p{Ll}\d)’]{2})\. (?:The|This|These|It|In|A|An|All|Such|They|We|He|She|Further|Also|Moreover|However|States|Member|Furthermore|Additionally|Requests|Urges|Calls|Decides|Welcomes|Invites|Encourages|Notes|Stresses|Emphasizes|Recalling|Noting|Recognizes|Reaffirms)(?-u:\b)").expect("a constant pattern"));

fn sentences(doc: &Document, out: &mut Findings) {
    for p in doc.body().filter(|p| p.is_main() && p.phrase.is_some() && p.has(". ")) {
        for found in STOP.find_iter(p.text) {
            let stop = found.start() + found.as_str().find('.').unwrap_or(0);
            if !p.is_quoted(stop) && !abbreviated(&p.text[..stop]) {
                sentence(out.report(p.place, span(p.text, stop), "a full sentence ends inside the paragraph"));
            }
        }
    }
}

fn sentence(f: &mut Finding) {
    f.message.push_str("; join it with a comma or a semicolon, or begin a paragraph");
}

/// The stop and the word after it.
fn span(text: &str, stop: usize) -> Range<usize> {
    let after = &text[stop + 2..];
    stop..stop + 2 + after.find(' ').unwrap_or(after.len())
}

fn abbreviated(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or("");
    ["No", "para", "paras", "vol", "chap", "sect", "art", "Mr", "Ms", "Mrs", "Dr", "St", "etc", "Corr", "Add", "Rev", "approx"].contains(&word)
}
