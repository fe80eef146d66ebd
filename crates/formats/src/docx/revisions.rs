//! Tracked changes of a part: accepted, rejected, or shown in the text. What the paragraphs say is not known here.
//!
//! Whatever holds no change is copied as it is. A removed paragraph mark joins its paragraph to the next one, whose
//! properties stay, as in Word.
use super::xml::{Id, Tree};

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// The text before the changes.
    Original,
    /// The text with the changes made.
    #[default]
    Accepted,
    /// Both: `[-deleted-]` and `{+inserted+}` words in the text.
    Marked,
}

const TAGS: [&str; 20] = [
    "<w:ins",
    "<w:del",
    "<w:moveFrom",
    "<w:moveTo",
    "<w:rPrChange",
    "<w:pPrChange",
    "<w:sectPrChange",
    "<w:tblPrChange",
    "<w:tblPrExChange",
    "<w:trPrChange",
    "<w:tcPrChange",
    "<w:tblGridChange",
    "<w:numberingChange",
    "<w:cellIns",
    "<w:cellDel",
    "<w:cellMerge",
    "<w:customXmlIns",
    "<w:customXmlDel",
    "<w:customXmlMoveFrom",
    "<w:customXmlMoveTo",
];

/// Where tags of tracked changes begin.
fn places(source: &str) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for tag in TAGS {
        let tagged =
            |at: &usize| source[at + tag.len()..].starts_with([' ', '/', '>', '\n', '\t', '\r', 'R', 'T', 'I']) && !source[*at..].starts_with("<w:insT");
        out.extend(source.match_indices(tag).map(|(at, _)| at).filter(tagged));
    }
    out.sort_unstable();
    out
}

/// True if a part has tracked changes.
pub(super) fn has_changes(source: &str) -> bool {
    !places(source).is_empty()
}

/// The part without tracked changes.
pub(super) fn resolved(tree: &Tree, changes: Changes) -> String {
    let resolver = Resolver { tree, changes, places: places(tree.source) };
    let mut out = String::with_capacity(tree.source.len());
    let root = tree.root();
    out.push_str(&tree.source[..tree.outer(root).start]);
    resolver.element(root, &mut out);
    out.push_str(&tree.source[tree.outer(root).end..]);
    out
}

struct Resolver<'a> {
    tree: &'a Tree<'a>,
    changes: Changes,
    places: Vec<usize>,
}

/// A paragraph whose mark went, until the next one takes its content.
#[derive(Default)]
struct Joined {
    properties: String,
    content: String,
}

impl Resolver<'_> {
    fn is_clean(&self, id: Id) -> bool {
        let range = self.tree.outer(id);
        let first = self.places.partition_point(|p| *p < range.start);
        self.places.get(first).is_none_or(|p| *p >= range.end)
    }

    fn element(&self, id: Id, out: &mut String) {
        let (tree, name) = (self.tree, self.tree.name(id));
        if self.is_clean(id) {
            return out.push_str(&tree.source[tree.outer(id)]);
        }
        match name {
            "w:ins" | "w:moveTo" => self.run_of_changes(id, Changes::Original, "{+", "+}", out),
            "w:del" | "w:moveFrom" => self.run_of_changes(id, Changes::Accepted, "[-", "-]", out),
            "w:delText" | "w:delInstrText" => {
                let kind = if name == "w:delText" { "w:t" } else { "w:instrText" };
                out.push_str(&tree.tag(id).replacen(name, kind, 1));
                if !tree.is_empty_tag(id) {
                    out.push_str(&tree.source[tree.inner(id)]);
                    out.push_str(&format!("</{kind}>"));
                }
            }
            _ if is_marker(name) || name.ends_with("Change") => {}
            "w:tr" if self.goes(id, "w:trPr", "w:ins", "w:del") => {}
            "w:tc" if self.goes(id, "w:tcPr", "w:cellIns", "w:cellDel") => {}
            "w:tbl" if tree.children(id).filter(|c| tree.is(*c, "w:tr")).all(|row| self.goes(row, "w:trPr", "w:ins", "w:del")) => {}
            _ => match self.change_of(id).filter(|_| self.changes == Changes::Original) {
                Some(change) => self.old_properties(id, change, out),
                None => {
                    out.push_str(tree.tag(id));
                    if !tree.is_empty_tag(id) {
                        self.children(id, out);
                        out.push_str(&format!("</{name}>"));
                    }
                }
            },
        }
    }

    /// Inserted or deleted content: left out in one view, kept in the other, between signs in the third.
    fn run_of_changes(&self, id: Id, hidden_in: Changes, open: &str, close: &str, out: &mut String) {
        // Without content it is the property of a paragraph mark or row.
        if self.tree.is_empty_tag(id) || self.changes == hidden_in {
            return;
        }
        let sign = |sign: &str| format!("<w:r><w:t>{sign}</w:t></w:r>");
        let in_text = self.changes == Changes::Marked && self.tree.descendants(id).any(|d| matches!(self.tree.name(d), "w:t" | "w:delText"));
        if in_text {
            out.push_str(&sign(open));
        }
        self.children(id, out);
        if in_text {
            out.push_str(&sign(close));
        }
    }

    /// True if a row or cell is not there in this view.
    fn goes(&self, id: Id, properties: &str, inserted: &str, deleted: &str) -> bool {
        let hiding = match self.changes {
            Changes::Original => inserted,
            Changes::Accepted => deleted,
            Changes::Marked => return false,
        };
        self.tree.child(id, properties).is_some_and(|p| self.tree.child(p, hiding).is_some())
    }

    fn change_of(&self, id: Id) -> Option<Id> {
        self.tree.children(id).find(|c| self.tree.name(*c).ends_with("Change"))
    }

    /// Properties as they were before a tracked change of them.
    fn old_properties(&self, id: Id, change: Id, out: &mut String) {
        let (tree, name) = (self.tree, self.tree.name(id));
        out.push_str(tree.tag(id));
        if let Some(old) = tree.children(change).next() {
            out.push_str(&tree.source[tree.inner(old)]);
        }
        // What a change of a paragraph's properties does not cover stays.
        if name == "w:pPr" {
            tree.children(id).filter(|c| matches!(tree.name(*c), "w:rPr" | "w:sectPr")).for_each(|c| self.element(c, out));
        }
        out.push_str(&format!("</{name}>"));
    }

    /// The children, with paragraphs joined whose mark went.
    fn children(&self, id: Id, out: &mut String) {
        let tree = self.tree;
        let mut at = tree.inner(id).start;
        let mut joined: Option<Joined> = None;
        let mut paragraphs = 0;
        for child in tree.children(id) {
            let range = tree.outer(child);
            out.push_str(&tree.source[at..range.start]);
            at = range.end;
            if tree.is(child, "w:p") {
                paragraphs += usize::from(self.paragraph(child, &mut joined, out));
                continue;
            }
            if !is_marker(tree.name(child)) && !stands_between(tree.name(child)) {
                paragraphs += usize::from(close(joined.take(), false, out));
            }
            self.element(child, out);
        }
        // A cell, a note, a body must have a paragraph.
        close(joined.take(), paragraphs == 0 || tree.is(id, "w:tc"), out);
        out.push_str(&tree.source[at..tree.inner(id).end]);
    }

    /// Writes a paragraph, or keeps its content for the next one; true if it was written.
    fn paragraph(&self, p: Id, joined: &mut Option<Joined>, out: &mut String) -> bool {
        let tree = self.tree;
        if joined.is_none() && self.is_clean(p) {
            out.push_str(&tree.source[tree.outer(p)]);
            return true;
        }
        let properties = tree.child(p, "w:pPr");
        let mut content = joined.take().map(|j| j.content).unwrap_or_default();
        tree.children(p).filter(|c| Some(*c) != properties).for_each(|c| self.element(c, &mut content));
        let mut kept = String::new();
        properties.into_iter().for_each(|c| self.element(c, &mut kept));
        if properties.is_some_and(|c| self.mark_goes(c)) {
            *joined = Some(Joined { properties: kept, content });
            return false;
        }
        let tag = tree.tag(p);
        out.push_str(tag.strip_suffix("/>").map_or(tag.to_owned(), |t| format!("{t}>")).as_str());
        out.push_str(&kept);
        out.push_str(&content);
        out.push_str("</w:p>");
        true
    }

    fn mark_goes(&self, properties: Id) -> bool {
        let tree = self.tree;
        let Some(run) = tree.child(properties, "w:rPr").filter(|_| tree.child(properties, "w:sectPr").is_none()) else { return false };
        let has = |name: &str| tree.child(run, name).is_some();
        match self.changes {
            Changes::Original => has("w:ins") || has("w:moveTo"),
            Changes::Accepted => has("w:del") || has("w:moveFrom"),
            Changes::Marked => false,
        }
    }
}

/// A paragraph whose mark went and that no other follows: written if it has content or must be there.
fn close(joined: Option<Joined>, needed: bool, out: &mut String) -> bool {
    let Some(j) = joined.filter(|j| needed || j.content.contains("<w:r>") || j.content.contains("<w:r ")) else { return false };
    out.push_str(&format!("<w:p>{}{}</w:p>", j.properties, j.content));
    true
}

/// Marks of ranges, which no paragraph minds.
fn is_marker(name: &str) -> bool {
    matches!(name, "w:moveFromRangeStart" | "w:moveFromRangeEnd" | "w:moveToRangeStart" | "w:moveToRangeEnd")
        || name.starts_with("w:customXml") && name.contains("Range")
}

/// What may stand between two paragraphs that become one.
fn stands_between(name: &str) -> bool {
    matches!(name, "w:bookmarkStart" | "w:bookmarkEnd" | "w:commentRangeStart" | "w:commentRangeEnd" | "w:proofErr" | "w:permStart" | "w:permEnd")
}
