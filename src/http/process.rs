//! `/v1/jobs/{id}/plan` and `/v1/jobs/{id}/process`: what applying a file would do, doing it, and stopping.

use rollcall_engine::language::Language;
use rollcall_engine::templates::empty_file::filled_file;
use rollcall_processing::{Meaning, export};
use serde::Deserialize;
use serde_json::{Value, json};
use worker::{Env, Request};

use super::jobs::{self, parse};
use super::problem::{Kind, Problem};
use super::{Answer, Query, cors, document, json, page_length, with_header};
use crate::jobs::run::unavailable;
use crate::process::applicable::Applicable;
use crate::process::database::Fault;
use crate::process::directory::{Directory, Wanted as Of};
use crate::process::plan::{Only, Wanted, plan};
use crate::process::processing::{Processing, begin_reverting, change, state};
use crate::process::users::Users;
use crate::process::{Trouble, apply, begin, revert};
use crate::store::Store;

/// How many users are read at once for an export, and how many there may be.
const USERS_AT_ONCE: u64 = 1_000;
const USERS_MOST: usize = 20_000;
/// How many rows a page of a plan holds without `limit`.
const PAGE_DEFAULT: u64 = 50;
/// The longest wish to have a file applied, in bytes.
const LONGEST: usize = 4 << 10;

/// `GET /v1/jobs/{id}/plan`
pub async fn show_plan(id: &str, query: Query, store: &Store, users: &Users) -> Answer {
    let mut wanted =
        Wanted { after: 0, most: PAGE_DEFAULT as usize, changes_only: false, only: None };
    for (name, value) in query {
        match name.as_str() {
            "limit" => wanted.most = page_length(&value)? as usize,
            "cursor" => {
                wanted.after = value.parse().map_err(|_| {
                    Problem::new(
                        Kind::ParameterInvalid,
                        "The cursor is not one that a page of the plan named as its `next_cursor`; begin \
                         without one.",
                    )
                    .of_option("cursor")
                })?;
            }
            "changes" => wanted.changes_only = value == "1",
            "only" => {
                wanted.only = Some(Only::parse(&value).ok_or_else(|| {
                    let detail = format!(
                        "The parameter `only` is one of the counts: {}.",
                        Only::NAMES.join(", ")
                    );
                    let problem = Problem::new(Kind::ParameterInvalid, detail).of_option("only");
                    problem.allowing(Only::NAMES)
                })?);
            }
            _ => {}
        }
    }
    let applicable = Applicable::find(store, parse(id)?).await?;
    let planned = plan(&applicable, store, users, wanted).await.map_err(refuse)?;
    let last = planned.rows.last().and_then(|row| row.get("row")).and_then(Value::as_u64);
    let next = last.filter(|_| planned.rows.len() == wanted.most).map(|row| row.to_string());
    let not_expressible: Vec<Value> = planned
        .not_expressible
        .iter()
        .map(|(field, rows)| json!({"field": field, "rows": rows}))
        .collect();
    let shown = json!({
        "meaning": applicable.meaning,
        "counts": planned.summary,
        "blocked": planned.blocked,
        "needs_confirmation": applicable.meaning.needs_confirmation(),
        "fingerprint": planned.fingerprint,
        "not_expressible": not_expressible,
        "rows": planned.rows,
        "next_cursor": next,
    });
    json(200, shown.to_string())
}

/// What is to be done.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// The fingerprint of the plan that was seen.
    #[serde(default)]
    confirm: Option<String>,
}

/// `POST /v1/jobs/{id}/process`
pub async fn begin(id: &str, request: &Request, env: &Env, store: &Store, users: &Users) -> Answer {
    let directory = &users.directory;
    let id = parse(id)?;
    let wish: Wish = document::read(request, "The wish to have it applied", LONGEST).await?;
    let found = Processing::find(directory, id.as_str()).await.map_err(|fault| busy(&fault))?;
    if let Some(processing) = found {
        // A second click. Where it waits, its letter may have been lost.
        if processing.state == state::QUEUED {
            let sent = apply::send(env, store.partner(), id.as_str()).await;
            sent.map_err(|error| unavailable(&error))?;
        }
        return answer(store, &id, &processing).await;
    }
    let applicable = Applicable::find(store, id.clone()).await?;
    if applicable.meaning.needs_confirmation() || wish.confirm.is_some() {
        let nothing = Wanted { after: u64::MAX, most: 0, changes_only: false, only: None };
        let planned = plan(&applicable, store, users, nothing).await.map_err(refuse)?;
        if wish.confirm.as_deref() != Some(planned.fingerprint.as_str()) {
            return Err(Problem::new(
                Kind::ConfirmationNeeded,
                "What this file would do has to be seen and confirmed first, or is no longer what was seen; \
                 GET the plan, and send its `fingerprint` as `confirm`.",
            ));
        }
    }
    let base = cors::self_of(request);
    let begun = begin::begin(env, store, directory, &applicable, &base).await;
    answer(store, &id, &begun.map_err(refuse)?).await
}

/// `POST /v1/jobs/{id}/process/cancel`
pub async fn cancel(id: &str, env: &Env, store: &Store, directory: &Directory) -> Answer {
    let id = parse(id)?;
    // The job first, so that nobody else's is said to be something else than not there.
    jobs::find(&id, store).await?;
    let stop =
        change(directory, id.as_str(), &[state::QUEUED, state::RUNNING], state::CANCELLED, None);
    directory.run(&[stop]).await.map_err(|fault| busy(&fault))?;
    let found = Processing::find(directory, id.as_str()).await.map_err(|fault| busy(&fault))?;
    match found {
        Some(processing) if processing.state == state::CANCELLED => {
            // Whoever reads it says in the report what was done and what was not, and tells of it.
            let sent = apply::send(env, store.partner(), id.as_str()).await;
            sent.map_err(|error| unavailable(&error))?;
            answer(store, &id, &processing).await
        }
        _ => Err(Problem::new(
            Kind::ProcessNotRunning,
            "This file is not being applied, so there is nothing to stop.",
        )),
    }
}

/// `GET /v1/jobs/{id}/revert`: whether what applying a file did can be taken back, and what is in the way.
pub async fn may_be_taken_back(id: &str, store: &Store, users: &Users) -> Answer {
    let id = parse(id)?;
    let processing = processed(&id, store, &users.directory).await?;
    let obstacles = obstacles(&id, users).await?;
    let named: Vec<Value> = obstacles
        .iter()
        .map(|obstacle| json!({"row": obstacle.row, "subject": obstacle.subject}))
        .collect();
    let possible = named.is_empty() && processing.is_over() && processing.state != state::REVERTED;
    json(200, json!({"possible": possible, "obstacles": named}).to_string())
}

/// `POST /v1/jobs/{id}/revert`
pub async fn take_back(id: &str, env: &Env, store: &Store, users: &Users) -> Answer {
    let directory = &users.directory;
    let id = parse(id)?;
    let mut processing = processed(&id, store, directory).await?;
    if !matches!(processing.state.as_str(), state::REVERTING | state::REVERTED) {
        if !processing.is_over() {
            return Err(Problem::new(
                Kind::JobRunning,
                "The file is still being applied; take it back when that is done, or stop it first.",
            )
            .with_header("retry-after", "5"));
        }
        let obstacles = obstacles(&id, users).await?;
        if let Some(first) = obstacles.first() {
            return Err(Problem::new(
                Kind::ChangedSince,
                format!(
                    "{} was changed since this file was applied (row {}){}; GET the same address names them. \
                     Nothing was taken back.",
                    first.subject,
                    first.row,
                    if obstacles.len() > 1 { ", and others were" } else { "" }
                ),
            ));
        }
        let begin = begin_reverting(directory, id.as_str());
        directory.run(&[begin]).await.map_err(|fault| busy(&fault))?;
        processing = processed(&id, store, directory).await?;
        let noted = store.note_process(&id, processing.shown(), Vec::new()).await;
        noted.map_err(|error| unavailable(&error))?;
    }
    if processing.state == state::REVERTING {
        // Also where somebody asks again: perhaps the first letter was not written.
        let sent = revert::send(env, store.partner(), id.as_str()).await;
        sent.map_err(|error| unavailable(&error))?;
    }
    answer(store, &id, &processing).await
}

/// What keeps a job from being taken back.
async fn obstacles(
    id: &crate::jobs::id::JobId,
    users: &Users,
) -> Result<Vec<revert::Obstacle>, Problem> {
    let (directory, job) = (&users.directory, id.as_str());
    if let Some(service) = users.service() {
        return revert::obstacles_elsewhere(service, directory, job).await.map_err(refuse);
    }
    let found = revert::obstacles(directory, job).await;
    found.map_err(|fault| busy(&fault))
}

/// The processing of a job that was applied.
async fn processed(
    id: &crate::jobs::id::JobId,
    store: &Store,
    directory: &Directory,
) -> Result<Processing, Problem> {
    let found = Processing::find(directory, id.as_str()).await.map_err(|fault| busy(&fault))?;
    if let Some(processing) = found {
        return Ok(processing);
    }
    jobs::find(id, store).await?;
    Err(Problem::new(
        Kind::NotProcessed,
        "This file has not been applied, so there is nothing to take back.",
    ))
}

/// `GET /v1/templates/{name}/export.csv`: the directory as the vendor would have it, ready to be changed and
/// sent back.
pub async fn export_csv(
    name: &str,
    accept_language: Option<&str>,
    store: &Store,
    from: &Users,
) -> Answer {
    let chosen = super::templates::find(name, None, store).await?;
    let template: Value = serde_json::from_str(&chosen.text).unwrap_or_default();
    let meaning = Meaning::of_template(&template).ok_or_else(|| {
        Problem::new(
            Kind::ModeNotAvailable,
            "What the rows of this template mean for a directory it does not say, so there is nothing to \
             export in its format.",
        )
    })?;
    let mut users = Vec::new();
    let mut wanted = Of { limit: USERS_AT_ONCE, ..Of::default() };
    loop {
        let (page, next) = from.page(&wanted).await.map_err(refuse)?;
        for held in &page {
            users.push(held.user().map_err(|fault| busy(&fault))?);
        }
        if users.len() > USERS_MOST {
            return Err(Problem::new(
                Kind::DirectoryTooLarge,
                format!(
                    "More than {USERS_MOST} users are not exported at once; GET /v1/users has them all."
                ),
            ));
        }
        let Some(next) = next else { break };
        wanted.after = Some(next);
    }
    let schema = chosen.schema().map_err(crate::upload::options::schema_problem)?;
    let language = accept_language.map_or(Language::En, Language::from_accept_language);
    let (labels, rows) = export::rows(meaning, &users);
    let file = filled_file(&schema, &labels, &rows, language);
    let file = String::from_utf8_lossy(&file).into_owned();
    let response = super::response(200, "text/csv; charset=utf-8; header=present", file)?;
    let disposition = super::download::attachment(Some(&format!("{name}.csv")), "export.csv");
    with_header(response, "content-disposition", &disposition)
}

async fn answer(store: &Store, id: &crate::jobs::id::JobId, processing: &Processing) -> Answer {
    let mut job = jobs::find(id, store).await?;
    job.process = processing.shown();
    with_header(json(202, job.to_json())?, "location", &format!("/v1/jobs/{id}"))
}

/// That storage or the directory does not answer, here or elsewhere.
pub fn refuse(trouble: Trouble) -> Problem {
    match trouble {
        Trouble::Storage(error) => unavailable(&error),
        Trouble::Directory(fault) => busy(&fault),
        Trouble::Service(outage) => super::users::out_of_reach(&outage),
    }
}

/// That the directory does not answer.
pub fn busy(fault: &Fault) -> Problem {
    super::users::unavailable(fault)
}
