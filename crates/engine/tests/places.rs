//! `report.places`: where the errors lie, whatever the file and however it is cut.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use proptest::prelude::*;
use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::report::places::MOST_BINS;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Settings, Validation};
use serde_json::Value;

const PEOPLE: &str = r#"{"fields": [
    {"name": "id", "type": "integer", "constraints": {"unique": true}},
    {"name": "name", "constraints": {"maxLength": 4}},
    {"name": "chief", "type": "integer"},
    {"name": "note", "constraints": {"maxLength": 3}, "rollcall": {"severity": "warning"}}],
    "foreignKeys": [{"fields": "chief", "reference": {"resource": "", "fields": "id"}}]}"#;

fn run(file: &[u8], size: usize) -> Finished {
    let schema = Schema::from_json(PEOPLE).unwrap();
    let mut validation = Validation::new(Settings {
        schema: Some(Rc::new(schema)),
        dialect: DialectOptions::from_json(r##"{"commentChar": "#"}"##).unwrap(),
        ..Settings::default()
    });
    for piece in file.chunks(size) {
        validation.push(piece);
    }
    validation.finish()
}

/// The rows with errors, and those with warnings alone, by what was found in them.
fn rows_of(finished: &Finished) -> (BTreeSet<u64>, BTreeSet<u64>) {
    let mut ndjson = Vec::new();
    match &finished.amendment {
        Some(amendment) => {
            let mut amended = amendment.findings();
            amended.push(&finished.findings_ndjson, &mut ndjson);
            amended.finish(&mut ndjson);
        }
        None => ndjson.clone_from(&finished.findings_ndjson),
    }
    let text = String::from_utf8(ndjson).unwrap();
    let mut worst = BTreeMap::new();
    for line in text.lines() {
        let finding: Value = serde_json::from_str(line).unwrap();
        let row = finding["row"].as_u64().filter(|row| *row >= finished.report.places.first_row);
        if let Some(row) = row {
            *worst.entry(row).or_insert(false) |= finding["severity"] == "error";
        }
    }
    let (errors, warnings): (Vec<_>, Vec<_>) = worst.into_iter().partition(|(_, error)| *error);
    let rows = |rows: Vec<(u64, bool)>| rows.into_iter().map(|(row, _)| row).collect();
    (rows(errors), rows(warnings))
}

/// How many of the rows lie in each bin.
fn binned(rows: &BTreeSet<u64>, finished: &Finished) -> Vec<u64> {
    let places = &finished.report.places;
    let mut bins = vec![0; places.errors.len()];
    for row in rows {
        bins[((row - places.first_row) / places.rows_each) as usize] += 1;
    }
    bins
}

fn record() -> impl Strategy<Value = String> {
    let id = prop_oneof![4 => "[1-9][0-9]{3}", 1 => "x?"];
    let name = prop_oneof![6 => "[a-z]{1,4}", 1 => "[a-z]{5}"];
    let chief = prop_oneof![6 => Just(String::new()), 1 => "[1-9]{1,4}", 1 => "y"];
    let note = prop_oneof![6 => "[a-z]{0,3}", 1 => "[a-z]{4}", 1 => "=1"];
    let cells = (id, name, chief, note).prop_map(|(a, b, c, d)| format!("{a},{b},{c},{d}\n"));
    prop_oneof![20 => cells, 1 => Just("# a comment\n".to_owned()), 1 => Just("a\n".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_row_with_a_finding_lies_in_its_bin(
        records in prop::collection::vec(record(), 0..700),
        title in any::<bool>(),
        size in 1_usize..300,
    ) {
        let title = if title { "People\n" } else { "" };
        let file = format!("{title}id,name,chief,note\n{}", records.concat());
        let finished = run(file.as_bytes(), size);
        let report = &finished.report;
        let (errors, warnings) = rows_of(&finished);
        prop_assert_eq!(&report.places.errors, &binned(&errors, &finished));
        prop_assert_eq!(&report.places.warnings, &binned(&warnings, &finished));
        prop_assert_eq!(report.places.errors.iter().sum::<u64>(), report.rows.invalid);
        prop_assert!(report.places.errors.len() <= MOST_BINS);
        prop_assert!(report.places.rows_each.is_power_of_two());
        prop_assert_eq!(&report.places, &run(file.as_bytes(), file.len()).report.places);
    }

    #[test]
    fn damage_is_counted_as_the_rows_are(
        bytes in prop::collection::vec(prop::sample::select(&b"a,1\"\n;x\r"[..]), 0..600),
        size in 1_usize..50,
    ) {
        let file = [b"id,name,chief,note\n1,a,,\n2,b,,\n".as_slice(), &bytes].concat();
        let report = run(&file, size).report;
        prop_assert_eq!(report.places.errors.iter().sum::<u64>(), report.rows.invalid);
        prop_assert_eq!(&report.places, &run(&file, file.len()).report.places);
    }
}

#[test]
fn a_long_file_has_few_bins() {
    let mut file = b"id,name,chief,note\n".to_vec();
    for row in 0..100_000 {
        let name = if row % 1000 == 999 { "Maximilian" } else { "Max" };
        file.extend_from_slice(format!("{row},{name},,\n").as_bytes());
    }
    let places = run(&file, 1 << 16).report.places;
    assert_eq!((places.first_row, places.rows_each, places.errors.len()), (2, 512, 196));
    assert_eq!(places.errors.iter().sum::<u64>(), 100);
}
