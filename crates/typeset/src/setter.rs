//! Typst as a function: a template, a document as data and fonts, to a PDF. It sees no file, no clock and no network.
use crate::{Fonts, MAX_CHARACTERS, TypesetError, fonts::EMBEDDED};
use chancery_model::Language;
use serde::Serialize;
use typst::{
    Library, LibraryExt, World, comemo,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// What a document is set as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    Resolution,
    Report,
}

impl Template {
    fn source(self) -> &'static str {
        match self {
            Template::Resolution => include_str!("resolution.typ"),
            Template::Report => include_str!("report.typ"),
        }
    }
}

/// What every template is given.
#[derive(Serialize)]
struct Data<'a, T> {
    language: &'static str,
    rtl: bool,
    chinese: bool,
    latin: &'static str,
    families: Vec<String>,
    document: &'a T,
}

/// Sets a document.
pub(crate) fn set(template: Template, document: &impl Serialize, language: Language, fonts: &Fonts) -> Result<Vec<u8>, TypesetError> {
    let data = Data {
        language: language.code(),
        rtl: language.is_right_to_left(),
        chinese: language == Language::Zh,
        latin: EMBEDDED,
        families: fonts.families(language),
        document,
    };
    let json = serde_json::to_string(&data).map_err(|e| TypesetError::Setting(e.to_string()))?;
    let size = json.chars().count();
    if size > MAX_CHARACTERS {
        return Err(TypesetError::TooLong { size });
    }
    let characters = fonts.missing(json.chars());
    if !characters.is_empty() {
        return Err(TypesetError::Missing { characters });
    }
    let pdf = print(&Desk::new(template, json, fonts));
    // What the typesetter remembers would grow with every document.
    comemo::evict(0);
    pdf
}

fn print(desk: &Desk) -> Result<Vec<u8>, TypesetError> {
    let refused = |errors: &[SourceDiagnostic]| TypesetError::Setting(errors.first().map_or_else(String::new, |e| e.message.to_string()));
    let pages: PagedDocument = typst::compile(desk).output.map_err(|e| refused(&e))?;
    let options = PdfOptions { creator: Smart::Custom(Some("Chancery".into())), ..PdfOptions::default() };
    typst_pdf::pdf(&pages, &options).map_err(|e| refused(&e))
}

/// All that the typesetter sees.
struct Desk<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    template: Source,
    shared: Source,
    data: (FileId, Bytes),
}

impl<'a> Desk<'a> {
    fn new(template: Template, json: String, fonts: &'a Fonts) -> Self {
        let id = |path: &str| RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("a constant path")).intern();
        Desk {
            library: LazyHash::new(Library::default()),
            fonts,
            template: Source::new(id(&format!("{template:?}.typ")), template.source().to_owned()),
            shared: Source::new(id("shared.typ"), include_str!("shared.typ").to_owned()),
            data: (id("data.json"), Bytes::from_string(json)),
        }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.template, &self.shared].into_iter().find(|s| s.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
