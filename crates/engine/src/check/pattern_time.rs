//! Dates and times by pattern: `%d/%m/%Y` and the like.
//!
//! Table Schema names the directives of the C and Python function `strptime`; those that Python
//! documents are read here, as Python reads them: a numeric directive takes one or two digits
//! (`%Y` four, `%y` two, `%f` up to six, `%j` up to three), the names of days and months are
//! English, in any case and full or short where the directive says so, and white space in the
//! pattern stands for white space in the cell. A date that does not exist is refused, also where
//! the pattern lacks the year (then 29 February is a date).
//! <https://docs.python.org/3/library/datetime.html#strftime-and-strptime-behavior>
//!
//! The pattern is compiled once with the schema; a cell costs no allocation.

use super::calendar::{DAY, MONTHS, SECOND, day_number, days_in_month, nanoseconds};

/// The longest pattern, in bytes.
const LONGEST: usize = 256;

const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct TimePattern {
    items: Box<[Item]>,
    /// The pattern as a person reads it: `DD/MM/YYYY`.
    pub(crate) shown: Box<str>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Item {
    /// This byte.
    Byte(u8),
    /// One white space or more.
    Space,
    /// A number of at most `width` digits between `low` and `high`; exactly `width` if `fixed`.
    Number { part: Part, width: u8, fixed: bool, low: i64, high: i64 },
    /// Up to six digits after the decimal point.
    Fraction,
    /// The English name of a month, full or its first three letters.
    MonthName { full: bool },
    /// The English name of a day of the week, full or its first three letters.
    DayName { full: bool },
    /// AM or PM.
    HalfDay,
    /// `Z`, `+hh:mm`, `+hhmm` or `+hh:mm:ss`.
    Offset,
    /// The abbreviation of a time zone that is the same everywhere: UTC, GMT or Z.
    ZoneName,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Year,
    ShortYear,
    Month,
    Day,
    Hour,
    HalfDayHour,
    Minute,
    Second,
    DayOfYear,
    /// Week numbers and days of the week: read, and of no consequence for the date.
    Ignored,
}

/// What has been read of one cell.
#[derive(Debug, Clone, Copy, Default)]
struct Reading {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    hour: Option<i64>,
    half_day_hour: Option<i64>,
    afternoon: Option<bool>,
    minute: i64,
    second: i64,
    fraction: i128,
    offset: i128,
}

impl TimePattern {
    /// Compiles a pattern, or says in one sentence what is wrong with it.
    pub(crate) fn compile(pattern: &str) -> Result<Self, String> {
        if pattern.len() > LONGEST {
            return Err(format!("The pattern is longer than {LONGEST} bytes."));
        }
        let mut items = Vec::new();
        let mut shown = String::new();
        let mut chars = pattern.chars();
        while let Some(c) = chars.next() {
            if c.is_whitespace() {
                if items.last() != Some(&Item::Space) {
                    items.push(Item::Space);
                    shown.push(' ');
                }
            } else if c == '%' {
                directive(chars.next(), &mut items, &mut shown)?;
            } else {
                let mut buffer = [0; 4];
                items.extend(c.encode_utf8(&mut buffer).bytes().map(Item::Byte));
                shown.push(c);
            }
        }
        let directives = items.iter().filter(|item| !matches!(item, Item::Byte(_) | Item::Space));
        let mut seen: Vec<&Item> = Vec::new();
        for item in directives {
            if seen.contains(&item) {
                return Err(format!("The pattern {pattern:?} has the same directive twice."));
            }
            seen.push(item);
        }
        if seen.is_empty() {
            return Err(format!(
                "{pattern:?} has no directive such as %Y; write default, any, or a pattern such \
                 as %d/%m/%Y."
            ));
        }
        Ok(Self { items: items.into(), shown: shown.into() })
    }

    /// The moment that the cell names, in nanoseconds since 1970-01-01 (where the pattern has no
    /// date: since midnight).
    pub(crate) fn parse(&self, cell: &str) -> Option<i128> {
        read(&self.items, cell.as_bytes(), Reading::default())
    }
}

/// Compiles what follows a `%`.
fn directive(
    letter: Option<char>,
    items: &mut Vec<Item>,
    shown: &mut String,
) -> Result<(), String> {
    let number = |part, width, low, high| Item::Number { part, width, fixed: false, low, high };
    let fixed = |part, width, low, high| Item::Number { part, width, fixed: true, low, high };
    let (item, words) = match letter {
        Some('Y' | 'G') => (fixed(Part::Year, 4, 0, 9999), "YYYY"),
        Some('y') => (fixed(Part::ShortYear, 2, 0, 99), "YY"),
        Some('m') => (number(Part::Month, 2, 1, 12), "MM"),
        Some('d' | 'e') => (number(Part::Day, 2, 1, 31), "DD"),
        Some('H' | 'k') => (number(Part::Hour, 2, 0, 23), "hh"),
        Some('I' | 'l') => (number(Part::HalfDayHour, 2, 1, 12), "hh"),
        Some('M') => (number(Part::Minute, 2, 0, 59), "mm"),
        Some('S') => (number(Part::Second, 2, 0, 61), "ss"),
        Some('j') => (number(Part::DayOfYear, 3, 1, 366), "DDD"),
        Some('U' | 'W') => (number(Part::Ignored, 2, 0, 53), "ww"),
        Some('V') => (number(Part::Ignored, 2, 1, 53), "ww"),
        Some('w') => (number(Part::Ignored, 1, 0, 6), "w"),
        Some('u') => (number(Part::Ignored, 1, 1, 7), "w"),
        Some('f') => (Item::Fraction, "fff"),
        Some('p') => (Item::HalfDay, "AM"),
        Some('b' | 'h') => (Item::MonthName { full: false }, "Jan"),
        Some('B') => (Item::MonthName { full: true }, "January"),
        Some('a') => (Item::DayName { full: false }, "Mon"),
        Some('A') => (Item::DayName { full: true }, "Monday"),
        Some('z') => (Item::Offset, "+hh:mm"),
        Some('Z') => (Item::ZoneName, "UTC"),
        Some('%') => (Item::Byte(b'%'), "%"),
        Some('n' | 't') => (Item::Space, " "),
        // Shorthands for several directives.
        Some('F') => return expand("Y-m-d", items, shown),
        Some('D' | 'x') => return expand("m/d/y", items, shown),
        Some('T' | 'X') => return expand("H:M:S", items, shown),
        Some('R') => return expand("H:M", items, shown),
        Some(other) => {
            return Err(format!(
                "The directive %{other} is not known; known are %Y %y %m %d %H %I %M %S %f %p %j \
                 %a %A %b %B %z %Z %U %W %V %G %u %w %F %D %T %R and %%."
            ));
        }
        None => return Err("The pattern ends in a single %; write %% for a percent sign.".into()),
    };
    items.push(item);
    shown.push_str(words);
    Ok(())
}

/// Compiles a shorthand: letters are directives, anything else stands for itself.
fn expand(letters: &str, items: &mut Vec<Item>, shown: &mut String) -> Result<(), String> {
    for c in letters.chars() {
        if c.is_ascii_alphabetic() {
            directive(Some(c), items, shown)?;
        } else {
            items.push(Item::Byte(c as u8));
            shown.push(c);
        }
    }
    Ok(())
}

/// Reads the rest of a cell against the rest of a pattern. A numeric directive first takes as many
/// digits as it may, and then fewer; as no directive stands twice in a pattern, that ends soon.
fn read(items: &[Item], text: &[u8], reading: Reading) -> Option<i128> {
    let Some((item, items)) = items.split_first() else {
        return if text.is_empty() { reading.moment() } else { None };
    };
    match *item {
        Item::Byte(byte) => {
            let (first, rest) = text.split_first()?;
            first.eq_ignore_ascii_case(&byte).then_some(())?;
            read(items, rest, reading)
        }
        Item::Space => {
            let rest = text.trim_ascii_start();
            (rest.len() < text.len()).then_some(())?;
            read(items, rest, reading)
        }
        Item::Number { part, width, fixed, low, high } => {
            let digits = leading_digits(text, width.into());
            let shortest = if fixed { usize::from(width) } else { 1 };
            (shortest..=digits).rev().find_map(|count| {
                let (digits, rest) = text.split_at_checked(count)?;
                let number = digits.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
                (low..=high).contains(&number).then_some(())?;
                read(items, rest, reading.with(part, number))
            })
        }
        Item::Fraction => {
            let (digits, rest) = text.split_at_checked(leading_digits(text, 6))?;
            (!digits.is_empty()).then_some(())?;
            read(items, rest, Reading { fraction: nanoseconds(digits), ..reading })
        }
        Item::MonthName { full } => {
            let (month, rest) = name(text, &MONTHS, full)?;
            read(items, rest, Reading { month: Some(month), ..reading })
        }
        Item::DayName { full } => {
            let (_, rest) = name(text, &DAYS, full)?;
            read(items, rest, reading)
        }
        Item::HalfDay => {
            let (half, rest) = text.split_at_checked(2)?;
            let afternoon = half.eq_ignore_ascii_case(b"pm");
            (afternoon || half.eq_ignore_ascii_case(b"am")).then_some(())?;
            read(items, rest, Reading { afternoon: Some(afternoon), ..reading })
        }
        Item::Offset => {
            let (offset, rest) = offset(text)?;
            read(items, rest, Reading { offset, ..reading })
        }
        Item::ZoneName => {
            let rest = [&b"utc"[..], b"gmt", b"z"].iter().find_map(|zone| {
                let (head, rest) = text.split_at_checked(zone.len())?;
                head.eq_ignore_ascii_case(zone).then_some(rest)
            })?;
            read(items, rest, reading)
        }
    }
}

fn leading_digits(text: &[u8], most: usize) -> usize {
    text.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count()
}

/// One of `names` at the front, in any case: its number in the list, from 1, and what follows it.
fn name<'t>(text: &'t [u8], names: &[&str], full: bool) -> Option<(i64, &'t [u8])> {
    (1..).zip(names).find_map(|(number, name)| {
        let length = if full { name.len() } else { 3 };
        let (head, rest) = text.split_at_checked(length)?;
        head.eq_ignore_ascii_case(name.as_bytes().get(..length)?).then_some((number, rest))
    })
}

/// `Z`, or a sign with two to six digits that may have colons between them.
fn offset(text: &[u8]) -> Option<(i128, &[u8])> {
    let (sign, mut rest) = match text {
        [b'Z' | b'z', rest @ ..] => return Some((0, rest)),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let mut seconds = 0;
    for (unit, high, needed) in [(3600, 23, true), (60, 59, true), (1, 59, false)] {
        let after = if unit == 3600 { rest } else { rest.strip_prefix(b":").unwrap_or(rest) };
        let Some((digits, following)) =
            after.split_at_checked(2).filter(|(digits, _)| leading_digits(digits, 2) == 2)
        else {
            if needed {
                return None;
            }
            break;
        };
        let number = digits.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
        if number > high {
            return None;
        }
        seconds += number * unit;
        rest = following;
    }
    Some((i128::from(sign * seconds) * SECOND, rest))
}

impl Reading {
    fn with(mut self, part: Part, number: i64) -> Self {
        match part {
            Part::Year => self.year = Some(number),
            // POSIX: 69 to 99 are of the twentieth century.
            Part::ShortYear => {
                self.year = Some(if number < 69 { 2000 + number } else { 1900 + number });
            }
            Part::Month => self.month = Some(number),
            Part::Day => self.day = Some(number),
            Part::Hour => self.hour = Some(number),
            Part::HalfDayHour => self.half_day_hour = Some(number),
            Part::Minute => self.minute = number,
            Part::Second => self.second = number,
            Part::DayOfYear => self.day_of_year = Some(number),
            Part::Ignored => {}
        }
        self
    }

    /// The moment, if the date exists.
    fn moment(self) -> Option<i128> {
        let dated = self.year.is_some() || self.month.is_some() || self.day.is_some();
        let day = match (self.day_of_year, dated) {
            (Some(day_of_year), _) => {
                let year = self.year.unwrap_or(1972);
                let last = 337 + days_in_month(year, 2);
                (day_of_year <= last).then_some(())?;
                day_number(year, 1, 1)? + day_of_year - 1
            }
            // 1972 is a leap year: without a year, 29 February is a date.
            (None, true) => day_number(
                self.year.unwrap_or(1972),
                self.month.unwrap_or(1),
                self.day.unwrap_or(1),
            )?,
            (None, false) => 0,
        };
        let hour = match (self.hour, self.half_day_hour) {
            (Some(hour), _) => hour,
            (None, Some(hour)) => hour % 12 + if self.afternoon == Some(true) { 12 } else { 0 },
            (None, None) => 0,
        };
        let seconds = i128::from(hour * 3600 + self.minute * 60 + self.second);
        Some(i128::from(day) * DAY + seconds * SECOND + self.fraction - self.offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, cell: &str) -> Option<i128> {
        TimePattern::compile(pattern).unwrap_or_else(|error| panic!("{error}")).parse(cell)
    }

    #[test]
    fn cells_are_read_as_strptime_reads_them() {
        let day = |year, month, day| i128::from(day_number(year, month, day).unwrap()) * DAY;
        for (pattern, cell, expected) in [
            ("%d/%m/%y", "21/11/06", day(2006, 11, 21)),
            ("%d/%m/%Y", "1/2/2006", day(2006, 2, 1)),
            ("%Y%m%d", "20240229", day(2024, 2, 29)),
            ("%d%m%Y", "1112006", day(2006, 1, 11)),
            ("%d %b %Y", "3 JAN 1999", day(1999, 1, 3)),
            ("%A, %B %d, %Y", "sunday,  march 7, 1971", day(1971, 3, 7)),
            ("%Y-%j", "2023-365", day(2023, 12, 31)),
            ("%d/%m/%y %H:%M", "21/11/06 16:30", day(2006, 11, 21) + 59_400 * SECOND),
            ("%H%M", "930", 34_200 * SECOND),
            ("%I:%M %p", "12:05 am", 300 * SECOND),
            ("%T.%f", "00:00:01.25", SECOND * 5 / 4),
            ("%H:%M%z", "02:00+0200", 0),
            ("%m/%d", "02/29", day(1972, 2, 29)),
        ] {
            assert_eq!(read(pattern, cell), Some(expected), "{pattern} {cell}");
        }
    }

    #[test]
    fn cells_that_do_not_fit_the_pattern_are_refused() {
        for (pattern, cell) in [
            ("%d/%m/%y", "invalid"),
            ("%y/%m/%d", "21/11/06 16:30"),
            ("%H:%M %d/%m/%y", "21/11/06 16:30"),
            ("%d/%m/%Y", "31/11/2006"),
            ("%d/%m/%Y", "01/01/06"),
            ("%Y-%j", "2023-366"),
            ("%I:%M %p", "13:00 pm"),
            ("%H:%M", "24:00"),
            ("%d/%m/%Y", ""),
            ("%d/%m/%Y", "٢١/11/2006"),
        ] {
            assert_eq!(read(pattern, cell), None, "{pattern} {cell}");
        }
    }

    #[test]
    fn a_pattern_is_shown_as_people_write_it() {
        assert_eq!(&*TimePattern::compile("%d/%m/%Y %H:%M").unwrap().shown, "DD/MM/YYYY hh:mm");
    }

    #[test]
    fn a_faulty_pattern_is_refused_with_a_reason() {
        for (pattern, part) in [
            ("%Q", "%Q is not known"),
            ("%d%", "single %"),
            ("dd/mm/yyyy", "no directive"),
            ("%d %d", "twice"),
        ] {
            let error = TimePattern::compile(pattern).unwrap_err();
            assert!(error.contains(part), "{pattern}: {error}");
        }
    }
}
