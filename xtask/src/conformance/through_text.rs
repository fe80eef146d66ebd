//! Official XML written as text and read by the text reader: which blocks come back, and what stands in the way of the rest.
use chancery_formats::{read_text, write_text};
use chancery_model::{Block, Resolution};
use std::collections::{BTreeMap, HashMap};

/// Of each language at least this share must come back.
const BOUND: f64 = 0.98;

/// Why a block did not come back, by what the text has instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Refused,
    Part,
    Level,
    Label,
    Joined,
    Cut,
    Words,
}

impl Cause {
    /// The same words elsewhere, or the words in other blocks.
    fn of(block: &Block, back: &[Block]) -> Self {
        let words = block.text.as_str();
        if let Some(same) = back.iter().find(|b| b.text.as_str() == words && !words.is_empty()) {
            return match (same.part == block.part, same.label == block.label) {
                (false, _) => Cause::Part,
                (true, false) => Cause::Label,
                (true, true) => Cause::Level,
            };
        }
        let long = |text: &str| text.chars().count() > 8;
        if back.iter().any(|b| b.text.as_str().contains(words)) {
            Cause::Joined
        } else if back.iter().any(|b| long(b.text.as_str()) && words.contains(b.text.as_str())) {
            Cause::Cut
        } else {
            Cause::Words
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Cause::Refused => "the whole file: a statement by the President, which as a text is no resolution",
            Cause::Part => "another part: an annex, a form or a draft resolution inside the text that no printed line opens or ends",
            Cause::Level => "another level: indents and numerals of flattened or unlabelled lists, which the text does not print",
            Cause::Label => "another label: numbers without full stop, or with their full stop in the words",
            Cause::Joined => "joined with its neighbour: a heading or table row that runs on in the text",
            Cause::Cut => "cut: a line break inside the XML's block, or a label inside its words",
            Cause::Words => "other words: spaces, marks and numbers at the head or end of the block",
        }
    }
}

/// The blocks of all files, by language.
#[derive(Default)]
pub struct ThroughText {
    languages: BTreeMap<&'static str, (u32, u32)>,
    causes: BTreeMap<Cause, u32>,
    shown: BTreeMap<Cause, usize>,
}

impl ThroughText {
    /// Writes and reads `r`; prints up to `show` misses of each cause.
    pub fn take(&mut self, r: &Resolution, name: &str, show: usize) {
        let back = read_text(&write_text(r)).map(|r| r.body).ok();
        let is_read = back.is_some();
        let back = back.unwrap_or_default();
        let key = |b: &Block| (b.part, b.level, b.label.clone(), b.text.as_str().to_owned());
        let mut have: HashMap<_, i32> = HashMap::new();
        back.iter().for_each(|b| *have.entry(key(b)).or_default() += 1);
        let (hits, blocks) = self.languages.entry(r.language.name()).or_default();
        *blocks += r.body.len() as u32;
        for block in &r.body {
            if let Some(n) = have.get_mut(&key(block)).filter(|n| **n > 0) {
                *n -= 1;
                *hits += 1;
                continue;
            }
            let cause = if is_read { Cause::of(block, &back) } else { Cause::Refused };
            *self.causes.entry(cause).or_default() += 1;
            let shown = self.shown.entry(cause).or_default();
            if *shown < show {
                *shown += 1;
                let words: String = block.text.as_str().chars().take(80).collect();
                println!("  {name}: {cause:?} {:?} {:?} level {} {:?} {words}", block.part, block.kind, block.level, block.label);
            }
        }
    }

    /// The table.
    pub fn print(&self) {
        println!("  paragraphs of the XML that its text gives back (part, label, level, text)");
        for (language, (hits, blocks)) in &self.languages {
            println!("    {language:<10} {hits:>6} of {blocks:<6} {:.2} %", 100.0 * f64::from(*hits) / f64::from((*blocks).max(1)));
        }
        for (cause, count) in &self.causes {
            println!("    {count:>6}  {}", cause.describe());
        }
    }

    /// Whether a language is below its bound.
    pub fn is_below(&self) -> bool {
        self.languages.values().any(|(hits, blocks)| f64::from(*hits) < BOUND * f64::from(*blocks))
    }
}
