//! Days as ISO 8601 writes them, as far as whether they exist.

/// The number of days in a month; 0 for a month that does not exist.
#[must_use]
pub fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Whether the text is `YYYY-MM-DD` and the day exists.
pub fn is_iso_date(text: &[u8]) -> bool {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return false };
    let digit = |byte: u8| i64::from(byte.wrapping_sub(b'0'));
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2].iter().all(u8::is_ascii_digit);
    let (month, day) = (digit(m1) * 10 + digit(m2), digit(d1) * 10 + digit(d2));
    if !digits || !(1..=12).contains(&month) || day < 1 {
        return false;
    }
    // Every month has 28 days; only behind them the year may matter.
    let year = || ((digit(y1) * 10 + digit(y2)) * 10 + digit(y3)) * 10 + digit(y4);
    day <= 28 || day <= days_in_month(year(), month)
}
