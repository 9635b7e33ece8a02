//! What is to be changed of a resource so that it is a user's: no more than what differs, so that what the
//! service knows besides stays as it is.

use serde_json::{Map, Value, json};

use super::filter::quoted;
use super::resource::{
    Element, Place, SEVERAL, elements, put, raw_elements, raw_email, raw_mobile, texts, user,
};
use crate::User;

/// One change of a resource.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A single value is another one.
    Set {
        /// Where.
        place: Place,
        /// The value.
        value: Value,
        /// Whether something stands there.
        is_there: bool,
    },
    /// A single value goes.
    Unset {
        /// Where.
        place: Place,
    },
    /// One of several values goes.
    Take {
        /// The attribute.
        attribute: &'static str,
        /// What finds it there.
        filter: String,
        /// As it stands there.
        raw: Value,
    },
    /// One of several values is another one.
    Swap {
        /// The attribute.
        attribute: &'static str,
        /// What finds it there.
        filter: String,
        /// As it stands there.
        raw: Value,
        /// The value.
        value: String,
    },
    /// There is one more of several values.
    Give {
        /// The value.
        element: Element,
    },
}

/// What is to be changed of `resource`, as the service gave it, so that it reads as `after`.
#[must_use]
pub fn between(resource: &Value, after: &User) -> Vec<Change> {
    let before = user(resource).unwrap_or_default();
    let mut changes = Vec::new();
    if before.active != after.active {
        let place = Place { inside: None, name: "active" };
        let is_there = resource.get("active").is_some();
        changes.push(Change::Set { place, value: json!(after.active), is_there });
    }
    for ((place, had), (_, has)) in texts(&before).into_iter().zip(texts(after)) {
        match has {
            _ if had == has => {}
            Some(text) => {
                changes.push(Change::Set { place, value: json!(text), is_there: had.is_some() });
            }
            None => changes.push(Change::Unset { place }),
        }
    }
    let (had, wanted) = (elements(&before), elements(after));
    for attribute in SEVERAL {
        let of = |all: &[Element]| -> Vec<Element> {
            all.iter().filter(|element| element.attribute == attribute).cloned().collect()
        };
        let (had, wanted) = (of(&had), of(&wanted));
        if had.len() == wanted.len() && had.iter().all(|element| wanted.contains(element)) {
            continue;
        }
        let mut missing = wanted.clone();
        let raws = raw_elements(resource, attribute);
        for (at, raw) in raws.iter().enumerate() {
            let Some(element) = Element::read(attribute, raw) else { continue };
            // Of these one is the user's, and the others are nobody's business.
            let only = match (attribute, element.kind) {
                ("emails", _) => Some(raw_email(resource)),
                (_, "mobile") => Some(raw_mobile(resource)),
                _ => None,
            };
            if only.is_some_and(|only| only != Some(raw)) {
                continue;
            }
            if wanted.contains(&element) {
                missing.retain(|wanted| *wanted != element);
                continue;
            }
            // One filter is for all that are alike.
            if raws.get(..at).is_some_and(|before| before.contains(raw)) {
                continue;
            }
            let filter = which(raw, raws);
            let instead = missing.iter().position(|wanted| wanted.kind == element.kind);
            match instead.filter(|_| only.is_some()) {
                Some(at) => {
                    let value = missing.remove(at).value;
                    changes.push(Change::Swap { attribute, filter, raw: raw.clone(), value });
                }
                None => changes.push(Change::Take { attribute, filter, raw: raw.clone() }),
            }
        }
        changes.extend(missing.into_iter().map(|element| Change::Give { element }));
    }
    changes
}

/// The PATCH of some changes (RFC 7644, section 3.5.2).
#[must_use]
pub fn patch(changes: &[Change]) -> Value {
    let operations: Vec<Value> = changes
        .iter()
        .map(|change| match change {
            Change::Set { place, value, is_there } => {
                let operation = if *is_there { "replace" } else { "add" };
                json!({"op": operation, "path": place.path(), "value": value})
            }
            Change::Unset { place } => json!({"op": "remove", "path": place.path()}),
            Change::Take { attribute, filter, .. } => {
                json!({"op": "remove", "path": format!("{attribute}[{filter}]")})
            }
            Change::Swap { attribute, filter, value, .. } => {
                let path = format!("{attribute}[{filter}].value");
                json!({"op": "replace", "path": path, "value": value})
            }
            Change::Give { element } => {
                json!({"op": "add", "path": element.attribute, "value": [element.to_json()]})
            }
        })
        .collect();
    json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations})
}

/// The filter that finds one of several values, and no other.
fn which(raw: &Value, all: &[Value]) -> String {
    let text = |raw: &Value, name: &str| raw.get(name).and_then(Value::as_str).map(quoted);
    let value = text(raw, "value").unwrap_or_default();
    let has_kind =
        |other: &Value| text(other, "value") == text(raw, "value") && other.get("type").is_some();
    match text(raw, "type") {
        Some(kind) => format!("type eq {kind} and value eq {value}"),
        None if all.iter().any(has_kind) => format!("value eq {value} and not (type pr)"),
        None => format!("value eq {value}"),
    }
}

/// The resource with some changes made: what PUT sends to a service that has no PATCH.
#[must_use]
pub fn applied(resource: &Value, changes: &[Change]) -> Value {
    let mut resource = resource.as_object().cloned().unwrap_or_default();
    for change in changes {
        match change {
            Change::Set { place, value, .. } => put(&mut resource, *place, value.clone()),
            Change::Unset { place } => {
                let object = match place.inside {
                    None => Some(&mut resource),
                    Some(inside) => resource.get_mut(inside).and_then(Value::as_object_mut),
                };
                if let Some(object) = object {
                    object.remove(place.name);
                }
            }
            Change::Take { attribute, raw, .. } => {
                if let Some(list) = list(&mut resource, attribute) {
                    list.retain(|it| it != raw);
                }
            }
            Change::Swap { attribute, raw, value, .. } => {
                let list = list(&mut resource, attribute).into_iter().flatten();
                for it in list.filter(|it| *it == raw).filter_map(Value::as_object_mut) {
                    it.insert("value".to_owned(), json!(value));
                }
            }
            Change::Give { element } => {
                if let Some(list) = list(&mut resource, element.attribute) {
                    list.push(element.to_json());
                }
            }
        }
    }
    Value::Object(resource)
}

/// The values of an attribute that may have several, to be changed.
fn list<'a>(resource: &'a mut Map<String, Value>, attribute: &str) -> Option<&'a mut Vec<Value>> {
    let list = resource.entry(attribute).or_insert_with(|| json!([]));
    if !list.is_array() {
        *list = json!([]);
    }
    list.as_array_mut()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scim::{ENTERPRISE, USER};

    #[test]
    fn only_what_differs_is_changed() {
        let resource = json!({
            "schemas": [USER], "id": "1", "userName": "zoe@acme.example", "active": true, "nickName": "Z",
            "title": "Agent",
            "emails": [{"value": "zoe@acme.example", "type": "work"}, {"value": "z@home.example"}],
            "phoneNumbers": [
                {"value": "+33 1 60 00 00 01", "type": "work"}, {"value": "555", "type": "home"}
            ],
            "entitlements": [{"value": "A \"1\""}, {"value": "B"}]
        });
        let mut after = user(&resource).unwrap();
        assert_eq!(between(&resource, &after), []);
        after.attributes.insert("title".into(), "Cheffe".into());
        after.attributes.insert("department".into(), "Ventes".into());
        after.numbers[0].number = "+33160000002".into();
        after.licenses = ["B".to_owned(), "C".to_owned()].into();
        after.email = Some("zoe@new.example".into());
        let operations = patch(&between(&resource, &after));
        assert_eq!(
            operations["Operations"],
            json!([
                {"op": "replace", "path": "title", "value": "Cheffe"},
                {"op": "add", "path": format!("{ENTERPRISE}:department"), "value": "Ventes"},
                {"op": "replace", "path": "emails[type eq \"work\" and value eq \"zoe@acme.example\"].value",
                 "value": "zoe@new.example"},
                {"op": "remove", "path": "phoneNumbers[type eq \"work\" and value eq \"+33 1 60 00 00 01\"]"},
                {"op": "add", "path": "phoneNumbers",
                 "value": [{"value": "tel:+33160000002", "type": "work"}]},
                {"op": "remove", "path": "entitlements[value eq \"A \\\"1\\\"\"]"},
                {"op": "add", "path": "entitlements", "value": [{"value": "C"}]}
            ])
        );
        let changed = applied(&resource, &between(&resource, &after));
        assert_eq!(user(&changed), Some(after));
        assert_eq!(changed["nickName"], "Z");
        assert_eq!(changed["phoneNumbers"][0], json!({"value": "555", "type": "home"}));
        assert_eq!(changed["schemas"], json!([USER, ENTERPRISE]));
    }
}
