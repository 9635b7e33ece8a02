//! Late findings: what became known only when the file had ended, written into a `report.csv` and a
//! `findings.ndjson` that stand already.
//!
//! A cell may refer to a row further down ([`crate::references`]). Whether that row exists is known at
//! the end, and by then the referring row has long been written as valid. The counts and samples of the
//! report are right at once; the two files are copied once more, through [`AmendedCsv`] and
//! [`AmendedFindings`], which hold one record or one line at a time. A file without such a finding has
//! no amendment and is written once.
//!
//! ```
//! use std::rc::Rc;
//! use rollcall_engine::{Settings, Validation, schema::Schema};
//!
//! let schema = Schema::from_json(r#"{"fields": [{"name": "name"}, {"name": "manager"}],
//!     "foreignKeys": [{"fields": "manager", "reference": {"resource": "", "fields": "name"}}]}"#);
//! let mut validation = Validation::new(Settings {
//!     schema: Some(Rc::new(schema.unwrap())), ..Settings::default()
//! });
//! validation.push("name,manager\nZoé,Ugo\nLéa,Inès\nUgo,\n".as_bytes());
//! let finished = validation.finish();
//! assert_eq!((finished.report.rows.valid, finished.report.rows.invalid), (2, 1));
//!
//! let amendment = finished.amendment.expect("nobody is called Inès");
//! let (mut amended, mut out) = (amendment.report_csv(), Vec::new());
//! amended.push(&finished.report_csv, &mut out);
//! amended.finish(&mut out);
//! let lines: Vec<_> = std::str::from_utf8(&out).unwrap().lines().collect();
//! assert_eq!(lines[1], "Zoé,Ugo,valid,");
//! assert!(lines[2].starts_with("Léa,Inès,invalid,"));
//! ```

use std::rc::Rc;

use super::annotated::add_detail;
use super::views::ReportReader;
use super::{FileFacts, ReportColumns};
use crate::Limits;
use crate::dialect::Format;
use crate::finding::{Code, Finding, Problem, Severity};
use crate::language::{Language, Message};
use crate::records::Record;
use crate::references::{Reference, Waiting};
use rollcall_records::writing::write_cell;

/// What has still to be written into the two files.
#[derive(Debug)]
pub struct Amendment {
    rows: Rc<Rows>,
    lines: Rc<[(u64, Box<[u8]>)]>,
    file: Option<FileFacts>,
}

/// The rows that a late finding lies on.
struct Rows {
    late: Late,
    references: Vec<Reference>,
    /// Row and reference, in row order.
    broken: Vec<(u32, u16)>,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("broken", &self.broken.len()).finish_non_exhaustive()
    }
}

impl Amendment {
    /// Tells it how the file was read.
    pub(crate) fn of_file(&mut self, file: &FileFacts) {
        self.file = Some(file.clone());
    }

    /// Copies a `report.csv`, the late findings written in.
    #[must_use]
    pub fn report_csv(&self) -> AmendedCsv {
        let (format, columns) = match &self.file {
            Some(file) => (file.dialect.format(), file.report_columns.clone()),
            None => (Format::default(), ReportColumns::default()),
        };
        AmendedCsv {
            reader: ReportReader::new(format.clone()),
            rows: AmendedRows {
                rows: Rc::clone(&self.rows),
                next: 0,
                shift: 0,
                format,
                columns,
                scratch: String::new(),
                details: String::new(),
            },
        }
    }

    /// Copies a `findings.ndjson`, the late findings written in, in row order.
    #[must_use]
    pub fn findings(&self) -> AmendedFindings {
        AmendedFindings { lines: Rc::clone(&self.lines), next: 0, begun: Vec::new() }
    }
}

/// Late findings, while they are collected.
pub(crate) struct Late {
    language: Language,
    limits: Limits,
    lines: Vec<(u64, Box<[u8]>)>,
}

impl Late {
    pub(crate) const fn new(language: Language, limits: Limits) -> Self {
        Self { language, limits, lines: Vec::new() }
    }

    /// A line of `findings.ndjson`; nothing where the collector wrote none.
    pub(crate) fn line(&mut self, row: u64, line: &[u8]) {
        if !line.is_empty() {
            self.lines.push((row, line.into()));
        }
    }

    pub(crate) fn amendment(
        mut self,
        waiting: &[Waiting],
        references: Vec<Reference>,
    ) -> Amendment {
        let lines = std::mem::take(&mut self.lines);
        let broken = waiting.iter().map(|waiting| (waiting.row, waiting.reference)).collect();
        Amendment {
            rows: Rc::new(Rows { late: self, references, broken }),
            lines: lines.into(),
            file: None,
        }
    }
}

/// What is wrong with a reference that found no row.
pub(crate) fn late_problem(reference: &Reference) -> Problem {
    Problem::new(Code::ForeignKey, Message::ForeignKeyOwn).with("target", &*reference.target_name)
}

/// The finding of it.
pub(crate) fn late_finding<'f>(
    reference: &'f Reference,
    problem: &'f Problem,
    (row, line): (u64, Option<u64>),
    cell: Option<&'f str>,
) -> Finding<'f> {
    let mut finding = Finding::of_row(problem, reference.severity, Some(row), line);
    finding.field = Some(&reference.name);
    if let [column] = reference.columns.as_slice() {
        finding.column = u32::try_from(*column + 1).ok();
        finding.cell = cell;
    }
    finding
}

/// A `report.csv` on its way through.
pub struct AmendedCsv {
    reader: ReportReader,
    rows: AmendedRows,
}

impl std::fmt::Debug for AmendedCsv {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AmendedCsv").field("next", &self.rows.next).finish_non_exhaustive()
    }
}

impl AmendedCsv {
    /// Takes the next piece and adds what is ready to `out`.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let Self { reader, rows } = self;
        reader.push(bytes, out, true, &mut |record, out| {
            rows.record(record, out);
            true
        });
    }

    /// Ends the file.
    pub fn finish(self, out: &mut Vec<u8>) {
        let Self { reader, mut rows } = self;
        reader.finish(out, true, &mut |record, out| {
            rows.record(record, out);
            true
        });
    }
}

struct AmendedRows {
    rows: Rc<Rows>,
    /// The next late finding.
    next: usize,
    /// A `sep=` line is a record here, and none in the file's own count.
    shift: u64,
    format: Format,
    columns: ReportColumns,
    scratch: String,
    details: String,
}

impl AmendedRows {
    fn record(&mut self, record: &Record<'_>, out: &mut Vec<u8>) {
        if record.row == 1 && record.text.starts_with("sep=") {
            self.shift = 1;
        }
        let rows = Rc::clone(&self.rows);
        let here = rows.broken.get(self.next..).unwrap_or_default();
        let row = record.row - self.shift.min(record.row);
        let count = here.iter().take_while(|(late, _)| u64::from(*late) == row).count();
        self.next += count;
        let status = record.len().checked_sub(2).and_then(|index| record.cell_range(index));
        match status.filter(|_| count > 0) {
            None => out.extend_from_slice(record.text.as_bytes()),
            Some(range) => {
                let kept = record.text.as_bytes().get(..range.start).unwrap_or_default();
                out.extend_from_slice(kept);
                self.amend(record, here.get(..count).unwrap_or_default(), &rows, out);
            }
        }
        out.extend_from_slice(record.terminator.as_str().as_bytes());
    }

    /// Writes the status and the details anew.
    fn amend(
        &mut self,
        record: &Record<'_>,
        broken: &[(u32, u16)],
        rows: &Rows,
        out: &mut Vec<u8>,
    ) {
        let Rows { late, references, .. } = rows;
        self.details.clear();
        self.details.push_str(record.cell(record.len() - 1, &mut self.scratch));
        let mut error = false;
        for (row, place) in broken {
            let Some(reference) = references.get(usize::from(*place)) else { continue };
            error |= reference.severity == Severity::Error;
            let cell = match reference.columns.as_slice() {
                [column] if !reference.secret => Some(record.cell(*column, &mut self.scratch)),
                _ => None,
            };
            let problem = late_problem(reference);
            let finding = late_finding(reference, &problem, (u64::from(*row), None), cell);
            add_detail(&finding, late.language, late.limits.details_bytes, &mut self.details);
        }
        if error {
            write_cell(&self.columns.invalid, &self.format, out);
        } else {
            let status = record.cell(record.len() - 2, &mut self.scratch);
            write_cell(status, &self.format, out);
        }
        out.push(self.format.delimiter);
        write_cell(&self.details, &self.format, out);
    }
}

/// A `findings.ndjson` on its way through.
#[derive(Debug)]
pub struct AmendedFindings {
    lines: Rc<[(u64, Box<[u8]>)]>,
    /// The next late line.
    next: usize,
    /// A line whose end has not come yet.
    begun: Vec<u8>,
}

impl AmendedFindings {
    /// Takes the next piece and adds what is ready to `out`.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.begun.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                let line = std::mem::take(&mut self.begun);
                self.line(&line, out);
                self.begun = line;
                self.begun.clear();
            }
        }
    }

    /// Ends the file.
    pub fn finish(mut self, out: &mut Vec<u8>) {
        let line = std::mem::take(&mut self.begun);
        if !line.is_empty() {
            self.line(&line, out);
        }
        self.before(u64::MAX, out);
    }

    /// A line, after the late ones that belong before it.
    fn line(&mut self, line: &[u8], out: &mut Vec<u8>) {
        if line.starts_with(b"{\"summary\"") {
            self.before(u64::MAX, out);
        } else if let Some(row) = row_of(line) {
            self.before(row, out);
        }
        out.extend_from_slice(line);
    }

    fn before(&mut self, row: u64, out: &mut Vec<u8>) {
        while let Some((_, line)) = self.lines.get(self.next).filter(|(late, _)| *late < row) {
            out.extend_from_slice(line);
            self.next += 1;
        }
    }
}

/// The row that a line names. The collector writes it before anything that comes from the file.
fn row_of(line: &[u8]) -> Option<u64> {
    const NAME: &[u8] = b"\"row\":";
    let at = memchr::memmem::find(line, NAME)? + NAME.len();
    let digits = line.get(at..)?;
    let end = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(digits.get(..end)?).ok()?.parse().ok()
}
