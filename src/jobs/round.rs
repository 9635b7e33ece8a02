//! The daily round: what has expired is deleted, what died is brought to an end.

use worker::{Env, console_error, console_log};

use super::id::JobId;
use super::{DEAD_AFTER_MILLIS, Failure, Job, rfc3339};
use crate::partners::Partner;
use crate::runtime;
use crate::store::{self, Mark, Store, StoreError};

/// The most pages of one round, so that it ends within what a round may take; the next one goes on.
const PAGES: usize = 2_000;

/// Goes once through everything that is stored.
pub async fn run(env: &Env) {
    let (mut deleted, mut settled) = (0, 0);
    let mut cursor = None;
    for _ in 0..PAGES {
        let page = match store::sweep(env, cursor).await {
            Ok(page) => page,
            Err(error) => {
                console_error!("The daily round stopped: {error}.");
                break;
            }
        };
        deleted += page.deleted;
        for (partner, id, mark, written) in page.running {
            let is_dead = runtime::now().saturating_sub(written) >= DEAD_AFTER_MILLIS;
            if mark != Mark::Job || !is_dead {
                continue;
            }
            match settle(env, partner, &id).await {
                Ok(()) => settled += 1,
                Err(error) => console_error!("Job {id} could not be brought to an end: {error}."),
            }
        }
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    console_log!("The daily round deleted {deleted} objects and ended {settled} dead jobs.");
}

/// Ends a job whose Worker died.
async fn settle(env: &Env, partner: Partner, id: &JobId) -> Result<(), StoreError> {
    let store = Store::open(env, partner)?;
    // Finished after all; only its mark was left behind.
    if store.job(id).await?.is_none()
        && let Some(job) = store.running(id).await?.and_then(|held| Job::from_json(&held.text))
    {
        store.abort_uploads(id).await?;
        store.delete_artefacts(id).await?;
        let expires = worker::js_sys::Date::parse(&job.expires);
        // A time before 1970 or none at all becomes 0: expired.
        #[allow(clippy::cast_sign_loss)]
        let expires = expires as u64;
        let job = job.failed(Failure::interrupted(), 0, rfc3339(runtime::now()));
        store.put_job(id, &job, None, expires).await?;
        store.put_record(id, &job, expires).await?;
    }
    store.unmark_running(id).await
}
