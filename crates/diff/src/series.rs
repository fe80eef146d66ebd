//! Which texts follow one another: the same title in a later session, or a recall chain that names the earlier text.
use chancery_model::{Organ, Part, Resolution, ResolutionNumber, entity, entity::Value};
use rustc_hash::{FxHashMap, FxHashSet};

/// Least share of title words for a text that is only found by the recall chain.
const LIKE: f64 = 0.5;

/// For each text of `new`, the index of its predecessor in `old`: the latest earlier text of the same organ with the same
/// title, or else the latest that its preamble recalls and whose title is alike. Texts without a number have no order
/// and count as earlier.
pub fn predecessors(old: &[&Resolution], new: &[&Resolution]) -> Vec<Option<usize>> {
    let mut by_title: FxHashMap<(Organ, String), Vec<usize>> = FxHashMap::default();
    let mut by_number: FxHashMap<ResolutionNumber, usize> = FxHashMap::default();
    for (at, r) in old.iter().enumerate() {
        by_title.entry((r.organ, title(r))).or_default().push(at);
        if let Some(number) = r.number() {
            by_number.insert(number, at);
        }
    }
    new.iter()
        .map(|r| {
            let earlier = |at: &usize| !std::ptr::eq(old[*at], *r) && is_earlier(old[*at], r);
            let same = by_title.get(&(r.organ, title(r))).into_iter().flatten().copied().filter(earlier);
            same.max_by_key(|at| old[*at].number()).or_else(|| {
                let recalled = recalled(r).into_iter().filter_map(|n| by_number.get(&n).copied()).filter(earlier);
                recalled.filter(|at| alike(old[*at], r)).max_by_key(|at| old[*at].number())
            })
        })
        .collect()
}

fn is_earlier(a: &Resolution, b: &Resolution) -> bool {
    match (a.number(), b.number()) {
        (Some(x), Some(y)) => x < y,
        _ => true,
    }
}

/// The title in small letters and figures.
fn title(r: &Resolution) -> String {
    words(r).collect::<Vec<_>>().join(" ")
}

fn words(r: &Resolution) -> impl Iterator<Item = String> {
    r.title.as_str().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase)
}

fn alike(a: &Resolution, b: &Resolution) -> bool {
    let (x, y): (FxHashSet<_>, FxHashSet<_>) = (words(a).filter(|w| w.len() > 3).collect(), words(b).filter(|w| w.len() > 3).collect());
    let total = x.len() + y.len();
    a.organ == b.organ && total > 0 && 2.0 * x.intersection(&y).count() as f64 / total as f64 >= LIKE
}

/// The resolutions that the preamble names.
fn recalled(r: &Resolution) -> Vec<ResolutionNumber> {
    let preamble = r.body.iter().filter(|b| b.part == Part::Preamble);
    preamble.flat_map(|b| entity::recognise(b.text.as_str())).filter_map(|e| if let Value::Resolution(c) = e.value { Some(c.number) } else { None }).collect()
}
