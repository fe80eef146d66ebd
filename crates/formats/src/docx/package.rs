//! The container of a Word file: its parts by name, checked before anything is unpacked, and a way back that copies every
//! part that did not change byte for byte, as it was compressed. What the parts say is others' business.
use crate::{MAX_BYTES, ReadError};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A file has so many parts at most; Word's own stay below a few hundred.
const MOST_PARTS: usize = 4000;
/// One part may be so large when unpacked, all together four times that.
const LARGEST_PART: u64 = 4 * MAX_BYTES as u64;

/// An opened container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

pub(super) fn fault(place: &str, message: impl Into<String>) -> ReadError {
    ReadError::Package { place: place.to_owned(), message: message.into() }
}

impl<'a> Package<'a> {
    /// Opens a container and checks its names and sizes.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        if bytes.len() > MAX_BYTES {
            return Err(ReadError::TooLarge { size: bytes.len() });
        }
        refuse_others(bytes)?;
        let broken = |e: &dyn std::fmt::Display| fault("container", format!("the file is damaged or cut off ({e}); get it again or save it anew in Word"));
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        if archive.len() > MOST_PARTS {
            return Err(fault("container", format!("it has {} parts, more than the {MOST_PARTS} of any Word file; save it anew in Word", archive.len())));
        }
        let mut total = 0_u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|e| broken(&e))?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            if name.starts_with(['/', '\\']) || name.contains(['\\', ':', '\0']) || name.split('/').any(|piece| piece == "..") {
                return Err(fault(&name.escape_debug().to_string(), "this name leads out of the container; do not trust the file"));
            }
            if part.encrypted() {
                return Err(fault(&name, "the part is encrypted; save the file without a password"));
            }
            total = total.saturating_add(part.size());
            if part.size() > LARGEST_PART || total > 4 * LARGEST_PART {
                return Err(fault(&name, "it would unpack to more than any document needs; do not trust the file"));
            }
        }
        Ok(Package { archive })
    }

    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part as text; none if it is not there.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let damaged = |e: &dyn std::fmt::Display| fault(name, format!("the part is damaged ({e}); get the file again or save it anew in Word"));
        let part = self.archive.by_index(index).map_err(|e| damaged(&e))?;
        let mut bytes = Vec::with_capacity(usize::try_from(part.size().min(LARGEST_PART)).unwrap_or(0));
        // The size that the container tells may be a lie: what is read is counted.
        part.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(fault(name, "it unpacks to more than any document needs; do not trust the file"));
        }
        let text = match encoding_rs::Encoding::for_bom(&bytes) {
            Some((encoding, skip)) => encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned(),
            None => String::from_utf8(bytes).map_err(|e| fault(name, format!("it is not text in UTF-8 ({e}); save the file anew in Word")))?,
        };
        Ok(Some(text))
    }

    /// The container with these parts changed or added, and all others as they were.
    pub fn rewritten(&mut self, changed: &BTreeMap<String, String>) -> Result<Vec<u8>, ReadError> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let failed = |e: zip::result::ZipError| fault("container", format!("it cannot be written again ({e}); save the file anew in Word"));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(failed)?;
            match changed.get(part.name().map_err(failed)?.as_ref()) {
                None => out.raw_copy_file(part).map_err(failed)?,
                Some(text) => {
                    let name = part.name().map_err(failed)?.into_owned();
                    drop(part);
                    put(&mut out, &name, text).map_err(failed)?;
                }
            }
        }
        for (name, text) in changed.iter().filter(|(name, _)| !self.has(name)) {
            put(&mut out, name, text).map_err(failed)?;
        }
        Ok(out.finish().map_err(failed)?.into_inner())
    }
}

/// A new container of these parts, in this order.
pub(super) fn pack(parts: &[(String, String)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        put(&mut out, name, text).expect("writing to memory");
    }
    out.finish().expect("writing to memory").into_inner()
}

/// How hard the writer packs: half the time of the usual level for a tenth more bytes.
const LEVEL: i64 = 3;

fn put(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> zip::result::ZipResult<()> {
    // The same text gives the same bytes: no clock.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL));
    let options = options.last_modified_time(zip::DateTime::default());
    out.start_file(name, options)?;
    out.write_all(text.as_bytes())?;
    Ok(())
}

/// What people take for a Word file of today.
fn refuse_others(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // Names in the old container are UTF-16.
        let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(wide.len()).any(|w| w == wide);
        return Err(if locked {
            fault("container", "the file is protected with a password; open it in Word and save it without one")
        } else {
            fault("container", "this is a Word file of the old kind (.doc); open it in Word or LibreOffice and save it as .docx")
        });
    }
    if bytes.starts_with(b"%PDF") {
        return Err(fault("container", "this is a PDF file with another ending; name it .pdf or give --from pdf"));
    }
    if !bytes.starts_with(b"PK") {
        return Err(fault("container", "this is no Word file; give a .docx, or name the format with --from"));
    }
    Ok(())
}
