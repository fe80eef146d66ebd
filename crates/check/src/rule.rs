//! What a rule is: its identity, scope and explanation, and the function that finds what breaks it.
use crate::{document::Document, finding::Findings};
use chancery_model::{Language, Organ, Resolution};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For whoever wants to look.
    Note,
    /// An editor would probably change it.
    Warning,
    /// An editor would send it back.
    Error,
}

impl Severity {
    /// `error`, `warning`, `note`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whose texts a rule holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Organs {
    /// Every organ's.
    All,
    /// Every organ's but the Security Council's.
    NotSecurityCouncil,
    /// The General Assembly's alone.
    GeneralAssembly,
}

/// Where a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The organs.
    pub organs: Organs,
    /// The first regular session of the General Assembly whose texts it holds for; 0 for every era.
    pub from_session: u16,
    /// It reads English; else it holds in every language.
    pub english: bool,
}

impl Scope {
    /// English texts of every organ and era.
    pub const ENGLISH: Scope = Scope { organs: Organs::All, from_session: 0, english: true };
    /// English texts of all organs but the Security Council.
    pub const NOT_COUNCIL: Scope = Scope { organs: Organs::NotSecurityCouncil, ..Scope::ENGLISH };
    /// English texts of the General Assembly.
    pub const ASSEMBLY: Scope = Scope { organs: Organs::GeneralAssembly, ..Scope::ENGLISH };
    /// Every text.
    pub const EVERY: Scope = Scope { english: false, ..Scope::ENGLISH };

    /// The same for texts from a session on.
    pub const fn from_session(self, session: u16) -> Scope {
        Scope { from_session: session, ..self }
    }

    /// Whether a text lies in it. A text without a session counts as one of today.
    pub fn holds(&self, r: &Resolution) -> bool {
        let organ = match self.organs {
            Organs::All => true,
            Organs::NotSecurityCouncil => r.organ != Organ::SecurityCouncil,
            Organs::GeneralAssembly => r.organ == Organ::GeneralAssembly,
        };
        let era = self.from_session == 0 || r.session().is_none_or(|s| s >= self.from_session);
        organ && era && (!self.english || r.language == Language::En)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.organs {
            Organs::All => "all organs",
            Organs::NotSecurityCouncil => "all organs but the Security Council",
            Organs::GeneralAssembly => "the General Assembly",
        })?;
        if self.from_session > 0 {
            write!(f, ", from session {}", self.from_session)?;
        }
        f.write_str(if self.english { ", English" } else { ", every language" })
    }
}

/// A text that breaks a rule, and what its certain fix makes of it.
#[derive(Debug, Clone, Copy)]
pub struct Bad {
    /// The text.
    pub text: &'static str,
    /// The text after the certain fix; none if there is no certain one.
    pub fixed: Option<&'static str>,
}

/// A bad text that a person must mend.
pub(crate) const fn bad(text: &'static str) -> Bad {
    Bad { text, fixed: None }
}

/// A bad text and what the certain fix makes of it.
pub(crate) const fn fixed(text: &'static str, fixed: &'static str) -> Bad {
    Bad { text, fixed: Some(fixed) }
}

/// An editorial rule.
pub struct Rule {
    /// Its ID in the rulebook, `B-64`. IDs that begin with X are this project's own.
    pub id: &'static str,
    /// What it asks, in a few words.
    pub name: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Where it holds.
    pub scope: Scope,
    /// Whether it runs unless it is asked for.
    pub on: bool,
    /// One paragraph: what is asked, why, and how sure that is.
    pub explanation: &'static str,
    /// Where it is said or seen.
    pub source: &'static str,
    /// Texts that keep it.
    pub good: &'static [&'static str],
    /// Texts that break it.
    pub bad: &'static [Bad],
    pub(crate) check: fn(&Document, &mut Findings),
}

impl Rule {
    /// Whether some of its findings have a certain fix.
    pub fn is_fixed(&self) -> bool {
        self.bad.iter().any(|b| b.fixed.is_some())
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}
