//! Encodings of one byte a character.

use super::{BLOCK, Piece};

/// A character in UTF-8, filled up, and how many bytes of it count.
type Entry = [u8; 4];

/// A byte that is no character.
const NOTHING: Entry = [0xEF, 0xBF, 0xBD, 3];

/// How many bytes are looked at together for whether they are ASCII.
const STEP: usize = 16;

pub(crate) struct SingleByte {
    /// What each byte stands for.
    table: Box<[Entry; 256]>,
    /// Whether there are bytes that are no character.
    gaps: bool,
    /// Where the text is written, reused: room for a block and for what is written beyond its end.
    out: Box<[u8]>,
}

impl SingleByte {
    /// Of the differences between the characters, in UTF-16, from 0x80 on.
    pub(super) fn new(differences: &[u16; 128]) -> Self {
        let mut table = Box::new([[0, 0, 0, 1]; 256]);
        let (mut ascii, mut last) = (0_u8..128, 0_u16);
        let mut differences = differences.iter();
        for entry in table.iter_mut() {
            if let Some(byte) = ascii.next() {
                entry[0] = byte;
            } else if let Some(difference) = differences.next() {
                last = last.wrapping_add(*difference);
                let character = char::from_u32(u32::from(last)).unwrap_or('\u{FFFD}');
                // Three bytes are enough for every character that is one unit of UTF-16.
                entry[3] = character.encode_utf8(entry).len() as u8;
            }
        }
        let gaps = table.contains(&NOTHING);
        Self { table, gaps, out: vec![0; BLOCK * 3 + STEP].into() }
    }

    /// Decodes a block, of at most [`BLOCK`] bytes.
    pub(super) fn block(&mut self, bytes: &[u8], on: &mut dyn FnMut(Piece<'_>)) {
        let mut rest = bytes;
        while self.gaps
            && let Some(at) = rest.iter().position(|byte| self.entry(*byte) == NOTHING)
        {
            let (before, after) = rest.split_at(at);
            self.characters(before, on);
            if let Some((byte, after)) = after.split_first() {
                on(Piece::Invalid(*byte));
                rest = after;
            }
        }
        self.characters(rest, on);
    }

    fn entry(&self, byte: u8) -> Entry {
        self.table[usize::from(byte)]
    }

    /// Decodes bytes that are all characters.
    fn characters(&mut self, bytes: &[u8], on: &mut dyn FnMut(Piece<'_>)) {
        let mut at = 0;
        let (steps, rest) = bytes.as_chunks::<STEP>();
        for step in steps {
            if step.is_ascii() {
                if let Some(to) = self.out.get_mut(at..at + STEP) {
                    to.copy_from_slice(step);
                }
                at += STEP;
            } else {
                at = self.write(step, at);
            }
        }
        at = self.write(rest, at);
        // It always is UTF-8; to say so without looking would take `unsafe`.
        let text = self.out.get(..at).and_then(|out| simdutf8::basic::from_utf8(out).ok());
        on(Piece::Text(text.unwrap_or("")));
    }

    /// Writes each byte's character. All four bytes of an entry are written and only those that count
    /// are kept, which costs less than to ask how many there are.
    #[inline]
    fn write(&mut self, bytes: &[u8], mut at: usize) -> usize {
        for byte in bytes {
            let entry = self.table[usize::from(*byte)];
            if let Some(to) = self.out.get_mut(at..at + entry.len()) {
                to.copy_from_slice(&entry);
            }
            at += usize::from(entry[3]);
        }
        at
    }
}
