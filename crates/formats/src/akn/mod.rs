//! The United Nations' own XML, Akoma Ntoso in its AKN4UN dialect: official files of every organ and language.
//!
//! Here is the way from the statement (or the collection of statements) to the resolution. The tree, the masthead, the body
//! and running text have modules of their own.
mod body;
mod head;
mod record;
mod running;
mod tree;
mod write;

pub use write::write_akn;

use crate::ReadError;
use chancery_model::{Language, Organ, Part, Resolution};
use tree::Element;

/// The source that names our own files.
const OWN: &str = "#chancery";

/// A resolution read from XML, and what had to be forgiven in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The resolution.
    pub resolution: Resolution,
    /// What was mended, by line or place, for people.
    pub repairs: Vec<String>,
}

/// Reads an AKN4UN file. Broken nesting is mended and told.
///
/// # Errors
/// [`ReadError::Xml`] for what is not XML, for a document type declaration, for elements nested without end and for XML of
/// another kind; [`ReadError::Empty`].
pub fn read_akn(source: &str) -> Result<Reading, ReadError> {
    let (tree, repairs) = tree::parse(source)?;
    let root = tree.root().ok_or(ReadError::Empty)?;
    if root.name != "akomaNtoso" {
        return Err(ReadError::Xml {
            line: 1,
            message: format!("the root element is <{}>, not <akomaNtoso>; give a file of the United Nations' own XML", root.name),
        });
    }
    if let Some(space) = root.attribute("xmlns").filter(|s| !s.contains("legaldocml")) {
        return Err(ReadError::Xml { line: 1, message: format!("the namespace {space} is not that of Akoma Ntoso") });
    }
    let mut r = Resolution { language: language(root), organ: organ(root), ..Resolution::default() };
    let own = root.all("identification").next().is_some_and(|i| i.has("source", OWN));
    let mut walk = body::Walk::new(repairs, running::Source { language: r.language, own });
    // The record of a collection stands in its own head, that of a part nowhere.
    if let Some(meta) = root.elements().filter(|e| matches!(e.name, "documentCollection" | "statement")).find_map(|e| e.child("meta")) {
        r.record = record::read(meta, own);
    }
    if let Some(collection) = root.child("documentCollection") {
        head::read(collection, &mut r, &mut walk);
    }
    let components = root.child("components").into_iter().flat_map(|c| c.all("statement"));
    let statements: Vec<Element> = root.elements().filter(|e| e.name == "statement").chain(components).collect();
    if statements.is_empty() {
        return Err(ReadError::Xml { line: 1, message: "there is no <statement> in it; give a resolution, not another document".into() });
    }
    let single = statements.len() == 1 && root.child("documentCollection").is_none();
    for statement in statements {
        if single {
            head::read(statement, &mut r, &mut walk);
        } else {
            head::part(statement, &mut walk);
        }
        walk.statement(statement);
    }
    let (repairs, body, closing, notes) = walk.finish();
    (r.body, r.closing, r.notes) = (body, closing, notes);
    crate::text::body::settle(&mut r);
    Ok(Reading { resolution: r, repairs })
}

/// From the expression's identification; English if it does not say.
fn language(root: Element) -> Language {
    let code = root.all("FRBRlanguage").next().and_then(|e| e.attribute("language")).unwrap_or_default();
    Language::of_code(&code).unwrap_or_default()
}

/// From the work's address: `/akn/un/statement/deliberation/unga/2022-12-07/77-63/`.
fn organ(root: Element) -> Organ {
    let uri = root.all("FRBRuri").next().and_then(|e| e.attribute("value")).unwrap_or_default();
    match uri.as_ref() {
        u if u.contains("hrc") => Organ::HumanRightsCouncil,
        u if u.contains("unsc") || u.contains("un-sc") => Organ::SecurityCouncil,
        u if u.contains("ecosoc") => Organ::EconomicAndSocialCouncil,
        _ => Organ::GeneralAssembly,
    }
}

/// Where a paragraph with this much before it belongs.
const fn part_of(in_preamble: bool, in_annex: bool) -> Part {
    match (in_annex, in_preamble) {
        (true, _) => Part::Annex,
        (_, true) => Part::Preamble,
        _ => Part::Operative,
    }
}
