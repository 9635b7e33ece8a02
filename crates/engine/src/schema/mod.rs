//! Table Schema (Data Package v2): what a file has to look like, read, checked and compiled.
//!
//! [`Schema::from_json`] takes any Table Schema of version 1 or 2 and any template of ours. Every
//! fault is found before a byte of a file is read, each with the JSON pointer of its place and the
//! way to mend it. <https://datapackage.org/standard/table-schema/>
//!
//! # Our additions
//!
//! They stand under the one key `rollcall`, of the schema and of each field, so that a template
//! loads anywhere else and any Table Schema loads here. Keys that are not listed are refused, as a
//! slip of the pen would otherwise go unseen.
//!
//! Of the schema:
//!
//! | key | value |
//! |---|---|
//! | `name`, `title` | the template's name and title, where the schema itself has none |
//! | `header_rows` | 1, or 2 where a row of labels for people stands under the names |
//! | `row_limit` | how many rows of data the vendor takes in one file |
//! | `extra_labels` | `error` or `warning`: what a column is that the schema does not know, where `fieldsMatch` leaves it open |
//! | `report` | `{"status": label, "details": label, "valid": word, "invalid": word}`: the two columns that the annotated CSV gets, and the words in the first; the words may be left out |
//! | `delimiter` | what stands between the cells of files that are written for the vendor; in those that come in it is found out all the same |
//! | `dialect` | a Table Dialect: what holds where the sender of a file does not say otherwise |
//! | `values` | words for yes and no that people write in their own language, and what the file needs instead: `{"fr": {"Oui": "Y"}}` |
//! | `other_columns` | `[{"label": "…", "is": "removed"}]`: columns that were in the file once, or (`output`) that the vendor's exports and reports add |
//! | `options` | what may be chosen with an upload: `{"import_option": ["add", "add_and_remove"]}`, the default first |
//! | `rules` | rules between the cells of a row; see [`crate::rules`] |
//! | `outcome` | `{"status": [label, …], "details": [label, …], "output": [label, …]}`: the columns of a report on what became of rows, the name that is written first, and what it has besides; read by `rows::OutcomeColumns`, not here |
//! | `vendor`, `source`, `sources`, `facts`, `confidence`, `note` | where the rules come from and what else there is to know; not read here |
//!
//! Of a field:
//!
//! | key | value |
//! |---|---|
//! | `format` | a domain format: `email`, `phone`, `extension`, `mac`, `pin`, `person-name`, `yes-no`, `language-tag`, `timezone`, `country` |
//! | `phone` | for `phone`: `any` (the default), `plus` or `bare` |
//! | `tokens` | for `yes-no`: the words, as `["Y", "N"]` or `{"yes": ["Y"], "no": ["N"]}` |
//! | `country` | for `country`: `any` (the default), `alpha-2` or `alpha-3` |
//! | `prefix` | what may stand before a value without being part of it, such as `REMOVE\|` |
//! | `values` | values as people write them in their own language, and what the file needs instead: `{"fr": {"SUCCURSALE": "BRANCH"}}` |
//! | `list` | the name of the list that has the values, where the partner keeps one |
//! | `hint` | what a `pattern` asks for in words, by language: “letters and digits, without spaces” |
//! | `capacity` | the name of the list that says how many rows may have a yes in a column: its label and a number a line |
//! | `spellings` | other ways to write the name that the vendor takes as well: `["Action"]` |
//! | `aliases` | other names of the field by language: `{"fr": ["Prénom"]}`; in English, older ones |
//! | `labels` | what stands in the row of labels, by language |
//! | `description`, `example` | for the reader, by language |
//! | `pattern_label` | a pattern of labels that are this field's as well, such as `Webex Teams \[Sub\d+\]` |
//! | `group` | which columns it belongs with, such as `basic` |
//! | `read_only` | true where the vendor fills the column itself |
//! | `default` | what an empty cell means |
//! | `secret` | true where a value is never shown, as with a PIN |
//! | `severity` | `error` or `warning`: the weight of its findings |
//! | `confidence` | how sure it is that the vendor calls the field so: a word |
//! | `source`, `note` | which page says so, what else; not read here |

mod error;
mod field;
mod keys;
mod rollcall;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use crate::check::{Budget, CellCheck, Regex};
use crate::dialect::DialectOptions;
use crate::finding::Severity;
use crate::header::NameIndex;
use crate::language::Language;
use crate::rules::{self, Rules, Surroundings};

pub(crate) use error::Faults;
pub use error::SchemaError;

/// The most fields of a schema: as many columns as the widest spreadsheet has.
pub const MOST_FIELDS: usize = 16_384;

/// A schema, compiled: ready to check cells.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The fields, in the schema's order.
    pub fields: Vec<Field>,
    /// How the fields are matched with the columns of a file.
    pub fields_match: FieldsMatch,
    /// The fields of the primary key, as places in [`Schema::fields`]; empty for none.
    pub primary_key: Vec<usize>,
    /// Other sets of fields whose values together are unique.
    pub unique_keys: Vec<Vec<usize>>,
    /// References of fields to other tables, or to this one.
    pub foreign_keys: Vec<ForeignKey>,
    /// What a template says beyond a schema.
    pub template: TemplateFacts,
    /// Rules between the cells of a row.
    pub rules: Rules,
    /// The names of the fields, once they have been looked up.
    pub(crate) names: OnceCell<Rc<NameIndex>>,
}

/// One field of a schema.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name, which is the column's label.
    pub name: String,
    /// The title, for people.
    pub title: Option<String>,
    /// The type, format and constraints.
    pub check: CellCheck,
    /// Whether a value is required.
    pub required: bool,
    /// Whether no value may occur twice.
    pub unique: bool,
    /// Whether its values are never shown.
    pub secret: bool,
    /// The severity of its findings, where the schema says one.
    pub severity: Option<Severity>,
    /// Other names of the field, by language.
    pub aliases: Vec<(Language, String)>,
    /// What stands in the row of labels under the names, by language.
    pub labels: Vec<(Language, String)>,
    /// What the field is for, by language.
    pub descriptions: Vec<(Language, String)>,
    /// A value as an example, by language.
    pub examples: Vec<(Language, String)>,
    /// Labels that are this field's as well; matched from end to end.
    pub pattern_label: Option<Regex>,
    /// Which columns the field belongs with, such as `basic`.
    pub group: Option<String>,
    /// How sure it is that the vendor calls the field so: a word that the template explains.
    pub confidence: Option<String>,
    /// Other ways to write the name that the vendor takes as well, in any case.
    pub spellings: Vec<String>,
    /// Whether the vendor fills the column itself and does not want it back.
    pub read_only: bool,
    /// What an empty cell means, as the vendor would write it.
    pub default: Option<String>,
    /// The list that has the values, where the partner keeps one of that name.
    pub list: Option<String>,
    /// What a pattern asks for in words, by language: what follows “use”.
    pub hints: Vec<(Language, String)>,
    /// The list that says how many rows may have a yes in the column: a label and a number a line.
    pub capacity: Option<String>,
}

impl Field {
    /// What its pattern asks for in words: in that language, or in English.
    #[must_use]
    pub fn hint(&self, language: Language) -> Option<&str> {
        let in_language = |wanted| {
            self.hints.iter().find(|(language, _)| *language == wanted).map(|(_, hint)| hint)
        };
        in_language(language).or_else(|| in_language(Language::En)).map(String::as_str)
    }
}

/// How fields are matched with columns (Table Schema v2, `fieldsMatch`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FieldsMatch {
    /// The same fields in the same order. This is what a schema means that does not say.
    #[default]
    Exact,
    /// The same fields in any order.
    Equal,
    /// The file has every field, and perhaps more columns.
    Subset,
    /// The file has no column that is not a field, and perhaps not every field.
    Superset,
    /// The file has at least one of the fields.
    Partial,
}

impl FieldsMatch {
    const NAMES: [(&'static str, Self); 5] = [
        ("exact", Self::Exact),
        ("equal", Self::Equal),
        ("subset", Self::Subset),
        ("superset", Self::Superset),
        ("partial", Self::Partial),
    ];
}

/// A reference of fields of this table to fields of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// The referring fields, as places in [`Schema::fields`].
    pub fields: Vec<usize>,
    /// The name of the other table; `None` for this one.
    pub resource: Option<String>,
    /// The names of the fields referred to, as many as there are referring ones.
    pub reference_fields: Vec<String>,
}

/// What a template says beyond a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFacts {
    /// The name, such as `8x8-users`.
    pub name: Option<String>,
    /// The title, for people.
    pub title: Option<String>,
    /// How many rows the header has: 2 where a row of labels stands under the names.
    pub header_rows: u32,
    /// How many rows of data the vendor takes in one file.
    pub row_limit: Option<u64>,
    /// The names of the two columns that the annotated CSV gets: status and details.
    pub report_columns: Option<(String, String)>,
    /// The words in the status column: for a valid row, and for one that is not.
    pub report_status: Option<(String, String)>,
    /// What a column is that the schema does not know; `None` leaves it to `fieldsMatch`.
    pub extra_labels: Option<Severity>,
    /// What stands between the cells of a file that is written for the vendor, where it is no comma.
    pub written_delimiter: Option<u8>,
    /// What the vendor's files are always like, where the sender of a file leaves it open.
    pub dialect: DialectOptions,
    /// Columns that are none of the fields, and why.
    pub other_columns: Vec<OtherColumn>,
    /// What may be chosen with an upload, by name, such as `import_option`.
    pub options: Vec<(String, OptionChoice)>,
}

/// A column that is known not to belong in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherColumn {
    /// Its label.
    pub label: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a column comes from that does not belong in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The vendor's file once had it.
    Removed,
    /// The vendor's exports and reports have it.
    Output,
}

/// The values of an option, one of which holds for each upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionChoice {
    /// All of them.
    pub values: Vec<String>,
    /// The one that holds where none is chosen.
    pub default: String,
}

impl TemplateFacts {
    /// What stands between the cells of a file that is written for the vendor.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.written_delimiter.or(self.dialect.delimiter).unwrap_or(b',')
    }
}

impl Default for TemplateFacts {
    fn default() -> Self {
        Self {
            name: None,
            title: None,
            header_rows: 1,
            row_limit: None,
            report_columns: None,
            report_status: None,
            extra_labels: None,
            written_delimiter: None,
            dialect: DialectOptions::default(),
            other_columns: Vec::new(),
            options: Vec::new(),
        }
    }
}

impl Schema {
    /// Reads, checks and compiles a Table Schema.
    ///
    /// The text may come from anywhere: sizes are bounded (16,384 fields, patterns of 4,096 bytes
    /// and of 16 MiB together once compiled), and nothing in it makes this panic.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the schema, at most a hundred faults, in its order.
    ///
    /// ```
    /// use rollcall_engine::schema::Schema;
    ///
    /// let schema = Schema::from_json(r#"{"fields": [{"name": "id", "type": "integer"}]}"#);
    /// assert_eq!(schema.expect("it is valid").fields[0].name, "id");
    ///
    /// let errors = Schema::from_json(r#"{"fields": [{"name": "id", "type": "int"}]}"#).unwrap_err();
    /// assert_eq!(errors[0].pointer, "/fields/0/type");
    /// assert!(errors[0].detail.contains("integer"));
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Vec<SchemaError>> {
        let mut faults = Faults::default();
        let json = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(Value::Object(json)) => json,
            Ok(_) => {
                faults.add("", "A Table Schema is a JSON object with an array \"fields\".");
                return faults.or_none();
            }
            Err(error) => {
                faults.add("", format!("The schema is not JSON: {error}."));
                return faults.or_none();
            }
        };
        let Some(Value::Array(descriptors)) = json.get("fields") else {
            let detail = if json.contains_key("resources") || json.contains_key("schema") {
                "This looks like a data package or resource; give the value of its \"schema\"."
            } else {
                "A Table Schema has an array \"fields\", one object for each column."
            };
            faults.add(if json.contains_key("fields") { "/fields" } else { "" }, detail);
            return faults.or_none();
        };
        if descriptors.is_empty() || descriptors.len() > MOST_FIELDS {
            faults.add("/fields", format!("A schema has 1 to {MOST_FIELDS} fields."));
            return faults.or_none();
        }
        let missing =
            field::missing_values(json.get("missingValues"), "/missingValues", &mut faults);
        let missing = missing.unwrap_or_else(|| vec![String::new()]);
        let mut budget = Budget::default();
        let words = rollcall::words(&json, &mut faults);
        let mut fields = Vec::with_capacity(descriptors.len());
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (place, descriptor) in descriptors.iter().enumerate() {
            let pointer = format!("/fields/{place}");
            if let Some(name) = descriptor.get("name").and_then(Value::as_str)
                && let Some(first) = places.insert(name, place)
            {
                places.insert(name, first);
                faults.add(
                    format!("{pointer}/name"),
                    format!("The name {name:?} is that of /fields/{first} already; field names are unique."),
                );
            }
            let mut reader =
                field::FieldReader { faults: &mut faults, budget: &mut budget, words: &words };
            fields.extend(reader.read(descriptor, &pointer, &missing));
        }
        let fields_match = keys::fields_match(json.get("fieldsMatch"), &mut faults);
        let mut keys = keys::KeyReader { places: &places, faults: &mut faults };
        let primary_key = keys.primary_key(json.get("primaryKey"));
        let unique_keys = keys.unique_keys(json.get("uniqueKeys"));
        let foreign_keys = keys.foreign_keys(json.get("foreignKeys"));
        let template = rollcall::template(&json, &mut faults);
        // A field with a fault is not there, and a rule that names it would have one as well.
        let rules = if fields.len() == descriptors.len() {
            let around = Surroundings { fields: &fields, options: &template.options };
            let rules = json.get("rollcall").and_then(|additions| additions.get("rules"));
            rules::read(rules, &around, &mut faults, &mut budget)
        } else {
            Rules::default()
        };
        let names = OnceCell::new();
        let schema = Self {
            fields,
            fields_match,
            primary_key,
            unique_keys,
            foreign_keys,
            template,
            rules,
            names,
        };
        faults.or(schema)
    }

    /// The names of the lists that foreign keys and fields refer to; each once, sorted. What fields
    /// refer to is looked up where it is at hand; a foreign key to what is not is an error.
    #[must_use]
    pub fn lists(&self) -> Vec<&str> {
        let keys = self.foreign_keys.iter().filter_map(|key| key.resource.as_deref());
        let fields = self.fields.iter().flat_map(|field| [&field.list, &field.capacity]);
        let fields = fields.filter_map(|name| name.as_deref());
        let mut names: Vec<&str> = keys.chain(fields).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The place in [`Schema::fields`] of the field with that name, if there is one.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// What a JSON value is, in a sentence.
pub(crate) const fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests;
