//! Findings for a terminal: the message, the place, the words underlined, the advice.
use super::{Checked, Tally, advice, excerpt, place_name, spot};
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use chancery_check::{Finding, Severity, SourceMap};
use std::fmt::Write;

/// Letters of context on either side.
const CONTEXT: usize = 45;

/// The findings of some files and a summary, with colours (the command drops them where nobody sees them).
pub fn findings_terminal(files: &[Checked]) -> String {
    let mut out = String::new();
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    for file in files {
        let map = file.map();
        for f in &file.findings {
            out += &one(f, file, map.as_ref(), &renderer);
            out += "\n\n";
        }
    }
    if files.len() > 1 {
        for file in files.iter().filter(|f| !f.findings.is_empty()) {
            writeln!(out, "{}: {}", file.path, Tally::of(std::slice::from_ref(file)).sentence()).expect("writing to a string");
        }
        write!(out, "{} files: ", files.len()).expect("writing to a string");
    }
    writeln!(out, "{}", Tally::of(files).sentence()).expect("writing to a string");
    out
}

fn one(f: &Finding, file: &Checked, map: Option<&SourceMap>, renderer: &Renderer) -> String {
    let r = &file.resolution;
    let level = match f.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let text = f.place.text(r);
    let (words, span) = excerpt(&text, &f.span, CONTEXT, CONTEXT);
    let spot = spot(f, map);
    let mut origin = Origin::path(format!("{}, {}", file.path, place_name(f, r)));
    if let Some(s) = &spot {
        origin = Origin::path(file.path.as_str()).line(s.line).char_column(s.column);
    }
    let snippet =
        Snippet::source(words).line_start(spot.map_or(1, |s| s.line)).annotation(AnnotationKind::Primary.span(span).label(advice(f).unwrap_or_default()));
    let snippet = if map.is_some() { snippet } else { snippet.line_numbering(false) };
    renderer.render(&[level.primary_title(f.message.as_str()).id(f.rule.id).element(origin).element(snippet)])
}
