//! Chinese. Words do not stand apart, dates come before the number of a resolution, and a verb does not show its mood: but
//! for “decides”, the number alone tells an operative paragraph.
use super::{Citations, Grammar, Head, YEARS, ordinals::Ordinals, pattern, phrases::Phrases};
use std::sync::LazyLock;

static ORDINALS: LazyLock<Ordinals> = LazyLock::new(|| Ordinals::new(|n| vec![format!("第{}", figure(n))]));
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("zh.phrases"), &["又", "还"], false));

pub(super) static GRAMMAR: Grammar = Grammar {
    codes: &["zh", "zho", "chi", "chinese"],
    name: "Chinese",
    right_to_left: false,
    organs: ["大会", "安全理事会", "经济及社会理事会", "人权理事会"],
    formulas: ["大会", "安全理事会", "经济及社会理事会", "人权理事会"],
    // Months are figures.
    months: [&[]; 12],
    dates: LazyLock::new(|| {
        pattern(&format!(
            r"(?P<y1>\d{{4}})年(?P<m1>\d{{1,2}})月(?P<d1>\d{{1,2}})日?(?:至|和|、)(?:(?P<y2>\d{{4}})年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日|(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日|{YEARS}"
        ))
    }),
    ordinal: |words| ORDINALS.value(words),
    sessions: LazyLock::new(|| pattern("(?P<ordinal>第[一二三四五六七八九十百零]+)届(?:(?:紧急)?特别)?(?:会议|常会|年会)")),
    agenda_item: LazyLock::new(|| pattern(r"议程项目 ?(\d{1,3}(?: ?\([a-z]{1,2}\))?)")),
    decimal: '.',
    ordinal_signs: &["月", "届", "次", "世纪", "号", "日", "时"],
    scales: &[("百万", 6), ("千万", 7), ("万亿", 12), ("万", 4), ("亿", 8)],
    numbers: [&["两", "二"], &["三"], &["四"], &["五"], &["六"], &["七"], &["八"], &["九"], &["十"], &["十一"], &["十二"]],
    citations: Citations {
        stem: "决议",
        number: LazyLock::new(|| super::number(super::LATIN_LETTER, "和", "至")),
        and: "和",
        to: "至",
        letters: &[],
        before_date: &[],
        after_date: &["第", "日第"],
        decisions: &["号决定"],
    },
    joints: &["和", "及", "至", "第", "号", "日", "其", "在", "决议", "各项", "还", "又"],
    list_words: &["和", "第", "号", "决议"],
    counters: &["又", "还"],
    phrase: |text| PHRASES.find(text),
    head: Head {
        agenda_item: &["议程项目"],
        adoption: &["大会决议", "会议通过", "理事会决议", "通过的决议"],
        original: &["original:", "原文："],
        draft: &["：决议草案", ":决议草案", ": 决议草案"],
        annex: &["附件"],
        meeting: LazyLock::new(|| pattern(r"^第?\s*\d+\s*次(?:全体)?会议(?:\s*[(（]续会[)）])?$")),
    },
};

const FIGURES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn figure(n: u16) -> String {
    let (hundred, ten, unit) = (n / 100, n / 10 % 10, n % 10);
    let tens = match (hundred, ten) {
        (0, 0) => String::new(),
        (0, 1) => "十".to_owned(),
        (_, 0) => {
            if unit > 0 {
                "零".to_owned()
            } else {
                String::new()
            }
        }
        (_, t) => format!("{}十", FIGURES[usize::from(t)]),
    };
    let hundreds = if hundred > 0 { format!("{}百", FIGURES[usize::from(hundred)]) } else { String::new() };
    format!("{hundreds}{tens}{}", FIGURES[usize::from(unit)])
}
