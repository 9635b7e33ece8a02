//! How far the applying of a file has come, in the database.

use rollcall_engine::rows::Mark;
use rollcall_processing::Summary;
use serde::Deserialize;
use serde_json::{Value, json};

use super::applicable::Applicable;
use super::database::{Database, Fault, Statement};
use super::directory::Directory;
use crate::jobs::rfc3339;
use crate::runtime;

/// Where a processing stands.
pub mod state {
    /// The file was to be applied as soon as it was checked, and its plan wants to be confirmed first.
    pub const UNCONFIRMED: &str = "awaiting_confirmation";
    /// It waits for its letter.
    pub const QUEUED: &str = "queued";
    /// Rows are being applied.
    pub const RUNNING: &str = "running";
    /// All rows are applied, and what became of them is being written.
    pub const REPORTING: &str = "reporting";
    /// It is done.
    pub const COMPLETED: &str = "completed";
    /// Somebody stopped it; what was done stays.
    pub const CANCELLED: &str = "cancelled";
    /// It could not go on; what was done stays.
    pub const FAILED: &str = "failed";
    /// What was done is being taken back.
    pub const REVERTING: &str = "reverting";
    /// What was done has been taken back.
    pub const REVERTED: &str = "reverted";
}

const FIND: &str = "SELECT json_object('state', state, 'next_batch', next_batch, 'next_row', next_row, \
                    'next_byte', next_byte, 'header', header, 'total', total, 'done', done, \
                    'counts', json(counts), 'failure', failure, 'started', started, 'finished', finished, \
                    'base', base) \
                    AS document FROM processings WHERE partner = ?1 AND job = ?2";
const BEGIN: &str = "INSERT OR IGNORE INTO processings (partner, job, state, meaning, template, \
                     template_version, import_option, total, counts, created, updated, expires, base) \
                     VALUES (?1, ?2, 'queued', ?3, ?4, ?5, ?6, ?7, '{}', ?8, ?8, ?9, ?10)";
/// Begins a batch, and keeps it from being written where somebody stopped the processing meanwhile.
const STILL: &str = "INSERT INTO guards (moved) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM processings \
                     WHERE partner = ?1 AND job = ?2 AND state IN ('queued', 'running'))";
/// Goes with a batch.
const ADVANCE: &str = "UPDATE processings SET state = CASE WHEN state = 'queued' THEN 'running' ELSE state END, \
                       next_batch = ?3, next_row = ?4, next_byte = ?5, header = ?6, done = ?7, counts = ?8, \
                       updated = ?9, started = coalesce(started, ?9) WHERE partner = ?1 AND job = ?2";
/// Takes it from some states to another; which of them, `?4` says as a list.
const MOVE: &str = "UPDATE processings SET state = ?3, failure = coalesce(?5, failure), updated = ?6, \
                    finished = CASE WHEN ?3 IN ('completed', 'cancelled', 'failed') THEN ?6 ELSE finished END, \
                    cancelled = CASE WHEN ?3 = 'cancelled' THEN ?6 ELSE cancelled END \
                    WHERE partner = ?1 AND job = ?2 AND state IN (SELECT value FROM json_each(?4))";

/// A processing.
#[derive(Debug, Clone, Deserialize)]
pub struct Processing {
    /// Where it stands.
    pub state: String,
    /// The number of its next batch.
    pub next_batch: u64,
    /// Behind which row the next batch begins; while it is taken back, before which.
    pub next_row: u64,
    next_byte: u64,
    header: Option<String>,
    total: Option<u64>,
    /// How many rows are done.
    pub done: u64,
    counts: Option<Summary>,
    failure: Option<String>,
    started: Option<u64>,
    finished: Option<u64>,
    /// The origin under which Rollcall was reached when it began; empty where that is not known.
    pub base: String,
}

impl Processing {
    /// The one of a job.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn find(directory: &Directory, job: &str) -> Result<Option<Self>, Fault> {
        let answers = directory.run(&[directory.statement(FIND).with(job)]).await?;
        let Some(row) = answers.first().and_then(|answer| answer.rows.first()) else {
            return Ok(None);
        };
        let found = serde_json::from_str(&row.document);
        found.map(Some).map_err(|error| Fault::unreadable(&error))
    }

    /// Begins one, unless there is one: what is there then. `base` is the origin under which Rollcall was
    /// reached.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn begin(
        directory: &Directory,
        applicable: &Applicable,
        base: &str,
    ) -> Result<Option<Self>, Fault> {
        let expires = runtime::millis(&applicable.job.expires);
        let job = applicable.id.as_str();
        let meaning = serde_json::to_value(applicable.meaning).unwrap_or_default();
        let begin = directory
            .statement(BEGIN)
            .with(job)
            .with(meaning.as_str().unwrap_or_default())
            .with(applicable.job.template.clone().unwrap_or_default())
            .with(applicable.job.template_version.clone())
            .with(applicable.job.import_option.clone())
            .with(applicable.total())
            .with(runtime::now())
            .with(expires)
            .with(base);
        directory.run(&[begin]).await?;
        Self::find(directory, job).await
    }

    /// Where its next batch begins.
    pub fn mark(&self) -> Mark {
        let header = self.header.as_deref().and_then(|header| serde_json::from_str(header).ok());
        Mark { byte: self.next_byte, row: self.next_row, header: header.unwrap_or_default() }
    }

    /// The counts so far.
    pub fn counts(&self) -> Summary {
        self.counts.unwrap_or_default()
    }

    /// Whether it goes no further.
    pub fn is_over(&self) -> bool {
        matches!(
            self.state.as_str(),
            state::COMPLETED | state::CANCELLED | state::FAILED | state::REVERTED
        )
    }

    /// Whether rows are still to be applied, or what became of them is to be written.
    pub fn goes_on(&self) -> bool {
        matches!(self.state.as_str(), state::QUEUED | state::RUNNING | state::REPORTING)
    }

    /// Whether it has come to an end by which some rows were done and others perhaps not. One that was taken
    /// back as a whole is as if it had never been.
    pub fn has_outcomes(&self) -> bool {
        self.is_over() && self.state != state::REVERTED
    }

    /// What the job shows of it.
    pub fn shown(&self) -> Value {
        json!({
            "state": if self.state == state::REPORTING { state::RUNNING } else { &self.state },
            "total": self.total,
            "done": self.done,
            "counts": self.counts(),
            "started": self.started.map(rfc3339),
            "finished": self.finished.map(rfc3339),
            "failure": self.failure,
        })
    }
}

/// What a job shows of a processing that is to begin, or could not.
pub fn shown_before(state: &str, total: &Value, failure: Option<&str>) -> Value {
    json!({
        "state": state,
        "total": total,
        "done": 0,
        "counts": Summary::default(),
        "started": null,
        "finished": null,
        "failure": failure,
    })
}

/// Keeps a batch from being written once the processing has been stopped.
pub fn still(directory: &Directory, job: &str) -> Statement {
    directory.statement(STILL).with(job)
}

/// What a batch writes about how far it has come: the next one begins at `mark`, and so many rows are
/// done.
pub fn advance(
    directory: &Directory,
    job: &str,
    next_batch: u64,
    mark: &Mark,
    done: u64,
    counts: &Summary,
) -> Statement {
    // Serialising strings and numbers cannot fail.
    let header = serde_json::to_string(&mark.header).unwrap_or_default();
    let counts = serde_json::to_string(counts).unwrap_or_default();
    directory
        .statement(ADVANCE)
        .with(job)
        .with(next_batch)
        .with(mark.row)
        .with(mark.byte)
        .with(header)
        .with(done)
        .with(counts)
        .with(runtime::now())
}

/// Takes a processing from one of some states to another.
pub fn change(
    directory: &Directory,
    job: &str,
    from: &[&str],
    to: &'static str,
    failure: Option<String>,
) -> Statement {
    directory
        .statement(MOVE)
        .with(job)
        .with(to)
        .with(serde_json::to_string(from).unwrap_or_default())
        .with(failure)
        .with(runtime::now())
}

/// Begins to take back what was done, the last row first, or goes on with it.
const REVERT: &str = "UPDATE processings SET state = 'reverting', \
                      next_row = coalesce(taken_back_from, 9007199254740991), failure = NULL, \
                      updated = ?3 WHERE partner = ?1 AND job = ?2 \
                      AND state IN ('completed', 'cancelled', 'failed')";

/// Begins to take back what was done.
pub fn begin_reverting(directory: &Directory, job: &str) -> Statement {
    directory.statement(REVERT).with(job).with(runtime::now())
}

/// Whose processings have not gone on for a while, and which: their letters were lost. One that was stopped in
/// the middle of a batch elsewhere still has to end that.
const STALLED: &str = "SELECT partner AS name, job AS id, state AS document FROM processings \
                       WHERE (state IN ('queued', 'running', 'reporting', 'reverting') \
                       OR (partner, job) IN (SELECT partner, job FROM intents)) \
                       AND updated < ?1 LIMIT 100";
/// What is over is deleted together with its job.
const EXPIRED: [&str; 4] = [
    "DELETE FROM intents WHERE (partner, replace(job, '/revert', '')) IN \
     (SELECT partner, job FROM processings WHERE expires < ?1)",
    "DELETE FROM outcomes WHERE (partner, job) IN \
     (SELECT partner, job FROM processings WHERE expires < ?1)",
    "DELETE FROM batches WHERE (partner, replace(job, '/revert', '')) IN \
     (SELECT partner, job FROM processings WHERE expires < ?1)",
    "DELETE FROM processings WHERE expires < ?1",
];
/// After how many milliseconds without a batch a letter counts as lost.
const STALLED_MILLIS: u64 = 5 * 60 * 1000;

/// The partners and jobs whose applying has not gone on for a while, and whether they are taken back.
///
/// # Errors
/// Where the database does not answer.
pub async fn stalled(database: &Database) -> Result<Vec<(String, String, bool)>, Fault> {
    let before = runtime::now().saturating_sub(STALLED_MILLIS);
    let answers = database.run(&[Statement::new(STALLED).with(before)]).await?;
    let rows = answers.into_iter().flat_map(|answer| answer.rows);
    Ok(rows.map(|row| (row.name, row.id, row.document == state::REVERTING)).collect())
}

/// Deletes what is known of the applying of jobs whose time is over.
///
/// # Errors
/// Where the database does not answer.
pub async fn delete_expired(database: &Database) -> Result<(), Fault> {
    let now = runtime::now();
    database.run(&EXPIRED.map(|sql| Statement::new(sql).with(now))).await.map(|_| ())
}
