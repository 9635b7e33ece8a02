//! What the page asks for, as one JSON object, and the engine's settings that come of it.
//!
//! | key | value |
//! |---|---|
//! | `template` | the name of a built-in template, which has to be given before |
//! | `schema` | a Table Schema as text: a template of the partner's own |
//! | `language` | `en`, `fr`, `it`, `pt` or `de` |
//! | `importOption` | which import the file is for |
//! | `lists` | for foreign keys: a text of one value a line by the list's name |
//! | `dialect` | a Table Dialect as text |
//! | `encoding` | a label of the encoding |
//! | `seed` | a random number, for the hashes of uniqueness |
//! | `findings`, `reportCsv` | whether these files are written |
//! | `most` | how many rows with findings are handed out, to be mended |
//! | `late` | findings of these rows that the first check had only at the end: `{"5": ["{…}"]}` |
//! | `edits` | `{"rows": {"5": ["…"]}, "labels": {"1": "…"}}`: the file is written with these instead |

use std::collections::BTreeMap;
use std::rc::Rc;

use rollcall_engine::Settings;
use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::encoding::Encoding;
use rollcall_engine::language::Language;
use rollcall_engine::references::{List, Lists};
use rollcall_engine::report::mending::{Edits, Mending};
use rollcall_engine::schema::{Schema, SchemaError};
use rollcall_engine::templates;
use serde_json::{Map, Value};

use crate::host;

/// The settings of a check.
///
/// # Errors
/// A sentence that says what cannot be understood.
pub(crate) fn read(text: &str) -> Result<Settings, String> {
    let given = Given::of(text)?;
    Ok(Settings {
        schema: given.schema()?.map(Rc::new),
        dialect: given.dialect()?,
        lists: given.lists(),
        encoding: given.encoding()?,
        language: given.language(),
        seed: given.0.get("seed").and_then(Value::as_u64).unwrap_or_default(),
        report_csv: given.flag("reportCsv"),
        findings: given.flag("findings"),
        options: given.options(),
        mending: given.mending()?,
        ..Settings::default()
    })
}

/// What is given, before it is understood.
pub(crate) struct Given(Map<String, Value>);

impl Given {
    pub(crate) fn of(text: &str) -> Result<Self, String> {
        match serde_json::from_str(text) {
            Ok(Value::Object(given)) => Ok(Self(given)),
            _ => Err("The settings are not a JSON object.".to_owned()),
        }
    }

    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    fn flag(&self, key: &str) -> bool {
        self.0.get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// English where it is another language: the page offers no other.
    pub(crate) fn language(&self) -> Language {
        self.text("language").and_then(Language::from_tag).unwrap_or_default()
    }

    fn schema(&self) -> Result<Option<Schema>, String> {
        let text = match (self.text("schema"), self.text("template")) {
            (Some(text), _) => text,
            (None, Some(name)) => templates::get(name)
                .ok_or_else(|| format!("The template {name} is not at hand."))?,
            (None, None) => return Ok(None),
        };
        Schema::from_json(text).map(Some).map_err(|errors| first(&errors))
    }

    pub(crate) fn dialect(&self) -> Result<DialectOptions, String> {
        self.text("dialect").map_or(Ok(DialectOptions::default()), |text| {
            DialectOptions::from_json(text).map_err(|errors| first(&errors))
        })
    }

    pub(crate) fn encoding(&self) -> Result<Option<Encoding>, String> {
        let known = |label: &str| {
            Encoding::for_label_by(label.as_bytes(), host::text_decoder)
                .ok_or_else(|| format!("There is no encoding {label}."))
        };
        self.text("encoding").map(known).transpose()
    }

    fn lists(&self) -> Lists {
        let lists = self.0.get("lists").and_then(Value::as_object).into_iter().flatten();
        lists
            .filter_map(|(name, text)| {
                Some((name.clone(), Rc::new(List::from_text(text.as_str()?))))
            })
            .collect()
    }

    fn mending(&self) -> Result<Mending, String> {
        if let Some(most) = self.0.get("most").and_then(Value::as_u64) {
            let late = numbered(self.0.get("late"), texts).unwrap_or_default();
            return Ok(Mending::Sheet { most, late });
        }
        let Some(edits) = self.0.get("edits") else { return Ok(Mending::None) };
        let edits = || {
            let rows = numbered(edits.get("rows"), texts)?;
            Some(Edits { rows, labels: numbered(edits.get("labels"), text)? })
        };
        edits().map(Mending::Save).ok_or_else(|| "The edits cannot be understood.".to_owned())
    }

    fn options(&self) -> BTreeMap<String, String> {
        let chosen = self.text("importOption");
        chosen.map(|value| ("import_option".to_owned(), value.to_owned())).into_iter().collect()
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(text).collect()
}

/// The values of an object by the numbers that are its keys; `None` where one of them is neither.
fn numbered<T>(
    object: Option<&Value>,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<BTreeMap<u64, T>> {
    let entries = object.and_then(Value::as_object).into_iter().flatten();
    entries.map(|(number, value)| Some((number.parse().ok()?, read(value)?))).collect()
}

/// The first fault of a document.
fn first(errors: &[SchemaError]) -> String {
    errors.first().map_or_else(String::new, |error| format!("{}: {}", error.pointer, error.detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_asks_for_is_what_the_engine_is_told() {
        let settings = read(
            r#"{"template": "8x8-users", "language": "fr", "importOption": "add",
                "lists": {"sites": "Lyon\nForlì"}, "dialect": "{\"delimiter\": \";\"}",
                "encoding": "latin1", "seed": 7, "findings": true}"#,
        )
        .unwrap();
        assert!(settings.schema.is_some());
        assert_eq!(settings.language, Language::Fr);
        assert_eq!(settings.options["import_option"], "add");
        assert_eq!(settings.lists["sites"].values().len(), 2);
        assert_eq!(settings.dialect.delimiter, Some(b';'));
        assert_eq!(settings.encoding.unwrap().name(), "windows-1252");
        assert_eq!((settings.seed, settings.findings, settings.report_csv), (7, true, false));
    }

    #[test]
    fn what_cannot_be_understood_is_said() {
        let wrong = [
            ("[]", "not a JSON object"),
            (r#"{"template": "acme"}"#, "not at hand"),
            (r#"{"schema": "{\"fields\": 1}"}"#, "/fields"),
            (r#"{"dialect": "{\"delimiter\": \"::\"}"}"#, "/delimiter"),
            (r#"{"encoding": "utf-9"}"#, "utf-9"),
            (r#"{"edits": {"rows": {"x": []}}}"#, "edits"),
        ];
        for (text, says) in wrong {
            let error = read(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
