//! What the step from the text before to the base teaches: which words change from session to session, and whether a
//! list of own resolutions grows or its last one gives way.
use chancery_diff::{Op, compare};
use chancery_model::{
    Resolution, ResolutionNumber,
    entity::{Value, recognise_values},
};
use std::ops::Range;

/// The last step of the series.
#[derive(Debug)]
pub(crate) struct History {
    /// The text before the base.
    pub before: Option<ResolutionNumber>,
    pub symbol: String,
    /// Sessions from there to the base.
    pub sessions: Option<u16>,
    /// Session of the text before.
    session: Option<u16>,
    /// By block of the base; none for a block that came new.
    steps: Vec<Option<Step>>,
}

/// How one paragraph changed.
#[derive(Debug, Default)]
struct Step {
    /// Bytes of the base's paragraph that came.
    came: Vec<Range<usize>>,
    /// Resolutions that were cited and are no more.
    gone: Vec<ResolutionNumber>,
}

impl History {
    pub fn of(before: &Resolution, base: &Resolution) -> Self {
        let mut steps: Vec<Option<Step>> = (0..base.body.len()).map(|_| None).collect();
        for p in compare(before, base).paragraphs.iter().filter(|p| p.new.len() == 1 && !p.old.is_empty()) {
            let mut step = Step::default();
            let mut at = 0;
            for e in &p.edits {
                match e.op {
                    Op::Insert => step.came.push(at..at + e.text.len()),
                    Op::Delete => step.gone.extend(cited(&e.text)),
                    Op::Equal => {}
                }
                at += if e.op == Op::Delete { 0 } else { e.text.len() };
            }
            // What only moved within the paragraph is not gone.
            let still = cited(&p.new[0].text);
            step.gone.retain(|n| !still.contains(n));
            steps[p.new[0].index] = Some(step);
        }
        let sessions = before.session().zip(base.session()).and_then(|(a, b)| b.checked_sub(a));
        History { before: before.number(), symbol: before.symbol(), sessions, session: before.session(), steps }
    }

    /// Whether these words of the base came with the last step; none if the paragraph did.
    pub fn changed(&self, block: usize, span: &Range<usize>) -> Option<bool> {
        let step = self.steps.get(block)?.as_ref()?;
        Some(step.came.iter().any(|c| c.start < span.end && span.start < c.end))
    }

    /// The session of the text before, if it had these words already.
    pub fn asked_from(&self, block: usize, span: &Range<usize>) -> Option<u16> {
        self.session.filter(|_| self.changed(block, span) == Some(false))
    }

    /// Whether the paragraph's mention of the text before took the place of an earlier one.
    pub fn replaces(&self, block: usize) -> Option<bool> {
        let step = self.steps.get(block)?.as_ref()?;
        let before = self.before.as_ref()?;
        Some(step.gone.iter().any(|n| n < before))
    }

    /// Whether a citation of the paragraph went with the last step.
    pub fn lost_a_citation(&self, block: usize) -> bool {
        self.steps.get(block).and_then(Option::as_ref).is_some_and(|s| !s.gone.is_empty())
    }

    /// How many paragraphs the last step changed.
    pub fn touched(&self) -> usize {
        self.steps.iter().flatten().filter(|s| !s.came.is_empty()).count()
    }
}

fn cited(text: &str) -> Vec<ResolutionNumber> {
    let entities = recognise_values(text).into_iter();
    entities.filter_map(|e| if let Value::Resolution(c) = e.value { Some(c.number) } else { None }).collect()
}
