//! Files that a spreadsheet has been at, of which no schema says what they should hold.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use rollcall_engine::{Settings, Validation};

/// Each finding as `row:letter code`.
fn found(file: &str) -> Vec<String> {
    let mut validation = Validation::new(Settings::default());
    validation.push(file.as_bytes());
    let finished = validation.finish();
    assert!(finished.report.valid, "it is only doubted: {:?}", finished.report.findings);
    String::from_utf8(finished.findings_ndjson)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|finding| finding.get("code").is_some())
        .map(|finding| {
            let word = |name: &str| finding[name].as_str().unwrap_or("-").to_owned();
            format!("{}:{} {}", finding["row"], word("letter"), word("code"))
        })
        .collect()
}

#[test]
fn what_cannot_be_meant_is_a_warning_without_a_schema() {
    let file = "name;email;phone;note\n\
                Ada;\u{430}da@example.com;4.42071E+11;#NOM?\n\
                Gr\u{200b}ace;grace@example.com\u{a0};4,42071E+11;#REF!\n";
    assert_eq!(
        found(file),
        [
            "2:B spreadsheet-damage",
            "2:C spreadsheet-damage",
            "2:D spreadsheet-damage",
            "3:A invisible-character",
            "3:B invisible-character",
            "3:C spreadsheet-damage",
            "3:D spreadsheet-damage",
        ]
    );
}

#[test]
fn a_healthy_file_is_not_doubted() {
    let file = "name,email,value,note\n\
                Zoë Müller,zoe@example.com,4.42071E+05,#1 of 3\n\
                Анна,анна@пример.рф,1.5E-11,\"12\u{a0}500 €, don’t round\"\n\
                O’Neil,oneil@example.com,442071234567,1001.0\n\
                กข\u{200b}ค,k@example.com,+442071234567,👩\u{200d}💻\n\
                שלום\u{200f},s@example.com,12-mars,VRAI\n";
    assert_eq!(found(file), [""; 0]);
}
