//! Taking back what applying a file did, as long as nobody has changed the same users since.
//!
//! Each row's outcome holds the documents before and after it. Going back means writing those from before, the
//! last row first, in batches like those of applying: one transaction each, by a number that only one can
//! write, and only where the directory has not moved since it was looked at. Somebody else has changed a user
//! since where the user is no longer as the job's last row about them left it.

use std::collections::{BTreeMap, BTreeSet};

use rollcall_processing::{Ending, Facts, Keys, User, Write};
use serde::{Deserialize, Serialize};
use worker::{Env, console_error};

use super::Trouble;
use super::apply::{end, settle};
use super::database::{Fault, Statement};
use super::directory::{ATTEMPTS, Batch, Committed, Directory};
use super::processing::{Processing, change, state};
use crate::jobs::id::JobId;
use crate::partners::Partner;
use crate::queues::{self, Verdict};
use crate::runtime;
use crate::store::{Store, StoreError};

/// How many rows are taken back at once.
const ROWS_AT_ONCE: u64 = 200;
/// How long one letter goes on before the next is written, in milliseconds.
const TURN_MILLIS: u64 = 20_000;
/// After how many seconds a letter comes again that could not be seen to.
const WAIT_SECONDS: u32 = 10;
/// A row that no file has: what is exact as a double goes no further.
pub const BEYOND: u64 = (1 << 53) - 1;
/// How many obstacles are named.
const NAMED: u64 = 20;

/// Users who are no longer as the job left them: the last row about each, and who. Of several columns beside a
/// `max`, SQLite gives those of its row. Documents and writes are both as SQLite has written them, so the same
/// document is the same text.
const CHANGED_SINCE: &str = "SELECT w.row AS version, w.id AS id, coalesce(u.name, '') AS name FROM (\
     SELECT t.value ->> 'id' AS id, t.value -> 'after' AS after, max(o.row) AS row \
     FROM outcomes o, json_each(o.writes) t WHERE o.partner = ?1 AND o.job = ?2 AND o.row < ?4 \
     GROUP BY t.value ->> 'id') w \
     LEFT JOIN users u ON u.partner = ?1 AND u.id = w.id \
     WHERE u.document IS NOT w.after ORDER BY 1 LIMIT ?3";
/// The rows that are still to be taken back, the last one first.
const PAGE: &str = "SELECT json_object('row', row, 'writes', json(writes)) AS document FROM outcomes \
     WHERE partner = ?1 AND job = ?2 AND row < ?3 AND writes <> '[]' ORDER BY row DESC LIMIT ?4";
/// Goes with a batch: how far back it is.
const BACK: &str = "UPDATE processings SET next_row = ?3, taken_back_from = ?3, next_batch = next_batch + 1, \
     updated = ?4 \
     WHERE partner = ?1 AND job = ?2";

/// A letter in the queue: a job that is to be taken back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Whose job it is.
    pub partner: String,
    /// The job.
    pub revert: String,
}

/// What keeps a job from being taken back: which row, and whom it is about.
pub struct Obstacle {
    /// The last row about this user.
    pub row: u64,
    /// The user's names, as the directory finds them.
    pub subject: String,
}

/// By which name the directory knows whoever takes a job back.
fn by(job: &str) -> String {
    format!("{job}/revert")
}

/// What keeps the rows of a job before this one from being taken back, as far as it is named.
///
/// # Errors
/// Where the database does not answer.
pub async fn obstacles(
    directory: &Directory,
    job: &str,
    before: u64,
) -> Result<Vec<Obstacle>, Fault> {
    let looked = directory.statement(CHANGED_SINCE).with(job).with(NAMED).with(before);
    let answers = directory.run(&[looked]).await?;
    let rows = answers.into_iter().flat_map(|answer| answer.rows);
    Ok(rows
        .map(|row| {
            let name = row.name.split('\u{1f}').next().unwrap_or_default().to_owned();
            Obstacle { row: row.version, subject: if name.is_empty() { row.id } else { name } }
        })
        .collect())
}

/// Sends the letter of a job.
///
/// # Errors
/// Where the queue does not take it.
pub async fn send(env: &Env, partner: &Partner, id: &str) -> Result<(), StoreError> {
    let letter = Letter { partner: partner.name().to_owned(), revert: id.to_owned() };
    queues::send(env, queues::PROCESSES, &letter, 0).await
}

/// Goes on with what a letter is about.
pub async fn run(env: &Env, letter: Letter) -> Verdict {
    let (Some(partner), Some(id)) = (Partner::named(&letter.partner), JobId::parse(&letter.revert))
    else {
        return Verdict::Done;
    };
    match Box::pin(go_back(env, &partner, &id)).await {
        Ok(true) => Verdict::Done,
        Ok(false) => match send(env, &partner, id.as_str()).await {
            Ok(()) => Verdict::Done,
            Err(_) => Verdict::Again { seconds: WAIT_SECONDS },
        },
        Err(trouble) => {
            console_error!("Job {id} is not taken back further for now: {trouble}.");
            Verdict::Again { seconds: WAIT_SECONDS }
        }
    }
}

/// A row's outcome, as far as it is to be undone.
#[derive(Deserialize)]
struct Done {
    row: u64,
    writes: Vec<Write>,
}

/// Takes rows back for a while; whether there is no more to do.
async fn go_back(env: &Env, partner: &Partner, id: &JobId) -> Result<bool, Trouble> {
    let store = Store::open(env, partner.clone())?;
    let directory = Directory::open(env, partner)?;
    let (job, until) = (id.as_str(), runtime::now() + TURN_MILLIS);
    loop {
        let Some(processing) = Processing::find(&directory, job).await? else { return Ok(true) };
        if processing.state != state::REVERTING {
            return Ok(true);
        }
        let page = directory.statement(PAGE).with(job).with(processing.next_row).with(ROWS_AT_ONCE);
        let answers = directory.run(&[page]).await?;
        let rows = answers.first().map(|answer| answer.rows.as_slice()).unwrap_or_default();
        if rows.is_empty() {
            let end = change(&directory, job, &[state::REVERTING], state::REVERTED, None);
            directory.run(&[end]).await?;
            settle(env, &store, &directory, id).await?;
            return Ok(true);
        }
        let mut writes = Vec::new();
        let mut last = 0;
        for found in rows {
            let done = serde_json::from_str(&found.document);
            let done: Done = done.map_err(|error| Fault::unreadable(&error))?;
            last = done.row;
            writes.extend(done.writes.iter().rev().map(Write::undone));
        }
        if let Some(why) = batch(&directory, job, &processing, &writes, last).await? {
            end(env, partner, id, why).await?;
            return Ok(true);
        }
        if runtime::now() > until {
            return Ok(false);
        }
    }
}

/// A licence of which more would be given away than there are.
fn overdrawn(facts: &Facts, writes: &[Write]) -> Option<String> {
    let none = BTreeSet::new();
    let of = |user: &Option<User>| user.as_ref().map_or(none.clone(), |user| user.licenses.clone());
    let mut gained: BTreeMap<String, i64> = BTreeMap::new();
    for Write { before, after, .. } in writes {
        for license in of(after) {
            *gained.entry(license).or_default() += 1;
        }
        for license in of(before) {
            *gained.entry(license).or_default() -= 1;
        }
    }
    let is_over = |(name, more): (&String, &i64)| {
        let license = facts.licenses.get(name)?;
        let used = i64::try_from(license.used).ok()?;
        let capacity = i64::try_from(license.capacity?).ok()?;
        (*more > 0 && used + more > capacity).then(|| name.clone())
    };
    gained.iter().find_map(is_over)
}

/// Writes one batch; why it cannot be, where somebody was quicker with the same users.
async fn batch(
    directory: &Directory,
    job: &str,
    processing: &Processing,
    writes: &[Write],
    last: u64,
) -> Result<Option<Ending>, Trouble> {
    let by = by(job);
    for _ in 0..ATTEMPTS {
        let (facts, version) = directory.load(&Keys::default()).await?;
        if let Some(license) = overdrawn(&facts, writes) {
            return Ok(Some(Ending::LicenseFull { license }));
        }
        if !obstacles(directory, job, processing.next_row).await?.is_empty() {
            return Ok(Some(Ending::Changed));
        }
        let back: Statement = directory.statement(BACK).with(job).with(last).with(runtime::now());
        let committed = directory
            .commit(Batch {
                version,
                of_job: Some((&by, processing.next_batch)),
                writes: writes.iter().collect(),
                decisions: &[],
                next_extension: None,
                now: runtime::now(),
                further: vec![back],
            })
            .await;
        match committed {
            Ok(Committed::Conflict) => {}
            Ok(_) => return Ok(None),
            Err(fault) if fault.is_of("claims.") => {
                return Ok(Some(Ending::Taken));
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    Err(Fault::crowded().into())
}
