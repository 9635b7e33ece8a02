//! One job from its first byte to its end. It ends in one of three ways: completed, with a report;
//! failed, with a reason and nothing else; or refused, with nothing at all.

use rollcall_engine::Finished;
use rollcall_engine::report::Report;
use rollcall_engine::report::amendment::Amendment;
use rollcall_engine::report::html;
use serde_json::Value;
use wasm_bindgen::JsValue;
use worker::web_sys::ReadableStream;
use worker::{console_error, console_warn};

use super::account::Account;
use super::id::JobId;
use super::idempotency::{self, Claim};
use super::{
    Failure, Job, Parts, SIGN_OF_LIFE_MILLIS, Status, discarded, file_facts, links, rfc3339,
};
use crate::hooks::delivery;
use crate::hooks::download::Download;
use crate::http::download;
use crate::http::problem::{Kind, Problem};
use crate::partners::Grant;
use crate::partners::token::Claims;
use crate::process::begin;
use crate::runtime;
use crate::store::{Artefact, Store, StoreError, Writer};
use crate::upload::body::Body;
use crate::upload::options::Terms;
use crate::upload::{Facts, Intake, Limits, Stop};

/// One hour, in milliseconds.
const HOUR_MILLIS: u64 = 60 * 60 * 1000;
/// How often a job that came from a queue gives a sign of life. Whoever gets its letter a second time
/// waits for no longer than a few of these.
pub const QUEUED_SIGN_OF_LIFE_MILLIS: u64 = 30 * 1000;
/// A key of R2 takes one write in this time.
const REWRITE_MILLIS: u64 = 1_100;

/// What a request brings.
pub struct Submission {
    /// The body.
    pub stream: Option<ReadableStream>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Content-Length`, where it is known.
    pub content_length: Option<u64>,
    /// `Content-Encoding`.
    pub content_encoding: Option<String>,
    /// `Accept-Language`.
    pub accept_language: Option<String>,
    /// `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// The query.
    pub query: Vec<(String, String)>,
    /// What the sender may do.
    pub grant: Grant,
    /// Whether nothing of it is kept.
    pub discarded: bool,
}

/// The job that came of it.
pub struct Created {
    /// The job.
    pub job: Job,
    /// Whether it is the job of an earlier upload with the same idempotency key.
    pub replayed: bool,
    /// How many bytes of a file arrived.
    pub bytes: u64,
}

/// Why a job does not go on.
pub(super) enum End {
    /// The client's fault: nothing is kept.
    Refused(Problem),
    /// The job is kept as failed.
    Failed(Failure),
    /// Somebody was here before, with the same idempotency key.
    Replayed(Box<Job>),
    /// Somebody else took whoever runs this for dead, and has the job now.
    Lost,
}

impl From<Problem> for End {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<StoreError> for End {
    fn from(error: StoreError) -> Self {
        Self::Failed(Failure::storage(&error))
    }
}

impl From<Stop> for End {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(problem) => Self::Refused(problem),
            Stop::CutShort(detail) => Self::Failed(Failure::upload_incomplete(detail)),
            Stop::Storage(error) => error.into(),
        }
    }
}

/// Reads a body and makes a job of it.
///
/// # Errors
/// Where the request is refused, or not even a failed job can be stored. Nothing is left behind.
pub async fn submit(
    account: &Account,
    limits: &Limits,
    submission: Submission,
) -> Result<Created, Problem> {
    let gzip = is_gzip(submission.content_encoding.as_deref())?;
    if let Some(key) = &submission.idempotency_key {
        idempotency::check(key)?;
    }
    let length = submission.content_length.filter(|_| !gzip);
    let mut body = open(submission.stream.as_ref(), gzip, length)?;
    let result = Box::pin(receive(account, limits, &submission, gzip, &mut body)).await;
    match &result {
        // What is small to send may be large to inflate.
        Err(problem) if problem.kind() == Kind::InflatedTooLarge => body.stop().await,
        _ => body.drain().await,
    }
    result
}

async fn receive(
    account: &Account,
    limits: &Limits,
    submission: &Submission,
    gzip: bool,
    body: &mut Body,
) -> Result<Created, Problem> {
    let token = match &submission.grant {
        Grant::Everything => None,
        Grant::Upload(claims) => Some(claims),
    };
    let terms = Terms {
        bound: token.and_then(|claims| claims.template.clone()),
        applies: token.is_none(),
        ..Terms::of(&account.record)
    };
    let intake = Intake::new(
        submission.content_type.as_deref(),
        &submission.query,
        submission.accept_language.clone(),
        terms,
        !submission.discarded,
    )?;
    let allowance = if intake.is_form() { Limits::FORM_ALLOWANCE } else { 0 };
    let compressed = limits.body + allowance;
    if submission.content_length.is_some_and(|length| length > compressed) {
        return Err(body_too_large(limits.body));
    }
    let most = if gzip { limits.inflated + allowance } else { compressed };
    let expected = submission.content_length.filter(|_| !gzip);
    let mut arrival = Arrival { body, gzip, most, limits, expected, received: 0, download: None };
    if submission.discarded {
        let job = discarded::check(&account.store, &mut arrival, intake).await?;
        return Ok(Created { job, replayed: false, bytes: arrival.received });
    }
    let key = submission.idempotency_key.as_deref();
    let mut run = Run { account, key, token, queued: None, opened: None };
    let ended = run.through(intake, &mut arrival).await;
    let bytes = arrival.received;
    match ended {
        Ok(job) => Ok(Created { job, replayed: false, bytes }),
        Err(End::Replayed(job)) => {
            run.undo().await;
            Ok(Created { job: *job, replayed: true, bytes })
        }
        Err(End::Refused(problem)) => {
            run.undo().await;
            Err(problem)
        }
        Err(End::Failed(failure)) => {
            let job = run.fail(failure, bytes).await?;
            Ok(Created { job, replayed: false, bytes })
        }
        // It was silent for so long that the round has ended it.
        Err(End::Lost) => {
            let Some(opened) = &run.opened else {
                return Err(unavailable_because("a job is gone"));
            };
            // What is stored of it nobody begins again.
            let cleared = account.store.delete_artefacts(&opened.id).await;
            cleared.map_err(|error| unavailable(&error))?;
            let held = account.store.job(&opened.id).await.map_err(|error| unavailable(&error))?;
            match held.and_then(|held| Job::from_json(&held.text)) {
                Some(job) => Ok(Created { job, replayed: false, bytes }),
                None => Err(unavailable_because("a job that was silent is gone")),
            }
        }
    }
}

/// A file that was not sent but fetched.
pub struct Fetched {
    /// Its name.
    pub name: Option<String>,
    /// Its bytes, inflated; none where it is empty.
    pub stream: Option<ReadableStream>,
    /// Whether it was compressed.
    pub gzip: bool,
    /// How many bytes it has, where that is known.
    pub expected: Option<u64>,
    /// How long is waited for it, where it comes from elsewhere.
    pub download: Option<Download>,
}

/// What came of a file that was fetched.
pub struct Checked {
    /// How many bytes arrived.
    pub bytes: u64,
    /// Why it could not even begin; the job is still to be ended.
    pub unopened: Option<Failure>,
}

/// Checks a file that was fetched, for a job that waited for it.
///
/// # Errors
/// Where storage does not even take that the job has failed. Its mark stays, and by it somebody begins the
/// job again.
pub async fn check(
    account: &Account,
    limits: &Limits,
    file: Fetched,
    options: &[(String, String)],
    queued: Queued,
) -> Result<Checked, StoreError> {
    let terms = Terms::of(&account.record);
    let refused = |problem: &Problem| Failure {
        code: problem.kind().code().to_owned(),
        detail: problem.detail().to_owned(),
    };
    let unopened = |failure| Ok(Checked { bytes: 0, unopened: Some(failure) });
    let intake = Intake::new(Some("text/csv"), options, None, terms, true);
    let mut intake = match intake {
        Ok(intake) => intake,
        Err(problem) => return unopened(refused(&problem)),
    };
    intake.name(file.name);
    let mut body = match Body::of_length(file.stream.as_ref(), file.expected) {
        Ok(body) => body,
        Err(error) => return unopened(Failure::storage(&StoreError::of_runtime(&error))),
    };
    let most = if file.gzip { limits.inflated } else { limits.body };
    let mut arrival = Arrival {
        body: &mut body,
        gzip: file.gzip,
        most,
        limits,
        expected: file.expected,
        received: 0,
        download: file.download.as_ref(),
    };
    let mut run = Run { account, key: None, token: None, queued: Some(queued), opened: None };
    let ended = run.through(intake, &mut arrival).await;
    let bytes = arrival.received;
    let failure = match ended {
        Ok(_) | Err(End::Replayed(_) | End::Lost) => None,
        Err(End::Refused(problem)) => Some(refused(&problem)),
        Err(End::Failed(failure)) => Some(failure),
    };
    body.stop().await;
    let Some(failure) = failure else { return Ok(Checked { bytes, unopened: None }) };
    if run.opened.is_none() {
        return Ok(Checked { bytes, unopened: Some(failure) });
    }
    run.fail_queued(failure, bytes).await?;
    Ok(Checked { bytes, unopened: None })
}

/// A body on its way into the engine.
pub(super) struct Arrival<'r> {
    body: &'r mut Body,
    gzip: bool,
    /// The most bytes that are taken of it.
    most: u64,
    limits: &'r Limits,
    /// How many bytes it has, where that is known.
    expected: Option<u64>,
    received: u64,
    /// How long is waited for it, where it was fetched.
    download: Option<&'r Download>,
}

impl Arrival<'_> {
    /// Hands the next bytes to the engine, as they arrive where `soon`; `false` when those were the
    /// last.
    pub async fn next(
        &mut self,
        store: &Store,
        intake: &mut Intake,
        soon: bool,
    ) -> Result<bool, End> {
        let bytes = match self.download {
            None => self.body.read(soon).await.map_err(|error| broken(&error, self.gzip))?,
            Some(download) => download
                .deadline
                .read(self.body.read(soon))
                .await
                .and_then(|read| read.map_err(|error| download.broken(&error)))
                .map_err(|failure| {
                    let code = failure.code.to_owned();
                    End::Failed(Failure { code, detail: failure.detail })
                })?,
        };
        if bytes.is_empty() {
            self.ended()?;
            intake.finish()?;
            intake.settle(store, true).await?;
            return Ok(false);
        }
        self.received += bytes.len() as u64;
        if self.received > self.most {
            return Err(if self.gzip {
                inflated_too_large(self.limits.inflated).into()
            } else {
                body_too_large(self.limits.body).into()
            });
        }
        intake.push(bytes)?;
        intake.settle(store, false).await?;
        Ok(true)
    }

    /// There are no more bytes, though there may have to be.
    fn ended(&self) -> Result<(), End> {
        match self.expected {
            Some(expected) if self.received < expected => {
                Err(End::Failed(Failure::upload_incomplete(format!(
                    "The body ends after {} of the {expected} bytes that Content-Length names; send \
                     the file again.",
                    self.received
                ))))
            }
            _ => Ok(()),
        }
    }
}

/// Reads the body to its end: into the engine, and what the engine writes on into storage.
async fn read(
    run: &mut Run<'_>,
    intake: &mut Intake,
    arrival: &mut Arrival<'_>,
) -> Result<(), End> {
    loop {
        // Until there is a job there is nothing that others could see of a slow upload.
        let soon = run.opened.is_none();
        let more = arrival.next(&run.account.store, intake, soon).await?;
        run.advance(intake).await?;
        if !more {
            return Ok(());
        }
        // The engine pauses when it has written a megabyte; what it wrote goes first.
        while intake.file().is_some_and(|file| file.validation.resume()) {
            run.advance(intake).await?;
        }
    }
}

/// A job under way.
pub(super) struct Run<'s> {
    pub account: &'s Account,
    /// The idempotency key.
    pub key: Option<&'s str>,
    /// The token that it came with.
    pub token: Option<&'s Claims>,
    /// The job that was there before its file.
    pub queued: Option<Queued>,
    pub opened: Option<Opened>,
}

/// A job that was there before its file, and has been taken over.
pub struct Queued {
    /// Its id.
    pub id: JobId,
    /// What it is so far.
    pub job: Job,
    /// When it is deleted, in milliseconds since 1970.
    pub expires: u64,
    /// The version of the mark by which it was taken over.
    pub mark: String,
}

/// A job that exists.
pub(super) struct Opened {
    id: JobId,
    job: Job,
    expires: u64,
    /// When the job last gave a sign of life.
    marked: u64,
    /// The idempotency key's digest.
    claim: Option<String>,
    /// The place of its token that it has taken.
    place: Option<String>,
    /// When it began, in milliseconds since 1970.
    began: u64,
    /// The version of its mark: another one, or none, is somebody else's.
    mark: String,
    /// Whether it came from a queue, by which another may take it over. Such a job gives its signs of life
    /// more often.
    queued: bool,
    report_csv: Writer,
    findings: Writer,
}

impl Run<'_> {
    /// Reads the file to its end, and finishes the job.
    pub async fn through(
        &mut self,
        mut intake: Intake,
        arrival: &mut Arrival<'_>,
    ) -> Result<Job, End> {
        let read = read(self, &mut intake, arrival).await;
        match read {
            Ok(()) => self.complete(intake).await,
            Err(End::Failed(failure)) => {
                // A job also where the file had not begun, as far as its options allow one.
                if self.opened.is_none() {
                    self.open(&mut intake).await?;
                }
                Err(End::Failed(failure))
            }
            Err(end) => Err(end),
        }
    }

    /// Makes the job exist once its file has begun, and stores what the engine has written.
    async fn advance(&mut self, intake: &mut Intake) -> Result<(), End> {
        if intake.file().is_none() {
            return Ok(());
        }
        if self.opened.is_none() {
            self.open(intake).await?;
        }
        let (Some(opened), Some(file)) = (&mut self.opened, intake.file()) else { return Ok(()) };
        opened.report_csv.write(file.validation.report_csv()).await?;
        opened.findings.write(file.validation.findings_ndjson()).await?;
        if opened.is_silent() {
            opened.give_sign(&self.account.store).await?;
        }
        Ok(())
    }

    /// The job begins: it is marked as running, and takes its idempotency key and its place.
    async fn open(&mut self, intake: &mut Intake) -> Result<(), End> {
        let facts = intake.facts()?;
        let name = intake.file().and_then(|file| file.name.clone());
        let store = &self.account.store;
        let began = runtime::now();
        let (id, job, expires, mark, queued) = if let Some(queued) = self.queued.take() {
            let Queued { id, job, expires, mark } = queued;
            let (created, ends) = (job.created, job.expires);
            let job = Job::running(&id, &facts, name.as_deref(), created, ends);
            (id, job, expires, mark, true)
        } else {
            let expires = began + facts.retention_hours * HOUR_MILLIS;
            let id = JobId::new(began, runtime::random());
            let (created, ends) = (rfc3339(began), rfc3339(expires));
            let job = Job::running(&id, &facts, name.as_deref(), created, ends);
            // Where not even this can be stored, nothing can.
            let marked = store.mark_running(&job, &id, expires).await;
            let mark = marked.map_err(|error| unavailable(&error))?;
            (id, job, expires, mark, false)
        };
        let writer = |artefact, suffix| {
            let attachment = download::attachment(name.as_deref(), suffix);
            store.writer(&id, artefact, Some(attachment), expires)
        };
        self.opened = Some(Opened {
            report_csv: writer(Artefact::ReportCsv, "report.csv"),
            findings: writer(Artefact::Findings, "findings.ndjson"),
            id: id.clone(),
            job,
            expires,
            marked: began,
            claim: None,
            place: None,
            began,
            mark,
            queued,
        });
        self.claim(intake, &id, expires).await?;
        self.take_place(&id).await
    }

    /// Takes the idempotency key.
    async fn claim(&mut self, intake: &Intake, id: &JobId, expires: u64) -> Result<(), End> {
        let Some(key) = self.key else { return Ok(()) };
        let options = intake.options().canonical();
        match idempotency::claim(&self.account.store, key, &options, id, expires).await? {
            Claim::Won(digest) => {
                if let Some(opened) = &mut self.opened {
                    opened.claim = Some(digest);
                }
                Ok(())
            }
            Claim::Replay(job) => Err(End::Replayed(job)),
            Claim::Refused(problem) => Err(End::Refused(problem)),
        }
    }

    /// Takes one of the places for jobs that its token has.
    async fn take_place(&mut self, id: &JobId) -> Result<(), End> {
        let Some(claims) = self.token else { return Ok(()) };
        // As long as the token can be used, and an hour for clocks.
        let until = (claims.exp + 3_600) * 1000;
        let place = self.account.store.take_place(&claims.jti, claims.jobs, id, until).await?;
        if place.is_none() {
            return Err(End::Refused(Problem::new(
                Kind::TokenUsed,
                "As many files have been sent with this upload token as it was made for; ask the portal \
                 for another.",
            )));
        }
        if let Some(opened) = &mut self.opened {
            opened.place = place;
        }
        Ok(())
    }

    /// The file is whole: the report is finished and stored, and the job with it.
    async fn complete(&mut self, mut intake: Intake) -> Result<Job, End> {
        let Some(opened) = &mut self.opened else {
            return Err(End::Failed(Failure::interrupted()));
        };
        if opened.queued {
            // The report of whoever has it now stands under the same keys.
            opened.hold(&self.account.store).await?;
        }
        let facts = intake.facts()?;
        let language = facts.language;
        let Some(received) = intake.into_received().await else {
            return Err(End::Failed(Failure::interrupted()));
        };
        let mut validation = received.validation;
        while validation.close() {
            opened.report_csv.write(validation.report_csv()).await?;
            opened.findings.write(validation.findings_ndjson()).await?;
        }
        let Finished { report, mut report_csv, mut findings_ndjson, amendment } =
            validation.finish();
        opened.report_csv.write(&mut report_csv).await?;
        opened.findings.write(&mut findings_ndjson).await?;
        drop((report_csv, findings_ndjson));
        opened.report_csv.finish().await?;
        opened.findings.finish().await?;
        if let Some(amendment) = amendment {
            amend(&self.account.store, opened, &amendment).await?;
        }

        let mut job = completed(opened.job.clone(), &report, &facts, received.sha256.as_deref());
        job.process = begin::first_word(&job, facts.needs_confirmation);

        let (store, expires) = (&self.account.store, opened.expires);
        let id = &opened.id.clone();
        let sampled = job.clone().with_findings(&report.findings);
        let sampled = serde_json::to_string(&sampled).unwrap_or_default();
        store.put_artefact(id, Artefact::ReportJson, sampled, expires).await?;
        let page = html::write(&page_head(&job), &report, language);
        store.put_artefact(id, Artefact::ReportHtml, page, expires).await?;

        opened.hold(store).await?;
        delivery::plan(self.account, id, &mut job, expires).await?;
        store.put_job(id, &job, opened.claim.as_deref(), expires).await?;
        if let Err(error) = store.put_record(id, &job, expires).await {
            // The job is rewritten as failed, which R2 takes a second after the first write.
            worker::Delay::from(std::time::Duration::from_millis(REWRITE_MILLIS)).await;
            return Err(error.into());
        }
        self.account.ended(&job, opened.began);
        settle(self.account, id, &job).await;
        Ok(job)
    }

    /// The job ends as failed: what it stored is thrown away, and why is kept.
    pub async fn fail(&mut self, failure: Failure, bytes: u64) -> Result<Job, Problem> {
        let Some(mut opened) = self.opened.take() else {
            return Err(unavailable_because(&failure.detail));
        };
        if let Err(End::Lost) = opened.hold(&self.account.store).await {
            let held = self.account.store.job(&opened.id).await;
            let held = held.map_err(|error| unavailable(&error))?;
            let ended = held.and_then(|held| Job::from_json(&held.text));
            return ended.ok_or_else(|| unavailable_because("a job that was silent is gone"));
        }
        self.discard(&mut opened).await;
        let (store, id, expires) = (&self.account.store, &opened.id, opened.expires);
        let mut job = opened.job.clone().failed(failure, bytes, rfc3339(runtime::now()));
        if let Err(error) = delivery::plan(self.account, id, &mut job, expires).await {
            console_warn!("Nobody is told of job {id} before the next round: {error}.");
            job.deliveries = Value::Null;
        }
        if let Err(error) = store.put_job(id, &job, None, expires).await {
            self.forget(id).await;
            return Err(unavailable(&error));
        }
        // It can be found all the same: R2 has it.
        if let Err(error) = store.put_record(id, &job, expires).await {
            console_error!("Job {id} failed, and the list does not show it: {error}.");
        }
        self.account.ended(&job, opened.began);
        settle(self.account, id, &job).await;
        Ok(job)
    }

    /// The same for a job that came from a queue, where nobody waits for an answer: what does not work now is
    /// left for whoever takes the job over.
    async fn fail_queued(&mut self, failure: Failure, bytes: u64) -> Result<(), StoreError> {
        let Some(mut opened) = self.opened.take() else { return Ok(()) };
        opened.report_csv.abort().await;
        opened.findings.abort().await;
        match opened.hold(&self.account.store).await {
            Ok(()) => {}
            Err(End::Failed(failure)) => return Err(StoreError::because(failure.detail)),
            Err(_) => return Ok(()),
        }
        let (store, id, expires) = (&self.account.store, &opened.id, opened.expires);
        store.delete_artefacts(id).await?;
        let mut job = opened.job.clone().failed(failure, bytes, rfc3339(runtime::now()));
        delivery::plan(self.account, id, &mut job, expires).await?;
        store.put_job(id, &job, None, expires).await?;
        store.put_record(id, &job, expires).await?;
        self.account.ended(&job, opened.began);
        settle(self.account, id, &job).await;
        Ok(())
    }

    /// The job never was.
    async fn undo(&mut self) {
        if let Some(mut opened) = self.opened.take() {
            self.discard(&mut opened).await;
            self.forget(&opened.id).await;
        }
    }

    /// Throws away what the job stored of its report, and its idempotency key.
    async fn discard(&self, opened: &mut Opened) {
        opened.report_csv.abort().await;
        opened.findings.abort().await;
        if let Err(error) = self.account.store.delete_artefacts(&opened.id).await {
            console_error!("What job {} stored stays until it expires: {error}.", opened.id);
        }
        if let Some(claim) = &opened.claim
            && let Err(error) = self.account.store.release(claim).await
        {
            console_error!("The idempotency key of job {} stays taken: {error}.", opened.id);
        }
        if let Some(place) = opened.place.take()
            && let Err(error) = self.account.store.give_back(place).await
        {
            console_error!("The place of job {} with its token stays taken: {error}.", opened.id);
        }
    }

    /// Takes away the job itself, and its mark.
    async fn forget(&self, id: &JobId) {
        if let Err(error) = self.account.store.unmark_running(id).await {
            console_error!(
                "Job {id} was refused, but its mark stays until the daily round: {error}."
            );
        }
    }
}

impl Opened {
    /// Whether it is time for another sign of life.
    fn is_silent(&self) -> bool {
        let signs = if self.queued { QUEUED_SIGN_OF_LIFE_MILLIS } else { SIGN_OF_LIFE_MILLIS };
        runtime::now().saturating_sub(self.marked) > signs
    }

    /// Writes the mark anew, with the time of now.
    async fn give_sign(&mut self, store: &Store) -> Result<(), End> {
        let version = self.mark.clone();
        match store.remark(&self.job, &self.id, version, self.expires).await? {
            Some(mark) => {
                self.mark = mark;
                self.marked = runtime::now();
                Ok(())
            }
            None => self.lose().await,
        }
    }

    /// Makes sure that the job is still this one's before something is done that cannot be undone: a mark
    /// that is young enough is nobody else's for longer than that takes.
    async fn hold(&mut self, store: &Store) -> Result<(), End> {
        if self.is_silent() {
            return self.give_sign(store).await;
        }
        if store.is_marked(&self.id, &self.mark).await? { Ok(()) } else { self.lose().await }
    }

    /// Lets go of what is somebody else's now.
    async fn lose(&mut self) -> Result<(), End> {
        console_warn!("Job {} was taken over by another, or ended as dead.", self.id);
        self.report_csv.abort().await;
        self.findings.abort().await;
        Err(End::Lost)
    }
}

/// Begins to apply its file where that was wanted, tells whoever is to be told of a job that has ended, and takes away the mark that it is running. Where
/// that does not work the mark stays, and by it the next round does the same.
async fn settle(account: &Account, id: &JobId, job: &Job) {
    if job.deliveries.is_null() {
        // The round finds out who is to be told.
        return;
    }
    let settled = async {
        Box::pin(begin::begin_checked(&account.env, &account.store, job, &account.base)).await?;
        delivery::send(&account.env, account.store.partner(), job).await?;
        account.store.unmark_running(id).await
    };
    if let Err(error) = settled.await {
        console_warn!("Job {id} has ended, but its mark stays until the next round: {error}.");
    }
}

/// A job whose file has been checked.
pub(super) fn completed(mut job: Job, report: &Report, facts: &Facts, sha256: Option<&str>) -> Job {
    let file = serde_json::to_value(&report.file).unwrap_or_default();
    job.status = Status::Completed;
    job.valid = report.valid;
    job.file = file_facts(job.file_name().as_deref(), &file, sha256);
    job.rows = serde_json::to_value(report.rows).unwrap_or_default();
    job.places = serde_json::to_value(&report.places).unwrap_or_default();
    job.findings = serde_json::to_value(report.findings.without_samples()).unwrap_or_default();
    job.finished = Some(rfc3339(runtime::now()));
    job.links = links(&job.id, true);
    job.outcome = serde_json::to_value(report.outcome).unwrap_or_default();
    job.parts = facts.row_limit.and_then(|limit| {
        let count = report.rows.parts(limit);
        (count > 1).then_some(Parts { count, rows: limit })
    });
    if job.parts.is_some() {
        let address = format!("/v1/jobs/{}/parts/{{n}}.csv", job.id);
        job.links.insert("parts".to_owned(), address.into());
    }
    job
}

/// Writes late findings into the two files that are stored, by copying each once more.
async fn amend(store: &Store, opened: &mut Opened, amendment: &Amendment) -> Result<(), End> {
    // Both keys were written just now.
    worker::Delay::from(std::time::Duration::from_millis(REWRITE_MILLIS)).await;
    let file_name = opened.job.file_name();
    for artefact in [Artefact::ReportCsv, Artefact::Findings] {
        let found = store.artefact(&opened.id, artefact, false).await?;
        let body = found.as_ref().and_then(worker::Object::body);
        let Some(Ok(worker::ResponseBody::Stream(stream))) =
            body.map(worker::ObjectBody::response_body)
        else {
            return Err(End::Failed(Failure::interrupted()));
        };
        let mut source =
            Body::new(Some(&stream)).map_err(|error| StoreError::of_runtime(&error))?;
        let attachment = download::attachment(file_name.as_deref(), artefact.file_name());
        let mut writer = store.writer(&opened.id, artefact, Some(attachment), opened.expires);
        let mut out = Vec::new();
        let mut csv = amendment.report_csv();
        let mut findings = amendment.findings();
        let copied = async {
            loop {
                let read = source.read(false).await;
                let bytes = read.map_err(|error| StoreError::of_runtime(&error))?;
                if bytes.is_empty() {
                    break;
                }
                match artefact {
                    Artefact::ReportCsv => csv.push(bytes, &mut out),
                    _ => findings.push(bytes, &mut out),
                }
                writer.write(&mut out).await?;
            }
            match artefact {
                Artefact::ReportCsv => csv.finish(&mut out),
                _ => findings.finish(&mut out),
            }
            writer.write(&mut out).await?;
            writer.finish().await
        }
        .await;
        if let Err(error) = copied {
            writer.abort().await;
            return Err(error.into());
        }
    }
    Ok(())
}

/// What the page says about the job besides the report.
fn page_head(job: &Job) -> html::HtmlHead {
    let links = html::Link::ALL.into_iter().filter(|link| *link != html::Link::Html);
    html::HtmlHead {
        job_id: Some(job.id.clone()),
        file_name: job.file_name(),
        template: job.template.clone(),
        description: job.description.clone(),
        created: Some(job.created.clone()),
        links: links
            .filter_map(|link| Some((link, job.links.get(link.name())?.as_str()?.to_owned())))
            .collect(),
    }
}

fn open(stream: Option<&ReadableStream>, gzip: bool, length: Option<u64>) -> Result<Body, Problem> {
    let opened = match stream {
        Some(stream) if gzip => {
            runtime::gunzip(stream).and_then(|inflated| Body::new(Some(&inflated)))
        }
        stream => Body::of_length(stream, length),
    };
    opened.map_err(|error| unavailable_because(&runtime::message(&error)))
}

/// Whether the body is compressed.
fn is_gzip(content_encoding: Option<&str>) -> Result<bool, Problem> {
    let encoding = content_encoding.unwrap_or_default().trim().to_ascii_lowercase();
    match encoding.as_str() {
        "" | "identity" => Ok(false),
        "gzip" | "x-gzip" => Ok(true),
        _ => {
            let shown: String = encoding.chars().take(60).collect();
            Err(Problem::new(
                Kind::ContentEncodingUnsupported,
                format!("The content encoding `{shown}` is not understood; send gzip, or the file as it is."),
            )
            .allowing(["gzip", "identity"])
            .with_header("accept-encoding", "gzip"))
        }
    }
}

/// What a body that broke off means: bytes that are not gzip are refused, everything else was cut.
fn broken(error: &JsValue, gzip: bool) -> End {
    let message = runtime::message(error);
    let lower = message.to_ascii_lowercase();
    // The two sentences of the runtime for bytes that are wrong; those for bytes that are missing, or
    // for a connection that broke, are others.
    if gzip && lower.contains("decompression failed") {
        return Problem::new(
            Kind::GzipInvalid,
            "The header says that the body is gzip, and it is not, or it is damaged; compress it with \
             gzip, or leave out Content-Encoding.",
        )
        .into();
    }
    if gzip && lower.contains("trailing") {
        return Problem::new(
            Kind::GzipInvalid,
            "Something follows the end of the compressed file; send one gzip stream and nothing behind \
             it.",
        )
        .into();
    }
    End::Failed(Failure::upload_incomplete(format!(
        "The upload broke off before the file was whole; send it again. (The connection says: {message})"
    )))
}

fn body_too_large(limit: u64) -> Problem {
    Problem::new(
        Kind::BodyTooLarge,
        format!(
            "The upload is larger than {limit} bytes; split the file, or compress it and send it with \
             Content-Encoding: gzip."
        ),
    )
}

fn inflated_too_large(limit: u64) -> Problem {
    Problem::new(
        Kind::InflatedTooLarge,
        format!("The upload inflates to more than {limit} bytes; split the file."),
    )
}

/// That storage does not answer.
pub fn unavailable(error: &StoreError) -> Problem {
    unavailable_because(&error.to_string())
}

fn unavailable_because(why: &str) -> Problem {
    console_error!("Storage does not answer: {why}.");
    Problem::new(
        Kind::StorageUnavailable,
        "The storage does not answer, so nothing was kept; try again in a moment.",
    )
    .with_header("retry-after", "10")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_encodings_are_taken_or_refused() {
        let cases = [
            (None, Some(false)),
            (Some("identity"), Some(false)),
            (Some("GZIP"), Some(true)),
            (Some("br"), None),
            (Some("gzip, gzip"), None),
        ];
        for (encoding, gzip) in cases {
            assert_eq!(is_gzip(encoding).ok(), gzip, "{encoding:?}");
        }
    }
}
