//! The template `8x8-users`: its fields, and which cells they take.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{HashMap, HashSet};

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
fn one_french_name_stands_for_two_fields() {
    let schema = template();
    let mut fields_of: HashMap<&str, Vec<&str>> = HashMap::new();
    for field in &schema.fields {
        for (_, alias) in &field.aliases {
            fields_of.entry(alias).or_default().push(&field.name);
        }
    }
    fields_of.retain(|_, fields| fields.len() > 1);
    let alias = "Utilisateur.Voix.Caché de l’assistant automatique";
    let fields = vec!["User.Voice.VoicemailPIN", "User.Voice.HiddenFromAutoAttendant"];
    assert_eq!(fields_of, HashMap::from([(alias, fields)]));
}
