//! The recall chain is checked as it is extended: dates that do not fit their sessions (B-64) and gaps (B-66).
use crate::{Context, edit::Editor};
use chancery_model::{
    Citation,
    chain::{Cited, gaps},
    parse_long_date,
};

/// Flags what does not fit in a list of the text's own resolutions, the base's to be added at its end.
pub(crate) fn check(ed: &mut Editor, i: usize, text: &str, list: &[Cited], cx: &Context) {
    for c in list.iter().filter(|c| c.is_dated()) {
        let date = text[c.span.end..c.end].strip_prefix(" of ").and_then(parse_long_date);
        if (Citation { number: c.number.clone(), date }).date_fits_session() == Some(false) {
            let what = format!("check “{}”: the date is not in session {}", &text[c.span.start..c.end], c.session());
            ed.flag(i, c.span.start..c.end, what, "a resolution is dated within its session", "B-64");
        }
    }
    let sessions: Vec<u16> = list.iter().map(Cited::session).chain([cx.base]).collect();
    for before in gaps(&sessions) {
        let c = &list[before];
        let to = list.get(before + 1).map_or(cx.number.clone(), |a| a.number.to_string());
        let what = format!("check the list between {} and {to}: sessions are missing", c.number);
        // It is about what is not there: no words of the text are flagged.
        ed.note_at(i, what, "the others of the list come at an even pace", "B-66");
    }
}
