//! After the vendor has spoken: result files, recognised, summed up, and which rows may be sent again.
//!
//! An import answers with a file of its own: the rows that were sent and what became of each, or the
//! rows that were refused and why. Such a file is recognised by its columns and, since vendors
//! translate their columns and rename them, by what stands in them. What a row's fate means for
//! sending it again differs:
//!
//! | [`Kind`] | failed | partly done | done |
//! |---|---|---|---|
//! | `8x8-processed` | send again | never: the user exists and is mended in the Admin Console | no |
//! | `8x8-validation` | send again | | send again: one bad row stops all, so nobody was created |
//! | `webex-errors`, `webex-contact-center-errors` | send again | | no |
//!
//! The vendor's columns are no part of the file that is sent again, so the view
//! [`Errors`](crate::report::views::View::Errors) leaves them out.

use serde::{Deserialize, Serialize};

use crate::header::normalised;
use crate::language::Message;
use crate::order::sort_few;

/// Whose result file it is, and of which step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 8x8's report on rows that were processed.
    #[serde(rename = "8x8-processed")]
    Processed8x8,
    /// 8x8's report on rows that were validated only, or stopped by validation.
    #[serde(rename = "8x8-validation")]
    Validation8x8,
    /// The errors that Webex Control Hub exports after an import.
    WebexErrors,
    /// The same of the bulk operations of Webex Contact Center.
    WebexContactCenterErrors,
}

impl Kind {
    /// The sentence that says what was recognised and what is to be done.
    pub(crate) const fn message(self) -> Message {
        match self {
            Self::Processed8x8 => Message::ResultFileProcessed,
            Self::Validation8x8 => Message::ResultFileValidation,
            Self::WebexErrors | Self::WebexContactCenterErrors => Message::ResultFileErrors,
        }
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It was done.
    Succeeded,
    /// It was done in part.
    Partial,
    /// It was refused.
    Failed,
    /// The vendor says nothing about it.
    Unknown,
}

/// The columns by which a file was recognised, counted from 0. Kept with the file, as the views of
/// its report need them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFile {
    /// What it is.
    pub kind: Kind,
    /// The column with the status, where there is one.
    pub status: Option<usize>,
    /// The column that says why.
    pub details: Option<usize>,
    /// All columns that the vendor has added, in order.
    pub columns: Vec<usize>,
}

/// What a result file says, summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What it is.
    pub kind: Kind,
    /// Rows that were done.
    pub succeeded: u64,
    /// Rows that were done in part.
    pub partial: u64,
    /// Rows that were refused.
    pub failed: u64,
    /// Rows that may be sent again, once they are mended.
    pub resend: u64,
}

impl Outcome {
    /// Nothing yet.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self { kind, succeeded: 0, partial: 0, failed: 0, resend: 0 }
    }

    /// Counts one row.
    pub fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Succeeded => self.succeeded += 1,
            Fate::Partial => self.partial += 1,
            Fate::Failed => self.failed += 1,
            Fate::Unknown => {}
        }
        self.resend += u64::from(may_be_resent(self.kind, fate));
    }
}

/// Whether a row with this fate may be sent again.
#[must_use]
pub const fn may_be_resent(kind: Kind, fate: Fate) -> bool {
    match kind {
        // Validation is all or nothing: with one bad row, none was created.
        Kind::Validation8x8 => true,
        _ => matches!(fate, Fate::Failed),
    }
}

/// What 8x8 writes into the status column of its report.
const STATUSES: [(&str, Fate); 3] = [
    ("RowSuccessfullyProcessed", Fate::Succeeded),
    ("RowPartiallyProcessed", Fate::Partial),
    ("RowProcessingFailed", Fate::Failed),
];

/// How the two columns of 8x8's reports are called. The French labels are those of its help page;
/// the English ones are inferred from them, except for `UploadDetails`.
const PROCESSED: [&[&str]; 2] = [
    &["User Upload Status", "UploadStatus", "Statut du téléversement de l’utilisateur"],
    &["User Upload Details", "UploadDetails", "Détails du téléversement de l’utilisateur"],
];
const VALIDATION: [&[&str]; 2] = [
    &["User Validation Status", "ValidationStatus", "Statut de validation de l’utilisateur"],
    &[
        "User Validation Details",
        "ValidationDetails",
        "Détails de la validation par l’utilisateur",
        "Détails de la validation de l’utilisateur",
    ],
];
/// What 8x8 adds besides: results that are not for sending.
const OUTPUT: [&str; 2] = ["User.Voice.TemporaryNumber", "Utilisateur.Voix.Numérotemporaire"];

/// The columns of errors that Webex exports.
const ERROR_MESSAGE: [&str; 1] = ["Error Message"];
const ERROR_ROW: [&str; 3] = ["Row", "Row Number", "Line Number"];
const ERROR_TRACKING: [&str; 2] = ["TrackingID", "Tracking ID"];

/// What a validation report calls a good row, and what a bad one, in the languages it comes in. The
/// help page names neither word.
const PASSED: [&str; 9] =
    ["success", "succeeded", "pass", "passed", "valid", "ok", "réussite", "réussi", "succès"];
const REFUSED: [&str; 7] =
    ["failure", "failed", "fail", "invalid", "échec", "échoué", "validationfailed"];

/// Recognises a result file by its labels and its first records, those under the header. `template`
/// is the name of the template that it is checked against, `is_field` whether a label is a field of
/// it: those are never the vendor's own.
///
/// ```
/// use rollcall_engine::outcomes::{self, Fate, Kind};
///
/// let labels = ["User.Email", "Statut", "D\u{e9}tails"].map(String::from);
/// let first = [["a@example.com", "RowProcessingFailed", "No such site"].map(String::from).to_vec()];
/// let found = outcomes::recognise(&labels, &first, None, &|label| label == "User.Email").unwrap();
/// assert_eq!((found.kind, found.columns), (Kind::Processed8x8, vec![1, 2]));
/// ```
#[must_use]
pub fn recognise(
    labels: &[String],
    first: &[Vec<String>],
    template: Option<&str>,
    is_field: &dyn Fn(&str) -> bool,
) -> Option<ResultFile> {
    let header = Header { labels, first, is_field };
    header.processed().or_else(|| header.validation()).or_else(|| header.errors(template))
}

/// What is known of a file when it is recognised.
struct Header<'h> {
    labels: &'h [String],
    first: &'h [Vec<String>],
    is_field: &'h dyn Fn(&str) -> bool,
}

impl Header<'_> {
    /// The column with one of these labels.
    fn column(&self, names: &[&str]) -> Option<usize> {
        self.labels.iter().position(|label| {
            let key = normalised(label);
            names.iter().any(|name| normalised(name) == key) && !(self.is_field)(label)
        })
    }

    /// How many of the first records have a cell there that `is` of the kind, and how many have
    /// another one. The first may be a row of labels, which is of no kind.
    fn values(&self, column: usize, is: impl Fn(&str) -> bool) -> (usize, usize) {
        let cells = self.first.iter().enumerate().filter_map(|(row, cells)| {
            let cell = cells.get(column)?.trim();
            (!cell.is_empty()).then_some((row, is(cell)))
        });
        cells.fold((0, 0), |(known, other), (row, is)| {
            (known + usize::from(is), other + usize::from(!is && row > 0))
        })
    }

    fn processed(&self) -> Option<ResultFile> {
        let is_status = |cell: &str| status(cell).is_some();
        let by_label = self.column(PROCESSED[0]).filter(|&at| self.values(at, is_status).1 == 0);
        let status = by_label.or_else(|| {
            (0..self.labels.len()).rev().find(|&at| {
                let (known, other) = self.values(at, is_status);
                known > 0 && other == 0
            })
        })?;
        let next = self.labels.get(status + 1).filter(|label| !(self.is_field)(label));
        let details = self.column(PROCESSED[1]).or(next.map(|_| status + 1));
        Some(found(Kind::Processed8x8, Some(status), details, self.column(&OUTPUT)))
    }

    fn validation(&self) -> Option<ResultFile> {
        let (status, details) = (self.column(VALIDATION[0])?, self.column(VALIDATION[1])?);
        Some(found(Kind::Validation8x8, Some(status), Some(details), self.column(&OUTPUT)))
    }

    /// A column `Error Message` alone says little; a template or a column of rows says whose it is.
    fn errors(&self, template: Option<&str>) -> Option<ResultFile> {
        let details = self.column(&ERROR_MESSAGE)?;
        let row = self.column(&ERROR_ROW);
        let kind = match template {
            Some("webex-contact-center-users") => Kind::WebexContactCenterErrors,
            Some("webex-users") => Kind::WebexErrors,
            _ => row.map(|_| Kind::WebexErrors)?,
        };
        let mut file = found(kind, None, Some(details), row);
        file.columns.extend(self.column(&ERROR_TRACKING));
        sort_few(&mut file.columns, usize::cmp);
        Some(file)
    }
}

/// The file with these columns as the vendor's own.
fn found(
    kind: Kind,
    status: Option<usize>,
    details: Option<usize>,
    other: Option<usize>,
) -> ResultFile {
    let mut columns: Vec<usize> = [status, details, other].into_iter().flatten().collect();
    sort_few(&mut columns, usize::cmp);
    columns.dedup();
    ResultFile { kind, status, details, columns }
}

/// What a word of 8x8's status column stands for.
fn status(cell: &str) -> Option<Fate> {
    let cell = cell.trim();
    STATUSES.iter().find(|(word, _)| word.eq_ignore_ascii_case(cell)).map(|(_, fate)| *fate)
}

impl ResultFile {
    /// What became of a row, by its cells in the columns of status and details.
    #[must_use]
    pub fn fate(&self, status: &str, details: &str) -> Fate {
        let explained = !details.trim().is_empty();
        match self.kind {
            Kind::Processed8x8 => self::status(status).unwrap_or(Fate::Unknown),
            Kind::Validation8x8 => {
                let key = normalised(status);
                let is = |words: &[&str]| words.contains(&key.as_str());
                match () {
                    () if is(&PASSED) => Fate::Succeeded,
                    () if is(&REFUSED) || explained => Fate::Failed,
                    () if key.is_empty() => Fate::Unknown,
                    // Another word, and nothing to explain.
                    () => Fate::Succeeded,
                }
            }
            Kind::WebexErrors | Kind::WebexContactCenterErrors => {
                if explained {
                    Fate::Failed
                } else {
                    Fate::Succeeded
                }
            }
        }
    }

    /// Whether the column is one that the vendor has added.
    #[must_use]
    pub fn added(&self, column: usize) -> bool {
        self.columns.contains(&column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a [&'a str]], Option<&'a str>, Option<Kind>);

    #[test]
    fn files_are_recognised_by_their_labels_and_by_what_stands_in_them() {
        let cases: &[Case<'_>] = &[
            (
                "the French labels of the help page, with straight apostrophes",
                &[
                    "User.Email",
                    "Statut du téléversement de l'utilisateur",
                    "Détails du téléversement de l'utilisateur",
                ],
                &[&["a@example.com", "RowPartiallyProcessed", "x"]],
                None,
                Some(Kind::Processed8x8),
            ),
            (
                "labels nobody has seen, known statuses",
                &["User.Email", "Résultat", "Motif"],
                &[&["Courriel", "Statut", "Motif"], &["a@example.com", "RowProcessingFailed", "x"]],
                None,
                Some(Kind::Processed8x8),
            ),
            (
                "a status among other words is none",
                &["User.Email", "Note"],
                &[&["a", "b"], &["a", "RowProcessingFailed"], &["a", "call him"]],
                None,
                None,
            ),
            (
                "a validation report in French",
                &[
                    "User.Email",
                    "Statut de validation de l’utilisateur",
                    "Détails de la validation par l’utilisateur",
                ],
                &[&["a@example.com", "Échec", "x"]],
                None,
                Some(Kind::Validation8x8),
            ),
            (
                "errors with their rows",
                &["Row", "User ID/Email (Required)", "Error Message", "TrackingID"],
                &[&["2", "a@example.com", "x", "T"]],
                None,
                Some(Kind::WebexErrors),
            ),
            (
                "an error message alone, by its template",
                &["Email", "Error Message"],
                &[&["a@example.com", "x"]],
                Some("webex-contact-center-users"),
                Some(Kind::WebexContactCenterErrors),
            ),
            (
                "an error message alone, of nobody",
                &["Email", "Error Message"],
                &[&["a@example.com", "x"]],
                None,
                None,
            ),
            ("an ordinary file", &["User.Email", "User.Site"], &[&["a", "b"]], None, None),
        ];
        for (name, labels, first, template, kind) in cases {
            let labels: Vec<String> = labels.iter().map(ToString::to_string).collect();
            let first: Vec<Vec<String>> =
                first.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            let is_field = |label: &str| label.starts_with("User.") || label == "Email";
            let found = recognise(&labels, &first, *template, &is_field);
            assert_eq!(found.map(|found| found.kind), *kind, "{name}");
        }
    }

    #[test]
    fn a_row_may_be_sent_again_where_nothing_was_made_of_it() {
        let file = |kind| ResultFile { kind, status: None, details: None, columns: Vec::new() };
        let cases = [
            (Kind::Processed8x8, "RowSuccessfullyProcessed", "", Fate::Succeeded, false),
            (Kind::Processed8x8, "RowPartiallyProcessed", "no number", Fate::Partial, false),
            (Kind::Processed8x8, "RowProcessingFailed", "no site", Fate::Failed, true),
            (Kind::Processed8x8, "", "", Fate::Unknown, false),
            (Kind::Validation8x8, "Réussite", "", Fate::Succeeded, true),
            (Kind::Validation8x8, "Échec", "courriel", Fate::Failed, true),
            (Kind::Validation8x8, "KO", "courriel", Fate::Failed, true),
            (Kind::WebexErrors, "", "Invalid email", Fate::Failed, true),
            (Kind::WebexContactCenterErrors, "", " ", Fate::Succeeded, false),
        ];
        for (kind, status, details, fate, again) in cases {
            let found = file(kind).fate(status, details);
            assert_eq!((found, may_be_resent(kind, found)), (fate, again), "{kind:?} {status}");
        }
    }
}
