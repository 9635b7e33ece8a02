//! The report of a job in its forms, and the views of it.

use std::collections::BTreeSet;

use rollcall_engine::report::FileFacts;
use rollcall_engine::report::views::{Filter, View};
use wasm_bindgen::JsValue;
use worker::js_sys::Uint8Array;
use worker::wasm_bindgen_futures::JsFuture;
use worker::web_sys::{ReadableStream, WritableStream};
use worker::{Context, Object, Response, ResponseBody, console_error, console_log};

use super::jobs::{not_found, parse};
use super::problem::{Kind, Problem};
use super::process::busy;
use super::route::FilteredView;
use super::{Answer, broken, download, negotiation, with_header};
use crate::jobs::id::JobId;
use crate::jobs::run::unavailable;
use crate::jobs::{Job, Status, lookup};
use crate::process::directory::Directory;
use crate::process::processing::applied;
use crate::runtime;
use crate::store::{Artefact, Store};
use crate::upload::body::Body;

/// What the page may do: nothing but show itself. It has no scripts, and its styles are its own.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                           base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// How much of a view is gathered before it is sent on.
const SEND_BYTES: usize = 64 << 10;

/// `GET /v1/jobs/{id}/report`
pub async fn negotiated(id: &str, accept: Option<&str>, head: bool, store: &Store) -> Answer {
    let Some(artefact) = negotiation::choose(accept) else {
        return Err(Problem::new(
            Kind::NotAcceptable,
            "The report does not exist in a form that `Accept` names; ask for one of `allowed`.",
        )
        .allowing(["application/json", "text/csv", "application/x-ndjson", "text/html"]));
    };
    with_header(stored(id, artefact, head, store).await?, "vary", "accept")
}

/// `GET /v1/jobs/{id}/report.json` and the others that are stored: R2's stream is handed to the
/// response, and no byte of it passes through here.
pub async fn stored(id: &str, artefact: Artefact, head: bool, store: &Store) -> Answer {
    let id = parse(id)?;
    // What became of the rows says more than what was found in them.
    let mut found = None;
    if artefact == Artefact::ReportCsv {
        let processed = store.artefact(&id, Artefact::Processed, head).await;
        found = processed.map_err(|error| unavailable(&error))?;
    }
    if found.is_none() {
        found = store.artefact(&id, artefact, head).await.map_err(|error| unavailable(&error))?;
    }
    let Some(object) = found else { return Err(no_report(&id, store).await) };
    let mut response = match object.body() {
        Some(body) => {
            let body = body.response_body().map_err(|error| broken(&error))?;
            Response::from_body(body).map_err(|error| broken(&error))?
        }
        None => Response::builder().empty(),
    };
    response = with_header(response, "content-type", artefact.content_type())?;
    response = with_header(response, "etag", &object.http_etag())?;
    response = with_header(response, "content-length", &object.size().to_string())?;
    if let Some(disposition) = object.http_metadata().content_disposition {
        response = with_header(response, "content-disposition", &disposition)?;
    }
    if artefact == Artefact::ReportHtml {
        response = with_header(response, "content-security-policy", PAGE_POLICY)?;
    }
    Ok(response)
}

/// `GET /v1/jobs/{id}/errors.csv` and `clean.csv`: the stored report, filtered while it streams out.
pub async fn filtered(
    id: &str,
    view: FilteredView,
    head: bool,
    context: &Context,
    store: &Store,
) -> Answer {
    let id = parse(id)?;
    let job = completed(&id, store).await?;
    let (rows, suffix) = match view {
        // Of a file that was applied, what may be sent again is what was not.
        FilteredView::Errors if !job.process.is_null() => {
            let directory = Directory::open(store.env(), store.partner());
            let directory = directory.map_err(|fault| busy(&fault))?;
            let applied = applied(&directory, id.as_str()).await.map_err(|fault| busy(&fault))?;
            (Shown::Without(applied), "errors.csv")
        }
        FilteredView::Errors => (Shown::Of(View::Errors), "errors.csv"),
        FilteredView::Clean => (Shown::Of(View::Clean), "clean.csv"),
    };
    shown_by(id, job, rows, suffix.to_owned(), head, context, store).await
}

/// The rows of a report that are shown.
enum Shown {
    /// Those of a view.
    Of(View),
    /// Those of the file that are not among these.
    Without(BTreeSet<u64>),
}

/// `GET /v1/jobs/{id}/parts/{n}.csv`: some of the file's rows, as many as the vendor takes at once.
pub async fn part(id: &str, part: &str, head: bool, context: &Context, store: &Store) -> Answer {
    let id = parse(id)?;
    let job = completed(&id, store).await?;
    let count = job.parts.map_or(0, |parts| parts.count);
    let number = part.strip_suffix(".csv").and_then(|number| number.parse::<u64>().ok());
    let (Some(number), Some(parts)) =
        (number.filter(|number| (1..=count).contains(number)), job.parts)
    else {
        let detail = if count == 0 {
            "The file has no more rows than are taken at once, so it has no parts; send it as it is."
                .to_owned()
        } else {
            format!("The file has {count} parts: 1.csv to {count}.csv.")
        };
        return Err(Problem::new(Kind::PartNotFound, detail));
    };
    let suffix = format!("part-{number}-of-{count}.csv");
    let rows = Shown::Of(View::part(number, parts.rows));
    shown_by(id, job, rows, suffix, head, context, store).await
}

/// A job that has a report.
async fn completed(id: &JobId, store: &Store) -> Result<Job, Problem> {
    let job = store.job(id).await.map_err(|error| unavailable(&error))?;
    let job = job.and_then(|held| Job::from_json(&held.text));
    match job.filter(|job| job.status == Status::Completed) {
        Some(job) => Ok(job),
        None => Err(no_report(id, store).await),
    }
}

/// A view of a job's report.
async fn shown_by(
    id: JobId,
    job: Job,
    rows: Shown,
    suffix: String,
    head: bool,
    context: &Context,
    store: &Store,
) -> Answer {
    let found = store.artefact(&id, Artefact::ReportCsv, head).await;
    let Some(object) = found.map_err(|error| unavailable(&error))? else {
        return Err(no_report(&id, store).await);
    };
    let name = job.file_name();
    let facts: FileFacts = serde_json::from_value(job.file.into()).map_err(|error| {
        console_error!("Job {id} does not say how its file was read: {error}.");
        not_found()
    })?;
    let disposition = download::attachment(name.as_deref(), &suffix);
    let response = match source(&object).map_err(|error| broken(&error))? {
        None => Response::builder().empty(),
        Some(source) => {
            let (readable, writable) = runtime::pipe().map_err(|error| broken(&error.into()))?;
            let filter = match rows {
                Shown::Of(view) => Filter::new(view, &facts),
                Shown::Without(rows) => Filter::rest(rows, &facts),
            };
            context.wait_until(async move {
                if let Err(error) = pump(&source, filter, &writable).await {
                    // The client went away, most likely; for others the stream ends in an error.
                    console_log!("{suffix} of job {id} broke off: {}.", runtime::message(&error));
                    let _ = JsFuture::from(writable.abort()).await;
                }
            });
            Response::from_body(ResponseBody::Stream(readable)).map_err(|error| broken(&error))?
        }
    };
    let response = with_header(response, "content-type", Artefact::ReportCsv.content_type())?;
    with_header(response, "content-disposition", &disposition)
}

/// The stream of an object; `None` where only its head was asked for.
fn source(object: &Object) -> worker::Result<Option<ReadableStream>> {
    let Some(body) = object.body() else { return Ok(None) };
    Ok(match body.response_body()? {
        ResponseBody::Stream(stream) => Some(stream),
        _ => None,
    })
}

/// Reads, filters, writes, at the pace of whoever reads.
async fn pump(
    source: &ReadableStream,
    mut filter: Filter,
    sink: &WritableStream,
) -> Result<(), JsValue> {
    let mut body = Body::new(Some(source))?;
    let writer = sink.get_writer()?;
    let mut out = Vec::new();
    let result = async {
        loop {
            let bytes = body.read(false).await?;
            if bytes.is_empty() {
                break;
            }
            filter.push(bytes, &mut out);
            if out.len() >= SEND_BYTES {
                JsFuture::from(writer.write_with_chunk(&Uint8Array::from(out.as_slice()))).await?;
                out.clear();
            }
        }
        filter.finish(&mut out);
        if !out.is_empty() {
            JsFuture::from(writer.write_with_chunk(&Uint8Array::from(out.as_slice()))).await?;
        }
        JsFuture::from(writer.close()).await.map(|_| ())
    }
    .await;
    if result.is_err() {
        writer.release_lock();
        body.stop().await;
    }
    result
}

/// Why there is no report.
async fn no_report(id: &JobId, store: &Store) -> Problem {
    let job = match lookup::find(store, id).await {
        Ok(job) => job.as_deref().and_then(Job::from_json),
        Err(error) => return unavailable(&error),
    };
    match job {
        Some(Job { status: Status::Running | Status::Queued, .. }) => Problem::new(
            Kind::JobRunning,
            "The file is still being checked; ask again in a moment.",
        )
        .with_header("retry-after", "5"),
        Some(Job { status: Status::Failed, failure: Some(failure), .. }) => {
            Problem::new(Kind::JobFailed, failure.detail)
        }
        _ => not_found(),
    }
}
