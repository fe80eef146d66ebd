//! Bad input: exit code 2, one message that names file, place and remedy, never a panic, nothing lost.
use crate::{chancery, run};
use std::fs;

/// Converts a file with this content and returns the message.
fn refused(content: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("input.txt");
    fs::write(&path, content).expect("the file is written");
    let (code, out, error) = run(&["convert", path.to_str().expect("a plain path")]);
    assert_eq!((code, out.as_str()), (2, ""), "{error}");
    assert!(error.contains("input.txt: ") && !error.contains("panicked"), "{error}");
    error
}

#[test]
fn empty() {
    assert!(refused(b"").contains("is empty; give the text"));
    assert!(refused(b" \r\n\t").contains("is empty"));
}

#[test]
fn binary() {
    assert!(refused(b"PK\x03\x04rest").contains("Word or ZIP file"));
    assert!(refused(&[0, 1, 2, 3, 0, 200]).contains("save the document as plain text"));
}

#[test]
fn shopping_list() {
    let error = refused("\n- milk\n- eggs\n1. bread\n".as_bytes());
    assert!(error.contains("line 2: no resolution found") && error.contains("check that"), "{error}");
}

#[test]
fn fifty_megabytes() {
    assert!(refused(&vec![b'a'; 50 << 20]).contains("give one resolution a file"));
}

#[test]
fn broken_utf8_is_read_as_an_older_encoding_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("broken.txt");
    fs::write(&path, b"77/1. Title\n\nThe General Assembly,\n\nRecalling C\xf4te d\x92Ivoire,\n\n1. Decides;\n").expect("the file is written");
    let (code, out, _) = run(&["convert", path.to_str().expect("a plain path")]);
    assert!(code == 0 && out.contains("Côte d’Ivoire"), "{out}");
    refused(b"\xff\xfe\xff\xff\x00");
}

#[test]
fn folder_and_missing_file() {
    let (code, _, error) = run(&["convert", "fixtures"]);
    assert!(code == 2 && error.contains("fixtures: is a folder; name one file"), "{error}");
    let (code, _, error) = run(&["diff", "no-such.txt", "fixtures/A_RES_77_63.txt"]);
    assert!(code == 2 && error.contains("no-such.txt: cannot be opened") && error.contains("check the name"), "{error}");
}

#[test]
fn nothing_to_compare_with() {
    let (code, _, error) = run(&["diff", "fixtures/A_RES_77_63.txt"]);
    assert!(code == 2 && error.contains("is one text; name the text to compare it with"), "{error}");
    let (code, _, error) = run(&["diff", "fixtures/A_RES_77_63.txt", "fixtures"]);
    assert!(code == 2 && error.contains("fixtures: is a folder among files"), "{error}");
    let empty = tempfile::tempdir().expect("a folder");
    let (code, _, error) = run(&["diff", empty.path().to_str().expect("a plain path")]);
    assert!(code == 2 && error.contains("has no resolution in it"), "{error}");
}

#[test]
fn sessions_that_make_no_draft() {
    for session in ["77", "1", "0", "500"] {
        let (code, _, error) = run(&["draft", "fixtures/A_RES_77_63.txt", "--session", session]);
        assert!(code == 2 && error.contains("ask for session 78 or later"), "{error}");
    }
    let (code, _, error) = run(&["draft", "fixtures/specimen_security_council.txt"]);
    assert!(code == 2 && error.contains("Security Council"), "{error}");
}

#[test]
fn bad_json_and_front_matter_name_the_place() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content, place) in
        [("a.json", "{\n \"schema\": 1}", "line 2, column"), ("a.md", "+++\norgan = \"general-assembly\"\nnonsense = 1\n+++\n\nx", "line 3, column 1")]
    {
        let path = folder.path().join(name);
        fs::write(&path, content).expect("the file is written");
        let (code, _, error) = run(&["convert", path.to_str().expect("a plain path")]);
        assert!(code == 2 && error.contains(place), "{error}");
    }
}

#[test]
fn nothing_is_overwritten_silently() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.txt");
    let out = path.to_str().expect("a plain path");
    fs::write(&path, "mine").expect("the file is written");
    let (code, _, error) = run(&["draft", "fixtures/A_RES_77_63.txt", "-o", out]);
    assert!(code == 2 && error.contains("--force"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("still there"), "mine");
    assert_eq!(run(&["draft", "fixtures/A_RES_77_63.txt", "-o", out, "--force"]).0, 0);
    assert!(fs::read_to_string(&path).expect("written").contains("seventy-ninth"));
}

#[test]
fn standard_input() {
    let text = fs::read(crate::root().join("fixtures/A_RES_77_63.txt")).expect("the seed");
    let output = chancery().args(["convert", "-", "--to", "json"]).write_stdin(text).output().expect("the command starts");
    assert!(output.status.success());
}

/// Paragraphs of a megabyte, of the same words in another order, many alike, and one text a hundred times: no hang.
#[test]
fn hostile_texts_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |name: &str, body: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("77/1. Title\n\nThe General Assembly,\n\n{body}\n")).expect("the file is written");
        path.display().to_string()
    };
    let words = |step: usize| (0..120_000).map(|n| format!("w{} ", n * step % 120_011)).collect::<String>();
    let many = |from: usize| {
        (from..from + 3_000).map(|n| format!("{n}. Urges State {} and State {} to keep the peace of the harbour;\n\n", n % 7, n % 11)).collect::<String>()
    };
    for (name, a, b) in [
        ("long", format!("1. Notes {}.", words(1)), format!("1. Notes {}.", words(7))),
        ("names", format!("1. Notes {}.", "Austria and as appropriate the Council of Austria ".repeat(20_000)), "1. Notes all of it.".to_owned()),
        ("many", many(1), many(2)),
        ("same", "1. Decides to meet;\n\n".repeat(5_000), "1. Decides to meet;\n\n".repeat(4_999)),
    ] {
        let (a, b) = (text(&format!("{name}1.txt"), &a), text(&format!("{name}2.txt"), &b));
        let output = chancery().args(["diff", &a, &b, "--to", "json"]).timeout(std::time::Duration::from_secs(120)).output().expect("the command ends");
        assert_eq!(output.status.code(), Some(1), "{name}");
    }
}

/// Hostile and foreign XML: a clear error, at once, without a look at any outside file.
#[test]
fn hostile_xml() {
    let folder = tempfile::tempdir().expect("a folder");
    let akn = |body: &str| {
        format!(
            "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><statement name=\"resolution\"><mainBody>{body}</mainBody></statement></akomaNtoso>"
        )
    };
    let mut report = String::new();
    for (name, source) in [
        ("entity expansion", format!("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>{}", akn("<p>&b;</p>"))),
        ("external entity", format!("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{}", akn("<p>&a;</p>"))),
        ("unknown entity", akn("<p>&nbsp;</p>")),
        ("ten thousand levels", akn(&("<p>".repeat(10_000) + &"</p>".repeat(10_000)))),
        ("another namespace", "<akomaNtoso xmlns=\"http://example.org/\"><statement/></akomaNtoso>".to_owned()),
        ("another document", "<html><body><p>Text</p></body></html>".to_owned()),
        ("no statement", "<akomaNtoso><act/></akomaNtoso>".to_owned()),
        ("no element", "nothing at all".to_owned()),
        ("a tag that never ends", "<akomaNtoso><statement name=\"".to_owned()),
    ] {
        let path = folder.path().join("hostile.xml");
        std::fs::write(&path, source).expect("a file");
        let (code, out, error) = run(&["convert", path.to_str().expect("a path"), "--to", "ndjson"]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}: {error}");
        report += &format!("{name}: {}", error.replace(path.to_str().expect("a path"), "hostile.xml"));
    }
    insta::assert_snapshot!(report);
    // What is broken but readable is read, and what was mended is told.
    let path = folder.path().join("broken.xml");
    std::fs::write(
        &path,
        akn("<paragraph><num>1.</num><content><p>Decides to <span>act</p></content></paragraph></point><paragraph><num>2.</num><content><p>Goes on"),
    )
    .expect("a file");
    let (code, out, error) = run(&["convert", path.to_str().expect("a path"), "--to", "ndjson"]);
    assert!(code == 0 && out.contains("Decides to act") && out.contains("Goes on"), "{out}");
    assert!(error.matches("mended").count() >= 3, "{error}");
}
