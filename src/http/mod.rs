//! Requests become calls, and what comes of them becomes responses.

mod cors;
mod deliveries;
mod directory;
mod document;
pub mod download;
mod hooks;
pub mod jobs;
mod lists;
mod negotiation;
pub mod problem;
mod process;
mod reports;
mod route;
mod service;
pub mod templates;
mod text;
mod tokens;
mod users;

use worker::{Context, Env, Request, Response, ResponseBody, Result, console_error};

use crate::partners::{self, Caller, Grant, Partner};
use crate::process::directory::Directory;
use crate::process::users::Users;
use crate::store::Store;
use crate::upload::body::Body;
use cors::Origin;
use problem::{Kind, Problem};
use route::{ByToken, Route};

/// What came of a request.
type Answer = std::result::Result<Response, Problem>;

/// The rate limits of `wrangler.toml`: all of a partner's requests, and its uploads.
const REQUESTS: &str = "REQUESTS";
const UPLOADS: &str = "UPLOADS";
/// The seconds over which they are counted.
const RATE_SECONDS: &str = "60";

/// Answers a request. Whatever goes wrong is a problem with a code.
pub async fn answer(request: Request, env: Env, context: Context) -> Result<Response> {
    partners::announce(&env).await;
    let method = request.inner().method();
    let stream = request.inner().body();
    let mut reader = None;
    let answer = if method == "OPTIONS" {
        Ok(cors::preflight(&request, Route::of(&request.path()), &env).await?)
    } else {
        dispatch(request, &env, &context, &mut reader).await
    };
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
    if let Some(origin) = reader {
        cors::expose(response.headers(), &origin)?;
    }
    response.headers().append("vary", "origin")?;
    Ok(if is_head(&method) { without_body(response) } else { response })
}

/// Finds out who calls what, and hands it there. `reader` becomes the origin whose pages may read the
/// answer, whatever it is.
async fn dispatch(
    request: Request,
    env: &Env,
    context: &Context,
    reader: &mut Option<String>,
) -> Answer {
    let path = request.path();
    let query = query(&request.inner().url());
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
        *reader = Some("*".to_owned());
        return match route {
            Route::Codes => service::codes(env).await,
            Route::OpenApi => service::openapi(env).await,
            Route::Problem(code) => service::problem(code),
            _ => service::health(env).await,
        };
    }
    if route == Route::HookValidate {
        return hooks::validate(&request, query, env).await;
    }
    let caller = admit(&request, route, &method, env, reader).await?;
    let store = || {
        Store::open(env, caller.partner.clone())
            .map(|store| store.limited_to(caller.record.templates.clone()))
            .map_err(|error| crate::jobs::run::unavailable(&error))
    };
    let directory =
        || Directory::open(env, &caller.partner).map_err(|fault| users::unavailable(&fault));
    let users = async || {
        let users = Users::open(env, &caller.partner, &caller.record).await;
        users.map_err(process::refuse)
    };
    match (route, method.as_str()) {
        (Route::Users, _) => users::list(query, &users().await?).await,
        (Route::User(id), "PATCH") => users::change(id, &request, &users().await?).await,
        (Route::User(id), _) => users::show(id, &users().await?).await,
        (Route::Directory, "PUT") => directory::put(&request, &users().await?).await,
        (Route::Directory, _) => directory::show(&users().await?).await,
        (Route::Jobs, "POST") => {
            let store = store()?;
            jobs::create(request, query, env, context, caller, store).await
        }
        (Route::Jobs, _) => jobs::list(query, &store()?).await,
        (Route::Job(id), "DELETE") => jobs::delete(id, &store()?).await,
        (Route::Job(id), _) => jobs::show(id, &store()?).await,
        (Route::Plan(id), _) => process::show_plan(id, query, &store()?, &users().await?).await,
        (Route::Process(id), _) => {
            process::begin(id, &request, env, &store()?, &users().await?).await
        }
        (Route::Cancel(id), _) => process::cancel(id, env, &store()?, &directory()?).await,
        (Route::Revert(id), "POST") => {
            process::take_back(id, env, &store()?, &users().await?).await
        }
        (Route::Revert(id), _) => process::may_be_taken_back(id, &store()?, &users().await?).await,
        (Route::Deliveries(id), "POST") => {
            deliveries::send_again(id, &request, env, &store()?).await
        }
        (Route::Deliveries(id), _) => deliveries::list(id, &store()?).await,
        (Route::Tokens, _) => tokens::mint(&request, &caller, &store()?).await,
        (Route::Report(id), _) => {
            let accept = header(&request, "accept");
            reports::negotiated(id, accept.as_deref(), is_head(&method), &store()?).await
        }
        (Route::Artefact(id, artefact), _) => {
            reports::stored(id, artefact, is_head(&method), &store()?).await
        }
        (Route::View(id, view), _) => {
            reports::filtered(id, view, is_head(&method), context, &store()?).await
        }
        (Route::TemplateFile(name), _) => {
            let accept_language = header(&request, "accept-language");
            templates::file(name, query, accept_language.as_deref(), &store()?).await
        }
        (Route::TemplateExport(name), _) => {
            let accept_language = header(&request, "accept-language");
            process::export_csv(name, accept_language.as_deref(), &store()?, &users().await?).await
        }
        (Route::Lists, _) => lists::all(&store()?).await,
        (Route::List(name), "PUT") => lists::put(name, &request, query, &store()?).await,
        (Route::List(name), "DELETE") => lists::delete(name, &store()?).await,
        (Route::List(name), _) => lists::show(name, &store()?).await,
        (Route::Part(id, part), _) => {
            reports::part(id, part, is_head(&method), context, &store()?).await
        }
        (Route::Template(name), "PUT") => templates::put(name, &request, &store()?).await,
        (Route::Template(name), "DELETE") => templates::delete(name, &store()?).await,
        (Route::Template(name), _) => templates::show(name, query, &store()?).await,
        (_, _) => templates::list(&store()?).await,
    }
}

/// Lets a caller in: known, from a page that may call, with what its key or token is for, and not too
/// often.
async fn admit(
    request: &Request,
    route: Route<'_>,
    method: &str,
    env: &Env,
    reader: &mut Option<String>,
) -> std::result::Result<Caller, Problem> {
    let origin = Origin::of(request);
    let caller = match partners::identify(request, env).await {
        Ok(caller) => caller,
        Err(stranger) => {
            // A page has to read that its token is no good, to ask for another.
            if let Origin::Other(origin) = origin {
                let known = match &stranger.record {
                    Some(record) => record.origins.contains(&origin),
                    None => partners::is_origin(&origin, env).await,
                };
                *reader = known.then_some(origin);
            }
            return Err(stranger.problem);
        }
    };
    if let Origin::Other(origin) = &origin
        && caller.record.origins.contains(origin)
    {
        *reader = Some(origin.clone());
    }
    cors::check(&origin, request, &caller)?;
    if let Grant::Upload(claims) = &caller.grant {
        match route.by_token(method) {
            ByToken::Uploads => {}
            ByToken::Reads(name) if claims.template.as_deref().is_none_or(|its| its == name) => {}
            ByToken::Reads(_) => {
                return Err(Problem::new(
                    Kind::TokenOtherTemplate,
                    "This upload token is for another template.",
                ));
            }
            ByToken::Nothing => {
                return Err(Problem::new(
                    Kind::TokenNotForThis,
                    "An upload token sends files with POST /v1/jobs and reads its template; everything \
                     else needs the partner's key.",
                ));
            }
        }
    }
    let limits: &[&str] =
        if route == Route::Jobs && method == "POST" { &[REQUESTS, UPLOADS] } else { &[REQUESTS] };
    slow_down(&caller.partner, limits, env).await?;
    Ok(caller)
}

/// Refuses what a partner sends more often than it may.
async fn slow_down(
    partner: &Partner,
    limits: &[&str],
    env: &Env,
) -> std::result::Result<(), Problem> {
    for limit in limits {
        if is_too_often(limit, partner.name(), env).await {
            return Err(Problem::new(
                Kind::TooManyRequests,
                "There were more requests in the last minute than one partner may send; wait as long \
                 as Retry-After says.",
            )
            .with_header("retry-after", RATE_SECONDS));
        }
    }
    Ok(())
}

/// Whether one of the platform's rate limits is reached. One that does not answer limits nobody.
async fn is_too_often(limit: &str, partner: &str, env: &Env) -> bool {
    let Ok(limiter) = env.rate_limiter(limit) else { return false };
    limiter.limit(partner.to_owned()).await.is_ok_and(|outcome| !outcome.success)
}

fn is_head(method: &str) -> bool {
    method == "HEAD"
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

/// How many of something a page of a list holds at most.
const PAGE_LONGEST: u64 = 100;

/// How many a page is to hold.
fn page_length(text: &str) -> std::result::Result<u64, Problem> {
    text.parse().ok().filter(|length| (1..=PAGE_LONGEST).contains(length)).ok_or_else(|| {
        Problem::new(
            Kind::ParameterInvalid,
            format!("The limit is a whole number from 1 to {PAGE_LONGEST}."),
        )
        .of_option("limit")
    })
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
