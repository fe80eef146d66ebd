//! The numbers that tie notes to their marks, in the order of the marks. Word does not care; LibreOffice gives the first mark
//! the note with the lowest number, whatever the mark says.
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The document and its notes under numbers in order; none if they are in order already.
pub(super) fn in_order(document: &str, notes: &str) -> Option<(String, String)> {
    let marks = numbers(document, "<w:footnoteReference ");
    let mut seen = HashSet::new();
    let ids: Vec<i64> = marks.iter().map(|(_, id)| *id).filter(|id| seen.insert(*id)).collect();
    if ids.is_sorted() {
        return None;
    }
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    let new: HashMap<i64, i64> = ids.into_iter().zip(sorted).collect();
    Some((renumbered(document, &marks, &new), renumbered(notes, &numbers(notes, "<w:footnote "), &new)))
}

/// The numbers that tags give, with their places.
fn numbers(source: &str, tag: &str) -> Vec<(Range<usize>, i64)> {
    let key = "w:id=\"";
    let number = |(at, _): (usize, &str)| {
        let tag = &source[at..at + source[at..].find('>')?];
        let start = tag.find(key)? + key.len();
        let end = start + tag[start..].find('"')?;
        Some((at + start..at + end, tag[start..end].parse().ok()?))
    };
    source.match_indices(tag).filter_map(number).collect()
}

fn renumbered(source: &str, places: &[(Range<usize>, i64)], new: &HashMap<i64, i64>) -> String {
    let mut out = String::with_capacity(source.len());
    let mut from = 0;
    for (range, id) in places {
        out.push_str(&source[from..range.start]);
        out.push_str(&new.get(id).unwrap_or(id).to_string());
        from = range.end;
    }
    out.push_str(&source[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_keep_their_marks() {
        let document = r#"<w:footnoteReference w:id="2"/><w:footnoteReference w:customMarkFollows="1" w:id="1"/>"#;
        let notes = r#"<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="1">old</w:footnote><w:footnote w:id="2">new</w:footnote>"#;
        let (document, notes) = in_order(document, notes).expect("out of order");
        assert_eq!(document, r#"<w:footnoteReference w:id="1"/><w:footnoteReference w:customMarkFollows="1" w:id="2"/>"#);
        assert_eq!(notes, r#"<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="2">old</w:footnote><w:footnote w:id="1">new</w:footnote>"#);
        assert_eq!(in_order(&document, &notes), None);
    }
}
