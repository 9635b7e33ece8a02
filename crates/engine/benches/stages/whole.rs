//! From the first byte to the report, both files written.

use std::rc::Rc;

use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation, templates};
use serde_json::Value;

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
    for name in ["8x8-users", "webex-users"] {
        let template: Value =
            serde_json::from_str(templates::get(name).expect("it is there")).expect("JSON");
        let schema = schema(&template);
        let rows = ROWS / 5;
        let file = users(&template, rows, None);
        println!("{name}: {} of {rows} rows are wrong", check(&file, Some(&schema), false, false));
        stage.bench(name, rows, file.len(), || check(&file, Some(&schema), true, true));
    }
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
