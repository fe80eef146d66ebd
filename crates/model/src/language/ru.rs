//! Russian. Ordinals decline; the forms of a feminine noun (`сессия`) and the plural are known.
use super::{Citations, Grammar, Head, YEARS, any_month, ordinals::Ordinals, pattern, phrases::Phrases};
use std::sync::LazyLock;

const MONTHS: [&[&str]; 12] =
    [&["января"], &["февраля"], &["марта"], &["апреля"], &["мая"], &["июня"], &["июля"], &["августа"], &["сентября"], &["октября"], &["ноября"], &["декабря"]];

static ORDINALS: LazyLock<Ordinals> = LazyLock::new(|| Ordinals::new(forms));
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("ru.phrases"), &["также", "далее"], true));

pub(super) static GRAMMAR: Grammar = Grammar {
    codes: &["ru", "rus", "russian"],
    name: "Russian",
    right_to_left: false,
    organs: ["Генеральная Ассамблея", "Совет Безопасности", "Экономический и Социальный Совет", "Совет по правам человека"],
    formulas: ["Генеральная Ассамблея", "Совет Безопасности", "Экономический и Социальный Совет", "Совет по правам человека"],
    months: MONTHS,
    dates: LazyLock::new(|| {
        let m = any_month(&MONTHS);
        let y = r"\d{4}(?: год(?:а|у|ов)?)?";
        pattern(&format!(
            r"(?-u:\b)(?P<d1>\d{{1,2}})(?: (?P<m1>{m})(?: (?P<y1>{y}))?)?(?: по | и |–|-| — )(?P<d2>\d{{1,2}}) (?P<m2>{m}) (?P<y2>{y})\b|(?-u:\b)(?P<day>\d{{1,2}}) (?P<month>{m}) (?P<year>{y})\b|{YEARS}"
        ))
    }),
    ordinal: |words| ORDINALS.value(words),
    sessions: LazyLock::new(|| {
        ORDINALS.pattern(r"\b{}(?: (?:и \p{L}+(?: \p{L}+)?|очередн\p{L}+|специальн\p{L}+|чрезвычайн\p{L}+(?: специальн\p{L}+)?|ежегодн\p{L}+))? сесси\p{L}+")
    }),
    agenda_item: LazyLock::new(|| pattern(r"[Пп]ункт\p{L}* (\d{1,3}(?: ?[a-zа-я]{1,2}\))?) повестки дня")),
    decimal: ',',
    ordinal_signs: &["-й", "-я", "-е", "-го", "-м", "-ой", "-ю", "-х", "-му", "-ым"],
    scales: &[("миллион", 6), ("млн", 6), ("миллиард", 9), ("млрд", 9), ("тыс", 3)],
    numbers: [
        &["два", "две", "двух", "двум", "двумя"],
        &["три", "трех", "трем", "тремя"],
        &["четыре", "четырех", "четырем", "четырьмя"],
        &["пять", "пяти", "пятью"],
        &["шесть", "шести", "шестью"],
        &["семь", "семи", "семью"],
        &["восемь", "восьми"],
        &["девять", "девяти"],
        &["десять", "десяти"],
        &["одиннадцать", "одиннадцати"],
        &["двенадцать", "двенадцати"],
    ],
    citations: Citations {
        stem: "резолюци",
        number: LazyLock::new(|| super::number(super::LATIN_LETTER, "и", "—")),
        and: "и",
        to: "—",
        letters: &[],
        before_date: &[" от "],
        after_date: &[],
        decisions: &["решение", "решения", "решении", "решению", "решением", "решений", "решениями", "решениях"],
    },
    joints: &[
        "и",
        "от",
        "на",
        "в",
        "с",
        "по",
        "ее",
        "свою",
        "свои",
        "своей",
        "своих",
        "резолюцию",
        "резолюции",
        "резолюций",
        "резолюцией",
        "резолюциях",
        "также",
        "далее",
        "года",
        "годов",
    ],
    list_words: &["и", "резолюцию", "резолюции", "резолюций"],
    counters: &["также", "далее"],
    phrase: |text| PHRASES.find(text),
    head: Head {
        agenda_item: &["пункт ", "пункты "],
        adoption: &["принятая генеральной", "принятые генеральной", "принятая советом", "принятая экономическим"],
        original: &["original:", "язык оригинала:", "подлинный текст:"],
        draft: &[": проект резолюции"],
        annex: &["приложение"],
        meeting: LazyLock::new(|| pattern(r"^\d+[-‑][еe]\s+(?:\(\p{L}+\)\s+)?(?:пленарное\s+)?заседание(?:\s+\(\p{L}+\))?$")),
    },
};

/// Ordinal stems of the units; the third has a soft declension of its own.
const UNITS: [&str; 20] = [
    "",
    "перв",
    "втор",
    "трет",
    "четверт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
];
const TENS: [(&str, &str); 9] = [
    ("двадцать", "двадцат"),
    ("тридцать", "тридцат"),
    ("сорок", "сороков"),
    ("пятьдесят", "пятидесят"),
    ("шестьдесят", "шестидесят"),
    ("семьдесят", "семидесят"),
    ("восемьдесят", "восьмидесят"),
    ("девяносто", "девяност"),
    ("сто", "сот"),
];

fn forms(n: u16) -> Vec<String> {
    let declined = |before: &str, stem: &str| {
        let endings: &[&str] = if stem == "трет" {
            &["ья", "ьей", "ью", "ьи", "ьих"]
        } else {
            &["ая", "ой", "ую", "ою", "ые", "ых", "ым", "ыми"]
        };
        endings.iter().map(|e| format!("{before}{stem}{e}")).collect::<Vec<_>>()
    };
    match n {
        0 => Vec::new(),
        1..=19 => declined("", UNITS[usize::from(n)]),
        20..=100 => {
            let (ten, tenth) = TENS[usize::from(n / 10 - 2)];
            if n.is_multiple_of(10) { declined("", tenth) } else { declined(&format!("{ten} "), UNITS[usize::from(n % 10)]) }
        }
        _ => forms(n - 100).into_iter().map(|f| format!("сто {f}")).collect(),
    }
}
