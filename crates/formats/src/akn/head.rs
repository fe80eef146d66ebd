//! Cover page and preface: the masthead and the title, by the roles that the files give them (section 2 of the working
//! specification).
use super::{body::Walk, running::Running, tree::Element};
use chancery_model::{Kind, Language, Masthead, Resolution, entity, entity::Value};

/// Reads the cover page and preface of a statement or collection.
pub(super) fn read(e: Element, r: &mut Resolution, walk: &mut Walk) {
    for cover in e.elements().filter(|c| c.name == "coverPage") {
        cover.elements().for_each(|p| cover_line(p, &mut r.masthead, r.language));
    }
    for preface in e.elements().filter(|c| c.name == "preface") {
        preface.elements().for_each(|p| preface_line(p, r, walk));
    }
}

/// A part of an omnibus text: its letter and title are headings of the body.
pub(super) fn part(statement: Element, walk: &mut Walk) {
    walk.in_preamble(true);
    for preface in statement.elements().filter(|c| c.name == "preface") {
        for item in preface.all("docNumber").chain(preface.all("docTitle")) {
            walk.heading(item);
        }
    }
    walk.in_preamble(false);
}

fn cover_line(p: Element, m: &mut Masthead, language: Language) {
    let mut found = false;
    for e in p.elements() {
        let (role, named) = (e.attribute("refersTo").unwrap_or_default(), e.attribute("name").unwrap_or_default());
        let words = e.words();
        let slot = match (e.name, role.trim_start_matches('#'), named.as_ref()) {
            ("docNumber", "symbol", _) => {
                m.symbol = words.parse().ok();
                found = true;
                continue;
            }
            ("docAuthority", ..) | ("img", ..) => {
                found = true;
                continue;
            }
            ("docStatus", ..) => &mut m.distribution,
            ("docDate", "dateOfIssuance", _) => &mut m.issued,
            ("session", ..) => &mut m.session,
            ("inline", _, "agenda item") => &mut m.agenda_item,
            ("inline", _, "agenda item name") => &mut m.item_title,
            ("inline", _, "original language") => &mut m.original,
            ("inline", _, "committee") => &mut m.committee,
            ("inline", _, "sponsors") => &mut m.sponsors,
            ("docProponent", ..) => &mut m.provenance,
            ("docTitle", "resolutionNumber", _) => {
                m.number = number_in(&words, language);
                m.other.extend(Some(words).filter(|w| !w.is_empty()));
                found = true;
                continue;
            }
            ("docTitle", ..) => &mut m.adoption,
            ("span", ..) => {
                cover_line(e, m, language);
                found = true;
                continue;
            }
            _ => continue,
        };
        found = true;
        if words.is_empty() {
            continue;
        }
        let words = words.strip_prefix("Distr.: ").map_or(words.clone(), str::to_owned);
        match slot {
            Some(had) => m.other.push(format!("{had} {words}")),
            None => *slot = Some(words),
        }
    }
    let words = p.words();
    if !found && !words.is_empty() {
        m.other.push(words);
    }
}

/// The number that a line such as “Resolution 2722 (2024)” names.
fn number_in(line: &str, language: Language) -> Option<String> {
    let cited =
        entity::recognise_in(line, language).into_iter().find_map(|e| if let Value::Resolution(c) = e.value { Some(c.number.to_string()) } else { None });
    cited.or_else(|| line.split_once(' ').map(|(_, n)| n.to_owned()))
}

fn preface_line(p: Element, r: &mut Resolution, walk: &mut Walk) {
    if let Some(number) = p.child("docNumber") {
        r.masthead.number = Some(number.words().trim_end_matches('.').to_owned());
    }
    let title = p.all("docTitle").next();
    if let Some(title) = title {
        let running = Running::of(title, walk.source, 0);
        walk.notes(running.notes);
        if r.title.as_str().is_empty() {
            r.title = running.text;
        } else {
            walk.block(Kind::Heading, 1, None, running.text);
        }
    }
    if p.child("docNumber").is_none() && title.is_none() && !p.words().is_empty() {
        r.masthead.other.push(p.words());
    }
}
