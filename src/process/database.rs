//! The database (D1): statements go in, rows come out. Nothing else in the Worker calls it.
//!
//! Everything goes by way of `batch`, which is one call and one transaction. What comes back is made one
//! text of JSON by the runtime, and read here: rows that were turned one by one would each be dozens of
//! calls between the two.

use std::borrow::Cow;

use rollcall_processing::Ending;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use worker::Env;
use worker::js_sys::{Array, JSON, Promise};
use worker::wasm_bindgen_futures::JsFuture;

use crate::runtime;

/// The name of the binding in `wrangler.toml`.
const DIRECTORY: &str = "DIRECTORY";

/// The most bytes of one parameter: D1 takes 2 MB, and a list is made in pieces long before.
pub const LONGEST_VALUE: usize = 512 << 10;

#[wasm_bindgen]
extern "C" {
    /// A `D1Database`, of which every call may throw.
    #[derive(Clone)]
    type Binding;
    #[wasm_bindgen(method, catch)]
    fn prepare(this: &Binding, sql: &str) -> Result<Prepared, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn batch(this: &Binding, statements: &Array) -> Result<Promise, JsValue>;

    /// A `D1PreparedStatement`.
    type Prepared;
    #[wasm_bindgen(method, catch, variadic)]
    fn bind(this: &Prepared, values: &Array) -> Result<Prepared, JsValue>;
}

/// Why the database did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has too much to do, or could not be reached: later it will. What was asked may have been done.
    Busy,
    /// There is no more room, or no more allowance.
    Full,
    /// Something else; it will be the same the next time.
    Failed,
}

/// That the database did not do what it was asked.
#[derive(Debug, Clone)]
pub struct Fault {
    why: Why,
    /// What the database said.
    said: String,
}

impl Fault {
    /// What the runtime threw.
    fn thrown(error: &JsValue) -> Self {
        Self::of(runtime::message(error))
    }

    /// What the database said.
    fn of(said: String) -> Self {
        // From the list of errors in D1's documentation ("Debug D1") and SQLite's codes.
        const FULL: [&str; 5] =
            ["SQLITE_FULL", "maximum DB size", "storage limit", "daily", "disk is full"];
        const BUSY: [&str; 12] = [
            "overloaded",
            "Network connection lost",
            "storage caused object to be reset",
            "reset because its code was updated",
            "which caused object to be reset",
            "transient issue",
            "SQLITE_BUSY",
            "database is locked",
            "Too many requests",
            "internal error",
            "Internal error",
            "queued for too long",
        ];
        let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let why = if has(&FULL) {
            Why::Full
        } else if has(&BUSY) {
            Why::Busy
        } else {
            Why::Failed
        };
        Self { why, said }
    }

    /// That it did what it cannot have been asked for.
    pub fn unreadable(error: &impl std::fmt::Display) -> Self {
        Self { why: Why::Failed, said: error.to_string() }
    }

    /// That others wrote before, as often as it was tried.
    pub fn crowded() -> Self {
        let said = "others are writing to the same directory all the time";
        Self { why: Why::Busy, said: said.to_owned() }
    }

    /// What the database, or whoever read what it said, said.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// What to tell whoever asked.
    pub const fn sentence(&self) -> &'static str {
        match self.why {
            Why::Busy => "The directory is busy or out of reach; try again in a moment.",
            Why::Full => {
                "The directory has no more room, or has used up what its plan allows; tell whoever runs it."
            }
            Why::Failed => "The directory did not do what it was asked; tell whoever runs it.",
        }
    }

    /// Why a file goes no further that it ends.
    pub const fn ending(&self) -> Ending {
        match self.why {
            Why::Full => Ending::DirectoryFull,
            Why::Busy | Why::Failed => Ending::DirectoryFailed,
        }
    }

    /// Whether the same may go well a little later.
    pub const fn is_passing(&self) -> bool {
        matches!(self.why, Why::Busy)
    }

    /// Whether this constraint or one of this table's keeps it from being done.
    pub fn is_of(&self, constraint: &str) -> bool {
        self.said
            .split_once("constraint failed: ")
            .is_some_and(|(_, named)| named.starts_with(constraint))
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.sentence(), self.said)
    }
}

/// A value of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number; beyond 2⁵³ it would not be exact.
    Number(u64),
    /// A text: JSON too.
    Text(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// SQL that is written here, and the values for its `?1`, `?2`, … that come from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    sql: Cow<'static, str>,
    values: Vec<Value>,
}

impl Statement {
    /// SQL without values.
    pub const fn new(sql: &'static str) -> Self {
        Self { sql: Cow::Borrowed(sql), values: Vec::new() }
    }

    /// The same with more SQL behind it.
    pub fn and(mut self, sql: &'static str) -> Self {
        self.sql.to_mut().push_str(sql);
        self
    }

    /// The same with more SQL behind it, which refers to this value by the number that is next.
    pub fn and_with(
        mut self,
        before: &'static str,
        value: impl Into<Value>,
        after: &'static str,
    ) -> Self {
        self.values.push(value.into());
        let sql = self.sql.to_mut();
        sql.push_str(before);
        sql.push('?');
        sql.push_str(&self.values.len().to_string());
        sql.push_str(after);
        self
    }

    /// The same with the next value.
    pub fn with(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    fn prepared(&self, binding: &Binding) -> Result<Prepared, JsValue> {
        // An integer of this size is one in a double as well.
        #[allow(clippy::cast_precision_loss)]
        let value = |value: &Value| match value {
            Value::Null => JsValue::NULL,
            Value::Number(number) => JsValue::from_f64(*number as f64),
            Value::Text(text) => JsValue::from_str(text),
        };
        let prepared = binding.prepare(&self.sql)?;
        if self.values.is_empty() {
            return Ok(prepared);
        }
        prepared.bind(&self.values.iter().map(value).collect())
    }
}

/// What a statement came to.
#[derive(Deserialize)]
pub struct Answer {
    /// The rows.
    #[serde(rename = "results")]
    pub rows: Vec<Row>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Meta {
    changes: u64,
}

/// A row of any of the tables: the columns that were asked for. One type for all, because each would be
/// read by code of its own.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Row {
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `document`.
    pub document: String,
    /// `version`.
    pub version: u64,
    /// `updated`.
    pub updated: u64,
    /// `changed_by`.
    pub changed_by: String,
    /// `company`.
    pub company: String,
    /// `next_extension`.
    pub next_extension: Option<u64>,
    /// `capacity`.
    pub capacity: Option<u64>,
    /// A count: `used`.
    pub used: u64,
}

impl Answer {
    /// How many rows were written or deleted.
    pub const fn changes(&self) -> u64 {
        self.meta.changes
    }
}

/// The database.
#[derive(Clone)]
pub struct Database(Binding);

impl Database {
    /// The one that is bound.
    ///
    /// # Errors
    /// Where none is.
    pub fn open(env: &Env) -> Result<Self, Fault> {
        let database = env.d1(DIRECTORY).map_err(|error| Fault::of(error.to_string()))?;
        Ok(Self(JsValue::from(database).unchecked_into()))
    }

    /// Runs all of them in their order, or none.
    ///
    /// # Errors
    /// Where one of them fails, or there is no answer.
    pub async fn run(&self, statements: &[Statement]) -> Result<Vec<Answer>, Fault> {
        let prepared = || -> Result<Promise, JsValue> {
            let all = Array::new();
            for statement in statements {
                all.push(statement.prepared(&self.0)?.as_ref());
            }
            self.0.batch(&all)
        };
        let done = JsFuture::from(prepared().map_err(|error| Fault::thrown(&error))?).await;
        let text = done.and_then(|done| JSON::stringify(&done));
        let text = text.map_err(|error| Fault::thrown(&error))?;
        serde_json::from_str(&String::from(text)).map_err(|error| Fault::unreadable(&error))
    }
}

/// Texts of JSON as lists of JSON, none of them too long for a statement.
pub fn lists(values: Vec<String>) -> Vec<String> {
    let mut lists: Vec<String> = Vec::new();
    for value in values {
        match lists.last_mut().filter(|list| list.len() + value.len() < LONGEST_VALUE) {
            Some(list) => {
                list.push(',');
                list.push_str(&value);
            }
            None => lists.push(format!("[{value}")),
        }
    }
    for list in &mut lists {
        list.push(']');
    }
    lists
}

/// Texts as one text of JSON: a list of them.
pub fn tuple(texts: &[&str]) -> String {
    // Serialising texts cannot fail.
    serde_json::to_string(texts).unwrap_or_default()
}

/// A text as one of JSON.
pub fn text(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_before_it_is_too_long() {
        assert_eq!(lists(Vec::new()), [""; 0]);
        assert_eq!(lists(vec![text("a\"b"), tuple(&["c", "d"])]), [r#"["a\"b",["c","d"]]"#]);
        let long = text(&"x".repeat(LONGEST_VALUE / 2));
        let cut = lists(vec![long.clone(), long.clone(), long]);
        assert_eq!(cut.len(), 3);
        assert!(cut.iter().all(|list| serde_json::from_str::<Vec<String>>(list).is_ok()));
    }

    #[test]
    fn what_the_database_says_is_told_apart() {
        for (said, why) in [
            ("D1_ERROR: D1 DB is overloaded. Too many requests queued.", Why::Busy),
            ("D1_ERROR: Network connection lost.", Why::Busy),
            ("D1_ERROR: Exceeded maximum DB size.", Why::Full),
            ("D1_ERROR: no such table: users: SQLITE_ERROR", Why::Failed),
        ] {
            assert_eq!(Fault::of(said.to_owned()).why, why, "{said}");
        }
        let fault = Fault::of(
            "D1_ERROR: UNIQUE constraint failed: batches.partner, batches.job: SQLITE_CONSTRAINT"
                .to_owned(),
        );
        assert!(fault.is_of("batches.") && !fault.is_of("claims."));
    }
}
