//! Doors to single stages that nobody else needs, for `benches/stages` alone: no part of the API.

use crate::Limits;
use crate::decode::{self, Decoder};
use crate::unique::{Budget, Seen, Sighting};

/// Decodes a file that arrives in pieces, and tells how many bytes of text came out of it.
#[must_use]
pub fn decode(file: &[u8], piece: usize) -> usize {
    let head = file.get(..Limits::DEFAULT.head_bytes).unwrap_or(file);
    let mut decoder = Decoder::new(decode::start(head, None));
    let mut bytes = 0;
    for piece in file.chunks(piece.max(1)) {
        decoder.push(piece, false, &mut |_, text| bytes += text.len());
    }
    decoder.push(b"", true, &mut |_, text| bytes += text.len());
    bytes
}

/// Looks for values that occur more than once, and tells how many do.
#[must_use]
pub fn repeats<'v>(values: impl IntoIterator<Item = &'v str>) -> usize {
    let mut budget = Budget::new(Limits::DEFAULT.unique_values);
    let mut seen = Seen::new(0);
    let sightings = values.into_iter().zip(2..).map(|(value, row)| {
        usize::from(matches!(seen.see(value.as_bytes(), row, &mut budget), Sighting::Again(_)))
    });
    sightings.sum()
}
