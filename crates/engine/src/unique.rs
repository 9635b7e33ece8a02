//! Values seen before: a fixed number of bytes each, whatever their length.
//!
//! A [`Seen`] keeps a 64-bit seeded hash and a row for each value, 12 bytes in an open-addressed
//! table. The table is split into [`SHARDS`] that grow one at a time, so that growing never holds
//! two copies of more than a sixty-fourth of it. The seed is random per job, so nobody can prepare
//! a file whose values collide; by chance two different values among 1.2 million share a hash about
//! once in twenty-five million files.

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
    shards: Vec<Shard>,
}

#[derive(Default)]
struct Shard {
    /// 0 is an empty place.
    hashes: Vec<u64>,
    rows: Vec<u32>,
    taken: usize,
}

impl Seen {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, shards: (0..SHARDS).map(|_| Shard::default()).collect() }
    }

    /// What a value is remembered as.
    pub(crate) fn hash(&self, value: &[u8]) -> u64 {
        xxh3_64_with_seed(value, self.seed).max(1)
    }

    /// Whether a value of that hash was seen.
    pub(crate) fn holds(&self, hash: u64) -> bool {
        self.shards.get((hash >> 58) as usize).is_some_and(|shard| {
            shard.place(hash).and_then(|place| shard.hashes.get(place)) == Some(&hash)
        })
    }

    /// Notes that `value` stands in `row`.
    pub(crate) fn see(&mut self, value: &[u8], row: u64, budget: &mut Budget) -> Sighting {
        let hash = self.hash(value);
        let Some(shard) = self.shards.get_mut((hash >> 58) as usize) else {
            return Sighting::Full;
        };
        shard.see(hash, row.try_into().unwrap_or(u32::MAX), budget)
    }
}

impl Shard {
    fn see(&mut self, hash: u64, row: u32, budget: &mut Budget) -> Sighting {
        if self.taken * 5 >= self.hashes.len() * 4 && budget.left > 0 {
            self.grow();
        }
        let Some(place) = self.place(hash) else {
            return Sighting::Full;
        };
        if let (Some(&found), Some(&first)) = (self.hashes.get(place), self.rows.get(place))
            && found == hash
        {
            return Sighting::Again(u64::from(first));
        }
        if budget.left == 0 {
            return Sighting::Full;
        }
        budget.left -= 1;
        self.set(place, hash, row);
        self.taken += 1;
        Sighting::New
    }

    /// Where the hash is, or the empty place where it belongs; `None` in a table without places.
    fn place(&self, hash: u64) -> Option<usize> {
        let mask = self.hashes.len().checked_sub(1)?;
        let mut place = hash as usize & mask;
        loop {
            match self.hashes.get(place) {
                Some(&found) if found != hash && found != 0 => place = (place + 1) & mask,
                _ => return Some(place),
            }
        }
    }

    fn set(&mut self, place: usize, hash: u64, row: u32) {
        if let (Some(slot), Some(first)) = (self.hashes.get_mut(place), self.rows.get_mut(place)) {
            *slot = hash;
            *first = row;
        }
    }

    fn grow(&mut self) {
        let size = (self.hashes.len() * 2).max(16);
        let hashes = std::mem::replace(&mut self.hashes, vec![0; size]);
        let rows = std::mem::replace(&mut self.rows, vec![0; size]);
        for (hash, row) in hashes.into_iter().zip(rows).filter(|(hash, _)| *hash != 0) {
            if let Some(place) = self.place(hash) {
                self.set(place, hash, row);
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
}
