//! What a reviewer is told, one case a line.
use chancery_diff::{NoteKind, compare};
use chancery_formats::read_text;

fn notes(old: &str, new: &str) -> Vec<String> {
    let text = |session: u16, operative: &str| {
        read_text(&format!("A/RES/{session}/9\n\n{session}/9. Examples\n\nThe General Assembly,\n\nRecalling the Charter,\n\n1. {operative}\n"))
            .expect("a specimen")
    };
    let c = compare(&text(77, old), &text(78, new));
    let all = c.paragraphs.iter().flat_map(|p| &p.notes);
    all.map(|n| format!("{:?}: {} > {}{}", n.kind, n.old, n.new, n.detail.as_ref().map_or(String::new(), |d| format!(" ({d})")))).collect()
}

#[test]
fn one_case_a_line() {
    for (old, new, expected) in [
        ("Urges all States to act;", "Encourages all States to act;", "VerbStrength: Urges > Encourages (directive force 5 to 2, −3)"),
        ("Welcomes the report;", "Notes the report;", "VerbStrength: Welcomes > Notes (evaluative to assertive)"),
        ("Notes the work of all;", "Recalls the work of all;", "InitiatingPhrase: Notes > Recalls"),
        ("Urges all States to act;", "Urges all States to act, where possible;", "Softener:  > where possible"),
        ("Invites replies by 30 June 2023 from all;", "Invites replies by 31 August 2025 from all;", "Deadline: by 30 June 2023 > by 31 August 2025"),
        (
            "Requests the Secretary-General to submit a report at its seventy-eighth session;",
            "Requests the Secretary-General to submit a report at its eightieth session;",
            "Report: seventy-eighth session > eightieth session (the texts are another number of sessions apart)",
        ),
        ("Urges Austria to act on this;", "Urges Austria and Switzerland to act on this;", "State:  > Switzerland"),
        (
            "Invites the parties to act on this;",
            "Invites the parties and the International Court of Justice to act on this;",
            "Body:  > International Court of Justice",
        ),
        (
            "Recalls resolution 76/9 on that matter;",
            "Recalls resolution 77/9 on that matter;",
            "Citation: 76/9 > 77/9 (its successor is the earlier text compared)",
        ),
        ("Notes that 164 States have acted;", "Notes that 165 States have acted;", "Number: 164 > 165 (+1, +0.6 %)"),
        ("Appropriates 42,322,900 dollars;", "Appropriates 21,564,700 dollars;", "Number: 42,322,900 > 21,564,700 (−20,758,200, −49.0 %)"),
    ] {
        assert_eq!(notes(old, new), [expected], "{old} / {new}");
    }
    for (old, new) in [
        ("Requests a report at its seventy-eighth session;", "Requests a report at its seventy-ninth session;"),
        ("Requests all to act;", "Also requests all to act;"),
        ("Notes the meeting in Bali, Indonesia;", "Notes the meeting in Geneva, Switzerland;"),
    ] {
        assert_eq!(notes(old, new), [""; 0], "{old} / {new}");
    }
}

#[test]
fn a_request_that_came_or_went() {
    let text = |operative: &str| {
        read_text(&format!("A/RES/77/9\n\n77/9. Examples\n\nThe General Assembly,\n\nRecalling the Charter,\n\n1. Notes the work.\n\n{operative}"))
            .expect("a specimen")
    };
    let (without, with) =
        (text(""), text("2. Requests the Secretary-General to submit a report on lighthouses to the General Assembly at its eightieth session."));
    let kinds = |a, b| compare(a, b).paragraphs.iter().flat_map(|p| p.notes.clone()).map(|n| (n.kind, n.detail.unwrap_or_default())).collect::<Vec<_>>();
    assert_eq!(kinds(&without, &with), [(NoteKind::Report, "request added".to_owned())]);
    assert_eq!(kinds(&with, &without), [(NoteKind::Report, "request dropped".to_owned())]);
}
