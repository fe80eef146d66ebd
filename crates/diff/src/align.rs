//! Order-preserving alignment of blocks: equal paragraphs anchor the rest, gaps are filled by word overlap.
use chancery_model::Block;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// One entry of the alignment, by index.
pub(crate) enum Pair {
    Both(usize, usize, f64),
    Old(usize),
    New(usize),
}

/// The least word overlap of two paragraphs that are versions of one another.
const LEAST: f64 = 0.4;
/// Gaps larger than this (old × new) are aligned in windows, so that cost stays bounded.
const WINDOW: usize = 1 << 18;

pub(crate) fn align(old: &[Block], new: &[Block]) -> Vec<Pair> {
    let text = |b: &Block| format!("{:?}{}", b.part, b.text.as_str());
    let (a, b): (Vec<_>, Vec<_>) = (old.iter().map(text).collect(), new.iter().map(text).collect());
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        let (i, j) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => out.extend(i.zip(j).map(|(i, j)| Pair::Both(i, j, 1.0))),
            _ => gap(old, new, i, j, &mut out),
        }
    }
    out
}

fn gap(old: &[Block], new: &[Block], i: std::ops::Range<usize>, j: std::ops::Range<usize>, out: &mut Vec<Pair>) {
    let (n, m) = (i.len(), j.len());
    if n * m > WINDOW {
        let (i_mid, j_mid) = (i.start + n / 2, j.start + m / 2);
        gap(old, new, i.start..i_mid, j.start..j_mid, out);
        return gap(old, new, i_mid..i.end, j_mid..j.end, out);
    }
    let a: Vec<_> = old[i.clone()].iter().map(bag).collect();
    let b: Vec<_> = new[j.clone()].iter().map(bag).collect();
    // best[x][y]: the greatest total overlap of a[x..] with b[y..].
    let mut best = vec![0.0_f64; (n + 1) * (m + 1)];
    let mut overlap = vec![0.0_f64; n * m];
    let at = |x: usize, y: usize| x * (m + 1) + y;
    for x in (0..n).rev() {
        for y in (0..m).rev() {
            let s = similarity(&old[i.start + x], &new[j.start + y], &a[x], &b[y]);
            overlap[x * m + y] = s;
            let pair = if s >= LEAST { s + best[at(x + 1, y + 1)] } else { 0.0 };
            best[at(x, y)] = pair.max(best[at(x + 1, y)]).max(best[at(x, y + 1)]);
        }
    }
    let (mut x, mut y) = (0, 0);
    while x < n || y < m {
        let s = if x < n && y < m { overlap[x * m + y] } else { 0.0 };
        if s >= LEAST && best[at(x, y)] <= s + best[at(x + 1, y + 1)] + 1e-12 {
            out.push(Pair::Both(i.start + x, j.start + y, (s * 100.0).round() / 100.0));
            (x, y) = (x + 1, y + 1);
        } else if x < n && (y == m || best[at(x + 1, y)] >= best[at(x, y + 1)]) {
            out.push(Pair::Old(i.start + x));
            x += 1;
        } else {
            out.push(Pair::New(j.start + y));
            y += 1;
        }
    }
}

fn bag(b: &Block) -> HashMap<&str, i32> {
    let mut words = HashMap::new();
    for w in b.text.as_str().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *words.entry(w).or_default() += 1;
    }
    words
}

/// Dice overlap of the words; blocks of other kinds never match.
fn similarity(old: &Block, new: &Block, a: &HashMap<&str, i32>, b: &HashMap<&str, i32>) -> f64 {
    if old.kind != new.kind || old.part != new.part {
        return 0.0;
    }
    let total: i32 = a.values().sum::<i32>() + b.values().sum::<i32>();
    let common: i32 = a.iter().map(|(w, n)| b.get(w).map_or(0, |m| *m.min(n))).sum();
    if total == 0 { 0.0 } else { f64::from(2 * common) / f64::from(total) }
}
