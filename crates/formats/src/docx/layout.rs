//! The lines of a resolution in the order of the page, each with its role, and the paragraph styles that carry the roles
//! through Word and back. How a line looks is the writer's.
use chancery_model::{Kind, Part, Resolution, Text};

/// Style of the run with a paragraph's printed number.
pub(super) const NUMBER: &str = "UNNumber";
/// Style of a note's mark that is typed, because no automatic number fits.
pub(super) const MARK: &str = "UNNoteMark";

/// A line of the masthead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Symbol,
    Organ,
    Distribution,
    Issued,
    Original,
    Session,
    Committee,
    AgendaItem,
    ItemTitle,
    Other,
    Adoption,
    Provenance,
    Sponsors,
}

impl Field {
    pub const ALL: [Field; 13] = [
        Field::Symbol,
        Field::Organ,
        Field::Distribution,
        Field::Issued,
        Field::Original,
        Field::Session,
        Field::Committee,
        Field::AgendaItem,
        Field::ItemTitle,
        Field::Other,
        Field::Adoption,
        Field::Provenance,
        Field::Sponsors,
    ];

    /// True for what stands in the table at the head of the page.
    pub fn in_table(self) -> bool {
        matches!(self, Field::Symbol | Field::Organ | Field::Distribution | Field::Issued | Field::Original)
    }

    /// Words that are printed before the value.
    pub fn printed_before(self) -> &'static str {
        match self {
            Field::Distribution => "Distr.: ",
            Field::Original => "Original: ",
            _ => "",
        }
    }
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Field(Field),
    Title,
    Body(Part, Kind, u8),
    Meeting,
    MeetingDate,
    Vote,
    /// A note that no mark in the text calls.
    Note,
}

/// Levels that have a style of their own.
const LEVELS: u8 = 5;

impl Role {
    /// The id of its style.
    pub fn style(self) -> String {
        match self {
            Role::Field(f) => format!("UN{f:?}"),
            Role::Title => "UNTitle".into(),
            Role::Body(part, kind, level) => match kind {
                Kind::Formula | Kind::TableRow => format!("UN{part:?}{kind:?}"),
                Kind::Heading | Kind::Paragraph => format!("UN{part:?}{kind:?}{}", level.clamp(1, LEVELS)),
            },
            Role::Meeting => "UNMeeting".into(),
            Role::MeetingDate => "UNMeetingDate".into(),
            Role::Vote => "UNVote".into(),
            Role::Note => "UNNote".into(),
        }
    }

    /// Every role that has a style.
    pub fn all() -> impl Iterator<Item = Role> {
        let levels = |kind| if matches!(kind, Kind::Formula | Kind::TableRow) { 1..=1 } else { 1..=LEVELS };
        let kinds = [Kind::Formula, Kind::Heading, Kind::Paragraph, Kind::TableRow];
        let body = [Part::Preamble, Part::Operative, Part::Annex]
            .into_iter()
            .flat_map(move |part| kinds.into_iter().flat_map(move |kind| levels(kind).map(move |l| Role::Body(part, kind, l))));
        Field::ALL.into_iter().map(Role::Field).chain([Role::Title, Role::Meeting, Role::MeetingDate, Role::Vote, Role::Note]).chain(body)
    }

    /// The role that a style carries.
    pub fn of_style(id: &str) -> Option<Role> {
        let rest = id.strip_prefix("UN")?;
        let body = |(part, name): (Part, &str)| {
            let rest = rest.strip_prefix(name)?;
            let kinds = [(Kind::Formula, "Formula"), (Kind::Heading, "Heading"), (Kind::Paragraph, "Paragraph"), (Kind::TableRow, "TableRow")];
            kinds.into_iter().find_map(|(kind, name)| {
                let level = rest.strip_prefix(name)?;
                Some(Role::Body(part, kind, if level.is_empty() { 1 } else { level.parse().ok()? }))
            })
        };
        let parts = [(Part::Preamble, "Preamble"), (Part::Operative, "Operative"), (Part::Annex, "Annex")];
        parts.into_iter().find_map(body).or_else(|| {
            let others = Field::ALL.into_iter().map(Role::Field).chain([Role::Title, Role::Meeting, Role::MeetingDate, Role::Vote, Role::Note]);
            others.into_iter().find(|role| role.style() == id)
        })
    }
}

/// Where a line stands in the resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// A field of the masthead; which one of the lines that have no field.
    Field(Field, usize),
    Title,
    Block(usize),
    /// Which closing, which of its lines.
    Closing(usize, usize),
    /// A note without a mark.
    Note(usize),
}

/// A line of the page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub place: Place,
    pub role: Role,
    pub label: Option<String>,
    pub text: Text,
}

/// The lines in the order of the page: masthead, title, body with the closing of each part, annexes. Notes that no mark calls
/// stand before the body if they come before the others, such as that of a sponsor, and else at the end.
pub(super) fn lines(r: &Resolution) -> Vec<Line> {
    let mut out = masthead(r);
    if r.masthead.number.is_some() || !r.title.as_str().is_empty() {
        out.push(title(r));
    }
    let called = called(r);
    let note = |i: usize| Line { place: Place::Note(i), role: Role::Note, label: Some(r.notes[i].number.clone()), text: r.notes[i].text.clone() };
    let front = (0..r.notes.len()).take_while(|i| !called.contains(i)).count();
    let front = if called.is_empty() { 0 } else { front };
    out.extend((0..front).map(note));
    let mut closings = 0;
    for (i, b) in r.body.iter().enumerate() {
        // Each part of an omnibus text has its closing before the next part or the annexes; the last one may have several.
        let starts = i > 0 && r.body[i - 1].part == Part::Operative && b.part != Part::Operative;
        if starts {
            let to = if b.part == Part::Annex { r.closing.len() } else { (closings + 1).min(r.closing.len()) };
            (closings..to).for_each(|c| closing(r, c, &mut out));
            closings = to.max(closings);
        }
        out.push(Line { place: Place::Block(i), role: Role::Body(b.part, b.kind, b.level), label: b.label.clone(), text: b.text.clone() });
    }
    (closings..r.closing.len()).for_each(|c| closing(r, c, &mut out));
    out.extend((front..r.notes.len()).filter(|i| !called.contains(i)).map(note));
    out
}

/// The notes that some mark calls: of several with one number the first that is free.
fn called(r: &Resolution) -> std::collections::HashSet<usize> {
    let mut out = std::collections::HashSet::new();
    for number in calls(r) {
        if let Some((i, _)) = r.notes.iter().enumerate().find(|(i, n)| n.number == number && !out.contains(i)) {
            out.insert(i);
        }
    }
    out
}

/// The numbers that the note marks of title and body name, in order.
pub(super) fn calls(r: &Resolution) -> impl Iterator<Item = &str> {
    let texts = std::iter::once(&r.title).chain(r.body.iter().map(|b| &b.text));
    texts.flat_map(Text::marks).filter_map(|m| if let chancery_model::MarkKind::NoteRef(n) = &m.kind { Some(n.as_str()) } else { None })
}

/// The numbers of notes that Word's counting would not give.
pub(super) fn typed_numbers(r: &Resolution) -> std::collections::HashSet<String> {
    let (mut next, mut seen, mut typed) = (1, std::collections::HashSet::new(), std::collections::HashSet::new());
    for number in calls(r).filter(|n| r.notes.iter().any(|note| note.number == **n)) {
        if number == next.to_string() && seen.insert(number) {
            next += 1;
        } else if seen.insert(number) {
            typed.insert(number.to_owned());
        }
    }
    typed
}

fn masthead(r: &Resolution) -> Vec<Line> {
    let m = &r.masthead;
    let symbol = m.symbol.as_ref().map(ToString::to_string);
    let organ = Some(r.language.organ(r.organ).to_owned());
    let mut out = Vec::new();
    let mut put = |field: Field, n: usize, value: &str| {
        let before = field.printed_before();
        let whole = if before.is_empty() || value.starts_with("Distr") { value.to_owned() } else { format!("{before}{value}") };
        out.push(Line { place: Place::Field(field, n), role: Role::Field(field), label: None, text: Text::plain(&whole) });
    };
    for field in Field::ALL {
        let value = match field {
            Field::Symbol => &symbol,
            Field::Organ => &organ,
            Field::Distribution => &m.distribution,
            Field::Issued => &m.issued,
            Field::Original => &m.original,
            Field::Session => &m.session,
            Field::Committee => &m.committee,
            Field::AgendaItem => &m.agenda_item,
            Field::ItemTitle => &m.item_title,
            Field::Other => {
                m.other.iter().enumerate().for_each(|(n, line)| put(field, n, line));
                continue;
            }
            Field::Adoption => &m.adoption,
            Field::Provenance => &m.provenance,
            Field::Sponsors => &m.sponsors,
        };
        if let Some(value) = value {
            put(field, 0, value);
        }
    }
    out
}

fn title(r: &Resolution) -> Line {
    let label = r.masthead.number.as_ref().map(|n| if r.title.as_str().is_empty() { format!("Resolution {n}") } else { format!("{n}.") });
    Line { place: Place::Title, role: Role::Title, label, text: r.title.clone() }
}

fn closing(r: &Resolution, c: usize, out: &mut Vec<Line>) {
    let closing = &r.closing[c];
    let mut put = |line: usize, role: Role, text: &str| out.push(Line { place: Place::Closing(c, line), role, label: None, text: Text::plain(text) });
    put(0, Role::Meeting, &closing.meeting);
    if let Some(date) = &closing.date {
        put(1, Role::MeetingDate, date);
    }
    closing.vote.iter().enumerate().for_each(|(n, vote)| put(n + 2, Role::Vote, vote));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_leads_back_to_its_role() {
        for role in Role::all() {
            assert_eq!(Role::of_style(&role.style()), Some(role));
        }
        assert_eq!(Role::of_style("Normal"), None);
        assert_eq!(Role::of_style("UNOperativeParagraphX"), None);
    }
}
