//! The rules themselves: the list, the explanation of one, the page of all.
use chancery_check::{Rule, rules};
use std::fmt::Write;

/// Every rule in a line: ID, severity, on or off, fix, name.
pub fn list_rules() -> String {
    let mut out = String::new();
    for r in sorted() {
        let (on, fix) = (if r.on { "on " } else { "off" }, if r.is_fixed() { "fix" } else { "   " });
        writeln!(out, "{:<5} {:<8} {on} {fix}  {}", r.id, r.severity.name(), r.name).expect("writing to a string");
    }
    out
}

/// By ID.
fn sorted() -> Vec<&'static Rule> {
    let mut all: Vec<&Rule> = rules().collect();
    all.sort_by_key(|r| r.id);
    all
}

/// One rule for a terminal.
pub fn explain_rule(rule: &Rule) -> String {
    let width = 100;
    let mut out = format!(
        "{}: {}\n\n{}\n\nSource: {}\n{}\n",
        rule.id,
        rule.name,
        textwrap::fill(rule.explanation, width),
        textwrap::fill(rule.source, width),
        about(rule)
    );
    for good in rule.good {
        write!(out, "\nGood:\n{}\n", indented(good)).expect("writing to a string");
    }
    for bad in rule.bad {
        write!(out, "\nBad:\n{}\n", indented(bad.text)).expect("writing to a string");
        if let Some(fixed) = bad.fixed {
            write!(out, "Fixed:\n{}\n", indented(fixed)).expect("writing to a string");
        }
    }
    out
}

fn about(rule: &Rule) -> String {
    let on = if rule.on { "on" } else { "off unless selected" };
    let fix = if rule.is_fixed() { "has a certain fix" } else { "a person mends it" };
    format!("Severity: {}. Scope: {}. By default {on}; {fix}.", rule.severity, rule.scope)
}

fn indented(example: &str) -> String {
    example.lines().map(|l| format!("    {l}")).collect::<Vec<_>>().join("\n")
}

/// The documentation page, Markdown, generated: `cargo xtask rules`.
pub fn rules_page() -> String {
    let mut out = String::from(
        "# Rules of `chancery check`\n\nGenerated from the rules by `cargo xtask rules`; change the rules, not this page. IDs are those of the project's rulebook of United\nNations editorial practice; those that begin with X are the project's own. In the examples each line is a paragraph.\n\n| ID | rule | severity | scope | default | fix |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for r in sorted() {
        let (on, fix) = (if r.on { "on" } else { "off" }, if r.is_fixed() { "yes" } else { "" });
        writeln!(out, "| [{}](#{}) | {} | {} | {} | {on} | {fix} |", r.id, r.id.to_lowercase(), r.name, r.severity, r.scope).expect("writing to a string");
    }
    for r in sorted() {
        write!(out, "\n## {}\n\n**{}**. {}\n\n{}\n\nSource: {}\n", r.id, capital(r.name), r.explanation, about(r), r.source).expect("writing to a string");
        for good in r.good {
            write!(out, "\nGood:\n\n{}\n", indented(good)).expect("writing to a string");
        }
        for bad in r.bad {
            write!(out, "\nBad:\n\n{}\n", indented(bad.text)).expect("writing to a string");
            if let Some(fixed) = bad.fixed {
                write!(out, "\nFixed:\n\n{}\n", indented(fixed)).expect("writing to a string");
            }
        }
    }
    out
}

fn capital(words: &str) -> String {
    words.chars().next().map_or(String::new(), |c| c.to_uppercase().to_string() + &words[c.len_utf8()..])
}
