//! `string` with format `uri`: a URI of RFC 3986, with its scheme.
//!
//! The whole of the grammar that can be wrong is checked: the scheme, the characters of each part,
//! percent-encodings, the port, and addresses in brackets. A relative reference is refused.

use super::address_literal::is_ipv6;

/// Whether `cell` is a URI.
pub(crate) fn is_uri(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let Some(colon) = bytes.iter().position(|byte| *byte == b':') else { return false };
    let (Some(scheme), Some(rest)) = (bytes.get(..colon), bytes.get(colon + 1..)) else {
        return false;
    };
    let named = scheme.first().is_some_and(u8::is_ascii_alphabetic)
        && scheme
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    if !named {
        return false;
    }
    let (rest, fragment) = cut(rest, b'#');
    let (rest, query) = cut(rest, b'?');
    let tail = |part: Option<&[u8]>| part.is_none_or(|part| is_made_of(part, b":@/?"));
    if !tail(fragment) || !tail(query) {
        return false;
    }
    match rest.strip_prefix(b"//") {
        None => is_made_of(rest, b":@/"),
        Some(rest) => {
            let end = rest.iter().position(|byte| *byte == b'/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            is_authority(authority) && is_made_of(path, b":@/")
        }
    }
}

/// What stands before the first `byte`, and what stands after it if there is one.
fn cut(text: &[u8], byte: u8) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|found| *found == byte) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    }
}

/// `userinfo@host:port`, of which only the host has to be there (and may be empty, as in `file:`).
fn is_authority(authority: &[u8]) -> bool {
    let (user, host) = match authority.iter().rposition(|byte| *byte == b'@') {
        Some(at) => {
            (authority.get(..at).unwrap_or_default(), authority.get(at + 1..).unwrap_or_default())
        }
        None => (&[][..], authority),
    };
    let is_port = |port: &[u8]| port.iter().all(u8::is_ascii_digit);
    let hosted = if let Some(rest) = host.strip_prefix(b"[") {
        let (address, port) = cut(rest, b']');
        port.is_some_and(|port| match port.split_first() {
            None => is_ipv6(address) || is_future(address),
            Some((b':', port)) => (is_ipv6(address) || is_future(address)) && is_port(port),
            Some(_) => false,
        })
    } else {
        let (name, port) = cut(host, b':');
        is_made_of(name, b"") && port.is_none_or(is_port)
    };
    hosted && is_made_of(user, b":")
}

/// An address of a version yet to come: `v1.fe80`.
fn is_future(address: &[u8]) -> bool {
    address.strip_prefix(b"v").or(address.strip_prefix(b"V")).is_some_and(|rest| {
        let (version, address) = cut(rest, b'.');
        !version.is_empty()
            && version.iter().all(u8::is_ascii_hexdigit)
            && address.is_some_and(|part| {
                !part.is_empty() && !part.contains(&b'%') && is_made_of(part, b":")
            })
    })
}

/// Whether `text` holds only unreserved characters, sub-delimiters, whole percent-encodings, and
/// the characters of `also`.
fn is_made_of(text: &[u8], also: &[u8]) -> bool {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at += match byte {
            b'%' => {
                if !text
                    .get(at + 1..at + 3)
                    .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
                {
                    return false;
                }
                3
            }
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+'
            | b',' | b';' | b'=' => 1,
            byte if byte.is_ascii_alphanumeric() || also.contains(byte) => 1,
            _ => return false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_uri;

    #[test]
    fn uris_with_a_scheme_are_accepted() {
        for cell in [
            "http://example.com",
            "https://ada:pw@example.com:8443/a/b%20c?d=e&f#g",
            "urn:isbn:0451450523",
            "mailto:ada@example.com",
            "tel:+33123456789",
            "ldap://[2001:db8::7]/c=GB?objectClass?one",
            "file:///etc/hosts",
            "http://example.com:",
            "sip:1001@pbx.example.com",
            "http://[v1.fe80::a]/",
            "x:",
            "http://example.com/?a=/b?c",
        ] {
            assert!(is_uri(cell), "{cell}");
        }
    }

    #[test]
    fn what_is_not_a_uri_is_refused() {
        for cell in [
            "",
            "string",
            "www.example.com",
            "//example.com",
            "/path",
            "http://exa mple.com",
            " http://example.com",
            "http://example.com/ü",
            "http://example.com/%A",
            "http://example.com/|",
            "http://[2001:db8::7",
            "http://[::1]x",
            "http://a@b@c/",
            "http://example.com:80a/",
            "1http://a",
            "http://example.com/a#b#c",
            "http://[1.2.3.4]/",
            ":",
            "http://example.com/[a]",
        ] {
            assert!(!is_uri(cell), "{cell}");
        }
    }
}
