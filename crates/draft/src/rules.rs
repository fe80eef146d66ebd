//! Masthead and session clauses (D-01 to D-03, D-07, D-08).
use crate::{Context, Draft, DraftEdit, Todo, edit::Editor};
use chancery_model::{Part, Record, entity::Value, word_ordinal};

/// Name in provenance lines, code in symbols, name as printed in the masthead (F-06).
const COMMITTEES: [(&str, &str, &str); 6] = [
    ("First Committee", "C.1", "First Committee"),
    ("Second Committee", "C.2", "Second Committee"),
    ("Third Committee", "C.3", "Third Committee"),
    ("Fourth Committee", "C.4", "Special Political and Decolonization Committee (Fourth Committee)"),
    ("Fifth Committee", "C.5", "Fifth Committee"),
    ("Sixth Committee", "C.6", "Sixth Committee"),
];

/// Code and printed name of the Main Committee that some words name.
pub(crate) fn committee_in(words: &str) -> Option<(&'static str, &'static str)> {
    COMMITTEES.iter().find(|(name, ..)| words.contains(name)).map(|(_, code, full)| (*code, *full))
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// D-01 to D-03: the masthead of an L-document (A.2).
pub(crate) fn masthead(draft: &mut Draft, cx: &Context) {
    let m = &mut draft.resolution.masthead;
    let session = format!("{} session", capital(&word_ordinal(cx.target).unwrap_or_default()));
    // A draft that is rolled over again names its committee in a line of its own.
    let committee = m.provenance.as_deref().or(m.committee.as_deref()).and_then(committee_in);
    let symbol = committee.map_or(format!("A/{}/L.[number]", cx.target), |(code, _)| format!("A/{code}/{}/L.[number]", cx.target));
    let mut edit = |old: Option<String>, new: &str, rule| {
        if old.as_deref() == Some(new) {
            return;
        }
        draft.edits.push(DraftEdit { place: "masthead".into(), span: 0..0, old: old.unwrap_or_default(), new: new.into(), rule, certain: !new.contains('[') });
    };
    edit(m.symbol.as_ref().map(ToString::to_string), &symbol, "D-01");
    edit(m.session.clone(), &session, "D-01");
    m.symbol = symbol.parse().ok();
    m.session = Some(session);
    m.distribution = Some("Limited".into());
    m.issued = Some("[date]".into());
    m.original = Some("[language]".into());
    m.committee = committee.map(|(_, full)| full.to_owned());
    if m.agenda_item.is_some() {
        edit(m.agenda_item.clone(), "Agenda item [number]", "D-02");
    }
    m.agenda_item = Some("Agenda item [number]".into());
    m.sponsors = Some("[Sponsors]: draft resolution".into());
    (m.adoption, m.provenance, m.number) = (None, None, None);
    draft.resolution.closing.clear();
    // Votes and keywords are those of the text before.
    draft.resolution.record = Record::default();
    for (what, why, rule) in [
        ("symbol, date of submission and original language".to_owned(), "given when the draft is submitted", "D-01"),
        (format!("number of the agenda item at session {}", cx.target), "it changes every year: see the allocation of agenda items", "D-02"),
        ("sponsors".to_owned(), "States join anew each year", "D-03"),
    ] {
        draft.todo.push(Todo { place: "masthead".into(), label: None, span: None, what, why: why.into(), rule });
    }
}

/// D-07 and D-08: sessions to come move on by as many sessions as the text does. A session of the Assembly is told from
/// those of other bodies by its number.
pub(crate) fn sessions(ed: &mut Editor, cx: &Context) {
    for i in 0..ed.len() {
        if ed.block(i).part == Part::Annex {
            continue;
        }
        for e in ed.entities(i) {
            let Value::Session(n) = e.value else { continue };
            let words = ed.text(i)[e.span.clone()].to_owned();
            // One after the draft's own is still to come.
            if n > cx.target && n > cx.base + 1 && cx.target > cx.base {
                ed.check(i, e.span, format!("check “{words} session”"), "it comes after the session of the draft", "D-08");
                continue;
            }
            // The base's own session is history in one text and this year's in another.
            if n == cx.base && !is_of_another_body(&ed.text(i)[e.span.end..]) {
                ed.check(i, e.span, format!("check “{words} session”"), "it is the session of the base", "D-17");
                continue;
            }
            if n <= cx.base || n > cx.base + 6 || is_of_another_body(&ed.text(i)[e.span.end..]) {
                continue;
            }
            let rule = if ed.text(i)[..e.span.start].contains("provisional agenda") { "D-07" } else { "D-08" };
            let next = next_session(n, cx.history.as_ref().and_then(|h| h.asked_from(i, &e.span)), cx);
            let Some(ordinal) = word_ordinal(next) else { continue };
            let ordinal = if words.starts_with(char::is_uppercase) { capital(&ordinal) } else { ordinal };
            if next - n == cx.target - cx.base {
                ed.replace(i, e.span, ordinal, rule, true);
            } else {
                // Another step than the text's own: an assumption.
                ed.flag(i, e.span.clone(), format!("confirm “{ordinal} session”"), "the clause has a period of its own, and falls due now", rule);
                ed.replace(i, e.span, format!("[{ordinal}]"), rule, false);
            }
        }
    }
}

/// The session that follows one to come: as far on as the text goes, or, where the clause stood unchanged in the text
/// before (of session `asked`) and falls due now, by its own period (D-19c).
fn next_session(n: u16, asked: Option<u16>, cx: &Context) -> u16 {
    match asked {
        Some(asked) if n == cx.target && n > asked => n + (n - asked),
        _ => n + cx.target - cx.base,
    }
}

/// “… session of the Commission on the Status of Women”.
fn is_of_another_body(after: &str) -> bool {
    let of = after.strip_prefix(" session of ").map(|r| r.trim_start_matches("the "));
    of.is_some_and(|body| body.starts_with(char::is_uppercase) && !body.starts_with("General Assembly") && !body.starts_with("Assembly"))
}
