//! What a Word file carries that no page prints: the organ's record, and the identifiers that blocks had in the file they
//! were read from. An identifier stays with its paragraph by a hidden bookmark, wherever the paragraph goes.
use super::xml::{Id, Tree, escaped};
use chancery_model::{Record, Resolution};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The part's name, below the container's root.
pub(super) const PART: &str = "customXml/item1.xml";
/// The same, as the document part names it.
pub(super) const TARGET: &str = "../customXml/item1.xml";
const SPACE: &str = "urn:chancery:record";
/// Word hides bookmarks whose names begin so.
const HIDDEN: &str = "_UNBlock";

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Carried {
    #[serde(default, skip_serializing_if = "Record::is_empty")]
    pub record: Record,
    /// Identifiers by their bookmarks.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub identifiers: BTreeMap<String, String>,
}

impl Carried {
    pub fn of(r: &Resolution) -> Self {
        let identifiers = r.body.iter().enumerate().filter_map(|(n, b)| Some((name(n), b.guid.clone()?))).collect();
        Carried { record: r.record.clone(), identifiers }
    }

    pub fn is_empty(&self) -> bool {
        self.record.is_empty() && self.identifiers.is_empty()
    }

    pub fn write(&self) -> String {
        let json = serde_json::to_string(self).expect("every field has a JSON form");
        format!("<record xmlns=\"{SPACE}\">{}</record>", escaped(&json))
    }

    /// Reads the part, if it is such a part.
    pub fn read(tree: &Tree) -> Option<Self> {
        let root = tree.root();
        (tree.is(root, "record") && tree.attribute(root, "xmlns")? == SPACE).then(|| serde_json::from_str(&tree.text(root)).ok())?
    }

    /// The identifier of a paragraph.
    pub fn identifier(&self, tree: &Tree, paragraph: Id) -> Option<&String> {
        let bookmarks = tree.children(paragraph).filter(|c| tree.is(*c, "w:bookmarkStart"));
        bookmarks.filter_map(|b| tree.attribute(b, "w:name")).find_map(|name| self.identifiers.get(name.as_ref()))
    }
}

fn name(block: usize) -> String {
    format!("{HIDDEN}{block}")
}

/// The bookmark of a block.
pub(super) fn bookmark(block: usize) -> String {
    format!("<w:bookmarkStart w:id=\"{block}\" w:name=\"{}\"/><w:bookmarkEnd w:id=\"{block}\"/>", name(block))
}
