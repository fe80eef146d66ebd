//! The venue of one event: `Geneva` of “to be held in Geneva from 21 to 25 November 2022” (D-11, D-12).
use super::{Entity, Value};
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:held|convened) (?:in|at) (?P<place>(?:the |The )?\p{Lu}[^;:()\d]{1,60}?),? (?:from|on|in) \d").expect("a constant pattern")
});

pub(super) fn find(text: &str, out: &mut Vec<Entity>) {
    if !text.contains("held ") && !text.contains("convened ") {
        return;
    }
    if !text.contains("held ") && !text.contains("convened ") {
        return;
    }
    for found in PATTERN.captures_iter(text) {
        if let Some(place) = found.name("place") {
            out.push(Entity { span: place.range(), value: Value::Venue(place.as_str().to_owned()) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn venues() {
        super::super::check(super::find, "to be held in The Hague from 15 to 19 November 2021", &[("The Hague", "Venue(\"The Hague\")")]);
        super::super::check(super::find, "held in Cartagena, Colombia, on 4 December 2009", &[("Cartagena, Colombia", "Venue(\"Cartagena, Colombia\")")]);
        super::super::check(super::find, "held in accordance with article 7", &[]);
    }
}
