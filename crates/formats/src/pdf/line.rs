//! Glyphs to lines of words: raised marks told from digits, words told from letters set apart. Everything is decided by
//! gaps and heights in relation to the size of the type; no word is known here.
use super::page::{Face, Glyph, Setting};

/// A gap between letters that have no space between them, in sizes of the type, from which it parts words: in files that
/// set spaces as characters, and in files that only move on.
const GAP_BESIDE_SPACES: f32 = 0.45;
const GAP_WITHOUT_SPACES: f32 = 0.17;
/// Beside a Chinese character.
const GAP_IN_CHINESE: f32 = 0.5;
/// A space character that leaves less than this between its neighbours was drawn over by kerning and parts nothing.
const LEAST_SPACE: f32 = 0.07;
/// A gap that is a tabulator's or lies between columns.
pub(super) const WIDE: f32 = 0.9;

/// Letters of one appearance within a word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    pub text: String,
    pub italic: bool,
    pub bold: bool,
    /// Smaller and above the line, as note marks are.
    pub raised: bool,
}

/// What stands between two spaces.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub spans: Vec<Span>,
    pub left: f32,
    pub right: f32,
    /// The size of its first letter.
    pub size: f32,
}

impl Word {
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }
}

/// A line of type.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub words: Vec<Word>,
    pub baseline: f32,
    /// The size of most of its letters.
    pub size: f32,
    pub bold: bool,
    /// From 0.
    pub page: usize,
}

impl Line {
    pub fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |w| w.left)
    }

    pub fn right(&self) -> f32 {
        self.words.last().map_or(0.0, |w| w.right)
    }

    pub fn text(&self) -> String {
        self.words.iter().map(Word::text).collect::<Vec<_>>().join(" ")
    }

    /// The gap before a word, in sizes of the type; none before the first and after the last.
    pub fn gap(&self, at: usize) -> f32 {
        let (Some(before), Some(word)) = (at.checked_sub(1).and_then(|b| self.words.get(b)), self.words.get(at)) else { return 0.0 };
        (word.left - before.right) / before.size.min(word.size)
    }

    /// The line cut where its gaps are wider than so many sizes of the type.
    pub fn cut(&self, gap: f32) -> Vec<Line> {
        let mut out: Vec<Line> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            match out.last_mut().filter(|_| at > 0 && self.gap(at) <= gap) {
                Some(line) => line.words.push(word.clone()),
                None => out.push(Line { words: vec![word.clone()], ..*self }),
            }
        }
        out
    }
}

/// Whether the file sets spaces as characters.
pub(super) fn has_spaces(settings: &[Setting]) -> bool {
    let (mut spaces, mut all) = (0, 0);
    for g in settings.iter().flat_map(|s| &s.glyphs) {
        all += 1;
        spaces += usize::from(is_space(&g.text));
    }
    spaces * 12 > all
}

/// The lines of a page, from the top.
pub(super) fn lines(setting: &Setting, page: usize, spaces: bool) -> Vec<Line> {
    let gap = if spaces { GAP_BESIDE_SPACES } else { GAP_WITHOUT_SPACES };
    let mut rows = raise(rows(setting));
    rows.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    rows.into_iter().map(|row| row.line(page, gap)).filter(|l| !l.words.is_empty()).collect()
}

/// Chinese characters and the signs that go with them: they are set without spaces and broken anywhere.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}')
}

/// Glyphs on one baseline.
struct Row<'a> {
    baseline: f32,
    /// Size of most of its letters.
    size: f32,
    glyphs: Vec<(&'a Glyph, bool)>,
}

fn is_space(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{a0}')
}

fn rows(setting: &Setting) -> Vec<Row<'_>> {
    let seen = |g: &&Glyph| {
        let on_page = g.left > -5.0 && g.right < setting.width + 5.0 && g.baseline > 0.0 && g.baseline < setting.height;
        on_page && !g.face.barcode && !g.text.chars().all(char::is_control)
    };
    let mut glyphs: Vec<&Glyph> = setting.glyphs.iter().filter(seen).collect();
    glyphs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Row> = Vec::new();
    for g in glyphs {
        match rows.last_mut().filter(|r| g.baseline - r.baseline <= 0.15 * r.size.min(g.size).max(6.0)) {
            Some(row) => {
                row.size = row.size.max(g.size);
                row.glyphs.push((g, false));
            }
            None => rows.push(Row { baseline: g.baseline, size: g.size, glyphs: vec![(g, false)] }),
        }
    }
    rows.retain(|r| r.glyphs.iter().any(|(g, _)| !is_space(&g.text)));
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.0.left.total_cmp(&b.0.left));
        row.size = most(row.glyphs.iter().filter(|(g, _)| !is_space(&g.text)).map(|(g, _)| (g.size, 1)));
        row.baseline = most(row.glyphs.iter().filter(|(g, _)| !is_space(&g.text)).map(|(g, _)| (g.baseline, 1)));
    }
    rows
}

/// The value with the greatest weight, to a tenth.
pub(super) fn most(values: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut counts: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for (value, weight) in values {
        *counts.entry((value * 10.0).round() as i64).or_default() += weight;
    }
    counts.into_iter().max_by_key(|(value, count)| (*count, *value)).map_or(0.0, |(value, _)| value as f32 / 10.0)
}

/// Small glyphs just above a line, beside its letters, are raised marks of that line.
fn raise(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut out: Vec<Row> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(mut row) = rows.next() {
        if let Some(below) = rows.peek_mut() {
            let rise = below.baseline - row.baseline;
            if (0.1 * below.size..=0.65 * below.size).contains(&rise) {
                let (marks, rest): (Vec<_>, Vec<_>) = runs(std::mem::take(&mut row.glyphs)).partition(|run| is_mark_of(run, below));
                below.glyphs.extend(marks.into_iter().flatten().filter(|(g, _)| !is_space(&g.text)).map(|(g, _)| (g, true)));
                row.glyphs = rest.into_iter().flatten().collect();
            }
        }
        if row.glyphs.iter().any(|(g, _)| !is_space(&g.text)) {
            out.push(row);
        }
    }
    for row in &mut out {
        for (g, raised) in &mut row.glyphs {
            *raised |= g.size < 0.8 * row.size && row.baseline - g.baseline > 0.1 * row.size;
        }
        row.glyphs.sort_by(|a, b| a.0.left.total_cmp(&b.0.left));
    }
    out
}

type Placed<'a> = (&'a Glyph, bool);

/// Glyphs that follow one another without a gap.
fn runs<'a>(glyphs: Vec<Placed<'a>>) -> impl Iterator<Item = Vec<Placed<'a>>> {
    let mut out: Vec<Vec<Placed>> = Vec::new();
    for g in glyphs {
        match out.last_mut().filter(|run| run.last().is_some_and(|(l, _)| !is_space(&g.0.text) && !is_space(&l.text) && g.0.left - l.right < 0.5 * l.size)) {
            Some(run) => run.push(g),
            None => out.push(vec![g]),
        }
    }
    out.into_iter()
}

fn is_mark_of(run: &[Placed<'_>], below: &Row<'_>) -> bool {
    let (Some((first, _)), Some((left, _)), Some((right, _))) = (run.first(), below.glyphs.first(), below.glyphs.last()) else { return false };
    let beside = first.left > left.left - 2.0 * below.size && first.left < right.right + 1.2 * below.size;
    beside && run.len() <= 5 && run.iter().all(|(g, _)| g.size < 0.8 * below.size)
}

impl Row<'_> {
    fn line(self, page: usize, least_gap: f32) -> Line {
        let mut words: Vec<Word> = Vec::new();
        let mut spaced = false;
        let mut before: Option<&Glyph> = None;
        let (mut bold, mut letters) = (0, 0);
        for (g, raised) in self.glyphs {
            if is_space(&g.text) {
                spaced = true;
                continue;
            }
            // Letters printed twice, a little apart, to look bold.
            if before.is_some_and(|b| b.text == g.text && (g.left - b.left).abs() < 0.12 * g.size && g.right - b.left < 1.5 * (b.right - b.left)) {
                continue;
            }
            let gap = before.map_or(f32::MAX, |b| (g.left - b.right) / self.size);
            // Beside a Chinese character stands a little space that is no word's end.
            let chinese = before.is_some_and(|b| b.text.ends_with(is_chinese)) || g.text.starts_with(is_chinese);
            let parts = if spaced { gap > LEAST_SPACE } else { gap > if chinese { GAP_IN_CHINESE } else { least_gap } };
            let Face { bold: heavy, italic, .. } = g.face;
            letters += 1;
            bold += usize::from(heavy);
            match words.last_mut().filter(|_| !parts) {
                Some(word) => {
                    word.right = word.right.max(g.right);
                    match word.spans.last_mut().filter(|s| (s.italic, s.bold, s.raised) == (italic, heavy, raised)) {
                        Some(span) => span.text.push_str(&g.text),
                        None => word.spans.push(Span { text: g.text.clone(), italic, bold: heavy, raised }),
                    }
                }
                None => {
                    let spans = vec![Span { text: g.text.clone(), italic, bold: heavy, raised }];
                    words.push(Word { spans, left: g.left, right: g.right, size: if raised { self.size } else { g.size } });
                }
            }
            spaced = false;
            before = Some(g);
        }
        Line { words, baseline: self.baseline, size: self.size, bold: bold * 2 > letters, page }
    }
}
