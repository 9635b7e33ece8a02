//! What a row comes to.

use serde::{Deserialize, Serialize};

use crate::{Note, User};

/// What a row does to the directory.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// There is a new user or contact.
    Created,
    /// A user is changed.
    Changed,
    /// A user is changed, and all of it is that something is taken away.
    Removed,
    /// Everything is as the row says already, or the row says nothing.
    Unchanged,
    /// Nothing of the row is done.
    Refused,
}

/// One field of a user, before and after.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The vendor's field.
    pub field: String,
    /// What it was; `None` is nothing.
    pub from: Option<String>,
    /// What it is then; `None` is nothing.
    pub to: Option<String>,
}

/// What the report says of a row.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The vendor's word.
    pub status: String,
    /// Why, and what else is to be known.
    pub details: Vec<Note>,
    /// What the vendor puts into columns of its own: field and value.
    pub output: Vec<(String, String)>,
}

/// One document of the directory, before and after. Undoing it is the other way round.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The user's id.
    pub id: String,
    /// The whole document as it was; `None`: there was none.
    pub before: Option<User>,
    /// The whole document as it is to be; `None`: there is to be none.
    pub after: Option<User>,
}

impl Write {
    /// What takes this one back. Several are taken back from the last to the first.
    ///
    /// ```
    /// use rollcall_processing::{User, Write};
    ///
    /// let write = Write { id: "1".into(), before: None, after: Some(User::default()) };
    /// assert_eq!(write.undone().before, Some(User::default()));
    /// assert_eq!(write.undone().undone(), write);
    /// ```
    #[must_use]
    pub fn undone(&self) -> Self {
        Self { id: self.id.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// What a row comes to.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The spreadsheet's row.
    pub row: u64,
    /// What it does.
    pub verdict: Verdict,
    /// Whether a part of the row is not done, or done otherwise than it says.
    pub partial: bool,
    /// Who it is about, for people: the e-mail address or the name.
    pub subject: String,
    /// What changes, field by field. Nothing for a row that is refused.
    pub changes: Vec<FieldChange>,
    /// Whether something is taken away from somebody.
    pub destructive: bool,
    /// What the report says.
    pub outcome: Outcome,
    /// The documents to write, in this order. Empty where nothing changes.
    pub writes: Vec<Write>,
    /// The vendor's fields that the directory has no words for, so that they are not written; see
    /// [`scim`](crate::scim).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_expressible: Vec<String>,
}

impl Decision {
    /// That some documents are written, with nothing to be said of it.
    #[must_use]
    pub fn writing(row: u64, writes: Vec<Write>) -> Self {
        Self {
            row,
            verdict: Verdict::Changed,
            partial: false,
            subject: String::new(),
            changes: Vec::new(),
            destructive: false,
            outcome: Outcome::default(),
            writes,
            not_expressible: Vec::new(),
        }
    }
}

/// What many rows come to: the counts that a plan shows.
///
/// ```
/// use rollcall_processing::{Decision, Outcome, Summary, Verdict};
///
/// let decision = Decision {
///     row: 2,
///     verdict: Verdict::Removed,
///     partial: false,
///     subject: "ana@example.com".into(),
///     changes: Vec::new(),
///     destructive: true,
///     outcome: Outcome::default(),
///     writes: Vec::new(),
///     not_expressible: Vec::new(),
/// };
/// let mut summary = Summary::default();
/// summary.add(&decision);
/// assert_eq!((summary.removed, summary.destructive, summary.rows()), (1, 1, 1));
/// ```
#[derive(Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[serde(default)]
pub struct Summary {
    /// Rows that make a user.
    pub created: u64,
    /// Rows that change a user.
    pub changed: u64,
    /// Rows that only take something away.
    pub removed: u64,
    /// Rows that do nothing.
    pub unchanged: u64,
    /// Rows that are not done.
    pub refused: u64,
    /// Rows of which a part is not done.
    pub partial: u64,
    /// Rows that take something away.
    pub destructive: u64,
}

impl Summary {
    /// Counts one more row.
    pub fn add(&mut self, decision: &Decision) {
        let count = match decision.verdict {
            Verdict::Created => &mut self.created,
            Verdict::Changed => &mut self.changed,
            Verdict::Removed => &mut self.removed,
            Verdict::Unchanged => &mut self.unchanged,
            Verdict::Refused => &mut self.refused,
        };
        *count += 1;
        self.partial += u64::from(decision.partial);
        self.destructive += u64::from(decision.destructive);
    }

    /// How many rows were counted.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.created + self.changed + self.removed + self.unchanged + self.refused
    }
}
