//! Reading what we wrote gives what we had: properties of any file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)] // a test may stop

mod asserts;

use std::rc::Rc;

use proptest::prelude::*;
use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Limits, Settings, Validation};

const PEOPLE: &str = r#"{
    "fields": [
        {"name": "name", "type": "string", "constraints": {"required": true, "minLength": 2}},
        {"name": "email", "type": "string", "format": "email", "constraints": {"unique": true}},
        {"name": "age", "type": "integer", "constraints": {"minimum": 16, "maximum": 120}},
        {"name": "phone", "type": "string", "rollcall": {"format": "phone"}}
    ],
    "primaryKey": "name"
}"#;

const DIALECTS: [&str; 6] = [
    "{}",
    r#"{"delimiter": ";", "quoteChar": "'"}"#,
    r#"{"header": false}"#,
    r#"{"headerRows": [2, 3], "headerJoin": "-"}"#,
    r##"{"commentChar": "#", "commentRows": [2, 4], "nullSequence": "NA"}"##,
    r#"{"escapeChar": "\\", "doubleQuote": false, "skipInitialSpace": true}"#,
];

fn cell() -> impl Strategy<Value = String> {
    let telling = prop::sample::select(vec![
        "",
        "Zoë",
        "Li Na",
        "z@example.com",
        "31",
        "1815",
        "+442070966000",
        "=1+1",
        "'=1+1",
        "-x",
        "@x",
        "\t1",
        "'",
        "''",
        "\"",
        "\"\"",
        "a\"b",
        "a,b",
        "a;b",
        "a\nb",
        "a\r\nb",
        "\\",
        " x",
        "x ",
        "NA",
        "#",
        "#N/A",
        "\u{a0}",
        "\0",
        "4.42071E+11",
        "VRAI",
        "\u{feff}",
        "sep=;",
    ]);
    prop_oneof![4 => telling.prop_map(str::to_owned), 1 => any::<String>()]
}

/// A cell as a careful program writes it, or one as a careless one does.
fn written(cell: &str, carefully: bool) -> String {
    if carefully { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let header = prop::sample::select(vec![
        "name,email,age,phone",
        "name;email;age;phone",
        "name,email",
        "a,b,c,d",
        "phone,name,x",
        "name,email,age,phone,status,details",
        "sep=;\nname;email;age;phone",
        "",
    ]);
    let row = prop::collection::vec((cell(), prop::bool::weighted(0.8)), 0..7);
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (header, end, prop::collection::vec(row, 0..8)).prop_map(|(header, end, rows)| {
        let delimiter = if header.contains(';') { ";" } else { "," };
        let mut file = format!("{header}{end}");
        for row in rows {
            let cells: Vec<_> =
                row.iter().map(|(cell, carefully)| written(cell, *carefully)).collect();
            file.push_str(&cells.join(delimiter));
            file.push_str(end);
        }
        file.into_bytes()
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let dialect = prop::sample::select(DIALECTS.to_vec());
    let limits = prop_oneof![
        4 => Just(Limits::DEFAULT),
        1 => Just(Limits { findings_per_group: 2, samples: 1, ..Limits::DEFAULT }),
        1 => Just(Limits { head_bytes: 48, record_bytes: 64, ..Limits::DEFAULT }),
    ];
    (any::<bool>(), dialect, limits).prop_map(|(with_schema, dialect, limits)| Settings {
        schema: with_schema.then(|| Rc::new(Schema::from_json(PEOPLE).expect("a valid schema"))),
        dialect: DialectOptions::from_json(dialect).expect("a valid dialect"),
        limits,
        ..Settings::default()
    })
}

fn run(settings: &Settings, bytes: &[u8], chunk: usize) -> Finished {
    let mut validation = Validation::new(settings.clone());
    for piece in bytes.chunks(chunk) {
        validation.push(piece);
    }
    validation.finish()
}

/// Every assertion on one file.
fn holds(dialect: &str, file: &[u8]) -> Finished {
    let dialect = DialectOptions::from_json(dialect).expect("a valid dialect");
    let settings = Settings { dialect, ..Settings::default() };
    let finished = run(&settings, file, usize::MAX);
    asserts::all(&settings, file, &finished);
    finished
}

#[test]
fn a_formula_is_neutralised_where_an_apostrophe_is_the_quote() {
    let quotes = r#"{"delimiter": ";", "quoteChar": "'"}"#;
    let finished = holds(quotes, b"a;b\n=1+1;x\n2;y\n");
    let csv = String::from_utf8(finished.report_csv).unwrap();
    assert!(csv.contains("'''=1+1';x;valid;"), "{csv}");
}

#[test]
fn a_row_with_one_empty_value_stays_a_row_however_often_it_is_written() {
    holds("{}", b"\"\"\nx\n");
    holds("{}", b"\nx\n");
}

#[test]
fn a_separator_line_in_quotes_is_no_row_of_the_views() {
    let finished = holds("{}", b"\"sep=;\"\na;b\n1;2\n");
    let clean = asserts::view(rollcall_engine::report::views::View::Clean, &finished);
    assert_eq!(String::from_utf8(clean).unwrap(), "a,b\r\n1,2\r\n");
}

#[test]
fn a_comment_that_looks_like_a_row_of_a_report_is_no_row_of_the_views() {
    let finished = holds(r##"{"commentChar": "#"}"##, b"a,b\n1,2\n#3,4,valid,\n#5,6,invalid,\n");
    let errors = asserts::view(rollcall_engine::report::views::View::Errors, &finished);
    assert_eq!(String::from_utf8(errors).unwrap(), "a,b,status,details\n");
}

#[test]
fn a_blank_row_stays_one_when_the_report_comes_back() {
    let first = holds("{}", b"a\n1\n\n2\n");
    let again = holds("{}", &first.report_csv);
    assert_eq!((first.report.rows.invalid, again.report.rows.invalid), (1, 1));
}

#[test]
fn a_comment_with_an_open_quote_does_not_swallow_the_rows_below_it() {
    let finished = holds(r##"{"commentChar": "#"}"##, b"a,b\n1,2\n#see,\"the list\n3,4\n5,\"6\"\n");
    let clean = asserts::view(rollcall_engine::report::views::View::Clean, &finished);
    assert_eq!(String::from_utf8(clean).unwrap(), "a,b\r\n1,2\r\n3,4\r\n5,6\r\n");
    holds(r#"{"commentRows": [2]}"#, b"y\n\"never closed\n1\n2\n\"3\"\n");
}

#[test]
fn without_a_header_a_first_record_longer_than_the_first_block_has_its_width() {
    let long = "x".repeat(Limits::DEFAULT.head_bytes);
    let finished = holds(r#"{"header": false}"#, format!("{long},1\n{long},2\n").as_bytes());
    assert!(finished.report.valid, "{:?}", finished.report.findings);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_clean_is_clean_and_the_same_when_it_is_read_again(
        settings in settings(), file in file()
    ) {
        asserts::clean_stays_clean(&settings, &run(&settings, &file, usize::MAX));
    }

    #[test]
    fn the_counts_are_those_of_the_lines(settings in settings(), file in file()) {
        asserts::counts_are_those_of_the_lines(&settings, &run(&settings, &file, usize::MAX));
    }

    #[test]
    fn the_report_gives_the_cells_back_and_two_more(settings in settings(), file in file()) {
        asserts::report_gives_the_file_back(&settings, &file, &run(&settings, &file, usize::MAX));
    }

    #[test]
    fn any_chunking_gives_the_same(
        settings in settings(), file in file(), chunk in 1_usize..70
    ) {
        let (whole, pieces) = (run(&settings, &file, usize::MAX), run(&settings, &file, chunk));
        let json = |finished: &Finished| serde_json::to_string(&finished.report).unwrap();
        prop_assert_eq!(json(&pieces), json(&whole));
        prop_assert_eq!(pieces.report_csv, whole.report_csv);
        prop_assert_eq!(pieces.findings_ndjson, whole.findings_ndjson);
    }
}
