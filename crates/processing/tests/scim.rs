//! What holds for every user that goes to a directory behind SCIM and comes back.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use rollcall_processing::scim::{
    Abilities, applied, between, bulk_answers, expressible, listed, patch, quoted, resource, user,
};
use rollcall_processing::{ContactCenter, Device, Extension, Kind, Line, Number, User};
use serde_json::{Value, json};

const NAMES: [&str; 6] = ["Zoé", "D’Angelo", "L’Hôte \"Zaza\"", "Forlì [x]", "Анна", "a\\b"];
const ADDRESSES: [&str; 4] =
    ["zoe@acme.example.com", "Andre@Acme.example.com", "o'brien@acme.example.com", "x@y.example"];
const NUMBERS: [&str; 4] = ["+33160000001", "+33160000002", "+39054300003", "+442070966000"];
const LICENSES: [&str; 4] = ["X2 - Lyon", "Webex Teams [Sub1]", "a \"b\"", "VCC"];

fn some_name() -> impl Strategy<Value = Option<String>> {
    prop::option::of(select(NAMES.map(str::to_owned).to_vec()))
}

fn some_line() -> impl Strategy<Value = Line> {
    select(vec![Line::Voice, Line::Fax, Line::ContactCenter])
}

fn some_number() -> impl Strategy<Value = Number> {
    let ported = prop::option::of(select(NUMBERS.map(str::to_owned).to_vec()));
    (select(NUMBERS.to_vec()), ported, some_line()).prop_map(|(number, temporary_for, line)| {
        Number { number: number.to_owned(), temporary_for, line }
    })
}

fn some_attributes() -> impl Strategy<Value = BTreeMap<String, String>> {
    let places = [
        ("title", NAMES.to_vec()),
        ("department", NAMES.to_vec()),
        ("cost_center", vec!["4711"]),
        ("time_zone", vec!["Europe/Paris"]),
        ("locale", vec!["fr_FR", "it-IT"]),
        ("mobile", NUMBERS.to_vec()),
        ("site", vec!["Lyon", "Forlì"]),
        ("manager", vec!["chef@acme.example.com"]),
        ("8x8:User.Vcc.License", vec!["VCC"]),
        ("webex:Address country", vec!["FR"]),
    ];
    let one = select(places.to_vec()).prop_flat_map(|(name, values)| {
        select(values).prop_map(move |value| (name.to_owned(), value.to_owned()))
    });
    prop::collection::vec(one, 0..6).prop_map(|pairs| pairs.into_iter().collect())
}

prop_compose! {
    fn some_user()(
        kind in select(vec![Kind::User, Kind::Contact]),
        active in any::<bool>(),
        email in prop::option::of(select(ADDRESSES.map(str::to_owned).to_vec())),
        user_name in some_name(),
        first_name in some_name(),
        last_name in some_name(),
        display_name in some_name(),
        attributes in some_attributes(),
        licenses in prop::collection::btree_set(select(LICENSES.map(str::to_owned).to_vec()), 0..4),
        numbers in prop::collection::vec(some_number(), 0..4),
        lines in prop::collection::vec((select(vec!["", "PBX1"]), select(vec!["1001", "2001"])), 0..2),
        devices in prop::collection::vec(some_line(), 0..2),
        agent in any::<bool>(),
    ) -> User {
        let extension = |(pbx, extension): (&str, &str)| Extension {
            pbx: pbx.to_owned(), extension: extension.to_owned(), ..Extension::default()
        };
        let device = |line| Device { mac: "64167f0a1b2c".to_owned(), model: None, line };
        User {
            id: "7".to_owned(), kind, active, email, user_name, first_name, last_name, display_name,
            attributes, licenses, numbers,
            extensions: lines.into_iter().map(extension).collect(),
            devices: devices.into_iter().map(device).collect(),
            contact_center: agent.then(|| ContactCenter { enabled: true, ..ContactCenter::default() }),
        }
    }
}

/// A user's resource as a service gives it, with what other clients have put there besides.
fn some_resource() -> impl Strategy<Value = Value> {
    let besides = [
        ("nickName", json!("Zozo")),
        ("emails", json!({"value": "zoe@home.example", "type": "home"})),
        ("phoneNumbers", json!({"value": "555-1234", "type": "work"})),
        ("phoneNumbers", json!({"value": "+33 (6) 11.22.33.44", "type": "mobile"})),
        ("phoneNumbers", json!({"value": "+33160000009", "type": "home"})),
        ("phoneNumbers", json!({"value": "tel:+33-1-60-00-00-01"})),
        ("entitlements", json!({"value": "Own", "display": "of another client"})),
        ("entitlements", json!({"display": "without a value"})),
    ];
    let extra = prop::collection::vec(select(besides.to_vec()), 0..5);
    (some_user(), extra).prop_map(|(mut user, extra)| {
        // The first address that is there is the user's.
        user.email = user.email.or_else(|| Some("andre@acme.example.com".to_owned()));
        let mut resource = resource(&user);
        let members = resource.as_object_mut().unwrap();
        members.insert("id".into(), json!("7"));
        members.insert("meta".into(), json!({"version": "W/\"1\""}));
        for (name, value) in extra {
            if !value.is_object() {
                members.insert(name.into(), value);
            } else if let Value::Array(list) = members.entry(name).or_insert(json!([])) {
                list.push(value);
            }
        }
        resource
    })
}

/// What stands in a resource that is nothing of ours.
fn of_others(resource: &Value) -> Vec<Value> {
    let mut others = vec![resource.get("nickName").cloned().unwrap_or_default()];
    for (attribute, foreign) in
        [("emails", &["zoe@home.example"][..]), ("phoneNumbers", &["555-1234", "+33160000009"])]
    {
        for raw in resource.get(attribute).and_then(Value::as_array).into_iter().flatten() {
            let value = raw["value"].as_str().unwrap_or_default();
            if foreign.contains(&value) && raw["primary"] != json!(true) {
                others.push(raw.clone());
            }
        }
    }
    others
}

/// Carries out a PATCH as RFC 7644 (section 3.5.2) says, as far as ours have words for it. Written for this test
/// alone, from the JSON that is sent.
fn carried_out(resource: &Value, sent: &Value) -> Value {
    let mut resource = resource.clone();
    for operation in sent["Operations"].as_array().unwrap() {
        let (op, path) = (operation["op"].as_str().unwrap(), operation["path"].as_str().unwrap());
        let value = &operation["value"];
        if let Some((attribute, rest)) = path.split_once('[') {
            let (filter, behind) = rest.rsplit_once(']').unwrap();
            let is_it = |raw: &Value| {
                // Every value of every attribute that it may be about, as the filter would be written for it.
                let text = |name: &str| raw[name].as_str().map(quoted);
                let value = format!("value eq {}", text("value").unwrap_or_default());
                let both = match text("type") {
                    Some(kind) => format!("type eq {kind} and {value}"),
                    None => format!("{value} and not (type pr)"),
                };
                filter == value || filter == both
            };
            let list = resource[attribute].as_array_mut().unwrap();
            assert!(list.iter().any(is_it), "{path} is not there");
            match (op, behind) {
                ("remove", "") => list.retain(|raw| !is_it(raw)),
                ("replace", ".value") => {
                    for raw in list.iter_mut().filter(|raw| is_it(raw)) {
                        raw["value"] = value.clone();
                    }
                }
                _ => panic!("{operation}"),
            }
            continue;
        }
        let (object, name) = match path.rsplit_once(":User:") {
            Some((schema, name)) => (&mut resource[format!("{schema}:User")], name),
            None => match path.split_once('.') {
                Some((object, name)) => (&mut resource[object], name),
                None => (&mut resource, path),
            },
        };
        match (op, value) {
            ("remove", _) => _ = object.as_object_mut().unwrap().remove(name).unwrap(),
            ("add", Value::Array(more)) => {
                if object[name].is_null() {
                    object[name] = json!([]);
                }
                object[name].as_array_mut().unwrap().extend(more.iter().cloned());
            }
            ("replace", value) => {
                assert!(!object[name].is_null(), "{path} is not there");
                object[name] = value.clone();
            }
            ("add", value) => object[name] = value.clone(),
            _ => panic!("{operation}"),
        }
    }
    resource
}

/// Whatever a service may answer.
fn anything() -> impl Strategy<Value = Value> {
    let names = vec![
        "id",
        "userName",
        "emails",
        "phoneNumbers",
        "entitlements",
        "value",
        "type",
        "primary",
        "name",
        "givenName",
        "active",
        "meta",
        "version",
        "Resources",
        "totalResults",
        "Operations",
        "status",
        "code",
        "bulkId",
        "location",
        "response",
        "detail",
        "bulk",
        "supported",
        "maxOperations",
        "filter",
        "schemas",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        select(vec!["", "7", "work", "tel:+33160000001", "zoe@acme.example.com", "409", "\u{0}\n"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let member = (select(names.clone()).prop_map(str::to_owned), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            prop::collection::vec(member, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_can_be_said_comes_back(before in some_user()) {
        let said = expressible(&before);
        prop_assert_eq!(&expressible(&said), &said);
        let mut there = resource(&before);
        there["id"] = json!("7");
        prop_assert_eq!(user(&there), Some(said.clone()));
        prop_assert_eq!(said.kind, Kind::User);
        prop_assert_eq!(said.active, before.active);
        prop_assert_eq!(&said.licenses, &before.licenses);
        // Nothing is made up but the user name, which is then the address or the id.
        let name = before.user_name.clone().or_else(|| before.email.clone());
        prop_assert_eq!(said.user_name.clone(), Some(name.unwrap_or_else(|| before.id.clone())));
        for (name, value) in &said.attributes {
            prop_assert_eq!(Some(value.replace('-', "_")), before.attributes.get(name).map(|it| it.replace('-', "_")));
        }
        for number in &said.numbers {
            prop_assert!(before.numbers.contains(number));
        }
    }

    #[test]
    fn changing_a_resource_makes_it_the_users_and_leaves_the_rest(there in some_resource(), wanted in some_user()) {
        let before = user(&there).unwrap();
        let mut wanted = wanted;
        // No file takes an address or a mobile number away, behind which there may be others.
        wanted.email = wanted.email.or_else(|| before.email.clone());
        for (name, value) in before.attributes.iter().filter(|(name, _)| *name == "mobile") {
            wanted.attributes.entry(name.clone()).or_insert_with(|| value.clone());
        }
        let after = User { id: before.id.clone(), ..expressible(&wanted) };
        let changes = between(&there, &after);
        prop_assert_eq!(changes.is_empty(), before == after);
        let patched = carried_out(&there, &patch(&changes));
        prop_assert_eq!(user(&patched), Some(after.clone()), "{:#}", patch(&changes));
        let put = applied(&there, &changes);
        prop_assert_eq!(user(&put), Some(after.clone()));
        prop_assert!(between(&put, &after).is_empty() && between(&patched, &after).is_empty());
        for kept in [&patched, &put] {
            prop_assert_eq!(of_others(kept), of_others(&there));
        }
        // And back again, to what is read the same.
        let undone = applied(&put, &between(&put, &before));
        prop_assert_eq!(user(&undone), Some(before));
    }

    #[test]
    fn whatever_a_service_answers_is_read_without_harm(answer in anything(), wanted in some_user()) {
        if let Some(read) = user(&answer) {
            prop_assert!(!read.id.is_empty());
            prop_assert_eq!(&expressible(&read), &User { id: read.id.clone(), ..expressible(&read) });
        }
        let changes = between(&answer, &expressible(&wanted));
        prop_assert!(patch(&changes)["Operations"].is_array());
        prop_assert!(applied(&answer, &changes).is_object());
        prop_assert!(listed(&answer).is_none_or(|page| page.resources.len() <= 6));
        let operations = [json!({"method": "POST", "path": "/Users", "bulkId": "7"})];
        prop_assert_eq!(bulk_answers(&operations, &answer).len(), 1);
        let abilities = Abilities::read(&answer);
        prop_assert!(abilities.bulk.is_none_or(|(operations, bytes)| operations > 0 && bytes > 0));
    }
}
