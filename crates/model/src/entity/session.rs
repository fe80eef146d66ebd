//! Sessions named by an ordinal in words (B-45). The span is the ordinal, so that advancing it is one replacement.
use super::{Entity, Value};
use crate::ordinal_value;
use regex::Regex;
use std::sync::LazyLock;

/// Ordinals in words, from `first` to `one hundred and ninety-ninth`.
pub(super) const ORDINAL: &str = r"(?:(?:[Oo]ne )?[Hh]undred and )?(?:[A-Za-z]{4,7}y-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:(?:[Oo]ne )?[Hh]undred and )?(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|one hundredth)";

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?-u:\b)(?P<ordinal>{ORDINAL})(?:(?: regular| special| emergency special| annual)? sessions?(?-u:\b)| and [a-z-]+ sessions(?-u:\b))"))
        .expect("a constant pattern")
});

pub(super) fn find(text: &str, out: &mut Vec<Entity>) {
    if !text.contains("session") {
        return;
    }
    for found in PATTERN.captures_iter(text) {
        let Some(ordinal) = found.name("ordinal") else { continue };
        if let Some(n) = ordinal_value(ordinal.as_str()) {
            out.push(Entity { span: ordinal.range(), value: Value::Session(n) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sessions() {
        super::super::check(
            super::find,
            "of its seventy-eighth session; Seventy-seventh session; at its tenth emergency special session",
            &[("seventy-eighth", "Session(78)"), ("Seventy-seventh", "Session(77)"), ("tenth", "Session(10)")],
        );
        super::super::check(super::find, "the first week of the session", &[]);
    }
}
