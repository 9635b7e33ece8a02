//! Taking back what applying a file did, as long as nobody has changed the same users since.
//!
//! Each row's outcome holds the documents before and after it. Going back means writing those from before, the
//! last row first, in batches like those of applying: one transaction each, by a number that only one can
//! write, and only where the directory has not moved since it was looked at. Somebody else has changed a user
//! since where the user is no longer as the job's last row about them left it.

use std::collections::{BTreeMap, BTreeSet};

use rollcall_processing::{Decision, Ending, Facts, Keys, Note, User, Write};
use serde::{Deserialize, Serialize};
use worker::{Env, console_error};

use super::apply::{end, settle as settle_job};
use super::database::{Fault, Statement};
use super::directory::{ATTEMPTS, Batch, Committed, Directory, Version};
use super::processing::{Processing, change, state};
use super::scim::{Outage, Service, settle};
use super::users::Users;
use super::wait;
use super::{TURN_MILLIS, Trouble, WAIT_SECONDS};
use crate::jobs::id::JobId;
use crate::partners::Partner;
use crate::queues::{self, Verdict};
use crate::runtime;
use crate::store::{Store, StoreError};

/// How many rows are taken back at once.
const ROWS_AT_ONCE: u64 = 200;
/// A row that no file has: what is exact as a double goes no further.
const BEYOND: u64 = (1 << 53) - 1;
/// How many obstacles are named.
const NAMED: u64 = 20;

/// Users who are no longer as the job left them, as far as it is not taken back: the last row about each, and
/// who. Of several columns beside a `max`, SQLite gives those of its row. Documents and writes are both as SQLite
/// has written them, so the same document is the same text.
const CHANGED_SINCE: &str = "SELECT w.row AS version, w.id AS id, coalesce(u.name, '') AS name FROM (\
     SELECT t.value ->> 'id' AS id, t.value -> 'after' AS after, max(o.row) AS row \
     FROM outcomes o, json_each(o.writes) t WHERE o.partner = ?1 AND o.job = ?2 AND o.row < \
     (SELECT coalesce(taken_back_from, ?4) FROM processings WHERE partner = ?1 AND job = ?2) \
     GROUP BY t.value ->> 'id') w \
     LEFT JOIN users u ON u.partner = ?1 AND u.id = w.id \
     WHERE u.document IS NOT w.after ORDER BY 1 LIMIT ?3";
/// The rows that are still to be taken back, the last one first.
const PAGE: &str = "SELECT json_object('row', row, 'writes', json(writes)) AS document FROM outcomes \
     WHERE partner = ?1 AND job = ?2 AND row < ?3 AND writes <> '[]' ORDER BY row DESC LIMIT ?4";
/// Goes with a batch: how far back it is.
const BACK: &str = "UPDATE processings SET next_row = ?3, taken_back_from = ?3, next_batch = next_batch + 1, \
     updated = ?4 \
     WHERE partner = ?1 AND job = ?2";

/// A letter in the queue: a job that is to be taken back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Whose job it is.
    pub partner: String,
    /// The job.
    pub revert: String,
    /// Since when it waits for a directory elsewhere, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
}

/// What keeps a job from being taken back: which row, and whom it is about.
pub struct Obstacle {
    /// The last row about this user.
    pub row: u64,
    /// The user's names, as the directory finds them.
    pub subject: String,
}

/// By which name the directory knows whoever takes a job back.
fn by(job: &str) -> String {
    format!("{job}/revert")
}

/// What keeps the rows of a job that are not taken back yet from being so, as far as it is named.
///
/// # Errors
/// Where the database does not answer.
pub async fn obstacles(directory: &Directory, job: &str) -> Result<Vec<Obstacle>, Fault> {
    let looked = directory.statement(CHANGED_SINCE).with(job).with(NAMED).with(BEYOND);
    let answers = directory.run(&[looked]).await?;
    let rows = answers.into_iter().flat_map(|answer| answer.rows);
    Ok(rows
        .map(|row| {
            let name = row.name.split('\u{1f}').next().unwrap_or_default().to_owned();
            Obstacle { row: row.version, subject: if name.is_empty() { row.id } else { name } }
        })
        .collect())
}

/// Sends the letter of a job.
///
/// # Errors
/// Where the queue does not take it.
pub async fn send(env: &Env, partner: &Partner, id: &str) -> Result<(), StoreError> {
    let letter = Letter { partner: partner.name().to_owned(), revert: id.to_owned(), since: None };
    queues::send(env, queues::PROCESSES, &letter, 0).await
}

/// Goes on with what a letter is about.
pub async fn run(env: &Env, letter: Letter) -> Verdict {
    let (Some(partner), Some(id)) = (Partner::named(&letter.partner), JobId::parse(&letter.revert))
    else {
        return Verdict::Done;
    };
    match Box::pin(go_back(env, &partner, &id)).await {
        Ok(true) => Verdict::Done,
        Ok(false) => match send(env, &partner, id.as_str()).await {
            Ok(()) => Verdict::Done,
            Err(_) => Verdict::Again { seconds: WAIT_SECONDS },
        },
        Err(Trouble::Directory(fault)) if !fault.is_passing() => {
            console_error!("Job {id} cannot be taken back: {fault}");
            // It will be the same the next time.
            match stop(env, &partner, &id, &[Note::ended(fault.ending())]).await {
                Ok(()) => Verdict::Done,
                Err(_) => Verdict::Again { seconds: WAIT_SECONDS },
            }
        }
        Err(Trouble::Service(outage)) => {
            console_error!("Job {id} is not taken back further for now: {outage}");
            let since = letter.since;
            let later = |since| Letter { since: Some(since), ..letter };
            let went_on = match wait::once_more(env, &partner, &id, (&outage, since), later).await {
                Some(sent) => sent,
                None => stop(env, &partner, &id, &[Note::ended(outage.ending())]).await.is_ok(),
            };
            if went_on { Verdict::Done } else { Verdict::Again { seconds: WAIT_SECONDS } }
        }
        Err(trouble) => {
            console_error!("Job {id} is not taken back further for now: {trouble}.");
            Verdict::Again { seconds: WAIT_SECONDS }
        }
    }
}

/// Ends the taking back of a job that cannot go on.
async fn stop(env: &Env, partner: &Partner, id: &JobId, why: &[Note]) -> Result<(), Trouble> {
    let directory = Directory::open(env, partner)?;
    directory.run(&settle::forget(&directory, &by(id.as_str()))).await?;
    end(env, partner, id, why).await
}

/// Ends the taking back of a job whose letter could not be seen to.
///
/// # Errors
/// Where storage, the database or the queue does not answer.
pub async fn bury(env: &Env, letter: &Letter) -> Result<(), StoreError> {
    let (Some(partner), Some(id)) = (Partner::named(&letter.partner), JobId::parse(&letter.revert))
    else {
        return Ok(());
    };
    let buried = stop(env, &partner, &id, &[Note::ended(Ending::GivenUp)]).await;
    buried.map_err(|trouble| StoreError::because(trouble.to_string()))
}

/// A row's outcome, as far as it is to be undone.
#[derive(Deserialize)]
struct Done {
    row: u64,
    writes: Vec<Write>,
}

/// The rows of a job before this one that did something, the last one first, as many as are taken back at once.
async fn page(directory: &Directory, job: &str, before: u64) -> Result<Vec<Done>, Fault> {
    let page = directory.statement(PAGE).with(job).with(before).with(ROWS_AT_ONCE);
    let answers = directory.run(&[page]).await?;
    let found = answers.first().map(|answer| answer.rows.as_slice()).unwrap_or_default();
    let done = found.iter().map(|row| serde_json::from_str(&row.document));
    done.collect::<Result<_, _>>().map_err(|error| Fault::unreadable(&error))
}

/// Takes rows back for a while; whether there is no more to do.
async fn go_back(env: &Env, partner: &Partner, id: &JobId) -> Result<bool, Trouble> {
    let store = Store::open(env, partner.clone())?;
    let users = Users::of(env, partner).await?;
    let directory = users.directory.clone();
    let (job, until) = (id.as_str(), runtime::now() + TURN_MILLIS);
    loop {
        let Some(processing) = Processing::find(&directory, job).await? else { return Ok(true) };
        if processing.state != state::REVERTING {
            return Ok(true);
        }
        let rows = page(&directory, job, processing.next_row).await?;
        let Some(last) = rows.last().map(|done| done.row) else {
            let end = change(&directory, job, &[state::REVERTING], state::REVERTED, None);
            directory.run(&[end]).await?;
            settle_job(env, &store, &directory, id).await?;
            return Ok(true);
        };
        let writes = rows.iter().flat_map(|done| done.writes.iter().rev()).map(Write::undone);
        let writes: Vec<Write> = writes.collect();
        let came = match users.service() {
            Some(service) => {
                elsewhere(service, &directory, job, &processing, &writes, last).await?
            }
            None => batch(&directory, job, &processing, &writes, last).await?,
        };
        if let Some(why) = came {
            end(env, partner, id, &why).await?;
            return Ok(true);
        }
        if runtime::now() > until {
            return Ok(false);
        }
    }
}

/// A licence of which more would be given away than there are.
fn overdrawn(facts: &Facts, writes: &[Write]) -> Option<String> {
    let none = BTreeSet::new();
    let of = |user: &Option<User>| user.as_ref().map_or(none.clone(), |user| user.licenses.clone());
    let mut gained: BTreeMap<String, i64> = BTreeMap::new();
    for Write { before, after, .. } in writes {
        for license in of(after) {
            *gained.entry(license).or_default() += 1;
        }
        for license in of(before) {
            *gained.entry(license).or_default() -= 1;
        }
    }
    let is_over = |(name, more): (&String, &i64)| {
        let license = facts.licenses.get(name)?;
        let used = i64::try_from(license.used).ok()?;
        let capacity = i64::try_from(license.capacity?).ok()?;
        (*more > 0 && used + more > capacity).then(|| name.clone())
    };
    gained.iter().find_map(is_over)
}

/// Writes one batch; why it cannot be, where somebody was quicker with the same users.
async fn batch(
    directory: &Directory,
    job: &str,
    processing: &Processing,
    writes: &[Write],
    last: u64,
) -> Result<Option<Vec<Note>>, Trouble> {
    let by = by(job);
    for _ in 0..ATTEMPTS {
        let (facts, version) = directory.load(&Keys::default()).await?;
        if let Some(license) = overdrawn(&facts, writes) {
            return Ok(Some(vec![Note::ended(Ending::LicenseFull { license })]));
        }
        if !obstacles(directory, job).await?.is_empty() {
            return Ok(Some(vec![Note::ended(Ending::Changed)]));
        }
        let back: Statement = directory.statement(BACK).with(job).with(last).with(runtime::now());
        let committed = directory
            .commit(Batch {
                version,
                of_job: Some((&by, processing.next_batch)),
                writes: writes.iter().collect(),
                decisions: &[],
                next_extension: None,
                now: runtime::now(),
                further: vec![back],
                elsewhere: false,
            })
            .await;
        match committed {
            Ok(Committed::Conflict) => {}
            Ok(_) => return Ok(None),
            Err(fault) if fault.is_of("claims.") => {
                return Ok(Some(vec![Note::ended(Ending::Taken)]));
            }
            Err(fault) => return Err(fault.into()),
        }
    }
    Err(Fault::crowded().into())
}

/// What keeps a job whose users are in a service from being taken back. As each user is a request, those of the
/// last rows are looked at; the others are when their batch is.
///
/// # Errors
/// Where the database or the service does not answer.
pub async fn obstacles_elsewhere(
    service: &Service,
    directory: &Directory,
    job: &str,
) -> Result<Vec<Obstacle>, Trouble> {
    // Each user as it was before the first write and as it is after the last, which stands first here.
    let mut written: Vec<(u64, Write)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for done in page(directory, job, BEYOND).await? {
        for write in done.writes.into_iter().rev() {
            let same = known.get(&write.id).and_then(|at| written.get_mut(*at));
            if let Some((row, net)) = same {
                (*row, net.before) = (done.row, write.before);
                continue;
            }
            known.insert(write.id.clone(), written.len());
            written.push((done.row, write));
        }
    }
    let (rows, writes): (Vec<u64>, Vec<Write>) = written.into_iter().unzip();
    let changed = service.changed_since(&writes).await?;
    // The last row stands first.
    let mut obstacles: Vec<Obstacle> = changed
        .into_iter()
        .rev()
        .filter_map(|at| {
            let write = writes.get(at)?;
            let subject = write.after.as_ref().or(write.before.as_ref()).map(User::subject);
            Some(Obstacle { row: *rows.get(at)?, subject: subject.unwrap_or_default() })
        })
        .collect();
    obstacles.truncate(NAMED as usize);
    Ok(obstacles)
}

/// Writes one batch to a service; why it cannot be, where somebody was quicker with one of the users. What could
/// be taken back of the batch is then, and only this user is left as it is.
async fn elsewhere(
    service: &Service,
    directory: &Directory,
    job: &str,
    processing: &Processing,
    writes: &[Write],
    last: u64,
) -> Result<Option<Vec<Note>>, Trouble> {
    let (by, number) = (by(job), processing.next_batch);
    let is_new = settle::begun(directory, &by, number).await?.is_empty();
    if is_new {
        let (mut facts, version) = directory.load(&Keys::default()).await?;
        service.count_licenses(&mut facts.licenses).await?;
        if let Some(license) = overdrawn(&facts, writes) {
            return Ok(Some(vec![Note::ended(Ending::LicenseFull { license })]));
        }
        // That it was begun is all that matters of it: what is to be written, the outcomes say.
        let begun = Decision::writing(last, Vec::new());
        if !settle::begin(directory, (&by, number), version, &[begun], None).await? {
            let why = "a file is being applied to it".to_owned();
            return Err(Outage::Later { seconds: 1, why }.into());
        }
    }
    let writes: Vec<&Write> = writes.iter().collect();
    // Nobody has looked at them yet, so all are looked at first.
    let settled = service.settle(&writes, false).await?;
    let mut further = settle::ended(directory, &by, number).to_vec();
    further.push(directory.statement(BACK).with(job).with(last).with(runtime::now()));
    let batch = Batch {
        version: Version::default(),
        of_job: Some((&by, number)),
        writes: Vec::new(),
        decisions: &[],
        next_extension: None,
        now: runtime::now(),
        further,
        elsewhere: true,
    };
    directory.commit(batch).await?;
    Ok(settled.failure().map(|(id, failure)| {
        let of = |write: &&&Write| write.id == id;
        let user = writes.iter().find(of).and_then(|write| write.before.as_ref());
        let who = user.map_or_else(|| id.to_owned(), User::subject);
        vec![Note::ended(Ending::User { who }), failure.note()]
    }))
}
