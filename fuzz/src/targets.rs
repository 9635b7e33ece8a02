//! What must hold for any input, one function a target.

use std::convert::Infallible;
use std::rc::Rc;
use std::sync::OnceLock;

use encoding_rs::Encoding;
use rollcall_engine::dialect::{DialectOptions, Format};
use rollcall_engine::finding::Code;
use rollcall_engine::reading::RecordStream;
use rollcall_engine::records::{Damage, Reader, Record};
use rollcall_engine::report::Report;
use rollcall_engine::schema::{Schema, SchemaError};
use rollcall_engine::{Finished, Limits, Settings, Validation, encoding, templates};
use rollcall_multipart::{Error, Event, Limits as FormLimits, Parser, PushError, boundary_of};

use crate::random::Random;
use crate::{round_trip, seen};

/// The pieces in which `bytes` arrive: always the same for the same bytes.
fn pieces<'b>(bytes: &'b [u8], random: &mut Random) -> Vec<&'b [u8]> {
    let most = [1, 2, 3, 7, 40, 700].get(random.below(6)).copied().unwrap_or(1);
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at((1 + random.below(most)).min(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// The first byte, to choose by, and the rest.
fn choice(data: &[u8]) -> (usize, &[u8]) {
    data.split_first().map_or((0, data), |(&byte, rest)| (usize::from(byte), rest))
}

fn line(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|&byte| byte == b'\n') {
        Some(at) => (data.get(..at).unwrap_or_default(), data.get(at + 1..).unwrap_or_default()),
        None => (data, b""),
    }
}

/// What came out of a body: parts with their content, whether it was closed, how it ended.
#[derive(Debug, PartialEq, Eq)]
struct Form {
    parts: Vec<(String, Vec<u8>, bool)>,
    closed: bool,
    end: Result<(), Error>,
}

fn form(boundary: &[u8], limits: FormLimits, pieces: &[&[u8]]) -> Option<Form> {
    let mut parser = Parser::new(boundary, limits).ok()?;
    let mut form = Form { parts: Vec::new(), closed: false, end: Ok(()) };
    for piece in pieces {
        let pushed = parser.push(piece, &mut |event: Event<'_>| {
            assert!(!form.closed, "nothing comes after the end");
            match event {
                Event::PartStart(headers) => {
                    assert!(form.parts.last().is_none_or(|part| part.2), "one part at a time");
                    form.parts.push((format!("{headers:?}"), Vec::new(), false));
                }
                Event::Data(bytes) => {
                    assert!(!bytes.is_empty(), "data is something");
                    match form.parts.last_mut() {
                        Some((_, data, false)) => data.extend_from_slice(bytes),
                        _ => panic!("data belongs to a part"),
                    }
                }
                Event::PartEnd => match form.parts.last_mut() {
                    Some((_, _, ended @ false)) => *ended = true,
                    _ => panic!("an end belongs to a part"),
                },
                Event::Nameless => {
                    assert!(form.parts.last().is_none_or(|part| part.2), "one part at a time");
                }
                Event::Closed => {
                    assert!(form.parts.last().is_none_or(|part| part.2), "no part is left open");
                    form.closed = true;
                }
            }
            Ok::<(), Infallible>(())
        });
        match pushed {
            Ok(()) => {}
            Err(PushError::Malformed(error)) => {
                form.end = Err(error);
                break;
            }
            Err(PushError::Handler(never)) => match never {},
        }
    }
    let end = parser.finish();
    match &form.end {
        Ok(()) => form.end = end,
        Err(_) => assert_eq!(end, form.end, "an error stays"),
    }
    Some(form)
}

/// A line with a content type, or else a boundary (after `!` with small limits); then the body.
pub(crate) fn multipart(data: &[u8]) {
    let (first, body) = line(data);
    let (small, first) = first.strip_prefix(b"!").map_or((false, first), |rest| (true, rest));
    let named = std::str::from_utf8(first).ok().map(boundary_of);
    if let Some(Err(error)) = &named {
        seen(error.to_string());
    }
    let boundary = match named {
        Some(Ok(boundary)) => boundary.into_bytes(),
        _ => first.to_vec(),
    };
    let limits = if small {
        FormLimits { parts: 2, headers: 80, preamble: 12, epilogue: 12 }
    } else {
        FormLimits::default()
    };
    let Some(whole) = form(&boundary, limits, &[body]) else { return };
    let cut = pieces(body, &mut Random::of(data));
    let single: Vec<&[u8]> = body.chunks(1).collect();
    for cuts in [cut, single] {
        assert_eq!(form(&boundary, limits, &cuts).as_ref(), Some(&whole), "however it is cut");
    }
    assert!(whole.end.is_err() || whole.closed, "a whole body was closed");
    assert!(whole.parts.len() <= limits.parts as usize, "the limit holds");
    let content: usize = whole.parts.iter().map(|part| part.1.len()).sum();
    assert!(content <= body.len(), "content comes from the body");
    seen((whole.parts.len(), whole.closed, format!("{:?}", whole.end)));
    seen(whole.parts.iter().map(|part| (part.0.len(), part.1.len().min(9))).collect::<Vec<_>>());
}

/// Everything about a record that can be seen.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    text: String,
    end: &'static str,
    place: (u64, u64, u64),
    width: usize,
    damage: Vec<(usize, Damage)>,
    cells: Vec<(String, u64)>,
}

impl Seen {
    fn of(record: &Record<'_>) -> Self {
        let mut scratch = String::new();
        let cells = (0..record.len())
            .map(|index| {
                assert!(record.text.contains(record.raw_cell(index)), "a cell is of its record");
                (record.cell(index, &mut scratch).to_owned(), record.cell_line(index))
            })
            .collect();
        Self {
            text: record.text.to_owned(),
            end: record.terminator.as_str(),
            place: (record.row, record.line, record.offset),
            width: record.width,
            damage: record.damage.to_vec(),
            cells,
        }
    }

    fn cut(&self) -> bool {
        self.damage.iter().any(|(_, damage)| *damage == Damage::TooLong)
    }
}

/// Records follow each other, and unless one was too long they are the whole text.
fn follow(records: &[Seen], text: Option<&str>) {
    let mut all = String::new();
    for (index, record) in records.iter().enumerate() {
        assert_eq!(record.place.0, index as u64 + 1, "rows are counted one by one");
        assert!(record.cells.len() <= record.width.max(1), "no more cells than the width");
        assert!(
            record.cells.iter().all(|cell| cell.1 >= record.place.1),
            "cells begin on its lines"
        );
        all.push_str(&record.text);
        all.push_str(record.end);
        seen((
            record.width.min(6),
            record.end,
            record
                .damage
                .iter()
                .map(|(at, damage)| (at.min(&3), format!("{damage:?}")))
                .collect::<Vec<_>>(),
        ));
    }
    if let Some(text) = text
        && !records.iter().any(Seen::cut)
    {
        assert_eq!(all, text, "no text is lost and none is made up");
    }
}

/// Longer than the first block, so that what comes after it is decoded in the stream.
fn long_ascii() -> &'static [u8] {
    static LONG: OnceLock<Vec<u8>> = OnceLock::new();
    LONG.get_or_init(|| [b"a".repeat(1020), b",b\n".to_vec()].concat().repeat(66))
}

const ENCODINGS: &[Option<&Encoding>] = &[
    None,
    Some(encoding_rs::UTF_8),
    Some(encoding_rs::UTF_16LE),
    Some(encoding_rs::UTF_16BE),
    Some(encoding_rs::WINDOWS_1252),
    Some(encoding_rs::SHIFT_JIS),
    Some(encoding_rs::GB18030),
    Some(encoding_rs::ISO_2022_JP),
    Some(encoding_rs::EUC_KR),
    Some(encoding_rs::MACINTOSH),
    Some(encoding_rs::BIG5),
    Some(encoding_rs::EUC_JP),
];

/// The engine's encoding of the same name.
fn known(encoding: &'static Encoding) -> Option<encoding::Encoding> {
    encoding::Encoding::for_label(encoding.name().as_bytes())
}

fn decoded(file: &[u8], encoding: Option<&'static Encoding>, cuts: &[&[u8]]) -> Option<Vec<Seen>> {
    // A delimiter that is given, so that it is not looked for and no quote holds anything.
    let dialect =
        DialectOptions { delimiter: Some(b','), quote: Some(None), ..DialectOptions::default() };
    let mut stream = RecordStream::new(dialect, encoding.and_then(known));
    let mut records = Vec::new();
    let mut keep = |record: &Record<'_>| records.push(Seen::of(record));
    assert_eq!(cuts.iter().map(|cut| cut.len()).sum::<usize>(), file.len());
    for cut in cuts {
        stream.push(cut, &mut keep);
    }
    match stream.finish(&mut keep) {
        Ok(()) => Some(records),
        Err(message) => {
            seen(message);
            None
        }
    }
}

/// A byte that names the encoding and whether there is a long beginning; then the file.
pub(crate) fn decode(data: &[u8]) {
    let (choice, tail) = choice(data);
    let encoding = ENCODINGS.get(choice % ENCODINGS.len()).copied().flatten();
    let wide = encoding.is_some_and(|encoding| encoding.name().starts_with("UTF-16"));
    let long = !wide && choice / ENCODINGS.len() % 4 == 1;
    let file = if long { [long_ascii(), tail].concat() } else { tail.to_vec() };
    let whole = decoded(&file, encoding, &[&file]);
    let mut random = Random::of(data);
    let cuts = if long {
        let (head, rest) = file.split_at(file.len() - tail.len());
        [vec![head], pieces(rest, &mut random)].concat()
    } else {
        pieces(&file, &mut random)
    };
    assert_eq!(decoded(&file, encoding, &cuts), whole, "however it is cut");
    let Some(records) = whole else { return };
    // Another decoder says what the text is, where nothing had to be guessed.
    let plain = Encoding::for_bom(&file).is_none() && !file.starts_with(b"sep=");
    let text = encoding
        .filter(|_| plain)
        .map(|encoding| encoding.decode_without_bom_handling(&file).0.into_owned())
        .filter(|text| !text.starts_with("sep=") && !text.starts_with("\"sep="));
    if Encoding::for_bom(&file).is_some_and(|(of, _)| of == encoding_rs::UTF_8) || text.is_some() {
        follow(&records, text.as_deref());
    }
    seen((choice % ENCODINGS.len(), long, records.len().min(5)));
}

fn explained(errors: &[SchemaError]) {
    assert!(!errors.is_empty(), "what is refused has a reason");
    for SchemaError { pointer, detail } in errors {
        assert!(pointer.is_empty() || pointer.starts_with('/'), "a JSON pointer: {pointer}");
        assert!(!detail.is_empty(), "a reason is said");
        let place: String = pointer.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        seen((place.get(..place.len().min(40)).map(str::to_owned), detail.len() / 8));
    }
}

/// A Table Dialect as JSON; after a NUL the file that is read with it.
pub(crate) fn dialect(data: &[u8]) {
    let at = data.iter().position(|&byte| byte == 0).unwrap_or(data.len());
    let (json, file) = data.split_at(at);
    let file = file.get(1..).unwrap_or(b"a,b\n\"1\",2\n");
    let json = String::from_utf8_lossy(json);
    let dialect = match DialectOptions::from_json(&json) {
        Ok(dialect) => dialect,
        Err(errors) => return explained(&errors),
    };
    assert_eq!(DialectOptions::from_json(&json).as_ref(), Ok(&dialect), "the same again");
    let settings = Settings { dialect, ..Settings::default() };
    let report = checked(&settings, file, &mut Random::of(data));
    let facts = serde_json::to_string(&report.file.dialect).unwrap_or_default();
    if let Err(errors) = DialectOptions::from_json(&facts) {
        panic!("the dialect that is reported can be given: {facts}: {errors:?}");
    }
}

fn read(text: &[&str], format: &Format, pauses: bool) -> Vec<Seen> {
    let mut reader = Reader::new(format.clone());
    let mut records = Vec::new();
    let mut keep = |record: &Record<'_>| {
        records.push(Seen::of(record));
        !pauses
    };
    for piece in text {
        reader.push(piece, &mut keep);
        while reader.resume(&mut keep) {}
    }
    reader.finish(&mut keep);
    records
}

/// Two bytes that choose a dialect; then the text.
pub(crate) fn records(data: &[u8]) {
    let (one, data) = choice(data);
    let (two, bytes) = choice(data);
    let format = Format {
        delimiter: [b',', b';', b'\t', b'a'].get(one % 4).copied().unwrap_or(b','),
        quote: [Some(b'"'), Some(b'"'), Some(b'\''), None].get(one / 4 % 4).copied().flatten(),
        double_quote: one / 16 % 4 != 3,
        escape: (one / 64 == 3).then_some(b'\\'),
        skip_initial_space: two % 4 == 3,
        comment: (two / 64 == 3).then(|| "#".to_owned()),
        max_record: [1 << 20, 1 << 20, 64, 9].get(two / 4 % 4).copied().unwrap_or(9),
        max_columns: if two / 16 % 4 == 3 { 3 } else { 16_384 },
    };
    let text = String::from_utf8_lossy(bytes);
    let whole = read(&[&text], &format, false);
    assert_eq!(read(&[&text], &format, true), whole, "however often it pauses");
    let mut random = Random::of(bytes);
    let mut cuts = Vec::new();
    let mut rest = &*text;
    while !rest.is_empty() {
        let at = rest.ceil_char_boundary(1 + random.below(9));
        let (piece, after) = rest.split_at(at);
        cuts.push(piece);
        rest = after;
    }
    assert_eq!(read(&cuts, &format, false), whole, "however it is cut");
    assert_eq!(read(&cuts, &format, true), whole, "cut, and with pauses");
    follow(&whole, Some(&text));
}

/// A Table Schema as JSON.
pub(crate) fn schema(data: &[u8]) {
    let json = String::from_utf8_lossy(data);
    let schema = match Schema::from_json(&json) {
        Ok(schema) => schema,
        Err(errors) => return explained(&errors),
    };
    for (place, field) in schema.fields.iter().enumerate() {
        assert_eq!(schema.position(&field.name), Some(place), "a field is found by its name");
    }
    let mut file = String::new();
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let names: Vec<String> = schema.fields.iter().map(|field| quoted(&field.name)).collect();
    file.push_str(&names.join(","));
    for value in VALUES {
        file.push('\n');
        let cells = vec![quoted(value); names.len().min(64)];
        file.push_str(&cells.join(","));
    }
    let settings = Settings { schema: Some(Rc::new(schema)), ..Settings::default() };
    checked(&settings, file.as_bytes(), &mut Random::of(data));
}

/// Cells that one type or another takes, or nearly takes.
const VALUES: &[&str] = &[
    "",
    "a",
    "b",
    "1",
    "-1.50",
    "1e400",
    "99999999999999999999999",
    "1,234.5",
    "NaN",
    "true",
    "oui",
    "2024-02-29",
    "29/02/24",
    "2024-060",
    "24:00:00",
    "10:00:00.5Z",
    "2024-02-29T10:00:00+01:00",
    "-2024",
    "2024-13",
    "P1Y2M3DT4H5M6.7S",
    "90.5,-180",
    "[1,\"a\",null]",
    "{\"lon\": 1, \"lat\": 2}",
    "{\"type\":\"Point\",\"coordinates\":[1,2]}",
    "x@y.example",
    "http://[::1]/?q=%zz#f",
    "aGVsbG8=",
    "123e4567-e89b-12d3-a456-426614174000",
    "+442070966000",
    "00:1A:2b:3c:4d:5e",
    "é́😀",
    "1|2||3",
    "#N/A",
];

const SCHEMA_OF_MANY: &str = r#"{"fields": [
    {"name": "id", "type": "integer", "constraints": {"required": true, "unique": true, "maximum": 99}},
    {"name": "name", "type": "string", "constraints": {"maxLength": 8, "pattern": "[^x]*"}},
    {"name": "e-mail", "type": "string", "format": "email"},
    {"name": "born", "type": "date", "format": "any"},
    {"name": "sum", "type": "number", "decimalChar": ",", "groupChar": " ", "bareNumber": false},
    {"name": "tags", "type": "list", "itemType": "integer"},
    {"name": "on", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}
], "missingValues": ["", "NA"], "primaryKey": ["id", "name"], "uniqueKeys": [["e-mail"]], "fieldsMatch": "partial"}"#;

const SCHEMA_OF_REFERENCES: &str = r#"{"fields": [
    {"name": "id", "type": "integer"},
    {"name": "name", "type": "string"},
    {"name": "next", "type": "integer"},
    {"name": "site", "type": "string"}
], "fieldsMatch": "partial", "foreignKeys": [
    {"fields": "next", "reference": {"resource": "", "fields": "id"}},
    {"fields": ["next", "site"], "reference": {"fields": ["id", "name"]}},
    {"fields": "site", "reference": {"resource": "sites", "fields": "name"}}
]}"#;

const DIALECTS: &[&str] = &[
    "{}",
    "{}",
    r#"{"delimiter": ";", "quoteChar": "'"}"#,
    r#"{"header": false}"#,
    r#"{"headerRows": [2, 3], "headerJoin": "-"}"#,
    r##"{"commentChar": "#", "commentRows": [2, 4], "nullSequence": "NA"}"##,
    r#"{"escapeChar": "\\", "doubleQuote": false, "skipInitialSpace": true}"#,
    r#"{"quoteChar": null}"#,
];

thread_local! {
    /// Compiled once: a schema takes longer to read than a small file to check.
    static SCHEMAS: Vec<Option<Rc<Schema>>> = {
        let read = |json: &str| Schema::from_json(json).ok().map(Rc::new);
        vec![None, read(SCHEMA_OF_MANY), read(SCHEMA_OF_REFERENCES), templates::get("8x8-users").and_then(read)]
    };
}

const SMALL: Limits = Limits {
    head_bytes: 24,
    record_bytes: 90,
    columns: 5,
    cell_echo: 6,
    samples: 2,
    sample_bytes: 900,
    findings_per_group: 3,
    unique_values: 4,
    details_bytes: 70,
};

/// Three bytes that choose schema and dialect, encoding, and limits; then the file.
pub(crate) fn engine(data: &[u8]) {
    let (one, data) = choice(data);
    let (two, data) = choice(data);
    let (three, file) = choice(data);
    let schema = SCHEMAS.with(|schemas| schemas.get(one % 4).cloned().flatten());
    let json = DIALECTS.get(one / 4 % DIALECTS.len()).copied().unwrap_or("{}");
    let Ok(dialect) = DialectOptions::from_json(json) else { panic!("{json} is a dialect") };
    let limits = match three % 4 {
        0 => SMALL,
        1 => Limits { head_bytes: 1 + three / 4, ..Limits::DEFAULT },
        _ => Limits::DEFAULT,
    };
    let encoding = if two % 4 == 0 {
        ENCODINGS.get(two / 4 % ENCODINGS.len()).copied().flatten().and_then(known)
    } else {
        None
    };
    let settings = Settings { schema, dialect, encoding, limits, ..Settings::default() };
    let report = checked(&settings, file, &mut Random::of(data));
    seen((one % 32, report.valid, report.file.encoding, report.file.dialect.header_rows));
}

/// What comes out of a check, all of it.
fn check(settings: &Settings, cuts: &[&[u8]], steps: bool) -> Finished {
    let mut validation = Validation::new(settings.clone());
    let (mut csv, mut findings) = (Vec::new(), Vec::new());
    for cut in cuts {
        if steps {
            validation.offer(cut);
            while validation.resume() {}
            csv.append(validation.report_csv());
            findings.append(validation.findings_ndjson());
        } else {
            validation.push(cut);
        }
    }
    if steps {
        while validation.close() {
            csv.append(validation.report_csv());
        }
    }
    let Finished { report, report_csv, findings_ndjson, amendment } = validation.finish();
    csv.extend_from_slice(&report_csv);
    findings.extend_from_slice(&findings_ndjson);
    if let Some(amendment) = &amendment {
        // What came late is written in, by as many pieces as the file came in.
        let size = csv.len() / cuts.len().max(1) + 1;
        let (mut amended, mut out) = (amendment.report_csv(), Vec::new());
        csv.chunks(size).for_each(|piece| amended.push(piece, &mut out));
        amended.finish(&mut out);
        csv = out;
        let (mut amended, mut out) = (amendment.findings(), Vec::new());
        findings.chunks(size).for_each(|piece| amended.push(piece, &mut out));
        amended.finish(&mut out);
        findings = out;
    }
    Finished { report, report_csv: csv, findings_ndjson: findings, amendment: None }
}

/// Checks a file whole and in pieces, that the report adds up, and that what is written reads back.
fn checked(settings: &Settings, file: &[u8], random: &mut Random) -> Report {
    let finished = check(settings, &[file], false);
    let json = |finished: &Finished| serde_json::to_string(&finished.report).unwrap_or_default();
    let cuts = pieces(file, random);
    let again = check(settings, &cuts, true);
    assert_eq!(json(&again), json(&finished), "the report, however it is cut");
    let (one, other) = (lossy(&again.report_csv), lossy(&finished.report_csv));
    assert_eq!(one, other, "report.csv, however it is cut");
    let (one, other) = (lossy(&again.findings_ndjson), lossy(&finished.findings_ndjson));
    assert_eq!(one, other, "findings.ndjson, however it is cut");
    round_trip::all(settings, file, &finished);
    let Finished { report, report_csv: csv, findings_ndjson: findings, .. } = finished;

    let rows = report.rows;
    assert_eq!(rows.total, rows.valid + rows.invalid, "a row is valid or not");
    assert_eq!(report.valid, report.findings.errors == 0, "a valid file has no errors");
    assert!(rows.invalid <= report.findings.errors, "a row that is not valid has an error");
    assert_eq!(report.file.bytes, file.len() as u64, "every byte is counted");
    let mut counts = (0, 0);
    let mut lines = 1;
    for group in &report.findings.groups {
        let code = Code::from_name(&group.code);
        let rules = settings.schema.as_deref().map(|schema| &schema.rules);
        let own = rules.and_then(|rules| rules.get(&group.code));
        assert!(code.is_some() || own.is_some(), "{} is a code or a rule", group.code);
        assert_eq!(group.title.is_some(), code.is_none(), "a rule has its title");
        seen((code, group.severity == "error", group.count.min(4)));
        match group.severity.as_str() {
            "error" => counts.0 += group.count,
            _ => counts.1 += group.count,
        }
        assert!(group.samples.len() as u64 <= settings.limits.samples.min(group.count), "samples");
        assert_eq!(group.truncated, (group.samples.len() as u64) < group.count, "it says so");
        lines += group.count.min(settings.limits.findings_per_group);
    }
    assert_eq!(counts, (report.findings.errors, report.findings.warnings), "the counts add up");

    // What looks like a name in a sentence may be a cell of the file.
    let quotes = file.windows(2).any(|pair| pair == b"{$");
    let text = String::from_utf8(findings).unwrap_or_else(|_| panic!("findings are UTF-8"));
    assert_eq!(text.lines().count() as u64, lines, "one finding a line, and the summary");
    let mut row = 0;
    for line in text.lines() {
        let Ok(finding) = serde_json::from_str::<serde_json::Value>(line) else {
            panic!("a finding is JSON: {line}");
        };
        if let Some(next) = finding.get("row").and_then(serde_json::Value::as_u64) {
            assert!(next > 0, "rows count from 1");
            // Findings about the header may come once data has been seen.
            row = row.max(next);
        }
        for word in ["message", "fix"] {
            let sentence = finding.get(word).and_then(serde_json::Value::as_str);
            assert!(
                finding.get("summary").is_some() || sentence.is_some_and(|text| !text.is_empty()),
                "a finding has a {word}: {line}",
            );
            assert!(
                quotes || !sentence.is_some_and(|text| text.contains("{$")),
                "every name in a sentence is given: {line}",
            );
        }
        if let Some(message) = finding.get("message").and_then(serde_json::Value::as_str) {
            // Sentences differ in what they quote; their beginning tells one from another.
            seen((message.len() / 4, finding.get("constraint").map(ToString::to_string)));
        }
    }
    assert!(std::str::from_utf8(&csv).is_ok(), "report.csv is UTF-8");
    report
}

fn lossy(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
