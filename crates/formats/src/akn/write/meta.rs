//! Identification, references, cover page and preface.
use super::{Out, iri, record, running};
use crate::akn::OWN;
use chancery_model::{
    Block, Concept, Language, Organ, Resolution,
    entity::{self, Value},
};
use jiff::civil::Date;

/// What stands where a date is not known (section 3.1).
pub(super) const UNKNOWN: &str = "0001-01-01";

fn date(date: Option<Date>) -> String {
    date.map_or(UNKNOWN.to_owned(), |d| d.to_string())
}

/// `77-63`, or the symbol of a draft, in characters that an address may have.
fn number(r: &Resolution) -> String {
    let Some(number) = r.number() else {
        let clean: String = r.symbol().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let clean = clean.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-");
        return if clean.is_empty() { "draft".to_owned() } else { clean };
    };
    iri::number(&number)
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

/// The address of the text in its language.
fn expression(r: &Resolution) -> String {
    let work = iri::work(r.organ, &date(r.adopted()), &number(r));
    format!("{work}/{}@{}", r.language.three_letters(), date(issued(r)))
}

fn identification(out: &mut Out, r: &Resolution, component: &str) {
    let adopted = date(r.adopted());
    let issued = date(issued(r));
    let number = number(r);
    let organ = format!("#{}", organ(r.organ).0);
    let work = iri::work(r.organ, &adopted, &number);
    let expression = expression(r);
    out.open("identification", &[("source", OWN)]);
    out.open("FRBRWork", &[]);
    addresses(out, &format!("{work}/{component}"), &work);
    let symbol = r.symbol();
    if !symbol.is_empty() {
        out.empty("FRBRalias", &[("name", "symbol"), ("value", &symbol)]);
    }
    // The guideline spells the organs with a hyphen, the published files without.
    let guideline = work.replacen(iri::actor(r.organ), &iri::actor(r.organ).replacen("un", "un-", 1), 1);
    out.empty("FRBRalias", &[("name", "akn4un-guideline"), ("value", &guideline)]);
    out.empty("FRBRdate", &[("date", &adopted), ("name", "adoption")]);
    out.empty("FRBRauthor", &[("href", &organ), ("as", "#author")]);
    out.empty("FRBRcountry", &[("value", "un")]);
    out.empty("FRBRsubtype", &[("value", "deliberation")]);
    let printed = r.number().map_or_else(|| symbol.clone(), |n| n.to_string());
    out.empty("FRBRnumber", &[("value", &number), ("showAs", &printed)]);
    out.close("FRBRWork");
    out.open("FRBRExpression", &[]);
    addresses(out, &format!("{expression}/{component}"), &expression);
    out.empty("FRBRdate", &[("date", &issued), ("name", "publication")]);
    out.empty("FRBRauthor", &[("href", &organ), ("as", "#issuer")]);
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
        out.empty("eventRef", &[("eId", "eref_1"), ("date", &adopted.to_string()), ("type", "generation"), ("source", "#original")]);
        out.close("lifecycle");
    }
}

fn addresses(out: &mut Out, this: &str, uri: &str) {
    out.empty("FRBRthis", &[("value", this)]);
    out.empty("FRBRuri", &[("value", uri)]);
}

/// How the official files name an organ and its sessions.
fn organ(organ: Organ) -> (&'static str, &'static str) {
    match organ {
        Organ::GeneralAssembly => ("ga", "generalAssembly"),
        Organ::SecurityCouncil => ("sc", "securityCouncil"),
        Organ::EconomicAndSocialCouncil => ("esc", "ecosoc"),
        Organ::HumanRightsCouncil => ("hrc", "humanRightsCouncil"),
    }
}

/// What the main text refers to, by the kind that Akoma Ntoso gives it.
const CONCEPTS: [(&str, &str, &str); 28] = [
    ("TLCOrganization", "chancery", "Chancery"),
    ("TLCOrganization", "un", "United Nations"),
    ("TLCRole", "publisher", "Publisher"),
    ("TLCRole", "author", "Author"),
    ("TLCRole", "issuer", "Issuer"),
    ("TLCRole", "editor", "Editor"),
    ("TLCRole", "issuingBody", "Issuing body"),
    ("TLCEvent", "adoption", "Adoption"),
    ("TLCConcept", "symbol", "Symbol"),
    ("TLCConcept", "generalDistribution", "General distribution"),
    ("TLCConcept", "limitedDistribution", "Limited distribution"),
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

/// Who reports to the General Assembly.
const COMMITTEES: [(&str, &str, &str); 6] = [
    ("TLCOrganization", "firstCommittee", "First Committee"),
    ("TLCOrganization", "secondCommittee", "Second Committee"),
    ("TLCOrganization", "thirdCommittee", "Third Committee"),
    ("TLCOrganization", "fourthCommittee", "Fourth Committee"),
    ("TLCOrganization", "fifthCommittee", "Fifth Committee"),
    ("TLCOrganization", "sixthCommittee", "Sixth Committee"),
];

/// Every target that the document names is declared: first what the file it was read from declared, then what is missing.
fn references(out: &mut Out, r: &Resolution, component: &str) {
    let kept: &[Concept] = if component == MAIN { &r.record.concepts } else { &[] };
    if !kept.is_empty() {
        out.open("references", &[("source", &format!("#{}", organ(r.organ).0))]);
        for c in kept {
            let id = out.id(&c.id);
            out.empty(&c.kind, &[("eId", &id), ("href", &c.address), ("showAs", &c.name)]);
        }
        out.close("references");
    }
    let (id, session) = organ(r.organ);
    let own = [("TLCOrganization", id, r.organ.name()), ("TLCEvent", session, "Session")];
    let missing: Vec<_> = own.iter().chain(&CONCEPTS).chain(&COMMITTEES).filter(|(_, id, _)| !out.ids.contains_key(*id)).collect();
    out.open("references", &[("source", OWN)]);
    let original = out.id("original");
    out.empty("original", &[("eId", &original), ("href", &expression(r)), ("showAs", &r.symbol())]);
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
    let classed = |out: &mut Out, class: &str, element: &str, attributes: &[(&str, &str)], text: &str| {
        let class = [("class", class)];
        out.open("p", if class[0].1.is_empty() { &[] } else { &class });
        out.words(element, attributes, text);
        out.close("p");
        out.line();
    };
    let line = |out: &mut Out, element: &str, attributes: &[(&str, &str)], text: &str| classed(out, "", element, attributes, text);
    classed(out, "upperLeft", "docAuthority", &[("refersTo", "#publisher")], "United Nations");
    if let Some(symbol) = &m.symbol {
        classed(out, "upperRight", "docNumber", &[("refersTo", "#symbol")], symbol.as_str());
    }
    classed(out, "upperLeft", "docAuthority", &[("refersTo", "#issuingBody"), ("class", "rightBig")], r.language.organ(r.organ));
    if let Some(d) = &m.distribution {
        let printed = if d.starts_with("Distr") { d.clone() } else { format!("Distr.: {d}") };
        let concept = if r.is_draft() { "#limitedDistribution" } else { "#generalDistribution" };
        line(out, "docStatus", &[("refersTo", concept), ("class", "rightSmall")], &printed);
    }
    if let Some(issued) = &m.issued {
        let day = date(printed_date(r, issued));
        line(out, "docDate", &[("date", &day), ("refersTo", "#dateOfIssuance"), ("class", "rightSmall")], issued);
    }
    if let Some(session) = &m.session {
        let number = r.session().map(|n| n.to_string()).unwrap_or_default();
        line(out, "session", &[("refersTo", &format!("#{}", organ(r.organ).1)), ("value", &number)], session);
    }
    for (name, value) in [
        ("original language", &m.original),
        ("committee", &m.committee),
        ("agenda item", &m.agenda_item),
        ("agenda item name", &m.item_title),
        ("sponsors", &m.sponsors),
    ] {
        if let Some(value) = value {
            let mut attributes = vec![("name", name)];
            // “Agenda item 99 (n)” is item 99 (n).
            if let Some(at) = value.find(|c: char| c.is_ascii_digit()).filter(|_| name == "agenda item") {
                attributes.extend([("title", &value[at..]), ("refersTo", "#agenda")]);
            }
            line(out, "inline", &attributes, value);
        }
    }
    if let Some(adoption) = &m.adoption {
        line(out, "docTitle", &[], adoption);
    }
    if let Some(provenance) = &m.provenance {
        proponent(out, provenance, r.language);
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

/// `[on the report of the First Committee (A/77/385, para. 110)]`: who proposed it, and the document that it comes from.
fn proponent(out: &mut Out, line: &str, language: Language) {
    let committee = COMMITTEES.iter().find(|(.., name)| line.contains(name)).map_or("proponent", |(_, id, _)| id);
    out.open("p", &[]);
    out.open("docProponent", &[("refersTo", &format!("#{committee}"))]);
    let symbol = entity::recognise_values_in(line, language).into_iter().find(|e| matches!(e.value, Value::Symbol(_)));
    let end = symbol.as_ref().and_then(|s| Some(s.span.end + line[s.span.end..].find(')')?));
    if let (Some(symbol), Some(end)) = (symbol, end) {
        out.text(&line[..symbol.span.start]);
        out.open("inline", &[("name", "originating document"), ("refersTo", "#originatingDocument")]);
        let printed = &line[symbol.span.clone()];
        out.words("a", &[("href", &format!("https://undocs.org/en/{printed}"))], printed);
        out.text(&line[symbol.span.end..end]);
        out.close("inline");
        out.text(&line[end..]);
    } else {
        out.text(line);
    }
    out.close("docProponent");
    out.close("p");
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
