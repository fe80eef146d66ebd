//! Running text: emphasis, links, footnotes lifted from their place, the white space of the files (section 4.1, 4.2 of the
//! working specification).
use super::tree::{Child, Element};
use chancery_model::{Language, MarkKind, Note, Text};

/// What a file says of its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    pub language: Language,
    /// Written by us: ids are made from numbers, and references to resolutions from the words.
    pub own: bool,
}

/// The text of an element, with its notes.
pub(super) struct Running<'a> {
    pub text: Text,
    pub notes: Vec<Note>,
    /// Elements that hold paragraphs of their own (a document within the sentence).
    pub embedded: Vec<Element<'a>>,
    source: Source,
    /// Notes seen before in the document.
    before: usize,
}

impl<'a> Running<'a> {
    pub fn new(source: Source, before: usize) -> Self {
        Running { text: Text::default(), notes: Vec::new(), embedded: Vec::new(), source, before }
    }

    pub fn of(element: Element<'a>, source: Source, before: usize) -> Self {
        let mut running = Running::new(source, before);
        running.children(element);
        running.finish()
    }

    fn finish(mut self) -> Self {
        self.text = self.text.finish();
        self
    }

    fn children(&mut self, element: Element<'a>) {
        for child in element.children() {
            match child {
                Child::Text(t) => self.text.push(t),
                Child::Element(e) => self.element(e),
            }
        }
    }

    fn element(&mut self, e: Element<'a>) {
        let from = self.text.as_str().len();
        match e.name {
            "eol" | "br" => self.text.push(" "),
            "img" => {}
            "embeddedStructure" => self.embedded.push(e),
            "authorialNote" => self.note(e),
            "noteRef" => {
                let marker = e.attribute("marker").unwrap_or_default();
                self.text.mark(from..from, MarkKind::NoteRef(marker.into_owned()));
            }
            "docDate" if self.text.as_str().ends_with(char::is_alphanumeric) => {
                // Security Council files lose the space before a date.
                self.text.push(" ");
                self.children(e);
            }
            "p" => {
                self.text.push(" ");
                self.children(e);
                self.text.push(" ");
            }
            _ => self.children(e),
        }
        let to = self.text.as_str().len();
        let kind = match e.name {
            "span" if self.is_emphasis(e) => MarkKind::Emphasis,
            "ref" if self.source.own => return,
            "a" | "ref" => match e.attribute("href").filter(|h| !h.is_empty() && h != "#") {
                Some(href) => MarkKind::Link(href.into_owned()),
                None => return,
            },
            _ => return,
        };
        if to > from {
            self.text.mark(from..to, kind);
        }
    }

    /// Italics; Chinese has bold instead, Arabic both, old typescripts underlining.
    fn is_emphasis(&self, e: Element) -> bool {
        let class = e.attribute("class").unwrap_or_default();
        class.contains("italic") || class.contains("underline") || self.source.language == Language::Zh && class.contains("bold")
    }

    fn note(&mut self, e: Element<'a>) {
        let marker = e.attribute("marker").map(|m| m.trim().to_owned()).filter(|m| !m.is_empty());
        let number = marker.unwrap_or_else(|| (self.before + self.notes.len() + 1).to_string());
        let mut inner = Running::new(self.source, self.before);
        inner.children(e);
        let inner = inner.finish();
        let at = self.text.as_str().len();
        self.text.mark(at..at, MarkKind::NoteRef(number.clone()));
        self.notes.push(Note { number, text: inner.text });
        self.notes.extend(inner.notes);
    }
}
