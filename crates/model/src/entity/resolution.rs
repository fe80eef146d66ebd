//! Resolution citations: number with part letters, and the date that follows or that a list shares (B-60 to B-63).
use super::{Entity, Value, word_before};
use crate::{Citation, date::MONTHS, parse_long_date};
use regex::Regex;
use std::sync::LazyLock;

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS.join("|");
    Regex::new(&format!(
        r"(?P<number>(?-u:\b)\d{{1,4}}(?: [A-Z](?: (?:and|to) [A-Z])?)? \((?:ES-|S-)?[IVXLC]+\)|(?-u:\b)(?:ES-|S-)?\d{{1,4}}/\d{{1,4}}(?: [A-Z](?:(?:, [A-Z])* and [A-Z]| to [A-Z])?(?-u:\b))?|(?-u:\b)\d{{1,4}} \((?:19|20)\d\d\))(?: of (?P<date>\d{{1,2}} (?:{months}) \d{{4}}))?"
    ))
    .expect("a constant pattern")
});

pub(super) fn find(text: &str, out: &mut Vec<Entity>) {
    if !text.contains(['/', '(']) {
        return;
    }
    let first = out.len();
    for found in PATTERN.captures_iter(text) {
        let Some(number) = found.name("number") else { continue };
        let before = text[..number.start()].chars().next_back();
        let after = text[number.end()..].chars().next();
        // Part of a symbol (A/77/385), of a decision or of a fraction is no citation.
        if before.is_some_and(|c| c == '/' || c == '-' || c == '.') || after.is_some_and(|c| c == '/' || c == '-') {
            continue;
        }
        let word = word_before(text, number.start());
        if matches!(word, "decision" | "decisions" | "No.") || number.as_str().contains(" (19") && word.chars().next().is_some_and(char::is_uppercase) {
            continue;
        }
        let Ok(value) = number.as_str().parse() else { continue };
        let date = found.name("date").and_then(|d| parse_long_date(d.as_str()));
        out.push(Entity { span: number.range(), value: Value::Resolution(Citation { number: value, date }) });
    }
    // “3189 (XXVIII), 3190 (XXVIII) and 3191 (XXVIII) of 18 December 1973”: the date is everybody's (B-61).
    for i in (first + 1..out.len()).rev() {
        let between = &text[out[i - 1].span.end..out[i].span.start];
        if let (", " | " and ", Value::Resolution(Citation { date: date @ Some(_), .. })) = (between, &out[i].value) {
            let shared = *date;
            if let Value::Resolution(c) = &mut out[i - 1].value {
                c.date = c.date.or(shared);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations() {
        let show = |text: &str| {
            let mut out = Vec::new();
            find(text, &mut out);
            out.iter()
                .map(|e| match &e.value {
                    Value::Resolution(c) => format!("{}@{}", c.number, c.date.map(|d| d.to_string()).unwrap_or_default()),
                    _ => unreachable!("only citations are found here"),
                })
                .collect::<Vec<_>>()
                .join("; ")
        };
        for (text, expected) in [
            (
                "Recalling its resolutions 54/54 B of 1 December 1999, 75/52 of 7 December 2020 and 76/26 of 6 December 2021,",
                "54/54 B@1999-12-01; 75/52@2020-12-07; 76/26@2021-12-06",
            ),
            (
                "its resolutions 3189 (XXVIII), 3190 (XXVIII) and 3191 (XXVIII) of 18 December 1973",
                "3189 (XXVIII)@1973-12-18; 3190 (XXVIII)@1973-12-18; 3191 (XXVIII)@1973-12-18",
            ),
            ("Security Council resolutions 242 (1967) of 22 November 1967 and 338 (1973)", "242 (1967)@1967-11-22; 338 (1973)@"),
            ("resolutions ES-10/15 of 20 July 2004, 217 A (III) and 3411 A and B (XXX)", "ES-10/15@2004-07-20; 217 A (III)@; 3411 A and B (XXX)@"),
            ("Economic and Social Council resolution 2011/41 of 28 July 2011", "2011/41@2011-07-28"),
            ("A/77/385 and decision 74/544 and A/56/1026-S/2002/932", ""),
            ("held in Geneva (2008), Maputo (2014)", ""),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
