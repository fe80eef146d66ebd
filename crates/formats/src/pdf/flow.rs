//! Lines to paragraphs: which lines belong together, over the ends of lines, columns and pages, and their words as the
//! source that the readers of text share (`*italics*`, raised note marks as superscripts, a tabulator after the label).
use super::line::{Line, Span, WIDE, Word, is_chinese};
use crate::{inline, text::body};
use chancery_model::Language;
use std::collections::HashSet;

/// Evidence of the document about itself: its words, the marks of its notes, the measures of its type.
pub(super) struct Evidence {
    /// The language of its opening formula.
    pub language: Language,
    /// Words as they stand within lines.
    words: HashSet<String>,
    /// Words that end in a hyphen or stroke before a space: “troop- and police-contributing”.
    open: HashSet<String>,
    /// Marks of the notes that were found.
    pub marks: HashSet<String>,
    /// Distance of lines in sizes of the type.
    leading: f32,
    /// Left edge of most lines, and right edge of full ones.
    left: f32,
    right: f32,
    /// Paragraphs stand apart from one another, further than their lines do.
    apart: bool,
}

/// A document with so many sentences that end before the margin tells by the next lines whether its paragraphs stand apart.
const ENDS: usize = 8;

impl Evidence {
    pub fn of(pages: &[Vec<Line>], marks: HashSet<String>, language: Language) -> Self {
        let (mut words, mut open) = (HashSet::new(), HashSet::new());
        for line in pages.iter().flatten() {
            // The last word of a line may be cut.
            let whole = line.words.len().saturating_sub(1);
            words.extend(line.words[..whole].iter().map(|w| bare(&w.text())));
            open.extend(line.words[..whole].iter().map(Word::text).filter(|w| w.ends_with(['-', '/'])));
        }
        let leading = leading(pages);
        let mut edges: Vec<f32> = pages.iter().flatten().map(Line::right).collect();
        edges.sort_by(f32::total_cmp);
        let right = edges.get(edges.len() * 9 / 10).copied().unwrap_or(0.0);
        let left = super::line::most(pages.iter().flatten().map(|l| (l.left(), 1)));
        let mut evidence = Evidence { language, words, open, marks, leading: leading.max(1.0), left, right, apart: false };
        evidence.apart = evidence.stand_apart(pages);
        evidence
    }

    fn stand_apart(&self, pages: &[Vec<Line>]) -> bool {
        let pairs = pages.iter().flat_map(|lines| lines.windows(2)).filter(|p| p[1].baseline > p[0].baseline);
        let ends = pairs.filter(|p| body::ends_sentence(&p[0].text()) && !is_full(&p[0], &p[1], self));
        let (mut all, mut far) = (0, 0);
        for pair in ends {
            all += 1;
            far += usize::from(self.is_far(&pair[0], &pair[1]));
        }
        all >= ENDS && far * 10 >= all * 9
    }

    /// Whether a line stands further below another than the lines of one paragraph do.
    fn is_far(&self, last: &Line, next: &Line) -> bool {
        (next.baseline - last.baseline) / next.size > self.leading * 1.3
    }
}

/// Where no sentence goes on from line to line, lines that stand further apart than this are paragraphs.
const WIDEST_LEADING: f32 = 1.3;

/// How far the lines of one paragraph stand apart, in sizes of the type: as lines do whose sentence goes on, if there are
/// such.
fn leading(pages: &[Vec<Line>]) -> f32 {
    let distance = |pair: &[Line]| (pair[1].baseline - pair[0].baseline) / pair[1].size;
    let pairs = || pages.iter().flat_map(|lines| lines.windows(2)).filter(|pair| (0.9..2.6).contains(&distance(pair)));
    let open = pairs().filter(|p| !body::ends_sentence(&p[0].text()) && p[1].text().starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase()));
    let of_open = super::line::most(open.map(|p| (distance(p), 1)));
    if of_open > 0.0 { of_open } else { super::line::most(pairs().map(|p| (distance(p), 1))).min(WIDEST_LEADING) }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether a line goes on in the next, by where they stand and how full the first is.
pub(super) fn joins(paragraph: &[Line], next: &Line, evidence: &Evidence) -> bool {
    let Some(last) = paragraph.last() else { return false };
    let em = last.size;
    if (last.size - next.size).abs() > 0.7 || last.bold != next.bold {
        return false;
    }
    let same_column = last.page == next.page && next.baseline > last.baseline;
    if same_column && evidence.is_far(last, next) {
        return false;
    }
    // Headings wrap before the margin.
    let one_heading = last.bold && (next.left() - last.left()).abs() < em || are_centred(last, next, evidence);
    if one_heading && same_column && !body::ends_sentence(&last.text()) && !is_numbered(next) {
        return true;
    }
    let first = paragraph.len() == 1;
    let indent = next.left() - last.left();
    // Text under text after a label: a hanging indent.
    // Over the end of a page: both lines are set in as first lines are.
    let set_in = |line: &Line| line.left() > evidence.left + 0.9 * em;
    if first && !same_column && indent.abs() < 0.4 * em && set_in(last) && set_in(next) && body::ends_sentence(&last.text()) {
        return false;
    }
    let label = is_labelled(next) && next.gap(1) > WIDE;
    if first && last.words.len() > 1 && last.gap(1) > WIDE && (next.left() - last.words[1].left).abs() < 0.4 * em && !label {
        return true;
    }
    // “(viii)” is wider than its place, so that the text after it stands further in than the lines below.
    if first && indent > 0.9 * em && !label && is_labelled(last) && last.words.get(1).is_some_and(|w| next.left() < w.left + em) {
        return is_full(last, next, evidence) || goes_on(last, next);
    }
    if first && evidence.language.is_meeting(&last.text()) {
        return false;
    }
    if is_labelled(next) && indent.abs() < 0.4 * em && !first {
        // “… paragraph / (a) of …” stands at the margin of the lines before; a label of a list has a tabulator after it.
        return next.gap(1) < WIDE && is_full(last, next, evidence);
    }
    if indent > 0.9 * em {
        return false;
    }
    if indent < -0.9 * em {
        // A first line that is set in goes on at the margin; a line further left than its margin is another paragraph.
        return first && (is_full(last, next, evidence) || goes_on(last, next));
    }
    if first && is_labelled(next) && is_labelled(last) {
        return false;
    }
    // “… resolutions 57/141 and / 58/240 …”, in a line that had room for the next word.
    let near = evidence.apart && same_column && indent.abs() < 0.4 * em && !body::ends_sentence(&last.text()) && !is_labelled(next);
    near || is_full(last, next, evidence) || goes_on(last, next)
}

/// Whether both lines stand in the middle of the same column: a heading that is too long for one line.
fn are_centred(last: &Line, next: &Line, evidence: &Evidence) -> bool {
    let em = last.size;
    let middle = |line: &Line| (line.left() + line.right()) / 2.0;
    let set_in = next.left() > evidence.left + em && next.right() < evidence.right - em;
    set_in && (middle(last) - middle(next)).abs() < 0.5 * em && (last.left() - next.left()).abs() > em
}

/// Whether the sentence is open and the next line continues it in small letters.
fn goes_on(last: &Line, next: &Line) -> bool {
    !body::ends_sentence(&last.text()) && next.text().starts_with(char::is_lowercase) && !is_labelled(next)
}

/// Whether the first word of the next line had no room in the line.
pub(super) fn is_full(last: &Line, next: &Line, evidence: &Evidence) -> bool {
    let Some(word) = next.words.first() else { return false };
    // A word may be broken at a hyphen within it.
    let text = word.text();
    let letters = text.chars().count().max(1) as f32;
    let breaks = |text: &str| if text.starts_with(is_chinese) { Some(0) } else { text.find(['-', '–', '/']) };
    let piece = breaks(&text).map_or(letters, |at| text[..at].chars().count() as f32 + 1.0);
    let needed = (word.right - word.left) * piece / letters + 0.2 * last.size;
    last.right() + needed > evidence.right - 1.2 * last.size
}

fn is_labelled(line: &Line) -> bool {
    let text = line.words.iter().take(2).map(Word::text).collect::<Vec<_>>().join("\t");
    body::label(&text).is_some()
}

/// Whether a heading begins: “30 June 2021” does not, after “… for the period from 1 July 2020 to”.
fn is_numbered(line: &Line) -> bool {
    is_labelled(line) && (line.gap(1) > WIDE || line.words[0].text().ends_with(['.', ')']))
}

/// The paragraph's source.
pub(super) fn source(lines: &[Line], evidence: &Evidence) -> String {
    let mut out = Source::default();
    for (n, line) in lines.iter().enumerate() {
        let words = healed(line, evidence);
        for (at, word) in words.iter().enumerate() {
            match (n, at) {
                (0, 0) => {}
                (0, 1) if line.gap(1) > WIDE || is_bullet(&words[0].text()) => out.space('\t'),
                (_, 0) => out.line_end(&word.text(), evidence),
                _ => out.space(' '),
            }
            // A number that somebody made italic with the phrase after it is a number all the same.
            let label = n == 0 && at == 0 && line.gap(1) > WIDE;
            for (i, span) in word.spans.iter().enumerate() {
                out.span(&Span { italic: span.italic && !label, ..span.clone() }, word.spans.get(i + 1), evidence);
            }
        }
    }
    out.finish()
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "•" | "–" | "-" | "\u{f0b7}" | "·")
}

/// A word that the file cut in two is put together if the document has it whole elsewhere and has not its pieces, and if
/// the gap is narrower than the others of the line.
fn healed(line: &Line, evidence: &Evidence) -> Vec<Word> {
    let mut gaps: Vec<f32> = (1..line.words.len()).map(|at| line.gap(at)).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let mut out: Vec<Word> = Vec::new();
    for (at, word) in line.words.iter().enumerate() {
        if at > 0
            && line.gap(at) < 0.7 * usual
            && let Some(last) = out.last_mut()
        {
            let (a, b) = (bare(&last.text()), bare(&word.text()));
            let pieces = evidence.words.contains(&a) && evidence.words.contains(&b);
            if !pieces && evidence.words.contains(&format!("{a}{b}")) {
                last.spans.extend(word.spans.iter().cloned());
                last.right = word.right;
                continue;
            }
        }
        out.push(word.clone());
    }
    out
}

/// A paragraph as it grows.
#[derive(Default)]
struct Source {
    /// Pieces with whether they are italic; spaces are pieces of their own.
    pieces: Vec<(String, bool)>,
}

impl Source {
    fn space(&mut self, c: char) {
        let italic = self.pieces.last().is_some_and(|p| p.1);
        self.push(&c.to_string(), italic);
    }

    fn push(&mut self, text: &str, italic: bool) {
        if text.starts_with('(') && self.pieces.last().is_some_and(|p| p.0.ends_with(']')) {
            self.pieces.push(("\\".to_owned(), italic));
        }
        match self.pieces.last_mut().filter(|p| p.1 == italic) {
            Some(piece) => piece.0.push_str(text),
            None => self.pieces.push((text.to_owned(), italic)),
        }
    }

    fn span(&mut self, span: &Span, next: Option<&Span>, evidence: &Evidence) {
        let text = span.text.as_str();
        // Chinese has no italics; of its lines only the figures would be.
        let italic = span.italic && evidence.language != Language::Zh;
        let marks = |s: &Span| evidence.marks.contains(&s.text) || s.text.split(',').all(|m| evidence.marks.contains(m));
        // The comma between two marks is theirs, not the sentence's.
        if text == "," && span.raised && next.is_some_and(marks) {
            return;
        }
        let star = text.chars().all(|c| matches!(c, '*' | '†' | '‡'));
        if (span.raised || star) && marks(span) {
            for mark in text.split(',') {
                let figures = mark.bytes().all(|b| b.is_ascii_digit());
                let written = if figures { inline::to_superscript(mark) } else { format!("[^{mark}]") };
                self.mark(&written);
            }
            return;
        }
        // “Azerbaijan,* Bangladesh”: a mark within a run of letters.
        let stars = text.trim_end_matches('*');
        if stars.len() < text.len() && evidence.marks.contains(&text[stars.len()..]) {
            self.push(&escaped(stars), italic);
            self.mark(&format!("[^{}]", &text[stars.len()..]));
            return;
        }
        self.push(&escaped(text), italic);
    }

    /// A mark follows its word without a space, and is never italic of its own.
    fn mark(&mut self, written: &str) {
        while let Some(last) = self.pieces.last_mut() {
            let kept = last.0.trim_end_matches(' ').len();
            last.0.truncate(kept);
            if kept > 0 || self.pieces.len() == 1 {
                break;
            }
            self.pieces.pop();
        }
        let italic = self.pieces.last().is_some_and(|p| p.1);
        self.push(written, italic);
    }

    /// Between the last word of a line and the first of the next: a space, unless the word was broken at its hyphen.
    fn line_end(&mut self, next: &str, evidence: &Evidence) {
        let Some((last, italic)) = self.pieces.last_mut() else { return };
        let italic = *italic;
        let word = last.rsplit([' ', '\t']).next().unwrap_or_default().to_owned();
        if let Some(stem) = word.strip_suffix('\u{ad}') {
            last.truncate(last.len() - word.len() + stem.len());
            return;
        }
        let chinese = last.ends_with(is_chinese) || next.starts_with(is_chinese);
        // A Spanish dash belongs to the word after it.
        if chinese || evidence.language == Language::Es && word == "—" {
            return;
        }
        let address = word.contains("://") || word.starts_with("www.");
        if address && !word.ends_with(['.', ',', ';', ')']) {
            return;
        }
        let stem = word.trim_end_matches(['-', '\u{2010}']);
        let (whole, hyphened) = (format!("{}{}", bare_start(stem), bare(next)), format!("{}-{}", bare_start(stem), bare(next)));
        let suspended = !word.ends_with('/');
        let joint = matches!(next, "and" | "or" | "et" | "ou" | "y" | "o" | "и" | "или");
        let listed = suspended && (joint || evidence.open.contains(&word) && !evidence.words.contains(&hyphened));
        let broken =
            !listed && word.contains(char::is_alphanumeric) && word.ends_with(['-', '\u{2010}', '\u{2011}', '–', '—', '/']) && !next.starts_with(['–', '—']);
        if !broken {
            self.push(" ", italic);
            return;
        }
        // A hyphen of the typesetter's: the document has the word without it, and not with it.
        if stem.len() < word.len() && next.starts_with(char::is_lowercase) && evidence.words.contains(&whole) && !evidence.words.contains(&hyphened) {
            let kept = last.len() - (word.len() - stem.len());
            last.truncate(kept);
        }
    }

    fn finish(self) -> String {
        let mut out = String::new();
        for (text, italic) in self.pieces {
            let words = text.trim_matches([' ', '\t']);
            if !italic || !words.contains(char::is_alphanumeric) {
                out.push_str(&text);
                continue;
            }
            let (lead, trail) = text.split_once(words).unwrap_or(("", ""));
            out.push_str(&format!("{lead}*{words}*{trail}"));
        }
        out.trim().to_owned()
    }
}

fn bare_start(word: &str) -> String {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Characters that the shared way would take for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match c {
            '*' | '\\' => out.extend(['\\', c]),
            '[' if rest.starts_with("[^") => out.push_str("\\["),
            '(' if out.ends_with(']') => out.push_str("\\("),
            '\u{f0b7}' | '·' if text.chars().count() == 1 => out.push('•'),
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}
