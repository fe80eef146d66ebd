//! Dates, ranges of days and spans of years (B-12, B-43).
use super::{Entity, Value};
use crate::{date::MONTHS, parse_long_date};
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let m = MONTHS.join("|");
    Regex::new(&format!(r"(?-u:\b)(?P<d1>\d{{1,2}})(?: (?P<m1>{m})(?: (?P<y1>\d{{4}}))?)?(?: to |–| and )(?P<d2>\d{{1,2}} (?:{m}) \d{{4}})(?-u:\b)|(?-u:\b)(?P<day>\d{{1,2}} (?:{m}) \d{{4}})(?-u:\b)|(?-u:\b)(?P<from>(?:19|20)\d\d)[–-](?P<to>(?:19|20)\d\d)(?-u:\b)")).expect("a constant pattern")
});

pub(super) fn find(text: &str, out: &mut Vec<Entity>) {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    for found in PATTERN.captures_iter(text) {
        let get = |name| found.name(name).map(|m: regex::Match| m.as_str());
        let value = if let Some(day) = get("day") {
            parse_long_date(day).map(Value::Date)
        } else if let (Some(from), Some(to)) = (get("from"), get("to")) {
            from.parse().ok().zip(to.parse().ok()).map(|(a, b)| Value::YearSpan(a, b))
        } else if let (Some(d1), Some(d2)) = (get("d1"), get("d2")) {
            let words: Vec<_> = d2.split(' ').collect();
            let first = format!("{d1} {} {}", get("m1").unwrap_or(words[1]), get("y1").unwrap_or(words[2]));
            parse_long_date(&first).zip(parse_long_date(d2)).map(|(a, b)| Value::DateRange(a, b))
        } else {
            None
        };
        if let (Some(value), Some(whole)) = (value, found.get(0)) {
            out.push(Entity { span: whole.range(), value });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates() {
        super::super::check(
            super::find,
            "held in Geneva from 21 to 25 November 2022, for the period 2020–2024, on 7 December 2022",
            &[("21 to 25 November 2022", "DateRange(2022-11-21, 2022-11-25)"), ("2020–2024", "YearSpan(2020, 2024)"), ("7 December 2022", "Date(2022-12-07)")],
        );
        super::super::check(
            super::find,
            "from 28 November to 2 December 2022; 31 November 2022",
            &[("28 November to 2 December 2022", "DateRange(2022-11-28, 2022-12-02)")],
        );
    }
}
