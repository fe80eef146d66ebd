//! What stands on a page and is no part of the text: running heads, page numbers, job numbers, bar codes. It is known by
//! where it stands and by coming back; patterns serve only for texts of a page or two, where nothing can come back.
use super::{line::Line, page::Setting};
use std::collections::HashMap;

/// The share of a page's height at its head and at its foot in which furniture stands.
const HEAD: f32 = 0.13;
const FOOT: f32 = 0.87;
/// Pieces of a furniture line lie at least so many sizes of the type apart.
const APART: f32 = 2.0;

/// Takes the furniture out of the pages' lines.
pub(super) fn strip(pages: &mut [Vec<Line>], settings: &[Setting]) {
    let symbol = pages.first().and_then(|lines| lines.iter().flat_map(|l| l.cut(APART)).find_map(|l| symbol(&l.text())));
    let often = repeated(pages, settings);
    // Heads change sides, and the first page has its own: what comes back stands on a third of the pages at least.
    let least = (pages.len() / 3).max(2);
    for (n, (lines, setting)) in pages.iter_mut().zip(settings).enumerate() {
        let height = setting.height.max(1.0);
        let known = |l: &Line| {
            let pieces = l.cut(APART);
            let noted = l.words.first().is_some_and(|w| w.spans[0].raised);
            !noted && pieces.iter().all(|p| often.get(&key(p, height)).is_some_and(|pages| *pages >= least) || is_pattern(&p.text(), symbol.as_deref()))
        };
        if let Some(rule) = head_rule(setting).filter(|_| n > 0) {
            lines.retain(|l| l.baseline >= rule);
        }
        if n > 0 {
            let heads = lines.iter().take_while(|l| l.baseline < HEAD * height && (known(l) || has_symbol(l, symbol.as_deref()))).count();
            let heads = (0..=heads).rev().find(|k| is_apart(lines, *k, symbol.as_deref())).unwrap_or(0);
            lines.drain(..heads);
        }
        let foots = lines.iter().rev().take_while(|l| l.baseline > FOOT * height && known(l)).count();
        let foots = (0..=foots).rev().find(|k| is_apart(lines, lines.len() - k, symbol.as_deref())).unwrap_or(0);
        lines.truncate(lines.len() - foots);
    }
}

/// Whether lines before a place stand apart from those after it, or are furniture by their form.
fn is_apart(lines: &[Line], at: usize, symbol: Option<&str>) -> bool {
    let (before, after) = lines.split_at(at);
    let (Some(above), Some(below)) = (before.last(), after.first()) else { return true };
    let formed = |l: &Line| l.cut(APART).iter().all(|p| is_pattern(&p.text(), symbol));
    below.baseline - above.baseline > 1.4 * above.size.max(below.size) || formed(above) && at < lines.len() / 2 || formed(below) && at > lines.len() / 2
}

/// The place of a line and its text without figures; running heads change sides, so that only the height counts.
fn key(line: &Line, height: f32) -> (i32, String) {
    let text = line.text().chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    ((line.baseline / height * 100.0).round() as i32, text)
}

/// On how many pages a piece stands at its height.
fn repeated(pages: &[Vec<Line>], settings: &[Setting]) -> HashMap<(i32, String), usize> {
    let mut count: HashMap<(i32, String), usize> = HashMap::new();
    for (lines, setting) in pages.iter().zip(settings) {
        let height = setting.height.max(1.0);
        let mut here: Vec<_> =
            lines.iter().filter(|l| l.baseline < HEAD * height || l.baseline > FOOT * height).flat_map(|l| l.cut(APART)).map(|p| key(&p, height)).collect();
        here.sort();
        here.dedup();
        here.into_iter().for_each(|k| *count.entry(k).or_default() += 1);
    }
    count
}

/// The rule under a running head: a wide one near the top of the page.
fn head_rule(setting: &Setting) -> Option<f32> {
    let mut rules: Vec<_> = setting.rules.iter().filter(|r| r.y < HEAD * setting.height && r.y > 20.0).collect();
    rules.sort_by(|a, b| a.y.total_cmp(&b.y));
    let wide = rules.chunk_by(|a, b| (a.y - b.y).abs() < 2.0).find(|row| row.iter().map(|r| r.right - r.left).sum::<f32>() > 0.6 * setting.width)?;
    Some(wide[0].y)
}

/// A document symbol: `A/RES/73/6`, `S/RES/2769 (2025)`, `E/2025/L.10`.
fn symbol(text: &str) -> Option<String> {
    let lead = text.split([' ', '(']).next().unwrap_or_default();
    let slashed = lead.matches('/').count() >= 2 && lead.starts_with(|c: char| c.is_ascii_uppercase()) && lead.bytes().any(|b| b.is_ascii_digit());
    (slashed && text.len() < 40 && !lead.contains("http")).then(|| lead.to_owned())
}

fn has_symbol(line: &Line, symbol: Option<&str>) -> bool {
    let pieces = line.cut(APART);
    let is = |p: &Line| symbol.is_some_and(|s| p.text().split([' ', '(']).next() == Some(s));
    pieces.first().is_some_and(is) || pieces.last().is_some_and(is)
}

/// Page numbers, job numbers, the figures of a bar code and the remark about paper, as every document of the United
/// Nations has them.
fn is_pattern(text: &str, symbol: Option<&str>) -> bool {
    let text = text.trim();
    let figures = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let page = figures(text) && text.len() < 4 || text.split_once('/').is_some_and(|(a, b)| figures(a) && figures(b) && a.len() < 4 && b.len() < 4);
    let bar = text.len() > 4 && text.strip_prefix('*').and_then(|t| t.strip_suffix('*')).is_some_and(|t| t.bytes().all(|b| b.is_ascii_alphanumeric()));
    let lower = text.to_lowercase();
    let recycle = lower.starts_with("please recycle") || lower == "@" || lower == "♲";
    page || bar || recycle || job(text) || symbol.is_some_and(|s| text.split([' ', '(']).next() == Some(s))
}

/// `18-17962 (E) 021118`, `GE.25-10614 (E)`, the pieces of it set apart.
fn job(text: &str) -> bool {
    let word = |w: &str| {
        let number = w.strip_prefix("GE.").unwrap_or(w);
        let dashed =
            number.split_once(['-', '\u{2011}']).is_some_and(|(a, b)| a.len() <= 4 && b.len() >= 4 && a.bytes().chain(b.bytes()).all(|c| c.is_ascii_digit()));
        let language = w.len() == 3 && w.starts_with('(') && w.ends_with(')') && w.as_bytes()[1].is_ascii_uppercase();
        dashed || language || w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit())
    };
    !text.is_empty() && text.split(' ').all(word)
}
