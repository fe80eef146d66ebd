//! A page's content stream to glyphs and ruled lines with their places. What the syntax and the fonts say comes from the
//! hayro crates; here is only where text is set. Coordinates run from the top left corner of the page as seen, in points.
use super::replaced::Pieces;
use hayro_font::{
    Font, FontCache, FontGlyph, FontQuery,
    hayro_cmap::{BfString, load_embedded},
    kurbo::{Affine, Point, Vec2},
};
use hayro_syntax::{
    content::{TypedIter, ops::TypedInstruction as Op},
    object::{Dict, Name, Object, Stream},
    page::{Page, Resources},
};
use std::sync::Arc;

/// Characters and drawing operations of one document beyond which it is refused: a resolution has fewer than a million.
const MAX_STEPS: usize = 8_000_000;
/// Forms within forms.
const MAX_DEPTH: usize = 12;

/// A character (or ligature) set on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub text: String,
    /// Left edge, and right edge by its advance width.
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    /// Height of the type.
    pub size: f32,
    pub face: Face,
}

/// What a font's name and flags say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub bold: bool,
    pub italic: bool,
    /// A bar code, whose letters are no text.
    pub barcode: bool,
}

/// A horizontal ruled line or flat bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub left: f32,
    pub right: f32,
    pub y: f32,
}

/// All that is set on one page.
#[derive(Debug, Default)]
pub(super) struct Setting {
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub width: f32,
    pub height: f32,
    /// Whether a picture is drawn, as on every page of a scan.
    pub picture: bool,
}

/// The fonts of a document and the steps it has left.
pub(super) struct Interpreter<'a> {
    fonts: FontCache<'a>,
    resolve: hayro_font::FontResolverFn,
    cmaps: hayro_font::CMapResolverFn,
    steps: usize,
}

/// A document that asks for more than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMuch;

#[derive(Clone)]
struct State<'a> {
    matrix: Affine,
    font: Option<(Font<'a>, Face)>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl<'a> Interpreter<'a> {
    pub fn new() -> Self {
        Interpreter {
            fonts: FontCache::new(),
            // Only widths are needed of fonts that the file names and does not have.
            resolve: Arc::new(|query| {
                let standard = match query {
                    FontQuery::Standard(font) => *font,
                    FontQuery::Fallback(query) => query.pick_standard_font(),
                };
                Some(standard.get_font_data())
            }),
            cmaps: Arc::new(load_embedded),
            steps: 0,
        }
    }

    /// Everything that is set on a page.
    pub fn setting(&mut self, page: &Page<'a>) -> Result<Setting, TooMuch> {
        let (width, height) = page.render_dimensions();
        let mut out = Setting { width, height, ..Setting::default() };
        let matrix = Affine::new(page.initial_transform(true).as_coeffs());
        let state = State { matrix, font: None, size: 1.0, char_space: 0.0, word_space: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        self.run(page.typed_operations(), page.resources(), state, 0, &mut out)?;
        Ok(out)
    }

    fn run(&mut self, mut operations: TypedIter<'_>, resources: &Resources<'a>, state: State<'a>, depth: usize, out: &mut Setting) -> Result<(), TooMuch> {
        let mut saved = Vec::new();
        let mut text = Text { state, matrix: Affine::IDENTITY, line: Affine::IDENTITY };
        let mut path = Path::default();
        let mut pieces = Pieces::default();
        while let Some(operation) = operations.next() {
            self.step(1)?;
            match operation {
                Op::SaveState(_) if saved.len() < 256 => saved.push(text.state.clone()),
                Op::RestoreState(_) => text.state = saved.pop().unwrap_or(text.state),
                Op::Transform(t) => {
                    let t = [t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f64());
                    text.state.matrix *= Affine::new(t);
                }
                Op::BeginText(_) => (text.matrix, text.line) = (Affine::IDENTITY, Affine::IDENTITY),
                Op::SetTextMatrix(m) => {
                    text.line = Affine::new([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()));
                    text.matrix = text.line;
                }
                Op::TextFont(f) => {
                    text.state.font = resources.get_font(f.0).and_then(|d| self.font(&d));
                    text.state.size = f.1.as_f64();
                }
                Op::CharacterSpacing(c) => text.state.char_space = c.0.as_f64(),
                Op::WordSpacing(w) => text.state.word_space = w.0.as_f64(),
                Op::HorizontalScaling(h) => text.state.stretch = h.0.as_f64() / 100.0,
                Op::TextLeading(l) => text.state.leading = l.0.as_f64(),
                Op::TextRise(r) => text.state.rise = r.0.as_f64(),
                Op::NextLine(n) => text.next_line(n.0.as_f64(), n.1.as_f64()),
                Op::NextLineAndSetLeading(n) => {
                    text.state.leading = -n.1.as_f64();
                    text.next_line(n.0.as_f64(), n.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => text.next_line(0.0, -text.state.leading),
                Op::ShowText(s) => self.show(&mut text, s.0.as_bytes(), out)?,
                Op::NextLineAndShowText(s) => {
                    text.next_line(0.0, -text.state.leading);
                    self.show(&mut text, s.0.as_bytes(), out)?;
                }
                Op::ShowTextWithParameters(s) => {
                    (text.state.word_space, text.state.char_space) = (s.0.as_f64(), s.1.as_f64());
                    text.next_line(0.0, -text.state.leading);
                    self.show(&mut text, s.2.as_bytes(), out)?;
                }
                Op::ShowTexts(all) => {
                    for piece in all.0.iter::<Object<'_>>() {
                        match piece {
                            Object::Number(n) => text.adjust(n.as_f64()),
                            Object::String(s) => self.show(&mut text, s.as_bytes(), out)?,
                            _ => {}
                        }
                    }
                }
                Op::MoveTo(p) => path.start(text.state.matrix * Point::new(p.0.as_f64(), p.1.as_f64())),
                Op::LineTo(p) => path.line(text.state.matrix * Point::new(p.0.as_f64(), p.1.as_f64())),
                Op::RectPath(r) => {
                    let [x, y, w, h] = [r.0, r.1, r.2, r.3].map(|n| n.as_f64());
                    path.start(text.state.matrix * Point::new(x, y));
                    path.line(text.state.matrix * Point::new(x + w, y + h));
                }
                Op::StrokePath(_)
                | Op::CloseAndStrokePath(_)
                | Op::FillPathNonZero(_)
                | Op::FillPathNonZeroCompatibility(_)
                | Op::FillPathEvenOdd(_)
                | Op::FillAndStrokeNonZero(_) => path.draw(&mut out.rules),
                Op::EndPath(_) => path = Path::default(),
                Op::BeginMarkedContent(_) => pieces.begin(None, out.glyphs.len()),
                Op::BeginMarkedContentWithProperties(p) => pieces.begin(Some(p.1), out.glyphs.len()),
                Op::EndMarkedContent(_) => pieces.end(&mut out.glyphs),
                Op::InlineImage(_) => out.picture = true,
                Op::XObject(x) => {
                    if let Some(stream) = resources.get_x_object(x.0) {
                        self.object(&stream, resources, &text.state, depth, out)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn step(&mut self, n: usize) -> Result<(), TooMuch> {
        self.steps += n;
        if self.steps > MAX_STEPS { Err(TooMuch) } else { Ok(()) }
    }

    fn object(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, state: &State<'a>, depth: usize, out: &mut Setting) -> Result<(), TooMuch> {
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_some_and(|n| n.as_str() == "Image") {
            out.picture = true;
            return Ok(());
        }
        if depth >= MAX_DEPTH {
            return Err(TooMuch);
        }
        let Ok(data) = stream.decoded_data() else { return Ok(()) };
        self.step(data.len() / 16)?;
        let mut state = state.clone();
        if let Some(m) = dict.get::<[f32; 6]>("Matrix") {
            state.matrix *= Affine::new(m.map(f64::from));
        }
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        self.run(TypedIter::new(&data), own.as_ref().unwrap_or(resources), state, depth + 1, out)
    }

    fn font(&self, dict: &Dict<'a>) -> Option<(Font<'a>, Face)> {
        Some((self.fonts.font(dict, &self.resolve, &self.cmaps)?, face(dict)))
    }

    fn show(&mut self, text: &mut Text<'a>, bytes: &[u8], out: &mut Setting) -> Result<(), TooMuch> {
        self.step(bytes.len())?;
        let Some((font, face)) = text.state.font.clone() else { return Ok(()) };
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let from = text.place();
            let size = text.size();
            let single = code == 32 && length == 1;
            text.advance(font.code_advance(code), font.is_horizontal(), single);
            let to = text.place();
            let level = (to.y - from.y).abs() <= (to.x - from.x).abs() * 0.1 + 0.01;
            if !level || !font.is_horizontal() || !from.x.is_finite() || !from.y.is_finite() || !(0.5..500.0).contains(&size) {
                continue;
            }
            let (left, right) = (from.x.min(to.x) as f32, from.x.max(to.x) as f32);
            if let Some(characters) = characters(&font, code) {
                out.glyphs.push(Glyph { text: characters, left, right, baseline: from.y as f32, size: size as f32, face });
            }
        }
        Ok(())
    }
}

/// The characters that a code stands for.
fn characters(font: &Font<'_>, code: u32) -> Option<String> {
    let known = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(g) => g.as_unicode(),
        FontGlyph::Type3(g) => g.as_unicode(),
    };
    match known? {
        BfString::Char(c) => Some(c.to_string()),
        BfString::String(s) => Some(s),
    }
}

fn face(dict: &Dict<'_>) -> Face {
    let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_lowercase()).unwrap_or_default();
    let descendant = || dict.get::<hayro_syntax::object::Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next();
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor").or_else(|| descendant()?.get("FontDescriptor"));
    let flags = descriptor.as_ref().and_then(|d| d.get::<i32>("Flags")).unwrap_or(0);
    let weight = descriptor.as_ref().and_then(|d| d.get::<f32>("FontWeight")).unwrap_or(400.0);
    let angle = descriptor.as_ref().and_then(|d| d.get::<f32>("ItalicAngle")).unwrap_or(0.0);
    Face {
        bold: name.contains("bold") || name.contains("black") || weight >= 600.0,
        italic: name.contains("italic") || name.contains("oblique") || flags & 64 != 0 || angle.abs() > 1.0,
        barcode: name.contains("barcode") || name.contains("code39") || name.contains("3of9") || name.contains("3 of 9"),
    }
}

/// Text state within a text object.
struct Text<'a> {
    state: State<'a>,
    matrix: Affine,
    line: Affine,
}

impl Text<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate(Vec2::new(x, y));
        self.matrix = self.line;
    }

    fn adjust(&mut self, thousandths: f64) {
        self.matrix *= Affine::translate(Vec2::new(-thousandths / 1000.0 * self.state.size * self.state.stretch, 0.0));
    }

    fn advance(&mut self, width: Vec2, horizontal: bool, space: bool) {
        let more = self.state.char_space + if space { self.state.word_space } else { 0.0 };
        let step = if horizontal {
            Vec2::new((width.x / 1000.0 * self.state.size + more) * self.state.stretch, 0.0)
        } else {
            Vec2::new(0.0, width.y / 1000.0 * self.state.size + more)
        };
        self.matrix *= Affine::translate(step);
    }

    fn place(&self) -> Point {
        self.state.matrix * self.matrix * Point::new(0.0, self.state.rise)
    }

    /// The height of the type on the page.
    fn size(&self) -> f64 {
        let [_, _, c, d, _, _] = (self.state.matrix * self.matrix).as_coeffs();
        c.hypot(d) * self.state.size.abs()
    }
}

/// The straight pieces of a path that may be a horizontal line.
#[derive(Default)]
struct Path {
    at: Option<Point>,
    pieces: Vec<(Point, Point)>,
}

impl Path {
    fn start(&mut self, p: Point) {
        self.at = Some(p);
    }

    fn line(&mut self, p: Point) {
        if let Some(from) = self.at.replace(p)
            && self.pieces.len() < 10_000
        {
            self.pieces.push((from, p));
        }
    }

    fn draw(&mut self, rules: &mut Vec<Rule>) {
        let flat = self.pieces.drain(..).filter(|(a, b)| (a.y - b.y).abs() < 2.5 && (a.x - b.x).abs() > 10.0);
        rules.extend(flat.map(|(a, b)| Rule { left: a.x.min(b.x) as f32, right: a.x.max(b.x) as f32, y: ((a.y + b.y) / 2.0) as f32 }));
        self.at = None;
    }
}
