//! PDF: which fonts this computer has for a document, and what to say where one is missing. The page is the typesetter's.
use crate::files::Failure;
use chancery_draft::Todo;
use chancery_model::Resolution;
use chancery_typeset::{FAMILIES, Fonts, TypesetError};
use fontdb::{Database, Source};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A resolution as PDF, with the list of what is left to do if there is one.
pub fn resolution(r: &Resolution, todo: &[Todo], folder: Option<&Path>) -> Result<Vec<u8>, Failure> {
    with_fonts(folder, |fonts| chancery_report::pdf_with_todo(r, todo, fonts))
}

/// Sets a document with the embedded fonts and, only if they lack characters, with those that this computer has.
pub fn with_fonts(folder: Option<&Path>, set: impl Fn(&Fonts) -> Result<Vec<u8>, TypesetError>) -> Result<Vec<u8>, Failure> {
    let mut fonts = Fonts::embedded();
    let first = set(&fonts);
    let Err(TypesetError::Missing { characters }) = &first else { return first.map_err(Failure::new) };
    fill(&mut fonts, characters, folder);
    set(&fonts).map_err(|e| match &e {
        TypesetError::Missing { characters } => Failure::new(format!("{e}; {}", remedy(characters))),
        _ => Failure::new(e),
    })
}

/// What to install for the script of the first character.
fn remedy(characters: &BTreeSet<char>) -> String {
    let package = match characters.first().copied().unwrap_or_default() {
        '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => "a font of Arabic script, for example Debian's fonts-hosny-amiri",
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}' => {
            "a Chinese font, for example Debian's fonts-noto-cjk"
        }
        _ => "a font that has it, for example Debian's fonts-noto-core",
    };
    format!("install {package}, or name a folder with such a font with --fonts")
}

/// Adds families, the best first, as long as they have characters that are still missing.
fn fill(fonts: &mut Fonts, characters: &BTreeSet<char>, folder: Option<&Path>) {
    let mut missing = characters.clone();
    for files in folder.map(own).unwrap_or_default().into_iter().chain(system()) {
        if missing.is_empty() {
            return;
        }
        let mut more = fonts.clone();
        for file in files.iter().filter_map(|f| fs::read(f).ok()) {
            more.add(file);
        }
        let left = more.missing(missing.iter().copied());
        if left.len() < missing.len() {
            (*fonts, missing) = (more, left);
        }
    }
}

fn own(folder: &Path) -> Vec<BTreeSet<PathBuf>> {
    let mut found = Database::new();
    found.load_fonts_dir(folder);
    families(&found)
}

fn system() -> Vec<BTreeSet<PathBuf>> {
    let mut found = Database::new();
    found.load_system_fonts();
    families(&found)
}

/// The files of each family in its plain and bold weights: the families that are known to do well first, then by name.
fn families(found: &Database) -> Vec<BTreeSet<PathBuf>> {
    let mut out: BTreeMap<(usize, &str), BTreeSet<PathBuf>> = BTreeMap::new();
    for face in found.faces().filter(|f| matches!(f.weight.0, 400 | 700)) {
        let (Some((family, _)), Source::File(path)) = (face.families.first(), &face.source) else { continue };
        let rank = FAMILIES.iter().position(|f| f == family).unwrap_or(FAMILIES.len());
        out.entry((rank, family)).or_default().insert(path.clone());
    }
    out.into_values().collect()
}
