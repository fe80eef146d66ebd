//! `chancery draft`: the bases, the library, and where the draft and its to-do list go.
use crate::files::{self, Failure, Format, Output};
use chancery_draft::{Library, roll_over_series};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

pub fn run(bases: &[PathBuf], session: Option<u16>, library: Option<&Path>, to: Option<Format>, explain: bool, out: &Output) -> Result<ExitCode, Failure> {
    let texts = bases.iter().map(|b| files::read(b, None)).collect::<Result<Vec<_>, _>>()?;
    let library: Library = library.map_or(Ok(Vec::new()), files::folder)?.into_iter().collect();
    // The latest text is the base, in whatever order the files are named.
    let latest = (0..texts.len()).max_by_key(|at| (texts[*at].session(), texts[*at].number())).unwrap_or_default();
    let draft = roll_over_series(&texts, session, &library).map_err(|e| Failure::at(&bases[latest], e))?;
    let to = to.or(out.format()).unwrap_or(Format::Text);
    let text = to.render(&draft.resolution);
    let todo = chancery_report::todo_list(&draft.todo);
    out.write(&match to {
        Format::Text => format!("{text}\n{todo}"),
        Format::Md => format!("{text}\n<!--\n{}-->\n", todo.replace("-->", "--\u{a0}>")),
        Format::Json | Format::Ndjson => text,
    })?;
    if explain {
        anstream::eprint!("{}", chancery_report::explain(&draft));
    }
    // Where the list is not in the document itself, or goes to a file, it is said here too.
    if out.is_file() || matches!(to, Format::Json | Format::Ndjson) {
        anstream::eprint!("{todo}");
    }
    Ok(ExitCode::SUCCESS)
}
