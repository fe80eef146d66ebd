//! Changes and their classes, one case a line.
use chancery_diff::{Change, Class, compare};
use chancery_formats::read_text;

fn resolution(operative: &str) -> chancery_model::Resolution {
    read_text(&format!("77/999. Examples\n\nThe General Assembly,\n\nRecalling the Charter,\n\n{operative}\n")).expect("a specimen")
}

fn check(old: &str, new: &str, class: Class) {
    let c = compare(&resolution(old), &resolution(new));
    assert_eq!(c.paragraphs.iter().map(|p| p.class).max(), Some(class), "{old} -> {new}: {:?}", c.paragraphs.last().map(|p| &p.edits));
}

#[test]
fn classes() {
    use Class::{Editorial, Mechanical, None, Substantive};
    for (old, new, class) in [
        ("1. Decides to act;", "1. Decides to act;", None),
        ("1. Decides to act;", "2. Decides to act;", None),
        ("1. Decides to meet at its seventy-eighth session;", "1. Decides to meet at its seventy-ninth session;", Mechanical),
        (
            "1. Recalls its resolution 76/26 of 6 December 2021;",
            "1. Recalls its resolutions 76/26 of 6 December 2021 and 77/63 of 7 December 2022;",
            Mechanical,
        ),
        (
            "1. Notes the Twentieth Meeting of the States Parties, held in Geneva from 21 to 25 November 2022;",
            "1. Notes the Twenty-first Meeting of the States Parties, held in The Hague from 20 to 24 November 2023;",
            Mechanical,
        ),
        ("1. Requests all to act;", "1. Also requests all to act;", Mechanical),
        ("1. Notes that 164 States have acted;", "1. Notes that 165 States have acted;", Mechanical),
        ("1. Notes the Anti-personnel Mines;", "1. Notes the Anti-Personnel Mines;", Editorial),
        ("1. Urges all, to act;", "1. Urges all to act;", Editorial),
        ("1. Urges all to act;", "1. Encourages all to act;", Substantive),
        ("1. Urges all to act;", "1. Urges all to act, as appropriate;", Substantive),
        ("1. Urges all to act;", "1. Urges all to act;\n\n2. Decides to remain seized;", Substantive),
    ] {
        check(old, new, class);
    }
}

#[test]
fn renumbered_is_not_changed() {
    let c = compare(
        &resolution("1. Urges all to act;\n\n2. Decides to remain seized;"),
        &resolution("1. Thanks the host of the Conference for its work;\n\n2. Urges all to act;\n\n3. Decides to remain seized;"),
    );
    let renumbered: Vec<_> = c.paragraphs.iter().filter(|p| p.renumbered).map(|p| p.change).collect();
    assert_eq!(renumbered, [Change::Unchanged, Change::Unchanged]);
    assert_eq!(c.summary.added, 1);
}

#[test]
fn unlike_texts() {
    let sc = read_text("Resolution 2999 (2030)\n\nThe Security Council,\n\nDetermined to act,\n\n1. Decides to extend the mandate.").expect("a specimen");
    let empty = read_text("77/998. Empty\n\nThe General Assembly,").expect("a specimen");
    let ga = resolution("1. Urges all to act.");
    for (a, b) in [(&sc, &ga), (&ga, &sc), (&empty, &ga), (&ga, &empty), (&empty, &empty)] {
        let c = compare(a, b);
        let count = |side: fn(&chancery_diff::Paragraph) -> usize| c.paragraphs.iter().map(side).sum::<usize>();
        assert_eq!((count(|p| p.old.len()), count(|p| p.new.len())), (a.body.len(), b.body.len()));
    }
}

#[test]
fn one_pair_whole() {
    let c = compare(
        &resolution("1. Recalls its resolution 76/26 of 6 December 2021;\n\n2. Urges all to act."),
        &resolution("1. Recalls its resolutions 76/26 of 6 December 2021 and 77/63 of 7 December 2022;\n\n2. Encourages all to act."),
    );
    insta::assert_json_snapshot!(c);
}
