//! A job: what it is, and what becomes of it.

pub mod account;
pub mod discarded;
pub mod id;
pub mod idempotency;
pub mod lookup;
pub mod round;
pub mod run;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::upload::Facts;
use id::JobId;

/// How long after its last sign of life a running job counts as dead. The platform ends what a
/// request started half a minute after its client is gone; a slow upload gives a sign every
/// [`SIGN_OF_LIFE_MILLIS`].
pub const DEAD_AFTER_MILLIS: u64 = 15 * 60 * 1000;
/// How long a job waits in a queue before it counts as forgotten there.
pub const FORGOTTEN_AFTER_MILLIS: u64 = 60 * 60 * 1000;
/// How often a running job writes its mark anew.
pub const SIGN_OF_LIFE_MILLIS: u64 = 5 * 60 * 1000;

/// The most bytes of a record's metadata; KV takes 1,024.
const SUMMARY_BYTES: usize = 1_000;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The file is to be fetched.
    Queued,
    /// The file is arriving.
    Running,
    /// There is a report.
    Completed,
    /// There is a reason.
    Failed,
}

/// Why a job failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// `upload-incomplete`, `storage-refused`, `interrupted`, or why a file could not be fetched.
    pub code: String,
    /// A sentence that says what happened and what to do.
    pub detail: String,
}

impl Failure {
    /// The upload was cut short.
    pub fn upload_incomplete(detail: impl Into<String>) -> Self {
        Self { code: "upload-incomplete".to_owned(), detail: detail.into() }
    }

    /// Storage refused something.
    pub fn storage(error: &crate::store::StoreError) -> Self {
        Self {
            code: "storage-refused".to_owned(),
            detail: format!(
                "The report could not be stored, so nothing of it was kept ({error}); send the file \
                 again."
            ),
        }
    }

    /// The Worker died.
    pub fn interrupted() -> Self {
        Self {
            code: "interrupted".to_owned(),
            detail: "The check was interrupted before it was done; send the file again.".to_owned(),
        }
    }
}

/// A file in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// How many there are.
    pub count: u64,
    /// How many rows each has; the last may have fewer.
    pub rows: u64,
}

/// A job, as clients see it. `F` is what it shows of its findings: the counts, or samples as well.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job<F = Value> {
    /// The id.
    pub id: String,
    /// Where it stands.
    pub status: Status,
    /// Whether the file has no finding of severity `error`; false for a job that failed.
    pub valid: bool,
    /// `validate`, or `process` where the file is applied once it is checked.
    pub mode: String,
    /// The template's name.
    pub template: Option<String>,
    /// Which version of it: a number for one of the partner's own, ours for a built-in one.
    #[serde(default)]
    pub template_version: Option<String>,
    /// How sure it is that the template is the right one, in hundredths, where it was recognised.
    #[serde(default)]
    pub recognised: Option<u8>,
    /// Free text.
    pub description: Option<String>,
    /// The language of the messages.
    pub language: String,
    /// What applying the file means, where the template leaves the choice.
    #[serde(default)]
    pub import_option: Option<String>,
    /// The file: name, bytes, digest, encoding, dialect.
    pub file: Map<String, Value>,
    /// Data records: all, valid, invalid.
    pub rows: Value,
    /// Where the rows with errors and warnings lie, once that is known.
    #[serde(default)]
    pub places: Value,
    /// Counts of the findings by code and field.
    pub findings: F,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// What the file says of an import, where it is what a vendor answered with.
    #[serde(default)]
    pub outcome: Value,
    /// In how many parts the file can be had, and the rows of each, where it has more rows than the
    /// vendor takes at once.
    #[serde(default)]
    pub parts: Option<Parts>,
    /// When it was created.
    pub created: String,
    /// When it was finished.
    pub finished: Option<String>,
    /// When it is deleted.
    pub expires: String,
    /// What applying the file did, or does; nothing where nobody asked for it.
    pub process: Value,
    /// Who is told what became of it: stored as who was to be told, and shown with what came of that.
    #[serde(default = "none")]
    pub deliveries: Value,
    /// Where everything about it is.
    pub links: Map<String, Value>,
}

/// An empty list.
fn none() -> Value {
    json!([])
}

/// The links of a job, and the last segments of their addresses.
const LINKS: [(&str, &str); 6] = [
    ("report", "report"),
    ("report_csv", "report.csv"),
    ("findings", "findings.ndjson"),
    ("errors_csv", "errors.csv"),
    ("clean_csv", "clean.csv"),
    ("html", "report.html"),
];

impl Job {
    /// The mode of a job whose file is applied once it is checked.
    pub const PROCESS: &str = "process";

    /// A job whose file has begun to arrive.
    pub fn running(
        id: &JobId,
        facts: &Facts,
        file_name: Option<&str>,
        created: String,
        expires: String,
    ) -> Self {
        Self {
            id: id.to_string(),
            status: Status::Running,
            valid: false,
            mode: if facts.processes { Self::PROCESS } else { "validate" }.to_owned(),
            template: facts.template.clone(),
            template_version: facts.template_version.clone(),
            recognised: facts.recognised,
            description: facts.description.clone(),
            language: facts.language.tag().to_owned(),
            import_option: facts.import_option.clone(),
            file: file_facts(file_name, &Value::Null, None),
            rows: json!({"total": 0, "valid": 0, "invalid": 0}),
            places: Value::Null,
            findings: json!({"errors": 0, "warnings": 0, "groups": []}),
            failure: None,
            outcome: Value::Null,
            parts: None,
            created,
            finished: None,
            expires,
            process: Value::Null,
            deliveries: none(),
            links: links(id.as_str(), false),
        }
    }

    /// A job whose file is to be fetched.
    pub fn queued(id: &JobId, facts: &Facts, created: String, expires: String) -> Self {
        Self { status: Status::Queued, ..Self::running(id, facts, None, created, expires) }
    }

    /// The same job, failed after so many bytes of its file.
    pub fn failed(mut self, failure: Failure, bytes: u64, finished: String) -> Self {
        self.status = Status::Failed;
        self.valid = false;
        self.failure = Some(failure);
        self.finished = Some(finished);
        let name = self.file_name();
        self.file = file_facts(name.as_deref(), &json!({"bytes": bytes}), None);
        self
    }

    /// The JSON.
    pub fn to_json(&self) -> String {
        // Serialising values of JSON cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The job of that JSON, if it is one.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The file's name.
    pub fn file_name(&self) -> Option<String> {
        self.file.get("name").and_then(Value::as_str).map(str::to_owned)
    }

    /// What the list shows of it, without its id: small enough for the metadata of a KV record, and
    /// in ASCII because that travels in a header. [`listed`] reads it again.
    pub fn summary(&self) -> Value {
        let mut texts = [self.description.clone(), self.file_name(), self.template.clone()];
        loop {
            // Not how far it is, which changes all the time.
            let process = self.process.get("state").map(|state| {
                let failed = self.process.get("failure").is_some_and(|failure| !failure.is_null());
                json!({"state": state, "failed": failed})
            });
            let [description, name, template] =
                texts.each_ref().map(|text| text.as_deref().map(to_ascii));
            let summary = json!({
                "status": self.status,
                "valid": self.valid,
                "mode": self.mode,
                "template": template,
                "description": description,
                "language": self.language,
                "file": {"name": name, "bytes": self.file.get("bytes")},
                "rows": self.rows,
                "findings": {
                    "errors": self.findings.get("errors"),
                    "warnings": self.findings.get("warnings"),
                },
                "failure": self.failure.as_ref().map(|failure| json!({"code": failure.code})),
                "process": process,
                "created": self.created,
                "finished": self.finished,
                "expires": self.expires,
            });
            if summary.to_string().len() <= SUMMARY_BYTES {
                return summary;
            }
            // The longest text gives way first; without any the summary is always small enough.
            let longest = texts
                .iter_mut()
                .flatten()
                .filter(|text| text.chars().count() > 1)
                .max_by_key(|text| text.len());
            match longest {
                Some(text) => {
                    let keep = text.chars().count() * 3 / 4;
                    *text = text.chars().take(keep).filter(|last| *last != '…').collect();
                    text.push('…');
                    if keep <= 1 {
                        text.clear();
                    }
                }
                None => return summary,
            }
        }
    }
}

impl<F> Job<F> {
    /// The same job with other findings.
    pub fn with_findings<G>(self, findings: G) -> Job<G> {
        Job {
            id: self.id,
            status: self.status,
            valid: self.valid,
            mode: self.mode,
            template: self.template,
            template_version: self.template_version,
            recognised: self.recognised,
            description: self.description,
            language: self.language,
            import_option: self.import_option,
            file: self.file,
            rows: self.rows,
            places: self.places,
            findings,
            failure: self.failure,
            outcome: self.outcome,
            parts: self.parts,
            created: self.created,
            finished: self.finished,
            expires: self.expires,
            process: self.process,
            deliveries: self.deliveries,
            links: self.links,
        }
    }
}

/// A summary as the list shows it.
pub fn listed(id: &JobId, summary: Value) -> Value {
    let mut listed = Map::new();
    listed.insert("id".to_owned(), json!(id.as_str()));
    if let Value::Object(summary) = summary {
        let mut summary = summary;
        for pointer in ["description", "template"] {
            if let Some(text) = summary.get_mut(pointer) {
                read_ascii(text);
            }
        }
        if let Some(name) = summary.get_mut("file").and_then(|file| file.get_mut("name")) {
            read_ascii(name);
        }
        let completed = summary.get("status").and_then(Value::as_str) == Some("completed");
        listed.extend(summary);
        listed.insert("links".to_owned(), links(id.as_str(), completed).into());
    }
    Value::Object(listed)
}

/// Visible ASCII as it is, and each other byte as `%` and two digits.
fn to_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for byte in text.bytes() {
        if matches!(byte, b' '..=b'~') && !b"%\"\\".contains(&byte) {
            ascii.push(char::from(byte));
        } else {
            ascii.push('%');
            ascii.push_str(&crate::runtime::hex(&[byte]));
        }
    }
    ascii
}

/// Undoes [`to_ascii`] in a JSON string.
fn read_ascii(value: &mut Value) {
    let Some(ascii) = value.as_str() else { return };
    let mut bytes = Vec::with_capacity(ascii.len());
    let mut rest = ascii.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let escaped = behind
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    *value = String::from_utf8_lossy(&bytes).into_owned().into();
}

/// The file as the job shows it: its name, then what the engine says, with the digest behind the
/// number of bytes.
pub fn file_facts(name: Option<&str>, facts: &Value, sha256: Option<&str>) -> Map<String, Value> {
    let mut file = Map::new();
    file.insert("name".to_owned(), json!(name));
    file.insert("bytes".to_owned(), facts.get("bytes").cloned().unwrap_or(json!(0)));
    file.insert("sha256".to_owned(), json!(sha256));
    file.insert("encoding".to_owned(), Value::Null);
    file.insert("dialect".to_owned(), Value::Null);
    if let Value::Object(facts) = facts {
        file.extend(facts.clone());
    }
    file
}

/// The addresses of a job; only its own while there is no report.
pub fn links(id: &str, reported: bool) -> Map<String, Value> {
    let mut links = Map::new();
    links.insert("self".to_owned(), json!(format!("/v1/jobs/{id}")));
    for (name, segment) in LINKS {
        let link = reported.then(|| format!("/v1/jobs/{id}/{segment}"));
        links.insert(name.to_owned(), json!(link));
    }
    links
}

/// A moment as RFC 3339 in UTC, such as `2026-11-23T05:17:00.000Z`.
pub fn rfc3339(millis: u64) -> String {
    // Exact: a double holds every millisecond for longer than there are dates.
    #[allow(clippy::cast_precision_loss)]
    let date = worker::js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(millis as f64));
    date.to_iso_string().into()
}

#[cfg(test)]
mod tests {
    use rollcall_engine::language::Language;

    use super::*;

    fn job(description: &str, name: &str) -> Job {
        let facts = Facts {
            template: Some("8x8-users".to_owned()),
            template_version: None,
            recognised: None,
            row_limit: None,
            description: Some(description.to_owned()),
            language: Language::Fr,
            import_option: None,
            processes: false,
            needs_confirmation: false,
            retention_hours: 1,
        };
        let id = JobId::new(1_795_410_000_000, [7; 10]);
        let time = "2026-11-23T05:00:00.000Z".to_owned();
        Job::running(&id, &facts, Some(name), time.clone(), time)
    }

    #[test]
    fn a_summary_fits_whatever_the_texts_are() {
        let texts =
            ["", "short", &"long ".repeat(400), &"é\n\"".repeat(500), &"\u{1F600}".repeat(1000)];
        for description in texts {
            for name in texts {
                let summary = job(description, name).summary().to_string();
                assert!(summary.len() <= SUMMARY_BYTES, "{} bytes", summary.len());
            }
        }
    }

    #[test]
    fn short_texts_come_out_of_a_summary_as_they_went_in() {
        let summary = job("Entr\u{e9}es 100 % \u{1F389}\n\"\\", "users.csv").summary();
        assert!(summary.to_string().is_ascii());
        let listed = listed(&JobId::new(1, [1; 10]), summary);
        assert_eq!(listed["description"], "Entr\u{e9}es 100 % \u{1F389}\n\"\\");
        assert_eq!(listed["file"]["name"], "users.csv");
    }

    #[test]
    fn a_job_reads_back_what_it_wrote() {
        let job = job("d", "n").failed(Failure::interrupted(), 5, "t".to_owned());
        assert_eq!(Job::from_json(&job.to_json()), Some(job));
    }

    #[test]
    fn a_job_without_a_report_links_to_itself_only() {
        let links = links("x", false);
        assert_eq!(links["self"], "/v1/jobs/x");
        assert_eq!(links["report_csv"], Value::Null);
    }
}
