//! Laws over the real texts, read from the folder that `CHANCERY_CORPUS` names.
use chancery_model::{MarkKind, entity};
use std::{fs, io::Write, path::PathBuf};

/// The folder, relative to the project's root, where `cargo test` is started; none is a visible skip.
pub fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("CHANCERY_CORPUS");
    if folder.is_none() {
        // Written past the test runner, which hides what passing tests print: a skip must be seen.
        let _ = writeln!(std::io::stderr(), "skipped: CHANCERY_CORPUS is not set (the README says where the texts are published)");
    }
    Some(crate::root().join(folder?))
}

fn texts() -> Vec<(PathBuf, String)> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let folder = corpus.join("ga/text");
    let mut paths: Vec<_> = fs::read_dir(&folder).expect("CHANCERY_CORPUS has ga/text").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().map(|p| (p.clone(), chancery_formats::decode(&fs::read(&p).expect("a text")).expect("UTF-8"))).collect()
}

/// Letters and figures: what no reader may lose.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() && !"⁰¹²³⁴⁵⁶⁷⁸⁹".contains(*c)).collect()
}

#[test]
fn every_format_round_trips_and_nothing_is_lost() {
    for (path, text) in texts() {
        let r = chancery_formats::read_text(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert_eq!(chancery_formats::read_markdown(&chancery_formats::write_markdown(&r)).as_ref(), Ok(&r), "{}", path.display());
        assert_eq!(chancery_formats::read_json(&chancery_formats::write_json(&r)).as_ref(), Ok(&r), "{}", path.display());
        assert_eq!(chancery_formats::read_html(&chancery_formats::write_html(&r)).as_ref(), Ok(&r), "{}", path.display());
        // From the opening formula to the notes, every letter stands in some block, in order.
        let Some(opening) = r.body.first().map(|b| b.text.as_str().to_owned()) else { panic!("{}: no body", path.display()) };
        let source: String = text[text.find(&opening).expect("the opening is in the text")..]
            .split("\n\n")
            .filter(|p| !p.starts_with(['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']))
            .collect();
        let mut have = String::new();
        let mut closing = r.closing.iter();
        for (i, b) in r.body.iter().enumerate() {
            if b.part == chancery_model::Part::Annex && (i == 0 || r.body[i - 1].part != chancery_model::Part::Annex) {
                closing.by_ref().for_each(|c| have.extend(c.lines()));
            }
            have.push_str(b.label.as_deref().unwrap_or(""));
            have.push_str(b.text.as_str());
        }
        closing.for_each(|c| have.extend(c.lines()));
        let (mut a, mut b): (Vec<char>, Vec<char>) = (letters(&source).chars().collect(), letters(&have).chars().collect());
        if a != b {
            // Where closings stand between parts the order differs; the letters may not.
            a.sort_unstable();
            b.sort_unstable();
        }
        assert_eq!(a.len(), b.len(), "{}", path.display());
        assert!(a == b, "{}: letters lost or invented", path.display());
    }
}

#[test]
fn entities_lie_on_characters_in_order() {
    for (path, text) in texts().into_iter().step_by(7) {
        let r = chancery_formats::read_text(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for b in &r.body {
            let text = b.text.as_str();
            let mut at = 0;
            for e in entity::recognise(text) {
                assert!(e.span.start >= at && text.get(e.span.clone()).is_some_and(|t| !t.is_empty()), "{}: {:?}", path.display(), e);
                at = e.span.end;
            }
            assert!(
                b.text
                    .marks()
                    .iter()
                    .all(|m| text.get(m.start..m.end).is_some() && (m.start < m.end || matches!(m.kind, MarkKind::NoteRef(_) | MarkKind::Cell(_))))
            );
        }
    }
}

/// The law that ties entities, draft and diff together: a rollover, compared with its base, is mechanical.
#[test]
fn every_rollover_is_mechanical() {
    let read = |(path, text): (PathBuf, String)| (chancery_formats::read_text(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())), path);
    let texts: Vec<_> = texts().into_iter().map(read).collect();
    // Alone, and with all that the texts before and of other series teach.
    let alone = chancery_draft::Library::default();
    let library: chancery_draft::Library = texts.iter().map(|(r, _)| r.clone()).collect();
    let (mut wrong, mut drafts) = (Vec::new(), 0);
    for (base, path) in &texts {
        for library in [&alone, &library] {
            let Ok(draft) = chancery_draft::roll_over(base, None, library) else { continue };
            assert_eq!(chancery_draft::roll_over(base, None, library).as_ref(), Ok(&draft), "{}", path.display());
            drafts += 1;
            let diff = chancery_diff::compare(base, &draft.resolution);
            for p in diff.paragraphs.iter().filter(|p| p.class > chancery_diff::Class::Mechanical) {
                let edits: Vec<_> = p.edits.iter().filter(|e| e.class > chancery_diff::Class::Mechanical).map(|e| (e.op, e.text.as_str())).collect();
                wrong.push(format!("{} {:?}", path.display(), edits));
            }
            // Every paragraph says where it comes from, every edit what it changed.
            assert_eq!(draft.origin.len(), draft.resolution.body.len());
            for e in draft.edits.iter().filter(|e| e.place != "masthead") {
                let block = base.body.iter().find(|b| b.id == e.place).expect("an edit names a block of the base");
                assert_eq!(block.text.as_str().get(e.span.clone()), Some(e.old.as_str()), "{}", path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {drafts} drafts:\n{}", wrong.len(), wrong.join("\n"));
}

/// A derived template gives the text back with its own defaults, and the rollover for the next session.
#[test]
fn every_derived_template_gives_the_text_and_its_rollover() {
    use chancery_draft::{Library, Template, template};
    let library = Library::default();
    let none: template::Parts = std::sync::Arc::new(|name: &str| Err(format!("no part {name}")));
    let (mut wrong, mut templates) = (Vec::new(), 0);
    for (path, text) in texts() {
        let base = chancery_formats::read_text(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let Ok(draft) = chancery_draft::roll_over(&base, None, &library) else { continue };
        templates += 1;
        let source = template::derive(std::slice::from_ref(&base), &library).expect("what rolls over derives");
        let template = match Template::parse(&source, none.clone()) {
            Ok(t) => t,
            Err(e) => {
                wrong.push(format!("{}: {e}", path.display()));
                continue;
            }
        };
        let session = [("session".to_owned(), i64::from(draft.resolution.session().expect("a draft has a session")).into())].into_iter().collect();
        for (values, expected) in [(toml::Table::new(), &base), (session, &draft.resolution)] {
            match template.fill(&values) {
                Ok(filled) if filled.resolution == *expected => {}
                Ok(filled) => wrong.push(format!("{} {values}: {}", path.display(), first_difference(&filled.resolution, expected))),
                Err(e) => wrong.push(format!("{} {values}: {e}", path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {templates} templates:\n{}", wrong.len(), wrong.join("\n"));
}

fn first_difference(is: &chancery_model::Resolution, expected: &chancery_model::Resolution) -> String {
    let (a, b) = (chancery_formats::write_json(is), chancery_formats::write_json(expected));
    let line = a.lines().zip(b.lines()).find(|(x, y)| x != y);
    format!("{line:?}, {} and {} blocks", is.body.len(), expected.body.len())
}

/// Lines wrapped at 90 characters, as in older copies.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            if width > 0 && width + word.chars().count() > 90 {
                out.push('\n');
                width = 0;
            } else if width > 0 {
                out.push(' ');
            }
            out.push_str(word);
            width += word.chars().count() + 1;
        }
        out.push('\n');
    }
    out
}

/// No empty lines and Windows line ends, as pasted from Word.
fn pasted(text: &str) -> String {
    text.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\r\n")
}

#[test]
fn copies_read_the_same() {
    let mut wrong = Vec::new();
    for (path, text) in texts() {
        let body = |t: &str| chancery_formats::read_text(t).unwrap_or_else(|e| panic!("{}: {e}", path.display())).body;
        let original = body(&text);
        for (name, copy) in [("pasted", body(&pasted(&text))), ("wrapped", body(&wrapped(&text)))] {
            if original != copy {
                let at = original.iter().zip(&copy).position(|(a, b)| a != b).unwrap_or(original.len().min(copy.len()));
                let show = |b: &[chancery_model::Block]| b.get(at).map(|b| (b.label.clone(), b.text.as_str().to_owned()));
                wrong.push(format!("{} {name}: {:?} / {:?}", path.display(), show(&original), show(&copy)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} copies:\n{}", wrong.len(), wrong.join("\n"));
}

/// The real pairs, read.
fn pairs() -> Vec<(String, chancery_model::Resolution, chancery_model::Resolution)> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let read = |stem: &str| {
        let bytes = fs::read(corpus.join(format!("ga/text/{stem}.txt"))).expect("a text of the corpus");
        chancery_formats::read_text(&chancery_formats::decode(&bytes).expect("UTF-8")).expect("a resolution")
    };
    let list = fs::read_to_string(corpus.join("ga/pairs.tsv")).expect("the list of pairs");
    list.lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .map(|fields| (format!("{} {}", fields[0], fields[1]), read(fields[0]), read(fields[1])))
        .collect()
}

/// The invariants of the diff JSON, on every real pair: each block in one entry, words that give both texts back, the
/// order of the new text, and the same result every time.
#[test]
fn the_contract_holds_on_every_pair() {
    use chancery_diff::{Change, Class, Op, Paragraph, Side};
    for (name, old, new) in pairs() {
        let c = chancery_diff::compare(&old, &new);
        let ids = |sides: fn(&Paragraph) -> &[Side]| {
            let mut ids: Vec<&str> = c.paragraphs.iter().flat_map(sides).map(|s| s.id.as_str()).collect();
            ids.sort_unstable();
            ids
        };
        let body = |r: &chancery_model::Resolution| {
            let mut ids: Vec<String> = r.body.iter().map(|b| b.id.clone()).collect();
            ids.sort_unstable();
            ids
        };
        assert_eq!(
            (ids(|p| &p.old), ids(|p| &p.new)),
            (body(&old).iter().map(String::as_str).collect(), body(&new).iter().map(String::as_str).collect()),
            "{name}"
        );
        let places: Vec<usize> = c.paragraphs.iter().filter_map(|p| p.new.first()).map(|s| s.index).collect();
        assert!(places.is_sorted(), "{name}: not in the order of the new text");
        let stayed: Vec<usize> = c.paragraphs.iter().filter(|p| !p.moved).filter_map(|p| p.old.first()).map(|s| s.index).collect();
        assert!(stayed.is_sorted(), "{name}: what did not move is not in the order of the old text");
        for p in &c.paragraphs {
            let at = format!("{name}: {:?}", p.new.first().or(p.old.first()).map(|s| &s.id));
            let joined = |sides: &[Side]| sides.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
            let rebuilt = |without: Op| p.edits.iter().filter(|e| e.op != without).map(|e| e.text.as_str()).collect::<String>();
            if p.edits.is_empty() {
                assert_eq!(p.change, Change::Unchanged, "{at}");
                assert_eq!(joined(&p.old), joined(&p.new), "{at}");
            } else {
                assert_eq!((rebuilt(Op::Insert), rebuilt(Op::Delete)), (joined(&p.old), joined(&p.new)), "{at}");
            }
            assert!((0.0..=1.0).contains(&p.confidence), "{at}");
            assert_eq!(p.change == Change::Moved, p.moved && p.old.len() == 1 && p.new.len() == 1, "{at}");
            assert!(p.class != Class::None || matches!(p.change, Change::Unchanged | Change::Moved), "{at}");
            assert!(
                p.edits.iter().all(|e| (e.op == Op::Equal) == (e.class == Class::None) && (e.op == Op::Equal) == e.reason.is_none() && !e.text.is_empty()),
                "{at}"
            );
        }
        assert_eq!(c, chancery_diff::compare(&old, &new), "{name}: another result");
        assert!(chancery_diff::compare(&new, &new).is_equal(), "{name}: a text differs from itself");
    }
}

/// Pairs are found again in a heap of all texts. The list of the corpus was made by title alone.
#[test]
fn pairs_are_found_in_folders() {
    let texts: Vec<_> = texts().into_iter().map(|(path, text)| (path, chancery_formats::read_text(&text).expect("a resolution"))).collect();
    let all: Vec<_> = texts.iter().map(|t| &t.1).collect();
    let found = chancery_model::predecessors(&all, &all);
    let stem = |at: usize| texts[at].0.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
    let found: std::collections::HashMap<String, String> = found.iter().enumerate().filter_map(|(new, old)| Some((stem(new), stem((*old)?)))).collect();
    let pairs = pairs();
    let missed: Vec<&String> =
        pairs.iter().map(|p| &p.0).filter(|name| name.split_once(' ').is_none_or(|(old, new)| found.get(new).map(String::as_str) != Some(old))).collect();
    assert!(missed.len() * 50 <= pairs.len(), "{} of {} missed: {missed:?}", missed.len(), pairs.len());
}
