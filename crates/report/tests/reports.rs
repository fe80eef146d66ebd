//! Reports as people read them.
use chancery_formats::read_text;

fn comparison() -> chancery_diff::Comparison {
    let text = |body: &str| read_text(&format!("A/RES/77/999\n\n77/999. Examples\n\nThe General Assembly,\n\n{body}\n")).expect("a specimen");
    chancery_diff::compare(
        &text("Noting with regret the *text* <script>,\n\n1. Urges all to act;\n\n2. Decides to meet at its seventy-eighth session."),
        &text(
            "Noting with deep regret the *text* <script>,\n\n1. Thanks the host of the conference;\n\n2. Urges all to act;\n\n3. Decides to meet at its seventy-ninth session.",
        ),
    )
}

#[test]
fn terminal_without_colour() {
    insta::assert_snapshot!(anstream::adapter::strip_str(&chancery_report::terminal(&comparison())).to_string());
}

#[test]
fn markdown_escapes_what_texts_say() {
    insta::assert_snapshot!(chancery_report::markdown(&comparison()));
}
