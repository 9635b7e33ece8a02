//! The answers for the last few values of a column, where a pattern has no table.
//!
//! An expression without a table costs a fraction of a microsecond a cell, and rules ask on every
//! row. Sites, models and licences repeat, so the last answers are worth keeping.

use xxhash_rust::xxh3::xxh3_64;

use crate::check::Expression;

/// The answers for the last few values of a column.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    slots: Vec<(String, bool)>,
}

impl Remembered {
    const SLOTS: usize = 16;
    /// Longer values are asked each time.
    const LONGEST: usize = 64;

    /// Whether the pattern matches the value.
    pub(crate) fn ask(&mut self, pattern: &Expression, value: &str) -> bool {
        if let Some(answer) = pattern.quickly(value) {
            return answer;
        }
        if value.is_empty() || value.len() > Self::LONGEST {
            return pattern.is_match(value);
        }
        if self.slots.is_empty() {
            self.slots.resize_with(Self::SLOTS, || (String::with_capacity(Self::LONGEST), false));
        }
        let slot = self.slots.get_mut(xxh3_64(value.as_bytes()) as usize % Self::SLOTS);
        let Some((known, answer)) = slot else { return pattern.is_match(value) };
        if known != value {
            *answer = pattern.is_match(value);
            known.clear();
            known.push_str(value);
        }
        *answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Budget;

    #[test]
    fn what_is_remembered_is_the_answer_of_the_expression() {
        let values = [
            "", "a", "A", "ab", "a b", "%", "50%", "A%\n", "é", "é%", "dect 1", "DECT", "x-DeCt-y",
            "\n", "[", "]", "^", "-", "\\", "0", "a\n%", "ſ", "K", "k%", "word", "sword 5",
            "\u{7f}",
        ];
        for source in [
            ".*[%#<>\\\\/\"].*",
            ".*[^0-9].*",
            ".*[^\\p{L}\\p{M}\\p{N} ].*",
            "(?i).*[a-k].*",
            ".*([%#]|[^\\x00-\\x7F]).*",
            ".*%.*",
            ".*word.*",
            "(?i).*dect.*",
            "(?i).*k.*",
            "[A-Za-z]+",
            "[^a]+",
            "(?i)[k-s]+",
            "[]a]+",
            "[a]]+",
            "[\\]a]+",
            "[a-z-[aeiou]]+",
            ".*[a].*|b.*",
            ".*.*",
            ".*[\\].*",
            ".*[a]+.*",
            ".*(a|[bc])d.*",
            "(?i).*k5.*",
            ".*é.*",
            "(911|112)[0-9]?",
            "[a-z]*",
            ".*a.+",
            ".+a.*",
            ".*",
            "",
        ] {
            let mut budget = Budget::default();
            let Ok(regex) = budget.compile(source, true) else { continue };
            let expression = budget.expression(source).unwrap();
            let mut remembered = Remembered::default();
            for value in values.iter().chain(&values) {
                let expected = regex.is_match(value);
                assert_eq!(expression.is_match(value), expected, "{source} {value:?}");
                assert_eq!(remembered.ask(&expression, value), expected, "{source} {value:?}");
            }
        }
    }
}
