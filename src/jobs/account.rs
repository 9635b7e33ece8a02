//! On whose behalf a job runs, and what is written down about it when it ends.

use std::rc::Rc;

use serde_json::{Value, json};
use worker::{AnalyticsEngineDataPointBuilder, Env, console_error, console_log};

use super::id::JobId;
use super::{Job, Status};
use crate::hooks::errand;
use crate::partners;
use crate::partners::record::Record;
use crate::runtime;
use crate::store::{Store, StoreError};

/// The name of the binding in `wrangler.toml`.
const COUNTERS: &str = "COUNTERS";

/// By which door a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Sent with the request.
    Upload,
    /// Fetched from an address that a webhook named.
    Hook,
    /// Put into the inbox.
    Inbox,
}

impl Source {
    /// The name in the log.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Upload => "upload",
            Self::Hook => "hook",
            Self::Inbox => "inbox",
        }
    }
}

/// On whose behalf a job runs.
#[derive(Clone)]
pub struct Account {
    /// The bindings.
    pub env: Env,
    /// Where the partner's things are.
    pub store: Store,
    /// What is known of the partner.
    pub record: Rc<Record>,
    /// By which door the file comes.
    pub source: Source,
    /// The origin under which Rollcall was reached, for links that lead here from elsewhere.
    pub base: String,
    /// An address that is told what becomes of this one job.
    pub callback: Option<String>,
}

impl Account {
    /// On whose behalf a job was run that came to its end elsewhere. `base` is the origin where nothing else
    /// says it.
    ///
    /// # Errors
    /// Where storage does not answer.
    pub async fn of(env: &Env, store: &Store, id: &JobId, base: &str) -> Result<Self, StoreError> {
        let record = partners::record_of(store.partner(), env).await;
        let record = record.map_err(|error| StoreError::of("KV", &error))?.unwrap_or_default();
        let errand = errand::of(store, id).await?;
        Ok(Self {
            env: env.clone(),
            store: store.clone(),
            record: Rc::new(record),
            source: errand.as_ref().map_or(Source::Upload, |errand| errand.file.source()),
            base: errand.as_ref().map_or_else(|| base.to_owned(), |errand| errand.base.clone()),
            callback: errand.and_then(|errand| errand.callback),
        })
    }

    /// Writes the one line about a file that has been applied, or taken back, or could not be.
    pub fn processed(&self, job: &Job, process: &Value) {
        let line = json!({
            "event": "process",
            "partner": self.store.partner().name(),
            "id": job.id,
            "template": job.template,
            "state": process.get("state"),
            "rows": process.get("total"),
            "done": process.get("done"),
            "counts": process.get("counts"),
            "started": process.get("started"),
            "finished": process.get("finished"),
        });
        console_log!("{line}");
    }

    /// Writes the one line about a job that has ended, and counts it. There is no value of a cell in
    /// it, and no name of a file, which may be a person's.
    pub fn ended(&self, job: &Job, began: u64) {
        let number = |value: &Value, name| value.get(name).and_then(Value::as_u64).unwrap_or(0);
        let bytes = job.file.get("bytes").and_then(Value::as_u64).unwrap_or(0);
        let (rows, invalid) = (number(&job.rows, "total"), number(&job.rows, "invalid"));
        let (errors, warnings) =
            (number(&job.findings, "errors"), number(&job.findings, "warnings"));
        let milliseconds = runtime::now().saturating_sub(began);
        let code = job.failure.as_ref().map(|failure| failure.code.as_str());
        let status = if job.status == Status::Completed { "completed" } else { "failed" };
        let partner = self.store.partner().name();
        let line = json!({
            "event": "job",
            "partner": partner,
            "id": job.id,
            "source": self.source.as_str(),
            "status": status,
            "code": code,
            "template": job.template,
            "bytes": bytes,
            "rows": rows,
            "invalid": invalid,
            "errors": errors,
            "warnings": warnings,
            "milliseconds": milliseconds,
        });
        console_log!("{line}");
        let Ok(counters) = self.env.analytics_engine(COUNTERS) else { return };
        // Counts are exact as doubles as far as files go.
        #[allow(clippy::cast_precision_loss)]
        let doubles =
            [bytes, rows, invalid, errors, warnings, milliseconds].map(|count| count as f64);
        let template = job.template.as_deref().unwrap_or_default();
        let blobs = [partner, status, code.unwrap_or_default(), template, self.source.as_str()];
        let point = AnalyticsEngineDataPointBuilder::new()
            .indexes([partner])
            .blobs(blobs)
            .doubles(doubles)
            .build();
        if let Err(error) = counters.write_data_point(&point) {
            console_error!("A job was not counted: {error}.");
        }
    }
}
