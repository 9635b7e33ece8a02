//! What writing the two files adds to a check: the same file with neither, either and both.

use crate::rate::Stage;
use crate::whole::{check, schema};
use crate::{ROWS, people};

pub(crate) fn run() {
    let mut stage = Stage::new("report", "row");
    let schema = schema(&people::schema(false));
    let few = ROWS / 5;
    let files = [
        ("clean", people::people(ROWS).into_bytes(), ROWS),
        ("quoted", people::quoted(ROWS).into_bytes(), ROWS),
        ("all-wrong", people::wrong(few).into_bytes(), few),
    ];
    for (name, file, rows) in files {
        for (written, report_csv, findings) in [
            ("nothing-written", false, false),
            ("csv", true, false),
            ("findings", false, true),
            ("both", true, true),
        ] {
            stage.bench(&format!("{name}-{written}"), rows, file.len(), || {
                check(&file, Some(&schema), report_csv, findings)
            });
        }
    }
}
