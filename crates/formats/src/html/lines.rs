//! What a foreign page shows, as lines: block elements cut it, inline elements become marks, automatic list numbers and
//! what stands for a tab become labels. Navigation, scripts and what is hidden are left out. What the lines mean is not here.
use super::{
    Target,
    notes::Notes,
    target,
    tree::{At, Element, Node, characters, element, elements},
};
use crate::text::body;
use chancery_model::{MarkKind, Text};

/// A line of a page.
pub(super) struct Line<'a> {
    /// The block element that it stands in.
    pub at: At<'a>,
    pub shape: Shape,
    /// The number that a list gives it.
    pub label: Option<String>,
    /// Its text, cut at line breaks.
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Plain,
    Heading,
    Row,
}

/// A piece of a line; or a cell of a row.
#[derive(Default)]
pub(super) struct Piece {
    pub text: Text,
    /// Where something like a tab ends what looks like a label.
    pub tab: Option<usize>,
}

impl Line<'_> {
    /// Its first piece as characters.
    pub fn start(&self) -> &str {
        self.pieces.first().map_or("", |p| p.text.as_str())
    }

    /// The whole text.
    pub fn text(&self) -> Text {
        join(self.pieces.iter().map(|p| &p.text))
    }

    /// Its line in the source.
    pub fn number(&self) -> usize {
        element(self.at).map_or(1, |e| e.line)
    }
}

/// Texts with a space between them.
pub(super) fn join<'t>(texts: impl Iterator<Item = &'t Text>) -> Text {
    let mut whole = Text::default();
    for text in texts {
        whole.push(" ");
        whole.append(text);
    }
    merge_emphasis(whole)
}

/// Italics that the source cut into runs are one again.
fn merge_emphasis(text: Text) -> Text {
    let text = text.finish();
    let mut whole = Text::default();
    whole.push(text.as_str());
    let mut last: Option<(usize, usize)> = None;
    for m in text.marks() {
        if m.kind != MarkKind::Emphasis {
            whole.mark(m.start..m.end, m.kind.clone());
            continue;
        }
        last = match last {
            Some((start, end)) if text.as_str().get(end..m.start).is_some_and(|gap| gap.trim().is_empty()) => Some((start, m.end.max(end))),
            Some((start, end)) => {
                whole.mark(start..end, MarkKind::Emphasis);
                Some((m.start, m.end))
            }
            None => Some((m.start, m.end)),
        };
    }
    if let Some((start, end)) = last {
        whole.mark(start..end, MarkKind::Emphasis);
    }
    whole.finish()
}

/// The lines of a page or an element.
pub(super) fn of<'a>(at: At<'a>, notes: &Notes<'a>) -> Vec<Line<'a>> {
    let mut walk = Walk {
        notes,
        lines: Vec::new(),
        at,
        shape: Shape::Plain,
        pieces: Vec::new(),
        piece: Piece::default(),
        open: Vec::new(),
        label: None,
        opened: false,
        preformatted: false,
        room: false,
    };
    at.children().for_each(|child| walk.node(child));
    walk.flush();
    walk.lines
}

/// A list that numbers its items.
struct List {
    kind: char,
    next: i64,
    step: i64,
}

struct Walk<'a, 'n> {
    notes: &'n Notes<'a>,
    lines: Vec<Line<'a>>,
    /// The block element around.
    at: At<'a>,
    shape: Shape,
    pieces: Vec<Piece>,
    piece: Piece,
    /// Inline elements that are open, and where in the piece they began.
    open: Vec<(MarkKind, usize)>,
    label: Option<String>,
    /// The opening formula or a number was seen: tables before it are layout.
    opened: bool,
    preformatted: bool,
    /// A note mark was moved before the room that stood before it.
    room: bool,
}

impl<'a> Walk<'a, '_> {
    fn node(&mut self, at: At<'a>) {
        match at.value() {
            Node::Text(t) if self.preformatted => self.preformatted(t),
            Node::Text(t) => self.push(t),
            Node::Element(e) if !is_hidden(at, e, self.notes) => self.element(at, e),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.room) && text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '–')) {
            self.piece.text.push(" ");
        }
        if let Some((before, _)) = text.split_once('\t').filter(|(before, _)| !before.contains('\n')) {
            self.piece.text.push(before);
            self.tab();
            return self.piece.text.push(&text[before.len()..]);
        }
        self.piece.text.push(text);
    }

    fn preformatted(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.cut();
            }
            self.push(line);
        }
    }

    /// A tab after a few characters may end a label.
    fn tab(&mut self) {
        let end = self.piece.text.as_str().trim_end().len();
        if self.piece.tab.is_none() && (1..=12).contains(&end) {
            self.piece.tab = Some(end);
        }
    }

    fn element(&mut self, at: At<'a>, e: &'a Element) {
        if let Some(number) = self.notes.marks.get(&at.id()) {
            return self.mark(number.clone());
        }
        match e.name() {
            "br" => self.cut(),
            "hr" => self.flush(),
            "sup" if self.is_mark(at) => self.mark(characters(at).trim().to_owned()),
            "table" if self.opened && is_data(at, e) => self.table(at),
            "ol" | "ul" => self.list(at, e),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.block(at, Shape::Heading),
            "pre" => {
                let around = std::mem::replace(&mut self.preformatted, true);
                self.block(at, Shape::Plain);
                self.preformatted = around;
            }
            name if is_block(name) => self.block(at, Shape::Plain),
            _ => self.inline(at, e),
        }
    }

    /// A figure in superscript after a word, with no link: `Destruction¹`, not `10⁶`.
    fn is_mark(&self, at: At<'_>) -> bool {
        let figure = characters(at);
        let figure = figure.trim();
        let short = (1..=3).contains(&figure.len()) && figure.bytes().all(|b| b.is_ascii_digit());
        let before = self.piece.text.as_str();
        let linked = elements(at).any(|(a, _)| self.notes.marks.contains_key(&a.id()));
        short && !linked && !before.ends_with(|c: char| c.is_ascii_digit()) && (before.is_empty() || crate::inline::note_may_follow(before))
    }

    /// `km²`: the one figure in superscript that stays a character.
    fn is_unit_power(&self, at: At<'_>) -> bool {
        let before = self.piece.text.as_str();
        matches!(characters(at).trim(), "2" | "3") && !before.is_empty() && !crate::inline::note_may_follow(before)
    }

    /// A mark belongs to the word before it, whatever room a page leaves between them.
    fn mark(&mut self, number: String) {
        let whole = self.piece.text.as_str().len();
        let end = self.piece.text.as_str().trim_end().len();
        self.room = end < whole;
        self.piece.text.replace(end..whole, "");
        self.open.iter_mut().for_each(|(_, from)| *from = (*from).min(end));
        self.piece.text.mark(end..end, MarkKind::NoteRef(number));
    }

    fn block(&mut self, at: At<'a>, shape: Shape) {
        self.flush();
        let around = (std::mem::replace(&mut self.at, at), std::mem::replace(&mut self.shape, shape));
        at.children().for_each(|child| self.node(child));
        self.flush();
        (self.at, self.shape) = around;
    }

    fn inline(&mut self, at: At<'a>, e: &'a Element) {
        if e.name() == "sup" && self.is_unit_power(at) {
            return self.push(&crate::inline::to_superscript(&characters(at)));
        }
        let italic = matches!(e.name(), "i" | "em" | "cite" | "u") || style(e, "font-style:italic");
        let kind = match e.attribute("href").filter(|_| e.name() == "a") {
            Some(to) if !matches!(to.trim(), "" | "#") && target(to) == Target::Opens => Some(MarkKind::Link(to.trim().to_owned())),
            _ if italic && !self.open.iter().any(|(k, _)| *k == MarkKind::Emphasis) => Some(MarkKind::Emphasis),
            _ => None,
        };
        let opens = kind.is_some();
        self.open.extend(kind.map(|kind| (kind, self.piece.text.as_str().len())));
        at.children().for_each(|child| self.node(child));
        if opens && let Some((kind, from)) = self.open.pop() {
            self.close(kind, from);
        }
        if style(e, "mso-tab-count") || style(e, "font:7.0pt") || style(e, "mso-list:ignore") {
            self.tab();
        }
    }

    fn close(&mut self, kind: MarkKind, from: usize) {
        let end = self.piece.text.as_str().len();
        if from < end {
            self.piece.text.mark(from..end, kind);
        }
    }

    /// Ends the piece at a line break; an empty line ends the line.
    fn cut(&mut self) {
        for (kind, from) in self.open.clone() {
            self.close(kind, from);
        }
        self.open.iter_mut().for_each(|(_, from)| *from = 0);
        let Piece { text, tab } = std::mem::take(&mut self.piece);
        let piece = Piece { text: merge_emphasis(text), tab };
        if !piece.text.as_str().is_empty() {
            self.pieces.push(piece);
        } else if !self.pieces.is_empty() {
            self.end();
        }
    }

    fn flush(&mut self) {
        self.cut();
        self.end();
    }

    fn end(&mut self) {
        if self.pieces.is_empty() {
            return;
        }
        let line = Line { at: self.at, shape: self.shape, label: self.label.take(), pieces: std::mem::take(&mut self.pieces) };
        self.opened = self.opened || line.pieces.iter().any(|p| body::formula(p.text.as_str()).is_some() || body::label(p.text.as_str()).is_some());
        self.lines.push(line);
    }

    fn list(&mut self, at: At<'a>, e: &'a Element) {
        self.flush();
        let items = || at.children().filter_map(element).filter(|e| e.name() == "li").count() as i64;
        let reversed = e.attribute("reversed").is_some();
        let start = e.attribute("start").and_then(|s| s.trim().parse().ok()).unwrap_or(if reversed { items() } else { 1 });
        let mut list = List { kind: numbering(e), next: start, step: if reversed { -1 } else { 1 } };
        for child in at.children() {
            match element(child).filter(|e| e.name() == "li" && !is_hidden(child, e, self.notes)) {
                Some(item) => self.item(child, item, &mut list),
                None => self.node(child),
            }
        }
        self.flush();
    }

    fn item(&mut self, at: At<'a>, e: &Element, list: &mut List) {
        self.flush();
        if let Some(value) = e.attribute("value").and_then(|v| v.trim().parse().ok()) {
            list.next = value;
        }
        self.label = automatic(list.kind, list.next).filter(|_| !style(e, "list-style:none") && !style(e, "list-style-type:none"));
        list.next = list.next.saturating_add(list.step);
        self.block(at, Shape::Plain);
        self.label = None;
    }

    /// Each row is a line, each cell a piece of it.
    fn table(&mut self, at: At<'a>) {
        self.flush();
        for (part, e) in elements(at) {
            match e.name() {
                "caption" => self.block(part, Shape::Plain),
                "tr" if !is_hidden(part, e, self.notes) => {
                    let cells = part.children().filter(|c| element(*c).is_some_and(|e| matches!(e.name(), "td" | "th"))).map(|cell| self.cell(cell)).collect();
                    self.lines.push(Line { at: part, shape: Shape::Row, label: None, pieces: cells });
                }
                _ => {}
            }
        }
    }

    fn cell(&mut self, at: At<'a>) -> Piece {
        let from = self.lines.len();
        self.block(at, Shape::Plain);
        let texts: Vec<Text> = self.lines.drain(from..).flat_map(|line| [line.label.as_deref().map(Text::plain), Some(line.text())]).flatten().collect();
        Piece { text: join(texts.iter()), tab: None }
    }
}

/// How a list numbers: by its type, or by the style that says the same.
fn numbering(e: &Element) -> char {
    if style(e, "list-style:none") || style(e, "list-style-type:none") {
        return ' ';
    }
    let styles = [("lower-alpha", 'a'), ("lower-latin", 'a'), ("upper-alpha", 'A'), ("upper-latin", 'A'), ("lower-roman", 'i'), ("upper-roman", 'I')];
    match (e.name(), e.attribute("type").and_then(|t| t.chars().next())) {
        ("ul", _) => '•',
        (_, Some(kind @ ('a' | 'A' | 'i' | 'I' | '1'))) => kind,
        _ => styles.into_iter().find(|(name, _)| style(e, name)).map_or('1', |(_, kind)| kind),
    }
}

/// An automatic number as a resolution prints it (A-10): `1.`, `(a)`, `(i)`.
fn automatic(kind: char, n: i64) -> Option<String> {
    let figure = u32::try_from(n).ok().filter(|n| (1..1000).contains(n));
    let letter = || figure.filter(|n| *n <= 26).and_then(|n| char::from_u32('a' as u32 + n - 1));
    Some(match kind {
        ' ' => return None,
        '•' => "•".to_owned(),
        'a' => format!("({})", letter()?),
        'A' => format!("{}.", letter()?.to_ascii_uppercase()),
        'i' => format!("({})", roman(figure?)),
        'I' => format!("{}.", roman(figure?).to_uppercase()),
        _ => format!("{}.", figure?),
    })
}

fn roman(mut n: u32) -> String {
    let mut out = String::new();
    for (value, sign) in
        [(900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// Whether the element's own style says this.
fn style(e: &Element, what: &str) -> bool {
    e.attribute("style").is_some_and(|s| s.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase().contains(what))
}

/// A table of data: no table in it, no opening of a resolution, and more than one cell beside another.
fn is_data(at: At<'_>, e: &Element) -> bool {
    let layout = e.attribute("role").is_some_and(|r| matches!(r, "presentation" | "none"));
    let cells = |row: At<'_>| row.children().filter(|c| element(*c).is_some_and(|e| matches!(e.name(), "td" | "th"))).count();
    let opens = |n: At<'_>| matches!(n.value(), Node::Text(t) if body::formula(t.trim()).is_some());
    !layout
        && !elements(at).skip(1).any(|(_, e)| e.name() == "table")
        && elements(at).any(|(row, e)| e.name() == "tr" && cells(row) > 1)
        && !at.descendants().any(opens)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "p"
            | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "blockquote"
            | "center"
            | "address"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "form"
            | "fieldset"
            | "hgroup"
            | "search"
            | "menu"
            | "dir"
            | "listing"
    )
}

/// What a reader of the page does not see, or sees as part of the site; and the notes, which are read by themselves.
fn is_hidden(at: At<'_>, e: &Element, notes: &Notes) -> bool {
    let chrome = matches!(
        e.name(),
        "" | "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "title"
            | "nav"
            | "iframe"
            | "object"
            | "embed"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "button"
            | "select"
            | "input"
            | "textarea"
            | "dialog"
            | "del"
            | "xml"
    );
    let role = e.attribute("role").is_some_and(|r| {
        matches!(r, "navigation" | "banner" | "contentinfo" | "search" | "menu" | "menubar" | "complementary" | "dialog" | "alert" | "doc-backlink")
    });
    let class = |c: &str| {
        c.split_ascii_whitespace()
            .any(|c| matches!(c, "visually-hidden" | "sr-only" | "element-invisible" | "skip-link" | "breadcrumb" | "breadcrumbs" | "noprint"))
    };
    let aside = || e.name() == "aside" && !elements(at).any(|(n, _)| notes.blocks.contains(&n.id()));
    chrome
        || role
        || e.attribute("hidden").is_some()
        || e.attribute("aria-hidden") == Some("true")
        || e.attribute("class").is_some_and(class)
        || ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|s| style(e, s))
        || notes.blocks.contains(&at.id())
        || notes.back.contains(&at.id())
        || aside()
}
