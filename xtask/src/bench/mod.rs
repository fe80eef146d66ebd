//! Benchmarks over the corpus. Each prints one table and fails when a bound of the project is not kept.
pub mod align;
mod baseline;
pub mod check;
pub mod diff;
pub mod docx;
pub mod draft;
pub mod pdf;
pub mod read;
mod synthetic;

use chancery_model::Resolution;
use std::{fs, path::Path};

/// Reads one text of the corpus by its stem (`A_RES_77_63`).
fn resolution(corpus: &Path, stem: &str) -> Result<Resolution, Box<dyn std::error::Error>> {
    let path = corpus.join(format!("ga/text/{stem}.txt"));
    let text = chancery_formats::decode(&fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?)?;
    Ok(chancery_formats::read_text(&text)?)
}

/// The real pairs, old and new.
fn pairs(corpus: &Path) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let list = fs::read_to_string(corpus.join("ga/pairs.tsv"))?;
    Ok(list.lines().filter_map(|l| l.split_once('\t')).map(|(a, b)| (a.to_owned(), b.split('\t').next().unwrap_or(b).to_owned())).collect())
}
