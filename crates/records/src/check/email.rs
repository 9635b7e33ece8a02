//! `string` with format `email`, and the stricter `email` of the domain formats.
//!
//! `email` is the mailbox of RFC 5321, section 4.1.2: a dotted or quoted local part of at most 64
//! bytes, `@`, and a domain of labels of at most 63 bytes or an address in brackets; at most 254
//! bytes in all, as a path holds no more. What only message headers may hold (comments, folding
//! white space, obsolete forms of RFC 5322) is refused, and so is anything outside ASCII, which
//! directories and mail systems of this trade do not take.
//!
//! The domain format is for addresses that people have: no quotes, no brackets, and a dot in the
//! domain, so that `ada@example` is seen for the slip it is.

use super::address_literal::{is_ipv4, is_ipv6};

/// The longest address, in bytes (RFC 5321, section 4.5.3.1.3, less the angle brackets).
const LONGEST: usize = 254;

/// Whether `cell` is a mailbox of RFC 5321.
#[must_use]
pub fn is_mailbox(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    if bytes.len() > LONGEST {
        return false;
    }
    let end = if bytes.first() == Some(&b'"') {
        match quoted_string(bytes) {
            Some(end) => end,
            None => return false,
        }
    } else {
        dot_string(bytes)
    };
    (1..=64).contains(&end)
        && bytes.get(end) == Some(&b'@')
        && bytes.get(end + 1..).is_some_and(|host| is_domain(host) || is_address_literal(host))
}

/// Whether `cell` is an address that a person has.
#[must_use]
pub fn is_personal(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    is_mailbox(cell)
        && bytes.first() != Some(&b'"')
        && bytes.last() != Some(&b']')
        && cell.rsplit('@').next().is_some_and(|domain| domain.contains('.'))
}

/// Letters, digits and the signs of an atom.
const ATOM: u8 = 1;
/// Letters, digits and the hyphen.
const LABEL: u8 = 2;

/// What each byte may be part of.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' => ATOM | LABEL,
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'/' | b'=' | b'?' | b'^'
            | b'_' | b'`' | b'{' | b'|' | b'}' | b'~' => ATOM,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// How many bytes at the front are of a class.
#[inline]
fn run(bytes: &[u8], class: u8) -> usize {
    let other = bytes.iter().position(|byte| CLASSES[usize::from(*byte)] & class == 0);
    other.unwrap_or(bytes.len())
}

/// The length of the atoms with single dots between them at the front; 0 where there are none.
fn dot_string(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let atom = run(bytes.get(at..).unwrap_or_default(), ATOM);
        if atom == 0 {
            return 0;
        }
        at += atom;
        if bytes.get(at) != Some(&b'.') {
            return at;
        }
        at += 1;
    }
}

/// The length of the quoted string at the front, its quotes included.
fn quoted_string(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => {
                bytes.get(at + 1).filter(|byte| (b' '..=b'~').contains(*byte))?;
                at += 2;
            }
            b' '..=b'~' => at += 1,
            _ => return None,
        }
    }
}

/// Labels of letters, digits and inner hyphens, with single dots between them.
fn is_domain(host: &[u8]) -> bool {
    let mut rest = host;
    loop {
        let (label, after) = rest.split_at(run(rest, LABEL));
        let in_order = (1..=63).contains(&label.len())
            && label.first() != Some(&b'-')
            && label.last() != Some(&b'-');
        match after {
            _ if !in_order => return false,
            [] => return true,
            [b'.', after @ ..] => rest = after,
            _ => return false,
        }
    }
}

/// `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
fn is_address_literal(host: &[u8]) -> bool {
    let Some(inner) = host.strip_prefix(b"[").and_then(|host| host.strip_suffix(b"]")) else {
        return false;
    };
    match inner.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case(b"IPv6:") => is_ipv6(address),
        _ => is_ipv4(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_of_rfc_5321_are_accepted() {
        for cell in [
            "ada@example.com",
            "ada.lovelace+tag@mail.example.co.uk",
            "o'neil@example.com",
            "a@b",
            "\"ada lovelace\"@example.com",
            "\"a\\\"b\"@example.com",
            "ada@[192.0.2.1]",
            "ada@[IPv6:2001:db8::1]",
            "1@2.3",
            "{_}@x--y.com",
        ] {
            assert!(is_mailbox(cell), "{cell}");
        }
    }

    #[test]
    fn slips_are_refused() {
        for cell in [
            "",
            "ada",
            "@",
            "ada@",
            "@example.com",
            "ada@@example.com",
            "ada@example.com ",
            " ada@example.com",
            "ada@example..com",
            ".ada@example.com",
            "ada.@example.com",
            "ada..l@example.com",
            "ada@-example.com",
            "ada@example-.com",
            "ada@example.com.",
            "ada lovelace@example.com",
            "ada@exa mple.com",
            "Ada <ada@example.com>",
            "ada@example.com, bob@example.com",
            "ada@example.com;bob@example.com",
            "ada@ex_ample.com",
            "mailto:ada@example.com@",
            "аda@example.com",
            "ada@münchen.de",
            "\"ada@example.com",
            "\"ada\"b@example.com",
            "ada@[300.0.0.1]",
            "ada@[IPv6:1]",
            "ada@[example.com]",
        ] {
            assert!(!is_mailbox(cell), "{cell}");
        }
        assert!(is_mailbox(&format!("{}@example.com", "a".repeat(64))));
        assert!(!is_mailbox(&format!("{}@example.com", "a".repeat(65))));
    }

    #[test]
    fn an_address_that_a_person_has_has_a_dot_in_its_domain() {
        assert!(is_personal("ada@example.com"));
        for cell in ["ada@example", "\"ada\"@example.com", "ada@[192.0.2.1]"] {
            assert!(!is_personal(cell), "{cell}");
        }
    }
}
