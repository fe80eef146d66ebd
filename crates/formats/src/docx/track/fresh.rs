//! What is new in the file: paragraphs, words, labels, in the properties of what stands beside them.
use super::super::{
    layout::{Line, NUMBER},
    story::Paragraph,
    write,
    xml::{Tree, escaped},
};
use super::{
    edit::{model_properties, with_italic},
    stamp::Stamps,
};
use chancery_model::{Mark, MarkKind, Text};

/// Gives the run that calls a note.
pub(super) type Call<'c> = &'c mut dyn FnMut(&str) -> String;

/// The part in which something new is put, and its styles.
pub(super) struct Fresh<'a> {
    pub tree: &'a Tree<'a>,
    pub is_styled: bool,
}

impl Fresh<'_> {
    /// The run properties that words put in at a place take: those of the word before, else of the one after.
    pub fn properties_at(&self, p: &Paragraph, at: usize) -> String {
        let words = || p.atoms.iter().filter(|a| !a.range.is_empty() && !a.number && !a.mark && !a.superscript);
        let before = words().rfind(|a| a.range.start < at && !p.flat[a.range.clone()].trim().is_empty());
        let model = before.or_else(|| words().next()).or(p.atoms.first());
        model.map(|a| model_properties(self.tree, a.run)).unwrap_or_default()
    }

    /// Words as runs within one change; nothing if there are none.
    pub fn runs(&self, text: &Text, properties: &str, call: Call, element: &str, stamps: &mut Stamps) -> String {
        let content = runs(text, properties, call);
        if content.is_empty() {
            return content;
        }
        let (open, close) = stamps.open(element);
        format!("{open}{content}{close}")
    }

    /// A printed number that is new, with the tab after it if there was none.
    pub fn label(&self, p: &Paragraph, label: &str, with_tab: bool, element: &str, stamps: &mut Stamps) -> String {
        let properties = self.properties_at(p, p.flat.len());
        let style = if self.is_styled { format!("<w:rStyle w:val=\"{NUMBER}\"/>") } else { String::new() };
        let tab = if with_tab { format!("<w:r>{}<w:tab/></w:r>", wrapped(&properties)) } else { String::new() };
        let (open, close) = stamps.open(element);
        format!("{open}<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>{tab}{close}", wrapped(&format!("{style}{properties}")), escaped(label))
    }

    /// The head of a new paragraph: its tag, its properties with the mark's fate, and the tabs that its like begin with.
    pub fn head(&self, line: &Line, model: Option<(&Paragraph, &Tree)>, mark: &str, element: &str, stamps: &mut Stamps) -> String {
        let mark = format!("<w:rPr>{mark}</w:rPr>");
        if self.is_styled {
            return format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{mark}</w:pPr>", line.role.style());
        }
        let Some((p, tree)) = model else { return format!("<w:p><w:pPr>{mark}</w:pPr>") };
        let kept = |c: &super::super::xml::Id| match tree.name(*c) {
            "w:rPr" | "w:sectPr" | "w:pPrChange" | "w:framePr" => false,
            // A number that is printed is typed; the list would count once more.
            "w:numPr" => line.label.is_none() || p.list_label.is_some(),
            _ => true,
        };
        let properties: String =
            tree.child(p.id, "w:pPr").into_iter().flat_map(|c| tree.children(c)).filter(kept).map(|c| &tree.source[tree.outer(c)]).collect();
        let tabs = p.flat.len() - p.flat.trim_start_matches('\t').len();
        let lead = if tabs > 0 && line.label.is_some() {
            let (open, close) = stamps.open(element);
            format!("{open}<w:r>{}</w:r>{close}", "<w:tab/>".repeat(tabs.min(4)))
        } else {
            String::new()
        };
        format!("<w:p><w:pPr>{properties}{mark}</w:pPr>{lead}")
    }
}

/// Run properties in their element.
pub(super) fn wrapped(properties: &str) -> String {
    if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") }
}

/// Words as runs: italics and notes by their marks, everything else as the properties say.
pub(super) fn runs(text: &Text, properties: &str, call: Call) -> String {
    let shown: Vec<&Mark> = text.marks().iter().filter(|m| matches!(m.kind, MarkKind::Emphasis | MarkKind::NoteRef(_))).collect();
    let mut edges: Vec<usize> = shown.iter().flat_map(|m| [m.start, m.end]).chain([0, text.as_str().len()]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut out = String::new();
    for (n, at) in edges.iter().enumerate() {
        for m in shown.iter().filter(|m| m.start == *at) {
            if let MarkKind::NoteRef(number) = &m.kind {
                out += &call(number);
            }
        }
        let Some(end) = edges.get(n + 1) else { break };
        let italic = shown.iter().any(|m| m.kind == MarkKind::Emphasis && m.start <= *at && *end <= m.end);
        let properties = if italic { with_italic(properties, true) } else { properties.to_owned() };
        out += &format!("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", wrapped(&properties), escaped(&text.printed(*at..*end)));
    }
    out
}

/// A row that is new, in the style of rows or plain.
pub(super) fn row(style: Option<&str>, cells: &[String], columns: usize, stamps: &mut Stamps) -> String {
    let row = format!("<w:trPr>{}</w:trPr>", stamps.empty("w:ins"));
    let mark = format!("<w:rPr>{}</w:rPr>", stamps.empty("w:ins"));
    write::table_row(style, cells, columns, &row, &mark)
}
