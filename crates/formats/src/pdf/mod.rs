//! PDF as the United Nations publishes it, read by where its letters stand: adopted texts and drafts of every organ.
//!
//! [`page`] takes the letters from the file and [`replaced`] what it says they stand for, [`mirror`] turns what runs from
//! right to left, [`line`] makes lines of words, [`furniture`] takes away running heads and page numbers, [`notes`] the
//! footnotes, [`columns`] puts columns in order, [`flow`] joins lines to paragraphs. From there it is the way of plain text. No rule knows a document; all go by places and sizes.
mod columns;
mod flow;
mod furniture;
mod guard;
mod line;
mod masthead;
mod mirror;
mod notes;
mod page;
mod replaced;

use crate::{
    ReadError, Reading, inline,
    text::{self, body, chunk::Chunk},
};
use chancery_model::Note;
use flow::Evidence;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use line::Line;
use notes::RawNote;
use page::{Interpreter, Setting};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More pages than any resolution has.
const MAX_PAGES: usize = 600;

/// Reads a resolution from a PDF file.
///
/// # Errors
/// [`ReadError::Pdf`] for what is not PDF, is damaged, protected by a password, has no text (a scan) or asks for more than a
/// resolution can have; [`ReadError::TooLarge`]; [`ReadError::NotAResolution`], [`ReadError::Empty`].
pub fn read_pdf(bytes: &[u8]) -> Result<Reading, ReadError> {
    guard::check(bytes)?;
    // The crates for syntax and fonts are meant never to panic; should a damaged file find a way, it is a damaged file.
    let settings = catch_unwind(AssertUnwindSafe(|| settings(bytes))).unwrap_or_else(|_| Err(damaged()))?;
    has_text(&settings)?;
    read(&if mirror::is_needed(&settings) { mirror::mirrored(settings) } else { settings })
}

fn damaged() -> ReadError {
    ReadError::Pdf("the file is damaged or cut off; fetch it again from its source".into())
}

fn settings(bytes: &[u8]) -> Result<Vec<Setting>, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ReadError::Pdf("the file is protected by a password; open it with the password and print it to a PDF without one".into())
        }
        LoadPdfError::Decryption(_) => ReadError::Pdf("the file is protected in a way that is not supported; print it to a PDF without protection".into()),
        LoadPdfError::Invalid => damaged(),
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(ReadError::Pdf(format!(
            "the file has {} pages, more than the {MAX_PAGES} that a resolution can have; print the pages that hold the resolution to a new PDF",
            pages.len()
        )));
    }
    let mut interpreter = Interpreter::new();
    pages.iter().map(|page| interpreter.setting(page).map_err(|_| guard::too_much())).collect()
}

/// A page with no letters is a picture of a page.
fn has_text(settings: &[Setting]) -> Result<(), ReadError> {
    let letters = |s: &Setting| s.glyphs.iter().filter(|g| g.text.chars().any(char::is_alphanumeric)).count();
    if settings.iter().map(letters).sum::<usize>() >= 40 {
        return Ok(());
    }
    Err(ReadError::Pdf(if settings.iter().any(|s| s.picture) {
        "the file has pictures of pages and no text (a scan); run it through text recognition (OCR) first, for example with ocrmypdf".into()
    } else {
        "the file has no text, or is cut off; give the whole PDF of a resolution".into()
    }))
}

fn read(settings: &[Setting]) -> Result<Reading, ReadError> {
    let spaces = line::has_spaces(settings);
    let mut pages: Vec<Vec<Line>> = settings.iter().enumerate().map(|(n, s)| line::lines(s, n, spaces)).collect();
    let size = line::most(pages.iter().flatten().map(|l| (l.size, l.text().len())));
    furniture::strip(&mut pages, settings);
    let raw = notes::lift(&mut pages, settings, size);
    let marks = raw.iter().map(|n| n.mark.clone()).collect();
    let texts: Vec<String> = pages.iter().flatten().map(Line::text).collect();
    let language = body::language(texts.iter().map(String::as_str));
    let head = masthead::split_off(&mut pages);
    let pages: Vec<Vec<Line>> = pages.into_iter().zip(settings).map(|(lines, s)| columns::in_order(lines, s)).collect();
    let evidence = Evidence::of(&pages, marks, language);
    let mut sources = masthead::sources(head, &evidence);
    sources.extend(paragraphs(pages.into_iter().flatten(), &evidence));
    // The to-do list of a draft is no part of it.
    let end = sources.iter().position(|s| s.as_str() == text::TODO_LINE).unwrap_or(sources.len());
    sources.truncate(end);
    let mut repairs = Vec::new();
    let notes = notes_of(raw, &sources, &evidence, &mut repairs);
    let chunks: Vec<Chunk> = sources.into_iter().enumerate().map(|(n, text)| Chunk { line: n + 1, gap: 1, text }).collect();
    Ok(Reading { resolution: text::assemble(&chunks, notes, language, None)?.resolution, repairs })
}

/// Lines in order to paragraphs.
fn paragraphs(lines: impl Iterator<Item = Line>, evidence: &Evidence) -> Vec<String> {
    let mut out: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let goes_on = out.last().is_some_and(|p| flow::joins(p, &line, evidence) && body::formula(&p[0].text()).is_none());
        match out.last_mut().filter(|_| goes_on) {
            Some(paragraph) => paragraph.push(line),
            None => out.push(vec![line]),
        }
    }
    out.iter().map(|p| flow::source(p, evidence)).filter(|s| !s.is_empty()).collect()
}

/// The notes, in order; a note that no mark in the text calls is told.
fn notes_of(raw: Vec<RawNote>, sources: &[String], evidence: &Evidence, repairs: &mut Vec<String>) -> Vec<Note> {
    let mut out = Vec::new();
    for note in raw {
        let page = note.lines.first().map_or(0, |l| l.page) + 1;
        let figures = note.mark.bytes().all(|b| b.is_ascii_digit()) && !note.mark.is_empty();
        let written = if figures { inline::to_superscript(&note.mark) } else { format!("[^{}]", note.mark) };
        if !sources.iter().any(|s| s.contains(&written)) {
            repairs.push(format!("page {page}: nothing in the text calls note {}", note.mark));
        }
        out.push(Note { number: note.mark, text: inline::read(&flow::source(&note.lines, evidence)) });
    }
    out
}
