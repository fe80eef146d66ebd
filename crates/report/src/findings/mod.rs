//! Findings of the checker: on a terminal with the excerpt underlined, as JSON, as SARIF, as annotations of a pull request.
//! Here is what the forms share.
mod github;
mod json;
mod rules;
mod sarif;
mod terminal;

pub use github::github;
pub use json::findings_json;
pub use rules::{explain_rule, list_rules, rules_page};
pub use sarif::sarif;
pub use terminal::findings_terminal;

use chancery_check::{Finding, Place, Severity, SourceMap};
use chancery_model::Resolution;
use std::ops::Range;

/// Schema of the findings as JSON.
pub const FINDINGS_SCHEMA: &str = "chancery.findings/1";

/// One file and what was found in it.
pub struct Checked {
    /// The file, as it was named.
    pub path: String,
    /// What was read.
    pub resolution: Resolution,
    /// Its text, if the form is one in which places can be shown: text or Markdown.
    pub source: Option<String>,
    /// The findings, in document order.
    pub findings: Vec<Finding>,
}

/// Where a finding stands in its file.
pub(crate) struct Spot {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl Checked {
    pub(crate) fn map(&self) -> Option<SourceMap<'_>> {
        self.source.as_deref().map(|s| SourceMap::new(&self.resolution, s))
    }
}

pub(crate) fn spot(f: &Finding, map: Option<&SourceMap>) -> Option<Spot> {
    let map = map?;
    let range = map.range(f.place, &f.span)?;
    let ((line, column), (end_line, end_column)) = (map.line_column(range.start), map.line_column(range.end));
    Some(Spot { line, column, end_line, end_column })
}

/// The paragraph as a person names it: `paragraph 7 (a)`, `preambular paragraph 3`, `title`.
pub(crate) fn place_name(f: &Finding, r: &Resolution) -> String {
    let (Place::Block(i) | Place::Label(i)) = f.place else { return f.place.name(r) };
    let b = &r.body[i];
    match &b.label {
        Some(label) if b.level == 1 => format!("paragraph {}", label.trim_end_matches('.')),
        Some(label) => format!("sub-paragraph {} ({})", label, b.id),
        None => format!("paragraph {}", b.id),
    }
}

/// What to write instead, as a sentence.
pub(crate) fn advice(f: &Finding) -> Option<String> {
    let fix = f.fix.as_ref()?;
    let verb = if fix.certain { "write" } else { "perhaps" };
    if !fix.text.is_empty() && fix.text.trim().is_empty() {
        return Some(format!("{verb} one space"));
    }
    Some(if fix.text.is_empty() {
        if fix.certain { "leave it out".into() } else { "perhaps leave it out".into() }
    } else {
        format!("{verb} “{}”", fix.text.trim())
    })
}

/// Errors, warnings, notes, and how many have a certain fix.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Those that a certain fix mends.
    pub fixable: usize,
}

impl Tally {
    /// Counts the findings of some files.
    pub fn of(files: &[Checked]) -> Self {
        let mut t = Tally::default();
        for f in files.iter().flat_map(|c| &c.findings) {
            *match f.severity {
                Severity::Error => &mut t.errors,
                Severity::Warning => &mut t.warnings,
                Severity::Note => &mut t.notes,
            } += 1;
            t.fixable += usize::from(f.fix.as_ref().is_some_and(|x| x.certain));
        }
        t
    }

    /// `2 errors, 1 warning; 2 can be fixed`.
    pub fn sentence(&self) -> String {
        let counted = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let parts: Vec<String> = counted.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}{}", if *n == 1 { "" } else { "s" })).collect();
        match (parts.is_empty(), self.fixable) {
            (true, _) => "nothing found".into(),
            (_, 0) => parts.join(", "),
            (_, n) => format!("{}; {n} can be fixed with --fix", parts.join(", ")),
        }
    }
}

/// The words around a span, cut at spaces, and the span in them.
pub(crate) fn excerpt(text: &str, span: &Range<usize>, before: usize, after: usize) -> (String, Range<usize>) {
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let mut from = floor(span.start.saturating_sub(before));
    if from > 0 {
        from = text[from..span.start].find(' ').map_or(from, |s| from + s + 1);
    }
    let mut to = floor((span.end + after).min(text.len())).max(span.end);
    if to < text.len() {
        to = text[span.end..to].rfind(' ').map_or(to, |s| span.end + s);
    }
    let (head, tail) = (if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" });
    let start = head.len() + span.start - from;
    (format!("{head}{}{tail}", &text[from..to]), start..start + span.len())
}
