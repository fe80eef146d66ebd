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
        ("1. Notes that 20 per cent of States have acted;", "1. Notes that 30 per cent of States have acted;", Substantive),
        ("1. Welcomes the report for 2021;", "1. Welcomes the report for 2022;", Mechanical),
        ("1. Aims to end hunger by 2030;", "1. Aims to end hunger by 2050;", Substantive),
        ("1. Notes the meeting held on 3 May 2021;", "1. Notes the meeting held on 4 May 2022;", Mechanical),
        ("1. Notes the meeting held on 4 May 2022;", "1. Notes the meeting held on 3 May 1999;", Substantive),
        ("1. Appropriates 42,322,900 dollars;", "1. Appropriates 21,564,700 dollars;", Substantive),
        ("1. Urges States, funds and banks to act;", "1. Urges States, funds, banks to act;", Editorial),
        ("1. Recognises the programme;", "1. Recognizes the programme;", Editorial),
        ("1. Thanks the asylum seekers;", "1. Thanks the asylum-seekers;", Editorial),
        ("1. Welcomes the twenty-third humanitarian segment;", "1. Welcomes the twenty-fourth humanitarian segment;", Mechanical),
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

/// Texts of two organs, an empty body, two texts that have nothing to do with one another: every block is shown once,
/// nothing is tied together that does not belong together.
#[test]
fn unlike_texts() {
    let sc = read_text("Resolution 2999 (2030)\n\nThe Security Council,\n\nDetermined to act,\n\n1. Decides to extend the mandate.").expect("a specimen");
    let empty = read_text("77/998. Empty\n\nThe General Assembly,").expect("a specimen");
    let ga = resolution("1. Urges all to act.");
    let other =
        read_text("77/997. Fisheries\n\nThe General Assembly,\n\nAlarmed by the state of the herring,\n\n1. Bans nets with meshes below forty millimetres.")
            .expect("a specimen");
    for (a, b) in [(&sc, &ga), (&ga, &sc), (&empty, &ga), (&ga, &empty), (&empty, &empty), (&ga, &other)] {
        let c = compare(a, b);
        let count = |side: fn(&chancery_diff::Paragraph) -> usize| c.paragraphs.iter().map(side).sum::<usize>();
        assert_eq!((count(|p| p.old.len()), count(|p| p.new.len())), (a.body.len(), b.body.len()));
        let tied: Vec<_> = c.paragraphs.iter().filter(|p| !p.old.is_empty() && !p.new.is_empty()).map(|p| p.new[0].id.as_str()).collect();
        assert!(tied.iter().all(|id| id.contains("formula")), "{tied:?}");
    }
    assert_eq!(compare(&sc, &ga).paragraphs[0].edits.iter().map(|e| e.text.as_str()).collect::<String>(), "The Security CouncilGeneral Assembly,");
}

/// What moved, what was split and merged, and how it is told.
#[test]
fn moves_splits_and_merges() {
    let keepers = "Thanks the keepers of the lighthouse for the light that they have kept burning through every storm";
    let harbour = "Invites the harbour masters to publish the depths of their channels every spring and every autumn";
    let nets = "Urges all fishing fleets to mend their nets before the season begins, and calls upon the villages to help them with rope, tar and needles";
    let old = resolution(&format!("1. {keepers};\n\n2. {harbour};\n\n3. {nets};\n\n4. Decides to return to the matter."));
    let changes = |new: &str| {
        let c = compare(&old, &resolution(new));
        c.paragraphs.iter().filter(|p| p.change != Change::Unchanged).map(|p| (p.change, p.class, p.old.len(), p.new.len())).collect::<Vec<_>>()
    };
    let moved = format!("1. {harbour};\n\n2. {nets};\n\n3. {keepers};\n\n4. Decides to return to the matter.");
    assert_eq!(changes(&moved), [(Change::Moved, Class::None, 1, 1)]);
    assert_eq!(changes(&moved.replace("every storm", "each gale")), [(Change::Moved, Class::Substantive, 1, 1)]);
    let split = format!(
        "1. {keepers};\n\n2. {harbour};\n\n3. Urges all fishing fleets to mend their nets before the season begins;\n\n4. Calls upon the villages to help them with rope, tar and needles;\n\n5. Decides to return to the matter."
    );
    assert_eq!(changes(&split).iter().map(|c| (c.0, c.2, c.3)).collect::<Vec<_>>(), [(Change::Split, 1, 2)]);
    let merged = format!("1. {keepers}, and {};\n\n2. {nets};\n\n3. Decides to return to the matter.", harbour.replace("Invites", "invites"));
    assert_eq!(changes(&merged).iter().map(|c| (c.0, c.2, c.3)).collect::<Vec<_>>(), [(Change::Merged, 2, 1)]);
}

/// Of two sub-paragraphs that crossed, the one moved that has another parent now.
#[test]
fn a_sub_paragraph_leaves_its_parent() {
    let old = resolution("1. Urges all States:\n\n(a) To build a lighthouse at every harbour;\n\n(b) To train keepers in number;\n\n2. Thanks the hosts.");
    let new = resolution(
        "1. Urges all States:\n\n(a) To train keepers in number;\n\n2. Calls upon the harbour masters:\n\n(a) To build a lighthouse at every harbour;\n\n3. Thanks the hosts.",
    );
    let moved: Vec<_> = compare(&old, &new).paragraphs.into_iter().filter(|p| p.moved).map(|p| (p.old[0].id.clone(), p.new[0].id.clone())).collect();
    assert_eq!(moved, [("op1.a".to_owned(), "op2.a".to_owned())]);
}

/// A match with a rival names it and is less sure.
#[test]
fn runner_up() {
    let a = "Requests the Secretary-General to report on the state of the northern lighthouses and their keepers";
    let b = "Requests the Secretary-General to report on the state of the southern lighthouses and their keepers";
    let c = compare(&resolution(&format!("1. {a};\n\n2. {b};")), &resolution(&format!("1. {};", a.replace("northern", "old"))));
    let p = c.paragraphs.iter().find(|p| p.change == Change::Modified).expect("one match");
    assert!(p.runner_up.as_ref().is_some_and(|r| r.text == "old" && r.id == "op2") && p.confidence < 0.7, "{p:?}");
}

#[test]
fn one_pair_whole() {
    let c = compare(
        &resolution("1. Recalls its resolution 76/26 of 6 December 2021;\n\n2. Urges all to act."),
        &resolution("1. Recalls its resolutions 76/26 of 6 December 2021 and 77/63 of 7 December 2022;\n\n2. Encourages all to act."),
    );
    insta::assert_json_snapshot!(c);
}
