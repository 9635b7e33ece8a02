//! `time`: a time of day.
//!
//! The default form is `xsd:time`: `hh:mm:ss`, then perhaps a fraction (`.250`), then perhaps an
//! offset (`Z`, `+01:00`). `24:00:00` is the end of the day. Other forms are a
//! [pattern](super::pattern_time) or [`any`](super::loose_time).

use super::calendar::{iso_offset, iso_time};

/// Nanoseconds since midnight, in UTC where the cell has an offset.
pub(crate) fn parse(cell: &str) -> Option<i128> {
    let (time, rest) = iso_time(cell.as_bytes())?;
    Some(time - iso_offset(rest)?)
}

#[cfg(test)]
mod tests {
    use super::super::calendar::SECOND;
    use super::parse;

    #[test]
    fn a_time_has_hours_minutes_and_seconds() {
        assert_eq!(parse("06:00:00"), Some(21_600 * SECOND));
        assert_eq!(parse("06:00:00.25+06:00"), Some(SECOND / 4));
        assert_eq!(parse("24:00:00"), Some(86_400 * SECOND));
        for cell in
            ["6:00:00", "09:00", "3 am", "06:00:60", "06:00:00 Z", "06:00:00.", "24:00:01", "3.00"]
        {
            assert_eq!(parse(cell), None, "{cell}");
        }
    }
}
