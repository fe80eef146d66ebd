//! Where new paragraphs go, and which paragraph of the file they look like.
use super::*;

impl<'a> Tracker<'a> {
    /// Where a new paragraph goes.
    pub(super) fn place_for(&self, line: &Line) -> (usize, usize) {
        if let Some(at) = self.home(line) {
            return (MAIN, at);
        }
        let start = || {
            let first = self.document.spots.values().filter(|s| s.story == MAIN).map(|s| s.paragraphs.start).min();
            let tree = self.tree(MAIN);
            let body = tree.child(tree.root(), "w:body").map_or(0, |b| tree.inner(b).start);
            (MAIN, first.map_or(body, |p| self.outside(MAIN, p).start))
        };
        let Some((story, at)) = self.cursor else { return start() };
        let outside = matches!(line.role, Role::Field(f) if !f.in_table()) || !matches!(line.role, Role::Field(_));
        // What is not of the page's head does not go into it.
        if outside && story != MAIN {
            return start();
        }
        // What is gone stands before what came in its place.
        let gone = |p: usize| {
            self.redline.changes.iter().any(|c| matches!(c, BlockChange::Removed(o) if self.document.spots.get(&Place::Block(*o)).is_some_and(|s| s.story == story && s.paragraphs.start == p)))
        };
        let last = self.document.stories[story].paragraphs.len();
        let is_text = !matches!(line.role, Role::Field(_) | Role::Title);
        let at = if is_text { (at..last).take_while(|p| *p == at || gone(*p)).last().unwrap_or(at) } else { at };
        let range = if outside { self.outside(story, at) } else { self.tree(story).outer(self.paragraph(story, at).id) };
        (story, range.end)
    }

    /// The bytes of a paragraph, or of the table that it lies in.
    pub(super) fn outside(&self, story: usize, at: usize) -> Range<usize> {
        let p = self.paragraph(story, at);
        self.tree(story).outer(p.cell.map_or(p.id, |c| c.table))
    }

    /// The cell of the masthead table for a line that the old text did not have.
    pub(super) fn home(&self, line: &Line) -> Option<usize> {
        let Role::Field(field) = line.role else { return None };
        if !self.document.is_styled || !field.in_table() {
            return None;
        }
        let tree = self.tree(MAIN);
        let table = self.document.stories[MAIN].paragraphs.first()?.cell?.table;
        let row = tree.children(table).filter(|c| tree.is(*c, "w:tr")).nth(usize::from(field != Field::Symbol))?;
        let cell = tree.children(row).filter(|c| tree.is(*c, "w:tc")).nth(if field == Field::Organ { 1 } else { 2 })?;
        // After the line that comes before it on the page, if that is there.
        let order = |f: Field| Field::ALL.iter().position(|x| *x == f);
        let paragraphs = tree.children(cell).filter(|c| tree.is(*c, "w:p"));
        let before = paragraphs.filter(|p| {
            let style = tree.child(*p, "w:pPr").and_then(|c| tree.value(c, "w:pStyle"));
            style.and_then(|s| Role::of_style(&s)).is_some_and(|r| matches!(r, Role::Field(f) if order(f) <= order(field)))
        });
        let at = before.last().map(|p| tree.outer(p).end);
        Some(at.unwrap_or_else(|| tree.child(cell, "w:tcPr").map_or(tree.inner(cell).start, |c| tree.outer(c).end)))
    }

    /// A paragraph of the file that looks as the new one should.
    pub(super) fn model(&self, line: &Line) -> Option<(&'a Paragraph, &'a Tree<'a>)> {
        let of = |role: &dyn Fn(Role) -> bool| {
            let mut found: Vec<&Spot> = self.old.values().filter(|l| role(l.role)).filter_map(|l| self.document.spots.get(&l.place)).collect();
            let near = self.cursor.map_or(0, |(_, at)| at);
            found.sort_by_key(|s| (s.paragraphs.start.abs_diff(near), s.paragraphs.start));
            found.first().map(|s| (self.paragraph(s.story, s.paragraphs.start), self.tree(s.story)))
        };
        let same_kind = |r: Role| match (r, line.role) {
            (Role::Body(_, a, x), Role::Body(_, b, y)) => a == b && x == y,
            (a, b) => a == b,
        };
        let kin = |r: Role| match (r, line.role) {
            (Role::Body(_, a, _), Role::Body(_, b, _)) => a == b,
            (Role::Field(_), Role::Field(_)) => true,
            _ => false,
        };
        of(&|r| r == line.role).or_else(|| of(&same_kind)).or_else(|| of(&kin))
    }
}
