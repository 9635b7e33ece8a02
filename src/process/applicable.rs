//! A job whose file can be applied: what it was checked against, what its rows mean, and the rows.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use rollcall_engine::report::FileFacts;
use rollcall_engine::rows::{DataRow, Mark, RowReader};
use rollcall_engine::schema::Schema;
use rollcall_processing::{Meaning, Row};
use serde_json::Value;

use super::FILE_MOST;
use crate::http::problem::{Kind, Problem};
use crate::http::templates;
use crate::jobs::id::JobId;
use crate::jobs::{Job, Status};
use crate::store::{Store, StoreError};
use crate::upload::body::Body;
use crate::upload::own::Chosen;

/// A job whose file can be applied.
pub struct Applicable {
    /// Its id.
    pub id: JobId,
    /// The job.
    pub job: Job,
    /// The template, as JSON.
    pub template: Value,
    /// The template, compiled.
    pub schema: Rc<Schema>,
    /// What its rows mean.
    pub meaning: Meaning,
    /// How the file was read.
    pub facts: FileFacts,
    /// What the template leaves open.
    pub options: BTreeMap<String, String>,
}

impl Applicable {
    /// The job of that id.
    ///
    /// # Errors
    /// Where there is no such job, it is not finished or not valid, its template applies nothing, or has
    /// changed since.
    pub async fn find(store: &Store, id: JobId) -> Result<Self, Problem> {
        let job = crate::http::jobs::find(&id, store).await?;
        match job.status {
            Status::Completed if job.valid => {}
            Status::Completed => {
                return Err(Problem::new(
                    Kind::JobNotValid,
                    "The file has errors, and only one without any is applied; mend `errors.csv` and send \
                     the file again, or send `clean.csv`.",
                ));
            }
            Status::Failed => {
                let why = job.failure.map(|failure| failure.detail).unwrap_or_default();
                return Err(Problem::new(Kind::JobFailed, why));
            }
            Status::Queued | Status::Running => {
                return Err(Problem::new(
                    Kind::JobRunning,
                    "The file is still being checked; ask again when that is done.",
                )
                .with_header("retry-after", "5"));
            }
        }
        let total = job.rows.get("total").and_then(Value::as_u64).unwrap_or(0);
        if total > FILE_MOST {
            return Err(Problem::new(
                Kind::TooManyRows,
                format!(
                    "The file has {total} rows, and one of at most {FILE_MOST} is applied at once; cut it \
                     into several."
                ),
            ));
        }
        let name = job.template.clone().ok_or_else(not_applied)?;
        let chosen = templates::find(&name, None, store).await.map_err(|problem| {
            if problem.kind() == Kind::TemplateNotFound { template_changed(&name) } else { problem }
        })?;
        if job.template_version.as_deref() != Some(chosen.version.as_str()) {
            return Err(template_changed(&name));
        }
        Self::of(id, job, &chosen)
    }

    /// The job of that id for its report, by the template that it was checked against, whether that is still
    /// the latest or not; none where it is gone.
    ///
    /// # Errors
    /// Where storage does not answer.
    pub async fn as_checked(
        store: &Store,
        id: &JobId,
        job: &Job,
    ) -> Result<Option<Self>, StoreError> {
        let Some(name) = &job.template else { return Ok(None) };
        let version = job.template_version.as_deref().and_then(|version| version.parse().ok());
        match templates::find(name, version, store).await {
            Ok(chosen) => Ok(Self::of(id.clone(), job.clone(), &chosen).ok()),
            Err(problem) if problem.kind().status() >= 500 => {
                Err(StoreError::because(problem.detail().to_owned()))
            }
            Err(_) => Ok(None),
        }
    }

    fn of(id: JobId, job: Job, chosen: &Chosen) -> Result<Self, Problem> {
        let schema = chosen.schema().map_err(crate::upload::options::schema_problem)?;
        let template: Value = serde_json::from_str(&chosen.text).unwrap_or_default();
        let meaning = Meaning::of_template(&template).ok_or_else(not_applied)?;
        let facts = serde_json::from_value(job.file.clone().into()).map_err(|_| not_applied())?;
        let options = job.import_option.iter();
        let options = options.map(|option| ("import_option".to_owned(), option.clone())).collect();
        Ok(Self { id, job, template, schema, meaning, facts, options })
    }

    /// How many rows it has.
    pub fn total(&self) -> u64 {
        self.job.rows.get("total").and_then(Value::as_u64).unwrap_or(0)
    }

    /// Its rows, from `mark` on.
    ///
    /// # Errors
    /// Where storage does not answer, or the report is gone.
    pub async fn rows(&self, store: &Store, mark: &Mark) -> Result<Rows<'_>, StoreError> {
        let stream = store.report_from(&self.id, mark.byte).await?;
        let body = Body::new(Some(&stream)).map_err(|error| StoreError::of_runtime(&error))?;
        let reader = RowReader::resume(&self.facts, Some(&self.schema), mark);
        Ok(Rows { body, reader: Some(reader), waiting: VecDeque::new() })
    }
}

/// That nothing says what the rows mean.
pub fn not_applied() -> Problem {
    Problem::new(
        Kind::ModeNotAvailable,
        "No template says what the rows of this file mean for a directory, so it can be checked and not \
         applied; send it with a template that says so, such as `webex-users`.",
    )
}

fn template_changed(name: &str) -> Problem {
    Problem::new(
        Kind::TemplateChanged,
        format!(
            "The template `{name}` is no longer the one that the file was checked against; send the file \
             again."
        ),
    )
}

/// The rows of a stored report, as they are wanted.
pub struct Rows<'a> {
    body: Body,
    /// None once it has come to the end.
    reader: Option<RowReader<'a>>,
    waiting: VecDeque<(Row, Mark)>,
}

impl Rows<'_> {
    /// The next rows, at most so many, and where the ones behind them begin; none at the end.
    ///
    /// # Errors
    /// Where storage breaks off.
    pub async fn next(&mut self, most: usize) -> Result<Option<(Vec<Row>, Mark)>, StoreError> {
        while self.waiting.len() < most {
            let Some(mut reader) = self.reader.take() else { break };
            let read = self.body.read(false).await;
            let bytes = read.map_err(|error| StoreError::of_runtime(&error))?;
            let waiting = &mut self.waiting;
            let mut keep = |row: DataRow<'_>| {
                let cells = row.cells().map(|(name, value)| (name.to_owned(), value.into_owned()));
                let cells = cells.collect();
                waiting.push_back((Row { number: row.number, cells }, row.mark()));
            };
            if bytes.is_empty() {
                reader.finish(&mut keep);
            } else {
                reader.push(bytes, &mut keep);
                self.reader = Some(reader);
            }
        }
        let count = self.waiting.len().min(most);
        let mut mark = None;
        let rows: Vec<Row> = self
            .waiting
            .drain(..count)
            .map(|(row, behind)| {
                mark = Some(behind);
                row
            })
            .collect();
        Ok(mark.map(|mark| (rows, mark)))
    }
}
