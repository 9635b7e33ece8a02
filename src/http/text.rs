//! A request's body as text, where it is a small document.

use worker::Request;

use super::header;
use super::problem::{Kind, Problem};
use crate::runtime;
use crate::upload::body::Body;

/// Reads a body of at most `longest` bytes of UTF-8. `invalid` and `too_long` are what it is refused
/// with, and `what` is what the sentences call it.
///
/// # Errors
/// Where it is compressed, too long, no UTF-8, or breaks off.
pub async fn read(
    request: &Request,
    what: &str,
    longest: usize,
    invalid: Kind,
    too_long: Kind,
) -> Result<String, Problem> {
    if header(request, "content-encoding").is_some_and(|coding| coding != "identity") {
        return Err(Problem::new(
            Kind::ContentEncodingUnsupported,
            format!("{what} is sent as it is; leave out Content-Encoding."),
        ));
    }
    let broken = |error| {
        let why = runtime::message(&error);
        Problem::new(
            invalid,
            format!("{what} broke off before it was whole; send it again. ({why})"),
        )
    };
    let stream = request.inner().body();
    let length = header(request, "content-length").and_then(|length| length.parse().ok());
    let mut body = Body::of_length(stream.as_ref(), length).map_err(broken)?;
    let mut bytes = Vec::new();
    loop {
        let more = body.read(true).await.map_err(broken)?;
        if more.is_empty() {
            break;
        }
        if bytes.len() + more.len() > longest {
            body.drain().await;
            let detail =
                format!("{what} is longer than {longest} bytes; leave out what is not used.");
            return Err(Problem::new(too_long, detail));
        }
        bytes.extend_from_slice(more);
    }
    String::from_utf8(bytes)
        .map_err(|_| Problem::new(invalid, format!("{what} is not UTF-8; save it as UTF-8.")))
}
