//! Requests to a service that speaks SCIM, and its answers.
//!
//! Its address is held to the same rules as those of webhooks: see [`crate::hooks::address`]. No redirect
//! is followed, as the token would go along.

use std::fmt;
use std::pin::Pin;

use futures_util::future::join_all;
use rollcall_processing::Ending;
use rollcall_processing::scim::Answered;
use serde_json::Value;
use wasm_bindgen::JsValue;
use worker::js_sys::encode_uri_component;
use worker::{Env, Headers, Method, RequestInit, RequestRedirect, ResponseBody, console_error};

use crate::hooks::address::{self, Address, Rules, Unresolved};
use crate::runtime::{self, Answer, Unanswered};
use crate::upload::body::Body;

/// How long an answer is waited for, in milliseconds.
const PATIENCE_MILLIS: u64 = 30_000;
/// The most bytes of an answer.
const ANSWER_MOST: usize = 8 << 20;
/// How many requests are made at the same time.
const AT_ONCE: usize = 4;
/// After how many seconds a service is asked again that does not say when. A job waits longer every time.
const WAIT_SECONDS: u32 = 2;
/// The longest of such waits, so that the letter about it comes before it would count as lost.
pub const WAIT_MOST: u32 = 240;
/// The media type of all that is sent (RFC 7644, section 3.1).
const MEDIA_TYPE: &str = "application/scim+json";
/// Who says so.
const USER_AGENT: &str = concat!("Rollcall/", env!("CARGO_PKG_VERSION"));

/// Why a service cannot be worked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outage {
    /// It has too much to do, or cannot be reached.
    Later {
        /// In so many seconds it may be otherwise.
        seconds: u32,
        /// What it said.
        why: String,
    },
    /// It does not let us in.
    Denied,
    /// It is not what it should be; it will be the same the next time.
    Unfit(String),
}

impl Outage {
    /// That it may be otherwise a little later.
    pub fn later(why: impl Into<String>) -> Self {
        Self::Later { seconds: WAIT_SECONDS, why: why.into() }
    }
}

impl Outage {
    /// Why a file goes no further that it ends.
    pub fn ending(&self) -> Ending {
        match self {
            Self::Later { why, .. } => Ending::ServiceSilent { why: why.clone() },
            Self::Denied => Ending::ServiceDenied,
            Self::Unfit(why) => Ending::ServiceUnfit { why: why.trim_end_matches('.').to_owned() },
        }
    }
}

impl fmt::Display for Outage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Later { why, .. } => write!(
                out,
                "The directory behind SCIM cannot be worked with for now ({why}); try again in a moment."
            ),
            Self::Denied => out.write_str(
                "The directory behind SCIM does not let Rollcall in: whoever runs Rollcall has to give it a \
                 token that may read and write users there, with `npm run partner -- set NAME --scim URL`.",
            ),
            Self::Unfit(why) => write!(
                out,
                "The directory behind SCIM cannot be worked with: {why} Whoever runs Rollcall or the directory \
                 has to mend it."
            ),
        }
    }
}

/// What a service answered.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body; null where there is none, or it is no JSON.
    pub body: Value,
    /// For how many seconds it wants to be left alone.
    pub retry_after: Option<u32>,
}

impl Reply {
    /// The body of an answer to a question, which has to be 200.
    ///
    /// # Errors
    /// For every other status.
    pub fn found(self, what: &str) -> Result<Value, Outage> {
        match self.status {
            200 => Ok(self.body),
            401 | 403 => Err(Outage::Denied),
            408 | 425 | 429 | 500..=599 => Err(self.later()),
            status => {
                let detail = Answered::read(status, &self.body).detail;
                let why = if detail.is_empty() { detail } else { format!(" ({detail})") };
                Err(Outage::Unfit(format!("it answers {what} with {status}{why}.")))
            }
        }
    }

    /// That it wants to be asked later.
    pub fn later(&self) -> Outage {
        let seconds = self.retry_after.unwrap_or(WAIT_SECONDS).clamp(1, WAIT_MOST);
        Outage::Later { seconds, why: format!("it answers with {}", self.status) }
    }
}

/// What is asked of a service.
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address behind the service's own.
    pub path: String,
    /// What is sent.
    pub data: Option<Value>,
    /// The version that the resource has to be of.
    pub version: Option<String>,
}

impl Request {
    /// The question for what is at an address.
    pub fn get(path: String) -> Self {
        Self { method: Method::Get, path, data: None, version: None }
    }
}

/// Where a service is, and what it lets us in with.
pub struct Line {
    env: Env,
    base: String,
    token: String,
}

impl Line {
    /// The way to a service.
    ///
    /// # Errors
    /// Where the address is not one that is called.
    pub async fn open(env: &Env, url: &str, token: &str) -> Result<Self, Outage> {
        let refused = |why: String| Outage::Unfit(format!("its address is not called. {why}"));
        let address =
            Address::parse(url, Rules::of(env)).map_err(|why| refused(why.to_string()))?;
        match address::resolve(&address, env).await {
            Ok(()) => {}
            Err(Unresolved::Refused(why)) => return Err(refused(why.to_string())),
            Err(unknown) => return Err(Outage::later(unknown.to_string())),
        }
        let base = address.as_str().trim_end_matches('/').to_owned();
        Ok(Self { env: env.clone(), base, token: token.to_owned() })
    }

    /// Sends requests, a few at the same time, and gives what came of each in their order. When the answer to one
    /// of them is lost, or the service wants to be left alone, those behind the ones under way are not sent.
    pub async fn send_all<'a>(
        &self,
        requests: impl Iterator<Item = &'a Request>,
    ) -> Vec<Result<Reply, Outage>> {
        let mut replies = Vec::new();
        let mut waiting: Vec<&Request> = requests.collect();
        let goes_on = |reply: &Result<Reply, Outage>| {
            reply.as_ref().is_ok_and(|reply| !matches!(reply.status, 429 | 503))
        };
        while !waiting.is_empty() && replies.iter().all(goes_on) {
            let rest = waiting.split_off(waiting.len().min(AT_ONCE));
            // Boxed, because the code for many futures at once is made for each kind of them.
            let sent = waiting.iter().map(|request| -> Pin<Box<dyn Future<Output = _>>> {
                Box::pin(self.send(request))
            });
            replies.extend(join_all(sent).await);
            waiting = rest;
        }
        replies
    }

    /// Sends a request.
    ///
    /// # Errors
    /// Where there is no answer, or one that is too long. What was asked may have been done.
    pub async fn send(&self, request: &Request) -> Result<Reply, Outage> {
        let Request { method, path, data, version } = request;
        let unfit = |why: &str| Outage::Unfit(why.to_owned());
        let address = Address::parse(&format!("{}{path}", self.base), Rules::of(&self.env))
            .map_err(|why| Outage::Unfit(format!("its address is not called. {why}")))?;
        let headers = Headers::new();
        let bearer = format!("Bearer {}", self.token);
        let mut wanted =
            vec![("accept", MEDIA_TYPE), ("user-agent", USER_AGENT), ("authorization", &bearer)];
        wanted.extend(data.as_ref().map(|_| ("content-type", MEDIA_TYPE)));
        wanted.extend(version.as_deref().map(|version| ("if-match", version)));
        for (name, value) in wanted {
            headers
                .set(name, value)
                .map_err(|_| unfit("a version or the token has signs that no header can have."))?;
        }
        let mut init = RequestInit::new();
        init.with_method(method.clone())
            .with_headers(headers)
            .with_body(data.as_ref().map(|data| JsValue::from_str(&data.to_string())))
            .with_redirect(RequestRedirect::Manual);
        let request = worker::Request::new_with_init(address.as_str(), &init)
            .map_err(|_| unfit("its address cannot be called."))?;
        let answer = match runtime::call(request, PATIENCE_MILLIS).await {
            Ok(answer) => answer,
            Err(Unanswered::Late) => return Err(Outage::later("it does not answer in time")),
            Err(Unanswered::Broken(why)) => {
                console_error!("A directory behind SCIM cannot be reached: {why}.");
                return Err(Outage::later("it cannot be reached"));
            }
        };
        let after = answer.response.headers().get("retry-after").ok().flatten();
        let status = answer.response.status_code();
        if (300..400).contains(&status) {
            return Err(unfit("it sends on to another address; give that one."));
        }
        let read = runtime::within(PATIENCE_MILLIS, text(&answer)).await;
        let text = read.unwrap_or_else(|| Err(Outage::later("it does not answer in time")))?;
        Ok(Reply {
            status,
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
            retry_after: after.as_deref().and_then(seconds),
        })
    }
}

/// The body of an answer.
async fn text(answer: &Answer) -> Result<String, Outage> {
    let broken = |_: JsValue| Outage::later("its answer breaks off");
    let stream = match answer.response.body() {
        ResponseBody::Stream(stream) => Some(stream),
        _ => None,
    };
    let mut body = Body::of_length(stream, Some(16 << 10)).map_err(broken)?;
    let mut text = Vec::new();
    loop {
        let piece = body.read(false).await.map_err(broken)?;
        if piece.is_empty() {
            // What is no text is no JSON either.
            return Ok(String::from_utf8(text).unwrap_or_default());
        }
        if text.len() + piece.len() > ANSWER_MOST {
            return Err(Outage::Unfit(format!("its answer has more than {ANSWER_MOST} bytes.")));
        }
        text.extend_from_slice(piece);
    }
}

/// The seconds of a `Retry-After`, which may name a moment too (RFC 9110, section 10.2.3).
fn seconds(after: &str) -> Option<u32> {
    let after = after.trim();
    if let Ok(seconds) = after.parse::<u64>() {
        return Some(seconds.min(u64::from(WAIT_MOST)) as u32);
    }
    let moment = runtime::millis(after);
    let wait = moment.saturating_sub(runtime::now()) / 1000 + 1;
    (moment > 0).then_some(wait.min(u64::from(WAIT_MOST)) as u32)
}

/// A text as a part of an address.
pub fn encoded(text: &str) -> String {
    String::from(encode_uri_component(text))
}
