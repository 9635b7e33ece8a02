//! Values seen before: a fixed number of bytes each, whatever their length.
//!
//! A [`Seen`] keeps a 64-bit seeded hash and a row for each value, 12 bytes in a table of
//! `hashbrown`, which adds one. The table is split into [`SHARDS`] that grow one at a time, so that
//! growing never holds two copies of more than a sixty-fourth of it. The seed is random per job, so
//! nobody can prepare a file whose values collide; by chance two different values among 1.2 million
//! share a hash about once in twenty-five million files.
//!
//! A large table does not fit into the processor's caches. A new value, as nearly all are, waits only
//! for its tag, which is a byte; the twelve are written and nobody waits for them.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use xxhash_rust::xxh3::xxh3_64_with_seed;

const SHARDS: usize = 64;

/// What a value turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sighting {
    /// Not seen before.
    New,
    /// Seen in this row.
    Again(u64),
    /// Not seen before, and no room to remember it.
    Full,
}

/// How many values a job may still remember, over all its columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    left: u64,
}

impl Budget {
    pub(crate) const fn new(values: u64) -> Self {
        Self { left: values }
    }

    /// Whether a value had to be forgotten.
    pub(crate) const fn is_spent(self) -> bool {
        self.left == 0
    }
}

/// The values of one column, or of one key.
pub(crate) struct Seen {
    seed: u64,
    shards: Vec<HashTable<Sight>>,
}

/// A hash, and the row where its value was first seen. In fours of bytes, because a number of eight
/// would be filled up to sixteen.
#[derive(Clone, Copy)]
struct Sight {
    hash: [u32; 2],
    row: u32,
}

impl Sight {
    const fn new(hash: u64, row: u32) -> Self {
        Self { hash: [hash as u32, (hash >> 32) as u32], row }
    }

    const fn hash(&self) -> u64 {
        let [low, high] = self.hash;
        (high as u64) << 32 | low as u64
    }
}

impl Seen {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, shards: vec![HashTable::new(); SHARDS] }
    }

    /// What a value is remembered as.
    pub(crate) fn hash(&self, value: &[u8]) -> u64 {
        xxh3_64_with_seed(value, self.seed)
    }

    /// Which shard a hash belongs to, by bits that the table makes no use of: it takes a value's
    /// place from the lowest and its tag from the highest.
    const fn shard(hash: u64) -> usize {
        (hash >> 40) as usize % SHARDS
    }

    /// Whether a value of that hash was seen.
    pub(crate) fn holds(&self, hash: u64) -> bool {
        let shard = self.shards.get(Self::shard(hash));
        shard.is_some_and(|shard| shard.find(hash, |sight| sight.hash() == hash).is_some())
    }

    /// Notes that `value` stands in `row`.
    pub(crate) fn see(&mut self, value: &[u8], row: u64, budget: &mut Budget) -> Sighting {
        let hash = self.hash(value);
        let Some(shard) = self.shards.get_mut(Self::shard(hash)) else { return Sighting::Full };
        match shard.entry(hash, |sight| sight.hash() == hash, Sight::hash) {
            Entry::Occupied(known) => return Sighting::Again(u64::from(known.get().row)),
            Entry::Vacant(_) if budget.left == 0 => return Sighting::Full,
            Entry::Vacant(place) => {
                place.insert(Sight::new(hash, row.try_into().unwrap_or(u32::MAX)));
            }
        }
        budget.left -= 1;
        Sighting::New
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
}
