//! The document JSON, `chancery.resolution/1`.
use crate::ReadError;
use chancery_model::{Resolution, SCHEMA, assign_ids};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Document {
    schema: String,
    #[serde(flatten)]
    resolution: Resolution,
}

/// Writes the document JSON.
pub fn write_json(resolution: &Resolution) -> String {
    let document = Document { schema: SCHEMA.to_owned(), resolution: resolution.clone() };
    serde_json::to_string_pretty(&document).expect("every field of a resolution has a JSON form") + "\n"
}

/// Reads the document JSON.
///
/// # Errors
/// [`ReadError::Malformed`] with the place, also for another schema.
pub fn read_json(source: &str) -> Result<Resolution, ReadError> {
    let document: Document = serde_json::from_str(source).map_err(|e| ReadError::Malformed { line: e.line(), column: e.column(), message: e.to_string() })?;
    if document.schema != SCHEMA {
        return Err(ReadError::Malformed { line: 1, column: 1, message: format!("schema “{}” is not {SCHEMA}", document.schema) });
    }
    let mut resolution = document.resolution;
    assign_ids(&mut resolution.body);
    Ok(resolution)
}
