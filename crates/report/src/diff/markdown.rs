//! A comparison for a pull-request comment: counts, notes, then each changed paragraph; what is mechanical is folded.
use super::{Review, clipped, codes, counts, doubt, name, places, renumbered, sentence, what};
use chancery_diff::{Change, Class, Comparison, Edit, Op, Paragraph};
use std::fmt::Write;

/// So many words of unchanged text are kept on each side of a change.
const AROUND: usize = 25;

/// The report; classes in `hide` are counted but not shown.
pub fn markdown(review: &Review, hide: &[Class]) -> String {
    let mut out: String = review.comparisons.iter().map(|c| one(c, review, hide)).collect::<Vec<_>>().join("\n---\n\n");
    if !review.unpaired.is_empty() {
        let list: String = review.unpaired.iter().map(|u| format!("- {}\n", escape(u))).collect();
        let _ = write!(out, "\n### Without a partner\n\n{list}");
    }
    out
}

fn one(c: &Comparison, review: &Review, hide: &[Class]) -> String {
    let mut out = format!("## {} → {}\n\n", escape(name(&c.old)), escape(name(&c.new)));
    let titles = if c.old.title == c.new.title { vec![&c.new.title] } else { vec![&c.old.title, &c.new.title] };
    let titles: Vec<String> = titles.into_iter().filter(|t| !t.is_empty()).map(|t| format!("*{}*", escape(t))).collect();
    if !titles.is_empty() {
        let _ = write!(out, "{}\n\n", titles.join(" → "));
    }
    let codes = codes(c);
    let row = |cells: [String; 5]| format!("| {} |\n", cells.join(" | "));
    out += &row(codes.map(|(code, meaning, _)| format!("{code} {meaning}")));
    out += &row(codes.map(|_| "---:".to_owned()));
    out += &row(codes.map(|(_, _, n)| n.to_string()));
    let _ = write!(out, "\n{}\n", counts(c));
    let noted: Vec<&Paragraph> = c.paragraphs.iter().filter(|p| !p.notes.is_empty() && !hide.contains(&p.class)).collect();
    if !noted.is_empty() {
        out += "\n### To note\n\n";
    }
    for p in noted {
        for n in &p.notes {
            let _ = writeln!(out, "- **{}**: {}", escape(&places(p)), escape(&sentence(n)));
        }
    }
    let todo = review.todo();
    if !todo.is_empty() {
        out += "\n### To do before submission\n\n";
    }
    for (place, r) in todo {
        let _ = writeln!(out, "- [ ] **{}**: {} ({})", escape(&place), escape(&r.text), r.rule);
    }
    let shown = |folded: bool| c.paragraphs.iter().filter(move |p| p.change != Change::Unchanged && !hide.contains(&p.class) && is_folded(p) == folded);
    if shown(false).next().is_some() {
        out += "\n### Changes\n";
    }
    shown(false).for_each(|p| paragraph(p, review, &mut out));
    let folded = shown(true).count();
    if folded > 0 {
        let _ = write!(out, "\n<details><summary>{folded} mechanical or editorial</summary>\n");
        shown(true).for_each(|p| paragraph(p, review, &mut out));
        out += "\n</details>\n";
    }
    let renumbered = renumbered(c);
    if !renumbered.is_empty() {
        let _ = write!(out, "\nRenumbered only: {}\n", escape(&renumbered));
    }
    out
}

/// What a reviewer need not read first.
fn is_folded(p: &Paragraph) -> bool {
    matches!(p.class, Class::Mechanical | Class::Editorial) && p.change == Change::Modified
}

fn paragraph(p: &Paragraph, review: &Review, out: &mut String) {
    let _ = write!(out, "\n**{} {}** ({})\n\n", escape(p.code()), escape(&places(p)), escape(&what(p)));
    if let Some(doubt) = doubt(p) {
        let _ = write!(out, "*{}*\n\n", escape(&doubt));
    }
    if p.edits.iter().all(|e| e.op == Op::Equal) {
        // It moved and says the same: its beginning will do.
        let _ = writeln!(out, "> {}", escape(&clipped(&p.new[0].text)));
        return;
    }
    let last = p.edits.len().saturating_sub(1);
    let line: String = p.edits.iter().enumerate().map(|(n, e)| marked(e, n > 0, n < last)).collect();
    if !line.is_empty() {
        let _ = writeln!(out, "> {line}");
    }
    let why: Vec<String> = review.edits_of(p).map(|r| format!("{} {}", r.rule, escape(&r.text))).collect();
    if !why.is_empty() {
        let _ = write!(out, "\n{}\n", why.join("; "));
    }
}

/// Deleted and inserted words in HTML's own elements, which hold where `**` would not (beside punctuation); long unchanged runs are cut beside the changes.
fn marked(e: &Edit, before: bool, after: bool) -> String {
    let text = e.text.trim();
    let (lead, trail) = (if e.text.starts_with(' ') { " " } else { "" }, if e.text.ends_with(' ') && !text.is_empty() { " " } else { "" });
    let mark = match e.op {
        Op::Equal => return shortened(&e.text, before, after),
        _ if text.is_empty() => return lead.to_owned(),
        Op::Delete => "del",
        Op::Insert => "ins",
    };
    format!("{lead}<{mark}>{}</{mark}>{trail}", escape(text))
}

fn shortened(text: &str, before: bool, after: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (head, tail) = (if before { AROUND } else { 0 }, if after { AROUND } else { 0 });
    if words.len() <= head + tail + 10 {
        return escape(text);
    }
    let (head, tail) = (words[..head].join(" "), words[words.len() - tail..].join(" "));
    let cut = format!("{} … {}", escape(&head), escape(&tail));
    if before { cut } else { cut.trim_start().to_owned() }
}

/// Text from a resolution never becomes markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '*' | '_' | '[' | ']' | '`' | '~' | '#' | '|' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
