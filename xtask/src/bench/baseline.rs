//! The floor that the alignment must beat: Dice overlap of words, order-preserving, maximum total; no moves, no parts.
use chancery_model::Block;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// Least overlap of a pair.
const LEAST: f64 = 0.5;

pub fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Dice overlap of two bags of words.
pub fn overlap(a: &str, b: &str) -> f64 {
    let mut bag: HashMap<&str, i32> = HashMap::new();
    let (x, y) = (words(a), words(b));
    x.iter().for_each(|w| *bag.entry(w).or_default() += 1);
    let mut common = 0;
    for w in &y {
        if let Some(n) = bag.get_mut(w).filter(|n| **n > 0) {
            *n -= 1;
            common += 1;
        }
    }
    if x.len() + y.len() == 0 { 0.0 } else { f64::from(2 * common) / (x.len() + y.len()) as f64 }
}

/// The pairs of the heaviest order-preserving alignment.
pub fn align(old: &[Block], new: &[Block]) -> Vec<(usize, usize)> {
    let (n, m) = (old.len(), new.len());
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let mut best = vec![0.0_f64; (n + 1) * (m + 1)];
    let mut score = vec![0.0_f64; (n + 1) * (m + 1)];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let s = if old[i].text.as_str() == new[j].text.as_str() { 1.0 } else { overlap(old[i].text.as_str(), new[j].text.as_str()) };
            score[at(i, j)] = if s >= LEAST { s } else { 0.0 };
            best[at(i, j)] = (score[at(i, j)] + best[at(i + 1, j + 1)]).max(best[at(i + 1, j)]).max(best[at(i, j + 1)]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < n && j < m {
        if score[at(i, j)] > 0.0 && best[at(i, j)] <= score[at(i, j)] + best[at(i + 1, j + 1)] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[at(i + 1, j)] >= best[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// Words deleted and inserted by a plain word diff of one pair.
pub fn marked(old: &str, new: &str) -> usize {
    capture_diff_slices(Algorithm::Myers, &words(old), &words(new))
        .into_iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| op.old_range().len() + op.new_range().len())
        .sum()
}

/// Words marked in the whole text by the baseline.
pub fn marked_in_all(old: &[Block], new: &[Block]) -> usize {
    let pairs = align(old, new);
    let mut total: usize = old.iter().chain(new).map(|b| words(b.text.as_str()).len()).sum();
    for (i, j) in pairs {
        let (a, b) = (old[i].text.as_str(), new[j].text.as_str());
        total -= words(a).len() + words(b).len();
        total += if a == b { 0 } else { marked(a, b) };
    }
    total
}
