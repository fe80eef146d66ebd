//! Proper names in running text: States, bodies, offices. Names of months, days and titles of documents are none of ours.

use std::{collections::HashSet, sync::LazyLock};

/// A proper name and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'a> {
    /// As printed.
    pub text: &'a str,
    /// Where it begins.
    pub start: usize,
    /// What bears it.
    pub kind: NameKind,
}

/// What bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A State.
    State,
    /// A body, an office or a group that texts address: `Security Council`, `Secretary-General`, `Member States`.
    Body,
    /// Anything else: a place, an agreement, a goal.
    Other,
}

// Member States and observer States by the names that United Nations texts use, without the article.
const STATES: &str = "Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|Brunei Darussalam|Bulgaria|Burkina Faso|Burundi|Cabo Verde|Cambodia|Cameroon|Canada|Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|Costa Rica|Côte d’Ivoire|Croatia|Cuba|Cyprus|Czechia|Democratic People’s Republic of Korea|Democratic Republic of the Congo|Denmark|Djibouti|Dominica|Dominican Republic|Ecuador|Egypt|El Salvador|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Holy See|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kuwait|Kyrgyzstan|Lao People’s Democratic Republic|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Marshall Islands|Mauritania|Mauritius|Mexico|Micronesia|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Macedonia|Norway|Oman|Pakistan|Palau|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Republic of Korea|Republic of Moldova|Romania|Russian Federation|Rwanda|Saint Kitts and Nevis|Saint Lucia|Saint Vincent and the Grenadines|Samoa|San Marino|Sao Tome and Principe|Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Sudan|Spain|Sri Lanka|State of Palestine|Sudan|Suriname|Sweden|Switzerland|Syrian Arab Republic|Tajikistan|Thailand|Timor-Leste|Togo|Tonga|Trinidad and Tobago|Tunisia|Türkiye|Turkey|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom|United Republic of Tanzania|United States|Uruguay|Uzbekistan|Vanuatu|Venezuela|Viet Nam|Yemen|Zambia|Zimbabwe";

/// Head words of the names of bodies, offices and groups.
const BODIES: &str = "Academy|Administrator|Adviser|Agency|Agencies|Alliance|Assembly|Association|Authority|Bank|Board|Bureau|Centre|Centres|Chair|Coalition|Commission|Commissioner|Commissions|Committee|Committees|Community|Coordinator|Council|Court|Department|Division|Envoy|Executive|Expert|Experts|Federation|Force|Forum|Foundation|Fund|Funds|Governments|Group|Groups|Institute|Institutes|League|Mechanism|Mission|Movement|Nations|Network|Office|Ombudsperson|Organization|Organizations|Panel|Parliament|Parties|Police|President|Programme|Programmes|Rapporteur|Rapporteurs|Registrar|Representative|Representatives|Secretariat|Secretary-General|Service|Society|States|Subcommittee|Team|Teams|Tribunal|Under-Secretary-General|UNESCO|UNHCR|UNICEF|Union|Unit|University|UN-Women";
/// Those that name somebody without another word; the others alone repeat a name.
const ALONE: &str = "Governments|Parliament|Secretariat|Secretary-General|States|UNESCO|UNHCR|UNICEF|UN-Women";
/// What begins like a body and is none.
const DOCUMENTS: [&str; 2] = ["Programme of Action", "Programme of Work"];

/// Words that stand inside a name: “Office of the United Nations High Commissioner for Refugees”.
const JOINTS: [&str; 9] = ["of", "the", "for", "and", "on", "to", "in", "de", "against"];
/// Words whose capital says nothing of a body.
const NO_NAMES: [&str; 26] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Internet",
    "The",
    "I",
    "II",
    "III",
    "IV",
    "Earth",
];

/// The proper names of a text, in order. The first word has its capital from the sentence and opens none.
pub fn names(text: &str) -> Vec<Name<'_>> {
    let mut out = Vec::new();
    let mut words = text.split_inclusive(' ').scan(0, |at, w| {
        let start = *at;
        *at += w.len();
        Some((start, w))
    });
    words.next();
    let mut open: Option<(usize, usize)> = None;
    let mut close = |open: &mut Option<(usize, usize)>| {
        if let Some((start, end)) = open.take() {
            push(text, start..end, &mut out);
        }
    };
    for (start, word) in words {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let at = start + word.find(core).unwrap_or(0);
        let capital = core.starts_with(char::is_uppercase) && !NO_NAMES.contains(&core);
        let opens = at == start || word.starts_with(['(', '“', '"']);
        if !capital || !opens {
            if !JOINTS.contains(&word.trim_end()) {
                close(&mut open);
            }
            continue;
        }
        open = Some((open.map_or(at, |o| o.0), at + core.len()));
        if word[at - start + core.len()..].starts_with(|c: char| !c.is_whitespace()) {
            close(&mut open);
        }
    }
    close(&mut open);
    out
}

/// One name, or the two States that `and` joins: “Austria and Switzerland”.
fn push<'a>(text: &'a str, range: std::ops::Range<usize>, out: &mut Vec<Name<'a>>) {
    static ALL: LazyLock<HashSet<&str>> = LazyLock::new(|| STATES.split('|').collect());
    static OF_BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| BODIES.split('|').collect());
    let is_state = |t: &str| ALL.contains(t);
    let kind = |t: &str| match t {
        _ if is_state(t) => NameKind::State,
        _ if DOCUMENTS.iter().any(|d| t.contains(d)) => NameKind::Other,
        _ if !t.contains(' ') => {
            if ALONE.split('|').any(|w| w == t) {
                NameKind::Body
            } else {
                NameKind::Other
            }
        }
        _ if OF_BODIES.contains(head(t)) => NameKind::Body,
        _ => NameKind::Other,
    };
    let name = &text[range.clone()];
    if !is_state(name)
        && let Some((a, b)) = name.split_once(" and ")
        && (is_state(a) || is_state(b.trim_start_matches("the ")))
    {
        out.push(Name { text: a, start: range.start, kind: kind(a) });
        let second = range.end - b.trim_start_matches("the ").len();
        return push(text, second..range.end, out);
    }
    out.push(Name { text: name, start: range.start, kind: kind(name) });
}

/// `Office` of “Office of the High Commissioner”, `Group` of “Open-ended Working Group”.
fn head(name: &str) -> &str {
    let words: Vec<&str> = name.split(' ').collect();
    let end = words.iter().position(|w| ["of", "on", "for", "to", "in", "against"].contains(w)).unwrap_or(words.len());
    words.get(end.saturating_sub(1)).copied().unwrap_or(name)
}

/// States whose names have an “and” of their own.
const WITH_AND: [&str; 7] = [
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "Trinidad and Tobago",
    "United Kingdom of Great Britain and Northern Ireland",
];

/// The names of a list as sponsors are printed: “Austria, Trinidad and Tobago and Viet Nam” has three.
pub fn listed_states(list: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for mut rest in list.split(", ").map(str::trim) {
        while !rest.is_empty() {
            let own = WITH_AND.iter().find(|n| rest.strip_prefix(**n).is_some_and(|after| after.is_empty() || after.starts_with(" and ")));
            let end = own.map_or_else(|| rest.find(" and ").unwrap_or(rest.len()), |n| n.len());
            out.push(&rest[..end]);
            rest = rest[end..].strip_prefix(" and ").unwrap_or("").trim_start();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_bodies() {
        use NameKind::{Body, Other, State};
        let text = "Urges Austria and Switzerland, the Office of the United Nations High Commissioner for Refugees, Member States and, in March 2022, the Bahamas, to honour the Paris Agreement";
        let found: Vec<_> = names(text).into_iter().map(|n| (n.text, n.kind)).collect();
        assert_eq!(
            found,
            [
                ("Austria", State),
                ("Switzerland", State),
                ("Office of the United Nations High Commissioner for Refugees", Body),
                ("Member States", Body),
                ("Bahamas", State),
                ("Paris Agreement", Other)
            ]
        );
    }

    #[test]
    fn lists_of_states() {
        let list = "Antigua and Barbuda, Sweden and Trinidad and Tobago";
        assert_eq!(listed_states(list), ["Antigua and Barbuda", "Sweden", "Trinidad and Tobago"]);
        let list = "Saint Vincent and the Grenadines and United Kingdom of Great Britain and Northern Ireland and Viet Nam";
        assert_eq!(listed_states(list), ["Saint Vincent and the Grenadines", "United Kingdom of Great Britain and Northern Ireland", "Viet Nam"]);
        assert_eq!(listed_states("Austria"), ["Austria"]);
        assert!(listed_states("").is_empty());
    }

    #[test]
    fn none_in_plain_words() {
        assert_eq!(names("Decides to remain seized of the matter;"), []);
        assert_eq!(names(""), []);
    }
}
