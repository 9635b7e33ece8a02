//! The rounds. Every few minutes: jobs whose Worker died are brought to an end, whoever was not told of a
//! job that has ended is told, and what removed partners left is deleted. Once a day: what has expired
//! is deleted.

use worker::{Env, console_error, console_log};

use super::account::Account;
use super::id::JobId;
use super::{Failure, Job, lookup, rfc3339};
use crate::hooks::delivery;
use crate::partners::ledger::Ledger;
use crate::partners::{self, Partner};
use crate::process::database::{Database, Fault};
use crate::process::directory::Directory;
use crate::process::{apply, begin, processing, revert};
use crate::runtime;
use crate::store::{self, Store, StoreError};

/// The cron of the daily round; see `wrangler.toml`.
const DAILY: &str = "17 3 * * *";
/// The most pages of one round, so that it ends within what a round may take; the next one goes on.
const PAGES: usize = 2_000;
/// The most steps in which a round deletes a directory: a step is up to ten tables of some thousand rows.
const STEPS: usize = 50;
/// For how long after its end a job's mark is left to whoever ended it.
const SETTLING_MILLIS: u64 = 2 * 60 * 1000;
/// For how long what a removed partner left is looked for again: requests that had been let in before, and
/// the time until KV is the same everywhere.
const PURGED_FOR_MILLIS: u64 = 60 * 60 * 1000;

/// Goes the round that this cron is for.
pub async fn run(env: &Env, cron: &str) {
    let ended = end_dead_jobs(env).await;
    go_on_applying(env, cron == DAILY).await;
    let purged = purge(env).await;
    let deleted = if cron == DAILY { delete_expired(env).await } else { 0 };
    if ended + purged + deleted > 0 {
        console_log!(
            "A round ended {ended} jobs and deleted {deleted} expired objects and {purged} of removed \
             partners."
        );
    }
}

/// Ends every job that gives no sign of life, and tells of those of which nobody was told.
async fn end_dead_jobs(env: &Env) -> usize {
    let partners = match store::partners(env).await {
        Ok(partners) => partners,
        Err(error) => {
            console_error!("The round of running jobs was not gone: {error}.");
            return 0;
        }
    };
    let mut ended = 0;
    for partner in partners {
        match end_those_of(env, &partner).await {
            Ok(jobs) => ended += jobs,
            Err(error) => {
                console_error!("The running jobs of {} were not seen to: {error}.", partner.name());
            }
        }
    }
    ended
}

async fn end_those_of(env: &Env, partner: &Partner) -> Result<usize, StoreError> {
    let store = Store::open(env, partner.clone())?;
    let mut ended = 0;
    for (id, held) in store.all_running(usize::MAX).await? {
        let Some(job) = Job::from_json(&held.text) else { continue };
        let silent = runtime::now().saturating_sub(held.written);
        let finished = if silent < SETTLING_MILLIS { None } else { store.job(&id).await? };
        let settled = match finished {
            Some(finished) => tell(env, &store, &id, &finished.text).await,
            None if silent >= lookup::patience(job.status) => end(env, &store, &id, job).await,
            None => continue,
        };
        match settled {
            Ok(()) => ended += 1,
            Err(error) => console_error!("Job {id} could not be brought to an end: {error}."),
        }
    }
    Ok(ended)
}

/// Does what was to be done after a job had ended, whose mark was left behind: lists it, tells of it.
async fn tell(env: &Env, store: &Store, id: &JobId, text: &str) -> Result<(), StoreError> {
    if let Some(mut job) = Job::from_json(text) {
        let expires = runtime::millis(&job.expires);
        if job.deliveries.is_null() {
            // Nobody could be found to be told when it ended.
            let account = Account::of(env, store, id, "").await?;
            delivery::plan(&account, id, &mut job, expires).await?;
            store.put_job(id, &job, None, expires).await?;
            store.put_record(id, &job, expires).await?;
        } else if store.record(id).await.is_none() {
            store.put_record(id, &job, expires).await?;
        }
        Box::pin(begin::begin_checked(env, store, &job, "")).await?;
        delivery::send(env, store.partner(), &job).await?;
    }
    store.unmark_running(id).await
}

/// Ends a job whose Worker died, or whose letter was lost.
async fn end(env: &Env, store: &Store, id: &JobId, job: Job) -> Result<(), StoreError> {
    fail(env, store, id, job, Failure::interrupted()).await
}

/// Ends a job that has none to run it as failed.
///
/// # Errors
/// Where storage does not answer.
pub async fn fail(
    env: &Env,
    store: &Store,
    id: &JobId,
    job: Job,
    failure: Failure,
) -> Result<(), StoreError> {
    let account = Account::of(env, store, id, "").await?;
    store.abort_uploads(id).await?;
    store.delete_artefacts(id).await?;
    let expires = runtime::millis(&job.expires);
    let mut job = job.failed(failure, 0, rfc3339(runtime::now()));
    delivery::plan(&account, id, &mut job, expires).await?;
    store.put_job(id, &job, None, expires).await?;
    store.put_record(id, &job, expires).await?;
    account.ended(&job, id.millis());
    // The place that it had there goes by itself in a while.
    if let Ok(ledger) = Ledger::of(env, store.partner())
        && let Err(error) = ledger.end(id.as_str(), 0).await
    {
        console_error!("The ledger did not hear of the end of job {id}: {error}.");
    }
    delivery::send(env, store.partner(), &job).await?;
    store.unmark_running(id).await
}

/// Sends the letters of files whose applying has not gone on for a while; once a day, deletes what is known
/// of those whose time is over.
async fn go_on_applying(env: &Env, daily: bool) {
    let sent = async {
        let failed = |fault: Fault| StoreError::because(fault.to_string());
        let database = Database::open(env).map_err(failed)?;
        for (partner, job, back) in processing::stalled(&database).await.map_err(failed)? {
            match Partner::named(&partner) {
                Some(partner) if back => revert::send(env, &partner, &job).await?,
                Some(partner) => apply::send(env, &partner, &job).await?,
                None => {}
            }
        }
        if daily {
            processing::delete_expired(&database).await.map_err(failed)?;
        }
        Ok::<(), StoreError>(())
    };
    if let Err(error) = sent.await {
        console_error!("Files whose applying has stopped were not seen to: {error}");
    }
}

/// Deletes what removed partners have stored, and in the end their records.
async fn purge(env: &Env) -> usize {
    let partners = match partners::all(env).await {
        Ok(partners) => partners,
        Err(error) => {
            console_error!("The partners could not be listed: {error}.");
            return 0;
        }
    };
    let mut deleted = 0;
    for partner in partners {
        match purge_one(env, &partner).await {
            Ok(objects) => deleted += objects,
            Err(error) => {
                console_error!("What {} left could not be deleted: {error}.", partner.name());
            }
        }
    }
    deleted
}

async fn purge_one(env: &Env, partner: &Partner) -> Result<usize, StoreError> {
    let kept = partners::kept(partner, env).await.map_err(|error| StoreError::of("KV", &error))?;
    let Some(record) = kept else { return Ok(0) };
    let Some(removed) = record.removed.filter(|_| !record.keep_data) else { return Ok(0) };
    let deleted = Store::open(env, partner.clone())?.delete_everything(PAGES).await?;
    let deleted = deleted + forget_users(env, partner).await?;
    let ledger = Ledger::of(env, partner);
    let forgotten = async { ledger?.forget().await }.await;
    forgotten.map_err(|error| StoreError::of("the ledger", &error))?;
    let is_over = runtime::now() > runtime::millis(&removed) + PURGED_FOR_MILLIS;
    if deleted == 0 && is_over {
        let gone = partners::forget(partner, env).await;
        gone.map_err(|error| StoreError::of("KV", &error))?;
    }
    Ok(deleted)
}

/// Deletes a removed partner's directory; how many rows that were.
async fn forget_users(env: &Env, partner: &Partner) -> Result<usize, StoreError> {
    let forgotten = async { Directory::open(env, partner)?.forget(STEPS).await }.await;
    forgotten.map_err(|fault| StoreError::because(fault.to_string()))
}

/// Goes through everything that is stored, from where the last round came to, and deletes what has
/// expired.
async fn delete_expired(env: &Env) -> usize {
    let mut deleted = 0;
    let mut cursor = store::sweep_cursor(env).await;
    for _ in 0..PAGES {
        let page = match store::sweep(env, cursor.take()).await {
            Ok(page) => page,
            Err(error) => {
                console_error!("The daily round stopped: {error}.");
                break;
            }
        };
        deleted += page.deleted;
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    if let Err(error) = store::put_sweep_cursor(env, cursor.as_deref()).await {
        console_error!("The next daily round begins at the beginning: {error}.");
    }
    deleted
}
