//! Foreign keys: to a list, and to rows of the same file, above or below.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::rc::Rc;

use proptest::prelude::*;
use rollcall_engine::references::{List, Lists};
use rollcall_engine::report::Report;
use rollcall_engine::report::views::{Filter, View};
use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation};
use serde_json::Value;

/// A file's report with its two files, the amendment written in.
fn checked(schema: &str, lists: &[(&str, &str)], csv: &[u8], piece: usize) -> Checked {
    let schema = Schema::from_json(schema).unwrap_or_else(|errors| panic!("{errors:?}"));
    let lists: Lists = lists
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Rc::new(List::from_text(text))))
        .collect();
    let mut validation =
        Validation::new(Settings { schema: Some(Rc::new(schema)), lists, ..Settings::default() });
    for bytes in csv.chunks(piece.max(1)) {
        validation.push(bytes);
    }
    let finished = validation.finish();
    let (mut report_csv, mut findings) = (finished.report_csv, finished.findings_ndjson);
    if let Some(amendment) = &finished.amendment {
        let (mut amended, mut out) = (amendment.report_csv(), Vec::new());
        report_csv.chunks(piece.max(1)).for_each(|bytes| amended.push(bytes, &mut out));
        amended.finish(&mut out);
        report_csv = out;
        let (mut amended, mut out) = (amendment.findings(), Vec::new());
        findings.chunks(piece.max(1)).for_each(|bytes| amended.push(bytes, &mut out));
        amended.finish(&mut out);
        findings = out;
    }
    let findings = String::from_utf8(findings).unwrap_or_default();
    Checked { report: finished.report, report_csv, findings }
}

struct Checked {
    report: Report,
    report_csv: Vec<u8>,
    findings: String,
}

impl Checked {
    /// Row, column and code of each finding, in the order of `findings.ndjson`.
    fn places(&self) -> Vec<(Option<u64>, Option<u64>, String)> {
        let lines = self.findings.lines().map(|line| -> Value {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))
        });
        lines
            .filter(|line| line.get("code").is_some())
            .map(|line| {
                let code = line["code"].as_str().unwrap_or_default().to_owned();
                (line["row"].as_u64(), line["column"].as_u64(), code)
            })
            .collect()
    }

    /// The rows that `report.csv` calls invalid, from 1.
    fn invalid_rows(&self) -> Vec<usize> {
        let text = std::str::from_utf8(&self.report_csv).unwrap_or_default();
        let invalid = text.lines().enumerate().filter(|(_, line)| line.contains(",invalid,"));
        invalid.map(|(index, _)| index + 1).collect()
    }
}

const SITES: &str = r#"{"fields": [{"name": "nom"}, {"name": "site"}, {"name": "poste", "type": "integer"}],
    "foreignKeys": [{"fields": "site", "reference": {"resource": "sites", "fields": "name"}},
                    {"fields": "poste", "reference": {"resource": "postes", "fields": "number"}}]}"#;
const PEOPLE: &str = r#"{"fields": [{"name": "name"}, {"name": "manager"}],
    "foreignKeys": [{"fields": "manager", "reference": {"resource": "", "fields": "name"}}]}"#;

/// Row, column and code of each finding.
type Expected<'e> = &'e [(Option<u64>, Option<u64>, &'e str)];
/// Name, schema, lists, file and findings.
type Case<'c> = (&'c str, &'c str, &'c [(&'c str, &'c str)], &'c str, Expected<'c>);

#[test]
fn references_are_looked_up() {
    let lists: &[(&str, &str)] =
        &[("sites", "Lyon 2\r\n\"L'Aquila, centro\"\nÉvry"), ("postes", "0100\n200\n")];
    let cases: &[Case<'_>] = &[
        (
            "values of a list, as the field's type reads them; no value refers to nothing",
            SITES,
            lists,
            "nom,site,poste\nZoé,Évry,100\nUgo,\"L'Aquila, centro\",0200\nLéa,,\n",
            &[],
        ),
        (
            "a value that is not on the list, with its column",
            SITES,
            lists,
            "nom,site,poste\nZoé,Lyon,300\n",
            &[(Some(2), Some(2), "foreign-key"), (Some(2), Some(3), "foreign-key")],
        ),
        (
            "a cell of the wrong type has that finding alone",
            SITES,
            lists,
            "nom,site,poste\nZoé,Évry,cent\n",
            &[(Some(2), Some(3), "type-error")],
        ),
        (
            "a list that is not there is said once, and is an error",
            SITES,
            &[("postes", "100")],
            "nom,site,poste\nZoé,Évry,100\nUgo,Rome,100\n",
            &[(None, None, "resource-error")],
        ),
        (
            "rows above, below and the row itself",
            PEOPLE,
            &[],
            "name,manager\nZoé,Ugo\nUgo,Ugo\nLéa,Zoé\n",
            &[],
        ),
        (
            "a row that never comes, between findings of other rows",
            r#"{"fields": [{"name": "name", "constraints": {"minLength": 2}}, {"name": "manager"}],
            "foreignKeys": [{"fields": "manager", "reference": {"fields": "name"}}]}"#,
            &[],
            "name,manager\nZ,Ugo\nLéa,Inès\nU,Léa\nUgo,\n",
            &[
                (Some(2), Some(1), "constraint-error"),
                (Some(3), Some(2), "foreign-key"),
                (Some(4), Some(1), "constraint-error"),
            ],
        ),
        (
            "a row with two late findings is one invalid row",
            r#"{"fields": [{"name": "name"}, {"name": "manager"}, {"name": "deputy"}], "foreignKeys": [
                {"fields": "manager", "reference": {"fields": "name"}},
                {"fields": "deputy", "reference": {"fields": "name"}}]}"#,
            &[],
            "name,manager,deputy\nZoé,Ugo,Inès\nLéa,Zoé,\n",
            &[(Some(2), Some(2), "foreign-key"), (Some(2), Some(3), "foreign-key")],
        ),
        (
            "several fields together",
            r#"{"fields": [{"name": "first"}, {"name": "last"}, {"name": "bf"}, {"name": "bl"}],
            "foreignKeys": [{"fields": ["bf", "bl"], "reference": {"fields": ["first", "last"]}}]}"#,
            &[],
            "first,last,bf,bl\nZoé,Le Goff,,\nUgo,Rossi,Zoé,Le Goff\nLéa,Rossi,Zoé,Rossi\n",
            &[(Some(4), None, "foreign-key")],
        ),
        (
            "several fields and a list",
            r#"{"fields": [{"name": "a"}, {"name": "b"}],
            "foreignKeys": [{"fields": ["a", "b"], "reference": {"resource": "x", "fields": ["a", "b"]}}]}"#,
            &[("x", "1")],
            "a,b\n1,2\n",
            &[(None, None, "resource-error")],
        ),
    ];
    for (name, schema, lists, csv, expected) in cases {
        for piece in [1, 7, 4096] {
            let checked = checked(schema, lists, csv.as_bytes(), piece);
            let expected: Vec<_> = expected
                .iter()
                .map(|&(row, column, code)| (row, column, code.to_owned()))
                .collect();
            assert_eq!(checked.places(), expected, "{name}, {piece} bytes at a time");
            let invalid: HashSet<_> = expected.iter().filter_map(|(row, ..)| *row).collect();
            assert_eq!(checked.report.rows.invalid, invalid.len() as u64, "{name}");
            assert_eq!(checked.invalid_rows().len(), invalid.len(), "{name}");
            assert_eq!(checked.report.valid, expected.is_empty(), "{name}");
        }
    }
}

#[test]
fn a_field_refers_to_a_list_where_there_is_one_and_is_told_the_nearest_value() {
    let schema =
        r#"{"fields": [{"name": "nom"}, {"name": "site", "rollcall": {"list": "sites"}}]}"#;
    let csv = "nom,site\nZoé,lyon-2\nUgo,Roma\nLéa,Lyon 2\nInès,\n";
    let without = checked(schema, &[], csv.as_bytes(), 9);
    assert_eq!(without.places(), []);
    let with = checked(schema, &[("sites", "Évry\nLyon 1\nLyon 2\n")], csv.as_bytes(), 9);
    let key = "foreign-key".to_owned();
    assert_eq!(with.places(), [(Some(2), Some(2), key.clone()), (Some(3), Some(2), key)]);
    let said: Vec<_> = with.findings.lines().map(|line| line.contains("nearest")).collect();
    assert_eq!(said, [true, false, false]);
    assert!(
        with.findings
            .contains("“lyon-2” is not in the list “sites”; the nearest there is “Lyon 2”.")
    );
}

#[test]
fn more_licences_than_a_list_says_are_left_are_said_once_for_each_column() {
    let schema = r#"{"fields": [{"name": "Email"}, {"name": "Service [Sub]", "type": "boolean",
        "trueValues": ["TRUE", "true"], "falseValues": ["FALSE"],
        "rollcall": {"pattern_label": ".+ \\[Sub[^\\]]*\\]", "capacity": "licences"}}], "fieldsMatch": "partial"}"#;
    let csv = "Email,Webex Calling [Sub1]\na@x.fr,TRUE\nb@x.fr,true\nc@x.fr,FALSE\nd@x.fr,\n";
    for (left, found) in [("1", true), ("2", false)] {
        let list = format!("Webex Calling [Sub1];{left}\nWebex Calling [Sub2];0\n");
        let checked = checked(schema, &[("licences", &list)], csv.as_bytes(), 5);
        let expected: Vec<_> =
            found.then(|| (Some(1), Some(2), "licence-limit".to_owned())).into_iter().collect();
        assert_eq!(checked.places(), expected, "{left} left: {}", checked.findings);
    }
    assert_eq!(checked(schema, &[], csv.as_bytes(), 5).places(), []);
}

#[test]
fn a_late_finding_joins_the_details_of_its_row() {
    let schema = r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "next", "type": "integer"}],
        "foreignKeys": [{"fields": "next", "reference": {"resource": "", "fields": "id"}}]}"#;
    let csv = "\u{feff}sep=;\r\nid;next\r\neins;9\r\n2;2\r\n3;8\r\n";
    let checked = checked(schema, &[], csv.as_bytes(), 3);
    let text = String::from_utf8(checked.report_csv).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    assert!(text.starts_with("\u{feff}sep=;\r\nid;next;status;details\r\n"), "{text}");
    assert!(lines[2].starts_with("eins;9;invalid;"), "{text}");
    assert!(lines[2].contains(" | next: “9” stands in no row"), "{text}");
    assert_eq!(lines[3], "2;2;valid;");
    assert!(lines[4].starts_with("3;8;invalid;"), "{text}");
    assert_eq!((checked.report.rows.valid, checked.report.rows.invalid), (1, 2));
    let group = &checked.report.findings.groups[1];
    assert_eq!((group.code.as_str(), group.count, group.samples.len()), ("foreign-key", 2, 2));
}

#[test]
fn a_secret_is_not_shown_by_a_late_finding() {
    let schema = r#"{"fields": [{"name": "pin"}, {"name": "old", "rollcall": {"secret": true}}],
        "foreignKeys": [{"fields": "old", "reference": {"resource": "", "fields": "pin"}}]}"#;
    let checked = checked(schema, &[], b"pin,old\n1234,9876\n", 64);
    assert!(checked.findings.contains("foreign-key") && !checked.findings.contains("9876"));
    let text = String::from_utf8(checked.report_csv).unwrap_or_default();
    assert_eq!(text.matches("9876").count(), 1, "{text}");
}

#[test]
fn twenty_thousand_references_forward_are_followed() {
    let mut csv = String::from("name,manager\n");
    for index in 0..20_000 {
        let manager = if index == 777 { "nobody".into() } else { format!("user{}", index + 1) };
        let _ = writeln!(csv, "user{index},{manager}");
    }
    csv.push_str("user20000,\n");
    let checked = checked(PEOPLE, &[], csv.as_bytes(), 65_536);
    assert_eq!(checked.places(), [(Some(779), Some(2), "foreign-key".to_owned())]);
    assert_eq!(checked.invalid_rows(), [779]);
}

proptest! {
    /// References found while streaming are those that two passes over the whole file find.
    #[test]
    fn streaming_finds_what_two_passes_find(
        rows in prop::collection::vec((0_u8..30, 0_u8..40), 0..60),
        piece in 1_usize..200,
    ) {
        let mut csv = String::from("name,manager\n");
        for (name, manager) in &rows {
            let _ = writeln!(csv, "p{name},p{manager}");
        }
        let names: HashSet<u8> = rows.iter().map(|(name, _)| *name).collect();
        let wrong: Vec<usize> = (0..rows.len()).filter(|&row| !names.contains(&rows[row].1)).collect();
        let checked = checked(PEOPLE, &[], csv.as_bytes(), piece);
        let found: Vec<usize> = checked
            .places()
            .iter()
            .filter(|(_, _, code)| code == "foreign-key")
            .filter_map(|(row, ..)| row.map(|row| row as usize - 2))
            .collect();
        prop_assert_eq!(&found, &wrong);
        prop_assert_eq!(checked.invalid_rows(), wrong.iter().map(|row| row + 2).collect::<Vec<_>>());
        prop_assert_eq!(checked.report.rows.invalid, wrong.len() as u64);
        // What is clean holds the others, unchanged.
        let mut clean = Vec::new();
        let mut filter = Filter::new(View::Clean, &checked.report.file);
        filter.push(&checked.report_csv, &mut clean);
        filter.finish(&mut clean);
        let clean = String::from_utf8(clean).unwrap_or_default();
        prop_assert_eq!(clean.lines().count(), rows.len() - wrong.len() + 1);
    }
}
