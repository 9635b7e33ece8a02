//! `object` and `array`: JSON in a cell.
//!
//! The text is checked against RFC 8259 and its members or items are counted; it is not kept.

use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The number of members of the object in `cell`, if it is one.
pub(crate) fn object(cell: &str) -> Option<usize> {
    let mut json = serde_json::Deserializer::from_str(cell);
    let count = json.deserialize_map(Count).ok()?;
    json.end().is_ok().then_some(count)
}

/// The number of items of the array in `cell`, if it is one.
pub(crate) fn array(cell: &str) -> Option<usize> {
    let mut json = serde_json::Deserializer::from_str(cell);
    let count = json.deserialize_seq(Count).ok()?;
    json.end().is_ok().then_some(count)
}

/// Counts what it visits.
struct Count;

impl<'de> Visitor<'de> for Count {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object or array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while sequence.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{array, object};

    #[test]
    fn objects_and_arrays_are_told_apart_and_counted() {
        assert_eq!(object(r#" {"a": [1, {}], "b": null} "#), Some(2));
        assert_eq!(array(r#"["a", [], {}]"#), Some(3));
        for cell in ["", "{}", "[1,]", "[1] 2", "null", "3.14", "string", "[01]"] {
            assert_eq!(array(cell), None, "{cell}");
        }
        for cell in ["", "[]", "{a: 1}", "{\"a\": 1", "\"a\"", "{'a': 1}"] {
            assert_eq!(object(cell), None, "{cell}");
        }
    }
}
