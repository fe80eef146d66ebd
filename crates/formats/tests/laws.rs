//! Laws of the readers and writers, for any input.
use chancery_formats::{decode, read_json, read_markdown, read_text, write_json, write_markdown, write_ndjson};
use proptest::prelude::*;

/// Texts made of the stuff of resolutions, and of characters that trip readers.
fn paragraph() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~\u{a0}–’“”¹²é\u{2011}]{0,60}",
        "(Recalling|Noting|1\\.|2\\.\t|\\(a\\)\t|\\(i\\)|A|Annex|# x|\\* \\* \\*|\\||<!-- x -->|\\[\\^1\\]: n) ?[a-zA-Z*\\[\\]<>|#_\\\\ ]{0,30}[,;.]?",
    ]
}

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(paragraph(), 1..14).prop_map(|p| format!("A/RES/77/1\n\n77/1. Title\n\nThe General Assembly,\n\n{}\n", p.join("\n\n")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn round_trips(text in document()) {
        let r = read_text(&text).expect("it has an opening");
        let markdown = write_markdown(&r);
        prop_assert_eq!(read_markdown(&markdown), Ok(r.clone()), "{}", markdown);
        let json = write_json(&r);
        prop_assert_eq!(read_json(&json), Ok(r.clone()));
        for line in write_ndjson(&r).lines() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
        }
    }

    #[test]
    fn readers_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = decode(&bytes) {
            let _ = (read_text(&text), read_markdown(&text), read_json(&text));
        }
    }
}
