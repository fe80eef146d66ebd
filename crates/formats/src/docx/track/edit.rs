//! What is to be done to one paragraph of the file, in its own characters, and how that is written as tracked changes.
//! Runs that no edit touches keep their bytes; others are cut, and every piece keeps its run's properties.
use super::super::{
    layout::{MARK, NUMBER},
    story::{Atom, AtomKind, Paragraph},
    xml::{Id, Splices, Tree, escaped},
};
use super::stamp::Stamps;
use std::{collections::VecDeque, ops::Range};

/// What becomes of the paragraph as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Whole {
    #[default]
    Stays,
    /// Its words go; its mark goes too where it can.
    Deleted,
    /// It goes to another place, under the name of the move.
    MovedFrom(String),
}

/// Something put in at a place of the paragraph's characters.
#[derive(Debug, Clone)]
pub(super) struct Insertion {
    pub at: usize,
    /// It stands before the note mark that is there.
    pub before_note: bool,
    /// Whole elements of the paragraph's level.
    pub xml: String,
}

/// All edits of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Edit {
    pub whole: Whole,
    pub deletes: Vec<Range<usize>>,
    pub inserts: Vec<Insertion>,
    /// Italics set or taken.
    pub italics: Vec<(Range<usize>, bool)>,
    /// Note marks that go, by their place among the atoms.
    pub notes: Vec<usize>,
    /// The mark at its end goes, so that it joins the next one.
    pub joins: bool,
    /// Another style: the new one.
    pub style: Option<String>,
    /// Its properties are those of the last of several paragraphs that it becomes; these are those of the first.
    pub split: Option<String>,
    /// Elements before its first and after its last word.
    pub around: Option<(String, String)>,
}

impl Edit {
    fn touches_runs(&self) -> bool {
        !self.deletes.is_empty() || !self.inserts.is_empty() || !self.italics.is_empty() || !self.notes.is_empty()
    }
}

/// Writes the edits of a paragraph.
pub(super) fn write(tree: &Tree, p: &Paragraph, edit: &Edit, may_lose_mark: bool, stamps: &mut Stamps, splices: &mut Splices) {
    let mark = match &edit.whole {
        Whole::Deleted if may_lose_mark => Some(stamps.empty("w:del")),
        Whole::MovedFrom(_) if may_lose_mark => Some(stamps.empty("w:moveFrom")),
        _ if edit.joins => Some(stamps.empty("w:del")),
        _ => None,
    };
    properties(tree, p, edit, mark.as_deref(), stamps, splices);
    match &edit.whole {
        Whole::Stays => {}
        Whole::Deleted => wrap_runs(tree, p.id, "w:del", stamps, splices),
        Whole::MovedFrom(name) => {
            let (start, end) = stamps.range("w:moveFrom", name);
            splices.insert(tree.outer(p.id).start, start);
            splices.insert(tree.outer(p.id).end, end);
            wrap_runs(tree, p.id, "w:moveFrom", stamps, splices);
        }
    }
    if let Some((before, after)) = &edit.around {
        let inner = tree.inner(p.id);
        let start = tree.child(p.id, "w:pPr").map_or(inner.start, |c| tree.outer(c).end);
        splices.insert(start, before.clone());
        splices.insert(inner.end, after.clone());
    }
    if edit.whole == Whole::Stays && edit.touches_runs() {
        runs(tree, p, edit, stamps, splices);
    }
}

/// The paragraph's properties with its mark's fate and another style.
fn properties(tree: &Tree, p: &Paragraph, edit: &Edit, mark: Option<&str>, stamps: &mut Stamps, splices: &mut Splices) {
    if mark.is_none() && edit.style.is_none() && edit.split.is_none() {
        return;
    }
    let written = match &edit.split {
        Some(first) => first.clone(),
        None => changed_properties(tree, p, mark, edit.style.as_deref(), stamps),
    };
    match tree.child(p.id, "w:pPr") {
        Some(properties) => splices.replace(tree.outer(properties), written),
        None if tree.is_empty_tag(p.id) => {
            let tag = tree.tag(p.id).trim_end_matches('>').trim_end_matches('/');
            splices.replace(tree.outer(p.id), format!("{tag}>{written}</w:p>"));
        }
        None => splices.insert(tree.inner(p.id).start, written),
    }
}

/// A paragraph's properties with something about its mark, and with another style as a tracked change.
pub(super) fn changed_properties(tree: &Tree, p: &Paragraph, mark: Option<&str>, style: Option<&str>, stamps: &mut Stamps) -> String {
    let (mut before, mut run, mut section) = (String::new(), String::new(), "");
    for c in tree.child(p.id, "w:pPr").into_iter().flat_map(|c| tree.children(c)) {
        match tree.name(c) {
            "w:rPr" => run.push_str(&tree.source[tree.inner(c)]),
            "w:sectPr" => section = &tree.source[tree.outer(c)],
            "w:pPrChange" => {}
            _ => before.push_str(&tree.source[tree.outer(c)]),
        }
    }
    let mut change = String::new();
    let mut now = before.clone();
    if let Some(style) = style {
        let (open, close) = stamps.open("w:pPrChange");
        change = format!("{open}<w:pPr>{before}</w:pPr>{close}");
        let rest: String = tree
            .child(p.id, "w:pPr")
            .into_iter()
            .flat_map(|c| tree.children(c))
            // A title that loses its number does not hang any more.
            .filter(|c| !matches!(tree.name(*c), "w:pStyle" | "w:rPr" | "w:sectPr" | "w:pPrChange" | "w:ind"))
            .map(|c| &tree.source[tree.outer(c)])
            .collect();
        now = format!("<w:pStyle w:val=\"{}\"/>{rest}", escaped(style));
    }
    let run = match mark {
        None if run.is_empty() => String::new(),
        mark => format!("<w:rPr>{}{run}</w:rPr>", mark.unwrap_or_default()),
    };
    format!("<w:pPr>{now}{run}{section}{change}</w:pPr>")
}

/// All runs of a paragraph or note, wherever they lie in it.
pub(super) fn all_runs(tree: &Tree, id: Id) -> Vec<Id> {
    let mut out = Vec::new();
    for child in tree.children(id) {
        match tree.name(child) {
            "w:r" => out.push(child),
            "w:pPr" | "mc:AlternateContent" | "m:oMath" | "m:oMathPara" => {}
            _ => out.extend(all_runs(tree, child)),
        }
    }
    out
}

fn wrap_runs(tree: &Tree, id: Id, element: &str, stamps: &mut Stamps, splices: &mut Splices) {
    for run in all_runs(tree, id) {
        wrap_run(tree, run, element, stamps, splices);
    }
}

/// A whole run as deleted or moved.
pub(super) fn wrap_run(tree: &Tree, run: Id, element: &str, stamps: &mut Stamps, splices: &mut Splices) {
    let (open, close) = stamps.open(element);
    let content = &tree.source[tree.outer(run)];
    let content = if element == "w:del" { deleted(tree, run) } else { content.to_owned() };
    splices.replace(tree.outer(run), format!("{open}{content}{close}"));
}

/// A run with its words marked as deleted ones.
fn deleted(tree: &Tree, run: Id) -> String {
    let mut out = tree.tag(run).to_owned();
    if tree.is_empty_tag(run) {
        return out;
    }
    for c in tree.children(run) {
        let (name, raw) = (tree.name(c), &tree.source[tree.outer(c)]);
        match name {
            "w:t" | "w:instrText" => {
                let new = if name == "w:t" { "w:delText" } else { "w:delInstrText" };
                if tree.is_empty_tag(c) {
                    continue;
                }
                out += &format!("{}{}</{new}>", tree.tag(c).replacen(name, new, 1), &tree.source[tree.inner(c)]);
            }
            _ => out += raw,
        }
    }
    out + "</w:r>"
}

/// What becomes of a piece of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Kept,
    Deleted,
    Italic(bool),
}

/// A piece of a run's replacement.
enum Part {
    Content(Fate, String),
    Inserted(String),
}

/// Rewrites the runs that edits touch.
fn runs(tree: &Tree, p: &Paragraph, edit: &Edit, stamps: &mut Stamps, splices: &mut Splices) {
    let mut inserts: Vec<Insertion> = edit.inserts.clone();
    inserts.sort_by_key(|i| i.at);
    let mut inserts = VecDeque::from(inserts);
    let mut at = 0;
    while at < p.atoms.len() {
        let run = p.atoms[at].run;
        let count = p.atoms[at..].iter().take_while(|a| a.run == run).count();
        let parts = run_parts(tree, p, at..at + count, edit, &mut inserts);
        if parts.iter().any(|part| !matches!(part, Part::Content(Fate::Kept, _))) && tree.is(run, "w:r") {
            splices.replace(tree.outer(run), written(tree, run, &parts, stamps));
        }
        at += count;
    }
    // A paragraph without words, or what stands after its last one.
    let rest: String = inserts.into_iter().map(|i| i.xml).collect();
    if !rest.is_empty() {
        splices.insert(tree.inner(p.id).end, rest);
    }
}

fn run_parts(tree: &Tree, p: &Paragraph, atoms: Range<usize>, edit: &Edit, inserts: &mut VecDeque<Insertion>) -> Vec<Part> {
    let mut parts = Vec::new();
    let run = p.atoms[atoms.start].run;
    let mut index = atoms.start;
    for child in tree.children(run) {
        if index >= atoms.end || p.atoms[index].node != child {
            if !tree.is(child, "w:rPr") {
                parts.push(Part::Content(Fate::Kept, tree.source[tree.outer(child)].to_owned()));
            }
            continue;
        }
        let atom = &p.atoms[index];
        // A typed mark stands with its note.
        let is_typed = |a: &Atom| matches!(a.kind, AtomKind::Note { typed: true, .. });
        let is_mark = index > atoms.start && is_typed(&p.atoms[index - 1]);
        let before = |i: &Insertion| i.at < atom.range.start || i.at == atom.range.start && (!matches!(atom.kind, AtomKind::Note { .. }) || i.before_note);
        while let Some(i) = next_if(inserts, |i| !is_mark && before(i)) {
            parts.push(Part::Inserted(i.xml));
        }
        match &atom.kind {
            AtomKind::Note { .. } => {
                let fate = if edit.notes.contains(&index) { Fate::Deleted } else { Fate::Kept };
                parts.push(Part::Content(fate, tree.source[tree.outer(child)].to_owned()));
            }
            AtomKind::Sign => parts.push(Part::Content(fate(edit, &atom.range), tree.source[tree.outer(child)].to_owned())),
            AtomKind::Text => text_parts(p, atom, edit, inserts, &mut parts),
        }
        // What follows the last word before another container or the end stays with that word.
        let next = p.atoms.get(index + 1);
        let leaves_link = atom.link.is_some() && next.is_some_and(|n| n.link != atom.link && n.range.start == atom.range.end);
        let note_follows = next.is_some_and(|n| matches!(n.kind, AtomKind::Note { .. }) && n.range.start == atom.range.end);
        while let Some(i) = next_if(inserts, |i| i.at <= atom.range.end && !leaves_link && !is_typed(atom) && (!note_follows || i.before_note)) {
            parts.push(Part::Inserted(i.xml));
        }
        index += 1;
    }
    parts
}

/// The next insertion, if its time has come.
fn next_if(inserts: &mut VecDeque<Insertion>, due: impl Fn(&Insertion) -> bool) -> Option<Insertion> {
    if inserts.front().is_some_and(due) { inserts.pop_front() } else { None }
}

/// What becomes of a range that no edge cuts.
fn fate(edit: &Edit, range: &Range<usize>) -> Fate {
    let over = |r: &Range<usize>| r.start <= range.start && range.end <= r.end && !range.is_empty();
    if edit.deletes.iter().any(over) {
        return Fate::Deleted;
    }
    edit.italics.iter().find(|(r, _)| over(r)).map_or(Fate::Kept, |(_, on)| Fate::Italic(*on))
}

fn text_parts(p: &Paragraph, atom: &Atom, edit: &Edit, inserts: &mut VecDeque<Insertion>, parts: &mut Vec<Part>) {
    let inside = |at: &usize| atom.range.start < *at && *at < atom.range.end;
    let edges = edit.deletes.iter().chain(edit.italics.iter().map(|(r, _)| r)).flat_map(|r| [r.start, r.end]);
    let mut cuts: Vec<usize> = edges.chain(inserts.iter().map(|i| i.at)).filter(inside).chain([atom.range.start, atom.range.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    for w in cuts.windows(2) {
        while let Some(i) = next_if(inserts, |i| i.at <= w[0] && w[0] > atom.range.start) {
            parts.push(Part::Inserted(i.xml));
        }
        let range = w[0]..w[1];
        let fate = fate(edit, &range);
        let element = if fate == Fate::Deleted { "w:delText" } else { "w:t" };
        parts.push(Part::Content(fate, format!("<{element} xml:space=\"preserve\">{}</{element}>", escaped(&p.flat[range]))));
    }
}

fn written(tree: &Tree, run: Id, parts: &[Part], stamps: &mut Stamps) -> String {
    let tag = tree.tag(run);
    let inner = tree.child(run, "w:rPr").map_or("", |r| &tree.source[tree.inner(r)]);
    let mut out = String::new();
    let mut at = 0;
    while at < parts.len() {
        let (fate, mut content) = match &parts[at] {
            Part::Inserted(xml) => {
                out.push_str(xml);
                at += 1;
                continue;
            }
            Part::Content(fate, content) => (*fate, content.clone()),
        };
        at += 1;
        while let Some(Part::Content(next, more)) = parts.get(at).filter(|p| matches!(p, Part::Content(f, _) if *f == fate)) {
            debug_assert_eq!(*next, fate);
            content.push_str(more);
            at += 1;
        }
        let properties = match fate {
            Fate::Italic(on) => {
                let (open, close) = stamps.open("w:rPrChange");
                format!("<w:rPr>{}{open}<w:rPr>{inner}</w:rPr>{close}</w:rPr>", with_italic(inner, on))
            }
            _ if inner.is_empty() => String::new(),
            _ => format!("<w:rPr>{inner}</w:rPr>"),
        };
        let piece = format!("{tag}{properties}{content}</w:r>");
        if fate == Fate::Deleted {
            let (open, close) = stamps.open("w:del");
            out += &format!("{open}{piece}{close}");
        } else {
            out += &piece;
        }
    }
    out
}

/// Run properties with italics set or not, at the place that the schema asks for.
pub(super) fn with_italic(inner: &str, on: bool) -> String {
    let wrapped = format!("<x>{inner}</x>");
    let Ok(tree) = Tree::parse(&wrapped, "run") else { return inner.to_owned() };
    let (mut head, mut tail) = (String::new(), String::new());
    for c in tree.children(tree.root()) {
        let raw = &wrapped[tree.outer(c)];
        match tree.name(c) {
            "w:i" | "w:iCs" => {}
            "w:rStyle" | "w:rFonts" | "w:b" | "w:bCs" => head.push_str(raw),
            _ => tail.push_str(raw),
        }
    }
    let italic = if on { "<w:i/><w:iCs/>" } else { "<w:i w:val=\"0\"/><w:iCs w:val=\"0\"/>" };
    format!("{head}{italic}{tail}")
}

/// The properties of a run that new words beside it take: no italics of its own, no style of marks and links.
pub(super) fn model_properties(tree: &Tree, run: Id) -> String {
    let Some(properties) = tree.child(run, "w:rPr") else { return String::new() };
    let keep = |c: &Id| match tree.name(*c) {
        "w:i" | "w:iCs" | "w:rPrChange" | "w:vertAlign" => false,
        "w:rStyle" => !tree
            .attribute(*c, "w:val")
            .is_some_and(|s| [NUMBER, MARK, "FootnoteReference", "EndnoteReference", "CommentReference", "Hyperlink"].contains(&s.as_ref())),
        _ => true,
    };
    tree.children(properties).filter(keep).map(|c| &tree.source[tree.outer(c)]).collect()
}
