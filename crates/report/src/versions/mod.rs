//! The language versions of one text side by side: terminal, Markdown, HTML, JSON. Here are the words that all of them use;
//! which blocks belong together and what differs is told by the diff crate.
mod html;
mod markdown;
mod terminal;

pub use html::versions_html;
pub use markdown::versions_markdown;
pub use terminal::versions_terminal;

use chancery_diff::{Difference, DifferenceKind, Row, Versions};

/// The aligned versions as JSON, `chancery.versions/1`.
pub fn versions_json(v: &Versions) -> String {
    let mut json = serde_json::to_string_pretty(v).expect("versions are plain data");
    json.push('\n');
    json
}

/// `fr`, or the second `fr` as `fr 2`: a version's name in the report.
fn names(v: &Versions) -> Vec<String> {
    let name = |at: usize| {
        let language = v.documents[at].language;
        let earlier = v.documents[..at].iter().filter(|d| d.language == language).count();
        if earlier == 0 { language.code().to_owned() } else { format!("{} {}", language.code(), earlier + 1) }
    };
    (0..v.documents.len()).map(name).collect()
}

/// Where a row stands: the id of its first block.
fn place(row: &Row) -> &str {
    row.blocks.iter().flatten().next().map_or("", |c| c.id.as_str())
}

/// `date 1998-11-10: in en fr es ru zh, not in ar`.
fn sentence(d: &Difference, names: &[String]) -> String {
    let list = |at: &[usize]| at.iter().map(|v| names[*v].as_str()).collect::<Vec<_>>().join(" ");
    let (with, without) = (list(&d.with), list(&d.without));
    match d.kind {
        DifferenceKind::Block => format!("{}: in {with}, not in {without}", d.kind.name()),
        DifferenceKind::Note => format!("{} no. {} of the paragraph: in {with}, not in {without}", d.kind.name(), d.value),
        DifferenceKind::Label if d.value.is_empty() => format!("no number before the paragraph: {with}; {without} have one"),
        _ => format!("{} {}: in {with}, not in {without}", d.kind.name(), d.value),
    }
}

/// `25 rows, 24 of them in all versions; 2 differences`.
fn summary(v: &Versions) -> String {
    let counted = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let whole = v.rows.iter().filter(|r| r.blocks.iter().all(Option::is_some)).count();
    let differences = if v.differences.is_empty() { "no difference".to_owned() } else { counted(v.differences.len(), "difference") };
    format!("{}, {whole} of them in all versions; {differences}", counted(v.rows.len(), "row"))
}

/// The rows that differ, with their differences.
fn differing(v: &Versions) -> impl Iterator<Item = (usize, &[Difference])> {
    v.differences.chunk_by(|a, b| a.row == b.row).map(|of_row| (of_row[0].row, of_row))
}

/// A version that stands for those that have what differs, and one for those that have not.
fn examples(of_row: &[Difference]) -> Vec<usize> {
    let mut out: Vec<usize> = of_row.iter().flat_map(|d| d.with.first().into_iter().chain(d.without.first())).copied().collect();
    out.sort_unstable();
    out.dedup();
    out
}
