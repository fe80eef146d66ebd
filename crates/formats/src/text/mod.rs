//! Plain text as people have it: copied from a PDF or a web page, pasted from Word, typed.
//!
//! [`chunk`] cuts the text into paragraphs and lifts the footnotes out of them, [`head`] reads the masthead, [`body`]
//! gives every paragraph its part, label and level. The writer stands at the end of this file.
pub(crate) mod body;
pub(crate) mod chunk;
pub(crate) mod head;

use crate::{ReadError, inline};
use chancery_model::{Kind, Language, Note, Part, Resolution};
use chunk::Chunk;

/// The line after which a draft has its to-do list, which is no part of the resolution.
pub(crate) const TODO_LINE: &str = "[To do before submission]";

/// Reads a resolution from plain text.
///
/// # Errors
/// [`ReadError::NotAResolution`] if there is neither an opening formula nor a numbered text under a resolution's number.
pub fn read_text(source: &str) -> Result<Resolution, ReadError> {
    read_text_in(source, None)
}

/// Reads a resolution from plain text in a language that is told; without one, the opening formula tells it.
///
/// # Errors
/// Those of [`read_text`].
pub fn read_text_in(source: &str, language: Option<Language>) -> Result<Resolution, ReadError> {
    let end = source.match_indices(TODO_LINE).find(|(at, _)| source[..*at].ends_with('\n')).map_or(source.len(), |(at, _)| at);
    let source = &source[..end];
    let language = language.unwrap_or_else(|| body::language(source.lines()));
    let (chunks, notes) = chunk::split(source, language);
    Ok(assemble(&chunks, notes, language, None)?.resolution)
}

/// A resolution made of paragraphs, and what became of them.
pub(crate) struct Assembled {
    pub resolution: Resolution,
    /// The first chunk that is no line of the head.
    pub head_end: usize,
    /// What each chunk from there on became.
    pub places: Vec<body::Place>,
}

/// Makes a resolution of paragraphs that have been told apart already: what stands before the opening is its head. Without
/// an opening formula, the body begins at the given place, or at the first label.
pub(crate) fn assemble(chunks: &[Chunk], notes: Vec<Note>, language: Language, body_from: Option<usize>) -> Result<Assembled, ReadError> {
    let Some(first) = chunks.first().map(|c| c.line) else { return Err(ReadError::Empty) };
    let opening = chunks.iter().position(|c| body::formula(&c.text).is_some());
    let first_part = opening.and_then(|o| (o.saturating_sub(2)..o).find(|i| body::is_part_letter(&chunks[*i].text)));
    let unopened = || body_from.or_else(|| chunks.iter().position(|c| body::label(&c.text).is_some())).unwrap_or(chunks.len());
    let head_end = first_part.or(opening).unwrap_or_else(unopened);
    // What stands between the numbered title and the opening is text, as in the declarations of the first sessions.
    let head_end = head::end_of_title(&chunks[..head_end], language).unwrap_or(head_end);
    let mut resolution = head::read(&chunks[..head_end], language);
    let numbered = resolution.masthead.symbol.is_some() || resolution.masthead.number.is_some();
    if opening.is_none() && (!numbered || head_end == chunks.len()) {
        return Err(ReadError::NotAResolution { line: first });
    }
    if let Some((organ, _)) = opening.and_then(|o| body::formula(&chunks[o].text)) {
        resolution.organ = organ;
    }
    resolution.notes = notes;
    let places = body::read(&chunks[head_end..], &mut resolution);
    Ok(Assembled { resolution, head_end, places })
}

/// Writes plain text: one paragraph a line, labels with a tab, note marks as superscripts, notes at the end.
pub fn write_text(r: &Resolution) -> String {
    let mut out: Vec<String> = head::lines(r);
    let blocks = |part: fn(Part) -> bool, out: &mut Vec<String>| {
        for b in r.body.iter().filter(|b| part(b.part)) {
            let text = match b.kind {
                Kind::TableRow => inline::write_row(&b.text, inline::Style::Plain),
                _ => inline::write(&b.text, inline::Style::Plain),
            };
            out.push(b.label.as_ref().map_or(text.clone(), |l| format!("{l}\t{text}")));
        }
    };
    blocks(|p| p != Part::Annex, &mut out);
    for c in &r.closing {
        out.push(c.date.as_ref().map_or(c.meeting.clone(), |d| format!("{}\n{d}", c.meeting)));
        out.extend(c.vote.iter().cloned());
    }
    blocks(|p| p == Part::Annex, &mut out);
    for n in &r.notes {
        out.push(format!("{} {}", inline::to_superscript(&n.number), inline::write(&n.text, inline::Style::Plain)));
    }
    out.join("\n\n") + "\n"
}
