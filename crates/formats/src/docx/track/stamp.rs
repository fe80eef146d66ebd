//! Who made a change, when, and under which number: the attributes that every tracked change carries.
use super::super::xml::escaped;

/// Author and date of changes and comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// As the program that shows the file prints it.
    pub author: String,
    /// Date and time, `2026-11-25T10:00:00Z`.
    pub date: String,
}

/// Gives every change its attributes, with a number that no other has.
pub(super) struct Stamps<'a> {
    stamp: &'a Stamp,
    next: u32,
}

impl<'a> Stamps<'a> {
    /// Numbers begin after those of the file.
    pub fn new(stamp: &'a Stamp, after: u32) -> Self {
        Stamps { stamp, next: after + 1 }
    }

    pub fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    fn attributes(&mut self) -> String {
        let id = self.number();
        format!("w:id=\"{id}\" w:author=\"{}\" w:date=\"{}\"", escaped(&self.stamp.author), escaped(&self.stamp.date))
    }

    /// The opening and closing tag of a change.
    pub fn open(&mut self, element: &str) -> (String, String) {
        (format!("<{element} {}>", self.attributes()), format!("</{element}>"))
    }

    /// A change without content, as paragraph marks and rows have it.
    pub fn empty(&mut self, element: &str) -> String {
        format!("<{element} {}/>", self.attributes())
    }

    /// The marks around a moved paragraph.
    pub fn range(&mut self, element: &str, name: &str) -> (String, String) {
        let id = self.number();
        let (author, date) = (escaped(&self.stamp.author), escaped(&self.stamp.date));
        (
            format!("<{element}RangeStart w:id=\"{id}\" w:name=\"{name}\" w:author=\"{author}\" w:date=\"{date}\"/>"),
            format!("<{element}RangeEnd w:id=\"{id}\"/>"),
        )
    }

    /// The attributes of a comment but its number.
    pub fn comment(&self) -> String {
        let initials: String = self.stamp.author.split_whitespace().filter_map(|w| w.chars().next()).take(3).collect();
        format!("w:author=\"{}\" w:date=\"{}\" w:initials=\"{}\"", escaped(&self.stamp.author), escaped(&self.stamp.date), escaped(&initials))
    }
}
