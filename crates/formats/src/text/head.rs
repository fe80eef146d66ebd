//! The masthead of resolutions and drafts (A.1 elements 1 to 10, A.2, A.9), read from and written to lines.
use super::{body, chunk::Chunk};
use crate::inline;
use chancery_model::{Language, Masthead, Organ, Resolution, Text, entity, entity::Value, ordinal_value};

pub(crate) fn read(chunks: &[Chunk], language: Language) -> Resolution {
    let mut r = Resolution { language, ..Resolution::default() };
    let mut plain: Vec<(usize, String)> = Vec::new();
    for (i, c) in chunks.iter().enumerate() {
        let text = inline::read(c.text.trim_start_matches(['#', ' ']));
        if !take(text.as_str(), &mut r, &text) {
            plain.push((i, text.as_str().to_owned()));
        }
    }
    place_titles(&mut r, plain);
    if r.masthead.session.is_none()
        && r.organ == Organ::GeneralAssembly
        && r.masthead.symbol.is_none()
        && r.masthead.number.as_ref().is_some_and(|n| n.contains('('))
    {
        r.organ = Organ::SecurityCouncil;
    }
    r
}

/// The place of the first line after the numbered title that is no line of a masthead.
pub(crate) fn end_of_title(chunks: &[Chunk], language: Language) -> Option<usize> {
    let title = chunks.iter().position(|c| number_and_title(&c.text, language).is_some_and(|(_, title)| !title.is_empty()))?;
    (title + 1..chunks.len()).find(|i| !is_form(&chunks[*i].text, language))
}

/// A line of a known form, such as a date or a session.
pub(crate) fn is_form(line: &str, language: Language) -> bool {
    let text = inline::read(line);
    take(text.as_str(), &mut Resolution { language, ..Resolution::default() }, &text)
}

/// A title of an item or resolution, as far as it stands on its first lines.
pub(crate) fn is_title(text: &str, language: Language) -> bool {
    number_and_title(text, language).is_some_and(|(_, title)| !title.is_empty()) || !is_form(text, language)
}

/// A line of the masthead that may run on: a title, an adoption, the name of a special committee, a sponsor line.
pub(crate) fn may_run_on(text: &str, language: Language) -> bool {
    let lower = text.to_lowercase();
    is_title(text, language) || ["special committee", "draft resolution submitted by", "resolution adopted"].iter().any(|start| lower.starts_with(start))
}

/// Puts a line into its field; false if it is no line of a known form.
fn take(line: &str, r: &mut Resolution, text: &Text) -> bool {
    let m = &mut r.masthead;
    let set = |field: &mut Option<String>, value: &str| {
        let free = field.is_none();
        if free {
            *field = Some(value.to_owned());
        }
        free
    };
    let lower = line.to_lowercase();
    let language = r.language;
    if let Ok(symbol) = line.parse()
        && m.symbol.is_none()
    {
        m.symbol = Some(symbol);
        return true;
    }
    if let Some(organ) = organ(line) {
        r.organ = organ;
        return true;
    }
    if is_united_nations(&lower) || lower == "distr." {
        return true;
    }
    if let Some(rest) = lower.strip_prefix("distr.:").or(lower.strip_prefix("distr. ")) {
        return set(&mut m.distribution, &capital(rest.trim()));
    }
    if matches!(lower.as_str(), "general" | "limited") {
        return set(&mut m.distribution, &capital(&lower));
    }
    if let Some(original) = language.original(line) {
        return set(&mut m.original, original);
    }
    if body::is_date(line, language) || body::is_date(line, Language::En) {
        return set(&mut m.issued, line);
    }
    // The days of a session: “16 June–9 July 2025”.
    if line.len() < 60
        && line.split_once(['–', '-']).is_some_and(|(from, to)| from.starts_with(|c: char| c.is_ascii_digit()) && body::is_date(to.trim(), language))
    {
        m.other.push(line.to_owned());
        return true;
    }
    if lower.ends_with(" session") && is_session(&lower) || language != Language::En && line.len() < 120 && language.session_of(line).is_some() {
        return set(&mut m.session, line);
    }
    if language.is_agenda_item(line) && line.len() < 120 || lower.starts_with("item ") && line.len() < 40 {
        return set(&mut m.agenda_item, line);
    }
    if lower.starts_with("resolutions adopted") || lower.starts_with("resolution adopted") {
        return set(&mut m.adoption, line);
    }
    let standing = line.len() < 90 && lower.ends_with("committee") && !lower.contains(" of the ") || lower.ends_with("(fourth committee)");
    // “Special Committee on the Situation with regard to …”
    if standing || lower.starts_with("special committee on ") && !lower.contains("draft") {
        return set(&mut m.committee, line);
    }
    if language.is_adoption(line) && line.len() < 250 {
        return set(&mut m.adoption, line);
    }
    if line.starts_with('[') && line.ends_with(']') {
        return set(&mut m.provenance, line);
    }
    if language.is_sponsor_line(line) || lower.contains(": amendment") || lower.starts_with("draft resolution submitted by") {
        return set(&mut m.sponsors, line);
    }
    if let Some((number, title)) = number_and_title(line, language)
        && m.number.is_none()
    {
        m.number = Some(number.to_owned());
        let at = line.len() - title.len();
        let mut rest = text.clone();
        rest.replace(0..at, "");
        r.title = rest;
        return true;
    }
    false
}

/// Of the lines left, one before the adoption or sponsor line is the item's title, one after it the resolution's.
fn place_titles(r: &mut Resolution, plain: Vec<(usize, String)>) {
    let has_title = !r.title.as_str().is_empty() || r.masthead.number.is_some();
    let mut lines: Vec<String> = plain.into_iter().map(|(_, l)| l).collect();
    if !has_title && let Some(title) = lines.pop() {
        r.title = Text::plain(&title);
    }
    if r.masthead.agenda_item.is_some() && !lines.is_empty() {
        r.masthead.item_title = Some(lines.remove(0));
    }
    r.masthead.other.extend(lines);
}

/// `77/63. Implementation of …`, `Resolution 2516 (2020)`, `217 (III). …`.
pub(crate) fn number_and_title(line: &str, language: Language) -> Option<(&str, &str)> {
    let line = line.strip_prefix("Resolution ").unwrap_or(line);
    if let Some(number) = numbered_line(line, language) {
        return Some((number, ""));
    }
    let valid =
        |n: &str| n.parse::<chancery_model::ResolutionNumber>().is_ok() || n.rsplit_once('/').is_some_and(|(a, b)| b.parse::<u16>().is_ok() && a.len() < 8);
    if valid(line) {
        return Some((line, ""));
    }
    // Drafts of the Human Rights Council leave room for the number: “59/… Human rights and climate change”.
    if let Some((number, title)) = line.split_once(' ').filter(|(n, _)| n.strip_suffix(['…']).or(n.strip_suffix("...")).is_some_and(|n| n.ends_with('/'))) {
        return Some((number, title));
    }
    let (number, title) = line.split_once(". ")?;
    valid(number).then_some((number, title.trim_start()))
}

/// The number of a line that is no more than “Résolution 2662 (2022)” in a language other than English.
fn numbered_line(line: &str, language: Language) -> Option<&str> {
    if language == Language::En || line.len() > 60 {
        return None;
    }
    let cited = entity::recognise_in(line, language).into_iter().find(|e| matches!(e.value, Value::Resolution(_)))?;
    let around = [&line[..cited.span.start], &line[cited.span.end..]].map(|s| s.trim());
    (around.iter().all(|s| !s.contains([' ', '.']))).then(|| &line[cited.span])
}

/// The Organization's name, which is not kept.
fn is_united_nations(lower: &str) -> bool {
    Language::ALL.into_iter().any(|l| l.united_nations().to_lowercase() == lower)
}

fn organ(line: &str) -> Option<Organ> {
    Language::ALL.into_iter().find_map(|l| l.organ_of(line))
}

fn is_session(lower: &str) -> bool {
    let head = lower.trim_end_matches(" session").trim_end_matches(" emergency special").trim_end_matches(" special");
    ordinal_value(head).is_some() || head.ends_with(|c: char| c.is_ascii_digit()) || head.split(' ').next_back().is_some_and(|w| ordinal_value(w).is_some())
}

fn capital(word: &str) -> String {
    let mut c = word.chars();
    c.next().map(|f| f.to_uppercase().collect::<String>() + &c.as_str().to_lowercase()).unwrap_or_default()
}

/// The masthead as lines, in the order of A.1 and A.2.
pub(crate) fn lines(r: &Resolution) -> Vec<String> {
    let Masthead { symbol, distribution, issued, original, session, committee, agenda_item, item_title, adoption, provenance, sponsors, number, other } =
        &r.masthead;
    let mut out = Vec::new();
    out.extend(symbol.as_ref().map(ToString::to_string));
    out.push(r.language.organ(r.organ).to_owned());
    out.extend(distribution.as_ref().map(|d| if d.starts_with("Distr") { d.clone() } else { format!("Distr.: {d}") }));
    out.extend(issued.clone());
    out.extend(original.as_ref().map(|o| format!("Original: {o}")));
    out.extend([session, committee, agenda_item, item_title].into_iter().flatten().cloned());
    out.extend(other.iter().cloned());
    out.extend([adoption, provenance, sponsors].into_iter().flatten().cloned());
    let title = inline::write(&r.title, inline::Style::Plain);
    match number {
        // The Security Council's files have the line as printed.
        Some(n) if title.is_empty() && other.iter().any(|line| number_and_title(line, r.language).is_some_and(|(number, _)| number == n)) => {}
        Some(n) if title.is_empty() => out.push(format!("Resolution {n}")),
        Some(n) => out.push(format!("{n}. {title}")),
        None if !title.is_empty() => out.push(title),
        None => {}
    }
    out
}
