//! PDF: a specimen read end to end, hostile files refused, and the structure of official files as checked by hand against
//! their pages (labels, lengths, first and last words; the texts themselves are not ours to keep).
use crate::{corpus::corpus, root, run};
use chancery_formats::read_pdf;
use chancery_model::{MarkKind, Resolution, Text};
use std::{fmt::Write, fs, io::Write as _, path::Path};

#[test]
fn specimen() {
    let (code, out, error) = run(&["convert", "fixtures/pdf/specimen_draft.pdf", "--to", "md"]);
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    insta::assert_snapshot!(out);
    // By content, if no ending tells.
    let bytes = fs::read(root().join("fixtures/pdf/specimen_draft.pdf")).expect("the specimen");
    let piped = crate::chancery().args(["convert", "-", "--to", "md"]).write_stdin(bytes).output().expect("the command starts");
    assert_eq!(String::from_utf8_lossy(&piped.stdout), out);
}

/// Each of them: exit code 2 and one message with the remedy, at once.
#[test]
fn hostile_files() {
    let mut report = String::new();
    for name in ["truncated", "scan", "password", "cyclic_pages", "cyclic_forms", "nested", "many_pages"] {
        let (code, out, error) = run(&["convert", &format!("fixtures/pdf/{name}.pdf")]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}: {error}");
        report += &error;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |bytes: &[u8]| {
        let path = folder.path().join("input.pdf");
        fs::write(&path, bytes).expect("a file");
        let (code, out, error) = run(&["convert", path.to_str().expect("a plain path")]);
        assert_eq!((code, out.as_str()), (2, ""), "{error}");
        error.replace(path.to_str().expect("a plain path"), "input.pdf")
    };
    report += &refused(b"The General Assembly,");
    report += &refused(b"PK\x03\x04");
    report += &refused(&bomb(400 << 20));
    report += &refused(&vec![b'%'; 17 << 20]);
    insta::assert_snapshot!(report);
}

/// A file whose only stream unpacks to so many bytes.
fn bomb(size: usize) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let zeros = vec![0; 1 << 20];
    for _ in 0..size >> 20 {
        packed.write_all(&zeros).expect("memory");
    }
    let packed = packed.finish().expect("memory");
    let mut file = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>\nendobj\n".to_vec();
    file.extend(format!("4 0 obj\n<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len()).bytes());
    file.extend(packed);
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    file
}

/// Body and notes, as the lines of the NDJSON have them.
fn body(document: &str) -> Vec<String> {
    let lines = document.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("a line of JSON"));
    let kept = lines.filter(|l| l["part"] != "masthead" && l["kind"] != "todo");
    kept.map(|l| format!("{} {} {} {} {}", l["part"], l["kind"], l["level"], l["label"], l["text"])).collect()
}

/// Writes a specimen as PDF into the folder and reads it again: body and notes are the same. Returns the file and the NDJSON of the specimen.
fn assert_read_back(name: &str, folder: &Path) -> (String, String) {
    let (text, pdf) = (format!("fixtures/{name}.txt"), folder.join(name).with_extension("pdf"));
    let pdf = pdf.to_str().expect("a plain path").to_owned();
    assert_eq!(run(&["convert", &text, "-o", &pdf]), (0, String::new(), String::new()));
    let (_, given, _) = run(&["convert", &text, "--to", "ndjson"]);
    let (code, back, error) = run(&["convert", &pdf, "--to", "ndjson"]);
    assert_eq!((code, error.as_str()), (0, ""), "{name}");
    assert_eq!(body(&back), body(&given), "{name}");
    (pdf, given)
}

#[test]
fn what_is_written_is_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "A_RES_77_63",
        "specimen_draft",
        "specimen_harbours_en",
        "specimen_harbours_fr",
        "specimen_lighthouse_77",
        "specimen_lighthouse_78",
        "specimen_omnibus",
        "specimen_security_council",
    ] {
        let (pdf, given) = assert_read_back(name, folder.path());
        // Others read the words too, and the same command gives the same bytes.
        let extracted = std::process::Command::new("pdftotext").args(["-raw", &pdf, "-"]).output().expect("pdftotext is installed");
        let words = |s: &str| s.split_whitespace().collect::<String>();
        let last = given.lines().rfind(|l| l.contains("\"operative\"")).expect("an operative paragraph");
        let last = serde_json::from_str::<serde_json::Value>(last).expect("JSON")["text"].as_str().expect("text").to_owned();
        assert!(words(&String::from_utf8_lossy(&extracted.stdout)).contains(&words(&last)), "{name}: {last}");
        let again = folder.path().join("again.pdf");
        run(&["convert", &format!("fixtures/{name}.txt"), "-o", again.to_str().expect("a plain path")]);
        assert!(fs::read(&pdf).expect("written") == fs::read(&again).expect("written"), "{name}: other bytes");
        fs::remove_file(&again).expect("written");
    }
}

/// Their fonts are those of the computer, which CI installs.
#[test]
fn arabic_and_chinese_are_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["specimen_harbours_ar", "specimen_harbours_zh"] {
        assert_read_back(name, folder.path());
    }
}

#[test]
fn drafts_and_comparisons_are_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let (draft, review, report) = (path("draft.pdf"), path("review.pdf"), path("report.pdf"));
    let seed = "fixtures/A_RES_77_63.txt";
    assert_eq!(run(&["draft", seed, "--session", "78", "-o", &draft, "--review", &review]).0, 0);
    assert_eq!(run(&["diff", "fixtures/A_RES_76_26_reconstruction.txt", seed, "-o", &report]).0, 1);
    let text = |pdf: &str| {
        let out = std::process::Command::new("pdftotext").args(["-layout", pdf, "-"]).output().expect("pdftotext is installed");
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    for (pdf, words) in [(&draft, "[To do before submission]"), (&review, "D-04"), (&report, "To note"), (&report, "A/RES/76/26 → A/RES/77/63")] {
        assert!(text(pdf).contains(words), "{pdf}: {words}");
    }
    // The list is no part of the draft.
    let (_, given, _) = run(&["draft", seed, "--session", "78", "--to", "ndjson"]);
    let (_, back, _) = run(&["convert", &draft, "--to", "ndjson"]);
    assert_eq!(body(&back), body(&given));
}

#[test]
fn structure_of_official_files() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("pdf");
    let names = ["A_RES_73_3-EN", "A_RES_73_6-EN", "A_RES_73_7-EN"].map(|n| folder.join(n).with_extension("pdf"));
    let drafts = fs::read_dir(folder.join("drafts")).expect("CHANCERY_CORPUS has pdf/drafts").map(|e| e.expect("an entry").path());
    let mut paths: Vec<_> = names.into_iter().chain(drafts).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().expect("a name").to_string_lossy().replace(['.', '-'], "_");
        let reading = read_pdf(&fs::read(&path).expect("a file")).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(reading.repairs, Vec::<String>::new(), "{name}");
        insta::assert_snapshot!(format!("structure_{name}"), structure(&reading.resolution));
    }
}

fn structure(r: &Resolution) -> String {
    let mut out = String::new();
    let m = &r.masthead;
    let mut line = |what: &str, text: &str| writeln!(out, "{what}: {text}").expect("writing to a string");
    line("organ", r.organ.name());
    line("symbol", &r.symbol());
    let fields = [("distribution", &m.distribution), ("issued", &m.issued), ("original", &m.original), ("session", &m.session), ("committee", &m.committee)];
    let more = [("agenda item", &m.agenda_item), ("item title", &m.item_title), ("adoption", &m.adoption), ("provenance", &m.provenance)];
    for (what, field) in fields.into_iter().chain(more).chain([("sponsors", &m.sponsors), ("number", &m.number)]) {
        if let Some(text) = field {
            line(what, &ends(text));
        }
    }
    m.other.iter().for_each(|o| line("other", &ends(o)));
    line("title", &ends(r.title.as_str()));
    for b in &r.body {
        let label = b.label.as_deref().unwrap_or("-");
        line(&format!("{:?} {:?} {} {label}", b.part, b.kind, b.level).to_lowercase(), &(ends(b.text.as_str()) + &marks(&b.text)));
    }
    for c in &r.closing {
        line("closing", &c.lines().collect::<Vec<_>>().join(" | "));
    }
    r.notes.iter().for_each(|n| line(&format!("note {}", n.number), &ends(n.text.as_str())));
    out
}

/// The first and last words, and how many there are.
fn ends(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() < 6 { text.to_owned() } else { format!("{} … {} ({} words)", words[..2].join(" "), words[words.len() - 2..].join(" "), words.len()) }
}

/// Note marks, and how many words are italic.
fn marks(text: &Text) -> String {
    let mut out = String::new();
    for m in text.marks() {
        match &m.kind {
            MarkKind::NoteRef(n) => out += &format!(" [{n}]"),
            MarkKind::Emphasis => out += &format!(" *{}*", text.as_str()[m.start..m.end].split(' ').count()),
            _ => {}
        }
    }
    out
}
