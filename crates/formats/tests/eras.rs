//! Header and layout variants of eight decades and of copies, as specimens with invented content.
use chancery_formats::{read_text, write_ndjson};

fn check(name: &str, text: &str) {
    let r = read_text(text).unwrap_or_else(|e| panic!("{name}: {e}"));
    let lines: Vec<String> = write_ndjson(&r)
        .lines()
        .map(|l| {
            let v: serde_json::Value = serde_json::from_str(l).expect("NDJSON");
            let s = |k: &str| v[k].as_str().unwrap_or("-").to_owned();
            format!("{} | {} | {} | {} | {}", s("id"), s("part"), s("kind"), s("label"), s("text"))
        })
        .collect();
    insta::assert_snapshot!(name, lines.join("\n"));
}

#[test]
fn declaration_of_the_first_sessions() {
    check(
        "declaration_1948",
        "999 (III). Declaration of Examples\n\nA\n\nUNIVERSAL DECLARATION\n\nPreamble\n\nWhereas examples are useful,\n\nNow, therefore,\n\nThe General Assembly\n\nProclaims this Declaration of Examples as a common standard.\n\nArticle 1\n\nAll examples are equal.\n\nHundred and eighty-third plenary meeting,\n10 December 1948.\n\nB\n\nRIGHT OF PETITION\n\nThe General Assembly,\n\nConsidering that the right is essential,\n\n1. Decides not to act;\n\n2. Requests the Council to examine it.\n\nHundred and eighty-third plenary meeting,\n10 December 1948.\n",
    );
}

#[test]
fn one_line_a_paragraph_without_blank_lines() {
    check(
        "word_paste_1960",
        "RESOLUTIONS ADOPTED WITHOUT REFERENCE TO A COMMITTEE\r\n9998 (XV). Declaration on examples\r\nThe General Assembly,\r\nMindful of the determination of the peoples,\r\n1. Declares that examples matter;\r\n2. Requests all to give some.\r\n947th plenary meeting,\r\n14 December 1960.\r\n",
    );
}

#[test]
fn hard_wrapped_lines_with_capitals() {
    check(
        "wrapped_1999",
        "                    A/RES/54/999\n\nDistr.\nGENERAL\n\n10 January 2000\n\nFifty-fourth session\nAgenda item 76\n\nRESOLUTION ADOPTED BY THE GENERAL ASSEMBLY\n\n[on the report of the First Committee (A/54/999)]\n\n54/999.   General and complete disarmament in examples\n\nA\n\nPRESERVATION OF EXAMPLES\n\n     The General Assembly,\n\n     Recognizing the historical role of the example between the writer\nand the reader of 26 May 1972 as a\ncornerstone,\n\n     Recalling its resolution 53/77 N of 4 December 1998 on the subject\nof examples,\n\n     1.   Calls for continued efforts to strengthen and preserve its\nintegrity and validity;\n\n     2.   Decides to include in the provisional agenda of its fifty-fifth\nsession an item entitled \"Preservation\".\n\n                    69th plenary meeting\n                    1 December 1999\n",
    );
}

#[test]
fn page_break_and_footnote_inside_a_paragraph() {
    check(
        "page_break",
        "77/999. Examples\n\nThe General Assembly,\n\nNoting with satisfaction the work undertaken to implement the Convention on Anti-Personnel\n\n\n\nMines and on Their Destruction¹ and the progress,\n\n1. *Renews its call upon* all States to support education and reduction programmes and the\n\n¹ United Nations, *Treaty Series*, vol. 1.\n\nremoval of mines ([A/77/385](#), para. 1) from 3 km² of land.\n\n*46th plenary meeting\n7 December 2022*\n",
    );
}

#[test]
fn a_single_operative_paragraph_has_no_number() {
    check(
        "single_operative",
        "79/999. Examples\n\nThe General Assembly,\n\nTakes note of the report of the Committee and its recommendations.\n\n1st plenary meeting\n3 December 2024\n",
    );
}

#[test]
fn human_rights_council_with_vote() {
    check(
        "council_vote",
        "A/HRC/RES/51/99\n\nHuman Rights Council\n\nFifty-first session\n\nAgenda item 3\n\nResolution adopted by the Human Rights Council on 6 October 2022\n\n51/99. Examples\n\nThe Human Rights Council,\n\nGuided by the Charter,\n\n1. Decides to remain seized of the matter.\n\n40th meeting\n6 October 2022\n\n[Adopted by a recorded vote of 2 to 1. The voting was as follows:\n\nIn favour:\n\nAtlantis, Utopia\n\nAgainst:\n\nRuritania]\n\nAnnex\n\nPlan\n\n1. Act.\n",
    );
}

#[test]
fn superscripts_lost_in_a_copy() {
    check(
        "lost_superscripts",
        "77/999. Examples\n\nThe General Assembly,\n\nNoting the Convention on Mines and on Their Destruction1 and article 1, paragraph 2, of the protocol,2\n\n1. Requests all to act.\n\n46th plenary meeting\n7 December 2022\n\n1 United Nations, Treaty Series, vol. 1.\n\n2 A/77/99.\n",
    );
}
