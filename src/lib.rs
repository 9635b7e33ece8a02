//! Rollcall's Worker: HTTP in, the engine, storage out.
//!
//! The entry points stand here and nothing else. What a request is lies in [`http`], how its body
//! becomes the bytes of a file in [`upload`], a job's life in [`jobs`], the keys of what is kept in
//! [`store`], who is asking in [`partners`], the directory that files are applied to in [`process`], what is told and asked by signed messages in [`hooks`], and
//! the queues between in [`queues`]. What is known about CSV is in `rollcall-engine`.

mod hooks;
mod http;
mod jobs;
mod lists;
mod partners;
mod parts;
mod process;
mod queues;
mod runtime;
mod store;
mod upload;

use worker::{
    Context, Env, MessageBatch, Request, Response, Result, ScheduleContext, ScheduledEvent, event,
};

/// Answers one HTTP request.
#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> Result<Response> {
    http::answer(request, env, context).await
}

/// The rounds: ends jobs that died, tells those who were not told, and once a day deletes what has expired.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    jobs::round::run(&env, &event.cron()).await;
}

/// Sees to letters from a queue. It never fails as a whole: that would end every request of the instance.
#[event(queue)]
async fn queue(batch: MessageBatch<()>, env: Env, context: Context) -> Result<()> {
    queues::receive(&batch, &env, &context).await;
    Ok(())
}
