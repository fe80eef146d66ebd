//! Quality of the alignment: on made edits, on labelled real pairs, and the words marked beside a plain baseline.
use super::{baseline, pairs, resolution, synthetic};
use chancery_diff::{Change, Comparison, Op, compare};
use chancery_model::{Block, Kind, Resolution};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
};
use synthetic::Done;

type Links = BTreeSet<(String, String)>;

/// Bounds of the project.
const SYNTHETIC: f64 = 0.99;
const LABELLED: f64 = 0.97;
const MOVES: f64 = 0.95;
const PARTS: f64 = 0.9;
const SAVED: f64 = 0.05;

#[derive(Default)]
struct Score {
    hit: usize,
    given: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, wanted: &Links, given: &Links) {
        self.hit += wanted.intersection(given).count();
        self.given += given.len();
        self.wanted += wanted.len();
    }

    fn precision(&self) -> f64 {
        self.hit as f64 / self.given.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.hit as f64 / self.wanted.max(1) as f64
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let mut failures = made(corpus, show)?;
    failures.extend(labelled(corpus, show)?);
    failures.extend(real(corpus, show)?);
    if failures.is_empty() { Ok(()) } else { Err(failures.join("; ").into()) }
}

/// The links a comparison gives, by id.
fn links(c: &Comparison) -> Links {
    c.paragraphs.iter().flat_map(|p| p.old.iter().flat_map(move |a| p.new.iter().map(move |b| (a.id.clone(), b.id.clone())))).collect()
}

fn made(corpus: &Path, show: usize) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut stems: Vec<_> = fs::read_dir(corpus.join("ga/text"))?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    stems.sort();
    let texts: Vec<Resolution> = stems.iter().filter_map(|p| p.file_stem()?.to_str()).map(|s| resolution(corpus, s)).collect::<Result<_, _>>()?;
    let foreign = foreign(&texts);
    let mut rng = fastrand::Rng::with_seed(77_63);
    let mut score = Score::default();
    let mut kinds: BTreeMap<Done, (usize, usize)> = BTreeMap::new();
    let mut shown = 0;
    for old in texts.iter().filter(|t| (20..=500).contains(&t.body.len())) {
        let made = synthetic::make(&old.body, &foreign, &mut rng);
        let new = Resolution { body: made.new, ..old.clone() };
        let c = compare(old, &new);
        let given = links(&c);
        let wanted: Links = made.links.iter().map(|(i, j, _)| link(&old.body[*i], &new.body[*j], &old.body, &new.body, &given)).collect();
        score.add(&wanted, &given);
        let flags: HashMap<(&str, &str), (Change, bool)> = c
            .paragraphs
            .iter()
            .flat_map(|p| p.old.iter().flat_map(move |a| p.new.iter().map(move |b| ((a.id.as_str(), b.id.as_str()), (p.change, p.moved)))))
            .collect();
        for (i, j, done) in &made.links {
            let found = flags.get(&(old.body[*i].id.as_str(), new.body[*j].id.as_str()));
            let ok = match done {
                Done::Kept | Done::Edited => found.is_some(),
                Done::Moved | Done::MovedAndEdited => found.is_some_and(|f| f.1),
                Done::Split => found.is_some_and(|f| f.0 == Change::Split),
                Done::Merged => found.is_some_and(|f| f.0 == Change::Merged),
            };
            let n = kinds.entry(*done).or_default();
            *n = (n.0 + usize::from(ok), n.1 + 1);
            if !ok && shown < show {
                shown += 1;
                println!(
                    "{} {done:?} {} -> {}: {found:?}\n   {}\n   {}",
                    old.symbol(),
                    old.body[*i].id,
                    new.body[*j].id,
                    clip(&old.body[*i]),
                    clip(&new.body[*j])
                );
            }
        }
    }
    println!("known edits in {} real texts, seed 7763", texts.iter().filter(|t| (20..=500).contains(&t.body.len())).count());
    println!("  links {}   precision {:.4}   recall {:.4}   F1 {:.4}   (bound {SYNTHETIC})", score.wanted, score.precision(), score.recall(), score.f1());
    let mut failures = Vec::new();
    for (done, (ok, all)) in &kinds {
        let recall = *ok as f64 / *all as f64;
        let bound = match done {
            Done::Kept | Done::Edited => 0.0,
            Done::Moved | Done::MovedAndEdited => MOVES,
            Done::Split | Done::Merged => PARTS,
        };
        println!(
            "  {:<16} {ok:>6} of {all:>6}   recall {recall:.4}{}",
            format!("{done:?}"),
            if bound > 0.0 { format!("   (bound {bound})") } else { String::new() }
        );
        if recall < bound {
            failures.push(format!("recall of {done:?} is below {bound}"));
        }
    }
    if score.f1() < SYNTHETIC {
        failures.push(format!("F1 on known edits is below {SYNTHETIC}"));
    }
    Ok(failures)
}

/// Paragraphs that other texts lend.
fn foreign(texts: &[Resolution]) -> Vec<String> {
    texts
        .iter()
        .step_by(9)
        .flat_map(|t| t.body.iter().filter(|b| b.kind == Kind::Paragraph && b.text.as_str().len() > 80).step_by(5))
        .map(|b| b.text.as_str().to_owned())
        .collect()
}

/// The wanted link; where several blocks have the same words, a link to any of them is the same answer.
fn link(old: &Block, new: &Block, olds: &[Block], news: &[Block], given: &Links) -> (String, String) {
    let exact = (old.id.clone(), new.id.clone());
    if given.contains(&exact) {
        return exact;
    }
    let same = |blocks: &[Block], b: &Block| blocks.iter().filter(|x| x.text == b.text && x.kind == b.kind).map(|x| x.id.clone()).collect::<Vec<_>>();
    let (a, b) = (same(olds, old), same(news, new));
    if a.len() + b.len() == 2 {
        return exact;
    }
    a.iter().flat_map(|x| b.iter().map(move |y| (x.clone(), y.clone()))).find(|l| given.contains(l)).unwrap_or(exact)
}

fn clip(b: &Block) -> String {
    b.text.as_str().chars().take(150).collect()
}

fn labelled(corpus: &Path, show: usize) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("labels");
    let mut files: Vec<_> = fs::read_dir(&folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "labels"));
    files.sort();
    let mut total = Score::default();
    let mut shown = 0;
    println!("real pairs labelled by hand: {}", files.len());
    for path in &files {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let (a, b) = stem.split_once("--").ok_or("a label file is named OLD--NEW.labels")?;
        let (old, new) = (resolution(corpus, a)?, resolution(corpus, b)?);
        let (wanted, unsure) = read_labels(path)?;
        let given: Links = links(&compare(&old, &new)).difference(&unsure).cloned().collect();
        let mut score = Score::default();
        score.add(&wanted, &given);
        total.add(&wanted, &given);
        println!("  {a:>13} {b:>13}   links {:>4}   precision {:.3}   recall {:.3}   F1 {:.3}", wanted.len(), score.precision(), score.recall(), score.f1());
        for (what, set) in [("missed", wanted.difference(&given)), ("wrong", given.difference(&wanted))] {
            for (i, j) in set.take(show.saturating_sub(shown)) {
                shown += 1;
                let text = |r: &Resolution, id: &str| r.body.iter().find(|b| b.id == *id).map_or("?".into(), clip);
                println!("    {what} {i} -> {j}\n      {}\n      {}", text(&old, i), text(&new, j));
            }
        }
    }
    println!("  all: links {}   precision {:.4}   recall {:.4}   F1 {:.4}   (bound {LABELLED})", total.wanted, total.precision(), total.recall(), total.f1());
    Ok(if total.f1() < LABELLED { vec![format!("F1 on labelled pairs is below {LABELLED}")] } else { Vec::new() })
}

/// `op7 - op9 kind` a line; `op7 -` and `- op9` stand for removed and added paragraphs. Links that the reader could not
/// decide (`unsure`) count neither way.
fn read_labels(path: &Path) -> Result<(Links, Links), Box<dyn std::error::Error>> {
    let (mut out, mut unsure) = (Links::new(), Links::new());
    for (n, line) in fs::read_to_string(path)?.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
        let (old, new) = line.split_once('-').ok_or_else(|| format!("{}: line {}: write `old - new kind`", path.display(), n + 1))?;
        let (new, kind) = new.trim().split_once(' ').unwrap_or((new.trim(), ""));
        if !old.trim().is_empty() && !new.is_empty() {
            let list = if kind.starts_with("unsure") { &mut unsure } else { &mut out };
            list.insert((old.trim().to_owned(), new.to_owned()));
        }
    }
    Ok((out, unsure))
}

fn real(corpus: &Path, show: usize) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let (mut ours, mut plain, mut twins, mut shown) = (0, 0, 0, 0);
    let mut counts: BTreeMap<Change, usize> = BTreeMap::new();
    let pairs = pairs(corpus)?;
    for (a, b) in &pairs {
        let (old, new) = (resolution(corpus, a)?, resolution(corpus, b)?);
        let c = compare(&old, &new);
        plain += baseline::marked_in_all(&old.body, &new.body);
        for p in &c.paragraphs {
            *counts.entry(p.change).or_default() += 1;
            ours += p.edits.iter().filter(|e| e.op != Op::Equal).map(|e| baseline::words(&e.text).len()).sum::<usize>();
        }
        let text = |change: Change| c.paragraphs.iter().filter(move |p| p.change == change);
        for added in text(Change::Added) {
            for removed in text(Change::Removed) {
                if baseline::overlap(&removed.old[0].text, &added.new[0].text) >= 0.7 {
                    twins += 1;
                    if shown < show {
                        shown += 1;
                        println!("twin {a} {b}: {} {}\n   {}", removed.old[0].id, added.new[0].id, added.new[0].text.chars().take(150).collect::<String>());
                    }
                }
            }
        }
    }
    let saved = 1.0 - ours as f64 / plain as f64;
    println!("words marked in {} real pairs", pairs.len());
    println!("  order-preserving word overlap (baseline)   {plain}");
    println!("  this alignment and word diff               {ours}   {:.1} % fewer   (bound {:.0} %)", 100.0 * saved, 100.0 * SAVED);
    println!("  added paragraphs with a removed twin       {twins}   (bound 0)");
    println!("  {}", counts.iter().map(|(c, n)| format!("{n} {c:?}").to_lowercase()).collect::<Vec<_>>().join(", "));
    let mut failures = Vec::new();
    if saved < SAVED {
        failures.push("words marked are not 5 % below the baseline's".to_owned());
    }
    if twins > 0 {
        failures.push("added paragraphs have removed twins".to_owned());
    }
    Ok(failures)
}
