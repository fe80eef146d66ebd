//! What an initiating phrase does, with how much force and in which tone (C-30), and the words that soften it.
//!
//! The scores serve to describe a change (“Urges” to “Encourages”: directive force 5 to 2); they are no verdict.
use crate::initiating_phrase;
use regex::Regex;
use std::sync::LazyLock;

/// What kind of act a phrase is (C-30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Decides, adopts, establishes …
    Institutional,
    /// Invites … demands.
    Directive,
    /// Recalls, notes, reaffirms …
    Assertive,
    /// Welcomes … condemns.
    Evaluative,
}

impl Act {
    /// The act's name in C-30.
    pub fn name(self) -> &'static str {
        match self {
            Act::Institutional => "institutional act",
            Act::Directive => "directive",
            Act::Assertive => "assertive",
            Act::Evaluative => "evaluative",
        }
    }
}

/// The place of an initiating phrase in the model of C-30, in halves: 5 stands for 2½.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// Kind of act.
    pub act: Act,
    /// Directive force (1 to 6 in C-30) or valence (−5 to 4), in halves; 0 for assertive and institutional acts.
    pub halves: i8,
}

// Stems, so that “Urges”, “Urging” and “Urged” are one verb. Longer stems first where one begins another.
const DIRECTIVE: [(&str, i8); 18] = [
    ("invit", 2),
    ("suggest", 2),
    ("look", 2),
    ("encourag", 4),
    ("recommend", 6),
    ("appeal", 6),
    ("ask", 6),
    ("call", 8),
    ("request", 8),
    ("renews its call", 8),
    ("reiterates its call", 8),
    ("reiterates its request", 8),
    ("urg", 10),
    ("demand", 12),
    ("insist", 12),
    ("direct", 12),
    ("requir", 12),
    ("instruct", 12),
];
const INSTITUTIONAL: [&str; 13] =
    ["decid", "adopt", "approv", "establish", "authori", "designat", "proclaim", "resolv", "appoint", "declar", "apportion", "appropriat", "elect"];
const EVALUATIVE: [(&str, i8); 18] = [
    ("condemn", -8),
    ("deplor", -6),
    ("reject", -6),
    ("appalled", -5),
    ("outraged", -5),
    ("shocked", -5),
    ("alarmed", -5),
    ("regret", -4),
    ("concerned", -4),
    ("disturbed", -4),
    ("disappointed", -4),
    ("appreciat", 4),
    ("commend", 4),
    ("congratulat", 4),
    ("thank", 4),
    ("welcom", 5),
    ("support", 6),
    ("endors", 8),
];
const ASSERTIVE: [&str; 22] = [
    "recall",
    "not",
    "tak",
    "recogni",
    "reaffirm",
    "stress",
    "emphasi",
    "acknowledg",
    "affirm",
    "reiterat",
    "underlin",
    "underscor",
    "bear",
    "aware",
    "mindful",
    "conscious",
    "consider",
    "observ",
    "recogniz",
    "renew",
    "remind",
    "re-emphasi",
];

/// Where a paragraph's initiating phrase stands in the model of C-30; None if it has none or the model has no place for it.
pub fn strength(text: &str) -> Option<Strength> {
    let found = initiating_phrase(text)?;
    let phrase = text[found.span.clone()].to_lowercase();
    let verb = text[found.verb].to_lowercase();
    let strong = ["strongly", "deep", "grave", "great", "serious", "utmost", "strongest", "profound"].iter().any(|w| phrase.contains(w));
    let more = |halves: i8| if strong { halves + halves.signum() } else { halves };
    let of = |act, halves| Some(Strength { act, halves });
    let express = verb.starts_with("express");
    if let Some((_, force)) = DIRECTIVE.iter().find(|(stem, _)| verb.starts_with(stem) || stem.contains(' ') && phrase.starts_with(stem)) {
        // “Strongly urges” is half a step above “urges”.
        return of(Act::Directive, if phrase.contains("strongly") { force + 1 } else { *force });
    }
    if let Some((stem, valence)) = EVALUATIVE.iter().find(|(stem, _)| verb.starts_with(stem)) {
        let strongest = *stem == "condemn" && phrase.contains("strongest terms");
        return of(Act::Evaluative, if strongest { -10 } else { more(*valence) });
    }
    // The object decides where the verb is neutral: “Notes with concern”, “Expresses its deep concern”.
    let object = |words: &[&str]| words.iter().any(|w| phrase.contains(w));
    if object(&["concern", "regret", "alarm"]) {
        return of(Act::Evaluative, more(if express { -4 } else { -3 }));
    }
    if object(&["appreciation", "satisfaction", "gratitude", "approval", "thanks"]) {
        return of(Act::Evaluative, if express { 4 } else { 2 });
    }
    if object(&["condemnation"]) {
        return of(Act::Evaluative, -8);
    }
    if object(&["its support", "full support"]) {
        return of(Act::Evaluative, 6);
    }
    if INSTITUTIONAL.iter().any(|stem| verb.starts_with(stem)) {
        return of(Act::Institutional, 0);
    }
    ASSERTIVE.iter().any(|stem| verb.starts_with(stem)).then_some(Strength { act: Act::Assertive, halves: 0 })
}

/// Words that lower what a paragraph commits to (C-30).
pub const SOFTENERS: [&str; 22] = [
    "as appropriate",
    "where appropriate",
    "if appropriate",
    "when appropriate",
    "as applicable",
    "where applicable",
    "where possible",
    "if possible",
    "when possible",
    "as far as possible",
    "to the extent possible",
    "where feasible",
    "as feasible",
    "where relevant",
    "where necessary",
    "as necessary",
    "as needed",
    "in a position to do so",
    "on a voluntary basis",
    "may wish to",
    "to consider",
    "within existing resources",
];

static SOFTENER: LazyLock<Regex> = LazyLock::new(|| Regex::new(&SOFTENERS.join("|")).expect("a constant pattern"));

/// The softeners of a text, in order, as often as they stand there.
pub fn softeners(text: &str) -> Vec<&str> {
    SOFTENER.find_iter(text).map(|m| m.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_of_c_30() {
        for (text, act, halves) in [
            ("Urges all States to act", Act::Directive, 10),
            ("Strongly urges all States to act", Act::Directive, 11),
            ("Encourages Member States", Act::Directive, 4),
            ("Calls upon States parties", Act::Directive, 8),
            ("Renews its call upon all States", Act::Directive, 8),
            ("Requests the Secretary-General", Act::Directive, 8),
            ("Inviting Member States", Act::Directive, 2),
            ("Demands that all parties", Act::Directive, 12),
            ("Decides to remain seized", Act::Institutional, 0),
            ("Notes the report", Act::Assertive, 0),
            ("Noting with regret that", Act::Evaluative, -3),
            ("Noting with deep regret that", Act::Evaluative, -4),
            ("Expresses concern at", Act::Evaluative, -4),
            ("Expresses its deep concern at", Act::Evaluative, -5),
            ("Taking note with appreciation of the report", Act::Evaluative, 2),
            ("Deplores the attacks", Act::Evaluative, -6),
            ("Condemns in the strongest terms all acts", Act::Evaluative, -10),
            ("Welcomes the report", Act::Evaluative, 5),
        ] {
            assert_eq!(strength(text), Some(Strength { act, halves }), "{text}");
        }
        assert_eq!(strength("The General Assembly,"), None);
    }

    #[test]
    fn softeners_in_order() {
        assert_eq!(softeners("Invites States to consider, where possible, and as appropriate,"), ["to consider", "where possible", "as appropriate"]);
    }
}
