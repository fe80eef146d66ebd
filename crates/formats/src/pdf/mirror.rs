//! Pages whose lines run from the right, seen in a mirror: margins, columns, labels and marks then lie where they lie in
//! every other language. Figures and Latin words, which run from the left all the same, are turned back.
use super::page::{Glyph, Setting};
use chancery_model::Text;

/// Whether most letters of a document are written from right to left.
pub(super) fn is_needed(settings: &[Setting]) -> bool {
    let (mut rtl, mut all) = (0, 0);
    for c in settings.iter().flat_map(|s| &s.glyphs).flat_map(|g| g.text.chars()).filter(|c| c.is_alphabetic()) {
        all += 1;
        rtl += usize::from(is_rtl(c));
    }
    rtl * 2 > all
}

/// The pages as a mirror shows them, with their words in the order of reading.
pub(super) fn mirrored(mut settings: Vec<Setting>) -> Vec<Setting> {
    for s in &mut settings {
        for g in &mut s.glyphs {
            (g.left, g.right) = (s.width - g.right, s.width - g.left);
            g.text.retain(|c| !Text::is_invisible(c));
        }
        s.glyphs.retain(|g| !g.text.is_empty());
        drop_signs(&mut s.glyphs);
        settle_signs(&mut s.glyphs);
        for r in &mut s.rules {
            (r.left, r.right) = (s.width - r.right, s.width - r.left);
        }
        turn_back(&mut s.glyphs);
    }
    // Some programs name a bracket by its meaning, others by its shape.
    if brackets_by_shape(&settings) {
        settings.iter_mut().flat_map(|s| &mut s.glyphs).for_each(|g| g.text = g.text.chars().map(other_bracket).collect());
    }
    settings
}

/// Hebrew, Arabic and their kin; their figures run from the left.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') && !is_figure(c)
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// A vowel sign is set beside its letter without a width of its own; where both stand for letter and sign, one is enough.
fn drop_signs(glyphs: &mut Vec<Glyph>) {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let is_sign = |g: &Glyph| g.right - g.left < 0.05 * g.size && g.text.chars().count() > 1;
    let same = |a: &Glyph, b: &Glyph| a.text == b.text && (a.left - b.left).abs() < 2.0 * b.size && (a.baseline - b.baseline).abs() < 1.2 * b.size;
    for g in glyphs.drain(..) {
        match kept.last_mut().filter(|last| same(last, &g)) {
            Some(last) if is_sign(last) => *last = g,
            Some(_) if is_sign(&g) => {}
            _ => kept.push(g),
        }
    }
    *glyphs = kept;
}

/// A vowel sign.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// Signs are raised above their letters or sunk below them, and stand anywhere over their width: each is put on the line of
/// its letter and directly after it. The letter is the one beside it in the file, on the side from which the file runs.
fn settle_signs(glyphs: &mut [Glyph]) {
    let is_sign_alone = |g: &Glyph| g.text.chars().all(is_sign);
    let letter = |sign: &Glyph, g: &Glyph| {
        let near = (g.baseline - sign.baseline).abs() < sign.size && (g.left - sign.left).abs() < 2.0 * sign.size;
        (near && g.text.chars().next_back().is_some_and(is_rtl)).then_some((g.baseline, g.left, g.right))
    };
    for at in 0..glyphs.len() {
        let sign = &glyphs[at];
        if !is_sign_alone(sign) {
            continue;
        }
        let before = glyphs[..at].iter().rev().find(|g| !is_sign_alone(g)).and_then(|g| letter(sign, g));
        let after = glyphs[at..].iter().find(|g| !is_sign_alone(g)).and_then(|g| letter(sign, g));
        let own = match (before, after) {
            (Some(before), Some(after)) => Some(if after.1 < before.1 { after } else { before }),
            (before, after) => before.or(after),
        };
        let Some((baseline, left, right)) = own else { continue };
        (glyphs[at].baseline, glyphs[at].left, glyphs[at].right) = (baseline, left + 0.02 * glyphs[at].size, right);
    }
}

/// What a glyph is to the order of its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Right,
    Left,
    Figure,
    /// Keeps figures together: “77/63”, “4,5”. A hyphen does not, after Arabic letters.
    Separator,
    Neutral,
}

fn way(g: &Glyph) -> Way {
    match g.text.chars().next() {
        Some(c) if is_figure(c) => Way::Figure,
        Some(c) if is_rtl(c) => Way::Right,
        Some(c) if c.is_alphabetic() => Way::Left,
        Some('.' | ',' | '/' | ':') => Way::Separator,
        _ => Way::Neutral,
    }
}

/// Turns what runs from the left back, line by line.
fn turn_back(glyphs: &mut [Glyph]) {
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    for row in glyphs.chunk_by_mut(|a, b| b.baseline - a.baseline <= 0.05 * b.size.max(6.0)) {
        keep_order(row);
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut from = 0;
        while from < row.len() {
            let end = run(row, from);
            if end > from {
                reverse(&mut row[from..end]);
            }
            from = end.max(from + 1);
        }
    }
}

/// Letters that reach far over their neighbours, or over the space beside them, stand before them by their places. Where a
/// file has the letters of its lines in order, that order holds between neighbours.
fn keep_order(row: &mut [Glyph]) {
    let falls = row.windows(2).filter(|pair| pair[1].left < pair[0].left).count();
    if falls * 10 < row.len() * 9 {
        return;
    }
    let is_space = |g: &Glyph| g.text.chars().all(char::is_whitespace);
    let is_word = |g: &Glyph| way(g) == Way::Right || is_space(g);
    for at in 1..row.len() {
        let [.., last, here] = &mut row[..=at] else { continue };
        let reach = last.left + 0.6 * here.size;
        if !is_word(last) || !is_word(here) || here.left > reach {
            continue;
        }
        if is_space(here) && here.right < last.right {
            last.left = last.left.max(here.right);
        } else if here.left >= last.left {
            here.left = last.left - 0.01 * here.size;
        }
    }
}

/// The end of the run from the left that starts here, in the mirror: its last glyph comes first.
fn run(row: &[Glyph], from: usize) -> usize {
    if !matches!(way(&row[from]), Way::Left | Way::Figure) {
        return from;
    }
    let (mut end, mut at) = (from + 1, from + 1);
    while at < row.len() {
        let (before, here) = (way(&row[end - 1]), way(&row[at]));
        let single = at == end + 1 && way(&row[end]) == Way::Separator;
        match here {
            Way::Right => break,
            // A figure that follows a Latin word stands in its run; between figures nothing but a separator does.
            Way::Figure if before == Way::Figure && at > end && !single => break,
            // “2022 A/77” is two runs: here the word is met last, and it was printed first.
            Way::Figure if before == Way::Left && at > end && !single => break,
            Way::Left | Way::Figure => end = at + 1,
            Way::Separator | Way::Neutral => {}
        }
        at += 1;
    }
    end
}

fn reverse(run: &mut [Glyph]) {
    let (low, high) = run.iter().fold((f32::MAX, f32::MIN), |(low, high), g| (low.min(g.left), high.max(g.right)));
    for g in run.iter_mut() {
        (g.left, g.right) = (low + high - g.right, low + high - g.left);
    }
    run.reverse();
}

/// Whether closing brackets come before opening ones.
fn brackets_by_shape(settings: &[Setting]) -> bool {
    let mut balance = 0_i64;
    for s in settings {
        let mut open = 0_i64;
        for c in s.glyphs.iter().flat_map(|g| g.text.chars()) {
            match c {
                '(' | '[' => open += 1,
                ')' | ']' if open > 0 => {
                    open -= 1;
                    balance += 1;
                }
                ')' | ']' => balance -= 1,
                _ => {}
            }
        }
    }
    balance < 0
}

fn other_bracket(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}
