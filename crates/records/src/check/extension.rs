//! Domain format `extension`: the short number of a line, in digits only. How long it may be is
//! for `minLength` and `maxLength` to say.

/// Whether `cell` is an extension.
#[must_use]
pub fn is_extension(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_extension;

    #[test]
    fn an_extension_is_digits_only() {
        assert!(is_extension("1001"));
        assert!(is_extension("0042"));
        for cell in ["", "x1001", "10-01", "1001.0", " 1001", "*42", "١٠٠١"] {
            assert!(!is_extension(cell), "{cell}");
        }
    }
}
