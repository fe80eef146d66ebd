//! Resolution citations: number with part letters, and the date beside it or that a list shares (B-60 to B-63).
use super::{Entity, Value, word_before};
use crate::{Citation, Language, ResolutionNumber};
use jiff::civil::Date;
use std::ops::Range;

pub(super) fn find(text: &str, language: Language, out: &mut Vec<Entity>) {
    if !text.contains(['/', '(']) {
        return;
    }
    let first = out.len();
    let cites = &language.grammar().citations;
    let mut decision: Option<usize> = None;
    for found in cites.number.find_iter(text) {
        if is_decision(text, &found.range(), language)
            || decision.is_some_and(|end| found.as_str().contains('/') && is_listed(&text[end..found.start()], language))
        {
            decision = Some(found.end());
            continue;
        }
        decision = None;
        if is_other(text, found.range(), language) {
            continue;
        }
        let Some(number) = number(found.as_str(), language).filter(is_possible) else { continue };
        if is_span_of_years(&number) && !is_called_resolution(text, &found.range(), language) {
            continue;
        }
        let date = date_after(text, found.end(), language).or_else(|| date_before(text, found.start(), language));
        out.push(Entity { span: found.range(), value: Value::Resolution(Citation { number, date }) });
    }
    // “3189 (XXVIII), 3190 (XXVIII) and 3191 (XXVIII) of 18 December 1973”: the date is everybody's (B-61).
    for i in (first + 1..out.len()).rev() {
        let between = &text[out[i - 1].span.end..out[i].span.start];
        let listed = matches!(between, ", " | "، ") || between.trim() == cites.and;
        if let (true, Value::Resolution(Citation { date: date @ Some(_), .. })) = (listed, &out[i].value) {
            let shared = *date;
            if let Value::Resolution(c) = &mut out[i - 1].value {
                c.date = c.date.or(shared);
            }
        }
    }
}

/// “decisions 74/511 of 12 December 2019 and 76/518”: what the first number is, the next ones of its list are too.
fn is_listed(between: &str, language: Language) -> bool {
    let grammar = language.grammar();
    let dated = grammar.dates.find(between).filter(|date| grammar.citations.before_date.contains(&&between[..date.start()]));
    let rest = dated.map_or(between, |date| &between[date.end()..]).trim();
    matches!(rest, "," | "،") || rest.trim_start_matches([',', '،']).trim() == grammar.citations.and
}

fn is_decision(text: &str, span: &Range<usize>, language: Language) -> bool {
    language.grammar().citations.decisions.contains(&word_before(text, span.start)) || is_decision_by_place(text, span, language)
}

/// Part of a symbol (A/77/385) or of a fraction is no citation.
fn is_other(text: &str, span: Range<usize>, language: Language) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    if before.is_some_and(|c| c == '/' || c == '-' || c == '.') || after.is_some_and(|c| c == '/' || c == '-') {
        return true;
    }
    let word = word_before(text, span.start);
    language == Language::En && text[span].contains(" (19") && word.chars().next().is_some_and(char::is_uppercase)
}

/// Chinese names the decision after its number, or after the last of a list; Arabic before it, with the organ between.
fn is_decision_by_place(text: &str, span: &Range<usize>, language: Language) -> bool {
    let decisions = language.grammar().citations.decisions;
    match language {
        Language::Zh => {
            let rest = text[span.end..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "/第号和、 年月日".contains(c));
            rest.starts_with("决定") && text[span.end..text.len() - rest.len()].ends_with('号')
        }
        Language::Ar => {
            let window = &text[text.ceil_char_boundary(span.start.saturating_sub(2 * WINDOW))..span.start];
            let last = |words: &[&str]| words.iter().filter_map(|w| window.rfind(w)).max();
            last(&decisions[..1]) > last(&[language.grammar().citations.stem])
        }
        _ => false,
    }
}

/// The Security Council had passed twelve hundred resolutions before 2000, and no organ has so many in a year.
fn is_possible(number: &ResolutionNumber) -> bool {
    match number {
        ResolutionNumber::SecurityCouncil { number, year } => *year < 2000 || *number > 1200,
        ResolutionNumber::ByYear { number, .. } => *number < 1900,
        _ => true,
    }
}

/// `1997/98` is an academic year or a season as often as a resolution of a Council (B-46).
fn is_span_of_years(number: &ResolutionNumber) -> bool {
    matches!(number, ResolutionNumber::ByYear { year, number } if *number == (year + 1) % 100)
}

/// Whether the words around a number say that it is a resolution's.
fn is_called_resolution(text: &str, span: &Range<usize>, language: Language) -> bool {
    let before = &text[text.ceil_char_boundary(span.start.saturating_sub(2 * WINDOW))..span.start];
    let after = &text[span.end..text.floor_char_boundary(span.end + WINDOW / 2)];
    let stem = language.grammar().citations.stem;
    [before, after].into_iter().any(|words| words.to_lowercase().contains(stem))
}

/// The number as a value: letters and joints that a language has of its own are turned into those of English.
fn number(printed: &str, language: Language) -> Option<ResolutionNumber> {
    if language == Language::En {
        // Some files lose the space: `2529(2020)`.
        let spaced = printed.find('(').filter(|at| !printed[..*at].ends_with(' ')).map(|_| printed.replacen('(', " (", 1));
        return spaced.as_deref().unwrap_or(printed).parse().ok();
    }
    let cites = &language.grammar().citations;
    let mut plain = printed.to_owned();
    for (word, letter) in cites.letters {
        plain = plain.replace(word, &letter.to_string());
    }
    let plain = plain.replace('–', "-");
    let first = plain.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let (figures, rest) = plain.split_at(plain[first..].find(|c: char| c == ' ' || c == '(' || c.is_ascii_uppercase()).map_or(plain.len(), |at| first + at));
    let rest = rest.replacen('(', " (", 1).replace(['،', '、'], ",").replace(&format!(" {} ", cites.to), " to ");
    let rest = if cites.and.is_ascii() { rest.replace(&format!(" {} ", cites.and), " and ") } else { rest.replace(cites.and, " and ") };
    let rest = rest.split_whitespace().map(session_in_roman).collect::<Vec<_>>().join(" ");
    let figures = figures.replace("دإط-", "ES-").replace("دإ-", "S-");
    format!("{figures} {rest}").trim().parse().ok()
}

/// `(د-3)` is `(III)`: Arabic has the sessions in figures.
fn session_in_roman(word: &str) -> String {
    let kinds = [("(دإط-", "ES-"), ("(دإ-", "S-"), ("(د-", "")];
    let found = kinds.iter().find_map(|(arabic, latin)| Some((word.strip_prefix(arabic)?.strip_suffix(')')?.parse().ok()?, latin)));
    found.map_or(word.to_owned(), |(n, latin)| format!("({latin}{})", crate::to_roman(n)))
}

/// Longest date with its joint, in bytes.
const WINDOW: usize = 60;

fn date_after(text: &str, end: usize, language: Language) -> Option<Date> {
    let grammar = language.grammar();
    let rest =
        grammar.citations.before_date.iter().find_map(|joint| text[end..].strip_prefix(joint)).filter(|r| r.starts_with(|c: char| c.is_ascii_digit()))?;
    let window = &rest[..rest.floor_char_boundary(WINDOW)];
    grammar.dates.captures(window).filter(|found| found.get(0).is_some_and(|m| m.start() == 0)).and_then(|found| language.day(&found))
}

fn date_before(text: &str, start: usize, language: Language) -> Option<Date> {
    let grammar = language.grammar();
    let head = grammar.citations.after_date.iter().find_map(|joint| text[..start].strip_suffix(joint))?;
    let window = &head[head.ceil_char_boundary(head.len().saturating_sub(WINDOW))..];
    let found = grammar.dates.captures_iter(window).last().filter(|found| found.get(0).is_some_and(|m| m.end() == window.len()))?;
    language.day(&found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations() {
        let show = |text: &str, language| {
            let mut out = Vec::new();
            find(text, language, &mut out);
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
            ("its decisions 74/511 of 12 December 2019, 75/519 A of 7 December 2020 and 76/518 and its resolution 76/26", "76/26@"),
            ("held in Geneva (2008), Maputo (2014)", ""),
            ("the damage that the 1982/83, 1997/98 and 2015/16 El Niño phenomena caused", ""),
            ("Economic and Social Council resolution 2015/16", "2015/16@"),
        ] {
            assert_eq!(show(text, Language::En), expected, "{text}");
        }
        let three = "54/54 B@1999-12-01; 217 A (III)@; 2516 (2020)@2020-03-30";
        for (language, text) in [
            (Language::Fr, "54/54 B du 1er décembre 1999, 217 A (III) et la résolution 2516 (2020) du 30 mars 2020"),
            (Language::Es, "54/54 B, de 1 de diciembre de 1999, 217 A (III) y la resolución 2516 (2020), de 30 de marzo de 2020"),
            (Language::Ru, "54/54 B от 1 декабря 1999 года, решение 74/544, 217 A (III) и резолюцию 2516 (2020) от 30 марта 2020 года"),
            (Language::Zh, "1999年12月1日第54/54 B号、第217 A(III)号和2020年3月30日第2516(2020)号决议，第74/544号决定"),
            (Language::Ar, "54/54 باء المؤرخ 1 كانون الأول/ديسمبر 1999 و 217 ألف (د-3) وقرار مجلس الأمن 2516 (2020) المؤرخ 30 آذار/مارس 2020"),
        ] {
            assert_eq!(show(text, language), three, "{text}");
        }
        assert_eq!(show("القرار دإط-10/15", Language::Ar), "ES-10/15@");
    }
}
