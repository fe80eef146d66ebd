//! A comparison as one HTML file that needs nothing else: no network, no asset, and it reads well without its script.
//!
//! The page's policy allows the style and the script below and nothing else; texts are escaped by the template.
use super::{Review, codes, counts, depth, doubt, name, place, places, sentence, what};
use crate::page;
use chancery_diff::{Change, Comparison, Document, Edit, Op, Paragraph, Side};
use chancery_model::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");
const POLICY: &str = "default-src 'none'; style-src 'sha256-5EmWMFKH6NwsmoZJecY0HAp31lR4rDTjTkU11KbW4Xg='; script-src 'sha256-f+bMniup+jD9ra/YB1aUL0/ModufcCOkjjWwT6GqtrI='; base-uri 'none'; form-action 'none'";

/// The report as a page.
pub fn html(review: &Review) -> String {
    let title = match &review.comparisons[..] {
        [one] => format!("{} → {}", name(&one.old), name(&one.new)),
        several => format!("{} comparisons", several.len()),
    };
    let html = html! {
        (DOCTYPE)
        html lang="en" {
            (page::head(&title, POLICY, STYLE))
            body data-view="sides" {
                a .skip href="#changes" { "Skip to the changes" }
                (toolbar())
                main id="changes" {
                    @if review.comparisons.len() > 1 { (contents(review)) }
                    @for (n, c) in review.comparisons.iter().enumerate() { (comparison(n, c, review)) }
                    @if !review.unpaired.is_empty() {
                        section { h2 { "Without a partner" } ul { @for text in &review.unpaired { li { (text) } } } }
                    }
                }
                (page::footer())
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    html.into_string()
}

fn direction(language: Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}

fn toolbar() -> Markup {
    let filters = [("substantive", "Substantive"), ("editorial", "Editorial"), ("mechanical", "Mechanical"), ("none", "Same wording")];
    html! {
        header .bar aria-label="Report controls" hidden {
            fieldset {
                legend { "Show" }
                @for (class, text) in filters {
                    label { input type="checkbox" data-filter=(class) checked[class != "none"]; " " (text) }
                }
            }
            div role="group" aria-label="View" {
                button type="button" data-view="sides" aria-pressed="true" { "Side by side" }
                button type="button" data-view="inline" aria-pressed="false" { "Inline" }
            }
            div role="group" aria-label="Changes" {
                button type="button" data-step="-1" { "Previous " kbd { "k" } }
                button type="button" data-step="1" { "Next " kbd { "j" } }
                span #position role="status" {}
            }
            button type="button" data-theme-toggle { "Light or dark" }
            details .keys {
                summary { "Keys" }
                dl {
                    @for (key, does) in [("j, k", "next, previous change"), ("n", "next noted change"), ("v", "side by side or inline"), ("m", "mechanical changes"), ("e", "editorial changes"), ("u", "unchanged paragraphs")] {
                        dt { kbd { (key) } } dd { (does) }
                    }
                }
            }
        }
    }
}

fn contents(review: &Review) -> Markup {
    html! {
        nav aria-label="Comparisons" {
            h2 { "Comparisons" }
            table {
                thead { tr { th scope="col" { "Texts" } th scope="col" { "Title" } th scope="col" { "MOD" } th scope="col" { "ADD" } th scope="col" { "SUP" } } }
                tbody {
                    @for (n, c) in review.comparisons.iter().enumerate() {
                        tr {
                            td { a href={ "#p" (n) } { (name(&c.old)) " → " (name(&c.new)) } }
                            td dir="auto" { (c.new.title) }
                            td { (c.summary.codes.r#mod) } td { (c.summary.codes.add) } td { (c.summary.codes.sup) }
                        }
                    }
                }
            }
        }
    }
}

fn comparison(n: usize, c: &Comparison, review: &Review) -> Markup {
    html! {
        section .pair id={ "p" (n) } aria-labelledby={ "t" (n) } {
            h1 id={ "t" (n) } { (name(&c.old)) " → " (name(&c.new)) }
            (titles(c))
            (summary(c))
            (notes(n, c))
            (todo(n, c, review))
            (entries(n, c, review))
        }
    }
}

fn titles(c: &Comparison) -> Markup {
    let title = |d: &Document| html! { p .title lang=(d.language.code()) dir="auto" { (d.title) } };
    html! {
        @if c.old.title != c.new.title { (title(&c.old)) p .arrow { "became" } }
        (title(&c.new))
    }
}

fn summary(c: &Comparison) -> Markup {
    html! {
        div .summary role="group" aria-label="Summary" {
            ul .codes {
                @for (code, meaning, count) in codes(c) {
                    li data-code=(code) { strong { (count) } " " span .code { (code) } " " span .meaning { (meaning) } }
                }
            }
            p { (counts(c)) }
        }
    }
}

fn notes(n: usize, c: &Comparison) -> Markup {
    let noted = c.paragraphs.iter().enumerate().filter(|(_, p)| !p.notes.is_empty());
    html! {
        @if c.summary.notes > 0 {
            nav .notes aria-label="Notes" {
                h2 { "To note" }
                ul {
                    @for (at, p) in noted {
                        @for note in &p.notes {
                            li data-class=(p.class.name()) { a href={ "#p" (n) "e" (at) } { (places(p)) } " " span dir="auto" { (sentence(note)) } }
                        }
                    }
                }
            }
        }
    }
}

fn todo(n: usize, c: &Comparison, review: &Review) -> Markup {
    let at = |place: &str| c.paragraphs.iter().position(|p| p.old.iter().any(|s| s.id == place));
    let list = review.todo();
    html! {
        @if !list.is_empty() {
            nav .notes aria-label="To do before submission" {
                h2 { "To do before submission" }
                ul {
                    @for (place, r) in list {
                        li {
                            @match at(&r.place) {
                                Some(entry) => a href={ "#p" (n) "e" (entry) } { (place) },
                                None => strong { (place) },
                            }
                            " " span dir="auto" { (r.text) } " " span .code { (r.rule) }
                        }
                    }
                }
            }
        }
    }
}

/// What stands at one place of the page.
enum Item<'a> {
    Entry(usize, &'a Paragraph),
    /// Where a moved paragraph stood.
    Left(usize, &'a Paragraph),
    /// A run of paragraphs that did not change.
    Run(Vec<(usize, &'a Paragraph)>),
}

fn items(c: &Comparison) -> Vec<Item<'_>> {
    let mut moved: Vec<(usize, &Paragraph)> = c.paragraphs.iter().enumerate().filter(|(_, p)| p.moved && !p.old.is_empty()).collect();
    moved.sort_by_key(|(_, p)| p.old[0].index);
    let mut moved = moved.into_iter().peekable();
    let mut out: Vec<Item> = Vec::new();
    for (at, p) in c.paragraphs.iter().enumerate() {
        if let Some(index) = p.old.first().map(|s| s.index).filter(|_| !p.moved) {
            while let Some((from, q)) = moved.next_if(|(_, q)| q.old[0].index < index) {
                out.push(Item::Left(from, q));
            }
        }
        match out.last_mut() {
            Some(Item::Run(run)) if p.change == Change::Unchanged => run.push((at, p)),
            _ if p.change == Change::Unchanged => out.push(Item::Run(vec![(at, p)])),
            _ => out.push(Item::Entry(at, p)),
        }
    }
    out.extend(moved.map(|(from, q)| Item::Left(from, q)));
    out
}

fn entries(n: usize, c: &Comparison, review: &Review) -> Markup {
    html! {
        div .entries dir=(direction(c.new.language)) {
            @for item in items(c) {
                @match item {
                    Item::Entry(at, p) => (entry(n, at, p, c, review)),
                    Item::Left(at, p) => {
                        p .left id={ "p" (n) "m" (at) } data-class=(p.class.name()) {
                            span .code { "SUP*" } " " (place(&p.old[0])) " moved to "
                            a href={ "#p" (n) "e" (at) } { (p.new.first().map(place).unwrap_or_default()) }
                        }
                    }
                    Item::Run(run) => {
                        details .run {
                            summary { (run.len()) @if run.len() == 1 { " paragraph" } @else { " paragraphs" } " with the same wording" }
                            @for (at, p) in run {
                                div .same id={ "p" (n) "e" (at) } data-depth=(depth(p)) lang=(c.new.language.code()) dir="auto" { @if p.renumbered { span .label { (p.old[0].label.as_deref().unwrap_or("–")) " → " } } @for side in &p.new { (labelled(side)) (side.text) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn entry(n: usize, at: usize, p: &Paragraph, c: &Comparison, review: &Review) -> Markup {
    let id = format!("p{n}e{at}");
    html! {
        article .entry id=(id) tabindex="-1" data-class=(p.class.name()) data-change=(p.change.name()) data-noted[!p.notes.is_empty()] data-depth=(depth(p)) aria-labelledby={ (id) "h" } {
            header {
                span .code { (p.code()) @if p.moved { "*" } }
                h3 id={ (id) "h" } { (places(p)) }
                span .what { (what(p)) }
                @if p.moved { a .move href={ "#p" (n) "m" (at) } { "where it stood" } }
            }
            @if let Some(doubt) = doubt(p) { p .doubt { (doubt) } }
            (wording(p, c))
            @if review.edits_of(p).next().is_some() {
                ul .noted { @for r in review.edits_of(p) { li dir="auto" { span .code { (r.rule) } " " (r.text) } } }
            }
            @if !p.notes.is_empty() {
                ul .noted { @for note in &p.notes { li dir="auto" { (sentence(note)) } } }
            }
        }
    }
}

fn wording(p: &Paragraph, c: &Comparison) -> Markup {
    let (old, new) = (c.old.language.code(), c.new.language.code());
    let labels = |sides: &[Side]| html! { @for s in sides.iter().take(1) { (labelled(s)) } };
    if p.edits.iter().all(|e| e.op == Op::Equal) {
        return html! { div .text .same lang=(new) dir="auto" { @for side in &p.new { (labelled(side)) (side.text) " " } } };
    }
    let one_sided = p.old.is_empty() || p.new.is_empty();
    html! {
        @if !one_sided {
            div .sides {
                div .old lang=(old) dir="auto" { (labels(&p.old)) (words(&p.edits, Op::Insert)) }
                div .new lang=(new) dir="auto" { (labels(&p.new)) (words(&p.edits, Op::Delete)) }
            }
        }
        div .text .inline[!one_sided] lang=(new) dir="auto" {
            (labels(if p.new.is_empty() { &p.old } else { &p.new }))
            @for e in &p.edits { (word(e)) }
        }
    }
}

fn words(edits: &[Edit], without: Op) -> Markup {
    html! { @for e in edits.iter().filter(|e| e.op != without) { (word(e)) } }
}

fn word(e: &Edit) -> Markup {
    let why = e.reason.map(|r| format!("{}: {}", e.class.name(), r.name()));
    // The mark is on the words, not on the spaces around them.
    let text = e.text.trim();
    let (lead, trail) = e.text.split_once(text).filter(|_| !text.is_empty()).unwrap_or((&e.text, ""));
    match e.op {
        Op::Equal => html! { (e.text) },
        Op::Delete => html! { (lead) del .(e.class.name()) title=[why] { (text) } (trail) },
        Op::Insert => html! { (lead) ins .(e.class.name()) title=[why] { (text) } (trail) },
    }
}

fn labelled(side: &Side) -> Markup {
    html! { @if let Some(label) = &side.label { span .label { (label) } " " } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};

    /// The policy lets run what is in the page, and nothing else.
    #[test]
    fn the_policy_names_style_and_script() {
        for asset in [STYLE, SCRIPT] {
            let hash = STANDARD.encode(Sha256::digest(asset));
            assert!(POLICY.contains(&format!("'sha256-{hash}'")), "write sha256-{hash} into POLICY");
        }
    }
}
