//! What describes the service itself: health, the API, the catalogue, the problems.

use rollcall_engine::finding::Code;
use rollcall_engine::language::{Language, catalogue};
use rollcall_engine::rules::catalogue::of_templates;
use serde_json::{Map, Value, json};
use worker::Env;

use super::problem::{Kind, Problem};
use super::{Answer, broken, json, response, with_header};
use crate::partners::ledger::Ledger;
use crate::partners::{Admission, Partner};
use crate::parts::{self, Parts};
use crate::process::directory;
use crate::queues;
use crate::runtime;
use crate::store;

/// What does not change before the next release may be kept for an hour.
const PUBLIC: &str = "public, max-age=3600";

/// For how many milliseconds what was found of the bindings is said again without asking them, so that
/// asking costs nothing when many do.
const CHECKED_FOR_MILLIS: u64 = 2_000;

/// `GET /health`: whether everything that the Worker needs answers.
pub async fn health(env: &Env) -> Answer {
    thread_local! {
        static LAST: std::cell::RefCell<(u64, Map<String, Value>)> = std::cell::RefCell::default();
    }
    let known = LAST.with_borrow(|(at, found)| {
        (runtime::now().saturating_sub(*at) < CHECKED_FOR_MILLIS).then(|| found.clone())
    });
    let found = if let Some(found) = known {
        found
    } else {
        let found = checked(env).await;
        LAST.with_borrow_mut(|last| *last = (runtime::now(), found.clone()));
        found
    };
    let is_well = found.get("status").is_some_and(|status| status == "ok");
    let mut health = found;
    if runtime::in_development(env) {
        health.insert("wasm_memory_bytes".to_owned(), json!(runtime::memory_bytes()));
    }
    json(if is_well { 200 } else { 503 }, Value::Object(health).to_string())
}

async fn checked(env: &Env) -> Map<String, Value> {
    let admission = Admission::of(env).await;
    let bound = |queue| env.queue(queue).is_ok();
    let queues = bound(queues::DELIVERIES) && bound(queues::RETRIES) && bound(queues::FETCHES);
    let ledger = async { Ledger::of(env, &Partner::named("health")?).ok()?.ping().await.ok() };
    let checks = [
        ("records", store::records_answer(env).await),
        ("partners", admission.is_ok()),
        ("reports", store::reports_answer(env).await),
        ("inbox", store::inbox_answers(env).await),
        ("ledgers", ledger.await.is_some()),
        ("directory", directory::answers(env).await),
        ("queues", queues),
        ("assets", parts::file(env, "/robots.txt").await.is_ok()),
    ];
    let is_well = checks.iter().all(|(_, answers)| *answers);
    let word = |answers: bool| if answers { "ok" } else { "failing" };
    let checks: Map<String, Value> =
        checks.iter().map(|(name, answers)| ((*name).to_owned(), json!(word(*answers)))).collect();
    let admission = admission.map_or(Value::Null, |admission| json!(admission.as_str()));
    let mut health = Map::new();
    health.insert("status".to_owned(), json!(word(is_well)));
    health.insert("version".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    health.insert("partners".to_owned(), admission);
    health.insert("checks".to_owned(), Value::Object(checks));
    health
}

/// `GET /openapi.json`: a file of the deployment, because in the Worker it would take as much room as
/// a language.
pub async fn openapi(env: &Env) -> Answer {
    let text = parts::file(env, "/openapi.json").await.map_err(|error| broken(&error))?;
    with_header(json(200, text)?, "cache-control", PUBLIC)
}

/// `GET /v1/codes`: every code and every rule of the templates, with their words in every language.
pub async fn codes(env: &Env) -> Answer {
    let parts = Parts::of(env);
    for language in Language::ALL {
        parts.language(language).await;
    }
    parts.templates().await.map_err(|error| broken(&error))?;
    let codes: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            let words: Map<String, Value> = Language::ALL
                .iter()
                .map(|language| {
                    let entry = catalogue(*language, *code);
                    (language.tag().to_owned(), json!(entry))
                })
                .collect();
            json!({"code": code.as_str(), "severity": code.severity().as_str(), "words": words})
        })
        .collect();
    let rules = of_templates();
    with_header(
        json(200, json!({"codes": codes, "rules": rules}).to_string())?,
        "cache-control",
        PUBLIC,
    )
}

/// `GET /problems/{code}`: what the `type` of a problem leads to.
pub fn problem(code: &str) -> Answer {
    let Some(kind) = Kind::of_code(code) else {
        return Err(Problem::new(
            Kind::RouteUnknown,
            "There is no problem with this code; /openapi.json lists those there are.",
        ));
    };
    let text = format!("{} ({})\n\n{}.\n", kind.code(), kind.status(), kind.title());
    with_header(response(200, "text/plain; charset=utf-8", text)?, "cache-control", PUBLIC)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPENAPI: &str = include_str!("../../public/openapi.json");

    #[test]
    fn the_description_of_the_api_is_of_this_version() {
        let document: Value = serde_json::from_str(OPENAPI).unwrap();
        assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn the_description_of_the_api_names_every_problem() {
        let document: Value = serde_json::from_str(OPENAPI).unwrap();
        let named = document.pointer("/components/schemas/Problem/properties/code/enum").unwrap();
        let codes: Vec<_> = Kind::ALL.iter().map(|kind| json!(kind.code())).collect();
        assert_eq!(named, &Value::Array(codes));
    }
}
