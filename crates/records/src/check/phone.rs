//! Domain format `phone`: a number with its country code (ITU-T E.164), in one of three spellings.
//!
//! `+442070966000`, `00442070966000` and `442070966000` are the same number. Vendors disagree on
//! which to take: 8x8 refuses the plus, Webex and Rainbow want it. The field's spelling is
//! `plus`, `bare` (with `00` or with nothing in front) or `any`. After the prefix stand 7 to 15
//! digits, the first of which is not 0, as no country code begins with 0. Spaces, dots, hyphens
//! and brackets are refused: they are for people, and an import reads them as part of the number.
//!
//! Whether a number exists is not asked; numbering plans change every week.

use std::borrow::Cow;

/// Which spellings a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Any of the three.
    Any,
    /// With a plus.
    Plus,
    /// Without a plus, with or without `00`.
    Bare,
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not a number with its country code.
    NotANumber,
    /// It begins with a plus where none is taken.
    Plus,
    /// It does not begin with a plus where one is needed.
    NoPlus,
}

impl Spelling {
    /// Whether `cell` is a number in this spelling.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(self, cell: &str) -> Result<(), Fault> {
        let digits = significant(cell);
        let number = (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        match (number, cell.starts_with('+'), self) {
            (false, _, _) => Err(Fault::NotANumber),
            (true, true, Self::Bare) => Err(Fault::Plus),
            (true, false, Self::Plus) => Err(Fault::NoPlus),
            _ => Ok(()),
        }
    }
}

/// The country code and number, without the prefix.
fn significant(cell: &str) -> &str {
    cell.strip_prefix('+').or_else(|| cell.strip_prefix("00")).unwrap_or(cell)
}

/// The one spelling by which numbers are compared: country code and number.
#[must_use]
pub fn canonical(cell: &str) -> Cow<'_, str> {
    Cow::Borrowed(significant(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_spellings_are_one_number() {
        for cell in ["+442070966000", "00442070966000", "442070966000"] {
            assert_eq!(Spelling::Any.check(cell), Ok(()), "{cell}");
            assert_eq!(canonical(cell), "442070966000");
        }
    }

    #[test]
    fn a_field_takes_its_own_spelling_only() {
        assert_eq!(Spelling::Plus.check("+14088001500"), Ok(()));
        assert_eq!(Spelling::Plus.check("14088001500"), Err(Fault::NoPlus));
        assert_eq!(Spelling::Plus.check("0014088001500"), Err(Fault::NoPlus));
        assert_eq!(Spelling::Bare.check("+14088001500"), Err(Fault::Plus));
        assert_eq!(Spelling::Bare.check("0014088001500"), Ok(()));
    }

    #[test]
    fn what_is_no_international_number_is_refused() {
        for cell in [
            "",
            "+",
            "00",
            "123456",
            "+123456",
            "1234567890123456",
            "0612345678",
            "+0612345678",
            "+44 2070 966000",
            "(408) 800-1500",
            "4.42071E+11",
            "tel:+14088001500",
            "++14088001500",
            "+1408800150O",
            "٤٤٢٠٧٠٩٦٦٠٠٠",
            "14088001500 ",
        ] {
            assert_eq!(Spelling::Any.check(cell), Err(Fault::NotANumber), "{cell}");
        }
    }
}
