//! `/v1/lists`: the values that foreign keys refer to, kept once for all uploads of a partner.

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::encoding::UTF_8;
use rollcall_engine::reading::RecordStream;
use rollcall_engine::records::Record;
use serde_json::{Value, json};
use worker::Request;

use super::problem::{Kind, Problem};
use super::{Answer, Query, json, response, text};
use crate::jobs::rfc3339;
use crate::jobs::run::unavailable;
use crate::lists::{self, ListName};
use crate::runtime;
use crate::store::{Kept, Store};

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
pub async fn put(name: &str, request: &Request, query: Query, store: &Store) -> Answer {
    let name = ListName::parse(name).ok_or_else(|| {
        Problem::new(
            Kind::ListInvalid,
            "A list's name is made of letters from a to z, digits, `.`, `_` and `-`, 64 at most; use \
             the name that the schema refers to.",
        )
    })?;
    let mut text =
        text::read(request, "The list", lists::LONGEST, Kind::ListInvalid, Kind::ListTooLong)
            .await?;
    match query.as_slice() {
        [] => {}
        [(name, label)] if name == "column" => text = column(&text, label)?,
        _ => {
            return Err(Problem::new(
                Kind::ParameterInvalid,
                "The only parameter here is `column`: the label of the column that holds the values, \
                 where the body is a CSV.",
            )
            .allowing(["column"]));
        }
    }
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

/// The values of one column of a CSV, one a line.
fn column(csv: &str, label: &str) -> Result<String, Problem> {
    let mut values = String::new();
    let (mut place, mut scratch) = (None, String::new());
    let mut header = Vec::new();
    let mut stream = RecordStream::new(DialectOptions::default(), Some(UTF_8));
    let mut take = |record: &Record<'_>| match place {
        None if header.is_empty() => {
            for index in 0..record.len() {
                header.push(record.cell(index, &mut scratch).trim().to_owned());
            }
            place = header.iter().position(|known| known == label.trim());
        }
        None => {}
        Some(index) => {
            let value = record.cell(index, &mut scratch).trim();
            // A line between quotes is taken without them again, and one value is one line.
            if !value.is_empty() {
                let value = value.replace('"', "\"\"").replace(['\r', '\n'], " ");
                values.push('"');
                values.push_str(&value);
                values.push_str("\"\n");
            }
        }
    };
    stream.push(csv.as_bytes(), &mut take);
    let readable = stream.finish(&mut take).is_ok();
    if !readable || place.is_none() {
        header.truncate(100);
        return Err(Problem::new(
            Kind::ListInvalid,
            "The CSV has no column with this label; name one of those in `allowed`.",
        )
        .of_option("column")
        .allowing(header));
    }
    Ok(values)
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
