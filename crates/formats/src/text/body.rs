//! Chunks to blocks: part, kind, level and label of each paragraph (A.1 elements 11 to 15, A-08 to A-12).
use super::chunk::Chunk;
use crate::inline;
use chancery_model::{Block, Closing, Kind, Language, MarkKind, Mood, Organ, Part, Resolution, assign_ids};

/// The organ and language that an opening formula names.
pub(crate) fn formula(text: &str) -> Option<(Organ, Language)> {
    // “… of / the General Assembly” at the end of a wrapped title opens nothing.
    if text.len() > 120 || text.trim_start_matches(['*', '_', ' ']).starts_with(char::is_lowercase) {
        return None;
    }
    Language::ALL.into_iter().find_map(|l| Some((l.formula(text)?, l)))
}

/// The language of a text: that of its opening formula.
pub(crate) fn language<'a>(mut lines: impl Iterator<Item = &'a str>) -> Language {
    lines.find_map(|l| formula(l.trim())).map(|(_, l)| l).unwrap_or_default()
}

/// The level of a dash, which lies one below what it stands under.
const DASH: u8 = 2;

/// `㈠` to `㈩`.
fn is_bracketed_figure(c: char) -> bool {
    ('㈠'..='㈩').contains(&c)
}

/// The forms of labels in languages other than English: `a)`, `㈠`, `(أ)`, `’1‘`, `1 -`; the end of the label and its level.
fn foreign_label(text: &str) -> Option<(usize, u8)> {
    let first = text.chars().next()?;
    if is_bracketed_figure(first) {
        return Some((first.len_utf8(), 3));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=3).contains(&digits) {
        let dash = [" -", " –", "-"].into_iter().find(|d| text[digits..].starts_with(d));
        return dash.map(|d| (digits + d.len(), 1)).or_else(|| text[digits..].starts_with(')').then_some((digits + 1, 2)));
    }
    if matches!(first, '’' | '‘') {
        let close = text[first.len_utf8()..].find(['‘', '’'])? + first.len_utf8();
        let inner = &text[first.len_utf8()..close];
        return (!inner.is_empty() && inner.len() < 4 && inner.bytes().all(|b| b.is_ascii_digit())).then(|| (close + first.len_utf8(), 3));
    }
    let open = usize::from(first == '(');
    let close = text.find(')').filter(|c| *c < 12)?;
    let inner = text[open..close].trim_matches('\u{640}');
    let letters = |of: fn(char) -> bool| (1..=3).contains(&inner.chars().count()) && inner.chars().all(of);
    match open {
        0 if is_roman(inner) && inner.len() <= 5 => Some((close + 1, 3)),
        0 if inner.chars().count() <= 2 && letters(|c| c.is_ascii_lowercase() || ('а'..='я').contains(&c)) => Some((close + 1, 2)),
        // “(أ أ)” after the last letter of the alphabet.
        1 if letters(|c| c == ' ' || ('\u{621}'..='\u{64a}').contains(&c)) => Some((close + 1, 2)),
        1 if inner.chars().count() == 1 && letters(|c| "子丑寅卯辰巳午未申酉戌亥".contains(c)) => Some((close + 1, 4)),
        _ => None,
    }
}

/// Whether what looks like a label in another language is the end of the words before it: “(No. / 29) of the Organization”,
/// “their 5-, 10-, / 15- and 20-year reviews”.
pub(crate) fn is_end_of_words(before: &str, line: &str) -> bool {
    let Some((end, _)) = foreign_label(line).filter(|_| !line.starts_with('(')) else { return false };
    let open = before.rfind('(') > before.rfind(')');
    line[..end].ends_with(')') && open || line[..end].ends_with('-') && before.ends_with("-,")
}

/// A printed label: label, rest of the text, level by its form.
pub(crate) fn label(text: &str) -> Option<(&str, &str, u8)> {
    if let Some((end, level)) = foreign_label(text) {
        let rest = &text[end..];
        return (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']) || text.starts_with(is_bracketed_figure))
            .then(|| (&text[..end], rest.trim_start(), level));
    }
    // Dashes and dots of lists are set off by a tab.
    if let Some(mark) = ["–", "•", "-"].into_iter().find(|m| text.strip_prefix(m).is_some_and(|rest| rest.starts_with('\t'))) {
        return Some((&text[..mark.len()], text[mark.len()..].trim_start(), DASH));
    }
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let (end, level) = if (1..=3).contains(&digits) {
        let mut end = digits;
        // `1.1`, `2.10.3`: decimal numbers of plans and strategies, always set off by a tab.
        let decimal = bytes[digits..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        if decimal > 1 && text[digits + decimal..].starts_with('\t') && bytes[digits + 1].is_ascii_digit() {
            return Some((&text[..digits + decimal], text[digits + decimal..].trim_start(), 2));
        }
        for suffix in [" bis", " ter", " quater", " quinquies", " sexies", " alt"] {
            if text[end..].starts_with(suffix) && text[end + suffix.len()..].starts_with(['.', '\t']) {
                end += suffix.len();
            }
        }
        match bytes.get(end) {
            Some(b'.') => (end + 1, 1),
            Some(b'\t') => (end, 1),
            _ => return None,
        }
    } else if bytes.first() == Some(&b'(') {
        let close = text.find(')').filter(|c| (2..=6).contains(c))?;
        let inner = &text[1..close];
        if inner.bytes().all(|b| b.is_ascii_lowercase()) && (inner.len() <= 2 || is_roman(inner)) {
            (close + 1, if is_roman(inner) { 3 } else { 2 })
        } else if inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_digit()) {
            (close + 1, 2)
        } else {
            return None;
        }
    } else {
        let dot = text.find('.').filter(|d| (1..=5).contains(d))?;
        let inner = &text[..dot];
        let tabbed = text[dot + 1..].starts_with('\t');
        if inner.bytes().all(|b| b.is_ascii_lowercase()) && (inner.len() == 1 || is_roman(inner)) {
            (dot + 1, if is_roman(inner) && inner.len() > 1 { 5 } else { 4 })
        } else if tabbed && inner.bytes().all(|b| b.is_ascii_uppercase()) {
            (dot + 1, 1)
        } else {
            return None;
        }
    };
    let rest = &text[end..];
    let glued = level == 1 && rest.starts_with(|c: char| c.is_uppercase());
    (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']) || glued).then(|| (&text[..end], rest.trim_start(), level))
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'))
}

/// Whether a paragraph is complete: it ends in the punctuation that B-01 asks for.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| {
        inline::superscript(c).is_some() || matches!(c, '*' | '_' | '”' | '’' | '"' | ')' | ']' | ' ' | '»' | '“' | '》' | '」' | '\u{200e}' | '\u{200f}')
    });
    end.ends_with([',', ';', ':', '.', '!', '?', '،', '؛', '؟', '。', '，', '；', '：'])
}

/// Whether the text starts with an initiating phrase.
pub(crate) fn starts_phrase(text: &str, language: Language) -> bool {
    language.initiating_phrase(text.trim_start_matches('*')).is_some()
}

/// `46th plenary meeting`, `9th meeting`, `Hundred and eighty-third plenary meeting`, `46e séance plénière`.
pub(crate) fn is_meeting(text: &str, language: Language) -> bool {
    let line = text.trim_matches(|c| matches!(c, '*' | '_' | ' ' | ',')).lines().next().unwrap_or_default();
    language.is_meeting(line.trim_end_matches(','))
}

/// A long date alone on its line.
pub(crate) fn is_date(text: &str, language: Language) -> bool {
    let line = text.trim_matches(|c| matches!(c, '*' | '_' | ' ' | '.'));
    language.parse_date(line).is_some()
        || line.len() < 30
            && line.split(' ').count() == 3
            && line.starts_with(|c: char| c.is_ascii_digit())
            && line.split(' ').next_back().is_some_and(|y| y.len() == 4 && y.parse::<u16>().is_ok())
}

/// `A`, `B`: the letter of a part, alone on its line.
pub(crate) fn is_part_letter(text: &str) -> bool {
    let letter = text.trim_matches(['*', '#', ' ']);
    letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase())
}

/// The heading of an annex.
pub(crate) fn is_annex_title(text: &str, language: Language) -> bool {
    language.is_annex_title(text.trim_matches(|c| matches!(c, '*' | '#' | ' ')))
}

/// What a chunk became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A block of the body, by its place.
    Block(usize),
    /// A line of a closing, by the closing's place.
    Closing(usize),
}

/// Reads the chunks from the opening formula on into the resolution's body and closing, and says what each became.
pub(crate) fn read(chunks: &[Chunk], r: &mut Resolution) -> Vec<Place> {
    let mut places = Vec::with_capacity(chunks.len());
    let opened = !chunks.iter().any(|c| formula(&c.text).is_some());
    let mut state = State { language: r.language, part: Part::Preamble, closed: false, opened, single: Vec::new() };
    let last_preambular = last_preambular(chunks, r.language);
    let mut i = 0;
    while let Some(c) = chunks.get(i) {
        places.resize(i, r.closing.len().checked_sub(1).map_or(Place::Block(0), Place::Closing));
        i += 1;
        if is_meeting(&c.text, r.language) && state.part != Part::Annex {
            let mut lines = c.text.trim_matches(['*', '_']).lines().map(|l| l.trim_matches(['*', '_', ' ', ',']).to_owned());
            let meeting = lines.next().unwrap_or_default();
            let mut date = lines.next().map(|d| d.trim_end_matches('.').to_owned());
            if date.is_none()
                && let Some(next) = chunks.get(i).filter(|n| is_date(&n.text, r.language))
            {
                date = Some(next.text.trim_matches(['*', '_', ' ', '.']).to_owned());
                i += 1;
            }
            let mut vote = Vec::new();
            // The vote stands in brackets, over several paragraphs where it has lists.
            if chunks.get(i).is_some_and(|v| v.text.starts_with('[')) && chunks[i..].iter().take(64).any(|v| v.text.ends_with(']')) {
                while let Some(line) = chunks.get(i).filter(|_| !vote.last().is_some_and(|l: &String| l.ends_with(']'))) {
                    vote.push(inline::read(&line.text).as_str().to_owned());
                    i += 1;
                }
            }
            r.closing.push(Closing { meeting, date, vote });
            state.closed = true;
            continue;
        }
        let next = chunks.get(i).map(|c| c.text.as_str());
        // The letter and sub-title of a part of an omnibus text stand before its formula.
        let opens_part = is_part_letter(&c.text) && chunks[i..].iter().take(2).any(|n| formula(&n.text).is_some());
        if opens_part && (state.part != Part::Annex) {
            for heading in chunks[i - 1..].iter().take_while(|h| formula(&h.text).is_none()) {
                places.push(Place::Block(r.body.len()));
                r.body.push(make(Part::Preamble, Kind::Heading, 1, None, heading.text.trim_start_matches(['#', ' '])));
                i += 1;
            }
            i -= 1;
            continue;
        }
        let block = state.block(&c.text, next, last_preambular.is_some_and(|n| n >= i));
        places.push(Place::Block(r.body.len()));
        r.body.push(block);
    }
    places.resize(chunks.len(), r.closing.len().checked_sub(1).map_or(Place::Block(0), Place::Closing));
    settle(r);
    places
}

/// What every reader does last: initiating phrases are marked where markup was lost, ids are given.
pub(crate) fn settle(r: &mut Resolution) {
    for b in &mut r.body {
        let leading = b.text.marks().iter().any(|m| m.kind == MarkKind::Emphasis && m.start == 0);
        if b.kind != Kind::Paragraph || b.part == Part::Annex || b.level > 1 || leading {
            continue;
        }
        // Italics that stand there already, even for a part of the phrase, are the source's.
        let marked = |end: usize| b.text.marks().iter().any(|m| m.kind == MarkKind::Emphasis && m.start < end);
        if let Some(phrase) = r.language.initiating_phrase(b.text.as_str()).filter(|p| !marked(p.span.end)) {
            b.text.mark(phrase.span, MarkKind::Emphasis);
            b.text = std::mem::take(&mut b.text).finish();
        }
    }
    assign_ids(&mut r.body);
}

/// In a text of one part whose operative paragraphs are numbered, the last paragraph before “1.” that begins as the
/// preamble's do: what stands before it is preambular too, whatever its verb.
fn last_preambular(chunks: &[Chunk], language: Language) -> Option<usize> {
    let one_part = chunks.iter().filter(|c| formula(&c.text).is_some()).count() == 1;
    let first_number = chunks.iter().position(|c| label(&c.text).is_some_and(|(l, ..)| l == "1.")).filter(|_| one_part)?;
    let preambular = |c: &Chunk| language.initiating_phrase(c.text.trim_start_matches('*')).is_some_and(|p| p.mood == Mood::Preambular);
    chunks[..first_number].iter().rposition(preambular)
}

struct State {
    language: Language,
    part: Part,
    closed: bool,
    /// The opening formula was seen, or there is none: before it nothing is operative.
    opened: bool,
    /// Labels of the open levels, to tell `(i)` the letter from `(i)` the numeral.
    single: Vec<(u8, String)>,
}

impl State {
    fn block(&mut self, source: &str, next: Option<&str>, preamble_goes_on: bool) -> Block {
        let heading = source.trim_start_matches('#');
        let marked = heading.len() < source.len();
        let source = if marked { heading.trim() } else { source };
        // A part of an omnibus text opens its own sentence.
        if formula(source).is_some() && self.part != Part::Annex || self.closed && formula(source).is_some() {
            (self.part, self.closed, self.opened) = (Part::Preamble, false, true);
            return make(self.part, Kind::Formula, 1, None, source);
        }
        let part_letter = next.is_some_and(|n| formula(n).is_some());
        if is_annex_title(source, self.language) || self.closed && !part_letter && self.part != Part::Annex && source.len() > 1 {
            self.part = Part::Annex;
            self.single.clear();
        }
        if source.starts_with('|') && source.ends_with('|') && source.len() > 2 {
            return Block { text: inline::read_row(source), ..make(self.part, Kind::TableRow, 1, None, "") };
        }
        if let Some((label, rest, level)) = label(source).filter(|_| !marked) {
            let level = self.level_of(label, level);
            // “l. Decides …”, a copy's slip for “1.”, opens the operative part too: its verb says so (B-03).
            if self.part == Part::Preamble && (level == 1 || level > 3 && self.opens_operative(rest)) {
                self.part = Part::Operative;
            }
            return make(self.part, Kind::Paragraph, level, Some(label), rest);
        }
        let complete = ends_sentence(source);
        let is_heading = marked
            || !complete && source.len() < 240 && !source.starts_with(|c: char| c.is_lowercase()) && !starts_phrase(source, self.language) && source != "* * *";
        if self.opened && self.part == Part::Preamble && (is_heading && !is_preambular_head(source) || !preamble_goes_on && self.opens_operative(source)) {
            self.part = Part::Operative;
        }
        self.single.clear();
        make(self.part, if is_heading { Kind::Heading } else { Kind::Paragraph }, 1, None, source)
    }

    /// `(i)` after `(h)` is a letter; `(ii)`, or `(i)` at first, a numeral.
    fn level_of(&mut self, label: &str, level: u8) -> u8 {
        let inner = label.trim_matches(['(', ')', '.']);
        if ["–", "•", "-"].contains(&label) {
            return self.single.last().map_or(DASH, |(open, _)| open + 1).clamp(DASH, 5);
        }
        // `㈠` and `’1‘` stand where there is room: below `(a)`, or at once below the paragraph.
        let figure = |l: &str| l.starts_with(['’', '‘']) || l.starts_with(is_bracketed_figure);
        if figure(label) {
            let below_letter = self.single.iter().any(|(l, s)| *l == 2 && !figure(s));
            let level = if below_letter { 3 } else { 2 };
            self.single.retain(|(l, _)| *l < level);
            self.single.push((level, label.to_owned()));
            return level;
        }
        let follows = |n: char| self.single.iter().any(|(l, s)| *l == 2 && s.chars().next().is_some_and(|c| s.len() == 1 && c == n));
        let level = match (inner, level) {
            ("i", 3) if follows('h') && !self.single.iter().any(|(l, _)| *l == 3) => 2,
            ("v", 3) if follows('u') => 2,
            ("x", 3) if follows('w') => 2,
            ("l", 3) if follows('k') => 2,
            _ => level,
        };
        self.single.retain(|(l, _)| *l < level);
        self.single.push((level, inner.to_owned()));
        level
    }

    fn opens_operative(&self, source: &str) -> bool {
        let plain = source.trim_start_matches(['*', ' ']);
        self.language.initiating_phrase(plain).is_some_and(|p| p.mood == Mood::Operative)
    }
}

/// A line of the preamble that lost its comma is no heading.
fn is_preambular_head(source: &str) -> bool {
    // Letters of scripts without capitals may open a heading.
    let opens = |c: char| c.is_numeric() || c.is_alphabetic() && !c.is_lowercase();
    source.len() > 120 || !source.starts_with(opens)
}

fn make(part: Part, kind: Kind, level: u8, label: Option<&str>, source: &str) -> Block {
    Block::new(part, kind, level, label.map(str::to_owned), inline::read(source))
}
