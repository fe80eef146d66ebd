//! Items of place-and-year lists: `Geneva (2008 and 2010)` (D-20).
use super::{Entity, Value};
use crate::Language;
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<name>(?:the )?\p{Lu}[\p{L}’-]+(?: (?:de |da |el )?\p{Lu}[\p{L}’-]+)*(?:, \p{Lu}[\p{L}’-]+(?: \p{Lu}[\p{L}’-]+)*)?) \((?P<years>(?:19|20)\d\d(?:(?:, (?:19|20)\d\d)* and (?:19|20)\d\d)?)\)").expect("a constant pattern")
});

pub(super) fn find(text: &str, _: Language, out: &mut Vec<Entity>) {
    if !text.contains(" (") {
        return;
    }
    for found in PATTERN.captures_iter(text) {
        let (Some(whole), Some(name), Some(years)) = (found.get(0), found.name("name"), found.name("years")) else { continue };
        let years = years.as_str().split(" and ").flat_map(|s| s.split(", ")).filter_map(|y| y.parse().ok()).collect();
        out.push(Entity { span: whole.range(), value: Value::Place { name: name.as_str().to_owned(), years } });
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn places() {
        super::super::check(
            super::find,
            "held in Geneva (2008 and 2010), Cartagena, Colombia (2009), the Dead Sea (2007) and The Hague (2021)",
            &[
                ("Geneva (2008 and 2010)", "Place { name: \"Geneva\", years: [2008, 2010] }"),
                ("Cartagena, Colombia (2009)", "Place { name: \"Cartagena, Colombia\", years: [2009] }"),
                ("the Dead Sea (2007)", "Place { name: \"the Dead Sea\", years: [2007] }"),
                ("The Hague (2021)", "Place { name: \"The Hague\", years: [2021] }"),
            ],
        );
    }
}
