//! Automatic lists: the label that Word would print before a paragraph.
use super::xml::{Id, Tree};
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
    /// Plain figures for all levels, as in articles of law.
    legal: bool,
}

/// The lists of a document, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    shapes: HashMap<String, Vec<Level>>,
    /// Shape of each list, and levels that begin anew at a number.
    lists: HashMap<String, (String, HashMap<usize, u32>)>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: std::collections::HashSet<String>,
}

impl Numbering {
    pub fn read(tree: &Tree) -> Self {
        let mut numbering = Numbering::default();
        for child in tree.children(tree.root()) {
            match tree.name(child) {
                "w:abstractNum" => {
                    let Some(id) = tree.attribute(child, "w:abstractNumId") else { continue };
                    numbering.shapes.insert(id.into_owned(), levels(tree, child));
                }
                "w:num" => {
                    let (Some(id), Some(shape)) = (tree.attribute(child, "w:numId"), tree.value(child, "w:abstractNumId")) else { continue };
                    let starts = tree.children(child).filter(|c| tree.is(*c, "w:lvlOverride")).filter_map(|o| {
                        let level = tree.attribute(o, "w:ilvl")?.parse().ok()?;
                        Some((level, tree.value(o, "w:startOverride")?.parse().ok()?))
                    });
                    numbering.lists.insert(id.into_owned(), (shape.into_owned(), starts.collect()));
                }
                _ => {}
            }
        }
        numbering
    }

    /// Counts one paragraph on and gives its label; none for a list that has none.
    pub fn next(&mut self, list: &str, level: u8) -> Option<String> {
        let level = usize::from(level).min(LEVELS - 1);
        let (shape, starts) = self.lists.get(list)?;
        let levels = self.shapes.get(shape)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(shape.clone()).or_default();
        if !starts.is_empty() && self.begun.insert(list.to_owned()) {
            starts.iter().filter(|(l, _)| **l < LEVELS).for_each(|(l, start)| counts[*l] = start.checked_sub(1));
        }
        counts[level] = Some(counts[level].map_or(own.start, |n| n.saturating_add(1)));
        counts[level + 1..].fill(None);
        if own.format == "none" {
            return None;
        }
        if own.format == "bullet" {
            return Some(if own.text.contains(['–', '-', '—']) { "–" } else { "•" }.to_owned());
        }
        let mut label = String::new();
        let mut chars = own.text.chars();
        while let Some(c) = chars.next() {
            match (c, chars.clone().next().and_then(|d| d.to_digit(10))) {
                ('%', Some(n @ 1..=9)) => {
                    chars.next();
                    let at = n as usize - 1;
                    let of = levels.get(at)?;
                    let count = counts[at].unwrap_or(of.start);
                    label += &printed(count, if own.legal { "decimal" } else { &of.format });
                }
                _ => label.push(c),
            }
        }
        let label = label.trim().to_owned();
        (!label.is_empty()).then_some(label)
    }
}

fn levels(tree: &Tree, shape: Id) -> Vec<Level> {
    let of = |level: Id| {
        let value = |name: &str| tree.value(level, name).unwrap_or_default().into_owned();
        Level {
            format: value("w:numFmt"),
            text: value("w:lvlText"),
            start: value("w:start").parse().unwrap_or(1),
            legal: tree.child(level, "w:isLgl").is_some(),
        }
    };
    tree.children(shape).filter(|c| tree.is(*c, "w:lvl")).take(LEVELS).map(of).collect()
}

fn printed(n: u32, format: &str) -> String {
    let letter = |first: u8| {
        // a to z, then aa, bb, cc.
        let at = n.saturating_sub(1);
        char::from(first + (at % 26) as u8).to_string().repeat((at / 26 + 1).min(20) as usize)
    };
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        _ => n.to_string(),
    }
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut out) = (n.min(3999), String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            out += sign;
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_word_prints_them() {
        let source = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;
        let tree = Tree::parse(source, "numbering").expect("well-formed");
        let mut n = Numbering::read(&tree);
        let labels: Vec<_> =
            [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0), ("2", 0)].into_iter().map(|(l, d)| n.next(l, d).unwrap_or_default()).collect();
        assert_eq!(labels, ["1.", "(a)", "(b)", "2.", "(a)", "1.", "2."]);
        assert_eq!((printed(28, "lowerLetter"), printed(1994, "lowerRoman")), ("bb".to_owned(), "mcmxciv".to_owned()));
        assert_eq!(n.next("9", 0), None);
    }
}
