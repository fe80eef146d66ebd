//! Templates: a Markdown resolution whose front matter declares typed variables and whose text names them.
//!
//! ```text
//! +++
//! organ = "general-assembly"
//! [variables.session]
//! type = "session"
//! required = true
//! +++
//! # Safety at sea
//!
//! The General Assembly,
//!
//! 1. *Decides* to return to the matter at its {{ (session + 1) | ordinal }} session.
//! ```
//!
//! Here is what a template is, how it is filled and checked. The types of variables, the engine, the way from a
//! resolution to a template and the built-in ones have modules of their own.
mod built_in;
mod derive;
mod engine;
mod variable;

pub use built_in::{BuiltIn, built_in};
pub use derive::{derive, known};
pub(crate) use engine::and_list;
pub use variable::{Variable, VariableType};

use crate::{Todo, tidy};
use chancery_formats::{ReadError, read_markdown};
use chancery_model::{Organ, Resolution, figure_ordinal};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    fmt,
    sync::{Arc, LazyLock},
};
use toml::{Table, Value};

/// Gives the text of a part that a template includes, or says why not.
pub type Parts = Arc<dyn Fn(&str) -> Result<String, String> + Send + Sync>;

/// What is wrong with a template or with the values given to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the template, if it is about one.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// Everything that keeps a template from giving a draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  "))]
pub struct TemplateError(pub Vec<Problem>);

impl From<Problem> for TemplateError {
    fn from(problem: Problem) -> Self {
        TemplateError(vec![problem])
    }
}

/// What a template says of itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Head {
    /// One line for the list of templates.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Session of the text that it was derived from: there the defaults hold, later the `next` values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<u16>,
    /// Optional paragraphs come and go: paragraph numbers, also/further and footnotes follow the order (D-18, D-19).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub renumber: bool,
}

/// A template that was read and found well-formed.
pub struct Template {
    head: Head,
    variables: Vec<(String, Variable)>,
    /// The masthead and closing, with expressions.
    front: Table,
    body: String,
    /// Line of the file on which the body starts.
    body_line: usize,
    source: String,
    parts: Parts,
}

/// A draft from a template.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The draft resolution.
    pub resolution: Resolution,
    /// What is left to a person.
    pub todo: Vec<Todo>,
}

impl Template {
    /// Reads a template; `parts` gives the texts that it includes.
    ///
    /// # Errors
    /// Front matter that is not TOML or has unknown fields, syntax errors, undeclared and unused variables, defaults
    /// that are not of their type: all of them, each with its line.
    pub fn parse(source: &str, parts: Parts) -> Result<Self, TemplateError> {
        let source = source.replace("\r\n", "\n");
        let Some((front, body)) = source.strip_prefix("+++\n").and_then(|s| s.split_once("\n+++\n")) else {
            return Err(Problem { line: Some(1), message: "no front matter between lines of +++; start from `chancery template new`".into() }.into());
        };
        let mut table: Table = toml::from_str(front).map_err(|e| toml_problem(front, &e))?;
        let head = take(&mut table, "template").map_err(|e| in_table(&source, "template", &e))?.unwrap_or_default();
        let declared: Table = take(&mut table, "variables").map_err(|e| in_table(&source, "variables", &e))?.unwrap_or_default();
        let mut problems = Vec::new();
        let mut variables = Vec::new();
        for (name, value) in declared {
            // A variable that is declared wrongly is declared.
            let variable = value.try_into::<Variable>().unwrap_or_else(|e| {
                problems.push(in_table(&source, &format!("variables.{name}"), &e));
                Variable::of(VariableType::Text, Value::String(String::new()))
            });
            variables.push((name, variable));
        }
        for key in table.keys().filter(|k| !["organ", "language", "masthead", "closing"].contains(&k.as_str())) {
            problems.push(Problem {
                line: line_of(&source, key),
                message: format!("the front matter has no field “{key}”; its fields are organ, language, template, variables, masthead and closing"),
            });
        }
        if let Some(e) = table.get("organ").and_then(|o| o.clone().try_into::<Organ>().err()) {
            problems.push(Problem { line: line_of(&source, "organ"), message: e.message().to_owned() });
        }
        let (body, body_line) = (body.to_owned(), front.matches('\n').count() + 4);
        let template = Template { head, variables, front: table, body, body_line, source, parts };
        problems.extend(template.check());
        if problems.is_empty() { Ok(template) } else { Err(TemplateError(problems)) }
    }

    /// What it says of itself, in one line.
    pub fn about(&self) -> &str {
        &self.head.about
    }

    /// Its variables, in the order of its front matter.
    pub fn variables(&self) -> &[(String, Variable)] {
        &self.variables
    }

    /// The value that a variable takes if none is given: its default, the one for later sessions, or a placeholder;
    /// none if it must be given. `session` is the value of the variable of that name.
    pub fn default_of(&self, name: &str, session: Option<u16>) -> Option<Value> {
        let variable = &self.variables.iter().find(|(n, _)| n == name)?.1;
        let later = session > self.head.base && self.head.base.is_some();
        let value = variable.next.as_ref().filter(|_| later).or(variable.default.as_ref()).cloned();
        let blank = || match variable.kind {
            VariableType::Flag => Value::Boolean(false),
            VariableType::List | VariableType::Resolutions => Value::Array(vec![Value::String(format!("[{}]", name.replace('_', " ")))]),
            _ => Value::String(format!("[{}]", name.replace('_', " "))),
        };
        value.or_else(|| (!variable.required).then(blank))
    }

    /// Makes a draft. Values that are not given are the defaults; what has none is a placeholder and a to-do entry.
    ///
    /// # Errors
    /// Unknown names, values of another type, missing required values, and what goes wrong while rendering.
    pub fn fill(&self, given: &Table) -> Result<Filled, TemplateError> {
        let values = self.values(given)?;
        let context = minijinja::value::Serde(&values).into();
        let engine = engine::Engine::new(&self.parts);
        let mut front = self.front.clone();
        for value in front.iter_mut() {
            fill_strings(value.1, &|s| engine.front(s, &context))
                .map_err(|p| Problem { line: line_of(&self.source, value.0), message: format!("in {}: {}", value.0, p.message) })?;
        }
        let body = engine.body(&self.body, &context).map_err(|p| self.below_front(p))?;
        let front = toml::to_string(&front).map_err(|e| Problem { line: None, message: format!("the front matter cannot be written: {e}") })?;
        let mut resolution = read_markdown(&format!("+++\n{front}\n+++\n{body}")).map_err(|e| self.unread(&e))?;
        if self.head.renumber {
            tidy::tidy(&mut resolution);
        }
        let todo = self.todo(&values, given, &resolution);
        Ok(Filled { resolution, todo })
    }

    fn values(&self, given: &Table) -> Result<Table, TemplateError> {
        let mut problems = Vec::new();
        for name in given.keys().filter(|n| !self.variables.iter().any(|(v, _)| v == *n)) {
            let names: Vec<&str> = self.variables.iter().map(|(n, _)| n.as_str()).collect();
            problems.push(Problem { line: None, message: format!("the template has no variable “{name}”; its variables are {}", names.join(", ")) });
        }
        let session = given.get("session").cloned().or_else(|| self.default_of("session", None)).and_then(|v| self.read("session", &v).ok());
        let session = session.and_then(|v| u16::try_from(v.as_integer()?).ok());
        if let (Some(session), Some(base)) = (session, self.head.base.filter(|b| session < Some(*b))) {
            let message = format!("session {session} is before the {} session of the text; give a later one", figure_ordinal(base));
            problems.push(Problem { line: None, message });
        }
        let mut values = Table::new();
        for (name, _) in &self.variables {
            let Some(value) = given.get(name).cloned().or_else(|| self.default_of(name, session)) else {
                let message = format!("variable “{name}” has no value; give it with --set {name}=…");
                problems.push(Problem { line: line_of(&self.source, &format!("[variables.{name}]")), message });
                continue;
            };
            match self.read(name, &value) {
                Ok(value) => drop(values.insert(name.clone(), value)),
                Err(why) => {
                    problems.push(Problem { line: line_of(&self.source, &format!("[variables.{name}]")), message: format!("variable “{name}”: {why}") })
                }
            }
        }
        if problems.is_empty() { Ok(values) } else { Err(TemplateError(problems)) }
    }

    fn read(&self, name: &str, value: &Value) -> Result<Value, String> {
        let variable = self.variables.iter().find(|(n, _)| n == name);
        variable.map_or_else(|| Err("no such variable".to_owned()), |(_, v)| v.read(value))
    }

    /// Placeholders to fill in, and values that stayed while the session moved on.
    fn todo(&self, values: &Table, given: &Table, r: &Resolution) -> Vec<Todo> {
        let session = values.get("session").and_then(Value::as_integer);
        let later = self.head.base.is_some_and(|b| session > Some(i64::from(b)));
        let mut out = Vec::new();
        for (name, v) in &self.variables {
            let Some(value) = values.get(name).map(words) else { continue };
            let placeholder = variable::is_placeholder(&value);
            let unconfirmed = v.confirm && later && !given.contains_key(name);
            let Some((place, label)) = place_of(&value, r).filter(|_| placeholder || unconfirmed) else { continue };
            let help = v.help.clone().unwrap_or_else(|| name.replace('_', " "));
            out.push(Todo {
                place,
                label,
                span: None,
                what: if placeholder { format!("fill in {value}: {help}") } else { format!("check “{value}”: {help}") },
                why: if placeholder { format!("--set {name}=…") } else { format!("it is as of session {}", self.head.base.unwrap_or_default()) },
                rule: "template",
            });
        }
        out
    }

    /// What can be found without rendering: wrong defaults, undeclared and unused variables, syntax errors.
    fn check(&self) -> Vec<Problem> {
        let mut problems = self.bindings();
        // What cannot be parsed says nothing of what it uses.
        let used = self.names(&engine::Engine::new(&self.parts)).map_err(|p| problems.push(p)).ok();
        let known = |n: &str| self.variables.iter().any(|(v, _)| v == n);
        for name in used.iter().flatten().filter(|n| !known(n)) {
            let message = format!("variable “{name}” is not declared; declare it under [variables.{name}] or correct its name");
            problems.push(Problem { line: line_of_use(&self.source, name), message });
        }
        for (name, v) in &self.variables {
            let line = line_of(&self.source, &format!("[variables.{name}]"));
            if used.as_ref().is_some_and(|u| !u.contains(name)) {
                problems.push(Problem { line, message: format!("variable “{name}” is declared and not used; use it as {{{{ {name} }}}} or delete it") });
            }
            if v.kind == VariableType::Choice && v.choices.is_empty() {
                problems.push(Problem { line, message: format!("choice “{name}” has no choices; add choices = [\"…\", \"…\"]") });
            }
            for value in [&v.default, &v.next].into_iter().flatten() {
                if let Err(why) = v.read(value) {
                    problems.push(Problem { line, message: format!("variable “{name}”: {why}") });
                }
            }
        }
        problems
    }

    /// The variables that body, front matter and parts name.
    fn names(&self, engine: &engine::Engine) -> Result<BTreeSet<String>, Problem> {
        let mut names: BTreeSet<String> = engine.names(&self.body).map_err(|p| self.below_front(p))?.into_iter().collect();
        let mut front = self.front.clone();
        let strings = std::cell::RefCell::new(BTreeSet::new());
        for value in front.iter_mut() {
            fill_strings(value.1, &|s| engine.names(s).map(|n| strings.borrow_mut().extend(n)).map(|()| s.to_owned()))
                .map_err(|p| Problem { line: line_of(&self.source, value.0), message: format!("in {}: {}", value.0, p.message) })?;
        }
        names.append(&mut strings.into_inner());
        let mut open = included(&self.body);
        let mut seen = BTreeSet::new();
        while let Some(part) = open.pop() {
            if seen.insert(part.clone()) {
                let text = (self.parts)(&part).map_err(|why| Problem { line: line_of(&self.source, &part), message: why })?;
                names.extend(engine.names(&text).map_err(|p| Problem { line: None, message: format!("in the part {part}: {p}") })?);
                open.extend(included(&text));
            }
        }
        Ok(names)
    }

    /// Tags that bind names could double a text with each line; a template says its values in the front matter.
    fn bindings(&self) -> Vec<Problem> {
        static BINDING: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{%-?\s*(set|with)(?-u:\b)").expect("a constant pattern"));
        let found = BINDING.captures_iter(&self.source).filter_map(|c| Some((c.get(0)?.start(), c.get(1)?.as_str())));
        found
            .map(|(at, tag)| Problem {
                line: Some(self.source[..at].matches('\n').count() + 1),
                message: format!("templates have no {{% {tag} %}}; declare the value under [variables]"),
            })
            .collect()
    }

    fn below_front(&self, p: Problem) -> Problem {
        Problem { line: p.line.map(|l| l + self.body_line - 1), message: p.message }
    }

    fn unread(&self, e: &ReadError) -> TemplateError {
        Problem { line: Some(self.body_line), message: format!("what the template gives is no resolution: {e}") }.into()
    }
}

/// Id and label of the block in which words stand, or the name of the part of the document; none if they are not printed.
fn place_of(words: &str, r: &Resolution) -> Option<(String, Option<String>)> {
    if let Some(b) = r.body.iter().find(|b| b.text.as_str().contains(words)) {
        return Some((b.id.clone(), b.label.clone()));
    }
    if let Some(n) = r.notes.iter().find(|n| n.text.as_str().contains(words)) {
        return Some((format!("note {}", n.number), None));
    }
    if r.title.as_str().contains(words) {
        return Some(("title".to_owned(), None));
    }
    let masthead = Table::try_from(&r.masthead).unwrap_or_default();
    masthead.values().any(|v| v.as_str().is_some_and(|s| s.contains(words))).then(|| ("masthead".to_owned(), None))
}

/// Parts that a text includes by name.
fn included(text: &str) -> Vec<String> {
    static INCLUDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"\{%-?\s*(?:include|extends|import|from)\s+["']([^"']+)["']"#).expect("a constant pattern"));
    INCLUDE.captures_iter(text).map(|c| c[1].to_owned()).collect()
}

/// Renders every string of a value in place; what renders to nothing goes.
fn fill_strings(value: &mut Value, render: &impl Fn(&str) -> Result<String, Problem>) -> Result<(), Problem> {
    match value {
        Value::String(s) => *s = render(s)?,
        Value::Array(items) => {
            for item in items.iter_mut() {
                fill_strings(item, render)?;
            }
            items.retain(|i| i.as_str() != Some("") && i.as_table().is_none_or(|t| !t.is_empty()));
        }
        Value::Table(table) => {
            for (_, item) in table.iter_mut() {
                fill_strings(item, render)?;
            }
            table.retain(|_, item| item.as_str() != Some(""));
        }
        _ => {}
    }
    Ok(())
}

/// A value in words.
fn words(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Array(items) => and_list(&items.iter().filter_map(|i| i.as_str().map(str::to_owned)).collect::<Vec<_>>()),
        other => other.to_string(),
    }
}

fn take<T: serde::de::DeserializeOwned>(table: &mut Table, key: &str) -> Result<Option<T>, toml::de::Error> {
    table.remove(key).map(Value::try_into).transpose()
}

fn toml_problem(front: &str, e: &toml::de::Error) -> Problem {
    let before = &front[..e.span().map_or(0, |s| s.start)];
    Problem { line: Some(before.matches('\n').count() + 2), message: format!("{}; the front matter is TOML", e.message()) }
}

fn in_table(source: &str, table: &str, e: &toml::de::Error) -> Problem {
    Problem { line: line_of(source, &format!("[{table}]")), message: format!("[{table}]: {}", e.message()) }
}

/// The first line with these words.
fn line_of(source: &str, words: &str) -> Option<usize> {
    source.lines().position(|l| l.contains(words)).map(|at| at + 1)
}

/// The first line that names a variable within a tag.
fn line_of_use(source: &str, name: &str) -> Option<usize> {
    let names = |line: &str| {
        line.match_indices(name).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            edge(line[..at].chars().next_back()) && edge(line[at + name.len()..].chars().next()) && line[..at].contains('{')
        })
    };
    source.lines().position(names).map(|at| at + 1)
}
