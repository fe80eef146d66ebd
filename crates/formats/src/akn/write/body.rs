//! Preamble, main body, closing and annexes: the flat list of blocks to nested elements.
use super::{Out, meta, running, token};
use chancery_model::{Block, Closing, Kind, Language, MarkKind, Part, Resolution};

pub(super) fn body(out: &mut Out, r: &Resolution, blocks: &[Block], closing: &[Closing]) {
    let operative = blocks.iter().position(|b| b.part != Part::Preamble).unwrap_or(blocks.len());
    let annex = blocks.iter().position(|b| b.part == Part::Annex).unwrap_or(blocks.len());
    preamble(out, r, &blocks[..operative]);
    out.open("mainBody", &[]);
    out.line();
    hierarchy(out, &blocks[operative..annex], "");
    if operative == annex {
        // The schema wants something in a main body.
        let id = out.counted("para_nn");
        out.open("paragraph", &[("eId", &id)]);
        out.open("content", &[]);
        out.empty("p", &[]);
        out.close("content");
        out.close("paragraph");
    }
    out.close("mainBody");
    out.line();
    conclusions(out, r, closing);
    if annex < blocks.len() {
        out.open("attachments", &[]);
        let id = out.id("att_1");
        out.open("attachment", &[("eId", &id)]);
        out.open("doc", &[("name", "annex")]);
        meta::meta(out, r, "!annex_1");
        out.open("mainBody", &[]);
        out.line();
        hierarchy(out, &blocks[annex..], "att_1__");
        out.close("mainBody");
        out.close("doc");
        out.close("attachment");
        out.close("attachments");
        out.line();
    }
}

fn preamble(out: &mut Out, r: &Resolution, blocks: &[Block]) {
    if blocks.is_empty() {
        return;
    }
    out.open("preamble", &[]);
    out.line();
    let mut at = 0;
    while let Some(b) = blocks.get(at) {
        let below = blocks[at + 1..].iter().take_while(|c| c.kind == Kind::Paragraph && c.level > 1 && b.kind == Kind::Paragraph).count();
        match b.kind {
            Kind::Formula => {
                let id = out.id("preamble__formula_1");
                out.open("formula", &with_guid(b, &[("name", "enactingFormula"), ("eId", &id)]));
                out.scope = id;
                paragraph(out, b);
                out.close("formula");
            }
            kind => {
                let phrase = if kind == Kind::Paragraph { phrase(b, r.language) } else { "heading".to_owned() };
                let id = out.counted("preamble__container");
                out.open("container", &with_guid(b, &[("name", &phrase), ("eId", &id)]));
                out.scope = id;
                if below == 0 && b.label.is_none() {
                    paragraph(out, b);
                } else {
                    block_list(out, b, &blocks[at + 1..=at + below], b.level);
                }
                out.close("container");
            }
        }
        out.line();
        at += 1 + below;
    }
    out.close("preamble");
    out.line();
}

/// The attributes of a block's element, with the identifier that it had in its source.
fn with_guid<'a>(b: &'a Block, attributes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    attributes.iter().copied().chain(b.guid.as_deref().filter(|g| !g.contains(char::is_whitespace)).map(|g| ("GUID", g))).collect()
}

/// The initiating phrase, which names a container of the preamble.
fn phrase(b: &Block, language: Language) -> String {
    let text = b.text.as_str();
    let marked = b.text.marks().iter().find(|m| m.kind == MarkKind::Emphasis && m.start == 0).map(|m| text[m.start..m.end].to_owned());
    let named = marked.or_else(|| language.initiating_phrase(text).map(|p| text[p.span].to_owned()));
    named.filter(|n| !n.trim().is_empty()).unwrap_or_else(|| "paragraph".to_owned())
}

/// A preambular paragraph with sub-paragraphs, or one that has a number itself.
fn block_list(out: &mut Out, head: &Block, below: &[Block], level: u8) {
    let list = format!("{}__list_1", out.scope);
    out.open("blockList", &[("eId", &list)]);
    if head.label.is_none() {
        out.open("listIntroduction", &[("eId", &format!("{list}__intro"))]);
        running::inlines(out, &head.text);
        out.close("listIntroduction");
        items(out, below, level + 1, &list);
    } else {
        item(out, head, below, level, &list);
    }
    out.close("blockList");
}

fn items(out: &mut Out, blocks: &[Block], level: u8, list: &str) {
    let mut at = 0;
    while let Some(b) = blocks.get(at) {
        let below = blocks[at + 1..].iter().take_while(|c| c.level > level).count();
        item(out, b, &blocks[at + 1..=at + below], level, list);
        at += 1 + below;
    }
}

fn item(out: &mut Out, b: &Block, below: &[Block], level: u8, list: &str) {
    let id = numbered_id(out, &format!("{list}__item"), b.label.as_deref());
    out.open("item", &with_guid(b, &[("eId", &id)]));
    out.scope.clone_from(&id);
    if let Some(label) = &b.label {
        out.words("num", &[], label);
    }
    paragraph(out, b);
    if !below.is_empty() {
        let list = format!("{id}__list_1");
        out.open("blockList", &[("eId", &list)]);
        items(out, below, level + 1, &list);
        out.close("blockList");
    }
    out.close("item");
}

/// The id of something with a printed number, or with none.
fn numbered_id(out: &mut Out, prefix: &str, label: Option<&str>) -> String {
    let number = token(label.unwrap_or(""));
    if number.is_empty() { out.counted(&format!("{prefix}_nn")) } else { out.id(&format!("{prefix}_{number}")) }
}

/// Paragraphs with what lies below them, headings and tables; ids begin with `scope`.
fn hierarchy(out: &mut Out, blocks: &[Block], scope: &str) {
    let mut at = 0;
    while let Some(b) = blocks.get(at) {
        let mut below = 0;
        match b.kind {
            Kind::Heading => {
                let id = out.counted(&format!("{scope}para_h"));
                out.open("paragraph", &with_guid(b, &[("eId", &id), ("class", "heading")]));
                out.scope = id;
                if let Some(label) = &b.label {
                    out.words("num", &[], label);
                }
                out.open("heading", &[]);
                running::inlines(out, &b.text);
                out.close("heading");
                out.close("paragraph");
            }
            Kind::TableRow => {
                // A row with an identifier begins a table of its own.
                below = blocks[at + 1..].iter().take_while(|c| c.kind == Kind::TableRow && c.guid.is_none()).count();
                table(out, &blocks[at..=at + below], scope);
            }
            Kind::Formula => {
                let id = out.counted(&format!("{scope}container"));
                out.open("container", &with_guid(b, &[("name", "formula"), ("eId", &id)]));
                out.scope = id;
                paragraph(out, b);
                out.close("container");
            }
            Kind::Paragraph => {
                below = blocks[at + 1..].iter().take_while(|c| c.kind == Kind::Paragraph && c.level > 1).count();
                let below_level_one = if b.level > 1 { &blocks[at..=at + below] } else { &blocks[at + 1..=at + below] };
                let head = (b.level == 1).then_some(b);
                numbered(out, "paragraph", head, below_level_one, 1, &format!("{scope}para"));
            }
        }
        out.line();
        at += 1 + below;
    }
}

fn table(out: &mut Out, rows: &[Block], scope: &str) {
    out.open("container", &[("name", "table")]);
    let id = out.counted(&format!("{scope}table"));
    out.open("table", &with_guid(&rows[0], &[("eId", &id)]));
    out.scope = id;
    for row in rows {
        out.open("tr", &[]);
        for cell in row.text.cells() {
            out.open("td", &[]);
            out.open("p", &[]);
            running::inlines(out, &cell);
            out.close("p");
            out.close("td");
        }
        out.close("tr");
    }
    out.close("table");
    out.close("container");
}

/// A paragraph or point: its number, and its words, or its words and the list below them. Without a head, only the list:
/// sub-paragraphs that follow no paragraph.
fn numbered(out: &mut Out, element: &str, head: Option<&Block>, below: &[Block], level: u8, prefix: &str) {
    let id = numbered_id(out, prefix, head.and_then(|b| b.label.as_deref()));
    let attributes = [("eId", id.as_str())];
    out.open(element, &head.map_or(attributes.to_vec(), |b| with_guid(b, &attributes)));
    if let Some(label) = head.and_then(|b| b.label.as_deref()) {
        out.words("num", &[], label);
    }
    out.scope.clone_from(&id);
    if below.is_empty() {
        out.open("content", &[("eId", &format!("{id}__content"))]);
        head.into_iter().for_each(|b| paragraph(out, b));
        out.close("content");
    } else {
        let list = format!("{id}__list_1");
        out.open("list", &[("eId", &list)]);
        if let Some(b) = head {
            out.open("intro", &[("eId", &format!("{list}__intro"))]);
            paragraph(out, b);
            out.close("intro");
        }
        let mut at = 0;
        while let Some(b) = below.get(at) {
            let own = b.level == level + 1;
            let more = below[at + 1..].iter().take_while(|c| c.level > level + 1).count();
            // A level that is skipped is a point without words.
            let (head, rest) = if own { (Some(b), &below[at + 1..=at + more]) } else { (None, &below[at..=at + more]) };
            numbered(out, "point", head, rest, level + 1, &format!("{list}__point"));
            at += 1 + more;
        }
        out.close("list");
    }
    out.close(element);
}

fn paragraph(out: &mut Out, b: &Block) {
    out.open("p", &[]);
    running::inlines(out, &b.text);
    out.close("p");
}

fn conclusions(out: &mut Out, r: &Resolution, closing: &[Closing]) {
    if closing.is_empty() {
        return;
    }
    out.open("conclusions", &[("eId", "conclusions")]);
    for c in closing {
        out.open("p", &[]);
        out.open("event", &[("refersTo", "#adoption")]);
        let figure = c.meeting.split(' ').find(|w| w.contains(|c: char| c.is_ascii_digit())).unwrap_or_default();
        let mut attributes = vec![("refersTo", "#adoptionMeeting")];
        attributes.extend(Some(("title", figure)).filter(|_| !figure.is_empty()));
        out.words("location", &attributes, &c.meeting);
        if let Some(date) = &c.date {
            out.empty("eol", &[]);
            match r.language.parse_date(date) {
                Some(day) => out.words("docDate", &[("date", &day.to_string()), ("refersTo", "#adoptionDate")], date),
                None => out.text(date),
            }
        }
        out.close("event");
        for line in &c.vote {
            out.empty("eol", &[]);
            out.text(line);
        }
        out.close("p");
    }
    out.close("conclusions");
    out.line();
}
