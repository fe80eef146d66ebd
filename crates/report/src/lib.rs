//! Comparisons and drafts as people and programs read them. What a comparison or a draft is lives in their crates.
mod diff;
mod findings;
mod page;
mod redline;
mod todo;
mod versions;

pub use diff::{Layout, Remark, Review, html, json, markdown, pdf, terminal};
pub use findings::{Checked, FINDINGS_SCHEMA, Tally, explain_rule, findings_json, findings_terminal, github, list_rules, rules_page, sarif};
pub use redline::{redline, redline_of};
pub use todo::{
    TODO_HEADING, akn_with_todo, explain, html_with_todo, json_with_todo, markdown_with_todo, ndjson_with_todo, pdf_with_todo, text_with_todo, todo_list,
};
pub use versions::{versions_html, versions_json, versions_markdown, versions_terminal};
