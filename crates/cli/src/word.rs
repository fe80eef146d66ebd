//! Word files: the view of their tracked changes, who marks new ones, `chancery accept` and `reject`. What stands in the
//! files is the libraries' business.
use crate::files::{self, Failure, Format, Opened, Output};
use chancery_draft::Todo;
use chancery_formats::{Annotation, AnnotationKind, Changes, Stamp};
use chancery_model::Resolution;
use std::{collections::BTreeSet, path::Path, process::ExitCode};

/// The view of a Word file's tracked changes.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum View {
    /// The text before the changes
    Original,
    /// The text with the changes made
    #[default]
    Accepted,
    /// Both, as [-deleted-] and {+inserted+} words
    Marked,
}

impl From<View> for Changes {
    fn from(view: View) -> Self {
        match view {
            View::Original => Changes::Original,
            View::Accepted => Changes::Accepted,
            View::Marked => Changes::Marked,
        }
    }
}

/// Who makes the tracked changes of a Word file, and when.
#[derive(clap::Args)]
pub struct Marking {
    /// Author of the tracked changes in a Word file
    #[arg(long, default_value = "Chancery")]
    author: String,
    /// Day or time of the tracked changes, 2026-11-25 or 2026-11-25T10:00:00Z; now if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
}

impl Marking {
    pub fn stamp(&self) -> Stamp {
        let now = || jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        Stamp { author: self.author.clone(), date: self.date.clone().unwrap_or_else(now) }
    }
}

fn date(value: &str) -> Result<String, String> {
    if let Ok(day) = value.parse::<jiff::civil::Date>() {
        return Ok(format!("{day}T00:00:00Z"));
    }
    let time = value.parse::<jiff::Timestamp>().map_err(|_| "write it like 2026-11-25 or 2026-11-25T10:00:00Z".to_owned())?;
    Ok(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Writes what became of a text as tracked changes: into its own Word file, or into one that is made of it first.
pub fn redline(path: &Path, base: &Opened, view: View, new: &Resolution, todo: &[Todo], marking: &Marking) -> Result<Vec<u8>, Failure> {
    if view == View::Marked {
        return Err(Failure::new("--changes marked: tracked changes are made against one text; choose original or accepted"));
    }
    let (file, view) = match base.word() {
        Some(bytes) => (bytes.to_vec(), view.into()),
        None => (chancery_formats::write_docx(&base.resolution), Changes::Accepted),
    };
    chancery_report::redline(&file, view, &base.resolution, new, todo, &marking.stamp()).map_err(|e| Failure::at(path, e))
}

/// `chancery accept` and `chancery reject`.
pub fn settle(path: &Path, accept: bool, out: &Output) -> Result<ExitCode, Failure> {
    let bytes = files::bytes(path)?;
    let settled = if accept { chancery_formats::accept_docx(&bytes) } else { chancery_formats::reject_docx(&bytes) };
    let settled = settled.map_err(|e| Failure::at(path, e))?;
    // Only a Word file can hold the result; any other format is a conversion of it.
    match out.format() {
        None | Some(Format::Docx) => out.write_document(&settled)?,
        Some(other) => {
            let reading = chancery_formats::read_docx(&settled, Changes::Accepted).map_err(|e| Failure::at(path, e))?;
            out.write_resolution(&reading.resolution, other)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells who changed or remarked what in a file, and in which view it was read.
pub fn tell(path: &Path, annotations: &[Annotation], view: View) {
    if annotations.is_empty() {
        return;
    }
    let of = |comment: bool| annotations.iter().filter(|a| (a.kind == AnnotationKind::Comment) == comment).count();
    let authors: BTreeSet<&str> = annotations.iter().map(|a| a.author.as_str()).collect();
    let authors = authors.into_iter().collect::<Vec<_>>().join(", ");
    let view = match view {
        View::Original => "original",
        View::Accepted => "accepted",
        View::Marked => "marked",
    };
    let counted = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let (changes, comments) = (counted(of(false), "tracked change"), counted(of(true), "comment"));
    anstream::eprintln!("chancery: {}: {changes} and {comments} by {authors}; read as {view} (--changes)", path.display());
    for a in annotations.iter().filter(|_| view == "marked") {
        let date = a.date.as_deref().map(|d| format!(", {d}")).unwrap_or_default();
        anstream::eprintln!("  {} ({}{date}): {}", a.kind.name(), a.author, a.text.trim());
    }
}
