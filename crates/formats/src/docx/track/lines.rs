//! The words of a line that stayed: label, words, notes and style of one paragraph, of one that is split, of several that are
//! merged.
use super::*;

impl<'a> Tracker<'a> {
    /// One line that stayed one line.
    pub(super) fn change(&mut self, place: Place, spot: &'a Spot, new: &Line, pieces: Option<&[Piece]>) {
        let Some(old) = self.old.get(&place).cloned() else { return };
        let p = self.paragraph(spot.story, spot.paragraphs.start);
        self.label(spot, p, old.label.as_deref(), new.label.as_deref());
        let (before, after) = (value(&old), value(new));
        let pieces = match pieces {
            Some(pieces) => pieces.to_vec(),
            None if matches!(place, Place::Field(Field::Symbol, _)) => symbol(before.as_str(), after.as_str()),
            None => (self.redline.words)(before.as_str(), after.as_str()),
        };
        self.words(spot, &spot.words, &before, &after, &pieces);
        self.style(spot, old.role, new.role);
    }

    /// A paragraph of the product's own styles takes the style of its new role.
    pub(super) fn style(&mut self, spot: &Spot, old: Role, new: Role) {
        let loses_number = new == Role::Title
            && self
                .edits
                .get(&(spot.story, spot.paragraphs.start))
                .is_some_and(|e| e.deletes.iter().any(|d| Some(d.start) == spot.label.as_ref().map(|l| l.start) && e.inserts.is_empty()));
        if self.document.is_styled && (old.style() != new.style() || loses_number) && !matches!(new, Role::Field(_)) {
            self.edit(spot.story, spot.paragraphs.start).style = Some(new.style());
        }
    }

    pub(super) fn label(&mut self, spot: &'a Spot, p: &'a Paragraph, old: Option<&str>, new: Option<&str>) {
        // An automatic number counts by itself.
        if old == new || p.list_label.is_some() {
            return;
        }
        let fresh = self.fresh(spot.story);
        match (&spot.label, new) {
            (Some(range), Some(new)) => {
                // A label that stood alone has no tab yet.
                let is_alone = spot.words.is_empty() && !p.flat[range.end..spot.words.start].contains(char::is_whitespace);
                let xml = fresh.label(p, new, is_alone, "w:ins", &mut self.stamps);
                let edit = self.edit(spot.story, spot.paragraphs.start);
                edit.deletes.push(range.clone());
                edit.inserts.push(Insertion { at: range.end, before_note: true, xml });
            }
            (Some(range), None) => self.edit(spot.story, spot.paragraphs.start).deletes.push(range.start..spot.words.start),
            (None, Some(new)) => {
                let xml = fresh.label(p, new, true, "w:ins", &mut self.stamps);
                self.edit(spot.story, spot.paragraphs.start).inserts.push(Insertion { at: spot.words.start, before_note: true, xml });
            }
            (None, None) => {}
        }
    }

    /// The words of one paragraph.
    pub(super) fn words(&mut self, spot: &'a Spot, range: &Range<usize>, old: &Text, new: &Text, pieces: &[Piece]) {
        self.words_of((spot.story, spot.paragraphs.start), range, old, new, pieces, &[]);
    }

    /// The words of the paragraph at a place; `breaks` are places of the new text where a paragraph ends, with what is put there.
    pub(super) fn words_of(&mut self, (story, at): (usize, usize), range: &Range<usize>, old: &Text, new: &Text, pieces: &[Piece], breaks: &[(usize, String)]) {
        let p = self.paragraph(story, at);
        let mapped = Mapped::of(p, range);
        let mut steps = words::steps(pieces, old.as_str(), new.as_str());
        if mapped.words != old.as_str() {
            // The file says it in another way than the model: all of it is replaced.
            let mut edit = std::mem::take(self.edit(story, at));
            edit.deletes.push(mapped.all());
            let xml = self.inserted(story, p, mapped.all().end, new);
            edit.inserts.push(Insertion { at: mapped.all().end, before_note: false, xml });
            *self.edit(story, at) = edit;
            return;
        }
        if !breaks.is_empty() {
            steps = break_at_spaces(cut_at(&steps, breaks), breaks, old.as_str());
        }
        let (old_calls, new_calls) = (words::calls(old), words::calls(new));
        let mut same = words::same_calls(&steps, &old_calls, &new_calls);
        same.retain(|(i, j)| self.notes.has_same_mark(old_calls[*i].1, new_calls[*j].1));
        let kept: Vec<(usize, &str)> = same.iter().map(|(_, j)| new_calls[*j]).collect();
        let mut edit = std::mem::take(self.edit(story, at));
        self.calls(p, range, &same, &old_calls, &new_calls, &mut edit);
        for (step, place, number) in new_among_kept(&steps, &new_calls, &same) {
            let run = self.notes.call(number, self.redline.new, &mut self.stamps);
            let (open, close) = self.stamps.open("w:ins");
            let at = mapped.after(step.old.start + (place - step.new.start));
            edit.inserts.push(Insertion { at, before_note: false, xml: format!("{open}{run}{close}") });
        }
        for (step, equal) in &steps {
            if let Some((_, xml)) = breaks.iter().find(|(b, _)| *b == step.new.start && step.new.len() == 1) {
                // The space between two new paragraphs: what the old text had goes, the break comes.
                let space = if *equal { mapped.range(step.old.clone()) } else { None };
                let at = space.as_ref().map_or_else(|| mapped.after(step.old.end), |s| s.end);
                edit.deletes.extend(space);
                edit.inserts.push(Insertion { at, before_note: false, xml: xml.clone() });
            } else if !*equal {
                edit.deletes.extend(mapped.range(step.old.clone()));
                if !step.new.is_empty() {
                    let at = mapped.after(step.old.end);
                    let before_note = same.iter().any(|(i, j)| old_calls[*i].0 == step.old.end && new_calls[*j].0 >= step.new.end);
                    let xml = self.inserted(story, p, at, &without_kept(new, step.new.clone(), &kept));
                    edit.inserts.push(Insertion { at, before_note, xml });
                }
            }
        }
        for (bytes, on) in words::italics(&steps, old, new) {
            edit.italics.extend(mapped.range(bytes).map(|r| (r, on)));
        }
        *self.edit(story, at) = edit;
    }

    /// Old note marks that go, and the notes of those that stay.
    pub(super) fn calls(
        &mut self,
        p: &'a Paragraph,
        range: &Range<usize>,
        same: &[(usize, usize)],
        old: &[(usize, &str)],
        new: &[(usize, &str)],
        edit: &mut Edit,
    ) {
        let is_call = |a: &super::super::story::Atom| matches!(a.kind, AtomKind::Note { .. }) && range.start <= a.range.start && a.range.start <= range.end;
        let atoms: Vec<usize> = (0..p.atoms.len()).filter(|i| is_call(&p.atoms[*i])).collect();
        // A mark that names a note once more is no call; then the marks cannot be told apart by count.
        if atoms.len() != old.len() {
            return;
        }
        for (i, atom) in atoms.into_iter().enumerate() {
            let AtomKind::Note { id, end, typed } = &p.atoms[atom].kind else { continue };
            match same.iter().find(|(o, _)| *o == i) {
                Some((_, j)) => self.notes.keep(&(id.clone(), *end), new[*j].1, self.redline, &mut self.stamps),
                None => {
                    edit.notes.push(atom);
                    if *typed && let Some(mark) = p.atoms.get(atom + 1) {
                        edit.deletes.push(mark.range.clone());
                    }
                    self.notes.strike(&(id.clone(), *end), &mut self.stamps);
                }
            }
        }
    }

    /// New words beside old ones, in the properties of their neighbours.
    pub(super) fn inserted(&mut self, story: usize, p: &Paragraph, at: usize, words: &Text) -> String {
        let fresh = self.fresh(story);
        let properties = fresh.properties_at(p, at);
        self.new_runs(words, &properties, "w:ins")
    }

    pub(super) fn new_runs(&mut self, words: &Text, properties: &str, element: &str) -> String {
        let Tracker { notes, stamps, redline, .. } = self;
        let (open, close) = stamps.open(element);
        let content = fresh::runs(words, properties, &mut |number| notes.call(number, redline.new, stamps));
        if content.is_empty() { content } else { format!("{open}{content}{close}") }
    }

    /// A paragraph can be broken where no link or field lies around its words.
    pub(super) fn can_split(&self, spot: &Spot) -> bool {
        let (tree, p) = (self.tree(spot.story), self.paragraph(spot.story, spot.paragraphs.start));
        let direct: std::collections::HashSet<_> = tree.children(p.id).collect();
        p.atoms.iter().all(|a| direct.contains(&a.run)) && p.list_label.is_none() && p.cell.is_none()
    }

    /// One paragraph becomes several: breaks are put in.
    pub(super) fn split(&mut self, place: Place, spot: &'a Spot, new: &[&Line], pieces: &[Piece]) {
        let Some(old) = self.old.get(&place).cloned() else { return };
        let (story, at) = (spot.story, spot.paragraphs.start);
        let (tree, p) = (self.tree(story), self.paragraph(story, at));
        let styled = |l: &Line| (self.document.is_styled && l.role.style() != old.role.style()).then(|| l.role.style());
        let styles: Vec<Option<String>> = new.iter().map(|l| styled(l)).collect();
        let joined = joined(new.iter().map(|l| &l.text));
        let mut breaks = Vec::new();
        let mut end = 0;
        let last = new.len() - 1;
        let properties_of = |n: usize, stamps: &mut Stamps| {
            if n == last {
                edit::changed_properties(tree, p, None, styles[n].as_deref(), stamps)
            } else {
                let mark = stamps.empty("w:ins");
                let whole = edit::changed_properties(tree, p, Some(&mark), None, stamps);
                // A paragraph that is new needs no trace of its style.
                match &styles[n] {
                    Some(style) => format!("<w:pPr><w:pStyle w:val=\"{style}\"/><w:rPr>{mark}</w:rPr></w:pPr>"),
                    None => whole,
                }
            }
        };
        for (n, line) in new.iter().enumerate().skip(1) {
            end += new[n - 1].text.as_str().len();
            let properties = properties_of(n, &mut self.stamps);
            let fresh = self.fresh(story);
            let label = line.label.as_ref().map(|l| fresh.label(p, l, true, "w:ins", &mut self.stamps)).unwrap_or_default();
            breaks.push((end, format!("</w:p><w:p>{properties}{label}")));
            end += 1;
        }
        let first = properties_of(0, &mut self.stamps);
        self.edit(story, at).split = Some(first);
        self.label(spot, p, old.label.as_deref(), new[0].label.as_deref());
        self.words_of((story, at), &spot.words, &old.text, &joined, pieces, &breaks);
    }

    /// Several paragraphs become one: the marks between them go.
    pub(super) fn merge(&mut self, entry: &Entry, spots: &[&'a Spot], new: &Line) {
        let olds: Vec<Line> = entry.old.iter().filter_map(|o| self.old.get(o).cloned()).collect();
        let whole = joined(olds.iter().map(|l| &l.text));
        let steps = words::steps(entry.pieces.unwrap_or_default(), whole.as_str(), new.text.as_str());
        let mut start = 0;
        let last = spots.len() - 1;
        for (n, (spot, old)) in spots.iter().zip(&olds).enumerate() {
            let p = self.paragraph(spot.story, spot.paragraphs.start);
            self.label(spot, p, old.label.as_deref(), new.label.as_deref().filter(|_| n == 0));
            let range = start..start + old.text.as_str().len();
            let (pieces, part) = part_of(&steps, &range, whole.as_str(), &new.text, n < last);
            self.words(spot, &spot.words, &old.text, &part, &pieces);
            let edit = self.edit(spot.story, spot.paragraphs.start);
            edit.joins = n < last;
            if n == last {
                self.style(spot, old.role, new.role);
            }
            start = range.end + 1;
        }
    }
}

/// The value of a line: without what is printed before it.
pub(super) fn value(line: &Line) -> Text {
    let before = if let Place::Field(field, _) = line.place { field.printed_before() } else { "" };
    let mut text = line.text.clone();
    if !before.is_empty() && text.as_str().starts_with(before) {
        text.replace(0..before.len(), "");
    }
    text
}

/// The words of a symbol: its pieces up to the first that differs stay.
pub(super) fn symbol(old: &str, new: &str) -> Vec<Piece> {
    if old == new {
        return Vec::new();
    }
    let stays = old.match_indices('/').map(|(at, _)| at + 1).take_while(|end| new.starts_with(&old[..*end])).last().unwrap_or(0);
    let piece = |make: fn(String) -> Piece, text: &str| (!text.is_empty()).then(|| make(text.to_owned()));
    [piece(Piece::Equal, &old[..stays]), piece(Piece::Delete, &old[stays..]), piece(Piece::Insert, &new[stays..])].into_iter().flatten().collect()
}

/// Texts joined by a space.
pub(super) fn joined<'t>(texts: impl Iterator<Item = &'t Text>) -> Text {
    let mut out = Text::default();
    for (n, text) in texts.enumerate() {
        if n > 0 {
            out.push(" ");
        }
        out.append(text);
    }
    out
}

/// Steps cut so that the space at each break is a step of its own.
fn cut_at(steps: &[(Step, bool)], breaks: &[(usize, String)]) -> Vec<(Step, bool)> {
    let mut out = Vec::new();
    for (step, equal) in steps {
        let mut rest = step.clone();
        for (b, _) in breaks {
            if !(rest.new.start <= *b && *b < rest.new.end) {
                continue;
            }
            for cut in [*b, *b + 1] {
                let n = cut - rest.new.start;
                if n > 0 {
                    let old = if *equal { rest.old.start..rest.old.start + n } else { rest.old.start..rest.old.start };
                    out.push((Step { old: old.clone(), new: rest.new.start..cut }, *equal));
                    rest = Step { old: old.end..rest.old.end, new: cut..rest.new.end };
                }
            }
        }
        if !rest.old.is_empty() || !rest.new.is_empty() {
            out.push((rest, *equal));
        }
    }
    out
}

/// Breaks within a word of the old text go behind it: where the change is rejected, readers put a space between the paragraphs
/// that they join. The rest of the word is struck before the break and comes again after it.
fn break_at_spaces(steps: Vec<(Step, bool)>, breaks: &[(usize, String)], old: &str) -> Vec<(Step, bool)> {
    let is_break = |s: &Step| s.new.len() == 1 && breaks.iter().any(|(b, _)| *b == s.new.start);
    let in_word = |at: usize| at > 0 && at < old.len() && old.as_bytes()[at - 1] != b' ' && old.as_bytes()[at] != b' ';
    let mut out: Vec<(Step, bool)> = Vec::new();
    let mut struck = 0;
    for (mut step, equal) in steps {
        if step.old.start < struck {
            let n = step.old.end.min(struck) - step.old.start;
            if equal {
                out.push((Step { old: struck..struck, new: step.new.start..step.new.start + n }, false));
                step.new.start += n;
            }
            step.old = step.old.start.max(struck)..step.old.end.max(struck);
            if step.old.is_empty() && step.new.is_empty() {
                continue;
            }
        }
        let at = step.old.start;
        if !equal && is_break(&step) && in_word(at) {
            struck = old[at..].find(' ').map_or(old.len(), |n| at + n);
            let from = out.iter().rposition(|(s, equal)| *equal || !s.old.is_empty()).map_or(0, |i| i + 1);
            let new = out.get(from).map_or(step.new.start, |(s, _)| s.new.start);
            out[from..].iter_mut().for_each(|(s, _)| s.old = struck..struck);
            out.insert(from, (Step { old: at..struck, new: new..new }, false));
            step.old = struck..struck;
        }
        out.push((step, equal));
    }
    out
}

/// The pieces of one of several old paragraphs that become one, and the new words that come of it. The space that joins it to
/// the next one is new in the file.
fn part_of(steps: &[(Step, bool)], range: &Range<usize>, old: &str, new: &Text, joins: bool) -> (Vec<Piece>, Text) {
    let mut pieces = Vec::new();
    let (mut from, mut to) = (None, 0);
    let mut take = |r: Range<usize>| {
        from.get_or_insert(r.start);
        to = r.end;
    };
    // The joining space belongs to the paragraph before it.
    let end = range.end + usize::from(joins);
    // What is put in place of words on both sides of a joint stands before it, where they begin.
    let mut struck = 0..0;
    for (step, equal) in steps {
        let crosses = struck.end == step.old.start && (struck.start < range.start || struck.start <= range.end && struck.end > range.end);
        let at = if crosses && !struck.is_empty() { struck.start } else { step.old.start };
        struck = if !*equal && step.new.is_empty() { step.old.clone() } else { 0..0 };
        let (a, b) = (step.old.start.max(range.start), step.old.end.min(end));
        if *equal && a < b {
            let n = step.new.start + (a - step.old.start);
            let own = b.min(range.end);
            if a < own {
                pieces.push(Piece::Equal(old[a..own].to_owned()));
            }
            if b > range.end {
                pieces.push(Piece::Insert(" ".into()));
            }
            take(n..n + (b - a));
        } else if !*equal && step.new.is_empty() && a < b.min(range.end) {
            pieces.push(Piece::Delete(old[a..b.min(range.end)].to_owned()));
        } else if !*equal && !step.new.is_empty() {
            let here = range.start < at && at <= end || at == range.start && range.start == 0;
            if here {
                pieces.push(Piece::Insert(new.as_str()[step.new.clone()].to_owned()));
                take(step.new.clone());
            }
        }
    }
    let from = from.unwrap_or(0);
    (pieces, without_kept(new, from..to.max(from), &[]))
}

/// Marks that are new among words that stayed, with the words' step: not those at the end of new words, which come with them.
fn new_among_kept<'s>(steps: &'s [(Step, bool)], calls: &[(usize, &'s str)], same: &[(usize, usize)]) -> Vec<(&'s Step, usize, &'s str)> {
    let mut out = Vec::new();
    for (_, (place, number)) in calls.iter().enumerate().filter(|(j, _)| !same.iter().any(|(_, k)| k == j)) {
        let with_new =
            |(s, equal): &(Step, bool)| !*equal && !s.new.is_empty() && (s.new.start < *place && *place <= s.new.end || *place == 0 && s.new.start == 0);
        let among = |(s, equal): &&(Step, bool)| *equal && s.new.start <= *place && *place <= s.new.end;
        if !steps.iter().any(with_new) {
            out.extend(steps.iter().find(among).map(|(s, _)| (s, *place, *number)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_stand_at_spaces() {
        let (old, new) = ("held in Sharm, the", "held in Sharm, Welcoming it, the");
        let steps = vec![(Step { old: 0..13, new: 0..13 }, true), (Step { old: 13..13, new: 13..27 }, false), (Step { old: 13..18, new: 27..32 }, true)];
        let breaks = [(14, String::new())];
        let steps = break_at_spaces(cut_at(&steps, &breaks), &breaks, old);
        let shown: Vec<(&str, &str, bool)> = steps.iter().map(|(s, equal)| (&old[s.old.clone()], &new[s.new.clone()], *equal)).collect();
        let expected = [
            ("held in Sharm", "held in Sharm", true),
            (",", "", false),
            ("", ",", false),
            ("", " ", false),
            ("", "Welcoming it", false),
            ("", ",", false),
            (" the", " the", true),
        ];
        assert_eq!(shown, expected);
        assert!(steps[2..6].iter().all(|(s, _)| s.old == (14..14)), "what comes stands behind what goes");
    }
}
