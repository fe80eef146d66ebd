//! `also` and `further`: what the place of a paragraph in a run of the same verb asks for (C-20, C-20b).
use crate::{Block, InitiatingPhrase, Kind, Mood, Part, initiating_phrase};

/// The adverb that each block should have: in runs of the same verb it goes in a cycle of three, plain, `also`,
/// `further` (C-20). None for blocks that open with no verb or belong to no run of the body (annexes, sub-paragraphs).
///
/// Verbs that direct somebody count as the same only for the same addressee (C-20b).
pub fn counters(body: &[Block]) -> Vec<Option<Option<&'static str>>> {
    let phrases: Vec<_> = body.iter().map(|b| initiating_phrase(b.text.as_str())).collect();
    counters_of(body, &phrases)
}

/// The same for those who know the initiating phrase of each block.
pub fn counters_of(body: &[Block], phrases: &[Option<InitiatingPhrase>]) -> Vec<Option<Option<&'static str>>> {
    let mut out = Vec::with_capacity(body.len());
    let mut run: Option<(String, usize)> = None;
    for (b, phrase) in body.iter().zip(phrases) {
        if b.kind != Kind::Paragraph || b.level != 1 || b.part == Part::Annex {
            // A sub-paragraph lies within its parent; a heading or formula begins anew.
            if b.kind != Kind::Paragraph || b.level == 1 {
                run = None;
            }
            out.push(None);
            continue;
        }
        let Some(key) = phrase.as_ref().map(|p| key(b, p)) else {
            run = None;
            out.push(None);
            continue;
        };
        let place = match &run {
            Some((last, place)) if *last == key => place + 1,
            _ => 0,
        };
        run = Some((key, place));
        out.push(Some([None, Some("also"), Some("further")][place % 3]));
    }
    out
}

/// Verbs that ask somebody to do something (C-20b).
const DIRECTIVE: [&str; 5] = ["requests", "calls upon", "urges", "encourages", "invites"];

/// What must be the same for two paragraphs to be of one run: part, phrase without its counter, addressee.
fn key(b: &Block, found: &InitiatingPhrase) -> String {
    let text = b.text.as_str();
    let phrase = text[found.span.clone()].to_lowercase();
    let plain: Vec<&str> = phrase.split(' ').filter(|w| !matches!(*w, "also" | "further")).collect();
    let plain = plain.join(" ");
    let mut key = format!("{:?} {plain}", b.part);
    if found.mood == Mood::Operative && DIRECTIVE.contains(&plain.as_str()) {
        let addressee: Vec<&str> =
            text[found.span.end..].split([' ', ',']).filter(|w| !w.is_empty()).take_while(|w| !matches!(*w, "to" | "and")).take(4).collect();
        key = format!("{key} {}", addressee.join(" "));
    }
    key
}
