//! The resolution and what surrounds its body: masthead, closing, notes.
use crate::{Block, DocumentSymbol, Language, Record, ResolutionNumber, Session, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The organ whose text it is (A.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Organ {
    /// The General Assembly.
    #[default]
    GeneralAssembly,
    /// The Security Council.
    SecurityCouncil,
    /// The Economic and Social Council.
    EconomicAndSocialCouncil,
    /// The Human Rights Council.
    HumanRightsCouncil,
}

impl Organ {
    /// All of them.
    pub const ALL: [Organ; 4] = [Organ::GeneralAssembly, Organ::SecurityCouncil, Organ::EconomicAndSocialCouncil, Organ::HumanRightsCouncil];

    /// Its place in [`Organ::ALL`].
    pub(crate) fn place(self) -> usize {
        self as usize
    }

    /// The name as printed in an English masthead; [`Language::organ`] has the others.
    pub fn name(self) -> &'static str {
        Language::En.organ(self)
    }
}

/// The head of the document, as printed (A.1 elements 1 to 10; A.2 for drafts).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Masthead {
    /// Document symbol, e.g. `A/RES/77/63`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<DocumentSymbol>,
    /// `General` or `Limited`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<String>,
    /// Date of issue, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    /// Original language of a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// `Seventy-seventh session`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// `First Committee`, in drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub committee: Option<String>,
    /// `Agenda item 99 (n)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agenda_item: Option<String>,
    /// Title of the agenda item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_title: Option<String>,
    /// `Resolution adopted by the General Assembly on 7 December 2022`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adoption: Option<String>,
    /// `[on the report of the First Committee (A/77/385, para. 110)]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provenance: Option<String>,
    /// Sponsor line of a draft, with `: draft resolution`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsors: Option<String>,
    /// Number before the title: `77/63`, `2516 (2020)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Lines that are none of the above, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<String>,
}

/// The closing lines: meeting, date and vote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// `46th plenary meeting`.
    pub meeting: String,
    /// `7 December 2022`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How it was adopted, as the Human Rights Council prints it: `[Adopted without a vote.]` and lists of votes (A.9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vote: Vec<String>,
}

impl Closing {
    /// Its lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        [Some(self.meeting.as_str()), self.date.as_deref()].into_iter().flatten().chain(self.vote.iter().map(String::as_str))
    }
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its printed number.
    pub number: String,
    /// Its text.
    pub text: Text,
}

/// A resolution, adopted or draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Language of the text.
    pub language: Language,
    /// Whose text it is.
    pub organ: Organ,
    /// The head.
    pub masthead: Masthead,
    /// The title without its number; empty for the Security Council (A.9).
    pub title: Text,
    /// Preamble, operative part and annexes, in document order.
    pub body: Vec<Block>,
    /// Closing lines; one for each part of an omnibus text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closing: Vec<Closing>,
    /// Footnotes, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What the organ's record says of it: votes, sponsors, keywords.
    #[serde(default, skip_serializing_if = "Record::is_empty")]
    pub record: Record,
}

impl Resolution {
    /// The symbol as text: printed, or made from the number, or empty.
    pub fn symbol(&self) -> String {
        match (&self.masthead.symbol, &self.masthead.number) {
            (Some(s), _) => s.to_string(),
            (None, Some(n)) => match self.organ {
                Organ::GeneralAssembly => format!("A/RES/{n}"),
                Organ::SecurityCouncil => format!("S/RES/{n}"),
                Organ::EconomicAndSocialCouncil => format!("E/RES/{n}"),
                Organ::HumanRightsCouncil => format!("A/HRC/RES/{n}"),
            },
            (None, None) => String::new(),
        }
    }

    /// Its number as a typed value, if it is adopted and numbered. The symbol comes first: it has the part letter.
    pub fn number(&self) -> Option<ResolutionNumber> {
        let of_symbol = self.masthead.symbol.as_ref().and_then(|s| s.as_str().split_once("/RES/")?.1.parse().ok());
        of_symbol.or_else(|| self.masthead.number.as_deref()?.parse().ok())
    }

    /// Its regular session of the General Assembly, from the masthead line or the number.
    pub fn session(&self) -> Option<u16> {
        let line = self.masthead.session.as_deref().and_then(|s| self.language.session_of(s));
        line.or_else(|| match self.number()? {
            ResolutionNumber::BySession { session: Session::Regular(n), .. } => Some(n),
            _ => None,
        })
    }

    /// Its date of adoption, from the last closing or the line of adoption.
    pub fn adopted(&self) -> Option<Date> {
        let closing = self.closing.last().and_then(|c| c.date.as_deref()).and_then(|d| self.language.parse_date(d));
        closing.or_else(|| self.language.last_date(self.masthead.adoption.as_deref()?))
    }

    /// True for an L-document (A.2).
    pub fn is_draft(&self) -> bool {
        self.masthead.sponsors.is_some() || self.masthead.symbol.as_ref().is_some_and(|s| s.as_str().contains("/L."))
    }
}
