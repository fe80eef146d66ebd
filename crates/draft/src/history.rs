//! What the earlier texts of a series teach: which words change from session to session, how far apart the texts lie, and
//! whether a list of own resolutions grows or its last one gives way. The step to the base counts most; earlier steps
//! add the values that moved then.
use chancery_diff::{Op, compare};
use chancery_model::{
    Resolution, ResolutionNumber, chain,
    entity::{Entity, Value, recognise_values},
};
use std::ops::Range;

/// The steps of the series up to the base.
#[derive(Debug)]
pub(crate) struct History {
    /// The text before the base.
    pub before: Option<ResolutionNumber>,
    pub symbol: String,
    /// Session of the text before.
    session: Option<u16>,
    /// Sessions between each text and the next, in order.
    gaps: Vec<u16>,
    /// By block of the base; none for a block that came new.
    steps: Vec<Option<Step>>,
}

/// How one paragraph changed.
#[derive(Debug, Default, Clone)]
struct Step {
    /// Bytes of the base's paragraph that came.
    came: Vec<Range<usize>>,
    /// Entities of the base's paragraph whose forerunners came with an earlier step.
    moved_before: Vec<Range<usize>>,
    /// Resolutions that were cited and are no more.
    gone: Vec<ResolutionNumber>,
}

impl History {
    /// Reads the steps of a series, oldest text first, the base last.
    pub fn of(series: &[&Resolution]) -> Option<Self> {
        let (base, earlier) = series.split_last()?;
        let before = earlier.last()?;
        let mut steps: Vec<Option<Step>> = (0..base.body.len()).map(|_| None).collect();
        // For each block of the base the block of the text at hand that became it.
        let mut from: Vec<Option<usize>> = (0..base.body.len()).map(Some).collect();
        for (older, newer) in earlier.iter().zip(series.iter().skip(1)).rev() {
            let found = steps_between(older, newer);
            for (i, at) in from.iter_mut().enumerate() {
                let Some((step, old)) = at.and_then(|at| found[at].as_ref()) else {
                    *at = None;
                    continue;
                };
                match &mut steps[i] {
                    None => steps[i] = Some(step.clone()),
                    Some(last) => {
                        let text = newer.body[at.unwrap_or_default()].text.as_str();
                        last.moved_before.extend(forerunners(text, &step.came, base.body[i].text.as_str()));
                    }
                }
                *at = Some(*old);
            }
        }
        let sessions: Vec<Option<u16>> = series.iter().map(|r| r.session()).collect();
        let gaps: Vec<u16> = sessions.windows(2).filter_map(|w| w[1]?.checked_sub(w[0]?)).collect();
        Some(History { before: before.number(), symbol: before.symbol(), session: before.session(), gaps, steps })
    }

    /// Whether these words of the base came with the last step; none if the paragraph did.
    pub fn changed(&self, block: usize, span: &Range<usize>) -> Option<bool> {
        let step = self.steps.get(block)?.as_ref()?;
        Some(step.came.iter().chain(&step.moved_before).any(|c| c.start < span.end && span.start < c.end))
    }

    /// The session of the text before, if it had these words already.
    pub fn asked_from(&self, block: usize, span: &Range<usize>) -> Option<u16> {
        self.session.filter(|_| self.changed(block, span) == Some(false))
    }

    /// Whether the paragraph's mention of the text before took the place of an earlier one: one went, and `list`, in which
    /// the mention stands, has nothing between the two. A list that drops its oldest items grows all the same.
    pub fn replaces(&self, block: usize, list: &[ResolutionNumber]) -> Option<bool> {
        let step = self.steps.get(block)?.as_ref()?;
        Some(step.replaced(self.before.as_ref()?, list).is_some())
    }

    /// Whether a citation of the paragraph went with the last step.
    pub fn lost_a_citation(&self, block: usize) -> bool {
        self.steps.get(block).and_then(Option::as_ref).is_some_and(|s| !s.gone.is_empty())
    }

    /// What the series says, for people: its pace, how it names its own texts, which values move.
    pub fn learned(&self, base: &Resolution) -> Vec<String> {
        let mut out = vec![format!("the text before is {}", self.symbol)];
        let sessions = |n: u16| if n == 1 { "every session".to_owned() } else { format!("every {n} sessions") };
        match &self.gaps[..] {
            [one] => out.push(format!("it lies {one} {} back", if *one == 1 { "session" } else { "sessions" })),
            [first, rest @ ..] if rest.iter().all(|g| g == first) => out.push(format!("the texts come {}", sessions(*first))),
            [] => {}
            gaps => out.push(format!("the texts keep no even pace: {} sessions apart", gaps.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))),
        }
        let touched = self.steps.iter().flatten().filter(|s| !s.came.is_empty()).count();
        out.push(format!("{touched} {} changed since; words that stayed are not asked about", if touched == 1 { "paragraph" } else { "paragraphs" }));
        for (block, step) in base.body.iter().zip(&self.steps) {
            let Some(step) = step else { continue };
            let text = block.text.as_str();
            if let Some(before) = self.before.as_ref().filter(|b| cited(text).contains(b)) {
                out.push(match step.replaced(before, &list_with(text, before)) {
                    Some(gone) => format!("{}: {before} took the place of {gone}", block.id),
                    None if step.came.is_empty() => format!("{}: {before} stayed", block.id),
                    None => format!("{}: {before} joined the list", block.id),
                });
            }
            let counts = recognise_values(text).into_iter().filter(|e| matches!(e.value, Value::Count(_)));
            let moved: Vec<&str> = counts
                .filter(|e| step.came.iter().chain(&step.moved_before).any(|c| c.start < e.span.end && e.span.start < c.end))
                .map(|e| &text[e.span])
                .collect();
            if !moved.is_empty() {
                out.push(format!("{}: a number that moves: {}", block.id, moved.join(", ")));
            }
        }
        out
    }
}

impl Step {
    /// The number whose place `before` took.
    fn replaced(&self, before: &ResolutionNumber, list: &[ResolutionNumber]) -> Option<&ResolutionNumber> {
        let between = |gone: &ResolutionNumber| list.iter().any(|n| gone < n && n < before);
        self.gone.iter().filter(|n| *n < before && !between(n)).max()
    }
}

/// For each block of the newer text how it changed, and the block of the older text that it was; none for what came new.
fn steps_between(older: &Resolution, newer: &Resolution) -> Vec<Option<(Step, usize)>> {
    let mut out: Vec<Option<(Step, usize)>> = (0..newer.body.len()).map(|_| None).collect();
    for p in compare(older, newer).paragraphs.iter().filter(|p| p.new.len() == 1 && !p.old.is_empty()) {
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
        out[p.new[0].index] = Some((step, p.old[0].index));
    }
    out
}

/// The entities of the base's paragraph that stand where entities stood that came with an earlier step: the same in kind
/// and in order, if both paragraphs have as many of the kind.
fn forerunners(earlier: &str, came: &[Range<usize>], base: &str) -> Vec<Range<usize>> {
    let (then, now) = (recognise_values(earlier), recognise_values(base));
    let of = |list: &[Entity], kind: &str| list.iter().filter(|e| e.value.kind() == kind).map(|e| e.span.clone()).collect::<Vec<_>>();
    let mut out = Vec::new();
    for e in then.iter().filter(|e| came.iter().any(|c| c.start < e.span.end && e.span.start < c.end)) {
        let kind = e.value.kind();
        let (a, b) = (of(&then, kind), of(&now, kind));
        let rank = a.iter().position(|s| *s == e.span);
        out.extend(rank.filter(|_| a.len() == b.len()).map(|r| b[r].clone()));
    }
    out
}

/// The list in which a text cites a resolution.
fn list_with(text: &str, number: &ResolutionNumber) -> Vec<ResolutionNumber> {
    let cited = chain::cited(text, &recognise_values(text));
    let lists = chain::lists(text, &cited);
    let list = lists.into_iter().find(|l| cited[l.clone()].iter().any(|c| c.number == *number));
    cited[list.unwrap_or(0..0)].iter().map(|c| c.number.clone()).collect()
}

fn cited(text: &str) -> Vec<ResolutionNumber> {
    let entities = recognise_values(text).into_iter();
    entities.filter_map(|e| if let Value::Resolution(c) = e.value { Some(c.number) } else { None }).collect()
}
