//! `duration`: a length of time, as ISO 8601 and XML Schema write it.
//!
//! `PnYnMnDTnHnMnS`, with parts left out as they are not needed, a fraction on the seconds, and a
//! minus in front where it runs backwards; or weeks alone, `PnW`, which ISO 8601 has and XML
//! Schema has not. <https://www.w3.org/TR/xmlschema-2/#duration>
//!
//! For `minimum` and the like a year counts 365.2425 days and a month a twelfth of it: the mean of
//! the Gregorian calendar.

use super::calendar::{DAY, SECOND, nanoseconds};

/// A twelfth of the mean Gregorian year.
const MONTH: i128 = 2_629_746 * SECOND;

/// The designators of the date part and of the time part, in the order they may stand in.
const DATE_PARTS: [(u8, i128); 3] = [(b'Y', 12 * MONTH), (b'M', MONTH), (b'D', DAY)];
const TIME_PARTS: [(u8, i128); 3] = [(b'H', 3600 * SECOND), (b'M', 60 * SECOND), (b'S', SECOND)];

/// The duration in nanoseconds. Numbers too long to mean anything are held at the largest there is.
pub(crate) fn parse(cell: &str) -> Option<i128> {
    let (sign, rest) = match cell.as_bytes() {
        [b'-', b'P', rest @ ..] => (-1, rest),
        [b'P', rest @ ..] => (1, rest),
        _ => return None,
    };
    if let Some((weeks, b'W', &[])) = part(rest) {
        return Some(sign * weeks.saturating_mul(7 * DAY));
    }
    let (date, rest) = parts(rest, &DATE_PARTS, false)?;
    let time = match rest {
        [] => None,
        [b'T', rest @ ..] => {
            let (time, rest) = parts(rest, &TIME_PARTS, true)?;
            // A `T` announces a time part, and nothing follows it.
            Some(time.filter(|_| rest.is_empty())?)
        }
        _ => return None,
    };
    if date.is_none() && time.is_none() {
        return None;
    }
    Some(sign * date.unwrap_or(0).saturating_add(time.unwrap_or(0)))
}

/// The sum of the parts at the front, each designator at most once and in order, and what follows.
fn parts<'t>(
    mut text: &'t [u8],
    designators: &[(u8, i128)],
    fraction: bool,
) -> Option<(Option<i128>, &'t [u8])> {
    let mut sum = None;
    let mut remaining = designators.iter();
    while text.first().is_some_and(u8::is_ascii_digit) {
        let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if let (true, Some(b'.')) = (fraction, text.get(count)) {
            let after = text.get(count + 1..)?;
            let places = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
            remaining.find(|(designator, _)| *designator == b'S')?;
            if places == 0 || after.get(places) != Some(&b'S') {
                return None;
            }
            let seconds = number(text.get(..count)?).saturating_mul(SECOND);
            let seconds = seconds.saturating_add(nanoseconds(after.get(..places)?));
            return Some((
                Some(sum.unwrap_or(0i128).saturating_add(seconds)),
                after.get(places + 1..)?,
            ));
        }
        let (value, designator, rest) = part(text)?;
        let (_, unit) = remaining.find(|(allowed, _)| *allowed == designator)?;
        sum = Some(sum.unwrap_or(0i128).saturating_add(value.saturating_mul(*unit)));
        text = rest;
    }
    Some((sum, text))
}

/// A number and its designator at the front, and what follows.
fn part(text: &[u8]) -> Option<(i128, u8, &[u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(count).filter(|_| count > 0)?;
    let (designator, rest) = rest.split_first()?;
    Some((number(digits), *designator, rest))
}

fn number(digits: &[u8]) -> i128 {
    // Far enough from the ends of i128 that a unit and a sum never overflow it unseen.
    digits.iter().fold(0i128, |number, byte| {
        (number * 10 + i128::from(byte - b'0')).min(1_000_000_000_000_000_000)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_has_its_parts_in_order() {
        for (cell, expected) in [
            ("PT1S", SECOND),
            ("P1D", DAY),
            ("P2W", 14 * DAY),
            ("-P1D", -DAY),
            ("PT1.5S", SECOND * 3 / 2),
            ("P1Y10M3DT5H11M7S", 22 * MONTH + 3 * DAY + 18_667 * SECOND),
            ("P1Y2D", 12 * MONTH + 2 * DAY),
            ("PT36H", 36 * 3600 * SECOND),
            ("P01D", DAY),
        ] {
            assert_eq!(parse(cell), Some(expected), "{cell}");
        }
        assert!(parse("P99999999999999999999999999999999999999999Y").is_some());
    }

    #[test]
    fn what_is_not_a_duration_is_refused() {
        for cell in [
            "", "P", "PT", "P1", "1D", "P1DT", "P2D1Y", "P1D2H", "PT1D", "P1Y2W", "P1.5D", "PT1.S",
            "PT.5S", "PT1.5S1M", "PT0,5S", "P 1D", "P1D\n", "+P1D", "P-1D", "p1d", "P1M1M",
            "years",
        ] {
            assert_eq!(parse(cell), None, "{cell}");
        }
    }
}
