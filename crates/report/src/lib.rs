//! Comparisons and drafts as people and programs read them. What a comparison or a draft is lives in their crates.
mod diff;
mod redline;
mod todo;

pub use diff::{Layout, Remark, Review, html, json, markdown, terminal};
pub use redline::{redline, redline_of};
pub use todo::{TODO_HEADING, akn_with_todo, explain, json_with_todo, markdown_with_todo, ndjson_with_todo, text_with_todo, todo_list};
