//! A page that others made: its lines become paragraphs, which are read as those of plain text are. Here is which part of
//! the page is the resolution, and how a line is written as a paragraph's source.
use super::{
    lines::{self, Line, Piece, Shape},
    notes::Notes,
    tree::{At, element, elements},
};
use crate::{
    ReadError, inline,
    text::{self, body, chunk::Chunk, head},
};
use chancery_model::{Block, DocumentSymbol, Language, MarkKind, Note, Resolution, Text};
use ego_tree::NodeId;
use std::{collections::HashMap, ops::Range};

/// Reads the page.
pub(super) fn read(root: At<'_>) -> Result<Resolution, ReadError> {
    let found = Notes::find(root);
    let mut lines = lines::of(root, &found);
    let formula = |l: &Line| l.pieces.iter().find_map(|p| body::formula(unquoted(p.text.as_str())));
    let opening = lines.iter().position(|l| formula(l).is_some());
    let language = opening.and_then(|o| formula(&lines[o])).map(|(_, l)| l).or_else(|| language(root)).unwrap_or_default();
    let quoted = opening.is_some_and(|o| lines[o].start().starts_with(['“', '"']));
    let mut paragraphs = Vec::new();
    let range = match opening {
        Some(o) if quoted => {
            paragraphs.extend(cited(&lines[..o], language));
            unquote(&mut lines, o)
        }
        _ => region(root, &lines, opening, language),
    };
    let mut notes: Vec<Note> = found.list.iter().map(|(number, at)| note(number, *at, &found)).collect();
    for (i, line) in lines.iter().enumerate().take(range.end).skip(range.start) {
        match plain_note(line).filter(|_| opening.is_some_and(|o| i > o)) {
            Some(note) => notes.push(note),
            None => paragraphs.extend(self::paragraphs(line, opening.is_none_or(|o| i >= o), language)),
        }
    }
    let chunks: Vec<Chunk> = paragraphs.iter().map(|p| Chunk { line: p.chunk.line, gap: 1, text: p.chunk.text.clone() }).collect();
    let mut r = text::assemble(&chunks, notes, language, None)?.resolution;
    restore(&mut r.body, &paragraphs);
    let number = r.masthead.number.as_ref().map(|n| format!("{n}.")).unwrap_or_default();
    if let Some(title) = paragraphs.iter().find_map(|p| shown(p, &number, &r.title)).filter(|t| !t.as_str().is_empty()) {
        r.title = title;
    }
    body::settle(&mut r);
    Ok(r)
}

/// The language that the page names.
fn language(root: At<'_>) -> Option<Language> {
    Language::of_code(elements(root).find_map(|(_, e)| e.attribute("lang"))?)
}

/// Press releases set the whole text in quotation marks, which open each paragraph anew.
fn unquoted(text: &str) -> &str {
    text.trim_start_matches(['“', '"'])
}

/// Takes the marks away; what follows the last one is no part of the text.
fn unquote(lines: &mut [Line<'_>], opening: usize) -> Range<usize> {
    let closes = |l: &Line| l.pieces.last().is_some_and(|p| p.text.as_str().ends_with(['”', '"']));
    let opens = |l: Option<&Line>| l.is_some_and(|l| l.start().starts_with(['“', '"']));
    let end = (opening..lines.len()).find(|i| closes(&lines[*i]) && !opens(lines.get(i + 1))).map_or(lines.len(), |last| last + 1);
    for line in &mut lines[opening..end] {
        if let Some(Piece { text, tab }) = line.pieces.first_mut() {
            let cut = text.as_str().len() - unquoted(text.as_str()).len();
            text.replace(0..cut, "");
            *tab = tab.map(|t| t.saturating_sub(cut));
        }
    }
    if let Some(Piece { text, .. }) = lines[..end].last_mut().and_then(|l| l.pieces.last_mut()) {
        let end = text.as_str().len();
        let kept = text.as_str().trim_end_matches(['”', '"']).len();
        text.replace(kept..end, "");
    }
    opening..end
}

/// Of what stands before a quoted text, the lines of a masthead, and the number that the sentences before it cite.
fn cited(before: &[Line<'_>], language: Language) -> Vec<Paragraph> {
    let number = |line: &Line| {
        let text = line.text();
        let after = text.as_str().split("resolution ").skip(1);
        let numbers = after.filter_map(|after| after.find(')').map(|end| after[..=end].to_owned()));
        numbers.last().filter(|n| head::number_and_title(n, language).is_some()).map(|n| (line.number(), format!("Resolution {n}")))
    };
    let forms = before.iter().filter(|l| head::is_form(l.start(), language)).map(|l| (l.number(), l.start().to_owned()));
    forms.chain(before.iter().rev().find_map(number)).map(|(line, text)| Paragraph { shown: Text::plain(&text), chunk: Chunk { line, gap: 1, text } }).collect()
}

/// The lines that are the resolution's: all of a page without navigation; else those of the smallest element that has the
/// text from its opening through its closing, and the masthead.
fn region(root: At<'_>, lines: &[Line<'_>], opening: Option<usize>, language: Language) -> Range<usize> {
    let Some(opening) = opening.filter(|_| has_navigation(root)) else { return 0..lines.len() };
    let spans = spans(root);
    let inside = |node: NodeId, line: &Line| match (spans.get(&node), spans.get(&line.at.id())) {
        (Some(outer), Some(inner)) => outer.start <= inner.start && inner.end <= outer.end,
        _ => false,
    };
    let last = |is: &dyn Fn(&str) -> bool| {
        let found = lines.iter().rposition(|l| !is_page_foot(l.at) && l.pieces.iter().any(|p| is(p.text.as_str())));
        found.filter(|i| *i > opening)
    };
    let annex = last(&|t| body::is_annex_title(t, language));
    let close = last(&|t| body::is_meeting(t, language)).max(annex).or(last(&|t| body::label(t).is_some())).unwrap_or(opening);
    let mut node = lines[opening].at;
    while !inside(node.id(), &lines[close]) {
        let Some(parent) = node.parent() else { break };
        node = parent;
    }
    let end = (close..lines.len()).find(|i| !inside(node.id(), &lines[*i])).unwrap_or(lines.len());
    // Upwards, until the masthead is inside too; a page that has none gives the text alone.
    let named = lines[..opening].iter().rposition(|l| l.pieces.iter().any(|p| names_resolution(p.text.as_str(), language)));
    while let Some(parent) = node.parent().filter(|_| named.is_some_and(|n| !inside(node.id(), &lines[n]))) {
        node = parent;
    }
    let first = (0..opening).rev().take_while(|i| inside(node.id(), &lines[*i])).last().unwrap_or(opening);
    // What the site says before the first line of the masthead is the site's.
    let start = (first..opening)
        .find(|i| lines[*i].pieces.iter().any(|p| head::is_form(p.text.as_str(), language) || names_resolution(p.text.as_str(), language)))
        .unwrap_or(first);
    start..end
}

fn names_resolution(line: &str, language: Language) -> bool {
    line.parse::<DocumentSymbol>().is_ok() || head::number_and_title(line, language).is_some()
}

/// Where each element begins and ends in the order of the document.
fn spans(root: At<'_>) -> HashMap<NodeId, Range<usize>> {
    let mut spans: HashMap<NodeId, Range<usize>> = HashMap::new();
    for (n, edge) in root.traverse().enumerate() {
        match edge {
            ego_tree::iter::Edge::Open(node) => drop(spans.insert(node.id(), n..n)),
            ego_tree::iter::Edge::Close(node) => {
                if let Some(span) = spans.get_mut(&node.id()) {
                    span.end = n;
                }
            }
        }
    }
    spans
}

fn has_navigation(root: At<'_>) -> bool {
    elements(root)
        .any(|(_, e)| matches!(e.name(), "nav" | "header" | "footer" | "aside") || e.attribute("role").is_some_and(|r| matches!(r, "navigation" | "banner")))
}

/// Whether it stands at the foot of the page, not of an article in it.
fn is_page_foot(at: At<'_>) -> bool {
    let name = |at: At<'_>| element(at).map(|e| e.name().to_owned()).unwrap_or_default();
    let mut around = std::iter::once(at).chain(at.ancestors()).map(name);
    around.by_ref().any(|n| n == "footer") && !around.any(|n| matches!(n.as_str(), "main" | "article" | "section"))
}

/// A footnote's text, without its number.
fn note<'a>(number: &str, at: At<'a>, notes: &Notes<'a>) -> Note {
    let pieces: Vec<Text> = lines::of(at, notes).iter().map(Line::text).collect();
    let mut text = lines::join(pieces.iter());
    let plain = text.as_str().trim_start_matches(['[', '(', '^']);
    if let Some(rest) = plain.strip_prefix(number).filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
        let cut = text.as_str().len() - rest.trim_start_matches([']', ')', '.', ' ']).len();
        text.replace(0..cut, "");
    }
    Note { number: number.to_owned(), text: text.finish() }
}

/// A line that begins with a note mark is that note.
fn plain_note(line: &Line<'_>) -> Option<Note> {
    let text = line.text();
    let number = text.marks().iter().find_map(|m| if let MarkKind::NoteRef(n) = &m.kind { (m.end == 0).then(|| n.clone()) } else { None })?;
    let mut rest = Text::default();
    rest.push(text.as_str());
    text.marks().iter().filter(|m| m.end > 0).for_each(|m| rest.mark(m.start..m.end, m.kind.clone()));
    Some(Note { number, text: rest.finish() }).filter(|n| !n.text.as_str().is_empty())
}

/// A paragraph's source, as the shared reader takes it, and the text that it stands for.
struct Paragraph {
    chunk: Chunk,
    shown: Text,
}

/// A line as paragraphs. In the head each piece is a line of its own; in the body a break is one where a label or the
/// closing says so.
fn paragraphs(line: &Line<'_>, in_body: bool, language: Language) -> Vec<Paragraph> {
    let whole = |(text, shown)| Paragraph { chunk: Chunk { line: line.number(), gap: 1, text }, shown };
    if line.shape == Shape::Row {
        return row(line).into_iter().map(whole).collect();
    }
    let mut out: Vec<(String, Text)> = Vec::new();
    let mut label = line.label.as_deref();
    for piece in &line.pieces {
        let text = piece.text.as_str();
        let begins = !in_body || body::label(text).is_some() || body::formula(text).is_some() || body::is_meeting(text, language);
        let (source, shown) = source(piece, label.take(), line.shape == Shape::Heading && !body::is_meeting(text, language));
        match out.last_mut().filter(|_| !begins) {
            Some((last, all)) => {
                last.push(if body::is_meeting(last, language) && body::is_date(text, language) { '\n' } else { ' ' });
                last.push_str(&source);
                *all = lines::join([&*all, &shown].into_iter());
            }
            None => out.push((source, shown)),
        }
    }
    out.into_iter().map(whole).collect()
}

/// A row of a table; or the paragraph that a table for layout has beside its number.
fn row(line: &Line<'_>) -> Option<(String, Text)> {
    let cells: Vec<&Piece> = line.pieces.iter().filter(|c| !c.text.as_str().is_empty()).collect();
    if let [number, words] = cells[..]
        && !number.text.as_str().contains(' ')
        && body::label(&format!("{} Words", number.text.as_str())).is_some_and(|(l, ..)| l == number.text.as_str())
        && body::ends_sentence(words.text.as_str())
    {
        return Some(source(words, Some(number.text.as_str()), false));
    }
    let shown = Text::row(line.pieces.iter().map(|c| c.text.clone()));
    (!shown.as_str().is_empty()).then(|| (format!("| {} |", escaped(shown.as_str())), shown))
}

/// One piece with its label.
fn source(piece: &Piece, automatic: Option<&str>, heading: bool) -> (String, Text) {
    let text = piece.text.as_str();
    // A label that stands in the text is the printed one.
    let typed = body::label(text).is_some();
    let set_off = match piece.tab.map(|tab| text[..tab].trim()) {
        Some("·" | "§" | "") => Some("•"),
        Some(label) if body::label(&format!("{label}\tWords")).is_some() => Some(label),
        _ => None,
    };
    let (label, words) = match (set_off, piece.tab) {
        (Some(label), Some(tab)) => (Some(label), text[tab..].trim_start()),
        _ => (automatic.filter(|_| !typed), text),
    };
    let Some(label) = label else {
        let mark = if heading { "## " } else { "" };
        return (format!("{mark}{}", escaped(text)), piece.text.clone());
    };
    let mut rest = piece.text.clone();
    rest.replace(0..text.len() - words.len(), "");
    (format!("{label}\t{}", escaped(words)), lines::join([&Text::plain(label), &rest].into_iter()))
}

/// Words as the shared reader's source; brackets around the whole stay, because they mean something in heads and closings.
fn escaped(words: &str) -> String {
    let out = crate::escape_markdown(words);
    match out.strip_prefix("\\[").and_then(|o| o.strip_suffix("\\]")) {
        Some(inner) => format!("[{inner}]"),
        _ => out,
    }
}

/// Gives the blocks the texts that the page shows, with their marks: the shared reader saw the words alone.
fn restore(blocks: &mut [Block], paragraphs: &[Paragraph]) {
    let mut rest = paragraphs.iter();
    for b in blocks {
        // A closing has taken the paragraphs that are no blocks.
        if let Some(text) = rest.clone().enumerate().take(80).find_map(|(n, p)| Some((n, shown(p, b.label.as_deref().unwrap_or(""), &b.text)?))) {
            b.text = text.1;
            rest.nth(text.0);
        }
    }
}

/// The shown text after a label, if its words are these. The shared reader takes figures in superscript for note marks.
fn shown(p: &Paragraph, label: &str, words: &Text) -> Option<Text> {
    let rest = p.shown.as_str().strip_prefix(label)?.trim_start();
    let raised = |t: &str| t.contains(|c| inline::superscript(c).is_some());
    let plain = |t: &str| t.chars().filter(|c| inline::superscript(*c).is_none() && *c != ' ').collect::<String>();
    if rest != words.as_str() && (!raised(rest) || plain(rest) != plain(words.as_str())) {
        return None;
    }
    let mut text = p.shown.clone();
    text.replace(0..text.as_str().len() - rest.len(), "");
    Some(text.finish())
}
