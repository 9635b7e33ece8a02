//! A request's body becomes options and the bytes of one file.

pub mod body;
mod digest;
pub mod options;
pub mod own;
mod recognition;

use std::rc::Rc;

use rollcall_engine::references::{List, Lists};
use rollcall_engine::{Settings, Validation};
use rollcall_multipart::{Error as FormError, Event, Parser, PushError, boundary_of};

use crate::http::problem::{Kind, Problem};
use crate::lists::{self, ListName};
use crate::runtime;
use crate::store::{Store, StoreError};
use digest::Digest;
use options::{Options, Plan, Slot, Terms};
use own::{Chosen, Needs};

/// The part that holds the file.
const FILE: &str = "file";

/// The content types of a body that is the file itself. Tools that do not know CSV send the others.
const RAW_TYPES: [&str; 5] = [
    "text/csv",
    "text/plain",
    "text/tab-separated-values",
    "application/csv",
    "application/octet-stream",
];

/// How much is taken from one upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a body that is the file itself.
    pub body: u64,
    /// The most bytes that come out of a compressed body.
    pub inflated: u64,
}

impl Limits {
    /// What the options and the boundaries of a form may take besides the file.
    pub const FORM_ALLOWANCE: u64 = (1 << 20) + lists::LONGEST_TOGETHER as u64;
}

impl Default for Limits {
    /// 100 MiB, which is what most plans of the platform let through, and 256 MiB inflated.
    fn default() -> Self {
        Self { body: 100 << 20, inflated: 256 << 20 }
    }
}

/// A file that is arriving.
pub struct File {
    /// Its name, as the client gave it.
    pub name: Option<String>,
    /// Its bytes so far.
    pub bytes: u64,
    /// The engine that reads it.
    pub validation: Validation,
    digest: Option<Digest>,
    /// What has to be known of its template before it can be checked.
    needs: Option<Needs>,
    /// Lists that the engine has to have before it sees a byte.
    wanted: Vec<ListName>,
    /// What arrived meanwhile.
    held: Vec<u8>,
}

impl File {
    /// Takes the next bytes.
    fn push(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        if self.needs.is_none() && self.wanted.is_empty() {
            self.validation.offer(bytes);
        } else {
            self.held.extend_from_slice(bytes);
        }
        if let Some(digest) = &mut self.digest {
            digest.push(bytes);
        }
    }

    /// Fetches the lists that the schema refers to from those that the partner keeps. What is not
    /// kept is the engine's to say.
    async fn fetch_lists(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut lists = Lists::new();
        for name in store.kept_among(std::mem::take(&mut self.wanted)).await? {
            if let Some(text) = store.list(&name).await? {
                lists.insert(name.as_str().to_owned(), Rc::new(List::from_text(&text)));
            }
        }
        self.validation.give_lists(lists);
        self.validation.offer(&std::mem::take(&mut self.held));
        Ok(())
    }
}

/// What was read of a file, at its end.
pub struct Received {
    /// The engine, ready to be finished.
    pub validation: Validation,
    /// The digest, where it was wanted.
    pub sha256: Option<String>,
}

/// How the upload is to be handled, without the engine's settings.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The template's name.
    pub template: Option<String>,
    /// Which version of it.
    pub template_version: Option<String>,
    /// How sure it is that the template is the right one, in hundredths, where it was recognised.
    pub recognised: Option<u8>,
    /// How many rows the vendor takes in one file.
    pub row_limit: Option<u64>,
    /// Free text.
    pub description: Option<String>,
    /// The language of the messages.
    pub language: rollcall_engine::language::Language,
    /// What applying the file means, where the template leaves the choice.
    pub import_option: Option<String>,
    /// Whether the file is to be applied once it is checked.
    pub processes: bool,
    /// Whether somebody has to confirm first what that does.
    pub needs_confirmation: bool,
    /// How long the job is kept.
    pub retention_hours: u64,
}

/// Why reading stopped early.
pub enum Stop {
    /// The client asked for something that cannot be done.
    Refused(Problem),
    /// The upload ended before it was whole.
    CutShort(String),
    /// Storage did not give what the check needs.
    Storage(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Storage(error)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

/// Where in a form the next bytes belong.
enum Part {
    Outside,
    Option(Slot, Vec<u8>),
    File { nameless: bool },
}

/// Takes a body's bytes in slices of any size.
pub struct Intake {
    /// Absent for a body that is the file itself.
    form: Option<Parser>,
    reading: Reading,
}

/// Everything but the parser, which calls back into it.
struct Reading {
    accept_language: Option<String>,
    /// Whether the engine writes the two files of the report.
    reported: bool,
    options: Options,
    /// Whether any part has begun.
    begun: bool,
    part: Part,
    file: Option<File>,
    facts: Option<Facts>,
}

impl Intake {
    /// Ready for a body of this content type; `query` holds the options of a body that is the file
    /// itself, and `terms` what they are held to. The two files of the report are written where
    /// `reported`.
    pub fn new(
        content_type: Option<&str>,
        query: &[(String, String)],
        accept_language: Option<String>,
        terms: Terms,
        reported: bool,
    ) -> Result<Self, Problem> {
        let mut reading = Reading {
            accept_language,
            reported,
            options: Options::under(terms),
            begun: false,
            part: Part::Outside,
            file: None,
            facts: None,
        };
        for (name, value) in query {
            reading.options.set(Slot::parse(name)?, value.as_bytes())?;
        }
        let form = if is_form(content_type) {
            let boundary = boundary_of(content_type.unwrap_or_default()).map_err(refuse)?;
            Some(
                Parser::new(boundary.as_bytes(), rollcall_multipart::Limits::default())
                    .map_err(refuse)?,
            )
        } else {
            check_raw_type(content_type)?;
            reading.begin(None)?;
            None
        };
        Ok(Self { form, reading })
    }

    /// Gives a name to a file that is the body itself.
    pub fn name(&mut self, name: Option<String>) {
        if let Some(file) = &mut self.reading.file {
            file.name = name;
        }
    }

    /// Whether the body is a form.
    pub fn is_form(&self) -> bool {
        self.form.is_some()
    }

    /// The next bytes of the body.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        match &mut self.form {
            None => {
                self.reading.data(bytes)?;
                Ok(())
            }
            Some(parser) => {
                let reading = &mut self.reading;
                parser.push(bytes, &mut |event| reading.event(event)).map_err(|error| match error {
                    PushError::Malformed(error) => refuse(error),
                    PushError::Handler(problem) => problem,
                })
            }
        }
    }

    /// Waits until what was pushed has gone where it had to go, and for what it needs to get there.
    ///
    /// # Errors
    /// Where there is no such template, none is recognised, or storage does not give what the partner
    /// keeps.
    pub async fn settle(&mut self, store: &Store, ended: bool) -> Result<(), Stop> {
        self.reading.settle_template(store, ended).await?;
        let Some(file) = &mut self.reading.file else { return Ok(()) };
        if file.needs.is_some() {
            return Ok(());
        }
        if !file.wanted.is_empty() {
            file.fetch_lists(store).await?;
        }
        if let Some(digest) = &mut file.digest {
            digest.settle().await;
        }
        Ok(())
    }

    /// There are no more bytes. A form must have been closed; for other bodies the caller knows how
    /// long they should have been.
    pub fn finish(&self) -> Result<(), Stop> {
        match self.form.as_ref().map(Parser::finish) {
            Some(Ok(())) if self.reading.file.is_none() => Err(file_missing().into()),
            None | Some(Ok(())) => Ok(()),
            Some(Err(FormError::Incomplete)) if !self.reading.begun => Err(Problem::new(
                Kind::MultipartMalformed,
                "The body ends before a part of the form has begun; use the boundary of the content \
                 type in the body, and send the file in a part with the name `file`.",
            )
            .into()),
            Some(Err(FormError::Incomplete)) => Err(Stop::CutShort(
                "The body ends before the form's closing boundary, so part of the file is missing; \
                 send it again."
                    .to_owned(),
            )),
            Some(Err(error)) => Err(refuse(error).into()),
        }
    }

    /// The options so far.
    pub fn options(&self) -> &Options {
        &self.reading.options
    }

    /// How the upload is to be handled. Known once the file has begun; before that it is compiled
    /// from the options that have come.
    pub fn facts(&mut self) -> Result<Facts, Problem> {
        match &self.reading.facts {
            Some(facts) => Ok(facts.clone()),
            None => self.reading.options.facts(self.reading.accept_language.as_deref()),
        }
    }

    /// The file that is arriving, once it has begun and it is known what it is checked against.
    pub fn file(&mut self) -> Option<&mut File> {
        self.reading.file.as_mut().filter(|file| file.needs.is_none())
    }

    /// The file, at its end.
    pub async fn into_received(self) -> Option<Received> {
        let file = self.reading.file?;
        let sha256 = match file.digest {
            Some(digest) => digest.finish().await,
            None => None,
        };
        Some(Received { validation: file.validation, sha256 })
    }
}

impl Reading {
    fn event(&mut self, event: Event<'_>) -> Result<(), Problem> {
        self.begun = true;
        match event {
            Event::PartStart(headers) if headers.name == FILE => {
                if self.file.is_some() {
                    return Err(Problem::new(
                        Kind::FileRepeated,
                        "There are two parts `file` in the form; send one file in one upload.",
                    ));
                }
                let nameless = headers.file_name.as_deref() == Some("");
                self.begin(headers.file_name.filter(|name| !name.is_empty()))?;
                self.part = Part::File { nameless };
            }
            Event::PartStart(headers) => {
                if self.file.is_some() {
                    let shown: String = headers.name.chars().take(60).collect();
                    return Err(Problem::new(
                        Kind::OptionAfterFile,
                        format!(
                            "The option `{shown}` stands after the file, which is being read while \
                             it arrives; put all options before the part `file`."
                        ),
                    )
                    .of_option(&shown));
                }
                self.part = Part::Option(Slot::parse(&headers.name)?, Vec::new());
            }
            Event::Data(bytes) => self.data(bytes)?,
            Event::PartEnd => match std::mem::replace(&mut self.part, Part::Outside) {
                Part::Option(slot, value) => self.options.set(slot, &value)?,
                // A form in a browser sends its file input also when nothing was chosen.
                Part::File { nameless: true }
                    if self.file.as_ref().is_some_and(|file| file.bytes == 0) =>
                {
                    return Err(file_missing());
                }
                Part::File { .. } | Part::Outside => {}
            },
            Event::Nameless => {
                return Err(Problem::new(
                    Kind::MultipartMalformed,
                    "A part has no name; give it one with `Content-Disposition: form-data; \
                     name=\"…\"`.",
                ));
            }
            Event::Closed => {
                if self.file.is_none() {
                    return Err(file_missing());
                }
            }
        }
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        if let Part::Option(slot, value) = &mut self.part {
            if value.len() + bytes.len() > slot.longest() {
                return Err(slot.too_long());
            }
            value.extend_from_slice(bytes);
        } else if let Some(file) = &mut self.file {
            file.push(bytes);
        }
        Ok(())
    }

    /// The file begins: all options are known.
    fn begin(&mut self, name: Option<String>) -> Result<(), Problem> {
        self.options.bind()?;
        let mut file = File {
            name,
            bytes: 0,
            digest: None,
            needs: self.options.needs(self.accept_language.as_deref()),
            wanted: Vec::new(),
            held: Vec::new(),
            validation: Validation::new(Settings::default()),
        };
        if file.needs.is_some() {
            // What can be refused without the template is refused before the file arrives.
            self.options.compile_without_template(self.accept_language.as_deref())?;
        } else {
            let plan = self.compile(None)?;
            self.apply(plan, &mut file);
        }
        self.file = Some(file);
        Ok(())
    }

    fn compile(&self, chosen: Option<Chosen>) -> Result<Plan, Problem> {
        let seed = u64::from_le_bytes(runtime::random());
        self.options.compile(self.accept_language.as_deref(), chosen, seed)
    }

    fn apply(&mut self, plan: Plan, file: &mut File) {
        file.digest = if plan.digest { Digest::new() } else { None };
        file.wanted = plan.wanted;
        let (report_csv, findings) = (self.reported, self.reported);
        file.validation = Validation::new(Settings { report_csv, findings, ..plan.settings });
        self.facts = Some(plan.facts);
    }

    /// Finds the template that the file waits for. One that is to be recognised waits for the first
    /// block of the file, or its end.
    async fn settle_template(&mut self, store: &Store, ended: bool) -> Result<(), Stop> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        let result = match file.needs.clone() {
            None => Ok(()),
            Some(Needs::Recognition)
                if !ended && file.held.len() < rollcall_engine::Limits::DEFAULT.head_bytes =>
            {
                Ok(())
            }
            Some(needs) => self.choose(&needs, &mut file, store).await,
        };
        self.file = Some(file);
        result
    }

    async fn choose(&mut self, needs: &Needs, file: &mut File, store: &Store) -> Result<(), Stop> {
        let facts = self.options.facts(self.accept_language.as_deref())?;
        store.parts().language(facts.language).await;
        let chosen = match needs {
            Needs::Parts => match self.options.template() {
                Some(name) => store.built_in(name).await?,
                None => None,
            },
            Needs::Template(name) => {
                let own = store.template(name, None).await?;
                let own = own.ok_or_else(|| self.options.unknown_template(name.as_str()))?;
                Some(Chosen {
                    name: name.as_str().to_owned(),
                    text: own.text,
                    version: own.version.to_string(),
                    sure: None,
                })
            }
            Needs::Recognition => {
                let (dialect, encoding) = self.options.reading()?;
                Some(recognition::recognise(&file.held, dialect, encoding, store).await?)
            }
        };
        let plan = self.compile(chosen)?;
        self.apply(plan, file);
        file.needs = None;
        let held = std::mem::take(&mut file.held);
        if let Some(digest) = &mut file.digest {
            digest.push(&held);
        }
        if file.wanted.is_empty() {
            file.validation.offer(&held);
        } else {
            file.held = held;
        }
        Ok(())
    }
}

fn file_missing() -> Problem {
    Problem::new(
        Kind::FileMissing,
        "There is no file in the form; send the CSV in a part with the name `file`, after the options.",
    )
}

fn media_type(content_type: Option<&str>) -> String {
    content_type
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn is_form(content_type: Option<&str>) -> bool {
    media_type(content_type) == "multipart/form-data"
}

fn check_raw_type(content_type: Option<&str>) -> Result<(), Problem> {
    let media_type = media_type(content_type);
    if RAW_TYPES.contains(&media_type.as_str()) {
        return Ok(());
    }
    let what = if media_type.is_empty() {
        "There is no content type".to_owned()
    } else {
        let shown: String = media_type.chars().take(60).collect();
        format!("The content type `{shown}` is not understood")
    };
    Err(Problem::new(
        Kind::MediaTypeUnsupported,
        format!("{what}; send a form (multipart/form-data) or the file itself (text/csv)."),
    )
    .allowing(["multipart/form-data", "text/csv"]))
}

/// A body that is not a form, as a problem.
// By value, so that it stands in `map_err` as it is.
#[allow(clippy::needless_pass_by_value)]
fn refuse(error: FormError) -> Problem {
    let kind = match error {
        FormError::NotFormData => Kind::MediaTypeUnsupported,
        FormError::BoundaryMissing => Kind::BoundaryMissing,
        FormError::BoundaryInvalid => Kind::BoundaryInvalid,
        FormError::HeadersTooLong { .. } => Kind::PartHeadersTooLong,
        FormError::TooManyParts { .. } => Kind::TooManyParts,
        _ => Kind::MultipartMalformed,
    };
    Problem::new(kind, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_are_taken_or_refused() {
        let cases = [
            (Some("text/csv"), true),
            (Some("Text/CSV; charset=utf-8; header=present"), true),
            (Some("application/octet-stream"), true),
            (Some("application/json"), false),
            (Some("application/x-www-form-urlencoded"), false),
            (None, false),
        ];
        for (content_type, taken) in cases {
            assert_eq!(check_raw_type(content_type).is_ok(), taken, "{content_type:?}");
        }
        assert!(is_form(Some("Multipart/Form-Data; boundary=x")));
        assert!(!is_form(Some("text/csv")));
    }
}
