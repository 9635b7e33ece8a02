//! What partners are told about their jobs: written down when a job ends, sent from a queue.
//!
//! # How it works
//! A message is stored beside the job's report before the job is said to have ended, and the mark that
//! the job is running goes only when the messages are in the queue. Whatever dies in between, the cron
//! finds the mark and sends them; a message may so be sent twice, and never not at all. Its id is made
//! of the job's and the webhook's, so that a receiver can tell.
//!
//! A letter in the queue says which message is to be sent and which attempt it is. First attempts have a
//! queue of their own, so that they are not behind those of receivers that fail. A receiver that takes
//! long is waited for beside the queue: the letters behind go on after a few seconds, and the next ones of
//! that partner at once. Letters that arrive twice do nothing the second time, because the attempt
//! that they are for has been made.
//!
//! What came of it stands under a key of its own; see [`crate::store::Outcome`].

use std::cell::RefCell;

use futures_channel::oneshot;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use worker::{Context, Env, Headers, Method, Request, RequestInit, RequestRedirect, console_error};

use super::address::{self, Address, Rules, Unresolved};
use super::signature;
use crate::jobs::account::Account;
use crate::jobs::id::JobId;
use crate::jobs::{Job, Status, rfc3339};
use crate::partners::record::live;
use crate::partners::{self, Partner};
use crate::process::processing::Processing;
use crate::queues::{self, Verdict};
use crate::runtime::{self, Unanswered};
use crate::store::{Attempt, Message, Outcome, Standing, Store, StoreError};

/// For how long a receiver has time to answer.
const PATIENCE_MILLIS: u64 = 15 * 1000;
/// For how long of that the letters behind it wait as well.
const WAIT_MILLIS: u64 = 3 * 1000;
/// After how many seconds the letter comes again of an attempt that goes on by itself.
const GUARD_SECONDS: u32 = 60;
/// The most seconds that a receiver may want to be left alone: a day.
const RETRY_AFTER_MOST: u32 = 24 * 60 * 60;
/// The pauses between the attempts, in seconds. The last one makes it a day.
const PAUSES: [u32; 8] = [5, 30, 120, 600, 3_600, 10_800, 25_200, 46_045];
/// Pauses for tests, in development: seconds with commas between.
const PAUSES_VARIABLE: &str = "DELIVERY_PAUSES";
/// For how long an attempt may be overdue before its letter counts as lost.
const MISSED_MILLIS: u64 = 30 * 1000;
/// For how long, and of how many partners, an instance remembers that a receiver was slow.
const SLOW_MILLIS: u64 = 30 * 1000;
const SLOW_MOST: usize = 50;
/// How often somebody may have one message sent again.
const AGAIN_MOST: usize = 100;
/// What is told of a file that has been applied, or taken back, or could not be.
const PROCESSED: &str = "job.processed";
/// What stands in a message's id for an address that came with the job.
const CALLBACK: &str = "callback";
/// Who says so.
const USER_AGENT: &str = concat!("Rollcall/", env!("CARGO_PKG_VERSION"));

/// A letter in a queue: the next attempt to send a message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Whose job it is.
    partner: String,
    /// The job.
    job: String,
    /// The message.
    message: String,
    /// How many attempts there were before.
    attempt: usize,
}

/// Stores what the partner is to be told about a job that has ended, and writes on the job to whom.
///
/// # Errors
/// Where it cannot be stored.
pub async fn plan(
    account: &Account,
    id: &JobId,
    job: &mut Job,
    expires: u64,
) -> Result<(), StoreError> {
    let event = match job.status {
        Status::Completed => "job.completed",
        _ => "job.failed",
    };
    job.deliveries = Value::Array(planned(account, id, job, event, "", expires).await?);
    Ok(())
}

/// Stores what the partner is to be told of a file that has been applied, or taken back, and gives what the job
/// says of that besides.
///
/// # Errors
/// Where it cannot be stored.
pub async fn planned_of_processing(
    account: &Account,
    id: &JobId,
    job: &Job,
    processing: &Processing,
) -> Result<Vec<Value>, StoreError> {
    let job = Job { process: processing.shown(), ..job.clone() };
    // The address that came with the job is no longer known but from what was told there.
    let told = account.store.message(id, &format!("msg_{id}_{CALLBACK}")).await?;
    let account = Account { callback: told.map(|message| message.url), ..account.clone() };
    // Each end is told once, and a file may be taken back after it was applied.
    let which = format!("_{}_{}", processing.state, processing.next_batch);
    planned(&account, id, &job, PROCESSED, &which, runtime::millis(&job.expires)).await
}

/// Stores the messages of one event, and gives what a job says of them. `which` tells the events of one job
/// apart.
async fn planned(
    account: &Account,
    id: &JobId,
    job: &Job,
    event: &str,
    which: &str,
    expires: u64,
) -> Result<Vec<Value>, StoreError> {
    let wanted = account
        .record
        .webhooks
        .iter()
        .filter(|webhook| webhook.events.is_empty() || webhook.events.iter().any(|e| e == event))
        .map(|webhook| (Some(webhook.id.clone()), webhook.url.clone()));
    let callback = account.callback.iter().map(|url| (None, url.clone()));
    let mut planned = Vec::new();
    for (webhook, url) in wanted.chain(callback) {
        let receiver = webhook.as_deref().unwrap_or(CALLBACK);
        let message = Message {
            id: format!("msg_{id}_{receiver}{which}"),
            event: event.to_owned(),
            url,
            body: body(event, job, &account.base),
            created: rfc3339(runtime::now()),
            expires,
            webhook,
        };
        account.store.put_message(id, &message).await?;
        planned.push(json!({
            "id": message.id,
            "event": message.event,
            "url": shown_address(&message.url),
            "status": Standing::Pending,
            "created": message.created,
            "attempts": [],
            "next_attempt": message.created,
        }));
    }
    Ok(planned)
}

/// Puts the messages about a job that has ended into the queue.
///
/// # Errors
/// Where the queue does not take them.
pub async fn send(env: &Env, partner: &Partner, job: &Job) -> Result<(), StoreError> {
    send_those(env, partner, job, |event| event != PROCESSED).await
}

/// Puts the messages about what came of applying its file into the queue.
///
/// # Errors
/// Where the queue does not take them.
pub async fn send_of_processing(env: &Env, partner: &Partner, job: &Job) -> Result<(), StoreError> {
    send_those(env, partner, job, |event| event == PROCESSED).await
}

async fn send_those(
    env: &Env,
    partner: &Partner,
    job: &Job,
    wanted: fn(&str) -> bool,
) -> Result<(), StoreError> {
    for planned in job.deliveries.as_array().into_iter().flatten() {
        let text = |name| planned.get(name).and_then(Value::as_str);
        let (Some(message), true) = (text("id"), text("event").is_some_and(wanted)) else {
            continue;
        };
        let letter = Letter {
            partner: partner.name().to_owned(),
            job: job.id.clone(),
            message: message.to_owned(),
            attempt: 0,
        };
        queues::send(env, queues::DELIVERIES, &letter, 0).await?;
    }
    Ok(())
}

/// The deliveries of a job, with what came of them.
///
/// # Errors
/// Where storage does not answer.
pub async fn with_outcomes(store: &Store, id: &JobId, job: &Job) -> Result<Value, StoreError> {
    let mut shown = Vec::new();
    for planned in job.deliveries.as_array().into_iter().flatten() {
        let mut planned = planned.clone();
        let Some(message) = planned.get("id").and_then(Value::as_str).map(str::to_owned) else {
            continue;
        };
        let (outcome, version) = store.outcome(id, &message).await?;
        if let (Value::Object(fields), Some(_)) = (&mut planned, version) {
            fields.insert("status".to_owned(), json!(outcome.status));
            fields.insert("attempts".to_owned(), json!(outcome.attempts));
            fields.insert("next_attempt".to_owned(), json!(outcome.next_attempt));
        }
        shown.push(planned);
    }
    Ok(Value::Array(shown))
}

/// What somebody's wish to have messages sent again comes to.
pub enum Again {
    /// So many are in the queue.
    Sent(usize),
    /// There is no such message.
    Unknown,
}

/// Sends messages again: one, unless it is about to be sent anyway, or all that were given up.
///
/// # Errors
/// Where storage or the queue does not answer.
pub async fn again(
    env: &Env,
    store: &Store,
    id: &JobId,
    job: &Job,
    wanted: Option<&str>,
) -> Result<Again, StoreError> {
    let known = ids(job);
    if let Some(wanted) = wanted
        && !known.iter().any(|id| id == wanted)
    {
        return Ok(Again::Unknown);
    }
    let mut sent = 0;
    for name in known.into_iter().filter(|id| wanted.is_none_or(|wanted| wanted == id)) {
        let (mut outcome, version) = store.outcome(id, &name).await?;
        let fits = match wanted {
            Some(_) => outcome.status != Standing::Pending,
            None => outcome.status == Standing::Dead,
        };
        let fits = fits && outcome.attempts.len() < AGAIN_MOST;
        let Some(message) = store.message(id, &name).await?.filter(|_| fits) else { continue };
        outcome.status = Standing::Pending;
        outcome.before = outcome.attempts.len();
        outcome.next_attempt = Some(rfc3339(runtime::now()));
        if !store.put_outcome(id, &message, &outcome, version).await? {
            // Somebody else wanted the same at the same moment.
            continue;
        }
        let letter = Letter {
            partner: store.partner().name().to_owned(),
            job: job.id.clone(),
            message: name,
            attempt: outcome.attempts.len(),
        };
        queues::send(env, queues::DELIVERIES, &letter, 0).await?;
        sent += 1;
    }
    Ok(Again::Sent(sent))
}

/// Makes the attempt that a letter is for. One that takes long goes on by itself, so that it holds up nobody:
/// the letter comes again then, for the case that this instance dies meanwhile.
pub async fn deliver(env: &Env, context: &Context, letter: Letter) -> Verdict {
    let (own_env, own_letter) = (env.clone(), letter.clone());
    let (done, mut verdict) = oneshot::channel();
    // From the beginning on it is a task of its own: a timer wakes the task that it was begun in.
    context.wait_until(async move {
        let _ = done.send(Box::pin(attempt(&own_env, &own_letter)).await);
    });
    let wait = if is_slow(&letter.partner) { 0 } else { WAIT_MILLIS };
    let mut came = runtime::within(wait, &mut verdict).await;
    if came.is_none() {
        match queues::send(env, queues::RETRIES, &letter, GUARD_SECONDS).await {
            Ok(()) => {
                remember_that_it_is_slow(&letter.partner);
                return Verdict::Done;
            }
            // Without that letter the attempt is waited for here, however long it takes.
            Err(_) => came = Some(verdict.await),
        }
    }
    let verdict = came.and_then(Result::ok).unwrap_or(Ok(Verdict::Again { seconds: 30 }));
    match verdict {
        Ok(verdict) => verdict,
        Err(error) => {
            console_error!("The message {} could not be seen to: {error}.", letter.message);
            Verdict::Again { seconds: 30 }
        }
    }
}

/// Gives up what a dead letter was about.
///
/// # Errors
/// Where storage does not answer.
pub async fn bury(env: &Env, letter: &Letter) -> Result<(), StoreError> {
    let (Some(partner), Some(id)) = (Partner::named(&letter.partner), JobId::parse(&letter.job))
    else {
        return Ok(());
    };
    let store = Store::open(env, partner)?;
    let Some(message) = store.message(&id, &letter.message).await? else { return Ok(()) };
    let (mut outcome, version) = store.outcome(&id, &letter.message).await?;
    if outcome.status == Standing::Pending {
        outcome.status = Standing::Dead;
        outcome.next_attempt = None;
        store.put_outcome(&id, &message, &outcome, version).await?;
    }
    Ok(())
}

async fn attempt(env: &Env, letter: &Letter) -> Result<Verdict, StoreError> {
    let (Some(partner), Some(id)) = (Partner::named(&letter.partner), JobId::parse(&letter.job))
    else {
        return Ok(Verdict::Done);
    };
    let store = Store::open(env, partner.clone())?;
    // Without it the job has been deleted, and nobody is told any more.
    let Some(message) = store.message(&id, &letter.message).await? else {
        return Ok(Verdict::Done);
    };
    let (mut outcome, version) = store.outcome(&id, &letter.message).await?;
    if outcome.status != Standing::Pending {
        return Ok(Verdict::Done);
    }
    if outcome.attempts.len() > letter.attempt {
        return made(env, letter, &outcome).await;
    }
    let began = runtime::now();
    let (end, pause) = match receiver(env, &partner, &message).await? {
        None => (Attempted { error: Some("webhook-removed"), ..Attempted::default() }, None),
        Some((url, secrets)) => {
            let end = call(env, &url, &secrets, &message).await;
            let pause = pause_after(env, outcome.attempts.len() - outcome.before);
            (end, pause)
        }
    };
    let is_final = matches!(end.error, Some("gone" | "webhook-removed"));
    let pause =
        pause.filter(|_| !is_final).map(|pause| pause.max(end.retry_after.min(RETRY_AFTER_MOST)));
    outcome.status = match (end.error, pause) {
        (None, _) => Standing::Delivered,
        (Some(_), None) => Standing::Dead,
        (Some(_), Some(_)) => Standing::Pending,
    };
    outcome.attempts.push(Attempt {
        at: rfc3339(began),
        status: end.status,
        error: end.error.map(str::to_owned),
        milliseconds: runtime::now().saturating_sub(began),
    });
    let pause = pause.filter(|_| outcome.status == Standing::Pending);
    outcome.next_attempt = pause.map(|pause| rfc3339(runtime::now() + u64::from(pause) * 1000));
    if !store.put_outcome(&id, &message, &outcome, version).await? {
        // Another of the same letter was quicker; its attempt counts, and it writes the next letter.
        return Ok(Verdict::Done);
    }
    if let Some(pause) = pause {
        next(env, letter, &outcome, pause).await?;
    }
    Ok(Verdict::Done)
}

/// What becomes of a letter for an attempt that has been made: nothing, unless the letter for the next one
/// was lost.
async fn made(env: &Env, letter: &Letter, outcome: &Outcome) -> Result<Verdict, StoreError> {
    if outcome.attempts.len() > letter.attempt + 1 {
        return Ok(Verdict::Done);
    }
    let next_attempt = outcome.next_attempt.as_deref().map_or(0, runtime::millis);
    let missed = next_attempt + MISSED_MILLIS;
    let now = runtime::now();
    if now < missed {
        // By then there is another attempt, or there will be none without this letter.
        let seconds = ((missed - now) / 1000 + 1).min(u64::from(RETRY_AFTER_MOST)) as u32;
        return Ok(Verdict::Again { seconds });
    }
    next(env, letter, outcome, 1).await?;
    Ok(Verdict::Done)
}

thread_local! {
    /// The partners one of whose receivers was slow lately, and until when that is remembered.
    static SLOW: RefCell<Vec<(String, u64)>> = const { RefCell::new(Vec::new()) };
}

/// Whether a receiver of the partner's took long a short while ago.
fn is_slow(partner: &str) -> bool {
    let now = runtime::now();
    SLOW.with_borrow_mut(|slow| {
        slow.retain(|(_, until)| *until > now);
        slow.iter().any(|(known, _)| known == partner)
    })
}

fn remember_that_it_is_slow(partner: &str) {
    let until = runtime::now() + SLOW_MILLIS;
    SLOW.with_borrow_mut(|slow| {
        if slow.len() == SLOW_MOST {
            slow.remove(0);
        }
        slow.push((partner.to_owned(), until));
    });
}

/// Writes the letter for the next attempt.
async fn next(env: &Env, letter: &Letter, outcome: &Outcome, pause: u32) -> Result<(), StoreError> {
    let letter = Letter { attempt: outcome.attempts.len(), ..letter.clone() };
    queues::send(env, queues::RETRIES, &letter, pause).await
}

/// Where a message goes, and what it is signed with; `None` where its webhook is gone.
async fn receiver(
    env: &Env,
    partner: &Partner,
    message: &Message,
) -> Result<Option<(String, Vec<String>)>, StoreError> {
    let record = partners::record_of(partner, env).await;
    let Some(record) = record.map_err(|error| StoreError::of("KV", &error))? else {
        return Ok(None);
    };
    let owned = |secrets: Vec<&str>| secrets.into_iter().map(str::to_owned).collect();
    Ok(match &message.webhook {
        None => Some((message.url.clone(), owned(live(&record.hook_secrets)))),
        // Where it goes now, not where it went when the job ended.
        Some(id) => record
            .webhooks
            .iter()
            .find(|webhook| webhook.id == *id)
            .map(|webhook| (webhook.url.clone(), owned(live(&webhook.secrets)))),
    })
}

/// What came of one call.
#[derive(Default)]
struct Attempted {
    status: Option<u16>,
    error: Option<&'static str>,
    /// For how many seconds the receiver wants to be left alone.
    retry_after: u32,
}

async fn call(env: &Env, url: &str, secrets: &[String], message: &Message) -> Attempted {
    let failed = |error| Attempted { error: Some(error), ..Attempted::default() };
    let rules = Rules::of(env);
    let Ok(address) = Address::parse(url, rules) else { return failed("address-refused") };
    match address::resolve(&address, env).await {
        Ok(()) => {}
        Err(Unresolved::Refused(_)) => return failed("address-refused"),
        Err(Unresolved::Unknown(_) | Unresolved::Silent(_)) => return failed("unreachable"),
    }
    let timestamp = runtime::now() / 1000;
    let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
    let signatures = signature::sign(&secrets, &message.id, timestamp, &message.body).await;
    let headers = Headers::new();
    let timestamp = timestamp.to_string();
    let wanted = [
        ("content-type", "application/json"),
        ("user-agent", USER_AGENT),
        (signature::ID, &message.id),
        (signature::TIMESTAMP, &timestamp),
        (signature::SIGNATURE, &signatures),
    ];
    for (name, value) in wanted {
        if headers.set(name, value).is_err() {
            return failed("unreachable");
        }
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(JsValue::from_str(&message.body)))
        .with_redirect(RequestRedirect::Manual);
    let Ok(request) = Request::new_with_init(address.as_str(), &init) else {
        return failed("address-refused");
    };
    // Its body is nobody's concern here, and goes with the connection.
    match runtime::call(request, PATIENCE_MILLIS).await {
        Err(Unanswered::Late) => failed("timeout"),
        Err(Unanswered::Broken(_)) => failed("unreachable"),
        Ok(answer) => {
            let status = answer.response.status_code();
            let error = match status {
                200..=299 => None,
                300..=399 => Some("redirect"),
                410 => Some("gone"),
                _ => Some("status"),
            };
            let after = answer.response.headers().get("retry-after").ok().flatten();
            let retry_after = after.and_then(|after| after.trim().parse().ok()).unwrap_or(0);
            Attempted { status: Some(status), error, retry_after }
        }
    }
}

/// How long to wait after so many attempts before this one; `None` after the last.
fn pause_after(env: &Env, attempts: usize) -> Option<u32> {
    let ours = env.var(PAUSES_VARIABLE).ok().filter(|_| runtime::in_development(env));
    match ours {
        None => PAUSES.get(attempts).copied(),
        Some(pauses) => pauses.to_string().split(',').nth(attempts)?.trim().parse().ok(),
    }
}

/// The ids of the messages about a job.
fn ids(job: &Job) -> Vec<String> {
    let planned = job.deliveries.as_array().into_iter().flatten();
    planned.filter_map(|planned| Some(planned.get("id")?.as_str()?.to_owned())).collect()
}

/// An address without what may be secret in it.
fn shown_address(url: &str) -> String {
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    match plain.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = host.rsplit('@').next().unwrap_or_default();
            format!("{scheme}://{host}{path}")
        }
        None => String::new(),
    }
}

/// What is sent: what the list shows of a job, and where everything about it is.
fn body(event: &str, job: &Job, base: &str) -> String {
    let links: serde_json::Map<String, Value> = job
        .links
        .iter()
        .map(|(name, path)| {
            let link = path.as_str().map(|path| format!("{base}{path}"));
            (name.clone(), json!(link))
        })
        .collect();
    json!({
        "type": event,
        "timestamp": rfc3339(runtime::now()),
        "data": {
            "id": job.id,
            "status": job.status,
            "valid": job.valid,
            "mode": job.mode,
            "template": job.template,
            "description": job.description,
            "language": job.language,
            "file": {"name": job.file.get("name"), "bytes": job.file.get("bytes")},
            "rows": job.rows,
            "findings": {
                "errors": job.findings.get("errors"),
                "warnings": job.findings.get("warnings"),
            },
            "failure": job.failure,
            "process": job.process,
            "created": job.created,
            "finished": job.finished,
            "expires": job.expires,
            "links": links,
        },
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attempts_take_a_day() {
        assert_eq!(PAUSES.iter().sum::<u32>(), 24 * 60 * 60);
        assert!(PAUSES.is_sorted());
    }

    #[test]
    fn an_address_is_shown_without_its_secrets() {
        for (url, shown) in [
            ("https://a.example/hooks?token=x#y", "https://a.example/hooks"),
            ("https://me:secret@a.example:8443/a@b", "https://a.example:8443/a@b"),
            ("https://a.example", "https://a.example"),
            ("nonsense", ""),
        ] {
            assert_eq!(shown_address(url), shown);
        }
    }
}
