//! Hostile Word files: their containers are cut and flipped, and the XML of their parts within whole containers.
use crate::fuzz::{SLOW, mutated};
use chancery_formats::{Changes, Stamp, accept_docx, read_docx, reject_docx, write_docx};
use fastrand::Rng;
use std::{
    fs,
    io::{Cursor, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

/// Hunts for so many seconds; returns the number of findings, which are kept.
pub fn run(root: &Path, seconds: u64, rng: &mut Rng) -> Result<usize, Box<dyn std::error::Error>> {
    let files = seeds(root)?;
    let parts: Vec<Vec<u8>> = files.iter().filter_map(|f| part(f, "word/document.xml").ok()).collect();
    let start = Instant::now();
    let (mut inputs, mut findings) = (0_u64, 0);
    while start.elapsed() < Duration::from_secs(seconds) {
        let input = if rng.bool() { mutated(&files, rng) } else { with_part(&files[rng.usize(..files.len())], &mutated(&parts, rng))? };
        inputs += 1;
        let began = Instant::now();
        let panicked = catch_unwind(AssertUnwindSafe(|| target(&input))).is_err();
        if panicked || began.elapsed() > SLOW {
            findings += 1;
            let kept = root.join(format!("target/fuzz-docx-{inputs}"));
            fs::write(&kept, &input)?;
            println!("  docx: {} after {:.1} s; kept as {}", if panicked { "panic" } else { "slow" }, began.elapsed().as_secs_f64(), kept.display());
        }
    }
    println!("  docx: {inputs} inputs");
    Ok(findings)
}

/// Written documents and redlines of the fixtures.
fn seeds(root: &Path) -> Result<Vec<Vec<u8>>, Box<dyn std::error::Error>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(root.join("fixtures"))? {
        let path = entry?.path();
        let text = path.is_file().then(|| chancery_formats::decode(&fs::read(&path).ok()?).ok()).flatten();
        texts.extend(text.and_then(|t| chancery_formats::read_text(&t).ok()));
    }
    texts.sort_by_key(|t| (t.symbol(), t.body.len()));
    let mut files: Vec<Vec<u8>> = texts.iter().map(write_docx).collect();
    for w in texts.windows(2) {
        files.push(chancery_report::redline(&write_docx(&w[0]), Changes::Accepted, &w[0], &w[1], &[], &stamp())?);
    }
    Ok(files)
}

fn stamp() -> Stamp {
    Stamp { author: "Chancery".into(), date: "2026-11-25T00:00:00Z".into() }
}

/// Every view is read; what is read is marked up against another view, accepted and rejected.
fn target(input: &[u8]) {
    let accepted = read_docx(input, Changes::Accepted);
    let original = read_docx(input, Changes::Original);
    let _ = (read_docx(input, Changes::Marked), reject_docx(input), accept_docx(input));
    if let (Ok(new), Ok(old)) = (accepted, original) {
        let _ = chancery_report::redline(input, Changes::Original, &old.resolution, &new.resolution, &[], &stamp());
    }
}

fn part(file: &[u8], name: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    zip::ZipArchive::new(Cursor::new(file))?.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The container with another document part.
fn with_part(file: &[u8], document: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at)?;
        if part.name()? == "word/document.xml" {
            drop(part);
            out.start_file("word/document.xml", zip::write::SimpleFileOptions::default())?;
            out.write_all(document)?;
        } else {
            out.raw_copy_file(part)?;
        }
    }
    Ok(out.finish()?.into_inner())
}
