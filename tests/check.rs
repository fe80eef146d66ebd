//! `chancery check` end to end: the forms of the report, exit codes, fixes, settings, silence.
use crate::{chancery, root, run};
use std::fs;

const BAD: &str = "fixtures/specimen_errors.txt";
const COUNCIL: &str = "fixtures/specimen_errors_council.txt";

#[test]
fn forms() {
    for form in ["text", "json", "sarif", "github"] {
        let (code, out, error) = run(&["check", BAD, COUNCIL, "--to", form]);
        assert_eq!((code, error.as_str()), (1, ""), "{form}");
        insta::assert_snapshot!(format!("check_{form}"), out);
    }
}

#[test]
fn the_rules_themselves() {
    insta::assert_snapshot!("check_list", run(&["check", "--list"]).1);
    insta::assert_snapshot!("check_explain", run(&["check", "--explain", "b-64"]).1);
    let (code, _, error) = run(&["check", "--explain", "Z-1"]);
    assert_eq!(code, 2);
    assert!(error.contains("--list"), "{error}");
}

#[test]
fn the_seed_is_clean_and_the_threshold_decides() {
    assert_eq!(run(&["check", "fixtures/A_RES_77_63.txt"]).0, 0);
    assert_eq!(run(&["check", "fixtures/A_RES_77_63.txt", "--select", "D-17"]).0, 0);
    assert_eq!(run(&["check", "fixtures/A_RES_77_63.txt", "--select", "D-17", "--fail-on", "note"]).0, 1);
    assert_eq!(run(&["check", BAD, "--select", "C-25", "--fail-on", "error"]).0, 0);
    assert_eq!(run(&["check", BAD, "--select", "C-25"]).0, 1);
    assert_eq!(run(&["check", "fixtures/none.txt"]).0, 2);
}

#[test]
fn the_council_is_not_held_to_rules_of_the_assembly() {
    let (_, out, _) = run(&["check", COUNCIL, "--to", "github"]);
    for rule in ["B-41", "B-50", "B-53", "B-61", "B-69", "C-20", "C-25"] {
        assert!(!out.contains(rule), "{rule}: {out}");
    }
    assert!(out.contains("B-01"), "{out}");
}

#[test]
fn the_text_before() {
    let (code, out, _) = run(&["check", "fixtures/A_RES_77_63.txt", "--previous", "fixtures/A_RES_76_26_reconstruction.txt"]);
    assert_eq!(code, 0, "{out}");
    // The reverse: the older text neither recalls the newer one nor has its chain.
    let (code, out, _) = run(&["check", "fixtures/A_RES_76_26_reconstruction.txt", "--previous", "fixtures/A_RES_77_63.txt", "--to", "github"]);
    assert_eq!(code, 1);
    assert!(out.contains("B-65") && out.contains("77/63, is not recalled"), "{out}");
}

#[test]
fn fixes_change_their_places_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("draft.txt");
    // Line ends, trailing spaces and an odd last line stay as they are.
    let source = fs::read_to_string(root().join(BAD)).expect("the specimen").replace('\n', "\r\n").replace("Distr.: Limited", "Distr.: Limited  ");
    fs::write(&file, &source).expect("written");
    let name = file.to_str().expect("a name");
    let (code, diff, _) = run(&["check", name, "--diff"]);
    assert_eq!(code, 1);
    assert!(diff.contains("+Lighthouses of peace"), "{diff}");
    assert_eq!(fs::read_to_string(&file).expect("read"), source, "--diff writes nothing");
    let (code, _, told) = run(&["check", name, "--fix"]);
    assert_eq!(code, 1, "what is not certain is left");
    assert!(told.contains("fixes made in the file"), "{told}");
    let fixed = fs::read_to_string(&file).expect("read");
    insta::assert_snapshot!("check_fixed", fixed.replace('\r', ""));
    assert!(fixed.contains("Distr.: Limited  \r\n"));
    let (_, diff, _) = run(&["check", name, "--diff"]);
    assert_eq!(diff, "", "nothing is left to fix");
}

#[test]
fn other_formats_are_fixed_into_another_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a name").to_owned();
    let (json, out) = (path("draft.json"), path("fixed.json"));
    assert_eq!(run(&["convert", BAD, "-o", &json]).0, 0);
    let (code, _, error) = run(&["check", &json, "--fix"]);
    assert_eq!(code, 2);
    assert!(error.contains("-o"), "{error}");
    assert_eq!(run(&["check", &json, "--fix", "-o", &out]).0, 1);
    let (_, text, _) = run(&["convert", &out, "--to", "text"]);
    assert!(text.contains("Charter of the United Nations,"), "{text}");
}

#[test]
fn word_files_get_their_fixes_as_tracked_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("a name").to_owned();
    let (file, fixed, accepted, rejected) = (path("draft.docx"), path("fixed.docx"), path("accepted.md"), path("rejected.md"));
    assert_eq!(run(&["convert", BAD, "-o", &file]).0, 0);
    let (code, _, told) = run(&["check", &file, "--fix", "-o", &fixed, "--date", "2026-11-25"]);
    assert_eq!(code, 1, "what is not certain is left: {told}");
    assert_eq!(run(&["accept", &fixed, "-o", &accepted]).0, 0);
    assert_eq!(run(&["reject", &fixed, "-o", &rejected]).0, 0);
    // Rejected it is the file that was given; accepted, what a fixed text is.
    assert_eq!(fs::read_to_string(&rejected).expect("read"), run(&["convert", &file, "--to", "md"]).1);
    let text = path("draft.txt");
    fs::copy(root().join(BAD), &text).expect("copied");
    run(&["check", &text, "--fix"]);
    // The Word file keeps the part that the paragraph had before its verb was mended.
    let words = |document: &str| {
        let lines = document.lines().filter(|l| !l.starts_with("<!--"));
        lines.flat_map(|l| l.replace(['*', '\\'], "").split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert_eq!(words(&fs::read_to_string(&accepted).expect("read")), words(&run(&["convert", &text, "--to", "md"]).1));
}

#[test]
fn a_remark_silences_one_rule_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("draft.md");
    let text = |remark: &str| {
        format!("+++\norgan = \"general-assembly\"\n+++\n\nThe General Assembly,\n\n{remark}\n\n1. Welcomes the program;\n\n2. Calls on the program.\n")
    };
    let check = |remark: &str| {
        fs::write(&file, text(remark)).expect("written");
        run(&["check", file.to_str().expect("a name"), "--to", "github"]).1
    };
    let count = |out: &str, rule: &str| out.matches(&format!("title={rule} ")).count();
    assert_eq!(count(&check("<!-- a remark -->"), "B-50"), 2);
    let silenced = check("<!-- check: ignore B-50 the title of a film -->");
    assert_eq!((count(&silenced, "B-50"), count(&silenced, "C-25"), count(&silenced, "X-06")), (1, 1, 0));
    let no_reason = check("<!-- check: ignore B-50 -->");
    assert_eq!((count(&no_reason, "B-50"), count(&no_reason, "X-06")), (2, 1));
}

#[test]
fn settings_of_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("drafts");
    fs::create_dir(&inner).expect("made");
    fs::copy(root().join(BAD), inner.join("draft.txt")).expect("copied");
    let settings = folder.path().join("chancery.toml");
    let check = |text: &str| {
        fs::write(&settings, text).expect("written");
        run(&["check", inner.to_str().expect("a name"), "--to", "github"])
    };
    let (code, out, _) = check("[check]\nselect = [\"C-25\", \"X-05\"]\n[check.severity]\n\"C-25\" = \"note\"\n[check.words.replace]\n\"coast\" = \"shore\"\n");
    assert_eq!(code, 1);
    assert!(out.contains("::notice") && out.contains("“shore”"), "{out}");
    let (code, _, error) = check("[check]\n\nselct = []\n");
    assert_eq!(code, 2);
    assert!(error.contains("chancery.toml: line 3"), "{error}");
}

#[test]
fn a_folder_is_checked_file_by_file() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.txt", "b.txt"] {
        fs::copy(root().join(COUNCIL), folder.path().join(name)).expect("copied");
    }
    fs::write(folder.path().join("c.txt"), "nothing here").expect("written");
    let output = chancery().args(["check", folder.path().to_str().expect("a name")]).output().expect("the command starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("2 files: "), "{text}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("left out"));
}
