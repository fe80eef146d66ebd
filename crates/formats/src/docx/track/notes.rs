//! Notes and comments of the file under change: new notes, notes whose words changed, notes that go with their marks, and
//! remarks for the margin, with the parts that they need.
use super::super::{
    document::{Document, FileNote},
    layout::{self, MARK},
    package::fault,
    parts,
    source::Source,
    stationery::{CONTENT, KINDS, SPACES},
    styles::Styles,
    xml::{Splices, Tree, escaped},
};
use super::{
    Redline, Remark,
    edit::{self, Edit, Insertion, Whole},
    fresh::{self, Fresh},
    stamp::Stamps,
    words::{self, Mapped},
};
use crate::ReadError;
use chancery_model::{MarkKind, Resolution, Text};
use std::collections::{BTreeMap, HashSet};

type Key = (String, bool);

/// The notes part under change.
pub(super) struct FootNotes<'a> {
    document: &'a Document<'a>,
    splices: Splices,
    /// New notes.
    written: String,
    next: usize,
    /// Notes of the new text that are in the file already.
    taken: HashSet<usize>,
    struck: HashSet<Key>,
    /// Numbers that are typed in the old and in the new text, because counting would give others.
    typed: (HashSet<String>, HashSet<String>),
    /// Other parts that changed.
    pub parts: BTreeMap<String, String>,
}

impl<'a> FootNotes<'a> {
    pub fn new(document: &'a Document<'a>, new: &Resolution) -> Self {
        let ids = document.footnotes.iter().flat_map(|t| t.children(t.root()).filter_map(|c| t.attribute(c, "w:id")?.parse::<usize>().ok()));
        let next = ids.max().unwrap_or(0) + 1;
        let typed = (document.typed_numbers(), layout::typed_numbers(new));
        FootNotes {
            document,
            typed,
            splices: Splices::default(),
            written: String::new(),
            next,
            taken: HashSet::new(),
            struck: HashSet::new(),
            parts: BTreeMap::new(),
        }
    }

    /// True if a mark can stay: it counts in both texts, or says the same.
    pub fn has_same_mark(&self, old: &str, new: &str) -> bool {
        match (self.typed.0.contains(old), self.typed.1.contains(new)) {
            (false, false) => true,
            (true, true) => old == new,
            _ => false,
        }
    }

    fn take(&mut self, number: &str, new: &Resolution) -> Option<usize> {
        let found = new.notes.iter().enumerate().find(|(i, n)| n.number == number && !self.taken.contains(i)).map(|(i, _)| i)?;
        self.taken.insert(found);
        Some(found)
    }

    /// A new note, and the run that calls it.
    pub fn call(&mut self, number: &str, new: &Resolution, stamps: &mut Stamps) -> String {
        let styles = &self.document.styles;
        let Some(note) = self.take(number, new) else {
            // Called before: its number once more.
            let style = if styles.has(MARK) { format!("<w:rStyle w:val=\"{MARK}\"/>") } else { "<w:vertAlign w:val=\"superscript\"/>".to_owned() };
            return format!("<w:r><w:rPr>{style}</w:rPr><w:t>{}</w:t></w:r>", escaped(number));
        };
        let id = self.next;
        self.next += 1;
        let typed = self.typed.1.contains(number).then_some(number);
        let mark = typed.map_or("<w:footnoteRef/>".to_owned(), |t| format!("<w:t>{}</w:t>", escaped(t)));
        let raised = raised(styles);
        let style = if styles.has("FootnoteText") { "<w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>" } else { "" };
        let (open, close) = stamps.open("w:ins");
        let words = fresh::runs(&new.notes[note].text, "", &mut |_| String::new());
        self.written += &format!(
            "<w:footnote w:id=\"{id}\"><w:p>{style}{open}<w:r>{raised}{mark}</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{words}{close}</w:p></w:footnote>"
        );
        let (attribute, mark) = typed.map_or((String::new(), String::new()), |t| (" w:customMarkFollows=\"1\"".into(), format!("<w:t>{}</w:t>", escaped(t))));
        format!("<w:r>{raised}<w:footnoteReference{attribute} w:id=\"{id}\"/>{mark}</w:r>")
    }

    fn note(&self, key: &Key) -> Option<&'a FileNote> {
        self.document.notes.iter().map(|(_, n)| n).find(|n| n.key == *key)
    }

    /// A note that stays: its words may have changed.
    pub fn keep(&mut self, key: &Key, number: &str, redline: &Redline, stamps: &mut Stamps) {
        let Some(at) = self.take(number, redline.new) else { return };
        // Endnotes of a resolution are unknown; they stay as they are.
        let (Some(note), Some(tree), false) = (self.note(key), self.document.footnotes.as_ref(), key.1) else { return };
        let (Some(old), new) = (self.document.words_of_note(key), &redline.new.notes[at].text) else { return };
        if old.as_str() != new.as_str() {
            self.change(tree, note, old, new, redline, stamps);
        }
    }

    fn change(&mut self, tree: &'a Tree<'a>, note: &'a FileNote, old: &Text, new: &Text, redline: &Redline, stamps: &mut Stamps) {
        let Some(first) = note.paragraphs.first() else { return };
        let fresh = Fresh { tree, is_styled: self.document.is_styled };
        let mapped = Mapped::of(first, &(note.from..first.flat.len()));
        let mut edit = Edit::default();
        if note.paragraphs.len() > 1 || mapped.words != old.as_str() {
            for (n, p) in note.paragraphs.iter().enumerate() {
                if n > 0 {
                    let edit = Edit { whole: Whole::Deleted, ..Edit::default() };
                    edit::write(tree, p, &edit, false, stamps, &mut self.splices);
                }
            }
            edit.deletes.push(note.from..first.flat.len());
            let xml = fresh.runs(new, &fresh.properties_at(first, first.flat.len()), &mut |_| String::new(), "w:ins", stamps);
            edit.inserts.push(Insertion { at: first.flat.len(), before_note: false, xml });
        } else {
            let steps = words::steps(&(redline.words)(old.as_str(), new.as_str()), old.as_str(), new.as_str());
            for (step, equal) in &steps {
                if *equal {
                    continue;
                }
                edit.deletes.extend(mapped.range(step.old.clone()));
                if !step.new.is_empty() {
                    let at = mapped.after(step.old.end);
                    let xml = fresh.runs(&without_kept(new, step.new.clone(), &[]), &fresh.properties_at(first, at), &mut |_| String::new(), "w:ins", stamps);
                    edit.inserts.push(Insertion { at, before_note: false, xml });
                }
            }
            edit.italics = words::italics(&steps, old, new).into_iter().filter_map(|(bytes, on)| Some((mapped.range(bytes)?, on))).collect();
        }
        edit::write(tree, first, &edit, false, stamps, &mut self.splices);
    }

    /// A note whose mark goes.
    pub fn strike(&mut self, key: &Key, stamps: &mut Stamps) {
        let (Some(note), Some(tree), false) = (self.note(key), self.document.footnotes.as_ref(), key.1) else { return };
        if !self.struck.insert(key.clone()) {
            return;
        }
        for run in edit::all_runs(tree, note.id) {
            // The note's own number is no word.
            if tree.child(run, "w:footnoteRef").is_none() {
                edit::wrap_run(tree, run, "w:del", stamps, &mut self.splices);
            }
        }
    }

    /// Adds the changed parts: notes, comments, and what makes new parts known. Tells the part that has new notes.
    pub fn finish(mut self, out: &mut BTreeMap<String, String>, remarks: &[Remark], stamps: &Stamps, source: &Source) -> Result<Option<String>, ReadError> {
        out.append(&mut self.parts);
        let mut known = Known::default();
        let has_new = !self.written.is_empty();
        let mut notes = None;
        if !self.written.is_empty() || !self.splices.is_empty() {
            match (source.of_kind("footnotes"), &self.document.footnotes) {
                (Some((name, text)), Some(tree)) => {
                    self.splices.insert(tree.inner(tree.root()).end, self.written);
                    out.insert(name.to_owned(), self.splices.apply(text));
                    notes = Some(name.to_owned());
                }
                _ => {
                    let separators = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
                    let name = known.part(source, "footnotes");
                    out.insert(
                        name,
                        format!(
                            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:footnotes {SPACES}>{separators}{}</w:footnotes>",
                            self.written
                        ),
                    );
                }
            }
        }
        comments(out, remarks, stamps, source, &mut known)?;
        known.tell(out, source)?;
        Ok(notes.filter(|_| has_new))
    }
}

fn raised(styles: &Styles) -> &'static str {
    if styles.has("FootnoteReference") {
        "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
    } else {
        "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>"
    }
}

/// Parts that the file did not have.
#[derive(Default)]
struct Known(Vec<(String, &'static str)>);

impl Known {
    fn part(&mut self, source: &Source, kind: &'static str) -> String {
        let name = format!("{}{kind}.xml", parts::folder(&source.parts.document));
        self.0.push((name.clone(), kind));
        name
    }

    /// Content types and relationships of the new parts.
    fn tell(self, out: &mut BTreeMap<String, String>, source: &Source) -> Result<(), ReadError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let types = "[Content_Types].xml";
        let relations = parts::relations_name(&source.parts.document);
        let put = |out: &mut BTreeMap<String, String>, name: &str, what: String| {
            let text = source.others.get(name).ok_or_else(|| fault(name, "the part is missing; save the file anew in Word"))?;
            let tree = Tree::parse(text, name)?;
            let mut splices = Splices::default();
            splices.insert(tree.inner(tree.root()).end, what);
            out.insert(name.to_owned(), splices.apply(text));
            Ok::<(), ReadError>(())
        };
        let overrides: String = self.0.iter().map(|(name, kind)| format!("<Override PartName=\"/{name}\" ContentType=\"{CONTENT}.{kind}+xml\"/>")).collect();
        put(out, types, overrides)?;
        let folder = parts::folder(&source.parts.document).len();
        let related: String = self
            .0
            .iter()
            .map(|(name, kind)| format!("<Relationship Id=\"rChancery{kind}\" Type=\"{KINDS}/{kind}\" Target=\"{}\"/>", &name[folder..]))
            .collect();
        put(out, &relations, related)
    }
}

/// The number of the first new comment.
pub(super) fn first_comment(source: &Source) -> usize {
    let Some((name, text)) = source.of_kind("comments") else { return 0 };
    let Ok(tree) = Tree::parse(text, name) else { return 0 };
    tree.children(tree.root()).filter_map(|c| tree.attribute(c, "w:id")?.parse::<usize>().ok()).max().map_or(0, |n| n + 1)
}

/// What stands around the words that a comment is about.
pub(super) fn comment_marks(id: usize) -> (String, String) {
    (format!("<w:commentRangeStart w:id=\"{id}\"/>"), format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"))
}

fn comments(out: &mut BTreeMap<String, String>, remarks: &[Remark], stamps: &Stamps, source: &Source, known: &mut Known) -> Result<(), ReadError> {
    if remarks.is_empty() {
        return Ok(());
    }
    let first = first_comment(source);
    let about = stamps.comment();
    let written: String = remarks
        .iter()
        .enumerate()
        .map(|(n, r)| {
            format!("<w:comment w:id=\"{}\" {about}><w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:comment>", first + n, escaped(&r.text))
        })
        .collect();
    match source.of_kind("comments") {
        Some((name, text)) => {
            let tree = Tree::parse(text, name)?;
            let mut splices = Splices::default();
            if tree.is_empty_tag(tree.root()) {
                let tag = tree.tag(tree.root()).trim_end_matches("/>");
                splices.replace(tree.outer(tree.root()), format!("{tag}>{written}</{}>", tree.name(tree.root())));
            } else {
                splices.insert(tree.inner(tree.root()).end, written);
            }
            out.insert(name.to_owned(), splices.apply(text));
        }
        None => {
            let name = known.part(source, "comments");
            out.insert(name, format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments {SPACES}>{written}</w:comments>"));
        }
    }
    Ok(())
}

/// A part of the new text without the calls of notes that are in the file.
pub(super) fn without_kept(new: &Text, range: std::ops::Range<usize>, kept: &[(usize, &str)]) -> Text {
    let mut out = Text::default();
    out.replace(0..0, &new.as_str()[range.clone()]);
    for m in new.marks() {
        match &m.kind {
            MarkKind::NoteRef(number) => {
                // A mark at the very beginning belongs to the words before, if there are any.
                let here = range.start < m.start && m.start <= range.end || m.start == 0 && range.start == 0;
                if here && !kept.contains(&(m.start, number.as_str())) {
                    out.mark(m.start - range.start..m.start - range.start, m.kind.clone());
                }
            }
            _ if m.start < range.end && range.start < m.end => {
                out.mark(m.start.max(range.start) - range.start..m.end.min(range.end) - range.start, m.kind.clone());
            }
            _ => {}
        }
    }
    out
}
