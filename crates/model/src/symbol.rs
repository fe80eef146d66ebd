//! Document symbols: `A/C.1/77/L.22/Rev.1`, `S/RES/2516 (2020)`, `A/77/385/Add.2 (Part II)` (F-07).
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A symbol of the form that F-07 gives, single-spaced, without links.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentSymbol(String);

/// The text is not a document symbol.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a document symbol; write it like A/RES/77/63, S/RES/2516 (2020) or A/C.1/77/L.22/Rev.1")]
pub struct SymbolError(String);

impl FromStr for DocumentSymbol {
    type Err = SymbolError;
    fn from_str(source: &str) -> Result<Self, SymbolError> {
        let s = source.trim();
        let fail = || SymbolError(source.chars().take(80).collect());
        let (body, tail) = match s.split_once('(') {
            Some((b, t)) => (b.trim_end(), Some(t.strip_suffix(')').or(t.strip_suffix(")*")).ok_or_else(fail)?)),
            None => (s.trim_end_matches('*'), None),
        };
        // The part of a resolution stands after a space: A/RES/75/242 B.
        let (body, letters) = body.split_once(' ').map_or((body, ""), |(b, l)| (b, l));
        let lettered = letters.is_empty() || letters.split(" and ").flat_map(|l| l.split('-')).all(|l| l.len() == 1 && l.as_bytes()[0].is_ascii_uppercase());
        let mut pieces = body.split('/');
        let root = pieces.next().unwrap_or_default();
        let rest: Vec<_> = pieces.collect();
        let known = |p: &str| !p.is_empty() && p.len() <= 24 && p.chars().all(|c| c.is_ascii_alphanumeric() || ".-[]".contains(c));
        let rooted = !root.is_empty() && root.len() <= 8 && root.chars().all(|c| c.is_ascii_uppercase());
        let numbered = body.bytes().any(|b| b.is_ascii_digit() || b == b'[');
        let tail_ok = tail.is_none_or(|t| {
            t.starts_with("Part ")
                || t.starts_with("Vol. ")
                // Fascicles of the programme budget: A/80/6 (Plan outline), A/78/6 (Sect. 4).
                || t.starts_with("Sect. ")
                || matches!(t, "Plan outline" | "Introduction")
                || t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit())
                || t.bytes().all(|b| b"IVXLCS-".contains(&b))
        });
        if !rooted || !lettered || rest.is_empty() || rest.len() > 9 || !rest.iter().all(|p| known(p)) || !numbered || !tail_ok {
            return Err(fail());
        }
        let star = if s.ends_with('*') { "*" } else { "" };
        let body = if letters.is_empty() { body.to_owned() } else { format!("{body} {letters}") };
        Ok(DocumentSymbol(match tail {
            Some(t) => format!("{body} ({t}){star}"),
            None => format!("{body}{star}"),
        }))
    }
}

impl DocumentSymbol {
    /// The symbol as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentSymbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for DocumentSymbol {
    type Error = SymbolError;
    fn try_from(s: String) -> Result<Self, SymbolError> {
        s.parse()
    }
}

impl From<DocumentSymbol> for String {
    fn from(s: DocumentSymbol) -> String {
        s.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_symbols() {
        for s in [
            "A/RES/77/63",
            "S/RES/2516 (2020)",
            "A/C.1/77/L.22/Rev.1",
            "A/77/385/Add.2 (Part II)",
            "A/RES/69/250*",
            "A/HRC/RES/51/3",
            "E/RES/2022/5",
            "A/56/1026-S/2002/932",
            "CRC/C/GC/25",
            "A/RES/217 (III)",
            "A/RES/75/242 B",
        ] {
            assert_eq!(s.parse::<DocumentSymbol>().map(|d| d.to_string()), Ok(s.to_owned()));
        }
        assert_eq!("S/RES/2516(2020)".parse::<DocumentSymbol>().map(|d| d.to_string()).as_deref(), Ok("S/RES/2516 (2020)"));
        for bad in ["", "77/63", "and/or", "A/", "A//1", "a/res/1", "A/RES/77/63 and"] {
            assert!(bad.parse::<DocumentSymbol>().is_err(), "{bad}");
        }
    }
}
