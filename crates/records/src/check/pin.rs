//! Domain format `pin`: digits that are not the first that anybody would try.
//!
//! Refused are digits in sequence (`123456`). Digits in sequence downwards and one digit repeated
//! are as easily guessed, but systems take them: a rule of the template warns about those. How long a PIN is, is for `minLength` and `maxLength` to say.

/// Whether `cell` is acceptable as a PIN.
pub fn is_pin(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let sequence = bytes.windows(2).all(|pair| match pair {
        [a, b] => a + 1 == *b,
        _ => false,
    });
    bytes.len() > 1 && bytes.iter().all(u8::is_ascii_digit) && !sequence
}

#[cfg(test)]
mod tests {
    use super::is_pin;

    #[test]
    fn a_pin_is_digits_in_no_sequence() {
        for cell in ["135792", "112233", "000001", "123457", "654321", "111111"] {
            assert!(is_pin(cell), "{cell}");
        }
        for cell in ["123456", "012345", "456789", "12345a", "", "7", " 13579"] {
            assert!(!is_pin(cell), "{cell}");
        }
    }
}
