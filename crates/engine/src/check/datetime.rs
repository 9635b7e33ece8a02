//! `datetime`: a date and a time of day.
//!
//! The default form is `xsd:dateTime`: `YYYY-MM-DDThh:mm:ss`, then perhaps a fraction, then
//! perhaps an offset. Other forms are a [pattern](super::pattern_time) or
//! [`any`](super::loose_time).

use super::calendar::{DAY, iso_date, iso_offset, iso_time, literal};

/// Nanoseconds since 1970-01-01T00:00:00, in UTC where the cell has an offset.
pub(crate) fn parse(cell: &str) -> Option<i128> {
    let (day, rest) = iso_date(cell.as_bytes())?;
    let (time, rest) = iso_time(literal(rest, b'T')?)?;
    Some(i128::from(day) * DAY + time - iso_offset(rest)?)
}

#[cfg(test)]
mod tests {
    use super::super::calendar::SECOND;
    use super::parse;

    #[test]
    fn a_datetime_is_a_date_a_t_and_a_time() {
        assert_eq!(parse("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(parse("1970-01-01T00:00:01.5Z"), Some(SECOND * 3 / 2));
        assert!(parse("2014-01-01T06:00:00").is_some());
        for cell in
            ["2014-01-01 06:00:00", "2014-01-01", "2014-01-01T06:00", "2014-01-01T06:00:00+01:00Z"]
        {
            assert_eq!(parse(cell), None, "{cell}");
        }
    }
}
