//! Writing a batch to a directory behind SCIM, where there are no transactions.
//!
//! # How it works
//! What was decided is kept in the table `intents` before anything is sent. Each user of the batch then is one
//! request, from what it was before the first row to what it is after the last. Whoever finds a batch that
//! was begun looks at each user first: as it is to be, then it is done; as it was, then it is sent; otherwise
//! somebody else was there, and its rows fail. A user that is made carries our id as `externalId` and is
//! looked up by it, so that a request whose answer was lost makes nobody twice; a change depends on the
//! version that was looked at, where the service has versions.
//!
//! When every row is known to be done or not, the outcomes are written and the intents deleted, in one
//! transaction that is keyed by the batch, as for a directory of our own.

use std::time::Duration;

use rollcall_processing::scim::{self, Answered, Change, Failure};
use rollcall_processing::{Decision, Keys, Meaning, User, Write};
use serde_json::{Value, json};
use worker::{Delay, Method};

use super::call::{Outage, Reply, Request, encoded};
use super::{Service, listed, one};
use crate::process::database::{Fault, Statement, lists};
use crate::process::directory::{Directory, Version};

/// How often everything that is not known is looked at and sent again before the letter comes again.
const ROUNDS: usize = 6;
/// The longest wait for a service within a letter, in seconds.
const SHORT_WAIT: u32 = 3;
/// The most operations and bytes of a request in bulk, where the service takes more.
const BULK_OPERATIONS: usize = 100;
const BULK_BYTES: usize = 512 << 10;
/// What stands around the operations of such a request, in bytes.
const BULK_FRAME: usize = 200;

const BEGUN: &str = "SELECT decision AS document FROM intents WHERE partner = ?1 AND job = ?2 \
                     AND batch = ?3 ORDER BY row";
const ANY_BEGUN: &str =
    "SELECT batch AS version FROM intents WHERE partner = ?1 AND job = ?2 LIMIT 1";
/// Fails where another batch of the partner's is under way, or this one was written already.
const ALONE: &str = "INSERT INTO guards (moved) SELECT 1 WHERE EXISTS (SELECT 1 FROM intents \
                     WHERE partner = ?1) OR EXISTS (SELECT 1 FROM batches WHERE partner = ?1 AND job = ?2 \
                     AND number = ?3)";
const KEEP: &str = "INSERT INTO intents (partner, job, batch, row, decision) \
                    SELECT ?1, ?3, ?4, value ->> 'row', value FROM json_each(?2)";
const FORGET_ALL: &str = "DELETE FROM intents WHERE partner = ?1 AND job = ?2";
const FORGET: &str = "DELETE FROM intents WHERE partner = ?1 AND job = ?2 AND batch = ?3";

/// The batch of a job that is begun and not written, if there is one.
///
/// # Errors
/// Where the database does not answer.
pub async fn any_begun(directory: &Directory, job: &str) -> Result<Option<u64>, Fault> {
    let answers = directory.run(&[directory.statement(ANY_BEGUN).with(job)]).await?;
    Ok(answers.first().and_then(|answer| answer.rows.first()).map(|row| row.version))
}

/// What was decided of a batch that is begun; nothing where it is not.
///
/// # Errors
/// Where the database does not answer.
pub async fn begun(directory: &Directory, job: &str, batch: u64) -> Result<Vec<Decision>, Fault> {
    let answers = directory.run(&[directory.statement(BEGUN).with(job).with(batch)]).await?;
    let mut decisions = Vec::new();
    for row in answers.first().map(|answer| answer.rows.as_slice()).unwrap_or_default() {
        let decision = serde_json::from_str(&row.document);
        decisions.push(decision.map_err(|error| Fault::unreadable(&error))?);
    }
    Ok(decisions)
}

/// Begins a batch; whether it is begun. It is not where the directory is not of that version any more,
/// another batch is under way, or `guard` says no.
///
/// # Errors
/// Where the database does not answer.
pub async fn begin(
    directory: &Directory,
    (job, batch): (&str, u64),
    version: Version,
    decisions: &[Decision],
    guard: Option<Statement>,
) -> Result<bool, Fault> {
    let mut kept = Vec::new();
    for decision in decisions {
        kept.push(serde_json::to_string(decision).map_err(|error| Fault::unreadable(&error))?);
    }
    let mut statements =
        vec![directory.guard(version), directory.statement(ALONE).with(job).with(batch)];
    statements.extend(guard);
    statements.push(directory.moved());
    for list in lists(kept) {
        statements.push(directory.statement(KEEP).with(list).with(job).with(batch));
    }
    match directory.run(&statements).await {
        Ok(_) => Ok(true),
        Err(fault) if fault.is_of("directory_has_moved") => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Goes with the outcomes of a batch: it is not under way any more.
pub fn ended(directory: &Directory, job: &str, batch: u64) -> [Statement; 2] {
    [directory.statement(FORGET).with(job).with(batch), directory.moved()]
}

/// Forgets every batch of a job that is under way.
pub fn forget(directory: &Directory, job: &str) -> [Statement; 2] {
    [directory.statement(FORGET_ALL).with(job), directory.moved()]
}

/// What is to become of one user.
struct Task {
    /// The user's id; ours, where it is still to be made.
    id: String,
    before: Option<User>,
    after: Option<User>,
    stand: Stand,
    /// Why the service refused it, where that may be because it is done already.
    refused: Option<Failure>,
    /// Whether the service has shown what it made of it.
    is_shown: bool,
    /// What that is, where it is something else than was sent.
    kept: Option<User>,
}

/// How far it has come.
enum Stand {
    /// It has to be looked at.
    Unknown,
    /// It is as it was, as this resource says; none where it is to be made.
    Ready(Option<Value>),
    /// It is done, and this is the id.
    Done(String),
    /// It is not done.
    Failed(Failure),
}

/// What became of each user of a batch, by the id under which it was decided.
pub struct Settled(Vec<(String, Result<Written, Failure>)>);

/// A user who was written.
struct Written {
    /// The id that the service knows it by.
    id: String,
    /// What was sent and what the service has, where that is something else.
    kept: Option<(User, User)>,
}

impl Settled {
    /// Why the first that was not done was not.
    pub fn failure(&self) -> Option<(&str, &Failure)> {
        self.0.iter().find_map(|(id, came)| Some((id.as_str(), came.as_ref().err()?)))
    }

    fn of(&self, id: &str) -> Option<&Result<Written, Failure>> {
        self.0.iter().find(|(known, _)| known == id).map(|(_, came)| came)
    }

    /// Makes the decisions what they came to: rows about users who were not written failed, and users who were
    /// made have the ids that the service gave them, and who the service has otherwise than it was sent is as
    /// the service has it.
    pub fn told(&self, meaning: Meaning, decisions: &mut [Decision]) {
        for decision in decisions {
            let mut kept = None;
            for write in &mut decision.writes {
                let Some(Ok(written)) = self.of(&write.id) else { continue };
                // The last row about a user is what was sent.
                let sent = |(sent, _): &&(User, User)| write.after.as_ref() == Some(sent);
                kept = written.kept.as_ref().filter(sent).or(kept);
                if let Some((_, has)) = written.kept.as_ref().filter(sent) {
                    write.after = Some(has.clone());
                }
                write.id.clone_from(&written.id);
                for user in [&mut write.before, &mut write.after].into_iter().flatten() {
                    user.id.clone_from(&written.id);
                }
            }
            if let Some((sent, has)) = kept {
                scim::keep(meaning, decision, sent, has);
            }
            let failed = |write: &Write| self.of(&write.id)?.as_ref().err();
            if let Some(failure) = decision.writes.iter().find_map(failed) {
                scim::fail(meaning, decision, failure);
            }
        }
    }
}

impl Service {
    /// Writes the users of a batch that has been begun, each from what it was to what it is to be.
    /// `is_new` says that nobody can have sent any of it before.
    ///
    /// # Errors
    /// Where the service has to be waited for; the batch stays begun.
    pub async fn settle(&self, writes: &[&Write], is_new: bool) -> Result<Settled, Outage> {
        let mut tasks = self.tasks(writes, is_new);
        let is_open = |task: &Task| matches!(task.stand, Stand::Unknown | Stand::Ready(_));
        let mut outage = None;
        for _ in 0..ROUNDS {
            let mut outages = self.look(&mut tasks).await;
            outages.extend(self.send(&mut tasks).await);
            if !tasks.iter().any(is_open) {
                break;
            }
            outage = outages.into_iter().max_by_key(|outage| match outage {
                Outage::Later { seconds, .. } => *seconds,
                _ => u32::MAX,
            });
            match outage {
                None => {}
                Some(Outage::Later { seconds, .. }) if seconds <= SHORT_WAIT => {
                    Delay::from(Duration::from_secs(u64::from(seconds))).await;
                }
                Some(_) => break,
            }
        }
        if tasks.iter().any(is_open)
            && let later @ (None | Some(Outage::Later { .. })) = outage
        {
            let crowded = || Outage::later("others are writing to the same users all the time");
            return Err(later.unwrap_or_else(crowded));
        }
        self.look_again(&mut tasks).await;
        let mut settled = Vec::new();
        for task in tasks {
            let came = match task.stand {
                Stand::Done(_) if task.kept.is_some() && task.kept == task.before => {
                    Err(Failure::Ignored)
                }
                Stand::Done(id) => {
                    let has = task.kept.as_ref().or(task.after.as_ref());
                    self.count_written(task.before.as_ref(), has);
                    Ok(Written { id, kept: task.after.zip(task.kept) })
                }
                Stand::Failed(failure) => Err(failure),
                Stand::Ready(_) if outage == Some(Outage::Denied) => {
                    Err(Failure::Refused(401, "Rollcall is not let in".to_owned()))
                }
                // It lets nobody in any more, so that nobody can find out.
                Stand::Unknown | Stand::Ready(_) => Err(Failure::Silent),
            };
            settled.push((task.id, came));
        }
        Ok(Settled(settled))
    }

    /// Looks whether the service has those that are done as they were sent: some take a value and drop it without
    /// a word. Lists may be behind, so whoever is not right there is looked at alone. Where the service says
    /// nothing, it is believed.
    async fn look_again(&self, tasks: &mut [Task]) {
        let mut keys = Keys::default();
        let unshown = tasks.iter().filter(|task| !task.is_shown);
        for after in unshown.filter_map(|task| task.done().map(|(_, after)| after)) {
            match (&after.email, &after.user_name) {
                (Some(email), _) => _ = keys.emails.insert(email.to_lowercase()),
                (None, name) => keys.user_names.extend(name.iter().map(|name| name.to_lowercase())),
            }
        }
        let Ok(found) = self.find(&scim::lookups(&keys)).await else { return };
        let mut requests = Vec::new();
        for (at, task) in tasks.iter().enumerate() {
            let Some((id, _)) = task.done().filter(|_| !task.is_shown) else { continue };
            let is_it = |resource: &&Value| scim::resource_id(resource) == Some(id);
            let seen = found.iter().find(is_it);
            if seen.is_none_or(|resource| task.otherwise(resource).is_some()) {
                requests.push((at, Request::get(format!("/Users/{}", encoded(id)))));
            }
        }
        let replies = self.line.send_all(requests.iter().map(|(_, request)| request)).await;
        for ((at, _), reply) in requests.iter().zip(replies) {
            if let (Some(task), Ok(Some(resource))) = (tasks.get_mut(*at), one(reply)) {
                task.kept = task.otherwise(&resource);
            }
        }
    }

    /// Each user once, as it was before the first write and as it is after the last.
    fn tasks(&self, writes: &[&Write], is_new: bool) -> Vec<Task> {
        let mut tasks: Vec<Task> = Vec::new();
        for write in writes {
            if let Some(task) = tasks.iter_mut().find(|task| task.id == write.id) {
                task.after.clone_from(&write.after);
                continue;
            }
            let seen = self.seen.borrow_mut().remove(&write.id);
            let seen = seen.filter(|seen| scim::user(seen) == write.before);
            let stand = match (is_new, &write.before, seen) {
                (true, None, _) => Stand::Ready(None),
                (true, Some(_), Some(seen)) => Stand::Ready(Some(seen)),
                _ => Stand::Unknown,
            };
            tasks.push(Task {
                id: write.id.clone(),
                before: write.before.clone(),
                after: write.after.clone(),
                stand,
                refused: None,
                is_shown: false,
                kept: None,
            });
        }
        tasks
    }

    /// Looks at those of which it is not known how they are.
    async fn look(&self, tasks: &mut [Task]) -> Vec<Outage> {
        let mut requests = Vec::new();
        for (at, task) in tasks.iter().enumerate() {
            if !matches!(task.stand, Stand::Unknown) {
                continue;
            }
            requests.push((
                at,
                match &task.before {
                    Some(_) => Request::get(format!("/Users/{}", encoded(&task.id))),
                    None => match self.page(Some(&scim::by_external_id(&task.id)), 1, 10).await {
                        Ok(request) => request,
                        Err(outage) => return vec![outage],
                    },
                },
            ));
        }
        let mut outages = Vec::new();
        let replies = self.line.send_all(requests.iter().map(|(_, request)| request)).await;
        for ((at, _), reply) in requests.iter().zip(replies) {
            let Some(task) = tasks.get_mut(*at) else { continue };
            // Not every service looks at the filter to the letter.
            let is_ours =
                |it: &Value| it.get("externalId").and_then(Value::as_str) == Some(&task.id);
            let found = match &task.before {
                Some(_) => one(reply),
                None => listed(reply).map(|(found, _)| found.into_iter().find(is_ours)),
            };
            match found {
                Ok(resource) => task.judge(resource),
                Err(outage) => outages.push(outage),
            }
        }
        outages
    }

    /// Sends what is ready.
    async fn send(&self, tasks: &mut [Task]) -> Vec<Outage> {
        if !tasks.iter().any(|task| matches!(task.stand, Stand::Ready(_))) {
            return Vec::new();
        }
        let abilities = match self.abilities().await {
            Ok(abilities) => abilities,
            Err(outage) => return vec![outage],
        };
        let mut requests = Vec::new();
        for (at, task) in tasks.iter_mut().enumerate() {
            if let Some(request) = task.request(abilities.patch, abilities.etag) {
                requests.push((at, request));
            } else if matches!(task.stand, Stand::Ready(_)) {
                // Nothing of the resource differs.
                task.stand = Stand::Done(task.id.clone());
            }
        }
        match abilities.bulk.filter(|_| !self.no_bulk.get() && requests.len() > 1) {
            Some((operations, bytes)) => {
                let most = (operations.min(BULK_OPERATIONS), bytes.min(BULK_BYTES));
                self.send_in_bulk(tasks, &requests, most).await
            }
            None => self.send_singly(tasks, &requests).await,
        }
    }

    /// Sends requests one by one.
    async fn send_singly(&self, tasks: &mut [Task], requests: &[(usize, Request)]) -> Vec<Outage> {
        let mut outages = Vec::new();
        let replies = self.line.send_all(requests.iter().map(|(_, request)| request)).await;
        for ((at, _), reply) in requests.iter().zip(replies) {
            let Some(task) = tasks.get_mut(*at) else { continue };
            match reply {
                Ok(reply) => {
                    outages.extend(task.hear(&Answered::read(reply.status, &reply.body), &reply));
                }
                Err(outage) => {
                    task.stand = Stand::Unknown;
                    outages.push(outage);
                }
            }
        }
        outages
    }

    /// Sends requests together, as many as the service takes at once.
    async fn send_in_bulk(
        &self,
        tasks: &mut [Task],
        requests: &[(usize, Request)],
        (operations, bytes): (usize, usize),
    ) -> Vec<Outage> {
        let mut outages = Vec::new();
        let mut rest = requests;
        while !rest.is_empty() && outages.is_empty() && !self.no_bulk.get() {
            let mut together = Vec::new();
            let mut length = BULK_FRAME;
            for (at, request) in rest {
                let Some(task) = tasks.get(*at) else { continue };
                let operation = operation(request, &task.id);
                length += operation.to_string().len() + 1;
                if together.len() == operations || (length > bytes && !together.is_empty()) {
                    break;
                }
                together.push(operation);
            }
            if length > bytes && together.len() == 1 {
                // One alone is too long for it.
                self.no_bulk.set(true);
                break;
            }
            let (now, later) = rest.split_at(together.len().clamp(1, rest.len()));
            rest = later;
            let request = Request {
                method: Method::Post,
                path: "/Bulk".to_owned(),
                data: Some(scim::bulk(&together)),
                version: None,
            };
            match self.line.send(&request).await {
                Ok(reply) if reply.status == 200 => {
                    let answers = scim::bulk_answers(&together, &reply.body);
                    for ((at, _), answered) in now.iter().zip(answers) {
                        let Some(task) = tasks.get_mut(*at) else { continue };
                        match answered {
                            Some(answered) => outages.extend(task.hear(&answered, &reply)),
                            None => task.stand = Stand::Unknown,
                        }
                    }
                }
                Ok(reply) => match reply.status {
                    401 => outages.push(Outage::Denied),
                    // Nothing of it was done.
                    429 => outages.push(reply.later()),
                    408 | 425 | 500 | 502..=599 => {
                        mark_unknown(tasks, now);
                        outages.push(reply.later());
                    }
                    // It does not take this after all.
                    _ => self.no_bulk.set(true),
                },
                Err(outage) => {
                    mark_unknown(tasks, now);
                    outages.push(outage);
                }
            }
        }
        outages
    }
}

/// What was sent to these may have been done.
fn mark_unknown(tasks: &mut [Task], sent: &[(usize, Request)]) {
    for (at, _) in sent {
        if let Some(task) = tasks.get_mut(*at) {
            task.stand = Stand::Unknown;
        }
    }
}

/// A request about one user as an operation of one in bulk.
fn operation(request: &Request, id: &str) -> Value {
    let Request { method, path, data, version } = request;
    let mut operation = json!({"method": method.to_string(), "path": path, "bulkId": id});
    if let Some(version) = version {
        operation["version"] = json!(version);
    }
    if let Some(data) = data {
        operation["data"] = data.clone();
    }
    operation
}

impl Task {
    /// Its id and the user, where it is done and the user is to be there.
    fn done(&self) -> Option<(&str, &User)> {
        match (&self.stand, &self.after) {
            (Stand::Done(id), Some(after)) => Some((id, after)),
            _ => None,
        }
    }

    /// The user of a resource, where it is another one than is to be there.
    fn otherwise(&self, resource: &Value) -> Option<User> {
        let (id, after) = self.done()?;
        let user = scim::user(resource)?;
        (user != User { id: id.to_owned(), ..after.clone() }).then_some(user)
    }

    /// What is to be sent for it; nothing where it is not ready, or nothing differs.
    fn request(&self, has_patch: bool, etag: bool) -> Option<Request> {
        let Stand::Ready(resource) = &self.stand else { return None };
        let Some(resource) = resource else {
            let data = Some(scim::resource(self.after.as_ref()?));
            return Some(Request {
                method: Method::Post,
                path: "/Users".to_owned(),
                data,
                version: None,
            });
        };
        let path = format!("/Users/{}", encoded(&self.id));
        let version = scim::version(resource).filter(|_| etag).map(str::to_owned);
        let Some(after) = &self.after else {
            return Some(Request { method: Method::Delete, path, data: None, version });
        };
        let changes: Vec<Change> = scim::between(resource, after);
        if changes.is_empty() {
            return None;
        }
        let (method, data) = if has_patch {
            (Method::Patch, scim::patch(&changes))
        } else {
            (Method::Put, scim::applied(resource, &changes))
        };
        Some(Request { method, path, data: Some(data), version })
    }

    /// What is known from how the user is now.
    fn judge(&mut self, resource: Option<Value>) {
        let is_now = resource.as_ref().and_then(scim::user);
        self.stand = match (&self.before, &is_now) {
            // It carries our id, so we made it.
            (None, Some(made)) => Stand::Done(made.id.clone()),
            (None, None) => match self.refused.take() {
                Some(failure) => Stand::Failed(failure),
                None => Stand::Ready(None),
            },
            (Some(_), None) if self.after.is_none() => Stand::Done(self.id.clone()),
            (Some(_), None) => Stand::Failed(Failure::Gone),
            (Some(_), is_now) if *is_now == self.after => Stand::Done(self.id.clone()),
            (Some(_), is_now) if *is_now == self.before => match self.refused.take() {
                Some(failure) => Stand::Failed(failure),
                None => Stand::Ready(resource.clone()),
            },
            _ => Stand::Failed(Failure::Changed),
        };
        self.is_shown = matches!(self.stand, Stand::Done(_));
        self.kept = resource.as_ref().and_then(|resource| self.otherwise(resource));
    }

    /// What is known from the answer to its request, which came in `reply`. Gives why the service has to be
    /// waited for, where it has.
    fn hear(&mut self, answered: &Answered, reply: &Reply) -> Option<Outage> {
        let is_made = self.before.is_none();
        let later = |seconds| Outage::Later {
            seconds,
            why: format!("it answers with {}", answered.status),
        };
        self.stand = match answered.status {
            200..=299 => match &answered.id {
                Some(id) if is_made => Stand::Done(id.clone()),
                // It does not say which, so it is looked up.
                None if is_made => Stand::Unknown,
                _ => Stand::Done(self.id.clone()),
            },
            404 if is_made => Stand::Failed(refused(answered)),
            404 | 410 if self.after.is_none() => Stand::Done(self.id.clone()),
            404 | 410 => Stand::Failed(Failure::Gone),
            409 => {
                self.refused = Some(Failure::Taken);
                Stand::Unknown
            }
            412 => Stand::Unknown,
            // Neither was anything done, so it stays ready.
            401 => return Some(Outage::Denied),
            429 => return Some(later(reply.retry_after.unwrap_or(1))),
            408 | 425 | 500..=599 if answered.status != 501 => {
                self.stand = Stand::Unknown;
                return Some(later(reply.retry_after.unwrap_or(1)));
            }
            _ => Stand::Failed(refused(answered)),
        };
        // One by one, many show the user; in bulk hardly any does.
        self.is_shown = scim::user(&reply.body).is_some();
        self.kept = self.otherwise(&reply.body);
        None
    }
}

fn refused(answered: &Answered) -> Failure {
    Failure::Refused(answered.status, answered.detail.clone())
}

/// Ends a batch that nobody goes on with: of what was to be written it is not known whether it is.
///
/// # Errors
/// Where the database does not answer.
pub async fn given_up(
    directory: &Directory,
    job: &str,
    batch: u64,
    meaning: Meaning,
) -> Result<Vec<Decision>, Fault> {
    let mut decisions = begun(directory, job, batch).await?;
    for decision in decisions.iter_mut().filter(|decision| !decision.writes.is_empty()) {
        scim::fail(meaning, decision, &Failure::Silent);
    }
    Ok(decisions)
}
