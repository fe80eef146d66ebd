//! Questions on a terminal for the variables of a template that nobody gave. Nothing is asked in a pipe.
use crate::{files::Failure, template::plain};
use chancery_draft::{
    Template,
    template::{Variable, VariableType},
};
use dialoguer::{Confirm, Input, Select, theme::ColorfulTheme};
use std::io::{IsTerminal, stderr, stdin};
use toml::{Table, Value};

/// True if somebody is there to answer.
pub fn can_ask() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// Asks for each variable without a value, in the template's order; Enter takes the default.
pub fn ask(template: &Template, values: &mut Table) -> Result<(), Failure> {
    for (name, variable) in template.variables() {
        if values.contains_key(name) {
            continue;
        }
        let session = values.get("session").and_then(Value::as_integer).and_then(|n| u16::try_from(n).ok());
        let default = template.default_of(name, session);
        let answer =
            question(name, variable, default.as_ref()).map_err(|e| Failure::new(format!("question for “{name}”: {e}; give it with --set {name}=…")))?;
        if let Some(answer) = answer {
            values.insert(name.clone(), answer);
        }
    }
    Ok(())
}

/// The answer, typed; none if the default stands.
fn question(name: &str, variable: &Variable, default: Option<&Value>) -> dialoguer::Result<Option<Value>> {
    let theme = ColorfulTheme::default();
    let prompt = variable.help.as_deref().unwrap_or(name);
    match variable.kind {
        VariableType::Flag => {
            let yes = default.and_then(Value::as_bool).unwrap_or(false);
            Confirm::with_theme(&theme).with_prompt(prompt).default(yes).interact().map(|b| Some(Value::Boolean(b)))
        }
        VariableType::Choice => {
            let at = variable.choices.iter().position(|c| default.and_then(Value::as_str) == Some(c)).unwrap_or(0);
            let chosen = Select::with_theme(&theme).with_prompt(prompt).items(&variable.choices).default(at).interact()?;
            Ok(Some(Value::String(variable.choices[chosen].clone())))
        }
        _ => {
            let shown = default.map(plain);
            let read = |text: &str| variable.read(&Value::String(text.to_owned()));
            let mut input = Input::<String>::with_theme(&theme).with_prompt(prompt);
            if let Some(shown) = &shown {
                input = input.default(shown.clone());
            }
            let same = |text: &str| shown.as_deref() == Some(text);
            let answer = input.validate_with(|text: &String| if same(text) { Ok(()) } else { read(text).map(drop) }).interact_text()?;
            Ok(if same(&answer) { None } else { read(&answer).ok() })
        }
    }
}
