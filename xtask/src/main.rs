//! Conformance and benchmarks over the corpus: `cargo xtask conformance --corpus FOLDER`, `cargo xtask bench`.
mod bench;
mod conformance;

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
    },
    /// Speed of reading beside splitting the same bytes into Unicode words.
    Bench {
        /// Folder with ga/text.
        #[arg(long, env = "CHANCERY_CORPUS", default_value = "../shared/corpus")]
        corpus: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Task::parse() {
        Task::Conformance { corpus, misses } => conformance::run(&corpus, misses),
        Task::Bench { corpus } => bench::run(&corpus),
    }
}
