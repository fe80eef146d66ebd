//! Counts: figures that say how many (B-40 to B-42, D-14).
use super::{Entity, Value};
use crate::Language;
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(\d{1,3}(?:,\d{3})+|\d+)(?-u:\b)(?: (?:Member )?(?:States|million|per cent|countries|people|posts|ratifications))")
        .expect("a constant pattern")
});

pub(super) fn find(text: &str, _: Language, out: &mut Vec<Entity>) {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    for found in PATTERN.captures_iter(text) {
        let Some(number) = found.get(1) else { continue };
        // The 7 of “0.7 per cent” is no count.
        if text[..number.start()].ends_with(['.', ',', '–', '/']) {
            continue;
        }
        if let Ok(n) = number.as_str().replace(',', "").parse() {
            out.push(Entity { span: number.range(), value: Value::Count(n) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts() {
        super::super::check(super::find, "Noting that 164 States have ratified, and 1,200 people", &[("164", "Count(164)"), ("1,200", "Count(1200)")]);
    }
}
