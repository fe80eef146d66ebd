//! The one recogniser of entities: typed things in running text, with their byte spans and values.
//!
//! Citations, symbols, dates, sessions, agenda items and initiating phrases are found in every language (what they look
//! like is said in [`Language`]), the rest in English. Each kind is a file with a pattern, a `find` and a table of real examples. To add one: write the file, give it a
//! [`Value`] and list it in [`FINDERS`], where an earlier kind wins over a later one at the same place.
use crate::{Citation, DocumentSymbol, Language, Mood};
use jiff::civil::Date;
use std::ops::Range;

mod agenda_item;
mod count;
mod date;
mod event;
mod phrase;
mod place;
mod reference;
mod resolution;
mod session;
mod symbol;
mod venue;

/// An entity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its value.
    pub value: Value,
}

/// What an entity is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A resolution cited (B-60 to B-63). The span has the number only; the date is its own entity.
    Resolution(Citation),
    /// A document symbol (F-07).
    Symbol(DocumentSymbol),
    /// One day (B-43).
    Date(Date),
    /// `from 21 to 25 November 2022` (B-43).
    DateRange(Date, Date),
    /// `2020–2024` (B-12).
    YearSpan(u16, u16),
    /// A session in words: `seventy-eighth` of “seventy-eighth session” (B-45).
    Session(u16),
    /// A numbered event: the ordinals, and the event's name in the singular (B-33).
    Event {
        /// First ordinal.
        first: u16,
        /// Last ordinal; the same for a single event.
        last: u16,
        /// `Meeting of the States Parties`.
        name: String,
    },
    /// `agenda item 99 (n)`.
    AgendaItem(String),
    /// A paragraph, article, section or annex, as printed: `article 12, paragraph 1` (B-68, B-70).
    Reference(String),
    /// A number of things: 164 of “164 States” (D-14).
    Count(u64),
    /// The initiating phrase of a paragraph (B-20, C-20).
    InitiatingPhrase {
        /// Its mood.
        mood: Mood,
        /// Its head verb, as printed.
        verb: String,
        /// `also` or `further`.
        counter: Option<String>,
    },
    /// Where an event is held: `Geneva` of “held in Geneva from …” (D-12).
    Venue(String),
    /// `Geneva (2008 and 2010)`, one item of a place list (D-20).
    Place {
        /// City, with country where printed.
        name: String,
        /// Years.
        years: Vec<u16>,
    },
}

impl Value {
    /// The kind's name in the diff JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Resolution(_) => "resolution",
            Value::Symbol(_) => "symbol",
            Value::Date(_) => "date",
            Value::DateRange(..) => "date-range",
            Value::YearSpan(..) => "year-span",
            Value::Session(_) => "session",
            Value::Event { .. } => "event",
            Value::AgendaItem(_) => "agenda-item",
            Value::Reference(_) => "reference",
            Value::Count(_) => "count",
            Value::Place { .. } => "place",
            Value::InitiatingPhrase { .. } => "initiating-phrase",
            Value::Venue(_) => "venue",
        }
    }
}

type Finder = fn(&str, Language, &mut Vec<Entity>);
/// Those of English; the initiating phrase is first.
const FINDERS: [Finder; 11] = [
    phrase::find,
    agenda_item::find,
    resolution::find,
    symbol::find,
    date::find,
    event::find,
    session::find,
    place::find,
    venue::find,
    reference::find,
    count::find,
];
/// Those that know every language.
const FOREIGN: [Finder; 6] = [phrase::find, agenda_item::find, resolution::find, symbol::find, date::find, session::find];

/// All entities of an English text, in order, without overlaps.
pub fn recognise(text: &str) -> Vec<Entity> {
    recognise_in(text, Language::En)
}

/// All entities of a text in any language.
pub fn recognise_in(text: &str, language: Language) -> Vec<Entity> {
    find(text, language, finders(language))
}

/// All entities of an English text but the initiating phrase, for those who read it word by word.
pub fn recognise_values(text: &str) -> Vec<Entity> {
    recognise_values_in(text, Language::En)
}

/// The same in any language.
pub fn recognise_values_in(text: &str, language: Language) -> Vec<Entity> {
    find(text, language, &finders(language)[1..])
}

fn finders(language: Language) -> &'static [Finder] {
    if language == Language::En { &FINDERS } else { &FOREIGN }
}

fn find(text: &str, language: Language, finders: &[Finder]) -> Vec<Entity> {
    let mut kept: Vec<Entity> = Vec::new();
    let mut found = Vec::new();
    for find in finders {
        find(text, language, &mut found);
        found.retain(|e| {
            // The kept ones are sorted and apart, so that only the first that ends after this one's start can meet it.
            let next = kept.partition_point(|k| k.span.end <= e.span.start);
            kept.get(next).is_none_or(|k| k.span.start >= e.span.end)
        });
        if !found.is_empty() {
            kept.append(&mut found);
            kept.sort_by_key(|e| e.span.start);
        }
    }
    kept
}

/// The word before a place, in lower case.
fn word_before(text: &str, at: usize) -> &str {
    text[..at].trim_end().rsplit([' ', '(']).next().unwrap_or("")
}

#[cfg(test)]
fn check(find: Finder, text: &str, expected: &[(&str, &str)]) {
    check_in(Language::En, find, text, expected);
}

#[cfg(test)]
fn check_in(language: Language, find: Finder, text: &str, expected: &[(&str, &str)]) {
    let mut found = Vec::new();
    find(text, language, &mut found);
    let got: Vec<_> = found.iter().map(|e| (&text[e.span.clone()], format!("{:?}", e.value))).collect();
    let got: Vec<_> = got.iter().map(|(a, b)| (*a, b.as_str())).collect();
    assert_eq!(got, expected, "in: {text}");
}
