//! Word files: what is written comes back, tracked changes hold both texts (checked by pandoc and LibreOffice too), and what
//! no change touches stays byte for byte.
use crate::{corpus::corpus, root, run};
use chancery_formats::{Changes, Stamp, accept_docx, read_docx, reject_docx, write_docx};
use chancery_model::{MarkKind, Resolution, Text};
use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::Command,
};

fn stamp() -> Stamp {
    Stamp { author: "A delegate".into(), date: "2026-11-25T10:00:00Z".into() }
}

fn redline(base: &[u8], old: &Resolution, new: &Resolution) -> Vec<u8> {
    chancery_report::redline(base, Changes::Accepted, old, new, &[], &stamp()).expect("the base is a Word file")
}

fn fixture(name: &str) -> Resolution {
    read(&root().join("fixtures").join(name))
}

fn read(path: &Path) -> Resolution {
    let text = chancery_formats::decode(&fs::read(path).expect("a text")).expect("UTF-8");
    let read =
        if path.extension().is_some_and(|e| e == "xml") { chancery_formats::read_akn(&text).map(|r| r.resolution) } else { chancery_formats::read_text(&text) };
    read.unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

const SPECIMENS: [&str; 8] = [
    "A_RES_77_63.txt",
    "A_RES_76_26_reconstruction.txt",
    "specimen_akn.xml",
    "specimen_draft.txt",
    "specimen_lighthouse_77.txt",
    "specimen_lighthouse_78.txt",
    "specimen_omnibus.txt",
    "specimen_security_council.txt",
];

#[test]
fn specimens_come_back() {
    for name in SPECIMENS {
        let r = fixture(name);
        let back = read_docx(&write_docx(&r), Changes::Accepted).expect("what is written is read");
        assert_eq!(back.resolution, r, "{name}");
        assert_eq!(back.annotations, [], "{name}");
    }
}

#[test]
fn texts_of_the_corpus_come_back() {
    let Some(corpus) = corpus() else { return };
    let mut paths: Vec<PathBuf> = fs::read_dir(corpus.join("ga/text")).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    for path in paths.iter().step_by(5) {
        let r = read(path);
        assert_eq!(read_docx(&write_docx(&r), Changes::Accepted).map(|b| b.resolution).as_ref(), Ok(&r), "{}", path.display());
    }
}

/// Words with what a reader of the page sees in them: italics and notes. Links and non-breaking characters are not tracked.
fn seen(text: &Text) -> (&str, Vec<(usize, usize, &MarkKind)>) {
    let marks = text.marks().iter().filter(|m| matches!(m.kind, MarkKind::Emphasis | MarkKind::NoteRef(_) | MarkKind::Cell(_)));
    (text.as_str(), marks.map(|m| (m.start, m.end, &m.kind)).collect())
}

fn assert_same(name: &str, have: &[u8], view: Changes, want: &Resolution) {
    let have = read_docx(have, view).unwrap_or_else(|e| panic!("{name}: {e}")).resolution;
    assert_eq!((have.organ, &have.masthead, &have.closing), (want.organ, &want.masthead, &want.closing), "{name} {view:?}");
    assert_eq!(seen(&have.title), seen(&want.title), "{name} {view:?}");
    let blocks = |r: &Resolution| r.body.iter().map(|b| (b.part, b.kind, b.level, b.label.clone())).collect::<Vec<_>>();
    for (a, b) in have.body.iter().zip(&want.body) {
        assert_eq!((a.label.as_deref(), seen(&a.text)), (b.label.as_deref(), seen(&b.text)), "{name} {view:?}");
    }
    assert_eq!(blocks(&have), blocks(want), "{name} {view:?}");
    let notes = |r: &Resolution| r.notes.iter().map(|n| (n.number.clone(), n.text.as_str().to_owned())).collect::<Vec<_>>();
    assert_eq!(notes(&have), notes(want), "{name} {view:?}");
}

fn parts(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a container");
    let mut out = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a whole part");
        out.insert(part.name().expect("a plain name").into_owned(), bytes);
    }
    out
}

/// Names of parts that are not as they were.
fn changed(a: &[u8], b: &[u8]) -> Vec<String> {
    let (a, b) = (parts(a), parts(b));
    a.keys().chain(b.keys().filter(|k| !a.contains_key(*k))).filter(|k| a.get(*k) != b.get(*k)).cloned().collect()
}

/// Both texts stand in the redline; parts without the text are as they were.
fn holds_both(name: &str, old: &Resolution, new: &Resolution) -> [Vec<u8>; 3] {
    let base = write_docx(old);
    let redlined = redline(&base, old, new);
    assert_same(name, &redlined, Changes::Original, old);
    assert_same(name, &redlined, Changes::Accepted, new);
    assert_same(name, &reject_docx(&redlined).expect("a Word file"), Changes::Accepted, old);
    assert_same(name, &accept_docx(&redlined).expect("a Word file"), Changes::Original, new);
    for part in changed(&base, &redlined) {
        assert!(matches!(part.as_str(), "word/document.xml" | "word/footnotes.xml" | "word/header1.xml"), "{name}: {part} changed");
    }
    [base, redlined, write_docx(new)]
}

fn specimen_pairs() -> Vec<(String, Resolution, Resolution)> {
    let pairs = [
        ("specimen_lighthouse_77.txt", "specimen_lighthouse_78.txt"),
        ("specimen_lighthouse_78.txt", "specimen_lighthouse_77.txt"),
        ("A_RES_76_26_reconstruction.txt", "A_RES_77_63.txt"),
        ("specimen_omnibus.txt", "specimen_draft.txt"),
        ("specimen_akn.xml", "specimen_omnibus.txt"),
        ("specimen_security_council.txt", "specimen_akn.xml"),
    ];
    pairs.into_iter().map(|(a, b)| (format!("{a} {b}"), fixture(a), fixture(b))).collect()
}

/// Every fourth pair of the corpus: more than a hundred.
fn corpus_pairs() -> Vec<(String, Resolution, Resolution)> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let list = fs::read_to_string(corpus.join("ga/pairs.tsv")).expect("the list of pairs");
    let pair = |line: &str| {
        let mut names = line.split('\t');
        let mut text = || read(&corpus.join(format!("ga/text/{}.txt", names.next().expect("two names"))));
        (line.to_owned(), text(), text())
    };
    let pairs: Vec<_> = list.lines().step_by(4).map(pair).collect();
    assert!(pairs.len() >= 100);
    pairs
}

#[test]
fn redlines_hold_both_texts() {
    for (name, old, new) in specimen_pairs().into_iter().chain(corpus_pairs()) {
        holds_both(&name, &old, &new);
    }
}

/// A program that tests ask for another opinion, or a visible skip; CI must have it.
fn has(program: &str) -> bool {
    if Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success()) {
        return true;
    }
    assert!(std::env::var_os("CI").is_none(), "CI has no {program}");
    let _ = writeln!(std::io::stderr(), "skipped: no {program} found to read Word files with");
    false
}

/// Paragraphs and notes as pandoc reads them.
fn pandoc(path: &Path, view: &str) -> Vec<String> {
    let output = Command::new("pandoc").arg(path).args(["-t", "plain", "--wrap=none"]).arg(format!("--track-changes={view}")).output().expect("pandoc runs");
    assert!(output.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    plain(String::from_utf8_lossy(&output.stdout).lines())
}

/// Lines with words; layout characters come and go.
fn plain<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    lines.map(|l| l.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-").trim().to_owned()).filter(|l| !l.is_empty()).collect()
}

/// Writes base, redline and the new text as files.
fn written(folder: &Path, at: usize, files: &[Vec<u8>; 3]) -> [PathBuf; 3] {
    let paths = ["base", "redline", "new"].map(|kind| folder.join(format!("{at}-{kind}.docx")));
    for (path, bytes) in paths.iter().zip(files) {
        fs::write(path, bytes).expect("a file");
    }
    paths
}

#[test]
fn pandoc_reads_both_texts_of_redlines() {
    if !has("pandoc") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let pairs: Vec<_> = specimen_pairs().into_iter().chain(corpus_pairs()).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    // pandoc takes its time; there are two processors at least.
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((name, old, new)) = pairs.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let own = tempfile::tempdir_in(&folder).expect("a folder");
                    let base = write_docx(old);
                    let [base, redlined, clean] = written(own.path(), 0, &[base.clone(), redline(&base, old, new), write_docx(new)]);
                    assert_eq!(pandoc(&redlined, "reject"), pandoc(&base, "accept"), "{name}: rejected");
                    assert_eq!(pandoc(&redlined, "accept"), pandoc(&clean, "accept"), "{name}: accepted");
                }
            });
        }
    });
    let _ = writeln!(std::io::stderr(), "pandoc: {} redlines, both texts agree", pairs.len());
}

/// Ten redlines and their clean texts: LibreOffice opens all of them, and its accept-all gives the new text.
#[test]
fn libreoffice_accepts_redlines() {
    if !has("soffice") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let pairs: Vec<_> = specimen_pairs().into_iter().chain(corpus_pairs().into_iter().step_by(26)).take(10).collect();
    let mut files = Vec::new();
    for (at, (_, old, new)) in pairs.iter().enumerate() {
        let base = write_docx(old);
        let [_, redlined, clean] = written(folder.path(), at, &[base.clone(), redline(&base, old, new), write_docx(new)]);
        files.extend([redlined, clean]);
    }
    // The interpreter that Debian's bindings belong to.
    let python = if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" };
    let output = Command::new(python).arg(root().join("tests/libreoffice.py")).args(&files).output().expect("Python runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let documents: Vec<Vec<String>> = String::from_utf8_lossy(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("a list of paragraphs")).collect();
    assert_eq!(documents.len(), files.len());
    for (both, (name, ..)) in documents.chunks(2).zip(&pairs) {
        // The order of footnotes is that of their making.
        let sorted = |paragraphs: &[String]| {
            let mut lines = plain(paragraphs.iter().map(String::as_str));
            lines.sort();
            lines
        };
        assert_eq!(sorted(&both[0]), sorted(&both[1]), "{name}");
        let _ = writeln!(std::io::stderr(), "LibreOffice: {name}: {} paragraphs after accept-all, as in the new text", both[0].len());
    }
    let _ = writeln!(std::io::stderr(), "LibreOffice printed: {}", said.trim());
}

/// The real file in the United Nations' template.
#[test]
fn the_real_file_is_read_and_edited_in_place() {
    let Some(corpus) = corpus() else { return };
    let path = fs::read_dir(corpus.join("docx")).expect("a folder").map(|e| e.expect("an entry").path()).next().expect("a Word file");
    let bytes = fs::read(&path).expect("the file");
    let reading = read_docx(&bytes, Changes::Accepted).expect("a Word file");
    assert_eq!(reading.annotations.len(), 1, "its comment");
    if has("pandoc") {
        let words = |lines: &[String]| {
            let mut count: BTreeMap<String, i32> = BTreeMap::new();
            let text = lines.join("\n").replace('\u{ad}', "");
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).for_each(|w| *count.entry(w.to_owned()).or_default() += 1);
            count
        };
        let own = words(&[chancery_formats::write_text(&reading.resolution)]);
        let lost: Vec<_> = words(&pandoc(&path, "accept")).into_iter().filter(|(w, n)| own.get(w).unwrap_or(&0) < n).collect();
        assert_eq!(lost, [], "words that pandoc reads and we do not");
    }
    let mut new = reading.resolution.clone();
    let block = new.body.iter_mut().find(|b| b.text.as_str().contains("continue to")).expect("a paragraph");
    let at = block.text.as_str().find("continue to").expect("the words");
    block.text.replace(at..at + 8, "go on");
    let redlined = redline(&bytes, &reading.resolution, &new);
    assert_eq!(changed(&bytes, &redlined), ["word/document.xml"]);
    assert_same("real", &redlined, Changes::Original, &reading.resolution);
    assert_same("real", &redlined, Changes::Accepted, &new);
    // Nothing but the words is touched in the part either.
    let document = |docx: &[u8]| String::from_utf8(parts(docx)["word/document.xml"].clone()).expect("UTF-8");
    let (before, after) = (document(&bytes), document(&redlined));
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let tail = before.bytes().rev().zip(after.bytes().rev()).take_while(|(a, b)| a == b).count();
    assert!(before.len() - same - tail < 3000, "{} bytes changed", before.len() - same - tail);
}

#[test]
fn a_draft_is_written_into_its_base() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let (base, draft, again) = (path("base.docx"), path("draft.docx"), path("again.docx"));
    assert_eq!(run(&["convert", "fixtures/A_RES_77_63.txt", "-o", &base]).0, 0);
    for out in [&draft, &again] {
        let (code, _, error) = run(&["draft", &base, "--session", "78", "-o", out, "--author", "Mission of Examplia", "--date", "2026-11-25"]);
        assert_eq!(code, 0, "{error}");
    }
    let bytes = fs::read(&draft).expect("a draft");
    assert_eq!(bytes, fs::read(&again).expect("a draft"), "the same command gives the same bytes");
    let reading = read_docx(&bytes, Changes::Accepted).expect("a Word file");
    assert!(reading.annotations.iter().all(|a| a.author == "Mission of Examplia" && a.date.as_deref() == Some("2026-11-25T00:00:00Z")));
    let comments: Vec<_> = reading.annotations.iter().filter(|a| a.kind == chancery_formats::AnnotationKind::Comment).collect();
    assert!(comments.iter().any(|c| c.text.contains("check “164 States”")), "{comments:?}");
    // The comment stands at its words.
    let document = String::from_utf8(parts(&bytes)["word/document.xml"].clone()).expect("UTF-8");
    let words = document.split("<w:commentRangeStart").find(|p| p.contains("164 States")).expect("a comment's words");
    assert!(words.find("164 States") < words.find("<w:commentRangeEnd"));
    let (rejected, accepted) = (path("rejected.md"), path("accepted.txt"));
    assert_eq!(run(&["reject", &draft, "-o", &rejected]).0, 0);
    assert_eq!(fs::read_to_string(&rejected).expect("a text"), run(&["convert", "fixtures/A_RES_77_63.txt", "--to", "md"]).1);
    assert_eq!(run(&["accept", &draft, "-o", &accepted]).0, 0);
    let text = run(&["draft", "fixtures/A_RES_77_63.txt", "--session", "78"]).1;
    assert!(text.starts_with(fs::read_to_string(&accepted).expect("a text").trim_end()), "{text}");
    // From a text the command makes the document first.
    let made = path("made.docx");
    assert_eq!(run(&["draft", "fixtures/A_RES_77_63.txt", "--session", "78", "-o", &made, "--author", "Mission of Examplia", "--date", "2026-11-25"]).0, 0);
    assert_eq!(bytes, fs::read(&made).expect("a draft"));
}

#[test]
fn views_of_tracked_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("redline.docx");
    let out = path.to_str().expect("a plain path");
    let texts = ["fixtures/specimen_lighthouse_77.txt", "fixtures/specimen_lighthouse_78.txt"];
    assert_eq!(run(&["diff", texts[0], texts[1], "-o", out, "--date", "2026-11-25T10:00:00Z"]).0, 1);
    for (view, text) in [("original", texts[0]), ("accepted", texts[1])] {
        assert_eq!(run(&["convert", out, "--changes", view]).1, run(&["convert", text]).1, "{view}");
    }
    let (code, marked, told) = run(&["convert", out, "--changes", "marked"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!("docx_marked", format!("{}\n{}", marked, told.replace(out, "redline.docx")));
    let (code, _, error) = run(&["diff", out, texts[0], "--changes", "marked", "-o", folder.path().join("x.docx").to_str().expect("a plain path")]);
    assert!(code == 2 && error.contains("choose original or accepted"), "{error}");
    let (code, _, error) = run(&["draft", out, "--date", "tomorrow"]);
    assert!(code == 2 && error.contains("write it like 2026-11-25"), "{error}");
}

/// A container of these parts.
fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(bytes).expect("its bytes");
    }
    out.finish().expect("a container").into_inner()
}

const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A Word file whose document part is this.
fn with_document(document: &str) -> Vec<u8> {
    container(&[("_rels/.rels", RELATIONS), ("word/document.xml", document.as_bytes())])
}

/// Each refused file: exit code 2, one message with place and remedy, at once.
#[test]
fn hostile_word_files() {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let good = write_docx(&fixture("specimen_draft.txt"));
    let old =
        |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 512], &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let mut lying = container(&[("_rels/.rels", RELATIONS), ("word/document.xml", &vec![b' '; 80 << 20])]);
    // The sizes that the container tells are made small.
    let size = u32::to_le_bytes(80 << 20);
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..at + 4] == size).collect();
    places.into_iter().for_each(|at| lying[at..at + 4].copy_from_slice(&u32::to_le_bytes(1000)));
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("an old Word file", old("WordDocument")),
        ("a file with a password", old("EncryptedPackage")),
        ("a PDF file", b"%PDF-1.7 and so on".to_vec()),
        ("a text", b"The General Assembly,".to_vec()),
        ("nothing", Vec::new()),
        ("a file cut off", good[..good.len() / 2].to_vec()),
        ("a large part", container(&[("_rels/.rels", RELATIONS), ("word/document.xml", &vec![b' '; 80 << 20])])),
        ("a part larger than it says", lying),
        ("a path out of the container", container(&[("../../etc/cron.d/x", b"x"), ("_rels/.rels", RELATIONS)])),
        ("an absolute path", container(&[("/etc/passwd", b"x"), ("_rels/.rels", RELATIONS)])),
        ("a ZIP file of something else", container(&[("readme.txt", b"x")])),
        ("no document part", container(&[("_rels/.rels", RELATIONS)])),
        (
            "entity expansion",
            with_document(&format!(
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document {space}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
            )),
        ),
        ("ten thousand levels", with_document(&format!("<w:document {space}>{}{}</w:document>", "<w:sdt>".repeat(10_000), "</w:sdt>".repeat(10_000)))),
        ("XML cut off", with_document(&format!("<w:document {space}><w:body><w:p>"))),
        ("another root", with_document("<html><body/></html>")),
        ("no resolution", with_document(&format!("<w:document {space}><w:body><w:p><w:r><w:t>milk</w:t></w:r></w:p></w:body></w:document>"))),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hostile.docx");
    let name = path.to_str().expect("a plain path");
    let mut report = String::new();
    for (what, bytes) in files {
        fs::write(&path, bytes).expect("a file");
        for command in ["convert", "accept"] {
            let (code, out, error) = run(&[command, name, "-o", folder.path().join("out.txt").to_str().expect("a plain path")]);
            // A file without a resolution has changes to accept all the same.
            if (what, command) == ("no resolution", "accept") || (what, command) == ("another root", "accept") {
                continue;
            }
            assert_eq!((code, out.as_str()), (2, ""), "{what}: {error}");
            if command == "convert" {
                report += &format!("{what}: {}", error.replace(name, "hostile.docx"));
            }
        }
    }
    insta::assert_snapshot!("docx_hostile", report);
}
