//! Sessions named by an ordinal in words (B-45). The span is the ordinal, so that advancing it is one replacement.
use super::{Entity, Value};
use crate::Language;

pub(super) fn find(text: &str, language: Language, out: &mut Vec<Entity>) {
    if language == Language::En && !text.contains("session") {
        return;
    }
    for found in language.grammar().sessions.captures_iter(text) {
        let Some(ordinal) = found.name("ordinal") else { continue };
        if let Some(n) = language.ordinal_value(ordinal.as_str()) {
            out.push(Entity { span: ordinal.range(), value: Value::Session(n) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sessions() {
        super::super::check(
            super::find,
            "of its seventy-eighth session; Seventy-seventh session; at its tenth emergency special session",
            &[("seventy-eighth", "Session(78)"), ("Seventy-seventh", "Session(77)"), ("tenth", "Session(10)")],
        );
        super::super::check(super::find, "the first week of the session", &[]);
        for (language, text, ordinal) in [
            (crate::Language::Fr, "de sa soixante-dix-huitième session", "soixante-dix-huitième"),
            (crate::Language::Es, "de su septuagésimo octavo período de sesiones", "septuagésimo octavo"),
            (crate::Language::Ru, "на ее семьдесят восьмой сессии", "семьдесят восьмой"),
            (crate::Language::Zh, "列入第七十八届会议临时议程", "第七十八"),
            (crate::Language::Ar, "لدورتها الثامنة والسبعين", "الثامنة والسبعين"),
        ] {
            super::super::check_in(language, super::find, text, &[(ordinal, "Session(78)")]);
        }
    }
}
