//! Set phrases: the present resolution, the Charter, inter alia; and the words that a project lists itself.
use super::lexicon::{self, Entry, sure, whole};
use crate::{
    document::Document,
    finding::{Findings, Place},
    rule::{Rule, Scope, Severity, bad, fixed},
};

pub(super) static RULES: [Rule; 5] = [PRESENT, CHARTER, LATIN, OWN, REMARKS];

pub(super) static WORDS: [Entry; 9] = [
    sure("B-69", "this resolution", "the present resolution"),
    sure("B-69", "This resolution", "The present resolution"),
    sure("B-69", "the current resolution", "the present resolution"),
    sure("B-53", "UN Charter", "Charter of the United Nations"),
    sure("B-53", "United Nations Charter", "Charter of the United Nations"),
    sure("B-52", "inter-alia", "inter alia"),
    sure("B-52", "interalia", "inter alia"),
    sure("B-52", "vis-a-vis", "vis-à-vis"),
    sure("B-60", "GA resolution", "General Assembly resolution"),
];

const PRESENT: Rule = Rule {
    id: "B-69",
    name: "“the present resolution”, not “this resolution”",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "The General Assembly speaks of “the present resolution”, the Security Council of “this resolution”.",
    source: "Measured in the General Assembly: 1,535 to 10; in the Security Council 88 to 3,114.",
    good: &["1. Requests a report on the implementation of the present resolution;\n2. Decides to return to it."],
    bad: &[fixed("1. Requests a report on the implementation of this resolution;\n2. Decides to return to it.", "1. Requests a report on the implementation of the present resolution;\n2. Decides to return to it.")],
    check: present,
};

fn present(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        lexicon::report(p, out, |word, instead| format!("the General Assembly writes “{instead}”, not “{word}”"));
    }
}

const CHARTER: Rule = Rule {
    id: "B-53",
    name: "“the Charter of the United Nations”",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "“The Charter of the United Nations” at first mention, then “the Charter”. The Security Council also writes “United Nations Charter”.",
    source: "Measured in the General Assembly: 974; “UN Charter” and “United Nations Charter” 0.",
    good: &["Recalling the Charter of the United Nations,\n1. Decides to return to it."],
    bad: &[fixed("Recalling the UN Charter,\n1. Decides to return to it.", "Recalling the Charter of the United Nations,\n1. Decides to return to it.")],
    check: charter,
};

fn charter(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        lexicon::report(p, out, |word, instead| format!("“{word}” is “{instead}”"));
    }
}

const LATIN: Rule = Rule {
    id: "B-52",
    name: "Latin and French words as the dictionary has them",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "“inter alia” is two words, roman; “vis-à-vis” has its accent.",
    source: "Measured: “inter alia” 2,786 times.",
    good: &["1. Welcomes, inter alia, the report;\n2. Decides to return to it."],
    bad: &[fixed("1. Welcomes, inter-alia, the report;\n2. Decides to return to it.", "1. Welcomes, inter alia, the report;\n2. Decides to return to it.")],
    check: charter,
};

const OWN: Rule = Rule {
    id: "X-05",
    name: "words that the project's settings replace",
    severity: Severity::Warning,
    scope: Scope::EVERY,
    on: true,
    explanation: "Words listed under `[check.words.replace]` of chancery.toml, each with what to write instead.",
    source: "The project's own settings.",
    good: &["1. Welcomes the report;\n2. Decides to return to it."],
    bad: &[bad("1. Welcomes the report on land mines;\n2. Decides to return to it.")],
    check: own,
};

fn own(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        for (word, instead) in doc.words.replace.iter().filter(|(w, _)| !w.is_empty()) {
            for (at, _) in p.text.match_indices(word.as_str()) {
                let span = at..at + word.len();
                if whole(p.text, &span) && !p.is_quoted(at) {
                    out.report(p.place, span.clone(), format!("the settings write “{instead}” for “{word}”")).fix(span, instead.clone());
                }
            }
        }
    }
}

const REMARKS: Rule = Rule {
    id: "X-06",
    name: "a remark that silences a rule says why",
    severity: Severity::Warning,
    scope: Scope::EVERY,
    on: true,
    explanation: "In Markdown a comment before a paragraph silences a rule there: `<!-- check: ignore B-05 quoted from the treaty -->`. It names rules that exist, and a reason; without them it silences nothing.",
    source: "This project.",
    good: &["+++\norgan = \"general-assembly\"\n+++\nThe General Assembly,\n<!-- check: ignore B-05 quoted from the treaty -->\n1. Decides to return to it."],
    bad: &[bad("+++\norgan = \"general-assembly\"\n+++\nThe General Assembly,\n<!-- check: ignore B-05 -->\n1. Decides to return to it.")],
    check: remarks,
};

fn remarks(doc: &Document, out: &mut Findings) {
    let Some(map) = doc.source else { return };
    for remark in map.remarks().iter().filter(|r| !r.has_reason || r.rules.is_empty()) {
        let Some(next) = map.after(remark) else { continue };
        let message = if remark.rules.is_empty() { "the remark before it names no rule" } else { "the remark before it gives no reason" };
        out.report(Place::Block(next), 0..0, message);
    }
}
