//! HTML to a tree, by the parser that follows the standard of browsers. Here are only the tree it fills and the limits:
//! on the depth and number of elements and on the attributes of a tag, because the standard's algorithms are quadratic in
//! them.
use crate::ReadError;
use ego_tree::{NodeId, Tree};
use html5ever::{
    Attribute, ExpandedName, ParseOpts, QualName, ns, parse_document,
    tendril::{StrTendril, TendrilSink},
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
};
use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    rc::Rc,
};

/// Elements may lie so deep; pages of people stay below a hundred.
const DEPTH: u16 = 256;

/// A tag may have so many attributes.
const ATTRIBUTES: usize = 1000;

/// A page may have so many elements: formatting that is never closed is opened anew in each paragraph.
const ELEMENTS: usize = 1_000_000;

/// The parser is fed so many bytes at a time, and asked whether a limit was passed.
const PIECE: usize = 1 << 11;

/// What stands at a place of the tree.
pub(super) enum Node {
    Element(Element),
    Text(String),
    /// The document itself, comments, instructions.
    Other,
}

/// An element with its attributes.
pub(super) struct Element {
    name: Rc<QualName>,
    attributes: Vec<Attribute>,
    /// Its line in the source, from 1.
    pub line: usize,
    depth: u16,
}

/// A place in the tree.
pub(super) type At<'a> = ego_tree::NodeRef<'a, Node>;

impl Element {
    /// Its name in lower case; elements of formulas and drawings have none, so that nothing takes them for text.
    pub fn name(&self) -> &str {
        if self.name.ns == ns!(html) { &self.name.local } else { "" }
    }

    /// An attribute by name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }

    /// Whether an attribute has this word in it, in any case.
    pub fn says(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute).is_some_and(|value| value.to_ascii_lowercase().contains(word))
    }
}

/// The element at a place.
pub(super) fn element<'a>(at: At<'a>) -> Option<&'a Element> {
    if let Node::Element(e) = at.value() { Some(e) } else { None }
}

/// All elements below a place, in document order.
pub(super) fn elements<'a>(at: At<'a>) -> impl Iterator<Item = (At<'a>, &'a Element)> {
    at.descendants().filter_map(|n| element(n).map(|e| (n, e)))
}

/// The characters below a place, as they stand.
pub(super) fn characters(at: At<'_>) -> String {
    let text = |n: At<'_>| if let Node::Text(t) = n.value() { Some(t.clone()) } else { None };
    at.descendants().filter_map(text).collect()
}

/// The tree of a page.
pub(super) fn parse(source: &str) -> Result<Tree<Node>, ReadError> {
    let too = |line: usize, message: String| Err(ReadError::Html { line, message: message + "; save the page again as a plain web page" });
    if let Some(line) = overloaded_tag(source) {
        return too(line, format!("a tag has more than {ATTRIBUTES} attributes"));
    }
    let mut parser = parse_document(Sink::new(), ParseOpts::default());
    let mut rest = source;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(boundary(rest, PIECE));
        parser.process(StrTendril::from(piece));
        rest = after;
        let sink = &parser.tokenizer.sink.sink;
        if let Some(line) = sink.passed.get() {
            return too(line, format!("elements lie more than {DEPTH} levels deep"));
        }
        if sink.count.get() > ELEMENTS {
            return too(sink.line.get(), format!("there are more than {ELEMENTS} elements"));
        }
    }
    let tree = parser.finish();
    // The parser moves elements about; what is walked later is bounded by what really is.
    let mut depth = 0_u16;
    for edge in tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(_) => depth += 1,
            ego_tree::iter::Edge::Close(_) => depth -= 1,
        }
        if depth > 2 * DEPTH {
            return too(1, format!("elements lie more than {DEPTH} levels deep"));
        }
    }
    Ok(tree)
}

/// The last place between characters that is not after this one.
fn boundary(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|n| source.is_char_boundary(*n)).unwrap_or_default()
}

/// The line of the first tag with too many attributes. The states are those of the standard's tokenizer within a tag; every
/// `<` before a letter opens one, in scripts and comments too, so that nothing can hide a tag.
fn overloaded_tag(source: &str) -> Option<usize> {
    const NAME: usize = 0; // Of the tag.
    const BEFORE: usize = 1; // Between attributes.
    const KEY: usize = 2;
    const EQUALS: usize = 3;
    const BARE: usize = 4;
    const SINGLE: usize = 5;
    const DOUBLE: usize = 6;
    // For each state in which the tokenizer may be, the most attributes that the tag can have by now.
    let mut states: [Option<usize>; 7] = [None; 7];
    let bytes = source.as_bytes();
    for (at, b) in bytes.iter().enumerate() {
        if states.iter().any(Option::is_some) {
            let mut next: [Option<usize>; 7] = [None; 7];
            for (state, count) in states.iter().enumerate().filter_map(|(s, n)| n.map(|n| (s, n))) {
                let (to, more) = match (state, *b) {
                    (SINGLE, b'\'') | (DOUBLE, b'"') => (BEFORE, 0),
                    (SINGLE | DOUBLE, _) => (state, 0),
                    (_, b'>') => continue,
                    (EQUALS, b'\'') => (SINGLE, 0),
                    (EQUALS, b'"') => (DOUBLE, 0),
                    (EQUALS, b) if b.is_ascii_whitespace() => (EQUALS, 0),
                    (EQUALS, _) => (BARE, 0),
                    (KEY, b'=') => (EQUALS, 0),
                    (KEY | NAME | BEFORE, b'/') => (BEFORE, 0),
                    // A sign of equality may follow a space after the key: both readings are kept below.
                    (KEY | NAME | BARE | BEFORE, b) if b.is_ascii_whitespace() => (BEFORE, 0),
                    (BEFORE, b'=') => (EQUALS, 1),
                    (BEFORE, _) => (KEY, 1),
                    (same, _) => (same, 0),
                };
                next[to] = next[to].max(Some(count + more));
                if state == BEFORE && *b == b'=' {
                    next[KEY] = next[KEY].max(Some(count + 1));
                }
            }
            states = next;
        }
        if *b == b'<' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            states[NAME] = states[NAME].max(Some(0));
        }
        if states.iter().flatten().any(|n| *n > ATTRIBUTES) {
            return Some(bytes[..at].iter().filter(|b| **b == b'\n').count() + 1);
        }
    }
    None
}

/// What the parser fills.
struct Sink {
    tree: RefCell<Tree<Node>>,
    line: Cell<usize>,
    /// How many elements there are.
    count: Cell<usize>,
    /// The line at which elements lay too deep.
    passed: Cell<Option<usize>>,
    document: Rc<QualName>,
}

/// A place that the parser holds, with the name that it asks for.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

impl Sink {
    fn new() -> Self {
        let document = Rc::new(QualName::new(None, ns!(), "".into()));
        Sink { tree: RefCell::new(Tree::new(Node::Other)), line: Cell::new(1), count: Cell::new(0), passed: Cell::new(None), document }
    }

    fn orphan(&self, node: Node, name: &Rc<QualName>) -> Handle {
        Handle { id: self.tree.borrow_mut().orphan(node).id(), name: Rc::clone(name) }
    }

    /// Notes the depth of an element under its new parent.
    fn place(&self, parent: NodeId, child: NodeId) {
        let mut tree = self.tree.borrow_mut();
        let depth = tree.get(parent).and_then(element).map_or(0, |e| e.depth) + 1;
        if let Some(mut node) = tree.get_mut(child)
            && let Node::Element(e) = node.value()
        {
            e.depth = depth;
        }
        if depth > DEPTH && self.passed.get().is_none() {
            self.passed.set(Some(self.line.get()));
        }
    }

    /// Adds text to the text that stands before it, or as a node of its own.
    fn add_text(before: Option<ego_tree::NodeMut<'_, Node>>, text: &str) -> bool {
        let Some(mut node) = before else { return false };
        let Node::Text(t) = node.value() else { return false };
        t.push_str(text);
        true
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree<Node>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree<Node> {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: self.tree.borrow().root().id(), name: Rc::clone(&self.document) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        self.count.set(self.count.get() + 1);
        self.orphan(Node::Element(Element { name: Rc::clone(&name), attributes, line: self.line.get(), depth: 0 }), &name)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.orphan(Node::Other, &self.document)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.orphan(Node::Other, &self.document)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                if let Some(mut parent) = self.tree.borrow_mut().get_mut(parent.id) {
                    parent.append_id(child.id);
                }
                self.place(parent.id, child.id);
            }
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree.borrow_mut();
                let Some(mut parent) = tree.get_mut(parent.id) else { return };
                if !Sink::add_text(parent.last_child(), &text) {
                    parent.append(Node::Text(text.to_string()));
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree.borrow().get(element.id).is_some_and(|n| n.parent().is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        match new {
            NodeOrText::AppendNode(child) => {
                let parent = {
                    let mut tree = self.tree.borrow_mut();
                    if let Some(mut node) = tree.get_mut(child.id) {
                        node.detach();
                    }
                    let Some(mut sibling) = tree.get_mut(sibling.id) else { return };
                    sibling.insert_id_before(child.id);
                    sibling.as_ref().parent().map(|p| p.id())
                };
                if let Some(parent) = parent {
                    self.place(parent, child.id);
                }
            }
            NodeOrText::AppendText(text) => {
                let mut tree = self.tree.borrow_mut();
                let Some(mut sibling) = tree.get_mut(sibling.id) else { return };
                if !Sink::add_text(sibling.prev_sibling(), &text) {
                    sibling.insert_before(Node::Text(text.to_string()));
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        if let Some(mut node) = tree.get_mut(target.id)
            && let Node::Element(e) = node.value()
        {
            let free = ATTRIBUTES.saturating_sub(e.attributes.len());
            let new: Vec<Attribute> = attributes.into_iter().take(free).filter(|a| e.attributes.iter().all(|b| b.name != a.name)).collect();
            e.attributes.extend(new);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        if let Some(mut node) = self.tree.borrow_mut().get_mut(target.id) {
            node.detach();
        }
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        if let Some(mut parent) = self.tree.borrow_mut().get_mut(new_parent.id) {
            parent.reparent_from_id_append(node.id);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX));
    }
}
