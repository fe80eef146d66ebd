//! Abbreviations, which resolutions avoid.
use super::lexicon::{self, Entry, perhaps, sure};
use crate::{
    document::Document,
    finding::Findings,
    rule::{Rule, Scope, Severity, fixed, bad},
};

pub(super) static RULES: [Rule; 2] = [ABBREVIATIONS, TITLE];

const ABBREVIATIONS: Rule = Rule {
    id: "B-51",
    name: "no abbreviations of organs and common terms",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Resolutions write names in full: United Nations, General Assembly, Security Council, Economic and Social Council, Secretary-General, non-governmental organizations, Sustainable Development Goals. COVID-19, HIV, AIDS, SAMOA Pathway and names such as UN-Women and UN-Habitat are accepted; add yours to `accept` in the settings.",
    source: "United Nations Correspondence Manual, Abbreviations. Measured: UNGA 0, NGO 0, ECOSOC 1 in 1,548 texts.",
    good: &["1. Welcomes the work of the United Nations and of UN-Women on COVID-19;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Welcomes the work of the UN and of NGOs;\n2. Decides to return to it.", "1. Welcomes the work of the United Nations and of non-governmental organizations;\n2. Decides to return to it."),
        fixed("1. Requests States, e.g. coastal States, to act;\n2. Decides to return to it.", "1. Requests States, for example coastal States, to act;\n2. Decides to return to it."),
        fixed("1. Requests the UN Security Council to act;\n2. Decides to return to it.", "1. Requests the United Nations Security Council to act;\n2. Decides to return to it."),
        fixed("1. Requests the SG to report to the UNGA;\n2. Decides to return to it.", "1. Requests the Secretary-General to report to the General Assembly;\n2. Decides to return to it."),
    ],
    check: abbreviations,
};

const fn abbreviation(word: &'static str, instead: &'static str) -> Entry {
    sure("B-51", word, instead)
}

pub(super) static WORDS: [Entry; 29] = [
    abbreviation("UN", "United Nations"),
    abbreviation("U.N.", "United Nations"),
    abbreviation("UNGA", "General Assembly"),
    abbreviation("UNSC", "Security Council"),
    abbreviation("UNSG", "Secretary-General"),
    abbreviation("ECOSOC", "Economic and Social Council"),
    abbreviation("SG", "Secretary-General"),
    abbreviation("NGO", "non-governmental organization"),
    abbreviation("NGOs", "non-governmental organizations"),
    abbreviation("CSOs", "civil society organizations"),
    abbreviation("IGOs", "intergovernmental organizations"),
    abbreviation("SDG", "Sustainable Development Goal"),
    abbreviation("SDGs", "Sustainable Development Goals"),
    abbreviation("MDGs", "Millennium Development Goals"),
    abbreviation("LDCs", "least developed countries"),
    abbreviation("LLDCs", "landlocked developing countries"),
    abbreviation("SIDS", "small island developing States"),
    perhaps("B-51", "GA", "General Assembly"),
    perhaps("B-51", "HRC", "Human Rights Council"),
    perhaps("B-51", "EU", "European Union"),
    perhaps("B-51", "AU", "African Union"),
    perhaps("B-51", "USA", "United States of America"),
    perhaps("B-51", "UK", "United Kingdom of Great Britain and Northern Ireland"),
    perhaps("B-51", "DPRK", "Democratic People’s Republic of Korea"),
    perhaps("B-51", "UNSCR", "Security Council resolution"),
    perhaps("B-51", "UNGAR", "General Assembly resolution"),
    abbreviation("e.g.", "for example"),
    abbreviation("i.e.", "that is"),
    perhaps("B-51", "etc.", "and so on"),
];

fn abbreviations(doc: &Document, out: &mut Findings) {
    let accepted = |word: &str| doc.words.accept.iter().any(|a| a == word);
    for p in doc.running() {
        let says = |word: &str, instead: &str| format!("“{word}” is written in full: {instead}");
        lexicon::report_if(p, out, says, |word, span| !accepted(word) && !is_name(p.text, span.start, span.end));
    }
}

/// Between capitals an abbreviation is part of a name, in brackets an explanation of one.
fn is_name(text: &str, start: usize, end: usize) -> bool {
    let after = &text[end..];
    // “UN Security Council” is no name of a thing, but two names of the organ.
    let organ = |next: &str| ["Charter", "Security Council", "General Assembly", "Secretary-General", "Member State", "Secretariat"].iter().any(|o| next.starts_with(o));
    let name = after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase) && !organ(next));
    text[..start].ends_with(['(', '/']) || after.starts_with(')') || name || ["STI for ", "Model "].iter().any(|w| text[..start].ends_with(w))
}

const TITLE: Rule = Rule {
    id: "A-02",
    name: "names in full in the title, no final stop",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Names of organs and instruments are written in full in a title, and no full stop ends it.",
    source: "United Nations Editorial Manual, Resolutions, part II.",
    good: &["# Safety at sea"],
    bad: &[bad("# Report on UNRWA"), fixed("# Safety at sea.", "# Safety at sea")],
    check: title,
};

/// Abbreviations that titles of adopted texts have.
const ACCEPTED: [&str; 13] = ["COVID-19", "HIV", "AIDS", "HIV/AIDS", "SAMOA", "SIDS", "ASEAN", "UN-Women", "UNESCO", "BRIDGE", "COVID", "DNA", "GUAM"];

fn title(doc: &Document, out: &mut Findings) {
    let text = doc.title.text;
    if text.ends_with('.') {
        out.report(doc.title.place, text.len() - 1..text.len(), "no full stop ends a title").fix(text.len() - 1..text.len(), "");
    }
    // Old titles are in capitals throughout.
    if !text.chars().any(char::is_lowercase) {
        return;
    }
    let (mut at, mut open) = (0, 0_isize);
    for word in text.split_inclusive([' ', '/', '(', ')', ',']) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        // “(INTERPOL)” after the name explains it.
        let explained = open > 0;
        let capitals = bare.len() >= 2 && bare.bytes().all(|b| b.is_ascii_uppercase() || b == b'-') && !bare.bytes().all(|b| b"IVXLC".contains(&b));
        if capitals && !ACCEPTED.contains(&bare) && !explained && !doc.words.accept.iter().any(|a| a == bare) && !doc.title.is_quoted(at) {
            out.report(doc.title.place, at..at + bare.len(), "names stand in full in a title");
        }
        at += word.len();
        open += word.matches('(').count() as isize - word.matches(')').count() as isize;
    }
}
