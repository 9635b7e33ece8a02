//! What a cell is, by its field's type and format: the dispatch from a field to the file of its
//! kind.

use std::borrow::Cow;

use crate::finding::{Code, Problem};
use crate::language::Message;

use super::boolean::Tokens;
use super::calendar::{DAY, SECOND, civil};
use super::list::List;
use super::loose_time::Wanted;
use super::number::Style;
use super::pattern_time::TimePattern;
use super::{
    Value, binary, country, date, datetime, duration, email, extension, geojson, geopoint, json,
    language_tag, loose_time, mac, person_name, phone, pin, time, timezone, uri, uuid, year,
};

/// The type and format of a field.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text,
    Email,
    Uri,
    Uuid,
    Binary,
    Integer(Style),
    Number(Style),
    Boolean(Tokens),
    Date(TimeForm),
    Time(TimeForm),
    DateTime(TimeForm),
    Year,
    YearMonth,
    Duration,
    Object,
    Array,
    List(List),
    GeoPoint(geopoint::Form),
    GeoJson,
    TopoJson,
    // The domain formats.
    PersonalEmail,
    Phone(phone::Spelling),
    Extension,
    Mac,
    Pin,
    PersonName,
    YesNo(Tokens),
    LanguageTag,
    Timezone,
    Country(country::Form),
}

/// How dates and times are written in a field.
#[derive(Debug, Clone)]
pub(crate) enum TimeForm {
    /// As ISO 8601 and XML Schema write them.
    Default,
    /// In any way that reads as one.
    Any,
    /// By a pattern.
    Pattern(TimePattern),
}

impl TimeForm {
    fn parse(
        &self,
        cell: &str,
        iso: impl Fn(&str) -> Option<i128>,
        wanted: Wanted,
    ) -> Option<i128> {
        match self {
            Self::Default => iso(cell),
            Self::Any => iso(cell).or_else(|| loose_time::parse(cell, wanted)),
            Self::Pattern(pattern) => pattern.parse(cell),
        }
    }

    pub(super) fn shown<'s>(&'s self, iso: &'s str) -> &'s str {
        match self {
            Self::Default | Self::Any => iso,
            Self::Pattern(pattern) => &pattern.shown,
        }
    }
}

fn iso_day(cell: &str) -> Option<i128> {
    Some(i128::from(date::parse(cell)?) * DAY)
}

impl Kind {
    /// The value of a cell, if it is of this kind.
    pub(crate) fn parse<'c>(&self, cell: &'c str) -> Option<Value<'c>> {
        let text = |accepted: bool| accepted.then_some(Value::Text(cell));
        match self {
            Self::Text => Some(Value::Text(cell)),
            Self::Email => text(email::is_mailbox(cell)),
            Self::Uri => text(uri::is_uri(cell)),
            Self::Uuid => text(uuid::is_uuid(cell)),
            Self::Binary => text(binary::is_base64(cell)),
            Self::Integer(style) | Self::Number(style) => style.parse(cell).map(Value::Number),
            Self::Boolean(tokens) => tokens.parse(cell).map(Value::Boolean),
            Self::Date(form) => form.parse(cell, iso_day, Wanted::Date).map(Value::Moment),
            Self::Time(form) => form.parse(cell, time::parse, Wanted::Time).map(Value::Moment),
            Self::DateTime(form) => {
                form.parse(cell, datetime::parse, Wanted::DateTime).map(Value::Moment)
            }
            Self::Year => year::parse(cell).map(|year| Value::Moment(year.into())),
            Self::YearMonth => year::parse_yearmonth(cell).map(|month| Value::Moment(month.into())),
            Self::Duration => duration::parse(cell).map(Value::Moment),
            Self::Object => json::object(cell).map(Value::Count),
            Self::Array => json::array(cell).map(Value::Count),
            Self::List(list) => list.count(cell).ok().map(Value::Count),
            Self::GeoPoint(form) => text(form.is_point(cell)),
            Self::GeoJson => text(geojson::is_geojson(cell)),
            Self::TopoJson => text(geojson::is_topojson(cell)),
            Self::PersonalEmail => text(email::is_personal(cell)),
            Self::Phone(spelling) => text(spelling.check(cell).is_ok()),
            Self::Extension => text(extension::is_extension(cell)),
            Self::Mac => text(mac::is_mac(cell)),
            Self::Pin => text(pin::is_pin(cell)),
            Self::PersonName => text(person_name::is_name(cell)),
            Self::YesNo(tokens) => text(tokens.parse(cell).is_some()),
            Self::LanguageTag => text(language_tag::is_language_tag(cell)),
            Self::Timezone => text(timezone::is_timezone(cell)),
            Self::Country(form) => text(form.is_country(cell)),
        }
    }

    /// What is wrong with a cell that is not of this kind.
    pub(crate) fn problem(&self, cell: &str) -> Problem {
        let error = |message| Problem::new(Code::TypeError, message);
        match self {
            Self::PersonName if cell.chars().nth(1).is_none() => {
                error(Message::ConstraintErrorMinLength).with("limit", 2).with("length", 1)
            }
            // Every text is a text; there is nothing to be wrong.
            Self::Text | Self::PersonName => error(Message::TypeErrorPersonName),
            Self::Email | Self::PersonalEmail => error(Message::TypeErrorEmail),
            Self::Uri => error(Message::TypeErrorUri),
            Self::Uuid => error(Message::TypeErrorUuid),
            Self::Binary => error(Message::TypeErrorBinary),
            Self::Integer(_) => error(Message::TypeErrorInteger),
            Self::Number(_) => error(Message::TypeErrorNumber),
            Self::Boolean(tokens) => {
                error(Message::TypeErrorBoolean).with("expected", &*tokens.shown)
            }
            Self::Date(form) => {
                error(Message::TypeErrorDate).with("expected", form.shown("YYYY-MM-DD"))
            }
            Self::Time(form) => {
                error(Message::TypeErrorTime).with("expected", form.shown("hh:mm:ss"))
            }
            Self::DateTime(form) => error(Message::TypeErrorDatetime)
                .with("expected", form.shown("YYYY-MM-DDThh:mm:ss")),
            Self::Year => error(Message::TypeErrorYear),
            Self::YearMonth => error(Message::TypeErrorYearmonth),
            Self::Duration => error(Message::TypeErrorDuration),
            Self::Object => error(Message::TypeErrorObject),
            Self::Array => error(Message::TypeErrorArray),
            Self::List(list) => {
                let item = list.count(cell).err().unwrap_or_default();
                // A sentence quotes the beginning of an item, never a whole cell.
                error(Message::TypeErrorList)
                    .with("item", item.chars().take(60).collect::<String>())
            }
            Self::GeoPoint(form) => {
                error(Message::TypeErrorGeopoint).with("expected", form.shown())
            }
            Self::GeoJson | Self::TopoJson => error(Message::TypeErrorGeojson),
            Self::Phone(spelling) => error(match spelling.check(cell) {
                Err(phone::Fault::Plus) => Message::TypeErrorPhonePlus,
                Err(phone::Fault::NoPlus) => Message::TypeErrorPhoneNoPlus,
                Err(phone::Fault::NotANumber) | Ok(()) => Message::TypeErrorPhone,
            }),
            Self::Extension => error(Message::TypeErrorExtension),
            Self::Mac => error(Message::TypeErrorMac),
            Self::Pin => error(Message::TypeErrorPin),
            Self::YesNo(tokens) => error(Message::TypeErrorYesNo).with("expected", &*tokens.shown),
            Self::LanguageTag => error(Message::TypeErrorLanguageTag),
            Self::Timezone => error(Message::TypeErrorTimezone),
            Self::Country(_) => error(Message::TypeErrorCountry),
        }
    }

    /// The one way to write the value of a cell of this kind.
    pub(crate) fn canonical<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        match self {
            Self::Integer(style) | Self::Number(style) => match style.parse(cell) {
                Some(number) => number.canonical(cell),
                None => Cow::Borrowed(cell),
            },
            Self::Boolean(tokens) => match tokens.parse(cell) {
                Some(true) => Cow::Borrowed("true"),
                Some(false) => Cow::Borrowed("false"),
                None => Cow::Borrowed(cell),
            },
            // Four digits, with a month or without: already the one way.
            Self::Year | Self::YearMonth | Self::Date(TimeForm::Default) => Cow::Borrowed(cell),
            Self::Date(_) => self.moment(cell).map_or(Cow::Borrowed(cell), |moment| {
                let (year, month, day) = civil((moment.div_euclid(DAY)) as i64);
                Cow::Owned(format!("{year:04}-{month:02}-{day:02}"))
            }),
            Self::Time(_) | Self::DateTime(_) | Self::Duration => {
                self.moment(cell).map_or(Cow::Borrowed(cell), |moment| {
                    Cow::Owned(format!(
                        "{}.{:09}",
                        moment.div_euclid(SECOND),
                        moment.rem_euclid(SECOND)
                    ))
                })
            }
            // The domain of an address is the same in any case (RFC 5321, section 2.4); of the
            // addresses that people have, the whole is.
            Self::Email => match cell.rfind('@').and_then(|at| cell.split_at_checked(at)) {
                Some((local, domain)) if domain.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                    Cow::Owned(format!("{local}{}", domain.to_ascii_lowercase()))
                }
                _ => Cow::Borrowed(cell),
            },
            Self::PersonalEmail | Self::Uuid | Self::LanguageTag => {
                if cell.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    Cow::Owned(cell.to_ascii_lowercase())
                } else {
                    Cow::Borrowed(cell)
                }
            }
            Self::Phone(_) => phone::canonical(cell),
            Self::Mac => mac::canonical(cell),
            _ => Cow::Borrowed(cell),
        }
    }

    /// Where on the line of its kind a date, a time or a duration stands.
    pub(crate) fn moment(&self, cell: &str) -> Option<i128> {
        match self.parse(cell)? {
            Value::Moment(moment) => Some(moment),
            _ => None,
        }
    }

    /// What a cell of this kind looks like.
    pub(crate) const fn specimen(&self) -> Option<&'static str> {
        Some(match self {
            Self::Text => "Example",
            Self::Email | Self::PersonalEmail => "anna.oneil@example.com",
            Self::Uri => "https://example.com/",
            Self::Uuid => "123e4567-e89b-12d3-a456-426614174000",
            Self::Integer(_) | Self::Number(_) => "1",
            Self::Date(TimeForm::Default | TimeForm::Any) => "2026-01-31",
            Self::Time(TimeForm::Default | TimeForm::Any) => "09:30:00",
            Self::DateTime(TimeForm::Default | TimeForm::Any) => "2026-01-31T09:30:00Z",
            Self::Year => "2026",
            Self::YearMonth => "2026-01",
            Self::Duration => "PT30M",
            Self::Phone(phone::Spelling::Any | phone::Spelling::Plus) => "+442070966000",
            Self::Phone(phone::Spelling::Bare) => "442070966000",
            Self::Extension => "1001",
            Self::Mac => "00:04:f2:1a:2b:3c",
            Self::Pin => "840617",
            Self::PersonName => "Anna",
            Self::LanguageTag => "en-GB",
            Self::Timezone => "Europe/Paris",
            Self::Country(country::Form::Any | country::Form::Alpha2) => "FR",
            Self::Country(country::Form::Alpha3) => "FRA",
            _ => return None,
        })
    }

    /// Whether words that are not data would be refused.
    pub(crate) const fn is_discriminating(&self) -> bool {
        !matches!(self, Self::Text | Self::PersonName | Self::List(_))
    }
}
