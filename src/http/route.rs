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

/// What an upload token is good for at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByToken<'p> {
    /// Sending a file.
    Uploads,
    /// Reading this template, where it is the token's.
    Reads(&'p str),
    /// Nothing.
    Nothing,
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
    /// What applying a job's file would do.
    Plan(&'p str),
    /// Applying a job's file.
    Process(&'p str),
    /// Stopping that.
    Cancel(&'p str),
    /// Taking back what was done.
    Revert(&'p str),
    /// Who was told what became of a job.
    Deliveries(&'p str),
    /// Upload tokens.
    Tokens,
    /// A webhook of a partner's that names a file.
    HookValidate,
    /// All templates.
    Templates,
    /// One template.
    Template(&'p str),
    /// A template's file to fill in.
    TemplateFile(&'p str),
    /// The directory in a template's format.
    TemplateExport(&'p str),
    /// All kept lists.
    Lists,
    /// One list.
    List(&'p str),
    /// All users of the directory.
    Users,
    /// One user.
    User(&'p str),
    /// What the users can have.
    Directory,
    /// The catalogue of codes.
    Codes,
    /// The description of the API.
    OpenApi,
    /// Whether the Worker is up.
    Health,
    /// What a problem's `type` leads to.
    Problem(&'p str),
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
            ["v1", "jobs", id, "plan"] => Self::Plan(id),
            ["v1", "jobs", id, "process"] => Self::Process(id),
            ["v1", "jobs", id, "process", "cancel"] => Self::Cancel(id),
            ["v1", "jobs", id, "revert"] => Self::Revert(id),
            ["v1", "jobs", id, "deliveries"] => Self::Deliveries(id),
            ["v1", "tokens"] => Self::Tokens,
            ["v1", "hooks", "validate"] => Self::HookValidate,
            ["v1", "templates"] => Self::Templates,
            ["v1", "templates", name] => Self::Template(name),
            ["v1", "lists"] => Self::Lists,
            ["v1", "lists", name] => Self::List(name),
            ["v1", "templates", name, "file.csv"] => Self::TemplateFile(name),
            ["v1", "users"] => Self::Users,
            ["v1", "users", id] => Self::User(id),
            ["v1", "directory"] => Self::Directory,
            ["v1", "templates", name, "export.csv"] => Self::TemplateExport(name),
            ["v1", "codes"] => Self::Codes,
            ["openapi.json"] => Self::OpenApi,
            ["health"] => Self::Health,
            ["problems", code] => Self::Problem(code),
            _ => return None,
        })
    }

    /// The methods it takes, as the `Allow` header lists them.
    pub fn methods(self) -> &'static [&'static str] {
        match self {
            Self::Job(_) => &["GET", "HEAD", "DELETE"],
            Self::Jobs | Self::Deliveries(_) | Self::Revert(_) => &["GET", "HEAD", "POST"],
            Self::Process(_) | Self::Cancel(_) | Self::Tokens | Self::HookValidate => &["POST"],
            Self::User(_) => &["GET", "HEAD", "PATCH"],
            Self::Directory => &["GET", "HEAD", "PUT"],
            Self::List(_) | Self::Template(_) => &["GET", "HEAD", "PUT", "DELETE"],
            _ => &["GET", "HEAD"],
        }
    }

    /// What an upload token is good for here by this method.
    pub fn by_token(self, method: &str) -> ByToken<'p> {
        match self {
            Self::Jobs if method == "POST" => ByToken::Uploads,
            Self::Template(name) | Self::TemplateFile(name) if matches!(method, "GET" | "HEAD") => {
                ByToken::Reads(name)
            }
            _ => ByToken::Nothing,
        }
    }

    /// Whether anybody may see it, without a key.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Health | Self::OpenApi | Self::Codes | Self::Problem(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_uploads_and_reads_its_template_and_nothing_else() {
        assert_eq!(Route::Jobs.by_token("POST"), ByToken::Uploads);
        assert_eq!(Route::Template("x").by_token("GET"), ByToken::Reads("x"));
        assert_eq!(Route::TemplateFile("x").by_token("HEAD"), ByToken::Reads("x"));
        for (route, method) in [
            (Route::Jobs, "GET"),
            (Route::Job("x"), "GET"),
            (Route::Template("x"), "PUT"),
            (Route::Template("x"), "DELETE"),
            (Route::Templates, "GET"),
            (Route::Tokens, "POST"),
            (Route::Users, "GET"),
            (Route::User("x"), "PATCH"),
            (Route::Directory, "GET"),
            (Route::Deliveries("x"), "POST"),
        ] {
            assert_eq!(route.by_token(method), ByToken::Nothing, "{method} {route:?}");
        }
    }

    #[test]
    fn paths_name_resources() {
        let cases = [
            ("/v1/jobs", Some(Route::Jobs)),
            ("/v1/jobs/x", Some(Route::Job("x"))),
            ("/v1/jobs/x/report", Some(Route::Report("x"))),
            ("/v1/jobs/x/report.html", Some(Route::Artefact("x", Artefact::ReportHtml))),
            ("/v1/jobs/x/clean.csv", Some(Route::View("x", FilteredView::Clean))),
            ("/v1/jobs/..%2Fx", Some(Route::Job("..%2Fx"))),
            ("/v1/users/x", Some(Route::User("x"))),
            ("/v1/users/", Some(Route::User(""))),
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
