//! Where the bytes are that mean something: delimiters, quotes, line ends.
//!
//! [`Specials`] walks a slice 64 bytes at a time. For each block it compares every byte with the
//! handful of special ones (`wide` turns that into SSE2, NEON or wasm simd128) and keeps the answer
//! as one bit a byte, so that stepping from one special byte to the next costs a count of trailing
//! zeros, whatever lies between. [`Plain`] does the same a byte at a time; the tests hold the two
//! together.

use wide::u8x16;

/// How many bytes one mask covers.
const BLOCK: usize = 64;

/// The special bytes of a dialect. Unused places repeat the delimiter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SpecialBytes([u8; 5]);

impl SpecialBytes {
    /// The set of delimiter, line feed, carriage return and whichever of quote and escape exist.
    pub(crate) fn new(delimiter: u8, quote: Option<u8>, escape: Option<u8>) -> Self {
        Self([delimiter, b'\n', b'\r', quote.unwrap_or(delimiter), escape.unwrap_or(delimiter)])
    }

    #[cfg(test)]
    fn contains(self, byte: u8) -> bool {
        self.0.contains(&byte)
    }
}

/// Steps through the special bytes of one slice, in order.
pub(crate) struct Specials<'a> {
    bytes: &'a [u8],
    needles: [u8x16; 5],
    /// Four needles when there is no escape character, five otherwise.
    five: bool,
    /// The bits of the current block that have not been handed out yet.
    mask: u64,
    /// Where the current block begins.
    block: usize,
}

impl<'a> Specials<'a> {
    /// Starts at `from`; bytes before it are never reported.
    pub(crate) fn new(bytes: &'a [u8], special: SpecialBytes, from: usize) -> Self {
        let mut this = Self {
            bytes,
            needles: special.0.map(u8x16::splat),
            five: special.0[4] != special.0[0],
            mask: 0,
            block: 0,
        };
        this.seek(from);
        this
    }

    /// Goes to `position` (forwards or back): the next special byte reported is at or after it.
    pub(crate) fn seek(&mut self, position: usize) {
        self.block = position - position % BLOCK;
        self.mask = self.mask_at(self.block) & (u64::MAX << (position % BLOCK));
    }

    /// The position of the next special byte.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<usize> {
        while self.mask == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                return None;
            }
            self.mask = self.mask_at(self.block);
        }
        let position = self.block + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(position)
    }

    #[inline]
    fn mask_at(&self, block: usize) -> u64 {
        let Some(rest) = self.bytes.get(block..) else {
            return 0;
        };
        if let Some(full) = rest.first_chunk::<BLOCK>() {
            return self.mask_of(full);
        }
        let mut padded = [0; BLOCK];
        padded[..rest.len()].copy_from_slice(rest);
        self.mask_of(&padded) & !(u64::MAX << rest.len())
    }

    #[inline]
    fn mask_of(&self, bytes: &[u8; BLOCK]) -> u64 {
        let mut mask = 0;
        for (lane, sixteen) in bytes.chunks_exact(16).enumerate() {
            let Ok(sixteen) = <[u8; 16]>::try_from(sixteen) else {
                continue;
            };
            let lanes = u8x16::new(sixteen);
            let mut hit = lanes.simd_eq(self.needles[0])
                | lanes.simd_eq(self.needles[1])
                | lanes.simd_eq(self.needles[2])
                | lanes.simd_eq(self.needles[3]);
            if self.five {
                hit |= lanes.simd_eq(self.needles[4]);
            }
            mask |= u64::from(hit.to_bitmask()) << (lane * 16);
        }
        mask
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain twin: one byte at a time.
    fn plain(bytes: &[u8], special: SpecialBytes, from: usize) -> Vec<usize> {
        (from..bytes.len()).filter(|&at| special.contains(bytes[at])).collect()
    }

    fn fast(bytes: &[u8], special: SpecialBytes, from: usize) -> Vec<usize> {
        let mut specials = Specials::new(bytes, special, from);
        std::iter::from_fn(|| specials.next()).collect()
    }

    #[test]
    fn blocks_and_single_bytes_find_the_same_places() {
        let text = "Zoë,\"O'Brien\"\r\n;|\tà\0".repeat(23);
        for escape in [None, Some(b'\\'), Some(b'|')] {
            let special = SpecialBytes::new(b',', Some(b'"'), escape);
            for len in 0..text.len() {
                let bytes = &text.as_bytes()[..len];
                for from in [0, 1, len / 2, len] {
                    assert_eq!(fast(bytes, special, from), plain(bytes, special, from));
                }
            }
        }
    }
}
