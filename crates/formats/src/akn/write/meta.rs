//! Identification, references, cover page and preface.
use super::{Out, running};
use chancery_model::{Block, Language, Organ, Resolution, parse_long_date};
use jiff::civil::Date;

/// What stands where a date is not known (section 3.1).
const UNKNOWN: &str = "0001-01-01";

fn actor(organ: Organ) -> &'static str {
    match organ {
        Organ::GeneralAssembly => "unga",
        Organ::SecurityCouncil => "unsc",
        Organ::EconomicAndSocialCouncil => "unecosoc",
        Organ::HumanRightsCouncil => "unga-hrc",
    }
}

fn three_letters(language: Language) -> &'static str {
    match language {
        Language::En => "eng",
        Language::Fr => "fra",
        Language::Es => "spa",
        Language::Ru => "rus",
        Language::Zh => "zho",
        Language::Ar => "ara",
    }
}

fn date(date: Option<Date>) -> String {
    date.map_or(UNKNOWN.to_owned(), |d| d.to_string())
}

/// `77-63`, `2722-2024`, or the symbol of a draft, in characters that an address may have.
fn number(r: &Resolution) -> String {
    let printed = r.number().map_or_else(|| r.symbol(), |n| n.to_string().replace(" (", "-"));
    let clean: String = printed.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let clean = clean.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-");
    if clean.is_empty() { "draft".to_owned() } else { clean }
}

/// The head of a document; `component` is its part of the work (`!main`, `!annex_1`).
pub(super) fn meta(out: &mut Out, r: &Resolution, component: &str) {
    let adopted = date(r.adopted());
    let issued = date(r.masthead.issued.as_deref().and_then(parse_long_date));
    let work = format!("/akn/un/statement/deliberation/{}/{adopted}/{}", actor(r.organ), number(r));
    let expression = format!("{work}/{}@{issued}", three_letters(r.language));
    out.open("meta", &[]);
    out.open("identification", &[("source", "#chancery")]);
    out.open("FRBRWork", &[]);
    addresses(out, &format!("{work}/{component}"), &work);
    let symbol = r.symbol();
    if !symbol.is_empty() {
        out.empty("FRBRalias", &[("name", "symbol"), ("value", &symbol)]);
    }
    out.empty("FRBRdate", &[("date", &adopted), ("name", "adoption")]);
    out.empty("FRBRauthor", &[("href", "#organ")]);
    out.empty("FRBRcountry", &[("value", "un")]);
    out.close("FRBRWork");
    out.open("FRBRExpression", &[]);
    addresses(out, &format!("{expression}/{component}"), &expression);
    out.empty("FRBRdate", &[("date", &issued), ("name", "publication")]);
    out.empty("FRBRauthor", &[("href", "#organ")]);
    out.empty("FRBRlanguage", &[("language", three_letters(r.language))]);
    out.close("FRBRExpression");
    out.open("FRBRManifestation", &[]);
    addresses(out, &format!("{expression}/{component}.xml"), &format!("{expression}/.xml"));
    // The day of writing is nobody's business: the same text gives the same bytes.
    out.empty("FRBRdate", &[("date", &issued), ("name", "publication")]);
    out.empty("FRBRauthor", &[("href", "#chancery")]);
    out.close("FRBRManifestation");
    out.close("identification");
    references(out, r, component);
    out.close("meta");
    out.line();
}

fn addresses(out: &mut Out, this: &str, uri: &str) {
    out.empty("FRBRthis", &[("value", this)]);
    out.empty("FRBRuri", &[("value", uri)]);
}

/// Every target that the document names is declared.
fn references(out: &mut Out, r: &Resolution, component: &str) {
    out.open("references", &[("source", "#chancery")]);
    let declare = |out: &mut Out, kind: &str, id: &str, what: &str| {
        let id = out.id(id);
        out.empty(kind, &[("eId", &id), ("href", &format!("/akn/ontology/{}/un/{id}", kind.trim_start_matches("TLC").to_lowercase())), ("showAs", what)]);
    };
    declare(out, "TLCOrganization", "chancery", "Chancery");
    declare(out, "TLCOrganization", "organ", r.organ.name());
    if component == "!main" {
        declare(out, "TLCConcept", "symbol", "Symbol");
        declare(out, "TLCConcept", "issuingBody", "Issuing body");
        declare(out, "TLCConcept", "distribution", "Distribution");
        declare(out, "TLCConcept", "dateOfIssuance", "Date of issuance");
        declare(out, "TLCConcept", "session", "Session");
        declare(out, "TLCConcept", "proponent", "Proponent");
        declare(out, "TLCConcept", "resolutionNumber", "Resolution number");
    }
    declare(out, "TLCConcept", "resolutionTitle", "Resolution title");
    declare(out, "TLCConcept", "adoptionMeeting", "Meeting of adoption");
    declare(out, "TLCConcept", "adoptionDate", "Date of adoption");
    out.close("references");
}

/// The masthead, a line a paragraph.
pub(super) fn cover_page(out: &mut Out, r: &Resolution) {
    let m = &r.masthead;
    out.open("coverPage", &[]);
    out.line();
    let line = |out: &mut Out, element: &str, attributes: &[(&str, &str)], text: &str| {
        out.open("p", &[]);
        out.words(element, attributes, text);
        out.close("p");
        out.line();
    };
    if let Some(symbol) = &m.symbol {
        line(out, "docNumber", &[("refersTo", "#symbol")], symbol.as_str());
    }
    line(out, "docAuthority", &[("refersTo", "#issuingBody")], r.organ.name_in(r.language));
    if let Some(d) = &m.distribution {
        let printed = if d.starts_with("Distr") { d.clone() } else { format!("Distr.: {d}") };
        line(out, "docStatus", &[("refersTo", "#distribution")], &printed);
    }
    if let Some(issued) = &m.issued {
        let day = date(parse_long_date(issued));
        line(out, "docDate", &[("refersTo", "#dateOfIssuance"), ("date", &day)], issued);
    }
    if let Some(session) = &m.session {
        let number = r.session().map(|n| n.to_string()).unwrap_or_default();
        line(out, "session", &[("refersTo", "#session"), ("value", &number)], session);
    }
    for (name, value) in [
        ("original language", &m.original),
        ("committee", &m.committee),
        ("agenda item", &m.agenda_item),
        ("agenda item name", &m.item_title),
        ("sponsors", &m.sponsors),
    ] {
        if let Some(value) = value {
            line(out, "inline", &[("name", name)], value);
        }
    }
    if let Some(adoption) = &m.adoption {
        line(out, "docTitle", &[], adoption);
    }
    if let Some(provenance) = &m.provenance {
        line(out, "docProponent", &[("refersTo", "#proponent")], provenance);
    }
    for other in &m.other {
        if is_number_line(r, other) {
            line(out, "docTitle", &[("refersTo", "#resolutionNumber")], other);
        } else {
            out.words("p", &[], other);
            out.line();
        }
    }
    out.close("coverPage");
    out.line();
}

/// “Resolution 2722 (2024)”: where the Security Council prints the number.
fn is_number_line(r: &Resolution, line: &str) -> bool {
    r.organ == Organ::SecurityCouncil && line.split_once(' ').is_some_and(|(_, n)| Some(n) == r.masthead.number.as_deref())
}

pub(super) fn preface(out: &mut Out, r: &Resolution) {
    let number = r.masthead.number.as_deref().filter(|_| !r.masthead.other.iter().any(|l| is_number_line(r, l)));
    if number.is_none() && r.title.as_str().is_empty() {
        return;
    }
    out.open("preface", &[]);
    out.open("p", &[]);
    if let Some(number) = number {
        out.words("docNumber", &[], &format!("{number}."));
        out.text(" ");
    }
    if !r.title.as_str().is_empty() {
        out.open("docTitle", &[("refersTo", "#resolutionTitle")]);
        running::inlines(out, &r.title);
        out.close("docTitle");
    }
    out.close("p");
    out.close("preface");
    out.line();
}

/// Letter and title of a part of an omnibus text.
pub(super) fn part_preface(out: &mut Out, heads: &[Block]) {
    if heads.is_empty() {
        return;
    }
    out.open("preface", &[]);
    for (n, head) in heads.iter().enumerate() {
        let name = if n == 0 { "docNumber" } else { "docTitle" };
        out.open("p", &[]);
        out.open(name, &[]);
        running::inlines(out, &head.text);
        out.close(name);
        out.close("p");
    }
    out.close("preface");
    out.line();
}
