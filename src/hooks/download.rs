//! Fetching a file that is to be checked.
//!
//! [`open`] calls the address, follows redirects one by one (each is judged as the first address was)
//! and looks at the head of the answer. What it gives is a stream of the file's own bytes, inflated
//! where they were compressed, and how long to wait for them: every read goes through the
//! [`Deadline`]. The connection lives as long as the [`Download`] and ends with it.
//!
//! Measured in workerd 1.20261023: it undoes a `Content-Encoding` of exactly `gzip` or `br`, leaves
//! the header and `Content-Length` as they came, and hands on every other body as it is, also one that
//! says `x-gzip` or `GZIP`.

use wasm_bindgen::JsValue;
use worker::js_sys::decode_uri_component;
use worker::web_sys::ReadableStream;
use worker::{
    CacheMode, Env, Headers, Request, RequestInit, RequestRedirect, Response, ResponseBody,
    console_warn,
};

use super::address::{Address, Refused, Rules, Unresolved, resolve};
use crate::runtime::{self, Answer, Connection, Unanswered};
use crate::upload::Limits;

/// How many redirects are followed.
const REDIRECTS_MOST: usize = 5;
/// The longest name of a file, in characters.
const NAME_LONGEST: usize = 255;

/// Who calls.
pub const USER_AGENT: &str = concat!("Rollcall/", env!("CARGO_PKG_VERSION"));
/// What is wanted: CSV, and whatever else people serve it as.
const ACCEPT: &str = "text/csv, text/tab-separated-values, text/plain;q=0.9, */*;q=0.5";

/// The content types under which a CSV file comes. Those of RFC 4180 and IANA first; the others are
/// what tools write that do not know CSV, and what storage says of a file that nobody described.
const FILE_TYPES: [&str; 13] = [
    "text/csv",
    "text/tab-separated-values",
    "text/plain",
    "application/csv",
    "application/download",
    "application/force-download",
    "application/octet-stream",
    "application/vnd.ms-excel",
    "application/x-csv",
    "application/x-download",
    "binary/octet-stream",
    "text/comma-separated-values",
    "text/x-csv",
];
/// The content types of a compressed file (RFC 6713).
const GZIP_TYPES: [&str; 2] = ["application/gzip", "application/x-gzip"];
/// The content types of a page.
const PAGE_TYPES: [&str; 2] = ["text/html", "application/xhtml+xml"];

/// Why there is no file, or not all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The job's failure code.
    pub code: &'static str,
    /// A sentence that says what happened and what to do. Of the address it says the host only.
    pub detail: String,
    /// Whether trying again may help.
    pub again: bool,
}

impl Failure {
    fn lasting(code: &'static str, detail: String) -> Self {
        Self { code, detail, again: false }
    }

    fn passing(code: &'static str, detail: String) -> Self {
        Self { code, detail, again: true }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::lasting("address-refused", refused.to_string())
    }
}

impl From<Unresolved> for Failure {
    fn from(unresolved: Unresolved) -> Self {
        let detail = unresolved.to_string();
        match unresolved {
            Unresolved::Refused(refused) => refused.into(),
            Unresolved::Unknown(_) => Self::lasting("file-unreachable", detail),
            Unresolved::Silent(_) => Self::passing("file-unreachable", detail),
        }
    }
}

/// How long is waited.
#[derive(Debug, Clone, Copy)]
struct Times {
    headers: u64,
    idle: u64,
    total: u64,
}

impl Times {
    /// In development the variables `FETCH_HEADERS_MILLIS`, `FETCH_IDLE_MILLIS` and
    /// `FETCH_TOTAL_MILLIS` shorten the wait.
    fn of(env: &Env) -> Self {
        let development = runtime::in_development(env);
        let or = |name: &str, millis: u64| {
            let set = if development { env.var(name).ok() } else { None };
            set.and_then(|value| value.to_string().parse().ok()).unwrap_or(millis)
        };
        Self {
            headers: or("FETCH_HEADERS_MILLIS", 15_000),
            idle: or("FETCH_IDLE_MILLIS", 30_000),
            // A queue's consumer is ended after 15 minutes.
            total: or("FETCH_TOTAL_MILLIS", 600_000),
        }
    }
}

/// Until when the bytes of a file have to come.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    idle: u64,
    total: u64,
    ends: u64,
}

impl Deadline {
    fn begin(times: Times) -> Self {
        Self { idle: times.idle, total: times.total, ends: runtime::now() + times.total }
    }

    /// Waits for one read, as in `deadline.read(body.read(soon)).await?`. After a failure nothing more
    /// can be read of the body.
    ///
    /// # Errors
    /// Where nothing came for too long, or the whole takes too long.
    pub async fn read<F: Future>(&self, read: F) -> Result<F::Output, Failure> {
        let left = self.ends.saturating_sub(runtime::now());
        let wait = left.min(self.idle);
        if wait > 0
            && let Some(output) = runtime::within(wait, read).await
        {
            return Ok(output);
        }
        Err(if left <= self.idle { too_slow(self.total) } else { idle(self.idle) })
    }
}

fn too_slow(millis: u64) -> Failure {
    Failure::passing(
        "file-timeout",
        format!(
            "The file had not come after {}; compress it with gzip, or serve it from a faster place.",
            duration(millis)
        ),
    )
}

fn idle(millis: u64) -> Failure {
    Failure::passing(
        "file-timeout",
        format!(
            "In the middle of the file, not enough came for {}; look whether its server is all right, \
             and try again.",
            duration(millis)
        ),
    )
}

/// A time in words.
fn duration(millis: u64) -> String {
    match millis {
        0..1_000 => format!("{millis} milliseconds"),
        1_000..120_000 => format!("{} seconds", millis / 1_000),
        _ => format!("{} minutes", millis / 60_000),
    }
}

/// A file that is coming.
pub struct Download {
    /// Its bytes, inflated. Without a stream it is empty.
    pub stream: Option<ReadableStream>,
    /// Its name, by the server or by the address.
    pub name: Option<String>,
    /// Whether it was compressed, so that the limit for what comes out is the one for what is inflated.
    pub gzip: bool,
    /// How many bytes come out, where that is known.
    pub content_length: Option<u64>,
    /// How long is waited for them.
    pub deadline: Deadline,
    host: String,
    /// Ends when the download is let go.
    _connection: Connection,
}

impl Download {
    /// What a read means that was thrown out of.
    pub fn broken(&self, thrown: &JsValue) -> Failure {
        broken(&runtime::message(thrown), &self.host, self.gzip)
    }
}

/// Calls an address and gives the file that is behind it.
///
/// Nothing is sent that says who we are to the server but the name of the program: no cookies, no
/// credentials, no referrer. An answer that was kept somewhere on the way does not count.
///
/// # Errors
/// Where the address, or one that it sends on to, is not called, the server does not answer with a
/// file, or the file is too large.
pub async fn open(mut address: Address, limits: &Limits, env: &Env) -> Result<Download, Failure> {
    let rules = Rules::of(env);
    let times = Times::of(env);
    let mut sent_on = 0;
    loop {
        resolve(&address, env).await.map_err(|error| after(sent_on, error.into()))?;
        let request = request(&address)
            .map_err(|error| unanswered(Unanswered::Broken(error.to_string()), &address, times))?;
        let Answer { response, connection } = runtime::call(request, times.headers)
            .await
            .map_err(|error| unanswered(error, &address, times))?;
        match redirect(response.status_code(), header(&response, "location")) {
            Some(_) if sent_on == REDIRECTS_MOST => {
                return Err(Failure::lasting(
                    "too-many-redirects",
                    format!(
                        "The address sends on more than {REDIRECTS_MOST} times, at last from `{}`; \
                         give the address at which the file is.",
                        address.host()
                    ),
                ));
            }
            Some(location) => {
                sent_on += 1;
                address = address
                    .redirected(&location, rules)
                    .map_err(|refused| after(sent_on, refused.into()))?;
            }
            None => return taken(&address, response, connection, limits, times),
        }
    }
}

/// A failure, and that the address it is about is not the one that was given.
fn after(redirects: usize, mut failure: Failure) -> Failure {
    if redirects > 0 {
        failure.detail = format!("The address sends on to another one. {}", failure.detail);
    }
    failure
}

fn request(address: &Address) -> worker::Result<Request> {
    let headers = Headers::new();
    headers.set("accept", ACCEPT)?;
    headers.set("accept-encoding", "gzip")?;
    headers.set("user-agent", USER_AGENT)?;
    let mut init = RequestInit::new();
    init.with_headers(headers)
        .with_redirect(RequestRedirect::Manual)
        .with_cache(CacheMode::NoStore);
    Request::new_with_init(address.as_str(), &init)
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten().filter(|value| !value.is_empty())
}

/// Where an answer sends on to (RFC 9110, section 15.4).
fn redirect(status: u16, location: Option<String>) -> Option<String> {
    location.filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308))
}

fn unanswered(why: Unanswered, address: &Address, times: Times) -> Failure {
    let host = address.host();
    match why {
        Unanswered::Late => Failure::passing(
            "file-timeout",
            format!(
                "`{host}` did not answer within {}; look whether the server is all right, and try \
                 again.",
                duration(times.headers)
            ),
        ),
        Unanswered::Broken(why) => {
            // What the runtime says helps whoever runs the Worker, and nobody else.
            console_warn!("{host} cannot be reached: {why}.");
            Failure::passing("file-unreachable", unreachable(host))
        }
    }
}

fn unreachable(host: &str) -> String {
    format!(
        "`{host}` cannot be reached, or not by https; look whether the address is right and the server \
         is all right."
    )
}

/// Looks at the head of an answer that is the last.
fn taken(
    address: &Address,
    response: Response,
    connection: Connection,
    limits: &Limits,
    times: Times,
) -> Result<Download, Failure> {
    let host = address.host();
    check_status(response.status_code(), host)?;
    let content_type = header(&response, "content-type");
    let disposition = header(&response, "content-disposition");
    let name = disposition
        .and_then(|value| rollcall_multipart::file_name_of(&value))
        .and_then(|name| plain_name(&name))
        .or_else(|| name_in(address.path()));
    let kind = Kind::of(content_type.as_deref(), host)?;
    let coding = Coding::of(header(&response, "content-encoding").as_deref(), host)?;
    let announced = header(&response, "content-length").and_then(|length| length.parse().ok());
    if announced.is_some_and(|bytes: u64| bytes > limits.body) {
        return Err(too_large(limits.body, host));
    }
    let inflate = inflates(kind, coding, &[name.as_deref().unwrap_or_default(), address.path()]);
    let gzip = inflate || coding == Coding::Undone;
    let (_, body) = response.into_parts();
    let stream = match body {
        ResponseBody::Stream(stream) if inflate => Some(
            runtime::gunzip(&stream)
                .map_err(|error| broken(&runtime::message(&error), host, gzip))?,
        ),
        ResponseBody::Stream(stream) => Some(stream),
        ResponseBody::Empty | ResponseBody::Body(_) => None,
    };
    Ok(Download {
        stream,
        name,
        gzip,
        content_length: announced.filter(|_| !gzip),
        deadline: Deadline::begin(times),
        host: host.to_owned(),
        _connection: connection,
    })
}

fn check_status(status: u16, host: &str) -> Result<(), Failure> {
    /// Too early, too many, timed out: later it may be otherwise (RFC 9110, section 15.5.9; RFC 8470;
    /// RFC 6585).
    const PASSING: [u16; 3] = [408, 425, 429];

    let advice = match status {
        200 => return Ok(()),
        // What Cloudflare says where it does not reach the server that a call is for.
        520..=530 => return Err(Failure::passing("file-unreachable", unreachable(host))),
        401 | 403 | 407 => {
            "it wants a sign-in, or the link has run out; give a link that works without one"
        }
        404 | 410 => "there is no file at this address; look whether it is right",
        status if PASSING.contains(&status) || status >= 500 => {
            "its server is busy or in trouble; try again later"
        }
        204..=206 => "that is not the whole file; let it answer with 200 and the file",
        300..=399 => "that leads nowhere; give the address at which the file is",
        _ => "it does not give the file out; look whether the address is right",
    };
    let detail = format!("`{host}` answers with the status {status}: {advice}.");
    let again = PASSING.contains(&status) || status >= 500;
    Err(Failure { code: "file-refused", detail, again })
}

/// What the content type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Gzip,
}

impl Kind {
    fn of(content_type: Option<&str>, host: &str) -> Result<Self, Failure> {
        let essence = content_type.unwrap_or_default().split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        let essence = essence.as_str();
        if essence.is_empty() || FILE_TYPES.contains(&essence) {
            return Ok(Self::Plain);
        }
        if GZIP_TYPES.contains(&essence) {
            return Ok(Self::Gzip);
        }
        let detail = if PAGE_TYPES.contains(&essence) {
            format!(
                "`{host}` answers with a page and not with a file, perhaps to sign in on; give a link \
                 that leads to the file itself and works without a sign-in."
            )
        } else {
            let shown: String = essence.chars().filter(|it| !it.is_control()).take(60).collect();
            format!(
                "`{host}` answers with `{shown}` and not with a CSV file; give a link to a CSV file, \
                 served as text/csv."
            )
        };
        Err(Failure::lasting("file-type", detail))
    }
}

/// What the content encoding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    None,
    /// The runtime has undone it.
    Undone,
    /// It is gzip, and the runtime does not know that.
    Gzip,
}

impl Coding {
    fn of(content_encoding: Option<&str>, host: &str) -> Result<Self, Failure> {
        let value = content_encoding.unwrap_or_default();
        // As the runtime compares them.
        if matches!(value, "gzip" | "br") {
            return Ok(Self::Undone);
        }
        match value.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Ok(Self::None),
            // RFC 9110, section 8.4.1.3.
            "gzip" | "x-gzip" => Ok(Self::Gzip),
            other => {
                let shown: String = other.chars().filter(|it| !it.is_control()).take(60).collect();
                Err(Failure::lasting(
                    "file-type",
                    format!(
                        "`{host}` answers in the content encoding `{shown}`, which was not asked for; \
                         let it answer with gzip, or with the file as it is."
                    ),
                ))
            }
        }
    }
}

/// Whether what comes has to be inflated here. A file that the runtime has inflated already is not
/// taken for compressed once more because its name ends in `.gz`: servers that keep `users.csv.gz` say
/// so with the encoding or with the type, not with both.
fn inflates(kind: Kind, coding: Coding, names: &[&str]) -> bool {
    match coding {
        Coding::Undone => false,
        Coding::Gzip => true,
        Coding::None => {
            kind == Kind::Gzip
                || names.iter().any(|name| {
                    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("gz"))
                })
        }
    }
}

/// The name at the end of a path.
fn name_in(path: &str) -> Option<String> {
    let segment = path.rsplit('/').next().unwrap_or_default();
    let decoded = decode_uri_component(segment).map(String::from);
    plain_name(decoded.as_deref().unwrap_or(segment))
}

/// A file's name that can be shown: without a path, and without what cannot be seen.
fn plain_name(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = |character: &char| {
        // Besides control characters, those that turn the direction of writing (Unicode UAX #9).
        !character.is_control()
            && !matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let name: String = name.chars().filter(seen).take(NAME_LONGEST).collect();
    let name = name.trim();
    (!name.is_empty() && name.chars().any(|character| character != '.')).then(|| name.to_owned())
}

fn too_large(limit: u64, host: &str) -> Failure {
    Failure::lasting(
        "file-too-large",
        format!(
            "The file at `{host}` is larger than {limit} bytes; split it, or compress it with gzip."
        ),
    )
}

/// What the runtime says where the bytes are wrong, and where they end early.
fn broken(message: &str, host: &str, gzip: bool) -> Failure {
    let lower = message.to_ascii_lowercase();
    if gzip && (lower.contains("decompression failed") || lower.contains("trailing")) {
        return Failure::lasting(
            "gzip-invalid",
            format!(
                "The file at `{host}` is said to be compressed, and it is not, or it is damaged; \
                 compress it with gzip once, or serve it as it is."
            ),
        );
    }
    Failure::passing(
        "file-unreachable",
        format!(
            "The connection to `{host}` broke off before the file was whole; try again. (It says: \
             {message})"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "files.acme.com";

    #[test]
    fn a_redirect_needs_its_status_and_somewhere_to_go() {
        for (status, location, expected) in [
            (301, Some("/a"), Some("/a")),
            (302, Some("/a"), Some("/a")),
            (303, Some("/a"), Some("/a")),
            (307, Some("/a"), Some("/a")),
            (308, Some("/a"), Some("/a")),
            (302, None, None),
            (200, Some("/a"), None),
            (201, Some("/a"), None),
            (300, Some("/a"), None),
            (304, Some("/a"), None),
        ] {
            let location = location.map(str::to_owned);
            assert_eq!(redirect(status, location).as_deref(), expected, "{status}");
        }
    }

    #[test]
    fn only_200_is_a_file_and_some_others_are_worth_another_try() {
        assert_eq!(check_status(200, HOST), Ok(()));
        for (status, code, again) in [
            (201, "file-refused", false),
            (204, "file-refused", false),
            (206, "file-refused", false),
            (302, "file-refused", false),
            (304, "file-refused", false),
            (400, "file-refused", false),
            (401, "file-refused", false),
            (403, "file-refused", false),
            (404, "file-refused", false),
            (408, "file-refused", true),
            (410, "file-refused", false),
            (425, "file-refused", true),
            (429, "file-refused", true),
            (500, "file-refused", true),
            (503, "file-refused", true),
            (522, "file-unreachable", true),
            (530, "file-unreachable", true),
        ] {
            let failure = check_status(status, HOST).unwrap_err();
            assert_eq!((failure.code, failure.again), (code, again), "{status}");
            assert!(failure.detail.contains(HOST), "{}", failure.detail);
        }
    }

    #[test]
    fn a_csv_file_comes_under_many_types_and_a_page_is_none() {
        for (content_type, expected) in [
            (None, Ok(Kind::Plain)),
            (Some(""), Ok(Kind::Plain)),
            (Some("text/csv"), Ok(Kind::Plain)),
            (Some("Text/CSV; charset=utf-8; header=present"), Ok(Kind::Plain)),
            (Some("text/plain;charset=ISO-8859-1"), Ok(Kind::Plain)),
            (Some("application/octet-stream"), Ok(Kind::Plain)),
            (Some("binary/octet-stream"), Ok(Kind::Plain)),
            (Some("application/vnd.ms-excel"), Ok(Kind::Plain)),
            (Some("application/gzip"), Ok(Kind::Gzip)),
            (Some("application/x-gzip"), Ok(Kind::Gzip)),
            (Some("text/html; charset=utf-8"), Err("a page")),
            (Some("application/xhtml+xml"), Err("a page")),
            (Some("application/json"), Err("`application/json`")),
            (Some("application/zip"), Err("`application/zip`")),
            (Some("nonsense"), Err("`nonsense`")),
        ] {
            match (Kind::of(content_type, HOST), expected) {
                (Ok(kind), expected) => assert_eq!(Ok(kind), expected, "{content_type:?}"),
                (Err(failure), Err(said)) => {
                    assert_eq!((failure.code, failure.again), ("file-type", false));
                    assert!(failure.detail.contains(said), "{}", failure.detail);
                }
                (Err(failure), Ok(_)) => panic!("{content_type:?}: {failure:?}"),
            }
        }
    }

    #[test]
    fn an_encoding_is_undone_by_the_runtime_or_here_or_refused() {
        for (encoding, expected) in [
            (None, Some(Coding::None)),
            (Some("identity"), Some(Coding::None)),
            (Some("gzip"), Some(Coding::Undone)),
            (Some("br"), Some(Coding::Undone)),
            (Some("GZIP"), Some(Coding::Gzip)),
            (Some("x-gzip"), Some(Coding::Gzip)),
            (Some("deflate"), None),
            (Some("zstd"), None),
            (Some("gzip, gzip"), None),
        ] {
            assert_eq!(Coding::of(encoding, HOST).ok(), expected, "{encoding:?}");
        }
    }

    #[test]
    fn a_compressed_file_is_inflated_once() {
        for (kind, coding, names, expected) in [
            (Kind::Plain, Coding::None, ["users.csv", "/users.csv"], false),
            (Kind::Plain, Coding::None, ["users.csv.gz", "/download"], true),
            (Kind::Plain, Coding::None, ["users.csv", "/users.csv.GZ"], true),
            (Kind::Plain, Coding::None, ["gz", "/gz"], false),
            (Kind::Gzip, Coding::None, ["", "/"], true),
            (Kind::Plain, Coding::Gzip, ["users.csv", "/users.csv"], true),
            (Kind::Plain, Coding::Undone, ["users.csv.gz", "/users.csv.gz"], false),
            (Kind::Gzip, Coding::Undone, ["users.csv.gz", "/users.csv.gz"], false),
        ] {
            assert_eq!(inflates(kind, coding, &names), expected, "{kind:?} {coding:?} {names:?}");
        }
    }

    #[test]
    fn a_files_name_is_shown_without_paths_and_without_what_cannot_be_seen() {
        for (name, expected) in [
            ("users.csv", Some("users.csv")),
            ("  Zürich 1.csv ", Some("Zürich 1.csv")),
            ("../../etc/passwd", Some("passwd")),
            ("C:\\exports\\users.csv", Some("users.csv")),
            ("a\r\nb\0.csv", Some("ab.csv")),
            ("users\u{202e}vsc.exe", Some("usersvsc.exe")),
            ("", None),
            ("a/", None),
            ("..", None),
            (" \t", None),
        ] {
            assert_eq!(plain_name(name).as_deref(), expected, "{name:?}");
        }
        assert_eq!(plain_name(&"a".repeat(300)).map(|name| name.len()), Some(NAME_LONGEST));
    }

    #[test]
    fn bytes_that_are_wrong_stay_wrong_and_a_connection_may_hold_the_next_time() {
        for (message, gzip, code, again) in [
            ("Gzip decompression failed.", true, "gzip-invalid", false),
            ("Decompression failed.", true, "gzip-invalid", false),
            ("Trailing bytes after end of compressed data", true, "gzip-invalid", false),
            ("Gzip compressed stream ended prematurely.", true, "file-unreachable", true),
            ("Network connection lost.", true, "file-unreachable", true),
            ("Network connection lost.", false, "file-unreachable", true),
        ] {
            let failure = broken(message, HOST, gzip);
            assert_eq!((failure.code, failure.again), (code, again), "{message}");
        }
    }

    #[test]
    fn a_failure_behind_a_redirect_says_so() {
        let refused = || Failure::from(Refused::Private("10.0.0.1".to_owned()));
        assert_eq!(after(0, refused()), refused());
        assert!(
            after(1, refused()).detail.starts_with("The address sends on to another one. `10.")
        );
        assert!(!refused().again);
    }

    #[test]
    fn a_name_that_nobody_knows_is_not_asked_for_again_and_a_silent_resolver_is() {
        let unknown = Failure::from(Unresolved::Unknown(HOST.to_owned()));
        assert_eq!((unknown.code, unknown.again), ("file-unreachable", false));
        let silent = Failure::from(Unresolved::Silent(HOST.to_owned()));
        assert_eq!((silent.code, silent.again), ("file-unreachable", true));
        let private = Failure::from(Unresolved::Refused(Refused::LeadsToPrivate(HOST.to_owned())));
        assert_eq!((private.code, private.again), ("address-refused", false));
    }

    #[test]
    fn times_are_said_in_words() {
        assert_eq!(duration(500), "500 milliseconds");
        assert_eq!(duration(30_000), "30 seconds");
        assert_eq!(duration(600_000), "10 minutes");
    }
}
