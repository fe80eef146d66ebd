//! What the report of a comparison shows, as plain values. What they say is the reports' business.
use chancery_model::Language;
use serde::Serialize;

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Language of the texts compared.
    #[serde(skip)]
    pub language: Language,
    /// Name of the report.
    pub title: String,
    /// One for each pair of texts.
    pub sections: Vec<Section>,
    /// Texts without a partner.
    pub unpaired: Vec<String>,
    /// The line at the end.
    pub imprint: &'static str,
}

/// The comparison of two texts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// `A/RES/76/26 → A/RES/77/63`.
    pub name: String,
    /// Titles of the texts; one if they are the same.
    pub titles: Vec<String>,
    /// The summary.
    pub counts: Vec<Count>,
    /// The summary in words.
    pub summary: String,
    /// Lists of what to note or to do.
    pub lists: Vec<Listed>,
    /// Every paragraph.
    pub entries: Vec<Entry>,
}

/// A number of the summary.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Count {
    /// `MOD`.
    pub code: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// How many.
    pub count: usize,
}

/// A list with its heading; each line has a place and words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// Its heading.
    pub heading: &'static str,
    /// Its lines.
    pub lines: Vec<(String, String)>,
}

/// How much an entry matters, by its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Badge {
    /// The same wording.
    Same,
    /// Mechanical.
    Mechanical,
    /// Editorial.
    Editorial,
    /// Substantive.
    Substantive,
}

/// A paragraph of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// `MOD`, `ADD*`; empty for what did not change.
    pub code: String,
    /// Where it stands.
    pub place: String,
    /// What happened, in words.
    pub what: String,
    /// Its class.
    pub badge: Badge,
    /// Depth of a sub-paragraph, from 0.
    pub depth: usize,
    /// Its words.
    pub wording: Wording,
    /// What a reader should know of it.
    pub notes: Vec<String>,
}

/// The words of an entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wording {
    /// The printed number.
    pub label: Option<String>,
    /// The text with its changes.
    pub pieces: Vec<Piece>,
}

/// Words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// In both texts.
    Equal(String),
    /// In the earlier text only.
    Delete(String),
    /// In the later text only.
    Insert(String),
}
