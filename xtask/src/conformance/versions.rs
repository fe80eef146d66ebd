//! The six language versions of each resolution of the corpus side by side: how many sets there are, how many rows they
//! share, and which differences are told.
use super::akn::xml_files;
use chancery_diff::{DifferenceKind, Versions, align_versions};
use chancery_formats::{decode, read_akn};
use chancery_model::{Language, Resolution};
use std::{collections::BTreeMap, fs, path::Path};

pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let sets = sets(corpus)?;
    let (mut rows, mut whole, mut texts) = (0, 0, 0);
    let mut kinds: BTreeMap<DifferenceKind, usize> = BTreeMap::new();
    let mut equal = 0;
    for versions in sets.values() {
        let aligned = align_versions(&versions.iter().collect::<Vec<_>>());
        rows += aligned.rows.len();
        whole += aligned.rows.iter().filter(|r| r.blocks.iter().all(Option::is_some)).count();
        texts += versions.len();
        equal += usize::from(aligned.differences.is_empty());
        aligned.differences.iter().for_each(|d| *kinds.entry(d.kind).or_default() += 1);
        if show > 0 {
            list(&aligned);
        }
    }
    println!("language versions: {} sets, {texts} texts", sets.len());
    println!("  rows that all versions have   {whole} of {rows}");
    println!("  sets without a difference     {equal} of {}", sets.len());
    for (kind, count) in kinds {
        println!("  {:<28}  {count}", kind.name());
    }
    Ok(())
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

fn list(aligned: &Versions) {
    for d in &aligned.differences {
        let codes = |at: &[usize]| at.iter().map(|v| aligned.documents[*v].language.code()).collect::<Vec<_>>().join(" ");
        let row = &aligned.rows[d.row];
        let id = row.blocks.iter().flatten().next().map_or("", |c| c.id.as_str());
        let block = d.with.iter().find_map(|v| row.blocks[*v].as_ref());
        let words = block.map(|b| b.text.chars().take(70).collect::<String>()).unwrap_or_default();
        println!("{}\t{id}\t{}\t{}\twith {}\twithout {}\t{words}", aligned.documents[0].symbol, d.kind.name(), d.value, codes(&d.with), codes(&d.without));
    }
}
