//! A decision that is being made.

use crate::{Decision, FieldChange, Note, Outcome, Row, Snapshot, User, Verdict, Write};

/// What is known of a row so far.
pub struct Draft {
    row: u64,
    /// Who the row is about.
    pub subject: String,
    changes: Vec<FieldChange>,
    details: Vec<Note>,
    /// The columns that the vendor puts out.
    pub output: Vec<(String, String)>,
    /// Something is taken away.
    pub destructive: bool,
    /// Something is there that was not.
    gives: bool,
    /// Something is not done, or done otherwise.
    pub partial: bool,
    /// Nothing of the row can be done.
    pub refused: bool,
}

impl Draft {
    pub fn new(row: &Row, subject: &str) -> Self {
        Self {
            row: row.number,
            subject: subject.to_owned(),
            changes: Vec::new(),
            details: Vec::new(),
            output: Vec::new(),
            destructive: false,
            gives: false,
            partial: false,
            refused: false,
        }
    }

    /// Says something.
    pub fn note(&mut self, code: &str, params: &[(&str, &str)]) {
        self.details.push(Note::new(code, params));
    }

    /// Says why nothing of the row can be done.
    pub fn refuse(&mut self, code: &str, params: &[(&str, &str)]) {
        self.note(code, params);
        self.refused = true;
    }

    /// Says why a part of the row is not done as it says.
    pub fn fall_short(&mut self, code: &str, params: &[(&str, &str)]) {
        self.note(code, params);
        self.partial = true;
    }

    /// A field is another one then.
    pub fn change(&mut self, field: &str, from: Option<String>, to: Option<String>) {
        if from != to {
            self.gives = true;
            self.changes.push(FieldChange { field: field.to_owned(), from, to });
        }
    }

    /// Something is taken away; `rest` is what the field says then.
    pub fn take_away(&mut self, field: &str, what: String, rest: Option<String>) {
        self.changes.push(FieldChange { field: field.to_owned(), from: Some(what), to: rest });
        self.destructive = true;
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether all that changes is that something goes.
    pub fn only_takes_away(&self) -> bool {
        self.destructive && !self.gives
    }

    /// The row is not done, and the report says `status`.
    pub fn refused(mut self, status: &str) -> Decision {
        self.changes.clear();
        self.output.clear();
        self.destructive = false;
        self.partial = false;
        self.finished(Verdict::Refused, status, Vec::new())
    }

    /// The row is done, and the snapshot is as the writes leave the directory.
    pub fn done(
        self,
        verdict: Verdict,
        status: &str,
        writes: Vec<Write>,
        snapshot: &mut Snapshot,
    ) -> Decision {
        for write in &writes {
            snapshot.apply(write);
        }
        self.finished(verdict, status, writes)
    }

    /// Nothing is to be done.
    pub fn unchanged(self, status: &str) -> Decision {
        self.finished(Verdict::Unchanged, status, Vec::new())
    }

    fn finished(self, verdict: Verdict, status: &str, writes: Vec<Write>) -> Decision {
        Decision {
            row: self.row,
            verdict,
            partial: self.partial,
            subject: self.subject,
            changes: self.changes,
            destructive: self.destructive,
            outcome: Outcome {
                status: status.to_owned(),
                details: self.details,
                output: self.output,
            },
            writes,
            not_expressible: Vec::new(),
        }
    }
}

/// The write that makes `after` of `before`.
pub fn replace(before: User, after: User) -> Write {
    Write { id: before.id.clone(), before: Some(before), after: Some(after) }
}
