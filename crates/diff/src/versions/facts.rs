//! What a block says that no translation may change: its number, citations, symbols, dates, figures, footnote marks.
use super::DifferenceKind;
use chancery_model::{
    Block, Language, MarkKind,
    entity::{self, Value},
};
use std::{collections::BTreeSet, fmt, ops::Range};

/// A printed label by its value: `(b)`, `b)` and `(ب)` are the second of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    None,
    /// The places that it may name: `(i)` is the first of numerals and the ninth of letters.
    Place(Vec<u32>, String),
    Other(String),
}

/// Something stated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fact {
    Citation(String),
    Symbol(String),
    Date(String),
    /// In whole numbers of the smallest unit that is printed.
    Figure(String),
    Note(String),
}

pub(super) struct Facts {
    pub label: Label,
    stated: BTreeSet<Fact>,
    /// Whole numbers that stand in words.
    words: Vec<u64>,
    /// Everything that is printed in digits, by itself.
    digits: BTreeSet<String>,
    pub length: usize,
}

impl Fact {
    pub fn kind(&self) -> DifferenceKind {
        match self {
            Fact::Citation(_) => DifferenceKind::Citation,
            Fact::Symbol(_) => DifferenceKind::Symbol,
            Fact::Date(_) => DifferenceKind::Date,
            Fact::Figure(_) => DifferenceKind::Figure,
            Fact::Note(_) => DifferenceKind::Note,
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Fact::Citation(v) | Fact::Symbol(v) | Fact::Date(v) | Fact::Figure(v) | Fact::Note(v)) = self;
        f.write_str(v)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::None => Ok(()),
            Label::Place(_, printed) | Label::Other(printed) => f.write_str(printed),
        }
    }
}

impl Label {
    pub fn of(label: Option<&str>) -> Self {
        let Some(label) = label else { return Label::None };
        let inner: String = label.chars().filter(|c| c.is_alphanumeric() || ('㈠'..='㈩').contains(c)).collect();
        let places = places(&inner);
        match places.first() {
            Some(first) => Label::Place(places.clone(), first.to_string()),
            None if inner.is_empty() => Label::None,
            None => Label::Other(inner),
        }
    }

    pub const fn is_place(&self) -> bool {
        matches!(self, Label::Place(..))
    }

    /// True if both may be the same place.
    pub fn agrees(&self, other: &Label) -> bool {
        match (self, other) {
            (Label::Place(a, _), Label::Place(b, _)) => a.iter().any(|p| b.contains(p)),
            (a, b) => a == b,
        }
    }
}

/// The letters of lists, in their order.
const ALPHABETS: [&str; 4] = ["abcdefghijklmnopqrstuvwxyz", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "абвгдежзиклмнопрстуфхцчшщэюя", "子丑寅卯辰巳午未申酉戌亥"];

fn places(inner: &str) -> Vec<u32> {
    if let Ok(n) = inner.parse() {
        return vec![n];
    }
    let mut out = Vec::new();
    if let Some(n) = roman(inner) {
        out.push(n);
    }
    // “aa” after “z”, “هـ” with its stretch.
    let letters: Vec<char> = inner.chars().filter(|c| *c != 'ـ').collect();
    let Some(first) = letters.first().filter(|f| letters.iter().all(|l| l == *f)) else { return out };
    if ('㈠'..='㈩').contains(first) {
        out.push(*first as u32 - '㈠' as u32 + 1);
    }
    let first = if matches!(first, 'ا' | 'إ') { 'أ' } else { *first };
    // Latin letters in Cyrillic disguise.
    if let Some(at) = "аесорху".chars().position(|c| c == first) {
        out.extend("aecopxy".chars().nth(at).map(|c| c as u32 - 'a' as u32 + 1));
    }
    for alphabet in ALPHABETS {
        if let Some(at) = alphabet.chars().position(|c| c == first) {
            let (length, round) = (alphabet.chars().count(), letters.len() - 1);
            out.push((at + 1 + length * round) as u32);
            // Alphabets are not equally long; some lists keep to the twenty-six letters of the Latin one.
            out.push((at + 1 + ALPHABETS[0].len() * round) as u32);
        }
    }
    out
}

fn roman(inner: &str) -> Option<u32> {
    let value = |c| {
        Some(match c {
            'i' | 'I' => 1,
            'v' | 'V' => 5,
            'x' | 'X' => 10,
            'l' | 'L' => 50,
            'c' | 'C' => 100,
            _ => return None,
        })
    };
    let values = inner.chars().map(value).collect::<Option<Vec<i32>>>().filter(|v| !v.is_empty() && v.len() < 12)?;
    let sum: i32 = values.iter().enumerate().map(|(i, v)| if values.get(i + 1).is_some_and(|n| n > v) { -v } else { *v }).sum();
    u32::try_from(sum).ok()
}

impl Facts {
    pub fn of(b: &Block, language: Language) -> Self {
        let text = b.text.as_str();
        let mut stated = BTreeSet::new();
        let mut typed: Vec<Range<usize>> = Vec::new();
        for e in entity::recognise_values_in(text, language) {
            let fact = match &e.value {
                Value::Resolution(c) => Fact::Citation(c.number.whole().to_string()),
                Value::Symbol(s) => Fact::Symbol(s.as_str().trim_end_matches('*').to_owned()),
                Value::Date(d) => Fact::Date(d.to_string()),
                Value::DateRange(first, last) => {
                    // One language has a range where another has two days.
                    stated.insert(Fact::Date(first.to_string()));
                    Fact::Date(last.to_string())
                }
                _ => continue,
            };
            typed.push(e.span);
            stated.insert(fact);
        }
        stated.extend(figures(text, &typed, language).into_iter().map(Fact::Figure));
        // Their numbers follow from their count, and one more at the head of a text would move them all.
        let notes = b.text.marks().iter().filter(|m| matches!(m.kind, MarkKind::NoteRef(_))).count();
        stated.extend((1..=notes).map(|n| Fact::Note(n.to_string())));
        let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).map(str::to_owned).collect();
        Facts { label: Label::of(b.label.as_deref()), stated, words: language.number_words(text), digits, length: text.chars().count() }
    }

    pub fn stated(&self) -> impl Iterator<Item = &Fact> {
        self.stated.iter()
    }

    /// Whether a fact is stated, in figures or in words.
    pub fn says(&self, fact: &Fact) -> bool {
        self.stated.contains(fact) || matches!(fact, Fact::Figure(f) if f.parse().is_ok_and(|n| self.words.contains(&n)))
    }

    /// Whether the day and the year of a date are printed, in whatever form: “from 28 February to 11 March and from 30 May to
    /// 10 June 2022” does not repeat the year.
    pub fn prints(&self, date: &Fact) -> bool {
        let Fact::Date(date) = date else { return false };
        let (year, day) = (&date[..4], date[8..].trim_start_matches('0'));
        self.digits.contains(year) && (self.digits.contains(day) || self.digits.contains(&date[8..]))
    }

    /// How much of what both state is the same, from 0 to 1; none if neither states anything.
    pub fn common(&self, other: &Facts) -> Option<f32> {
        let all = self.stated.len() + other.stated.len();
        let same = self.stated.intersection(&other.stated).count();
        (all > 0).then(|| 2.0 * same as f32 / all as f32)
    }
}

/// Figures outside the typed spans, without the marks that group thousands, in whole numbers.
fn figures(text: &str, typed: &[Range<usize>], language: Language) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|n| n + at) {
        let backward = if language.is_right_to_left() { backward_groups(text, start) } else { None };
        let (end, printed) = match backward {
            Some(groups) => groups,
            None => {
                let end = number_end(text, start);
                (end, text[start..end].to_owned())
            }
        };
        at = end;
        let inside = |r: &Range<usize>| r.start < end && start < r.end;
        if typed.iter().any(inside) || is_name(text, start, end) {
            continue;
        }
        if let Some(value) = language.figure_value(&printed, &text[end..]) {
            out.push(value);
        }
    }
    out
}

/// `100 731 65` in a line that runs from right to left is 65 731 100: every group but the last has three digits, and the last
/// one is the first.
fn backward_groups(text: &str, start: usize) -> Option<(usize, String)> {
    let mut groups: Vec<&str> = Vec::new();
    let mut end = start;
    loop {
        let digits = text[end..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - end);
        groups.push(&text[end..end + digits]);
        end += digits;
        let rest = text[end..].strip_prefix([' ', '\u{a0}']);
        match rest {
            Some(rest) if digits == 3 && rest.starts_with(|c: char| c.is_ascii_digit()) => end = text.len() - rest.len(),
            _ => break,
        }
    }
    let last = groups.last().map_or(0, |g| g.len());
    groups.reverse();
    (groups.len() > 1 && (1..=3).contains(&last)).then(|| (end, groups.join(" ")))
}

/// Figures that are part of a name or of a number with parts: `COVID-19`, `17.3.1`, `17-3-1`, `2017/206`.
fn is_name(text: &str, start: usize, end: usize) -> bool {
    let joint = |c: char| matches!(c, '-' | '–' | '/' | '+' | '.') || c.is_alphabetic() && c.is_ascii();
    let parts = text[start..end].matches('.').count() > 1 && text[start..end].split('.').skip(1).any(|p| p.len() != 3);
    let mut after = text[end..].chars();
    let joined = after.next().is_some_and(|c| matches!(c, '-' | '–' | '/')) && after.next().is_some_and(|c| c.is_ascii_digit());
    parts || joined || text[..start].ends_with(joint)
}

/// Where a figure ends: digits, with one mark or space between groups of them.
fn number_end(text: &str, start: usize) -> usize {
    let digits = |from: usize| text[from..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |n| from + n);
    let mut end = digits(start);
    while let Some(mark) = text[end..].chars().next().filter(|c| matches!(c, ',' | '.' | ' ' | '٬' | '٫' | '’')) {
        let from = end + mark.len_utf8();
        let next = digits(from);
        // A space or a stroke groups exactly three digits.
        let grouped = next - from == 3 && (mark != ' ' || end - start <= 3 || text[start..end].contains(' '));
        if next == from || (mark == ' ' || mark == '’') && !grouped {
            break;
        }
        end = next;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_six_languages() {
        for same in [["(b)", "b)", "(ب)"], ["(i)", "i)", "㈠"], ["7.", "7 -", "7."], ["(e)", "e)", "(هـ)"], ["(aa)", "aa)", "aa)"]] {
            let [a, b, c] = same.map(|l| Label::of(Some(l)));
            assert!(a.agrees(&b) && b.agrees(&c), "{same:?}");
        }
        assert!(!Label::of(Some("(b)")).agrees(&Label::of(Some("(c)"))));
        assert!(!Label::of(None).agrees(&Label::of(Some("1."))));
    }

    #[test]
    fn figures_of_six_languages() {
        for (language, text) in [
            (Language::En, "1,250,000 people, 0.7 per cent and 2.5 million"),
            (Language::Fr, "1 250 000 personnes, 0,7 pour cent et 2,5 millions"),
            (Language::Es, "1.250.000 personas, el 0,7 % y 2,5 millones"),
            (Language::Ru, "1 250 000 человек, 0,7 процента и 2,5 миллиона"),
            (Language::Zh, "1 250 000人，0.7%和250万"),
            (Language::Ar, "1 250 000 شخص و 0,7 في المائة و 2,5 مليون"),
        ] {
            assert_eq!(figures(text, &[], language), ["1250000", "0.7", "2500000"], "{text}");
        }
        assert_eq!(figures("مبلغ 100 731 65 دولار وحتى 000 17 فرد", &[], Language::Ar), ["65731100", "17000"]);
    }
}
