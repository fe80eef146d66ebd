//! The fonts of a document: the embedded ones, which have Latin and Cyrillic letters, and those that the caller gives.
use chancery_model::{Language, Text};
use std::collections::BTreeSet;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// The embedded family.
pub(crate) const EMBEDDED: &str = "Libertinus Serif";

/// Families that set Arabic and Chinese well, the best first.
pub const FAMILIES: [&str; 12] = [
    "Amiri",
    "Noto Naskh Arabic",
    "Scheherazade New",
    "Noto Sans Arabic",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
];

/// Fonts to set a document with, in order of preference.
#[derive(Clone)]
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

impl Default for Fonts {
    fn default() -> Self {
        Fonts::embedded()
    }
}

impl Fonts {
    /// The fonts that are part of the program.
    pub fn embedded() -> Self {
        let all = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
        Fonts::of(all.take_while(|f| f.info().family == EMBEDDED).collect())
    }

    fn of(fonts: Vec<Font>) -> Self {
        Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// Adds the fonts of a file (TrueType, OpenType or a collection); how many there were.
    pub fn add(&mut self, file: Vec<u8>) -> usize {
        let before = self.fonts.len();
        let mut fonts = std::mem::take(&mut self.fonts);
        fonts.extend(Font::iter(Bytes::new(file)));
        *self = Fonts::of(fonts);
        self.fonts.len() - before
    }

    /// The characters that no font here has; what is never printed needs none.
    pub fn missing(&self, characters: impl IntoIterator<Item = char>) -> BTreeSet<char> {
        let distinct: BTreeSet<char> = characters.into_iter().filter(|c| is_printed(*c)).collect();
        distinct.into_iter().filter(|c| !self.fonts.iter().any(|f| f.info().coverage.contains(u32::from(*c)))).collect()
    }

    /// The families in the order in which a text of this language tries them.
    pub(crate) fn families(&self, language: Language) -> Vec<String> {
        let mut own: Vec<String> = Vec::new();
        for family in self.fonts.iter().map(|f| f.info().family.as_str()).filter(|f| *f != EMBEDDED) {
            if !own.iter().any(|f| f == family) {
                own.push(family.to_owned());
            }
        }
        own.sort_by_key(|family| FAMILIES.iter().position(|f| f == family).unwrap_or(FAMILIES.len()));
        // Arabic takes figures and stops from its own fonts too.
        let at = if language == Language::Ar { own.len() } else { 0 };
        own.insert(at, EMBEDDED.to_owned());
        own
    }
}

/// Marks of direction, joiners and variation selectors shape what stands beside them.
fn is_printed(c: char) -> bool {
    let shapes = matches!(c, '\u{200c}' | '\u{200d}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
    !c.is_whitespace() && !c.is_control() && !shapes && !Text::is_invisible(c)
}
