//! The head of the first page: two columns under the symbol, then session, item, sponsors and title, each over as many
//! lines as it takes.
use super::{
    flow::{self, Evidence},
    line::Line,
};
use crate::text::{body, head};

/// The gap between the masthead's columns, in sizes of the type.
const APART: f32 = 2.5;

/// Takes the lines before the opening formula off the first page that has one.
pub(super) fn split_off(pages: &mut [Vec<Line>]) -> Vec<Line> {
    let Some(first) = pages.first_mut() else { return Vec::new() };
    let end = first.iter().position(|l| body::formula(&l.text()).is_some());
    end.map(|end| first.drain(..end).collect()).unwrap_or_default()
}

/// Its paragraphs: the right column of the masthead first, since the symbol heads it.
pub(super) fn sources(lines: Vec<Line>, evidence: &Evidence) -> Vec<String> {
    let pieces: Vec<Vec<Line>> = lines.iter().map(|l| l.cut(APART)).collect();
    let beside = pieces.iter().filter(|p| p.len() > 1).filter_map(|p| p.last()).map(Line::left).fold(f32::MAX, f32::min);
    let last = pieces.iter().rposition(|p| p.len() > 1).unwrap_or(0);
    // Below the last line that has both, what stands to the right goes on with that column.
    let (mut left, mut right): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
    let mut open = true;
    for (n, line) in pieces.into_iter().enumerate() {
        for (at, piece) in line.into_iter().enumerate() {
            open &= n <= last || piece.left() >= beside - piece.size;
            if at > 0 && n <= last || open && piece.left() >= beside - piece.size {
                right.push(piece);
            } else {
                left.push(piece);
            }
        }
    }
    let mut out: Vec<String> = right.iter().map(|l| line_of(std::slice::from_ref(l), evidence)).collect();
    let mut group: Vec<Line> = Vec::new();
    for line in left {
        if !group.is_empty() && !goes_on(&group, &line, evidence) {
            out.push(line_of(&group, evidence));
            group.clear();
        }
        group.push(line);
    }
    if !group.is_empty() {
        out.push(line_of(&group, evidence));
    }
    out
}

/// Whether the next line belongs to the same line of the masthead, wrapped.
fn goes_on(group: &[Line], next: &Line, evidence: &Evidence) -> bool {
    let Some(last) = group.last() else { return false };
    if (last.size - next.size).abs() > 0.7 || last.bold != next.bold || next.baseline - last.baseline > 1.45 * next.size {
        return false;
    }
    let hangs = group.len() == 1 && last.words.len() > 1 && (1..last.words.len()).any(|at| (last.words[at].left - next.left()).abs() < 0.3 * last.size);
    let aligned = (last.left() - next.left()).abs() < last.size;
    let centred = (last.left() + last.right() - next.left() - next.right()).abs() < 2.0 * last.size;
    if !hangs && !aligned && !centred {
        return false;
    }
    let (before, after) = (line_of(group, evidence), line_of(std::slice::from_ref(next), evidence));
    // “… on 15 / December 2044”: neither line has the date alone.
    let dated = |text: &str| evidence.language.last_date(text).is_some();
    if !dated(&before) && !dated(&after) && dated(&format!("{before} {after}")) {
        return true;
    }
    let open = before.ends_with(" on") || before.ends_with([',', '-']) || after.starts_with(char::is_lowercase);
    open || flow::is_full(last, next, evidence) || head::may_run_on(&before, evidence.language) && !head::is_form(&after, evidence.language)
}

/// A line of the masthead: what is set off in it is no label.
fn line_of(lines: &[Line], evidence: &Evidence) -> String {
    flow::source(lines, evidence).replace('\t', " ")
}
