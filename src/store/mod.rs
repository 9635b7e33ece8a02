//! What is kept: reports and jobs in R2, records of finished jobs in KV. Nothing else in the Worker
//! names a key of either.
//!
//! R2 is right at once everywhere and so is what counts; KV is fast and lists, and may be a minute
//! behind. A key of R2 takes one write a second, which is why nothing is written twice in the life of
//! an ordinary job.

mod artefact;
mod deliveries;
mod keys;
mod lists;
mod templates;

use std::collections::HashMap;

use rollcall_engine::order::sort_few;
use rollcall_engine::templates as built_in;
use serde_json::Value;
use wasm_bindgen::JsValue;
use worker::kv::{KvError, KvStore};
use worker::web_sys::ReadableStream;
use worker::{Bucket, Conditional, Env, HttpMetadata, Include, Object, Range};

use crate::jobs::Job;
use crate::jobs::id::JobId;
use crate::partners::Partner;
use crate::parts::Parts;
use crate::runtime;
use crate::upload::own::{AUTO, Chosen, TemplateName};

pub use artefact::Writer;
pub use deliveries::{Attempt, Message, Outcome, Standing};
use keys::Mark;
pub use lists::Kept;

/// The names of the bindings in `wrangler.toml`.
const BUCKET: &str = "REPORTS";
const RECORDS: &str = "JOBS";
const INBOX: &str = "INBOX";

/// The key of an object's metadata under which stands when it may be deleted, in milliseconds.
const EXPIRES: &str = "expires";
/// The same for the idempotency key that a job holds, so that it goes when the job goes.
const CLAIM: &str = "idempotency";

/// How often a job is written anew because somebody else wrote it meanwhile.
const NOTED_TRIES: usize = 5;

/// Something that a job stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artefact {
    /// The job with samples of its findings.
    ReportJson,
    /// The file with two columns more.
    ReportCsv,
    /// The findings, one a line.
    Findings,
    /// The report as a page.
    ReportHtml,
    /// The file with what became of each row when it was applied.
    Processed,
}

impl Artefact {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::ReportJson, Self::ReportCsv, Self::Findings, Self::ReportHtml, Self::Processed];

    /// The last segment of its address and of its key.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::ReportJson => "report.json",
            Self::ReportCsv => "report.csv",
            Self::Findings => "findings.ndjson",
            Self::ReportHtml => "report.html",
            Self::Processed => "processed.csv",
        }
    }

    /// The artefact with that file name.
    pub fn from_file_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|artefact| artefact.file_name() == name)
    }

    /// Its content type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::ReportJson => "application/json",
            Self::ReportCsv | Self::Processed => "text/csv; charset=utf-8; header=present",
            Self::Findings => "application/x-ndjson; charset=utf-8",
            Self::ReportHtml => "text/html; charset=utf-8",
        }
    }
}

/// That storage did not do what it was asked. The text names what was asked and says why.
#[derive(Debug, Clone)]
pub struct StoreError(String);

impl StoreError {
    fn new(what: &str, why: impl std::fmt::Display) -> Self {
        Self(format!("{what}: {why}"))
    }

    /// That `what` did not do what it was asked.
    pub fn of(what: &str, error: &worker::Error) -> Self {
        Self::new(what, error)
    }

    /// That something was not done, for a reason that is a sentence.
    pub fn because(why: String) -> Self {
        Self(why)
    }

    /// That the runtime itself did not do what it was asked.
    pub fn of_runtime(error: &JsValue) -> Self {
        Self::new("The runtime failed", runtime::message(error))
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

type Result<T> = std::result::Result<T, StoreError>;

/// An object's text, and what its replacement must be told.
pub struct Held {
    /// The text.
    pub text: String,
    /// The version that was read.
    pub etag: String,
    /// When it was written, in milliseconds since 1970.
    pub written: u64,
}

/// One partner's jobs.
#[derive(Clone)]
pub struct Store {
    env: Env,
    bucket: Bucket,
    records: KvStore,
    partner: Partner,
    parts: Parts,
    /// The built-in templates that the partner may use; all of them where there is no list.
    allowed: Option<Vec<String>>,
}

/// One page of the list.
pub struct Page {
    /// Ids and summaries.
    pub jobs: Vec<(JobId, Value)>,
    /// Where the next page begins.
    pub cursor: Option<String>,
}

impl Store {
    /// The partner's store.
    ///
    /// # Errors
    /// Where a binding is missing.
    pub fn open(env: &Env, partner: Partner) -> Result<Self> {
        Ok(Self {
            env: env.clone(),
            bucket: env
                .bucket(BUCKET)
                .map_err(|error| StoreError::new("R2 is not bound", error))?,
            records: env.kv(RECORDS).map_err(|error| StoreError::new("KV is not bound", error))?,
            partner,
            parts: Parts::of(env),
            allowed: None,
        })
    }

    /// The same store, in which these are the only built-in templates there are.
    pub fn limited_to(self, allowed: Option<Vec<String>>) -> Self {
        Self { allowed, ..self }
    }

    /// The bindings.
    pub const fn env(&self) -> &Env {
        &self.env
    }

    /// A file in the inbox, if it is there in this version.
    pub async fn in_inbox(&self, key: &str, etag: &str) -> Result<Option<Object>> {
        let inbox =
            self.env.bucket(INBOX).map_err(|error| StoreError::new("R2 is not bound", error))?;
        let found = inbox.get(key).execute().await;
        let found = found.map_err(|error| unread("the file in the inbox", &error))?;
        Ok(found.filter(|object| etag.is_empty() || object.etag() == etag.trim_matches('"')))
    }

    /// Whose it is.
    pub const fn partner(&self) -> &Partner {
        &self.partner
    }

    /// The names of the built-in templates that the partner may use.
    pub fn allowed(&self) -> impl Iterator<Item = &'static str> {
        built_in::names().filter(|name| self.may_use(name))
    }

    fn may_use(&self, template: &str) -> bool {
        self.allowed.as_ref().is_none_or(|allowed| allowed.iter().any(|name| name == template))
    }

    /// The words and the built-in templates, which are read here though nobody stores them.
    pub const fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The built-in template of that name; `None` where there is no such.
    pub async fn built_in(&self, name: &str) -> Result<Option<Chosen>> {
        if !self.may_use(name) {
            return Ok(None);
        }
        let brought = self.parts.template(name).await;
        brought.map_err(|error| unread("a built-in template", &error))?;
        Ok(Chosen::built_in(name))
    }

    /// All built-in templates.
    pub async fn all_built_in(&self) -> Result<Vec<Chosen>> {
        let brought = self.parts.templates().await;
        brought.map_err(|error| unread("a built-in template", &error))?;
        Ok(self.allowed().filter_map(Chosen::built_in).collect())
    }

    /// Begins to store an artefact that grows.
    pub fn writer(
        &self,
        id: &JobId,
        artefact: Artefact,
        disposition: Option<String>,
        expires: u64,
    ) -> Writer {
        Writer::new(self.clone(), id.clone(), artefact, disposition, expires)
    }

    /// Stores an artefact that is whole.
    pub async fn put_artefact(
        &self,
        id: &JobId,
        artefact: Artefact,
        text: String,
        expires: u64,
    ) -> Result<()> {
        self.bucket
            .put(keys::artefact(&self.partner, id, artefact), text)
            .http_metadata(HttpMetadata {
                content_type: Some(artefact.content_type().to_owned()),
                ..HttpMetadata::default()
            })
            .custom_metadata(expiring(expires))
            .execute()
            .await
            .map(|_| ())
            .map_err(|error| refused("R2", artefact.file_name(), &error))
    }

    /// An artefact, if it is there and has not expired; with its body unless `head`.
    pub async fn artefact(
        &self,
        id: &JobId,
        artefact: Artefact,
        head: bool,
    ) -> Result<Option<Object>> {
        let key = keys::artefact(&self.partner, id, artefact);
        let found =
            if head { self.bucket.head(key).await } else { self.bucket.get(key).execute().await };
        let found = found.map_err(|error| unread(artefact.file_name(), &error))?;
        Ok(found.filter(is_live))
    }

    /// The bytes of a checked file's report from this one on.
    pub async fn report_from(&self, id: &JobId, byte: u64) -> Result<ReadableStream> {
        let key = keys::artefact(&self.partner, id, Artefact::ReportCsv);
        let mut get = self.bucket.get(key);
        if byte > 0 {
            get = get.range(Range::OffsetToEnd { offset: byte });
        }
        let found = get.execute().await.map_err(|error| unread("report.csv", &error))?;
        let body = found.as_ref().and_then(Object::body);
        match body.map(worker::ObjectBody::response_body) {
            Some(Ok(worker::ResponseBody::Stream(stream))) => Ok(stream),
            _ => Err(StoreError::new("report.csv could not be read", "it is not there")),
        }
    }

    /// Writes on a finished job what came of applying it, and who is told of that besides those who are
    /// already. Gives the job as it is then; none where it is gone.
    pub async fn note_process(
        &self,
        id: &JobId,
        process: Value,
        deliveries: Vec<Value>,
    ) -> Result<Option<Job>> {
        let key = keys::job(&self.partner, id);
        for _ in 0..NOTED_TRIES {
            let found = self.bucket.get(&key).execute().await;
            let Some(object) = found.map_err(|error| unread("job.json", &error))?.filter(is_live)
            else {
                return Ok(None);
            };
            let (metadata, etag) = (object.custom_metadata().unwrap_or_default(), object.etag());
            let Some(body) = object.body() else { return Ok(None) };
            let text = body.text().await.map_err(|error| unread("job.json", &error))?;
            let Some(mut job) = Job::from_json(&text) else { return Ok(None) };
            let before = job.clone();
            job.process.clone_from(&process);
            if let Value::Array(known) = &mut job.deliveries {
                for planned in &deliveries {
                    if !known.iter().any(|known| known.get("id") == planned.get("id")) {
                        known.push(planned.clone());
                    }
                }
            }
            if job == before {
                return Ok(Some(job));
            }
            let only_if = Conditional { etag_matches: Some(etag), ..Conditional::default() };
            let put = self.bucket.put(&key, job.to_json()).only_if(only_if);
            let put = put.http_metadata(json()).custom_metadata(metadata).execute().await;
            if put.map_err(|error| refused("R2", "job.json", &error))?.is_some() {
                self.put_record(id, &job, runtime::millis(&job.expires)).await?;
                return Ok(Some(job));
            }
        }
        Err(StoreError::new("job.json could not be written", "others write it all the time"))
    }

    /// Deletes one artefact of a job, where there is one.
    pub async fn delete_artefact(&self, id: &JobId, artefact: Artefact) -> Result<()> {
        self.delete(&[keys::artefact(&self.partner, id, artefact)]).await
    }

    /// Deletes every artefact of a job.
    pub async fn delete_artefacts(&self, id: &JobId) -> Result<()> {
        let keys = Artefact::ALL.map(|artefact| keys::artefact(&self.partner, id, artefact));
        self.delete(&keys).await
    }

    /// Marks a job as running, or as waiting; the version of the mark.
    pub async fn mark_running(&self, job: &Job, id: &JobId, expires: u64) -> Result<String> {
        let put = self.bucket.put(keys::running(&self.partner, id), marked(job));
        match put.custom_metadata(expiring(expires)).execute().await {
            Ok(stored) => Ok(stored.map(|object| object.etag()).unwrap_or_default()),
            Err(error) => Err(refused("R2", "the running job", &error)),
        }
    }

    /// Writes the mark of a running job anew, for whoever knows it in this version; the version that it is
    /// now, or none where somebody else has written it since, or taken it away.
    pub async fn remark(
        &self,
        job: &Job,
        id: &JobId,
        version: String,
        expires: u64,
    ) -> Result<Option<String>> {
        let only_if = Conditional { etag_matches: Some(version), ..Conditional::default() };
        self.bucket
            .put(keys::running(&self.partner, id), marked(job))
            .custom_metadata(expiring(expires))
            .only_if(only_if)
            .execute()
            .await
            .map(|stored| stored.map(|object| object.etag()))
            .map_err(|error| refused("R2", "the running job", &error))
    }

    /// Whether the mark of a running job is there in this version.
    pub async fn is_marked(&self, id: &JobId, version: &str) -> Result<bool> {
        let held = self.bucket.head(keys::running(&self.partner, id)).await;
        let held = held.map_err(|error| unread("the running job", &error))?;
        Ok(held.is_some_and(|held| held.etag() == version))
    }

    /// What a webhook wants checked.
    pub async fn errand(&self, id: &JobId) -> Result<Option<String>> {
        let held = self.get_text(keys::errand(&self.partner, id), "the errand").await?;
        Ok(held.map(|held| held.text))
    }

    /// Stores what a webhook wants checked.
    pub async fn put_errand(&self, id: &JobId, text: String, expires: u64) -> Result<()> {
        self.put_text(keys::errand(&self.partner, id), text, expires, "the errand").await
    }

    /// Takes one of the `most` places for jobs that a token has; the key of the place, or none where all
    /// are taken.
    pub async fn take_place(
        &self,
        token: &str,
        most: u64,
        job: &JobId,
        expires: u64,
    ) -> Result<Option<String>> {
        for place in 1..=most {
            let only_if =
                Conditional { etag_does_not_match: Some("*".to_owned()), ..Conditional::default() };
            let key = keys::token_place(&self.partner, token, place);
            let put = self.bucket.put(&key, job.to_string());
            let put = put.custom_metadata(expiring(expires)).only_if(only_if).execute().await;
            if put.map_err(|error| refused("R2", "the use of a token", &error))?.is_some() {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    /// Gives a place back.
    pub async fn give_back(&self, place: String) -> Result<()> {
        self.delete(&[place]).await
    }

    /// Takes away every mark of a running job.
    pub async fn unmark_running(&self, id: &JobId) -> Result<()> {
        let mut marks = Artefact::ALL
            .map(|artefact| keys::running_upload(&self.partner, id, artefact))
            .to_vec();
        marks.push(keys::errand(&self.partner, id));
        // Last, so that marks of uploads never stand alone.
        marks.push(keys::running(&self.partner, id));
        self.delete(&marks).await
    }

    /// The mark of a running job.
    pub async fn running(&self, id: &JobId) -> Result<Option<Held>> {
        self.get_text(keys::running(&self.partner, id), "the running job").await
    }

    /// The marks of jobs that are running, the newest first and at most so many.
    pub async fn all_running(&self, most: usize) -> Result<Vec<(JobId, Held)>> {
        let listed = self
            .bucket
            .list()
            .prefix(keys::running_prefix(&self.partner))
            .limit(1_000)
            .execute()
            .await
            .map_err(|error| unread("the list of running jobs", &error))?;
        let marked = listed.objects().into_iter().filter_map(|object| {
            match keys::running_job(&object.key()) {
                Some((_, id, Mark::Job)) => Some(id),
                _ => None,
            }
        });
        let marked: Vec<JobId> = marked.collect();
        let mut running = Vec::new();
        for id in marked.into_iter().rev().take(most) {
            if let Some(held) = self.running(&id).await? {
                running.push((id, held));
            }
        }
        sort_few(&mut running, |(one, _), (other, _)| other.as_str().cmp(one.as_str()));
        Ok(running)
    }

    /// Stores a finished job, in R2.
    pub async fn put_job(
        &self,
        id: &JobId,
        job: &Job,
        claim: Option<&str>,
        expires: u64,
    ) -> Result<()> {
        let mut metadata = expiring(expires);
        if let Some(claim) = claim {
            metadata.insert(CLAIM.to_owned(), claim.to_owned());
        }
        self.bucket
            .put(keys::job(&self.partner, id), job.to_json())
            .http_metadata(json())
            .custom_metadata(metadata)
            .execute()
            .await
            .map(|_| ())
            .map_err(|error| refused("R2", "job.json", &error))
    }

    /// A finished job, from R2.
    pub async fn job(&self, id: &JobId) -> Result<Option<Held>> {
        self.get_text(keys::job(&self.partner, id), "job.json").await
    }

    /// Puts the record of a finished job into KV, where it is listed.
    pub async fn put_record(&self, id: &JobId, job: &Job, expires: u64) -> Result<()> {
        let key = keys::record(&self.partner, id);
        // KV deletes it by itself, and takes no shorter time than a minute.
        let seconds = (expires.saturating_sub(runtime::now()) / 1000).max(60);
        let json = job.to_json();
        let put = self
            .records
            .put_bytes(&key, json.as_bytes())
            .and_then(|put| put.expiration_ttl(seconds).metadata(job.summary()));
        match put {
            Ok(put) => put.execute().await.map_err(refused_record),
            Err(error) => Err(refused_record(error)),
        }
    }

    /// A finished job's record, from KV; `None` says nothing about whether there is such a job.
    pub async fn record(&self, id: &JobId) -> Option<String> {
        // A record that cannot be read is in R2 as well.
        self.records.get(&keys::record(&self.partner, id)).text().await.ok().flatten()
    }

    /// The newest records from `cursor` on.
    pub async fn records(&self, limit: u64, cursor: Option<String>) -> Result<Page> {
        let prefix = keys::records_prefix(&self.partner);
        let mut list = self.records.list().prefix(prefix).limit(limit);
        if let Some(cursor) = cursor {
            list = list.cursor(cursor);
        }
        let listed =
            list.execute().await.map_err(|error| unread("the list of jobs", &error.into()))?;
        let jobs = listed
            .keys
            .into_iter()
            .filter_map(|key| Some((keys::record_job(&self.partner, &key.name)?, key.metadata?)))
            .collect();
        Ok(Page { jobs, cursor: if listed.list_complete { None } else { listed.cursor } })
    }

    /// Deletes a job and all it stored; says whether there was any.
    pub async fn delete_job(&self, id: &JobId) -> Result<bool> {
        let claim = match self.bucket.head(keys::job(&self.partner, id)).await {
            Ok(job) => job.as_ref().and_then(claim_of),
            Err(error) => return Err(unread("job.json", &error)),
        };
        if let Some(claim) = claim {
            self.release(&claim).await?;
        }
        let mut found = false;
        loop {
            let listed = self
                .bucket
                .list()
                .prefix(keys::job_prefix(&self.partner, id))
                .execute()
                .await
                .map_err(|error| unread("the objects of the job", &error))?;
            let objects: Vec<String> = listed.objects().iter().map(Object::key).collect();
            if objects.is_empty() {
                break;
            }
            found = true;
            self.delete(&objects).await?;
            if !listed.truncated() {
                break;
            }
        }
        self.records
            .delete(&keys::record(&self.partner, id))
            .await
            .map_err(|error| StoreError::new("KV did not delete the job's record", error))?;
        Ok(found)
    }

    /// Takes an idempotency key, unless somebody holds it.
    pub async fn claim(&self, digest: &str, text: String, expires: u64) -> Result<bool> {
        let only_if =
            Conditional { etag_does_not_match: Some("*".to_owned()), ..Conditional::default() };
        self.put_claim(digest, text, only_if, expires).await
    }

    /// Takes an idempotency key over from the holder who was read, unless somebody was faster.
    pub async fn reclaim(
        &self,
        digest: &str,
        text: String,
        etag: String,
        expires: u64,
    ) -> Result<bool> {
        let only_if = Conditional { etag_matches: Some(etag), ..Conditional::default() };
        self.put_claim(digest, text, only_if, expires).await
    }

    async fn put_claim(
        &self,
        digest: &str,
        text: String,
        only_if: Conditional,
        expires: u64,
    ) -> Result<bool> {
        self.bucket
            .put(keys::idempotency(&self.partner, digest), text)
            .http_metadata(json())
            .custom_metadata(expiring(expires))
            .only_if(only_if)
            .execute()
            .await
            .map(|stored| stored.is_some())
            .map_err(|error| refused("R2", "the idempotency key", &error))
    }

    /// Who holds an idempotency key.
    pub async fn claimed(&self, digest: &str) -> Result<Option<Held>> {
        self.get_text(keys::idempotency(&self.partner, digest), "the idempotency key").await
    }

    /// Lets go of an idempotency key.
    pub async fn release(&self, digest: &str) -> Result<()> {
        self.delete(&[keys::idempotency(&self.partner, digest)]).await
    }

    /// Aborts the multipart uploads that a running job has marked. One that is gone already is fine.
    pub async fn abort_uploads(&self, id: &JobId) -> Result<()> {
        for artefact in Artefact::ALL {
            let mark = keys::running_upload(&self.partner, id, artefact);
            let Some(upload) = self.get_text(mark, "the mark of an upload").await? else {
                continue;
            };
            let key = keys::artefact(&self.partner, id, artefact);
            if let Ok(upload) = self.bucket.resume_multipart_upload(key, upload.text) {
                let _ = upload.abort().await;
            }
        }
        Ok(())
    }

    /// Deletes everything of the partner's: what is in R2, in the inbox too, then the records. How many there
    /// were on so many pages.
    pub async fn delete_everything(&self, pages: usize) -> Result<usize> {
        for (id, _) in self.all_running(usize::MAX).await? {
            self.abort_uploads(&id).await?;
        }
        let mut deleted = 0;
        for _ in 0..pages {
            let list = self.bucket.list().prefix(keys::everything_of(&self.partner));
            let listed = list.execute().await.map_err(|error| unread("the bucket", &error))?;
            let objects: Vec<String> = listed.objects().iter().map(Object::key).collect();
            if objects.is_empty() {
                break;
            }
            deleted += objects.len();
            self.delete(&objects).await?;
        }
        let inbox =
            self.env.bucket(INBOX).map_err(|error| StoreError::new("R2 is not bound", error))?;
        for _ in 0..pages {
            let list = inbox.list().prefix(keys::inbox_of(&self.partner));
            let listed = list.execute().await.map_err(|error| unread("the inbox", &error))?;
            let objects: Vec<String> = listed.objects().iter().map(Object::key).collect();
            if objects.is_empty() {
                break;
            }
            deleted += objects.len();
            let gone = inbox.delete_multiple(objects.iter().map(String::as_str).collect()).await;
            gone.map_err(|error| StoreError::new("R2 did not empty the inbox", error))?;
        }
        let mut cursor = None;
        for _ in 0..pages {
            let mut list = self.records.list().prefix(keys::everything_of(&self.partner));
            if let Some(cursor) = cursor {
                list = list.cursor(cursor);
            }
            let listed = list.execute().await;
            let listed = listed.map_err(|error| unread("the list of jobs", &error.into()))?;
            for key in &listed.keys {
                let gone = self.records.delete(&key.name).await;
                gone.map_err(|error| StoreError::new("KV did not delete a record", error))?;
            }
            deleted += listed.keys.len();
            cursor = listed.cursor.filter(|_| !listed.list_complete);
            if cursor.is_none() {
                break;
            }
        }
        Ok(deleted)
    }

    /// Whether there is a template of that name, built in or the partner's own.
    pub async fn knows_template(&self, name: &str) -> Result<bool> {
        match TemplateName::parse(name) {
            Some(own) => Ok(self.template(&own, None).await?.is_some()),
            None => Ok(name == AUTO || self.built_in(name).await?.is_some()),
        }
    }

    async fn put_text(&self, key: String, text: String, expires: u64, what: &str) -> Result<()> {
        self.bucket
            .put(key, text)
            .custom_metadata(expiring(expires))
            .execute()
            .await
            .map(|_| ())
            .map_err(|error| refused("R2", what, &error))
    }

    /// The first thousand objects with that beginning of their keys, with their metadata.
    async fn listed(&self, prefix: &str, what: &str) -> Result<Vec<Object>> {
        let list = self.bucket.list().prefix(prefix).limit(1_000);
        let listed = list.include(vec![Include::CustomMetadata]).execute().await;
        Ok(listed.map_err(|error| unread(what, &error))?.objects())
    }

    async fn get_text(&self, key: String, what: &str) -> Result<Option<Held>> {
        let object = self.bucket.get(key).execute().await.map_err(|error| unread(what, &error))?;
        let Some(object) = object.filter(is_live) else { return Ok(None) };
        let Some(body) = object.body() else { return Ok(None) };
        let text = body.text().await.map_err(|error| unread(what, &error))?;
        Ok(Some(Held { text, etag: object.etag(), written: object.uploaded().as_millis() }))
    }

    async fn delete(&self, keys: &[String]) -> Result<()> {
        self.bucket
            .delete_multiple(keys.iter().map(String::as_str).collect())
            .await
            .map_err(|error| StoreError::new("R2 did not delete what was stored", error))
    }
}

/// The text of a mark: the job, with something that no other mark has, because R2 makes an object's version
/// of its content.
fn marked(job: &Job) -> String {
    let mut text = job.to_json();
    if text.pop().is_some() {
        text.push_str(",\"mark\":\"");
        text.push_str(&runtime::hex(&runtime::random::<8>()));
        text.push_str("\"}");
    }
    text
}

/// Whether the records can be read.
pub async fn records_answer(env: &Env) -> bool {
    let Ok(records) = env.kv(RECORDS) else { return false };
    records.get("health").text().await.is_ok()
}

/// Whether the bucket of reports can be read.
pub async fn reports_answer(env: &Env) -> bool {
    answers(env, BUCKET).await
}

/// Whether the inbox can be read.
pub async fn inbox_answers(env: &Env) -> bool {
    answers(env, INBOX).await
}

async fn answers(env: &Env, bucket: &str) -> bool {
    let Ok(bucket) = env.bucket(bucket) else { return false };
    bucket.head("health").await.is_ok()
}

/// One page of everything in the bucket, for the daily round.
pub struct Sweep {
    /// How many objects were deleted because their time was over.
    pub deleted: usize,
    /// Where the next page begins.
    pub cursor: Option<String>,
}

/// Deletes what has expired on one page of the bucket.
///
/// # Errors
/// Where R2 does not list or does not delete.
pub async fn sweep(env: &Env, cursor: Option<String>) -> Result<Sweep> {
    let bucket = env.bucket(BUCKET).map_err(|error| StoreError::new("R2 is not bound", error))?;
    let mut list =
        bucket.list().prefix(keys::EVERYTHING).limit(500).include(vec![Include::CustomMetadata]);
    if let Some(cursor) = cursor {
        list = list.cursor(cursor);
    }
    let listed = list.execute().await.map_err(|error| unread("the bucket", &error))?;
    let objects = listed.objects();
    let expired: Vec<String> =
        objects.iter().filter(|object| !is_live(object)).map(Object::key).collect();
    if !expired.is_empty() {
        bucket
            .delete_multiple(expired.iter().map(String::as_str).collect())
            .await
            .map_err(|error| StoreError::new("R2 did not delete what has expired", error))?;
    }
    Ok(Sweep {
        deleted: expired.len(),
        cursor: if listed.truncated() { listed.cursor() } else { None },
    })
}

/// Where the last round came to; none where it came to the end.
pub async fn sweep_cursor(env: &Env) -> Option<String> {
    env.kv(RECORDS).ok()?.get(keys::SWEEP).text().await.ok().flatten()
}

/// Notes where this round came to.
///
/// # Errors
/// Where KV does not store it.
pub async fn put_sweep_cursor(env: &Env, cursor: Option<&str>) -> Result<()> {
    let unstored = |error: worker::Error| refused("KV", "how far the round came", &error);
    let records = env.kv(RECORDS).map_err(unstored)?;
    let done = match cursor {
        None => records.delete(keys::SWEEP).await,
        Some(cursor) => match records.put(keys::SWEEP, cursor) {
            Ok(put) => put.execute().await,
            Err(error) => Err(error),
        },
    };
    done.map_err(|error| unstored(error.into()))
}

/// Whoever has something in the bucket.
///
/// # Errors
/// Where R2 does not list.
pub async fn partners(env: &Env) -> Result<Vec<Partner>> {
    let bucket = env.bucket(BUCKET).map_err(|error| StoreError::new("R2 is not bound", error))?;
    let mut partners = Vec::new();
    let mut cursor = None;
    loop {
        let mut list = bucket.list().prefix(keys::EVERYTHING).delimiter("/");
        if let Some(cursor) = cursor {
            list = list.cursor(cursor);
        }
        let listed = list.execute().await.map_err(|error| unread("the partners", &error))?;
        let prefixes = listed.delimited_prefixes();
        let names = prefixes.iter().filter_map(|prefix| keys::partner_of(prefix));
        partners.extend(names);
        cursor = listed.cursor().filter(|_| listed.truncated());
        if cursor.is_none() {
            return Ok(partners);
        }
    }
}

/// The digest of the idempotency key that a job holds.
fn claim_of(job: &Object) -> Option<String> {
    job.custom_metadata().ok()?.remove(CLAIM)
}

/// Whether an object has not expired.
fn is_live(object: &Object) -> bool {
    let expires = object
        .custom_metadata()
        .ok()
        .and_then(|mut metadata| metadata.remove(EXPIRES))
        .and_then(|expires| expires.parse::<u64>().ok());
    expires.is_none_or(|expires| expires > runtime::now())
}

fn expiring(expires: u64) -> HashMap<String, String> {
    HashMap::from([(EXPIRES.to_owned(), expires.to_string())])
}

fn json() -> HttpMetadata {
    HttpMetadata { content_type: Some("application/json".to_owned()), ..HttpMetadata::default() }
}

fn refused(store: &str, what: &str, error: &worker::Error) -> StoreError {
    StoreError::new(&format!("{store} did not store {what}"), error)
}

fn refused_record(error: KvError) -> StoreError {
    refused("KV", "the job's record", &error.into())
}

fn unread(what: &str, error: &worker::Error) -> StoreError {
    StoreError::new(&format!("{what} could not be read"), error)
}
