//! Signs that a rule has something to look for: one walk over a text tells which of them it has.
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// Words and marks without which some rule has no work, at most 128.
const SIGNS: [&str; 82] = [
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "resolution",
    "session",
    "Session",
    "RES/",
    ") ",
    ". ",
    "rticle ",
    " - ",
    "—",
    "day",
    " ,",
    " ;",
    " )",
    "( ",
    "States Parties",
    "States parties",
    "indigenous peoples",
    "percent",
    "per cent",
    "%",
    "US",
    "’s",
    "'s",
    ",”",
    ";”",
    "entitled",
    "to be held",
    "to be convened",
    "[",
    "]",
    "ise",
    "isa",
    "isi",
    "provisional agenda",
    "(",
    "“",
    "”",
    "€",
    "£",
    "¥",
    ",,",
    ";;",
    ",;",
    ";,",
    ".;",
    ".,",
    "'",
    "\"",
    "0-",
    "1-",
    "2-",
    "3-",
    "4-",
    "5-",
    "6-",
    "7-",
    "8-",
    "9-",
    " – ",
    " states",
    "Resolution",
    "Paragraph",
    "Article",
    "article",
    "A/",
    "S/",
    "E/",
    "/20",
    "/19",
    ".20",
    ".19",
    "operative paragraph",
];

/// The first of them are the figures.
const FIGURES: u128 = 0x3ff;

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(SIGNS).expect("constant words"));

/// The signs that a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signs(u128);

impl Signs {
    pub fn of(text: &str) -> Self {
        Signs(SEARCH.find_overlapping_iter(text).fold(0, |bits, m| bits | 1 << m.pattern().as_usize()))
    }

    /// Whether a sign of the list stands in the text.
    pub fn has(self, sign: &str) -> bool {
        let at = SIGNS.iter().position(|s| *s == sign);
        self.0 & (1 << at.expect("rules ask for signs of the list")) != 0
    }

    pub fn has_figures(self) -> bool {
        self.0 & FIGURES != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {
        let signs = Signs::of("its resolution 77/63 of the session");
        assert!(signs.has("resolution") && signs.has("session") && signs.has_figures());
        assert!(!signs.has("entitled") && !Signs::of("none").has_figures());
    }
}
