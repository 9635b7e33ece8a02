//! The whole check of a cell in one step, for the fields that need no more.
//!
//! [`CellCheck::check`](super::CellCheck::check) reads a value and asks one restriction after the
//! other, and knows what to say when one is broken. Nearly every cell is valid, and for most fields
//! that can be seen without a value: by the length, a table, a list of a few words. When the schema
//! is read each field gets the glance that suits it.
//!
//! A glance says yes or nothing. Yes is final and must be what the check says (a test asks both);
//! nothing means that the check decides.

use std::rc::Rc;

use super::automaton::Automaton;
use super::boolean::Tokens;
use super::kind::{Kind, TimeForm};
use super::{
    Bound, Length, Restriction, Side, calendar, email, extension, mac, person_name, phone, pin,
};

/// How a cell can be seen to be valid.
#[derive(Debug, Clone)]
pub(crate) struct Glance {
    /// How many bytes it has at least and at most.
    least: usize,
    most: usize,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    /// Nothing can be seen.
    Never,
    /// Any text.
    Text,
    Name,
    Table(Rc<Automaton>),
    Words(Box<[Word]>),
    Email,
    PersonalEmail,
    Phone(phone::Spelling),
    Digits,
    /// A number of a few digits between two whole numbers, with a point or without.
    Number {
        point: bool,
        low: i64,
        high: i64,
    },
    Mac,
    Pin,
    Date,
}

impl Glance {
    /// The glance that sees nothing.
    pub(crate) const NONE: Self = Self { least: 1, most: 0, test: Test::Never };

    /// The glance that takes every text.
    pub(crate) const ANY: Self = Self { least: 1, most: usize::MAX, test: Test::Text };

    /// The same for texts of at most so many bytes.
    pub(super) fn up_to(mut self, most: usize) -> Self {
        self.most = self.most.min(most);
        self
    }

    /// The glance for fields of a kind with these restrictions.
    pub(super) fn new(kind: &Kind, restrictions: &[Restriction]) -> Self {
        let mut glance = Self { least: 1, most: usize::MAX, test: Test::of(kind) };
        for restriction in restrictions {
            let fits = match restriction {
                // No text has more characters than bytes.
                Restriction::Length(Length::Maximum(limit)) => {
                    glance.most = glance.most.min(usize::try_from(*limit).unwrap_or(usize::MAX));
                    true
                }
                Restriction::Length(Length::Minimum(limit)) if glance.test.is_ascii() => {
                    glance.least = glance.least.max(usize::try_from(*limit).unwrap_or(usize::MAX));
                    true
                }
                Restriction::Bound(bound) => glance.test.narrow(bound),
                Restriction::Pattern(pattern) if matches!(glance.test, Test::Text) => {
                    let table = pattern.automaton().map(Test::Table);
                    glance.test = table.unwrap_or(Test::Never);
                    true
                }
                Restriction::Allowed(allowed) if matches!(glance.test, Test::Text) => {
                    let words = Test::words(allowed.words());
                    glance.test = words.unwrap_or(Test::Never);
                    true
                }
                _ => false,
            };
            if !fits {
                glance.test = Test::Never;
            }
        }
        glance
    }

    /// Whether the cell, which has a value and no mark, is seen to be valid.
    #[inline]
    pub(crate) fn accepts(&self, cell: &str) -> bool {
        if cell.len() < self.least || cell.len() > self.most {
            return false;
        }
        match &self.test {
            Test::Never => false,
            Test::Text => true,
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
            Test::Date => calendar::is_iso_date(cell.as_bytes()),
        }
    }
}

impl Test {
    fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Text => Self::Text,
            Kind::PersonName => Self::Name,
            Kind::Email => Self::Email,
            Kind::PersonalEmail => Self::PersonalEmail,
            Kind::Phone(spelling) => Self::Phone(*spelling),
            Kind::Extension => Self::Digits,
            Kind::Integer(style) | Kind::Number(style) if style.keeps_digits() => {
                Self::Number { point: style.has_point(), low: i64::MIN, high: i64::MAX }
            }
            Kind::Mac => Self::Mac,
            Kind::Pin => Self::Pin,
            Kind::Date(TimeForm::Default) => Self::Date,
            Kind::Boolean(tokens) | Kind::YesNo(tokens) => Self::of_tokens(tokens),
            _ => Self::Never,
        }
    }

    /// Takes in a bound, where it is a whole number.
    fn narrow(&mut self, bound: &Bound) -> bool {
        let Self::Number { low, high, .. } = self else { return false };
        let Some((side, limit)) = bound.whole() else { return false };
        match side {
            Side::Minimum => *low = limit.max(*low),
            Side::ExclusiveMinimum => *low = limit.saturating_add(1).max(*low),
            Side::Maximum => *high = limit.min(*high),
            Side::ExclusiveMaximum => *high = limit.saturating_sub(1).min(*high),
        }
        true
    }

    fn of_tokens(tokens: &Tokens) -> Self {
        Self::words(tokens.words()).unwrap_or(Self::Never)
    }

    /// A few words; longer lists are searched.
    fn words<'w>(words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let words: Vec<Word> = words.take(MOST_WORDS + 1).map(Word::new).collect();
        (words.len() <= MOST_WORDS).then(|| Self::Words(words.into()))
    }

    /// Whether what it accepts is ASCII, so that bytes are characters.
    const fn is_ascii(&self) -> bool {
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
struct Word {
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

#[cfg(test)]
mod tests {
    use crate::check::Outcome;
    use crate::schema::Schema;

    /// A glance may say nothing, and must never say yes to what the check refuses.
    #[test]
    fn a_glance_says_what_the_check_says() {
        let kinds = [
            r#""type": "string""#,
            r#""type": "string", "format": "email""#,
            r#""type": "integer""#,
            r#""type": "number""#,
            r#""type": "number", "decimalChar": ",", "groupChar": " ""#,
            r#""type": "date""#,
            r#""type": "boolean""#,
            r#""type": "list""#,
            r#""type": "any", "rollcall": {"format": "person-name"}"#,
            r#""type": "string", "rollcall": {"format": "person-name"}"#,
            r#""type": "string", "rollcall": {"format": "email"}"#,
            r#""type": "string", "rollcall": {"format": "phone"}"#,
            r#""type": "string", "rollcall": {"format": "extension"}"#,
            r#""type": "string", "rollcall": {"format": "mac"}"#,
            r#""type": "string", "rollcall": {"format": "pin"}"#,
            r#""type": "string", "rollcall": {"format": "yes-no"}"#,
        ];
        let constraints = [
            "{}",
            r#"{"maxLength": 4}"#,
            r#"{"minLength": 3}"#,
            r#"{"minLength": 2, "maxLength": 12, "pattern": "[^b]+"}"#,
            r#"{"pattern": "[0-9]{3}|\\p{L}+"}"#,
            r#"{"enum": ["Élodie", "O'Brien", "1001", "supervisor"]}"#,
            r#"{"enum": ["1001", "1002"], "maxLength": 3}"#,
            r#"{"minimum": "1002"}"#,
            r#"{"minimum": -5, "exclusiveMaximum": 31}"#,
            r#"{"exclusiveMinimum": -1, "maximum": 30.5}"#,
            r#"{"minimum": "2024-03-01"}"#,
        ];
        let cells = [
            "Élodie",
            "É",
            "éé",
            "O'Brien",
            "1001",
            "1002",
            "001",
            "-5",
            "-5.5",
            "-4.5",
            "-0",
            "-",
            "30",
            "30.5",
            "31",
            "31.",
            ".5",
            "1.5.2",
            "1e3",
            "1 001,5",
            "2026-02-29",
            "2024-02-29",
            "2026-12-31",
            "2026-13-01",
            "zoë@example.fr",
            "ada@example.com",
            "a@b",
            "+442070966000",
            "442070966000",
            "64167F0A1B2C",
            "123456",
            "840617",
            "true",
            "TRUE",
            "Y",
            "N",
            "y",
            "supervisor",
            "supervisors",
            "李雷",
            "a,b",
            " 12",
            "12345678901234567",
            "0",
            "x\u{200b}y",
            "bb",
        ];
        let mut seen = 0;
        for kind in kinds {
            for constraints in constraints {
                let schema = format!(
                    r#"{{"fields": [{{"name": "f", {kind}, "constraints": {constraints}}}]}}"#
                );
                // Not every constraint is one of every type.
                let Ok(schema) = Schema::from_json(&schema) else { continue };
                let check = &schema.fields[0].check;
                for cell in cells {
                    // Not `check`, which believes the glance.
                    let valid = check.look(cell, &mut Vec::new()) == Outcome::Valid;
                    let accepted = check.glance.accepts(cell);
                    assert!(valid || !accepted, "{kind} {constraints} {cell}");
                    seen += usize::from(accepted);
                }
            }
        }
        assert!(seen > 160, "{seen}");
    }
}
