//! A comparison as PDF: the report as plain values. How they look on the page is the typesetter's.
use super::{Review, codes, counts, depth, doubt, name, places, sentence, what};
use chancery_diff::{Change, Class, Comparison, Edit, Op, Paragraph};
use chancery_typeset::{Badge, Count, Entry, Fonts, Listed, Piece, Report, Section, TypesetError, Wording};

/// The report as PDF.
///
/// # Errors
/// Those of [`TypesetError`].
pub fn pdf(review: &Review, fonts: &Fonts) -> Result<Vec<u8>, TypesetError> {
    let title = match &review.comparisons[..] {
        [one] => format!("{} → {}", name(&one.old), name(&one.new)),
        several => format!("{} comparisons", several.len()),
    };
    let report = Report {
        language: review.comparisons.first().map(|c| c.new.language).unwrap_or_default(),
        title,
        sections: review.comparisons.iter().map(|c| section(c, review)).collect(),
        unpaired: review.unpaired.clone(),
        imprint: "Made with Chancery, which is not affiliated with the United Nations. Texts: United Nations.",
    };
    chancery_typeset::report(&report, fonts)
}

fn section(c: &Comparison, review: &Review) -> Section {
    let mut titles = vec![c.old.title.clone(), c.new.title.clone()];
    titles.dedup();
    let noted = c.paragraphs.iter().flat_map(|p| p.notes.iter().map(|n| (places(p), sentence(n)))).collect();
    let todo = review.todo().into_iter().map(|(place, r)| (place, format!("{} ({})", r.text, r.rule))).collect();
    let lists = [Listed { heading: "To note", lines: noted }, Listed { heading: "To do before submission", lines: todo }];
    Section {
        name: format!("{} → {}", name(&c.old), name(&c.new)),
        titles,
        counts: codes(c).into_iter().map(|(code, meaning, count)| Count { code, meaning, count }).collect(),
        summary: counts(c),
        lists: lists.into_iter().filter(|l| !l.lines.is_empty()).collect(),
        entries: c.paragraphs.iter().map(|p| entry(p, review)).collect(),
    }
}

fn entry(p: &Paragraph, review: &Review) -> Entry {
    let unchanged = p.change == Change::Unchanged;
    let edits = review.edits_of(p).map(|r| format!("{}  {}", r.rule, r.text));
    Entry {
        code: if unchanged { String::new() } else { format!("{}{}", p.code(), if p.moved { "*" } else { "" }) },
        place: places(p),
        what: what(p),
        badge: match p.class {
            Class::None => Badge::Same,
            Class::Mechanical => Badge::Mechanical,
            Class::Editorial => Badge::Editorial,
            Class::Substantive => Badge::Substantive,
        },
        depth: depth(p),
        wording: wording(p),
        notes: doubt(p).into_iter().chain(edits).chain(p.notes.iter().map(sentence)).collect(),
    }
}

fn wording(p: &Paragraph) -> Wording {
    let label = |sides: &[chancery_diff::Side]| sides.first().and_then(|s| s.label.clone());
    let (old, new) = (label(&p.old), label(&p.new));
    let label = match (old, new) {
        (Some(old), Some(new)) if old != new => Some(format!("{old} → {new}")),
        (old, new) => new.or(old),
    };
    // What did not change has no edits.
    let same = || p.new.iter().map(|s| Piece::Equal(format!("{} ", s.text))).collect();
    let pieces: Vec<Piece> = p.edits.iter().flat_map(pieces).collect();
    Wording { label, pieces: if pieces.is_empty() { same() } else { pieces } }
}

/// The mark is on the words, not on the spaces around them.
fn pieces(e: &Edit) -> Vec<Piece> {
    let words = e.text.trim();
    let marked = match e.op {
        Op::Equal => return vec![Piece::Equal(e.text.clone())],
        Op::Delete => Piece::Delete(words.to_owned()),
        Op::Insert => Piece::Insert(words.to_owned()),
    };
    let (lead, trail) = e.text.split_once(words).unwrap_or(("", ""));
    let space = |s: &str| Piece::Equal(if s.is_empty() { String::new() } else { " ".to_owned() });
    vec![space(lead), marked, space(trail)]
}
