//! Spanish.
use super::{Citations, Grammar, Head, YEARS, any_month, ordinals::Ordinals, pattern, phrases::Phrases};
use std::sync::LazyLock;

const MONTHS: [&[&str]; 12] = [
    &["enero"],
    &["febrero"],
    &["marzo"],
    &["abril"],
    &["mayo"],
    &["junio"],
    &["julio"],
    &["agosto"],
    &["septiembre", "setiembre"],
    &["octubre"],
    &["noviembre"],
    &["diciembre"],
];

static ORDINALS: LazyLock<Ordinals> = LazyLock::new(|| Ordinals::new(forms));
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("es.phrases"), &["también", "además"], true));

pub(super) static GRAMMAR: Grammar = Grammar {
    codes: &["es", "spa", "spanish"],
    name: "Spanish",
    right_to_left: false,
    organs: ["Asamblea General", "Consejo de Seguridad", "Consejo Económico y Social", "Consejo de Derechos Humanos"],
    formulas: ["La Asamblea General", "El Consejo de Seguridad", "El Consejo Económico y Social", "El Consejo de Derechos Humanos"],
    months: MONTHS,
    dates: LazyLock::new(|| {
        let m = any_month(&MONTHS);
        let d = r"\d{1,2}(?:º|°)?";
        pattern(&format!(
            r"(?-u:\b)(?P<d1>{d})(?: de (?P<m1>{m})(?: de (?P<y1>\d{{4}}))?)?(?: al? |–|-| y | y el | hasta el | a el )(?P<d2>{d}) de (?P<m2>{m}) de (?P<y2>\d{{4}})(?-u:\b)|(?-u:\b)(?P<day>{d}) de (?P<month>{m}) de (?P<year>\d{{4}})(?-u:\b)|{YEARS}"
        ))
    }),
    ordinal: |words| ORDINALS.value(words),
    sessions: LazyLock::new(|| ORDINALS.pattern(r"\b{}(?: per[ií]odos?(?: \p{L}+){0,3} de sesiones\b| y [\p{L} ]{4,30} per[ií]odos? de sesiones\b)")),
    agenda_item: LazyLock::new(|| pattern(r"[Tt]emas? (\d{1,3}(?: ?[a-z]{1,2}\))?) del programa")),
    decimal: ',',
    ordinal_signs: &["º", "ª", "°", "a", "er", "o"],
    scales: &[("mil millones", 9), ("millones", 6), ("millón", 6)],
    numbers: [&["dos"], &["tres"], &["cuatro"], &["cinco"], &["seis"], &["siete"], &["ocho"], &["nueve"], &["diez"], &["once"], &["doce"]],
    citations: Citations {
        stem: "resoluci",
        number: LazyLock::new(|| super::number(super::LATIN_LETTER, "y", "a")),
        and: "y",
        to: "a",
        letters: &[],
        before_date: &[", de ", " de ", ", del ", " del ", ", de fecha "],
        after_date: &[],
        decisions: &["decisión", "decisiones"],
    },
    joints: &[
        "y",
        "de",
        "del",
        "a",
        "al",
        "la",
        "las",
        "los",
        "el",
        "sus",
        "su",
        "resolución",
        "resoluciones",
        "fecha",
        "en",
        "también",
        "además",
        "celebrada",
        "celebradas",
        "reunión",
        "reuniones",
    ],
    list_words: &["y", "resolución", "resoluciones"],
    counters: &["también", "además"],
    phrase: |text| PHRASES.find(text),
    head: Head {
        agenda_item: &["tema "],
        adoption: &["aprobada por la", "aprobada por el", "aprobadas por la", "aprobadas por el", "adoptada por la"],
        original: &["original:"],
        draft: &[": proyecto de resolución"],
        annex: &["anexo"],
        meeting: LazyLock::new(|| pattern(r"^\d+(?:\.?ª|a)?\s+sesión(?:\s+plenaria)?(?:\s+\(\p{L}+\))?$")),
    },
};

const UNITS: [&str; 10] = ["", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno"];
const TENS: [&str; 10] = ["", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo", "octogésimo", "nonagésimo"];

/// Masculine, shortened before a noun, and feminine.
fn forms(n: u16) -> Vec<String> {
    let mut stems: Vec<String> = match n {
        1..=9 => vec![UNITS[usize::from(n)].to_owned()],
        11 => vec!["undécimo".into(), "decimoprimero".into()],
        12 => vec!["duodécimo".into(), "decimosegundo".into()],
        13..=19 => {
            let unit = UNITS[usize::from(n - 10)];
            vec![format!("decimo{unit}"), format!("décimo {unit}"), format!("decimo{}", unit.replace('é', "e"))]
        }
        10 | 20..=99 => {
            let (ten, unit) = (TENS[usize::from(n / 10)], UNITS[usize::from(n % 10)]);
            if unit.is_empty() { vec![ten.to_owned()] } else { vec![format!("{ten} {unit}"), format!("{}{unit}", ten.replace('é', "e"))] }
        }
        100 => vec!["centésimo".into()],
        101.. => forms(n - 100).into_iter().map(|f| format!("centésimo {f}")).collect(),
        0 => Vec::new(),
    };
    let short: Vec<String> = stems.iter().filter_map(|s| s.strip_suffix("ero").map(|s| format!("{s}er"))).collect();
    let feminine: Vec<String> =
        stems.iter().map(|s| s.split(' ').map(|w| w.strip_suffix('o').map_or(w.to_owned(), |s| format!("{s}a"))).collect::<Vec<_>>().join(" ")).collect();
    stems.extend(short);
    stems.extend(feminine);
    stems
}
