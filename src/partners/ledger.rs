//! How much a partner is sending: one Durable Object for each partner, which is the one place that
//! counts exactly however many Workers run.
//!
//! An upload begins here and ends here. What it may have is reserved at its beginning, so that many
//! uploads at once do not go over the day's bytes together; at its end the reservation becomes what was
//! really sent. An upload that nobody ended counts no more after a while.

use serde::{Deserialize, Serialize};
use worker::{
    DurableObject, Env, Method, Request, RequestInit, Response, SqlStorage, SqlStorageValue, State,
    durable_object,
};

use super::Partner;
use super::record::Limits;
use crate::jobs::DEAD_AFTER_MILLIS;
use crate::runtime;

/// The name of the binding in `wrangler.toml`.
const LEDGERS: &str = "LEDGERS";
/// One day, in milliseconds.
const DAY_MILLIS: u64 = 24 * 60 * 60 * 1000;
/// For how many days the bytes are remembered.
const DAYS_KEPT: u64 = 35;

/// What a ledger is told.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    /// An upload begins, or gives a sign of life.
    Begin { upload: String, bytes: u64, at_once: u64, a_day: u64 },
    /// An upload has ended, after so many bytes.
    End { upload: String, bytes: u64 },
    /// The partner is gone, and with it what is known of it.
    Forget,
    /// Nothing; only whether it answers.
    Ping,
}

/// Whether an upload may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It may.
    Admitted,
    /// As many as may be are going on.
    TooMany,
    /// With it the partner might have sent more today than it may.
    UsedUp,
}

/// The ledger of a partner.
pub struct Ledger(worker::durable::Stub);

impl Ledger {
    /// That of this partner.
    ///
    /// # Errors
    /// Where the binding is missing.
    pub fn of(env: &Env, partner: &Partner) -> worker::Result<Self> {
        Ok(Self(env.durable_object(LEDGERS)?.get_by_name(partner.name())?))
    }

    /// Whether an upload of at most so many bytes may begin. It has to be ended.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn begin(
        &self,
        upload: &str,
        bytes: u64,
        limits: &Limits,
    ) -> worker::Result<Verdict> {
        let (at_once, a_day) = (limits.uploads_at_once(), limits.bytes_a_day());
        self.enter(&Entry::Begin { upload: upload.to_owned(), bytes, at_once, a_day }).await
    }

    /// That an upload has ended after so many bytes.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn end(&self, upload: &str, bytes: u64) -> worker::Result<()> {
        self.enter(&Entry::End { upload: upload.to_owned(), bytes }).await.map(|_| ())
    }

    /// Forgets everything about the partner.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn forget(&self) -> worker::Result<()> {
        self.enter(&Entry::Forget).await.map(|_| ())
    }

    /// Whether it answers.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn ping(&self) -> worker::Result<()> {
        self.enter(&Entry::Ping).await.map(|_| ())
    }

    async fn enter(&self, entry: &Entry) -> worker::Result<Verdict> {
        let mut init = RequestInit::new();
        init.with_method(Method::Post);
        init.with_body(Some(serde_json::to_string(entry)?.into()));
        let request = Request::new_with_init("https://ledger.invalid/", &init)?;
        let mut response = self.0.fetch_with_request(request).await?;
        Ok(serde_json::from_str(&response.text().await?)?)
    }
}

/// The object that keeps a ledger.
#[durable_object(fetch)]
pub struct LedgerObject {
    state: State,
}

impl DurableObject for LedgerObject {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let entry: Entry = serde_json::from_str(&request.text().await?)?;
        let verdict = match entry {
            Entry::Ping => Verdict::Admitted,
            Entry::Forget => {
                self.state.storage().delete_all().await?;
                Verdict::Admitted
            }
            Entry::Begin { upload, bytes, at_once, a_day } => {
                self.begin(&upload, bytes, at_once, a_day)?
            }
            Entry::End { upload, bytes } => self.end(&upload, bytes)?,
        };
        Response::ok(serde_json::to_string(&verdict)?)
    }
}

impl LedgerObject {
    /// The tables, which are made where they are missing.
    fn tables(&self) -> worker::Result<SqlStorage> {
        let sql = self.state.storage().sql();
        let made = "CREATE TABLE IF NOT EXISTS uploads (id TEXT PRIMARY KEY, since INTEGER, bytes INTEGER); \
                    CREATE TABLE IF NOT EXISTS days (day INTEGER PRIMARY KEY, bytes INTEGER)";
        sql.exec(made, None)?;
        Ok(sql)
    }

    fn begin(&self, upload: &str, bytes: u64, at_once: u64, a_day: u64) -> worker::Result<Verdict> {
        let sql = self.tables()?;
        let now = runtime::now();
        // Nobody ended these: whoever did them is dead.
        let dead = now.saturating_sub(DEAD_AFTER_MILLIS);
        sql.exec("DELETE FROM uploads WHERE since < ?", vec![number(dead)])?;
        let others = "SELECT count(*) AS uploads, coalesce(sum(bytes), 0) AS bytes FROM uploads WHERE id <> ?";
        let others: Sums = sql.exec(others, vec![upload.into()])?.one()?;
        let today =
            "SELECT count(*) AS uploads, coalesce(sum(bytes), 0) AS bytes FROM days WHERE day = ?";
        let today: Sums = sql.exec(today, vec![number(now / DAY_MILLIS)])?.one()?;
        if others.uploads >= at_once {
            return Ok(Verdict::TooMany);
        }
        if today.bytes + others.bytes + bytes > a_day {
            return Ok(Verdict::UsedUp);
        }
        let begun = "INSERT INTO uploads VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET since = excluded.since";
        sql.exec(begun, vec![upload.into(), number(now), number(bytes)])?;
        Ok(Verdict::Admitted)
    }

    fn end(&self, upload: &str, bytes: u64) -> worker::Result<Verdict> {
        let sql = self.tables()?;
        let today = runtime::now() / DAY_MILLIS;
        sql.exec("DELETE FROM uploads WHERE id = ?", vec![upload.into()])?;
        let more = "INSERT INTO days VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET bytes = bytes + excluded.bytes";
        sql.exec(more, vec![number(today), number(bytes)])?;
        let old = today.saturating_sub(DAYS_KEPT);
        sql.exec("DELETE FROM days WHERE day < ?", vec![number(old)])?;
        Ok(Verdict::Admitted)
    }
}

/// What is going on, or was sent.
#[derive(Deserialize)]
struct Sums {
    uploads: u64,
    bytes: u64,
}

/// Counts of bytes and of milliseconds are exact as doubles for longer than there are dates.
#[allow(clippy::cast_precision_loss)]
fn number(value: u64) -> SqlStorageValue {
    SqlStorageValue::Float(value as f64)
}

/// How many seconds it is to midnight, by UTC, when the day's bytes begin anew.
pub fn seconds_to_midnight() -> u64 {
    (DAY_MILLIS - runtime::now() % DAY_MILLIS).div_ceil(1000)
}
