//! `/v1/lists`: the values that foreign keys refer to, kept once for all uploads of a partner.

use serde_json::{Value, json};
use worker::Request;

use super::problem::{Kind, Problem};
use super::{Answer, header, json, response};
use crate::jobs::rfc3339;
use crate::jobs::run::unavailable;
use crate::lists::{self, ListName};
use crate::runtime;
use crate::store::{Kept, Store};
use crate::upload::body::Body;

/// `GET /v1/lists`
pub async fn all(store: &Store) -> Answer {
    let lists = store.lists().await.map_err(|error| unavailable(&error))?;
    let lists: Vec<Value> = lists.iter().map(shown).collect();
    json(200, json!({"lists": lists}).to_string())
}

/// `GET /v1/lists/{name}`
pub async fn show(name: &str, store: &Store) -> Answer {
    let name = ListName::parse(name).ok_or_else(not_found)?;
    let text = store.list(&name).await.map_err(|error| unavailable(&error))?;
    response(200, "text/plain; charset=utf-8", text.ok_or_else(not_found)?)
}

/// `PUT /v1/lists/{name}`
pub async fn put(name: &str, request: &Request, store: &Store) -> Answer {
    let name = ListName::parse(name).ok_or_else(|| {
        Problem::new(
            Kind::ListInvalid,
            "A list's name is made of letters from a to z, digits, `.`, `_` and `-`, 64 at most; use \
             the name that the schema refers to.",
        )
    })?;
    if header(request, "content-encoding").is_some_and(|coding| coding != "identity") {
        return Err(Problem::new(
            Kind::ContentEncodingUnsupported,
            "A list is sent as it is; leave out Content-Encoding.",
        ));
    }
    let text = read(request).await?;
    let list = lists::check(text.as_bytes())
        .map_err(|sentence| Problem::new(Kind::ListInvalid, sentence))?;
    let kept = store.lists().await.map_err(|error| unavailable(&error))?;
    let known = kept.iter().any(|kept| kept.name == name.as_str());
    if !known && kept.len() >= lists::MOST_KEPT {
        return Err(Problem::new(
            Kind::ListsFull,
            format!("{} lists are kept already; delete one of them first.", lists::MOST_KEPT),
        ));
    }
    let (values, bytes) = (list.values().len(), text.len());
    store.put_list(&name, text, values).await.map_err(|error| unavailable(&error))?;
    let now = Kept {
        name: name.as_str().to_owned(),
        values: values as u64,
        bytes: bytes as u64,
        written: runtime::now(),
    };
    json(if known { 200 } else { 201 }, shown(&now).to_string())
}

/// `DELETE /v1/lists/{name}`
pub async fn delete(name: &str, store: &Store) -> Answer {
    let name = ListName::parse(name).ok_or_else(not_found)?;
    if store.delete_list(&name).await.map_err(|error| unavailable(&error))? {
        Ok(worker::Response::builder().with_status(204).empty())
    } else {
        Err(not_found())
    }
}

/// The body, where it is text and not too long.
async fn read(request: &Request) -> Result<String, Problem> {
    let broken = |error| {
        Problem::new(
            Kind::ListInvalid,
            format!(
                "The list broke off before it was whole; send it again. ({})",
                runtime::message(&error)
            ),
        )
    };
    let stream = request.inner().body();
    let mut body = Body::new(stream.as_ref()).map_err(broken)?;
    let mut bytes = Vec::new();
    loop {
        let more = body.read(true).await.map_err(broken)?;
        if more.is_empty() {
            break;
        }
        if bytes.len() + more.len() > lists::LONGEST {
            body.drain().await;
            return Err(Problem::new(
                Kind::ListTooLong,
                format!(
                    "The list is longer than {} bytes; leave out what is not used.",
                    lists::LONGEST
                ),
            ));
        }
        bytes.extend_from_slice(more);
    }
    String::from_utf8(bytes).map_err(|_| {
        Problem::new(
            Kind::ListInvalid,
            "The list is not UTF-8; save it as UTF-8, one value a line.",
        )
    })
}

fn shown(kept: &Kept) -> Value {
    json!({
        "name": kept.name,
        "values": kept.values,
        "bytes": kept.bytes,
        "updated": rfc3339(kept.written),
        "links": {"self": format!("/v1/lists/{}", kept.name)},
    })
}

fn not_found() -> Problem {
    Problem::new(
        Kind::ListNotFound,
        "There is no list with this name; GET /v1/lists shows those there are.",
    )
}
