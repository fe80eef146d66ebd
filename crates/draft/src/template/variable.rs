//! The variables that a template declares: their types, and how a given value is read. Rendering is the engine's.
use chancery_model::{
    DocumentSymbol, ResolutionNumber,
    entity::{Value as Entity, recognise_values},
    long_date, ordinal_value, parse_long_date,
};
use serde::{Deserialize, Serialize};
use toml::Value;

/// What values a variable takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VariableType {
    /// A session of the General Assembly: `78`, `seventy-eighth`.
    Session,
    /// The ordinal of an event: `21`, `twenty-first`.
    Ordinal,
    /// A whole number.
    Number,
    /// One day: `7 December 2022` or `2022-12-07` (B-43).
    Date,
    /// A day or a span of days: `21 to 25 November 2022` (B-43).
    Dates,
    /// A city, with its country where needed.
    Place,
    /// A document symbol: `A/78/251` (F-07).
    Symbol,
    /// One of the `choices`.
    Choice,
    /// Yes or no: whether an optional paragraph stands.
    Flag,
    /// Words.
    Text,
    /// Several texts, such as sponsors.
    List,
    /// A resolution with its date: `77/63 of 7 December 2022` (B-60).
    Resolution,
    /// A recall chain: several resolutions with their dates (B-61).
    Resolutions,
}

impl VariableType {
    /// The name in a template's front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Ordinal => "ordinal",
            Self::Number => "number",
            Self::Date => "date",
            Self::Dates => "dates",
            Self::Place => "place",
            Self::Symbol => "symbol",
            Self::Choice => "choice",
            Self::Flag => "flag",
            Self::Text => "text",
            Self::List => "list",
            Self::Resolution => "resolution",
            Self::Resolutions => "resolutions",
        }
    }

    /// A value of the type, for messages.
    fn example(self) -> &'static str {
        match self {
            Self::Session => "78 or “seventy-eighth”",
            Self::Ordinal => "21 or “twenty-first”",
            Self::Number => "164",
            Self::Date => "“7 December 2022” or 2022-12-07",
            Self::Dates => "“21 to 25 November 2022”",
            Self::Place => "“Geneva”",
            Self::Symbol => "“A/78/251”",
            Self::Choice => "one of the choices",
            Self::Flag => "yes or no",
            Self::Text => "some words on one line",
            Self::List => "“Kenya; Norway”, or a list in a values file",
            Self::Resolution => "“77/63 of 7 December 2022”",
            Self::Resolutions => "“76/26 of 6 December 2021; 77/63 of 7 December 2022”, or a list in a values file",
        }
    }
}

/// A variable as the front matter declares it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Variable {
    /// What values it takes.
    #[serde(rename = "type")]
    pub kind: VariableType,
    /// What it is, for the person who is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The values of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// No draft without a value; else a placeholder in square brackets stands for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// The value has to be confirmed when the session moves on (D-14 to D-17).
    #[serde(default, skip_serializing_if = "is_false")]
    pub confirm: bool,
    /// Value if none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Value if none is given and the session is later than the template's base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Value>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Variable {
    /// A variable of a type with a default.
    pub(crate) fn of(kind: VariableType, default: Value) -> Self {
        Variable { kind, help: None, choices: Vec::new(), required: false, confirm: false, default: Some(default), next: None }
    }

    /// Reads a given value: numbers for sessions and ordinals, long dates, lists.
    ///
    /// # Errors
    /// What is wrong, with an example of what is right.
    pub fn read(&self, given: &Value) -> Result<Value, String> {
        let read = match given {
            // Whatever the type, a placeholder says that the value is not known yet.
            Value::String(s) if is_placeholder(s) => Some(given.clone()),
            Value::String(s) if s.chars().any(char::is_control) => None,
            _ => self.typed(given),
        };
        read.ok_or_else(|| {
            let allowed = if self.choices.is_empty() { self.kind.example().to_owned() } else { format!("one of {}", self.choices.join(", ")) };
            format!("{given} is not of type {}; give {allowed}", self.kind.name())
        })
    }

    fn typed(&self, given: &Value) -> Option<Value> {
        match self.kind {
            VariableType::Session | VariableType::Ordinal => ordinal(given).map(Value::Integer),
            VariableType::Number => match given {
                Value::Integer(n) => Some(Value::Integer(*n)),
                _ => given.as_str()?.trim().parse().ok().map(Value::Integer),
            },
            VariableType::Flag => match given {
                Value::Boolean(_) => Some(given.clone()),
                _ => match given.as_str()? {
                    "yes" | "y" | "true" => Some(Value::Boolean(true)),
                    "no" | "n" | "false" => Some(Value::Boolean(false)),
                    _ => None,
                },
            },
            VariableType::List | VariableType::Resolutions => {
                let items = items(given, self.kind)?;
                let fits = items.iter().all(|i| !i.is_empty() && (self.kind == VariableType::List || is_resolution(i)));
                fits.then(|| Value::Array(items.into_iter().map(Value::String).collect()))
            }
            _ => self.word(given).map(Value::String),
        }
    }

    /// The types whose value is a string.
    fn word(&self, given: &Value) -> Option<String> {
        let text = match given {
            Value::Datetime(d) => long_date(d.to_string().parse().ok()?),
            Value::Integer(n) => n.to_string(),
            _ => given.as_str()?.to_owned(),
        };
        let plain = plain(&text);
        match self.kind {
            VariableType::Date => match plain.parse() {
                Ok(date) => Some(long_date(date)),
                Err(_) => parse_long_date(&plain).map(|_| text),
            },
            VariableType::Dates => {
                recognise_values(&format!("from {plain}")).iter().any(|e| matches!(e.value, Entity::Date(_) | Entity::DateRange(..))).then_some(text)
            }
            VariableType::Place => plain.starts_with(char::is_uppercase).then_some(text),
            VariableType::Symbol => plain.parse::<DocumentSymbol>().ok().map(|_| text),
            VariableType::Resolution => is_resolution(&plain).then_some(text),
            VariableType::Choice => self.choices.contains(&text).then_some(text),
            _ => Some(text),
        }
    }
}

/// `[place]`: not known yet.
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.find('[').is_some_and(|open| text[open..].contains(']'))
}

/// Without non-breaking characters.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2011}', "-")
}

fn ordinal(given: &Value) -> Option<i64> {
    let n = match given {
        Value::Integer(n) => *n,
        _ => {
            let words = given.as_str()?.trim().trim_end_matches(" session");
            let figures = words.trim_end_matches(|c: char| c.is_ascii_lowercase());
            figures.parse().ok().or_else(|| ordinal_value(words).map(i64::from))?
        }
    };
    (1..200).contains(&n).then_some(n)
}

/// The items of a list: an array, or one string with semicolons (or, for resolutions, as printed in a text).
fn items(given: &Value, kind: VariableType) -> Option<Vec<String>> {
    if let Value::Array(items) = given {
        return items.iter().map(|i| i.as_str().map(str::to_owned)).collect();
    }
    let text = given.as_str()?;
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    let text = if kind == VariableType::Resolutions { text.replace(" and ", ";").replace(", ", ";") } else { text.to_owned() };
    Some(text.split(';').map(|i| i.trim().to_owned()).collect())
}

/// `77/63 of 7 December 2022`, or the number alone.
fn is_resolution(text: &str) -> bool {
    let text = plain(text);
    let (number, date) = text.split_once(" of ").map_or((text.as_str(), None), |(n, d)| (n, Some(d)));
    is_placeholder(&text) || number.parse::<ResolutionNumber>().is_ok() && date.is_none_or(|d| parse_long_date(d).is_some())
}
