//! What somebody needs who mends a file in a grid: the rows with findings, cell by cell, and the file
//! again with the rows that were mended.
//!
//! Both are by-products of a check, because only the check knows the rows as they were read: damaged
//! records, title rows, an earlier report's columns. Neither holds the file.

use std::collections::BTreeMap;

use rollcall_records::writing::{add, write_cell};
use serde::Serialize;

use super::collector::string;
use crate::dialect::Format;
use crate::finding::{Finding, Params};
use crate::formula;
use crate::language::Message;
use crate::records::Record;

/// What a check does besides, for somebody who mends the file.
#[derive(Debug, Clone, Default)]
pub enum Mending {
    /// Nothing.
    #[default]
    None,
    /// Hands out the rows with findings: [`crate::Validation::sheet`].
    Sheet {
        /// At most so many.
        most: u64,
        /// Findings that an earlier check of the same file had only at its end, as JSON objects by their
        /// row: what a row refers to may have been looked for to the last line.
        late: BTreeMap<u64, Vec<String>>,
    },
    /// Writes the file with these edits, in place of `report.csv`: UTF-8, in the file's own dialect, a
    /// row that is not edited byte for byte as it was decoded, without an earlier report's columns.
    Save(Edits),
}

/// What was mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// The cells of whole rows, by the row that a spreadsheet shows.
    pub rows: BTreeMap<u64, Vec<String>>,
    /// Labels of the header, by column from 0: their place among [`SheetHead::labels`].
    pub labels: BTreeMap<u64, String>,
}

/// What the columns of a sheet are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetHead {
    /// Their labels, an earlier report's columns left out.
    pub labels: Vec<String>,
    /// The field of each column, where it has one.
    pub fields: Vec<Option<SheetField>>,
    /// Rows with findings that are not handed out.
    pub left: u64,
}

/// The field of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetField {
    /// Its name.
    pub name: String,
    /// Its title, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The values that it takes, where they are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// The rows with findings, one line of JSON each: `{"row": 5, "cells": […], "findings": […]}`. A finding
/// is as in `findings.ndjson`, with a `suggestion` where there is one.
#[derive(Debug)]
pub(crate) struct Sheet {
    most: u64,
    late: BTreeMap<u64, Vec<String>>,
    rows: u64,
    /// Rows with findings for which there was no room.
    pub(crate) left: u64,
    /// The labels of the columns.
    pub(crate) labels: Vec<String>,
    /// The findings of the row that is being checked.
    pub(crate) told: Vec<Told>,
    /// Lines that are ready to be taken away.
    pub(crate) out: Vec<u8>,
}

/// A finding of the row that is being checked.
#[derive(Debug)]
pub(crate) struct Told {
    /// The column, from 0.
    pub(crate) column: Option<usize>,
    pub(crate) message: Message,
    pub(crate) params: Params,
    json: Vec<u8>,
}

impl Sheet {
    pub(crate) fn new(most: u64, late: BTreeMap<u64, Vec<String>>) -> Self {
        let (labels, told) = (Vec::new(), Vec::new());
        Self { most, late, rows: 0, left: 0, labels, told, out: Vec::new() }
    }

    /// Whether the row has a finding that an earlier check had late.
    pub(crate) fn is_late(&self, row: u64) -> bool {
        self.late.contains_key(&row)
    }

    /// Whether there is room for another row.
    pub(crate) const fn has_room(&self) -> bool {
        self.rows < self.most
    }

    /// Keeps a finding, of which `json` is the object.
    pub(crate) fn tell(&mut self, finding: &Finding<'_>, json: &[u8]) {
        self.told.push(Told {
            column: finding.column.map(|column| column as usize - 1),
            message: finding.message,
            params: finding.params.to_vec(),
            json: json.to_vec(),
        });
    }

    /// Writes the row of which something was told. `kept` is how many of its cells are data,
    /// `suggestions` those of its columns.
    pub(crate) fn row(
        &mut self,
        record: &Record<'_>,
        kept: usize,
        suggestions: &BTreeMap<usize, String>,
        scratch: &mut String,
    ) {
        self.rows += 1;
        let out = &mut self.out;
        add(out, b"{\"row\":");
        add(out, record.row.to_string().as_bytes());
        add(out, b",\"cells\":[");
        for index in 0..record.len().min(kept) {
            if index > 0 {
                out.push(b',');
            }
            let cell = record.cell(index, scratch);
            string(if kept == usize::MAX { cell } else { formula::value(cell) }, out);
        }
        add(out, b"],\"findings\":[");
        for (place, told) in self.told.drain(..).enumerate() {
            if place > 0 {
                out.push(b',');
            }
            let suggestion = told.column.and_then(|column| suggestions.get(&column));
            match (suggestion, told.json.strip_suffix(b"}")) {
                (Some(suggestion), Some(open)) => {
                    add(out, open);
                    add(out, b",\"suggestion\":");
                    string(suggestion, out);
                    out.push(b'}');
                }
                _ => add(out, &told.json),
            }
        }
        for (place, late) in self.late.get(&record.row).into_iter().flatten().enumerate() {
            if place > 0 || out.last() != Some(&b'[') {
                out.push(b',');
            }
            add(out, late.as_bytes());
        }
        add(out, b"]}\n");
    }
}

impl Edits {
    /// Writes a row: as it was mended, or as it stands. `kept` is how many of its cells are data, where
    /// those of an earlier report are not wanted.
    pub(crate) fn write_row(
        &self,
        record: &Record<'_>,
        kept: Option<usize>,
        format: &Format,
        out: &mut Vec<u8>,
    ) {
        match self.rows.get(&record.row).filter(|_| !record.continues) {
            None => write_as_it_stands(record, kept, format, out),
            Some(cells) => {
                let mut scratch = String::new();
                for (index, cell) in cells.iter().enumerate() {
                    if index > 0 {
                        out.push(format.delimiter);
                    }
                    write_mended(record, index, cell, kept.is_some(), format, &mut scratch, out);
                }
                if let [only] = cells.as_slice()
                    && only.is_empty()
                    && let Some(quote) = format.quote
                {
                    // An empty line would be read as no record at all.
                    out.extend_from_slice(&[quote, quote]);
                }
            }
        }
        add(out, record.terminator.as_str().as_bytes());
    }

    /// Writes a header row; the last one with the labels that were mended.
    pub(crate) fn write_header(
        &self,
        record: &Record<'_>,
        is_last: bool,
        kept: Option<usize>,
        format: &Format,
        out: &mut Vec<u8>,
    ) {
        if !is_last || self.labels.is_empty() {
            write_as_it_stands(record, kept, format, out);
        } else {
            let mut scratch = String::new();
            for index in 0..record.len().min(kept.unwrap_or(usize::MAX)) {
                if index > 0 {
                    out.push(format.delimiter);
                }
                match self.labels.get(&(index as u64)) {
                    Some(label) => {
                        write_mended(record, index, label, false, format, &mut scratch, out);
                    }
                    None => add(out, record.raw_cell(index).as_bytes()),
                }
            }
        }
        add(out, record.terminator.as_str().as_bytes());
    }
}

/// A cell that may have been mended; one that was not stays as it is written. `reported`: it comes from
/// an earlier report, which writes an apostrophe before what a spreadsheet would run.
fn write_mended(
    record: &Record<'_>,
    index: usize,
    value: &str,
    reported: bool,
    format: &Format,
    scratch: &mut String,
    out: &mut Vec<u8>,
) {
    let same = record.damage.is_empty() && index < record.len() && {
        let cell = record.cell(index, scratch);
        // With an apostrophe it is not the value, even where it reads the same.
        cell == value && !(reported && formula::value(cell) != cell)
    };
    if same {
        add(out, record.raw_cell(index).as_bytes());
    } else {
        write_cell(value, format, out);
    }
}

/// The record as it came; of an earlier report the first `kept` cells, without the apostrophes that it
/// wrote.
fn write_as_it_stands(
    record: &Record<'_>,
    kept: Option<usize>,
    format: &Format,
    out: &mut Vec<u8>,
) {
    let Some(kept) = kept else { return add(out, record.text.as_bytes()) };
    if record.text.contains('\'') {
        let mut scratch = String::new();
        for index in 0..record.len().min(kept) {
            if index > 0 {
                out.push(format.delimiter);
            }
            let cell = record.cell(index, &mut scratch);
            let value = formula::value(cell);
            if value == cell {
                add(out, record.raw_cell(index).as_bytes());
            } else {
                write_cell(value, format, out);
            }
        }
        return;
    }
    let last = kept.min(record.len()).checked_sub(1).and_then(|last| record.cell_range(last));
    let end =
        if kept < record.len() { last.map_or(0, |range| range.end) } else { record.text.len() };
    add(out, record.text.get(..end).unwrap_or(record.text).as_bytes());
}
