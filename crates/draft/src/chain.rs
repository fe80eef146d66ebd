//! The text's own resolutions: how each mention of its predecessor moves on (D-04 to D-06, D-19a). A list of them gains
//! the text's own number; any other mention gives way to it. Which citation is the predecessor is told next door.
use crate::{
    Context, continuity,
    edit::Editor,
    predecessor::{is_chain, predecessor, tail},
};
use chancery_model::{
    Part, ResolutionNumber, Session,
    entity::{Entity, Value},
};
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// A resolution cited in a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Cited {
    pub number: ResolutionNumber,
    /// The number alone.
    pub span: Range<usize>,
    /// Where its date ends, or the number if it has none of its own.
    pub end: usize,
}

impl Cited {
    pub fn is_dated(&self) -> bool {
        self.end > self.span.end
    }

    /// Parts of one resolution: `67/234 A` and `67/234 B`.
    pub fn is_part_with(&self, other: &Cited) -> bool {
        self.is_part_of(&other.number)
    }

    fn is_part_of(&self, other: &ResolutionNumber) -> bool {
        match (&self.number, other) {
            (ResolutionNumber::BySession { session: s, number: n, .. }, ResolutionNumber::BySession { session: t, number: m, .. }) => s == t && n == m,
            _ => false,
        }
    }

    pub fn session(&self) -> u16 {
        match self.number {
            ResolutionNumber::BySession { session: Session::Regular(n), .. } | ResolutionNumber::Running { session: Session::Regular(n), .. } => n,
            _ => 0,
        }
    }
}

/// The resolutions that a paragraph cites, in order.
pub(crate) fn cited(ed: &Editor, i: usize) -> Vec<Cited> {
    cited_in(ed.text(i), &ed.entities(i))
}

/// The resolutions among a text's entities.
pub(crate) fn cited_in(text: &str, entities: &[Entity]) -> Vec<Cited> {
    let number = |e: &Entity| match &e.value {
        Value::Resolution(c) => Some((e.span.clone(), c.number.clone())),
        _ => None,
    };
    entities
        .iter()
        .filter_map(number)
        .map(|(span, number)| {
            let date = entities.iter().find(|e| matches!(e.value, Value::Date(_)) && text.get(span.end..e.span.start) == Some(" of "));
            Cited { number, end: date.map_or(span.end, |e| e.span.end), span }
        })
        .collect()
}

/// What stands between two items of a list.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:,| and|, and)(?: sections? [IVX]+(?: and [IVX]+)? of)?(?: its| General Assembly)?(?: resolutions?)? $").expect("a constant pattern")
});

/// The citations that one list joins, by place in the paragraph's citations: “75/52 of …, 76/26 of … and 77/63 of …”.
pub(crate) fn lists(text: &str, all: &[Cited]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (n, c) in all.iter().enumerate() {
        // A list that goes back in time is a second one: “…, 73/31 and 74/33, and its resolutions 45/55 B and 48/74 B”.
        let joint = if n > 0 { &text[all[n - 1].end..c.span.start] } else { "" };
        let joins = n > 0 && (c.session() == 0 || all[n - 1].session() <= c.session()) && JOINT.is_match(joint);
        // “Human Rights Council resolutions 37/38 and 40/25, and General Assembly resolutions …” are two.
        let other_organ =
            |list: &Range<usize>| joint.contains("General Assembly") && text[..all[list.start].span.start].trim_end().ends_with("Council resolutions");
        match out.last_mut() {
            Some(list) if joins && other_organ(list) => out.push(n..n + 1),
            Some(list) if joins => list.end = n + 1,
            _ => out.push(n..n + 1),
        }
    }
    out
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
        let (text, all) = (ed.text(i).to_owned(), cited(ed, i));
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
