//! Running text: one string of single-spaced plain characters, and marks on its ranges.
//!
//! Layout characters that come and go between sessions (non-breaking spaces and hyphens) are marks, so that every
//! consumer compares plain text and writers can still restore them.
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, ops::Range};

/// What a mark says of its range.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Italics: an initiating phrase or a title (B-20, B-22).
    Emphasis,
    /// The range was a non-breaking space or hyphen.
    NoBreak,
    /// The range links to an address.
    Link(String),
    /// A footnote mark stands at the (empty) range; the value is the note's number.
    NoteRef(String),
    /// The range is the content of a cell of a table's row, by its column from 0; it may be empty. Rows of one cell have
    /// none.
    Cell(u16),
}

impl MarkKind {
    /// True for marks that mean something even where they hold no character.
    fn may_be_empty(&self) -> bool {
        matches!(self, MarkKind::NoteRef(_) | MarkKind::Cell(_))
    }
}

/// A mark on a byte range of a [`Text`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it says.
    pub kind: MarkKind,
}

/// A single-spaced string with marks, sorted by place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawText")]
pub struct Text {
    content: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marks: Vec<Mark>,
}

#[derive(Deserialize)]
struct RawText {
    content: String,
    #[serde(default)]
    marks: Vec<Mark>,
}

impl TryFrom<RawText> for Text {
    type Error = String;
    fn try_from(raw: RawText) -> Result<Self, String> {
        for m in &raw.marks {
            if m.start > m.end || !raw.content.is_char_boundary(m.start) || !raw.content.is_char_boundary(m.end) {
                return Err(format!("mark {}..{} does not lie on characters of the text", m.start, m.end));
            }
        }
        let mut text = Text { content: raw.content, marks: raw.marks };
        text.marks.sort();
        Ok(text)
    }
}

impl Text {
    /// Soft hyphens and marks of direction or of encoding: layout that nobody reads, and that no text keeps.
    pub fn is_invisible(c: char) -> bool {
        matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
    }

    /// Plain text: white space is folded, layout characters become [`MarkKind::NoBreak`] marks.
    pub fn plain(source: &str) -> Self {
        let mut text = Text::default();
        text.push(source);
        text.finish()
    }

    /// Appends source text, folding its white space with what is already there.
    pub fn push(&mut self, source: &str) {
        let mut rest = source;
        while !rest.is_empty() {
            let run = plain_run(rest, self.content.is_empty() || self.content.ends_with(' '));
            self.content.push_str(&rest[..run]);
            rest = &rest[run..];
            let Some(c) = rest.chars().next() else { break };
            self.push_char(c);
            rest = &rest[c.len_utf8()..];
        }
    }

    fn push_char(&mut self, c: char) {
        match c {
            c if Text::is_invisible(c) => {}
            '\u{a0}' | '\u{202f}' | '\u{2011}' => {
                let hyphen = c == '\u{2011}';
                if !hyphen && (self.content.is_empty() || self.content.ends_with(' ')) {
                    return;
                }
                let start = self.content.len();
                self.content.push(if hyphen { '-' } else { ' ' });
                self.mark(start..start + 1, MarkKind::NoBreak);
            }
            c if c.is_whitespace() || c.is_control() => {
                if !self.content.is_empty() && !self.content.ends_with(' ') {
                    self.content.push(' ');
                }
            }
            c => self.content.push(c),
        }
    }

    /// Appends another text with its marks.
    pub fn append(&mut self, other: &Text) {
        let at = self.content.len();
        self.content.push_str(&other.content);
        self.marks.extend(other.marks.iter().map(|m| Mark { start: m.start + at, end: m.end + at, kind: m.kind.clone() }));
    }

    /// The row of a table: its cells joined by spaces, each with its [`MarkKind::Cell`] if there are several.
    pub fn row(cells: impl IntoIterator<Item = Text>) -> Self {
        let mut row = Text::default();
        let mut count = 0;
        for cell in cells {
            if count > 0 {
                row.push(" ");
            }
            let at = row.content.len();
            row.append(&cell);
            row.mark(at..row.content.len(), MarkKind::Cell(count));
            count = count.saturating_add(1);
        }
        if count < 2 {
            row.marks.retain(|m| !matches!(m.kind, MarkKind::Cell(_)));
        }
        row.finish()
    }

    /// The cells of a table's row; the whole text if it has none.
    pub fn cells(&self) -> Vec<Text> {
        let mut ranges: Vec<(u16, Range<usize>)> =
            self.marks.iter().filter_map(|m| if let MarkKind::Cell(n) = m.kind { Some((n, m.start..m.end)) } else { None }).collect();
        if ranges.is_empty() {
            return vec![self.clone()];
        }
        ranges.sort_by_key(|(n, r)| (*n, r.start));
        let mut taken = vec![false; self.marks.len()];
        ranges.into_iter().map(|(_, range)| self.cell(range, &mut taken)).collect()
    }

    /// One cell with the marks that lie in it and in no cell before.
    fn cell(&self, range: Range<usize>, taken: &mut [bool]) -> Text {
        let mut cell = Text { content: self.content[range.clone()].to_owned(), marks: Vec::new() };
        for (m, taken) in self.marks.iter().zip(taken) {
            if !*taken && !matches!(m.kind, MarkKind::Cell(_)) && range.start <= m.start && m.end <= range.end {
                *taken = true;
                cell.mark(m.start - range.start..m.end - range.start, m.kind.clone());
            }
        }
        cell.finish()
    }

    /// Adds a mark on a range of the content as it stands.
    pub fn mark(&mut self, range: Range<usize>, kind: MarkKind) {
        debug_assert!(self.content.is_char_boundary(range.start) && self.content.is_char_boundary(range.end));
        self.marks.push(Mark { start: range.start, end: range.end, kind });
    }

    /// Drops white space at the end, with marks that stood on it, and sorts the marks.
    pub fn finish(mut self) -> Self {
        let end = self.content.trim_end().len();
        self.content.truncate(end);
        for m in &mut self.marks {
            m.start = m.start.min(end);
            m.end = m.end.min(end);
        }
        // Italics and cells hold words: a space at their edge is outside.
        for m in self.marks.iter_mut().filter(|m| matches!(m.kind, MarkKind::Emphasis | MarkKind::Cell(_))) {
            let words = &self.content[m.start..m.end];
            m.start += words.len() - words.trim_start().len();
            m.end = m.start + words.trim().len();
        }
        self.marks.retain(|m| m.start < m.end || m.kind.may_be_empty());
        self.marks.sort();
        self.marks.dedup();
        self
    }

    /// The characters, single-spaced, without note marks.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The marks, by place.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The characters of a byte range as printed: non-breaking spaces and hyphens where they stood.
    pub fn printed(&self, range: Range<usize>) -> String {
        let solid = |at: usize| self.marks.iter().any(|m| m.kind == MarkKind::NoBreak && m.start <= at && at < m.end);
        let of = |(at, c): (usize, char)| match c {
            ' ' if solid(range.start + at) => '\u{a0}',
            '-' if solid(range.start + at) => '\u{2011}',
            c => c,
        };
        self.content[range.clone()].char_indices().map(of).collect()
    }

    /// Gives its note marks other numbers, where `numbers` has one.
    pub fn renumber_notes(&mut self, numbers: &HashMap<&String, String>) {
        for m in &mut self.marks {
            if let MarkKind::NoteRef(n) = &mut m.kind
                && let Some(new) = numbers.get(n)
            {
                n.clone_from(new);
            }
        }
    }

    /// Replaces a byte range and moves or drops the marks with it.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        self.content.replace_range(range.clone(), with);
        let end = range.start + with.len();
        for m in &mut self.marks {
            let place = |p: usize, at_end: bool| {
                if p <= range.start {
                    p
                } else if p >= range.end {
                    p - range.len() + with.len()
                } else if at_end {
                    end
                } else {
                    range.start
                }
            };
            (m.start, m.end) = (place(m.start, false), place(m.end, true));
        }
        self.marks.retain(|m| {
            let swallowed = m.kind == MarkKind::NoBreak && m.start >= range.start && m.end <= end && m.start < end;
            !swallowed && (m.start < m.end || m.kind.may_be_empty())
        });
        self.marks.sort();
    }
}

/// How many bytes at the head need no thought: visible characters and single spaces. Bytes that may begin a layout
/// character (U+00A0, U+2011, U+3000, U+FEFF …) end the run, whole characters before them.
fn plain_run(source: &str, mut after_space: bool) -> usize {
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        if NEEDS_THOUGHT[*b as usize] {
            if *b != b' ' || after_space {
                return at;
            }
            after_space = true;
        } else {
            after_space = false;
        }
        at += 1;
    }
    at
}

/// A table, since every byte of every document is looked up.
const NEEDS_THOUGHT: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = matches!(b, 0..=0x20 | 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef);
        b += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_give_their_cells_back() {
        for cells in [vec!["State", "", "1 000", ""], vec!["", "b"], vec!["", ""], vec!["one"]] {
            let row = Text::row(cells.iter().map(|c| Text::plain(c)));
            assert_eq!(row.cells().iter().map(Text::as_str).collect::<Vec<_>>(), cells);
        }
    }
}
