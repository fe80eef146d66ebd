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
    let bytes = fs::read(path).expect("a text");
    let text = || chancery_formats::decode(&bytes);
    let read = match path.extension().and_then(|e| e.to_str()) {
        Some("xml") => text().and_then(|t| chancery_formats::read_akn(&t)).map(|r| r.resolution),
        Some("html") => chancery_formats::decode_html(&bytes).and_then(|t| chancery_formats::read_html(&t)),
        Some("pdf") => chancery_formats::read_pdf(&bytes).map(|r| r.resolution),
        _ => text().and_then(|t| chancery_formats::read_text(&t)),
    };
    read.unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

const SPECIMENS: [&str; 15] = [
    "A_RES_77_63.txt",
    "A_RES_76_26_reconstruction.txt",
    "pdf/specimen_draft.pdf",
    "specimen_akn.xml",
    "specimen_draft.txt",
    "specimen_errors.txt",
    "specimen_errors_council.txt",
    "specimen_lighthouse_77.txt",
    "specimen_lighthouse_78.txt",
    "specimen_omnibus.txt",
    "specimen_press.html",
    "specimen_security_council.txt",
    "specimen_web.html",
    "specimen_word.html",
    "specimen_word_filtered.html",
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

/// Official XML of every organ and language: what Word carries of it comes back.
#[test]
fn texts_in_six_languages_come_back() {
    let Some(corpus) = corpus() else { return };
    let mut paths = Vec::new();
    files_below(&corpus, "xml", &mut paths);
    paths.sort();
    let mut languages = std::collections::BTreeSet::new();
    for path in paths.iter().step_by(23) {
        let r = read(path);
        languages.insert(r.language.code());
        let back = read_docx(&write_docx(&r), Changes::Accepted).unwrap_or_else(|e| panic!("{}: {e}", path.display())).resolution;
        assert_eq!(back, with_joined_italics(r), "{}", path.display());
    }
    assert_eq!(languages.len(), 6, "{languages:?}");
}

/// Italics that touch are one in Word, whatever the elements of the XML.
fn with_joined_italics(mut r: Resolution) -> Resolution {
    let join = |text: &mut Text| {
        let mut joined = Text::default();
        joined.replace(0..0, text.as_str());
        let (mut italics, others): (Vec<_>, Vec<_>) = text.marks().iter().cloned().partition(|m| m.kind == MarkKind::Emphasis);
        italics.dedup_by(|next, last| {
            let touches = last.end == next.start;
            last.end = if touches { next.end } else { last.end };
            touches
        });
        italics.into_iter().chain(others).for_each(|m| joined.mark(m.start..m.end, m.kind));
        *text = joined.finish();
    };
    std::iter::once(&mut r.title).chain(r.body.iter_mut().map(|b| &mut b.text)).chain(r.notes.iter_mut().map(|n| &mut n.text)).for_each(join);
    r
}

/// Scripts other than Latin: direction of paragraphs and words, fonts.
#[test]
fn scripts_have_their_direction_and_font() {
    let made = |text: &str| {
        let r = chancery_formats::read_text(text).expect("a resolution");
        let docx = write_docx(&r);
        assert_eq!(read_docx(&docx, Changes::Accepted).map(|b| b.resolution).as_ref(), Ok(&r));
        let part = |name: &str| String::from_utf8(parts(&docx)[name].clone()).expect("UTF-8");
        (r.language.code(), part("word/document.xml"), part("word/styles.xml"))
    };
    let (language, document, styles) = made(
        "A/RES/99/994\n\nDistr.: General\n\n99/994. منارات إكزامبليا\n\nإن الجمعية العامة،\n\nإذ تشير إلى قرارها 98/994،\n\n1 - تهيب بالحراس أن يوقدوا المنارات؛\n\n2 - تقرر أن تعود إلى المسألة.\n",
    );
    assert_eq!(language, "ar");
    assert!(document.contains("<w:pStyle w:val=\"UNOperativeParagraph1\"/><w:bidi/>") && document.contains("<w:rtl/></w:rPr><w:t xml:space=\"preserve\">"));
    assert!(document.contains("<w:bidiVisual/>") && document.contains("<w:titlePg/><w:bidi/>") && styles.contains("<w:lang w:bidi=\"ar-SA\"/>"));
    // What is printed in English on Arabic documents runs from the left.
    assert!(document.contains("<w:pStyle w:val=\"UNDistribution\"/><w:bidi w:val=\"0\"/>"));
    let (language, document, styles) = made("99/993. 灯塔\n\n大会，\n\n回顾其第98/993号决议，\n\n1. 促请看守人点亮灯塔；\n\n2. 决定再议此事。\n");
    assert_eq!(language, "zh");
    assert!(!document.contains("<w:bidi") && styles.contains("w:eastAsia=\"SimSun\"") && styles.contains("w:eastAsia=\"zh-CN\""));
}

fn files_below(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        if path.is_dir() {
            files_below(&path, ending, out);
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
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

/// Two texts and the files made of them.
struct Pair {
    name: String,
    old: Resolution,
    new: Resolution,
    base: Vec<u8>,
    redlined: Vec<u8>,
    clean: Vec<u8>,
}

impl Pair {
    fn of((name, old, new): (String, Resolution, Resolution)) -> Self {
        let (base, clean) = (write_docx(&old), write_docx(&new));
        let redlined = redline(&base, &old, &new);
        Pair { name, old, new, base, redlined, clean }
    }

    /// Base, redline and new text as files.
    fn written(&self, folder: &Path) -> [PathBuf; 3] {
        [("base", &self.base), ("redline", &self.redlined), ("new", &self.clean)].map(|(kind, bytes)| {
            let path = folder.join(format!("{kind}.docx"));
            fs::write(&path, bytes).expect("a file");
            path
        })
    }
}

/// Specimens, then pairs of the corpus; made once for the tests that look at them.
static PAIRS: std::sync::LazyLock<Vec<Pair>> = std::sync::LazyLock::new(|| specimen_pairs().into_iter().chain(corpus_pairs()).map(Pair::of).collect());

/// Both texts stand in the redline; parts without the text are as they were.
fn assert_holds_both(Pair { name, old, new, base, redlined, .. }: &Pair) {
    assert_same(name, redlined, Changes::Original, old);
    assert_same(name, redlined, Changes::Accepted, new);
    assert_same(name, &reject_docx(redlined).expect("a Word file"), Changes::Accepted, old);
    assert_same(name, &accept_docx(redlined).expect("a Word file"), Changes::Original, new);
    for part in changed(base, redlined) {
        assert!(matches!(part.as_str(), "word/document.xml" | "word/footnotes.xml" | "word/header1.xml" | "word/header2.xml"), "{name}: {part} changed");
    }
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
    let [old, new] = REVISED.map(|text| chancery_formats::read_markdown(text).expect("a resolution"));
    let pairs = pairs.into_iter().map(|(a, b)| (format!("{a} {b}"), fixture(a), fixture(b)));
    pairs.chain([("revised".to_owned(), old, new)]).collect()
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
    PAIRS.iter().for_each(assert_holds_both);
}

/// A specimen of what a revision does to a text with notes and a table: words, notes and cells that change, come, go, and a
/// paragraph that moves.
const REVISED: [&str; 2] = [
    "+++\norgan = \"general-assembly\"\n[masthead]\nnumber = \"99/992\"\n+++\n\n# Ferries of Examplia\n\n*The General Assembly*,\n\n*Recalling* its resolution on ferries,[^1] and the charter of the ports,[^2]\n\n1. *Thanks* the captains of the northern line for the care that they have taken of their passengers in winter;\n\n2. *Takes note* of the timetable;[^3]\n\n3. *Urges* every port to keep its lights burning until the last ferry has come home;\n\n4. *Adopts* the table below.\n\n| Port | Ferries |\n\n| Anchor Bay | 12 |\n\n| Old Harbour | 3 |\n\n| Cape Farewell | 7 |\n\n[^1]: Resolution 98/992.\n\n[^2]: Ports of Examplia, *Charter*, chap. II.\n\n[^3]: A/99/12.\n",
    "+++\norgan = \"general-assembly\"\n[masthead]\nnumber = \"99/992\"\n+++\n\n# Ferries of Examplia\n\n*The General Assembly*,\n\n*Recalling* its resolutions on ferries,[^1] and the code of the ports,\n\n1. *Takes note* of the timetable;[^2]\n\n2. *Urges* every port to keep its lights burning until the last ferry has come home;\n\n3. *Thanks* the captains of the northern line for the care that they have taken of their passengers in winter;[^3]\n\n4. *Adopts* the table below.\n\n| Port | Ferries |\n\n| Anchor Bay | 14 |\n\n| Cape Farewell | 7 |\n\n| New Harbour | 5 |\n\n[^1]: Resolutions 98/992 and 97/12.\n\n[^2]: A/99/12.\n\n[^3]: Logbook of the line.\n",
];

#[test]
fn moves_notes_and_rows_are_tracked() {
    let [old, new] = REVISED.map(|text| chancery_formats::read_markdown(text).expect("a resolution"));
    let pair = Pair::of(("revised".into(), old, new));
    assert_holds_both(&pair);
    let part = |name: &str| String::from_utf8(parts(&pair.redlined)[name].clone()).expect("UTF-8");
    let (document, notes) = (part("word/document.xml"), part("word/footnotes.xml"));
    let count = |text: &str, what: &str| text.matches(what).count();
    assert_eq!([count(&document, "<w:moveFromRangeStart"), count(&document, "<w:moveToRangeStart")], [1, 1]);
    let rows: Vec<&str> = document.split("<w:tr>").collect();
    let [gone, came] = ["<w:trPr><w:del ", "<w:trPr><w:ins "].map(|mark| rows.iter().filter(|r| r.starts_with(mark)).count());
    assert_eq!([gone, came], [1, 1], "rows that went and came");
    assert!(document.contains("<w:delText xml:space=\"preserve\">12</w:delText>") && document.contains("<w:t xml:space=\"preserve\">14</w:t>"));
    let note = |words: &str| notes.split("<w:footnote ").find(|n| n.contains(words)).unwrap_or_else(|| panic!("no note {words}: {notes}"));
    assert!(note("98/992").contains("<w:ins ") && !note("98/992").contains("<w:delText xml:space=\"preserve\">98/992"), "a note whose words changed");
    assert!(note("Charter").contains("<w:del ") && !note("Charter").contains("<w:ins "), "a note that went");
    assert!(note("Logbook").contains("<w:ins "), "a note that came");
    assert!(!note("A/99/12").contains("<w:ins ") && !note("A/99/12").contains("<w:del "), "a note that stayed under another number");
}

/// The file without the product's own styles: the words must say what they are.
fn in_other_styles(docx: &[u8]) -> Vec<u8> {
    let styles = regex::Regex::new(r#"<w:[pr]Style w:val="UN[^"]*"/>"#).expect("a constant pattern");
    let plain = |(name, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        (name, styles.replace_all(&text, "").into_owned())
    };
    let parts: Vec<(String, String)> = parts(docx).into_iter().map(plain).collect();
    container(&parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

#[test]
fn files_in_other_styles_hold_both_texts() {
    for Pair { name, base, clean, .. } in PAIRS.iter().step_by(5) {
        let [base, clean] = [base, clean].map(|docx| in_other_styles(docx));
        let read = |docx: &[u8]| read_docx(docx, Changes::Accepted).unwrap_or_else(|e| panic!("{name}: {e}")).resolution;
        let (old, new) = (read(&base), read(&clean));
        let redlined = redline(&base, &old, &new);
        assert_holds_both(&Pair { name: format!("{name} in other styles"), old, new, base, redlined, clean });
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

/// Lines with words; layout characters come and go, and pandoc draws the rules of a table whose rows are all gone.
fn plain<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let is_rule = |l: &String| l.chars().all(|c| matches!(c, '-' | '+' | '=' | '|' | ' '));
    lines.map(|l| l.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-").trim().to_owned()).filter(|l| !is_rule(l)).collect()
}

#[test]
fn pandoc_reads_both_texts_of_redlines() {
    if !has("pandoc") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let next = std::sync::atomic::AtomicUsize::new(0);
    // pandoc takes its time; there are two processors at least.
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(pair) = PAIRS.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let own = tempfile::tempdir_in(&folder).expect("a folder");
                    let [base, redlined, clean] = pair.written(own.path());
                    assert_eq!(pandoc(&redlined, "reject"), pandoc(&base, "accept"), "{}: rejected", pair.name);
                    assert_eq!(pandoc(&redlined, "accept"), pandoc(&clean, "accept"), "{}: accepted", pair.name);
                }
            });
        }
    });
    let _ = writeln!(std::io::stderr(), "pandoc: {} redlines, both texts agree", PAIRS.len());
}

/// Ten redlines and their clean texts: LibreOffice opens all of them, and its accept-all gives the new text.
#[test]
fn libreoffice_accepts_redlines() {
    if !has("soffice") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let specimens = specimen_pairs().len();
    let pairs: Vec<&Pair> = PAIRS[..specimens].iter().chain(PAIRS[specimens..].iter().step_by(30)).take(10).collect();
    let mut files = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        let own = folder.path().join(at.to_string());
        fs::create_dir(&own).expect("a folder");
        let [_, redlined, clean] = pair.written(&own);
        files.extend([redlined, clean]);
    }
    // The interpreter that Debian's bindings belong to.
    let python = if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" };
    let output = Command::new(python).arg(root().join("tests/libreoffice.py")).args(&files).output().expect("Python runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let documents: Vec<Vec<String>> = String::from_utf8_lossy(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("a list of paragraphs")).collect();
    assert_eq!(documents.len(), files.len());
    for (both, Pair { name, .. }) in documents.chunks(2).zip(pairs) {
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
