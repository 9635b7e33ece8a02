//! The lines that DuckDB rejects, read from `conformance` beside the checkout where that folder
//! stands: do we name the same ones? Where our rule differs, the case and the reason stand in
//! [`EXCEPTIONS`].
//!
//! DuckDB takes off a leading space before it converts a cell; the files are read with
//! `skipInitialSpace` for that. A line over its `max_line_size` is not counted: we know no such limit.

mod conformance;

use std::collections::BTreeSet;
use std::rc::Rc;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::encoding::UTF_8;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Limits, Settings, Validation};
use serde_json::{Value, json};

use conformance::{base64, cases};

/// Cases that are decided otherwise here, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "duckdb/test_multiple_errors_same_line.test#35",
        "a blank line at the end is passed over there; here it is a blank row, as in frictionless",
    ),
    (
        "duckdb/test_multiple_errors_same_line.test#39",
        "a blank line at the end is passed over there; here it is a blank row, as in frictionless",
    ),
    (
        "duckdb/test_multiple_errors_same_line.test#47",
        "a blank line at the end is passed over there; here it is a blank row, as in frictionless",
    ),
];

/// The columns as a schema: DuckDB's types, and what they accept.
fn schema(case: &Value) -> Schema {
    let field = |column: &Value| {
        let mut field = match column[1].as_str() {
            Some("INTEGER" | "BIGINT") => json!({"type": "integer"}),
            Some("BOOLEAN") => json!({"type": "boolean",
                "trueValues": ["true", "t", "1", "yes"], "falseValues": ["false", "f", "0", "no"]}),
            Some("DATE") => {
                json!({"type": "date", "format": case["date_format"].as_str().unwrap_or("default")})
            }
            _ => json!({"type": "string"}),
        };
        field["name"] = column[0].clone();
        field
    };
    let fields: Vec<Value> = case["columns"].as_array().into_iter().flatten().map(field).collect();
    let schema = Schema::from_json(&json!({"fields": fields}).to_string());
    schema.unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// The lines that errors name, the header's left out.
fn named(case: &Value) -> BTreeSet<u64> {
    let given = &case["dialect"];
    let mut dialect = json!({
        "delimiter": given["delimiter"], "header": given["header"], "skipInitialSpace": true,
    });
    if given["quote"] == "(empty)" {
        dialect["quoteChar"] = Value::Null;
    }
    let mut validation = Validation::new(Settings {
        schema: Some(Rc::new(schema(case))),
        dialect: DialectOptions::from_json(&dialect.to_string()).unwrap_or_default(),
        encoding: Some(UTF_8),
        limits: Limits { findings_per_group: u64::MAX, ..Limits::DEFAULT },
        report_csv: false,
        ..Settings::default()
    });
    validation.push(&base64(case["csv_b64"].as_str().unwrap_or_default()));
    let finished = validation.finish();
    let mut lines = BTreeSet::new();
    for line in finished.findings_ndjson.split(|byte| *byte == b'\n') {
        if line.starts_with(b"{\"code\"") {
            let finding: Value = serde_json::from_slice(line).unwrap_or_default();
            if finding["severity"] == "error" {
                lines.extend(finding["line"].as_u64());
            }
        }
    }
    if given["header"] == true {
        lines.remove(&1);
    }
    lines
}

#[test]
fn the_lines_that_duckdb_rejects_are_named() {
    let Some(cases) = cases("rejects.jsonl") else { return };
    let (mut total, mut agree) = (0, 0);
    let mut wrong = Vec::new();
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        let errors = case["errors"].as_array().unwrap().iter();
        let expected: BTreeSet<u64> = errors
            .filter(|error| error["type"] != "LINE SIZE OVER MAXIMUM")
            .filter_map(|error| error["line"].as_u64())
            .collect();
        let found = named(case);
        let same = expected.intersection(&found).count();
        let all = expected.union(&found).count();
        total += all;
        agree += same;
        match EXCEPTIONS.iter().find(|(known, _)| *known == id) {
            Some((_, reason)) => {
                assert!(same < all, "{id} agrees by now; it is no exception any more ({reason})");
            }
            None if same < all => wrong.push(format!(
                "{id}: only theirs {:?}, only ours {:?}",
                expected.difference(&found).collect::<Vec<_>>(),
                found.difference(&expected).collect::<Vec<_>>()
            )),
            None => {}
        }
    }
    eprintln!("{agree} of {total} lines agree, {} files are exceptions", EXCEPTIONS.len());
    assert!(wrong.is_empty(), "{} files disagree:\n{}", wrong.len(), wrong.join("\n"));
    assert!(agree * 100 >= total * 95, "{agree} of {total} lines are too few");
}
