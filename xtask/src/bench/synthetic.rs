//! Known edits in real texts, from a fixed seed: words, moves, moves with edits, splits, merges, foreign paragraphs,
//! deletions. The links between old and new blocks are the truth that the alignment is measured with.
use chancery_model::{Block, Kind, Text, assign_ids};
use fastrand::Rng;

/// What was done to make a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    Kept,
    Edited,
    Moved,
    MovedAndEdited,
    Split,
    Merged,
}

/// A made text: its blocks, and for each old block that lives on, the new ones.
pub struct Made {
    pub new: Vec<Block>,
    /// Old index, new index, how.
    pub links: Vec<(usize, usize, Done)>,
}

/// A new block with the old ones it comes from.
struct Piece {
    block: Block,
    from: Vec<(usize, Done)>,
}

fn with(block: &Block, text: String) -> Block {
    Block { text: Text::plain(text.trim()), ..block.clone() }
}

/// Edits a body. `foreign` lends paragraphs and words.
pub fn make(old: &[Block], foreign: &[String], rng: &mut Rng) -> Made {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut i = 0;
    while i < old.len() {
        let block = &old[i];
        let paragraph = block.kind == Kind::Paragraph;
        let words = block.text.as_str().split(' ').count();
        let roll = if paragraph { rng.u32(..100) } else { 99 };
        if rng.u32(..100) < 6 && paragraph {
            pieces.push(Piece { block: with(block, foreign[rng.usize(..foreign.len())].clone()), from: Vec::new() });
        }
        let next =
            old.get(i + 1).filter(|n| n.kind == Kind::Paragraph && n.part == block.part && n.level == block.level && n.text.as_str().split(' ').count() >= 6);
        match roll {
            0..5 => {}
            5..9 if words >= 24 => {
                let (a, b) = cut(block.text.as_str());
                pieces.push(Piece { block: with(block, a), from: vec![(i, Done::Split)] });
                pieces.push(Piece { block: with(block, b), from: vec![(i, Done::Split)] });
            }
            9..13 if words >= 6 && next.is_some() => {
                let both = format!("{} {}", block.text.as_str(), old[i + 1].text.as_str());
                pieces.push(Piece { block: with(block, both), from: vec![(i, Done::Merged), (i + 1, Done::Merged)] });
                i += 1;
            }
            13..35 if words >= 6 => pieces.push(Piece { block: with(block, reworded(block.text.as_str(), foreign, rng)), from: vec![(i, Done::Edited)] }),
            _ => pieces.push(Piece { block: block.clone(), from: vec![(i, Done::Kept)] }),
        }
        i += 1;
    }
    move_some(&mut pieces, foreign, rng);
    let mut links = Vec::new();
    let mut new = Vec::new();
    for (j, piece) in pieces.into_iter().enumerate() {
        links.extend(piece.from.into_iter().map(|(i, done)| (i, j, done)));
        new.push(piece.block);
    }
    assign_ids(&mut new);
    links.sort_unstable();
    Made { new, links }
}

/// Moves one paragraph in fourteen past at least eight others.
fn move_some(pieces: &mut Vec<Piece>, foreign: &[String], rng: &mut Rng) {
    let count = pieces.len() / 14;
    for _ in 0..count {
        let at = rng.usize(..pieces.len());
        let words = pieces[at].block.text.as_str().split(' ').count();
        if pieces[at].block.kind != Kind::Paragraph || !matches!(pieces[at].from[..], [(_, Done::Kept)]) || words < 10 {
            continue;
        }
        let to = rng.usize(..pieces.len());
        if to.abs_diff(at) < 8 {
            continue;
        }
        let mut piece = pieces.remove(at);
        let edited = rng.bool();
        piece.from[0].1 = if edited { Done::MovedAndEdited } else { Done::Moved };
        if edited {
            piece.block = with(&piece.block, reworded(piece.block.text.as_str(), foreign, rng));
        }
        pieces.insert(to.min(pieces.len()), piece);
    }
}

/// Cuts at the comma, semicolon or space nearest to the middle.
fn cut(text: &str) -> (String, String) {
    let middle = text.len() / 2;
    let near = |mark: &str| {
        text.match_indices(mark).map(|(at, m)| at + m.len()).min_by_key(|at| at.abs_diff(middle)).filter(|at| at.abs_diff(middle) < text.len() / 5)
    };
    let at = near(", ").or_else(|| near("; ")).or_else(|| near(" ")).unwrap_or(text.len());
    (text[..at].trim_end_matches([' ', ',']).to_owned() + ";", text[at..].to_owned())
}

/// Replaces, drops or adds a tenth to three tenths of the words, in runs.
fn reworded(text: &str, foreign: &[String], rng: &mut Rng) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let mut budget = (words.len() * rng.usize(10..30)).div_ceil(100).max(1);
    while budget > 0 && !words.is_empty() {
        let run = rng.usize(1..4).min(budget).min(words.len());
        budget -= run;
        let at = rng.usize(..words.len() - run + 1);
        let source: Vec<&str> = foreign[rng.usize(..foreign.len())].split(' ').collect();
        let from = rng.usize(..source.len());
        let lent = source[from..].iter().take(run).copied();
        match rng.u32(..3) {
            0 => drop(words.drain(at..at + run)),
            1 => drop(words.splice(at..at, lent)),
            _ => drop(words.splice(at..at + run, lent)),
        }
    }
    words.join(" ")
}
