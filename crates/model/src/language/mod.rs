//! The six languages: what each asks for when a text is read. Adding one is adding a file here, with the list of its
//! initiating phrases beside it, and naming it in [`Language`].
//!
//! What is the same in all languages (citations by figures, document symbols, levels) lives with the entities.
mod ar;
mod en;
mod es;
mod fr;
mod ordinals;
mod phrases;
mod ru;
mod zh;

pub(crate) use en::ORDINAL;

use crate::{InitiatingPhrase, Organ};
use jiff::civil::Date;
use regex::{Captures, Regex};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A language of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Russian.
    Ru,
    /// Chinese.
    Zh,
    /// Arabic.
    Ar,
}

/// What a language's texts look like.
pub(crate) struct Grammar {
    /// Two letters, three letters, and what else XML files and people write.
    pub codes: &'static [&'static str],
    pub name: &'static str,
    pub right_to_left: bool,
    /// Names of the organs in the masthead, in the order of [`Organ::ALL`].
    pub organs: [&'static str; 4],
    /// The names as they open a resolution.
    pub formulas: [&'static str; 4],
    /// Names of the months, each in all its spellings, in small letters.
    pub months: [&'static [&'static str]; 12],
    /// Days, ranges of days and spans of years, by the groups `day month year`, `d1 m1 y1 d2 m2 y2` and `from to`.
    pub dates: LazyLock<Regex>,
    /// The value of an ordinal in words.
    pub ordinal: fn(&str) -> Option<u16>,
    /// A session named in words, by the group `ordinal`.
    pub sessions: LazyLock<Regex>,
    /// An item of the agenda, its number in the first group.
    pub agenda_item: LazyLock<Regex>,
    /// The mark before decimals.
    pub decimal: char,
    /// What makes an ordinal, or an hour of the day, of a figure before it.
    pub ordinal_signs: &'static [&'static str],
    /// Words after a figure that multiply it by a power of ten, the longer before the shorter.
    pub scales: &'static [(&'static str, u32)],
    /// Number words from two to twelve, each in all its forms.
    pub numbers: [&'static [&'static str]; 11],
    pub citations: Citations,
    /// Words that join citations, dates and places and change with them (D-04, D-05, D-20).
    pub joints: &'static [&'static str],
    /// Those that belong to a list of citations.
    pub list_words: &'static [&'static str],
    /// Words that count repeated verbs (C-20).
    pub counters: &'static [&'static str],
    pub phrase: fn(&str) -> Option<InitiatingPhrase>,
    pub head: Head,
}

/// How resolutions are cited.
pub(crate) struct Citations {
    /// What every form of the word “resolution” has, in small letters.
    pub stem: &'static str,
    /// Numbers of every era (B-60 to B-63).
    pub number: LazyLock<Regex>,
    /// `and`, `to` between part letters.
    pub and: &'static str,
    pub to: &'static str,
    /// Part letters that are no Latin letters, with those.
    pub letters: &'static [(&'static str, char)],
    /// What stands between number and date.
    pub before_date: &'static [&'static str],
    /// What stands between a date and the number that follows it.
    pub after_date: &'static [&'static str],
    /// Words before a number, and signs after it, that say it is a decision's.
    pub decisions: &'static [&'static str],
}

/// The lines of masthead and closing, in small letters.
pub(crate) struct Head {
    /// How a line begins that names the item of the agenda.
    pub agenda_item: &'static [&'static str],
    pub adoption: &'static [&'static str],
    pub original: &'static [&'static str],
    /// What a draft's sponsor line ends with.
    pub draft: &'static [&'static str],
    pub annex: &'static [&'static str],
    /// The meeting of the closing.
    pub meeting: LazyLock<Regex>,
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Language; 6] = [Language::En, Language::Fr, Language::Es, Language::Ru, Language::Zh, Language::Ar];

    pub(crate) fn grammar(self) -> &'static Grammar {
        match self {
            Language::En => &en::GRAMMAR,
            Language::Fr => &fr::GRAMMAR,
            Language::Es => &es::GRAMMAR,
            Language::Ru => &ru::GRAMMAR,
            Language::Zh => &zh::GRAMMAR,
            Language::Ar => &ar::GRAMMAR,
        }
    }

    /// `en`, as in the JSON forms and in HTML.
    pub fn code(self) -> &'static str {
        self.grammar().codes[0]
    }

    /// `eng`, as in Akoma Ntoso.
    pub fn three_letters(self) -> &'static str {
        self.grammar().codes[1]
    }

    /// `English`.
    pub fn name(self) -> &'static str {
        self.grammar().name
    }

    /// The language of a code of two or three letters; regions (`fr-CH`) do not matter.
    pub fn of_code(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Language::ALL.into_iter().find(|l| l.grammar().codes.contains(&code.as_str()))
    }

    /// True for Arabic.
    pub fn is_right_to_left(self) -> bool {
        self.grammar().right_to_left
    }

    /// The Organization's name, as it heads every document.
    pub fn united_nations(self) -> &'static str {
        match self {
            Language::En => "United Nations",
            Language::Fr => "Nations Unies",
            Language::Es => "Naciones Unidas",
            Language::Ru => "Организация Объединенных Наций",
            Language::Zh => "联合国",
            Language::Ar => "الأمم المتحدة",
        }
    }

    /// An organ's name as printed in the masthead.
    pub fn organ(self, organ: Organ) -> &'static str {
        self.grammar().organs[organ.place()]
    }

    /// The organ that a line of a masthead names.
    pub fn organ_of(self, line: &str) -> Option<Organ> {
        let line = line.to_lowercase();
        Organ::ALL.into_iter().find(|o| self.organ(*o).to_lowercase() == line)
    }

    /// The organ that an opening formula names (A.1, element 11): the formula alone, with its comma where the organ's name
    /// has no article to tell it from the masthead.
    pub fn formula(self, line: &str) -> Option<Organ> {
        let comma = |c: char| [',', '，', '،', ':'].contains(&c);
        let name = line.trim_matches(|c: char| is_edge(c) || comma(c));
        let punctuated = line.contains(comma);
        let grammar = self.grammar();
        let names = |formula: &str, organ: &str| formula.eq_ignore_ascii_case(name) && (formula != organ || punctuated);
        Organ::ALL.into_iter().find(|o| names(grammar.formulas[o.place()], grammar.organs[o.place()]))
    }

    /// A date that is the whole of a text, as this language prints it (B-43).
    pub fn parse_date(self, text: &str) -> Option<Date> {
        let found = self.grammar().dates.captures(text)?;
        let whole = found.get(0).filter(|m| m.start() == 0 && m.end() == text.len()).is_some();
        self.day(&found).filter(|_| whole)
    }

    /// The last date in a text.
    pub fn last_date(self, text: &str) -> Option<Date> {
        self.grammar().dates.captures_iter(text).filter_map(|found| self.day(&found)).last()
    }

    /// The day of a match of one day.
    pub(crate) fn day(self, found: &Captures) -> Option<Date> {
        let part = |name| found.name(name).map(|m: regex::Match| m.as_str());
        self.date_of(part("day")?, part("month")?, part("year")?)
    }

    /// A day by its printed parts.
    pub(crate) fn date_of(self, day: &str, month: &str, year: &str) -> Option<Date> {
        let figure = |text: &str| text.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<i16>().ok();
        let month = figure(month).and_then(|m| i8::try_from(m).ok()).or_else(|| self.month(month))?;
        Date::new(figure(year)?, month, i8::try_from(figure(day)?).ok()?).ok()
    }

    fn month(self, name: &str) -> Option<i8> {
        let name = name.to_lowercase().replace("/ ", "/");
        let place = self.grammar().months.iter().position(|names| names.iter().any(|n| *n == name))?;
        i8::try_from(place + 1).ok()
    }

    /// The value of an ordinal in words, as sessions are named (F-04).
    pub fn ordinal_value(self, words: &str) -> Option<u16> {
        (self.grammar().ordinal)(words)
    }

    /// The session that a line names in words: 77 for `Seventy-seventh session`.
    pub fn session_of(self, line: &str) -> Option<u16> {
        let found = self.grammar().sessions.captures(line)?;
        self.ordinal_value(found.name("ordinal")?.as_str())
    }

    /// The initiating phrase at the head of a paragraph (B-20).
    pub fn initiating_phrase(self, text: &str) -> Option<InitiatingPhrase> {
        (self.grammar().phrase)(text)
    }

    /// The whole numbers from two to twelve that a text names in words.
    pub fn number_words(self, text: &str) -> Vec<u64> {
        let lower = text.to_lowercase();
        let spaced = !matches!(self, Language::Zh);
        let is_word = |at: usize, word: &str| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            !spaced || !letter(lower[..at].chars().next_back()) && !letter(lower[at + word.len()..].chars().next())
        };
        let values = self.grammar().numbers.iter().zip(2..);
        values.flat_map(|(words, value)| words.iter().flat_map(|w| lower.match_indices(w)).filter(|(at, w)| is_word(*at, w)).map(move |_| value)).collect()
    }

    /// The value of a printed figure, as digits with a point before decimals, with the words after it that multiply it
    /// (`2.5 million`, `250万`); none for figures that are only a way of writing: ordinals, months in Chinese.
    pub fn figure_value(self, printed: &str, after: &str) -> Option<String> {
        let grammar = self.grammar();
        let spaced = after.strip_prefix('\u{a0}').map(|rest| format!(" {rest}"));
        let after = spaced.as_deref().unwrap_or(after);
        let ordinal = grammar.ordinal_signs.iter().any(|sign| {
            let rest = after.strip_prefix(sign);
            rest.is_some_and(|rest| self == Language::Zh || !rest.starts_with(char::is_alphanumeric))
        });
        if ordinal || self.is_hour_before(after) {
            return None;
        }
        let marks: Vec<(usize, char)> = printed.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
        // One mark of the language's own, or one that no three digits follow, comes before decimals.
        let decimals = match marks[..] {
            [(at, c)] => {
                let digits = printed.len() - at - c.len_utf8();
                (c == grammar.decimal || matches!(c, '.' | ',' | '٫') && digits != 3).then_some(at)
            }
            _ => None,
        };
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (whole, fraction) = decimals.map_or((digits(printed), String::new()), |at| (digits(&printed[..at]), digits(&printed[at..])));
        let rest = after.trim_start().trim_start_matches(['多', '余', '几']);
        let scale = grammar.scales.iter().find(|(word, _)| rest.starts_with(word)).map_or(0, |(_, power)| *power as usize);
        let moved: String = fraction.chars().chain(std::iter::repeat('0')).take(scale).collect();
        let left: String = fraction.chars().skip(scale).collect();
        let whole = format!("{whole}{moved}");
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let left = left.trim_end_matches('0');
        Some(if left.is_empty() { whole.to_owned() } else { format!("{whole}.{left}") })
    }

    /// Words that join citations, dates and places and change with them (D-04, D-05, D-20).
    pub fn is_joint(self, word: &str) -> bool {
        self.grammar().joints.contains(&word)
    }

    /// Joints of a list of citations: “and”, “resolutions”.
    pub fn is_list_word(self, word: &str) -> bool {
        self.grammar().list_words.contains(&word)
    }

    /// `also`, `further` and what they are elsewhere (C-20).
    pub fn is_counter(self, word: &str) -> bool {
        self.grammar().counters.contains(&word.to_lowercase().as_str())
    }

    /// A line such as `Agenda item 99 (n)` (A-06).
    pub fn is_agenda_item(self, line: &str) -> bool {
        starts(line, self.grammar().head.agenda_item)
    }

    /// A line such as `Resolution adopted by the General Assembly on …` (A-04).
    pub fn is_adoption(self, line: &str) -> bool {
        let lower = line.to_lowercase();
        !line.starts_with('[') && self.grammar().head.adoption.iter().any(|words| lower.contains(words))
    }

    /// The language that a draft names as its original one, without the words before it (A.2).
    pub fn original(self, line: &str) -> Option<&str> {
        let lower = line.to_lowercase();
        let head = self.grammar().head.original.iter().find(|o| lower.starts_with(**o))?;
        line.get(head.len()..).map(str::trim)
    }

    /// The sponsor line of a draft (A-22).
    pub fn is_sponsor_line(self, line: &str) -> bool {
        let lower = line.to_lowercase();
        self.grammar().head.draft.iter().any(|d| lower.ends_with(d))
    }

    /// `Annex`, `Annex II`.
    pub fn is_annex_title(self, line: &str) -> bool {
        let lower = line.to_lowercase();
        self.grammar().head.annex.iter().any(|a| {
            lower.strip_prefix(a).is_some_and(|rest| {
                let number = rest.trim();
                number.is_empty()
                    || rest.starts_with(' ') && (number.chars().all(|c| "ivxlc".contains(c)) || number.chars().count() == 1)
                    || self == Language::Zh && number.chars().all(|c| "一二三四五六七八九十".contains(c))
            })
        })
    }

    /// “from 3 to 6 p.m.”: the first hour, by what comes after it.
    fn is_hour_before(self, after: &str) -> bool {
        let to = after.strip_prefix(" to ").or_else(|| after.strip_prefix('–'));
        let after_second = to.map(|to| to.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
        let mut hours = self.grammar().ordinal_signs.iter().filter(|sign| sign.starts_with(' '));
        after_second.is_some_and(|after| hours.any(|sign| after.starts_with(sign)))
    }

    /// `46th plenary meeting` (A-13).
    pub fn is_meeting(self, line: &str) -> bool {
        line.len() <= 160 && self.grammar().head.meeting.is_match(line)
    }
}

fn starts(line: &str, heads: &[&str]) -> bool {
    let lower = line.to_lowercase();
    heads.iter().any(|h| lower.starts_with(h))
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// A pattern that is part of the program.
fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

/// All spellings of all months, the longest first, for a pattern.
fn any_month(months: &[&[&str]]) -> String {
    let mut names: Vec<&str> = months.iter().flat_map(|m| m.iter().copied()).collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    names.join("|")
}

/// Numbers of resolutions with their part letters: `77/63`, `54/54 B`, `217 A (III)`, `2516 (2020)`.
fn number(letter: &str, and: &str, to: &str) -> Regex {
    let several = format!("(?:(?:[,،、] ?(?:{letter}))*(?: {and} ?| {and}|{and})(?:{letter})| {to} (?:{letter}))?");
    let session = "(?:ES-|S-|دإط[-–]|دإ[-–])?";
    pattern(&format!(
        r"(?-u:\b)\d{{1,4}}(?: ?(?:{letter}){several})? ?\((?:(?:ES-|S-)?[IVXLC]+|(?:دإط|دإ|د)[-–]\d{{1,2}})\)|{session}(?-u:\b)\d{{1,4}}/\d{{1,4}}(?: ?(?:{letter}){several})?|(?-u:\b)\d{{1,4}} ?\((?:19|20)\d\d\)"
    ))
}

/// A pattern for a part letter that stands alone.
const LATIN_LETTER: &str = r"[A-Z](?-u:\b)";

/// A pattern for part letters that are words.
fn word_letters(letters: &[(&str, char)]) -> String {
    letters.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|")
}

/// A span of years, the same in all languages (B-12).
const YEARS: &str = r"(?-u:\b)(?P<from>(?:19|20)\d\d)[–-](?P<to>(?:19|20)\d\d)(?-u:\b)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_six_languages() {
        for (language, text) in [
            (Language::En, "7 December 2022"),
            (Language::Fr, "7 décembre 2022"),
            (Language::Es, "7 de diciembre de 2022"),
            (Language::Ru, "7 декабря 2022 года"),
            (Language::Zh, "2022年12月7日"),
            (Language::Ar, "7 كانون الأول/ديسمبر 2022"),
        ] {
            assert_eq!(language.parse_date(text), Some(jiff::civil::date(2022, 12, 7)), "{text}");
            assert_eq!(language.parse_date(&format!("{text} и")), None);
        }
        assert_eq!(Language::Fr.parse_date("1er août 2022"), Some(jiff::civil::date(2022, 8, 1)));
        assert_eq!(Language::Ar.parse_date("29 تشرين الأول/ أكتوبر 2021"), Some(jiff::civil::date(2021, 10, 29)));
        assert_eq!(Language::Ru.parse_date("31 ноября 2022 года"), None);
    }

    #[test]
    fn sessions_in_six_languages() {
        for (language, n, text) in [
            (Language::En, 78, "seventy-eighth session"),
            (Language::Fr, 78, "soixante-dix-huitième session"),
            (Language::Fr, 71, "Soixante et onzième session"),
            (Language::Fr, 80, "quatre-vingtième session"),
            (Language::Es, 79, "septuagésimo noveno período de sesiones"),
            (Language::Es, 81, "octogésimo primer período de sesiones"),
            (Language::Ru, 78, "семьдесят восьмой сессии"),
            (Language::Ru, 40, "сороковая сессия"),
            (Language::Zh, 77, "第七十七届会议"),
            (Language::Zh, 80, "第八十届会议"),
            (Language::Ar, 77, "الدورة السابعة والسبعون"),
            (Language::Ar, 78, "دورتها الثامنة والسبعين"),
        ] {
            assert_eq!(language.session_of(text), Some(n), "{text}");
        }
    }

    #[test]
    fn formulas_and_mastheads() {
        for (language, formula, name) in [
            (Language::En, "The General Assembly,", "General Assembly"),
            (Language::Fr, "*L’Assemblée générale*,", "Assemblée générale"),
            (Language::Es, "La Asamblea General,", "Asamblea General"),
            (Language::Ru, "Генеральная Ассамблея,", "Генеральная Ассамблея"),
            (Language::Zh, "大会，", "大会"),
            (Language::Ar, "إن الجمعية العامة ،", "الجمعية العامة"),
        ] {
            assert_eq!(language.formula(formula), Some(Organ::GeneralAssembly), "{formula}");
            assert_eq!(language.formula(name), None, "{name}");
            assert_eq!(language.organ_of(name), Some(Organ::GeneralAssembly), "{name}");
        }
    }

    #[test]
    fn phrases_in_six_languages() {
        for (language, text, phrase) in [
            (Language::En, "Recalling also that", "Recalling also"),
            (Language::Fr, "Prenant note avec satisfaction de la résolution", "Prenant note avec satisfaction"),
            (Language::Es, "Acogiendo con beneplácito la aceptación", "Acogiendo con beneplácito"),
            (Language::Ru, "принимая к сведению также тот факт", "принимая к сведению также"),
            (Language::Zh, "又强调指出国际", "又强调指出"),
            (Language::Ar, "وإذ تؤكد من جديد ما للقواعد", "وإذ تؤكد من جديد"),
        ] {
            let found = language.initiating_phrase(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(&text[found.span], phrase);
        }
        assert_eq!(Language::Fr.initiating_phrase("Les États Membres"), None);
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(Language::Fr.number_words("les deux premiers des douze mois"), [2, 12]);
        assert_eq!(Language::En.number_words("the tenth of ten"), [10]);
        assert_eq!(Language::of_code("fre"), Some(Language::Fr));
        assert_eq!(Language::of_code("zh-Hans"), Some(Language::Zh));
    }
}
