//! Compares two resolutions paragraph by paragraph.
//!
//! [`compare`] aligns the blocks of both texts in order, marks the words that differ and tells mechanical changes
//! (sessions, recall chains, dates, meetings) from editorial and substantive ones through the entities. It knows no
//! report.
mod align;
mod classify;
mod words;

use chancery_model::{Block, Part, Resolution, initiating_phrase};
use serde::Serialize;

/// Revision marker of the diff JSON.
pub const SCHEMA: &str = "chancery.diff/1";

/// What happened to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Same wording (it may be renumbered).
    Unchanged,
    /// Other wording.
    Modified,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
}

/// How much a change matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// No change.
    None,
    /// What every session changes: session, citation, date, meeting, number (section D).
    Mechanical,
    /// Punctuation, capitals, hyphens, quotation marks (D-26, B-35).
    Editorial,
    /// Anything else.
    Substantive,
}

/// Whether the words stand in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// In both.
    Equal,
    /// Only in the old text.
    Delete,
    /// Only in the new text.
    Insert,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// Where it stands.
    pub op: Op,
    /// The words, with their spaces.
    pub text: String,
    /// Kind of the entity, if the run is one.
    pub entity: Option<&'static str>,
    /// Class of the change.
    pub class: Class,
}

/// A block as the diff shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Id in its document.
    pub id: String,
    /// Part of the document.
    pub part: Part,
    /// Printed label.
    pub label: Option<String>,
    /// Wording.
    pub text: String,
}

/// Something a reviewer wants to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Kind of the note.
    pub kind: &'static str,
    /// What the old text says.
    pub old: String,
    /// What the new text says.
    pub new: String,
}

/// One entry of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paragraph {
    /// What happened.
    pub change: Change,
    /// How much it matters.
    pub class: Class,
    /// The printed label changed.
    pub renumbered: bool,
    /// The place among its neighbours changed.
    pub moved: bool,
    /// 0 to 1: share of words that tie the two sides together.
    pub confidence: f64,
    /// Old side.
    pub old: Vec<Side>,
    /// New side.
    pub new: Vec<Side>,
    /// The words.
    pub edits: Vec<Edit>,
    /// What a reviewer wants to know.
    pub notes: Vec<Note>,
}

/// A text compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its symbol.
    pub symbol: String,
    /// Its title.
    pub title: String,
}

/// Counts by change and class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Same wording.
    pub unchanged: usize,
    /// Other wording.
    pub modified: usize,
    /// Only in the new text.
    pub added: usize,
    /// Only in the old text.
    pub removed: usize,
    /// Another label.
    pub renumbered: usize,
    /// Changed as every session changes.
    pub mechanical: usize,
    /// Changed in form.
    pub editorial: usize,
    /// Changed in substance.
    pub substantive: usize,
}

/// The comparison of two resolutions, in the order of the new text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The old text.
    pub old: Document,
    /// The new text.
    pub new: Document,
    /// Counts.
    pub summary: Summary,
    /// The entries.
    pub paragraphs: Vec<Paragraph>,
}

impl Comparison {
    /// True if the bodies say the same under the same numbers.
    pub fn is_equal(&self) -> bool {
        self.paragraphs.iter().all(|p| p.change == Change::Unchanged && !p.renumbered)
    }
}

/// Compares two resolutions.
pub fn compare(old: &Resolution, new: &Resolution) -> Comparison {
    let mut paragraphs: Vec<Paragraph> = align::align(&old.body, &new.body)
        .into_iter()
        .map(|pair| match pair {
            align::Pair::Both(i, j, confidence) => both(&old.body[i], &new.body[j], confidence),
            align::Pair::Old(i) => one(&old.body[i], Op::Delete),
            align::Pair::New(j) => one(&new.body[j], Op::Insert),
        })
        .collect();
    for p in &mut paragraphs {
        p.notes = notes(p);
    }
    let document = |r: &Resolution| Document { symbol: r.symbol(), title: r.title.as_str().to_owned() };
    Comparison { schema: SCHEMA, old: document(old), new: document(new), summary: summary(&paragraphs), paragraphs }
}

fn side(b: &Block) -> Side {
    Side { id: b.id.clone(), part: b.part, label: b.label.clone(), text: b.text.as_str().to_owned() }
}

fn both(old: &Block, new: &Block, confidence: f64) -> Paragraph {
    let edits = words::edits(old.text.as_str(), new.text.as_str());
    let class = edits.iter().map(|e| e.class).max().unwrap_or(Class::None);
    let change = if edits.iter().any(|e| e.op != Op::Equal) { Change::Modified } else { Change::Unchanged };
    Paragraph {
        change,
        class,
        renumbered: old.label != new.label,
        moved: false,
        confidence,
        old: vec![side(old)],
        new: vec![side(new)],
        edits,
        notes: Vec::new(),
    }
}

fn one(b: &Block, op: Op) -> Paragraph {
    let edits = vec![Edit { op, text: b.text.as_str().to_owned(), entity: None, class: Class::Substantive }];
    let (change, old, new) = if op == Op::Delete { (Change::Removed, vec![side(b)], Vec::new()) } else { (Change::Added, Vec::new(), vec![side(b)]) };
    Paragraph { change, class: Class::Substantive, renumbered: false, moved: false, confidence: 1.0, old, new, edits, notes: Vec::new() }
}

fn notes(p: &Paragraph) -> Vec<Note> {
    let (Some(old), Some(new)) = (p.old.first(), p.new.first()) else { return Vec::new() };
    let phrase = |s: &Side| initiating_phrase(&s.text).map(|f| s.text[f.span].to_owned());
    match (phrase(old), phrase(new)) {
        (Some(a), Some(b)) if a != b => vec![Note { kind: "initiating-phrase", old: a, new: b }],
        _ => Vec::new(),
    }
}

fn summary(paragraphs: &[Paragraph]) -> Summary {
    let mut s = Summary::default();
    for p in paragraphs {
        *match p.change {
            Change::Unchanged => &mut s.unchanged,
            Change::Modified => &mut s.modified,
            Change::Added => &mut s.added,
            Change::Removed => &mut s.removed,
        } += 1;
        s.renumbered += usize::from(p.renumbered);
        match p.class {
            Class::None => {}
            Class::Mechanical => s.mechanical += 1,
            Class::Editorial => s.editorial += 1,
            Class::Substantive => s.substantive += 1,
        }
    }
    s
}
