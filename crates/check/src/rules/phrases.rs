//! Initiating phrases: of the right mood, with the right capital, known.
use crate::{
    document::{Document, Passage},
    finding::Findings,
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{Mood, Organ, Part, initiating_phrase};

pub(super) static RULES: [Rule; 4] = [MOOD, CAPITAL, UPON, ADDRESSEE];

const MOOD: Rule = Rule {
    id: "B-03",
    name: "participle in the preamble, finite verb in the operative part",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "A preambular paragraph begins with a participle or an adjective (Recalling, Having examined, Aware of), an operative one with a verb in the present (Requests, Takes note).",
    source: "United Nations Editorial Manual, Resolutions, part II.",
    good: &["Recalling the Charter,\n1. Requests a report;\n2. Decides to return to it."],
    bad: &[
        fixed("Recalls the Charter,\n1. Requests a report;\n2. Decides to return to it.", "Recalling the Charter,\n1. Requests a report;\n2. Decides to return to it."),
        fixed("1. Requests a report;\n2. Welcoming the report;\n3. Decides to return to it.", "1. Requests a report;\n2. Welcomes the report;\n3. Decides to return to it."),
        fixed("1. Requests a report;\n2. Request the Secretary-General to act;\n3. Decides to return to it.", "1. Requests a report;\n2. Requests the Secretary-General to act;\n3. Decides to return to it."),
        bad("1. Requests a report;\n2. The Secretary-General should report;\n3. Decides to return to it."),
        bad("Recalling the Charter,\nThe Charter is important,\n1. Requests a report;\n2. Decides to return to it."),
    ],
    check: mood,
};

/// Verbs as they stand in the operative part and in the preamble.
const PAIRS: [(&str, &str); 40] = [
    ("Acknowledges", "Acknowledging"),
    ("Affirms", "Affirming"),
    ("Bears", "Bearing"),
    ("Calls", "Calling"),
    ("Commends", "Commending"),
    ("Condemns", "Condemning"),
    ("Considers", "Considering"),
    ("Decides", "Deciding"),
    ("Demands", "Demanding"),
    ("Deplores", "Deploring"),
    ("Emphasizes", "Emphasizing"),
    ("Encourages", "Encouraging"),
    ("Endorses", "Endorsing"),
    ("Expresses", "Expressing"),
    ("Highlights", "Highlighting"),
    ("Invites", "Inviting"),
    ("Looks", "Looking"),
    ("Notes", "Noting"),
    ("Observes", "Observing"),
    ("Pays", "Paying"),
    ("Reaffirms", "Reaffirming"),
    ("Realizes", "Realizing"),
    ("Recalls", "Recalling"),
    ("Recognizes", "Recognizing"),
    ("Recommends", "Recommending"),
    ("Refers", "Referring"),
    ("Regrets", "Regretting"),
    ("Reiterates", "Reiterating"),
    ("Renews", "Renewing"),
    ("Requests", "Requesting"),
    ("Resolves", "Resolving"),
    ("Stresses", "Stressing"),
    ("Supports", "Supporting"),
    ("Takes", "Taking"),
    ("Thanks", "Thanking"),
    ("Underlines", "Underlining"),
    ("Underscores", "Underscoring"),
    ("Urges", "Urging"),
    ("Welcomes", "Welcoming"),
    ("Wishes", "Wishing"),
];

fn mood(doc: &Document, out: &mut Findings) {
    // Where nothing is numbered, the parts themselves were told by the verbs.
    let counted = doc.blocks.iter().any(|p| p.is_main() && p.is_numbered());
    let sentences = has_sentences(doc);
    // The Security Council begins operative paragraphs with an aside: “Recalling its resolution …, reaffirms …”.
    let council = doc.resolution.organ == Organ::SecurityCouncil;
    for (i, p) in doc.blocks.iter().enumerate().filter(|(_, p)| p.is_main()) {
        match (doc.part(i), p.mood()) {
            (Part::Preamble, Some(Mood::Operative)) if counted => turn(p, "a preambular paragraph begins with a participle or an adjective", true, out),
            (Part::Operative, Some(Mood::Preambular)) if p.is_numbered() && !council && doc.is_after_operative(i) => {
                turn(p, "an operative paragraph begins with a verb in the present", false, out);
            }
            (Part::Operative, None) if p.is_numbered() && doc.is_after_operative(i) && !sentences => {
                bare(p, Mood::Operative, "the paragraph does not begin with a verb that operative paragraphs have", out);
            }
            (Part::Preamble, None) if counted && doc.is_before_operative(i) => {
                bare(p, Mood::Preambular, "the paragraph does not begin with a participle or an adjective", out);
            }
            _ => {}
        }
    }
}

/// Declarations and outcome documents have numbered sentences of every kind.
fn has_sentences(doc: &Document) -> bool {
    let main = || doc.blocks.iter().filter(|p| p.is_main() && p.is_numbered());
    main().filter(|p| p.phrase.is_none()).count() * 5 > main().count() + 4
}

/// A subject opens the sentence, “The Secretary-General should …”, or a verb without its ending, “Request States …”.
fn bare(p: &Passage, mood: Mood, message: &str, out: &mut Findings) {
    const SUBJECTS: [&str; 14] = ["The ", "All ", "Every ", "States should ", "States shall ", "Member States ", "This ", "That ", "To ", "There ", "We ", "It ", "Our ", "These "];
    let end = p.text.find(' ').unwrap_or(p.text.len());
    let head = &p.text[..end];
    if let Some((finite, participle)) = PAIRS.iter().find(|(finite, _)| is_base_of(head, finite)).filter(|_| governs(&p.text[end..])) {
        let right = if mood == Mood::Operative { finite } else { participle };
        out.report(p.place, 0..end, message).fix(0..end, *right);
    } else if SUBJECTS.iter().any(|w| p.text.starts_with(w)) && (mood == Mood::Operative || head != "To") {
        out.report(p.place, 0..end, message);
    }
}

fn is_base_of(word: &str, finite: &str) -> bool {
    finite.strip_suffix('s') == Some(word) || finite.strip_suffix("es") == Some(word)
}

/// Words that a verb has after it, which a noun (“Request by …”) has not.
fn governs(after: &str) -> bool {
    ["the ", "that ", "all ", "upon ", "to ", "its ", "with ", "Member ", "States ", "note of ", "also ", "further "].iter().any(|w| after[1.min(after.len())..].starts_with(w))
}

fn turn(p: &Passage, message: &str, to_participle: bool, out: &mut Findings) {
    let Some(phrase) = &p.phrase else { return };
    let verb = &p.text[phrase.verb.clone()];
    let head = verb.split(' ').next().unwrap_or(verb);
    let found = out.report(p.place, phrase.span.clone(), message);
    let same = |word: &str| word.eq_ignore_ascii_case(head);
    let pair = PAIRS.iter().find_map(|(finite, participle)| match to_participle {
        true if same(finite) => Some(*participle),
        false if same(participle) => Some(*finite),
        _ => None,
    });
    if let Some(other) = pair {
        let other = if head.starts_with(char::is_uppercase) { other.to_owned() } else { other.to_lowercase() };
        found.fix(phrase.verb.start..phrase.verb.start + head.len(), other);
    }
}

const CAPITAL: Rule = Rule {
    id: "B-04",
    name: "the initiating phrase has one capital, at its head",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "A paragraph begins with a capital; a second verb of the phrase is in small letters: “Invites and encourages”.",
    source: "Seen throughout adopted texts.",
    good: &["1. Invites and encourages all States to act;\n2. Decides to return to it."],
    bad: &[
        fixed("1. requests a report;\n2. Decides to return to it.", "1. Requests a report;\n2. Decides to return to it."),
        fixed("1. Invites and Encourages all States to act;\n2. Decides to return to it.", "1. Invites and encourages all States to act;\n2. Decides to return to it."),
    ],
    check: capital,
};

fn capital(doc: &Document, out: &mut Findings) {
    for p in doc.blocks.iter().filter(|p| p.is_main()) {
        match &p.phrase {
            None => {
                let Some(first) = p.text.chars().next().filter(char::is_ascii_lowercase) else { continue };
                let head = &p.text[1..p.text.floor_char_boundary(120).max(1)];
                let raised = format!("{}{head}", first.to_ascii_uppercase());
                if initiating_phrase(&raised).is_some() {
                    out.report(p.place, 0..1, "a paragraph begins with a capital letter").fix(0..1, first.to_uppercase().to_string());
                }
            }
            Some(phrase) => {
                let rest = &p.text[phrase.span.end..];
                let Some(second) = rest.strip_prefix(" and ").or_else(|| rest.strip_prefix(", and ")) else { continue };
                let word = second.split([' ', ',']).next().unwrap_or("");
                let verb = word.starts_with(|c: char| c.is_ascii_uppercase()) && initiating_phrase(&format!("{word} the")).is_some_and(|o| o.mood == phrase.mood);
                if verb {
                    let at = p.text.len() - second.len();
                    out.report(p.place, at..at + word.len(), "a second verb of the phrase is in small letters").fix(at..at + 1, word[..1].to_lowercase());
                }
            }
        }
    }
}

const UPON: Rule = Rule {
    id: "C-25",
    name: "“Calls upon”, not “Calls on”",
    severity: Severity::Warning,
    scope: Scope::ASSEMBLY,
    on: true,
    explanation: "The General Assembly calls upon; the Security Council does both.",
    source: "Measured: “Calls upon” 2,834, “Calls on” 24.",
    good: &["1. Calls upon all States to act;\n2. Decides to return to it."],
    bad: &[fixed("1. Calls on all States to act;\n2. Decides to return to it.", "1. Calls upon all States to act;\n2. Decides to return to it.")],
    check: upon,
};

fn upon(doc: &Document, out: &mut Findings) {
    for p in doc.blocks.iter().filter(|p| p.is_main()) {
        let Some(phrase) = &p.phrase else { continue };
        let verb = p.text[phrase.verb.clone()].to_ascii_lowercase();
        let after = phrase.verb.end;
        if matches!(verb.as_str(), "calls" | "calling") && p.text[after..].starts_with(" on ") {
            out.report(p.place, after + 1..after + 3, "the General Assembly “calls upon”").fix(after + 1..after + 3, "upon");
        }
    }
}

const ADDRESSEE: Rule = Rule {
    id: "C-04",
    name: "a directive names whom it addresses",
    severity: Severity::Warning,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "“Requests”, “Invites”, “Urges”, “Encourages” and “Calls upon” name an addressee before the act: “Requests the Secretary-General to report”. A paragraph that ends after the addressee says no act.",
    source: "Pattern of adopted texts of the General Assembly and the Security Council.",
    good: &["1. Requests the Secretary-General to report;\n2. Decides to return to it."],
    bad: &[bad("1. Requests to submit a report;\n2. Decides to return to it."), bad("1. Requests the Secretary-General;\n2. Decides to return to it.")],
    check: addressee,
};

const ADDRESSED: [&str; 6] = ["the Secretary-General", "Member States", "all Member States", "States", "all States", "the Security Council"];

fn addressee(doc: &Document, out: &mut Findings) {
    for p in doc.blocks.iter().filter(|p| p.is_main() && p.mood() == Some(Mood::Operative)) {
        let Some(phrase) = &p.phrase else { continue };
        let directive = ["requests", "invites", "urges", "encourages", "calls"].iter().any(|v| p.text[phrase.verb.clone()].eq_ignore_ascii_case(v));
        // “Requests to this end the Secretary-General”, “Encourages support to …” name somebody later.
        let act = p.text[phrase.verb.end..].strip_prefix(" upon").unwrap_or(&p.text[phrase.verb.end..]).strip_prefix(" to ");
        let aside = act.is_some_and(|a| ["this ", "that ", "the "].iter().any(|w| a.starts_with(w)));
        if directive && act.is_some() && !aside {
            out.report(p.place, 0..phrase.span.end, "the paragraph does not say whom it addresses");
        } else if directive && ADDRESSED.iter().any(|who| p.text[phrase.span.end..].trim_end_matches([';', '.', ',']).strip_prefix(' ') == Some(who)) {
            out.report(p.place, 0..p.text.len(), "the paragraph does not say what it asks for");
        }
    }
}
