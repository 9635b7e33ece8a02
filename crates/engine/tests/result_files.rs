//! Files that a vendor has given back: recognised, summed up, and cut down to what may be sent again;
//! and files over a vendor's limit, in parts.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use std::rc::Rc;

use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;
use rollcall_engine::language::Language;
use rollcall_engine::outcomes::{Kind, Outcome};
use rollcall_engine::reading::RecordStream;
use rollcall_engine::report::FileFacts;
use rollcall_engine::report::views::{Filter, View};
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Settings, Validation, templates};

const PEOPLE: &str = r#"{
    "fieldsMatch": "partial",
    "fields": [
        {"name": "name", "type": "string", "constraints": {"required": true, "minLength": 2}},
        {"name": "email", "type": "string", "format": "email"},
        {"name": "site", "type": "string"}
    ],
    "rollcall": {"extra_labels": "warning"}
}"#;

fn check(schema: Option<&str>, language: Language, bytes: &[u8]) -> Finished {
    let schema = schema.map(|text| Rc::new(Schema::from_json(text).expect("a valid schema")));
    let mut validation = Validation::new(Settings { schema, language, ..Settings::default() });
    validation.push(bytes);
    validation.finish()
}

fn view(view: View, finished: &Finished) -> String {
    let mut out = Vec::new();
    let mut filter = Filter::new(view, &finished.report.file);
    for piece in finished.report_csv.chunks(7) {
        filter.push(piece, &mut out);
    }
    filter.finish(&mut out);
    String::from_utf8(out).expect("UTF-8")
}

fn codes(finished: &Finished) -> Vec<(&str, Option<&str>)> {
    let groups = &finished.report.findings.groups;
    groups.iter().map(|group| (group.code.as_str(), group.field.as_deref())).collect()
}

#[test]
fn a_processed_report_in_french_is_summed_up_and_cut_down_to_what_failed() {
    let text = "User.FirstName;User.LastName;User.Email;User.Site;\
                Statut du téléversement de l'utilisateur;Détails du téléversement de l'utilisateur\r\n\
                Prénom;Nom;Courriel;Site;;\r\n\
                Hélène;D'Arcy;helene.darcy@example.fr;Orléans;RowSuccessfullyProcessed;\r\n\
                Loïc;Le Goff;loic.legoff@example.fr;Orléans;RowPartiallyProcessed;Poste 1001 déjà pris\r\n\
                Zoé;Çelik;zoe.celik@example.fr;Nîmes;RowProcessingFailed;\"Site inconnu ; voir Sites\"\r\n\
                Noëlle;Dupré;noelle@example;Nîmes;RowProcessingFailed;Courriel incorrect\r\n";
    let (bytes, _, _) = WINDOWS_1252.encode(text);
    let finished = check(templates::get("8x8-users"), Language::Fr, &bytes);
    let outcome = finished.report.outcome.expect("it is recognised");
    let expected =
        Outcome { kind: Kind::Processed8x8, succeeded: 1, partial: 1, failed: 2, resend: 2 };
    assert_eq!(outcome, expected);
    assert_eq!(
        serde_json::to_value(outcome).unwrap(),
        serde_json::json!(
            {"kind": "8x8-processed", "succeeded": 1, "partial": 1, "failed": 2, "resend": 2}
        ),
    );
    let found: Vec<&str> = codes(&finished).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["encoding-error", "type-error", "result-file"]);
    let errors = view(View::Errors, &finished);
    let lines: Vec<&str> = errors.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 4, "{errors}");
    assert_eq!(
        lines[0],
        "User.FirstName;User.LastName;User.Email;User.Site;User Validation Status;User Validation Details",
    );
    assert!(lines[2].starts_with("Zoé;Çelik;zoe.celik@example.fr;Nîmes;Success;"), "{errors}");
    assert!(lines[2].contains("Site inconnu ; voir Sites"), "{errors}");
    assert!(lines[3].contains("Courriel incorrect | User.Email: "), "{errors}");
}

#[test]
fn what_is_to_be_sent_again_is_mended_and_sent_like_any_file() {
    let text = "name,email,site,UploadStatus,UploadDetails\n\
                Al,al@example.com,Nîmes,RowProcessingFailed,=bad\n\
                Bo,bo@example.com,Lyon,RowSuccessfullyProcessed,\n";
    let finished = check(Some(PEOPLE), Language::En, text.as_bytes());
    let errors = view(View::Errors, &finished);
    let again = check(Some(PEOPLE), Language::En, errors.as_bytes());
    assert_eq!(again.report.outcome, None);
    assert!(again.report.valid);
    assert_eq!(view(View::Clean, &again), "name,email,site\r\nAl,al@example.com,Nîmes\r\n");
}

#[test]
fn result_files_are_told_apart() {
    let processed = |succeeded, partial, failed, resend| Outcome {
        kind: Kind::Processed8x8,
        succeeded,
        partial,
        failed,
        resend,
    };
    let cases: &[(&str, &str, Option<Outcome>)] = &[
        (
            "unknown labels, known statuses",
            "name,email,site,Esito,Motivo\nAl,,,RowPartiallyProcessed,x\nBo,,,RowProcessingFailed,y\n",
            Some(processed(0, 1, 1, 1)),
        ),
        (
            "labels of a validation report",
            "name,email,site,Statut de validation de l’utilisateur,Détails de la validation par l’utilisateur\n\
             Al,,,Réussite,\nBo,,,Échec,y\n",
            Some(Outcome {
                kind: Kind::Validation8x8,
                succeeded: 1,
                partial: 0,
                failed: 1,
                resend: 2,
            }),
        ),
        (
            "rows and errors",
            "Row,name,Error Message,TrackingID\n2,Al,no licence,T1\n3,Bo,,T2\n",
            Some(Outcome {
                kind: Kind::WebexErrors,
                succeeded: 1,
                partial: 0,
                failed: 1,
                resend: 1,
            }),
        ),
        ("an ordinary file", "name,email,site\nAl,,\n", None),
        ("our own report", "name,email,site,status,details\nAl,,,valid,\n", None),
    ];
    for (name, text, outcome) in cases {
        let finished = check(Some(PEOPLE), Language::En, text.as_bytes());
        assert_eq!(finished.report.outcome, *outcome, "{name}");
        let found = codes(&finished);
        let expected: &[_] = if outcome.is_some() { &[("result-file", None)] } else { &[] };
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_row_of_a_validation_report_is_sent_again() {
    let text = "name,email,site,ValidationStatus,ValidationDetails\nAl,,,Success,\nBo,,,Failed,y\n";
    let finished = check(Some(PEOPLE), Language::En, text.as_bytes());
    let errors = view(View::Errors, &finished);
    assert_eq!(errors, "name,email,site,status,details\nAl,,,valid,\nBo,,,valid,y\n");
}

#[test]
fn facts_are_the_same_when_read_again() {
    let text = "name,UploadStatus,UploadDetails\nAl,RowProcessingFailed,x\n";
    let finished = check(None, Language::En, text.as_bytes());
    let json = serde_json::to_string(&finished.report.file).unwrap();
    let facts: FileFacts = serde_json::from_str(&json).unwrap();
    assert_eq!(facts.result_file, finished.report.file.result_file);
    assert_eq!(facts.result_file.unwrap().columns, [1, 2]);
}

// Parts.

#[test]
fn parts_have_every_header_row_and_the_rows_as_they_came() {
    let text = "\u{feff}User.FirstName;User.LastName;User.Email;User.Site\r\n\
                Prénom;Nom;Courriel;Site\r\n\
                \"Hélène\";D'Arcy;h@example.fr;\"Nîmes; Sud\"\r\n\
                Loïc;Le Goff;;Orléans\r\n\
                Zoé;=1+1;z@example.fr;Nîmes";
    let finished = check(templates::get("8x8-users"), Language::Fr, text.as_bytes());
    assert_eq!(finished.report.rows.parts(2), 2);
    let head = "\u{feff}User.FirstName;User.LastName;User.Email;User.Site\r\n\
                Prénom;Nom;Courriel;Site\r\n";
    assert_eq!(
        view(View::part(1, 2), &finished),
        format!("{head}\"Hélène\";D'Arcy;h@example.fr;\"Nîmes; Sud\"\r\nLoïc;Le Goff;;Orléans\r\n"),
    );
    assert_eq!(view(View::part(2, 2), &finished), format!("{head}Zoé;'=1+1;z@example.fr;Nîmes"));
    assert_eq!(view(View::part(3, 2), &finished), head);
}

#[test]
fn titles_comments_and_an_earlier_report_are_no_part_of_a_part() {
    let cases = [
        (
            "a title above the header",
            "Users of Lyon,,\n,,\nname,email,site\nAl,,\nBo,,\nCy,,\n",
            "name,email,site\nBo,,\n",
        ),
        (
            "a sep= line and an earlier report",
            "sep=,\nname,email,site,status,details\nAl,,,valid,\nBo,,,invalid,x\nCy,,,valid,\n",
            "name,email,site\nBo,,\n",
        ),
        ("a row too long", "name,email,site\nAl,,\nBo,,,x\nCy,,\n", "name,email,site\nBo,,,x\n"),
        ("a row too short", "name,email,site\nAl,,\nBo\nCy,,\n", "name,email,site\nBo,,\n"),
        ("a blank row", "name,email,site\nAl,,\n,,\nCy,,\n", "name,email,site\n,,\n"),
        (
            "cells over several lines",
            "name,email,site\nAl,,\"a\nb\"\nBo,,\"a\n\nb\"\nCy,,\n",
            "name,email,site\nBo,,\"a\n\nb\"\n",
        ),
    ];
    for (name, text, second) in cases {
        let finished = check(Some(PEOPLE), Language::En, text.as_bytes());
        assert_eq!(view(View::part(2, 1), &finished), second, "{name}");
    }
}

#[test]
fn a_comment_is_no_part_of_a_part() {
    let text = "name\nAl\n# name,valid,\nBo\n";
    let dialect =
        rollcall_engine::dialect::DialectOptions::from_json(r##"{"commentChar": "#"}"##).unwrap();
    let mut validation = Validation::new(Settings { dialect, ..Settings::default() });
    validation.push(text.as_bytes());
    let finished = validation.finish();
    assert_eq!(view(View::part(1, 9), &finished), "name\nAl\nBo\n");
}

#[test]
fn a_part_says_when_the_rest_need_not_be_read() {
    let finished = check(None, Language::En, b"a\n1\n2\n3\n");
    let mut filter = Filter::new(View::part(1, 2), &finished.report.file);
    let mut out = Vec::new();
    let mut pushed = 0;
    for piece in finished.report_csv.chunks(1) {
        if filter.is_complete() {
            break;
        }
        pushed += 1;
        filter.push(piece, &mut out);
    }
    assert!(pushed < finished.report_csv.len());
    assert_eq!(out, b"a\n1\n2\n");
}

/// The rows of a file, header included.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut scratch = String::new();
    let mut stream = RecordStream::new(rollcall_engine::dialect::DialectOptions::default(), None);
    let mut keep = |record: &rollcall_engine::records::Record<'_>| {
        let cells = 0..record.len();
        rows.push(cells.map(|index| record.cell(index, &mut scratch).to_owned()).collect());
    };
    stream.push(text.as_bytes(), &mut keep);
    stream.finish(&mut keep).expect("a CSV");
    rows
}

proptest! {
    #[test]
    fn all_parts_together_are_the_rows_of_the_file(
        cells in prop::collection::vec(["[a-zé'; ]{0,6}", "[a-z,\"\n]{0,6}", "[0-9]{1,4}"], 0..40),
        limit in 1_u64..9,
        ends in any::<bool>(),
    ) {
        let quoted = |cell: &str| {
            if cell.contains([',', '"', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.to_owned()
            }
        };
        let lines: Vec<String> =
            cells.iter().map(|row| row.each_ref().map(|cell| quoted(cell)).join(",")).collect();
        let mut text = format!("name,email,site\n{}", lines.join("\n"));
        if ends && !lines.is_empty() {
            text.push('\n');
        }
        let finished = check(Some(PEOPLE), Language::En, text.as_bytes());
        let total = finished.report.rows.total;
        prop_assert_eq!(total, cells.len() as u64);
        let mut joined = String::from("name,email,site\n");
        for number in 1..=finished.report.rows.parts(limit) {
            let part = view(View::part(number, limit), &finished);
            let body = part.strip_prefix("name,email,site\n").expect("the header");
            joined.push_str(body);
            prop_assert!(rows(&part).len() as u64 <= limit + 1);
        }
        prop_assert_eq!(joined, text);
    }
}
