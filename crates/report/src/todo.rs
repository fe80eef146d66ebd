//! The to-do list of a draft and the explanation of its edits, alone and within each text format.
use chancery_draft::{Draft, DraftEdit, Todo};
use chancery_model::Resolution;
use chancery_typeset::{Fonts, Task, TypesetError};
use maud::html;
use serde_json::{Value, json};
use std::fmt::Write;

/// The line that opens the to-do list; readers stop at it.
pub const TODO_HEADING: &str = "[To do before submission]";

fn place(place: &str, label: Option<&str>) -> String {
    label.map_or_else(|| place.to_owned(), |l| format!("paragraph {}", l.trim_end_matches('.')))
}

/// What is left to do, one entry a line; nothing if nothing is.
pub fn todo_list(todo: &[Todo]) -> String {
    if todo.is_empty() {
        return String::new();
    }
    let mut out = format!("{TODO_HEADING}\n");
    for t in todo {
        writeln!(out, "- {}", entry(t)).expect("writing to a string");
    }
    out
}

fn entry(t: &Todo) -> String {
    format!("{}: {} ({}; {})", place(&t.place, t.label.as_deref()), t.what, t.why, t.rule)
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

/// A draft's text with the list at its end, where readers stop.
pub fn text_with_todo(text: &str, todo: &[Todo]) -> String {
    if todo.is_empty() { text.to_owned() } else { format!("{text}\n{}", todo_list(todo)) }
}

/// A draft's Markdown with the list as a remark, which readers leave out.
pub fn markdown_with_todo(markdown: &str, todo: &[Todo]) -> String {
    if todo.is_empty() {
        return markdown.to_owned();
    }
    format!("{markdown}\n<!--\n{}-->\n", todo_list(todo).replace("-->", "--\u{a0}>"))
}

/// A draft's XML with the list as a comment at its end.
pub fn akn_with_todo(xml: &str, todo: &[Todo]) -> String {
    if todo.is_empty() {
        return xml.to_owned();
    }
    format!("{}\n<!--\n{}-->\n", xml.trim_end(), todo_list(todo).replace("--", "-\u{2011}"))
}

/// A draft's page with the list beside the resolution, where readers of the resolution do not look.
pub fn html_with_todo(page: &str, todo: &[Todo]) -> String {
    let Some(end) = page.rfind("</body>").filter(|_| !todo.is_empty()) else { return page.to_owned() };
    let list = html! { aside aria-labelledby="todo" lang="en" dir="ltr" { h2 #todo { (TODO_HEADING) } ul { @for t in todo { li { (entry(t)) } } } } };
    format!("{}{}\n{}", &page[..end], list.into_string(), &page[end..])
}

/// A draft's document JSON with a field `draft`: the list and, of a rollover, every edit and what was learned.
pub fn json_with_todo(document: &str, todo: &[Todo], draft: Option<&Draft>) -> String {
    let Ok(Value::Object(mut fields)) = serde_json::from_str(document) else { return document.to_owned() };
    let mut about = json!({ "todo": todo });
    if let Some(draft) = draft {
        about["edits"] = json!(draft.edits);
        about["learned"] = json!(draft.learned);
        about["origin"] = json!(draft.origin);
    }
    fields.insert("draft".into(), about);
    serde_json::to_string_pretty(&fields).unwrap_or_default() + "\n"
}

/// A draft's NDJSON with a line for each entry of the list.
pub fn ndjson_with_todo(lines: &str, doc: &str, todo: &[Todo]) -> String {
    let mut out = lines.to_owned();
    for (n, t) in todo.iter().enumerate() {
        let line = json!({ "doc": doc, "id": format!("todo{}", n + 1), "part": "notes", "kind": "todo", "level": 1, "label": null, "text": entry(t) });
        writeln!(out, "{line}").expect("writing to a string");
    }
    out
}

/// A draft as PDF: a bar beside each paragraph of the list, and the list at its end, where readers stop.
///
/// # Errors
/// Those of [`TypesetError`].
pub fn pdf_with_todo(draft: &Resolution, todo: &[Todo], fonts: &Fonts) -> Result<Vec<u8>, TypesetError> {
    let tasks: Vec<Task> = todo.iter().map(|t| Task { place: t.place.clone(), text: entry(t) }).collect();
    chancery_typeset::draft(draft, TODO_HEADING, &tasks, fonts)
}
