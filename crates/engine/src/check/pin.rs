//! Domain format `pin`: digits that are not the first that anybody would try.
//!
//! Refused are digits in sequence, up or down (`123456`, `987654`), and one digit repeated
//! (`111111`). How long a PIN is, is for `minLength` and `maxLength` to say.

/// Whether `cell` is acceptable as a PIN.
pub(crate) fn is_pin(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let steps = |step: i16| {
        bytes.windows(2).all(|pair| match pair {
            [a, b] => i16::from(*b) - i16::from(*a) == step,
            _ => false,
        })
    };
    bytes.len() > 1 && bytes.iter().all(u8::is_ascii_digit) && !steps(1) && !steps(-1) && !steps(0)
}

#[cfg(test)]
mod tests {
    use super::is_pin;

    #[test]
    fn a_pin_is_digits_in_no_sequence() {
        for cell in ["135792", "112233", "000001", "123457"] {
            assert!(is_pin(cell), "{cell}");
        }
        for cell in ["123456", "654321", "111111", "000000", "12345a", "", "7", " 13579"] {
            assert!(!is_pin(cell), "{cell}");
        }
    }
}
