//! What is left of a draft: brackets, labels of negotiation, marks of changes, doubled words, spaces; and what is left of
//! last year: sessions and meetings that are past.
use crate::{
    document::Document,
    finding::{Findings, Place},
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{Language, Mood, entity::Value, long_date, word_ordinal};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULES: [Rule; 11] = [LABELS, BIS, BRACKETS, DOUBLED, SPACED, SPACES, MARKS, AGENDA, REPORTS, PAST, RECENT];

const LABELS: Rule = Rule {
    id: "E-02",
    name: "no PP and OP labels",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "“PP6” and “OP4 bis” are the words of the room; official documents never print them.",
    source: "Statements and compilations of negotiations; adopted texts have none.",
    good: &["1. Requests a report;\n2. Decides to return to it."],
    bad: &[bad("OP3 bis. Recalling the Charter,\n1. Decides to return to it."), bad("1. Requests a report as in OP4;\n2. Decides to return to it.")],
    check: labels,
};

static LABEL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?:PP|OP)[ .]?\d{1,3}(?: ?(?:bis|ter|quater|alt))*(?-u:\b)").expect("a constant pattern"));

fn labels(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.text.contains('P')) {
        for found in LABEL.find_iter(p.text) {
            out.report(p.place, found.range(), "a label of the negotiation is left");
        }
    }
}

const BIS: Rule = Rule {
    id: "E-03",
    name: "no “bis” and “alt” paragraphs in a clean text",
    severity: Severity::Error,
    scope: Scope::EVERY,
    on: true,
    explanation: "Paragraphs put between others during negotiation are 3 bis, 3 ter, alternatives 3 alt; when the text is agreed, they are numbered through.",
    source: "United Nations Editorial Manual, Paragraphs and subparagraphs.",
    good: &["1. Requests a report;\n2. Decides to return to it."],
    bad: &[bad("1. Requests a report;\n1 bis. Urges States to act;\n2. Decides to return to it.")],
    check: bis,
};

fn bis(doc: &Document, out: &mut Findings) {
    for (i, b) in doc.resolution.body.iter().enumerate() {
        if b.label.as_deref().is_some_and(|l| l.split([' ', '.']).any(|w| matches!(w, "bis" | "ter" | "quater" | "quinquies" | "sexies" | "alt"))) {
            out.report_whole(doc, Place::Label(i), "a label of the negotiation is left: number the paragraphs through");
        }
    }
}

const BRACKETS: Rule = Rule {
    id: "E-04",
    name: "no square brackets in a clean text",
    severity: Severity::Error,
    scope: Scope::EVERY,
    on: true,
    explanation: "Square brackets mean that words are not agreed, or hold the place of a value that is not known yet; a slash between two verbs offers both (shall/should). In notes brackets hold a symbol within round ones and are left alone.",
    source: "United Nations Editorial Manual, Paragraphs and subparagraphs.",
    good: &["1. Requests a report;\n2. Decides to return to it."],
    bad: &[bad("1. Requests States [to consider] reporting;\n2. Decides to return to it."), bad("1. Notes the meeting held in [place];\n2. Decides to return to it."), bad("1. Stresses that States shall/should report;\n2. Decides to return to it.")],
    check: brackets,
};

fn brackets(doc: &Document, out: &mut Findings) {
    for p in doc.running().chain([&doc.title]).filter(|p| p.text.contains('/')) {
        for found in EITHER.find_iter(p.text).filter(|f| !p.is_quoted(f.start())) {
            out.report(p.place, found.range(), "two words are left to choose from");
        }
    }
    for p in doc.running().chain([&doc.title]).chain(&doc.notes).filter(|p| p.has("[") || p.has("]")) {
        let is_note = matches!(p.place, Place::Note(_));
        let mut open: Option<usize> = None;
        for (at, c) in p.text.char_indices() {
            match (c, open) {
                ('[', None) => open = Some(at),
                (']', Some(start)) => {
                    if !(is_note && p.text[start..at].contains('/')) {
                        out.report(p.place, start..at + 1, "brackets are left: the words are not agreed, or a value is missing");
                    }
                    open = None;
                }
                (']', None) => drop(out.report(p.place, at..at + 1, "a bracket closes that was not opened")),
                _ => {}
            }
        }
        if let Some(start) = open {
            out.report(p.place, start..start + 1, "a bracket is open");
        }
    }
}

/// Verbs that negotiators choose between.
static EITHER: LazyLock<Regex> = LazyLock::new(|| {
    let verb = "shall|should|may|must|will|can";
    Regex::new(&format!(r"(?-u:\b)(?:{verb})/(?:{verb})(?-u:\b)")).expect("a constant pattern")
});

const DOUBLED: Rule = Rule {
    id: "X-01",
    name: "no word twice",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "The same word twice in a row is a slip of editing, but for “that that” and “had had”.",
    source: "This project.",
    good: &["1. Notes that that organization has competence;\n2. Decides to return to it."],
    bad: &[fixed("1. Requests the the Secretary-General to report;\n2. Decides to return to it.", "1. Requests the Secretary-General to report;\n2. Decides to return to it.")],
    check: doubled,
};

fn doubled(doc: &Document, out: &mut Findings) {
    for p in doc.running().chain([&doc.title]) {
        let mut last = (0, "");
        let mut at = 0;
        for word in p.text.split(' ') {
            let letters = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
            if letters && word == last.1 && word != "that" && word != "had" && word.starts_with(|c: char| c.is_ascii_lowercase()) && !p.is_quoted(at) {
                out.report(p.place, last.0..at + word.len(), format!("“{word}” stands twice")).fix(at - 1..at + word.len(), "");
            }
            last = (at, word);
            at += word.len() + 1;
        }
    }
}

const SPACED: Rule = Rule {
    id: "X-02",
    name: "no space before a comma, one after it",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Commas, semicolons and full stops follow their word at once, and a space follows them.",
    source: "This project.",
    good: &["1. Requests, as before, a report;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Requests , as before, a report;\n2. Decides to return to it.", "1. Requests, as before, a report;\n2. Decides to return to it."),
        fixed("1. Requests,, as before, a report;\n2. Decides to return to it.", "1. Requests, as before, a report;\n2. Decides to return to it."),
        fixed("1. Requests, as before, a report;;\n2. Decides to return to it.", "1. Requests, as before, a report;\n2. Decides to return to it."),
        fixed("1. Requests, as before,a report;\n2. Decides to return to it.", "1. Requests, as before, a report;\n2. Decides to return to it."),
    ],
    check: spaced,
};

fn spaced(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        for mark in [" ,", " ;", " )", "( "].into_iter().filter(|m| p.has(m)) {
            for (at, _) in p.text.match_indices(mark) {
                let space = if mark == "( " { at + 1 } else { at };
                out.report(p.place, at..at + 2, "a space stands too much").fix(space..space + 1, "");
            }
        }
        let double = [",,", ";;", ",;", ";,", ".;", ".,"].iter().any(|m| p.has(m));
        for found in DOUBLE.find_iter(if double { p.text } else { "" }) {
            // A short word before a stop is an abbreviation: “6 p.m.;”, “Washington, D.C.,”, “etc.,”.
            let word = p.text[..found.start()].rsplit([' ', '(']).next().unwrap_or("");
            let abbreviated = found.as_str().starts_with('.') && (word.chars().count() < 5 || word.contains('.'));
            if !abbreviated {
                let one = if found.as_str().contains(';') { ";" } else { "," };
                out.report(p.place, found.range(), "two marks stand where one is enough").fix(found.range(), one);
            }
        }
        for (at, three) in p.text.as_bytes().windows(3).enumerate() {
            if matches!(three[1], b',' | b';') && three[0].is_ascii_lowercase() && three[2].is_ascii_alphabetic() {
                out.report(p.place, at + 1..at + 2, "a space is missing").fix(at + 2..at + 2, " ");
            }
        }
    }
}

static DOUBLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[,;][,;]|\.[;,]").expect("a constant pattern"));
const SPACES: Rule = Rule {
    id: "X-03",
    name: "no double spaces",
    severity: Severity::Warning,
    scope: Scope::EVERY,
    on: true,
    explanation: "Two spaces in a row are left of editing. They show in a text or Markdown file only: every other form is single-spaced when it is read.",
    source: "This project.",
    good: &["1. Requests a report;\n2. Decides to return to it."],
    bad: &[fixed("1. Requests a  report;\n2. Decides to return to it.", "1. Requests a report;\n2. Decides to return to it.")],
    check: spaces,
};

fn spaces(doc: &Document, out: &mut Findings) {
    let Some(map) = doc.source else { return };
    for p in doc.running() {
        let Some(raw) = map.raw(p.place) else { continue };
        for (at, _) in map.source()[raw.clone()].match_indices("  ") {
            let at = raw.start + at;
            if map.source()[..at].ends_with(' ') {
                continue;
            }
            if let Some(space) = map.back(p.place, at).filter(|s| p.text[*s..].starts_with(' ')) {
                out.report(p.place, space..space + 1, "two spaces stand in a row").fix(space..space + 1, " ");
            }
        }
    }
}

const MARKS: Rule = Rule {
    id: "X-04",
    name: "no marks of changes",
    severity: Severity::Error,
    scope: Scope::EVERY,
    on: true,
    explanation: "Struck words (~~so~~), added words ({++so++}, <ins>so</ins>) and words to be filled in (TBC, xx) are left of editing.",
    source: "This project; practice of negotiations (E-06).",
    good: &["1. Requests a report;\n2. Decides to return to it."],
    bad: &[bad("1. Requests a ~~short~~ report;\n2. Decides to return to it."), bad("1. Decides to convene on XX December 2023;\n2. Decides to return to it."), bad("1. Recalls its resolution 77/… of … December 2022;\n2. Decides to return to it."), bad("1. Notes the meeting held in <place>;\n2. Decides to return to it.")],
    check: marks,
};

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"~~|\{\+\+|\+\+\}|\{--|--\}|</?(?:ins|del|s|u|b)>|\*\*|(?-u:\b)(?:TBC|TBD|TBA|XX|xx|XXX|Xth|XXth|TODO)(?-u:\b)|\.{4,}|_{3,}|\?\?|<[a-z][a-z ]*>|\{[A-Za-z][A-Za-z ]*\}|\d/(?:…|\.\.\.)|(?:of|on|in|for) (?:…|\.\.\.)").expect("a constant pattern")
});

fn marks(doc: &Document, out: &mut Findings) {
    // “siglo XX” is a century; in other languages the letters mean something.
    let english = doc.resolution.language == Language::En;
    for p in doc.running().chain([&doc.title]).filter(|p| p.text.bytes().any(|b| matches!(b, b'~' | b'{' | b'}' | b'<' | b'*' | b'X' | b'x' | b'T' | b'_' | b'?' | b'.' | 0xe2))) {
        for found in MARK.find_iter(p.text).filter(|f| !p.is_quoted(f.start()) && !p.text[..f.start()].ends_with(['(', '-']) && !p.text[..f.start()].ends_with("section ")) {
            if english || !found.as_str().starts_with(|c: char| c.is_ascii_alphabetic()) {
                out.report(p.place, found.range(), "a mark of editing is left");
            }
        }
    }
}

const AGENDA: Rule = Rule {
    id: "D-07",
    name: "the provisional agenda is that of a later session",
    severity: Severity::Error,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "A text asks for its item in the provisional agenda of the next session or of one up to four years on. Its own session, or one that is past, is left of last year's text.",
    source: "Measured: next session 339, two on 155, three on 16, four on 4.",
    good: &["1. Decides to include in the provisional agenda of its seventy-eighth session the item entitled “Safety at sea”."],
    bad: &[bad("1. Decides to include in the provisional agenda of its seventy-seventh session the item entitled “Safety at sea”.")],
    check: agenda,
};

fn agenda(doc: &Document, out: &mut Findings) {
    let Some(own) = doc.session() else { return };
    for p in doc.running().filter(|p| p.mood() == Some(Mood::Operative) && p.text.contains("provisional agenda of its ")) {
        for e in p.entities() {
            let Value::Session(n) = e.value else { continue };
            if n <= own && p.text[..e.span.start].ends_with("provisional agenda of its ") && p.text[e.span.end..].starts_with(" session") {
                let finding = out.report(p.place, e.span.clone(), format!("the text is of session {own}: it can ask for a later one only"));
                if let Some(next) = word_ordinal(own + 1) {
                    finding.suggest(e.span.clone(), next);
                }
            }
        }
    }
}

const REPORTS: Rule = Rule {
    id: "D-08",
    name: "reports are asked for at a session to come",
    severity: Severity::Error,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "A report is requested for this session or a later one; one that is past is left of last year's text.",
    source: "Measured: next session 483, two on 325, three on 28, the same 17.",
    good: &["1. Requests the Secretary-General to submit to the General Assembly at its seventy-eighth session a report."],
    bad: &[bad("1. Requests the Secretary-General to submit to the General Assembly at its seventy-sixth session a report.")],
    check: reports,
};

static ASKED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^(?:also |further )?(?:requests|invites) [^;]{0,200}? to (?:report|submit|present|provide|prepare)").expect("a constant pattern"));

fn reports(doc: &Document, out: &mut Findings) {
    let Some(own) = doc.session() else { return };
    for p in doc.running().filter(|p| p.has("session")) {
        let sessions = || p.entities().iter().filter_map(|e| if let Value::Session(n) = e.value { Some((n, e.span.clone())) } else { None });
        if !sessions().any(|(n, _)| n < own) {
            continue;
        }
        let Some(asked) = ASKED.find(p.text).map(|m| m.end()) else { continue };
        let first = sessions().find(|(_, s)| s.start > asked && p.text[..s.start].ends_with("at its ") && !p.text[asked..s.start].contains("resolution"));
        if let Some((n, span)) = first.filter(|(n, s)| *n < own && p.text[s.end..].starts_with(" session") && p.text[asked..s.start].contains("Assembly") && !p.text[..s.start].ends_with("starting at its ")) {
            out.report(p.place, span, format!("session {n} is past: the text is of session {own}"));
        }
    }
}

const PAST: Rule = Rule {
    id: "D-11",
    name: "what is to be held lies ahead",
    severity: Severity::Warning,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "An event “to be held” on a day long before the text was adopted has been held: left of last year's text.",
    source: "Rollover practice: “to be held in C from … to …” becomes “held in C”.",
    good: &["1. Looks forward to the meeting to be held in Geneva from 20 to 24 November 2023;\n2. Decides to return to it."],
    bad: &[bad("1. Looks forward to the meeting to be held in Geneva from 15 to 19 November 2021;\n2. Decides to return to it.")],
    check: past,
};

/// Days that a text may wait for its adoption.
const GRACE: i32 = 60;

fn past(doc: &Document, out: &mut Findings) {
    // Texts are written weeks before they are adopted.
    let Some(day) = doc.day().and_then(|d| d.checked_sub(jiff::Span::new().days(GRACE)).ok()) else { return };
    for p in doc.running().filter(|p| p.has("to be held") || p.has("to be convened")) {
        for (at, words) in p.text.match_indices("to be held").chain(p.text.match_indices("to be convened")) {
            let from = p.entities().partition_point(|e| e.span.start <= at);
            // Places and sessions may be named between.
            let next = p.entities()[from..].iter().take(4).find(|e| matches!(e.value, Value::Date(_) | Value::DateRange(..)));
            let Some(e) = next else { continue };
            let between = &p.text[at + words.len()..e.span.start];
            let end = match e.value {
                Value::Date(d) | Value::DateRange(_, d) => d,
                _ => continue,
            };
            if end < day && between.len() < 80 && !between.contains([';', ':']) && !between.contains("held") && !between.contains("resolution") && !was_decided(&p.text[..at]) {
                out.report(p.place, at..e.span.end, format!("{} is past: was it held?", long_date(end)));
            }
        }
    }
}

/// “decided that it was to be held” tells of the past.
fn was_decided(before: &str) -> bool {
    ["was ", "were ", "originally scheduled "].iter().any(|w| before.ends_with(w))
}

const RECENT: Rule = Rule {
    id: "D-17",
    name: "words that age: this year, recent, forthcoming",
    severity: Severity::Note,
    scope: Scope::ENGLISH,
    on: false,
    explanation: "“this year”, “last year”, “recent”, “upcoming” and “forthcoming” may have aged since last year's text.",
    source: "Rollover practice.",
    good: &["1. Welcomes the meeting of 2022;\n2. Decides to return to it."],
    bad: &[bad("1. Welcomes the recent meeting;\n2. Decides to return to it.")],
    check: recent,
};

static AGES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)(?:this year|last year|next year|recent|upcoming|forthcoming)(?-u:\b)").expect("a constant pattern"));

fn recent(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        for found in AGES.find_iter(p.text).filter(|f| !p.is_quoted(f.start())) {
            out.report(p.place, found.range(), "look whether this still holds");
        }
    }
}
