//! Rows without a mistake, from a template's data alone.
//!
//! A row is drawn cell by cell and then checked by the engine, a batch at a time, as only the engine
//! knows all the rules between cells. What does not pass is drawn again, each time with less in it, down
//! to the cells that are required.

use std::collections::HashSet;
use std::rc::Rc;

use rollcall_engine::language::Language;
use rollcall_engine::schema::{Field, FieldsMatch, Schema};
use rollcall_engine::templates::empty_file;
use rollcall_engine::{Settings, Validation};
use serde_json::Value;

use super::random::Random;
use super::value::{Kind, Maker, takes};

/// A finding, as far as its place goes. Columns count from 0 here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) code: String,
    /// Which of the rows, from 0; `None` for the header and the whole file.
    pub(super) row: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) field: Option<String>,
}

/// A column of the sample.
#[derive(Debug)]
pub(super) struct Column {
    /// The field's place in the schema.
    field: usize,
    pub(super) maker: Maker,
    /// How often it is filled in, in millionths.
    filled: u32,
}

/// How a sample is made.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) schema: Rc<Schema>,
    pub(super) columns: Vec<Column>,
    language: Language,
    seed: u64,
    /// The next person.
    next: u64,
    /// Values that are there to break a rule and have been used.
    pub(super) troubles: HashSet<String>,
}

/// How often a row is drawn before only what is required is filled in.
const PATIENCE: u32 = 6;
/// How often altogether.
const MOST_TRIES: u32 = 40;

impl Sheet {
    /// A sheet with the columns that its seed has chosen: the basic ones, and some of the others.
    pub(super) fn new(schema: Rc<Schema>, json: &Value, language: Language, seed: u64) -> Self {
        let mut random = Random::of(seed, 0);
        let whole = matches!(schema.fields_match, FieldsMatch::Exact | FieldsMatch::Equal);
        let mut columns = Vec::new();
        for (place, field) in schema.fields.iter().enumerate() {
            let basic = field.required || field.group.as_deref() == Some("basic");
            let chosen = random.happens(450_000);
            let share = 300_000 + random.below(650_000) as u32;
            if whole || (basic || chosen) && !field.read_only {
                let maker = Maker::new(field, place, json);
                let filled = if field.required { 1_000_000 } else { share };
                columns.push(Column { field: place, maker, filled });
            }
        }
        let mut sheet = Self { schema, columns, language, seed, next: 0, troubles: HashSet::new() };
        sheet.drop_doubtful_columns();
        sheet.drop_loud_words(json);
        sheet
    }

    /// Leaves out the words that are said aloud wherever they stand, such as those that take something
    /// away from somebody: a rule counts them over the whole file.
    fn drop_loud_words(&mut self, json: &Value) {
        let rules = json.pointer("/rollcall/rules").and_then(Value::as_array);
        let counting = |rule: &&Value| rule.get("count").is_some_and(|count| *count == true);
        let counted: String = rules
            .into_iter()
            .flatten()
            .filter(counting)
            .filter_map(|rule| rule.get("when"))
            .map(Value::to_string)
            .collect();
        for place in 0..self.columns.len() {
            let Some(name) = self.field(place).map(|field| Value::from(field.name.as_str())) else {
                continue;
            };
            if !counted.contains(&name.to_string()) {
                continue;
            }
            let Some(Kind::Words(words)) = self.columns.get(place).map(|it| it.maker.kind.clone())
            else {
                continue;
            };
            let loud = |word: &String| {
                let row = (0..self.columns.len())
                    .map(|column| if column == place { word.clone() } else { String::new() })
                    .collect();
                self.found_in(&[row]).iter().any(|found| found.row.is_none())
            };
            let quiet: Vec<String> = words.iter().filter(|word| !loud(word)).cloned().collect();
            if let Some(column) = self.columns.get_mut(place).filter(|_| !quiet.is_empty()) {
                column.maker.kind = Kind::Words(quiet);
            }
        }
    }

    /// Leaves out the columns that are a finding by being there.
    fn drop_doubtful_columns(&mut self) {
        let found = self.found_in(&[]);
        let mut doubtful: Vec<usize> = found
            .iter()
            .filter(|found| found.row.is_none() && found.code != "source-error")
            .filter_map(|found| found.column)
            .collect();
        doubtful.sort_unstable();
        for column in doubtful.into_iter().rev() {
            let required = self.field(column).is_some_and(|field| field.required);
            if !required && column < self.columns.len() {
                self.columns.remove(column);
            }
        }
    }

    /// The field of a column.
    pub(super) fn field(&self, column: usize) -> Option<&Field> {
        self.schema.fields.get(self.columns.get(column)?.field)
    }

    /// The column of a field.
    pub(super) fn column_of(&self, name: &str) -> Option<usize> {
        (0..self.columns.len())
            .find(|column| self.field(*column).is_some_and(|field| field.name == name))
    }

    /// A value for a cell, of nobody in the sample so far.
    pub(super) fn fresh(&mut self, column: usize, random: &mut Random) -> String {
        self.next += 1;
        let Self { columns, seed, next, .. } = self;
        let column = columns.get(column);
        column.map(|column| column.maker.value(*seed, *next, random)).unwrap_or_default()
    }

    /// The byte order mark and the header rows.
    pub(super) fn header(&self) -> Vec<u8> {
        let fields = || (0..self.columns.len()).filter_map(|column| self.field(column));
        let mut out = "\u{feff}".as_bytes().to_vec();
        self.line(fields().map(|field| field.name.as_str()), &mut out);
        if self.schema.template.header_rows > 1 {
            let labels = fields().map(|field| empty_file::label(field, self.language));
            self.line(labels, &mut out);
        }
        out
    }

    /// One record.
    pub(super) fn line<'c>(&self, cells: impl Iterator<Item = &'c str>, out: &mut Vec<u8>) {
        let delimiter = self.schema.template.delimiter();
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                out.push(delimiter);
            }
            let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n');
            if cell.bytes().any(special) {
                out.push(b'"');
                out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
                out.push(b'"');
            } else {
                out.extend_from_slice(cell.as_bytes());
            }
        }
        out.extend_from_slice(b"\r\n");
    }

    /// What the engine finds in a file of these rows. That the file may be too long for the vendor,
    /// or that a list is not at hand, is no fault of a row.
    pub(super) fn found_in(&self, rows: &[Vec<String>]) -> Vec<Found> {
        let mut bytes = self.header();
        for row in rows {
            self.line(row.iter().map(String::as_str), &mut bytes);
        }
        let schema = Some(Rc::clone(&self.schema));
        let mut validation =
            Validation::new(Settings { schema, report_csv: false, ..Settings::default() });
        validation.push(&bytes);
        let finished = validation.finish();
        let header = u64::from(self.schema.template.header_rows);
        let number = |finding: &Value, name: &str| finding.get(name).and_then(Value::as_u64);
        let text = |finding: &Value, name: &str| {
            finding.get(name).and_then(Value::as_str).map(str::to_owned)
        };
        finished
            .findings_ndjson
            .split(|byte| *byte == b'\n')
            .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
            .filter_map(|finding| {
                let code = text(&finding, "code")?;
                let row = number(&finding, "row").and_then(|row| row.checked_sub(header + 1));
                let column = number(&finding, "column").map(|column| column as usize - 1);
                let field = text(&finding, "field");
                Some(Found { code, row: row.map(|row| row as usize), column, field })
            })
            .filter(|found| !matches!(found.code.as_str(), "row-limit" | "resource-error"))
            .collect()
    }

    /// A row as it is drawn. The more often it has been tried, the less stands in it.
    fn draw(&mut self, tries: u32, random: &mut Random) -> Vec<String> {
        self.next += 1;
        let number = self.next;
        let cells = self.columns.iter().map(|column| {
            let Some(field) = self.schema.fields.get(column.field) else { return String::new() };
            let share = match tries {
                0..PATIENCE => column.filled,
                _ if field.required => 1_000_000,
                _ => column.filled / (1 << (tries - PATIENCE).min(20)),
            };
            if !random.happens(share) {
                return String::new();
            }
            let value = column.maker.value(self.seed, number, random);
            if value.is_empty() || takes(field, &value) {
                return value;
            }
            let example = |(_, example): &&(Language, String)| takes(field, example);
            let shown = field.examples.iter().find(example).filter(|_| !field.unique);
            shown.map(|(_, example)| example.clone()).unwrap_or_default()
        });
        cells.collect()
    }

    /// So many rows in which nothing is found.
    pub(super) fn batch(&mut self, rows: usize, random: &mut Random) -> Vec<Vec<String>> {
        let mut batch: Vec<Vec<String>> = (0..rows).map(|_| self.draw(0, random)).collect();
        for tries in 1..=MOST_TRIES {
            let found = self.found_in(&batch);
            let mut again: Vec<usize> = found.iter().filter_map(|found| found.row).collect();
            if again.is_empty() && found.iter().any(|found| found.row.is_none()) {
                // Something said of the whole file: it may be what one row does.
                again = (0..batch.len())
                    .filter(|row| {
                        let row = batch.get(*row..=*row).unwrap_or_default();
                        !self.found_in(row).is_empty()
                    })
                    .collect();
            }
            again.sort_unstable();
            again.dedup();
            if again.is_empty() {
                break;
            }
            for row in again {
                let cells = self.mended(row, &batch, &found, tries, random);
                if let Some(row) = batch.get_mut(row) {
                    *row = cells;
                }
            }
        }
        batch
    }

    /// A row that may do instead of a faulty one: without the cells that are at fault, or drawn anew.
    fn mended(
        &mut self,
        row: usize,
        batch: &[Vec<String>],
        found: &[Found],
        tries: u32,
        random: &mut Random,
    ) -> Vec<String> {
        let mut cells = batch.get(row).cloned().unwrap_or_default();
        let faults = found.iter().filter(|found| found.row == Some(row));
        let mut changed = false;
        for column in faults.filter_map(|found| found.column) {
            let optional = self.field(column).is_some_and(|field| !field.required);
            if cells.get(column).is_some_and(String::is_empty) {
                // Another cell needs this one.
                let value = self.fresh(column, random);
                changed |= !value.is_empty();
                if let Some(cell) = cells.get_mut(column) {
                    *cell = value;
                }
            } else if let Some(cell) = cells.get_mut(column).filter(|_| optional) {
                cell.clear();
                changed = true;
            }
        }
        if changed && !tries.is_multiple_of(4) { cells } else { self.draw(tries, random) }
    }
}
