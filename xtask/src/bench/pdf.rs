//! Speed of the PDF reader beside pdftotext on the same files in the same run. The reader gives a resolution, pdftotext
//! lines; what starting a process costs is measured apart and taken off.
use crate::conformance::pdf_files;
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

pub fn run(corpus: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let paths = pdf_files(&corpus.join("pdf"))?;
    let files = paths.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let size = files.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    let pages = files.iter().map(|f| pages(f)).sum::<usize>() as f64;
    let (mut read, mut rival, mut start) = (f64::MAX, f64::MAX, f64::MAX);
    // Interleaved, best of five: the machine is shared.
    for _ in 0..5 {
        let began = Instant::now();
        for file in &files {
            chancery_formats::read_pdf(file)?;
        }
        read = read.min(began.elapsed().as_secs_f64());
        rival = rival.min(timed(&paths, &["-layout"])?);
        start = start.min(timed(&paths, &["-v"])?);
    }
    println!("reading PDF, {} official files, {size:.1} MB, {pages} pages", paths.len());
    println!("  PDF reader   {:>8.1} MB/s {:>8.0} pages/s", size / read, pages / read);
    let rival = (rival - start).max(1e-6);
    println!("  pdftotext    {:>8.1} MB/s {:>8.0} pages/s   ({:.1} ms a process taken off)", size / rival, pages / rival, 1e3 * start / paths.len() as f64);
    println!("  ratio        {:>8.2}", read / rival);
    Ok(())
}

/// The count of the page tree, which the corpus's files have in plain sight.
fn pages(file: &[u8]) -> usize {
    let text = String::from_utf8_lossy(file);
    let counts = text.match_indices("/Count ").filter_map(|(at, _)| text[at + 7..].split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok());
    counts.max().unwrap_or(1)
}

fn timed(paths: &[std::path::PathBuf], arguments: &[&str]) -> std::io::Result<f64> {
    let began = Instant::now();
    for path in paths {
        Command::new("pdftotext").args(arguments).arg(path).arg("-").stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    }
    Ok(began.elapsed().as_secs_f64())
}
