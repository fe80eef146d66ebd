//! Versions as one HTML file that needs nothing else: a column for each version in its own language and direction.
use super::{differing, names, place, sentence, summary};
use crate::page;
use chancery_diff::{Difference, Versions};
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = include_str!("versions.css");
const POLICY: &str = "default-src 'none'; style-src 'sha256-zdgv7iLmgbTBrow2l+erlXAwefeEFj1yhOm6s3gduwM='; base-uri 'none'; form-action 'none'";

/// The report as a page.
pub fn versions_html(v: &Versions) -> String {
    let names = names(v);
    let symbol = v.documents.first().map_or("", |d| d.symbol.as_str());
    let title = format!("{symbol} in {} versions", names.len());
    let html = html! {
        (DOCTYPE)
        html lang="en" {
            (page::head(&title, POLICY, STYLE))
            body {
                main {
                    h1 { (title) }
                    @if let Some(first) = v.documents.first() { p .title lang=(first.language.code()) { (first.title) } }
                    p { (summary(v)) }
                    (differences(v, &names))
                    h2 { "Side by side" }
                    (table(v, &names))
                }
                (page::footer())
            }
        }
    };
    html.into_string()
}

fn differences(v: &Versions, names: &[String]) -> Markup {
    html! {
        @if !v.differences.is_empty() {
            h2 { "Differences" }
            ul {
                @for d in &v.differences {
                    li { a href=(format!("#row-{}", d.row)) { (place(&v.rows[d.row])) } " " (sentence(d, names)) }
                }
            }
        }
    }
}

fn table(v: &Versions, names: &[String]) -> Markup {
    let mut told: Vec<&[Difference]> = vec![&[]; v.rows.len()];
    for (row, of_row) in differing(v) {
        told[row] = of_row;
    }
    html! {
        div .scroll tabindex="0" role="region" aria-label="The versions side by side" {
            table {
                thead { tr { th scope="col" { "Place" } @for (d, name) in v.documents.iter().zip(names) { th scope="col" { (d.language.name()) " (" (name) ")" } } } }
                tbody {
                    @for (n, row) in v.rows.iter().enumerate() {
                        tr id=(format!("row-{n}")) class=[(!told[n].is_empty()).then_some("differs")] {
                            th scope="row" {
                                (place(row))
                                @if !told[n].is_empty() { ul .told { @for d in told[n] { li { (sentence(d, names)) } } } }
                            }
                            @for (cell, d) in row.blocks.iter().zip(&v.documents) {
                                @match cell {
                                    Some(c) => td lang=(d.language.code()) dir=(if d.language.is_right_to_left() { "rtl" } else { "ltr" }) {
                                        @if let Some(label) = &c.label { span .label { (label) } " " } (c.text)
                                    },
                                    None => td .missing { "—" },
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, prelude::BASE64_STANDARD};
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_allows_the_style() {
        let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "write sha256-{hash} into POLICY");
    }
}
