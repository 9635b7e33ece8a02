//! Tables of schemas: what is read, and what is refused where.

use super::*;
use crate::check::Outcome;
use crate::language::Message;

/// The fault of a schema that has one: `pointer: detail`.
fn fault(json: &str) -> String {
    match Schema::from_json(json) {
        Ok(_) => panic!("accepted: {json}"),
        Err(errors) => errors.first().map(ToString::to_string).unwrap_or_default(),
    }
}

fn schema(json: &str) -> Schema {
    Schema::from_json(json).unwrap_or_else(|errors| panic!("{json}: {errors:#?}"))
}

#[test]
fn every_fault_has_its_place_and_says_what_is_allowed() {
    for (json, pointer, part) in [
        ("", "", "not JSON"),
        ("[]", "", "\"fields\""),
        ("{}", "", "\"fields\""),
        (r#"{"resources": []}"#, "", "data package"),
        (r#"{"fields": {}}"#, "/fields", "\"fields\""),
        (r#"{"fields": []}"#, "/fields", "1 to 16384"),
        (r#"{"fields": ["a"]}"#, "/fields/0", "not a string"),
        (r#"{"fields": [{"type": "string"}]}"#, "/fields/0", "no name"),
        (r#"{"fields": [{"name": ""}]}"#, "/fields/0/name", "not empty"),
        (r#"{"fields": [{"name": "a"}, {"name": "a"}]}"#, "/fields/1/name", "/fields/0"),
        (r#"{"fields": [{"name": "a", "type": "int"}]}"#, "/fields/0/type", "integer"),
        (r#"{"fields": [{"name": "a", "type": 1}]}"#, "/fields/0/type", "not a number"),
        (
            r#"{"fields": [{"name": "a", "type": "string", "format": "mail"}]}"#,
            "/fields/0/format",
            "email",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "integer", "format": "email"}]}"#,
            "/fields/0/format",
            "default",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "date", "format": "%Q"}]}"#,
            "/fields/0/format",
            "%Q",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "date", "format": "DD/MM/YYYY"}]}"#,
            "/fields/0/format",
            "%d/%m/%Y",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "number", "decimalChar": ",", "groupChar": ","}]}"#,
            "/fields/0/groupChar",
            "same",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "number", "decimalChar": ""}]}"#,
            "/fields/0/decimalChar",
            "short string",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "number", "bareNumber": "no"}]}"#,
            "/fields/0/bareNumber",
            "true or false",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "boolean", "trueValues": "yes"}]}"#,
            "/fields/0/trueValues",
            "array",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "boolean", "trueValues": ["x"], "falseValues": ["x"]}]}"#,
            "/fields/0/falseValues",
            "one or the other",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "list", "itemType": "object"}]}"#,
            "/fields/0/itemType",
            "datetime",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "list", "delimiter": ""}]}"#,
            "/fields/0/delimiter",
            "not empty",
        ),
        (r#"{"fields": [{"name": "a", "constraints": []}]}"#, "/fields/0/constraints", "an object"),
        (
            r#"{"fields": [{"name": "a", "constraints": {"max": 1}}]}"#,
            "/fields/0/constraints/max",
            "maximum",
        ),
        (
            r#"{"fields": [{"name": "a", "constraints": {"required": "yes"}}]}"#,
            "/fields/0/constraints/required",
            "true or false",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "integer", "constraints": {"minLength": 1}}]}"#,
            "/fields/0/constraints/minLength",
            "for the types string",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "string", "constraints": {"minimum": 1}}]}"#,
            "/fields/0/constraints/minimum",
            "integer, number",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "string", "constraints": {"minLength": -1}}]}"#,
            "/fields/0/constraints/minLength",
            "0 or more",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "string", "constraints": {"minLength": 3, "maxLength": 2}}]}"#,
            "/fields/0/constraints/maxLength",
            "less than",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": "x"}}]}"#,
            "/fields/0/constraints/minimum",
            "\"x\"",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "date", "constraints": {"maximum": "2024-02-30"}}]}"#,
            "/fields/0/constraints/maximum",
            "2024-02-30",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "integer", "constraints": {"enum": [1, "b"]}}]}"#,
            "/fields/0/constraints/enum/1",
            "\"b\"",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "string", "constraints": {"enum": [1]}}]}"#,
            "/fields/0/constraints/enum/0",
            "quotes",
        ),
        (
            r#"{"fields": [{"name": "a", "constraints": {"enum": []}}]}"#,
            "/fields/0/constraints/enum",
            "at least one",
        ),
        (
            r#"{"fields": [{"name": "a", "constraints": {"pattern": "("}}]}"#,
            "/fields/0/constraints/pattern",
            "unclosed group",
        ),
        (
            r#"{"fields": [{"name": "a", "constraints": {"pattern": "(?!a)b"}}]}"#,
            "/fields/0/constraints/pattern",
            "look-around",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "object", "constraints": {"jsonSchema": {"properties": {"b": {"type": "text"}}}}}]}"#,
            "/fields/0/constraints/jsonSchema/properties/b/type",
            "null, boolean",
        ),
        (
            r#"{"fields": [{"name": "a", "missingValues": "NA"}]}"#,
            "/fields/0/missingValues",
            "array",
        ),
        (r#"{"fields": [{"name": "a"}], "missingValues": [1]}"#, "/missingValues/0", "string"),
        (
            r#"{"fields": [{"name": "a", "type": "date", "categories": ["x"]}]}"#,
            "/fields/0/categories",
            "string and integer",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "integer", "categories": [{"label": "x"}]}]}"#,
            "/fields/0/categories/0",
            "null",
        ),
        (r#"{"fields": [{"name": "a"}], "fieldsMatch": "any"}"#, "/fieldsMatch", "superset"),
        (
            r#"{"fields": [{"name": "a"}], "fieldsMatch": ["exact", "equal"]}"#,
            "/fieldsMatch",
            "one of",
        ),
        (
            r#"{"fields": [{"name": "a"}], "primaryKey": "b"}"#,
            "/primaryKey",
            "no field named \"b\"",
        ),
        (
            r#"{"fields": [{"name": "a"}], "primaryKey": ["a", "b"]}"#,
            "/primaryKey/1",
            "no field named \"b\"",
        ),
        (r#"{"fields": [{"name": "a"}], "primaryKey": []}"#, "/primaryKey", "at least one"),
        (
            r#"{"fields": [{"name": "a"}], "uniqueKeys": ["a", ["a", "a"]]}"#,
            "/uniqueKeys/1/1",
            "twice",
        ),
        (r#"{"fields": [{"name": "a"}], "uniqueKeys": "a"}"#, "/uniqueKeys", "array of keys"),
        (
            r#"{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a"}]}"#,
            "/foreignKeys/0",
            "reference",
        ),
        (
            r#"{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "b", "reference": {"fields": "a"}}]}"#,
            "/foreignKeys/0/fields",
            "\"b\"",
        ),
        (
            r#"{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "b"}}]}"#,
            "/foreignKeys/0/reference/fields",
            "\"b\"",
        ),
        (
            r#"{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"resource": "x", "fields": ["b", "c"]}}]}"#,
            "/foreignKeys/0/reference/fields",
            "differ",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"formt": "mac"}}]}"#,
            "/fields/0/rollcall/formt",
            "format",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"format": "fax"}}]}"#,
            "/fields/0/rollcall/format",
            "phone",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"format": "yes-no"}}]}"#,
            "/fields/0/rollcall/tokens",
            "words",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"format": "phone", "phone": "e164"}}]}"#,
            "/fields/0/rollcall/phone",
            "bare",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"phone": "plus"}}]}"#,
            "/fields/0/rollcall/phone",
            "goes with",
        ),
        (
            r#"{"fields": [{"name": "a", "type": "integer", "rollcall": {"format": "pin"}}]}"#,
            "/fields/0/rollcall/format",
            "string",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"severity": "fatal"}}]}"#,
            "/fields/0/rollcall/severity",
            "warning",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"aliases": {"es": "x"}}}]}"#,
            "/fields/0/rollcall/aliases/es",
            "en, fr",
        ),
        (
            r#"{"fields": [{"name": "a"}], "rollcall": {"row_limit": 0}}"#,
            "/rollcall/row_limit",
            "1 or more",
        ),
        (r#"{"fields": [{"name": "a"}], "rollcall": {"rules": {}}}"#, "/rollcall/rules", "array"),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"values": {"fr": {"Oui": 1}}}}]}"#,
            "/fields/0/rollcall/values/fr",
            "Oui",
        ),
        (
            r#"{"fields": [{"name": "a", "constraints": {"enum": ["Y"]},
                "rollcall": {"values": {"fr": {"Oui": "yes"}}}}]}"#,
            "/fields/0/rollcall/values",
            "not a value that the field takes",
        ),
        (
            r#"{"fields": [{"name": "a", "rollcall": {"spellings": "A"}}]}"#,
            "/fields/0/rollcall/spellings",
            "array",
        ),
        (
            r#"{"fields": [{"name": "a"}], "rollcall": {"dialect": {"comentChar": "%"}}}"#,
            "/rollcall/dialect/comentChar",
            "commentChar",
        ),
        (
            r#"{"fields": [{"name": "a"}], "rollcall": {"other_columns": [{"label": "b"}]}}"#,
            "/rollcall/other_columns/0",
            "removed",
        ),
        (
            r#"{"fields": [{"name": "a"}], "rollcall": {"values": ["Oui"]}}"#,
            "/rollcall/values",
            "by language",
        ),
        (
            r#"{"fields": [{"name": "a"}], "rollcall": {"report": {"status": "x"}}}"#,
            "/rollcall/report",
            "details",
        ),
    ] {
        let fault = fault(json);
        let expected = if pointer.is_empty() { String::new() } else { format!("{pointer}: ") };
        assert!(fault.starts_with(&expected) && fault.contains(part), "{json}\n{fault}");
        assert!(!pointer.is_empty() || !fault.starts_with('/'), "{json}\n{fault}");
    }
}

#[test]
fn all_faults_are_listed_at_once_and_at_most_a_hundred() {
    let fields: Vec<String> =
        (0..300).map(|n| format!(r#"{{"name": "f{n}", "type": "x"}}"#)).collect();
    let errors =
        Schema::from_json(&format!(r#"{{"fields": [{}]}}"#, fields.join(","))).unwrap_err();
    assert_eq!(errors.len(), 101);
    assert!(errors[100].detail.contains("200 faults more"), "{}", errors[100]);
}

#[test]
fn what_the_standard_allows_is_read() {
    for json in [
        r#"{"fields": [{"name": "a", "custom": 1}], "custom": {}}"#,
        r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "a", "type": "any"}]}"#,
        r#"{"fields": [{"name": "a", "type": "string", "format": "default"}], "fieldsMatch": ["subset"]}"#,
        r#"{"fields": [{"name": "a", "type": "integer", "constraints": {"enum": ["1", 2, ""]}}]}"#,
        r#"{"fields": [{"name": "a", "type": "number", "decimalChar": ",", "constraints": {"minimum": 1.5, "maximum": "2,5"}}]}"#,
        r#"{"fields": [{"name": "a", "type": "year", "constraints": {"minimum": 2000}}]}"#,
        r#"{"fields": [{"name": "a", "type": "boolean", "constraints": {"enum": [true]}}]}"#,
        r#"{"fields": [{"name": "a", "type": "date", "format": "fmt:%d/%m/%Y", "constraints": {"minimum": "31/12/1999"}}]}"#,
        r#"{"fields": [{"name": "a"}, {"name": "b"}], "primaryKey": ["a"], "uniqueKeys": [["a", "b"]], "foreignKeys": [{"fields": ["a"], "reference": {"resource": "", "fields": ["b"]}}]}"#,
        r#"{"fields": [{"name": "a", "type": "string", "categories": [{"value": "x", "label": "X"}, "y"], "categoriesOrdered": true}]}"#,
        r#"{"fields": [{"name": "a"}], "missingValues": [{"value": "-99", "label": "refused"}, ""]}"#,
        "\u{feff}{\"fields\": [{\"name\": \"a\"}]}",
    ] {
        schema(json);
    }
}

#[test]
fn keys_are_places_of_fields() {
    let schema = schema(
        r#"{"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "primaryKey": "b",
            "uniqueKeys": [["c", "a"]],
            "foreignKeys": [{"fields": "c", "reference": {"resource": "sites", "fields": "id"}}]}"#,
    );
    assert_eq!(schema.primary_key, [1]);
    assert_eq!(schema.unique_keys, [[2, 0]]);
    assert_eq!(schema.foreign_keys[0].resource.as_deref(), Some("sites"));
    assert_eq!(schema.fields_match, FieldsMatch::Exact);
    assert_eq!(schema.position("c"), Some(2));
}

#[test]
fn additions_are_read() {
    let schema = schema(
        r#"{"fields": [{"name": "pin", "title": "PIN", "rollcall": {
                "format": "pin", "secret": true, "severity": "warning", "group": "voice",
                "aliases": {"fr": ["NIP", "Code"], "de": "PIN"}, "labels": "PIN",
                "pattern_label": "PIN \\[\\d+\\]"}}],
            "rollcall": {"name": "n", "header_rows": 2, "row_limit": 750, "extra_labels": "warning",
                "report": {"status": "S", "details": "D", "valid": "ok", "invalid": "no"}}}"#,
    );
    let field = &schema.fields[0];
    assert!(field.secret && field.check.is_discriminating());
    assert_eq!(field.severity, Some(Severity::Warning));
    assert_eq!(field.aliases.len(), 3);
    assert_eq!(field.labels, [(Language::En, "PIN".to_owned())]);
    let pattern = field.pattern_label.as_ref().unwrap();
    assert!(pattern.is_match("PIN [12]") && !pattern.is_match("my PIN [12]"));
    assert_eq!(schema.template.header_rows, 2);
    assert_eq!(schema.template.row_limit, Some(750));
    assert_eq!(schema.template.extra_labels, Some(Severity::Warning));
    assert_eq!(schema.template.report_columns, Some(("S".into(), "D".into())));
    assert_eq!(schema.template.report_status, Some(("ok".into(), "no".into())));
}

#[test]
fn what_a_template_knows_of_a_vendors_files_is_read() {
    let schema = schema(
        r#"{"fields": [
                {"name": "act", "rollcall": {"spellings": ["Action"], "read_only": true,
                    "default": "go", "list": "acts", "prefix": "-"}},
                {"name": "on", "type": "boolean"}],
            "rollcall": {"dialect": {"commentChar": "%"}, "values": {"fr": {"Vrai": "true"}},
                "other_columns": [{"label": "Old", "is": "removed"}, {"label": "Out", "is": "output"}]}}"#,
    );
    let field = &schema.fields[0];
    assert_eq!(field.spellings, ["Action"]);
    assert!(field.read_only && !schema.fields[1].read_only);
    assert_eq!(field.default.as_deref(), Some("go"));
    assert_eq!(field.list.as_deref(), Some("acts"));
    assert_eq!(schema.template.dialect.comment_char.as_deref(), Some("%"));
    let origins: Vec<_> = schema.template.other_columns.iter().map(|it| it.origin).collect();
    assert_eq!(origins, [Origin::Removed, Origin::Output]);
    let mut problems = Vec::new();
    assert_eq!(schema.fields[1].check.check("vrai", &mut problems), Outcome::Invalid);
    assert_eq!(problems[0].message, Message::TranslatedValue);
}

/// What a field finds a cell to be, and by which messages.
fn check(field: &str, cell: &str) -> (Outcome, Vec<String>) {
    let schema = schema(&format!(r#"{{"fields": [{field}]}}"#));
    let mut problems = Vec::new();
    let outcome = schema.fields[0].check.check(cell, &mut problems);
    (outcome, problems.iter().map(|problem| format!("{:?}", problem.message)).collect())
}

#[test]
fn a_cell_is_missing_valid_or_invalid() {
    use Outcome::{Invalid, Missing, Valid};
    for (field, cell, outcome, messages) in [
        (r#"{"name": "a"}"#, "", Missing, &[][..]),
        (
            r#"{"name": "a", "constraints": {"required": true}}"#,
            "",
            Missing,
            &["ConstraintErrorRequired"],
        ),
        (
            r#"{"name": "a", "missingValues": ["NA"], "constraints": {"required": true}}"#,
            "",
            Valid,
            &[],
        ),
        (
            r#"{"name": "a", "type": "integer", "missingValues": ["-"]}"#,
            "",
            Invalid,
            &["TypeErrorInteger"],
        ),
        (
            r#"{"name": "a", "type": "integer", "missingValues": [{"value": "-99"}]}"#,
            "-99",
            Missing,
            &[],
        ),
        (
            r#"{"name": "a", "type": "integer", "constraints": {"minimum": 5, "enum": [1, 2]}}"#,
            "3",
            Invalid,
            &["ConstraintErrorMinimum", "ConstraintErrorEnum"],
        ),
        (
            r#"{"name": "a", "type": "integer", "constraints": {"minimum": 5}}"#,
            "x",
            Invalid,
            &["TypeErrorInteger"],
        ),
        (
            r#"{"name": "a", "type": "integer", "constraints": {"enum": ["1", 20]}}"#,
            "020",
            Valid,
            &[],
        ),
        (
            r#"{"name": "a", "type": "number", "constraints": {"exclusiveMaximum": 1}}"#,
            "1.0",
            Invalid,
            &["ConstraintErrorExclusiveMaximum"],
        ),
        (
            r#"{"name": "a", "type": "number", "constraints": {"maximum": 1}}"#,
            "NaN",
            Invalid,
            &["ConstraintErrorMaximum"],
        ),
        (r#"{"name": "a", "type": "number", "constraints": {"maximum": 1}}"#, "-INF", Valid, &[]),
        (
            r#"{"name": "a", "type": "date", "constraints": {"exclusiveMinimum": "2020-01-01"}}"#,
            "2020-01-01",
            Invalid,
            &["ConstraintErrorExclusiveMinimum"],
        ),
        (
            r#"{"name": "a", "type": "datetime", "constraints": {"minimum": "2020-01-01T12:00:00Z"}}"#,
            "2020-01-01T13:00:00+01:00",
            Valid,
            &[],
        ),
        (
            r#"{"name": "a", "type": "yearmonth", "constraints": {"maximum": "2020-06"}}"#,
            "2020-07",
            Invalid,
            &["ConstraintErrorMaximum"],
        ),
        (
            r#"{"name": "a", "type": "duration", "constraints": {"maximum": "PT1H"}}"#,
            "PT61M",
            Invalid,
            &["ConstraintErrorMaximum"],
        ),
        (
            r#"{"name": "a", "type": "array", "constraints": {"minLength": 2, "enum": [["x"], [1, 2]]}}"#,
            "[1.0, 2]",
            Valid,
            &[],
        ),
        (
            r#"{"name": "a", "type": "array", "constraints": {"minLength": 2}}"#,
            "[1]",
            Invalid,
            &["ConstraintErrorMinLength"],
        ),
        (
            r#"{"name": "a", "type": "object", "constraints": {"jsonSchema": {"required": ["b"]}}}"#,
            "{}",
            Invalid,
            &["ConstraintErrorJsonSchema"],
        ),
        (
            r#"{"name": "a", "type": "list", "itemType": "integer"}"#,
            "1,x",
            Invalid,
            &["TypeErrorList"],
        ),
        (
            r#"{"name": "a", "type": "string", "categories": ["x", {"value": "y"}]}"#,
            "z",
            Invalid,
            &["ConstraintErrorEnum"],
        ),
        (
            r#"{"name": "a", "type": "integer", "categories": [{"value": 1, "label": "low"}]}"#,
            "1",
            Valid,
            &[],
        ),
        (
            r#"{"name": "a", "type": "boolean", "constraints": {"enum": [true]}}"#,
            "false",
            Invalid,
            &["ConstraintErrorEnum"],
        ),
        (
            r#"{"name": "a", "rollcall": {"format": "phone", "phone": "bare"}}"#,
            "+14088001500",
            Invalid,
            &["TypeErrorPhonePlus"],
        ),
        (
            r#"{"name": "a", "rollcall": {"format": "yes-no", "tokens": ["Y", "N"]}}"#,
            "O",
            Invalid,
            &["TypeErrorYesNo"],
        ),
        (
            r#"{"name": "a", "rollcall": {"format": "email"}}"#,
            "ada@example",
            Invalid,
            &["TypeErrorEmail"],
        ),
    ] {
        let (found, found_messages) = check(field, cell);
        assert_eq!(
            (found, found_messages),
            (outcome, messages.iter().map(ToString::to_string).collect()),
            "{field} {cell:?}"
        );
    }
}

#[test]
fn the_same_value_is_canonically_the_same_text() {
    for (field, cells) in [
        (r#"{"name": "a", "type": "integer"}"#, &["7", "07", "+7", " 7 "][..]),
        (r#"{"name": "a", "type": "number"}"#, &["1", "01", "1.0", "10e-1"]),
        (r#"{"name": "a", "type": "number", "groupChar": " "}"#, &["1200", "1 200", "1.2E3"]),
        (r#"{"name": "a", "type": "boolean"}"#, &["true", "TRUE", "1"]),
        (r#"{"name": "a", "type": "date", "format": "any"}"#, &["2024-02-01", "1 Feb 2024"]),
        (
            r#"{"name": "a", "type": "datetime"}"#,
            &["2024-02-01T01:00:00+01:00", "2024-02-01T00:00:00Z"],
        ),
        (r#"{"name": "a", "format": "email"}"#, &["ada@example.com", "ada@EXAMPLE.com"]),
        (
            r#"{"name": "a", "format": "uuid"}"#,
            &["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
        ),
        (
            r#"{"name": "a", "rollcall": {"format": "phone"}}"#,
            &["+442070966000", "00442070966000", "442070966000"],
        ),
        (
            r#"{"name": "a", "rollcall": {"format": "mac"}}"#,
            &["64167f0a1b2c", "64:16:7F:0A:1B:2C", "6416.7f0a.1b2c"],
        ),
    ] {
        let schema = schema(&format!(r#"{{"fields": [{field}]}}"#));
        let check = &schema.fields[0].check;
        for cell in cells {
            assert_eq!(check.check(cell, &mut Vec::new()), Outcome::Valid, "{field} {cell}");
            assert_eq!(check.canonical(cell), check.canonical(cells[0]), "{field} {cell}");
        }
    }
    let plain = schema(r#"{"fields": [{"name": "a"}]}"#);
    assert_ne!(plain.fields[0].check.canonical("01"), plain.fields[0].check.canonical("1"));
}

#[test]
fn a_schema_that_is_large_or_deep_is_read_or_refused_and_never_worse() {
    let fields: Vec<String> = (0..MOST_FIELDS).map(|n| format!(r#"{{"name":"f{n}"}}"#)).collect();
    assert_eq!(
        schema(&format!(r#"{{"fields": [{}]}}"#, fields.join(","))).fields.len(),
        MOST_FIELDS
    );
    assert!(
        fault(&format!(r#"{{"fields": [{},{{"name":"x"}}]}}"#, fields.join(","))).contains("16384")
    );
    assert!(fault(&format!(r#"{{"fields": {}"#, "[".repeat(100_000))).contains("not JSON"));
    let deep = format!("{}{}", r#"{"not":"#.repeat(100), "{}".to_owned() + &"}".repeat(100));
    let json = format!(
        r#"{{"fields": [{{"name": "a", "type": "object", "constraints": {{"jsonSchema": {deep}}}}}]}}"#
    );
    assert!(fault(&json).contains("48 deep"));
}

use proptest::prelude::*;

proptest! {
    /// Any value in the place of any property.
    #[test]
    fn no_schema_makes_reading_panic(
        parts in prop::collection::vec((0..PARTS.len(), 0..VALUES.len()), 1..8),
        tail in any::<String>(),
    ) {
        let mut field = serde_json::json!({"name": "a"});
        let mut whole = serde_json::json!({});
        for (part, value) in parts {
            let value: Value = serde_json::from_str(VALUES[value]).unwrap();
            match PARTS[part].split_once('.') {
                Some(("constraints", name)) => field["constraints"][name] = value,
                Some(("rollcall", name)) => field["rollcall"][name] = value,
                Some((_, name)) => whole[name] = value,
                None => field[PARTS[part]] = value,
            }
        }
        whole["fields"] = serde_json::json!([field, {"name": tail}]);
        if let Ok(schema) = Schema::from_json(&whole.to_string()) {
            schema.fields[0].check.check(&tail, &mut Vec::new());
        }
        let _ = Schema::from_json(&tail);
    }
}

const PARTS: &[&str] = &[
    "type",
    "format",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "trueValues",
    "delimiter",
    "itemType",
    "missingValues",
    "categories",
    "title",
    "constraints.enum",
    "constraints.minimum",
    "constraints.exclusiveMaximum",
    "constraints.minLength",
    "constraints.pattern",
    "constraints.jsonSchema",
    "constraints.required",
    "rollcall.format",
    "rollcall.tokens",
    "rollcall.aliases",
    "rollcall.pattern_label",
    "rollcall.secret",
    "schema.primaryKey",
    "schema.uniqueKeys",
    "schema.foreignKeys",
    "schema.missingValues",
    "schema.fieldsMatch",
    "schema.rollcall",
];

const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "-1.5",
    "\"\"",
    "\"a\"",
    "\"é\"",
    "\",\"",
    "[]",
    "{}",
    "[null]",
    "[[\"a\"]]",
    "{\"a\": [\"a\"]}",
    "[{\"fields\": \"a\", \"reference\": {\"fields\": [\"a\"]}}]",
    "\"string\"",
    "\"number\"",
    "\"integer\"",
    "\"boolean\"",
    "\"object\"",
    "\"array\"",
    "\"list\"",
    "\"date\"",
    "\"time\"",
    "\"datetime\"",
    "\"year\"",
    "\"yearmonth\"",
    "\"duration\"",
    "\"geopoint\"",
    "\"geojson\"",
    "\"any\"",
    "\"email\"",
    "\"%d%m%Y\"",
    "\"yes-no\"",
    "\"phone\"",
    "[\"Y\", \"N\"]",
    "[{\"value\": \"1\", \"label\": \"x\"}]",
    "{\"type\": [\"array\"], \"items\": {\"$ref\": \"#\"}}",
    "\"[a-\"",
    "\"(?i)\\\\p{L}{1000}\"",
    "\"2024-01-01\"",
    "{\"columns\": 1}",
];
