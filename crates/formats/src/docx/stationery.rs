//! What every written document has: content types, relationships, styles in the measures of the United Nations' template,
//! headers, footers, settings. No text of the resolution is made here.
use super::{
    carried::{self, Carried},
    layout::{Field, MARK, NUMBER, Role},
    write::STATIC,
    xml::escaped,
};
use chancery_model::{Kind, Language, Part, Resolution};
use std::fmt::Write;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const SPACES: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
pub(super) const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(super) const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// All parts of a document: its body, its notes and the addresses of its links are given.
pub(super) fn parts(r: &Resolution, body: &str, notes: &str, links: &[String], note_links: &[String]) -> Vec<(String, String)> {
    let symbol = &r.symbol();
    let carried = Carried::of(r);
    let part = |name: &str, content: String| (name.to_owned(), format!("{DECLARATION}{content}"));
    let story = |name: &str, element: &str, content: &str| part(name, format!("<w:{element} {SPACES}>{content}</w:{element}>"));
    let head = |side: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:jc w:val=\"{side}\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>", escaped(symbol));
    let foot = |side: &str| {
        let (page, pages) = (field("PAGE"), field("NUMPAGES"));
        format!("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:jc w:val=\"{side}\"/></w:pPr>{page}<w:r><w:t>/</w:t></w:r>{pages}</w:p>")
    };
    let separators = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
    let direction = if r.language.is_right_to_left() { "<w:bidi/>" } else { "" };
    let section = format!(
        "<w:sectPr><w:headerReference w:type=\"even\" r:id=\"rHeaderEven\"/><w:headerReference w:type=\"default\" r:id=\"rHeader\"/><w:headerReference w:type=\"first\" r:id=\"rHeaderFirst\"/><w:footerReference w:type=\"even\" r:id=\"rFooterEven\"/><w:footerReference w:type=\"default\" r:id=\"rFooter\"/><w:footerReference w:type=\"first\" r:id=\"rFooterFirst\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"432\" w:right=\"1200\" w:bottom=\"1728\" w:left=\"1200\" w:header=\"432\" w:footer=\"504\" w:gutter=\"0\"/><w:cols w:space=\"720\"/><w:titlePg/>{direction}</w:sectPr>"
    );
    let mut parts = vec![
        part("[Content_Types].xml", content_types()),
        part(
            "_rels/.rels",
            relations(
                &[
                    ("rDocument", &format!("{KINDS}/officeDocument"), "word/document.xml"),
                    ("rCore", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
                    ("rApp", &format!("{KINDS}/extended-properties"), "docProps/app.xml"),
                ],
                &[],
            ),
        ),
        part(
            "docProps/core.xml",
            format!(
                "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:language>{}</dc:language></cp:coreProperties>",
                escaped(symbol),
                escaped(r.title.as_str()),
                r.language.code()
            ),
        ),
        part(
            "docProps/app.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Chancery</Application></Properties>"
                .into(),
        ),
        story("word/document.xml", "document", &format!("<w:body>{body}{section}</w:body>")),
        part("word/_rels/document.xml.rels", document_relations(links, !carried.is_empty())),
        part("word/_rels/footnotes.xml.rels", relations(&[], &outside(note_links))),
        story("word/styles.xml", "styles", &styles(r.language)),
        story(
            "word/settings.xml",
            "settings",
            "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"475\"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>",
        ),
        story("word/footnotes.xml", "footnotes", &format!("{separators}{notes}")),
        story("word/fontTable.xml", "fonts", &fonts(r.language)),
        story("word/header1.xml", "hdr", &head("left")),
        story("word/header2.xml", "hdr", &head("right")),
        // The masthead begins where the head of other pages does: the head of the first one has no height.
        story("word/header3.xml", "hdr", "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>"),
        story("word/footer1.xml", "ftr", &foot("left")),
        story("word/footer2.xml", "ftr", &foot("right")),
        story("word/footer3.xml", "ftr", "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr></w:p>"),
    ];
    if !carried.is_empty() {
        parts.push(part(carried::PART, carried.write()));
    }
    parts
}

/// A number that Word counts.
fn field(name: &str) -> String {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let (begin, separate, end) = (sign("begin"), sign("separate"), sign("end"));
    format!("{begin}<w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>{separate}<w:r><w:t>2</w:t></w:r>{end}")
}

fn content_types() -> String {
    let mut out = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>",
    );
    for (name, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footnotes", "footnotes"),
        ("header1", "header"),
        ("header2", "header"),
        ("header3", "header"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("footer3", "footer"),
    ] {
        let _ = write!(out, "<Override PartName=\"/word/{name}.xml\" ContentType=\"{CONTENT}.{kind}+xml\"/>");
    }
    out + "</Types>"
}

fn relations(inner: &[(&str, &str, &str)], outer: &[(String, &str)]) -> String {
    let mut out = format!("<Relationships xmlns=\"{RELATIONS}\">");
    for (id, kind, target) in inner {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    for (id, target) in outer {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{KINDS}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>", escaped(target));
    }
    out + "</Relationships>"
}

fn document_relations(links: &[String], carries: bool) -> String {
    let kinds = [
        ("rStyles", "styles", "styles.xml"),
        ("rSettings", "settings", "settings.xml"),
        ("rFootnotes", "footnotes", "footnotes.xml"),
        ("rFonts", "fontTable", "fontTable.xml"),
        ("rHeaderEven", "header", "header1.xml"),
        ("rHeader", "header", "header2.xml"),
        ("rHeaderFirst", "header", "header3.xml"),
        ("rFooterEven", "footer", "footer1.xml"),
        ("rFooter", "footer", "footer2.xml"),
        ("rFooterFirst", "footer", "footer3.xml"),
    ];
    let record = carries.then_some(("rRecord", "customXml", carried::TARGET));
    let kinds: Vec<(&str, String, &str)> = kinds.into_iter().chain(record).map(|(id, kind, target)| (id, format!("{KINDS}/{kind}"), target)).collect();
    let inner: Vec<(&str, &str, &str)> = kinds.iter().map(|(id, kind, target)| (*id, kind.as_str(), *target)).collect();
    relations(&inner, &outside(links))
}

fn outside(links: &[String]) -> Vec<(String, &str)> {
    links.iter().enumerate().map(|(n, to)| (format!("rLink{}", n + 1), to.as_str())).collect()
}

/// The fonts that the styles name.
fn fonts(language: Language) -> String {
    let font = |name: &str, charset: &str| {
        format!("<w:font w:name=\"{name}\"><w:charset w:val=\"{charset}\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>")
    };
    font("Times New Roman", "00") + &if language == Language::Zh { font("SimSun", "86") } else { String::new() }
}

fn styles(language: Language) -> String {
    let lang = match language {
        Language::En => "<w:lang w:val=\"en-GB\" w:bidi=\"ar-SA\"/>",
        Language::Fr => "<w:lang w:val=\"fr-FR\" w:bidi=\"ar-SA\"/>",
        Language::Es => "<w:lang w:val=\"es-ES\" w:bidi=\"ar-SA\"/>",
        Language::Ru => "<w:lang w:val=\"ru-RU\" w:bidi=\"ar-SA\"/>",
        // Figures and Latin words are not broken as Chinese ones are.
        Language::Zh => "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>",
        Language::Ar => "<w:lang w:bidi=\"ar-SA\"/>",
    };
    let direction = if language.is_right_to_left() { "<w:pPr><w:bidi/></w:pPr>" } else { "" };
    let mut out = format!(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"SimSun\" w:cs=\"Times New Roman\"/><w:spacing w:val=\"4\"/><w:w w:val=\"103\"/><w:kern w:val=\"14\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>{lang}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"atLeast\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>{direction}</w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"UNTable\"><w:name w:val=\"UN Table\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/><w:insideH w:val=\"single\" w:sz=\"2\" w:space=\"0\" w:color=\"A6A6A6\"/></w:tblBorders></w:tblPr></w:style>"
    );
    for (id, name, paragraph, run) in [
        (
            "Header",
            "header",
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"2\" w:color=\"auto\"/></w:pBdr><w:spacing w:before=\"580\" w:after=\"140\"/>",
            "<w:b/><w:bCs/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>",
        ),
        ("Footer", "footer", "", "<w:b/><w:bCs/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>"),
        (
            "FootnoteText",
            "footnote text",
            "<w:tabs><w:tab w:val=\"right\" w:pos=\"1195\"/></w:tabs><w:spacing w:line=\"210\" w:lineRule=\"atLeast\"/><w:ind w:left=\"1267\" w:right=\"1267\" w:hanging=\"200\"/>",
            "<w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>",
        ),
        ("CommentText", "annotation text", "", ""),
        (STATIC, "UN Static", "<w:spacing w:after=\"80\"/>", ""),
    ] {
        style(&mut out, id, name, paragraph, run);
    }
    for (id, name, run) in [
        (NUMBER, "UN Number", ""),
        (MARK, "UN Note Mark", "<w:vertAlign w:val=\"superscript\"/>"),
        ("FootnoteReference", "footnote reference", "<w:vertAlign w:val=\"superscript\"/>"),
        ("CommentReference", "annotation reference", "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>"),
        ("Hyperlink", "Hyperlink", "<w:color w:val=\"0000FF\"/>"),
    ] {
        let custom = if id.starts_with("UN") { " w:customStyle=\"1\"" } else { "" };
        let _ = write!(
            out,
            "<w:style w:type=\"character\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    for role in Role::all() {
        let (paragraph, run) = look(role);
        style(&mut out, &role.style(), &name(role), &paragraph, run);
    }
    out
}

fn style(out: &mut String, id: &str, name: &str, paragraph: &str, run: &str) {
    let custom = if id.starts_with("UN") { " w:customStyle=\"1\"" } else { "" };
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    );
}

/// The name of a style as Word's list shows it: `UN Operative Paragraph 2`.
fn name(role: Role) -> String {
    let mut out = String::from("UN");
    for c in role.style()[2..].chars() {
        if c.is_ascii_uppercase() || c.is_ascii_digit() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

const BOLD: &str = "<w:b/><w:bCs/>";
const BOLD_12: &str = "<w:b/><w:bCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>";
const ITALIC: &str = "<w:i/><w:iCs/>";

/// Paragraph and run properties of a role, in the measures of the template (twentieths of a point).
fn look(role: Role) -> (String, &'static str) {
    let text = |before: u32, after: u32, left: u32, first: u32, more: &str| {
        format!("{more}<w:spacing w:before=\"{before}\" w:after=\"{after}\"/><w:ind w:left=\"{left}\" w:right=\"1267\" w:firstLine=\"{first}\"/>")
    };
    let tabs = "<w:tabs><w:tab w:val=\"left\" w:pos=\"1267\"/><w:tab w:val=\"left\" w:pos=\"1742\"/><w:tab w:val=\"left\" w:pos=\"2218\"/><w:tab w:val=\"left\" w:pos=\"2693\"/><w:tab w:val=\"left\" w:pos=\"3182\"/><w:tab w:val=\"left\" w:pos=\"3658\"/></w:tabs>";
    let justified = |s: String| s + "<w:jc w:val=\"both\"/>";
    match role {
        Role::Field(Field::Symbol) => ("<w:spacing w:after=\"80\"/><w:jc w:val=\"right\"/>".into(), ""),
        Role::Field(Field::Organ) => ("<w:spacing w:before=\"109\"/>".into(), "<w:b/><w:bCs/><w:spacing w:val=\"-4\"/><w:w w:val=\"98\"/><w:sz w:val=\"40\"/><w:szCs w:val=\"40\"/>"),
        Role::Field(Field::Distribution) => ("<w:spacing w:before=\"240\"/>".into(), ""),
        Role::Field(Field::Original) => ("<w:spacing w:before=\"240\"/>".into(), ""),
        Role::Field(Field::Session) => ("<w:spacing w:before=\"60\"/><w:ind w:right=\"4800\"/>".into(), BOLD),
        Role::Field(Field::ItemTitle) => ("<w:ind w:right=\"4800\"/>".into(), BOLD),
        Role::Field(Field::Issued | Field::Committee | Field::AgendaItem | Field::Other) => (String::new(), ""),
        Role::Field(Field::Adoption) => (text(360, 120, 1267, 0, "<w:keepNext/>"), BOLD_12),
        Role::Field(Field::Provenance) => (text(0, 120, 1267, 0, "<w:keepNext/>"), ITALIC),
        Role::Field(Field::Sponsors) => (text(360, 0, 1267, 0, "<w:keepNext/>"), BOLD),
        Role::Title => ("<w:keepNext/><w:tabs><w:tab w:val=\"left\" w:pos=\"1267\"/></w:tabs><w:spacing w:before=\"240\" w:after=\"240\"/><w:ind w:left=\"1267\" w:right=\"1267\" w:hanging=\"0\"/>".into(), BOLD_12),
        Role::Meeting => (text(240, 0, 1267, 0, "<w:keepNext/>") + "<w:jc w:val=\"right\"/>", ITALIC),
        Role::MeetingDate => (text(0, 120, 1267, 0, "") + "<w:jc w:val=\"right\"/>", ITALIC),
        Role::Vote => (justified(text(0, 120, 1267, 0, "")), ""),
        Role::Note => (text(0, 60, 1267, 0, ""), "<w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>"),
        Role::Body(_, Kind::Formula, _) => (text(120, 120, 1267, 475, "<w:keepNext/>"), ITALIC),
        Role::Body(part, Kind::Heading, level) => {
            let centred = if part == Part::Annex { "" } else { "<w:jc w:val=\"center\"/>" };
            (text(240, 120, 1267, 0, "<w:keepNext/><w:keepLines/>") + centred, if level == 1 { BOLD_12 } else { BOLD })
        }
        Role::Body(_, Kind::TableRow, _) => ("<w:spacing w:before=\"40\" w:after=\"40\"/>".into(), ""),
        Role::Body(_, Kind::Paragraph, level) => {
            // A sub-paragraph stands in from the left; its first line begins with its letter.
            let left = 1267 + 475 * u32::from(level.saturating_sub(2));
            (justified(text(0, 120, left, 475, tabs)), "")
        }
    }
}
