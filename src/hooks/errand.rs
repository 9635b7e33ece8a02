//! Files that are not sent but named: by a webhook of the partner's, or by R2 when one is put into the
//! inbox.
//!
//! # How it works
//! A job is made that is `queued`, what is to be done is stored beside its mark, and a letter goes into
//! a queue. Whoever gets the letter takes the job over by writing its mark anew, which only one can, and
//! then does what an upload does, with a stream that it has opened itself.
//!
//! While it runs, the job gives signs of life. A letter that comes a second time meanwhile waits; one that
//! comes after the job's end does nothing; and one that finds a job that has been silent for a while
//! begins it again from nothing, because whoever had it is dead. A letter that never comes is the
//! cron's concern ([`crate::jobs::round`]).

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use worker::Env;

use crate::http::problem::Problem;
use crate::jobs::account::{Account, Source};
use crate::jobs::id::JobId;
use crate::jobs::idempotency::{self, Once};
use crate::jobs::{Job, Status, rfc3339};
use crate::partners::record::Record;
use crate::partners::{self, Partner};
use crate::queues;
use crate::runtime;
use crate::store::{Store, StoreError};
use crate::upload::Facts;

/// One hour, in milliseconds.
const HOUR_MILLIS: u64 = 60 * 60 * 1000;

/// What is to be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Errand {
    /// Where the file is.
    pub file: Place,
    /// The options, as an upload has them.
    pub options: Vec<(String, String)>,
    /// Who is told what becomes of it, besides the partner's webhooks.
    pub callback: Option<String>,
    /// The origin under which Rollcall was reached.
    pub base: String,
}

/// Where a file is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At an address.
    Address(String),
    /// In the inbox, under this key and in this version.
    Inbox {
        /// The key.
        key: String,
        /// The version.
        etag: String,
    },
}

impl Place {
    /// By which door the file comes.
    pub const fn source(&self) -> Source {
        match self {
            Self::Address(_) => Source::Hook,
            Self::Inbox { .. } => Source::Inbox,
        }
    }
}

/// A letter in the queue: a job that is to be done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Whose job it is.
    pub partner: String,
    /// The job.
    pub job: String,
    /// How often its file could not be had.
    pub attempt: u32,
}

/// What came of an errand that somebody brought.
pub enum Brought {
    /// A job, which waits.
    Job(Box<Job>),
    /// The job that it made the first time.
    Again(Box<Job>),
    /// It belongs to another one.
    Refused(Problem),
}

/// Makes a job of an errand, unless there is one: `name` is the errand's own name, by which it is known
/// when it is brought again.
///
/// # Errors
/// Where storage or the queue does not answer; then nothing is left behind that anybody sees.
pub async fn bring(
    env: &Env,
    store: &Store,
    errand: &Errand,
    facts: &Facts,
    name: &str,
) -> Result<Brought, StoreError> {
    let now = runtime::now();
    let expires = now + facts.retention_hours * HOUR_MILLIS;
    let id = JobId::new(now, runtime::random());
    // Serialising strings cannot fail.
    let text = serde_json::to_string(errand).unwrap_or_default();
    let (id, job, again) = match idempotency::once(store, name, &text, &id, expires).await? {
        Once::Refused(problem) => return Ok(Brought::Refused(problem)),
        Once::Again(id, job) => (id, *job, true),
        Once::First => {
            let job = Job::queued(&id, facts, rfc3339(now), rfc3339(expires));
            store.put_errand(&id, text, expires).await?;
            store.mark_running(&job, &id, expires).await?;
            (id, job, false)
        }
    };
    if matches!(job.status, Status::Queued) {
        // Also where it is brought again: perhaps the letter of the first time was not written.
        let partner = store.partner().name().to_owned();
        let letter = Letter { partner, job: id.to_string(), attempt: 0 };
        queues::send(env, queues::FETCHES, &letter, 0).await?;
    }
    let job = Box::new(job);
    Ok(if again { Brought::Again(job) } else { Brought::Job(job) })
}

/// What is to be done for a job; none where it is one that was sent.
///
/// # Errors
/// Where storage does not answer.
pub async fn of(store: &Store, id: &JobId) -> Result<Option<Errand>, StoreError> {
    Ok(store.errand(id).await?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// What is known of a partner, also of the one of a Worker that runs open; none where there is no such
/// partner.
///
/// # Errors
/// Where KV does not answer.
pub async fn record(partner: &Partner, env: &Env) -> Result<Option<Record>, StoreError> {
    let record = partners::standing(partner, env).await;
    record.map_err(|error| StoreError::of("KV", &error))
}

/// On whose behalf an errand is run.
pub fn account(env: &Env, store: &Store, record: Record, errand: &Errand) -> Account {
    Account {
        env: env.clone(),
        store: store.clone().limited_to(record.templates.clone()),
        record: Rc::new(record),
        source: errand.file.source(),
        base: errand.base.clone(),
        callback: errand.callback.clone(),
    }
}
