//! Findings as SARIF 2.1.0, with the types of the crate that is generated from its schema.
use super::{Checked, advice, place_name, spot};
use chancery_check::{Finding, Severity, SourceMap, rules};
use serde_sarif::sarif::{
    ArtifactContent, ArtifactLocation, Fix, Location, LogicalLocation, Message, MultiformatMessageString, PhysicalLocation, Region, Replacement,
    ReportingDescriptor, Result as Report, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

/// The findings of some files, with the rules that were broken.
pub fn sarif(files: &[Checked]) -> String {
    let broken: Vec<_> = rules().filter(|r| files.iter().flat_map(|c| &c.findings).any(|f| f.rule.id == r.id)).collect();
    let described = broken.iter().map(|r| {
        ReportingDescriptor::builder()
            .id(r.id)
            .name(r.name)
            .short_description(MultiformatMessageString::builder().text(r.name).build())
            .full_description(MultiformatMessageString::builder().text(r.explanation).build())
            .build()
    });
    let driver = ToolComponent::builder().name("chancery").version(env!("CARGO_PKG_VERSION")).rules(described.collect::<Vec<_>>()).build();
    let results: Vec<Report> = files
        .iter()
        .flat_map(|file| {
            let map = file.map();
            file.findings.iter().map(|f| report(f, file, map.as_ref(), broken.iter().position(|r| r.id == f.rule.id))).collect::<Vec<_>>()
        })
        .collect();
    let run = Run::builder().tool(Tool::builder().driver(driver).build()).results(results).build();
    let log = Sarif::builder().version("2.1.0").schema("https://json.schemastore.org/sarif-2.1.0.json").runs(vec![run]).build();
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn report(f: &Finding, file: &Checked, map: Option<&SourceMap>, index: Option<usize>) -> Report {
    let r = &file.resolution;
    let level = match f.severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Note => ResultLevel::Note,
    };
    let advice = advice(f).map_or(String::new(), |a| format!("; {a}"));
    let artifact = ArtifactLocation::builder().uri(uri(&file.path)).build();
    let logical = LogicalLocation::builder().name(f.place.name(r)).fully_qualified_name(place_name(f, r)).build();
    let physical = match region(f, map) {
        Some(region) => PhysicalLocation::builder().artifact_location(artifact.clone()).region(region).build(),
        None => PhysicalLocation::builder().artifact_location(artifact.clone()).build(),
    };
    let location = Location::builder().physical_location(physical).logical_locations(vec![logical]).build();
    let message = Message::builder().text(format!("{}{advice}", f.message)).build();
    let mut result = Report::builder().rule_id(f.rule.id).level(level).message(message).locations(vec![location]).build();
    result.rule_index = index.and_then(|i| i64::try_from(i).ok());
    if let Some(fix) = certain(f, artifact, map) {
        result.fixes = Some(vec![fix]);
    }
    result
}

fn region(f: &Finding, map: Option<&SourceMap>) -> Option<Region> {
    let s = spot(f, map)?;
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Some(Region::builder().start_line(n(s.line)).start_column(n(s.column)).end_line(n(s.end_line)).end_column(n(s.end_column)).build())
}

fn certain(f: &Finding, artifact: ArtifactLocation, map: Option<&SourceMap>) -> Option<Fix> {
    let fix = f.fix.as_ref().filter(|x| x.certain)?;
    let deleted = region(&Finding { span: fix.span.clone(), ..f.clone() }, map)?;
    let inserted = ArtifactContent::builder().text(fix.text.as_str()).build();
    let replacement = Replacement::builder().deleted_region(deleted).inserted_content(inserted).build();
    let change = serde_sarif::sarif::ArtifactChange::builder().artifact_location(artifact).replacements(vec![replacement]).build();
    Some(Fix::builder().artifact_changes(vec![change]).build())
}

/// A path as a relative reference: separators forward, what a reference may not have percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for b in path.replace('\\', "/").bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(b)),
            _ => out += &format!("%{b:02X}"),
        }
    }
    out
}
