//! `errors.csv`, `clean.csv` and the parts of a file: views of a stored `report.csv`, filtered while it streams by.
//!
//! None is stored. A [`Filter`] is pushed the stored file in pieces and writes what belongs to
//! the view; it holds one record at a time.
//!
//! ```
//! use rollcall_engine::{Settings, Validation, report::views::{Filter, View}};
//!
//! let mut validation = Validation::new(Settings::default());
//! validation.push("Nom;Ville\nLef\u{e8}vre;Lyon\nD'Angelo\n".as_bytes());
//! let finished = validation.finish();
//!
//! let mut errors = Vec::new();
//! let mut filter = Filter::new(View::Errors, &finished.report.file);
//! filter.push(&finished.report_csv, &mut errors);
//! filter.finish(&mut errors);
//! let errors = String::from_utf8(errors).unwrap();
//! assert!(errors.starts_with("Nom;Ville;status;details\nD'Angelo;;invalid;"));
//! ```

use std::collections::BTreeSet;

use super::{FileFacts, ReportColumns};
use crate::decode::{Decoder, Start};
use crate::dialect::Format;
use crate::opening::separator_line;
use crate::outcomes::{self, ResultFile};
use crate::records::{Reader, Record, Terminator};
use rollcall_records::writing::write_cell;

/// Which rows are wanted, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Only the rows with errors, annotated, in the dialect of the file: to mend and send again. Of
    /// a vendor's [result file](crate::outcomes), only the rows that may be sent again, without the
    /// vendor's columns.
    Errors,
    /// Only the rows without errors, without the two columns, as RFC 4180 in UTF-8: CRLF, comma,
    /// quotes only where they are needed.
    Clean,
    /// The data rows from `first` to `last`, counted from 1 without header, comments and titles, with
    /// every header row above them: a file that keeps within the vendor's limit of rows.
    ///
    /// Rows stand there as they came, in the dialect of the file and without the two columns. What
    /// is neither header nor data (titles above the header, comments, a `sep=` line) is left out, as
    /// it is for people. Two things are as in the report: an apostrophe before a cell that a
    /// spreadsheet would run, and rows whose writing was damaged, which are written anew or filled up.
    Part {
        /// The first row.
        first: u64,
        /// The last row; a file that ends before it has a short part.
        last: u64,
    },
    /// The data rows without some, with every header row above them, written as in a part: what is left
    /// when those have been applied. [`Filter::rest`] says which.
    Rest,
}

impl View {
    /// The part with that number, from 1, where each has `row_limit` rows. [`Rows::parts`] says how
    /// many there are.
    ///
    /// [`Rows::parts`]: super::Rows::parts
    ///
    /// ```
    /// use rollcall_engine::report::views::View;
    /// assert_eq!(View::part(2, 750), View::Part { first: 751, last: 1500 });
    /// ```
    #[must_use]
    pub const fn part(number: u64, row_limit: u64) -> Self {
        let before = number.saturating_sub(1).saturating_mul(row_limit);
        Self::Part { first: before.saturating_add(1), last: before.saturating_add(row_limit) }
    }
}

/// The longest record of a report: a record of the input, its details, and what quoting adds.
const RECORD_BYTES: usize = 16 * 1024 * 1024;

/// Filters one `report.csv`.
pub struct Filter {
    reader: ReportReader,
    kept: Selection,
}

/// Cuts a stored `report.csv` into its records.
pub(crate) struct ReportReader {
    decoder: Decoder,
    reader: Reader,
    started: bool,
}

/// What becomes of each record, and whether the next may come at once.
type OnRecord<'r> = &'r mut dyn FnMut(&Record<'_>, &mut Vec<u8>) -> bool;

impl ReportReader {
    /// A reader of the report of a file in this format.
    pub(crate) fn new(mut format: Format) -> Self {
        format.max_record = RECORD_BYTES;
        format.max_columns += 2;
        let start = Start {
            mark: 0,
            encoding: Some(crate::encoding::UTF_8),
            guessed_utf16: false,
            fallback: false,
        };
        Self { decoder: Decoder::new(start), reader: Reader::new(format), started: false }
    }

    /// A reader that goes on behind so many bytes of the report, where a record begins.
    #[cfg(feature = "rows")]
    pub(crate) fn behind(format: Format, bytes: u64) -> Self {
        let mut this = Self::new(format);
        if bytes > 0 {
            this.started = true;
            this.reader.skip(bytes, 0);
        }
        this
    }

    /// Takes the next piece. A byte order mark is no part of a record; `marked` says whether it is
    /// written to `out`.
    pub(crate) fn push(
        &mut self,
        bytes: &[u8],
        out: &mut Vec<u8>,
        marked: bool,
        on_record: OnRecord<'_>,
    ) {
        self.feed(bytes, false, out, marked, on_record);
    }

    /// Goes on with what waits, because a record has not let the next one come; `false` when nothing
    /// does.
    #[cfg(feature = "rows")]
    pub(crate) fn resume(&mut self, out: &mut Vec<u8>, on_record: OnRecord<'_>) -> bool {
        self.reader.resume(&mut |record| on_record(record, out))
    }

    /// Ends the report.
    pub(crate) fn finish(mut self, out: &mut Vec<u8>, marked: bool, on_record: OnRecord<'_>) {
        self.feed(b"", true, out, marked, on_record);
        self.reader.finish(&mut |record| on_record(record, out));
    }

    fn feed(
        &mut self,
        bytes: &[u8],
        last: bool,
        out: &mut Vec<u8>,
        marked: bool,
        on_record: OnRecord<'_>,
    ) {
        let Self { decoder, reader, started } = self;
        decoder.push(bytes, last, &mut |_, mut text| {
            if !*started {
                *started = true;
                if let Some(rest) = text.strip_prefix('\u{feff}') {
                    if marked {
                        out.extend_from_slice("\u{feff}".as_bytes());
                    }
                    reader.skip((text.len() - rest.len()) as u64, 0);
                    text = rest;
                }
            }
            reader.read(text, &mut |record| on_record(record, out));
        });
    }
}

/// What the filter knows of the rows it sees.
struct Selection {
    view: View,
    columns: ReportColumns,
    header: bool,
    header_rows: Vec<u64>,
    comment_rows: Vec<u64>,
    comment_char: Option<String>,
    result_file: Option<ResultFile>,
    /// The rows that [`View::Rest`] leaves out, as a spreadsheet counts.
    without: BTreeSet<u64>,
    /// How many records there are that a spreadsheet does not count: one, where there is a `sep=` line.
    uncounted: u64,
    /// How many data rows have been seen.
    seen: u64,
    delimiter: u8,
    scratch: String,
}

impl Filter {
    /// A filter for the report of a file with these facts.
    #[must_use]
    pub fn new(view: View, file: &FileFacts) -> Self {
        Self {
            reader: ReportReader::new(file.dialect.format()),
            kept: Selection {
                view,
                columns: file.report_columns.clone(),
                header: file.dialect.header,
                header_rows: file.dialect.header_rows.clone(),
                comment_rows: file.dialect.comment_rows.clone(),
                comment_char: file.dialect.comment_char.clone(),
                result_file: file.result_file.clone().filter(|_| view == View::Errors),
                without: BTreeSet::new(),
                uncounted: 0,
                seen: 0,
                delimiter: file.dialect.format().delimiter,
                scratch: String::new(),
            },
        }
    }

    /// A filter for the rows of the file that are not among these, by the numbers that a spreadsheet shows.
    ///
    /// ```
    /// use rollcall_engine::{Settings, Validation, report::views::Filter};
    ///
    /// let mut validation = Validation::new(Settings::default());
    /// validation.push("sep=;\nNom;Ville\nZoé;Lyon\nUgo;Forlì\n".as_bytes());
    /// let finished = validation.finish();
    ///
    /// let mut rest = Vec::new();
    /// let mut filter = Filter::rest([2].into(), &finished.report.file);
    /// filter.push(&finished.report_csv, &mut rest);
    /// filter.finish(&mut rest);
    /// assert_eq!(String::from_utf8(rest).unwrap(), "Nom;Ville\nUgo;Forlì\n");
    /// ```
    #[must_use]
    pub fn rest(without: BTreeSet<u64>, file: &FileFacts) -> Self {
        let mut filter = Self::new(View::Rest, file);
        filter.kept.without = without;
        filter
    }

    /// Takes the next piece of the report and adds to `out` what belongs to the view.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let Self { reader, kept } = self;
        let marked = kept.view != View::Clean;
        reader.push(bytes, out, marked, &mut |record, out| {
            kept.record(record, out);
            true
        });
    }

    /// Whether nothing more will be written, whatever is pushed: the last row of a part has been. The
    /// rest of the report need not be read.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        matches!(self.kept.view, View::Part { last, .. } if self.kept.seen >= last)
    }

    /// Ends the report.
    pub fn finish(self, out: &mut Vec<u8>) {
        let Self { reader, mut kept } = self;
        let marked = kept.view != View::Clean;
        reader.finish(out, marked, &mut |record, out| {
            kept.record(record, out);
            true
        });
    }
}

impl Selection {
    fn record(&mut self, record: &Record<'_>, out: &mut Vec<u8>) {
        let last_header = self.header_rows.last().copied().filter(|_| self.header).unwrap_or(0);
        // A `sep=` line stands before row 1 in a spreadsheet but is a record to this reader.
        let separator = record.row == 1
            && separator_line(&format!("{}{}", record.text, record.terminator.as_str())).is_some();
        if separator {
            let rows = self.header_rows.iter_mut().chain(&mut self.comment_rows);
            rows.for_each(|row| *row += 1);
            self.uncounted = 1;
        }
        let is_header = self.header_rows.contains(&record.row) && self.header && !separator;
        match self.view {
            View::Errors if self.result_file.is_some() && !separator => {
                if record.row <= last_header && !is_header {
                    write_as_is(record, out);
                } else if is_header || self.may_be_resent(record) {
                    self.write_without_vendor(record, out);
                }
            }
            View::Errors => {
                if separator || record.row <= last_header || self.has_status(record, true) {
                    write_as_is(record, out);
                }
            }
            View::Part { first, last } => {
                let is_data = !separator && record.row > last_header && self.is_data(record);
                self.seen += u64::from(is_data);
                if is_header || is_data && (first..=last).contains(&self.seen) {
                    write_input(record, out);
                }
            }
            View::Rest => {
                let is_data = !separator && record.row > last_header && self.is_data(record);
                let left = is_data && !self.without.contains(&(record.row - self.uncounted));
                if is_header || left {
                    write_input(record, out);
                }
            }
            View::Clean => {
                if is_header || record.row > last_header && self.has_status(record, false) {
                    self.write_clean(record, out);
                }
            }
        }
    }

    fn has_status(&mut self, record: &Record<'_>, invalid: bool) -> bool {
        // A comment has no status, whatever its words.
        if self.comment_rows.contains(&record.row)
            || self.comment_char.as_ref().is_some_and(|mark| record.text.starts_with(mark))
        {
            return false;
        }
        let Some(index) = record.len().checked_sub(2) else {
            return false;
        };
        let status = record.cell(index, &mut self.scratch);
        status == if invalid { &self.columns.invalid } else { &self.columns.valid }
    }

    /// Whether the record is a row of data: only those have a status.
    fn is_data(&mut self, record: &Record<'_>) -> bool {
        self.has_status(record, false) || self.has_status(record, true)
    }

    /// Whether the vendor takes the row of a result file a second time.
    fn may_be_resent(&mut self, record: &Record<'_>) -> bool {
        if !self.is_data(record) {
            return false;
        }
        let Some(result) = &self.result_file else { return false };
        let mut cell = |column: Option<usize>| {
            column.map(|column| record.cell(column, &mut self.scratch).to_owned())
        };
        let (status, details) = (cell(result.status), cell(result.details));
        let fate = result.fate(&status.unwrap_or_default(), &details.unwrap_or_default());
        outcomes::may_be_resent(result.kind, fate)
    }

    /// Writes the record without the columns that the vendor has added.
    fn write_without_vendor(&mut self, record: &Record<'_>, out: &mut Vec<u8>) {
        let mut begun = false;
        for index in 0..record.len() {
            if self.result_file.as_ref().is_some_and(|result| result.added(index)) {
                continue;
            }
            if begun {
                out.push(self.delimiter);
            }
            begun = true;
            out.extend_from_slice(record.raw_cell(index).as_bytes());
        }
        end_line(record, out);
    }

    fn write_clean(&mut self, record: &Record<'_>, out: &mut Vec<u8>) {
        let rfc4180 = Format::default();
        for index in 0..record.len().saturating_sub(2) {
            if index > 0 {
                out.push(b',');
            }
            write_cell(record.cell(index, &mut self.scratch), &rfc4180, out);
        }
        if record.len() == 3 && record.cell(0, &mut self.scratch).is_empty() {
            // An empty line would be read as no record at all.
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(b"\r\n");
    }
}

fn write_as_is(record: &Record<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(record.text.as_bytes());
    end_line(record, out);
}

/// A record goes on a line of its own, even where the file ends with it: the next may be another.
fn end_line(record: &Record<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(match record.terminator {
        Terminator::End => b"\n",
        terminator => terminator.as_str().as_bytes(),
    });
}

/// The record as it came: without the two columns.
fn write_input(record: &Record<'_>, out: &mut Vec<u8>) {
    let end = record.len().checked_sub(3).and_then(|last| record.cell_range(last));
    let end = end.map_or(0, |range| range.end);
    out.extend_from_slice(record.text.get(..end).unwrap_or_default().as_bytes());
    out.extend_from_slice(record.terminator.as_str().as_bytes());
}

impl std::fmt::Debug for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Filter").field("view", &self.kept.view).finish_non_exhaustive()
    }
}
