//! Rollover rules on one paragraph each: what the text says, what the draft says.
use chancery_draft::roll_over;
use chancery_formats::read_text;

/// Rolls 77/63 of 7 December 2022 with this text over to the 78th session and finds what the draft says.
fn check(text: &str, expected: &str) {
    let base =
        format!("A/RES/77/63\n\nSeventy-seventh session\n\n77/63. Examples\n\nThe General Assembly,\n\n{text}\n\n46th plenary meeting\n7 December 2022\n");
    let draft = roll_over(&read_text(&base).expect("a specimen"), Some(78), &chancery_draft::Library::default()).expect("a draft");
    let body: Vec<&str> = draft.resolution.body.iter().map(|b| b.text.as_str()).collect();
    assert!(body.contains(&expected), "{expected}\nnot in {body:#?}");
}

#[test]
fn recall_chain() {
    for (text, expected) in [
        // D-04
        (
            "Recalling its resolutions 75/52 of 7 December 2020 and 76/26 of 6 December 2021,",
            "Recalling its resolutions 75/52 of 7 December 2020, 76/26 of 6 December 2021 and 77/63 of 7 December 2022,",
        ),
        // D-05
        ("Recalling its resolution 76/26 of 6 December 2021,", "Recalling its resolutions 76/26 of 6 December 2021 and 77/63 of 7 December 2022,"),
        // D-06
        (
            "Recalling its resolutions 74/61 of 12 December 2019, 76/26 of 6 December 2021 and other relevant resolutions,",
            "Recalling its resolutions 74/61 of 12 December 2019, 76/26 of 6 December 2021, 77/63 of 7 December 2022 and other relevant resolutions,",
        ),
        // What is said of one resolution stays said of it.
        (
            "Recalling also its resolution 76/89 of 6 December 2021, entitled “Peace”,\n\nRecalling its resolutions 75/52 of 7 December 2020 and 76/26 of 6 December 2021,",
            "Recalling also its resolution 76/89 of 6 December 2021, entitled “Peace”,",
        ),
        (
            "Recalling all relevant resolutions, including its resolution 76/26 of 6 December 2021,",
            "Recalling all relevant resolutions, including its resolution 77/63 of 7 December 2022,",
        ),
        // D-19a
        (
            "Recalling all its resolutions, the most recent of which was resolution 76/26 of 6 December 2021,",
            "Recalling all its resolutions, the most recent of which was resolution 77/63 of 7 December 2022,",
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn sessions() {
    // D-07; quoted titles are protected (D-23).
    check(
        "1. Decides to include in the provisional agenda of its seventy-eighth session the item entitled “Report of the seventy-eighth session”.",
        "Decides to include in the provisional agenda of its seventy-ninth session the item entitled “Report of the seventy-eighth session”.",
    );
    // D-08
    check(
        "1. Requests the Secretary-General to report at its seventy-eighth session;",
        "Requests the Secretary-General to report at its seventy-ninth session;",
    );
    // A session past is history.
    check("1. Recalls the debate at its seventy-sixth session;", "Recalls the debate at its seventy-sixth session;");
}

#[test]
fn events() {
    // D-12, D-13 without a cycle.
    check(
        "1. Invites all to the Second Meeting of the States Parties, to be held in Oslo on 3 May 2023, and to convene the Third Meeting of the States Parties;",
        "Invites all to the Third Meeting of the States Parties, to be held in [place] on [dates], and to convene the Fourth Meeting of the States Parties;",
    );
    // D-20: consecutive meetings in one city merge.
    check(
        "Recalling the first to third meetings of the States parties, held in Oslo (2020), Geneva (2021) and Vienna (2022),\n\n1. Invites all to the Fourth Meeting of the States Parties, to be held in Vienna from 2 to 3 May 2023;",
        "Recalling the first to fourth meetings of the States parties, held in Oslo (2020), Geneva (2021) and Vienna (2022 and 2023),",
    );
}

#[test]
fn future_turned_past() {
    // D-11: certain in the preamble, with a date before the new session opens.
    check(
        "Welcoming the conference of keepers, to be held in Oslo from 3 to 5 May 2023, on the matter,",
        "Welcoming the conference of keepers, held in Oslo from 3 to 5 May 2023, on the matter,",
    );
    for stays in [
        "Looking forward to the conference of keepers, to be held in Oslo from 3 to 5 May 2023,",
        "Welcoming the conference of keepers, to be held in Oslo in May 2025,",
        "Welcoming the conference of keepers, to be held in Oslo on 3 May 2024,",
    ] {
        check(stays, stays);
    }
}

#[test]
fn everything_left_to_a_person_is_listed() {
    let base = read_text("A/RES/77/63\n\nSeventy-seventh session\n\n77/63. Examples\n\nThe General Assembly,\n\nNoting that 164 States have acted on the plan for 2018–2022,\n\nTaking note of the report,¹\n\n1. Notes recent reports and 1,300,500 dollars.\n\n¹ A/77/99.\n").expect("a specimen");
    insta::assert_debug_snapshot!(roll_over(&base, None, &chancery_draft::Library::default()).expect("a draft").todo);
}

/// The list is checked as it is extended (B-64, B-66).
#[test]
fn chain_that_does_not_fit() {
    let base = |list: &str| {
        format!(
            "A/RES/77/63\n\nSeventy-seventh session\n\n77/63. Examples\n\nThe General Assembly,\n\nRecalling its resolutions {list},\n\n1. Acts.\n\n46th plenary meeting\n7 December 2022\n"
        )
    };
    for (list, expected) in [
        (
            "74/61 of 12 December 2018, 75/52 of 7 December 2020 and 76/26 of 6 December 2021",
            vec!["check “74/61 of 12 December 2018”: the date is not in session 74"],
        ),
        (
            "69/34 of 2 December 2014, 70/55 of 7 December 2015, 71/34 of 5 December 2016, 73/61 of 5 December 2018, 74/61 of 12 December 2019, 75/52 of 7 December 2020 and 76/26 of 6 December 2021",
            vec!["check the list between 71/34 and 73/61: sessions are missing"],
        ),
        ("74/61 of 12 December 2019, 75/52 of 7 December 2020 and 76/26 of 6 December 2021", vec![]),
        // Every second session is a pace of its own.
        ("67/34 of 2 December 2012, 69/34 of 2 December 2014, 71/34 of 5 December 2016, 73/61 of 5 December 2018 and 75/52 of 7 December 2020", vec![]),
    ] {
        let draft = roll_over(&read_text(&base(list)).expect("a specimen"), None, &chancery_draft::Library::default()).expect("a draft");
        let found: Vec<&str> = draft.todo.iter().filter(|t| matches!(t.rule, "B-64" | "B-66")).map(|t| t.what.as_str()).collect();
        assert_eq!(found, expected, "{list}");
    }
}

/// A text that comes every second session is not drafted for the session between (D-24).
#[test]
fn sessions_that_are_not_due() {
    let text = |clause: &str| {
        read_text(&format!("A/RES/77/63\n\nSeventy-seventh session\n\n77/63. Examples\n\nThe General Assembly,\n\n1. {clause}\n")).expect("a specimen")
    };
    let biennial = text("Decides to include in the provisional agenda of its seventy-ninth session the item entitled “Examples”.");
    let library = chancery_draft::Library::default();
    let error = |base: &chancery_model::Resolution, session| roll_over(base, Some(session), &library).expect_err("a refusal").to_string();
    insta::assert_snapshot!([error(&biennial, 78), error(&biennial, 80), error(&biennial, 77), error(&text("Acts."), 300)].join("\n"));
    let session = |draft: Result<chancery_draft::Draft, _>| draft.ok().and_then(|d| d.resolution.session());
    assert_eq!(session(roll_over(&biennial, None, &library)), Some(79));
    assert_eq!(session(roll_over(&biennial, Some(81), &library)), Some(81));
    assert_eq!(session(roll_over(&text("Acts."), Some(80), &library)), Some(80));
}

/// The seed twice: the second rollover starts from a draft that has no number and no date yet.
#[test]
fn the_seed_twice() {
    let library = chancery_draft::Library::default();
    let seed = read_text(include_str!("../../../fixtures/A_RES_77_63.txt")).expect("the seed");
    let first = roll_over(&seed, Some(78), &library).expect("a draft");
    let second = roll_over(&first.resolution, Some(79), &library).expect("a draft of a draft");
    let changes: Vec<String> = second.edits.iter().map(|e| format!("{} {}: “{}” -> “{}”", e.rule, e.place, e.old, e.new)).collect();
    insta::assert_snapshot!(format!(
        "{}\n\n{}",
        changes.join("\n"),
        second.todo.iter().map(|t| format!("{}: {}", t.place, t.what)).collect::<Vec<_>>().join("\n")
    ));
}

/// What a series of three teaches: its pace, how it names its own texts, the number that moved in an earlier step only.
#[test]
fn a_series_teaches() {
    let text = |session: u16, own: &str, chain: &str, states: u16| {
        read_text(&format!(
            "A/RES/{own}\n\n{own}. Examples\n\nThe General Assembly,\n\nRecalling its resolutions {chain},\n\nNoting that {states} States have acted, and that 12 States have not,\n\n1. Acts.\n\n46th plenary meeting\n7 December {}\n",
            1945 + session
        ))
        .expect("a specimen")
    };
    let series = [
        text(77, "77/63", "71/34 of 5 December 2016, 73/61 of 5 December 2018 and 75/52 of 7 December 2020", 164),
        text(73, "73/61", "69/34 of 2 December 2014 and 71/34 of 5 December 2016", 162),
        text(75, "75/52", "69/34 of 2 December 2014, 71/34 of 5 December 2016 and 73/61 of 5 December 2018", 164),
    ];
    let library = chancery_draft::Library::default();
    let draft = chancery_draft::roll_over_series(&series, None, &library).expect("a draft");
    assert_eq!(draft.resolution.session(), Some(79));
    let todo: Vec<&str> = draft.todo.iter().map(|t| t.what.as_str()).collect();
    insta::assert_snapshot!(format!("{}\n\n{}", draft.learned.join("\n"), todo.join("\n")));
    assert!(todo.iter().any(|t| t.contains("164")) && !todo.iter().any(|t| t.contains("12 States")), "{todo:?}");
}
