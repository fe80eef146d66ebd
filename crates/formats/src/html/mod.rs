//! HTML: a page that comes back without loss, and pages that others made of a resolution.
//!
//! [`write`] makes the page, [`own`] reads it again by its data attributes. [`foreign`] reads any other page by what stands
//! on it; [`lines`] has the page's visible structure, [`notes`] its footnotes, [`record`] what
//! is recorded of a text, [`tree`] the parser.
mod foreign;
mod lines;
mod notes;
mod own;
mod record;
mod tree;
mod write;

pub use write::write_html;

use crate::{ReadError, decode};
use chancery_model::{Masthead, Resolution};
use serde::{Deserialize, de::IntoDeserializer, de::value::Error};

/// Reads a resolution from HTML: a page of [`write_html`], one saved from a web site, or one that Word wrote.
///
/// # Errors
/// [`ReadError::Html`] for elements nested without end and tags with attributes without end, and those of
/// [`crate::read_text`].
pub fn read_html(source: &str) -> Result<Resolution, ReadError> {
    let tree = tree::parse(source)?;
    match own::article(tree.root()) {
        Some(article) => own::read(tree.root(), article),
        None => foreign::read(tree.root()),
    }
}

/// Decodes the bytes of a page: as [`decode`] does, or by the encoding that the page names if they are not UTF-8.
///
/// # Errors
/// Those of [`decode`].
pub fn decode_html(bytes: &[u8]) -> Result<String, ReadError> {
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    match declared(bytes).filter(|_| !marked && bytes.len() <= crate::MAX_BYTES) {
        Some(encoding) => decode(encoding.decode_without_bom_handling(bytes).0.as_bytes()),
        None => decode(bytes),
    }
}

/// The encoding that a page names near its head, in either form of the declaration.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let names = head.split("charset").skip(1).filter_map(|after| after.trim_start().strip_prefix('='));
    names
        .map(|after| after.trim_start_matches(['"', '\'', ' ']))
        .find_map(|after| encoding_rs::Encoding::for_label(after.split(['"', '\'', ' ', ';', '>', '/']).next()?.as_bytes()))
}

/// The field of a name.
fn field<'a>(m: &'a mut Masthead, name: &str) -> Option<&'a mut Option<String>> {
    Some(match name {
        "distribution" => &mut m.distribution,
        "issued" => &mut m.issued,
        "original" => &mut m.original,
        "session" => &mut m.session,
        "committee" => &mut m.committee,
        "agenda-item" => &mut m.agenda_item,
        "item-title" => &mut m.item_title,
        "adoption" => &mut m.adoption,
        "provenance" => &mut m.provenance,
        "sponsors" => &mut m.sponsors,
        "number" => &mut m.number,
        _ => return None,
    })
}

/// A value by the name that the JSON forms give it: an organ, a language, a part, a kind.
fn named<'de, T: Deserialize<'de>>(name: &'de str) -> Option<T> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(name)).ok()
}

/// What a link may do on a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// It opens a page or a message.
    Opens,
    /// It is an address of another kind; it is kept, and leads nowhere.
    Kept,
    /// It would run or bring its own content.
    Runs,
}

/// Judges an address as a browser would read it: white space and control characters in it count for nothing.
fn target(address: &str) -> Target {
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(64).collect::<String>().to_ascii_lowercase();
    let scheme = plain.split(['/', '?', '#']).next().and_then(|head| head.split_once(':')).map(|(scheme, _)| scheme);
    match scheme {
        None | Some("http" | "https" | "mailto") => Target::Opens,
        Some("javascript" | "vbscript" | "data") => Target::Runs,
        Some(_) => Target::Kept,
    }
}
