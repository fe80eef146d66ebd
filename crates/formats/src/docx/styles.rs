//! What styles say of a paragraph or run: italics, bold, outline level, numbering, language. Direct formatting is read beside
//! them, since delegations use both.
use super::xml::{Id, Tree};
use std::collections::HashMap;

/// What a style or direct formatting says; none where it says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Format {
    pub italic: Option<bool>,
    pub bold: Option<bool>,
    pub superscript: Option<bool>,
    pub hidden: Option<bool>,
    /// Outline level, 0 for the highest.
    pub outline: Option<u8>,
    /// Number and level of a list.
    pub list: Option<(String, Option<u8>)>,
}

impl Format {
    /// What this one leaves open is taken from a lower one.
    fn or(mut self, lower: &Format) -> Format {
        self.italic = self.italic.or(lower.italic);
        self.bold = self.bold.or(lower.bold);
        self.superscript = self.superscript.or(lower.superscript);
        self.hidden = self.hidden.or(lower.hidden);
        self.outline = self.outline.or(lower.outline);
        self.list = self.list.or_else(|| lower.list.clone());
        self
    }
}

/// The styles of a document, with what they inherit.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: HashMap<String, Format>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// Language of the text: `fr-FR`.
    pub language: Option<String>,
}

impl Styles {
    pub fn read(tree: &Tree) -> Self {
        let mut own: HashMap<String, (Format, Option<String>)> = HashMap::new();
        let mut styles = Styles::default();
        let root = tree.root();
        let defaults = tree.child(root, "w:docDefaults").and_then(|d| tree.child(d, "w:rPrDefault")).and_then(|d| tree.child(d, "w:rPr"));
        if let Some(lang) = defaults.and_then(|r| tree.child(r, "w:lang")) {
            // Arabic and Chinese texts have Latin words in another language.
            let (latin, bidi, asian) = (tree.attribute(lang, "w:val"), tree.attribute(lang, "w:bidi"), tree.attribute(lang, "w:eastAsia"));
            let bidi = bidi.filter(|b| b.starts_with("ar") && latin.is_none());
            let asian = asian.filter(|a| a.starts_with("zh") && latin.as_ref().is_some_and(|l| l.starts_with("en")));
            styles.language = bidi.or(asian).or(latin).map(|l| l.into_owned());
        }
        for style in tree.children(root).filter(|c| tree.is(*c, "w:style")) {
            let Some(id) = tree.attribute(style, "w:styleId") else { continue };
            let mut format = tree.child(style, "w:rPr").map(|r| run(tree, r)).unwrap_or_default();
            if let Some(p) = tree.child(style, "w:pPr") {
                (format.outline, format.list) = (outline(tree, p), list(tree, p));
            }
            if tree.attribute(style, "w:default").is_some_and(|d| d == "1" || d == "true") && tree.attribute(style, "w:type").is_some_and(|t| t == "paragraph")
            {
                styles.default = Some(id.clone().into_owned());
            }
            own.insert(id.into_owned(), (format, tree.value(style, "w:basedOn").map(|b| b.into_owned())));
        }
        for id in own.keys() {
            let (mut format, mut at) = (Format::default(), Some(id));
            // A circle of styles ends too.
            for _ in 0..20 {
                let Some((this, below)) = at.and_then(|id| own.get(id)) else { break };
                format = format.or(this);
                at = below.as_ref();
            }
            styles.formats.insert(id.clone(), format);
        }
        styles
    }

    /// What a paragraph's style says.
    pub fn of_paragraph(&self, style: Option<&str>) -> Format {
        style.or(self.default.as_deref()).and_then(|id| self.formats.get(id)).cloned().unwrap_or_default()
    }

    /// A run's format: its own, then its style's, then its paragraph's.
    pub fn of_run(&self, tree: &Tree, properties: Option<Id>, paragraph: &Format) -> Format {
        let Some(properties) = properties else { return paragraph.clone() };
        let style = tree.value(properties, "w:rStyle").and_then(|id| self.formats.get(id.as_ref()));
        let direct = run(tree, properties);
        match style {
            Some(style) => direct.or(style).or(paragraph),
            None => direct.or(paragraph),
        }
    }

    /// True if the document has this style.
    pub fn has(&self, id: &str) -> bool {
        self.formats.contains_key(id)
    }
}

fn run(tree: &Tree, properties: Id) -> Format {
    let mut format = Format::default();
    for child in tree.children(properties) {
        let on = || Some(!tree.attribute(child, "w:val").is_some_and(|v| matches!(v.as_ref(), "0" | "false" | "off")));
        match tree.name(child) {
            "w:i" => format.italic = on(),
            "w:b" => format.bold = on(),
            "w:vanish" => format.hidden = on(),
            "w:vertAlign" => format.superscript = Some(tree.attribute(child, "w:val").is_some_and(|v| v == "superscript")),
            _ => {}
        }
    }
    format
}

/// The outline level that a paragraph's properties name.
pub(super) fn outline(tree: &Tree, properties: Id) -> Option<u8> {
    tree.value(properties, "w:outlineLvl").and_then(|l| l.parse().ok())
}

/// The list that a paragraph's properties name.
pub(super) fn list(tree: &Tree, properties: Id) -> Option<(String, Option<u8>)> {
    let list = tree.child(properties, "w:numPr")?;
    let number = tree.value(list, "w:numId")?.into_owned();
    Some((number, tree.value(list, "w:ilvl").and_then(|l| l.parse().ok())))
}
