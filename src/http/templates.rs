//! `/v1/templates`.

use rollcall_engine::templates;
use serde_json::{Value, json};

use super::problem::{Kind, Problem};
use super::{Answer, json};

/// `GET /v1/templates`
pub fn list() -> Answer {
    let listed: Vec<Value> = templates::names()
        .filter_map(|name| {
            let template: Value = serde_json::from_str(templates::get(name)?).ok()?;
            Some(json!({
                "name": name,
                "title": template.pointer("/rollcall/title").or_else(|| template.get("title")),
                "fields": template.get("fields").and_then(Value::as_array).map(Vec::len),
                "row_limit": template.pointer("/rollcall/row_limit"),
                "sources": sources(&template),
                "links": {"self": format!("/v1/templates/{name}")},
            }))
        })
        .collect();
    json(200, json!({"templates": listed}).to_string())
}

/// The pages that a template follows, with their addresses.
fn sources(template: &Value) -> Vec<Value> {
    template
        .pointer("/rollcall/sources")
        .and_then(Value::as_object)
        .map(|sources| {
            sources
                .values()
                .map(|source| json!({"title": source.get("title"), "url": source.get("url")}))
                .collect()
        })
        .unwrap_or_default()
}

/// `GET /v1/templates/{name}`
pub fn show(name: &str) -> Answer {
    match templates::get(name) {
        Some(template) => json(200, template.to_owned()),
        None => Err(Problem::new(
            Kind::TemplateNotFound,
            "There is no template with this name; GET /v1/templates lists those there are.",
        )
        .allowing(templates::names())),
    }
}
