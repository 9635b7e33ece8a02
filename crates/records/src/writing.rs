//! What everything that is written goes through: adding to a buffer, cells, and reading the sentences
//! of a language.

use crate::Format;

/// What a piece of the text of a language ends with.
pub const END: u8 = 4;

/// Adds bytes at the end. The standard library's own would be compiled with its caller.
pub fn add(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(bytes);
}

/// Adds a text at the end, as [`add`].
pub fn add_text(out: &mut String, text: &str) {
    out.push_str(text);
}

/// Writes one cell, between quotes only where it needs them.
pub fn write_cell(value: &str, format: &Format, out: &mut Vec<u8>) {
    let bytes = value.as_bytes();
    let quote = format.quote.unwrap_or(format.delimiter);
    let needs = memchr::memchr3(format.delimiter, quote, b'\n', bytes).is_some()
        || memchr::memchr2(b'\r', format.escape.unwrap_or(b'\r'), bytes).is_some()
        || format.skip_initial_space && value.starts_with(' ');
    if !needs {
        out.extend_from_slice(bytes);
        return;
    }
    let Some(quote) = format.quote else {
        return write_bare(value, format, out);
    };
    out.push(quote);
    let mut from = 0;
    for at in memchr::memchr2_iter(quote, format.escape.unwrap_or(quote), bytes) {
        out.extend_from_slice(bytes.get(from..at).unwrap_or_default());
        let doubled = format.double_quote && bytes.get(at) == Some(&quote);
        out.push(if doubled { quote } else { format.escape.unwrap_or(quote) });
        from = at;
    }
    out.extend_from_slice(bytes.get(from..).unwrap_or_default());
    out.push(quote);
}

/// Without quotes, only an escape can carry a delimiter; failing that, a space stands in.
fn write_bare(value: &str, format: &Format, out: &mut Vec<u8>) {
    let special = |byte: u8| {
        byte == format.delimiter || byte == b'\n' || byte == b'\r' || Some(byte) == format.escape
    };
    for byte in value.bytes() {
        match format.escape {
            Some(escape) if special(byte) => out.extend_from_slice(&[escape, byte]),
            None if special(byte) => out.push(b' '),
            _ => out.push(byte),
        }
    }
}

/// Reads a piece of the text of a language from its beginning to its end.
#[derive(Debug)]
pub struct Piece {
    rest: &'static str,
}

impl Piece {
    /// A piece that is read from its beginning.
    #[must_use]
    pub const fn new(rest: &'static str) -> Self {
        Self { rest }
    }

    /// Whether nothing is left of it.
    #[must_use]
    pub const fn is_at_its_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The piece that comes as many pieces behind.
    pub fn nth(&mut self, pieces: usize) -> &'static str {
        for _ in 0..pieces {
            self.skip();
        }
        let length = self.end();
        self.take(length)
    }

    /// The plain text that comes next.
    #[inline]
    pub fn text(&mut self) -> &'static str {
        let length = control(self.rest.as_bytes());
        self.take(length)
    }

    /// How long the piece is, without its end.
    fn end(&self) -> usize {
        let end = memchr::memchr(END, self.rest.as_bytes());
        end.unwrap_or(self.rest.len())
    }

    /// Goes on behind the end of the piece.
    fn skip(&mut self) {
        let length = self.end();
        self.take(length + 1);
    }

    /// The next bytes.
    #[inline]
    pub fn take(&mut self, length: usize) -> &'static str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self) -> u8 {
        self.take(1).bytes().next().unwrap_or_default()
    }

    /// A number of so many digits of base 64.
    #[inline]
    pub fn number(&mut self, digits: usize) -> usize {
        self.take(digits).bytes().fold(0, |number, digit| number << 6 | usize::from(digit & 63))
    }

    /// What is written when a case is chosen.
    #[inline]
    pub fn chosen(&mut self) -> &'static str {
        let length = self.number(2);
        self.take(length)
    }
}

/// How many bytes come before the first that is no character to be read: eight at a time, as nearly
/// all of a sentence is.
fn control(bytes: &[u8]) -> usize {
    const LOW: u64 = 0x0101_0101_0101_0101;
    let (eights, _) = bytes.as_chunks::<8>();
    let whole = eights.iter().position(|eight| {
        let number = u64::from_le_bytes(*eight);
        // The high bit of each byte that is below a space; perhaps of the next above it, too.
        number.wrapping_sub(LOW * 0x20) & !number & (LOW * 0x80) != 0
    });
    let from = whole.unwrap_or(eights.len()) * 8;
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| *byte < b' ').unwrap_or(rest.len())
}
