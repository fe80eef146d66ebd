//! How resolutions and articles are cited; their dates are in a file of their own.
use super::lexicon;
use crate::{
    document::{Document, Passage},
    finding::Findings,
    rule::{Rule, Scope, Severity, bad, fixed},
};
use aho_corasick::AhoCorasick;
use chancery_model::{Organ, ResolutionNumber, Session, chain::Cited};
use regex::Regex;
use std::{collections::HashSet, ops::Range, sync::LazyLock};

pub(super) static RULES: [Rule; 7] = [NO_SYMBOL, ORDER, LETTERS, ERAS, PLURAL, PARAGRAPHS, ARTICLES];

const NO_SYMBOL: Rule = Rule {
    id: "B-60",
    name: "resolutions are cited by number, without symbol",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "In the text a resolution is cited by its number and date, “its resolution 77/63 of 7 December 2022”; the symbol A/RES/77/63 belongs to the masthead and to notes. The organ is named in full.",
    source: "77/63 and adopted texts throughout.",
    good: &["Recalling its resolution 76/26 of 6 December 2021,\n1. Decides to return to it."],
    bad: &[
        fixed("Recalling its resolution A/RES/76/26 of 6 December 2021,\n1. Decides to return to it.", "Recalling its resolution 76/26 of 6 December 2021,\n1. Decides to return to it."),
        fixed("Recalling GA resolution 76/26 of 6 December 2021,\n1. Decides to return to it.", "Recalling General Assembly resolution 76/26 of 6 December 2021,\n1. Decides to return to it."),
        fixed("Recalling its resolution No. 76/26 of 6 December 2021,\n1. Decides to return to it.", "Recalling its resolution 76/26 of 6 December 2021,\n1. Decides to return to it."),
        bad("Recalling its resolution 76/26 (2021),\n1. Decides to return to it."),
        bad("Recalling Security Council resolution 2623 of 27 February 2022,\n1. Decides to return to it."),
    ],
    check: no_symbol,
};

fn no_symbol(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        let symbols = if p.has("RES/") { p.text } else { "" };
        for (at, prefix) in symbols.match_indices("A/RES/").chain(symbols.match_indices("S/RES/")).chain(symbols.match_indices("E/RES/")) {
            if !p.is_quoted(at) {
                out.report(p.place, at..at + prefix.len(), "a resolution is cited by its number, without the symbol").fix(at..at + prefix.len(), "");
            }
        }
        lexicon::report(p, out, |word, instead| format!("“{word}” is written in full: {instead}"));
        if p.has("resolution") && p.has_figures() {
            forms(p, out);
        }
    }
}

/// “No.” before a number, a year after one that has its session, no year or session where there should be one.
static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"resolutions? (?:(?P<no>[Nn]o\.? ?)\d+/\d+|\d{2}/\d{1,3}(?P<year> \((?:19|20)\d\d\))|(?P<bare>\d{1,4}(?: [A-Z])?) of \d{1,2} [A-Z][a-z]+ \d{4})").expect("a constant pattern")
});
/// Organs whose resolutions bear a year or a session in brackets.
const BRACKETED: [&str; 4] = ["Security Council", "General Assembly", "its", "Assembly"];

fn forms(p: &Passage, out: &mut Findings) {
    for found in FORMS.captures_iter(p.text) {
        let at = found.get(0).map_or(0, |m| m.start());
        let named = p.text[..at].trim_end();
        if let Some(no) = found.name("no") {
            out.report(p.place, no.range(), "resolutions are cited without “No.”").fix(no.range(), "");
        } else if let Some(year) = found.name("year") {
            out.report(p.place, year.range(), "the number holds the session: the date stands after it, “of 7 December 2022”").suggest(year.range(), "");
        } else if let Some(bare) = found.name("bare").filter(|_| BRACKETED.iter().any(|o| named.ends_with(o))) {
            out.report(p.place, bare.range(), "the year (the session, up to the thirtieth) stands in brackets after the number");
        }
    }
}

const ORDER: Rule = Rule {
    id: "B-61",
    name: "lists of resolutions in order, with “and” and no comma before it",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "A list of resolutions goes from the oldest to the newest, with commas between and “and” before the last, without a comma there.",
    source: "77/63; 50/11.",
    good: &["Recalling its resolutions 74/61 of 12 December 2019, 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it."],
    bad: &[
        fixed(
            "Recalling its resolutions 74/61 of 12 December 2019, 75/52 of 7 December 2020, and 76/26 of 6 December 2021,\n1. Decides to return to it.",
            "Recalling its resolutions 74/61 of 12 December 2019, 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it.",
        ),
        fixed(
            "Recalling its resolutions 75/52 of 7 December 2020, 74/61 of 12 December 2019 and 76/26 of 6 December 2021,\n1. Decides to return to it.",
            "Recalling its resolutions 74/61 of 12 December 2019, 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it.",
        ),
        fixed(
            "Recalling its resolutions 76/26 of 6 December 2021 and 75/52 of 7 December 2020,\n1. Decides to return to it.",
            "Recalling its resolutions 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it.",
        ),
        bad("Recalling its resolutions 75/52 of 7 December 2020, 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it."),
        bad("Recalling its resolutions 74/61 of 12 December 2019; 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it."),
        bad("Recalling its resolutions 74/61 of 12 December 2019, 75/52 of 7 December 2020, 76/26 of 6 December 2021,\n1. Decides to return to it."),
    ],
    check: order,
};

/// The citations that stand together with nothing but commas and “and” between.
fn runs(text: &str, all: &[Cited]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for n in 0..all.len() {
        let joined = n > 0 && matches!(&text[all[n - 1].end..all[n].span.start], ", " | " and " | ", and ");
        match out.last_mut() {
            Some(run) if joined => run.end = n + 1,
            _ => out.push(n..n + 1),
        }
    }
    out
}

fn order(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("resolution")) {
        for mark in BROKEN.captures_iter(p.text).filter_map(|c| c.name("mark")) {
            out.report(p.place, mark.range(), "commas stand between the resolutions of a list").suggest(mark.range(), ",");
        }
        let all = p.cited();
        for run in runs(p.text, all).into_iter().filter(|r| r.len() > 1) {
            let list = &all[run.clone()];
            let joint = |n: usize| &p.text[list[n - 1].end..list[n].span.start];
            let (whole, last) = (list[0].span.start..list[list.len() - 1].end, list.len() - 1);
            let one_series = list.windows(2).all(|w| comparable(&w[0].number, &w[1].number));
            let sorted = list.windows(2).all(|w| !comparable(&w[0].number, &w[1].number) || w[0].number <= w[1].number);
            // “the most recent of which being …” goes back in time.
            let backward = list.len() > 2 && list.windows(2).all(|w| w[0].number >= w[1].number) || p.text[..whole.start].contains("recent") || p.text[whole.end..].starts_with(", respectively");
            let dated = list.iter().all(Cited::is_dated) || !list.iter().any(Cited::is_dated);
            if let Some(again) = twice(list) {
                out.report(p.place, again.span.clone(), format!("{} is in the list already", again.number));
            } else if !sorted && !backward && one_series && dated && (1..last).all(|n| joint(n) == ", ") && joint(last) == " and " {
                let mut words: Vec<(&ResolutionNumber, &str)> = list.iter().map(|c| (&c.number, &p.text[c.span.start..c.end])).collect();
                words.sort_by_key(|w| w.0);
                let (tail, head) = (words[last].1, words[..last].iter().map(|w| w.1).collect::<Vec<_>>().join(", "));
                out.report(p.place, whole, "resolutions are listed from the oldest to the newest").fix(list[0].span.start..list[last].end, format!("{head} and {tail}"));
            } else if list.len() > 2 && joint(last) == ", and " && (1..last).all(|n| joint(n) == ", ") {
                let at = list[last - 1].end;
                out.report(p.place, at..at + 1, "no comma stands before the last “and” of a list").fix(at..at + 1, "");
            } else if list.len() > 2 && (1..=last).all(|n| joint(n) == ", ") && ends_list(&p.text[list[last].end..]) {
                out.report(p.place, list[last].span.clone(), "“and” stands before the last of a list").suggest(list[last - 1].end..list[last].span.start, " and ");
            }
        }
    }
}

/// The resolution that a list names a second time.
fn twice(list: &[Cited]) -> Option<&Cited> {
    let mut seen = HashSet::new();
    list.iter().find(|c| !seen.insert(&c.number))
}

/// A semicolon where the list goes on.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d/\d{1,3} of \d{1,2} [A-Z][a-z]+ \d{4}(?P<mark>;) \d{2}/\d{1,3} of \d").expect("a constant pattern"));

/// Numbers of one numbering, which are in order where the dates are.
fn comparable(a: &ResolutionNumber, b: &ResolutionNumber) -> bool {
    use ResolutionNumber::{ByYear, BySession, Running, SecurityCouncil};
    match (a, b) {
        (BySession { session: Session::Regular(_), .. }, BySession { session: Session::Regular(_), .. }) | (ByYear { .. }, ByYear { .. }) => true,
        (Running { number: x, .. }, Running { number: y, .. }) => x != y,
        (SecurityCouncil { .. }, SecurityCouncil { .. }) => true,
        _ => false,
    }
}

/// Nothing goes on after it: no “and other resolutions”, no second list.
fn ends_list(after: &str) -> bool {
    after.is_empty() || after == "," || after == ";" || after == "."
}

const LETTERS: Rule = Rule {
    id: "B-62",
    name: "the letter of a part stands after the number",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "“54/54 B”, with a space; up to the thirtieth session between number and session, “217 A (III)”.",
    source: "United Nations Editorial Manual, Resolutions, part I.",
    good: &["Recalling its resolutions 217 A (III) of 10 December 1948 and 54/54 B of 1 December 1999,\n1. Decides to return to it."],
    bad: &[
        fixed("Recalling its resolution 54/54B of 1 December 1999,\n1. Decides to return to it.", "Recalling its resolution 54/54 B of 1 December 1999,\n1. Decides to return to it."),
        fixed("Recalling its resolution 54/54 b of 1 December 1999,\n1. Decides to return to it.", "Recalling its resolution 54/54 B of 1 December 1999,\n1. Decides to return to it."),
        fixed("Recalling its resolution 217 (III) A of 10 December 1948,\n1. Decides to return to it.", "Recalling its resolution 217 A (III) of 10 December 1948,\n1. Decides to return to it."),
    ],
    check: letters,
};

static GLUED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:resolutions?|and|,) (?P<n>\d{2,3}/\d{1,3})(?P<l>[A-Z])(?: of|,|;|\.| and|$)").expect("a constant pattern"));
static SMALL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d{2}/\d{1,3} (?P<l>[a-z]) of \d{1,2} [A-Z]").expect("a constant pattern"));
static AFTER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?P<n>\d{1,4}) (?P<s>\([IVXLC]+\)) (?P<l>[A-Z])(?: of|,|;|\.| and|$)").expect("a constant pattern"));

fn letters(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        if p.text.contains('/') {
            for (n, l) in GLUED.captures_iter(p.text).filter_map(|c| c.name("n").zip(c.name("l"))) {
                out.report(p.place, n.start()..l.end(), "a space stands before the letter of a part").fix(l.start()..l.start(), " ");
            }
        }
        for l in SMALL.captures_iter(p.text).filter_map(|c| c.name("l")).take_while(|_| p.text.contains('/')) {
            out.report(p.place, l.range(), "the letter of a part is a capital").fix(l.range(), l.as_str().to_uppercase());
        }
        if p.has(") ") {
            for c in AFTER.captures_iter(p.text) {
                let (Some(n), Some(s), Some(l)) = (c.name("n"), c.name("s"), c.name("l")) else { continue };
                let span = n.start()..l.end();
                out.report(p.place, span.clone(), "up to the thirtieth session the letter stands between number and session").fix(span, format!("{} {} {}", n.as_str(), l.as_str(), s.as_str()));
            }
        }
    }
}

const ERAS: Rule = Rule {
    id: "B-63",
    name: "numbers in the form of their time",
    severity: Severity::Error,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "Up to the thirtieth session resolutions have a running number and the session in roman figures, 3201 (S-VI), 217 A (III); from the thirty-first the session comes first, 31/1.",
    source: "United Nations Editorial Manual, Resolutions, part I.",
    good: &["Recalling its resolutions 2625 (XXV) of 24 October 1970 and 31/143 of 17 December 1976,\n1. Decides to return to it."],
    bad: &[bad("Recalling its resolution 143 (XXXI) of 17 December 1976,\n1. Decides to return to it."), bad("Recalling its resolution XXXI/143 of 17 December 1976,\n1. Decides to return to it."), bad("Recalling its resolution 25/2625 of 24 October 1970,\n1. Decides to return to it.")],
    check: eras,
};

/// The first session whose resolutions are numbered by session (B-63).
const BY_SESSION: u16 = 31;

static ROMAN_FIRST: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"its resolutions? (?P<n>[IVXLC]+/\d{1,4})(?-u:\b)").expect("a constant pattern"));

fn eras(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("resolution")) {
        for n in ROMAN_FIRST.captures_iter(p.text).filter_map(|c| c.name("n")) {
            out.report(p.place, n.range(), "the session before the number has arabic figures: 31/143");
        }
    }
    for (p, c) in assembly(doc) {
        match &c.number {
            ResolutionNumber::Running { session: Session::Regular(n), .. } if *n >= BY_SESSION => {
                out.report(p.place, c.span.clone(), format!("from session {BY_SESSION} on the session comes first: {n}/…"));
            }
            ResolutionNumber::BySession { session: Session::Regular(n), number, .. } if *n < BY_SESSION && c.is_dated() => {
                out.report(p.place, c.span.clone(), format!("up to session 30 the session stands in roman figures: {number} (…)"));
            }
            _ => {}
        }
    }
}

/// The resolutions of the General Assembly that the text cites as such.
fn assembly<'a, 'b>(doc: &'b Document<'a>) -> impl Iterator<Item = (&'b Passage<'a>, &'b Cited)> {
    let own = doc.resolution.organ == Organ::GeneralAssembly;
    doc.running().filter(|p| p.has("resolution")).flat_map(move |p| {
        let organs = Organs::of(p.text);
        p.cited().iter().filter(move |c| organs.is_assembly(own, c.span.start)).map(move |c| (p, c))
    })
}

/// The organs that a text names, each with the byte where its name begins.
pub(super) struct Organs<'a> {
    text: &'a str,
    named: Vec<(usize, Named)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Named {
    /// The General Assembly by its name.
    Assembly,
    /// “its resolution”: the organ that speaks, or the one before.
    Its,
    Other,
}

const NAMES: [(&str, Named); 16] = [
    ("General Assembly", Named::Assembly),
    ("its resolution", Named::Its),
    ("its previous resolution", Named::Its),
    ("its relevant resolution", Named::Its),
    ("Council", Named::Other),
    ("Commission", Named::Other),
    ("Conference", Named::Other),
    ("Environment Assembly", Named::Other),
    ("Health Assembly", Named::Other),
    ("Board", Named::Other),
    ("Committee", Named::Other),
    ("Union", Named::Other),
    ("Agency", Named::Other),
    ("Organization", Named::Other),
    ("Congress", Named::Other),
    ("Summit", Named::Other),
];

static NAMES_OF_ORGANS: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(NAMES.map(|(name, _)| name)).expect("constant words"));

impl<'a> Organs<'a> {
    pub fn of(text: &'a str) -> Self {
        let found = NAMES_OF_ORGANS.find_iter(text);
        Organs { text, named: found.map(|m| (m.start(), NAMES[m.pattern().as_usize()].1)).collect() }
    }

    /// The text before a number.
    pub fn before(&self, at: usize) -> &'a str {
        self.text[..at].trim_end()
    }

    /// Whether the words before a number name the General Assembly: “its resolutions” in its own texts, or its name, with
    /// no other organ after them.
    pub fn is_assembly(&self, own: bool, at: usize) -> bool {
        let before = &self.text[self.text.ceil_char_boundary(at.saturating_sub(REACH))..at];
        if before.rfind("resolution").is_some_and(|word| before[..word].trim_end().ends_with("General Assembly")) {
            return true;
        }
        let named = &self.named[..self.named.partition_point(|(start, _)| *start < at)];
        let Some((_, last)) = named.last() else { return false };
        match last {
            Named::Assembly => own,
            // After another organ “its” may be that one's.
            Named::Its => own && !named.iter().any(|(_, n)| *n == Named::Other),
            Named::Other => false,
        }
    }
}

/// So far back the word “resolution” stands before the last number of a list, in bytes.
const REACH: usize = 2_000;

const PLURAL: Rule = Rule {
    id: "B-67",
    name: "“its resolutions” for two and more",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "The first repetition of a text recalls “its resolution 53/77 N”, later ones “its resolutions …”.",
    source: "58/53 and 59/84 beside 54/54.",
    good: &["Recalling its resolutions 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it."],
    bad: &[fixed(
        "Recalling its resolution 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it.",
        "Recalling its resolutions 75/52 of 7 December 2020 and 76/26 of 6 December 2021,\n1. Decides to return to it.",
    ), fixed(
        "Recalling all its previous resolution on the matter,\n1. Decides to return to it.",
        "Recalling all its previous resolutions on the matter,\n1. Decides to return to it.",
    )],
    check: plural,
};

/// “all its previous resolution”: the word in the singular, where “all” stands before it with adjectives between.
fn all_of_one(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("resolution").map(|(at, word)| at..at + word.len()).filter(|span| {
        let goes_on = text[span.end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let adjective = |w: &&str| matches!(*w, "of" | "its" | "the" | "previous" | "relevant" | "other" | "earlier" | "related");
        let before = || text[..span.start].trim_end().rsplit(' ').find(|w| !adjective(w));
        !goes_on && before().is_some_and(|w| w.eq_ignore_ascii_case("all"))
    })
}

fn plural(doc: &Document, out: &mut Findings) {
    // The Security Council's texts have the singular so often that it is a hint there.
    let council = doc.resolution.organ == Organ::SecurityCouncil;
    for p in doc.running().filter(|p| p.has("resolution")) {
        for word in all_of_one(p.text).filter(|w| !p.is_quoted(w.start)) {
            out.report(p.place, word.clone(), "“all” has the plural").fix(word, "resolutions");
        }
        let all = p.cited();
        for run in runs(p.text, all) {
            let before = &p.text[..all[run.start].span.start];
            if let Some(stem) = before.strip_suffix("resolution ").filter(|_| run.len() > 1) {
                let span = stem.len()..stem.len() + "resolution".len();
                let finding = out.report(p.place, span.clone(), "the plural stands before two and more");
                finding.fix(span, if stem.is_empty() { "Resolutions" } else { "resolutions" });
                if council {
                    finding.at_most(Severity::Note);
                }
            }
            let alone = run.len() == 1 && !all[run.start].number.to_string().contains(" to ") && all.len() == run.end && ends_list(&p.text[all[run.start].end..]);
            if let Some(stem) = before.strip_suffix("resolutions ").filter(|_| alone) {
                let span = stem.len()..stem.len() + "resolutions".len();
                out.report(p.place, span.clone(), "the singular stands before one").fix(span, "resolution");
            }
        }
    }
}

const PARAGRAPHS: Rule = Rule {
    id: "B-68",
    name: "“paragraph” in full in running text",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "“paragraph 14 of its resolution 60/251” in the text; “para. 14” in notes and in brackets. “Operative” belongs to the room: a paragraph of the operative part is named by its number alone.",
    source: "United Nations Editorial Manual, Quotations; adopted texts.",
    good: &["Recalling paragraph 14 of its resolution 60/251 of 15 March 2006,\n1. Decides to return to it."],
    bad: &[fixed("Recalling operative paragraph 14 of its resolution 60/251 of 15 March 2006,\n1. Decides to return to it.", "Recalling paragraph 14 of its resolution 60/251 of 15 March 2006,\n1. Decides to return to it."), fixed("Recalling para. 14 of its resolution 60/251 of 15 March 2006,\n1. Decides to return to it.", "Recalling paragraph 14 of its resolution 60/251 of 15 March 2006,\n1. Decides to return to it.")],
    check: paragraphs,
};

static SHORT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?:paras?|arts?|chaps?|sects?)\. ?\d|(?-u:\b)res\. ?\d+/\d").expect("a constant pattern"));

static OPERATIVE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?P<word>operative )paragraphs? \d").expect("a constant pattern"));

fn paragraphs(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("operative paragraph")) {
        for word in OPERATIVE.captures_iter(p.text).filter_map(|c| c.name("word")).filter(|w| !p.is_quoted(w.start())) {
            out.report(p.place, word.range(), "a paragraph is named by its number alone").fix(word.range(), "");
        }
    }
    for p in doc.running().filter(|p| p.has(". ")) {
        let (mut seen, mut open) = (0, 0_isize);
        for found in SHORT.find_iter(p.text) {
            let since = &p.text[seen..found.start()];
            open += since.matches('(').count() as isize - since.matches(')').count() as isize;
            seen = found.start();
            let bracketed = open > 0;
            if bracketed || p.is_quoted(found.start()) {
                continue;
            }
            let (short, full) = [("paras.", "paragraphs"), ("para.", "paragraph"), ("res.", "resolution"), ("arts.", "articles"), ("art.", "article"), ("chaps.", "chapters"), ("chap.", "chapter"), ("sects.", "sections"), ("sect.", "section")]
                .into_iter()
                .find(|(short, _)| found.as_str().starts_with(short))
                .unwrap_or(("", ""));
            let span = found.start()..found.start() + short.len();
            out.report(p.place, span.clone(), format!("“{full}” is written in full in the text")).fix(span, full);
        }
    }
}

const ARTICLES: Rule = Rule {
    id: "B-70",
    name: "“article 12, paragraph 1, of the Convention”",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "A paragraph of an article stands between commas: “article 12, paragraph 1, of the Convention”; of the Charter also “Article 2 (4)”.",
    source: "77/63 and other adopted texts.",
    good: &["Recalling article 12, paragraph 1, of the Convention,\n1. Decides to return to it."],
    bad: &[fixed("Recalling article 12, paragraph 1 of the Convention,\n1. Decides to return to it.", "Recalling article 12, paragraph 1, of the Convention,\n1. Decides to return to it.")],
    check: articles,
};

static ARTICLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)[Aa]rticle \d+, paragraph \d+(?: \([a-z]\))?(?P<gap>) of the").expect("a constant pattern"));

fn articles(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("rticle ")) {
        for found in ARTICLE.captures_iter(p.text) {
            let (Some(whole), Some(gap)) = (found.get(0), found.name("gap")) else { continue };
            if !p.is_quoted(whole.start()) {
                out.report(p.place, whole.start()..gap.start(), "a paragraph of an article stands between commas").fix(gap.range(), ",");
            }
        }
    }
}
