//! Laws of the readers and writers, for any input.
use chancery_formats::{decode, decode_html, read_html, read_json, read_markdown, read_text, write_html, write_json, write_markdown, write_ndjson};
use chancery_model::{MarkKind, Text};
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

/// Tags that show what stands in them, well placed or not.
const SOUP: [&str; 30] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<i>",
    "</i>",
    "<em>",
    "</em>",
    "<a href=/x>",
    "</a>",
    "<b>",
    "</b>",
    "<ol>",
    "</ol>",
    "<li>",
    "<ul>",
    "</ul>",
    "<br>",
    "<br><br>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<h2>",
    "</h2>",
    "<span>",
    "</span>",
    "<blockquote>",
    "<sup>",
    "</sup>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn round_trips(text in document()) {
        let r = read_text(&text).expect("it has an opening");
        let markdown = write_markdown(&r);
        prop_assert_eq!(read_markdown(&markdown), Ok(r.clone()), "{}", markdown);
        let json = write_json(&r);
        prop_assert_eq!(read_json(&json), Ok(r.clone()));
        let page = write_html(&r);
        prop_assert_eq!(read_html(&page), Ok(r.clone()), "{}", page);
        for line in write_ndjson(&r).lines() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
        }
    }

    #[test]
    fn readers_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = decode(&bytes) {
            let _ = (read_text(&text), read_markdown(&text), read_json(&text));
        }
        if let Ok(text) = decode_html(&bytes) {
            let _ = read_html(&text);
        }
    }

    /// Marks that nest and cross, as other readers and edits make them. Italics do not cross italics.
    #[test]
    fn any_marks_round_trip_through_html(marks in prop::collection::vec((0..40_usize, 0..12_usize, 0..4_usize), 0..12)) {
        let mut r = read_text("A/RES/77/1\n\n77/1. Title\n\nThe General Assembly,\n\n1. Decides to keep the lights burning for all.\n").expect("it has an opening");
        let words = r.body[1].text.as_str().to_owned();
        let mut text = Text::plain(&words);
        let mut free = [0; 3];
        for (start, length, kind) in marks {
            let Some(from) = free.get_mut(kind) else {
                text.mark(start..start, MarkKind::NoteRef("1".into()));
                continue;
            };
            let (start, end) = (start.max(*from), (start + length).min(words.len()));
            if start < end {
                *from = end;
                let link = |to: &str| MarkKind::Link(to.to_owned());
                text.mark(start..end, [MarkKind::Emphasis, link("https://example.org/a?b=1&c=\"2\""), link("#here")][kind].clone());
            }
        }
        r.body[1].text = text.finish();
        let page = write_html(&r);
        prop_assert_eq!(read_html(&page), Ok(r.clone()), "{}", page);
    }

    /// Whatever tags stand in a page, and in whatever order, its words come out in order.
    #[test]
    fn tag_soup_keeps_its_words(tags in prop::collection::vec(prop::sample::select(SOUP.to_vec()), 0..40)) {
        let body: String = tags.iter().enumerate().map(|(n, tag)| format!("{tag} word{n} ")).collect();
        let page = format!("<p>A/RES/77/1<p>77/1. Title<p>The General Assembly,<p>Recalling {body}");
        let r = read_html(&page).expect("it has an opening");
        let words: String = r.body.iter().flat_map(|b| [b.label.as_deref().unwrap_or(""), " ", b.text.as_str(), " "]).chain(r.notes.iter().map(|n| n.text.as_str())).collect();
        for n in 0..tags.len() {
            prop_assert_eq!(words.split_whitespace().filter(|w| *w == format!("word{n}")).count(), 1, "word{} of {}", n, page);
        }
    }
}
