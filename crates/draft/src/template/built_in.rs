//! Templates that come with the program: skeletons of the usual texts. Their wording is ours, made after the usual forms
//! of the United Nations; none is an official text.

/// A template that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// Its Markdown.
    pub source: &'static str,
}

/// All of them, by name.
pub fn built_in() -> &'static [BuiltIn] {
    &[
        BuiltIn { name: "amendment", source: include_str!("built_in/amendment.md") },
        BuiltIn { name: "decision", source: include_str!("built_in/decision.md") },
        BuiltIn { name: "ga-committee", source: include_str!("built_in/ga-committee.md") },
        BuiltIn { name: "ga-plenary", source: include_str!("built_in/ga-plenary.md") },
        BuiltIn { name: "procedural", source: include_str!("built_in/procedural.md") },
        BuiltIn { name: "sc-renewal", source: include_str!("built_in/sc-renewal.md") },
    ]
}
