//! Files in and out: formats by ending, atomic writes, nothing overwritten silently, errors that name the file.
use crate::{
    print,
    word::{self, View},
};
use chancery_formats::ReadError;
use chancery_model::{Language, Resolution};
use std::{
    fmt, fs,
    io::{IsTerminal, Read, Write},
    path::{Path, PathBuf},
};

/// A document format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Text,
    Md,
    Json,
    Ndjson,
    Html,
    /// The United Nations' XML
    Akn,
    /// Word
    Docx,
    Pdf,
}

impl Format {
    fn of(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Format::Text,
            "md" | "markdown" => Format::Md,
            "json" => Format::Json,
            "ndjson" | "jsonl" => Format::Ndjson,
            "html" | "htm" => Format::Html,
            "xml" | "akn" => Format::Akn,
            // The old kind is refused by the reader, with the remedy.
            "docx" | "docm" | "dotx" | "doc" => Format::Docx,
            "pdf" => Format::Pdf,
            _ => return None,
        })
    }

    /// What the first bytes and words say, for standard input and files without a known ending.
    fn of_content(bytes: &[u8]) -> Option<Self> {
        match bytes {
            b if b.starts_with(b"%PDF-") => return Some(Format::Pdf),
            b if chancery_formats::is_docx(b) => return Some(Format::Docx),
            _ => {}
        }
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]);
        let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        if head.starts_with("<?xml") || head.starts_with("<akomaNtoso") {
            return Some(Format::Akn);
        }
        match head {
            h if h.starts_with('{') => Some(Format::Json),
            h if h.starts_with("+++") => Some(Format::Md),
            h if ["<!doctype html", "<html", "<meta"].iter().any(|tag| h.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag))) => Some(Format::Html),
            _ => None,
        }
    }

    /// The document in this format.
    pub fn render(self, r: &Resolution) -> Result<Vec<u8>, Failure> {
        Ok(match self {
            Format::Text => chancery_formats::write_text(r).into_bytes(),
            Format::Md => chancery_formats::write_markdown(r).into_bytes(),
            Format::Json => chancery_formats::write_json(r).into_bytes(),
            Format::Ndjson => chancery_formats::write_ndjson(r).into_bytes(),
            Format::Html => chancery_formats::write_html(r).into_bytes(),
            Format::Akn => chancery_formats::write_akn(r).into_bytes(),
            Format::Docx => chancery_formats::write_docx(r),
            Format::Pdf => print::resolution(r, &[], None)?,
        })
    }
}

/// One readable message: file, place, remedy.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(what: impl fmt::Display) -> Self {
        Failure(what.to_string())
    }

    pub fn at(path: &Path, what: impl fmt::Display) -> Self {
        Failure(format!("{}: {what}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where output goes.
#[derive(clap::Args)]
pub struct Output {
    /// Write to this file instead of standard output
    #[arg(short, long = "output", value_name = "OUT")]
    out: Option<PathBuf>,
    /// Overwrite OUT if it exists
    #[arg(long)]
    force: bool,
    /// Folder of fonts for a PDF, beside those of the system
    #[arg(long, value_name = "FOLDER")]
    fonts: Option<PathBuf>,
}

impl Output {
    /// Another file under the same rule of overwriting.
    pub fn beside(&self, path: &Path) -> Output {
        Output { out: Some(path.to_owned()), force: self.force, fonts: self.fonts.clone() }
    }

    /// A file that is to be replaced.
    pub fn over(path: &Path) -> Output {
        Output { out: Some(path.to_owned()), force: true, fonts: None }
    }

    /// True if existing files may be overwritten.
    pub fn is_forced(&self) -> bool {
        self.force
    }

    pub fn format(&self) -> Option<Format> {
        self.out.as_deref().and_then(Format::of)
    }

    pub fn ending(&self) -> Option<&str> {
        self.out.as_deref()?.extension()?.to_str()
    }

    /// True if a file is named, so that standard output stays free.
    pub fn is_file(&self) -> bool {
        self.out.is_some()
    }

    /// The folder of fonts that is to be used too.
    pub fn fonts(&self) -> Option<&Path> {
        self.fonts.as_deref()
    }

    /// Writes a resolution in a format.
    pub fn write_resolution(&self, r: &Resolution, to: Format) -> Result<(), Failure> {
        let document = if to == Format::Pdf { print::resolution(r, &[], self.fonts())? } else { to.render(r)? };
        self.write_document(&document)
    }

    /// Writes text; a file gets no colours.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        if self.out.is_none() {
            return print(text);
        }
        self.write_document(anstream::adapter::strip_str(text).to_string().as_bytes())
    }

    /// Writes a document, byte for byte.
    pub fn write_document(&self, document: &[u8]) -> Result<(), Failure> {
        let Some(path) = &self.out else { return print_document(document) };
        if path.exists() && !self.force {
            return Err(Failure::at(path, "the file exists; choose another name or add --force"));
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let whole = || -> std::io::Result<()> {
            let mut file = new_file(folder)?;
            file.write_all(document)?;
            if self.force {
                file.persist(path)?
            } else {
                file.persist_noclobber(path)?
            };
            Ok(())
        };
        whole().map_err(|e| Failure::at(path, format!("cannot be written: {e}; check the folder and your rights")))
    }
}

/// Writes text to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    printed(anstream::stdout().write_all(text.as_bytes()))
}

/// Writes a document to standard output, unless it is no text and a person would have to read it.
fn print_document(document: &[u8]) -> Result<(), Failure> {
    match std::str::from_utf8(document) {
        Ok(text) => print(text),
        Err(_) if std::io::stdout().is_terminal() => Err(Failure::new("standard output: this format is no text; name a file with -o")),
        Err(_) => printed(std::io::stdout().write_all(document)),
    }
}

fn printed(result: std::io::Result<()>) -> Result<(), Failure> {
    match result {
        // A pager that was closed is no error.
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure(format!("standard output: {e}; check where it is sent"))),
        _ => Ok(()),
    }
}

/// A file that takes the name asked for when it is whole, with the rights of any new file.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// True for the endings of formats that are read.
fn is_readable(path: &Path) -> bool {
    matches!(Format::of(path), Some(Format::Text | Format::Md | Format::Json | Format::Html | Format::Akn | Format::Docx | Format::Pdf))
}

/// How a file is read.
#[derive(clap::Args, Clone, Copy, Default)]
pub struct Look {
    /// View of the tracked changes that a Word file has
    #[arg(long, default_value = "accepted")]
    pub changes: View,
    /// Language of a plain text that does not tell it: en, fr, es, ru, zh or ar
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,
}

fn language(code: &str) -> Result<Language, String> {
    Language::of_code(code).ok_or_else(|| "write en, fr, es, ru, zh or ar".to_owned())
}

/// A file with what was read from it.
pub struct Opened {
    pub bytes: Vec<u8>,
    pub format: Format,
    pub resolution: Resolution,
}

impl Opened {
    /// The Word file that the text was read from, if it was one.
    pub fn word(&self) -> Option<&[u8]> {
        (self.format == Format::Docx).then_some(self.bytes.as_slice())
    }
}

/// Reads a resolution from a file, or standard input for `-`; a Word file with its tracked changes accepted.
pub fn read(path: &Path, from: Option<Format>) -> Result<Resolution, Failure> {
    open(path, from, Look::default()).map(|opened| opened.resolution)
}

/// Reads a resolution and keeps its file; of a Word file one view of its tracked changes.
pub fn open(path: &Path, from: Option<Format>, look: Look) -> Result<Opened, Failure> {
    parse(path, bytes(path)?, from, look)
}

/// Reads a resolution from the bytes of a file.
pub fn parse(path: &Path, bytes: Vec<u8>, from: Option<Format>, look: Look) -> Result<Opened, Failure> {
    let format = from.or(Format::of(path)).or_else(|| Format::of_content(&bytes)).unwrap_or(Format::Text);
    let text = || chancery_formats::decode(&bytes);
    let read = match format {
        Format::Text => text().and_then(|t| chancery_formats::read_text_in(&t, look.lang)),
        Format::Md => text().and_then(|t| chancery_formats::read_markdown(&t)),
        Format::Json => text().and_then(|t| chancery_formats::read_json(&t)),
        // A page may name its own encoding.
        Format::Html => chancery_formats::decode_html(&bytes).and_then(|t| chancery_formats::read_html(&t)),
        Format::Akn => text().and_then(|t| chancery_formats::read_akn(&t)).map(|reading| mended(path, reading)),
        Format::Docx => chancery_formats::read_docx(&bytes, look.changes.into()).map(|reading| {
            word::tell(path, &reading.annotations, look.changes);
            reading.resolution
        }),
        Format::Pdf => chancery_formats::read_pdf(&bytes).map(|reading| mended(path, reading)),
        Format::Ndjson => return Err(Failure::at(path, "NDJSON is written, not read; give the text, Markdown or JSON of the resolution")),
    };
    let resolution = read.map_err(|e| Failure::at(path, e))?;
    Ok(Opened { bytes, format, resolution })
}

/// Tells what had to be mended in a file.
fn mended(path: &Path, reading: chancery_formats::Reading) -> Resolution {
    for repair in reading.repairs.iter().take(5) {
        anstream::eprintln!("chancery: {}: mended: {repair}", path.display());
    }
    reading.resolution
}

/// The characters of a file, or of standard input for `-`.
pub fn text(path: &Path) -> Result<String, Failure> {
    chancery_formats::decode(&bytes(path)?).map_err(|e| Failure::at(path, e))
}

/// The bytes of a file, or of standard input for `-`, up to the largest document.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let limit = chancery_formats::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().take(limit).read_to_end(&mut bytes).map_err(|e| Failure(format!("standard input: {e}; check what is sent")))?;
    } else {
        let data = fs::metadata(path).map_err(|e| Failure::at(path, format!("cannot be opened: {e}; check the name")))?;
        if data.is_dir() {
            return Err(Failure::at(path, "is a folder; name one file in it"));
        }
        if data.len() >= limit {
            return Err(Failure::at(path, ReadError::TooLarge { size: data.len() as usize }));
        }
        let file = fs::File::open(path).map_err(|e| Failure::at(path, format!("cannot be opened: {e}; check your rights")))?;
        file.take(limit).read_to_end(&mut bytes).map_err(|e| Failure::at(path, format!("cannot be read: {e}; check the file")))?;
    }
    Ok(bytes)
}

const NO_TEXT: &str = "has no resolution in it; put texts (.txt, .md, .json, .html, .xml, .docx, .pdf) there, or name the folder below it that has them";

/// The files of a folder that can be read, by name; never none.
pub fn names(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(path).map_err(|e| Failure::at(path, format!("cannot be opened: {e}; check your rights")))?;
    let mut names: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.is_file() && is_readable(p)).collect();
    names.sort();
    if names.is_empty() { Err(Failure::at(path, NO_TEXT)) } else { Ok(names) }
}

/// The texts of a folder, by file name. A file that is no resolution is told on standard error and left out.
pub fn folder(path: &Path) -> Result<Vec<Resolution>, Failure> {
    let names = names(path)?;
    let progress = progress(names.len(), "reading");
    let texts: Vec<Resolution> = names
        .iter()
        .filter_map(|name| {
            progress.inc(1);
            read(name, None).inspect_err(|e| progress.suspend(|| anstream::eprintln!("chancery: left out: {e}"))).ok()
        })
        .collect();
    progress.finish_and_clear();
    if texts.is_empty() {
        return Err(Failure::at(path, NO_TEXT));
    }
    Ok(texts)
}

/// A bar on a terminal, nothing in a pipe.
pub fn progress(length: usize, what: &'static str) -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}").expect("a constant template");
    indicatif::ProgressBar::new(length as u64).with_style(style).with_message(what)
}
