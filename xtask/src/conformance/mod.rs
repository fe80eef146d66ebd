//! Conformance: what the readers give beside what the corpus has.
mod akn;
mod pdf;
mod text;
mod through_text;
mod versions;

pub use akn::xml_files;
pub use pdf::pdf_files;

use std::path::Path;

type Readers = [(&'static str, fn(&Path, usize) -> Result<(), Box<dyn std::error::Error>>); 4];

const READERS: Readers = [("text", text::run), ("xml", akn::run), ("versions", versions::run), ("pdf", pdf::run)];

/// All readers, or the one named; all tables are printed before a bound that is not kept stops the run.
pub fn run(corpus: &Path, show: usize, reader: Option<&str>) -> Result<(), Box<dyn std::error::Error>> {
    let named = READERS.into_iter().filter(|(name, _)| reader.is_none_or(|r| r == *name));
    named.map(|(_, run)| run(corpus, show)).fold(Ok(()), Result::and)
}
