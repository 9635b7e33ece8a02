//! A stored report, copied with what became of each row while it streams by.
//!
//! The outcomes come from the database in pages, as the copy gets to their rows, so that neither the file nor
//! its outcomes are ever held as a whole.

use rollcall_engine::report::{FileFacts, ReportColumns};
use rollcall_engine::rows::{OutcomeColumns, OutcomeWriter, RowOutcome};
use rollcall_engine::schema::Schema;
use rollcall_processing::Note;
use serde::Deserialize;

use super::database::Fault;
use super::directory::Directory;

/// How many outcomes are read at once.
const AT_ONCE: u64 = 1_000;
/// The last row that was begun, and from which one on they were taken back.
const ENDS: &str = "SELECT coalesce((SELECT max(row) FROM outcomes WHERE partner = ?1 AND job = ?2), 0) AS used, \
                    coalesce(taken_back_from, 9007199254740991) AS version FROM processings \
                    WHERE partner = ?1 AND job = ?2";
/// The next outcomes: all of them, or only those of rows that may be sent again.
const PAGE: &str = "SELECT json_object('row', row, 'status', status, 'details', json(details), \
                    'output', json(output), 'undone', row >= ?5 AND writes <> '[]') AS document FROM outcomes \
                    WHERE partner = ?1 AND job = ?2 AND row > ?3 \
                    AND (?6 = 0 OR verdict = 'refused' OR row >= ?5 AND writes <> '[]') ORDER BY row LIMIT ?4";

/// What became of a row, as the database has it.
#[derive(Deserialize)]
struct Told {
    row: u64,
    status: String,
    details: Vec<Note>,
    output: Vec<(String, String)>,
    /// Whether it was done and taken back; SQLite's 0 or 1.
    undone: u8,
}

/// How the outcomes are written.
pub enum Wording<'s> {
    /// In the vendor's words and columns: the report on what was done.
    Vendor(OutcomeColumns, &'s Schema),
    /// In the words and columns of the check, so that the file can be sent again: a row that was done is
    /// valid, and one that was not is not.
    Check,
}

/// A report that is being copied.
pub struct Outcomes<'s> {
    writer: OutcomeWriter<'s>,
    words: ReportColumns,
    is_check: bool,
    directory: Directory,
    job: String,
    language: String,
    /// The row of the outcome that was read last.
    after: u64,
    undone_from: u64,
}

impl<'s> Outcomes<'s> {
    /// For the report of a job whose file was read like this and whose language is that.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn of(
        directory: &Directory,
        job: &str,
        language: &str,
        facts: &FileFacts,
        wording: Wording<'s>,
    ) -> Result<Self, Fault> {
        let answers = directory.run(&[directory.statement(ENDS).with(job)]).await?;
        let row = answers.first().and_then(|answer| answer.rows.first());
        let (last, undone_from) = row.map_or((0, u64::MAX >> 11), |row| (row.used, row.version));
        let words = facts.report_columns.clone();
        let is_check = matches!(wording, Wording::Check);
        let mut writer = match wording {
            Wording::Vendor(columns, schema) => OutcomeWriter::new(facts, Some(schema), columns),
            Wording::Check => OutcomeWriter::new(facts, None, OutcomeColumns::of_report(facts)),
        };
        let status = if is_check { &words.invalid } else { &words.valid };
        let not_begun = RowOutcome {
            status: status.clone(),
            details: Note::not_begun().sentence(language),
            ..RowOutcome::default()
        };
        writer.give_behind(last, not_begun);
        Ok(Self {
            writer,
            words,
            is_check,
            directory: directory.clone(),
            job: job.to_owned(),
            language: language.to_owned(),
            after: 0,
            undone_from,
        })
    }

    /// Takes the next piece of the report, and adds to `out` what is ready.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) -> Result<(), Fault> {
        self.writer.push(piece, out);
        while self.writer.waits() {
            self.read_on().await?;
            self.writer.push(b"", out);
        }
        Ok(())
    }

    /// Ends the report.
    pub fn finish(self, out: &mut Vec<u8>) {
        self.writer.finish(out);
    }

    async fn read_on(&mut self) -> Result<(), Fault> {
        let page = self.directory.statement(PAGE).with(self.job.as_str()).with(self.after);
        let page = page.with(AT_ONCE).with(self.undone_from).with(u64::from(self.is_check));
        let answers = self.directory.run(&[page]).await?;
        let found = answers.first().map(|answer| answer.rows.as_slice()).unwrap_or_default();
        if found.is_empty() {
            self.writer.end_outcomes();
        }
        for row in found {
            let told = serde_json::from_str(&row.document);
            let told: Told = told.map_err(|error| Fault::unreadable(&error))?;
            self.after = told.row;
            let outcome = self.outcome(told);
            self.writer.give(outcome);
        }
        Ok(())
    }

    fn outcome(&self, told: Told) -> RowOutcome {
        let not_done = if self.is_check { &self.words.invalid } else { &self.words.valid };
        if told.undone == 1 {
            return RowOutcome {
                row: told.row,
                status: not_done.clone(),
                details: Note::taken_back().sentence(&self.language),
                outputs: Vec::new(),
            };
        }
        let notes = told.details.iter().map(|note| note.sentence(&self.language));
        let details = notes.collect::<Vec<_>>().join(" ");
        let (status, outputs) =
            if self.is_check { (not_done.clone(), Vec::new()) } else { (told.status, told.output) };
        RowOutcome { row: told.row, status, details, outputs }
    }
}
