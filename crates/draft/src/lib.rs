//! Drafts: the rollover of last session's resolution to the next (section D of the rulebook), and templates.
//!
//! [`roll_over`] is a pure function. Every edit it makes is recorded with its rule, every value that it cannot know is a
//! placeholder in square brackets and an entry of the to-do list. A [`Template`] gives drafts from typed values.
mod chain;
mod continuity;
mod cycle;
mod edit;
mod flags;
mod history;
mod library;
mod past;
mod period;
mod predecessor;
mod rules;
pub mod template;
mod tidy;

pub use library::Library;
pub use template::{Template, TemplateError};
pub use tidy::tidy;

use chancery_model::{Block, Kind, Language, Organ, Part, Resolution, figure_ordinal, word_ordinal};
use period::Period;
use serde::Serialize;
use std::ops::Range;

/// A change that the rollover made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftEdit {
    /// Id of the block in the base, or `masthead`.
    pub place: String,
    /// Bytes of the old words in the base's paragraph; empty for the masthead and where words are put in.
    pub span: Range<usize>,
    /// Old words.
    pub old: String,
    /// New words.
    pub new: String,
    /// Rule of the rulebook.
    pub rule: &'static str,
    /// False if somebody must confirm it.
    pub certain: bool,
}

/// Something that a person must fill in, confirm or look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Todo {
    /// Id of the block, or `masthead`.
    pub place: String,
    /// Printed label of the paragraph, for people.
    pub label: Option<String>,
    /// Bytes of the words in the base's paragraph, if it is about some of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Range<usize>>,
    /// What to do.
    pub what: String,
    /// Why the program cannot do it.
    pub why: String,
    /// Rule of the rulebook.
    pub rule: &'static str,
}

/// The draft, with what was done and what is left to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// The draft resolution.
    pub resolution: Resolution,
    /// Every change against the base.
    pub edits: Vec<DraftEdit>,
    /// What is left to a person.
    pub todo: Vec<Todo>,
    /// For each block of the draft, the id of the base's block that it came from; none for what is new.
    pub origin: Vec<Option<String>>,
    /// What the earlier texts of the series taught.
    pub learned: Vec<String>,
}

/// Why there is no draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// No text to start from.
    #[error("no base text; name the resolution to start from")]
    NoBase,
    /// The base does not say its session.
    #[error("masthead: the base text names no session and no number like 77/63; add the line “Seventy-seventh session” or the number before the title")]
    NoSession,
    /// The wanted session is not after the base's.
    #[error("masthead: session {wanted} is not after the {base} session of the base text; ask for session {next} or later", base = figure_ordinal(*base), next = base + 1)]
    NotLater {
        /// Session asked for.
        wanted: u16,
        /// Session of the base.
        base: u16,
    },
    /// The text comes every second or third session, and not at this one (D-24).
    #[error("masthead: no draft of this text is due at session {wanted}: {why}; ask for session {next}")]
    NotDue {
        /// Session asked for.
        wanted: u16,
        /// Session at which the next one is due.
        next: u16,
        /// Where the text says so.
        why: &'static str,
    },
    /// Sessions are a matter of the General Assembly.
    #[error("masthead: the rollover by session is for General Assembly texts; this is a text of the {0}")]
    OtherOrgan(&'static str),
    /// The rules are those of English texts.
    #[error("language: the rollover knows English texts; this one is “{0}”; start from the English version")]
    OtherLanguage(&'static str),
}

/// What the rules know of base and target.
pub(crate) struct Context<'a> {
    base: u16,
    target: u16,
    /// The base's own number, or a placeholder.
    number: String,
    /// For each block of an omnibus base the letter of its part.
    parts: Vec<Option<char>>,
    /// Its date of adoption, or a placeholder.
    date: String,
    title: String,
    /// How often the text comes, if it says so.
    period: Option<Period>,
    library: &'a Library,
    /// The step from the text before to the base, if that text is at hand.
    history: Option<history::History>,
}

impl Context<'_> {
    /// The number as a block of the base cites it: with the letter of its part.
    fn number(&self, block: usize) -> String {
        match self.parts.get(block).copied().flatten() {
            Some(letter) if !self.number.contains(' ') => format!("{} {letter}", self.number),
            _ => self.number.clone(),
        }
    }

    /// `77/63 of 7 December 2022`.
    fn own(&self, block: usize) -> String {
        format!("{} of {}", self.number(block), self.date)
    }

    /// An omnibus text: its parts are one resolution.
    fn is_omnibus(&self) -> bool {
        self.parts.iter().any(Option::is_some)
    }
}

/// Rolls a resolution over to a later session (D-01 to D-21). Texts of `library` tell which resolution was the base's
/// predecessor and which ones have followed those of other series that the base cites (D-19b).
///
/// # Errors
/// [`DraftError`] if the base names no session, is not the General Assembly's, or the session is not a later one.
pub fn roll_over(base: &Resolution, session: Option<u16>, library: &Library) -> Result<Draft, DraftError> {
    let series: Vec<&Resolution> = library.predecessor(base).into_iter().chain([base]).collect();
    roll_on(&series, session, library)
}

/// Rolls over the last of a series and learns from how it changed before: which numbers and dates change from session to
/// session, and how a paragraph names the series' own resolutions.
///
/// # Errors
/// As [`roll_over`]; [`DraftError::NoBase`] if there is no text.
pub fn roll_over_series(series: &[Resolution], session: Option<u16>, library: &Library) -> Result<Draft, DraftError> {
    match &in_order(series)[..] {
        [one] => roll_over(one, session, library),
        texts => roll_on(texts, session, library),
    }
}

/// The texts of a series by session and number, the base last.
fn in_order(series: &[Resolution]) -> Vec<&Resolution> {
    let mut texts: Vec<&Resolution> = series.iter().collect();
    texts.sort_by_key(|r| (r.session(), r.number()));
    texts
}

/// The base: the latest of a series.
pub fn latest(series: &[Resolution]) -> Option<&Resolution> {
    in_order(series).pop()
}

/// The letters of the parts of an omnibus text: headings of one capital, before a part's formula.
fn parts(base: &Resolution) -> Vec<Option<char>> {
    let letter = |text: &str| text.chars().next().filter(|c| text.len() == 1 && c.is_ascii_uppercase());
    let headed = |b: &Block| letter(b.text.as_str()).filter(|_| b.kind == Kind::Heading && b.part == Part::Preamble);
    let mut last = None;
    let of = |b: &Block| {
        last = headed(b).or(last);
        last
    };
    base.body.iter().map(of).collect()
}

/// Rolls over the last of the texts.
fn roll_on(series: &[&Resolution], session: Option<u16>, library: &Library) -> Result<Draft, DraftError> {
    let base = *series.last().ok_or(DraftError::NoBase)?;
    if base.organ != Organ::GeneralAssembly {
        return Err(DraftError::OtherOrgan(base.organ.name()));
    }
    if base.language != Language::En {
        return Err(DraftError::OtherLanguage(base.language.code()));
    }
    let from = base.session().ok_or(DraftError::NoSession)?;
    let period = period::period(series);
    let target = session.unwrap_or(from + period.map_or(1, Period::sessions));
    if target <= from || word_ordinal(target).is_none() {
        return Err(DraftError::NotLater { wanted: target, base: from });
    }
    if let Some(period) = period.filter(|p| !(target - from).is_multiple_of(p.sessions())) {
        return Err(DraftError::NotDue { wanted: target, next: from + period.sessions(), why: period.why() });
    }
    let number = base.number().map_or(format!("{from}/[number]"), |n| n.to_string());
    let date = base.adopted().map_or("[date of adoption]".to_owned(), chancery_model::long_date);
    let cx = Context {
        base: from,
        target,
        number,
        parts: parts(base),
        date,
        title: base.title.as_str().to_owned(),
        period,
        library,
        history: history::History::of(series),
    };
    let learned = cx.history.as_ref().map(|h| h.learned(base)).unwrap_or_default();
    let origin = base.body.iter().map(|b| Some(b.id.clone())).collect();
    let mut draft = Draft { resolution: base.clone(), edits: Vec::new(), todo: Vec::new(), origin, learned };
    rules::masthead(&mut draft, &cx);
    let mut editor = edit::Editor::new(&mut draft);
    chain::own_resolutions(&mut editor, &cx);
    library::other_series(&mut editor, &cx);
    rules::sessions(&mut editor, &cx);
    cycle::events(&mut editor, &cx);
    past::future(&mut editor, &cx);
    flags::flag(&mut editor, &cx);
    editor.finish();
    Ok(draft)
}
