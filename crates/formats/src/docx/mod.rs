//! Word files: resolutions as the United Nations issues them and as delegations edit them, in and out, and tracked changes.
//!
//! A file is a container of parts (`package`, `parts`) in XML (`xml`). Its tracked changes are resolved first
//! (`revisions`), so that one view of the text is read (`source`, `story`, `document`, by styles in `styled`, by words in
//! `foreign`; `carried` has what no page prints). `write` makes a clean document, `track` puts changes into a file that is there.
mod carried;
mod document;
mod foreign;
mod layout;
mod numbering;
mod package;
mod parts;
mod revisions;
mod source;
mod stationery;
mod story;
mod styled;
mod styles;
mod track;
mod write;
mod xml;

pub use revisions::Changes;
pub use source::{Annotation, AnnotationKind};
pub use track::{BlockChange, Piece, Redline, Remark, Stamp, redline_docx};
pub use write::write_docx;

use crate::ReadError;
use chancery_model::Resolution;
use document::Document;
use source::Source;

/// A resolution read from a Word file, and who changed or remarked what in it.
#[derive(Debug, Clone, PartialEq)]
pub struct DocxReading {
    /// The resolution in the view that was asked for.
    pub resolution: Resolution,
    /// Tracked changes and comments, in the order of the file.
    pub annotations: Vec<Annotation>,
}

/// True if bytes are a Word file: a container with a Word document in it.
pub fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && package::Package::open(bytes).is_ok_and(|mut p| parts::Parts::find(&mut p).is_ok())
}

/// Reads a Word file in one view of its tracked changes.
///
/// # Errors
/// [`ReadError::Package`] for what is no Word file of today (old, locked, damaged, hostile), with place and remedy;
/// [`ReadError::TooLarge`], [`ReadError::NotAResolution`], [`ReadError::Empty`].
pub fn read_docx(bytes: &[u8], changes: Changes) -> Result<DocxReading, ReadError> {
    let source = Source::open(bytes, changes)?;
    let resolution = Document::read(&source)?.resolution;
    Ok(DocxReading { resolution, annotations: source.annotations })
}

/// The file with all tracked changes accepted; every part without changes stays byte for byte.
///
/// # Errors
/// As [`read_docx`].
pub fn accept_docx(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    settled(bytes, Changes::Accepted)
}

/// The file with all tracked changes rejected; every part without changes stays byte for byte.
///
/// # Errors
/// As [`read_docx`].
pub fn reject_docx(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    settled(bytes, Changes::Original)
}

fn settled(bytes: &[u8], changes: Changes) -> Result<Vec<u8>, ReadError> {
    let mut source = Source::open(bytes, changes)?;
    if source.resolved.is_empty() {
        return Ok(bytes.to_vec());
    }
    let changed = source.texts.into_iter().filter(|(name, _)| source.resolved.contains(name)).collect();
    source.package.rewritten(&changed)
}
