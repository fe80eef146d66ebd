//! The order of a page that is set in two columns, as the Official Records of the first decades are.
use super::{line::Line, page::Setting};

/// The least share of lines that must have text on both sides of the gutter and nothing in it.
const SHARE: f32 = 0.6;
const LEAST_LINES: usize = 8;

/// The lines of a page in reading order: a page of one column as it is; of two, what lies across both in its place, and
/// between it the left column before the right one.
pub(super) fn in_order(lines: Vec<Line>, setting: &Setting) -> Vec<Line> {
    let Some(gutter) = gutter(&lines, setting) else { return lines };
    let (mut out, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        if crosses(&line, gutter) {
            out.append(&mut left);
            out.append(&mut right);
            out.push(line);
            continue;
        }
        let (a, b): (Vec<_>, Vec<_>) = line.words.iter().cloned().partition(|w| w.right <= gutter);
        left.extend(Some(Line { words: a, ..line }).filter(|l| !l.words.is_empty()));
        right.extend(Some(Line { words: b, ..line }).filter(|l| !l.words.is_empty()));
    }
    out.append(&mut left);
    out.append(&mut right);
    out
}

fn crosses(line: &Line, gutter: f32) -> bool {
    let margin = 0.4 * line.size;
    line.words.iter().any(|w| w.left < gutter && w.right > gutter)
        || line.words.windows(2).any(|w| w[0].right <= gutter && w[1].left >= gutter && w[1].left - w[0].right < 2.0 * margin)
}

/// The middle of the gap that lies open through most of the page.
fn gutter(lines: &[Line], setting: &Setting) -> Option<f32> {
    let candidates = (40..=60).map(|percent| setting.width * percent as f32 / 100.0);
    let share = |x: f32| {
        let both = lines.iter().filter(|l| !crosses(l, x) && l.left() < x && l.right() > x && l.words.len() > 5).count();
        (both, both as f32 / lines.len().max(1) as f32)
    };
    let best = candidates.map(|x| (x, share(x))).max_by(|a, b| a.1.1.total_cmp(&b.1.1))?;
    (best.1.0 >= LEAST_LINES && best.1.1 >= SHARE).then_some(best.0)
}
