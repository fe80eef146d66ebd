//! What a reviewer wants to know of a paragraph, told as “changed from A to B” and never as a verdict.
use crate::{Change, Class, Context, Edit, Note, NoteKind, Op, Paragraph, Reason};
use chancery_model::{Act, Language, NameKind, Part, Strength, initiating_phrase, names, softeners, strength};
use regex::Regex;
use std::sync::LazyLock;

/// The notes of an entry, in the order of [`NoteKind`].
pub(crate) fn notes(p: &Paragraph, context: &Context) -> Vec<Note> {
    if p.edits.iter().all(|e| e.op == Op::Equal) && p.old.first().map(|s| s.part) == p.new.first().map(|s| s.part) {
        return Vec::new();
    }
    let old: String = p.old.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    let new: String = p.new.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    // No reader wants a thousand notes on one paragraph, and no real paragraph has them.
    if old.len().max(new.len()) > LONGEST {
        return Vec::new();
    }
    let mut out = Vec::new();
    let two_sided = !p.old.is_empty() && !p.new.is_empty();
    // Verbs, softeners, reports and deadlines are told in English only; citations and figures in every language.
    let english = context.languages == (Language::En, Language::En);
    if two_sided && english {
        // No phrase is longer: where the words agree so far, it is the same.
        let agree = p.edits.first().is_some_and(|e| e.op == Op::Equal && e.text.len() > LONGEST_PHRASE);
        if !agree {
            phrase(&old, &new, &mut out);
        }
    }
    if english {
        report(p, &old, &new, &mut out);
        deadlines(&old, &new, &mut out);
    }
    if two_sided {
        if english {
            softening(&old, &new, &mut out);
            named(p, &old, &new, &mut out);
        }
        citations(p, context, &mut out);
        numbers(p, &mut out);
        if p.old[0].part != p.new[0].part {
            out.push(note(NoteKind::Part, part(p.old[0].part), part(p.new[0].part)));
        }
    }
    // A citation that stands twice in the paragraph is one thing to know.
    let mut seen: Vec<Note> = Vec::with_capacity(out.len());
    out.retain(|n| {
        !seen.contains(n) && {
            seen.push(n.clone());
            true
        }
    });
    out
}

/// In bytes; the longest real paragraph has some twenty thousand.
const LONGEST: usize = 200_000;

/// In bytes.
const LONGEST_PHRASE: usize = 120;

fn note(kind: NoteKind, old: impl Into<String>, new: impl Into<String>) -> Note {
    Note { kind, old: old.into(), new: new.into(), detail: None }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Preamble => "preamble",
        Part::Operative => "operative part",
        Part::Annex => "annex",
    }
}

/// The initiating phrase, with its strength where the model of C-30 has one; also/further is no change of phrase.
fn phrase(old: &str, new: &str, out: &mut Vec<Note>) {
    let found = |text: &str| initiating_phrase(text).map(|f| text[f.span].to_owned());
    let (Some(a), Some(b)) = (found(old), found(new)) else { return };
    let plain = |phrase: &str| phrase.to_lowercase().split(' ').filter(|w| !["also", "further", "again"].contains(w)).collect::<Vec<_>>().join(" ");
    if plain(&a) == plain(&b) {
        return;
    }
    let detail = strength(old).zip(strength(new)).filter(|(x, y)| x != y).map(|(x, y)| compared(x, y));
    let kind = if detail.is_some() { NoteKind::VerbStrength } else { NoteKind::InitiatingPhrase };
    out.push(Note { kind, old: a, new: b, detail });
}

fn compared(old: Strength, new: Strength) -> String {
    let scale = match old.act {
        _ if old.act != new.act => return format!("{} to {}", old.act.name(), new.act.name()),
        Act::Directive => "directive force",
        _ => "valence",
    };
    format!("{scale} {} to {}, {}", halves(old.halves), halves(new.halves), signed(new.halves - old.halves))
}

/// `2½` for 5 halves, with a true minus.
fn halves(n: i8) -> String {
    let (whole, half) = (n.unsigned_abs() / 2, if n % 2 == 0 { "" } else { "½" });
    let figure = if whole == 0 && n != 0 { half.to_owned() } else { format!("{whole}{half}") };
    if n < 0 { format!("−{figure}") } else { figure }
}

fn signed(n: i8) -> String {
    if n > 0 { format!("+{}", halves(n)) } else { halves(n) }
}

static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:[Rr]equest|[Ii]nvit|[Cc]all|[Dd]ecid|[Aa]sk|[Ee]ncourag)[a-z]*(?-u:\b)[^;]*?(?-u:\b)(?:(?:to|and|also|further) (?:submit|report|present|provide|brief|transmit|prepare|update)|(?:to|shall) (?:keep|continue to (?:submit|report|provide)))(?-u:\b)[^;]*(?-u:\b)(?:reports?|briefings?|informed|updates?|annually|session)(?-u:\b)")
        .expect("a constant pattern")
});

/// The clause that asks for a report, from its verb on.
fn request(text: &str) -> Option<&str> {
    if !text.contains("report") && !text.contains("brief") && !text.contains("inform") && !text.contains("update") {
        return None;
    }
    REPORT.find(text).map(|m| m.as_str())
}

/// A request to report that came or went, or moved by more or less than the texts are apart.
fn report(p: &Paragraph, old: &str, new: &str, out: &mut Vec<Note>) {
    match (request(old), request(new)) {
        (None, Some(clause)) => out.push(Note { detail: Some("request added".into()), ..note(NoteKind::Report, "", clause) }),
        (Some(clause), None) => out.push(Note { detail: Some("request dropped".into()), ..note(NoteKind::Report, clause, "") }),
        _ => {}
    }
    let side = |op: Op| p.edits.iter().filter(move |e| e.reason == Some(Reason::Period) && e.op == op).map(|e| e.text.trim());
    for (a, b) in side(Op::Delete).zip(side(Op::Insert)) {
        let detail = Some("the texts are another number of sessions apart".into());
        out.push(Note { detail, ..note(NoteKind::Report, format!("{a} session"), format!("{b} session")) });
    }
}

static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"(?:\d{1,2} )?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?:19|20)\d\d";
    Regex::new(&format!(
        r"(?-u:\b)(?:by|before|no later than|not later than|at the latest by|until) (?:the (?:end|beginning|middle) of )?(?:{date}|(?:its|the) [a-z-]+ session|the end of [a-z ]{{3,30}}session)(?-u:\b)"
    ))
    .expect("a constant pattern")
});

fn deadlines(old: &str, new: &str, out: &mut Vec<Note>) {
    let found = |text: &str| {
        if text.contains("20") || text.contains("session") { DEADLINE.find_iter(text).map(|m| m.as_str().to_owned()).collect::<Vec<_>>() } else { Vec::new() }
    };
    let (dropped, added) = differing(found(old), found(new));
    paired(NoteKind::Deadline, &dropped, &added, out);
}

/// What only one of the lists has, each as often as it is there more often.
fn differing<T: PartialEq>(mut old: Vec<T>, mut new: Vec<T>) -> (Vec<T>, Vec<T>) {
    old.retain(|x| new.iter().position(|y| y == x).map(|at| new.remove(at)).is_none());
    (old, new)
}

/// One note for each pair in order, then for what only one side has.
fn paired<T: AsRef<str>>(kind: NoteKind, old: &[T], new: &[T], out: &mut Vec<Note>) {
    for i in 0..old.len().max(new.len()) {
        let side = |list: &[T]| list.get(i).map_or(String::new(), |t| t.as_ref().to_owned());
        out.push(note(kind, side(old), side(new)));
    }
}

fn softening(old: &str, new: &str, out: &mut Vec<Note>) {
    let (dropped, added) = differing(softeners(old), softeners(new));
    paired(NoteKind::Softener, &dropped, &added, out);
}

/// Proper names in the words that came or went, unless the other text has them elsewhere.
fn named(p: &Paragraph, old: &str, new: &str, out: &mut Vec<Note>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let mut at = (0, 0);
    for e in &p.edits {
        let (side, other, place, list) = match e.op {
            Op::Equal => {
                at = (at.0 + e.text.len(), at.1 + e.text.len());
                continue;
            }
            Op::Delete => (old, new, &mut at.0, &mut gone),
            Op::Insert => (new, old, &mut at.1, &mut come),
        };
        if e.class == Class::Substantive {
            list.extend(changed_names(side, *place..*place + e.text.len()).filter(|n| !other.contains(n.text)).map(|n| (n.text, n.kind)));
        }
        *place += e.text.len();
    }
    for (kind, bears) in [(NoteKind::State, NameKind::State), (NoteKind::Body, NameKind::Body)] {
        let of = |list: &[(&str, NameKind)]| {
            let mut names: Vec<&str> = Vec::new();
            for (name, _) in list.iter().filter(|n| n.1 == bears) {
                if !names.contains(name) {
                    names.push(name);
                }
            }
            names.join("; ")
        };
        let (gone, come) = (of(&gone), of(&come));
        if !gone.is_empty() {
            out.push(note(kind, gone, ""));
        }
        if !come.is_empty() {
            out.push(note(kind, "", come));
        }
    }
}

/// The names that lie in a changed range, read from the word before it, so that the first word of a sentence is none.
/// A State after a city is a place; its dollar is money.
fn changed_names(text: &str, range: std::ops::Range<usize>) -> impl Iterator<Item = chancery_model::Name<'_>> {
    let start = text[..range.start].trim_end().rfind(' ').map_or(0, |at| at + 1);
    let part = text.get(start..range.end).unwrap_or("");
    let from = range.start - start;
    names(part).into_iter().filter(move |n| {
        let (before, after) = (text[..start + n.start].trim_end(), &text[start + n.start + n.text.len()..]);
        let place = before.strip_suffix(',').is_some_and(|b| b.rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_uppercase)));
        n.start + n.text.len() > from && !(n.kind == NameKind::State && (place || after.starts_with(" dollar")))
    })
}

/// A citation replaced by one other; that the new one is the text compared is said.
fn citations(p: &Paragraph, context: &Context, out: &mut Vec<Note>) {
    for (old, new) in replacements(p) {
        if let (Some("resolution"), Some("resolution")) = (old.entity, new.entity) {
            let successor = context.old.as_ref().is_some_and(|n| new.text.trim().parse().as_ref() == Ok(n));
            let detail = successor.then(|| "its successor is the earlier text compared".to_owned());
            out.push(Note { detail, ..note(NoteKind::Citation, old.text.trim(), new.text.trim()) });
        }
    }
}

/// Deletions with the insertion that follows them at once.
fn replacements(p: &Paragraph) -> impl Iterator<Item = (&Edit, &Edit)> {
    p.edits.windows(2).filter(|w| w[0].op == Op::Delete && w[1].op == Op::Insert).map(|w| (&w[0], &w[1]))
}

static FIGURE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?").expect("a constant pattern"));

/// A figure that replaces a figure, and by how much. Years, sessions and numbers of documents are no quantities.
fn numbers(p: &Paragraph, out: &mut Vec<Note>) {
    for (old, new) in replacements(p) {
        let plain = |e: &Edit| matches!(e.entity, None | Some("count")) && !matches!(e.reason, Some(Reason::Date | Reason::Citation | Reason::Symbol));
        if !plain(old) || !plain(new) || p.change == Change::Added {
            continue;
        }
        let figures =
            |e: &Edit| FIGURE.find_iter(&e.text).map(|m| (m.as_str().to_owned(), m.as_str().replace(',', "").parse::<f64>().ok())).collect::<Vec<_>>();
        let ([(a, Some(x))], [(b, Some(y))]) = (&figures(old)[..], &figures(new)[..]) else { continue };
        let year = |text: &str, n: f64| text.len() == 4 && (1900.0..2100.0).contains(&n);
        if a != b && !year(a, *x) && !year(b, *y) {
            let detail = Some(difference(*x, *y));
            out.push(Note { detail, ..note(NoteKind::Number, a.as_str(), b.as_str()) });
        }
    }
}

fn difference(old: f64, new: f64) -> String {
    let by = ((new - old) * 1000.0).round() / 1000.0;
    let sign = if by < 0.0 { "−" } else { "+" };
    if old == 0.0 { format!("{sign}{}", by.abs()) } else { format!("{sign}{}, {sign}{:.1} %", grouped(by.abs()), (100.0 * by / old).abs()) }
}

/// `12,345.6`: thousands apart, as the texts print them (B-40).
fn grouped(n: f64) -> String {
    let plain = n.to_string();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out + &rest
}
