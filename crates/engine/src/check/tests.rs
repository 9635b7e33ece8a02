//! Any cell under any kind of check: nothing panics, and the canonical text means the same value.

use proptest::prelude::*;

use super::{CellCheck, Outcome};
use crate::schema::Schema;

/// A check of every kind, and of every constraint.
fn checks() -> Vec<(String, CellCheck)> {
    let fields = [
        r#"{"name": "a", "constraints": {"minLength": 2, "maxLength": 5, "pattern": "\\w+", "enum": ["abc", "déf"]}}"#,
        r#"{"name": "a", "type": "string", "format": "email"}"#,
        r#"{"name": "a", "type": "string", "format": "uri"}"#,
        r#"{"name": "a", "type": "string", "format": "uuid"}"#,
        r#"{"name": "a", "type": "string", "format": "binary"}"#,
        r#"{"name": "a", "type": "integer", "constraints": {"minimum": -5, "enum": [1, 2]}}"#,
        r#"{"name": "a", "type": "integer", "bareNumber": false, "groupChar": "é"}"#,
        r#"{"name": "a", "type": "number", "groupChar": ",", "constraints": {"maximum": 5}}"#,
        r#"{"name": "a", "type": "number", "bareNumber": false, "decimalChar": "·"}"#,
        r#"{"name": "a", "type": "boolean"}"#,
        r#"{"name": "a", "type": "date", "constraints": {"minimum": "2000-01-01"}}"#,
        r#"{"name": "a", "type": "date", "format": "any"}"#,
        r#"{"name": "a", "type": "date", "format": "%d/%m/%y"}"#,
        r#"{"name": "a", "type": "time"}"#,
        r#"{"name": "a", "type": "time", "format": "any"}"#,
        r#"{"name": "a", "type": "time", "format": "%I:%M:%S.%f %p %z"}"#,
        r#"{"name": "a", "type": "datetime"}"#,
        r#"{"name": "a", "type": "datetime", "format": "any"}"#,
        r#"{"name": "a", "type": "datetime", "format": "%A %d %B %Y %j %H:%M %Z"}"#,
        r#"{"name": "a", "type": "year"}"#,
        r#"{"name": "a", "type": "yearmonth"}"#,
        r#"{"name": "a", "type": "duration", "constraints": {"maximum": "P1Y"}}"#,
        r#"{"name": "a", "type": "object", "constraints": {"jsonSchema": {"properties": {"a": {"uniqueItems": true}}}}}"#,
        r#"{"name": "a", "type": "array", "constraints": {"minLength": 1, "enum": [[1]]}}"#,
        r#"{"name": "a", "type": "list", "itemType": "number", "delimiter": "é"}"#,
        r#"{"name": "a", "type": "geopoint"}"#,
        r#"{"name": "a", "type": "geopoint", "format": "array"}"#,
        r#"{"name": "a", "type": "geojson"}"#,
        r#"{"name": "a", "type": "geojson", "format": "topojson"}"#,
        r#"{"name": "a", "rollcall": {"format": "email"}}"#,
        r#"{"name": "a", "rollcall": {"format": "phone"}}"#,
        r#"{"name": "a", "rollcall": {"format": "extension"}}"#,
        r#"{"name": "a", "rollcall": {"format": "mac"}}"#,
        r#"{"name": "a", "rollcall": {"format": "pin"}}"#,
        r#"{"name": "a", "rollcall": {"format": "person-name"}}"#,
        r#"{"name": "a", "rollcall": {"format": "yes-no", "tokens": ["Y", "N"]}}"#,
        r#"{"name": "a", "rollcall": {"format": "language-tag"}}"#,
        r#"{"name": "a", "rollcall": {"format": "timezone"}}"#,
        r#"{"name": "a", "rollcall": {"format": "country"}}"#,
    ];
    fields
        .into_iter()
        .map(|field| {
            let schema = Schema::from_json(&format!(r#"{{"fields": [{field}]}}"#))
                .unwrap_or_else(|errors| panic!("{field}: {errors:?}"));
            (field.to_owned(), schema.fields[0].check.clone())
        })
        .collect()
}

fn holds_for(cell: &str, checks: &[(String, CellCheck)]) -> Result<(), TestCaseError> {
    for (field, check) in checks {
        let mut problems = Vec::new();
        let outcome = check.check(cell, &mut problems);
        prop_assert_eq!(outcome == Outcome::Invalid, !problems.is_empty(), "{} {:?}", field, cell);
        // An explanation stands in the place of what there was, and never where there was nothing.
        let _ = check.doubt(cell);
        let found = problems.len();
        check.explain(cell, false, &mut problems);
        prop_assert!(problems.len() == found || problems.len() <= 2, "{} {:?}", field, cell);
        prop_assert_eq!(found == 0, problems.is_empty(), "{} {:?}", field, cell);
        let canonical = check.canonical(cell);
        let plain = field.contains("\"number\"") || field.contains("\"integer\"");
        if outcome == Outcome::Valid && plain && !field.contains("decimalChar") {
            let again = check.canonical(&canonical);
            prop_assert_eq!(&again, &canonical, "{} {:?}", field, cell);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_cell_makes_a_check_panic(cells in prop::collection::vec(any::<String>(), 1..20)) {
        let checks = checks();
        for cell in &cells {
            holds_for(cell, &checks)?;
        }
    }

    #[test]
    fn no_cell_that_is_nearly_right_makes_a_check_panic(
        cells in prop::collection::vec(
            prop_oneof![
                "[0-9+.,:TZeE/ -]{0,30}",
                "-?[0-9,]{0,50}[.]?[0-9]{0,50}([eE][+-]?[0-9]{1,25})?",
                "P?[0-9YMDTHSW.]{0,20}",
                "[a-z.\"\\\\]{0,9}@?[\\[\\]a-zIPv0-9:.-]{0,40}",
                "[a-z]{0,5}:/{0,2}[\\[\\]a-z0-9%@:/?#.-]{0,40}",
                "[\\[\\]{}\":,0-9a-z]{0,30}",
                "['\u{a0}#]?[0-9]{0,17}[0]{0,5}([.,][0-9]{1,9}(E[+][0-9]{2})?)?[-а ]?(mars|Aug)?",
                "[0-9]{1,2}(st|th)? (Jan|feb|MARCH)[ ,]{1,2}[0-9]{2,4}( [0-9:]{1,8} ?(am|PM)?)?",
            ],
            1..40,
        )
    ) {
        let checks = checks();
        for cell in &cells {
            holds_for(cell, &checks)?;
        }
    }
}
