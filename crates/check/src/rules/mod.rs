//! The rules, a file for each or for a few that belong together, and the list of them all.
//!
//! To add one: describe it as a [`Rule`] in a file, put it into the file's `RULES`, and the file into the list below. Its
//! examples are its tests and its documentation.
use crate::rule::Rule;

/// Each file of rules once: a module, and its rules in the list.
macro_rules! files {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*
        const FILES: &[(&str, &[Rule])] = &[$((stringify!($file), &$file::RULES)),*];
    };
}

files!(
    numbering,
    abbreviations,
    masthead,
    punctuation,
    phrases,
    counters,
    dates,
    numbers,
    spelling,
    names,
    wording,
    citations,
    citation_dates,
    notes,
    quotations,
    italics,
    chains,
    leftovers
);
pub(crate) mod lexicon;

/// Every rule, by file.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FILES.iter().flat_map(|(_, rules)| rules.iter())
}

/// A rule by its ID.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|r| r.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, SourceMap, check, fix, fix_source};
    use chancery_formats::{read_markdown, write_text};
    use chancery_model::Resolution;

    /// A rule's example as a file: paragraphs, one a line, get the head of a text of session 77.
    fn file(example: &str) -> String {
        let body = example.replace('\n', "\n\n");
        let body = body
            .replace("46th plenary meeting\n\n7 December", "46th plenary meeting\n7 December")
            .replace("46th plenary meeting\n\n9 December", "46th plenary meeting\n9 December");
        let numbered = example.lines().any(|l| l.starts_with(|c: char| c.is_ascii_digit()));
        if example.contains("The General Assembly,") {
            return body;
        }
        let head = "A/RES/77/63\n\nGeneral Assembly\n\nSeventy-seventh session\n\nResolution adopted by the General Assembly on 7 December 2022\n\n";
        match example.strip_prefix("# ") {
            Some(title) => format!("{head}77/63. {title}\n\nThe General Assembly,\n\n1. Decides to return to it.\n"),
            None if numbered || example.starts_with("Takes") => format!("{head}77/63. Safety at sea\n\nThe General Assembly,\n\n{body}\n"),
            None => format!("{head}77/63. Safety at sea\n\nThe General Assembly,\n\n{body}\n\n1. Decides to return to it.\n"),
        }
    }

    fn settings(rule: &Rule) -> Settings {
        let mut settings = Settings::parse("[check.words.replace]\n\"land mines\" = \"landmines\"\n").expect("good settings");
        settings.select(&[rule.id.to_owned()]).expect("a rule");
        settings
    }

    /// The text before those of the examples.
    fn previous() -> Resolution {
        let body = "Recalling its resolution 75/52 of 7 December 2020,\n\n1. Reaffirms that safety at sea is the duty of all States;\n\n2. Requests the Secretary-General to convene the Twentieth Meeting in Geneva from 15 to 19 November 2021;\n\n3. Decides to return to it.";
        let text = format!(
            "A/RES/76/26\n\nGeneral Assembly\n\nSeventy-sixth session\n\n76/26. Safety at sea\n\nThe General Assembly,\n\n{body}\n\n46th plenary meeting\n6 December 2021\n"
        );
        read_markdown(&text).expect("a text")
    }

    #[test]
    fn examples() {
        for rule in rules() {
            let settings = settings(rule);
            let before = previous();
            let before = matches!(rule.id, "B-65" | "C-02" | "D-12").then_some(&before);
            let found = |text: &str| {
                let r = read_markdown(text).expect("a text");
                let map = SourceMap::new(&r, text);
                let findings = check(&r, before, Some(&map), &settings);
                (r.clone(), findings, text.to_owned())
            };
            assert!(!rule.good.is_empty() && !rule.bad.is_empty(), "{} has no examples", rule.id);
            for good in rule.good {
                let (_, findings, _) = found(&file(good));
                assert!(findings.is_empty(), "{}: “{good}”: {findings:#?}", rule.id);
            }
            for bad in rule.bad {
                let (mut r, findings, source) = found(&file(bad.text));
                assert!(!findings.is_empty(), "{} does not find “{}”", rule.id, bad.text);
                let Some(fixed) = bad.fixed else {
                    assert!(findings.iter().all(|f| f.fix.as_ref().is_none_or(|x| !x.certain) || rule.id == "X-05"), "{}: {findings:#?}", rule.id);
                    continue;
                };
                let (of_source, made) = fix_source(&r, &findings, &SourceMap::new(&r, &source));
                assert!(made > 0, "{}: nothing made of {findings:#?}", rule.id);
                assert_eq!(of_source, file(fixed), "{}", rule.id);
                fix(&mut r, &findings);
                assert_eq!(write_text(&r), write_text(&read_markdown(&file(fixed)).expect("a text")), "{}", rule.id);
            }
        }
    }

    #[test]
    fn every_file_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
        for entry in std::fs::read_dir(folder).expect("the folder of rules") {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            let file = name.trim_end_matches(".rs");
            assert!(matches!(file, "mod" | "lexicon") || FILES.iter().any(|(f, rules)| *f == file && !rules.is_empty()), "{name}");
        }
    }

    #[test]
    fn every_id_is_alone() {
        let ids: std::collections::HashSet<&str> = rules().map(|r| r.id).collect();
        assert_eq!(ids.len(), rules().count());
    }
}
