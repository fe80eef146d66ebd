//! 77/63, written as AKN4UN from its plain text, beside the worked example of the working specification: element by element
//! the same but for the differences that `docs/akn4un.md` argues.
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::{collections::BTreeMap, fs, io::Write};

/// Elements that only the example has.
const ONLY_EXAMPLE: [&str; 19] = [
    "FRBRManifestation/FRBRdate markup",
    "meta/classification",
    "classification/keyword #keyword_1",
    "meta/workflow",
    "workflow/step",
    "workflow/step",
    "workflow/step",
    "meta/analysis",
    "analysis/parliamentary",
    "parliamentary/voting",
    "voting/count",
    "voting/count",
    "voting/count",
    "count/akn4un:voters",
    "akn4un:voters/organization",
    "coverPage/p",
    "p/docNumber",
    "preamble/container Believing it necessary #preamble__container_3",
    "p/span",
];

/// Elements that only our file has.
const ONLY_OURS: [&str; 2] = ["FRBRManifestation/FRBRdate publication", "preamble/container Believing #preamble__container_3"];

/// Every element with the one it lies in, its name and its identifier, in document order. What a file declares for its own
/// references is left out: each declares what it names.
fn skeleton(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut lines): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(e) => {
                lines.push(line(&e, &open));
                open.push(e.name().as_ref().to_owned());
            }
            Event::Empty(e) => lines.push(line(&e, &open)),
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    lines.retain(|l| !l.starts_with("references/"));
    lines
}

fn line(e: &BytesStart, open: &[String]) -> String {
    let mut line = format!("{}/{}", open.last().map_or("", String::as_str), e.name().as_ref());
    for (key, before, after) in [("name", " ", ""), ("eId", " #", "")] {
        if let Some(a) = e.attributes().flatten().find(|a| a.key.as_ref() == key) {
            line += &format!("{before}{}{after}", a.normalized_value(XmlVersion::Implicit1_0).expect("a value"));
        }
    }
    line
}

/// The lines of one skeleton that the other has not, as often as it has them more.
fn only<'a>(these: &'a [String], others: &[String]) -> Vec<&'a str> {
    let mut have: BTreeMap<&str, usize> = BTreeMap::new();
    others.iter().for_each(|l| *have.entry(l).or_default() += 1);
    let mut missing = Vec::new();
    for line in these {
        match have.get_mut(line.as_str()) {
            Some(n) if *n > 0 => *n -= 1,
            _ => missing.push(line.as_str()),
        }
    }
    missing
}

#[test]
fn the_worked_example_and_ours_have_one_structure() {
    let Some(corpus) = crate::corpus::corpus() else { return };
    let path = corpus.join("../reference/akn4un-77-63.xml");
    let Ok(example) = fs::read_to_string(&path) else {
        let _ = writeln!(std::io::stderr(), "skipped: there is no worked example {}", path.display());
        return;
    };
    let (example, ours) = (skeleton(&example), skeleton(&crate::run(&["convert", "fixtures/A_RES_77_63.txt", "--to", "akn"]).1));
    let mut only_example = only(&example, &ours);
    // Seventeen States abstained.
    only_example.dedup_by(|a, b| a == b && a.ends_with("/organization"));
    assert_eq!(only_example, ONLY_EXAMPLE, "only in the example");
    assert_eq!(only(&ours, &example), ONLY_OURS, "only in ours");
    // What both have stands in one order.
    let common = |these: &[String], others: &[String]| these.iter().filter(|l| others.contains(l)).cloned().collect::<Vec<_>>();
    let (a, b) = (common(&example, &ours), common(&ours, &example));
    assert!(a.iter().filter(|l| l.contains('#')).eq(b.iter().filter(|l| l.contains('#'))), "the common elements stand in another order");
}
