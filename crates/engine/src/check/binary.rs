//! `string` with format `binary`: bytes as base64, in the alphabet of RFC 4648, section 4, with
//! its padding.

/// Whether `cell` is base64.
pub(crate) fn is_base64(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let body = bytes.strip_suffix(b"==").or(bytes.strip_suffix(b"=")).unwrap_or(bytes);
    bytes.len().is_multiple_of(4)
        && body.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::is_base64;

    #[test]
    fn base64_comes_in_fours_and_ends_in_its_padding() {
        for cell in ["", "dGVzdA==", "dGVzdDE=", "dGVzdDEy", "+/+/"] {
            assert!(is_base64(cell), "{cell}");
        }
        for cell in ["dGVzdA", "dGVzdA=", "dG=zdA==", "====", "-_-_", "dGVz dA==", "é==="] {
            assert!(!is_base64(cell), "{cell}");
        }
    }
}
