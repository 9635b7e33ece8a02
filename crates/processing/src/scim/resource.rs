//! A user as a resource (RFC 7643, sections 4.1 and 4.3), and back.
//!
//! | of a user | in SCIM |
//! |---|---|
//! | e-mail address | `emails`: the primary one, else the one for work, else the first |
//! | user name; without one the e-mail address | `userName`, which every user has there |
//! | names | `name.givenName`, `name.familyName`, `displayName` |
//! | active | `active` |
//! | title, time zone | `title`, `timezone` |
//! | locale | `preferredLanguage`, with a hyphen (RFC 5646) where the vendor has `en_US` |
//! | department, cost centre | `department`, `costCenter` of the enterprise extension |
//! | the own number, the fax, the mobile | `phoneNumbers` of the types `work`, `fax`, `mobile`, as `tel:+…` (RFC 3966) |
//! | licences | `entitlements`; that of an agent has the type `contact-center` |
//!
//! There is nothing there for contacts, sites, extensions, devices, temporary numbers, managers by name,
//! and what only one vendor has.

use serde_json::{Map, Value, json};

use super::{ENTERPRISE, USER};
use crate::spelling::phone;
use crate::{Kind, Line, Number, User};

/// The attribute by which 8x8 knows which licence is an agent's.
const AGENT_LICENSE: &str = "8x8:User.Vcc.License";
/// The type of an agent's entitlement.
const AGENT: &str = "contact-center";

/// A place of a resource that holds one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The schema or the attribute that it is inside of.
    pub inside: Option<&'static str>,
    /// Its name there.
    pub name: &'static str,
}

impl Place {
    const fn of(name: &'static str) -> Self {
        Self { inside: None, name }
    }

    const fn inside(inside: &'static str, name: &'static str) -> Self {
        Self { inside: Some(inside), name }
    }

    /// The path by which PATCH names it (RFC 7644, section 3.5.2).
    pub fn path(self) -> String {
        match self.inside {
            None => self.name.to_owned(),
            Some(ENTERPRISE) => format!("{ENTERPRISE}:{}", self.name),
            Some(inside) => format!("{inside}.{}", self.name),
        }
    }

    /// The text that stands there.
    fn text(self, resource: &Value) -> Option<String> {
        let object = match self.inside {
            None => Some(resource),
            Some(inside) => resource.get(inside),
        };
        text_of(object?, self.name)
    }
}

/// The places of single texts.
const PLACES: [Place; 9] = [
    Place::of("userName"),
    Place::inside("name", "givenName"),
    Place::inside("name", "familyName"),
    Place::of("displayName"),
    Place::of("title"),
    Place::of("timezone"),
    Place::of("preferredLanguage"),
    Place::inside(ENTERPRISE, "department"),
    Place::inside(ENTERPRISE, "costCenter"),
];

/// The texts of a user by their places.
pub fn texts(user: &User) -> [(Place, Option<String>); 9] {
    let attribute = |name: &str| user.attributes.get(name).cloned();
    // A user without either name has at least its id.
    let name = user.user_name.clone().or_else(|| user.email.clone());
    let texts = [
        Some(name.unwrap_or_else(|| user.id.clone())),
        user.first_name.clone(),
        user.last_name.clone(),
        user.display_name.clone(),
        attribute("title"),
        attribute("time_zone"),
        attribute("locale").map(|locale| locale.replace('_', "-")),
        attribute("department"),
        attribute("cost_center"),
    ];
    let mut place = PLACES.into_iter();
    texts.map(|text| (place.next().unwrap_or(PLACES[0]), text))
}

/// One of several values of an attribute, as we know it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element {
    /// The attribute: `emails`, `phoneNumbers`, `entitlements`.
    pub attribute: &'static str,
    /// Its `type`; empty where it has none.
    pub kind: &'static str,
    /// Its value in the one spelling that we write.
    pub value: String,
}

impl Element {
    /// As it is written.
    pub fn to_json(&self) -> Value {
        match self.attribute {
            "emails" => json!({"value": self.value, "type": self.kind, "primary": true}),
            _ if self.kind.is_empty() => json!({"value": self.value}),
            _ => json!({"value": self.value, "type": self.kind}),
        }
    }

    /// What stands in a resource; none where it is nothing that we know.
    pub fn read(attribute: &'static str, raw: &Value) -> Option<Self> {
        let value = text_of(raw, "value")?;
        let kind = raw.get("type").and_then(Value::as_str).unwrap_or_default();
        let is = |wanted: &str| kind.eq_ignore_ascii_case(wanted);
        let element = |kind, value| Some(Self { attribute, kind, value });
        match attribute {
            "emails" => value.contains('@').then_some(()).and_then(|()| element("work", value)),
            "phoneNumbers" => {
                let number = number_of(&value)?;
                match kind {
                    "" => element("work", number),
                    _ if is("work") => element("work", number),
                    _ if is("fax") => element("fax", number),
                    _ if is("mobile") => element("mobile", number),
                    _ => None,
                }
            }
            _ if is(AGENT) => element(AGENT, value),
            _ => element("", value),
        }
    }
}

/// The attributes that have several values.
pub const SEVERAL: [&str; 3] = ["emails", "phoneNumbers", "entitlements"];

/// What a user has of them.
pub fn elements(user: &User) -> Vec<Element> {
    let element = |attribute, kind, value: String| Element { attribute, kind, value };
    let tel = |number: &String| format!("tel:{number}");
    let mut elements = Vec::new();
    elements.extend(user.email.iter().map(|email| element("emails", "work", email.clone())));
    for number in user.numbers.iter().filter(|number| number.temporary_for.is_none()) {
        let kind = match number.line {
            Line::Voice => "work",
            Line::Fax => "fax",
            Line::ContactCenter => continue,
        };
        elements.push(element("phoneNumbers", kind, tel(&number.number)));
    }
    let mobile = user.attributes.get("mobile");
    elements.extend(mobile.map(|number| element("phoneNumbers", "mobile", tel(number))));
    let agents = user.attributes.get(AGENT_LICENSE);
    for license in &user.licenses {
        let kind = if Some(license) == agents { AGENT } else { "" };
        elements.push(element("entitlements", kind, license.clone()));
    }
    elements
}

/// The values of an attribute as they stand in a resource.
pub fn raw_elements<'a>(resource: &'a Value, attribute: &str) -> &'a [Value] {
    resource.get(attribute).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The one of a resource's e-mail addresses by which we know the user.
pub fn raw_email(resource: &Value) -> Option<&Value> {
    let mut emails = raw_elements(resource, "emails").iter();
    let known = |raw: &&Value| Element::read("emails", raw).is_some();
    let is_primary = |raw: &&Value| raw.get("primary") == Some(&Value::Bool(true));
    let is_of_work = |raw: &&Value| {
        let kind = raw.get("type").and_then(Value::as_str);
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("work"))
    };
    emails
        .clone()
        .filter(known)
        .find(is_primary)
        .or_else(|| emails.clone().filter(known).find(is_of_work))
        .or_else(|| emails.find(known))
}

/// The mobile number of a resource.
pub fn raw_mobile(resource: &Value) -> Option<&Value> {
    let mobile = |raw: &&Value| {
        Element::read("phoneNumbers", raw).is_some_and(|element| element.kind == "mobile")
    };
    raw_elements(resource, "phoneNumbers").iter().find(mobile)
}

/// The resource that makes a user, with the user's id as `externalId`, by which it is found again.
///
/// What cannot be said is left out: see [`expressible`].
#[must_use]
pub fn resource(user: &User) -> Value {
    let mut resource = Map::new();
    resource.insert("schemas".to_owned(), json!([USER]));
    if !user.id.is_empty() {
        resource.insert("externalId".to_owned(), json!(user.id));
    }
    resource.insert("active".to_owned(), json!(user.active));
    for (place, text) in texts(user) {
        if let Some(text) = text {
            put(&mut resource, place, json!(text));
        }
    }
    for element in elements(user) {
        let list = resource.entry(element.attribute).or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(element.to_json());
        }
    }
    Value::Object(resource)
}

/// Puts a value into its place.
pub fn put(resource: &mut Map<String, Value>, place: Place, value: Value) {
    let Some(inside) = place.inside else {
        resource.insert(place.name.to_owned(), value);
        return;
    };
    if inside == ENTERPRISE
        && let Some(Value::Array(schemas)) = resource.get_mut("schemas")
        && !schemas.iter().any(|schema| schema == ENTERPRISE)
    {
        schemas.push(json!(ENTERPRISE));
    }
    let object = resource.entry(inside).or_insert_with(|| json!({}));
    if !object.is_object() {
        *object = json!({});
    }
    if let Value::Object(object) = object {
        object.insert(place.name.to_owned(), value);
    }
}

/// The user of a resource; none where it has no id or no user name, without which there is no user
/// (RFC 7643, sections 3.1 and 4.1.1). What we know nothing of is passed over.
#[must_use]
pub fn user(resource: &Value) -> Option<User> {
    let id = resource_id(resource)?.to_owned();
    let [user_name, first_name, last_name, display_name, title, zone, language, department, center] =
        PLACES.map(|place| place.text(resource));
    let user_name = user_name?;
    let mut user = User {
        id,
        kind: Kind::User,
        active: resource.get("active").and_then(Value::as_bool).unwrap_or(true),
        first_name,
        last_name,
        display_name,
        ..User::default()
    };
    let email = raw_email(resource).and_then(|raw| text_of(raw, "value"));
    user.email = email.or_else(|| user_name.contains('@').then(|| user_name.clone()));
    user.user_name = Some(user_name);
    for (name, value) in [
        ("title", title),
        ("time_zone", zone),
        ("locale", language),
        ("department", department),
        ("cost_center", center),
    ] {
        user.attributes.extend(value.map(|value| (name.to_owned(), value)));
    }
    let read = |attribute: &'static str| {
        raw_elements(resource, attribute)
            .iter()
            .filter_map(move |raw| Element::read(attribute, raw))
    };
    let bare = |value: String| value.trim_start_matches("tel:").to_owned();
    for Element { kind, value, .. } in read("phoneNumbers") {
        let line = match kind {
            "work" => Line::Voice,
            "fax" => Line::Fax,
            _ => {
                user.attributes.entry("mobile".to_owned()).or_insert_with(|| bare(value));
                continue;
            }
        };
        let number = Number { number: bare(value), temporary_for: None, line };
        // In an order of their own, as a service keeps none.
        let key = |number: &Number| (number.line, number.number.clone());
        let place = user.numbers.iter().position(|other| key(other) >= key(&number));
        match place.and_then(|at| user.numbers.get(at).map(|other| (at, *other == number))) {
            Some((_, true)) => {}
            Some((at, false)) => user.numbers.insert(at, number),
            None => user.numbers.push(number),
        }
    }
    for Element { kind, value, .. } in read("entitlements") {
        if kind == AGENT {
            user.attributes.insert(AGENT_LICENSE.to_owned(), value.clone());
        }
        user.licenses.insert(value);
    }
    Some(user)
}

/// What of a user can be said in SCIM: the user that comes back when its resource is read. The id is no
/// matter of the resource, and stays.
///
/// ```
/// use rollcall_processing::{Extension, User, scim::expressible};
///
/// let line = Extension { extension: "1001".into(), ..Extension::default() };
/// let user = User { user_name: Some("ana".into()), extensions: vec![line], ..User::default() };
/// assert_eq!(expressible(&user), User { extensions: Vec::new(), ..user });
/// ```
#[must_use]
pub fn expressible(user: &User) -> User {
    let mut resource = resource(user);
    if let Value::Object(object) = &mut resource {
        object.insert("id".to_owned(), json!("-"));
    }
    let read = self::user(&resource).unwrap_or_default();
    User { id: user.id.clone(), ..read }
}

/// The id of a resource.
#[must_use]
pub fn resource_id(resource: &Value) -> Option<&str> {
    resource.get("id").and_then(Value::as_str).filter(|id| !id.is_empty())
}

/// The version of a resource, which is its ETag (RFC 7644, section 3.14).
#[must_use]
pub fn version(resource: &Value) -> Option<&str> {
    resource.pointer("/meta/version").and_then(Value::as_str)
}

fn text_of(object: &Value, name: &str) -> Option<String> {
    let text = object.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A number with its country code as `tel:+…`, from whichever way it is written with a plus; none for those
/// without one, and for what has an extension or another parameter behind it, which we would lose.
fn number_of(value: &str) -> Option<String> {
    let value = value.strip_prefix("tel:").unwrap_or(value);
    let digits = value.strip_prefix('+')?;
    // RFC 3966, section 5.1.1.
    let number: String =
        digits.chars().filter(|sign| !matches!(sign, '-' | '.' | '(' | ')' | ' ')).collect();
    phone(&format!("+{number}")).map(|number| format!("tel:{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_of_another_client_is_read_as_far_as_we_know_it() {
        let read = user(&json!({
            "schemas": [USER], "id": "2819c223", "userName": "bjensen", "active": true,
            "name": {"formatted": "Mme Zoé L’Hôte", "givenName": "Zoé", "familyName": "L’Hôte"},
            "emails": [
                {"value": "zoe@home.example", "type": "home"},
                {"value": "zoe@acme.example", "type": "work"}
            ],
            "phoneNumbers": [
                {"value": "+33 (1) 60-00.00.01", "type": "Work"},
                {"value": "tel:+33160000002;ext=12", "type": "work"},
                {"value": "555-555-5555", "type": "work"},
                {"value": "tel:+33600000003", "type": "mobile"}
            ],
            "entitlements": [{"value": "X2 - Lyon"}, {"display": "no value"}],
            ENTERPRISE: {"department": "Ventes", "manager": {"value": "26118915"}}
        }))
        .unwrap();
        assert_eq!(read.email.as_deref(), Some("zoe@acme.example"));
        assert_eq!(read.first_name.as_deref(), Some("Zoé"));
        let numbers: Vec<_> = read.numbers.iter().map(|number| number.number.as_str()).collect();
        assert_eq!(numbers, ["+33160000001"]);
        assert_eq!(read.attributes["mobile"], "+33600000003");
        assert_eq!(read.attributes["department"], "Ventes");
        assert_eq!(read.licenses, ["X2 - Lyon".to_owned()].into());
    }

    #[test]
    fn what_is_no_user_is_none() {
        for resource in [
            json!(null),
            json!({"id": "1"}),
            json!({"userName": "ana"}),
            json!({"id": 7, "userName": "ana"}),
            json!({"id": "1", "userName": " "}),
        ] {
            assert_eq!(user(&resource), None, "{resource}");
        }
    }

    #[test]
    fn an_agents_licence_is_told_from_the_others() {
        let agent = User {
            email: Some("zoe@acme.example".into()),
            attributes: [(AGENT_LICENSE.to_owned(), "VCC".to_owned())].into(),
            licenses: ["VCC".to_owned(), "X2".to_owned()].into(),
            ..User::default()
        };
        let resource = resource(&agent);
        assert_eq!(
            resource["entitlements"],
            json!([{"value": "VCC", "type": "contact-center"}, {"value": "X2"}])
        );
        assert_eq!(expressible(&agent).attributes, agent.attributes);
    }
}
