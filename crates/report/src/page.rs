//! What the HTML reports share: the head with its policy, and the line at the foot. What a report shows is its own business.
use maud::{Markup, PreEscaped, html};

/// The head of a page that takes nothing from outside: `policy` lets its own style (and script) run and nothing else.
pub(crate) fn head(title: &str, policy: &str, style: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title) }
            style { (PreEscaped(style)) }
        }
    }
}

/// Who made the page, and whose the texts are.
pub(crate) fn footer() -> Markup {
    html! { footer { "Made with Chancery, which is not affiliated with the United Nations. Texts: United Nations." } }
}
