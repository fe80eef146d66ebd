//! Initiating phrases by list, for languages whose verbs are known from the texts and not from a grammar of our own. The
//! lists hold what the official texts set in italics or bold (B-20), a phrase a line with the mood it has there: `P`
//! preambular, `O` operative, `B` both.
use crate::{InitiatingPhrase, Mood};
use std::collections::HashMap;

pub(super) struct Phrases {
    moods: HashMap<&'static str, Mood>,
    /// In characters.
    longest: usize,
    counters: &'static [&'static str],
    /// Words stand apart.
    spaced: bool,
}

impl Phrases {
    pub fn new(list: &'static str, counters: &'static [&'static str], spaced: bool) -> Self {
        let moods: HashMap<&str, Mood> = list
            .lines()
            .filter_map(|line| {
                let (mood, phrase) = line.split_once(' ')?;
                // A phrase of both moods opens no operative part by itself.
                Some((phrase, if mood == "O" { Mood::Operative } else { Mood::Preambular }))
            })
            .collect();
        let longest = moods.keys().map(|p| p.chars().count()).max().unwrap_or_default();
        Phrases { moods, longest, counters, spaced }
    }

    /// The longest phrase of the list at the head of a text.
    pub fn find(&self, text: &str) -> Option<InitiatingPhrase> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
        let bounded = |end: usize| !self.spaced || !text[end..].starts_with(char::is_alphabetic);
        let (end, mood) = ends.filter(|end| bounded(*end)).filter_map(|end| Some((end, *self.moods.get(&text[..end])?))).last()?;
        let phrase = &text[..end];
        let verb = phrase.find(' ').unwrap_or(end);
        let counter = self.counters.iter().find_map(|c| phrase.find(c).map(|at| at..at + c.len()));
        Some(InitiatingPhrase { span: 0..end, mood, verb: 0..verb, counter })
    }
}
