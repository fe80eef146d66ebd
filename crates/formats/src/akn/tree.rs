//! XML to a tree, for documents that people hand on: bounded in depth, without outside entities, forgiving where official
//! files are broken. What was forgiven is told. What the elements mean is the reader's.
use crate::ReadError;
use quick_xml::{
    Reader, XmlVersion,
    events::{
        BytesStart, Event,
        attributes::{Attribute, Attributes},
    },
};
use std::borrow::Cow;

/// Elements may lie so deep; official files stay below thirty.
const DEPTH: usize = 200;

/// An element or a piece of text.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Element(Element<'a>),
    Text(Cow<'a, str>),
}

/// An element by its local name. Names, attributes and text are borrowed from the source.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    pub name: &'a str,
    /// The tag between its brackets: attributes are read when somebody asks.
    tag: &'a str,
    pub children: Vec<Node<'a>>,
}

impl<'a> Element<'a> {
    /// An attribute by its local name, or by the whole of it for a namespace. A repeated or broken one loses to the others,
    /// not the document.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let found = self.raw_attributes().find(|a| {
            let key: &str = a.key.as_ref();
            key == name || !key.starts_with("xmlns") && key.rsplit(':').next() == Some(name)
        })?;
        Some(value(&found))
    }

    /// Its attributes by local name, where one pass shall do for several.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, String)> {
        self.raw_attributes().map(|a| (a.key.local_name().into_inner(), value(&a)))
    }

    /// The identifier that it had in its source, and its own. Identifiers have no white space.
    pub fn identifiers(&self) -> (Option<String>, Option<String>) {
        let (mut guid, mut own) = (None, None);
        for a in self.raw_attributes() {
            match a.key.into_inner() {
                "GUID" => guid = Some(value(&a).split_whitespace().collect()).filter(|id: &String| !id.is_empty()),
                "eId" => own = Some(value(&a).split_whitespace().collect()).filter(|id: &String| !id.is_empty()),
                _ => {}
            }
        }
        (guid, own)
    }

    fn raw_attributes(&self) -> impl Iterator<Item = Attribute<'a>> {
        let name = self.tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(self.tag.len());
        let mut all = Attributes::new(self.tag, name);
        all.with_checks(false);
        all.flatten()
    }

    /// Its child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|c| if let Node::Element(e) = c { Some(e) } else { None })
    }

    /// Its first child element of a name.
    pub fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|e| e.name == name)
    }

    /// All elements of a name below it, in document order.
    pub fn all<'b>(&'b self, name: &'b str) -> Box<dyn Iterator<Item = &'b Element<'a>> + 'b> {
        Box::new(self.elements().flat_map(move |e| std::iter::once(e).filter(move |e| e.name == name).chain(e.all(name))))
    }

    /// The words below it, single-spaced.
    pub fn words(&self) -> String {
        // Most elements asked hold one run of words and nothing else.
        if let [Node::Text(t)] = &self.children[..]
            && !t.contains("  ")
            && !t.contains(|c: char| c.is_whitespace() && c != ' ')
        {
            return t.trim().to_owned();
        }
        let mut out = String::new();
        self.collect(&mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn collect(&self, out: &mut String) {
        for c in &self.children {
            match c {
                Node::Text(t) => out.push_str(t),
                Node::Element(e) if e.name == "eol" => out.push(' '),
                Node::Element(e) => e.collect(out),
            }
        }
    }
}

/// An attribute's value without escapes; as it stands where they are broken.
fn value(a: &Attribute) -> String {
    let plain: &str = a.value.as_ref();
    if !plain.bytes().any(|b| matches!(b, b'&' | b'\t' | b'\n' | b'\r')) {
        return plain.to_owned();
    }
    a.normalized_value(XmlVersion::Implicit1_0).map_or_else(|_| a.value.to_string(), Cow::into_owned)
}

/// The root element, and what had to be forgiven.
pub(super) fn parse(source: &str) -> Result<(Element<'_>, Vec<String>), ReadError> {
    let source = source.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Vec<Element<'_>> = vec![Element::default()];
    let mut repairs = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(source.len()).min(source.len());
        let line = || source.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
        let event = reader.read_event().map_err(|e| ReadError::Xml { line: line(), message: e.to_string() })?;
        match event {
            Event::Start(e) => {
                if open.len() > DEPTH {
                    return Err(ReadError::Xml { line: line(), message: format!("elements lie more than {DEPTH} deep") });
                }
                open.push(element(source, at, &e));
            }
            Event::Empty(e) => add(&mut open, Node::Element(element(source, at, &e))),
            Event::End(e) => {
                let name: &str = e.local_name().into_inner();
                match open.iter().rposition(|o| o.name == name).filter(|at| *at > 0) {
                    Some(at) => {
                        if open.len() - at > 1 {
                            repairs.push(format!("line {}: </{name}> closes elements that were left open", line()));
                        }
                        close_to(&mut open, at);
                    }
                    None => repairs.push(format!("line {}: </{name}> closes nothing and was left out", line())),
                }
            }
            // Layout between elements that hold no words of their own.
            Event::Text(t) if t.trim_ascii().is_empty() && open.last().is_some_and(|o| is_structure(o.name)) => {}
            Event::Text(t) => add(&mut open, Node::Text(t.xml10_content())),
            Event::CData(t) => add(&mut open, Node::Text(t.xml10_content())),
            Event::GeneralRef(r) => {
                let known = r.resolve_char_ref().ok().flatten().map(String::from).or_else(|| predefined(r.xml10_content().as_ref()));
                let text = known.ok_or_else(|| ReadError::Xml {
                    line: line(),
                    message: format!("the entity &{}; is not of XML itself; write its character", r.xml10_content()),
                })?;
                add(&mut open, Node::Text(Cow::Owned(text)));
            }
            Event::DocType(_) => {
                return Err(ReadError::Xml {
                    line: line(),
                    message: "a document type declaration is not read, as it may name outside files; delete it".into(),
                });
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if open.len() > 1 {
        repairs.push(format!("the file ends within <{}>", open.last().map_or("", |e| e.name)));
        close_to(&mut open, 1);
    }
    let root = open.pop().and_then(|document| document.children.into_iter().find_map(|c| if let Node::Element(e) = c { Some(e) } else { None }));
    root.map(|r| (r, repairs)).ok_or(ReadError::Empty)
}

/// Elements in which no words stand, only elements.
fn is_structure(name: &str) -> bool {
    matches!(
        name,
        "statement"
            | "preamble"
            | "mainBody"
            | "container"
            | "paragraph"
            | "content"
            | "list"
            | "sublist"
            | "point"
            | "formula"
            | "coverPage"
            | "preface"
            | "conclusions"
            | "section"
            | "table"
            | "tr"
            | "td"
            | "identification"
            | "meta"
            | "classification"
            | "workflow"
            | "voting"
            | "count"
            | "voters"
            | "references"
    )
}

fn predefined(name: &str) -> Option<String> {
    let c = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    };
    Some(c.to_owned())
}

/// An element whose tag the reader has just passed, borrowed from the source.
fn element<'a>(source: &'a str, from: usize, start: &BytesStart) -> Element<'a> {
    let length = start.len();
    // The tag begins after its bracket, which lies at or after where the event began.
    let open = source[from..].find('<').map_or(from, |n| from + n + 1);
    let tag = source.get(open..open + length).unwrap_or("");
    let name = start.name().into_inner().len();
    let prefix = name - start.local_name().into_inner().len();
    Element { name: tag.get(prefix..name).unwrap_or(tag), tag, children: Vec::new() }
}

fn add<'a>(open: &mut [Element<'a>], node: Node<'a>) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// Closes all elements from this depth on.
fn close_to(open: &mut Vec<Element<'_>>, depth: usize) {
    while open.len() > depth {
        let Some(done) = open.pop() else { break };
        add(open, Node::Element(done));
    }
}
