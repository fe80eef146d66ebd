//! What is bound to the base's year. Budget periods move on by themselves (D-15); counts, dates, citations of other
//! series, sessions of other bodies and words of the time are flagged and not touched (D-09, D-14 to D-17, D-19b).
use crate::{Context, edit::Editor};
use chancery_model::{
    Part, ResolutionNumber, Session,
    entity::{Entity, Value},
    long_date,
};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

const OF_THE_TIME: [&str; 6] = ["this year", "last year", "recent ", "current session", "upcoming", "forthcoming"];

/// Money: figures, with or without “million”.
static MONEY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d[\d,.]*(?: (?:million|billion))? (?:United States )?dollars").expect("a constant pattern"));

/// What an earlier draft could not know.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[[A-Za-z][^\[\]]{1,60}\]").expect("a constant pattern"));

/// The calendar year in which the base's session opened (F-01).
fn year(cx: &Context) -> i16 {
    1945 + cx.base as i16
}

pub(crate) fn flag(ed: &mut Editor, cx: &Context) {
    for i in 0..ed.len() {
        let text = ed.text(i).to_owned();
        let entities = ed.entities(i);
        for (n, e) in entities.iter().enumerate() {
            entity(ed, i, &text, (n.checked_sub(1).map(|b| &entities[b]), e, entities.get(n + 1)), cx);
        }
        for open in PLACEHOLDER.find_iter(&text) {
            ed.check(i, open.range(), format!("fill in {}", open.as_str()), "the base left it open", "D-12");
        }
        for amount in MONEY.find_iter(&text) {
            let stayed = cx.history.as_ref().and_then(|h| h.changed(i, &amount.range())) == Some(false);
            if !stayed {
                ed.check(i, amount.range(), format!("check “{}”", amount.as_str()), "an amount as of the base text", "D-14");
            }
        }
        if let Some(words) = OF_THE_TIME.iter().find(|w| text.contains(**w)) {
            let from = text.find(words).unwrap_or_default();
            let phrase = text[from..].split(' ').take(2).collect::<Vec<_>>().join(" ");
            let phrase = phrase.trim_end_matches([',', ';', '.']);
            ed.check(i, from..from + phrase.len(), format!("check “{phrase}”"), "true of the base's time", "D-17");
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

fn entity(ed: &mut Editor, i: usize, text: &str, (before, e, after): (Option<&Entity>, &Entity, Option<&Entity>), cx: &Context) {
    let words = &text[e.span.clone()];
    let check = |what: &str| format!("check “{what}”");
    let changed = cx.history.as_ref().and_then(|h| h.changed(i, &e.span));
    if changed == Some(false) {
        return;
    }
    match &e.value {
        // A share is a finding, not a tally that goes on.
        Value::Count(_) if text[e.span.end..].starts_with(" per cent") && changed.is_none() => {}
        Value::Count(_) => {
            let unit = text[e.span.end..].trim_start().split([' ', ',', ';', '.']).next().unwrap_or("");
            let unit = if unit == "per" { "per cent" } else { unit };
            ed.check(i, e.span.clone(), check(format!("{words} {unit}").trim()), "a count as of the base text", "D-14");
        }
        Value::YearSpan(_, end) if i32::from(*end) < 1945 + i32::from(cx.target) && *end as i16 >= year(cx) && !is_name(text, e) => {
            ed.check(i, e.span.clone(), check(words), "the period ends before the new session", "D-15");
        }
        Value::DateRange(from, to) if is_budget_period(*from, *to) => later(ed, i, e, cx),
        Value::Date(d) if d.year() >= year(cx) - 1 && [" period ended ", " year ended "].iter().any(|w| text[..e.span.start].ends_with(w)) => {
            later(ed, i, e, cx)
        }
        // The date of a resolution goes with its number.
        Value::Date(_) if before.is_some_and(|b| matches!(b.value, Value::Resolution(_)) && text.get(b.span.end..e.span.start) == Some(" of ")) => {}
        Value::Date(d) if d.year() >= year(cx) && is_history(ed.block(i).part, text, e) => {}
        Value::Date(d) | Value::DateRange(_, d) if d.year() >= year(cx) => {
            ed.check(i, e.span.clone(), check(words), "a date of the base's year", "D-11");
            held_then(ed, i, text, e);
        }
        // A list of several recalls history; one that is cited alone may have given way.
        Value::Resolution(_) if goes_on(text, e, after) || before.is_some_and(|b| goes_on(text, b, Some(e))) => {}
        Value::Resolution(c) if is_recent(&c.number, text, e.span.start, cx) => {
            // Its date goes with it.
            let dated = after.filter(|a| matches!(a.value, Value::Date(_)) && text.get(e.span.end..a.span.start) == Some(" of "));
            let end = dated.map_or(e.span.end, |a| a.span.end);
            ed.check(i, e.span.start..end, format!("check whether resolution {words} has a successor"), "a recent text of another series", "D-19b");
        }
        Value::Session(n) if *n + 6 < cx.base && (is_current(text, cx) || is_of_this_year(*n, text, e.span.start, cx)) => {
            ed.check(i, e.span.clone(), check(&format!("{words} session")), "a session of another body in the base's year", "D-19b");
        }
        Value::Symbol(_) if text[..e.span.start].ends_with(")/") => {
            ed.check(i, e.span.clone(), check(words), "a yearly text of another organization", "D-19b");
        }
        Value::Event { .. } if text.contains("to be held") => {
            ed.check(i, e.span.clone(), check(&format!("{words} meeting or conference")), "an event of the base's year", "D-12");
        }
        Value::Resolution(_) if is_about_the_scale(text) => {}
        // A citation that joined a list stays in it.
        Value::Resolution(_) if !cx.history.as_ref().is_some_and(|h| h.lost_a_citation(i)) => {}
        // An old date that came is history that was added.
        Value::Date(d) | Value::DateRange(_, d) if d.year() + 1 < year(cx) => {}
        _ if changed == Some(true) => ed.check(i, e.span.clone(), check(words), "it changed when the text was last rolled over", "D-14"),
        _ => {}
    }
}

/// Another citation follows in the list.
fn goes_on(text: &str, e: &Entity, after: Option<&Entity>) -> bool {
    let end = after.filter(|a| matches!(a.value, Value::Date(_)) && text.get(e.span.end..a.span.start) == Some(" of ")).map_or(e.span.end, |a| a.span.end);
    let rest = text[end..].trim_start_matches(", ").trim_start_matches(" and ");
    rest.len() < text[end..].len() && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// 1 July to 30 June: the period of peacekeeping budgets. Shorter ones follow the mandate.
fn is_budget_period(from: Date, to: Date) -> bool {
    (from.month(), from.day(), to.month(), to.day()) == (7, 1, 6, 30) && to.year() - from.year() == 1
}

/// A year's period, moved on by as many years as sessions lie between base and draft.
fn later(ed: &mut Editor, i: usize, e: &Entity, cx: &Context) {
    let by = (cx.target - cx.base) as i16;
    let text = ed.text(i)[e.span.clone()].to_owned();
    let moved = |d: Date| d.checked_add(jiff::Span::new().years(i64::from(by))).map(long_date).ok();
    let new = match e.value {
        Value::Date(d) => moved(d),
        // The words stay as printed; only their years move.
        Value::DateRange(from, to) => {
            let years = [from.year(), to.year()];
            let mut out = text.clone();
            for y in [years[1], years[0]] {
                out = out.replace(&y.to_string(), &format!("\u{1}{}", y + by));
            }
            Some(out.replace('\u{1}', ""))
        }
        _ => None,
    };
    if let Some(new) = new.filter(|n| *n != text) {
        ed.replace(i, e.span.clone(), new, "D-15", false);
    }
}

/// A resolution of the last two sessions, or of the last two years for organs that count by years.
fn is_recent(number: &ResolutionNumber, text: &str, at: usize, cx: &Context) -> bool {
    let late = year(cx) - 1;
    match number {
        ResolutionNumber::BySession { session: Session::Regular(n), .. } if *n + 10 < cx.base => {
            // The Human Rights Council holds three sessions a year since 2006.
            let near = &text[text[..at].rfind("Council").unwrap_or(at)..at];
            !near.is_empty() && near.len() < 400 && i32::from(*n) >= 3 * (i32::from(late) - 2006) - 1
        }
        // Most others of the Assembly are history; those that a text keeps up to date are named as such.
        ResolutionNumber::BySession { session: Session::Regular(n), .. } => {
            // The scale of assessments and the levels that go with it are set for three years.
            if is_about_the_scale(text) {
                return cx.target >= *n + 3 && *n + 3 >= cx.base;
            }
            let near = &text[(at.saturating_sub(50)..=at).find(|b| text.is_char_boundary(*b)).unwrap_or(at)..at];
            *n + 3 >= cx.base
                && *n <= cx.base
                && ["most recent", "latest", "in particular", "including", "set out in", "pursuant to"].iter().any(|w| near.contains(w))
        }
        ResolutionNumber::SecurityCouncil { year, .. } | ResolutionNumber::ByYear { year, .. } => *year as i16 >= late,
        _ => false,
    }
}

fn is_about_the_scale(text: &str) -> bool {
    ["levels updated in", "scale of assessments"].iter().any(|w| text.contains(w))
}

/// Part of a name, which stays: “Strategic Plan for Biodiversity 2011–2020”, “the period 2011–2020 as the … Decade”.
fn is_name(text: &str, e: &Entity) -> bool {
    let word = text[..e.span.start].trim_end().rsplit(' ').next().unwrap_or("");
    let near = text[..e.span.start].rfind(';').map_or(0, |n| n + 1);
    let named = text[near..].contains("ecade");
    named || word.starts_with(char::is_uppercase) && word.len() > 3
}

/// The day of something done: the preamble tells it, and it stays.
fn is_history(part: Part, text: &str, e: &Entity) -> bool {
    let done = [" held on ", " adopted on ", " beginning on ", " convened on ", " presented on ", " launched on ", " proclaimed on ", " signed on "];
    part == Part::Preamble && done.iter().any(|w| text[..e.span.start].ends_with(w))
}

/// The ordinal of what was held on a date of the base's year go with it.
fn held_then(ed: &mut Editor, i: usize, text: &str, date: &Entity) {
    let clause = text[..date.span.start].rfind(';').map_or(0, |n| n + 1);
    let near = |e: &Entity| e.span.start >= clause && e.span.end <= date.span.start && date.span.start - e.span.end < 160;
    let of_event = |e: &&Entity| matches!(e.value, Value::Event { .. } | Value::Session(_)) && near(e);
    let linked: Vec<Entity> = ed.entities(i).iter().filter(of_event).rev().take(2).cloned().collect();
    for e in linked {
        ed.check(i, e.span.clone(), format!("check “{}”", &text[e.span]), "it goes with a date of the base's year", "D-12");
    }
}

/// A session of the Human Rights Council, which holds three a year since 2006, of the base's year or later.
fn is_of_this_year(n: u16, text: &str, at: usize, cx: &Context) -> bool {
    let near = &text[text[..at].rfind("Human Rights Council").unwrap_or(at)..at];
    !near.is_empty() && near.len() < 60 && i32::from(n) > 3 * (i32::from(year(cx)) - 2006)
}

/// The paragraph speaks of the base's time: a year of it, or something still to come.
fn is_current(text: &str, cx: &Context) -> bool {
    let y = year(cx);
    [y, y + 1].iter().any(|y| text.contains(&y.to_string())) || text.contains("to be held") || text.contains("next session") || text.contains("at its next")
}
