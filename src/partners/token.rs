//! Upload tokens: what a portal gives to a browser in place of its key.
//!
//! A token is a JSON Web Token (RFC 7519) in the compact form of RFC 7515, signed with HMAC-SHA-256
//! under a secret of the partner's own, so that any library can show what is in it. Nothing but the one
//! header that is written here is taken: there is no algorithm to choose.

use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

use super::record::Record;
use crate::runtime;

/// The one header, as it is written and as it is taken.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
/// The longest token that is looked at, in bytes.
const LONGEST: usize = 2_048;
/// By how many seconds the clocks of two machines of ours may differ.
const LEEWAY_SECONDS: u64 = 30;

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The partner's name.
    pub iss: String,
    /// The token's own name, under which its uploads are counted.
    pub jti: String,
    /// When it was made, in seconds since 1970.
    pub iat: u64,
    /// When it ends.
    pub exp: u64,
    /// The template that uploads are checked against; any of the partner's where there is none.
    pub template: Option<String>,
    /// The origin whose pages may use it.
    pub origin: Option<String>,
    /// The most bytes of an upload.
    pub size: Option<u64>,
    /// How many jobs may come of it.
    pub jobs: u64,
}

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is none, or not the partner's.
    Invalid,
    /// Its time is over.
    Expired,
}

/// Whether a text has the form of a token, as opposed to a key.
pub fn is_token(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'.').count() == 2
}

/// The partner that a token names, before anything else is known about it.
pub fn partner_of(token: &str) -> Option<String> {
    claims(token).map(|claims| claims.iss)
}

/// Writes and signs a token.
///
/// # Errors
/// A sentence, where the partner's record has no secret for tokens.
pub async fn mint(claims: &Claims, record: &Record) -> Result<String, &'static str> {
    // Serialising strings and numbers cannot fail.
    let payload = serde_json::to_string(claims).unwrap_or_default();
    let signed = format!(
        "{}.{}",
        Base64UrlUnpadded::encode_string(HEADER.as_bytes()),
        Base64UrlUnpadded::encode_string(payload.as_bytes())
    );
    let tag =
        sign(&signed, record).await.ok_or("The partner's record has no secret for tokens.")?;
    Ok(format!("{signed}.{}", Base64UrlUnpadded::encode_string(&tag)))
}

/// Reads a token that the partner with this record should have made. What it says is there also where
/// its time is over.
pub async fn verify(token: &str, record: &Record) -> Result<Claims, (Refused, Option<Claims>)> {
    let invalid = (Refused::Invalid, None);
    let Some((signed, tag)) = token.rsplit_once('.') else { return Err(invalid) };
    let Ok(tag) = Base64UrlUnpadded::decode_vec(tag) else { return Err(invalid) };
    let Some(claims) = claims(token) else { return Err(invalid) };
    let Some(expected) = sign(signed, record).await else { return Err(invalid) };
    if !runtime::is_same(&tag, &expected) || claims.iss != record.name {
        return Err(invalid);
    }
    if claims.exp + LEEWAY_SECONDS < runtime::now() / 1000 {
        return Err((Refused::Expired, Some(claims)));
    }
    Ok(claims)
}

/// What a token says, whoever signed it.
fn claims(token: &str) -> Option<Claims> {
    if token.len() > LONGEST {
        return None;
    }
    let mut parts = token.split('.');
    let header = Base64UrlUnpadded::decode_vec(parts.next()?).ok()?;
    let payload = Base64UrlUnpadded::decode_vec(parts.next()?).ok()?;
    (header == HEADER.as_bytes()).then(|| serde_json::from_slice(&payload).ok())?
}

async fn sign(signed: &str, record: &Record) -> Option<Vec<u8>> {
    let secret =
        Base64::decode_vec(&record.token_secret).ok().filter(|secret| secret.len() >= 32)?;
    runtime::hmac_sha256(&secret, signed.as_bytes()).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(header: &str, payload: &str) -> String {
        let encode = |text: &str| Base64UrlUnpadded::encode_string(text.as_bytes());
        format!("{}.{}.c2ln", encode(header), encode(payload))
    }

    const PAYLOAD: &str = r#"{"iss":"acme","jti":"x","iat":1,"exp":2,"template":null,"origin":null,"size":null,"jobs":1}"#;

    #[test]
    fn a_token_names_its_partner() {
        assert_eq!(partner_of(&encoded(HEADER, PAYLOAD)).as_deref(), Some("acme"));
    }

    #[test]
    fn no_other_header_is_taken() {
        for header in
            [r#"{"alg":"none"}"#, r#"{"alg":"none","typ":"JWT"}"#, r#"{"typ":"JWT","alg":"HS256"}"#]
        {
            assert_eq!(partner_of(&encoded(header, PAYLOAD)), None, "{header}");
        }
        for text in ["", "..", "a.b.c", &format!("{}.x", "é.é"), &"a".repeat(5_000)] {
            assert_eq!(partner_of(text), None, "{text}");
        }
    }

    #[test]
    fn keys_are_no_tokens() {
        assert!(!is_token("rc_acme_abc"));
        assert!(is_token(&encoded(HEADER, PAYLOAD)));
    }
}
