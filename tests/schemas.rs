//! What the command writes is what the published schemas say.
use crate::run;

fn validator(path: &str) -> jsonschema::Validator {
    let schema = std::fs::read_to_string(crate::root().join(path)).expect("a published schema");
    jsonschema::validator_for(&serde_json::from_str(&schema).expect("the schema is JSON")).expect("the schema is a schema")
}

fn check(validator: &jsonschema::Validator, arguments: &[&str]) {
    let (code, json, error) = run(arguments);
    assert!(code < 2, "{error}");
    let value = serde_json::from_str(&json).expect("JSON");
    let errors: Vec<String> = validator.iter_errors(&value).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{arguments:?}: {errors:?}");
}

const FIXTURES: [&str; 5] = ["A_RES_77_63", "A_RES_76_26_reconstruction", "specimen_security_council", "specimen_omnibus", "specimen_draft"];

#[test]
fn documents() {
    let schema = validator("crates/formats/schemas/chancery.resolution-1.schema.json");
    for name in FIXTURES {
        check(&schema, &["convert", &format!("fixtures/{name}.txt"), "--to", "json"]);
        if name != "specimen_security_council" {
            check(&schema, &["draft", &format!("fixtures/{name}.txt"), "--to", "json"]);
        }
    }
    assert!(!schema.is_valid(&serde_json::json!({"schema": "chancery.resolution/1", "organ": "parliament"})));
}

#[test]
fn comparisons() {
    let schema = validator("crates/report/schemas/chancery.diff-1.schema.json");
    for old in FIXTURES {
        for new in FIXTURES {
            check(&schema, &["diff", &format!("fixtures/{old}.txt"), &format!("fixtures/{new}.txt"), "--to", "json"]);
        }
    }
    check(&schema, &["diff", "fixtures", "--to", "json"]);
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("review.json");
    assert_eq!(run(&["draft", "fixtures/A_RES_77_63.txt", "--review", review.to_str().expect("a path")]).0, 0);
    let value = serde_json::from_str(&std::fs::read_to_string(review).expect("the review")).expect("JSON");
    assert!(schema.is_valid(&value));
    if let Some(corpus) = crate::corpus::corpus() {
        for (old, new) in [("75_240", "77_36"), ("76_190", "77_151"), ("76_228", "77_230"), ("76_203", "77_245")] {
            let path = |n: &str| corpus.join(format!("ga/text/A_RES_{n}.txt")).display().to_string();
            check(&schema, &["diff", &path(old), &path(new), "--to", "json"]);
        }
    }
    assert!(!schema.is_valid(&serde_json::json!({"schema": "chancery.diff/1", "paragraphs": [{"change": "rewritten"}]})));
}

#[test]
fn findings() {
    let schema = validator("crates/report/schemas/chancery.findings-1.schema.json");
    check(&schema, &["check", "fixtures/specimen_errors.txt", "fixtures/specimen_errors_council.txt", "fixtures/specimen_akn.xml", "--to", "json"]);
    for name in FIXTURES {
        check(&schema, &["check", &format!("fixtures/{name}.txt"), "--to", "json"]);
    }
    assert!(!schema.is_valid(&serde_json::json!({"schema": "chancery.findings/1", "documents": []})));
}
