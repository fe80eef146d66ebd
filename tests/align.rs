//! `chancery align` end to end: four versions of one specimen, with the mistakes that were put into them.
use crate::{root, run};

const VERSIONS: [&str; 4] =
    ["fixtures/specimen_harbours_en.txt", "fixtures/specimen_harbours_fr.txt", "fixtures/specimen_harbours_ar.txt", "fixtures/specimen_harbours_zh.txt"];

fn align(more: &[&str]) -> (i32, String, String) {
    run(&[&["align"], &VERSIONS[..], more].concat())
}

#[test]
fn differences_of_four_versions() {
    let (code, text, _) = align(&["--table"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("align_text", text);
    let (code, markdown, _) = align(&["--to", "md"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("align_markdown", markdown);
    let (_, json, _) = align(&["--to", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    insta::assert_json_snapshot!("align_json", value["differences"]);
}

#[test]
fn a_page_has_each_version_in_its_direction() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("versions.html");
    let page = page.to_str().expect("a path");
    assert_eq!(align(&["-o", page]).0, 1);
    let html = std::fs::read_to_string(page).expect("the page");
    for part in [r#"<td lang="ar" dir="rtl">"#, r#"<td lang="zh" dir="ltr">"#, r##"href="#row-6""##, r#"<td class="missing">"#] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches(r#"<tr id="row-"#).count(), 8);
    let (code, _, error) = align(&["-o", page]);
    assert_eq!(code, 2, "nothing is overwritten: {error}");
}

#[test]
fn equal_versions_and_other_texts() {
    let one = VERSIONS[0];
    let (code, text, error) = run(&["align", one, one]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(text.contains("8 rows, 8 of them in all versions; no difference"), "{text}");
    let (_, _, error) = run(&["align", one, "fixtures/A_RES_77_63.txt"]);
    assert!(error.contains("is A/RES/77/63, not A/RES/79/999"), "{error}");
    assert_eq!(run(&["align", one]).0, 2, "one text is no two versions");
    let (code, _, error) = run(&["align", one, "nowhere.txt"]);
    assert!(code == 2 && error.contains("nowhere.txt"), "{error}");
}

#[test]
fn the_json_is_what_its_schema_says() {
    let schema = std::fs::read_to_string(root().join("crates/report/schemas/chancery.versions-1.schema.json")).expect("a published schema");
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let (_, json, _) = align(&["--to", "json"]);
    let value = serde_json::from_str(&json).expect("JSON");
    let errors: Vec<String> = schema.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(!schema.is_valid(&serde_json::json!({"schema": "chancery.versions/1", "documents": [], "rows": [], "differences": [{"kind": "tone"}]})));
}

#[test]
fn a_language_is_told_where_the_text_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ports.txt");
    std::fs::write(&file, "A/RES/79/999\n\n79/999. Petits ports\n\n1. Se félicite du rapport du 7 décembre 2020 ;\n\n2. Décide d’y revenir.\n")
        .expect("a file");
    let file = file.to_str().expect("a path");
    let language = |more: &[&str]| {
        let (code, json, error) = run(&[&["convert", file, "--to", "json"], more].concat());
        assert_eq!(code, 0, "{error}");
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON")["language"].clone()
    };
    assert_eq!((language(&[]), language(&["--lang", "fr"])), ("en".into(), "fr".into()));
    let (code, _, error) = run(&["convert", file, "--lang", "la"]);
    assert!(code == 2 && error.contains("write en, fr, es, ru, zh or ar"), "{error}");
}
