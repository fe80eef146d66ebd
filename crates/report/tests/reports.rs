//! Reports as people read them: one specimen with every kind of change.
use chancery_formats::read_text;
use chancery_report::{Layout, Review};

const OLD: &str = include_str!("../../../fixtures/specimen_lighthouse_77.txt");

const NEW: &str = include_str!("../../../fixtures/specimen_lighthouse_78.txt");

fn review() -> Review {
    let text = |t: &str| read_text(t).expect("a specimen");
    chancery_diff::compare(&text(OLD), &text(NEW)).into()
}

fn plain(styled: &str) -> String {
    anstream::adapter::strip_str(styled).to_string()
}

#[test]
fn terminal_plain() {
    insta::assert_snapshot!(plain(&chancery_report::terminal(&review(), Layout::Plain, &[])));
}

#[test]
fn terminal_inline() {
    insta::assert_snapshot!(plain(&chancery_report::terminal(&review(), Layout::Inline(80), &[chancery_diff::Class::Mechanical])));
}

#[test]
fn terminal_side_by_side() {
    let report = chancery_report::terminal(&review(), Layout::SideBySide(120), &[]);
    assert!(plain(&report).lines().all(|l| l.chars().count() <= 120), "a line is too wide");
    insta::assert_snapshot!(plain(&report));
}

#[test]
fn colour_is_closed_on_every_line() {
    let report = chancery_report::terminal(&review(), Layout::SideBySide(120), &[]);
    for line in report.lines().filter(|l| l.contains("\u{1b}[")) {
        assert!(line.rfind("\u{1b}[0m") > line.rfind("\u{1b}[3"), "{line:?}");
    }
}

#[test]
fn markdown_escapes_what_texts_say() {
    insta::assert_snapshot!(chancery_report::markdown(&review(), &[]));
}

#[test]
fn html_page() {
    let page = chancery_report::html(&review());
    // Style and script have their own test; the snapshot is what texts make of the page.
    let (head, rest) = page.split_once("<style>").expect("a style");
    let (body, script) = rest.split_once("</style>").expect("a style").1.split_once("<script>").expect("a script");
    assert!(script.ends_with("</script></body></html>"));
    insta::assert_snapshot!(format!("{head}{body}").replace("><", ">\n<"));
}

/// What a hostile text says is shown, and never becomes markup.
#[test]
fn texts_never_become_markup() {
    let text = |title: &str, words: &str| {
        read_text(&format!("A/RES/77/1\n\n77/1. {title}\n\nThe General Assembly,\n\n1. Notes {words} and all that follows from it in the years to come;\n"))
            .expect("a specimen")
    };
    let hostile = r#"</p></article><script>alert("1")</script><img src=x onerror=alert(2)> " onmouseover="alert(3)' --> ]]> &lt;b&gt; javascript:alert(4)"#;
    let review: Review = chancery_diff::compare(&text("Old", "nothing"), &text(hostile, hostile)).into();
    let page = chancery_report::html(&review);
    assert_eq!(page.matches("<script").count(), 1, "only the page's own script");
    assert!(!page.contains("<img") && !page.contains("onmouseover=\"") && !page.contains("</article><script"));
    assert!(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"), "the text is shown");
    assert!(page.contains("&amp;lt;b&amp;gt;"), "escapes in the text are text");
    let markdown = chancery_report::markdown(&review, &[]);
    assert!(!markdown.contains("<script") && !markdown.contains("<img"), "{markdown}");
}

#[test]
fn json_of_one_pair_and_of_a_chain() {
    let one: serde_json::Value = serde_json::from_str(&chancery_report::json(&review())).expect("JSON");
    assert_eq!(one["schema"], "chancery.diff/1");
    let mut chain = review();
    chain.comparisons.push(chain.comparisons[0].clone());
    let several: serde_json::Value = serde_json::from_str(&chancery_report::json(&chain)).expect("JSON");
    assert_eq!((&several["schema"], several["comparisons"].as_array().map(Vec::len)), (&"chancery.diffs/1".into(), Some(2)));
}
