//! HTML: how pages of others read, how ours looks, and what hostile pages do.
use chancery_formats::{ReadError, decode_html, read_html, read_text, write_html, write_markdown};
use std::{fs, path::Path};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)).expect("a fixture")
}

/// A page of this body that opens as a resolution does.
fn page(body: &str) -> String {
    format!("<p>A/RES/77/1<p>77/1. Title<p>The General Assembly,<p>{body}")
}

/// What stands after the opening, as Markdown.
fn body(source: &str) -> String {
    let r = read_html(&page(source)).expect("it has an opening");
    let markdown = write_markdown(&r);
    let (_, body) = markdown.split_once("The General Assembly*,\n\n").or(markdown.split_once("The General Assembly,\n\n")).expect("the opening");
    body.trim_end().to_owned()
}

#[test]
fn specimens() {
    for name in ["word", "word_filtered", "web", "press"] {
        let source = decode_html(&fixture(&format!("specimen_{name}.html"))).expect("text");
        insta::assert_snapshot!(format!("read_{name}"), write_markdown(&read_html(&source).expect("a resolution")));
    }
}

#[test]
fn the_page_of_the_seed() {
    let seed = String::from_utf8(fixture("A_RES_77_63.txt")).expect("UTF-8");
    let page = write_html(&read_text(&seed).expect("the seed"));
    let (head, body) = page.split_once("<style>").and_then(|(head, rest)| Some((head, rest.split_once("</style>")?.1))).expect("a style");
    insta::assert_snapshot!("written_seed", format!("{head}{body}"));
}

#[test]
fn what_stands_on_a_page() {
    for (source, expected) in [
        ("<i>Recalling</i><i> also</i> it,", "*Recalling also* it,"),
        ("<span style='FONT-STYLE: italic'>Recalling</span> it,", "*Recalling* it,"),
        ("Recalling <a href='javascript:alert(1)'>it</a>, <a href=' jAva\tscript:x'>this</a> and <a href='data:x'>that</a>,", "*Recalling* it, this and that,"),
        ("Recalling <a href='/A/1'>it</a> and <a href='mailto:a@example.org'>her</a>,", "*Recalling* [it](/A/1) and [her](mailto:a@example.org),"),
        ("Recalling 6&nbsp;May and non&#8209;binding, soft&shy;ened &amp; so on,", "*Recalling* 6\u{a0}May and non\u{2011}binding, softened & so on,"),
        ("Recalling <a href='/x'><b>its own</b></a> *stars* and [brackets],", "*Recalling* [its own](/x) \\*stars\\* and \\[brackets\\],"),
        ("Recalling<span hidden> nothing</span><script>x</script><span style='display : none'> at all</span> it,", "*Recalling* it,"),
        (
            "Recalling it,<ol start=3><li>Decides;<ol type=i><li>One;<li>Two;</ol><li value=9>Invites;</ol>",
            "*Recalling* it,\n\n3. *Decides*;\n\n(i) One;\n\n(ii) Two;\n\n9. *Invites*;",
        ),
        (
            "Recalling it,<ol style='list-style-type: lower-alpha'><li>One;</ol><ol style='list-style: none'><li>2. Decides;</ol>",
            "*Recalling* it,\n\n(a) One;\n\n2. *Decides*;",
        ),
        ("Recalling it,<ol><li>1. Decides;<li>2. Invites;</ol>", "*Recalling* it,\n\n1. *Decides*;\n\n2. *Invites*;"),
        ("Recalling it,<table><tr><td>1.<td>Decides to act;<tr><td>2.<td>Invites.</table>", "*Recalling* it,\n\n1. *Decides* to act;\n\n2. *Invites*."),
        ("Recalling it,<p>1. Decides:<br>(a) One;<br>(b) Two, which<br>goes on;", "*Recalling* it,\n\n1. *Decides*:\n\n(a) One;\n\n(b) Two, which goes on;"),
        (
            "Recalling it,<br><br>1. Decides to act.<pre>\n2. Invites\n   all;\n\n3. Urges\n</pre>",
            "*Recalling* it,\n\n1. *Decides* to act.\n\n2. *Invites* all;\n\n3. *Urges*",
        ),
        (
            "Recalling it,<sup>1</sup><p>1. Decides on 5 km<sup>2</sup>.<p><sup>1</sup> See A/1.",
            "*Recalling* it,[^1]\n\n1. *Decides* on 5 km².\n\n[^1]: See A/1.",
        ),
        ("Recalling it <sup>1</sup>and that <sup>2</sup>, too,", "*Recalling* it[^1] and that[^2], too,"),
        (
            "Recalling it,<sup id=r><a href='#n'>a</a></sup><p>1. Decides.<div id=n><a href='#r'>^</a> See A/1.</div>",
            "*Recalling* it,[^a]\n\n1. *Decides*.\n\n[^a]: See A/1.",
        ),
    ] {
        assert_eq!(body(source), expected, "{source}");
    }
}

/// The page names its encoding; it counts where the bytes are not UTF-8.
#[test]
fn encodings() {
    let text = "C\u{f4}te d\u{2019}Ivoire";
    for (declaration, bytes) in [
        ("<meta charset=windows-1252>", b"C\xf4te d\x92Ivoire".as_slice()),
        ("<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=iso-8859-1\">", b"C\xf4te d\x92Ivoire"),
        ("<meta charset=windows-1252>", text.as_bytes()),
        ("<?xml version='1.0' encoding='utf-8'?>", text.as_bytes()),
    ] {
        let page = [declaration.as_bytes(), bytes].concat();
        assert!(decode_html(&page).is_ok_and(|t| t.ends_with(text)), "{declaration}");
    }
    let page = [b"<meta charset='windows-1256'>".as_slice(), b"\xc7\xe1\xcc\xe3\xda\xed\xc9"].concat();
    assert!(decode_html(&page).is_ok_and(|t| t.ends_with("الجمعية")));
}

#[test]
fn a_link_that_runs_is_no_link() {
    let mut r = read_html(&page("1. Decides <a href='https://example.org/'>here</a> and there.")).expect("a resolution");
    let link = |to: &str| chancery_model::MarkKind::Link(to.to_owned());
    r.body[1].text.mark(0..7, link("javascript:alert(1)"));
    r.body[1].text.mark(17..22, link("ftp://example.org/"));
    let written = write_html(&r);
    assert!(!written.contains("javascript") && written.contains("data-href=\"ftp://example.org/\"") && !written.contains(" href=\"ftp"), "{written}");
    let read: Vec<_> = read_html(&written).expect("our page").body[1].text.marks().iter().map(|m| m.kind.clone()).collect();
    assert!(read.contains(&link("ftp://example.org/")) && read.contains(&link("https://example.org/")) && !read.contains(&link("javascript:alert(1)")));
}

#[test]
fn hostile_pages() {
    let deep = |tag: &str| page(&tag.repeat(10_000));
    for tag in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<svg>", "<template>"] {
        let message = read_html(&deep(tag)).map(|_| ()).expect_err(tag).to_string();
        assert!(message.starts_with("line 1: elements lie more than 256 levels deep; save the page again"), "{tag}: {message}");
    }
    let unclosed: String = (0..10_000).map(|n| format!("<font size={n}><p>x")).collect();
    assert!(matches!(read_html(&page(&unclosed)), Err(ReadError::Html { .. })));
    let many: String = (0..200_000).map(|n| format!(" a{n}")).collect();
    for tag in
        [format!("<p{many}>"), format!("<p x=\"<a '\"{many}>"), format!("<!-- <p x=\" -->\n<b{many} y=\">"), format!("<script>a<b '</script>\n<p{many}>")]
    {
        assert!(matches!(read_html(&page(&tag)), Err(ReadError::Html { .. })));
    }
    // Long values, many elements and what is cut off are no harm.
    let long = "x".repeat(1 << 20);
    assert_eq!(body(&format!("<span title='{long}'>Recalling it,</span><p>1. Decides <img src='data:{long}'>so")), "*Recalling* it,\n\n1. *Decides* so");
    assert_eq!(body(&format!("Recalling it,{}<p>1. Decides.", "<b></b>".repeat(20_000))), "*Recalling* it,\n\n1. *Decides*.");
    assert!(body(&"<p>1. Decides to act;".repeat(20_000)).ends_with("1. *Decides* to act;"));
    assert!(
        body(&(0..5_000).map(|n| format!("it<a href='#n{n}'>{n}</a> ")).chain((0..5_000).map(|n| format!("<p id=n{n}>{n} Note"))).collect::<String>())
            .contains("[^4999]: Note")
    );
    for broken in ["<p title=\"", "<!-- never", "<a href='x", "&#x110000; &nosuch; <", "<table><p>x<tr>y"] {
        assert!(read_html(&page(&format!("1. Decides.{broken}"))).is_ok(), "{broken}");
    }
}

#[test]
fn no_resolution() {
    for source in ["", "<html></html>", "<p>Milk<p>Eggs", "<nav>The General Assembly,</nav>"] {
        assert!(matches!(read_html(source), Err(ReadError::Empty | ReadError::NotAResolution { .. })), "{source}");
    }
}
