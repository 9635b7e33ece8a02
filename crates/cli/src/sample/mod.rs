//! `rollcall sample`: files of made-up people for a template, with mistakes where they are asked for.
//!
//! The same seed gives the same file on every machine. A manifest beside it says what was put where,
//! so that whoever checks the file can be held to it.

mod mistakes;
mod people;
mod random;
mod rows;
mod rules;
mod value;

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::rc::Rc;

use rollcall_engine::finding::column_letter;
use rollcall_engine::language::Ui;
use rollcall_engine::schema::Schema;
use serde::Serialize;
use serde_json::Value;

use crate::arguments::Sample;
use crate::{Failure, Outcome, source, templates};

use mistakes::{Mistake, Planted};
use random::Random;
use rows::Sheet;
use rules::Rule;

/// How many rows are made at a time.
const BATCH: u64 = 400;

/// A line of the manifest.
#[derive(Debug, Serialize)]
struct Entry<'p> {
    /// The row a spreadsheet shows.
    row: u64,
    /// From 1.
    column: Option<usize>,
    letter: Option<String>,
    field: Option<&'p str>,
    /// The code of the finding that there should be.
    code: &'p str,
    mistake: &'static str,
}

/// Writes a sample to standard output, and its manifest to a file.
pub(crate) fn run(options: &Sample) -> Result<Outcome, Failure> {
    let json = templates::find(&options.template)?;
    let unusable = |errors: &[_]| {
        source::invalid(&options.template, Ui::CliSchemaUnusable, options.language, errors)
    };
    let schema = Schema::from_json(json).map_err(|errors| unusable(&errors))?;
    let json: Value = serde_json::from_str(json).unwrap_or_default();
    let mistakes = chosen(options.mistakes.as_deref())?;
    let mut manifest = options.manifest.as_deref().map(create).transpose()?;
    let mut sampler = Sampler {
        sheet: Sheet::new(Rc::new(schema), &json, options.language, options.seed),
        rules: rules::rules(&json),
        mistakes,
        draws: Random::of(options.seed, 1),
        slips: Random::of(options.seed, 2),
        above: None,
        slipped: true,
    };
    let header_rows = u64::from(sampler.sheet.schema.template.header_rows);
    let mut out = std::io::stdout().lock();
    let mut ready = sampler.sheet.header();
    let mut done = 0;
    while done < options.rows || !ready.is_empty() {
        out.write_all(&ready).map_err(|error| Failure::writing(&error))?;
        ready.clear();
        let rows = (options.rows - done).min(BATCH);
        for row in sampler.rows(rows, options.errors) {
            done += 1;
            let cells = match &row {
                Row::Good(cells) => cells,
                Row::Bad(planted) => {
                    if let Some(manifest) = &mut manifest {
                        note(manifest, header_rows + done, planted)?;
                    }
                    &planted.cells
                }
            };
            sampler.sheet.line(cells.iter().map(String::as_str), &mut ready);
        }
    }
    if let Some(mut manifest) = manifest {
        manifest.flush().map_err(|error| unwritable(&error))?;
    }
    out.flush().map_err(|error| Failure::writing(&error))?;
    Ok(Outcome::Valid)
}

/// The mistakes that may be made: all, or those named with commas between them.
fn chosen(names: Option<&str>) -> Result<Vec<Mistake>, Failure> {
    let Some(names) = names else {
        return Ok(Mistake::ALL.iter().map(|(_, mistake)| *mistake).collect());
    };
    let one = |name: &str| {
        let known = Mistake::ALL.iter().find(|(known, _)| *known == name.trim());
        known.map(|(_, mistake)| *mistake).ok_or_else(|| {
            let all: Vec<&str> = Mistake::ALL.iter().map(|(name, _)| *name).collect();
            Failure::said(format!("There is no mistake `{name}`; there are {}.", all.join(", ")))
        })
    };
    names.split(',').map(one).collect()
}

fn create(path: &OsStr) -> Result<BufWriter<File>, Failure> {
    File::create(path).map(BufWriter::new).map_err(|error| unwritable(&error))
}

fn unwritable(error: &std::io::Error) -> Failure {
    Failure::said(format!("The manifest cannot be written: {error}."))
}

fn note(manifest: &mut BufWriter<File>, row: u64, planted: &Planted) -> Result<(), Failure> {
    let entry = Entry {
        row,
        column: planted.column.map(|column| column + 1),
        letter: planted.column.map(|column| column_letter(column as u32 + 1)),
        field: planted.field.as_deref(),
        code: &planted.code,
        mistake: planted.mistake.name(),
    };
    let written = serde_json::to_writer(&mut *manifest, &entry).map_err(std::io::Error::from);
    written.and_then(|()| manifest.write_all(b"\n")).map_err(|error| unwritable(&error))
}

/// A row of the sample.
enum Row {
    Good(Vec<String>),
    Bad(Planted),
}

/// Makes rows, batch by batch.
struct Sampler {
    sheet: Sheet,
    rules: Vec<Rule>,
    mistakes: Vec<Mistake>,
    draws: Random,
    slips: Random,
    /// The last row without a mistake.
    above: Option<Vec<String>>,
    /// Whether the row above has a mistake, or there is none above.
    slipped: bool,
}

impl Sampler {
    fn rows(&mut self, rows: u64, errors: u32) -> Vec<Row> {
        let batch = self.sheet.batch(rows as usize, &mut self.draws);
        let mut out = Vec::with_capacity(batch.len());
        for cells in batch {
            let planted = if self.slips.happens(errors) { self.slip(&cells) } else { None };
            self.slipped = planted.is_some();
            if let Some(planted) = planted {
                out.push(Row::Bad(planted));
            } else {
                self.above = Some(cells.clone());
                out.push(Row::Good(cells));
            }
        }
        out
    }

    /// The row with a mistake in it; `None` where none of those that may be made has a place.
    fn slip(&mut self, cells: &[String]) -> Option<Planted> {
        let mut mistakes = self.mistakes.clone();
        self.slips.shuffle(&mut mistakes);
        let Self { sheet, rules, slips, above, slipped, .. } = self;
        mistakes.into_iter().find_map(|mistake| {
            // Where rows of the wrong width follow one another, it is the header that looks wrong.
            if mistake.changes_width() && *slipped {
                return None;
            }
            let above = above.as_deref();
            mistakes::plant(mistake, sheet, rules, cells, above, slips)
        })
    }
}
