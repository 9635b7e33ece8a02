//! The gate that records of which nothing has to be said pass on their own.
//!
//! # How it works
//!
//! Nearly every cell of nearly every file is valid, and its first byte says that it is neither a
//! formula nor between quotes, and its column's [`Glance`] that it is valid. A record with nothing but
//! such cells is copied and counted here. All others go to the [`Checker`], which knows everything:
//! formulas, NULs, the text that stands for no value, damage, why a cell is refused, and what is
//! doubtful about one that is not.
//!
//! # If you change it
//!
//! The gate may never let pass a record of which the checker would say something. What depends on the
//! whole record (damage, its width, characters that nobody sees) closes it for the record; what depends
//! on the file (NULs, comments, bytes that are not text) is for the checker to say in
//! [`Gate::open`]. The tests of the engine push files in pieces: a record that a push cuts never comes
//! here, and the reports have to be the same.

use crate::formula::runs;
use crate::glance::Glance;
use crate::records::{Next, Record};

/// Who knows everything about records. Called for few of them, so behind a pointer.
pub trait Checker {
    /// The gate, and where the annotated file is written.
    fn gate(&mut self) -> (&mut Gate, &mut Vec<u8>);

    /// Checks a record of which something may have to be said.
    fn record(&mut self, record: &Record<'_>) -> Next;

    /// Does what is left to do for a record whose cells are all valid.
    fn valid(&mut self, record: &Record<'_>) -> Next;
}

/// What the first byte of a cell says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Nothing.
    Plain,
    /// It may be a number that was cut short, as `4.4E+11`.
    Digit,
    /// It may be a formula, or the apostrophe before one.
    Formula,
    /// It may be an error such as `#REF!`.
    Hash,
    /// It stands between quotes.
    Quote,
}

impl First {
    /// What a byte says where no quote stands before it.
    pub const UNQUOTED: [Self; 256] = {
        let mut table = [Self::Plain; 256];
        let mut byte = 0;
        while byte < 128 {
            table[byte as usize] = match byte {
                b'0'..=b'9' => Self::Digit,
                b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\'' => Self::Formula,
                b'#' => Self::Hash,
                _ => Self::Plain,
            };
            byte += 1;
        }
        table
    };

    /// For each byte, in a dialect with this quote.
    fn table(quote: Option<u8>) -> [Self; 256] {
        let mut table = Self::UNQUOTED;
        if let Some(quote) = quote {
            table[usize::from(quote)] = Self::Quote;
        }
        table
    }

    /// Whether there may be more to say of a cell that is valid.
    #[inline]
    fn is_telling(self, cell: &str) -> bool {
        match self {
            Self::Plain => false,
            Self::Digit => {
                let bytes = cell.as_bytes();
                bytes.len().checked_sub(3).and_then(|at| bytes.get(at)) == Some(&b'+')
            }
            Self::Formula => cell.starts_with('\'') || runs(cell),
            Self::Hash | Self::Quote => true,
        }
    }
}

/// What the gate knows of a column.
#[derive(Debug, Clone)]
pub struct Column {
    /// How most of its valid cells are seen to be so.
    pub glance: Glance,
    /// Whether there is nothing to say of an empty cell.
    pub may_be_empty: bool,
}

/// The gate of one file.
#[derive(Debug)]
pub struct Gate {
    /// Whether records may pass at all.
    pub open: bool,
    /// Whether the checker has something to do for a record whose cells are all valid.
    pub asks: bool,
    /// How many cells a record has that may pass.
    pub width: usize,
    /// The columns, in order; what stands behind the last is not looked at.
    pub columns: Vec<Column>,
    /// What is written behind a record that passes, but for its line end; `None` where nothing is
    /// written at all.
    pub mark: Option<Vec<u8>>,
    /// How long the annotated file may become before a pause.
    pub most: usize,
    /// How many cells at the front of the record at hand are seen to be valid.
    pub seen: usize,
    /// How many records have passed since the checker took the number.
    pub passed: u64,
    first_bytes: [First; 256],
    scratch: String,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            open: false,
            asks: false,
            width: 0,
            columns: Vec::new(),
            mark: None,
            most: 0,
            seen: 0,
            passed: 0,
            first_bytes: First::table(None),
            scratch: String::new(),
        }
    }
}

impl Gate {
    /// Sets what encloses cells.
    pub fn set_quote(&mut self, quote: Option<u8>) {
        self.first_bytes = First::table(quote);
    }

    /// The first cell from the column `from` on that is not seen to be valid, and whether one before
    /// it is not empty. Only for a record that is in order and
    /// [`is_latin`](crate::records::Record::is_latin).
    #[must_use]
    pub fn doubtful(&mut self, record: &Record<'_>, from: usize) -> (Option<usize>, bool) {
        self.look(record, from)
    }

    #[inline]
    fn look(&mut self, record: &Record<'_>, from: usize) -> (Option<usize>, bool) {
        let mut filled = false;
        let cells = record.raw_cells_from(from);
        for ((index, column), raw) in self.columns.iter().enumerate().skip(from).zip(cells) {
            let Some(&byte) = raw.as_bytes().first() else {
                if column.may_be_empty {
                    continue;
                }
                return (Some(index), filled);
            };
            let mut cell = raw;
            let mut first = self.first_bytes[usize::from(byte)];
            if first == First::Quote {
                cell = record.cell(index, &mut self.scratch);
                let Some(&byte) = cell.as_bytes().first() else {
                    if column.may_be_empty {
                        continue;
                    }
                    return (Some(index), filled);
                };
                first = First::UNQUOTED[usize::from(byte)];
            }
            if !column.glance.accepts(cell) || first.is_telling(cell) {
                return (Some(index), filled);
            }
            filled = true;
        }
        (None, filled)
    }
}

/// Lets a record pass, or gives it to the checker.
#[inline]
pub(crate) fn take(record: &Record<'_>, checker: &mut dyn Checker) -> Next {
    let (gate, out) = checker.gate();
    let in_order = record.is_latin && record.damage.is_empty() && !record.continues;
    gate.seen = 0;
    if !gate.open || !in_order || record.width != gate.width {
        return checker.record(record);
    }
    let (doubtful, filled) = gate.look(record, 0);
    if doubtful.is_some() || !filled {
        gate.seen = doubtful.unwrap_or(0);
        return checker.record(record);
    }
    if gate.asks {
        return checker.valid(record);
    }
    gate.passed += 1;
    if let Some(mark) = &gate.mark {
        out.extend_from_slice(record.text.as_bytes());
        out.extend_from_slice(mark);
        out.extend_from_slice(record.terminator.as_str().as_bytes());
    }
    Next { goes_on: out.len() < gate.most, width: None }
}
