//! Splits and merges: an unmatched block that holds what a pair's other side lost belongs to that pair.
use super::{
    Match, Side,
    bag::{Bag, common, rest},
};
use chancery_model::Kind;
use rustc_hash::FxHashMap;

/// So much of the part's weight must stand in what the whole lost…
const HELD: f32 = 0.5;
/// … and so much of the whole's weight must be in the part, or it is a stock phrase.
const SHARE: f32 = 0.15;
/// Parts stand this near to one another.
const NEAR: usize = 3;

/// Joins unmatched blocks to the matches they are parts of: splits first, then merges.
pub(super) fn join(old: Side, new: Side, matches: &mut [Match]) {
    grow(old, new, matches, |m| (&mut m.old, &mut m.new));
    grow(new, old, matches, |m| (&mut m.new, &mut m.old));
    matches.sort_by_key(|m| m.new[0]);
}

type Sides = fn(&mut Match) -> (&mut Vec<usize>, &mut Vec<usize>);

/// `whole` had one paragraph where `parts` has several.
fn grow(whole: Side, parts: Side, matches: &mut [Match], sides: Sides) {
    let mut owner: FxHashMap<usize, usize> = FxHashMap::default();
    for (at, m) in matches.iter_mut().enumerate() {
        for part in sides(m).1.iter() {
            owner.insert(*part, at);
        }
    }
    let mut left: FxHashMap<usize, Bag> = FxHashMap::default();
    for part in 0..parts.0.len() {
        if owner.contains_key(&part) || parts.0[part].kind != Kind::Paragraph {
            continue;
        }
        let near = part.saturating_sub(NEAR)..(part + NEAR + 1).min(parts.0.len());
        let mut best: Option<(f32, usize)> = None;
        for at in near.filter_map(|p| owner.get(&p).copied()) {
            let (one, several) = sides(&mut matches[at]);
            if one.len() > 1 || whole.0[one[0]].kind != Kind::Paragraph {
                continue;
            }
            let lost = left
                .entry(one[0])
                .or_insert_with(|| several.iter().skip(1).fold(rest(&whole.1[one[0]], &parts.1[several[0]]), |bag, p| rest(&bag, &parts.1[*p])));
            let held = common(&lost.words, &parts.1[part].words);
            if held >= HELD * parts.1[part].total && held >= SHARE * whole.1[one[0]].total && best.is_none_or(|b| held > b.0) {
                best = Some((held, at));
            }
        }
        if let Some((_, at)) = best {
            let (one, several) = sides(&mut matches[at]);
            several.push(part);
            several.sort_unstable();
            let lost = rest(&left[&one[0]], &parts.1[part]);
            left.insert(one[0], lost);
            owner.insert(part, at);
            matches[at].runner_up = None;
        }
    }
}
