//! A comparison or a draft as tracked changes in a Word file, the list of what is left to do as its comments. How tracked
//! changes are written is the formats' business.
use chancery_diff::{Comparison, Edit, Op, Paragraph, compare, word_edits};
use chancery_draft::Todo;
use chancery_formats::{BlockChange, Changes, Piece, ReadError, Redline, Remark, Stamp, redline_docx};
use chancery_model::Resolution;
use std::ops::Range;

/// Writes what became of `old` into the Word file it was read from. Changes that the file has already are resolved in the
/// view in which `old` was read.
///
/// # Errors
/// Those of [`chancery_formats::read_docx`].
pub fn redline(base: &[u8], view: Changes, old: &Resolution, new: &Resolution, todo: &[Todo], stamp: &Stamp) -> Result<Vec<u8>, ReadError> {
    redline_of(&compare(old, new), base, view, old, new, todo, stamp)
}

/// As [`redline`], for texts that have been compared already.
///
/// # Errors
/// As [`redline`].
pub fn redline_of(
    comparison: &Comparison,
    base: &[u8],
    view: Changes,
    old: &Resolution,
    new: &Resolution,
    todo: &[Todo],
    stamp: &Stamp,
) -> Result<Vec<u8>, ReadError> {
    let changes: Vec<BlockChange> = comparison.paragraphs.iter().map(change).collect();
    let remarks: Vec<Remark> = todo.iter().map(|t| remark(t, old, new)).collect();
    let words = |before: &str, after: &str| word_edits(before, after, new.language).iter().map(piece).collect();
    redline_docx(base, view, &Redline { new, changes: &changes, words: &words, remarks: &remarks }, stamp)
}

fn change(p: &Paragraph) -> BlockChange {
    let places = |sides: &[chancery_diff::Side]| sides.iter().map(|s| s.index).collect::<Vec<_>>();
    match (&places(&p.old)[..], &places(&p.new)[..]) {
        ([old], []) => BlockChange::Removed(*old),
        ([], [new]) => BlockChange::Added(*new),
        (old, new) => BlockChange::Kept { old: old.to_vec(), new: new.to_vec(), pieces: p.edits.iter().map(piece).collect(), moved: p.moved },
    }
}

fn piece(e: &Edit) -> Piece {
    match e.op {
        Op::Equal => Piece::Equal(e.text.clone()),
        Op::Delete => Piece::Delete(e.text.clone()),
        Op::Insert => Piece::Insert(e.text.clone()),
    }
}

/// An entry of the list, at its block. Its span counts in the old text, so that it holds where that is in the file.
fn remark(t: &Todo, old: &Resolution, new: &Resolution) -> Remark {
    let block = new.body.iter().position(|b| b.id == t.place);
    let span = old.body.iter().find(|b| b.id == t.place).and_then(|b| about(t, b.text.as_str()));
    Remark { block, span, text: format!("{} ({}; {})", t.what, t.why, t.rule) }
}

/// The words that an entry is about: its span, and all that it quotes from there on (“164 States” for the count 164).
fn about(t: &Todo, text: &str) -> Option<Range<usize>> {
    let span = t.span.clone().filter(|s| text.get(s.clone()).is_some())?;
    let quoted = t.what.split_once('“').and_then(|(_, rest)| rest.split_once('”')).map_or("", |(quoted, _)| quoted);
    let end = if text[span.start..].starts_with(quoted) { span.end.max(span.start + quoted.len()) } else { span.end };
    Some(span.start..end)
}
