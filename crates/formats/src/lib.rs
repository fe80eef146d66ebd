//! Readers and writers of resolutions: plain text, Markdown, HTML, JSON, NDJSON, the United Nations' XML and Word files with
//! their tracked changes; and the reader of PDF, whose writer sets type and is a crate of its own.
//!
//! Everything goes from bytes or strings to values and back; files are the command's business.
//!
//! ```
//! let text = "77/1. Title\n\nThe General Assembly,\n\nRecalling the Charter,\n\n1.\tDecides to act.\n";
//! let resolution = chancery_formats::read_text(text)?;
//! assert_eq!(resolution.body[2].label.as_deref(), Some("1."));
//! # Ok::<(), chancery_formats::ReadError>(())
//! ```
mod akn;
mod decode;
mod docx;
mod html;
mod inline;
mod json;
mod markdown;
mod ndjson;
mod pdf;

mod text;

pub use akn::{Reading, read_akn, write_akn};
pub use decode::{MAX_BYTES, decode};
pub use docx::{
    Annotation, AnnotationKind, BlockChange, Changes, DocxReading, Piece, Redline, Remark, Stamp, accept_docx, is_docx, read_docx, redline_docx, reject_docx,
    write_docx,
};
pub use html::{decode_html, read_html, write_html};
pub use inline::escape_markdown;
pub use json::{read_json, write_json};
pub use markdown::{read_markdown, write_markdown};
pub use ndjson::write_ndjson;
pub use pdf::read_pdf;
pub use text::{read_text, read_text_in, write_text};

/// Why a document could not be read: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("the file is empty; give the text of a resolution")]
    Empty,
    /// Not text in a known encoding.
    #[error("byte {at}: this is not text ({what}); save the document as plain text in UTF-8")]
    Binary {
        /// Offset of the first offending byte.
        at: usize,
        /// What was recognised.
        what: &'static str,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("the file has {size} bytes, more than the {MAX_BYTES} that a resolution can have; give one resolution a file")]
    TooLarge {
        /// Its size.
        size: usize,
    },
    /// Text, but no resolution.
    #[error(
        "line {line}: no resolution found: neither an opening such as “The General Assembly,” nor numbered paragraphs under a resolution's number; check that the whole text was copied"
    )]
    NotAResolution {
        /// First line of text.
        line: usize,
    },
    /// XML that cannot be read.
    #[error("line {line}: {message}")]
    Xml {
        /// Line, from 1.
        line: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// HTML beyond the limits of what pages of people are.
    #[error("line {line}: {message}")]
    Html {
        /// Line, from 1.
        line: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// A PDF file that cannot be read: what is wrong and what to do.
    #[error("{0}")]
    Pdf(String),
    /// A container of parts, such as a Word file, that cannot be read.
    #[error("{place}: {message}")]
    Package {
        /// The part, and the line in it where there is one.
        place: String,
        /// What is wrong and what to do.
        message: String,
    },
    /// Front matter or JSON does not fit the schema.
    #[error("line {line}, column {column}: {message}; compare with what `chancery convert` writes")]
    Malformed {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}
