//! Spelling: Concise Oxford, first form, with -ize.
use super::lexicon::{self, Entry, sure};
use crate::{
    document::Document,
    finding::Findings,
    rule::{Rule, Scope, Severity, fixed},
};
use std::{collections::HashSet, ops::Range, sync::LazyLock};

pub(super) static RULES: [Rule; 1] = [SPELLING];

const SPELLING: Rule = Rule {
    id: "B-50",
    name: "spelling of the Concise Oxford Dictionary, with -ize",
    severity: Severity::Error,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "United Nations English is British with -ize: organization, recognize, but analyse, advise; programme, labour, centre, defence, fulfil; cooperation and coordination in one word. Quotations and titles keep their own spelling; the Security Council's texts have both -ize and -ise.",
    source: "United Nations Editorial Manual, Spelling. Measured: no -ise stems in 1,548 texts of the General Assembly; cooperation 8,754, co-operation 57.",
    good: &["1. Recognizes the programme of the organization and its centre for analysing labour;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Recognises the programmes of the organisation;\n2. Decides to return to it.", "1. Recognizes the programmes of the organization;\n2. Decides to return to it."),
        fixed("1. Stresses the program of co-operation;\n2. Decides to return to it.", "1. Stresses the programme of cooperation;\n2. Decides to return to it."),
    ],
    check: spelling,
};

const fn word(word: &'static str, instead: &'static str) -> Entry {
    sure("B-50", word, instead)
}

pub(super) static WORDS: [Entry; 116] = [
    word("behavior", "behaviour"),
    word("behaviors", "behaviours"),
    word("behavioral", "behavioural"),
    word("labor", "labour"),
    word("laborers", "labourers"),
    word("favor", "favour"),
    word("favors", "favours"),
    word("favorable", "favourable"),
    word("honor", "honour"),
    word("honors", "honours"),
    word("honoring", "honouring"),
    word("color", "colour"),
    word("neighbor", "neighbour"),
    word("neighbors", "neighbours"),
    word("neighboring", "neighbouring"),
    word("endeavor", "endeavour"),
    word("endeavors", "endeavours"),
    word("harbor", "harbour"),
    word("center", "centre"),
    word("centers", "centres"),
    word("centered", "centred"),
    word("theater", "theatre"),
    word("defense", "defence"),
    word("offense", "offence"),
    word("offenses", "offences"),
    word("program", "programme"),
    word("programs", "programmes"),
    word("fulfill", "fulfil"),
    word("fulfills", "fulfils"),
    word("fulfillment", "fulfilment"),
    word("enrollment", "enrolment"),
    word("skillful", "skilful"),
    word("willful", "wilful"),
    word("traveled", "travelled"),
    word("traveling", "travelling"),
    word("traveler", "traveller"),
    word("travelers", "travellers"),
    word("labeled", "labelled"),
    word("labeling", "labelling"),
    word("modeling", "modelling"),
    word("counseling", "counselling"),
    word("channeled", "channelled"),
    word("channeling", "channelling"),
    word("analyze", "analyse"),
    word("analyzes", "analyses"),
    word("analyzed", "analysed"),
    word("analyzing", "analysing"),
    word("paralyzed", "paralysed"),
    word("catalyze", "catalyse"),
    word("catalyzing", "catalysing"),
    word("co-operation", "cooperation"),
    word("Co-operation", "Cooperation"),
    word("co-operate", "cooperate"),
    word("co-operating", "cooperating"),
    word("co-operative", "cooperative"),
    word("co-ordination", "coordination"),
    word("Co-ordination", "Coordination"),
    word("co-ordinate", "coordinate"),
    word("co-ordinated", "coordinated"),
    word("co-ordinating", "coordinating"),
    word("co-ordinator", "coordinator"),
    word("world-wide", "worldwide"),
    word("on-going", "ongoing"),
    word("sub-regional", "subregional"),
    word("inter-governmental", "intergovernmental"),
    word("multi-lateral", "multilateral"),
    word("acknowledgment", "acknowledgement"),
    word("aging", "ageing"),
    word("advize", "advise"),
    word("advized", "advised"),
    word("exercize", "exercise"),
    word("supervize", "supervise"),
    word("comprize", "comprise"),
    word("surprize", "surprise"),
    word("catalog", "catalogue"),
    word("dialog", "dialogue"),
    word("dialogs", "dialogues"),
    word("aluminum", "aluminium"),
    word("maneuver", "manoeuvre"),
    word("artifacts", "artefacts"),
    word("rigor", "rigour"),
    word("vigor", "vigour"),
    word("humor", "humour"),
    word("kilometer", "kilometre"),
    word("kilometers", "kilometres"),
    word("meters", "metres"),
    word("liters", "litres"),
    word("fiber", "fibre"),
    word("caliber", "calibre"),
    word("fueled", "fuelled"),
    word("fueling", "fuelling"),
    word("canceled", "cancelled"),
    word("canceling", "cancelling"),
    word("signaled", "signalled"),
    word("signaling", "signalling"),
    word("modeled", "modelled"),
    word("totaled", "totalled"),
    word("skeptical", "sceptical"),
    word("pretense", "pretence"),
    word("favored", "favoured"),
    word("favorably", "favourably"),
    word("honored", "honoured"),
    word("honorable", "honourable"),
    word("colored", "coloured"),
    word("labors", "labours"),
    word("endeavored", "endeavoured"),
    word("endeavoring", "endeavouring"),
    word("harbors", "harbours"),
    word("harboring", "harbouring"),
    word("neighborhood", "neighbourhood"),
    word("laborer", "labourer"),
    word("paralyze", "paralyse"),
    word("catalyzed", "catalysed"),
    word("installment", "instalment"),
    word("installments", "instalments"),
    word("enrollments", "enrolments"),
];

/// Endings of verbs in -ise and of what comes of them, after the “is”.
const ENDINGS: [&str; 9] = ["e", "es", "ed", "ing", "ation", "ations", "ational", "er", "ers"];

/// No stem has so many letters.
const LONGEST: usize = 24;

/// The words of a text that could be verbs in -ise: each with the length of its stem.
fn in_ise(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    let three = text.as_bytes().windows(3).enumerate();
    three.filter(|(_, w)| w[0] == b'i' && w[1] == b's' && matches!(w[2], b'e' | b'a' | b'i')).filter_map(|(at, _)| {
        let end = at + 2 + text[at + 2..].bytes().take(LONGEST).take_while(u8::is_ascii_alphabetic).count();
        let stem = text[..at].bytes().rev().take(LONGEST).take_while(u8::is_ascii_alphabetic).count();
        (stem > 2 && stem < LONGEST && ENDINGS.contains(&&text[at + 2..end]) && !text[end..].starts_with(char::is_alphanumeric)).then_some((at - stem..end, stem))
    })
}

/// Stems of verbs in -ize, without those in -al, all of which take it. A word that nobody listed may be
/// of another kind (“metropolises”, “televise”) and is left alone.
static STEMS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "agon alphabet amort anonym antagon apolog atom authentic author automat biennal bureaucrat burglar cannibal canon capital carbon categor \
    cauter character christian civil colon commun computer container critic crystall custom decarbon defossil democrat deput digit dogmat downs dramat \
    econom emphas epitom eulog evangel extern familiar fantas femin fertil fossil fratern galvan harmon homogen human hypnot hypothes idol immun incentiv \
    infantil instrumental intern ion italic item jeopard laic legitim level magnet maxim mechan memor mesmer method militar miniatur minim mobil \
    modern monet monopol motor mytholog nomad notar novel nuclear optim organ ostrac oxid parallel particular patron pauper philosoph plagiar platform \
    polar polem politic polymer popular pressur priorit privat proselyt pseudonym public pulver radic random recogn regular revolution romantic \
    sanit satir scandal scrutin secular sensit solemn stabil standard steril stigmat strateg subsid summar symbol sympath synchron synerg \
    synthes system systemat tantal temporal terror theor traumat tyrann union urban util valor vandal vapor victim vulgar weapon western winter \
    woman"
    .split(' ')
    .collect()
});

/// What stands before a stem: reorganize, underutilized.
const PREFIXES: [&str; 9] = ["de", "dis", "mis", "non", "over", "pre", "re", "un", "under"];

/// Whether a stem takes -ize: “organ”, “reorgan”, “operational”.
fn takes_z(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let known = |stem: &str| STEMS.contains(stem) || stem.len() > 3 && stem.ends_with("al") && stem != "chrysal";
    known(&stem) || PREFIXES.iter().any(|p| stem.strip_prefix(p).is_some_and(known))
}

fn spelling(doc: &Document, out: &mut Findings) {
    for p in doc.running().chain([&doc.title]) {
        // A capital inside the sentence is somebody's name: “Organisation for Economic Co-operation”.
        let name = |word: &str, span: Range<usize>| span.start > 0 && word.starts_with(char::is_uppercase);
        lexicon::report_if(p, out, |word, instead| format!("“{word}” is spelled “{instead}”"), |word, span| !name(word, span));
        // Every ending has an “is” before it: most paragraphs without one need no search.
        if !["ise", "isa", "isi"].iter().any(|w| p.has(w)) {
            continue;
        }
        for (span, stem) in in_ise(p.text) {
            let word = &p.text[span.clone()];
            let name = span.start > 0 && word.starts_with(char::is_uppercase);
            if p.is_quoted(span.start) || name || !takes_z(&word[..stem]) {
                continue;
            }
            let instead = format!("{}iz{}", &word[..stem], &word[stem + 2..]);
            out.report(p.place, span.clone(), format!("“{word}” is spelled “{instead}”")).fix(span, instead);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::takes_z;

    #[test]
    fn only_verbs_in_ize_take_a_z() {
        for stem in ["organ", "Recogn", "reorgan", "underutil", "real", "operational", "decentral", "unauthor"] {
            assert!(takes_z(stem), "{stem}");
        }
        for stem in ["metropol", "misadv", "unrev", "unprom", "telev", "advert", "otherw", "microenterpr", "overexerc", "repr", "trell", "fundra", "chrysal"] {
            assert!(!takes_z(stem), "{stem}");
        }
    }
}
