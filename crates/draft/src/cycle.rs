//! Numbered events: the meeting to come, the one to be prepared, the list of past ones, and the cycle trap
//! (D-10, D-12, D-13, D-20, D-21).
use crate::{Context, edit::Editor};
use chancery_model::{entity::Value, word_ordinal};
use regex::Regex;
use std::sync::LazyLock;

/// “…, to be held in Geneva from 21 to 25 November 2022”, or with the placeholders of an earlier draft.
static TO_BE_HELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"to be held (?:in|at) (?P<place>[^,;]{2,60}?) (?P<dates>(?:from|on) (?P<range>\d[^,;]{3,50}?(?P<year>\d{4})|\[dates\]))")
        .expect("a constant pattern")
});

/// A series of events whose past years the text lists.
struct Series {
    block: usize,
    name: String,
    last: u16,
    span: std::ops::Range<usize>,
    /// Places of its list: span, name, years.
    places: Vec<(std::ops::Range<usize>, String, Vec<u16>)>,
}

impl Series {
    /// The year in which its next event falls, if its events keep a rhythm of more than a year (D-21).
    fn next_of_cycle(&self) -> Option<u16> {
        let years: Vec<u16> = self.places.iter().flat_map(|p| p.2.clone()).collect();
        let gaps: Vec<u16> = years.windows(2).map(|w| w[1].saturating_sub(w[0])).collect();
        let gap = *gaps.first()?;
        (gap > 1 && gaps.iter().all(|g| *g == gap)).then(|| years.last().map(|y| y + gap)).flatten()
    }
}

/// The ordinal with the capital that the text gives it: “Twentieth Meeting”, “tenth Meeting”.
fn as_in(text: &str, ordinal: String) -> String {
    if text.starts_with(char::is_lowercase) { ordinal } else { capital(&ordinal) }
}

fn capital(ordinal: &str) -> String {
    ordinal[..1].to_uppercase() + &ordinal[1..]
}

pub(crate) fn events(ed: &mut Editor, cx: &Context) {
    let series = past(ed);
    for s in &series {
        if let Some(next) = s.next_of_cycle() {
            ed.learn(format!("the text lists a {} every {} years; the next falls in {next}", s.name, gap(s)));
        }
    }
    let mut held: Option<(String, u16, String, u16)> = None;
    // The event that the base announces: it will have been held when the draft is adopted (D-12).
    for i in 0..ed.len() {
        let text = ed.text(i).to_owned();
        let Some(found) = TO_BE_HELD.captures(&text) else { continue };
        let (Some(place), Some(dates), Some(range)) = (found.name("place"), found.name("dates"), found.name("range")) else { continue };
        // A meeting without a date is held while the base's session lasts.
        let year = found.name("year").map_or(Some(1945 + cx.base), |y| y.as_str().parse::<u16>().ok()).unwrap_or_default();
        let event =
            ed.entities(i).into_iter().filter(|e| e.span.end <= place.start()).rfind(|e| matches!(&e.value, Value::Event { first, last, .. } if first == last));
        let Some((span, n, name)) = event.and_then(|e| match e.value {
            Value::Event { first, name, .. } => Some((e.span, first, name)),
            _ => None,
        }) else {
            continue;
        };
        if year > 1945 + cx.target {
            continue;
        }
        held = Some((name.clone(), n, place.as_str().to_owned(), year));
        let next = as_in(&text[span.clone()], word_ordinal(n + 1).unwrap_or_default());
        ed.replace(i, span, next.clone(), "D-12", true);
        ed.replace(i, place.range(), "[place]", "D-12", false);
        ed.replace(i, range.range(), "[dates]", "D-12", false);
        ed.flag(
            i,
            place.start()..range.end(),
            format!("place and dates of the {next} {name}"),
            &format!("the base has {} {}", place.as_str(), dates.as_str()),
            "D-12",
        );
    }
    let Some((name, n, place, year)) = held else { return };
    prepare(ed, cx, &series, &name, n, year);
    extend(ed, &series, &name, n, &place, year);
}

/// D-13 and D-21: the event to be prepared is one further, unless another series takes its turn.
fn prepare(ed: &mut Editor, cx: &Context, series: &[Series], name: &str, held: u16, held_year: u16) {
    for i in 0..ed.len() {
        for e in ed.entities(i) {
            let Value::Event { first, last, name: this } = &e.value else { continue };
            if first != last || this != name || *first <= held {
                continue;
            }
            let year = held_year + (first - held) + (cx.target - cx.base);
            let next = first + cx.target - cx.base;
            let ordinal = as_in(&ed.text(i)[e.span.clone()], word_ordinal(next).unwrap_or_default());
            let turn = series.iter().find(|s| s.name != name && s.next_of_cycle() == Some(year));
            match turn {
                Some(s) => {
                    let kind = |n: &str| n.split(" of ").next().unwrap_or(n).to_owned();
                    let (other, this) = (kind(&s.name), kind(name));
                    let Some(end) = ed.text(i)[e.span.end..].strip_prefix(&format!(" {this}")).map(|rest| ed.text(i).len() - rest.len()) else { continue };
                    let event = format!("{} {other}", word_ordinal(s.last + 1).map(|o| capital(&o)).unwrap_or_default());
                    ed.replace(i, e.span.start..end, format!("[{event}]"), "D-21", false);
                    ed.flag(
                        i,
                        e.span.start..end,
                        format!("confirm that the event to prepare is the {event} ({year}), not the {ordinal} {this}"),
                        &format!("assumption: the text's own list has a {other} every {} years", gap(s)),
                        "D-21",
                    );
                }
                None => {
                    ed.replace(i, e.span.clone(), ordinal, "D-13", true);
                }
            }
        }
    }
}

fn gap(s: &Series) -> u16 {
    let years: Vec<u16> = s.places.iter().flat_map(|p| p.2.clone()).collect();
    years.windows(2).next().map_or(0, |w| w[1] - w[0])
}

/// Series of past events: ordinals in a list or range, with the places that follow up to the next series.
fn past(ed: &Editor) -> Vec<Series> {
    let mut out: Vec<Series> = Vec::new();
    for i in 0..ed.len() {
        let mut current: Option<Series> = None;
        for e in ed.entities(i) {
            match e.value {
                Value::Event { first, last, name } if first < last => {
                    out.extend(current.take());
                    current = Some(Series { block: i, name, last, span: e.span, places: Vec::new() });
                }
                Value::Place { name, years } => {
                    if let Some(s) = &mut current {
                        s.places.push((e.span, name, years));
                    }
                }
                _ => {}
            }
        }
        out.extend(current.filter(|s| !s.places.is_empty()));
    }
    out
}

/// D-10 and D-20: the list of past events gains the one that the base announced.
fn extend(ed: &mut Editor, series: &[Series], name: &str, held: u16, place: &str, year: u16) {
    let Some(s) = series.iter().find(|s| s.name == name && s.last + 1 == held) else { return };
    let Some((span, city, years)) = s.places.last() else { return };
    let text = ed.text(s.block).to_owned();
    let (Some(old), Some(new)) = (word_ordinal(s.last), word_ordinal(held)) else { return };
    if let Some(at) = text[s.span.clone()].to_lowercase().rfind(&old) {
        ed.replace(s.block, s.span.start + at..s.span.start + at + old.len(), new, "D-10", true);
    }
    if city == place {
        // Consecutive meetings in one city merge: Geneva (2012, 2013 and 2015).
        let all: Vec<String> = years.iter().chain([&year]).map(ToString::to_string).collect();
        let (tail, head) = all.split_last().map(|(t, h)| (t.clone(), h.join(", "))).unwrap_or_default();
        ed.replace(s.block, span.clone(), format!("{city} ({head} and {tail})"), "D-20", true);
    } else {
        if let Some(before) = text[..span.start].strip_suffix(" and ") {
            ed.replace(s.block, before.len()..span.start, ", ", "D-20", true);
        }
        ed.replace(s.block, span.end..span.end, format!(" and {place} ({year})"), "D-20", true);
    }
}
