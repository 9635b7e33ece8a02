//! A `report.csv` with what became of each row, in place of what the check found.

use std::collections::VecDeque;
use std::fmt;

use rollcall_records::writing::write_cell;
use serde_json::Value;

use super::{Mark, OURS, Place, Walk};
use crate::dialect::Format;
use crate::formula::runs;
use crate::header::normalised;
use crate::records::Record;
use crate::report::views::ReportReader;
use crate::report::{FileFacts, ReportColumns};
use crate::schema::Schema;

/// What became of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowOutcome {
    /// Its [number](super::DataRow::number).
    pub row: u64,
    /// What its status column says.
    pub status: String,
    /// Why, or what has to be known of it.
    pub details: String,
    /// What came out, by column: `("User.Voice.Extension", "1001")`.
    pub outputs: Vec<(String, String)>,
}

/// How the columns of a report on outcomes are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeColumns {
    /// The label of the status.
    pub status: String,
    /// The label of the details.
    pub details: String,
    /// The columns for what came out. One that the file has is filled, and the others are added behind
    /// the columns of the file, before status and details.
    pub outputs: Vec<String>,
}

impl OutcomeColumns {
    /// Those of the report of the check.
    #[must_use]
    pub fn of_report(facts: &FileFacts) -> Self {
        let ReportColumns { status, details, .. } = facts.report_columns.clone();
        Self { status, details, outputs: Vec::new() }
    }

    /// Those of a template: the first names under `rollcall.outcome.status` and `.details`, and all
    /// under `.output`. What it does not name is as in the report of the check.
    ///
    /// ```
    /// use rollcall_engine::rows::OutcomeColumns;
    /// use rollcall_engine::{Settings, Validation, templates};
    ///
    /// let template = serde_json::from_str(templates::get("8x8-users").unwrap()).unwrap();
    /// let facts = Validation::new(Settings::default()).finish().report.file;
    /// let columns = OutcomeColumns::of_template(&template, &facts);
    /// assert_eq!(columns.status, "User Upload Status");
    /// assert_eq!(columns.outputs, ["User.Voice.Extension", "User.Voice.TemporaryNumber"]);
    /// ```
    #[must_use]
    pub fn of_template(template: &Value, facts: &FileFacts) -> Self {
        let outcome = template.get("rollcall").and_then(|additions| additions.get("outcome"));
        let names = |key: &str| {
            let names = outcome.and_then(|outcome| outcome.get(key)).and_then(Value::as_array);
            names.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
        };
        let report = Self::of_report(facts);
        Self {
            status: names("status").next().unwrap_or(report.status),
            details: names("details").next().unwrap_or(report.details),
            outputs: names("output").collect(),
        }
    }
}

/// What found no place in the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Outcomes of rows that are not there, or that came out of order.
    pub outcomes: u64,
    /// Outputs for columns that are neither in the file nor named.
    pub outputs: u64,
}

/// Copies a stored `report.csv`, pushed in pieces of any size, with the outcomes of its rows, which are
/// given in the order of the rows. Whatever is not replaced stays byte for byte, a row without an
/// outcome as a whole.
///
/// Outcomes may come in pieces too: while the writer [waits](Self::waits), it holds what is pushed.
///
/// ```
/// use rollcall_engine::rows::{Left, OutcomeColumns, OutcomeWriter, RowOutcome};
/// use rollcall_engine::{Settings, Validation};
///
/// let mut validation = Validation::new(Settings::default());
/// validation.push(b"name;extension\nAnna;\nUgo;1002\n");
/// let finished = validation.finish();
///
/// let facts = &finished.report.file;
/// let columns = OutcomeColumns { status: "Upload".into(), ..OutcomeColumns::of_report(facts) };
/// let mut pages = vec![vec![RowOutcome {
///     row: 2,
///     status: "done".into(),
///     details: String::new(),
///     outputs: vec![("extension".into(), "1001".into())],
/// }]];
/// let (mut writer, mut out) = (OutcomeWriter::new(facts, None, columns), Vec::new());
/// for piece in finished.report_csv.chunks(20) {
///     writer.push(piece, &mut out);
///     while writer.waits() {
///         match pages.pop() {
///             Some(page) => page.into_iter().for_each(|outcome| writer.give(outcome)),
///             None => writer.end_outcomes(),
///         }
///         writer.push(b"", &mut out);
///     }
/// }
/// assert_eq!(writer.finish(&mut out), Left::default());
/// assert_eq!(
///     String::from_utf8(out).unwrap(),
///     "name;extension;Upload;details\nAnna;1001;done;\nUgo;1002;valid;\n",
/// );
/// ```
pub struct OutcomeWriter<'s> {
    reader: ReportReader,
    copy: Copier<'s>,
    /// What came while there was no outcome to go on with.
    held: Vec<u8>,
}

impl fmt::Debug for OutcomeWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutcomeWriter").field("row", &self.copy.walk.row).finish_non_exhaustive()
    }
}

impl<'s> OutcomeWriter<'s> {
    /// A writer for the report of a file with these facts, which was checked against `schema`.
    #[must_use]
    pub fn new(facts: &FileFacts, schema: Option<&'s Schema>, columns: OutcomeColumns) -> Self {
        let format = facts.dialect.format();
        Self {
            reader: ReportReader::new(format.clone()),
            copy: Copier {
                walk: Walk::new(facts, schema, &Mark::default()),
                format,
                report: facts.report_columns.clone(),
                columns,
                keys: None,
                added: Vec::new(),
                outcomes: VecDeque::new(),
                behind: None,
                ended: false,
                left: Left::default(),
            },
            held: Vec::new(),
        }
    }

    /// Gives the outcome of a row, behind those of all rows above it.
    pub fn give(&mut self, outcome: RowOutcome) {
        self.copy.outcomes.push_back(outcome);
    }

    /// Gives what became of every row behind `row` that has no outcome of its own.
    ///
    /// ```
    /// use rollcall_engine::rows::{OutcomeColumns, OutcomeWriter, RowOutcome};
    /// use rollcall_engine::{Settings, Validation};
    ///
    /// let mut validation = Validation::new(Settings::default());
    /// validation.push(b"name\nAnna\nUgo\nZo\xc3\xa9\n");
    /// let finished = validation.finish();
    ///
    /// let facts = &finished.report.file;
    /// let mut writer = OutcomeWriter::new(facts, None, OutcomeColumns::of_report(facts));
    /// let stopped = RowOutcome { status: "valid".into(), details: "not begun".into(), ..RowOutcome::default() };
    /// writer.give_behind(2, stopped);
    /// writer.end_outcomes();
    /// let mut out = Vec::new();
    /// writer.push(&finished.report_csv, &mut out);
    /// writer.finish(&mut out);
    /// assert_eq!(
    ///     String::from_utf8(out).unwrap(),
    ///     "name,status,details\nAnna,valid,\nUgo,valid,not begun\nZoé,valid,not begun\n",
    /// );
    /// ```
    pub fn give_behind(&mut self, row: u64, outcome: RowOutcome) {
        self.copy.behind = Some((row, outcome));
    }

    /// Says that no outcome will be given any more.
    pub const fn end_outcomes(&mut self) {
        self.copy.ended = true;
    }

    /// Whether it cannot go on before an outcome is given, or none will be.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.copy.waits()
    }

    /// Takes the next piece of the report, and adds to `out` what is ready.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let Self { reader, copy, held } = self;
        while !copy.waits() && reader.resume(out, &mut |record, out| copy.record(record, out)) {}
        let before = std::mem::take(held);
        for piece in [&before, bytes] {
            if copy.waits() {
                held.extend_from_slice(piece);
            } else {
                reader.push(piece, out, true, &mut |record, out| copy.record(record, out));
            }
        }
    }

    /// Ends the report. Gives what found no place in it.
    pub fn finish(mut self, out: &mut Vec<u8>) -> Left {
        self.end_outcomes();
        self.push(b"", out);
        let Self { reader, mut copy, .. } = self;
        reader.finish(out, true, &mut |record, out| copy.record(record, out));
        copy.left.outcomes += copy.outcomes.len() as u64;
        copy.left
    }
}

/// What is known while the records are copied.
struct Copier<'s> {
    walk: Walk<'s>,
    format: Format,
    report: ReportColumns,
    columns: OutcomeColumns,
    /// The columns of the file by letters and digits, once they are known.
    keys: Option<Vec<String>>,
    /// The columns that are added, with the same of each.
    added: Vec<(String, String)>,
    /// The outcomes that were given and not written yet.
    outcomes: VecDeque<RowOutcome>,
    /// The outcome of the rows behind one, where they have none of their own.
    behind: Option<(u64, RowOutcome)>,
    ended: bool,
    left: Left,
}

impl Copier<'_> {
    fn waits(&self) -> bool {
        self.outcomes.is_empty() && !self.ended
    }

    /// Copies a record; whether the next may come.
    fn record(&mut self, record: &Record<'_>, out: &mut Vec<u8>) -> bool {
        let place = self.walk.place(record);
        if self.keys.is_none() && self.walk.complete {
            self.settle();
        }
        match place {
            // Of a record with more cells than are looked at, the last ones are not known.
            _ if record.width != record.len() => out.extend_from_slice(record.text.as_bytes()),
            Place::Header if self.walk.complete => self.header(record, out),
            Place::Labels => self.header(record, out),
            Place::Data => self.row(record, out),
            Place::Header | Place::Aside => out.extend_from_slice(record.text.as_bytes()),
        }
        out.extend_from_slice(record.terminator.as_str().as_bytes());
        !self.waits()
    }

    /// The columns of the file are known: which are added, and whether a label is taken.
    fn settle(&mut self) {
        let keys: Vec<String> =
            self.walk.columns.iter().map(|column| normalised(&column.name)).collect();
        for output in &self.columns.outputs {
            let key = normalised(output);
            if !keys.contains(&key) {
                self.added.push((output.clone(), key));
            }
        }
        self.keys = Some(keys);
        let OutcomeColumns { status, details, .. } = &mut self.columns;
        if self.walk.labels.iter().any(|label| label == status || label == details) {
            for label in [status, details] {
                *label = format!("rollcall_{label}");
            }
        }
    }

    fn header(&self, record: &Record<'_>, out: &mut Vec<u8>) {
        let status = record.len().saturating_sub(OURS);
        let ours = record.value(status) == self.report.status
            && record.value(status + 1) == self.report.details;
        let (text, input) = (record.text.as_bytes(), input(record));
        out.extend_from_slice(text.get(..input).unwrap_or_default());
        for (label, _) in &self.added {
            self.cell(if ours { label } else { "" }, out);
        }
        let labels = [&self.columns.status, &self.columns.details];
        if ours && labels != [&self.report.status, &self.report.details] {
            for label in labels {
                self.cell(label, out);
            }
        } else {
            out.extend_from_slice(text.get(input..).unwrap_or_default());
        }
    }

    fn row(&mut self, record: &Record<'_>, out: &mut Vec<u8>) {
        while self.outcomes.front().is_some_and(|outcome| outcome.row < self.walk.row) {
            self.outcomes.pop_front();
            self.left.outcomes += 1;
        }
        let here = self.outcomes.front().is_some_and(|outcome| outcome.row == self.walk.row);
        let outcome = if here { self.outcomes.pop_front() } else { self.behind_all() };
        let (text, input) = (record.text.as_bytes(), input(record));
        let Some(mut outcome) = outcome else {
            out.extend_from_slice(text.get(..input).unwrap_or_default());
            self.added.iter().for_each(|_| self.cell("", out));
            out.extend_from_slice(text.get(input..).unwrap_or_default());
            return;
        };
        let keys = self.keys.as_deref().unwrap_or_default();
        let mut added = vec![String::new(); self.added.len()];
        let mut filled: Vec<(usize, String)> = Vec::new();
        for (name, value) in outcome.outputs.drain(..) {
            let key = normalised(&name);
            let column = keys.iter().position(|other| *other == key);
            if let Some(column) = column.filter(|column| *column + OURS < record.len()) {
                filled.push((column, value));
            } else if let Some(place) = self.added.iter().position(|(_, other)| *other == key) {
                added[place] = value;
            } else {
                self.left.outputs += 1;
            }
        }
        let mut from = 0;
        for index in 0..record.len().saturating_sub(OURS) {
            // Of two for one column, the later one holds.
            let value = filled.iter().rev().find(|(column, _)| *column == index);
            let Some(((_, value), range)) = value.zip(record.cell_range(index)) else { continue };
            out.extend_from_slice(text.get(from..range.start).unwrap_or_default());
            self.guarded(value, out);
            from = range.end;
        }
        out.extend_from_slice(text.get(from..input).unwrap_or_default());
        for value in added.iter().chain([&outcome.status, &outcome.details]) {
            out.push(self.format.delimiter);
            self.guarded(value, out);
        }
    }

    /// The outcome of a row that has none of its own.
    fn behind_all(&self) -> Option<RowOutcome> {
        let (row, outcome) = self.behind.as_ref()?;
        (self.walk.row > *row).then(|| outcome.clone())
    }

    /// A cell behind another.
    fn cell(&self, value: &str, out: &mut Vec<u8>) {
        out.push(self.format.delimiter);
        write_cell(value, &self.format, out);
    }

    /// A value, with an apostrophe where a spreadsheet would run it.
    fn guarded(&self, value: &str, out: &mut Vec<u8>) {
        if runs(value) {
            write_cell(&format!("'{value}"), &self.format, out);
        } else {
            write_cell(value, &self.format, out);
        }
    }
}

/// Where the cells of the file end in the text of a record, before those of the report.
fn input(record: &Record<'_>) -> usize {
    let last = record.len().checked_sub(OURS + 1).and_then(|last| record.cell_range(last));
    last.map_or(0, |range| range.end)
}
