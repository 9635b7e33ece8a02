//! What must hold between a file and what Rollcall writes about it: reading what was written gives
//! what there was. The properties beside this file assert it, and the fuzz targets do.

#![allow(clippy::expect_used)] // a failed assertion is the finding

use std::collections::HashMap;

use rollcall_engine::dialect::{DialectFacts, DialectOptions};
use rollcall_engine::encoding::{Encoding, UTF_8};
use rollcall_engine::reading::RecordStream;
use rollcall_engine::report::Report;
use rollcall_engine::report::views::{Filter, View};
use rollcall_engine::{Finished, Limits, Settings, Validation};

/// All of it.
pub fn all(settings: &Settings, file: &[u8], finished: &Finished) {
    counts_are_those_of_the_lines(settings, finished);
    report_gives_the_file_back(settings, file, finished);
    clean_stays_clean(settings, finished);
}

/// The report counts what `findings.ndjson` holds, group by group, up to the cap; what is left out
/// is said in its last line.
pub fn counts_are_those_of_the_lines(settings: &Settings, finished: &Finished) {
    let groups = &finished.report.findings.groups;
    let mut counted: HashMap<[String; 3], u64> = HashMap::new();
    let mut summaries = 0;
    for line in finished.findings_ndjson.split(|&byte| byte == b'\n') {
        if line.is_empty() {
            continue;
        }
        let finding: serde_json::Value = serde_json::from_slice(line).expect("a line is JSON");
        if finding.get("summary").is_some() {
            summaries += 1;
            continue;
        }
        assert_eq!(summaries, 0, "the summary is the last line");
        let key = ["code", "severity", "field"].map(|name| finding[name].to_string());
        *counted.entry(key).or_default() += 1;
    }
    assert_eq!(summaries, 1, "there is a summary");
    assert_eq!(counted.len(), groups.len(), "there is a group for each kind, and no other");
    for group in groups {
        let json = |text: &str| serde_json::Value::from(text).to_string();
        let field = group.field.as_deref().map_or("null".to_owned(), json);
        let lines = counted.get(&[json(&group.code), json(&group.severity), field]);
        let expected = group.count.min(settings.limits.findings_per_group);
        assert_eq!(lines, Some(&expected), "lines of {} in {:?}", group.code, group.field);
    }
}

/// A record as it is read without checking anything.
struct Row {
    number: u64,
    text: String,
    cells: Vec<String>,
    width: usize,
    damaged: bool,
}

fn rows(bytes: &[u8], dialect: &DialectFacts, encoding: Option<Encoding>) -> Option<Vec<Row>> {
    let format = dialect.format();
    let options = DialectOptions {
        delimiter: Some(format.delimiter),
        quote: Some(format.quote),
        double_quote: Some(format.double_quote),
        escape: format.escape,
        skip_initial_space: Some(format.skip_initial_space),
        header_rows: Some(dialect.header_rows.clone()).filter(|rows| !rows.is_empty()),
        ..DialectOptions::default()
    };
    let mut stream = RecordStream::new(options, encoding);
    let mut rows = Vec::new();
    let mut scratch = String::new();
    let mut keep = |record: &rollcall_engine::records::Record<'_>| {
        rows.push(Row {
            number: record.row,
            text: record.text.to_owned(),
            cells: (0..record.len()).map(|at| record.cell(at, &mut scratch).to_owned()).collect(),
            width: record.width,
            damaged: !record.damage.is_empty(),
        });
    };
    stream.push(bytes, &mut keep);
    stream.finish(&mut keep).ok()?;
    Some(rows)
}

/// A `sep=` line, which is seen only where the first block is long enough.
fn begins_with_separator(file: &[u8]) -> bool {
    let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
    file.starts_with(b"sep=") || file.starts_with(b"\"sep=")
}

/// Whether records are read in the same way with and without a schema, and none was cut.
fn is_read_whole(settings: &Settings, file: &[u8], report: &Report) -> bool {
    let limits = settings.limits;
    let usual = limits.record_bytes == Limits::DEFAULT.record_bytes
        && limits.columns == Limits::DEFAULT.columns
        && (limits.head_bytes == Limits::DEFAULT.head_bytes
            || file.is_ascii() && !begins_with_separator(file));
    let torn = ["stray-quote", "unclosed-quote", "cell-too-long", "source-error", "format-error"];
    usual && !report.findings.groups.iter().any(|group| torn.contains(&group.code.as_str()))
}

fn is_comment(row: &Row, dialect: &DialectFacts) -> bool {
    dialect.comment_rows.contains(&row.number)
        || dialect.comment_char.as_ref().is_some_and(|mark| row.text.starts_with(mark))
}

/// `report.csv` holds the cells of the file and two more, once the apostrophes are taken off that
/// keep a spreadsheet from running a cell.
pub fn report_gives_the_file_back(settings: &Settings, file: &[u8], finished: &Finished) {
    let Finished { report, report_csv, .. } = finished;
    if !is_read_whole(settings, file, report) {
        return;
    }
    let dialect = &report.file.dialect;
    let format = dialect.format();
    if format.quote.is_none() && format.delimiter.is_ascii_alphanumeric() {
        // Without quotes a letter that sets cells apart is a space in our own words.
        return;
    }
    let Some(before) = rows(file, dialect, settings.encoding) else { return };
    if before.iter().any(|row| row.damaged) {
        return;
    }
    let broken = |row: &Row| row.text.contains(['\n', '\r']);
    let heads = |row: &&Row| dialect.header_rows.contains(&row.number);
    if before.iter().filter(heads).any(broken) && dialect.header_rows != [1] {
        // A header of several rows is not known to be one while its line breaks are judged.
        return;
    }
    let uneven = |code: &str| matches!(code, "extra-cell" | "missing-cell");
    let uneven = report.findings.groups.iter().any(|group| uneven(&group.code));
    if uneven && before.iter().any(broken) {
        // Where the rows differ in width, those with line breaks are judged by the rows below, which
        // have grown.
        return;
    }
    // What a short first block did not show can make a file look like JSON.
    let Some(after) = rows(report_csv, dialect, Some(UTF_8)) else { return };
    assert_eq!(after.len(), before.len(), "as many records");
    let comment = |row: &Row| is_comment(row, dialect);
    let header_rows = if dialect.header { dialect.header_rows.as_slice() } else { &[] };
    let last_header = header_rows.last().copied().unwrap_or(0);
    let header = |row: &&Row| header_rows.contains(&row.number) && !comment(row);
    let width_of = |rows: &[Row]| rows.iter().filter(header).map(|row| row.width).max();
    if header_rows.len() != before.iter().filter(header).count() {
        // A header that is a comment, or that the file is too short for.
        return;
    }
    // An earlier report's two columns are replaced, so the header does not grow.
    let replaces = width_of(&before).is_some_and(|width| Some(width) == width_of(&after));
    for (old, new) in before.iter().zip(&after) {
        let aside = comment(old) || old.number < last_header && !header_rows.contains(&old.number);
        if aside {
            assert_eq!(new.text, old.text, "what is no data stays as it is");
            continue;
        }
        assert!(!new.damaged, "row {} is written well: {}", old.number, new.text);
        let kept = match width_of(&before).filter(|_| replaces) {
            Some(width) => old.cells.len().min(width - 2),
            None => old.cells.len(),
        };
        let (cells, ours) = new.cells.split_at(new.cells.len() - 2);
        assert!(cells.len() >= kept, "row {} keeps its cells: {}", old.number, new.text);
        for (at, cell) in cells.iter().enumerate() {
            let was = old.cells.get(at).filter(|_| at < kept).map_or("", String::as_str);
            let neutralised = cell.strip_prefix('\'') == Some(was)
                && was.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(
                cell == was || neutralised,
                "row {}: {was:?} came back as {cell:?}",
                old.number
            );
        }
        if old.number > last_header {
            let columns = &report.file.report_columns;
            assert!(
                [&columns.valid, &columns.invalid].contains(&&ours[0]),
                "row {} has a status: {}",
                old.number,
                new.text
            );
        }
    }
}

/// `clean.csv` holds the valid rows as they stand in the report, has no row that is not valid when it
/// is checked, and its own `clean.csv` is the same.
pub fn clean_stays_clean(settings: &Settings, finished: &Finished) {
    let Finished { report, report_csv, .. } = finished;
    if report.rows.valid == 0 || settings.limits.record_bytes < Limits::DEFAULT.record_bytes {
        return;
    }
    let wrong_label = |code: &str| code.ends_with("-label");
    let groups = &report.findings.groups;
    if groups.iter().any(|group| group.severity == "error" && wrong_label(&group.code)) {
        // Which column is which was judged by all records, of which some are left out.
        return;
    }
    let mut keys = settings.schema.iter().flat_map(|schema| &schema.foreign_keys);
    if keys.any(|key| key.resource.is_none()) {
        // The row that a good one refers to may have been left out.
        return;
    }
    let usual = settings.limits.head_bytes == Limits::DEFAULT.head_bytes;
    if !usual && begins_with_separator(report_csv) {
        return;
    }
    let dialect = &report.file.dialect;
    let Some(reported) = rows(report_csv, dialect, Some(UTF_8)) else { return };
    if reported.iter().any(|row| row.damaged) {
        // A comment stays as it is, also where its quotes are damaged.
        return;
    }
    let heads = |row: &&Row| dialect.header_rows.contains(&row.number);
    let broken = |row: &Row| row.text.contains(['\n', '\r']);
    let unclosed = groups.iter().any(|group| group.code == "unclosed-quote");
    if !dialect.comment_rows.is_empty() && (unclosed || reported.iter().any(broken)) {
        // Which row is a comment is a matter of how many there are above it.
        return;
    }
    if dialect.header && reported.iter().filter(heads).any(|row| is_comment(row, dialect)) {
        // The header is the next row that is no comment, and is row 1 of clean.csv.
        return;
    }
    let clean = view(View::Clean, finished);
    if ["\u{feff}", "sep=", "\"sep="].iter().any(|start| clean.starts_with(start.as_bytes())) {
        // Its first label is taken for something else.
        return;
    }
    let headers = if dialect.header { dialect.header_rows.len() } else { 0 };
    let own_columns = |row: &Row| {
        let columns = &report.file.report_columns;
        let plain = |ours: &str, label: &str| {
            label == ours || ours.strip_prefix("rollcall_") == Some(label)
        };
        matches!(row.cells.as_slice(), [.., status, details]
            if plain(&columns.status, status) && plain(&columns.details, details))
    };
    let rfc4180 = DialectFacts::default();
    // Once the rows above are gone, a row such as `{},1` makes the file begin like JSON.
    let Some(read) = rows(&clean, &rfc4180, Some(UTF_8)) else { return };
    assert!(!read.iter().any(|row| row.damaged), "clean.csv is written well");
    assert_eq!(read.len() as u64, headers as u64 + report.rows.valid, "the header and valid rows");
    let columns = &report.file.report_columns;
    let last_header = dialect.header_rows.last().copied().filter(|_| dialect.header).unwrap_or(0);
    let valid = reported.iter().filter(|row| {
        row.number > last_header
            && !is_comment(row, dialect)
            && row.cells.len().checked_sub(2).and_then(|at| row.cells.get(at))
                == Some(&columns.valid)
    });
    for (row, reported) in read.iter().skip(headers).zip(valid) {
        let (cells, _) = reported.cells.split_at(reported.cells.len() - 2);
        assert_eq!(row.cells, cells, "row {} of the report", reported.number);
    }
    if read.iter().take(headers).any(own_columns) {
        // Columns of the file with the names of ours may look like ours once rows are gone.
        return;
    }

    // A row of labels was found, and is found again; without one, no row of data is taken for it.
    let given = settings.dialect.header_rows.is_some() || headers == 1;
    let header_rows = given.then(|| (1..=headers as u64).collect());
    let again = check(
        &Settings {
            dialect: DialectOptions {
                delimiter: Some(b','),
                header: Some(dialect.header),
                header_rows: header_rows.filter(|_| dialect.header),
                header_join: dialect.header_join.clone(),
                null_sequence: dialect.null_sequence.clone(),
                ..DialectOptions::default()
            },
            encoding: Some(UTF_8),
            ..settings.clone()
        },
        &clean,
    );
    let (rows, text) = (again.report.rows, String::from_utf8_lossy(&clean));
    assert_eq!((rows.total, rows.invalid), (report.rows.valid, 0), "clean.csv is clean: {text}");
    let twice = view(View::Clean, &again);
    assert_eq!(String::from_utf8_lossy(&twice), text, "what is clean of a clean file is all of it");
}

/// A view of a report.
pub fn view(view: View, finished: &Finished) -> Vec<u8> {
    let mut out = Vec::new();
    let mut filter = Filter::new(view, &finished.report.file);
    filter.push(&finished.report_csv, &mut out);
    filter.finish(&mut out);
    out
}

fn check(settings: &Settings, file: &[u8]) -> Finished {
    let mut validation = Validation::new(settings.clone());
    validation.push(file);
    validation.finish()
}
