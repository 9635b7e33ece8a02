//! What Table Schema v2, Table Dialect v2 and the validators built on them say of whole files: labels,
//! widths, blank rows, uniqueness. Each case is a file, a schema, a dialect, and every error as row,
//! column and code. The words and the files are ours.

use std::rc::Rc;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation};
use serde_json::{Value, json};

type Place = (Option<u64>, Option<u64>, String);

/// The errors of a file, in order.
fn errors(name: &str, text: &str, schema: &Value, dialect: &Value) -> Vec<Place> {
    let mut settings = Settings { report_csv: false, ..Settings::default() };
    if !schema.is_null() {
        let schema = Schema::from_json(&schema.to_string());
        settings.schema = Some(Rc::new(schema.unwrap_or_else(|f| panic!("{name}: {f:?}"))));
    }
    settings.dialect = DialectOptions::from_json(&dialect.to_string())
        .unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
    let mut validation = Validation::new(settings);
    validation.push(text.as_bytes());
    let finished = validation.finish();
    let findings = finished.findings_ndjson.split(|byte| *byte == b'\n');
    let findings = findings.filter(|line| line.starts_with(b"{\"code\""));
    findings
        .map(|line| serde_json::from_slice::<Value>(line).unwrap_or_default())
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| {
            let code = finding["code"].as_str().unwrap_or_default().to_owned();
            (finding["row"].as_u64(), finding["column"].as_u64(), code)
        })
        .collect()
}

/// Row, column (0 for none) and code.
type Expected<'a> = &'a [(u64, u64, &'a str)];

#[track_caller]
fn are_judged(cases: &[(&str, &str, Value, Value, Expected<'_>)]) {
    let mut wrong = Vec::new();
    for (name, text, schema, dialect, expected) in cases {
        let found = errors(name, text, schema, dialect);
        let of = |number: u64| (number > 0).then_some(number);
        let expected: Vec<Place> = expected
            .iter()
            .map(|(row, column, code)| (of(*row), of(*column), (*code).to_owned()))
            .collect();
        if found != expected {
            wrong.push(format!("{name}: {text:?} has {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn strings(names: &[&str]) -> Value {
    json!({"fields": names.iter().map(|name| json!({"name": name})).collect::<Vec<_>>()})
}

fn with(mut schema: Value, property: &str, value: Value) -> Value {
    schema[property] = value;
    schema
}

fn comma() -> Value {
    json!({"delimiter": ","})
}

#[test]
fn shapes() {
    let none = Value::Null;
    are_judged(&[
        ("all in order", "a,b\n1,2\n", none.clone(), comma(), &[]),
        ("a record too short", "a,b,c\n1,2\n", none.clone(), comma(), &[(2, 3, "missing-cell")]),
        ("a record too long", "a,b\n1,2,3\n", none.clone(), comma(), &[(2, 3, "extra-cell")]),
        ("an empty last cell is a cell", "a,b\n1,\n", none.clone(), comma(), &[]),
        ("a blank row", "a,b\n\n1,2\n", none.clone(), comma(), &[(2, 0, "blank-row")]),
        ("a row of empty cells", "a,b\n,\n1,2\n", none.clone(), comma(), &[(2, 0, "blank-row")]),
        ("a blank row at the end", "a,b\n1,2\n\n", none.clone(), comma(), &[(3, 0, "blank-row")]),
        (
            "a row behind a cell with line breaks",
            "a,b\n\"1\n2\",3\n4\n",
            none.clone(),
            comma(),
            &[(3, 2, "missing-cell")],
        ),
        ("a header alone", "a,b\n", none.clone(), comma(), &[]),
        (
            "without a header",
            "1,2\n3\n",
            none,
            json!({"delimiter": ",", "header": false}),
            &[(2, 2, "missing-cell")],
        ),
    ]);
}

#[test]
fn labels() {
    let ab = || strings(&["a", "b"]);
    let matching = |how: &str| with(ab(), "fieldsMatch", json!(how));
    are_judged(&[
        ("a blank label", "a,\n1,2\n", Value::Null, comma(), &[(1, 2, "blank-label")]),
        ("a label twice", "a,b,a\n1,2,3\n", Value::Null, comma(), &[(1, 3, "duplicate-label")]),
        ("exact: the same", "a,b\n1,2\n", matching("exact"), comma(), &[]),
        ("equal: another order", "b,a\n1,2\n", matching("equal"), comma(), &[]),
        ("equal: one is missing", "a\n1\n", matching("equal"), comma(), &[(1, 2, "missing-label")]),
        (
            "equal: one too many",
            "a,b,c\n1,2,3\n",
            matching("equal"),
            comma(),
            &[(1, 3, "extra-label")],
        ),
        ("subset: one too many is fine", "c,b,a\n1,2,3\n", matching("subset"), comma(), &[]),
        (
            "subset: one is missing",
            "a,c\n1,2\n",
            matching("subset"),
            comma(),
            &[(1, 2, "missing-label")],
        ),
        ("superset: one may be missing", "b\n1\n", matching("superset"), comma(), &[]),
        (
            "superset: one too many",
            "a,c\n1,2\n",
            matching("superset"),
            comma(),
            &[(1, 2, "extra-label")],
        ),
        ("partial: one in common", "c,b\n1,2\n", matching("partial"), comma(), &[]),
        (
            "two header rows",
            "a,b\nx,y\n1,2\n",
            strings(&["a x", "b y"]),
            json!({"delimiter": ",", "headerRows": [1, 2]}),
            &[],
        ),
        (
            "two header rows, joined otherwise",
            "a,b\nx,y\n1,2\n",
            strings(&["a/x", "b/y"]),
            json!({"delimiter": ",", "headerRows": [1, 2], "headerJoin": "/"}),
            &[],
        ),
        (
            "a header further down",
            "t\na,b\n1,2\n",
            ab(),
            json!({"delimiter": ",", "headerRows": [2]}),
            &[],
        ),
        (
            "no header, fields by position",
            "1,2\n",
            ab(),
            json!({"delimiter": ",", "header": false}),
            &[],
        ),
        (
            "a comment before the header",
            "#t\na,b\n1,2\n",
            ab(),
            json!({"delimiter": ",", "commentChar": "#"}),
            &[],
        ),
    ]);
}

#[test]
fn uniqueness() {
    let keyed = |key: Value| with(strings(&["a", "b"]), "primaryKey", key);
    let unique =
        || json!({"fields": [{"name": "a", "constraints": {"unique": true}}, {"name": "b"}]});
    are_judged(&[
        ("a value twice", "a,b\n1,x\n2,x\n1,x\n", unique(), comma(), &[(4, 1, "unique-error")]),
        ("missing values are not compared", "a,b\n,x\n,x\n", unique(), comma(), &[]),
        (
            "a primary key twice",
            "a,b\n1,x\n1,y\n",
            keyed(json!("a")),
            comma(),
            &[(3, 0, "primary-key")],
        ),
        (
            "a key of two fields",
            "a,b\n1,x\n1,y\n1,x\n",
            keyed(json!(["a", "b"])),
            comma(),
            &[(4, 0, "primary-key")],
        ),
        (
            "cells that only look alike when joined",
            "a,b\n1,12\n11,2\n",
            keyed(json!(["a", "b"])),
            comma(),
            &[],
        ),
        (
            "a key that is missing",
            "a,b\n1,x\n,y\n",
            keyed(json!(["a"])),
            comma(),
            &[(3, 0, "primary-key")],
        ),
        (
            "unique keys",
            "a,b\n1,x\n1,x\n",
            with(strings(&["a", "b"]), "uniqueKeys", json!([["a", "b"]])),
            comma(),
            &[(3, 0, "unique-error")],
        ),
        (
            "a value twice, quoted once",
            "a,b\n1,x\n\"1\",x\n",
            unique(),
            comma(),
            &[(3, 1, "unique-error")],
        ),
        (
            "numbers are compared as numbers",
            "a\n1\n1.0\n",
            json!({"fields": [{"name": "a", "type": "number", "constraints": {"unique": true}}]}),
            comma(),
            &[(3, 1, "unique-error")],
        ),
    ]);
}

#[test]
fn cells() {
    let typed = |kind: &str| json!({"fields": [{"name": "a", "type": kind}, {"name": "b"}]});
    let required =
        || json!({"fields": [{"name": "a", "constraints": {"required": true}}, {"name": "b"}]});
    are_judged(&[
        ("a wrong type", "a,b\nx,1\n", typed("integer"), comma(), &[(2, 1, "type-error")]),
        (
            "a value that is required",
            "a,b\n,1\n",
            required(),
            comma(),
            &[(2, 1, "constraint-error")],
        ),
        (
            "a quoted empty cell is missing too",
            "a,b\n\"\",1\n",
            required(),
            comma(),
            &[(2, 1, "constraint-error")],
        ),
        (
            "two constraints that fail are two errors",
            "a\nxyz\n",
            json!({"fields": [{"name": "a", "constraints": {"maxLength": 2, "pattern": "[0-9]+"}}]}),
            comma(),
            &[(2, 1, "constraint-error"), (2, 1, "constraint-error")],
        ),
        (
            "a wrong type meets no constraint",
            "a\nx\n",
            json!({"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": 2}}]}),
            comma(),
            &[(2, 1, "type-error")],
        ),
        (
            "a null sequence is missing",
            "a,b\n\\N,1\n",
            typed("integer"),
            json!({"delimiter": ",", "nullSequence": "\\N"}),
            &[],
        ),
        (
            "a null sequence where a value is required",
            "a,b\n\\N,1\n",
            required(),
            json!({"delimiter": ",", "nullSequence": "\\N"}),
            &[(2, 1, "constraint-error")],
        ),
        (
            "columns are found by their labels",
            "b,a\nx,1\ny,z\n",
            with(typed("integer"), "fieldsMatch", json!("equal")),
            comma(),
            &[(3, 2, "type-error")],
        ),
    ]);
}
