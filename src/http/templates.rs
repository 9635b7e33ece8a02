//! `/v1/templates`: those that are built in, and the partner's own.

use rollcall_engine::language::Language;
use rollcall_engine::schema::Schema;
use rollcall_engine::templates::empty_file::{Columns, EmptyFile, EmptyFileError, empty_file};
use rollcall_processing::Meaning;
use serde_json::{Value, json};
use worker::Request;

use super::problem::{Kind, Problem};
use super::{Answer, Query, download, json, response, with_header};
use crate::jobs::rfc3339;
use crate::jobs::run::unavailable;
use crate::store::Store;
use crate::upload::options::schema_problem;
use crate::upload::own::{Chosen, LONGEST, MOST_KEPT, TemplateName};

/// The header that says which version of a template this is.
const VERSION: &str = "rollcall-template-version";

/// `GET /v1/templates`
pub async fn list(store: &Store) -> Answer {
    let mut listed: Vec<Value> = Vec::new();
    for chosen in store.all_built_in().await.map_err(|error| unavailable(&error))? {
        listed.extend(summary(&chosen.name, &chosen.text, &chosen.version, None));
    }
    let own = store.templates().await.map_err(|error| unavailable(&error))?;
    for listing in own {
        let Some(name) = TemplateName::parse(&listing.name) else { continue };
        let found = store.template(&name, None).await.map_err(|error| unavailable(&error))?;
        if let Some(own) = found {
            let updated = rfc3339(listing.written);
            let version = own.version.to_string();
            listed.extend(summary(name.as_str(), &own.text, &version, Some(updated)));
        }
    }
    json(200, json!({"templates": listed}).to_string())
}

/// What the list shows of a template; one of the partner's own has been `updated` at some time.
fn summary(name: &str, text: &str, version: &str, updated: Option<String>) -> Option<Value> {
    let template: Value = serde_json::from_str(text).ok()?;
    Some(json!({
        "name": name,
        "title": shown_text(template.pointer("/rollcall/title").or_else(|| template.get("title"))),
        "built_in": updated.is_none(),
        "version": version,
        "updated": updated,
        "fields": template.get("fields").and_then(Value::as_array).map(Vec::len),
        "row_limit": template.pointer("/rollcall/row_limit"),
        "meaning": Meaning::of_template(&template),
        "sources": sources(&template),
        "links": {"self": format!("/v1/templates/{name}")},
    }))
}

/// A value that has to be a text to be shown; a template of somebody's own may have anything there.
fn shown_text(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str)
}

/// The pages that a template follows, with their addresses.
fn sources(template: &Value) -> Vec<Value> {
    template
        .pointer("/rollcall/sources")
        .and_then(Value::as_object)
        .map(|sources| {
            sources
                .values()
                .map(|source| json!({"title": shown_text(source.get("title")), "url": shown_text(source.get("url"))}))
                .collect()
        })
        .unwrap_or_default()
}

/// `GET /v1/templates/{name}`
pub async fn show(name: &str, query: Query, store: &Store) -> Answer {
    let version = match query.as_slice() {
        [] => None,
        [(parameter, value)] if parameter == "version" => {
            Some(value.parse().map_err(|_| not_found(store))?)
        }
        _ => {
            return Err(Problem::new(
                Kind::ParameterInvalid,
                "The only parameter here is `version`: the number of a version of a template of your \
                 own.",
            )
            .allowing(["version"]));
        }
    };
    let chosen = find(name, version, store).await?;
    with_header(json(200, chosen.text)?, VERSION, &chosen.version)
}

/// `GET /v1/templates/{name}/file.csv`
pub async fn file(
    name: &str,
    query: Query,
    accept_language: Option<&str>,
    store: &Store,
) -> Answer {
    let mut wanted = EmptyFile {
        columns: Columns::All,
        language: accept_language.map_or(Language::En, Language::from_accept_language),
        example: false,
    };
    for (parameter, value) in query {
        match parameter.as_str() {
            "columns" => wanted.columns = Columns::from_text(&value),
            "language" => {
                wanted.language = Language::from_tag(&value).ok_or_else(|| {
                    wrong_parameter("language", &Language::ALL.map(Language::tag))
                })?;
            }
            "example" => {
                wanted.example = match value.as_str() {
                    "1" => true,
                    "0" => false,
                    _ => return Err(wrong_parameter("example", &["0", "1"])),
                }
            }
            _ => {
                return Err(Problem::new(
                    Kind::ParameterInvalid,
                    "The parameters here are `columns`, `language` and `example`.",
                )
                .allowing(["columns", "language", "example"]));
            }
        }
    }
    let chosen = find(name, None, store).await?;
    let schema = chosen.schema().map_err(schema_problem)?;
    store.parts().language(wanted.language).await;
    let file = empty_file(&schema, &wanted).map_err(|error| {
        let problem = Problem::new(Kind::ColumnUnknown, error.to_string()).of_option("columns");
        match error {
            EmptyFileError::UnknownColumn { near, .. } if !near.is_empty() => {
                problem.allowing(near)
            }
            _ => problem,
        }
    })?;
    let file = String::from_utf8_lossy(&file).into_owned();
    let response = response(200, "text/csv; charset=utf-8; header=present", file)?;
    let disposition = download::attachment(Some(&format!("{name}.csv")), "template.csv");
    with_header(response, "content-disposition", &disposition)
}

fn wrong_parameter(name: &str, allowed: &[&str]) -> Problem {
    let detail = format!("The parameter `{name}` is one of: {}.", allowed.join(", "));
    Problem::new(Kind::ParameterInvalid, detail).of_option(name).allowing(allowed.iter().copied())
}

/// The template of that name, built in or the partner's own.
pub async fn find(name: &str, version: Option<u64>, store: &Store) -> Result<Chosen, Problem> {
    if version.is_none()
        && let Some(chosen) = store.built_in(name).await.map_err(|error| unavailable(&error))?
    {
        return Ok(chosen);
    }
    let not_found = || not_found(store);
    let own = TemplateName::parse(name).ok_or_else(not_found)?;
    let found = store.template(&own, version).await.map_err(|error| unavailable(&error))?;
    let found = found.ok_or_else(not_found)?;
    Ok(Chosen {
        name: name.to_owned(),
        text: found.text,
        version: found.version.to_string(),
        sure: None,
    })
}

/// `PUT /v1/templates/{name}`
pub async fn put(name: &str, request: &Request, store: &Store) -> Answer {
    let name = TemplateName::parse(name).ok_or_else(|| {
        Problem::new(
            Kind::TemplateNameInvalid,
            "A template of your own has a name of lower-case letters, digits and hyphens, 64 at most, \
             that is not the name of a built-in one.",
        )
    })?;
    let (invalid, too_long) = (Kind::SchemaInvalid, Kind::BodyTooLarge);
    let text = super::text::read(request, "The template", LONGEST, invalid, too_long).await?;
    Schema::from_json(&text).map_err(schema_problem)?;
    let kept = store.templates().await.map_err(|error| unavailable(&error))?;
    let known = kept.iter().any(|kept| kept.name == name.as_str());
    if !known && kept.len() >= MOST_KEPT {
        return Err(Problem::new(
            Kind::TemplatesFull,
            format!("{MOST_KEPT} templates are kept already; delete one of them first."),
        ));
    }
    let stored = store.put_template(&name, text.clone()).await;
    let Some(version) = stored.map_err(|error| unavailable(&error))? else {
        return Err(Problem::new(
            Kind::TemplateConflict,
            "Somebody stored a version of this template at the same moment; look at it, and send yours \
             again if it is still wanted.",
        ));
    };
    let now = rfc3339(crate::runtime::now());
    let shown = summary(name.as_str(), &text, &version.to_string(), Some(now)).unwrap_or_default();
    json(if known { 200 } else { 201 }, shown.to_string())
}

/// `DELETE /v1/templates/{name}`
pub async fn delete(name: &str, store: &Store) -> Answer {
    let name = TemplateName::parse(name).ok_or_else(|| not_found(store))?;
    if store.delete_template(&name).await.map_err(|error| unavailable(&error))? {
        Ok(worker::Response::builder().with_status(204).empty())
    } else {
        Err(not_found(store))
    }
}

fn not_found(store: &Store) -> Problem {
    Problem::new(
        Kind::TemplateNotFound,
        "There is no template with this name; GET /v1/templates lists those there are.",
    )
    .allowing(store.allowed())
}
