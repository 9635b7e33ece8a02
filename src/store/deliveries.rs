//! What partners are told about a job, in R2 beside its report: each message as it is sent, and under a
//! key of its own what came of it, because a key takes one write a second.

use serde::{Deserialize, Serialize};

use super::{Conditional, Result, Store, expiring, json, keys, refused};
use crate::jobs::id::JobId;

/// A message, as it is sent each time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Message {
    /// Its id, by which a receiver knows that it had it before.
    pub id: String,
    /// `job.completed` or `job.failed`.
    pub event: String,
    /// Which of the partner's webhooks is told; none for an address that came with the job.
    pub webhook: Option<String>,
    /// Where to, in full.
    pub url: String,
    /// What is sent.
    pub body: String,
    /// When it was written.
    pub created: String,
    /// Until when it is kept, in milliseconds since 1970.
    pub expires: u64,
}

/// What came of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Where it stands.
    pub status: Standing,
    /// Every time that it was sent.
    pub attempts: Vec<Attempt>,
    /// When it will be sent the next time.
    pub next_attempt: Option<String>,
    /// How many attempts there had been when somebody had it sent again.
    #[serde(default)]
    pub before: usize,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It will be sent.
    Pending,
    /// It has arrived.
    Delivered,
    /// It was given up.
    Dead,
}

/// One time that a message was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When.
    pub at: String,
    /// The HTTP status that came back.
    pub status: Option<u16>,
    /// Why it does not count: `status`, `redirect`, `gone`, `timeout`, `unreachable`,
    /// `address-refused`, `webhook-removed`.
    pub error: Option<String>,
    /// How long it took.
    pub milliseconds: u64,
}

impl Default for Outcome {
    fn default() -> Self {
        Self { status: Standing::Pending, attempts: Vec::new(), next_attempt: None, before: 0 }
    }
}

impl Store {
    /// Stores a message that is to be sent.
    pub async fn put_message(&self, id: &JobId, message: &Message) -> Result<()> {
        let key = keys::message(&self.partner, id, &message.id);
        // Serialising strings cannot fail.
        let text = serde_json::to_string(message).unwrap_or_default();
        self.put_text(key, text, message.expires, "a message").await
    }

    /// A message that was stored; none once the job is gone.
    pub async fn message(&self, id: &JobId, message: &str) -> Result<Option<Message>> {
        let key = keys::message(&self.partner, id, message);
        let held = self.get_text(key, "a message").await?;
        Ok(held.and_then(|held| serde_json::from_str(&held.text).ok()))
    }

    /// What came of a message, and which version of that this is; nothing yet where there is none.
    pub async fn outcome(&self, id: &JobId, message: &str) -> Result<(Outcome, Option<String>)> {
        let key = keys::outcome(&self.partner, id, message);
        let held = self.get_text(key, "what came of a message").await?;
        Ok(match held {
            None => (Outcome::default(), None),
            Some(held) => (serde_json::from_str(&held.text).unwrap_or_default(), Some(held.etag)),
        })
    }

    /// Writes down what came of a message; false where somebody else did since `version` was read.
    pub async fn put_outcome(
        &self,
        id: &JobId,
        message: &Message,
        outcome: &Outcome,
        version: Option<String>,
    ) -> Result<bool> {
        let only_if = match version {
            Some(version) => Conditional { etag_matches: Some(version), ..Conditional::default() },
            None => {
                Conditional { etag_does_not_match: Some("*".to_owned()), ..Conditional::default() }
            }
        };
        // Serialising strings and numbers cannot fail.
        let text = serde_json::to_string(outcome).unwrap_or_default();
        self.bucket
            .put(keys::outcome(&self.partner, id, &message.id), text)
            .http_metadata(json())
            .custom_metadata(expiring(message.expires))
            .only_if(only_if)
            .execute()
            .await
            .map(|stored| stored.is_some())
            .map_err(|error| refused("R2", "what came of a message", &error))
    }
}
