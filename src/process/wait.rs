//! Waiting for a directory elsewhere that has too much to do, and giving up on it.

use rollcall_processing::Meaning;
use serde::Serialize;
use serde_json::json;
use worker::{Env, console_error};

use super::database::Fault;
use super::directory::{Batch, Directory, Version};
use super::processing::Processing;
use super::scim::{Outage, WAIT_MOST, settle};
use crate::jobs::id::JobId;
use crate::partners::Partner;
use crate::queues;
use crate::runtime;

/// For how long a job waits for a directory that does not get better, in milliseconds: a day.
const PATIENCE_MILLIS: u64 = 24 * 60 * 60 * 1000;

const NOTE: &str = "UPDATE processings SET updated = ?3 WHERE partner = ?1 AND job = ?2";
const COUNT: &str = "UPDATE processings SET done = ?3, counts = ?4, next_batch = next_batch + 1, updated = ?5 \
                     WHERE partner = ?1 AND job = ?2";
const MEANING: &str = "SELECT meaning AS name FROM processings WHERE partner = ?1 AND job = ?2";

/// Sends the letter of a job once more, which waits since then, or from now on: whether the queue took it; none
/// where it is to give up. `letter` makes it, with since when it waits.
pub async fn once_more<L: Serialize>(
    env: &Env,
    partner: &Partner,
    job: &JobId,
    (outage, since): (&Outage, Option<u64>),
    letter: impl FnOnce(u64) -> L,
) -> Option<bool> {
    let seconds = seconds(outage, since)?;
    note(env, partner, job.as_str()).await;
    let letter = letter(since.unwrap_or_else(runtime::now));
    Some(queues::send(env, queues::PROCESSES, &letter, seconds).await.is_ok())
}

/// In how many seconds a letter that waits since then is to come again; none where it is to give up.
fn seconds(outage: &Outage, since: Option<u64>) -> Option<u32> {
    let Outage::Later { seconds, .. } = outage else { return None };
    let waited = since.map_or(0, |since| runtime::now().saturating_sub(since));
    // Every time half as long again as it has waited so far.
    let longer = (waited / 2_000).min(u64::from(WAIT_MOST)) as u32;
    (waited < PATIENCE_MILLIS).then_some(longer.max(*seconds))
}

/// Notes that a job waits, so that its letter does not count as lost.
async fn note(env: &Env, partner: &Partner, job: &str) {
    let noted = async {
        let directory = Directory::open(env, partner)?;
        directory.run(&[directory.statement(NOTE).with(job).with(runtime::now())]).await
    };
    if let Err(fault) = noted.await {
        console_error!("It is not noted that job {job} waits: {fault}");
    }
}

/// Ends the batch of a job that is begun and that nobody goes on with: its rows say that it is not known
/// whether they are done.
///
/// # Errors
/// Where the database does not answer.
pub async fn give_up(directory: &Directory, job: &str) -> Result<(), Fault> {
    let Some(batch) = settle::any_begun(directory, job).await? else { return Ok(()) };
    let answers = directory.run(&[directory.statement(MEANING).with(job)]).await?;
    let named = answers.first().and_then(|answer| answer.rows.first());
    let template = named.map(|row| json!({"rollcall": {"process": {"meaning": row.name}}}));
    let meaning = template.as_ref().and_then(Meaning::of_template);
    let meaning = meaning.ok_or_else(|| Fault::unreadable(&"a meaning that there is not"))?;
    let Some(processing) = Processing::find(directory, job).await? else { return Ok(()) };
    let decisions = settle::given_up(directory, job, batch, meaning).await?;
    let mut counts = processing.counts();
    for decision in &decisions {
        counts.add(decision);
    }
    let counts = serde_json::to_string(&counts).map_err(|error| Fault::unreadable(&error))?;
    let done = processing.done + decisions.len() as u64;
    let count = directory.statement(COUNT).with(job).with(done).with(counts).with(runtime::now());
    let mut further = settle::ended(directory, job, batch).to_vec();
    further.push(count);
    let given_up = Batch {
        version: Version::default(),
        of_job: Some((job, batch)),
        writes: Vec::new(),
        decisions: &decisions,
        next_extension: None,
        now: runtime::now(),
        further,
        elsewhere: true,
    };
    directory.commit(given_up).await.map(|_| ())
}
