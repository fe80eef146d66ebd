//! Speed of the comparison beside a plain word diff of the same texts by `similar`, in one run, and its growth.
use super::{pairs, resolution, synthetic};
use chancery_diff::compare;
use chancery_model::{Block, Resolution};
use similar::{Algorithm, TextDiff};
use std::{fs, path::Path, time::Instant};

/// The comparison may take as long as the plain word diff, and ten times the paragraphs fifteen times the time.
const RATIO: f64 = 1.0;
const GROWTH: f64 = 15.0;
const ROUNDS: usize = 5;

pub fn run(corpus: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut texts = Vec::new();
    for (a, b) in pairs(corpus)? {
        let (old, new) = (resolution(corpus, &a)?, resolution(corpus, &b)?);
        let plain = |r: &Resolution| r.body.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
        let words = (plain(&old), plain(&new));
        texts.push((old, new, words));
    }
    let (mut ours, mut theirs) = (f64::MAX, f64::MAX);
    // Interleaved, best of five: the machine is shared.
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for (old, new, _) in &texts {
            std::hint::black_box(compare(old, new));
        }
        ours = ours.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        for (_, _, (old, new)) in &texts {
            std::hint::black_box(TextDiff::configure().algorithm(Algorithm::Patience).diff_words(old.as_str(), new.as_str()).ops().len());
        }
        theirs = theirs.min(start.elapsed().as_secs_f64());
    }
    let each = |t: f64| 1000.0 * t / texts.len() as f64;
    println!("comparing {} pairs of texts already read", texts.len());
    println!("  alignment, words, classes, notes   {:>7.3} ms a pair", each(ours));
    println!("  plain word diff (similar)          {:>7.3} ms a pair", each(theirs));
    println!("  ratio                              {:>7.2}   (bound {RATIO})", ours / theirs);
    let slow = growth(&texts.iter().map(|t| &t.0).collect::<Vec<_>>());
    println!("  greatest memory                    {}", memory());
    if ours / theirs > RATIO || slow {
        return Err("the comparison is slower than its bounds".into());
    }
    Ok(())
}

/// Texts of 200, 2,000 and 20,000 paragraphs with known edits; true if ten times the paragraphs cost too much.
fn growth(texts: &[&Resolution]) -> bool {
    let mut pool: Vec<&Block> = texts.iter().flat_map(|t| &t.body).collect();
    pool.sort_by(|a, b| a.text.as_str().cmp(b.text.as_str()));
    pool.dedup_by(|a, b| a.text == b.text);
    let mut rng = fastrand::Rng::with_seed(20_000);
    rng.shuffle(&mut pool);
    let foreign: Vec<String> = pool.iter().rev().take(300).map(|b| b.text.as_str().to_owned()).collect();
    println!("  {} different paragraphs to make texts from", pool.len());
    let mut before: Option<f64> = None;
    let mut slow = false;
    for size in [200, 2_000, 20_000] {
        let mut body: Vec<Block> = pool.iter().cycle().take(size).map(|b| (*b).clone()).collect();
        chancery_model::assign_ids(&mut body);
        let made = synthetic::make(&body, &foreign, &mut rng);
        let (old, new) = (Resolution { body, ..Resolution::default() }, Resolution { body: made.new, ..Resolution::default() });
        let mut time = f64::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            std::hint::black_box(compare(&old, &new));
            time = time.min(start.elapsed().as_secs_f64());
        }
        let growth = before.map(|b| time / b);
        println!("  {size:>6} paragraphs   {:>9.1} ms{}", 1000.0 * time, growth.map_or(String::new(), |g| format!("   {g:.1} times   (bound {GROWTH})")));
        slow |= growth.is_some_and(|g| g > GROWTH);
        before = Some(time);
    }
    slow
}

/// Greatest resident memory, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")).map_or("not told by this system".into(), |m| m.trim().to_owned())
}
