//! The XML of a part as a tree over its source: every element knows its bytes, so that what is not touched stays as it is.
//! Hostile XML (declarations of types and entities, depth without end) is refused here; what elements mean is not known.
use super::package::fault;
use crate::ReadError;
use quick_xml::{Reader, escape::unescape, events::Event};
use std::{borrow::Cow, ops::Range};

/// Elements may lie so deep; Word's own stay below sixty.
const DEPTH: usize = 160;

/// An element, by its place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id(u32);

#[derive(Debug)]
struct Node {
    /// From `<` to the end of its closing tag.
    start: usize,
    end: usize,
    /// Between its tags.
    inner: Range<usize>,
    /// Length of its name, prefix included.
    name: u16,
    first: Option<Id>,
    next: Option<Id>,
}

/// The elements of a part.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub source: &'a str,
    nodes: Vec<Node>,
}

impl<'a> Tree<'a> {
    /// Parses a part; `place` is its name, for messages.
    pub fn parse(source: &'a str, place: &str) -> Result<Self, ReadError> {
        let mut reader = Reader::from_str(source);
        let mut nodes: Vec<Node> = Vec::with_capacity(source.len() / 40);
        // Open elements, and the last child of each.
        let mut open: Vec<(Id, Option<Id>)> = Vec::new();
        let line = |at: usize| source.as_bytes()[..at.min(source.len())].iter().filter(|b| **b == b'\n').count() + 1;
        let wrong = |at: usize, what: &str| fault(place, format!("line {}: {what}", line(at)));
        let mut before = 0;
        loop {
            let event = reader.read_event();
            let at = usize::try_from(reader.buffer_position()).unwrap_or(source.len());
            let (name, empty) = match event.map_err(|e| wrong(before, &format!("{e}; save the file anew in Word")))? {
                Event::Start(e) => (e.name().into_inner().len(), false),
                Event::Empty(e) => (e.name().into_inner().len(), true),
                Event::End(e) => {
                    if let Some((id, _)) = open.pop() {
                        let length = e.len() + 3;
                        let node = &mut nodes[id.0 as usize];
                        (node.inner.end, node.end) = (at - length.min(at), at);
                    }
                    before = at;
                    continue;
                }
                Event::DocType(_) => return Err(wrong(before, "a document type declaration is not read, as it may define entities; do not trust the file")),
                Event::Eof => break,
                _ => {
                    before = at;
                    continue;
                }
            };
            if open.len() > DEPTH {
                return Err(wrong(before, &format!("elements lie more than {DEPTH} deep; do not trust the file")));
            }
            let start = source[before..at].find('<').map_or(before, |n| before + n);
            let id = Id(u32::try_from(nodes.len()).map_err(|_| wrong(before, "there are too many elements"))?);
            nodes.push(Node { start, end: at, inner: at..at, name: u16::try_from(name).unwrap_or(0), first: None, next: None });
            match open.last_mut() {
                Some((parent, last)) => {
                    match last {
                        Some(last) => nodes[last.0 as usize].next = Some(id),
                        None => nodes[parent.0 as usize].first = Some(id),
                    }
                    *last = Some(id);
                }
                None if id.0 > 0 => return Err(wrong(before, "there is more than one root element")),
                None => {}
            }
            if !empty {
                open.push((id, None));
            }
            before = at;
        }
        if !open.is_empty() || nodes.is_empty() {
            return Err(wrong(source.len(), "the part is cut off; get the file again or save it anew in Word"));
        }
        Ok(Tree { source, nodes })
    }

    pub fn root(&self) -> Id {
        Id(0)
    }

    fn node(&self, id: Id) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The name with its prefix: `w:p`.
    pub fn name(&self, id: Id) -> &'a str {
        let node = self.node(id);
        &self.source[node.start + 1..node.start + 1 + usize::from(node.name)]
    }

    pub fn is(&self, id: Id, name: &str) -> bool {
        self.name(id) == name
    }

    /// All of it, tags included.
    pub fn outer(&self, id: Id) -> Range<usize> {
        self.node(id).start..self.node(id).end
    }

    /// What stands between its tags.
    pub fn inner(&self, id: Id) -> Range<usize> {
        self.node(id).inner.clone()
    }

    /// True for `<w:p/>`.
    pub fn is_empty_tag(&self, id: Id) -> bool {
        let node = self.node(id);
        node.inner.start == node.end
    }

    /// Its first tag.
    pub fn tag(&self, id: Id) -> &'a str {
        let node = self.node(id);
        &self.source[node.start..node.inner.start]
    }

    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.node(id).first, |c| self.node(*c).next)
    }

    pub fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|c| self.is(*c, name))
    }

    /// The value of a child's attribute `w:val`: `<w:pStyle w:val="…"/>`.
    pub fn value(&self, id: Id, child: &str) -> Option<Cow<'a, str>> {
        self.attribute(self.child(id, child)?, "w:val")
    }

    /// An attribute by its whole name.
    pub fn attribute(&self, id: Id, name: &str) -> Option<Cow<'a, str>> {
        let tag = self.tag(id);
        let mut from = 0;
        loop {
            let at = from + tag[from..].find(name)?;
            let rest = tag[at + name.len()..].trim_start();
            if let Some(value) = tag[..at].ends_with(|c: char| c.is_ascii_whitespace()).then(|| rest.strip_prefix('=')).flatten() {
                let value = value.trim_start();
                let quote = value.chars().next().filter(|q| matches!(q, '"' | '\''))?;
                let value = &value[1..1 + value[1..].find(quote)?];
                return Some(unescape(value).unwrap_or(Cow::Borrowed(value)));
            }
            from = at + name.len();
        }
    }

    /// The characters of an element without children.
    pub fn text(&self, id: Id) -> Cow<'a, str> {
        let raw = &self.source[self.inner(id)];
        if !raw.contains(['&', '<', '\r']) {
            return Cow::Borrowed(raw);
        }
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('<') {
            out += &unescape(&rest[..at]).unwrap_or(Cow::Borrowed(&rest[..at]));
            let tail = &rest[at..];
            let (open, close) = if tail.starts_with("<![CDATA[") {
                (9, "]]>")
            } else if tail.starts_with("<!--") {
                (4, "-->")
            } else {
                (1, ">")
            };
            let end = tail[open..].find(close).map_or(tail.len(), |e| open + e);
            if open == 9 {
                out += &tail[open..end];
            }
            rest = tail.get(end + close.len()..).unwrap_or("");
        }
        out += &unescape(rest).unwrap_or(Cow::Borrowed(rest));
        Cow::Owned(out)
    }

    /// All elements from here down, in document order.
    pub fn descendants(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.node(id).end;
        (id.0..).map(Id).take_while(move |n| self.nodes.get(n.0 as usize).is_some_and(|node| node.start < end))
    }
}

/// Changes of a source, put in at the end: where, what instead.
#[derive(Debug, Default)]
pub(super) struct Splices(Vec<(Range<usize>, String)>);

impl Splices {
    pub fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.0.push((range, with.into()));
    }

    pub fn insert(&mut self, at: usize, what: impl Into<String>) {
        self.replace(at..at, what);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The source with all changes; those at one place in the order in which they were made.
    pub fn apply(mut self, source: &str) -> String {
        // What is put in at a place stands before what is replaced from there on.
        self.0.sort_by_key(|(range, _)| (range.start, range.end > range.start));
        let mut out = String::with_capacity(source.len() + 1024);
        let mut at = 0;
        for (range, with) in &self.0 {
            if range.start < at {
                continue;
            }
            out.push_str(&source[at..range.start]);
            out.push_str(with);
            at = range.end;
        }
        out.push_str(&source[at..]);
        out
    }
}

/// Characters for XML: escaped, without those that it has no place for.
pub(super) fn escaped(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}') && (!c.is_control() || c.is_whitespace());
    let allowed: String = text.chars().filter(allowed).collect();
    quick_xml::escape::escape(allowed).into_owned()
}
