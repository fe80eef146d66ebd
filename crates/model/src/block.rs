//! Blocks: the paragraphs, headings, formulas and table rows of a body, in document order, and their stable ids.
use crate::Text;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The part of the document a block belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Opening formula and preambular paragraphs.
    Preamble,
    /// Operative paragraphs, their headings, lists and tables.
    Operative,
    /// What follows the closing (A.1, element 15).
    Annex,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The organ's name that opens the sentence (A.1, element 11).
    Formula,
    /// A section or part heading.
    Heading,
    /// A paragraph or sub-paragraph.
    Paragraph,
    /// One row of a table.
    TableRow,
}

/// One block of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Stable id within the document, e.g. `pp3`, `op7.a`; see [`assign_ids`].
    #[serde(default)]
    pub id: String,
    /// Where it belongs.
    pub part: Part,
    /// What it is.
    pub kind: Kind,
    /// 1 for paragraphs, 2 to 5 for sub-paragraphs.
    pub level: u8,
    /// The printed number: `7.`, `(a)`, `7 bis.`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The wording, without the label.
    pub text: Text,
    /// The identifier that the block has in the file it was read from. It stays with the block where numbers and ids move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
}

impl Block {
    /// A block that has no id yet.
    pub fn new(part: Part, kind: Kind, level: u8, label: Option<String>, text: Text) -> Self {
        Block { id: String::new(), part, kind, level, label, text, guid: None }
    }
}

/// Gives every block an id from its part, section and label, unique in the document.
///
/// A label names the block (`op7.a`); a block without one is named by its place among its like (`pp3`, `op.h2`). In
/// texts with parts or sections, whose numbers restart, a repeated id gets the running suffix `~2`.
pub fn assign_ids(blocks: &mut [Block]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut counts: HashMap<(Part, Kind), usize> = HashMap::new();
    let mut parents: Vec<(u8, String)> = Vec::new();
    for b in blocks {
        let prefix = match b.part {
            Part::Preamble => "pp",
            Part::Operative => "op",
            Part::Annex => "an",
        };
        let name: String = b.label.as_deref().unwrap_or("").chars().filter(|c| c.is_alphanumeric()).collect();
        while parents.last().is_some_and(|(level, _)| *level >= b.level) {
            parents.pop();
        }
        let parent = parents.last().map(|(_, id)| id.clone());
        let base = match (&parent, name.is_empty()) {
            (Some(parent), false) => format!("{parent}.{name}"),
            (None, false) => format!("{prefix}{name}"),
            _ => {
                let n = counts.entry((b.part, b.kind)).or_default();
                *n += 1;
                match b.kind {
                    Kind::Formula => format!("{prefix}.formula{n}"),
                    Kind::Heading => format!("{prefix}.h{n}"),
                    Kind::TableRow => format!("{prefix}.row{n}"),
                    Kind::Paragraph if b.part == Part::Preamble => format!("pp{n}"),
                    Kind::Paragraph => format!("{prefix}.p{n}"),
                }
            }
        };
        let n = seen.entry(base.clone()).or_default();
        *n += 1;
        b.id = if *n == 1 { base } else { format!("{base}~{n}") };
        if b.kind == Kind::Paragraph {
            parents.push((b.level, b.id.clone()));
        } else {
            parents.clear();
        }
    }
}
