//! Findings as annotations of GitHub's checks: one `::error file=…,line=…::` a line.
use super::{Checked, advice, place_name, spot};
use chancery_check::Severity;
use std::fmt::Write;

/// The findings of some files.
pub fn github(files: &[Checked]) -> String {
    let mut out = String::new();
    for file in files {
        let map = file.map();
        for f in &file.findings {
            let command = match f.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let place =
                spot(f, map.as_ref()).map_or(String::new(), |s| format!(",line={},endLine={},col={},endColumn={}", s.line, s.end_line, s.column, s.end_column));
            let advice = advice(f).map_or(String::new(), |a| format!("; {a}"));
            let message = format!("{}: {}{advice}", place_name(f, &file.resolution), f.message);
            let title = format!("{} {}", f.rule.id, f.rule.name);
            writeln!(out, "::{command} file={}{place},title={}::{}", property(&file.path), property(&title), data(&message)).expect("writing to a string");
        }
    }
    out
}

/// Escaped as the workflow commands ask.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
