//! What a wrong cell should most likely say, where that is certain enough to be offered.
//!
//! A suggestion is never a guess. It says what the cell says in the way that the field wants it (a date
//! in the other order, a number without its spaces, the vendor's token for a word of a help page), and it
//! is offered only where the check of that very field accepts it. Nothing is suggested where something is
//! gone already (`4.42E+11`, zeros that a spreadsheet took off), where digits would have to be made up,
//! or where two values would do.
//!
//! # How it works
//!
//! Candidates come in steps, from what changes least to what changes most. The first step with one that
//! the field accepts has the suggestion; where it has two that differ, there is none.
//!
//! If you change it: when in doubt, suggest nothing. Somebody will take every suggestion at once.

use std::iter::once;

use crate::check::{CellCheck, Kind, Spelling, TimeForm, calendar, nearest, spreadsheet};
use crate::finding::{Param, Params};
use crate::language::Message;
use crate::references::List;

/// Nothing longer is mended, in bytes.
const LONGEST: usize = 4096;

/// What a `cell` should say, of which `told` was said; `list` is the one that its values come from,
/// where they come from one.
pub(crate) fn suggestion(
    check: &CellCheck,
    list: Option<&List>,
    cell: &str,
    told: &[(Message, &Params)],
) -> Option<String> {
    if cell.len() > LONGEST || told.iter().any(|(message, _)| is_lost(*message)) {
        return None;
    }
    let stands = |text: &str| {
        check.accepts(text)
            && list.is_none_or(|list| {
                let key = check.canonical(text);
                list.values().any(|value| value == text || check.canonical(value) == key)
            })
    };
    let is_unseen = told.iter().any(|(message, _)| *message == Message::InvisibleCharacter);
    let is_valid = stands(cell);
    if is_valid && !is_unseen {
        return None;
    }
    let seen = spreadsheet::shown(cell);
    let tidy = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = [seen.trim().to_owned()];
    let steps: [&dyn Fn() -> Vec<String>; 7] = [
        &|| told.iter().filter_map(|(message, params)| named(*message, params)).collect(),
        &|| vec![cell.trim().to_owned()],
        &|| clean.to_vec(),
        &|| vec![tidy.clone()],
        &|| spelled(check, &tidy),
        &|| same_words(check, list, &tidy),
        &|| near_words(check, list, &tidy, told),
    ];
    // A valid cell loses what nobody sees, and nothing else.
    let steps = if is_valid { steps.get(2..3) } else { steps.get(..) };
    for step in steps.unwrap_or_default() {
        let mut fits = step().into_iter().filter(|text| text != cell && stands(text));
        if let Some(first) = fits.next() {
            return fits.all(|other| other == first).then_some(first);
        }
    }
    None
}

/// Whether something of the value is gone, or may be.
const fn is_lost(message: Message) -> bool {
    matches!(
        message,
        Message::SpreadsheetDamageScientific
            | Message::SpreadsheetDamageScientificWhole
            | Message::SpreadsheetDamageDigits
            | Message::SpreadsheetDamageZeros
            | Message::SpreadsheetDamagePlus
            | Message::SpreadsheetDamageDate
            | Message::SpreadsheetDamageSerial
            | Message::SpreadsheetDamageErrorValue
            | Message::SpreadsheetDamageCut
    )
}

/// What the finding itself names as the value.
fn named(message: Message, params: &Params) -> Option<String> {
    let name = match message {
        Message::TranslatedValue => "expected",
        Message::SpreadsheetDamageBoolean
        | Message::SpreadsheetDamageDecimalSign
        | Message::SpreadsheetDamageDecimals
        | Message::SpreadsheetDamageApostrophe
        | Message::SpreadsheetDamageSpace
        | Message::SpreadsheetDamageTypography
        | Message::SpreadsheetDamageLookAlike => "meant",
        _ => return None,
    };
    text_of(params, name)
}

fn text_of(params: &Params, wanted: &str) -> Option<String> {
    params.iter().find_map(|(name, value)| match value {
        Param::Text(text) if *name == wanted => Some(text.clone()),
        _ => None,
    })
}

/// The same value as the kind of the field writes it.
fn spelled(check: &CellCheck, text: &str) -> Vec<String> {
    let kind = check.kind();
    match kind {
        Kind::Phone(spelling) => phone(*spelling, text).into_iter().collect(),
        Kind::Extension | Kind::Pin => {
            let digits: String = text.chars().filter(|character| *character != ' ').collect();
            if is_digits(&digits) { vec![digits] } else { Vec::new() }
        }
        Kind::Mac => mac(text).into_iter().collect(),
        Kind::Integer(_) | Kind::Number(_) => ungrouped(text).into_iter().collect(),
        Kind::Email | Kind::PersonalEmail => {
            let inner = text.strip_prefix("mailto:").unwrap_or(text);
            vec![inner.trim_matches(['<', '>', ',', ';', ' ']).to_owned()]
        }
        Kind::Date(form) => {
            let midnight = [" 00:00:00", " 00:00", "T00:00:00"];
            let day = midnight.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
            day_of(day).map_or_else(Vec::new, |day| at_moment(kind, day * DAY, dates(form, day)))
        }
        Kind::Time(form) => time_of(text).map_or_else(Vec::new, |seconds| {
            at_moment(kind, seconds * SECOND, times(form, seconds))
        }),
        Kind::DateTime(form) => datetime(kind, form, text),
        Kind::LanguageTag => vec![text.replace('_', "-")],
        Kind::Country(_) | Kind::Uuid => vec![text.to_uppercase(), text.to_lowercase()],
        _ => Vec::new(),
    }
}

const SECOND: i128 = calendar::SECOND;
const DAY: i128 = calendar::DAY;

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number for people (`+44 (0)20 7096-6000`) as machines write it. A country code is never made up.
fn phone(spelling: Spelling, text: &str) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_digit() || b"+ .-()/".contains(&byte);
    if !text.bytes().all(is_plain) || text.get(1..).is_some_and(|rest| rest.contains('+')) {
        return None;
    }
    let is_international = text.starts_with('+') || text.starts_with("00");
    // The zero in brackets is dialled at home only.
    let dialled = if is_international { text.replacen("(0)", "", 1) } else { text.to_owned() };
    let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
    let number = if text.starts_with('+') { &digits } else { digits.trim_start_matches("00") };
    Some(match spelling {
        Spelling::Plus if is_international => format!("+{number}"),
        Spelling::Plus => return None,
        Spelling::Any if text.starts_with('+') => format!("+{number}"),
        Spelling::Any => digits,
        Spelling::Bare => number.to_owned(),
    })
}

/// Twelve digits with whatever between them, in pairs.
fn mac(text: &str) -> Option<String> {
    let is_sign = |character: char| matches!(character, ':' | '-' | '.' | ' ');
    let digits: Vec<char> = text.chars().filter(|character| !is_sign(*character)).collect();
    let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
    (digits.len() == 12 && digits.iter().all(char::is_ascii_hexdigit))
        .then(|| pairs.collect::<Vec<_>>().join(":"))
}

/// `1 234 567` and `1'234` without what stands between the thousands.
fn ungrouped(text: &str) -> Option<String> {
    let signed = text.strip_prefix(['-', '+']).unwrap_or(text);
    let end = signed.find(['.', ',']).unwrap_or(signed.len());
    let (whole, fraction) = signed.split_at_checked(end)?;
    let mut groups = whole.split([' ', '\'', '’']);
    let first = groups.next().filter(|group| group.len() <= 3 && is_digits(group))?;
    let mut number = text.get(..text.len() - signed.len())?.to_owned();
    number.push_str(first);
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        number.push_str(group);
    }
    number.push_str(fraction);
    Some(number)
}

/// The day of a date that can be read in one way only: with a year of four digits, and with its month
/// as a word, or a day that is no month.
fn day_of(text: &str) -> Option<i128> {
    let parts: Vec<&str> = text
        .split(['/', '.', '-', ' ', ','])
        .filter(|part| !part.is_empty() && !matches!(*part, "de" | "di"))
        .collect();
    let &[first, second, third] = parts.as_slice() else { return None };
    let number =
        |part: &str| (part.len() <= 2 && is_digits(part)).then(|| part.parse::<i64>().ok())?;
    let year =
        |part: &str| (part.len() == 4 && is_digits(part)).then(|| part.parse::<i64>().ok())?;
    let (year, month, day) = if let Some(year) = year(first) {
        (year, number(second).or_else(|| spreadsheet::month(second))?, number(third)?)
    } else {
        let year = year(third)?;
        match (number(first), number(second)) {
            (Some(day), Some(month)) if day > 12 || day == month => (year, month, day),
            (Some(month), Some(day)) if day > 12 => (year, month, day),
            (Some(day), None) => (year, spreadsheet::month(second)?, day),
            (None, Some(day)) => (year, spreadsheet::month(first)?, day),
            _ => return None,
        }
    };
    calendar::day_number(year, month, day).map(i128::from)
}

/// The seconds of a time of day: `9:30`, `9h30`, `9:30:15`, `9:30 PM`.
fn time_of(text: &str) -> Option<i128> {
    let lower = text.to_ascii_lowercase();
    let (clock, half) = match () {
        () if lower.ends_with("am") => (lower.trim_end_matches("am"), Some(0)),
        () if lower.ends_with("pm") => (lower.trim_end_matches("pm"), Some(12)),
        () => (lower.as_str(), None),
    };
    let mut parts = clock.trim().split([':', 'h']);
    let mut next = |most: i128| {
        let part = parts.next()?;
        let number = part.parse::<i128>().ok().filter(|_| part.len() <= 2 && is_digits(part));
        number.filter(|number| *number <= most)
    };
    let (hour, minute) = (next(23)?, next(59)?);
    let second = next(59);
    if second.is_none() && clock.trim().split([':', 'h']).count() > 2 || parts.next().is_some() {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    Some((hour * 60 + minute) * 60 + second.unwrap_or_default())
}

/// Ways to write a day.
fn dates(form: &TimeForm, day: i128) -> Vec<String> {
    let (year, month, day) = calendar::civil(day as i64);
    let iso = format!("{year:04}-{month:02}-{day:02}");
    if !matches!(form, TimeForm::Pattern(_)) {
        return vec![iso];
    }
    let mut ways = vec![iso, format!("{year:04}{month:02}{day:02}")];
    for sign in ["/", ".", "-"] {
        ways.push(format!("{day:02}{sign}{month:02}{sign}{year:04}"));
        ways.push(format!("{month:02}{sign}{day:02}{sign}{year:04}"));
        ways.push(format!("{year:04}{sign}{month:02}{sign}{day:02}"));
    }
    ways
}

/// Ways to write a time of day.
fn times(form: &TimeForm, seconds: i128) -> Vec<String> {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let whole = format!("{hour:02}:{minute:02}:{second:02}");
    match form {
        TimeForm::Pattern(_) if second == 0 => vec![whole, format!("{hour:02}:{minute:02}")],
        _ => vec![whole],
    }
}

fn datetime(kind: &Kind, form: &TimeForm, text: &str) -> Vec<String> {
    let Some((date, time)) = text.rsplit_once('T').or_else(|| split_time(text)) else {
        return Vec::new();
    };
    let (Some(day), Some(seconds)) = (day_of(date.trim_end_matches(',')), time_of(time)) else {
        return Vec::new();
    };
    let mut ways = Vec::new();
    for date in dates(form, day) {
        for time in times(form, seconds) {
            ways.push(format!("{date}T{time}"));
            ways.push(format!("{date} {time}"));
        }
    }
    if !matches!(form, TimeForm::Pattern(_)) {
        ways.truncate(1);
    }
    at_moment(kind, day * DAY + seconds * SECOND, ways)
}

/// Where the time begins in a date with a time: behind the last space before its colon.
fn split_time(text: &str) -> Option<(&str, &str)> {
    let colon = text.find(':')?;
    let space = text.get(..colon)?.rfind(' ')?;
    Some((text.get(..space)?, text.get(space + 1..)?))
}

/// Of several ways to write a moment, the first that the field reads as that moment.
fn at_moment(kind: &Kind, moment: i128, ways: Vec<String>) -> Vec<String> {
    ways.into_iter().find(|way| kind.moment(way) == Some(moment)).into_iter().collect()
}

/// The letters and digits of a word, in lower case.
fn folded(word: &str) -> String {
    word.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words that a field takes.
fn words<'w>(
    check: &'w CellCheck,
    list: Option<&'w List>,
) -> Box<dyn Iterator<Item = &'w str> + 'w> {
    match list {
        Some(list) => Box::new(list.values()),
        None => check.words(),
    }
}

/// The words that differ from the text in case, spaces and punctuation only.
fn same_words(check: &CellCheck, list: Option<&List>, text: &str) -> Vec<String> {
    let tokens = check.tokens().filter(|tokens| tokens.tell());
    if let Some(word) = tokens.and_then(|tokens| tokens.first(tokens.parse_any_case(text)?)) {
        return vec![word.to_owned()];
    }
    let key = folded(text);
    let same = |word: &&str| !key.is_empty() && folded(word) == key;
    words(check, list).filter(same).map(str::to_owned).collect()
}

/// The word that a finding calls the nearest, where no other is near and no digit is another.
fn near_words(
    check: &CellCheck,
    list: Option<&List>,
    text: &str,
    told: &[(Message, &Params)],
) -> Vec<String> {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let near = told.iter().find_map(|(_, params)| text_of(params, "nearest"));
    let Some(near) = near.filter(|near| digits(near) == digits(text)) else { return Vec::new() };
    let is_rival = |word: &&str| **word != near && nearest(text, once(*word)).is_some();
    if words(check, list).any(|word| is_rival(&word)) { Vec::new() } else { vec![near] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Outcome;
    use crate::schema::Schema;

    /// What is suggested for a cell of a field.
    fn suggested(field: &str, list: Option<&str>, cell: &str) -> Option<String> {
        let schema = Schema::from_json(&format!(r#"{{"fields": [{{"name": "a", {field}}}]}}"#));
        let schema = schema.unwrap_or_else(|errors| panic!("{field}: {errors:?}"));
        let check = &schema.fields[0].check;
        let list = list.map(List::from_text);
        let mut problems = Vec::new();
        if check.check(cell, &mut problems) == Outcome::Invalid {
            check.explain(cell, false, &mut problems);
        }
        problems.extend(check.doubt(cell));
        let near = list.as_ref().and_then(|list| nearest(cell, list.values())).map(str::to_owned);
        let params: Params = near.map(|near| ("nearest", near.into())).into_iter().collect();
        let mut told: Vec<(Message, &Params)> =
            problems.iter().map(|problem| (problem.message, &problem.params)).collect();
        if list.is_some() {
            told.push((Message::ForeignKeyNear, &params));
        }
        suggestion(check, list.as_ref(), cell, &told)
    }

    const TEXT: &str = r#""type": "string", "constraints": {"pattern": "[A-Za-z]+( [A-Za-z]+)*"}"#;
    const ROLE: &str = r#""type": "string", "constraints": {"enum": ["agent", "supervisor", "Site 1", "Site 12"]}"#;
    const BRANCH: &str = r#""type": "string", "constraints": {"enum": ["BRANCH", "HOME"]}, "rollcall": {"values": {"fr": {"SUCCURSALE": "BRANCH"}}}"#;
    const YES_NO: &str =
        r#""type": "string", "rollcall": {"format": "yes-no", "tokens": ["Y", "N"]}"#;
    const BOOLEAN: &str = r#""type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]"#;
    const PLUS: &str = r#""rollcall": {"format": "phone", "phone": "plus"}"#;
    const BARE: &str = r#""rollcall": {"format": "phone", "phone": "bare"}"#;
    const MAC: &str = r#""rollcall": {"format": "mac"}"#;
    const EXTENSION: &str = r#""rollcall": {"format": "extension"}"#;
    const EMAIL: &str = r#""rollcall": {"format": "email"}"#;
    const POSTCODE: &str = r#""type": "string", "constraints": {"pattern": "[0-9]{5}"}"#;
    const CARD: &str = r#""type": "string", "constraints": {"pattern": "[0-9]{12}"}"#;
    const INTEGER: &str = r#""type": "integer""#;
    const NUMBER: &str = r#""type": "number""#;
    const DATE: &str = r#""type": "date""#;
    const FRENCH: &str = r#""type": "date", "format": "%d/%m/%Y""#;
    const TIME: &str = r#""type": "time""#;
    const DATETIME: &str = r#""type": "datetime""#;
    const COUNTRY: &str = r#""rollcall": {"format": "country", "country": "alpha-2"}"#;

    #[test]
    fn a_value_that_says_the_same_is_suggested() {
        let cases = [
            ("spaces around a value go", TEXT, " Anna ", "Anna"),
            ("two spaces inside are one", TEXT, "Anna  Maria", "Anna Maria"),
            (
                "a space that does not break is one of the keyboard",
                TEXT,
                "Anna\u{a0}Maria",
                "Anna Maria",
            ),
            ("a character of no width goes", TEXT, "An\u{200b}na", "Anna"),
            ("a word is written as the list has it", ROLE, "Agent", "agent"),
            ("a slip of the pen is mended", ROLE, "supervsor", "supervisor"),
            ("a word of a help page becomes the vendor's token", BRANCH, "Succursale", "BRANCH"),
            ("a yes in small letters is a yes", YES_NO, "y", "Y"),
            ("a spreadsheet's word for true is the field's", BOOLEAN, "VRAI", "oui"),
            (
                "a phone number loses what is for people",
                PLUS,
                "+44 (0)20 7096-6000",
                "+442070966000",
            ),
            ("two zeros are a plus", PLUS, "0044 20 7096 6000", "+442070966000"),
            ("a plus goes where none is taken", BARE, "+442070966000", "442070966000"),
            (
                "an address of a device is written in pairs",
                MAC,
                "0004 f21a 2b3c",
                "00:04:f2:1a:2b:3c",
            ),
            ("an extension has no spaces", EXTENSION, "10 01", "1001"),
            ("an extension that became a fraction", EXTENSION, "1001.0", "1001"),
            ("an address in angle brackets", EMAIL, "<anna@example.com>", "anna@example.com"),
            ("thousands stand together", INTEGER, "1 234 567", "1234567"),
            ("a decimal comma becomes a point", NUMBER, "12,5", "12.5"),
            ("a day that is no month says which is which", DATE, "31/01/2026", "2026-01-31"),
            ("an American day says so too", DATE, "1/31/2026", "2026-01-31"),
            ("the same day and month are the same in any order", DATE, "03.03.2026", "2026-03-03"),
            ("a month as a word", DATE, "12 mars 2026", "2026-03-12"),
            ("a date with midnight behind it", DATE, "2026-01-31 00:00:00", "2026-01-31"),
            ("a date in the order of the field", FRENCH, "2026-02-01", "01/02/2026"),
            ("a time has two digits and seconds", TIME, "9:30", "09:30:00"),
            ("a time of the French", TIME, "9h30", "09:30:00"),
            ("half past nine in the evening", TIME, "9:30 PM", "21:30:00"),
            (
                "a date and a time with a space between",
                DATETIME,
                "31/01/2026 9:30",
                "2026-01-31T09:30:00",
            ),
            ("a country in small letters", COUNTRY, "fr", "FR"),
        ];
        for (name, field, cell, expected) in cases {
            assert_eq!(suggested(field, None, cell).as_deref(), Some(expected), "{name}: {cell}");
        }
    }

    #[test]
    fn nothing_is_suggested_where_something_is_lost_or_in_doubt() {
        let cases = [
            ("a valid value is left alone", TEXT, "Anna"),
            ("an empty one too", ROLE, ""),
            ("digits that a spreadsheet rounded are gone", CARD, "4.42071E+11"),
            ("digits that it cut are gone too", CARD, "4420709660001230000"),
            ("zeros in front may have been others", POSTCODE, "1234"),
            ("a plus may have been no plus", PLUS, "442070966000"),
            ("a country code is not made up", PLUS, "020 7096 6000"),
            ("an extension that became a date", EXTENSION, "12-mars"),
            ("a serial number counts from one of two days", DATE, "45678"),
            ("the third of April or the fourth of March", DATE, "03/04/2026"),
            ("a year of two digits", DATE, "31/01/26"),
            ("a day that there is not", DATE, "31/02/2026"),
            ("a date with a time is no date", DATE, "31/01/2026 10:00"),
            ("twenty-five o'clock", TIME, "25:10"),
            ("another number is another site", ROLE, "Site 2"),
            (
                "two words that are as near",
                r#""constraints": {"enum": ["Paris A", "Paris B"]}"#,
                "Paris C",
            ),
            ("two addresses in one cell", EMAIL, "a@example.com;b@example.com"),
            ("twelve hundred or one and a fifth", NUMBER, "1,200"),
            ("a word that is nothing like one", ROLE, "boss"),
            ("a formula's error", TEXT, "#REF!"),
        ];
        for (name, field, cell) in cases {
            assert_eq!(suggested(field, None, cell), None, "{name}: {cell}");
        }
    }

    #[test]
    fn a_value_of_a_list_is_suggested_where_it_is_the_only_one_near() {
        let text = r#""type": "string""#;
        let sites = Some("Lyon\nForlì\nAix-en-Provence\nOrléans");
        assert_eq!(suggested(text, sites, "aix en provence").as_deref(), Some("Aix-en-Provence"));
        assert_eq!(suggested(text, sites, "Orleans").as_deref(), Some("Orléans"));
        assert_eq!(suggested(text, sites, " Lyon").as_deref(), Some("Lyon"));
        assert_eq!(suggested(text, sites, "Lyon"), None);
        assert_eq!(suggested(text, Some("Lyon 1\nLyon 2"), "Lyon 3"), None);
    }
}
