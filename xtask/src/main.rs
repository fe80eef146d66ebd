//! Conformance and benchmarks over the corpus: `cargo xtask conformance --corpus FOLDER`,
//! `cargo xtask bench [read|pdf|align|diff|draft|docx|check]`, `cargo xtask fuzz`, `cargo xtask rules`.
mod bench;
mod conformance;
mod fuzz;
mod fuzz_docx;
mod rules;

use clap::Parser;
use std::path::PathBuf;

#[derive(Parser)]
enum Task {
    /// Compare what the text reader gives with the truth tables of the corpus.
    Conformance {
        /// Folder with ga/text and ga/truth.
        #[arg(long, env = "CHANCERY_CORPUS", default_value = "../shared/corpus")]
        corpus: PathBuf,
        /// Print so many misses.
        #[arg(long, default_value_t = 0)]
        misses: usize,
        /// This reader only: text, xml or pdf.
        #[arg(long)]
        reader: Option<String>,
    },
    /// Benchmarks; of reading if none is named.
    Bench {
        /// What to measure.
        #[arg(default_value = "read")]
        what: Bench,
        /// Folder with ga/text and ga/pairs.tsv.
        #[arg(long, env = "CHANCERY_CORPUS", default_value = "../shared/corpus")]
        corpus: PathBuf,
        /// Print so many misses.
        #[arg(long, default_value_t = 0)]
        misses: usize,
    },
    /// Write docs/rules.md, the page of the editorial rules.
    Rules {
        /// Write nothing; fail if the page is stale.
        #[arg(long)]
        check: bool,
    },
    /// Hostile inputs for every reader: nothing may panic or take long.
    Fuzz {
        /// Seconds for each reader.
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Seed of the changes.
        #[arg(long, default_value_t = 7763)]
        seed: u64,
        /// This reader only.
        #[arg(long)]
        reader: Option<String>,
    },
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Bench {
    /// Speed of reading beside splitting the same bytes into Unicode words.
    Read,
    /// Speed of reading PDF beside pdftotext.
    Pdf,
    /// Quality of the alignment: known edits, labelled pairs, words marked.
    Align,
    /// Speed of the comparison beside a plain word diff.
    Diff,
    /// The rollover beside the text that really came, slot by slot.
    Draft,
    /// The editorial rules: findings in adopted texts, seeded errors, speed.
    Check,
    /// Reading and writing Word files, and tracked changes beside them.
    Docx,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Task::parse() {
        Task::Rules { check } => rules::run(check),
        Task::Conformance { corpus, misses, reader } => conformance::run(&corpus, misses, reader.as_deref()),
        Task::Fuzz { seconds, seed, reader } => fuzz::run(std::path::Path::new("."), seconds, seed, reader.as_deref()),
        Task::Bench { what: Bench::Read, corpus, .. } => bench::read::run(&corpus),
        Task::Bench { what: Bench::Pdf, corpus, .. } => bench::pdf::run(&corpus),
        Task::Bench { what: Bench::Align, corpus, misses } => bench::align::run(&corpus, misses),
        Task::Bench { what: Bench::Diff, corpus, .. } => bench::diff::run(&corpus),
        Task::Bench { what: Bench::Docx, corpus, .. } => bench::docx::run(&corpus),
        Task::Bench { what: Bench::Draft, corpus, misses } => bench::draft::run(&corpus, misses),
        Task::Bench { what: Bench::Check, corpus, misses } => bench::check::run(&corpus, misses),
    }
}
