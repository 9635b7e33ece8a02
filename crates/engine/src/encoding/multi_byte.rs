//! Encodings of several bytes a character, which somebody else decodes.
//!
//! A decoder that writes U+FFFD does not say for which bytes. That follows from how the standard cuts
//! bytes into sequences, for which no table is needed: the text and the bytes are walked side by side,
//! a sequence for each character.

use super::{Piece, TextDecoder};

/// How an encoding cuts bytes into sequences.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Big5,
    EucJp,
    EucKr,
    /// GBK is decoded as GB18030 is.
    Gb18030,
    ShiftJis,
    Iso2022Jp {
        /// Whether two bytes are a character, since the last escape.
        two_bytes: bool,
        /// Whether nothing has come behind the last escape; another is an error then.
        escaped: bool,
    },
}

pub(crate) struct MultiByte {
    form: Form,
    decoder: Box<dyn TextDecoder>,
    /// Bytes whose text has not come yet.
    bytes: Vec<u8>,
    /// Reused.
    text: String,
}

/// No sequence is as long; with this many left over, the decoder is not one of the standard's.
const MOST_LEFT: usize = 8;

impl MultiByte {
    pub(super) fn new(name: &str, decoder: Box<dyn TextDecoder>) -> Self {
        let form = match name {
            "Big5" => Form::Big5,
            "EUC-JP" => Form::EucJp,
            "EUC-KR" => Form::EucKr,
            "Shift_JIS" => Form::ShiftJis,
            "ISO-2022-JP" => Form::Iso2022Jp { two_bytes: false, escaped: false },
            _ => Form::Gb18030,
        };
        Self { form, decoder, bytes: Vec::new(), text: String::new() }
    }

    pub(super) fn block(&mut self, bytes: &[u8], last: bool, on: &mut dyn FnMut(Piece<'_>)) {
        self.text.clear();
        self.decoder.decode(bytes, last, &mut self.text);
        self.bytes.extend_from_slice(bytes);
        let left = if self.text.contains('\u{FFFD}') {
            self.form.walk(&self.bytes, &self.text, on)
        } else {
            on(Piece::Text(&self.text));
            self.form.cut(&self.bytes)
        };
        let kept = if last || left.len() > MOST_LEFT { 0 } else { left.len() };
        self.bytes.drain(..self.bytes.len() - kept);
    }
}

impl Form {
    /// Hands on text that holds U+FFFD, with the bytes for which that stands. Gives the bytes that are
    /// left when the text has ended.
    fn walk<'b>(&mut self, bytes: &'b [u8], text: &str, on: &mut dyn FnMut(Piece<'_>)) -> &'b [u8] {
        let mut rest = bytes;
        let mut handed_on = 0;
        let mut characters = text.char_indices();
        loop {
            rest = self.escapes(rest);
            let Some((at, character)) = characters.next() else { break };
            let length = if character == '\u{FFFD}' && !self.means_replacement(rest) {
                on(Piece::Text(text.get(handed_on..at).unwrap_or("")));
                on(Piece::Invalid(rest.first().copied().unwrap_or(0)));
                handed_on = at + character.len_utf8();
                self.malformed(rest)
            } else {
                if *self == Self::Big5 && TWO_CHARACTERS.iter().any(|two| rest.starts_with(two)) {
                    characters.next();
                }
                self.character(rest).unwrap_or(rest.len())
            };
            rest = rest.get(length..).unwrap_or(b"");
        }
        on(Piece::Text(text.get(handed_on..).unwrap_or("")));
        rest
    }

    /// Takes off what is complete, of bytes that are all text.
    fn cut<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let mut rest = bytes;
        loop {
            rest = self.escapes(rest);
            let Some(length) = self.character(rest) else { return rest };
            rest = rest.get(length..).unwrap_or(b"");
        }
    }

    /// Takes off the escapes at the beginning that are not errors: they have no text.
    fn escapes<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let mut rest = bytes;
        while let Self::Iso2022Jp { two_bytes, escaped } = self
            && !*escaped
            && let Some(two) = escape(rest)
        {
            *two_bytes = two;
            *escaped = true;
            rest = rest.get(3..).unwrap_or(b"");
        }
        rest
    }

    /// The length of the character at the beginning, where it is complete.
    fn character(&mut self, bytes: &[u8]) -> Option<usize> {
        let first = *bytes.first()?;
        let length = match self {
            Self::Iso2022Jp { .. } if first == ESCAPE => return None,
            Self::Iso2022Jp { two_bytes, .. } => 1 + usize::from(*two_bytes),
            _ if first.is_ascii() => 1,
            Self::Big5 | Self::EucKr => 2,
            Self::EucJp => 2 + usize::from(first == 0x8F),
            Self::Gb18030 if first == 0x80 => 1,
            Self::Gb18030 => 2 + 2 * usize::from(bytes.get(1)?.is_ascii_digit()),
            Self::ShiftJis => 2 - usize::from(matches!(first, 0x80 | 0xA1..=0xDF)),
        };
        if bytes.len() < length {
            return None;
        }
        if let Self::Iso2022Jp { escaped, .. } = self {
            *escaped = false;
        }
        Some(length)
    }

    /// The length of the sequence at the beginning, which is known not to be text. An ASCII byte in it
    /// is read again, so that no delimiter is lost.
    fn malformed(&mut self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        let at = |index: usize| bytes.get(index).copied();
        // Two bytes, or the first alone.
        let two = || 1 + usize::from(at(1).is_some_and(|second| !second.is_ascii()));
        match self {
            Self::Big5 | Self::EucKr if matches!(first, 0x81..=0xFE) => two(),
            Self::ShiftJis if matches!(first, 0x81..=0x9F | 0xE0..=0xFC) => two(),
            Self::EucJp if first == 0x8F && matches!(at(1), Some(0xA1..=0xFE)) => {
                2 + usize::from(at(2).is_some_and(|third| !third.is_ascii()))
            }
            Self::EucJp if matches!(first, 0x8E | 0x8F | 0xA1..=0xFE) => two(),
            Self::Gb18030 if matches!(first, 0x81..=0xFE) => match (at(1), at(2), at(3)) {
                (Some(b'0'..=b'9'), None, _) => 2,
                (Some(b'0'..=b'9'), Some(0x81..=0xFE), None) => 3,
                (Some(b'0'..=b'9'), Some(0x81..=0xFE), Some(b'0'..=b'9')) => 4,
                (Some(b'0'..=b'9'), ..) => 1,
                _ => two(),
            },
            Self::Iso2022Jp { two_bytes, escaped } => {
                if let Some(two) = escape(bytes) {
                    *two_bytes = two;
                    return 3;
                }
                *escaped = false;
                let pair = *two_bytes && matches!(first, 0x21..=0x7E);
                1 + usize::from(pair && at(1).is_some_and(|second| second != ESCAPE))
            }
            _ => 1,
        }
    }

    /// Whether the bytes begin with U+FFFD itself, as the one encoding that has it writes it.
    fn means_replacement(self, bytes: &[u8]) -> bool {
        self == Self::Gb18030 && bytes.starts_with(b"\x84\x31\xA4\x37")
    }
}

/// The sequences of Big5 that are two characters.
const TWO_CHARACTERS: [&[u8]; 4] = [b"\x88\x62", b"\x88\x64", b"\x88\xA3", b"\x88\xA5"];

const ESCAPE: u8 = 0x1B;

/// Whether two bytes are a character behind the escape of ISO-2022-JP at the beginning; `None` where
/// there is none.
fn escape(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [ESCAPE, b'(', b'B' | b'I' | b'J', ..] => Some(false),
        [ESCAPE, b'$', b'@' | b'B', ..] => Some(true),
        _ => None,
    }
}
