//! The text's own resolutions: which citation is its predecessor, and how each mention moves on (D-04 to D-06, D-19a).
//!
//! A list of own resolutions gains the text's own number; any other mention of the predecessor gives way to it.
use crate::{Context, Period, continuity, edit::Editor};
use chancery_model::{
    Part, ResolutionNumber, Session,
    entity::{Entity, Value},
};
use regex::Regex;
use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

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
    fn is_part_with(&self, other: &Cited) -> bool {
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

/// Sessions between a text and its predecessor, at most.
const FAR: u16 = 3;

/// The number of the text's predecessor: the citation of a late session that the text treats as its own.
fn predecessor(ed: &Editor, cx: &Context) -> Option<(ResolutionNumber, bool)> {
    // The strongest sign for each number, and how often it stands in the text.
    let mut signs: BTreeMap<ResolutionNumber, (i32, i32)> = BTreeMap::new();
    for i in 0..ed.len() {
        let (text, all) = (ed.text(i), cited(ed, i));
        let lists = lists(text, &all);
        for (n, c) in all.iter().enumerate() {
            if c.session() == 0 || c.session() >= cx.base || cx.base - c.session() > FAR {
                continue;
            }
            let mut list = lists.iter().find(|l| l.contains(&n)).cloned().unwrap_or(n..n + 1);
            // Texts of the base's own session are not of its past.
            while list.end > n + 1 && all[list.end - 1].session() >= cx.base {
                list.end -= 1;
            }
            let sign = sign(ed.block(i).part, text, &all, &list, n, cx);
            // A text recalls its own history first.
            let sign = if sign > 1 && ed.block(i).part == Part::Preamble && i <= FIRST { sign + 1 } else { sign };
            // The text's own rhythm says how far back its predecessor lies.
            let sign = match cx.period {
                Some(Period::Clause(p)) if sign > 1 => sign + if c.session() + p == cx.base { 1 } else { -1 },
                _ => sign,
            };
            let number = if cx.is_omnibus() { c.number.whole() } else { c.number.clone() };
            let entry = signs.entry(number).or_default();
            *entry = (entry.0.max(sign), entry.1 + 1);
        }
    }
    let strong = signs.into_iter().filter(|(_, (sign, count))| *sign > 0 && sign + count.min(&3) >= STRONG);
    let mut points: Vec<(i32, ResolutionNumber)> = strong.map(|(number, (sign, count))| (sign + count.min(3), number)).collect();
    // Of equals the latest.
    points.sort_unstable_by(|x, y| y.cmp(x));
    let best = points.first()?;
    let rival = points.get(1).is_some_and(|second| best.0 == second.0);
    Some((best.1.clone(), best.0 >= SURE && !rival))
}

/// So many points and no rival make it sure.
const SURE: i32 = 4;

/// Blocks at the head of the text, the opening formula with them.
const FIRST: usize = 3;

/// A sign of this strength, with one to three for the mentions, makes a citation the text's own.
const STRONG: i32 = 4;

/// How strongly a mention says that the resolution is of the text's own series.
fn sign(part: Part, text: &str, all: &[Cited], list: &Range<usize>, n: usize, cx: &Context) -> i32 {
    let (before, after) = (&text[..all[list.start].span.start], &text[all[n].end..]);
    // What is said of it, up to the next one.
    let own_words = &text[all[n].end..all.get(n + 1).map_or(text.len(), |next| next.span.start)];
    let titled = TITLED.iter().any(|t| own_words.starts_with(t)) && shares_title(own_words.split([';', '.']).next().unwrap_or(""), &cx.title);
    let mut sign = 0;
    if is_chain(all, list) && list.end == n + 1 {
        let opens = part == Part::Preamble && ["Recalling its", "Reaffirming its", "Recalling all", "Recalling the"].iter().any(|o| text.starts_with(o));
        sign = if opens { 4 } else { 2 } + if list.len() > 2 { 1 } else { 0 } + rhythm(&all[list.clone()], cx.base);
        // A list “on” something that is not the text's subject is that of another series.
        if !titled && (TITLED.iter().any(|s| after.starts_with(s)) || after.starts_with(", in which")) {
            sign -= 2;
        }
    }
    if LATEST.iter().any(|l| before.ends_with(l)) {
        sign = sign.max(5);
    }
    if list.end == n + 1 && titled {
        sign = sign.max(5);
    }
    // “its resolution 73/163 of 17 December 2018 and its previous resolutions on human rights and extreme poverty”
    if PREVIOUS.iter().any(|p| after.trim_start_matches(',').starts_with(p)) && list.end == n + 1 && part == Part::Preamble {
        sign = sign.max(if shares_title(own_words.split([';', '.']).next().unwrap_or(""), &cx.title) { 5 } else { 3 });
    }
    let near = &before[tail(before, 90)..];
    let asked = [
        "pursuant to",
        "in pursuance of",
        "in compliance with",
        "on the implementation of",
        "requested in",
        "requested by the General Assembly in",
        "in accordance with",
        "concerning the implementation of",
        "request contained in",
        "request made in",
        "called for in",
        "prepared in response to",
    ];
    if ["report", "working paper", "information"].iter().any(|w| near.contains(w)) && asked.iter().any(|a| near.contains(a)) {
        sign = sign.max(3);
    }
    if IN_PARTICULAR.iter().any(|l| before.ends_with(l))
        && part == Part::Preamble
        && (SERIES.iter().any(|s| before.contains(s)) || before.starts_with("Recalling") && before.contains("resolutions"))
    {
        sign = sign.max(4);
    }
    let other = !titled && TITLED.iter().chain(&[", in which", ", by which", " in which"]).any(|s| after.starts_with(s));
    if other && sign < 5 && list.len() == 1 {
        return 0;
    }
    if IN_PARTICULAR.iter().any(|l| before.ends_with(l)) || asked.iter().any(|a| near.contains(a)) {
        sign = sign.max(2);
    }
    let alone = ["Recalling its resolution ", "Reaffirming its resolution ", "Recalling also its resolution "].contains(&before);
    let said = [", in which", ", by which", ", entitled", " entitled", " in which"].iter().any(|s| after.starts_with(s));
    if alone && list.len() == 1 && !said { sign.max(3) } else { sign }
}

/// A place about so many bytes before the end.
fn tail(text: &str, bytes: usize) -> usize {
    (text.len().saturating_sub(bytes)..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// At least half of the long words of the title stand near the citation.
fn shares_title(said: &str, title: &str) -> bool {
    let long = |t: &str| t.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_owned).collect::<Vec<_>>();
    let (said, title) = (long(said), long(title));
    title.len() > 1 && title.iter().filter(|w| said.contains(w)).count() * 2 > title.len()
}

/// A list that keeps an even pace to the base is the base's own; one whose pace leads elsewhere is another's (B-66).
fn rhythm(list: &[Cited], base: u16) -> i32 {
    let sessions: Vec<u16> = list.iter().map(Cited::session).collect();
    let steps: Vec<u16> = sessions.windows(2).map(|w| w[1].saturating_sub(w[0])).collect();
    let Some([a, b, c]) = steps.last_chunk() else { return 0 };
    match sessions.last() {
        Some(last) if a == b && b == c && *c > 0 => {
            if base - last == *c {
                1
            } else {
                -3
            }
        }
        _ => 0,
    }
}

/// A list in the order of sessions, most of them with one text: the text's own history.
fn is_chain(all: &[Cited], list: &Range<usize>) -> bool {
    let sessions: Vec<u16> = all[list.clone()].iter().map(Cited::session).filter(|s| *s > 0).collect();
    let mut different = sessions.clone();
    different.dedup();
    let later = match &sessions[..] {
        [.., a, b] => a < b || a == b && sessions.len() > 4 || all[list.end - 2].is_part_with(&all[list.end - 1]),
        _ => false,
    };
    later && sessions.len() + 1 >= list.len() && sessions.is_sorted() && 2 * different.len() >= sessions.len() && different.len() > 1
}

/// How a text points at its predecessor alone (D-19a).
const LATEST: [&str; 8] = [
    "the most recent of which is resolution ",
    "the most recent of which was resolution ",
    "the most recent of which being resolution ",
    "the latest of which is resolution ",
    "the latest of which was resolution ",
    "the latest of which being resolution ",
    "the latest being resolution ",
    "the most recent being resolution ",
];
const IN_PARTICULAR: [&str; 9] = [
    "in particular, its resolution ",
    "including Assembly resolution ",
    "in particular Assembly resolution ",
    "including resolution ",
    "including its resolution ",
    "in particular resolution ",
    "in particular its resolution ",
    "in particular General Assembly resolution ",
    "including General Assembly resolution ",
];

/// What follows the latest of a series, as D-06 has it.
const PREVIOUS: [&str; 7] = [
    " and its previous resolutions",
    " and all its previous resolutions",
    " and all previous resolutions",
    " and previous resolutions",
    " as well as all previous resolutions",
    " as well as its previous resolutions",
    " and other previous resolutions",
];

/// Words that lead from a resolution to its title or subject.
const TITLED: [&str; 6] = [" on ", " concerning ", ", entitled ", " entitled ", " regarding ", " relating to "];

/// Words that name a series.
const SERIES: [&str; 6] =
    ["previous resolutions", "relevant resolutions", "its resolutions", "earlier resolutions", "subsequent resolutions", "related resolutions"];

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
