//! XML to a tree, for documents that people hand on: bounded in depth, without outside entities, forgiving where official
//! files are broken. What was forgiven is told. What the elements mean is the reader's.
use crate::ReadError;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// Elements may lie so deep; official files stay below thirty.
const DEPTH: usize = 200;

/// An element or a piece of text.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element by its local name.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    /// An attribute by its local name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Its child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|c| if let Node::Element(e) = c { Some(e) } else { None })
    }

    /// Its first child element of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    /// All elements of a name below it, in document order.
    pub fn all<'a>(&'a self, name: &'a str) -> Box<dyn Iterator<Item = &'a Element> + 'a> {
        Box::new(self.elements().flat_map(move |e| std::iter::once(e).filter(move |e| e.name == name).chain(e.all(name))))
    }

    /// The words below it, single-spaced.
    pub fn words(&self) -> String {
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

/// The root element, and what had to be forgiven.
pub(super) fn parse(source: &str) -> Result<(Element, Vec<String>), ReadError> {
    let source = source.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Vec<Element> = vec![Element::default()];
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
                open.push(element(&e));
            }
            Event::Empty(e) => add(&mut open, Node::Element(element(&e))),
            Event::End(e) => {
                let name = e.local_name().as_ref().to_owned();
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
            Event::Text(t) => add(&mut open, Node::Text(t.xml10_content().into_owned())),
            Event::CData(t) => add(&mut open, Node::Text(t.xml10_content().into_owned())),
            Event::GeneralRef(r) => {
                let known = r.resolve_char_ref().ok().flatten().map(String::from).or_else(|| predefined(r.xml10_content().as_ref()));
                let text = known.ok_or_else(|| ReadError::Xml {
                    line: line(),
                    message: format!("the entity &{}; is not of XML itself; write its character", r.xml10_content()),
                })?;
                add(&mut open, Node::Text(text));
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
        repairs.push(format!("the file ends within <{}>", open.last().map_or("", |e| &e.name)));
        close_to(&mut open, 1);
    }
    let root = open.pop().and_then(|document| document.children.into_iter().find_map(|c| if let Node::Element(e) = c { Some(e) } else { None }));
    root.map(|r| (r, repairs)).ok_or(ReadError::Empty)
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

fn element(start: &BytesStart) -> Element {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut attributes = Vec::new();
    // A repeated or broken attribute loses to the others, not the document.
    for a in start.attributes().with_checks(false).flatten() {
        let value = a.normalized_value(XmlVersion::Implicit1_0).map_or_else(|_| a.value.to_string(), std::borrow::Cow::into_owned);
        let name: &str = a.key.as_ref();
        attributes.push((if name.starts_with("xmlns") { name.to_owned() } else { local(name) }, value));
    }
    let name = start.name();
    Element { name: local(name.as_ref()), attributes, children: Vec::new() }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// Closes all elements from this depth on.
fn close_to(open: &mut Vec<Element>, depth: usize) {
    while open.len() > depth {
        let Some(done) = open.pop() else { break };
        add(open, Node::Element(done));
    }
}
