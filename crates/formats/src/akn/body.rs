//! Preamble, main body, closing and attachments to blocks, in document order. Sub-paragraphs that the files flatten are
//! told by their typed labels (section 4.3 of the working specification). What has no known role keeps its words.
use super::{
    part_of,
    running::{Running, Source},
    tree::{Child, Element},
};
use crate::text::body::label;
use chancery_model::{Block, Closing, Kind, Note, Part, Text};

pub(super) struct Walk {
    pub source: Source,
    repairs: Vec<String>,
    blocks: Vec<Block>,
    closing: Vec<Closing>,
    notes: Vec<Note>,
    in_preamble: bool,
    in_annex: bool,
    /// A number whose paragraph had no words: the next paragraph without one takes it.
    waiting: Option<String>,
    /// Identifier of the element whose first block comes next.
    guid: Option<String>,
}

impl Walk {
    pub fn new(repairs: Vec<String>, source: Source) -> Self {
        Walk { source, repairs, blocks: Vec::new(), closing: Vec::new(), notes: Vec::new(), in_preamble: false, in_annex: false, waiting: None, guid: None }
    }

    pub fn finish(mut self) -> (Vec<String>, Vec<Block>, Vec<Closing>, Vec<Note>) {
        self.flush();
        (self.repairs, self.blocks, self.closing, self.notes)
    }

    pub fn in_preamble(&mut self, is: bool) {
        self.in_preamble = is;
    }

    pub fn notes(&mut self, notes: Vec<Note>) {
        self.notes.extend(notes);
    }

    /// A statement without its head.
    pub fn statement(&mut self, statement: Element) {
        for e in statement.elements() {
            match e.name {
                "meta" | "coverPage" | "preface" => {}
                "preamble" => self.preamble(e),
                "mainBody" | "body" => self.main(e),
                "conclusions" => self.conclusions(e),
                "attachments" | "components" => self.attachments(e),
                _ => self.unknown(e),
            }
        }
        self.flush();
    }

    fn preamble(&mut self, preamble: Element) {
        // A preamble may be cut in two by a main body that holds one of its paragraphs.
        let strayed = self.blocks.iter().rev().take_while(|b| b.part == Part::Operative && b.label.is_none()).count();
        let first = self.blocks.len() - strayed;
        back_to_preamble(&mut self.blocks, first, strayed);
        self.in_preamble = true;
        for e in preamble.elements() {
            match e.name {
                "container" if e.has("name", "heading") => {
                    self.identify(e);
                    e.elements().for_each(|p| self.heading(p));
                }
                "formula" => {
                    self.identify(e);
                    e.elements().for_each(|p| self.paragraph_of(p, Kind::Formula, 1, &mut None));
                }
                _ => self.hierarchy(e, 1),
            }
        }
        self.flush();
        self.in_preamble = false;
    }

    /// The next block is the first of this element, if it has an identifier.
    fn identify(&mut self, e: Element) {
        match e.identifiers() {
            (Some(guid), _) => self.guid = Some(guid),
            // The ids of our own files say nothing that the source said: what they were there stands in `GUID`.
            (None, Some(id)) => self.guid = (!self.source.own).then_some(id),
            (None, None) => {}
        }
    }

    fn main(&mut self, body: Element) {
        let first = self.blocks.len();
        body.elements().for_each(|e| self.hierarchy(e, 1));
        self.flush();
        let unnumbered = self.blocks[first..].iter().position(|b| b.label.is_some());
        if let Some(unnumbered) = unnumbered.filter(|_| !self.in_annex) {
            back_to_preamble(&mut self.blocks, first, unnumbered);
        }
    }

    /// An element of the body that may hold a number, headings, words and more of its kind.
    fn hierarchy(&mut self, e: Element, level: u8) {
        self.identify(e);
        match e.name {
            // A participle paragraph that opens a section of the operative part.
            "crossHeading" if e.attribute("refersTo").is_some_and(|r| r.ends_with("preamble")) => {
                return self.paragraph_of(e, Kind::Paragraph, 1, &mut None);
            }
            "crossHeading" | "heading" | "subheading" => return self.heading(e),
            "container" if e.has("name", "formula") => {
                return e.elements().for_each(|p| self.paragraph_of(p, Kind::Formula, 1, &mut None));
            }
            "p" => return self.paragraph_of(e, Kind::Paragraph, level, &mut None),
            "table" => return self.table(e),
            "list" | "sublist" | "blockList" => return self.list(e, level + 1, &mut None),
            _ => {}
        }
        let mut number = e.child("num").map(Element::words).filter(|n| !n.is_empty());
        // The number of a section stands before its heading.
        let titled = number.is_some() && e.elements().any(|c| matches!(c.name, "heading" | "subheading"));
        for c in e.elements() {
            match c.name {
                "num" => {}
                "heading" | "subheading" if titled => {
                    let running = Running::of(c, self.source, self.notes.len());
                    self.notes(running.notes);
                    self.block(Kind::Heading, 1, number.take(), running.text);
                }
                "content" | "alinea" | "intro" | "listIntroduction" | "wrapUp" => {
                    for p in c.elements() {
                        match p.name {
                            "p" => self.paragraph_of(p, Kind::Paragraph, level, &mut number),
                            "content" => p.elements().for_each(|p| self.paragraph_of(p, Kind::Paragraph, level, &mut number)),
                            _ => self.hierarchy(p, level),
                        }
                    }
                    if c.child("p").is_none() && c.elements().next().is_none_or(|e| !matches!(e.name, "content" | "table" | "blockList")) {
                        self.paragraph_of(c, Kind::Paragraph, level, &mut number);
                    }
                }
                "p" => self.paragraph_of(c, Kind::Paragraph, level, &mut number),
                "list" | "sublist" | "blockList" => self.list(c, level + 1, &mut number),
                "point" | "item" => self.hierarchy(c, level + 1),
                _ => self.hierarchy(c, level),
            }
        }
        if e.elements().next().is_none() && !e.words().is_empty() {
            self.paragraph_of(e, Kind::Paragraph, level, &mut number);
        }
        if let Some(number) = number {
            self.flush();
            self.waiting = Some(number);
        }
    }

    /// The items of a list; its opening words carry the number of the paragraph that it lies in.
    fn list(&mut self, list: Element, level: u8, number: &mut Option<String>) {
        for e in list.elements() {
            match e.name {
                "intro" | "listIntroduction" if e.child("p").is_some() => {
                    e.elements().for_each(|p| self.paragraph_of(p, Kind::Paragraph, level - 1, number));
                }
                "intro" | "listIntroduction" => self.paragraph_of(e, Kind::Paragraph, level - 1, number),
                "wrapUp" => e.elements().for_each(|p| self.paragraph_of(p, Kind::Paragraph, level - 1, &mut None)),
                "list" | "sublist" | "blockList" => self.list(e, level + 1, &mut None),
                _ => self.hierarchy(e, level),
            }
        }
    }

    fn table(&mut self, table: Element) {
        for row in table.all("tr") {
            let mut cells = Vec::new();
            for cell in row.elements() {
                let running = Running::of(cell, self.source, self.notes.len());
                self.notes(running.notes);
                cells.push(running.text);
            }
            self.block(Kind::TableRow, 1, None, Text::row(cells));
        }
    }

    pub fn heading(&mut self, e: Element) {
        let running = Running::of(e, self.source, self.notes.len());
        self.notes(running.notes);
        self.block(Kind::Heading, 1, None, running.text);
    }

    fn paragraph_of(&mut self, p: Element, kind: Kind, level: u8, number: &mut Option<String>) {
        if p.name == "p" && p.elements().next().is_some_and(|e| matches!(e.name, "subheading" | "heading")) && number.is_none() {
            return self.heading(p);
        }
        if p.name == "table" {
            return self.table(p);
        }
        let running = Running::of(p, self.source, self.notes.len());
        self.notes(running.notes);
        let text = running.text;
        if !text.as_str().is_empty() {
            self.labelled(p, kind, level, number.take(), text);
        }
        for e in running.embedded {
            e.elements().for_each(|c| self.hierarchy(c, level + 1));
        }
    }

    /// A paragraph whose number may be typed in its text.
    fn labelled(&mut self, p: Element, kind: Kind, level: u8, number: Option<String>, mut text: Text) {
        let number = number.or_else(|| if kind == Kind::Paragraph { self.waiting.take() } else { None });
        if let Some(number) = number.filter(|_| kind == Kind::Paragraph) {
            // Lists that the files flatten have their depth in their labels only.
            let own = label(&format!("{number} Words")).map_or(level, |(_, _, own)| self.letter_or_numeral(&number, own));
            let level = if level == 1 { own.min(3) } else { level };
            return self.block(kind, level, Some(number), text);
        }
        if kind != Kind::Paragraph {
            return self.block(kind, level, None, text);
        }
        // A label is short and stands first.
        if !text.as_str().as_bytes().iter().take(9).any(|b| matches!(b, b')' | b'.' | b'-')) && text.as_str().starts_with(|c: char| c.is_alphabetic()) {
            return self.block(kind, level, None, text);
        }
        let mut raw = String::new();
        first_words(p, &mut raw);
        raw.retain(|c| !Text::is_invisible(c));
        // Dashes of flat lists stay in the words: they number nothing.
        let typed = label(raw.trim_start())
            .filter(|(l, ..)| text.as_str().starts_with(*l) && l.chars().any(char::is_alphanumeric))
            .map(|(l, _, level)| (l.to_owned(), level));
        match typed {
            Some((typed, own)) if !self.in_preamble || typed.starts_with('(') => {
                let rest = text.as_str()[typed.len()..].trim_start();
                let cut = text.as_str().len() - rest.len();
                text.replace(0..cut, "");
                let own = self.letter_or_numeral(&typed, own);
                self.block(kind, own.max(level), Some(typed), text);
            }
            _ => self.block(kind, level, None, text),
        }
    }

    /// `(i)` after `(h)` is a letter.
    fn letter_or_numeral(&self, label: &str, level: u8) -> u8 {
        let inner = |label: &str| label.trim_matches(['(', ')']).to_owned();
        let before = match inner(label).as_str() {
            "i" => "h",
            "v" => "u",
            "x" => "w",
            "l" => "k",
            _ => return level,
        };
        let last = self.blocks.iter().rev().take(40).find(|b| b.label.is_some() && b.level <= 2);
        if last.and_then(|b| b.label.as_deref()).is_some_and(|l| l.ends_with(')') && inner(l) == before) { 2 } else { level }
    }

    pub fn block(&mut self, kind: Kind, level: u8, label: Option<String>, text: Text) {
        if text.as_str().is_empty() && label.is_none() {
            return;
        }
        self.flush();
        let part = part_of(self.in_preamble, self.in_annex);
        self.blocks.push(Block { guid: self.guid.take(), ..Block::new(part, kind, level, label, text) });
    }

    /// A number that found no words stands alone.
    fn flush(&mut self) {
        if let Some(number) = self.waiting.take() {
            let part = part_of(self.in_preamble, self.in_annex);
            self.blocks.push(Block::new(part, Kind::Paragraph, 1, Some(number), Text::default()));
        }
    }

    fn conclusions(&mut self, conclusions: Element) {
        let mut lines: Vec<String> = Vec::new();
        for p in conclusions.elements() {
            lines.extend(lines_of(p).into_iter().map(|line| line.replace('\u{2011}', "-")));
        }
        let mut lines = lines.into_iter().peekable();
        let strayed = lines.peek().filter(|line| !self.source.language.is_meeting(line)).and_then(|_| self.meeting_in_body());
        let Some(meeting) = strayed.or_else(|| lines.next()) else { return };
        self.closing.push(Closing { meeting, date: lines.next(), vote: lines.collect() });
    }

    /// Some files have the meeting as the last paragraph of the main body and the date alone in the conclusions.
    fn meeting_in_body(&mut self) -> Option<String> {
        let language = self.source.language;
        let last = self.blocks.pop_if(|b| b.kind == Kind::Paragraph && b.label.is_none() && language.is_meeting(b.text.as_str()))?;
        Some(last.text.as_str().to_owned())
    }

    fn attachments(&mut self, attachments: Element) {
        self.in_annex = true;
        for attachment in attachments.elements() {
            for e in attachment.elements() {
                match e.name {
                    "heading" | "subheading" => self.heading(e),
                    "num" => {}
                    "doc" | "statement" => self.document(e),
                    _ => self.hierarchy(e, 1),
                }
            }
        }
        self.flush();
        self.in_annex = false;
    }

    fn document(&mut self, doc: Element) {
        for e in doc.elements() {
            match e.name {
                "meta" => {}
                "coverPage" | "preface" => e.elements().filter(|p| !p.words().is_empty()).for_each(|p| self.heading(p)),
                "preamble" => self.preamble(e),
                "conclusions" => self.conclusions(e),
                _ => self.main(e),
            }
        }
    }

    fn unknown(&mut self, e: Element) {
        if !e.words().is_empty() {
            self.repairs.push(format!("<{}> has no place in a resolution; its words are kept as paragraphs", e.name));
            self.hierarchy(e, 1);
        }
    }
}

/// Paragraphs of a preamble that a file has in its main body, before the numbered ones: `count` blocks from `first` on, each
/// ending in a comma (section 4.3 of the working specification).
fn back_to_preamble(blocks: &mut [Block], first: usize, count: usize) {
    let follows_preamble = first > 0 && blocks[first - 1].part == Part::Preamble;
    let strayed = &mut blocks[first..first + count];
    let is_preambular = |b: &Block| b.kind == Kind::Paragraph && b.level == 1 && b.text.as_str().ends_with([',', '،', '，']);
    if follows_preamble && strayed.iter().all(is_preambular) {
        strayed.iter_mut().for_each(|b| b.part = Part::Preamble);
    }
}

/// The words of a paragraph up to its first link or note, with their tabs.
fn first_words(e: Element, out: &mut String) {
    for c in e.children() {
        match c {
            Child::Text(t) => out.push_str(t),
            Child::Element(e) if e.name == "span" => first_words(e, out),
            Child::Element(_) => return,
        }
        if out.trim_start().len() > 40 {
            return;
        }
    }
}

/// The lines of a closing: the files break them with `eol`.
fn lines_of(p: Element) -> Vec<String> {
    let mut lines = vec![String::new()];
    collect(p, &mut lines);
    lines.into_iter().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect()
}

fn collect(e: Element, lines: &mut Vec<String>) {
    for c in e.children() {
        match c {
            Child::Text(t) => lines.iter_mut().last().into_iter().for_each(|l| l.push_str(t)),
            Child::Element(e) if e.name == "eol" => lines.push(String::new()),
            // The lists of a vote are lines of their own.
            Child::Element(e) if e.name == "outcome" => {
                lines.push(String::new());
                collect(e, lines);
                lines.push(String::new());
            }
            Child::Element(e) => collect(e, lines),
        }
    }
}
