//! What a project asks for in its `chancery.toml`: which rules, of what weight, which words.
use crate::rule::{Rule, Severity};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// Words of one's own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Words {
    /// Abbreviations, names and spellings that are right here.
    pub accept: Vec<String>,
    /// Words to write differently, each with its replacement.
    pub replace: BTreeMap<String, String>,
}

/// Which rules run, and how much their findings weigh.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    select: Vec<String>,
    extend: Vec<String>,
    ignore: Vec<String>,
    severity: BTreeMap<String, Severity>,
    words: Words,
    /// The least severity that makes the command fail, if the file says so.
    pub fail_on: Option<Severity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    #[serde(default)]
    check: Table,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Table {
    select: Vec<Spanned<String>>,
    extend: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    severity: BTreeMap<Spanned<String>, Severity>,
    words: Words,
    fail_on: Option<Severity>,
}

/// The settings do not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", .line.map(|l| format!("line {l}: ")).unwrap_or_default())]
pub struct SettingsError {
    /// Line, from 1, if it stands in a file.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl Settings {
    /// Reads the `[check]` table of a `chancery.toml`.
    ///
    /// # Errors
    /// [`SettingsError`] for keys, values and rules that do not exist, with the line.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let file: File = toml::from_str(text).map_err(|e| SettingsError {
            line: e.span().map(|s| line(s.start)),
            message: format!("{}; keys of [check] are select, extend, ignore, severity, words and fail-on", e.message()),
        })?;
        let table = file.check;
        let named = table.select.iter().chain(&table.extend).chain(&table.ignore).chain(table.severity.keys());
        for name in named {
            known(name.get_ref()).map_err(|message| SettingsError { line: Some(line(name.span().start)), message })?;
        }
        let plain = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::into_inner).collect();
        Ok(Settings {
            select: plain(table.select),
            extend: plain(table.extend),
            ignore: plain(table.ignore),
            severity: table.severity.into_iter().map(|(k, v)| (k.into_inner(), v)).collect(),
            words: table.words,
            fail_on: table.fail_on,
        })
    }

    /// Runs these rules only; a letter or the first of an ID stands for all that begin so (`B`, `B-6`).
    ///
    /// # Errors
    /// [`SettingsError`] if no rule begins so.
    pub fn select(&mut self, rules: &[String]) -> Result<(), SettingsError> {
        checked(rules)?;
        if !rules.is_empty() {
            self.select = rules.to_vec();
        }
        Ok(())
    }

    /// Leaves these rules out too.
    ///
    /// # Errors
    /// [`SettingsError`] if no rule begins so.
    pub fn ignore(&mut self, rules: &[String]) -> Result<(), SettingsError> {
        checked(rules)?;
        self.ignore.extend_from_slice(rules);
        Ok(())
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// How much a rule's findings weigh; none if it does not run.
    pub(crate) fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        let names = |list: &[String]| list.iter().any(|n| rule.id.starts_with(n.as_str()));
        let chosen = if self.select.is_empty() { rule.on || names(&self.extend) } else { names(&self.select) || names(&self.extend) };
        if !chosen || names(&self.ignore) {
            return None;
        }
        // The most exact name decides.
        let own = self.severity.iter().filter(|(n, _)| rule.id.starts_with(n.as_str())).max_by_key(|(n, _)| n.len());
        Some(own.map_or(rule.severity, |(_, s)| *s))
    }
}

fn checked(rules: &[String]) -> Result<(), SettingsError> {
    rules.iter().try_for_each(|r| known(r)).map_err(|message| SettingsError { line: None, message })
}

fn known(name: &str) -> Result<(), String> {
    let found = !name.is_empty() && crate::rules::rules().any(|r| r.id.starts_with(name));
    found.then_some(()).ok_or_else(|| format!("there is no rule “{name}”; `chancery check --list` names them all"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::rule;

    #[test]
    fn files() {
        let settings = Settings::parse(
            "[check]\nignore = [\"B-5\"]\nextend = [\"B-40\"]\nfail-on = \"error\"\n[check.severity]\n\"B\" = \"note\"\n\"B-64\" = \"error\"\n[check.words]\naccept = [\"ODA\"]\n",
        )
        .expect("good settings");
        let severity = |id: &str| settings.severity_of(rule(id).expect("a rule"));
        assert_eq!(severity("B-50"), None);
        assert_eq!(severity("B-40"), Some(Severity::Note));
        assert_eq!(severity("B-64"), Some(Severity::Error));
        assert_eq!(settings.words().accept, ["ODA"]);
    }

    #[test]
    fn faults_have_lines() {
        for (text, line, about) in [
            ("[check]\nignored = []\n", 2, "ignored"),
            ("[check]\nselect = [\"B\",\n \"Z-99\"]\n", 3, "Z-99"),
            ("[check.severity]\n\"B-05\" = \"fatal\"\n", 2, "fatal"),
            ("[chek]\n", 1, "chek"),
        ] {
            let e = Settings::parse(text).expect_err("a fault");
            assert_eq!(e.line, Some(line), "{e}");
            assert!(e.message.contains(about), "{e}");
        }
    }
}
