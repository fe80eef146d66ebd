//! Findings for a terminal: the message, the place, the words underlined, the advice.
use super::{Checked, Tally, advice, excerpt, place_name};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet, renderer::DecorStyle};
use chancery_check::{Finding, Severity, SourceMap};
use std::fmt::Write;

/// Long lines are cut to these columns.
const WIDTH: usize = 110;
/// Letters of context on either side, where the file has no lines to show.
const CONTEXT: usize = 45;

/// The findings of some files and a summary, with colours (the command drops them where nobody sees them).
pub fn findings_terminal(files: &[Checked]) -> String {
    let mut out = String::new();
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDTH);
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
    let (words, span, line) = match map.and_then(|m| Some((m, m.range(f.place, &f.span)?))) {
        // The line as the file has it, so that its columns count.
        Some((map, range)) => {
            let (line, _) = map.line_column(range.start);
            let source = map.source();
            let from = source[..range.start].rfind('\n').map_or(0, |n| n + 1);
            let to = source[range.end..].find('\n').map_or(source.len(), |n| range.end + n);
            (source[from..to].to_owned(), range.start - from..range.end - from, Some(line))
        }
        None => {
            let (words, span) = excerpt(&text, &f.span, CONTEXT, CONTEXT);
            (words, span, None)
        }
    };
    let path = if line.is_some() { file.path.clone() } else { format!("{}, {}", file.path, place_name(f, r)) };
    let snippet = Snippet::source(words).path(path).line_start(line.unwrap_or(1)).line_numbering(line.is_some());
    let snippet = snippet.annotation(AnnotationKind::Primary.span(span).label(advice(f).unwrap_or_default()));
    renderer.render(&[level.primary_title(f.message.as_str()).id(f.rule.id).element(snippet)])
}
