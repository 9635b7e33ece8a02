//! Days, clocks and offsets: the arithmetic under every date and time.
//!
//! Dates are those of the proleptic Gregorian calendar in the years 0000 to 9999, which is what
//! ISO 8601 writes with four digits. A moment is one `i128` of nanoseconds, so that a bound is one
//! comparison. A date or time without an offset counts as UTC.

pub(crate) use rollcall_records::check::day::days_in_month;
#[cfg(test)]
use rollcall_records::check::day::is_iso_date;

/// The English names of the months.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Nanoseconds in a second.
pub(crate) const SECOND: i128 = 1_000_000_000;
/// Nanoseconds in a day.
pub(crate) const DAY: i128 = 86_400 * SECOND;

/// The day's number, counted from 1970-01-01; `None` for a day that does not exist.
pub(crate) fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(0..=9999).contains(&year) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    // Years that begin in March put the leap day at the end, where it disturbs no other month.
    let march_year = if month <= 2 { year - 1 } else { year };
    let march_month = (month + 9) % 12;
    let cycle = march_year.div_euclid(400);
    let year_of_cycle = march_year.rem_euclid(400);
    let day_of_year = (153 * march_month + 2) / 5 + day - 1;
    let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    Some(cycle * 146_097 + day_of_cycle - 719_468)
}

/// The year, month and day of a day's number: the inverse of [`day_number`].
pub(crate) fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let cycle = shifted.div_euclid(146_097);
    let day_of_cycle = shifted.rem_euclid(146_097);
    let year_of_cycle =
        (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
    let day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = cycle * 400 + year_of_cycle + i64::from(month <= 2);
    (year, month, day_of_year - (153 * march_month + 2) / 5 + 1)
}

/// Reads as many ASCII digits as `width` from the front: the number and what follows it.
pub(crate) fn digits(text: &[u8], width: usize) -> Option<(i64, &[u8])> {
    let (head, rest) = text.split_at_checked(width)?;
    let mut number = 0i64;
    for byte in head {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
    }
    Some((number, rest))
}

/// Takes one byte off the front if it is `byte`.
pub(crate) fn literal(text: &[u8], byte: u8) -> Option<&[u8]> {
    text.split_first().filter(|(first, _)| **first == byte).map(|(_, rest)| rest)
}

/// `YYYY-MM-DD` at the front: the day's number and what follows.
pub(crate) fn iso_date(text: &[u8]) -> Option<(i64, &[u8])> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(literal(rest, b'-')?, 2)?;
    let (day, rest) = digits(literal(rest, b'-')?, 2)?;
    Some((day_number(year, month, day)?, rest))
}

/// `hh:mm:ss` with an optional fraction at the front: nanoseconds since midnight and what follows.
/// XML Schema knows `24:00:00` as the end of the day, and no leap seconds.
pub(crate) fn iso_time(text: &[u8]) -> Option<(i128, &[u8])> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(literal(rest, b':')?, 2)?;
    let (second, mut rest) = digits(literal(rest, b':')?, 2)?;
    let mut fraction = 0i128;
    if let Some(after) = literal(rest, b'.') {
        let count = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return None;
        }
        fraction = nanoseconds(after.get(..count)?);
        rest = after.get(count..)?;
    }
    let whole = hour < 24 && minute < 60 && second < 60;
    let end_of_day = hour == 24 && minute == 0 && second == 0 && fraction == 0;
    if !whole && !end_of_day {
        return None;
    }
    let seconds = i128::from(hour * 3600 + minute * 60 + second);
    Some((seconds * SECOND + fraction, rest))
}

/// The nanoseconds that the digits after a decimal point stand for; past the ninth they are cut.
pub(crate) fn nanoseconds(fraction: &[u8]) -> i128 {
    let mut nanoseconds = 0i128;
    for place in 0..9 {
        let digit = fraction.get(place).map_or(0, |byte| i128::from(byte.wrapping_sub(b'0')));
        nanoseconds = nanoseconds * 10 + digit;
    }
    nanoseconds
}

/// An offset at the end of the text, in nanoseconds: none (which counts as UTC), `Z`, or `±hh:mm`
/// up to 14 hours.
pub(crate) fn iso_offset(text: &[u8]) -> Option<i128> {
    let (sign, rest) = match text {
        [] | [b'Z'] => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hour, rest) = digits(rest, 2)?;
    let (minute, rest) = digits(literal(rest, b':')?, 2)?;
    let minutes = hour * 60 + minute;
    if !rest.is_empty() || minute > 59 || minutes > 14 * 60 {
        return None;
    }
    Some(i128::from(sign * minutes * 60) * SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_number_and_its_date_are_inverse() {
        assert_eq!(day_number(1970, 1, 1), Some(0));
        assert_eq!(day_number(2000, 3, 1), Some(11_017));
        let first = day_number(0, 1, 1).unwrap();
        let last = day_number(9999, 12, 31).unwrap();
        for day in (first..=last).step_by(97) {
            let (year, month, day_of_month) = civil(day);
            assert_eq!(day_number(year, month, day_of_month), Some(day));
        }
    }

    #[test]
    fn a_date_is_seen_where_it_has_a_number() {
        let texts = (0..10_000_000_u32).step_by(97).map(|number| {
            // Years around a leap year and a century, and every month and day there may be.
            let (year, rest) = (1890 + number / 100_000, number % 100_000);
            format!("{year:04}-{:02}-{:02}", rest / 3000, rest % 33)
        });
        let others = ["", "2024-02-3", "2024-02-031", "2024/02/03", "2O24-02-03", "2024-02-0３"];
        for text in texts.chain(others.map(str::to_owned)) {
            let date = iso_date(text.as_bytes()).is_some_and(|(_, rest)| rest.is_empty());
            assert_eq!(is_iso_date(text.as_bytes()), date, "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_have_no_number() {
        for (year, month, day) in
            [(2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 1, 0)]
        {
            assert_eq!(day_number(year, month, day), None, "{year}-{month}-{day}");
        }
        assert!(day_number(2000, 2, 29).is_some());
    }

    #[test]
    fn offsets_end_at_fourteen_hours() {
        assert_eq!(iso_offset(b"+14:00"), Some(14 * 3600 * SECOND));
        assert_eq!(iso_offset(b"-00:30"), Some(-1800 * SECOND));
        for wrong in ["+14:01", "+1:00", "0100", "+0100", "z", "+01:60"] {
            assert_eq!(iso_offset(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
