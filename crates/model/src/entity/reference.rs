//! References to paragraphs, articles, sections and annexes (B-68, B-70).
use super::{Entity, Value};
use crate::Language;
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?i:article|articles|paragraph|paragraphs|subparagraph|section|annex|chapter|para\.|paras\.|rule) (?:\d+|[IVX]+(?-u:\b))(?: \([a-z0-9]+\))*(?:(?: to | and |–)\d+)?(?:, paragraphs? \d+(?: \([a-z]\))*)?").expect("a constant pattern")
});

pub(super) fn find(text: &str, _: Language, out: &mut Vec<Entity>) {
    out.extend(PATTERN.find_iter(text).map(|m| Entity { span: m.range(), value: Value::Reference(m.as_str().to_owned()) }));
}

#[cfg(test)]
mod tests {
    #[test]
    fn references() {
        super::super::check(
            super::find,
            "in accordance with article 12, paragraph 1, of the Convention and Article 2 (4) of the Charter",
            &[("article 12, paragraph 1", "Reference(\"article 12, paragraph 1\")"), ("Article 2 (4)", "Reference(\"Article 2 (4)\")")],
        );
    }
}
