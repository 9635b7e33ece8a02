//! `report.csv`: the input again, in its own dialect, with a status and a details column.
//!
//! A record is copied as it stands, byte for byte, wherever it can be. What is changed: a cell that
//! a spreadsheet would run as a formula gets a leading apostrophe; a record too short is filled up
//! so that the two columns stand under their labels; a record whose quotes are damaged is written
//! anew, because its text would swallow what follows it.

use std::ops::Range;

use rollcall_records::writing::{add, add_text, write_cell};

use super::ReportColumns;
use super::mending::Edits;
use crate::dialect::Format;
use crate::finding::Finding;
use crate::language::Language;
use crate::records::Record;

/// Writes the annotated file into a buffer that the caller takes away.
pub(crate) struct Annotated {
    format: Format,
    columns: ReportColumns,
    /// How many cells of the input are data: all but an earlier report's two columns.
    width: usize,
    /// Whether the input ends with an earlier report's two columns, which are replaced.
    replaces: bool,
    /// What is added to a valid record without a finding, but for the line end.
    clean: Vec<u8>,
    /// What is written instead: the input with these edits, and whether its labels stand already.
    edits: Option<(Edits, bool)>,
    pub(crate) out: Vec<u8>,
    scratch: String,
}

impl Annotated {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            columns: ReportColumns::default(),
            width: 0,
            replaces: false,
            clean: Vec::new(),
            edits: None,
            out: Vec::new(),
            scratch: String::new(),
        }
    }

    /// Writes the input with `edits`, and nothing of a report.
    pub(crate) fn edit(&mut self, edits: Edits) {
        self.edits = Some((edits, false));
    }

    /// How many cells of a record are data, where there are others.
    fn kept(&self) -> Option<usize> {
        self.replaces.then_some(self.width)
    }

    /// Sets what the header has shown.
    pub(crate) fn set(&mut self, columns: ReportColumns, width: usize, replaces: bool) {
        self.columns = columns;
        self.width = width;
        self.replaces = replaces;
        self.settle_clean();
    }

    /// Sets how the input is written.
    pub(crate) fn set_format(&mut self, format: Format) {
        self.format = format;
        self.settle_clean();
    }

    /// What is written behind a valid record of `width` cells without a finding, but for its line end,
    /// where such a record is copied as it stands.
    pub(crate) fn mark(&self, width: usize) -> Option<&[u8]> {
        self.copies(width).then_some(&self.clean)
    }

    /// Whether a record of so many cells that is in order is copied as it stands.
    fn copies(&self, width: usize) -> bool {
        width == self.width
            && !self.replaces
            && self.format.escape.is_none()
            && self.edits.is_none()
    }

    /// The same bytes for nearly every row are made once.
    fn settle_clean(&mut self) {
        self.clean.clear();
        self.clean.push(self.format.delimiter);
        write_cell(&self.columns.valid, &self.format, &mut self.clean);
        self.clean.push(self.format.delimiter);
        write_cell("", &self.format, &mut self.clean);
    }

    /// Text that goes through as it is: a byte order mark, a `sep=` line.
    pub(crate) fn raw(&mut self, text: &str) {
        add(&mut self.out, text.as_bytes());
    }

    /// A record that is neither header nor data: a comment, a title.
    pub(crate) fn aside(&mut self, record: &Record<'_>) {
        if record.damage.is_empty() || self.edits.is_some() {
            self.raw(record.text);
        } else {
            self.aside_anew(record);
        }
        self.raw(record.terminator.as_str());
    }

    /// A comment whose quotes would swallow what follows it. Its first cell is what makes it a
    /// comment, and stays as it is unless a quote begins it.
    fn aside_anew(&mut self, record: &Record<'_>) {
        for index in 0..record.len() {
            if index > 0 {
                self.out.push(self.format.delimiter);
            }
            let opens = record.text.bytes().next() == self.format.quote;
            if index == 0 && !opens {
                self.raw(record.raw_cell(0));
                continue;
            }
            let mut scratch = std::mem::take(&mut self.scratch);
            self.cell(record.cell(index, &mut scratch));
            self.scratch = scratch;
        }
    }

    /// A header row, with the labels of the two columns.
    pub(crate) fn header(&mut self, record: &Record<'_>) {
        let kept = self.kept();
        if cfg!(feature = "mending")
            && let Some((edits, labelled)) = &mut self.edits
        {
            let is_labels = !std::mem::replace(labelled, true);
            return edits.write_header(record, is_labels, kept, &self.format, &mut self.out);
        }
        let (status, details) = (self.columns.status.clone(), self.columns.details.clone());
        self.record(record, &[], &status, &details);
    }

    /// A header row that is not the last: the two columns stay without a label in it.
    pub(crate) fn header_filler(&mut self, record: &Record<'_>) {
        let kept = self.kept();
        if cfg!(feature = "mending")
            && let Some((edits, _)) = &self.edits
        {
            return edits.write_header(record, false, kept, &self.format, &mut self.out);
        }
        self.record(record, &[], "", "");
    }

    /// A data row. `risky` are the cells to neutralise, as indexes in order.
    pub(crate) fn row(&mut self, record: &Record<'_>, risky: &[usize], valid: bool, details: &str) {
        let kept = self.kept();
        if cfg!(feature = "mending")
            && let Some((edits, _)) = &self.edits
        {
            return edits.write_row(record, kept, &self.format, &mut self.out);
        }
        let as_it_stands =
            risky.is_empty() && record.damage.is_empty() && self.copies(record.len());
        if valid && details.is_empty() && as_it_stands {
            self.raw(record.text);
            add(&mut self.out, &self.clean);
            self.raw(record.terminator.as_str());
            return;
        }
        let status = if valid { self.columns.valid.clone() } else { self.columns.invalid.clone() };
        self.record(record, risky, &status, details);
    }

    fn record(&mut self, record: &Record<'_>, risky: &[usize], status: &str, details: &str) {
        let kept = if self.replaces { record.len().min(self.width) } else { record.len() };
        // Where an apostrophe is a quote, the one before a formula needs quotes itself.
        let apostrophe = Some(b'\'');
        let means_more =
            self.format.quote == apostrophe || Some(self.format.delimiter) == apostrophe;
        let anew = !record.damage.is_empty() || self.ends_in_escape(record.text);
        if anew || means_more && !risky.is_empty() {
            self.rewrite(record, risky, kept);
        } else if kept == record.len() && risky.is_empty() {
            add(&mut self.out, record.text.as_bytes());
        } else {
            self.copy(record, risky, kept);
        }
        for _ in kept.max(1)..self.width {
            self.out.push(self.format.delimiter);
        }
        self.out.push(self.format.delimiter);
        self.cell(status);
        self.out.push(self.format.delimiter);
        self.cell(details);
        self.raw(record.terminator.as_str());
    }

    /// Whether the record ends in an escape with nothing behind it, as the last of a file can: the
    /// delimiter that is written there would be escaped.
    fn ends_in_escape(&self, text: &str) -> bool {
        let is_escape = |byte: &u8| Some(*byte) == self.format.escape;
        text.bytes().rev().take_while(is_escape).count() % 2 == 1
    }

    /// Copies the record, an apostrophe before each risky value.
    fn copy(&mut self, record: &Record<'_>, risky: &[usize], kept: usize) {
        let mut from = 0;
        let end = match kept.checked_sub(1).and_then(|last| record.cell_range(last)) {
            Some(Range { end, .. }) => end,
            None => 0,
        };
        for &index in risky.iter().filter(|index| **index < kept) {
            let Some(range) = record.cell_range(index) else {
                continue;
            };
            let at = range.start + usize::from(record.is_quoted(index));
            self.out.extend_from_slice(record.text.as_bytes().get(from..at).unwrap_or(b""));
            self.out.push(b'\'');
            from = at;
        }
        self.out.extend_from_slice(record.text.as_bytes().get(from..end).unwrap_or(b""));
    }

    /// Writes the record's values anew.
    fn rewrite(&mut self, record: &Record<'_>, risky: &[usize], kept: usize) {
        for index in 0..kept {
            if index > 0 {
                self.out.push(self.format.delimiter);
            }
            let mut scratch = std::mem::take(&mut self.scratch);
            let value = record.cell(index, &mut scratch);
            if risky.contains(&index) {
                self.cell(&format!("'{value}"));
            } else {
                self.cell(value);
            }
            self.scratch = scratch;
        }
    }

    fn cell(&mut self, value: &str) {
        write_cell(value, &self.format, &mut self.out);
    }
}

/// Adds what a finding says to a row's details, as far as there is room.
pub(crate) fn add_detail(
    finding: &Finding<'_>,
    language: Language,
    room: usize,
    details: &mut String,
) {
    if details.len() > room {
        return;
    }
    if !details.is_empty() {
        add_text(details, " | ");
    }
    if details.len() > room {
        details.push('…');
        return;
    }
    if let Some(field) = finding.field {
        add_text(details, field);
        add_text(details, ": ");
    }
    finding.write_message(language, details);
    details.push(' ');
    finding.write_fix(language, details);
}
