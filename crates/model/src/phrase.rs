//! The initiating phrase of a paragraph: its verb with adverbs and the words that belong to it (B-03, B-20, C.2, C.3).
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// The mood of an initiating phrase (B-03).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Participle or adjective: a preambular paragraph.
    Preambular,
    /// Present indicative: an operative paragraph.
    Operative,
}

/// An initiating phrase at the head of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitiatingPhrase {
    /// Its bytes in the paragraph.
    pub span: Range<usize>,
    /// Its mood.
    pub mood: Mood,
    /// Bytes of the head verb (`requests`, `Noting`).
    pub verb: Range<usize>,
    /// Bytes of `also` or `further`, which count repeated verbs (C-20).
    pub counter: Option<Range<usize>>,
}

// Verbs seen at the head of operative paragraphs (C.3 and the Assembly's texts of sessions 75 to 77).
const FINITE: &str = "Acknowledges|Acts|Adopts|Affirms|Agrees|Allocates|Appeals|Appoints|Appreciates|Apportions|Appropriates|Approves|Asks|Assesses|Assures|Authorizes|Calls|Commends|Concludes|Concurs|Condemns|Confirms|Congratulates|Considers|Continues|Decides|Declares|Defers|Delegates|Demands|Deplores|Designates|Determines|Directs|Draws|Echoes|Elects|Emphasizes|Encourages|Endorses|Establishes|Expects|Expresses|Extends|Follows|Highlights|Honours|Insists|Instructs|Intends|Invites|Keeps|Looks|Maintains|Notes|Notices|Objects|Observes|Opposes|Pays|Pledges|Proclaims|Promotes|Proposes|Reaffirms|Realizes|Recalls|Recognizes|Recommends|Re-emphasizes|Refers|Regrets|Reiterates|Rejects|Remains|Reminds|Renews|Requests|Requires|Resolves|Revises|Shares|Stresses|Suggests|Supports|Takes|Terminates|Thanks|Transmits|Trusts|Underlines|Underscores|Undertakes|Urges|Views|Warns|Welcomes|Wishes|Withdraws|Emphasises|Recognises|Authorises";
const ADJECTIVE: &str = "Alarmed|Appalled|Aware|Cognizant|Committed|Concerned|Confident|Conscious|Convinced|Desirous|Determined|Disappointed|Distressed|Disturbed|Encouraged|Grateful|Guided|Inspired|Mindful|Moved|Outraged|Persuaded|Resolved|Satisfied|Seized|Shocked";
const ADVERB: &str = "also|further|again|once again|deeply|gravely|strongly|seriously|particularly|profoundly|firmly|fully|solemnly|equally|extremely|keenly|especially|categorically|unequivocally|urgently";

static PHRASE: LazyLock<Regex> = LazyLock::new(|| {
    let tail = r"(?: (?:also|further|once again|again|deeply|gravely|strongly|fully|in the strongest terms|in mind|with (?:(?:deep|deepest|great|grave|serious|utmost|particular|profound|keen|strong) )*(?:appreciation|regret|concern|satisfaction|interest|approval|alarm|gratitude)|(?:its|their) (?:(?:deep|deepest|great|grave|serious|strong|full|firm|sincere|utmost|profound|continued|unwavering) )*(?:appreciation|calls?|commitment|condemnation|concern|conviction|determination|gratitude|intention|request|requests|support|satisfaction|belief|thanks|invitation|appeal|readiness|willingness)(?: upon)?|(?:(?:deep|deepest|great|grave|serious|strong|full|sincere|utmost) )*(?:appreciation|concern|regret|gratitude|satisfaction|support|alarm)|upon|note|into account|into consideration|forward|tribute))*";
    let more = format!(r"(?:,? and (?:(?:{ADVERB}) )?[a-z][a-z-]+(?:s|ing)(?-u:\b)(?:{tail}))?");
    // The adverbs that open a phrase carry its capital; the verb after them is in lower case.
    Regex::new(&format!(r"^(?:(?i:{ADVERB}),? )*(?:(?P<fin>(?i:{FINITE}))|(?P<adj>(?i:{ADJECTIVE}))|(?P<part>(?:[A-Z](?:[a-z]+|e-[a-z]+)|[a-z-]+)ing(?: (?:also |further )?(?:considered|examined|heard|received|regard|reviewed|adopted|learned|taken|met|noted|concluded|decided|determined))?))(?-u:\b){tail}(?P<more>{more})")).expect("a constant pattern")
});

/// Finds the initiating phrase at the head of a paragraph in English; None where there is none.
pub fn initiating_phrase(text: &str) -> Option<InitiatingPhrase> {
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let found = PHRASE.captures(text)?;
    let whole = found.get(0)?;
    let (verb, mood) = match (found.name("fin"), found.name("adj").or(found.name("part"))) {
        (Some(v), _) => (v, Mood::Operative),
        (None, Some(v)) => (v, Mood::Preambular),
        _ => return None,
    };
    if matches!(verb.as_str(), "During" | "Nothing" | "Something" | "Everything" | "Meeting" | "Training" | "Financing" | "Housing" | "Funding" | "Building") {
        return None;
    }
    // A coordinated verb belongs to the phrase only if it has the same mood (B-04: “Invites and encourages”).
    let more = found.name("more").filter(|m| !m.is_empty());
    let end = match more {
        Some(m) if (mood == Mood::Preambular) != m.as_str().contains("ing") => m.start(),
        _ => whole.end(),
    };
    let counter = ["also", "further"].iter().find_map(|w| {
        text[..end].to_ascii_lowercase().match_indices(w).map(|(i, w)| i..i + w.len()).find(|r| r.start == 0 || text.as_bytes()[r.start - 1] == b' ')
    });
    Some(InitiatingPhrase { span: 0..end, mood, verb: verb.range(), counter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_phrases() {
        for (text, phrase, mood) in [
            ("Recalling its resolutions 54/54 B", "Recalling", Mood::Preambular),
            ("Noting with deep regret that anti-personnel", "Noting with deep regret", Mood::Preambular),
            ("Recalling also that, at the Fourth", "Recalling also", Mood::Preambular),
            ("Invites and encourages all interested States", "Invites and encourages", Mood::Operative),
            ("Renews its call upon all States", "Renews its call upon", Mood::Operative),
            ("Expresses strong concern regarding", "Expresses strong concern", Mood::Operative),
            ("Calls upon States parties", "Calls upon", Mood::Operative),
            ("Also requests the Secretary-General", "Also requests", Mood::Operative),
            ("Taking note of the report", "Taking note", Mood::Preambular),
            ("Having also considered the report", "Having also considered", Mood::Preambular),
            ("Deeply concerned about", "Deeply concerned", Mood::Preambular),
            ("Bearing in mind the need", "Bearing in mind", Mood::Preambular),
            ("Deplores in the strongest terms the", "Deplores in the strongest terms", Mood::Operative),
        ] {
            let found = initiating_phrase(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&text[found.span], found.mood), (phrase, mood));
        }
        for none in ["The General Assembly,", "milk", "To promote cooperation", "Abbreviations: GS"] {
            assert_eq!(initiating_phrase(none), None, "{none}");
        }
    }
}
