//! The recogniser on the whole of a real resolution, and its laws.
use chancery_model::entity::recognise;
use proptest::prelude::*;

#[test]
fn seed() {
    let text = include_str!("../../../fixtures/A_RES_76_26_reconstruction.txt").replace("](#)", "").replace(['[', '*'], "");
    let found: Vec<String> =
        text.lines().flat_map(|l| recognise(l).into_iter().map(|e| format!("{} -> {:?}", &l[e.span], e.value)).collect::<Vec<_>>()).collect();
    insta::assert_snapshot!(found.join("\n"));
}

proptest! {
    #[test]
    fn spans_lie_on_characters(text in "(resolution |[0-9]{1,4}[/ (]|XX|first |session|[ -~é–’“”]){0,40}") {
        let mut at = 0;
        for e in recognise(&text) {
            prop_assert!(e.span.start >= at && text.get(e.span.clone()).is_some_and(|t| !t.is_empty()));
            at = e.span.end;
        }
    }
}
