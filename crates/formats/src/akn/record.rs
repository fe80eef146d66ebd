//! The part of the head that no page prints: steps, votes, keywords, declared concepts, job number (sections 2 and 5 of the
//! working specification). Identification is read where the resolution begins.
use super::tree::Element;
use chancery_model::{Concept, Keyword, Record, Step, Subjects, Tally, Vote, Voter};
use std::borrow::Cow;

/// What stands where a day is not known; see the writer.
const UNKNOWN: &str = "0001-01-01";

/// Reads the record. What a file of our own (`own`) declares for itself is no news.
pub(super) fn read(meta: Element, own: bool) -> Record {
    let mut record = Record::default();
    for e in meta.elements() {
        match e.name {
            "classification" => record.subjects.push(subjects(e)),
            "workflow" => record.steps.extend(e.elements().filter(|s| s.name == "step").map(step)),
            "analysis" => record.vote = e.all("voting").next().map(vote).or(record.vote),
            "references" if !(own && e.has("source", super::OWN)) => record.concepts.extend(e.elements().filter_map(concept)),
            "presentation" => record.job_number = e.all("docketNumber").map(Element::words).find(|n| !n.is_empty()).or(record.job_number),
            _ => {}
        }
    }
    record.vote = record.vote.filter(|v| *v != Vote::default());
    record
}

fn subjects(e: Element) -> Subjects {
    let source = e.attribute("source").unwrap_or_default().into_owned();
    Subjects { source, keywords: e.elements().filter(|k| k.name == "keyword").map(keyword).collect() }
}

fn keyword(e: Element) -> Keyword {
    let mut k = Keyword::default();
    for (name, value) in e.attributes() {
        match name {
            "value" => k.value = value.into_owned(),
            "showAs" => k.name = value.into_owned(),
            "dictionary" => k.dictionary = value.into_owned(),
            "href" => k.address = value.into_owned(),
            "refersTo" => k.role = value.trim_start_matches('#').to_owned(),
            "shortForm" => k.short = value.into_owned(),
            _ => {}
        }
    }
    k
}

fn step(e: Element) -> Step {
    let mut s = Step::default();
    for (name, value) in e.attributes() {
        match name {
            "outcome" => s.outcome = value.into_owned(),
            "as" => s.document = value.into_owned(),
            "by" => s.by = value.into_owned(),
            "date" if value != UNKNOWN => s.date = value.into_owned(),
            "refersTo" => s.place = value.into_owned(),
            _ => {}
        }
    }
    s
}

fn vote(e: Element) -> Vote {
    let mut vote = Vote { outcome: e.attribute("outcome").unwrap_or_default().into_owned(), ..Vote::default() };
    for count in e.elements().filter(|c| c.name == "count") {
        let side = count.attribute("refersTo").unwrap_or_default();
        let tally = match side.trim_start_matches('#') {
            "inFavour" => &mut vote.in_favour,
            "against" => &mut vote.against,
            "abstaining" => &mut vote.abstaining,
            _ => continue,
        };
        // The Security Council's files glue a zero on: `015`.
        let number = count.attribute("value").and_then(|v| v.trim().parse().ok()).unwrap_or_default();
        *tally = Tally { number, voters: count.all("organization").map(voter).filter(|v| !v.name.is_empty()).collect() };
    }
    vote
}

fn voter(e: Element) -> Voter {
    Voter { name: e.words(), guid: e.attribute("GUID").map(Cow::into_owned) }
}

fn concept(e: Element) -> Option<Concept> {
    let mut c = Concept { kind: e.name.to_owned(), ..Concept::default() };
    for (name, value) in e.attributes() {
        match name {
            "eId" => c.id = value.into_owned(),
            "href" => c.address = value.into_owned(),
            "showAs" => c.name = value.into_owned(),
            _ => {}
        }
    }
    c.kind.starts_with("TLC").then_some(c)
}
