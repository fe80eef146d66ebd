//! One search for all words that some rule would have otherwise, and what to write instead.
use crate::{document::Passage, finding::Findings};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::{ops::Range, sync::LazyLock};

/// A word and its replacement.
pub(super) struct Entry {
    /// The rule that lists it.
    pub rule: &'static str,
    /// As it is found, in these capitals.
    pub word: &'static str,
    /// What to write; nothing to leave that to a person.
    pub instead: &'static str,
    /// The replacement is always right.
    pub certain: bool,
}

/// An entry whose replacement is always right.
pub(super) const fn sure(rule: &'static str, word: &'static str, instead: &'static str) -> Entry {
    Entry { rule, word, instead, certain: true }
}

/// An entry that a person must confirm.
pub(super) const fn perhaps(rule: &'static str, word: &'static str, instead: &'static str) -> Entry {
    Entry { rule, word, instead, certain: false }
}

struct Lexicon {
    entries: Vec<&'static Entry>,
    search: AhoCorasick,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let entries: Vec<&Entry> =
        [&super::spelling::WORDS[..], &super::abbreviations::WORDS[..], &super::names::WORDS[..], &super::wording::WORDS[..]].into_iter().flatten().collect();
    let search = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(entries.iter().map(|e| e.word))
        .expect("constant words");
    Lexicon { entries, search }
});

/// A word found.
pub(crate) struct Hit {
    pub entry: usize,
    pub span: Range<usize>,
}

/// Whole words of the lexicon in a text.
pub(crate) fn hits(text: &str) -> Vec<Hit> {
    let found = LEXICON.search.find_iter(text).map(|m| Hit { entry: m.pattern().as_usize(), span: m.range() });
    found.filter(|h| whole(text, &h.span)).collect()
}

/// No letter, hyphen or slash touches it.
pub(super) fn whole(text: &str, span: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_');
    !text[..span.start].ends_with(joins) && !text[span.end..].starts_with(joins)
}

/// Reports the words of one rule in a passage, outside other people's words.
pub(super) fn report(p: &Passage, out: &mut Findings, says: impl Fn(&str, &str) -> String) {
    report_if(p, out, says, |_, _| true);
}

/// The same where a condition holds for the word and its place.
pub(super) fn report_if(p: &Passage, out: &mut Findings, says: impl Fn(&str, &str) -> String, holds: impl Fn(&str, Range<usize>) -> bool) {
    for hit in p.hits() {
        let entry = LEXICON.entries[hit.entry];
        if entry.rule != out.rule.id || p.is_quoted(hit.span.start) || !holds(entry.word, hit.span.clone()) {
            continue;
        }
        let finding = out.report(p.place, hit.span.clone(), says(entry.word, entry.instead));
        match (entry.certain, entry.instead) {
            (_, "") => {}
            (true, instead) => finding.fix(hit.span.clone(), instead),
            (false, instead) => finding.suggest(hit.span.clone(), instead),
        }
    }
}
