//! Applying a file, in batches from a queue.
//!
//! # How it works
//! A letter names a job. Whoever gets it reads how far the processing has come, decides the next rows from
//! the directory as it is, and writes in one transaction what they do, what became of them and how far it
//! has come now. The transaction fails where the directory was written to since it was read, and is decided
//! again; and where this batch of the job is there already, which is how a letter that comes twice, or one
//! whose reader died after writing, changes nothing twice. After some batches the next letter is written.
//!
//! When the last row is done, the report is copied with what became of each row, and the job says what
//! became of all.

use rollcall_engine::rows::OutcomeColumns;
use rollcall_processing::{Context, Ending, Meaning, Note, Snapshot, Summary, Verdict};
use serde::{Deserialize, Serialize};
use worker::{Env, console_error};

use super::applicable::Applicable;
use super::directory::{ATTEMPTS, Batch, Committed, Directory};
use super::outcomes::{Outcomes, Wording};
use super::plan::new_id;
use super::processing::{Processing, advance, change, state, still};
use super::users::Users;
use super::wait;
use super::{TURN_MILLIS, Trouble, WAIT_SECONDS, rows_at_once};
use crate::hooks::delivery;
use crate::http::download;
use crate::http::problem::Kind;
use crate::jobs::Job;
use crate::jobs::account::Account;
use crate::jobs::id::JobId;
use crate::partners::Partner;
use crate::queues;
use crate::runtime;
use crate::store::{Artefact, Store, StoreError};
use crate::upload::body::Body;

/// A letter in the queue: a job whose file is to be applied.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Whose job it is.
    pub partner: String,
    /// The job.
    pub process: String,
    /// Since when it waits for a directory elsewhere, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
}

/// Sends the letter of a job.
///
/// # Errors
/// Where the queue does not take it.
pub async fn send(env: &Env, partner: &Partner, id: &str) -> Result<(), StoreError> {
    let letter = Letter { partner: partner.name().to_owned(), process: id.to_owned(), since: None };
    queues::send(env, queues::PROCESSES, &letter, 0).await
}

/// Goes on with what a letter is about.
pub async fn run(env: &Env, letter: Letter) -> queues::Verdict {
    use queues::Verdict;
    let (Some(partner), Some(id)) =
        (Partner::named(&letter.partner), JobId::parse(&letter.process))
    else {
        return Verdict::Done;
    };
    match Box::pin(go_on(env, &partner, id.clone())).await {
        Ok(true) => Verdict::Done,
        Ok(false) => match send(env, &partner, id.as_str()).await {
            Ok(()) => Verdict::Done,
            Err(_) => Verdict::Again { seconds: WAIT_SECONDS },
        },
        Err(Trouble::Directory(fault)) if !fault.is_passing() => {
            console_error!("Job {id} cannot be applied: {fault}");
            // It will be the same the next time.
            match Box::pin(end(env, &partner, &id, &[Note::ended(fault.ending())])).await {
                Ok(()) => Verdict::Done,
                Err(_) => Verdict::Again { seconds: WAIT_SECONDS },
            }
        }
        Err(Trouble::Service(outage)) => {
            console_error!("Job {id} is not applied further for now: {outage}");
            let since = letter.since;
            let later = |since| Letter { since: Some(since), ..letter };
            let went_on = match wait::once_more(env, &partner, &id, (&outage, since), later).await {
                Some(sent) => sent,
                None => {
                    Box::pin(end(env, &partner, &id, &[Note::ended(outage.ending())])).await.is_ok()
                }
            };
            if went_on { Verdict::Done } else { Verdict::Again { seconds: WAIT_SECONDS } }
        }
        Err(trouble) => {
            console_error!("Job {id} is not applied further for now: {trouble}.");
            Verdict::Again { seconds: WAIT_SECONDS }
        }
    }
}

/// Ends a processing that cannot go on, in words of the job's language.
///
/// # Errors
/// Where storage, the database or the queue does not answer.
pub async fn end(env: &Env, partner: &Partner, id: &JobId, why: &[Note]) -> Result<(), Trouble> {
    let store = Store::open(env, partner.clone())?;
    let directory = Directory::open(env, partner)?;
    let job = store.job(id).await?.and_then(|held| Job::from_json(&held.text));
    let language = job.as_ref().map_or("en", |job| &job.language);
    let why = why.iter().map(|note| note.sentence(language)).collect::<Vec<_>>().join(" ");
    let open = [state::QUEUED, state::RUNNING, state::REPORTING, state::REVERTING];
    wait::give_up(&directory, id.as_str()).await?;
    directory.run(&[change(&directory, id.as_str(), &open, state::FAILED, Some(why))]).await?;
    settle(env, &store, &directory, id).await
}

/// Ends a processing whose letter could not be seen to.
///
/// # Errors
/// Where the database does not answer.
pub async fn bury(env: &Env, letter: &Letter) -> Result<(), StoreError> {
    let (Some(partner), Some(id)) =
        (Partner::named(&letter.partner), JobId::parse(&letter.process))
    else {
        return Ok(());
    };
    let buried = end(env, &partner, &id, &[Note::ended(Ending::GivenUp)]).await;
    buried.map_err(|trouble| StoreError::because(trouble.to_string()))
}

/// Applies rows for a while; whether there is no more to do.
async fn go_on(env: &Env, partner: &Partner, id: JobId) -> Result<bool, Trouble> {
    let store = Store::open(env, partner.clone())?;
    let users = Users::of(env, partner).await?;
    let directory = users.directory.clone();
    let Some(processing) = Processing::find(&directory, id.as_str()).await? else {
        return Ok(true);
    };
    // One that was stopped in the middle of a batch elsewhere ends that batch.
    if !processing.goes_on() && users.begun(id.as_str(), processing.next_batch).await?.is_empty() {
        // Somebody stopped it, or takes it back, or whoever ended it died before the job said so.
        settle(env, &store, &directory, &id).await?;
        return Ok(true);
    }
    let applicable = match Applicable::find(&store, id.clone()).await {
        Ok(applicable) => applicable,
        Err(problem) if problem.kind().status() >= 500 => {
            return Err(StoreError::because(problem.detail().to_owned()).into());
        }
        Err(problem) => {
            let has_changed = problem.kind() == Kind::TemplateChanged;
            let why = if has_changed { Ending::TemplateChanged } else { Ending::GivenUp };
            end(env, partner, &id, &[Note::ended(why)]).await?;
            return Ok(true);
        }
    };
    if processing.state != state::REPORTING
        && !apply(&applicable, &store, &users, processing).await?
    {
        return Ok(false);
    }
    let found = Processing::find(&directory, id.as_str()).await?;
    if found.is_some_and(|found| found.state == state::REPORTING) {
        report(&applicable, &store, &directory).await?;
        let done = change(&directory, id.as_str(), &[state::REPORTING], state::COMPLETED, None);
        directory.run(&[done]).await?;
    }
    settle(env, &store, &directory, &id).await?;
    Ok(true)
}

/// What is left to do once a processing goes no further: the report says what became of each row, the job what
/// became of all, and whoever is to be told is told. Doing it again does no harm.
///
/// # Errors
/// Where storage, the database or the queue does not answer.
pub async fn settle(
    env: &Env,
    store: &Store,
    directory: &Directory,
    id: &JobId,
) -> Result<(), Trouble> {
    let Some(processing) = Processing::find(directory, id.as_str()).await? else { return Ok(()) };
    if !processing.is_over() {
        return Ok(());
    }
    let Some(job) = store.job(id).await?.and_then(|held| Job::from_json(&held.text)) else {
        return Ok(());
    };
    let shown = processing.shown();
    let is_noted = job.process == shown;
    if processing.state == state::REVERTED {
        // Then what the check found is all there is to say.
        store.delete_artefact(id, Artefact::Processed).await?;
    } else if processing.state != state::COMPLETED
        && !is_noted
        && let Some(applicable) = Applicable::as_checked(store, id, &job).await?
    {
        report(&applicable, store, directory).await?;
    }
    let mut noted = Some(job);
    if !is_noted && let Some(job) = noted {
        let account = Account::of(env, store, id, &processing.base).await?;
        let planned = delivery::planned_of_processing(&account, id, &job, &processing).await?;
        noted = store.note_process(id, shown.clone(), planned).await?;
        account.processed(&job, &shown);
    }
    if let Some(noted) = noted {
        delivery::send_of_processing(env, store.partner(), &noted).await?;
    }
    Ok(())
}

/// Applies batches until there are no more rows, or it was long enough; whether there are no more.
async fn apply(
    applicable: &Applicable,
    store: &Store,
    users: &Users,
    mut processing: Processing,
) -> Result<bool, Trouble> {
    let directory = &users.directory;
    let until = runtime::now() + TURN_MILLIS;
    let (job, meaning) = (applicable.id.as_str(), applicable.meaning);
    let open = [state::QUEUED, state::RUNNING];
    let company = directory.settings().await?.settings.company;
    let mut rows = None;
    while processing.done < applicable.total() {
        // Behind the last row there is nothing that could be opened.
        let rows = match &mut rows {
            Some(rows) => rows,
            None => rows.insert(applicable.rows(store, &processing.mark()).await?),
        };
        let Some((batch, behind)) = rows.next(rows_at_once(meaning)).await? else { break };
        let mut committed = None;
        for _ in 0..ATTEMPTS {
            let mut decisions = users.begun(job, processing.next_batch).await?;
            let (mut from, mut next_extension) = (None, None);
            if decisions.is_empty() {
                let (facts, version) = users.load(&meaning.keys(&batch, &company)).await?;
                let before = facts.next_extension;
                let mut snapshot = Snapshot::new(facts);
                let mut ids = new_id;
                let mut context =
                    Context { job, ids: &mut ids, options: &applicable.options, company: &company };
                let decide = |row| users.decide(meaning, row, &mut snapshot, &mut context);
                decisions = batch.iter().map(decide).collect();
                let next = snapshot.next_extension();
                (from, next_extension) = (Some(version), (next != before).then_some(next));
            }
            // What was begun was not blocked, whatever became of its rows elsewhere.
            let refused = processing.counts().refused
                + decisions.iter().filter(|it| it.verdict == Verdict::Refused).count() as u64;
            let blocked = meaning.blocks_whole_file() && refused > 0 && from.is_some();
            let mut further = Vec::new();
            if !blocked {
                let batch = (job, processing.next_batch);
                further = users.settle(meaning, batch, from, &mut decisions).await?;
            }
            // What was done elsewhere is done, whatever was stopped since.
            let is_done = !further.is_empty();
            let mut counts = processing.counts();
            for decision in &decisions {
                counts.add(decision);
            }
            let done = processing.done + batch.len() as u64;
            if blocked {
                // One refused row keeps all the others from being applied.
                decisions.iter_mut().for_each(Meaning::hold_back);
                counts = Summary { refused, ..Summary::default() };
                let why = Note::ended(Ending::Blocked { refused });
                let why = why.sentence(&applicable.job.language);
                further.push(change(directory, job, &open, state::REPORTING, Some(why)));
            }
            let next_batch = processing.next_batch + 1;
            further.insert(0, advance(directory, job, next_batch, &behind, done, &counts));
            if !is_done {
                further.insert(0, still(directory, job));
            }
            let elsewhere = users.service().is_some();
            let here = decisions.iter().filter(|_| !elsewhere);
            let outcome = directory
                .commit(Batch {
                    version: from.unwrap_or_default(),
                    of_job: Some((job, processing.next_batch)),
                    writes: here.flat_map(|decision| &decision.writes).collect(),
                    decisions: &decisions,
                    next_extension: next_extension.filter(|_| !blocked && !elsewhere),
                    now: runtime::now(),
                    further,
                    elsewhere,
                })
                .await?;
            match outcome {
                Committed::Conflict => {
                    let found = Processing::find(directory, job).await?;
                    if found.is_none_or(|found| !found.goes_on()) {
                        // Stopped: not one row more.
                        return Ok(true);
                    }
                }
                done => {
                    committed = Some(done);
                    break;
                }
            }
        }
        let Some(found) = Processing::find(directory, job).await? else { return Ok(true) };
        processing = found;
        if !matches!(committed, Some(Committed::Done(_))) {
            // Somebody else is at it as well, or was: the next letter goes on from where they came to.
            return Ok(!processing.goes_on());
        }
        if processing.state != state::RUNNING {
            // Stopped, or blocked.
            return Ok(true);
        }
        if processing.done < applicable.total() && runtime::now() > until {
            return Ok(false);
        }
    }
    directory.run(&[change(directory, job, &open, state::REPORTING, None)]).await?;
    Ok(true)
}

/// Writes the report with what became of each row.
async fn report(
    applicable: &Applicable,
    store: &Store,
    directory: &Directory,
) -> Result<(), Trouble> {
    let (id, facts) = (&applicable.id, &applicable.facts);
    let columns = OutcomeColumns::of_template(&applicable.template, facts);
    let wording = Wording::Vendor(columns, &applicable.schema);
    let language = &applicable.job.language;
    let mut outcomes = Outcomes::of(directory, id.as_str(), language, facts, wording).await?;
    let stream = store.report_from(id, 0).await?;
    let mut body = Body::new(Some(&stream)).map_err(|error| StoreError::of_runtime(&error))?;
    let name = applicable.job.file_name();
    let attachment = Some(download::attachment(name.as_deref(), "report.csv"));
    let expires = runtime::millis(&applicable.job.expires);
    let mut out = store.writer(id, Artefact::Processed, attachment, expires);
    let mut bytes = Vec::new();
    let copied: Result<(), Trouble> = async {
        loop {
            let read = body.read(false).await;
            let piece = read.map_err(|error| StoreError::of_runtime(&error))?;
            let is_end = piece.is_empty();
            outcomes.push(piece, &mut bytes).await?;
            out.write(&mut bytes).await?;
            if is_end {
                return Ok(());
            }
        }
    }
    .await;
    if let Err(trouble) = copied {
        out.abort().await;
        return Err(trouble);
    }
    outcomes.finish(&mut bytes);
    out.write(&mut bytes).await?;
    out.finish().await?;
    Ok(())
}
