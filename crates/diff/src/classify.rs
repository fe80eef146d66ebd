//! The class of one change, decided through the entities.
use crate::{Class, words::Token};

/// Words that join citations, dates and places and change with them (D-04, D-05, D-20) and the counters of C-20.
const JOINTS: [&str; 17] =
    ["and", "of", "to", "the", "its", "resolution", "resolutions", "from", "in", "on", "also", "further", "Also", "Further", "held", "meeting", "meetings"];

/// `neighbours`: on how many sides of the change an entity stands.
pub(crate) fn class(old: &[Token], new: &[Token], neighbours: usize) -> Class {
    let letters = |side: &[Token]| side.iter().flat_map(|t| t.text.chars()).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let word = |t: &&Token| t.text.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let typed = |side: &[Token]| side.iter().filter(word).all(|t| t.entity.is_some() || JOINTS.contains(&t.text));
    let has_entity = |side: &[Token]| side.iter().any(|t| t.entity.is_some());
    let has_word = |side: &[Token]| side.iter().any(|t| word(&t));
    // “resolutions” for “resolution” (D-05), a comma for “and” (D-04) belong to the one citation they touch.
    let list_words = |side: &[Token]| side.iter().filter(word).all(|t| ["and", "resolution", "resolutions"].contains(&t.text));
    let joint = neighbours == 2 || neighbours == 1 && list_words(old) && list_words(new) && (has_word(old) || has_word(new));
    let placeholder = new.iter().any(|t| t.entity == Some("placeholder")) && typed(new);
    let counters = |side: &[Token]| side.iter().filter(word).all(|t| ["also", "further"].contains(&t.text.to_lowercase().as_str()));
    if placeholder
        || typed(old) && typed(new) && (joint || has_entity(old) || has_entity(new))
        || has_word(old) | has_word(new) && counters(old) && counters(new)
    {
        return Class::Mechanical;
    }
    // “Requests” after “Also” was dropped: the cascade of C-20 with its change of capital.
    let head = |side: &[Token]| side.iter().filter(|t| word(t)).map(|t| t.text.to_lowercase()).filter(|w| w != "also" && w != "further").collect::<Vec<_>>();
    if letters(old) == letters(new) {
        return Class::Editorial;
    }
    if head(old) == head(new) {
        return Class::Mechanical;
    }
    Class::Substantive
}
