//! Markdown, the form in which people edit: TOML front matter, italic initiating phrases, footnotes.
//!
//! The record (votes, keywords) stands in a comment at the end, where it disturbs nobody who edits; the identifiers that
//! blocks had in other files are not carried. Paragraphs read as in plain text. Where that would give another part, kind or level than the resolution has, the
//! writer puts a comment `<!-- operative heading 1 -->` before the paragraph, and the reader obeys it.
use crate::{ReadError, inline, ndjson, text};
use chancery_model::{Block, Closing, Kind, Language, Masthead, Organ, Part, Resolution};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Front {
    organ: Organ,
    #[serde(default)]
    language: Language,
    #[serde(default)]
    masthead: Masthead,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    closing: Vec<Closing>,
}

/// Writes Markdown that [`read_markdown`] reads to the same resolution.
pub fn write_markdown(r: &Resolution) -> String {
    let mut explicit = vec![false; r.body.len()];
    let first = render(r, &explicit);
    match read_markdown(&first) {
        Ok(back) if same(&back.body, &r.body) => return first,
        Ok(back) if back.body.len() == r.body.len() => {
            // One comment can change how the rest is read, so that from the first difference on all are told.
            let from = back.body.iter().zip(&r.body).position(|(a, b)| !same(std::slice::from_ref(a), std::slice::from_ref(b))).unwrap_or(0);
            explicit[from..].fill(true);
        }
        _ => explicit.fill(true),
    }
    render(r, &explicit)
}

/// Equal but for identifiers that Markdown does not carry.
fn same(a: &[Block], b: &[Block]) -> bool {
    let plain = |b: &Block| Block { guid: None, ..b.clone() };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| plain(a) == plain(b))
}

fn render(r: &Resolution, explicit: &[bool]) -> String {
    let front = Front { organ: r.organ, language: r.language, masthead: r.masthead.clone(), closing: r.closing.clone() };
    let front = toml::to_string(&front).expect("every field of a masthead has a TOML form");
    let mut out = format!("+++\n{front}+++\n\n");
    if !r.title.as_str().is_empty() {
        out.push_str(&format!("# {}\n\n", inline::write(&r.title, inline::Style::Markdown)));
    }
    for (b, told) in r.body.iter().zip(explicit) {
        if *told {
            // A label of a form that reading would not know (`a)`, `1 -`) is told too.
            let label = b.label.as_deref().filter(|l| b.kind == Kind::Heading || !reads_as_label(l));
            let label = label.map(|l| format!(" label {l}")).unwrap_or_default();
            out.push_str(&format!("<!-- {} {} {}{label} -->\n", ndjson::part_name(b.part), ndjson::kind_name(b.kind), b.level));
        }
        let body = inline::write(&b.text, inline::Style::Markdown);
        let body = match b.kind {
            Kind::Heading => format!("## {body}"),
            Kind::TableRow => inline::write_row(&b.text, inline::Style::Markdown),
            _ if b.label.is_none() && body.starts_with(['#', '|', '>', '+', '-', '(']) => format!("\\{body}"),
            // “1.” and “a.” that are no labels: their full stop is escaped.
            _ if b.label.is_none() && text::body::label(&body).is_some() => body.replacen('.', "\\.", 1),
            _ => body,
        };
        match &b.label {
            Some(label) if b.kind == Kind::Heading => out.push_str(&format!("## {label} {}\n\n", body.trim_start_matches("## "))),
            // Some labels (`A.`, `1.1`) are told from the text by a tab only.
            Some(label) => {
                let spaced = format!("{label} {body}");
                let same = text::body::label(&spaced).is_some_and(|(l, ..)| l == label);
                out.push_str(&if same { spaced } else { format!("{label}\t{body}") });
                out.push_str("\n\n");
            }
            None => out.push_str(&format!("{body}\n\n")),
        }
    }
    for n in &r.notes {
        out.push_str(&format!("[^{}]: {}\n\n", n.number, inline::write(&n.text, inline::Style::Markdown)));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    if !r.record.is_empty() {
        let json = serde_json::to_string_pretty(&r.record).expect("every field of a record has a JSON form");
        // A comment must not end within a name.
        out.push_str(&format!("\n{RECORD}\n{}\n-->\n", json.replace("-->", "--\\u003e")));
    }
    out
}

/// Opens the comment that holds the record.
const RECORD: &str = "<!-- record";

/// Whether a label is known as one before words, set off by a space or a tab.
fn reads_as_label(l: &str) -> bool {
    [" Words", "\tWords"].iter().any(|rest| text::body::label(&format!("{l}{rest}")).is_some_and(|(read, ..)| read == l))
}

/// Reads Markdown with front matter; without it, the text is read as plain text.
///
/// # Errors
/// [`ReadError::Malformed`] for front matter that does not fit, and those of [`crate::read_text`].
pub fn read_markdown(source: &str) -> Result<Resolution, ReadError> {
    let source = source.replace("\r\n", "\n");
    let Some((front, rest)) = source.strip_prefix("+++\n").and_then(|s| s.split_once("\n+++\n")) else {
        return text::read_text(&source);
    };
    let front: Front = toml::from_str(front).map_err(|e| {
        let before = &front[..e.span().map_or(0, |s| s.start)];
        ReadError::Malformed {
            line: before.matches('\n').count() + 2,
            column: before.len() - before.rfind('\n').map_or(0, |n| n + 1) + 1,
            message: e.message().to_owned(),
        }
    })?;
    let mut r = Resolution { organ: front.organ, language: front.language, masthead: front.masthead, closing: Vec::new(), ..Resolution::default() };
    let (mut told, mut chunks) = (Vec::new(), Vec::new());
    for (i, piece) in rest.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).enumerate() {
        if let Some(title) = piece.strip_prefix("# ") {
            r.title = inline::read(title);
        } else if let Some((number, note)) = piece.strip_prefix("[^").and_then(|p| p.split_once("]:")) {
            r.notes.push(chancery_model::Note { number: number.to_owned(), text: inline::read(note.trim()) });
        } else if let Some(json) = piece.strip_prefix(RECORD).and_then(|p| p.strip_suffix("-->")) {
            r.record =
                serde_json::from_str(json).map_err(|e| ReadError::Malformed { line: e.line(), column: e.column(), message: format!("in the record: {e}") })?;
        } else if piece.starts_with("<!--") && piece.ends_with("-->") && !piece.ends_with("<!---->") && piece.matches("-->").count() == 1 {
            // A remark of the editor, or the to-do list of a draft.
            continue;
        } else {
            let (directive, piece) = match piece.strip_prefix("<!-- ").and_then(|p| p.split_once("-->")) {
                Some((d, body)) => (directive(d), body.trim()),
                None => (None, piece),
            };
            told.push(directive);
            chunks.push(text::chunk::Chunk { line: i + 1, gap: 1, text: piece.replace('\n', " ") });
        }
    }
    text::body::read(&chunks, &mut r);
    if r.body.len() == told.len() {
        for ((b, c), told) in r.body.iter_mut().zip(&chunks).zip(told) {
            if let Some(told) = told {
                apply(b, &c.text, told);
            }
        }
        text::body::settle(&mut r);
    }
    r.closing = front.closing;
    Ok(r)
}

/// What a comment says of the paragraph after it.
struct Told {
    part: Part,
    kind: Kind,
    level: u8,
    label: Option<String>,
}

fn apply(b: &mut Block, source: &str, told: Told) {
    (b.part, b.kind, b.level) = (told.part, told.kind, told.level);
    let source = if told.kind == Kind::Heading { source.trim_start_matches('#').trim_start() } else { source };
    if let Some(rest) = told.label.as_deref().and_then(|l| source.strip_prefix(l)) {
        b.text = inline::read(rest.trim_start());
        b.label = told.label;
    } else if b.kind == Kind::Paragraph && b.label.is_none() {
        b.text = inline::read(source);
    }
}

fn directive(text: &str) -> Option<Told> {
    let (text, label) = text.split_once(" label ").map_or((text, None), |(t, l)| (t, Some(l.trim().to_owned())));
    let mut words = text.split_whitespace();
    let part =
        [Part::Preamble, Part::Operative, Part::Annex].into_iter().zip(["preamble", "operative", "annex"]).find(|(_, n)| words.clone().next() == Some(*n))?.0;
    words.next();
    let name = words.next()?;
    let kind = [Kind::Formula, Kind::Heading, Kind::Paragraph, Kind::TableRow].into_iter().find(|k| ndjson::kind_name(*k) == name)?;
    Some(Told { part, kind, level: words.next()?.parse().ok()?, label })
}
