//! Files in other people's styles, the United Nations' own template among them: paragraphs become lines as in a plain text,
//! and their words say what they are. Italics, notes, links, tables and automatic numbers come from the file.
use super::{
    document::{MAIN, Spot, typed_label},
    layout::{self, Field, Place},
    story::{Paragraph, Story},
    styled::row_text,
};
use crate::{
    ReadError, inline,
    text::{self, body, chunk::Chunk, head},
};
use chancery_model::{Language, Note, Resolution, Text, assign_ids};
use std::{collections::HashMap, ops::Range};

type Numbers = HashMap<(String, bool), String>;

/// A line: a paragraph, a part of one, or a table row.
struct Line {
    story: usize,
    paragraphs: Range<usize>,
    /// Its characters in the first paragraph.
    range: Range<usize>,
    label: Option<(String, Option<Range<usize>>)>,
    words: Range<usize>,
    text: Text,
    source: String,
    in_body: bool,
}

pub(super) fn read(stories: &[Story], numbers: &Numbers, notes: Vec<Note>) -> Result<(Resolution, HashMap<Place, Spot>), ReadError> {
    let language = body::language(stories[MAIN].paragraphs.iter().map(|p| p.flat.trim()));
    let lines = lines(stories, numbers, language);
    let chunks: Vec<Chunk> = lines.iter().enumerate().map(|(i, l)| Chunk { line: i + 1, gap: 1, text: l.source.clone() }).collect();
    let made = text::assemble(&chunks, notes, language, lines.iter().position(|l| l.in_body))?;
    let mut r = made.resolution;
    let mut spots = HashMap::new();
    for (line, place) in lines[made.head_end..].iter().zip(&made.places) {
        match place {
            body::Place::Block(i) => {
                let Some(block) = r.body.get_mut(*i) else { continue };
                (block.label, block.text) = (line.label.as_ref().map(|(l, _)| l.clone()), line.text.clone());
                let label = line.label.as_ref().and_then(|(_, range)| range.clone());
                spots.insert(Place::Block(*i), Spot { story: line.story, paragraphs: line.paragraphs.clone(), label, words: line.words.clone() });
            }
            body::Place::Closing(c) => closing(&r, *c, line, stories, &mut spots),
        }
    }
    masthead(&mut r, &lines[..made.head_end], stories, numbers, &mut spots);
    body::settle(&mut r);
    assign_ids(&mut r.body);
    Ok((r, spots))
}

/// Every paragraph with words, in reading order; the head of the page first.
fn lines(stories: &[Story], numbers: &Numbers, language: Language) -> Vec<Line> {
    let mut out = Vec::new();
    let main = &stories[MAIN].paragraphs;
    let opening = main.iter().position(|p| body::formula(p.flat.trim()).is_some());
    // Other documents begin with their first number.
    let opening = opening.or_else(|| main.iter().position(|p| p.cell.is_none() && (typed_label(&p.flat).is_some() || p.list_label.is_some())));
    for (s, story) in stories.iter().enumerate().rev() {
        let mut at = 0;
        while let Some(p) = story.paragraphs.get(at) {
            let in_body = s == MAIN && opening.is_none_or(|o| at >= o);
            // The masthead is set in a table too; its cells are lines.
            if let Some(cell) = p.cell.filter(|_| in_body) {
                let count = story.paragraphs[at..].iter().take_while(|q| q.cell.is_some_and(|c| c.row == cell.row)).count().max(1);
                let row = at..at + count;
                let text = row_text(&story.paragraphs[row.clone()], numbers);
                if !text.as_str().is_empty() {
                    let source = format!("| {} |", text.as_str());
                    out.push(Line { story: s, paragraphs: row.clone(), range: 0..0, label: None, words: 0..0, text, source, in_body });
                }
                at = row.end;
                continue;
            }
            for range in pieces(p, in_body, language) {
                out.extend(line(s, at, p, range, in_body, numbers, language));
            }
            at += 1;
        }
    }
    out
}

/// The lines of a paragraph: several where the head's forms are set off by line breaks.
fn pieces(p: &Paragraph, in_body: bool, language: Language) -> Vec<Range<usize>> {
    let whole = 0..p.flat.len();
    let first = p.flat.split('\n').next().unwrap_or_default().trim();
    if in_body || first.len() == p.flat.len() || !head::is_form(first, language) {
        return vec![whole];
    }
    let mut at = 0;
    let piece = |l: &str| {
        let range = at..at + l.len();
        at += l.len() + 1;
        range
    };
    p.flat.split('\n').map(piece).collect()
}

fn line(story: usize, at: usize, p: &Paragraph, range: Range<usize>, in_body: bool, numbers: &Numbers, language: Language) -> Option<Line> {
    let flat = &p.flat[range.clone()];
    let trimmed = flat.trim();
    if trimmed.is_empty() || !in_body && matches!(trimmed, "United Nations" | "Nations Unies" | "Naciones Unidas") {
        return None;
    }
    let lead = flat.len() - flat.trim_start().len();
    let heading = is_heading(p, trimmed, in_body);
    // The number of a heading is a part of its words, unless a list gives it.
    let typed = typed_label(flat)
        .filter(|_| !heading)
        .map(|(label, from)| (flat[label.clone()].to_owned(), range.start + label.start..range.start + label.end, range.start + from));
    let (label, words) = match (typed, &p.list_label) {
        (_, Some(label)) => (Some((label.clone(), None)), range.start + lead..range.end),
        (Some((label, place, from)), None) => (Some((label, Some(place))), from..range.end),
        (None, None) => (None, range.start + lead..range.end),
    };
    let text = p.text(words.clone(), numbers);
    let plain = text.as_str();
    let source = match &label {
        // Two lines of a closing may stand in one paragraph.
        _ if in_body && body::is_meeting(trimmed, language) => trimmed.to_owned(),
        Some((label, None)) if heading => format!("# {label} {plain}"),
        _ if heading => format!("# {plain}"),
        Some((label, _)) if in_body => format!("{label}\t{plain}"),
        None if in_body => plain.to_owned(),
        Some((label, None)) => format!("{label} {}", inline::write(&text, inline::Style::Markdown)),
        _ => inline::write(&p.text(range.start + lead..range.end, numbers), inline::Style::Markdown),
    };
    Some(Line { story, paragraphs: at..at + 1, range: range.start + lead..range.end, label, words, text, source, in_body })
}

/// A heading of the body: by its outline level, or all in bold without a sentence's end.
fn is_heading(p: &Paragraph, trimmed: &str, in_body: bool) -> bool {
    let bold = || p.atoms.iter().filter(|a| !p.flat[a.range.clone()].trim().is_empty()).all(|a| a.bold) && !body::ends_sentence(trimmed);
    in_body && body::formula(trimmed).is_none() && trimmed.len() < 400 && (p.outline.is_some() || bold()) && !body::is_part_letter(trimmed)
}

fn closing(r: &Resolution, c: usize, line: &Line, stories: &[Story], spots: &mut HashMap<Place, Spot>) {
    let Some(closing) = r.closing.get(c) else { return };
    let p = &stories[line.story].paragraphs[line.paragraphs.start];
    for (n, words) in closing.lines().enumerate() {
        // Lines are meeting, date, votes; a closing without a date has none at place 1.
        let n = if n > 0 && closing.date.is_none() { n + 1 } else { n };
        let place = Place::Closing(c, n);
        if let Some(range) = found(p, &line.range, words).filter(|_| !spots.contains_key(&place)) {
            spots.insert(place, Spot { story: line.story, paragraphs: line.paragraphs.clone(), label: None, words: range });
        }
    }
}

/// The places of the masthead's values and the title: lines that say nothing else first, then what stands within lines.
fn masthead(r: &mut Resolution, lines: &[Line], stories: &[Story], numbers: &Numbers, spots: &mut HashMap<Place, Spot>) {
    let wanted = layout::lines(r);
    let mut head = Head { lines, stories, taken: HashMap::new(), others: 0 };
    for whole in [true, false] {
        for line in wanted.iter().filter(|l| matches!(l.place, Place::Field(..) | Place::Title)) {
            // Lines that are no field are whole ones.
            if spots.contains_key(&line.place) || !whole && matches!(line.place, Place::Field(Field::Other, _)) {
                continue;
            }
            let Some(spot) = head.spot(line, whole) else { continue };
            if line.place == Place::Title {
                r.title = stories[spot.story].paragraphs[spot.paragraphs.start].text(spot.words.clone(), numbers);
            }
            spots.insert(line.place, spot);
        }
    }
}

/// The lines of the head, and which of their characters have been found to be what.
struct Head<'a> {
    lines: &'a [Line],
    stories: &'a [Story<'a>],
    taken: HashMap<(usize, usize), Vec<Range<usize>>>,
    /// Lines that are no field come in their order: where the next one may stand.
    others: usize,
}

impl Head<'_> {
    /// The first free place of a value; `whole` if it may not be a part of a line.
    fn spot(&mut self, wanted: &layout::Line, whole: bool) -> Option<Spot> {
        let is_other = matches!(wanted.place, Place::Field(Field::Other, _));
        let from = if is_other { self.others } else { 0 };
        let (n, spot) = self.lines[from..].iter().enumerate().find_map(|(n, line)| Some((from + n, self.spot_in(line, wanted, whole)?)))?;
        if is_other {
            self.others = n + 1;
        }
        self.taken.entry((spot.story, spot.paragraphs.start)).or_default().push(spot.words.clone());
        Some(spot)
    }

    fn spot_in(&self, line: &Line, wanted: &layout::Line, whole: bool) -> Option<Spot> {
        let words = wanted.text.as_str();
        let before = if let Place::Field(field, _) = wanted.place { field.printed_before() } else { "" };
        let value = words.strip_prefix(before).unwrap_or(words);
        if is_plain(&line.source) && !line.source.contains(value) {
            return None;
        }
        let number = wanted.label.as_deref().map(|l| l.trim_end_matches('.'));
        let p = &self.stories[line.story].paragraphs[line.paragraphs.start];
        let label = number.and_then(|n| found(p, &line.range, n));
        let from = label.as_ref().map_or(line.range.start, |n| n.end);
        let range = if value.is_empty() { label.as_ref().map(|_| line.range.end..line.range.end) } else { found(p, &(from..line.range.end), value) }?;
        let rest = [&p.flat[from..range.start], &p.flat[range.end..line.range.end]].concat();
        let rest = rest.trim_matches(|c: char| c == '.' || c.is_whitespace());
        let is_whole = rest.is_empty() || rest == before.trim();
        let taken = self.taken.get(&(line.story, line.paragraphs.start));
        let is_taken = taken.is_some_and(|ranges| ranges.iter().any(|r| r.start < range.end && range.start < r.end));
        if is_taken || whole && !is_whole || wanted.place == Place::Title && number.is_some() != label.is_some() {
            return None;
        }
        // The full stop after the number is part of its label.
        let label = label.map(|n| line.range.start..n.end + usize::from(p.flat[n.end..].starts_with('.')));
        Some(Spot { story: line.story, paragraphs: line.paragraphs.clone(), label, words: range })
    }
}

/// True if a line's source has its words as they are: no markup, no layout characters.
fn is_plain(source: &str) -> bool {
    source.bytes().all(|b| b.is_ascii_alphanumeric() || b" ,;:/()-".contains(&b))
}

/// Where words stand in a paragraph, whatever its white space.
fn found(p: &Paragraph, within: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let (mut folded, mut places) = (String::new(), Vec::new());
    for (at, c) in p.flat[within.clone()].char_indices() {
        let before = folded.len();
        match c {
            '\u{ad}' | '\u{200b}' => {}
            '\u{2011}' => folded.push('-'),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
        places.extend(std::iter::repeat_n((within.start + at, within.start + at + c.len_utf8()), folded.len() - before));
    }
    if words.is_empty() {
        return None;
    }
    let at = folded.find(words)?;
    Some(places[at].0..places[at + words.len() - 1].1)
}
