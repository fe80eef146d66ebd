//! A library of texts: which one came before the base, and which ones followed those that the base cites (D-19b).
use crate::{Context, chain, edit::Editor};
use chancery_model::{Resolution, ResolutionNumber, Session, chain::lists, is_same_series, long_date, predecessors};
use std::collections::HashMap;

/// Resolutions that citations are resolved with. The draft never depends on their order.
#[derive(Debug, Default)]
pub struct Library {
    texts: Vec<Resolution>,
    by_number: HashMap<ResolutionNumber, usize>,
}

impl FromIterator<Resolution> for Library {
    fn from_iter<T: IntoIterator<Item = Resolution>>(texts: T) -> Self {
        let mut texts: Vec<Resolution> = texts.into_iter().filter(|t| t.number().is_some()).collect();
        texts.sort_by_key(Resolution::number);
        let by_number = texts.iter().enumerate().filter_map(|(at, t)| Some((t.number()?, at))).collect();
        Library { texts, by_number }
    }
}

impl Library {
    /// The base's predecessor, if the library has it.
    pub(crate) fn predecessor(&self, base: &Resolution) -> Option<&Resolution> {
        let all: Vec<&Resolution> = self.texts.iter().collect();
        let found = predecessors(&all, &[base]).pop().flatten()?;
        Some(&self.texts[found])
    }

    /// The latest text of the same series after this one, adopted before the session of the draft.
    fn successor(&self, number: &ResolutionNumber, target: u16) -> Option<&Resolution> {
        let cited = &self.texts[*self.by_number.get(number)?];
        let session = |r: &Resolution| match r.number() {
            Some(ResolutionNumber::BySession { session: Session::Regular(n), .. }) => Some(n),
            _ => None,
        };
        let later = self.texts.iter().filter(|t| session(t) > session(cited) && session(t).is_some_and(|n| n < target));
        later.filter(|t| is_same_series(t, cited)).max_by_key(|t| t.number())
    }
}

/// Citations of other series are shown their successors; those that moved on before move on again. A text may mean the
/// old one, so that each is to be confirmed.
pub(crate) fn other_series(ed: &mut Editor, cx: &Context) {
    for i in 0..ed.len() {
        let (text, all) = (ed.text(i).to_owned(), chain::cited_at(ed, i));
        for list in lists(&text, &all) {
            let c = &all[list.end - 1];
            // What stayed when the text was last rolled over stays.
            let stays = cx.history.as_ref().and_then(|h| h.changed(i, &c.span)) == Some(false);
            let recent = !stays && c.session() > 0 && c.session() <= cx.base && cx.base - c.session() <= 2;
            let Some(next) = cx.library.successor(&c.number, cx.target).filter(|_| recent && list.len() < 3) else { continue };
            let number = next.number().map(|n| n.to_string()).unwrap_or_default();
            // The text's own series has rules of its own.
            if number == cx.number {
                continue;
            }
            let date = next.adopted().map_or("[date of adoption]".to_owned(), long_date);
            let new = if c.is_dated() { format!("{number} of {date}") } else { number.clone() };
            let old = &text[c.span.start..c.end];
            let what = format!("confirm that {new} takes the place of {old}");
            // Where the citation gave way before it does so again; else a person decides.
            let again = cx.history.as_ref().is_some_and(|h| h.changed(i, &c.span) == Some(true) && h.lost_a_citation(i));
            if again {
                ed.replace(i, c.span.start..c.end, new, "D-19b", false);
            }
            ed.flag(i, c.span.start..c.end, what, "it is the latest of its series in the library", "D-19b");
        }
    }
}
