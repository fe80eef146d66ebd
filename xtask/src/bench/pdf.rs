//! Speed of the PDF reader beside pdftotext on the same files in the same run, and of the PDF writer beside LibreOffice on
//! the same resolutions. The reader gives a resolution, pdftotext lines; what starting a process costs is measured apart and
//! taken off.
use crate::conformance::pdf_files;
use chancery_model::Resolution;
use chancery_typeset::Fonts;
use std::{
    fs,
    path::{Path, PathBuf},
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
    let texts = files.iter().map(|f| Ok(chancery_formats::read_pdf(f)?.resolution)).collect::<Result<Vec<_>, chancery_formats::ReadError>>()?;
    writing(&texts)
}

fn writing(texts: &[Resolution]) -> Result<(), Box<dyn std::error::Error>> {
    let fonts = Fonts::embedded();
    let (mut written, mut time) = (Vec::new(), f64::MAX);
    for _ in 0..3 {
        let began = Instant::now();
        written = texts.iter().map(|r| chancery_typeset::resolution(r, &fonts)).collect::<Result<Vec<_>, _>>()?;
        time = time.min(began.elapsed().as_secs_f64());
    }
    let size = written.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    let sheets = written.iter().map(|f| pages(f)).sum::<usize>() as f64;
    println!("writing PDF, {} resolutions, {size:.1} MB, {sheets} pages", texts.len());
    println!("  PDF writer   {:>8.1} MB/s {:>8.0} pages/s", size / time, sheets / time);
    match libreoffice(texts)? {
        Some((rival, start)) => {
            println!("  LibreOffice  {:>17} {:>8.0} pages/s   (from Word files; {start:.1} s for one taken off)", "", sheets / rival);
            println!("  ratio        {:>8.2}", time / rival);
        }
        None => println!("  LibreOffice is not installed; nothing to compare with"),
    }
    Ok(())
}

/// Seconds that LibreOffice takes to print the same resolutions from Word files, without its start, and the start.
fn libreoffice(texts: &[Resolution]) -> Result<Option<(f64, f64)>, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let mut paths = Vec::new();
    for (n, r) in texts.iter().enumerate() {
        paths.push(folder.path().join(format!("{n}.docx")));
        fs::write(&paths[n], chancery_formats::write_docx(r))?;
    }
    let print = |paths: &[PathBuf]| {
        let began = Instant::now();
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let mut command = Command::new("soffice");
        command.args(["--headless", &profile, "--convert-to", "pdf", "--outdir"]).arg(folder.path()).args(paths);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().map(|_| began.elapsed().as_secs_f64())
    };
    // The first start makes a profile.
    if print(&paths[..1]).is_err() {
        return Ok(None);
    }
    let start = print(&paths[..1])?;
    Ok(Some(((print(&paths)? - start).max(1e-6), start)))
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
