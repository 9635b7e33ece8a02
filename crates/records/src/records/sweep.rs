//! Records that are in order, found 64 bytes at a time.
//!
//! # How it works
//!
//! Almost every record of almost every file is in order: its quotes stand at the ends of cells, its
//! carriage returns before line feeds, and it is as wide as the header. A sweep reads only such
//! records. Of each block of 64 bytes it makes four masks, a bit a byte: delimiters, quotes, line
//! feeds and carriage returns. The parity of the quotes before a byte says whether it lies inside a
//! quoted cell; delimiters and line feeds that do not are the ends of cells. Their positions go into
//! one list, and a line feed hands out a stretch of it as a record: a cell costs a count of trailing
//! zeros and a store, and nothing else is done per byte or per cell.
//!
//! The same masks tell where something is out of order: a quote that opens behind text, one that
//! closes before text, a carriage return alone. There the sweep ends, at the beginning of that
//! record, and so it does before a record that has another width than expected, is too long or too
//! wide, is a comment, or is not complete. [`Reader::scan`] reads that record from its beginning, in
//! the way that knows what damage is, and the next sweep begins behind it.
//!
//! # If you change it
//!
//! A sweep may always give up, and may never hand out a record that [`Reader::scan`] would have read
//! otherwise. The tests run every text with and without sweeps, beside the plain twin.

use wide::u8x16;

use super::{Before, Flow, Layout, Reader, Record, Terminator, line_breaks};
use crate::Format;

/// How many bytes one mask covers.
const BLOCK: usize = 64;
/// From how many positions on those of records that were handed out are dropped from the list.
const TIDY: usize = 1024;
/// A byte that no text holds: UTF-8 does not use it.
const NEVER: u8 = 0xFF;

/// The bytes that a sweep looks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sweep {
    delimiter: u8x16,
    quote: u8x16,
}

/// Where they are in a block, a bit a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks {
    delimiters: u64,
    quotes: u64,
    feeds: u64,
    returns: u64,
    /// First bytes of characters outside ASCII and the Latin letters with accents.
    rare: u64,
}

impl Sweep {
    /// `None` for a dialect of which more has to be known than where these bytes are.
    pub(super) fn new(format: &Format) -> Option<Self> {
        let quote = format.quote.unwrap_or(NEVER);
        let line_end = |byte| byte == b'\n' || byte == b'\r';
        let plain = format.escape.is_none_or(|escape| Some(escape) == format.quote)
            && !format.skip_initial_space
            && (format.quote.is_none() || format.double_quote)
            && format.delimiter != quote
            && !line_end(format.delimiter)
            && !line_end(quote);
        plain
            .then(|| Self { delimiter: u8x16::splat(format.delimiter), quote: u8x16::splat(quote) })
    }

    #[inline]
    fn marks(self, block: &[u8; BLOCK]) -> Marks {
        let (feed, back) = (u8x16::splat(b'\n'), u8x16::splat(b'\r'));
        let mut marks = Marks { delimiters: 0, quotes: 0, feeds: 0, returns: 0, rare: 0 };
        let (lead, latin, letters) = (u8x16::splat(0xC2), u8x16::splat(0xC3), u8x16::splat(0x09));
        for (lane, sixteen) in block.as_chunks::<16>().0.iter().enumerate() {
            let lanes = u8x16::new(*sixteen);
            let bits = |needle: u8x16| u64::from(lanes.simd_eq(needle).to_bitmask()) << (lane * 16);
            marks.delimiters |= bits(self.delimiter);
            marks.quotes |= bits(self.quote);
            marks.feeds |= bits(feed);
            marks.returns |= bits(back);
            // At least 0xC2, and not from 0xC3 to 0xCC.
            let above = lanes - latin;
            let rare = lanes.max(lead).simd_eq(lanes) & !above.min(letters).simd_eq(above);
            marks.rare |= u64::from(rare.to_bitmask()) << (lane * 16);
        }
        marks
    }
}

/// What is known of the bytes before a block: a bit that is the lowest or none, or all of them.
#[derive(Clone, Copy)]
struct Behind {
    /// Inside a quoted cell: all bits.
    inside: u64,
    /// Right behind the end of a cell.
    end: u64,
    /// Right behind a quote.
    quote: u64,
    /// Right behind a quote that closes.
    closing: u64,
    /// Right behind a carriage return outside quotes.
    back: u64,
}

/// What a block holds besides the ends of cells.
#[derive(Clone, Copy, Default)]
struct Inside {
    /// Quotes that double the one before.
    doubled: u64,
    /// Line breaks inside quotes.
    breaks: u64,
    rare: u64,
}

impl Inside {
    const fn below(self, mask: u64) -> Self {
        let Self { doubled, breaks, rare } = self;
        Self { doubled: doubled & mask, breaks: breaks & mask, rare: rare & mask }
    }

    const fn or(self, other: Self) -> Self {
        Self {
            doubled: self.doubled | other.doubled,
            breaks: self.breaks | other.breaks,
            rare: self.rare | other.rare,
        }
    }
}

/// Each bit is the parity of the bits at and below it.
const fn parity(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

/// The bits below `bit`.
const fn below(bit: u32) -> u64 {
    if bit >= 64 { u64::MAX } else { (1 << bit) - 1 }
}

impl Behind {
    /// The ends of cells in the block, what is inside its quotes, and the first bit at which
    /// something is out of order (64: none).
    #[inline]
    fn read(&mut self, marks: Marks) -> (u64, Inside, u32) {
        let Marks { delimiters, quotes, feeds, returns, rare } = marks;
        let mut ends = delimiters | feeds;
        let mut inside = Inside { rare, ..Inside::default() };
        let mut bad = 0;
        let mut out = u64::MAX;
        if quotes | self.inside | self.closing != 0 {
            let within = parity(quotes) ^ self.inside;
            out = !within;
            ends &= out;
            let behind_quote = quotes << 1 | self.quote;
            let (opening, closing) = (quotes & within, quotes & out);
            bad = opening & !(ends << 1 | self.end | behind_quote)
                | (closing << 1 | self.closing) & !(ends | returns & out | quotes);
            inside.doubled = opening & behind_quote;
            inside.breaks = (feeds | returns) & within;
            // The sign, drawn out over all bits.
            self.inside = 0_u64.wrapping_sub(within >> 63);
            self.closing = closing >> 63;
        }
        if returns | self.back != 0 {
            let back = returns & out;
            bad |= (back << 1 | self.back) & !feeds;
            self.back = back >> 63;
        }
        self.end = ends >> 63;
        self.quote = quotes >> 63;
        (ends, inside, bad.trailing_zeros())
    }
}

impl Reader {
    /// Hands out the records of `text` from `at` on, where a record begins, as long as they are in
    /// order. Gives where the first one begins that is not or is not complete, and whether `on`
    /// wants to go on.
    pub(super) fn sweep<F: Flow>(
        &mut self,
        sweep: Sweep,
        text: &str,
        at: usize,
        on: &mut impl FnMut(&Record<'_>) -> F,
    ) -> (usize, bool) {
        let bytes = text.as_bytes();
        let mut list = std::mem::take(&mut self.ends);
        let (mut first, mut count) = (0, 0);
        let mut start = at;
        let mut goes_on = true;
        let mut behind = Behind { inside: 0, end: 1, quote: 0, closing: 0, back: 0 };
        let mut before = Inside::default();
        let mut block = at;
        'blocks: while let Some(rest) = bytes.get(block..).filter(|rest| !rest.is_empty()) {
            // Positions count from `at`, in 32 bits.
            let Ok(base) = u32::try_from(block - at) else { break };
            if base > u32::MAX - BLOCK as u32 {
                break;
            }
            let (marks, known) = if let Some(full) = rest.first_chunk::<BLOCK>() {
                (sweep.marks(full), u64::MAX)
            } else {
                // What follows is not known, so a carriage return or a quote at the very end waits
                // for it; zeros are neither.
                let mut padded = [0; BLOCK];
                padded[..rest.len()].copy_from_slice(rest);
                (sweep.marks(&padded), below(rest.len() as u32))
            };
            let (ends, inside, bad) = behind.read(marks);
            let ends = ends & below(bad) & known;
            let feeds = marks.feeds & ends;

            if list.len() < count + BLOCK {
                list.resize(count + 4 * TIDY, 0);
            }
            let Some(slots) = list.get_mut(count..).and_then(<[u32]>::first_chunk_mut::<BLOCK>)
            else {
                break;
            };
            let mut left = ends;
            let mut slot = 0;
            while left != 0 {
                slots[slot % BLOCK] = base + left.trailing_zeros();
                left &= left - 1;
                slot += 1;
            }

            let mut left = feeds;
            let mut seen = 0;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                let to_here = below(bit);
                let upto = count + (ends & to_here).count_ones() as usize + 1;
                let feed = block + bit as usize;
                let crlf = feed > start && bytes.get(feed - 1) == Some(&b'\r');
                let end = feed - usize::from(crlf);
                let width = upto - first;
                let within = before.or(inside.below(to_here & !seen));
                let record = text.get(start..end).unwrap_or("");
                if self.expected.is_some_and(|expected| expected != width)
                    || width > self.format.max_columns
                    || record.len() > self.format.max_record
                    || self.format.comment.as_ref().is_some_and(|mark| record.starts_with(mark))
                {
                    break 'blocks;
                }
                if crlf && let Some(last) = list.get_mut(upto - 1) {
                    *last -= 1;
                }
                let terminator = if crlf { Terminator::CrLf } else { Terminator::Lf };
                let flow = on(&Record {
                    text: record,
                    terminator,
                    row: self.row,
                    line: self.line,
                    offset: self.offset,
                    width,
                    continues: false,
                    is_latin: within.rare == 0,
                    on_one_line: within.breaks == 0,
                    damage: &[],
                    layout: Layout::Clean {
                        ends: list.get(first..upto).unwrap_or_default(),
                        base: (start - at) as u32,
                        doubled: within.doubled != 0,
                    },
                    format: &self.format,
                });
                self.expected = flow.expects().or(self.expected);
                self.row += 1;
                self.line += 1;
                if within.breaks != 0 {
                    self.line += line_breaks(record);
                }
                self.offset += (feed + 1 - start) as u64;
                self.before = Before { width, shorts: self.before.shorts, ..Before::default() };
                before = Inside::default();
                seen = below(bit + 1);
                first = upto;
                start = feed + 1;
                goes_on = flow.goes_on();
                if !goes_on {
                    break 'blocks;
                }
            }
            if bad < 64 {
                break;
            }
            before = before.or(inside.below(!seen));
            count += slot;
            if first >= TIDY {
                list.copy_within(first..count, 0);
                count -= first;
                first = 0;
            }
            block += BLOCK;
        }
        self.ends = list;
        (start, goes_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parity_counts_the_bits_at_and_below() {
        for bits in [0, 1, 0b1010, u64::MAX, 0x8000_0000_0000_0001, 0x0123_4567_89AB_CDEF] {
            let plain = (0..64).fold(0, |sum, bit| {
                sum | u64::from((bits & below(bit + 1)).count_ones() % 2) << bit
            });
            assert_eq!(parity(bits), plain, "{bits:#x}");
        }
    }

    #[test]
    fn a_block_has_a_bit_for_each_byte_that_is_looked_for() {
        let sweep = Sweep::new(&Format::default()).expect("the default dialect is plain");
        let text = "Zoë,\"O’Brien\"\r\n;|\tŁ\0,\"\"\r\u{a0}Λ\u{34f}".repeat(4);
        let block: &[u8; BLOCK] = text.as_bytes().first_chunk().expect("the text is long enough");
        let plain = |byte: u8| {
            let here = block.iter().enumerate().filter(|(_, found)| **found == byte);
            here.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let marks = Marks {
            delimiters: plain(b','),
            quotes: plain(b'"'),
            feeds: plain(b'\n'),
            returns: plain(b'\r'),
            rare: plain(0xC2) | plain(0xCD) | plain(0xCE) | plain(0xE2),
        };
        assert_eq!(sweep.marks(block), marks);
    }

    #[test]
    fn dialects_with_more_to_know_are_left_to_the_scan() {
        let format = Format::default;
        for (format, plain) in [
            (format(), true),
            (Format { quote: None, double_quote: false, ..format() }, true),
            (Format { delimiter: b'\t', quote: Some(b'\''), ..format() }, true),
            (Format { escape: Some(b'\\'), ..format() }, false),
            (Format { double_quote: false, ..format() }, false),
            (Format { skip_initial_space: true, ..format() }, false),
            (Format { quote: Some(b','), ..format() }, false),
        ] {
            assert_eq!(Sweep::new(&format).is_some(), plain, "{format:?}");
        }
    }
}
