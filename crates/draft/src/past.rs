//! What was to come when the base was adopted is past when the draft is: “to be held” turns into “held” where the form
//! is certain, and a text that looks forward to a past event is flagged (D-11). Numbered events are the cycle's.
use crate::{Context, edit::Editor};
use chancery_model::{
    Part,
    entity::{Entity, Value},
};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

static TO_BE_HELD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?P<future>to be )(?:held|convened)(?-u:\b)").expect("a constant pattern"));

/// Words that ask for or wait for something still to come: the tense alone does not make them past.
const EXPECTING: [&str; 9] = ["ooking forward", "ooks forward", "ecides", "ecided", "nvites", "nviting", "upcoming", "forthcoming", "preparat"];

pub(crate) fn future(ed: &mut Editor, cx: &Context) {
    for i in 0..ed.len() {
        let text = ed.text(i).to_owned();
        let entities = ed.entities(i);
        for found in TO_BE_HELD.captures_iter(&text) {
            let (Some(whole), Some(future)) = (found.get(0), found.name("future")) else { continue };
            let Some((last, end)) = last_day(&text, whole.end(), &entities).filter(|(d, _)| i32::from(d.year()) * 12 + i32::from(d.month()) < opening(cx))
            else {
                continue;
            };
            let waits = EXPECTING.iter().any(|w| text[..whole.start()].contains(w));
            let what = format!("confirm that it was held, and say what came of it ({last})");
            if ed.block(i).part == Part::Preamble && !waits {
                ed.replace(i, future.range(), "", "D-11", false);
                ed.flag(i, whole.range(), what, "the day is past when the new session opens", "D-11");
            } else {
                ed.check(i, whole.start()..end, what, "the text waits for an event that is past when the new session opens", "D-11");
            }
        }
    }
}

/// September of the year in which the draft's session opens, in months (F-01).
fn opening(cx: &Context) -> i32 {
    (1945 + i32::from(cx.target)) * 12 + 9
}

/// The last day of the event, by the first date of the same clause, and where that ends.
fn last_day(text: &str, from: usize, entities: &[Entity]) -> Option<(Date, usize)> {
    let end = text[from..].find(';').map_or(text.len(), |n| from + n);
    let date = |e: &Entity| match e.value {
        Value::Date(d) | Value::DateRange(_, d) => Some((d, e.span.end)),
        _ => None,
    };
    entities.iter().filter(|e| e.span.start >= from && e.span.end <= end && e.span.start < from + 120).find_map(date)
}
