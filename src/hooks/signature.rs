//! Signatures of webhooks, out and in, as Standard Webhooks 1.0 has them
//! (<https://www.standardwebhooks.com>): an HMAC-SHA-256 of the message's id, its time and its body.

use base64ct::{Base64, Encoding};

use crate::runtime;

/// The names of the headers.
pub const ID: &str = "webhook-id";
pub const TIMESTAMP: &str = "webhook-timestamp";
pub const SIGNATURE: &str = "webhook-signature";

/// What secrets begin with.
const SECRET: &str = "whsec_";
/// What signatures of this kind begin with.
const VERSION: &str = "v1,";
/// How far the sender's clock and ours may be apart, in seconds.
const TOLERANCE_SECONDS: u64 = 5 * 60;
/// The longest id, and the longest header of signatures, that is looked at, in bytes.
const ID_LONGEST: usize = 256;
const SIGNATURES_LONGEST: usize = 4_096;

/// The headers of a message.
#[derive(Debug, Clone, Default)]
pub struct Signed {
    /// Its id.
    pub id: String,
    /// When it was signed, in seconds since 1970.
    pub timestamp: String,
    /// The signatures, with spaces between.
    pub signatures: String,
}

/// Why a message is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A header is missing.
    Missing,
    /// No signature is one of the partner's.
    Invalid,
    /// It was signed more than five minutes ago, or in the future.
    Expired,
}

/// The header of signatures: one for each secret, so that a receiver that knows one of them can check.
/// What is no secret signs nothing.
pub async fn sign(secrets: &[&str], id: &str, timestamp: u64, body: &str) -> String {
    let content = format!("{id}.{timestamp}.{body}");
    let mut signatures = Vec::new();
    for secret in secrets {
        if let Some(tag) = tag(secret, &content).await {
            signatures.push(format!("{VERSION}{}", Base64::encode_string(&tag)));
        }
    }
    signatures.join(" ")
}

/// Checks a message that came in.
///
/// # Errors
/// Where it is not taken.
pub async fn verify(secrets: &[&str], signed: &Signed, body: &str) -> Result<(), Refused> {
    let Signed { id, timestamp, signatures } = signed;
    if id.is_empty() || timestamp.is_empty() || signatures.is_empty() {
        return Err(Refused::Missing);
    }
    if id.len() > ID_LONGEST || signatures.len() > SIGNATURES_LONGEST {
        return Err(Refused::Invalid);
    }
    let Ok(seconds) = timestamp.parse::<u64>() else { return Err(Refused::Invalid) };
    // In the sender's own spelling of the time.
    let content = format!("{id}.{timestamp}.{body}");
    let mut good = false;
    for secret in secrets {
        let Some(expected) = tag(secret, &content).await else { continue };
        for signature in signatures.split(' ') {
            let given = signature.strip_prefix(VERSION);
            let given = given.and_then(|given| Base64::decode_vec(given).ok());
            good |= given.is_some_and(|given| runtime::is_same(&given, &expected));
        }
    }
    if !good {
        return Err(Refused::Invalid);
    }
    // Only now: whoever has no secret is not told the time.
    let apart = (runtime::now() / 1000).abs_diff(seconds);
    if apart > TOLERANCE_SECONDS { Err(Refused::Expired) } else { Ok(()) }
}

async fn tag(secret: &str, content: &str) -> Option<Vec<u8>> {
    let secret = Base64::decode_vec(secret.strip_prefix(SECRET)?).ok()?;
    runtime::hmac_sha256(&secret, content.as_bytes()).await.ok()
}
