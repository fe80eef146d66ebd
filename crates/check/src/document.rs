//! A resolution prepared for the rules: each block with its phrase, entities and quotations, found once for all.
use crate::{
    finding::Place,
    rules::lexicon::{Hit, hits},
    settings::Words,
    signs::Signs,
    source::SourceMap,
};
use chancery_model::{
    Block, InitiatingPhrase, Kind, Language, MarkKind, Mood, Part, Resolution, ResolutionNumber, Text,
    chain::{Cited, cited, lists},
    counters_of,
    entity::{Entity, recognise_values_in},
    initiating_phrase,
};
use jiff::civil::Date;
use std::{cell::OnceCell, ops::Range};

/// A string of running text with what is in it.
pub(crate) struct Passage<'a> {
    pub place: Place,
    pub text: &'a str,
    pub marks: &'a Text,
    /// The block, unless it is the title or a note.
    pub block: Option<&'a Block>,
    pub phrase: Option<InitiatingPhrase>,
    language: Language,
    entities: OnceCell<Vec<Entity>>,
    cited: OnceCell<Vec<Cited>>,
    quotations: OnceCell<Vec<Range<usize>>>,
    hits: OnceCell<Vec<Hit>>,
    signs: OnceCell<Signs>,
}

impl<'a> Passage<'a> {
    fn new(place: Place, marks: &'a Text, block: Option<&'a Block>, phrase: Option<InitiatingPhrase>, language: Language) -> Self {
        Passage {
            place,
            text: marks.as_str(),
            marks,
            block,
            phrase,
            language,
            entities: OnceCell::new(),
            cited: OnceCell::new(),
            quotations: OnceCell::new(),
            hits: OnceCell::new(),
            signs: OnceCell::new(),
        }
    }

    /// Its entities but the initiating phrase.
    pub fn entities(&self) -> &[Entity] {
        self.entities.get_or_init(|| recognise_values_in(self.text, self.language))
    }

    /// The resolutions it cites.
    pub fn cited(&self) -> &[Cited] {
        self.cited.get_or_init(|| if self.has("resolution") { cited(self.text, self.entities()) } else { Vec::new() })
    }

    /// The lists of resolutions in it.
    pub fn lists(&self) -> Vec<Range<usize>> {
        lists(self.text, self.cited())
    }

    /// The first entity that begins at a byte or after it.
    pub fn entity_from(&self, at: usize) -> Option<&Entity> {
        let all = self.entities();
        all.get(all.partition_point(|e| e.span.start < at))
    }

    /// Whether a byte lies in a quotation or in italics that are no initiating phrase: other people's words.
    pub fn is_quoted(&self, at: usize) -> bool {
        let all = self.quotations.get_or_init(|| quotations(self.marks));
        all.get(all.partition_point(|q| q.end <= at)).is_some_and(|q| q.start <= at)
    }

    fn signs(&self) -> Signs {
        *self.signs.get_or_init(|| Signs::of(self.text))
    }

    /// Whether it has a sign of the list, without which a rule has no work.
    pub fn has(&self, sign: &str) -> bool {
        self.signs().has(sign)
    }

    /// Whether it has figures.
    pub fn has_figures(&self) -> bool {
        self.signs().has_figures()
    }

    /// The words of the lexicon in it.
    pub fn hits(&self) -> &[Hit] {
        self.hits.get_or_init(|| hits(self.text))
    }

    /// A paragraph of the preamble or of the operative part.
    pub fn is_paragraph(&self, part: Part) -> bool {
        self.block.is_some_and(|b| b.part == part && b.kind == Kind::Paragraph)
    }

    /// The block's level, 1 where there is none.
    pub fn level(&self) -> u8 {
        self.block.map_or(1, |b| b.level)
    }

    /// Opens the sentence of the operative part or of the preamble.
    pub fn is_main(&self) -> bool {
        self.block.is_some_and(|b| b.part != Part::Annex && b.kind == Kind::Paragraph && b.level == 1)
    }

    /// Its label is a figure.
    pub fn is_numbered(&self) -> bool {
        self.block.and_then(|b| b.label.as_deref()).is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit()))
    }

    pub fn mood(&self) -> Option<Mood> {
        self.phrase.as_ref().map(|p| p.mood)
    }

    /// The phrase in lower case, without its counter.
    pub fn plain_phrase(&self) -> Option<String> {
        let phrase = self.text[self.phrase.as_ref()?.span.clone()].to_lowercase();
        Some(phrase.split(' ').filter(|w| !matches!(*w, "also" | "further")).collect::<Vec<_>>().join(" "))
    }
}

/// Curly and straight quotations, and italics after the head, in order and apart.
fn quotations(text: &Text) -> Vec<Range<usize>> {
    let content = text.as_str();
    let mut out: Vec<Range<usize>> = text.marks().iter().filter(|m| m.kind == MarkKind::Emphasis && m.start > 0).map(|m| m.start..m.end).collect();
    let mut open: Option<usize> = None;
    for (at, c) in content.char_indices() {
        match (c, open) {
            ('“', None) => open = Some(at),
            ('”', Some(start)) => {
                out.push(start..at + c.len_utf8());
                open = None;
            }
            ('"', None) => open = Some(at),
            ('"', Some(start)) if content[start..].starts_with('"') => {
                out.push(start..at + 1);
                open = None;
            }
            _ => {}
        }
    }
    out.sort_by_key(|q| q.start);
    out.dedup_by(|next, last| {
        let meets = next.start <= last.end;
        if meets {
            last.end = last.end.max(next.end);
        }
        meets
    });
    out
}

/// A resolution prepared for the rules.
pub(crate) struct Document<'a> {
    pub resolution: &'a Resolution,
    pub previous: Option<&'a Resolution>,
    /// One a block, in order.
    pub blocks: Vec<Passage<'a>>,
    pub title: Passage<'a>,
    pub notes: Vec<Passage<'a>>,
    pub words: &'a Words,
    /// The file's text and where the strings stand in it.
    pub source: Option<&'a SourceMap<'a>>,
    counters: OnceCell<Vec<Option<Option<&'static str>>>>,
    parts: Vec<Part>,
    operative: Option<(usize, usize)>,
}

impl<'a> Document<'a> {
    pub fn new(resolution: &'a Resolution, previous: Option<&'a Resolution>, words: &'a Words, source: Option<&'a SourceMap<'a>>) -> Self {
        let language = resolution.language;
        let english = language == Language::En;
        let phrase = |b: &Block| if english && b.kind == Kind::Paragraph { initiating_phrase(b.text.as_str()) } else { None };
        let mut doc = Document {
            resolution,
            previous,
            blocks: resolution.body.iter().enumerate().map(|(i, b)| Passage::new(Place::Block(i), &b.text, Some(b), phrase(b), language)).collect(),
            title: Passage::new(Place::Title, &resolution.title, None, None, language),
            notes: resolution.notes.iter().enumerate().map(|(i, n)| Passage::new(Place::Note(i), &n.text, None, None, language)).collect(),
            words,
            source,
            counters: OnceCell::new(),
            parts: parts(&resolution.body),
            operative: None,
        };
        let numbered = |p: &Passage| p.is_main() && p.is_numbered() && p.mood() == Some(Mood::Operative);
        doc.operative = doc.blocks.iter().position(numbered).zip(doc.blocks.iter().rposition(numbered));
        doc
    }

    /// A numbered paragraph that begins with an operative verb stands before the block.
    pub fn is_after_operative(&self, block: usize) -> bool {
        self.operative.is_some_and(|(first, _)| first < block)
    }

    /// One stands after it.
    pub fn is_before_operative(&self, block: usize) -> bool {
        self.operative.is_some_and(|(_, last)| last > block)
    }

    /// The part that a block belongs to by its number.
    pub fn part(&self, block: usize) -> Part {
        self.parts[block]
    }

    /// Preamble and operative part, headings and all, without annexes.
    pub fn body(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.blocks.iter().filter(|p| p.block.is_some_and(|b| b.part != Part::Annex))
    }

    /// Paragraphs of a part, sub-paragraphs with them.
    pub fn paragraphs(&self, part: Part) -> impl Iterator<Item = &Passage<'a>> {
        self.blocks.iter().filter(move |p| p.is_paragraph(part))
    }

    /// Paragraphs and sub-paragraphs of the preamble and the operative part.
    pub fn running(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.body().filter(|p| p.block.is_some_and(|b| b.kind == Kind::Paragraph))
    }

    /// The adverb that the cycle of three asks for, for each block (C-20).
    pub fn counters(&self) -> &[Option<Option<&'static str>>] {
        self.counters.get_or_init(|| {
            let phrases: Vec<_> = self.blocks.iter().map(|p| p.phrase.clone()).collect();
            counters_of(&self.resolution.body, &phrases)
        })
    }

    /// Its regular session.
    pub fn session(&self) -> Option<u16> {
        self.resolution.session()
    }

    /// The year of the text: of its day, or of its number.
    pub fn year(&self) -> Option<i16> {
        let of_number = || match self.resolution.number()? {
            ResolutionNumber::SecurityCouncil { year, .. } | ResolutionNumber::ByYear { year, .. } => i16::try_from(year).ok(),
            _ => None,
        };
        self.day().map(Date::year).or_else(of_number)
    }

    /// The day from which it looks back and forward: of adoption, or else of issue.
    pub fn day(&self) -> Option<Date> {
        self.resolution.adopted().or_else(|| self.resolution.masthead.issued.as_deref().and_then(chancery_model::parse_long_date))
    }
}

/// The part that each block belongs to by its numbers: what stands unnumbered before the first numbered paragraph of its
/// section is preamble, whatever its verb says (B-02). Words that bring in what follows (“Adopts the following:”) are not.
fn parts(body: &[Block]) -> Vec<Part> {
    let mut out: Vec<Part> = body.iter().map(|b| b.part).collect();
    let begins = |b: &Block| matches!(b.kind, Kind::Formula | Kind::Heading);
    let mut at = 0;
    while at < body.len() {
        let end = (at + 1..body.len()).find(|i| begins(&body[*i])).unwrap_or(body.len());
        let counted = |b: &Block| b.part == Part::Operative && b.level == 1 && b.label.as_deref().is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit()));
        if let Some(first) = (at..end).find(|i| counted(&body[*i])) {
            let unnumbered = |b: &Block| b.kind == Kind::Paragraph && b.part == Part::Operative && !b.text.as_str().ends_with(':');
            (at..first).filter(|i| unnumbered(&body[*i])).for_each(|i| out[i] = Part::Preamble);
        }
        at = end;
    }
    out
}
