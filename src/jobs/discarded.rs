//! A file that is checked and of which nothing is kept, so that `npm run bench` can tell what checking
//! costs without what storing costs. Only a Worker in development knows the option.

use worker::Env;

use super::id::JobId;
use super::run::{Arrival, End, completed};
use super::{Failure, Job, rfc3339};
use crate::http::problem::Problem;
use crate::runtime;
use crate::store::Store;
use crate::upload::Intake;

/// The option, in the query.
const OPTION: (&str, &str) = ("report", "discard");

/// Takes the option out of the query of an upload. Left there, it is refused as one that does not
/// exist.
pub fn wanted(query: &mut Vec<(String, String)>, env: &Env) -> bool {
    let given = |(name, value): &(String, String)| (name.as_str(), value.as_str()) == OPTION;
    if !query.iter().any(given) || !runtime::in_development(env) {
        return false;
    }
    query.retain(|pair| !given(pair));
    true
}

/// Checks the file while it arrives, and answers with the job that it would have been. It reads the
/// partner's templates and lists, and writes nothing; an idempotency key means nothing here.
pub(super) async fn check(
    store: &Store,
    arrival: &mut Arrival<'_>,
    mut intake: Intake,
) -> Result<Job, Problem> {
    let created = rfc3339(runtime::now());
    let read = read(store, arrival, &mut intake).await;
    let facts = intake.facts()?;
    let (name, bytes) = intake.file().map_or((None, 0), |file| (file.name.clone(), file.bytes));
    let id = JobId::new(runtime::now(), runtime::random());
    let job = Job::running(&id, &facts, name.as_deref(), created.clone(), created);
    let ended = match read {
        Ok(()) => intake.into_received().await.ok_or_else(Failure::interrupted),
        Err(End::Failed(failure)) => Err(failure),
        Err(End::Refused(problem)) => return Err(problem),
        Err(End::Replayed(earlier)) => return Ok(*earlier),
        Err(End::Lost) => Err(Failure::interrupted()),
    };
    let mut job = match ended {
        Ok(received) => {
            let report = received.validation.finish().report;
            completed(job, &report, &facts, received.sha256.as_deref())
        }
        Err(failure) => job.failed(failure, bytes, rfc3339(runtime::now())),
    };
    // There is nothing at any of them.
    job.links.clear();
    Ok(job)
}

async fn read(store: &Store, arrival: &mut Arrival<'_>, intake: &mut Intake) -> Result<(), End> {
    loop {
        let soon = intake.file().is_none();
        if !arrival.next(store, intake, soon).await? {
            return Ok(());
        }
        while intake.file().is_some_and(|file| file.validation.resume()) {}
    }
}
