//! `POST /v1/tokens`: upload tokens, for a portal's server to hand to its pages.

use serde::Deserialize;
use serde_json::json;
use worker::Request;

use super::document;
use super::problem::{Kind, Problem};
use super::{Answer, json};
use crate::jobs::rfc3339;
use crate::jobs::run::unavailable;
use crate::partners::Caller;
use crate::partners::token::{self, Claims};
use crate::runtime;
use crate::store::Store;
use crate::upload::options::unknown_template;

/// The longest wish for a token, in bytes.
const LONGEST: usize = 4 << 10;
/// For how many minutes a token is good: without a wish, and at most.
const MINUTES: u64 = 15;
const MINUTES_MOST: u64 = 60;
/// The largest number of bytes that every reader of JSON takes for the same (RFC 8259, section 6).
const SIZE_MOST: u64 = (1 << 53) - 1;
/// How many jobs may come of one token at most.
const JOBS_MOST: u64 = 100;

/// What a token is to be good for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    origin: Option<String>,
    #[serde(default)]
    minutes: Option<u64>,
    #[serde(default)]
    size: Option<u64>,
    #[serde(default)]
    jobs: Option<u64>,
}

/// `POST /v1/tokens`
pub async fn mint(request: &Request, caller: &Caller, store: &Store) -> Answer {
    if caller.open {
        return Err(Problem::new(
            Kind::PartnerRequired,
            "This Worker runs open and asks for neither key nor token; `npm run partner -- add NAME` \
             makes a partner, whose key can mint tokens.",
        ));
    }
    let wish: Wish = document::read(request, "The wish for a token", LONGEST).await?;
    let minutes = within(wish.minutes, MINUTES, MINUTES_MOST, "minutes")?;
    let jobs = within(wish.jobs, 1, JOBS_MOST, "jobs")?;
    if wish.size.is_some_and(|size| !(1..=SIZE_MOST).contains(&size)) {
        let detail = format!("The size is a number of bytes from 1 to {SIZE_MOST}.");
        return Err(document::wrong("/size", detail));
    }
    if let Some(origin) = &wish.origin
        && !caller.record.origins.contains(origin)
    {
        return Err(Problem::new(
            Kind::OptionInvalid,
            "The origin is not one of the partner's; use one of those in `allowed`, or have it added.",
        )
        .of_option("origin")
        .allowing(caller.record.origins.iter().cloned()));
    }
    if let Some(name) = &wish.template {
        let known = store.knows_template(name).await;
        if !known.map_err(|error| unavailable(&error))? {
            return Err(unknown_template(name, store.allowed()));
        }
    }
    let now = runtime::now();
    let claims = Claims {
        iss: caller.partner.name().to_owned(),
        jti: runtime::hex(&runtime::random::<16>()),
        iat: now / 1000,
        exp: now / 1000 + minutes * 60,
        template: wish.template,
        origin: wish.origin,
        size: wish.size,
        jobs,
    };
    let token = token::mint(&claims, &caller.record).await.map_err(|sentence| {
        Problem::new(
            Kind::PartnerRequired,
            format!("{sentence} `npm run partner -- rotate … --tokens` gives it one."),
        )
    })?;
    let shown = json!({
        "token": token,
        "expires": rfc3339(claims.exp * 1000),
        "template": claims.template,
        "origin": claims.origin,
        "size": claims.size,
        "jobs": claims.jobs,
    });
    json(201, shown.to_string())
}

/// A whole number from 1 to `most`.
fn within(wish: Option<u64>, usual: u64, most: u64, name: &str) -> Result<u64, Problem> {
    match wish {
        None => Ok(usual),
        Some(wish) if (1..=most).contains(&wish) => Ok(wish),
        Some(_) => Err(document::wrong(
            &format!("/{name}"),
            format!("`{name}` is a whole number from 1 to {most}."),
        )),
    }
}
