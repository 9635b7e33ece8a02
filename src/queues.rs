//! Letters in queues: how they are written, and who reads those of which queue.
//!
//! A letter is a text of JSON. It is acknowledged or handed back one by one, and the handler never
//! fails: that would be a panic, which ends every other request of the instance.

use futures_util::future::join_all;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use worker::{
    Context, Env, MessageBatch, MessageExt, QueueContentType, QueueRetryOptionsBuilder, RawMessage,
    RawMessageBuilder, console_error, js_sys,
};

use crate::hooks::delivery::{self, Letter};
use crate::hooks::errand;
use crate::process::{apply, revert};
use crate::store::StoreError;

/// The bindings by which letters are sent; see `wrangler.toml`.
pub const DELIVERIES: &str = "DELIVERIES";
pub const RETRIES: &str = "RETRIES";
pub const FETCHES: &str = "FETCHES";
pub const PROCESSES: &str = "PROCESSES";

/// What becomes of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It has been seen to.
    Done,
    /// It comes again.
    Again {
        /// In so many seconds.
        seconds: u32,
    },
}

/// Sends a letter that arrives in `delay` seconds at the earliest.
///
/// # Errors
/// Where the queue does not take it.
pub async fn send<T: Serialize>(
    env: &Env,
    queue: &str,
    letter: &T,
    delay: u32,
) -> Result<(), StoreError> {
    let failed = |error: worker::Error| StoreError::of(&format!("the queue {queue}"), &error);
    let text = serde_json::to_string(letter).map_err(|error| failed(error.into()))?;
    let message = RawMessageBuilder::new(JsValue::from_str(&text))
        .delay_seconds(delay)
        .build_with_content_type(QueueContentType::Text);
    let queue = env.queue(queue).map_err(failed)?;
    queue.send_raw(message).await.map_err(failed)
}

/// Sees to a batch: all of its letters at the same time, so that a slow one holds up none of the others.
pub async fn receive(batch: &MessageBatch<()>, env: &Env, context: &Context) {
    let queue = batch.queue();
    let letters = batch.raw_iter().map(|message| {
        let queue = queue.as_str();
        async move {
            match see_to(queue, &message, env, context).await {
                Verdict::Done => message.ack(),
                Verdict::Again { seconds } => {
                    let delay = QueueRetryOptionsBuilder::new().with_delay_seconds(seconds);
                    message.retry_with_options(&delay.build());
                }
            }
        }
    });
    join_all(letters).await;
}

async fn see_to(queue: &str, message: &RawMessage, env: &Env, context: &Context) -> Verdict {
    let Some(text) = text_of(&message.body()) else { return Verdict::Done };
    match queue {
        "rollcall-deliveries" | "rollcall-retries" => match parsed::<Letter>(&text) {
            Some(letter) => delivery::deliver(env, context, letter).await,
            None => Verdict::Done,
        },
        "rollcall-fetches" => match parsed(&text) {
            Some(letter) => errand::run(env, letter).await,
            None => Verdict::Done,
        },
        "rollcall-processes" => {
            if let Ok(letter) = serde_json::from_str(&text) {
                return revert::run(env, letter).await;
            }
            match parsed(&text) {
                Some(letter) => apply::run(env, letter).await,
                None => Verdict::Done,
            }
        }
        "rollcall-inbox" => match parsed(&text) {
            Some(notice) => errand::notice(env, notice).await,
            None => Verdict::Done,
        },
        "rollcall-dead-letters" => bury(env, &text).await,
        _ => {
            console_error!("Nobody reads the queue {queue}.");
            Verdict::Done
        }
    }
}

/// Ends what a letter was about that could not be seen to as often as it came.
async fn bury(env: &Env, text: &str) -> Verdict {
    let buried = if let Ok(letter) = serde_json::from_str::<Letter>(text) {
        delivery::bury(env, &letter).await
    } else if let Ok(letter) = serde_json::from_str::<errand::Letter>(text) {
        errand::bury(env, &letter).await
    } else if let Ok(letter) = serde_json::from_str::<apply::Letter>(text) {
        apply::bury(env, &letter).await
    } else if let Ok(letter) = serde_json::from_str::<revert::Letter>(text) {
        revert::bury(env, &letter).await
    } else if let Ok(notice) = serde_json::from_str(text) {
        // Nobody else knows of that file.
        return errand::notice(env, notice).await;
    } else {
        console_error!("A dead letter is none of ours, and is thrown away.");
        Ok(())
    };
    match buried {
        Ok(()) => Verdict::Done,
        Err(error) => {
            console_error!("A dead letter could not be seen to: {error}.");
            Verdict::Again { seconds: 300 }
        }
    }
}

/// A letter's text: ours are texts, and the platform's own are objects.
fn text_of(body: &JsValue) -> Option<String> {
    body.as_string().or_else(|| js_sys::JSON::stringify(body).ok()?.as_string())
}

fn parsed<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text)
        .map_err(|error| console_error!("A letter cannot be read, and is thrown away: {error}."))
        .ok()
}
