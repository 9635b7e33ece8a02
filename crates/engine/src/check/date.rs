//! `date`: a calendar date.
//!
//! The default form is ISO 8601's `YYYY-MM-DD`, which is `xsd:date` without an offset: four digits
//! for the year, two for month and day, a day that exists. White space around it is not accepted.
//! Other forms are a [pattern](super::pattern_time) or [`any`](super::loose_time).

use super::calendar::iso_date;

/// The number of the day that `cell` names, counted from 1970-01-01.
pub(crate) fn parse(cell: &str) -> Option<i64> {
    let (day, rest) = iso_date(cell.as_bytes())?;
    rest.is_empty().then_some(day)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_date_has_four_two_and_two_digits_and_exists() {
        assert_eq!(parse("1970-01-02"), Some(1));
        for cell in
            ["2024-02-30", "2024-2-3", "24-02-03", "2024-02-03Z", " 2024-02-03", "2024/02/03"]
        {
            assert_eq!(parse(cell), None, "{cell}");
        }
    }
}
