//! `POST /v1/hooks/validate`: a signed request that names a file.

use worker::{Env, Request};

use super::problem::{Kind, Problem};
use super::{Answer, Query};

/// `POST /v1/hooks/validate`
#[expect(clippy::unused_async, reason = "written next")]
pub async fn validate(_request: &Request, _query: Query, _env: &Env) -> Answer {
    Err(Problem::new(Kind::SignatureMissing, "…"))
}
