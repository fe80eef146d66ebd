//! Agenda items by number: `agenda item 99 (n)`.
use super::{Entity, Value};
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?-u:\b)[Aa]genda items? (\d{1,3}(?: \([a-z]{1,2}\))?)").expect("a constant pattern"));

pub(super) fn find(text: &str, out: &mut Vec<Entity>) {
    for found in PATTERN.captures_iter(text) {
        if let (Some(whole), Some(number)) = (found.get(0), found.get(1)) {
            out.push(Entity { span: whole.range(), value: Value::AgendaItem(number.as_str().to_owned()) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn items() {
        super::super::check(
            super::find,
            "Agenda item 99 (n) and agenda item 128",
            &[("Agenda item 99 (n)", "AgendaItem(\"99 (n)\")"), ("agenda item 128", "AgendaItem(\"128\")")],
        );
    }
}
