//! What comes out: exact counts, capped samples, and the file again with two columns more.
//!
//! The writers see each finding once, while its record is at hand, and keep only what the report
//! promises: a count and at most [`crate::Limits::samples`] samples a group.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::dialect::DialectFacts;
use crate::outcomes::{Outcome, ResultFile};

pub mod amendment;
pub(crate) mod annotated;
pub(crate) mod collector;
pub mod html;
pub mod mending;
pub mod places;
pub mod reasons;
pub mod views;

/// What is known about a file once it has been read to its end. `report.json` is this and the job.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Whether there is no finding of severity `error`.
    pub valid: bool,
    /// The file itself.
    pub file: FileFacts,
    /// Its data records.
    pub rows: Rows,
    /// What the vendor made of the rows, where the file is a vendor's result file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Where the rows with errors and warnings lie. A report of before it was counted has none.
    #[serde(default)]
    pub places: places::Places,
    /// What was found.
    pub findings: Totals,
}

/// How a file was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its size in bytes, as it arrived.
    pub bytes: u64,
    /// The encoding's WHATWG name in lower case, such as `utf-8` or `windows-1252`.
    pub encoding: String,
    /// How cells and records are set apart.
    pub dialect: DialectFacts,
    /// The properties of the dialect that were sniffed rather than given.
    pub sniffed: Vec<String>,
    /// Why the file was read so: what was not given, and what decided it.
    #[serde(default, skip_serializing_if = "reasons::Reasons::is_empty")]
    pub reasons: reasons::Reasons,
    /// The two columns that the annotated file has more.
    pub report_columns: ReportColumns,
    /// The columns of a vendor's result file by which it was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_file: Option<ResultFile>,
}

/// The names and words of the two columns of `report.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportColumns {
    /// Label of the first: whether the row is valid.
    pub status: String,
    /// Label of the second: why not.
    pub details: String,
    /// What the status column says of a row without errors.
    pub valid: String,
    /// What it says of a row with errors.
    pub invalid: String,
}

impl Default for ReportColumns {
    fn default() -> Self {
        Self {
            status: "status".into(),
            details: "details".into(),
            valid: "valid".into(),
            invalid: "invalid".into(),
        }
    }
}

/// How many data records there are; header rows, comments and label rows are not data.
///
/// A line that fell off a damaged record ([`crate::records::Record::continues`]) is counted by
/// itself, as invalid, although it has that record's row number. So the counts are those of the
/// lines of `report.csv`, of which each has a status of its own, and of `errors.csv` and `clean.csv`.
/// The record it fell off is counted as it stands there: its line was written before the rest came,
/// and says `valid` where nothing on it alone is wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// All of them.
    pub total: u64,
    /// Those without an error.
    pub valid: u64,
    /// Those with one or more.
    pub invalid: u64,
}

impl Rows {
    /// How many parts of at most `row_limit` rows the file falls into; at least one. See
    /// [`views::View::part`].
    ///
    /// ```
    /// use rollcall_engine::report::Rows;
    /// let rows = Rows { total: 1501, valid: 1501, invalid: 0 };
    /// assert_eq!(rows.parts(750), 3);
    /// ```
    #[must_use]
    pub const fn parts(&self, row_limit: u64) -> u64 {
        match self.total.div_ceil(if row_limit == 0 { 1 } else { row_limit }) {
            0 => 1,
            parts => parts,
        }
    }
}

/// Exact counts, and the groups they fall into.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Totals {
    /// Findings of severity `error`.
    pub errors: u64,
    /// Findings of severity `warning`.
    pub warnings: u64,
    /// One group a code and field, in the order of their first finding.
    pub groups: Vec<Group>,
}

/// All findings of one code in one field.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Group {
    /// The code's name.
    pub code: String,
    /// The title of the rule whose code it is, in the language of the report; a built-in code has
    /// its title in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `error` or `warning`.
    pub severity: String,
    /// The field's name, or the column's label; `None` for findings about rows or the file.
    pub field: Option<String>,
    /// How many there are, exactly.
    pub count: u64,
    /// The first of them, in row order, as JSON objects.
    pub samples: Vec<Box<RawValue>>,
    /// Whether there are more than the samples.
    pub truncated: bool,
}

/// A group without its samples, as the job shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupCount {
    /// The code's name.
    pub code: String,
    /// The title of the rule whose code it is, in the language of the report; a built-in code has
    /// its title in the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `error` or `warning`.
    pub severity: String,
    /// The field's name or the column's label.
    pub field: Option<String>,
    /// How many there are, exactly.
    pub count: u64,
}

/// The counts alone, as the job shows them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Findings of severity `error`.
    pub errors: u64,
    /// Findings of severity `warning`.
    pub warnings: u64,
    /// One group a code and field.
    pub groups: Vec<GroupCount>,
}

impl Totals {
    /// The same without the samples.
    #[must_use]
    pub fn without_samples(&self) -> Counts {
        Counts {
            errors: self.errors,
            warnings: self.warnings,
            groups: self
                .groups
                .iter()
                .map(|group| GroupCount {
                    code: group.code.clone(),
                    title: group.title.clone(),
                    severity: group.severity.clone(),
                    field: group.field.clone(),
                    count: group.count,
                })
                .collect(),
        }
    }
}
