//! The record of a resolution on its page: votes, sponsors, steps and keywords for people, and all of it as JSON in an
//! attribute for the reader.
use super::{Target, target, tree::Element};
use crate::ReadError;
use chancery_model::{Keyword, Record, Step, Tally, Vote};
use maud::{Markup, html};

/// Reads the record from the element that has it.
pub(super) fn read(e: &Element) -> Result<Option<Record>, ReadError> {
    let record = e.attribute("data-record").map(serde_json::from_str).transpose();
    record.map_err(|fault| ReadError::Html { line: e.line, message: format!("in the record: {fault}; compare with what `chancery convert` writes") })
}

/// The record at the foot of the page; nothing if there is none.
pub(super) fn write(record: &Record) -> Markup {
    if record.is_empty() {
        return html! {};
    }
    let json = serde_json::to_string(record).expect("every field of a record has a JSON form");
    let sponsors: Vec<&str> = record.sponsors().collect();
    let keywords: Vec<&Keyword> = record.subjects.iter().flat_map(|s| &s.keywords).collect();
    html! {
        details .record lang="en" dir="ltr" data-record=(json) {
            summary { "Record" } "\n"
            @if let Some(vote) = &record.vote { h2 { "Vote" } (self::vote(vote)) "\n" }
            @if !sponsors.is_empty() { h2 { "Sponsors" } p { (sponsors.join(", ")) } "\n" }
            @if !record.steps.is_empty() { h2 { "Steps" } ul { @for s in &record.steps { li { (step(s)) } } } "\n" }
            @if !keywords.is_empty() { h2 { "Subjects" } ul { @for k in keywords { li { (keyword(k)) } } } "\n" }
            @if let Some(number) = &record.job_number { p { "Job number " (number) } "\n" }
        }
        "\n"
    }
}

fn vote(vote: &Vote) -> Markup {
    let counts = [("In favour", &vote.in_favour), ("Against", &vote.against), ("Abstaining", &vote.abstaining)];
    let counted = counts.iter().any(|(_, t)| **t != Tally::default());
    html! {
        @if !vote.outcome.is_empty() { p { (spaced(&vote.outcome)) } }
        @if counted {
            dl {
                @for (name, tally) in counts {
                    dt { (name) ": " (tally.number) }
                    @if !tally.voters.is_empty() { dd { (tally.voters.iter().map(|v| v.name.as_str()).collect::<Vec<_>>().join(", ")) } }
                }
            }
        }
    }
}

fn step(step: &Step) -> Markup {
    let facts = [&step.document, &step.place, &step.date].into_iter().filter(|f| !f.is_empty());
    html! { (spaced(&step.outcome)) @for fact in facts { ", " (fact) } @if !step.by.is_empty() { ": " (step.by) } }
}

fn keyword(keyword: &Keyword) -> Markup {
    let name = if keyword.name.is_empty() { &keyword.value } else { &keyword.name };
    let address = Some(&keyword.address).filter(|a| !a.is_empty() && target(a) == Target::Opens);
    html! { @match address { Some(address) => a href=(address) { (name) }, None => (name) } }
}

/// `adoptedWithoutVote` as words.
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    for (n, c) in name.chars().enumerate() {
        match c {
            c if n == 0 => out.extend(c.to_uppercase()),
            c if c.is_uppercase() => {
                out.push(' ');
                out.extend(c.to_lowercase());
            }
            c => out.push(c),
        }
    }
    out
}
