//! The whole check of a cell in one step, for the fields that need no more.
//!
//! The check of a field reads a value and asks one restriction after the other, and knows what to
//! say when one is broken. Nearly every cell is valid, and for most fields that can be seen without a
//! value: by the length, a table, a list of a few words. When the schema is read each field gets the
//! glance that suits it.
//!
//! A glance says yes or nothing. Yes is final and must be what the check says (a test of the engine
//! asks both); nothing means that the check decides.

use std::rc::Rc;

use crate::automaton::Automaton;
use crate::check::{day, email, extension, mac, person_name, phone, pin};

/// How a cell can be seen to be valid.
#[derive(Debug, Clone)]
pub struct Glance {
    /// How many bytes it has at least and at most.
    pub least: usize,
    /// See `least`.
    pub most: usize,
    /// What it looks for.
    pub test: Test,
}

/// What a glance looks for.
#[derive(Debug, Clone)]
pub enum Test {
    /// Nothing can be seen.
    Never,
    /// Any text.
    Text,
    /// Any text but what may be an address with a letter that only looks like one of ASCII, or a number
    /// that was cut short.
    Unknown,
    /// A name of a person.
    Name,
    /// A text that a pattern matches.
    Table(Rc<Automaton>),
    /// One of a few words.
    Words(Box<[Word]>),
    /// A mailbox.
    Email,
    /// An address that a person has.
    PersonalEmail,
    /// A number with its country code.
    Phone(phone::Spelling),
    /// Digits only.
    Digits,
    /// A number of a few digits between two whole numbers, with a point or without.
    Number {
        /// Whether there may be a point.
        point: bool,
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// The address of a device.
    Mac,
    /// Digits that are not easily guessed.
    Pin,
    /// A day, as ISO 8601 writes it.
    Date,
}

impl Glance {
    /// The glance that sees nothing.
    pub const NONE: Self = Self { least: 1, most: 0, test: Test::Never };

    /// The glance that takes every text.
    pub const ANY: Self = Self { least: 1, most: usize::MAX, test: Test::Text };

    /// The same for texts of at most so many bytes.
    #[must_use]
    pub fn up_to(mut self, most: usize) -> Self {
        self.most = self.most.min(most);
        self
    }

    /// Whether the cell, which has a value and no mark, is seen to be valid.
    #[inline]
    #[must_use]
    pub fn accepts(&self, cell: &str) -> bool {
        if cell.len() < self.least || cell.len() > self.most {
            return false;
        }
        match &self.test {
            Test::Never => false,
            Test::Text => true,
            Test::Unknown => is_beyond_doubt(cell.as_bytes()),
            Test::Name => person_name::is_name(cell),
            Test::Table(automaton) => automaton.is_match(cell) == Some(true),
            Test::Words(words) => hold(words, cell.as_bytes()),
            Test::Email => email::is_mailbox(cell),
            Test::PersonalEmail => email::is_personal(cell),
            Test::Phone(spelling) => spelling.check(cell).is_ok(),
            Test::Digits => extension::is_extension(cell),
            Test::Number { point, low, high } => lies_between(cell.as_bytes(), *point, *low, *high),
            Test::Mac => mac::is_mac(cell),
            Test::Pin => pin::is_pin(cell),
            Test::Date => day::is_iso_date(cell.as_bytes()),
        }
    }
}

impl Test {
    /// A few words; longer lists are searched.
    #[must_use]
    pub fn words<'w>(words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let words: Vec<Word> = words.take(MOST_WORDS + 1).map(Word::new).collect();
        (words.len() <= MOST_WORDS).then(|| Self::Words(words.into()))
    }

    /// Whether what it accepts is ASCII, so that bytes are characters.
    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        matches!(
            self,
            Self::Email
                | Self::PersonalEmail
                | Self::Phone(_)
                | Self::Digits
                | Self::Number { .. }
                | Self::Mac
                | Self::Pin
                | Self::Date
        )
    }
}

/// Whether a text of which no field says what it should be is no address with a letter outside ASCII,
/// and no number that was cut short.
#[inline]
fn is_beyond_doubt(cell: &[u8]) -> bool {
    cell.len().checked_sub(3).and_then(|at| cell.get(at)) != Some(&b'+')
        && (cell.is_ascii() || !cell.contains(&b'@'))
}

/// Whether the text is a number as JSON writes it, of at most 15 characters, and lies between two whole
/// numbers. One with a fraction has to have the whole numbers around it there.
#[inline]
fn lies_between(text: &[u8], point: bool, low: i64, high: i64) -> bool {
    let negative = text.first() == Some(&b'-');
    let digits = text.get(usize::from(negative)..).unwrap_or_default();
    let mut whole = 0;
    let mut count = 0;
    while let Some(digit) = digits.get(count).filter(|byte| byte.is_ascii_digit()) {
        whole = whole * 10 + i64::from(digit - b'0');
        count += 1;
        if count > 15 {
            return false;
        }
    }
    let fraction = match digits.get(count..) {
        Some([]) => 0,
        Some([b'.', places @ ..])
            if point && !places.is_empty() && places.iter().all(u8::is_ascii_digit) =>
        {
            1
        }
        _ => return false,
    };
    let (least, most) =
        if negative { (-whole - fraction, -whole) } else { (whole, whole + fraction) };
    count > 0 && low <= least && most <= high
}

/// How many words are compared one after the other.
const MOST_WORDS: usize = 16;

/// A word by its length and a few of its bytes, and the rest of it.
#[derive(Debug, Clone)]
pub struct Word {
    key: (usize, u64),
    rest: Box<[u8]>,
}

impl Word {
    fn new(word: &str) -> Self {
        Self { key: key(word.as_bytes()), rest: rest(word.as_bytes()).into() }
    }
}

/// Whether one of the words is the cell. The keys are compared without a branch, because which of the
/// words it is cannot be predicted.
#[inline]
fn hold(words: &[Word], cell: &[u8]) -> bool {
    let key = key(cell);
    let found = words.iter().fold(0, |found, word| found | usize::from(word.key == key));
    found != 0
        && (cell.len() <= 8
            || words.iter().any(|word| word.key == key && *word.rest == *rest(cell)))
}

/// The length of a text, and of its bytes the first eight as a number; all of them where there are
/// fewer.
#[inline]
fn key(bytes: &[u8]) -> (usize, u64) {
    let number = if let Some(eight) = bytes.first_chunk::<8>() {
        u64::from_le_bytes(*eight)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
    } else {
        let byte = |at: usize| u64::from(bytes.get(at).copied().unwrap_or(0));
        byte(0) | byte(1) << 8 | byte(2) << 16
    };
    (bytes.len(), number)
}

/// What the key leaves out.
fn rest(bytes: &[u8]) -> &[u8] {
    bytes.get(8..).unwrap_or_default()
}
