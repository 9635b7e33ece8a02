//! `number`: a decimal number, however the locale writes it.
//!
//! Table Schema v2 describes the text, not a machine type: digits with an optional sign, fraction
//! and exponent, `decimalChar` and `groupChar` as given, and (in any case of letters) `NaN`, `INF`
//! and `-INF`. With `bareNumber: false` whatever stands before the first digit and after the last
//! one (a currency, a percent sign) is not looked at. White space around a number is collapsed, as
//! XML Schema does it for `xsd:decimal`.
//!
//! Values are compared by their digits, so that no number is too long or too precise: 0.1 is 0.1,
//! and a twenty-digit identifier keeps its last digit. Nothing is allocated for it.

use std::borrow::Cow;
use std::cmp::Ordering;

/// The farthest place of a decimal point. Exponents beyond it mean nothing and are held here.
const FARTHEST: i64 = 1_000_000_000_000_000;

/// How numbers are written in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Style {
    /// What stands between the whole part and the fraction; never empty.
    pub(crate) decimal: Cow<'static, str>,
    /// What stands between groups of digits; empty for none.
    pub(crate) group: Cow<'static, str>,
    /// Whether the cell is the number and nothing else.
    pub(crate) bare: bool,
    /// Whether a fraction, an exponent or a special value is out of place.
    pub(crate) whole: bool,
}

impl Style {
    /// As Table Schema and JSON write numbers.
    pub(crate) const DEFAULT: Self =
        Self { decimal: Cow::Borrowed("."), group: Cow::Borrowed(""), bare: true, whole: false };
    /// The same, for whole numbers.
    pub(crate) const WHOLE: Self = Self { whole: true, ..Self::DEFAULT };
}

/// A number read from a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Number<'c> {
    /// An ordinary number.
    Finite(Decimal<'c>),
    /// `INF` or `-INF`.
    Infinite {
        /// Whether it is `-INF`.
        negative: bool,
    },
    /// `NaN`, which is neither below nor above anything.
    Nan,
}

/// Digits where the cell has them: 0.`digits` times ten to the power of `magnitude`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decimal<'c> {
    /// Below zero. Zero is never negative.
    negative: bool,
    /// The place of the decimal point, counted from the first significant digit.
    magnitude: i64,
    /// From the first significant digit on; separators between the digits are skipped when they
    /// are read. Empty for zero.
    digits: &'c [u8],
}

impl Style {
    /// Whether a point begins a fraction.
    pub(super) fn has_point(&self) -> bool {
        !self.whole && self.decimal == "." && self.group != "."
    }

    /// Whether a digit is a digit, and nothing else.
    pub(super) fn keeps_digits(&self) -> bool {
        !self.decimal.bytes().chain(self.group.bytes()).any(|byte| byte.is_ascii_digit())
    }

    /// The same as [`Style::parse`], of a text that does not last.
    pub(crate) fn read(&self, text: &str) -> Option<OwnedNumber> {
        self.parse(text).map(Number::to_owned)
    }

    /// The number in `cell`, if it is one.
    pub(crate) fn parse<'c>(&self, cell: &'c str) -> Option<Number<'c>> {
        let trimmed = cell.trim_matches([' ', '\t', '\r', '\n']);
        if self.bare {
            return self.scan(trimmed);
        }
        let first = trimmed.find(|c: char| c.is_ascii_digit())?;
        let last = trimmed.rfind(|c: char| c.is_ascii_digit())?;
        let (before, rest) = trimmed.split_at_checked(first)?;
        let middle = rest.get(..=last - first)?;
        let pointed = !self.whole && before.ends_with(&*self.decimal);
        let before = if pointed { before.strip_suffix(&*self.decimal)? } else { before };
        let mut number = if pointed {
            self.scan(trimmed.get(before.len()..=last)?)?
        } else {
            self.scan(middle)?
        };
        let negative = before.trim_start().starts_with('-') || before.trim_end().ends_with('-');
        if let Number::Finite(decimal) = &mut number {
            decimal.negative = negative && !decimal.digits.is_empty();
        }
        Some(number)
    }

    fn scan<'c>(&self, text: &'c str) -> Option<Number<'c>> {
        let bytes = text.as_bytes();
        let (negative, mut at) = match bytes.first()? {
            b'-' => (true, 1),
            b'+' => (false, 1),
            _ => (false, 0),
        };
        let mut first = None; // where the first significant digit stands
        let mut zeros = 0i64; // zeros between the decimal point and it
        let mut whole = 0i64; // significant digits before the decimal point
        let mut seen = false; // any digit at all
        loop {
            match bytes.get(at) {
                Some(byte @ b'0'..=b'9') => {
                    seen = true;
                    if first.is_none() && *byte != b'0' {
                        first = Some(at);
                    }
                    whole += i64::from(first.is_some());
                    at += 1;
                }
                Some(_) if seen && self.group_at(bytes, at) => at += self.group.len(),
                _ => break,
            }
        }
        let mut end = at;
        if !self.whole {
            if bytes.get(at..).is_some_and(|rest| rest.starts_with(self.decimal.as_bytes())) {
                at += self.decimal.len();
                while let Some(byte @ b'0'..=b'9') = bytes.get(at) {
                    seen = true;
                    if first.is_none() {
                        if *byte == b'0' {
                            zeros += 1;
                        } else {
                            first = Some(at);
                        }
                    }
                    at += 1;
                }
                end = at;
            }
            if !seen {
                return special(text);
            }
            if let Some(b'e' | b'E') = bytes.get(at) {
                let (exponent, after) = exponent(bytes, at + 1)?;
                whole += exponent;
                at = after;
            }
        }
        if !seen || at != bytes.len() {
            return None;
        }
        let Some(first) = first else {
            return Some(Number::Finite(Decimal { negative: false, magnitude: 0, digits: &[] }));
        };
        let digits = bytes.get(first..end)?;
        let magnitude = (whole - zeros).clamp(-FARTHEST, FARTHEST);
        Some(Number::Finite(Decimal { negative, magnitude, digits }))
    }

    /// Whether a group separator stands at `at`, between two digits.
    fn group_at(&self, bytes: &[u8], at: usize) -> bool {
        !self.group.is_empty()
            && bytes.get(at..).is_some_and(|rest| rest.starts_with(self.group.as_bytes()))
            && bytes.get(at + self.group.len()).is_some_and(u8::is_ascii_digit)
            && at.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit)
    }
}

/// The exponent whose first byte is at `at`, and where it ends.
fn exponent(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let (sign, mut at) = match bytes.get(at)? {
        b'-' => (-1, at + 1),
        b'+' => (1, at + 1),
        _ => (1, at),
    };
    let start = at;
    let mut exponent = 0i64;
    while let Some(byte @ b'0'..=b'9') = bytes.get(at) {
        exponent = exponent.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
        at += 1;
    }
    (at > start).then_some((sign * exponent.min(FARTHEST), at))
}

fn special(text: &str) -> Option<Number<'_>> {
    if text.eq_ignore_ascii_case("nan") {
        Some(Number::Nan)
    } else if text.eq_ignore_ascii_case("inf") {
        Some(Number::Infinite { negative: false })
    } else if text.eq_ignore_ascii_case("-inf") {
        Some(Number::Infinite { negative: true })
    } else {
        None
    }
}

impl<'c> Decimal<'c> {
    fn significant(self) -> impl Iterator<Item = u8> + 'c {
        self.digits.iter().copied().filter(u8::is_ascii_digit)
    }

    fn sign(self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn compare(self, other: Decimal<'_>) -> Ordering {
        let sign = self.sign();
        let by_sign = sign.cmp(&other.sign());
        if by_sign != Ordering::Equal || sign == 0 {
            return by_sign;
        }
        let by_size = self.magnitude.cmp(&other.magnitude).then_with(|| {
            let (mut ours, mut theirs) = (self.significant(), other.significant());
            loop {
                match (ours.next(), theirs.next()) {
                    (None, None) => return Ordering::Equal,
                    (our, their) => match our.unwrap_or(b'0').cmp(&their.unwrap_or(b'0')) {
                        Ordering::Equal => {}
                        unequal => return unequal,
                    },
                }
            }
        });
        if sign < 0 { by_size.reverse() } else { by_size }
    }

    fn canonical(self) -> String {
        let mut digits: String = self.significant().map(char::from).collect();
        digits.truncate(digits.trim_end_matches('0').len());
        let sign = if self.negative { "-" } else { "" };
        if digits.is_empty() {
            return "0".to_owned();
        }
        let whole = usize::try_from(self.magnitude).ok().filter(|whole| (1..=40).contains(whole));
        let zeros =
            usize::try_from(self.magnitude.saturating_neg()).ok().filter(|zeros| *zeros <= 10);
        match (whole, zeros) {
            (Some(whole), _) => match digits.split_at_checked(whole) {
                Some((whole, "")) => format!("{sign}{whole}"),
                Some((whole, fraction)) => format!("{sign}{whole}.{fraction}"),
                None => format!("{sign}{digits:0<whole$}"),
            },
            (None, Some(zeros)) => format!("{sign}0.{}{digits}", "0".repeat(zeros)),
            (None, None) => format!("{sign}0.{digits}E{}", self.magnitude),
        }
    }
}

impl Number<'_> {
    /// Below, equal or above; `None` where one of them is `NaN`.
    pub(crate) fn compare(self, other: Number<'_>) -> Option<Ordering> {
        let rank = |number| match number {
            Number::Finite(_) => Some(0),
            Number::Infinite { negative: true } => Some(-1),
            Number::Infinite { negative: false } => Some(1),
            Number::Nan => None,
        };
        match (self, other) {
            (Number::Finite(ours), Number::Finite(theirs)) => Some(ours.compare(theirs)),
            _ => Some(rank(self)?.cmp(&rank(other)?)),
        }
    }

    /// The one way to write the number, for `cell` from which it was read.
    pub(crate) fn canonical(self, cell: &str) -> Cow<'_, str> {
        match self {
            Number::Nan => Cow::Borrowed("NaN"),
            Number::Infinite { negative: false } => Cow::Borrowed("INF"),
            Number::Infinite { negative: true } => Cow::Borrowed("-INF"),
            Number::Finite(decimal) => {
                let digits = cell.strip_prefix('-').unwrap_or(cell);
                let plain = digits.len() <= 40
                    && digits.bytes().all(|byte| byte.is_ascii_digit())
                    && !digits.starts_with('0');
                if plain { Cow::Borrowed(cell) } else { Cow::Owned(decimal.canonical()) }
            }
        }
    }

    /// A copy that owns its digits.
    pub(crate) fn to_owned(self) -> OwnedNumber {
        match self {
            Number::Finite(decimal) => OwnedNumber::Finite {
                negative: decimal.negative,
                magnitude: decimal.magnitude,
                digits: decimal.significant().collect(),
            },
            Number::Infinite { negative } => OwnedNumber::Infinite { negative },
            Number::Nan => OwnedNumber::Nan,
        }
    }
}

/// A number that outlives the text it was read from: a bound or an allowed value.
#[derive(Debug, Clone)]
pub(crate) enum OwnedNumber {
    /// See [`Number::Finite`].
    Finite {
        /// Below zero.
        negative: bool,
        /// The place of the decimal point.
        magnitude: i64,
        /// The significant digits.
        digits: Box<[u8]>,
    },
    /// See [`Number::Infinite`].
    Infinite {
        /// Whether it is `-INF`.
        negative: bool,
    },
    /// See [`Number::Nan`].
    Nan,
}

impl OwnedNumber {
    pub(crate) fn borrow(&self) -> Number<'_> {
        match self {
            Self::Finite { negative, magnitude, digits } => {
                Number::Finite(Decimal { negative: *negative, magnitude: *magnitude, digits })
            }
            Self::Infinite { negative } => Number::Infinite { negative: *negative },
            Self::Nan => Number::Nan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(decimal: &str, group: &str, bare: bool) -> Style {
        Style {
            decimal: decimal.to_owned().into(),
            group: group.to_owned().into(),
            bare,
            whole: false,
        }
    }

    #[test]
    fn numbers_are_read_as_their_locale_writes_them() {
        let english = style(".", ",", true);
        let french = style(",", "\u{a0}", true);
        for (style, cell, canonical) in [
            (&english, "1", "1"),
            (&english, " 01 ", "1"),
            (&english, "-0", "0"),
            (&english, "+3.140", "3.14"),
            (&english, ".5", "0.5"),
            (&english, "5.", "5"),
            (&english, "10,000,000.50", "10000000.5"),
            (&english, "1.5E3", "1500"),
            (&english, "15e-1", "1.5"),
            (&english, "0.000", "0"),
            (&english, "1E-30", "0.1E-29"),
            (&english, "inf", "INF"),
            (&english, "-INF", "-INF"),
            (&english, "nan", "NaN"),
            (&french, "10\u{a0}000,50", "10000.5"),
        ] {
            let number = style.parse(cell).unwrap_or_else(|| panic!("{cell} is refused"));
            assert_eq!(number.canonical(cell), canonical, "{cell}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        let style = style(".", ",", true);
        for cell in [
            "", " ", ".", "-", "+", "e5", "1e", "1e+", "1 000", "1,,000", ",1", "1,", "1,.5",
            "--1", "1-", "0x10", "1_000", "١", "infinity", "+inf", "100%", "1.5.2", "1.000,5",
        ] {
            assert!(style.parse(cell).is_none(), "{cell} is accepted");
        }
    }

    #[test]
    fn a_number_that_is_not_bare_may_be_dressed() {
        let style = style(".", ",", false);
        for (cell, canonical) in [
            ("$10,000.00", "10000"),
            ("-12.3 €", "-12.3"),
            ("€ -12", "-12"),
            ("-€.5", "-0.5"),
            ("100%", "100"),
            ("ab1$", "1"),
        ] {
            assert_eq!(style.parse(cell).unwrap().canonical(cell), canonical, "{cell}");
        }
        assert!(style.parse("1 a 2").is_none());
        assert!(style.parse("USD").is_none());
    }

    #[test]
    fn comparison_is_by_value_and_never_rounds() {
        let style = Style::DEFAULT;
        let compare = |a: &str, b: &str| style.parse(a).unwrap().compare(style.parse(b).unwrap());
        for (low, high) in [
            ("1", "2"),
            ("9", "10"),
            ("-10", "-9"),
            ("-1", "0"),
            ("0", "1e-400"),
            ("0.1", "0.1000000000000000000000000001"),
            ("18446744073709551615", "18446744073709551616"),
            ("-INF", "-1e999"),
            ("1e999999999999999999999", "INF"),
        ] {
            assert_eq!(compare(low, high), Some(Ordering::Less), "{low} < {high}");
            assert_eq!(compare(high, low), Some(Ordering::Greater), "{high} > {low}");
        }
        for (a, b) in [("1", "01.00"), ("100", "1e2"), ("0", "-0.0"), ("0.001", "1E-3")] {
            assert_eq!(compare(a, b), Some(Ordering::Equal), "{a} = {b}");
        }
        assert_eq!(compare("NaN", "1"), None);
    }
}
