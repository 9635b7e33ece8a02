//! What stands in a cell: by the field's format, its list of values, its name, its examples.
//!
//! Everything is taken from the template's data. Where a field has no format, its name in plain words
//! (title, department, site) or the look of its examples says what to write.

use rollcall_engine::check::Outcome;
use rollcall_engine::schema::Field;
use serde_json::Value;

use super::people::{self, Person};
use super::random::Random;

/// How a telephone number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    Plus,
    Bare,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    FirstName,
    LastName,
    FullName,
    Email,
    /// Somebody else's address.
    OtherEmail,
    Phone(Spelling),
    Extension,
    Mac,
    Pin,
    /// One of these.
    Words(Vec<String>),
    JobTitle,
    Department,
    Site,
    TimeZone,
    LanguageTag,
    Address,
    /// A whole number from the first to the last.
    Number(i64, i64),
    /// Nothing more is known than what the template shows.
    Examples(Vec<String>),
}

/// One field, as far as values go.
#[derive(Debug, Clone)]
pub(super) struct Maker {
    pub(super) kind: Kind,
    pub(super) format: String,
    pub(super) unique: bool,
    /// Which of a person's numbers this is.
    line: u64,
    most: usize,
    /// How many digits a PIN has.
    digits: usize,
    /// What most people have: the value that an empty cell stands for.
    common: Option<String>,
    /// What the words of yes and no are, where the field has them.
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
    /// Words of people's languages that the field does not take.
    pub(super) translated: Vec<String>,
}

impl Maker {
    /// The maker of the values of the field at a place of the template.
    pub(super) fn new(field: &Field, place: usize, template: &Value) -> Self {
        let descriptor = template.pointer(&format!("/fields/{place}")).unwrap_or(&Value::Null);
        let addition = |key: &str| descriptor.pointer(&format!("/rollcall/{key}"));
        let limit =
            |key: &str| descriptor.pointer(&format!("/constraints/{key}")).and_then(Value::as_i64);
        let texts = |value: Option<&Value>| match value {
            Some(Value::Array(texts)) => texts
                .iter()
                .map(|text| text.as_str().map_or_else(|| text.to_string(), str::to_owned))
                .collect(),
            _ => Vec::new(),
        };
        let format = addition("format").and_then(Value::as_str).unwrap_or_default();
        let type_name = descriptor.get("type").and_then(Value::as_str).unwrap_or("string");
        let (yes, no) = match (format, type_name) {
            ("yes-no", _) => (texts(addition("tokens/yes")), texts(addition("tokens/no"))),
            (_, "boolean") => {
                let own = |key: &str, usual: &str| match texts(descriptor.get(key)) {
                    words if words.is_empty() => vec![usual.to_owned()],
                    words => words,
                };
                (own("trueValues", "true"), own("falseValues", "false"))
            }
            _ => (Vec::new(), Vec::new()),
        };
        let allowed = texts(descriptor.pointer("/constraints/enum"));
        let examples = || {
            let all: Vec<String> = field.examples.iter().map(|(_, text)| text.clone()).collect();
            let mut distinct: Vec<String> = Vec::new();
            for text in all {
                if !distinct.contains(&text) {
                    distinct.push(text);
                }
            }
            distinct
        };
        let kind = if !allowed.is_empty() {
            Kind::Words(allowed)
        } else if !yes.is_empty() {
            Kind::Words(yes.iter().take(1).chain(no.iter().take(1)).cloned().collect())
        } else {
            match format {
                "email" => named(field).unwrap_or(Kind::Email),
                "phone" => match addition("phone").and_then(Value::as_str) {
                    Some("plus") => Kind::Phone(Spelling::Plus),
                    _ => Kind::Phone(Spelling::Bare),
                },
                "extension" => Kind::Extension,
                "mac" => Kind::Mac,
                "pin" => Kind::Pin,
                "timezone" => Kind::TimeZone,
                "language-tag" => Kind::LanguageTag,
                "person-name" => named(field).unwrap_or(Kind::FullName),
                _ if matches!(type_name, "integer" | "number") => {
                    let least = limit("minimum").unwrap_or(1).max(1);
                    Kind::Number(least, limit("maximum").unwrap_or(least + 59).max(least))
                }
                _ => named(field).unwrap_or_else(|| Kind::Examples(examples())),
            }
        };
        // Words for yes and no are the template's, unless the field has its own.
        let shared = template.pointer("/rollcall/values").filter(|_| !yes.is_empty());
        let translated = addition("values").or(shared).and_then(Value::as_object);
        let most = limit("maxLength").and_then(|most| usize::try_from(most).ok());
        Self {
            kind,
            format: format.to_owned(),
            unique: field.unique,
            line: place as u64,
            most: most.unwrap_or(usize::MAX),
            digits: most.unwrap_or(6).clamp(4, 12),
            common: addition("default").and_then(Value::as_str).map(str::to_owned),
            yes,
            no,
            translated: translated
                .into_iter()
                .flat_map(|languages| languages.values())
                .filter_map(|words| words.as_object())
                .flat_map(|words| words.keys())
                .filter(|word| !takes(field, word))
                .cloned()
                .collect(),
        }
    }

    /// How many characters the field takes.
    pub(super) const fn most_chars(&self) -> usize {
        self.most
    }

    /// The value for a person; empty where there is none. The same for the same seed and number.
    pub(super) fn value(&self, seed: u64, number: u64, random: &mut Random) -> String {
        let person = || Person::new(seed, number);
        let pick = |random: &mut Random, all: &[&str]| {
            random.one_of(all).map_or_else(String::new, ToString::to_string)
        };
        let value = match &self.kind {
            Kind::FirstName => person().first.to_owned(),
            Kind::LastName => person().last.to_owned(),
            Kind::FullName => {
                let Person { first, last, .. } = person();
                let full = format!("{first} {last}");
                if full.chars().count() > self.most { last.to_owned() } else { full }
            }
            Kind::Email => person().email(),
            Kind::OtherEmail => Person::new(seed, random.next() % 20).email(),
            Kind::Phone(spelling) => {
                let digits = people::telephone(number, self.line);
                let sign = if *spelling == Spelling::Plus { "+" } else { "" };
                digits.map_or_else(String::new, |digits| format!("{sign}{digits}"))
            }
            Kind::Extension => (2_000 + number + self.line * 37).to_string(),
            Kind::Mac => {
                // The bit of addresses that no manufacturer has.
                let [.., a, b, c, d] = number.to_be_bytes();
                format!("02:{:02x}:{a:02x}:{b:02x}:{c:02x}:{d:02x}", self.line % 256)
            }
            Kind::Pin => {
                let digit = |random: &mut Random| char::from(b'0' + random.below(10) as u8);
                (0..self.digits).map(|_| digit(random)).collect()
            }
            Kind::Words(words) => {
                let common = self.common.as_ref().filter(|common| words.contains(common));
                let common = common.filter(|_| random.happens(500_000));
                common.or_else(|| random.one_of(words)).cloned().unwrap_or_default()
            }
            Kind::JobTitle => pick(random, &people::TITLES),
            Kind::Department => pick(random, &people::DEPARTMENTS),
            Kind::Site => pick(random, &people::SITES),
            Kind::Address => {
                let house = 1 + random.below(120);
                format!("{house} Example Street, {}", pick(random, &people::SITES))
            }
            Kind::TimeZone => pick(random, &people::TIME_ZONES),
            Kind::LanguageTag => pick(random, &people::LANGUAGE_TAGS),
            Kind::Number(least, most) => {
                let span = usize::try_from(most - least).unwrap_or(0).saturating_add(1);
                least.saturating_add_unsigned(random.below(span) as u64).to_string()
            }
            Kind::Examples(examples) => {
                let example = random.one_of(examples).cloned().unwrap_or_default();
                if self.unique && !example.is_empty() {
                    format!("{example} {}", number + 1)
                } else {
                    example
                }
            }
        };
        value.chars().take(self.most).collect()
    }
}

/// What a field is by its name, its title and the look of its examples, where they say it.
fn named(field: &Field) -> Option<Kind> {
    let last = field.name.rsplit('.').next().unwrap_or_default();
    let title = field.title.as_deref().unwrap_or_default();
    let words = [people::plain(last), people::plain(title)];
    let says = |wanted: &[&str]| {
        words.iter().any(|word| wanted.iter().any(|wanted| word.contains(wanted)))
    };
    let is = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let looks = |sign: char| field.examples.iter().any(|(_, text)| text.contains(sign));
    Some(if says(&["firstname", "givenname"]) {
        Kind::FirstName
    } else if says(&["lastname", "surname", "familyname"]) {
        Kind::LastName
    } else if says(&["displayname", "callername"]) {
        Kind::FullName
    } else if says(&["manager"]) && looks('@') {
        Kind::OtherEmail
    } else if looks('@') {
        Kind::Email
    } else if is(&["title", "jobtitle"]) {
        Kind::JobTitle
    } else if is(&["department"]) {
        Kind::Department
    } else if is(&["site", "location"]) {
        Kind::Site
    } else if is(&["address"]) {
        Kind::Address
    } else if is(&["timezone"]) {
        Kind::TimeZone
    } else {
        return None;
    })
}

/// Whether the field takes the value, as far as one cell can tell.
pub(super) fn takes(field: &Field, value: &str) -> bool {
    field.check.check(value, &mut Vec::new()) == Outcome::Valid
        && field.check.doubt(value).is_none()
}
