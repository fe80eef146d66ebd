//! The six language versions of each resolution of the corpus side by side: how many sets there are, how many rows they
//! share, which differences are told, and what somebody who read both versions says of them (`xtask/judged/versions.tsv`).
use super::akn::xml_files;
use chancery_diff::{Difference, DifferenceKind, Versions, align_versions};
use chancery_formats::{decode, read_akn};
use chancery_model::{Language, Resolution};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Of the judged differences at most this share may be our error.
const BOUND: f64 = 0.05;

pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let sets = sets(corpus)?;
    let (mut rows, mut whole, mut texts) = (0, 0, 0);
    let mut kinds: BTreeMap<DifferenceKind, usize> = BTreeMap::new();
    let mut equal = 0;
    let mut verdicts = Verdicts::read()?;
    for versions in sets.values() {
        let aligned = align_versions(&versions.iter().collect::<Vec<_>>());
        rows += aligned.rows.len();
        whole += aligned.rows.iter().filter(|r| r.blocks.iter().all(Option::is_some)).count();
        texts += versions.len();
        equal += usize::from(aligned.differences.is_empty());
        aligned.differences.iter().for_each(|d| *kinds.entry(d.kind).or_default() += 1);
        for line in lines(&aligned) {
            verdicts.take(&line);
            if show > 0 {
                println!("{}\t{}", line.key.join("\t"), line.words);
            }
        }
    }
    println!("language versions: {} sets, {texts} texts", sets.len());
    println!("  rows that all versions have   {whole} of {rows}");
    println!("  sets without a difference     {equal} of {}", sets.len());
    for (kind, count) in kinds {
        println!("  {:<28}  {count}", kind.name());
    }
    verdicts.print()
}

/// A difference as the list has it.
struct Line {
    /// Symbol, place, kind, value and the languages that have it.
    key: [String; 5],
    words: String,
}

/// What the judged list says of the differences found.
struct Verdicts {
    known: BTreeMap<[String; 5], bool>,
    sets: BTreeSet<String>,
    real: usize,
    ours: usize,
    unjudged: usize,
}

impl Verdicts {
    fn read() -> Result<Self, Box<dyn std::error::Error>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("judged/versions.tsv");
        let text = fs::read_to_string(&path)?;
        let line = |line: &str| {
            let [symbol, place, kind, value, with, verdict, _] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
            Some(([symbol, place, kind, value, with].map(str::to_owned), verdict == "real"))
        };
        let known = text.lines().skip(1).map(|l| line(l).ok_or_else(|| format!("{}: not seven columns: {l}", path.display()))).collect::<Result<_, _>>()?;
        Ok(Verdicts { known, sets: BTreeSet::new(), real: 0, ours: 0, unjudged: 0 })
    }

    fn take(&mut self, line: &Line) {
        match self.known.get(&line.key) {
            Some(true) => self.real += 1,
            Some(false) => self.ours += 1,
            None => self.unjudged += 1,
        }
        if self.known.contains_key(&line.key) {
            self.sets.insert(line.key[0].clone());
        }
    }

    fn print(&self) -> Result<(), Box<dyn std::error::Error>> {
        let share = self.ours as f64 / (self.real + self.ours).max(1) as f64;
        println!("  judged in {} sets: {} real, {} our error   {:.1} %   (bound: 5 %)", self.sets.len(), self.real, self.ours, 100.0 * share);
        println!("  not yet judged                {}", self.unjudged);
        if share > BOUND { Err("the alignment of language versions is below its bounds".into()) } else { Ok(()) }
    }
}

/// Texts of the same symbol in several languages, English first.
fn sets(corpus: &Path) -> Result<BTreeMap<String, Vec<Resolution>>, Box<dyn std::error::Error>> {
    let mut sets: BTreeMap<String, Vec<Resolution>> = BTreeMap::new();
    for path in xml_files(corpus)? {
        let r = read_akn(&decode(&fs::read(&path)?)?)?.resolution;
        sets.entry(r.symbol()).or_default().push(r);
    }
    for versions in sets.values_mut() {
        versions.sort_by_key(|r| Language::ALL.iter().position(|l| *l == r.language));
        versions.dedup_by_key(|r| r.language);
    }
    sets.retain(|symbol, versions| !symbol.is_empty() && versions.len() >= 4 && versions[0].language == Language::En);
    Ok(sets)
}

fn lines(aligned: &Versions) -> Vec<Line> {
    let codes = |at: &[usize]| at.iter().map(|v| aligned.documents[*v].language.code()).collect::<Vec<_>>().join(" ");
    let line = |d: &Difference| {
        let row = &aligned.rows[d.row];
        let id = row.blocks.iter().flatten().next().map_or("", |c| c.id.as_str());
        let block = d.with.iter().find_map(|v| row.blocks[*v].as_ref());
        Line {
            key: [aligned.documents[0].symbol.clone(), id.to_owned(), d.kind.name().to_owned(), d.value.clone(), codes(&d.with)],
            words: block.map(|b| b.text.chars().take(70).collect()).unwrap_or_default(),
        }
    };
    aligned.differences.iter().map(line).collect()
}
