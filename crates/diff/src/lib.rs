//! Compares two resolutions paragraph by paragraph.
//!
//! [`compare`] aligns the blocks of both texts (moves, splits and merges included), marks the words that differ, tells
//! mechanical changes (sessions, recall chains, dates, meetings) from editorial and substantive ones through the
//! entities, and notes what a reviewer wants to know. [`align_versions`] sets the language versions of one text side by
//! side. It knows no report.
//!
//! ```
//! use chancery_model::Resolution;
//! let (old, new) = (Resolution::default(), Resolution::default());
//! assert!(chancery_diff::compare(&old, &new).is_equal());
//! ```
mod align;
mod classify;
mod comparison;
mod notes;
mod versions;
mod words;

pub use comparison::{Change, Class, Codes, Comparison, Document, Edit, Note, NoteKind, Op, Paragraph, Reason, RunnerUp, SCHEMA, Side, Summary};

pub use versions::{Cell, Difference, DifferenceKind, Row, VERSIONS_SCHEMA, Version, Versions, align_versions};

use align::Match;
use chancery_model::{Block, Language, Resolution, ResolutionNumber};

/// What both documents say about their distance.
pub(crate) struct Context {
    /// Number of the old text, if it is an adopted one.
    pub old: Option<ResolutionNumber>,
    /// Sessions between the texts.
    pub sessions: Option<i32>,
    /// Languages of the texts.
    pub languages: (Language, Language),
}

/// Compares two resolutions.
pub fn compare(old: &Resolution, new: &Resolution) -> Comparison {
    let context = Context::of(old, new);
    let matches = align::align(&old.body, &new.body);
    let paragraphs: Vec<Paragraph> = ordered(&matches, old.body.len(), new.body.len())
        .into_iter()
        .map(|entry| match entry {
            Entry::Both(m) => both(m, &old.body, &new.body, &context),
            Entry::Old(i) => one(&old.body, i, Op::Delete, &context),
            Entry::New(j) => one(&new.body, j, Op::Insert, &context),
        })
        .collect();
    let document = |r: &Resolution| Document { symbol: r.symbol(), title: r.title.as_str().to_owned(), language: r.language };
    Comparison { schema: SCHEMA, old: document(old), new: document(new), summary: Summary::of(&paragraphs), paragraphs }
}

/// The words that turn one line into another, for lines that are no blocks: masthead, title, closing, notes, cells of a table.
/// None for equal lines.
pub fn word_edits(old: &str, new: &str, language: Language) -> Vec<Edit> {
    words::edits(old, new, &Context { old: None, sessions: None, languages: (language, language) })
}

impl Context {
    fn of(old: &Resolution, new: &Resolution) -> Self {
        let sessions = old.session().zip(new.session()).map(|(a, b)| i32::from(b) - i32::from(a));
        Context { old: old.number(), sessions, languages: (old.language, new.language) }
    }
}

enum Entry<'a> {
    Both(&'a Match),
    Old(usize),
    New(usize),
}

/// The entries in the order of the new text; a removed block stands after what was before it in the old one.
fn ordered(matches: &[Match], old: usize, new: usize) -> Vec<Entry<'_>> {
    let (mut of_old, mut of_new) = (vec![false; old], vec![None; new]);
    for m in matches {
        m.old.iter().for_each(|i| of_old[*i] = true);
        m.new.iter().for_each(|j| of_new[*j] = Some(m));
    }
    let mut out = Vec::with_capacity(new);
    // Where the matches begin that kept their place: up to there the removed blocks follow the match before.
    let mut places = matches.iter().filter(|m| !m.moved).map(|m| m.old[0]).chain([old]);
    let mut at = 0;
    let mut removed = |out: &mut Vec<Entry>| {
        let end = places.next().unwrap_or(old);
        out.extend((at..end).filter(|i| !of_old[*i]).map(Entry::Old));
        at = end;
    };
    removed(&mut out);
    for (j, m) in of_new.iter().enumerate() {
        match m {
            Some(m) if m.new[0] == j => {
                out.push(Entry::Both(m));
                if !m.moved {
                    removed(&mut out);
                }
            }
            Some(_) => {}
            None => out.push(Entry::New(j)),
        }
    }
    out
}

fn both(m: &Match, old: &[Block], new: &[Block], context: &Context) -> Paragraph {
    let sides = |blocks: &[Block], at: &[usize]| at.iter().map(|i| Side::of(blocks, *i)).collect::<Vec<_>>();
    let (old_sides, new_sides) = (sides(old, &m.old), sides(new, &m.new));
    let mut edits = words::edits(&joined(&old_sides), &joined(&new_sides), context);
    let change = match (m.old.len(), m.new.len()) {
        (1, 1) if m.moved => Change::Moved,
        (1, 1) if edits.iter().all(|e| e.op == Op::Equal) => Change::Unchanged,
        (1, 1) => Change::Modified,
        (1, _) => Change::Split,
        _ => Change::Merged,
    };
    if edits.is_empty() && change != Change::Unchanged {
        edits.push(Edit { op: Op::Equal, text: joined(&new_sides).into_owned(), entity: None, class: Class::None, reason: None });
    }
    let mut class = edits.iter().map(|e| e.class).max().unwrap_or(Class::None);
    if old_sides[0].part != new_sides[0].part {
        class = Class::Substantive;
    }
    let mut p = Paragraph {
        change,
        class,
        renumbered: old_sides[0].label != new_sides[0].label,
        moved: m.moved,
        confidence: confidence(m),
        runner_up: m.runner_up.map(|r| runner_up(r, old, new)),
        old: old_sides,
        new: new_sides,
        edits,
        notes: Vec::new(),
    };
    p.notes = notes::notes(&p, context);
    p
}

fn joined(sides: &[Side]) -> std::borrow::Cow<'_, str> {
    match sides {
        [one] => one.text.as_str().into(),
        several => several.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ").into(),
    }
}

/// The likeness, lowered by up to half where another partner is as good.
fn confidence(m: &Match) -> f64 {
    let close = m.runner_up.map_or(0.0, |r| {
        let (align::RunnerUp::Old(_, other) | align::RunnerUp::New(_, other)) = r;
        (1.0 - (m.likeness - other) / align::CLOSE).clamp(0.0, 1.0)
    });
    rounded(m.likeness * (1.0 - close / 2.0))
}

fn rounded(x: f32) -> f64 {
    (f64::from(x) * 100.0).round() / 100.0
}

fn runner_up(r: align::RunnerUp, old: &[Block], new: &[Block]) -> RunnerUp {
    match r {
        align::RunnerUp::Old(i, likeness) => RunnerUp { text: "old", id: old[i].id.clone(), likeness: rounded(likeness) },
        align::RunnerUp::New(j, likeness) => RunnerUp { text: "new", id: new[j].id.clone(), likeness: rounded(likeness) },
    }
}

fn one(body: &[Block], index: usize, op: Op, context: &Context) -> Paragraph {
    let side = Side::of(body, index);
    let edits = vec![Edit { op, text: side.text.clone(), entity: None, class: Class::Substantive, reason: Some(Reason::Paragraph) }];
    let (change, old, new) = if op == Op::Delete { (Change::Removed, vec![side], Vec::new()) } else { (Change::Added, Vec::new(), vec![side]) };
    let mut p =
        Paragraph { change, class: Class::Substantive, renumbered: false, moved: false, confidence: 1.0, runner_up: None, old, new, edits, notes: Vec::new() };
    p.notes = notes::notes(&p, context);
    p
}
