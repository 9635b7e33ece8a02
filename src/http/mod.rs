//! Requests become calls, and what comes of them becomes responses.

pub mod download;
mod jobs;
mod lists;
mod negotiation;
pub mod problem;
mod reports;
mod route;
mod service;
mod templates;
mod text;

use worker::{Context, Env, Request, Response, ResponseBody, Result, console_error};

use crate::partners::{self, Partner};
use crate::store::Store;
use crate::upload::body::Body;
use problem::{Kind, Problem};
use route::Route;

/// What came of a request.
type Answer = std::result::Result<Response, Problem>;

/// Answers a request. Whatever goes wrong is a problem with a code.
pub async fn answer(request: Request, env: Env, context: Context) -> Result<Response> {
    partners::announce(&env);
    let head = is_head(&request.inner().method());
    let stream = request.inner().body();
    let answer = dispatch(request, &env, &context).await;
    let response = match answer {
        Ok(response) => response,
        Err(problem) => {
            // A body that somebody began to read is read on there.
            if let Some(stream) = stream.filter(|stream| !stream.locked())
                && let Ok(mut body) = Body::new(Some(&stream))
            {
                body.drain().await;
            }
            refusal(&problem)?
        }
    };
    response.headers().set("x-content-type-options", "nosniff")?;
    response.headers().set("referrer-policy", "no-referrer")?;
    if !response.headers().has("cache-control")? {
        response.headers().set("cache-control", "private, no-store")?;
    }
    Ok(if head { without_body(response) } else { response })
}

async fn dispatch(request: Request, env: &Env, context: &Context) -> Answer {
    let path = request.path();
    let query = query(&request.inner().url());
    if let Some(code) = path.strip_prefix("/problems/") {
        return service::problem(code);
    }
    let route = Route::of(&path).ok_or_else(unknown_route)?;
    // As it was sent: the crate's own type takes what it does not know for GET.
    let method = request.inner().method();
    if !route.methods().contains(&method.as_str()) {
        let allowed = route.methods().join(", ");
        return Err(Problem::new(
            Kind::MethodNotAllowed,
            format!("This address does not take {method}; it takes {allowed}."),
        )
        .allowing(route.methods().iter().copied())
        .with_header("allow", allowed));
    }
    if route.is_public() {
        return match route {
            Route::Codes => service::codes(env).await,
            Route::OpenApi => service::openapi(env).await,
            _ => service::health(env),
        };
    }
    let partner = partners::identify(&request, env).await?;
    match (route, method.as_str()) {
        (Route::Jobs, "POST") => jobs::create(request, query, env, context, partner).await,
        (Route::Jobs, _) => jobs::list(query, &store(env, partner)?).await,
        (Route::Job(id), "DELETE") => jobs::delete(id, &store(env, partner)?).await,
        (Route::Job(id), _) => jobs::show(id, &store(env, partner)?).await,
        (Route::Process(_), _) => Err(Problem::new(
            Kind::ModeNotAvailable,
            "This version checks files and does not apply them; download `clean.csv` and apply that.",
        )),
        (Route::Report(id), _) => {
            let accept = header(&request, "accept");
            reports::negotiated(id, accept.as_deref(), is_head(&method), &store(env, partner)?)
                .await
        }
        (Route::Artefact(id, artefact), _) => {
            reports::stored(id, artefact, is_head(&method), &store(env, partner)?).await
        }
        (Route::View(id, view), _) => {
            reports::filtered(id, view, is_head(&method), context, &store(env, partner)?).await
        }
        (Route::TemplateFile(name), _) => {
            let accept_language = header(&request, "accept-language");
            templates::file(name, query, accept_language.as_deref(), &store(env, partner)?).await
        }
        (Route::Lists, _) => lists::all(&store(env, partner)?).await,
        (Route::List(name), "PUT") => {
            lists::put(name, &request, query, &store(env, partner)?).await
        }
        (Route::List(name), "DELETE") => lists::delete(name, &store(env, partner)?).await,
        (Route::List(name), _) => lists::show(name, &store(env, partner)?).await,
        (Route::Part(id, part), _) => {
            reports::part(id, part, is_head(&method), context, &store(env, partner)?).await
        }
        (Route::Template(name), "PUT") => {
            templates::put(name, &request, &store(env, partner)?).await
        }
        (Route::Template(name), "DELETE") => templates::delete(name, &store(env, partner)?).await,
        (Route::Template(name), _) => templates::show(name, query, &store(env, partner)?).await,
        (_, _) => templates::list(&store(env, partner)?).await,
    }
}

fn is_head(method: &str) -> bool {
    method == "HEAD"
}

fn store(env: &Env, partner: Partner) -> std::result::Result<Store, Problem> {
    Store::open(env, partner).map_err(|error| crate::jobs::run::unavailable(&error))
}

/// A header's value.
fn header(request: &Request, name: &str) -> Option<String> {
    request.headers().get(name).ok().flatten()
}

/// A response of JSON.
fn json(status: u16, text: String) -> Answer {
    response(status, "application/json", text)
}

/// A response of text.
fn response(status: u16, content_type: &str, text: String) -> Answer {
    let response = Response::from_bytes(text.into_bytes()).map_err(|error| broken(&error))?;
    with_header(response.with_status(status), "content-type", content_type)
}

/// The same response with one more header.
fn with_header(response: Response, name: &str, value: &str) -> Answer {
    response.headers().set(name, value).map_err(|error| broken(&error))?;
    Ok(response)
}

/// That the runtime did not take a response, which does not happen with the ones made here.
fn broken(error: &worker::Error) -> Problem {
    console_error!("A response could not be made: {error}.");
    Problem::new(
        Kind::StorageUnavailable,
        "The answer could not be put together; try again in a moment.",
    )
}

fn unknown_route() -> Problem {
    Problem::new(
        Kind::RouteUnknown,
        "There is nothing at this address; /openapi.json describes all there are.",
    )
}

fn refusal(problem: &Problem) -> Result<Response> {
    let response =
        Response::from_bytes(problem.to_json().into_bytes())?.with_status(problem.kind().status());
    response.headers().set("content-type", "application/problem+json")?;
    for (name, value) in problem.headers() {
        response.headers().set(name, value)?;
    }
    Ok(response)
}

/// What a GET would have brought, without bringing it.
fn without_body(response: Response) -> Response {
    let length = match response.body() {
        ResponseBody::Body(bytes) => Some(bytes.len()),
        _ => None,
    };
    let (builder, _) = response.into_parts();
    let response = builder.empty();
    if let Some(length) = length {
        // The header is advice; a HEAD without it is right as well.
        let _ = response.headers().set("content-length", &length.to_string());
    }
    response
}

/// The parameters of a query, in their order.
type Query = Vec<(String, String)>;

/// The query of an address, each pair decoded. The runtime has read the address before and written
/// it anew, so nothing is left to judge: the `url` crate would do it with the tables of
/// international domain names, which are a tenth of the Worker.
fn query(address: &str) -> Query {
    let address = address.split_once('#').map_or(address, |(before, _)| before);
    let query = address.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_stands_between_the_question_mark_and_the_fragment() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(query("https://a.example/v1/jobs"), []);
        assert_eq!(query("https://a.example/v1/jobs?"), []);
        assert_eq!(query("https://a.example/v1/jobs#?limit=1"), []);
        assert_eq!(
            query("https://a.example/v1/jobs?a+b=%C3%A9&c?=d=e#f"),
            [pair("a b", "é"), pair("c?", "d=e")]
        );
    }
}
