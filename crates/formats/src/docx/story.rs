//! The paragraphs of a part, in reading order, with every character tied to the element that it came from: text boxes,
//! tables, fields, links and notes included. Which paragraph is what of a resolution is not known here.
use super::{
    layout,
    numbering::Numbering,
    styles::{self, Format, Styles},
    xml::{Id, Tree},
};
use chancery_model::{MarkKind, Text};
use std::{collections::HashMap, ops::Range, rc::Rc};

/// A piece of a paragraph's characters that came from one element.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub kind: AtomKind,
    /// The run, and the element in it.
    pub run: Id,
    pub node: Id,
    /// Its characters in [`Paragraph::flat`].
    pub range: Range<usize>,
    pub italic: bool,
    pub bold: bool,
    pub superscript: bool,
    /// It is a printed number (by its style).
    pub number: bool,
    /// It is a note's typed mark (by its style).
    pub mark: bool,
    pub link: Option<Rc<str>>,
}

/// What an atom is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum AtomKind {
    /// Characters of `w:t`.
    Text,
    /// A tab, a line break, a hyphen: one element, one character.
    Sign,
    /// The mark of a footnote or endnote: id and whether it is an endnote; the typed mark follows.
    Note { id: String, end: bool, typed: bool },
}

/// A paragraph's row and cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell {
    pub table: Id,
    pub row: Id,
    pub cell: Id,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub id: Id,
    pub style: Option<String>,
    /// The label that an automatic list gives it.
    pub list_label: Option<String>,
    /// Outline level of its style or its own.
    pub outline: Option<u8>,
    pub cell: Option<Cell>,
    pub flat: String,
    pub atoms: Vec<Atom>,
}

/// The paragraphs of a part.
pub(super) struct Story<'a> {
    /// Name of the part.
    pub part: String,
    pub tree: Tree<'a>,
    pub paragraphs: Vec<Paragraph>,
}

/// What the reading of a part needs beside it.
pub(super) struct Around<'a> {
    pub styles: &'a Styles,
    pub links: HashMap<&'a str, &'a str>,
}

impl<'a> Story<'a> {
    /// Reads the paragraphs below an element of a part (the root, or one note).
    pub fn read(part: &str, tree: Tree<'a>, around: &Around, numbering: &mut Numbering) -> Self {
        let paragraphs = paragraphs(&tree, tree.root(), around, numbering);
        Story { part: part.to_owned(), tree, paragraphs }
    }
}

/// The paragraphs below an element.
pub(super) fn paragraphs(tree: &Tree, below: Id, around: &Around, numbering: &mut Numbering) -> Vec<Paragraph> {
    let mut walk = Walk { tree, around, numbering, out: Vec::new() };
    walk.blocks(below, None);
    walk.out
}

struct Walk<'a> {
    tree: &'a Tree<'a>,
    around: &'a Around<'a>,
    numbering: &'a mut Numbering,
    out: Vec<Paragraph>,
}

impl Walk<'_> {
    fn blocks(&mut self, id: Id, cell: Option<Cell>) {
        for child in self.tree.children(id) {
            match self.tree.name(child) {
                "w:p" => self.paragraph(child, cell),
                "w:tbl" => self.table(child, cell),
                "w:sectPr" | "w:sdtPr" | "w:sdtEndPr" | "w:tcPr" => {}
                "mc:AlternateContent" => self.chosen(child).into_iter().for_each(|c| self.blocks(c, cell)),
                _ => self.blocks(child, cell),
            }
        }
    }

    /// Of several forms of the same content the first with text.
    fn chosen(&self, id: Id) -> Option<Id> {
        let has_text = |c: &Id| self.tree.descendants(*c).any(|d| self.tree.is(d, "w:t"));
        self.tree.children(id).find(has_text)
    }

    /// A table within a cell belongs to the cell.
    fn table(&mut self, table: Id, outer: Option<Cell>) {
        let tree = self.tree;
        let rows = |id: Id| tree.descendants(id).filter(move |d| tree.is(*d, "w:tr"));
        let mut end = 0;
        for row in rows(table) {
            // Rows of inner tables lie within the row before.
            if tree.outer(row).start < end {
                continue;
            }
            end = tree.outer(row).end;
            let mut cells: Vec<Id> = Vec::new();
            for child in tree.children(row) {
                match tree.name(child) {
                    "w:tc" => cells.push(child),
                    "w:sdt" | "w:customXml" => cells.extend(tree.descendants(child).filter(|d| tree.is(*d, "w:tc")).take(1)),
                    _ => {}
                }
            }
            for cell in cells {
                self.blocks(cell, outer.or(Some(Cell { table, row, cell })));
            }
        }
    }

    fn paragraph(&mut self, id: Id, cell: Option<Cell>) {
        let tree = self.tree;
        let properties = tree.child(id, "w:pPr");
        let style = properties.and_then(|p| tree.value(p, "w:pStyle")).map(|s| s.into_owned());
        let mut format = self.around.styles.of_paragraph(style.as_deref());
        if style.as_deref().and_then(layout::Role::of_style).is_some() {
            // The product's own styles set whole paragraphs in italics: that is their look, no emphasis.
            format.italic = None;
        }
        let outline = properties.and_then(|p| styles::outline(tree, p)).or(format.outline).filter(|l| *l < 9);
        let mut list = properties.and_then(|p| styles::list(tree, p));
        if let Some((number, level)) = list.as_mut().filter(|(_, level)| level.is_none()) {
            *level = format.list.as_ref().filter(|(n, _)| n == number).and_then(|(_, l)| *l);
        }
        let list = list.or_else(|| format.list.clone()).filter(|(number, _)| number != "0");
        let mut p = Paragraph { id, style, list_label: None, outline, cell, flat: String::new(), atoms: Vec::new() };
        let mut boxes = Vec::new();
        self.inline(id, &format, None, &mut p, &mut boxes);
        // A list counts paragraphs that have something to say.
        if !p.flat.trim().is_empty() {
            p.list_label = list.and_then(|(number, level)| self.numbering.next(&number, level.unwrap_or(0)));
        }
        // A text box stands beside the paragraph that holds it; it is read before.
        boxes.into_iter().for_each(|b| self.blocks(b, cell));
        self.out.push(p);
    }

    fn inline(&self, id: Id, format: &Format, link: Option<&Rc<str>>, p: &mut Paragraph, boxes: &mut Vec<Id>) {
        let tree = self.tree;
        for child in tree.children(id) {
            match tree.name(child) {
                "w:pPr" | "w:sdtPr" | "w:sdtEndPr" | "w:smartTagPr" | "w:customXmlPr" => {}
                "w:r" | "m:r" => self.run(child, format, link, p, boxes),
                "w:hyperlink" => {
                    let anchor = tree.attribute(child, "w:anchor").map(|a| format!("#{a}"));
                    let target = tree.attribute(child, "r:id").and_then(|id| self.around.links.get(id.as_ref()).map(|t| (*t).to_owned()));
                    let to: Option<Rc<str>> = target.map(|t| anchor.clone().map_or(t.clone(), |a| format!("{t}{a}"))).or(anchor).map(Rc::from);
                    self.inline(child, format, to.as_ref().or(link), p, boxes);
                }
                "mc:AlternateContent" => self.chosen(child).into_iter().for_each(|c| self.inline(c, format, link, p, boxes)),
                _ => self.inline(child, format, link, p, boxes),
            }
        }
    }

    fn run(&self, run: Id, paragraph: &Format, link: Option<&Rc<str>>, p: &mut Paragraph, boxes: &mut Vec<Id>) {
        let tree = self.tree;
        let properties = tree.child(run, "w:rPr");
        let format = self.around.styles.of_run(tree, properties, paragraph);
        if format.hidden == Some(true) {
            return;
        }
        let style = properties.and_then(|r| tree.value(r, "w:rStyle"));
        let styled = |name: &str| style.as_ref().is_some_and(|s| s == name);
        let (number, mark) = (styled(layout::NUMBER), styled(layout::MARK));
        let mut put = |kind: AtomKind, node: Id, text: &str| {
            let start = p.flat.len();
            p.flat.push_str(text);
            let range = start..p.flat.len();
            let (italic, bold, superscript) = (format.italic == Some(true), format.bold == Some(true), format.superscript == Some(true));
            p.atoms.push(Atom { kind, run, node, range, italic, bold, superscript, number, mark, link: link.cloned() });
        };
        for child in tree.children(run) {
            let sign = match tree.name(child) {
                "w:t" | "m:t" => {
                    put(AtomKind::Text, child, &tree.text(child));
                    continue;
                }
                "w:tab" | "w:ptab" => "\t",
                "w:br" | "w:cr" => "\n",
                "w:noBreakHyphen" => "\u{2011}",
                "w:softHyphen" => "\u{ad}",
                "w:sym" => {
                    let code = tree.attribute(child, "w:char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                    // Symbol fonts lie in the private area: F0B7 is the dot of Symbol.
                    let c = code.map(|c| if c == 0xf0b7 { 0x2022 } else { c }).and_then(char::from_u32).unwrap_or('\u{fffd}');
                    put(AtomKind::Sign, child, c.encode_utf8(&mut [0; 4]));
                    continue;
                }
                name @ ("w:footnoteReference" | "w:endnoteReference") => {
                    let id = tree.attribute(child, "w:id").unwrap_or_default().into_owned();
                    let typed = tree.attribute(child, "w:customMarkFollows").is_some_and(|v| v == "1" || v == "true");
                    put(AtomKind::Note { id, end: name == "w:endnoteReference", typed }, child, "");
                    continue;
                }
                "w:drawing" | "w:pict" | "w:object" => {
                    boxes.extend(text_boxes(tree, child));
                    continue;
                }
                "mc:AlternateContent" => {
                    boxes.extend(self.chosen(child).into_iter().flat_map(|c| text_boxes(tree, c)));
                    continue;
                }
                "w:ruby" => {
                    let base = tree.child(child, "w:rubyBase").into_iter().flat_map(|b| tree.descendants(b)).filter(|d| tree.is(*d, "w:t"));
                    base.for_each(|t| put(AtomKind::Sign, t, &tree.text(t)));
                    continue;
                }
                _ => continue,
            };
            put(AtomKind::Sign, child, sign);
        }
    }
}

/// Text boxes of a drawing that do not lie in one another.
fn text_boxes(tree: &Tree, id: Id) -> Vec<Id> {
    let mut out: Vec<Id> = Vec::new();
    for d in tree.descendants(id).filter(|d| tree.is(*d, "w:txbxContent")) {
        if out.last().is_none_or(|last| tree.outer(*last).end <= tree.outer(d).start) {
            out.push(d);
        }
    }
    out
}

impl Paragraph {
    /// The runs of printed numbers at its head: the label, and where the words begin.
    pub fn styled_label(&self) -> (Option<String>, usize) {
        let numbered = self.atoms.iter().take_while(|a| a.number || a.range.is_empty() && a.kind == AtomKind::Text);
        let end = numbered.map(|a| a.range.end).max().unwrap_or(0);
        if end == 0 {
            return (None, 0);
        }
        let label = self.flat[..end].trim().to_owned();
        let rest = &self.flat[end..];
        let gap = rest.len() - rest.trim_start_matches(['\t', ' ']).len();
        ((!label.is_empty()).then_some(label), end + gap)
    }

    /// Its characters from a place to another as running text, with its notes by number.
    pub fn text(&self, range: Range<usize>, notes: &HashMap<(String, bool), String>) -> Text {
        let mut text = Text::default();
        let mut italic: Option<usize> = None;
        let mut link: Option<(Rc<str>, usize)> = None;
        let mut typed_mark = false;
        for atom in self.atoms.iter().filter(|a| {
            a.range.end > range.start && a.range.start < range.end
                || a.range.is_empty() && range.contains(&a.range.start)
                || a.range.is_empty() && a.range.start == range.end
        }) {
            let at = text.as_str().len();
            if let AtomKind::Note { id, end, typed } = &atom.kind {
                if let Some(number) = notes.get(&(id.clone(), *end)) {
                    text.mark(at..at, MarkKind::NoteRef(number.clone()));
                }
                typed_mark = *typed;
                continue;
            }
            // The mark that somebody typed for a note stands in the note's number.
            if std::mem::take(&mut typed_mark) {
                continue;
            }
            if italic.is_some() != atom.italic {
                match italic.take() {
                    Some(from) => text.mark(from..at, MarkKind::Emphasis),
                    None => italic = Some(at),
                }
            }
            // Two links to one address that touch are two.
            let goes_on = match (&link, &atom.link) {
                (Some((to, _)), Some(next)) => Rc::ptr_eq(to, next),
                (open, next) => open.is_none() && next.is_none(),
            };
            if !goes_on {
                if let Some((to, from)) = link.take() {
                    text.mark(from..at, MarkKind::Link(to.to_string()));
                }
                link = atom.link.clone().map(|to| (to, at));
            }
            let piece = &self.flat[atom.range.start.max(range.start)..atom.range.end.min(range.end)];
            // A raised figure that names a note is its mark once more.
            if atom.mark || atom.superscript && notes.values().any(|n| n == piece.trim()) && !piece.trim().is_empty() {
                text.mark(at..at, MarkKind::NoteRef(piece.trim().to_owned()));
            } else {
                text.push(piece);
            }
        }
        let at = text.as_str().len();
        if let Some(from) = italic {
            text.mark(from..at, MarkKind::Emphasis);
        }
        if let Some((to, from)) = link {
            text.mark(from..at, MarkKind::Link(to.to_string()));
        }
        text.finish()
    }
}
