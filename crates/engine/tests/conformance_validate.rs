//! Other projects' test cases for whole files, read from `conformance` beside the checkout where
//! that folder stands. There is no exception.
//!
//! A record with fewer cells than the header is one finding here, with the first and the last column
//! that is missing, where frictionless gives one for each; likewise one for the extra cells of a
//! record. The comparison writes ours out as theirs.
//!
//! Some of their lists were cut: at a number of errors, which the case names, or to some codes, which
//! it does not; those stand in [`CUTS`]. Ours is cut in the same way and then compared whole.

mod conformance;

use std::collections::BTreeSet;
use std::rc::Rc;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::encoding::Encoding;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation};
use serde_json::Value;

use conformance::{base64, cases};

/// The codes that a case of theirs asked for, or asked to leave out.
enum Cut {
    Only(&'static [&'static str]),
    Without(&'static [&'static str]),
}

/// The cases whose list was cut to some codes.
const CUTS: &[(&str, Cut)] = &[
    ("frictionless/018", Cut::Only(&["blank-label", "blank-row"])),
    ("frictionless/020", Cut::Without(&["blank-label", "blank-row"])),
    ("frictionless/073", Cut::Only(&["constraint-error"])),
    ("frictionless/075", Cut::Only(&["constraint-error"])),
    ("frictionless/077", Cut::Only(&["constraint-error"])),
    ("frictionless/080", Cut::Only(&["unique-error"])),
    ("frictionless/082", Cut::Only(&["primary-key"])),
    ("frictionless/235", Cut::Only(&["blank-row"])),
    ("frictionless/239", Cut::Without(&["blank-row", "primary-key"])),
];

/// Findings of ours that frictionless has no word for. They are warnings, or stand beside theirs.
const OURS_ALONE: &[&str] = &["formula-risk", "near-label", "translated-label", "label-row"];

/// Row (none for the header), column and code.
type Place = (Option<u64>, Option<u64>, String);

/// What we find in the file of a case, written out and cut as frictionless does.
fn found(case: &Value) -> Result<BTreeSet<Place>, String> {
    let said = |errors: Vec<_>| format!("{errors:?}");
    let mut settings = Settings { report_csv: false, ..Settings::default() };
    if !case["schema"].is_null() {
        let schema = Schema::from_json(&case["schema"].to_string()).map_err(said)?;
        settings.schema = Some(Rc::new(schema));
    }
    if !case["dialect"].is_null() {
        settings.dialect = DialectOptions::from_json(&case["dialect"].to_string()).map_err(said)?;
    }
    settings.encoding =
        case["encoding"].as_str().and_then(|label| Encoding::for_label(label.as_bytes()));
    let mut validation = Validation::new(settings);
    validation.push(&base64(case["csv_b64"].as_str().unwrap_or_default()));
    let finished = validation.finish();
    let cut = CUTS.iter().find(|(id, _)| case["id"] == *id).map(|(_, cut)| cut);
    let mut places = Vec::new();
    for line in finished.findings_ndjson.split(|byte| *byte == b'\n') {
        if !line.starts_with(b"{\"code\"") {
            continue;
        }
        let finding: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
        let code = finding["code"].as_str().unwrap_or_default().to_owned();
        if finding["severity"] == "warning" || OURS_ALONE.contains(&code.as_str()) {
            continue;
        }
        let kept = cut.is_none_or(|cut| match cut {
            Cut::Only(codes) => codes.contains(&code.as_str()),
            Cut::Without(codes) => !codes.contains(&code.as_str()),
        });
        if !kept {
            continue;
        }
        // A label stands in the header, which frictionless does not number.
        let of_header = code.ends_with("-label") || code.ends_with("-header");
        let row = finding["row"].as_u64().filter(|_| !of_header);
        let (params, first) = (&finding["params"], finding["column"].as_u64());
        let last = match code.as_str() {
            "missing-cell" => params["expected"].as_u64(),
            "extra-cell" => params["found"].as_u64(),
            _ => first,
        };
        match (first, last) {
            (Some(first), Some(last)) => {
                places.extend((first..=last).map(|column| (row, Some(column), code.clone())));
            }
            _ => places.push((row, first, code)),
        }
    }
    if let Some(limit) = case["options"]["limit_errors"].as_u64() {
        places.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(places.into_iter().collect())
}

#[test]
fn files_have_the_findings_that_frictionless_gives_them() {
    let Some(cases) = cases("validate.jsonl") else { return };
    let mut wrong = Vec::new();
    for case in &cases {
        let id = case["id"].as_str().unwrap_or_default();
        let errors = case["errors"].as_array().into_iter().flatten();
        let expected: BTreeSet<Place> = errors
            .map(|error| {
                let code = error[2].as_str().unwrap_or_default().to_owned();
                (error[0].as_u64(), error[1].as_u64(), code)
            })
            .collect();
        let found = found(case);
        if found.as_ref() != Ok(&expected) {
            let (class, schema) = (&case["class"], &case["schema"]);
            wrong.push(format!(
                "{id} ({class}): expected {expected:?}, found {found:?}\n    schema {schema}"
            ));
        }
    }
    eprintln!("{} of {} files agree", cases.len() - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{} files disagree:\n{}", wrong.len(), wrong.join("\n"));
}
