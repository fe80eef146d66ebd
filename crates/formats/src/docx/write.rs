//! The clean document: a resolution or draft in the United Nations' layout, every paragraph in the style of its role. Styles
//! and the parts that are the same in every document stand in `stationery`.
use super::{
    carried,
    layout::{self, Field, Line, MARK, NUMBER, Place, Role},
    package, stationery,
    xml::escaped,
};
use chancery_model::{Kind, Language, Mark, MarkKind, Note, Resolution, Text};
use std::fmt::Write;

/// Style of what is printed on every document and says nothing of this one.
pub(super) const STATIC: &str = "UNStatic";

/// Writes a Word file that [`read_docx`](crate::read_docx) reads to the same resolution.
pub fn write_docx(r: &Resolution) -> Vec<u8> {
    let identified = r.body.iter().map(|b| b.guid.is_some()).collect();
    let mut body = Body { out: String::new(), notes: Notes::of(r), links: Vec::new(), language: r.language, identified };
    body.lines(&layout::lines(r));
    package::pack(&stationery::parts(r, &body.out, &body.notes.written, &body.links, &body.notes.links))
}

/// The notes of a resolution as their marks call them.
struct Notes<'a> {
    free: Vec<Option<&'a Note>>,
    /// Number that Word would give the next one.
    next: usize,
    /// The elements of the notes part.
    written: String,
    links: Vec<String>,
    id: usize,
    direction: &'static str,
}

impl<'a> Notes<'a> {
    fn of(r: &'a Resolution) -> Self {
        Notes { free: r.notes.iter().map(Some).collect(), next: 1, written: String::new(), links: Vec::new(), id: 1, direction: direction(r.language) }
    }

    fn take(&mut self, number: &str) -> Option<&'a Note> {
        self.free.iter_mut().find(|n| n.is_some_and(|n| n.number == number)).and_then(Option::take)
    }

    /// The mark of a note in the text, with the note if it is the first call.
    fn call(&mut self, number: &str) -> String {
        let Some(note) = self.take(number) else {
            return format!("<w:r><w:rPr><w:rStyle w:val=\"{MARK}\"/></w:rPr><w:t>{}</w:t></w:r>", escaped(number));
        };
        let automatic = number == self.next.to_string();
        self.next += usize::from(automatic);
        let id = self.id;
        self.id += 1;
        let typed = (!automatic).then_some(number);
        let words = runs(&note.text, &mut |_| String::new(), &mut self.links);
        self.written += &footnote(id, typed, self.direction, &words);
        reference(id, typed)
    }
}

/// A note's mark in the text.
fn reference(id: usize, typed: Option<&str>) -> String {
    let (attribute, mark) = typed.map_or((String::new(), String::new()), |t| (" w:customMarkFollows=\"1\"".into(), format!("<w:t>{}</w:t>", escaped(t))));
    format!("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference{attribute} w:id=\"{id}\"/>{mark}</w:r>")
}

/// A note in its part.
fn footnote(id: usize, typed: Option<&str>, direction: &str, words: &str) -> String {
    let mark = typed.map_or("<w:footnoteRef/>".to_owned(), |t| format!("<w:t>{}</w:t>", escaped(t)));
    format!(
        "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/>{direction}</w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>{mark}</w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{words}</w:p></w:footnote>"
    )
}

struct Body<'a> {
    out: String,
    notes: Notes<'a>,
    links: Vec<String>,
    language: Language,
    /// Which blocks have an identifier.
    identified: Vec<bool>,
}

impl Body<'_> {
    fn lines(&mut self, lines: &[Line]) {
        let field = |l: &&Line| matches!(l.role, Role::Field(f) if f.in_table());
        let table: Vec<&Line> = lines.iter().filter(field).collect();
        if !table.is_empty() {
            self.masthead(&table);
        }
        let mut rest = lines.iter().filter(|l| !field(l)).peekable();
        while let Some(line) = rest.next() {
            if matches!(line.role, Role::Body(_, Kind::TableRow, _)) {
                let mut rows = vec![line];
                while let Some(row) = rest.next_if(|l| matches!(l.role, Role::Body(_, Kind::TableRow, _))) {
                    rows.push(row);
                }
                self.table(&rows);
            } else {
                self.paragraph(line);
            }
        }
        // Word asks for a paragraph at the end.
        if self.out.ends_with("</w:tbl>") {
            self.out += "<w:p/>";
        }
    }

    /// Tables of Arabic texts run from the right.
    fn visual(&self) -> &'static str {
        if self.language.is_right_to_left() { "<w:bidiVisual/>" } else { "" }
    }

    fn paragraph(&mut self, line: &Line) {
        let words = self.bookmark(line) + &self.words(&line.text);
        self.out += &paragraph(line, self.language, &words);
    }

    fn bookmark(&self, line: &Line) -> String {
        let identified = |n: &usize| self.identified.get(*n) == Some(&true);
        if let Place::Block(n) = line.place { Some(n).filter(identified).map(carried::bookmark).unwrap_or_default() } else { String::new() }
    }

    fn words(&mut self, text: &Text) -> String {
        let Body { notes, links, .. } = self;
        runs(text, &mut |number| notes.call(number), links)
    }

    /// The head of the page: names and symbol, the organ, distribution and dates, between two rules.
    fn masthead(&mut self, lines: &[&Line]) {
        let cell = |width: u32, span: u32, thick: bool, content: &str| {
            let rule = if thick { 12 } else { 4 };
            let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
            let align = if thick { "top" } else { "bottom" };
            format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"{rule}\" w:space=\"0\" w:color=\"auto\"/></w:tcBorders><w:vAlign w:val=\"{align}\"/></w:tcPr>{content}</w:tc>"
            )
        };
        let of = |fields: &[Field]| -> String {
            let chosen: String = lines.iter().filter(|l| matches!(l.role, Role::Field(f) if fields.contains(&f))).map(|l| self.field(l)).collect();
            if chosen.is_empty() { format!("<w:p><w:pPr><w:pStyle w:val=\"{STATIC}\"/></w:pPr></w:p>") } else { chosen }
        };
        let name = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{STATIC}\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t>{}</w:t></w:r></w:p>",
            self.language.united_nations()
        );
        let empty = format!("<w:p><w:pPr><w:pStyle w:val=\"{STATIC}\"/></w:pPr></w:p>");
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr>{}<w:tblW w:w=\"9840\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"1267\"/><w:gridCol w:w=\"5475\"/><w:gridCol w:w=\"3098\"/></w:tblGrid>\
             <w:tr><w:trPr><w:cantSplit/><w:trHeight w:hRule=\"atLeast\" w:val=\"864\"/></w:trPr>{}{}{}</w:tr>\
             <w:tr><w:trPr><w:cantSplit/><w:trHeight w:hRule=\"atLeast\" w:val=\"2880\"/></w:trPr>{}{}{}</w:tr></w:tbl>",
            self.visual(),
            cell(1267, 1, false, &empty),
            cell(5475, 1, false, &name),
            cell(3098, 1, false, &of(&[Field::Symbol])),
            cell(1267, 1, true, &empty),
            cell(5475, 1, true, &of(&[Field::Organ])),
            cell(3098, 1, true, &of(&[Field::Distribution, Field::Issued, Field::Original])),
        );
    }

    fn field(&self, line: &Line) -> String {
        let text = line.text.as_str();
        // The first letter of the symbol, the organ's, is large.
        let words = match (line.role, text.split_once('/')) {
            (Role::Field(Field::Symbol), Some((organ, rest))) => {
                format!("<w:r><w:rPr><w:sz w:val=\"40\"/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>/{}</w:t></w:r>", escaped(organ), escaped(rest))
            }
            _ => runs(&line.text, &mut |_| String::new(), &mut Vec::new()),
        };
        paragraph(line, self.language, &words)
    }

    fn table(&mut self, rows: &[&Line]) {
        let cells: Vec<Vec<Text>> = rows.iter().map(|r| r.text.cells()).collect();
        let columns = cells.iter().map(Vec::len).max().unwrap_or(1).clamp(1, 63);
        self.out += &table_start(columns, true, self.visual());
        for (row, cells) in rows.iter().zip(&cells) {
            let mut words: Vec<String> = cells.iter().map(|c| self.words(c)).collect();
            words[0].insert_str(0, &self.bookmark(row));
            self.out += &table_row(Some(&row.role.style()), &words, columns, "", "");
        }
        self.out += "</w:tbl>";
    }
}

/// Width of the text of a page, in twentieths of a point.
const WIDTH: usize = 7306;

/// The beginning of a table.
pub(super) fn table_start(columns: usize, is_styled: bool, visual: &str) -> String {
    let style = if is_styled { "<w:tblStyle w:val=\"UNTable\"/>" } else { "" };
    let grid = format!("<w:gridCol w:w=\"{}\"/>", WIDTH / columns.max(1)).repeat(columns);
    format!(
        "<w:tbl><w:tblPr>{style}{visual}<w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblInd w:w=\"1267\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
}

/// A row of a table; a row of fewer cells than columns has a wide last one.
pub(super) fn table_row(style: Option<&str>, cells: &[String], columns: usize, row_properties: &str, mark: &str) -> String {
    let mut out = format!("<w:tr>{row_properties}");
    let style = style.map(|s| format!("<w:pStyle w:val=\"{s}\"/>")).unwrap_or_default();
    let width = WIDTH / columns.max(1);
    for (n, words) in cells.iter().enumerate() {
        let span = if n + 1 == cells.len() { columns.saturating_sub(n).max(1) } else { 1 };
        let spans = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
        let _ =
            write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{spans}</w:tcPr><w:p><w:pPr>{style}{mark}</w:pPr>{words}</w:p></w:tc>", width * span,);
    }
    out + "</w:tr>"
}

/// A paragraph in the style of its role, its label before a tab.
fn paragraph(line: &Line, language: Language, words: &str) -> String {
    let set_apart = matches!(line.role, Role::Field(Field::Distribution | Field::Issued | Field::Original));
    // Distribution and dates are printed in English on Arabic documents too.
    let direction = if language.is_right_to_left() && set_apart && !runs_leftwards(line.text.as_str()) { "<w:bidi w:val=\"0\"/>" } else { direction(language) };
    // The number of a title hangs at its left.
    let hanging = if line.role == Role::Title && line.label.is_some() { "<w:ind w:left=\"1267\" w:hanging=\"792\"/>" } else { "" };
    // “1 bis.” fills its place: the tab after it goes to the next stop.
    let is_wide = matches!(line.role, Role::Body(_, Kind::Paragraph, 1 | 2)) && line.label.as_ref().is_some_and(|l| l.chars().count() > WIDE);
    let tabs = if is_wide { "<w:tabs><w:tab w:val=\"clear\" w:pos=\"2218\"/></w:tabs>" } else { "" };
    let label = line.label.as_deref().map(label_run).unwrap_or_default();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{tabs}{direction}{hanging}</w:pPr>{label}{words}</w:p>", line.role.style())
}

/// The direction of paragraphs in a language, as a property.
fn direction(language: Language) -> &'static str {
    if language.is_right_to_left() { "<w:bidi/>" } else { "" }
}

/// True if there are letters of a script that runs from right to left.
fn runs_leftwards(words: &str) -> bool {
    words.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// The widest label, in characters, that leaves room for the tab after it.
const WIDE: usize = 4;

/// The printed number and the tab after it.
fn label_run(label: &str) -> String {
    let rtl = if runs_leftwards(label) { "<w:rtl/>" } else { "" };
    format!("<w:r><w:rPr><w:rStyle w:val=\"{NUMBER}\"/>{rtl}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r><w:r><w:tab/></w:r>", escaped(label))
}

/// Running text as runs; `call` gives the mark of a note, `links` takes the addresses.
fn runs(text: &Text, call: &mut dyn FnMut(&str) -> String, links: &mut Vec<String>) -> String {
    let shown: Vec<&Mark> = text.marks().iter().filter(|m| !matches!(m.kind, MarkKind::NoBreak | MarkKind::Cell(_))).collect();
    let mut edges: Vec<usize> = shown.iter().flat_map(|m| [m.start, m.end]).chain([0, text.as_str().len()]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut out = String::new();
    let mut open: Option<&Mark> = None;
    for (n, at) in edges.iter().enumerate() {
        for m in shown.iter().filter(|m| m.start == *at && m.start == m.end) {
            if let MarkKind::NoteRef(number) = &m.kind {
                out += &call(number);
            }
        }
        let Some(end) = edges.get(n + 1) else { break };
        let over = |m: &&&Mark| m.start <= *at && *end <= m.end && m.start < m.end;
        let link = shown.iter().filter(over).copied().find(|m| matches!(m.kind, MarkKind::Link(_)));
        if link != open {
            out += if open.is_some() { "</w:hyperlink>" } else { "" };
            if let Some(MarkKind::Link(to)) = link.map(|m| &m.kind) {
                out += &hyperlink(to, links);
            }
            open = link;
        }
        let italic = shown.iter().filter(over).any(|m| m.kind == MarkKind::Emphasis);
        out += &run(&text.printed(*at..*end), italic, link.is_some());
    }
    if open.is_some() {
        out += "</w:hyperlink>";
    }
    out
}

fn hyperlink(to: &str, links: &mut Vec<String>) -> String {
    if let Some(anchor) = to.strip_prefix('#') {
        return format!("<w:hyperlink w:anchor=\"{}\">", escaped(anchor));
    }
    let n = links.iter().position(|l| l == to).unwrap_or_else(|| {
        links.push(to.to_owned());
        links.len() - 1
    });
    format!("<w:hyperlink r:id=\"rLink{}\">", n + 1)
}

/// A run of words.
fn run(words: &str, italic: bool, link: bool) -> String {
    let style = if link { "<w:rStyle w:val=\"Hyperlink\"/>" } else { "" };
    let italic = if italic { "<w:i/><w:iCs/>" } else { "" };
    let rtl = if runs_leftwards(words) { "<w:rtl/>" } else { "" };
    let properties = [style, italic, rtl].concat();
    let properties = if properties.is_empty() { properties } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}
