//! Other projects' test cases for single cells, read from `conformance` beside the checkout where
//! that folder stands. Where our rule differs from theirs, the case and the reason stand in
//! [`EXCEPTIONS`].

mod conformance;

use rollcall_engine::check::Outcome;
use rollcall_engine::schema::Schema;
use serde_json::{Value, json};

use conformance::cases;

/// Cases that are decided otherwise here, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "frictionless-field/0062",
        "`custom` is no type of Table Schema: an unknown type is refused, so that no column goes unchecked",
    ),
    (
        "jsts/duration/years and days cannot appear without months",
        "a duration of Table Schema is that of XML Schema, where any part may be left out",
    ),
    (
        "jsts/duration/hours and seconds cannot appear without minutes",
        "a duration of Table Schema is that of XML Schema, where any part may be left out",
    ),
    (
        "jsts/duration/a leading sign is not allowed",
        "a duration of Table Schema is that of XML Schema, which may be negative",
    ),
];

/// Whether a file of that one cell would be valid under the field; the reason where the field is
/// refused.
fn accepts(field: &Value, cell: &str) -> Result<bool, String> {
    let schema = json!({"fields": [field]}).to_string();
    let schema = Schema::from_json(&schema)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    let mut problems = Vec::new();
    let outcome = schema.fields[0].check.check(cell, &mut problems);
    Ok(outcome != Outcome::Invalid && problems.is_empty())
}

/// Runs cases. Fails when one disagrees that is no exception, when an exception is none any more,
/// or when less than `share` percent agree, the exceptions counted as disagreeing.
fn run(cases: &[(String, Value, String, bool)], share: usize) {
    let (mut wrong, mut exceptions) = (Vec::new(), 0);
    for (id, field, cell, expected) in cases {
        let found = accepts(field, cell);
        let agrees = found.as_ref() == Ok(expected);
        match EXCEPTIONS.iter().find(|(known, _)| known == id) {
            Some((_, reason)) => {
                assert!(!agrees, "{id} agrees by now; it is no exception any more ({reason})");
                exceptions += 1;
            }
            None if agrees => {}
            None => {
                wrong.push(format!("{id} {field} {cell:?}: expected {expected}, found {found:?}"));
            }
        }
    }
    let agree = cases.len() - wrong.len() - exceptions;
    eprintln!("{agree} of {} cases agree, {exceptions} are exceptions", cases.len());
    assert!(wrong.is_empty(), "{} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
    assert!(agree * 100 >= cases.len() * share, "less than {share} % agree");
}

fn text(case: &Value, key: &str) -> String {
    case[key].as_str().unwrap_or_default().to_owned()
}

#[test]
fn cells_are_accepted_and_refused_as_frictionless_does() {
    let Some(cases) = cases("cells.jsonl") else { return };
    let cases: Vec<_> = cases
        .iter()
        .map(|case| {
            (text(case, "id"), case["field"].clone(), text(case, "cell"), case["ok"] == true)
        })
        .collect();
    run(&cases, 98);
}

#[test]
fn formats_are_those_of_their_specifications() {
    let Some(cases) = cases("formats.jsonl") else { return };
    let mut of_ours = Vec::new();
    for case in &cases {
        let field = match case["format"].as_str() {
            Some(format @ ("email" | "uri" | "uuid")) => {
                json!({"name": "a", "type": "string", "format": format})
            }
            Some(format @ ("date" | "duration")) => json!({"name": "a", "type": format}),
            _ => continue,
        };
        // No cell is missing here: an empty one is refused or accepted like any other.
        let mut field = field;
        field["missingValues"] = json!([]);
        of_ours.push((text(case, "id"), field, text(case, "cell"), case["valid"] == true));
    }
    run(&of_ours, 97);
}

#[test]
fn no_valid_international_number_is_refused() {
    let Some(cases) = cases("phones.jsonl") else { return };
    let mut count = 0;
    for case in cases.iter().filter(|case| case["format"] == "phone-e164" && case["valid"] == true)
    {
        let plus = text(case, "cell");
        let digits = plus.trim_start_matches('+');
        for (spelling, cell) in [
            ("plus", plus.clone()),
            ("any", plus.clone()),
            ("bare", format!("00{digits}")),
            ("bare", digits.to_owned()),
        ] {
            let field = json!({"name": "a", "rollcall": {"format": "phone", "phone": spelling}});
            assert_eq!(accepts(&field, &cell), Ok(true), "{cell} as {spelling}");
            count += 1;
        }
    }
    eprintln!("{count} numbers are accepted");
    assert!(count > 0);
    for case in cases.iter().filter(|case| case["format"] == "phone" && case["valid"] == false) {
        let field = json!({"name": "a", "rollcall": {"format": "phone"}});
        assert_eq!(accepts(&field, &text(case, "cell")), Ok(false), "{}", case["cell"]);
    }
}
