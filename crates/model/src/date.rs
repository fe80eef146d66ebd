//! The long date of United Nations texts, `7 December 2022` (B-43). Arithmetic is jiff's.
use jiff::civil::Date;

/// The months as texts name them (B-43).
pub const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Reads `7 December 2022`; None if it is not a date that exists.
pub fn parse_long_date(text: &str) -> Option<Date> {
    let mut words = text.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let month = MONTHS.iter().position(|m| *m == month)? as i8 + 1;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Writes `7 December 2022`.
pub fn long_date(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_dates() {
        for good in ["7 December 2022", "29 February 2020", "1 January 1946"] {
            assert_eq!(parse_long_date(good).map(long_date).as_deref(), Some(good));
        }
        for bad in ["31 November 2022", "December 7, 2022", "7 Dec 2022", ""] {
            assert_eq!(parse_long_date(bad), None, "{bad}");
        }
    }
}
