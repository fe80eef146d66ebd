//! The page of the editorial rules: generated from the rules, with what they found in adopted texts from the judged samples.
use std::{fmt::Write, fs, path::Path};

/// Writes the page, or fails if the one that is there is stale.
pub fn run(check: bool) -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (path, page) = (root.join("docs/rules.md"), page(&root)?);
    if check {
        return match fs::read_to_string(&path) {
            Ok(old) if old == page => Ok(()),
            _ => Err("docs/rules.md is stale; run `cargo xtask rules`".into()),
        };
    }
    fs::create_dir_all(root.join("docs"))?;
    fs::write(path, page)?;
    Ok(())
}

fn page(root: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = chancery_report::rules_page();
    out += "\n## Mistakes found in adopted texts\n\nPlaces where the rules found what an editor would change, judged by reading a sample ([all verdicts](../xtask/judged/check.tsv)). The\nsource is the United Nations' own text; where a copy of it is at fault, the official document may be right.\n\n| rule | text | place | what |\n| --- | --- | --- | --- |\n";
    for line in fs::read_to_string(root.join("xtask/judged/check.tsv"))?.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [rule, symbol, place, "right", what] = fields[..] {
            writeln!(out, "| {rule} | {symbol} | {place} | {what} |")?;
        }
    }
    Ok(out)
}
