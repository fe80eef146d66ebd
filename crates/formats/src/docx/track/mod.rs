//! Changes put into a file that is there, as tracked changes: its own runs, styles and parts stay, and what no change touches
//! stays byte for byte.
//!
//! The caller says which block became which and which words differ ([`Redline`]); this module finds them in the file. Edits of
//! one paragraph are gathered first (`edit`), since several lines may stand in one, and written at the end. New notes, changed
//! notes and comments are in `notes`, what is put between paragraphs in `fresh`.
mod edit;
mod fresh;
mod notes;
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
    collections::{BTreeMap, HashMap},
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
    let mut parts: BTreeMap<String, String> = source.texts.iter().filter(|(name, _)| source.resolved.contains(name)).map(|(n, t)| (n.clone(), t.clone())).collect();
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
    comments: HashMap<Option<usize>, Vec<(usize, Option<Range<usize>>)>>,
}

impl<'a> Tracker<'a> {
    fn new(source: &'a Source, document: &'a Document, redline: &'a Redline, stamp: &'a Stamp) -> Self {
        let old: HashMap<Place, Line> = layout::lines(&document.resolution).into_iter().map(|l| (l.place, l)).collect();
        let last = source.texts.values().filter_map(|t| highest_id(t)).max().unwrap_or(0);
        let mut comments: HashMap<Option<usize>, Vec<(usize, Option<Range<usize>>)>> = HashMap::new();
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

    /// Goes through the new text line by line, then strikes what is left of the old one.
    fn entries(&mut self) {
        let new = std::mem::take(&mut self.new);
        let redline = self.redline;
        let mut of_new: HashMap<usize, &BlockChange> = HashMap::new();
        for change in redline.changes {
            match change {
                BlockChange::Kept { new, .. } => of_new.extend(new.iter().map(|n| (*n, change))),
                BlockChange::Added(n) => of_new.extend([(*n, change)]),
                BlockChange::Removed(_) => {}
            }
        }
        let line_of = |block: usize| new.iter().find(|l| l.place == Place::Block(block));
        let mut used: std::collections::HashSet<Place> = std::collections::HashSet::new();
        let mut last_block = None;
        for line in &new {
            let entry = match line.place {
                Place::Block(n) => match of_new.get(&n) {
                    Some(BlockChange::Kept { old, new: into, pieces, moved }) => {
                        let olds: Vec<Place> = old.iter().map(|o| Place::Block(*o)).collect();
                        let together = old.windows(2).chain(into.windows(2)).all(|w| w[0] + 1 == w[1]);
                        if !together {
                            // Parts that other blocks stand between are new ones, each in its place.
                            self.entry(&Entry { old: Vec::new(), new: vec![line], pieces: None, moved: false });
                            continue;
                        }
                        if into.first() != Some(&n) {
                            continue;
                        }
                        let known = olds.iter().all(|o| self.document.spots.contains_key(o) && !used.contains(o));
                        // What stands before its predecessor has moved, whatever the caller says.
                        let place = self.document.spots.get(&olds[0]).map(|s| s.paragraphs.start);
                        let back = !*moved && place < last_block;
                        if !*moved && !back && known {
                            last_block = place.max(last_block);
                        }
                        let news: Vec<&Line> = into.iter().filter_map(|n| line_of(*n)).collect();
                        if known { Entry { old: olds, new: news, pieces: Some(pieces), moved: *moved || back } } else { Entry { old: Vec::new(), new: news, pieces: None, moved: false } }
                    }
                    _ => Entry { old: Vec::new(), new: vec![line], pieces: None, moved: false },
                },
                place if self.document.spots.contains_key(&place) => Entry { old: vec![place], new: vec![line], pieces: None, moved: false },
                _ => Entry { old: Vec::new(), new: vec![line], pieces: None, moved: false },
            };
            used.extend(&entry.old);
            self.entry(&entry);
        }
        let mut left: Vec<Place> = self.document.spots.keys().filter(|p| !used.contains(p)).copied().collect();
        left.sort_by_key(|p| self.document.spots.get(p).map(|s| (s.story, s.paragraphs.start, s.words.start)));
        left.into_iter().for_each(|place| self.remove(place, &Whole::Deleted));
        self.new = new;
    }

    fn entry(&mut self, entry: &Entry) {
        let spots: Vec<&'a Spot> = entry.old.iter().filter_map(|o| self.document.spots.get(o)).collect();
        let is_row = |l: &&Line| matches!(l.role, Role::Body(_, Kind::TableRow, _));
        let rows = entry.new.iter().any(|l| is_row(l)) || entry.old.iter().filter_map(|o| self.old.get(o)).any(|l| is_row(&l));
        match (&spots[..], &entry.new[..]) {
            ([], new) => new.iter().for_each(|l| self.add(l, "w:ins", None)),
            ([spot], [line]) if !entry.moved && rows => self.row(entry.old[0], spot, line),
            ([_], [_]) if entry.moved && !rows => self.moved(entry),
            ([spot], [line]) if !entry.moved => {
                self.change(entry.old[0], spot, line, entry.pieces);
                self.set_cursor(spot);
            }
            ([spot], several) if !rows && !entry.moved && self.can_split(spot) => {
                self.split(entry.old[0], spot, several, entry.pieces.unwrap_or_default());
                self.set_cursor(spot);
            }
            (several, [line]) if !rows && !entry.moved && follow(several) => {
                self.merge(entry, several, line);
                several.last().into_iter().for_each(|s| self.set_cursor(s));
            }
            (_, new) => {
                for old in &entry.old {
                    self.remove(*old, &Whole::Deleted);
                }
                new.iter().for_each(|l| self.add(l, "w:ins", None));
            }
        }
    }

    fn set_cursor(&mut self, spot: &Spot) {
        self.cursor = Some((spot.story, spot.paragraphs.end - 1));
    }

    /// One line that stayed one line.
    fn change(&mut self, place: Place, spot: &'a Spot, new: &Line, pieces: Option<&[Piece]>) {
        let Some(old) = self.old.get(&place).cloned() else { return };
        let p = self.paragraph(spot.story, spot.paragraphs.start);
        self.label(spot, p, old.label.as_deref(), new.label.as_deref());
        let (before, after) = (value(&old), value(new));
        let pieces = match pieces {
            Some(pieces) => pieces.to_vec(),
            None => (self.redline.words)(before.as_str(), after.as_str()),
        };
        self.words(spot, &spot.words, &before, &after, &pieces);
        self.style(spot, old.role, new.role);
    }

    /// A paragraph of the product's own styles takes the style of its new role.
    fn style(&mut self, spot: &Spot, old: Role, new: Role) {
        if self.document.is_styled && old.style() != new.style() && !matches!(new, Role::Field(_)) {
            self.edit(spot.story, spot.paragraphs.start).style = Some(new.style());
        }
    }

    fn label(&mut self, spot: &'a Spot, p: &'a Paragraph, old: Option<&str>, new: Option<&str>) {
        // An automatic number counts by itself.
        if old == new || p.list_label.is_some() {
            return;
        }
        let fresh = self.fresh(spot.story);
        match (&spot.label, new) {
            (Some(range), Some(new)) => {
                let xml = fresh.label(p, new, false, "w:ins", &mut self.stamps);
                let edit = self.edit(spot.story, spot.paragraphs.start);
                edit.deletes.push(range.clone());
                edit.inserts.push(Insertion { at: range.end, before_note: true, xml });
            }
            (Some(range), None) => self.edit(spot.story, spot.paragraphs.start).deletes.push(range.start..spot.words.start),
            (None, Some(new)) => {
                let xml = fresh.label(p, new, true, "w:ins", &mut self.stamps);
                self.edit(spot.story, spot.paragraphs.start).inserts.push(Insertion { at: spot.words.start, before_note: true, xml });
            }
            (None, None) => {}
        }
    }

    fn fresh(&self, story: usize) -> Fresh<'a> {
        Fresh { tree: self.tree(story), styles: &self.document.styles, is_styled: self.document.is_styled }
    }

    /// The words of one paragraph.
    fn words(&mut self, spot: &'a Spot, range: &Range<usize>, old: &Text, new: &Text, pieces: &[Piece]) {
        let p = self.paragraph(spot.story, spot.paragraphs.start);
        let at = spot.paragraphs.start;
        self.words_of(spot.story, at, p, range, old, new, pieces, None);
    }

    /// The words of one paragraph; `breaks` are places of the new text where a paragraph ends, with what is put there.
    #[allow(clippy::too_many_arguments)]
    fn words_of(&mut self, story: usize, at: usize, p: &'a Paragraph, range: &Range<usize>, old: &Text, new: &Text, pieces: &[Piece], breaks: Option<&mut Vec<(usize, String)>>) {
        let mapped = Mapped::of(p, range);
        let mut steps = words::steps(pieces, old.as_str(), new.as_str());
        if mapped.words != old.as_str() {
            // The file says it in another way than the model: all of it is replaced.
            let mut edit = std::mem::take(self.edit(story, at));
            edit.deletes.push(mapped.all());
            let xml = self.inserted(story, p, mapped.all().end, new);
            edit.inserts.push(Insertion { at: mapped.all().end, before_note: false, xml });
            *self.edit(story, at) = edit;
            return;
        }
        let mut no_breaks = Vec::new();
        let breaks = breaks.unwrap_or(&mut no_breaks);
        if !breaks.is_empty() {
            steps = cut_at(&steps, breaks);
        }
        let (old_calls, new_calls) = (words::calls(old), words::calls(new));
        let mut same = words::same_calls(&steps, &old_calls, &new_calls);
        same.retain(|(i, j)| self.notes.has_same_mark(old_calls[*i].1, new_calls[*j].1));
        let kept: Vec<(usize, &str)> = same.iter().map(|(_, j)| new_calls[*j]).collect();
        let mut edit = std::mem::take(self.edit(story, at));
        self.calls(p, range, &same, &old_calls, &new_calls, &mut edit);
        for (step, place, number) in new_among_kept(&steps, &new_calls, &same) {
            let run = self.notes.call(number, self.redline.new, "w:ins", &mut self.stamps);
            let (open, close) = self.stamps.open("w:ins");
            let at = mapped.after(step.old.start + (place - step.new.start));
            edit.inserts.push(Insertion { at, before_note: false, xml: format!("{open}{run}{close}") });
        }
        for (step, equal) in &steps {
            if let Some((_, xml)) = breaks.iter().find(|(b, _)| *b == step.new.start && step.new.len() == 1) {
                // The space between two new paragraphs: what the old text had goes, the break comes.
                let space = if *equal { mapped.range(step.old.clone()) } else { None };
                let at = space.as_ref().map_or_else(|| mapped.after(step.old.end), |s| s.end);
                edit.deletes.extend(space);
                edit.inserts.push(Insertion { at, before_note: false, xml: xml.clone() });
            } else if !*equal {
                edit.deletes.extend(mapped.range(step.old.clone()));
                if !step.new.is_empty() {
                    let at = mapped.after(step.old.end);
                    let before_note = same.iter().any(|(i, j)| old_calls[*i].0 == step.old.end && new_calls[*j].0 >= step.new.end);
                    let xml = self.inserted(story, p, at, &without_kept(new, step.new.clone(), &kept));
                    edit.inserts.push(Insertion { at, before_note, xml });
                }
            }
        }
        for (bytes, on) in words::italics(&steps, old, new) {
            edit.italics.extend(mapped.range(bytes).map(|r| (r, on)));
        }
        *self.edit(story, at) = edit;
    }

    /// Old note marks that go, and the notes of those that stay.
    fn calls(&mut self, p: &'a Paragraph, range: &Range<usize>, same: &[(usize, usize)], old: &[(usize, &str)], new: &[(usize, &str)], edit: &mut Edit) {
        let is_call = |a: &super::story::Atom| matches!(a.kind, AtomKind::Note { .. }) && range.start <= a.range.start && a.range.start <= range.end;
        let atoms: Vec<usize> = (0..p.atoms.len()).filter(|i| is_call(&p.atoms[*i])).collect();
        // A mark that names a note once more is no call; then the marks cannot be told apart by count.
        if atoms.len() != old.len() {
            return;
        }
        for (i, atom) in atoms.into_iter().enumerate() {
            let AtomKind::Note { id, end, typed } = &p.atoms[atom].kind else { continue };
            match same.iter().find(|(o, _)| *o == i) {
                Some((_, j)) => self.notes.keep(&(id.clone(), *end), new[*j].1, self.redline, &mut self.stamps),
                None => {
                    edit.notes.push(atom);
                    if *typed && let Some(mark) = p.atoms.get(atom + 1) {
                        edit.deletes.push(mark.range.clone());
                    }
                    self.notes.strike(&(id.clone(), *end), &mut self.stamps);
                }
            }
        }
    }

    /// New words beside old ones, in the properties of their neighbours.
    fn inserted(&mut self, story: usize, p: &Paragraph, at: usize, words: &Text) -> String {
        let fresh = self.fresh(story);
        let properties = fresh.properties_at(p, at);
        self.new_runs(&fresh, words, &properties, "w:ins")
    }

    fn new_runs(&mut self, fresh: &Fresh, words: &Text, properties: &str, element: &str) -> String {
        let Tracker { notes, stamps, redline, .. } = self;
        let (open, close) = stamps.open(element);
        let content = fresh::runs(words, properties, &mut |number| notes.call(number, redline.new, element, stamps));
        let _ = fresh;
        if content.is_empty() { content } else { format!("{open}{content}{close}") }
    }

    /// An old line that is gone, or goes elsewhere.
    fn remove(&mut self, place: Place, whole: &Whole) {
        let Some(spot) = self.document.spots.get(&place) else { return };
        let Some(line) = self.old.get(&place).cloned() else { return };
        if matches!(line.role, Role::Body(_, Kind::TableRow, _)) {
            return self.remove_row(spot);
        }
        let p = self.paragraph(spot.story, spot.paragraphs.start);
        let rest = [&p.flat[..spot.label.as_ref().map_or(spot.words.start, |l| l.start)], &p.flat[spot.words.end..]].concat();
        let before = if let Place::Field(field, _) = place { field.printed_before().trim() } else { "" };
        if rest.trim() == before || rest.trim().is_empty() {
            for atom in &p.atoms {
                if let AtomKind::Note { id, end, .. } = &atom.kind {
                    self.notes.strike(&(id.clone(), *end), &mut self.stamps);
                }
            }
            self.edit(spot.story, spot.paragraphs.start).whole = whole.clone();
        } else {
            let from = spot.label.as_ref().map_or(spot.words.start, |l| l.start);
            self.edit(spot.story, spot.paragraphs.start).deletes.push(from..spot.words.end);
        }
    }

    /// A paragraph that stands elsewhere: gone here, come there.
    fn moved(&mut self, entry: &Entry) {
        self.moves += 1;
        let name = format!("move{}", self.moves);
        self.remove(entry.old[0], &Whole::MovedFrom(name.clone()));
        let old = self.old.get(&entry.old[0]).cloned();
        self.add(entry.new[0], "w:moveTo", Some((name, old.as_ref(), entry.pieces.unwrap_or_default())));
    }

    /// A new paragraph after the one before. A moved one marks the words that came with it as moved, others as new.
    fn add(&mut self, line: &Line, element: &str, moved: Option<(String, Option<&Line>, &[Piece])>) {
        if matches!(line.role, Role::Body(_, Kind::TableRow, _)) {
            return self.add_row(line);
        }
        let (story, at) = self.place_for(line);
        let fresh = self.fresh(story);
        let model = self.model(line);
        let mark = self.stamps.empty(element);
        let mut xml = fresh.head(line, model, &mark, element, &mut self.stamps);
        let properties = model.map(|(p, tree)| Fresh { tree, ..self.fresh(story) }.properties_at(p, p.flat.len())).unwrap_or_default();
        let around = if let Place::Block(n) = line.place { self.comment_marks(Some(n)) } else { Default::default() };
        xml += &around.0;
        if let Some(label) = line.label.as_ref().filter(|_| !model.is_some_and(|(p, _)| p.list_label.is_some() && !self.document.is_styled)) {
            let came = moved.as_ref().is_some_and(|(_, old, _)| old.is_some_and(|o| o.label.as_ref() == Some(label)));
            xml += &new_label(label, &properties, self.document.is_styled, if came { element } else { "w:ins" }, &mut self.stamps);
        }
        let steps = moved.as_ref().and_then(|(_, old, pieces)| Some(words::steps(pieces, old.as_ref()?.text.as_str(), line.text.as_str())));
        let ranges: Vec<(Range<usize>, &str)> = match steps {
            Some(steps) => steps.into_iter().filter(|(s, _)| !s.new.is_empty()).map(|(s, equal)| (s.new, if equal { element } else { "w:ins" })).collect(),
            None => vec![(0..line.text.as_str().len(), element)],
        };
        for (range, element) in ranges {
            xml += &self.new_runs(&fresh, &without_kept(&line.text, range, &[]), &properties, element);
        }
        xml += &around.1;
        xml += "</w:p>";
        if let Some((name, ..)) = moved {
            let (start, end) = self.stamps.range("w:moveTo", &name);
            xml = format!("{start}{xml}{end}");
        }
        self.splices.entry(story).or_default().insert(at, xml);
    }

    /// Where a new paragraph goes.
    fn place_for(&self, line: &Line) -> (usize, usize) {
        if let Some(at) = self.home(line) {
            return (MAIN, at);
        }
        let start = || {
            let first = self.document.spots.values().filter(|s| s.story == MAIN).map(|s| s.paragraphs.start).min();
            let tree = self.tree(MAIN);
            let body = tree.child(tree.root(), "w:body").map_or(0, |b| tree.inner(b).start);
            (MAIN, first.map_or(body, |p| self.outside(MAIN, p).start))
        };
        let Some((story, at)) = self.cursor else { return start() };
        let outside = matches!(line.role, Role::Field(f) if !f.in_table()) || !matches!(line.role, Role::Field(_));
        // What is not of the page's head does not go into it.
        if outside && story != MAIN {
            return start();
        }
        let range = if outside { self.outside(story, at) } else { self.tree(story).outer(self.paragraph(story, at).id) };
        (story, range.end)
    }

    /// The bytes of a paragraph, or of the table that it lies in.
    fn outside(&self, story: usize, at: usize) -> Range<usize> {
        let p = self.paragraph(story, at);
        self.tree(story).outer(p.cell.map_or(p.id, |c| c.table))
    }

    /// The cell of the masthead table for a line that the old text did not have.
    fn home(&self, line: &Line) -> Option<usize> {
        let Role::Field(field) = line.role else { return None };
        if !self.document.is_styled || !field.in_table() {
            return None;
        }
        let tree = self.tree(MAIN);
        let table = self.document.stories[MAIN].paragraphs.first()?.cell?.table;
        let row = tree.children(table).filter(|c| tree.is(*c, "w:tr")).nth(usize::from(field != Field::Symbol))?;
        let cell = tree.children(row).filter(|c| tree.is(*c, "w:tc")).nth(if field == Field::Organ { 1 } else { 2 })?;
        // After the line that comes before it on the page, if that is there.
        let order = |f: Field| Field::ALL.iter().position(|x| *x == f);
        let paragraphs = tree.children(cell).filter(|c| tree.is(*c, "w:p"));
        let before = paragraphs.filter(|p| {
            let style = tree.child(*p, "w:pPr").and_then(|c| tree.value(c, "w:pStyle"));
            style.and_then(|s| Role::of_style(&s)).is_some_and(|r| matches!(r, Role::Field(f) if order(f) <= order(field)))
        });
        let at = before.last().map(|p| tree.outer(p).end);
        Some(at.unwrap_or_else(|| tree.child(cell, "w:tcPr").map_or(tree.inner(cell).start, |c| tree.outer(c).end)))
    }

    /// A paragraph of the file that looks as the new one should.
    fn model(&self, line: &Line) -> Option<(&'a Paragraph, &'a Tree<'a>)> {
        let of = |role: &dyn Fn(Role) -> bool| {
            let mut found: Vec<&Spot> = self.old.values().filter(|l| role(l.role)).filter_map(|l| self.document.spots.get(&l.place)).collect();
            let near = self.cursor.map_or(0, |(_, at)| at);
            found.sort_by_key(|s| (s.paragraphs.start.abs_diff(near), s.paragraphs.start));
            found.first().map(|s| (self.paragraph(s.story, s.paragraphs.start), self.tree(s.story)))
        };
        let same_kind = |r: Role| match (r, line.role) {
            (Role::Body(_, a, x), Role::Body(_, b, y)) => a == b && x == y,
            (a, b) => a == b,
        };
        let kin = |r: Role| match (r, line.role) {
            (Role::Body(_, a, _), Role::Body(_, b, _)) => a == b,
            (Role::Field(_), Role::Field(_)) => true,
            _ => false,
        };
        of(&|r| r == line.role).or_else(|| of(&same_kind)).or_else(|| of(&kin))
    }

    /// A paragraph can be broken where no link or field lies around its words.
    fn can_split(&self, spot: &Spot) -> bool {
        let (tree, p) = (self.tree(spot.story), self.paragraph(spot.story, spot.paragraphs.start));
        let direct: std::collections::HashSet<_> = tree.children(p.id).collect();
        p.atoms.iter().all(|a| direct.contains(&a.run)) && p.list_label.is_none() && p.cell.is_none()
    }

    /// One paragraph becomes several: breaks are put in.
    fn split(&mut self, place: Place, spot: &'a Spot, new: &[&Line], pieces: &[Piece]) {
        let Some(old) = self.old.get(&place).cloned() else { return };
        let (story, at) = (spot.story, spot.paragraphs.start);
        let (tree, p) = (self.tree(story), self.paragraph(story, at));
        let styled = |l: &Line| (self.document.is_styled && l.role.style() != old.role.style()).then(|| l.role.style());
        let styles: Vec<Option<String>> = new.iter().map(|l| styled(l)).collect();
        let joined = joined(new.iter().map(|l| &l.text));
        let mut breaks = Vec::new();
        let mut end = 0;
        let last = new.len() - 1;
        let properties_of = |n: usize, stamps: &mut Stamps| {
            if n == last {
                edit::changed_properties(tree, p, None, styles[n].as_deref(), stamps)
            } else {
                let mark = stamps.empty("w:ins");
                let whole = edit::changed_properties(tree, p, Some(&mark), None, stamps);
                // A paragraph that is new needs no trace of its style.
                match &styles[n] {
                    Some(style) => format!("<w:pPr><w:pStyle w:val=\"{style}\"/><w:rPr>{mark}</w:rPr></w:pPr>"),
                    None => whole,
                }
            }
        };
        for (n, line) in new.iter().enumerate().skip(1) {
            end += new[n - 1].text.as_str().len();
            let properties = properties_of(n, &mut self.stamps);
            let fresh = self.fresh(story);
            let label = line.label.as_ref().map(|l| fresh.label(p, l, true, "w:ins", &mut self.stamps)).unwrap_or_default();
            breaks.push((end, format!("</w:p><w:p>{properties}{label}")));
            end += 1;
        }
        let first = properties_of(0, &mut self.stamps);
        self.edit(story, at).split = Some(first);
        self.label(spot, p, old.label.as_deref(), new[0].label.as_deref());
        self.words_of(story, at, p, &spot.words, &old.text, &joined, pieces, Some(&mut breaks));
    }

    /// Several paragraphs become one: the marks between them go.
    fn merge(&mut self, entry: &Entry, spots: &[&'a Spot], new: &Line) {
        let olds: Vec<Line> = entry.old.iter().filter_map(|o| self.old.get(o).cloned()).collect();
        let whole = joined(olds.iter().map(|l| &l.text));
        let steps = words::steps(entry.pieces.unwrap_or_default(), whole.as_str(), new.text.as_str());
        let mut start = 0;
        let last = spots.len() - 1;
        for (n, (spot, old)) in spots.iter().zip(&olds).enumerate() {
            let p = self.paragraph(spot.story, spot.paragraphs.start);
            self.label(spot, p, old.label.as_deref(), new.label.as_deref().filter(|_| n == 0));
            let range = start..start + old.text.as_str().len();
            let (pieces, part) = part_of(&steps, &range, whole.as_str(), &new.text, n < last);
            self.words(spot, &spot.words, &old.text, &part, &pieces);
            let edit = self.edit(spot.story, spot.paragraphs.start);
            edit.joins = n < last;
            if n == last {
                self.style(spot, old.role, new.role);
            }
            start = range.end + 1;
        }
    }

    /// A table row whose cells changed.
    fn row(&mut self, place: Place, spot: &'a Spot, new: &Line) {
        let Some(old) = self.old.get(&place).cloned() else { return };
        let (before, after) = (old.text.cells(), new.text.cells());
        let simple = before.len() == spot.paragraphs.len() && before.len() == after.len();
        let both_rows = matches!((old.role, new.role), (Role::Body(_, Kind::TableRow, _), Role::Body(_, Kind::TableRow, _)));
        if old.text == new.text && both_rows {
            return self.set_cursor(spot);
        }
        if !simple || !both_rows {
            self.remove(place, &Whole::Deleted);
            self.set_cursor(spot);
            return self.add(new, "w:ins", None);
        }
        for (n, (a, b)) in before.iter().zip(&after).enumerate() {
            let at = spot.paragraphs.start + n;
            let p = self.paragraph(spot.story, at);
            let pieces = (self.redline.words)(a.as_str(), b.as_str());
            self.words_of(spot.story, at, p, &(0..p.flat.len()), a, b, &pieces, None);
        }
        self.set_cursor(spot);
    }

    fn remove_row(&mut self, spot: &'a Spot) {
        let tree = self.tree(spot.story);
        let Some(cell) = self.paragraph(spot.story, spot.paragraphs.start).cell else { return };
        for at in spot.paragraphs.clone() {
            self.edit(spot.story, at).whole = Whole::Deleted;
        }
        let mark = self.stamps.empty("w:del");
        let splices = self.splices.entry(spot.story).or_default();
        match tree.child(cell.row, "w:trPr") {
            Some(properties) if tree.is_empty_tag(properties) => splices.replace(tree.outer(properties), format!("<w:trPr>{mark}</w:trPr>")),
            Some(properties) => splices.insert(tree.inner(properties).end, mark),
            None => splices.insert(tree.inner(cell.row).start, format!("<w:trPr>{mark}</w:trPr>")),
        }
    }

    /// A new row, in the table of the row before it, or in a table of its own.
    fn add_row(&mut self, line: &Line) {
        let cells = line.text.cells();
        let fresh = self.fresh(MAIN);
        let words: Vec<String> = cells.iter().map(|cell| self.new_runs(&fresh, cell, "", "w:ins")).collect();
        let style = self.document.is_styled.then(|| line.role.style());
        let before = self.cursor.filter(|(story, _)| *story == MAIN).and_then(|(_, at)| self.paragraph(MAIN, at).cell);
        let is_row = |at: usize| self.document.spots.iter().any(|(_, s)| s.story == MAIN && s.paragraphs.contains(&at) && s.words.is_empty());
        let in_row = before.filter(|_| self.cursor.is_some_and(|(_, at)| is_row(at)));
        let tree = self.tree(MAIN);
        let columns = in_row.map_or(cells.len(), |c| tree.children(c.row).filter(|t| tree.is(*t, "w:tc")).count()).max(cells.len());
        let xml = fresh::row(style.as_deref(), &words, columns, &mut self.stamps);
        match in_row {
            Some(cell) => {
                let at = tree.outer(cell.row).end;
                self.splices.entry(MAIN).or_default().insert(at, xml);
            }
            None => {
                let (story, at) = self.place_for(line);
                let table = write::table_start(columns, self.document.is_styled, "");
                self.splices.entry(story).or_default().insert(at, format!("{table}{xml}</w:tbl><w:p/>"));
            }
        }
    }

    /// The symbol at the head of the other pages.
    fn running_heads(&mut self) -> Result<(), ReadError> {
        let (old, new) = (self.document.resolution.symbol(), self.redline.new.symbol());
        if old == new || old.is_empty() || new.is_empty() {
            return Ok(());
        }
        let read: Vec<&str> = self.document.stories.iter().map(|s| s.part.as_str()).collect();
        let heads = self.source.parts.relations.iter().filter(|r| r.kind == "header" && !read.contains(&r.target.as_str()));
        for name in heads.map(|r| r.target.clone()) {
            let Some(text) = self.source.texts.get(&name) else { continue };
            let around = Around { styles: &self.document.styles, links: HashMap::new() };
            let story = Story::read(&name, Tree::parse(text, &name)?, &around, &mut Numbering::default());
            let mut splices = Splices::default();
            for p in &story.paragraphs {
                let Some(at) = p.flat.find(&old) else { continue };
                let fresh = Fresh { tree: &story.tree, styles: &self.document.styles, is_styled: self.document.is_styled };
                let text = Text::plain(&new);
                let properties = fresh.properties_at(p, at + old.len());
                let xml = self.new_runs(&fresh, &text, &properties, "w:ins");
                let edit = Edit { deletes: vec![at..at + old.len()], inserts: vec![Insertion { at: at + old.len(), before_note: false, xml }], ..Edit::default() };
                edit::write(&story.tree, p, &edit, false, &mut self.stamps, &mut splices);
            }
            if !splices.is_empty() {
                self.notes.parts.insert(name, splices.apply(text));
            }
        }
        Ok(())
    }

    /// Comments at the paragraphs that stayed.
    fn remarks(&mut self) {
        let mut places: Vec<Option<usize>> = self.comments.keys().copied().collect();
        places.sort_unstable();
        for block in places {
            let spot = match block {
                Some(n) => self.redline.changes.iter().find_map(|c| match c {
                    BlockChange::Kept { old, new, moved: false, .. } if new.contains(&n) => self.document.spots.get(&Place::Block(*old.first()?)),
                    _ => None,
                }),
                None => self.head_spot(),
            };
            let Some(spot) = spot else { continue };
            let p = self.paragraph(spot.story, spot.paragraphs.start);
            let mapped = Mapped::of(p, &spot.words);
            let comments = self.comments.remove(&block).unwrap_or_default();
            let (spans, wholes): (Vec<_>, Vec<_>) = comments.into_iter().partition(|(_, s)| s.as_ref().is_some_and(|s| s.start < s.end && s.end <= mapped.words.len()));
            for (id, span) in spans {
                let Some(range) = span.and_then(|s| mapped.range(s)) else { continue };
                let edit = self.edit(spot.story, spot.paragraphs.start);
                let (start, end) = notes::comment_marks(id);
                edit.inserts.insert(0, Insertion { at: range.start, before_note: false, xml: start });
                edit.inserts.push(Insertion { at: range.end, before_note: true, xml: end });
            }
            if !wholes.is_empty() {
                let (mut start, mut end) = (String::new(), String::new());
                for (id, _) in wholes {
                    let marks = notes::comment_marks(id);
                    start += &marks.0;
                    end += &marks.1;
                }
                self.edit(spot.story, spot.paragraphs.start).around = Some((start, end));
            }
        }
    }

    /// Where a remark on the masthead or the text as a whole stands: comments cannot stand in the head of a page.
    fn head_spot(&self) -> Option<&'a Spot> {
        let mut spots: Vec<&Spot> = self.document.spots.values().filter(|s| s.story == MAIN).collect();
        spots.sort_by_key(|s| s.paragraphs.start);
        spots.first().copied()
    }

    /// The marks of the comments at a new paragraph.
    fn comment_marks(&mut self, block: Option<usize>) -> (String, String) {
        let (mut start, mut end) = (String::new(), String::new());
        for (id, _) in self.comments.remove(&block).unwrap_or_default() {
            let marks = notes::comment_marks(id);
            start += &marks.0;
            end += &marks.1;
        }
        (start, end)
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
        self.notes.finish(&mut out, self.redline.remarks, &self.stamps, self.source)?;
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

/// The value of a line: without what is printed before it.
fn value(line: &Line) -> Text {
    let before = if let Place::Field(field, _) = line.place { field.printed_before() } else { "" };
    let mut text = line.text.clone();
    if !before.is_empty() && text.as_str().starts_with(before) {
        text.replace(0..before.len(), "");
    }
    text
}

/// Texts joined by a space.
fn joined<'t>(texts: impl Iterator<Item = &'t Text>) -> Text {
    let mut out = Text::default();
    for (n, text) in texts.enumerate() {
        if n > 0 {
            out.push(" ");
        }
        out.append(text);
    }
    out
}

/// Paragraphs that follow one another in the file.
fn follow(spots: &[&Spot]) -> bool {
    spots.windows(2).all(|w| w[0].story == w[1].story && w[0].paragraphs.end == w[1].paragraphs.start)
}

/// Steps cut so that the space at each break is a step of its own.
fn cut_at(steps: &[(Step, bool)], breaks: &[(usize, String)]) -> Vec<(Step, bool)> {
    let mut out = Vec::new();
    for (step, equal) in steps {
        let mut rest = step.clone();
        for (b, _) in breaks {
            if !(rest.new.start <= *b && *b < rest.new.end) {
                continue;
            }
            for cut in [*b, *b + 1] {
                let n = cut - rest.new.start;
                if n > 0 {
                    let old = if *equal { rest.old.start..rest.old.start + n } else { rest.old.start..rest.old.start };
                    out.push((Step { old: old.clone(), new: rest.new.start..cut }, *equal));
                    rest = Step { old: old.end..rest.old.end, new: cut..rest.new.end };
                }
            }
        }
        if !rest.old.is_empty() || !rest.new.is_empty() {
            out.push((rest, *equal));
        }
    }
    out
}

/// The pieces of one of several old paragraphs that become one, and the new words that come of it. The space that joins it to
/// the next one is new in the file.
fn part_of(steps: &[(Step, bool)], range: &Range<usize>, old: &str, new: &Text, joins: bool) -> (Vec<Piece>, Text) {
    let mut pieces = Vec::new();
    let (mut from, mut to) = (None, 0);
    let mut take = |r: Range<usize>| {
        from.get_or_insert(r.start);
        to = r.end;
    };
    // The joining space belongs to the paragraph before it.
    let end = range.end + usize::from(joins);
    for (step, equal) in steps {
        let (a, b) = (step.old.start.max(range.start), step.old.end.min(end));
        if *equal && a < b {
            let n = step.new.start + (a - step.old.start);
            let own = b.min(range.end);
            if a < own {
                pieces.push(Piece::Equal(old[a..own].to_owned()));
            }
            if b > range.end {
                pieces.push(Piece::Insert(" ".into()));
            }
            take(n..n + (b - a));
        } else if !*equal && step.new.is_empty() && a < b.min(range.end) {
            pieces.push(Piece::Delete(old[a..b.min(range.end)].to_owned()));
        } else if !*equal && !step.new.is_empty() {
            let here = range.start < step.old.start && step.old.start <= end || step.old.start == range.start && range.start == 0;
            if here {
                pieces.push(Piece::Insert(new.as_str()[step.new.clone()].to_owned()));
                take(step.new.clone());
            }
        }
    }
    let from = from.unwrap_or(0);
    (pieces, sliced(new, from..to.max(from)))
}

/// A part of a text, with the marks in it.
fn sliced(text: &Text, range: Range<usize>) -> Text {
    without_kept(text, range, &[])
}

/// A printed number in a new paragraph, and its tab.
fn new_label(label: &str, properties: &str, is_styled: bool, element: &str, stamps: &mut Stamps) -> String {
    let style = if is_styled { format!("<w:rStyle w:val=\"{}\"/>", layout::NUMBER) } else { String::new() };
    let (open, close) = stamps.open(element);
    let (number, tab) = (fresh::wrapped(&format!("{style}{properties}")), fresh::wrapped(properties));
    format!("{open}<w:r>{number}<w:t xml:space=\"preserve\">{}</w:t></w:r><w:r>{tab}<w:tab/></w:r>{close}", escaped(label))
}

/// Marks that are new among words that stayed, with the words' step: not those at the end of new words, which come with them.
fn new_among_kept<'s>(steps: &'s [(Step, bool)], calls: &[(usize, &'s str)], same: &[(usize, usize)]) -> Vec<(&'s Step, usize, &'s str)> {
    let mut out = Vec::new();
    for (_, (place, number)) in calls.iter().enumerate().filter(|(j, _)| !same.iter().any(|(_, k)| k == j)) {
        let with_new = |(s, equal): &(Step, bool)| !*equal && !s.new.is_empty() && (s.new.start < *place && *place <= s.new.end || *place == 0 && s.new.start == 0);
        let among = |(s, equal): &&(Step, bool)| *equal && s.new.start <= *place && *place <= s.new.end;
        if !steps.iter().any(with_new) {
            out.extend(steps.iter().find(among).map(|(s, _)| (s, *place, *number)));
        }
    }
    out
}

/// The highest number that a part gives to changes, comments and bookmarks.
fn highest_id(source: &str) -> Option<u32> {
    source.match_indices("w:id=\"").filter_map(|(at, key)| {
        let rest = &source[at + key.len()..];
        rest[..rest.find('"')?].parse().ok()
    }).filter(|n| *n < 1 << 30).max()
}
