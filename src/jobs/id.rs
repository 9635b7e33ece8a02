//! Job ids: the time and eighty random bits, in an order that is the order of time.

/// The digits of Crockford's base 32, in lower case: no i, l, o, u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The number of digits of an id: 128 bits, five a digit.
const LENGTH: usize = 26;

/// An id, 26 characters such as `01kar3zq6v8y2m4n6p8r0t2w4x`. It holds the moment at which the job was
/// created, so its keys can be found from it alone, and cannot be guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobId(String);

impl JobId {
    /// The id of a job created `millis` after 1970, with these random bytes.
    pub fn new(millis: u64, random: [u8; 10]) -> Self {
        let random = random.iter().fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        let bits = u128::from(millis & 0xFFFF_FFFF_FFFF) << 80 | random;
        let digits = (0..LENGTH).rev().map(|place| {
            let digit = (bits >> (place * 5)) as usize & 31;
            char::from(DIGITS.get(digit).copied().unwrap_or(b'0'))
        });
        Self(digits.collect())
    }

    /// The id that `text` is, if it is one to the letter. Nothing else gets into a key.
    pub fn parse(text: &str) -> Option<Self> {
        let is_id = text.len() == LENGTH
            && text.bytes().all(|byte| DIGITS.contains(&byte))
            && text.as_bytes().first().is_some_and(|first| *first <= b'7');
        is_id.then(|| Self(text.to_owned()))
    }

    /// The moment at which the job was created, in milliseconds since 1970.
    pub fn millis(&self) -> u64 {
        let bits = self.0.bytes().fold(0u128, |bits, byte| {
            let digit = DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0);
            bits << 5 | digit as u128
        });
        (bits >> 80) as u64
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for JobId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_its_time_and_is_read_again() {
        let millis = 1_795_410_000_123;
        let id = JobId::new(millis, [0xA5; 10]);
        assert_eq!(id.millis(), millis);
        assert_eq!(JobId::parse(id.as_str()), Some(id));
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let early = JobId::new(1_795_410_000_123, [0xFF; 10]);
        let late = JobId::new(1_795_410_000_124, [0; 10]);
        assert!(early.as_str() < late.as_str());
    }

    #[test]
    fn nothing_but_an_id_is_read_as_one() {
        for text in [
            "",
            "../../../../../../secret/x",
            "01KAR3ZQ6V8Y2M4N6P8R0T2W4X",
            "01kar3zq6v8y2m4n6p8r0t2w4",
            "01kar3zq6v8y2m4n6p8r0t2w4xx",
            "81kar3zq6v8y2m4n6p8r0t2w4x",
            "01kar3zq6v8y2m4n6p8r0t2w4i",
            "01kar3zq6v8y2m4n6p8r0t2wé",
        ] {
            assert_eq!(JobId::parse(text), None, "{text}");
        }
    }
}
