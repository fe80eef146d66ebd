//! Numbers, per cent, money.
use crate::{
    document::Document,
    finding::Findings,
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{MONTHS, entity::Value};
use regex::{Captures, Regex};
use std::{ops::Range, sync::LazyLock};

pub(super) static RULES: [Rule; 4] = [SMALL, PER_CENT, THOUSANDS, MONEY];

const SMALL: Rule = Rule {
    id: "B-40",
    name: "numbers below 10 in words",
    severity: Severity::Note,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "One to nine are written in words, from 10 on figures stand, but for percentages, units, ages in a series and references.",
    source: "United Nations Editorial Manual, Numbers, dates and time.",
    good: &["1. Notes that five States and 12 organizations took part;\n2. Decides to return to it."],
    bad: &[bad("1. Notes that 5 States took part;\n2. Decides to return to it.")],
    check: small,
};

const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[ (])(?P<n>[2-9]) (?:States|Member States|countries|organizations|members|meetings|sessions|reports|weeks|months|years|days|regions|persons|experts|seats|languages)(?-u:\b)")
        .expect("a constant pattern")
});

fn small(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has_figures()) {
        for n in COUNT.captures_iter(p.text).filter_map(|c| c.name("n")) {
            let digit = usize::from(n.as_str().as_bytes()[0] - b'0');
            let named = p.text[..n.start()].trim_end().ends_with(|c: char| c.is_ascii_digit()) || ["under ", "paragraph ", "article ", "Article ", "and ", "to ", "No. "].iter().any(|w| p.text[..n.start()].ends_with(w));
            if !named && !p.is_quoted(n.start()) {
                out.report(p.place, n.range(), "numbers below 10 are written in words").suggest(n.range(), DIGITS[digit]);
            }
        }
    }
}

const PER_CENT: Rule = Rule {
    id: "B-41",
    name: "“80 per cent”: figures and two words",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Percentages are figures with “per cent” in two words. The Security Council also uses the sign.",
    source: "United Nations Editorial Manual; measured in the General Assembly: “per cent” 1,076, “%” 0.",
    good: &["1. Notes that 80 per cent of States took part;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Notes that 80% of States took part;\n2. Decides to return to it.", "1. Notes that 80 per cent of States took part;\n2. Decides to return to it."),
        fixed("1. Notes that 80 percent of States took part;\n2. Decides to return to it.", "1. Notes that 80 per cent of States took part;\n2. Decides to return to it."),
        fixed("1. Notes that fifty-five per cent of States took part;\n2. Decides to return to it.", "1. Notes that 55 per cent of States took part;\n2. Decides to return to it."),
    ],
    check: per_cent,
};

static PERCENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d(?P<sign> ?%)|(?P<word>(?-u:\b)percent(?-u:\b))").expect("a constant pattern"));

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let ones = DIGITS[1..].join("|");
    Regex::new(&format!(r"(?-u:\b)(?:(?P<tens>{})(?:-(?P<of>{ones}))?|(?P<ones>{ones})) per cent(?-u:\b)", TENS.join("|"))).expect("a constant pattern")
});
const TENS: [&str; 9] = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// “fifty-five per cent”: the number, and where its words stand. “one hundred and ten per cent” is left to a person.
fn spelled(found: &Captures) -> Option<(usize, Range<usize>)> {
    let value = |name: &str, words: &[&str]| found.name(name).and_then(|m| words.iter().position(|w| *w == m.as_str()));
    let whole = found.get(0)?;
    let ones = value("of", &DIGITS).or_else(|| value("ones", &DIGITS)).unwrap_or(0);
    Some((10 * value("tens", &TENS).map_or(0, |n| n + 1) + ones, whole.start()..whole.end() - " per cent".len()))
}

fn per_cent(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("per cent")) {
        for (n, span) in WORDS.captures_iter(p.text).filter_map(|c| spelled(&c)) {
            let part = ["and ", "hundred ", "point "].iter().any(|w| p.text[..span.start].ends_with(w));
            if !part && span.start > 0 && !p.is_quoted(span.start) {
                out.report(p.place, span.clone(), "percentages have figures").fix(span, n.to_string());
            }
        }
    }
    for p in doc.running().filter(|p| p.has("%") || p.has("percent")) {
        for found in PERCENT.captures_iter(p.text) {
            if let Some(sign) = found.name("sign").filter(|s| !p.is_quoted(s.start())) {
                out.report(p.place, sign.range(), "the sign is written “per cent”").fix(sign.range(), " per cent");
            } else if let Some(word) = found.name("word").filter(|w| !p.is_quoted(w.start())) {
                out.report(p.place, word.range(), "“per cent” is two words").fix(word.range(), "per cent");
            }
        }
    }
}

const THOUSANDS: Rule = Rule {
    id: "B-42",
    name: "commas in thousands",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Figures of four digits and more have commas: 1,200 people; years, numbers of documents and of treaties have none. The Security Council leaves them out.",
    source: "United Nations Editorial Manual, Numbers, dates and time (headings).",
    good: &["1. Notes that 1,200 people took part in 2022;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Notes that 12000 people took part;\n2. Decides to return to it.", "1. Notes that 12,000 people took part;\n2. Decides to return to it."),
        fixed("1. Notes that 5.000.000 people took part;\n2. Decides to return to it.", "1. Notes that 5,000,000 people took part;\n2. Decides to return to it."),
    ],
    check: thousands,
};

static LONG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?:\d{5,9}|\d{4}(?: people| persons| children| refugees| posts| troops))(?-u:\b)").expect("a constant pattern"));

static DOTTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)\d{1,3}(?:\.\d{3}){2,}(?-u:\b)").expect("a constant pattern"));

fn thousands(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has_figures()) {
        let dots = p.text.bytes().filter(|b| *b == b'.').count();
        for found in DOTTED.find_iter(if dots > 1 { p.text } else { "" }).filter(|f| !p.is_quoted(f.start())) {
            let commas = found.as_str().replace('.', ",");
            out.report(p.place, found.range(), format!("thousands have commas: {commas}")).fix(found.range(), commas);
        }
        for found in LONG.find_iter(p.text) {
            let digits = found.as_str().split(' ').next().unwrap_or("");
            let span = found.start()..found.start() + digits.len();
            let touches = |c: char| matches!(c, '/' | '-' | '.' | ',' | '’' | '–');
            let part = p.text[..span.start].ends_with(touches) || p.text[span.end..].starts_with(['/', '-', '–']) || p.text[..span.start].ends_with("No. ");
            // “12 August 19493” is a year with the number of a note that lost its place.
            let year = digits.len() == 5 && MONTHS.iter().any(|m| p.text[..span.start].trim_end().ends_with(m));
            let first = p.entities().partition_point(|e| e.span.end <= span.start);
            let inside = p.entities().get(first).is_some_and(|e| !matches!(e.value, Value::Count(_)) && e.span.start < span.end);
            if part || year || inside || p.is_quoted(span.start) || ["resolution ", "ISO ", "IEC "].iter().any(|w| p.text[..span.start].ends_with(w)) {
                continue;
            }
            let grouped = grouped(digits);
            out.report(p.place, span.clone(), format!("thousands have commas: {grouped}")).fix(span, grouped);
        }
    }
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

const MONEY: Rule = Rule {
    id: "B-46",
    name: "“$” is the dollar of the United States, other currencies are spelled out",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "The sign alone stands for dollars of the United States; other currencies are spelled out.",
    source: "Practice of the General Assembly's financial texts.",
    good: &["1. Appropriates the amount of $5,000,000;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Appropriates the amount of US$5,000,000;\n2. Decides to return to it.", "1. Appropriates the amount of $5,000,000;\n2. Decides to return to it."),
        bad("1. Appropriates the amount of €5,000,000;\n2. Decides to return to it."),
    ],
    check: money,
};

static DOLLARS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?P<sign>US ?\$ ?|USD ?)\d").expect("a constant pattern"));

fn money(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("€") || p.has("£") || p.has("¥")) {
        for (at, sign) in p.text.match_indices(['€', '£', '¥']).filter(|(at, _)| !p.is_quoted(*at)) {
            out.report(p.place, at..at + sign.len(), "currencies but the dollar are spelled out: “5 million euros”");
        }
    }
    for p in doc.running().filter(|p| p.has("US")) {
        for sign in DOLLARS.captures_iter(p.text).filter_map(|c| c.name("sign")).filter(|s| !p.is_quoted(s.start())) {
            out.report(p.place, sign.range(), "the dollar sign alone is that of the United States").fix(sign.range(), "$");
        }
    }
}
