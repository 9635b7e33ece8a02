//! Undoes base64 (RFC 2045 section 6.8) in a part that was sent in it, slice by slice.

use crate::Error;

/// What has come of the group of four characters under way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Base64 {
    /// Six bits for each character.
    bits: u32,
    /// How many characters have come, padding included.
    characters: u8,
    /// How many of them were padding.
    padding: u8,
    /// A padded group was complete: nothing but white space may follow.
    ended: bool,
    decoded: Vec<u8>,
}

impl Base64 {
    /// What these characters complete. Where one does not belong, the bytes before it are given
    /// with the error, so that it does not matter how the text is cut.
    pub(crate) fn decode(&mut self, text: &[u8]) -> (&[u8], Result<(), Error>) {
        self.decoded.clear();
        let wrong = text.iter().any(|&character| !self.take(character));
        (&self.decoded, if wrong { Err(Error::Base64Malformed) } else { Ok(()) })
    }

    /// The part ends: no group may be open.
    pub(crate) const fn end(&self) -> Result<(), Error> {
        if self.characters == 0 { Ok(()) } else { Err(Error::Base64Malformed) }
    }

    /// Whether the character belongs here.
    fn take(&mut self, character: u8) -> bool {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => 0,
            _ => return matches!(character, b' ' | b'\t' | b'\r' | b'\n'),
        };
        let padding = character == b'=';
        if self.ended || padding && self.characters < 2 || !padding && self.padding > 0 {
            return false;
        }
        self.bits = self.bits << 6 | u32::from(value);
        self.characters += 1;
        self.padding += u8::from(padding);
        if self.characters < 4 {
            return true;
        }
        let [_, bytes @ ..] = self.bits.to_be_bytes();
        let (bytes, rest) = bytes.split_at(3 - usize::from(self.padding));
        // Bits under the padding would be lost.
        let whole = rest.iter().all(|&byte| byte == 0);
        self.decoded.extend_from_slice(bytes);
        self.ended = self.padding > 0;
        (self.bits, self.characters, self.padding) = (0, 0, 0);
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_however_it_is_cut() {
        let cases: &[(&str, &str, &[u8], bool)] = &[
            ("nothing", "", b"", true),
            ("whole groups", "YWJjZGVm", b"abcdef", true),
            ("one character of padding", "YWI=", b"ab", true),
            ("two characters of padding", "YQ==", b"a", true),
            ("every kind of character", "+/8A", b"\xFB\xFF\x00", true),
            ("lines", "YW\r\nJj\nZGVm \t\r\n", b"abcdef", true),
            ("white space behind the padding", "YQ=\r\n=\r\n", b"a", true),
            ("a group that is cut short", "YWJjZGV", b"abc", false),
            ("padding that is missing", "YQ", b"", false),
            ("text behind the padding", "YQ==YQ==", b"a", false),
            ("padding where none can be", "Y===", b"", false),
            ("text between padding", "YW=i", b"", false),
            ("bits under the padding", "YR==", b"a", false),
            ("another alphabet", "YWJj-_8A", b"abc", false),
        ];
        for (name, text, expected, whole) in cases {
            for size in 1..=text.len().max(1) {
                let mut base64 = Base64::default();
                let mut decoded = Vec::new();
                let mut end = Ok(());
                for slice in text.as_bytes().chunks(size) {
                    let (bytes, result) = base64.decode(slice);
                    decoded.extend_from_slice(bytes);
                    end = result;
                    if end.is_err() {
                        break;
                    }
                }
                assert_eq!(end.and_then(|()| base64.end()).is_ok(), *whole, "{name} by {size}");
                assert_eq!(decoded, *expected, "{name} by {size}");
            }
        }
    }
}
