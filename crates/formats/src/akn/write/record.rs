//! The record: keywords, steps, vote, job number, each where the schema wants it.
use super::Out;
use crate::akn::OWN;
use chancery_model::{Record, Step, Tally, Vote};

const SOURCE: (&str, &str) = ("source", OWN);

/// Keywords, before everything else.
pub(super) fn classification(out: &mut Out, record: &Record) {
    for subjects in &record.subjects {
        out.open("classification", &[("source", &address(&subjects.source))]);
        for k in &subjects.keywords {
            let role = format!("#{}", token(&k.role));
            let mut attributes = vec![("value", k.value.as_str()), ("showAs", k.name.as_str()), ("dictionary", k.dictionary.as_str())];
            let optional = [("href", k.address.as_str(), &k.address), ("refersTo", role.as_str(), &k.role), ("shortForm", k.short.as_str(), &k.short)];
            attributes.extend(optional.iter().filter(|(.., given)| !given.is_empty()).map(|(name, value, _)| (*name, *value)));
            out.empty("keyword", &attributes);
        }
        out.close("classification");
        out.line();
    }
}

/// Steps and vote.
pub(super) fn workflow(out: &mut Out, record: &Record) {
    if !record.steps.is_empty() {
        out.open("workflow", &[SOURCE]);
        record.steps.iter().for_each(|s| step(out, s));
        out.close("workflow");
        out.line();
    }
    if let Some(v) = &record.vote {
        out.open("analysis", &[SOURCE]);
        out.open("parliamentary", &[]);
        vote(out, v);
        out.close("parliamentary");
        out.close("analysis");
        out.line();
    }
}

fn step(out: &mut Out, s: &Step) {
    // The schema wants a day and somebody, known or not.
    let date = if s.date.parse::<jiff::civil::Date>().is_ok() { s.date.as_str() } else { super::meta::UNKNOWN };
    let mut attributes = vec![("date", date), ("by", s.by.as_str())];
    let optional = [("outcome", &s.outcome), ("as", &s.document), ("refersTo", &s.place)];
    attributes.extend(optional.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.as_str())));
    out.empty("step", &attributes);
}

fn vote(out: &mut Out, v: &Vote) {
    let outcome = [("outcome", v.outcome.as_str())];
    out.open("voting", if v.outcome.is_empty() { &[] } else { &outcome });
    let sides = [("#inFavour", &v.in_favour), ("#against", &v.against), ("#abstaining", &v.abstaining)];
    if sides.iter().all(|(_, tally)| **tally == Tally::default()) {
        out.empty("quorum", &[("value", "")]);
    } else {
        sides.into_iter().for_each(|(side, t)| tally(out, side, t));
    }
    out.close("voting");
}

fn tally(out: &mut Out, side: &str, t: &Tally) {
    out.open("count", &[("value", &t.number.to_string()), ("refersTo", side)]);
    if !t.voters.is_empty() {
        out.open("akn4un:voters", &[]);
        for v in &t.voters {
            let mut attributes = vec![("refersTo", "#memberState")];
            attributes.extend(v.guid.as_deref().map(|g| ("GUID", g)));
            out.words("organization", &attributes, &v.name);
        }
        out.close("akn4un:voters");
    }
    out.close("count");
}

/// The job number, as page furniture.
pub(super) fn presentation(out: &mut Out, record: &Record) {
    let Some(number) = &record.job_number else { return };
    out.open("presentation", &[SOURCE]);
    for name in FOOT {
        out.open(name, &[]);
    }
    out.words("docketNumber", &[("refersTo", "#publicationJobNumber")], number);
    for name in FOOT.into_iter().rev() {
        out.close(name);
    }
    out.close("presentation");
    out.line();
}

/// Where the United Nations' files have the job number.
const FOOT: [&str; 3] = ["akn4un:footerFirstPage", "akn4un:footerFirstPageLeft", "akn4un:internalCode"];

/// A name that a reference may have: no white space.
fn token(name: &str) -> String {
    name.split_whitespace().collect()
}

/// A source without white space, which the schema does not allow there.
fn address(source: &str) -> String {
    if source.trim().is_empty() { OWN.to_owned() } else { token(source) }
}
