//! From `rollcall.rules` of a schema to compiled rules, with every fault and the pointer to it.

use std::cell::Cell;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::condition::{Atom, Condition, Values};
use super::sense::Sense;
use super::words::{Piece, Sentence, Words, cut};
use super::{Demand, MOST_RULES, Rule, Rules};
use crate::check::{Budget, NumberStyle, escape};
use crate::finding::{Code, Severity};
use crate::language::Language;
use crate::schema::{Faults, Field, OptionChoice, kind_of};

/// The most conditions that one rule may be made of.
const MOST_CONDITIONS: usize = 400;
/// The longest sentence of a rule, in bytes.
const LONGEST_SENTENCE: usize = 2_000;

const RULE_KEYS: [&str; 18] = [
    "id",
    "title",
    "when",
    "require",
    "never",
    "repeats",
    "ignore_case",
    "most",
    "count",
    "field",
    "severity",
    "code",
    "message",
    "fix",
    "source",
    "confidence",
    "note",
    "example",
];

const CONDITIONS: [&str; 15] = [
    "present", "absent", "equals", "in", "matches", "same", "differs", "longer", "less", "greater",
    "column", "option", "and", "or", "not",
];

const DEMANDS: [&str; 5] = ["require", "never", "repeats", "most", "count"];

/// What the rules of a schema are read against.
pub(crate) struct Surroundings<'s> {
    pub(crate) fields: &'s [Field],
    pub(crate) options: &'s [(String, OptionChoice)],
}

/// Reads the rules of a schema. Faults are added to `faults`.
pub(crate) fn read(
    rules: Option<&Value>,
    around: &Surroundings<'_>,
    faults: &mut Faults,
    budget: &mut Budget,
) -> Rules {
    let list = match rules {
        None | Some(Value::Null) => return Rules::default(),
        Some(Value::Array(list)) if list.len() <= MOST_RULES => list,
        Some(Value::Array(_)) => {
            faults.add("/rollcall/rules", format!("A schema has at most {MOST_RULES} rules."));
            return Rules::default();
        }
        Some(other) => {
            let detail = format!("rules is an array of objects, not {}.", kind_of(other));
            faults.add("/rollcall/rules", detail);
            return Rules::default();
        }
    };
    let places =
        around.fields.iter().enumerate().map(|(place, field)| (&*field.name, place)).collect();
    let mut reader = Reader {
        around,
        places,
        faults,
        budget,
        atoms: Vec::new(),
        known: HashMap::new(),
        ids: HashMap::new(),
        conditions: 0,
        named: Vec::new(),
    };
    let read: Vec<Option<Rule>> =
        list.iter().enumerate().map(|(place, rule)| reader.rule(rule, place)).collect();
    let atoms = std::mem::take(&mut reader.atoms);
    let several =
        |field: usize| around.fields.get(field).is_some_and(|field| field.pattern_label.is_some());
    let required = |field: usize| around.fields.get(field).is_some_and(|field| field.required);
    let sense =
        Sense { atoms: &atoms, several: &several, required: &required, steps: Cell::new(0) };
    for rule in read.iter().flatten() {
        judge(rule, &sense, faults);
    }
    Rules { list: read.into_iter().flatten().collect(), atoms: atoms.into() }
}

/// Refuses a rule that can never apply, never be broken or never be kept.
fn judge(rule: &Rule, sense: &Sense<'_>, faults: &mut Faults) {
    let at = |key: &str| format!("/rollcall/rules/{}/{key}", rule.place);
    let when = &rule.when;
    if !sense.possible(&[(when, true)]) {
        let detail = "No row can be like this: two of the conditions contradict each other.";
        faults.add(at("when"), detail);
        return;
    }
    let says_something = matches!(when, Condition::All(parts) if parts.is_empty());
    if !says_something && !sense.possible(&[(when, false)]) {
        faults.add(at("when"), "Every row is like this; leave \"when\" out, or mend it.");
        return;
    }
    let Demand::Require(require) = &rule.demand else { return };
    if !sense.possible(&[(require, true)]) {
        faults.add(
            at("require"),
            "No row can keep this: two of the conditions contradict each other.",
        );
    } else if !sense.possible(&[(when, true), (require, true)]) {
        let detail = "Every row that \"when\" takes breaks this; write \"never\": true instead.";
        faults.add(at("require"), detail);
    } else if !sense.possible_in_a_complete_row(&[(when, true), (require, false)]) {
        let detail = "No row can break this, or only one without a value that its field requires \
                      anyway; leave the rule out, or mend it.";
        faults.add(at("require"), detail);
    }
}

struct Reader<'r, 'f> {
    around: &'r Surroundings<'r>,
    places: HashMap<&'r str, usize>,
    faults: &'f mut Faults,
    budget: &'f mut Budget,
    atoms: Vec<Atom>,
    /// A question that was asked before is the same question.
    known: HashMap<String, usize>,
    ids: HashMap<String, usize>,
    /// How many conditions this rule has so far.
    conditions: usize,
    /// The fields that the conditions of this rule name, in order.
    named: Vec<usize>,
}

/// Where in the schema something stands.
#[derive(Clone)]
struct Place(String);

impl Place {
    fn of(&self, key: &str) -> Self {
        Self(format!("{}/{}", self.0, escape(key)))
    }
    fn at(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }
}

impl<'r> Reader<'r, '_> {
    fn fault(&mut self, place: &Place, detail: impl Into<String>) {
        self.faults.add(place.0.clone(), detail);
    }

    fn rule(&mut self, rule: &'r Value, place: usize) -> Option<Rule> {
        let at = Place(format!("/rollcall/rules/{place}"));
        let Some(members) = rule.as_object() else {
            self.fault(&at, format!("A rule is an object, not {}.", kind_of(rule)));
            return None;
        };
        self.conditions = 0;
        self.named.clear();
        for key in members.keys().filter(|key| !RULE_KEYS.contains(&key.as_str())) {
            let known = RULE_KEYS.join(", ");
            self.fault(&at.of(key), format!("A rule has no key {key:?}; known: {known}."));
        }
        let id = self.id(members, place, &at);
        let severity = self.severity(members, &at);
        let code = self.code(members, &at);
        let demand = self.demand(members, &at);
        let required = std::mem::take(&mut self.named);
        let when = match members.get("when") {
            None | Some(Value::Null) => Some(Condition::always()),
            Some(when) => self.condition(when, &at.of("when"), false),
        };
        let needs_when = matches!(demand, Some(Demand::Never | Demand::Count));
        if needs_when && matches!(members.get("when"), None | Some(Value::Null)) {
            self.fault(&at, "The rule needs a \"when\": without one it is about every row.");
            return None;
        }
        let first = required.first().or(self.named.first()).copied();
        let field = match members.get("field") {
            None => first,
            Some(Value::Null) => None,
            Some(name) => self.field(name, &at.of("field")),
        };
        let mut rule = Rule {
            id: id.unwrap_or_default().into(),
            place,
            severity,
            code,
            field,
            when: when?,
            demand: demand?,
            words: Box::default(),
        };
        rule.words = Box::new(self.words(members, &rule, &at));
        Some(rule)
    }

    fn id(&mut self, members: &Map<String, Value>, place: usize, at: &Place) -> Option<String> {
        let Some(id) = members.get("id").and_then(Value::as_str) else {
            self.fault(
                &at.of("id"),
                "A rule has an id, a string such as \"licence-needs-number\".",
            );
            return None;
        };
        let at = at.of("id");
        let kebab = (3..=64).contains(&id.len())
            && id.starts_with(|first: char| first.is_ascii_lowercase())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !kebab {
            let detail =
                "An id has 3 to 64 small letters, digits and hyphens, and begins with a letter.";
            self.fault(&at, detail);
        } else if Code::from_name(id).is_some() {
            let detail = format!(
                "{id:?} is a built-in code; name the rule otherwise, and give it \"code\": {id:?} if \
                 its findings are to have that code."
            );
            self.fault(&at, detail);
        }
        if let Some(first) = self.ids.insert(id.to_owned(), place) {
            self.ids.insert(id.to_owned(), first);
            let detail = format!("The id {id:?} is that of /rollcall/rules/{first} already.");
            self.fault(&at, detail);
        }
        Some(id.to_owned())
    }

    fn severity(&mut self, members: &Map<String, Value>, at: &Place) -> Severity {
        match members.get("severity") {
            None | Some(Value::Null) => return Severity::Error,
            Some(Value::String(word)) if word == "error" => return Severity::Error,
            Some(Value::String(word)) if word == "warning" => return Severity::Warning,
            Some(_) => {}
        }
        self.fault(&at.of("severity"), "severity is \"error\" or \"warning\".");
        Severity::Error
    }

    fn code(&mut self, members: &Map<String, Value>, at: &Place) -> Option<Code> {
        let value = members.get("code").filter(|value| !value.is_null())?;
        let code = value.as_str().and_then(Code::from_name);
        if code.is_none() {
            let detail = "code is one of the built-in codes, such as \"destructive-change\"; without \
                          it the findings have the id of the rule.";
            self.fault(&at.of("code"), detail);
        }
        code
    }

    /// What the rule asks, of which there is one.
    fn demand(&mut self, members: &'r Map<String, Value>, at: &Place) -> Option<Demand> {
        let given: Vec<&str> = DEMANDS
            .into_iter()
            .filter(|key| members.get(*key).is_some_and(|it| !it.is_null()))
            .collect();
        let [key] = given.as_slice() else {
            let detail = format!("A rule has exactly one of {}.", DEMANDS.join(", "));
            self.fault(at, detail);
            return None;
        };
        let (value, at_key) = (members.get(*key)?, at.of(key));
        if *key != "repeats" && members.contains_key("ignore_case") {
            self.fault(&at.of("ignore_case"), "ignore_case goes with \"repeats\".");
        }
        match *key {
            "require" => Some(Demand::Require(self.condition(value, &at_key, true)?)),
            "never" | "count" => {
                if *value != Value::Bool(true) {
                    self.fault(&at_key, format!("{key} is true, or is left out."));
                    return None;
                }
                Some(if *key == "never" { Demand::Never } else { Demand::Count })
            }
            "most" => {
                let most = value.as_u64();
                if most.is_none() {
                    self.fault(&at_key, "most is a whole number, 0 or more.");
                }
                most.map(Demand::Most)
            }
            _ => self.repeats(members, value, at),
        }
    }

    fn repeats(
        &mut self,
        members: &Map<String, Value>,
        value: &Value,
        at: &Place,
    ) -> Option<Demand> {
        let ignore_case = match members.get("ignore_case") {
            None | Some(Value::Null) => false,
            Some(Value::Bool(ignore)) => *ignore,
            Some(_) => {
                self.fault(&at.of("ignore_case"), "ignore_case is true or false.");
                false
            }
        };
        let at = at.of("repeats");
        let Some(names) = value.as_array().filter(|names| !names.is_empty()) else {
            self.fault(&at, "repeats is an array of fields, such as [\"User.Email\"].");
            return None;
        };
        let mut fields = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let field = self.field(name, &at.at(index))?;
            if fields.contains(&field) {
                self.fault(&at.at(index), "The field is named twice.");
            }
            fields.push(field);
            self.named.push(field);
        }
        Some(Demand::Repeats { fields: fields.into(), ignore_case })
    }

    /// The place of the field of that name.
    fn field(&mut self, name: &Value, at: &Place) -> Option<usize> {
        let place = name.as_str().and_then(|name| self.places.get(name).copied());
        if place.is_none() {
            let detail = match name {
                Value::String(name) => format!("The schema has no field {name:?}."),
                other => format!("A field is named by a string, not {}.", kind_of(other)),
            };
            self.fault(at, detail);
        }
        place
    }

    /// A condition. One that is `lenient` is not broken where there is nothing to compare.
    fn condition(&mut self, value: &'r Value, at: &Place, lenient: bool) -> Option<Condition> {
        self.conditions += 1;
        if self.conditions > MOST_CONDITIONS {
            if self.conditions == MOST_CONDITIONS + 1 {
                let detail = format!("A rule has at most {MOST_CONDITIONS} conditions; split it.");
                self.fault(at, detail);
            }
            return None;
        }
        let single = value.as_object().filter(|members| members.len() == 1);
        let Some((key, given)) = single.and_then(|members| members.iter().next()) else {
            let detail = "A condition is an object with one key, such as {\"present\": \"User.Email\"}; \
                          several stand in {\"and\": […]}.";
            self.fault(at, detail);
            return None;
        };
        let place = at.of(key);
        match key.as_str() {
            "and" | "or" => {
                let Some(parts) = given.as_array().filter(|parts| !parts.is_empty()) else {
                    self.fault(&place, format!("{key} is an array of conditions, at least one."));
                    return None;
                };
                let read: Vec<Option<Condition>> = parts
                    .iter()
                    .enumerate()
                    .map(|(index, part)| self.condition(part, &place.at(index), lenient))
                    .collect();
                let parts: Option<Box<[Condition]>> = read.into_iter().collect();
                parts.map(if key == "and" { Condition::All } else { Condition::Any })
            }
            "not" => Some(Condition::Not(Box::new(self.condition(given, &place, lenient)?))),
            "absent" => {
                let field = self.name(given, &place)?;
                if self.around.fields.get(field).is_some_and(|field| field.required) {
                    let detail =
                        "The field is required: a row without a value has its finding already.";
                    self.fault(&place, detail);
                }
                // The same question as whether it is present.
                let present = serde_json::json!({"present": given});
                let atom = self.atom(&present, false, Atom::Present { field });
                Some(Condition::Not(Box::new(Condition::Atom(atom))))
            }
            key if CONDITIONS.contains(&key) => {
                let atom = self.question(key, given, &place, lenient)?;
                Some(Condition::Atom(self.atom(value, lenient, atom)))
            }
            key => {
                let detail =
                    format!("There is no condition {key:?}; known: {}.", CONDITIONS.join(", "));
                self.fault(&place, detail);
                None
            }
        }
    }

    /// The place of a question among those that were asked so far.
    fn atom(&mut self, written: &Value, lenient: bool, atom: Atom) -> usize {
        let lenient = match atom {
            Atom::Differs { .. } | Atom::Beyond { .. } => lenient,
            _ => false,
        };
        *self.known.entry(format!("{lenient} {written}")).or_insert_with(|| {
            self.atoms.push(atom);
            self.atoms.len() - 1
        })
    }

    /// A field that a condition names.
    fn name(&mut self, name: &Value, at: &Place) -> Option<usize> {
        let field = self.field(name, at)?;
        self.named.push(field);
        Some(field)
    }

    /// A field and something besides.
    fn pair(&mut self, given: &'r Value, at: &Place, example: &str) -> Option<(usize, &'r Value)> {
        let Some([name, second]) = given.as_array().map(Vec::as_slice) else {
            self.fault(at, format!("The condition is written as {example}."));
            return None;
        };
        Some((self.name(name, &at.at(0))?, second))
    }

    fn question(&mut self, key: &str, given: &'r Value, at: &Place, lenient: bool) -> Option<Atom> {
        let second = at.at(1);
        Some(match key {
            "present" => Atom::Present { field: self.name(given, at)? },
            "column" => Atom::Column { field: self.name(given, at)? },
            "equals" => {
                let (field, value) = self.pair(given, at, r#"{"equals": ["Field", "value"]}"#)?;
                let values = self.values(field, &[(value, second)])?;
                Atom::Equals { field, values }
            }
            "in" => {
                let (field, values) = self.pair(given, at, r#"{"in": ["Field", ["a", "b"]]}"#)?;
                let Some(list) = values.as_array().filter(|list| !list.is_empty()) else {
                    self.fault(
                        &second,
                        "The values are an array with at least one; no value is in none.",
                    );
                    return None;
                };
                let list: Vec<_> = list
                    .iter()
                    .enumerate()
                    .map(|(index, value)| (value, second.at(index)))
                    .collect();
                let values = self.values(field, &list)?;
                Atom::Equals { field, values }
            }
            "matches" => {
                let (field, pattern) =
                    self.pair(given, at, r#"{"matches": ["Field", "[0-9]+"]}"#)?;
                let Some(source) = pattern.as_str() else {
                    self.fault(
                        &second,
                        format!("A pattern is a string, not {}.", kind_of(pattern)),
                    );
                    return None;
                };
                match self.budget.expression(source) {
                    Ok(pattern) => Atom::Matches { field, pattern },
                    Err(reason) => {
                        self.fault(&second, reason);
                        return None;
                    }
                }
            }
            "same" | "differs" => {
                let example = format!("{{{key:?}: [\"Field\", \"Other field\"]}}");
                let (field, other) = self.pair(given, at, &example)?;
                let other = self.name(other, &second)?;
                if field == other {
                    self.fault(&second, "A field is always the same as itself; name another one.");
                    return None;
                }
                if key == "same" {
                    Atom::Same { field, other }
                } else {
                    Atom::Differs { field, other, lenient }
                }
            }
            "longer" => {
                let (field, than) = self.pair(given, at, r#"{"longer": ["Field", 15]}"#)?;
                let Some(than) = than.as_u64() else {
                    self.fault(&second, "The length is a whole number, 0 or more.");
                    return None;
                };
                Atom::Longer { field, than: usize::try_from(than).unwrap_or(usize::MAX) }
            }
            "less" | "greater" => {
                let example = format!("{{{key:?}: [\"Field\", 15]}}");
                let (field, limit) = self.pair(given, at, &example)?;
                if !self.around.fields.get(field).is_some_and(|field| field.check.is_number()) {
                    let detail = format!("{key} compares numbers, and the field has no numbers.");
                    self.fault(&at.at(0), detail);
                    return None;
                }
                let written = limit.as_number().map(ToString::to_string);
                let Some(limit) = written.and_then(|text| NumberStyle::DEFAULT.read(&text)) else {
                    self.fault(&second, format!("The limit is a number, not {}.", kind_of(limit)));
                    return None;
                };
                Atom::Beyond { field, below: key == "less", limit, lenient }
            }
            _ => self.option(given, at)?,
        })
    }

    /// The values that a field is compared with, each of which it can hold.
    fn values(&mut self, field: usize, given: &[(&Value, Place)]) -> Option<Values> {
        let described = self.around.fields.get(field)?;
        let check = &described.check;
        let tokens = check.tokens();
        let mut texts: Vec<&str> = Vec::new();
        let mut truths = Vec::new();
        let mut sound = true;
        for (value, at) in given {
            let fault = match (value, tokens) {
                (Value::Bool(truth), Some(tokens)) if tokens.tell() => {
                    truths.push(*truth);
                    continue;
                }
                (Value::String(text), _) if check.is_missing(text) => {
                    "It stands for no value; write \"absent\".".to_owned()
                }
                (Value::String(text), tokens) => {
                    let refused = match tokens.map(|tokens| (tokens, tokens.parse_any_case(text))) {
                        Some((tokens, None)) => Some(&*tokens.shown),
                        Some((_, Some(truth))) => {
                            truths.push(truth);
                            None
                        }
                        None => check.refused_by(text),
                    };
                    let Some(allowed) = refused else {
                        texts.push(text);
                        continue;
                    };
                    format!("The field cannot hold {text:?}; it holds {allowed}.")
                }
                (other, _) => {
                    format!(
                        "The value is a string, as it stands in the file, not {}.",
                        kind_of(other)
                    )
                }
            };
            sound = false;
            self.fault(at, fault);
        }
        if !sound {
            return None;
        }
        Some(match tokens {
            Some(tokens) if tokens.tell() => Values::Truths {
                tokens: tokens.clone(),
                yes: truths.contains(&true),
                no: truths.contains(&false),
            },
            Some(_) => Values::Words(texts.into_iter().map(Box::from).collect()),
            None => {
                texts.sort_unstable();
                texts.dedup();
                Values::Texts(texts.into_iter().map(Box::from).collect())
            }
        })
    }

    fn option(&mut self, given: &Value, at: &Place) -> Option<Atom> {
        let words = given.as_array().map(Vec::as_slice);
        let (Some([Value::String(name), Value::String(value)]), around) = (words, self.around)
        else {
            let detail = r#"The condition is written as {"option": ["import_option", "add"]}."#;
            self.fault(at, detail);
            return None;
        };
        let Some((_, choice)) = around.options.iter().find(|(known, _)| known == name) else {
            let detail = format!("The schema lists no option {name:?} under rollcall.options.");
            self.fault(&at.at(0), detail);
            return None;
        };
        if !choice.values.contains(value) {
            let detail = format!(
                "The option is never {value:?}; it is one of {}.",
                choice.values.join(", ")
            );
            self.fault(&at.at(1), detail);
            return None;
        }
        Some(Atom::Option { name: name.as_str().into(), value: value.as_str().into() })
    }

    /// The title, message and fix in every language.
    fn words(&mut self, members: &Map<String, Value>, rule: &Rule, at: &Place) -> Words {
        let mut words = Words::default();
        for key in ["title", "message", "fix"] {
            let place = at.of(key);
            let Some(texts) = members.get(key).and_then(Value::as_object) else {
                let detail = format!(
                    "A rule has a {key} in every language: {{\"en\": \"…\", \"fr\": \"…\", \"it\": \"…\", \
                     \"pt\": \"…\", \"de\": \"…\"}}."
                );
                self.fault(&place, detail);
                continue;
            };
            let tags = Language::ALL.map(Language::tag);
            for tag in texts.keys().filter(|tag| !tags.contains(&tag.as_str())) {
                let detail = format!(
                    "The language {tag:?} is not spoken here; spoken are {}.",
                    tags.join(", ")
                );
                self.fault(&place.of(tag), detail);
            }
            let missing: Vec<&str> =
                tags.into_iter().filter(|tag| !texts.contains_key(*tag)).collect();
            if !missing.is_empty() {
                let detail = format!("The {key} is missing in {}.", missing.join(", "));
                self.fault(&place, detail);
            }
            for (slot, tag) in tags.into_iter().enumerate() {
                let Some(text) = texts.get(tag) else { continue };
                let place = place.of(tag);
                let Some(text) = text
                    .as_str()
                    .filter(|text| !text.trim().is_empty() && text.len() <= LONGEST_SENTENCE)
                else {
                    let detail = format!("The {key} is a string of 1 to {LONGEST_SENTENCE} bytes.");
                    self.fault(&place, detail);
                    continue;
                };
                if key == "title" {
                    words.titles[slot] = text.into();
                    continue;
                }
                let sentence = self.sentence(text, rule, &mut words.shown, &place);
                match key {
                    "message" => words.messages[slot] = sentence,
                    _ => words.fixes[slot] = sentence,
                }
            }
        }
        words
    }

    fn sentence(
        &mut self,
        text: &str,
        rule: &Rule,
        shown: &mut Vec<usize>,
        at: &Place,
    ) -> Sentence {
        let cut = cut(text, |name| self.piece(name, rule, shown));
        cut.unwrap_or_else(|detail| {
            self.fault(at, detail);
            Sentence::default()
        })
    }

    /// What a name between braces stands for in the sentences of a rule.
    fn piece(&self, name: &str, rule: &Rule, shown: &mut Vec<usize>) -> Result<Piece, String> {
        let of_file = matches!(rule.demand, Demand::Most(_) | Demand::Count);
        let of_header = rule.is_of_header(&self.atoms);
        let secret = |field: usize| self.around.fields.get(field).is_some_and(|field| field.secret);
        let kept = |name: &str| {
            format!("{{{name}}} would show a value that is secret; leave it out of the sentence.")
        };
        let only = |kind: &str| Err(format!("{{{name}}} is there only in a rule with {kind:?}."));
        match name {
            "field" | "cell" if rule.field.is_none() => {
                Err(format!("{{{name}}} is not there: the rule stands on no field."))
            }
            "field" => Ok(Piece::Field),
            "cell" if of_file => {
                Err("{cell} is not there: the rule is about the whole file.".into())
            }
            "cell" if rule.field.is_some_and(secret) && !of_header => Err(kept(name)),
            "cell" => Ok(Piece::Cell),
            "first_row" if matches!(rule.demand, Demand::Repeats { .. }) => Ok(Piece::FirstRow),
            "first_row" => only("repeats"),
            "count" if of_file => Ok(Piece::Count),
            "count" => only("count"),
            "limit" if matches!(rule.demand, Demand::Most(_)) => Ok(Piece::Limit),
            "limit" => only("most"),
            _ => {
                let Some(field_name) = name.strip_prefix("value:") else {
                    return Err(format!(
                        "{{{name}}} stands for nothing; known: {{cell}}, {{field}}, {{first_row}}, \
                         {{count}}, {{limit}} and {{value:Field}}."
                    ));
                };
                let Some(&field) = self.places.get(field_name) else {
                    return Err(format!("The schema has no field {field_name:?}."));
                };
                if secret(field) {
                    return Err(kept(name));
                }
                if of_file || of_header {
                    return Err(format!("{{{name}}} is not there: the rule is about no row."));
                }
                let known = shown.iter().position(|it| *it == field);
                Ok(Piece::Value(known.unwrap_or_else(|| {
                    shown.push(field);
                    shown.len() - 1
                })))
            }
        }
    }
}
