//! From the first byte to the report, both files written.

use std::rc::Rc;

use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation, templates};
use serde_json::{Value, json};

use crate::rate::Stage;
use crate::template::users;
use crate::{PIECE, ROWS, people};

pub(crate) fn run() {
    let mut stage = Stage::new("whole", "row");
    let people_schema = schema(&people::schema(false));
    let unique = schema(&people::schema(true));
    let files = [
        ("users-7", people::people(ROWS).into_bytes(), ROWS, Some(&people_schema)),
        ("users-7-without-schema", people::people(ROWS).into_bytes(), ROWS, None),
        ("users-7-unique", people::people(ROWS).into_bytes(), ROWS, Some(&unique)),
        ("users-7-quoted", people::quoted(ROWS).into_bytes(), ROWS, Some(&people_schema)),
        ("users-7-windows-1252", people::windows(ROWS), ROWS, Some(&people_schema)),
        ("users-7-all-wrong", people::wrong(ROWS / 5).into_bytes(), ROWS / 5, Some(&people_schema)),
    ];
    for (name, file, rows, schema) in files {
        stage.bench(name, rows, file.len(), || check(&file, schema, true, true));
    }
    let rows = ROWS / 5;
    for (case, name, group) in [
        ("8x8-users", "8x8-users", None),
        ("8x8-users-basic", "8x8-users", Some("basic")),
        ("webex-users", "webex-users", None),
    ] {
        let text = templates::get(name).expect("a template");
        let template: Value = serde_json::from_str(text).expect("JSON");
        let schema = schema(&template);
        let file = users(&with_examples(&template, &TOGETHER), rows, group);
        assert_eq!(check(&file, Some(&schema), false, false), 0, "wrong rows of {case}");
        stage.bench(case, rows, file.len(), || check(&file, Some(&schema), true, true));
    }
    given(&mut stage);
}

/// The file that `ROLLCALL_FILE` names against the schema that `ROLLCALL_SCHEMA` names, such as those
/// which `npm run bench:native -- --files FOLDER` writes.
fn given(stage: &mut Stage) {
    let read = |name| std::env::var_os(name).map(|path| std::fs::read(path).expect("a file"));
    let (Some(file), Some(json)) = (read("ROLLCALL_FILE"), read("ROLLCALL_SCHEMA")) else { return };
    let schema = schema(&serde_json::from_slice(&json).expect("JSON"));
    // Neither the header is a row nor what is behind the last line end.
    let rows = file.split(|byte| *byte == b'\n').count().max(3) - 2;
    for (case, schema) in [("given", Some(&schema)), ("given-without-schema", None)] {
        stage.bench(case, rows, file.len(), || check(&file, schema, false, false));
    }
}

/// Examples of `webex-users` that may stand in one row.
const TOGETHER: [(&str, &str); 5] = [
    ("Hybrid Calendar Service (Google)", "FALSE"),
    ("Service (Suspended)", "FALSE"),
    ("Webex Contact Center Standard", "FALSE"),
    ("Webex Calling VAR Basic", "FALSE"),
    ("Webex Calling SP Enterprise", "FALSE"),
];

/// The template with other examples.
fn with_examples(template: &Value, examples: &[(&str, &str)]) -> Value {
    let mut template = template.clone();
    for field in template["fields"].as_array_mut().expect("fields") {
        for (name, example) in examples {
            if field["name"] == *name {
                field["rollcall"]["example"] = json!({"en": example});
            }
        }
    }
    template
}

pub(crate) fn schema(json: &Value) -> Rc<Schema> {
    Rc::new(Schema::from_json(&json.to_string()).expect("a schema"))
}

/// Checks a file as the Worker does, and throws away what was written; the number of wrong rows.
pub(crate) fn check(
    file: &[u8],
    schema: Option<&Rc<Schema>>,
    report_csv: bool,
    findings: bool,
) -> u64 {
    let settings =
        Settings { schema: schema.cloned(), report_csv, findings, ..Settings::default() };
    let mut validation = Validation::new(settings);
    for piece in file.chunks(PIECE) {
        validation.push(piece);
        validation.report_csv().clear();
        validation.findings_ndjson().clear();
    }
    validation.finish().report.rows.invalid
}
