//! `/v1/users`: who is in the partner's directory.

use base64ct::{Base64UrlUnpadded, Encoding};
use rollcall_engine::schema::SchemaError;
use rollcall_processing::{User, Write};
use serde_json::{Map, Value, json};
use worker::{Request, console_error};

use super::problem::{Kind, Problem};
use super::process::refuse as refuse_trouble;
use super::{Answer, Query, document, header, json, page_length, with_header};
use crate::jobs::rfc3339;
use crate::process::database::Fault;
use crate::process::directory::{
    ATTEMPTS, Batch, Committed, Held, MOST_WORDS, Obstacles, Place, Version, Wanted, folded, read,
};
use crate::process::scim::Outage;
use crate::process::users::Users;
use crate::runtime;

/// How many users a page of the list holds without `limit`.
const PAGE_DEFAULT: u64 = 20;
/// The longest change of a user, in bytes.
const LONGEST: usize = 64 << 10;
/// The longest text of a search, and of what a user has, in characters.
const LONGEST_TEXT: usize = 256;
/// The most of anything that a user can be given here: licences, numbers, attributes.
const MOST: usize = 200;
/// What of a user may be changed.
const EDITABLE: [&str; 12] = [
    "active",
    "email",
    "user_name",
    "first_name",
    "last_name",
    "display_name",
    "attributes",
    "licenses",
    "numbers",
    "extensions",
    "devices",
    "contact_center",
];

/// `GET /v1/users`
pub async fn list(query: Query, from: &Users) -> Answer {
    let mut wanted = Wanted { limit: PAGE_DEFAULT, ..Wanted::default() };
    for (name, value) in query {
        match name.as_str() {
            "limit" => wanted.limit = page_length(&value)?,
            "cursor" => wanted.after = Some(place(&value).ok_or_else(unknown_cursor)?),
            "name" => {
                wanted.words = words(&value)?;
                wanted.name = value;
            }
            "active" => wanted.active = Some(yes_or_no(&name, &value)?),
            "contact_center" => wanted.contact_center = Some(yes_or_no(&name, &value)?),
            _ => {}
        }
    }
    if from.service().is_some() && wanted.contact_center.is_some() {
        return Err(elsewhere("which users work in the contact centre it cannot say"));
    }
    let (users, next) = from.page(&wanted).await.map_err(refuse_trouble)?;
    let users: Vec<String> = users.iter().map(shown).collect();
    let next = next.map(|place| Base64UrlUnpadded::encode_string(place.text().as_bytes()));
    json(200, format!("{{\"users\":[{}],\"next_cursor\":{}}}", users.join(","), json!(next)))
}

/// `GET /v1/users/{id}`
pub async fn show(id: &str, from: &Users) -> Answer {
    let held = from.user(id).await.map_err(refuse_trouble)?.ok_or_else(not_found)?;
    // Versions are those of the directory here.
    if from.service().is_some() { json(200, shown(&held)) } else { one(&held) }
}

/// `PATCH /v1/users/{id}`
pub async fn change(id: &str, request: &Request, from: &Users) -> Answer {
    if from.service().is_some() {
        return Err(elsewhere("one of them is changed there, or by a file"));
    }
    let directory = &from.directory;
    let if_match = header(request, "if-match").filter(|wanted| !wanted.is_empty());
    let patch: Map<String, Value> =
        document::read(request, "The change of a user", LONGEST).await?;
    for name in patch.keys() {
        if !EDITABLE.contains(&name.as_str()) {
            return Err(document::wrong(
                &pointer(&[name]),
                format!(
                    "`{name}` is none of what can be changed of a user: {}.",
                    EDITABLE.join(", ")
                ),
            ));
        }
    }
    for (name, value) in &patch {
        check_texts(&mut vec![name.clone()], value)?;
    }
    // Taking these away would mean `false`, which nobody would have thought of.
    let enabled = patch.get("contact_center").and_then(|changed| changed.get("enabled"));
    for (pointer, value) in [("/active", patch.get("active")), ("/contact_center/enabled", enabled)]
    {
        if value.is_some_and(|value| !value.is_boolean()) {
            return Err(document::wrong(pointer, "This is true or false."));
        }
    }
    for _ in 0..ATTEMPTS {
        let found = directory.user(id).await.map_err(|fault| unavailable(&fault))?;
        let (Some(held), version) = found else { return Err(not_found()) };
        if if_match.as_deref().is_some_and(|wanted| !matches(wanted, held.version)) {
            return Err(Problem::new(
                Kind::VersionConflict,
                format!(
                    "The user has been changed since: it is version {} now. Get it again, and see \
                     whether the change still is what you want.",
                    held.version.0
                ),
            ));
        }
        let before = held.user().map_err(|fault| unavailable(&fault))?;
        let after = changed(&held.document, &patch)?;
        if after == before {
            return one(&held);
        }
        let obstacles = directory.obstacles(&before, &after).await;
        refuse(&obstacles.map_err(|fault| unavailable(&fault))?)?;
        let write = Write { id: id.to_owned(), before: Some(before), after: Some(after) };
        let batch = Batch {
            version,
            of_job: None,
            writes: vec![&write],
            decisions: &[],
            next_extension: None,
            now: runtime::now(),
            further: Vec::new(),
            elsewhere: false,
        };
        match directory.commit(batch).await.map_err(|fault| unavailable(&fault))? {
            Committed::Done(_) => return show(id, from).await,
            Committed::Conflict | Committed::Already => {}
        }
    }
    Err(unavailable(&Fault::crowded()))
}

/// That the directory does not do what it was asked.
pub fn unavailable(fault: &Fault) -> Problem {
    console_error!("The directory does not answer: {fault}");
    let seconds = if fault.is_passing() { "5" } else { "60" };
    Problem::new(Kind::StorageUnavailable, fault.sentence()).with_header("retry-after", seconds)
}

/// That the directory elsewhere does not do what it was asked.
pub fn out_of_reach(outage: &Outage) -> Problem {
    console_error!("A directory behind SCIM cannot be worked with: {outage}");
    match outage {
        Outage::Later { seconds, .. } => Problem::new(Kind::ServiceUnavailable, outage.to_string())
            .with_header("retry-after", seconds.to_string()),
        _ => Problem::new(Kind::ServiceUnfit, outage.to_string()),
    }
}

/// That something is not to be had where the users are elsewhere.
fn elsewhere(why: &str) -> Problem {
    Problem::new(
        Kind::UsersElsewhere,
        format!("The users of this partner are in a directory behind SCIM: {why}."),
    )
}

/// A user, with its version as `ETag`.
fn one(held: &Held) -> Answer {
    let version = format!("\"{}\"", held.version.0);
    with_header(json(200, shown(held))?, "etag", &version)
}

/// The document with what is known about it.
fn shown(held: &Held) -> String {
    let mut text = held.document.clone();
    // It is an object, and never an empty one.
    if text.pop().is_some() {
        text.push_str(",\"version\":");
        text.push_str(&held.version.0.to_string());
        text.push_str(",\"updated\":");
        text.push_str(&json!(rfc3339(held.updated)).to_string());
        text.push_str(",\"changed_by\":");
        text.push_str(&json!(held.changed_by).to_string());
        text.push('}');
    }
    text
}

/// Whether an `If-Match` (RFC 9110, section 13.1.1) is content with this version.
fn matches(wanted: &str, version: Version) -> bool {
    let version = format!("\"{}\"", version.0);
    wanted.split(',').map(str::trim).any(|tag| tag == "*" || tag == version)
}

/// The user of this document, changed by a JSON merge patch (RFC 7396) whose members are among the
/// [`EDITABLE`].
fn changed(document: &str, patch: &Map<String, Value>) -> Result<User, Problem> {
    let mut merged: Map<String, Value> = parsed(document)?;
    merge(&mut merged, patch);
    // By way of texts, because documents are read and written as such anyway, and values are not.
    let text = serde_json::to_string(&merged).unwrap_or_default();
    let after: User = read(&text).map_err(|fault| {
        document::wrong("", format!("This cannot be a user: {}.", fault.said()))
    })?;
    // What of the patch is no member of a user would be lost without a word.
    let kept: Map<String, Value> = parsed(&serde_json::to_string(&after).unwrap_or_default())?;
    for name in patch.keys() {
        if let Some(lost) = lost(&mut vec![name.clone()], merged.get(name), kept.get(name)) {
            return Err(document::wrong(&lost, format!("There is nothing of a user at `{lost}`.")));
        }
        check(name, &after)?;
    }
    Ok(after)
}

fn parsed(document: &str) -> Result<Map<String, Value>, Problem> {
    serde_json::from_str(document).map_err(|error| unavailable(&Fault::unreadable(&error)))
}

fn merge(target: &mut Map<String, Value>, patch: &Map<String, Value>) {
    for (name, value) in patch {
        match value {
            Value::Null => {
                target.remove(name);
            }
            Value::Object(inner) => {
                let entry = target.entry(name.as_str()).or_insert(Value::Null);
                if !entry.is_object() {
                    *entry = Value::Object(Map::new());
                }
                if let Value::Object(entry) = entry {
                    merge(entry, inner);
                }
            }
            value => {
                target.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Where `merged` says something that is not `kept`: a member that no user has.
fn lost(path: &mut Vec<String>, merged: Option<&Value>, kept: Option<&Value>) -> Option<String> {
    match (merged?, kept) {
        (Value::Object(merged), kept) => merged.iter().find_map(|(name, value)| {
            path.push(name.clone());
            let lost = lost(path, Some(value), kept.and_then(|kept| kept.get(name)));
            path.pop();
            lost
        }),
        // Sets are in another order than they came in, and hold nothing that could have members.
        (Value::Array(merged), kept) => merged.iter().enumerate().find_map(|(at, value)| {
            let kept = kept.and_then(|kept| kept.get(at));
            path.push(at.to_string());
            let lost = if value.is_object() { lost(path, Some(value), kept) } else { None };
            path.pop();
            lost
        }),
        // What is not said when it is so is `null`, the empty text and the line `voice`.
        (value, None) if !value.is_null() && *value != json!("") && *value != json!("voice") => {
            Some(pointer(&path.iter().map(String::as_str).collect::<Vec<_>>()))
        }
        _ => None,
    }
}

/// Refuses texts that nobody would have meant, at whatever depth.
fn check_texts(path: &mut Vec<String>, value: &Value) -> Result<(), Problem> {
    let at = |path: &[String]| pointer(&path.iter().map(String::as_str).collect::<Vec<_>>());
    match value {
        Value::String(text) if !is_plain(text) => {
            let pbx = path.last().is_some_and(|name| name == "pbx") && text.is_empty();
            if pbx {
                return Ok(());
            }
            let detail = format!(
                "A text has 1 to {LONGEST_TEXT} characters, no control character among them, and no \
                 space at its ends; what is to be taken away is null."
            );
            Err(document::wrong(&at(path), detail))
        }
        Value::Array(values) => {
            if values.len() > MOST {
                return Err(document::wrong(
                    &at(path),
                    format!("There are {MOST} of these at most."),
                ));
            }
            for (index, value) in values.iter().enumerate() {
                path.push(index.to_string());
                check_texts(path, value)?;
                path.pop();
            }
            Ok(())
        }
        Value::Object(members) => {
            if members.len() > MOST {
                return Err(document::wrong(
                    &at(path),
                    format!("There are {MOST} of these at most."),
                ));
            }
            for (name, value) in members {
                path.push(name.clone());
                if !is_plain(name) {
                    return Err(document::wrong(
                        &at(path),
                        "This name is empty, too long or not plain.",
                    ));
                }
                check_texts(path, value)?;
                path.pop();
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether it is a text as it stands in a directory.
pub fn is_plain(text: &str) -> bool {
    (1..=LONGEST_TEXT).contains(&text.chars().count())
        && !text.chars().any(char::is_control)
        && text.trim() == text
}

/// Whether it is a telephone number: plus, country code and number, 15 digits at most (E.164).
pub fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (4..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Refuses what a member of a user cannot be.
fn check(name: &str, user: &User) -> Result<(), Problem> {
    let digits = |text: &str| {
        (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = "A number is a plus, the country code and the number: `+442070966000`.";
    match name {
        "email" => {
            let is_address = |email: &String| {
                email.split_once('@').is_some_and(|(name, domain)| {
                    !name.is_empty()
                        && domain.contains('.')
                        && !domain.contains('@')
                        && !domain.starts_with('.')
                        && !domain.ends_with('.')
                        && !email.contains(char::is_whitespace)
                })
            };
            if user.email.as_ref().is_some_and(|email| !is_address(email)) {
                return Err(document::wrong("/email", "This is no e-mail address."));
            }
        }
        "numbers" => {
            for (at, held) in user.numbers.iter().enumerate() {
                if !is_number(&held.number) || held.temporary_for.iter().any(|own| !is_number(own))
                {
                    return Err(document::wrong(&format!("/numbers/{at}/number"), number));
                }
            }
        }
        "extensions" => {
            for (at, line) in user.extensions.iter().enumerate() {
                if !digits(&line.extension) {
                    let detail = "An extension is made of digits, 20 at most.";
                    return Err(document::wrong(&format!("/extensions/{at}/extension"), detail));
                }
                if line.number.as_ref().is_some_and(|own| !is_number(own)) {
                    return Err(document::wrong(&format!("/extensions/{at}/number"), number));
                }
            }
        }
        "devices" => {
            for (at, device) in user.devices.iter().enumerate() {
                let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if device.mac.len() != 12 || !device.mac.bytes().all(is_digit) {
                    let detail = "A MAC address is twelve hexadecimal digits in lower case, with nothing between.";
                    return Err(document::wrong(&format!("/devices/{at}/mac"), detail));
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// Refuses a change that something is in the way of.
fn refuse(obstacles: &Obstacles) -> Result<(), Problem> {
    if obstacles.unknown_site {
        let detail = "The directory has no such site; GET /v1/directory names those there are.";
        return Err(document::wrong("/attributes/site", detail));
    }
    if let Some(name) = obstacles.unknown_licenses.first() {
        let detail = format!(
            "The directory has no licence `{name}`; GET /v1/directory names those there are."
        );
        return Err(document::wrong("/licenses", detail));
    }
    if !obstacles.taken.is_empty() {
        let errors: Vec<SchemaError> = obstacles
            .taken
            .iter()
            .map(|taken| {
                let (member, what) = match taken.kind {
                    "email" => ("/email", "e-mail address"),
                    "user_name" => ("/user_name", "user name"),
                    "extension" => ("/extensions", "extension"),
                    "number" => ("/numbers", "number"),
                    _ => ("/devices", "device"),
                };
                let value = taken.value.trim_start_matches('\u{1f}').replace('\u{1f}', " ");
                SchemaError {
                    pointer: member.to_owned(),
                    detail: format!(
                        "{} (user {}) has the {what} {value}.",
                        taken.holder.subject(),
                        taken.holder.id
                    ),
                }
            })
            .collect();
        let details: Vec<&str> = errors.iter().map(|error| error.detail.as_str()).collect();
        return Err(Problem::new(Kind::UserConflict, details.join(" ")).with_errors(errors));
    }
    if let Some(name) = obstacles.used_up_licenses.first() {
        return Err(Problem::new(
            Kind::LicenseCapacity,
            format!(
                "As many users have the licence `{name}` as there are; take it from one of them, or raise \
                 its capacity with PUT /v1/directory."
            ),
        ));
    }
    Ok(())
}

/// A JSON pointer (RFC 6901).
pub fn pointer(path: &[&str]) -> String {
    let mut pointer = String::new();
    for name in path {
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}

/// The place that a cursor names.
fn place(cursor: &str) -> Option<Place> {
    let bytes = Base64UrlUnpadded::decode_vec(cursor).ok()?;
    Place::of(&String::from_utf8(bytes).ok()?)
}

/// The words of a search.
fn words(text: &str) -> Result<Vec<String>, Problem> {
    let mut words: Vec<String> = Vec::new();
    for word in folded(text).split(' ') {
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    if text.chars().count() > LONGEST_TEXT || words.len() > MOST_WORDS {
        return Err(Problem::new(
            Kind::ParameterInvalid,
            format!("A search has {LONGEST_TEXT} characters and {MOST_WORDS} words at most."),
        )
        .of_option("name"));
    }
    Ok(words)
}

fn yes_or_no(name: &str, value: &str) -> Result<bool, Problem> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Problem::new(
            Kind::ParameterInvalid,
            format!("`{name}` is `true` or `false`; leave it out to have both."),
        )
        .of_option(name)
        .allowing(["true", "false"])),
    }
}

fn unknown_cursor() -> Problem {
    Problem::new(
        Kind::ParameterInvalid,
        "The cursor is not one that a page of the list named as its `next_cursor`; begin without one.",
    )
    .of_option("cursor")
}

/// That there is no such user. The same for users of other partners.
fn not_found() -> Problem {
    Problem::new(
        Kind::UserNotFound,
        "There is no user with this id; GET /v1/users lists those there are.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"{"id": "1", "active": true, "email": "ana@example.com",
        "attributes": {"site": "Lyon", "title": "x"}, "licenses": ["A"],
        "contact_center": {"enabled": true, "teams": ["b", "a"]}}"#;

    fn patched(patch: Value) -> Result<User, Problem> {
        changed(DOCUMENT, patch.as_object().unwrap())
    }

    #[test]
    fn a_change_says_what_is_to_be_otherwise_and_no_more() {
        let after = patched(json!({
            "email": null, "attributes": {"site": null, "department": "R&D"}, "licenses": ["B", "A"],
            "contact_center": {"teams": ["c"]}, "extensions": [{"extension": "1001", "pbx": "", "line": "voice"}]
        }))
        .unwrap();
        assert_eq!(
            json!(after),
            json!({
                "id": "1", "kind": "user", "active": true,
                "attributes": {"department": "R&D", "title": "x"}, "licenses": ["A", "B"],
                "extensions": [{"extension": "1001"}],
                "contact_center": {"enabled": true, "teams": ["c"]}
            })
        );
    }

    #[test]
    fn what_no_user_has_is_refused_and_named() {
        for (patch, pointer) in [
            (json!({"contact_center": {"team": "x"}}), "/contact_center/team"),
            (json!({"numbers": [{"number": "+442070966000", "for": "x"}]}), "/numbers/0/for"),
            (json!({"numbers": [{"number": "0"}]}), "/numbers/0/number"),
            (json!({"devices": [{"mac": "00-11"}]}), "/devices/0/mac"),
            (json!({"email": "ana"}), "/email"),
        ] {
            let problem = patched(patch).unwrap_err();
            let json: Value = serde_json::from_str(&problem.to_json()).unwrap();
            assert_eq!(json["pointer"], pointer);
        }
        assert!(patched(json!({"active": "yes"})).is_err());
    }

    #[test]
    fn versions_match_as_they_were_given() {
        let version = Version(7);
        for (wanted, does) in [
            ("\"7\"", true),
            ("*", true),
            ("\"6\", \"7\"", true),
            ("7", false),
            ("W/\"7\"", false),
            ("\"8\"", false),
        ] {
            assert_eq!(matches(wanted, version), does, "{wanted}");
        }
    }
}
