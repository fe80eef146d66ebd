//! Dates, ranges of days and spans of years (B-12, B-43), by the pattern of each language.
use super::{Entity, Value};
use crate::Language;
use regex::{Captures, Match};

pub(super) fn find(text: &str, language: Language, out: &mut Vec<Entity>) {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    for found in language.grammar().dates.captures_iter(text) {
        if let (Some(value), Some(whole)) = (value(&found, language), found.get(0)) {
            out.push(Entity { span: whole.range(), value });
        }
    }
}

fn value(found: &Captures, language: Language) -> Option<Value> {
    let get = |name| found.name(name).map(|m: Match| m.as_str());
    if let Some(day) = language.day(found) {
        return Some(Value::Date(day));
    }
    if let (Some(from), Some(to)) = (get("from"), get("to")) {
        return Some(Value::YearSpan(from.parse().ok()?, to.parse().ok()?));
    }
    // Month and year stand with the last day in most languages, with the first in Chinese.
    let (month, year) = (get("m2").or(get("m1"))?, get("y2").or(get("y1"))?);
    let first = language.date_of(get("d1")?, get("m1").unwrap_or(month), get("y1").unwrap_or(year))?;
    Some(Value::DateRange(first, language.date_of(get("d2")?, month, year)?))
}

#[cfg(test)]
mod tests {
    use crate::Language;

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
        for (language, text, range) in [
            (Language::Fr, "à Genève du 21 au 25 novembre 2022,", "21 au 25 novembre 2022"),
            (Language::Es, "en Ginebra del 21 al 25 de noviembre de 2022,", "21 al 25 de noviembre de 2022"),
            (Language::Ru, "в Женеве 21–25 ноября 2022 года", "21–25 ноября 2022 года"),
            (Language::Zh, "定于2022年11月21日至25日在日内瓦", "2022年11月21日至25日"),
            (Language::Ar, "في الفترة من 21 إلى 25 تشرين الثاني/نوفمبر 2022", "21 إلى 25 تشرين الثاني/نوفمبر 2022"),
        ] {
            super::super::check_in(language, super::find, text, &[(range, "DateRange(2022-11-21, 2022-11-25)")]);
        }
    }
}
