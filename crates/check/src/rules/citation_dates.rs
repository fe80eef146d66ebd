//! Dates of citations (B-64): each lies in the session, or the year, that the number names, and none after the text.
use super::citations::Organs;
use crate::{
    document::{Document, Passage},
    finding::Findings,
    rule::{Rule, Scope, Severity, bad},
};
use chancery_model::{Citation, Language, Organ, ResolutionNumber, Session, entity::{Entity, Value}, long_date};
use jiff::civil::Date;
use std::{collections::HashMap, ops::Range};

pub(super) static RULES: [Rule; 1] = [DATES];

const DATES: Rule = Rule {
    id: "B-64",
    name: "the date of a resolution lies in its session",
    severity: Severity::Error,
    scope: Scope::EVERY,
    on: true,
    explanation: "A resolution of regular session n of the General Assembly is dated from September of 1945 + n to September of the year after; one of the Security Council in the year of its number; one of the Human Rights Council in the year of its session. A date outside is a slip, and slips are copied forward year after year: 72/256 of 24 December “2107” stands in five texts. The same resolution has the same date everywhere in a text, and none is later than the text.",
    source: "Rulebook; run over 11,584 citations it left 79 outliers, nearly all of other organs.",
    good: &["Recalling its resolution 76/26 of 6 December 2021 and Human Rights Council resolution 5/1 of 18 June 2007,\n1. Decides to return to it."],
    bad: &[
        bad("Recalling its resolution 76/26 of 6 December 2020,\n1. Decides to return to it."),
        bad("Recalling its resolution 76/26 of 6 December 2021,\nNoting the report pursuant to its resolution 76/26 of 9 December 2021,\n1. Decides to return to it."),
        bad("Recalling its resolution 78/26 of 6 December 2023,\n1. Decides to return to it."),
        bad("Recalling Security Council resolution 1325 (2000) of 31 October 2001,\n1. Decides to return to it."),
        bad("Recalling Human Rights Council resolution 5/1 of 18 June 2017,\n1. Decides to return to it."),
        bad("Recalling its resolution ES-11/1 of 2 March 2012,\n1. Decides to return to it."),
    ],
    check: dates,
};

fn dates(doc: &Document, out: &mut Findings) {
    let mut seen: HashMap<ResolutionNumber, Date> = HashMap::new();
    // In English a number is a citation after the word alone.
    let english = doc.resolution.language == Language::En;
    for p in doc.running().filter(|p| p.has_figures() && (!english || p.has("resolution"))) {
        let organs = Organs::of(p.text);
        for e in p.entities() {
            let Value::Resolution(c) = &e.value else { continue };
            let Some(date) = c.date else { continue };
            let Some(wrong) = fault(doc, &organs, e, c, date) else {
                again(p, e, c, date, &mut seen, out);
                continue;
            };
            let Some(printed) = printed(p, e) else { continue };
            let finding = out.report(p.place, e.span.start..printed.end, wrong);
            let right = right_year(c, date).filter(|_| doc.resolution.language == Language::En);
            if let Some(right) = right {
                finding.suggest(printed, long_date(right));
            }
        }
    }
}

/// The same resolution with another date above.
fn again(p: &Passage, e: &Entity, c: &Citation, date: Date, seen: &mut HashMap<ResolutionNumber, Date>, out: &mut Findings) {
    let first = *seen.entry(c.number.clone()).or_insert(date);
    if let Some(printed) = printed(p, e).filter(|_| first != date) {
        out.report(p.place, e.span.start..printed.end, format!("above, {} is dated {}", c.number, long_date(first)));
    }
}

/// The date that stands after a number, not one that a list shares.
fn printed(p: &Passage, e: &Entity) -> Option<Range<usize>> {
    let next = p.entity_from(e.span.end)?;
    let between = &p.text[e.span.end..next.span.start];
    (matches!(next.value, Value::Date(_)) && between.len() < 20 && !between.contains([',', ';'])).then(|| next.span.clone())
}

/// What is wrong with a date.
fn fault(doc: &Document, organs: &Organs, e: &Entity, c: &Citation, date: Date) -> Option<String> {
    let day = long_date(date);
    let before = organs.before(e.span.start);
    let assembly = doc.resolution.organ == Organ::GeneralAssembly;
    let human_rights = doc.resolution.language == Language::En && (before.ends_with("Human Rights Council resolution") || before.ends_with("Human Rights Council resolutions"));
    let wrong = match &c.number {
        ResolutionNumber::SecurityCouncil { year, .. } => i32::from(date.year()) != i32::from(*year),
        ResolutionNumber::BySession { session: Session::Regular(n), .. } if human_rights => of_human_rights(*n) != Some(date.year()),
        ResolutionNumber::BySession { session: Session::Emergency(n), .. } => first_year(*n).is_some_and(|y| date.year() < y),
        // In other languages the organ is not told: what fits neither is wrong, and other bodies have met less often.
        ResolutionNumber::BySession { session: Session::Regular(n), .. } if doc.resolution.language != Language::En => {
            assembly && (31..200).contains(n) && c.date_fits_session() == Some(false) && of_human_rights(*n) != Some(date.year())
        }
        _ => doc.resolution.language == Language::En && organs.is_assembly(assembly, e.span.start) && c.date_fits_session() == Some(false),
    };
    if wrong {
        return Some(format!("{day} is not a date of the session of {}", c.number));
    }
    let later = doc.resolution.adopted().is_some_and(|adopted| date > adopted);
    later.then(|| format!("{day} is later than this text"))
}

/// The year of a session of the Human Rights Council: three a year, from June 2006.
fn of_human_rights(session: u16) -> Option<i16> {
    match session {
        0 => None,
        1..4 => Some(2006),
        n => i16::try_from(2007 + (n - 4) / 3).ok(),
    }
}

/// The year in which an emergency special session began (F-05).
fn first_year(session: u16) -> Option<i16> {
    [1956, 1956, 1958, 1960, 1967, 1980, 1980, 1981, 1982, 1997, 2022].get(usize::from(session).checked_sub(1)?).copied()
}

/// The same day of the year that fits.
fn right_year(c: &Citation, date: Date) -> Option<Date> {
    let year = match c.number {
        ResolutionNumber::BySession { session: Session::Regular(n), .. } | ResolutionNumber::Running { session: Session::Regular(n), .. } => {
            1945 + i16::try_from(n).ok()? + i16::from(date.month() < 9)
        }
        ResolutionNumber::SecurityCouncil { year, .. } => i16::try_from(year).ok()?,
        _ => return None,
    };
    Date::new(year, date.month(), date.day()).ok().filter(|right| *right != date)
}
