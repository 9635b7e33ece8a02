//! What is known of a partner: a JSON document in KV, which `npm run partner` writes and the Worker
//! only reads.

use serde::Deserialize;

use crate::runtime;

/// What a partner is held to and what it is told by. Its own words are checked when they are written
/// (`scripts/partners/record.mjs`); what cannot be read here lets nobody in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// When it was removed; nobody gets in any more.
    pub removed: Option<String>,
    /// Whether what it stored outlives it.
    pub keep_data: bool,
    /// Its keys, two while one is being rotated.
    pub keys: Vec<Key>,
    /// What its upload tokens are signed with: base64.
    pub token_secret: String,
    /// The origins whose pages may call: `https://portal.example`.
    pub origins: Vec<String>,
    /// The built-in templates it may use; all of them where there is no list.
    pub templates: Option<Vec<String>>,
    /// How much it may send.
    pub limits: Limits,
    /// For how long its jobs are kept.
    pub retention: Retention,
    /// Who is told what becomes of its jobs.
    pub webhooks: Vec<Webhook>,
    /// The service that keeps its users; without one they are kept here.
    pub scim: Option<Scim>,
    /// What it signs its own webhooks with, and we those to an address that one of them names.
    pub hook_secrets: Vec<Secret>,
}

/// A key, of which only the digest is known.
#[derive(Debug, Clone, Deserialize)]
pub struct Key {
    /// The SHA-256 of the whole key, in hexadecimal digits.
    pub sha256: String,
    /// When it ends.
    #[serde(default)]
    pub expires: Option<String>,
}

/// A secret that both sides know.
#[derive(Debug, Clone, Deserialize)]
pub struct Secret {
    /// `whsec_` and base64, as Standard Webhooks writes them.
    pub secret: String,
    /// When it ends.
    #[serde(default)]
    pub expires: Option<String>,
}

/// An address that is told what becomes of a partner's jobs.
#[derive(Debug, Clone, Deserialize)]
pub struct Webhook {
    /// By which its deliveries name it.
    pub id: String,
    /// The address.
    pub url: String,
    /// Which events it is told; all of them where there is no list.
    #[serde(default)]
    pub events: Vec<String>,
    /// What the messages are signed with, each of them.
    pub secrets: Vec<Secret>,
}

/// A service that keeps a partner's users and speaks SCIM 2.0 (RFC 7644).
#[derive(Debug, Clone, Deserialize)]
pub struct Scim {
    /// Its address, which ends before `/Users`.
    pub url: String,
    /// The token with which it lets us in (RFC 6750).
    pub token: String,
}

/// How much a partner may send; the deployment's own limits where nothing is said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The most bytes of one upload.
    pub body_bytes: Option<u64>,
    /// The most bytes that come out of a compressed upload.
    pub inflated_bytes: Option<u64>,
    /// How many uploads at once.
    pub uploads_at_once: Option<u64>,
    /// How many bytes a day, by UTC.
    pub bytes_a_day: Option<u64>,
}

/// For how many hours jobs are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Retention {
    /// The fewest that an upload may ask for.
    pub least: u64,
    /// The most.
    pub most: u64,
    /// What it gets when it asks for nothing.
    #[serde(rename = "default")]
    pub usual: u64,
}

impl Default for Retention {
    /// From an hour to thirty days, and a week.
    fn default() -> Self {
        Self { least: 1, most: 30 * 24, usual: 7 * 24 }
    }
}

impl Limits {
    /// How many uploads a partner may send at once, where its record does not say.
    pub const UPLOADS_AT_ONCE: u64 = 200;
    /// How many bytes a partner may send a day, where its record does not say: 20 GiB.
    pub const BYTES_A_DAY: u64 = 20 << 30;

    /// How many uploads at once.
    pub fn uploads_at_once(&self) -> u64 {
        self.uploads_at_once.unwrap_or(Self::UPLOADS_AT_ONCE)
    }

    /// How many bytes a day.
    pub fn bytes_a_day(&self) -> u64 {
        self.bytes_a_day.unwrap_or(Self::BYTES_A_DAY)
    }
}

impl Record {
    /// The record of that text.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The digests of its keys that are good now.
    pub fn live_keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().filter(|key| is_live(key.expires.as_deref())).map(|key| &*key.sha256)
    }
}

/// The secrets that are good now.
pub fn live(secrets: &[Secret]) -> Vec<&str> {
    secrets
        .iter()
        .filter(|secret| is_live(secret.expires.as_deref()))
        .map(|secret| secret.secret.as_str())
        .collect()
}

fn is_live(expires: Option<&str>) -> bool {
    expires.is_none_or(|expires| runtime::now() < runtime::millis(expires))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_says_what_it_says_and_the_rest_is_usual() {
        let record = Record::from_json(
            r#"{"name": "acme", "created": "2026-11-26T08:00:00Z", "keys": [{"id": "1", "sha256": "ab"}],
                "limits": {"uploads_at_once": 3}, "retention": {"most": 24, "default": 12}}"#,
        )
        .unwrap();
        assert_eq!(record.name, "acme");
        assert_eq!(record.removed, None);
        assert_eq!(record.limits.uploads_at_once(), 3);
        assert_eq!(record.limits.bytes_a_day(), Limits::BYTES_A_DAY);
        assert_eq!(record.retention, Retention { least: 1, most: 24, usual: 12 });
        assert_eq!(record.templates, None);
    }

    #[test]
    fn what_is_no_record_is_none() {
        for text in ["", "null", "7", r#"{"keys": "all"}"#, r#"{"limits": {"bytes_a_day": -1}}"#] {
            assert!(Record::from_json(text).is_none(), "{text}");
        }
    }
}
