//! Running text: marks to elements, notes at their call, and what the words themselves name: resolutions cited with their
//! dates, and days.
use super::{Out, iri};
use chancery_model::{
    Language, Mark, MarkKind, Text,
    entity::{self, Value},
};

/// An element on a range of the text, or a note at its place.
struct Span<'a> {
    start: usize,
    end: usize,
    kind: Inline<'a>,
}

enum Inline<'a> {
    Emphasis,
    Link(&'a str),
    Note(&'a str),
    /// A resolution, by its address.
    Resolution(String),
    /// A day.
    Date(String),
}

/// The text of a block within its element.
pub(super) fn inlines(out: &mut Out, text: &Text) {
    let spans: Vec<Span> = marked(text).chain(named(text, out.language)).collect();
    let mut edges: Vec<usize> = spans.iter().flat_map(|m| [m.start, m.end]).chain([0, text.as_str().len()]).collect();
    edges.sort_unstable();
    edges.dedup();
    // Open elements, outermost first.
    let mut open: Vec<&Span> = Vec::new();
    for (n, at) in edges.iter().enumerate() {
        let ending = |m: &Span| m.end <= *at && m.start < m.end;
        if let Some(first) = open.iter().position(|m| ending(m)) {
            let again: Vec<&Span> = open[first..].iter().copied().filter(|m| !ending(m)).collect();
            while open.len() > first {
                open.pop().into_iter().for_each(|m| out.close(m.kind.element()));
            }
            again.iter().for_each(|m| start(out, m));
            open.extend(again);
        }
        for m in spans.iter().filter(|m| m.start == *at && m.start == m.end) {
            if let Inline::Note(number) = m.kind {
                note(out, number);
            }
        }
        let mut starting: Vec<&Span> = spans.iter().filter(|m| m.start == *at && m.start < m.end).collect();
        // The longer one holds the shorter.
        starting.sort_by_key(|m| std::cmp::Reverse(m.end));
        for m in starting {
            start(out, m);
            open.push(m);
        }
        if let Some(end) = edges.get(n + 1) {
            out.text(&text.printed(*at..*end));
        }
    }
}

/// What the marks say.
fn marked(text: &Text) -> impl Iterator<Item = Span<'_>> {
    text.marks().iter().filter_map(|m| {
        let kind = match &m.kind {
            MarkKind::Emphasis => Inline::Emphasis,
            MarkKind::Link(to) => Inline::Link(to),
            // A note has a place and no range.
            MarkKind::NoteRef(number) if m.start == m.end => Inline::Note(number),
            MarkKind::NoteRef(_) | MarkKind::NoBreak | MarkKind::Cell(_) => return None,
        };
        Some(Span { start: m.start, end: m.end, kind })
    })
}

/// What the words name and no mark touches. The reader does not take it for marks: the next text may name other things.
fn named(text: &Text, language: Language) -> impl Iterator<Item = Span<'_>> {
    entity::recognise_values_in(text.as_str(), language).into_iter().filter_map(|e| {
        let kind = match e.value {
            Value::Resolution(citation) => Inline::Resolution(iri::cited(&citation)?),
            Value::Date(day) => Inline::Date(day.to_string()),
            _ => return None,
        };
        let apart = |m: &Mark| match m.kind {
            MarkKind::NoBreak | MarkKind::Cell(_) => true,
            MarkKind::Emphasis if m.start <= e.span.start && e.span.end <= m.end => true,
            _ => m.end <= e.span.start || e.span.end <= m.start,
        };
        text.marks().iter().all(apart).then_some(Span { start: e.span.start, end: e.span.end, kind })
    })
}

impl Inline<'_> {
    fn element(&self) -> &'static str {
        match self {
            Inline::Emphasis => "span",
            Inline::Link(_) => "a",
            Inline::Note(_) => "authorialNote",
            Inline::Resolution(_) => "ref",
            Inline::Date(_) => "date",
        }
    }
}

fn start(out: &mut Out, m: &Span) {
    let element = m.kind.element();
    match &m.kind {
        Inline::Emphasis => {
            let class = out.emphasis;
            out.open(element, &[("class", class)]);
        }
        Inline::Link(to) => out.open(element, &[("href", to)]),
        Inline::Resolution(address) => {
            let id = out.counted("ref");
            out.open(element, &[("eId", &id), ("href", address)]);
        }
        Inline::Date(day) => out.open(element, &[("date", day)]),
        Inline::Note(_) => {}
    }
}

fn note(out: &mut Out, number: &str) {
    match out.note(number) {
        Some((note, id)) => {
            out.open("authorialNote", &[("eId", &id), ("marker", number), ("placement", "bottom")]);
            out.open("p", &[]);
            inlines(out, &note.text);
            out.close("p");
            out.close("authorialNote");
        }
        // A second call of the same note.
        None => {
            let address = out.called(number);
            out.empty("noteRef", &[("marker", number), ("href", &address)]);
        }
    }
}
