//! A report of ours that comes back to be mended: its two columns and its apostrophes are ours, and go.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use std::collections::BTreeMap;
use std::rc::Rc;

use rollcall_engine::report::mending::{Edits, Mending};
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Settings, Validation};

const SCHEMA: &str = r#"{"fields": [
    {"name": "name", "type": "string"}, {"name": "note", "type": "string"}, {"name": "age", "type": "integer"}
]}"#;
const FILE: &str = "name,note,age\nZoë,=1+1,31\nUgo,l’été,young\nD'Angelo,'70s,40\n";

fn check(bytes: &[u8], mending: Mending) -> (Finished, Vec<u8>) {
    let schema = Some(Rc::new(Schema::from_json(SCHEMA).unwrap()));
    let mut validation = Validation::new(Settings { schema, mending, ..Settings::default() });
    validation.push(bytes);
    while validation.close() {}
    let sheet = validation.sheet().map(std::mem::take).unwrap_or_default();
    (validation.finish(), sheet)
}

fn saved(bytes: &[u8], rows: &[(u64, &[&str])]) -> String {
    let rows: BTreeMap<_, _> = rows
        .iter()
        .map(|(row, cells)| (*row, cells.iter().map(|cell| (*cell).to_owned()).collect()))
        .collect();
    let (finished, _) = check(bytes, Mending::Save(Edits { rows, ..Edits::default() }));
    String::from_utf8(finished.report_csv).unwrap()
}

#[test]
fn a_report_that_is_saved_with_no_change_is_the_file_that_was_reported_on() {
    let (report, _) = check(FILE.as_bytes(), Mending::None);
    let text = String::from_utf8(report.report_csv.clone()).unwrap();
    assert!(text.contains("'=1+1"), "{text}");
    assert_eq!(saved(&report.report_csv, &[]), FILE);
}

#[test]
fn a_row_that_is_mended_keeps_no_apostrophe_that_is_ours_and_every_other() {
    let (report, _) = check(FILE.as_bytes(), Mending::None);
    let edits: [(u64, &[&str]); 2] =
        [(2, &["Zoë", "=1+1", "32"]), (4, &["D'Angelo", "'70s", "41"])];
    let mended = FILE.replace("=1+1,31", "=1+1,32").replace("'70s,40", "'70s,41");
    assert_eq!(saved(&report.report_csv, &edits), mended);
}

#[test]
fn what_somebody_wrote_in_a_file_of_their_own_stays() {
    let own = FILE.replace("=1+1", "'=1+1");
    assert_eq!(saved(own.as_bytes(), &[]), own);
}

#[test]
fn the_rows_to_mend_show_the_values_and_not_the_apostrophes_of_the_report() {
    let (report, _) = check(FILE.replace("31", "thirty").as_bytes(), Mending::None);
    let (_, sheet) =
        check(&report.report_csv, Mending::Sheet { most: 10, late: BTreeMap::default() });
    let sheet = String::from_utf8(sheet).unwrap();
    assert!(sheet.contains(r#""cells":["Zoë","=1+1","thirty"]"#), "{sheet}");
}
