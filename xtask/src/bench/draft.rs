//! The rollover beside reality: each slot (an entity in a paragraph that both texts have) of 431 real pairs.
use super::{pairs, resolution};
use chancery_diff::{Op, Paragraph, compare};
use chancery_draft::{Draft, DraftEdit, Library, roll_over};
use chancery_model::{
    Resolution, ResolutionNumber, Session,
    entity::{Entity, Value, recognise_values},
};
use chancery_report::{Layout, terminal};
use std::{collections::BTreeMap, ops::Range, path::Path};

/// Bounds of the project.
const COMPUTABLE: f64 = 0.95;
const ALL: f64 = 0.90;
const CONTRADICTED: f64 = 0.02;
const NEEDLESS: f64 = 0.40;

/// What happened to the slots of one kind.
#[derive(Default)]
struct Tally {
    same: usize,
    changed: usize,
    exact: usize,
    marked: usize,
    written: usize,
    contradicted: usize,
    flags: usize,
    needless: usize,
}

/// What the later text has where the earlier had an entity.
#[derive(Debug, PartialEq)]
enum Real {
    Same,
    Changed(String),
    /// The paragraph says something else there: no slot.
    Gone,
}

/// What the draft has there.
struct Written {
    value: Option<String>,
    marked: bool,
    flagged: bool,
}

/// Twice: without a library, and with the texts of the corpus up to the base's session.
pub fn run(corpus: &Path, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(corpus.join("ga/text"))? {
        let path = entry?.path();
        texts.push(resolution(corpus, path.file_stem().and_then(|s| s.to_str()).unwrap_or_default())?);
    }
    let pairs = pairs(corpus)?;
    println!("without a library");
    let first = measure(corpus, &pairs, &|_| Library::default(), show);
    println!("with a library of the texts up to the session of the base");
    let known = |session: u16| texts.iter().filter(|t| t.session().is_some_and(|s| s <= session)).cloned().collect::<Library>();
    let second = measure(corpus, &pairs, &known, 0);
    println!("of these, the texts whose predecessor the library has");
    let series: Vec<(String, String)> = pairs.iter().filter(|(a, _)| pairs.iter().any(|(_, later)| later == a)).cloned().collect();
    let third = measure(corpus, &series, &known, 0);
    beside_reality(corpus)?;
    first.and(second).and(third)
}

/// The rollover of 76/26 to session 77 beside the real 77/63: what the delegate would still have changed, and the list.
fn beside_reality(corpus: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let (base, real) = (resolution(corpus, "A_RES_76_26")?, resolution(corpus, "A_RES_77_63")?);
    let draft = roll_over(&base, real.session(), &Library::default())?;
    println!("the rollover of 76/26 to session 77 ([-…-]) beside the real 77/63 ({{+…+}})");
    let report = terminal(&compare(&draft.resolution, &real).into(), Layout::Plain, &[]);
    println!("{}", anstream::adapter::strip_str(&report));
    println!("{}", chancery_report::todo_list(&draft.todo));
    Ok(())
}

fn measure(corpus: &Path, pairs: &[(String, String)], known: &dyn Fn(u16) -> Library, show: usize) -> Result<(), Box<dyn std::error::Error>> {
    let mut libraries: BTreeMap<u16, Library> = BTreeMap::new();
    let mut kinds: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut causes: BTreeMap<(&'static str, &'static str), usize> = BTreeMap::new();
    let (mut drafts, mut refused, mut shown) = (0, 0, 0);
    for (a, b) in pairs {
        let (old, new) = (resolution(corpus, a)?, resolution(corpus, b)?);
        let session = old.session().unwrap_or_default();
        let library = &*libraries.entry(session).or_insert_with(|| known(session));
        let draft = match roll_over(&old, new.session(), library) {
            Ok(draft) => draft,
            Err(e) => {
                println!("  refused: {a} for {b}: {e}");
                refused += 1;
                continue;
            }
        };
        drafts += 1;
        let diff = compare(&old, &new);
        for (at, p) in diff.paragraphs.iter().enumerate().filter(|(_, p)| p.old.len() == 1 && p.new.len() == 1) {
            let before = at.checked_sub(1).map(|b| &diff.paragraphs[b]);
            for slot in slots(p, &old, &draft).into_iter().chain(counter(p, before)) {
                let tally = kinds.entry(slot.kind).or_default();
                let outcome = tally.add(&slot);
                if matches!(outcome, "missed" | "contradicted" | "needless") {
                    *causes.entry((slot.kind, outcome)).or_default() += 1;
                    if shown < show {
                        shown += 1;
                        println!(
                            "{a} {b} {} {} {outcome}: was “{}”, is {:?}, draft {:?}\n   {}",
                            p.old[0].id, slot.kind, slot.was, slot.real, slot.written.value, slot.around
                        );
                    }
                }
            }
        }
    }
    print(&kinds, drafts, refused);
    for ((kind, outcome), n) in causes.iter().filter(|(_, n)| **n > 10) {
        println!("  {n:>5} {kind} {outcome}: {}", cause(kind, outcome));
    }
    judge(&kinds)
}

struct Slot {
    kind: &'static str,
    was: String,
    real: Real,
    written: Written,
    around: String,
}

impl Tally {
    fn add(&mut self, s: &Slot) -> &'static str {
        let judged = s.real != Real::Gone;
        let real = match &s.real {
            Real::Changed(value) => Some(value),
            _ => None,
        };
        let right = s.written.value.as_ref() == real;
        if judged && s.written.flagged {
            self.flags += 1;
            self.needless += usize::from(real.is_none());
        }
        if judged && s.written.value.is_some() && !s.written.marked {
            self.written += 1;
            self.contradicted += usize::from(!right);
        }
        self.same += usize::from(s.real == Real::Same);
        if real.is_none() {
            return match judged {
                true if s.written.value.is_some() && !s.written.marked => "contradicted",
                true if s.written.flagged => "needless",
                _ => "",
            };
        }
        self.changed += 1;
        if right {
            self.exact += 1;
            "exact"
        } else if s.written.marked || s.written.flagged {
            self.marked += 1;
            "marked"
        } else if s.written.value.is_some() {
            "contradicted"
        } else {
            "missed"
        }
    }
}

fn slots(p: &Paragraph, base: &Resolution, draft: &Draft) -> Vec<Slot> {
    let (old, new) = (&p.old[0].text, &p.new[0].text);
    let (was, is) = (recognise_values(old), recognise_values(new));
    let edits: Vec<&DraftEdit> = draft.edits.iter().filter(|e| e.place == p.old[0].id).collect();
    let flags: Vec<&Range<usize>> = draft.todo.iter().filter(|t| t.place == p.old[0].id).filter_map(|t| t.span.as_ref()).collect();
    let mut out: Vec<Slot> = chain(p, base, draft, &was, &is).into_iter().collect();
    for e in &was {
        let text = &old[e.span.clone()];
        let real = real(p, e, &was, &is);
        let written = written(e, text, &edits, &flags);
        let kind = kind(e, old, base, &real);
        let from = (e.span.start.saturating_sub(70)..=e.span.start).find(|at| old.is_char_boundary(*at)).unwrap_or(0);
        let to = (e.span.end..=(e.span.end + 50).min(old.len())).rev().find(|at| old.is_char_boundary(*at)).unwrap_or(e.span.end);
        out.push(Slot { kind, was: text.to_owned(), real, written, around: old[from..to].to_owned() });
    }
    out
}

/// The kinds of the table.
fn kind(e: &Entity, text: &str, base: &Resolution, real: &Real) -> &'static str {
    let before = &text[..e.span.start];
    match &e.value {
        Value::Session(_) if before.contains("provisional agenda") => "session: provisional agenda *",
        Value::Session(n) if base.session().is_some_and(|s| *n > s) => "session: report or review *",
        Value::Session(n) => match base.session() {
            Some(s) if *n == s => "session: current",
            Some(s) if *n + 5 > s => "session: lately",
            _ => "session: of another body",
        },
        Value::Resolution(c) => {
            let own = |v: &str| v.parse().ok().as_ref() == base.number().as_ref();
            match real {
                Real::Changed(v) if own(v) => "citation: own predecessor *",
                _ if c.date.is_some() => "citation: other, dated",
                _ => "citation: other",
            }
        }
        other => match other.kind() {
            "date" if !is_accounting(e, before) => recency(e, base, ["date: of a citation", "date: of the year", "date: older"], text),
            "date" | "date-range" if is_accounting(e, before) => "accounting period *",
            "date-range" => recency(e, base, ["date range: of a citation", "date range: of the year", "date range: older"], text),
            "event" => "event ordinal",
            "count" => "count",
            "year-span" => "period",
            "venue" | "place" => "place",
            "symbol" => "symbol",
            "agenda-item" => "agenda item",
            _ => "reference",
        },
    }
}

/// Periods that go with the session: 1 July to 30 June, and the year that an account closes (D-15).
fn is_accounting(e: &Entity, before: &str) -> bool {
    match &e.value {
        Value::DateRange(a, b) => (a.month(), a.day(), b.month(), b.day()) == (7, 1, 6, 30) && b.year() - a.year() == 1,
        Value::Date(_) => before.ends_with(" year ended ") || before.ends_with(" period ended "),
        _ => false,
    }
}

/// also and further, where the neighbours stayed: the paragraph before is the one before and opens with the same words,
/// and the verb is the same (C-20).
fn counter(p: &Paragraph, before: Option<&Paragraph>) -> Option<Slot> {
    let (old, new) = (&p.old[0], &p.new[0]);
    let (a, b) = (&before?.old, &before?.new);
    if a.len() != 1 || b.len() != 1 || a[0].index + 1 != old.index || b[0].index + 1 != new.index {
        return None;
    }
    let phrase = |text: &str| chancery_model::initiating_phrase(text).map(|f| text[f.span].to_lowercase());
    let bare = |phrase: &str| phrase.split(' ').filter(|w| !matches!(*w, "also" | "further")).collect::<Vec<_>>().join(" ");
    let word = |phrase: &str| phrase.split(' ').find(|w| matches!(*w, "also" | "further")).unwrap_or_default().to_owned();
    let (x, y) = (phrase(&old.text)?, phrase(&new.text)?);
    if bare(&x) != bare(&y) || phrase(&a[0].text) != phrase(&b[0].text) {
        return None;
    }
    let (was, is) = (word(&x), word(&y));
    let real = if was == is { Real::Same } else { Real::Changed(is) };
    let around = format!("{} … {}", &old.text.chars().take(50).collect::<String>(), &new.text.chars().take(50).collect::<String>());
    Some(Slot { kind: "also/further *", was, real, written: Written { value: None, marked: false, flagged: false }, around })
}

/// Dates by whether they are of the last two years before the base, or of a resolution.
fn recency(e: &Entity, base: &Resolution, names: [&'static str; 3], text: &str) -> &'static str {
    let year = match &e.value {
        Value::Date(d) | Value::DateRange(_, d) => d.year(),
        _ => 0,
    };
    let cited = text[..e.span.start].trim_end_matches(" of ").ends_with(|c: char| c.is_ascii_digit() || c == ')');
    match base.session() {
        _ if cited => names[0],
        Some(s) if i32::from(year) >= 1945 + i32::from(s) - 1 => names[1],
        _ => names[2],
    }
}

/// The list of the text's own resolutions, as a slot of its own: the later text names the earlier one there.
fn chain(p: &Paragraph, base: &Resolution, draft: &Draft, was: &[Entity], is: &[Entity]) -> Option<Slot> {
    let own = base.number()?;
    let cites = |list: &[Entity]| list.iter().any(|e| matches!(&e.value, Value::Resolution(c) if c.number == own));
    let drafted = draft.resolution.body.iter().find(|b| b.id == p.old[0].id)?.text.as_str();
    let drafted_cites = recognise_values(drafted);
    if !cites(is) && !cites(&drafted_cites) || cites(was) {
        return None;
    }
    // A mention that came new is no slot of both texts.
    let late = |e: &&Entity| matches!(&e.value, Value::Resolution(c) if matches!(c.number, ResolutionNumber::BySession { session: Session::Regular(s), .. } if base.session().is_some_and(|b| s + 4 >= b)));
    was.iter().find(late)?;
    // Is the own resolution there, in the form it has, and did its predecessor stay or go? What became of other
    // series in the same paragraph is theirs.
    let from = base.session()?.saturating_sub(4);
    let cited = |entities: &[Entity]| -> Vec<(ResolutionNumber, bool)> {
        let of = |e: &Entity| match &e.value {
            Value::Resolution(c) => Some((c.number.clone(), c.date.is_some())),
            _ => None,
        };
        entities.iter().filter_map(of).collect()
    };
    let (old, new, drafted) = (cited(was), cited(is), cited(&drafted_cites));
    let recent = |n: &ResolutionNumber| matches!(n, ResolutionNumber::BySession { session: Session::Regular(s), .. } if *s >= from);
    let gone = |list: &[(ResolutionNumber, bool)]| -> Vec<ResolutionNumber> {
        old.iter().map(|c| c.0.clone()).filter(|n| recent(n) && !list.iter().any(|c| c.0 == *n)).collect()
    };
    let mention = |list: &[(ResolutionNumber, bool)]| list.iter().find(|c| c.0 == own).cloned();
    let show = |list: &[(ResolutionNumber, bool)]| {
        format!("{:?}, gone {:?}", mention(list).map(|m| (m.0.to_string(), m.1)), gone(list).iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let (real_gone, draft_gone) = (gone(&new), gone(&drafted));
    let same = mention(&new) == mention(&drafted) && draft_gone.iter().all(|n| real_gone.contains(n)) && (real_gone.is_empty() || !draft_gone.is_empty());
    let flagged = draft.todo.iter().any(|t| t.place == p.old[0].id && matches!(t.rule, "D-04" | "D-05" | "D-06" | "D-19a"));
    let real = if mention(&new).is_none() { Real::Same } else { Real::Changed(show(&new)) };
    let value = mention(&drafted).map(|_| if same { show(&new) } else { show(&drafted) });
    let written = Written { value, marked: false, flagged };
    Some(Slot {
        kind: "own recall chain *",
        was: old.iter().map(|c| c.0.to_string()).collect::<Vec<_>>().join(", "),
        real,
        written,
        around: p.new[0].text.chars().take(160).collect(),
    })
}

fn real(p: &Paragraph, e: &Entity, was: &[Entity], is: &[Entity]) -> Real {
    // A citation that the later paragraph still has did not change, though a list that grew may stand aligned otherwise.
    let cited = |e: &Entity| match &e.value {
        Value::Resolution(c) => Some(c.number.clone()),
        _ => None,
    };
    if p.edits.is_empty() || cited(e).is_some_and(|n| is.iter().any(|x| cited(x).as_ref() == Some(&n))) {
        return Real::Same;
    }
    // So did its date.
    let owner = was.iter().rfind(|x| x.span.end < e.span.start).filter(|x| p.old[0].text.get(x.span.end..e.span.start) == Some(" of "));
    if matches!(e.value, Value::Date(_)) && owner.and_then(cited).is_some_and(|n| is.iter().any(|x| cited(x).as_ref() == Some(&n))) {
        return Real::Same;
    }
    let (mut i, mut j) = (0, 0);
    let mut at = 0;
    while at < p.edits.len() {
        let (old_start, new_start) = (i, j);
        let equal = p.edits[at].op == Op::Equal;
        while at < p.edits.len() && (p.edits[at].op == Op::Equal) == equal {
            let n = p.edits[at].text.len();
            i += if p.edits[at].op == Op::Insert { 0 } else { n };
            j += if p.edits[at].op == Op::Delete { 0 } else { n };
            at += 1;
        }
        let within = |s: &Range<usize>, from: usize, to: usize| s.start >= from && s.end <= to;
        if within(&e.span, old_start, i) {
            if equal {
                return Real::Same;
            }
            let same = |x: &&Entity| x.value.kind() == e.value.kind();
            let rank = was.iter().filter(|x| within(&x.span, old_start, i)).filter(same).position(|x| x == e).unwrap_or(0);
            let found = is.iter().filter(|x| within(&x.span, new_start, j)).filter(same).nth(rank);
            let text = found.map(|x| p.new[0].text[x.span.clone()].to_owned());
            return text.map_or(Real::Gone, |t| if t == p.old[0].text[e.span.clone()] { Real::Same } else { Real::Changed(t) });
        }
    }
    Real::Gone
}

fn written(e: &Entity, text: &str, edits: &[&DraftEdit], flags: &[&Range<usize>]) -> Written {
    let meets = |s: &Range<usize>| s.start < e.span.end && e.span.start < s.end;
    let flagged = flags.iter().any(|s| meets(s));
    let edit = edits.iter().find(|d| meets(&d.span));
    let marked = edit.is_some_and(|d| d.new.contains('['));
    let value = edit.map(|d| {
        if d.span == e.span {
            return d.new.clone();
        }
        // The edit is wider or narrower than the slot: what it makes of the slot.
        if d.span.start >= e.span.start && d.span.end <= e.span.end {
            let at = d.span.start - e.span.start..d.span.end - e.span.start;
            return format!("{}{}{}", &text[..at.start], d.new, &text[at.end..]);
        }
        let found = recognise_values(&d.new).into_iter().find(|x| x.value.kind() == e.value.kind());
        found.map_or(d.new.clone(), |x| d.new[x.span].to_owned())
    });
    Written { value: value.filter(|v| v != text), marked, flagged: flagged && !marked }
}

fn share(a: usize, b: usize) -> f64 {
    a as f64 / b.max(1) as f64
}

fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    tallies.fold(Tally::default(), |mut s, t| {
        s.same += t.same;
        s.changed += t.changed;
        s.exact += t.exact;
        s.marked += t.marked;
        s.written += t.written;
        s.contradicted += t.contradicted;
        s.flags += t.flags;
        s.needless += t.needless;
        s
    })
}

fn print(kinds: &BTreeMap<&'static str, Tally>, drafts: usize, refused: usize) {
    println!("rollover of {drafts} real texts beside the text that came ({refused} refused); * computable kinds");
    println!(
        "  {:<32} {:>7} {:>7} {:>7} {:>7} {:>7}   {:>7} {:>6}   {:>6} {:>8}",
        "slots", "same", "changed", "exact", "marked", "missed", "written", "wrong", "flags", "needless"
    );
    let row = |name: &str, t: &Tally| {
        let missed = t.changed - t.exact - t.marked;
        println!(
            "  {name:<32} {:>7} {:>7} {:>7} {:>7} {missed:>7}   {:>7} {:>6}   {:>6} {:>8}",
            t.same, t.changed, t.exact, t.marked, t.written, t.contradicted, t.flags, t.needless
        );
    };
    for (name, t) in kinds {
        row(name, t);
    }
    row("all", &sum(kinds.values()));
}

fn judge(kinds: &BTreeMap<&'static str, Tally>) -> Result<(), Box<dyn std::error::Error>> {
    let (all, computable) = (sum(kinds.values()), sum(kinds.iter().filter(|(k, _)| k.ends_with('*')).map(|(_, t)| t)));
    let figures = [
        ("computable kinds exact", share(computable.exact, computable.changed), COMPUTABLE, true),
        ("all kinds exact or marked", share(all.exact + all.marked, all.changed), ALL, true),
        ("values written that reality contradicts", share(all.contradicted, all.written), CONTRADICTED, false),
        ("flags on slots that did not change", share(all.needless, all.flags), NEEDLESS, false),
    ];
    let mut below = Vec::new();
    for (name, value, bound, least) in figures {
        println!("  {name:<42} {:>5.1} %   (bound {} {:.0} %)", 100.0 * value, if least { "at least" } else { "at most" }, 100.0 * bound);
        if if least { value < bound } else { value > bound } {
            below.push(name);
        }
    }
    if below.is_empty() { Ok(()) } else { Err(format!("not kept: {}", below.join("; ")).into()) }
}

/// Why a class of failures is there, as found by reading them.
fn cause(kind: &str, outcome: &str) -> &'static str {
    match (kind, outcome) {
        (_, "needless") => "flagged by its year or because it changed with the step before; it stayed this time",
        ("own recall chain *", "missed") => "no sure sign of the predecessor without the text before, or a list broken by a slip of the pen",
        ("own recall chain *", "contradicted") => "another series taken for the own one, parts A and B of one resolution, or a list that was cut down",
        ("citation: own predecessor *", _) => "the same paragraphs as the own recall chain",
        ("citation: other" | "citation: other, dated", _) => "another series moved on; without its texts only recent ones are flagged",
        ("date: of a citation", _) => "the date of a citation above",
        ("date: of the year" | "date range: of the year", "contradicted") => "a budget period of another length",
        ("date: of the year" | "date range: of the year" | "date range: older" | "date: older", _) => {
            "dates of events before the base's year that gave way to later ones"
        }
        ("event ordinal", _) => "events that the text does not announce: decades, forums, meetings of others",
        ("place", _) => "the venue of such an event",
        ("reference", _) => "numbers of paragraphs that negotiation renumbered; the draft itself renumbers nothing",
        ("session: of another body" | "session: lately", _) => "other bodies' sessions, which have their own rhythm",
        ("session: report or review *" | "session: provisional agenda *" | "session: current", _) => "an item whose period is not that of the text",
        ("accounting period *", _) => "part of the period only, or an account of another period",
        ("also/further *", _) => "runs that the adopted text counts otherwise, or paragraphs further up that changed",
        ("count", _) => "shares in per cent: findings, most of which stay",
        ("period", _) => "periods that end long before or after the base",
        ("symbol", _) => "documents of other organizations",
        _ => "not explained yet",
    }
}
