//! `chancery draft`: from the bases, by rollover, or from a template; and where the draft and its to-do list go.
use crate::{
    ask, diff,
    files::{self, Failure, Format, Look, Opened, Output},
    print, template,
    word::{self, Marking},
};
use chancery_draft::{Draft, Library, Todo, latest, roll_over_series};
use chancery_model::Resolution;
use chancery_report::Review;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use toml::Value;

/// What the person asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// The resolution to start from; earlier ones of the series with it, to learn from
    #[arg(required_unless_present = "template")]
    base: Vec<PathBuf>,
    /// Session of the draft; the next one of the base's rhythm if left out
    #[arg(long)]
    session: Option<u16>,
    /// Folder of resolutions in which citations are resolved
    #[arg(long, value_name = "FOLDER")]
    library: Option<PathBuf>,
    /// Template to fill in: a file or a built-in name; with BASE, what is known of the base is filled in
    #[arg(long, value_name = "TEMPLATE")]
    template: Option<String>,
    /// Value of a variable of the template
    #[arg(long, value_name = "NAME=VALUE", requires = "template")]
    set: Vec<String>,
    /// File of values, TOML or JSON
    #[arg(long, value_name = "FILE", requires = "template")]
    values: Option<PathBuf>,
    /// Take the defaults of the template without asking
    #[arg(long, requires = "template")]
    yes: bool,
    /// Format of the draft
    #[arg(long)]
    to: Option<Format>,
    /// Print every edit with its rule on standard error
    #[arg(long)]
    explain: bool,
    /// Write a report too: draft beside base, each edit with its rule (.html, .pdf, .md, .json or .txt)
    #[arg(long, value_name = "REPORT", conflicts_with = "template")]
    review: Option<PathBuf>,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    marking: Marking,
    #[command(flatten)]
    out: Output,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let opened = arguments.base.iter().map(|b| files::open(b, None, arguments.look)).collect::<Result<Vec<_>, _>>()?;
    let library: Library = arguments.library.as_deref().map_or(Ok(Vec::new()), files::folder)?.into_iter().collect();
    match &arguments.template {
        Some(name) => from_template(name, &opened, &library, arguments),
        None => by_rollover(&opened, &library, arguments),
    }
}

fn by_rollover(opened: &[Opened], library: &Library, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let texts: Vec<Resolution> = opened.iter().map(|o| o.resolution.clone()).collect();
    // The latest text is the base, in whatever order the files are named.
    let base = latest(&texts).and_then(|base| texts.iter().position(|t| std::ptr::eq(t, base))).unwrap_or_default();
    let draft = roll_over_series(&texts, arguments.session, library).map_err(|e| Failure::at(&arguments.base[base], e))?;
    if let Some(path) = &arguments.review {
        diff::write(&Review::of_draft(&texts[base], &draft), &arguments.out.beside(path))?;
    }
    give(&draft.resolution, &draft.todo, Some(&draft), Some((&arguments.base[base], &opened[base])), arguments)
}

fn from_template(name: &str, opened: &[Opened], library: &Library, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let texts: Vec<Resolution> = opened.iter().map(|o| o.resolution.clone()).collect();
    let template = template::load(name)?;
    let mut values = template::values(arguments.values.as_deref(), &arguments.set)?;
    if let Some(session) = arguments.session {
        values.insert("session".into(), Value::Integer(session.into()));
    }
    if !texts.is_empty() {
        let known = chancery_draft::template::known(&template, &texts, library).map_err(|e| Failure::at(&arguments.base[0], e))?;
        for (variable, value) in known {
            values.entry(variable).or_insert(value);
        }
    }
    if !arguments.yes && ask::can_ask() {
        ask::ask(&template, &mut values)?;
    }
    let filled = template.fill(&values).map_err(|e| Failure::at(Path::new(name), e))?;
    // The last text is the one that goes on; without one the draft is new and its remarks are all there is to track.
    let base = opened.last().and_then(|o| Some((arguments.base.last()?, o)));
    give(&filled.resolution, &filled.todo, None, base, arguments)
}

fn give(resolution: &Resolution, todo: &[Todo], draft: Option<&Draft>, base: Option<(&PathBuf, &Opened)>, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let out = &arguments.out;
    let to = arguments.to.or(out.format()).unwrap_or(Format::Text);
    if to == Format::Docx {
        let new = Opened { bytes: Vec::new(), format: Format::Json, resolution: resolution.clone() };
        let (path, base) = base.map_or((Path::new("draft"), &new), |(path, base)| (path.as_path(), base));
        out.write_document(&word::redline(path, base, arguments.look.changes, resolution, todo, &arguments.marking)?)?;
    } else if to == Format::Pdf {
        out.write_document(&print::resolution(resolution, todo, out.fonts())?)?;
    } else {
        out.write(&text(to, resolution, todo, draft)?)?;
    }
    if let (true, Some(draft)) = (arguments.explain, draft) {
        anstream::eprint!("{}", chancery_report::explain(draft));
    }
    // A file keeps the list; the person should see it too.
    if out.is_file() {
        anstream::eprint!("{}", chancery_report::todo_list(todo));
    }
    Ok(ExitCode::SUCCESS)
}

/// A draft in a text format, with its to-do list.
fn text(to: Format, resolution: &Resolution, todo: &[Todo], draft: Option<&Draft>) -> Result<String, Failure> {
    let document = String::from_utf8_lossy(&to.render(resolution)?).into_owned();
    Ok(match to {
        Format::Md => chancery_report::markdown_with_todo(&document, todo),
        Format::Json => chancery_report::json_with_todo(&document, todo, draft),
        Format::Ndjson => chancery_report::ndjson_with_todo(&document, &resolution.symbol(), todo),
        Format::Html => chancery_report::html_with_todo(&document, todo),
        Format::Akn => chancery_report::akn_with_todo(&document, todo),
        Format::Text | Format::Docx | Format::Pdf => chancery_report::text_with_todo(&document, todo),
    })
}
