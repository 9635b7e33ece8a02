//! The validator: CSV bytes in, findings and an annotated file out, while the bytes arrive.
//!
//! It does no I/O, has no clock and no global state, and holds no file: memory does not grow with
//! the input, except by a fixed number of bytes for each value that has to be unique, up to
//! [`Limits::unique_values`]. The same code runs at the edge, in a browser and on the command line,
//! and any way of cutting the input into pieces gives the same output, byte for byte.
//!
//! Data flows one way, through the modules in this order: [`decode`] (bytes to UTF-8), [`dialect`]
//! (how cells are set apart), [`records`] (text to records, in a crate with all that every byte and
//! cell goes through), [`header`] (labels to fields),
//! [`check`] (cells against the [`schema`]), [`finding`] (what was found) and [`report`] (what comes
//! out), in the words of [`language`].
//!
//! ```
//! use std::rc::Rc;
//! use rollcall_engine::{Settings, Validation, schema::Schema};
//!
//! let schema = Schema::from_json(r#"{"fields": [
//!     {"name": "name", "type": "string"},
//!     {"name": "age", "type": "integer"}
//! ]}"#).unwrap();
//! let mut validation = Validation::new(Settings { schema: Some(Rc::new(schema)), ..Settings::default() });
//! for piece in [&b"name,age\nChlo"[..], "\u{e9},31\nUgo,young\n".as_bytes()] {
//!     validation.push(piece);
//! }
//! let finished = validation.finish();
//! assert!(!finished.report.valid);
//! assert_eq!(finished.report.rows.invalid, 1);
//! assert_eq!(finished.report.findings.groups[0].code, "type-error");
//! ```

pub mod check;
pub(crate) mod decode;
pub mod dialect;
pub mod encoding;
pub mod finding;
pub(crate) mod header;
pub mod language;
mod magic;
mod mend;
mod opening;
pub mod order;
pub mod outcomes;
pub mod reading;
pub mod references;
pub mod report;
#[cfg(feature = "rows")]
pub mod rows;
pub mod rules;
pub mod schema;
#[doc(hidden)]
pub mod stages;
pub mod templates;
mod validation;

pub use rollcall_records::records;
pub(crate) use rollcall_records::{formula, unique};
pub use validation::{Finished, Progress, Settings, Validation};

include!(concat!(env!("OUT_DIR"), "/parts.rs"));

/// What bounds the work on one file. The defaults are what the Worker uses; they are part of the
/// report's meaning, so the command line uses them too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The first block, from which encoding and dialect are sniffed, in bytes.
    pub head_bytes: usize,
    /// The longest record that is read, in bytes of UTF-8. The rest of a longer one is skipped.
    pub record_bytes: usize,
    /// The most columns a file can have: what a spreadsheet holds (XFD).
    pub columns: usize,
    /// How much of a cell a finding shows, in characters.
    pub cell_echo: usize,
    /// Findings of each group that `report.json` shows.
    pub samples: u64,
    /// How many bytes all samples together may take; groups that come later show none.
    pub sample_bytes: usize,
    /// Findings of each group that `findings.ndjson` holds.
    pub findings_per_group: u64,
    /// How many values are remembered for uniqueness, over all columns and keys, at 12 bytes each
    /// in a table at most four fifths full.
    pub unique_values: u64,
    /// How much of a row's details the annotated file holds, in bytes.
    pub details_bytes: usize,
}

impl Limits {
    /// The limits of the Worker.
    pub const DEFAULT: Self = Self {
        head_bytes: 64 * 1024,
        record_bytes: rollcall_records::RECORD_BYTES,
        columns: rollcall_records::COLUMNS,
        cell_echo: 500,
        samples: 50,
        sample_bytes: 4 * 1024 * 1024,
        findings_per_group: 1000,
        unique_values: 2_000_000,
        details_bytes: 32 * 1024,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
