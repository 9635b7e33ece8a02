//! `rollcall check`.

use std::ffi::OsStr;
use std::hash::{BuildHasher, Hasher};
use std::io::{BufWriter, IsTerminal, Stdout, Write};
use std::rc::Rc;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::language::Ui;
use rollcall_engine::report::{FileFacts, Report, Rows, Totals};
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Limits, Settings, Validation};
use serde::Serialize;

use crate::arguments::{Check, Format};
use crate::sarif::Log;
use crate::source::{self, Source};
use crate::terminal::{self, Colours};
use crate::{Failure, Outcome, templates, text};

/// A SARIF log on standard output.
type SarifLog = Log<BufWriter<Stdout>>;

/// Checks each file in turn and prints what was found.
pub(crate) fn run(options: &Check) -> Result<Outcome, Failure> {
    let streams = matches!(options.format, Format::Ndjson | Format::Csv);
    if streams && options.files.len() > 1 {
        return Err(Failure::worded(Ui::CliOneFile, [("name", options.format.name())]));
    }
    let schema = schema(options)?.map(Rc::new);
    let dialect = source::dialect(options.dialect.as_deref(), options.language)?;
    let mut log = match options.format {
        Format::Sarif => {
            let out = BufWriter::new(std::io::stdout());
            Some(Log::begin(out, options.language).map_err(|error| Failure::writing(&error))?)
        }
        _ => None,
    };
    let mut outcome = Outcome::Valid;
    let mut failed = None;
    for (index, path) in options.files.iter().enumerate() {
        match one(options, path, schema.clone(), &dialect, index > 0, log.as_mut()) {
            Ok(true) => {}
            Ok(false) => outcome = Outcome::NotValid,
            Err(Failure::NobodyReads) => return Err(Failure::NobodyReads),
            // The other files are checked all the same; the exit status tells.
            Err(failure) => {
                if let (Some(log), Some(sentence)) = (&mut log, failure.sentence(options.language))
                {
                    log.failure(&sentence);
                }
                let before: Option<Failure> = failed.replace(failure);
                if let Some(sentence) = before.and_then(|it| it.sentence(options.language)) {
                    eprintln!("rollcall: {sentence}");
                }
            }
        }
    }
    if let Some(log) = log {
        log.end().map_err(|error| Failure::writing(&error))?;
    }
    failed.map_or(Ok(outcome), Err)
}

fn schema(options: &Check) -> Result<Option<Schema>, Failure> {
    let (name, json) = match (&options.template, &options.schema) {
        (Some(_), Some(_)) => {
            return Err(Failure::worded(Ui::CliTemplateAndSchema, []));
        }
        (Some(name), None) => (name.clone(), templates::find(name)?.to_owned()),
        (None, Some(path)) => (path.display().to_string(), source::read_text(path)?),
        (None, None) => return Ok(None),
    };
    Schema::from_json(&json)
        .map(Some)
        .map_err(|errors| source::invalid(&name, Ui::CliSchemaUnusable, options.language, &errors))
}

/// Checks one file; whether it is valid.
fn one(
    options: &Check,
    path: &OsStr,
    schema: Option<Rc<Schema>>,
    dialect: &DialectOptions,
    separate: bool,
    mut log: Option<&mut SarifLog>,
) -> Result<bool, Failure> {
    let source = Source::open(path)?;
    let name = source.name().to_owned();
    if let Some(log) = &mut log {
        log.file(&name);
    }
    let mut validation = Validation::new(Settings {
        schema,
        dialect: dialect.clone(),
        encoding: options.encoding,
        language: options.language,
        seed: seed(),
        limits: Limits::default(),
        report_csv: options.format == Format::Csv,
        findings: matches!(options.format, Format::Ndjson | Format::Sarif),
    });
    let mut out = std::io::stdout().lock();
    // What streams to the terminal would run into the line of progress.
    let streams = matches!(options.format, Format::Ndjson | Format::Csv | Format::Sarif);
    let shows_progress = !(streams && out.is_terminal());
    source.read(shows_progress, |bytes| {
        validation.push(bytes);
        let ready = match options.format {
            Format::Csv => validation.report_csv(),
            Format::Ndjson => validation.findings_ndjson(),
            Format::Sarif => {
                if let Some(log) = &mut log {
                    let ready = validation.findings_ndjson();
                    log.findings(ready).map_err(|error| Failure::writing(&error))?;
                    ready.clear();
                }
                return Ok(());
            }
            Format::Text | Format::Json | Format::Markdown => return Ok(()),
        };
        out.write_all(ready).map_err(|error| Failure::writing(&error))?;
        ready.clear();
        Ok(())
    })?;
    let Finished { report, report_csv, findings_ndjson } = validation.finish();
    drop(out);
    let valid = report.valid;
    match options.format {
        Format::Text | Format::Markdown => {
            let template = options.template.as_deref();
            let colours = Colours::of_standard_output();
            let page = text::page(&name, template, dialect, &report, options.language, colours);
            terminal::say(&if separate { format!("\n{page}") } else { page })?;
        }
        Format::Json => terminal::say(&json(&name, report)?).map(drop)?,
        Format::Ndjson => print_bytes(&findings_ndjson)?,
        Format::Csv => print_bytes(&report_csv)?,
        Format::Sarif => {
            if let Some(log) = log {
                log.findings(&findings_ndjson).map_err(|error| Failure::writing(&error))?;
                log.file_ends(&report, Limits::DEFAULT.findings_per_group);
            }
        }
    }
    Ok(valid)
}

/// The report as the API gives it, as far as it is about the file: one line.
fn json(name: &str, report: Report) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Named<'n> {
        valid: bool,
        file: NamedFile<'n>,
        rows: Rows,
        findings: Totals,
    }
    #[derive(Serialize)]
    struct NamedFile<'n> {
        name: &'n str,
        #[serde(flatten)]
        facts: FileFacts,
    }
    let Report { valid, file: facts, rows, findings } = report;
    let named = Named { valid, file: NamedFile { name, facts }, rows, findings };
    let mut line = serde_json::to_string(&named).map_err(|error| {
        Failure::said(format!("The report cannot be written as JSON: {error}."))
    })?;
    line.push('\n');
    Ok(line)
}

fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| Failure::writing(&error))
}

/// A number nobody can know beforehand: the standard library seeds its hash maps from the system.
fn seed() -> u64 {
    std::hash::RandomState::new().build_hasher().finish()
}
