//! What a rule finds: where, what, and the wording that would mend it.
use crate::{
    document::Document,
    rule::{Rule, Severity},
};
use chancery_model::{Masthead, Resolution};
use std::{borrow::Cow, ops::Range};

/// A line of the masthead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Symbol.
    Symbol,
    /// Date of issue.
    Issued,
    /// Session.
    Session,
    /// Agenda item.
    AgendaItem,
    /// Line of adoption.
    Adoption,
    /// Sponsors.
    Sponsors,
    /// Number before the title.
    Number,
}

impl Field {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Field::Symbol => "symbol",
            Field::Issued => "date of issue",
            Field::Session => "session",
            Field::AgendaItem => "agenda item",
            Field::Adoption => "adoption",
            Field::Sponsors => "sponsors",
            Field::Number => "number",
        }
    }

    fn of(self, m: &Masthead) -> Option<Cow<'_, str>> {
        let line = match self {
            Field::Symbol => return m.symbol.as_ref().map(|s| s.as_str().into()),
            Field::Issued => &m.issued,
            Field::Session => &m.session,
            Field::AgendaItem => &m.agenda_item,
            Field::Adoption => &m.adoption,
            Field::Sponsors => &m.sponsors,
            Field::Number => &m.number,
        };
        line.as_deref().map(Cow::from)
    }

    pub(crate) fn of_mut(self, m: &mut Masthead) -> Option<&mut String> {
        match self {
            Field::Symbol => None,
            Field::Issued => m.issued.as_mut(),
            Field::Session => m.session.as_mut(),
            Field::AgendaItem => m.agenda_item.as_mut(),
            Field::Adoption => m.adoption.as_mut(),
            Field::Sponsors => m.sponsors.as_mut(),
            Field::Number => m.number.as_mut(),
        }
    }
}

/// Where a finding is: one of the strings of a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A line of the masthead.
    Masthead(Field),
    /// The title.
    Title,
    /// The wording of a block, by its index.
    Block(usize),
    /// The label of a block, by its index.
    Label(usize),
    /// The meeting of a closing, by its index.
    Meeting(usize),
    /// The date of a closing, by its index.
    ClosingDate(usize),
    /// The text of a note, by its index.
    Note(usize),
}

impl Place {
    /// The string that the span of a finding lies in.
    pub fn text(self, r: &Resolution) -> Cow<'_, str> {
        match self {
            Place::Masthead(f) => f.of(&r.masthead).unwrap_or_default(),
            Place::Title => r.title.as_str().into(),
            Place::Block(i) => r.body[i].text.as_str().into(),
            Place::Label(i) => r.body[i].label.as_deref().unwrap_or("").into(),
            Place::Meeting(i) => r.closing[i].meeting.as_str().into(),
            Place::ClosingDate(i) => r.closing[i].date.as_deref().unwrap_or("").into(),
            Place::Note(i) => r.notes[i].text.as_str().into(),
        }
    }

    /// Its name in outputs: the id of the block, `title`, `note 3`.
    pub fn name(self, r: &Resolution) -> String {
        match self {
            Place::Masthead(f) => f.name().to_owned(),
            Place::Title => "title".to_owned(),
            Place::Block(i) | Place::Label(i) => r.body[i].id.clone(),
            Place::Meeting(_) | Place::ClosingDate(_) => "closing".to_owned(),
            Place::Note(i) => format!("note {}", r.notes[i].number),
        }
    }
}

/// Other wording for a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes it takes the place of, in the finding's string.
    pub span: Range<usize>,
    /// The wording.
    pub text: String,
    /// It can be made without asking.
    pub certain: bool,
}

/// One thing that an editor would send back.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule it breaks.
    pub rule: &'static Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The bytes, in the string of the place.
    pub span: Range<usize>,
    /// What is wrong, for a person.
    pub message: String,
    /// What to write instead.
    pub fix: Option<Fix>,
}

impl Finding {
    /// Lowers it.
    pub(crate) fn at_most(&mut self, severity: Severity) {
        self.severity = self.severity.min(severity);
    }

    /// Gives it a fix that can be made without asking.
    pub(crate) fn fix(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.fix = Some(Fix { span, text: text.into(), certain: true });
    }

    /// Gives it a wording that a person must confirm.
    pub(crate) fn suggest(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.fix = Some(Fix { span, text: text.into(), certain: false });
    }
}

/// Collects what the rules find.
pub(crate) struct Findings {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub list: Vec<Finding>,
}

impl Findings {
    /// Reports a span of a string.
    pub fn report(&mut self, place: Place, span: Range<usize>, message: impl Into<String>) -> &mut Finding {
        self.list.push(Finding { rule: self.rule, severity: self.severity, place, span, message: message.into(), fix: None });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Reports the whole string of a place.
    pub fn report_whole(&mut self, doc: &Document, place: Place, message: impl Into<String>) -> &mut Finding {
        let end = place.text(doc.resolution).len();
        self.report(place, 0..end, message)
    }
}
