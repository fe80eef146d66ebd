//! `also` and `further`, which count paragraphs with the same verb.
use crate::{
    document::{Document, Passage},
    finding::Findings,
    rule::{Rule, Scope, Severity, fixed},
};
use chancery_model::{Kind, Mood, Part};
use std::ops::Range;

pub(super) static RULES: [Rule; 3] = [REPEATED, PLACE, ALONE];

/// The practice starts about then (C-21).
const SINCE: u16 = 45;

const REPEATED: Rule = Rule {
    id: "C-20",
    name: "a repeated verb takes “also”, then “further”",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY.from_session(SINCE),
    on: true,
    explanation: "Paragraphs in a row with the same verb go in a cycle of three: Recalling, Recalling also, Recalling further, and from the start again. In the operative part the adverb stands before the verb. Verbs that direct somebody (requests, urges, invites …) count as the same for the same addressee only, and then the adverb is usual, not required: a hint.",
    source: "Measured: second of a run “also” in 92 per cent; third “further”, fourth plain.",
    good: &[
        "Recalling the Charter,\nRecalling also the Covenant,\nRecalling further the Statute,\n1. Welcomes the report;\n2. Also welcomes the study;\n3. Decides to return to it.",
        "1. Requests the Secretary-General to report;\n2. Requests Member States to act.",
    ],
    bad: &[
        fixed("Recalling the Charter,\nRecalling the Covenant,\n1. Decides to return to it.", "Recalling the Charter,\nRecalling also the Covenant,\n1. Decides to return to it."),
        fixed(
            "1. Stresses the need;\n2. Also stresses the aim;\n3. Also stresses the means;\n4. Decides to return to it.",
            "1. Stresses the need;\n2. Also stresses the aim;\n3. Further stresses the means;\n4. Decides to return to it.",
        ),
    ],
    check: repeated,
};

/// Verbs that address nobody, for which the cycle is kept (C-20b).
const COUNTED: [&str; 15] = [
    "recognizes", "reaffirms", "recalls", "welcomes", "stresses", "emphasizes", "decides", "notes", "takes note", "recalling", "reaffirming", "recognizing", "welcoming",
    "stressing", "taking note",
];

fn repeated(doc: &Document, out: &mut Findings) {
    for (i, p) in doc.blocks.iter().enumerate() {
        let Some(Some(wanted)) = doc.counters().get(i).copied() else { continue };
        let (Some(now), Some(wanted)) = (counter(p), wanted.map(Some).or(None)) else { continue };
        if now == wanted || !steady(doc, i) {
            continue;
        }
        // A missing adverb weighs for the verbs that keep the cycle; a wrong one for all.
        let counted = now.is_some() || p.plain_phrase().is_some_and(|f| COUNTED.contains(&f.as_str()));
        if !counted && !same_addressee(doc, i) {
            continue;
        }
        let end = p.phrase.as_ref().map_or(0, |f| f.span.end);
        if p.text[end..].starts_with(" once ") {
            continue;
        }
        let adverb = wanted.unwrap_or_default();
        let message = format!("the verb is that of the paragraph before: “{adverb}” is expected");
        let new = set(p, Some(adverb));
        let finding = out.report(p.place, 0..end, message);
        if counted {
            finding.fix(0..end, new);
        } else {
            finding.suggest(0..end, new);
            finding.at_most(Severity::Note);
        }
    }
}

/// The paragraph before goes on with the same words: “Requests the Secretary-General …”.
fn same_addressee(doc: &Document, i: usize) -> bool {
    let rest = |p: &Passage| p.phrase.as_ref().map(|f| p.text[f.span.end..].split(' ').filter(|w| !w.is_empty()).take(2).collect::<Vec<_>>().join(" "));
    let before = doc.blocks[..i].iter().rev().find(|b| b.is_main());
    before.is_some_and(|b| rest(b).is_some() && rest(b) == rest(&doc.blocks[i]))
}

/// Longer runs are judged by their end.
const LONGEST: usize = 60;

/// The run before it kept the cycle: a slip, not another habit.
fn steady(doc: &Document, i: usize) -> bool {
    let run = doc.counters()[..i].iter().enumerate().rev().take(LONGEST).take_while(|(j, _)| doc.blocks[*j].level() > 1 || doc.blocks[*j].plain_phrase() == doc.blocks[i].plain_phrase());
    let mut all = run.filter(|(j, _)| doc.blocks[*j].level() == 1).collect::<Vec<_>>();
    all.pop();
    all.iter().all(|(j, wanted)| wanted.is_some_and(|w| counter(&doc.blocks[*j]) == Some(w)))
}

/// The adverb that a paragraph has; none without a phrase.
fn counter(p: &Passage) -> Option<Option<&'static str>> {
    p.phrase.as_ref()?;
    Some(adverb(p).map(|c| if p.text[c.clone()].eq_ignore_ascii_case("also") { "also" } else { "further" }))
}

/// The counting adverb, which “Encourages further efforts” has not: there the word belongs to the noun.
fn adverb<'b>(p: &'b Passage<'_>) -> Option<&'b Range<usize>> {
    let phrase = p.phrase.as_ref()?;
    let counter = phrase.counter.as_ref()?;
    let after = p.text[counter.end..].trim_start().split([' ', ',']).next().unwrap_or("");
    let determined = matches!(after, "that" | "to" | "the" | "its" | "all" | "in" | "with" | "a" | "an" | "of" | "upon" | "on" | "for" | "their" | "those" | "any" | "States" | "Member" | "");
    let takes_noun = phrase.mood == Mood::Operative || p.text.starts_with("Encouraging");
    let of_noun = takes_noun && counter.start > phrase.verb.start && p.text[counter.clone()].eq_ignore_ascii_case("further") && !determined && p.text[counter.end..].starts_with(' ');
    let inside = counter.start >= phrase.verb.start && counter.end <= phrase.verb.end;
    // “Welcoming and further encouraging” counts nothing: the adverb is that of the second verb.
    let second = p.text[..counter.start].contains(" and ");
    (!second && (!of_noun || inside)).then_some(counter)
}

/// The phrase with another adverb or none, in its place (C-20, C-20b).
fn set(p: &Passage, wanted: Option<&str>) -> String {
    let Some(phrase) = &p.phrase else { return String::new() };
    let mut words = p.text[phrase.span.clone()].to_owned();
    let mut verb: Range<usize> = phrase.verb.clone();
    if let Some(c) = &phrase.counter {
        let cut = if c.start == 0 { 0..c.end + 1 } else { c.start - 1..c.end };
        words.replace_range(cut.clone(), "");
        if verb.start >= cut.end {
            verb = verb.start - cut.len()..verb.end - cut.len();
        } else if verb.end >= cut.end {
            verb.end -= cut.len();
        }
        words = capital(&words);
    }
    let Some(wanted) = wanted else { return words };
    if phrase.mood == Mood::Operative {
        return format!("{} {}", capital(wanted), small(&words));
    }
    // “Having also considered”, “Taking note also”, “Bearing in mind also”.
    let at = ["Having", "Taking note", "Bearing in mind"].iter().find(|w| words.starts_with(*w)).map_or(verb.end, |w| w.len());
    words.insert_str(at, &format!(" {wanted}"));
    words
}

fn capital(words: &str) -> String {
    words.chars().next().map_or(String::new(), |c| c.to_uppercase().to_string() + &words[c.len_utf8()..])
}

fn small(words: &str) -> String {
    words.chars().next().map_or(String::new(), |c| c.to_lowercase().to_string() + &words[c.len_utf8()..])
}

const PLACE: Rule = Rule {
    id: "C-21",
    name: "the adverb stands after the participle and before the verb",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY.from_session(SINCE),
    on: true,
    explanation: "“Recalling also” in the preamble, “Also requests” in the operative part. “Decides also” is the old manner and the Security Council's.",
    source: "Measured: before the verb 3,251, after it 54 in the operative part; 23 before in the preamble.",
    good: &["Recalling the Charter,\nRecalling also the Covenant,\n1. Decides to return to it."],
    bad: &[
        fixed("Recalling the Charter,\nAlso recalling the Covenant,\n1. Decides to return to it.", "Recalling the Charter,\nRecalling also the Covenant,\n1. Decides to return to it."),
        fixed("1. Decides to act;\n2. Decides also to return to it.", "1. Decides to act;\n2. Also decides to return to it."),
    ],
    check: placed,
};

fn placed(doc: &Document, out: &mut Findings) {
    for p in doc.blocks.iter().filter(|p| p.is_main()) {
        let Some((phrase, c)) = p.phrase.as_ref().and_then(|f| Some((f, adverb(p)?.clone()))) else { continue };
        let before = c.start < phrase.verb.start;
        let inside = c.start >= phrase.verb.start && c.end <= phrase.verb.end;
        if before == (phrase.mood == Mood::Operative) || inside {
            continue;
        }
        let wanted = if p.text[c.clone()].eq_ignore_ascii_case("also") { "also" } else { "further" };
        // Another adverb at the head belongs to the verb: “Deeply concerned also”.
        let end = phrase.span.end;
        let message = if before { "the adverb stands after the participle" } else { "the adverb stands before the verb" };
        out.report(p.place, 0..end, message).fix(0..end, set(p, Some(wanted)));
    }
}

const ALONE: Rule = Rule {
    id: "C-22",
    name: "“also” and “further” follow the same verb",
    severity: Severity::Error,
    scope: Scope::ASSEMBLY.from_session(SINCE),
    on: true,
    explanation: "The count begins again when another verb comes between. An adverb without the same verb before it is what is left when paragraphs were added, moved or struck: the commonest slip of a rollover.",
    source: "Follows from the cycle (C-20); about 120 in 67,000 paragraphs, most of them old.",
    good: &["1. Requests the Secretary-General to report;\n2. Also requests the Secretary-General to advise."],
    bad: &[fixed("1. Welcomes the report;\n2. Also requests the Secretary-General to advise.", "1. Welcomes the report;\n2. Requests the Secretary-General to advise.")],
    check: alone,
};

fn alone(doc: &Document, out: &mut Findings) {
    for (i, p) in doc.blocks.iter().enumerate().filter(|(_, p)| p.is_main()) {
        let Some(Some(_)) = counter(p) else { continue };
        let Some(phrase) = &p.phrase else { continue };
        let verb = verb(p);
        let before = doc.blocks[..i].iter().rev().take_while(|b| b.block.is_some_and(|x| x.kind == Kind::Paragraph)).find(|b| b.level() == 1);
        if before.is_some_and(|b| doc_part(doc, b) == doc.part(i) && (said(b, &verb) || b.phrase.is_none())) || said_below(doc, i, &verb) {
            continue;
        }
        let message = "no paragraph with this verb stands before it";
        out.report(p.place, 0..phrase.span.end, message).fix(0..phrase.span.end, set(p, None));
    }
}

fn doc_part(doc: &Document, p: &Passage) -> Part {
    match p.place {
        crate::Place::Block(i) => doc.part(i),
        _ => Part::Annex,
    }
}

/// The head verb in lower case: `requests`, `taking`.
fn verb(p: &Passage) -> String {
    p.phrase.as_ref().map_or(String::new(), |f| p.text[f.verb.clone()].split(' ').next().unwrap_or("").to_lowercase())
}

/// A second use inside a paragraph counts (C-21 b): “…, and recalling also its resolutions …”.
fn said(p: &Passage, verb: &str) -> bool {
    let own = p.phrase.as_ref().is_some_and(|f| p.text[f.verb.clone()].to_lowercase().split(' ').next() == Some(verb));
    own || p.text.split([' ', ',']).any(|w| w == verb)
}

/// Or in the list between.
fn said_below(doc: &Document, i: usize, verb: &str) -> bool {
    doc.blocks[..i].iter().rev().take_while(|b| b.level() > 1).any(|b| b.text.to_lowercase().split([' ', ',']).any(|w| w == verb))
}
