//! Italics of initiating phrases, where the file has italics.
use crate::{
    document::Document,
    finding::Findings,
    rule::{Rule, Scope, Severity, bad},
};
use chancery_model::MarkKind;

pub(super) static RULES: [Rule; 1] = [ITALICS];

const ITALICS: Rule = Rule {
    id: "B-20",
    name: "the initiating phrase is in italics, whole and alone",
    severity: Severity::Note,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "Italics hold the verb with its adverbs; what follows is roman: *Deeply concerned* about, *Taking note* of. A file without italics is not held to this.",
    source: "77/63; ES-11/1 with its italics; measured in the Security Council.",
    good: &["*Deeply concerned* about the risks,\n1. *Decides* to return to it."],
    bad: &[bad("*Deeply* concerned about the risks,\n1. *Decides* to return to it."), bad("*Deeply concerned about the risks at sea*,\n1. *Decides* to return to it.")],
    check: italics,
};

/// Words after the phrase that may be in italics with it: “regarding”, “of its”.
const TAIL: usize = 3;

fn italics(doc: &Document, out: &mut Findings) {
    for p in doc.blocks.iter().filter(|p| p.is_main()) {
        let Some(phrase) = &p.phrase else { continue };
        let Some(end) = p.marks.marks().iter().filter(|m| m.kind == MarkKind::Emphasis && m.start == 0).map(|m| m.end).max() else { continue };
        // Italics that a mark or a link interrupts go on after it.
        let end = p.marks.marks().iter().filter(|m| m.kind == MarkKind::Emphasis && m.start <= end + 1).map(|m| m.end).max().unwrap_or(end);
        let verb = phrase.verb.start + p.text[phrase.verb.clone()].trim_end().len();
        if end < verb {
            out.report(p.place, 0..verb, "the italics end before the verb does");
        } else if end > phrase.span.end && p.text[phrase.span.end..end].split(' ').filter(|w| !w.is_empty()).count() > TAIL {
            out.report(p.place, phrase.span.end..end, "the italics go on after the initiating phrase");
        }
    }
}
