//! Footnotes of foreign pages: which links are marks, which elements are the notes they lead to. A mark is a short link to a
//! later place that begins with the mark's own number or leads back.
use super::tree::{At, Element, characters, element, elements};
use ego_tree::NodeId;
use std::collections::{HashMap, HashSet};

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// Links that are marks, with their numbers.
    pub marks: HashMap<NodeId, String>,
    /// Numbers and elements of the notes, in the order of their marks.
    pub list: Vec<(String, At<'a>)>,
    /// The elements of the notes.
    pub blocks: HashSet<NodeId>,
    /// Links from the notes to their marks.
    pub back: HashSet<NodeId>,
}

/// A link within the page.
struct Jump<'a> {
    at: At<'a>,
    order: usize,
    to: At<'a>,
    to_order: usize,
}

impl<'a> Notes<'a> {
    /// Finds the footnotes of a page.
    pub fn find(root: At<'a>) -> Self {
        let mut places: HashMap<&str, (usize, At<'a>)> = HashMap::new();
        for (order, (at, e)) in elements(root).enumerate() {
            for name in [e.attribute("id"), e.attribute("name").filter(|_| e.name() == "a")].into_iter().flatten() {
                places.entry(name).or_insert((order, at));
            }
        }
        let jump = |(order, (at, e)): (usize, (At<'a>, &'a Element))| {
            let (to_order, to) = *places.get(e.attribute("href")?.strip_prefix('#')?)?;
            (e.name() == "a").then_some(Jump { at, order, to, to_order })
        };
        let jumps: Vec<Jump> = elements(root).enumerate().filter_map(jump).collect();
        let mut notes = Notes::default();
        for j in jumps.iter().filter(|j| j.to_order > j.order) {
            let Some(number) = number(&characters(j.at)) else { continue };
            let block = block_of(j.to);
            if notes.blocks.contains(&block.id()) {
                notes.marks.insert(j.at.id(), number);
            } else if begins(block, &number) || leads_back(block, j, &jumps) {
                notes.blocks.insert(block.id());
                notes.marks.insert(j.at.id(), number.clone());
                notes.list.push((number, block));
            }
        }
        let in_note = |j: &&Jump| j.to_order < j.order && j.at.ancestors().any(|a| notes.blocks.contains(&a.id()));
        notes.back = jumps.iter().filter(in_note).filter(|j| characters(j.at).trim().chars().count() <= 5).map(|j| j.at.id()).collect();
        notes
    }
}

/// The number of a mark: `1`, `[1]`, `a`, `*`.
fn number(text: &str) -> Option<String> {
    let plain = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')'));
    let count = plain.chars().count();
    let figures = (1..=4).contains(&count) && plain.bytes().all(|b| b.is_ascii_digit());
    let sign = count == 1 && plain.chars().all(|c| c.is_alphabetic() || matches!(c, '*' | '†' | '‡'));
    (figures || sign).then(|| plain.to_owned())
}

/// The element that holds the whole note.
fn block_of(at: At<'_>) -> At<'_> {
    let is_block = |e: &Element| matches!(e.name(), "p" | "li" | "div" | "aside" | "dd" | "td" | "section" | "blockquote");
    let block = std::iter::once(at).chain(at.ancestors()).find(|a| element(*a).is_some_and(is_block)).unwrap_or(at);
    // Word lays the paragraphs of a note in an element of their own.
    let whole =
        |e: &Element| e.says("style", "mso-element:") && e.says("style", "note") && !e.says("style", "-list") || e.says("id", "ftn") || e.says("id", "edn");
    block.parent().filter(|p| element(*p).is_some_and(whole)).unwrap_or(block)
}

fn begins(block: At<'_>, number: &str) -> bool {
    let text = characters(block);
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '('))
        .strip_prefix(number)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a link of the note leads to the mark or to what holds it.
fn leads_back(block: At<'_>, mark: &Jump, jumps: &[Jump]) -> bool {
    let inside = jumps.partition_point(|j| j.order < mark.to_order.saturating_sub(2));
    let near = jumps[inside..].iter().take(8).filter(|j| j.at.ancestors().any(|a| a.id() == block.id()));
    let holds = |at: At<'_>| at.id() == mark.at.id() || mark.at.ancestors().take(3).any(|a| a.id() == at.id());
    near.into_iter().any(|j| holds(j.to))
}
