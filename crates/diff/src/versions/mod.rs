//! The language versions of one text side by side, by structure, and where they say something else.
//!
//! Words of other languages are not compared: what must be the same are paragraphs and their numbers, citations,
//! document symbols, dates and figures. [`structure`] finds which blocks belong together, [`facts`] what a block says.
mod facts;
mod structure;

use chancery_model::{Block, Language, Part, Resolution};
use facts::{Fact, Facts, Label};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Revision marker of the JSON.
pub const VERSIONS_SCHEMA: &str = "chancery.versions/1";

/// The versions of a text, aligned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Versions {
    /// [`VERSIONS_SCHEMA`].
    pub schema: &'static str,
    /// The versions, in the order given; the first is the one that the others are set beside.
    pub documents: Vec<Version>,
    /// Blocks that belong together, in document order.
    pub rows: Vec<Row>,
    /// Where the versions differ, by row.
    pub differences: Vec<Difference>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its symbol.
    pub symbol: String,
    /// Its language.
    pub language: Language,
    /// Its title.
    pub title: String,
}

/// Blocks of the same place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// A block of each version, in the order of [`Versions::documents`]; none where a version has no such block.
    pub blocks: Vec<Option<Cell>>,
}

/// A block as the table shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Id in its document.
    pub id: String,
    /// Part of the document.
    pub part: Part,
    /// Depth, from 1.
    pub level: u8,
    /// Printed label.
    pub label: Option<String>,
    /// Wording.
    pub text: String,
}

/// Something that not all versions say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Place in [`Versions::rows`].
    pub row: usize,
    /// What differs.
    pub kind: DifferenceKind,
    /// The value: a number, a date, a symbol; empty for blocks.
    pub value: String,
    /// Places in [`Versions::documents`] that have it.
    pub with: Vec<usize>,
    /// Places that have not.
    pub without: Vec<usize>,
}

/// What differs between versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceKind {
    /// A paragraph, sub-paragraph, heading or row that some versions have.
    Block,
    /// Another number before the paragraph.
    Label,
    /// The paragraph stands in another part.
    Part,
    /// A resolution cited.
    Citation,
    /// A document symbol.
    Symbol,
    /// A day or a range of days.
    Date,
    /// A figure.
    Figure,
    /// The mark of a footnote.
    Note,
}

impl DifferenceKind {
    /// The kind as people read it.
    pub fn name(self) -> &'static str {
        match self {
            DifferenceKind::Block => "paragraph",
            DifferenceKind::Label => "number of the paragraph",
            DifferenceKind::Part => "part",
            DifferenceKind::Citation => "citation",
            DifferenceKind::Symbol => "document symbol",
            DifferenceKind::Date => "date",
            DifferenceKind::Figure => "figure",
            DifferenceKind::Note => "footnote mark",
        }
    }
}

/// Sets the versions of one text side by side. With fewer than two there is nothing to differ.
pub fn align_versions(versions: &[&Resolution]) -> Versions {
    let facts: Vec<Vec<Facts>> = versions.iter().map(|r| r.body.iter().map(|b| Facts::of(b, r.language)).collect()).collect();
    let rows = structure::rows(versions, &facts);
    let mut differences = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        differ(at, row, versions, &facts, &mut differences);
    }
    Versions {
        schema: VERSIONS_SCHEMA,
        documents: versions.iter().map(|r| Version { symbol: r.symbol(), language: r.language, title: r.title.as_str().to_owned() }).collect(),
        rows: rows.iter().map(|row| Row { blocks: row.iter().zip(versions).map(|(at, r)| at.map(|at| cell(&r.body[at]))).collect() }).collect(),
        differences,
    }
}

fn cell(b: &Block) -> Cell {
    Cell { id: b.id.clone(), part: b.part, level: b.level, label: b.label.clone(), text: b.text.as_str().to_owned() }
}

/// The differences of one row.
fn differ(at: usize, row: &[Option<usize>], versions: &[&Resolution], facts: &[Vec<Facts>], out: &mut Vec<Difference>) {
    let (with, without): (Vec<usize>, Vec<usize>) = (0..row.len()).partition(|v| row[*v].is_some());
    let says = |v: &usize| row[*v].is_some_and(|i| versions[*v].body[i].text.as_str().contains(char::is_alphanumeric));
    if !without.is_empty() && with.iter().any(says) {
        out.push(Difference { row: at, kind: DifferenceKind::Block, value: String::new(), with: with.clone(), without });
    }
    let block = |v: usize| row[v].map(|i| &versions[v].body[i]);
    by_value(at, DifferenceKind::Part, &with, |v| block(v).map(|b| format!("{:?}", b.part).to_lowercase()), out);
    labels(at, &with, |v| row[v].map(|i| &facts[v][i].label), out);
    facts_of(at, row, &with, facts, out);
}

/// The facts of one row that some versions do not state.
fn facts_of(at: usize, row: &[Option<usize>], with: &[usize], facts: &[Vec<Facts>], out: &mut Vec<Difference>) {
    let of = |v: usize| row[v].map(|i| &facts[v][i]);
    let stated: BTreeSet<&Fact> = with.iter().filter_map(|v| of(*v)).flat_map(Facts::stated).collect();
    let mut found: Vec<(&Fact, Vec<usize>, Vec<usize>)> = Vec::new();
    for fact in stated {
        let (have, lack): (Vec<usize>, Vec<usize>) = with.iter().copied().partition(|v| of(*v).is_some_and(|f| f.says(fact)));
        // What half of the versions write in another way is a way of writing.
        let minority = have.len().min(lack.len());
        if !lack.is_empty() && (minority * 3 <= with.len() || with.len() == 2) {
            found.push((fact, have, lack));
        }
    }
    // A figure may stand in words or in a form that is not known, and so may a date. That a version has one *instead of*
    // another is a difference.
    let instead = |(fact, have, lack): &(&Fact, Vec<usize>, Vec<usize>)| {
        let rivals = found.iter().filter(|(f, ..)| f.kind() == fact.kind());
        rivals.clone().any(|(_, other, _)| other == lack) && rivals.clone().any(|(_, _, other)| other == have)
    };
    for d in &found {
        let told = match d.0.kind() {
            DifferenceKind::Figure => instead(d),
            DifferenceKind::Date => instead(d) || d.2.iter().any(|v| of(*v).is_some_and(|f| !f.prints(d.0))),
            _ => true,
        };
        if told {
            out.push(Difference { row: at, kind: d.0.kind(), value: d.0.to_string(), with: d.1.clone(), without: d.2.clone() });
        }
    }
}

/// A difference for each label that is not that of most versions.
fn labels<'a>(row: usize, among: &[usize], label: impl Fn(usize) -> Option<&'a Label>, out: &mut Vec<Difference>) {
    let of = |v: usize| label(v).unwrap_or(&Label::None);
    let agreeing = |v: usize| among.iter().filter(|w| of(**w).agrees(of(v))).count();
    let Some(rule) = among.iter().copied().rev().max_by_key(|v| agreeing(*v)) else { return };
    let others: Vec<usize> = among.iter().copied().filter(|v| !of(*v).agrees(of(rule))).collect();
    for v in others {
        let without = among.iter().copied().filter(|w| *w != v).collect();
        out.push(Difference { row, kind: DifferenceKind::Label, value: of(v).to_string(), with: vec![v], without });
    }
}

/// A difference for each value that fewer versions have than the most common one.
fn by_value(row: usize, kind: DifferenceKind, among: &[usize], value: impl Fn(usize) -> Option<String>, out: &mut Vec<Difference>) {
    let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for v in among {
        values.entry(value(*v).unwrap_or_default()).or_default().push(*v);
    }
    let Some(common) = values.values().map(Vec::len).max().filter(|_| values.len() > 1) else { return };
    let mut kept = false;
    for (value, with) in values {
        // Of two equally common values the first is taken for the rule.
        if with.len() == common && !kept {
            kept = true;
            continue;
        }
        let without = among.iter().copied().filter(|v| !with.contains(v)).collect();
        out.push(Difference { row, kind, value, with, without });
    }
}
