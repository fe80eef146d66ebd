//! The template engine, set up for resolutions: filters of the field, Markdown escaping, limits against hostile templates.
//! What a template is and declares lives in the parent.
use super::{Parts, Problem, variable::is_placeholder};
use crate::rules;
use chancery_model::{figure_ordinal, long_date, parse_long_date, word_ordinal};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};
use std::{io, sync::Arc};

/// Steps that one rendering may take: a long resolution needs some thousand.
const FUEL: u64 = 2_000_000;
/// Bytes that one rendering may give.
const LONGEST: usize = 16 << 20;
/// Name under which a string of the front matter is rendered: values go in as they are.
const FRONT: &str = "front matter";
/// Name under which the body is rendered: values are escaped as Markdown.
const BODY: &str = "body";

pub(super) struct Engine {
    environment: Environment<'static>,
}

impl Engine {
    pub fn new(parts: &Parts) -> Self {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(FUEL));
        env.set_recursion_limit(50);
        env.set_auto_escape_callback(|name| if name == FRONT { AutoEscape::None } else { AutoEscape::Custom("markdown".into()) });
        env.set_formatter(|out, state, value| match state.auto_escape() {
            AutoEscape::Custom(_) if !value.is_undefined() && !value.is_safe() => {
                out.write_str(&chancery_formats::escape_markdown(&value.to_string())).map_err(Error::from)
            }
            AutoEscape::Custom(_) if value.is_safe() => out.write_str(&value.to_string()).map_err(Error::from),
            _ => minijinja::escape_formatter(out, state, value),
        });
        let parts = Arc::clone(parts);
        env.set_loader(move |name| parts(name).map(Some).map_err(|why| Error::new(ErrorKind::TemplateNotFound, why)));
        env.add_filter("ordinal", ordinal);
        env.add_filter("figure", figure);
        env.add_filter("capital", |text: String| capital(&text));
        env.add_filter("long_date", date);
        env.add_filter("and_list", |items: Vec<String>| and_list(&items));
        env.add_filter("recall_chain", recall_chain);
        env.add_filter("number", |resolution: String| resolution.split(" of ").next().unwrap_or_default().to_owned());
        env.add_filter("committee_code", |name: String| committee(&name).map(|c| c.0));
        env.add_filter("committee_name", |name: String| committee(&name).map(|c| c.1));
        Engine { environment: env }
    }

    /// Renders the body; lines of errors count from its first.
    pub fn body(&self, source: &str, values: &Value) -> Result<String, Problem> {
        self.render(BODY, source, values)
    }

    /// Renders a string of the front matter.
    pub fn front(&self, source: &str, values: &Value) -> Result<String, Problem> {
        self.render(FRONT, source, values)
    }

    fn render(&self, name: &str, source: &str, values: &Value) -> Result<String, Problem> {
        let mut out = Limited(Vec::new());
        let template = self.environment.template_from_named_str(name, source).map_err(|e| problem(&e))?;
        template.render_captured_to(values.clone(), &mut out).map_err(|e| problem(&e))?;
        Ok(String::from_utf8_lossy(&out.0).into_owned())
    }

    /// The variables that a source names, sorted.
    pub fn names(&self, source: &str) -> Result<Vec<String>, Problem> {
        let template = self.environment.template_from_named_str(BODY, source).map_err(|e| problem(&e))?;
        let functions: Vec<&str> = self.environment.globals().map(|(name, _)| name).collect();
        let mut names: Vec<String> = template.undeclared_variables(false).into_iter().filter(|n| !functions.contains(&n.as_str())).collect();
        names.sort();
        Ok(names)
    }
}

/// A buffer that refuses to grow without end.
struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::Error::other("the text grows without end"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn problem(e: &Error) -> Problem {
    // What went wrong within a part is told, not that a part went wrong.
    if let (ErrorKind::BadInclude, Some(cause)) = (e.kind(), std::error::Error::source(e).and_then(|s| s.downcast_ref::<Error>())) {
        let inner = problem(cause);
        return Problem { line: e.line().filter(|_| e.name() == Some(BODY)), message: inner.message };
    }
    let part = e.name().filter(|n| *n != BODY && *n != FRONT).map(|n| format!("in the part {n}: ")).unwrap_or_default();
    let detail = e.detail().unwrap_or_default();
    let message = match e.kind() {
        ErrorKind::InvalidOperation if detail.contains("recursion limit") => "a part includes itself; delete that line".to_owned(),
        ErrorKind::OutOfFuel => "the template does not come to an end; look for a loop over too many items or a part that includes itself".to_owned(),
        ErrorKind::WriteFailure => format!("the text grows beyond {} MB; look for a loop over too many items", LONGEST >> 20),
        ErrorKind::TemplateNotFound => detail.to_owned(),
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
            format!("{detail}; the filters for resolutions are ordinal, figure, capital, long_date, and_list, recall_chain and number")
        }
        ErrorKind::UndefinedError => format!("a value is missing {detail}; declare it under [variables] or give it a default"),
        kind => format!("{kind}: {detail}; see the template section of the README"),
    };
    Problem { line: if part.is_empty() { e.line() } else { None }, message: part + &message }
}

/// 78 as `seventy-eighth`.
fn ordinal(value: &Value) -> Result<String, Error> {
    numbered(value, word_ordinal)
}

/// Code and full name of a Main Committee (F-06).
fn committee(name: &str) -> Result<(String, String), Error> {
    if is_placeholder(name) {
        return Ok((name.to_owned(), name.to_owned()));
    }
    let found = rules::committee_in(name).map(|(code, full)| (code.to_owned(), full.to_owned()));
    found.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("“{name}” is no Main Committee; write “First Committee” to “Sixth Committee”")))
}

/// 46 as `46th`.
fn figure(value: &Value) -> Result<String, Error> {
    numbered(value, |n| Some(figure_ordinal(n)))
}

fn numbered(value: &Value, print: impl Fn(u16) -> Option<String>) -> Result<String, Error> {
    if let Some(text) = value.as_str().filter(|t| is_placeholder(t)) {
        return Ok(text.to_owned());
    }
    let number = u16::try_from(value.clone()).ok().and_then(print);
    number.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{value} has no ordinal; give a number from 1 to 199")))
}

pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// `2022-12-07` as `7 December 2022` (B-43).
fn date(text: String) -> Result<String, Error> {
    match text.parse() {
        Ok(date) => Ok(long_date(date)),
        Err(_) if is_placeholder(&text) || parse_long_date(&text).is_some() => Ok(text),
        Err(_) => Err(Error::new(ErrorKind::InvalidOperation, format!("“{text}” is no date; write 2022-12-07 or 7 December 2022"))),
    }
}

/// `A`, `A and B`, `A, B and C`: no comma before “and”.
pub(crate) fn and_list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// `resolution 76/26 of 6 December 2021`, or `resolutions …, … and …` (B-61, D-04, D-05).
fn recall_chain(items: Vec<String>) -> String {
    format!("resolution{} {}", if items.len() == 1 { "" } else { "s" }, and_list(&items))
}
