//! Beginning to apply a file: when somebody asks, or as soon as it is checked.

use serde_json::Value;
use worker::Env;

use super::Trouble;
use super::applicable::Applicable;
use super::apply;
use super::database::Fault;
use super::directory::Directory;
use super::processing::{Processing, shown_before, state};
use crate::jobs::Job;
use crate::jobs::id::JobId;
use crate::store::{Store, StoreError};

/// What a job says that is to be applied as soon as it is checked, at the moment when it is. `null` where it is
/// not, or has errors. Where the plan wants to be confirmed first, it waits for that.
pub fn first_word(job: &Job, needs_confirmation: bool) -> Value {
    if job.mode != Job::PROCESS || !job.valid {
        return Value::Null;
    }
    let state = if needs_confirmation { state::UNCONFIRMED } else { state::QUEUED };
    shown_before(state, job.rows.get("total").unwrap_or(&Value::Null), None)
}

/// Begins to apply a file, unless somebody has. `base` is the origin under which Rollcall was reached.
///
/// # Errors
/// Where storage, the database or the queue does not answer. What was begun by then goes on by itself.
pub async fn begin(
    env: &Env,
    store: &Store,
    directory: &Directory,
    applicable: &Applicable,
    base: &str,
) -> Result<Processing, Trouble> {
    let begun = Processing::begin(directory, applicable, base).await?;
    let processing = begun.ok_or_else(Fault::crowded)?;
    store.note_process(&applicable.id, processing.shown(), Vec::new()).await?;
    apply::send(env, store.partner(), applicable.id.as_str()).await?;
    Ok(processing)
}

/// Begins to apply the file of a job that has just been checked, where that was wanted. Doing it again begins
/// nothing twice.
///
/// # Errors
/// Where storage, the database or the queue does not answer.
pub async fn begin_checked(
    env: &Env,
    store: &Store,
    job: &Job,
    base: &str,
) -> Result<(), StoreError> {
    let Some(id) = JobId::parse(&job.id) else { return Ok(()) };
    if job.process.get("state").and_then(Value::as_str) != Some(state::QUEUED) {
        return Ok(());
    }
    let failed = |trouble: Trouble| StoreError::because(trouble.to_string());
    let applicable = match Applicable::find(store, id.clone()).await {
        Ok(applicable) => applicable,
        Err(problem) if problem.kind().status() >= 500 => {
            return Err(StoreError::because(problem.detail().to_owned()));
        }
        Err(problem) => {
            // Between the check and this the template went, say.
            let total = job.rows.get("total").unwrap_or(&Value::Null);
            let shown = shown_before(state::FAILED, total, Some(problem.detail()));
            return store.note_process(&id, shown, Vec::new()).await.map(|_| ());
        }
    };
    let directory = Directory::open(env, store.partner());
    let directory = directory.map_err(|fault| failed(fault.into()))?;
    begin(env, store, &directory, &applicable, base).await.map(|_| ()).map_err(failed)
}
