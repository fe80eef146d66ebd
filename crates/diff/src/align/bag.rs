//! Paragraphs as bags of weighted words, and how much of one stands in the other. No order, no decisions.
use chancery_model::{Block, Kind, MONTHS, word_ordinal};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{hash::Hasher, sync::LazyLock};

/// The words of one block: hash and count, sorted by hash, with the sum of their weights.
pub(super) struct Bag {
    pub words: Vec<(u64, f32)>,
    pub total: f32,
}

/// How two bags overlap.
#[derive(Clone, Copy)]
pub(super) struct Overlap {
    /// Twice the common weight over the sum (Dice).
    pub dice: f32,
    /// Common weight over the lighter bag's.
    pub containment: f32,
}

/// Figures change with every session; they tie little together.
const FIGURE: f32 = 0.3;

/// Ordinals and months, which do the same, by hash.
static MOVING: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let ordinals = (1..=90).filter_map(word_ordinal);
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"].map(str::to_owned);
    let hashed = ordinals.chain(tens).chain(MONTHS.map(str::to_lowercase)).map(|w| {
        let mut hasher = rustc_hash::FxHasher::default();
        w.chars().for_each(|c| hasher.write_u32(u32::from(c)));
        hasher.finish() & !1
    });
    hashed.collect()
});

/// Each word in lower case (ASCII), hashed, its last bit telling a figure; a character of a script without spaces is a
/// word.
pub(super) fn words(text: &str, mut each: impl FnMut(u64)) {
    let mut hasher = rustc_hash::FxHasher::default();
    let (mut open, mut figure) = (false, false);
    let mut close = |hasher: &mut rustc_hash::FxHasher, figure: &mut bool| {
        let word = hasher.finish() & !1;
        each(word | u64::from(*figure || MOVING.contains(&word)));
        (*hasher, *figure) = (rustc_hash::FxHasher::default(), false);
    };
    for c in text.chars() {
        if c.is_alphanumeric() {
            hasher.write_u32(u32::from(c.to_ascii_lowercase()));
            figure |= c.is_ascii_digit();
            open = true;
            if !is_unspaced(c) {
                continue;
            }
        }
        if open {
            close(&mut hasher, &mut figure);
            open = false;
        }
    }
    if open {
        close(&mut hasher, &mut figure);
    }
}

/// Chinese is written without spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{f900}'..='\u{faff}').contains(&c)
}

/// The bags of the blocks that have no equal partner, each word weighed by how few blocks have it: stock words tie
/// nothing together. `equal` tells the blocks that have one; they count for the weights, and their bags stay empty.
pub(super) fn bags(old: (&[Block], &[bool]), new: (&[Block], &[bool])) -> (Vec<Bag>, Vec<Bag>) {
    let mut spread: FxHashMap<u64, f32> = FxHashMap::default();
    let mut all = Vec::new();
    let mut count = |(blocks, equal): (&[Block], &[bool]), twice: bool| -> Vec<Vec<(u64, f32)>> {
        let each = blocks.iter().zip(equal).map(|(b, equal)| {
            if *equal && !twice {
                return Vec::new();
            }
            all.clear();
            words(b.text.as_str(), |w| all.push(w));
            all.sort_unstable();
            let counts = all.chunk_by(|x, y| x == y).map(|same| (same[0], same.len() as f32));
            let share = if *equal { 1.0 } else { 0.5 };
            let bag: Vec<_> = counts.inspect(|(word, _)| *spread.entry(*word).or_default() += share).collect();
            if *equal { Vec::new() } else { bag }
        });
        each.collect()
    };
    // An equal pair is counted on its old side, for both.
    let (a, b) = (count(old, true), count(new, false));
    let weigh = |side: Vec<Vec<(u64, f32)>>| {
        side.into_iter()
            .map(|mut words| {
                for (word, n) in &mut words {
                    *n *= if *word & 1 == 1 { FIGURE } else { 1.0 } / (1.0 + spread[word].max(1.0).ln());
                }
                Bag { total: words.iter().map(|w| w.1).sum(), words }
            })
            .collect()
    };
    (weigh(a), weigh(b))
}

/// The weight that two sorted lists of words share.
pub(super) fn common(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.1.min(y.1);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}

/// What is left of `a` when the words of `b` are taken away.
pub(super) fn rest(a: &Bag, b: &Bag) -> Bag {
    let mut j = 0;
    let mut words = Vec::new();
    for &(word, n) in &a.words {
        while b.words.get(j).is_some_and(|w| w.0 < word) {
            j += 1;
        }
        let taken = b.words.get(j).filter(|w| w.0 == word).map_or(0.0, |w| w.1);
        if n > taken {
            words.push((word, n - taken));
        }
    }
    Bag { total: words.iter().map(|w| w.1).sum(), words }
}

pub(super) fn overlap(a: &Bag, b: &Bag) -> Overlap {
    let c = common(&a.words, &b.words);
    let of = |x: f32| if x > 0.0 { c / x } else { 0.0 };
    Overlap { dice: 2.0 * of(a.total + b.total), containment: of(a.total.min(b.total)) }
}

/// How likely one block is a version of the other, 0 to 1: Dice, helped where the shorter one stands in the longer.
pub(super) fn likeness(old: (&Block, &Bag), new: (&Block, &Bag)) -> f32 {
    let kinds = (old.0.kind, new.0.kind);
    if kinds == (Kind::Formula, Kind::Formula) {
        // “The Security Council,” stands where “The General Assembly,” stood.
        return overlap(old.1, new.1).dice.max(0.6);
    }
    if kinds.0 != kinds.1 {
        return 0.0;
    }
    let o = overlap(old.1, new.1);
    let shorter = old.1.words.len().min(new.1.words.len());
    if shorter < SHORT && o.dice < SHORT_ALIKE {
        // Two words in common say little where there are four.
        return o.dice / 2.0;
    }
    let long = shorter >= 8;
    let mixed = if long && o.containment > o.dice { o.dice + CONTAINED * (o.containment - o.dice) } else { o.dice };
    let same_verb = old.0.text.as_str().split(' ').next() == new.0.text.as_str().split(' ').next();
    let mixed = if same_verb { mixed + SAME_VERB } else { mixed };
    (if old.0.part == new.0.part { mixed } else { mixed - OTHER_PART }).min(0.99)
}

/// How far containment lifts Dice: a paragraph that grew to twice its length is still the same paragraph.
const CONTAINED: f32 = 0.3;
/// Paragraphs of fewer words must share more of them.
const SHORT: usize = 5;
const SHORT_ALIKE: f32 = 0.6;
/// A version often keeps its first word.
const SAME_VERB: f32 = 0.04;
/// A version rarely changes its part.
const OTHER_PART: f32 = 0.1;
