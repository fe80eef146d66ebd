//! A resolution as the plain values that its template prints: the order of the page, runs of words, notes at their marks.
use chancery_model::{Block, Closing, Kind, Mark, MarkKind, Masthead, Part, Resolution, Text};
use serde::Serialize;
use std::collections::HashMap;

/// Something left to a person, for the list at the end of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Id of the block that it is about, or anything else.
    pub place: String,
    /// The whole entry.
    pub text: String,
}

/// A resolution, as printed.
#[derive(Serialize)]
pub(crate) struct Page {
    name: String,
    symbol: Option<(String, String)>,
    running: String,
    united_nations: &'static str,
    organ: &'static str,
    beside: Vec<String>,
    session: Option<String>,
    head: Vec<String>,
    item: Option<String>,
    other: Vec<String>,
    number_line: Option<String>,
    adoption: Option<String>,
    provenance: Option<String>,
    sponsors: Option<String>,
    number: Option<String>,
    title: Vec<Run>,
    items: Vec<Item>,
    stray: Vec<Note>,
    tasks_heading: String,
    tasks: Vec<String>,
}

/// Words in one face.
#[derive(Serialize, Default)]
struct Run {
    words: String,
    italic: bool,
    link: Option<String>,
    note: Option<Note>,
}

/// A note at its mark; without words where they stand at another mark.
#[derive(Serialize)]
struct Note {
    mark: String,
    text: Option<Vec<Run>>,
}

/// What follows the title.
#[derive(Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum Item {
    Formula {
        text: Vec<Run>,
    },
    Heading {
        level: u8,
        label: Option<String>,
        text: Vec<Run>,
        marked: bool,
    },
    Paragraph {
        level: u8,
        label: Option<String>,
        text: Vec<Run>,
        marked: bool,
        /// Lines of a long one are filled one by one: to weigh all of them at once would take too long.
        long: bool,
    },
    Table {
        columns: usize,
        rows: Vec<Vec<Vec<Run>>>,
    },
    Closing {
        lines: Vec<String>,
        vote: Vec<String>,
    },
}

/// Bytes of a long paragraph; those of real texts have a few thousand.
const LONG: usize = 20_000;
/// Columns that fit a page.
const MAX_COLUMNS: usize = 24;

pub(crate) fn page(r: &Resolution, heading: &str, tasks: &[Task]) -> Page {
    let Masthead { distribution, issued, original, session, committee, agenda_item, item_title, adoption, provenance, sponsors, number, other, .. } =
        &r.masthead;
    let mut notes = Notes::of(r);
    let title = notes.runs(&r.title);
    let items = items(r, tasks, &mut notes);
    let prefixed =
        |before: &str, value: &Option<String>| value.as_ref().map(|v| if v.starts_with(before) { plain(v) } else { plain(&format!("{before} {v}")) });
    // The Security Council's files have the line as printed.
    let is_titled = !r.title.as_str().is_empty();
    let number_line = number.as_ref().filter(|n| !is_titled && !other.iter().any(|line| line.contains(n.as_str()))).map(|n| plain(&format!("Resolution {n}")));
    let symbol = Some(plain(&r.symbol())).filter(|s| !s.is_empty());
    Page {
        name: name(r),
        running: symbol.clone().unwrap_or_default(),
        symbol: symbol.map(|s| s.split_once('/').map_or((s.clone(), String::new()), |(organ, rest)| (organ.to_owned(), format!("/{rest}")))),
        united_nations: r.language.united_nations(),
        organ: r.language.organ(r.organ),
        beside: [prefixed("Distr.:", distribution), issued.as_deref().map(plain), prefixed("Original:", original)].into_iter().flatten().collect(),
        session: session.as_deref().map(plain),
        head: [committee, agenda_item].into_iter().flatten().map(|s| plain(s)).collect(),
        item: item_title.as_deref().map(plain),
        other: other.iter().map(|s| plain(s)).collect(),
        number_line,
        adoption: adoption.as_deref().map(|a| whole_dates(&plain(a))),
        provenance: provenance.as_deref().map(plain),
        sponsors: sponsors.as_deref().map(plain),
        number: number.as_ref().filter(|_| is_titled).map(|n| if n.ends_with(['…', '.']) { plain(n) } else { format!("{}.", plain(n)) }),
        title,
        items,
        stray: notes.stray(),
        tasks_heading: plain(heading),
        tasks: tasks.iter().map(|t| plain(&t.text)).collect(),
    }
}

/// What the document is called: symbol and title.
fn name(r: &Resolution) -> String {
    let parts = [r.symbol(), r.title.as_str().to_owned()];
    let name = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(": ");
    if name.is_empty() { r.language.organ(r.organ).to_owned() } else { plain(&name) }
}

/// Letters after which a word may be broken: no line is longer, and an endless word costs no more than words do.
const LONGEST_WORD: usize = 80;

/// What no font prints is not printed: white space is a space, other control characters are nothing.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = 0;
    for c in text.chars() {
        let c = if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c };
        if c.is_control() {
            continue;
        }
        // Lines of Chinese break after any character, so only letters of the scripts that have words are counted.
        letters = if c == ' ' || c >= '\u{2e80}' { 0 } else { letters + 1 };
        if letters > LONGEST_WORD {
            letters = 1;
            out.push('\u{200b}');
        }
        out.push(c);
    }
    out
}

/// A figure and the word after it stay on one line: “on 7 December 2022”.
fn whole_dates(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let binds = c == ' ' && out.ends_with(|c: char| c.is_ascii_digit()) && rest.peek().is_some_and(|c| c.is_alphabetic());
        out.push(if binds { '\u{a0}' } else { c });
    }
    out
}

/// Body and closings in the order of the page: each part's closing before the next part, the last ones before the annexes.
fn items(r: &Resolution, tasks: &[Task], notes: &mut Notes) -> Vec<Item> {
    let mut out = Vec::new();
    let mut closings = 0;
    let mut at = 0;
    while let Some(b) = r.body.get(at) {
        if at > 0 && r.body[at - 1].part == Part::Operative && b.part != Part::Operative {
            let to = if b.part == Part::Annex { r.closing.len() } else { (closings + 1).min(r.closing.len()) };
            out.extend(r.closing[closings..to].iter().map(closing));
            closings = to;
        }
        let rows = r.body[at..].iter().take_while(|b| b.kind == Kind::TableRow).count();
        if rows > 0 {
            out.push(table(&r.body[at..at + rows], notes));
            at += rows;
        } else {
            out.push(item(b, tasks.iter().any(|t| !b.id.is_empty() && t.place == b.id), notes));
            at += 1;
        }
    }
    out.extend(r.closing[closings..].iter().map(closing));
    out
}

fn item(b: &Block, marked: bool, notes: &mut Notes) -> Item {
    let (level, label, text) = (b.level.clamp(1, 6), b.label.as_deref().map(plain), notes.runs(&b.text));
    match b.kind {
        Kind::Formula => Item::Formula { text },
        Kind::Heading => Item::Heading { level, label, text, marked },
        Kind::Paragraph | Kind::TableRow => Item::Paragraph { level, label, text, marked, long: b.text.as_str().len() > LONG },
    }
}

fn table(rows: &[Block], notes: &mut Notes) -> Item {
    let rows: Vec<Vec<Vec<Run>>> = rows.iter().map(|b| row(b, notes)).collect();
    Item::Table { columns: rows.iter().map(Vec::len).max().unwrap_or(1), rows }
}

/// The cells of a row, its label in the first; what does not fit the page stands in the last.
fn row(b: &Block, notes: &mut Notes) -> Vec<Vec<Run>> {
    let mut cells: Vec<Vec<Run>> = b.text.cells().iter().map(|c| notes.runs(c)).collect();
    if let Some(label) = &b.label {
        cells[0].insert(0, Run { words: format!("{} ", plain(label)), ..Run::default() });
    }
    let rest = cells.split_off(cells.len().min(MAX_COLUMNS));
    for cell in rest {
        cells[MAX_COLUMNS - 1].push(Run { words: " ".into(), ..Run::default() });
        cells[MAX_COLUMNS - 1].extend(cell);
    }
    cells
}

fn closing(c: &Closing) -> Item {
    let lines = [Some(&c.meeting), c.date.as_ref()];
    Item::Closing { lines: lines.into_iter().flatten().map(|l| plain(l)).collect(), vote: c.vote.iter().map(|l| plain(l)).collect() }
}

/// The notes and the marks that called them so far: the nth mark of a number calls the nth note of that number.
struct Notes<'a> {
    r: &'a Resolution,
    places: HashMap<&'a str, Vec<usize>>,
    calls: HashMap<String, usize>,
    called: Vec<bool>,
}

impl<'a> Notes<'a> {
    fn of(r: &'a Resolution) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, n) in r.notes.iter().enumerate() {
            places.entry(n.number.as_str()).or_default().push(i);
        }
        Notes { r, places, calls: HashMap::new(), called: vec![false; r.notes.len()] }
    }

    fn call(&mut self, number: &str) -> Note {
        let nth = self.calls.entry(number.to_owned()).or_default();
        let place = self.places.get(number).and_then(|places| places.get(*nth)).copied();
        *nth += 1;
        let text = place.map(|i| {
            self.called[i] = true;
            runs(&self.r.notes[i].text, &mut bare)
        });
        Note { mark: plain(number), text }
    }

    fn runs(&mut self, text: &Text) -> Vec<Run> {
        runs(text, &mut |number| self.call(number))
    }

    /// The notes that no mark called.
    fn stray(&self) -> Vec<Note> {
        let left = self.r.notes.iter().zip(&self.called).filter(|(_, called)| !**called);
        left.map(|(n, _)| Note { mark: plain(&n.number), text: Some(runs(&n.text, &mut bare)) }).collect()
    }
}

/// A mark whose note stands elsewhere.
fn bare(number: &str) -> Note {
    Note { mark: plain(number), text: None }
}

/// Running text as runs of one face; `call` gives the note of a mark.
fn runs(text: &Text, call: &mut dyn FnMut(&str) -> Note) -> Vec<Run> {
    let marks = text.marks();
    let shown = |m: &&Mark| matches!(m.kind, MarkKind::Emphasis | MarkKind::Link(_) | MarkKind::NoteRef(_));
    let mut edges: Vec<usize> = marks.iter().filter(shown).flat_map(|m| [m.start, m.end]).chain([0, text.as_str().len()]).collect();
    edges.sort_unstable();
    edges.dedup();
    let printed = text.printed(0..text.as_str().len());
    let places = places_of(text.as_str(), &printed, &edges);
    // Marks lie sorted by their start; those that are over lie before `open`.
    let mut out = Vec::new();
    let (mut next, mut open): (usize, Vec<&Mark>) = (0, Vec::new());
    for (n, at) in edges.iter().enumerate() {
        while let Some(m) = marks.get(next).filter(|m| m.start <= *at) {
            match &m.kind {
                MarkKind::NoteRef(number) => out.push(Run { note: Some(call(number)), ..Run::default() }),
                _ => open.push(m),
            }
            next += 1;
        }
        open.retain(|m| m.end > *at);
        if n + 1 < edges.len() {
            let link = open.iter().find_map(|m| if let MarkKind::Link(to) = &m.kind { Some(to) } else { None });
            out.push(Run {
                words: plain(&printed[places[n]..places[n + 1]]),
                italic: open.iter().any(|m| m.kind == MarkKind::Emphasis),
                link: link.filter(|to| opens(to)).cloned(),
                note: None,
            });
        }
    }
    out
}

/// Where the edges of a text lie in its printed form, which has the same characters in other lengths.
fn places_of(text: &str, printed: &str, edges: &[usize]) -> Vec<usize> {
    let mut both = text.char_indices().map(|(at, _)| at).zip(printed.char_indices().map(|(at, _)| at));
    edges.iter().map(|edge| both.find(|(at, _)| at == edge).map_or(printed.len(), |(_, at)| at)).collect()
}

/// Addresses of the web that a reader may follow.
fn opens(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme)) && address.len() < 2000
}
