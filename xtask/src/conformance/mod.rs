//! Conformance: what the readers give beside what the corpus has.
mod akn;
mod text;
mod versions;

pub use akn::xml_files;

use std::path::Path;

/// Both readers and the language versions; all tables are printed before a bound that is not kept stops the run.
pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let text = text::run(corpus, show);
    let akn = akn::run(corpus, show);
    versions::run(corpus, show)?;
    text.and(akn)
}
