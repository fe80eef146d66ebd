//! Footnotes, taken from the foot of the pages: under a short rule or a row of underscores, in smaller type, each with its
//! mark. A note that runs on over the page is put together.
use super::{
    line::{Line, Word},
    page::Setting,
};

/// The lines of one footnote.
#[derive(Debug, Clone)]
pub(super) struct RawNote {
    /// `7`, `*`.
    pub mark: String,
    pub lines: Vec<Line>,
}

/// Takes the notes out of the pages' lines.
pub(super) fn lift(pages: &mut [Vec<Line>], settings: &[Setting], body_size: f32) -> Vec<RawNote> {
    let mut notes: Vec<RawNote> = Vec::new();
    let mut raised = false;
    for (lines, setting) in pages.iter_mut().zip(settings) {
        let (from, ruled) = match separator(lines, setting, body_size) {
            Some(at) => (at, true),
            None => (small_foot(lines, body_size, next_number(&notes)), false),
        };
        let foot: Vec<Line> = lines.drain(from..).collect();
        for line in foot.into_iter().filter(|l| !is_underscores(l)) {
            // Where marks are raised, a figure at the beginning of a line is a figure.
            let next = if raised { 0 } else { next_number(&notes) };
            raised |= line.words.first().and_then(|w| w.spans.first()).is_some_and(|s| s.raised && s.text.bytes().all(|b| b.is_ascii_digit()));
            match mark(&line, next) {
                Some((mark, words)) => notes.push(RawNote { mark, lines: vec![Line { words, ..line }] }),
                None => match notes.last_mut() {
                    Some(note) => note.lines.push(line),
                    None if ruled => notes.push(RawNote { mark: String::new(), lines: vec![line] }),
                    None => lines.push(line),
                },
            }
        }
    }
    notes
}

fn next_number(notes: &[RawNote]) -> u32 {
    notes.iter().rev().find_map(|n| n.mark.parse::<u32>().ok()).unwrap_or(0) + 1
}

fn is_underscores(line: &Line) -> bool {
    let text = line.text();
    text.len() >= 8 && text.bytes().all(|b| b == b'_')
}

/// The first line under the separator: a row of underscores, or a short rule at the left with smaller type under it.
fn separator(lines: &[Line], setting: &Setting, body_size: f32) -> Option<usize> {
    if let Some(at) = lines.iter().rposition(is_underscores) {
        return Some(at);
    }
    let short = |width: f32| (40.0..=0.4 * setting.width).contains(&width);
    let mut rules: Vec<f32> = setting.rules.iter().filter(|r| short(r.right - r.left) && r.left < 0.4 * setting.width).map(|r| r.y).collect();
    rules.sort_by(f32::total_cmp);
    rules.into_iter().rev().find_map(|y| {
        let at = lines.iter().position(|l| l.baseline > y)?;
        let (foot, text) = (&lines[at..], lines[..at].last());
        let small = foot.iter().all(|l| l.size < 0.96 * body_size || mark(l, 0).is_some());
        (small && text.is_none_or(|t| t.baseline < y)).then_some(at)
    })
}

/// The last lines in smaller type that begin with a mark.
fn small_foot(lines: &[Line], body_size: f32, next: u32) -> usize {
    let small = lines.iter().rev().take_while(|l| l.size < 0.93 * body_size).count();
    let from = lines.len() - small;
    (from..lines.len()).find(|at| *at > 0 && mark(&lines[*at], next).is_some()).unwrap_or(lines.len())
}

/// The mark at the beginning of a note and the words after it: raised figures, asterisks, or the figure that comes next.
fn mark(line: &Line, next: u32) -> Option<(String, Vec<Word>)> {
    let first = line.words.first()?;
    let lead = first.spans.first()?;
    let rest = |word_goes_on: bool| {
        let mut words = line.words.clone();
        if word_goes_on {
            words[0].spans.remove(0);
        } else {
            words.remove(0);
        }
        words
    };
    let goes_on = first.spans.len() > 1;
    let figures = lead.text.bytes().all(|b| b.is_ascii_digit());
    let stars = lead.text.chars().all(|c| matches!(c, '*' | '†' | '‡'));
    if lead.raised && figures || stars {
        return Some((lead.text.clone(), rest(goes_on)));
    }
    // “*Draft …” and “** In accordance …” in one run of letters.
    let star = lead.text.chars().take_while(|c| matches!(c, '*' | '†' | '‡')).count();
    if star > 0 {
        let at = lead.text.char_indices().nth(star).map_or(lead.text.len(), |(at, _)| at);
        let mut words = line.words.clone();
        let text = words[0].spans[0].text.split_off(at);
        let mark = std::mem::replace(&mut words[0].spans[0].text, text);
        return Some((mark, words));
    }
    (figures && !goes_on && lead.text.parse() == Ok(next) && line.words.len() > 1).then(|| (lead.text.clone(), rest(false)))
}
