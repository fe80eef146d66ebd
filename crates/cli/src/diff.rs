//! `chancery diff`: which texts are compared, and the form of the report.
use crate::files::{self, Failure, Output};
use anstream::stream::IsTerminal;
use chancery_diff::{Class, compare, predecessors};
use chancery_model::Resolution;
use chancery_report::{Layout, Review};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The form of a report.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Form {
    Term,
    Md,
    Html,
    Json,
}

/// The layout on a terminal.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum View {
    /// Side by side where it fits
    Auto,
    /// One column, changes inside the text
    Inline,
    /// Old text left, new text right
    Sides,
}

/// A class that is not shown.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Hide {
    Mechanical,
    Editorial,
}

/// Columns from which two texts fit beside one another.
const TWO_COLUMNS: usize = 110;

pub fn run(paths: &[PathBuf], to: Option<Form>, view: View, hide: &[Hide], out: &Output) -> Result<ExitCode, Failure> {
    let form = to.or(form_of(out)).unwrap_or(Form::Term);
    let review = review(paths)?;
    let hide: Vec<Class> = hide.iter().map(|h| if matches!(h, Hide::Mechanical) { Class::Mechanical } else { Class::Editorial }).collect();
    out.write(&match form {
        Form::Term => chancery_report::terminal(&review, layout(view, out), &hide),
        Form::Md => chancery_report::markdown(&review, &hide),
        Form::Html => chancery_report::html(&review),
        Form::Json => chancery_report::json(&review),
    })?;
    Ok(if review.is_equal() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn form_of(out: &Output) -> Option<Form> {
    Some(match out.ending()?.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Form::Md,
        "html" | "htm" => Form::Html,
        "json" => Form::Json,
        _ => return None,
    })
}

fn layout(view: View, out: &Output) -> Layout {
    let terminal = !out.is_file() && std::io::stdout().is_terminal();
    let width = terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)).filter(|_| terminal);
    match (view, width) {
        (View::Sides, w) => Layout::SideBySide(w.unwrap_or(160)),
        (View::Auto, Some(w)) if w >= TWO_COLUMNS => Layout::SideBySide(w),
        (_, Some(w)) => Layout::Inline(w),
        (_, None) => Layout::Plain,
    }
}

fn review(paths: &[PathBuf]) -> Result<Review, Failure> {
    let folders = paths.iter().filter(|p| p.is_dir()).count();
    match paths {
        [one] if folders == 1 => {
            let texts = folder(one)?;
            let all: Vec<&Resolution> = texts.iter().collect();
            Ok(pairs(&all, &all))
        }
        [old, new] if folders == 2 => {
            let (old, new) = (folder(old)?, folder(new)?);
            Ok(pairs(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>()))
        }
        [one] => Err(Failure::at(one, "is one text; name the text to compare it with, or a folder")),
        _ if folders > 0 => {
            let folder = paths.iter().find(|p| p.is_dir()).expect("one was counted");
            Err(Failure::at(folder, "is a folder among files; name files only, or one folder, or two"))
        }
        _ => {
            let texts = paths.iter().map(|p| files::read(p, None)).collect::<Result<Vec<_>, _>>()?;
            Ok(Review { comparisons: texts.windows(2).map(|w| compare(&w[0], &w[1])).collect(), unpaired: Vec::new() })
        }
    }
}

/// The texts of a folder, by file name. A file that is no resolution is told on standard error and left out.
fn folder(path: &Path) -> Result<Vec<Resolution>, Failure> {
    let entries = std::fs::read_dir(path).map_err(|e| Failure::at(path, format!("cannot be opened: {e}; check your rights")))?;
    let mut names: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.is_file() && files::is_readable(p)).collect();
    names.sort();
    let progress = progress(names.len(), "reading");
    let texts: Vec<Resolution> = names
        .iter()
        .filter_map(|name| {
            progress.inc(1);
            files::read(name, None).inspect_err(|e| progress.suspend(|| anstream::eprintln!("chancery: left out: {e}"))).ok()
        })
        .collect();
    progress.finish_and_clear();
    if texts.is_empty() {
        return Err(Failure::at(path, "has no resolution in it; put texts (.txt, .md, .json) there"));
    }
    Ok(texts)
}

fn pairs(old: &[&Resolution], new: &[&Resolution]) -> Review {
    let found = predecessors(old, new);
    let progress = progress(new.len(), "comparing");
    let mut review = Review::default();
    let mut paired: Vec<*const Resolution> = Vec::new();
    for (r, before) in new.iter().zip(&found) {
        progress.inc(1);
        if let Some(at) = before {
            review.comparisons.push(compare(old[*at], r));
            paired.extend([std::ptr::from_ref(old[*at]), std::ptr::from_ref(*r)]);
        }
    }
    progress.finish_and_clear();
    let both: Vec<&Resolution> = if std::ptr::eq(old, new) { new.to_vec() } else { old.iter().chain(new).copied().collect() };
    let rest = both.into_iter().filter(|r| !paired.contains(&std::ptr::from_ref(*r)));
    review.unpaired = rest.map(|r| format!("{} {}", r.symbol(), r.title.as_str()).trim().to_owned()).collect();
    review
}

/// A bar on a terminal, nothing in a pipe.
fn progress(length: usize, what: &'static str) -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}").expect("a constant template");
    indicatif::ProgressBar::new(length as u64).with_style(style).with_message(what)
}
