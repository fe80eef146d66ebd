//! Word edits of a line as edits of the file's characters: where each character of the model stands in the paragraph, which
//! note marks stay, which italics change.
use super::super::story::{AtomKind, Paragraph};
use super::Piece;
use chancery_model::{Mark, MarkKind, Text};
use std::ops::Range;

/// The words of a paragraph as the model has them, each byte with its place in the paragraph.
pub(super) struct Mapped {
    pub words: String,
    /// Start and end in the paragraph of the character that each byte belongs to.
    places: Vec<(usize, usize)>,
    range: Range<usize>,
}

impl Mapped {
    /// Folds white space and layout characters as [`Text`] does.
    pub fn of(p: &Paragraph, range: &Range<usize>) -> Self {
        let (mut words, mut places) = (String::new(), Vec::new());
        let mut typed = false;
        for atom in &p.atoms {
            if let AtomKind::Note { typed: follows, .. } = atom.kind {
                typed = follows;
                continue;
            }
            if std::mem::take(&mut typed) || atom.mark {
                continue;
            }
            let (start, end) = (atom.range.start.max(range.start), atom.range.end.min(range.end));
            if start >= end {
                continue;
            }
            for (at, c) in p.flat[start..end].char_indices() {
                let before = words.len();
                let open = words.is_empty() || words.ends_with(' ');
                match c {
                    '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                    '\u{2011}' => words.push('-'),
                    c if c.is_whitespace() || c.is_control() => words.extend((!open).then_some(' ')),
                    c => words.push(c),
                }
                places.extend(std::iter::repeat_n((start + at, start + at + c.len_utf8()), words.len() - before));
            }
        }
        words.truncate(words.trim_end().len());
        places.truncate(words.len());
        Mapped { words, places, range: range.clone() }
    }

    /// The place before which the byte's character stands; at the end, that after the last one.
    pub fn after(&self, byte: usize) -> usize {
        match byte.checked_sub(1) {
            Some(last) => self.places.get(last).map_or(self.range.end, |p| p.1),
            None => self.places.first().map_or(self.range.start, |p| p.0),
        }
    }

    /// The characters of a range of bytes.
    pub fn range(&self, bytes: Range<usize>) -> Option<Range<usize>> {
        (!bytes.is_empty()).then(|| self.places[bytes.start].0..self.places[bytes.end - 1].1)
    }

    /// All words.
    pub fn all(&self) -> Range<usize> {
        self.range(0..self.words.len()).unwrap_or(self.range.start..self.range.start)
    }
}

/// An edit with its bytes in the old and in the new text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// The pieces with their places. Pieces that do not spell both texts are replaced by one that strikes the old text whole.
pub(super) fn steps(pieces: &[Piece], old: &str, new: &str) -> Vec<(Step, bool)> {
    let (mut a, mut b) = (0, 0);
    let mut out = Vec::new();
    for piece in pieces {
        let (text, in_old, in_new) = match piece {
            Piece::Equal(t) => (t, true, true),
            Piece::Delete(t) => (t, true, false),
            Piece::Insert(t) => (t, false, true),
        };
        let (x, y) = (a + if in_old { text.len() } else { 0 }, b + if in_new { text.len() } else { 0 });
        let fits = (!in_old || old.get(a..x) == Some(text)) && (!in_new || new.get(b..y) == Some(text));
        if !fits {
            return whole(old, new);
        }
        out.push((Step { old: a..x, new: b..y }, in_old && in_new));
        (a, b) = (x, y);
    }
    if pieces.is_empty() && old == new && !old.is_empty() {
        return vec![(Step { old: 0..old.len(), new: 0..new.len() }, true)];
    }
    if (a, b) == (old.len(), new.len()) { out } else { whole(old, new) }
}

fn whole(old: &str, new: &str) -> Vec<(Step, bool)> {
    vec![(Step { old: 0..old.len(), new: 0..0 }, false), (Step { old: old.len()..old.len(), new: 0..new.len() }, false)]
}

/// Note marks of a text, in order.
pub(super) fn calls(text: &Text) -> Vec<(usize, &str)> {
    let call = |m: &Mark| if let MarkKind::NoteRef(_) = &m.kind { Some(m.start) } else { None };
    let mut out: Vec<(usize, &str)> =
        text.marks().iter().filter_map(|m| Some((call(m)?, if let MarkKind::NoteRef(n) = &m.kind { n.as_str() } else { "" }))).collect();
    out.sort_by_key(|c| c.0);
    out
}

/// Which old note marks (by their order) are which new ones: they stand at the same place of words that stayed.
pub(super) fn same_calls(steps: &[(Step, bool)], old: &[(usize, &str)], new: &[(usize, &str)]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for (i, (at, _)) in old.iter().enumerate() {
        let here = |j: usize| {
            let place = new[j].0;
            let stayed =
                |(s, equal): &(Step, bool)| *equal && s.old.start <= *at && *at <= s.old.end && place.checked_sub(s.new.start) == Some(at - s.old.start);
            steps.iter().any(stayed) || steps.is_empty() && place == *at
        };
        if let Some(j) = (from..new.len()).find(|j| here(*j)) {
            out.push((i, j));
            from = j + 1;
        }
    }
    out
}

/// True if a byte of a text is in italics.
fn is_italic(text: &Text, at: usize) -> bool {
    text.marks().iter().any(|m| m.kind == MarkKind::Emphasis && m.start <= at && at < m.end)
}

/// Ranges of old bytes that stay and whose italics change, with what they become.
pub(super) fn italics(steps: &[(Step, bool)], old: &Text, new: &Text) -> Vec<(Range<usize>, bool)> {
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    if !old.marks().iter().chain(new.marks()).any(|m| m.kind == MarkKind::Emphasis) {
        return out;
    }
    for (step, _) in steps.iter().filter(|(_, equal)| *equal) {
        for (k, c) in old.as_str()[step.old.clone()].char_indices() {
            let (a, b) = (step.old.start + k, step.new.start + k);
            let on = is_italic(new, b);
            if on == is_italic(old, a) {
                continue;
            }
            match out.last_mut() {
                Some((range, last)) if *last == on && range.end == a => range.end = a + c.len_utf8(),
                _ => out.push((a..a + c.len_utf8(), on)),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Vec<Piece> {
        vec![Piece::Equal("the Charter".into()), Piece::Insert(" and the Statute".into()), Piece::Equal(" of".into())]
    }

    #[test]
    fn pieces_that_do_not_spell_the_texts_replace_them() {
        let (old, new) = ("the Charter of", "the Charter and the Statute of");
        assert_eq!(steps(&pieces(), old, new).len(), 3);
        assert_eq!(steps(&pieces(), "another text", new), whole("another text", new));
    }

    #[test]
    fn a_note_stays_with_the_words_that_stayed() {
        let (old, new) = ("the Charter of", "the Charter and the Statute of");
        let steps = steps(&pieces(), old, new);
        assert_eq!(same_calls(&steps, &[(11, "1")], &[(27, "1")]), [(0, 0)]);
        assert_eq!(same_calls(&steps, &[(11, "1")], &[(11, "1"), (27, "2")]), [(0, 0)]);
        assert_eq!(same_calls(&steps, &[(3, "1")], &[(27, "1")]), []);
    }
}
