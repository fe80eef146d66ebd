//! Names of States and what has a capital.
use super::lexicon::{self, Entry, perhaps, sure};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::Organ;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULES: [Rule; 4] = [STATES, CAPITALS, PARTIES, INDIGENOUS];

const STATES: Rule = Rule {
    id: "B-54",
    name: "States by the names of the United Nations",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "States bear the names of the United Nations' list: Viet Nam, Côte d’Ivoire, Türkiye (since June 2022), Czechia, the Netherlands (Kingdom of the), the Republic of Korea. Only names that can be nothing else are mended without asking.",
    source: "United Nations list of Member States; sponsor lines of the seventy-eighth session.",
    good: &["1. Thanks Viet Nam and the Republic of Korea;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Thanks Vietnam;\n2. Decides to return to it.", "1. Thanks Viet Nam;\n2. Decides to return to it."),
        bad("1. Thanks South Korea;\n2. Decides to return to it."),
    ],
    check: states,
};

const fn name(word: &'static str, instead: &'static str) -> Entry {
    sure("B-54", word, instead)
}

const fn known_as(word: &'static str, instead: &'static str) -> Entry {
    perhaps("B-54", word, instead)
}

pub(super) static WORDS: [Entry; 41] = [
    name("Vietnam", "Viet Nam"),
    name("Cote d’Ivoire", "Côte d’Ivoire"),
    name("Timor Leste", "Timor-Leste"),
    known_as("Ivory Coast", "Côte d’Ivoire"),
    known_as("Turkey", "Türkiye"),
    known_as("Swaziland", "Eswatini"),
    known_as("Cape Verde", "Cabo Verde"),
    known_as("Czech Republic", "Czechia"),
    known_as("Holland", "Netherlands (Kingdom of the)"),
    known_as("Burma", "Myanmar"),
    known_as("South Korea", "Republic of Korea"),
    known_as("North Korea", "Democratic People’s Republic of Korea"),
    known_as("East Timor", "Timor-Leste"),
    known_as("Kyrgyz Republic", "Kyrgyzstan"),
    known_as("Slovak Republic", "Slovakia"),
    known_as("Great Britain", "United Kingdom of Great Britain and Northern Ireland"),
    known_as("Laos", "Lao People’s Democratic Republic"),
    known_as("Russia", "Russian Federation"),
    known_as("Tanzania", "United Republic of Tanzania"),
    known_as("Moldova", "Republic of Moldova"),
    capital("member states", "Member States"),
    capital("Member states", "Member States"),
    capital("security council", "Security Council"),
    capital("Security council", "Security Council"),
    capital("general assembly", "General Assembly"),
    capital("General assembly", "General Assembly"),
    capital("secretary-general", "Secretary-General"),
    capital("Secretary-general", "Secretary-General"),
    capital("all states", "all States"),
    capital("states parties", "States parties"),
    capital("state party", "State party"),
    capital("human rights council", "Human Rights Council"),
    capital("united nations", "United Nations"),
    capital("Secretary General", "Secretary-General"),
    capital("secretary general", "Secretary-General"),
    capital("charter of the United Nations", "Charter of the United Nations"),
    known_as("Iran", "Iran (Islamic Republic of)"),
    known_as("Bolivia", "Bolivia (Plurinational State of)"),
    known_as("Venezuela", "Venezuela (Bolivarian Republic of)"),
    known_as("Macedonia", "North Macedonia"),
    known_as("Brunei", "Brunei Darussalam"),
];

const fn capital(word: &'static str, instead: &'static str) -> Entry {
    sure("B-31", word, instead)
}

/// States that took another name, and the first whole year of it.
const RENAMED: [(&str, i16); 5] = [("Turkey", 2023), ("Czech Republic", 2017), ("Swaziland", 2019), ("Cape Verde", 2014), ("East Timor", 2003)];

fn states(doc: &Document, out: &mut Findings) {
    let first = out.list.len();
    // The Security Council names States shortly, after the full name and without it.
    let council = doc.resolution.organ == Organ::SecurityCouncil;
    let year = doc.year().unwrap_or(i16::MAX);
    let old_name = |word: &str| RENAMED.iter().find(|(name, _)| *name == word).is_none_or(|(_, since)| year >= *since);
    for p in doc.running() {
        let says = |word: &str, instead: &str| format!("“{word}” is “{instead}” in the United Nations' list");
        lexicon::report_if(p, out, says, |word, span| {
            let before = p.text[..span.start].trim_end();
            let full = ["Republic of", "State of", "North"].iter().any(|w| before.ends_with(w)) || p.text[span.end..].starts_with(" Darussalam");
            // “held in Istanbul, Turkey”: the place bore that name on that day.
            let place = before.ends_with(',') && word == "Turkey";
            let kingdom = word == "Great Britain" && before.ends_with("United Kingdom of");
            let short = council && ["Iran", "Bolivia", "Venezuela"].contains(&word);
            old_name(word) && !short && !full && !place && !kingdom && !p.text[span.end..].starts_with(" (")
        });
    }
    let loose = |f: &&mut Finding| council && f.fix.as_ref().is_none_or(|x| !x.certain);
    out.list[first..].iter_mut().filter(loose).for_each(|f| f.at_most(Severity::Note));
}

const CAPITALS: Rule = Rule {
    id: "B-31",
    name: "capitals of organs and of States",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Capitals are sparing, but these have them: General Assembly, Security Council, Secretary-General, Member States, States, the Charter and its Articles. Resolutions, paragraphs and the articles of conventions have small letters. The Security Council's texts waver.",
    source: "United Nations Editorial Manual, Capitalization.",
    good: &["1. Requests the Secretary-General and Member States to act;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Requests the secretary-general and all member states to act;\n2. Decides to return to it.", "1. Requests the Secretary-General and all Member States to act;\n2. Decides to return to it."),
        fixed("1. Urges states to act;\n2. Decides to return to it.", "1. Urges States to act;\n2. Decides to return to it."),
        fixed("1. Recalls Paragraph 3 of its Resolution 76/26 of 6 December 2021;\n2. Decides to return to it.", "1. Recalls paragraph 3 of its resolution 76/26 of 6 December 2021;\n2. Decides to return to it."),
        fixed("1. Recalls Article 12 of the Convention;\n2. Decides to return to it.", "1. Recalls article 12 of the Convention;\n2. Decides to return to it."),
        fixed("1. Recalls article 2 (4) of the Charter;\n2. Decides to return to it.", "1. Recalls Article 2 (4) of the Charter;\n2. Decides to return to it."),
    ],
    check: capitals,
};

fn capitals(doc: &Document, out: &mut Findings) {
    for p in doc.running() {
        let federal = |span: &std::ops::Range<usize>| p.text[..span.start].ends_with("federal ");
        lexicon::report_if(p, out, |word, instead| format!("“{word}” is written “{instead}”"), |_, span| !federal(&span));
        for found in STATES_AS_SUCH.captures_iter(if p.has(" states") { p.text } else { "" }).filter_map(|c| c.name("word")).filter(|w| !p.is_quoted(w.start())) {
            out.report(p.place, found.range(), "“States” has a capital").fix(found.range(), "States");
        }
        let references = p.has("Resolution") || p.has("Paragraph");
        let patterns = [(references, &*REFERENCES, false), (p.has("Article"), &*OF_CONVENTION, false), (p.has("article"), &*OF_CHARTER, true)];
        for (_, pattern, capital) in patterns.into_iter().filter(|(has, ..)| *has) {
            for first in pattern.captures_iter(p.text).filter_map(|c| c.name("first")).filter(|f| f.start() > 0 && !p.is_quoted(f.start())) {
                let right = if capital { first.as_str().to_uppercase() } else { first.as_str().to_lowercase() };
                let message = if capital { "articles of the Charter have a capital" } else { "resolutions, paragraphs and articles of conventions have a small letter" };
                out.report(p.place, first.range(), message).fix(first.range(), right);
            }
        }
    }
}

/// States as those who are asked or act; “states of emergency” and provinces are not.
static STATES_AS_SUCH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:[Uu]rges|[Ii]nvites|[Rr]equests|[Ee]ncourages|[Cc]alls upon|[Cc]alls on|[Rr]eminds|by|among|between|coastal|developing|interested|concerned) (?P<word>states)(?: to| and|,|;|\.|$)")
        .expect("a constant pattern")
});
static REFERENCES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:its|of|in|and|with|Recalls|Recalling|pursuant to|to|under) (?P<first>R|P)(?:esolutions? \d+/\d|aragraphs? \d)").expect("a constant pattern"));
static OF_CONVENTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?P<first>A)rticles? \d+(?: \(\d+\)|, paragraph \d+(?: \([a-z]\))?,?)? of the (?:Convention|Covenant|Protocol|Agreement|Treaty)(?-u:\b)").expect("a constant pattern"));
static OF_CHARTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?P<first>a)rticles? \d+(?: \(\d+\)|, paragraph \d+(?: \([a-z]\))?,?)? of the Charter(?: of the United|[,;.]|$)").expect("a constant pattern"));

const PARTIES: Rule = Rule {
    id: "B-32",
    name: "States parties in running text, States Parties in names of meetings",
    severity: Severity::Note,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "“States parties” has a small p in running text and a capital inside the name of a meeting, conference or assembly: “Twentieth Meeting of the States Parties”. Treaties and some series keep a capital of their own, so that this is a hint.",
    source: "77/63; measured: 982 small, 417 of 855 capitals in names of meetings.",
    good: &["1. Calls upon States parties to attend the Twentieth Meeting of the States Parties to the Convention;\n2. Decides to return to it."],
    bad: &[bad("1. Calls upon States Parties to act;\n2. Decides to return to it."), bad("1. Welcomes the Twentieth Meeting of the States parties;\n2. Decides to return to it.")],
    check: parties,
};

static MEETING: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:Meetings?|Conferences?|Assembly|Session|Summit)(?: of)?(?: the| all)? States [Pp]arties$").expect("a constant pattern"));

fn parties(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("States Parties") || p.has("States parties")) {
        for (at, words) in p.text.match_indices("States Parties").chain(p.text.match_indices("States parties")) {
            if p.is_quoted(at) {
                continue;
            }
            let (named, end) = (MEETING.is_match(&p.text[p.text.floor_char_boundary(at.saturating_sub(40))..at + words.len()]), at + words.len());
            let bodies = ["Meetings of the ", "Meetings of "].iter().any(|m| p.text[..at].ends_with(m));
            if words.ends_with("Parties") && !named {
                out.report(p.place, at..end, "“States parties” has a small p outside the names of meetings").suggest(at..end, "States parties");
            } else if words.ends_with("parties") && named && !bodies {
                out.report(p.place, at..end, "the name of a meeting has a capital: “States Parties”").suggest(at..end, "States Parties");
            }
        }
    }
}

const INDIGENOUS: Rule = Rule {
    id: "B-34",
    name: "Indigenous Peoples with capitals",
    severity: Severity::Note,
    scope: Scope::ASSEMBLY.from_session(76),
    on: true,
    explanation: "Since the seventy-sixth session most texts write Indigenous Peoples with capitals; texts of before, and titles of before, do not.",
    source: "Measured from session 76 on: 805 with capitals, 138 without.",
    good: &["1. Recognizes the rights of Indigenous Peoples;\n2. Decides to return to it."],
    bad: &[bad("1. Recognizes the rights of indigenous peoples;\n2. Decides to return to it.")],
    check: indigenous,
};

fn indigenous(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.has("indigenous peoples")) {
        for (at, words) in p.text.match_indices("indigenous peoples").filter(|(at, _)| !p.is_quoted(*at)) {
            out.report(p.place, at..at + words.len(), "most texts write “Indigenous Peoples” today").suggest(at..at + words.len(), "Indigenous Peoples");
        }
    }
}
