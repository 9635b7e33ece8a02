//! `year` and `yearmonth`: a calendar year of four digits, and `YYYY-MM`.

use super::calendar::{digits, literal};

/// The year that `cell` names.
pub(crate) fn parse(cell: &str) -> Option<i64> {
    let (year, rest) = digits(cell.as_bytes(), 4)?;
    rest.is_empty().then_some(year)
}

/// The months since the beginning of the year 0 of the year and month that `cell` names.
pub(crate) fn parse_yearmonth(cell: &str) -> Option<i64> {
    let (year, rest) = digits(cell.as_bytes(), 4)?;
    let (month, rest) = digits(literal(rest, b'-')?, 2)?;
    (rest.is_empty() && (1..=12).contains(&month)).then_some(year * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_yearmonth};

    #[test]
    fn a_year_has_four_digits() {
        assert_eq!(parse("2000"), Some(2000));
        for cell in ["20000", "-2000", "200", "2000-01", "3.14", " 2000"] {
            assert_eq!(parse(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_yearmonth_is_a_year_and_a_month_that_exists() {
        assert_eq!(parse_yearmonth("0001-02"), Some(13));
        for cell in ["2000-13", "2000-00", "2000-1", "2000", "2000-10-01", "200010"] {
            assert_eq!(parse_yearmonth(cell), None, "{cell}");
        }
    }
}
