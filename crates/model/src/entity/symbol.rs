//! Document symbols in running text and notes (F-07).
use super::{Entity, Value};
use crate::Language;
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)[A-Z]{1,6}/(?:[A-Za-z0-9.\[\]]+(?:-[A-Z]{1,4}/)?/?){1,9}(?: \((?:Part [IVX]+|Vol\. [IVX]+|(?:19|20)\d\d)\))?")
        .expect("a constant pattern")
});

pub(super) fn find(text: &str, _: Language, out: &mut Vec<Entity>) {
    if !text.contains('/') {
        return;
    }
    for found in PATTERN.find_iter(text) {
        let printed = found.as_str().trim_end_matches(['.', '/']);
        if let Ok(symbol) = printed.parse() {
            out.push(Entity { span: found.start()..found.start() + printed.len(), value: Value::Symbol(symbol) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn symbols() {
        super::super::check(super::find, "See A/48/486-S/26560, annex.", &[("A/48/486-S/26560", "Symbol(DocumentSymbol(\"A/48/486-S/26560\"))")]);
        super::super::check(
            super::find,
            "(A/77/385/Add.2 (Part II)) and/or HIV/AIDS",
            &[("A/77/385/Add.2 (Part II)", "Symbol(DocumentSymbol(\"A/77/385/Add.2 (Part II)\"))")],
        );
    }
}
