//! Which part of a package is what: the document, its notes, styles, numbering, comments and headers, found through the
//! relationships as the format asks, not by name.
use super::{
    package::{Package, fault},
    xml::Tree,
};
use crate::ReadError;
use std::collections::HashMap;

/// A relationship of the document part.
pub(super) struct Relation {
    pub id: String,
    /// Last word of its type: `footnotes`, `header`, `hyperlink`.
    pub kind: String,
    /// The part's name, or the address of a link.
    pub target: String,
}

/// The document part and what it relates to.
pub(super) struct Parts {
    pub document: String,
    pub relations: Vec<Relation>,
    /// Relationships of the footnotes.
    notes: Vec<Relation>,
}

impl Parts {
    pub fn find(package: &mut Package) -> Result<Self, ReadError> {
        let missing = |what: &str| fault("container", format!("{what}; give a Word document (.docx)"));
        let top = package.text("_rels/.rels")?.ok_or_else(|| missing("it is a ZIP file without the relationships of an office file"))?;
        let document = relations(&top, "_rels/.rels", "")?.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        let document = document.ok_or_else(|| missing("it names no document part"))?;
        if !package.has(&document) {
            return Err(fault(&document, "the document part is missing; get the file again or save it anew in Word"));
        }
        if !document.ends_with(".xml") || document.starts_with("xl/") || document.starts_with("ppt/") {
            return Err(fault(&document, "this is an office file of another kind; give a Word document (.docx)"));
        }
        let relations = relations_of(package, &document)?;
        let notes = match relations.iter().find(|r| r.kind == "footnotes") {
            Some(r) => relations_of(package, &r.target)?,
            None => Vec::new(),
        };
        Ok(Parts { document, relations, notes })
    }

    /// The part of a kind, if there is one.
    pub fn of_kind(&self, kind: &str) -> Option<&str> {
        self.relations.iter().find(|r| r.kind == kind).map(|r| r.target.as_str())
    }

    /// The target of a relationship.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.relations.iter().find(|r| r.id == id).map(|r| r.target.as_str())
    }

    /// Addresses by relationship, for links of the text.
    pub fn links(&self) -> HashMap<&str, &str> {
        addresses(&self.relations)
    }

    /// Addresses by relationship, for links of footnotes.
    pub fn note_links(&self) -> HashMap<&str, &str> {
        addresses(&self.notes)
    }

    /// Every part that may hold tracked changes.
    pub fn stories(&self) -> Vec<String> {
        let of = |r: &&Relation| matches!(r.kind.as_str(), "footnotes" | "endnotes" | "header" | "footer" | "comments");
        let mut names: Vec<String> = std::iter::once(self.document.clone()).chain(self.relations.iter().filter(of).map(|r| r.target.clone())).collect();
        let mut seen = std::collections::HashSet::new();
        names.retain(|n| seen.insert(n.clone()));
        names
    }
}

fn addresses(relations: &[Relation]) -> HashMap<&str, &str> {
    relations.iter().filter(|r| r.kind == "hyperlink").map(|r| (r.id.as_str(), r.target.as_str())).collect()
}

fn relations_of(package: &mut Package, part: &str) -> Result<Vec<Relation>, ReadError> {
    let name = relations_name(part);
    package.text(&name)?.map_or(Ok(Vec::new()), |text| relations(&text, &name, folder(part)))
}

/// The folder of a part, with its slash.
pub(super) fn folder(name: &str) -> &str {
    &name[..name.rfind('/').map_or(0, |n| n + 1)]
}

/// `word/document.xml` has its relationships in `word/_rels/document.xml.rels`.
pub(super) fn relations_name(name: &str) -> String {
    let folder = folder(name);
    format!("{folder}_rels/{}.rels", &name[folder.len()..])
}

fn relations(source: &str, place: &str, folder: &str) -> Result<Vec<Relation>, ReadError> {
    let tree = Tree::parse(source, place)?;
    let of = |id| {
        let attribute = |name: &str| tree.attribute(id, name).unwrap_or_default().into_owned();
        let kind = attribute("Type");
        let target = attribute("Target");
        let outside = attribute("TargetMode") == "External";
        let target = if outside { target } else { resolved(folder, &target) };
        Relation { id: attribute("Id"), kind: kind.rsplit('/').next().unwrap_or_default().to_owned(), target }
    };
    Ok(tree.children(tree.root()).map(of).collect())
}

/// `../word/header1.xml` from a folder, as a name in the container.
fn resolved(folder: &str, target: &str) -> String {
    let whole = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut pieces: Vec<&str> = Vec::new();
    for piece in whole.split('/') {
        match piece {
            "." | "" => {}
            ".." => drop(pieces.pop()),
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}
