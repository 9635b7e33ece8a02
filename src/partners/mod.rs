//! Who is asking. This is the one place where a key becomes a partner.

use worker::{Env, Request, console_warn};

use crate::http::problem::{Kind, Problem};
use crate::runtime;

/// The secret with one `partner=SHA-256 of a key` for every key, separated by white space or commas.
const KEYS: &str = "ROLLCALL_KEYS";
/// Set to `1` by `npm start`: without any key, everybody is the partner [`LOCAL`].
const OPEN: &str = "ROLLCALL_OPEN";
/// The partner of a Worker that runs open.
const LOCAL: &str = "local";

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
    pub fn of(env: &Env) -> Self {
        if !keys(env).is_empty() {
            Self::Configured
        } else if is_open(env) {
            Self::Open
        } else {
            Self::None
        }
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

/// The partner who sent this request.
///
/// # Errors
/// A 401 without a key where one is needed, and for a key that nobody has.
pub async fn identify(request: &Request, env: &Env) -> Result<Partner, Problem> {
    let header = request.headers().get("authorization").ok().flatten();
    let keys = keys(env);
    let Some(header) = header else {
        if keys.is_empty() && is_open(env) {
            return Partner::named(LOCAL).ok_or_else(no_key);
        }
        return Err(no_key());
    };
    let Some(key) = bearer(&header) else { return Err(unknown_key()) };
    let Ok(digest) = runtime::sha256(key.as_bytes()).await else { return Err(unknown_key()) };
    // All are compared, so that the time taken says nothing about which one came close.
    let mut found = None;
    for (partner, expected) in &keys {
        if is_same(expected, &digest) {
            found = Some(partner);
        }
    }
    found.cloned().ok_or_else(unknown_key)
}

/// Says once, when the Worker starts, that it lets everybody in.
pub fn announce(env: &Env) {
    thread_local! {
        static SAID: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if !SAID.replace(true) && Admission::of(env) == Admission::Open {
        console_warn!(
            "Rollcall runs open: no partner is configured, and whoever reaches this address is the \
             partner `{LOCAL}`."
        );
    }
}

fn no_key() -> Problem {
    Problem::new(
        Kind::KeyRequired,
        "Send your key in the header `Authorization: Bearer rc_…`; `npm run key` makes one.",
    )
    .with_header("www-authenticate", "Bearer realm=\"rollcall\"")
}

fn unknown_key() -> Problem {
    Problem::new(
        Kind::KeyUnknown,
        "The key in `Authorization` is not one of this Worker's; send it as `Bearer rc_…`, exactly as \
         it was given to you.",
    )
    .with_header("www-authenticate", "Bearer realm=\"rollcall\", error=\"invalid_token\"")
}

fn is_open(env: &Env) -> bool {
    env.var(OPEN).is_ok_and(|value| value.to_string() == "1")
}

fn keys(env: &Env) -> Vec<(Partner, String)> {
    env.var(KEYS).map(|value| parse_keys(&value.to_string())).unwrap_or_default()
}

/// Lines that cannot be read let nobody in.
fn parse_keys(text: &str) -> Vec<(Partner, String)> {
    text.split(|character: char| character.is_whitespace() || character == ',')
        .filter_map(|entry| {
            let (partner, digest) = entry.split_once('=')?;
            let is_digest =
                digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_digest.then(|| Some((Partner::named(partner)?, digest.to_ascii_lowercase())))?
        })
        .collect()
}

/// The key of an `Authorization` header.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, key) = header.trim().split_once(' ')?;
    let key = key.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !key.is_empty()).then_some(key)
}

/// Whether two digests are the same, in a time that depends on their length alone.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_unreadable_ones_let_nobody_in() {
        let digest = "a".repeat(64);
        let text = format!("acme={digest},\n beta-2={digest} Bad={digest} short=abc nothing");
        let partners: Vec<_> =
            parse_keys(&text).into_iter().map(|(partner, _)| partner.name).collect();
        assert_eq!(partners, ["acme", "beta-2"]);
    }

    #[test]
    fn names_that_could_leave_their_folder_are_not_names() {
        for name in ["", "-a", "a/b", "..", "a b", "A", "é", &"a".repeat(33)] {
            assert_eq!(Partner::named(name), None, "{name}");
        }
    }

    #[test]
    fn a_key_is_sent_as_a_bearer_token() {
        assert_eq!(bearer("Bearer rc_x"), Some("rc_x"));
        assert_eq!(bearer("bearer  rc_x "), Some("rc_x"));
        assert_eq!(bearer("Basic rc_x"), None);
        assert_eq!(bearer("Bearer "), None);
        assert_eq!(bearer("rc_x"), None);
    }
}
