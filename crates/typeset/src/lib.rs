//! Resolutions, drafts and comparisons as PDF, set by Typst.
//!
//! A document reaches the typesetter as data: [`page`] makes plain values of a resolution, [`Report`] is what a comparison
//! shows, and the templates beside them read those as JSON. No word of a document is ever read as markup or code. Which
//! comparison says what lives in the reports; which fonts a computer has, in the command.
mod fonts;
mod page;
mod report;
mod setter;

pub use fonts::{FAMILIES, Fonts};
pub use page::Task;
pub use report::{Badge, Count, Entry, Listed, Piece, Report, Section, Wording};

use chancery_model::Resolution;
use std::collections::BTreeSet;

/// More characters than any resolution or comparison has; about 1,200 pages.
pub const MAX_CHARACTERS: usize = 3_000_000;

/// Why a document was not set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// No font at hand has these characters.
    #[error("no font at hand has {}", named(.characters))]
    Missing {
        /// The characters, in the order of Unicode.
        characters: BTreeSet<char>,
    },
    /// Longer than [`MAX_CHARACTERS`].
    #[error("the document has {size} characters, more than the {MAX_CHARACTERS} that are set as PDF; divide it, or write another format")]
    TooLong {
        /// Its size.
        size: usize,
    },
    /// The typesetter refused the document.
    #[error("the page could not be set ({0}); write --to docx or --to html and print that")]
    Setting(String),
}

/// A few of the characters, with their numbers.
fn named(characters: &BTreeSet<char>) -> String {
    let few: Vec<String> = characters.iter().take(5).map(|c| format!("“{c}” (U+{:04X})", u32::from(*c))).collect();
    let more = characters.len().saturating_sub(few.len());
    if more > 0 { format!("{} and {more} other characters", few.join(", ")) } else { few.join(", ") }
}

/// Sets a resolution in the layout of the United Nations; the same bytes for the same resolution and fonts.
///
/// # Errors
/// Those of [`TypesetError`].
pub fn resolution(r: &Resolution, fonts: &Fonts) -> Result<Vec<u8>, TypesetError> {
    draft(r, "", &[], fonts)
}

/// Sets a draft with its marks: a bar beside each paragraph that needs a person, and the list of tasks at the end, under a
/// heading.
///
/// # Errors
/// Those of [`TypesetError`].
pub fn draft(r: &Resolution, heading: &str, tasks: &[Task], fonts: &Fonts) -> Result<Vec<u8>, TypesetError> {
    setter::set(setter::Template::Resolution, &page::page(r, heading, tasks), r.language, fonts)
}

/// Sets the report of a comparison.
///
/// # Errors
/// Those of [`TypesetError`].
pub fn report(report: &Report, fonts: &Fonts) -> Result<Vec<u8>, TypesetError> {
    setter::set(setter::Template::Report, report, report.language, fonts)
}
