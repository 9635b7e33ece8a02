//! One field: its type and format, its constraints, its missing values, its categories.

use serde_json::{Map, Value};

use crate::check::{
    Allowed, Bound, Budget, CellCheck, FALSE_VALUES, GeoPointForm, JsonSchema, Kind, Length, Limit,
    List, ListItem, Missing, NumberStyle, Pattern, Restriction, Side, TRUE_VALUES, TimeForm,
    TimePattern, Tokens, Words,
};

use super::rollcall::{self, Additions};
use super::{Faults, Field, kind_of};

/// The types of Table Schema v2.
const TYPES: [&str; 16] = [
    "string",
    "number",
    "integer",
    "boolean",
    "object",
    "array",
    "list",
    "datetime",
    "date",
    "time",
    "year",
    "yearmonth",
    "duration",
    "geopoint",
    "geojson",
    "any",
];

/// The constraints of Table Schema v2, and the types that each is for; none for all types.
const CONSTRAINTS: [(&str, &[&str]); 11] = [
    ("required", &[]),
    ("unique", &[]),
    ("enum", &[]),
    ("minLength", &["string", "array", "object", "list"]),
    ("maxLength", &["string", "array", "object", "list"]),
    ("minimum", &ORDERED),
    ("maximum", &ORDERED),
    ("exclusiveMinimum", &ORDERED),
    ("exclusiveMaximum", &ORDERED),
    ("pattern", &["string"]),
    ("jsonSchema", &["object", "array", "geojson"]),
];

/// The types whose values have an order.
const ORDERED: [&str; 8] =
    ["integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration"];

/// Reads the fields of one schema.
pub(crate) struct FieldReader<'r> {
    pub(crate) faults: &'r mut Faults,
    pub(crate) budget: &'r mut Budget,
    /// Words for yes and no in the languages of people, for fields of the kind.
    pub(crate) words: &'r Words,
}

impl FieldReader<'_> {
    /// Reads a field at `pointer`; `missing` are the missing values of the schema. `None` where
    /// nothing can be made of it; the faults say why.
    pub(crate) fn read(
        &mut self,
        descriptor: &Value,
        pointer: &str,
        missing: &[String],
    ) -> Option<Field> {
        let Value::Object(field) = descriptor else {
            let detail = format!(
                "A field is an object with a name and a type, not {}.",
                kind_of(descriptor)
            );
            self.faults.add(pointer, detail);
            return None;
        };
        let name = match field.get("name") {
            Some(Value::String(name)) if !name.is_empty() => name.clone(),
            Some(_) => {
                self.faults.add(format!("{pointer}/name"), "A name is a string that is not empty.");
                return None;
            }
            None => {
                self.faults
                    .add(pointer, "The field has no name; a field has \"name\" and \"type\".");
                return None;
            }
        };
        let additions = rollcall::field(field.get("rollcall"), pointer, self.faults, self.budget);
        let type_name = self.type_name(field, pointer)?;
        let kind = self.kind(field, type_name, pointer);
        let kind = self.domain(kind, &additions, type_name, pointer)?;
        let at = format!("{pointer}/missingValues");
        let missing = match missing_values(field.get("missingValues"), &at, self.faults) {
            Some(own) => Missing::new(own.iter().map(String::as_str)),
            None => Missing::new(missing.iter().map(String::as_str)),
        };
        let constraints = match field.get("constraints") {
            None | Some(Value::Null) => &Map::new(),
            Some(Value::Object(constraints)) => constraints,
            Some(other) => {
                let detail = format!("constraints is an object, not {}.", kind_of(other));
                self.faults.add(format!("{pointer}/constraints"), detail);
                &Map::new()
            }
        };
        let at = format!("{pointer}/constraints");
        self.known_constraints(constraints, type_name, &at);
        let required = self.flag(constraints, "required", &at);
        let unique = self.flag(constraints, "unique", &at);
        let mut restrictions = self.restrictions(constraints, &kind, type_name, &missing, &at);
        restrictions.extend(self.categories(field, &kind, type_name, &missing, pointer));
        Some(Field {
            name,
            title: self.text(field, "title", pointer),
            check: self.with_words(
                CellCheck::new(missing, required, kind, restrictions),
                &additions,
                pointer,
            ),
            required,
            unique,
            secret: additions.secret,
            severity: additions.severity,
            aliases: additions.aliases,
            labels: additions.labels,
            descriptions: additions.descriptions,
            examples: additions.examples,
            pattern_label: additions.pattern_label,
            group: additions.group,
            list: additions.list,
            capacity: additions.capacity,
            hints: additions.hints,
            confidence: additions.confidence,
            spellings: additions.spellings,
            read_only: additions.read_only,
            default: additions.default,
        })
    }

    /// The check with the values that people write in their own language, and with the mark of a
    /// value that is to be taken away.
    fn with_words(&mut self, check: CellCheck, additions: &Additions, pointer: &str) -> CellCheck {
        let own = !additions.words.is_empty();
        for token in additions.words.tokens().filter(|token| !check.accepts(token)) {
            let detail = format!("{token:?} is not a value that the field takes.");
            self.faults.add(format!("{pointer}/rollcall/values"), detail);
        }
        let words = if own || !check.takes_yes_and_no() { &additions.words } else { self.words };
        let words = words.clone();
        check.knowing(words, additions.prefix.as_deref())
    }

    /// The type. A field without one is text, as in version 1; `any` of version 2 is text as well.
    fn type_name(&mut self, field: &Map<String, Value>, pointer: &str) -> Option<&'static str> {
        let name = match field.get("type") {
            None | Some(Value::Null) => return Some("string"),
            Some(Value::String(name)) => name.as_str(),
            Some(other) => {
                let detail =
                    format!("A type is a string, not {}. {}", kind_of(other), known_types());
                self.faults.add(format!("{pointer}/type"), detail);
                return None;
            }
        };
        let known = TYPES.iter().find(|known| **known == name).copied();
        if known.is_none() {
            let detail = format!("The type {name:?} is not known. {}", known_types());
            self.faults.add(format!("{pointer}/type"), detail);
        }
        known
    }

    /// The kind of cell that a type and a format make. A fault leaves the type's default.
    fn kind(&mut self, field: &Map<String, Value>, type_name: &str, pointer: &str) -> Kind {
        let format = match field.get("format") {
            None | Some(Value::Null) => "default",
            Some(Value::String(format)) if format.is_empty() => "default",
            Some(Value::String(format)) => format.as_str(),
            Some(other) => {
                let detail = format!("A format is a string, not {}.", kind_of(other));
                self.faults.add(format!("{pointer}/format"), detail);
                "default"
            }
        };
        let (kind, known): (_, &[&str]) = match (type_name, format) {
            ("string", "email") => (Some(Kind::Email), &[]),
            ("string", "uri") => (Some(Kind::Uri), &[]),
            ("string", "uuid") => (Some(Kind::Uuid), &[]),
            ("string", "binary") => (Some(Kind::Binary), &[]),
            ("string", _) => (None, &["default", "email", "uri", "binary", "uuid"]),
            ("date" | "time" | "datetime", format) => {
                return self.time_kind(type_name, format, pointer);
            }
            ("geopoint", "array") => (Some(Kind::GeoPoint(GeoPointForm::Array)), &[]),
            ("geopoint", "object") => (Some(Kind::GeoPoint(GeoPointForm::Object)), &[]),
            ("geopoint", _) => (None, &["default", "array", "object"]),
            ("geojson", "topojson") => (Some(Kind::TopoJson), &[]),
            ("geojson", _) => (None, &["default", "topojson"]),
            _ => (None, &["default"]),
        };
        if let Some(kind) = kind {
            return kind;
        }
        if format != "default" {
            let detail = format!(
                "The format {format:?} is not known for the type {type_name}; known: {}.",
                known.join(", ")
            );
            self.faults.add(format!("{pointer}/format"), detail);
        }
        match type_name {
            "number" => Kind::Number(self.number_style(field, false, pointer)),
            "integer" => Kind::Integer(self.number_style(field, true, pointer)),
            "boolean" => Kind::Boolean(self.tokens(field, pointer)),
            "object" => Kind::Object,
            "array" => Kind::Array,
            "list" => Kind::List(self.list(field, pointer)),
            "year" => Kind::Year,
            "yearmonth" => Kind::YearMonth,
            "duration" => Kind::Duration,
            "geopoint" => Kind::GeoPoint(GeoPointForm::Default),
            "geojson" => Kind::GeoJson,
            _ => Kind::Text,
        }
    }

    fn time_kind(&mut self, type_name: &str, format: &str, pointer: &str) -> Kind {
        let form = match format {
            "default" => TimeForm::Default,
            "any" => TimeForm::Any,
            // Version 0 wrote `fmt:` in front of a pattern, and schemas in use still do.
            pattern => {
                match TimePattern::compile(pattern.strip_prefix("fmt:").unwrap_or(pattern)) {
                    Ok(pattern) => TimeForm::Pattern(pattern),
                    Err(reason) => {
                        self.faults.add(format!("{pointer}/format"), reason);
                        TimeForm::Default
                    }
                }
            }
        };
        match type_name {
            "date" => Kind::Date(form),
            "time" => Kind::Time(form),
            _ => Kind::DateTime(form),
        }
    }

    fn number_style(
        &mut self,
        field: &Map<String, Value>,
        whole: bool,
        pointer: &str,
    ) -> NumberStyle {
        let mut style = if whole { NumberStyle::WHOLE } else { NumberStyle::DEFAULT };
        for (key, slot) in [("decimalChar", &mut style.decimal), ("groupChar", &mut style.group)] {
            match field.get(key) {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) if text.is_empty() && key == "groupChar" => {}
                Some(Value::String(text))
                    if !text.is_empty()
                        && text.len() <= 16
                        && !text.contains(|c: char| c.is_ascii_digit() || c == '+' || c == '-') =>
                {
                    *slot = text.clone().into();
                }
                Some(_) => self.faults.add(
                    format!("{pointer}/{key}"),
                    format!(
                        "{key} is a short string such as \".\" or \",\", without digits and signs."
                    ),
                ),
            }
        }
        if !whole && style.decimal == style.group {
            self.faults.add(
                format!("{pointer}/groupChar"),
                "groupChar and decimalChar are not the same character.",
            );
        }
        match field.get("bareNumber") {
            None | Some(Value::Null) => {}
            Some(Value::Bool(bare)) => style.bare = *bare,
            Some(_) => {
                self.faults.add(format!("{pointer}/bareNumber"), "bareNumber is true or false.");
            }
        }
        style
    }

    fn tokens(&mut self, field: &Map<String, Value>, pointer: &str) -> Tokens {
        let mut words = |key: &str, default: [&str; 4]| match field.get(key) {
            None | Some(Value::Null) => default.iter().map(ToString::to_string).collect(),
            Some(value) => strings(value).filter(|words| !words.is_empty()).unwrap_or_else(|| {
                let detail = format!("{key} is an array of strings, such as [\"yes\"].");
                self.faults.add(format!("{pointer}/{key}"), detail);
                Vec::new()
            }),
        };
        let yes = words("trueValues", TRUE_VALUES);
        let no = words("falseValues", FALSE_VALUES);
        let both_given = field.contains_key("trueValues") && field.contains_key("falseValues");
        if let Some(word) = yes.iter().find(|word| both_given && no.contains(word)) {
            let detail =
                format!("{word:?} is among the trueValues as well; a word is one or the other.");
            self.faults.add(format!("{pointer}/falseValues"), detail);
        }
        Tokens::new(yes, no)
    }

    fn list(&mut self, field: &Map<String, Value>, pointer: &str) -> List {
        let delimiter = match field.get("delimiter") {
            None | Some(Value::Null) => ",",
            Some(Value::String(text)) if !text.is_empty() => text,
            Some(_) => {
                self.faults.add(
                    format!("{pointer}/delimiter"),
                    "A delimiter is a string that is not empty.",
                );
                ","
            }
        };
        let item = match field.get("itemType").map(|item| item.as_str().unwrap_or_default()) {
            None | Some("string") => ListItem::String,
            Some("integer") => ListItem::Integer,
            Some("boolean") => ListItem::Boolean,
            Some("number") => ListItem::Number,
            Some("datetime") => ListItem::DateTime,
            Some("date") => ListItem::Date,
            Some("time") => ListItem::Time,
            Some(_) => {
                self.faults.add(
                    format!("{pointer}/itemType"),
                    "itemType is one of string, integer, boolean, number, datetime, date and time.",
                );
                ListItem::String
            }
        };
        List { delimiter: delimiter.into(), item }
    }

    /// The domain format, if the field has one, in place of the kind of its type.
    fn domain(
        &mut self,
        kind: Kind,
        additions: &Additions,
        type_name: &str,
        pointer: &str,
    ) -> Option<Kind> {
        let Some(domain) = &additions.kind else { return Some(kind) };
        let of_words = matches!(domain, Kind::YesNo(_)) && type_name == "boolean";
        if !of_words && !matches!(type_name, "string" | "any") {
            self.faults.add(
                format!("{pointer}/rollcall/format"),
                format!("A domain format is for fields of the type string, not {type_name}."),
            );
            return None;
        }
        Some(domain.clone())
    }

    /// Names of constraints that do not exist, or not for this type.
    fn known_constraints(
        &mut self,
        constraints: &Map<String, Value>,
        type_name: &str,
        pointer: &str,
    ) {
        for name in constraints.keys() {
            let at = format!("{pointer}/{}", crate::check::escape(name));
            match CONSTRAINTS.iter().find(|(known, _)| known == name) {
                None => {
                    let known: Vec<&str> = CONSTRAINTS.iter().map(|(known, _)| *known).collect();
                    let detail = format!(
                        "The constraint {name:?} is not known; known: {}.",
                        known.join(", ")
                    );
                    self.faults.add(at, detail);
                }
                Some((_, types)) if !types.is_empty() && !types.contains(&type_name) => {
                    let detail = format!(
                        "The constraint {name} is for the types {}, and the field's type is {type_name}.",
                        types.join(", ")
                    );
                    self.faults.add(at, detail);
                }
                Some(_) => {}
            }
        }
    }

    fn flag(&mut self, constraints: &Map<String, Value>, name: &str, pointer: &str) -> bool {
        match constraints.get(name) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => *flag,
            Some(other) => {
                let detail = format!("{name} is true or false, not {}.", kind_of(other));
                self.faults.add(format!("{pointer}/{name}"), detail);
                false
            }
        }
    }

    fn text(&mut self, field: &Map<String, Value>, name: &str, pointer: &str) -> Option<String> {
        match field.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => {
                let detail = format!("{name} is a string, not {}.", kind_of(other));
                self.faults.add(format!("{pointer}/{name}"), detail);
                None
            }
        }
    }

    /// The constraints on values, in the order in which the standard lists them.
    fn restrictions(
        &mut self,
        constraints: &Map<String, Value>,
        kind: &Kind,
        type_name: &str,
        missing: &Missing,
        pointer: &str,
    ) -> Vec<Restriction> {
        // A constraint for another type has been refused already and makes no second fault.
        let applies = |name: &str| {
            constraints.get(name).filter(|_| {
                let types = CONSTRAINTS.iter().find(|(known, _)| *known == name);
                types.is_some_and(|(_, types)| types.is_empty() || types.contains(&type_name))
            })
        };
        let mut out = Vec::new();
        let mut lengths = (0, u64::MAX);
        for (name, slot, make) in [
            ("minLength", &mut lengths.0, Length::Minimum as fn(u64) -> Length),
            ("maxLength", &mut lengths.1, Length::Maximum),
        ] {
            let Some(value) = applies(name) else { continue };
            if let Some(limit) = value.as_u64() {
                *slot = limit;
                out.push(Restriction::Length(make(limit)));
            } else {
                let detail = format!("{name} is a whole number, 0 or more.");
                self.faults.add(format!("{pointer}/{name}"), detail);
            }
        }
        if lengths.0 > lengths.1 {
            let detail = "maxLength is less than minLength, so no value would be valid.";
            self.faults.add(format!("{pointer}/maxLength"), detail);
        }
        for (name, side) in [
            ("minimum", Side::Minimum),
            ("maximum", Side::Maximum),
            ("exclusiveMinimum", Side::ExclusiveMinimum),
            ("exclusiveMaximum", Side::ExclusiveMaximum),
        ] {
            let Some(value) = applies(name) else { continue };
            match limit(value, kind) {
                Some((limit, shown)) => {
                    out.push(Restriction::Bound(Bound::new(side, limit, shown)));
                }
                None => self.faults.add(format!("{pointer}/{name}"), not_a_value(value, type_name)),
            }
        }
        if let Some(value) = applies("pattern") {
            match value.as_str().map(|source| Pattern::new(source, self.budget)) {
                Some(Ok(pattern)) => out.push(Restriction::Pattern(pattern)),
                Some(Err(reason)) => self.faults.add(format!("{pointer}/pattern"), reason),
                None => self.faults.add(
                    format!("{pointer}/pattern"),
                    "A pattern is a string that holds a regular expression.",
                ),
            }
        }
        if let Some(value) = applies("enum") {
            let at = format!("{pointer}/enum");
            match value.as_array().filter(|values| !values.is_empty()) {
                Some(values) => {
                    let values = values.iter().enumerate();
                    out.extend(self.allowed(values, kind, type_name, missing, &at));
                }
                None => self.faults.add(at, "enum is an array of values, at least one."),
            }
        }
        if let Some(value) = applies("jsonSchema") {
            match JsonSchema::compile(value, self.budget) {
                Ok(schema) => out.push(Restriction::JsonSchema(schema)),
                Err((inner, reason)) => {
                    self.faults.add(format!("{pointer}/jsonSchema{inner}"), reason);
                }
            }
        }
        out
    }

    /// `categories`: values, or objects with a value and a label. The field is held to them.
    fn categories(
        &mut self,
        field: &Map<String, Value>,
        kind: &Kind,
        type_name: &str,
        missing: &Missing,
        pointer: &str,
    ) -> Option<Restriction> {
        if let Some(ordered) = field.get("categoriesOrdered")
            && !ordered.is_boolean()
        {
            let at = format!("{pointer}/categoriesOrdered");
            self.faults.add(at, "categoriesOrdered is true or false.");
        }
        let at = format!("{pointer}/categories");
        let values = match field.get("categories") {
            None | Some(Value::Null) => return None,
            Some(Value::Array(values)) if !values.is_empty() => values,
            Some(_) => {
                self.faults.add(
                    at,
                    "categories is an array of values or of {\"value\": …, \"label\": …}.",
                );
                return None;
            }
        };
        if !matches!(type_name, "string" | "integer") {
            let detail = format!(
                "categories are for the types string and integer, and the field's type is {type_name}."
            );
            self.faults.add(at, detail);
            return None;
        }
        let values = values.iter().enumerate().map(|(place, value)| match value {
            Value::Object(labelled) => (place, labelled.get("value").unwrap_or(&Value::Null)),
            value => (place, value),
        });
        self.allowed(values, kind, type_name, missing, &at)
    }

    fn allowed<'v>(
        &mut self,
        values: impl Iterator<Item = (usize, &'v Value)>,
        kind: &Kind,
        type_name: &str,
        missing: &Missing,
        pointer: &str,
    ) -> Option<Restriction> {
        let (mut limits, mut words) = (Vec::new(), Vec::new());
        let mut sound = true;
        for (place, value) in values {
            if let Some((limit, shown)) = limit(value, kind) {
                limits.push(limit);
                words.push(shown);
            } else if !value.as_str().is_some_and(|text| missing.holds(text)) {
                // A missing value in the list is harmless: missing cells are not looked up.
                sound = false;
                self.faults.add(format!("{pointer}/{place}"), not_a_value(value, type_name));
            }
        }
        sound.then(|| Restriction::Allowed(Allowed::new(limits, words)))
    }
}

fn known_types() -> String {
    format!("The types are {}.", TYPES.join(", "))
}

fn not_a_value(value: &Value, type_name: &str) -> String {
    let quoted = match value {
        Value::String(text) => format!("{text:?}"),
        value => value.to_string(),
    };
    let quoted: String = quoted.chars().take(60).collect();
    let hint = match (type_name, value) {
        ("string" | "any", Value::Number(_) | Value::Bool(_)) => "; write it in quotes",
        _ => "; write it as it stands in a cell, or as JSON has it",
    };
    format!("{quoted} is not a value of the field's type and format ({type_name}){hint}.")
}

/// A value that a schema names, and how it is shown. It may be written as in a cell or as JSON
/// writes it.
fn limit(value: &Value, kind: &Kind) -> Option<(Limit, String)> {
    let shown = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let limit = match (value, kind) {
        (Value::String(text), Kind::Object | Kind::Array) => {
            kind.parse(text)?;
            Limit::Json(serde_json::from_str(text).ok()?)
        }
        (Value::String(text), Kind::List(_)) => {
            kind.parse(text)?;
            Limit::Text(text.as_str().into())
        }
        (Value::String(text), kind) => Limit::of(kind.parse(text)?)?,
        (Value::Number(number), Kind::Number(style) | Kind::Integer(style)) => {
            // JSON writes numbers one way, whatever the field's decimalChar is.
            let json = if style.whole { NumberStyle::WHOLE } else { NumberStyle::DEFAULT };
            let text = match number.as_f64() {
                Some(whole) if style.whole && whole.fract() == 0.0 && whole.abs() < 9e15 => {
                    // Through a whole number, because nothing else here writes floats as text.
                    (whole as i64).to_string()
                }
                _ => number.to_string(),
            };
            Limit::Number(json.parse(&text)?.to_owned())
        }
        (Value::Number(number), Kind::Year) => Limit::of(kind.parse(&number.to_string())?)?,
        (Value::Bool(boolean), Kind::Boolean(_)) => Limit::Boolean(*boolean),
        (Value::Object(_), Kind::Object) | (Value::Array(_), Kind::Array) => {
            Limit::Json(value.clone())
        }
        _ => return None,
    };
    Some((limit, shown))
}

fn strings(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

/// `missingValues`: strings, or objects with a value and a label. `None` where there are none.
pub(crate) fn missing_values(
    value: Option<&Value>,
    pointer: &str,
    faults: &mut Faults,
) -> Option<Vec<String>> {
    let values = match value {
        None | Some(Value::Null) => return None,
        Some(Value::Array(values)) => values,
        Some(_) => {
            faults.add(pointer, "missingValues is an array, such as [\"\", \"NA\"].");
            return None;
        }
    };
    let mut out = Vec::with_capacity(values.len());
    for (place, value) in values.iter().enumerate() {
        let text = match value {
            Value::Object(labelled) => labelled.get("value").and_then(Value::as_str),
            value => value.as_str(),
        };
        match text {
            Some(text) => out.push(text.to_owned()),
            None => faults.add(
                format!("{pointer}/{place}"),
                "A missing value is a string, or an object {\"value\": string, \"label\": string}.",
            ),
        }
    }
    Some(out)
}
