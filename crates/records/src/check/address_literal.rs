//! IPv4 and IPv6 addresses as e-mail addresses and URIs hold them in brackets.

/// Whether `text` is four numbers from 0 to 255 with dots between them.
#[must_use]
pub fn is_ipv4(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'.').count() == 4
        && text.split(|byte| *byte == b'.').all(|part| {
            (1..=3).contains(&part.len())
                && part.iter().all(u8::is_ascii_digit)
                && part.iter().fold(0u32, |sum, byte| sum * 10 + u32::from(byte - b'0')) <= 255
        })
}

/// Whether `text` is an IPv6 address (RFC 4291, section 2.2): eight groups of one to four
/// hexadecimal digits; one `::` may stand for one group of zeros or more, and an IPv4 address for
/// the last two.
#[must_use]
pub fn is_ipv6(text: &[u8]) -> bool {
    let Some(at) = text.windows(2).position(|pair| pair == b"::") else {
        return groups(text, true) == Some(8);
    };
    let (Some(before), Some(after)) = (text.get(..at), text.get(at + 2..)) else {
        return false;
    };
    let count = |part: &[u8], last| if part.is_empty() { Some(0) } else { groups(part, last) };
    match (count(before, false), count(after, true)) {
        (Some(before), Some(after)) => before + after <= 7,
        _ => false,
    }
}

/// How many groups `text` holds; `None` where one of them is none.
fn groups(text: &[u8], last: bool) -> Option<usize> {
    let parts = text.split(|byte| *byte == b':').count();
    let mut count = 0;
    for (place, part) in text.split(|byte| *byte == b':').enumerate() {
        if last && place + 1 == parts && is_ipv4(part) {
            count += 2;
        } else if (1..=4).contains(&part.len()) && part.iter().all(u8::is_ascii_hexdigit) {
            count += 1;
        } else {
            return None;
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ipv6_addresses_are_told_from_what_looks_like_one() {
        for text in [
            "::",
            "::1",
            "1::",
            "2001:db8::7",
            "1:2:3:4:5:6:7:8",
            "::ffff:1.2.3.4",
            "1:2:3:4:5:6:1.2.3.4",
        ] {
            assert!(is_ipv6(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            ":",
            ":::",
            "1",
            "1::2::3",
            "1:2:3:4:5:6:7:8:9",
            "12345::",
            "1.2.3.4::",
            "1:2:3:4:5:6:7::8:9",
            "g::",
            "1:2:3:4:5:6:7:8::",
        ] {
            assert!(!is_ipv6(text.as_bytes()), "{text}");
        }
    }
}
