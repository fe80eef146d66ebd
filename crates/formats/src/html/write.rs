//! The page: one file without script or outside asset, whose data attributes say what each element is.
//!
//! The printed characters stand once, as text: labels, numbers and fields are read from there, the attributes say only what
//! they are. The page's policy lets its own style apply and nothing else.
use super::{Target, record, target};
use crate::ndjson::{kind_name, part_name};
use chancery_model::{Block, Closing, Kind, Language, MarkKind, Masthead, Part, Resolution, SCHEMA, Text};
use maud::{DOCTYPE, Escaper, Markup, PreEscaped, html};
use std::{cell::RefCell, collections::HashMap, fmt::Write};

const STYLE: &str = include_str!("page.css");
const POLICY: &str = "default-src 'none'; style-src 'sha256-y2wpwexPipBXXVVQ+L7hhBmR8PgUEgwdIZiEI2nSAj8='; base-uri 'none'; form-action 'none'";
const LINE: PreEscaped<&str> = PreEscaped("\n");

/// Lists lie so deep at most; what is deeper stands beside.
const DEPTH: usize = 8;

/// Writes a page that [`super::read_html`] reads to the same resolution.
///
/// Links that would run something (`javascript:`) become plain words; addresses that no browser should follow are kept,
/// and lead nowhere.
pub fn write_html(r: &Resolution) -> String {
    let page = Page::new(r);
    let end = r.body.iter().rposition(|b| b.part != Part::Annex).map_or(0, |last| last + 1);
    let (body, annexes) = r.body.split_at(end);
    let page = html! {
        (DOCTYPE) (LINE)
        html lang=(r.language.code()) dir=(if r.language == Language::Ar { "rtl" } else { "ltr" }) {
            (LINE)
            head {
                (LINE) meta charset="utf-8";
                (LINE) meta http-equiv="Content-Security-Policy" content=(POLICY);
                (LINE) meta name="viewport" content="width=device-width, initial-scale=1";
                (LINE) meta name="color-scheme" content="light dark";
                (LINE) meta name="generator" content="Chancery";
                (LINE) title { (name(r)) }
                (LINE) style { (PreEscaped(STYLE)) }
                (LINE)
            }
            (LINE)
            body {
                (LINE)
                main data-schema=(SCHEMA) data-organ=(organ(r)) {
                    (LINE)
                    (page.masthead())
                    (page.sections(body))
                    @for c in &r.closing { (closing(c)) }
                    (page.sections(annexes))
                    (page.notes())
                    (record::write(&r.record))
                }
                (LINE)
            }
        }
    };
    page.into_string() + "\n"
}

/// What the page is called: symbol and title.
fn name(r: &Resolution) -> String {
    let parts = [r.symbol(), r.title.as_str().to_owned()];
    let name = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(": ");
    if name.is_empty() { r.language.organ(r.organ).to_owned() } else { name }
}

fn organ(r: &Resolution) -> String {
    let name = serde_json::to_value(r.organ).ok();
    name.as_ref().and_then(|n| n.as_str()).unwrap_or_default().to_owned()
}

fn closing(c: &Closing) -> Markup {
    html! {
        footer .closing data-closing {
            (LINE) p data-field="meeting" { (c.meeting) }
            @if let Some(date) = &c.date { (LINE) p data-field="date" { (date) } }
            @for line in &c.vote { (LINE) p data-field="vote" { (line) } }
            (LINE)
        }
        (LINE)
    }
}

/// A paragraph and what lies below it.
struct Entry<'a> {
    block: &'a Block,
    below: Vec<Entry<'a>>,
}

/// A paragraph's successors of a deeper level lie below it.
fn entries(blocks: &[Block], depth: usize) -> Vec<Entry<'_>> {
    let mut out = Vec::new();
    let mut rest = blocks;
    while let Some((block, after)) = rest.split_first() {
        let end = if depth < DEPTH { after.iter().position(|b| b.level <= block.level).unwrap_or(after.len()) } else { 0 };
        out.push(Entry { block, below: entries(&after[..end], depth + 1) });
        rest = &after[end..];
    }
    out
}

/// How many blocks from the first on belong together: table rows, or what stands in a list.
fn run(blocks: &[Block]) -> usize {
    let listed = |b: &Block| b.kind == Kind::Paragraph && (b.level > 1 || b.label.is_some());
    let Some(first) = blocks.first() else { return 0 };
    let same = |b: &Block| match first.kind {
        Kind::TableRow => b.kind == Kind::TableRow,
        _ => listed(first) && listed(b),
    };
    blocks.iter().take_while(|b| same(b)).count().max(1)
}

/// The resolution with the footnotes that its marks lead to.
struct Page<'a> {
    r: &'a Resolution,
    /// The places of the notes of each number; numbers may start anew in annexes.
    places: HashMap<&'a str, Vec<usize>>,
    marks: RefCell<Marks>,
}

/// The note marks written so far.
#[derive(Default)]
struct Marks {
    count: usize,
    /// How many marks there were of each number.
    of: HashMap<String, usize>,
    /// The first mark that leads to each note.
    first: HashMap<usize, usize>,
}

impl<'a> Page<'a> {
    fn new(r: &'a Resolution) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, n) in r.notes.iter().enumerate() {
            places.entry(n.number.as_str()).or_default().push(i);
        }
        Page { r, places, marks: RefCell::default() }
    }

    fn masthead(&self) -> Markup {
        let Masthead { symbol, distribution, issued, original, session, committee, agenda_item, item_title, adoption, provenance, sponsors, number, other } =
            &self.r.masthead;
        let title = &self.r.title;
        let line = |name: &str, before: &str, value: &Option<String>| {
            html! { @if let Some(value) = value { p { (before) span data-field=(name) { (value) } } (LINE) } }
        };
        let distr = distribution.as_ref().is_some_and(|d| d.starts_with("Distr"));
        html! {
            header {
                (LINE)
                @if let Some(symbol) = symbol { p .symbol data-field="symbol" { (symbol) } (LINE) }
                p .organ { (self.r.language.organ(self.r.organ)) } (LINE)
                (line("distribution", if distr { "" } else { "Distr.: " }, distribution))
                (line("issued", "", issued))
                (line("original", "Original: ", original))
                @for (name, value) in [("session", session), ("committee", committee), ("agenda-item", agenda_item), ("item-title", item_title)] {
                    (line(name, "", value))
                }
                @for value in other { p data-field="other" { (value) } (LINE) }
                @for (name, value) in [("adoption", adoption), ("provenance", provenance), ("sponsors", sponsors)] { (line(name, "", value)) }
                h1 {
                    @match number {
                        Some(number) if title.as_str().is_empty() => { "Resolution " span data-field="number" { (number) } }
                        Some(number) => { span data-field="number" { (number) } ". " }
                        None if title.as_str().is_empty() => (name(self.r)),
                        None => {}
                    }
                    @if !title.as_str().is_empty() { span data-field="title" { (self.text(title)) } }
                }
                (LINE)
            }
            (LINE)
        }
    }

    /// A section for each run of blocks of one part.
    fn sections(&self, blocks: &'a [Block]) -> Markup {
        html! {
            @for section in blocks.chunk_by(|a, b| a.part == b.part) {
                section .(part_name(section[0].part)) data-part=(part_name(section[0].part)) { (LINE) (self.blocks(section)) }
                (LINE)
            }
        }
    }

    fn blocks(&self, blocks: &'a [Block]) -> Markup {
        let mut runs = Vec::new();
        let mut rest = blocks;
        while !rest.is_empty() {
            let (run, after) = rest.split_at(run(rest));
            runs.push(run);
            rest = after;
        }
        html! {
            @for run in runs {
                @match run[0].kind {
                    Kind::TableRow => { div .table { table { tbody { (LINE) @for row in run { (self.row(row)) } } } } (LINE) },
                    Kind::Heading => (self.heading(&run[0])),
                    Kind::Paragraph if run[0].level > 1 || run[0].label.is_some() => (self.list(&entries(run, 1))),
                    Kind::Paragraph | Kind::Formula => (self.paragraph(&run[0])),
                }
            }
        }
    }

    fn list(&self, entries: &[Entry<'a>]) -> Markup {
        html! {
            ol role="list" {
                (LINE)
                @for e in entries {
                    li { (self.paragraph(e.block)) @if !e.below.is_empty() { (self.list(&e.below)) } }
                    (LINE)
                }
            }
            (LINE)
        }
    }

    fn paragraph(&self, b: &'a Block) -> Markup {
        html! { p id=(b.id) data-kind=(kind_name(b.kind)) data-level=[level(b)] data-guid=[&b.guid] { (self.words(b)) } (LINE) }
    }

    fn heading(&self, b: &'a Block) -> Markup {
        let kind = kind_name(b.kind);
        html! {
            @match b.level {
                0 | 1 => h2 id=(b.id) data-kind=(kind) data-level=[level(b)] data-guid=[&b.guid] { (self.words(b)) },
                2 => h3 id=(b.id) data-kind=(kind) data-level=[level(b)] data-guid=[&b.guid] { (self.words(b)) },
                _ => h4 id=(b.id) data-kind=(kind) data-level=[level(b)] data-guid=[&b.guid] { (self.words(b)) },
            }
            (LINE)
        }
    }

    fn row(&self, b: &'a Block) -> Markup {
        html! {
            tr id=(b.id) data-kind=(kind_name(b.kind)) data-level=[level(b)] data-guid=[&b.guid] {
                @for (n, cell) in b.text.cells().iter().enumerate() {
                    td { @if let Some(label) = b.label.as_ref().filter(|_| n == 0) { span data-label { (label) } " " } (self.text(cell)) }
                }
            }
            (LINE)
        }
    }

    fn words(&self, b: &'a Block) -> Markup {
        html! { @if let Some(label) = &b.label { span data-label { (label) } " " } (self.text(&b.text)) }
    }

    fn notes(&self) -> Markup {
        html! {
            @if !self.r.notes.is_empty() {
                section .notes role="doc-endnotes" {
                    (LINE)
                    @for (i, n) in self.r.notes.iter().enumerate() {
                        div id={ "note" (i + 1) } role="doc-footnote" data-note=(n.number) {
                            @match self.marks.borrow().first.get(&i).copied() {
                                Some(mark) => a role="doc-backlink" data-label href={ "#mark" (mark) } { (n.number) },
                                None => span data-label { (n.number) },
                            }
                            " " (self.text(&n.text))
                        }
                        (LINE)
                    }
                }
                (LINE)
            }
        }
    }

    /// Running text with its marks as elements. Marks that cross are cut where they do; the later pieces say that they go on.
    fn text(&self, text: &Text) -> Markup {
        let marks = text.marks();
        let mut events: Vec<(usize, bool, usize)> = Vec::new();
        for (i, m) in marks.iter().enumerate() {
            events.push((m.start, true, i));
            if m.start < m.end {
                events.push((m.end, false, i));
            }
        }
        // What ends at a place ends before anything starts there; of what starts there, the longest first.
        events.sort_unstable_by_key(|(place, starts, i)| (*place, *starts, std::cmp::Reverse(marks[*i].end), *i));
        let mut out = String::with_capacity(text.as_str().len() + 64 * marks.len());
        let (mut open, mut at, mut no_break): (Vec<Open>, usize, usize) = (Vec::new(), 0, 0);
        for (place, starts, i) in events {
            characters(&text.as_str()[at..place], no_break > 0, &mut out);
            at = place;
            let in_link = open.iter().any(|o| o.tag == "a");
            match (&marks[i].kind, starts) {
                (MarkKind::NoBreak, true) => no_break += 1,
                (MarkKind::NoBreak, false) => no_break -= 1,
                (MarkKind::NoteRef(number), _) => out.push_str(&self.mark(number, in_link).into_string()),
                (kind, true) => open.push(Open::new(i, kind, false, in_link, &mut out)),
                (_, false) => {
                    let from = open.iter().rposition(|o| o.mark == i).unwrap_or(open.len());
                    let crossed = open.split_off(from);
                    for o in crossed.iter().rev() {
                        out.extend(["</", o.tag, ">"]);
                    }
                    for o in crossed.into_iter().skip(1) {
                        let in_link = open.iter().any(|o| o.tag == "a");
                        open.push(Open::new(o.mark, &marks[o.mark].kind, true, in_link, &mut out));
                    }
                }
            }
        }
        characters(&text.as_str()[at..], no_break > 0, &mut out);
        PreEscaped(out)
    }

    /// A note mark; the nth of a number leads to the nth note of that number, or to the last.
    fn mark(&self, number: &str, in_link: bool) -> Markup {
        let mut marks = self.marks.borrow_mut();
        let before = marks.of.entry(number.to_owned()).or_default();
        let nth = *before;
        *before += 1;
        let note = self.places.get(number).and_then(|places| places.get(nth).or(places.last())).copied();
        // A link within a link is no HTML.
        let Some(note) = note.filter(|_| !in_link) else { return html! { sup data-note=(number) { (number) } } };
        marks.count += 1;
        let count = marks.count;
        marks.first.entry(note).or_insert(count);
        html! { sup data-note=(number) { a id={ "mark" (count) } role="doc-noteref" href={ "#note" (note + 1) } { (number) } } }
    }
}

/// Levels above the first are told.
fn level(b: &Block) -> Option<u8> {
    (b.level != 1).then_some(b.level)
}

/// Characters of running text, escaped, with what must not break as printed.
fn characters(piece: &str, no_break: bool, out: &mut String) {
    let printed = if no_break { piece.replace(' ', "\u{a0}").replace('-', "\u{2011}") } else { piece.to_owned() };
    // The escaper's own target is a string: it cannot fail.
    let _ = Escaper::new(out).write_str(&printed);
}

/// An element of running text that is open.
struct Open {
    mark: usize,
    tag: &'static str,
}

impl Open {
    /// Writes the start of a mark's element, or of a later piece of it.
    fn new(mark: usize, kind: &MarkKind, goes_on: bool, in_link: bool, out: &mut String) -> Self {
        let (tag, element) = match kind {
            MarkKind::Link(to) => match target(to) {
                Target::Opens if !in_link => ("a", html! { a href=(to) data-goes-on[goes_on] {} }),
                Target::Runs => ("span", html! { span {} }),
                _ => ("span", html! { span data-href=(to) data-goes-on[goes_on] {} }),
            },
            _ => ("em", html! { em data-goes-on[goes_on] {} }),
        };
        let element = element.into_string();
        out.push_str(element.strip_suffix(&format!("</{tag}>")).unwrap_or(&element));
        Open { mark, tag }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};

    /// The policy lets the page's own style apply, and nothing else.
    #[test]
    fn the_policy_names_the_style() {
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "write sha256-{hash} into POLICY");
    }
}
