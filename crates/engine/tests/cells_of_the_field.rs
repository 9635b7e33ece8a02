//! What Table Schema v2, CSV on the Web and the validators built on them say of single cells: a
//! field, the cells it accepts, the cells it refuses. The words and the cells are ours.

use rollcall_engine::check::Outcome;
use rollcall_engine::schema::Schema;
use serde_json::{Value, json};

/// Whether a cell is accepted under a field.
fn accepts(name: &str, field: &Value, cell: &str) -> bool {
    let mut field = field.clone();
    field["name"] = json!("a");
    let schema = Schema::from_json(&json!({"fields": [field]}).to_string())
        .unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
    let mut problems = Vec::new();
    let outcome = schema.fields[0].check.check(cell, &mut problems);
    outcome != Outcome::Invalid && problems.is_empty()
}

type Case<'a> = (&'a str, Value, &'a [&'a str], &'a [&'a str]);

#[track_caller]
fn are_judged(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (name, field, accepted, refused) in cases {
        for (cells, expected) in [(accepted, true), (refused, false)] {
            for cell in *cells {
                if accepts(name, field, cell) != expected {
                    let is = if expected { "refused" } else { "accepted" };
                    wrong.push(format!("{name}: {cell:?} is {is} under {field}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers() {
    are_judged(&[
        (
            "integers",
            json!({"type": "integer"}),
            &["0", "7", "-7", "+7", "007", "-0", "123456789012345678901234567890"],
            &[
                "1.0", "1.", "1e3", "1,000", "1 000", "0x1F", "--1", "+", "-", "one", "１２",
                "1_000", "12abc",
            ],
        ),
        (
            "integers with groups",
            json!({"type": "integer", "groupChar": ","}),
            &["1,000", "1000", "-1,234,567"],
            &["1.000", "1 000", ","],
        ),
        (
            "integers with text around",
            json!({"type": "integer", "bareNumber": false}),
            &["95%", "€95", "EUR 95", "95"],
            &["%", "x"],
        ),
        (
            "numbers",
            json!({"type": "number"}),
            &[
                "0", "1.5", "-1.5", "+1.5", ".5", "5.", "1e3", "1E-3", "1.5e+3", "NaN", "INF",
                "-INF",
            ],
            &["1,5", "1.5.5", "1e", "e3", "1 5", "0x1", "1_0", "one", "--1", "."],
        ),
        (
            "numbers with a decimal comma",
            json!({"type": "number", "decimalChar": ","}),
            &["1,5", "15", "-0,5"],
            &["1.5", "1,5,5"],
        ),
        (
            "numbers with groups",
            json!({"type": "number", "groupChar": ","}),
            &["1,000.5", "1,234,567", "1000.5"],
            &["1.000,5"],
        ),
        (
            "numbers as they are written in French",
            json!({"type": "number", "groupChar": " ", "decimalChar": ","}),
            &["1 234,5", "1234,5"],
            &["1.234,5"],
        ),
        (
            "numbers with text around",
            json!({"type": "number", "bareNumber": false}),
            &["$1.5", "1.5 %", "95.5EUR"],
            &["EUR"],
        ),
        (
            "bounds",
            json!({"type": "integer", "constraints": {"minimum": 2, "maximum": 4}}),
            &["2", "4", "+3"],
            &["1", "5", "-3"],
        ),
        (
            "bounds that are not reached",
            json!({"type": "number", "constraints": {"exclusiveMinimum": 2, "exclusiveMaximum": 4}}),
            &["2.01", "3.99"],
            &["2", "4", "2.0", "4e0"],
        ),
        (
            "bounds as text",
            json!({"type": "number", "constraints": {"minimum": "1.5"}}),
            &["1.5"],
            &["1.49"],
        ),
        (
            "bounds beyond what a double holds",
            json!({"type": "integer", "constraints": {"maximum": 9_007_199_254_740_993_u64}}),
            &["9007199254740993"],
            &["9007199254740994"],
        ),
    ]);
}

#[test]
fn booleans() {
    are_judged(&[
        (
            "booleans",
            json!({"type": "boolean"}),
            &["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"],
            &["yes", "no", "Y", "t", "tRUE", "2", "on", " true"],
        ),
        (
            "booleans in other words",
            json!({"type": "boolean", "trueValues": ["Y"], "falseValues": ["N"]}),
            &["Y", "N"],
            &["y", "true", "0"],
        ),
        (
            "one pair of words alone",
            json!({"type": "boolean", "trueValues": ["oui"]}),
            &["oui", "false", "0"],
            &["true", "non"],
        ),
    ]);
}

#[test]
fn dates_and_times() {
    are_judged(&[
        (
            "dates",
            json!({"type": "date"}),
            &["2024-02-29", "1999-12-31"],
            &[
                "2023-02-29",
                "2024-13-01",
                "2024-00-10",
                "2024-01-32",
                "24-01-01",
                "2024/01/01",
                "01.02.2024",
                "20240101x",
                "2024-01-01T00:00:00",
            ],
        ),
        (
            "dates by pattern",
            json!({"type": "date", "format": "%d/%m/%Y"}),
            &["29/02/2024", "01/12/1999"],
            &["2024-02-29", "12/31/1999", "29/02/2023", "1/1"],
        ),
        (
            "dates with a short year",
            json!({"type": "date", "format": "%d/%m/%y"}),
            &["21/11/06"],
            &["21/11/2006"],
        ),
        (
            "dates with a month's name",
            json!({"type": "date", "format": "%d %B %Y"}),
            &["3 March 2024", "03 March 2024"],
            &["3 Mar 2024", "3 Foo 2024"],
        ),
        (
            "dates in any way",
            json!({"type": "date", "format": "any"}),
            &["2024-02-29", "10 Jan 1969"],
            &["2024-02-30", "not a date"],
        ),
        (
            "times",
            json!({"type": "time"}),
            &["00:00:00", "23:59:59"],
            &["24:00:01", "12:60:00", "noon", "12"],
        ),
        (
            "times by pattern",
            json!({"type": "time", "format": "%H:%M"}),
            &["06:00", "23:59"],
            &["6 am", "24:00", "06:00:00"],
        ),
        (
            "times of twelve hours",
            json!({"type": "time", "format": "%I:%M %p"}),
            &["06:00 AM", "12:30 PM"],
            &["13:00 PM", "06:00"],
        ),
        (
            "datetimes",
            json!({"type": "datetime"}),
            &[
                "2014-01-01T06:00:00Z",
                "2014-01-01T06:00:00",
                "2014-01-01T06:00:00.123Z",
                "2014-01-01T06:00:00+02:00",
            ],
            &["2014-01-01", "2014-01-01T25:00:00Z", "1 January"],
        ),
        (
            "datetimes by pattern",
            json!({"type": "datetime", "format": "%d/%m/%y %H:%M"}),
            &["21/11/06 16:30"],
            &["21/11/06 16:30:01", "2006-11-21T16:30:00"],
        ),
        ("years", json!({"type": "year"}), &["2024", "0001"], &["24", "20244x", "2024-01", "two"]),
        (
            "year and month",
            json!({"type": "yearmonth"}),
            &["2024-01", "2024-12"],
            &["2024-13", "2024-00", "2024-1", "24-01", "2024", "2024-01-01"],
        ),
        (
            "durations",
            json!({"type": "duration"}),
            &["P1Y", "P1Y2M3DT10H30M", "PT1.5S", "P0D", "-P1D"],
            &["P", "PT", "1Y", "P1S", "P1YT", "P1H", "1 year", "p1y"],
        ),
        (
            "bounds of dates",
            json!({"type": "date", "constraints": {"minimum": "2024-01-01", "maximum": "2024-12-31"}}),
            &["2024-01-01", "2024-12-31"],
            &["2023-12-31", "2025-01-01"],
        ),
        (
            "bounds of dates by pattern",
            json!({"type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "02/01/2024"}}),
            &["02/01/2024", "01/02/2024"],
            &["31/12/2023", "01/01/2024"],
        ),
        (
            "bounds of times",
            json!({"type": "time", "constraints": {"exclusiveMaximum": "18:00:00"}}),
            &["17:59:59"],
            &["18:00:00"],
        ),
        (
            "bounds of years",
            json!({"type": "year", "constraints": {"minimum": 2000}}),
            &["2000", "2024"],
            &["1999"],
        ),
        (
            "bounds of months",
            json!({"type": "yearmonth", "constraints": {"maximum": "2024-06"}}),
            &["2024-06", "2023-12"],
            &["2024-07"],
        ),
    ]);
}

#[test]
fn texts() {
    are_judged(&[
        (
            "length in characters, not in bytes",
            json!({"type": "string", "constraints": {"minLength": 2, "maxLength": 3}}),
            &["éé", "日本語", "abc", "😀😀"],
            &["é", "abcd"],
        ),
        (
            "a pattern matches the whole cell",
            json!({"type": "string", "constraints": {"pattern": "[A-Z]{2}"}}),
            &["AB"],
            &["ABC", "xAB", "ab", "AB\n"],
        ),
        (
            "a pattern with alternatives matches the whole cell",
            json!({"type": "string", "constraints": {"pattern": "a|bc"}}),
            &["a", "bc"],
            &["abc", "ac", "b"],
        ),
        (
            "a pattern with anchors",
            json!({"type": "string", "constraints": {"pattern": "^\\d+$"}}),
            &["123"],
            &["12a", "a1"],
        ),
        (
            "a list of values",
            json!({"type": "string", "constraints": {"enum": ["a", "b"]}}),
            &["a", "b"],
            &["A", "c", "ab"],
        ),
        (
            "a list of numbers is compared as numbers",
            json!({"type": "integer", "constraints": {"enum": [1, 2]}}),
            &["1", "2", "+1"],
            &["3"],
        ),
        (
            "categories",
            json!({"type": "string", "categories": ["apple", "pear"]}),
            &["apple"],
            &["plum"],
        ),
        (
            "categories with labels",
            json!({"type": "integer", "categories": [{"value": 0, "label": "no"}, {"value": 1, "label": "yes"}]}),
            &["0", "1"],
            &["2", "yes"],
        ),
        (
            "e-mail",
            json!({"type": "string", "format": "email"}),
            &["a@b.fr", "a+b@c.example", "a.b@c-d.example"],
            &["a", "a@", "@b.fr", "a b@c.fr", "a@b@c.fr", "a..b@c.fr"],
        ),
        (
            "uri",
            json!({"type": "string", "format": "uri"}),
            &["http://a.fr", "https://a.fr/b?c=d#e", "mailto:a@b.fr", "urn:isbn:1"],
            &["a.fr", "//a.fr", "http://a b"],
        ),
        (
            "uuid",
            json!({"type": "string", "format": "uuid"}),
            &["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"],
            &[
                "123e4567",
                "123e4567e89b12d3a456426614174000x",
                "123e4567-e89b-12d3-a456-42661417400g",
            ],
        ),
        ("binary", json!({"type": "string", "format": "binary"}), &["YWJj", "YQ=="], &["YQ", "*"]),
        ("any", json!({"type": "any"}), &["a", "1", "{"], &[]),
    ]);
}

#[test]
fn composite_values() {
    are_judged(&[
        ("arrays", json!({"type": "array"}), &["[]", "[1, \"a\"]"], &["{}", "1", "[1", "a,b"]),
        (
            "objects",
            json!({"type": "object"}),
            &["{}", "{\"a\": [1]}"],
            &["[]", "1", "{\"a\"}", "null"],
        ),
        (
            "length of arrays",
            json!({"type": "array", "constraints": {"minLength": 1, "maxLength": 2}}),
            &["[1]", "[1, 2]"],
            &["[]", "[1, 2, 3]"],
        ),
        (
            "a JSON schema",
            json!({"type": "object", "constraints": {"jsonSchema": {"required": ["a"], "properties": {"a": {"type": "integer"}}}}}),
            &["{\"a\": 1}"],
            &["{}", "{\"a\": \"x\"}"],
        ),
        ("lists", json!({"type": "list"}), &["a,b", "a"], &[]),
        (
            "lists of integers",
            json!({"type": "list", "delimiter": ";", "itemType": "integer"}),
            &["1;2", "1"],
            &["1;a", "1,2", "1;;2"],
        ),
        (
            "length of lists",
            json!({"type": "list", "constraints": {"minLength": 2, "maxLength": 3}}),
            &["a,b", "a,b,c"],
            &["a", "a,b,c,d"],
        ),
        (
            "geopoints",
            json!({"type": "geopoint"}),
            &["90.50, 45.50", "-180,-90", "180,90", "0,0"],
            &["45.5", "181,0", "0,91", "a,b", "1,2,3"],
        ),
        (
            "geopoints as arrays",
            json!({"type": "geopoint", "format": "array"}),
            &["[90.5, 45.5]"],
            &["90.5, 45.5", "[1]", "[181, 0]"],
        ),
        (
            "geopoints as objects",
            json!({"type": "geopoint", "format": "object"}),
            &["{\"lon\": 90.5, \"lat\": 45.5}"],
            &["{\"lon\": 90.5}", "[90.5, 45.5]"],
        ),
        (
            "geojson",
            json!({"type": "geojson"}),
            &["{\"type\": \"Point\", \"coordinates\": [0, 1]}"],
            &["{\"type\": \"Pointer\", \"coordinates\": [0, 1]}", "[0, 1]", "a"],
        ),
    ]);
}

#[test]
fn missing_values() {
    are_judged(&[
        ("an empty cell is missing", json!({"type": "integer"}), &[""], &[" "]),
        (
            "an empty cell where a value is required",
            json!({"type": "string", "constraints": {"required": true}}),
            &["a", " "],
            &[""],
        ),
        (
            "other words for missing",
            json!({"type": "integer", "missingValues": ["", "NA", "-"]}),
            &["", "NA", "-", "1"],
            &["na", "N/A"],
        ),
        (
            "words with labels",
            json!({"type": "integer", "missingValues": [{"value": "-99", "label": "refused"}]}),
            &["-99", "1"],
            &["refused", ""],
        ),
        (
            "a missing value where one is required",
            json!({"type": "integer", "missingValues": ["NA"], "constraints": {"required": true}}),
            &["1"],
            &["NA"],
        ),
        (
            "nothing is missing",
            json!({"type": "string", "missingValues": [], "constraints": {"required": true, "minLength": 0}}),
            &["", "a"],
            &[],
        ),
        (
            "a missing value meets no other constraint",
            json!({"type": "string", "constraints": {"minLength": 2, "pattern": "x+", "enum": ["xx"]}}),
            &["", "xx"],
            &["x"],
        ),
    ]);
}
