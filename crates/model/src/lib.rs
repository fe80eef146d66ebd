//! The resolution as a typed value, and the entities found in its text.
//!
//! Nothing here reads files, knows a file format or asks the clock.
//!
//! ```
//! use chancery_model::{entity, entity::Value};
//! let found = entity::recognise("Recalling its resolution 76/26 of 6 December 2021,");
//! assert!(found.iter().any(|e| matches!(e.value, Value::Resolution(_))));
//! ```
mod block;
pub mod chain;
mod citation;
mod counter;
mod date;
pub mod entity;
mod language;
mod name;
mod ordinal;
mod phrase;
mod record;
mod resolution;
mod series;
mod strength;
mod symbol;
mod text;

pub use block::{Block, Kind, Part, assign_ids};
pub(crate) use citation::to_roman;
pub use citation::{Citation, CitationError, Parts, ResolutionNumber, Session};
pub use counter::{counters, counters_of};
pub use date::{MONTHS, long_date, parse_long_date};
pub use language::Language;
pub(crate) use language::ORDINAL;
pub use name::{Name, NameKind, listed_states, names};
pub use ordinal::{figure_ordinal, ordinal_value, session_of_date, word_ordinal};
pub use phrase::{InitiatingPhrase, Mood, initiating_phrase};
pub use record::{Concept, Keyword, Record, Step, Subjects, Tally, Vote, Voter};
pub use resolution::{Closing, Masthead, Note, Organ, Resolution};
pub use series::{is_same_series, predecessors};
pub use strength::{Act, SOFTENERS, Strength, softeners, strength};
pub use symbol::{DocumentSymbol, SymbolError};
pub use text::{Mark, MarkKind, Text};

/// Revision marker of the document JSON, `chancery.resolution/1`.
pub const SCHEMA: &str = "chancery.resolution/1";
