//! Dates, spans of years, sessions in words.
use crate::{
    document::{Document, Passage},
    finding::Findings,
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{MONTHS, Organ, figure_ordinal, ordinal_value, parse_long_date, word_ordinal};
use regex::{Captures, Regex};
use std::sync::LazyLock;

pub(super) static RULES: [Rule; 4] = [DASHES, DATES, WEEKDAYS, SESSIONS];

const DASHES: Rule = Rule {
    id: "B-12",
    name: "en dashes in spans and asides",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Spans of years, days and numbers have an en dash without spaces (2020–2024, paragraphs 5–7); an aside stands between en dashes with spaces, not between em dashes. A hint in the Security Council's texts, which have both.",
    source: "77/63 and adopted texts throughout.",
    good: &["1. Welcomes the plan for the period 2020–2024;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Welcomes the plan for the period 2020-2024;\n2. Decides to return to it.", "1. Welcomes the plan for the period 2020–2024;\n2. Decides to return to it."),
        fixed("1. Welcomes the plan for the period 2020 – 2024;\n2. Decides to return to it.", "1. Welcomes the plan for the period 2020–2024;\n2. Decides to return to it."),
        fixed("1. Welcomes the meeting of 24-26 November 2021;\n2. Decides to return to it.", "1. Welcomes the meeting of 24–26 November 2021;\n2. Decides to return to it."),
        fixed("1. Thanks people—women and men—for it;\n2. Decides to return to it.", "1. Thanks people – women and men – for it;\n2. Decides to return to it."),
        fixed("1. Thanks people - women and men - for it;\n2. Decides to return to it.", "1. Thanks people – women and men – for it;\n2. Decides to return to it."),
    ],
    check: dashes,
};

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS.join("|");
    Regex::new(&format!(
        r"(?-u:\b)(?:(?:19|20)\d\d(?P<years>-| [-–] ?|[-–] )(?:19|20)\d\d|\d{{1,2}}(?P<days> ?- ?)\d{{1,2}} (?:{months})|(?:paragraphs|articles|pages|chapters) \d+(?P<numbers>-)\d+)(?-u:\b)"
    ))
    .expect("a constant pattern")
});
const HYPHENS: [&str; 10] = ["0-", "1-", "2-", "3-", "4-", "5-", "6-", "7-", "8-", "9-"];
static EM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r" ?— ?").expect("a constant pattern"));

fn dashes(doc: &Document, out: &mut Findings) {
    for p in doc.running().chain([&doc.title]).filter(|p| p.has_figures() || p.has(" - ") || p.has("—")) {
        let spans = p.has_figures() && (p.has(" - ") || p.has(" – ") || HYPHENS.iter().any(|h| p.has(h)));
        for captures in SPAN.captures_iter(if spans { p.text } else { "" }) {
            let dash = ["years", "days", "numbers"].iter().find_map(|name| captures.name(name));
            let (Some(found), Some(dash)) = (captures.get(0), dash) else { continue };
            let alone = !p.text[..found.start()].ends_with(['/', '-']) && !p.text[found.end()..].starts_with(['/', '-']);
            if alone && !p.is_quoted(dash.start()) {
                let finding = out.report(p.place, found.range(), "a span has an en dash without spaces");
                finding.fix(dash.range(), "–");
                if doc.resolution.organ == Organ::SecurityCouncil {
                    finding.at_most(Severity::Note);
                }
            }
        }
        for found in EM.find_iter(if p.has("—") { p.text } else { "" }).filter(|f| f.start() > 0 && f.end() < p.text.len() && !p.is_quoted(f.start())) {
            let finding = out.report(p.place, found.range(), "an aside stands between en dashes");
            finding.fix(found.range(), " – ");
            if doc.resolution.organ == Organ::SecurityCouncil {
                finding.at_most(Severity::Note);
            }
        }
        for (at, _) in p.text.match_indices(" - ").take_while(|_| p.has(" - ")) {
            if !p.is_quoted(at) {
                out.report(p.place, at + 1..at + 2, "an aside stands between en dashes").fix(at + 1..at + 2, "–");
            }
        }
    }
}

const DATES: Rule = Rule {
    id: "B-43",
    name: "dates are “7 December 2022”, and exist",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Day, month in full, year, without comma and without letters after the day. A date that no calendar has is reported too.",
    source: "United Nations Editorial Manual, Numbers, dates and time; 77/63.",
    good: &["Recalling its resolution 77/63 of 7 December 2022,\n1. Decides to return to it."],
    bad: &[
        fixed("Recalling the declaration of December 7, 2022,\n1. Decides to return to it.", "Recalling the declaration of 7 December 2022,\n1. Decides to return to it."),
        fixed("Recalling the declaration of 7th December 2022,\n1. Decides to return to it.", "Recalling the declaration of 7 December 2022,\n1. Decides to return to it."),
        fixed("Recalling the declaration of 7 Dec. 2022,\n1. Decides to return to it.", "Recalling the declaration of 7 December 2022,\n1. Decides to return to it."),
        fixed("Recalling the declaration of 07 December 2022,\n1. Decides to return to it.", "Recalling the declaration of 7 December 2022,\n1. Decides to return to it."),
        fixed("Recalling the declaration of 7 december 2022,\n1. Decides to return to it.", "Recalling the declaration of 7 December 2022,\n1. Decides to return to it."),
        fixed("Recalling the declaration of 7 Decembers 2022,\n1. Decides to return to it.", "Recalling the declaration of 7 December 2022,\n1. Decides to return to it."),
        bad("Recalling the declaration of 07/12/2022,\n1. Decides to return to it."),
        bad("Recalling the declaration of 31 November 2022,\n1. Decides to return to it."),
    ],
    check: dates,
};

static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    let month = MONTHS.join("|");
    let starts = "(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
    Regex::new(&format!(
        r"(?-u:\b)(?:(?P<m1>{month}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})|(?P<d2>\d{{1,2}})(?P<th>(?:st|nd|rd|th)(?: of)?)? (?P<m2>{month})(?P<comma>,)?(?: (?P<y2>\d{{4}}))?|(?P<d3>\d{{1,2}}) (?P<m3>{starts})(?:\.| )? ?(?P<y3>\d{{4}}))(?-u:\b)"
    ))
    .expect("a constant pattern")
});
/// 07/12/2022, 7.12.2022 and 2022-12-07; which of the first two is the month, only the writer knows.
static FIGURED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?:\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?-u:\b)").expect("a constant pattern"));

fn dates(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has_figures()) {
        for captures in FORMS.captures_iter(p.text) {
            let Some(whole) = captures.get(0).filter(|w| !p.is_quoted(w.start())) else { continue };
            let Some((right, is_odd)) = long_form(&captures) else { continue };
            if right.ends_with(|c: char| c.is_ascii_digit()) && parse_long_date(&right).is_none() {
                out.report(p.place, whole.range(), format!("there is no {right}"));
            } else if is_odd {
                out.report(p.place, whole.range(), format!("dates are written “{right}”")).fix(whole.range(), right);
            }
        }
        let figured = ["/20", "/19", ".20", ".19"].iter().chain(&HYPHENS).any(|sign| p.has(sign));
        for found in FIGURED.find_iter(if figured { p.text } else { "" }).filter(|f| !p.is_quoted(f.start()) && !p.text[..f.start()].ends_with(['/', '-', '.'])) {
            out.report(p.place, found.range(), "dates are written “7 December 2022”");
        }
    }
}

/// The date as it is written, and whether it was written otherwise.
fn long_form(date: &Captures) -> Option<(String, bool)> {
    let get = |name| date.name(name).map(|m| m.as_str());
    let (day, printed, year) = match (get("m1"), get("m2"), get("m3")) {
        (Some(m), ..) => (get("d1"), m, get("y1")),
        (_, Some(m), _) => (get("d2"), m, get("y2")),
        (_, _, Some(m)) => (get("d3"), m, get("y3")),
        _ => return None,
    };
    let month = MONTHS.iter().find(|long| long[..3].eq_ignore_ascii_case(&printed[..3]))?;
    let day = day.unwrap_or_default();
    let right = [day.trim_start_matches('0'), month, year.unwrap_or_default()].join(" ").trim_end().to_owned();
    // “on 7 December, States …” is no date with a comma.
    let comma = get("comma").is_some();
    let odd = get("m1").is_some() || get("th").is_some() || printed != *month || day.starts_with('0') || comma && year.is_some();
    Some((right, odd && !(comma && year.is_none())))
}

const WEEKDAYS: Rule = Rule {
    id: "B-44",
    name: "no day of the week",
    severity: Severity::Note,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Resolutions name dates without the day of the week.",
    source: "Practice; not confirmed by a manual that could be read.",
    good: &["1. Decides to convene on 7 December 2022;\n2. Decides to return to it."],
    bad: &[bad("1. Decides to convene on Wednesday, 7 December 2022;\n2. Decides to return to it.")],
    check: weekdays,
};

static WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),? (?:the )?\d").expect("a constant pattern"));

fn weekdays(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("day")) {
        for found in WEEKDAY.find_iter(p.text).filter(|f| !p.is_quoted(f.start())) {
            let span = found.start()..found.end() - 1;
            out.report(p.place, span.clone(), "dates stand without the day of the week").suggest(span, "");
        }
    }
}

const SESSIONS: Rule = Rule {
    id: "B-45",
    name: "sessions in words",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Sessions are named by an ordinal in words, in small letters, with a hyphen: “seventy-eighth session”. The meeting in the closing lines has figures: “46th plenary meeting”.",
    source: "Measured: 4,014 in words, 31 in figures, most of those in titles and annexes.",
    good: &["1. Decides to return to it at its seventy-eighth session."],
    bad: &[
        fixed("1. Decides to return to it at its 78th session.", "1. Decides to return to it at its seventy-eighth session."),
        fixed("1. Decides to return to it at its seventy eighth session.", "1. Decides to return to it at its seventy-eighth session."),
        fixed("1. Decides to return to it at its Seventy-eighth Session.", "1. Decides to return to it at its seventy-eighth session."),
        bad("1. Decides to return to it at its seventy-eigth session."),
    ],
    check: sessions,
};

static FIGURES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?P<n>\d{1,3})(?:st|nd|rd|th) (?:regular |special |annual |emergency special )?session").expect("a constant pattern"));
static SPACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?P<words>(?i:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?P<gap> | ?- ?|–)(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)) sessions?")
        .expect("a constant pattern")
});

static CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"its (?P<name>(?:(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)-[a-z]+|[A-Z][a-z]+(?:st|nd|rd|th)) [Ss]ession)(?-u:\b)").expect("a constant pattern")
});

/// “its Seventy-eighth Session”, “its seventy-eigth session”: sessions of the organ itself, which have no names.
fn written(p: &Passage, out: &mut Findings) {
    for name in CAPITALS.captures_iter(p.text).filter_map(|c| c.name("name")).filter(|n| !p.is_quoted(n.start())) {
        let small = name.as_str().to_lowercase();
        let ordinal = small.trim_end_matches(" session");
        if ordinal_value(ordinal).is_none() {
            out.report(p.place, name.start()..name.start() + ordinal.len(), format!("“{ordinal}” is no ordinal"));
        } else if small != name.as_str() {
            out.report(p.place, name.range(), "sessions are named in small letters").fix(name.range(), small);
        }
    }
}

fn sessions(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("session") || p.has("Session")) {
        written(p, out);
        for found in FIGURES.captures_iter(p.text) {
            let (Some(whole), Some(n)) = (found.get(0), found.name("n")) else { continue };
            // Bodies that met a hundred times and more are named in figures.
            let few = n.as_str().parse().ok().filter(|n| *n < 100);
            let Some(words) = few.and_then(word_ordinal).filter(|_| !p.is_quoted(n.start())) else { continue };
            let figures = n.start()..n.end() + 2;
            out.report(p.place, whole.range(), format!("sessions are named in words: “{words}”")).fix(figures, words);
        }
        for found in SPACED.captures_iter(p.text) {
            let (Some(words), Some(gap)) = (found.name("words"), found.name("gap")) else { continue };
            if gap.as_str() != "-" && !p.is_quoted(gap.start()) {
                out.report(p.place, words.range(), "an ordinal of two words has a hyphen").fix(gap.range(), "-");
            }
        }
    }
    for (i, c) in doc.resolution.closing.iter().enumerate() {
        let Some(words) = c.meeting.to_lowercase().strip_suffix(" plenary meeting").map(str::to_owned) else { continue };
        if let Some(n) = ordinal_value(&words) {
            out.report(crate::Place::Meeting(i), 0..words.len(), "the meeting of the closing has figures").fix(0..words.len(), figure_ordinal(n));
        }
    }
}
