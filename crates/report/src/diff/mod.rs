//! Reports of comparisons: terminal, Markdown, HTML, PDF, JSON. Here are the words that all of them use.
mod html;
mod markdown;
mod pdf;
mod terminal;

pub use html::html;
pub use markdown::markdown;
pub use pdf::pdf;
pub(crate) use terminal::wrapped;
pub use terminal::{Layout, terminal};

use chancery_diff::{Change, Class, Comparison, Note, Paragraph, Side, compare};
use chancery_draft::Draft;
use chancery_model::Resolution;

/// What is reported: the comparisons of a pair, a chain or two folders, and the texts that found no partner.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Review {
    /// One for each pair, in order.
    pub comparisons: Vec<Comparison>,
    /// Texts without a partner, by symbol and title.
    pub unpaired: Vec<String>,
    /// Why a draft changed what it changed, and what it leaves to do; empty for texts that nobody drafted here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

/// A remark on a paragraph of a draft's base.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Remark {
    /// Id of the base's paragraph, or `masthead`.
    pub place: String,
    /// Rule of the rulebook.
    pub rule: &'static str,
    /// True for what is left to a person.
    pub todo: bool,
    /// What was done, or is to do.
    pub text: String,
}

impl Review {
    /// True if no pair differs and no text is left over.
    pub fn is_equal(&self) -> bool {
        self.unpaired.is_empty() && self.comparisons.iter().all(Comparison::is_equal)
    }
}

impl From<Comparison> for Review {
    fn from(comparison: Comparison) -> Self {
        Review { comparisons: vec![comparison], ..Review::default() }
    }
}

impl Review {
    /// A draft beside its base, each edit with its rule.
    pub fn of_draft(base: &Resolution, draft: &Draft) -> Self {
        let edits = draft.edits.iter().map(|e| {
            let (sure, old, new) = (if e.certain { "" } else { ", to confirm" }, &e.old, &e.new);
            let text = match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("put in “{new}”{sure}"),
                (_, true) => format!("took out “{old}”{sure}"),
                _ => format!("“{old}” became “{new}”{sure}"),
            };
            Remark { place: e.place.clone(), rule: e.rule, todo: false, text }
        });
        let todo = draft.todo.iter().map(|t| Remark { place: t.place.clone(), rule: t.rule, todo: true, text: format!("{} ({})", t.what, t.why) });
        Review { comparisons: vec![compare(base, &draft.resolution)], unpaired: Vec::new(), remarks: edits.chain(todo).collect() }
    }

    /// What was done to a paragraph, in the order of its words.
    fn edits_of<'a>(&'a self, p: &'a Paragraph) -> impl Iterator<Item = &'a Remark> {
        self.remarks.iter().filter(|r| !r.todo && p.old.iter().any(|s| s.id == r.place))
    }

    /// What is left to do, with the place as people say it.
    fn todo(&self) -> Vec<(String, &Remark)> {
        let sides = || self.comparisons.iter().flat_map(|c| &c.paragraphs).flat_map(|p| &p.old);
        let named = |r: &Remark| sides().find(|s| s.id == r.place).map_or(r.place.clone(), place);
        self.remarks.iter().filter(|r| r.todo).map(|r| (named(r), r)).collect()
    }
}

/// The diff JSON: `chancery.diff/1` for one pair, `chancery.diffs/1` with a list of them for a chain or folders.
pub fn json(review: &Review) -> String {
    let written = match &review.comparisons[..] {
        [one] if review.unpaired.is_empty() => {
            let mut value = serde_json::json!(one);
            if !review.remarks.is_empty() {
                value["remarks"] = serde_json::json!(review.remarks);
            }
            serde_json::to_string_pretty(&value)
        }
        several => serde_json::to_string_pretty(&serde_json::json!({
            "schema": "chancery.diffs/1", "comparisons": several, "unpaired": review.unpaired,
        })),
    };
    written.expect("every field of a comparison has a JSON form") + "\n"
}

/// `paragraph 7 (a)`, `preambular paragraph 3`, `annex heading 2`: the place as people say it, from the id.
fn place(side: &Side) -> String {
    let (id, again) = side.id.split_once('~').map_or((side.id.as_str(), None), |(id, n)| (id, Some(n)));
    let mut pieces = id.split('.').filter(|p| !p.is_empty());
    let first = pieces.next().unwrap_or("");
    let (part, number) = first.split_at(first.len().min(2));
    let rest: Vec<&str> = pieces.collect();
    let lead = match part {
        "pp" => "preambular",
        "an" => "annex",
        _ => "",
    };
    let named = |p: &str| {
        let figure = |name: &str| p.strip_prefix(name).filter(|n| n.bytes().all(|b| b.is_ascii_digit()) && !n.is_empty()).map(str::to_owned);
        let words = [("formula", "opening"), ("row", "table row"), ("h", "heading"), ("p", "unnumbered paragraph")];
        words.iter().find_map(|(short, long)| figure(short).map(|n| if n == "1" && *long == "opening" { (*long).to_owned() } else { format!("{long} {n}") }))
    };
    let mut out = match (number, rest.first().and_then(|p| named(p))) {
        ("", Some(what)) if what.starts_with("opening") => return suffixed(what, again),
        ("", Some(what)) => return suffixed([lead, &what].join(" ").trim().to_owned(), again),
        (n, _) if lead.is_empty() => format!("paragraph {n}"),
        (n, _) => format!("{lead} paragraph {n}"),
    };
    for p in rest {
        out.push_str(&named(p).map_or(format!(" ({p})"), |what| format!(", {what}")));
    }
    suffixed(out, again)
}

fn suffixed(place: String, again: Option<&str>) -> String {
    again.map_or(place.clone(), |n| format!("{place} [{n}]"))
}

/// The places of an entry: `paragraph 8`, `paragraph 7 → paragraph 8`, `paragraph 7 -> paragraphs …`.
fn places(p: &Paragraph) -> String {
    let join = |sides: &[Side]| sides.iter().map(place).collect::<Vec<_>>().join(" + ");
    let (old, new) = (join(&p.old), join(&p.new));
    match (old.is_empty(), new.is_empty()) {
        (true, _) => new,
        (_, true) => old,
        _ if old == new => new,
        _ => format!("{old} → {new}"),
    }
}

/// What happened, in words: `moved, substantive`.
fn what(p: &Paragraph) -> String {
    let one_sided = matches!(p.change, Change::Added | Change::Removed);
    match p.class {
        Class::None if p.change == Change::Moved => "moved, same wording".to_owned(),
        class if one_sided || class == Class::None => p.change.name().to_owned(),
        class => format!("{}, {}", p.change.name(), class.name()),
    }
}

/// The paragraphs whose number alone changed: `4 → 14, 5 → 15`.
fn renumbered(c: &Comparison) -> String {
    let label = |sides: &[Side]| sides.first().and_then(|s| s.label.as_deref()).unwrap_or("none").trim_end_matches('.').to_owned();
    let only = c.paragraphs.iter().filter(|p| p.change == Change::Unchanged && p.renumbered);
    only.map(|p| format!("{} → {}", label(&p.old), label(&p.new))).collect::<Vec<_>>().join(", ")
}

/// A match that a reader should confirm.
fn doubt(p: &Paragraph) -> Option<String> {
    let percent = (p.confidence * 100.0).round();
    match &p.runner_up {
        Some(r) => Some(format!("match to confirm ({percent} %): {} text {} is nearly as alike", r.text, r.id)),
        None if p.confidence < 0.5 => Some(format!("match to confirm ({percent} %)")),
        None => None,
    }
}

/// `verb strength changed from “Urges” to “Encourages” (…)`; it never judges.
fn sentence(n: &Note) -> String {
    let detail = n.detail.as_ref().map_or(String::new(), |d| format!(" ({d})"));
    let (kind, old, new) = (n.kind.name(), clipped(&n.old), clipped(&n.new));
    match (n.old.is_empty(), n.new.is_empty()) {
        (false, false) => format!("{kind} changed from “{old}” to “{new}”{detail}"),
        (true, _) => format!("{kind} added: “{new}”{detail}"),
        (_, true) => format!("{kind} removed: “{old}”{detail}"),
    }
}

/// A long clause is told by its beginning; the whole stands in the paragraph.
fn clipped(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((at, _)) => text[..at].rsplit_once(' ').map_or(&text[..at], |(head, _)| head).to_owned() + " …",
        None => text.to_owned(),
    }
}

/// The counts by the codes of conference proposals, with what each code means.
fn codes(c: &Comparison) -> [(&'static str, &'static str, usize); 5] {
    let s = &c.summary.codes;
    [
        ("NOC", "no change", s.noc),
        ("(MOD)", "changed in form or place", s.form),
        ("MOD", "changed", s.r#mod),
        ("ADD", "added", s.add),
        ("SUP", "suppressed", s.sup),
    ]
}

/// The counts by class and by what moved.
fn counts(c: &Comparison) -> String {
    let s = &c.summary;
    let mut out = vec![format!("{} substantive", s.substantive), format!("{} editorial", s.editorial), format!("{} mechanical", s.mechanical)];
    let more = [(s.renumbered, "renumbered"), (s.moved, "moved"), (s.split, "split"), (s.merged, "merged")];
    out.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    out.join(", ")
}

/// Sub-paragraphs are set in, as printed.
fn depth(p: &Paragraph) -> usize {
    let side = p.new.first().or(p.old.first());
    side.map_or(0, |s| s.id.split('.').count().saturating_sub(1).min(4))
}

/// `A/RES/76/26`, or the title of a text without symbol.
fn name(d: &chancery_diff::Document) -> &str {
    if !d.symbol.is_empty() {
        &d.symbol
    } else if !d.title.is_empty() {
        &d.title
    } else {
        "(no symbol)"
    }
}
