//! The format `any` of dates and times: whatever reads as one without guessing the day.
//!
//! Table Schema leaves `any` to the implementation. Accepted are ISO 8601 in its usual forms, three
//! numbers with `/`, `-` or `.` between them, and English month names in the usual orders (`10th
//! Jan 1969`, `January 10, 1969`), with times such as `9 am`, `16:30` or `06:00:00.5+01:00`. Three
//! numbers of which none is a four-digit year at the front are read month first, unless that gives
//! no date or they stand between dots; then day first. A date needs its year.

use super::calendar::{DAY, MONTHS, SECOND, day_number, nanoseconds};

/// The longest cell that is looked at, in bytes; no date is longer.
const LONGEST: usize = 64;

/// What a field wants of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A date and no time.
    Date,
    /// A time and no date.
    Time,
    /// A date, with a time or without.
    DateTime,
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    /// Numbers that may be a day, a year or an hour, and how many digits they had.
    numbers: [Option<(i64, usize)>; 3],
    month: Option<i64>,
    day: Option<i64>,
    time: Option<i128>,
    offset: i128,
}

/// The moment in nanoseconds since 1970-01-01, or since midnight for a time.
pub(crate) fn parse(cell: &str, wanted: Wanted) -> Option<i128> {
    let cell = cell.trim();
    if cell.len() > LONGEST || !cell.is_ascii() {
        return None;
    }
    let mut reading = Reading::default();
    for chunk in cell.split([' ', ',', ';', '\t']).filter(|chunk| !chunk.is_empty()) {
        reading.take(chunk)?;
    }
    reading.finish(wanted)
}

impl Reading {
    /// Reads one word, number or group of them.
    fn take(&mut self, chunk: &str) -> Option<()> {
        if let Some((date, time)) = chunk.split_once(['T', 't'])
            && date.ends_with(|c: char| c.is_ascii_digit())
            && time.starts_with(|c: char| c.is_ascii_digit())
        {
            self.date(date)?;
            return self.clock(time);
        }
        if chunk.contains(':') {
            return self.clock(chunk);
        }
        let digits = chunk.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = chunk.split_at_checked(digits)?;
        if digits == 0 {
            return self.word(chunk);
        }
        match rest.to_ascii_lowercase().as_str() {
            "" if digits == 8 => self.date(chunk),
            "" | "st" | "nd" | "rd" | "th" => self.number(number),
            "am" | "pm" => {
                self.number(number)?;
                self.word(rest)
            }
            _ => self.date(chunk),
        }
    }

    fn number(&mut self, digits: &str) -> Option<()> {
        let slot = self.numbers.iter_mut().find(|slot| slot.is_none())?;
        *slot = Some((digits.parse().ok().filter(|_| digits.len() <= 4)?, digits.len()));
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let lower = word.trim_end_matches('.').to_ascii_lowercase();
        match lower.as_str() {
            "of" | "at" | "on" | "the" => return Some(()),
            "am" | "pm" => return self.half_day(lower == "pm"),
            "z" | "utc" | "gmt" if self.time.is_some() => return Some(()),
            _ => {}
        }
        if let Some(month) = month(&lower) {
            return self.month.replace(month).is_none().then_some(());
        }
        if lower.starts_with(['+', '-']) && self.time.is_some() {
            return self.zone(&lower);
        }
        let days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
        days.iter().any(|day| lower.len() >= 3 && day.starts_with(&lower)).then_some(())
    }

    /// Makes a time of what stands before `am` or `pm`: a time, or the last number.
    fn half_day(&mut self, afternoon: bool) -> Option<()> {
        let time = if let Some(time) = self.time {
            time
        } else {
            let slot = self.numbers.iter_mut().rev().find(|slot| slot.is_some())?;
            i128::from(slot.take()?.0) * 3600 * SECOND
        };
        let hour = time / (3600 * SECOND);
        if !(1..=12).contains(&hour) {
            return None;
        }
        let shift = hour % 12 - hour + if afternoon { 12 } else { 0 };
        self.time = Some(time + shift * 3600 * SECOND);
        Some(())
    }

    /// `h:mm`, then perhaps seconds, a fraction, am or pm, and an offset.
    fn clock(&mut self, text: &str) -> Option<()> {
        if self.time.is_some() {
            return None;
        }
        let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'));
        let (clock, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
        let mut seconds = 0;
        let mut parts = 0;
        for (part, (unit, high)) in clock.split(':').zip([(3600, 23), (60, 59), (1, 59), (0, -1)]) {
            let number: i64 = part.parse().ok().filter(|_| part.len() <= 2)?;
            if number > high {
                return None;
            }
            seconds += number * unit;
            parts += 1;
        }
        if parts < 2 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.time = Some(i128::from(seconds) * SECOND + nanoseconds(fraction.as_bytes()));
        let lower = rest.to_ascii_lowercase();
        let zone = match lower.get(..2) {
            Some(half @ ("am" | "pm")) => {
                self.half_day(half == "pm")?;
                lower.get(2..)?
            }
            _ => lower.as_str(),
        };
        if zone.is_empty() || zone == "z" { Some(()) } else { self.zone(zone) }
    }

    /// `+hh:mm`, `+hhmm` or `+hh`.
    fn zone(&mut self, text: &str) -> Option<()> {
        let sign = if text.starts_with('-') { -1 } else { 1 };
        let digits = text.strip_prefix(['+', '-'])?;
        let (hours, minutes) = match digits.len() {
            2 => (digits, "0"),
            4 => digits.split_at_checked(2)?,
            5 => digits.split_once(':')?,
            _ => return None,
        };
        if !hours.bytes().chain(minutes.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
        self.offset = i128::from(sign * minutes * 60) * SECOND;
        (minutes <= 14 * 60).then_some(())
    }

    /// `2019-01-31`, `31/01/2019`, `31-Jan-2019`, `20190131`.
    fn date(&mut self, text: &str) -> Option<()> {
        if self.day.is_some() {
            return None;
        }
        let number = |part: &str| {
            let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<i64>().ok().filter(|_| digits)
        };
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let (year, rest) = text.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            self.day = Some(day_number(number(year)?, number(month)?, number(day)?)?);
            return Some(());
        }
        let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        let mut parts = text.split(separator);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        if let Some(month) = month(&second.to_ascii_lowercase()) {
            self.day = Some(day_number(year(number(third)?, third.len()), month, number(first)?)?);
            return Some(());
        }
        let (a, b, c) = (number(first)?, number(second)?, number(third)?);
        let found = if first.len() == 4 {
            day_number(a, b, c)
        } else {
            let year = year(c, third.len());
            let month_first = day_number(year, a, b);
            let day_first = day_number(year, b, a);
            if separator == '.' { day_first.or(month_first) } else { month_first.or(day_first) }
        };
        self.day = Some(found?);
        Some(())
    }

    fn finish(self, wanted: Wanted) -> Option<i128> {
        let day = match (self.day, self.month, self.numbers) {
            (Some(day), None, [None, None, None]) => Some(day),
            (None, Some(month), [Some(first), Some(second), None]) => {
                // The year is the one that cannot be a day, or the one that comes last.
                let (day, year_of) =
                    if first.1 > 2 || first.0 > 31 { (second, first) } else { (first, second) };
                Some(day_number(year(year_of.0, year_of.1), month, day.0)?)
            }
            (None, None, [None, None, None]) => None,
            _ => return None,
        };
        match (wanted, day, self.time) {
            (Wanted::Date, Some(day), None) => Some(i128::from(day) * DAY),
            (Wanted::Time, None, Some(time)) => Some(time - self.offset),
            (Wanted::DateTime, Some(day), time) => {
                Some(i128::from(day) * DAY + time.unwrap_or(0) - self.offset)
            }
            _ => None,
        }
    }
}

/// The month of an English name: full, or its first three or four letters.
fn month(word: &str) -> Option<i64> {
    let found =
        |month: &str| month == word || (matches!(word.len(), 3 | 4) && month.starts_with(word));
    (1..).zip(MONTHS).find_map(|(number, month)| found(month).then_some(number))
}

/// The year that was meant: of two digits, 69 to 99 are of the twentieth century.
fn year(number: i64, digits: usize) -> i64 {
    match number {
        _ if digits > 2 => number,
        0..69 => 2000 + number,
        _ => 1900 + number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_the_usual_forms_are_read() {
        let day = |year, month, day| Some(i128::from(day_number(year, month, day).unwrap()) * DAY);
        for (cell, expected) in [
            ("2019-01-01", day(2019, 1, 1)),
            ("10th Jan 1969", day(1969, 1, 10)),
            ("January 10, 1969", day(1969, 1, 10)),
            ("Fri, 10 January 1969", day(1969, 1, 10)),
            ("1969 Sept 10", day(1969, 9, 10)),
            ("10-Jan-69", day(1969, 1, 10)),
            ("20190131", day(2019, 1, 31)),
            ("1/2/2019", day(2019, 1, 2)),
            ("31/1/2019", day(2019, 1, 31)),
            ("1.2.2019", day(2019, 2, 1)),
        ] {
            assert_eq!(parse(cell, Wanted::Date), expected, "{cell}");
        }
    }

    #[test]
    fn times_in_the_usual_forms_are_read() {
        let nine = Some(9 * 3600 * SECOND);
        for cell in
            ["9 am", "9am", "09:00", "9:00", "09:00:00", "9:00 AM", "10:00+01:00", "09:00:00Z"]
        {
            assert_eq!(parse(cell, Wanted::Time), nine, "{cell}");
        }
        assert_eq!(parse("12 am", Wanted::Time), Some(0));
        assert_eq!(parse("12:30 pm", Wanted::Time), Some(45_000 * SECOND));
    }

    #[test]
    fn a_datetime_may_lack_its_time() {
        for cell in ["10th Jan 1969 9 am", "1969-01-10T09:00:00", "1969-01-10 10:00:00 +0100"] {
            let day = i128::from(day_number(1969, 1, 10).unwrap()) * DAY;
            assert_eq!(parse(cell, Wanted::DateTime), Some(day + 32_400 * SECOND), "{cell}");
        }
        assert!(parse("1969-01-10", Wanted::DateTime).is_some());
        assert!(parse("2014-01-01T06:00:00Z", Wanted::DateTime).is_some());
    }

    #[test]
    fn what_is_no_date_or_time_is_refused() {
        for cell in [
            "",
            "invalid",
            "10th Jan nineteen sixty nine",
            "some night",
            "10 Jan",
            "1969",
            "2019-02-30",
            "32/13/2019",
            "1/2/3/4",
            "9 am 10 am",
            "25:00",
            "--",
            "1-2",
            "٣/1/2019",
            "Jan Feb 1 2019",
        ] {
            for wanted in [Wanted::Date, Wanted::Time, Wanted::DateTime] {
                assert_eq!(parse(cell, wanted), None, "{cell} {wanted:?}");
            }
        }
    }
}
