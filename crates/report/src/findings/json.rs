//! Findings as JSON, `chancery.findings/1`.
use super::{Checked, FINDINGS_SCHEMA, Tally, spot};
use chancery_check::{Finding, Place, SourceMap};
use chancery_model::Resolution;
use serde_json::{Value, json};

/// The findings of some files.
pub fn findings_json(files: &[Checked]) -> String {
    let documents: Vec<Value> = files
        .iter()
        .map(|file| {
            let map = file.map();
            let findings: Vec<Value> = file.findings.iter().map(|f| finding(f, &file.resolution, map.as_ref())).collect();
            json!({ "file": file.path, "symbol": file.resolution.symbol(), "findings": findings })
        })
        .collect();
    let t = Tally::of(files);
    let summary = json!({ "errors": t.errors, "warnings": t.warnings, "notes": t.notes, "fixable": t.fixable });
    let whole = json!({ "schema": FINDINGS_SCHEMA, "summary": summary, "documents": documents });
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

fn finding(f: &Finding, r: &Resolution, map: Option<&SourceMap>) -> Value {
    let label = match f.place {
        Place::Block(i) | Place::Label(i) => r.body[i].label.clone(),
        _ => None,
    };
    let fix = f.fix.as_ref().map(|x| json!({ "start": x.span.start, "end": x.span.end, "text": x.text, "certain": x.certain }));
    let at = spot(f, map).map(|s| json!({ "line": s.line, "column": s.column, "end_line": s.end_line, "end_column": s.end_column }));
    json!({
        "rule": f.rule.id,
        "name": f.rule.name,
        "severity": f.severity.name(),
        "message": f.message,
        "place": { "id": f.place.name(r), "label": label, "text": f.place.text(r), "start": f.span.start, "end": f.span.end },
        "source": at,
        "fix": fix,
    })
}
