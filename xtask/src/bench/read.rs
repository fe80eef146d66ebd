//! Speed of the readers, each beside a named alternative in the same run: text beside Unicode word splitting, XML beside
//! a walk over the events of the XML crate alone.
use crate::conformance::xml_files;
use quick_xml::{Reader, events::Event};
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
    xml(corpus)
}

/// The official XML of every organ and language.
fn xml(corpus: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let files = xml_files(corpus)?.iter().map(|p| Ok(chancery_formats::decode(&fs::read(p)?)?)).collect::<Result<Vec<String>, Box<dyn std::error::Error>>>()?;
    let size = files.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let (mut read, mut walk) = (f64::MAX, f64::MAX);
    let (mut blocks, mut events) = (0, 0);
    for _ in 0..3 {
        let start = Instant::now();
        blocks = 0;
        for file in &files {
            blocks += chancery_formats::read_akn(file)?.resolution.body.len();
        }
        read = read.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        events = files.iter().map(|f| walked(f)).sum::<usize>();
        walk = walk.min(start.elapsed().as_secs_f64());
    }
    println!("reading XML, {} documents, {size:.1} MB", files.len());
    println!("  XML reader           {:>8.1} MB/s   {blocks} blocks", size / read);
    println!("  events alone         {:>8.1} MB/s   {events} events", size / walk);
    println!("  ratio                {:>8.2}        (bound: 4)", read / walk);
    Ok(())
}

fn walked(file: &str) -> usize {
    let mut reader = Reader::from_str(file);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut events = 0;
    while let Ok(event) = reader.read_event() {
        if matches!(event, Event::Eof) {
            break;
        }
        events += 1;
    }
    events
}
