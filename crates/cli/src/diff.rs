//! `chancery diff`: which texts are compared, and the form of the report.
use crate::{
    files::{self, Failure, Look, Output},
    print,
    word::{self, Marking},
};
use anstream::stream::IsTerminal;
use chancery_diff::{Class, compare};
use chancery_model::{Resolution, predecessors};
use chancery_report::{Layout, Review};
use std::{path::PathBuf, process::ExitCode};

/// The form of a report.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Form {
    Term,
    Md,
    Html,
    Json,
    /// Tracked changes in the earlier Word file
    Docx,
    Pdf,
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

/// How the texts are read and what is made of them.
#[derive(clap::Args)]
pub struct Options {
    /// Form of the report, if the ending of OUT does not tell
    #[arg(long)]
    to: Option<Form>,
    /// Layout on a terminal
    #[arg(long, default_value = "auto")]
    view: View,
    /// Leave out what changed in this way only (term and md; html has filters)
    #[arg(long, value_name = "CLASS")]
    hide: Vec<Hide>,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    marking: Marking,
}

pub fn run(paths: &[PathBuf], options: &Options, out: &Output) -> Result<ExitCode, Failure> {
    let Options { to, view, hide, look, marking } = options;
    let form = to.or(form_of(out)).unwrap_or(Form::Term);
    if matches!(form, Form::Docx) {
        return redline(paths, *look, marking, out);
    }
    let review = review(paths, *look)?;
    let hide: Vec<Class> = hide.iter().map(|h| if matches!(h, Hide::Mechanical) { Class::Mechanical } else { Class::Editorial }).collect();
    write_in(form, &review, layout(*view, out), &hide, out)?;
    Ok(if review.is_equal() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The later text as tracked changes in the earlier one.
fn redline(paths: &[PathBuf], look: Look, marking: &Marking, out: &Output) -> Result<ExitCode, Failure> {
    let [old, new] = paths else { return Err(Failure::new("tracked changes are made of two texts; name the earlier one and the later one")) };
    let (base, later) = (files::open(old, None, look)?, files::open(new, None, look)?.resolution);
    out.write_document(&word::redline(old, &base, look.changes, &later, &[], marking)?)?;
    let is_equal = compare(&base.resolution, &later).is_equal();
    Ok(if is_equal { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn write_in(form: Form, review: &Review, layout: Layout, hide: &[Class], out: &Output) -> Result<(), Failure> {
    match form {
        Form::Pdf => out.write_document(&print::with_fonts(out.fonts(), |fonts| chancery_report::pdf(review, fonts))?),
        form => out.write(&render(review, form, layout, hide)),
    }
}

fn render(review: &Review, form: Form, layout: Layout, hide: &[Class]) -> String {
    match form {
        Form::Term => chancery_report::terminal(review, layout, hide),
        Form::Md => chancery_report::markdown(review, hide),
        Form::Html => chancery_report::html(review),
        Form::Json => chancery_report::json(review),
        Form::Docx | Form::Pdf => chancery_report::terminal(review, Layout::Plain, hide),
    }
}

/// Writes a report to a file, in the form that its ending tells.
pub fn write(review: &Review, out: &Output) -> Result<(), Failure> {
    write_in(form_of(out).unwrap_or(Form::Term), review, Layout::Plain, &[], out)
}

fn form_of(out: &Output) -> Option<Form> {
    Some(match out.ending()?.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Form::Md,
        "html" | "htm" => Form::Html,
        "json" => Form::Json,
        "docx" => Form::Docx,
        "pdf" => Form::Pdf,
        _ => return None,
    })
}

pub fn layout(view: View, out: &Output) -> Layout {
    let terminal = !out.is_file() && std::io::stdout().is_terminal();
    let width = terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)).filter(|_| terminal);
    match (view, width) {
        (View::Sides, w) => Layout::SideBySide(w.unwrap_or(160)),
        (View::Auto, Some(w)) if w >= TWO_COLUMNS => Layout::SideBySide(w),
        (_, Some(w)) => Layout::Inline(w),
        (_, None) => Layout::Plain,
    }
}

fn review(paths: &[PathBuf], look: Look) -> Result<Review, Failure> {
    let folders = paths.iter().filter(|p| p.is_dir()).count();
    match paths {
        [one] if folders == 1 => {
            let texts = files::folder(one)?;
            let all: Vec<&Resolution> = texts.iter().collect();
            Ok(pairs(&all, &all))
        }
        [old, new] if folders == 2 => {
            let (old, new) = (files::folder(old)?, files::folder(new)?);
            Ok(pairs(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>()))
        }
        [one] => Err(Failure::at(one, "is one text; name the text to compare it with, or a folder")),
        _ if folders > 0 => {
            let folder = paths.iter().find(|p| p.is_dir()).expect("one was counted");
            Err(Failure::at(folder, "is a folder among files; name files only, or one folder, or two"))
        }
        _ => {
            let texts = paths.iter().map(|p| Ok(files::open(p, None, look)?.resolution)).collect::<Result<Vec<_>, Failure>>()?;
            Ok(Review { comparisons: texts.windows(2).map(|w| compare(&w[0], &w[1])).collect(), ..Review::default() })
        }
    }
}

fn pairs(old: &[&Resolution], new: &[&Resolution]) -> Review {
    let found = predecessors(old, new);
    let progress = files::progress(new.len(), "comparing");
    let mut review = Review::default();
    let same = std::ptr::eq(old, new);
    let (mut of_old, mut of_new) = (vec![false; old.len()], vec![false; new.len()]);
    for (n, (r, before)) in new.iter().zip(&found).enumerate() {
        progress.inc(1);
        if let Some(at) = before {
            review.comparisons.push(compare(old[*at], r));
            (of_old[*at], of_new[n]) = (true, true);
        }
    }
    progress.finish_and_clear();
    let rest = |texts: &[&Resolution], paired: &dyn Fn(usize) -> bool| {
        let rest = texts.iter().enumerate().filter(|(at, _)| !paired(*at));
        rest.map(|(_, r)| format!("{} {}", r.symbol(), r.title.as_str()).trim().to_owned()).collect::<Vec<_>>()
    };
    if same {
        review.unpaired = rest(old, &|at| of_old[at] || of_new[at]);
    } else {
        review.unpaired = rest(old, &|at| of_old[at]);
        review.unpaired.extend(rest(new, &|at| of_new[at]));
    }
    review
}
