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
use worker::{Env, console_error, console_warn};

use super::address::{Address, Rules};
use super::download;
use crate::http::jobs;
use crate::http::problem::Problem;
use crate::jobs::account::{Account, Source};
use crate::jobs::id::JobId;
use crate::jobs::idempotency::{self, Once};
use crate::jobs::{Failure, Job, Status, rfc3339, round, run};
use crate::partners::ledger::{self, Ledger};
use crate::partners::record::Record;
use crate::partners::{self, Partner};
use crate::queues::{self, Verdict};
use crate::runtime;
use crate::store::{Store, StoreError};
use crate::upload::options::{Name, Options, Slot, Terms};
use crate::upload::{Facts, Limits};

/// How often a file that could not be had is tried again, and after how many seconds for the first time;
/// each later pause is three times as long.
const TRIES: u32 = 4;
const PAUSE_SECONDS: u32 = 5;
/// The pause for tests, in development.
const PAUSE_VARIABLE: &str = "FETCH_PAUSE";
/// The variable with the origin of the deployment, for links in what is told of a file in the inbox.
const ADDRESS: &str = "ROLLCALL_URL";
/// After how many seconds a letter comes again that waits for others, or could not be seen to.
const WAIT_SECONDS: u32 = 30;
/// How long a job may be silent before whoever has it counts as dead.
const SILENT_MILLIS: u64 = 3 * run::QUEUED_SIGN_OF_LIFE_MILLIS;
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
    // Serialising strings cannot fail.
    let text = serde_json::to_string(errand).unwrap_or_default();
    let mut once = idempotency::was_there(store, name, &text).await?;
    let mut made = None;
    if matches!(once, Once::First) {
        let now = runtime::now();
        let expires = now + facts.retention_hours * HOUR_MILLIS;
        let id = JobId::new(now, runtime::random());
        let job = Job::queued(&id, facts, rfc3339(now), rfc3339(expires));
        store.put_errand(&id, text.clone(), expires).await?;
        store.mark_running(&job, &id, expires).await?;
        once = idempotency::once(store, name, &text, &id, expires).await?;
        if !matches!(once, Once::First) {
            // Another of the same name was quicker.
            store.unmark_running(&id).await?;
        }
        made = Some((id, job));
    }
    let (id, job, again) = match (once, made) {
        (Once::Refused(problem), _) => return Ok(Brought::Refused(problem)),
        (Once::Again(id, job), _) => (id, *job, true),
        (Once::First, Some((id, job))) => (id, job, false),
        // It is made where it is the first.
        (Once::First, None) => return Err(StoreError::of("the job", &"none was made".into())),
    };
    if job.status == Status::Queued {
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

/// Does what a letter is about.
pub async fn run(env: &Env, letter: Letter) -> Verdict {
    match Box::pin(see_to(env, &letter)).await {
        Ok(verdict) => verdict,
        Err(error) => {
            console_error!("Job {} could not be seen to: {error}.", letter.job);
            Verdict::Again { seconds: WAIT_SECONDS }
        }
    }
}

async fn see_to(env: &Env, letter: &Letter) -> Result<Verdict, StoreError> {
    let (Some(partner), Some(id)) = (Partner::named(&letter.partner), JobId::parse(&letter.job))
    else {
        return Ok(Verdict::Done);
    };
    let store = Store::open(env, partner.clone())?;
    // Without its mark the job has ended, or was deleted.
    let Some(held) = store.running(&id).await? else { return Ok(Verdict::Done) };
    let Some(mut job) = Job::from_json(&held.text) else { return Ok(Verdict::Done) };
    let Some(record) = record(&partner, env).await? else { return Ok(Verdict::Done) };
    let Some(errand) = of(&store, &id).await? else { return Ok(Verdict::Done) };
    if store.job(&id).await?.is_some() {
        // It has ended, and its mark is left for the round to tell of it.
        return Ok(Verdict::Done);
    }
    let was_running = job.status == Status::Running;
    if was_running && runtime::now().saturating_sub(held.written) < SILENT_MILLIS {
        return Ok(Verdict::Again { seconds: WAIT_SECONDS });
    }
    let expires = runtime::millis(&job.expires);
    job.status = Status::Running;
    let Some(mark) = store.remark(&job, &id, held.etag, expires).await? else {
        return Ok(Verdict::Again { seconds: WAIT_SECONDS });
    };
    if was_running {
        store.abort_uploads(&id).await?;
        store.delete_artefacts(&id).await?;
    }

    let ledger_failed = |error: worker::Error| StoreError::of("the ledger", &error);
    let limits = jobs::limits(env, &record.limits, None);
    let ledger = Ledger::of(env, &partner).map_err(ledger_failed)?;
    let admitted = ledger.begin(id.as_str(), limits.body, &record.limits).await;
    let account = account(env, &store, record, &errand);
    let mut job = match admitted.map_err(ledger_failed)? {
        ledger::Verdict::Admitted => job,
        ledger::Verdict::TooMany => {
            return wait(&store, &id, job, expires, letter, WAIT_SECONDS).await;
        }
        ledger::Verdict::UsedUp => {
            let detail = "The partner has sent as many bytes today, by UTC, as it may; have the file \
                          checked tomorrow.";
            let failure = Failure { code: "bytes-used-up".to_owned(), detail: detail.to_owned() };
            round::fail(env, &store, &id, job, failure).await?;
            return Ok(Verdict::Done);
        }
    };

    let opened = match &errand.file {
        Place::Address(url) => fetched(url, &limits, env).await,
        Place::Inbox { key, etag } => put_in(&store, key, etag, &limits).await?,
    };
    let file = match opened {
        Ok(file) => file,
        Err(failure) => {
            if let Err(error) = ledger.end(id.as_str(), 0).await {
                console_warn!("The ledger did not hear that a fetch has ended: {error}.");
            }
            if failure.again && letter.attempt < TRIES {
                job.status = Status::Queued;
                let pause = env.var(PAUSE_VARIABLE).ok().filter(|_| runtime::in_development(env));
                let pause = pause.and_then(|pause| pause.to_string().parse().ok());
                let pause = pause.unwrap_or(PAUSE_SECONDS) * 3u32.pow(letter.attempt);
                let letter = Letter { attempt: letter.attempt + 1, ..letter.clone() };
                return wait(&store, &id, job, expires, &letter, pause).await;
            }
            let failure = Failure { code: failure.code.to_owned(), detail: failure.detail };
            round::fail(env, &store, &id, job, failure).await?;
            return Ok(Verdict::Done);
        }
    };
    let queued = run::Queued { id: id.clone(), job: job.clone(), expires, mark };
    let checked = run::check(&account, &limits, file, &errand.options, queued).await;
    let bytes = checked.as_ref().map_or(0, |checked| checked.bytes);
    if let Err(error) = ledger.end(id.as_str(), bytes).await {
        console_warn!("The ledger did not hear that a fetch has ended: {error}.");
    }
    if let Some(failure) = checked?.unopened {
        round::fail(env, &store, &id, job, failure).await?;
    }
    Ok(Verdict::Done)
}

/// Lets a job wait for its letter, which comes again later.
async fn wait(
    store: &Store,
    id: &JobId,
    mut job: Job,
    expires: u64,
    letter: &Letter,
    seconds: u32,
) -> Result<Verdict, StoreError> {
    job.status = Status::Queued;
    store.mark_running(&job, id, expires).await?;
    queues::send(store.env(), queues::FETCHES, letter, seconds).await?;
    Ok(Verdict::Done)
}

async fn fetched(url: &str, limits: &Limits, env: &Env) -> Result<run::Fetched, download::Failure> {
    let address = Address::parse(url, Rules::of(env)).map_err(download::Failure::from)?;
    let download = download::open(address, limits, env).await?;
    Ok(run::Fetched {
        name: download.name.clone(),
        gzip: download.gzip,
        expected: download.content_length,
        stream: download.stream.clone(),
        download: Some(download),
    })
}

/// Opens a file in the inbox, if it still is the one that was put there.
async fn put_in(
    store: &Store,
    key: &str,
    etag: &str,
    limits: &Limits,
) -> Result<Result<run::Fetched, download::Failure>, StoreError> {
    let lasting = |code, detail: String| Ok(Err(download::Failure { code, detail, again: false }));
    let Some(object) = store.in_inbox(key, etag).await? else {
        return lasting(
            "file-unreachable",
            "The file is no longer in the inbox, or another was put in its place; that one has a job of \
             its own."
                .to_owned(),
        );
    };
    let name = key.rsplit('/').next().unwrap_or_default().to_owned();
    let gzip =
        std::path::Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case("gz"));
    if object.size() > limits.body {
        let most = limits.body;
        return lasting(
            "file-too-large",
            format!("The file is larger than {most} bytes; split it, or compress it (`.csv.gz`)."),
        );
    }
    let expected = (!gzip).then_some(object.size());
    let stream = match object.body().map(worker::ObjectBody::response_body) {
        Some(Ok(worker::ResponseBody::Stream(stream))) if gzip => {
            Some(runtime::gunzip(&stream).map_err(|error| StoreError::of_runtime(&error))?)
        }
        Some(Ok(worker::ResponseBody::Stream(stream))) => Some(stream),
        _ => None,
    };
    Ok(Ok(run::Fetched { name: Some(name), gzip, expected, stream, download: None }))
}

/// On whose behalf an errand is run.
fn account(env: &Env, store: &Store, record: Record, errand: &Errand) -> Account {
    Account {
        env: env.clone(),
        store: store.clone().limited_to(record.templates.clone()),
        record: Rc::new(record),
        source: errand.file.source(),
        base: errand.base.clone(),
        callback: errand.callback.clone(),
    }
}

/// The platform's own letter: something has been put into the inbox
/// (<https://developers.cloudflare.com/r2/buckets/event-notifications/>).
#[derive(Debug, Clone, Deserialize)]
pub struct Notice {
    action: String,
    object: Named,
}

#[derive(Debug, Clone, Deserialize)]
struct Named {
    key: String,
    #[serde(rename = "eTag", default)]
    etag: String,
}

/// Makes a job of a file that was put into the inbox. What cannot become one is said on the log, because
/// there is nobody else to tell.
pub async fn notice(env: &Env, notice: Notice) -> Verdict {
    let Notice { action, object: Named { key, etag } } = notice;
    if !matches!(action.as_str(), "PutObject" | "CopyObject" | "CompleteMultipartUpload") {
        return Verdict::Done;
    }
    let mut parts = key.splitn(3, '/');
    let (Some(partner), Some(template), Some(_)) = (parts.next(), parts.next(), parts.next())
    else {
        console_warn!(
            "A file in the inbox is not at `{{partner}}/{{template}}/…`, and is left there."
        );
        return Verdict::Done;
    };
    let Some(partner) = Partner::named(partner) else { return Verdict::Done };
    match Box::pin(put(env, &partner, template, &key, &etag)).await {
        Ok(()) => Verdict::Done,
        Err(error) => {
            console_error!("A file in the inbox of {} waits: {error}.", partner.name());
            Verdict::Again { seconds: WAIT_SECONDS }
        }
    }
}

async fn put(
    env: &Env,
    partner: &Partner,
    template: &str,
    key: &str,
    etag: &str,
) -> Result<(), StoreError> {
    let Some(record) = record(partner, env).await? else {
        console_warn!("There is no partner {}, for whom a file is in the inbox.", partner.name());
        return Ok(());
    };
    let store = Store::open(env, partner.clone())?.limited_to(record.templates.clone());
    // A folder `none` is for files of which only the structure is checked.
    let options = match template {
        "none" => Vec::new(),
        template => vec![(Name::Template.as_str().to_owned(), template.to_owned())],
    };
    let mut given = Options::under(Terms::of(&record));
    for (name, value) in &options {
        if let Ok(slot) = Slot::parse(name) {
            let _ = given.set(slot, value.as_bytes());
        }
    }
    let Ok(facts) = given.facts(None) else { return Ok(()) };
    let errand = Errand {
        file: Place::Inbox { key: key.to_owned(), etag: etag.to_owned() },
        options,
        callback: None,
        // Nobody has called, so only the deployment can say where it is reached.
        base: env.var(ADDRESS).map(|address| address.to_string()).unwrap_or_default(),
    };
    let name = format!("inbox {key} {etag}");
    // A template that there is not is the job's to say: nobody waits for an answer here.
    match bring(env, &store, &errand, &facts, &name).await? {
        Brought::Job(_) | Brought::Again(_) => Ok(()),
        // Another notice of the same file is being seen to at this moment.
        Brought::Refused(problem) => Err(StoreError::because(problem.detail().to_owned())),
    }
}

/// Ends what a dead letter was about.
///
/// # Errors
/// Where storage does not answer.
pub async fn bury(env: &Env, letter: &Letter) -> Result<(), StoreError> {
    let (Some(partner), Some(id)) = (Partner::named(&letter.partner), JobId::parse(&letter.job))
    else {
        return Ok(());
    };
    let store = Store::open(env, partner)?;
    let job = store.running(&id).await?.and_then(|held| Job::from_json(&held.text));
    match job {
        Some(job) if store.job(&id).await?.is_none() => {
            round::fail(env, &store, &id, job, Failure::interrupted()).await
        }
        _ => Ok(()),
    }
}
