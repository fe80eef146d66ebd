//! Bytes to text: UTF-8 with and without mark, UTF-16, and older code pages, by well-kept detectors.
use crate::ReadError;

/// Largest document read: 16 MiB, fifty times the longest resolution of the corpus.
pub const MAX_BYTES: usize = 16 << 20;

const SIGNATURES: [(&[u8], &str); 6] = [
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
];

/// Decodes a document.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::TooLarge`], or [`ReadError::Binary`] for known containers and control characters.
pub fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { size: bytes.len() });
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::Binary { at: 0, what });
    }
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, skip)) => encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned(),
        None if utf16(bytes).is_some() => utf16(bytes).unwrap_or(encoding_rs::UTF_8).decode_without_bom_handling(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => guess(bytes),
        },
    };
    if let Some((at, _)) = text.char_indices().find(|(_, c)| c.is_control() && !"\n\r\t\u{b}\u{c}\u{85}".contains(*c)) {
        return Err(ReadError::Binary { at, what: "it has control characters" });
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text)
}

/// UTF-16 without a mark: Latin text has a zero byte on the same side of nearly every pair.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count() * 10 >= head.len() * 4;
    match (head.len() >= 16, zeros(0), zeros(1)) {
        (true, false, true) => Some(encoding_rs::UTF_16LE),
        (true, true, false) => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// What the detector takes an older encoding for.
fn guess(bytes: &[u8]) -> String {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny).decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let text = "Türkiye – “Côte d’Ivoire” and the General Assembly,";
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (windows, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
        assert!(!lost);
        let bom = format!("\u{feff}{text}");
        let (unmarked, big): (&[u8], Vec<u8>) = (&utf16[2..], text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        for bytes in [text.as_bytes(), bom.as_bytes(), &utf16, &windows, unmarked, &big] {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn refusals() {
        assert_eq!(decode(b" \n"), Err(ReadError::Empty));
        assert_eq!(decode(b"%PDF-1.7"), Err(ReadError::Binary { at: 0, what: "a PDF file" }));
        assert!(matches!(decode(b"ab\x00c"), Err(ReadError::Binary { at: 2, .. })));
        assert!(matches!(decode(&vec![b'a'; MAX_BYTES + 1]), Err(ReadError::TooLarge { .. })));
    }
}
