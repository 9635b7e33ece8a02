//! The csv and jsonschema crates as `qsv validate` uses them, on one thread: each record becomes a JSON
//! object with the types of the schema, the compiled schema says whether it is valid, and is asked
//! what is wrong only where it is not. When there are wrong rows the file is read once more and
//! divided in two, with the errors in a third file.
//!
//! `peer FILE.csv SCHEMA.json`; the exit status is 1 where a row is wrong.

use std::error::Error;
use std::fs::{File, read_to_string};
use std::io::{BufWriter, Write};
use std::process::ExitCode;

use csv::{ByteRecord, Reader, ReaderBuilder, Writer, WriterBuilder};
use serde_json::{Map, Number, Value};

/// The one that qsv has.
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What qsv reads and writes at a time.
const READ: usize = 1280 << 10;
const WRITE: usize = 512 << 10;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Integer,
    Boolean,
}

fn main() -> ExitCode {
    let [_, file, schema] = &*std::env::args().collect::<Vec<_>>() else {
        eprintln!("peer FILE.csv SCHEMA.json");
        return ExitCode::from(2);
    };
    match validate(file, schema) {
        Ok(wrong) => ExitCode::from(u8::from(wrong > 0)),
        Err(error) => {
            eprintln!("peer: {error}");
            ExitCode::from(2)
        }
    }
}

/// How many rows are wrong.
fn validate(file: &str, schema: &str) -> Result<usize, Box<dyn Error>> {
    let schema: Value = serde_json::from_str(&read_to_string(schema)?)?;
    let patterns = jsonschema::PatternOptions::regex();
    let validator = jsonschema::options()
        .with_pattern_options(patterns)
        .should_validate_formats(true)
        .build(&schema)
        .map_err(|error| error.to_string())?;
    let mut reader = reader(file)?;
    let kinds = kinds(reader.byte_headers()?, &schema)?;
    let mut valid = Vec::new();
    let mut errors = Vec::new();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        let row = valid.len() + 1;
        let error = match instance(&kinds, &record) {
            Err(error) => Some(format!("{row}\t<RECORD>\t{error}")),
            Ok(instance) if validator.is_valid(&instance) => None,
            Ok(instance) => {
                let evaluation = validator.evaluate(&instance);
                let lines = evaluation.iter_errors().map(|error| {
                    let field = error.instance_location.as_str().trim_start_matches('/');
                    format!("{row}\t{field}\t{}", error.error)
                });
                Some(lines.collect::<Vec<_>>().join("\n"))
            }
        };
        valid.push(error.is_none());
        errors.extend(error);
    }
    if !errors.is_empty() {
        divide(file, &valid)?;
        report(file, &errors)?;
    }
    Ok(errors.len())
}

fn reader(file: &str) -> csv::Result<Reader<File>> {
    ReaderBuilder::new().buffer_capacity(READ).from_path(file)
}

/// The columns, and what their cells are read as.
fn kinds(header: &ByteRecord, schema: &Value) -> Result<Vec<(String, Kind)>, Box<dyn Error>> {
    let kind = |name: &[u8]| {
        let name = simdutf8::basic::from_utf8(name)?.to_owned();
        let types = &schema["properties"][&name]["type"];
        let one = types.as_array().and_then(|types| types.iter().find(|it| **it != "null"));
        let kind = match one.unwrap_or(types).as_str() {
            Some("number") => Kind::Number,
            Some("integer") => Kind::Integer,
            Some("boolean") => Kind::Boolean,
            _ => Kind::Text,
        };
        Ok((name, kind))
    };
    header.iter().map(kind).collect()
}

fn instance(kinds: &[(String, Kind)], record: &ByteRecord) -> Result<Value, String> {
    let mut object = Map::with_capacity(kinds.len());
    for ((name, kind), cell) in kinds.iter().zip(record) {
        let text = || String::from_utf8_lossy(cell).into_owned();
        let not = |what: &str| format!("Can't cast to {what}. key: {name}, value: {}", text());
        let value = match kind {
            _ if cell.is_empty() => Value::Null,
            Kind::Text => match simdutf8::basic::from_utf8(cell) {
                Ok(text) => Value::String(text.to_owned()),
                Err(_) => Value::String(text()),
            },
            Kind::Number => fast_float2::parse(cell)
                .map(|number| Value::Number(Number::from_f64(number).unwrap_or_else(|| 0.into())))
                .map_err(|_| not("Number"))?,
            Kind::Integer => atoi_simd::parse::<i64>(cell)
                .map(|number| Value::Number(number.into()))
                .map_err(|_| not("Integer"))?,
            Kind::Boolean => match cell {
                b"true" | b"1" => Value::Bool(true),
                b"false" | b"0" => Value::Bool(false),
                _ => return Err(not("Boolean")),
            },
        };
        object.insert(name.clone(), value);
    }
    Ok(Value::Object(object))
}

/// Writes the rows that are valid and those that are not into two files.
fn divide(file: &str, valid: &[bool]) -> Result<(), Box<dyn Error>> {
    let mut reader = reader(file)?;
    let mut valid_rows = writer(&format!("{file}.valid"))?;
    let mut wrong_rows = writer(&format!("{file}.invalid"))?;
    for rows in [&mut valid_rows, &mut wrong_rows] {
        rows.write_byte_record(reader.byte_headers()?)?;
    }
    let mut record = ByteRecord::new();
    for is_valid in valid {
        reader.read_byte_record(&mut record)?;
        let rows = if *is_valid { &mut valid_rows } else { &mut wrong_rows };
        rows.write_byte_record(&record)?;
    }
    valid_rows.flush()?;
    wrong_rows.flush()?;
    Ok(())
}

fn writer(file: &str) -> csv::Result<Writer<File>> {
    WriterBuilder::new().buffer_capacity(WRITE).from_path(file)
}

fn report(file: &str, errors: &[String]) -> std::io::Result<()> {
    let file = File::create(format!("{file}.validation-errors.tsv"))?;
    let mut out = BufWriter::with_capacity(WRITE, file);
    writeln!(out, "row_number\tfield\terror")?;
    for error in errors {
        writeln!(out, "{error}")?;
    }
    out.flush()
}
