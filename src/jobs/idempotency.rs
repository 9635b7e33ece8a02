//! The same key and the same options give the same job.

use serde::{Deserialize, Serialize};

use super::id::JobId;
use super::{DEAD_AFTER_MILLIS, Job, Status, lookup};
use crate::http::problem::{Kind, Problem};
use crate::runtime;
use crate::store::{Store, StoreError};

/// The longest key, in characters.
const KEY_LONGEST: usize = 255;

/// Who holds a key.
#[derive(Serialize, Deserialize)]
struct Holder {
    /// The job.
    job: String,
    /// The digest of its options.
    options: String,
}

/// What became of the wish for a key.
pub enum Claim {
    /// It is the job's, under this digest.
    Won(String),
    /// An earlier upload holds it: this is its job.
    Replay(Box<Job>),
    /// The client has to do something else.
    Refused(Problem),
}

/// Checks a key.
pub fn check(key: &str) -> Result<(), Problem> {
    let visible = key.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if visible && (1..=KEY_LONGEST).contains(&key.trim().len()) {
        Ok(())
    } else {
        Err(Problem::new(
            Kind::IdempotencyKeyInvalid,
            format!(
                "The header Idempotency-Key holds 1 to {KEY_LONGEST} visible ASCII characters."
            ),
        ))
    }
}

/// Takes the key for a job that has been marked as running, so that whoever finds the key finds the
/// job as well.
pub async fn claim(
    store: &Store,
    key: &str,
    options: &str,
    id: &JobId,
    expires: u64,
) -> Result<Claim, StoreError> {
    let digest = hash(key).await?;
    let options = hash(options).await?;
    let holder = Holder { job: id.to_string(), options: options.clone() };
    // Serialising strings cannot fail.
    let text = serde_json::to_string(&holder).unwrap_or_default();
    if store.claim(&digest, text.clone(), expires).await? {
        return Ok(Claim::Won(digest));
    }
    let Some(held) = store.claimed(&digest).await? else {
        // Expired, but not deleted yet; or let go of just now.
        store.release(&digest).await?;
        let won = store.claim(&digest, text, expires).await?;
        return Ok(if won { Claim::Won(digest) } else { Claim::Refused(in_progress()) });
    };
    let earlier: Option<Holder> = serde_json::from_str(&held.text).ok();
    if let Some(earlier) = &earlier
        && let Some(earlier_id) = JobId::parse(&earlier.job)
    {
        let job = store.job(&earlier_id).await?.and_then(|held| Job::from_json(&held.text));
        let is_same = earlier.options == options;
        match job {
            Some(job) if job.status == Status::Completed && is_same => {
                return Ok(Claim::Replay(Box::new(job)));
            }
            Some(job) if job.status == Status::Completed => return Ok(Claim::Refused(conflict())),
            Some(_) => {}
            None => {
                if let Some(mark) = store.running(&earlier_id).await?
                    && runtime::now().saturating_sub(mark.written) < DEAD_AFTER_MILLIS
                {
                    return Ok(Claim::Refused(if is_same { in_progress() } else { conflict() }));
                }
            }
        }
    }
    // The earlier job was deleted, failed or died: the key is free.
    let won = store.reclaim(&digest, text, held.etag, expires).await?;
    Ok(if won { Claim::Won(digest) } else { Claim::Refused(in_progress()) })
}

/// What became of something that may come more than once, and is done once whatever comes of it.
pub enum Once {
    /// It is there for the first time, or what came of it is gone.
    First,
    /// It was there before: this is its job, as it stands.
    Again(JobId, Box<Job>),
    /// Something else was there under the same name.
    Refused(Problem),
}

/// Whether something of that name was there before.
pub async fn was_there(store: &Store, name: &str, content: &str) -> Result<Once, StoreError> {
    let held = store.claimed(&hash(name).await?).await?;
    match held {
        Some(held) => of_holder(store, &held.text, &hash(content).await?).await,
        None => Ok(Once::First),
    }
}

/// Takes the name of something for a job that exists, so that whoever finds the name finds the job.
pub async fn once(
    store: &Store,
    name: &str,
    content: &str,
    id: &JobId,
    expires: u64,
) -> Result<Once, StoreError> {
    let digest = hash(name).await?;
    let content = hash(content).await?;
    let holder = Holder { job: id.to_string(), options: content.clone() };
    // Serialising strings cannot fail.
    let text = serde_json::to_string(&holder).unwrap_or_default();
    if store.claim(&digest, text.clone(), expires).await? {
        return Ok(Once::First);
    }
    let won = if let Some(held) = store.claimed(&digest).await? {
        match of_holder(store, &held.text, &content).await? {
            Once::First => store.reclaim(&digest, text, held.etag, expires).await?,
            other => return Ok(other),
        }
    } else {
        // Expired, but not deleted yet.
        store.release(&digest).await?;
        store.claim(&digest, text, expires).await?
    };
    Ok(if won { Once::First } else { Once::Refused(in_progress()) })
}

async fn of_holder(store: &Store, holder: &str, content: &str) -> Result<Once, StoreError> {
    let earlier: Option<Holder> = serde_json::from_str(holder).ok();
    if let Some(earlier) = &earlier
        && let Some(id) = JobId::parse(&earlier.job)
    {
        if earlier.options != content {
            return Ok(Once::Refused(conflict()));
        }
        let found = lookup::find(store, &id).await?;
        if let Some(job) = found.as_deref().and_then(Job::from_json) {
            return Ok(Once::Again(id, Box::new(job)));
        }
    }
    // Its job was deleted.
    Ok(Once::First)
}

async fn hash(text: &str) -> Result<String, StoreError> {
    runtime::sha256(text.as_bytes()).await.map_err(|error| StoreError::of_runtime(&error))
}

fn in_progress() -> Problem {
    Problem::new(
        Kind::IdempotencyInProgress,
        "An upload with this Idempotency-Key is going on; send it again when that one is done.",
    )
    .with_header("retry-after", "5")
}

fn conflict() -> Problem {
    Problem::new(
        Kind::IdempotencyConflict,
        "This Idempotency-Key belongs to an upload with other options; use a new key for a new upload.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_visible_ascii_of_some_length() {
        for key in ["a", "9f1c-77", &"x".repeat(255)] {
            assert!(check(key).is_ok(), "{key}");
        }
        for key in ["", " ", "é", "a\u{7f}", &"x".repeat(256)] {
            assert!(check(key).is_err(), "{key}");
        }
    }
}
