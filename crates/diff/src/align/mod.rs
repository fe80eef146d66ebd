//! Which blocks belong together: pairs, moves, splits and merges, with a confidence and the runner-up.
//!
//! 1. Equal blocks that are alone with their text, or that follow an equal pair, are pairs wherever they stand.
//! 2. For the rest, an inverted index of words gives each block a few candidates, so that cost grows nearly linearly.
//! 3. Candidates that are each other's best by far are pairs, wherever they stand.
//! 4. The heaviest chain in order over all candidates fills the gaps; what then is left and alike has moved.
//! 5. A block that holds what its neighbour's partner lost is the second part of a split (of a merge, in reverse).
//!
//! It decides by words alone; labels play no part.
mod bag;
mod candidates;
mod chain;
mod parts;

pub(crate) use bag::is_unspaced;
use bag::{Bag, bags};
pub(crate) use candidates::CLOSE;
use candidates::{Candidate, Candidates};
use chancery_model::{Block, Kind};
use rustc_hash::FxHashMap;

/// The blocks of a text and their bags.
type Side<'a> = (&'a [Block], &'a [Bag]);

/// One entry of the alignment, by index: one old and one new block, or several on one side.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    pub old: Vec<usize>,
    pub new: Vec<usize>,
    /// How alike they are, 0 to 1.
    pub likeness: f32,
    /// The next best partner, if it is nearly as good.
    pub runner_up: Option<RunnerUp>,
    /// It left its place among the others.
    pub moved: bool,
}

/// Another partner that a match could have had.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum RunnerUp {
    /// Another old block for the new one.
    Old(usize, f32),
    /// Another new block for the old one.
    New(usize, f32),
}

/// Least likeness of a pair that stands between two pairs, of one that stands in order, and of one that moved.
const ENCLOSED: f32 = 0.2;
const IN_ORDER: f32 = 0.3;
const MOVED: f32 = 0.45;

/// The partners found so far.
struct Partners {
    of_old: Vec<Option<(usize, f32)>>,
    of_new: Vec<Option<(usize, f32)>>,
}

impl Partners {
    fn new(old: usize, new: usize) -> Self {
        Partners { of_old: vec![None; old], of_new: vec![None; new] }
    }

    fn free(&self, i: usize, j: usize) -> bool {
        self.of_old[i].is_none() && self.of_new[j].is_none()
    }

    fn pair(&mut self, i: usize, j: usize, likeness: f32) {
        self.of_old[i] = Some((j, likeness));
        self.of_new[j] = Some((i, likeness));
    }

    /// The blocks before are a pair, and so are the blocks after.
    fn encloses(&self, i: usize, j: usize) -> bool {
        let pair = |i: usize, j: usize| self.of_old[i].is_some_and(|p| p.0 == j);
        let before = i > 0 && j > 0 && pair(i - 1, j - 1);
        let after = match (i + 1 == self.of_old.len(), j + 1 == self.of_new.len()) {
            (true, true) => true,
            (false, false) => pair(i + 1, j + 1),
            _ => false,
        };
        before && after
    }

    fn is_complete(&self) -> bool {
        self.of_old.iter().chain(&self.of_new).all(Option::is_some)
    }

    /// The pairs in the order of the new text.
    fn matches(&self, found: &Candidates) -> Vec<Match> {
        let pairs = self.of_new.iter().enumerate().filter_map(|(j, partner)| partner.map(|(i, likeness)| (i, j, likeness)));
        pairs
            .map(|(i, j, likeness)| {
                let runner_up = if likeness < 1.0 { found.runner_up(i, j, likeness) } else { None };
                Match { old: vec![i], new: vec![j], likeness, runner_up, moved: false }
            })
            .collect()
    }
}

/// Aligns the blocks of two bodies. Matches come in the order of the new text; the unmatched are in none.
pub(crate) fn align(old: &[Block], new: &[Block]) -> Vec<Match> {
    let mut partners = Partners::new(old.len(), new.len());
    equal(old, new, &mut partners);
    let mut matches;
    if partners.is_complete() {
        matches = partners.matches(&Candidates::default());
    } else {
        let equal = |of: &[Option<(usize, f32)>]| of.iter().map(Option::is_some).collect::<Vec<_>>();
        let (a, b) = bags((old, &equal(&partners.of_old)), (new, &equal(&partners.of_new)));
        let found = Candidates::find((old, &a), (new, &b), &partners);
        clear(&found, &mut partners);
        in_order(old, new, &found, &mut partners);
        left_over(&found, &mut partners);
        matches = partners.matches(&found);
        parts::join((old, &a), (new, &b), &mut matches);
    }
    mark_moves(old, new, &mut matches);
    matches
}

/// Step 1. Texts that both sides have equally often are paired in order, then equal neighbours of pairs.
fn equal(old: &[Block], new: &[Block], partners: &mut Partners) {
    let mut places: FxHashMap<(&str, Kind), [Vec<usize>; 2]> = FxHashMap::default();
    for (i, b) in old.iter().enumerate() {
        places.entry((b.text.as_str(), b.kind)).or_default()[0].push(i);
    }
    for (j, b) in new.iter().enumerate() {
        if let Some(both) = places.get_mut(&(b.text.as_str(), b.kind)) {
            both[1].push(j);
        }
    }
    for (i, b) in old.iter().enumerate() {
        let [olds, news] = &places[&(b.text.as_str(), b.kind)];
        if olds[0] == i && olds.len() == news.len() {
            for (&i, &j) in olds.iter().zip(news) {
                partners.pair(i, j, 1.0);
            }
        }
    }
    let same = |i: usize, j: usize| old[i].text.as_str() == new[j].text.as_str() && old[i].kind == new[j].kind;
    for i in 0..old.len() {
        let Some((j, _)) = partners.of_old[i] else { continue };
        if i + 1 < old.len() && j + 1 < new.len() && partners.free(i + 1, j + 1) && same(i + 1, j + 1) {
            partners.pair(i + 1, j + 1, 1.0);
        }
    }
    for i in (1..old.len()).rev() {
        let Some((j, _)) = partners.of_old[i] else { continue };
        if j > 0 && partners.free(i - 1, j - 1) && same(i - 1, j - 1) {
            partners.pair(i - 1, j - 1, 1.0);
        }
    }
}

/// Step 3. Each other's best, alike and far ahead of any other.
fn clear(found: &Candidates, partners: &mut Partners) {
    for c in found.all() {
        if c.likeness >= CLEAR && found.others(c.old, c.new).all(|o| c.likeness - o.likeness >= CLEAR_BY) {
            partners.pair(c.old, c.new, c.likeness);
        }
    }
}

const CLEAR: f32 = 0.6;
const CLEAR_BY: f32 = 0.2;

/// Step 4. The heaviest chain over the pairs and the candidates that are still free.
fn in_order(old: &[Block], new: &[Block], found: &Candidates, partners: &mut Partners) {
    let (parent_old, parent_new) = (parents(old), parents(new));
    let mut links: Vec<chain::Link> = Vec::new();
    for (i, partner) in partners.of_old.iter().enumerate() {
        if let Some((j, likeness)) = *partner {
            links.push(chain::Link { old: i, new: j, weight: likeness + 0.5 });
        }
    }
    for c in found.all() {
        let least = if partners.encloses(c.old, c.new) { ENCLOSED } else { IN_ORDER };
        if c.likeness >= least && partners.free(c.old, c.new) {
            // Sub-paragraphs stay with their paragraph unless their words say otherwise.
            let parents = (parent_old[c.old], parent_new[c.new]);
            let kept = matches!(parents, (Some(p), Some(q)) if partners.of_old[p].is_some_and(|(j, _)| j == q));
            links.push(chain::Link { old: c.old, new: c.new, weight: c.likeness - ENCLOSED / 2.0 + if kept { 0.1 } else { 0.0 } });
        }
    }
    for link in chain::heaviest(links, new.len()) {
        if partners.free(link.old, link.new) {
            let likeness = found.of_old(link.old).find(|c| c.new == link.new).map_or(0.0, |c| c.likeness);
            partners.pair(link.old, link.new, likeness);
        }
    }
}

/// What is left and alike has moved: best first.
fn left_over(found: &Candidates, partners: &mut Partners) {
    let mut rest: Vec<&Candidate> = found.all().iter().filter(|c| c.likeness >= MOVED && partners.free(c.old, c.new)).collect();
    rest.sort_by(|x, y| y.likeness.total_cmp(&x.likeness).then((x.old, x.new).cmp(&(y.old, y.new))));
    for c in rest {
        if partners.free(c.old, c.new) {
            partners.pair(c.old, c.new, c.likeness);
        }
    }
}

/// The matches off the heaviest chain have moved: as few words as possible, and of two that crossed the one that left its
/// parent.
fn mark_moves(old: &[Block], new: &[Block], matches: &mut [Match]) {
    let (parent_old, parent_new) = (parents(old), parents(new));
    let partner: FxHashMap<usize, usize> = matches.iter().map(|m| (m.old[0], m.new[0])).collect();
    let weight = |m: &Match| {
        let words = 1.0 + m.old.iter().map(|i| old[*i].text.as_str().len()).sum::<usize>() as f32 / 100.0;
        let left = matches!((parent_old[m.old[0]], parent_new[m.new[0]]), (Some(p), Some(q)) if partner.get(&p) != Some(&q));
        if left { words / 2.0 } else { words }
    };
    let links = matches.iter().enumerate().map(|(at, m)| chain::Link { old: m.old[0], new: at, weight: weight(m) }).collect();
    let mut stays = vec![false; matches.len()];
    for link in chain::heaviest(links, matches.len()) {
        stays[link.new] = true;
    }
    for (m, stays) in matches.iter_mut().zip(stays) {
        m.moved = !stays;
    }
}

/// The block above each block, by level.
fn parents(blocks: &[Block]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    blocks
        .iter()
        .enumerate()
        .map(|(i, b)| {
            while open.last().is_some_and(|p| blocks[*p].level >= b.level || blocks[*p].part != b.part) {
                open.pop();
            }
            let parent = open.last().copied();
            open.push(i);
            parent
        })
        .collect()
}
