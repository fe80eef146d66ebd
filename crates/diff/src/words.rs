//! Word diff over tokens in which an entity is one token, grouped the way a person reads.
use crate::{Class, Edit, Op, classify};
use chancery_model::entity::{self, Value};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A token: text, and the kind of entity it is.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    pub text: &'a str,
    pub entity: Option<&'static str>,
}

pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    // A phrase is words of its own: “Noting with [deep] regret” shows the word that came.
    let placeholders = text.match_indices('[').filter_map(|(i, _)| text[i..].find(']').map(|e| (i..i + e + 1, "placeholder")));
    let mut spans: Vec<_> = entity::recognise(text)
        .into_iter()
        .filter(|e| !matches!(e.value, Value::InitiatingPhrase { .. }))
        .map(|e| (e.span.clone(), e.value.kind()))
        .chain(placeholders)
        .collect();
    spans.sort_by_key(|(s, _)| s.start);
    for (span, kind) in spans {
        if span.start < at {
            continue;
        }
        plain(&text[at..span.start], &mut out);
        out.push(Token { text: &text[span.clone()], entity: Some(kind) });
        at = span.end;
    }
    plain(&text[at..], &mut out);
    out
}

/// Words, spaces and single punctuation marks.
fn plain<'a>(mut text: &'a str, out: &mut Vec<Token<'a>>) {
    while let Some(c) = text.chars().next() {
        let len = if c.is_alphanumeric() { text.find(|c: char| !c.is_alphanumeric() && c != '’').unwrap_or(text.len()) } else { c.len_utf8() };
        out.push(Token { text: &text[..len], entity: None });
        text = &text[len..];
    }
}

/// The edits that turn one text into the other; none for equal texts.
pub(crate) fn edits(old: &str, new: &str) -> Vec<Edit> {
    if old == new {
        return Vec::new();
    }
    let (a, b) = (tokens(old), tokens(new));
    let (at, bt): (Vec<_>, Vec<_>) = (a.iter().map(|t| t.text).collect(), b.iter().map(|t| t.text).collect());
    let mut groups: Vec<(bool, Vec<Token>, Vec<Token>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &at, &bt) {
        let equal = matches!(op, DiffOp::Equal { .. });
        let (x, y) = (a[op.old_range()].to_vec(), b[op.new_range()].to_vec());
        match groups.last_mut() {
            Some((e, gx, gy)) if *e == equal => {
                gx.extend(x);
                gy.extend(y);
            }
            _ => groups.push((equal, x, y)),
        }
    }
    absorb(&mut groups);
    let mut out = Vec::new();
    // “, 76/26” for “ and 76/26”: a joint between two entities belongs to their list.
    let entity_at = |side: Option<&Vec<Token>>, last: bool| {
        let word = |t: &&Token| t.text != " ";
        let edge = side.and_then(|s| if last { s.iter().rfind(word) } else { s.iter().find(word) });
        edge.is_some_and(|t| t.entity.is_some())
    };
    let joints: Vec<usize> = (0..groups.len())
        .map(|i| {
            usize::from(i > 0 && entity_at(groups.get(i.wrapping_sub(1)).map(|g| &g.1), true)) + usize::from(entity_at(groups.get(i + 1).map(|g| &g.1), false))
        })
        .collect();
    for ((equal, x, y), joint) in groups.into_iter().zip(joints) {
        let class = if equal { Class::None } else { classify::class(&x, &y, joint) };
        for (op, side) in [(if equal { Op::Equal } else { Op::Delete }, &x), (Op::Insert, &y)] {
            if side.is_empty() || equal && op == Op::Insert {
                continue;
            }
            let entity = if let [t] = side.as_slice() { t.entity } else { None };
            out.push(Edit { op, text: side.iter().map(|t| t.text).collect(), entity, class });
        }
    }
    out
}

/// Islands of spaces and punctuation between two changes belong to them: no confetti.
fn absorb(groups: &mut Vec<(bool, Vec<Token<'_>>, Vec<Token<'_>>)>) {
    let mut merged: Vec<(bool, Vec<Token>, Vec<Token>)> = Vec::new();
    let last = groups.len().saturating_sub(1);
    for (i, (equal, x, y)) in groups.drain(..).enumerate() {
        let island = equal && i > 0 && i < last && x.iter().all(|t| t.entity.is_none() && !t.text.starts_with(char::is_alphanumeric));
        match merged.last_mut() {
            Some((false, gx, gy)) if island || !equal => {
                gx.extend(x);
                gy.extend(y);
            }
            _ => merged.push((equal, x, y)),
        }
    }
    *groups = merged;
}
