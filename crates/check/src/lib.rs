//! What editors of the United Nations would send back: rules, their findings, and the fixes that are certain.
//!
//! A rule is a static description and a function over a prepared resolution; [`rules`] lists them all. Nothing here
//! reads files or prints.
//!
//! ```
//! use chancery_check::{Settings, check};
//! use chancery_model::Resolution;
//! let findings = check(&Resolution::default(), None, None, &Settings::default());
//! assert!(findings.is_empty());
//! ```
mod document;
mod finding;
mod fix;
mod rule;
mod rules;
mod settings;
mod signs;
mod source;

pub use finding::{Field, Finding, Fix, Place};
pub use fix::{fix, fix_source};
pub use rule::{Bad, Organs, Rule, Scope, Severity};
pub use rules::{rule, rules};
pub use settings::{Settings, SettingsError, Words};
pub use source::SourceMap;

use chancery_model::Resolution;
use document::Document;
use finding::Findings;

/// Checks a resolution, and its continuity with the text before it, if that is given. Findings are in document order.
///
/// With the map of its source, what only the file shows (double spaces) is checked too, and remarks in Markdown silence
/// findings.
pub fn check(resolution: &Resolution, previous: Option<&Resolution>, source: Option<&SourceMap>, settings: &Settings) -> Vec<Finding> {
    let document = Document::new(resolution, previous, settings.words(), source);
    let mut list = Vec::new();
    for rule in rules().filter(|r| r.scope.holds(resolution)) {
        let Some(severity) = settings.severity_of(rule) else { continue };
        let mut findings = Findings { rule, severity, list };
        (rule.check)(&document, &mut findings);
        list = findings.list;
    }
    if let Some(source) = source {
        source.silence(&mut list);
    }
    list.sort_by(|a, b| order(a).cmp(&order(b)).then(b.severity.cmp(&a.severity)));
    list
}

/// Masthead, title, body, closing, notes.
fn order(f: &Finding) -> (u8, usize, usize) {
    match f.place {
        Place::Masthead(field) => (0, field as usize, f.span.start),
        Place::Title => (1, 0, f.span.start),
        Place::Label(i) => (2, 2 * i, f.span.start),
        Place::Block(i) => (2, 2 * i + 1, f.span.start),
        Place::Meeting(i) => (3, 2 * i, f.span.start),
        Place::ClosingDate(i) => (3, 2 * i + 1, f.span.start),
        Place::Note(i) => (4, i, f.span.start),
    }
}
