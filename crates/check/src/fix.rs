//! Makes certain fixes: in a resolution, or in the text of its file with everything else left as it is.
use crate::{
    finding::{Finding, Fix, Place},
    source::SourceMap,
};
use chancery_model::{Resolution, assign_ids};
use std::{collections::BTreeMap, ops::Range};

/// Makes the certain fixes of some findings and tells how many. Of two that touch the same words, the first is made:
/// check again for the other.
pub fn fix(r: &mut Resolution, findings: &[Finding]) -> usize {
    let mut made = 0;
    for (place, fixes) in by_place(findings) {
        for fix in fixes.iter().rev() {
            if put(r, place, fix) {
                made += 1;
            }
        }
    }
    assign_ids(&mut r.body);
    made
}

/// The certain fixes of each place, in order and apart.
fn by_place(findings: &[Finding]) -> BTreeMap<Place, Vec<&Fix>> {
    let mut out: BTreeMap<Place, Vec<&Fix>> = BTreeMap::new();
    for (place, fix) in findings.iter().filter_map(|f| Some((f.place, f.fix.as_ref().filter(|x| x.certain)?))) {
        out.entry(place).or_default().push(fix);
    }
    for fixes in out.values_mut() {
        fixes.sort_by_key(|f| (f.span.start, f.span.end));
        let mut end = None;
        fixes.retain(|f| {
            let apart = end.is_none_or(|e| f.span.start > e || f.span.start == e && !f.span.is_empty());
            if apart {
                end = Some(f.span.end);
            }
            apart
        });
    }
    out
}

fn put(r: &mut Resolution, place: Place, fix: &Fix) -> bool {
    let words = |text: &mut String| {
        text.replace_range(fix.span.clone(), &fix.text);
        true
    };
    match place {
        Place::Title => r.title.replace(fix.span.clone(), &fix.text),
        Place::Block(i) => r.body[i].text.replace(fix.span.clone(), &fix.text),
        Place::Note(i) => r.notes[i].text.replace(fix.span.clone(), &fix.text),
        Place::Label(i) => return r.body[i].label.as_mut().is_some_and(words),
        Place::Meeting(i) => return words(&mut r.closing[i].meeting),
        Place::ClosingDate(i) => return r.closing[i].date.as_mut().is_some_and(words),
        Place::Masthead(field) => return field.of_mut(&mut r.masthead).is_some_and(words),
    }
    true
}

/// Makes the certain fixes in the text of the file and leaves every other byte as it is. Gives the new text and how many
/// were made; where markup stands inside the words that change, none is.
pub fn fix_source(r: &Resolution, findings: &[Finding], map: &SourceMap) -> (String, usize) {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (place, fixes) in by_place(findings) {
        let text = place.text(r);
        for fix in fixes {
            let (span, words) = least(&text, fix);
            let Some(range) = map.range(place, &span) else { continue };
            let same = map.source()[range.clone()].split_whitespace().eq(text[span.clone()].split_whitespace());
            if same || map.source()[range.clone()].replace('\u{2011}', "-") == text[span] {
                edits.push((range, words));
            }
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut out, mut from, mut made) = (String::with_capacity(map.source().len()), 0, 0);
    for (range, words) in edits.into_iter() {
        if range.start >= from {
            out.push_str(&map.source()[from..range.start]);
            out.push_str(&words);
            (from, made) = (range.end, made + 1);
        }
    }
    out.push_str(&map.source()[from..]);
    (out, made)
}

/// The fix without what stays at its head and end, so that markup there is not touched.
fn least(text: &str, fix: &Fix) -> (Range<usize>, String) {
    let old = &text[fix.span.clone()];
    if old == fix.text {
        // What differs is in the source alone: white space.
        return (fix.span.clone(), fix.text.clone());
    }
    let head: usize = old.chars().zip(fix.text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old, new) = (&old[head..], &fix.text[head..]);
    let tail: usize = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (fix.span.start + head..fix.span.end - tail, new[..new.len() - tail].to_owned())
}
