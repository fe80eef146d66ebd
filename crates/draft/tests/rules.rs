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
fn everything_left_to_a_person_is_listed() {
    let base = read_text("A/RES/77/63\n\nSeventy-seventh session\n\n77/63. Examples\n\nThe General Assembly,\n\nNoting that 164 States have acted on the plan for 2018–2022,\n\nTaking note of the report,¹\n\n1. Notes recent reports.\n\n¹ A/77/99.\n").expect("a specimen");
    insta::assert_debug_snapshot!(roll_over(&base, None, &chancery_draft::Library::default()).expect("a draft").todo);
}
