//! Who is asking. This is the one place where a key or a token becomes a partner.
//!
//! What is known of partners stands in KV, a record each, and comes from `npm run partner`. A key names
//! its partner, so that one look finds the record that its digest has to be in; a token names it too.

pub mod ledger;
pub mod record;
pub mod token;

use std::rc::Rc;

use worker::kv::KvStore;
use worker::{Env, Request, console_error, console_warn};

use crate::http::problem::{Kind, Problem};
use crate::runtime;
use record::Record;
use token::{Claims, Refused};

/// The name of the binding in `wrangler.toml`.
const PARTNERS: &str = "PARTNERS";
/// What the keys of records begin with.
const RECORDS: &str = "partner/";
/// Set to `1` by `npm start`: without any partner, everybody is the partner [`LOCAL`].
const OPEN: &str = "ROLLCALL_OPEN";
/// The partner of a Worker that runs open.
const LOCAL: &str = "local";
/// What every key begins with.
const KEY: &str = "rc_";
/// The longest `Authorization` header that is looked at, in bytes.
const LONGEST: usize = 4_096;

/// A partner: whoever owns jobs and sees no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    name: String,
}

impl Partner {
    /// The partner of that name; `None` for what cannot be one. A name is part of every key that is
    /// stored for the partner, so there is nothing in it but lower-case letters, digits and hyphens.
    pub fn named(name: &str) -> Option<Self> {
        let is_name = (1..=32).contains(&name.len())
            && !name.starts_with('-')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        is_name.then(|| Self { name: name.to_owned() })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What a caller may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// Everything that is the partner's.
    Everything,
    /// What an upload token says.
    Upload(Claims),
}

/// Who sent a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// On whose behalf.
    pub partner: Partner,
    /// What is known of the partner.
    pub record: Rc<Record>,
    /// What it may do.
    pub grant: Grant,
    /// Whether it was let in because everybody is.
    pub open: bool,
}

/// How partners are told apart, as `/health` shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// By keys.
    Configured,
    /// Not at all: everybody is one local partner.
    Open,
    /// Nobody is let in.
    None,
}

impl Admission {
    /// What is configured.
    ///
    /// # Errors
    /// Where KV does not answer.
    pub async fn of(env: &Env) -> worker::Result<Self> {
        Ok(if any(env).await? {
            Self::Configured
        } else if is_open(env) {
            Self::Open
        } else {
            Self::None
        })
    }

    /// The name in `/health`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Configured => "configured",
            Self::Open => "open",
            Self::None => "none",
        }
    }
}

/// What comes of looking at a token whose time is over: the refusal, and the partner, whose pages may
/// read it.
pub struct Stranger {
    /// Why nobody was let in.
    pub problem: Problem,
    /// What is known of the partner, where there is one.
    pub record: Option<Rc<Record>>,
}

impl From<Problem> for Stranger {
    fn from(problem: Problem) -> Self {
        Self { problem, record: None }
    }
}

/// Who sent this request.
///
/// # Errors
/// A 401 without a key where one is needed, and for a key or a token that is not good.
pub async fn identify(request: &Request, env: &Env) -> Result<Caller, Stranger> {
    let header = request.headers().get("authorization").ok().flatten();
    let Some(header) = header else {
        if is_open(env) && !any(env).await.map_err(|error| unread(&error))? {
            return open().ok_or_else(|| no_key().into());
        }
        return Err(no_key().into());
    };
    let Some(credential) = bearer(&header) else { return Err(unknown_key().into()) };
    if token::is_token(credential) {
        return by_token(credential, env).await;
    }
    let Some(partner) = partner_of(credential) else { return Err(unknown_key().into()) };
    let record = record_of(&partner, env).await.map_err(|error| unread(&error))?;
    // Without a record as well, so that the time taken does not say whose name exists.
    let digest = runtime::sha256(credential.as_bytes()).await.map_err(|_| unknown_key())?;
    let Some(record) = record else { return Err(unknown_key().into()) };
    // All are compared, so that it does not say either which one came close.
    let mut known = false;
    for key in record.live_keys() {
        known |= runtime::is_same(key.as_bytes(), digest.as_bytes());
    }
    if !known {
        return Err(unknown_key().into());
    }
    Ok(Caller { partner, record: Rc::new(record), grant: Grant::Everything, open: false })
}

async fn by_token(credential: &str, env: &Env) -> Result<Caller, Stranger> {
    let named = token::partner_of(credential);
    let Some(partner) = named.as_deref().and_then(Partner::named) else {
        return Err(invalid_token().into());
    };
    let record = record_of(&partner, env).await.map_err(|error| unread(&error))?;
    let Some(record) = record else { return Err(invalid_token().into()) };
    match token::verify(credential, &record).await {
        Ok(claims) => {
            let (record, grant) = (Rc::new(record), Grant::Upload(claims));
            Ok(Caller { partner, record, grant, open: false })
        }
        Err((Refused::Expired, _)) => {
            let problem = Problem::new(
                Kind::TokenExpired,
                "The time of this upload token is over; ask the portal for another.",
            );
            Err(Stranger { problem: challenging(problem), record: Some(Rc::new(record)) })
        }
        Err((Refused::Invalid, _)) => Err(invalid_token().into()),
    }
}

/// What is known of a partner; `None` where there is no such partner, or no longer.
///
/// # Errors
/// Where KV does not answer.
pub async fn record_of(partner: &Partner, env: &Env) -> worker::Result<Option<Record>> {
    Ok(kept(partner, env).await?.filter(|record| record.removed.is_none()))
}

/// The same, and the partner of a Worker that runs open.
///
/// # Errors
/// Where KV does not answer.
pub async fn standing(partner: &Partner, env: &Env) -> worker::Result<Option<Record>> {
    let record = record_of(partner, env).await?;
    if record.is_none() && partner.name() == LOCAL && is_open(env) && !any(env).await? {
        return Ok(Some(local()));
    }
    Ok(record)
}

/// What is kept of a partner, also where it was removed.
///
/// # Errors
/// Where KV does not answer.
pub async fn kept(partner: &Partner, env: &Env) -> worker::Result<Option<Record>> {
    let text = records(env)?.get(&format!("{RECORDS}{}", partner.name())).text().await?;
    let Some(text) = text else { return Ok(None) };
    let record = Record::from_json(&text).filter(|record| record.name == partner.name());
    if record.is_none() {
        console_error!("The record of the partner {} cannot be read.", partner.name());
    }
    Ok(record)
}

/// The partner of a Worker that runs open.
fn open() -> Option<Caller> {
    Some(Caller {
        partner: Partner::named(LOCAL)?,
        record: Rc::new(local()),
        grant: Grant::Everything,
        open: true,
    })
}

fn local() -> Record {
    Record { name: LOCAL.to_owned(), ..Record::default() }
}

/// The names of all partners, removed ones too.
///
/// # Errors
/// Where KV does not answer.
pub async fn all(env: &Env) -> worker::Result<Vec<Partner>> {
    let mut partners = Vec::new();
    let mut cursor = None;
    loop {
        let mut list = records(env)?.list().prefix(RECORDS.to_owned());
        if let Some(cursor) = cursor {
            list = list.cursor(cursor);
        }
        let page = list.execute().await?;
        let names = page.keys.iter().filter_map(|key| key.name.strip_prefix(RECORDS));
        partners.extend(names.filter_map(Partner::named));
        match page.cursor {
            Some(next) if !page.list_complete => cursor = Some(next),
            _ => return Ok(partners),
        }
    }
}

/// Takes away the record of a partner, after everything else of it.
///
/// # Errors
/// Where KV does not answer.
pub async fn forget(partner: &Partner, env: &Env) -> worker::Result<()> {
    Ok(records(env)?.delete(&format!("{RECORDS}{}", partner.name())).await?)
}

/// Whether some partner has this origin.
pub async fn is_origin(origin: &str, env: &Env) -> bool {
    // No origin is longer than the longest name of a host.
    if origin.len() > 300 {
        return false;
    }
    let Ok(records) = records(env) else { return false };
    matches!(records.get(&format!("origin/{origin}")).text().await, Ok(Some(_)))
}

/// Says once, when the Worker starts, that it lets everybody in.
pub async fn announce(env: &Env) {
    thread_local! {
        static SAID: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if !SAID.replace(true) && matches!(Admission::of(env).await, Ok(Admission::Open)) {
        console_warn!(
            "Rollcall runs open: no partner is configured, and whoever reaches this address is the \
             partner `{LOCAL}`."
        );
    }
}

/// Whether there is any partner.
async fn any(env: &Env) -> worker::Result<bool> {
    let listed = records(env)?.list().prefix(RECORDS.to_owned()).limit(1).execute().await?;
    Ok(!listed.keys.is_empty())
}

fn records(env: &Env) -> worker::Result<KvStore> {
    env.kv(PARTNERS)
}

fn no_key() -> Problem {
    Problem::new(
        Kind::KeyRequired,
        "Send your key in the header `Authorization: Bearer rc_…`; `npm run partner` makes one.",
    )
    .with_header("www-authenticate", "Bearer realm=\"rollcall\"")
}

fn unknown_key() -> Problem {
    challenging(Problem::new(
        Kind::KeyUnknown,
        "The key in `Authorization` is not one of this Worker's; send it as `Bearer rc_…`, exactly as \
         it was given to you.",
    ))
}

fn invalid_token() -> Problem {
    challenging(Problem::new(
        Kind::TokenInvalid,
        "The upload token in `Authorization` is not one of this Worker's; ask the portal for another.",
    ))
}

fn challenging(problem: Problem) -> Problem {
    problem.with_header("www-authenticate", "Bearer realm=\"rollcall\", error=\"invalid_token\"")
}

fn unread(error: &worker::Error) -> Problem {
    console_error!("The partners cannot be read: {error}.");
    Problem::new(
        Kind::StorageUnavailable,
        "The storage does not answer, so nobody can be let in; try again in a moment.",
    )
    .with_header("retry-after", "10")
}

fn is_open(env: &Env) -> bool {
    env.var(OPEN).is_ok_and(|value| value.to_string() == "1")
}

/// The partner that a key names: `rc_acme_…`.
fn partner_of(key: &str) -> Option<Partner> {
    let (name, secret) = key.strip_prefix(KEY)?.split_once('_')?;
    Partner::named(name).filter(|_| !secret.is_empty())
}

/// The key or the token of an `Authorization` header.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, credential) = header.trim().split_once(' ')?;
    let credential = credential.trim();
    let fits = !credential.is_empty() && header.len() <= LONGEST;
    (scheme.eq_ignore_ascii_case("bearer") && fits).then_some(credential)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_their_folder_are_not_names() {
        for name in ["", "-a", "a/b", "..", "a b", "A", "é", &"a".repeat(33)] {
            assert_eq!(Partner::named(name), None, "{name}");
        }
    }

    #[test]
    fn a_key_names_its_partner() {
        let name = |key| partner_of(key).map(|partner| partner.name);
        assert_eq!(name("rc_acme_x").as_deref(), Some("acme"));
        assert_eq!(name("rc_beta-2_a_b").as_deref(), Some("beta-2"));
        for key in ["", "rc_", "rc_acme", "rc_acme_", "rc__x", "acme_x", "rc_Acme_x", "rc_../x_y"] {
            assert_eq!(name(key), None, "{key}");
        }
    }

    #[test]
    fn a_key_is_sent_as_a_bearer_token() {
        assert_eq!(bearer("Bearer rc_x"), Some("rc_x"));
        assert_eq!(bearer("bearer  rc_x "), Some("rc_x"));
        for header in ["Basic rc_x", "Bearer ", "rc_x", &format!("Bearer {}", "x".repeat(5_000))] {
            assert_eq!(bearer(header), None, "{header}");
        }
    }
}
