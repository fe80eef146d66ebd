//! English. Ordinals and initiating phrases have grammars of their own, in [`crate::ordinal_value`] and
//! [`crate::initiating_phrase`].
use super::{Citations, Grammar, Head, YEARS, any_month, pattern};
use std::sync::LazyLock;

/// Ordinals in words, from `first` to `one hundred and ninety-ninth`.
pub(crate) const ORDINAL: &str = r"(?:(?:[Oo]ne )?[Hh]undred and )?(?:[A-Za-z]{4,7}y-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:(?:[Oo]ne )?[Hh]undred and )?(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|one hundredth)";

const MONTHS: [&[&str]; 12] = [
    &["january"],
    &["february"],
    &["march"],
    &["april"],
    &["may"],
    &["june"],
    &["july"],
    &["august"],
    &["september"],
    &["october"],
    &["november"],
    &["december"],
];

pub(super) static GRAMMAR: Grammar = Grammar {
    codes: &["en", "eng", "english"],
    name: "English",
    right_to_left: false,
    organs: ["General Assembly", "Security Council", "Economic and Social Council", "Human Rights Council"],
    formulas: ["The General Assembly", "The Security Council", "The Economic and Social Council", "The Human Rights Council"],
    months: MONTHS,
    dates: LazyLock::new(|| {
        // Months have a capital in English; “may” has none.
        let m = crate::MONTHS.join("|");
        debug_assert_eq!(any_month(&MONTHS).len(), m.len());
        pattern(&format!(
            r"(?-u:\b)(?P<d1>\d{{1,2}})(?: (?P<m1>{m})(?: (?P<y1>\d{{4}}))?)?(?: to |–| and )(?P<d2>\d{{1,2}}) (?P<m2>{m}) (?P<y2>\d{{4}})(?-u:\b)|(?-u:\b)(?P<day>\d{{1,2}}) (?P<month>{m}) (?P<year>\d{{4}})(?-u:\b)|{YEARS}"
        ))
    }),
    ordinal: crate::ordinal_value,
    sessions: LazyLock::new(|| {
        pattern(&format!(
            r"(?-u:\b)(?P<ordinal>{ORDINAL})(?:(?: regular| special| emergency special| annual)? sessions?(?-u:\b)| and [a-z-]+ sessions(?-u:\b))"
        ))
    }),
    agenda_item: LazyLock::new(|| pattern(r"(?-u:\b)[Aa]genda items? (\d{1,3}(?: \([a-z]{1,2}\))?)")),
    decimal: '.',
    ordinal_signs: &["st", "nd", "rd", "th", " a.m.", " p.m."],
    scales: &[("million", 6), ("billion", 9), ("trillion", 12)],
    numbers: [&["two"], &["three"], &["four"], &["five"], &["six"], &["seven"], &["eight"], &["nine"], &["ten"], &["eleven"], &["twelve"]],
    citations: Citations {
        stem: "resolution",
        number: LazyLock::new(|| super::number(super::LATIN_LETTER, "and", "to")),
        and: "and",
        to: "to",
        letters: &[],
        before_date: &[" of "],
        after_date: &[],
        decisions: &["decision", "decisions", "No."],
    },
    joints: &[
        "and",
        "of",
        "to",
        "the",
        "its",
        "resolution",
        "resolutions",
        "from",
        "in",
        "on",
        "also",
        "further",
        "Also",
        "Further",
        "held",
        "meeting",
        "meetings",
        "at",
    ],
    list_words: &["and", "resolution", "resolutions"],
    counters: &["also", "further"],
    phrase: crate::initiating_phrase,
    head: Head {
        agenda_item: &["agenda item"],
        adoption: &["adopted by the", "adopted on", "resolution adopted", "resolutions adopted"],
        original: &["original:"],
        draft: &[": draft resolution", ": revised draft resolution", ": draft decision"],
        annex: &["annex"],
        meeting: LazyLock::new(|| pattern(r"^(?:\d+\S*(?: \S+){0,6} (?i:meeting)|(?:\S+ ){1,7}(?i:plenary meeting))(?: \(resumed\))?$")),
    },
};
