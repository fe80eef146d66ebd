//! What a file may ask for before it is opened: the size of what its packed streams unpack to. Nothing is kept of what is
//! unpacked here; the crate that reads the file does it again, and has no limit of its own.
use crate::{MAX_BYTES, ReadError};
use flate2::{Decompress, FlushDecompress, Status};

/// All streams of a document together unpack to no more than this.
const MAX_UNPACKED: u64 = 192 << 20;
/// A stream packed several times over is unpacked so often.
const MAX_LAYERS: usize = 3;
/// Files with a packing that cannot be measured beforehand (LZW, and streams under a password) may have this size.
const MAX_UNMEASURED: usize = 1 << 20;

/// Refuses what is no PDF, too large, or unpacks to more than a document can have.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { size: bytes.len() });
    }
    let head = &bytes[..bytes.len().min(1024)];
    if !head.windows(5).any(|w| w == b"%PDF-") {
        return Err(ReadError::Pdf("this is not a PDF file: it does not begin with %PDF; give the PDF, or name the format with --from".into()));
    }
    let mut left = MAX_UNPACKED;
    for start in streams(bytes) {
        unpack(&bytes[start..], 1, &mut left)?;
    }
    if bytes.len() > MAX_UNMEASURED && names(bytes).any(|n| n == b"LZWDecode" || n == b"LZW" || n == b"Encrypt") {
        let size = bytes.len() >> 20;
        return Err(ReadError::Pdf(format!(
            "the file has {size} MiB and is packed in an old way or protected, so that its true size is not known; print it to a new PDF and give that"
        )));
    }
    Ok(())
}

/// Where the streams begin.
fn streams(bytes: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memmem::find_iter(bytes, b"stream").filter_map(|at| {
        let rest = &bytes[at + 6..];
        let skip = rest.iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        (skip > 0).then_some(at + 6 + skip)
    })
}

/// Unpacks what looks packed by deflate, and what is in it, and takes its size from what is left.
fn unpack(data: &[u8], layer: usize, left: &mut u64) -> Result<(), ReadError> {
    let packed = data.len() > 2 && data[0] & 0x0f == 8 && (u16::from(data[0]) << 8 | u16::from(data[1])) % 31 == 0;
    if !packed || layer > MAX_LAYERS {
        return Ok(());
    }
    let mut inner = Vec::new();
    let mut state = Decompress::new(true);
    let mut buffer = vec![0; 64 << 10];
    loop {
        let (read, written) = (state.total_in() as usize, state.total_out());
        let status = state.decompress(&data[read..], &mut buffer, FlushDecompress::None);
        let new = (state.total_out() - written) as usize;
        *left = left.checked_sub(new as u64).ok_or_else(too_much)?;
        // A stream that unpacks to a packed one is looked into as far as a document's streams go.
        if inner.len() < 4 << 20 {
            inner.extend_from_slice(&buffer[..new]);
        }
        let stuck = new == 0 && state.total_in() as usize == read;
        if stuck || !matches!(status, Ok(Status::Ok)) {
            break;
        }
    }
    unpack(&inner, layer + 1, left)
}

pub(super) fn too_much() -> ReadError {
    ReadError::Pdf("its streams unpack to more than a resolution can have; print the pages that hold the resolution to a new PDF".into())
}

/// The names in the file, with their `#41` escapes read.
fn names(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    memchr::memchr_iter(b'/', bytes).map(|at| {
        let rest = &bytes[at + 1..bytes.len().min(at + 40)];
        let mut out = Vec::new();
        let mut i = 0;
        while i < rest.len() && (rest[i].is_ascii_alphanumeric() || rest[i] == b'#') {
            let hex = rest.get(i + 1..i + 3).filter(|_| rest[i] == b'#').and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
            out.push(hex.unwrap_or(rest[i]));
            i += if hex.is_some() { 3 } else { 1 };
        }
        out
    })
}
