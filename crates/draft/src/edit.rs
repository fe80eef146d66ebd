//! Replacements in the body, recorded with their rule. Spans refer to the base text; they are applied at the end.
use crate::{Draft, DraftEdit, Todo};
use chancery_model::entity::{self, Entity};
use std::ops::Range;

struct Pending {
    block: usize,
    span: Range<usize>,
    new: String,
    rule: &'static str,
    certain: bool,
}

pub(crate) struct Editor<'a> {
    draft: &'a mut Draft,
    pending: Vec<Pending>,
    entities: Vec<Vec<Entity>>,
}

impl<'a> Editor<'a> {
    pub fn new(draft: &'a mut Draft) -> Self {
        let entities = draft.resolution.body.iter().map(|b| unquoted(b.text.as_str())).collect();
        Editor { draft, pending: Vec::new(), entities }
    }

    pub fn len(&self) -> usize {
        self.entities.len()
    }

    pub fn block(&self, i: usize) -> &chancery_model::Block {
        &self.draft.resolution.body[i]
    }

    pub fn text(&self, i: usize) -> &str {
        self.block(i).text.as_str()
    }

    pub fn entities(&self, i: usize) -> Vec<Entity> {
        self.entities[i].clone()
    }

    pub fn notes(&self) -> Vec<(String, String)> {
        self.draft.resolution.notes.iter().map(|n| (n.number.clone(), n.text.as_str().to_owned())).collect()
    }

    /// Replaces a span, unless an earlier rule already did.
    pub fn replace(&mut self, block: usize, span: Range<usize>, new: impl Into<String>, rule: &'static str, certain: bool) -> bool {
        let new = new.into();
        if self.text(block)[span.clone()] == new {
            return true;
        }
        let free = !self.pending.iter().any(|p| p.block == block && p.span.start < span.end && span.start < p.span.end);
        if free {
            self.pending.push(Pending { block, span, new, rule, certain });
        }
        free
    }

    /// Something that the text teaches, for people.
    pub fn learn(&mut self, what: String) {
        self.draft.learned.push(what);
    }

    /// Something to do with the text as a whole, or with what `place` names.
    pub fn todo(&mut self, place: &str, what: String, why: &str, rule: &'static str) {
        self.note(Todo { place: place.to_owned(), label: None, span: None, what, why: why.to_owned(), rule });
    }

    /// Something to do with a paragraph as a whole.
    pub fn note_at(&mut self, i: usize, what: String, why: &str, rule: &'static str) {
        let b = self.block(i);
        self.note(Todo { place: b.id.clone(), label: b.label.clone(), span: None, what, why: why.to_owned(), rule });
    }

    /// Something to do with some words of a paragraph.
    pub fn flag(&mut self, i: usize, span: Range<usize>, what: String, why: &str, rule: &'static str) {
        let b = self.block(i);
        self.note(Todo { place: b.id.clone(), label: b.label.clone(), span: Some(span), what, why: why.to_owned(), rule });
    }

    /// Words to look at, unless a rule has replaced them or asked about them.
    pub fn check(&mut self, i: usize, span: Range<usize>, what: String, why: &str, rule: &'static str) {
        let replaced = self.pending.iter().any(|p| p.block == i && p.span.start < span.end && span.start < p.span.end);
        let asked = self.draft.todo.iter().any(|t| t.place == self.block(i).id && t.span.as_ref().is_some_and(|s| s.start < span.end && span.start < s.end));
        if !replaced && !asked {
            self.flag(i, span, what, why, rule);
        }
    }

    fn note(&mut self, todo: Todo) {
        if !self.draft.todo.iter().any(|t| t.place == todo.place && t.what == todo.what && t.rule == todo.rule) {
            self.draft.todo.push(todo);
        }
    }

    pub fn finish(mut self) {
        self.pending.sort_by_key(|p| (p.block, p.span.start));
        for p in &self.pending {
            let b = &self.draft.resolution.body[p.block];
            self.draft.edits.push(DraftEdit {
                place: b.id.clone(),
                span: p.span.clone(),
                old: b.text.as_str()[p.span.clone()].to_owned(),
                new: p.new.clone(),
                rule: p.rule,
                certain: p.certain,
            });
        }
        for p in self.pending.iter().rev() {
            self.draft.resolution.body[p.block].text.replace(p.span.clone(), &p.new);
        }
        let order: Vec<String> = self.draft.resolution.body.iter().map(|b| b.id.clone()).collect();
        self.draft.todo.sort_by_key(|t| order.iter().position(|id| *id == t.place).map_or(if t.place == "masthead" { 0 } else { order.len() + 1 }, |i| i + 1));
    }
}

/// The entities outside quoted titles, which are protected (D-23).
pub(crate) fn unquoted(text: &str) -> Vec<Entity> {
    let (mut at, mut depth) = (0, 0_i32);
    let mut outside = |e: &Entity| {
        for c in text[at..e.span.start].chars() {
            depth += i32::from(c == '“') - i32::from(c == '”' && depth > 0);
        }
        at = e.span.start;
        depth == 0
    };
    let mut entities = entity::recognise(text);
    entities.retain(|e| outside(e));
    entities
}
