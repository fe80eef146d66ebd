//! The initiating phrase as an entity, with the `also` or `further` that counts it (C-20). The grammar is in
//! [`Language`].
use super::{Entity, Value};
use crate::Language;

pub(super) fn find(text: &str, language: Language, out: &mut Vec<Entity>) {
    if let Some(phrase) = language.initiating_phrase(text) {
        let value = Value::InitiatingPhrase { mood: phrase.mood, verb: text[phrase.verb].to_owned(), counter: phrase.counter.map(|c| text[c].to_lowercase()) };
        out.push(Entity { span: phrase.span, value });
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn phrases() {
        for (text, phrase, value) in [
            (
                "Recalling also that, at the Fourth Review Conference",
                "Recalling also",
                "InitiatingPhrase { mood: Preambular, verb: \"Recalling\", counter: Some(\"also\") }",
            ),
            (
                "Further requests the Secretary-General to report",
                "Further requests",
                "InitiatingPhrase { mood: Operative, verb: \"requests\", counter: Some(\"further\") }",
            ),
            ("Renews its call upon all States", "Renews its call upon", "InitiatingPhrase { mood: Operative, verb: \"Renews\", counter: None }"),
            (
                "Having considered further the report",
                "Having considered further",
                "InitiatingPhrase { mood: Preambular, verb: \"Having considered\", counter: Some(\"further\") }",
            ),
        ] {
            check(super::find, text, &[(phrase, value)]);
        }
        check(super::find, "The States Parties to this Convention,", &[]);
    }
}
