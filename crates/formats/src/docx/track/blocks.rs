//! The new text line by line: what stayed, came, went or moved, and in which order it is written.
use super::*;

impl<'a> Tracker<'a> {
    /// Goes through the new text line by line, then strikes what is left of the old one.
    pub(super) fn entries(&mut self) {
        let new = std::mem::take(&mut self.new);
        let mut of_new: HashMap<usize, &BlockChange> = HashMap::new();
        for change in self.redline.changes {
            match change {
                BlockChange::Kept { new, .. } => of_new.extend(new.iter().map(|n| (*n, change))),
                BlockChange::Added(n) => of_new.extend([(*n, change)]),
                BlockChange::Removed(_) => {}
            }
        }
        let mut used: HashSet<Place> = HashSet::new();
        let mut last_block = None;
        for (i, line) in new.iter().enumerate() {
            let found = match line.place {
                Place::Block(n) => self.block_entry(n, line, &new, of_new.get(&n).copied(), &used, &mut last_block),
                Place::Closing(..) => {
                    let next = new[i + 1..].iter().find_map(|l| self.kept_at(l, &of_new));
                    self.closing_entry(line, next, &used, &mut last_block)
                }
                place => self.line_entry(place, line),
            };
            if let Some(entry) = found {
                used.extend(&entry.old);
                self.entry(&entry);
            }
        }
        let mut left: Vec<Place> = self.document.spots.keys().filter(|p| !used.contains(p)).copied().collect();
        left.sort_by_key(|p| self.document.spots.get(p).map(|s| (s.story, s.paragraphs.start, s.words.start)));
        left.into_iter().for_each(|place| self.remove(place, &Whole::Deleted));
    }

    /// A line that is no block: the same in both texts, or new. What the file has, if not in one place, stays.
    fn line_entry<'l>(&self, place: Place, line: &'l Line) -> Option<Entry<'l>> {
        let known = self.document.spots.contains_key(&place);
        let same = || self.old.get(&place).is_some_and(|o| o.text == line.text && o.label == line.label);
        if !known && same() {
            return None;
        }
        let old = if known { vec![place] } else { Vec::new() };
        Some(Entry { old, new: vec![line], pieces: None, moved: false })
    }

    /// Where a block that stays in its order stands in the file.
    fn kept_at(&self, line: &Line, of_new: &HashMap<usize, &BlockChange>) -> Option<usize> {
        let Place::Block(n) = line.place else { return None };
        let BlockChange::Kept { old, moved: false, .. } = of_new.get(&n)? else { return None };
        self.document.spots.get(&Place::Block(*old.first()?)).map(|s| s.paragraphs.start)
    }

    /// A line of a closing: parts come and go, so that it is the first of the old ones that stands between the paragraphs
    /// which this one stands between.
    fn closing_entry<'l>(&self, line: &'l Line, next: Option<usize>, used: &HashSet<Place>, last: &mut Option<usize>) -> Option<Entry<'l>> {
        let Place::Closing(_, n) = line.place else { return None };
        let old = (0..self.document.resolution.closing.len()).map(|c| Place::Closing(c, n)).filter(|place| !used.contains(place));
        let between = |place: &Place| {
            self.document.spots.get(place).map(|s| s.paragraphs.start).filter(|at| last.is_none_or(|l| l <= *at) && next.is_none_or(|n| *at < n))
        };
        let Some((place, at)) = old.filter_map(|place| Some((place, between(&place)?))).next() else {
            let untold = !self.document.spots.contains_key(&line.place) && self.old.get(&line.place).is_some_and(|o| o.text == line.text);
            return (!untold).then(|| Entry { old: Vec::new(), new: vec![line], pieces: None, moved: false });
        };
        *last = Some(at);
        Some(Entry { old: vec![place], new: vec![line], pieces: None, moved: false })
    }

    /// A block with what it was before; none for the second block that a split paragraph became.
    fn block_entry<'l>(
        &self,
        n: usize,
        line: &'l Line,
        lines: &'l [Line],
        change: Option<&'l BlockChange>,
        used: &HashSet<Place>,
        last: &mut Option<usize>,
    ) -> Option<Entry<'l>> {
        let fresh = |new: Vec<&'l Line>| Some(Entry { old: Vec::new(), new, pieces: None, moved: false });
        let Some(BlockChange::Kept { old, new, pieces, moved }) = change else { return fresh(vec![line]) };
        // Parts that other blocks stand between are new ones, each in its place.
        if !old.windows(2).chain(new.windows(2)).all(|w| w[0] + 1 == w[1]) {
            return fresh(vec![line]);
        }
        if new.first() != Some(&n) {
            return None;
        }
        let news: Vec<&Line> = new.iter().filter_map(|n| lines.iter().find(|l| l.place == Place::Block(*n))).collect();
        let olds: Vec<Place> = old.iter().map(|o| Place::Block(*o)).collect();
        if !olds.iter().all(|o| self.document.spots.contains_key(o) && !used.contains(o)) {
            return fresh(news);
        }
        // What stands before its predecessor has moved, whatever the caller says.
        let place = self.document.spots.get(&olds[0]).map(|s| s.paragraphs.start);
        let moved = *moved || place < *last;
        if !moved {
            *last = place;
        }
        Some(Entry { old: olds, new: news, pieces: Some(pieces), moved })
    }

    pub(super) fn entry(&mut self, entry: &Entry) {
        let spots: Vec<&'a Spot> = entry.old.iter().filter_map(|o| self.document.spots.get(o)).collect();
        let is_row = |l: &&Line| matches!(l.role, Role::Body(_, Kind::TableRow, _));
        let rows = entry.new.iter().any(&is_row) || entry.old.iter().filter_map(|o| self.old.get(o)).any(|l| is_row(&l));
        match (&spots[..], &entry.new[..]) {
            ([], new) => new.iter().for_each(|l| self.add(l, "w:ins", None)),
            ([spot], [line]) if !entry.moved && rows => self.row(entry.old[0], spot, line),
            ([_], [_]) if entry.moved && !rows => self.moved(entry),
            ([spot], [line]) if !entry.moved => {
                self.change(entry.old[0], spot, line, entry.pieces);
                self.set_cursor(spot);
            }
            ([spot], several) if !rows && !entry.moved && self.can_split(spot) => {
                self.split(entry.old[0], spot, several, entry.pieces.unwrap_or_default());
                self.set_cursor(spot);
            }
            (several, [line]) if !rows && !entry.moved && follow(several) => {
                self.merge(entry, several, line);
                several.last().into_iter().for_each(|s| self.set_cursor(s));
            }
            (_, new) => {
                for old in &entry.old {
                    self.remove(*old, &Whole::Deleted);
                }
                new.iter().for_each(|l| self.add(l, "w:ins", None));
            }
        }
    }

    pub(super) fn set_cursor(&mut self, spot: &Spot) {
        self.cursor = Some((spot.story, spot.paragraphs.end - 1));
    }

    /// An old line that is gone, or goes elsewhere.
    pub(super) fn remove(&mut self, place: Place, whole: &Whole) {
        let Some(spot) = self.document.spots.get(&place) else { return };
        let Some(line) = self.old.get(&place).cloned() else { return };
        if matches!(line.role, Role::Body(_, Kind::TableRow, _)) {
            return self.remove_row(spot);
        }
        let p = self.paragraph(spot.story, spot.paragraphs.start);
        let rest = [&p.flat[..spot.label.as_ref().map_or(spot.words.start, |l| l.start)], &p.flat[spot.words.end..]].concat();
        let before = if let Place::Field(field, _) = place { field.printed_before().trim() } else { "" };
        if rest.trim() == before || rest.trim().is_empty() {
            for atom in &p.atoms {
                if let AtomKind::Note { id, end, .. } = &atom.kind {
                    self.notes.strike(&(id.clone(), *end), &mut self.stamps);
                }
            }
            self.edit(spot.story, spot.paragraphs.start).whole = whole.clone();
        } else {
            let from = spot.label.as_ref().map_or(spot.words.start, |l| l.start);
            self.edit(spot.story, spot.paragraphs.start).deletes.push(from..spot.words.end);
        }
    }

    /// A paragraph that stands elsewhere: gone here, come there.
    pub(super) fn moved(&mut self, entry: &Entry) {
        self.moves += 1;
        let name = format!("move{}", self.moves);
        self.remove(entry.old[0], &Whole::MovedFrom(name.clone()));
        let old = self.old.get(&entry.old[0]).cloned();
        self.add(entry.new[0], "w:moveTo", Some((name, old.as_ref(), entry.pieces.unwrap_or_default())));
    }

    /// A new paragraph after the one before. A moved one marks the words that came with it as moved, others as new.
    pub(super) fn add(&mut self, line: &Line, element: &str, moved: Option<(String, Option<&Line>, &[Piece])>) {
        if matches!(line.role, Role::Body(_, Kind::TableRow, _)) {
            return self.add_row(line);
        }
        let (story, at) = self.place_for(line);
        let fresh = self.fresh(story);
        let model = self.model(line);
        let mark = self.stamps.empty(element);
        let mut xml = fresh.head(line, model, &mark, element, &mut self.stamps);
        let properties = model.map(|(p, tree)| Fresh { tree, ..self.fresh(story) }.properties_at(p, p.flat.len())).unwrap_or_default();
        let around = if let Place::Block(n) = line.place { self.comment_marks(Some(n)) } else { Default::default() };
        xml += &around.0;
        if let Some(label) = line.label.as_ref().filter(|_| !model.is_some_and(|(p, _)| p.list_label.is_some() && !self.document.is_styled)) {
            let came = moved.as_ref().is_some_and(|(_, old, _)| old.is_some_and(|o| o.label.as_ref() == Some(label)));
            xml += &new_label(label, &properties, self.document.is_styled, if came { element } else { "w:ins" }, &mut self.stamps);
        }
        let steps = moved.as_ref().and_then(|(_, old, pieces)| Some(words::steps(pieces, old.as_ref()?.text.as_str(), line.text.as_str())));
        let ranges: Vec<(Range<usize>, &str)> = match steps {
            Some(steps) => steps.into_iter().filter(|(s, _)| !s.new.is_empty()).map(|(s, equal)| (s.new, if equal { element } else { "w:ins" })).collect(),
            None => vec![(0..line.text.as_str().len(), element)],
        };
        for (range, element) in ranges {
            xml += &self.new_runs(&without_kept(&line.text, range, &[]), &properties, element);
        }
        xml += &around.1;
        xml += "</w:p>";
        if let Some((name, ..)) = moved {
            let (start, end) = self.stamps.range("w:moveTo", &name);
            xml = format!("{start}{xml}{end}");
        }
        self.splices.entry(story).or_default().insert(at, xml);
    }
}

/// Paragraphs that follow one another in the file.
pub(super) fn follow(spots: &[&Spot]) -> bool {
    spots.windows(2).all(|w| w[0].story == w[1].story && w[0].paragraphs.end == w[1].paragraphs.start)
}

/// A printed number in a new paragraph, and its tab.
pub(super) fn new_label(label: &str, properties: &str, is_styled: bool, element: &str, stamps: &mut Stamps) -> String {
    let style = if is_styled { format!("<w:rStyle w:val=\"{}\"/>", layout::NUMBER) } else { String::new() };
    let (open, close) = stamps.open(element);
    let (number, tab) = (fresh::wrapped(&format!("{style}{properties}")), fresh::wrapped(properties));
    format!("{open}<w:r>{number}<w:t xml:space=\"preserve\">{}</w:t></w:r><w:r>{tab}<w:tab/></w:r>{close}", escaped(label))
}
