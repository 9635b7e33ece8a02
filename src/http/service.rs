//! What describes the service itself: health, the API, the catalogue, the problems.

use rollcall_engine::finding::Code;
use rollcall_engine::language::{Language, catalogue};
use rollcall_engine::rules::catalogue::of_templates;
use serde_json::{Map, Value, json};
use worker::Env;

use super::problem::{Kind, Problem};
use super::{Answer, broken, json, response, with_header};
use crate::partners::Admission;
use crate::parts::{self, Parts};
use crate::runtime;

/// What does not change before the next release may be kept for an hour.
const PUBLIC: &str = "public, max-age=3600";

/// `GET /health`
pub fn health(env: &Env) -> Answer {
    let mut health = Map::new();
    health.insert("status".to_owned(), json!("ok"));
    health.insert("version".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    health.insert("partners".to_owned(), json!(Admission::of(env).as_str()));
    if runtime::in_development(env) {
        health.insert("wasm_memory_bytes".to_owned(), json!(runtime::memory_bytes()));
    }
    json(200, Value::Object(health).to_string())
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
