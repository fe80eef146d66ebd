//! What stands beside the text: the symbol at the head of every page, comments in the margin.
use super::*;

impl<'a> Tracker<'a> {
    /// The symbol at the head of the other pages.
    pub(super) fn running_heads(&mut self) -> Result<(), ReadError> {
        let (old, new) = (self.document.resolution.symbol(), self.redline.new.symbol());
        if old == new || old.is_empty() || new.is_empty() {
            return Ok(());
        }
        let read: Vec<&str> = self.document.stories.iter().map(|s| s.part.as_str()).collect();
        let heads = self.source.parts.relations.iter().filter(|r| r.kind == "header" && !read.contains(&r.target.as_str()));
        for name in heads.map(|r| r.target.clone()) {
            let Some(text) = self.source.texts.get(&name) else { continue };
            let around = Around { styles: &self.document.styles, links: HashMap::new() };
            let story = Story::read(&name, Tree::parse(text, &name)?, &around, &mut Numbering::default());
            let mut splices = Splices::default();
            for p in &story.paragraphs {
                let Some(at) = p.flat.find(&old) else { continue };
                let fresh = Fresh { tree: &story.tree, is_styled: self.document.is_styled };
                let text = Text::plain(&new);
                let properties = fresh.properties_at(p, at + old.len());
                let xml = self.new_runs(&text, &properties, "w:ins");
                let edit = Edit {
                    deletes: std::iter::once(at..at + old.len()).collect(),
                    inserts: vec![Insertion { at: at + old.len(), before_note: false, xml }],
                    ..Edit::default()
                };
                edit::write(&story.tree, p, &edit, false, &mut self.stamps, &mut splices);
            }
            if !splices.is_empty() {
                self.notes.parts.insert(name, splices.apply(text));
            }
        }
        Ok(())
    }

    /// Comments at the paragraphs that stayed.
    pub(super) fn remarks(&mut self) {
        let mut places: Vec<Option<usize>> = self.comments.keys().copied().collect();
        places.sort_unstable();
        for block in places {
            let spot = match block {
                Some(n) => self.redline.changes.iter().find_map(|c| match c {
                    BlockChange::Kept { old, new, moved: false, .. } if new.contains(&n) => self.document.spots.get(&Place::Block(*old.first()?)),
                    _ => None,
                }),
                None => self.head_spot(),
            };
            let Some(spot) = spot else { continue };
            let p = self.paragraph(spot.story, spot.paragraphs.start);
            let mapped = Mapped::of(p, &spot.words);
            let comments = self.comments.remove(&block).unwrap_or_default();
            let (spans, wholes): (Vec<_>, Vec<_>) =
                comments.into_iter().partition(|(_, s)| s.as_ref().is_some_and(|s| s.start < s.end && s.end <= mapped.words.len()));
            for (id, span) in spans {
                let Some(range) = span.and_then(|s| mapped.range(s)) else { continue };
                let edit = self.edit(spot.story, spot.paragraphs.start);
                let (start, end) = notes::comment_marks(id);
                edit.inserts.insert(0, Insertion { at: range.start, before_note: false, xml: start });
                edit.inserts.push(Insertion { at: range.end, before_note: true, xml: end });
            }
            if !wholes.is_empty() {
                let (mut start, mut end) = (String::new(), String::new());
                for (id, _) in wholes {
                    let marks = notes::comment_marks(id);
                    start += &marks.0;
                    end += &marks.1;
                }
                self.edit(spot.story, spot.paragraphs.start).around = Some((start, end));
            }
        }
    }

    /// Where a remark on the masthead or the text as a whole stands: comments cannot stand in the head of a page.
    pub(super) fn head_spot(&self) -> Option<&'a Spot> {
        let mut spots: Vec<&Spot> = self.document.spots.values().filter(|s| s.story == MAIN).collect();
        spots.sort_by_key(|s| s.paragraphs.start);
        spots.first().copied()
    }

    /// The marks of the comments at a new paragraph.
    pub(super) fn comment_marks(&mut self, block: Option<usize>) -> (String, String) {
        let (mut start, mut end) = (String::new(), String::new());
        for (id, _) in self.comments.remove(&block).unwrap_or_default() {
            let marks = notes::comment_marks(id);
            start += &marks.0;
            end += &marks.1;
        }
        (start, end)
    }
}
