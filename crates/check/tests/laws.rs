//! Whatever the text, a check ends, its spans lie in their strings, and its fixes can be made.
use chancery_check::{Settings, SourceMap, check, fix, fix_source};
use chancery_formats::{read_markdown, read_text};
use proptest::prelude::*;

/// Pieces that rules look at, whole and cut.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "Recalling",
        "Also requests",
        "1.\t",
        "2. ",
        "(a)\t",
        "(i) ",
        "its resolutions 76/26 of 6 December 2021",
        ", and ",
        "77/63 of 31 November 2107",
        "“",
        "”",
        "\"",
        "’s",
        "[",
        "]",
        "**",
        "A/RES/",
        "the the",
        " ,",
        "80%",
        "the UN Charter",
        "78th session",
        "seventy eighth session",
        "2020-2024",
        "¹",
        "\n\n",
        "\n\n\n",
        "46th plenary meeting\n",
        "7 December 2022",
        "é",
        "۞",
        "\u{a0}",
        "The General Assembly,",
        "\n\nThe General Assembly,\n\n",
        ";",
        ".",
        ",",
        ":",
        "Annex",
        "|",
        "<!-- check: ignore B-50 -->",
        "~~",
        "3 bis. ",
    ];
    prop_oneof![proptest::sample::select(known.to_vec()).prop_map(str::to_owned), "[a-zA-Z ]{0,12}", "\\PC{0,3}"]
}

proptest! {
    #[test]
    fn spans_lie_in_their_strings(pieces in prop::collection::vec(piece(), 0..60), markdown: bool) {
        let source = format!("A/RES/77/63\n\nThe General Assembly,\n\n{}\n", pieces.concat());
        let read = if markdown { read_markdown(&source) } else { read_text(&source) };
        let Ok(mut r) = read else { return Ok(()) };
        let map = SourceMap::new(&r, &source);
        let settings = Settings::default();
        let findings = check(&r, Some(&r.clone()), Some(&map), &settings);
        for f in &findings {
            let text = f.place.text(&r);
            prop_assert!(text.get(f.span.clone()).is_some(), "{f:?}");
            if let Some(fix) = &f.fix {
                prop_assert!(text.get(fix.span.clone()).is_some(), "{f:?}");
            }
            if let Some(range) = map.range(f.place, &f.span) {
                prop_assert!(source.get(range).is_some(), "{f:?}");
            }
        }
        fix_source(&r, &findings, &map);
        fix(&mut r, &findings);
    }
}
