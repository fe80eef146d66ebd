//! Addresses of works: `/akn/un/statement/deliberation/unga/2022-12-07/77-63` (section 3.1 of the working specification).
use chancery_model::{Citation, Organ, Parts, ResolutionNumber, Session};
use jiff::civil::Date;

/// The organ as it stands in an address.
pub(super) fn actor(organ: Organ) -> &'static str {
    match organ {
        Organ::GeneralAssembly => "unga",
        Organ::SecurityCouncil => "unsc",
        Organ::EconomicAndSocialCouncil => "unecosoc",
        Organ::HumanRightsCouncil => "unga-hrc",
    }
}

/// The address of a work.
pub(super) fn work(organ: Organ, date: &str, number: &str) -> String {
    format!("/akn/un/statement/deliberation/{}/{date}/{number}", actor(organ))
}

/// `77-63`, `54-54B`, `217A-III`, `2722-2024`: a letter stands close to its number.
pub(super) fn number(number: &ResolutionNumber) -> String {
    number.to_string().replace(" (", "-").replace(" and ", "").replace(" to ", "-").replace('/', "-").replace([' ', ',', ')'], "")
}

/// The address of the text that a citation names, if its date leaves no doubt which one it is.
pub(super) fn cited(citation: &Citation) -> Option<String> {
    let date = citation.date?;
    let organ = organ(citation, date)?;
    Some(format!("{}/!main", work(organ, &date.to_string(), &number(&citation.number))))
}

/// The organ that passed it. Numbers by session are those of two organs, which their dates tell apart.
fn organ(citation: &Citation, date: Date) -> Option<Organ> {
    use ResolutionNumber::{BySession, ByYear, Running, SecurityCouncil};
    let in_year = |year: u16, organ| (date.year() == i16::try_from(year).ok()?).then_some(organ);
    match &citation.number {
        SecurityCouncil { year, .. } => in_year(*year, Organ::SecurityCouncil),
        ByYear { year, .. } => in_year(*year, Organ::EconomicAndSocialCouncil),
        // Several texts under one number have no address in common.
        BySession { parts, .. } | Running { parts, .. } if !matches!(parts, Parts::Whole) && !matches!(parts, Parts::Letters(l) if l.len() == 1) => None,
        Running { session: Session::Regular(_), .. } => (citation.date_fits_session() == Some(true)).then_some(Organ::GeneralAssembly),
        Running { .. } | BySession { session: Session::Emergency(_), .. } => Some(Organ::GeneralAssembly),
        // Both organs have held special sessions since 2006.
        BySession { session: Session::Special(_), .. } => (date.year() < 2006).then_some(Organ::GeneralAssembly),
        BySession { session: Session::Regular(_), .. } if citation.date_fits_session() == Some(true) => Some(Organ::GeneralAssembly),
        // The Human Rights Council has met for three sessions a year since 2006.
        BySession { session: Session::Regular(n), .. } => in_year(2006 + n.saturating_sub(1) / 3, Organ::HumanRightsCouncil),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_tell_which_text_is_cited() {
        for (printed, day, expected) in [
            ("54/54 B", Some("1999-12-01"), Some("unga/1999-12-01/54-54B")),
            ("77/63", Some("2022-12-07"), Some("unga/2022-12-07/77-63")),
            ("51/12", Some("2022-10-06"), Some("unga-hrc/2022-10-06/51-12")),
            ("217 A (III)", Some("1948-12-10"), Some("unga/1948-12-10/217A-III")),
            ("2252 (ES-V)", Some("1967-07-04"), Some("unga/1967-07-04/2252-ES-V")),
            ("ES-11/1", Some("2022-03-02"), Some("unga/2022-03-02/ES-11-1")),
            ("2722 (2024)", Some("2024-01-10"), Some("unsc/2024-01-10/2722-2024")),
            ("2011/41", Some("2011-07-28"), Some("unecosoc/2011-07-28/2011-41")),
            // No date, a slip of the date, several texts, either of two organs.
            ("77/63", None, None),
            ("72/256", Some("2107-12-24"), None),
            ("2722 (2024)", Some("2023-01-10"), None),
            ("3411 A and B (XXX)", Some("1975-11-28"), None),
            ("S-9/1", Some("2009-01-12"), None),
        ] {
            let number = printed.parse().expect("a number");
            let date = day.map(|d: &str| d.parse().expect("a date"));
            let expected = expected.map(|e| format!("/akn/un/statement/deliberation/{e}/!main"));
            assert_eq!(cited(&Citation { number, date }), expected, "{printed}");
        }
    }
}
