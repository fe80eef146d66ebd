//! The head and the foot agree: session, symbol, dates, meeting; sponsors by name and order.
use crate::{
    document::Document,
    finding::{Field, Findings, Place},
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{Organ, ResolutionNumber, Session, listed_states, long_date, ordinal_value, parse_long_date, session_of_date, word_ordinal};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULES: [Rule; 4] = [COHERENT, ITEM, CLOSING, SPONSORS];

const COHERENT: Rule = Rule {
    id: "A-06",
    name: "session, symbol and dates of the masthead agree",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "The session of the masthead is that of the symbol and of the number; the text is adopted in it; the date of the adoption line is that of the closing; the text is issued on that day or later.",
    source: "77/63; F-01 for the days of a session.",
    good: &["A/RES/77/63\nGeneral Assembly\nDistr.: General\n14 December 2022\nSeventy-seventh session\nResolution adopted by the General Assembly on 7 December 2022\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.\n46th plenary meeting\n7 December 2022"],
    bad: &[
        fixed(
            "A/RES/77/63\nGeneral Assembly\nSeventy-sixth session\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.",
            "A/RES/77/63\nGeneral Assembly\nSeventy-seventh session\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.",
        ),
        bad("A/RES/77/64\nGeneral Assembly\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it."),
        bad("A/RES/77/63\nGeneral Assembly\nResolution adopted by the General Assembly on 7 December 2021\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it."),
        bad("A/RES/77/63\nGeneral Assembly\n1 December 2022\nResolution adopted by the General Assembly on 7 December 2022\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it."),
        bad("A/RES/77/63\nGeneral Assembly\nResolution adopted by the General Assembly on 7 December 2022\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.\n46th plenary meeting\n9 December 2022"),
    ],
    check: coherent,
};

fn coherent(doc: &Document, out: &mut Findings) {
    let (r, m) = (doc.resolution, &doc.resolution.masthead);
    let line = m.session.as_deref().and_then(|s| ordinal_value(s.trim_end_matches(" session")));
    let numbered = session_of_symbol(m.symbol.as_ref().map(|s| s.as_str())).or_else(|| match m.number.as_deref()?.parse().ok()? {
        ResolutionNumber::BySession { session: Session::Regular(n), .. } => Some(n),
        _ => None,
    });
    if r.organ == Organ::GeneralAssembly
        && let (Some(line), Some(numbered)) = (line, numbered)
        && line != numbered
        && let Some(words) = word_ordinal(numbered)
    {
        let end = m.session.as_deref().map_or(0, |s| s.trim_end_matches(" session").len());
        let capital = words[..1].to_uppercase() + &words[1..];
        out.report(Place::Masthead(Field::Session), 0..end, format!("the symbol is of session {numbered}")).fix(0..end, capital);
    }
    numbers(doc, out);
    let adopted = m.adoption.as_deref().and_then(|a| a.rsplit_once(" on ")).and_then(|(_, d)| parse_long_date(d));
    let closed = r.closing.last().and_then(|c| c.date.as_deref()).and_then(parse_long_date);
    if let (Some(adopted), Some(closed)) = (adopted, closed)
        && adopted != closed
        && r.closing.len() == 1
    {
        out.report_whole(doc, Place::ClosingDate(0), format!("the line of adoption says {}", long_date(adopted)));
    }
    if let (Some(day), Some(issued)) = (adopted.or(closed), m.issued.as_deref().and_then(parse_long_date))
        && issued < day
    {
        out.report_whole(doc, Place::Masthead(Field::Issued), format!("a text is not issued before {}, when it was adopted", long_date(day)));
    }
    // A session may go on into the first days of the next one (F-03).
    if r.organ == Organ::GeneralAssembly
        && let (Some(day), Some(session)) = (adopted.or(closed), numbered)
        && session_of_date(day) != session
        && !(day.month() == 9 && session_of_date(day) == session + 1)
    {
        let place = if adopted.is_some() { Place::Masthead(Field::Adoption) } else { Place::ClosingDate(r.closing.len() - 1) };
        out.report_whole(doc, place, format!("{} is not a day of session {session}", long_date(day)));
    }
}

/// The number before the title is that of the symbol.
fn numbers(doc: &Document, out: &mut Findings) {
    let m = &doc.resolution.masthead;
    let of_symbol = m.symbol.as_ref().and_then(|s| s.as_str().split_once("/RES/")).and_then(|(_, n)| n.trim_end_matches('*').replace('_', " ").parse::<ResolutionNumber>().ok());
    let Some((own, printed)) = of_symbol.zip(m.number.as_deref().and_then(|n| n.parse::<ResolutionNumber>().ok())) else { return };
    if own.whole() != printed.whole() {
        out.report_whole(doc, Place::Masthead(Field::Number), format!("the symbol is that of {own}"));
    }
}

const ITEM: Rule = Rule {
    id: "X-07",
    name: "the agenda item is “Agenda item 99 (n)”",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "The line of the agenda item has its number, a space and a small letter in brackets; the item's number changes every year, so that it is the first thing to look at in a text of last year.",
    source: "77/63 and adopted texts throughout.",
    good: &["A/RES/77/63\nGeneral Assembly\nAgenda item 99 (n)\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it."],
    bad: &[
        fixed(
            "A/RES/77/63\nGeneral Assembly\nAgenda item 99(n)\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.",
            "A/RES/77/63\nGeneral Assembly\nAgenda item 99 (n)\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.",
        ),
        fixed(
            "A/RES/77/63\nGeneral Assembly\nAgenda Item 99 (N)\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.",
            "A/RES/77/63\nGeneral Assembly\nAgenda item 99 (n)\n77/63. Safety at sea\nThe General Assembly,\n1. Decides to return to it.",
        ),
    ],
    check: item,
};

static LINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?i:agenda item) (?P<n>\d{1,3})(?: ?\(?(?P<l>[A-Za-z])\)?)?$").expect("a constant pattern"));

fn item(doc: &Document, out: &mut Findings) {
    let Some(line) = doc.resolution.masthead.agenda_item.as_deref() else { return };
    let Some(found) = LINE.captures(line) else { return };
    let letter = found.name("l").map_or(String::new(), |l| format!(" ({})", l.as_str().to_lowercase()));
    let right = format!("Agenda item {}{letter}", &found["n"]);
    if right != line {
        out.report_whole(doc, Place::Masthead(Field::AgendaItem), "the item has its number, a space and a small letter in brackets").fix(0..line.len(), right);
    }
}

/// 77 of `A/RES/77/63`, `A/C.1/77/L.22` and `A/77/L.5`.
fn session_of_symbol(symbol: Option<&str>) -> Option<u16> {
    let mut pieces = symbol?.strip_prefix("A/")?.split('/');
    pieces.find_map(|p| p.parse().ok()).filter(|n| (31..200).contains(n))
}

const CLOSING: Rule = Rule {
    id: "A-13",
    name: "an adopted text ends with meeting and date",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "After the last paragraph stand the meeting, in figures, and the date, on two lines: “46th plenary meeting”, “7 December 2022”. A draft has none.",
    source: "77/63; United Nations Editorial Manual, Resolutions, part II.",
    good: &["1. Decides to return to it.\n46th plenary meeting\n7 December 2022"],
    bad: &[bad("1. Decides to return to it.\n46th plenary meeting")],
    check: closing,
};

fn closing(doc: &Document, out: &mut Findings) {
    for (i, c) in doc.resolution.closing.iter().enumerate() {
        match c.date.as_deref() {
            None => drop(out.report_whole(doc, Place::Meeting(i), "the date of the meeting is missing")),
            Some(d) if parse_long_date(d).is_none() => drop(out.report_whole(doc, Place::ClosingDate(i), "this is no date such as “7 December 2022”")),
            Some(_) => {}
        }
    }
}

const SPONSORS: Rule = Rule {
    id: "A-22",
    name: "sponsors in alphabetical order, by their short names",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "The sponsor line has official short names in English alphabetical order with commas, “and” before the last without a comma, then “: draft resolution”.",
    source: "Sponsor lines of the seventy-eighth session.",
    good: &["A/C.1/77/L.22\nGeneral Assembly\nArgentina, Brazil and Cuba: draft resolution\nThe General Assembly,\n1. Decides to return to it."],
    bad: &[
        fixed(
            "A/C.1/77/L.22\nGeneral Assembly\nArgentina, Brazil, and Cuba: draft resolution\nThe General Assembly,\n1. Decides to return to it.",
            "A/C.1/77/L.22\nGeneral Assembly\nArgentina, Brazil and Cuba: draft resolution\nThe General Assembly,\n1. Decides to return to it.",
        ),
        fixed(
            "A/C.1/77/L.22\nGeneral Assembly\nBrazil, Argentina and Cuba: draft resolution\nThe General Assembly,\n1. Decides to return to it.",
            "A/C.1/77/L.22\nGeneral Assembly\nArgentina, Brazil and Cuba: draft resolution\nThe General Assembly,\n1. Decides to return to it.",
        ),
        bad("A/C.1/77/L.22\nGeneral Assembly\nArgentina, Holland and UK: draft resolution\nThe General Assembly,\n1. Decides to return to it."),
    ],
    check: sponsors,
};

/// What sponsors are called outside the list.
const OTHERS: [(&str, &str); 16] = [
    ("Holland", "Netherlands (Kingdom of the)"),
    ("UK", "United Kingdom of Great Britain and Northern Ireland"),
    ("United Kingdom", "United Kingdom of Great Britain and Northern Ireland"),
    ("Great Britain", "United Kingdom of Great Britain and Northern Ireland"),
    ("USA", "United States of America"),
    ("United States", "United States of America"),
    ("Russia", "Russian Federation"),
    ("South Korea", "Republic of Korea"),
    ("Vietnam", "Viet Nam"),
    ("Turkey", "Türkiye"),
    ("Czech Republic", "Czechia"),
    ("Ivory Coast", "Côte d’Ivoire"),
    ("Moldova", "Republic of Moldova"),
    ("Tanzania", "United Republic of Tanzania"),
    ("Syria", "Syrian Arab Republic"),
    ("Laos", "Lao People’s Democratic Republic"),
];

fn sponsors(doc: &Document, out: &mut Findings) {
    let Some(line) = doc.resolution.masthead.sponsors.as_deref() else { return };
    let place = Place::Masthead(Field::Sponsors);
    let Some(end) = line.rfind(": ").filter(|_| !line.contains('[')) else { return };
    let list = &line[..end];
    if let Some(at) = list.find(", and ") {
        out.report(place, at..at + 1, "no comma stands before the last “and”").fix(at..at + 1, "");
        return;
    }
    let Some(names) = sponsor_names(list) else { return };
    for name in &names {
        if let Some((_, right)) = OTHERS.iter().find(|(other, _)| other == name) {
            let at = list.find(name).unwrap_or(0);
            out.report(place, at..at + name.len(), format!("“{name}” is “{right}” in the United Nations' list")).suggest(at..at + name.len(), *right);
        }
    }
    let key = |n: &&str| n.to_lowercase().replace('ô', "o").replace('ü', "u").replace('é', "e").replace('’', "");
    let mut sorted = names.clone();
    sorted.sort_by_key(key);
    if sorted != names
        && names.len() > 1
        && let Some((last, head)) = sorted.split_last()
    {
        out.report(place, 0..end, "sponsors stand in alphabetical order").fix(0..end, format!("{} and {last}", head.join(", ")));
    }
}

/// The names of a list; none if the line says more than names.
fn sponsor_names(list: &str) -> Option<Vec<&str>> {
    let names = listed_states(list);
    let plain = names.iter().all(|n| n.starts_with(|c: char| c.is_uppercase()) && !n.contains(" on behalf") && !n.contains('['));
    (plain && names.len() > 1).then_some(names)
}
