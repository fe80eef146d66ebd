//! Identification, references, cover page and preface.
use super::{Out, record, running};
use crate::akn::OWN;
use chancery_model::{Block, Concept, Language, Organ, Resolution};
use jiff::civil::Date;

/// What stands where a date is not known (section 3.1).
pub(super) const UNKNOWN: &str = "0001-01-01";

fn actor(organ: Organ) -> &'static str {
    match organ {
        Organ::GeneralAssembly => "unga",
        Organ::SecurityCouncil => "unsc",
        Organ::EconomicAndSocialCouncil => "unecosoc",
        Organ::HumanRightsCouncil => "unga-hrc",
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
    let main = component == MAIN;
    out.open("meta", &[]);
    identification(out, r, component);
    if main {
        publication(out, r);
        record::classification(out, &r.record);
        lifecycle(out, r);
        record::workflow(out, &r.record);
    }
    references(out, r, component);
    if main {
        record::presentation(out, &r.record);
    }
    out.close("meta");
    out.line();
}

/// The component that is the text itself.
pub(super) const MAIN: &str = "!main";

fn identification(out: &mut Out, r: &Resolution, component: &str) {
    let adopted = date(r.adopted());
    let issued = date(issued(r));
    let number = number(r);
    let work = format!("/akn/un/statement/deliberation/{}/{adopted}/{number}", actor(r.organ));
    let expression = format!("{work}/{}@{issued}", r.language.three_letters());
    out.open("identification", &[("source", OWN)]);
    out.open("FRBRWork", &[]);
    addresses(out, &format!("{work}/{component}"), &work);
    let symbol = r.symbol();
    if !symbol.is_empty() {
        out.empty("FRBRalias", &[("name", "symbol"), ("value", &symbol)]);
    }
    // The guideline spells the organs with a hyphen, the published files without.
    let guideline = work.replacen(actor(r.organ), &actor(r.organ).replacen("un", "un-", 1), 1);
    out.empty("FRBRalias", &[("name", "akn4un-guideline"), ("value", &guideline)]);
    out.empty("FRBRdate", &[("date", &adopted), ("name", "adoption")]);
    out.empty("FRBRauthor", &[("href", "#organ"), ("as", "#author")]);
    out.empty("FRBRcountry", &[("value", "un")]);
    out.empty("FRBRsubtype", &[("value", "deliberation")]);
    let printed = r.number().map_or_else(|| symbol.clone(), |n| n.to_string());
    out.empty("FRBRnumber", &[("value", &number), ("showAs", &printed)]);
    out.close("FRBRWork");
    out.open("FRBRExpression", &[]);
    addresses(out, &format!("{expression}/{component}"), &expression);
    out.empty("FRBRdate", &[("date", &issued), ("name", "publication")]);
    out.empty("FRBRauthor", &[("href", "#organ"), ("as", "#issuer")]);
    out.empty("FRBRlanguage", &[("language", r.language.three_letters())]);
    out.close("FRBRExpression");
    out.open("FRBRManifestation", &[]);
    addresses(out, &format!("{expression}/{component}.xml"), &format!("{expression}/.xml"));
    // The day of writing is nobody's business: the same text gives the same bytes.
    out.empty("FRBRdate", &[("date", &issued), ("name", "publication")]);
    out.empty("FRBRauthor", &[("href", OWN), ("as", "#editor")]);
    out.empty("FRBRformat", &[("value", "xml")]);
    out.close("FRBRManifestation");
    out.close("identification");
}

/// Dates of issue stand in English in many texts of other languages.
fn printed_date(r: &Resolution, text: &str) -> Option<Date> {
    r.language.parse_date(text).or_else(|| Language::En.parse_date(text))
}

fn issued(r: &Resolution) -> Option<Date> {
    r.masthead.issued.as_deref().and_then(|d| printed_date(r, d))
}

fn publication(out: &mut Out, r: &Resolution) {
    if let (Some(issued), symbol) = (issued(r), r.symbol()) {
        out.empty("publication", &[("date", &issued.to_string()), ("name", &symbol), ("showAs", &symbol), ("number", &symbol)]);
    }
}

/// A resolution comes to be on the day of its adoption.
fn lifecycle(out: &mut Out, r: &Resolution) {
    if let Some(adopted) = r.adopted() {
        out.open("lifecycle", &[("source", OWN)]);
        out.empty("eventRef", &[("eId", "eref_1"), ("date", &adopted.to_string()), ("type", "generation"), ("source", OWN)]);
        out.close("lifecycle");
    }
}

fn addresses(out: &mut Out, this: &str, uri: &str) {
    out.empty("FRBRthis", &[("value", this)]);
    out.empty("FRBRuri", &[("value", uri)]);
}

/// What the main text refers to, by the kind that Akoma Ntoso gives it.
const CONCEPTS: [(&str, &str, &str); 27] = [
    ("TLCOrganization", "chancery", "Chancery"),
    ("TLCOrganization", "publisher", "United Nations"),
    ("TLCRole", "author", "Author"),
    ("TLCRole", "issuer", "Issuer"),
    ("TLCRole", "editor", "Editor"),
    ("TLCRole", "issuingBody", "Issuing body"),
    ("TLCEvent", "session", "Session"),
    ("TLCEvent", "adoption", "Adoption"),
    ("TLCConcept", "symbol", "Symbol"),
    ("TLCConcept", "distribution", "Distribution"),
    ("TLCConcept", "dateOfIssuance", "Date of issuance"),
    ("TLCConcept", "agenda", "Agenda item"),
    ("TLCConcept", "title", "Title in the library"),
    ("TLCConcept", "proponent", "Proponent"),
    ("TLCConcept", "preamble", "Preamble"),
    ("TLCConcept", "resolutionNumber", "Resolution number"),
    ("TLCConcept", "resolutionTitle", "Resolution title"),
    ("TLCConcept", "adoptionMeeting", "Meeting of adoption"),
    ("TLCConcept", "adoptionDate", "Date of adoption"),
    ("TLCConcept", "inFavour", "In favour"),
    ("TLCConcept", "against", "Against"),
    ("TLCConcept", "abstaining", "Abstaining"),
    ("TLCConcept", "memberState", "Member State"),
    ("TLCConcept", "publicationJobNumber", "Job number"),
    ("TLCConcept", "originatingDocument", "Originating document"),
    ("TLCConcept", "language", "Original language"),
    ("TLCConcept", "sponsors", "Sponsors"),
];

/// Every target that the document names is declared: first what the file it was read from declared, then what is missing.
fn references(out: &mut Out, r: &Resolution, component: &str) {
    let kept: &[Concept] = if component == MAIN { &r.record.concepts } else { &[] };
    if !kept.is_empty() {
        out.open("references", &[("source", "#organ")]);
        for c in kept {
            let id = out.id(&c.id);
            out.empty(&c.kind, &[("eId", &id), ("href", &c.address), ("showAs", &c.name)]);
        }
        out.close("references");
    }
    let organ = [("TLCOrganization", "organ", r.organ.name())];
    let missing: Vec<_> = organ.iter().chain(&CONCEPTS).filter(|(_, id, _)| !out.ids.contains_key(*id)).collect();
    if missing.is_empty() {
        return;
    }
    out.open("references", &[("source", OWN)]);
    for (kind, id, name) in missing {
        let address = format!("/akn/ontology/{}/un/{id}", kind.trim_start_matches("TLC").to_lowercase());
        let id = out.id(id);
        out.empty(kind, &[("eId", &id), ("href", &address), ("showAs", name)]);
    }
    out.close("references");
}

/// The masthead, a line a paragraph.
pub(super) fn cover_page(out: &mut Out, r: &Resolution) {
    let m = &r.masthead;
    out.open("coverPage", &[]);
    out.line();
    out.open("p", &[("class", "upperLeft")]);
    out.words("docAuthority", &[("refersTo", "#publisher")], "United Nations");
    out.close("p");
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
    line(out, "docAuthority", &[("refersTo", "#issuingBody")], r.language.organ(r.organ));
    if let Some(d) = &m.distribution {
        let printed = if d.starts_with("Distr") { d.clone() } else { format!("Distr.: {d}") };
        line(out, "docStatus", &[("refersTo", "#distribution")], &printed);
    }
    if let Some(issued) = &m.issued {
        let day = date(printed_date(r, issued));
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
