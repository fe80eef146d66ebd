//! Rows of tables: cells that changed, rows that came and went.
use super::*;

impl<'a> Tracker<'a> {
    /// A table row whose cells changed.
    pub(super) fn row(&mut self, place: Place, spot: &'a Spot, new: &Line) {
        let Some(old) = self.old.get(&place).cloned() else { return };
        let (before, after) = (old.text.cells(), new.text.cells());
        let simple = before.len() == spot.paragraphs.len() && before.len() == after.len();
        let both_rows = matches!((old.role, new.role), (Role::Body(_, Kind::TableRow, _), Role::Body(_, Kind::TableRow, _)));
        if old.text == new.text && both_rows {
            return self.set_cursor(spot);
        }
        if !simple || !both_rows {
            self.remove(place, &Whole::Deleted);
            self.set_cursor(spot);
            return self.add(new, "w:ins", None);
        }
        for (n, (a, b)) in before.iter().zip(&after).enumerate() {
            let at = spot.paragraphs.start + n;
            let p = self.paragraph(spot.story, at);
            let pieces = (self.redline.words)(a.as_str(), b.as_str());
            self.words_of((spot.story, at), &(0..p.flat.len()), a, b, &pieces, &[]);
        }
        self.set_cursor(spot);
    }

    pub(super) fn remove_row(&mut self, spot: &'a Spot) {
        let tree = self.tree(spot.story);
        let Some(cell) = self.paragraph(spot.story, spot.paragraphs.start).cell else { return };
        for at in spot.paragraphs.clone() {
            self.edit(spot.story, at).whole = Whole::Deleted;
        }
        let mark = self.stamps.empty("w:del");
        let splices = self.splices.entry(spot.story).or_default();
        match tree.child(cell.row, "w:trPr") {
            Some(properties) if tree.is_empty_tag(properties) => splices.replace(tree.outer(properties), format!("<w:trPr>{mark}</w:trPr>")),
            Some(properties) => splices.insert(tree.inner(properties).end, mark),
            None => splices.insert(tree.inner(cell.row).start, format!("<w:trPr>{mark}</w:trPr>")),
        }
    }

    /// A new row, in the table of the row before it, or in a table of its own.
    pub(super) fn add_row(&mut self, line: &Line) {
        let cells = line.text.cells();
        let words: Vec<String> = cells.iter().map(|cell| self.new_runs(cell, "", "w:ins")).collect();
        let style = self.document.is_styled.then(|| line.role.style());
        let before = self.cursor.filter(|(story, _)| *story == MAIN).and_then(|(_, at)| self.paragraph(MAIN, at).cell);
        let is_row = |at: usize| self.document.spots.iter().any(|(_, s)| s.story == MAIN && s.paragraphs.contains(&at) && s.words.is_empty());
        let in_row = before.filter(|_| self.cursor.is_some_and(|(_, at)| is_row(at)));
        let tree = self.tree(MAIN);
        let columns = in_row.map_or(cells.len(), |c| tree.children(c.row).filter(|t| tree.is(*t, "w:tc")).count()).max(cells.len());
        let xml = fresh::row(style.as_deref(), &words, columns, &mut self.stamps);
        match in_row {
            Some(cell) => {
                let at = tree.outer(cell.row).end;
                self.splices.entry(MAIN).or_default().insert(at, xml);
            }
            None => {
                let (story, at) = self.place_for(line);
                let table = write::table_start(columns, self.document.is_styled, "");
                self.splices.entry(story).or_default().insert(at, format!("{table}{xml}</w:tbl><w:p/>"));
            }
        }
    }
}
