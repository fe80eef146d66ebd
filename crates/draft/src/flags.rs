//! What may have to change but is not touched: counts, periods, words of time, sources of the year (D-09, D-14 to D-17).
use crate::{Context, edit::Editor};
use chancery_model::entity::Value;

const OF_THE_TIME: [&str; 6] = ["this year", "last year", "recent ", "current session", "upcoming", "forthcoming"];

pub(crate) fn flag(ed: &mut Editor, cx: &Context) {
    let year = 1945 + cx.target;
    for i in 0..ed.len() {
        let text = ed.text(i).to_owned();
        for e in ed.entities(i) {
            let words = &text[e.span.clone()];
            match e.value {
                Value::Count(_) => {
                    let phrase: Vec<_> = text[e.span.start..].split(' ').take(2).collect();
                    ed.flag(i, e.span, format!("check “{}”", phrase.join(" ")), "a count as of the base text", "D-14");
                }
                Value::YearSpan(_, end) if end < year => ed.flag(i, e.span.clone(), format!("check “{words}”"), "the period ends before the new session", "D-15"),
                _ => {}
            }
        }
        if let Some(words) = OF_THE_TIME.iter().find(|w| text.contains(**w)) {
            let from = text.find(words).unwrap_or_default();
            let phrase: Vec<_> = text[from..].split(' ').take(2).collect();
            ed.flag(i, from..from + words.len(), format!("check “{}”", phrase.join(" ").trim_end_matches([',', ';', '.'])), "true of the base's time", "D-17");
        }
    }
    for (number, text) in ed.notes() {
        if text.starts_with(&format!("A/{}/", cx.base)) {
            ed.todo(
                &format!("note {number}"),
                format!("this session's document in place of {}", text.trim_end_matches('.')),
                "the symbol is last session's",
                "D-09",
            );
        }
    }
}
