//! Agenda items by number: `agenda item 99 (n)`.
use super::{Entity, Value};
use crate::Language;

pub(super) fn find(text: &str, language: Language, out: &mut Vec<Entity>) {
    for found in language.grammar().agenda_item.captures_iter(text) {
        if let (Some(whole), Some(number)) = (found.get(0), found.get(1)) {
            out.push(Entity { span: whole.range(), value: Value::AgendaItem(number.as_str().to_owned()) });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn items() {
        super::super::check(
            super::find,
            "Agenda item 99 (n) and agenda item 128",
            &[("Agenda item 99 (n)", "AgendaItem(\"99 (n)\")"), ("agenda item 128", "AgendaItem(\"128\")")],
        );
        for (language, text) in [
            (crate::Language::Fr, "point 81 de l’ordre du jour"),
            (crate::Language::Es, "tema 81 del programa"),
            (crate::Language::Ru, "пункту 81 повестки дня"),
            (crate::Language::Zh, "议程项目81"),
            (crate::Language::Ar, "البند 81 من جدول الأعمال"),
        ] {
            super::super::check_in(language, super::find, text, &[(text, "AgendaItem(\"81\")")]);
        }
    }
}
