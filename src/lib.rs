//! Rollcall's Worker: HTTP in, the engine, storage out.
//!
//! The entry points stand here and nothing else. What a request is lies in [`http`], how its body
//! becomes the bytes of a file in [`upload`], a job's life in [`jobs`], the keys of what is kept in
//! [`store`], and who is asking in [`partners`]. What is known about CSV is in `rollcall-engine`.

mod hooks;
mod http;
mod jobs;
mod lists;
mod partners;
mod parts;
mod runtime;
mod store;
mod upload;

use worker::{Context, Env, Request, Response, Result, ScheduleContext, ScheduledEvent, event};

/// Answers one HTTP request.
#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    http::answer(request, env, context).await
}

/// The daily round: ends jobs that died, and deletes what has expired.
#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    jobs::round::run(&env).await;
}
