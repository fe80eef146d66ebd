//! A resolution as AKN4UN: the structure of the official files with the identifiers of the guideline, valid against the
//! schema (sections 2, 3 and 6 of the working specification).
//!
//! Here are the document and its statements; identification, body and running text have files of their own.
mod body;
mod iri;
mod meta;
mod record;
mod running;

use chancery_model::{Block, Closing, Kind, Language, Note, Part, Resolution};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::collections::HashMap;

/// The XML under way: elements, text, unique ids, and the notes that still wait for their call.
struct Out<'a> {
    xml: Writer<Vec<u8>>,
    ids: HashMap<String, usize>,
    /// Id of the element whose text is written, for the ids of its notes.
    scope: String,
    /// Each with the id that it got at its call.
    notes: Vec<(&'a Note, Option<String>)>,
    language: Language,
    /// Class of emphasis: italics, bold in Chinese, both in Arabic.
    emphasis: &'static str,
}

impl<'a> Out<'a> {
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    fn text(&mut self, text: &str) {
        // XML has no place for these, not even escaped.
        let allowed: String = text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}') && (!c.is_control() || c.is_whitespace())).collect();
        self.event(Event::Text(BytesText::new(&allowed)));
    }

    /// An element with words and nothing else.
    fn words(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    fn line(&mut self) {
        self.event(Event::Text(BytesText::new("\n")));
    }

    fn event(&mut self, event: Event) {
        self.xml.write_event(event).expect("writing to memory");
    }

    /// An id that no other element has.
    fn id(&mut self, wanted: &str) -> String {
        let n = self.ids.entry(wanted.to_owned()).or_default();
        *n += 1;
        if *n == 1 { wanted.to_owned() } else { format!("{wanted}_{n}") }
    }

    /// The next id of a running count: `ref_1`, `ref_2`.
    fn counted(&mut self, name: &str) -> String {
        let n = self.ids.get(name).copied().unwrap_or_default() + 1;
        self.ids.insert(name.to_owned(), n);
        self.id(&format!("{name}_{n}"))
    }

    /// The note of a number that no call had before, and its id.
    fn note(&mut self, number: &str) -> Option<(&'a Note, String)> {
        let at = self.notes.iter().position(|(n, id)| id.is_none() && n.number == number)?;
        let parent = if self.scope.is_empty() { String::new() } else { format!("{}__", self.scope) };
        let id = self.id(&format!("{parent}authorialNote_{}", token(number)));
        let (note, own) = &mut self.notes[at];
        *own = Some(id.clone());
        Some((note, id))
    }

    /// Where the note of a number stands that was called before.
    fn called(&self, number: &str) -> String {
        let id = self.notes.iter().rev().filter(|(n, _)| n.number == number).find_map(|(_, id)| id.clone());
        format!("#{}", id.unwrap_or_else(|| format!("authorialNote_{}", token(number))))
    }
}

/// A printed number as part of an id.
fn token(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Writes AKN4UN that [`read_akn`](crate::read_akn) reads to the same resolution.
pub fn write_akn(r: &Resolution) -> String {
    let emphasis = match r.language {
        Language::Zh => "bold",
        Language::Ar => "bold italic",
        _ => "italic",
    };
    let notes = r.notes.iter().map(|n| (n, None)).collect();
    let mut out = Out { xml: Writer::new(Vec::new()), ids: HashMap::new(), scope: String::new(), notes, language: r.language, emphasis };
    out.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    out.line();
    out.open("akomaNtoso", &[("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"), ("xmlns:akn4un", "http://un.org/akn4un")]);
    out.line();
    let parts = parts(&r.body);
    if let [one] = &parts[..] {
        out.open("statement", &[("name", name(r)), ("contains", "originalVersion")]);
        out.line();
        meta::meta(&mut out, r, meta::MAIN);
        meta::cover_page(&mut out, r);
        meta::preface(&mut out, r);
        body::body(&mut out, r, one, &r.closing);
        out.close("statement");
    } else {
        collection(&mut out, r, &parts);
    }
    out.line();
    out.close("akomaNtoso");
    out.line();
    String::from_utf8_lossy(&out.xml.into_inner()).into_owned()
}

/// `resolution`, or what the United Nations calls a draft.
fn name(r: &Resolution) -> &'static str {
    if r.is_draft() { "draftResolution" } else { "resolution" }
}

/// An omnibus text: a collection with a statement for each part.
fn collection(out: &mut Out, r: &Resolution, parts: &[&[Block]]) {
    out.open("documentCollection", &[("name", "publication")]);
    out.line();
    meta::meta(out, r, meta::MAIN);
    meta::cover_page(out, r);
    meta::preface(out, r);
    out.open("collectionBody", &[]);
    for n in 0..parts.len() {
        let component = out.id(&format!("cmp_{}", n + 1));
        out.open("component", &[("eId", &component)]);
        out.empty("documentRef", &[("eId", &format!("dref_{}", n + 1)), ("href", &format!("#comp_{}", n + 1)), ("showAs", &format!("Part {}", n + 1))]);
        out.close("component");
    }
    out.close("collectionBody");
    out.close("documentCollection");
    out.line();
    out.open("components", &[]);
    for (n, part) in parts.iter().enumerate() {
        out.ids.clear();
        out.scope.clear();
        out.open("component", &[("eId", &format!("comp_{}", n + 1))]);
        out.open("statement", &[("name", name(r)), ("contains", "originalVersion")]);
        out.line();
        meta::meta(out, r, &format!("!part_{}", n + 1));
        // Its letter and title stand before its formula.
        let heads = part.iter().take_while(|b| b.part == Part::Preamble && b.kind == Kind::Heading).count();
        meta::part_preface(out, &part[..heads]);
        let last = n + 1 == parts.len();
        let closing: &[Closing] = match (r.closing.get(n), last) {
            (_, true) => r.closing.get(n..).unwrap_or(&[]),
            (Some(_), false) => &r.closing[n..=n],
            _ => &[],
        };
        body::body(out, r, &part[heads..], closing);
        out.close("statement");
        out.close("component");
        out.line();
    }
    out.close("components");
}

/// The parts of an omnibus text: each begins its preamble anew.
fn parts(body: &[Block]) -> Vec<&[Block]> {
    let starts = (1..body.len()).filter(|i| body[*i].part == Part::Preamble && body[i - 1].part != Part::Preamble);
    let edges: Vec<usize> = std::iter::once(0).chain(starts).chain([body.len()]).collect();
    edges.windows(2).map(|w| &body[w[0]..w[1]]).collect()
}
