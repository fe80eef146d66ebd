//! Speed of the text reader beside Unicode word splitting of the same bytes, in one run.
use std::{fs, path::Path, time::Instant};
use unicode_segmentation::UnicodeSegmentation;

pub fn run(corpus: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(corpus.join("ga/text"))? {
        texts.push(fs::read(entry?.path())?);
    }
    let size = texts.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    let (mut read, mut split) = (f64::MAX, f64::MAX);
    let (mut blocks, mut words) = (0, 0);
    // Interleaved, best of five: the machine is shared.
    for _ in 0..5 {
        let start = Instant::now();
        blocks = 0;
        for bytes in &texts {
            blocks += chancery_formats::read_text(&chancery_formats::decode(bytes)?)?.body.len();
        }
        read = read.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        words = texts.iter().map(|b| String::from_utf8_lossy(b).unicode_words().count()).sum();
        split = split.min(start.elapsed().as_secs_f64());
    }
    println!("reading text, {} documents, {size:.1} MB", texts.len());
    println!("  text reader          {:>8.1} MB/s   {blocks} blocks", size / read);
    println!("  Unicode words alone  {:>8.1} MB/s   {words} words", size / split);
    println!("  ratio                {:>8.2}        (bound: 6)", read / split);
    Ok(())
}
