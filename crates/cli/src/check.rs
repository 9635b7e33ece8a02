//! `rollcall check`.

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, Hasher};
use std::io::{BufWriter, IsTerminal, Read, Seek, Stdout, Write};
use std::rc::Rc;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::language::Ui;
use rollcall_engine::references::{List, Lists};
use rollcall_engine::report::amendment::Amendment;
use rollcall_engine::report::mending::Mending;
use rollcall_engine::report::places::Places;
use rollcall_engine::report::{FileFacts, Report, Rows, Totals};
use rollcall_engine::schema::Schema;
use rollcall_engine::{Finished, Limits, Settings, Validation};
use serde::Serialize;
use tempfile::SpooledTempFile;

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
    chosen(options, schema.as_deref())?;
    let lists = lists(options)?;
    let dialect = source::dialect(options.dialect.as_deref(), options.language)?;
    let mut log = match options.format {
        Format::Sarif => {
            let out = BufWriter::new(std::io::stdout());
            Some(
                Log::begin(out, options.language, schema.as_deref())
                    .map_err(|error| Failure::writing(&error))?,
            )
        }
        _ => None,
    };
    let mut outcome = Outcome::Valid;
    let mut failed = None;
    for (index, path) in options.files.iter().enumerate() {
        let against = Against { schema: schema.clone(), lists: lists.clone(), dialect: &dialect };
        match one(options, path, against, index > 0, log.as_mut()) {
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

/// Refuses an option that the schema does not list, or a value that it does not have.
fn chosen(options: &Check, schema: Option<&Schema>) -> Result<(), Failure> {
    let listed = schema.map_or(&[][..], |schema| &schema.template.options);
    for (name, value) in &options.options {
        let Some((_, choice)) = listed.iter().find(|(known, _)| known == name) else {
            let names: Vec<&str> = listed.iter().map(|(name, _)| name.as_str()).collect();
            return Err(Failure::said(if names.is_empty() {
                format!("There is nothing to choose here; leave out --option {name}.")
            } else {
                format!("There is no option `{name}` here; there is {}.", names.join(", "))
            }));
        };
        if !choice.values.contains(value) {
            let values = choice.values.join(", ");
            return Err(Failure::said(format!(
                "The option {name} is never `{value}`; choose one of {values}."
            )));
        }
    }
    Ok(())
}

fn lists(options: &Check) -> Result<Lists, Failure> {
    let list = |(name, path): &(String, OsString)| {
        Ok((name.clone(), Rc::new(List::from_text(&source::read_text(path)?))))
    };
    options.lists.iter().map(list).collect()
}

/// What a file is checked against.
struct Against<'a> {
    schema: Option<Rc<Schema>>,
    lists: Lists,
    dialect: &'a DialectOptions,
}

impl Against<'_> {
    /// Whether what has been written may have to be amended when the file has ended.
    fn amends(&self) -> bool {
        let keys = self.schema.iter().flat_map(|schema| &schema.foreign_keys);
        keys.into_iter().any(|key| key.resource.is_none())
    }
}

/// Checks one file; whether it is valid.
fn one(
    options: &Check,
    path: &OsStr,
    against: Against<'_>,
    separate: bool,
    mut log: Option<&mut SarifLog>,
) -> Result<bool, Failure> {
    let source = Source::open(path)?;
    let name = source.name().to_owned();
    if let Some(log) = &mut log {
        log.file(&name);
    }
    // What streams to the terminal would run into the line of progress.
    let streams = matches!(options.format, Format::Ndjson | Format::Csv | Format::Sarif);
    let shows_progress = !(streams && std::io::stdout().is_terminal());
    let mut held = (streams && against.amends()).then(|| SpooledTempFile::new(HELD_IN_MEMORY));
    let dialect = against.dialect;
    let mut validation = Validation::new(Settings {
        schema: against.schema,
        dialect: dialect.clone(),
        lists: against.lists,
        encoding: options.encoding,
        language: options.language,
        seed: seed(),
        limits: Limits::default(),
        report_csv: options.format == Format::Csv,
        findings: matches!(options.format, Format::Ndjson | Format::Sarif),
        options: options.options.iter().cloned().collect(),
        mending: Mending::None,
    });
    source.read(shows_progress, |bytes| {
        validation.push(bytes);
        let ready = match options.format {
            Format::Csv => validation.report_csv(),
            Format::Ndjson | Format::Sarif => validation.findings_ndjson(),
            Format::Text | Format::Json | Format::Markdown => return Ok(()),
        };
        match &mut held {
            Some(held) => held.write_all(ready).map_err(|error| Failure::holding(&error))?,
            None => print(ready, log.as_deref_mut())?,
        }
        ready.clear();
        Ok(())
    })?;
    let Finished { report, report_csv, findings_ndjson, amendment } = validation.finish();
    let valid = report.valid;
    let rest = match options.format {
        Format::Text | Format::Markdown => {
            let template = options.template.as_deref();
            let colours = Colours::of_standard_output();
            let page = text::page(&name, template, dialect, &report, options.language, colours);
            terminal::say(&if separate { format!("\n{page}") } else { page })?;
            return Ok(valid);
        }
        Format::Json => {
            terminal::say(&json(&name, report)?)?;
            return Ok(valid);
        }
        Format::Csv => report_csv,
        Format::Ndjson | Format::Sarif => findings_ndjson,
    };
    match held {
        Some(mut held) => {
            held.write_all(&rest).map_err(|error| Failure::holding(&error))?;
            release(held, amendment.as_ref(), options.format, log.as_deref_mut())?;
        }
        None => print(&rest, log.as_deref_mut())?,
    }
    if let Some(log) = log {
        log.file_ends(&report, Limits::DEFAULT.findings_per_group);
    }
    Ok(valid)
}

/// How much of a file that may have to be amended is held in memory; the rest goes to a temporary
/// file.
const HELD_IN_MEMORY: usize = 16 << 20;

/// Prints what was held, with the late findings written in.
fn release(
    mut held: SpooledTempFile,
    amendment: Option<&Amendment>,
    format: Format,
    log: Option<&mut SarifLog>,
) -> Result<(), Failure> {
    held.rewind().map_err(|error| Failure::holding(&error))?;
    let mut out = Vec::new();
    if format != Format::Csv {
        // Findings are few, and a log takes whole lines.
        let mut findings = Vec::new();
        held.read_to_end(&mut findings).map_err(|error| Failure::holding(&error))?;
        let Some(mut amended) = amendment.map(Amendment::findings) else {
            return print(&findings, log);
        };
        amended.push(&findings, &mut out);
        amended.finish(&mut out);
        return print(&out, log);
    }
    let mut amended = amendment.map(Amendment::report_csv);
    let mut block = vec![0; 64 << 10];
    loop {
        let read = held.read(&mut block).map_err(|error| Failure::holding(&error))?;
        let bytes = block.get(..read).unwrap_or_default();
        match &mut amended {
            _ if read == 0 => break,
            Some(amended) => amended.push(bytes, &mut out),
            None => out.extend_from_slice(bytes),
        }
        print(&out, None)?;
        out.clear();
    }
    if let Some(amended) = amended {
        amended.finish(&mut out);
    }
    print(&out, None)
}

/// Puts what is ready on standard output: as it is, or into the log.
fn print(bytes: &[u8], log: Option<&mut SarifLog>) -> Result<(), Failure> {
    if let Some(log) = log {
        return log.findings(bytes).map_err(|error| Failure::writing(&error));
    }
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| Failure::writing(&error))
}

/// The report as the API gives it, as far as it is about the file: one line.
fn json(name: &str, report: Report) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Named<'n> {
        valid: bool,
        file: NamedFile<'n>,
        rows: Rows,
        #[serde(skip_serializing_if = "Option::is_none")]
        outcome: Option<rollcall_engine::outcomes::Outcome>,
        places: Places,
        findings: Totals,
    }
    #[derive(Serialize)]
    struct NamedFile<'n> {
        name: &'n str,
        #[serde(flatten)]
        facts: FileFacts,
    }
    let Report { valid, file: facts, rows, outcome, places, findings } = report;
    let file = NamedFile { name, facts };
    let named = Named { valid, file, rows, outcome, places, findings };
    let mut line = serde_json::to_string(&named).map_err(|error| {
        Failure::said(format!("The report cannot be written as JSON: {error}."))
    })?;
    line.push('\n');
    Ok(line)
}

/// A number nobody can know beforehand: the standard library seeds its hash maps from the system.
fn seed() -> u64 {
    std::hash::RandomState::new().build_hasher().finish()
}
