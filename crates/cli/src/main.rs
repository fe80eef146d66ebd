//! The `chancery` command: arguments, files and exit codes. What it does lives in the libraries.
mod align;
mod ask;
mod check;
mod diff;
mod draft;
mod files;
mod print;
mod template;
mod word;

use clap::{Parser, Subcommand};
use files::{Failure, Format};
use std::{path::PathBuf, process::ExitCode};

#[derive(Parser)]
#[command(version, about = "Reads, compares and drafts United Nations resolutions")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read one format, write another
    #[command(
        after_help = "Examples:\n  chancery convert A_RES_77_63.txt --to md -o 77-63.md\n  chancery convert A_RES_77_63.xml --to text\n  chancery convert - --from text --to ndjson < resolution.txt\n  chancery convert draft.docx --changes original --to md"
    )]
    Convert {
        /// The resolution; - for standard input
        file: PathBuf,
        /// Format of the input, if its ending does not tell
        #[arg(long)]
        from: Option<Format>,
        /// Format of the output, if the ending of OUT does not tell
        #[arg(long)]
        to: Option<Format>,
        #[command(flatten)]
        look: files::Look,
        #[command(flatten)]
        out: files::Output,
    },
    /// Accept all tracked changes of a Word file
    #[command(after_help = "Examples:\n  chancery accept draft.docx -o clean.docx\n  chancery accept draft.docx -o clean.md")]
    Accept {
        /// The Word file; - for standard input
        file: PathBuf,
        #[command(flatten)]
        out: files::Output,
    },
    /// Reject all tracked changes of a Word file
    #[command(after_help = "Examples:\n  chancery reject draft.docx -o base.docx")]
    Reject {
        /// The Word file; - for standard input
        file: PathBuf,
        #[command(flatten)]
        out: files::Output,
    },
    /// Compare resolutions paragraph by paragraph
    #[command(
        after_help = "Examples:\n  chancery diff 76-26.txt 77-63.txt\n  chancery diff 76-26.txt 77-63.txt -o review.html\n  chancery diff 76-26.docx 77-63.docx -o redline.docx  tracked changes in the earlier file\n  chancery diff 76-26.txt 77-63.txt --to md --hide mechanical\n  chancery diff 75-52.txt 76-26.txt 77-63.txt        each with the next\n  chancery diff session-76/ session-77/ -o all.html  pairs by title and recall chain\n  chancery diff all-sessions/                        each with its predecessor\n\nExit code 0: no differences; 1: differences; 2: an error."
    )]
    Diff {
        /// The earlier text and the later one; more files for a chain; one folder or two for all pairs in them
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        options: diff::Options,
        #[command(flatten)]
        out: files::Output,
    },
    /// Set the language versions of one text side by side and tell where they differ
    #[command(
        after_help = "Examples:\n  chancery align 77-63-en.xml 77-63-fr.xml 77-63-ar.xml\n  chancery align 77-63-*.xml -o versions.html\n  chancery align en.docx ru.docx --to json\n\nParagraphs and their numbers, citations, symbols, dates, figures and notes are compared, not words.\nExit code 0: no differences; 1: differences; 2: an error."
    )]
    Align(align::Arguments),
    /// Make next session's draft from last session's resolution, or a draft from a template
    #[command(
        after_help = "Examples:\n  chancery draft fixtures/A_RES_77_63.txt --session 78\n  chancery draft A_RES_77_63.txt --to md -o draft.md --explain\n  chancery draft A_RES_77_63.txt -o draft.md --review changes.html   each edit with its rule\n  chancery draft A_RES_77_63.docx -o draft.docx --author \"Mission\"   tracked changes in the file itself\n  chancery draft A_RES_77_63.txt --library resolutions/\n  chancery draft 75-52.txt 76-26.txt 77-63.txt --explain     learns from how the series changed\n  chancery draft --template ga-plenary --session 81 --set title=\"Safety at sea\"\n  chancery draft A_RES_77_63.txt --template my-form.md        what is known of the base is filled in"
    )]
    Draft(draft::Arguments),
    /// Find what editors would send back, and fix what is certain
    #[command(
        after_help = "Examples:\n  chancery check draft.md\n  chancery check draft.md --diff                    shows the certain fixes\n  chancery check draft.md --fix                     makes them in the file\n  chancery check 77-63.txt --previous 76-26.txt     continuity with the text before\n  chancery check drafts/ --to sarif -o findings.sarif\n  chancery check draft.md --to github --fail-on error\n  chancery check --explain B-64\n  chancery check --list\n\nExit code 0: nothing at or above the threshold; 1: findings; 2: an error."
    )]
    Check(check::Arguments),
    /// Make, list, show and check templates
    #[command(subcommand)]
    Template(template::Command),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(failure) => {
            anstream::eprintln!("chancery: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Convert { file, from, to, look, out } => {
            let resolution = files::open(&file, from, look)?.resolution;
            let to = to.or(out.format()).unwrap_or(Format::Text);
            out.write_resolution(&resolution, to)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Accept { file, out } => word::settle(&file, true, &out),
        Command::Reject { file, out } => word::settle(&file, false, &out),
        Command::Diff { files, options, out } => diff::run(&files, &options, &out),
        Command::Align(arguments) => align::run(&arguments),
        Command::Draft(arguments) => draft::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Template(command) => template::run(command),
    }
}
