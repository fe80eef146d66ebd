//! The comparison as data: what happened to each paragraph, which words, of what class, and what a reviewer wants to
//! know. The JSON of the contract is this, serialised; `schemas/chancery.diff-1.schema.json` describes it.
use chancery_model::{Block, Language, Part};
use serde::Serialize;

/// Revision marker of the diff JSON.
pub const SCHEMA: &str = "chancery.diff/1";

/// What happened to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Same wording in the same place (it may be renumbered).
    Unchanged,
    /// Other wording.
    Modified,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
    /// In another place among its neighbours; the wording may have changed as well.
    Moved,
    /// One old paragraph is several new ones.
    Split,
    /// Several old paragraphs are one new one.
    Merged,
}

impl Change {
    /// The word of the diff JSON.
    pub fn name(self) -> &'static str {
        match self {
            Change::Unchanged => "unchanged",
            Change::Modified => "modified",
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Moved => "moved",
            Change::Split => "split",
            Change::Merged => "merged",
        }
    }
}

/// How much a change matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// No change of wording.
    None,
    /// What every session changes: session, citation, date, meeting, number (section D), also/further (C-20).
    Mechanical,
    /// Punctuation, capitals, spelling, hyphens, quotation marks (D-26, B-35).
    Editorial,
    /// Anything else.
    Substantive,
}

impl Class {
    /// The word of the diff JSON.
    pub fn name(self) -> &'static str {
        match self {
            Class::None => "none",
            Class::Mechanical => "mechanical",
            Class::Editorial => "editorial",
            Class::Substantive => "substantive",
        }
    }
}

/// Why a change has its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Session ordinal (D-07, D-08).
    Session,
    /// Resolution cited (D-04 to D-06).
    Citation,
    /// Document symbol (D-09).
    Symbol,
    /// Date, dates or years (B-43).
    Date,
    /// Ordinal, list, place or name of a recurring event (D-10 to D-13, D-20).
    Event,
    /// Agenda item (D-02).
    AgendaItem,
    /// Paragraph, article or annex referred to (B-68).
    Reference,
    /// Count of things (D-14).
    Number,
    /// The also/further cascade (C-20).
    Counter,
    /// A value still to be filled in (E-04).
    Placeholder,
    /// Punctuation, quotation marks or hyphens.
    Punctuation,
    /// Capitals.
    Capitals,
    /// Spelling (B-35).
    Spelling,
    /// A report or review at another distance than the texts are apart (D-07, D-08).
    Period,
    /// Other words.
    Wording,
    /// The whole paragraph came or went.
    Paragraph,
}

impl Reason {
    /// The reason as people read it.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Session => "session",
            Reason::Citation => "citation",
            Reason::Symbol => "document symbol",
            Reason::Date => "date",
            Reason::Event => "event",
            Reason::AgendaItem => "agenda item",
            Reason::Reference => "reference",
            Reason::Number => "number",
            Reason::Counter => "also/further",
            Reason::Placeholder => "placeholder",
            Reason::Punctuation => "punctuation",
            Reason::Capitals => "capitals",
            Reason::Spelling => "spelling",
            Reason::Period => "period",
            Reason::Wording => "wording",
            Reason::Paragraph => "paragraph",
        }
    }
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
    /// Why it has that class; none for words in both texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
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
    /// Its place in the body, from 0.
    pub index: usize,
}

impl Side {
    pub(crate) fn of(body: &[Block], index: usize) -> Self {
        let b = &body[index];
        Side { id: b.id.clone(), part: b.part, label: b.label.clone(), text: b.text.as_str().to_owned(), index }
    }
}

/// Something a reviewer wants to know, told as “changed from A to B”. It never judges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Kind of the note.
    pub kind: NoteKind,
    /// What the old text says; empty if it says nothing.
    pub old: String,
    /// What the new text says; empty if it says nothing.
    pub new: String,
    /// By how much, or of what kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// The initiating phrase has another force or valence (C-30).
    VerbStrength,
    /// Another initiating phrase that the model of C-30 does not place.
    InitiatingPhrase,
    /// A request to report came, went, or moved to another session.
    Report,
    /// A deadline came, went or moved.
    Deadline,
    /// Words that soften a commitment came or went (C-30).
    Softener,
    /// A State came or went.
    State,
    /// A body or addressee came or went.
    Body,
    /// A resolution cited came, went or was replaced.
    Citation,
    /// A number changed.
    Number,
    /// The paragraph went to another part of the text.
    Part,
}

impl NoteKind {
    /// The kind as people read it.
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::VerbStrength => "verb strength",
            NoteKind::InitiatingPhrase => "initiating phrase",
            NoteKind::Report => "report",
            NoteKind::Deadline => "deadline",
            NoteKind::Softener => "softener",
            NoteKind::State => "State",
            NoteKind::Body => "body",
            NoteKind::Citation => "citation",
            NoteKind::Number => "number",
            NoteKind::Part => "part",
        }
    }
}

/// Another partner the paragraph could have had, nearly as alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunnerUp {
    /// `old` or `new`: the text in which it stands.
    pub text: &'static str,
    /// Its id there.
    pub id: String,
    /// How alike it is, 0 to 1.
    pub likeness: f64,
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
    /// 0 to 1: how sure it is that the sides belong together; 1 for paragraphs that have one side only.
    pub confidence: f64,
    /// The next best partner, if it is nearly as good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runner_up: Option<RunnerUp>,
    /// Old side.
    pub old: Vec<Side>,
    /// New side.
    pub new: Vec<Side>,
    /// The words; none for an unchanged paragraph.
    pub edits: Vec<Edit>,
    /// What a reviewer wants to know.
    pub notes: Vec<Note>,
}

impl Paragraph {
    /// The code that conference proposals of the International Telecommunication Union use: `NOC` no change, `(MOD)`
    /// changed in form, `MOD` changed, `ADD`, `SUP` suppressed.
    pub fn code(&self) -> &'static str {
        match (self.change, self.class) {
            (Change::Added, _) => "ADD",
            (Change::Removed, _) => "SUP",
            (_, Class::Substantive) => "MOD",
            (Change::Unchanged, _) => "NOC",
            _ => "(MOD)",
        }
    }

    /// True if a report has something to show for it.
    pub fn is_changed(&self) -> bool {
        self.change != Change::Unchanged || self.renumbered
    }
}

/// A text compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its symbol.
    pub symbol: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: Language,
}

/// Counts of entries by change and class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Same wording.
    pub unchanged: usize,
    /// Other wording.
    pub modified: usize,
    /// Only in the new text.
    pub added: usize,
    /// Only in the old text.
    pub removed: usize,
    /// In another place.
    pub moved: usize,
    /// One became several.
    pub split: usize,
    /// Several became one.
    pub merged: usize,
    /// Another label.
    pub renumbered: usize,
    /// Changed as every session changes.
    pub mechanical: usize,
    /// Changed in form.
    pub editorial: usize,
    /// Changed in substance.
    pub substantive: usize,
    /// Notes for reviewers.
    pub notes: usize,
    /// The same entries by the codes of [`Paragraph::code`].
    pub codes: Codes,
}

/// Counts by the codes of [`Paragraph::code`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub struct Codes {
    /// No change.
    pub noc: usize,
    /// Changed in form.
    #[serde(rename = "(MOD)")]
    pub form: usize,
    /// Changed.
    pub r#mod: usize,
    /// Added.
    pub add: usize,
    /// Suppressed.
    pub sup: usize,
}

impl Summary {
    pub(crate) fn of(paragraphs: &[Paragraph]) -> Self {
        let mut s = Summary::default();
        for p in paragraphs {
            *match p.change {
                Change::Unchanged => &mut s.unchanged,
                Change::Modified => &mut s.modified,
                Change::Added => &mut s.added,
                Change::Removed => &mut s.removed,
                Change::Moved => &mut s.moved,
                Change::Split => &mut s.split,
                Change::Merged => &mut s.merged,
            } += 1;
            match p.class {
                Class::None => {}
                Class::Mechanical => s.mechanical += 1,
                Class::Editorial => s.editorial += 1,
                Class::Substantive => s.substantive += 1,
            }
            *match p.code() {
                "ADD" => &mut s.codes.add,
                "SUP" => &mut s.codes.sup,
                "MOD" => &mut s.codes.r#mod,
                "NOC" => &mut s.codes.noc,
                _ => &mut s.codes.form,
            } += 1;
            s.renumbered += usize::from(p.renumbered);
            s.notes += p.notes.len();
        }
        s
    }
}

/// The comparison of two resolutions, in the order of the new text; a removed paragraph stands at its old place.
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
    /// True if the bodies say the same in the same order under the same numbers.
    pub fn is_equal(&self) -> bool {
        !self.paragraphs.iter().any(Paragraph::is_changed)
    }
}
