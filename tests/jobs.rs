//! What a delegate does: convert, diff, draft; outputs pinned by snapshots.
use crate::run;

const SEED: &str = "fixtures/A_RES_77_63.txt";
const BEFORE: &str = "fixtures/A_RES_76_26_reconstruction.txt";

#[test]
fn draft_of_the_seed() {
    let (code, text, error) = run(&["draft", SEED, "--session", "78"]);
    assert_eq!((code, error.as_str()), (0, ""));
    for expected in [
        "75/52 of 7 December 2020, 76/26 of 6 December 2021 and 77/63 of 7 December 2022,",
        "Twenty-first Meeting of the States Parties to the Convention, to be held in [place] from [dates]",
        "The Hague (2021) and Geneva (2022), and the First",
        "first to twentieth meetings",
        "[Fifth Review Conference]",
        "seventy-ninth session",
        "A/C.1/78/L.[number]",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
    insta::assert_snapshot!("draft_77_63_text", text);
}

/// Every text format carries the to-do list; what one format reads back is the draft.
#[test]
fn drafts_in_every_text_format() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["A_RES_77_63", "specimen_lighthouse_77", "specimen_omnibus", "specimen_draft"] {
        let base = format!("fixtures/{name}.txt");
        for format in ["text", "md", "json", "ndjson", "html", "akn"] {
            let (code, text, error) = run(&["draft", &base, "--to", format]);
            assert_eq!((code, error.as_str()), (0, ""), "{name} {format}");
            assert!(text.contains("sponsors") && text.contains("States join anew each year"), "{name} {format}");
            // A page is the resolution's page, pinned with the formats, and the list.
            if format != "html" {
                insta::assert_snapshot!(format!("draft_{name}_{format}"), text);
            }
            if format != "ndjson" {
                let path = folder.path().join(format!(
                    "draft.{}",
                    match format {
                        "text" => "txt",
                        "akn" => "xml",
                        other => other,
                    }
                ));
                std::fs::write(&path, &text).expect("the draft");
                let again = run(&["convert", path.to_str().expect("a path"), "--to", "json"]).1;
                let plain = |json: &str| {
                    let mut value: serde_json::Value = serde_json::from_str(json).expect("JSON");
                    value.as_object_mut().map(|o| o.remove("draft"));
                    // Plain text has no italics.
                    format!("{:?}", value["body"].as_array().map(|b| b.iter().map(|b| (b["id"].clone(), b["text"]["content"].clone())).collect::<Vec<_>>()))
                };
                assert_eq!(plain(&again), plain(&run(&["draft", &base, "--to", "json"]).1), "{name} {format}");
            }
        }
    }
}

/// Draft beside base, each edit with its rule, in every form of the report.
#[test]
fn draft_with_a_review() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = |ending: &str| {
        let path = folder.path().join(format!("review.{ending}"));
        let path = path.to_str().expect("a path").to_owned();
        let (code, _, error) = run(&["draft", SEED, "--session", "78", "--review", &path]);
        assert_eq!((code, error.as_str()), (0, ""));
        assert_eq!(run(&["draft", SEED, "--session", "78", "--review", &path]).0, 2, "nothing is overwritten");
        std::fs::read_to_string(path).expect("the report")
    };
    insta::assert_snapshot!("draft_review_md", review("md"));
    for (ending, expected) in [("txt", "D-04 put in"), ("json", "\"rule\": \"D-21\""), ("html", "D-20</span>")] {
        let report = review(ending);
        assert!(report.contains(expected) && report.contains("sponsors"), "{ending}: {report}");
    }
}

#[test]
fn explained_edits() {
    let (_, _, explained) = run(&["draft", SEED, "--session", "78", "--explain"]);
    insta::assert_snapshot!("draft_77_63_explain", explained);
}

/// The earlier text says what changes from session to session; the order of the files says nothing.
#[test]
fn draft_from_a_series() {
    let (code, text, explained) = run(&["draft", BEFORE, SEED, "--session", "78", "--explain"]);
    assert_eq!(code, 0, "{explained}");
    assert!(explained.contains("learned: the text before is A/RES/76/26") && explained.contains("it lies 1 session back"), "{explained}");
    // “164 States” stood in 76/26 as well: nobody is asked.
    assert!(!text.contains("164 States” ("), "{text}");
    assert!(run(&["draft", SEED, "--session", "78"]).1.contains("check “164 States”"));
    assert_eq!(run(&["draft", SEED, BEFORE, "--session", "78"]).1, text);
}

/// A library resolves citations and is the same teacher.
#[test]
fn draft_with_a_library() {
    let (code, _, explained) = run(&["draft", SEED, "--library", "fixtures", "--explain"]);
    assert!(code == 0 && explained.contains("learned: the text before is A/RES/76/26"), "{explained}");
}

/// The law of the design: a rollover, compared with its base, is mechanical.
#[test]
fn a_rollover_is_mechanical() {
    let folder = tempfile::tempdir().expect("a folder for the draft");
    for ending in ["txt", "md", "json"] {
        let draft = folder.path().join(format!("draft.{ending}"));
        let draft = draft.to_str().expect("a plain path");
        assert_eq!(run(&["draft", SEED, "-o", draft]).0, 0);
        let (code, json, _) = run(&["diff", SEED, draft, "--to", "json"]);
        let diff: serde_json::Value = serde_json::from_str(&json).expect("the diff is JSON");
        assert_eq!(code, 1);
        assert_eq!((&diff["summary"]["mechanical"], &diff["summary"]["substantive"]), (&5.into(), &0.into()), "{ending}");
    }
}

#[test]
fn diff_of_two_sessions() {
    let (code, text, _) = run(&["diff", BEFORE, SEED]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("diff_76_26_77_63", text);
    insta::assert_snapshot!("diff_76_26_77_63_markdown", run(&["diff", BEFORE, SEED, "--to", "md"]).1);
}

#[test]
fn a_text_with_itself() {
    for form in ["term", "md", "html", "json"] {
        let (code, text, _) = run(&["diff", SEED, SEED, "--to", form]);
        assert_eq!(code, 0, "{text}");
    }
    assert!(run(&["diff", SEED, SEED]).1.contains("25 NOC no change   0 (MOD)"));
}

/// Three files are two comparisons, each text with the next.
#[test]
fn a_chain() {
    let (code, json, _) = run(&["diff", BEFORE, SEED, SEED, "--to", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let changed: Vec<_> = value["comparisons"].as_array().expect("a list").iter().map(|c| c["summary"]["modified"].clone()).collect();
    assert_eq!((code, changed), (1, vec![6.into(), 0.into()]));
    let (_, html, _) = run(&["diff", BEFORE, SEED, SEED, "--to", "html"]);
    assert_eq!((html.matches("<section class=\"pair\"").count(), html.matches("<script").count()), (2, 1));
}

/// Two folders, and one with both sessions in it, give the same pairs; what has no partner is told.
#[test]
fn folders() {
    let root = tempfile::tempdir().expect("a folder");
    let copy = |folder: &str, names: &[&str]| {
        let folder = root.path().join(folder);
        std::fs::create_dir(&folder).expect("a folder");
        for name in names {
            std::fs::copy(crate::root().join("fixtures").join(name), folder.join(name)).expect("a fixture");
        }
        folder.display().to_string()
    };
    let old = copy("old", &["A_RES_76_26_reconstruction.txt", "specimen_lighthouse_77.txt"]);
    let new = copy("new", &["A_RES_77_63.txt", "specimen_lighthouse_78.txt", "specimen_omnibus.txt"]);
    let all =
        copy("all", &["A_RES_76_26_reconstruction.txt", "specimen_lighthouse_77.txt", "A_RES_77_63.txt", "specimen_lighthouse_78.txt", "specimen_omnibus.txt"]);
    for arguments in [vec!["diff", &old, &new, "--to", "json"], vec!["diff", &all, "--to", "json"]] {
        let (code, json, error) = run(&arguments);
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let pairs: Vec<String> = value["comparisons"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|c| format!("{} {}", c["old"]["symbol"], c["new"]["symbol"]).replace('"', ""))
            .collect();
        assert_eq!((code, error.as_str()), (1, ""));
        assert_eq!(pairs, ["A/RES/76/26 A/RES/77/63", "A/RES/77/999 A/RES/78/999"]);
        assert_eq!(value["unpaired"].as_array().map(Vec::len), Some(1));
    }
    std::fs::write(root.path().join("new").join("list.txt"), "milk\neggs").expect("a file");
    let (code, _, error) = run(&["diff", &old, &new]);
    assert!(code == 1 && error.contains("left out: ") && error.contains("list.txt"), "{error}");
}

#[test]
fn mechanical_changes_can_be_left_out() {
    let (_, text, _) = run(&["diff", BEFORE, SEED, "--hide", "mechanical"]);
    assert!(text.contains("5 mechanical") && !text.contains("seventy-eighth") && text.contains("{+deep+}"), "{text}");
}

#[test]
fn specimens() {
    for name in ["security_council", "omnibus", "draft"] {
        let path = format!("fixtures/specimen_{name}.txt");
        insta::assert_snapshot!(format!("ndjson_{name}"), run(&["convert", &path, "--to", "ndjson"]).1);
        insta::assert_snapshot!(format!("markdown_{name}"), run(&["convert", &path, "--to", "md"]).1);
    }
    insta::assert_snapshot!("markdown_seed", run(&["convert", SEED, "--to", "md"]).1);
}

#[test]
fn help_has_examples() {
    for command in ["convert", "diff", "draft"] {
        assert!(run(&[command, "--help"]).1.contains("Examples:"), "{command}");
    }
}

/// The United Nations' own XML: sections, nested and flat lists, a lost number, a table, a note, an annex.
#[test]
fn reads_the_united_nations_xml() {
    let (code, lines, error) = run(&["convert", "fixtures/specimen_akn.xml", "--to", "ndjson"]);
    assert_eq!((code, error.as_str()), (0, ""));
    insta::assert_snapshot!("akn_ndjson", lines);
    insta::assert_snapshot!("akn_written", run(&["convert", "fixtures/specimen_akn.xml", "--to", "akn"]).1);
    insta::assert_snapshot!("akn_markdown", run(&["convert", "fixtures/specimen_akn.xml", "--to", "md"]).1);
    // Other languages compare; the rollover says that it knows English.
    if let Some(corpus) = crate::corpus::corpus() {
        let file = |language: &str, letter: &str| corpus.join(format!("ga/xml/77/{language}/A_RES_77_63-2228153{letter}.xml")).display().to_string();
        let english = file("English", "E");
        assert_eq!(run(&["diff", SEED, &english]).0, 0, "the seed and the official file say the same");
        let (code, _, error) = run(&["draft", &file("French", "F")]);
        assert!(code == 2 && error.contains("knows English"), "{error}");
    }
}

/// Every fixture comes back from the XML that is written of it.
#[test]
fn writes_the_united_nations_xml() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in
        ["A_RES_77_63.txt", "specimen_security_council.txt", "specimen_omnibus.txt", "specimen_draft.txt", "specimen_lighthouse_78.txt", "specimen_akn.xml"]
    {
        let path = folder.path().join("written.xml");
        let path = path.to_str().expect("a path");
        let base = format!("fixtures/{name}");
        assert_eq!(run(&["convert", &base, "-o", path, "--force"]), (0, String::new(), String::new()), "{name}");
        let json = |file: &str| run(&["convert", file, "--to", "json"]).1;
        assert_eq!(json(path), json(&base), "{name}");
    }
}

/// A page is a form to work with: it converts, compares and drafts as the text it was written of.
#[test]
fn pages_in_and_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    for name in [
        "A_RES_77_63.txt",
        "specimen_security_council.txt",
        "specimen_omnibus.txt",
        "specimen_draft.txt",
        "specimen_akn.xml",
        "specimen_word.html",
        "specimen_web.html",
    ] {
        let (base, path) = (format!("fixtures/{name}"), page("written.html"));
        assert_eq!(run(&["convert", &base, "-o", &path, "--force"]), (0, String::new(), String::new()), "{name}");
        let json = |file: &str| run(&["convert", file, "--to", "json"]).1;
        assert_eq!(json(&path), json(&base), "{name}");
    }
    let (old, new) = (page("76-26.html"), page("77-63.html"));
    for (text, page) in [(BEFORE, &old), (SEED, &new)] {
        assert_eq!(run(&["convert", text, "-o", page]).0, 0);
    }
    assert_eq!(run(&["diff", &old, &new, "--to", "json"]), run(&["diff", BEFORE, SEED, "--to", "json"]));
    assert_eq!(run(&["draft", &new, "--session", "78"]).1, run(&["draft", SEED, "--session", "78"]).1);
    // Without an ending, the first characters tell.
    let output =
        crate::chancery().args(["convert", "-", "--to", "ndjson"]).write_stdin(std::fs::read(&new).expect("the page")).output().expect("the command starts");
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("\"op12\""));
}
