//! Which blocks of the versions belong together: each version is set beside the first in order, by parts, kinds, labels,
//! common facts and lengths.
use super::facts::Facts;
use chancery_model::{Kind, Resolution};

/// Leaving a block alone costs this much; a pair must be worth more than two of them.
const GAP: f32 = -0.8;

/// Products of blocks above which texts are set beside one another by their order alone: no real text is so long.
const LARGEST: usize = 25_000_000;

/// Rows of the table: for each version the place of its block.
pub(super) fn rows(versions: &[&Resolution], facts: &[Vec<Facts>]) -> Vec<Vec<Option<usize>>> {
    let Some(first) = versions.first() else { return Vec::new() };
    let count = versions.len();
    // By block of the first version (and before all of them): the row itself, and rows that only others have.
    let mut own: Vec<Vec<Option<usize>>> = (0..first.body.len())
        .map(|i| {
            let mut row = vec![None; count];
            row[0] = Some(i);
            row
        })
        .collect();
    let mut between: Vec<Vec<Vec<Option<usize>>>> = vec![Vec::new(); first.body.len() + 1];
    for v in 1..count {
        let mut slot = 0;
        let mut place = 0;
        for (a, b) in pairs(versions[0], versions[v], &facts[0], &facts[v]) {
            match (a, b) {
                (Some(a), b) => {
                    own[a][v] = b;
                    (slot, place) = (a + 1, 0);
                }
                (None, Some(b)) => {
                    insert(&mut between[slot], &mut place, v, b, versions, facts);
                }
                (None, None) => {}
            }
        }
    }
    let mut out = Vec::new();
    let mut own = own.into_iter();
    for extra in between {
        out.extend(extra);
        out.extend(own.next());
    }
    out
}

/// A block that the first version has not joins the like one of another version, or begins a row.
fn insert(rows: &mut Vec<Vec<Option<usize>>>, place: &mut usize, v: usize, b: usize, versions: &[&Resolution], facts: &[Vec<Facts>]) {
    let fits = |row: &Vec<Option<usize>>| {
        let other = row.iter().enumerate().find_map(|(w, at)| at.map(|at| (w, at)));
        row[v].is_none() && other.is_some_and(|(w, at)| likeness(versions[w], versions[v], at, b, &facts[w], &facts[v], 1.0) > 2.0 * GAP)
    };
    match (*place..rows.len()).find(|i| fits(&rows[*i])) {
        Some(i) => {
            rows[i][v] = Some(b);
            *place = i + 1;
        }
        None => {
            let mut row = vec![None; versions.len()];
            row[v] = Some(b);
            rows.insert(*place, row);
            *place += 1;
        }
    }
}

/// The best order-preserving set of pairs, with the blocks that have none.
fn pairs(a: &Resolution, b: &Resolution, x: &[Facts], y: &[Facts]) -> Vec<(Option<usize>, Option<usize>)> {
    let (n, m) = (x.len(), y.len());
    if n.saturating_mul(m) > LARGEST {
        return (0..n.max(m)).map(|i| (Some(i).filter(|i| *i < n), Some(i).filter(|i| *i < m))).collect();
    }
    let total = |facts: &[Facts]| facts.iter().map(|f| f.length).sum::<usize>().max(1) as f32;
    let ratio = total(x) / total(y);
    let width = m + 1;
    let mut best = vec![0.0_f32; (n + 1) * width];
    // 0: both, 1: only the first, 2: only the second.
    let mut way = vec![0_u8; (n + 1) * width];
    for i in 0..=n {
        for j in 0..=m {
            let at = i * width + j;
            if (i, j) == (0, 0) {
                continue;
            }
            let pair = if i > 0 && j > 0 { best[at - width - 1] + likeness(a, b, i - 1, j - 1, x, y, ratio) } else { f32::MIN };
            let left = if i > 0 { best[at - width] + GAP } else { f32::MIN };
            let right = if j > 0 { best[at - 1] + GAP } else { f32::MIN };
            (best[at], way[at]) = if pair >= left && pair >= right {
                (pair, 0)
            } else if left >= right {
                (left, 1)
            } else {
                (right, 2)
            };
        }
    }
    let mut out = Vec::with_capacity(n.max(m));
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        match way[i * width + j] {
            0 => {
                (i, j) = (i - 1, j - 1);
                out.push((Some(i), Some(j)));
            }
            1 => {
                i -= 1;
                out.push((Some(i), None));
            }
            _ => {
                j -= 1;
                out.push((None, Some(j)));
            }
        }
    }
    out.reverse();
    out
}

/// How well two blocks fit; `ratio` is how much longer the first text is as a whole.
fn likeness(a: &Resolution, b: &Resolution, i: usize, j: usize, x: &[Facts], y: &[Facts], ratio: f32) -> f32 {
    let (p, q) = (&a.body[i], &b.body[j]);
    let mut score = 0.0;
    score -= if p.part == q.part { 0.0 } else { 0.7 };
    score -= if p.kind == q.kind { 0.0 } else { 1.0 };
    score -= if p.level == q.level { 0.0 } else { 0.4 };
    score += match (x[i].label.agrees(&y[j].label), &p.label) {
        (true, Some(_)) => 0.9,
        (true, None) => 0.4,
        // After a number that was left out or printed twice all others are shifted.
        _ if x[i].label.is_place() && y[j].label.is_place() => -0.3,
        _ => -0.7,
    };
    score += match x[i].common(&y[j]) {
        Some(share) => 3.0 * share - 0.8,
        None => 0.3,
    };
    let lengths = (x[i].length.max(1) as f32 / (y[j].length.max(1) as f32 * ratio)).ln().abs();
    // Rows and headings are short, and their lengths say little.
    score - if p.kind == Kind::Paragraph { lengths.min(1.5) } else { 0.3 * lengths.min(1.0) }
}
