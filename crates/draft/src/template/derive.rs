//! From a resolution to a template: what the rollover would change, and what it would flag, becomes a variable.
//!
//! Rendered with its own defaults the template gives the text back; rendered for the next session, the rollover.
use super::{
    Template,
    engine::and_list,
    variable::{Variable, VariableType},
};
use crate::{Draft, DraftEdit, DraftError, Library, edit::unquoted, latest, roll_over_series};
use chancery_formats::write_markdown;
use chancery_model::{
    MarkKind, Resolution, Text, chain,
    entity::{Entity, Value as EntityValue},
    long_date, ordinal_value, word_ordinal,
};
use std::ops::Range;
use toml::{Table, Value};

/// Makes a template of the latest of a series; the earlier texts and the library teach as in
/// [`roll_over_series`](crate::roll_over_series).
///
/// # Errors
/// As [`roll_over_series`](crate::roll_over_series).
pub fn derive(series: &[Resolution], library: &Library) -> Result<String, DraftError> {
    variables_and_source(series, library).map(|(_, source)| source)
}

fn variables_and_source(series: &[Resolution], library: &Library) -> Result<(Vec<(String, Variable)>, String), DraftError> {
    let draft = roll_over_series(series, None, library)?;
    let base = latest(series).ok_or(DraftError::NoBase)?;
    let from = base.session().ok_or(DraftError::NoSession)?;
    let mut maker = Maker { from, to: draft.resolution.session().unwrap_or(from + 1), variables: Vec::new() };
    let mark = unused(base);
    let mut holed = base.clone();
    let mut expressions = Vec::new();
    for (i, block) in base.body.iter().enumerate() {
        let mut holes = maker.holes(&block.text, &block.id, &draft);
        holes.sort_by_key(|h| h.span.start);
        for hole in holes.iter().rev() {
            holed.body[i].text.replace(hole.span.clone(), &format!("{mark}{}{mark}", expressions.len()));
            expressions.push(hole.expression.clone());
        }
    }
    let markdown = write_markdown(&holed);
    let (front, body) = markdown.strip_prefix("+++\n").and_then(|m| m.split_once("\n+++\n")).unwrap_or(("", &markdown));
    let mut body = literal(body);
    for (n, expression) in expressions.iter().enumerate() {
        body = body.replace(&format!("{mark}{n}{mark}"), expression);
    }
    let front = maker.front(front, base, &draft);
    Ok((maker.variables, format!("+++\n{front}+++\n{body}")))
}

/// What a base text says of a template's variables of the same name and type: session, title, item title, committee,
/// recall chain and all that [`derive`] makes variables of, as of the next session.
///
/// # Errors
/// As [`roll_over_series`](crate::roll_over_series).
pub fn known(template: &Template, series: &[Resolution], library: &Library) -> Result<Table, DraftError> {
    let base = latest(series).ok_or(DraftError::NoBase)?;
    let draft = roll_over_series(series, None, library)?;
    let drafted = &draft.resolution;
    let m = &drafted.masthead;
    let mut found = Table::new();
    let words = |text: &str| Some(Value::String(text.to_owned())).filter(|_| !text.is_empty());
    let committee = m.committee.as_deref().and_then(crate::rules::committee_in).map(|c| c.1.rsplit('(').next().unwrap_or(c.1).trim_end_matches(')').to_owned());
    for (name, value) in [
        ("session", drafted.session().map(|n| Value::Integer(n.into()))),
        ("title", words(drafted.title.as_str())),
        ("item_title", m.item_title.as_deref().and_then(words)),
        ("committee", committee.as_deref().and_then(words)),
    ] {
        found.extend(value.map(|v| (name.to_owned(), v)));
    }
    for (name, variable) in variables_and_source(series, library)?.0 {
        let same = template.variables().iter().any(|(n, v)| *n == name && v.kind == variable.kind);
        found.extend(variable.next.filter(|_| same).map(|v| (name, v)));
    }
    // A first recall has no list to extend.
    let own = base.number().zip(base.adopted()).map(|(n, d)| format!("{n} of {}", long_date(d)));
    if let Some(own) = own.filter(|_| !found.contains_key("recall")) {
        found.insert("recall".into(), list_value(&[own]));
    }
    found.retain(|name, value| template.variables().iter().any(|(n, v)| n == name && v.read(value).is_ok()));
    Ok(found)
}

/// A character that the text does not have.
fn unused(r: &Resolution) -> char {
    let has = |c: char| r.body.iter().any(|b| b.text.as_str().contains(c)) || r.notes.iter().any(|n| n.text.as_str().contains(c));
    ('\u{f0000}'..'\u{ffffd}').find(|c| !has(*c)).unwrap_or('\u{f0000}')
}

/// Text in which braces are no tags.
fn literal(text: &str) -> String {
    text.replace('{', "{{ \"{\" }}")
}

/// Words of a paragraph that give way to an expression.
struct Hole {
    span: Range<usize>,
    expression: String,
}

struct Maker {
    from: u16,
    to: u16,
    variables: Vec<(String, Variable)>,
}

impl Maker {
    fn holes(&mut self, text: &Text, id: &str, draft: &Draft) -> Vec<Hole> {
        let edits: Vec<&DraftEdit> = draft.edits.iter().filter(|e| e.place == id).collect();
        let entities = unquoted(text.as_str());
        let mut holes: Vec<Hole> = Vec::new();
        holes.extend(self.chains(text, &entities, &edits));
        holes.extend(self.places(text, &entities, &edits));
        for e in edits {
            if free(&holes, &e.span) {
                let help = draft.todo.iter().find(|t| t.place == id && t.span.as_ref().is_some_and(|s| meet(s, &e.span))).map(|t| t.what.clone());
                let expression = self.moving(text, &entities, e, help);
                holes.push(Hole { span: e.span.clone(), expression });
            }
        }
        for t in draft.todo.iter().filter(|t| t.place == id) {
            let Some(span) = t.span.clone().filter(|s| !s.is_empty() && free(&holes, s) && !has_marks(text, s)) else { continue };
            let Some(entity) = entities.iter().find(|e| e.span.start == span.start && e.span.end <= span.end) else { continue };
            let expression = self.flagged(text, &span, entity, &t.why);
            holes.push(Hole { span, expression });
        }
        holes
    }

    /// Lists of own resolutions that grow: one list variable (D-04 to D-06).
    fn chains(&mut self, text: &Text, entities: &[Entity], edits: &[&DraftEdit]) -> Vec<Hole> {
        let cited = chain::cited(text.as_str(), entities);
        let mut holes = Vec::new();
        for list in chain::lists(text.as_str(), &cited) {
            let span = cited[list.start].span.start..cited[list.end - 1].end;
            let Some(added) = edits.iter().find(|e| matches!(e.rule, "D-04" | "D-05" | "D-06") && e.span == (span.end..span.end)) else { continue };
            let Some(own) = added.new.strip_prefix(" and ").or_else(|| added.new.strip_prefix(", ")) else { continue };
            let items: Vec<String> = cited[list].iter().map(|c| text.printed(c.span.start..c.end)).collect();
            let Some(joint) = joint(&items, &text.printed(span.clone())) else { continue };
            let mut next = items.clone();
            next.push(own.to_owned());
            if has_marks(text, &span) || joined(&next, joint) != apply(text, &span, edits) {
                continue;
            }
            let name = self.variable("recall", Variable { next: Some(list_value(&next)), ..Variable::of(VariableType::Resolutions, list_value(&items)) });
            // One resolution becomes two: the noun follows.
            if let Some(noun) = edits.iter().find(|e| e.rule == "D-05" && e.new == "resolutions" && e.span.end <= span.start) {
                holes.push(Hole { span: noun.span.clone(), expression: format!("{{{{ \"resolution\" if {name} | length == 1 else \"resolutions\" }}}}") });
            }
            holes.push(Hole { span, expression: format!("{{{{ {name} | {joint} }}}}") });
        }
        holes
    }

    /// The list of past events' places that grows (D-20).
    fn places(&mut self, text: &Text, entities: &[Entity], edits: &[&DraftEdit]) -> Option<Hole> {
        let touched = edits.iter().filter(|e| e.rule == "D-20");
        let (from, to) = touched.fold((usize::MAX, 0), |(a, b), e| (a.min(e.span.start), b.max(e.span.end)));
        let places: Vec<&Entity> = entities.iter().filter(|e| matches!(e.value, EntityValue::Place { .. })).collect();
        // The list goes back from its last changed place as far as commas and “and” reach.
        let last = places.iter().rposition(|p| p.span.end <= to && p.span.end >= from)?;
        let glued = |a: &Entity, b: &Entity| matches!(&text.as_str()[a.span.end..b.span.start], ", " | " and ");
        let first = (0..last).rev().take_while(|n| glued(places[*n], places[*n + 1])).last().unwrap_or(last);
        let span = places[first].span.start..to.max(places[last].span.end);
        let items: Vec<String> = places[first..=last].iter().map(|p| text.printed(p.span.clone())).collect();
        let drafted = apply(text, &span, edits);
        let next: Vec<String> = split(&drafted);
        if has_marks(text, &span) || and_list(&items) != text.printed(span.clone()) || and_list(&next) != drafted {
            return None;
        }
        let name = self.variable("places", Variable { next: Some(list_value(&next)), ..Variable::of(VariableType::List, list_value(&items)) });
        Some(Hole { span, expression: format!("{{{{ {name} | and_list }}}}") })
    }

    /// One edit of the rollover: an expression of the session where it is one, else a variable with a value for later.
    fn moving(&mut self, text: &Text, entities: &[Entity], e: &DraftEdit, help: Option<String>) -> String {
        let old = text.printed(e.span.clone());
        let capital = if old.starts_with(char::is_uppercase) { " | capital" } else { "" };
        let numbers = ordinal_value(&old).zip(ordinal_value(&e.new)).filter(|(a, b)| as_printed(*a, &old) && as_printed(*b, &e.new));
        if let Some((a, b)) = numbers {
            if b - a.min(b) == self.to - self.from && matches!(e.rule, "D-07" | "D-08") {
                return format!("{{{{ {} | ordinal{capital} }}}}", difference(i32::from(a) - i32::from(self.from)));
            }
            let variable = Variable { help, next: Some(Value::Integer(b.into())), ..Variable::of(VariableType::Ordinal, Value::Integer(a.into())) };
            let event = entities.iter().find_map(|x| match &x.value {
                EntityValue::Event { name, .. } if meet(&x.span, &e.span) => Some(slug(name)),
                _ => None,
            });
            return format!("{{{{ {} | ordinal{capital} }}}}", self.variable(event.as_deref().unwrap_or("ordinal"), variable));
        }
        let (name, kind) = match (e.rule, e.new.as_str()) {
            (_, "[place]") => ("place", VariableType::Place),
            (_, "[dates]") => ("dates", VariableType::Dates),
            ("D-04" | "D-05" | "D-06" | "D-19a", _) if !e.span.is_empty() => ("previous", VariableType::Resolution),
            ("D-19b", _) => ("resolution", VariableType::Resolution),
            ("D-21", _) => ("event", VariableType::Text),
            ("D-15", _) => ("period", VariableType::Text),
            _ => ("words", VariableType::Text),
        };
        let variable = Variable { help, next: Some(Value::String(e.new.clone())), ..Variable::of(kind, Value::String(old.clone())) };
        // A value that its own type refuses is words.
        let fits = [&variable.default, &variable.next].into_iter().flatten().all(|v| variable.read(v).as_ref() == Ok(v));
        format!("{{{{ {} }}}}", self.variable(name, if fits { variable } else { Variable { kind: VariableType::Text, ..variable } }))
    }

    /// Words that a person has to look at: a variable that keeps its value until somebody gives another.
    fn flagged(&mut self, text: &Text, span: &Range<usize>, entity: &Entity, why: &str) -> String {
        let old = text.printed(span.clone());
        let unit = slug(text.as_str()[span.end..].trim_start().split([' ', ',', ';', '.']).next().unwrap_or_default());
        let (name, kind) = match &entity.value {
            EntityValue::Count(_) if !unit.is_empty() => (unit, VariableType::Number),
            EntityValue::Count(_) => ("number".to_owned(), VariableType::Number),
            EntityValue::Date(_) => ("date".to_owned(), VariableType::Date),
            EntityValue::DateRange(..) => ("dates".to_owned(), VariableType::Dates),
            EntityValue::Symbol(_) => ("symbol".to_owned(), VariableType::Symbol),
            EntityValue::Resolution(_) => ("resolution".to_owned(), VariableType::Resolution),
            EntityValue::Session(_) | EntityValue::Event { .. } => ("ordinal".to_owned(), VariableType::Ordinal),
            EntityValue::YearSpan(..) => ("period".to_owned(), VariableType::Text),
            EntityValue::Venue(_) => ("place".to_owned(), VariableType::Place),
            _ => ("words".to_owned(), VariableType::Text),
        };
        let number = match kind {
            VariableType::Ordinal => ordinal_value(&old).filter(|n| as_printed(*n, &old)).map(i64::from),
            VariableType::Number => old.parse::<i64>().ok().filter(|n| n.to_string() == old),
            _ => None,
        };
        let default = number.map_or(Value::String(old.clone()), Value::Integer);
        let mut variable = Variable { help: Some(why.to_owned()), confirm: true, ..Variable::of(kind, default) };
        let fits = variable.default.as_ref().is_some_and(|v| variable.read(v).as_ref() == Ok(v));
        if !fits || number.is_none() && matches!(kind, VariableType::Ordinal | VariableType::Number) {
            variable.kind = VariableType::Text;
        }
        let ordinal = variable.kind == VariableType::Ordinal;
        let filter = match (ordinal, old.starts_with(char::is_uppercase)) {
            (true, true) => " | ordinal | capital",
            (true, false) => " | ordinal",
            _ => "",
        };
        format!("{{{{ {}{filter} }}}}", self.variable(&name, variable))
    }

    /// The name of a variable: that of an equal one, or the first free one.
    fn variable(&mut self, wanted: &str, variable: Variable) -> String {
        let reserved =
            ["session", "range", "dict", "namespace", "debug", "loop", "self", "true", "false", "none", "and", "or", "not", "in", "is", "if", "else"];
        let wanted = if reserved.contains(&wanted) || wanted.is_empty() || wanted.starts_with(|c: char| c.is_ascii_digit()) { "value" } else { wanted };
        for n in 1.. {
            let name = if n == 1 { wanted.to_owned() } else { format!("{wanted}_{n}") };
            match self.variables.iter().find(|(v, _)| *v == name) {
                Some((_, v)) if (v.kind, &v.default, &v.next) == (variable.kind, &variable.default, &variable.next) => return name,
                Some(_) => {}
                None => {
                    self.variables.push((name.clone(), variable));
                    return name;
                }
            }
        }
        unreachable!("there are more numbers than variables")
    }

    /// Front matter: what the template is, its variables, and a masthead that is the draft's for a later session.
    fn front(&self, written: &str, base: &Resolution, draft: &Draft) -> String {
        let mut document: Table = toml::from_str(written).unwrap_or_default();
        let drafted: Table = Table::try_from(&draft.resolution.masthead).unwrap_or_default();
        let masthead = match document.remove("masthead") {
            Some(Value::Table(t)) => t,
            _ => Table::new(),
        };
        let mut keys: Vec<&String> = masthead.keys().chain(drafted.keys()).collect();
        keys.dedup();
        let both: Table = keys.into_iter().map(|key| (key.clone(), self.either(masthead.get(key), drafted.get(key)))).collect();
        if let Some(Value::Array(closings)) = document.get_mut("closing") {
            for value in closings.iter_mut().filter_map(Value::as_table_mut).flat_map(Table::iter_mut) {
                let strings: Vec<&mut Value> = match value.1 {
                    Value::Array(items) => items.iter_mut().collect(),
                    one => vec![one],
                };
                for s in strings {
                    *s = self.either(Some(s), None);
                }
            }
        }
        let mut out = Table::new();
        let closing = document.remove("closing");
        out.extend(document);
        let about = format!("Derived from {}", [base.symbol(), base.title.as_str().to_owned()].join(" ").trim());
        let head = super::Head { about, base: Some(self.from), renumber: false };
        out.extend([("template".to_owned(), Table::try_from(head).map(Value::Table).unwrap_or(Value::Boolean(false)))]);
        let session = Variable { help: Some("Session of the draft".into()), ..Variable::of(VariableType::Session, Value::Integer(self.from.into())) };
        let all = [("session".to_owned(), session)].into_iter().chain(self.variables.iter().cloned());
        let variables: Table = all.filter_map(|(name, v)| Some((name, Value::Table(Table::try_from(v).ok()?)))).collect();
        out.insert("variables".into(), Value::Table(variables));
        out.insert("masthead".into(), Value::Table(both));
        out.extend(closing.map(|c| ("closing".to_owned(), c)));
        toml::to_string_pretty(&out).unwrap_or_default()
    }

    /// A field of the masthead: as adopted at the base's session, as drafted at a later one.
    fn either(&self, adopted: Option<&Value>, drafted: Option<&Value>) -> Value {
        if let (Some(Value::Array(a)), b) = (adopted, drafted) {
            let b = b.and_then(Value::as_array);
            return Value::Array(a.iter().enumerate().map(|(n, a)| self.either(Some(a), b.and_then(|b| b.get(n)))).collect());
        }
        let (a, b) = (adopted.and_then(Value::as_str).unwrap_or_default(), drafted.and_then(Value::as_str).unwrap_or_default());
        if a == b {
            return Value::String(literal(a));
        }
        let session = |n: u16| word_ordinal(n).map(|o| format!("{} session", super::engine::capital(&o)));
        if session(self.from).as_deref() == Some(a) && session(self.to).as_deref() == Some(b) {
            return Value::String("{{ session | ordinal | capital }} session".into());
        }
        let b = literal(b).replace(&format!("/{}/", self.to), "/{{ session }}/");
        Value::String(match (a, b.as_str()) {
            (a, "") => format!("{{% if session == {} %}}{}{{% endif %}}", self.from, literal(a)),
            ("", b) => format!("{{% if session > {} %}}{b}{{% endif %}}", self.from),
            (a, b) => format!("{{% if session == {} %}}{}{{% else %}}{b}{{% endif %}}", self.from, literal(a)),
        })
    }
}

/// `session + 1`, in brackets where a filter follows.
fn difference(d: i32) -> String {
    match d {
        0 => "session".to_owned(),
        d if d > 0 => format!("(session + {d})"),
        d => format!("(session - {})", -d),
    }
}

/// Whether the number in words is just what is printed, capitals of its head aside.
fn as_printed(n: u16, printed: &str) -> bool {
    word_ordinal(n).is_some_and(|w| w == printed || super::engine::capital(&w) == printed)
}

fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn free(holes: &[Hole], span: &Range<usize>) -> bool {
    // Words put in at the edge of a hole are part of what the hole says.
    holes.iter().all(|h| h.span.end < span.start || span.end < h.span.start || !meet(&h.span, span) && !span.is_empty() && !h.span.is_empty())
}

/// Emphasis, links or notes that begin, end or stand within or at the edge of the words.
fn has_marks(text: &Text, span: &Range<usize>) -> bool {
    let inside = |at: usize| span.start < at && at < span.end;
    text.marks().iter().filter(|m| m.kind != MarkKind::NoBreak).any(|m| match m.kind {
        MarkKind::NoteRef(_) => span.start <= m.start && m.start <= span.end,
        _ => inside(m.start) || inside(m.end),
    })
}

/// The words of a span as the draft has them.
fn apply(text: &Text, span: &Range<usize>, edits: &[&DraftEdit]) -> String {
    let mut out = String::new();
    let mut at = span.start;
    for e in edits.iter().filter(|e| span.start <= e.span.start && e.span.end <= span.end) {
        out += &text.printed(at..e.span.start);
        out += &e.new;
        at = e.span.end;
    }
    out + &text.printed(at..span.end)
}

/// How a list is joined, as an expression.
fn joint(items: &[String], printed: &str) -> Option<&'static str> {
    ["and_list", "join(\", \")"].into_iter().find(|j| joined(items, j) == printed)
}

fn joined(items: &[String], joint: &str) -> String {
    if joint == "and_list" { and_list(items) } else { items.join(", ") }
}

/// `Geneva (2008 and 2010), Beirut (2011) and Oslo (2012)`: its places.
fn split(list: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut rest = list;
    while let Some(c) = rest.chars().next() {
        let closed = items.last().is_some_and(|i| i.ends_with(')'));
        match [", ", " and "].into_iter().find(|j| closed && rest.starts_with(j)) {
            Some(j) => {
                items.push(String::new());
                rest = &rest[j.len()..];
            }
            None => {
                items.iter_mut().last().into_iter().for_each(|i| i.push(c));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    items
}

fn list_value(items: &[String]) -> Value {
    Value::Array(items.iter().cloned().map(Value::String).collect())
}

/// A name for a variable: `meeting_of_the_states_parties`.
fn slug(words: &str) -> String {
    let clean: String = words.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    clean.split('_').filter(|w| !w.is_empty()).collect::<Vec<_>>().join("_")
}
