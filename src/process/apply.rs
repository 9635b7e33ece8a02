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

use rollcall_engine::rows::{OutcomeColumns, OutcomeWriter, RowOutcome};
use rollcall_processing::{Context, Note, Snapshot, Summary, Verdict};
use serde::{Deserialize, Serialize};
use worker::{Env, console_error};

use super::applicable::Applicable;
use super::database::Fault;
use super::directory::{ATTEMPTS, Batch, Committed, Directory};
use super::plan::new_id;
use super::processing::{Processing, advance, change, state};
use super::users::Users;
use super::wait;
use super::{Trouble, rows_at_once};
use crate::http::download;
use crate::jobs::id::JobId;
use crate::partners::Partner;
use crate::queues;
use crate::runtime;
use crate::store::{Artefact, Store, StoreError};
use crate::upload::body::Body;

/// How long one letter goes on before the next is written, in milliseconds.
const TURN_MILLIS: u64 = 20_000;
/// After how many seconds a letter comes again that could not be seen to.
const WAIT_SECONDS: u32 = 10;
/// How many outcomes are read at once.
const OUTCOMES_AT_ONCE: u64 = 1_000;

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
            match Box::pin(end(env, &partner, &id, fault.to_string())).await {
                Ok(()) => Verdict::Done,
                Err(_) => Verdict::Again { seconds: WAIT_SECONDS },
            }
        }
        Err(Trouble::Service(outage)) => {
            console_error!("Job {id} is not applied further for now: {outage}");
            let seconds = wait::seconds(&outage, letter.since);
            let went_on = match seconds {
                Some(seconds) => {
                    let since = letter.since.or_else(|| Some(runtime::now()));
                    wait::note(env, &partner, id.as_str()).await;
                    let letter = Letter { since, ..letter };
                    queues::send(env, queues::PROCESSES, &letter, seconds).await.is_ok()
                }
                None => Box::pin(end(env, &partner, &id, outage.to_string())).await.is_ok(),
            };
            if went_on { Verdict::Done } else { Verdict::Again { seconds: WAIT_SECONDS } }
        }
        Err(trouble) => {
            console_error!("Job {id} is not applied further for now: {trouble}.");
            Verdict::Again { seconds: WAIT_SECONDS }
        }
    }
}

/// Ends a processing that cannot go on.
async fn end(env: &Env, partner: &Partner, id: &JobId, why: String) -> Result<(), Trouble> {
    let store = Store::open(env, partner.clone())?;
    let directory = Directory::open(env, partner)?;
    let open = [state::QUEUED, state::RUNNING, state::REPORTING];
    wait::give_up(&directory, id.as_str()).await?;
    directory.run(&[change(&directory, id.as_str(), &open, state::FAILED, Some(why))]).await?;
    note_on_job(&store, &directory, id).await
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
    let why = "It could not go on; what was done stays, and the rest was not begun.";
    let buried = end(env, &partner, &id, why.to_owned()).await;
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
    if processing.is_over() && users.begun(id.as_str(), processing.next_batch).await?.is_empty() {
        // Perhaps whoever ended it died before the job said so.
        note_on_job(&store, &directory, &id).await?;
        return Ok(true);
    }
    let applicable = match Applicable::find(&store, id.clone()).await {
        Ok(applicable) => applicable,
        Err(problem) if problem.kind().status() >= 500 => {
            return Err(StoreError::because(problem.detail().to_owned()).into());
        }
        Err(problem) => {
            end(env, partner, &id, problem.detail().to_owned()).await?;
            return Ok(true);
        }
    };
    if processing.state != state::REPORTING
        && !apply(&applicable, &store, &users, processing).await?
    {
        return Ok(false);
    }
    report(&applicable, &store, &directory).await?;
    note_on_job(&store, &directory, &id).await?;
    Ok(true)
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
        // Not before: behind the last row there is nothing of the stored file that could be read.
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
            let mut counts = processing.counts();
            for decision in &decisions {
                counts.add(decision);
            }
            let mut done = processing.done + batch.len() as u64;
            if blocked {
                // One refused row keeps all the others from being applied.
                decisions.retain(|decision| decision.verdict == Verdict::Refused);
                counts = Summary { refused, ..Summary::default() };
                done = refused;
                let why = format!(
                    "{refused} of the rows cannot be applied, so none was; the report says which and why."
                );
                further.push(change(directory, job, &open, state::REPORTING, Some(why)));
            }
            let next_batch = processing.next_batch + 1;
            further.insert(0, advance(directory, job, next_batch, &behind, done, &counts));
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
                Committed::Conflict => {}
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
            return Ok(processing.is_over());
        }
        if processing.state != state::RUNNING {
            // Cancelled, or blocked.
            return Ok(true);
        }
        if processing.done < applicable.total() && runtime::now() > until {
            return Ok(false);
        }
    }
    directory.run(&[change(directory, job, &open, state::REPORTING, None)]).await?;
    Ok(true)
}

/// What became of a row, as the database has it.
#[derive(Deserialize)]
struct Told {
    row: u64,
    status: String,
    details: Vec<Note>,
    output: Vec<(String, String)>,
}

/// Copies the report with what became of each row.
async fn report(
    applicable: &Applicable,
    store: &Store,
    directory: &Directory,
) -> Result<(), Trouble> {
    const PAGE: &str = "SELECT json_object('row', row, 'status', status, 'details', json(details), \
                        'output', json(output)) AS document FROM outcomes \
                        WHERE partner = ?1 AND job = ?2 AND row > ?3 ORDER BY row LIMIT ?4";
    let (id, language) = (&applicable.id, &applicable.job.language);
    let columns = OutcomeColumns::of_template(&applicable.template, &applicable.facts);
    let mut writer = OutcomeWriter::new(&applicable.facts, Some(&applicable.schema), columns);
    let stream = store.report_from(id, 0).await?;
    let mut body = Body::new(Some(&stream)).map_err(|error| StoreError::of_runtime(&error))?;
    let name = applicable.job.file_name();
    let attachment = Some(download::attachment(name.as_deref(), "report.csv"));
    let expires = runtime::millis(&applicable.job.expires);
    let mut out = store.writer(id, Artefact::Processed, attachment, expires);
    let (mut bytes, mut after) = (Vec::new(), 0);
    let copied: Result<(), Trouble> = async {
        loop {
            let read = body.read(false).await;
            let piece = read.map_err(|error| StoreError::of_runtime(&error))?;
            let is_end = piece.is_empty();
            writer.push(piece, &mut bytes);
            while writer.waits() {
                let page =
                    directory.statement(PAGE).with(id.as_str()).with(after).with(OUTCOMES_AT_ONCE);
                let answers = directory.run(&[page]).await?;
                let told = answers.first().map(|answer| answer.rows.as_slice()).unwrap_or_default();
                if told.is_empty() {
                    writer.end_outcomes();
                }
                for found in told {
                    let told = serde_json::from_str(&found.document);
                    let told: Told = told.map_err(|error| Fault::unreadable(&error))?;
                    after = told.row;
                    let notes = told.details.iter().map(|note| note.sentence(language));
                    let details = notes.collect::<Vec<_>>().join(" ");
                    let (row, status, outputs) = (told.row, told.status, told.output);
                    writer.give(RowOutcome { row, status, details, outputs });
                }
                writer.push(b"", &mut bytes);
            }
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
    writer.finish(&mut bytes);
    out.write(&mut bytes).await?;
    out.finish().await?;
    let done = change(directory, id.as_str(), &[state::REPORTING], state::COMPLETED, None);
    directory.run(&[done]).await?;
    Ok(())
}

/// Writes on the job what became of its processing.
///
/// # Errors
/// Where storage or the database does not answer.
pub async fn note_on_job(store: &Store, directory: &Directory, id: &JobId) -> Result<(), Trouble> {
    if let Some(processing) = Processing::find(directory, id.as_str()).await? {
        store.note_process(id, processing.shown()).await?;
    }
    Ok(())
}
