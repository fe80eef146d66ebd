//! Where the strings of a resolution stand in the text or Markdown that it was read from, character by character.
//!
//! The reader folds white space, heals page breaks and lifts notes; this goes the way back by walking along both. What
//! it does not find has no place in the file, and findings there are told by paragraph alone.
use crate::finding::{Field, Finding, Place};
use chancery_model::Resolution;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The way from a resolution's strings to the bytes of its source.
pub struct SourceMap<'a> {
    source: &'a str,
    places: HashMap<Place, Span>,
    /// First bytes of the lines.
    lines: Vec<usize>,
    /// Blocks by their first byte.
    blocks: Vec<(usize, usize)>,
}

/// The source bytes of one string.
struct Span {
    /// For each byte of the string, where its character begins.
    starts: Vec<u32>,
    /// And where it ends.
    ends: Vec<u32>,
}

/// A comment that silences a rule: `<!-- check: ignore B-05 a reason -->`.
pub(crate) struct Remark {
    pub range: Range<usize>,
    pub rules: Vec<String>,
    pub has_reason: bool,
}

const OPENS: &str = "<!-- check: ignore ";

/// Steps for each byte of the source; a text that needs more is not mapped to its end.
const EFFORT: usize = 64;

impl<'a> SourceMap<'a> {
    /// Finds the strings of a resolution in its source.
    pub fn new(resolution: &Resolution, source: &'a str) -> Self {
        let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut map = SourceMap { source, places: HashMap::new(), lines, blocks: Vec::new() };
        map.head(resolution);
        let after = map.body(resolution);
        map.tail(resolution, after);
        map.blocks = (0..resolution.body.len()).filter_map(|i| Some((map.raw(Place::Block(i))?.start, i))).collect();
        map.blocks.sort_unstable();
        map
    }

    /// The bytes of a span, if its string was found. An empty span stands at the end of the character before it.
    pub fn range(&self, place: Place, span: &Range<usize>) -> Option<Range<usize>> {
        let found = self.places.get(&place)?;
        let at = |v: &[u32], i: usize| v.get(i).map(|n| *n as usize);
        if span.is_empty() {
            let here = if span.start == 0 { at(&found.starts, 0)? } else { at(&found.ends, span.start - 1)? };
            return Some(here..here);
        }
        Some(at(&found.starts, span.start)?..at(&found.ends, span.end - 1)?)
    }

    /// The source.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// Line and column of a byte, both from 1, in characters.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines[line - 1];
        (line, self.source[start..at].chars().count() + 1)
    }

    fn head(&mut self, r: &Resolution) {
        let limit = self.source.len().min(20_000);
        for field in [Field::Symbol, Field::Issued, Field::Session, Field::AgendaItem, Field::Adoption, Field::Sponsors, Field::Number] {
            let place = Place::Masthead(field);
            let text = place.text(r);
            // A number stands in the symbol too: the one before the title has a full stop.
            let wanted = if field == Field::Number { format!("{text}.") } else { text.to_string() };
            let head = self.source.get(..limit).unwrap_or(self.source);
            if let Some(at) = head.find(&wanted).filter(|_| !text.is_empty()) {
                self.places.insert(place, plain(at, &text));
            }
        }
    }

    fn body(&mut self, r: &Resolution) -> usize {
        let mut effort = EFFORT.saturating_mul(self.source.len());
        let title = r.title.as_str();
        let mut line = 0;
        if !title.is_empty() {
            let number = r.masthead.number.as_ref().map(|n| format!("{n}."));
            if let Some((at, span, _)) = self.find(line, number.as_deref(), title, &mut effort).or_else(|| self.find(line, None, title, &mut effort)) {
                self.places.insert(Place::Title, span);
                line = at;
            }
        }
        for (i, b) in r.body.iter().enumerate() {
            let Some((at, span, label)) = self.find(line, b.label.as_deref(), b.text.as_str(), &mut effort) else { continue };
            line = self.lines.partition_point(|start| *start <= span.ends.last().map_or(self.lines[at], |e| *e as usize)).max(at + 1);
            self.places.insert(Place::Block(i), span);
            if let (Some(start), Some(text)) = (label, &b.label) {
                self.places.insert(Place::Label(i), plain(start, text));
            }
        }
        line
    }

    /// Closing lines and notes: short strings that stand where the body ends, or anywhere in Markdown.
    fn tail(&mut self, r: &Resolution, line: usize) {
        let from = self.lines.get(line).copied().unwrap_or(0);
        for (i, c) in r.closing.iter().enumerate() {
            for (place, text) in [(Place::Meeting(i), Some(&c.meeting)), (Place::ClosingDate(i), c.date.as_ref())] {
                let Some(text) = text.filter(|t| !t.is_empty()) else { continue };
                // In Markdown the closing stands in the front matter, after its own heading.
                let front = self.source.find("[[closing]]").unwrap_or(from);
                let found = self.source[from..].find(text.as_str()).map(|at| at + from);
                if let Some(at) = found.or_else(|| self.source[front..].find(text.as_str()).map(|at| at + front)) {
                    self.places.insert(place, plain(at, text));
                }
            }
        }
        let mut effort = EFFORT.saturating_mul(self.source.len());
        for (i, n) in r.notes.iter().enumerate() {
            let mark = superscripts(&n.number);
            let found = [format!("{mark} "), mark, format!("[^{}]: ", n.number), format!("{} ", n.number)]
                .iter()
                .find_map(|label| self.find(0, Some(label), n.text.as_str(), &mut effort));
            if let Some((_, span, _)) = found {
                self.places.insert(Place::Note(i), span);
            }
        }
    }

    /// The first line from `line` on that has the label and the text.
    fn find(&self, line: usize, label: Option<&str>, text: &str, effort: &mut usize) -> Option<(usize, Span, Option<usize>)> {
        if text.is_empty() {
            return None;
        }
        for (n, start) in self.lines.iter().enumerate().skip(line) {
            *effort = effort.checked_sub(1)?;
            let open = |c: char| c.is_whitespace() && c != '\n' || matches!(c, '#' | '*' | '>' | '|' | '_' | '\u{feff}');
            let mut at = *start + (self.source[*start..].len() - self.source[*start..].trim_start_matches(open).len());
            // A comment of its own before the paragraph tells the reader what it is.
            if let Some(rest) = self.source[at..].strip_prefix("<!--")
                && let Some(end) = rest.find("-->").filter(|e| !rest[..*e].contains('\n'))
                && !rest[end + 3..].trim_start_matches(' ').starts_with('\n')
            {
                at += 4 + end + 3;
                at += self.source[at..].len() - self.source[at..].trim_start_matches(open).len();
            }
            let labelled = match label {
                Some(l) => {
                    let Some(rest) = self.source[at..].strip_prefix(l) else { continue };
                    let begins = at;
                    at = self.source.len() - rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n' || c == '*').len();
                    Some(begins)
                }
                None => None,
            };
            if let Some(span) = along(self.source, at, text, effort) {
                return Some((n, span, labelled));
            }
        }
        None
    }

    /// The source of a string, from its first to its last character.
    pub(crate) fn raw(&self, place: Place) -> Option<Range<usize>> {
        let span = self.places.get(&place)?;
        Some(*span.starts.first()? as usize..*span.ends.last()? as usize)
    }

    /// The byte of the string whose character begins at or after a byte of the source.
    pub(crate) fn back(&self, place: Place, at: usize) -> Option<usize> {
        let span = self.places.get(&place)?;
        Some(span.starts.partition_point(|s| (*s as usize) < at))
    }

    pub(crate) fn remarks(&self) -> Vec<Remark> {
        let mut out = Vec::new();
        for (at, _) in self.source.match_indices(OPENS) {
            let Some(end) = self.source[at..].find("-->") else { break };
            let mut words = self.source[at + OPENS.len()..at + end].split_whitespace().peekable();
            let mut rules = Vec::new();
            while let Some(w) = words.next_if(|w| crate::rules::rule(w.trim_end_matches(',')).is_some()) {
                rules.push(w.trim_end_matches(',').to_owned());
            }
            out.push(Remark { range: at..at + end + 3, rules, has_reason: words.next().is_some() });
        }
        out
    }

    /// Drops what a remark before the paragraph silences.
    pub(crate) fn silence(&self, list: &mut Vec<Finding>) {
        let remarks = self.remarks();
        let reasoned = remarks.iter().filter(|r| r.has_reason).filter_map(|r| Some((self.after(r)?, r)));
        let silenced: HashSet<(usize, &str)> = reasoned.flat_map(|(block, r)| r.rules.iter().map(move |id| (block, id.as_str()))).collect();
        list.retain(|f| !matches!(f.place, Place::Block(i) | Place::Label(i) if silenced.contains(&(i, f.rule.id))));
    }

    /// The first block that stands after a remark.
    pub(crate) fn after(&self, remark: &Remark) -> Option<usize> {
        self.blocks.get(self.blocks.partition_point(|(start, _)| *start <= remark.range.end)).map(|(_, i)| *i)
    }
}

/// A string that stands in the source as it is.
fn plain(at: usize, text: &str) -> Span {
    let mut span = Span { starts: Vec::with_capacity(text.len()), ends: Vec::with_capacity(text.len()) };
    for (i, c) in text.char_indices() {
        span.push(at + i..at + i + c.len_utf8(), c.len_utf8());
    }
    span
}

impl Span {
    fn push(&mut self, range: Range<usize>, bytes: usize) {
        for _ in 0..bytes {
            self.starts.push(range.start as u32);
            self.ends.push(range.end as u32);
        }
    }
}

fn superscripts(number: &str) -> String {
    number.chars().map(|c| c.to_digit(10).and_then(|d| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(d as usize)).unwrap_or(c)).collect()
}

fn is_superscript(c: char) -> bool {
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".contains(c)
}

/// Walks along the source from `at` as long as it says what the text says.
fn along(source: &str, mut at: usize, text: &str, effort: &mut usize) -> Option<Span> {
    let mut span = Span { starts: Vec::new(), ends: Vec::new() };
    for t in text.chars() {
        *effort = effort.checked_sub(1)?;
        at = markup(source, at, t);
        let c = source[at..].chars().next()?;
        let width = c.len_utf8();
        if t == ' ' && c.is_whitespace() {
            let end = space(source, at);
            span.push(at..end, 1);
            at = end;
        } else if c == t || t == '-' && c == '\u{2011}' {
            span.push(at..at + width, t.len_utf8());
            at += width;
        } else {
            return None;
        }
    }
    Some(span)
}

/// Past white space, and past a note that a page break dropped there.
fn space(source: &str, mut at: usize) -> usize {
    loop {
        let rest = &source[at..];
        let white = rest.len() - rest.trim_start().len();
        let crosses = rest[..white].contains('\n');
        at += white;
        let note = crosses && (source[at..].starts_with(is_superscript) || source[at..].starts_with("[^"));
        if !note {
            return at;
        }
        at += source[at..].find('\n').unwrap_or(source.len() - at);
    }
}

/// Past what is markup and not the wanted character.
fn markup(source: &str, mut at: usize, wanted: char) -> usize {
    loop {
        let rest = &source[at..];
        let Some(c) = rest.chars().next() else { return at };
        let skipped = match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => c.len_utf8(),
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) && rest[1..].starts_with(wanted) => 1,
            '*' if wanted != '*' => 1,
            '[' if rest.starts_with("[^") && wanted != '[' => rest.find(']').map_or(0, |end| end + 1),
            '[' if wanted != '[' => 1,
            ']' if wanted != ']' && rest.starts_with("](") => rest.find(')').map_or(0, |end| end + 1),
            ',' if at > 0 && source[..at].ends_with(is_superscript) && rest[1..].starts_with(is_superscript) => 1,
            c if is_superscript(c) && c != wanted => c.len_utf8(),
            _ => 0,
        };
        if skipped == 0 {
            return at;
        }
        at += skipped;
    }
}
