//! Inline markup shared by text and Markdown: `*italics*`, `[54/54](#)`, superscript or `[^1]` note marks, `\*` escapes.
use chancery_model::{MarkKind, Text};

/// The digit that a superscript stands for.
pub(crate) fn superscript(c: char) -> Option<char> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c).map(|d| char::from(b'0' + d as u8))
}

/// Writes a number in superscripts.
pub(crate) fn to_superscript(number: &str) -> String {
    number.chars().map(|c| c.to_digit(10).and_then(|d| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(d as usize)).unwrap_or(c)).collect()
}

fn is_special(c: char) -> bool {
    matches!(c, '*' | '[' | '\\') || superscript(c).is_some()
}

/// Reads one paragraph's source.
pub(crate) fn read(source: &str) -> Text {
    let mut text = Text::default();
    let mut rest = source;
    let mut open: Option<usize> = None;
    // Once no asterisk to the end closes anything, none is looked for again: reading stays linear.
    let mut closable = true;
    while let Some(at) = rest.find(is_special) {
        text.push(&rest[..at]);
        rest = &rest[at..];
        let before = text.as_str().chars().next_back();
        let c = rest.chars().next().unwrap_or(' ');
        let mut used = c.len_utf8();
        match c {
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                used = 2;
                text.push(&rest[1..2]);
            }
            '*' if open.is_none() && closable && rest[1..].starts_with(|c: char| !c.is_whitespace() && c != '*') => {
                closable = closes_later(rest);
                open = closable.then_some(text.as_str().len());
                if !closable {
                    text.push("*");
                }
            }
            '*' if open.is_some() && before.is_some_and(|c| !c.is_whitespace()) => {
                let start = open.take().unwrap_or_default();
                text.mark(start..text.as_str().len(), MarkKind::Emphasis);
            }
            '[' => used = link(rest, &mut text),
            c if superscript(c).is_some() && note_may_follow(text.as_str()) => {
                used = rest.len() - rest.trim_start_matches(|c| superscript(c).is_some() || c == '⁻').len();
                let number: String = rest[..used].chars().filter_map(superscript).collect();
                let at = text.as_str().len();
                text.mark(at..at, MarkKind::NoteRef(number));
                // “¹,²”: the comma between two marks is theirs, not the sentence's.
                if rest[used..].strip_prefix(',').is_some_and(|r| r.starts_with(|c| superscript(c).is_some())) {
                    used += 1;
                }
            }
            _ => text.push(&rest[..used]),
        }
        rest = &rest[used..];
    }
    text.push(rest);
    text.finish()
}

/// Whether an asterisk that is not escaped closes italics after a word.
fn closes_later(rest: &str) -> bool {
    let mut before = ' ';
    let mut escaped = false;
    for c in rest[1..].chars() {
        if escaped && c.is_ascii_punctuation() {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == '*' && !before.is_whitespace() {
            return true;
        } else {
            escaped = false;
        }
        before = c;
    }
    false
}

/// “km²” is no note.
pub(crate) fn note_may_follow(text: &str) -> bool {
    !text.is_empty() && !["km", " m", "cm"].iter().any(|u| text.ends_with(u))
}

fn link(rest: &str, text: &mut Text) -> usize {
    // Longer links than this are no links, so that hostile brackets cost no time.
    let rest = &rest[..rest.char_indices().nth(2000).map_or(rest.len(), |(end, _)| end)];
    if let Some(note) = rest.strip_prefix("[^")
        && let Some(end) = note.find(']').filter(|e| *e > 0 && *e < 64)
    {
        let at = text.as_str().len();
        text.mark(at..at, MarkKind::NoteRef(note[..end].to_owned()));
        return end + 3;
    }
    if let Some((label, target)) = rest[1..].split_once("](").filter(|(label, _)| !label.contains(['[', ']']))
        && let Some(end) = end_of_target(target)
    {
        let start = text.as_str().len();
        text.push(&unescape(label));
        if !matches!(&target[..end], "" | "#") {
            text.mark(start..text.as_str().len(), MarkKind::Link(unescape(&target[..end])));
        }
        return 1 + label.len() + 2 + end + 1;
    }
    text.push("[");
    1
}

/// Without the backslashes before punctuation.
fn unescape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek().filter(|n| c == '\\' && n.is_ascii_punctuation()) {
            Some(_) => out.extend(chars.next()),
            None => out.push(c),
        }
    }
    out
}

/// Where a link's target ends: at the first bracket that no backslash escapes.
fn end_of_target(target: &str) -> Option<usize> {
    let mut escaped = false;
    target.char_indices().find_map(|(at, c)| {
        let ends = c == ')' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

/// Reads the row of a table, `| a | b |`; a backslash before a bar keeps it in its cell.
pub(crate) fn read_row(source: &str) -> Text {
    let inner = source.strip_prefix('|').unwrap_or(source);
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in inner.char_indices() {
        if c == '|' && !escaped {
            cells.push(read(inner[from..at].trim()));
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if !inner[from..].trim().is_empty() {
        cells.push(read(inner[from..].trim()));
    }
    Text::row(cells)
}

/// Writes the row of a table.
pub(crate) fn write_row(text: &Text, style: Style) -> String {
    let cells: Vec<String> = text.cells().iter().map(|c| write(c, style).replace('|', "\\|")).collect();
    format!("| {} |", cells.join(" | "))
}

/// How a writer shows the marks.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Style {
    Plain,
    Markdown,
}

/// Writes one paragraph.
pub(crate) fn write(text: &Text, style: Style) -> String {
    let content = text.as_str();
    let mut out = String::with_capacity(content.len() + 16);
    let md = style == Style::Markdown;
    // Where marks close (first) and start, by place and in the marks' order.
    let mut events: Vec<(usize, bool, isize)> = Vec::new();
    for (i, m) in text.marks().iter().enumerate() {
        events.push((m.start, true, i as isize));
        if m.start < m.end {
            // What opened last closes first.
            events.push((m.end, false, -(i as isize)));
        }
    }
    events.sort_unstable();
    let (mut at, mut no_break) = (0, 0_usize);
    for (place, starts, order) in events {
        let i = order.unsigned_abs();
        escape(&content[at..place], no_break > 0, md, &mut out);
        at = place;
        match (&text.marks()[i].kind, starts) {
            (MarkKind::NoBreak, true) => no_break += 1,
            (MarkKind::NoBreak, false) => no_break -= 1,
            (MarkKind::NoteRef(n), _) if md => out.push_str(&format!("[^{n}]")),
            (MarkKind::NoteRef(n), _) => out.push_str(&to_superscript(n)),
            (MarkKind::Emphasis, _) if md => out.push('*'),
            (MarkKind::Link(_), true) if md => out.push('['),
            (MarkKind::Link(to), false) if md => out.push_str(&format!("]({})", to.replace('\\', "\\\\").replace(')', "\\)"))),
            _ => {}
        }
    }
    escape(&content[at..], no_break > 0, md, &mut out);
    out
}

/// Words that stay words in Markdown, whatever they are: what would be markup gets a backslash, line ends become spaces.
pub fn escape_markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '>' | '#' | '|' | '+' | '^' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => escape(c.encode_utf8(&mut [0; 4]), false, true, &mut out),
        }
    }
    out
}

fn escape(piece: &str, no_break: bool, md: bool, out: &mut String) {
    for c in piece.chars() {
        match c {
            ' ' if no_break => out.push('\u{a0}'),
            '-' if no_break => out.push('\u{2011}'),
            '*' | '[' | ']' | '\\' | '_' | '`' | '<' if md => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}
