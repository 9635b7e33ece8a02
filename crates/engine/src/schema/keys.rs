//! `primaryKey`, `uniqueKeys`, `foreignKeys` and `fieldsMatch`.

use std::collections::HashMap;

use serde_json::Value;

use super::{Faults, FieldsMatch, ForeignKey, kind_of};

/// Reads `fieldsMatch`: a name, or an array of one name as the published profile has it.
pub(crate) fn fields_match(value: Option<&Value>, faults: &mut Faults) -> FieldsMatch {
    let name = match value {
        None | Some(Value::Null) => return FieldsMatch::default(),
        Some(Value::Array(names)) => match names.as_slice() {
            [Value::String(name)] => Some(name.as_str()),
            _ => None,
        },
        Some(value) => value.as_str(),
    };
    let found = FieldsMatch::NAMES.iter().find(|(known, _)| Some(*known) == name);
    if let Some((_, matching)) = found {
        return *matching;
    }
    faults.add(
        "/fieldsMatch",
        "fieldsMatch is one of \"exact\", \"equal\", \"subset\", \"superset\" and \"partial\".",
    );
    FieldsMatch::default()
}

/// Reads keys: names of fields, as places.
pub(crate) struct KeyReader<'r> {
    /// The place of each field by its name.
    pub(crate) places: &'r HashMap<&'r str, usize>,
    pub(crate) faults: &'r mut Faults,
}

impl KeyReader<'_> {
    pub(crate) fn primary_key(&mut self, value: Option<&Value>) -> Vec<usize> {
        match value {
            None | Some(Value::Null) => Vec::new(),
            Some(value) => self.fields(value, "/primaryKey"),
        }
    }

    pub(crate) fn unique_keys(&mut self, value: Option<&Value>) -> Vec<Vec<usize>> {
        match value {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(keys)) => keys
                .iter()
                .enumerate()
                .map(|(place, key)| self.fields(key, &format!("/uniqueKeys/{place}")))
                .collect(),
            Some(_) => {
                self.faults.add(
                    "/uniqueKeys",
                    "uniqueKeys is an array of keys, and a key is an array of field names: [[\"a\"], [\"b\", \"c\"]].",
                );
                Vec::new()
            }
        }
    }

    pub(crate) fn foreign_keys(&mut self, value: Option<&Value>) -> Vec<ForeignKey> {
        match value {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(keys)) => keys
                .iter()
                .enumerate()
                .filter_map(|(place, key)| self.foreign_key(key, &format!("/foreignKeys/{place}")))
                .collect(),
            Some(_) => {
                self.faults.add("/foreignKeys", "foreignKeys is an array of objects.");
                Vec::new()
            }
        }
    }

    fn foreign_key(&mut self, key: &Value, pointer: &str) -> Option<ForeignKey> {
        let (Some(fields), Some(reference)) = (key.get("fields"), key.get("reference")) else {
            self.faults.add(
                pointer,
                "A foreign key has \"fields\" and \"reference\": {\"resource\": …, \"fields\": …}.",
            );
            return None;
        };
        let fields = self.fields(fields, &format!("{pointer}/fields"));
        let resource = match reference.get("resource") {
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name.clone()).filter(|name| !name.is_empty()),
            Some(other) => {
                let detail = format!(
                    "The resource is a name, not {}; leave it out for this table.",
                    kind_of(other)
                );
                self.faults.add(format!("{pointer}/reference/resource"), detail);
                return None;
            }
        };
        let at = format!("{pointer}/reference/fields");
        let Some(names) = names(reference.get("fields").unwrap_or(&Value::Null)) else {
            self.faults.add(at, "The fields referred to are a name or an array of names.");
            return None;
        };
        if names.len() != fields.len() {
            let detail = format!(
                "As many fields are referred to as refer: {} and {} differ.",
                names.len(),
                fields.len()
            );
            self.faults.add(at, detail);
            return None;
        }
        if resource.is_none() {
            for (_, name) in names.iter().filter(|(_, name)| !self.places.contains_key(*name)) {
                self.faults.add(at.clone(), unknown(name));
            }
        }
        let reference_fields = names.into_iter().map(|(_, name)| name.to_owned()).collect();
        Some(ForeignKey { fields, resource, reference_fields })
    }

    /// A name or an array of names, as the places of those fields.
    fn fields(&mut self, value: &Value, pointer: &str) -> Vec<usize> {
        let Some(names) = names(value).filter(|names| !names.is_empty()) else {
            self.faults
                .add(pointer, "A key is a field name or an array of field names, at least one.");
            return Vec::new();
        };
        let mut places = Vec::with_capacity(names.len());
        for (at, name) in names {
            let at = at.map_or_else(|| pointer.to_owned(), |at| format!("{pointer}/{at}"));
            match self.places.get(name) {
                None => self.faults.add(at, unknown(name)),
                Some(place) if places.contains(place) => {
                    self.faults.add(at, format!("The key names the field {name:?} twice."));
                }
                Some(place) => places.push(*place),
            }
        }
        places
    }
}

fn unknown(name: &str) -> String {
    format!("There is no field named {name:?}; a key is made of names that stand in \"fields\".")
}

/// The names, each with its place where they stand in an array. `None` where something else does.
fn names(value: &Value) -> Option<Vec<(Option<usize>, &str)>> {
    match value {
        Value::String(name) => Some(vec![(None, name)]),
        Value::Array(names) => {
            names.iter().enumerate().map(|(at, name)| Some((Some(at), name.as_str()?))).collect()
        }
        _ => None,
    }
}
