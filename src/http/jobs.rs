//! `/v1/jobs` and `/v1/jobs/{id}`.

use futures_channel::oneshot;
use serde_json::{Value, json};
use worker::{Context, Env, Request, Response};

use super::problem::{Kind, Problem};
use super::{Answer, Query, header, json, with_header};
use crate::jobs::id::JobId;
use crate::jobs::run::{Submission, submit, unavailable};
use crate::jobs::{Job, Status, discarded, listed, lookup};
use crate::partners::Partner;
use crate::store::Store;
use crate::upload::Limits;

/// How many jobs a page of the list holds: without `limit`, and at most.
const PAGE_DEFAULT: u64 = 20;
const PAGE_LONGEST: u64 = 100;

/// The variables that change the limits of an upload.
const MAX_BODY_BYTES: &str = "MAX_BODY_BYTES";
const MAX_INFLATED_BYTES: &str = "MAX_INFLATED_BYTES";

/// `POST /v1/jobs`
pub async fn create(
    request: Request,
    mut query: Query,
    env: &Env,
    context: &Context,
    partner: Partner,
) -> Answer {
    let store = super::store(env, partner)?;
    let limits = limits(env);
    let discarded = discarded::wanted(&mut query, env);
    let submission = Submission {
        stream: request.inner().body(),
        content_type: header(&request, "content-type"),
        content_length: header(&request, "content-length").and_then(|length| length.parse().ok()),
        content_encoding: header(&request, "content-encoding"),
        accept_language: header(&request, "accept-language"),
        idempotency_key: header(&request, "idempotency-key"),
        query,
        discarded,
    };
    // The job runs on, to its end, when the client does not wait for it.
    let (done, result) = oneshot::channel();
    context.wait_until(async move {
        let _ = done.send(Box::pin(submit(&store, &limits, submission)).await);
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
        for (id, held) in store.all_running().await.map_err(|error| unavailable(&error))? {
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
    match lookup::find(store, &id).await.map_err(|error| unavailable(&error))? {
        Some(job) => json(200, job),
        None => Err(not_found()),
    }
}

/// `DELETE /v1/jobs/{id}`
pub async fn delete(id: &str, store: &Store) -> Answer {
    let id = parse(id)?;
    let found = lookup::find(store, &id).await.map_err(|error| unavailable(&error))?;
    let Some(job) = found.as_deref().and_then(Job::from_json) else { return Err(not_found()) };
    if job.status == Status::Running {
        return Err(Problem::new(
            Kind::JobRunning,
            "The file is still arriving; delete the job when it is done.",
        )
        .with_header("retry-after", "5"));
    }
    store.delete_job(&id).await.map_err(|error| unavailable(&error))?;
    store.unmark_running(&id).await.map_err(|error| unavailable(&error))?;
    Ok(Response::builder().with_status(204).empty())
}

/// The id in a path.
pub fn parse(id: &str) -> Result<JobId, Problem> {
    JobId::parse(id).ok_or_else(not_found)
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

fn page_length(text: &str) -> Result<u64, Problem> {
    text.parse().ok().filter(|length| (1..=PAGE_LONGEST).contains(length)).ok_or_else(|| {
        Problem::new(
            Kind::ParameterInvalid,
            format!("The limit is a whole number from 1 to {PAGE_LONGEST}."),
        )
        .of_option("limit")
    })
}

fn limits(env: &Env) -> Limits {
    let number = |name| env.var(name).ok().and_then(|value| value.to_string().parse().ok());
    let default = Limits::default();
    Limits {
        body: number(MAX_BODY_BYTES).unwrap_or(default.body),
        inflated: number(MAX_INFLATED_BYTES).unwrap_or(default.inflated),
    }
}
