//! `rollcall check --list`, and references between the rows of a file.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod running;

use running::{run, run_with};

const OWN: &[&str] = &["check", "-", "--schema", "managers.json"];
const FILE: &[u8] = "name,manager\nZoé,Ugo\nLéa,Inès\nUgo,\n".as_bytes();

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().chain(more).copied().collect()
}

#[test]
fn a_reference_further_down_is_in_every_format() {
    let csv = run_with(&with(OWN, &["--format", "csv"]), FILE);
    let lines: Vec<_> = csv.out.lines().collect();
    assert_eq!((csv.status, lines[1], lines[3]), (1, "Zoé,Ugo,valid,", "Ugo,,valid,"));
    assert!(lines[2].starts_with("Léa,Inès,invalid,"), "{}", csv.out);
    let ndjson = run_with(&with(OWN, &["--format", "ndjson"]), FILE);
    assert!(ndjson.out.starts_with("{\"code\":\"foreign-key\",\"severity\":\"error\",\"row\":3,"));
    assert_eq!(ndjson.out.lines().count(), 2, "{}", ndjson.out);
    let sarif = run_with(&with(OWN, &["--format", "sarif"]), FILE);
    let log: serde_json::Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "foreign-key");
    let text = run_with(OWN, FILE);
    assert!(text.out.contains("“Inès” stands in no row of this file under “name”"), "{}", text.out);
    let clean = run_with(&with(OWN, &["--format", "csv"]), b"name,manager\nUgo,Ugo\n");
    assert_eq!(clean.status, 0, "{}", clean.out);
}

#[test]
fn a_list_is_a_name_and_a_file() {
    let check = |lists: &[&str]| {
        let sites = &["check", "sites.csv", "--schema", "sites.json"];
        run(&with(sites, lists))
    };
    let given = check(&["--list", "sites=sites.txt"]);
    assert_eq!(given.status, 1, "{}", given.err);
    assert!(given.out.contains("“Lyon 2” is not in the list “sites”"), "{}", given.out);
    assert!(!given.out.contains("Évry"), "{}", given.out);
    let missing = check(&[]);
    assert!(
        missing.out.contains("the list “sites” that it refers to is not here"),
        "{}",
        missing.out
    );
    for (lists, words) in [
        (&["--list", "sites"][..], "--list sites=sites.txt"),
        (&["--list", "sites=none.txt"], "no file none.txt"),
        (&["--list", "sites=sites.txt", "--list", "sites=sites.txt"], "given twice"),
    ] {
        let run = check(lists);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(words), "{}", run.err);
    }
}
