//! The PDF reader over official files: body blocks beside the truth tables, words beside those that pdftotext gives, and
//! the way back through every format; and over what the PDF writer makes of official XML.
use super::{
    akn::xml_files,
    text::{Row, first_difference, rows, truth_rows},
};
use chancery_formats::{decode, read_akn, read_json, read_markdown, read_pdf, write_json, write_markdown};
use chancery_model::{Kind, Language, Resolution};
use chancery_typeset::Fonts;
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The least share of equal blocks that passes.
const BLOCKS: f64 = 0.98;
/// Of the official XML one file in so many is written as PDF.
const SAMPLE: usize = 15;

pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let folder = corpus.join("pdf");
    let (mut blocks, mut hits, mut repairs, mut round, mut broken, mut failed) = (0, 0, 0, 0, 0, 0);
    let paths = pdf_files(&folder)?;
    println!("conformance of the PDF reader, {} official files", paths.len());
    println!("  {:<24} {:>6} {:>6} {:>6} {:>6}   words cut otherwise than by the truth or twice in pdftotext", "file", "blocks", "exact", "notes", "told");
    for path in &paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let reading = match read_pdf(&fs::read(path)?) {
            Ok(reading) => reading,
            Err(e) => {
                failed += 1;
                println!("  {name}: {e}");
                continue;
            }
        };
        let r = &reading.resolution;
        repairs += reading.repairs.len();
        if read_markdown(&write_markdown(r)).as_ref() == Ok(r) && read_json(&write_json(r)).as_ref() == Ok(r) {
            round += 1;
        } else {
            println!("  {name}: does not round-trip: {}", first_difference(r, read_markdown(&write_markdown(r)).ok()));
        }
        let table = fs::read_to_string(folder.join(format!("truth/{name}.tsv"))).ok().map(|t| truth_rows(&t));
        let words = cut_words(path, r);
        broken += words.len();
        let missed = table.as_ref().map(|t| missed(t, r));
        let exact = table.as_ref().zip(missed.as_ref()).map_or("-".to_owned(), |(t, m)| format!("{}/{}", t.len() - m.len(), t.len()));
        println!("  {name:<24} {:>6} {exact:>6} {:>6} {:>6}   {}", r.body.len(), r.notes.len(), reading.repairs.len(), words.join(", "));
        reading.repairs.iter().take(show).for_each(|repair| println!("      told: {repair}"));
        if let (Some(table), Some(missed)) = (table, missed) {
            (blocks, hits) = (blocks + table.len(), hits + table.len() - missed.len());
            for row in missed {
                println!("      missed: {} {} {}\n        {}", row.0, row.1, row.2.chars().take(110).collect::<String>(), cause(&row, r));
            }
        }
    }
    let share = f64::from(hits as u32) / f64::from(blocks.max(1) as u32);
    println!("  blocks exact (part, label, text)        {hits} of {blocks}   {:.2} %", 100.0 * share);
    println!("  broken words                            {broken}");
    println!("  not read                                {failed}");
    println!("  notes without a mark, told              {repairs}");
    println!("  Markdown and JSON round trip            {round} of {}", paths.len());
    let again = written(corpus, show)?;
    if share < BLOCKS || again < BLOCKS || failed > 0 || broken > 0 || round + failed < paths.len() {
        return Err("conformance of the PDF reader is below its bounds".into());
    }
    Ok(())
}

/// Official XML written as PDF and read again: the share of blocks that come back, but for tables, whose rows are cut into
/// lines. Only languages for which the fonts are in the program.
fn written(corpus: &Path, show: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let fonts = Fonts::embedded();
    let (mut texts, mut blocks, mut hits, mut tables, mut shown) = (0, 0, 0, 0, 0);
    for path in xml_files(corpus)?.iter().step_by(SAMPLE) {
        let r = read_akn(&decode(&fs::read(path)?)?)?.resolution;
        if matches!(r.language, Language::Ar | Language::Zh) {
            continue;
        }
        if r.body.iter().any(|b| b.kind == Kind::TableRow) {
            tables += 1;
            continue;
        }
        let back = read_pdf(&chancery_typeset::resolution(&r, &fonts)?)?.resolution;
        let table: Vec<Row> = rows(&r).collect();
        let missed = missed(&table, &back);
        (texts, blocks, hits) = (texts + 1, blocks + table.len(), hits + table.len() - missed.len());
        for row in missed.iter().take(show.saturating_sub(shown)) {
            shown += 1;
            println!("      {}: {}", path.file_stem().unwrap_or_default().to_string_lossy(), cause(row, &back));
        }
    }
    let share = f64::from(hits as u32) / f64::from(blocks.max(1) as u32);
    println!("  official XML written as PDF, read again  {hits} of {blocks} blocks   {:.2} %   {texts} texts, {tables} with tables left out", 100.0 * share);
    Ok(share)
}

/// The official PDF files of the corpus, by name.
pub fn pdf_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for folder in [folder.to_owned(), folder.join("drafts")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "pdf") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}

fn missed(table: &[Row], r: &Resolution) -> Vec<Row> {
    let mut have: HashMap<Row, i32> = HashMap::new();
    rows(r).for_each(|row| *have.entry(row).or_default() += 1);
    let lacks = |row: &&Row| match have.get_mut(*row) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    };
    table.iter().filter(lacks).cloned().collect()
}

/// Where a row is missed: its neighbour in the reading, up to where they part.
fn cause(row: &Row, r: &Resolution) -> String {
    let common = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let Some(near) = rows(r).max_by_key(|(_, _, text)| common(text, &row.2)) else { return String::new() };
    let at = common(&near.2, &row.2);
    let from = |t: &str| t.chars().skip(at.saturating_sub(25)).take(60).collect::<String>();
    format!("read: {} {} …{} | truth: …{}", near.0, near.1, from(&near.2), from(&row.2))
}

/// Pairs of words of the reading that stand as one word twice or more in what pdftotext gives: signs of a word cut in two.
fn cut_words(path: &Path, r: &Resolution) -> Vec<String> {
    let Ok(output) = Command::new("pdftotext").arg(path).arg("-").output() else { return Vec::new() };
    let all = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut whole: HashMap<&str, usize> = HashMap::new();
    all.split(|c: char| !c.is_alphanumeric()).for_each(|w| *whole.entry(w).or_default() += 1);
    let mut out = Vec::new();
    for b in &r.body {
        let text = b.text.as_str();
        out.extend(
            text.match_indices(" -")
                .filter(|(at, _)| text[at + 2..].starts_with(char::is_alphabetic))
                .map(|(at, _)| text[..at].rsplit(' ').next().unwrap_or_default().to_owned() + &text[at..].chars().take(12).collect::<String>()),
        );
        let words: Vec<&str> = text.split(' ').collect();
        for pair in words.windows(2) {
            let (a, b) = (pair[0], pair[1].trim_end_matches(|c: char| !c.is_alphanumeric()));
            let joined = format!("{a}{b}");
            let pieces = whole.get(a).copied().unwrap_or(0).min(whole.get(b).copied().unwrap_or(0));
            if a.chars().all(char::is_alphabetic) && whole.get(joined.as_str()).is_some_and(|n| *n > 1 && *n > pieces) {
                out.push(format!("{a}|{b}"));
            }
        }
    }
    out
}
