//! Comparisons and drafts as text that people read: terminal, Markdown, JSON.
mod comparison;
mod todo;

pub use comparison::{json, markdown, terminal};
pub use todo::{TODO_HEADING, explain, todo_list};
