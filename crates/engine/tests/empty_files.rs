//! The file to fill in: valid by its own template, whatever columns are asked for.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use std::rc::Rc;

use proptest::prelude::*;
use rollcall_engine::language::Language;
use rollcall_engine::schema::{FieldsMatch, Schema};
use rollcall_engine::templates::empty_file::{Columns, EmptyFile, EmptyFileError, empty_file};
use rollcall_engine::{Finished, Settings, Validation, templates};

fn template(name: &str) -> Rc<Schema> {
    Rc::new(Schema::from_json(templates::get(name).expect("it is built in")).unwrap())
}

fn all() -> Vec<(&'static str, Rc<Schema>)> {
    templates::names().map(|name| (name, template(name))).collect()
}

fn check(schema: &Rc<Schema>, bytes: &[u8]) -> Finished {
    let schema = Some(Rc::clone(schema));
    let mut validation = Validation::new(Settings { schema, ..Settings::default() });
    validation.push(bytes);
    validation.finish()
}

/// Code, severity, row and field of each finding that is not about the header.
fn below_the_header(schema: &Schema, finished: &Finished) -> Vec<String> {
    let header = u64::from(schema.template.header_rows);
    std::str::from_utf8(&finished.findings_ndjson)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|finding| finding.get("code").is_some())
        .filter(|finding| finding["row"].as_u64().is_none_or(|row| row > header))
        .map(|finding| finding.to_string())
        .collect()
}

#[test]
fn a_file_without_an_example_lacks_nothing_but_rows() {
    for (name, schema) in all() {
        for columns in [Columns::All, Columns::Basic] {
            for language in Language::ALL {
                let wanted = EmptyFile { columns: columns.clone(), language, example: false };
                let file = empty_file(&schema, &wanted).unwrap();
                let finished = check(&schema, &file);
                assert!(finished.report.valid, "{name}");
                let found = below_the_header(&schema, &finished);
                assert!(
                    found.len() == 1 && found[0].contains("source-error"),
                    "{name}: {found:#?}"
                );
            }
        }
    }
}

#[test]
fn an_example_has_nothing_wrong_with_it_in_any_language() {
    for (name, schema) in all() {
        for columns in [Columns::All, Columns::Basic] {
            for language in Language::ALL {
                let wanted = EmptyFile { columns: columns.clone(), language, example: true };
                let file = empty_file(&schema, &wanted).unwrap();
                let finished = check(&schema, &file);
                assert_eq!(finished.report.rows.total, 1, "{name}");
                assert!(finished.report.valid, "{name}");
                assert_eq!(below_the_header(&schema, &finished), [""; 0], "{name}");
            }
        }
    }
}

#[test]
fn labels_stand_in_the_language_asked_for() {
    let schema = template("8x8-users");
    let columns = Columns::from_text("User.LastName, User.Email");
    for language in Language::ALL {
        let wanted = EmptyFile { columns: columns.clone(), language, example: false };
        let file = String::from_utf8(empty_file(&schema, &wanted).unwrap()).unwrap();
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(lines[0], "\u{feff}User.LastName,User.Email");
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[2], "");
    }
    let wanted = EmptyFile { columns, language: Language::En, example: false };
    let file = String::from_utf8(empty_file(&schema, &wanted).unwrap()).unwrap();
    assert!(file.ends_with("\r\nLast Name,Email\r\n"), "{file}");
}

#[test]
fn cells_are_set_apart_as_the_vendor_does_it() {
    for (name, start) in [
        ("rainbow-telephony", "\u{feff}__action__;loginEmail;"),
        ("webex-contact-center-users", "\u{feff}Email,User Profile,"),
    ] {
        let wanted = EmptyFile { columns: Columns::All, language: Language::En, example: false };
        let file = String::from_utf8(empty_file(&template(name), &wanted).unwrap()).unwrap();
        assert!(file.starts_with(start), "{file}");
    }
}

#[test]
fn an_unknown_column_is_named_with_those_near_it() {
    let schema = template("8x8-users");
    let ask = |text: &str| {
        let columns = Columns::from_text(text);
        empty_file(&schema, &EmptyFile { columns, language: Language::En, example: false })
            .unwrap_err()
    };
    let cases: &[(&str, &str, &[&str])] = &[
        ("User.Emial", "User.Emial", &["User.Email"]),
        ("User.Email,user.site", "user.site", &["User.Site"]),
        ("Extension", "Extension", &["User.Vcc.Extension", "User.Voice.Extension"]),
        ("Colour of the car", "Colour of the car", &[]),
    ];
    for (text, unknown, expected) in cases {
        let EmptyFileError::UnknownColumn { name, near } = ask(text) else {
            panic!("{text} is known")
        };
        assert_eq!(name, *unknown);
        assert!(expected.iter().all(|name| near.iter().any(|near| near == name)), "{near:?}");
        assert!(near.len() <= 3 && (near.is_empty() == expected.is_empty()), "{near:?}");
    }
    assert_eq!(ask("User.Email,User.Email"), EmptyFileError::RepeatedColumn("User.Email".into()));
    assert!(ask("User.Emial").to_string().contains("near it are User.Email"));
}

#[test]
fn a_schema_without_examples_has_an_example_made_from_its_types() {
    let schema = Schema::from_json(
        r#"{"fields": [
            {"name": "id", "type": "integer", "constraints": {"required": true}},
            {"name": "when", "type": "date"},
            {"name": "role", "constraints": {"enum": ["agent", "admin"]}},
            {"name": "active", "type": "boolean"},
            {"name": "code", "constraints": {"pattern": "[a-z]{9}"}}
        ]}"#,
    );
    let schema = Rc::new(schema.unwrap());
    let wanted = EmptyFile { columns: Columns::All, language: Language::En, example: true };
    let file = String::from_utf8(empty_file(&schema, &wanted).unwrap()).unwrap();
    assert_eq!(file, "\u{feff}id,when,role,active,code\r\n1,2026-01-31,agent,true,\r\n");
    let needed = Schema::from_json(
        r#"{"fields": [{"name": "code", "constraints": {"pattern": "[a-z]{9}", "required": true}}]}"#,
    );
    let error = empty_file(&Rc::new(needed.unwrap()), &wanted).unwrap_err();
    assert_eq!(error, EmptyFileError::NoExample("code".into()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn it_is_valid_in_every_combination_of_columns_that_holds_the_required_ones(
        keys in prop::collection::vec(any::<u32>(), 128),
        share in 1_u32..=10,
        example in any::<bool>(),
        language in 0_usize..5,
    ) {
        for (name, schema) in all() {
            // A schema that wants its columns in one order leaves nothing to combine.
            if matches!(schema.fields_match, FieldsMatch::Exact | FieldsMatch::Equal) {
                continue;
            }
            let mut columns: Vec<(u32, &str)> = schema
                .fields
                .iter()
                .zip(keys.iter().cycle())
                .filter(|(field, key)| field.required || *key % 10 < share)
                .map(|(field, key)| (key.rotate_left(9), field.name.as_str()))
                .collect();
            columns.sort_unstable();
            let columns = columns.into_iter().map(|(_, name)| name.to_owned()).collect();
            let wanted = EmptyFile {
                columns: Columns::Named(columns),
                language: Language::ALL[language],
                example,
            };
            let file = empty_file(&schema, &wanted).unwrap();
            let finished = check(&schema, &file);
            let found = below_the_header(&schema, &finished);
            prop_assert!(finished.report.valid, "{}: {:#?}", name, found);
            prop_assert_eq!(finished.report.rows.total, u64::from(example), "{}", name);
            // What a file does is said of the whole file, and some can do nothing else: without the
            // columns of an extension, an extension can only be taken away.
            let aloud = |line: &&String| line.contains("\"row\":null") && line.contains("\"warning\"");
            prop_assert!(found.iter().all(|line| aloud(&line)), "{}: {:#?}", name, found);
        }
    }
}
