//! Pages of other origins (the Fetch Standard's CORS protocol): which may call, and what they may read.
//!
//! There is no cookie and nothing else that a browser would send by itself, so what this protects is
//! not a session. It keeps a key or a token that got into the wrong page from being of use there.

use worker::{Env, Headers, Request, Response, Result};

use super::header;
use super::problem::{Kind, Problem};
use super::route::Route;
use crate::partners::{self, Caller, Grant};

/// The headers that a page may send.
const ALLOWED: &str =
    "authorization, content-type, content-encoding, idempotency-key, accept-language, if-match";
/// The headers of an answer that a page may read.
const EXPOSED: &str = "location, retry-after, idempotency-replayed, content-disposition, \
                       rollcall-template-version, etag";
/// For how many seconds a browser may remember what it was told.
const MAX_AGE: &str = "600";
/// In which Rollcall's own frame says whose page is around it.
const EMBEDDER: &str = "rollcall-embedder";

/// Where a request comes from.
pub enum Origin {
    /// From no page, or one of Rollcall's own.
    Own,
    /// From a page of this origin.
    Other(String),
}

impl Origin {
    /// That of a request.
    pub fn of(request: &Request) -> Self {
        match header(request, "origin") {
            Some(origin) if origin != self_of(request) => Self::Other(origin),
            _ => Self::Own,
        }
    }
}

/// Rollcall's own origin, as this request reached it.
pub fn self_of(request: &Request) -> String {
    origin_of(&request.inner().url()).to_owned()
}

/// An address up to its path.
fn origin_of(address: &str) -> &str {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let end = address.get(host..).and_then(|rest| rest.find(['/', '?', '#']));
    end.and_then(|end| address.get(..host + end)).unwrap_or(address)
}

/// Whether a page of that origin may call on the partner's behalf, and with this token.
///
/// # Errors
/// A 403 where it may not.
pub fn check(
    origin: &Origin,
    request: &Request,
    caller: &Caller,
) -> std::result::Result<(), Problem> {
    if let Origin::Other(origin) = origin
        && !caller.record.origins.contains(origin)
    {
        return Err(Problem::new(
            Kind::OriginNotAllowed,
            "Pages of this origin may not call on the partner's behalf; the partner's record has to name \
             it (`npm run partner -- set … --origin …`).",
        ));
    }
    let Grant::Upload(claims) = &caller.grant else { return Ok(()) };
    let Some(wanted) = &claims.origin else { return Ok(()) };
    let actual = match origin {
        Origin::Other(origin) => Some(origin.clone()),
        // A page of Rollcall's own is in somebody's frame; a browser lets nobody else send this.
        Origin::Own => header(request, EMBEDDER),
    };
    if actual.as_ref() == Some(wanted) {
        return Ok(());
    }
    Err(Problem::new(
        Kind::TokenOtherOrigin,
        "This upload token is for pages of another origin; ask for one with the origin of the page that \
         uses it.",
    ))
}

/// The answer to a preflight: what may be sent, to pages of an origin that some partner has.
pub async fn preflight(request: &Request, route: Option<Route<'_>>, env: &Env) -> Result<Response> {
    let response = Response::builder().with_status(204).empty();
    let headers = response.headers();
    headers.set("vary", "origin")?;
    let methods = route.map_or("GET, HEAD".to_owned(), |route| route.methods().join(", "));
    headers.set("allow", &format!("{methods}, OPTIONS"))?;
    let allowed = match header(request, "origin") {
        Some(_) if route.is_some_and(Route::is_public) => Some("*".to_owned()),
        Some(origin) if partners::is_origin(&origin, env).await => Some(origin),
        _ => None,
    };
    if let Some(origin) = allowed {
        headers.set("access-control-allow-origin", &origin)?;
        headers.set("access-control-allow-methods", &methods)?;
        headers.set("access-control-allow-headers", ALLOWED)?;
        headers.set("access-control-max-age", MAX_AGE)?;
    }
    Ok(response)
}

/// Lets a page read an answer: one of this origin, or with `*` any.
pub fn expose(headers: &Headers, origin: &str) -> Result<()> {
    headers.set("access-control-allow-origin", origin)?;
    headers.set("access-control-expose-headers", EXPOSED)
}

#[cfg(test)]
mod tests {
    use super::origin_of;

    #[test]
    fn an_origin_is_an_address_up_to_its_path() {
        for (address, origin) in [
            ("https://a.example/v1/jobs?x=1", "https://a.example"),
            ("http://localhost:8787/", "http://localhost:8787"),
            ("https://a.example", "https://a.example"),
            ("https://a.example?x", "https://a.example"),
        ] {
            assert_eq!(origin_of(address), origin);
        }
    }
}
