//! The encodings of the WHATWG's Encoding Standard, and what decodes them.
//!
//! UTF-8 is read by [`crate::decode`] as slices of the input. UTF-16 and the encodings of one byte a
//! character are decoded here. The seven Chinese, Japanese and Korean encodings need tables of 110 KB
//! gzip, which every runtime of JavaScript has already: for those a [`TextDecoder`] is asked, which is
//! the runtime's in the Worker, and `encoding_rs` with the feature `multi-byte`.

use std::fmt;

use multi_byte::MultiByte;
use single_byte::SingleByte;
use utf16::Utf16;

mod multi_byte;
mod single_byte;
#[cfg(test)]
mod tests;
mod utf16;

include!(concat!(env!("OUT_DIR"), "/encodings.rs"));

/// Decodes an encoding of several bytes a character, as the standard says and in a stream.
pub trait TextDecoder {
    /// Decodes more bytes and adds their text to `text`: U+FFFD for each sequence that is not text, and
    /// nothing yet for one that goes on behind `bytes`. `last` ends the stream.
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String);
}

/// Makes a decoder for the encoding of this name.
pub type Foreign = fn(&'static str) -> Box<dyn TextDecoder>;

/// An encoding.
#[derive(Clone, Copy)]
pub struct Encoding {
    name: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Utf8,
    Utf16 { little_endian: bool },
    SingleByte,
    MultiByte(Foreign),
}

/// UTF-8.
pub const UTF_8: Encoding = Encoding { name: "UTF-8", kind: Kind::Utf8 };
/// UTF-16, the lower byte first.
pub const UTF_16LE: Encoding =
    Encoding { name: "UTF-16LE", kind: Kind::Utf16 { little_endian: true } };
/// UTF-16, the higher byte first.
pub const UTF_16BE: Encoding =
    Encoding { name: "UTF-16BE", kind: Kind::Utf16 { little_endian: false } };
/// What Excel writes in Western Europe.
pub const WINDOWS_1252: Encoding = Encoding { name: "windows-1252", kind: Kind::SingleByte };

impl Encoding {
    /// The encoding with this label, in capitals or not. A label of `replacement` is none.
    ///
    /// ```
    /// use rollcall_engine::encoding::{Encoding, WINDOWS_1252};
    /// assert_eq!(Encoding::for_label(b"Latin1"), Some(WINDOWS_1252));
    /// assert_eq!(Encoding::for_label(b"sjis").unwrap().name(), "Shift_JIS");
    /// ```
    #[cfg(feature = "multi-byte")]
    #[must_use]
    pub fn for_label(label: &[u8]) -> Option<Self> {
        Self::for_label_by(label, by_encoding_rs)
    }

    /// The encoding with this label, where `foreign` decodes those of several bytes a character.
    #[must_use]
    pub fn for_label_by(label: &[u8], foreign: Foreign) -> Option<Self> {
        let label = label.trim_ascii();
        let known = |line: &&'static str| {
            line.split(' ').any(|known| known.as_bytes().eq_ignore_ascii_case(label))
        };
        let name = LABELS.lines().find(known)?.split(' ').next()?;
        let of_ours = [UTF_8, UTF_16LE, UTF_16BE].into_iter().find(|ours| ours.name == name);
        Some(of_ours.unwrap_or_else(|| {
            let single = SINGLE_BYTE.iter().any(|(single, _)| *single == name);
            let kind = if single { Kind::SingleByte } else { Kind::MultiByte(foreign) };
            Self { name, kind }
        }))
    }

    /// The encoding of which `bytes` begin with the byte order mark, and the length of that.
    pub(crate) fn for_bom(bytes: &[u8]) -> Option<(Self, usize)> {
        let marks: [(Self, &[u8]); 3] =
            [(UTF_8, b"\xEF\xBB\xBF"), (UTF_16LE, b"\xFF\xFE"), (UTF_16BE, b"\xFE\xFF")];
        marks
            .iter()
            .find(|(_, mark)| bytes.starts_with(mark))
            .map(|(this, mark)| (*this, mark.len()))
    }

    /// The name as the standard writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// What decodes it; `None` for UTF-8.
    pub(crate) fn decoder(self) -> Option<Decoding> {
        match self.kind {
            Kind::Utf8 => None,
            Kind::Utf16 { little_endian } => Some(Decoding::Utf16(Utf16::new(little_endian))),
            Kind::SingleByte => {
                let (_, table) = SINGLE_BYTE.iter().find(|(name, _)| *name == self.name)?;
                Some(Decoding::SingleByte(SingleByte::new(table)))
            }
            Kind::MultiByte(foreign) => {
                Some(Decoding::MultiByte(MultiByte::new(self.name, foreign(self.name))))
            }
        }
    }
}

impl PartialEq for Encoding {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Encoding {}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// What comes out of a decoder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    Text(&'t str),
    /// A sequence that is not text, by its first byte. It stands for one U+FFFD.
    Invalid(u8),
}

/// What decodes an encoding other than UTF-8.
pub(crate) enum Decoding {
    Utf16(Utf16),
    SingleByte(SingleByte),
    MultiByte(MultiByte),
}

/// How many bytes are decoded at a time, so that their text is read while it is in the cache.
const BLOCK: usize = 16 * 1024;

impl Decoding {
    /// Decodes more bytes, handing on in order what comes out. `last` ends the stream.
    pub(crate) fn push(&mut self, bytes: &[u8], last: bool, on: &mut dyn FnMut(Piece<'_>)) {
        for block in bytes.chunks(BLOCK) {
            match self {
                Self::Utf16(utf16) => utf16.block(block, on),
                Self::SingleByte(single_byte) => single_byte.block(block, on),
                Self::MultiByte(multi_byte) => multi_byte.block(block, false, on),
            }
        }
        if last {
            match self {
                Self::Utf16(utf16) => utf16.finish(on),
                Self::SingleByte(_) => {}
                Self::MultiByte(multi_byte) => multi_byte.block(b"", true, on),
            }
        }
    }
}

/// The decoder of `encoding_rs` for the encoding of this name.
#[cfg(feature = "multi-byte")]
fn by_encoding_rs(name: &'static str) -> Box<dyn TextDecoder> {
    struct ByEncodingRs(encoding_rs::Decoder);

    impl TextDecoder for ByEncodingRs {
        fn decode(&mut self, mut bytes: &[u8], last: bool, text: &mut String) {
            loop {
                // At least a few bytes of room, with which it always gets further.
                text.reserve(bytes.len() + 16);
                let (result, read, _) = self.0.decode_to_string(bytes, text, last);
                bytes = bytes.get(read..).unwrap_or(b"");
                if result == encoding_rs::CoderResult::InputEmpty {
                    return;
                }
            }
        }
    }

    let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
    // Every name of the list is one of its labels: the build script has asked it.
    let encoding = encoding.unwrap_or(encoding_rs::REPLACEMENT);
    Box::new(ByEncodingRs(encoding.new_decoder_without_bom_handling()))
}
