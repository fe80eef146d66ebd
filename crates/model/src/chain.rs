//! Chains of resolutions: the lists in which a text recalls what came before (B-61, B-65, B-66).
use crate::{
    ResolutionNumber, Session,
    entity::{Entity, Value},
};
use regex::Regex;
use std::{cmp::Reverse, ops::Range, sync::LazyLock};

/// A resolution cited in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its number.
    pub number: ResolutionNumber,
    /// The number alone.
    pub span: Range<usize>,
    /// Where its date ends, or the number if it has none of its own.
    pub end: usize,
}

impl Cited {
    /// Whether the text gives it a date.
    pub fn is_dated(&self) -> bool {
        self.end > self.span.end
    }

    /// Parts of one resolution: `67/234 A` and `67/234 B`.
    pub fn is_part_with(&self, other: &Cited) -> bool {
        self.is_part_of(&other.number)
    }

    /// The same, by number.
    pub fn is_part_of(&self, other: &ResolutionNumber) -> bool {
        match (&self.number, other) {
            (ResolutionNumber::BySession { session: s, number: n, .. }, ResolutionNumber::BySession { session: t, number: m, .. }) => s == t && n == m,
            _ => false,
        }
    }

    /// Its regular session; 0 if it has none.
    pub fn session(&self) -> u16 {
        match self.number {
            ResolutionNumber::BySession { session: Session::Regular(n), .. } | ResolutionNumber::Running { session: Session::Regular(n), .. } => n,
            _ => 0,
        }
    }
}

/// The resolutions among a text's entities.
pub fn cited(text: &str, entities: &[Entity]) -> Vec<Cited> {
    let number = |e: &Entity| match &e.value {
        Value::Resolution(c) => Some((e.span.clone(), c.number.clone())),
        _ => None,
    };
    entities
        .iter()
        .filter_map(number)
        .map(|(span, number)| {
            let next = entities.get(entities.partition_point(|e| e.span.start < span.end));
            let date = next.filter(|e| matches!(e.value, Value::Date(_)) && text.get(span.end..e.span.start) == Some(" of "));
            Cited { number, end: date.map_or(span.end, |e| e.span.end), span }
        })
        .collect()
}

/// What stands between two items of a list.
static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:,| and|, and)(?: sections? [IVX]+(?: and [IVX]+)? of)?(?: its| General Assembly)?(?: resolutions?)? $").expect("a constant pattern")
});

/// The citations that one list joins, by place in the paragraph's citations: “75/52 of …, 76/26 of … and 77/63 of …”.
pub fn lists(text: &str, all: &[Cited]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (n, c) in all.iter().enumerate() {
        // A list that goes back in time is a second one: “…, 73/31 and 74/33, and its resolutions 45/55 B and 48/74 B”.
        let joint = if n > 0 { &text[all[n - 1].end..c.span.start] } else { "" };
        let joins = n > 0 && (c.session() == 0 || all[n - 1].session() <= c.session()) && JOINT.is_match(joint);
        // “Human Rights Council resolutions 37/38 and 40/25, and General Assembly resolutions …” are two.
        let other_organ =
            |list: &Range<usize>| joint.contains("General Assembly") && text[..all[list.start].span.start].trim_end().ends_with("Council resolutions");
        match out.last_mut() {
            Some(list) if joins && other_organ(list) => out.push(n..n + 1),
            Some(list) if joins => list.end = n + 1,
            _ => out.push(n..n + 1),
        }
    }
    out
}

/// The places after which a list of sessions skips some: `n` stands for the gap between the items `n` and `n + 1`. A list
/// that keeps no even pace has none, nor has a short one (B-66).
pub fn gaps(sessions: &[u16]) -> Vec<usize> {
    let steps: Vec<u16> = sessions.windows(2).map(|w| w[1].saturating_sub(w[0])).collect();
    let Some(usual) = (1..4).max_by_key(|n| (steps.iter().filter(|s| *s == n).count(), Reverse(*n))) else { return Vec::new() };
    let even = steps.iter().filter(|s| **s == usual).count();
    if even < 4 || 4 * even < 3 * steps.len() {
        return Vec::new();
    }
    steps.iter().enumerate().filter(|(_, s)| **s > usual).map(|(n, _)| n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paces() {
        assert_eq!(gaps(&[58, 60, 62, 64, 68, 70]), [3]);
        assert_eq!(gaps(&[70, 71, 72, 73, 74, 75]), []);
        assert_eq!(gaps(&[40, 55, 60, 61, 70, 77]), []);
    }
}
