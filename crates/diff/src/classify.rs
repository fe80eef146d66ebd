//! The class of each change and the reason, decided through the entities.
use crate::{
    Class, Context, Reason,
    words::{Hunk, Token, TokenKind, Wording},
};
use chancery_model::{Language, entity::Value};

/// Gives every changed hunk its class and reason.
pub(crate) fn all(a: &Wording, b: &Wording, hunks: &mut [Hunk], context: &Context) {
    for at in 0..hunks.len() {
        if hunks[at].equal {
            continue;
        }
        let joint = neighbours(a, hunks, at);
        let (class, reason) = change(a, b, &hunks[at], joint, context);
        (hunks[at].class, hunks[at].reason) = (class, Some(reason));
    }
}

/// On how many sides of the change an entity stands.
fn neighbours(a: &Wording, hunks: &[Hunk], at: usize) -> usize {
    let side = |h: Option<&Hunk>, last: bool| {
        let tokens = h.filter(|h| h.equal).map_or(&[][..], |h| &a.tokens[h.old.clone()]);
        (if last { tokens.last() } else { tokens.first() }).is_some_and(|t| matches!(t.kind, TokenKind::Entity(_)))
    };
    usize::from(side(at.checked_sub(1).map(|i| &hunks[i]), true)) + usize::from(side(hunks.get(at + 1), false))
}

fn change(a: &Wording, b: &Wording, hunk: &Hunk, neighbours: usize, context: &Context) -> (Class, Reason) {
    let (old, new) = (&a.tokens[hunk.old.clone()], &b.tokens[hunk.new.clone()]);
    // A value still to be filled in, or filled in now.
    let open = |side: &[Token]| side.iter().any(|t| t.kind == TokenKind::Placeholder);
    let typed_only = (all_typed(old, a.language), all_typed(new, b.language));
    if open(new) && typed_only.1 || open(old) && typed_only == (true, true) {
        return (Class::Mechanical, Reason::Placeholder);
    }
    if typed_only == (true, true) {
        if has_entity(old) || has_entity(new) {
            let reason = [(b, new), (a, old)].iter().find_map(|(w, side)| side.iter().find_map(|t| typed(w, t))).unwrap_or(Reason::Citation);
            return match reason {
                Reason::Session if other_period(a, b, hunk, context) => (Class::Substantive, Reason::Period),
                Reason::Date | Reason::Number if !continues(a, b, hunk, reason, neighbours) => (Class::Substantive, reason),
                _ => (Class::Mechanical, reason),
            };
        }
        // “resolutions” for “resolution” (D-05), a comma for “and” (D-04) belong to the citation they touch.
        if neighbours == 2
            || neighbours == 1 && list_words(old, a.language) && list_words(new, b.language) && (words(old).next().is_some() || words(new).next().is_some())
        {
            return (Class::Mechanical, beside(a, hunk).unwrap_or(Reason::Citation));
        }
    }
    if turned_past(a, hunk, new) {
        return (Class::Mechanical, Reason::Event);
    }
    if let Some(found) = plain_values(old, new, context) {
        return found;
    }
    let some = words(old).next().is_some() || words(new).next().is_some();
    let counters = |side: &[Token], language: Language| words(side).all(|t| language.is_counter(t.word()));
    if some && counters(old, a.language) && counters(new, b.language) {
        return (Class::Mechanical, Reason::Counter);
    }
    if list_joint(a, hunk, old, new) {
        return (Class::Editorial, Reason::Punctuation);
    }
    form(old, new).unwrap_or((Class::Substantive, Reason::Wording))
}

/// “to be held” became “held”: the event took place between the texts (D-11).
fn turned_past(a: &Wording, hunk: &Hunk, new: &[Token]) -> bool {
    let old: Vec<&str> = words(&a.tokens[hunk.old.clone()]).map(Token::word).collect();
    let next = a.tokens[hunk.old.end..].iter().find(|t| t.is_word()).map_or("", Token::word);
    old == ["to", "be"] && words(new).next().is_none() && matches!(next, "held" | "convened")
}

/// True if a date or a number takes the place of an earlier one of its kind: the same thing at a later time. A date that
/// only came, or went back, is another thing; so is another percentage.
fn continues(a: &Wording, b: &Wording, hunk: &Hunk, reason: Reason, neighbours: usize) -> bool {
    let (old, new) = (&a.tokens[hunk.old.clone()], &b.tokens[hunk.new.clone()]);
    let is = |w: &Wording, t: &Token, r: Reason| typed(w, t) == Some(r);
    let cites = old.iter().any(|t| is(a, t, Reason::Citation))
        || new.iter().any(|t| is(b, t, Reason::Citation))
        || neighbours > 0 && beside(a, hunk) == Some(Reason::Citation);
    let (x, y) = (old.iter().find(|t| is(a, t, reason)), new.iter().find(|t| is(b, t, reason)));
    match (reason, x, y) {
        _ if cites => true,
        (Reason::Number, Some(_), Some(_)) => {
            let after = a.tokens.get(hunk.old.end).map_or("", Token::word);
            after != "per" && after != "million"
        }
        (Reason::Date, Some(x), Some(y)) => a.value(x).and_then(last_day) <= b.value(y).and_then(last_day),
        (_, x, y) => x.is_none() && y.is_none(),
    }
}

/// Something to order dates by.
fn last_day(value: &Value) -> Option<(i16, i8, i8)> {
    match value {
        Value::Date(d) | Value::DateRange(_, d) => Some((d.year(), d.month(), d.day())),
        Value::YearSpan(_, year) => Some((*year as i16, 12, 31)),
        _ => None,
    }
}

/// A year, an ordinal or a small number alone that takes the place of an earlier one: what every session changes, though
/// no entity says of what. Years go on by what lies between the texts; amounts in thousands are no counts.
fn plain_values(old: &[Token], new: &[Token], context: &Context) -> Option<(Class, Reason)> {
    let ([x], [y]) = (old, new) else { return None };
    let (x, y) = (x.word(), y.word());
    if let (Some(x), Some(y)) = (chancery_model::ordinal_value(x), chancery_model::ordinal_value(y)) {
        return (x < y).then_some((Class::Mechanical, Reason::Event));
    }
    let (x, y): (u32, u32) = (x.replace(',', "").parse().ok()?, y.replace(',', "").parse().ok()?);
    let year = |n: u32| (1945..2100).contains(&n);
    if year(x) && year(y) {
        let most = context.sessions.map_or(3, |s| (2 * s.unsigned_abs()).max(3));
        return Some((if x < y && y - x <= most { Class::Mechanical } else { Class::Substantive }, Reason::Date));
    }
    Some((if x < 1000 && y < 1000 { Class::Mechanical } else { Class::Substantive }, Reason::Number))
}

/// “and” for a comma, or gone before one: the joints of a list whose items changed elsewhere.
fn list_joint(a: &Wording, hunk: &Hunk, old: &[Token], new: &[Token]) -> bool {
    let joint = |side: &[Token]| side.iter().all(|t| [",", ";", "and", "or"].contains(&t.word()));
    let comma = |at: Option<usize>| at.and_then(|i| a.tokens.get(i)).is_some_and(|t| [",", ";"].contains(&t.word()));
    let both = !old.is_empty() && !new.is_empty();
    joint(old) && joint(new) && (both || comma(hunk.old.start.checked_sub(1)) || comma(Some(hunk.old.end)))
}

/// Changes of form: the letters are the same, or the spelling is of the same word.
fn form(old: &[Token], new: &[Token]) -> Option<(Class, Reason)> {
    let letters = |side: &[Token]| side.iter().flat_map(|t| t.text.chars()).filter(|c| c.is_alphanumeric()).collect::<String>();
    let (x, y) = (letters(old), letters(new));
    if x == y {
        return Some((Class::Editorial, Reason::Punctuation));
    }
    if x.to_lowercase() == y.to_lowercase() {
        return Some((Class::Editorial, Reason::Capitals));
    }
    // “Requests” after “Also” was dropped: the cascade of C-20 with its change of capital.
    let head = |side: &[Token]| words(side).map(|t| t.word().to_lowercase()).filter(|w| w != "also" && w != "further").collect::<Vec<_>>();
    let (x, y) = (head(old), head(new));
    if x == y {
        return Some((Class::Mechanical, Reason::Counter));
    }
    let same = x.len() == y.len() && x.iter().zip(&y).all(|(v, w)| v == w || spelling(v) == spelling(w));
    same.then_some((Class::Editorial, Reason::Spelling))
}

/// One form for the spellings that editors choose between (B-35): -ise and -ize, -our and -or, -mme, -lled, judgement.
fn spelling(word: &str) -> String {
    let mut w =
        word.replace("isation", "ization").replace("yse", "yze").replace("our", "or").replace("mme", "m").replace("ll", "l").replace("dgement", "dgment");
    for ending in ["ise", "ised", "ises", "ising"] {
        if let Some(stem) = w.strip_suffix(ending) {
            w = format!("{stem}{}", ending.replacen('s', "z", 1));
        }
    }
    w
}

fn words<'a, 'b>(side: &'a [Token<'b>]) -> impl Iterator<Item = &'a Token<'b>> {
    side.iter().filter(|t| t.is_word())
}

fn all_typed(side: &[Token], language: Language) -> bool {
    words(side).all(|t| t.is_typed() || language.is_joint(t.word()))
}

fn has_entity(side: &[Token]) -> bool {
    side.iter().any(Token::is_typed)
}

fn list_words(side: &[Token], language: Language) -> bool {
    words(side).all(|t| language.is_list_word(t.word()))
}

fn typed(w: &Wording, t: &Token) -> Option<Reason> {
    Some(match w.value(t)? {
        Value::Resolution(_) => Reason::Citation,
        Value::Symbol(_) => Reason::Symbol,
        Value::Date(_) | Value::DateRange(..) | Value::YearSpan(..) => Reason::Date,
        Value::Session(_) => Reason::Session,
        Value::Event { .. } | Value::Venue(_) | Value::Place { .. } => Reason::Event,
        Value::AgendaItem(_) => Reason::AgendaItem,
        Value::Reference(_) => Reason::Reference,
        Value::Count(_) => Reason::Number,
        Value::InitiatingPhrase { .. } => return None,
    })
}

/// The reason of the entity before or after the change.
fn beside(a: &Wording, hunk: &Hunk) -> Option<Reason> {
    let token = |at: Option<usize>| at.and_then(|i| a.tokens.get(i)).and_then(|t| typed(a, t));
    token(hunk.old.start.checked_sub(1)).or_else(|| token(Some(hunk.old.end)))
}

/// A report or review that moves by another number of sessions than lie between the texts has another period (D-07, D-08).
fn other_period(a: &Wording, b: &Wording, hunk: &Hunk, context: &Context) -> bool {
    let sessions = |w: &Wording, range: &std::ops::Range<usize>| {
        w.tokens[range.clone()].iter().filter_map(|t| if let Some(Value::Session(n)) = w.value(t) { Some(i32::from(*n)) } else { None }).collect::<Vec<_>>()
    };
    let ([old], [new], Some(apart)) = (&sessions(a, &hunk.old)[..], &sessions(b, &hunk.new)[..], context.sessions) else { return false };
    let clause = ["provisional agenda", "report", "review", "consideration"];
    apart > 0 && new - old != apart && *old > 50 && clause.iter().any(|c| a.text.contains(c))
}
