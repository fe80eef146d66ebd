//! Continuity: the recall chain, and the text of the session before.
use crate::{
    document::{Document, Passage},
    finding::Findings,
    rule::{Rule, Scope, Severity, bad},
};
use chancery_model::{Block, Part, ResolutionNumber, chain, entity::{Value, recognise_values}};
use std::collections::HashSet;

pub(super) static RULES: [Rule; 4] = [GAPS, CONTINUITY, REAFFIRMED, UNCHANGED];

const GAPS: Rule = Rule {
    id: "B-66",
    name: "the recall chain skips no session",
    severity: Severity::Note,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "A text that comes every year, or every second, recalls one resolution for each time. A gap in an even list may be a slip, or a year in which the item was put off.",
    source: "72/21, which lists every second session.",
    good: &["Recalling its resolutions 71/5 of 7 December 2016, 72/5 of 7 December 2017, 73/5 of 7 December 2018, 74/5 of 7 December 2019, 75/5 of 7 December 2020 and 76/5 of 7 December 2021,\n1. Decides to return to it."],
    bad: &[bad("Recalling its resolutions 70/5 of 7 December 2015, 71/5 of 7 December 2016, 72/5 of 7 December 2017, 73/5 of 7 December 2018, 75/5 of 7 December 2020 and 76/5 of 7 December 2021,\n1. Decides to return to it.")],
    check: gaps,
};

fn gaps(doc: &Document, out: &mut Findings) {
    for p in doc.paragraphs(Part::Preamble) {
        let all = p.cited();
        for list in p.lists().into_iter().filter(|l| l.len() > 5) {
            let sessions: Vec<u16> = all[list.clone()].iter().map(chain::Cited::session).collect();
            let other = p.text[..all[list.start].span.start].contains("Council");
            if other || sessions.contains(&0) {
                continue;
            }
            // Several gaps are years in which the item was put off.
            let found = chain::gaps(&sessions);
            for n in found.iter().copied().filter(|_| found.len() == 1) {
                let (a, b) = (&all[list.start + n], &all[list.start + n + 1]);
                out.report(p.place, a.span.start..b.end, format!("the list keeps an even pace but between {} and {}", a.number, b.number));
            }
        }
    }
}

const CONTINUITY: Rule = Rule {
    id: "B-65",
    name: "the recall chain is that of the text before, and the text before",
    severity: Severity::Error,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "With the text of the session before: the chain recalls what that text recalled, with the same dates, and that text itself. A copy of 59/84 reads “54/55 B” where the texts before and after have “54/54 B”.",
    source: "59/84 beside 58/53 and 77/63.",
    good: &["Recalling its resolution 76/26 of 6 December 2021,\n1. Decides to return to it."],
    bad: &[bad("Recalling its resolution 74/61 of 12 December 2019,\n1. Decides to return to it.")],
    check: continuity,
};

fn continuity(doc: &Document, out: &mut Findings) {
    let Some(previous) = doc.previous else { return };
    let Some(number) = previous.number() else { return };
    let texts: Vec<&Passage> = doc.running().collect();
    let named: HashSet<ResolutionNumber> = texts.iter().flat_map(|p| p.cited()).map(|c| c.number.clone()).collect();
    let first = texts.iter().find(|p| !p.cited().is_empty()).or(texts.first()).copied();
    if !named.contains(&number)
        && !named.iter().any(|n| n.whole() == number.whole())
        && let Some(p) = first
    {
        out.report(p.place, 0..p.text.len(), format!("the text before, {number}, is not recalled"));
    }
    for old in previous.body.iter().filter(|b| b.part == Part::Preamble) {
        let entities = recognise_values(old.text.as_str());
        let cited = chain::cited(old.text.as_str(), &entities);
        for list in chain::lists(old.text.as_str(), &cited).into_iter().filter(|l| l.len() > 2) {
            successor(&texts, &cited[list], out);
        }
    }
}

/// The chain of now that has most of an old list: what it lacks is reported.
fn successor(texts: &[&Passage], old: &[chain::Cited], out: &mut Findings) {
    let has = |p: &Passage, c: &chain::Cited| p.cited().iter().any(|now| now.number == c.number);
    let best = texts.iter().map(|p| (old.iter().filter(|c| has(p, c)).count(), p)).max_by_key(|(n, _)| *n);
    let Some((_, p)) = best.filter(|(n, _)| 2 * n > old.len() && *n < old.len()) else { return };
    let cited = p.cited();
    for lost in old.iter().filter(|c| !has(p, c) && c.session() >= old[0].session()) {
        let Some(next) = cited.iter().find(|c| c.number > lost.number).or(cited.last()) else { continue };
        out.report(p.place, next.span.clone(), format!("the text before recalled {} here too", lost.number));
    }
}

const REAFFIRMED: Rule = Rule {
    id: "C-02",
    name: "what is reaffirmed was said before",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "“Reaffirms”, “Reiterates” and “Recalls” claim that the Assembly has said it before; editors look for the earlier text and, where there is none, ask for “affirms”, “stresses” or “emphasizes”. With the text of the session before: a paragraph that reaffirms and has no words in common with that text is reported. Paragraphs that name the resolution or instrument they reaffirm are left alone.",
    source: "DGACM, Editing of resolutions at the United Nations (one passage).",
    good: &["1. Reaffirms that safety at sea is the duty of all States;\n2. Decides to return to it."],
    bad: &[bad("1. Reaffirms that lighthouses need guardians who speak four languages;\n2. Decides to return to it.")],
    check: reaffirmed,
};

fn reaffirmed(doc: &Document, out: &mut Findings) {
    let Some(previous) = doc.previous else { return };
    let known: Vec<HashSet<&str>> = previous.body.iter().map(|b| words(b.text.as_str())).collect();
    for p in doc.running().filter(|p| p.is_main()) {
        let Some(phrase) = &p.phrase else { continue };
        let verb = p.text[phrase.verb.clone()].to_lowercase();
        let claims = verb.starts_with("reaffirm") || verb.starts_with("reiterat");
        // What names its source can be looked up.
        let sourced = p.entities().iter().any(|e| matches!(e.value, Value::Resolution(_) | Value::Date(_) | Value::Symbol(_))) || p.text.contains("Charter") || p.text.contains("Declaration") || p.text.contains("Convention");
        if !claims || sourced {
            continue;
        }
        let own = words(&p.text[phrase.span.end..]);
        let best = known.iter().map(|k| own.intersection(k).count()).max().unwrap_or(0);
        if own.len() >= 4 && best * 2 < own.len() {
            out.report(p.place, phrase.span.clone(), "the text before does not say this: was it said elsewhere? If not, “affirms”, “stresses” or “emphasizes”");
        }
    }
}

/// The words that carry meaning.
fn words(text: &str) -> HashSet<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| w.len() > 4).collect()
}

const UNCHANGED: Rule = Rule {
    id: "D-12",
    name: "nothing of last year is left",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "With the text of the session before: an operative paragraph that stands there word for word and speaks of a meeting to be held or of a session that has passed since.",
    source: "Rollover practice (D-07 to D-13).",
    good: &["1. Requests the Secretary-General to convene the Twenty-first Meeting in Geneva from 20 to 24 November 2023;\n2. Decides to return to it."],
    bad: &[bad("1. Requests the Secretary-General to convene the Twentieth Meeting in Geneva from 15 to 19 November 2021;\n2. Decides to return to it.")],
    check: unchanged,
};

fn unchanged(doc: &Document, out: &mut Findings) {
    let (Some(previous), Some(day)) = (doc.previous, doc.day()) else { return };
    let old: HashSet<&str> = previous.body.iter().filter(|b| b.part == Part::Operative).map(|b: &Block| b.text.as_str()).collect();
    let own = doc.session().unwrap_or(0);
    for p in doc.running().filter(|p| p.is_paragraph(Part::Operative) && old.contains(p.text)) {
        let ahead = ["Requests", "Decides", "Invites", "Calls", "Looks forward", "Encourages", "Urges"].iter().any(|v| p.text.contains(v));
        for e in p.entities().iter().filter(|_| ahead) {
            let past = match e.value {
                Value::DateRange(_, end) => end < day && p.text[..e.span.start].ends_with("from ") && p.text.contains("to "),
                Value::Session(n) => n <= own && p.text[..e.span.start].ends_with("at its ") && p.text.contains("report"),
                _ => false,
            };
            if past {
                out.report(p.place, e.span.clone(), "the paragraph stands as last year, and this is past");
            }
        }
    }
}
