//! Letters for which the file itself says what they stand for: ligatures, vowel signs, hyphens that are not in the word.
use super::page::Glyph;
use hayro_syntax::object::{self, Object};

/// More letters in one piece, or characters for them, than a cluster has: such a replacement is of whole words, which are
/// read as they stand.
const MAX_LETTERS: usize = 8;
/// Pieces within pieces.
const MAX_DEPTH: usize = 256;

/// The pieces of marked content that are open, each with its replacement and the number of letters before it.
#[derive(Default)]
pub(super) struct Pieces {
    open: Vec<Option<(String, usize)>>,
    /// Pieces beyond the depth that is kept.
    beyond: usize,
}

impl Pieces {
    /// A piece begins, with its properties if it has any.
    pub fn begin(&mut self, properties: Option<&Object<'_>>, letters: usize) {
        if self.open.len() >= MAX_DEPTH {
            self.beyond += 1;
            return;
        }
        let dict = properties.and_then(|p| if let Object::Dict(d) = p { Some(d) } else { None });
        let said = dict.and_then(|d| d.get::<object::String<'_>>("ActualText")).map(|s| decoded(s.as_bytes()));
        self.open.push(said.map(|text| (text, letters)));
    }

    /// A piece ends: its letters become one that stands for what the file says.
    pub fn end(&mut self, glyphs: &mut Vec<Glyph>) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(Some((text, from))) = self.open.pop() else { return };
        let Some(piece) = glyphs.get(from..).filter(|p| p.len() <= MAX_LETTERS) else { return };
        // Vowel signs stand above or below their letter, which is the widest.
        let Some(letter) = piece.iter().max_by(|a, b| (a.right - a.left).total_cmp(&(b.right - b.left))) else { return };
        let one_line = piece.iter().all(|g| (g.baseline - letter.baseline).abs() < 1.2 * letter.size);
        if !one_line || text.chars().count() > 2 * MAX_LETTERS || text.contains(char::is_whitespace) {
            return;
        }
        let whole = Glyph { text, ..letter.clone() };
        glyphs.truncate(from);
        if !whole.text.is_empty() {
            glyphs.push(whole);
        }
    }
}

/// UTF-16 or UTF-8 after its mark, or single bytes.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
