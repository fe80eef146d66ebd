//! `chancery check`: which files and rules, the form of the report, fixes in place, and the exit code.
use crate::{
    files::{self, Failure, Format, Look, Opened, Output},
    word::{self, Marking},
};
use chancery_check::{Settings, Severity, SourceMap, check, fix, fix_source, rule};
use chancery_model::Resolution;
use chancery_report::{Checked, explain_rule, findings_json, findings_terminal, github, list_rules, sarif};
use similar::TextDiff;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The form of the report.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Form {
    Text,
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub's checks
    Github,
}

/// The least severity that makes the command fail.
#[derive(Clone, Copy, clap::ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
}

/// What the person asked for.
#[derive(clap::Args)]
pub struct Arguments {
    /// Resolutions or folders of them; - for standard input
    #[arg(required_unless_present_any = ["explain", "list"], value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Form of the report
    #[arg(long)]
    to: Option<Form>,
    /// The text of the session before, for continuity
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    /// Make the certain fixes: in the file for text and Markdown, else in OUT (or in the file with --force); in Word as tracked changes
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// Show the certain fixes and write nothing
    #[arg(long)]
    diff: bool,
    /// Run these rules only (B-64, or B-6 for all that begin so)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Settings, instead of the chancery.toml of the file's folder or one above it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Least severity that makes the command fail [default: warning]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Explain a rule
    #[arg(long, value_name = "RULE", conflicts_with = "list")]
    explain: Option<String>,
    /// List the rules
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    marking: Marking,
    #[command(flatten)]
    out: Output,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.list {
        return arguments.out.write(&list_rules()).map(|()| ExitCode::SUCCESS);
    }
    if let Some(id) = &arguments.explain {
        let found = rule(&id.to_uppercase()).ok_or_else(|| Failure::new(format!("there is no rule “{id}”; --list names them all")))?;
        return arguments.out.write(&explain_rule(found)).map(|()| ExitCode::SUCCESS);
    }
    let previous = arguments.previous.as_deref().map(|p| files::read(p, None)).transpose()?;
    let paths = paths(&arguments.files)?;
    if arguments.fix && arguments.out.is_file() && paths.len() > 1 {
        return Err(Failure::new("--fix with -o takes one file; name one, or leave -o out to fix each in its place"));
    }
    let many = arguments.files.iter().any(|f| f.is_dir());
    let (mut checked, mut failing, mut differs) = (Vec::new(), false, false);
    for path in &paths {
        let opened = match files::open(path, None, Look::default()) {
            Ok(opened) => opened,
            // In a folder one bad file does not hide the others.
            Err(e) if many => {
                anstream::eprintln!("chancery: left out: {e}");
                continue;
            }
            Err(e) => return Err(e),
        };
        let mut job = Job { path, opened, settings: settings(arguments, path)?, previous: previous.as_ref() };
        if arguments.diff {
            differs |= job.show()?;
            continue;
        }
        if arguments.fix {
            job.mend(&arguments.out, &arguments.marking)?;
        }
        let threshold = arguments.fail_on.map(FailOn::severity).or(job.settings.fail_on).unwrap_or(Severity::Warning);
        let one = job.check();
        failing |= one.findings.iter().any(|f| f.severity >= threshold);
        checked.push(one);
    }
    if arguments.diff {
        return Ok(ExitCode::from(u8::from(differs)));
    }
    let report = match arguments.to.unwrap_or(Form::Text) {
        Form::Text => findings_terminal(&checked),
        Form::Json => findings_json(&checked),
        Form::Sarif => sarif(&checked),
        Form::Github => github(&checked),
    };
    // With --fix, OUT is the mended text.
    if arguments.fix {
        files::print(&report)?
    } else {
        arguments.out.write(&report)?
    }
    Ok(ExitCode::from(u8::from(failing)))
}

impl FailOn {
    fn severity(self) -> Severity {
        match self {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
        }
    }
}

/// The files named, and those of the folders named.
fn paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::new();
    for path in named {
        if path.is_dir() {
            out.extend(files::names(path)?);
        } else {
            out.push(path.clone());
        }
    }
    Ok(out)
}

/// The settings for a file: those named, or those of its folder or the nearest above; then the command line.
fn settings(arguments: &Arguments, path: &Path) -> Result<Settings, Failure> {
    let file = arguments.config.clone().or_else(|| {
        let full = std::path::absolute(path).ok()?;
        full.ancestors().skip(1).map(|folder| folder.join("chancery.toml")).find(|f| f.is_file())
    });
    let mut settings = match &file {
        Some(file) => Settings::parse(&files::text(file)?).map_err(|e| Failure::at(file, e))?,
        None => Settings::default(),
    };
    settings.select(&arguments.select).map_err(Failure::new)?;
    settings.ignore(&arguments.ignore).map_err(Failure::new)?;
    Ok(settings)
}

/// One file and what is asked of it.
struct Job<'a> {
    path: &'a Path,
    opened: Opened,
    settings: Settings,
    previous: Option<&'a Resolution>,
}

/// So often the fixes of a file are made: one fix may make room for another.
const ROUNDS: usize = 5;

impl Job<'_> {
    /// The file's text, where findings can be placed in it.
    fn source(&self) -> Option<String> {
        let readable = matches!(self.opened.format, Format::Text | Format::Md);
        let plain = || String::from_utf8(self.opened.bytes.clone()).ok();
        readable.then(|| plain().or_else(|| chancery_formats::decode(&self.opened.bytes).ok())).flatten()
    }

    fn check(&self) -> Checked {
        let (resolution, source) = (self.opened.resolution.clone(), self.source());
        let map = source.as_deref().map(|s| SourceMap::new(&resolution, s));
        let findings = check(&resolution, self.previous, map.as_ref(), &self.settings);
        drop(map);
        Checked { path: self.path.display().to_string(), resolution, source, findings }
    }

    /// True if fixes leave every other byte of the file as it is.
    fn is_mended_in_place(&self) -> bool {
        matches!(self.opened.format, Format::Text | Format::Md)
    }

    /// The file with the certain fixes, and how many were made.
    fn mended(&self, marking: &Marking) -> Result<(Vec<u8>, usize), Failure> {
        if self.is_mended_in_place() {
            return self.mended_source();
        }
        let (r, made) = self.mended_resolution();
        let document = match self.opened.format {
            Format::Docx => word::redline(self.path, &self.opened, word::View::default(), &r, &[], marking)?,
            other => other.render(&r)?,
        };
        Ok((document, made))
    }

    fn mended_source(&self) -> Result<(Vec<u8>, usize), Failure> {
        let Ok(mut source) = String::from_utf8(self.opened.bytes.clone()) else {
            return Err(Failure::at(
                self.path,
                "is not in UTF-8, so that its other bytes could not be left as they are; write it with `chancery convert` first",
            ));
        };
        let mut made = 0;
        for _ in 0..ROUNDS {
            let read = if self.opened.format == Format::Md {
                chancery_formats::read_markdown(&source)
            } else {
                chancery_formats::read_text(source.trim_start_matches('\u{feff}'))
            };
            let r = read.map_err(|e| Failure::at(self.path, e))?;
            let map = SourceMap::new(&r, &source);
            let (text, now) = fix_source(&r, &check(&r, self.previous, Some(&map), &self.settings), &map);
            if now == 0 || text == source {
                break;
            }
            (source, made) = (text, made + now);
        }
        Ok((source.into_bytes(), made))
    }

    fn mended_resolution(&self) -> (Resolution, usize) {
        let (mut r, mut made) = (self.opened.resolution.clone(), 0);
        for _ in 0..ROUNDS {
            let before = r.clone();
            let now = fix(&mut r, &check(&before, self.previous, None, &self.settings));
            if now == 0 || r == before {
                break;
            }
            made += now;
        }
        (r, made)
    }

    /// Prints what the fixes would change; true if they would change anything.
    fn show(&self) -> Result<bool, Failure> {
        let ((new, made), old) = if self.is_mended_in_place() {
            (self.mended_source()?, self.opened.bytes.clone())
        } else {
            // Other formats are written anew: only what the fixes change is shown, in Markdown for those that are no text.
            let form = if matches!(self.opened.format, Format::Docx | Format::Pdf) { Format::Md } else { self.opened.format };
            let (r, made) = self.mended_resolution();
            ((form.render(&r)?, made), form.render(&self.opened.resolution)?)
        };
        let (old, new) = (String::from_utf8_lossy(&old), String::from_utf8_lossy(&new));
        let name = self.path.display().to_string();
        let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
        files::print(&diff.unified_diff().context_radius(0).header(&name, &format!("{name} (fixed)")).to_string())?;
        Ok(made > 0)
    }

    /// Makes the fixes and reads the file again.
    fn mend(&mut self, out: &Output, marking: &Marking) -> Result<(), Failure> {
        if !out.is_file() && (self.path == Path::new("-") || !self.is_mended_in_place() && !out.is_forced()) {
            let how = if self.opened.format == Format::Docx { "gets its fixes as tracked changes" } else { "is written anew as a whole when it is fixed" };
            return Err(Failure::at(self.path, format!("{how}; name a file with -o, or add --force")));
        }
        let (document, made) = self.mended(marking)?;
        let changes = if made == 1 { "1 fix" } else { &format!("{made} fixes") };
        if out.is_file() {
            out.write_document(&document)?;
            anstream::eprintln!("chancery: {}: {changes} written", self.path.display());
        } else if made > 0 {
            Output::over(self.path).write_document(&document)?;
            anstream::eprintln!("chancery: {}: {changes} made in the file", self.path.display());
        } else {
            anstream::eprintln!("chancery: {}: nothing to fix", self.path.display());
        }
        self.opened = files::parse(self.path, document, Some(self.opened.format), Look::default())?;
        Ok(())
    }
}
