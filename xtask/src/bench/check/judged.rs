//! The judged samples: what somebody who read the place says of a finding in an adopted text.
use std::{collections::HashMap, fs, path::Path};

/// How a rule's sample was judged.
#[derive(Debug, Clone, Copy, Default)]
pub struct Judged {
    /// An editor would change it.
    pub right: usize,
    /// The rule is wrong there.
    pub wrong: usize,
    /// It was the style of its time, organ or source.
    pub style: usize,
}

/// Reads `xtask/judged/check.tsv`: rule, symbol, place, verdict, reason.
pub fn read() -> Result<HashMap<String, Judged>, Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("judged/check.tsv");
    let mut out: HashMap<String, Judged> = HashMap::new();
    for (n, line) in fs::read_to_string(&path)?.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [rule, _, _, verdict, _] = fields[..] else { return Err(format!("{}: line {}: five fields are needed", path.display(), n + 1).into()) };
        let of = out.entry(rule.to_owned()).or_default();
        match verdict {
            "right" => of.right += 1,
            "wrong" => of.wrong += 1,
            "style" => of.style += 1,
            other => return Err(format!("{}: line {}: “{other}” is no verdict", path.display(), n + 1).into()),
        }
    }
    Ok(out)
}
