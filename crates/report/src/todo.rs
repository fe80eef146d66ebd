//! The to-do list of a draft and the explanation of its edits.
use chancery_draft::{Draft, DraftEdit, Todo};
use std::fmt::Write;

/// The line that opens the to-do list; readers stop at it.
pub const TODO_HEADING: &str = "[To do before submission]";

fn place(place: &str, label: Option<&str>) -> String {
    label.map_or_else(|| place.to_owned(), |l| format!("paragraph {}", l.trim_end_matches('.')))
}

/// What is left to do, one entry a line.
pub fn todo_list(todo: &[Todo]) -> String {
    let mut out = format!("{TODO_HEADING}\n");
    for t in todo {
        writeln!(out, "- {}: {} ({}; {})", place(&t.place, t.label.as_deref()), t.what, t.why, t.rule).expect("writing to a string");
    }
    out
}

/// What was learned from earlier texts, and every edit with its rule.
pub fn explain(draft: &Draft) -> String {
    let mut out = String::new();
    for line in &draft.learned {
        writeln!(out, "learned: {line}").expect("writing to a string");
    }
    for DraftEdit { place, old, new, rule, certain, .. } in &draft.edits {
        let sure = if *certain { "certain" } else { "to confirm" };
        writeln!(out, "{rule}  {place}: “{old}” -> “{new}” ({sure})").expect("writing to a string");
    }
    out
}
