//! French.
use super::{Citations, Grammar, Head, YEARS, any_month, ordinals::Ordinals, pattern, phrases::Phrases};
use std::sync::LazyLock;

const MONTHS: [&[&str]; 12] = [
    &["janvier"],
    &["février"],
    &["mars"],
    &["avril"],
    &["mai"],
    &["juin"],
    &["juillet"],
    &["août"],
    &["septembre"],
    &["octobre"],
    &["novembre"],
    &["décembre"],
];

static ORDINALS: LazyLock<Ordinals> = LazyLock::new(|| Ordinals::new(forms));
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("fr.phrases"), &["également", "en outre"], true));

pub(super) static GRAMMAR: Grammar = Grammar {
    codes: &["fr", "fra", "fre", "french"],
    name: "French",
    right_to_left: false,
    organs: ["Assemblée générale", "Conseil de sécurité", "Conseil économique et social", "Conseil des droits de l’homme"],
    formulas: ["L’Assemblée générale", "Le Conseil de sécurité", "Le Conseil économique et social", "Le Conseil des droits de l’homme"],
    months: MONTHS,
    dates: LazyLock::new(|| {
        let m = any_month(&MONTHS);
        let d = r"\d{1,2}(?:er)?";
        pattern(&format!(
            r"(?-u:\b)(?P<d1>{d})(?: (?P<m1>{m})(?: (?P<y1>\d{{4}}))?)?(?: au |–|-| et | et le )(?P<d2>{d}) (?P<m2>{m}) (?P<y2>\d{{4}})(?-u:\b)|(?-u:\b)(?P<day>{d}) (?P<month>{m}) (?P<year>\d{{4}})(?-u:\b)|{YEARS}"
        ))
    }),
    ordinal: |words| ORDINALS.value(words),
    sessions: LazyLock::new(|| ORDINALS.pattern(r"\b{}(?: et [\p{L}-]+)? sessions?\b")),
    agenda_item: LazyLock::new(|| pattern(r"[Pp]oints? (\d{1,3}(?: ?[a-z]{1,2}\))?) de l’ordre du jour")),
    decimal: ',',
    ordinal_signs: &["er", "re", "e", "ème"],
    scales: &[("million", 6), ("milliard", 9)],
    numbers: [&["deux"], &["trois"], &["quatre"], &["cinq"], &["six"], &["sept"], &["huit"], &["neuf"], &["dix"], &["onze"], &["douze"]],
    citations: Citations {
        stem: "résolution",
        number: LazyLock::new(|| super::number(super::LATIN_LETTER, "et", "à")),
        and: "et",
        to: "à",
        letters: &[],
        before_date: &[" du ", " en date du ", ", du ", ", en date du "],
        after_date: &[],
        decisions: &["décision", "décisions"],
    },
    joints: &[
        "et",
        "du",
        "de",
        "des",
        "à",
        "au",
        "aux",
        "la",
        "le",
        "les",
        "l",
        "d",
        "ses",
        "sa",
        "résolution",
        "résolutions",
        "en",
        "date",
        "également",
        "outre",
        "tenue",
        "tenues",
        "réunion",
        "réunions",
    ],
    list_words: &["et", "résolution", "résolutions"],
    counters: &["également", "en", "outre"],
    phrase: |text| PHRASES.find(text),
    head: Head {
        agenda_item: &["point "],
        adoption: &["adoptée par l", "adoptée par le", "adoptées par l", "adoptées par le"],
        original: &["original :", "original:", "original\u{a0}:"],
        draft: &[": projet de résolution", "\u{a0}: projet de résolution"],
        annex: &["annexe"],
        meeting: LazyLock::new(|| pattern(r"^\d+\s?e\s+séance(?:\s+plénière)?(?:\s+\(reprise\))?$")),
    },
};

const UNITS: [&str; 20] = [
    "",
    "unième",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
    "onzième",
    "douzième",
    "treizième",
    "quatorzième",
    "quinzième",
    "seizième",
    "dix-septième",
    "dix-huitième",
    "dix-neuvième",
];
/// Twenties that count on from one ten to the next: sixty to seventy-nine, eighty to ninety-nine.
const TENS: [(u16, &str, &str); 7] = [
    (20, "vingt", "vingtième"),
    (30, "trente", "trentième"),
    (40, "quarante", "quarantième"),
    (50, "cinquante", "cinquantième"),
    (60, "soixante", "soixantième"),
    (80, "quatre-vingt", "quatre-vingtième"),
    (100, "cent", "centième"),
];

fn forms(n: u16) -> Vec<String> {
    match n {
        1 => vec!["première".into(), "premier".into()],
        2 => vec!["deuxième".into(), "seconde".into(), "second".into()],
        3..=19 => vec![UNITS[usize::from(n)].to_owned()],
        _ => {
            let Some((base, ten, tenth)) = TENS.iter().rev().find(|(base, ..)| *base <= n) else { return Vec::new() };
            match n - base {
                0 => vec![(*tenth).to_owned()],
                rest if *base == 100 => forms(rest).iter().map(|f| format!("cent {}", f.replace("première", "unième"))).collect(),
                rest @ (1 | 11) if *base < 80 => [" et ", "-et-"].iter().map(|and| format!("{ten}{and}{}", UNITS[usize::from(rest)])).collect(),
                rest => vec![format!("{ten}-{}", UNITS[usize::from(rest)])],
            }
        }
    }
}
