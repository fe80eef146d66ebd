//! What the organ's record says about a text and no page of it prints: how it came, how it was voted on, what it is about.
use serde::{Deserialize, Serialize};

/// The record of a resolution, as its official XML carries it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Record {
    /// Job number at the foot of the first page, `22-28153 (E)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_number: Option<String>,
    /// The way of the text: drafts, sponsors, recommendation, adoption.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The vote, or that there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vote: Option<Vote>,
    /// Keywords, by the source that gave them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subjects>,
    /// Concepts and bodies that the file declares for its own references.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<Concept>,
}

/// A step in the way of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Step {
    /// `draftResolution`, `draftResolutionAdditionalSponsors`, `recommendedForAdoption`, `adopted`, `veto`.
    pub outcome: String,
    /// The document of this step: `A/C.1/77/L.40`, `A/77/PV.46`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// Who took it: the sponsors of a draft, as printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Its day, `2022-12-07`; empty if it is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Paragraph of the document, or chapter of the Charter.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
}

/// A vote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Vote {
    /// `adoptedWithoutVote`, `adoptedRecordedVote`; the Security Council's files do not say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// Votes in favour.
    pub in_favour: Tally,
    /// Votes against.
    pub against: Tally,
    /// Abstentions.
    pub abstaining: Tally,
}

/// How many voted in one way, and who.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// How many.
    pub number: u32,
    /// Who, where the file names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub voters: Vec<Voter>,
}

/// Somebody who voted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voter {
    /// The name, in the capitals of the library.
    pub name: String,
    /// Identifier of a State that is no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
}

/// Keywords from one source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subjects {
    /// Who gave them: `http://metadata.un.org/sdg`, `DHLAUTH`.
    pub source: String,
    /// The keywords.
    pub keywords: Vec<Keyword>,
}

/// A keyword.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Keyword {
    /// Its code.
    pub value: String,
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The list it is taken from: `UNBIS`, `EuroVoc`, `SDGO`, the agenda `A/77/251`.
    pub dictionary: String,
    /// Its page in that list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What it is of the text: `agenda`, `title`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// A shorter name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub short: String,
}

/// A concept, body, role or term that a file declares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Concept {
    /// Its kind in Akoma Ntoso: `TLCConcept`, `TLCOrganization`, `TLCRole`, `TLCTerm`.
    pub kind: String,
    /// Its name within the file.
    pub id: String,
    /// Its address in the ontology.
    pub address: String,
    /// What people read.
    pub name: String,
}

impl Record {
    /// True if it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Record::default()
    }

    /// Who sponsored the draft, those who joined later at the end.
    pub fn sponsors(&self) -> impl Iterator<Item = &str> {
        let sponsored = self.steps.iter().filter(|s| s.outcome.starts_with("draftResolution"));
        sponsored.flat_map(|s| crate::listed_states(&s.by))
    }
}
