//! `/v1/directory`: what a partner's users can have, and how much of it they do.

use std::collections::BTreeSet;

use rollcall_engine::schema::SchemaError;
use serde::Deserialize;
use serde::de::IgnoredAny;
use worker::Request;

use super::problem::{Kind, Problem};
use super::process::refuse;
use super::users::{is_number, is_plain, pointer, unavailable};
use super::{Answer, json, text};
use crate::process::database::Fault;
use crate::process::directory::{ATTEMPTS, Committed, Licensed, Settings};
use crate::process::users::Users;

/// The longest directory, in bytes.
const LONGEST: usize = 1 << 20;
/// The most sites, licences and numbers.
const MOST_SITES: usize = 10_000;
const MOST_LICENSES: usize = 1_000;
const MOST_NUMBERS: usize = 20_000;
/// The highest number from which extensions are given: ten digits.
const HIGHEST_EXTENSION: u64 = 9_999_999_999;
/// The most that there can be of a licence.
const HIGHEST_CAPACITY: u64 = 1_000_000_000;

/// What is sent. What GET says besides is taken and left alone, so that its answer can be sent back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    #[serde(default)]
    company: String,
    #[serde(default)]
    sites: Vec<String>,
    #[serde(default)]
    licenses: Vec<SentLicense>,
    #[serde(default)]
    numbers: Vec<String>,
    #[serde(default)]
    next_extension: Option<u64>,
    #[serde(default, rename = "numbers_used")]
    _numbers_used: IgnoredAny,
    #[serde(default, rename = "users")]
    _users: IgnoredAny,
    #[serde(default, rename = "version")]
    _version: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentLicense {
    name: String,
    #[serde(default)]
    capacity: Option<u64>,
    #[serde(default, rename = "used")]
    _used: IgnoredAny,
}

/// `GET /v1/directory`
pub async fn show(users: &Users) -> Answer {
    let shown = users.settings().await.map_err(refuse)?;
    json(200, serde_json::to_string(&shown).unwrap_or_default())
}

/// `PUT /v1/directory`
pub async fn put(request: &Request, users: &Users) -> Answer {
    let invalid = Kind::DirectoryInvalid;
    let text = text::read(request, "The directory", LONGEST, invalid, Kind::BodyTooLarge).await?;
    // A list would be taken for its values in their order.
    let sent: Result<Sent, String> = if text.trim_start().starts_with('{') {
        serde_json::from_str(&text).map_err(|error| error.to_string())
    } else {
        Err("it is no object".to_owned())
    };
    let sent = sent.map_err(|error| {
        wrong("", format!("The directory cannot be read as what is expected: {error}."))
    })?;
    let next_extension = sent.next_extension;
    let settings = checked(sent)?;
    for _ in 0..ATTEMPTS {
        let (used, version) = users.used(&settings).await.map_err(refuse)?;
        if !settings.licenses.is_empty() {
            for (name, used) in &used {
                has_room(&settings.licenses, name, *used)?;
            }
        }
        let done = users.directory.set(&settings, next_extension, version).await;
        if let Committed::Done(_) = done.map_err(|fault| unavailable(&fault))? {
            return show(users).await;
        }
    }
    Err(unavailable(&Fault::crowded()))
}

/// Refuses licences of which fewer would be left than are in use.
fn has_room(licenses: &[Licensed], name: &str, used: u64) -> Result<(), Problem> {
    let place = licenses.iter().position(|license| license.name == name);
    let license = place.and_then(|place| licenses.get(place));
    let (at, detail) = match (place, license.map(|license| license.capacity)) {
        (Some(at), Some(Some(capacity))) if capacity < used => (
            format!("/licenses/{at}/capacity"),
            format!("{used} users have the licence `{name}`, which is more than {capacity}."),
        ),
        (Some(_), _) => return Ok(()),
        (None, _) => (
            "/licenses".to_owned(),
            format!("{used} users have the licence `{name}`, so it cannot be left out."),
        ),
    };
    let error = SchemaError { pointer: at, detail: detail.clone() };
    let detail = format!("{detail} Take it from them first.");
    Err(Problem::new(Kind::LicenseCapacity, detail).with_errors(vec![error]))
}

/// What is sent, where it can be a directory.
fn checked(sent: Sent) -> Result<Settings, Problem> {
    if !sent.company.is_empty() && !is_plain(&sent.company) {
        return Err(wrong("/company", NOT_PLAIN));
    }
    each("sites", &sent.sites, MOST_SITES, is_plain, NOT_PLAIN)?;
    let names: Vec<String> = sent.licenses.iter().map(|license| license.name.clone()).collect();
    each("licenses", &names, MOST_LICENSES, is_plain, NOT_PLAIN)?;
    for (at, license) in sent.licenses.iter().enumerate() {
        if license.capacity.is_some_and(|capacity| capacity > HIGHEST_CAPACITY) {
            let detail = format!(
                "A capacity is {HIGHEST_CAPACITY} at most; without one there are any number."
            );
            return Err(wrong(&format!("/licenses/{at}/capacity"), detail));
        }
    }
    let number = "A number is a plus, the country code and the number: `+442070966000`.";
    each("numbers", &sent.numbers, MOST_NUMBERS, is_number, number)?;
    let next_extension = sent.next_extension.unwrap_or_default();
    if next_extension > HIGHEST_EXTENSION {
        let detail = format!("The next extension is {HIGHEST_EXTENSION} at most.");
        return Err(wrong("/next_extension", detail));
    }
    let licensed =
        |sent: SentLicense| Licensed { name: sent.name, capacity: sent.capacity, used: 0 };
    Ok(Settings {
        company: sent.company,
        sites: sent.sites,
        licenses: sent.licenses.into_iter().map(licensed).collect(),
        numbers: sent.numbers,
        next_extension,
    })
}

const NOT_PLAIN: &str = "A name has 1 to 256 characters, no control character among them, and no space at \
                         its ends.";

/// Refuses a list that is too long, and what cannot stand in it, or stands in it already.
fn each(
    member: &str,
    values: &[String],
    most: usize,
    fits: fn(&str) -> bool,
    otherwise: &str,
) -> Result<(), Problem> {
    if values.len() > most {
        return Err(wrong(&pointer(&[member]), format!("There are {most} of these at most.")));
    }
    let mut seen = BTreeSet::new();
    for (at, value) in values.iter().enumerate() {
        let place = pointer(&[member, &at.to_string()]);
        if !fits(value) {
            return Err(wrong(&place, otherwise));
        }
        if !seen.insert(value) {
            return Err(wrong(&place, format!("`{value}` stands here for the second time.")));
        }
    }
    Ok(())
}

fn wrong(pointer: &str, detail: impl Into<String>) -> Problem {
    let detail = detail.into();
    let error = SchemaError { pointer: pointer.to_owned(), detail: detail.clone() };
    Problem::new(Kind::DirectoryInvalid, detail).with_errors(vec![error])
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_is_wrong_with_a_directory_is_named() {
        for (document, pointer) in [
            (json!({"company": " x"}), "/company"),
            (json!({"sites": ["Lyon", "Lyon"]}), "/sites/1"),
            (json!({"licenses": [{"name": ""}]}), "/licenses/0"),
            (
                json!({"licenses": [{"name": "A", "capacity": 1_000_000_001}]}),
                "/licenses/0/capacity",
            ),
            (json!({"numbers": ["442070966000"]}), "/numbers/0"),
            (json!({"next_extension": 10_000_000_000_u64}), "/next_extension"),
        ] {
            let problem = checked(serde_json::from_value(document).unwrap()).unwrap_err();
            let json: Value = serde_json::from_str(&problem.to_json()).unwrap();
            assert_eq!(json["pointer"], pointer);
        }
    }

    #[test]
    fn what_is_in_use_stays() {
        let licenses = [Licensed { name: "A".to_owned(), capacity: Some(2), used: 0 }];
        assert!(has_room(&licenses, "A", 2).is_ok());
        assert!(has_room(&licenses, "A", 3).is_err());
        assert!(has_room(&licenses, "B", 1).is_err());
    }
}
