//! Lines to chunks: one chunk a paragraph, page breaks healed and footnotes lifted out.
use super::body;
use crate::inline;
use chancery_model::{Language, Note};

/// A paragraph's source.
pub(crate) struct Chunk {
    /// Its first line, from 1.
    pub line: usize,
    /// Empty lines before it.
    pub gap: usize,
    /// Its text; inner line breaks are kept where they may mean something (closing lines).
    pub text: String,
}

/// Cuts a text into paragraphs and footnotes.
pub(crate) fn split(source: &str, language: Language) -> (Vec<Chunk>, Vec<Note>) {
    let mut notes = Vec::new();
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut in_body = false;
    let mut noted = false;
    for c in cut(source, language) {
        if let Some(note) = footnote(&c.text) {
            notes.push(note);
            noted = true;
            continue;
        }
        if let Some(last) = chunks.last_mut().filter(|last| in_body && continues(last, &c, noted, language)) {
            last.text.push(' ');
            last.text.push_str(&c.text);
        } else {
            in_body = in_body || body::formula(&c.text).is_some();
            chunks.push(c);
        }
        noted = false;
    }
    if notes.is_empty() {
        notes = plain_notes(&mut chunks, language);
    }
    (chunks, notes)
}

/// Notes whose superscripts a copy turned into plain figures: lines `1 United Nations, …` in sequence after the closing,
/// and figures glued to words (“Destruction1 and”) in the same order before it.
fn plain_notes(chunks: &mut Vec<Chunk>, language: Language) -> Vec<Note> {
    let Some(closing) = chunks.iter().position(|c| body::is_meeting(&c.text, language)) else { return Vec::new() };
    let starts = |c: &Chunk, n: usize| c.text.strip_prefix(&format!("{n} ")).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let last = chunks.last().and_then(|c| c.text.split_once(' ')).and_then(|(n, _)| n.parse::<usize>().ok());
    let Some(count) = last.filter(|n| (1..1000).contains(n) && chunks.len() > closing + n) else { return Vec::new() };
    let first = chunks.len() - count;
    if !(0..count).all(|i| starts(&chunks[first + i], i + 1)) {
        return Vec::new();
    }
    let notes = chunks
        .drain(first..)
        .enumerate()
        .map(|(i, c)| Note { number: (i + 1).to_string(), text: inline::read(&c.text[(i + 1).to_string().len()..]) })
        .collect();
    let mut from = 0;
    for n in 1..=count {
        let number = n.to_string();
        let found = (from..closing).find_map(|i| glued(&chunks[i].text, &number).map(|at| (i, at)));
        if let Some((i, at)) = found {
            chunks[i].text.replace_range(at..at + number.len(), &inline::to_superscript(&number));
            from = i;
        }
    }
    notes
}

/// Where a figure is glued to the end of a word or its punctuation.
fn glued(text: &str, number: &str) -> Option<usize> {
    text.match_indices(number).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + number.len()..].chars().next();
        before.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '”')) && after.is_none_or(|c| matches!(c, ' ' | ',' | ';' | '.'))
    })
}

/// Whether every line is a paragraph, or paragraphs are wrapped over lines.
fn wrapped(source: &str) -> bool {
    let (mut long, mut lines) = (0, 0);
    for line in source.lines().filter(|l| !l.trim().is_empty()) {
        lines += 1;
        long += usize::from(line.len() > 130);
    }
    lines > 12 && long * 50 < lines
}

fn cut(source: &str, language: Language) -> Vec<Chunk> {
    let wrapped = wrapped(source);
    let blank_lines = source.contains("\n\n") || source.contains("\n\r\n");
    let mut chunks: Vec<Chunk> = Vec::new();
    let (mut gap, mut head) = (0, true);
    for (i, line) in source.lines().enumerate() {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.is_empty() {
            gap += 1;
            continue;
        }
        head = head && body::formula(line).is_none();
        let joins = chunks.last().is_some_and(|last| {
            // “… indicators will be / (a) voluntary and country-led, …”: wrapped lines may begin with what looks like a label.
            let labelled = body::label(line)
                .is_some_and(|(_, rest, level)| !wrapped || body::ends_sentence(&last.text) || level < 4 && !rest.starts_with(char::is_lowercase))
                && !(wrapped && body::is_end_of_words(&last.text, line))
                && !(wrapped && line.ends_with('.') && !line.contains(char::is_whitespace));
            let follows = gap == 0 && !head && !labelled && footnote(line).is_none() && body::formula(&last.text).is_none() && body::formula(line).is_none();
            let wraps = wrapped && (blank_lines || !body::ends_sentence(&last.text));
            // Titles of items and resolutions wrap too.
            let title = head
                && wrapped
                && gap == 0
                && last.text.len() > 60
                && super::head::is_title(&last.text, language)
                && !super::head::is_form(line, language)
                && body::formula(line).is_none();
            title
                || follows
                    && (wraps && !body::is_meeting(line, language) && !body::is_meeting(&last.text, language)
                        || body::is_meeting(&last.text, language) && body::is_date(line, language))
        });
        match chunks.last_mut().filter(|_| joins) {
            Some(last) => {
                last.text.push(if body::is_meeting(&last.text, language) { '\n' } else { ' ' });
                last.text.push_str(line);
            }
            None => chunks.push(Chunk { line: i + 1, gap, text: line.to_owned() }),
        }
        gap = 0;
    }
    chunks
}

/// A chunk that a page break or a footnote cut off from the one before.
fn continues(last: &Chunk, c: &Chunk, noted: bool, language: Language) -> bool {
    if body::ends_sentence(&last.text) || body::label(&c.text).is_some() || last.text.len() < 40 || body::is_meeting(&c.text, language) {
        return false;
    }
    // “a See A/75/383.” under a table is its note, not a sentence that goes on.
    let table_note = c.text.is_char_boundary(1) && c.text.as_bytes().get(1) == Some(&b' ') && c.text[2..].starts_with(char::is_uppercase);
    let lower = c.text.starts_with(|ch: char| ch.is_lowercase()) && !table_note;
    let sentence = body::ends_sentence(&c.text);
    lower && c.text.len() > 3
        || sentence && (c.gap >= 3 || noted) && !last.text.ends_with(|ch: char| ch.is_ascii_digit()) && !body::starts_phrase(&c.text, language)
}

/// `¹ United Nations, Treaty Series, …` or `[^1]: …`.
fn footnote(text: &str) -> Option<Note> {
    if let Some((number, rest)) = text.strip_prefix("[^").and_then(|t| t.split_once("]:")) {
        return Some(Note { number: number.to_owned(), text: inline::read(rest.trim()) });
    }
    text.chars().next().and_then(inline::superscript)?;
    let rest = text.trim_start_matches(|c| inline::superscript(c).is_some());
    let number = text[..text.len() - rest.len()].chars().filter_map(inline::superscript).collect();
    (rest.starts_with(char::is_whitespace) || rest.starts_with(char::is_alphabetic)).then(|| Note { number, text: inline::read(rest.trim()) })
}
