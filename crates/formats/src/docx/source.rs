//! A Word file opened: the parts that are read, with their tracked changes resolved, and what was seen of changes and
//! comments. What the parts say is read elsewhere.
use super::{
    package::Package,
    parts::{self, Parts},
    revisions::{self, Changes},
    xml::{Id, Tree},
};
use crate::ReadError;
use std::collections::BTreeMap;

/// A tracked change or comment, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// What it is.
    pub kind: AnnotationKind,
    /// Who made it.
    pub author: String,
    /// When, as the file says it.
    pub date: Option<String>,
    /// The words inserted, deleted or moved, or those of the comment.
    pub text: String,
}

/// What an annotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnotationKind {
    /// Words put in.
    Insertion,
    /// Words struck.
    Deletion,
    /// Words that went to another place.
    MoveFrom,
    /// Words that came from another place.
    MoveTo,
    /// A remark in the margin.
    Comment,
}

impl AnnotationKind {
    /// The kind as people read it.
    pub fn name(self) -> &'static str {
        match self {
            AnnotationKind::Insertion => "inserted",
            AnnotationKind::Deletion => "deleted",
            AnnotationKind::MoveFrom => "moved from here",
            AnnotationKind::MoveTo => "moved here",
            AnnotationKind::Comment => "comment",
        }
    }
}

/// The texts of the parts that are read.
pub(super) struct Source<'a> {
    pub package: Package<'a>,
    pub parts: Parts,
    /// Part by name, tracked changes resolved.
    pub texts: BTreeMap<String, String>,
    pub annotations: Vec<Annotation>,
    /// Parts that say which parts there are.
    pub others: BTreeMap<String, String>,
    /// Parts in which changes were resolved.
    pub resolved: Vec<String>,
}

impl<'a> Source<'a> {
    /// Opens a file and loads the parts of its text.
    pub fn open(bytes: &'a [u8], changes: Changes) -> Result<Self, ReadError> {
        let mut package = Package::open(bytes)?;
        let parts = Parts::find(&mut package)?;
        let mut source = Source { package, parts, texts: BTreeMap::new(), annotations: Vec::new(), others: BTreeMap::new(), resolved: Vec::new() };
        for name in source.parts.stories() {
            source.load(&name, Some(changes))?;
        }
        for kind in ["styles", "numbering"] {
            if let Some(name) = source.parts.of_kind(kind).map(str::to_owned) {
                source.load(&name, None)?;
            }
        }
        let carried: Vec<String> = source.parts.relations.iter().filter(|r| r.kind == "customXml").map(|r| r.target.clone()).collect();
        for name in carried {
            source.load(&name, None)?;
        }
        for name in ["[Content_Types].xml".to_owned(), parts::relations_name(&source.parts.document)] {
            let text = source.package.text(&name)?;
            source.others.extend(text.map(|t| (name, t)));
        }
        source.drop_notes_without_call()?;
        Ok(source)
    }

    fn load(&mut self, name: &str, changes: Option<Changes>) -> Result<(), ReadError> {
        let Some(mut text) = self.package.text(name)? else { return Ok(()) };
        let is_comments = self.parts.of_kind("comments") == Some(name);
        if let Some(changes) = changes.filter(|_| is_comments || revisions::has_changes(&text)) {
            let tree = Tree::parse(&text, name)?;
            annotations(&tree, &mut self.annotations);
            if revisions::has_changes(&text) {
                let resolved = revisions::resolved(&tree, changes);
                text = resolved;
                self.resolved.push(name.to_owned());
            }
        }
        self.texts.insert(name.to_owned(), text);
        Ok(())
    }

    /// The text of a part of a kind.
    pub fn of_kind(&self, kind: &str) -> Option<(&str, &str)> {
        let name = self.parts.of_kind(kind)?;
        Some((name, self.texts.get(name)?))
    }

    /// Word deletes a note with its mark: what a resolved change left without one goes.
    fn drop_notes_without_call(&mut self) -> Result<(), ReadError> {
        if !self.resolved.contains(&self.parts.document) {
            return Ok(());
        }
        for (kind, element, call) in [("footnotes", "w:footnote", "w:footnoteReference"), ("endnotes", "w:endnote", "w:endnoteReference")] {
            let Some((name, text)) = self.of_kind(kind).map(|(n, t)| (n.to_owned(), t.to_owned())) else { continue };
            let document = Tree::parse(&self.texts[&self.parts.document], &self.parts.document)?;
            let called: std::collections::HashSet<String> = document
                .descendants(document.root())
                .filter(|d| document.is(*d, call))
                .filter_map(|d| Some(document.attribute(d, "w:id")?.into_owned()))
                .collect();
            let tree = Tree::parse(&text, &name)?;
            let mut splices = super::xml::Splices::default();
            for note in tree.children(tree.root()).filter(|c| tree.is(*c, element) && tree.attribute(*c, "w:type").is_none()) {
                if !tree.attribute(note, "w:id").is_some_and(|id| called.contains(id.as_ref())) {
                    splices.replace(tree.outer(note), "");
                }
            }
            if !splices.is_empty() {
                self.resolved.push(name.clone());
                self.texts.insert(name, splices.apply(&text));
            }
        }
        Ok(())
    }
}

/// All tracked changes of a part, and the comments if it has them.
fn annotations(tree: &Tree, out: &mut Vec<Annotation>) {
    let mut end = 0;
    for d in tree.descendants(tree.root()) {
        let kind = match tree.name(d) {
            "w:ins" => AnnotationKind::Insertion,
            "w:del" => AnnotationKind::Deletion,
            "w:moveFrom" => AnnotationKind::MoveFrom,
            "w:moveTo" => AnnotationKind::MoveTo,
            "w:comment" => AnnotationKind::Comment,
            _ => continue,
        };
        if tree.is_empty_tag(d) {
            continue;
        }
        let attribute = |name: &str| tree.attribute(d, name).map(|v| v.into_owned());
        let annotation = Annotation { kind, author: attribute("w:author").unwrap_or_default(), date: attribute("w:date"), text: words(tree, d) };
        let touches = std::mem::replace(&mut end, tree.outer(d).end) == tree.outer(d).start;
        match out.last_mut() {
            // Word cuts a change at every run; to a reader it is one.
            Some(last)
                if touches && kind != AnnotationKind::Comment && last.kind == kind && last.author == annotation.author && last.date == annotation.date =>
            {
                last.text.push_str(&annotation.text);
            }
            _ => out.push(annotation),
        }
    }
}

fn words(tree: &Tree, id: Id) -> String {
    let mut out = String::new();
    for d in tree.descendants(id) {
        match tree.name(d) {
            "w:t" | "w:delText" => out.push_str(&tree.text(d)),
            "w:tab" | "w:br" => out.push(' '),
            "w:p" if !out.is_empty() => out.push(' '),
            _ => {}
        }
    }
    out
}
