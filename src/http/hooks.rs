//! `POST /v1/hooks/validate`: a signed request that names a file.

use rollcall_engine::schema::SchemaError;
use serde::Deserialize;
use serde_json::{Map, Value};
use worker::{Env, Request};

use super::problem::{Kind, Problem};
use super::{Answer, Query, cors, document, header, json, slow_down, text, with_header};
use crate::hooks::address::{Address, Rules};
use crate::hooks::errand::{self, Brought, Errand, Place};
use crate::hooks::signature::{self, Refused, Signed};
use crate::jobs::run::unavailable;
use crate::partners::record::{Record, live};
use crate::partners::{self, Partner};
use crate::runtime;
use crate::store::{Store, StoreError};
use crate::upload::options::{Name, Options, Slot, Terms};

/// The longest request, in bytes: a schema may be in it.
const LONGEST: usize = 512 << 10;

/// What a partner's webhook says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// Where the file is.
    url: String,
    /// As in an upload.
    #[serde(default)]
    template: Option<String>,
    /// As in an upload, or the document itself.
    #[serde(default)]
    schema: Option<Value>,
    /// The other options of an upload.
    #[serde(default)]
    options: Option<Map<String, Value>>,
    /// Who is told what becomes of it.
    #[serde(default)]
    callback_url: Option<String>,
}

/// `POST /v1/hooks/validate`
pub async fn validate(request: &Request, query: Query, env: &Env) -> Answer {
    let (invalid, too_long) = (Kind::DocumentInvalid, Kind::BodyTooLarge);
    let signed = Signed {
        id: header(request, signature::ID).unwrap_or_default(),
        timestamp: header(request, signature::TIMESTAMP).unwrap_or_default(),
        signatures: header(request, signature::SIGNATURE).unwrap_or_default(),
    };
    let text = text::read(request, "The webhook", LONGEST, invalid, too_long).await?;
    let (partner, record) = signer(&query, &signed, &text, env).await?;
    slow_down(&partner, &[super::REQUESTS], env).await?;

    let wish: Wish = document::parse(&text, "The webhook")?;
    for (pointer, address) in
        [("/url", Some(&wish.url)), ("/callback_url", wish.callback_url.as_ref())]
    {
        let Some(address) = address else { continue };
        Address::parse(address, Rules::of(env)).map_err(|refused| {
            let detail = refused.to_string();
            let error = SchemaError { pointer: pointer.to_owned(), detail: detail.clone() };
            Problem::new(Kind::AddressRefused, detail).with_errors(vec![error])
        })?;
    }
    let pairs = pairs(&wish)?;
    let store = Store::open(env, partner)
        .map(|store| store.limited_to(record.templates.clone()))
        .map_err(|error| unavailable(&error))?;
    let mut options = Options::under(Terms::of(&record));
    for (name, value) in &pairs {
        options.set(Slot::parse(name)?, value.as_bytes())?;
    }
    options.compile_without_template(None)?;
    if let Some(name) = options.template() {
        let known = store.knows_template(name).await.map_err(|error| unavailable(&error))?;
        if !known {
            return Err(options.unknown_template(name));
        }
    }
    let facts = options.facts(None)?;
    let errand = Errand {
        file: Place::Address(wish.url),
        options: pairs,
        callback: wish.callback_url,
        base: cors::self_of(request),
    };
    let name = format!("hook {}", signed.id);
    let brought = errand::bring(env, &store, &errand, &facts, &name).await;
    let (job, again) = match brought.map_err(|error| unavailable(&error))? {
        Brought::Job(job) => (job, false),
        Brought::Again(job) => (job, true),
        Brought::Refused(problem) => return Err(problem),
    };
    let location = format!("/v1/jobs/{}", job.id);
    let response = with_header(json(202, job.to_json())?, "location", &location)?;
    if again {
        return with_header(response, "idempotency-replayed", "true");
    }
    Ok(response)
}

/// The partner who signed a webhook.
async fn signer(
    query: &Query,
    signed: &Signed,
    text: &str,
    env: &Env,
) -> Result<(Partner, Record), Problem> {
    let named = match query.as_slice() {
        [(name, value)] if name == "partner" => Partner::named(value),
        _ => None,
    };
    let record = match &named {
        Some(partner) => partners::record_of(partner, env)
            .await
            .map_err(|error| unavailable(&StoreError::of("KV", &error)))?,
        None => None,
    };
    // Whoever does not exist signs with a secret that nobody has, and is answered like everybody else
    // whose signature is not good.
    let nobody = format!("whsec_{}", runtime::hex(&runtime::random::<16>()));
    let secrets = match &record {
        Some(record) => live(&record.hook_secrets),
        None => vec![nobody.as_str()],
    };
    let refused = match (signature::verify(&secrets, signed, text).await, named, record) {
        (Ok(()), Some(partner), Some(record)) => return Ok((partner, record)),
        (Err(Refused::Missing), ..) => Problem::new(
            Kind::SignatureMissing,
            "Sign the request as Standard Webhooks says, with the headers webhook-id, \
             webhook-timestamp and webhook-signature, and name yourself in the query: `?partner=…`.",
        ),
        (Err(Refused::Expired), ..) => Problem::new(
            Kind::SignatureExpired,
            "The webhook was signed more than five minutes ago, or in the future; set the clock of the \
             sender, and sign each attempt anew.",
        ),
        _ => Problem::new(
            Kind::SignatureInvalid,
            "The signature is not one of this partner's; sign the body as it is sent, with the partner's \
             hook secret, and name the partner in the query: `?partner=…`.",
        ),
    };
    Err(refused.with_header("www-authenticate", "Signature realm=\"rollcall\""))
}

/// The options as an upload has them, all of them texts: a document may be given as itself, and a number
/// of hours as a number.
fn pairs(wish: &Wish) -> Result<Vec<(String, String)>, Problem> {
    let mut pairs = Vec::new();
    if let Some(template) = &wish.template {
        if template.trim().is_empty() {
            return Err(empty("/template", Name::Template.as_str()));
        }
        pairs.push((Name::Template.as_str().to_owned(), template.clone()));
    }
    let schema =
        wish.schema.iter().map(|schema| (Name::Schema.as_str(), schema, "/schema".to_owned()));
    let others = wish.options.iter().flatten();
    let others = others.map(|(name, value)| (name.as_str(), value, format!("/options/{name}")));
    for (name, value, pointer) in schema.chain(others) {
        let is_document =
            [Name::Schema, Name::Dialect].iter().any(|document| document.as_str() == name);
        let text = match value {
            Value::Null => continue,
            // A form sends every field, also those that were left empty; a program says what it means.
            Value::String(text) if text.trim().is_empty() && name != Name::Description.as_str() => {
                return Err(empty(&pointer, name));
            }
            Value::String(text) => text.clone(),
            Value::Object(_) if is_document => value.to_string(),
            Value::Number(hours) if name == Name::Retention.as_str() => hours.to_string(),
            _ => {
                let also = if is_document { " or an object" } else { "" };
                return Err(document::wrong(&pointer, format!("`{name}` is a text{also}.")));
            }
        };
        pairs.push((name.to_owned(), text));
    }
    Ok(pairs)
}

fn empty(pointer: &str, name: &str) -> Problem {
    document::wrong(pointer, format!("`{name}` is empty; leave it out, or give null."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_those_of_an_upload() {
        let wish: Wish = serde_json::from_str(
            r#"{"url": "https://files.example.com/u.csv", "template": "8x8-users",
                "options": {"retention": 24, "dialect": {"delimiter": ";"}, "language": "fr", "digest": null}}"#,
        )
        .unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            pairs(&wish).unwrap(),
            [
                pair("template", "8x8-users"),
                pair("retention", "24"),
                pair("dialect", r#"{"delimiter":";"}"#),
                pair("language", "fr"),
            ]
        );
    }
}
