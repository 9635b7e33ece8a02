//! Bytes to UTF-8 text, in a stream, with what was found on the way.
//!
//! UTF-8 goes through as slices of the input: it is validated, not copied. Every other encoding of
//! the WHATWG list is decoded by [`crate::encoding`]. When nobody said which it is, the first block
//! decides: a byte order mark; NUL bytes in every other place (UTF-16 without a mark); UTF-8 when at
//! least as many of its multi-byte sequences are right as are wrong; otherwise windows-1252, which
//! is what Excel writes in Western Europe. A file whose first block is pure ASCII stays undecided
//! until the first byte that is not, and the same rule then looks at that one sequence.
//!
//! A byte that is not text in the encoding becomes U+FFFD and is noted with its offset in the
//! decoded text, so that the record it lies in can say so.

use std::collections::VecDeque;

use crate::encoding::{Decoding, Encoding, Piece, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Something about the encoding, at an offset in the decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Note {
    /// Bytes of decoded text before it.
    pub(crate) offset: u64,
    /// The (first) byte that gave rise to it.
    pub(crate) byte: u8,
    pub(crate) kind: NoteKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteKind {
    /// From here on the file is read as windows-1252.
    Fallback,
    /// The byte is not text in the encoding.
    Invalid,
}

/// What the first block says about the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// How many bytes the byte order mark takes.
    pub(crate) mark: usize,
    /// The encoding, or `None` while the text is pure ASCII.
    pub(crate) encoding: Option<Encoding>,
    /// UTF-16 was taken from the NUL bytes alone.
    pub(crate) guessed_utf16: bool,
    /// The encoding is windows-1252 because the text is not UTF-8.
    pub(crate) fallback: bool,
}

/// Looks at the first block (`head`, of at most [`crate::Limits::head_bytes`]).
pub(crate) fn start(head: &[u8], declared: Option<Encoding>) -> Start {
    let mut start = Start { mark: 0, encoding: declared, guessed_utf16: false, fallback: false };
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        start.mark = mark;
        start.encoding = Some(encoding);
        return start;
    }
    if declared.is_some() {
        return start;
    }
    if let Some(encoding) = utf16_without_mark(head) {
        start.encoding = Some(encoding);
        start.guessed_utf16 = true;
        return start;
    }
    let (right, wrong) = multi_byte_sequences(head);
    if wrong > right {
        start.encoding = Some(WINDOWS_1252);
        start.fallback = true;
    } else if right > 0 {
        start.encoding = Some(UTF_8);
    }
    start
}

/// UTF-16 of mostly Latin text has a NUL in every other byte.
fn utf16_without_mark(head: &[u8]) -> Option<Encoding> {
    let pairs = head.len() / 2;
    if pairs < 4 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let nuls = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if odd * 10 >= pairs * 7 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// How many multi-byte sequences are valid UTF-8, and how many are not. A sequence that the end of
/// the block cuts counts for neither.
fn multi_byte_sequences(bytes: &[u8]) -> (usize, usize) {
    let mut right = 0;
    let mut wrong = 0;
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        // How many are right matters only beside some that are wrong.
        return (usize::from(!bytes.is_ascii()), 0);
    }
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        right += valid.bytes().filter(|byte| *byte >= 0xC0).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    if let Err(error) =
        std::str::from_utf8(bytes.get(bytes.len().saturating_sub(4)..).unwrap_or(b""))
        && error.error_len().is_none()
    {
        wrong = wrong.saturating_sub(1);
    }
    (right, wrong)
}

/// Decodes a stream.
pub(crate) struct Decoder {
    /// `None` while the text is pure ASCII and nothing was declared.
    encoding: Option<Encoding>,
    /// For every encoding but UTF-8.
    foreign: Option<Decoding>,
    /// The beginning of a UTF-8 sequence that a push cut.
    partial: Vec<u8>,
    /// Bytes of text handed out.
    decoded: u64,
    /// What was found and not yet fetched, in order of offset.
    pub(crate) notes: VecDeque<Note>,
}

impl Decoder {
    pub(crate) fn new(start: Start) -> Self {
        let mut this = Self {
            encoding: None,
            foreign: None,
            partial: Vec::new(),
            decoded: 0,
            notes: VecDeque::new(),
        };
        if let Some(encoding) = start.encoding {
            this.switch(encoding);
        }
        this
    }

    /// The encoding's name in lower case; UTF-8 for a file that was pure ASCII to the end.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or(UTF_8)
    }

    fn switch(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
        self.foreign = encoding.decoder();
    }

    /// Decodes more bytes, handing on the text in order. `last` ends the stream.
    pub(crate) fn push(&mut self, bytes: &[u8], last: bool, on: &mut impl FnMut(&mut Self, &str)) {
        let mut rest = bytes;
        if self.foreign.is_none() && !self.partial.is_empty() {
            // Complete the sequence that the last push cut, a byte at a time: at most three.
            while let Some((&byte, after)) = rest.split_first() {
                rest = after;
                self.partial.push(byte);
                let sequence = std::mem::take(&mut self.partial);
                match std::str::from_utf8(&sequence) {
                    Err(error) if error.error_len().is_none() => self.partial = sequence,
                    _ => {
                        self.utf8(&sequence, on);
                        if self.partial.is_empty() || self.foreign.is_some() {
                            break;
                        }
                    }
                }
            }
        }
        if self.partial.is_empty() || self.foreign.is_some() {
            self.decode(rest, on);
        }
        if last {
            if !self.partial.is_empty() {
                let sequence = std::mem::take(&mut self.partial);
                if self.encoding.is_none() {
                    self.fall_back(&sequence, on);
                } else {
                    self.invalid(sequence.first().copied().unwrap_or(0), on);
                }
            }
            self.foreign(b"", true, on);
        }
    }

    fn decode(&mut self, bytes: &[u8], on: &mut impl FnMut(&mut Self, &str)) {
        if self.foreign.is_some() {
            self.foreign(bytes, false, on);
        } else {
            self.utf8(bytes, on);
        }
    }

    fn emit(&mut self, text: &str, on: &mut impl FnMut(&mut Self, &str)) {
        if !text.is_empty() {
            self.decoded += text.len() as u64;
            on(self, text);
        }
    }

    fn utf8(&mut self, mut bytes: &[u8], on: &mut impl FnMut(&mut Self, &str)) {
        loop {
            let error = match simdutf8::compat::from_utf8(bytes) {
                Ok(text) => {
                    if self.encoding.is_none() && !text.is_ascii() {
                        self.encoding = Some(UTF_8);
                    }
                    self.emit(text, on);
                    return;
                }
                Err(error) => error,
            };
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            if let Ok(text) = std::str::from_utf8(valid) {
                if self.encoding.is_none() && !text.is_ascii() {
                    self.encoding = Some(UTF_8);
                }
                self.emit(text, on);
            }
            let Some(length) = error.error_len() else {
                self.partial.extend_from_slice(rest);
                return;
            };
            if self.encoding.is_none() {
                self.fall_back(rest, on);
                return;
            }
            self.invalid(rest.first().copied().unwrap_or(0), on);
            bytes = rest.get(length..).unwrap_or(b"");
        }
    }

    /// The first byte beyond ASCII is not UTF-8: the file is windows-1252.
    fn fall_back(&mut self, bytes: &[u8], on: &mut impl FnMut(&mut Self, &str)) {
        self.note(bytes.first().copied().unwrap_or(0), NoteKind::Fallback);
        self.switch(WINDOWS_1252);
        self.foreign(bytes, false, on);
    }

    fn note(&mut self, byte: u8, kind: NoteKind) {
        self.notes.push_back(Note { offset: self.decoded, byte, kind });
    }

    fn invalid(&mut self, byte: u8, on: &mut impl FnMut(&mut Self, &str)) {
        self.note(byte, NoteKind::Invalid);
        self.emit("\u{FFFD}", on);
    }

    fn foreign(&mut self, bytes: &[u8], last: bool, on: &mut impl FnMut(&mut Self, &str)) {
        let Some(mut decoding) = self.foreign.take() else {
            return;
        };
        decoding.push(bytes, last, &mut |piece| match piece {
            Piece::Text(text) => self.emit(text, on),
            Piece::Invalid(byte) => self.invalid(byte, on),
        });
        self.foreign = Some(decoding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], chunk: usize) -> (String, Vec<Note>, &'static str) {
        let mut decoder = Decoder::new(start(bytes, None));
        let mut text = String::new();
        for piece in bytes.chunks(chunk) {
            decoder.push(piece, false, &mut |_, piece| text.push_str(piece));
        }
        decoder.push(b"", true, &mut |_, piece| text.push_str(piece));
        (text, decoder.notes.iter().copied().collect(), decoder.encoding().name())
    }

    #[track_caller]
    fn reads(bytes: &[u8], text: &str, encoding: &str) {
        for chunk in 1..=bytes.len().max(1) {
            let (got, _, name) = decode(bytes, chunk);
            assert_eq!((got.as_str(), name), (text, encoding), "in pieces of {chunk}");
        }
    }

    #[test]
    fn utf8_goes_through_however_it_is_cut() {
        reads("Zoë, 北京, 🙂".as_bytes(), "Zoë, 北京, 🙂", "UTF-8");
    }

    #[test]
    fn what_excel_writes_in_france_is_windows_1252() {
        reads(b"Fran\xE7oise;L\x92H\xF4te", "Françoise;L’Hôte", "windows-1252");
    }

    #[test]
    fn one_bad_byte_among_good_utf8_does_not_change_the_encoding() {
        let mut bytes = "é,è,à\n".as_bytes().to_vec();
        bytes.push(0xE9);
        bytes.extend_from_slice(b",x\n");
        reads(&bytes, "é,è,à\n\u{FFFD},x\n", "UTF-8");
        let (_, notes, _) = decode(&bytes, 3);
        assert_eq!(notes, [Note { offset: 9, byte: 0xE9, kind: NoteKind::Invalid }]);
    }

    #[test]
    fn the_byte_that_is_no_text_is_named_however_the_file_is_cut() {
        // Of the three bytes, the last shows that the first is not text.
        let bytes = b"\xE2\x80\xC2\xA0,";
        let notes = |chunk: usize| {
            let start = start(bytes, Encoding::for_label(b"euc-jp"));
            let mut decoder = Decoder::new(start);
            for piece in bytes.chunks(chunk) {
                decoder.push(piece, false, &mut |_, _| {});
            }
            decoder.push(b"", true, &mut |_, _| {});
            decoder.notes.iter().copied().collect::<Vec<_>>()
        };
        assert_eq!(notes(5).first().map(|note| note.byte), Some(0xE2));
        for chunk in 1..5 {
            assert_eq!(notes(chunk), notes(5), "in pieces of {chunk}");
        }
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let text = "Prénom;Nom\r\nZoë;Ça\r\n";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        reads(&bytes, text, "UTF-16LE");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        reads(&bytes, text, "UTF-16BE");
    }

    #[test]
    fn a_sequence_that_the_end_cuts_is_an_error() {
        let (text, notes, _) = decode(b"\xC3\xA9 and \xC3", 2);
        assert_eq!(text, "é and \u{FFFD}");
        assert_eq!(notes.len(), 1);
    }
}
