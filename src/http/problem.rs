//! What goes wrong, as RFC 9457 problem details.

use rollcall_engine::schema::SchemaError;
use serde::Serialize;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// Every way in which a request is answered with a problem. The code is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            /// All of them, in the order of the description of the API.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable code, such as `option-after-file`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
            /// The kind with that code.
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
            /// The HTTP status.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }
            /// A few words that do not change from one occurrence to the next.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }
        }
    };
}

kinds! {
    /// No such path.
    RouteUnknown = "route-unknown", 404, "There is nothing at this address";
    /// A path that exists, by a method that it does not have.
    MethodNotAllowed = "method-not-allowed", 405, "This address does not take that method";
    /// Neither a form nor CSV.
    MediaTypeUnsupported = "media-type-unsupported", 415, "This content type is not understood";
    /// A content encoding other than gzip.
    ContentEncodingUnsupported = "content-encoding-unsupported", 415, "This content encoding is not understood";
    /// None of the report's types is acceptable.
    NotAcceptable = "not-acceptable", 406, "The report does not exist in that form";
    /// No key, where one is needed.
    KeyRequired = "key-required", 401, "A key is needed";
    /// A key that nobody has.
    KeyUnknown = "key-unknown", 401, "This key is not known";
    /// What should be an upload token is none of a partner's.
    TokenInvalid = "token-invalid", 401, "This upload token is not valid";
    /// An upload token whose time is over.
    TokenExpired = "token-expired", 401, "The time of this upload token is over";
    /// An upload token, where only a key will do.
    TokenNotForThis = "token-not-for-this", 403, "An upload token is not for this";
    /// An upload token for another template.
    TokenOtherTemplate = "token-other-template", 403, "This upload token is for another template";
    /// An upload token for pages of another origin.
    TokenOtherOrigin = "token-other-origin", 403, "This upload token is for another origin";
    /// An upload token of which as many jobs have come as may.
    TokenUsed = "token-used", 403, "This upload token has been used";
    /// A page of an origin that is not the partner's.
    OriginNotAllowed = "origin-not-allowed", 403, "Pages of this origin may not call";
    /// Something that only partners have, where there are none.
    PartnerRequired = "partner-required", 409, "This needs a partner";
    /// More requests than a partner may send.
    TooManyRequests = "too-many-requests", 429, "Too many requests";
    /// More uploads at once than a partner may send.
    TooManyUploads = "too-many-uploads", 429, "Too many uploads at once";
    /// More bytes than a partner may send in a day.
    BytesUsedUp = "bytes-used-up", 429, "The bytes of this day are used up";
    /// A webhook without a signature.
    SignatureMissing = "signature-missing", 401, "A signature is needed";
    /// A webhook with a signature that is not the partner's.
    SignatureInvalid = "signature-invalid", 401, "The signature is not valid";
    /// A webhook that was signed too long ago, or in the future.
    SignatureExpired = "signature-expired", 401, "The signature is of another time";
    /// A JSON document that is not what is expected.
    DocumentInvalid = "document-invalid", 400, "The JSON is not what is expected";
    /// An address that is not called.
    AddressRefused = "address-refused", 400, "This address is not called";
    /// Nothing that could be sent again.
    DeliveriesNone = "deliveries-none", 409, "There is nothing to send again";
    /// No such delivery.
    DeliveryNotFound = "delivery-not-found", 404, "There is no such delivery";
    /// More bytes than are taken.
    BodyTooLarge = "body-too-large", 413, "The upload is too large";
    /// More bytes behind the compression than are taken.
    InflatedTooLarge = "inflated-too-large", 413, "The upload inflates to too much";
    /// Not gzip, although the header says so.
    GzipInvalid = "gzip-invalid", 400, "The body is not gzip";
    /// A form whose content type has no boundary.
    BoundaryMissing = "boundary-missing", 400, "The form has no boundary";
    /// A form whose content type has no usable boundary.
    BoundaryInvalid = "boundary-invalid", 400, "The form has no usable boundary";
    /// A form that is not one.
    MultipartMalformed = "multipart-malformed", 400, "The form cannot be read";
    /// A part with too many header bytes.
    PartHeadersTooLong = "part-headers-too-long", 400, "The headers of a part are too long";
    /// A form with too many parts.
    TooManyParts = "too-many-parts", 400, "The form has too many parts";
    /// A form without a part `file`.
    FileMissing = "file-missing", 400, "There is no file in the form";
    /// A form with two parts `file`.
    FileRepeated = "file-repeated", 400, "There is more than one file in the form";
    /// An option behind the file.
    OptionAfterFile = "option-after-file", 400, "An option stands after the file";
    /// An option that does not exist.
    OptionUnknown = "option-unknown", 400, "This option does not exist";
    /// An option given twice.
    OptionRepeated = "option-repeated", 400, "An option is given twice";
    /// An option with a value that it cannot have.
    OptionInvalid = "option-invalid", 400, "An option has a value that it cannot have";
    /// An option with a very long value.
    OptionTooLong = "option-too-long", 400, "An option is too long";
    /// Two options that exclude each other.
    OptionsConflict = "options-conflict", 400, "Two options exclude each other";
    /// A template that does not exist, named in an upload.
    TemplateUnknown = "template-unknown", 400, "This template does not exist";
    /// A template that does not exist, asked for by its address.
    TemplateNotFound = "template-not-found", 404, "This template does not exist";
    /// A name that a template of one's own cannot have.
    TemplateNameInvalid = "template-name-invalid", 400, "A template cannot have this name";
    /// As many templates as can be kept.
    TemplatesFull = "templates-full", 409, "No more templates can be kept";
    /// Two versions of a template stored at the same time.
    TemplateConflict = "template-conflict", 409, "The template was being stored by somebody else";
    /// A file that no template fits.
    TemplateNotRecognised = "template-not-recognised", 422, "No template fits this file";
    /// A file that several templates fit.
    TemplateAmbiguous = "template-ambiguous", 422, "More than one template fits this file";
    /// A column that a template does not have.
    ColumnUnknown = "column-unknown", 400, "The template has no such column";
    /// A part of a file that is not there.
    PartNotFound = "part-not-found", 404, "The file has no such part";
    /// A schema that is not a Table Schema.
    SchemaInvalid = "schema-invalid", 400, "The schema is not valid";
    /// A dialect that is not a Table Dialect.
    DialectInvalid = "dialect-invalid", 400, "The dialect is not valid";
    /// A file that is not applied, because no template says what its rows mean.
    ModeNotAvailable = "mode-not-available", 422, "This file cannot be applied";
    /// An idempotency key that cannot be one.
    IdempotencyKeyInvalid = "idempotency-key-invalid", 400, "The idempotency key is not valid";
    /// The same key with other options.
    IdempotencyConflict = "idempotency-conflict", 422, "This idempotency key was used with other options";
    /// The same key while the first upload is going on.
    IdempotencyInProgress = "idempotency-in-progress", 409, "The first upload with this idempotency key is still going on";
    /// A parameter of the list that cannot be read.
    ParameterInvalid = "parameter-invalid", 400, "A parameter has a value that it cannot have";
    /// No such job, or one of somebody else.
    JobNotFound = "job-not-found", 404, "There is no such job";
    /// A job that failed has no report.
    JobFailed = "job-failed", 409, "The job failed, so there is no report";
    /// A job that is not finished yet.
    JobRunning = "job-running", 409, "The job is still running";
    /// A text that is no list.
    ListInvalid = "list-invalid", 400, "This is not a list";
    /// A list with too many bytes.
    ListTooLong = "list-too-long", 413, "The list is too long";
    /// No such list, or one of somebody else.
    ListNotFound = "list-not-found", 404, "There is no such list";
    /// As many lists as can be kept.
    ListsFull = "lists-full", 409, "No more lists can be kept";
    /// No such user, or one of somebody else.
    UserNotFound = "user-not-found", 404, "There is no such user";
    /// Something that another user has.
    UserConflict = "user-conflict", 409, "Another user has this already";
    /// Fewer of a licence than are in use, or would be.
    LicenseCapacity = "license-capacity", 409, "There are not enough of this licence";
    /// Another version than the one that was named.
    VersionConflict = "version-conflict", 412, "This has been changed since";
    /// A directory that cannot be one.
    DirectoryInvalid = "directory-invalid", 400, "The directory is not valid";
    /// A job whose file has errors, and is not applied.
    JobNotValid = "job-not-valid", 409, "The file has errors";
    /// A file that is too long to be applied.
    TooManyRows = "too-many-rows", 422, "The file has too many rows to be applied";
    /// A template that is not what the file was checked against.
    TemplateChanged = "template-changed", 409, "The template has changed since";
    /// A plan that nobody has confirmed.
    ConfirmationNeeded = "confirmation-needed", 409, "The plan has to be confirmed";
    /// A file that is not being applied.
    ProcessNotRunning = "process-not-running", 409, "The file is not being applied";
    /// A file that was not applied.
    NotProcessed = "not-processed", 409, "The file has not been applied";
    /// Users who were changed since a file was applied to them.
    ChangedSince = "changed-since", 409, "Somebody changed the same users since";
    /// More users than are exported at once.
    DirectoryTooLarge = "directory-too-large", 422, "There are too many users for one file";
    /// Something that a directory elsewhere does not have, or that is done there.
    UsersElsewhere = "users-elsewhere", 409, "The users are in a directory elsewhere";
    /// A directory elsewhere that has too much to do, or cannot be reached.
    ServiceUnavailable = "service-unavailable", 503, "The directory elsewhere does not answer";
    /// A directory elsewhere that lets nobody in, or is not what it should be.
    ServiceUnfit = "service-unfit", 502, "The directory elsewhere cannot be worked with";
    /// Storage does not answer, so nothing was kept.
    StorageUnavailable = "storage-unavailable", 503, "The storage does not answer";
}

/// One problem, as it is sent. Boxed, because nearly everything returns one and hardly anything does.
#[derive(Debug, Clone)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone)]
struct Parts {
    kind: Kind,
    detail: String,
    option: Option<String>,
    allowed: Option<Vec<String>>,
    errors: Vec<SchemaError>,
    headers: Vec<(&'static str, String)>,
}

/// The JSON of a [`Problem`], in the order in which it is shown.
#[derive(Serialize)]
struct Body<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "<[SchemaError]>::is_empty")]
    errors: &'a [SchemaError],
}

impl Problem {
    /// A problem; `detail` is a sentence that says what is wrong here and what to do about it.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            kind,
            detail: detail.into(),
            option: None,
            allowed: None,
            errors: Vec::new(),
            headers: Vec::new(),
        }))
    }

    /// The same problem, of the option with this name.
    pub fn of_option(mut self, name: &str) -> Self {
        self.0.option = Some(name.to_owned());
        self
    }

    /// The same problem, with the values that would have been right.
    pub fn allowing<T: Into<String>>(mut self, allowed: impl IntoIterator<Item = T>) -> Self {
        self.0.allowed = Some(allowed.into_iter().map(Into::into).collect());
        self
    }

    /// The same problem, with what is wrong at which place of a JSON document.
    pub fn with_errors(mut self, errors: Vec<SchemaError>) -> Self {
        self.0.errors = errors;
        self
    }

    /// The same problem, answered with one more header.
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// What is wrong here, and what to do about it.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// The headers to send besides the content type.
    pub fn headers(&self) -> &[(&'static str, String)] {
        &self.0.headers
    }

    /// The JSON.
    pub fn to_json(&self) -> String {
        let parts = &self.0;
        let body = Body {
            r#type: format!("/problems/{}", parts.kind.code()),
            title: parts.kind.title(),
            status: parts.kind.status(),
            detail: &parts.detail,
            code: parts.kind.code(),
            option: parts.option.as_deref(),
            allowed: parts.allowed.as_deref(),
            pointer: parts.errors.first().map(|error| error.pointer.as_str()),
            errors: &parts.errors,
        };
        // Serialising strings and numbers cannot fail.
        serde_json::to_string(&body).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_code_status_and_way_out() {
        let problem = Problem::new(Kind::OptionUnknown, "There is no option `colour`.")
            .of_option("colour")
            .allowing(["template"]);
        assert_eq!(
            problem.to_json(),
            r#"{"type":"/problems/option-unknown","title":"This option does not exist","status":400,"detail":"There is no option `colour`.","code":"option-unknown","option":"colour","allowed":["template"]}"#
        );
    }

    #[test]
    fn no_two_kinds_share_a_code() {
        let mut codes: Vec<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Kind::ALL.len());
    }
}
