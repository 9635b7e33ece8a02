//! `/v1/jobs/{id}/deliveries`: who was told what became of a job, and telling them again.

use serde::Deserialize;
use serde_json::{Value, json};
use worker::{Env, Request};

use super::jobs::{find, parse};
use super::problem::{Kind, Problem};
use super::{Answer, document, json};
use crate::hooks::delivery::{self, Again};
use crate::jobs::Job;
use crate::jobs::id::JobId;
use crate::jobs::run::unavailable;
use crate::store::Store;

/// The longest wish to have something sent again, in bytes.
const LONGEST: usize = 4 << 10;

/// What is to be sent again; all that was given up where nothing is named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    #[serde(default)]
    delivery: Option<String>,
}

/// `GET /v1/jobs/{id}/deliveries`
pub async fn list(id: &str, store: &Store) -> Answer {
    let id = parse(id)?;
    let job = find(&id, store).await?;
    json(200, shown(&id, &job, store).await?.to_string())
}

/// `POST /v1/jobs/{id}/deliveries`
pub async fn send_again(id: &str, request: &Request, env: &Env, store: &Store) -> Answer {
    let id = parse(id)?;
    let job = find(&id, store).await?;
    let wish: Wish = document::read(request, "The wish to have it sent again", LONGEST).await?;
    let wanted = wish.delivery.as_deref();
    let sent = delivery::again(env, store, &id, &job, wanted).await;
    match sent.map_err(|error| unavailable(&error))? {
        Again::Unknown => Err(Problem::new(
            Kind::DeliveryNotFound,
            "This job has no delivery with this id; GET the same address lists those it has.",
        )),
        Again::Sent(0) => Err(Problem::new(
            Kind::DeliveriesNone,
            "Nothing was given up: everything has arrived or will be sent anyway. Name a delivery to \
             have one that has arrived sent again.",
        )),
        Again::Sent(_) => json(202, shown(&id, &job, store).await?.to_string()),
    }
}

async fn shown(id: &JobId, job: &Job, store: &Store) -> Result<Value, Problem> {
    let deliveries = delivery::with_outcomes(store, id, job).await;
    Ok(json!({"deliveries": deliveries.map_err(|error| unavailable(&error))?}))
}
