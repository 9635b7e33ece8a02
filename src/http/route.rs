//! Which resource a path names, and which methods it takes.

use crate::store::Artefact;

/// A filtered view of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilteredView {
    /// The rows with errors, annotated.
    Errors,
    /// The rows without errors, as plain CSV.
    Clean,
}

/// What a path names. Names and ids are as they stand in the path: not decoded, not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route<'p> {
    /// All jobs.
    Jobs,
    /// One job.
    Job(&'p str),
    /// The report, in the form that `Accept` asks for.
    Report(&'p str),
    /// The report in one form.
    Artefact(&'p str, Artefact),
    /// Some of the report's rows.
    View(&'p str, FilteredView),
    /// Some of the file's rows, as they came: `{n}.csv`.
    Part(&'p str, &'p str),
    /// Applying a job's file.
    Process(&'p str),
    /// All templates.
    Templates,
    /// One template.
    Template(&'p str),
    /// A template's file to fill in.
    TemplateFile(&'p str),
    /// All kept lists.
    Lists,
    /// One list.
    List(&'p str),
    /// The catalogue of codes.
    Codes,
    /// The description of the API.
    OpenApi,
    /// Whether the Worker is up.
    Health,
}

impl<'p> Route<'p> {
    /// The resource at `path`.
    pub fn of(path: &'p str) -> Option<Self> {
        let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        Some(match segments.as_slice() {
            ["v1", "jobs"] => Self::Jobs,
            ["v1", "jobs", id] => Self::Job(id),
            ["v1", "jobs", id, "report"] => Self::Report(id),
            ["v1", "jobs", id, "report.json"] => Self::Artefact(id, Artefact::ReportJson),
            ["v1", "jobs", id, "report.csv"] => Self::Artefact(id, Artefact::ReportCsv),
            ["v1", "jobs", id, "findings.ndjson"] => Self::Artefact(id, Artefact::Findings),
            ["v1", "jobs", id, "report.html"] => Self::Artefact(id, Artefact::ReportHtml),
            ["v1", "jobs", id, "errors.csv"] => Self::View(id, FilteredView::Errors),
            ["v1", "jobs", id, "clean.csv"] => Self::View(id, FilteredView::Clean),
            ["v1", "jobs", id, "parts", part] => Self::Part(id, part),
            ["v1", "jobs", id, "process"] => Self::Process(id),
            ["v1", "templates"] => Self::Templates,
            ["v1", "templates", name] => Self::Template(name),
            ["v1", "lists"] => Self::Lists,
            ["v1", "lists", name] => Self::List(name),
            ["v1", "templates", name, "file.csv"] => Self::TemplateFile(name),
            ["v1", "codes"] => Self::Codes,
            ["openapi.json"] => Self::OpenApi,
            ["health"] => Self::Health,
            _ => return None,
        })
    }

    /// The methods it takes, as the `Allow` header lists them.
    pub fn methods(self) -> &'static [&'static str] {
        match self {
            Self::Jobs => &["GET", "HEAD", "POST"],
            Self::Job(_) => &["GET", "HEAD", "DELETE"],
            Self::Process(_) => &["POST"],
            Self::List(_) | Self::Template(_) => &["GET", "HEAD", "PUT", "DELETE"],
            _ => &["GET", "HEAD"],
        }
    }

    /// Whether anybody may see it, without a key.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Health | Self::OpenApi | Self::Codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_resources() {
        let cases = [
            ("/v1/jobs", Some(Route::Jobs)),
            ("/v1/jobs/x", Some(Route::Job("x"))),
            ("/v1/jobs/x/report", Some(Route::Report("x"))),
            ("/v1/jobs/x/report.html", Some(Route::Artefact("x", Artefact::ReportHtml))),
            ("/v1/jobs/x/clean.csv", Some(Route::View("x", FilteredView::Clean))),
            ("/v1/jobs/..%2Fx", Some(Route::Job("..%2Fx"))),
            ("/health", Some(Route::Health)),
            ("/v1/jobs/x/job.json", None),
            ("/v1", None),
            ("/", None),
            ("", None),
            ("/v1/jobs/x/report/more", None),
        ];
        for (path, route) in cases {
            assert_eq!(Route::of(path), route, "{path}");
        }
    }
}
