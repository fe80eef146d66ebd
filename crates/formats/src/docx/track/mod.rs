//! Changes put into a file that is there, as tracked changes: its own runs, styles and parts stay, and what no change touches
//! stays byte for byte.
//!
//! The caller says which block became which and which words differ ([`Redline`]). `blocks` goes through the new text, `lines`
//! finds the words of what stayed, `rows` does tables, `places` says where new paragraphs go. Edits of one paragraph are
//! gathered first (`edit`), since several lines may stand in one, and written at the end. New words are made in `fresh`,
//! notes and comments in `notes` and `margins`; `order` is for LibreOffice.
mod blocks;
mod edit;
mod fresh;
mod lines;
mod margins;
mod notes;
mod order;
mod places;
mod rows;
mod stamp;
mod words;

pub use stamp::Stamp;

use super::{
    document::{Document, MAIN, Spot},
    layout::{self, Field, Line, Place, Role},
    numbering::Numbering,
    revisions::Changes,
    source::Source,
    story::{Around, AtomKind, Paragraph, Story},
    write,
    xml::{Splices, Tree, escaped},
};
use crate::ReadError;
use chancery_model::{Kind, Resolution, Text};
use edit::{Edit, Insertion, Whole};
use fresh::Fresh;
use notes::{FootNotes, without_kept};
use stamp::Stamps;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};
use words::{Mapped, Step};

/// Words that both texts have, or one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Equal(String),
    /// Only in the old text.
    Delete(String),
    /// Only in the new text.
    Insert(String),
}

/// What became of blocks, by their places in the two bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockChange {
    /// Old blocks are new ones: one and one, one split into several, or several merged into one.
    Kept {
        /// Places in the old body.
        old: Vec<usize>,
        /// Places in the new body.
        new: Vec<usize>,
        /// The words, several blocks joined by a space; none if they are the same.
        pieces: Vec<Piece>,
        /// It stands elsewhere among its neighbours.
        moved: bool,
    },
    /// An old block that is gone.
    Removed(usize),
    /// A new block.
    Added(usize),
}

/// A remark for the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Place of the block in the new body; none for the masthead.
    pub block: Option<usize>,
    /// Bytes of the block's old text that it is about, if it is about some words.
    pub span: Option<Range<usize>>,
    /// What it says.
    pub text: String,
}

/// How one resolution becomes another.
pub struct Redline<'a> {
    /// The new text.
    pub new: &'a Resolution,
    /// Every block of both bodies, in the order of the new one.
    pub changes: &'a [BlockChange],
    /// Tells the words of two lines apart: for masthead, title, closing, cells and notes.
    pub words: &'a dyn Fn(&str, &str) -> Vec<Piece>,
    /// Remarks for the margin.
    pub remarks: &'a [Remark],
}

/// Writes the changes into the file as tracked changes. Changes that the file has already are resolved first, in the given
/// view, which must be the one in which the old text was read.
///
/// # Errors
/// As [`read_docx`](crate::read_docx).
pub fn redline_docx(base: &[u8], view: Changes, redline: &Redline, stamp: &Stamp) -> Result<Vec<u8>, ReadError> {
    let mut source = Source::open(base, view)?;
    let changed = {
        let document = Document::read(&source)?;
        let mut tracker = Tracker::new(&source, &document, redline, stamp);
        tracker.entries();
        tracker.running_heads()?;
        tracker.remarks();
        tracker.finish()?
    };
    let mut parts: BTreeMap<String, String> =
        source.texts.iter().filter(|(name, _)| source.resolved.contains(name)).map(|(n, t)| (n.clone(), t.clone())).collect();
    parts.extend(changed);
    if parts.is_empty() {
        return Ok(base.to_vec());
    }
    source.package.rewritten(&parts)
}

/// A line of the new text: kept from old ones, or new.
struct Entry<'l> {
    old: Vec<Place>,
    new: Vec<&'l Line>,
    pieces: Option<&'l [Piece]>,
    moved: bool,
}

/// Comments by the block that they stand at (none for the masthead): number and the bytes they are about.
type Comments = HashMap<Option<usize>, Vec<(usize, Option<Range<usize>>)>>;

struct Tracker<'a> {
    source: &'a Source<'a>,
    document: &'a Document<'a>,
    redline: &'a Redline<'a>,
    old: HashMap<Place, Line>,
    new: Vec<Line>,
    stamps: Stamps<'a>,
    edits: BTreeMap<(usize, usize), Edit>,
    splices: BTreeMap<usize, Splices>,
    notes: FootNotes<'a>,
    /// Where the next new paragraph goes: story, byte, and the paragraph before.
    cursor: Option<(usize, usize)>,
    moves: usize,
    /// Comments by the paragraph that they stand at; made before new paragraphs are written.
    comments: Comments,
}

impl<'a> Tracker<'a> {
    fn new(source: &'a Source, document: &'a Document, redline: &'a Redline, stamp: &'a Stamp) -> Self {
        let old: HashMap<Place, Line> = layout::lines(&document.resolution).into_iter().map(|l| (l.place, l)).collect();
        let last = source.texts.values().filter_map(|t| highest_id(t)).max().unwrap_or(0);
        let mut comments = Comments::new();
        let first = notes::first_comment(source);
        for (n, remark) in redline.remarks.iter().enumerate() {
            comments.entry(remark.block.filter(|b| *b < redline.new.body.len())).or_default().push((first + n, remark.span.clone()));
        }
        Tracker {
            source,
            document,
            redline,
            old,
            new: layout::lines(redline.new),
            stamps: Stamps::new(stamp, last),
            edits: BTreeMap::new(),
            splices: BTreeMap::new(),
            notes: FootNotes::new(document, redline.new),
            cursor: None,
            moves: 0,
            comments,
        }
    }

    fn paragraph(&self, story: usize, at: usize) -> &'a Paragraph {
        &self.document.stories[story].paragraphs[at]
    }

    fn tree(&self, story: usize) -> &'a Tree<'a> {
        &self.document.stories[story].tree
    }

    fn edit(&mut self, story: usize, at: usize) -> &mut Edit {
        self.edits.entry((story, at)).or_default()
    }

    fn fresh(&self, story: usize) -> Fresh<'a> {
        Fresh { tree: self.tree(story), is_styled: self.document.is_styled }
    }

    /// The changed parts.
    fn finish(mut self) -> Result<BTreeMap<String, String>, ReadError> {
        let edits = std::mem::take(&mut self.edits);
        for ((story, at), edit) in &edits {
            let may_lose_mark = self.may_lose_mark(*story, *at);
            let (tree, p) = (self.tree(*story), self.paragraph(*story, *at));
            edit::write(tree, p, edit, may_lose_mark, &mut self.stamps, self.splices.entry(*story).or_default());
        }
        let mut out = BTreeMap::new();
        for (story, splices) in std::mem::take(&mut self.splices) {
            if !splices.is_empty() {
                let story = &self.document.stories[story];
                out.insert(story.part.clone(), splices.apply(story.tree.source));
            }
        }
        let notes = self.notes.finish(&mut out, self.redline.remarks, &self.stamps, self.source)?;
        let document = &self.source.parts.document;
        if let Some(name) = notes
            && let Some((text, notes)) = out.get(document).zip(out.get(&name)).and_then(|(text, notes)| order::in_order(text, notes))
        {
            out.extend([(document.clone(), text), (name, notes)]);
        }
        Ok(out)
    }

    /// The last paragraph of a cell and one that ends a section must stay.
    fn may_lose_mark(&self, story: usize, at: usize) -> bool {
        let (tree, p) = (self.tree(story), self.paragraph(story, at));
        let ends_section = tree.child(p.id, "w:pPr").is_some_and(|c| tree.child(c, "w:sectPr").is_some());
        let last_in_cell = p.cell.is_some_and(|c| tree.children(c.cell).filter(|x| tree.is(*x, "w:p")).last() == Some(p.id));
        !ends_section && !last_in_cell
    }
}

/// The highest number that a part gives to changes, comments and bookmarks.
fn highest_id(source: &str) -> Option<u32> {
    source
        .match_indices("w:id=\"")
        .filter_map(|(at, key)| {
            let rest = &source[at + key.len()..];
            rest[..rest.find('"')?].parse().ok()
        })
        .filter(|n| *n < 1 << 30)
        .max()
}
