//! Ordinals in words for languages that form them from parts: a table of all forms, made once.
use regex::{Regex, escape};
use std::collections::HashMap;

/// Every form of the ordinals from 1 to [`LAST`].
pub(super) struct Ordinals {
    values: HashMap<String, u16>,
}

/// Sessions and meetings that are named in words stay below.
const LAST: u16 = 150;

impl Ordinals {
    /// From a function that gives every form of an ordinal, in small letters.
    pub fn new(forms: impl Fn(u16) -> Vec<String>) -> Self {
        Ordinals { values: (1..=LAST).flat_map(|n| forms(n).into_iter().map(move |f| (f, n))).collect() }
    }

    pub fn value(&self, words: &str) -> Option<u16> {
        self.values.get(&words.to_lowercase()).copied()
    }

    /// A pattern with the group `ordinal` in the place of `{}`.
    pub fn pattern(&self, around: &str) -> Regex {
        let mut forms: Vec<&String> = self.values.keys().collect();
        forms.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let any = forms.into_iter().map(|f| escape(f)).collect::<Vec<_>>().join("|");
        super::pattern(&around.replace("{}", &format!("(?P<ordinal>(?i:{any}))")))
    }
}
