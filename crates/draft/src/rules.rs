//! Masthead, recall chain and session clauses (D-01 to D-08).
use crate::{Context, Draft, DraftEdit, Todo, edit::Editor};
use chancery_model::{Part, ResolutionNumber, Session, entity::Value, word_ordinal};

const COMMITTEES: [(&str, &str); 6] = [
    ("First Committee", "C.1"),
    ("Second Committee", "C.2"),
    ("Third Committee", "C.3"),
    ("Fourth Committee", "C.4"),
    ("Fifth Committee", "C.5"),
    ("Sixth Committee", "C.6"),
];

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// D-01 to D-03: the masthead of an L-document (A.2).
pub(crate) fn masthead(draft: &mut Draft, cx: &Context) {
    let m = &mut draft.resolution.masthead;
    let session = format!("{} session", capital(&word_ordinal(cx.target).unwrap_or_default()));
    let committee = COMMITTEES.iter().find(|(name, _)| m.provenance.as_deref().is_some_and(|p| p.contains(name)));
    let symbol = committee.map_or(format!("A/{}/L.[number]", cx.target), |(_, c)| format!("A/{c}/{}/L.[number]", cx.target));
    let mut edit = |old: Option<String>, new: &str, rule| {
        draft.edits.push(DraftEdit { place: "masthead".into(), span: 0..0, old: old.unwrap_or_default(), new: new.into(), rule, certain: !new.contains('[') });
    };
    edit(m.symbol.as_ref().map(ToString::to_string), &symbol, "D-01");
    edit(m.session.clone(), &session, "D-01");
    m.symbol = symbol.parse().ok();
    m.session = Some(session);
    m.distribution = Some("Limited".into());
    m.issued = Some("[date]".into());
    m.original = Some("[language]".into());
    m.committee = committee.map(|(name, _)| {
        if *name == "Fourth Committee" { "Special Political and Decolonization Committee (Fourth Committee)".into() } else { (*name).to_owned() }
    });
    if m.agenda_item.is_some() {
        edit(m.agenda_item.clone(), "Agenda item [number]", "D-02");
    }
    m.agenda_item = Some("Agenda item [number]".into());
    m.sponsors = Some("[Sponsors]: draft resolution".into());
    (m.adoption, m.provenance, m.number) = (None, None, None);
    draft.resolution.closing.clear();
    for (what, why, rule) in [
        ("symbol, date of submission and original language".to_owned(), "given when the draft is submitted", "D-01"),
        (format!("number of the agenda item at session {}", cx.target), "it changes every year: see the allocation of agenda items", "D-02"),
        ("sponsors".to_owned(), "States join anew each year", "D-03"),
    ] {
        draft.todo.push(Todo { place: "masthead".into(), label: None, span: None, what, why: why.into(), rule });
    }
}

/// How a text points at its predecessor alone: certain forms, and forms that may mean another series (D-19a).
const LATEST: [&str; 6] = [
    "the most recent of which is resolution ",
    "the most recent of which was resolution ",
    "the latest of which is resolution ",
    "the latest of which was resolution ",
    "the latest being resolution ",
    "the most recent being resolution ",
];
const INCLUDING: [&str; 4] = ["including resolution ", "including its resolution ", "in particular resolution ", "in particular its resolution "];

/// D-04 to D-06 with D-19a: the text's own number joins its recall chain, or takes the place of its predecessor's.
pub(crate) fn recall_chain(ed: &mut Editor, cx: &Context) {
    let (mut appended, mut replaced) = (false, false);
    for i in 0..ed.len() {
        let text = ed.text(i).to_owned();
        let cited = citations(ed, i);
        let Some((mut last, _)) = cited.iter().rev().find(|(_, n)| *n > 0 && *n < cx.base && cx.base - n <= 3).cloned() else { continue };
        let is_last = cited.last().is_some_and(|(s, _)| *s == last);
        // The citation goes on to its date, an entity of its own.
        let dated = ed.entities(i).into_iter().find(|e| matches!(e.value, Value::Date(_)) && text.get(last.end..e.span.start) == Some(" of "));
        last.end = dated.map_or(last.end, |e| e.span.end);
        let before = &text[..last.start];
        let latest = LATEST.iter().any(|s| before.ends_with(s));
        let including = !replaced && ed.block(i).part == Part::Preamble && INCLUDING.iter().any(|s| before.ends_with(s));
        if latest || including {
            replaced = true;
            if including {
                ed.flag(
                    i,
                    last.clone(),
                    format!("confirm that {} takes the place of {}", cx.own, &text[last.clone()]),
                    "the form may name a resolution of another series",
                    "D-04",
                );
            }
            ed.replace(i, last, cx.own.clone(), "D-04", latest && !cx.own.contains('['));
        } else if !appended && is_last && ed.block(i).part == Part::Preamble && is_own_chain(&text, &last, cited.len()) {
            appended = true;
            append(ed, i, &text, last, cited.len(), cx);
        }
    }
    if !appended && !replaced {
        ed.todo(
            "preamble",
            format!("recall of resolution {}", cx.own),
            "the text has no list of its own earlier resolutions that could be extended",
            "D-04",
        );
    }
}

/// The resolutions cited in a block, with their regular session or 0.
fn citations(ed: &Editor, block: usize) -> Vec<(std::ops::Range<usize>, u16)> {
    let session = |number: &ResolutionNumber| match number {
        ResolutionNumber::BySession { session: Session::Regular(n), .. } => *n,
        _ => 0,
    };
    let entities = ed.entities(block).into_iter();
    entities.filter_map(|e| if let Value::Resolution(c) = &e.value { Some((e.span.clone(), session(&c.number))) } else { None }).collect()
}

/// A list of the text's own earlier resolutions, and nothing that is said of the last of them alone.
fn is_own_chain(text: &str, last: &std::ops::Range<usize>, count: usize) -> bool {
    let after = &text[last.end..];
    let said_of_it =
        [" entitled", ", entitled", " in which", ", in which", ", by which", " by which", ", whereby", ", pursuant"].iter().any(|s| after.starts_with(s));
    let alone = matches!(after, "," | "." | ";" | "") || [" and other", ", and other", " and its", " and all"].iter().any(|s| after.starts_with(s));
    text.starts_with("Recalling") && text[..last.start].contains("its resolution") && !said_of_it && (count > 1 || alone)
}

fn append(ed: &mut Editor, i: usize, text: &str, last: std::ops::Range<usize>, count: usize, cx: &Context) {
    if cx.own.contains('[') {
        ed.flag(i, last.clone(), "number and date of the base resolution".into(), "the base text does not say them", "D-04");
    }
    let certain = !cx.own.contains('[') && count > 1;
    // A tail (“and other relevant resolutions”) stays last (D-06).
    let tail = [" and other", " and its", " and all"].iter().any(|t| text[last.end..].starts_with(t));
    if let Some(at) = text.find("its resolution ").filter(|at| count == 1 && *at < last.start) {
        ed.replace(i, at + 4..at + 14, "resolutions", "D-05", false);
        ed.flag(
            i,
            last.clone(),
            format!("confirm that {} joins {}", cx.own, &text[last.clone()]),
            "a text that recalls one resolution may add to it or replace it",
            "D-05",
        );
    }
    let joint = text[..last.start].strip_suffix(" and ").map(str::len);
    match joint.filter(|_| count > 1) {
        Some(at) => {
            ed.replace(i, at..at + 5, ", ", "D-04", true);
            ed.replace(i, last.end..last.end, format!(" and {}", cx.own), "D-04", certain);
        }
        None if tail => {
            ed.replace(i, last.end..last.end, format!(", {}", cx.own), "D-06", certain);
        }
        None => {
            ed.replace(i, last.end..last.end, format!(" and {}", cx.own), "D-04", certain);
        }
    }
}

/// D-07 and D-08: sessions to come move on by as many sessions as the text does.
pub(crate) fn sessions(ed: &mut Editor, cx: &Context) {
    for i in 0..ed.len() {
        for e in ed.entities(i) {
            let Value::Session(n) = e.value else { continue };
            let text = ed.text(i);
            let before = &text[..e.span.start];
            let clause =
                ["agenda of its ", "agenda of the ", "at its ", "to its ", "for its ", "at the ", "before the end of the "].iter().any(|c| before.ends_with(c));
            // Other bodies' sessions (commissions, councils) are numbered by their own count.
            if !clause || n <= cx.base || n > cx.base + 6 || ed.block(i).part == Part::Annex {
                continue;
            }
            let rule = if before.contains("provisional agenda") { "D-07" } else { "D-08" };
            if let Some(next) = word_ordinal(n + cx.target - cx.base) {
                ed.replace(i, e.span, next, rule, true);
            }
        }
    }
}
