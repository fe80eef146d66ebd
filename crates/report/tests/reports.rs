//! Reports as people read them: one specimen with every kind of change.
use chancery_formats::read_text;
use chancery_report::{Layout, Review};

const OLD: &str = "A/RES/77/999

77/999. Examples

The General Assembly,

Recalling its resolution 76/999 of 1 December 2021,

Noting with regret the *text* <script>alert(1)</script>,

Reaffirming that the archives of the Committee are open to every reader who asks for them in writing,

1. Urges all to act;

2. Thanks the keepers of the lighthouse at Pharos for the light that they have kept burning through every storm;

3. Requests the Secretary-General to report to the General Assembly at its seventy-eighth session on the state of the lighthouse, and to make the plans available to all Member States before the end of the year;

4. Invites the Office of the High Commissioner to publish the list by 30 June 2023;

5. Notes that 164 States have ratified the Convention, as appropriate;

6. Welcomes the work of the Panel;

7. Decides to meet at its seventy-eighth session.
";

const NEW: &str = "A/RES/78/999

78/999. Examples

The General Assembly,

Recalling its resolutions 76/999 of 1 December 2021 and 77/999 of 1 December 2022,

Noting with deep regret the *text* <script>alert(1)</script>,

1. Thanks the hosts of the conference on harbours for their welcome;

2. Encourages all to act;

3. Requests the Secretary-General to report to the General Assembly at its seventy-ninth session on the state of the lighthouse;

4. Requests the Secretary-General to make the plans available to all Member States before the end of the year;

5. Invites the Office of the High Commissioner to publish the list by 30 June 2024;

6. Notes that 165 States have ratified the Convention;

7. Thanks the keepers of the lighthouse at Pharos for the light that they have kept burning through every storm;

8. Welcomes the work of the panel;

9. Decides to meet at its seventy-ninth session.
";

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
