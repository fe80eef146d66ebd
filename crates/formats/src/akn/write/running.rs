//! Running text: marks to elements, notes at their call.
use super::Out;
use chancery_model::{Mark, MarkKind, Text};

/// The text of a block within its element.
pub(super) fn inlines(out: &mut Out, text: &Text) {
    let shown = |m: &&Mark| !matches!(m.kind, MarkKind::NoBreak | MarkKind::Cell(_));
    let marks: Vec<&Mark> = text.marks().iter().filter(shown).collect();
    let mut edges: Vec<usize> = marks.iter().flat_map(|m| [m.start, m.end]).chain([0, text.as_str().len()]).collect();
    edges.sort_unstable();
    edges.dedup();
    // Open elements, outermost first.
    let mut open: Vec<&Mark> = Vec::new();
    for (n, at) in edges.iter().enumerate() {
        let ending = |m: &Mark| m.end <= *at && m.start < m.end;
        if let Some(first) = open.iter().position(|m| ending(m)) {
            let again: Vec<&Mark> = open[first..].iter().copied().filter(|m| !ending(m)).collect();
            while open.len() > first {
                open.pop().into_iter().for_each(|m| close(out, m));
            }
            again.iter().for_each(|m| start(out, m));
            open.extend(again);
        }
        for m in marks.iter().filter(|m| m.start == *at && m.start == m.end) {
            note(out, m);
        }
        let mut starting: Vec<&Mark> = marks.iter().copied().filter(|m| m.start == *at && m.start < m.end).collect();
        // The longer one holds the shorter.
        starting.sort_by_key(|m| std::cmp::Reverse(m.end));
        for m in starting {
            start(out, m);
            open.push(m);
        }
        if let Some(end) = edges.get(n + 1) {
            out.text(&text.printed(*at..*end));
        }
    }
}

fn start(out: &mut Out, m: &Mark) {
    match &m.kind {
        MarkKind::Emphasis => {
            let class = out.emphasis;
            out.open("span", &[("class", class)]);
        }
        MarkKind::Link(to) => out.open("a", &[("href", to)]),
        MarkKind::NoBreak | MarkKind::NoteRef(_) | MarkKind::Cell(_) => {}
    }
}

fn close(out: &mut Out, m: &Mark) {
    match &m.kind {
        MarkKind::Emphasis => out.close("span"),
        MarkKind::Link(_) => out.close("a"),
        MarkKind::NoBreak | MarkKind::NoteRef(_) | MarkKind::Cell(_) => {}
    }
}

fn note(out: &mut Out, m: &Mark) {
    let MarkKind::NoteRef(number) = &m.kind else { return };
    let clean: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
    match out.note(number) {
        Some(note) => {
            let id = out.id(&format!("note_{clean}"));
            out.open("authorialNote", &[("marker", number), ("placement", "bottom"), ("eId", &id)]);
            out.open("p", &[]);
            inlines(out, &note.text);
            out.close("p");
            out.close("authorialNote");
        }
        // A second call of the same note.
        None => out.empty("noteRef", &[("marker", number), ("href", &format!("#note_{clean}"))]),
    }
}
