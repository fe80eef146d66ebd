//! Hostile inputs for the readers: fixtures are cut, doubled, spliced and flipped at random, and no reader may panic or
//! take long. The seed of each run is printed, so that a finding can be had again; its input is kept.
use fastrand::Rng;
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// A reader that takes longer than this for an input of a few hundred kilobytes has a finding.
pub const SLOW: Duration = Duration::from_secs(3);

/// Panics, also those that a reader catches at its boundary: each is a finding.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// What a reader takes.
#[derive(Clone, Copy)]
enum Reader {
    Text(fn(&str)),
    /// Files that begin with these bytes.
    Bytes(&'static [u8], fn(&[u8])),
}
use Reader::{Bytes, Text};

type Target = (&'static str, Reader);

const TARGETS: [Target; 8] = [
    ("pdf", Bytes(b"%PDF", |b| compared(chancery_formats::read_pdf(b).map(|r| r.resolution)))),
    ("text", Text(|s| compared(chancery_formats::read_text(s)))),
    ("markdown", Text(|s| compared(chancery_formats::read_markdown(s)))),
    ("json", Text(|s| compared(chancery_formats::read_json(s)))),
    ("html", Text(|s| compared(chancery_formats::read_html(s)))),
    ("xml", Text(|s| compared(chancery_formats::read_akn(s).map(|r| r.resolution)))),
    ("check", Text(checked)),
    (
        "template",
        Text(|s| {
            let parts: chancery_draft::template::Parts = Arc::new(|name| Err(format!("no part {name}")));
            if let Ok(template) = chancery_draft::Template::parse(s, parts) {
                let _ = template.fill(&toml::Table::new());
            }
        }),
    ),
];

/// What is read is written in every format, rolled over and compared with itself.
fn compared(read: Result<chancery_model::Resolution, chancery_formats::ReadError>) {
    let Ok(r) = read else { return };
    let _ = (chancery_formats::write_text(&r), chancery_formats::write_markdown(&r), chancery_formats::write_ndjson(&r));
    let _ = chancery_formats::read_akn(&chancery_formats::write_akn(&r));
    let _ = chancery_formats::read_html(&chancery_formats::write_html(&r));
    if r.body.len() < 400 {
        let draft = chancery_draft::roll_over(&r, None, &chancery_draft::Library::default());
        let diff = chancery_diff::compare(&r, draft.as_ref().map_or(&r, |d| &d.resolution));
        let _ = chancery_report::html(&diff.into());
    }
}

/// What is read is checked, beside itself as the text before; the fixes are made and the findings told in every form.
fn checked(text: &str) {
    for read in [chancery_formats::read_text(text), chancery_formats::read_markdown(text)] {
        let Ok(mut r) = read else { continue };
        let map = chancery_check::SourceMap::new(&r, text);
        let findings = chancery_check::check(&r, Some(&r), Some(&map), &chancery_check::Settings::default());
        let _ = chancery_check::fix_source(&r, &findings, &map);
        let files = [chancery_report::Checked { path: "a.txt".into(), resolution: r.clone(), source: Some(text.into()), findings }];
        let _ = (chancery_report::findings_json(&files), chancery_report::sarif(&files), chancery_report::github(&files));
        if files[0].findings.len() < 400 {
            let _ = chancery_report::findings_terminal(&files);
        }
        chancery_check::fix(&mut r, &files[0].findings);
    }
}

pub fn run(root: &Path, seconds: u64, seed: u64, reader: Option<&str>) -> Result<(), Box<dyn std::error::Error>> {
    let mut seeds = Vec::new();
    for folder in ["fixtures", "fixtures/pdf", "fixtures/templates", "crates/draft/src/template/built_in"] {
        for entry in fs::read_dir(root.join(folder))? {
            let path = entry?.path();
            if path.is_file() {
                seeds.push(fs::read(path)?);
            }
        }
    }
    let more: Vec<Vec<u8>> = seeds
        .iter()
        .filter_map(|s| chancery_formats::read_text(std::str::from_utf8(s).ok()?).ok())
        .flat_map(|r| {
            [
                chancery_formats::write_markdown(&r).into_bytes(),
                chancery_formats::write_json(&r).into_bytes(),
                chancery_formats::write_html(&r).into_bytes(),
                chancery_formats::write_akn(&r).into_bytes(),
            ]
        })
        .collect();
    seeds.extend(more);
    seeds.sort();
    let mut rng = Rng::with_seed(seed);
    let mut findings = 0;
    println!("hostile inputs, seed {seed}, {seconds} s for each reader");
    // The report of a panic is ours; the default one would bury it.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {
        PANICS.fetch_add(1, Relaxed);
    }));
    for (name, target) in TARGETS.into_iter().filter(|(name, _)| reader.is_none_or(|r| r == *name)) {
        let of_reader: Vec<Vec<u8>> =
            seeds.iter().filter(|s| matches!(target, Text(_)) || matches!(target, Bytes(magic, _) if s.starts_with(magic))).cloned().collect();
        let start = Instant::now();
        let mut inputs = 0_u64;
        while start.elapsed() < Duration::from_secs(seconds) {
            let input = mutated(&of_reader, &mut rng);
            let text = chancery_formats::decode(&input);
            if text.is_err() && matches!(target, Text(_)) {
                continue;
            }
            inputs += 1;
            let (began, before) = (Instant::now(), PANICS.load(Relaxed));
            let tried = catch_unwind(AssertUnwindSafe(|| match (target, &text) {
                (Text(read), Ok(text)) => read(text),
                (Bytes(_, read), _) => read(&input),
                _ => {}
            }));
            let panicked = tried.is_err() || PANICS.load(Relaxed) > before;
            if panicked || began.elapsed() > SLOW {
                findings += 1;
                let kept = root.join(format!("target/fuzz-{name}-{inputs}"));
                fs::write(&kept, &input)?;
                println!("  {name}: {} after {:.1} s; kept as {}", if panicked { "panic" } else { "slow" }, began.elapsed().as_secs_f64(), kept.display());
            }
        }
        println!("  {name:<10} {inputs:>8} inputs");
    }
    if reader.is_none_or(|r| r == "docx") {
        findings += crate::fuzz_docx::run(root, seconds, &mut rng)?;
    }
    std::panic::set_hook(hook);
    if findings > 0 { Err(format!("{findings} findings").into()) } else { Ok(()) }
}

/// One of the seeds, changed in a few places.
pub fn mutated(seeds: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut out = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..rng.usize(1..8) {
        if out.is_empty() {
            break;
        }
        let at = rng.usize(..out.len());
        let end = (at + 1 + rng.usize(..200)).min(out.len());
        match rng.u8(..7) {
            0 => drop(out.drain(at..end)),
            1 => {
                let piece = out[at..end].to_vec();
                let times = rng.usize(1..40);
                let many: Vec<u8> = piece.iter().copied().cycle().take(piece.len() * times).collect();
                out.splice(at..at, many);
            }
            2 => out[at] = rng.u8(..),
            3 => out[at..end].reverse(),
            4 => {
                let other = &seeds[rng.usize(..seeds.len())];
                let from = rng.usize(..other.len());
                let to = (from + rng.usize(..2000)).min(other.len());
                out.splice(at..end, other[from..to].to_vec());
            }
            5 => {
                let hostile = [
                    "<",
                    ">",
                    "]]>",
                    "&#x0;",
                    "&lt;",
                    "“",
                    "”",
                    "\u{202e}",
                    "{{",
                    "{% for a in b %}",
                    "*",
                    "[^1]",
                    "<p>",
                    "<b><a href=#a>",
                    "</table>",
                    "<svg><p>",
                    "<a x=\"",
                    "<li value=9>",
                    "<sup>1</sup>",
                    "](",
                    "\\",
                    "\t",
                    "\n\n",
                    "|",
                    "(a)",
                    "9999999999",
                    "[number]",
                    "é",
                    "第",
                    "أ",
                ];
                let text = hostile[rng.usize(..hostile.len())].repeat(rng.usize(1..30));
                out.splice(at..at, text.into_bytes());
            }
            _ => out.truncate(at),
        }
    }
    out.truncate(400_000);
    out
}
