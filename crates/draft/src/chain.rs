//! The text's own resolutions: how each mention of its predecessor moves on (D-04 to D-06, D-19a). A list of them gains
//! the text's own number; any other mention gives way to it. Which citation is the predecessor is told next door.
use crate::{
    Context, continuity,
    edit::Editor,
    predecessor::{is_chain, predecessor, tail},
};
use chancery_model::{
    Part,
    chain::{Cited, cited, lists},
    entity::Value,
};
use std::ops::Range;

/// The resolutions that a paragraph cites, in order.
pub(crate) fn cited_at(ed: &Editor, i: usize) -> Vec<Cited> {
    cited(ed.text(i), &ed.entities(i))
}

/// Moves every mention of the predecessor on, and tells what it could not.
pub(crate) fn own_resolutions(ed: &mut Editor, cx: &Context) {
    let known = cx.history.as_ref().and_then(|h| h.before.clone()).map(|number| (number, true));
    let Some((before, sure)) = known.or_else(|| predecessor(ed, cx)) else {
        ed.todo(
            "preamble",
            format!("recall of resolution {} of {}", cx.number, cx.date),
            "the text has no list of its own earlier resolutions that could be extended",
            "D-04",
        );
        return;
    };
    for i in 0..ed.len() {
        let (text, all) = (ed.text(i).to_owned(), cited_at(ed, i));
        for list in lists(&text, &all) {
            // Parts of one resolution are one predecessor.
            let own = |c: &Cited| c.number == before || c.is_part_of(&before);
            let Some(n) = list.clone().rev().find(|n| own(&all[*n])) else { continue };
            let last = n + 1 == list.end;
            if !sure {
                let c = &all[n];
                let what = format!("check whether {} joins {} or takes its place", cx.own(i), &text[c.span.start..c.end]);
                ed.flag(i, c.span.start..c.end, what, "it may be the resolution before or one of another series", "D-04");
            } else if let Some(replaces) =
                cx.history.as_ref().and_then(|h| h.replaces(i, &all[list.clone()].iter().map(|c| c.number.clone()).collect::<Vec<_>>()))
            {
                // As the paragraph did when it was last rolled over.
                if replaces || !last && list.len() < 3 {
                    replace(ed, i, &text, &all[n], cx);
                } else {
                    append(ed, i, &text, &all, &list, cx);
                }
            } else if last && (list.len() > 2 || is_chain(&all, &list) || opens_chain(ed, i, &text, &all, &list)) {
                append(ed, i, &text, &all, &list, cx);
            } else if list.len() > 2 && !last {
                let c = &all[n];
                let what = format!("check whether {} takes the place of {}", cx.number(i), &text[c.span.clone()]);
                ed.flag(i, c.span.clone(), what, "a list of resolutions of several series", "D-19a");
            } else {
                replace(ed, i, &text, &all[n], cx);
            }
        }
    }
}

/// “Recalling its resolution 76/26 of 6 December 2021,” and nothing more: the first of a list to come (D-05).
fn opens_chain(ed: &Editor, i: usize, text: &str, all: &[Cited], list: &Range<usize>) -> bool {
    let c = &all[list.start];
    let after = &text[c.end..];
    ed.block(i).part == Part::Preamble
        && text[..c.span.start] == *"Recalling its resolution "
        && list.len() == 1
        && all.len() == 1
        && (matches!(after, "," | "") || after.starts_with(" and other"))
}

/// A draft that is rolled over again has neither.
const UNNUMBERED: &str = "number and date of the base resolution";

fn replace(ed: &mut Editor, i: usize, text: &str, c: &Cited, cx: &Context) {
    let new = if c.is_dated() { cx.own(i) } else { cx.number(i) };
    let certain = !new.contains('[');
    if !certain {
        ed.flag(i, c.span.start..c.end, UNNUMBERED.into(), "the base text does not say them", "D-19a");
    }
    ed.replace(i, c.span.start..c.end, new, "D-19a", certain);
    // What stood in paragraph 5 of the one need not stand there in the other.
    let from = tail(&text[..c.span.start], 60);
    for e in ed.entities(i).into_iter().filter(|e| matches!(e.value, Value::Reference(_)) && e.span.start >= from && e.span.end <= c.span.start) {
        let what = format!("check “{}” of resolution {}", &text[e.span.clone()], cx.number);
        ed.flag(i, e.span, what, "the paragraph was that of the resolution before", "D-19a");
    }
}

fn append(ed: &mut Editor, i: usize, text: &str, all: &[Cited], list: &Range<usize>, cx: &Context) {
    continuity::check(ed, i, text, &all[list.clone()], cx);
    let last = &all[list.end - 1];
    let own = if last.is_dated() { cx.own(i) } else { cx.number(i) };
    if own.contains('[') {
        ed.flag(i, last.span.clone(), UNNUMBERED.into(), "the base text does not say them", "D-04");
    }
    let certain = !own.contains('[') && list.len() > 1;
    if list.len() == 1
        && let Some(at) = text[..last.span.start].rfind("resolution ")
    {
        ed.replace(i, at..at + 10, "resolutions", "D-05", false);
        ed.flag(
            i,
            last.span.start..last.end,
            format!("confirm that {} joins {}", cx.number(i), &text[last.span.start..last.end]),
            "a text that recalls one resolution may add to it or replace it",
            "D-05",
        );
    }
    // A tail (“and other relevant resolutions”) stays last (D-06).
    let tail = [" and other", " and its", " and all", " and subsequent"].iter().any(|t| text[last.end..].starts_with(t));
    let joint = text[..last.span.start].strip_suffix(" and ").map(str::len).filter(|_| list.len() > 1);
    if let Some(at) = joint {
        ed.replace(i, at..at + 5, ", ", "D-04", true);
    }
    match joint {
        None if tail => ed.replace(i, last.end..last.end, format!(", {own}"), "D-06", certain),
        _ => ed.replace(i, last.end..last.end, format!(" and {own}"), "D-04", certain),
    };
}
