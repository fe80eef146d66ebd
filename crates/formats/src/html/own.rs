//! A page of ours, by its data attributes: nothing is guessed, and what they do not name is no part of the resolution.
use super::{Target, field, named, record, target, tree};
use crate::ReadError;
use chancery_model::{Block, Closing, Kind, Language, MarkKind, Note, Part, Resolution, SCHEMA, Text, assign_ids};
use tree::{At, Element, Node, characters, element, elements};

/// The element that says that it holds a resolution of our schema.
pub(super) fn article(root: At<'_>) -> Option<At<'_>> {
    elements(root).find(|(_, e)| e.attribute("data-schema") == Some(SCHEMA)).map(|(at, _)| at)
}

/// Reads the page.
pub(super) fn read(root: At<'_>, article: At<'_>) -> Result<Resolution, ReadError> {
    let mut r = Resolution { language: language(root), ..Resolution::default() };
    r.organ = element(article).and_then(|e| named(e.attribute("data-organ")?)).unwrap_or_default();
    let mut part = Part::Preamble;
    for (at, e) in elements(article) {
        if let Some(named) = e.attribute("data-part").and_then(named) {
            part = named;
        }
        if let Some(kind) = e.attribute("data-kind").and_then(named) {
            r.body.push(block(at, e, part, kind));
        }
        if let Some(number) = e.attribute("data-note").filter(|_| e.name() != "sup") {
            r.notes.push(Note { number: number.to_owned(), text: text(at) });
        }
        if let Some(record) = record::read(e)? {
            r.record = record;
        }
        if e.attribute("data-closing").is_some() {
            r.closing.push(Closing::default());
        }
        if let Some(name) = e.attribute("data-field") {
            put(name, at, &mut r);
        }
    }
    assign_ids(&mut r.body);
    Ok(r)
}

/// The language of the page.
fn language(root: At<'_>) -> Language {
    elements(root).find_map(|(_, e)| e.attribute("lang")).and_then(named).unwrap_or_default()
}

fn block(at: At<'_>, e: &Element, part: Part, kind: Kind) -> Block {
    let level = e.attribute("data-level").and_then(|l| l.parse().ok()).unwrap_or(1);
    let label = elements(at).find(|(_, e)| e.attribute("data-label").is_some()).map(|(label, _)| characters(label));
    let text = match kind {
        Kind::TableRow => Text::row(at.children().filter(|c| element(*c).is_some()).map(text)),
        _ => text(at),
    };
    Block { guid: e.attribute("data-guid").map(str::to_owned), ..Block::new(part, kind, level, label, text) }
}

/// Puts a field of the masthead, the title or a closing in its place.
fn put(name: &str, at: At<'_>, r: &mut Resolution) {
    let value = characters(at);
    match (name, r.closing.last_mut()) {
        ("symbol", _) => r.masthead.symbol = value.parse().ok(),
        ("title", _) => r.title = text(at),
        ("other", _) => r.masthead.other.push(value),
        ("meeting", Some(closing)) => closing.meeting = value,
        ("date", Some(closing)) => closing.date = Some(value),
        ("vote", Some(closing)) => closing.vote.push(value),
        _ => {
            if let Some(field) = field(&mut r.masthead, name) {
                *field = Some(value);
            }
        }
    }
}

/// The running text of an element, without its label.
fn text(at: At<'_>) -> Text {
    let mut running = Running::default();
    at.children().for_each(|child| running.add(child));
    for (start, end, kind) in running.marks {
        running.text.mark(start..end, kind);
    }
    running.text.finish()
}

#[derive(Default)]
struct Running {
    text: Text,
    marks: Vec<(usize, usize, MarkKind)>,
}

impl Running {
    fn add(&mut self, at: At<'_>) {
        let e = match at.value() {
            Node::Text(characters) => return self.text.push(characters),
            Node::Element(e) if e.attribute("data-label").is_none() => e,
            _ => return,
        };
        let from = self.text.as_str().len();
        if let Some(number) = e.attribute("data-note") {
            return self.marks.push((from, from, MarkKind::NoteRef(number.to_owned())));
        }
        at.children().for_each(|child| self.add(child));
        let kind = match (e.name(), e.attribute("href").or(e.attribute("data-href"))) {
            ("em", _) => MarkKind::Emphasis,
            ("a" | "span", Some(to)) if target(to) != Target::Runs => MarkKind::Link(to.to_owned()),
            _ => return,
        };
        let to = self.text.as_str().len();
        let before = self.marks.iter_mut().rev().find(|(_, end, k)| *end == from && *k == kind && e.attribute("data-goes-on").is_some());
        match before {
            Some((_, end, _)) => *end = to,
            None => self.marks.push((from, to, kind)),
        }
    }
}
