//! The venue of one event: `Geneva` of “to be held in Geneva from 21 to 25 November 2022” (D-11, D-12).
use super::{Entity, Value};
use crate::Language;

pub(super) fn find(text: &str, _: Language, out: &mut Vec<Entity>) {
    for verb in ["held ", "convened "] {
        for (at, _) in text.match_indices(verb) {
            let begins = !text[..at].ends_with(|c: char| c.is_alphanumeric());
            let after = &text[at + verb.len()..];
            let Some(place) = after.strip_prefix("in ").or_else(|| after.strip_prefix("at ")) else { continue };
            if let Some(length) = place_length(place).filter(|_| begins) {
                let start = at + verb.len() + 3;
                out.push(Entity { span: start..start + length, value: Value::Venue(place[..length].to_owned()) });
            }
        }
    }
}

/// A name of at most sixty letters, up to “from”, “on” or “in” and a figure. By hand, because a pattern with a counted
/// repetition took a tenth of the whole comparison.
fn place_length(place: &str) -> Option<usize> {
    let name = place.strip_prefix("the ").or_else(|| place.strip_prefix("The ")).unwrap_or(place);
    if !name.starts_with(char::is_uppercase) {
        return None;
    }
    for (count, (at, c)) in place.char_indices().enumerate() {
        if count > LONGEST || ";:()".contains(c) || c.is_ascii_digit() {
            return None;
        }
        let dated = |joint: &str| place[at..].strip_prefix(joint).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if c == ' ' && [" from ", " on ", " in "].iter().any(|joint| dated(joint)) {
            return Some(place[..at].trim_end_matches(',').len()).filter(|n| *n > 1);
        }
    }
    None
}

/// In characters.
const LONGEST: usize = 65;

#[cfg(test)]
mod tests {
    #[test]
    fn venues() {
        super::super::check(super::find, "to be held in The Hague from 15 to 19 November 2021", &[("The Hague", "Venue(\"The Hague\")")]);
        super::super::check(super::find, "held in Cartagena, Colombia, on 4 December 2009", &[("Cartagena, Colombia", "Venue(\"Cartagena, Colombia\")")]);
        super::super::check(super::find, "held in accordance with article 7", &[]);
    }
}
