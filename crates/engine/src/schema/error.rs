//! What is wrong with a schema, and where.

use serde::Serialize;

/// How many faults are listed before the rest is left out.
const MOST_FAULTS: usize = 100;

/// One fault of a schema: the place as a JSON pointer, and a sentence that says what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaError {
    /// Where the fault lies, as a JSON pointer (RFC 6901): `/fields/3/type`; empty for the whole.
    pub pointer: String,
    /// What is wrong, and what to write instead; English.
    pub detail: String,
}

impl std::fmt::Display for SchemaError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.pointer.is_empty() {
            formatter.write_str(&self.detail)
        } else {
            write!(formatter, "{}: {}", self.pointer, self.detail)
        }
    }
}

impl std::error::Error for SchemaError {}

/// The faults found so far. Reading goes on after a fault, so that all of them are seen at once.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<SchemaError>,
    left_out: usize,
}

impl Faults {
    /// Notes a fault.
    pub(crate) fn add(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        if self.list.len() < MOST_FAULTS {
            self.list.push(SchemaError { pointer: pointer.into(), detail: detail.into() });
        } else {
            self.left_out += 1;
        }
    }

    /// The faults, where there is nothing to go on with.
    pub(crate) fn or_none<T>(self) -> Result<T, Vec<SchemaError>> {
        Err(self.list)
    }

    /// `value`, if there was no fault.
    pub(crate) fn or<T>(mut self, value: T) -> Result<T, Vec<SchemaError>> {
        if self.list.is_empty() {
            return Ok(value);
        }
        if self.left_out > 0 {
            let detail = format!("There are {} faults more, which are not listed.", self.left_out);
            self.list.push(SchemaError { pointer: String::new(), detail });
        }
        Err(self.list)
    }
}
