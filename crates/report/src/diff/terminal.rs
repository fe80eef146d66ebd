//! A comparison for a terminal or a pager: inline, or side by side where it fits. Deletions are `[-…-]`, insertions
//! `{+…+}`, so that nothing hangs on colour.
use super::{Review, codes, counts, doubt, name, places, renumbered, sentence, what};
use anstyle::{AnsiColor, Style};
use chancery_diff::{Change, Class, Comparison, Edit, Op, Paragraph};
use std::fmt::Write;
use textwrap::{Options, core::display_width, wrap};

/// How wide, and in how many columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Whole paragraphs on one line, for pipes and pagers that wrap.
    Plain,
    /// Wrapped at so many columns.
    Inline(usize),
    /// Old text left, new text right, in so many columns together.
    SideBySide(usize),
}

/// The report; classes in `hide` are counted but not shown.
pub fn terminal(review: &Review, layout: Layout, hide: &[Class]) -> String {
    let mut out = String::new();
    for (n, c) in review.comparisons.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        one(c, review, layout, hide, &mut out);
    }
    if !review.unpaired.is_empty() {
        let _ = write!(out, "\nwithout a partner:\n{}\n", review.unpaired.iter().map(|u| format!("  {u}")).collect::<Vec<_>>().join("\n"));
    }
    out
}

fn one(c: &Comparison, review: &Review, layout: Layout, hide: &[Class], out: &mut String) {
    let bold = Style::new().bold();
    let _ = writeln!(out, "{bold}{} → {}{bold:#}", name(&c.old), name(&c.new));
    let title = if c.old.title == c.new.title { c.new.title.clone() } else { format!("{} → {}", c.old.title, c.new.title) };
    if !title.is_empty() {
        wrapped(&title, "", layout, out);
    }
    let _ = writeln!(out, "{}", codes(c).map(|(code, meaning, n)| format!("{n} {code} {meaning}")).join("   "));
    let _ = writeln!(out, "{}", counts(c));
    let noted: Vec<_> = c.paragraphs.iter().filter(|p| !p.notes.is_empty() && !hide.contains(&p.class)).collect();
    if !noted.is_empty() {
        let _ = writeln!(out, "\n{bold}To note{bold:#}");
    }
    for p in noted {
        for n in &p.notes {
            wrapped(&format!("{}: {}", places(p), sentence(n)), "  ", layout, out);
        }
    }
    for p in c.paragraphs.iter().filter(|p| p.change != Change::Unchanged && !hide.contains(&p.class)) {
        let _ = write!(out, "\n{bold}{:<5}  {}{bold:#}  {}\n", p.code(), places(p), what(p));
        if let Some(doubt) = doubt(p) {
            wrapped(&doubt, "  ", layout, out);
        }
        paragraph(p, layout, out);
        for r in review.edits_of(p) {
            wrapped(&format!("{} {}", r.rule, r.text), "  ", layout, out);
        }
    }
    let todo = review.todo();
    if !todo.is_empty() {
        let _ = writeln!(out, "\n{bold}To do before submission{bold:#}");
    }
    for (place, r) in todo {
        wrapped(&format!("{place}: {} ({})", r.text, r.rule), "  ", layout, out);
    }
    let renumbered = renumbered(c);
    if !renumbered.is_empty() {
        let _ = writeln!(out, "\n{bold}Renumbered only{bold:#}");
        wrapped(&renumbered, "  ", layout, out);
    }
}

fn paragraph(p: &Paragraph, layout: Layout, out: &mut String) {
    if p.edits.iter().all(|e| e.op == Op::Equal) {
        if p.change == Change::Moved {
            wrapped(&p.new[0].text, "", layout, out);
        }
        return;
    }
    match layout {
        Layout::SideBySide(width) if p.change != Change::Added && p.change != Change::Removed => columns(p, width, out),
        _ => wrapped(&marked(&p.edits, |_| true), "", layout, out),
    }
}

/// The words with their marks; every changed word carries its own colour, so that lines can be cut anywhere.
fn marked(edits: &[Edit], show: impl Fn(Op) -> bool) -> String {
    let mut out = String::new();
    for e in edits.iter().filter(|e| show(e.op)) {
        let (colour, open, close) = match e.op {
            Op::Equal => {
                out.push_str(&e.text);
                continue;
            }
            Op::Delete => (AnsiColor::Red, "[-", "-]"),
            Op::Insert => (AnsiColor::Green, "{+", "+}"),
        };
        let style = Style::new().fg_color(Some(colour.into()));
        let text = e.text.trim();
        let lead = if e.text.starts_with(' ') { " " } else { "" };
        let trail = if e.text.ends_with(' ') && !text.is_empty() { " " } else { "" };
        let words = format!("{open}{text}{close}");
        let styled: Vec<String> = words.split(' ').map(|w| format!("{style}{w}{style:#}")).collect();
        let _ = write!(out, "{lead}{}{trail}", styled.join(" "));
    }
    out
}

pub(crate) fn wrapped(text: &str, indent: &str, layout: Layout, out: &mut String) {
    match layout {
        Layout::Plain => {
            let _ = writeln!(out, "{indent}{text}");
        }
        Layout::Inline(width) | Layout::SideBySide(width) => {
            for line in wrap(text, Options::new(width.max(20)).initial_indent(indent).subsequent_indent(&format!("{indent}  "))) {
                let _ = writeln!(out, "{}", line.trim_end());
            }
        }
    }
}

fn columns(p: &Paragraph, width: usize, out: &mut String) {
    let column = (width.max(43) - 3) / 2;
    let (old, new) = (marked(&p.edits, |op| op != Op::Insert), marked(&p.edits, |op| op != Op::Delete));
    let (old, new) = (wrap(&old, column), wrap(&new, column));
    for n in 0..old.len().max(new.len()) {
        let (left, right) = (old.get(n).map_or("", |l| l), new.get(n).map_or("", |r| r));
        let gap = " ".repeat(column.saturating_sub(display_width(left)));
        let _ = writeln!(out, "{}", format!("{left}{gap} | {right}").trim_end());
    }
}
