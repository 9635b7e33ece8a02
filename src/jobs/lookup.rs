//! Finding a job by its id, wherever its life has brought it.

use super::id::JobId;
use super::{DEAD_AFTER_MILLIS, FORGOTTEN_AFTER_MILLIS, Failure, Job, Status, rfc3339};
use crate::runtime;
use crate::store::{Held, Store, StoreError};

/// The job's JSON: from KV where it is quickest, from R2 where it is right, from the mark it left
/// where it is still running. One that stopped giving signs of life is shown as failed, although
/// only the daily round writes that down.
///
/// # Errors
/// Where storage does not answer.
pub async fn find(store: &Store, id: &JobId) -> Result<Option<String>, StoreError> {
    if let Some(record) = store.record(id).await {
        return Ok(Some(record));
    }
    if let Some(held) = store.job(id).await? {
        return Ok(Some(held.text));
    }
    let Some(held) = store.running(id).await? else { return Ok(None) };
    // It may have been finished between the two looks.
    if let Some(finished) = store.job(id).await? {
        return Ok(Some(finished.text));
    }
    Ok(as_it_stands(&held).map(|job| job.to_json()))
}

/// A running job, or a failed one where it has given no sign of life for too long.
pub fn as_it_stands(held: &Held) -> Option<Job> {
    let job = Job::from_json(&held.text)?;
    let patience = patience(job.status);
    let dead = held.written.saturating_add(patience);
    Some(if runtime::now() < dead {
        job
    } else {
        job.failed(Failure::interrupted(), 0, rfc3339(dead))
    })
}

/// How long after its last sign of life a job of that status counts as dead.
pub const fn patience(status: Status) -> u64 {
    match status {
        Status::Queued => FORGOTTEN_AFTER_MILLIS,
        _ => DEAD_AFTER_MILLIS,
    }
}
