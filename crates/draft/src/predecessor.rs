//! Which citation of a text is its predecessor: by signs, weighed against one another, where no earlier text tells.
use crate::{Context, Period, chain::cited_at, edit::Editor};
use chancery_model::{
    Part, ResolutionNumber,
    chain::{Cited, lists},
};
use std::{collections::BTreeMap, ops::Range};

/// Sessions between a text and its predecessor, at most.
const FAR: u16 = 3;

/// The number of the text's predecessor: the citation of a late session that the text treats as its own.
pub(crate) fn predecessor(ed: &Editor, cx: &Context) -> Option<(ResolutionNumber, bool)> {
    // The strongest sign for each number, and how often it stands in the text.
    let mut signs: BTreeMap<ResolutionNumber, (i32, i32)> = BTreeMap::new();
    for i in 0..ed.len() {
        let (text, all) = (ed.text(i), cited_at(ed, i));
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
pub(crate) fn tail(text: &str, bytes: usize) -> usize {
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
pub(crate) fn is_chain(all: &[Cited], list: &Range<usize>) -> bool {
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
