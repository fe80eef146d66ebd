//! `chancery template`: make, list, show and check templates; and how the command finds one, its parts and its values.
use crate::files::{self, Failure, Output};
use chancery_draft::{
    Library, Template,
    template::{self, Parts, Variable, built_in},
};
use clap::Subcommand;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use toml::{Table, Value};

#[derive(Subcommand)]
pub enum Command {
    /// List the built-in templates
    List,
    /// Show a template: its variables and its text
    Show {
        /// Built-in name or file
        template: String,
    },
    /// Start a template of your own from a built-in one
    #[command(after_help = "Examples:\n  chancery template new ga-committee -o safety-at-sea.md")]
    New {
        /// Built-in name (see `chancery template list`)
        name: String,
        #[command(flatten)]
        out: Output,
    },
    /// Turn a resolution into a template in which the moving parts are variables
    #[command(
        after_help = "Examples:\n  chancery template derive fixtures/A_RES_77_63.txt -o convention.md\n  chancery template derive 75-52.txt 76-26.txt 77-63.txt"
    )]
    Derive {
        /// The resolution; earlier ones of the series with it, to learn from
        #[arg(required = true, value_name = "RESOLUTION")]
        base: Vec<PathBuf>,
        /// Folder of resolutions in which citations are resolved
        #[arg(long, value_name = "FOLDER")]
        library: Option<PathBuf>,
        #[command(flatten)]
        out: Output,
    },
    /// Check templates: syntax, variables, types, and that they give a resolution
    #[command(after_help = "Examples:\n  chancery template lint safety-at-sea.md\n\nExit code 0: nothing found; 1: problems; 2: an error.")]
    Lint {
        /// Files or built-in names
        #[arg(required = true)]
        templates: Vec<String>,
    },
}

pub fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::List => {
            for t in built_in() {
                let about = load(t.name)?.about().to_owned();
                files::print(&format!("{:<14} {about}\n", t.name))?;
            }
        }
        Command::Show { template } => files::print(&show(&template)?)?,
        Command::New { name, out } => {
            let found = built_in().iter().find(|t| t.name == name);
            out.write(found.ok_or_else(|| unknown(&name))?.source)?;
        }
        Command::Derive { base, library, out } => {
            let texts = base.iter().map(|b| files::read(b, None)).collect::<Result<Vec<_>, _>>()?;
            let library: Library = library.as_deref().map_or(Ok(Vec::new()), files::folder)?.into_iter().collect();
            let derived = template::derive(&texts, &library).map_err(|e| Failure::at(&base[base.len() - 1], e))?;
            out.write(&derived)?;
        }
        Command::Lint { templates } => return lint(&templates),
    }
    Ok(ExitCode::SUCCESS)
}

/// A template by built-in name or file.
pub fn load(name: &str) -> Result<Template, Failure> {
    let (source, parts) = source(name)?;
    Template::parse(&source, parts).map_err(|e| Failure::at(Path::new(name), e))
}

fn source(name: &str) -> Result<(String, Parts), Failure> {
    let path = Path::new(name);
    if let Some(t) = built_in().iter().find(|t| t.name == name).filter(|_| !path.exists()) {
        return Ok((t.source.to_owned(), parts_of(Path::new("."))));
    }
    if !path.exists() {
        return Err(unknown(name));
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((files::text(path)?, parts_of(folder)))
}

fn unknown(name: &str) -> Failure {
    let names: Vec<&str> = built_in().iter().map(|t| t.name).collect();
    Failure::at(Path::new(name), format!("no such template; name a file, or one of {}", names.join(", ")))
}

/// Parts come from the template's own folder and nowhere else.
fn parts_of(folder: &Path) -> Parts {
    let folder = folder.to_owned();
    Arc::new(move |name| {
        let outside = || format!("“{name}” lies outside the template's folder; put the part beside the template");
        let path = folder.join(name);
        let (path, home) = fs::canonicalize(&path).ok().zip(fs::canonicalize(&folder).ok()).ok_or_else(|| {
            if Path::new(name).is_absolute() || name.contains("..") { outside() } else { format!("there is no part “{name}” beside the template") }
        })?;
        if !path.starts_with(home) {
            return Err(outside());
        }
        files::text(&path).map_err(|e| e.to_string())
    })
}

fn lint(templates: &[String]) -> Result<ExitCode, Failure> {
    let mut found = false;
    for name in templates {
        let (source, parts) = source(name)?;
        // What every rendering would say: required values are given as placeholders.
        let tried = Template::parse(&source, parts).and_then(|t| t.fill(&examples(&t)).map(drop));
        for problem in tried.err().into_iter().flat_map(|e| e.0) {
            found = true;
            files::print(&format!("{name}: {problem}\n"))?;
        }
    }
    Ok(ExitCode::from(u8::from(found)))
}

/// A value for each variable that needs one.
fn examples(template: &Template) -> Table {
    let needed = template.variables().iter().filter(|(_, v)| v.required && v.default.is_none());
    needed.map(|(name, v)| (name.clone(), example(v))).collect()
}

fn example(v: &Variable) -> Value {
    match (v.kind, v.choices.first()) {
        (_, Some(choice)) => Value::String(choice.clone()),
        (template::VariableType::Session | template::VariableType::Ordinal, _) => Value::Integer(80),
        (template::VariableType::Number, _) => Value::Integer(2025),
        (template::VariableType::Flag, _) => Value::Boolean(true),
        _ => Value::String("[value]".into()),
    }
}

fn show(name: &str) -> Result<String, Failure> {
    let template = load(name)?;
    let mut out = format!("{}\n\nVariables\n", template.about());
    for (name, v) in template.variables() {
        let default = match template.default_of(name, None) {
            Some(value) => plain(&value),
            None => "required".to_owned(),
        };
        let help = v.help.as_deref().unwrap_or_default();
        let choices = if v.choices.is_empty() { String::new() } else { format!(" ({})", v.choices.join(" | ")) };
        out += &format!("  {name:<18} {:<12} {help}{choices}\n  {:<18} {:<12} default: {default}\n", v.kind.name(), "", "");
    }
    let (source, _) = source(name)?;
    let text = source.replace("\r\n", "\n");
    out += text.split_once("\n+++\n").map_or("", |(_, body)| body);
    Ok(out)
}

/// A value as a person would type it.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Boolean(true) => "yes".into(),
        Value::Boolean(false) => "no".into(),
        Value::Array(items) if items.is_empty() => "none".into(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// The values of `--values FILE` and `--set key=value`; the latter win.
pub fn values(file: Option<&Path>, set: &[String]) -> Result<Table, Failure> {
    let mut values = match file {
        None => Table::new(),
        Some(path) => {
            let text = files::text(path)?;
            let json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
            let read = if json { serde_json::from_str(&text).map_err(|e| e.to_string()) } else { toml::from_str(&text).map_err(|e| e.to_string()) };
            read.map_err(|e| Failure::at(path, format!("{}; values are name = value, in TOML or JSON", e.trim_end())))?
        }
    };
    for pair in set {
        let (name, value) = pair.split_once('=').ok_or_else(|| Failure::new(format!("--set {pair}: no “=”; write --set name=value")))?;
        values.insert(name.trim().to_owned(), Value::String(value.to_owned()));
    }
    Ok(values)
}
