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

/// The nodes of a document in its order: what lies in an element follows it. One list for all costs one allocation.
#[derive(Debug)]
pub(super) struct Tree<'a>(Vec<Node<'a>>);

#[derive(Debug)]
enum Node<'a> {
    Element {
        name: &'a str,
        tag: &'a str,
        /// How many nodes lie in it.
        below: usize,
    },
    Text(Cow<'a, str>),
}

/// A child of an element.
pub(super) enum Child<'a> {
    Element(Element<'a>),
    Text(&'a str),
}

/// An element by its local name, with what lies in it. Names, attributes and text are borrowed from the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    pub name: &'a str,
    /// The tag between its brackets: attributes are read when somebody asks.
    tag: &'a str,
    below: &'a [Node<'a>],
}

impl Tree<'_> {
    /// The outermost element.
    pub fn root(&self) -> Option<Element<'_>> {
        elements(&self.0).next()
    }
}

/// The outermost nodes of a run, each past what lies in the one before.
fn children<'a>(mut nodes: &'a [Node<'a>]) -> impl Iterator<Item = Child<'a>> {
    std::iter::from_fn(move || {
        let (first, rest) = nodes.split_first()?;
        Some(match first {
            Node::Text(t) => {
                nodes = rest;
                Child::Text(t)
            }
            Node::Element { name, tag, below } => {
                let (below, after) = rest.split_at(*below);
                nodes = after;
                Child::Element(Element { name, tag, below })
            }
        })
    })
}

fn elements<'a>(nodes: &'a [Node<'a>]) -> impl Iterator<Item = Element<'a>> {
    children(nodes).filter_map(|c| if let Child::Element(e) = c { Some(e) } else { None })
}

impl<'a> Element<'a> {
    /// An attribute by its local name, or by the whole of it for a namespace. A repeated or broken one loses to the others,
    /// not the document.
    pub fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        let found = self.raw_attributes().find(|a| {
            let key: &str = a.key.as_ref();
            key == name || !key.starts_with("xmlns") && key.rsplit(':').next() == Some(name)
        })?;
        Some(value(found))
    }

    /// True if the attribute has this value.
    pub fn has(self, name: &str, value: &str) -> bool {
        self.attribute(name).is_some_and(|v| v == value)
    }

    /// Its attributes by local name, where one pass shall do for several.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        self.raw_attributes().map(|a| (a.key.local_name().into_inner(), value(a)))
    }

    /// The identifier that it had in its source, and its own. Identifiers have no white space.
    pub fn identifiers(self) -> (Option<String>, Option<String>) {
        let (mut guid, mut own) = (None, None);
        for a in self.raw_attributes() {
            let slot = match a.key.into_inner() {
                "GUID" => &mut guid,
                "eId" => &mut own,
                _ => continue,
            };
            *slot = Some(value(a).split_whitespace().collect()).filter(|id: &String| !id.is_empty());
        }
        (guid, own)
    }

    fn raw_attributes(self) -> impl Iterator<Item = Attribute<'a>> {
        let name = self.tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(self.tag.len());
        let mut all = Attributes::new(self.tag, name);
        all.with_checks(false);
        all.flatten()
    }

    /// Its child elements and the text between them.
    pub fn children(self) -> impl Iterator<Item = Child<'a>> {
        children(self.below)
    }

    /// Its child elements.
    pub fn elements(self) -> impl Iterator<Item = Element<'a>> {
        elements(self.below)
    }

    /// Its first child element of a name.
    pub fn child(self, name: &str) -> Option<Element<'a>> {
        self.elements().find(|e| e.name == name)
    }

    /// All elements of a name below it, in document order.
    pub fn all(self, wanted: &str) -> impl Iterator<Item = Element<'a>> {
        self.below.iter().enumerate().filter_map(move |(at, node)| match node {
            Node::Element { name, tag, below } if *name == wanted => Some(Element { name, tag, below: &self.below[at + 1..][..*below] }),
            _ => None,
        })
    }

    /// The words below it, single-spaced.
    pub fn words(self) -> String {
        // Most elements asked hold one run of words and nothing else.
        if let [Node::Text(t)] = self.below
            && !t.contains("  ")
            && !t.contains(|c: char| c.is_whitespace() && c != ' ')
        {
            return t.trim().to_owned();
        }
        let mut out = String::new();
        for node in self.below {
            match node {
                Node::Text(t) => out.push_str(t),
                Node::Element { name: "eol", .. } => out.push(' '),
                Node::Element { .. } => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// An attribute's value without escapes; as it stands where they are broken.
fn value(a: Attribute<'_>) -> Cow<'_, str> {
    if !a.value.bytes().any(|b| matches!(b, b'&' | b'\t' | b'\n' | b'\r')) {
        return a.value;
    }
    let normal = a.normalized_value(XmlVersion::Implicit1_0).map(Cow::into_owned);
    normal.map_or(a.value, Cow::Owned)
}

/// The tree under way.
struct Growing<'a> {
    nodes: Vec<Node<'a>>,
    /// Places of the elements that are open, outermost first.
    open: Vec<(usize, &'a str)>,
}

impl<'a> Growing<'a> {
    fn element(&mut self, (name, tag): (&'a str, &'a str)) {
        self.nodes.push(Node::Element { name, tag, below: 0 });
    }

    fn text(&mut self, text: Cow<'a, str>) {
        // What stands outside the root is nobody's.
        if !self.open.is_empty() {
            self.nodes.push(Node::Text(text));
        }
    }

    /// Closes all elements from this depth on.
    fn close_to(&mut self, depth: usize) {
        let end = self.nodes.len();
        for (at, _) in self.open.drain(depth.min(self.open.len())..) {
            if let Some(Node::Element { below, .. }) = self.nodes.get_mut(at) {
                *below = end - at - 1;
            }
        }
    }
}

/// The tree, and what had to be forgiven.
pub(super) fn parse(source: &str) -> Result<(Tree<'_>, Vec<String>), ReadError> {
    let source = source.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    // Official files have a node in fifty to ninety bytes.
    let mut tree = Growing { nodes: Vec::with_capacity(source.len() / 64), open: Vec::new() };
    let mut repairs = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(source.len()).min(source.len());
        let line = || source.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
        let event = reader.read_event().map_err(|e| ReadError::Xml { line: line(), message: e.to_string() })?;
        match event {
            Event::Start(e) => {
                if tree.open.len() >= DEPTH {
                    return Err(ReadError::Xml { line: line(), message: format!("elements lie more than {DEPTH} deep") });
                }
                let element = element(source, at, &e);
                tree.open.push((tree.nodes.len(), element.0));
                tree.element(element);
            }
            Event::Empty(e) => tree.element(element(source, at, &e)),
            Event::End(e) => {
                let name: &str = e.local_name().into_inner();
                match tree.open.iter().rposition(|(_, open)| *open == name) {
                    Some(at) => {
                        if tree.open.len() - at > 1 {
                            repairs.push(format!("line {}: </{name}> closes elements that were left open", line()));
                        }
                        tree.close_to(at);
                    }
                    None => repairs.push(format!("line {}: </{name}> closes nothing and was left out", line())),
                }
            }
            // Layout between elements that hold no words of their own.
            Event::Text(t) if t.trim_ascii().is_empty() && tree.open.last().is_some_and(|(_, name)| is_structure(name)) => {}
            // White space is folded wherever words are read: line ends stay as they are.
            Event::Text(t) => tree.text(t.into_inner()),
            Event::CData(t) => tree.text(t.into_inner()),
            Event::GeneralRef(r) => {
                let known = r.resolve_char_ref().ok().flatten().map(String::from).or_else(|| predefined(r.xml10_content().as_ref()));
                let text = known.ok_or_else(|| ReadError::Xml {
                    line: line(),
                    message: format!("the entity &{}; is not of XML itself; write its character", r.xml10_content()),
                })?;
                tree.text(Cow::Owned(text));
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
    if let Some((_, name)) = tree.open.last() {
        repairs.push(format!("the file ends within <{name}>"));
        tree.close_to(0);
    }
    Ok((Tree(tree.nodes), repairs))
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

/// Local name and tag of an element that the reader has just passed, borrowed from the source.
fn element<'a>(source: &'a str, from: usize, start: &BytesStart) -> (&'a str, &'a str) {
    let length = start.len();
    // The tag begins after its bracket, which lies at or after where the event began.
    let open = source[from..].find('<').map_or(from, |n| from + n + 1);
    let tag = source.get(open..open + length).unwrap_or("");
    let name = start.name().into_inner().len();
    let prefix = name - start.local_name().into_inner().len();
    (tag.get(prefix..name).unwrap_or(tag), tag)
}
