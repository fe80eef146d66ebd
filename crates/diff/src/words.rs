//! Word diff over tokens in which an entity is one token, grouped the way a person reads.
use crate::{Class, Context, Edit, Op, Reason, align::is_unspaced, classify};
use chancery_model::{
    Language,
    entity::{self, Entity, Value},
};
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::{ops::Range, sync::LazyLock};

/// A token with the space before it.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    pub text: &'a str,
    /// Where it ends in the source.
    pub end: usize,
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TokenKind {
    Word,
    Mark,
    /// `[dates]`: not agreed, or to be filled in (E-04).
    Placeholder,
    /// By place in [`Wording::entities`].
    Entity(usize),
}

impl Token<'_> {
    pub fn word(&self) -> &str {
        self.text.trim_start()
    }

    /// True for what a reader calls a word: no punctuation.
    pub fn is_word(&self) -> bool {
        self.kind != TokenKind::Mark
    }

    pub fn is_typed(&self) -> bool {
        matches!(self.kind, TokenKind::Entity(_) | TokenKind::Placeholder)
    }
}

/// A text with its tokens and entities.
pub(crate) struct Wording<'a> {
    pub text: &'a str,
    pub language: Language,
    pub tokens: Vec<Token<'a>>,
    pub entities: Vec<Entity>,
}

impl<'a> Wording<'a> {
    pub fn new(text: &'a str, language: Language) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 6);
        // A phrase is words of its own: “Noting with [deep] regret” shows the word that came.
        let entities = entity::recognise_values_in(text, language);
        let placeholders = text.match_indices('[').filter_map(|(i, _)| text[i..].find(']').map(|e| (i..i + e + 1, TokenKind::Placeholder)));
        let mut spans: Vec<_> = entities.iter().enumerate().map(|(n, e)| (e.span.clone(), TokenKind::Entity(n))).collect();
        if text.contains('[') {
            spans.extend(placeholders);
            spans.sort_by_key(|(s, _)| s.start);
        }
        let mut at = 0;
        for (span, kind) in spans {
            // A placeholder around an entity, or one inside another: the first has it.
            let Some(before) = text.get(at..span.start) else { continue };
            let start = plain(before, at, &mut tokens);
            tokens.push(Token { text: &text[start..span.end], end: span.end, kind });
            at = span.end;
        }
        let start = plain(&text[at..], at, &mut tokens);
        if start < text.len() {
            tokens.push(Token { text: &text[start..], end: text.len(), kind: TokenKind::Mark });
        }
        Wording { text, language, tokens, entities }
    }

    pub fn value(&self, token: &Token) -> Option<&Value> {
        match token.kind {
            TokenKind::Entity(n) => Some(&self.entities[n].value),
            _ => None,
        }
    }
}

/// Words and single marks, each with the space before it; returns where the spaces begin that are left over.
fn plain<'a>(text: &'a str, offset: usize, out: &mut Vec<Token<'a>>) -> usize {
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == ' ' {
            continue;
        }
        let mut end = at + c.len_utf8();
        let word = c.is_alphanumeric();
        if is_unspaced(c) {
            while let Some((at, next)) = chars.next_if(|(_, n)| is_unspaced(*n)) {
                end = at + next.len_utf8();
            }
            start = unspaced(text, start, at..end, offset, out);
            continue;
        }
        if word {
            while let Some((at, next)) = chars.next_if(|(at, n)| (n.is_alphanumeric() && !is_unspaced(*n)) || *n == '’' || joins(text, *at, *n)) {
                end = at + next.len_utf8();
            }
        }
        out.push(Token { text: &text[start..end], end: offset + end, kind: if word { TokenKind::Word } else { TokenKind::Mark } });
        start = end;
    }
    offset + start
}

/// The words of a run of Chinese, by dictionary; the first has the space before the run. Returns where the run ends.
fn unspaced<'a>(text: &'a str, mut start: usize, run: Range<usize>, offset: usize, out: &mut Vec<Token<'a>>) -> usize {
    for edge in SEGMENTER.segment_str(&text[run.clone()]).skip(1) {
        let end = run.start + edge;
        let word = text[start..end].contains(char::is_alphanumeric);
        out.push(Token { text: &text[start..end], end: offset + end, kind: if word { TokenKind::Word } else { TokenKind::Mark } });
        start = end;
    }
    start
}

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> = LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// A hyphen inside a compound and the points of a figure belong to the word: `follow-up`, `42,322,900`.
fn joins(text: &str, at: usize, c: char) -> bool {
    let around = || (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
    match c {
        '-' => matches!(around(), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric()),
        ',' | '.' => matches!(around(), (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit()),
        _ => false,
    }
}

/// A run of tokens that stands in both texts, or that stands for another.
#[derive(Debug, Clone)]
pub(crate) struct Hunk {
    pub old: Range<usize>,
    pub new: Range<usize>,
    pub equal: bool,
    pub class: Class,
    pub reason: Option<Reason>,
}

/// The edits that turn one text into the other; none for equal texts.
pub(crate) fn edits(old: &str, new: &str, context: &Context) -> Vec<Edit> {
    if old == new {
        return Vec::new();
    }
    let (a, b) = (Wording::new(old, context.languages.0), Wording::new(new, context.languages.1));
    // In lists the entities anchor the rest: “Vienna (2017)[-and-]{+,+} Geneva (2018) {+and The Hague (2021)+}”.
    let algorithm = if a.entities.len() >= LIST { Algorithm::Patience } else { Algorithm::Myers };
    let mut hunks = hunks(&a.tokens, &b.tokens, algorithm);
    classify::all(&a, &b, &mut hunks, context);
    if absorb(&a, &mut hunks) {
        classify::all(&a, &b, &mut hunks, context);
    }
    write(&a, &b, &hunks)
}

/// Tokens of one side times tokens of the other, above which a paragraph is replaced as a whole: no real one is so long,
/// and the diff's cost grows with the product.
const LONGEST: usize = 100_000_000;

/// So many entities make a list.
const LIST: usize = 3;

fn hunks(a: &[Token], b: &[Token], algorithm: Algorithm) -> Vec<Hunk> {
    let same = |(x, y): &(&Token, &Token)| x.text == y.text;
    let head = a.iter().zip(b).take_while(same).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(same).count();
    let (x, y) = numbers(&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut push = |equal: bool, old: Range<usize>, new: Range<usize>| match hunks.last_mut() {
        _ if old.is_empty() && new.is_empty() => {}
        Some(h) if h.equal == equal => (h.old.end, h.new.end) = (old.end, new.end),
        _ => hunks.push(Hunk { old, new, equal, class: Class::None, reason: None }),
    };
    push(true, 0..head, 0..head);
    if x.len().saturating_mul(y.len()) > LONGEST {
        push(false, head..a.len() - tail, head..b.len() - tail);
    } else {
        for op in capture_diff_slices(algorithm, &x, &y) {
            let shift = |r: Range<usize>| r.start + head..r.end + head;
            push(matches!(op, DiffOp::Equal { .. }), shift(op.old_range()), shift(op.new_range()));
        }
    }
    push(true, a.len() - tail..a.len(), b.len() - tail..b.len());
    slide(a, b, &mut hunks);
    hunks
}

/// “2019{+, 75/240 and 76/19+},” rather than “2019, {+75/240 and 76/19,+}”: a run of words that came or went begins with
/// the comma, if it has the choice.
fn slide(a: &[Token], b: &[Token], hunks: &mut [Hunk]) {
    for at in 1..hunks.len() {
        let (before, rest) = hunks.split_at_mut(at);
        let (Some(left), Some((h, after))) = (before.last_mut(), rest.split_first_mut()) else { continue };
        let (Some(right), true) = (after.first_mut(), left.equal && left.old.len() > 1) else { continue };
        let (side, run) = if h.old.is_empty() { (b, &h.new) } else { (a, &h.old) };
        let slides = h.old.is_empty() != h.new.is_empty() && side[run.end - 1].kind == TokenKind::Mark && side[run.end - 1].text == side[run.start - 1].text;
        if slides {
            for range in [&mut h.old, &mut h.new] {
                (range.start, range.end) = (range.start - 1, range.end - 1);
            }
            (left.old.end, left.new.end) = (left.old.end - 1, left.new.end - 1);
            (right.old.start, right.new.start) = (right.old.start - 1, right.new.start - 1);
        }
    }
}

/// Equal tokens get equal numbers, so that the diff compares no strings.
fn numbers<'a>(a: &[Token<'a>], b: &[Token<'a>]) -> (Vec<u32>, Vec<u32>) {
    let mut ids: FxHashMap<&'a str, u32> = FxHashMap::default();
    let mut number = |tokens: &[Token<'a>]| {
        tokens
            .iter()
            .map(|t| {
                let next = ids.len() as u32;
                *ids.entry(t.text).or_insert(next)
            })
            .collect()
    };
    (number(a), number(b))
}

/// Short equal islands between two changes of the same class belong to them: no confetti. True if one was.
fn absorb(a: &Wording, hunks: &mut Vec<Hunk>) -> bool {
    let before = hunks.len();
    let size = |h: &Hunk| h.old.len().max(h.new.len());
    let mut at = 1;
    while at + 1 < hunks.len() {
        let (left, island, right) = (&hunks[at - 1], &hunks[at], &hunks[at + 1]);
        let tokens = &a.tokens[island.old.clone()];
        let words: Vec<&Token> = tokens.iter().filter(|t| t.is_word()).collect();
        let (n, beside) = (words.len(), (size(left), size(right)));
        let short = n <= LONGEST_ISLAND && n * ISLAND_SHARE <= beside.0.min(beside.1);
        let joints = n <= 2 && n * 2 * ISLAND_SHARE <= beside.0 + beside.1 && words.iter().all(|t| t.word().chars().count() <= SHORT_WORD);
        let small = n == 0 || (short || joints) && !tokens.iter().any(Token::is_typed);
        if island.equal && !left.equal && !right.equal && left.class == right.class && small {
            let (old, new) = (right.old.end, right.new.end);
            let left = &mut hunks[at - 1];
            (left.old.end, left.new.end) = (old, new);
            hunks.drain(at..at + 2);
            // What grew may now swallow the island before it.
            at = at.saturating_sub(2).max(1);
        } else {
            at += 1;
        }
    }
    hunks.len() < before
}

/// An island of more words is read as text that stayed.
const LONGEST_ISLAND: usize = 3;
/// An island is small beside changes of so many times its words on both sides.
const ISLAND_SHARE: usize = 3;
/// `the`, `of`, `and`: letters of a word that ties nothing together.
const SHORT_WORD: usize = 3;

fn write(a: &Wording, b: &Wording, hunks: &[Hunk]) -> Vec<Edit> {
    let mut out = Vec::new();
    for h in hunks {
        let (mut x, mut y) = (text(&a.tokens[h.old.clone()], a.text), text(&b.tokens[h.new.clone()], b.text));
        if h.equal {
            out.push(Edit { op: Op::Equal, text: x.to_owned(), entity: None, class: Class::None, reason: None });
            continue;
        }
        // A space that both sides have stayed.
        if x.starts_with(' ') && y.starts_with(' ') {
            match out.last_mut() {
                Some(Edit { op: Op::Equal, text, .. }) => text.push(' '),
                _ => out.push(Edit { op: Op::Equal, text: " ".to_owned(), entity: None, class: Class::None, reason: None }),
            }
            (x, y) = (&x[1..], &y[1..]);
        }
        for (op, text, wording, range) in [(Op::Delete, x, a, h.old.clone()), (Op::Insert, y, b, h.new.clone())] {
            if !text.is_empty() {
                let entity = if let [t] = &wording.tokens[range] { kind(wording, t) } else { None };
                out.push(Edit { op, text: text.to_owned(), entity, class: h.class, reason: h.reason });
            }
        }
    }
    out
}

fn kind(wording: &Wording, token: &Token) -> Option<&'static str> {
    if token.kind == TokenKind::Placeholder { Some("placeholder") } else { wording.value(token).map(Value::kind) }
}

/// The source from the first token to the last.
fn text<'a>(tokens: &[Token<'a>], source: &'a str) -> &'a str {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return "" };
    &source[first.end - first.text.len()..last.end]
}
