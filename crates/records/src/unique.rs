//! Values seen before: a fixed number of bytes each, whatever their length.
//!
//! A [`Seen`] keeps a 64-bit seeded hash and a row for each value, 12 bytes in an open-addressed table,
//! and a byte more, the tag. The table is split into [`SHARDS`] that grow one at a time, so that growing
//! never holds two copies of more than a sixty-fourth of it. The seed is random per job, so nobody can
//! prepare a file whose values collide; by chance two different values among 1.2 million share a hash
//! about once in twenty-five million files.
//!
//! # How it works
//!
//! The place of a value is the first free one from where its hash points. The tags alone say which
//! are free, and but for one in 255 which hold another value, so a new value looks at nothing else;
//! eight tags are looked at in one number. The tags of a million values fit where the processor
//! reaches quickly, and the twelve bytes do not: writing them one at a time, far apart, was most of
//! what uniqueness cost in WebAssembly, whose memory has small pages. So they wait in a short list and
//! are written together, when nobody waits for any one of them.
//!
//! # If you change it
//!
//! Where a tag is, its [`Sight`] may still be waiting: read it by [`Seen::sight`] only, and write all
//! that waits before a shard grows.

use xxhash_rust::xxh3::xxh3_64_with_seed;

const SHARDS: usize = 64;
/// How many places a shard begins with. Sizes are powers of two.
const SMALLEST: usize = 16;
/// How many tags are looked at in one number.
const GROUP: usize = 8;
/// How many sights wait to be written.
const MOST_WAITING: usize = 128;

/// What a value turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sighting {
    /// Not seen before.
    New,
    /// Seen in this row.
    Again(u64),
    /// Not seen before, and no room to remember it.
    Full,
}

/// How many values a job may still remember, over all its columns.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    left: u64,
}

impl Budget {
    /// Room for so many.
    #[must_use]
    pub const fn new(values: u64) -> Self {
        Self { left: values }
    }

    /// Whether a value had to be forgotten.
    #[must_use]
    pub const fn is_spent(self) -> bool {
        self.left == 0
    }
}

/// The values of one column, or of one key.
pub struct Seen {
    seed: u64,
    shards: Vec<Shard>,
    waiting: Vec<Waiting>,
}

/// A part of the table.
#[derive(Clone, Default)]
struct Shard {
    /// 0 is a free place. Behind the last come the first [`GROUP`] once more.
    tags: Vec<u8>,
    sights: Vec<Sight>,
    taken: usize,
}

/// A hash in two halves, and the row where its value was first seen. In fours of bytes, because a
/// number of eight would be filled up to sixteen; an array, because memory for many of them that is
/// zero already need not be filled.
type Sight = [u32; 3];

/// A sight, and where it belongs.
#[derive(Clone, Copy)]
struct Waiting {
    shard: u32,
    place: u32,
    sight: Sight,
}

/// What stands where a hash points.
enum Found {
    /// Its value, first seen in this row.
    Value(u32),
    /// A free place.
    Free(usize),
    /// Nothing: the shard has no place yet.
    Nothing,
}

const fn sight_of(hash: u64, row: u32) -> Sight {
    [hash as u32, (hash >> 32) as u32, row]
}

const fn hash_of([low, high, _]: Sight) -> u64 {
    (high as u64) << 32 | low as u64
}

/// The tag of a hash: its highest bits, but never 0.
const fn tag(hash: u64) -> u8 {
    let tag = (hash >> 56) as u8;
    if tag == 0 { 1 } else { tag }
}

/// The high bit of each byte that is 0. Above the first one, a byte that is 1 may have it too.
const fn zeros(bytes: u64) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    bytes.wrapping_sub(LOW) & !bytes & (LOW << 7)
}

impl Seen {
    /// No value seen yet.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, shards: vec![Shard::default(); SHARDS], waiting: Vec::new() }
    }

    /// What a value is remembered as.
    #[must_use]
    pub fn hash(&self, value: &[u8]) -> u64 {
        xxh3_64_with_seed(value, self.seed)
    }

    /// Which shard a hash belongs to, by bits that are neither its tag nor point to its place.
    const fn shard(hash: u64) -> usize {
        (hash >> 40) as usize % SHARDS
    }

    /// Whether a value of that hash was seen.
    #[must_use]
    pub fn holds(&self, hash: u64) -> bool {
        matches!(self.find(hash), Found::Value(_))
    }

    /// Notes that `value` stands in `row`.
    pub fn see(&mut self, value: &[u8], row: u64, budget: &mut Budget) -> Sighting {
        let hash = self.hash(value);
        let index = Self::shard(hash);
        if budget.left > 0 && self.shards.get(index).is_some_and(Shard::is_full) {
            self.write_waiting();
            if let Some(shard) = self.shards.get_mut(index) {
                shard.grow();
            }
        }
        let place = match self.find(hash) {
            Found::Value(first) => return Sighting::Again(u64::from(first)),
            Found::Free(place) if budget.left > 0 => place,
            Found::Free(_) | Found::Nothing => return Sighting::Full,
        };
        budget.left -= 1;
        if let Some(shard) = self.shards.get_mut(index) {
            shard.mark(place, tag(hash));
            shard.taken += 1;
        }
        let sight = sight_of(hash, row.try_into().unwrap_or(u32::MAX));
        self.waiting.push(Waiting { shard: index as u32, place: place as u32, sight });
        if self.waiting.len() >= MOST_WAITING {
            self.write_waiting();
        }
        Sighting::New
    }

    #[inline]
    fn find(&self, hash: u64) -> Found {
        let index = Self::shard(hash);
        let Some(shard) = self.shards.get(index) else { return Found::Nothing };
        let Some(mask) = shard.sights.len().checked_sub(1) else { return Found::Nothing };
        let tags = u64::from(tag(hash)) * 0x0101_0101_0101_0101;
        let mut from = hash as usize & mask;
        loop {
            let Some(group) = shard.tags.get(from..).and_then(<[u8]>::first_chunk::<GROUP>) else {
                return Found::Nothing;
            };
            let group = u64::from_le_bytes(*group);
            let free = zeros(group);
            // Those in front of the first free place.
            let mut same = zeros(group ^ tags) & (free & free.wrapping_neg()).wrapping_sub(1);
            while same != 0 {
                let place = (from + same.trailing_zeros() as usize / 8) & mask;
                let sight = self.sight(index, place);
                if shard.tags.get(place) == Some(&tag(hash)) && hash_of(sight) == hash {
                    return Found::Value(sight[2]);
                }
                same &= same - 1;
            }
            if free != 0 {
                return Found::Free((from + free.trailing_zeros() as usize / 8) & mask);
            }
            from = (from + GROUP) & mask;
        }
    }

    /// What stands at a place whose tag is set.
    #[cold]
    fn sight(&self, shard: usize, place: usize) -> Sight {
        let here = |it: &&Waiting| (it.shard as usize, it.place as usize) == (shard, place);
        let written = || self.shards.get(shard)?.sights.get(place).copied();
        let waiting = self.waiting.iter().find(here).map(|waiting| waiting.sight);
        waiting.or_else(written).unwrap_or_default()
    }

    #[inline(never)]
    fn write_waiting(&mut self) {
        for Waiting { shard, place, sight } in self.waiting.drain(..) {
            let shard = self.shards.get_mut(shard as usize);
            if let Some(to) = shard.and_then(|shard| shard.sights.get_mut(place as usize)) {
                *to = sight;
            }
        }
    }
}

impl Shard {
    /// Four places in five are taken at the most.
    const fn is_full(&self) -> bool {
        self.taken * 5 >= self.sights.len() * 4
    }

    fn mark(&mut self, place: usize, tag: u8) {
        let size = self.sights.len();
        let again = (place < GROUP).then_some(size + place);
        for place in std::iter::once(place).chain(again) {
            if let Some(free) = self.tags.get_mut(place) {
                *free = tag;
            }
        }
    }

    /// Doubles the places. Nothing may wait for one of the old.
    fn grow(&mut self) {
        let size = (self.sights.len() * 2).max(SMALLEST);
        let tags = std::mem::replace(&mut self.tags, vec![0; size + GROUP]);
        let sights = std::mem::replace(&mut self.sights, vec![[0; 3]; size]);
        for (tag, sight) in tags.into_iter().zip(sights).filter(|(tag, _)| *tag != 0) {
            let mut place = hash_of(sight) as usize & (size - 1);
            while self.tags.get(place).is_some_and(|tag| *tag != 0) {
                place = (place + 1) & (size - 1);
            }
            self.mark(place, tag);
            if let Some(to) = self.sights.get_mut(place) {
                *to = sight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_of_a_value_is_named() {
        let mut seen = Seen::new(7);
        let mut budget = Budget::new(1_000_000);
        for row in 2..50_002_u64 {
            let value = format!("user{row}@example.com");
            assert_eq!(seen.see(value.as_bytes(), row, &mut budget), Sighting::New);
        }
        for row in [2, 777, 50_001] {
            let value = format!("user{row}@example.com");
            assert_eq!(seen.see(value.as_bytes(), 60_000, &mut budget), Sighting::Again(row));
        }
    }

    #[test]
    fn past_the_cap_old_values_are_known_and_new_ones_are_not_kept() {
        let mut seen = Seen::new(7);
        let mut budget = Budget::new(2);
        assert_eq!(seen.see(b"a", 2, &mut budget), Sighting::New);
        assert_eq!(seen.see(b"b", 3, &mut budget), Sighting::New);
        assert_eq!(seen.see(b"c", 4, &mut budget), Sighting::Full);
        assert_eq!(seen.see(b"a", 5, &mut budget), Sighting::Again(2));
        assert!(budget.is_spent());
    }

    #[test]
    fn any_values_in_any_order_are_known_by_their_first_row() {
        let mut state = 1_u64;
        let mut random = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        for different in [1, 7, 100, 5_000, 1_000_000] {
            let (mut seen, mut budget) = (Seen::new(different), Budget::new(u64::MAX));
            let mut first = std::collections::HashMap::new();
            for row in 2..20_002 {
                let value = (random() % different).to_string();
                let expected = match first.entry(value.clone()) {
                    std::collections::hash_map::Entry::Occupied(known) => {
                        Sighting::Again(*known.get())
                    }
                    std::collections::hash_map::Entry::Vacant(new) => {
                        new.insert(row);
                        Sighting::New
                    }
                };
                let hash = seen.hash(value.as_bytes());
                assert_eq!(seen.holds(hash), expected != Sighting::New, "{value} in row {row}");
                assert_eq!(
                    seen.see(value.as_bytes(), row, &mut budget),
                    expected,
                    "{value} in row {row}"
                );
            }
        }
    }

    #[test]
    fn hashes_that_point_to_the_same_place_do_not_hide_each_other() {
        // The same shard, the same tag and the same place, at the end of the smallest shard.
        let hashes: Vec<u64> = (0..12).map(|number| 0xAB00_0000_0000_000F | number << 16).collect();
        let mut seen = Seen::new(0);
        for (row, &hash) in hashes.iter().enumerate() {
            assert!(!seen.holds(hash));
            if seen.shards[0].is_full() {
                seen.write_waiting();
                seen.shards[0].grow();
            }
            let Found::Free(place) = seen.find(hash) else { panic!("there is a place") };
            seen.shards[0].mark(place, tag(hash));
            seen.shards[0].taken += 1;
            let sight = sight_of(hash, row as u32);
            seen.waiting.push(Waiting { shard: 0, place: place as u32, sight });
        }
        for written in [false, true] {
            for (row, &hash) in hashes.iter().enumerate() {
                assert!(
                    matches!(seen.find(hash), Found::Value(found) if found as usize == row),
                    "{written}"
                );
            }
            seen.write_waiting();
        }
    }
}
