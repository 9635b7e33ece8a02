//! `jsonSchema`: what the JSON in a cell has to look like.
//!
//! The assertions and applicators of JSON Schema 2020-12 and draft-07 are compiled once: types,
//! enumerations, numeric, text, array and object limits, `properties` and its kin, `items` in both
//! spellings, `contains`, conditions, combinations, and `$ref` within the same schema. `format` and
//! the descriptive keywords are annotations and change nothing, as the specification has it. What
//! would need other documents or the dynamic scope (`$ref` elsewhere, `$dynamicRef`,
//! `unevaluatedProperties`, `unevaluatedItems`) is refused when the schema is read, so that no
//! check is skipped in silence.
//!
//! A schema comes from outside: the number of its nodes, the depth and the number of steps a cell
//! may take are bounded.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::finding::{Code, Constraint, Problem};
use crate::language::Message;

use super::Regex;
use super::number::{Number, Style};
use super::pattern::Budget;

/// The most schemas and subschemas of one constraint.
const MOST_NODES: usize = 4096;
/// How deep a check may descend, references included: a stack of wasm is one mebibyte.
const DEEPEST: usize = 48;
/// How many subschemas may be applied to one cell.
const MOST_STEPS: usize = 200_000;

/// A compiled JSON Schema.
#[derive(Debug, Clone)]
pub(crate) struct JsonSchema {
    nodes: Box<[Node]>,
}

/// One schema or subschema: assertions, each with its keyword.
#[derive(Debug, Clone, Default)]
struct Node {
    assertions: Vec<(&'static str, Assertion)>,
}

/// The place of a node in [`JsonSchema::nodes`]; the first is the whole schema.
type Place = usize;

#[derive(Debug, Clone)]
enum Assertion {
    Never,
    Type(Vec<Type>),
    Enum(Vec<Value>),
    MultipleOf(f64),
    Least(Value),
    Most(Value),
    Above(Value),
    Below(Value),
    Length { least: u64, most: u64 },
    Pattern(Regex),
    Items { first: Vec<Place>, rest: Option<Place> },
    ItemCount { least: u64, most: u64 },
    UniqueItems,
    Contains { node: Place, least: u64, most: u64 },
    Properties { named: Vec<(String, Place)>, patterns: Vec<(Regex, Place)>, rest: Option<Place> },
    PropertyNames(Place),
    PropertyCount { least: u64, most: u64 },
    Required(Vec<String>),
    DependentRequired(Vec<(String, Vec<String>)>),
    DependentSchemas(Vec<(String, Place)>),
    All(Vec<Place>),
    Any(Vec<Place>),
    One(Vec<Place>),
    Not(Place),
    If { condition: Place, then: Option<Place>, otherwise: Option<Place> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Null,
    Boolean,
    Object,
    Array,
    Number,
    Integer,
    String,
}

/// A fault of a JSON Schema: the pointer into it, and the reason.
type Fault = (String, String);

impl JsonSchema {
    /// Compiles a schema, or says where and why it cannot be.
    pub(crate) fn compile(schema: &Value, budget: &mut Budget) -> Result<Self, Fault> {
        let mut compiler =
            Compiler { root: schema, nodes: Vec::new(), known: HashMap::new(), budget };
        compiler.node(schema, "", 0)?;
        Ok(Self { nodes: compiler.nodes.into() })
    }

    pub(crate) fn check(&self, cell: &str, problems: &mut Vec<Problem>) {
        let Ok(instance) = serde_json::from_str::<Value>(cell) else { return };
        let mut run = Run { nodes: &self.nodes, steps: 0 };
        let Err(reason) = run.apply(0, &instance, "", 0) else { return };
        let mut problem = Problem::new(Code::ConstraintError, Message::ConstraintErrorJsonSchema)
            .with("reason", reason);
        problem.constraint = Some(Constraint::JsonSchema);
        problems.push(problem);
    }
}

struct Compiler<'s, 'b> {
    root: &'s Value,
    nodes: Vec<Node>,
    /// Nodes by their pointer, for references.
    known: HashMap<String, Place>,
    budget: &'b mut Budget,
}

impl<'s> Compiler<'s, '_> {
    fn node(&mut self, schema: &'s Value, pointer: &str, depth: usize) -> Result<Place, Fault> {
        if let Some(place) = self.known.get(pointer) {
            return Ok(*place);
        }
        if self.nodes.len() >= MOST_NODES || depth > DEEPEST {
            let reason =
                format!("A JSON Schema has at most {MOST_NODES} subschemas, {DEEPEST} deep.");
            return Err((pointer.to_owned(), reason));
        }
        let place = self.nodes.len();
        self.nodes.push(Node::default());
        self.known.insert(pointer.to_owned(), place);
        let assertions = match schema {
            Value::Bool(true) => Vec::new(),
            Value::Bool(false) => vec![("false", Assertion::Never)],
            Value::Object(keywords) => self.assertions(keywords, pointer, depth + 1)?,
            _ => {
                let reason = "A JSON Schema is an object, true or false.".to_owned();
                return Err((pointer.to_owned(), reason));
            }
        };
        if let Some(node) = self.nodes.get_mut(place) {
            node.assertions = assertions;
        }
        Ok(place)
    }

    #[allow(clippy::too_many_lines)] // One keyword after the other: a table, in effect.
    fn assertions(
        &mut self,
        keywords: &'s Map<String, Value>,
        pointer: &str,
        depth: usize,
    ) -> Result<Vec<(&'static str, Assertion)>, Fault> {
        let mut out = Vec::new();
        let fault =
            |keyword: &str, reason: &str| (format!("{pointer}/{keyword}"), reason.to_owned());
        for keyword in ["$dynamicRef", "$recursiveRef", "unevaluatedProperties", "unevaluatedItems"]
        {
            if keywords.contains_key(keyword) {
                return Err(fault(
                    keyword,
                    &format!("The keyword {keyword} is not understood here."),
                ));
            }
        }
        if let Some(reference) = keywords.get("$ref") {
            let target =
                reference.as_str().and_then(|text| text.strip_prefix('#')).and_then(|path| {
                    let path = path.replace("%25", "%").replace("%22", "\"").replace("%5E", "^");
                    Some((self.root.pointer(&path)?, path))
                });
            let Some((schema, path)) = target else {
                let reason = "A $ref points into the same schema, such as #/$defs/name.";
                return Err(fault("$ref", reason));
            };
            out.push(("$ref", Assertion::All(vec![self.node(schema, &path, depth)?])));
        }
        if let Some(types) = keywords.get("type") {
            out.push((
                "type",
                Assertion::Type(self::types(types).ok_or_else(|| {
                    fault(
                        "type",
                        "A type is null, boolean, object, array, number, integer or string.",
                    )
                })?),
            ));
        }
        if let Some(values) = keywords.get("enum") {
            let values = values.as_array().ok_or_else(|| fault("enum", "enum is an array."))?;
            out.push(("enum", Assertion::Enum(values.clone())));
        }
        if let Some(value) = keywords.get("const") {
            out.push(("const", Assertion::Enum(vec![value.clone()])));
        }
        if let Some(value) = keywords.get("multipleOf") {
            let factor = value.as_f64().filter(|factor| *factor > 0.0);
            let factor = factor.ok_or_else(|| fault("multipleOf", "multipleOf is above 0."))?;
            out.push(("multipleOf", Assertion::MultipleOf(factor)));
        }
        for (keyword, make) in [
            ("minimum", Assertion::Least as fn(Value) -> Assertion),
            ("maximum", Assertion::Most),
            ("exclusiveMinimum", Assertion::Above),
            ("exclusiveMaximum", Assertion::Below),
        ] {
            if let Some(limit) = keywords.get(keyword) {
                if !limit.is_number() {
                    return Err(fault(keyword, &format!("{keyword} is a number.")));
                }
                out.push((keyword, make(limit.clone())));
            }
        }
        let count = |keyword: &str, default: u64| match keywords.get(keyword) {
            None => Ok(default),
            Some(value) => whole(value)
                .ok_or_else(|| fault(keyword, &format!("{keyword} is a whole number, 0 or more."))),
        };
        let range =
            |least: &str, most: &str| Ok::<_, Fault>((count(least, 0)?, count(most, u64::MAX)?));
        let (least, most) = range("minLength", "maxLength")?;
        if (least, most) != (0, u64::MAX) {
            out.push(("length", Assertion::Length { least, most }));
        }
        let (least, most) = range("minItems", "maxItems")?;
        if (least, most) != (0, u64::MAX) {
            out.push(("items", Assertion::ItemCount { least, most }));
        }
        let (least, most) = range("minProperties", "maxProperties")?;
        if (least, most) != (0, u64::MAX) {
            out.push(("properties", Assertion::PropertyCount { least, most }));
        }
        if let Some(pattern) = keywords.get("pattern") {
            let source =
                pattern.as_str().ok_or_else(|| fault("pattern", "pattern is a string."))?;
            let regex =
                self.budget.compile(source, false).map_err(|reason| fault("pattern", &reason))?;
            out.push(("pattern", Assertion::Pattern(regex)));
        }
        if let Some(first) =
            keywords.get("prefixItems").or(keywords.get("items").filter(|v| v.is_array()))
        {
            let keyword =
                if keywords.contains_key("prefixItems") { "prefixItems" } else { "items" };
            let first = self.nodes_of(first, &format!("{pointer}/{keyword}"), depth)?;
            let after = if keyword == "items" { "additionalItems" } else { "items" };
            let rest = self.optional(keywords, after, pointer, depth)?;
            out.push(("items", Assertion::Items { first, rest }));
        } else if let Some(rest) = self.optional(keywords, "items", pointer, depth)? {
            out.push(("items", Assertion::Items { first: Vec::new(), rest: Some(rest) }));
        }
        if keywords.get("uniqueItems") == Some(&Value::Bool(true)) {
            out.push(("uniqueItems", Assertion::UniqueItems));
        }
        if let Some(node) = self.optional(keywords, "contains", pointer, depth)? {
            let (least, most) = (count("minContains", 1)?, count("maxContains", u64::MAX)?);
            out.push(("contains", Assertion::Contains { node, least, most }));
        }
        if ["properties", "patternProperties", "additionalProperties"]
            .iter()
            .any(|keyword| keywords.contains_key(*keyword))
        {
            let named = self.members(keywords, "properties", pointer, depth)?;
            let mut patterns = Vec::new();
            for (source, node) in self.members(keywords, "patternProperties", pointer, depth)? {
                let regex = self
                    .budget
                    .compile(&source, false)
                    .map_err(|reason| fault("patternProperties", &reason))?;
                patterns.push((regex, node));
            }
            let rest = self.optional(keywords, "additionalProperties", pointer, depth)?;
            out.push(("properties", Assertion::Properties { named, patterns, rest }));
        }
        if let Some(node) = self.optional(keywords, "propertyNames", pointer, depth)? {
            out.push(("propertyNames", Assertion::PropertyNames(node)));
        }
        if let Some(names) = keywords.get("required") {
            let names = strings(names)
                .ok_or_else(|| fault("required", "required is an array of names."))?;
            out.push(("required", Assertion::Required(names)));
        }
        for keyword in ["dependentRequired", "dependencies"] {
            let Some(Value::Object(members)) = keywords.get(keyword) else { continue };
            let names =
                members.iter().filter_map(|(name, names)| Some((name.clone(), strings(names)?)));
            out.push(("dependentRequired", Assertion::DependentRequired(names.collect())));
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            let Some(Value::Object(members)) = keywords.get(keyword) else { continue };
            let mut schemas = Vec::new();
            for (name, schema) in members.iter().filter(|(_, schema)| !schema.is_array()) {
                let pointer = format!("{pointer}/{keyword}/{}", escape(name));
                schemas.push((name.clone(), self.node(schema, &pointer, depth)?));
            }
            out.push(("dependentSchemas", Assertion::DependentSchemas(schemas)));
        }
        for (keyword, make) in [
            ("allOf", Assertion::All as fn(Vec<Place>) -> Assertion),
            ("anyOf", Assertion::Any),
            ("oneOf", Assertion::One),
        ] {
            if let Some(schemas) = keywords.get(keyword) {
                out.push((
                    keyword,
                    make(self.nodes_of(schemas, &format!("{pointer}/{keyword}"), depth)?),
                ));
            }
        }
        if let Some(node) = self.optional(keywords, "not", pointer, depth)? {
            out.push(("not", Assertion::Not(node)));
        }
        if let Some(condition) = self.optional(keywords, "if", pointer, depth)? {
            let then = self.optional(keywords, "then", pointer, depth)?;
            let otherwise = self.optional(keywords, "else", pointer, depth)?;
            out.push(("if", Assertion::If { condition, then, otherwise }));
        }
        Ok(out)
    }

    fn optional(
        &mut self,
        keywords: &'s Map<String, Value>,
        keyword: &str,
        pointer: &str,
        depth: usize,
    ) -> Result<Option<Place>, Fault> {
        let Some(schema) = keywords.get(keyword) else { return Ok(None) };
        self.node(schema, &format!("{pointer}/{keyword}"), depth).map(Some)
    }

    fn nodes_of(
        &mut self,
        schemas: &'s Value,
        pointer: &str,
        depth: usize,
    ) -> Result<Vec<Place>, Fault> {
        let Value::Array(schemas) = schemas else {
            return Err((pointer.to_owned(), "An array of schemas belongs here.".to_owned()));
        };
        let indexed = schemas.iter().enumerate();
        indexed.map(|(at, schema)| self.node(schema, &format!("{pointer}/{at}"), depth)).collect()
    }

    fn members(
        &mut self,
        keywords: &'s Map<String, Value>,
        keyword: &str,
        pointer: &str,
        depth: usize,
    ) -> Result<Vec<(String, Place)>, Fault> {
        let members = match keywords.get(keyword) {
            None => return Ok(Vec::new()),
            Some(Value::Object(members)) => members,
            Some(_) => {
                let reason = format!("{keyword} is an object of schemas.");
                return Err((format!("{pointer}/{keyword}"), reason));
            }
        };
        let mut out = Vec::with_capacity(members.len());
        for (name, schema) in members {
            let pointer = format!("{pointer}/{keyword}/{}", escape(name));
            out.push((name.clone(), self.node(schema, &pointer, depth)?));
        }
        Ok(out)
    }
}

/// A name as a JSON pointer writes it (RFC 6901, section 3).
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn types(value: &Value) -> Option<Vec<Type>> {
    let one = |value: &Value| {
        Some(match value.as_str()? {
            "null" => Type::Null,
            "boolean" => Type::Boolean,
            "object" => Type::Object,
            "array" => Type::Array,
            "number" => Type::Number,
            "integer" => Type::Integer,
            "string" => Type::String,
            _ => return None,
        })
    };
    match value {
        Value::Array(values) => values.iter().map(one).collect(),
        value => Some(vec![one(value)?]),
    }
}

fn strings(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect()
}

/// A whole number, also when it is written with a fraction of zero.
fn whole(value: &Value) -> Option<u64> {
    #[allow(clippy::cast_sign_loss)] // Checked to be 0 or more, and whole.
    value.as_u64().or_else(|| {
        value.as_f64().filter(|n| *n >= 0.0 && n.fract() == 0.0 && *n < 9e15).map(|n| n as u64)
    })
}

/// One check of one cell.
struct Run<'n> {
    nodes: &'n [Node],
    steps: usize,
}

impl Run<'_> {
    /// `Ok` if the instance fits, otherwise where and by which keyword it does not.
    fn apply(
        &mut self,
        place: Place,
        instance: &Value,
        at: &str,
        depth: usize,
    ) -> Result<(), String> {
        self.steps += 1;
        if self.steps > MOST_STEPS || depth > DEEPEST {
            return Err(format!("{}: too complex", shown(at)));
        }
        let nodes = self.nodes;
        let Some(node) = nodes.get(place) else { return Ok(()) };
        for (keyword, assertion) in &node.assertions {
            if !self.holds(assertion, instance, at, depth + 1)? {
                return Err(format!("{}: {keyword}", shown(at)));
            }
        }
        Ok(())
    }

    fn fits(&mut self, place: Place, instance: &Value, at: &str, depth: usize) -> bool {
        self.apply(place, instance, at, depth).is_ok()
    }

    /// Whether an assertion holds; an `Err` comes from deeper inside.
    #[allow(clippy::too_many_lines)] // One arm a keyword.
    fn holds(
        &mut self,
        assertion: &Assertion,
        instance: &Value,
        at: &str,
        depth: usize,
    ) -> Result<bool, String> {
        Ok(match (assertion, instance) {
            (Assertion::Never, _) => false,
            (Assertion::Type(types), instance) => types.iter().any(|kind| kind.is_of(instance)),
            (Assertion::Enum(values), instance) => {
                values.iter().any(|value| equal(value, instance))
            }
            (Assertion::MultipleOf(factor), Value::Number(number)) => {
                number.as_f64().is_none_or(|number| {
                    let quotient = number / factor;
                    (quotient - quotient.round()).abs() < 1e-9
                })
            }
            (Assertion::Least(limit), Value::Number(_)) => {
                compare(instance, limit).is_some_and(std::cmp::Ordering::is_ge)
            }
            (Assertion::Most(limit), Value::Number(_)) => {
                compare(instance, limit).is_some_and(std::cmp::Ordering::is_le)
            }
            (Assertion::Above(limit), Value::Number(_)) => {
                compare(instance, limit).is_some_and(std::cmp::Ordering::is_gt)
            }
            (Assertion::Below(limit), Value::Number(_)) => {
                compare(instance, limit).is_some_and(std::cmp::Ordering::is_lt)
            }
            (Assertion::Length { least, most }, Value::String(text)) => {
                (*least..=*most).contains(&(text.chars().count() as u64))
            }
            (Assertion::Pattern(regex), Value::String(text)) => regex.is_match(text),
            (Assertion::ItemCount { least, most }, Value::Array(items)) => {
                (*least..=*most).contains(&(items.len() as u64))
            }
            (Assertion::UniqueItems, Value::Array(items)) => {
                items.iter().enumerate().all(|(place, item)| {
                    self.steps += place;
                    self.steps <= MOST_STEPS
                        && !items.iter().take(place).any(|other| equal(item, other))
                })
            }
            (Assertion::Items { first, rest }, Value::Array(items)) => {
                for (place, item) in items.iter().enumerate() {
                    if let Some(node) = first.get(place).or(rest.as_ref()) {
                        self.apply(*node, item, &format!("{at}/{place}"), depth)?;
                    }
                }
                true
            }
            (Assertion::Contains { node, least, most }, Value::Array(items)) => {
                let count = items.iter().filter(|item| self.fits(*node, item, at, depth)).count();
                (*least..=*most).contains(&(count as u64))
            }
            (Assertion::Properties { named, patterns, rest }, Value::Object(members)) => {
                for (name, value) in members {
                    let at = format!("{at}/{}", escape(name));
                    let mut known = false;
                    for (_, node) in named.iter().filter(|(known, _)| known == name) {
                        known = true;
                        self.apply(*node, value, &at, depth)?;
                    }
                    for (_, node) in patterns.iter().filter(|(pattern, _)| pattern.is_match(name)) {
                        known = true;
                        self.apply(*node, value, &at, depth)?;
                    }
                    if let (false, Some(rest)) = (known, rest) {
                        self.apply(*rest, value, &at, depth)?;
                    }
                }
                true
            }
            (Assertion::PropertyNames(node), Value::Object(members)) => {
                members.keys().all(|name| self.fits(*node, &Value::String(name.clone()), at, depth))
            }
            (Assertion::PropertyCount { least, most }, Value::Object(members)) => {
                (*least..=*most).contains(&(members.len() as u64))
            }
            (Assertion::Required(names), Value::Object(members)) => {
                if let Some(name) = names.iter().find(|name| !members.contains_key(*name)) {
                    return Err(format!("{}: required", shown(&format!("{at}/{}", escape(name)))));
                }
                true
            }
            (Assertion::DependentRequired(dependencies), Value::Object(members)) => {
                dependencies.iter().all(|(name, names)| {
                    !members.contains_key(name)
                        || names.iter().all(|name| members.contains_key(name))
                })
            }
            (Assertion::DependentSchemas(dependencies), Value::Object(members)) => {
                for (_, node) in dependencies.iter().filter(|(name, _)| members.contains_key(name))
                {
                    self.apply(*node, instance, at, depth)?;
                }
                true
            }
            (Assertion::All(nodes), instance) => {
                for node in nodes {
                    self.apply(*node, instance, at, depth)?;
                }
                true
            }
            (Assertion::Any(nodes), instance) => {
                nodes.iter().any(|node| self.fits(*node, instance, at, depth))
            }
            (Assertion::One(nodes), instance) => {
                nodes.iter().filter(|node| self.fits(**node, instance, at, depth)).count() == 1
            }
            (Assertion::Not(node), instance) => !self.fits(*node, instance, at, depth),
            (Assertion::If { condition, then, otherwise }, instance) => {
                let branch =
                    if self.fits(*condition, instance, at, depth) { then } else { otherwise };
                if let Some(branch) = branch {
                    self.apply(*branch, instance, at, depth)?;
                }
                true
            }
            // A keyword says nothing about values of another type.
            _ => true,
        })
    }
}

impl Type {
    fn is_of(self, instance: &Value) -> bool {
        match (self, instance) {
            (Self::Null, Value::Null)
            | (Self::Boolean, Value::Bool(_))
            | (Self::Object, Value::Object(_))
            | (Self::Array, Value::Array(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_)) => true,
            (Self::Integer, Value::Number(number)) => {
                number.is_i64()
                    || number.is_u64()
                    || number.as_f64().is_some_and(|n| n.fract() == 0.0)
            }
            _ => false,
        }
    }
}

/// The place in the cell that a reason names: the JSON pointer, or the whole.
fn shown(at: &str) -> &str {
    if at.is_empty() { "/" } else { at }
}

fn compare(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    let (a, b) = (a.to_string(), b.to_string());
    let style = Style::DEFAULT;
    let number = |text| -> Option<Number<'_>> { style.parse(text) };
    number(&a)?.compare(number(&b)?)
}

/// JSON equality: numbers by value, objects without order.
pub(crate) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), Value::Number(_)) => compare(a, b) == Some(std::cmp::Ordering::Equal),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| equal(a, b)))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reason(schema: &Value, cell: &Value) -> Option<String> {
        let schema = JsonSchema::compile(schema, &mut Budget::default())
            .unwrap_or_else(|fault| panic!("{fault:?}"));
        let mut problems = Vec::new();
        schema.check(&cell.to_string(), &mut problems);
        problems.pop().map(|problem| match problem.params.into_iter().next() {
            Some((_, crate::finding::Param::Text(text))) => text,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn cells_that_fit_pass() {
        let person = json!({
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string", "minLength": 1},
                "age": {"type": "integer", "minimum": 0, "exclusiveMaximum": 150},
                "tags": {"type": "array", "items": {"$ref": "#/$defs/tag"}, "uniqueItems": true},
                "parent": {"$ref": "#"}
            },
            "additionalProperties": false,
            "$defs": {"tag": {"enum": ["a", "b", 1]}}
        });
        for cell in [
            json!({"name": "Ada"}),
            json!({"name": "Ada", "age": 36.0, "tags": ["a", 1.0]}),
            json!({"name": "Ada", "parent": {"name": "George"}}),
        ] {
            assert_eq!(reason(&person, &cell), None, "{cell}");
        }
        for (cell, expected) in [
            (json!([]), "/: type"),
            (json!({}), "/name: required"),
            (json!({"name": ""}), "/name: length"),
            (json!({"name": "Ada", "age": 150}), "/age: exclusiveMaximum"),
            (json!({"name": "Ada", "age": 1.5}), "/age: type"),
            (json!({"name": "Ada", "tags": ["a", "c"]}), "/tags/1: enum"),
            (json!({"name": "Ada", "tags": [1, 1.0]}), "/tags: uniqueItems"),
            (json!({"name": "Ada", "x": 1}), "/x: false"),
            (json!({"name": "Ada", "parent": {}}), "/parent/name: required"),
        ] {
            assert_eq!(reason(&person, &cell).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn combinations_and_conditions_hold() {
        let schema = json!({
            "oneOf": [{"multipleOf": 3}, {"multipleOf": 5}],
            "not": {"const": 9},
            "if": {"minimum": 100}, "then": {"maximum": 200}, "else": {"minimum": 3}
        });
        for (cell, fits) in
            [(3, true), (5, true), (15, false), (9, false), (0, false), (102, true), (201, false)]
        {
            assert_eq!(reason(&schema, &json!(cell)).is_none(), fits, "{cell}");
        }
    }

    #[test]
    fn what_cannot_be_checked_is_refused() {
        for (schema, pointer) in [
            (json!({"$ref": "https://example.com/schema"}), "/$ref"),
            (json!({"properties": {"a": {"type": "text"}}}), "/properties/a/type"),
            (json!({"unevaluatedProperties": false}), "/unevaluatedProperties"),
            (json!({"pattern": "("}), "/pattern"),
            (json!("object"), ""),
        ] {
            let fault = JsonSchema::compile(&schema, &mut Budget::default()).unwrap_err();
            assert_eq!(fault.0, pointer, "{}", fault.1);
        }
    }

    #[test]
    fn a_schema_that_never_ends_is_cut_short() {
        assert!(reason(&json!({"$ref": "#"}), &json!({})).is_some());
        let twice = json!({"allOf": [{"$ref": "#"}, {"$ref": "#"}]});
        assert!(reason(&twice, &json!({})).is_some());
        // Ten to the power of eight applications, if they were all made.
        let mut defs = serde_json::Map::new();
        for level in 0..8 {
            let next = json!({"$ref": format!("#/$defs/{}", level + 1)});
            defs.insert(level.to_string(), json!({"allOf": vec![next; 10]}));
        }
        defs.insert("8".into(), json!(true));
        let wide = json!({"$ref": "#/$defs/0", "$defs": defs});
        assert_eq!(reason(&wide, &json!({})).as_deref(), Some("/: too complex"));
    }
}
