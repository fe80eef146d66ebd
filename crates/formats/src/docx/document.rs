//! From the paragraphs of a Word file to the resolution: what both ways of reading share (notes, the map from lines back to
//! paragraphs). A file with the product's own styles is read by them in `styled`, any other by its words in `foreign`.
use super::{
    carried::Carried,
    foreign,
    layout::{Place, Role},
    numbering::Numbering,
    source::Source,
    story::{self, Around, AtomKind, Story},
    styled,
    styles::Styles,
    xml::{Id, Tree},
};
use crate::{ReadError, text::body};
use chancery_model::{Note, Resolution, Text};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Where a line of the resolution stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// Which story.
    pub story: usize,
    /// Its paragraphs: one, or those of a table row.
    pub paragraphs: Range<usize>,
    /// The characters of its typed label in the first paragraph.
    pub label: Option<Range<usize>>,
    /// The characters of its words in the first paragraph.
    pub words: Range<usize>,
}

/// A note of the file.
pub(super) struct FileNote {
    /// `w:footnote` or `w:endnote`.
    pub id: Id,
    pub key: (String, bool),
    pub paragraphs: Vec<story::Paragraph>,
    /// Where its words begin in the first paragraph.
    pub from: usize,
}

/// A Word file read.
pub(super) struct Document<'a> {
    pub stories: Vec<Story<'a>>,
    pub footnotes: Option<Tree<'a>>,
    /// Notes by number, in the order of their calls.
    pub notes: Vec<(String, FileNote)>,
    pub styles: Styles,
    pub resolution: Resolution,
    pub spots: HashMap<Place, Spot>,
    /// It has the product's own styles.
    pub is_styled: bool,
}

/// The story of the document part; the masthead of the page's head is another.
pub(super) const MAIN: usize = 0;

impl<'a> Document<'a> {
    pub fn read(source: &'a Source) -> Result<Self, ReadError> {
        let parse = |kind: &str| source.of_kind(kind).map(|(name, text)| Tree::parse(text, name)).transpose();
        let styles = parse("styles")?.map(|t| Styles::read(&t)).unwrap_or_default();
        let mut numbering = parse("numbering")?.map(|t| Numbering::read(&t)).unwrap_or_default();
        let around = Around { styles: &styles, links: source.parts.links() };
        let name = &source.parts.document;
        let tree = Tree::parse(&source.texts[name], name)?;
        if !tree.is(tree.root(), "w:document") {
            return Err(super::package::fault(
                name,
                "the document is not written with Word's usual names; open it in Word or LibreOffice and save it as .docx",
            ));
        }
        let mut stories = vec![Story::read(name, tree, &around, &mut numbering)];
        let is_styled =
            stories[MAIN].paragraphs.iter().filter_map(|p| p.style.as_deref()).any(|s| matches!(Role::of_style(s), Some(Role::Body(..) | Role::Title)));
        if !is_styled {
            for name in heads(&stories[MAIN].tree, source) {
                let Some(text) = source.texts.get(&name) else { continue };
                stories.push(Story::read(&name, Tree::parse(text, &name)?, &around, &mut numbering));
            }
        }
        let footnotes = parse("footnotes")?;
        let endnotes = parse("endnotes")?;
        let mut file_notes = HashMap::new();
        let around = Around { styles: &styles, links: source.parts.note_links() };
        for (tree, end) in footnotes.iter().map(|t| (t, false)).chain(endnotes.iter().map(|t| (t, true))) {
            read_notes(tree, end, &around, &mut numbering, &mut file_notes);
        }
        let (numbers, notes) = number_notes(&stories, file_notes);
        let read_notes = notes.iter().map(|(number, n)| Note { number: number.clone(), text: note_text(n) }).collect();
        let (mut resolution, spots) =
            if is_styled { styled::read(&stories[MAIN], &styles, &numbers, read_notes)? } else { foreign::read(&stories, &numbers, read_notes)? };
        if is_styled {
            let carried = source.parts.relations.iter().filter(|r| r.kind == "customXml");
            let mut trees = carried.filter_map(|r| Tree::parse(source.texts.get(&r.target)?, &r.target).ok());
            let carried = trees.find_map(|t| Carried::read(&t)).unwrap_or_default();
            identify(&mut resolution, &carried, &stories[MAIN], &spots);
            resolution.record = carried.record;
        }
        Ok(Document { stories, footnotes, notes, resolution, spots, is_styled, styles })
    }
}

/// Gives blocks the identifiers that their paragraphs carry.
fn identify(r: &mut Resolution, carried: &Carried, story: &Story, spots: &HashMap<Place, Spot>) {
    if carried.identifiers.is_empty() {
        return;
    }
    for (n, block) in r.body.iter_mut().enumerate() {
        let Some(spot) = spots.get(&Place::Block(n)) else { continue };
        let paragraphs = &story.paragraphs[spot.paragraphs.clone()];
        block.guid = paragraphs.iter().find_map(|p| carried.identifier(&story.tree, p.id)).cloned();
    }
}

impl Document<'_> {
    /// The words of a called note; those that stand before the body come first in the resolution.
    pub fn words_of_note(&self, key: &(String, bool)) -> Option<&Text> {
        let at = self.notes.iter().position(|(_, n)| n.key == *key)?;
        let front = (0..).take_while(|n| self.spots.contains_key(&Place::Note(*n))).count();
        self.resolution.notes.get(front + at).map(|n| &n.text)
    }

    /// The numbers of notes whose marks somebody typed.
    pub fn typed_numbers(&self) -> HashSet<String> {
        let atoms = self.stories.iter().flat_map(|s| &s.paragraphs).flat_map(|p| &p.atoms);
        let typed = atoms.filter_map(|a| if let AtomKind::Note { id, end, typed: true } = &a.kind { Some((id.clone(), *end)) } else { None });
        typed.filter_map(|key| self.notes.iter().find(|(_, n)| n.key == key).map(|(number, _)| number.clone())).collect()
    }
}

/// The names of the headers of the first page.
fn heads(tree: &Tree, source: &Source) -> Vec<String> {
    let first = |d: &Id| tree.is(*d, "w:headerReference") && tree.attribute(*d, "w:type").is_some_and(|t| t == "first");
    let mut names: Vec<String> = Vec::new();
    for d in tree.descendants(tree.root()).filter(first) {
        if let Some(name) = tree.attribute(d, "r:id").and_then(|id| source.parts.target(&id).map(str::to_owned)).filter(|n| !names.contains(n)) {
            names.push(name);
        }
    }
    names.truncate(1);
    names
}

fn read_notes(tree: &Tree, end: bool, around: &Around, numbering: &mut Numbering, out: &mut HashMap<(String, bool), FileNote>) {
    let name = if end { "w:endnote" } else { "w:footnote" };
    for id in tree.children(tree.root()).filter(|c| tree.is(*c, name)) {
        // Separators have a type.
        if tree.attribute(id, "w:type").is_some_and(|t| t != "normal") {
            continue;
        }
        let key = (tree.attribute(id, "w:id").unwrap_or_default().into_owned(), end);
        let paragraphs = story::paragraphs(tree, id, around, numbering);
        out.insert(key.clone(), FileNote { id, key, paragraphs, from: 0 });
    }
}

/// Notes by number: counted in the order of their calls, or as somebody typed the mark.
type Numbers = HashMap<(String, bool), String>;

fn number_notes(stories: &[Story], mut notes: HashMap<(String, bool), FileNote>) -> (Numbers, Vec<(String, FileNote)>) {
    let (mut numbers, mut out) = (Numbers::new(), Vec::new());
    let (mut feet, mut ends) = (0, 0);
    for p in stories.iter().flat_map(|s| &s.paragraphs) {
        for (i, atom) in p.atoms.iter().enumerate() {
            let AtomKind::Note { id, end, typed } = &atom.kind else { continue };
            let Some(mut note) = notes.remove(&(id.clone(), *end)) else { continue };
            let mark = p.atoms.get(i + 1).filter(|next| *typed && next.run == atom.run).map(|next| p.flat[next.range.clone()].trim().to_owned());
            let number = mark.unwrap_or_else(|| {
                let count = if *end { &mut ends } else { &mut feet };
                *count += 1;
                count.to_string()
            });
            if let Some(first) = note.paragraphs.first() {
                let start = first.flat.len() - first.flat.trim_start().len();
                // The typed mark stands before the note's words too.
                let words = &first.flat[start..];
                let rest = words.strip_prefix(&number).filter(|_| *typed).unwrap_or(words).trim_start();
                note.from = first.flat.len() - rest.len();
            }
            numbers.insert(note.key.clone(), number.clone());
            out.push((number, note));
        }
    }
    (numbers, out)
}

fn note_text(note: &FileNote) -> Text {
    let mut text = Text::default();
    let none = HashMap::new();
    for (i, p) in note.paragraphs.iter().enumerate() {
        let piece = p.text(if i == 0 { note.from } else { 0 }..p.flat.len(), &none);
        if i > 0 && !piece.as_str().is_empty() {
            text.push(" ");
        }
        text.append(&piece);
    }
    text.finish()
}

/// The label that somebody typed at the head of a paragraph, and where its words begin.
pub(super) fn typed_label(flat: &str) -> Option<(Range<usize>, usize)> {
    let start = flat.len() - flat.trim_start().len();
    let (label, rest, _) = body::label(&flat[start..])?;
    Some((start..start + label.len(), flat.len() - rest.len()))
}
