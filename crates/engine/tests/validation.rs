//! Whole files through the whole engine: what is found, where, and what comes out.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use std::fmt::Write as _;
use std::rc::Rc;

use proptest::prelude::*;
use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::report::views::{Filter, View};
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Limits, Settings, Validation};

const PEOPLE: &str = r#"{
    "fields": [
        {"name": "name", "type": "string", "constraints": {"required": true, "minLength": 2}},
        {"name": "email", "type": "string", "format": "email", "constraints": {"unique": true}},
        {"name": "age", "type": "integer", "constraints": {"minimum": 16, "maximum": 120}},
        {"name": "active", "type": "boolean"}
    ]
}"#;

fn settings(schema: Option<&str>) -> Settings {
    let schema = schema.map(|text| Rc::new(Schema::from_json(text).expect("a valid schema")));
    Settings { schema, ..Settings::default() }
}

fn run(settings: Settings, bytes: &[u8], chunk: usize) -> Finished {
    let mut validation = Validation::new(settings);
    let (mut report_csv, mut findings) = (Vec::new(), Vec::new());
    for piece in bytes.chunks(chunk.max(1)) {
        validation.push(piece);
        report_csv.append(validation.report_csv());
        findings.append(validation.findings_ndjson());
    }
    let mut finished = validation.finish();
    report_csv.append(&mut finished.report_csv);
    findings.append(&mut finished.findings_ndjson);
    Finished { report_csv, findings_ndjson: findings, ..finished }
}

fn check(schema: Option<&str>, bytes: &[u8]) -> Finished {
    run(settings(schema), bytes, usize::MAX)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// Each finding as `row:column code`, with `-` for what it does not have.
fn places(finished: &Finished) -> Vec<String> {
    text(&finished.findings_ndjson)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|finding| finding.get("code").is_some())
        .map(|finding| {
            let number = |name: &str| finding[name].as_u64().map_or("-".into(), |n| n.to_string());
            format!("{}:{} {}", number("row"), number("column"), finding["code"].as_str().unwrap())
        })
        .collect()
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

macro_rules! finds {
    ($($name:ident: $schema:expr, $file:expr => [$($place:literal),* $(,)?];)*) => {
        $(#[test] fn $name() {
            let file: &[u8] = $file.as_ref();
            let expected: Vec<&str> = vec![$($place),*];
            assert_eq!(places(&check($schema, file)), expected);
        })*
    };
}

finds! {
    a_clean_file_has_no_findings: Some(PEOPLE),
        "name,email,age,active\nZoë,zoe@example.com,31,true\n" => [];
    an_empty_file_is_a_source_error: Some(PEOPLE), "" => ["-:- source-error"];
    a_file_that_is_only_a_byte_order_mark_is_empty: None, "\u{feff}" => ["-:- source-error"];
    a_header_without_rows_is_a_warning: Some(PEOPLE), "name,email,age,active\n"
        => ["-:- source-error"];
    a_blank_header_is_one_finding: None, ",,\n1,2,3\n" => ["1:- blank-header"];
    a_blank_label_is_found_at_its_column: None, "id,,age\n1,John,30\n" => ["1:2 blank-label"];
    a_duplicate_label_is_found_at_its_second_column: None, "id,name,id\n1,John,1\n"
        => ["1:3 duplicate-label"];
    a_missing_cell_is_found_where_it_would_be: None, "id,name,age\n1,John\n2,Julie,26\n"
        => ["2:3 missing-cell"];
    an_extra_cell_is_found_where_it_is: None, "id,name\n1,John,x\n2,Julie\n"
        => ["2:3 extra-cell"];
    a_blank_row_counts_as_a_row: None, "id,name\n\n1,John\n,\n" => ["2:- blank-row", "4:- blank-row"];
    a_stray_quote_leaves_the_next_record_alone: None, "id,name\n1,5\" pipe\n2,\"ok\"\n"
        => ["2:2 stray-quote"];
    an_unclosed_quote_leaves_the_next_record_alone: None,
        "id,name\n1,\"John\n2,\"Julie\"\n3,Jim\n" => ["2:2 unclosed-quote"];
    types_and_constraints_are_checked_in_order: Some(PEOPLE),
        "name,email,age,active\nZ,not an email,12,maybe\n"
        => ["2:1 constraint-error", "2:2 type-error", "2:3 constraint-error", "2:4 type-error"];
    a_value_that_stands_twice_names_the_second: Some(PEOPLE),
        "name,email,age,active\nZoë,z@example.com,,\nUgo,z@example.com,,\n" => ["3:2 unique-error"];
    missing_values_do_not_repeat_each_other: Some(PEOPLE),
        "name,email,age,active\nZoë,,,\nUgo,,,\n" => [];
    a_column_that_is_missing_is_found_in_the_header: Some(PEOPLE),
        "name,email,age\nZoë,z@example.com,31\n" => ["1:4 missing-label"];
    labels_that_differ_in_case_are_matched_with_a_warning: Some(PEOPLE),
        "Name,E-Mail,AGE,active\nZoë,z@example.com,31,true\n"
        => ["1:1 near-label", "1:2 near-label", "1:3 near-label"];
    a_formula_is_a_warning: None, "a,b\n=1+1,+33 1 44 55 66\n@SUM(A1),-5\n"
        => ["2:1 formula-risk", "3:1 formula-risk"];
    a_nul_is_found_in_its_cell: None, "a,b\n1,x\0y\n" => ["2:2 invisible-character"];
    bad_utf8_is_found_in_its_cell: None, b"a,b\n\xC3\xA9,\xC3\xA9\nx,\xE9\n"
        => ["3:2 encoding-error"];
    windows_1252_is_read_with_a_warning_at_the_first_byte: None, b"nom;ville\nLef\xE8vre;Orl\xE9ans\n"
        => ["2:1 encoding-error"];
    a_workbook_is_recognised: None, b"PK\x03\x04\x14\0\x06\0[Content_Types].xml" => ["-:- format-error"];
    a_pdf_is_recognised: None, b"%PDF-1.7\n%\xE2\xE3" => ["-:- format-error"];
    a_web_page_is_recognised: None, "\n<!DOCTYPE html>\n<html>" => ["-:- format-error"];
}

#[test]
fn positions_name_spreadsheet_row_physical_line_and_letter() {
    let file = "name,email,age,active\n\"Anne\nMarie\",a@example.com,31,true\nZoë,z@example.com,old,true\n";
    let finished = check(Some(PEOPLE), file.as_bytes());
    let finding: serde_json::Value =
        serde_json::from_str(text(&finished.findings_ndjson).lines().next().unwrap()).unwrap();
    assert_eq!(finding["row"], 3);
    assert_eq!(finding["line"], 4);
    assert_eq!(finding["column"], 3);
    assert_eq!(finding["letter"], "C");
    assert_eq!(finding["field"], "age");
    assert_eq!(finding["cell"], "old");
    assert_eq!(finding["message"], "“old” is not a whole number.");
}

#[test]
fn the_report_is_the_file_with_two_columns_more() {
    let file =
        "name;email;age;active\r\nZoë;zoe@example.com;31;true\r\n\"D'An\r\ngelo\";x;31;true\r\n";
    let finished = check(Some(PEOPLE), file.as_bytes());
    let report = text(&finished.report_csv);
    assert!(report.starts_with(
        "name;email;age;active;status;details\r\nZoë;zoe@example.com;31;true;valid;\r\n\"D'An\r\ngelo\";x;31;true;invalid;"
    ), "{report}");
    assert_eq!(finished.report.file.dialect.delimiter, ";");
    assert_eq!(finished.report.file.dialect.line_terminator, "\r\n");
}

#[test]
fn a_report_that_comes_back_is_read_without_its_two_columns() {
    let file = "name,email,age,active\nZoë,zoe@example.com,old,true\n=1+1,u@example.com,40,true\n";
    let first = check(Some(PEOPLE), file.as_bytes());
    let again = check(Some(PEOPLE), &first.report_csv);
    assert_eq!(text(&again.report_csv), text(&first.report_csv));
    assert_eq!(places(&again), places(&first));
}

#[test]
fn a_report_whose_first_row_is_too_long_is_a_report_all_the_same() {
    let file = "name,email,age,active\nAda,ada@example.com,31,true,more\nUgo,x,31,true\n";
    let first = check(Some(PEOPLE), file.as_bytes());
    let again = check(Some(PEOPLE), &first.report_csv);
    assert_eq!(text(&again.report_csv).lines().next(), text(&first.report_csv).lines().next());
    assert_eq!(again.report.rows.invalid, first.report.rows.invalid);
}

#[test]
fn a_file_with_columns_called_status_and_details_keeps_them() {
    let file = "id,status,details\n1,open,\"call back\"\n";
    let finished = check(None, file.as_bytes());
    assert_eq!(
        text(&finished.report_csv),
        "id,status,details,rollcall_status,rollcall_details\n1,open,\"call back\",valid,\n"
    );
}

#[test]
fn formulas_are_neutralised_and_taken_back() {
    let finished = check(None, b"a,b\n\"=HYPERLINK(\"\"x\"\")\",\"+33 1\"\n");
    assert!(text(&finished.report_csv).contains("\n\"'=HYPERLINK(\"\"x\"\")\",\"+33 1\",valid,"));
    let again = check(None, &finished.report_csv);
    assert_eq!(text(&again.report_csv), text(&finished.report_csv));
}

#[test]
fn errors_csv_holds_the_rows_to_mend_and_clean_csv_the_others() {
    let file = "\u{feff}name;email;age;active\r\nZoë;zoe@example.com;31;true\r\nUgo;\"x;y\";31;true\r\n\"Li, Na\";li@example.com;;\r\n";
    let finished = check(Some(PEOPLE), file.as_bytes());
    let errors = view(View::Errors, &finished);
    assert!(errors.starts_with(
        "\u{feff}name;email;age;active;status;details\r\nUgo;\"x;y\";31;true;invalid;"
    ));
    assert_eq!(errors.lines().count(), 2);
    assert_eq!(
        view(View::Clean, &finished),
        "name,email,age,active\r\nZoë,zoe@example.com,31,true\r\n\"Li, Na\",li@example.com,,\r\n"
    );
}

#[test]
fn a_sep_line_is_honoured_and_is_not_a_row() {
    let finished = check(None, b"sep=|\r\na|b\r\n1|2|3\r\n");
    assert_eq!(places(&finished), ["2:3 extra-cell"]);
    assert_eq!(finished.report.file.dialect.delimiter, "|");
    assert_eq!(view(View::Clean, &finished), "a,b\r\n");
    assert!(
        view(View::Errors, &finished).starts_with("sep=|\r\na|b|status|details\r\n1|2|3|invalid|")
    );
}

#[test]
fn a_null_sequence_is_no_value() {
    let dialect = rollcall_engine::dialect::DialectOptions::from_json(r#"{"nullSequence": "-"}"#);
    let settings = Settings { dialect: dialect.unwrap(), ..settings(Some(PEOPLE)) };
    let finished = run(settings, b"name,email,age,active\n-,-,-,-\n", 9);
    assert_eq!(places(&finished), ["2:1 constraint-error"]);
    assert_eq!(finished.report.file.dialect.null_sequence.as_deref(), Some("-"));
}

#[test]
fn excel_in_france_writes_semicolons_and_windows_1252() {
    let file = b"name;email;age;active\r\nFran\xE7ois L'H\xF4te;f@example.com;44;true\r\n";
    let finished = check(Some(PEOPLE), file);
    assert!(finished.report.valid);
    assert_eq!(finished.report.file.encoding, "windows-1252");
    assert!(text(&finished.report_csv).starts_with("\u{feff}name;email"));
    assert!(text(&finished.report_csv).contains("François L'Hôte;"));
}

#[test]
fn utf16_from_excel_unicode_text_is_read() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(
        "name\temail\tage\tactive\r\nZoë\tz@example.com\t31\ttrue\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    let finished = check(Some(PEOPLE), &bytes);
    assert!(finished.report.valid, "{:?}", places(&finished));
    assert_eq!(finished.report.file.encoding, "utf-16le");
    assert_eq!(finished.report.file.dialect.delimiter, "\t");
}

fn template() -> Settings {
    settings(rollcall_engine::templates::get("8x8-users"))
}

/// The header rows that were found in a file for `8x8-users`, its data rows, and its findings.
fn header_rows(file: &str) -> (Vec<u64>, u64, Vec<String>) {
    let finished = run(template(), file.as_bytes(), usize::MAX);
    let rows = finished.report.file.dialect.header_rows.clone();
    (rows, finished.report.rows.total, places(&finished))
}

const NAMES: &str = "User.FirstName,User.LastName,User.Email,User.Site\n";
const USER: &str = "Zoë,D'Angelo,zoe@example.com,Lyon\n";

#[test]
fn a_row_of_labels_under_the_names_is_not_data() {
    for labels in [
        "First Name,Last Name,Email,Site\n",
        "Prénom de l'utilisateur,Nom de l'utilisateur,Courriel de l'utilisateur,Site\n",
    ] {
        let (rows, total, found) = header_rows(&format!("{NAMES}{labels}{USER}"));
        assert_eq!((rows, total, found), (vec![1, 2], 1, vec![]), "{labels}");
    }
}

#[test]
fn what_is_wrong_with_the_row_of_labels_is_found_there() {
    let finished = run(
        template(),
        b"User.FirstName;User.LastName;User.Email;User.Site\nPr\xE9nom;Nom;Email;\"Site\nZo\xEB;L'H\xF4te;z@example.com;Lyon\n",
        5,
    );
    assert_eq!(finished.report.file.dialect.header_rows, [1, 2]);
    assert_eq!(places(&finished), ["2:1 encoding-error", "2:4 unclosed-quote"]);
}

#[test]
fn the_row_under_the_header_is_judged_as_it_is_read() {
    // Seen alone, its first line repeats the labels; read as it is meant, it is a damaged user.
    let file = b"name,email,age,active\n\"name,email,age,active\n\n\"Zo\xC3\xAB,z@example.com,31,true\r\n\xFF\xFF\nZo\xC3\xAB,y@example.com,31,true\r\n";
    let finished = check(Some(PEOPLE), file);
    assert_eq!(finished.report.file.dialect.header_rows, [1]);
    assert_eq!(finished.report.rows.total, 3);
    assert_eq!(places(&finished)[0], "2:1 stray-quote");
}

#[test]
fn names_without_labels_are_followed_by_data_and_the_report_says_so() {
    let (rows, total, found) = header_rows(&format!("{NAMES}{USER}"));
    assert_eq!((rows, total), (vec![1], 1));
    assert_eq!(found, ["2:- label-row"]);
}

#[test]
fn a_first_user_in_whom_everything_is_wrong_is_still_a_user() {
    let (rows, total, found) = header_rows(&format!("{NAMES}E,D,emile@,\n{USER}"));
    assert_eq!((rows, total), (vec![1], 2));
    assert!(found.contains(&"2:3 type-error".to_owned()), "{found:?}");
}

#[test]
fn counts_are_exact_where_samples_and_lines_are_capped() {
    let mut file = String::from("name,email,age,active\n");
    for _ in 0..2345 {
        file.push_str("Zoë,,old,true\n");
    }
    let finished = check(Some(PEOPLE), file.as_bytes());
    let group = &finished.report.findings.groups[0];
    assert_eq!((group.count, group.samples.len(), group.truncated), (2345, 50, true));
    assert_eq!(finished.report.rows.invalid, 2345);
    let lines: Vec<&str> = text(&finished.findings_ndjson).lines().collect();
    assert_eq!(lines.len(), 1001);
    let last: serde_json::Value = serde_json::from_str(lines[1000]).unwrap();
    assert_eq!(last["summary"]["left_out"], 1345);
}

#[test]
fn the_cap_on_unique_values_is_said() {
    let mut file = String::from("name,email,age,active\n");
    for row in 0..200 {
        writeln!(file, "Zoë,z{row}@example.com,,").unwrap();
    }
    let limits = Limits { unique_values: 100, ..Limits::DEFAULT };
    let finished = run(Settings { limits, ..settings(Some(PEOPLE)) }, file.as_bytes(), 1000);
    assert_eq!(places(&finished), ["-:- unique-limit"]);
    assert!(finished.report.valid);
}

#[test]
fn a_hundred_thousand_columns_are_refused_in_one_finding() {
    let header: Vec<String> = (0..100_000).map(|column| format!("c{column}")).collect();
    let file = format!("{}\n{}\n", header.join(","), vec!["x"; 100_000].join(","));
    let finished = check(None, file.as_bytes());
    assert_eq!(places(&finished), ["1:- source-error"]);
}

#[test]
fn a_million_blank_lines_are_a_million_findings_counted() {
    let mut file = String::from("a,b\n");
    file.push_str(&"\n".repeat(1_000_000));
    let finished = check(None, file.as_bytes());
    assert_eq!(finished.report.findings.errors, 1_000_000);
    assert_eq!(finished.report.rows.total, 1_000_000);
}

#[test]
fn a_cell_of_megabytes_is_one_finding_and_the_next_record_is_read() {
    let file = format!("a,b\n{},y\n1,2,3\n", "x".repeat(5_000_000));
    let finished = run(settings(None), file.as_bytes(), 65_536);
    assert_eq!(places(&finished), ["2:1 cell-too-long", "3:3 extra-cell"]);
}

/// A file made of what goes wrong.
fn awkward() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        b"name,email,age,active\n".to_vec(),
        b"Zo\xC3\xAB,z@example.com,31,true\r\n".to_vec(),
        b"Zo\xEB,".to_vec(),
        b"\"".to_vec(),
        b",".to_vec(),
        b"\n".to_vec(),
        b"\r".to_vec(),
        b"=1+1".to_vec(),
        b"'=x".to_vec(),
        b"\0".to_vec(),
        b"\xFF".to_vec(),
        b"\xF0\x9F".to_vec(),
        b"status,details\n".to_vec(),
        b"true,valid,\n".to_vec(),
        b"sep=;\n".to_vec(),
        b"12".to_vec(),
        b";".to_vec(),
        b"#".to_vec(),
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn small() -> Limits {
    Limits { head_bytes: 48, record_bytes: 64, ..Limits::DEFAULT }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_chunking_gives_the_same_report(
        file in awkward(), chunk in 1_usize..70, with_schema in any::<bool>(), tight in any::<bool>()
    ) {
        let mut settings = settings(with_schema.then_some(PEOPLE));
        if tight {
            settings.limits = small();
        }
        let whole = run(settings.clone(), &file, usize::MAX);
        let pieces = run(settings, &file, chunk);
        prop_assert_eq!(text(&pieces.report_csv), text(&whole.report_csv));
        prop_assert_eq!(text(&pieces.findings_ndjson), text(&whole.findings_ndjson));
        let json = |finished: &Finished| serde_json::to_string(&finished.report).unwrap();
        prop_assert_eq!(json(&pieces), json(&whole));
    }

    #[test]
    fn counts_add_up(file in awkward()) {
        let finished = check(Some(PEOPLE), &file);
        let report = &finished.report;
        prop_assert_eq!(report.rows.valid + report.rows.invalid, report.rows.total);
        let counted: u64 = report.findings.groups.iter().map(|group| group.count).sum();
        prop_assert_eq!(counted, report.findings.errors + report.findings.warnings);
        prop_assert_eq!(text(&finished.findings_ndjson).lines().count() as u64, counted + 1);
    }

    #[test]
    fn what_is_clean_is_clean_when_it_is_read_again(file in awkward()) {
        let finished = check(Some(PEOPLE), &file);
        let header_is_good = finished.report.rows.invalid < finished.report.findings.errors
            || finished.report.findings.errors == 0;
        let clean = view(View::Clean, &finished);
        if header_is_good && finished.report.rows.valid > 0 && clean.starts_with("name,email,age,active\r\n") {
            let again = check(Some(PEOPLE), clean.as_bytes());
            prop_assert_eq!(again.report.rows.valid, finished.report.rows.valid);
            prop_assert_eq!(again.report.rows.invalid, 0);
            prop_assert_eq!(view(View::Clean, &again), clean);
        }
    }
}

#[test]
fn what_a_spreadsheet_did_is_said_instead_of_what_the_field_wants() {
    let schema = r#"{"fields": [
        {"name": "phone", "rollcall": {"format": "phone", "phone": "plus"}},
        {"name": "age", "type": "integer"},
        {"name": "note", "type": "string"},
        {"name": "pin", "rollcall": {"format": "pin", "secret": true}}
    ]}"#;
    let csv = "phone,age,note,pin\n\
        +442071234567,36,fine,135792\n\
        4.42071E+11,36.0,\u{a0}pasted,135792.0\n\
        +442071234567,36.5,fine,x\n";
    let finished = check(Some(schema), csv.as_bytes());
    assert_eq!(
        places(&finished),
        [
            "3:1 spreadsheet-damage",
            "3:2 spreadsheet-damage",
            "3:3 invisible-character",
            "3:4 spreadsheet-damage",
            "4:2 type-error",
            "4:4 type-error",
        ]
    );
    // The text is taken as it stands; the rest of row 3 is not.
    assert_eq!((finished.report.findings.errors, finished.report.findings.warnings), (5, 1));
    let found = text(&finished.findings_ndjson);
    assert!(found.contains("only the first 6 digits are left"), "{found}");
    assert!(found.contains("Write 36, and set"), "{found}");
    assert!(!found.contains("135792"), "{found}");
}

#[test]
fn title_rows_above_the_header_are_left_out_and_said() {
    let schema = Schema::from_json(
        r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}, {"name": "city"}]}"#,
    )
    .unwrap();
    let text = "Utenti della sede di Roma,,\n\nname,age,city\nUgo,31,Roma\nZoe,x,Roma\n";
    let mut validation =
        Validation::new(Settings { schema: Some(Rc::new(schema)), ..Settings::default() });
    validation.push(text.as_bytes());
    let finished = validation.finish();
    let report = finished.report;
    assert_eq!(report.file.dialect.header_rows, [3]);
    assert_eq!((report.rows.total, report.rows.invalid), (2, 1));
    let codes: Vec<_> = report.findings.groups.iter().map(|group| &*group.code).collect();
    assert_eq!(codes, ["label-row", "type-error"]);
}

#[test]
fn a_file_with_title_rows_can_be_mended_and_sent_again() {
    let file = "Elenco utenti;;;\n\nname;email;age;active\nUgo;u@example.com;x;true\nZoë;z@example.com;31;true\n";
    let first = check(Some(PEOPLE), file.as_bytes());
    assert_eq!(first.report.file.dialect.header_rows, [3]);
    assert_eq!(view(View::Clean, &first), "name,email,age,active\r\nZoë,z@example.com,31,true\r\n");
    let errors = view(View::Errors, &first);
    assert!(errors.starts_with("Elenco utenti;;;\n\nname;email;age;active;status;details\nUgo;"));
    let mended = check(Some(PEOPLE), errors.replace(";x;", ";40;").as_bytes());
    assert!(mended.report.valid, "{:?}", places(&mended));
    assert_eq!(mended.report.rows.total, 1);
}

#[test]
fn an_escape_at_the_end_of_the_file_does_not_take_the_status_along() {
    let dialect = DialectOptions::from_json(r#"{"escapeChar": "\\"}"#).expect("a dialect");
    let settings = Settings { dialect, ..settings(None) };
    let finished = run(settings, b"id,name\n1,Zoe\\", 4);
    let text = String::from_utf8(finished.report_csv).expect("UTF-8");
    assert_eq!(text, "id,name,status,details\n1,Zoe,valid,");
}
