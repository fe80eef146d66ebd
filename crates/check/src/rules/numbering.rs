//! Numbers and letters of paragraphs: there where they belong, and in sequence.
use crate::{
    document::{Document, Passage},
    finding::{Findings, Place},
    rule::{Rule, Scope, Severity, bad, fixed},
};
use chancery_model::{Kind, Mood, Organ, Part};

pub(super) static RULES: [Rule; 4] = [NUMBERS, LETTERS, CAPITALS, NUMBERED];

const NUMBERS: Rule = Rule {
    id: "A-09",
    name: "paragraph numbers in sequence",
    severity: Severity::Error,
    scope: Scope::EVERY,
    on: true,
    explanation: "Operative paragraphs are numbered 1, 2, 3; the numbers may begin again in each section or part. Where one number alone is out of step, it is put right; where a number is missing, a person must see whether a paragraph is.",
    source: "United Nations Editorial Manual, Resolutions; the anatomy of every adopted text.",
    good: &["1. Requests a report;\n2. Decides to return to it."],
    bad: &[
        fixed("1. Requests a report;\n1. Urges States to act;\n3. Decides to return to it.", "1. Requests a report;\n2. Urges States to act;\n3. Decides to return to it."),
        bad("1. Requests a report;\n3. Urges States to act;\n4. Decides to return to it."),
        bad("2. Requests a report;\n3. Decides to return to it."),
    ],
    check: numbers,
};

fn numbers(doc: &Document, out: &mut Findings) {
    let mut run: Vec<(usize, usize)> = Vec::new();
    for (i, p) in doc.blocks.iter().enumerate() {
        let Some(b) = p.block.filter(|b| b.part == Part::Operative) else {
            sequence(doc, &std::mem::take(&mut run), out, |n| format!("{n}."));
            continue;
        };
        if b.kind != Kind::Paragraph {
            sequence(doc, &std::mem::take(&mut run), out, |n| format!("{n}."));
        } else if b.level == 1
            && let Some(n) = b.label.as_deref().and_then(|l| l.strip_suffix('.')?.parse().ok())
        {
            // A text may count on or begin again: only what came before in the same section is held against it.
            if n == 1 && run.len() > 1 {
                sequence(doc, &std::mem::take(&mut run), out, |n| format!("{n}."));
            }
            run.push((i, n));
        }
    }
    sequence(doc, &run, out, |n| format!("{n}."));
    begins(doc, out);
}

/// The first number of the text is 1.
fn begins(doc: &Document, out: &mut Findings) {
    let number = |p: &Passage| p.block.filter(|b| p.is_main() && b.part == Part::Operative)?.label.as_deref()?.strip_suffix('.')?.parse().ok();
    let first: Option<(Place, usize)> = doc.blocks.iter().find_map(|p| Some((p.place, number(p)?)));
    let has_one = || doc.blocks.iter().any(|p| p.block.and_then(|b| b.label.as_deref()) == Some("1."));
    if let Some((Place::Block(i), n)) = first.filter(|(_, n)| *n > 1 && !has_one()) {
        out.report_whole(doc, Place::Label(i), format!("the first paragraph is numbered {n}, not 1"));
    }
}

/// Reports what does not follow. Where the neighbours agree about one label, that one is wrong.
fn sequence(doc: &Document, run: &[(usize, usize)], out: &mut Findings, label: impl Fn(usize) -> String) {
    let mut last: Option<usize> = None;
    for (k, &(i, n)) in run.iter().enumerate() {
        let Some(before) = last.replace(n) else { continue };
        if n == before + 1 {
            continue;
        }
        let printed = doc.resolution.body[i].label.clone().unwrap_or_default();
        let wanted = label(before + 1);
        // “(ii)” after “(hh)” was taken for a numeral: it stands between.
        if k > 0 && (run[k - 1].0..i).any(|j| doc.resolution.body[j].label.as_deref() == Some(wanted.as_str())) {
            continue;
        }
        let alone = run.get(k + 1).is_none_or(|next| next.1 == before + 2);
        let finding = out.report_whole(doc, Place::Label(i), format!("“{printed}” follows “{}”: {wanted} is expected", label(before)));
        if alone && k + 1 < run.len() {
            finding.fix(0..printed.len(), wanted);
            last = Some(before + 1);
        } else {
            finding.suggest(0..printed.len(), wanted);
        }
    }
}

const LETTERS: Rule = Rule {
    id: "A-10",
    name: "labels of sub-paragraphs in sequence",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Sub-paragraphs are (a), (b), (c), those below (i), (ii), (iii), then a., b., c. and i., ii., iii.; each list begins again.",
    source: "United Nations Editorial Manual, Paragraphs and subparagraphs; Headings.",
    good: &["1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it."],
    bad: &[
        fixed(
            "1. Requests the Secretary-General:\n(a) To report;\n(c) To advise;\n(c) To act;\n2. Decides to return to it.",
            "1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n(c) To act;\n2. Decides to return to it.",
        ),
        fixed(
            "1. Requests the Secretary-General:\na) To report;\nb) To advise;\n2. Decides to return to it.",
            "1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it.",
        ),
        bad("1. Requests the Secretary-General:\n(1) To report;\n(2) To advise;\n2. Decides to return to it."),
        bad("1. Requests the Secretary-General:\n(b) To report;\n(c) To advise;\n2. Decides to return to it."),
        bad("1. Requests the Secretary-General:\n(a) To report;\n(c) To advise;\n(d) To act;\n2. Decides to return to it."),
    ],
    check: letters,
};

/// `a)` has lost its bracket, `(1)` is no label of a list here.
fn form(i: usize, label: &str, out: &mut Findings) {
    let bare = label.strip_suffix(')').filter(|l| !l.starts_with('('));
    if let Some(l) = bare.filter(|l| l.bytes().all(|b| b.is_ascii_lowercase())) {
        out.report(Place::Label(i), 0..label.len(), format!("sub-paragraphs are lettered ({l})")).fix(0..label.len(), format!("({l})"));
    } else if label.trim_matches(['(', ')']).bytes().all(|b| b.is_ascii_digit()) && label.ends_with(')') {
        out.report(Place::Label(i), 0..label.len(), "sub-paragraphs are lettered: (a), (b), then (i), (ii)");
    }
}

fn letters(doc: &Document, out: &mut Findings) {
    let mut open: Vec<Vec<usize>> = vec![Vec::new(); 6];
    for (i, p) in doc.blocks.iter().enumerate() {
        let Some(b) = p.block else { continue };
        let level = usize::from(b.level).min(5);
        let ends = if level > 1 && b.kind == Kind::Paragraph && b.part != Part::Annex { level + 1 } else { 2 };
        open.iter_mut().skip(ends).for_each(|run| close(doc, &std::mem::take(run), out));
        if let Some(label) = b.label.as_deref().filter(|_| ends > 2) {
            form(i, label, out);
            open[level].push(i);
        }
    }
    open.iter().for_each(|run| close(doc, run, out));
}

/// Reports what is out of step in one list. Its first labels tell letters from numerals: (i) is either.
fn close(doc: &Document, run: &[usize], out: &mut Findings) {
    let label = |i: &usize| doc.resolution.body[*i].label.as_deref().unwrap_or("");
    let forms: [fn(usize) -> String; 4] = [|n| format!("({})", letter(n)), |n| format!("({})", roman(n)), |n| format!("{}.", letter(n)), |n| format!("{}.", roman(n))];
    let read = |form: &fn(usize) -> String| -> Vec<(usize, usize)> { run.iter().filter_map(|i| Some((*i, (1..=52).find(|n| form(*n) == label(i))?))).collect() };
    let steps = |list: &[(usize, usize)]| list.windows(2).filter(|w| w[1].1 == w[0].1 + 1).count();
    // The form that most of the list follows.
    if let Some((form, list)) = forms.iter().map(|f| (f, read(f))).max_by_key(|(_, list)| (steps(list), list.len())) {
        // Sections of the Security Council's mandates letter on under headings: only what follows a colon begins a list.
        let opened = |i: usize| i > 0 && doc.blocks[i - 1].text.ends_with(':') && doc.resolution.organ != Organ::SecurityCouncil;
        if let Some((i, n)) = list.first().filter(|(i, n)| *n > 1 && list.len() > 1 && list.len() == run.len() && opened(*i)) {
            out.report_whole(doc, Place::Label(*i), format!("the list begins with {}, not with {}", form(*n), form(1)));
        }
        sequence(doc, &list, out, form);
    }
}

fn letter(n: usize) -> String {
    let c = char::from(b'a' + ((n.max(1) - 1) % 26) as u8);
    if n > 26 { format!("{c}{c}") } else { c.to_string() }
}

fn roman(mut n: usize) -> String {
    let mut out = String::new();
    for (value, letters) in [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

const CAPITALS: Rule = Rule {
    id: "A-12",
    name: "a sub-paragraph begins with a capital letter",
    severity: Severity::Warning,
    scope: Scope::NOT_COUNCIL,
    on: true,
    explanation: "Sub-paragraphs that stand on their own line begin with a capital letter: “(a) To define …;”.",
    source: "United Nations Editorial Manual, Capitalization.",
    good: &["1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it."],
    bad: &[fixed(
        "1. Requests the Secretary-General:\n(a) To report;\n(b) to advise;\n2. Decides to return to it.",
        "1. Requests the Secretary-General:\n(a) To report;\n(b) To advise;\n2. Decides to return to it.",
    )],
    check: capitals,
};

fn capitals(doc: &Document, out: &mut Findings) {
    for p in doc.running().filter(|p| p.level() > 1 && has_letter(p)) {
        if let Some(first) = p.text.chars().next().filter(|c| c.is_lowercase()) {
            let span = 0..first.len_utf8();
            out.report(p.place, span.clone(), "a sub-paragraph begins with a capital letter").fix(span, first.to_uppercase().to_string());
        }
    }
}

fn has_letter(p: &Passage) -> bool {
    p.block.and_then(|b| b.label.as_deref()).is_some_and(|l| l.starts_with('('))
}

const NUMBERED: Rule = Rule {
    id: "B-02",
    name: "operative paragraphs are numbered, preambular ones are not",
    severity: Severity::Error,
    scope: Scope::ENGLISH,
    on: true,
    explanation: "Preambular paragraphs have no numbers, operative paragraphs have one; a single operative paragraph stands without.",
    source: "The anatomy of every adopted text; 79/157 for the single paragraph.",
    good: &["Recalling the Charter,\n1. Requests a report;\n2. Decides to return to it.", "Takes note of the report and of its recommendations."],
    bad: &[bad("Recalling the Charter,\n1. Requests a report;\nUrges States to act;\n2. Decides to return to it."), bad("1. Recalling the Charter,\n2. Requests a report;\n3. Decides to return to it.")],
    check: numbered,
};

fn numbered(doc: &Document, out: &mut Findings) {
    let numbered_later = numbered_later(doc);
    let mut operative = false;
    for (i, p) in doc.blocks.iter().enumerate().filter(|(_, p)| p.is_main()) {
        let Some(b) = p.block else { continue };
        let counted = b.label.as_deref().is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit()));
        match p.mood() {
            Some(Mood::Preambular) if b.label.as_deref() == Some("1.") && !operative => {
                out.report_whole(doc, Place::Label(i), "a preambular paragraph has no number");
            }
            Some(Mood::Operative) if counted => operative = true,
            Some(Mood::Operative) if b.label.is_none() && doc.part(i) == Part::Operative && !p.text.ends_with(':') && numbered_later[i] => {
                let end = p.phrase.as_ref().map_or(0, |f| f.span.end);
                out.report(p.place, 0..end, "an operative paragraph has a number");
            }
            _ => {}
        }
        if b.part == Part::Preamble {
            operative = false;
        }
    }
}

/// For each block whether a numbered paragraph comes after it in its part, as it does not in texts of one paragraph and at
/// the tails of long ones.
fn numbered_later(doc: &Document) -> Vec<bool> {
    let mut later = false;
    let mut out = vec![false; doc.blocks.len()];
    for (i, p) in doc.blocks.iter().enumerate().rev() {
        out[i] = later;
        let paragraph = p.block.is_some_and(|b| b.kind == Kind::Paragraph);
        later = paragraph && (later || p.level() == 1 && p.block.is_some_and(|b| b.label.is_some()));
    }
    out
}
