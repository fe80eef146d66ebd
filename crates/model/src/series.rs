//! Which texts follow one another: the same title in a later session, or a recall chain that names the earlier text.
use crate::{Organ, Part, Resolution, ResolutionNumber, Session, entity, entity::Value};
use std::collections::{HashMap, HashSet};

/// Least share of title words, in percent, for a text that is only found by the recall chain.
const LIKE: usize = 50;

/// For each text of `new`, the index of its predecessor in `old`: the latest earlier text of the same organ with the same
/// title, or else the latest that its preamble recalls and whose title is alike. Texts without a number have no order
/// and count as earlier.
pub fn predecessors(old: &[&Resolution], new: &[&Resolution]) -> Vec<Option<usize>> {
    let mut by_title: HashMap<(Organ, String), Vec<usize>> = HashMap::default();
    let mut by_number: HashMap<ResolutionNumber, usize> = HashMap::default();
    for (at, r) in old.iter().enumerate() {
        by_title.entry((r.organ, title(r))).or_default().push(at);
        if let Some(number) = r.number() {
            by_number.insert(number, at);
        }
    }
    let earlier = |r: &Resolution, at: usize| !std::ptr::eq(old[at], r) && is_earlier(old[at], r);
    let of_title = |r: &Resolution| {
        let same = by_title.get(&(r.organ, title(r))).into_iter().flatten().copied().filter(|at| earlier(r, *at));
        same.max_by_key(|at| rank(old[*at], r))
    };
    let mut found: Vec<Option<usize>> = new.iter().map(|r| of_title(r)).collect();
    // A text that has its successor by title is not taken for that of a text with another title.
    let taken: HashSet<usize> = found.iter().copied().flatten().collect();
    for (found, r) in found.iter_mut().zip(new).filter(|(found, _)| found.is_none()) {
        let recalled = recalled(r).into_iter().filter_map(|n| by_number.get(&n).copied()).filter(|at| earlier(r, *at) && !taken.contains(at));
        let alike = recalled.map(|at| (likeness(old[at], r), old[at].number(), at)).filter(|c| c.0 >= LIKE);
        *found = alike.max_by(|x, y| x.0.cmp(&y.0).then(x.1.cmp(&y.1))).map(|c| c.2);
    }
    found
}

/// True if two texts are of one series: the same organ and the same title, but for what changes with the session.
pub fn is_same_series(a: &Resolution, b: &Resolution) -> bool {
    a.organ == b.organ && title(a) == title(b)
}

/// The latest session first, then the part of the same letter (`75/242 B` before `75/242 A` for `76/235 B`).
fn rank(earlier: &Resolution, later: &Resolution) -> (Option<Session>, bool, Option<ResolutionNumber>) {
    let place = |r: &Resolution| match r.number() {
        Some(ResolutionNumber::BySession { session, parts, .. }) => (Some(session), Some(parts)),
        _ => (None, None),
    };
    let (session, part) = place(earlier);
    (session, part == place(later).1, earlier.number())
}

/// Of an earlier session, where both are numbered by sessions; else of a lower number.
fn is_earlier(a: &Resolution, b: &Resolution) -> bool {
    match (a.number(), b.number()) {
        (Some(ResolutionNumber::BySession { session: x, .. }), Some(ResolutionNumber::BySession { session: y, .. })) => x < y,
        (Some(x), Some(y)) => x < y,
        _ => true,
    }
}

/// The words of the title in small letters, without what changes with the session: figures and ordinals.
fn title(r: &Resolution) -> String {
    words(r).collect::<Vec<_>>().join(" ")
}

fn words(r: &Resolution) -> impl Iterator<Item = String> {
    let words = r.title.as_str().split(|c: char| !c.is_alphanumeric() && c != '-').map(str::to_lowercase);
    let lasting = words.filter(|w| r.language.ordinal_value(w).is_none() && !w.starts_with(|c: char| c.is_ascii_digit()));
    lasting.map(|w| w.replace('-', "")).filter(|w| !w.is_empty())
}

/// Share of title words in percent; none for texts of other organs.
fn likeness(a: &Resolution, b: &Resolution) -> usize {
    let long = |r: &Resolution| words(r).filter(|w| w.len() > 3).collect::<HashSet<_>>();
    let (x, y) = (long(a), long(b));
    if a.organ == b.organ { (200 * x.intersection(&y).count()).checked_div(x.len() + y.len()).unwrap_or(0) } else { 0 }
}

/// The resolutions that the preamble names.
fn recalled(r: &Resolution) -> Vec<ResolutionNumber> {
    let preamble = r.body.iter().filter(|b| b.part == Part::Preamble);
    preamble
        .flat_map(|b| entity::recognise_in(b.text.as_str(), r.language))
        .filter_map(|e| if let Value::Resolution(c) = e.value { Some(c.number) } else { None })
        .collect()
}
