//! The rows of a stored report, read again in batches, and the report with what became of each row.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)] // a test may stop
#![cfg(feature = "rows")]

use std::collections::BTreeSet;
use std::rc::Rc;

use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;
use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::report::FileFacts;
use rollcall_engine::rows::{
    DataRow, Left, Mark, OutcomeColumns, OutcomeWriter, RowOutcome, RowReader,
};
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Settings, Validation, templates};

/// A row as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Read {
    number: u64,
    valid: bool,
    text: String,
    cells: Vec<(String, String)>,
    mark: Mark,
}

fn schema(json: &str) -> Rc<Schema> {
    Rc::new(Schema::from_json(json).expect("a valid schema"))
}

fn template(name: &str) -> Rc<Schema> {
    schema(templates::get(name).expect("a built-in template"))
}

fn settings(schema: Option<Rc<Schema>>, dialect: &str) -> Settings {
    let dialect = DialectOptions::from_json(dialect).expect("a valid dialect");
    Settings { schema, dialect, ..Settings::default() }
}

fn check(settings: &Settings, bytes: &[u8]) -> Finished {
    let mut validation = Validation::new(settings.clone());
    validation.push(bytes);
    validation.finish()
}

/// Reads a report from a mark on, in pieces.
fn read_from(
    mark: &Mark,
    csv: &[u8],
    facts: &FileFacts,
    schema: Option<&Schema>,
    chunk: usize,
) -> Vec<Read> {
    let mut rows = Vec::new();
    let mut keep = |row: DataRow<'_>| {
        let bytes = csv.get(row.bytes.start as usize..row.bytes.end as usize).expect("it is there");
        let cells = row.cells().map(|(name, value)| (name.to_owned(), value.into_owned()));
        rows.push(Read {
            number: row.number,
            valid: row.valid,
            text: String::from_utf8(bytes.to_vec()).expect("whole characters"),
            cells: cells.collect(),
            mark: row.mark(),
        });
    };
    let mut reader = RowReader::resume(facts, schema, mark);
    for piece in csv[mark.byte as usize..].chunks(chunk) {
        reader.push(piece, &mut keep);
    }
    reader.finish(&mut keep);
    rows
}

fn read(settings: &Settings, finished: &Finished) -> Vec<Read> {
    let (csv, facts) = (&finished.report_csv, &finished.report.file);
    read_from(&Mark::default(), csv, facts, settings.schema.as_deref(), usize::MAX)
}

/// The rows as number and values that are not empty, one a line.
fn shown(rows: &[Read]) -> Vec<String> {
    let filled = |row: &Read| {
        let cells = row.cells.iter().filter(|(_, value)| !value.is_empty());
        let cells: Vec<_> = cells.map(|(name, value)| format!("{name}={value}")).collect();
        format!("{} {}", row.number, cells.join(" | "))
    };
    rows.iter().map(filled).collect()
}

#[test]
fn a_file_of_excel_for_8x8_gives_its_rows_by_field() {
    let text = "Prénom de l'utilisateur;User.LastName;user.email;User.Site;Note;User.Voice.Extension\r\n\
                First name;Last name;Email;Site;Remarque;Extension\r\n\
                Hélène;D'Arcy;helene@example.fr;Orléans;=1+1;1001\r\n\
                \r\n\
                Loïc;\"Le Goff\";loic@example.fr;\"Aix\r\nen Provence\";\"dit \"\"le Grand\"\"\";\r\n\
                ;;;;;\r\n\
                Zoé;Çelik;zoe@example.fr;Nîmes;'=2+2;1003";
    let (bytes, _, _) = WINDOWS_1252.encode(text);
    let settings = settings(Some(template("8x8-users")), "{}");
    let finished = check(&settings, &bytes);
    assert_eq!(finished.report.file.dialect.header_rows, [1, 2]);
    assert!(finished.report_csv.starts_with(b"\xEF\xBB\xBF"), "a spreadsheet sees its encoding");
    let rows = read(&settings, &finished);
    assert_eq!(
        shown(&rows),
        [
            "3 User.FirstName=Hélène | User.LastName=D'Arcy | User.Email=helene@example.fr | \
             User.Site=Orléans | Note==1+1 | User.Voice.Extension=1001",
            "5 User.FirstName=Loïc | User.LastName=Le Goff | User.Email=loic@example.fr | \
             User.Site=Aix\r\nen Provence | Note=dit \"le Grand\"",
            "7 User.FirstName=Zoé | User.LastName=Çelik | User.Email=zoe@example.fr | \
             User.Site=Nîmes | Note==2+2 | User.Voice.Extension=1003",
        ],
    );
    assert!(rows[0].text.starts_with("Hélène;") && rows[0].text.ends_with("\r\n"));
    assert!(rows[2].text.starts_with("Zoé;"));
}

#[test]
fn columns_by_pattern_have_their_labels() {
    let text = "First Name,User ID/Email (Required),Extension,Phone Number,\
                Webex Calling SP Enterprise [Sub12],Webex Teams [Sub1],Webex Teams [Sub2],Badge\n\
                Anna,anna@example.com,REMOVE|1001,+442070966000,TRUE,FALSE,TRUE,7\n";
    let settings = settings(Some(template("webex-users")), "{}");
    let finished = check(&settings, text.as_bytes());
    assert_eq!(
        shown(&read(&settings, &finished)),
        [
            "2 First Name=Anna | User ID/Email (Required)=anna@example.com | Extension=REMOVE|1001 | \
          Phone Number=+442070966000 | Webex Calling SP Enterprise [Sub12]=TRUE | \
          Webex Teams [Sub1]=FALSE | Webex Teams [Sub2]=TRUE | Badge=7"
        ],
    );
}

/// Name, schema, dialect, file, and its rows.
type Case<'c> = (&'c str, Option<Rc<Schema>>, &'c str, &'c str, &'c [&'c str]);

#[test]
fn comments_titles_and_separator_lines_are_no_rows() {
    let rainbow = Some(template("rainbow-telephony"));
    let people = r#"{"fields": [{"name": "name"}, {"name": "age", "type": "integer"}]}"#;
    let people = || Some(schema(people));
    let cases: [Case<'_>; 9] = [
        (
            "comments of Rainbow",
            rainbow,
            "{}",
            "%made by hand;\"\n__action__;loginEmail;pbxId;pbxShortNumber\n% a;b;c;d\n\
             attach;a@example.com;PBX1;1001\n%;;;valid;\ndetach;b@example.com;PBX1;1002\n",
            &[
                "4 __action__=attach | loginEmail=a@example.com | pbxId=PBX1 | pbxShortNumber=1001",
                "6 __action__=detach | loginEmail=b@example.com | pbxId=PBX1 | pbxShortNumber=1002",
            ],
        ),
        (
            "a title, and a row that is none",
            people(),
            "{}",
            "Staff\n\nname;age\nAnna;31\nUgo;32\n",
            &["4 name=Anna | age=31", "5 name=Ugo | age=32"],
        ),
        (
            "a sep= line stands before row 1",
            people(),
            "{}",
            "sep=;\nname;age\nAnna;31\n",
            &["2 name=Anna | age=31"],
        ),
        (
            "header rows that are joined",
            None,
            r#"{"headerRows": [2, 4], "headerJoin": "-", "commentRows": [3, 6]}"#,
            "Staff,of,Aix\nname,,age\nx,y,z\nfirst,last,\nA,B,1\nC,D,2\nE,F,3\n",
            &["5 name-first=A | last=B | age=1", "7 name-first=E | last=F | age=3"],
        ),
        (
            "no header, with a schema",
            people(),
            r#"{"header": false}"#,
            "Anna,31\nUgo,32\n",
            &["1 name=Anna | age=31", "2 name=Ugo | age=32"],
        ),
        (
            "no header, and no schema",
            None,
            r#"{"header": false}"#,
            "Anna,31\n\nUgo,32\n",
            &["1 field1=Anna | field2=31", "3 field1=Ugo | field2=32"],
        ),
        (
            "a null sequence, and an apostrophe that is no guard",
            people(),
            r#"{"nullSequence": "NA"}"#,
            "name,age\nNA,31\n'Ndrangheta,NA\n",
            &["2 age=31", "3 name='Ndrangheta"],
        ),
        (
            "an earlier report, whose columns are replaced",
            None,
            "{}",
            "name,age,status,details\n'=x,1,valid,\ny,2,invalid,\"because, say\"\n",
            &["2 name==x | age=1", "3 name=y | age=2"],
        ),
        (
            "an escape, and spaces behind delimiters",
            None,
            r#"{"escapeChar": "\\", "doubleQuote": false, "skipInitialSpace": true}"#,
            "name, age\nA\\,B, \"3 \\\"1\\\"\"\nC, 2\n",
            &["2 name=A,B | age=3 \"1\"", "3 name=C | age=2"],
        ),
    ];
    for (name, schema, dialect, text, expected) in cases {
        let settings = settings(schema, dialect);
        let rows = read(&settings, &check(&settings, text.as_bytes()));
        assert_eq!(shown(&rows), expected, "{name}");
    }
}

#[test]
fn a_value_is_what_the_check_took_it_for() {
    let schema = schema(
        r#"{"missingValues": ["", "-"], "fields": [
            {"name": "flag", "rollcall": {"format": "yes-no", "tokens": ["Y", "N"], "severity": "warning",
                "values": {"fr": {"Oui": "Y"}}}},
            {"name": "scope", "constraints": {"enum": ["BRANCH", "Oui"]}, "rollcall": {
                "severity": "warning", "values": {"fr": {"SUCCURSALE": "BRANCH", "Oui": "BRANCH"}}}},
            {"name": "free"}]}"#,
    );
    let settings = settings(Some(schema), "{}");
    let text =
        "flag,scope,free\nOui,Succursale,Oui\n oui ,Oui,-\n-,\"suc\"\"cursale\",\" a \"\"b\"\"\"\n";
    let finished = check(&settings, text.as_bytes());
    let rows = read(&settings, &finished);
    assert!(rows.iter().all(|row| row.valid), "{:?}", finished.report.findings);
    assert_eq!(
        shown(&rows),
        [
            "2 flag=Y | scope=BRANCH | free=Oui",
            "3 flag=Y | scope=Oui",
            "4 scope=suc\"cursale | free= a \"b\""
        ],
    );
}

#[test]
fn a_row_with_an_error_says_so() {
    let settings =
        settings(Some(schema(r#"{"fields": [{"name": "n", "type": "integer"}]}"#)), "{}");
    let rows = read(&settings, &check(&settings, b"n\n1\nx\n"));
    assert_eq!(rows.iter().map(|row| row.valid).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_mark_before_the_header_is_complete_is_the_beginning() {
    let settings = settings(None, r#"{"headerRows": [1, 2]}"#);
    let finished = check(&settings, b"a,b\nc,d\n1,2\n");
    let mut reader = RowReader::new(&finished.report.file, None);
    reader.push(b"a,b,,\nc,", &mut |_| {});
    assert_eq!(reader.mark(), Mark::default());
    reader.push(b"d,status,details\n1", &mut |_| {});
    let header = vec!["a c".to_owned(), "b d".to_owned()];
    assert_eq!(reader.mark(), Mark { byte: 25, row: 2, header });
}

/// Copies a report, with outcomes that are given in pages.
fn write(
    csv: &[u8],
    (facts, schema): (&FileFacts, Option<&Schema>),
    columns: &OutcomeColumns,
    outcomes: &[RowOutcome],
    (chunk, page): (usize, usize),
) -> (String, Left) {
    let mut writer = OutcomeWriter::new(facts, schema, columns.clone());
    let (mut pages, mut out) = (outcomes.chunks(page), Vec::new());
    for piece in csv.chunks(chunk) {
        writer.push(piece, &mut out);
        while writer.waits() {
            match pages.next() {
                Some(page) => page.iter().cloned().for_each(|outcome| writer.give(outcome)),
                None => writer.end_outcomes(),
            }
            writer.push(b"", &mut out);
        }
    }
    pages.flatten().cloned().for_each(|outcome| writer.give(outcome));
    let left = writer.finish(&mut out);
    (String::from_utf8(out).expect("UTF-8"), left)
}

fn outcome(row: u64, status: &str, details: &str, outputs: &[(&str, &str)]) -> RowOutcome {
    let outputs = outputs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    RowOutcome { row, status: status.into(), details: details.into(), outputs }
}

#[test]
fn a_processed_report_of_8x8_has_its_names_its_words_and_what_came_out() {
    let text = "User.FirstName;User.LastName;User.Email;User.Site;Poste;User.Voice.Extension\r\n\
                First name;Last name;Email;Site;;Extension\r\n\
                Hélène;D'Arcy;helene@example.fr;Orléans;\"a;b\";1001\r\n\
                Loïc;Le Goff;loic@example.fr;\"Aix\r\nen Provence\";;\r\n\
                Zoé;Çelik;zoe@example.fr;Nîmes;;1003\r\n";
    let settings = settings(Some(template("8x8-users")), "{}");
    let finished = check(&settings, text.as_bytes());
    let facts = &finished.report.file;
    let json = serde_json::from_str(templates::get("8x8-users").unwrap()).unwrap();
    let columns = OutcomeColumns::of_template(&json, facts);
    let outcomes = [
        outcome(
            3,
            "RowSuccessfullyProcessed",
            "",
            &[("User.Voice.TemporaryNumber", "+33123456789")],
        ),
        outcome(4, "RowPartiallyProcessed", "=1+1; site", &[("user.voice.extension", "1002")]),
        outcome(5, "RowProcessingFailed", "No such site", &[]),
        outcome(9, "RowProcessingFailed", "", &[]),
    ];
    let schema = settings.schema.as_deref();
    let (csv, left) = write(&finished.report_csv, (facts, schema), &columns, &outcomes, (7, 1));
    assert_eq!(left, Left { outcomes: 1, outputs: 0 });
    assert_eq!(
        csv,
        "User.FirstName;User.LastName;User.Email;User.Site;Poste;User.Voice.Extension;\
         User.Voice.TemporaryNumber;User Upload Status;User Upload Details\r\n\
         First name;Last name;Email;Site;;Extension;\
         User.Voice.TemporaryNumber;User Upload Status;User Upload Details\r\n\
         Hélène;D'Arcy;helene@example.fr;Orléans;\"a;b\";1001;+33123456789;RowSuccessfullyProcessed;\r\n\
         Loïc;Le Goff;loic@example.fr;\"Aix\r\nen Provence\";;1002;;RowPartiallyProcessed;\"'=1+1; site\"\r\n\
         Zoé;Çelik;zoe@example.fr;Nîmes;;1003;;RowProcessingFailed;No such site\r\n",
    );
    // It comes back as what it is.
    let again = check(&settings, csv.as_bytes());
    let outcome = again.report.outcome.expect("a result file");
    assert_eq!((outcome.succeeded, outcome.partial, outcome.failed), (1, 1, 1));
}

#[test]
fn the_templates_name_the_columns_of_what_became_of_rows() {
    let facts = check(&settings(None, "{}"), b"a\n1\n").report.file;
    let names = |name: &str| {
        let json = serde_json::from_str(templates::get(name).unwrap()).unwrap();
        let OutcomeColumns { status, details, outputs } =
            OutcomeColumns::of_template(&json, &facts);
        (status, details, outputs.len())
    };
    let expect = |status: &str, details: &str, outputs| (status.into(), details.into(), outputs);
    assert_eq!(names("8x8-users"), expect("User Upload Status", "User Upload Details", 2));
    assert_eq!(names("webex-users"), expect("status", "Error Message", 0));
    assert_eq!(names("webex-contact-center-users"), expect("status", "Error Message", 0));
    assert_eq!(names("rainbow-telephony"), expect("status", "details", 0));
}

#[test]
fn labels_that_the_file_has_are_not_written_twice_and_nothing_is_lost_unsaid() {
    let settings = settings(None, "{}");
    let finished = check(&settings, b"a,Done\n1,2\n");
    let columns = OutcomeColumns { status: "Done".into(), details: "Why".into(), outputs: vec![] };
    let outcomes = [outcome(1, "x", "", &[]), outcome(2, "y", "z", &[("b", "3"), ("A", "4")])];
    let file = (&finished.report.file, None);
    let (csv, left) = write(&finished.report_csv, file, &columns, &outcomes, (1, 2));
    assert_eq!(csv, "a,Done,rollcall_Done,rollcall_Why\n4,2,y,z\n");
    assert_eq!(left, Left { outcomes: 1, outputs: 1 });
}

// Properties.

const PEOPLE: &str = r#"{
    "fieldsMatch": "partial",
    "fields": [
        {"name": "name", "type": "string"},
        {"name": "email", "type": "string", "format": "email"},
        {"name": "age", "type": "integer"},
        {"name": "service", "rollcall": {"pattern_label": "service \\[.*\\]"}}
    ]
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
        "+442070966000",
        "=1+1",
        "'=1+1",
        "@x",
        "\t1",
        "'",
        "\"",
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
        "\u{a0}",
        "valid",
    ]);
    prop_oneof![6 => telling.prop_map(str::to_owned), 1 => any::<String>()]
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let header = prop::sample::select(vec![
        "name,email,age,service [a]",
        "Name;E-Mail;age;service [b]",
        "service [a],service [b]",
        "a,b,c,d",
        "Staff\n\nage,name,x",
        "name,email,age,phone,status,details",
        "sep=;\nname;email;age;phone",
        "\u{feff}name,x\nName,X",
        "",
    ]);
    let row = prop::collection::vec((cell(), prop::bool::weighted(0.9)), 0..7);
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (header, end, prop::collection::vec(row, 0..8)).prop_map(|(header, end, rows)| {
        let delimiter = if header.contains(';') { ";" } else { "," };
        let mut file = format!("{header}{end}");
        for row in rows {
            let write = |(cell, carefully): &(String, bool)| match carefully {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell.clone(),
            };
            file.push_str(&row.iter().map(write).collect::<Vec<_>>().join(delimiter));
            file.push_str(end);
        }
        file.into_bytes()
    })
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let dialect = prop::sample::select(DIALECTS.to_vec());
    (any::<bool>(), dialect)
        .prop_map(|(with_schema, dialect)| settings(with_schema.then(|| schema(PEOPLE)), dialect))
}

/// Whether no line fell off its record: then it would have that record's number in findings. Of a row that is a
/// comment by its number nobody says so, and a line that fell off it is a row by itself in the report; so the same
/// file is looked at without comments as well.
fn is_whole(settings: &Settings, bytes: &[u8], finished: &Finished) -> bool {
    let torn = ["stray-quote", "unclosed-quote", "format-error", "source-error"];
    let whole = |finished: &Finished| {
        !finished.report.findings.groups.iter().any(|group| torn.contains(&group.code.as_str()))
    };
    let mut plain = settings.clone();
    plain.dialect.comment_rows.clear();
    whole(finished) && (settings.dialect.comment_rows.is_empty() || whole(&check(&plain, bytes)))
}

#[test]
fn a_line_that_fell_off_a_comment_is_seen() {
    let file = "\u{feff}name,x\nName,X\n\n\",\"Zo\u{eb}\"\n\"\"\n,Zo\u{eb}\n";
    let settings = settings(None, DIALECTS[4]);
    assert!(!is_whole(&settings, file.as_bytes(), &check(&settings, file.as_bytes())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_chunking_and_any_mark_give_the_same_rows(
        settings in any_settings(), file in file(), chunk in 1_usize..40
    ) {
        let finished = check(&settings, &file);
        let (csv, facts) = (&finished.report_csv, &finished.report.file);
        let schema = settings.schema.as_deref();
        let whole = read(&settings, &finished);
        prop_assert_eq!(&read_from(&Mark::default(), csv, facts, schema, chunk), &whole);
        for (index, row) in whole.iter().enumerate() {
            prop_assert_eq!(row.mark.row, row.number);
            let rest = read_from(&row.mark, csv, facts, schema, chunk);
            prop_assert_eq!(rest.as_slice(), &whole[index + 1..]);
        }
    }

    #[test]
    fn rows_have_the_numbers_of_findings_and_all_of_them_are_read(
        file in file(), dialect in prop::sample::select(DIALECTS.to_vec()), header in any::<bool>()
    ) {
        // No value passes this check, so every row has a finding.
        let never = r#"{"fieldsMatch": "partial", "fields": [{"name": "name", "rollcall": {"pattern_label": "(?s).*"},
            "constraints": {"required": true, "pattern": "[^\\s\\S]"}}]}"#;
        let dialect = if header { dialect } else { DIALECTS[2] };
        let settings = settings(Some(schema(never)), dialect);
        let finished = check(&settings, &file);
        let blank = finished.report.findings.groups.iter().any(|group| group.code == "blank-header");
        prop_assume!(is_whole(&settings, &file, &finished) && !blank);
        let header_rows = &finished.report.file.dialect.header_rows;
        let mut found = BTreeSet::new();
        for line in finished.findings_ndjson.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            let finding: serde_json::Value = serde_json::from_slice(line).unwrap();
            let of_data = finding["severity"] == "error" && finding["code"] != "blank-row";
            let row = finding["row"].as_u64().filter(|row| of_data && !header_rows.contains(row));
            found.extend(row);
        }
        let rows = read(&settings, &finished);
        let read: BTreeSet<u64> = rows.iter().map(|row| row.number).collect();
        prop_assert_eq!(read.len(), rows.len());
        prop_assert!(rows.iter().all(|row| !row.valid));
        prop_assert_eq!(read, found);
    }

    #[test]
    fn without_outcomes_the_report_is_copied_byte_for_byte(
        settings in any_settings(), file in file(), chunk in 1_usize..40
    ) {
        let finished = check(&settings, &file);
        let facts = &finished.report.file;
        let columns = OutcomeColumns::of_report(facts);
        let file = (facts, settings.schema.as_deref());
        let (copy, left) = write(&finished.report_csv, file, &columns, &[], (chunk, 1));
        prop_assert_eq!(copy.as_bytes(), finished.report_csv.as_slice());
        prop_assert_eq!(left, Left::default());
    }

    #[test]
    fn rows_with_an_outcome_have_it_and_keep_their_cells(
        settings in any_settings(), file in file(), sizes in (1_usize..40, 1_usize..4),
        told in prop::collection::vec((any::<bool>(), cell(), cell(), cell(), cell()), 8)
    ) {
        let finished = check(&settings, &file);
        let facts = &finished.report.file;
        let rows = read(&settings, &finished);
        let columns = OutcomeColumns {
            status: "Upload".into(), details: "Why".into(), outputs: vec!["Temporary".into(), "age".into()],
        };
        let told = rows.iter().zip(&told).filter(|(_, (is, ..))| *is);
        let outcomes: Vec<RowOutcome> = told.map(|(row, (_, status, details, temporary, age))| {
            outcome(row.number, status, details, &[("temporary", temporary), ("age", age)])
        }).collect();
        let is_whole = is_whole(&settings, &file, &finished);
        let file = (facts, settings.schema.as_deref());
        let whole = write(&finished.report_csv, file, &columns, &outcomes, (usize::MAX, usize::MAX));
        let pieces = write(&finished.report_csv, file, &columns, &outcomes, sizes);
        prop_assert_eq!(&pieces, &whole);
        prop_assert_eq!(whole.1.outcomes, 0);
        // A line that fell off a comment has too few cells for what came out.
        if is_whole {
            prop_assert_eq!(whole.1, Left { outcomes: 0, outputs: 0 });
        }

        let again = read_from(&Mark::default(), whole.0.as_bytes(), facts, file.1, usize::MAX);
        // The cells of the file but for those that were filled, of rows that have others.
        let kept = |rows: &[Read]| -> Vec<_> {
            let of_row = |row: &Read| {
                let given = outcomes.iter().any(|outcome| outcome.row == row.number);
                let cells = row.cells.iter().filter(|(name, _)| name != "Temporary" && name != "age");
                (row.number, given, cells.cloned().collect::<Vec<_>>())
            };
            let filled = |cells: &[(String, String)]| cells.iter().any(|(_, value)| !value.is_empty());
            rows.iter().map(of_row).filter(|(_, _, cells)| filled(cells)).collect()
        };
        // Without a header the columns that are added have no name, and those of a row that is too
        // long have none either.
        let uneven = finished.report.findings.groups.iter().any(|group| group.code.ends_with("-cell"));
        if facts.dialect.header && !uneven && is_whole {
            prop_assert_eq!(kept(&again), kept(&rows));
        }
    }
}
