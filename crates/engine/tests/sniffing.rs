//! Files as administrators send them: how they are read, and the reason that is given.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use std::rc::Rc;

use rollcall_engine::language::Language;
use rollcall_engine::report::Report;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation};
use serde_json::Value;

const SCHEMA: &str = r#"{"fields": [
    {"name": "nom", "type": "string", "constraints": {"required": true}},
    {"name": "prénom", "type": "string"},
    {"name": "solde", "type": "number", "decimalChar": ","},
    {"name": "ville", "type": "string"}
]}"#;

fn read(schema: bool, bytes: &[u8]) -> (Report, Vec<String>) {
    let schema = schema.then(|| Rc::new(Schema::from_json(SCHEMA).expect("a valid schema")));
    let mut validation =
        Validation::new(Settings { schema, language: Language::En, ..Settings::default() });
    for piece in bytes.chunks(11) {
        validation.push(piece);
    }
    let finished = validation.finish();
    let places = finished
        .findings_ndjson
        .split(|byte| *byte == b'\n')
        .filter(|line| line.starts_with(b"{\"code\""))
        .map(|line| serde_json::from_slice::<Value>(line).unwrap())
        .map(|finding| format!("{} {}", finding["row"], finding["code"].as_str().unwrap()))
        .collect();
    (finished.report, places)
}

fn reason<'r>(report: &'r Report, of: &str) -> (&'r str, &'r str) {
    let reason = &report.file.reasons[of];
    (&reason.by, &reason.message)
}

#[test]
fn a_french_excel_export_with_titles_is_read_as_it_was_meant() {
    let rows = "Lefèvre;Chloé;12,50;Évry\r\nDupont;Jean;7,00;Paris\r\n";
    let text = format!(
        "Export des comptes, mai 2024;;;\r\nSociété Dupont, Paris;;;\r\n\r\n\
         nom;prénom;solde;ville\r\n{rows}"
    );
    let bytes: Vec<u8> = text.chars().map(|char| char as u8).collect();
    let (report, places) = read(true, &bytes);
    assert_eq!(report.file.encoding, "windows-1252");
    assert_eq!(report.file.dialect.delimiter, ";");
    assert_eq!(report.file.dialect.header_rows, [4]);
    assert_eq!((report.rows.total, report.rows.valid), (2, 2));
    assert_eq!(places, ["1 label-row", "2 encoding-error"]);
    assert_eq!(
        reason(&report, "delimiter"),
        (
            "labels",
            "it separates 4 expected labels; 5 of the first 5 records have 4 cells; \
             the next best, comma: 4 with 2"
        )
    );
    assert_eq!(reason(&report, "headerRows").0, "title-rows");
    assert_eq!(reason(&report, "encoding").0, "not-utf-8");
}

#[test]
fn cells_full_of_other_delimiters_do_not_mislead() {
    let cases: &[(&str, &str, String)] = &[
        (
            "names with commas",
            ";",
            format!("nom;ville\n{}", "Dupont, Jean;Paris, France\n".repeat(20)),
        ),
        ("a tab file", "\t", format!("nom\tville\n{}", "Dupont, Jean\tParis; Lyon\n".repeat(20))),
        ("a pipe file", "|", format!("nom|ville\n{}", "Dupont, Jean|Paris; Lyon\n".repeat(20))),
        ("one column", ",", format!("nom\n{}", "Dupont\n".repeat(20))),
        ("decimal commas", ";", format!("a;b;c\n{}", "1,5;2,5;3,5\n".repeat(20))),
        (
            "line breaks and delimiters in quotes",
            ",",
            format!("nom,note\n{}", "Dupont,\"a;b;c\r\nd;e;f, g\"\n".repeat(20)),
        ),
    ];
    for (name, delimiter, text) in cases {
        let (report, places) = read(false, text.as_bytes());
        assert_eq!(report.file.dialect.delimiter, *delimiter, "{name}");
        assert_eq!(places, [""; 0], "{name}");
        assert!(!reason(&report, "delimiter").1.is_empty(), "{name}");
    }
}

#[test]
fn what_is_given_needs_no_reason_and_a_sep_line_is_one() {
    let (report, _) = read(false, b"sep=;\na;b\n1;2\n");
    assert_eq!(reason(&report, "delimiter"), ("separator-line", "the file begins with sep=;"));
    let dialect = rollcall_engine::dialect::DialectOptions::from_json(
        r#"{"delimiter": ";", "headerRows": [1]}"#,
    )
    .unwrap();
    let encoding = Some(rollcall_engine::encoding::UTF_8);
    let mut validation = Validation::new(Settings { dialect, encoding, ..Settings::default() });
    validation.push(b"a;b\n1;2\n");
    assert!(validation.finish().report.file.reasons.is_empty());
}

/// A header, and ten people under it.
fn with_header(header: &str) -> String {
    format!("{header}\n{}", "Dupont,Jean,\"3,5\",Paris\n".repeat(10))
}

#[test]
fn a_damaged_header_is_one_record_that_is_wrong() {
    for (header, schema, expected) in [
        ("nom,prénom,solde", false, &["1 missing-label"][..]),
        ("nom,prénom,,solde,ville", false, &["1 extra-label", "1 blank-label"]),
        ("nom;prénom;solde;ville", true, &["1 missing-label"]),
        ("nomprénom,solde,ville", true, &["1 missing-label", "1 incorrect-label"]),
        ("prénom,solde,ville", true, &["1 missing-label"]),
    ] {
        let (report, places) = read(schema, with_header(header).as_bytes());
        for place in expected {
            assert!(places.contains(&(*place).to_owned()), "{header}: {places:?}");
        }
        assert!(places.len() <= 5, "{header}: {places:?}");
        assert!(places.iter().all(|place| place.starts_with("1 ")), "{header}: {places:?}");
        assert_eq!(report.rows.valid, 10, "{header}");
    }
}

#[test]
fn columns_beside_the_damage_are_still_checked() {
    // The third column is not a number, whatever happened to the label of the first two.
    let text = with_header("nomprénom,solde,ville").replace("\"3,5\"", "trois");
    let (_, places) = read(true, text.as_bytes());
    assert_eq!(places.iter().filter(|place| place.ends_with(" type-error")).count(), 10);
}

#[test]
fn a_header_that_the_schema_confirms_stays_the_measure() {
    let text = format!("nom,prénom,solde,ville\n{}", "Dupont,Jean,\"3,5\"\n".repeat(10));
    let (_, places) = read(true, text.as_bytes());
    assert_eq!(places.len(), 10);
    assert_eq!(places[0], "2 missing-cell");
}

#[test]
fn a_line_that_lost_its_quotes_has_the_row_of_its_record() {
    let around = "a,b,c,d\n".to_owned() + &"1,2,3,4\n".repeat(3);
    // What stands in the last row tells how the rows before were counted.
    let cases: &[(&str, &str, &[&str])] = &[
        ("no opening quote", "1,2,3,un\ndeux\"\n", &["5 stray-quote", "9 formula-risk"]),
        (
            "no closing quote",
            "1,2,3,\"un\ndeux\n",
            &["5 unclosed-quote", "5 stray-quote", "9 formula-risk"],
        ),
        (
            "two opening quotes",
            "1,2,3,\"\"un\ndeux\"\n",
            &["5 stray-quote", "5 stray-quote", "9 formula-risk"],
        ),
        (
            "in the middle",
            "1,un\ndeux\",3,4\n",
            &["5 missing-cell", "5 stray-quote", "9 formula-risk"],
        ),
        ("a short row is a row", "1,2\n", &["5 missing-cell", "9 formula-risk"]),
        (
            "two short rows are rows",
            "1,2,3\n3,4\n",
            &["5 missing-cell", "6 missing-cell", "10 formula-risk"],
        ),
        (
            "a quote in inches is no line break",
            "1,2,3,5\" pipe\n1,2,3\n",
            &["5 stray-quote", "6 missing-cell", "10 formula-risk"],
        ),
    ];
    for (name, damaged, expected) in cases {
        let text = format!("{around}{damaged}{}=1+1,2,3,4\n", "1,2,3,4\n".repeat(3));
        let (_, places) = read(false, text.as_bytes());
        assert_eq!(places, *expected, "{name}");
    }
}

#[test]
fn in_a_file_of_short_rows_every_row_is_its_own() {
    let text = "a,b,c,d\n1\n1,2\n1,2,3,5\" pipe\n1\n1\n=1+1,2,3,4\n";
    let (_, places) = read(false, text.as_bytes());
    assert_eq!(places.last().map(String::as_str), Some("7 formula-risk"), "{places:?}");
}

#[test]
fn a_line_that_fell_off_is_counted_as_it_stands_in_the_report() {
    let text = "a,b,c,d\n1,2,3,4\n1,2,3,un\ndeux\"\n5,6,7,8\n";
    let mut validation = Validation::new(Settings::default());
    validation.push(text.as_bytes());
    let finished = validation.finish();
    let report_csv = String::from_utf8(finished.report_csv).unwrap();
    let lines = |status: &str| report_csv.lines().filter(|line| line.contains(status)).count();
    let rows = finished.report.rows;
    assert_eq!((rows.total, rows.valid, rows.invalid), (4, 3, 1));
    assert_eq!((lines(",valid,"), lines(",invalid,")), (3, 1), "{report_csv}");
    assert!(!finished.report.valid);
}
