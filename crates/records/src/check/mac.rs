//! Domain format `mac`: the address of a device (EUI-48).
//!
//! Twelve hexadecimal digits, bare, in pairs with `:` or `-`, or in fours with `.` as Cisco writes
//! them; one kind of separator throughout. All zeros, broadcast and multicast addresses (the lowest
//! bit of the first byte) are refused: no device has one as its own (IEEE 802).

use std::borrow::Cow;

/// Whether `cell` is the address of a device.
pub fn is_mac(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let separated = |every: usize, separator: u8| {
        bytes.iter().enumerate().all(|(at, byte)| {
            if at % (every + 1) == every { *byte == separator } else { byte.is_ascii_hexdigit() }
        })
    };
    let spelled = match bytes.len() {
        12 => bytes.iter().all(u8::is_ascii_hexdigit),
        17 => separated(2, b':') || separated(2, b'-'),
        14 => separated(4, b'.'),
        _ => false,
    };
    // The lowest bit of the first byte is that of its second digit.
    let of_a_group = bytes
        .get(1)
        .and_then(|byte| char::from(*byte).to_digit(16))
        .is_none_or(|digit| digit % 2 == 1);
    spelled && !of_a_group && bytes.iter().any(|byte| !matches!(byte, b'0' | b':' | b'-' | b'.'))
}

/// The one spelling by which addresses are compared: twelve capital digits.
pub fn canonical(cell: &str) -> Cow<'_, str> {
    if cell.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
        return Cow::Borrowed(cell);
    }
    let digits = cell.chars().filter(char::is_ascii_hexdigit);
    Cow::Owned(digits.map(|digit| digit.to_ascii_uppercase()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_spellings_are_one_address() {
        for cell in ["64167F0A1B2C", "64:16:7f:0a:1b:2c", "64-16-7F-0A-1B-2C", "6416.7f0a.1b2c"] {
            assert!(is_mac(cell), "{cell}");
            assert_eq!(canonical(cell), "64167F0A1B2C");
        }
    }

    #[test]
    fn what_is_no_device_address_is_refused() {
        for cell in [
            "",
            "64:16:7F:0A:1B",
            "64:16:7F:0A:1B:2C:00",
            "64:16-7F:0A:1B:2C",
            "64:16:7F:0A:1B:2G",
            "00:00:00:00:00:00",
            "FF:FF:FF:FF:FF:FF",
            "01:00:5E:00:00:FB",
            "64167F 0A1B2C",
            "6416:7f0a:1b2c",
        ] {
            assert!(!is_mac(cell), "{cell}");
        }
    }
}
