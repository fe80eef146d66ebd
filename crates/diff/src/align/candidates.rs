//! The few partners that each unpaired block could have, found by the rare words it shares with them.
use super::{Partners, RunnerUp, Side, bag::likeness};
use chancery_model::{Block, Kind};
use rustc_hash::FxHashMap;

/// A possible pair.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub old: usize,
    pub new: usize,
    pub likeness: f32,
}

/// Words that stand in more unpaired blocks than this lead to no candidate.
const COMMON: usize = 64;
/// So many partners of each block are looked at closely.
const KEPT: usize = 10;
/// Less likeness than this is none.
const LEAST: f32 = 0.2;

/// A runner-up this close is named.
pub(crate) const CLOSE: f32 = 0.1;

/// All candidates, found by either side.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// By old block.
    all: Vec<Candidate>,
    of_old: FxHashMap<usize, std::ops::Range<usize>>,
    of_new: FxHashMap<usize, Vec<usize>>,
}

impl Candidates {
    /// The candidates of the unpaired blocks.
    pub fn find(old: Side, new: Side, partners: &Partners) -> Self {
        let mut all = search(old, new, partners);
        formulas(old.0, new.0, partners, &mut all);
        all.sort_by_key(|c| (c.old, c.new));
        let (mut of_old, mut of_new): (FxHashMap<usize, std::ops::Range<usize>>, FxHashMap<usize, Vec<usize>>) = Default::default();
        for (at, c) in all.iter().enumerate() {
            of_old.entry(c.old).or_insert(at..at).end = at + 1;
            of_new.entry(c.new).or_default().push(at);
        }
        Candidates { all, of_old, of_new }
    }

    pub fn all(&self) -> &[Candidate] {
        &self.all
    }

    pub fn of_old(&self, i: usize) -> impl Iterator<Item = &Candidate> {
        self.of_old.get(&i).map_or(&[][..], |range| &self.all[range.clone()]).iter()
    }

    pub fn of_new(&self, j: usize) -> impl Iterator<Item = &Candidate> {
        self.of_new.get(&j).into_iter().flatten().map(|at| &self.all[*at])
    }

    /// The other candidates of both blocks.
    pub fn others(&self, i: usize, j: usize) -> impl Iterator<Item = &Candidate> {
        self.of_old(i).filter(move |c| c.new != j).chain(self.of_new(j).filter(move |c| c.old != i))
    }

    /// The best other partner of either block, if it is nearly as good.
    pub fn runner_up(&self, i: usize, j: usize, likeness: f32) -> Option<RunnerUp> {
        self.others(i, j)
            .filter(|c| c.likeness >= likeness - CLOSE)
            .max_by(|x, y| x.likeness.total_cmp(&y.likeness).then((y.old, y.new).cmp(&(x.old, x.new))))
            .map(|c| if c.old == i { RunnerUp::New(c.new, c.likeness) } else { RunnerUp::Old(c.old, c.likeness) })
    }
}

fn search((old, a): Side, (new, b): Side, partners: &Partners) -> Vec<Candidate> {
    let free: Vec<usize> = (0..new.len()).filter(|j| partners.of_new[*j].is_none()).collect();
    let mut index: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (at, j) in free.iter().enumerate() {
        for (word, _) in &b[*j].words {
            index.entry(*word).or_default().push(at as u32);
        }
    }
    let mut shared = vec![0.0_f32; free.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut ranked: Vec<(f32, u32)> = Vec::new();
    let mut out = Vec::new();
    for i in (0..old.len()).filter(|i| partners.of_old[*i].is_none()) {
        for (word, n) in &a[i].words {
            let Some(places) = index.get(word).filter(|p| p.len() <= COMMON) else { continue };
            for at in places {
                if shared[*at as usize] == 0.0 {
                    touched.push(*at);
                }
                shared[*at as usize] += n;
            }
        }
        // The share of both weights, so that a long paragraph is not everybody's partner.
        let rank = |at: u32, shared: f32| shared / (a[i].total + b[free[at as usize]].total);
        ranked.clear();
        ranked.extend(touched.drain(..).map(|at| (rank(at, std::mem::take(&mut shared[at as usize])), at)).filter(|r| r.0 >= LEAST / 4.0));
        ranked.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let close = ranked.iter().take(KEPT).map(|(_, at)| free[*at as usize]);
        let close = close.map(|j| Candidate { old: i, new: j, likeness: likeness((&old[i], &a[i]), (&new[j], &b[j])) });
        out.extend(close.filter(|c| c.likeness >= LEAST));
    }
    out
}

/// Opening formulas of different organs share no word; the first stands for the first.
fn formulas(old: &[Block], new: &[Block], partners: &Partners, out: &mut Vec<Candidate>) {
    let free =
        |blocks: &[Block], of: &[Option<(usize, f32)>]| (0..blocks.len()).filter(|i| blocks[*i].kind == Kind::Formula && of[*i].is_none()).collect::<Vec<_>>();
    for (i, j) in free(old, &partners.of_old).into_iter().zip(free(new, &partners.of_new)) {
        if !out.iter().any(|c| (c.old, c.new) == (i, j)) {
            out.push(Candidate { old: i, new: j, likeness: 0.6 });
        }
    }
}
