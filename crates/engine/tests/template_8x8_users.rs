//! The template `8x8-users`: its fields, and which cells they take.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashSet;

use rollcall_engine::check::Outcome;
use rollcall_engine::finding::Severity;
use rollcall_engine::schema::{FieldsMatch, Schema};
use rollcall_engine::templates;

fn template() -> Schema {
    Schema::from_json(templates::get("8x8-users").expect("it is built in"))
        .unwrap_or_else(|errors| panic!("{errors:#?}"))
}

#[test]
fn the_file_is_described() {
    let schema = template();
    assert_eq!(schema.fields.len(), 58);
    assert_eq!(schema.fields_match, FieldsMatch::Partial);
    assert_eq!(schema.template.header_rows, 2);
    assert_eq!(schema.template.row_limit, Some(750));
}

#[test]
fn four_fields_are_required() {
    let schema = template();
    let required: Vec<_> = schema
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(required, ["User.FirstName", "User.LastName", "User.Email", "User.Site"]);
}

#[test]
fn only_the_pin_is_secret() {
    let schema = template();
    let secret: Vec<_> = schema
        .fields
        .iter()
        .filter(|field| field.secret)
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(secret, ["User.Voice.VoicemailPIN"]);
}

#[test]
fn values_that_the_vendor_calls_translated_are_only_warned_about() {
    let schema = template();
    for name in ["User.Directory.Scope", "User.Voice.RecordingMode"] {
        let field = &schema.fields[schema.position(name).unwrap()];
        assert_eq!(field.severity, Some(Severity::Warning), "{name}");
    }
}

#[test]
fn every_field_is_described_and_says_how_sure_its_name_is() {
    let levels = ["verbatim", "published", "third-party", "high", "medium", "low"];
    for field in template().fields {
        let name = &field.name;
        assert!(field.title.is_some(), "{name}");
        assert!(field.confidence.is_some_and(|level| levels.contains(&level.as_str())), "{name}");
        assert!(
            field.group.is_some_and(
                |group| ["basic", "advanced", "contact-centre"].contains(&group.as_str())
            ),
            "{name}",
        );
        let languages: HashSet<_> =
            field.descriptions.iter().map(|(language, _)| language.tag()).collect();
        assert_eq!(languages, HashSet::from(["en", "fr"]), "{name}");
    }
}

#[test]
fn examples_are_valid() {
    for field in template().fields {
        assert!(!field.examples.is_empty(), "{}", field.name);
        for (_, example) in &field.examples {
            let mut problems = Vec::new();
            let outcome = field.check.check(example, &mut problems);
            assert_eq!(outcome, Outcome::Valid, "{}: {example}: {problems:?}", field.name);
        }
    }
}

#[test]
fn no_french_name_stands_for_two_fields() {
    let schema = template();
    let aliases: Vec<_> = schema
        .fields
        .iter()
        .flat_map(|field| field.aliases.iter().map(|(_, alias)| alias))
        .collect();
    let distinct: HashSet<_> = aliases.iter().collect();
    assert_eq!(aliases.len(), distinct.len());
}

#[test]
fn cells_are_taken_or_refused() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "User.FirstName",
            &["Jo", "Anne-Marie", "O’Neil", "李雷", "A&B_2."],
            &["J", "", "Ann (IT)"],
        ),
        ("User.Email", &["a@example.com"], &["a@example", "a example.com", ""]),
        (
            "User.MobileNumber",
            &["", "14088001500", "00442070966000"],
            &["+14088001500", "408-800", "4.42071E+11"],
        ),
        (
            "User.UserName",
            &["", "acme.jo_2@example.com", "jürgen-b"],
            &["jo b", "jo+1", "jo/b", "jo,b"],
        ),
        ("User.Voice.PortNumber", &["", "Y", "N", "Yes", "No"], &["O", "Oui", "1", "TRUE"]),
        ("User.Voice.Extension", &["1", "0042", "123456789"], &["x12", "12.0"]),
        (
            "User.Voice.DeviceMac",
            &["0004f21a2b3c", "00:04:F2:1A:2B:3C"],
            &["00:04:f2:1a:2b", "ff:ff:ff:ff:ff:ff"],
        ),
        ("User.Locale", &["", "fr-CA", "no-NO"], &["fr", "fr_CA", "en-us", "sv-FI"]),
        ("User.Voice.VoicemailPIN", &["", "840617"], &["123456", "84061", "8406170", "84061a"]),
        ("User.Voice.Country", &["FR", "ZA"], &["FRA", "UK", "fr", "BW"]),
        ("User.Voice.CallingPlan", &["INTERNATIONAL", "EMERGENCYONLY"], &["EMERGENCY", "domestic"]),
        ("User.Voice.CallingCountry", &["NANP", "LTUNP", "UKNP"], &["US", "LVANP"]),
        ("User.Voicemail.Notification", &["ATTACH_DELETE_ORIG"], &["DISABLED"]),
        ("User.Fax.SendNotification", &["LINK_AND_ATTACHMENT"], &["DISABLE"]),
        ("User.Voice.ExternalCallerName", &["", "Example Company"], &["Example Company1"]),
        ("User.Voice.ANI", &["14088001500", "+14088001500"], &["Main Line"]),
        ("User.ForwardingRules.NoAnswerTimeout", &["", "0", "15"], &["-1", "15 s", "15.5"]),
    ];
    let schema = template();
    for (name, taken, refused) in cases {
        let field = &schema.fields[schema.position(name).unwrap_or_else(|| panic!("{name}"))];
        let sound = |cell: &str| {
            let mut problems = Vec::new();
            field.check.check(cell, &mut problems);
            problems.is_empty()
        };
        for cell in *taken {
            assert!(sound(cell), "{name} takes {cell:?}");
        }
        for cell in *refused {
            assert!(!sound(cell), "{name} refuses {cell:?}");
        }
    }
}
