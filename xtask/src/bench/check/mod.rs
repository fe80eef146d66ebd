//! The editorial rules over the corpus: what they find in adopted texts (a table with the judged samples), what they find
//! of errors put there on purpose, and the speed beside reading.
mod judged;
mod seeds;

use chancery_check::{Finding, Settings, Severity, SourceMap, check, rules};
use chancery_model::{Language, Resolution};
use std::{collections::BTreeMap, fs, path::Path, time::Instant};

/// Errors and warnings a document, at most.
const IN_ASSEMBLY: f64 = 0.5;
const IN_COUNCIL: f64 = 0.2;
/// Checking takes at most so many times as long as reading.
const SLOWER: f64 = 2.0;

/// A text of the corpus: its source, where findings can be placed in it, and what was read.
pub struct Text {
    pub source: String,
    pub resolution: Resolution,
}

/// A finding as it is counted and printed.
struct Told {
    severity: Severity,
    line: String,
}

pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let assembly = texts(corpus)?;
    let council = council(corpus)?;
    let ga = findings(&assembly, show);
    let sc = findings(&council, show);
    let judged = judged::read()?;
    println!("\nfindings in adopted texts: General Assembly ({} texts), Security Council ({} English texts)", assembly.len(), council.len());
    println!("  {:<6} {:<9} {:>6} {:>6}   {:>5} {:>5} {:>5}  of the judged sample", "rule", "severity", "GA", "SC", "right", "wrong", "style");
    for rule in rules() {
        let of = |all: &BTreeMap<&str, Vec<Told>>| all.get(rule.id).map_or(0, Vec::len);
        let (g, s, j) = (of(&ga), of(&sc), judged.get(rule.id).copied().unwrap_or_default());
        if g + s > 0 {
            println!("  {:<6} {:<9} {g:>6} {s:>6}   {:>5} {:>5} {:>5}", rule.id, rule.severity.name(), j.right, j.wrong, j.style);
        }
    }
    let weight = |all: &BTreeMap<&str, Vec<Told>>| all.values().flatten().filter(|t| t.severity > Severity::Note).count();
    let (per_ga, per_sc) = (weight(&ga) as f64 / assembly.len() as f64, weight(&sc) as f64 / council.len() as f64);
    println!("  errors and warnings a text: General Assembly {per_ga:.3} (bound: {IN_ASSEMBLY}), Security Council {per_sc:.3} (bound: {IN_COUNCIL})");
    let seeded = seeds::run(&assembly, show);
    speed(&assembly)?;
    if per_ga > IN_ASSEMBLY || per_sc > IN_COUNCIL {
        return Err("too many findings in adopted texts".into());
    }
    seeded
}

/// The General Assembly's texts, as copied.
fn texts(corpus: &Path) -> Result<Vec<Text>, Box<dyn std::error::Error>> {
    let mut paths: Vec<_> = fs::read_dir(corpus.join("ga/text"))?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| -> Result<Text, Box<dyn std::error::Error>> {
        let source = chancery_formats::decode(&fs::read(path)?)?;
        let resolution = chancery_formats::read_text(&source)?;
        Ok(Text { source, resolution })
    };
    paths.iter().map(read).collect()
}

/// The Security Council's English XML; findings in it have no place in a file.
fn council(corpus: &Path) -> Result<Vec<Text>, Box<dyn std::error::Error>> {
    let mut out = Vec::new();
    for path in crate::conformance::xml_files(corpus)? {
        if path.strip_prefix(corpus).is_ok_and(|p| p.starts_with("sc")) {
            let resolution = chancery_formats::read_akn(&chancery_formats::decode(&fs::read(&path)?)?)?.resolution;
            if resolution.language == Language::En {
                out.push(Text { source: String::new(), resolution });
            }
        }
    }
    Ok(out)
}

fn checked(text: &Text) -> Vec<Finding> {
    let map = (!text.source.is_empty()).then(|| SourceMap::new(&text.resolution, &text.source));
    check(&text.resolution, None, map.as_ref(), &Settings::default())
}

/// Findings by rule, each as a line; some of each are printed if that is asked for.
fn findings(texts: &[Text], show: usize) -> BTreeMap<&'static str, Vec<Told>> {
    let mut out: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for text in texts {
        for f in checked(text) {
            out.entry(f.rule.id).or_default().push(Told { severity: f.severity, line: line(&f, &text.resolution) });
        }
    }
    if show > 0 {
        for (rule, lines) in &out {
            // Spread over the corpus, so that a sample is not one year's.
            let step = lines.len().checked_div(show).unwrap_or(1).max(1);
            println!("\n{rule}: {}", lines.len());
            lines.iter().step_by(step).take(show).for_each(|t| println!("  {}", t.line));
        }
    }
    out
}

/// Symbol, place, message and the words around.
fn line(f: &Finding, r: &Resolution) -> String {
    let text = f.place.text(r);
    let edge = |mut at: usize, up: bool| {
        while !text.is_char_boundary(at) {
            at = if up { at + 1 } else { at - 1 };
        }
        at
    };
    let (from, to) = (edge(f.span.start.saturating_sub(70), false), edge((f.span.end + 60).min(text.len()), true));
    let fix = f.fix.as_ref().map_or(String::new(), |x| format!(" => “{}”", x.text));
    format!("{}\t{}\t{}{fix}\t…{}⟦{}⟧{}…", r.symbol(), f.place.name(r), f.message, &text[from..f.span.start], &text[f.span.clone()], &text[f.span.end..to])
}

fn speed(texts: &[Text]) -> Result<(), Box<dyn std::error::Error>> {
    let (mut read, mut check_alone) = (f64::MAX, f64::MAX);
    let settings = Settings::default();
    let mut found = 0;
    // Interleaved, best of three: the machine is shared.
    for _ in 0..3 {
        let start = Instant::now();
        let all = texts.iter().map(|t| chancery_formats::read_text(&t.source)).collect::<Result<Vec<_>, _>>()?;
        read = read.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        found = all.iter().map(|r| check(r, None, None, &settings).len()).sum();
        check_alone = check_alone.min(start.elapsed().as_secs_f64());
    }
    let size = texts.iter().map(|t| t.source.len()).sum::<usize>() as f64 / 1e6;
    println!("\nspeed over {size:.1} MB of text");
    println!("  reading   {:>8.1} MB/s", size / read);
    println!("  checking  {:>8.1} MB/s   {found} findings", size / check_alone);
    println!("  ratio     {:>8.2}        (bound: {SLOWER})", check_alone / read);
    Ok(())
}
