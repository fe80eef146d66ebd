//! Ordinals in words, as sessions and meetings are named (F-04, B-45), and the session a date falls in (B-64, F-01).
use jiff::civil::Date;

const UNITS: [&str; 20] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const TENS: [(&str, &str); 8] = [
    ("twenty", "twentieth"),
    ("thirty", "thirtieth"),
    ("forty", "fortieth"),
    ("fifty", "fiftieth"),
    ("sixty", "sixtieth"),
    ("seventy", "seventieth"),
    ("eighty", "eightieth"),
    ("ninety", "ninetieth"),
];

/// `seventy-eighth` for 78; None outside 1 to 199.
pub fn word_ordinal(n: u16) -> Option<String> {
    Some(match n {
        1..=19 => UNITS[n as usize].to_owned(),
        20..=99 => {
            let (ten, tenth) = TENS[n as usize / 10 - 2];
            if n.is_multiple_of(10) { tenth.to_owned() } else { format!("{ten}-{}", UNITS[n as usize % 10]) }
        }
        100 => "one hundredth".to_owned(),
        101..=199 => format!("one hundred and {}", word_ordinal(n - 100)?),
        _ => return None,
    })
}

/// 78 for `seventy-eighth`, in any capitals; None if it is no ordinal in words.
pub fn ordinal_value(words: &str) -> Option<u16> {
    let lower = words.to_ascii_lowercase();
    if lower == "one hundredth" || lower == "hundredth" {
        return Some(100);
    }
    let rest = lower.strip_prefix("one ").unwrap_or(&lower);
    if let Some(rest) = rest.strip_prefix("hundred and ") {
        return ordinal_value(rest).filter(|n| *n < 100).map(|n| n + 100);
    }
    if let Some(n) = UNITS.iter().position(|u| !u.is_empty() && *u == lower) {
        return Some(n as u16);
    }
    for (i, (ten, tenth)) in TENS.iter().enumerate() {
        if lower == *tenth {
            return Some((i as u16 + 2) * 10);
        }
        if let Some(unit) = lower.strip_prefix(ten).and_then(|r| r.strip_prefix('-')) {
            return UNITS[..10].iter().position(|u| !u.is_empty() && *u == unit).map(|u| (i as u16 + 2) * 10 + u as u16);
        }
    }
    None
}

/// `46th`, `21st`: the form of closing lines (B-45).
pub fn figure_ordinal(n: u16) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

/// The regular session of the General Assembly that a date falls in (F-01, F-03), changing in September.
pub fn session_of_date(date: Date) -> u16 {
    let year = date.year() - 1945;
    (if date.month() >= 9 { year } else { year - 1 }).max(1) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_back() {
        for n in 1..=199 {
            assert_eq!(word_ordinal(n).as_deref().and_then(ordinal_value), Some(n));
        }
        assert_eq!(word_ordinal(78).as_deref(), Some("seventy-eighth"));
        assert_eq!(word_ordinal(101).as_deref(), Some("one hundred and first"));
        for bad in ["", "seventy eight", "twenty-tenth", "hundred and", "first-second"] {
            assert_eq!(ordinal_value(bad), None, "{bad}");
        }
    }
}
