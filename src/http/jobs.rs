//! `/v1/jobs` and `/v1/jobs/{id}`.

use futures_channel::oneshot;
use serde_json::{Value, json};
use worker::{Context, Env, Request, Response, console_warn};

use super::problem::{Kind, Problem};
use super::process::busy;
use super::{Answer, Query, cors, header, json, page_length, with_header};
use crate::hooks::delivery;
use crate::jobs::account::{Account, Source};
use crate::jobs::id::JobId;
use crate::jobs::run::{Submission, submit, unavailable};
use crate::jobs::{Job, Status, discarded, listed, lookup};
use crate::partners::ledger::{Ledger, Verdict, seconds_to_midnight};
use crate::partners::{Caller, Grant, record};
use crate::process::directory::Directory;
use crate::process::processing::Processing;
use crate::process::scim::settle;
use crate::runtime;
use crate::store::{Store, StoreError};
use crate::upload::Limits;

/// How many jobs a page of the list holds without `limit`.
const PAGE_DEFAULT: u64 = 20;

/// The variables that change the limits of an upload.
const MAX_BODY_BYTES: &str = "MAX_BODY_BYTES";
const MAX_INFLATED_BYTES: &str = "MAX_INFLATED_BYTES";

/// `POST /v1/jobs`
pub async fn create(
    request: Request,
    mut query: Query,
    env: &Env,
    context: &Context,
    caller: Caller,
    store: Store,
) -> Answer {
    let token_size = match &caller.grant {
        Grant::Upload(claims) => claims.size,
        Grant::Everything => None,
    };
    let limits = limits(env, &caller.record.limits, token_size);
    let discarded = discarded::wanted(&mut query, env);
    let content_length: Option<u64> =
        header(&request, "content-length").and_then(|length| length.parse().ok());
    let upload = Upload::begin(env, &caller, content_length, &limits).await?;
    let submission = Submission {
        stream: request.inner().body(),
        content_type: header(&request, "content-type"),
        content_length,
        content_encoding: header(&request, "content-encoding"),
        accept_language: header(&request, "accept-language"),
        idempotency_key: header(&request, "idempotency-key"),
        query,
        grant: caller.grant,
        discarded,
    };
    let account = Account {
        env: env.clone(),
        store,
        record: caller.record,
        source: Source::Upload,
        base: cors::self_of(&request),
        callback: None,
    };
    // The job runs on, to its end, when the client does not wait for it.
    let (done, result) = oneshot::channel();
    context.wait_until(async move {
        let created = Box::pin(submit(&account, &limits, submission)).await;
        upload.end(created.as_ref().map_or(0, |created| created.bytes)).await;
        let _ = done.send(created);
    });
    let created = result.await.map_err(|_| {
        Problem::new(Kind::StorageUnavailable, "The upload was interrupted; send it again.")
    })??;
    if discarded {
        return json(200, created.job.to_json());
    }
    let location = format!("/v1/jobs/{}", created.job.id);
    let response = with_header(json(201, created.job.to_json())?, "location", &location)?;
    if created.replayed {
        return with_header(response, "idempotency-replayed", "true");
    }
    Ok(response)
}

/// An upload, as the partner's ledger counts it.
struct Upload {
    ledger: Ledger,
    name: String,
}

impl Upload {
    /// Begins one, if the partner may send it now.
    async fn begin(
        env: &Env,
        caller: &Caller,
        content_length: Option<u64>,
        limits: &Limits,
    ) -> Result<Self, Problem> {
        let unavailable = |error: worker::Error| unavailable(&StoreError::of("the ledger", &error));
        let ledger = Ledger::of(env, &caller.partner).map_err(unavailable)?;
        let name = runtime::hex(&runtime::random::<8>());
        let bytes = content_length.unwrap_or(limits.body);
        let allowed = &caller.record.limits;
        match ledger.begin(&name, bytes, allowed).await.map_err(unavailable)? {
            Verdict::Admitted => Ok(Self { ledger, name }),
            Verdict::TooMany => Err(Problem::new(
                Kind::TooManyUploads,
                format!(
                    "{} uploads are going on, which is as many as one partner may send at once; send \
                     this one when one of them is done.",
                    allowed.uploads_at_once()
                ),
            )
            .with_header("retry-after", "5")),
            Verdict::UsedUp => Err(Problem::new(
                Kind::BytesUsedUp,
                format!(
                    "With this upload the partner would have sent more than {} bytes today, by UTC; send \
                     it tomorrow, or have the limit raised.",
                    allowed.bytes_a_day()
                ),
            )
            .with_header("retry-after", seconds_to_midnight().to_string())),
        }
    }

    /// It has ended, after so many bytes. Where the ledger does not hear of it, it counts as going on for
    /// a quarter of an hour.
    async fn end(self, bytes: u64) {
        if let Err(error) = self.ledger.end(&self.name, bytes).await {
            console_warn!("The ledger did not hear that an upload has ended: {error}.");
        }
    }
}

/// `GET /v1/jobs`
pub async fn list(query: Query, store: &Store) -> Answer {
    let mut limit = PAGE_DEFAULT;
    let mut cursor = None;
    for (name, value) in query {
        match name.as_str() {
            "limit" => limit = page_length(&value)?,
            "cursor" if !is_cursor(&value) => return Err(unknown_cursor()),
            "cursor" => cursor = Some(value),
            _ => {}
        }
    }
    let first = cursor.is_none();
    let page = store.records(limit, cursor).await.map_err(|error| {
        // KV does not say whether it failed or the cursor was none of its own.
        if first { unavailable(&error) } else { unknown_cursor() }
    })?;
    let mut jobs: Vec<Value> = Vec::new();
    if first {
        for (id, held) in
            store.all_running(limit as usize).await.map_err(|error| unavailable(&error))?
        {
            // One that is done but still marked is among the records.
            if page.jobs.iter().any(|(listed, _)| *listed == id) {
                continue;
            }
            if let Some(job) = lookup::as_it_stands(&held) {
                jobs.push(listed(&id, job.summary()));
            }
        }
    }
    jobs.extend(page.jobs.into_iter().map(|(id, summary)| listed(&id, summary)));
    json(200, json!({"jobs": jobs, "next_cursor": page.cursor}).to_string())
}

/// `GET /v1/jobs/{id}`
pub async fn show(id: &str, store: &Store) -> Answer {
    let id = parse(id)?;
    let found = lookup::find(store, &id).await.map_err(|error| unavailable(&error))?;
    let found = found.ok_or_else(not_found)?;
    // Most jobs are told to nobody and not applied, and come as they are stored.
    let moves = |job: &Job| job.deliveries != json!([]) || !job.process.is_null();
    let Some(mut job) = Job::from_json(&found).filter(moves) else {
        return json(200, found);
    };
    if !job.process.is_null()
        && let (_, Some(processing)) = processing_of(&id, store).await?
    {
        job.process = processing.shown();
    }
    let shown = delivery::with_outcomes(store, &id, &job).await;
    job.deliveries = shown.map_err(|error| unavailable(&error))?;
    json(200, job.to_json())
}

/// `DELETE /v1/jobs/{id}`
pub async fn delete(id: &str, store: &Store) -> Answer {
    let id = parse(id)?;
    let job = find(&id, store).await?;
    if matches!(job.status, Status::Running | Status::Queued) {
        return Err(Problem::new(
            Kind::JobRunning,
            "The file is still arriving; delete the job when it is done.",
        )
        .with_header("retry-after", "5"));
    }
    if !job.process.is_null() {
        let (directory, processing) = processing_of(&id, store).await?;
        let begun = settle::any_begun(&directory, id.as_str()).await;
        let begun = begun.map_err(|fault| busy(&fault))?.is_some();
        if begun || processing.is_some_and(|found| !found.is_over()) {
            return Err(Problem::new(
                Kind::JobRunning,
                "The file is being applied; stop that with POST …/process/cancel, or delete the job when it \
                 is done.",
            )
            .with_header("retry-after", "5"));
        }
        directory.forget_job(id.as_str()).await.map_err(|fault| busy(&fault))?;
    }
    // One that died has its uploads open.
    store.abort_uploads(&id).await.map_err(|error| unavailable(&error))?;
    store.delete_job(&id).await.map_err(|error| unavailable(&error))?;
    store.unmark_running(&id).await.map_err(|error| unavailable(&error))?;
    Ok(Response::builder().with_status(204).empty())
}

/// The id in a path.
pub fn parse(id: &str) -> Result<JobId, Problem> {
    JobId::parse(id).ok_or_else(not_found)
}

/// The job of that id, wherever its life has brought it.
///
/// # Errors
/// Where there is none, or storage does not answer.
pub async fn find(id: &JobId, store: &Store) -> Result<Job, Problem> {
    let found = lookup::find(store, id).await.map_err(|error| unavailable(&error))?;
    found.as_deref().and_then(Job::from_json).ok_or_else(not_found)
}

/// The directory that a job was applied to, and how far that has come.
pub async fn processing_of(
    id: &JobId,
    store: &Store,
) -> Result<(Directory, Option<Processing>), Problem> {
    let directory = Directory::open(store.env(), store.partner());
    let directory = directory.map_err(|fault| busy(&fault))?;
    let processing = Processing::find(&directory, id.as_str()).await;
    Ok((directory, processing.map_err(|fault| busy(&fault))?))
}

/// That there is no such job. The same for jobs of other partners.
pub fn not_found() -> Problem {
    Problem::new(
        Kind::JobNotFound,
        "There is no job with this id; it may have expired, or have been deleted. GET /v1/jobs lists \
         those there are.",
    )
}

/// Whether it may be a cursor of KV's, of which no more is known than its characters.
fn is_cursor(text: &str) -> bool {
    (1..=1024).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_.:".contains(&byte))
}

fn unknown_cursor() -> Problem {
    Problem::new(
        Kind::ParameterInvalid,
        "The cursor is not one that a page of the list named as its `next_cursor`; begin without one.",
    )
    .of_option("cursor")
}

/// How much is taken of an upload: what the deployment takes, the partner may send, and the token is
/// good for.
pub fn limits(env: &Env, partner: &record::Limits, token_size: Option<u64>) -> Limits {
    let number = |name| env.var(name).ok().and_then(|value| value.to_string().parse().ok());
    let default = Limits::default();
    let body = partner.body_bytes.or_else(|| number(MAX_BODY_BYTES)).unwrap_or(default.body);
    let inflated =
        partner.inflated_bytes.or_else(|| number(MAX_INFLATED_BYTES)).unwrap_or(default.inflated);
    let token = token_size.unwrap_or(u64::MAX);
    Limits { body: body.min(token), inflated: inflated.min(token) }
}
