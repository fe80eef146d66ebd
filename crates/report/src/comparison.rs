//! A comparison on a terminal, as Markdown for a pull request, and as the JSON of the contract.
use anstyle::{AnsiColor, Style};
use chancery_diff::{Change, Class, Comparison, Op, Paragraph};
use std::fmt::Write;

/// The diff JSON, `chancery.diff/1`.
pub fn json(c: &Comparison) -> String {
    serde_json::to_string_pretty(c).expect("every field of a comparison has a JSON form") + "\n"
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::None => "same wording",
        Class::Mechanical => "mechanical",
        Class::Editorial => "editorial",
        Class::Substantive => "substantive",
    }
}

fn head(p: &Paragraph) -> String {
    let name = |side: &chancery_diff::Side| side.label.as_deref().map_or(side.id.clone(), |l| l.trim_end_matches('.').to_owned());
    let place = match (p.old.first(), p.new.first()) {
        (Some(a), Some(b)) if p.renumbered => format!("{} -> {}", name(a), name(b)),
        (_, Some(b)) => name(b),
        (Some(a), None) => name(a),
        (None, None) => String::new(),
    };
    let what = match p.change {
        Change::Unchanged if p.renumbered => "renumbered".to_owned(),
        Change::Unchanged => "unchanged".to_owned(),
        Change::Modified => format!("modified, {}", class_name(p.class)),
        Change::Added => "added".to_owned(),
        Change::Removed => "removed".to_owned(),
    };
    format!("{place}  {what}")
}

fn summary(c: &Comparison) -> String {
    let s = &c.summary;
    format!(
        "{} unchanged, {} modified, {} added, {} removed, {} renumbered; {} mechanical, {} editorial, {} substantive",
        s.unchanged, s.modified, s.added, s.removed, s.renumbered, s.mechanical, s.editorial, s.substantive
    )
}

fn shown(c: &Comparison) -> impl Iterator<Item = &Paragraph> {
    c.paragraphs.iter().filter(|p| p.change != Change::Unchanged || p.renumbered)
}

/// For a terminal or a pager. Deletions are `[-…-]`, insertions `{+…+}`, so that nothing hangs on colour.
pub fn terminal(c: &Comparison) -> String {
    let bold = Style::new().bold();
    let mut out = format!("{bold}{} -> {}{bold:#}\n{}\n", c.old.symbol, c.new.symbol, summary(c));
    for p in shown(c) {
        write!(out, "\n{bold}{}{bold:#}\n", head(p)).expect("writing to a string");
        for n in &p.notes {
            writeln!(out, "  note: {} changed from “{}” to “{}”", n.kind, n.old, n.new).expect("writing to a string");
        }
        if p.change == Change::Unchanged {
            continue;
        }
        for e in &p.edits {
            let (style, open, close) = match e.op {
                Op::Equal => (Style::new(), "", ""),
                Op::Delete => (Style::new().fg_color(Some(AnsiColor::Red.into())), "[-", "-]"),
                Op::Insert => (Style::new().fg_color(Some(AnsiColor::Green.into())), "{+", "+}"),
            };
            write!(out, "{style}{open}{}{close}{style:#}", e.text).expect("writing to a string");
        }
        out.push('\n');
    }
    out
}

/// For a pull-request comment.
pub fn markdown(c: &Comparison) -> String {
    let escape = |t: &str| t.chars().flat_map(|ch| if "\\*_[]<>`~#|&".contains(ch) { vec!['\\', ch] } else { vec![ch] }).collect::<String>();
    let mut out = format!("## {} -> {}\n\n{}\n", escape(&c.old.symbol), escape(&c.new.symbol), summary(c));
    for p in shown(c) {
        write!(out, "\n**{}**\n\n", escape(&head(p))).expect("writing to a string");
        for e in p.edits.iter().filter(|_| p.change != Change::Unchanged) {
            let (text, mark) = (escape(e.text.trim()), if e.op == Op::Delete { "~~" } else { "**" });
            let lead = &e.text[..e.text.len() - e.text.trim_start().len()];
            let trail = if e.text.trim().is_empty() { "" } else { &e.text[e.text.trim_end().len()..] };
            match e.op {
                Op::Equal => out.push_str(&escape(&e.text)),
                _ if text.is_empty() => out.push_str(&e.text),
                _ => write!(out, "{lead}{mark}{text}{mark}{trail}").expect("writing to a string"),
            }
        }
        out.push('\n');
    }
    out
}
