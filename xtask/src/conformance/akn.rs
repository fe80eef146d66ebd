//! The XML reader over every official file: nothing fails, no word is lost or invented, and the English General Assembly's
//! blocks are those of the truth tables.
use super::{
    text::{rows, truth},
    through_text::ThroughText,
};
use chancery_formats::{Reading, decode, read_akn, read_html, read_json, read_markdown, write_akn, write_html, write_json, write_markdown};
use chancery_model::Resolution;
use quick_xml::{Reader, events::Event};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let paths = xml_files(corpus)?;
    let (mut read, mut mended, mut exact, mut lost, mut invented, mut round, mut again, mut shown) = (0, 0, 0, 0, 0, 0, 0, 0);
    let mut through = ThroughText::default();
    let written = tempfile::tempdir()?;
    for path in &paths {
        let source = decode(&fs::read(path)?)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let reading = match read_akn(&source) {
            Ok(r) => r,
            Err(e) => {
                println!("  {name}: {e}");
                continue;
            }
        };
        read += 1;
        mended += usize::from(!reading.repairs.is_empty());
        let r = &reading.resolution;
        let markdown = read_markdown(&write_markdown(r)).map(|m| with_guids(m, r));
        let json = read_json(&write_json(r));
        let page = read_html(&write_html(r));
        if json.as_ref() == Ok(r) && markdown.as_ref() == Ok(r) && page.as_ref() == Ok(r) {
            round += 1;
        } else if shown < show {
            shown += 1;
            println!(
                "  {name}: does not round-trip (JSON {}, HTML {}): {}",
                json.as_ref() == Ok(r),
                page.as_ref() == Ok(r),
                super::text::first_difference(r, markdown.ok())
            );
        }
        let xml = write_akn(r);
        fs::write(written.path().join(format!("{read}.xml")), &xml)?;
        let back = read_akn(&xml).map(|b| b.resolution);
        if back.as_ref() == Ok(r) {
            again += 1;
        } else if shown < show {
            shown += 1;
            println!("  {name}: written as XML it does not come back: {}", super::text::first_difference(r, back.ok()));
        }
        through.take(r, &name, show);
        let (less, mut more) = difference(&words_of_xml(&source, false), &words_of(r));
        // A second title of the preface is a heading of the body.
        if !more.is_empty() {
            more = difference(&more, &words_of_xml(&source, true)).0;
        }
        exact += usize::from(less.is_empty() && more.is_empty());
        lost += less.len();
        invented += more.len();
        if (!less.is_empty() || !more.is_empty()) && shown < show {
            shown += 1;
            println!("  {name}: lost {:?}, invented {:?}", &less[..less.len().min(8)], &more[..more.len().min(8)]);
        }
    }
    println!("conformance of the XML reader, {} official files", paths.len());
    println!("  read                                    {read}   of these mended and told {mended}");
    println!("  files with exactly the XML's words      {exact} of {}", paths.len());
    println!("  words lost, invented                    {lost}, {invented}");
    println!("  Markdown, JSON and HTML round trip      {round} of {}", paths.len());
    through.print();
    println!("  written as XML and read again the same  {again} of {}", paths.len());
    let schema = corpus.join("../reference/akn-xsd/akomantoso30.xsd");
    let ours = (1..=read).map(|n| written.path().join(format!("{n}.xml"))).collect::<Vec<_>>();
    let valid = validate(&ours, &schema, show);
    if let (Some(official), Some(ours)) = (validate(&paths, &schema, 0), valid) {
        println!("  files that the schema accepts           official {official} of {}, written {ours} of {read}", paths.len());
    } else {
        println!("  the schema was not asked: it needs xmllint and {}", schema.display());
    }
    let blocks = against_truth(corpus, show)?;
    if through.is_below() || read < paths.len() || lost + invented > 0 || blocks < 0.995 || round < read || again < read || valid.is_some_and(|n| n < read) {
        return Err("conformance of the XML reader is below its bounds".into());
    }
    Ok(())
}

/// Markdown does not carry the identifiers that blocks have in the file.
fn with_guids(mut read: Resolution, source: &Resolution) -> Resolution {
    read.body.iter_mut().zip(&source.body).for_each(|(b, s)| b.guid.clone_from(&s.guid));
    read
}

/// How many files the schema accepts, asked in one call; none if there is no xmllint or no schema.
fn validate(files: &[PathBuf], schema: &Path, show: usize) -> Option<usize> {
    let schema = fs::canonicalize(schema).ok()?;
    let output = Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(schema).args(files).output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter(|l| l.contains("error")).take(show).for_each(|l| println!("  {l}"));
    Some(said.lines().filter(|l| l.ends_with(" validates")).count())
}

/// The official XML files of the corpus, by name.
pub fn xml_files(corpus: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for folder in ["ga/xml", "sc", "hrc", "ecosoc"] {
        collect(&corpus.join(folder), &mut paths)?;
    }
    paths.sort();
    Ok(paths)
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "xml") {
            out.push(path);
        }
    }
    Ok(())
}

/// The share of the truth's blocks that the reader gives.
fn against_truth(corpus: &Path, show: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let (mut blocks, mut hits, mut shown) = (0, 0, 0);
    for line in fs::read_to_string(corpus.join("ga/index.tsv"))?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [stem, _, file, ..] = fields[..] else { continue };
        let session = stem.split('_').nth(2).unwrap_or_default();
        let Ok(bytes) = fs::read(corpus.join("ga/xml").join(session).join(file)) else { continue };
        let Reading { resolution, .. } = read_akn(&decode(&bytes)?)?;
        let mut have: BTreeMap<_, i32> = BTreeMap::new();
        rows(&resolution).for_each(|row| *have.entry(row).or_default() += 1);
        for row in truth(corpus, stem)? {
            blocks += 1;
            match have.get_mut(&row) {
                Some(n) if *n > 0 => {
                    *n -= 1;
                    hits += 1;
                }
                _ if shown < show => {
                    shown += 1;
                    println!("  {stem}: not given: {} {} {}", row.0, row.1, row.2.chars().take(90).collect::<String>());
                }
                _ => {}
            }
        }
    }
    let share = f64::from(hits) / f64::from(blocks.max(1));
    println!("  blocks of the truth tables              {hits} of {blocks}   {:.3} %", 100.0 * share);
    Ok(share)
}

/// Every word of preambles, bodies, closings, notes and annexes, or of prefaces alone, told from the XML by a walk of
/// its own.
fn words_of_xml(source: &str, prefaces: bool) -> Vec<String> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut out, mut inside) = (String::new(), Vec::<String>::new());
    // A note stands within a word's reach and is a text of its own.
    let (mut notes, mut around) = (String::new(), Vec::<String>::new());
    let wanted = |open: &[String]| {
        if prefaces {
            return open.iter().any(|n| n == "preface");
        }
        // The prefaces of the parts of an omnibus text are headings of its body.
        let part = open.iter().any(|n| n == "component");
        let head = open.iter().any(|n| matches!(n.as_str(), "meta" | "coverPage") || n == "preface" && !part);
        !head && open.iter().any(|n| matches!(n.as_str(), "preamble" | "mainBody" | "conclusions" | "attachments" | "components"))
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => {
                let name = e.local_name().as_ref().to_owned();
                if name == "authorialNote" {
                    around.push(std::mem::take(&mut out));
                }
                out.push_str(if breaks(&name) { " " } else { "" });
                inside.push(name);
            }
            Ok(Event::Empty(e)) => out.push_str(if breaks(e.local_name().as_ref()) { " " } else { "" }),
            Ok(Event::End(e)) => {
                let name = e.local_name().as_ref().to_owned();
                if let Some(at) = inside.iter().rposition(|n| *n == name) {
                    inside.truncate(at);
                }
                if name == "authorialNote" {
                    notes.push_str(&out);
                    notes.push(' ');
                    out = around.pop().unwrap_or_default();
                } else {
                    out.push_str(if breaks(&name) { " " } else { "" });
                }
            }
            Ok(Event::Text(t)) if wanted(&inside) => out.push_str(&t.xml10_content()),
            Ok(Event::GeneralRef(r)) if wanted(&inside) => match r.resolve_char_ref() {
                Ok(Some(c)) => out.push(c),
                _ => out.push_str(match r.xml10_content().as_ref() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    _ => "'",
                }),
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    words(&(out + &notes))
}

/// Elements whose edges end a word.
fn breaks(name: &str) -> bool {
    !matches!(name, "span" | "a" | "ref" | "inline" | "sup" | "sub" | "b" | "i" | "u" | "docDate" | "docTitle" | "docNumber" | "date" | "quantity")
}

fn words_of(r: &Resolution) -> Vec<String> {
    let mut out = String::new();
    let mut put = |text: &str| {
        out.push_str(text);
        out.push(' ');
    };
    for b in &r.body {
        put(b.label.as_deref().unwrap_or(""));
        put(b.text.as_str());
    }
    r.closing.iter().flat_map(|c| c.lines()).for_each(&mut put);
    r.notes.iter().for_each(|n| put(n.text.as_str()));
    words(&out)
}

fn words(text: &str) -> Vec<String> {
    let plain = text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-").replace(['\u{ad}', '\u{200b}', '\u{200e}', '\u{200f}'], "");
    let mut words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// What is only in the one and only in the other of two sorted lists.
fn difference(a: &[String], b: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut i, mut j) = (0, 0);
    let (mut less, mut more) = (Vec::new(), Vec::new());
    while i < a.len() || j < b.len() {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => (i, j) = (i + 1, j + 1),
            (Some(x), y) if y.is_none_or(|y| x < y) => {
                less.push(x.clone());
                i += 1;
            }
            (_, Some(y)) => {
                more.push(y.clone());
                j += 1;
            }
            _ => break,
        }
    }
    (less, more)
}
