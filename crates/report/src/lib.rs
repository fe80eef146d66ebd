//! Comparisons and drafts as people and programs read them. What a comparison or a draft is lives in their crates.
mod diff;
mod todo;

pub use diff::{Layout, Review, html, json, markdown, terminal};
pub use todo::{TODO_HEADING, explain, todo_list};
