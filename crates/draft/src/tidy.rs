//! What follows from the order of paragraphs: their numbers, also/further, the numbers of footnotes (D-18, D-19). For
//! texts whose paragraphs came, went or changed places.
use chancery_model::{Block, Kind, MarkKind, Part, Resolution, counters, initiating_phrase};
use std::collections::HashMap;

/// Numbers the operative paragraphs and footnotes in order and sets also/further anew. Labels of other forms than `1.`
/// (`7 bis`, `A.`) stay, as does what already fits.
pub fn tidy(r: &mut Resolution) {
    number(&mut r.body);
    for (i, wanted) in counters(&r.body).into_iter().enumerate() {
        if let Some(wanted) = wanted {
            set_counter(&mut r.body[i], wanted);
        }
    }
    number_notes(r);
}

fn number(body: &mut [Block]) {
    let mut next = 1;
    for b in body.iter_mut().filter(|b| b.part == Part::Operative && b.kind == Kind::Paragraph && b.level == 1) {
        let figures = b.label.as_deref().and_then(|l| l.strip_suffix('.')).is_some_and(|l| !l.is_empty() && l.bytes().all(|c| c.is_ascii_digit()));
        if figures {
            b.label = Some(format!("{next}."));
            next += 1;
        }
    }
}

/// The adverb goes after the participle in the preamble, before the verb in the operative part (C-20, C-20b).
fn set_counter(b: &mut Block, wanted: Option<&str>) {
    let text = b.text.as_str().to_owned();
    let Some(found) = initiating_phrase(&text) else { return };
    let now = found.counter.as_ref().map(|c| text[c.clone()].to_lowercase());
    if now.as_deref() == wanted {
        return;
    }
    let bare = match &found.counter {
        // At the head the verb takes the capital back.
        Some(c) if c.start == 0 => {
            let verb = c.end + 1;
            let first = text[verb..].chars().next().map_or(0, char::len_utf8);
            let capital = text[verb..verb + first].to_uppercase();
            b.text.replace(0..verb + first, &capital);
            true
        }
        Some(c) => {
            b.text.replace(c.start - 1..c.end, "");
            true
        }
        None => false,
    };
    let Some(wanted) = wanted else { return };
    let text = b.text.as_str().to_owned();
    let Some(found) = initiating_phrase(&text).filter(|_| bare || found.counter.is_none()) else { return };
    if found.mood == chancery_model::Mood::Operative {
        let first = text.chars().next().map_or(0, char::len_utf8);
        let capital = wanted[..1].to_uppercase() + &wanted[1..];
        b.text.replace(0..first, &format!("{capital} {}", text[..first].to_lowercase()));
        return;
    }
    // “Having also considered”, “Taking note also”, “Recalling also”.
    let words = &text[found.span.clone()];
    let at = ["Having", "Taking note", "Bearing in mind"].iter().find(|w| words.starts_with(*w)).map_or(found.verb.end, |w| w.len());
    b.text.replace(at..at, &format!(" {wanted}"));
}

/// Footnotes in the order in which the text names them; those that it does not name follow.
fn number_notes(r: &mut Resolution) {
    let mut order: Vec<String> = Vec::new();
    for text in std::iter::once(&r.title).chain(r.body.iter().map(|b| &b.text)) {
        for mark in text.marks() {
            if let MarkKind::NoteRef(n) = &mark.kind
                && !order.contains(n)
            {
                order.push(n.clone());
            }
        }
    }
    let numbered = |n: &str| !n.is_empty() && n.bytes().all(|c| c.is_ascii_digit());
    let places: HashMap<&String, String> = order.iter().filter(|n| numbered(n)).enumerate().map(|(at, n)| (n, (at + 1).to_string())).collect();
    r.notes.sort_by_key(|n| order.iter().position(|o| *o == n.number).unwrap_or(usize::MAX));
    for note in &mut r.notes {
        if let Some(new) = places.get(&note.number) {
            note.number.clone_from(new);
        }
    }
    for text in std::iter::once(&mut r.title).chain(r.body.iter_mut().map(|b| &mut b.text)) {
        text.renumber_notes(&places);
    }
}
