//! Our additions to Table Schema, under the key `rollcall`. The table of keys is in the
//! documentation of [`crate::schema`].

use serde_json::{Map, Value};

use crate::check::{Budget, CountryForm, Kind, Regex, Spelling, Tokens, Words, escape};
use crate::dialect::DialectOptions;
use crate::finding::Severity;
use crate::language::Language;

use super::{Faults, OptionChoice, Origin, OtherColumn, TemplateFacts, kind_of};

const SCHEMA_KEYS: [&str; 20] = [
    "delimiter",
    "name",
    "title",
    "vendor",
    "header_rows",
    "row_limit",
    "extra_labels",
    "report",
    "outcome",
    "process",
    "dialect",
    "values",
    "other_columns",
    "options",
    "rules",
    "source",
    "sources",
    "facts",
    "confidence",
    "note",
];

const FIELD_KEYS: [&str; 23] = [
    "format",
    "phone",
    "tokens",
    "country",
    "prefix",
    "values",
    "list",
    "capacity",
    "hint",
    "spellings",
    "aliases",
    "labels",
    "description",
    "example",
    "default",
    "pattern_label",
    "group",
    "secret",
    "read_only",
    "severity",
    "source",
    "confidence",
    "note",
];

const FORMATS: [&str; 10] = [
    "email",
    "phone",
    "extension",
    "mac",
    "pin",
    "person-name",
    "yes-no",
    "language-tag",
    "timezone",
    "country",
];

/// What a field says beyond Table Schema.
#[derive(Debug, Default)]
pub(crate) struct Additions {
    pub(crate) kind: Option<Kind>,
    pub(crate) secret: bool,
    pub(crate) read_only: bool,
    pub(crate) prefix: Option<String>,
    pub(crate) words: Words,
    pub(crate) default: Option<String>,
    pub(crate) spellings: Vec<String>,
    pub(crate) severity: Option<Severity>,
    pub(crate) aliases: Vec<(Language, String)>,
    pub(crate) labels: Vec<(Language, String)>,
    pub(crate) descriptions: Vec<(Language, String)>,
    pub(crate) examples: Vec<(Language, String)>,
    pub(crate) pattern_label: Option<Regex>,
    pub(crate) group: Option<String>,
    pub(crate) list: Option<String>,
    pub(crate) capacity: Option<String>,
    pub(crate) hints: Vec<(Language, String)>,
    pub(crate) confidence: Option<String>,
}

/// Reads the additions of the field at `pointer`.
pub(crate) fn field(
    value: Option<&Value>,
    pointer: &str,
    faults: &mut Faults,
    budget: &mut Budget,
) -> Additions {
    let pointer = format!("{pointer}/rollcall");
    let Some(mut reader) = Reader::new(value, pointer, &FIELD_KEYS, faults) else {
        return Additions::default();
    };
    Additions {
        kind: reader.format(),
        secret: reader.flag("secret"),
        read_only: reader.flag("read_only"),
        prefix: reader.text("prefix").filter(|mark| !mark.is_empty()),
        words: reader.words(),
        default: reader.text("default"),
        spellings: reader.strings("spellings"),
        severity: reader.severity("severity"),
        aliases: reader.texts("aliases"),
        labels: reader.texts("labels"),
        descriptions: reader.texts("description"),
        examples: reader.texts("example"),
        pattern_label: reader.pattern_label(budget),
        group: reader.text("group"),
        list: reader.text("list"),
        capacity: reader.text("capacity"),
        hints: reader.texts("hint"),
        confidence: reader.text("confidence"),
    }
}

/// Reads the additions of the schema, and its name and title.
pub(crate) fn template(schema: &Map<String, Value>, faults: &mut Faults) -> TemplateFacts {
    let mut facts = TemplateFacts::default();
    if let Some(mut reader) =
        Reader::new(schema.get("rollcall"), "/rollcall".to_owned(), &SCHEMA_KEYS, faults)
    {
        facts.name = reader.text("name");
        facts.title = reader.text("title");
        facts.extra_labels = reader.severity("extra_labels");
        facts.written_delimiter = reader.delimiter();
        facts.row_limit = reader.count("row_limit", 1, u64::MAX);
        facts.header_rows = reader.count("header_rows", 1, 2).map_or(1, |rows| rows as u32);
        reader.report(&mut facts);
        facts.dialect = reader.dialect();
        facts.other_columns = reader.other_columns();
        facts.options = reader.options();
    }
    let own = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
    facts.name = own("name").or(facts.name);
    facts.title = own("title").or(facts.title);
    facts
}

/// Reads the words for yes and no that people write in their own language, from the additions of
/// the schema: they hold for every field of the kind.
pub(crate) fn words(schema: &Map<String, Value>, faults: &mut Faults) -> Words {
    // Unknown keys are named once, by `template`.
    let Some(Value::Object(members)) = schema.get("rollcall") else { return Words::default() };
    Reader { members, pointer: "/rollcall".to_owned(), faults }.words()
}

/// Reads the members of one `rollcall` object.
struct Reader<'r> {
    members: &'r Map<String, Value>,
    pointer: String,
    faults: &'r mut Faults,
}

impl<'r> Reader<'r> {
    fn new(
        value: Option<&'r Value>,
        pointer: String,
        known: &[&str],
        faults: &'r mut Faults,
    ) -> Option<Self> {
        let members = match value? {
            Value::Null => return None,
            Value::Object(members) => members,
            other => {
                faults.add(pointer, format!("rollcall is an object, not {}.", kind_of(other)));
                return None;
            }
        };
        for name in members.keys().filter(|name| !known.contains(&name.as_str())) {
            let detail =
                format!("The key {name:?} is not known here; known: {}.", known.join(", "));
            faults.add(format!("{pointer}/{}", escape(name)), detail);
        }
        Some(Self { members, pointer, faults })
    }

    fn get(&self, key: &str) -> Option<&'r Value> {
        self.members.get(key).filter(|value| !value.is_null())
    }

    fn fault(&mut self, path: &str, detail: impl Into<String>) {
        self.faults.add(format!("{}/{path}", self.pointer), detail);
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        let text = value.as_str().map(str::to_owned);
        if text.is_none() {
            self.fault(key, format!("{key} is a string, not {}.", kind_of(value)));
        }
        text
    }

    /// One ASCII character that can stand between cells.
    fn delimiter(&mut self) -> Option<u8> {
        let text = self.text("delimiter")?;
        match text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Some(*byte),
            _ => {
                self.fault("delimiter", "delimiter is one ASCII character, such as \";\".");
                None
            }
        }
    }

    fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.get(key) else { return false };
        if !value.is_boolean() {
            self.fault(key, format!("{key} is true or false, not {}.", kind_of(value)));
        }
        value.as_bool().unwrap_or(false)
    }

    fn count(&mut self, key: &str, least: u64, most: u64) -> Option<u64> {
        let value = self.get(key)?;
        let count = value.as_u64().filter(|count| (least..=most).contains(count));
        if count.is_none() {
            let range = if most == u64::MAX {
                format!("{least} or more")
            } else {
                format!("{least} to {most}")
            };
            self.fault(key, format!("{key} is a whole number, {range}."));
        }
        count
    }

    fn severity(&mut self, key: &str) -> Option<Severity> {
        match self.get(key)?.as_str() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            _ => {
                self.fault(key, format!("{key} is \"error\" or \"warning\"."));
                None
            }
        }
    }

    /// Texts by language: `{"fr": "…"}` or `{"fr": ["…", "…"]}`. A text alone is English.
    fn texts(&mut self, key: &str) -> Vec<(Language, String)> {
        let mut out = Vec::new();
        match self.get(key) {
            None => {}
            Some(Value::String(text)) => out.push((Language::En, text.clone())),
            Some(Value::Object(languages)) => {
                for (tag, value) in languages {
                    let path = format!("{key}/{}", escape(tag));
                    let Some(language) = Language::from_tag(tag) else {
                        let tags = Language::ALL.map(Language::tag).join(", ");
                        self.fault(
                            &path,
                            format!("The language {tag:?} is not spoken here; spoken are {tags}."),
                        );
                        continue;
                    };
                    let texts: Option<Vec<&str>> = match value {
                        Value::Array(texts) => texts.iter().map(Value::as_str).collect(),
                        value => value.as_str().map(|text| vec![text]),
                    };
                    match texts {
                        Some(texts) => {
                            out.extend(texts.into_iter().map(|text| (language, text.to_owned())));
                        }
                        None => {
                            self.fault(&path, "Each language has a string or an array of strings.");
                        }
                    }
                }
            }
            Some(_) => {
                self.fault(
                    key,
                    format!("{key} is an object by language, such as {{\"fr\": \"…\"}}."),
                );
            }
        }
        out
    }

    /// Values as people write them in their own language, and what the file needs instead:
    /// `{"fr": {"Oui": "Y"}}`.
    fn words(&mut self) -> Words {
        let Some(value) = self.get("values") else { return Words::default() };
        let mut words = Vec::new();
        let entries = value.as_object().into_iter().flatten();
        for (tag, entry) in entries {
            let texts = entry.as_object().into_iter().flatten();
            let texts: Option<Vec<_>> =
                texts.map(|(word, token)| Some((word, token.as_str()?))).collect();
            let (Some(language), Some(texts)) = (Language::from_tag(tag), texts) else {
                let path = format!("values/{}", escape(tag));
                self.fault(
                    &path,
                    "Each language spoken here has an object: {\"fr\": {\"Oui\": \"Y\"}}.",
                );
                continue;
            };
            words.extend(
                texts.into_iter().map(|(word, token)| (language, word.clone(), token.to_owned())),
            );
        }
        if !value.is_object() {
            self.fault("values", "values is an object by language: {\"fr\": {\"Oui\": \"Y\"}}.");
        }
        Words::new(words)
    }

    fn strings(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let texts = value.as_array().map(|texts| {
            texts.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        });
        texts.flatten().unwrap_or_else(|| {
            self.fault(key, format!("{key} is an array of strings."));
            Vec::new()
        })
    }

    /// What the vendor's files are always like; it fills what the sender of a file leaves open.
    fn dialect(&mut self) -> DialectOptions {
        let Some(value) = self.get("dialect") else { return DialectOptions::default() };
        DialectOptions::from_json(&value.to_string()).unwrap_or_else(|errors| {
            for error in errors {
                self.fault(&format!("dialect{}", error.pointer), error.detail);
            }
            DialectOptions::default()
        })
    }

    fn other_columns(&mut self) -> Vec<OtherColumn> {
        let Some(value) = self.get("other_columns") else { return Vec::new() };
        let mut columns = Vec::new();
        for (place, entry) in value.as_array().into_iter().flatten().enumerate() {
            let label = entry.get("label").and_then(Value::as_str);
            let origin = match entry.get("is").and_then(Value::as_str) {
                Some("removed") => Some(Origin::Removed),
                Some("output") => Some(Origin::Output),
                _ => None,
            };
            match label.zip(origin) {
                Some((label, origin)) => {
                    columns.push(OtherColumn { label: label.to_owned(), origin });
                }
                None => self.fault(
                    &format!("other_columns/{place}"),
                    "Each is {\"label\": \"…\", \"is\": \"removed\"} or \"output\".",
                ),
            }
        }
        if !value.is_array() {
            self.fault("other_columns", "other_columns is an array of objects.");
        }
        columns
    }

    fn pattern_label(&mut self, budget: &mut Budget) -> Option<Regex> {
        let source = self.text("pattern_label")?;
        match budget.compile(&source, true) {
            Ok(regex) => Some(regex),
            Err(reason) => {
                self.fault("pattern_label", reason);
                None
            }
        }
    }

    /// The domain format, with what it needs to know.
    fn format(&mut self) -> Option<Kind> {
        let format = self.text("format");
        for (key, owner) in [("phone", "phone"), ("tokens", "yes-no"), ("country", "country")] {
            if self.get(key).is_some() && format.as_deref() != Some(owner) {
                self.fault(key, format!("{key} goes with \"format\": \"{owner}\"."));
            }
        }
        Some(match format?.as_str() {
            "email" => Kind::PersonalEmail,
            "phone" => {
                let spellings =
                    [("any", Spelling::Any), ("plus", Spelling::Plus), ("bare", Spelling::Bare)];
                Kind::Phone(self.choice("phone", Spelling::Any, &spellings))
            }
            "extension" => Kind::Extension,
            "mac" => Kind::Mac,
            "pin" => Kind::Pin,
            "person-name" => Kind::PersonName,
            "yes-no" => Kind::YesNo(self.tokens()?),
            "language-tag" => Kind::LanguageTag,
            "timezone" => Kind::Timezone,
            "country" => {
                let forms = [
                    ("any", CountryForm::Any),
                    ("alpha-2", CountryForm::Alpha2),
                    ("alpha-3", CountryForm::Alpha3),
                ];
                Kind::Country(self.choice("country", CountryForm::Any, &forms))
            }
            other => {
                let detail =
                    format!("The format {other:?} is not known; known: {}.", FORMATS.join(", "));
                self.fault("format", detail);
                return None;
            }
        })
    }

    fn choice<T: Copy>(&mut self, key: &str, default: T, choices: &[(&str, T)]) -> T {
        let Some(value) = self.get(key) else { return default };
        let chosen = choices.iter().find(|(name, _)| value.as_str() == Some(name));
        if chosen.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.fault(key, format!("{key} is one of {}.", names.join(", ")));
        }
        chosen.map_or(default, |(_, choice)| *choice)
    }

    fn tokens(&mut self) -> Option<Tokens> {
        let strings = |value: Option<&Value>| -> Option<Vec<String>> {
            let words = value?.as_array().filter(|words| !words.is_empty())?;
            words.iter().map(|word| word.as_str().map(str::to_owned)).collect()
        };
        let tokens = match self.get("tokens") {
            // Without saying which is which, every word is as good as another.
            Some(value @ Value::Array(_)) => strings(Some(value)).map(|words| (words, Vec::new())),
            Some(Value::Object(words)) => strings(words.get("yes")).zip(strings(words.get("no"))),
            _ => None,
        };
        if tokens.is_none() {
            self.fault(
                "tokens",
                "yes-no needs its words: [\"Y\", \"N\"] or {\"yes\": [\"Y\"], \"no\": [\"N\"]}.",
            );
        }
        tokens.map(|(yes, no)| Tokens::new(yes, no))
    }

    /// The options of an upload and their values: `{"name": ["a", "b"]}`, of which the first is the
    /// default, or `{"name": {"values": ["a", "b"], "default": "b"}}`.
    fn options(&mut self) -> Vec<(String, OptionChoice)> {
        let mut out = Vec::new();
        let options = match self.get("options") {
            None => return out,
            Some(Value::Object(options)) => options,
            Some(other) => {
                let detail = format!("options is an object by name, not {}.", kind_of(other));
                self.fault("options", detail);
                return out;
            }
        };
        for (name, value) in options {
            let listed = if value.is_array() { Some(value) } else { value.get("values") };
            let values: Option<Vec<String>> = listed.and_then(Value::as_array).and_then(|values| {
                values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
            });
            let default = match value.get("default") {
                None => values.as_ref().and_then(|values| values.first().cloned()),
                Some(default) => default.as_str().map(str::to_owned),
            };
            match (values, default) {
                (Some(values), Some(default)) if values.contains(&default) => {
                    out.push((name.clone(), OptionChoice { values, default }));
                }
                _ => self.fault(
                    &format!("options/{}", escape(name)),
                    "An option lists its values, the default first: [\"add\", \"add_and_remove\"].",
                ),
            }
        }
        out
    }

    /// The columns of the annotated CSV, and the words in the first of them.
    fn report(&mut self, facts: &mut TemplateFacts) {
        let Some(report) = self.get("report") else { return };
        let text = |key| report.get(key).and_then(Value::as_str).map(str::to_owned);
        let columns = text("status").zip(text("details"));
        let words = text("valid").zip(text("invalid"));
        let wordless = report.get("valid").is_none() && report.get("invalid").is_none();
        if columns.is_none() || (words.is_none() && !wordless) {
            self.fault(
                "report",
                "report is {\"status\": \"Status\", \"details\": \"Details\", \"valid\": \"pass\", \"invalid\": \"fail\"}.",
            );
        }
        facts.report_columns = columns;
        facts.report_status = words;
    }
}
