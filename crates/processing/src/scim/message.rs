//! What a service says: of itself, in lists, to requests in bulk, and in errors.

use serde_json::{Value, json};

use super::resource::resource_id;

/// What a service can do (RFC 7643, section 5); the least where it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// Whether a resource can be changed in part.
    pub patch: bool,
    /// How many operations, and how many bytes, one request in bulk may have; none where there is no bulk.
    pub bulk: Option<(usize, usize)>,
    /// How many resources a filtered list gives; none where lists cannot be filtered.
    pub filter: Option<u64>,
    /// Whether lists can be sorted.
    pub sort: bool,
    /// Whether resources have versions that a change can be made to depend on.
    pub etag: bool,
}

impl Abilities {
    /// Those that the service provider's configuration names.
    #[must_use]
    pub fn read(config: &Value) -> Self {
        let supported = |name: &str| {
            config.get(name).and_then(|it| it.get("supported")) == Some(&Value::Bool(true))
        };
        let number = |path: &str| config.pointer(path).and_then(Value::as_u64);
        let operations = number("/bulk/maxOperations").unwrap_or_default() as usize;
        let bytes = number("/bulk/maxPayloadSize").unwrap_or_default() as usize;
        Self {
            patch: supported("patch"),
            bulk: (supported("bulk") && operations > 0 && bytes > 0).then_some((operations, bytes)),
            filter: supported("filter").then(|| number("/filter/maxResults").unwrap_or(100).max(1)),
            sort: supported("sort"),
            etag: supported("etag"),
        }
    }
}

/// A page of a list.
pub struct Listed<'a> {
    /// The resources.
    pub resources: &'a [Value],
    /// How many there are on all pages.
    pub total: u64,
}

/// A list (RFC 7644, section 3.4.2); none where it is none.
#[must_use]
pub fn listed(answer: &Value) -> Option<Listed<'_>> {
    let total = answer.get("totalResults")?.as_u64()?;
    let resources = answer.get("Resources").and_then(Value::as_array);
    Some(Listed { resources: resources.map_or(&[], Vec::as_slice), total })
}

/// What came of one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// The id of the resource, where the answer names it.
    pub id: Option<String>,
    /// Why not.
    pub detail: String,
}

impl Answered {
    /// What a status and a body say.
    #[must_use]
    pub fn read(status: u16, body: &Value) -> Self {
        let detail = body.get("detail").and_then(Value::as_str).unwrap_or_default();
        // It is shown, and whoever wrote it is nobody whom we know.
        let plain = detail.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
        let detail = plain.take(200).collect::<String>().trim().to_owned();
        Self { status, id: resource_id(body).map(str::to_owned), detail }
    }
}

/// A request in bulk (RFC 7644, section 3.7).
#[must_use]
pub fn bulk(operations: &[Value]) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": operations,
    })
}

/// What came of each of the operations of a request in bulk, in their order; none for those of which the
/// answer says nothing. An operation is known again by its `bulkId`, which all of ours have, or by the
/// resource that it was about.
#[must_use]
pub fn bulk_answers(operations: &[Value], answer: &Value) -> Vec<Option<Answered>> {
    let text = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let told = answer.get("Operations").and_then(Value::as_array);
    let told = told.map_or(&[][..], Vec::as_slice);
    let of = |operation: &Value| {
        let id = text(operation, "bulkId")?;
        let path = last(&text(operation, "path")?);
        let is_it = |told: &&Value| match text(told, "bulkId") {
            Some(told) => told == id,
            None => text(told, "location").is_some_and(|location| last(&location) == path),
        };
        let told = told.iter().find(is_it)?;
        // As a text in the RFC; some write a number, and the drafts had an object.
        let status = told.get("status")?;
        let status = status.get("code").unwrap_or(status);
        let status = match status {
            Value::String(text) => text.trim().parse().ok()?,
            status => u16::try_from(status.as_u64()?).ok()?,
        };
        let mut answered = Answered::read(status, told.get("response").unwrap_or(&Value::Null));
        let location = text(told, "location").map(|location| last(&location));
        answered.id = location.filter(|id| !id.is_empty()).or(answered.id);
        Some(answered)
    };
    operations.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_service_does_not_say_it_cannot() {
        assert_eq!(Abilities::read(&json!({})), Abilities::default());
        let said = json!({
            "patch": {"supported": true}, "bulk": {"supported": true, "maxOperations": 0},
            "filter": {"supported": true}, "etag": {"supported": false}
        });
        let read = Abilities::read(&said);
        assert!(read.patch && !read.etag && read.bulk.is_none());
        assert_eq!(read.filter, Some(100));
    }

    #[test]
    fn answers_find_their_operations_in_whatever_order_they_come() {
        let operations = [
            json!({"method": "POST", "path": "/Users", "bulkId": "a"}),
            json!({"method": "PATCH", "path": "/Users/7", "bulkId": "b"}),
            json!({"method": "DELETE", "path": "/Users/8", "bulkId": "c"}),
            json!({"method": "POST", "path": "/Users", "bulkId": "d"}),
        ];
        let answer = json!({"Operations": [
            {"method": "PATCH", "location": "https://x.example/v2/Users/7", "status": {"code": 412}},
            {"method": "DELETE", "location": "https://x.example/v2/Users/8", "status": 204},
            {"method": "POST", "bulkId": "a", "status": "409",
             "response": {"status": "409", "detail": "taken\u{7}"}},
        ]});
        let read = bulk_answers(&operations, &answer);
        let status = |at: usize| read[at].as_ref().map(|answered| answered.status);
        assert_eq!(
            [status(0), status(1), status(2), status(3)],
            [Some(409), Some(412), Some(204), None]
        );
        assert_eq!(read[0].as_ref().unwrap().detail, "taken");
    }
}
