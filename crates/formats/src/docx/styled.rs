//! Files that carry the product's own paragraph styles: each paragraph says what it is. Paragraphs that somebody added in
//! another style belong to what stands before them.
use super::{
    document::{MAIN, Spot, typed_label},
    layout::{Field, Place, Role},
    story::{Paragraph, Story},
    styles::Styles,
};
use crate::{ReadError, text::body};
use chancery_model::{Block, Closing, Kind, Language, Note, Part, Resolution, Text};
use std::{collections::HashMap, ops::Range};

type Numbers = HashMap<(String, bool), String>;

pub(super) fn read(story: &Story, styles: &Styles, numbers: &Numbers, notes: Vec<Note>) -> Result<(Resolution, HashMap<Place, Spot>), ReadError> {
    // The opening formula tells the language; a text without one is in that of its styles.
    let opening = story.paragraphs.iter().find_map(|p| body::formula(p.flat.trim()));
    let language = opening.map(|(_, language)| language).or_else(|| styles.language.as_deref().and_then(Language::of_code));
    let mut r = Resolution { language: language.unwrap_or_default(), notes, ..Resolution::default() };
    let mut walk = Walk { story, numbers, r: &mut r, spots: HashMap::new(), part: None, front: 0 };
    let mut at = 0;
    while at < story.paragraphs.len() {
        at = walk.paragraph(at);
    }
    let spots = walk.spots;
    body::settle(&mut r);
    Ok((r, spots))
}

struct Walk<'a> {
    story: &'a Story<'a>,
    numbers: &'a Numbers,
    r: &'a mut Resolution,
    spots: HashMap<Place, Spot>,
    /// The part of the block before; none in the head.
    part: Option<Part>,
    /// How many notes stand before the body.
    front: usize,
}

impl Walk<'_> {
    /// Reads the paragraph at a place and what belongs to it; returns the place after it.
    fn paragraph(&mut self, at: usize) -> usize {
        let p = &self.story.paragraphs[at];
        let role = p.style.as_deref().and_then(Role::of_style);
        if let Some(cell) = p.cell.filter(|_| matches!(role, Some(Role::Body(_, Kind::TableRow, _))) || role.is_none() && self.part.is_some()) {
            let same = self.story.paragraphs[at..].iter().take_while(|q| q.cell.is_some_and(|c| c.row == cell.row)).count();
            let row = at..at + same.max(1);
            let part = row
                .clone()
                .find_map(|i| self.story.paragraphs[i].style.as_deref().and_then(Role::of_style))
                .and_then(|r| if let Role::Body(part, ..) = r { Some(part) } else { None });
            self.row(row.clone(), part.or(self.part).unwrap_or(Part::Operative));
            return row.end;
        }
        if p.flat.trim().is_empty() && p.list_label.is_none() || p.style.as_deref() == Some(super::write::STATIC) {
            return at + 1;
        }
        match role {
            Some(Role::Field(field)) => self.field(field, at, p),
            Some(Role::Title) => self.title(at, p),
            Some(Role::Body(part, kind, level)) => self.block(at, p, part, kind, level),
            Some(role @ (Role::Meeting | Role::MeetingDate | Role::Vote)) => self.closing(role, at, p),
            Some(Role::Note) => {
                let (label, from) = p.styled_label();
                let n = if self.part.is_none() { self.front } else { self.r.notes.len() };
                self.front += usize::from(self.part.is_none());
                self.spot(Place::Note(n), at, label.as_deref(), from);
                self.r.notes.insert(n, Note { number: label.unwrap_or_default(), text: p.text(from..p.flat.len(), self.numbers) });
            }
            None => match self.part {
                Some(part) => {
                    let level = body::label(p.flat.trim()).map_or(1, |(.., level)| level);
                    self.block(at, p, part, Kind::Paragraph, level);
                }
                None => self.field(Field::Other, at, p),
            },
        }
        at + 1
    }

    fn spot(&mut self, place: Place, at: usize, label: Option<&str>, from: usize) {
        let p = &self.story.paragraphs[at];
        let label = label.map(|_| 0..p.flat[..from].trim_end().len());
        let words = from..p.flat.len();
        self.spots.insert(place, Spot { story: MAIN, paragraphs: at..at + 1, label, words });
    }

    fn field(&mut self, field: Field, at: usize, p: &Paragraph) {
        let text = p.text(0..p.flat.len(), self.numbers);
        // The masthead is no running text: its layout characters are its own.
        let printed = &text.printed(0..text.as_str().len());
        let before = field.printed_before();
        let value = printed.strip_prefix(before).unwrap_or(printed).to_owned();
        let m = &mut self.r.masthead;
        let slot = match field {
            Field::Symbol => match value.parse() {
                Ok(symbol) if m.symbol.is_none() => {
                    m.symbol = Some(symbol);
                    return self.spot(Place::Field(field, 0), at, None, 0);
                }
                _ => None,
            },
            Field::Organ => match self.r.language.organ_of(&value).or_else(|| Language::En.organ_of(&value)) {
                Some(organ) => {
                    self.r.organ = organ;
                    return self.spot(Place::Field(field, 0), at, None, 0);
                }
                None => None,
            },
            Field::Other => None,
            Field::Distribution => Some(&mut m.distribution),
            Field::Issued => Some(&mut m.issued),
            Field::Original => Some(&mut m.original),
            Field::Session => Some(&mut m.session),
            Field::Committee => Some(&mut m.committee),
            Field::AgendaItem => Some(&mut m.agenda_item),
            Field::ItemTitle => Some(&mut m.item_title),
            Field::Adoption => Some(&mut m.adoption),
            Field::Provenance => Some(&mut m.provenance),
            Field::Sponsors => Some(&mut m.sponsors),
        };
        match slot.filter(|s| s.is_none()) {
            Some(slot) => {
                *slot = Some(value);
                let from = if printed.starts_with(before) { p.flat.find(before).map_or(0, |b| b + before.len()) } else { 0 };
                self.spot(Place::Field(field, 0), at, None, from);
            }
            None => {
                m.other.push(printed.to_owned());
                let n = m.other.len() - 1;
                self.spot(Place::Field(Field::Other, n), at, None, 0);
            }
        }
    }

    fn title(&mut self, at: usize, p: &Paragraph) {
        let (label, from) = p.styled_label();
        let text = p.text(from..p.flat.len(), self.numbers);
        if self.spots.contains_key(&Place::Title) {
            // Somebody broke the title in two.
            self.r.title.push(" ");
            self.r.title.append(&text);
            return;
        }
        self.spot(Place::Title, at, label.as_deref(), from);
        let number = |l: String| l.strip_prefix("Resolution ").map_or_else(|| l.trim_end_matches('.').to_owned(), str::to_owned);
        self.r.masthead.number = label.map(number);
        self.r.title = text;
    }

    fn block(&mut self, at: usize, p: &Paragraph, part: Part, kind: Kind, level: u8) {
        self.part = Some(part);
        let (styled, from) = p.styled_label();
        let (label, range, from) = match (styled, &p.list_label) {
            (Some(label), _) => (Some(label), Some(0..p.flat[..from].trim_end().len()), from),
            (None, Some(label)) => (Some(label.clone()), None, 0),
            // A number that was typed without the style.
            (None, None) => match typed_label(&p.flat).filter(|_| kind == Kind::Paragraph && p.style.as_deref().and_then(Role::of_style).is_none()) {
                Some((range, from)) => (Some(p.flat[range.clone()].to_owned()), Some(range), from),
                None => (None, None, 0),
            },
        };
        self.spots.insert(Place::Block(self.r.body.len()), Spot { story: MAIN, paragraphs: at..at + 1, label: range, words: from..p.flat.len() });
        let text = p.text(from..p.flat.len(), self.numbers);
        self.r.body.push(Block::new(part, kind, level, label, text));
    }

    fn row(&mut self, row: Range<usize>, part: Part) {
        self.part = Some(part);
        let text = row_text(&self.story.paragraphs[row.clone()], self.numbers);
        if text.as_str().is_empty() {
            return;
        }
        self.spots.insert(Place::Block(self.r.body.len()), Spot { story: MAIN, paragraphs: row, label: None, words: 0..0 });
        self.r.body.push(Block::new(part, Kind::TableRow, 1, None, text));
    }

    fn closing(&mut self, role: Role, at: usize, p: &Paragraph) {
        let text = p.text(0..p.flat.len(), self.numbers);
        let words = text.printed(0..text.as_str().len());
        if role == Role::Meeting || self.r.closing.is_empty() {
            self.r.closing.push(Closing::default());
        }
        let n = self.r.closing.len() - 1;
        let closing = &mut self.r.closing[n];
        let line = match role {
            Role::Meeting => {
                closing.meeting = words;
                0
            }
            Role::MeetingDate if closing.date.is_none() => {
                closing.date = Some(words);
                1
            }
            _ => {
                closing.vote.push(words);
                closing.vote.len() + 1
            }
        };
        self.spot(Place::Closing(n, line), at, None, 0);
    }
}

/// The words of a row, cell after cell.
pub(super) fn row_text(row: &[Paragraph], numbers: &Numbers) -> Text {
    let mut cells: Vec<Text> = Vec::new();
    let mut last = None;
    for p in row {
        let mut piece = p.text(0..p.flat.len(), numbers);
        if let Some(label) = &p.list_label {
            let mut numbered = Text::plain(label);
            numbered.push(" ");
            numbered.append(&piece);
            piece = numbered.finish();
        }
        let cell = p.cell.map(|c| c.cell);
        match cells.last_mut().filter(|_| last == cell) {
            Some(text) => {
                text.push(" ");
                text.append(&piece);
            }
            None => cells.push(piece),
        }
        last = cell;
    }
    Text::row(cells)
}
