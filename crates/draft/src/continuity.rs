//! The recall chain is checked as it is extended: dates that do not fit their sessions (B-64) and gaps (B-66).
use crate::{Context, chain::Cited, edit::Editor};
use chancery_model::{Citation, parse_long_date};

/// Flags what does not fit in a list of the text's own resolutions, the base's to be added at its end.
pub(crate) fn check(ed: &mut Editor, i: usize, text: &str, list: &[Cited], cx: &Context) {
    for c in list.iter().filter(|c| c.is_dated()) {
        let date = text[c.span.end..c.end].strip_prefix(" of ").and_then(parse_long_date);
        if (Citation { number: c.number.clone(), date }).date_fits_session() == Some(false) {
            let what = format!("check “{}”: the date is not in session {}", &text[c.span.start..c.end], c.session());
            ed.flag(i, c.span.start..c.end, what, "a resolution is dated within its session", "B-64");
        }
    }
    for (before, after) in gaps(list, cx.base) {
        let c = &list[before];
        let to = list.get(after).map_or(cx.number.clone(), |a| a.number.to_string());
        let what = format!("check the list between {} and {to}: sessions are missing", c.number);
        // It is about what is not there: no words of the text are flagged.
        ed.note_at(i, what, "the others of the list come at an even pace", "B-66");
    }
}

/// Neighbours that lie further apart than most of the list, which keeps an even pace.
fn gaps(list: &[Cited], base: u16) -> Vec<(usize, usize)> {
    let mut sessions: Vec<u16> = list.iter().map(Cited::session).collect();
    sessions.push(base);
    let steps: Vec<u16> = sessions.windows(2).map(|w| w[1].saturating_sub(w[0])).collect();
    let Some(usual) = (1..4).max_by_key(|n| (steps.iter().filter(|s| *s == n).count(), std::cmp::Reverse(*n))) else { return Vec::new() };
    let even = steps.iter().filter(|s| **s == usual).count();
    // A list with many gaps has no pace; one with few items does not show it.
    if even < 4 || 4 * even < 3 * steps.len() {
        return Vec::new();
    }
    steps.iter().enumerate().filter(|(_, s)| **s > usual).map(|(n, _)| (n, n + 1)).collect()
}
