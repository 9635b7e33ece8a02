//! A request's body as a small document of JSON.

use rollcall_engine::schema::SchemaError;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use worker::Request;

use super::problem::{Kind, Problem};
use super::text;

/// Reads a body of at most `longest` bytes of JSON; an empty one is an empty object. `what` is what the
/// sentences call it.
///
/// # Errors
/// Where it is no JSON, or not what is expected.
pub async fn read<T: DeserializeOwned>(
    request: &Request,
    what: &str,
    longest: usize,
) -> Result<T, Problem> {
    let (invalid, too_long) = (Kind::DocumentInvalid, Kind::BodyTooLarge);
    let text = text::read(request, what, longest, invalid, too_long).await?;
    parse(&text, what)
}

/// The same of a text that was read already.
pub fn parse<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, Problem> {
    let text = if text.trim().is_empty() { "{}" } else { text };
    // By way of an object, because a list would be taken for its values in their order.
    serde_json::from_str::<Map<String, Value>>(text)
        .and_then(|document| serde_json::from_value(Value::Object(document)))
        .map_err(|error| wrong("", format!("{what} cannot be read as what is expected: {error}.")))
}

/// That a value of a document cannot be what it is; `pointer` names it (RFC 6901).
pub fn wrong(pointer: &str, detail: impl Into<String>) -> Problem {
    let detail = detail.into();
    let error = SchemaError { pointer: pointer.to_owned(), detail: detail.clone() };
    Problem::new(Kind::DocumentInvalid, detail).with_errors(vec![error])
}
