//! A checked file once more: the rows of its stored `report.csv` as values by field, and the same file
//! with what became of each row.
//!
//! Who applies a file to a directory reads it in batches, hours after it was checked perhaps and each
//! time from where the last batch ended. [`RowReader`] reads the rows as the check took them: labels
//! are matched in the same way, what is neither header nor data is left out, and so are the two columns
//! of the report and the apostrophes that keep a spreadsheet from running a cell. A [`Mark`] is all that
//! the next batch has to know, and is small enough for a row of a database. [`OutcomeWriter`] goes the
//! other way: it copies the report and puts what became of each row where the result of the check stood.
//!
//! ```
//! use rollcall_engine::rows::{Mark, RowReader};
//! use rollcall_engine::{Settings, Validation};
//!
//! let mut validation = Validation::new(Settings::default());
//! validation.push("\u{feff}name;site\r\nZoé;Aix\r\n\r\nUgo;\"Forlì; FC\"\r\n".as_bytes());
//! let finished = validation.finish();
//! let (facts, csv) = (&finished.report.file, &finished.report_csv);
//!
//! // One batch: the first row, and where it ends.
//! let (mut reader, mut mark) = (RowReader::new(facts, None), Mark::default());
//! reader.push(csv, &mut |row| {
//!     if row.number == 2 {
//!         mark = row.mark();
//!     }
//! });
//!
//! // The next one reads from there on.
//! let mut read = Vec::new();
//! let mut rest = RowReader::resume(facts, None, &mark);
//! let mut keep = |row: rollcall_engine::rows::DataRow<'_>| {
//!     let cells: Vec<_> = row.cells().map(|(name, value)| format!("{name}: {value}")).collect();
//!     read.push((row.number, cells));
//! };
//! rest.push(&csv[mark.byte as usize..], &mut keep);
//! rest.finish(&mut keep);
//! assert_eq!(read, [(4, vec!["name: Ugo".to_owned(), "site: Forlì; FC".to_owned()])]);
//! ```
//!
//! # What it relies on
//!
//! Rows have the numbers that findings give them, unless a line fell off a damaged record
//! ([`Record::continues`]): it is a row of its own in the report, and the rows below it have a number
//! more here. Nor are columns put under their labels again where the header is damaged. Both are
//! errors, and a file with errors is not applied.
//!
//! # If you change it
//!
//! What is a header and what is not has to be what the check made of it: see `Core::is_aside` and
//! `Core::header_row` beside [`Validation`](crate::Validation).

mod writing;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::formula;
use crate::header::{self, Names};
use crate::opening::separator_line;
use crate::records::Record;
use crate::report::FileFacts;
use crate::report::views::ReportReader;
use crate::schema::{Field, Schema};

pub use writing::{Left, OutcomeColumns, OutcomeWriter, RowOutcome};

/// Where to go on in a `report.csv`: the beginning, or behind any of its rows.
///
/// ```
/// use rollcall_engine::rows::Mark;
/// let mark = Mark { byte: 52, row: 3, header: vec!["name".into()] };
/// let json = serde_json::to_string(&mark).unwrap();
/// assert_eq!(json, r#"{"byte":52,"row":3,"header":["name"]}"#);
/// assert_eq!(serde_json::from_str::<Mark>(&json).unwrap(), mark);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How many bytes of it have been read: where the next row begins.
    pub byte: u64,
    /// The number of the row before; 0 at the beginning.
    pub row: u64,
    /// The labels of the columns, which stand above where one goes on.
    pub header: Vec<String>,
}

/// Reads the rows of data of a stored `report.csv`, pushed in pieces of any size.
pub struct RowReader<'s> {
    reader: ReportReader,
    rows: Rows<'s>,
}

impl fmt::Debug for RowReader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowReader").field("row", &self.rows.walk.row).finish_non_exhaustive()
    }
}

/// A row of data.
#[derive(Debug)]
pub struct DataRow<'r> {
    /// The row that a spreadsheet shows for it in the file that was checked, as findings name it.
    pub number: u64,
    /// Where it lies in the report, its line end included.
    pub bytes: Range<u64>,
    /// Whether the check found no error in it.
    pub valid: bool,
    record: &'r Record<'r>,
    walk: &'r Walk<'r>,
    null: Option<&'r str>,
}

impl<'s> RowReader<'s> {
    /// A reader of the report of a file with these facts, which was checked against `schema`.
    #[must_use]
    pub fn new(facts: &FileFacts, schema: Option<&'s Schema>) -> Self {
        Self::resume(facts, schema, &Mark::default())
    }

    /// The same from `mark` on. The first byte to be pushed is that of the mark.
    #[must_use]
    pub fn resume(facts: &FileFacts, schema: Option<&'s Schema>, mark: &Mark) -> Self {
        Self {
            reader: ReportReader::behind(facts.dialect.format(), mark.byte),
            rows: Rows {
                walk: Walk::new(facts, schema, mark),
                null: facts.dialect.null_sequence.clone(),
                valid: facts.report_columns.valid.clone(),
                scratch: String::new(),
            },
        }
    }

    /// Takes the next piece of the report, calling `on` for each row of data that is complete.
    pub fn push(&mut self, bytes: &[u8], on: &mut impl FnMut(DataRow<'_>)) {
        let Self { reader, rows } = self;
        reader.push(bytes, &mut Vec::new(), false, &mut |record, _| rows.record(record, on));
    }

    /// Ends the report, calling `on` for what is left of it.
    pub fn finish(self, on: &mut impl FnMut(DataRow<'_>)) {
        let Self { reader, mut rows } = self;
        reader.finish(&mut Vec::new(), false, &mut |record, _| rows.record(record, on));
    }

    /// Behind the last record that was complete, whether it was a row of data or not.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.rows.walk.mark()
    }
}

impl DataRow<'_> {
    /// Its cells, from left to right: the name of the field, or the label where the column has no
    /// field or is one of several by a pattern; and the value.
    ///
    /// A value is what the check took it for: without the apostrophe before a formula, empty where it
    /// is one of the field's missing values or the file's null sequence, and the vendor's own word
    /// where the cell has one of a help page (`Oui`). Otherwise it is the cell as it stands, with what
    /// may stand before a value (`REMOVE|`). It is a text of its own only where quotes were undone.
    pub fn cells(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let cells = 0..self.record.len().saturating_sub(OURS);
        cells.zip(&self.walk.columns).map(|(index, column)| {
            let value = match self.record.value(index) {
                Cow::Borrowed(cell) => Cow::Borrowed(column.value(cell, self.null)),
                Cow::Owned(cell) => match column.value(&cell, self.null) {
                    value if value.len() == cell.len() && value == cell => Cow::Owned(cell),
                    value => Cow::Owned(value.to_owned()),
                },
            };
            (&*column.name, value)
        })
    }

    /// Where to go on behind it.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.walk.mark()
    }
}

/// How many columns of a report are its own: the last ones.
const OURS: usize = 2;

/// What is known of the rows while they are read.
struct Rows<'s> {
    walk: Walk<'s>,
    null: Option<String>,
    /// What the status column says of a row without errors.
    valid: String,
    scratch: String,
}

impl Rows<'_> {
    /// Hands on a row of data. Nothing holds up the next record.
    fn record(&mut self, record: &Record<'_>, on: &mut dyn FnMut(DataRow<'_>)) -> bool {
        let place = self.walk.place(record);
        if place == Place::Data && !self.is_blank(record) {
            let status = record.len().saturating_sub(OURS);
            on(DataRow {
                number: self.walk.row,
                bytes: record.offset..self.walk.byte,
                valid: record.cell(status, &mut self.scratch) == self.valid,
                record,
                walk: &self.walk,
                null: self.null.as_deref(),
            });
        }
        true
    }

    /// Whether there is nothing in the record but what the report wrote there.
    fn is_blank(&mut self, record: &Record<'_>) -> bool {
        let mut cells = 0..record.len().saturating_sub(OURS);
        cells.all(|index| record.cell(index, &mut self.scratch).is_empty())
    }
}

/// What a record of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A comment, a title, a `sep=` line.
    Aside,
    /// A header row with names.
    Header,
    /// The row of labels under the names.
    Labels,
    Data,
}

/// A column of the file.
#[derive(Debug)]
struct Column<'s> {
    name: Cow<'s, str>,
    field: Option<&'s Field>,
}

impl Column<'_> {
    /// What the check took a cell for.
    fn value<'c>(&'c self, cell: &'c str, null: Option<&str>) -> &'c str {
        let value = formula::value(cell);
        if null == Some(value) {
            return "";
        }
        match self.field {
            Some(field) if field.check.is_missing(value) => "",
            Some(field) => field.check.translated(value).unwrap_or(value),
            None => value,
        }
    }
}

/// Follows the records of a report: which is the header, which is data, and what their numbers are.
#[derive(Debug)]
struct Walk<'s> {
    schema: Option<&'s Schema>,
    /// Whether there is a header at all.
    header: bool,
    /// The header rows with names, which are joined, and those with labels for people.
    names: Vec<u64>,
    labelled: Vec<u64>,
    join: String,
    comment_rows: Vec<u64>,
    comment_char: Option<String>,
    /// Whether the columns are known.
    complete: bool,
    /// The labels, as far as they are known.
    labels: Vec<String>,
    columns: Vec<Column<'s>>,
    /// The number of the last record, and how many bytes lie before the next.
    row: u64,
    byte: u64,
}

impl<'s> Walk<'s> {
    fn new(facts: &FileFacts, schema: Option<&'s Schema>, mark: &Mark) -> Self {
        let dialect = &facts.dialect;
        // Header rows that were given are joined; of those that were found, the second holds labels.
        let found = facts.sniffed.iter().any(|property| property == "headerRows");
        let (names, labelled) = match dialect.header_rows.split_first() {
            Some((first, rest)) if found => (vec![*first], rest.to_vec()),
            _ => (dialect.header_rows.clone(), Vec::new()),
        };
        let mut this = Self {
            schema,
            header: dialect.header,
            names,
            labelled,
            join: dialect.header_join.clone().unwrap_or_else(|| " ".into()),
            comment_rows: dialect.comment_rows.clone(),
            comment_char: dialect.comment_char.clone(),
            complete: false,
            labels: mark.header.clone(),
            columns: Vec::new(),
            row: mark.row,
            byte: mark.byte,
        };
        if mark.byte > 0 {
            this.settle(mark.header.len());
        }
        this
    }

    /// Behind the last record. Before the columns are known, the beginning.
    fn mark(&self) -> Mark {
        if !self.complete {
            return Mark::default();
        }
        Mark { byte: self.byte, row: self.row, header: self.labels.clone() }
    }

    /// The columns are known. Without a header they are `width`.
    fn settle(&mut self, width: usize) {
        self.complete = true;
        self.columns = if self.header {
            columns(&self.labels, self.schema)
        } else {
            positional(width, self.schema)
        };
        if !self.header {
            self.labels = self.columns.iter().map(|column| column.name.to_string()).collect();
        }
    }

    /// What the next record is; `row` is its number then.
    fn place(&mut self, record: &Record<'_>) -> Place {
        let begins = self.byte == 0;
        let end = record.text.len() + record.terminator.as_str().len();
        self.byte = record.offset + end as u64;
        // Before row 1 in a spreadsheet, but a record to the reader.
        let separator = begins
            && separator_line(&format!("{}{}", record.text, record.terminator.as_str())).is_some();
        if separator {
            return Place::Aside;
        }
        self.row += 1;
        let row = self.row;
        if self.comment_rows.contains(&row)
            || self.comment_char.as_ref().is_some_and(|mark| record.text.starts_with(mark))
        {
            return Place::Aside;
        }
        let width = record.len().saturating_sub(OURS);
        if !self.complete && self.header {
            let last = self.names.last().copied().unwrap_or(1);
            if row < last && !self.names.contains(&row) {
                return Place::Aside;
            }
            self.join_labels(record, width);
            if row >= last {
                self.labels.truncate(width);
                self.settle(width);
            }
            return Place::Header;
        }
        if !self.complete {
            self.settle(width);
        }
        if self.labelled.contains(&row) { Place::Labels } else { Place::Data }
    }

    /// Adds a header row to the labels.
    fn join_labels(&mut self, record: &Record<'_>, width: usize) {
        for index in 0..width {
            let label = record.value(index);
            match self.labels.get_mut(index) {
                Some(labels) if !label.is_empty() => {
                    if !labels.is_empty() {
                        labels.push_str(&self.join);
                    }
                    labels.push_str(&label);
                }
                Some(_) => {}
                None => self.labels.push(label.into_owned()),
            }
        }
    }
}

/// The columns under these labels.
fn columns<'s>(labels: &[String], schema: Option<&'s Schema>) -> Vec<Column<'s>> {
    let own = |label: &String| Cow::Owned(label.trim().to_owned());
    let Some(schema) = schema else {
        return labels.iter().map(|label| Column { name: own(label), field: None }).collect();
    };
    let matched = header::match_labels(labels, schema);
    let names = Names::new(schema);
    let column = |(label, place): (&String, &Option<usize>)| {
        let field = place.and_then(|place| schema.fields.get(place));
        let name = match (field, place) {
            (Some(field), Some(place)) if !names.is_by_pattern(label.trim(), *place) => {
                Cow::Borrowed(&*field.name)
            }
            _ => own(label),
        };
        Column { name, field }
    };
    labels.iter().zip(&matched.fields).map(column).collect()
}

/// The columns of a file without a header: the fields in their order, or so many without a name.
fn positional(width: usize, schema: Option<&Schema>) -> Vec<Column<'_>> {
    match schema {
        Some(schema) => {
            let fields = schema.fields.iter();
            fields
                .map(|field| Column { name: Cow::Borrowed(&*field.name), field: Some(field) })
                .collect()
        }
        None => (1..=width)
            .map(|number| Column { name: Cow::Owned(format!("field{number}")), field: None })
            .collect(),
    }
}
