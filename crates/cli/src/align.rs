//! `chancery align`: which versions are set side by side, and the form of the report.
use crate::{
    diff,
    files::{self, Failure, Look, Output},
};
use chancery_diff::{Versions, align_versions};
use chancery_model::Resolution;
use std::{path::PathBuf, process::ExitCode};

/// The form of a report.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Form {
    Term,
    Md,
    Html,
    Json,
}

/// The versions and what is made of them.
#[derive(clap::Args)]
pub struct Arguments {
    /// The versions of one text, the original first
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Form of the report, if the ending of OUT does not tell
    #[arg(long)]
    to: Option<Form>,
    /// On a terminal, also the table of all rows
    #[arg(long)]
    table: bool,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    out: Output,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Arguments { files, to, table, look, out } = arguments;
    let texts = files.iter().map(|f| Ok(files::open(f, None, *look)?.resolution)).collect::<Result<Vec<_>, Failure>>()?;
    warn(files, &texts);
    let versions = align_versions(&texts.iter().collect::<Vec<_>>());
    out.write(&render(&versions, to.or(form_of(out)).unwrap_or(Form::Term), *table, out))?;
    Ok(if versions.differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Texts of several symbols are hardly versions of one text.
fn warn(files: &[PathBuf], texts: &[Resolution]) {
    let Some(first) = texts.first().map(Resolution::symbol) else { return };
    for (file, text) in files.iter().zip(texts).filter(|(_, t)| t.symbol() != first) {
        anstream::eprintln!("chancery: {}: is {}, not {first}; the versions of one text have one symbol", file.display(), named(&text.symbol()));
    }
}

fn named(symbol: &str) -> &str {
    if symbol.is_empty() { "a text without symbol" } else { symbol }
}

fn form_of(out: &Output) -> Option<Form> {
    Some(match out.ending()?.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Form::Md,
        "html" | "htm" => Form::Html,
        "json" => Form::Json,
        _ => return None,
    })
}

fn render(versions: &Versions, form: Form, table: bool, out: &Output) -> String {
    match form {
        Form::Term => chancery_report::versions_terminal(versions, diff::layout(diff::View::Inline, out), table),
        Form::Md => chancery_report::versions_markdown(versions),
        Form::Html => chancery_report::versions_html(versions),
        Form::Json => chancery_report::versions_json(versions),
    }
}
