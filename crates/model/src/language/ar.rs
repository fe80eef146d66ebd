//! Arabic. Nouns come before their ordinals, months have two names, part letters are words.
use super::{Citations, Grammar, Head, YEARS, ordinals::Ordinals, pattern, phrases::Phrases};
use std::sync::LazyLock;

const MONTHS: [&[&str]; 12] = [
    &["كانون الثاني/يناير", "كانون الثاني", "يناير"],
    &["شباط/فبراير", "شباط", "فبراير"],
    &["آذار/مارس", "آذار", "مارس"],
    &["نيسان/أبريل", "نيسان", "أبريل"],
    &["أيار/مايو", "أيار", "مايو", "أيار/مايه"],
    &["حزيران/يونيه", "حزيران/يونيو", "حزيران", "يونيه", "يونيو"],
    &["تموز/يوليه", "تموز/يوليو", "تموز", "يوليه", "يوليو"],
    &["آب/أغسطس", "آب", "أغسطس"],
    &["أيلول/سبتمبر", "أيلول", "سبتمبر"],
    &["تشرين الأول/أكتوبر", "تشرين الأول", "أكتوبر"],
    &["تشرين الثاني/نوفمبر", "تشرين الثاني", "نوفمبر"],
    &["كانون الأول/ديسمبر", "كانون الأول", "ديسمبر"],
];

/// What part letters are called.
const LETTERS: [(&str, char); 10] =
    [("ألف", 'A'), ("باء", 'B'), ("جيم", 'C'), ("دال", 'D'), ("هاء", 'E'), ("واو", 'F'), ("زاي", 'G'), ("حاء", 'H'), ("طاء", 'I'), ("ياء", 'J')];

static ORDINALS: LazyLock<Ordinals> = LazyLock::new(|| Ordinals::new(forms));
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("ar.phrases"), &["أيضا", "كذلك"], true));

pub(super) static GRAMMAR: Grammar = Grammar {
    codes: &["ar", "ara", "arabic"],
    name: "Arabic",
    right_to_left: true,
    organs: ["الجمعية العامة", "مجلس الأمن", "المجلس الاقتصادي والاجتماعي", "مجلس حقوق الإنسان"],
    formulas: ["إن الجمعية العامة", "إن مجلس الأمن", "إن المجلس الاقتصادي والاجتماعي", "إن مجلس حقوق الإنسان"],
    months: MONTHS,
    dates: LazyLock::new(|| {
        // A space sometimes follows the stroke between the two names of a month.
        let m = super::any_month(&MONTHS).replace('/', "/ ?");
        pattern(&format!(
            r"(?-u:\b)(?P<d1>\d{{1,2}})(?: (?P<m1>{m})(?: (?P<y1>\d{{4}}))?)?(?: إلى |–|-| و ?)(?P<d2>\d{{1,2}}) (?P<m2>{m}) (?P<y2>\d{{4}})(?-u:\b)|(?-u:\b)(?P<day>\d{{1,2}}) (?P<month>{m}) (?P<year>\d{{4}})(?-u:\b)|{YEARS}"
        ))
    }),
    ordinal: |words| ORDINALS.value(words),
    sessions: LazyLock::new(|| {
        ORDINALS.pattern(r"(?:الدورة|دورتها|دورته|دورتيها|دورتيه|دورة|الدورتين|للدورة|بالدورة|لدورتها) (?:العادية |السنوية |الاستثنائية (?:الطارئة )?)?{}")
    }),
    agenda_item: LazyLock::new(|| pattern(r"البند (\d{1,3}(?: \(\p{L}{1,2}\))?) من جدول الأعمال")),
    decimal: ',',
    ordinal_signs: &[],
    scales: &[("مليون", 6), ("ملايين", 6), ("بليون", 9), ("مليار", 9), ("بلايين", 9)],
    numbers: [
        &["اثنين", "اثنان", "اثنتين", "اثنتان"],
        &["ثلاثة", "ثلاث"],
        &["أربعة", "أربع"],
        &["خمسة", "خمس"],
        &["ستة", "ست"],
        &["سبعة", "سبع"],
        &["ثمانية", "ثماني", "ثمان"],
        &["تسعة", "تسع"],
        &["عشرة", "عشر"],
        &["أحد عشر", "إحدى عشرة"],
        &["اثني عشر", "اثنا عشر", "اثنتي عشرة"],
    ],
    citations: Citations {
        stem: "قرار",
        number: LazyLock::new(|| super::number(&super::word_letters(&LETTERS), "و", "إلى")),
        and: "و",
        to: "إلى",
        letters: &LETTERS,
        before_date: &[" المؤرخ ", " المؤرخة ", " المؤرَّخ ", " المؤرخين ", " المؤرخان ", " الصادر في ", " في ", "، المؤرخ "],
        after_date: &[],
        decisions: &["مقرر", "المقرر", "مقررها", "مقرره", "مقررات", "المقررات", "مقرراتها", "ومقررها", "والمقرر"],
    },
    joints: &[
        "و",
        "من",
        "إلى",
        "في",
        "المؤرخ",
        "المؤرخة",
        "المؤرخين",
        "قرارها",
        "قراراتها",
        "قراره",
        "قراراته",
        "قرار",
        "قرارات",
        "القرار",
        "القرارين",
        "القرارات",
        "أيضا",
        "كذلك",
    ],
    list_words: &["و", "قرارها", "قراراتها", "قراريها", "القرار", "القرارين", "القرارات"],
    counters: &["أيضا", "كذلك"],
    phrase: |text| PHRASES.find(text),
    head: Head {
        agenda_item: &["البند ", "البنود ", "البندان "],
        adoption: &["اتخذته الجمعية", "اتخذتها الجمعية", "اتخذه مجلس", "اتخذه المجلس"],
        original: &["original:", "الأصل:"],
        draft: &[": مشروع قرار"],
        annex: &["المرفق", "مرفق"],
        meeting: LazyLock::new(|| pattern(r"^الجلسة(?:\s+العامة)?(?:\s+\(المستأنفة\))?\s+\d+(?:\s+\(المستأنفة\))?$")),
    },
};

const UNITS: [&str; 20] = [
    "",
    "الأولى",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
    "الحادية عشرة",
    "الثانية عشرة",
    "الثالثة عشرة",
    "الرابعة عشرة",
    "الخامسة عشرة",
    "السادسة عشرة",
    "السابعة عشرة",
    "الثامنة عشرة",
    "التاسعة عشرة",
];
const TENS: [&str; 8] = ["العشر", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثمان", "التسع"];

/// Feminine, as a session is, in the nominative and the other cases.
fn forms(n: u16) -> Vec<String> {
    match n {
        0 => Vec::new(),
        1..=19 => vec![UNITS[usize::from(n)].to_owned()],
        20..=99 => {
            let ten = TENS[usize::from(n / 10 - 2)];
            let unit = match n % 10 {
                0 => String::new(),
                1 => "الحادية و".to_owned(),
                unit => format!("{} و", UNITS[usize::from(unit)]),
            };
            ["ون", "ين"].iter().map(|case| format!("{unit}{ten}{case}")).collect()
        }
        100 => vec!["المائة".into()],
        _ => forms(n - 100).into_iter().map(|f| format!("{f} بعد المائة")).collect(),
    }
}
