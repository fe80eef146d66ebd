//! How often a text comes: from its own clause on the provisional agenda, or from the gaps of its recall chain (D-24).
use chancery_model::{
    Part, Resolution, chain,
    entity::{Value, recognise_values},
};

/// The rhythm of a series, and where the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    /// The text asks for its item at a session so many on.
    Clause(u16),
    /// The sessions of its recall chain, or of the earlier texts at hand, lie so far apart.
    Chain(u16),
}

impl Period {
    /// Sessions from one text to the next.
    pub fn sessions(self) -> u16 {
        match self {
            Period::Clause(n) | Period::Chain(n) => n,
        }
    }

    /// The evidence, for people.
    pub fn why(self) -> &'static str {
        match self {
            Period::Clause(_) => "its own clause on the provisional agenda names another session",
            Period::Chain(_) => "the texts of the series do not come every session",
        }
    }
}

/// The rhythm of the latest of a series: as it states it, or as the texts came; none if neither tells.
pub(crate) fn period(series: &[&Resolution]) -> Option<Period> {
    let base = series.last()?;
    let session = base.session()?;
    clause(base, session).map(Period::Clause).or_else(|| gaps(base, session).or_else(|| of_series(series)).map(Period::Chain))
}

/// The gap between three texts or more, if it is one and the same.
fn of_series(series: &[&Resolution]) -> Option<u16> {
    let sessions: Vec<u16> = series.iter().filter_map(|r| r.session()).collect();
    let gaps: Vec<u16> = sessions.windows(2).map(|w| w[1].saturating_sub(w[0])).collect();
    let first = *gaps.first()?;
    (gaps.len() > 1 && first > 0 && gaps.iter().all(|g| *g == first)).then_some(first)
}

/// “Decides to include in the provisional agenda of its seventy-ninth session …” (D-07).
fn clause(base: &Resolution, session: u16) -> Option<u16> {
    let clauses = base.body.iter().filter(|b| b.part == Part::Operative && b.text.as_str().contains("provisional agenda"));
    let sessions = clauses.flat_map(|b| recognise_values(b.text.as_str())).filter_map(|e| if let Value::Session(n) = e.value { Some(n) } else { None });
    sessions.filter(|n| *n > session && *n <= session + 6).min().map(|n| n - session)
}

/// The gap between all sessions of the longest chain of the preamble, if it is one and the same, the base's own included.
fn gaps(base: &Resolution, session: u16) -> Option<u16> {
    let mut best: Vec<u16> = Vec::new();
    for b in base.body.iter().filter(|b| b.part == Part::Preamble) {
        let text = b.text.as_str();
        let cited = chain::cited(text, &recognise_values(text));
        for list in chain::lists(text, &cited) {
            let mut sessions: Vec<u16> = cited[list].iter().map(chain::Cited::session).collect();
            sessions.push(session);
            if sessions.len() > best.len() && sessions.is_sorted_by(|a, b| a < b) {
                best = sessions;
            }
        }
    }
    let gaps: Vec<u16> = best.windows(2).map(|w| w[1] - w[0]).collect();
    // Habits change: the last three steps say how it is now.
    let last = gaps.get(gaps.len().checked_sub(3)?..)?;
    last.iter().all(|g| *g == last[0] && *g > 0).then(|| last[0])
}
