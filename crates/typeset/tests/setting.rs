//! What is set is what was given: hostile words stay words, the same text gives the same bytes, and what cannot be set is told.
use chancery_formats::{read_pdf, read_text};
use chancery_model::Resolution;
use chancery_typeset::{Fonts, Task, TypesetError, draft, resolution};

const TEXT: &str = "77/1. The keeping of lighthouses\n\nThe General Assembly,\n\nRecalling its resolution 75/1 of 7 December 2020,¹\n\n1.\tDecides to keep the lighthouses;\n\n2.\tRequests the Secretary-General:\n\n(a)\tTo report on the lamps;\n\n(b)\tTo count them.\n\n46th plenary meeting\n7 December 2022\n\n¹ Resolution 75/1, annex.\n";

fn specimen() -> Resolution {
    read_text(TEXT).expect("a resolution")
}

/// Labels and texts of the body.
fn body(r: &Resolution) -> Vec<(Option<&str>, &str)> {
    r.body.iter().map(|b| (b.label.as_deref(), b.text.as_str())).collect()
}

#[test]
fn comes_back_as_it_went() {
    let r = specimen();
    let pdf = resolution(&r, &Fonts::embedded()).expect("a page");
    assert_eq!(pdf, resolution(&r, &Fonts::embedded()).expect("a page"), "the same bytes again");
    let back = read_pdf(&pdf).expect("a resolution").resolution;
    assert_eq!((body(&back), &back.notes, &back.closing), (body(&r), &r.notes, &r.closing));
}

#[test]
fn words_are_no_markup() {
    let hostile = [
        "#panic(\"run\") #sys.inputs #read(\"/etc/passwd\") #while true {}",
        "$ x^2 $ *bold* _emph_ `raw` <label> @reference = heading - list // remark /* open",
        "#import \"@preview/a:0.1.0\": * \\ \\u{1F600 ] [ } { ) (",
        "{{ value }} \"quoted\" ' -- --- ... ~ https://example.org/#a",
    ];
    for words in hostile {
        let r = read_text(&TEXT.replace("to keep the lighthouses", words)).expect("a resolution");
        let expected = body(&r)[2].1.to_owned();
        let pdf = resolution(&r, &Fonts::embedded()).expect("a page");
        let back = read_pdf(&pdf).expect("a resolution").resolution;
        assert_eq!(body(&back)[2].1, expected);
    }
}

#[test]
fn the_tasks_of_a_draft_are_no_part_of_it() {
    let r = specimen();
    let tasks = [Task { place: "op1".into(), text: "paragraph 1: confirm (D-21)".into() }];
    let pdf = draft(&r, "[To do before submission]", &tasks, &Fonts::embedded()).expect("a page");
    let back = read_pdf(&pdf).expect("a resolution").resolution;
    assert_eq!(body(&back), body(&r));
}

#[test]
fn what_cannot_be_set_is_told() {
    let r = read_text(&TEXT.replace("lamps", "الأمم المتحدة 联合国")).expect("a resolution");
    let missing = resolution(&r, &Fonts::embedded()).expect_err("no font has these");
    assert_eq!(missing.to_string(), "no font at hand has “أ” (U+0623), “ا” (U+0627), “ة” (U+0629), “ت” (U+062A), “ح” (U+062D) and 6 other characters");
    let long = read_text(&TEXT.replace("lamps", &"lamp ".repeat(700_000))).expect("a resolution");
    assert!(matches!(resolution(&long, &Fonts::embedded()), Err(TypesetError::TooLong { .. })));
    assert_eq!(Fonts::embedded().add(b"no font".to_vec()), 0);
}
