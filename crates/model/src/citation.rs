//! Resolution numbers and citations, in the forms of every era (B-60 to B-63).
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A session of the General Assembly (F-05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Session {
    /// A regular session.
    Regular(u16),
    /// A special session, `S-8`.
    Special(u16),
    /// An emergency special session, `ES-11`.
    Emergency(u16),
}

/// Part letters of a resolution (B-62).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parts {
    /// No letters.
    #[default]
    Whole,
    /// `B`, `A and B`, `A, B and D`.
    Letters(Vec<char>),
    /// `A to E`.
    Span(char, char),
}

/// The number of a resolution.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResolutionNumber {
    /// `77/63`, `54/54 B`, `ES-11/1`, `S-8/1`: from the 31st session.
    BySession {
        /// Session.
        session: Session,
        /// Number in the session.
        number: u16,
        /// Part letters.
        parts: Parts,
    },
    /// `217 A (III)`, `2252 (ES-V)`: running numbers, to the 30th session.
    Running {
        /// Running number.
        number: u16,
        /// Part letters.
        parts: Parts,
        /// Session, printed in roman figures.
        session: Session,
    },
    /// `2516 (2020)`: the Security Council.
    SecurityCouncil {
        /// Running number.
        number: u16,
        /// Year.
        year: u16,
    },
    /// `2011/41`: the Economic and Social Council.
    ByYear {
        /// Year.
        year: u16,
        /// Number in the year.
        number: u16,
    },
}

/// A resolution cited, with its date where the text gives one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Its number.
    pub number: ResolutionNumber,
    /// `of 7 December 2022`, also where a list shares it (B-61).
    pub date: Option<Date>,
}

impl ResolutionNumber {
    /// The number without part letters (B-62).
    pub fn whole(&self) -> Self {
        let mut whole = self.clone();
        if let ResolutionNumber::BySession { parts, .. } | ResolutionNumber::Running { parts, .. } = &mut whole {
            *parts = Parts::Whole;
        }
        whole
    }
}

impl Citation {
    /// Whether the date lies in the session: September to December of 1945 + n, or January to September of the year after
    /// (B-64). None without a date, and for numbers that are not of a regular session.
    pub fn date_fits_session(&self) -> Option<bool> {
        let (ResolutionNumber::BySession { session: Session::Regular(n), .. } | ResolutionNumber::Running { session: Session::Regular(n), .. }) = self.number
        else {
            return None;
        };
        let date = self.date?;
        let opens = 1945 + i32::from(n);
        // The first session met in January 1946 and again in autumn.
        if n == 1 {
            return Some(date.year() == 1946);
        }
        Some(match i32::from(date.year()) - opens {
            0 => date.month() >= 9,
            1 => date.month() <= 9,
            _ => false,
        })
    }
}

/// The text is not a resolution number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a resolution number; write it like 77/63, 54/54 B, 217 A (III) or 2516 (2020)")]
pub struct CitationError(String);

fn roman(text: &str) -> Option<u16> {
    let digit = |c| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        })
    };
    let values = text.chars().map(digit).collect::<Option<Vec<u16>>>()?;
    let sum: i32 = values.iter().enumerate().map(|(i, v)| if values.get(i + 1).is_some_and(|n| n > v) { -(*v as i32) } else { *v as i32 }).sum();
    u16::try_from(sum).ok().filter(|n| *n > 0 && to_roman(*n) == text)
}

pub(crate) fn to_roman(mut n: u16) -> String {
    let mut out = String::new();
    for (value, letters) in [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

impl Session {
    fn parse_with(text: &str, number: impl Fn(&str) -> Option<u16>) -> Option<Self> {
        Some(match (text.strip_prefix("ES-"), text.strip_prefix("S-")) {
            (Some(n), _) => Session::Emergency(number(n)?),
            (_, Some(n)) => Session::Special(number(n)?),
            _ => Session::Regular(number(text)?),
        })
    }

    fn write(self, number: impl Fn(u16) -> String) -> String {
        match self {
            Session::Regular(n) => number(n),
            Session::Special(n) => format!("S-{}", number(n)),
            Session::Emergency(n) => format!("ES-{}", number(n)),
        }
    }
}

impl Parts {
    fn parse(text: &str) -> Option<Self> {
        let letter = |s: &str| {
            let mut c = s.chars();
            c.next().filter(|l| l.is_ascii_uppercase() && c.next().is_none())
        };
        if text.is_empty() {
            return Some(Parts::Whole);
        }
        if let Some((a, b)) = text.split_once(" to ") {
            return Some(Parts::Span(letter(a)?, letter(b)?));
        }
        text.split(" and ").flat_map(|s| s.split(", ")).map(letter).collect::<Option<Vec<_>>>().map(Parts::Letters)
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Parts::Whole => Ok(()),
            Parts::Span(a, b) => write!(f, " {a} to {b}"),
            Parts::Letters(l) => l.iter().enumerate().try_for_each(|(i, c)| match (i, l.len()) {
                (0, _) => write!(f, " {c}"),
                (i, n) if i + 1 == n => write!(f, " and {c}"),
                _ => write!(f, ", {c}"),
            }),
        }
    }
}

impl FromStr for ResolutionNumber {
    type Err = CitationError;
    fn from_str(source: &str) -> Result<Self, CitationError> {
        parse(source.trim()).ok_or_else(|| CitationError(source.chars().take(60).collect()))
    }
}

fn parse(s: &str) -> Option<ResolutionNumber> {
    if let Some((head, tail)) = s.split_once(" (") {
        let inner = tail.strip_suffix(')')?;
        let (number, parts) = head.split_once(' ').unwrap_or((head, ""));
        let number = number.parse().ok()?;
        if inner.len() == 4 && parts.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()) {
            return Some(ResolutionNumber::SecurityCouncil { number, year: inner.parse().ok()? });
        }
        return Some(ResolutionNumber::Running { number, parts: Parts::parse(parts)?, session: Session::parse_with(inner, roman)? });
    }
    let (session, rest) = s.split_once('/')?;
    let (number, parts) = rest.split_once(' ').unwrap_or((rest, ""));
    let number = number.parse().ok()?;
    if session.len() == 4 && session.bytes().all(|b| b.is_ascii_digit()) && parts.is_empty() {
        let year = session.parse().ok().filter(|y| (1945..2200).contains(y))?;
        return Some(ResolutionNumber::ByYear { year, number });
    }
    Some(ResolutionNumber::BySession { session: Session::parse_with(session, |t| t.parse().ok())?, number, parts: Parts::parse(parts)? })
}

impl fmt::Display for ResolutionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BySession { session, number, parts } => write!(f, "{}/{number}{parts}", session.write(|n| n.to_string())),
            Self::Running { number, parts, session } => write!(f, "{number}{parts} ({})", session.write(to_roman)),
            Self::SecurityCouncil { number, year } => write!(f, "{number} ({year})"),
            Self::ByYear { year, number } => write!(f, "{year}/{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_fit_their_sessions() {
        let fits = |number: &str, date: &str| Citation { number: number.parse().expect("a number"), date: crate::parse_long_date(date) }.date_fits_session();
        for (number, date, expected) in [
            ("77/63", "7 December 2022", Some(true)),
            ("75/285", "21 June 2021", Some(true)),
            // Slips that adopted texts carry forward (B-64).
            ("72/256", "24 December 2107", Some(false)),
            ("73/287", "15 April 2018", Some(false)),
            ("62/242", "4 March 2007", Some(false)),
            ("3362 (S-VII)", "16 September 1975", None),
            ("77/63", "no day", None),
        ] {
            assert_eq!(fits(number, date), expected, "{number} of {date}");
        }
    }

    use super::*;

    #[test]
    fn every_era() {
        for s in [
            "77/63",
            "54/54 B",
            "3411 A and B (XXX)",
            "3419 A to D (XXX)",
            "2252 (ES-V)",
            "3362 (S-VII)",
            "ES-11/1",
            "S-8/1",
            "S-30/1",
            "217 A (III)",
            "2516 (2020)",
            "2011/41",
            "43/222 A to E",
        ] {
            assert_eq!(s.parse::<ResolutionNumber>().map(|n| n.to_string()), Ok(s.to_owned()));
        }
        for bad in ["", "77", "77/", "217 (IIII)", "217 a (III)", "x/1", "99999999/1"] {
            assert!(bad.parse::<ResolutionNumber>().is_err(), "{bad}");
        }
    }
}
