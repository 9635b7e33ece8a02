//! Numbers that look random and are the same for the same seed, on every machine and for good.
//!
//! SplitMix64 (Steele, Lea and Flood, 2014). Its own few lines rather than a crate: a crate may change
//! what it gives from one version to the next, and a sample that is named in a bug report has to be the
//! same next year.

/// A source of such numbers.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// A source of a seed; each number has one of its own, whatever has been drawn from the others.
    pub(super) fn of(seed: u64, number: u64) -> Self {
        let mut start = Self(seed ^ number.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        start.next();
        start
    }

    /// Any number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where nothing is below it.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Whether something happens that does so in `share` of a million cases.
    pub(super) fn happens(&mut self, share: u32) -> bool {
        self.below(1_000_000) < share as usize
    }

    /// One of them.
    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// The same things in another order.
    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            let other = self.below(last + 1);
            all.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_seed_stay_what_they_are() {
        let mut random = Random(0);
        assert_eq!(random.next(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(random.next(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn numbers_stay_below_their_end() {
        let mut random = Random(7);
        for end in [1, 2, 3, 10, 1000] {
            assert!((0..200).all(|_| random.below(end) < end));
        }
        assert_eq!(random.below(0), 0);
    }
}
