//! Numbered events: “Twenty-first Meeting of the States Parties”, “first to nineteenth meetings …” (B-33, D-12).
//! The span is the ordinals.
use super::{Entity, Value};
use crate::{Language, ORDINAL, ordinal_value};
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let kind = "Review Conferences?|Conferences?|[Mm]eetings?|Biennial Meetings?|Assembl(?:y|ies)|Congress(?:es)?|Summits?|Forums?|Ministerial Meetings?|Decade|High-level Dialogue";
    let series = format!(r"(?P<first>{ORDINAL})(?:(?:, (?:{ORDINAL}))* and | to )?(?P<last>{ORDINAL})?");
    Regex::new(&format!(r"(?-u:\b)(?P<ord>{series}) (?P<name>(?:[A-Z][A-Za-z-]+ ){{0,4}}(?:{kind})(?: of the (?:States [Pp]arties|Conference of the Parties|Parties|High Contracting Parties))?)(?-u:\b)")).expect("a constant pattern")
});

pub(super) fn find(text: &str, _: Language, out: &mut Vec<Entity>) {
    for found in PATTERN.captures_iter(text) {
        let (Some(span), Some(first), Some(name)) = (found.name("ord"), found.name("first"), found.name("name")) else { continue };
        let last = found.name("last").unwrap_or(first);
        let Some((first, last)) = ordinal_value(first.as_str()).zip(ordinal_value(last.as_str())) else { continue };
        let one = name
            .as_str()
            .replace("Conferences", "Conference")
            .replace("eetings", "eeting")
            .replacen("meeting", "Meeting", 1)
            .replace("States parties", "States Parties");
        out.push(Entity { span: span.start()..span.end(), value: Value::Event { first, last, name: one } });
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn events() {
        super::super::check(
            super::find,
            "to attend the Twentieth Meeting of the States Parties to the Convention",
            &[("Twentieth", "Event { first: 20, last: 20, name: \"Meeting of the States Parties\" }")],
        );
        super::super::check(
            super::find,
            "Recalling the first to nineteenth meetings of the States parties",
            &[("first to nineteenth", "Event { first: 1, last: 19, name: \"Meeting of the States Parties\" }")],
        );
        super::super::check(
            super::find,
            "and the First, Second, Third and Fourth Review Conferences of the States Parties",
            &[("First, Second, Third and Fourth", "Event { first: 1, last: 4, name: \"Review Conference of the States Parties\" }")],
        );
    }
}
