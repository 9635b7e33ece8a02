//! What spreadsheets do to values, recognised afterwards.
//!
//! A spreadsheet guesses what a cell is when a file is opened or a value is typed, shows it in its
//! own way, and writes to the CSV file what it shows:
//!
//! - A long run of digits is a number. From twelve digits on it is shown as `4.42071E+11`, and what
//!   is not shown is not written. A number has fifteen digits; every one after that is a 0. A plus
//!   and zeros in front mean nothing in a number and go. A column that holds an empty cell or a
//!   fraction somewhere becomes one of fractions in some tools (pandas, R), and 1001 becomes `1001.0`.
//! - `3/12`, `12-3` and, where the decimal sign is a comma, `1.5` are dates, and come back as
//!   `12-mars` or `Jan-25`. A date is a number of days since the last days of 1899 (1904 in old
//!   files of a Mac), and comes back as `45678` where the column is not formatted as dates.
//! - True and false, the errors of formulas and the decimal sign are written in the language of the
//!   person who saves the file: `VRAI`, `#NOM?`, `12,5`.
//! - An apostrophe in front keeps a value text; it is not part of the value, but some exports write
//!   it. Autocorrection makes quotes curly and hyphens long. Old interfaces cut a text at 255
//!   characters, and a cell never holds more than 32,767.
//! - What is pasted into a cell from a web page or a chat brings spaces that do not break, characters
//!   of no width, and now and then a letter of another script that looks like the right one.
//!
//! Nothing is looked for in a value that its field accepts, but for the few things of [`doubt`].
//! For one that it refuses, the damage is undone where that can be done, and it is only damage when
//! the field accepts what comes out: this, and not a list of suspicious looks, keeps ordinary wrong
//! values what they are. What cannot be undone (digits that are gone) has to look exactly as
//! spreadsheets write it.
//!
//! If you change it: when in doubt, a value is just wrong. A sentence about spreadsheets misleads
//! whoever never used one.

use super::calendar::{SECOND, civil, day_number, nanoseconds};
use super::{CellCheck, Kind};
use crate::finding::{Code, Constraint, Problem};
use crate::language::Message;

/// Nothing longer is explained, in bytes: every attempt copies the cell and checks it again.
const LONGEST: usize = 4096;
/// What was probably meant is named up to this length, in characters.
const NAMED: usize = 60;
/// How many zeros can be lost in front.
const ZEROS: usize = 8;
/// The digits that a spreadsheet's number holds.
const PRECISION: usize = 15;
/// Where texts are cut, in UTF-16 units: by old interfaces (ODBC, the formats before 2007), and by
/// the size of a cell.
pub(super) const CUTS: [usize; 2] = [255, 32_767];

/// The errors of formulas, as Excel and LibreOffice show them in our languages and in Spanish.
const ERROR_VALUES: [&str; 29] = [
    "#N/A",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#VALEUR!",
    "#NOM?",
    "#NOMBRE!",
    "#NUL!",
    "#NV",
    "#WERT!",
    "#BEZUG!",
    "#ZAHL!",
    "#N/D",
    "#VALORE!",
    "#RIF!",
    "#NOME?",
    "#NULLO!",
    "#VALOR!",
    "#NÚM!",
    "#NULO!",
    "#¡VALOR!",
    "#¡REF!",
    "#¿NOMBRE?",
];

/// True and false as spreadsheets write them: English, French, Italian, German, Portuguese, Spanish.
const TRUE_WORDS: [&str; 6] = ["TRUE", "VRAI", "VERO", "WAHR", "VERDADEIRO", "VERDADERO"];
const FALSE_WORDS: [&str; 4] = ["FALSE", "FAUX", "FALSO", "FALSCH"];

/// The first letters of the months, in the languages that Rollcall speaks and in Spanish, without
/// accents.
const MONTHS: [(&str, i64); 33] = [
    ("jan", 1),
    ("gen", 1),
    ("ene", 1),
    ("fev", 2),
    ("feb", 2),
    ("mar", 3),
    ("mrz", 3),
    ("mae", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("jun", 6),
    ("juin", 6),
    ("giu", 6),
    ("jul", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("out", 10),
    ("nov", 11),
    ("dec", 12),
    ("dic", 12),
    ("dez", 12),
];

/// Letters that look like one of ASCII: Cyrillic, Greek, and the Turkish i without its dot. The
/// full-width forms of East Asian keyboards need no list.
const LOOK_ALIKES: [(char, char); 54] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ї', 'i'),
    ('ј', 'j'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('ӏ', 'l'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('З', '3'),
    ('α', 'a'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('ρ', 'p'),
    ('υ', 'u'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ı', 'i'),
];

/// Why `check` refused `cell`, where a spreadsheet is to blame: nothing, one thing, or two that came
/// together. `refused` is what was found wrong.
pub(super) fn explain(check: &CellCheck, cell: &str, refused: &[Problem]) -> Vec<Problem> {
    if cell.len() > LONGEST || !refused.iter().any(|problem| is_of_form(problem, &check.kind)) {
        return Vec::new();
    }
    if let Some(problem) = explain_one(check, cell) {
        return vec![problem];
    }
    // What lies around a value can hide what became of it.
    peeled(cell)
        .into_iter()
        .flatten()
        .find_map(|(problem, rest)| Some(vec![problem, explain_one(check, &rest)?]))
        .unwrap_or_default()
}

/// The one kind of damage that accounts for all of it.
fn explain_one(check: &CellCheck, cell: &str) -> Option<Problem> {
    let accepts = |text: &str| check.accepts(text);
    if cell.is_ascii() {
        error_value(cell)
            .or_else(|| long_number(&check.kind, cell, &accepts))
            .or_else(|| boolean(&check.kind, cell))
            .or_else(|| decimal_sign(&check.kind, cell, &accepts))
            .or_else(|| trailing_zero(cell, &accepts))
            .or_else(|| lost_in_front(check, cell, &accepts))
            .or_else(|| serial(&check.kind, cell))
            .or_else(|| became_date(&check.kind, cell, &accepts))
            .or_else(|| around(cell, &accepts))
    } else {
        error_value(cell)
            .or_else(|| invisible(cell, &accepts))
            .or_else(|| typography(cell, &accepts))
            .or_else(|| look_alike(cell, &accepts))
            .or_else(|| became_date(&check.kind, cell, &accepts))
            .or_else(|| around(cell, &accepts))
    }
}

/// What can be taken off a cell, with what is left then.
fn peeled(cell: &str) -> [Option<(Problem, String)>; 4] {
    let is_unseen = |character: &char| is_wide(*character) || has_no_width(*character);
    let unseen = if cell.is_ascii() { None } else { cell.chars().find(is_unseen) };
    let spaced = cell.trim_ascii();
    let decimals = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0"));
    [
        unseen.map(|unseen| (unseen_character(unseen), shown(cell).trim().to_owned())),
        (spaced.len() < cell.len())
            .then(|| (damage(Message::SpreadsheetDamageSpace), spaced.to_owned())),
        cell.strip_prefix('\'')
            .map(|rest| (damage(Message::SpreadsheetDamageApostrophe), rest.to_owned())),
        decimals
            .filter(|digits| is_digits(digits))
            .map(|digits| (damage(Message::SpreadsheetDamageDecimals), digits.to_owned())),
    ]
}

/// Whether a problem is about how the value is written, which a spreadsheet can change. A length is
/// about that in a PIN only, which has as many digits as it has.
fn is_of_form(problem: &Problem, kind: &Kind) -> bool {
    problem.code == Code::TypeError
        || match problem.constraint {
            Some(Constraint::Pattern | Constraint::Enum) => true,
            Some(Constraint::MinLength) => matches!(kind, Kind::Pin),
            _ => false,
        }
}

/// What is worth a look in a text that its field accepts: it is the error of a formula or a long
/// number as spreadsheets show it, it holds something that is not seen, or it ends where texts are
/// cut.
pub(super) fn doubt(cell: &str) -> Option<Problem> {
    if cell.starts_with('#') && ERROR_VALUES.contains(&cell) {
        return Some(damage(Message::SpreadsheetDamageErrorValue));
    }
    if let Some(problem) = shown_short(cell) {
        return Some(problem);
    }
    let ends = [cell.chars().next(), cell.chars().next_back()];
    if let Some(unseen) = ends.into_iter().flatten().find(|end| is_unseen_at_an_end(*end)) {
        return Some(unseen_character(unseen));
    }
    if let Some(unseen) = unseen_among_letters(cell) {
        return Some(unseen_character(unseen));
    }
    // A character is one UTF-16 unit and one to three bytes, or two units and four bytes.
    let cut = CUTS.into_iter().find(|cut| {
        (*cut..=cut * 3).contains(&cell.len()) && cell.encode_utf16().count() == *cut
    })?;
    Some(damage(Message::SpreadsheetDamageCut).with("limit", cut as u64))
}

/// Whether [`doubt`] has anything to look at, at the cost of a few bytes. A cell of a record that
/// [`is_latin`](crate::records::Record::is_latin) holds nothing that is not seen.
#[inline]
pub(super) fn is_doubtful(cell: &str, is_latin: bool) -> bool {
    is_marked(cell) || !is_latin && !is_ascii(cell.as_bytes()) && may_hold_unseen(cell)
}

/// Whether [`doubt_unknown`] has anything to look at.
#[inline]
pub(super) fn is_doubtful_unknown(cell: &str, is_latin: bool) -> bool {
    let may_be_address = || memchr::memchr(b'@', cell.as_bytes()).is_some();
    is_marked(cell) || !is_ascii(cell.as_bytes()) && (!is_latin || may_be_address())
}

/// Whether a cell is long enough to be cut, or may be an error or a number cut short.
#[inline]
fn is_marked(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.len() >= CUTS[0]
        || bytes.first() == Some(&b'#')
        || bytes.len().checked_sub(3).and_then(|at| bytes.get(at)) == Some(&b'+')
}

/// [`u8::is_ascii`] of all bytes, fast for the short texts that cells are.
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    let (Some(_), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) else {
        return bytes.iter().fold(0, |all, byte| all | byte) < 0x80;
    };
    let eights = bytes.as_chunks::<8>().0.iter().chain([last]);
    eights.fold(0, |all, eight| all | u64::from_ne_bytes(*eight)) & 0x8080_8080_8080_8080 == 0
}

/// Whether the first byte of a character occurs that nobody sees ([`is_wide`], [`has_no_width`]).
/// Those of the letters of Europe are others, but for a few signs of Latin-1.
fn may_hold_unseen(cell: &str) -> bool {
    cell.bytes().any(|byte| matches!(byte, 0xC2 | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF))
}

/// What is worth a look in a cell of which nothing is known: all of [`doubt`], and letters of another
/// script in what is an address otherwise.
pub(super) fn doubt_unknown(cell: &str) -> Option<Problem> {
    if let Some(problem) = doubt(cell) {
        return Some(problem);
    }
    if cell.is_ascii() || cell.len() > LONGEST || !cell.contains('@') {
        return None;
    }
    let is_address = |text: &str| {
        text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !text.contains([' ', ',', ';'])
        })
    };
    look_alike(cell, &is_address)
}

/// `4.42071E+11`, exactly as a number of twelve to fifteen digits is shown where there is room for no
/// more.
fn shown_short(cell: &str) -> Option<Problem> {
    let (mantissa, exponent) = cell.split_once("E+")?;
    let digits = exponent.parse::<usize>().ok().filter(|exponent| (11..15).contains(exponent))? + 1;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let written = exponent.len() == 2
        && whole.len() == 1
        && whole != "0"
        && is_digits(whole)
        && fraction.len() <= 5
        && (fraction.is_empty() == (mantissa.len() == 1)
            && fraction.bytes().all(|byte| byte.is_ascii_digit()));
    written.then(|| {
        damage(Message::SpreadsheetDamageScientific)
            .with("kept", 1 + fraction.len() as u64)
            .with("digits", digits as u64)
    })
}

/// A character of no width beside a Latin letter or a digit, where it means nothing: it came with
/// what was pasted. In the writing of South Asia it may belong, and joiners hold emoji together.
fn unseen_among_letters(cell: &str) -> Option<char> {
    if cell.is_ascii() {
        return None;
    }
    let latin = |character: Option<char>| character.is_some_and(|character| character < '\u{250}');
    let mut before = None;
    let mut characters = cell.chars().peekable();
    while let Some(character) = characters.next() {
        if has_no_width(character)
            && is_unseen_at_an_end(character)
            && latin(before)
            && latin(characters.peek().copied())
        {
            return Some(character);
        }
        before = Some(character);
    }
    None
}

fn damage(message: Message) -> Problem {
    Problem::new(Code::SpreadsheetDamage, message)
}

/// Names what the cell should say. A finding is no place for a whole cell, so a long one is not
/// named, and the sentence does without.
fn meaning(problem: Problem, meant: &str) -> Problem {
    if meant.chars().nth(NAMED).is_some() { problem } else { problem.with("meant", meant) }
}

/// The problem without what it gives away of the cell, for secret fields; `None` where nothing would
/// be left of it.
pub(super) fn kept_secret(mut problem: Problem) -> Option<Problem> {
    problem.params.retain(|(name, _)| *name != "meant");
    (problem.message != Message::SpreadsheetDamageLookAlike).then_some(problem)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `#REF!`, and the hashes that fill a column too narrow for its numbers.
fn error_value(cell: &str) -> Option<Problem> {
    if !cell.starts_with(['#', 'E']) {
        return None;
    }
    let hashes = cell.len() > 2 && cell.bytes().all(|byte| byte == b'#');
    let code = cell.strip_prefix("Err:").is_some_and(|code| code.len() == 3 && is_digits(code));
    (ERROR_VALUES.contains(&cell) || is_error_in_capitals(cell) || hashes || code)
        .then(|| damage(Message::SpreadsheetDamageErrorValue))
}

/// `#ÜBERLAUF!`: newer errors have a name in each language, all in capitals.
fn is_error_in_capitals(cell: &str) -> bool {
    let name = cell.strip_prefix('#').map(|name| name.trim_start_matches(['¡', '¿']));
    name.and_then(|name| name.strip_suffix(['!', '?'])).is_some_and(|name| {
        (3..=20).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
    })
}

/// Digits that were taken for a number too long to show (`4.42071E+11`) or to hold.
fn long_number(kind: &Kind, cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    // Where numbers have exponents and fractions, this is what a wrong number may look like.
    if !matches!(
        kind,
        Kind::Text | Kind::Phone(_) | Kind::Extension | Kind::Pin | Kind::Mac | Kind::Integer(_)
    ) {
        return None;
    }
    if cell.len() > PRECISION
        && is_digits(cell)
        && !matches!(kind, Kind::Integer(_) | Kind::Mac)
        && cell.bytes().skip(PRECISION).all(|byte| byte == b'0')
        && !cell.starts_with('0')
    {
        return Some(damage(Message::SpreadsheetDamageDigits));
    }
    let (mantissa, exponent) = cell.split_once(['E', 'e'])?;
    let exponent = exponent.strip_prefix('+').filter(|digits| (2..=3).contains(&digits.len()))?;
    let mantissa = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    if whole.len() != 1
        || whole == "0"
        || !is_digits(whole)
        || !is_digits(exponent)
        || !(fraction.is_empty() || is_digits(fraction))
    {
        return None;
    }
    let digits = exponent.parse::<usize>().ok()? + 1;
    let kept = 1 + fraction.len();
    if kept < digits {
        return Some(
            damage(Message::SpreadsheetDamageScientific)
                .with("kept", kept as u64)
                .with("digits", digits as u64),
        );
    }
    let meant = format!("{whole}{fraction}");
    (kept == digits && accepts(&meant))
        .then(|| meaning(damage(Message::SpreadsheetDamageScientificWhole), &meant))
}

/// `VRAI` where the field has its own words.
fn boolean(kind: &Kind, cell: &str) -> Option<Problem> {
    let (Kind::Boolean(tokens) | Kind::YesNo(tokens)) = kind else { return None };
    let truth = TRUE_WORDS.contains(&cell);
    if !truth && !FALSE_WORDS.contains(&cell) {
        return None;
    }
    let problem = damage(Message::SpreadsheetDamageBoolean).with("expected", &*tokens.shown);
    Some(match tokens.first(truth) {
        Some(meant) => meaning(problem, meant),
        None => problem,
    })
}

/// `12,5` where decimals follow a point, or the other way round. `1,200` may be twelve hundred.
fn decimal_sign(kind: &Kind, cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    let Kind::Number(style) = kind else { return None };
    let (written, wanted) = match &*style.decimal {
        "." => (',', "."),
        "," => ('.', ","),
        _ => return None,
    };
    let (whole, fraction) = cell.split_once(written)?;
    let digits = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let grouped = fraction.len() == 3 && (1..=3).contains(&digits.len()) && digits != "0";
    if !is_digits(digits) || !is_digits(fraction) || grouped {
        return None;
    }
    let meant = format!("{whole}{wanted}{fraction}");
    accepts(&meant).then(|| {
        // The sentences choose by it, because a sign alone is hard to read in a sentence.
        let problem = damage(Message::SpreadsheetDamageDecimalSign)
            .with("found", if written == '.' { "point" } else { "comma" });
        meaning(problem, &meant)
    })
}

/// `1001.0`: a whole number that has been one with decimals.
fn trailing_zero(cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    let meant = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0"))?;
    let digits = meant.strip_prefix(['+', '-']).unwrap_or(meant);
    (is_digits(digits) && accepts(meant))
        .then(|| meaning(damage(Message::SpreadsheetDamageDecimals), meant))
}

/// The plus of a phone number, or the zeros of a code with a fixed form.
fn lost_in_front(
    check: &CellCheck,
    cell: &str,
    accepts: &impl Fn(&str) -> bool,
) -> Option<Problem> {
    if !is_digits(cell) || cell.len() > 2 * PRECISION {
        return None;
    }
    let plus = || {
        let meant = format!("+{cell}");
        accepts(&meant).then(|| meaning(damage(Message::SpreadsheetDamagePlus), &meant))
    };
    let zeros = match check.kind {
        Kind::Phone(_) => return if cell.starts_with('0') { None } else { plus() },
        // Of the PINs, few begin with more.
        Kind::Pin => 2,
        Kind::Text => ZEROS,
        _ => return None,
    };
    let mut meant = cell.to_owned();
    for _ in 0..zeros {
        meant.insert(0, '0');
        if accepts(&meant) {
            return Some(meaning(damage(Message::SpreadsheetDamageZeros), &meant));
        }
    }
    // Shorter ones are no phone numbers, whatever the pattern says.
    if matches!(check.kind, Kind::Text) && cell.len() > 6 { plus() } else { None }
}

/// A date or a time as the number by which a spreadsheet keeps it.
fn serial(kind: &Kind, cell: &str) -> Option<Problem> {
    let (form, shown) = match kind {
        Kind::Date(form) => (form, "YYYY-MM-DD"),
        Kind::DateTime(form) => (form, "YYYY-MM-DDThh:mm:ss"),
        Kind::Time(form) => (form, "hh:mm:ss"),
        _ => return None,
    };
    let (days, fraction) = cell.split_once(['.', ',']).unwrap_or((cell, ""));
    if !is_digits(days) || fraction.len() > PRECISION {
        return None;
    }
    let of_time = is_digits(fraction).then(|| {
        // A fraction of a day. What lies under a second is what the digits leave uncertain.
        let seconds = (nanoseconds(fraction.as_bytes()) * 86_400 + SECOND / 2) / SECOND;
        let seconds = seconds.min(86_399);
        format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    });
    let of_date = || {
        // Day 10,000 is in 1927, day 99,999 in 2173.
        let days =
            days.parse::<i64>().ok().filter(|_| days.len() == 5 && !days.starts_with('0'))?;
        let (year, month, day) = civil(day_number(1899, 12, 30)? + days);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    };
    let meant = match (kind, of_time) {
        (Kind::Time(_), Some(time)) if days == "0" => time,
        (Kind::Date(_), None) => of_date()?,
        (Kind::DateTime(_), None) => format!("{}T00:00:00", of_date()?),
        (Kind::DateTime(_), Some(time)) => format!("{}T{time}", of_date()?),
        _ => return None,
    };
    let problem = damage(Message::SpreadsheetDamageSerial).with("expected", form.shown(shown));
    Some(meaning(problem, &meant))
}

/// `12-mars`, `Jan-25`: something with two numbers that was taken for a date. In fields of short
/// numbers, dates in digits as well.
fn became_date(kind: &Kind, cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    let of_digits = matches!(kind, Kind::Extension | Kind::Pin | Kind::Phone(_));
    let numeric = of_digits || matches!(kind, Kind::Integer(_) | Kind::Number(_));
    if !numeric && !matches!(kind, Kind::Text) {
        return None;
    }
    let numbers = || if of_digits { numeric_date(cell) } else { None };
    let (first, second) = named_date(cell).or_else(numbers)?;
    let mut candidates = Vec::new();
    for sign in [".", ",", "-", "/", ":"] {
        candidates.push(format!("{first}{sign}{second}"));
        candidates.push(format!("{second}{sign}{first}"));
        candidates.push(format!("{first:02}{sign}{second:02}"));
        candidates.push(format!("{second:02}{sign}{first:02}"));
    }
    // 12-mars was 12.3 where decimals follow a comma, and mars-12 was 3.12: the order of the text.
    let meant = candidates.iter().find(|candidate| accepts(candidate));
    let problem = damage(Message::SpreadsheetDamageDate);
    match meant {
        Some(meant) => Some(meaning(problem, meant)),
        None => numeric.then_some(problem),
    }
}

/// The two numbers of `12-mars`, `Jan-25` or `01. Mai`, in their order.
fn named_date(cell: &str) -> Option<(i64, i64)> {
    if !(4..=20).contains(&cell.len()) {
        return None;
    }
    let (first, second) = cell.split_once(['-', '/', ' '])?;
    match (small(first.trim_end_matches('.')), small(second)) {
        (Some(day), None) => Some((day, month(second)?)).filter(|(day, _)| (1..=31).contains(day)),
        (None, Some(year)) => Some((month(first)?, year)),
        _ => None,
    }
}

/// A number of one or two digits.
fn small(text: &str) -> Option<i64> {
    (text.len() <= 2 && is_digits(text)).then(|| text.parse().ok())?
}

/// The month of a name, whole or shortened.
pub(crate) fn month(name: &str) -> Option<i64> {
    let plain: String = name
        .trim_end_matches('.')
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'é' | 'è' => 'e',
            'û' => 'u',
            'ä' => 'a',
            'ç' => 'c',
            letter => letter,
        })
        .collect();
    let whole = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
        "janeiro",
        "fevereiro",
        "marco",
        "abril",
        "maio",
        "junho",
        "julho",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
        "januar",
        "februar",
        "marz",
        "maerz",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "janv",
        "fevr",
        "juil",
        "sept",
    ];
    if plain.len() > 3 && !whole.contains(&plain.as_str()) {
        return None;
    }
    MONTHS.iter().find(|(letters, _)| plain.starts_with(letters)).map(|(_, month)| *month)
}

/// Two numbers of a date in digits: day and month, or month and year.
fn numeric_date(cell: &str) -> Option<(i64, i64)> {
    let sign = ['-', '/', '.'].into_iter().find(|sign| cell.contains(*sign))?;
    let mut parts = cell.split(sign);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || ![first, second, third].into_iter().all(is_digits) {
        return None;
    }
    let (day, month, year) = match (first.len(), second.len(), third.len()) {
        (4, 2, 2) => (third, second, first),
        (1..=2, 1..=2, 4) => (first, second, third),
        _ => return None,
    };
    let (day, month) = (small(day)?, small(month)?);
    // Some countries write the month first.
    let (day, month) = if month > 12 { (month, day) } else { (day, month) };
    day_number(year.parse().ok()?, month, day).map(|_| (day, month))
}

/// An apostrophe that kept a value text, or white space around it.
fn around(cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    if let Some(meant) = cell.strip_prefix('\'').filter(|meant| accepts(meant)) {
        return Some(meaning(damage(Message::SpreadsheetDamageApostrophe), meant));
    }
    let meant = cell.trim();
    (meant.len() < cell.len() && !meant.is_empty() && accepts(meant))
        .then(|| meaning(damage(Message::SpreadsheetDamageSpace), meant))
}

/// Characters of no width, and spaces that do not break.
fn invisible(cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    let unseen = cell.chars().find(|character| is_wide(*character) || has_no_width(*character))?;
    let shown = shown(cell);
    let without: String = shown.chars().filter(|character| *character != ' ').collect();
    (accepts(&shown) || accepts(shown.trim()) || accepts(&without))
        .then(|| unseen_character(unseen))
}

/// The cell as it looks: without what has no width, every space the one of the keyboard.
pub(crate) fn shown(cell: &str) -> String {
    cell.chars()
        .filter(|character| !has_no_width(*character))
        .map(|character| if is_wide(character) { ' ' } else { character })
        .collect()
}

fn unseen_character(character: char) -> Problem {
    Problem::new(Code::InvisibleCharacter, Message::InvisibleCharacter)
        .with("name", code_point(character))
}

/// The character by its number, as `U+00A0`.
fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Spaces other than that of the keyboard.
const fn is_wide(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

const fn has_no_width(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// What no text begins or ends with on purpose. Joiners and the marks of direction are part of the
/// writing of some languages.
const fn is_unseen_at_an_end(character: char) -> bool {
    is_wide(character)
        || has_no_width(character) && !matches!(character, '\u{61c}' | '\u{200c}'..='\u{200f}')
}

/// Quotes, hyphens and dots that autocorrection made beautiful.
fn typography(cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    let plain = |character| match character {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{b4}' => Some("'"),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => Some("\""),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some("-"),
        '\u{2026}' => Some("..."),
        _ => None,
    };
    let (found, expected) =
        cell.chars().find_map(|character| Some((character, plain(character)?)))?;
    let mut meant = String::with_capacity(cell.len());
    for character in cell.chars() {
        match plain(character) {
            Some(plain) => meant.push_str(plain),
            None => meant.push(character),
        }
    }
    accepts(&meant).then(|| {
        let problem = damage(Message::SpreadsheetDamageTypography)
            .with("found", found.to_string())
            .with("expected", expected);
        meaning(problem, &meant)
    })
}

/// Letters of another script that look like the ones that belong.
fn look_alike(cell: &str, accepts: &impl Fn(&str) -> bool) -> Option<Problem> {
    let plain = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        _ => LOOK_ALIKES.iter().find(|(other, _)| *other == character).map(|(_, plain)| *plain),
    };
    let (found, expected) =
        cell.chars().find_map(|character| Some((character, plain(character)?)))?;
    let meant: String =
        cell.chars().map(|character| plain(character).unwrap_or(character)).collect();
    (meant.is_ascii() && accepts(&meant)).then(|| {
        let problem = damage(Message::SpreadsheetDamageLookAlike)
            .with("found", found.to_string())
            .with("name", code_point(found))
            .with("expected", expected.to_string());
        meaning(problem, &meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Outcome;
    use crate::finding::Param;
    use crate::language::{Args, Language, write_fix, write_message};
    use crate::schema::Schema;

    const INTEGER: &str = r#""type": "integer""#;
    const NUMBER: &str = r#""type": "number""#;
    const GERMAN: &str = r#""type": "number", "decimalChar": ",""#;
    const BOOLEAN: &str = r#""type": "boolean""#;
    const DATE: &str = r#""type": "date""#;
    const TEXT: &str = r#""type": "string""#;
    const SITE: &str = r#""type": "string", "constraints": {"pattern": "[A-Z]{2}[0-9]{4}"}"#;
    const POSTCODE: &str = r#""type": "string", "constraints": {"pattern": "[0-9]{5}"}"#;
    const CARD: &str = r#""type": "string", "constraints": {"pattern": "[0-9]{12}"}"#;
    const SIZE: &str = r#""type": "string", "constraints": {"enum": ["1-2", "3-4", "don't know"]}"#;
    const EMAIL: &str = r#""rollcall": {"format": "email"}"#;
    const PHONE: &str = r#""rollcall": {"format": "phone"}"#;
    const PLUS: &str = r#""rollcall": {"format": "phone", "phone": "plus"}"#;
    const EXTENSION: &str = r#""rollcall": {"format": "extension"}"#;
    const PIN: &str =
        r#""rollcall": {"format": "pin"}, "constraints": {"minLength": 6, "maxLength": 6}"#;

    fn check(field: &str) -> CellCheck {
        let schema = Schema::from_json(&format!(r#"{{"fields": [{{"name": "a", {field}}}]}}"#));
        schema.unwrap_or_else(|errors| panic!("{field}: {errors:?}")).fields[0].check.clone()
    }

    /// The message that a cell gets under a field, and what it is said to have been.
    fn explained(field: &str, cell: &str) -> (Option<Message>, Option<String>) {
        let check = check(field);
        let mut problems = Vec::new();
        if check.check(cell, &mut problems) != Outcome::Invalid {
            return (None, None);
        }
        check.explain(cell, false, &mut problems);
        let problem = problems.first().expect("an invalid cell has a problem");
        let meant = problem.params.iter().find_map(|(name, value)| match value {
            Param::Text(text) if *name == "meant" => Some(text.clone()),
            _ => None,
        });
        (Some(problem.message), meant)
    }

    #[track_caller]
    fn all(cases: &[(&str, &str, Message, &str)]) {
        for (field, cell, message, meant) in cases {
            let meant = (!meant.is_empty()).then(|| (*meant).to_owned());
            assert_eq!(explained(field, cell), (Some(*message), meant), "{cell:?} in {field}");
        }
    }

    #[test]
    fn digits_that_are_not_shown_are_gone() {
        use Message::{
            SpreadsheetDamageDigits as Digits, SpreadsheetDamageScientific as Scientific,
            SpreadsheetDamageScientificWhole as Whole, TypeErrorExtension, TypeErrorInteger,
            TypeErrorPhone,
        };
        all(&[
            (PHONE, "4.42071E+11", Scientific, ""),
            (PHONE, "4,42071E+11", Scientific, ""),
            (PHONE, "4.42071e+11", Scientific, ""),
            (EXTENSION, "1E+12", Scientific, ""),
            (INTEGER, "4.42071E+11", Scientific, ""),
            (CARD, "4.42071E+11", Scientific, ""),
            (PHONE, "4.42071234567E+11", Whole, "442071234567"),
            (PHONE, "4.42071E11", TypeErrorPhone, ""),
            (PHONE, "44.2071E+11", TypeErrorPhone, ""),
            (PHONE, "A.42071E+11", TypeErrorPhone, ""),
            (EXTENSION, "1E5", TypeErrorExtension, ""),
            (INTEGER, "1e5", TypeErrorInteger, ""),
            (PHONE, "4420712345670000", Digits, ""),
            (CARD, "1234567890123450", Digits, ""),
            (PHONE, "4420712345670001", TypeErrorPhone, ""),
        ]);
        assert_eq!(explained(TEXT, "4.42071E+11"), (None, None));
        assert_eq!(explained(NUMBER, "4.42071E+11"), (None, None));
        assert_eq!(explained(INTEGER, "1234567890123450"), (None, None));
    }

    #[test]
    fn whole_numbers_get_decimals_and_fractions_another_sign() {
        use Message::{
            SpreadsheetDamageDecimalSign as Sign, SpreadsheetDamageDecimals as Decimals,
            TypeErrorInteger, TypeErrorNumber, TypeErrorPhone,
        };
        all(&[
            (INTEGER, "1001.0", Decimals, "1001"),
            (INTEGER, "-3,0", Decimals, "-3"),
            (EXTENSION, "1001.0", Decimals, "1001"),
            (PHONE, "442071234567.0", Decimals, "442071234567"),
            (CARD, "123456789012.0", Decimals, "123456789012"),
            (PIN, "135792.0", Decimals, "135792"),
            (INTEGER, "12.5", TypeErrorInteger, ""),
            (INTEGER, "12.00", TypeErrorInteger, ""),
            (INTEGER, ".0", TypeErrorInteger, ""),
            (INTEGER, "notanumber", TypeErrorInteger, ""),
            (PHONE, "123.0", TypeErrorPhone, ""),
            (NUMBER, "12,5", Sign, "12.5"),
            (NUMBER, "-0,125", Sign, "-0.125"),
            (GERMAN, "12.5", Sign, "12,5"),
            (NUMBER, "1,200", TypeErrorNumber, ""),
            (NUMBER, "1,2,3", TypeErrorNumber, ""),
            (NUMBER, "12,", TypeErrorNumber, ""),
            (INTEGER, "12,5", TypeErrorInteger, ""),
        ]);
    }

    #[test]
    fn what_means_nothing_in_a_number_is_lost_in_front() {
        use Message::{
            ConstraintErrorMinLength, ConstraintErrorPattern, SpreadsheetDamagePlus as Plus,
            SpreadsheetDamageZeros as Zeros, TypeErrorPhone, TypeErrorPhoneNoPlus,
        };
        all(&[
            (PLUS, "442071234567", Plus, "+442071234567"),
            (PLUS, "00442071234567", TypeErrorPhoneNoPlus, ""),
            (PLUS, "0612345678", TypeErrorPhone, ""),
            (POSTCODE, "1234", Zeros, "01234"),
            (POSTCODE, "123456", ConstraintErrorPattern, ""),
            (POSTCODE, "123a", ConstraintErrorPattern, ""),
            (PIN, "40617", Zeros, "040617"),
            (PIN, "617", ConstraintErrorMinLength, ""),
        ]);
    }

    #[test]
    fn dates_become_numbers_and_numbers_dates() {
        use Message::{
            ConstraintErrorEnum, SpreadsheetDamageDate as Date, SpreadsheetDamageSerial as Serial,
            TypeErrorDate, TypeErrorExtension, TypeErrorInteger,
        };
        const DATETIME: &str = r#""type": "datetime""#;
        const TIME: &str = r#""type": "time""#;
        all(&[
            (DATE, "45678", Serial, "2025-01-21"),
            (DATETIME, "45678.5", Serial, "2025-01-21T12:00:00"),
            (TIME, "0.520833333", Serial, "12:30:00"),
            (DATE, "4567", TypeErrorDate, ""),
            (DATE, "456789", TypeErrorDate, ""),
            (DATE, "45678.5", TypeErrorDate, ""),
            (EXTENSION, "2025-03-01", Date, ""),
            (EXTENSION, "01/03/2025", Date, ""),
            (EXTENSION, "12-mars", Date, ""),
            (EXTENSION, "Jan-25", Date, ""),
            (INTEGER, "01. Mai", Date, ""),
            (NUMBER, "12-mars", Date, "12.3"),
            (NUMBER, "août-12", Date, "8.12"),
            (SIZE, "1-Feb", Date, "1-2"),
            (SIZE, "03-avr", Date, "3-4"),
            (SIZE, "5-Feb", ConstraintErrorEnum, ""),
            (EXTENSION, "2025-13-45", TypeErrorExtension, ""),
            (EXTENSION, "12-marsupial", TypeErrorExtension, ""),
            (INTEGER, "2025-03-01", TypeErrorInteger, ""),
            (INTEGER, "March", TypeErrorInteger, ""),
        ]);
    }

    #[test]
    fn true_false_and_errors_speak_the_language_of_the_spreadsheet() {
        use Message::{
            SpreadsheetDamageBoolean as Boolean, SpreadsheetDamageErrorValue as ErrorValue,
            TypeErrorBoolean, TypeErrorInteger, TypeErrorYesNo,
        };
        const YES_NO: &str = r#""rollcall": {"format": "yes-no", "tokens": ["Y", "N"]}"#;
        all(&[
            (BOOLEAN, "VRAI", Boolean, "true"),
            (BOOLEAN, "FALSCH", Boolean, "false"),
            (YES_NO, "TRUE", Boolean, ""),
            (YES_NO, "FALSO", Boolean, ""),
            (YES_NO, "true", TypeErrorYesNo, ""),
            (BOOLEAN, "OUI", TypeErrorBoolean, ""),
            (INTEGER, "TRUE", TypeErrorInteger, ""),
            (INTEGER, "#N/A", ErrorValue, ""),
            (INTEGER, "#NOM?", ErrorValue, ""),
            (DATE, "#NÚM!", ErrorValue, ""),
            (DATE, "########", ErrorValue, ""),
            (INTEGER, "Err:502", ErrorValue, ""),
            (INTEGER, "#12", TypeErrorInteger, ""),
            (INTEGER, "N/A", TypeErrorInteger, ""),
        ]);
        assert_eq!(explained(TEXT, "#N/A"), (None, None));
    }

    #[test]
    fn what_came_with_the_value_is_taken_off() {
        use Message::{
            ConstraintErrorEnum, ConstraintErrorEnumNear, InvisibleCharacter as Invisible,
            SpreadsheetDamageApostrophe as Apostrophe, SpreadsheetDamageLookAlike as LookAlike,
            SpreadsheetDamageSpace as Space, SpreadsheetDamageTypography as Typography,
            TypeErrorBoolean, TypeErrorEmail, TypeErrorExtension,
        };
        all(&[
            (EXTENSION, "'0042", Apostrophe, "0042"),
            (EXTENSION, "'x42", TypeErrorExtension, ""),
            (BOOLEAN, " true", Space, "true"),
            (EMAIL, "ada@example.com\t", Space, "ada@example.com"),
            (SITE, "AB1234 ", Space, "AB1234"),
            (BOOLEAN, " maybe ", TypeErrorBoolean, ""),
            (EMAIL, "ada@exa\u{200b}mple.com", Invisible, ""),
            (EMAIL, "ada@example.com\u{a0}", Invisible, ""),
            (NUMBER, "1\u{202f}200", Invisible, ""),
            (EMAIL, "ada\u{200b}", TypeErrorEmail, ""),
            (SIZE, "don’t know", Typography, "don't know"),
            (SIZE, "1–2", Typography, "1-2"),
            (SIZE, "5–6", ConstraintErrorEnum, ""),
            (SIZE, "don’t knew", ConstraintErrorEnumNear, ""),
            (EMAIL, "\u{430}da@example.com", LookAlike, "ada@example.com"),
            (SITE, "А\u{412}1234", LookAlike, "AB1234"),
            (EXTENSION, "１００１", LookAlike, "1001"),
            (EMAIL, "да@example.com", TypeErrorEmail, ""),
            (EMAIL, "adé@example.com", TypeErrorEmail, ""),
        ]);
        assert_eq!(explained(NUMBER, "12 "), (None, None));
    }

    #[test]
    fn a_valid_text_is_doubted_where_it_is_cut_or_ends_unseen() {
        let doubted = |cell: &str| check(TEXT).doubt(cell).map(|problem| problem.message);
        for length in CUTS {
            let cut = Some(Message::SpreadsheetDamageCut);
            assert_eq!(doubted(&"a".repeat(length)), cut);
            assert_eq!(doubted(&"é".repeat(length)), cut);
            assert_eq!(doubted(&"a".repeat(length - 1)), None);
            assert_eq!(doubted(&"é".repeat(length + 1)), None);
        }
        for (cell, unseen) in [
            ("Ada\u{a0}", true),
            ("\u{200b}Ada", true),
            ("\u{feff}Ada", true),
            ("A\u{a0}da", false),
            ("Ada ", false),
            ("\u{e9}t\u{e9}", false),
            ("\u{5d0}\u{200f}", false),
            ("A\u{200b}da", true),
            ("A\u{ad}da", true),
            ("Ada\u{feff} L", true),
            ("\u{1f469}\u{200d}\u{1f4bb}", false),
            ("\u{e01}\u{200b}\u{e02}", false),
            ("Jos\u{e9} \u{2019}t Hart", false),
        ] {
            let expected = unseen.then_some(Message::InvisibleCharacter);
            assert_eq!(doubted(cell), expected, "{cell:?}");
        }
        assert_eq!(check(NUMBER).doubt(&"1".repeat(255)), None);
    }

    #[test]
    fn two_kinds_of_damage_in_one_cell_are_both_named() {
        use Message::{
            InvisibleCharacter as Invisible, SpreadsheetDamageApostrophe as Apostrophe,
            SpreadsheetDamageDecimals as Decimals, SpreadsheetDamageErrorValue as ErrorValue,
            SpreadsheetDamagePlus as Plus, SpreadsheetDamageScientific as Scientific,
            SpreadsheetDamageSerial as Serial, SpreadsheetDamageSpace as Space,
            SpreadsheetDamageZeros as Zeros,
        };
        let cases: &[(&str, &str, [Message; 2])] = &[
            (PHONE, "\u{a0}4.42071E+11", [Invisible, Scientific]),
            (PHONE, "4,42071E+11\u{200b}", [Invisible, Scientific]),
            (EXTENSION, " 1E+12", [Space, Scientific]),
            (DATE, "45678\u{a0}", [Invisible, Serial]),
            (POSTCODE, "1234.0", [Decimals, Zeros]),
            (PLUS, "442071234567.0", [Decimals, Plus]),
            (PLUS, "'442071234567", [Apostrophe, Plus]),
            (INTEGER, " #N/A", [Space, ErrorValue]),
        ];
        for (field, cell, expected) in cases {
            let check = check(field);
            let mut problems = Vec::new();
            assert_eq!(check.check(cell, &mut problems), Outcome::Invalid, "{cell:?}");
            check.explain(cell, false, &mut problems);
            let messages: Vec<_> = problems.iter().map(|problem| problem.message).collect();
            assert_eq!(messages, expected, "{cell:?} in {field}");
        }
    }

    #[test]
    fn a_valid_text_is_doubted_where_it_is_what_spreadsheets_write() {
        use Message::{
            SpreadsheetDamageErrorValue as ErrorValue, SpreadsheetDamageScientific as Scientific,
        };
        let doubted = |cell: &str| check(TEXT).doubt(cell).map(|problem| problem.message);
        for cell in ["#N/A", "#NOM?", "#¡REF!", "#WERT!", "#D\u{200b}"] {
            let expected = if cell.contains('D') { None } else { Some(ErrorValue) };
            assert_eq!(doubted(cell).filter(|message| *message == ErrorValue), expected, "{cell}");
        }
        for cell in ["4.42071E+11", "4,42071E+11", "1E+14"] {
            assert_eq!(doubted(cell), Some(Scientific), "{cell}");
        }
        for cell in ["#1", "#winning!", "4.42071E+10", "4.42071234E+11", "A+1", "E+11", "1.E+11"] {
            assert_eq!(doubted(cell), None, "{cell}");
        }
    }

    #[test]
    fn of_what_no_field_describes_only_the_unmistakable_is_doubted() {
        use Message::{
            InvisibleCharacter as Invisible, SpreadsheetDamageCut as Cut,
            SpreadsheetDamageErrorValue as ErrorValue, SpreadsheetDamageLookAlike as LookAlike,
            SpreadsheetDamageScientific as Scientific,
        };
        let cases: &[(&str, Option<Message>)] = &[
            ("#REF!", Some(ErrorValue)),
            ("#BEZUG!", Some(ErrorValue)),
            ("4.42071E+11", Some(Scientific)),
            ("ada@exa\u{200b}mple.com", Some(Invisible)),
            ("\u{a0}Ada", Some(Invisible)),
            ("\u{430}da@example.com", Some(LookAlike)),
            ("да@пример.рф", None),
            ("Анна", None),
            ("12\u{a0}500", None),
            ("don’t", None),
            ("2025-03-01", None),
            ("VRAI", None),
            ("1001.0", None),
            ("C# & #hashtag", None),
            ("@\u{430}da", None),
        ];
        for (cell, expected) in cases {
            let found = CellCheck::doubt_unknown(cell).map(|problem| problem.message);
            assert_eq!(found, *expected, "{cell:?}");
        }
        let long = "é".repeat(255);
        assert_eq!(CellCheck::doubt_unknown(&long).map(|problem| problem.message), Some(Cut));
    }

    /// Every kind of damage as it arrives, with the code it gets and words that the sentence has in
    /// English and in French.
    #[test]
    fn every_kind_of_damage_has_its_code_and_its_sentence() {
        const YES_NO: &str = r#""rollcall": {"format": "yes-no", "tokens": ["Y", "N"]}"#;
        const LONG: &str = r#""type": "string""#;
        let cut = "x".repeat(255);
        let cases: &[(&str, &str, &str, &str, &str)] = &[
            (PHONE, "4.42071E+11", "spreadsheet-damage", "first 6 digits", "6 premiers"),
            (PHONE, "4,42071E+11", "spreadsheet-damage", "shortened", "abrégé"),
            (POSTCODE, "1234", "spreadsheet-damage", "began with zeros", "des zéros"),
            (PLUS, "442071234567", "spreadsheet-damage", "no plus sign", "signe plus"),
            (EXTENSION, "1001.0", "spreadsheet-damage", "decimal place", "décimale"),
            (CARD, "1234567890123450", "spreadsheet-damage", "sixteenth digit", "seizième"),
            (DATE, "45123", "spreadsheet-damage", "2023-07-16", "2023-07-16"),
            (EXTENSION, "1-Jan", "spreadsheet-damage", "looks like a date", "une date"),
            (EXTENSION, "janv-05", "spreadsheet-damage", "looks like a date", "une date"),
            (EXTENSION, "mars-12", "spreadsheet-damage", "looks like a date", "une date"),
            (YES_NO, "TRUE", "spreadsheet-damage", "true or false", "vrai ou faux"),
            (YES_NO, "FAUX", "spreadsheet-damage", "true or false", "vrai ou faux"),
            (YES_NO, "WAHR", "spreadsheet-damage", "true or false", "vrai ou faux"),
            (YES_NO, "FALSO", "spreadsheet-damage", "true or false", "vrai ou faux"),
            (YES_NO, "VERDADEIRO", "spreadsheet-damage", "true or false", "vrai ou faux"),
            (NUMBER, "12,5", "spreadsheet-damage", "comma", "virgule"),
            (EXTENSION, "'1001", "spreadsheet-damage", "apostrophe", "apostrophe"),
            (INTEGER, "#N/D", "spreadsheet-damage", "error message", "message d’erreur"),
            (INTEGER, "#VALEUR!", "spreadsheet-damage", "error message", "message d’erreur"),
            (INTEGER, "#DIV/0!", "spreadsheet-damage", "error message", "message d’erreur"),
            (INTEGER, "#ÜBERLAUF!", "spreadsheet-damage", "error message", "message d’erreur"),
            (INTEGER, "#####", "spreadsheet-damage", "error message", "message d’erreur"),
            (LONG, &cut, "spreadsheet-damage", "255 characters", "255 caractères"),
            (EMAIL, "ada@example.com\u{a0}", "invisible-character", "U+00A0", "U+00A0"),
            (EMAIL, "ada@exam\u{200b}ple.com", "invisible-character", "U+200B", "U+200B"),
            (SIZE, "don’t know", "spreadsheet-damage", "autocorrection", "correction"),
            (EMAIL, "\u{430}da@example.com", "spreadsheet-damage", "another alphabet", "alphabet"),
            (SITE, " AB1234", "spreadsheet-damage", "blank space", "blanc"),
        ];
        for (field, cell, code, english, french) in cases {
            let check = check(field);
            let mut problems = Vec::new();
            match check.check(cell, &mut problems) {
                Outcome::Invalid => check.explain(cell, false, &mut problems),
                _ => problems.extend(check.doubt(cell)),
            }
            let problem = problems.first().unwrap_or_else(|| panic!("{cell:?} in {field}"));
            assert_eq!(problem.code.as_str(), *code, "{cell:?} in {field}");
            let args = Args { cell: Some(cell), params: &problem.params, ..Args::default() };
            for (language, word) in [(Language::En, english), (Language::Fr, french)] {
                let (mut message, mut fix) = (String::new(), String::new());
                write_message(language, problem.message, &args, &mut message);
                write_fix(language, problem.message, &args, &mut fix);
                assert!(message.contains(word), "{message}");
                assert!(message.ends_with('.') && fix.ends_with('.'), "{message} {fix}");
            }
        }
    }

    #[test]
    fn a_secret_cell_is_explained_without_its_value() {
        for cell in ["135792.0", "40617", "'135792", "１３５７９２"] {
            let check = check(PIN);
            let mut problems = Vec::new();
            check.check(cell, &mut problems);
            check.explain(cell, true, &mut problems);
            for (_, value) in &problems[0].params {
                assert!(!matches!(value, Param::Text(_)), "{cell}: {problems:?}");
            }
        }
    }

    #[test]
    fn every_month_is_read_in_every_language() {
        for (names, number) in [
            ("jan janv. janvier gen gennaio jan. januar", 1),
            ("feb févr. février fev febbraio fevereiro", 2),
            ("mar mars Mrz Mär März marzo março march", 3),
            ("apr avr. avril abr abril aprile", 4),
            ("may mai mag maggio maio", 5),
            ("jun juin giu giugno junho juni june", 6),
            ("jul juil. juillet lug luglio julho july", 7),
            ("aug août ago agosto august", 8),
            ("sep sept. set settembre setembro september", 9),
            ("oct okt ott out octobre outubro oktober", 10),
            ("nov nov. novembre november", 11),
            ("dec déc. dic dez dezember dicembre", 12),
        ] {
            for name in names.split(' ') {
                assert_eq!(month(name), Some(number), "{name}");
            }
        }
        for name in ["", "ma", "mayo", "x", "junior", "mar1"] {
            assert_eq!(month(name), None, "{name}");
        }
    }

    #[test]
    fn every_character_that_nobody_sees_is_looked_for() {
        for character in ('\u{80}'..=char::MAX).filter(|c| is_wide(*c) || has_no_width(*c)) {
            assert!(is_doubtful(&format!("a{character}b"), false), "{}", code_point(character));
        }
        for cell in ["Élodie", "Saint-Étienne", "Çelik", "Nicolò", "Łódź", "1001"] {
            assert!(!is_doubtful(cell, false), "{cell}");
        }
    }

    #[test]
    fn ascii_is_told_at_every_length() {
        for length in 0..40 {
            let text = "a".repeat(length);
            assert!(is_ascii(text.as_bytes()));
            for at in 0..length {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = 0x80;
                assert!(!is_ascii(&bytes), "{at} of {length}");
            }
        }
    }
}
